/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-feature-read: geodata in files of text: GeoJSON (lw-geojson-read.c) and GML (lw-gml-read.c) become features in
 * RD New, with rings mended (lw_features_place()). Both are read as a stream. */
#pragma once

#include "model/lw-features.h"
#include "model/lw-progress.h"

G_BEGIN_DECLS

/**
 * LwFeatureReadOptions: how to read; all zero is a sound start.
 * @crs: (nullable): coordinate system of a file that does not tell its own
 * @crs_overrules: it holds whatever the file tells
 * @size: bytes of the file, for progress; 0 when not known
 * @progress: (nullable): told of bytes
 * @progress_data: for @progress
 */
typedef struct {
  const char *crs;
  gboolean crs_overrules;
  guint64 size;
  LwProgressFunc progress;
  gpointer progress_data;
} LwFeatureReadOptions;

LwFeatures *lw_geojson_read (GInputStream *stream, const char *name, const LwFeatureReadOptions *options,
                             GCancellable *cancellable, GError **error);
LwFeatures *lw_gml_read (GInputStream *stream, const char *name, const LwFeatureReadOptions *options,
                         GCancellable *cancellable, GError **error);

G_END_DECLS

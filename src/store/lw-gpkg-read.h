/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-gpkg-read: layers of a GeoPackage of any program as features in RD New. The file is only read; views, triggers and
 * the like in it are not run. */
#pragma once

#include "model/lw-features.h"
#include "model/lw-progress.h"

G_BEGIN_DECLS

/**
 * LwGpkgReadOptions: how to read; all zero is a sound start.
 * @layer: (nullable): which layer; %NULL for the first
 * @crs: (nullable): coordinate system of layers that do not tell theirs
 * @crs_overrules: it holds whatever the file tells
 * @progress: (nullable): told of rows
 * @progress_data: for @progress
 */
typedef struct {
  const char *layer;
  const char *crs;
  gboolean crs_overrules;
  LwProgressFunc progress;
  gpointer progress_data;
} LwGpkgReadOptions;

GPtrArray *lw_gpkg_read_layers (const char *path, GError **error);
LwFeatures *lw_gpkg_read_features (const char *path, const LwGpkgReadOptions *options, GCancellable *cancellable,
                                   GError **error);

G_END_DECLS

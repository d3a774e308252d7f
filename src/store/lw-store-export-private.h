/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-export-private: the frame of a GeoPackage with one layer, which the exports of offices and of tables fill. */
#pragma once

#include "store/lw-gpkg.h"
#include "store/lw-store-export.h"

G_BEGIN_DECLS

/**
 * LwLayer: a layer to write.
 * @name: of its table, lower-case
 * @geometry: (nullable): "POINT" or "MULTIPOLYGON"; %NULL for a table without geometry
 * @columns: its columns, each after a comma: ", name TYPE"
 * @notice: (nullable): what its description begins with
 * @left_out: rows that it has no place for, which its description tells; set by @fill
 * @fill: writes the rows
 * @data: for @fill
 */
typedef struct _LwLayer LwLayer;
struct _LwLayer {
  const char *name;
  const char *geometry;
  const char *columns;
  const char *notice;
  guint left_out;
  const LwExportOptions *options;
  gboolean (*fill) (LwDb *db, LwLayer *layer, gpointer data, GError **error);
  gpointer data;
};

gboolean lw_layer_write (LwLayer *layer, const char *path, GError **error);
gboolean lw_layer_tell (const LwLayer *layer, guint done, guint n, GError **error);

G_END_DECLS

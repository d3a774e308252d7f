/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-gpkg: what makes a SQLite file a GeoPackage: how to know one, the functions that spatial indexes of
 * other programs call, points as blobs, and the contents table kept right. Shared by document, export and
 * check. */
#pragma once

#include "model/lw-geometry.h"
#include "store/lw-db.h"

G_BEGIN_DECLS

#define LW_GPKG_APPLICATION_ID 0x47504B47

gboolean lw_gpkg_run_resource (LwDb *db, const char *name, GError **error);
gboolean lw_gpkg_create (LwDb *db, GError **error);
gboolean lw_gpkg_is_geopackage (LwDb *db, gboolean *yes, GError **error);
gboolean lw_gpkg_register_functions (LwDb *db, GError **error);
gboolean lw_gpkg_read_point (gconstpointer blob, gsize size, double *x, double *y);
gboolean lw_gpkg_read_bounds (gconstpointer blob, gsize size, LwBounds *bounds);
gboolean lw_gpkg_touch (LwDb *db, const char *table, GError **error);
gboolean
lw_gpkg_compute_extent (LwDb *db, const char *table, const char *column, LwBounds *bounds, GError **error);
gboolean lw_gpkg_update_extent (LwDb *db, const char *table, GError **error);

G_END_DECLS

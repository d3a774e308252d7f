/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geometry: an immutable, reference-counted shape of flat x, y pairs, and its GeoPackage blob. It knows no
 * reference system: the unit is that of whoever made it (metres in RD New everywhere in the document). Points
 * lie in rings (or lines), rings in parts; rings are closed, the first ring of a polygon part is its
 * outline. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwGeometryKind:
 *
 * The kinds of shape, numbered as in well-known binary.
 */
typedef enum {
  LW_GEOMETRY_POINT = 1,
  LW_GEOMETRY_LINESTRING = 2,
  LW_GEOMETRY_POLYGON = 3,
  LW_GEOMETRY_MULTI_POINT = 4,
  LW_GEOMETRY_MULTI_LINESTRING = 5,
  LW_GEOMETRY_MULTI_POLYGON = 6,
} LwGeometryKind;

/**
 * LwBounds:
 *
 * A rectangle, edges included. An empty one has @min_x greater than @max_x.
 */
typedef struct {
  double min_x;
  double min_y;
  double max_x;
  double max_y;
} LwBounds;

typedef struct _LwGeometry LwGeometry;
typedef struct _LwGeometryBuilder LwGeometryBuilder;

LwGeometry *lw_geometry_new_point (double x, double y);
LwGeometry *lw_geometry_new_polygon (const double *xy, gsize n_points);
LwGeometry *lw_geometry_ref (LwGeometry *self);
void lw_geometry_unref (LwGeometry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwGeometry, lw_geometry_unref)

LwGeometryKind lw_geometry_get_kind (const LwGeometry *self);
gboolean lw_geometry_is_empty (const LwGeometry *self);
const double *lw_geometry_get_points (const LwGeometry *self, gsize *n_points);
gsize lw_geometry_get_n_rings (const LwGeometry *self);
const double *lw_geometry_get_ring (const LwGeometry *self, gsize ring, gsize *n_points);
gsize lw_geometry_get_n_parts (const LwGeometry *self);
gsize lw_geometry_get_part (const LwGeometry *self, gsize part, gsize *n_rings);
gboolean lw_geometry_equal (const LwGeometry *a, const LwGeometry *b);

/** LwGeometryPointsFunc: moves points to where they belong in another system, in place; not finite for one that cannot */
typedef void (*LwGeometryPointsFunc) (double *x, double *y, gsize n, gpointer data);

LwGeometry *lw_geometry_collect (GPtrArray *shapes);
LwGeometry *lw_geometry_convert (const LwGeometry *self, gboolean turn, LwGeometryPointsFunc func, gpointer data);

/* Building point by point; a finished builder is empty again and can be used for the next shape. */
LwGeometryBuilder *lw_geometry_builder_new (void);
void lw_geometry_builder_free (LwGeometryBuilder *self);
void lw_geometry_builder_begin_part (LwGeometryBuilder *self);
void lw_geometry_builder_begin_ring (LwGeometryBuilder *self);
void lw_geometry_builder_add_parts (LwGeometryBuilder *self, const LwGeometry *shape);
void lw_geometry_builder_add (LwGeometryBuilder *self, double x, double y);
LwGeometry *lw_geometry_builder_finish (LwGeometryBuilder *self, LwGeometryKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwGeometryBuilder, lw_geometry_builder_free)

/* Measures (lw-geometry-measure.c). */
double lw_geometry_ring_area (const double *xy, gsize n_points);
gboolean lw_geometry_ring_contains (const double *xy, gsize n_points, double x, double y);
double lw_geometry_get_area (const LwGeometry *self);
gboolean lw_geometry_get_bounds (const LwGeometry *self, LwBounds *bounds);
gboolean lw_geometry_contains (const LwGeometry *self, double x, double y);
gboolean lw_geometry_get_point_on_surface (const LwGeometry *self, double *x, double *y);
void lw_bounds_init_empty (LwBounds *bounds);
void lw_bounds_add (LwBounds *bounds, double x, double y);
gboolean lw_bounds_is_empty (const LwBounds *bounds);
gboolean lw_bounds_contains (const LwBounds *bounds, double x, double y);
gboolean lw_bounds_intersects (const LwBounds *a, const LwBounds *b);

/* Several as one (lw-geometry-dissolve.c). */
LwGeometry *lw_geometry_dissolve (GPtrArray *polygons);

/* GeoPackage blobs (lw-geometry-blob.c). */
#define LW_GEOMETRY_POINT_BLOB_SIZE 29

void lw_geometry_write_point (guint8 blob[LW_GEOMETRY_POINT_BLOB_SIZE], int srs_id, double x, double y);
GBytes *lw_geometry_to_blob (const LwGeometry *self, int srs_id);
LwGeometry *lw_geometry_from_blob (gconstpointer data, gsize size, int *srs_id, GError **error);
LwGeometry *lw_geometry_from_wkb (gconstpointer data, gsize size, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geometry: see lw-geometry.h. This file holds the value and its builder; measures and blobs have their
 * own. A multipoint is one ring of all its points; each line of a (multi)linestring is a ring and a part of
 * its own. */
#include "model/lw-geometry.h"

#include <math.h>
#include <string.h>

struct _LwGeometry {
  LwGeometryKind kind;
  guint n_points;
  guint n_rings;
  guint n_parts;
  double *xy;          /* 2 × n_points */
  guint *ring_starts;  /* n_rings + 1, in points */
  guint *part_starts;  /* n_parts + 1, in rings */
};

struct _LwGeometryBuilder {
  GArray *xy;
  GArray *ring_starts; /* of the rings begun so far, in points */
  GArray *part_starts; /* of the parts begun so far, in rings */
};

static gboolean
is_areal (LwGeometryKind kind)
{
  return kind == LW_GEOMETRY_POLYGON || kind == LW_GEOMETRY_MULTI_POLYGON;
}

static gboolean
is_linear (LwGeometryKind kind)
{
  return kind == LW_GEOMETRY_LINESTRING || kind == LW_GEOMETRY_MULTI_LINESTRING;
}

static void
clear_geometry (gpointer data)
{
  LwGeometry *self = data;

  g_free (self->xy);
  g_free (self->ring_starts);
  g_free (self->part_starts);
}

/* Copies the points of one ring, closing it when the kind asks for that. Returns the number of points
 * written. */
static guint
copy_ring (const double *from, guint n, gboolean close, double *to)
{
  memcpy (to, from, sizeof (double) * 2 * n);
  if (!close || (from[0] == from[2 * n - 2] && from[1] == from[2 * n - 1]))
    return n;
  to[2 * n] = from[0];
  to[2 * n + 1] = from[1];
  return n + 1;
}

/* The end of element @i of an array of starts: the next start, or the total. */
static guint
find_end (GArray *starts, guint i, guint total)
{
  return i + 1 < starts->len ? g_array_index (starts, guint, i + 1) : total;
}

/**
 * lw_geometry_new_point:
 * @x: the x coordinate
 * @y: the y coordinate
 *
 * Returns: (transfer full): a point
 */
LwGeometry *
lw_geometry_new_point (double x, double y)
{
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();

  lw_geometry_builder_add (builder, x, y);
  return lw_geometry_builder_finish (builder, LW_GEOMETRY_POINT);
}

/**
 * lw_geometry_new_polygon:
 * @xy: (array): x, y, x, y … of the outline
 * @n_points: the number of points, not of doubles
 *
 * Returns: (transfer full): a polygon without holes; the outline is closed if it is not yet
 */
LwGeometry *
lw_geometry_new_polygon (const double *xy, gsize n_points)
{
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();

  g_return_val_if_fail (xy != NULL || n_points == 0, NULL);

  for (gsize i = 0; i < n_points; i++)
    lw_geometry_builder_add (builder, xy[2 * i], xy[2 * i + 1]);
  return lw_geometry_builder_finish (builder, LW_GEOMETRY_POLYGON);
}

/**
 * lw_geometry_ref:
 * @self: a geometry
 *
 * Returns: (transfer full): @self
 */
LwGeometry *
lw_geometry_ref (LwGeometry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * lw_geometry_unref:
 * @self: (transfer full): a geometry
 */
void
lw_geometry_unref (LwGeometry *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_geometry);
}

/**
 * lw_geometry_get_kind:
 * @self: a geometry
 *
 * Returns: its kind
 */
LwGeometryKind
lw_geometry_get_kind (const LwGeometry *self)
{
  g_return_val_if_fail (self != NULL, LW_GEOMETRY_POINT);

  return self->kind;
}

/**
 * lw_geometry_is_empty:
 * @self: a geometry
 *
 * Returns: whether it has no point at all
 */
gboolean
lw_geometry_is_empty (const LwGeometry *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->n_points == 0;
}

/**
 * lw_geometry_get_points:
 * @self: a geometry
 * @n_points: (out) (optional): the number of points, not of doubles
 *
 * Returns: (transfer none): x, y, x, y … of all rings, one after the other
 */
const double *
lw_geometry_get_points (const LwGeometry *self, gsize *n_points)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (n_points != NULL)
    *n_points = self->n_points;
  return self->xy;
}

/**
 * lw_geometry_get_n_rings:
 * @self: a geometry
 *
 * Returns: the number of rings (or lines) of all parts
 */
gsize
lw_geometry_get_n_rings (const LwGeometry *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_rings;
}

/**
 * lw_geometry_get_ring:
 * @self: a geometry
 * @ring: which ring, below lw_geometry_get_n_rings()
 * @n_points: (out): the number of points of the ring; the last equals the first in a polygon
 *
 * Returns: (transfer none): x, y, x, y … of the ring
 */
const double *
lw_geometry_get_ring (const LwGeometry *self, gsize ring, gsize *n_points)
{
  g_return_val_if_fail (self != NULL && ring < self->n_rings, NULL);
  g_return_val_if_fail (n_points != NULL, NULL);

  *n_points = self->ring_starts[ring + 1] - self->ring_starts[ring];
  return self->xy + 2 * (gsize) self->ring_starts[ring];
}

/**
 * lw_geometry_get_n_parts:
 * @self: a geometry
 *
 * Returns: the number of parts: polygons of a multipolygon, lines of a multilinestring, otherwise 1, or 0
 *   when empty
 */
gsize
lw_geometry_get_n_parts (const LwGeometry *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_parts;
}

/**
 * lw_geometry_get_part:
 * @self: a geometry
 * @part: which part, below lw_geometry_get_n_parts()
 * @n_rings: (out): the number of rings of the part
 *
 * Returns: the number of its first ring, for lw_geometry_get_ring()
 */
gsize
lw_geometry_get_part (const LwGeometry *self, gsize part, gsize *n_rings)
{
  g_return_val_if_fail (self != NULL && part < self->n_parts, 0);
  g_return_val_if_fail (n_rings != NULL, 0);

  *n_rings = self->part_starts[part + 1] - self->part_starts[part];
  return self->part_starts[part];
}

/**
 * lw_geometry_equal:
 * @a: a geometry
 * @b: another
 *
 * Returns: whether both have the same kind, parts, rings and points, in the same order
 */
gboolean
lw_geometry_equal (const LwGeometry *a, const LwGeometry *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->kind != b->kind || a->n_points != b->n_points)
    return FALSE;
  if (a->n_rings != b->n_rings || a->n_parts != b->n_parts)
    return FALSE;
  for (guint i = 0; i < 2 * a->n_points; i++)
    if (a->xy[i] != b->xy[i])
      return FALSE;
  return memcmp (a->ring_starts, b->ring_starts, sizeof (guint) * (a->n_rings + 1)) == 0
         && memcmp (a->part_starts, b->part_starts, sizeof (guint) * (a->n_parts + 1)) == 0;
}

/**
 * lw_geometry_builder_new:
 *
 * Returns: (transfer full): an empty builder
 */
LwGeometryBuilder *
lw_geometry_builder_new (void)
{
  LwGeometryBuilder *self = g_new (LwGeometryBuilder, 1);

  self->xy = g_array_new (FALSE, FALSE, sizeof (double));
  self->ring_starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->part_starts = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

/**
 * lw_geometry_builder_free:
 * @self: (nullable) (transfer full): a builder
 */
void
lw_geometry_builder_free (LwGeometryBuilder *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->xy);
  g_array_unref (self->ring_starts);
  g_array_unref (self->part_starts);
  g_free (self);
}

/**
 * lw_geometry_builder_begin_part:
 * @self: a builder
 *
 * Begins a part (a polygon of a multipolygon). The first part begins by itself.
 */
void
lw_geometry_builder_begin_part (LwGeometryBuilder *self)
{
  guint start;

  g_return_if_fail (self != NULL);

  start = self->ring_starts->len;
  g_array_append_val (self->part_starts, start);
}

/**
 * lw_geometry_builder_begin_ring:
 * @self: a builder
 *
 * Begins a ring or a line. The first ring of a shape begins by itself.
 */
void
lw_geometry_builder_begin_ring (LwGeometryBuilder *self)
{
  guint start;

  g_return_if_fail (self != NULL);

  if (self->part_starts->len == 0)
    lw_geometry_builder_begin_part (self);
  start = self->xy->len / 2;
  g_array_append_val (self->ring_starts, start);
}

/**
 * lw_geometry_builder_add:
 * @self: a builder
 * @x: the x coordinate, a finite number
 * @y: the y coordinate, a finite number
 *
 * Adds a point to the ring begun last.
 */
void
lw_geometry_builder_add (LwGeometryBuilder *self, double x, double y)
{
  double pair[2] = { x, y };

  g_return_if_fail (self != NULL);

  if (self->ring_starts->len == 0)
    lw_geometry_builder_begin_ring (self);
  g_array_append_vals (self->xy, pair, 2);
}

/* Copies what the builder holds into @geometry, leaving out rings without points and parts without rings. */
static void
fill_geometry (LwGeometryBuilder *self, LwGeometry *geometry)
{
  guint total = self->xy->len / 2;

  for (guint part = 0; part < self->part_starts->len; part++)
    {
      guint first = g_array_index (self->part_starts, guint, part);
      guint end = find_end (self->part_starts, part, self->ring_starts->len);
      guint rings_before = geometry->n_rings;

      for (guint ring = first; ring < end; ring++)
        {
          guint start = g_array_index (self->ring_starts, guint, ring);
          guint n = find_end (self->ring_starts, ring, total) - start;

          if (n == 0)
            continue;
          if (is_linear (geometry->kind) && geometry->n_rings > rings_before)
            geometry->part_starts[++geometry->n_parts] = rings_before = geometry->n_rings;
          geometry->n_points += copy_ring (&g_array_index (self->xy, double, 2 * start), n,
                                           is_areal (geometry->kind), geometry->xy + 2 * geometry->n_points);
          geometry->ring_starts[++geometry->n_rings] = geometry->n_points;
        }
      if (geometry->n_rings > rings_before)
        geometry->part_starts[++geometry->n_parts] = geometry->n_rings;
    }
}

/**
 * lw_geometry_builder_add_parts:
 * @self: a builder
 * @shape: a shape of polygons
 *
 * Adds all parts of @shape, each with its rings.
 */
void
lw_geometry_builder_add_parts (LwGeometryBuilder *self, const LwGeometry *shape)
{
  for (gsize part = 0; part < lw_geometry_get_n_parts (shape); part++)
    {
      gsize n_rings, first = lw_geometry_get_part (shape, part, &n_rings);

      lw_geometry_builder_begin_part (self);
      for (gsize ring = first; ring < first + n_rings; ring++)
        {
          gsize n_points;
          const double *xy = lw_geometry_get_ring (shape, ring, &n_points);

          lw_geometry_builder_begin_ring (self);
          for (gsize i = 0; i < n_points; i++)
            lw_geometry_builder_add (self, xy[2 * i], xy[2 * i + 1]);
        }
    }
}

/**
 * lw_geometry_builder_finish:
 * @self: a builder
 * @kind: the kind of the shape
 *
 * Makes the shape and empties the builder. Rings of polygons are closed where they are not; rings without
 * points and parts without rings are dropped. Extra points of a point, and extra parts of a polygon, are the
 * caller's mistake.
 *
 * Returns: (transfer full): the shape, possibly empty
 */
LwGeometry *
lw_geometry_builder_finish (LwGeometryBuilder *self, LwGeometryKind kind)
{
  LwGeometry *geometry;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (kind != LW_GEOMETRY_POINT || self->xy->len <= 2, NULL);

  geometry = g_atomic_rc_box_new0 (LwGeometry);
  geometry->kind = kind;
  geometry->xy = g_new (double, self->xy->len + 2 * (gsize) self->ring_starts->len);
  geometry->ring_starts = g_new0 (guint, self->ring_starts->len + 1);
  /* A line is a part of its own, so there can be as many parts as rings. */
  geometry->part_starts = g_new0 (guint, MAX (self->part_starts->len, self->ring_starts->len) + 1);
  fill_geometry (self, geometry);

  g_array_set_size (self->xy, 0);
  g_array_set_size (self->ring_starts, 0);
  g_array_set_size (self->part_starts, 0);
  return geometry;
}

/**
 * lw_geometry_collect:
 * @shapes: (element-type LwGeometry): shapes, at least one
 *
 * Returns: (transfer full) (nullable): all of them as one shape of several parts; %NULL if they are of different kinds
 */
LwGeometry *
lw_geometry_collect (GPtrArray *shapes)
{
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();
  guint simple = 0;

  g_return_val_if_fail (shapes != NULL && shapes->len > 0, NULL);

  for (guint i = 0; i < shapes->len; i++)
    {
      const LwGeometry *shape = g_ptr_array_index (shapes, i);
      guint kind = shape->kind > LW_GEOMETRY_POLYGON ? shape->kind - 3 : shape->kind;

      if (simple != 0 && kind != simple)
        return NULL;
      simple = kind;
      if (simple != LW_GEOMETRY_POINT)
        lw_geometry_builder_add_parts (builder, shape);
      for (guint k = 0; simple == LW_GEOMETRY_POINT && k < shape->n_points; k++)
        lw_geometry_builder_add (builder, shape->xy[2 * k], shape->xy[2 * k + 1]);
    }
  return lw_geometry_builder_finish (builder, simple + 3);
}

/* Adds a ring of the other system to @builder; FALSE if a point of it cannot be brought there. */
static gboolean
convert_ring (LwGeometryBuilder *builder, const double *xy, gsize n, gboolean backward, LwGeometryPointsFunc func,
              gpointer data)
{
  g_autofree double *x = g_new (double, 2 * n);
  double *y = x + n;

  for (gsize i = 0; i < n; i++)
    {
      gsize from = backward ? n - 1 - i : i;

      x[i] = xy[2 * from];
      y[i] = xy[2 * from + 1];
    }
  func (x, y, n, data);
  lw_geometry_builder_begin_ring (builder);
  for (gsize i = 0; i < n; i++)
    {
      if (!isfinite (x[i]) || !isfinite (y[i]))
        return FALSE;
      lw_geometry_builder_add (builder, x[i], y[i]);
    }
  return TRUE;
}

/**
 * lw_geometry_convert:
 * @self: a geometry
 * @turn: whether outlines of polygons become counter-clockwise and holes clockwise, as RFC 7946 wants them
 * @func: brings points to another system, ring by ring
 * @data: for @func
 *
 * Returns: (transfer full) (nullable): the same in the other system; %NULL if a point cannot be brought there
 */
LwGeometry *
lw_geometry_convert (const LwGeometry *self, gboolean turn, LwGeometryPointsFunc func, gpointer data)
{
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();

  g_return_val_if_fail (self != NULL && func != NULL, NULL);

  for (gsize part = 0; part < lw_geometry_get_n_parts (self); part++)
    {
      gsize n_rings, first = lw_geometry_get_part (self, part, &n_rings);

      lw_geometry_builder_begin_part (builder);
      for (gsize ring = 0; ring < n_rings; ring++)
        {
          gsize n;
          const double *xy = lw_geometry_get_ring (self, first + ring, &n);
          gboolean backward = turn && (lw_geometry_ring_area (xy, n) > 0) != (ring == 0);

          if (!convert_ring (builder, xy, n, backward, func, data))
            return NULL;
        }
    }
  return lw_geometry_builder_finish (builder, self->kind);
}

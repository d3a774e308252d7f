/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geometry-measure: area, bounds, point in polygon and point on surface. All of them count crossings by
 * the even-odd rule with half-open edges, so that a point on a shared border belongs to exactly one of two
 * neighbours. */
#include "model/lw-geometry.h"

#include <math.h>

/* Heights at which lw_geometry_get_point_on_surface() looks for room, as parts of the height, middle first:
 * of equally wide places the one nearest the middle wins. */
static const double scan_heights[] = { 0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9 };

/**
 * lw_bounds_init_empty:
 * @bounds: (out caller-allocates): a rectangle that contains nothing, ready for lw_bounds_add()
 */
void
lw_bounds_init_empty (LwBounds *bounds)
{
  g_return_if_fail (bounds != NULL);

  *bounds = (LwBounds){ INFINITY, INFINITY, -INFINITY, -INFINITY };
}

/**
 * lw_bounds_add:
 * @bounds: a rectangle
 * @x: the x coordinate of a point
 * @y: the y coordinate of a point
 *
 * Grows @bounds to contain the point. A NaN changes nothing.
 */
void
lw_bounds_add (LwBounds *bounds, double x, double y)
{
  if (isnan (x) || isnan (y))
    return;
  bounds->min_x = MIN (bounds->min_x, x);
  bounds->min_y = MIN (bounds->min_y, y);
  bounds->max_x = MAX (bounds->max_x, x);
  bounds->max_y = MAX (bounds->max_y, y);
}

/**
 * lw_bounds_is_empty:
 * @bounds: a rectangle
 *
 * Returns: whether it contains nothing
 */
gboolean
lw_bounds_is_empty (const LwBounds *bounds)
{
  return !(bounds->min_x <= bounds->max_x && bounds->min_y <= bounds->max_y);
}

/**
 * lw_bounds_contains:
 * @bounds: a rectangle
 * @x: the x coordinate of a point
 * @y: the y coordinate of a point
 *
 * Returns: whether the point lies in the rectangle or on its edge
 */
gboolean
lw_bounds_contains (const LwBounds *bounds, double x, double y)
{
  return x >= bounds->min_x && x <= bounds->max_x && y >= bounds->min_y && y <= bounds->max_y;
}

/**
 * lw_bounds_intersects:
 * @a: a rectangle
 * @b: another
 *
 * Returns: whether they have a point in common
 */
gboolean
lw_bounds_intersects (const LwBounds *a, const LwBounds *b)
{
  return a->min_x <= b->max_x && b->min_x <= a->max_x && a->min_y <= b->max_y && b->min_y <= a->max_y;
}

/**
 * lw_geometry_ring_area:
 * @xy: (array): x, y, x, y …
 * @n_points: the number of points
 *
 * Returns: the area of the ring in square units, positive if it runs counter-clockwise (y upward); the ring
 *   may be closed or not
 */
double
lw_geometry_ring_area (const double *xy, gsize n_points)
{
  double sum = 0.0;

  g_return_val_if_fail (xy != NULL || n_points == 0, 0.0);

  /* Relative to the first point: RD coordinates are large, and products of them would lose digits. */
  for (gsize i = 1; i + 1 < n_points; i++)
    {
      double ax = xy[2 * i] - xy[0], ay = xy[2 * i + 1] - xy[1];
      double bx = xy[2 * i + 2] - xy[0], by = xy[2 * i + 3] - xy[1];

      sum += ax * by - bx * ay;
    }
  return sum / 2.0;
}

/**
 * lw_geometry_ring_contains:
 * @xy: (array): x, y, x, y …
 * @n_points: the number of points
 * @x: the x coordinate of a point
 * @y: the y coordinate of a point
 *
 * Returns: whether the point lies in the ring by the even-odd rule; the ring may be closed or not
 */
gboolean
lw_geometry_ring_contains (const double *xy, gsize n_points, double x, double y)
{
  gboolean inside = FALSE;

  g_return_val_if_fail (xy != NULL || n_points == 0, FALSE);

  for (gsize i = 0, j = n_points - 1; i < n_points; j = i++)
    {
      double ay = xy[2 * i + 1], by = xy[2 * j + 1];

      if ((ay > y) != (by > y))
        {
          double ax = xy[2 * i], bx = xy[2 * j];

          if (x < ax + (y - ay) / (by - ay) * (bx - ax))
            inside = !inside;
        }
    }
  return inside;
}

static gboolean
is_areal (const LwGeometry *self)
{
  LwGeometryKind kind = lw_geometry_get_kind (self);

  return kind == LW_GEOMETRY_POLYGON || kind == LW_GEOMETRY_MULTI_POLYGON;
}

static double
measure_part (const LwGeometry *self, gsize part)
{
  gsize n_rings, first = lw_geometry_get_part (self, part, &n_rings);
  double area = 0.0;

  for (gsize ring = first; ring < first + n_rings; ring++)
    {
      gsize n;
      const double *xy = lw_geometry_get_ring (self, ring, &n);
      double ring_area = fabs (lw_geometry_ring_area (xy, n));

      area += ring == first ? ring_area : -ring_area;
    }
  return area;
}

/**
 * lw_geometry_get_area:
 * @self: a geometry
 *
 * Returns: its area in square units, holes taken off; 0 for points and lines
 */
double
lw_geometry_get_area (const LwGeometry *self)
{
  double area = 0.0;

  g_return_val_if_fail (self != NULL, 0.0);

  if (is_areal (self))
    for (gsize part = 0; part < lw_geometry_get_n_parts (self); part++)
      area += measure_part (self, part);
  return area;
}

/**
 * lw_geometry_get_bounds:
 * @self: a geometry
 * @bounds: (out caller-allocates): its bounding box; empty for an empty geometry
 *
 * Returns: whether the geometry has any point
 */
gboolean
lw_geometry_get_bounds (const LwGeometry *self, LwBounds *bounds)
{
  gsize n;
  const double *xy;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bounds != NULL, FALSE);

  lw_bounds_init_empty (bounds);
  xy = lw_geometry_get_points (self, &n);
  for (gsize i = 0; i < n; i++)
    lw_bounds_add (bounds, xy[2 * i], xy[2 * i + 1]);
  return n > 0;
}

static gboolean
part_contains (const LwGeometry *self, gsize part, double x, double y)
{
  gsize n_rings, first = lw_geometry_get_part (self, part, &n_rings);
  gboolean inside = FALSE;

  for (gsize ring = first; ring < first + n_rings; ring++)
    {
      gsize n;
      const double *xy = lw_geometry_get_ring (self, ring, &n);

      inside ^= lw_geometry_ring_contains (xy, n, x, y);
    }
  return inside;
}

/**
 * lw_geometry_contains:
 * @self: a geometry
 * @x: the x coordinate of a point
 * @y: the y coordinate of a point
 *
 * Returns: whether the point lies in one of the polygons and in none of its holes; always %FALSE for points
 *   and lines. A point exactly on a border shared by two polygons is in one of them.
 */
gboolean
lw_geometry_contains (const LwGeometry *self, double x, double y)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (is_areal (self))
    for (gsize part = 0; part < lw_geometry_get_n_parts (self); part++)
      if (part_contains (self, part, x, y))
        return TRUE;
  return FALSE;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Appends where the rings of a part cross the height @y, by the rule of lw_geometry_ring_contains(). */
static void
collect_crossings (const LwGeometry *self, gsize part, double y, GArray *crossings)
{
  gsize n_rings, first = lw_geometry_get_part (self, part, &n_rings);

  for (gsize ring = first; ring < first + n_rings; ring++)
    {
      gsize n;
      const double *xy = lw_geometry_get_ring (self, ring, &n);

      for (gsize i = 0, j = n - 1; i < n; j = i++)
        {
          double ay = xy[2 * i + 1], by = xy[2 * j + 1], x;

          if ((ay > y) == (by > y))
            continue;
          x = xy[2 * i] + (y - ay) / (by - ay) * (xy[2 * j] - xy[2 * i]);
          g_array_append_val (crossings, x);
        }
    }
  g_array_sort (crossings, compare_doubles);
}

static gsize
find_largest_part (const LwGeometry *self)
{
  gsize best = 0;
  double best_area = -1.0;

  for (gsize part = 0; part < lw_geometry_get_n_parts (self); part++)
    {
      double area = measure_part (self, part);

      if (area > best_area)
        {
          best_area = area;
          best = part;
        }
    }
  return best;
}

/* The middle of the widest stretch of a part on any scan line; %FALSE if the part has no width anywhere. */
static gboolean
find_room (const LwGeometry *self, gsize part, double *x, double *y)
{
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));
  gsize n, n_rings;
  const double *outline = lw_geometry_get_ring (self, lw_geometry_get_part (self, part, &n_rings), &n);
  double best = 0.0;
  LwBounds bounds;

  lw_bounds_init_empty (&bounds);
  for (gsize i = 0; i < n; i++)
    lw_bounds_add (&bounds, outline[2 * i], outline[2 * i + 1]);

  for (gsize s = 0; s < G_N_ELEMENTS (scan_heights); s++)
    {
      double height = bounds.min_y + scan_heights[s] * (bounds.max_y - bounds.min_y);

      g_array_set_size (crossings, 0);
      collect_crossings (self, part, height, crossings);
      for (guint i = 0; i + 1 < crossings->len; i += 2)
        {
          double left = g_array_index (crossings, double, i);
          double right = g_array_index (crossings, double, i + 1);

          if (right - left > best)
            {
              best = right - left;
              *x = left + (right - left) / 2.0;
              *y = height;
            }
        }
    }
  return best > 0.0;
}

/**
 * lw_geometry_get_point_on_surface:
 * @self: a geometry
 * @x: (out): the x coordinate
 * @y: (out): the y coordinate
 *
 * A point that stands for the shape: in a polygon strictly inside, also when it is concave or has holes (the
 * middle of the widest stretch of its largest part on a number of horizontal lines); on a line its middle
 * vertex; of points the first. The same shape always gives the same point. A polygon without area gives a
 * vertex.
 *
 * Returns: %FALSE if the shape is empty
 */
gboolean
lw_geometry_get_point_on_surface (const LwGeometry *self, double *x, double *y)
{
  const double *xy;
  gsize n = 0, middle = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (x != NULL && y != NULL, FALSE);

  if (lw_geometry_is_empty (self))
    return FALSE;
  if (is_areal (self) && find_room (self, find_largest_part (self), x, y))
    return TRUE;

  xy = lw_geometry_get_ring (self, 0, &n);
  if (lw_geometry_get_kind (self) == LW_GEOMETRY_LINESTRING
      || lw_geometry_get_kind (self) == LW_GEOMETRY_MULTI_LINESTRING)
    middle = n / 2;
  *x = xy[2 * middle];
  *y = xy[2 * middle + 1];
  return TRUE;
}

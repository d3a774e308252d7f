/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-basemap-shapes: turns the arcs of the file into what is drawn and what is looked up. An arc is
 * simplified once for each level of detail and its ends always stay, so areas that share it fit together at
 * every level. */
#include "model/lw-basemap-private.h"

#include "model/lw-error.h"
#include "model/lw-geo.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The latitude at which a tolerance in metres is turned into one in world coordinates. */
#define MIDDLE_LAT 52.2

/* A ring below this number of points (the last is the first) has no area, so it is left out. */
#define MIN_RING_POINTS 4

/* How far a simplified border may lie from the true one, and from how many metres a pixel on it is used. */
static const double tolerances_m[LW_BASEMAP_N_DETAILS] = { 500.0, 100.0, 0.0 };

typedef struct {
  guint first;
  guint last;
} Span;

/* Replaces longitudes and latitudes by world coordinates. */
static void
project_points (GArray *points)
{
  double *p = (double *) points->data;

  for (guint i = 0; i + 1 < points->len; i += 2)
    lw_geo_world_from_lonlat (p[i], p[i + 1], &p[i], &p[i + 1]);
}

/* The squared distance of a point to the piece of line from a to b. */
static double
squared_distance (const double *p, const double *a, const double *b)
{
  double dx = b[0] - a[0], dy = b[1] - a[1];
  double length = dx * dx + dy * dy, t = 0.0;

  if (length > 0.0)
    t = CLAMP (((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length, 0.0, 1.0);
  dx = p[0] - a[0] - t * dx;
  dy = p[1] - a[1] - t * dy;
  return dx * dx + dy * dy;
}

/* Marks the points to keep by the method of Douglas and Peucker, with a stack instead of recursion. */
static void
mark_points (const double *xy, guint n, double tolerance, GArray *stack, guint8 *keep)
{
  Span span = { 0, n - 1 };

  keep[0] = keep[n - 1] = 1;
  g_array_append_val (stack, span);
  while (stack->len > 0)
    {
      double worst = tolerance * tolerance;
      guint at = 0;

      span = g_array_index (stack, Span, stack->len - 1);
      g_array_set_size (stack, stack->len - 1);
      for (guint i = span.first + 1; i < span.last; i++)
        {
          double d = squared_distance (xy + 2 * i, xy + 2 * span.first, xy + 2 * span.last);

          if (d > worst)
            {
              worst = d;
              at = i;
            }
        }
      if (at > 0)
        {
          Span halves[2] = { { span.first, at }, { at, span.last } };

          keep[at] = 1;
          g_array_append_vals (stack, halves, 2);
        }
    }
}

static void
append_arc (LwBasemap *self, guint detail, const double *xy, guint n, GArray *stack)
{
  double tolerance = tolerances_m[detail] / lw_geo_metres_per_world (MIDDLE_LAT);
  g_autofree guint8 *keep = g_malloc0 (n);
  guint end;

  if (tolerance > 0.0)
    mark_points (xy, n, tolerance, stack, keep);
  for (guint i = 0; i < n; i++)
    if (tolerance == 0.0 || keep[i])
      g_array_append_vals (self->detail_points[detail], xy + 2 * i, 2);
  end = self->detail_points[detail]->len / 2;
  g_array_append_val (self->detail_starts[detail], end);
}

static void
simplify_arcs (LwBasemap *self, guint detail, GArray *world)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Span));
  guint start = 0;

  g_array_append_val (self->detail_starts[detail], start);
  for (guint arc = 0; arc < self->borders->len; arc++)
    {
      guint from = g_array_index (self->arc_starts, guint, arc);
      guint to = g_array_index (self->arc_starts, guint, arc + 1);

      append_arc (self, detail, (const double *) world->data + 2 * from, to - from, stack);
    }
}

/* Appends the points of one step without its last, which is the first of the next step. */
static void
append_step (const double *points, const guint *starts, guint step, GArray *out)
{
  guint start = starts[step / 2], end = starts[step / 2 + 1];

  if (step & 1)
    for (guint i = end - 1; i > start; i--)
      g_array_append_vals (out, points + 2 * i, 2);
  else
    g_array_append_vals (out, points + 2 * start, 2 * (end - 1 - start));
}

/* Appends one ring, closed. */
static void
append_ring (LwBasemap *self, const LwBasemapRing *ring, const double *points, const guint *starts,
             GArray *out)
{
  guint begin = out->len;
  double first[2];

  for (guint i = 0; i < ring->n_steps; i++)
    append_step (points, starts, g_array_index (self->steps, guint, ring->first_step + i), out);
  first[0] = g_array_index (out, double, begin);
  first[1] = g_array_index (out, double, begin + 1);
  g_array_append_vals (out, first, 2);
}

/* Appends the rings of all areas behind the arcs of a level of detail. Returns the number of rings of
 * each. */
static guint *
assemble_rings (LwBasemap *self, guint detail)
{
  GArray *starts = self->detail_starts[detail], *points = self->detail_points[detail];
  guint *counts = g_new0 (guint, self->areas->len);
  g_autofree double *arcs = g_memdup2 (points->data, points->len * sizeof (double));
  g_autofree guint *arc_starts = g_memdup2 (starts->data, starts->len * sizeof (guint));

  for (guint a = 0; a < self->areas->len; a++)
    {
      const LwBasemapArea *area = &g_array_index (self->areas, LwBasemapArea, a);

      for (guint r = 0; r < area->n_rings; r++)
        {
          const LwBasemapRing *ring = &g_array_index (self->rings, LwBasemapRing, area->first_ring + r);
          guint before = points->len, end;

          append_ring (self, ring, arcs, arc_starts, points);
          if (points->len - before < 2 * MIN_RING_POINTS)
            {
              g_array_set_size (points, before);
              continue;
            }
          end = points->len / 2;
          g_array_append_val (starts, end);
          counts[a]++;
        }
    }
  return counts;
}

static LwPaths
make_paths (GArray *points, GArray *starts, guint first, guint n)
{
  LwPaths paths = { (const double *) points->data, (const guint *) starts->data + first, n };

  lw_bounds_init_empty (&paths.bounds);
  for (guint i = paths.starts[0]; i < paths.starts[n]; i++)
    lw_bounds_add (&paths.bounds, paths.xy[2 * i], paths.xy[2 * i + 1]);
  return paths;
}

static void
make_detail (LwBasemap *self, guint detail, GArray *world)
{
  g_autofree guint *counts = NULL;
  guint first = self->borders->len;

  simplify_arcs (self, detail, world);
  counts = assemble_rings (self, detail);
  self->border_paths[detail]
      = make_paths (self->detail_points[detail], self->detail_starts[detail], 0, self->borders->len);
  self->area_paths[detail] = g_new (LwPaths, self->areas->len);
  for (guint a = 0; a < self->areas->len; a++)
    {
      self->area_paths[detail][a]
          = make_paths (self->detail_points[detail], self->detail_starts[detail], first, counts[a]);
      first += counts[a];
    }
}

/* The shape of an area in RD New, from arcs in RD New. */
static LwGeometry *
make_geometry (LwBasemap *self, guint a, GArray *rd)
{
  const LwBasemapArea *area = &g_array_index (self->areas, LwBasemapArea, a);
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint r = 0; r < area->n_rings; r++)
    {
      const LwBasemapRing *ring = &g_array_index (self->rings, LwBasemapRing, area->first_ring + r);

      g_array_set_size (points, 0);
      append_ring (self, ring, (const double *) rd->data, (const guint *) self->arc_starts->data, points);
      if (!ring->hole)
        lw_geometry_builder_begin_part (builder);
      lw_geometry_builder_begin_ring (builder);
      for (guint i = 0; i < points->len; i += 2)
        {
          const double *point = &g_array_index (points, double, i);

          lw_geometry_builder_add (builder, point[0], point[1]);
        }
    }
  return lw_geometry_builder_finish (builder, LW_GEOMETRY_MULTI_POLYGON);
}

/* Shape, area and label of all municipalities and provinces. */
static void
make_areas (LwBasemap *self, LwGeo *geo, GArray *rd)
{
  const LwPaths *full = self->area_paths[LW_BASEMAP_DETAIL_FULL];
  guint n = self->municipalities->len;

  for (guint a = 0; a < n + self->provinces->len; a++)
    {
      LwGeometry *geometry = make_geometry (self, a, rd);
      double area_m2 = lw_geometry_get_area (geometry), x = NAN, y = NAN, world_x, world_y;

      g_ptr_array_add (self->geometries, geometry);
      lw_geometry_get_point_on_surface (geometry, &x, &y);
      lw_geo_rd_to_world (geo, &x, &y, &world_x, &world_y, 1);
      if (a < n)
        {
          LwMunicipality *m = &g_array_index (self->municipalities, LwMunicipality, a);

          *m = (LwMunicipality){ m->code, m->name, m->province, full[a].bounds, world_x, world_y, x, y,
                                 area_m2 };
        }
      else
        {
          LwProvince *p = &g_array_index (self->provinces, LwProvince, a - n);

          *p = (LwProvince){ p->code, p->name, full[a].bounds, world_x, world_y, area_m2 };
        }
    }
}

static gboolean
fail_outside (GError **error)
{
  g_set_error_literal (error, LW_ERROR, LW_ERROR_DAMAGED,
                       _ ("The base map is damaged (a position lies outside the Netherlands); "
                          "install the program again"));
  return FALSE;
}

/* Converts the arcs to RD New. */
static GArray *
convert_arcs (LwBasemap *self, LwGeo *geo, GError **error)
{
  guint n = self->arc_points->len / 2;
  g_autoptr (GArray) rd = g_array_sized_new (FALSE, FALSE, sizeof (double), 2 * n);
  g_autofree double *x = g_new (double, n), *y = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      x[i] = g_array_index (self->arc_points, double, 2 * i);
      y[i] = g_array_index (self->arc_points, double, 2 * i + 1);
    }
  lw_geo_wgs84_to_rd (geo, x, y, x, y, n);
  for (guint i = 0; i < n; i++)
    {
      double pair[2] = { x[i], y[i] };

      if (isnan (x[i]))
        {
          fail_outside (error);
          return NULL;
        }
      g_array_append_vals (rd, pair, 2);
    }
  return g_steal_pointer (&rd);
}

static int
compare_stations (gconstpointer a, gconstpointer b)
{
  double x = ((const LwStation *) a)->x, y = ((const LwStation *) b)->x;

  return (x > y) - (x < y);
}

static gboolean
place_points (LwBasemap *self, LwGeo *geo, GError **error)
{
  for (guint i = 0; i < self->stations->len; i++)
    {
      LwStation *s = &g_array_index (self->stations, LwStation, i);

      lw_geo_rd_to_world (geo, &s->x, &s->y, &s->world_x, &s->world_y, 1);
      if (isnan (s->world_x))
        return fail_outside (error);
    }
  for (guint i = 0; i < self->towns->len; i++)
    {
      LwTown *t = &g_array_index (self->towns, LwTown, i);

      lw_geo_wgs84_to_rd (geo, &t->world_x, &t->world_y, &t->x, &t->y, 1);
      lw_geo_world_from_lonlat (t->world_x, t->world_y, &t->world_x, &t->world_y);
      if (isnan (t->x))
        return fail_outside (error);
    }
  g_array_sort (self->stations, compare_stations);
  return TRUE;
}

static void
measure_borders (LwBasemap *self)
{
  const LwPaths *paths = &self->border_paths[LW_BASEMAP_DETAIL_FULL];

  for (guint i = 0; i < self->borders->len; i++)
    {
      LwBounds *bounds = &g_array_index (self->borders, LwBorder, i).bounds;

      lw_bounds_init_empty (bounds);
      for (guint p = paths->starts[i]; p < paths->starts[i + 1]; p++)
        lw_bounds_add (bounds, paths->xy[2 * p], paths->xy[2 * p + 1]);
    }
}

/**
 * lw_basemap_make_shapes:
 * @self: a base map just read
 * @error: return location for an error
 *
 * Works out all that is drawn, and the shapes in RD New.
 *
 * Returns: %FALSE if a position lies outside the range of RD New
 */
gboolean
lw_basemap_make_shapes (LwBasemap *self, GError **error)
{
  g_autoptr (LwGeo) geo = lw_geo_new (error);
  g_autoptr (GArray) rd = NULL;

  if (geo == NULL || !place_points (self, geo, error))
    return FALSE;
  rd = convert_arcs (self, geo, error);
  if (rd == NULL)
    return FALSE;

  project_points (self->arc_points);
  for (guint detail = 0; detail < LW_BASEMAP_N_DETAILS; detail++)
    make_detail (self, detail, self->arc_points);
  measure_borders (self);
  make_areas (self, geo, rd);

  project_points (self->abroad_points);
  project_points (self->abroad_border_points);
  self->abroad = make_paths (self->abroad_points, self->abroad_starts, 0, self->abroad_starts->len - 1);
  self->borders_abroad = make_paths (self->abroad_border_points, self->abroad_border_starts, 0,
                                     self->abroad_border_starts->len - 1);
  return TRUE;
}

/**
 * lw_basemap_choose_detail:
 * @metres_per_pixel: the scale of the map
 *
 * Returns: the coarsest level that is right to a pixel at that scale
 */
LwBasemapDetail
lw_basemap_choose_detail (double metres_per_pixel)
{
  if (metres_per_pixel >= tolerances_m[LW_BASEMAP_DETAIL_COARSE])
    return LW_BASEMAP_DETAIL_COARSE;
  if (metres_per_pixel >= tolerances_m[LW_BASEMAP_DETAIL_MEDIUM])
    return LW_BASEMAP_DETAIL_MEDIUM;
  return LW_BASEMAP_DETAIL_FULL;
}

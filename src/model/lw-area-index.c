/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-area-index: see lw-area-index.h. */
#include "model/lw-area-index.h"

#include <math.h>

/* Cells of the grid along each axis. */
#define MAX_CELLS 128
/* What stands in several bands or cells takes so many times the room at most, beside a little. */
#define MAX_SPREAD 16
#define SOME_ROOM 100000
/* Edges of a part in one band of heights, on average. */
#define EDGES_A_BAND 6
#define MAX_BANDS 4096

typedef struct {
  double ax, ay, bx, by;
} Edge;

/* A part of an area: a polygon with its holes. */
typedef struct {
  guint area;
  LwBounds bounds;
  guint n_bands;
  double per_band;    /* bands a unit of height */
  guint *band_starts; /* n_bands + 1, in edges */
  Edge *edges;        /* those of each band; one that spans several stands in each */
} Part;

struct _LwAreaIndex {
  LwBounds bounds;
  double per_x;
  double per_y;
  guint n_cells; /* along each axis */
  GArray *parts;
  guint *cell_starts; /* n_cells² + 1, in parts */
  guint *cell_parts;  /* numbers of parts, by cell */
};

static void
clear_part (gpointer data)
{
  Part *part = data;

  g_free (part->band_starts);
  g_free (part->edges);
}

static guint
band_of (const Part *part, double y)
{
  double band = (y - part->bounds.min_y) * part->per_band;

  return band <= 0 ? 0 : band >= part->n_bands ? part->n_bands - 1 : (guint) band;
}

/* Tells @add of every edge of a part that is not level, and the bands that it lies in. */
static void
sort_edges (const LwGeometry *area, gsize number, Part *part, gboolean fill)
{
  gsize n_rings, first = lw_geometry_get_part (area, number, &n_rings);

  for (gsize ring = first; ring < first + n_rings; ring++)
    {
      gsize n;
      const double *xy = lw_geometry_get_ring (area, ring, &n);

      /* In the direction in which lw_geometry_ring_contains() goes, so that rounding is the same. */
      for (gsize i = 0, j = n - 1; i < n; j = i++)
        {
          Edge edge = { xy[2 * i], xy[2 * i + 1], xy[2 * j], xy[2 * j + 1] };
          guint top;

          if (edge.ay == edge.by)
            continue;
          top = band_of (part, MAX (edge.ay, edge.by));
          for (guint band = band_of (part, MIN (edge.ay, edge.by)); band <= top; band++)
            {
              if (fill)
                part->edges[part->band_starts[band]] = edge;
              part->band_starts[band]++;
            }
        }
    }
}

static void
set_bands (Part *part)
{
  part->per_band = part->n_bands / (part->bounds.max_y - part->bounds.min_y);
}

static guint64
count_in_bands (const LwGeometry *area, gsize number, const Part *part)
{
  gsize n_rings, first = lw_geometry_get_part (area, number, &n_rings);
  guint64 total = 0;

  for (gsize ring = first; ring < first + n_rings; ring++)
    {
      gsize n;
      const double *xy = lw_geometry_get_ring (area, ring, &n);

      for (gsize i = 1; i < n; i++)
        {
          double a = xy[2 * i - 1], b = xy[2 * i + 1];

          total += 1 + band_of (part, MAX (a, b)) - band_of (part, MIN (a, b));
        }
    }
  return total;
}

/* Counts become starts; filling then makes each the start of the next. Returns the sum. */
static guint
to_starts (guint *counts, guint n)
{
  guint total = 0;

  for (guint i = 0; i <= n; i++)
    {
      guint count = counts[i];

      counts[i] = total;
      total += count;
    }
  return total;
}

static void
shift_starts (guint *starts, guint n)
{
  for (guint i = n; i > 0; i--)
    starts[i] = starts[i - 1];
  starts[0] = 0;
}

static void
add_part (LwAreaIndex *self, const LwGeometry *area, guint area_number, gsize number)
{
  Part part = { .area = area_number };
  gsize n_rings, first = lw_geometry_get_part (area, number, &n_rings), n_edges = 0;
  guint total;

  lw_bounds_init_empty (&part.bounds);
  for (gsize ring = first; ring < first + n_rings; ring++)
    {
      gsize n;
      const double *xy = lw_geometry_get_ring (area, ring, &n);

      for (gsize i = 0; i < n; i++)
        lw_bounds_add (&part.bounds, xy[2 * i], xy[2 * i + 1]);
      n_edges += n;
    }
  if (lw_bounds_is_empty (&part.bounds) || !(part.bounds.max_y > part.bounds.min_y))
    return;
  part.n_bands = (guint) CLAMP (n_edges / EDGES_A_BAND, 1, MAX_BANDS);
  /* Many edges as high as the whole would stand in every band: fewer bands then. */
  while (set_bands (&part), count_in_bands (area, number, &part) > MAX_SPREAD * n_edges && part.n_bands > 1)
    part.n_bands /= 2;
  part.band_starts = g_new0 (guint, part.n_bands + 1);
  sort_edges (area, number, &part, FALSE);
  total = to_starts (part.band_starts, part.n_bands);
  part.edges = g_new (Edge, MAX (total, 1));
  sort_edges (area, number, &part, TRUE);
  shift_starts (part.band_starts, part.n_bands);
  g_array_append_val (self->parts, part);
}

static guint
cell_of (const LwAreaIndex *self, double value, double start, double per)
{
  double cell = (value - start) * per;

  return cell <= 0 ? 0 : cell >= self->n_cells ? self->n_cells - 1 : (guint) cell;
}

/* Counts, or lists, the parts of each cell. */
static void
sort_parts (LwAreaIndex *self, gboolean fill)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const LwBounds *bounds = &g_array_index (self->parts, Part, i).bounds;
      guint x0 = cell_of (self, bounds->min_x, self->bounds.min_x, self->per_x);
      guint x1 = cell_of (self, bounds->max_x, self->bounds.min_x, self->per_x);
      guint y1 = cell_of (self, bounds->max_y, self->bounds.min_y, self->per_y);

      for (guint y = cell_of (self, bounds->min_y, self->bounds.min_y, self->per_y); y <= y1; y++)
        for (guint x = x0; x <= x1; x++)
          {
            guint *at = &self->cell_starts[y * self->n_cells + x];

            if (fill)
              self->cell_parts[*at] = i;
            (*at)++;
          }
    }
}

static guint64
count_in_cells (const LwAreaIndex *self)
{
  guint64 total = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const LwBounds *bounds = &g_array_index (self->parts, Part, i).bounds;
      guint64 wide = 1 + cell_of (self, bounds->max_x, self->bounds.min_x, self->per_x)
                     - cell_of (self, bounds->min_x, self->bounds.min_x, self->per_x);

      total += wide * (1 + cell_of (self, bounds->max_y, self->bounds.min_y, self->per_y)
                       - cell_of (self, bounds->min_y, self->bounds.min_y, self->per_y));
    }
  return total;
}

static void
set_cells (LwAreaIndex *self)
{
  self->per_x = self->n_cells / fmax (self->bounds.max_x - self->bounds.min_x, 1e-9);
  self->per_y = self->n_cells / fmax (self->bounds.max_y - self->bounds.min_y, 1e-9);
}

static void
make_grid (LwAreaIndex *self)
{
  guint total;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const LwBounds *bounds = &g_array_index (self->parts, Part, i).bounds;

      lw_bounds_add (&self->bounds, bounds->min_x, bounds->min_y);
      lw_bounds_add (&self->bounds, bounds->max_x, bounds->max_y);
    }
  if (self->parts->len == 0)
    return;
  self->n_cells = MAX_CELLS;
  while (set_cells (self),
         count_in_cells (self) > SOME_ROOM + (guint64) MAX_SPREAD * self->parts->len && self->n_cells > 1)
    self->n_cells /= 2;
  self->cell_starts = g_new0 (guint, self->n_cells * self->n_cells + 1);
  sort_parts (self, FALSE);
  total = to_starts (self->cell_starts, self->n_cells * self->n_cells);
  self->cell_parts = g_new (guint, MAX (total, 1));
  sort_parts (self, TRUE);
  shift_starts (self->cell_starts, self->n_cells * self->n_cells);
}

/**
 * lw_area_index_new:
 * @areas: (array length=n): polygons; %NULL and other shapes hold no point
 * @n: their number
 *
 * Returns: (transfer full): an index, which needs @areas no longer
 */
LwAreaIndex *
lw_area_index_new (LwGeometry *const *areas, guint n)
{
  LwAreaIndex *self = g_new0 (LwAreaIndex, 1);

  lw_bounds_init_empty (&self->bounds);
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, clear_part);
  for (guint i = 0; i < n; i++)
    {
      LwGeometryKind kind = areas[i] != NULL ? lw_geometry_get_kind (areas[i]) : LW_GEOMETRY_POINT;

      if (kind == LW_GEOMETRY_POLYGON || kind == LW_GEOMETRY_MULTI_POLYGON)
        for (gsize part = 0; part < lw_geometry_get_n_parts (areas[i]); part++)
          add_part (self, areas[i], i, part);
    }
  make_grid (self);
  return self;
}

/** lw_area_index_free: frees the index, which may be %NULL */
void
lw_area_index_free (LwAreaIndex *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->parts);
  g_free (self->cell_starts);
  g_free (self->cell_parts);
  g_free (self);
}

static gboolean
part_contains (const Part *part, double x, double y)
{
  guint band = band_of (part, y);
  gboolean inside = FALSE;

  if (!lw_bounds_contains (&part->bounds, x, y))
    return FALSE;
  for (guint i = part->band_starts[band]; i < part->band_starts[band + 1]; i++)
    {
      const Edge *edge = &part->edges[i];

      if ((edge->ay > y) != (edge->by > y)
          && x < edge->ax + (y - edge->ay) / (edge->by - edge->ay) * (edge->bx - edge->ax))
        inside = !inside;
    }
  return inside;
}

/**
 * lw_area_index_find:
 * @self: an index
 * @x: x of a point
 * @y: y of a point
 * @found: (array length=max) (out caller-allocates): numbers of the first areas that hold it, in their order
 * @max: how many are wanted
 *
 * Returns: how many were found, @max at most; none for NaN
 */
guint
lw_area_index_find (const LwAreaIndex *self, double x, double y, guint *found, guint max)
{
  guint cell, n = 0;

  g_return_val_if_fail (self != NULL && found != NULL, 0);
  if (!lw_bounds_contains (&self->bounds, x, y))
    return 0;
  cell = cell_of (self, y, self->bounds.min_y, self->per_y) * self->n_cells
         + cell_of (self, x, self->bounds.min_x, self->per_x);
  for (guint i = self->cell_starts[cell]; i < self->cell_starts[cell + 1] && n < max; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, self->cell_parts[i]);

      /* Parts of one area follow each other. */
      if ((n == 0 || found[n - 1] != part->area) && part_contains (part, x, y))
        found[n++] = part->area;
    }
  return n;
}

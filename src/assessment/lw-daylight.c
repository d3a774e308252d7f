/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-daylight: see lw-daylight.h. Both figures come from squares that are divided where that is needed: no point of a
 * square lies further from the facade than its middle does plus half its diagonal, and none nearer than that minus it.
 * So a square that cannot hold a deeper point, or lies within reach or out of it as a whole, is not divided. Squares
 * are visited deepest first for the depth, so that the rest is soon ruled out. */
#include "assessment/lw-daylight.h"

#include <math.h>
#include <string.h>

/* Of the depth, in metres. */
#define PRECISION_M 0.01
/* Squares of which the share is decided by their middle are so small: their errors cancel out along an edge. */
#define SMALLEST_M 0.25
/* No outline of a building needs more; one that does is no building. */
#define MAX_CELLS 400000

typedef struct {
  double x1, y1, dx, dy, length2;
} Edge;

typedef struct {
  GArray *edges;
  LwBounds bounds;
} Shape;

typedef struct {
  double x, y, half; /* middle and half the side */
  double depth;      /* of the middle; negative outside the floor */
} Cell;

static void
add_ring (Shape *shape, const double *xy, gsize n_points)
{
  for (gsize i = 0; i + 1 < n_points; i++)
    {
      Edge edge = { xy[2 * i] - shape->bounds.min_x, xy[2 * i + 1] - shape->bounds.min_y,
                    xy[2 * i + 2] - xy[2 * i], xy[2 * i + 3] - xy[2 * i + 1], 0 };

      edge.length2 = edge.dx * edge.dx + edge.dy * edge.dy;
      if (edge.length2 > 0)
        g_array_append_val (shape->edges, edge);
    }
}

/* Distance to the nearest facade of a point, relative to the corner of the bounds; negative outside. One pass finds both
 * the distance and, by counting the edges that a ray to the right crosses, the side. */
static double
measure_depth (const Shape *shape, double x, double y)
{
  const Edge *edges = (const Edge *)(void *)shape->edges->data;
  double least = INFINITY;
  gboolean inside = FALSE;

  for (guint i = 0; i < shape->edges->len; i++)
    {
      const Edge *e = &edges[i];
      double px = x - e->x1, py = y - e->y1;
      double t = CLAMP ((px * e->dx + py * e->dy) / e->length2, 0, 1);
      double ox = px - t * e->dx, oy = py - t * e->dy;

      least = MIN (least, ox * ox + oy * oy);
      if ((py < 0) != (py < e->dy) && px < e->dx * py / e->dy)
        inside = !inside;
    }
  return inside ? sqrt (least) : -sqrt (least);
}

static Cell
make_cell (const Shape *shape, double x, double y, double half)
{
  return (Cell){ x, y, half, measure_depth (shape, x, y) };
}

/* A heap of cells by what they can hold at most. */
static double
most_of (const Cell *cell)
{
  return cell->depth + cell->half * G_SQRT2;
}

static void
push (GArray *heap, Cell cell)
{
  guint at = heap->len;
  Cell *cells;

  g_array_append_val (heap, cell);
  cells = (Cell *)(void *)heap->data;
  while (at > 0 && most_of (&cells[(at - 1) / 2]) < most_of (&cell))
    {
      cells[at] = cells[(at - 1) / 2];
      at = (at - 1) / 2;
    }
  cells[at] = cell;
}

static Cell
pop (GArray *heap)
{
  Cell *cells = (Cell *)(void *)heap->data;
  Cell top = cells[0], last = cells[heap->len - 1];
  guint n = heap->len - 1, at = 0;

  while (2 * at + 1 < n)
    {
      guint child = 2 * at + 1;

      if (child + 1 < n && most_of (&cells[child + 1]) > most_of (&cells[child]))
        child++;
      if (most_of (&cells[child]) <= most_of (&last))
        break;
      cells[at] = cells[child];
      at = child;
    }
  cells[at] = last;
  g_array_set_size (heap, n);
  return top;
}

/* The squares that cover the bounds; a long building has several beside each other. */
static void
cover (const Shape *shape, GArray *cells)
{
  double width = shape->bounds.max_x - shape->bounds.min_x, height = shape->bounds.max_y - shape->bounds.min_y;
  double side = MAX (MIN (width, height), MAX (width, height) / 64);

  for (double x = 0; x < width; x += side)
    for (double y = 0; y < height; y += side)
      {
        Cell cell = make_cell (shape, x + side / 2, y + side / 2, side / 2);

        g_array_append_val (cells, cell);
      }
}

static gboolean
find_depth (const Shape *shape, GArray *cover_cells, Cell *best)
{
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (Cell));

  *best = g_array_index (cover_cells, Cell, 0);
  for (guint i = 0; i < cover_cells->len; i++)
    {
      Cell cell = g_array_index (cover_cells, Cell, i);

      if (cell.depth > best->depth)
        *best = cell;
      push (heap, cell);
    }
  for (guint n = 0; heap->len > 0 && n < MAX_CELLS; n++)
    {
      Cell cell = pop (heap);
      double half = cell.half / 2;

      if (most_of (&cell) <= best->depth + PRECISION_M)
        break;
      for (int corner = 0; corner < 4; corner++)
        {
          Cell part = make_cell (shape, cell.x + (corner & 1 ? half : -half), cell.y + (corner & 2 ? half : -half), half);

          if (part.depth > best->depth)
            *best = part;
          if (most_of (&part) > best->depth + PRECISION_M)
            push (heap, part);
        }
    }
  return best->depth > 0;
}

/* Area of the floor that lies further than @reach from every facade. */
static double
measure_dark (const Shape *shape, GArray *cells, double reach)
{
  double dark = 0;

  for (guint n = 0; cells->len > 0 && n < MAX_CELLS; n++)
    {
      Cell cell = g_array_index (cells, Cell, cells->len - 1);
      double radius = cell.half * G_SQRT2, half = cell.half / 2;

      g_array_set_size (cells, cells->len - 1);
      if (cell.depth + radius <= reach)
        continue;
      if (cell.depth - radius > reach || cell.half < SMALLEST_M)
        {
          dark += cell.depth > reach ? 4 * cell.half * cell.half : 0;
          continue;
        }
      for (int corner = 0; corner < 4; corner++)
        {
          Cell part = make_cell (shape, cell.x + (corner & 1 ? half : -half), cell.y + (corner & 2 ? half : -half), half);

          g_array_append_val (cells, part);
        }
    }
  return dark;
}

/**
 * lw_daylight_measure:
 * @outline: a polygon or several, in metres
 * @reach_m: how far from a facade is within reach, in metres; normally %LW_DAYLIGHT_REACH_M
 * @daylight: (out): the figures
 *
 * Returns: %FALSE, and nothing is known, if @outline encloses no floor
 */
gboolean
lw_daylight_measure (const LwGeometry *outline, double reach_m, LwDaylight *daylight)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  Shape shape = { edges, { 0 } };
  Cell deepest;
  double dark;

  g_return_val_if_fail (outline != NULL && daylight != NULL && reach_m > 0, FALSE);

  *daylight = (LwDaylight){ NAN, NAN, NAN, NAN, NAN };
  if ((lw_geometry_get_kind (outline) != LW_GEOMETRY_POLYGON
       && lw_geometry_get_kind (outline) != LW_GEOMETRY_MULTI_POLYGON)
      || !lw_geometry_get_bounds (outline, &shape.bounds) || !(lw_geometry_get_area (outline) > 0))
    return FALSE;
  for (gsize ring = 0; ring < lw_geometry_get_n_rings (outline); ring++)
    {
      gsize n_points;
      const double *xy = lw_geometry_get_ring (outline, ring, &n_points);

      add_ring (&shape, xy, n_points);
    }
  cover (&shape, cells);
  if (edges->len < 3 || cells->len == 0 || !find_depth (&shape, cells, &deepest))
    return FALSE;
  daylight->depth_m = deepest.depth;
  daylight->x = shape.bounds.min_x + deepest.x;
  daylight->y = shape.bounds.min_y + deepest.y;
  daylight->area_m2 = lw_geometry_get_area (outline);
  dark = deepest.depth > reach_m ? measure_dark (&shape, cells, reach_m) : 0;
  daylight->lit_share = CLAMP (1 - dark / daylight->area_m2, 0, 1);
  return TRUE;
}

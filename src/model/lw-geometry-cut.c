/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geometry-cut: where edges cross: a sweep from west to east over edges in order of their west ends. The work is
 * bounded by the number of edges, so that a shape made to be slow is given up. */
#include <math.h>

#include "model/lw-geometry-mend-private.h"

/* Pairs looked at: a bound for small shapes, and so many an edge. */
#define PAIRS 2000000
#define PAIRS_AN_EDGE 300
/* Putting crossings on the grid moves edges a little, which may make new crossings. */
#define MAX_ROUNDS 12

typedef struct {
  guint edge;
  LwGridPoint at;
} Cut;

/* Cuts that are found before a shape is given up. */
typedef struct {
  GArray *cuts; /* of Cut */
  guint max;
} Cutting;

/* Told of two edges that may have a point in common; returns whether to go on. */
typedef gboolean (*PairFunc) (const LwGridEdge *first, guint i, const LwGridEdge *second, guint j, gpointer data);

static int
compare_west (gconstpointer a, gconstpointer b)
{
  const LwGridEdge *first = a, *second = b;
  gint64 west_a = MIN (first->a.x, first->b.x), west_b = MIN (second->a.x, second->b.x);

  return west_a < west_b ? -1 : west_a > west_b;
}

static gboolean
overlap_in_y (const LwGridEdge *a, const LwGridEdge *b)
{
  return MIN (a->a.y, a->b.y) <= MAX (b->a.y, b->b.y) && MIN (b->a.y, b->b.y) <= MAX (a->a.y, a->b.y);
}

/* Tells @func of every pair whose rectangles touch. Returns %FALSE if that is too much work. */
static gboolean
sweep (GArray *edges, PairFunc func, gpointer data)
{
  g_autoptr (GArray) active = g_array_new (FALSE, FALSE, sizeof (guint));
  guint64 left = PAIRS + (guint64) PAIRS_AN_EDGE * edges->len;

  g_array_sort (edges, compare_west);
  for (guint i = 0; i < edges->len; i++)
    {
      const LwGridEdge *edge = &g_array_index (edges, LwGridEdge, i);
      gint64 west = MIN (edge->a.x, edge->b.x);

      if (left < active->len)
        return FALSE;
      left -= active->len;
      for (guint k = 0; k < active->len;)
        {
          guint j = g_array_index (active, guint, k);
          const LwGridEdge *other = &g_array_index (edges, LwGridEdge, j);

          if (MAX (other->a.x, other->b.x) < west)
            {
              g_array_remove_index_fast (active, k);
              continue;
            }
          if (overlap_in_y (edge, other) && !func (edge, i, other, j, data))
            return TRUE;
          k++;
        }
      g_array_append_val (active, i);
    }
  return TRUE;
}

static gboolean
lies_between (LwGridPoint p, LwGridPoint a, LwGridPoint b)
{
  return p.x >= MIN (a.x, b.x) && p.x <= MAX (a.x, b.x) && p.y >= MIN (a.y, b.y) && p.y <= MAX (a.y, b.y);
}

static gboolean
lies_on (LwGridPoint p, const LwGridEdge *edge)
{
  return lies_between (p, edge->a, edge->b) && lw_grid_turn (edge->a, edge->b, p) == 0;
}

/* Whether two edges cross each other in a point that is an end of neither. */
static gboolean
cross_inside (const LwGridEdge *p, const LwGridEdge *q)
{
  return lw_grid_turn (p->a, p->b, q->a) * lw_grid_turn (p->a, p->b, q->b) < 0
         && lw_grid_turn (q->a, q->b, p->a) * lw_grid_turn (q->a, q->b, p->b) < 0;
}

static gboolean
are_collinear (const LwGridEdge *p, const LwGridEdge *q)
{
  return lw_grid_turn (p->a, p->b, q->a) == 0 && lw_grid_turn (p->a, p->b, q->b) == 0;
}

/* Whether two edges on one line have more than a point in common. */
static gboolean
share_a_stretch (const LwGridEdge *p, const LwGridEdge *q)
{
  gboolean steep = p->a.x == p->b.x;
  gint64 p0 = steep ? MIN (p->a.y, p->b.y) : MIN (p->a.x, p->b.x);
  gint64 p1 = steep ? MAX (p->a.y, p->b.y) : MAX (p->a.x, p->b.x);
  gint64 q0 = steep ? MIN (q->a.y, q->b.y) : MIN (q->a.x, q->b.x);
  gint64 q1 = steep ? MAX (q->a.y, q->b.y) : MAX (q->a.x, q->b.x);

  return MAX (p0, q0) < MIN (p1, q1);
}

/* Whether one edge follows the other in their ring, so that they have an end in common by rights. */
static gboolean
are_neighbours (const LwGridEdge *p, const LwGridEdge *q)
{
  if (p->ring != q->ring)
    return FALSE;
  return (p->place + 1) % p->n_ring == q->place || (q->place + 1) % p->n_ring == p->place;
}

static gboolean
find_crossing_cb (const LwGridEdge *p, guint i, const LwGridEdge *q, guint j, gpointer data)
{
  gboolean *crossed = data;

  if (cross_inside (p, q) || (are_collinear (p, q) && share_a_stretch (p, q)))
    *crossed = TRUE;
  /* Rings of one polygon may touch each other in a point; a ring may not touch itself. */
  else if (p->ring == q->ring && !are_neighbours (p, q))
    *crossed = lies_on (p->a, q) || lies_on (p->b, q) || lies_on (q->a, p) || lies_on (q->b, p);
  return !*crossed;
}

/**
 * lw_grid_edges_cross:
 * @edges: (element-type LwGridEdge): of the rings of one polygon; put in another order
 * @crossed: (out): whether rings cross or touch themselves or cross each other
 *
 * Returns: %FALSE if it is too much work to find out
 */
gboolean
lw_grid_edges_cross (GArray *edges, gboolean *crossed)
{
  *crossed = FALSE;
  return sweep (edges, find_crossing_cb, crossed);
}

/* The crossing of two edges that cross inside, on the grid. */
static LwGridPoint
find_crossing (const LwGridEdge *p, const LwGridEdge *q)
{
  long double px = p->b.x - p->a.x, py = p->b.y - p->a.y, qx = q->b.x - q->a.x, qy = q->b.y - q->a.y;
  long double t = ((q->a.x - p->a.x) * qy - (q->a.y - p->a.y) * qx) / (px * qy - py * qx);

  return (LwGridPoint){ p->a.x + llroundl (t * px), p->a.y + llroundl (t * py) };
}

static void
add_cut (GArray *cuts, guint number, const LwGridEdge *edge, LwGridPoint at)
{
  Cut cut = { number, at };

  if (!lw_grid_point_equal (at, edge->a) && !lw_grid_point_equal (at, edge->b))
    g_array_append_val (cuts, cut);
}

static gboolean
find_cuts_cb (const LwGridEdge *p, guint i, const LwGridEdge *q, guint j, gpointer data)
{
  Cutting *cutting = data;
  GArray *cuts = cutting->cuts;

  if (cross_inside (p, q))
    {
      LwGridPoint at = find_crossing (p, q);

      add_cut (cuts, i, p, at);
      add_cut (cuts, j, q, at);
    }
  if (lies_on (q->a, p))
    add_cut (cuts, i, p, q->a);
  if (lies_on (q->b, p))
    add_cut (cuts, i, p, q->b);
  if (lies_on (p->a, q))
    add_cut (cuts, j, q, p->a);
  if (lies_on (p->b, q))
    add_cut (cuts, j, q, p->b);
  return cuts->len <= cutting->max;
}

static int
compare_cuts (gconstpointer a, gconstpointer b, gpointer data)
{
  const Cut *first = a, *second = b;
  const LwGridEdge *edge;
  gint64 dx, dy;
  __int128 along;

  if (first->edge != second->edge)
    return first->edge < second->edge ? -1 : 1;
  edge = &g_array_index ((GArray *) data, LwGridEdge, first->edge);
  dx = edge->b.x - edge->a.x;
  dy = edge->b.y - edge->a.y;
  along = (__int128) (first->at.x - second->at.x) * dx + (__int128) (first->at.y - second->at.y) * dy;
  return along < 0 ? -1 : along > 0;
}

static void
add_edge (GArray *edges, LwGridPoint a, LwGridPoint b)
{
  LwGridEdge edge = { .a = a, .b = b };

  if (!lw_grid_point_equal (a, b))
    g_array_append_val (edges, edge);
}

static GArray *
apply_cuts (GArray *edges, GArray *cuts)
{
  GArray *pieces = g_array_sized_new (FALSE, FALSE, sizeof (LwGridEdge), edges->len + cuts->len);
  guint next = 0;

  g_array_sort_with_data (cuts, compare_cuts, edges);
  for (guint i = 0; i < edges->len; i++)
    {
      const LwGridEdge *edge = &g_array_index (edges, LwGridEdge, i);
      LwGridPoint from = edge->a;

      for (; next < cuts->len && g_array_index (cuts, Cut, next).edge == i; next++)
        {
          LwGridPoint at = g_array_index (cuts, Cut, next).at;

          add_edge (pieces, from, at);
          from = at;
        }
      add_edge (pieces, from, edge->b);
    }
  return pieces;
}

/**
 * lw_grid_edges_cut:
 * @edges: (element-type LwGridEdge): edges; put in another order
 *
 * Returns: (transfer full) (nullable) (element-type LwGridEdge): their pieces, which have nothing but ends in common,
 *   or are the same; %NULL if that is too much work
 */
GArray *
lw_grid_edges_cut (GArray *edges)
{
  g_autoptr (GArray) pieces = g_array_ref (edges);

  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (Cut));
      Cutting cutting = { cuts, 4 * edges->len + 10000 };
      GArray *next;

      if (!sweep (pieces, find_cuts_cb, &cutting) || cuts->len > cutting.max)
        return NULL;
      if (cuts->len == 0)
        return g_steal_pointer (&pieces);
      next = apply_cuts (pieces, cuts);
      g_array_unref (pieces);
      pieces = next;
    }
  return NULL;
}

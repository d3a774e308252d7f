/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geometry-rings: rings out of edges that have only ends in common. Edges that are there twice cancel out. Around
 * every point an even number of edges is left; those with inside between them are joined two by two, so that no ring
 * crosses another there. What lies in an odd number of rings is inside. */
#include <math.h>
#include <string.h>

#include "model/lw-geometry-mend-private.h"
#include "model/lw-geometry-mend.h"

/* Rings smaller than this come from rounding; in square metres. */
#define MIN_AREA 0.01
/* Each ring is held against every other. */
#define MAX_RINGS 1000

/* One end of an edge, as seen from the point @at. */
typedef struct {
  LwGridPoint at;
  LwGridPoint to;
  guint edge;
  guint first;   /* of the ends at this point */
  guint partner; /* the end that the ring goes on with */
  gboolean used;
} End;

typedef struct {
  double *xy;
  gsize n;
  double area;
  guint depth;
} Ring;

static void
clear_ring (gpointer data)
{
  g_free (((Ring *) data)->xy);
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const LwGridEdge *first = a, *second = b;
  int order = lw_grid_point_compare (first->a, second->a);

  return order != 0 ? order : lw_grid_point_compare (first->b, second->b);
}

/* Leaves one of edges that are there an odd number of times, none of the others. */
static void
cancel_doubles (GArray *edges)
{
  guint kept = 0;

  for (guint i = 0; i < edges->len; i++)
    {
      LwGridEdge *edge = &g_array_index (edges, LwGridEdge, i);

      if (lw_grid_point_compare (edge->a, edge->b) > 0)
        {
          LwGridPoint a = edge->a;

          edge->a = edge->b;
          edge->b = a;
        }
    }
  g_array_sort (edges, compare_edges);
  for (guint i = 0, next; i < edges->len; i = next)
    {
      LwGridEdge edge = g_array_index (edges, LwGridEdge, i);

      for (next = i + 1; next < edges->len && compare_edges (&edge, &g_array_index (edges, LwGridEdge, next)) == 0;)
        next++;
      if ((next - i) % 2 == 1)
        g_array_index (edges, LwGridEdge, kept++) = edge;
    }
  g_array_set_size (edges, kept);
}

/* In which half of the circle a direction lies: 0 from east to just before west, 1 the rest. */
static int
half_of (const End *end)
{
  gint64 dx = end->to.x - end->at.x, dy = end->to.y - end->at.y;

  return dy < 0 || (dy == 0 && dx < 0);
}

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const End *first = a, *second = b;
  int order = lw_grid_point_compare (first->at, second->at);

  if (order != 0)
    return order;
  if (half_of (first) != half_of (second))
    return half_of (first) - half_of (second);
  return -lw_grid_turn (first->at, first->to, second->to);
}

/* All ends by point and angle. %NULL if a point has an odd number of them. */
static GArray *
sort_ends (GArray *edges)
{
  g_autoptr (GArray) ends = g_array_sized_new (FALSE, FALSE, sizeof (End), 2 * edges->len);

  for (guint i = 0; i < edges->len; i++)
    {
      const LwGridEdge *edge = &g_array_index (edges, LwGridEdge, i);
      End there = { .at = edge->a, .to = edge->b, .edge = i }, back = { .at = edge->b, .to = edge->a, .edge = i };

      g_array_append_val (ends, there);
      g_array_append_val (ends, back);
    }
  g_array_sort (ends, compare_ends);
  for (guint i = 1; i < ends->len; i++)
    {
      End *before = &g_array_index (ends, End, i - 1), *end = before + 1;

      end->first = lw_grid_point_equal (before->at, end->at) ? before->first : i;
      if (end->first == i && (i - before->first) % 2 != 0)
        return NULL;
    }
  return g_steal_pointer (&ends);
}

/* The other end of each edge: for edge i the two places of its ends. */
static guint *
index_ends (GArray *ends, guint n_edges)
{
  guint *places = g_new (guint, 2 * (gsize) n_edges);
  g_autofree guint8 *seen = g_new0 (guint8, n_edges);

  for (guint i = 0; i < ends->len; i++)
    {
      guint edge = g_array_index (ends, End, i).edge;

      places[2 * (gsize) edge + seen[edge]++] = i;
    }
  return places;
}

static guint
other_end (GArray *ends, const guint *places, guint at)
{
  const guint *both = places + 2 * (gsize) g_array_index (ends, End, at).edge;

  return both[0] == at ? both[1] : both[0];
}

static guint
count_at_point (GArray *ends, guint first)
{
  guint n = 0;

  while (first + n < ends->len && g_array_index (ends, End, first + n).first == first)
    n++;
  return n;
}

/* Joins each end at a point with the next by angle where inside lies between them. @inside: whether it does between the
 * first and the second; from one to the next it changes. */
static void
join_at_point (GArray *ends, guint first, guint n, gboolean inside)
{
  for (guint i = inside ? 0 : 1; i < n; i += 2)
    {
      guint next = (i + 1) % n;

      g_array_index (ends, End, first + i).partner = first + next;
      g_array_index (ends, End, first + next).partner = first + i;
    }
}

/* At the point furthest west of what hangs together nothing is inside on the west. Whether inside lies between its
 * first and second end. */
static gboolean
begins_inside (GArray *ends, guint first, guint n)
{
  guint east_to_west = 0;

  while (east_to_west < n && half_of (&g_array_index (ends, End, first + east_to_west)) == 0)
    east_to_west++;
  return east_to_west == 0 || (east_to_west - 1) % 2 == 1;
}

enum { UNSEEN, OUTSIDE, INSIDE };

/* Joins the ends at every point, going from point to point along edges: what is left of an edge at one end is right of
 * it at the other. */
static void
join_ends (GArray *ends, const guint *places)
{
  g_autofree guint8 *seen = g_new0 (guint8, ends->len);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint start = 0; start < ends->len; start++)
    {
      if (g_array_index (ends, End, start).first != start || seen[start] != UNSEEN)
        continue;
      seen[start] = begins_inside (ends, start, count_at_point (ends, start)) ? INSIDE : OUTSIDE;
      g_array_append_val (waiting, start);
      while (waiting->len > 0)
        {
          guint first = g_array_index (waiting, guint, waiting->len - 1), n = count_at_point (ends, first);

          g_array_set_size (waiting, waiting->len - 1);
          join_at_point (ends, first, n, seen[first] == INSIDE);
          for (guint i = 0; i < n; i++)
            {
              guint other = other_end (ends, places, first + i), there = g_array_index (ends, End, other).first;
              gboolean left = (seen[first] == INSIDE) != (i % 2 == 1);

              if (seen[there] != UNSEEN)
                continue;
              seen[there] = !left != ((other - there) % 2 == 1) ? INSIDE : OUTSIDE;
              g_array_append_val (waiting, there);
            }
        }
    }
}

static void
add_ring (GArray *rings, const LwGridPoint *points, guint n)
{
  Ring ring = { g_new (double, 2 * (gsize) n), n, 0, 0 };

  for (guint i = 0; i < n; i++)
    {
      ring.xy[2 * i] = (double) points[i].x * LW_MEND_GRAIN_M;
      ring.xy[2 * i + 1] = (double) points[i].y * LW_MEND_GRAIN_M;
    }
  ring.area = fabs (lw_geometry_ring_area (ring.xy, n));
  if (n >= 3 && ring.area >= MIN_AREA)
    g_array_append_val (rings, ring);
  else
    clear_ring (&ring);
}

static guint
hash_point (gconstpointer key)
{
  const LwGridPoint *point = key;

  return (guint) ((guint64) point->x * 2654435761u ^ ((guint64) point->y * 40503u >> 3));
}

static gboolean
equal_points (gconstpointer a, gconstpointer b)
{
  return lw_grid_point_equal (*(const LwGridPoint *) a, *(const LwGridPoint *) b);
}

/* Cuts a closed path where it comes to a point for the second time. */
static void
split_path (GArray *path, GArray *rings)
{
  g_autoptr (GHashTable) places = g_hash_table_new (hash_point, equal_points);
  g_autofree LwGridPoint *stack = g_new (LwGridPoint, path->len);
  guint n = 0;

  for (guint i = 0; i < path->len; i++)
    {
      LwGridPoint *point = &g_array_index (path, LwGridPoint, i);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, point));

      if (place > 0)
        {
          add_ring (rings, stack + place - 1, n - (place - 1));
          for (; n > place; n--)
            g_hash_table_remove (places, &stack[n - 1]);
          continue;
        }
      stack[n++] = *point;
      g_hash_table_insert (places, &stack[n - 1], GUINT_TO_POINTER (n));
    }
  add_ring (rings, stack, n);
}

static GArray *
trace_rings (GArray *ends, const guint *places)
{
  GArray *rings = g_array_new (FALSE, FALSE, sizeof (Ring));
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (LwGridPoint));

  g_array_set_clear_func (rings, clear_ring);
  for (guint start = 0; start < ends->len && rings->len <= MAX_RINGS; start++)
    {
      guint at = start;

      g_array_set_size (path, 0);
      while (!g_array_index (ends, End, at).used)
        {
          End *end = &g_array_index (ends, End, at);
          guint other = other_end (ends, places, at);

          end->used = TRUE;
          g_array_index (ends, End, other).used = TRUE;
          g_array_append_val (path, end->at);
          at = g_array_index (ends, End, other).partner;
        }
      if (path->len > 0)
        split_path (path, rings);
    }
  return rings;
}

static gboolean
ring_lies_in (const Ring *ring, const Ring *other)
{
  double x = (ring->xy[0] + ring->xy[2]) / 2, y = (ring->xy[1] + ring->xy[3]) / 2;

  return other->area > ring->area && lw_geometry_ring_contains (other->xy, other->n, x, y);
}

static void
build_ring (LwGeometryBuilder *builder, const Ring *ring, gboolean hole)
{
  gboolean turn = (lw_geometry_ring_area (ring->xy, ring->n) < 0) != hole;

  lw_geometry_builder_begin_ring (builder);
  for (gsize i = 0; i < ring->n; i++)
    {
      gsize from = turn ? ring->n - 1 - i : i;

      lw_geometry_builder_add (builder, ring->xy[2 * from], ring->xy[2 * from + 1]);
    }
}

/* The innermost outline that a hole lies in. */
static guint
find_outline (GArray *rings, guint hole)
{
  guint found = G_MAXUINT;

  for (guint i = 0; i < rings->len; i++)
    {
      const Ring *ring = &g_array_index (rings, Ring, i);

      if (ring->depth % 2 == 0 && i != hole && ring_lies_in (&g_array_index (rings, Ring, hole), ring)
          && (found == G_MAXUINT || ring->area < g_array_index (rings, Ring, found).area))
        found = i;
    }
  return found;
}

static guint
build_parts (GArray *rings, LwGeometryBuilder *builder)
{
  g_autofree guint *outlines = g_new (guint, rings->len);
  guint n_parts = 0;

  for (guint i = 0; i < rings->len; i++)
    outlines[i] = g_array_index (rings, Ring, i).depth % 2 == 1 ? find_outline (rings, i) : G_MAXUINT;
  for (guint i = 0; i < rings->len; i++)
    {
      if (g_array_index (rings, Ring, i).depth % 2 == 1)
        continue;
      n_parts++;
      lw_geometry_builder_begin_part (builder);
      build_ring (builder, &g_array_index (rings, Ring, i), FALSE);
      for (guint k = 0; k < rings->len; k++)
        if (outlines[k] == i)
          build_ring (builder, &g_array_index (rings, Ring, k), TRUE);
    }
  return n_parts;
}

/**
 * lw_grid_edges_to_rings:
 * @edges: (element-type LwGridEdge): of lw_grid_edges_cut(); changed
 * @builder: gets the parts that they enclose, possibly none
 * @n_parts: (inout): grows by their number
 *
 * Returns: %FALSE if they enclose too many
 */
gboolean
lw_grid_edges_to_rings (GArray *edges, LwGeometryBuilder *builder, guint *n_parts)
{
  g_autoptr (GArray) ends = NULL, rings = NULL;
  g_autofree guint *places = NULL;

  cancel_doubles (edges);
  ends = sort_ends (edges);
  if (ends == NULL)
    return FALSE;
  places = index_ends (ends, edges->len);
  join_ends (ends, places);
  rings = trace_rings (ends, places);
  if (rings->len > MAX_RINGS)
    return FALSE;
  for (guint i = 0; i < rings->len; i++)
    for (guint k = 0; k < rings->len; k++)
      if (i != k)
        g_array_index (rings, Ring, i).depth
            += ring_lies_in (&g_array_index (rings, Ring, i), &g_array_index (rings, Ring, k));
  *n_parts += build_parts (rings, builder);
  return TRUE;
}

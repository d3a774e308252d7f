/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-clusters-build: gathers the circles of one level (lw_clusters_new()). In three steps: offices fall into
 * small cells whose sides are so short that two in one cell would touch anyway; the cells, largest first, are
 * accepted or taken in by what they touch; rows are handed out. A circle that grew is tried again, until
 * nothing touches. */
#include "draw/lw-clusters-private.h"

#include <math.h>
#include <string.h>

/* Accepted circles lie in one grid for each class of radius, so that a search among many small ones stays
 * short. */
#define N_GRIDS 3
static const double grid_radii[N_GRIDS] = { 9.0, 16.0, LW_CLUSTER_MAX_RADIUS + 0.001 };

#define NOTHING G_MAXUINT32

typedef struct {
  guint64 key;
  guint32 index;
} SortItem;

/* A cell, and later the circle that grew from it. */
typedef struct {
  double weight, stock, vacant, known;
  guint n, n_unknown, n_uncounted;
  guint32 owner; /* the circle that took it in, itself if none did */
} Circle;

/* Where it is, in pixels of the level. Apart and small, because a search reads many of these and nothing
 * else. */
typedef struct {
  double x, y, radius;
  guint32 bucket, next;
} Spot;

typedef struct {
  const LwClusterInput *input;
  int level;
  double scale;
  double pixels; /* width of the world */
  double gap;
  guint n_points;
  guint32 *point_rows;
  guint32 *point_cells; /* cell of each point */
  guint n_circles;
  Circle *circles;
  Spot *spots;
  guint32 *buckets[N_GRIDS];
  guint32 masks[N_GRIDS];
  guint in_grid[N_GRIDS];
  GArray *heap; /* (element-type guint32): circles that grew, largest first */
} Build;

/* Sorts by key, stable; passes only over digits in which the keys differ. */
static void
sort_items (SortItem *items, guint n)
{
  g_autofree SortItem *spare = g_new (SortItem, MAX (n, 1));
  SortItem *from = items, *to = spare;
  guint64 differing = 0;

  for (guint i = 1; i < n; i++)
    differing |= items[i].key ^ items[0].key;
  for (guint shift = 0; shift < 64; shift += 11)
    {
      guint counts[2048] = { 0 }, sum = 0;

      if (((differing >> shift) & 2047) == 0)
        continue;
      for (guint i = 0; i < n; i++)
        counts[(from[i].key >> shift) & 2047]++;
      for (guint d = 0; d < 2048; d++)
        {
          guint count = counts[d];

          counts[d] = sum;
          sum += count;
        }
      for (guint i = 0; i < n; i++)
        to[counts[(from[i].key >> shift) & 2047]++] = from[i];
      SortItem *swap = from;
      from = to;
      to = swap;
    }
  if (from != items)
    memcpy (items, from, n * sizeof *items);
}

static gboolean
point_is_usable (const LwClusterInput *input, guint row)
{
  double x = input->world_x[row], y = input->world_y[row];

  /* Also refuses NaN. */
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}

static void
collect_points (Build *build)
{
  const LwClusterInput *input = build->input;

  build->point_rows = g_new (guint32, MAX (input->n, 1));
  if (input->shown == NULL)
    {
      for (guint row = 0; row < input->n; row++)
        if (point_is_usable (input, row))
          build->point_rows[build->n_points++] = row;
    }
  else
    {
      LW_BITSET_FOREACH (input->shown, row)
        {
          if (row < input->n && point_is_usable (input, row))
            build->point_rows[build->n_points++] = row;
        }
    }
}

/* Puts a 0 between every two bits. */
static guint64
spread_bits (guint64 bits)
{
  bits = (bits | bits << 16) & G_GUINT64_CONSTANT (0x0000FFFF0000FFFF);
  bits = (bits | bits << 8) & G_GUINT64_CONSTANT (0x00FF00FF00FF00FF);
  bits = (bits | bits << 4) & G_GUINT64_CONSTANT (0x0F0F0F0F0F0F0F0F);
  bits = (bits | bits << 2) & G_GUINT64_CONSTANT (0x3333333333333333);
  return (bits | bits << 1) & G_GUINT64_CONSTANT (0x5555555555555555);
}

/* Sorted by the cell that they fall into, along a Z-shaped curve that keeps neighbours near each other in
 * memory. Cells are aligned to the world, so panning and filtering move none. */
static SortItem *
sort_points_by_cell (const Build *build)
{
  /* Two dots in one cell are at most its diagonal apart, and must touch even then. */
  double side = (2 * LW_CLUSTER_MIN_RADIUS_SINGLE * build->scale + build->gap) / G_SQRT2 * 0.999;
  double n_cells = build->pixels / side;
  SortItem *items = g_new (SortItem, MAX (build->n_points, 1));
  guint32 left = G_MAXUINT32, top = G_MAXUINT32;

  for (guint i = 0; i < build->n_points; i++)
    {
      guint32 row = build->point_rows[i];
      guint32 cell_x = (guint32)(build->input->world_x[row] * n_cells);
      guint32 cell_y = (guint32)(build->input->world_y[row] * n_cells);

      left = MIN (left, cell_x);
      top = MIN (top, cell_y);
      items[i] = (SortItem){ .key = (guint64)cell_y << 32 | cell_x, .index = i };
    }
  /* Counted from the corner of the data, keys are short and the sort has fewer passes. */
  for (guint i = 0; i < build->n_points; i++)
    items[i].key = spread_bits ((guint32)items[i].key - left) | spread_bits ((items[i].key >> 32) - top) << 1;
  sort_items (items, build->n_points);
  return items;
}

static void
add_office (Circle *circle, Spot *spot, const Build *build, guint32 row)
{
  const LwClusterInput *input = build->input;
  double stock = input->stock_m2[row], vacant = input->vacant_m2[row];
  double weight = stock > 1 ? stock : 1;

  /* The sum for now; the mean when the cell is full. */
  spot->x += weight * input->world_x[row] * build->pixels;
  spot->y += weight * input->world_y[row] * build->pixels;
  circle->weight += weight;
  circle->n++;
  if (stock == 0)
    circle->n_uncounted++;
  else if (isnan (vacant))
    circle->n_unknown++;
  if (isnan (stock))
    return;
  circle->stock += stock;
  if (!isnan (vacant))
    {
      circle->known += stock;
      circle->vacant += vacant;
    }
}

static void
size_spot (Build *build, guint32 i)
{
  const Circle *circle = &build->circles[i];

  build->spots[i].radius = lw_cluster_radius (circle->stock, circle->n, build->level, build->scale);
}

static void
gather_cells (Build *build)
{
  g_autofree SortItem *items = sort_points_by_cell (build);
  guint n = 0;

  for (guint i = 0; i < build->n_points; i++)
    n += i == 0 || items[i].key != items[i - 1].key;
  build->n_circles = n;
  build->circles = g_new0 (Circle, MAX (n, 1));
  build->spots = g_new0 (Spot, MAX (n, 1));
  build->point_cells = g_new (guint32, MAX (build->n_points, 1));
  n = 0;
  for (guint i = 0; i < build->n_points; i++)
    {
      n += i == 0 || items[i].key != items[i - 1].key;
      add_office (&build->circles[n - 1], &build->spots[n - 1], build, build->point_rows[items[i].index]);
      build->point_cells[items[i].index] = n - 1;
    }
  for (guint i = 0; i < n; i++)
    {
      build->spots[i].x /= build->circles[i].weight;
      build->spots[i].y /= build->circles[i].weight;
      build->circles[i].owner = i;
      size_spot (build, i);
    }
}

/* Larger by m², then by the order of cells: a strict order, so that the outcome is one. */
static gboolean
is_larger (const Build *build, guint32 a, guint32 b)
{
  double weight_a = build->circles[a].weight, weight_b = build->circles[b].weight;

  return weight_a > weight_b || (weight_a == weight_b && a < b);
}

static guint
grid_of (const Build *build, double radius)
{
  for (guint grid = 0; grid < N_GRIDS - 1; grid++)
    if (radius <= grid_radii[grid] * build->scale)
      return grid;
  return N_GRIDS - 1;
}

/* Cells beside each other in a row share a line of the processor's cache. */
static guint32
bucket_of (const Build *build, guint grid, gint64 cell_x, gint64 cell_y)
{
  return (guint32)(cell_x + cell_y * G_GINT64_CONSTANT (0x9E3779B1)) & build->masks[grid];
}

static double
grid_side (const Build *build, guint grid)
{
  return 2 * grid_radii[grid] * build->scale + build->gap;
}

static void
insert_circle (Build *build, guint32 i)
{
  Spot *spot = &build->spots[i];
  guint grid = grid_of (build, spot->radius);
  double side = grid_side (build, grid);

  spot->bucket = bucket_of (build, grid, (gint64)floor (spot->x / side), (gint64)floor (spot->y / side));
  spot->next = build->buckets[grid][spot->bucket];
  build->buckets[grid][spot->bucket] = i;
  build->in_grid[grid]++;
}

static void
remove_circle (Build *build, guint32 i)
{
  const Spot *spot = &build->spots[i];
  guint grid = grid_of (build, spot->radius);
  guint32 *link = &build->buckets[grid][spot->bucket];

  while (*link != i)
    link = &build->spots[*link].next;
  *link = spot->next;
  build->in_grid[grid]--;
}

/* The largest of the accepted circles of one bucket that @spot touches, or @best. Circles of another cell
 * with the same hash are no nuisance: they do not touch. */
static guint32
search_bucket (const Build *build, const Spot *spot, guint32 first, guint32 best)
{
  for (guint32 i = first; i != NOTHING; i = build->spots[i].next)
    {
      const Spot *other = &build->spots[i];
      double dx = other->x - spot->x, dy = other->y - spot->y;
      double reach = other->radius + spot->radius + build->gap;

      if (dx * dx + dy * dy < reach * reach && (best == NOTHING || is_larger (build, i, best)))
        best = i;
    }
  return best;
}

static guint32
find_touching (const Build *build, const Spot *spot)
{
  guint32 best = NOTHING;

  for (guint grid = 0; grid < N_GRIDS; grid++)
    {
      double side = grid_side (build, grid);
      double reach = spot->radius + grid_radii[grid] * build->scale + build->gap;

      if (build->in_grid[grid] == 0)
        continue;
      gint64 left = (gint64)floor ((spot->x - reach) / side),
             right = (gint64)floor ((spot->x + reach) / side);
      gint64 top = (gint64)floor ((spot->y - reach) / side),
             bottom = (gint64)floor ((spot->y + reach) / side);
      for (gint64 y = top; y <= bottom; y++)
        for (gint64 x = left; x <= right; x++)
          best = search_bucket (build, spot, build->buckets[grid][bucket_of (build, grid, x, y)], best);
    }
  return best;
}

static void
push_heap (Build *build, guint32 circle)
{
  guint32 *heap;
  guint i;

  g_array_append_val (build->heap, circle);
  heap = (guint32 *)(gpointer)build->heap->data;
  for (i = build->heap->len - 1; i > 0 && is_larger (build, heap[i], heap[(i - 1) / 2]); i = (i - 1) / 2)
    {
      guint32 swap = heap[i];

      heap[i] = heap[(i - 1) / 2];
      heap[(i - 1) / 2] = swap;
    }
}

static guint32
pop_heap (Build *build)
{
  guint32 *heap = (guint32 *)(gpointer)build->heap->data;
  guint32 first = heap[0];
  guint n = build->heap->len - 1;

  heap[0] = heap[n];
  g_array_set_size (build->heap, n);
  for (guint i = 0;;)
    {
      guint child = 2 * i + 1;

      if (child >= n)
        break;
      if (child + 1 < n && is_larger (build, heap[child + 1], heap[child]))
        child++;
      if (!is_larger (build, heap[child], heap[i]))
        break;
      guint32 swap = heap[i];
      heap[i] = heap[child];
      heap[child] = swap;
      i = child;
    }
  return first;
}

/* The larger of an accepted circle and a newcomer takes the other in, and has to find its place again. */
static void
merge_circles (Build *build, guint32 accepted, guint32 newcomer)
{
  guint32 winner = is_larger (build, accepted, newcomer) ? accepted : newcomer;
  guint32 loser = winner == accepted ? newcomer : accepted;
  Circle *to = &build->circles[winner], *from = &build->circles[loser];
  Spot *spot = &build->spots[winner];
  double share = from->weight / (to->weight + from->weight);

  remove_circle (build, accepted);
  spot->x += (build->spots[loser].x - spot->x) * share;
  spot->y += (build->spots[loser].y - spot->y) * share;
  to->weight += from->weight;
  to->stock += from->stock;
  to->vacant += from->vacant;
  to->known += from->known;
  to->n += from->n;
  to->n_unknown += from->n_unknown;
  to->n_uncounted += from->n_uncounted;
  from->owner = winner;
  size_spot (build, winner);
  push_heap (build, winner);
}

/* Falls as @weight rises: the bits of positive floating numbers rise with their value. */
static guint32
weight_key (double weight, guint dropped_bits)
{
  float rounded = (float)weight;
  guint32 bits;

  memcpy (&bits, &rounded, sizeof bits);
  return (G_MAXUINT32 >> 1 >> dropped_bits) - (bits >> dropped_bits);
}

/* The order in which cells look for a place: classes of half as large again, and in a class side by side,
 * because neighbours in space are neighbours in memory. */
#define CLASS_BITS 22

static SortItem *
order_cells (const Build *build)
{
  SortItem *items = g_new (SortItem, MAX (build->n_circles, 1));

  for (guint i = 0; i < build->n_circles; i++)
    items[i] = (SortItem){ .key = weight_key (build->circles[i].weight, CLASS_BITS), .index = i };
  sort_items (items, build->n_circles);
  return items;
}

static void
make_grids (Build *build)
{
  /* Large circles are few; a small table of them stays in the cache. */
  static const guint shares[N_GRIDS] = { 1, 4, 8 };

  for (guint grid = 0; grid < N_GRIDS; grid++)
    {
      guint n_buckets = 256;

      while (n_buckets < build->n_circles / shares[grid])
        n_buckets *= 2;
      build->masks[grid] = n_buckets - 1;
      build->buckets[grid] = g_new (guint32, n_buckets);
      memset (build->buckets[grid], 0xff, n_buckets * sizeof (guint32));
    }
}

static void
settle_circles (Build *build)
{
  g_autofree SortItem *order = order_cells (build);
  guint next = 0;

  make_grids (build);
  build->heap = g_array_new (FALSE, FALSE, sizeof (guint32));
  while (next < build->n_circles || build->heap->len > 0)
    {
      guint32 grown = build->heap->len > 0 ? g_array_index (build->heap, guint32, 0) : NOTHING;
      guint32 circle, touching;

      if (grown != NOTHING
          && (next == build->n_circles
              || weight_key (build->circles[grown].weight, CLASS_BITS) <= order[next].key))
        circle = pop_heap (build);
      else
        circle = order[next++].index;
      touching = find_touching (build, &build->spots[circle]);
      if (touching == NOTHING)
        insert_circle (build, circle);
      else
        merge_circles (build, touching, circle);
    }
}

static guint32
find_owner (Build *build, guint32 i)
{
  Circle *circles = build->circles;

  while (circles[i].owner != i)
    {
      circles[i].owner = circles[circles[i].owner].owner;
      i = circles[i].owner;
    }
  return i;
}

/* Rows of each circle, rising: points were collected in the order of rows. @places says where each circle
 * that was not taken in stands; it is filled up for the others. */
static void
hand_out_rows (Build *build, LwClusters *clusters, guint32 *places)
{
  g_autofree guint *next = g_new (guint, MAX (clusters->n, 1));

  for (guint i = 0; i < build->n_circles; i++)
    if (build->circles[i].owner != i)
      places[i] = places[find_owner (build, i)];
  clusters->n_rows = build->n_points;
  clusters->rows = g_new (guint, MAX (build->n_points, 1));
  for (guint i = 0, sum = 0; i < clusters->n; i++)
    {
      clusters->clusters[i].first = next[i] = sum;
      sum += clusters->clusters[i].n;
    }
  for (guint i = 0; i < build->n_points; i++)
    clusters->rows[next[places[build->point_cells[i]]]++] = build->point_rows[i];
}

/* Circles are ordered to one part in 10,000; more would cost a pass over them and be seen by nobody. */
#define RANK_BITS 9

/* The circles that were not taken in, largest first. */
static SortItem *
order_circles (const Build *build, guint *n)
{
  SortItem *items = g_new (SortItem, MAX (build->n_circles, 1));

  *n = 0;
  for (guint i = 0; i < build->n_circles; i++)
    if (build->circles[i].owner == i)
      items[(*n)++] = (SortItem){ .key = weight_key (build->circles[i].weight, RANK_BITS), .index = i };
  sort_items (items, *n);
  return items;
}

static LwClusters *
finish_build (Build *build)
{
  LwClusters *clusters = g_new0 (LwClusters, 1);
  g_autofree SortItem *order = order_circles (build, &clusters->n);
  g_autofree guint32 *places = g_new0 (guint32, MAX (build->n_circles, 1));

  g_atomic_ref_count_init (&clusters->ref_count);
  clusters->level = build->level;
  clusters->scale = build->scale;
  clusters->clusters = g_new (LwCluster, MAX (clusters->n, 1));
  for (guint i = 0; i < clusters->n; i++)
    {
      const Circle *circle = &build->circles[order[i].index];
      const Spot *spot = &build->spots[order[i].index];

      places[order[i].index] = i;
      clusters->clusters[i] = (LwCluster){
        .x = spot->x / build->pixels,
        .y = spot->y / build->pixels,
        .radius_px = spot->radius,
        .n = circle->n,
        .n_unknown = circle->n_unknown,
        .n_uncounted = circle->n_uncounted,
        .stock_m2 = circle->stock,
        .vacant_m2 = circle->vacant,
        .known_m2 = circle->known,
      };
    }
  hand_out_rows (build, clusters, places);
  return clusters;
}

/**
 * lw_clusters_new:
 * @input: the columns
 * @level: zoom level, %LW_CLUSTERS_MIN_LEVEL to %LW_CLUSTERS_MAX_LEVEL
 * @scale: factor on all radii: that of the palette
 *
 * Gathers the offices of one level. Any thread.
 *
 * Returns: (transfer full): the circles
 */
LwClusters *
lw_clusters_new (const LwClusterInput *input, int level, double scale)
{
  Build build = { .input = input, .scale = scale };
  LwClusters *clusters;

  g_return_val_if_fail (input != NULL && scale > 0, NULL);

  build.level = CLAMP (level, LW_CLUSTERS_MIN_LEVEL, LW_CLUSTERS_MAX_LEVEL);
  build.pixels = 256.0 * exp2 (build.level);
  build.gap = LW_CLUSTER_GAP * scale;
  collect_points (&build);
  gather_cells (&build);
  settle_circles (&build);
  clusters = finish_build (&build);
  g_free (build.point_rows);
  g_free (build.point_cells);
  g_free (build.circles);
  g_free (build.spots);
  for (guint grid = 0; grid < N_GRIDS; grid++)
    g_free (build.buckets[grid]);
  g_array_unref (build.heap);
  return clusters;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-clusters-build: gathers the circles of one level. Offices fall into cells whose sides are so short that
 * two in one cell would touch anyway; cells find their places one after the other, tile by tile, and where two
 * circles touch the larger takes the other in and looks again. Tiles go in four turns, like the squares of a
 * board with four colours, so that a tile's circles depend on those of a few tiles around it only: that is why
 * a part of the world can be gathered by itself and comes out the same (see DEPENDS_X). */
#include "draw/lw-clusters-private.h"

#include <math.h>
#include <string.h>

/* A tile has so many bits of cells along a side: 64 cells, 497 pixels at scale 1. */
#define TILE_BITS 6
#define N_TURNS 4

/* How many tiles around it a tile's outcome depends on. While cells of a tile find their places, nothing is
 * touched that lies farther than half a tile away from it: a circle reaches for 62 pixels and a chain of
 * takings-in does not wander three times as far. In the first turn tiles do not see each other. In the second
 * (odd columns) each sees the ends of those left and right: two tiles along x. In the third (odd rows) and the
 * fourth each adds two tiles on every side. */
#define DEPENDS_X 6
#define DEPENDS_Y 4

/* Accepted circles lie in one grid for each class of radius, so that a search among many small ones stays
 * short. */
#define N_GRIDS 3
static const double grid_radii[N_GRIDS] = { 9.0, 16.0, LW_CLUSTER_MAX_RADIUS + 0.001 };

#define NOTHING G_MAXUINT32

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
  guint32 from, to; /* points of the source */
  guint32 first, n; /* cells */
  guint8 turn;
} Tile;

typedef struct {
  guint32 key, index;
} Ranked;

typedef struct {
  const LwClusterSource *source;
  const LwBitset *shown;
  GCancellable *cancellable;
  int level;
  double scale;
  double pixels; /* width of the world */
  double gap;
  double factor;
  gint64 left, right, top, bottom; /* tiles that take part */
  gboolean is_part;                /* offices lie outside of them */
  GArray *tiles;                   /* (element-type Tile) */
  guint n_points;
  guint32 *points;      /* of the source */
  guint32 *point_cells; /* cell of each point */
  guint n_circles;
  Circle *circles;
  Spot *spots;
  guint32 *buckets[N_GRIDS];
  guint32 masks[N_GRIDS];
  guint in_grid[N_GRIDS];
} Build;

/* Takes away every second bit. */
static guint64
squeeze_bits (guint64 bits)
{
  bits &= G_GUINT64_CONSTANT (0x5555555555555555);
  bits = (bits | bits >> 1) & G_GUINT64_CONSTANT (0x3333333333333333);
  bits = (bits | bits >> 2) & G_GUINT64_CONSTANT (0x0F0F0F0F0F0F0F0F);
  bits = (bits | bits >> 4) & G_GUINT64_CONSTANT (0x00FF00FF00FF00FF);
  bits = (bits | bits >> 8) & G_GUINT64_CONSTANT (0x0000FFFF0000FFFF);
  return (bits | bits >> 16) & G_GUINT64_CONSTANT (0x00000000FFFFFFFF);
}

/* Bits of a key below a cell of the level. */
static guint
cell_shift (const Build *build)
{
  return 2 * (guint)(LW_CLUSTERS_MAX_LEVEL - build->level);
}

/* The first point from @from on whose key is not below @key. */
static guint32
find_key (const LwClusterSource *source, guint32 from, guint32 to, guint64 key)
{
  while (from < to)
    {
      guint32 middle = from + (to - from) / 2;

      if (source->keys[middle] < key)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

/* Finds the occupied tiles that take part, in the order of the curve: squares of 2 to the @bits cells of the
 * last level are divided into four until they are tiles. */
static void
find_tiles (Build *build, guint bits, guint32 from, guint32 to)
{
  const LwClusterSource *source = build->source;
  guint tile_bits = (guint)(LW_CLUSTERS_MAX_LEVEL - build->level) + TILE_BITS;
  guint64 square;
  gint64 x, y, size;

  if (from == to)
    return;
  square = source->keys[from] >> 2 * bits;
  size = (gint64)1 << (bits - tile_bits);
  x = (gint64)squeeze_bits (square) * size;
  y = (gint64)squeeze_bits (square >> 1) * size;
  if (x > build->right || x + size <= build->left || y > build->bottom || y + size <= build->top)
    {
      build->is_part = TRUE;
      return;
    }
  if (bits == tile_bits)
    {
      Tile tile = { .from = from, .to = to, .turn = (guint8)((x & 1) | (y & 1) << 1) };

      g_array_append_val (build->tiles, tile);
      build->n_points += to - from;
      return;
    }
  for (guint quarter = 1; quarter <= 4; quarter++)
    {
      guint32 end = quarter == 4
                        ? to
                        : find_key (source, from, to, ((square << 2) + quarter) << 2 * (bits - 1));

      find_tiles (build, bits - 1, from, end);
      from = end;
    }
}

static void
choose_tiles (Build *build, const LwBounds *bounds)
{
  double n_tiles = lw_cluster_cells (build->level, build->scale) / (1 << TILE_BITS);

  build->tiles = g_array_new (FALSE, FALSE, sizeof (Tile));
  build->left = build->top = 0;
  build->right = build->bottom = G_MAXINT32;
  if (bounds != NULL)
    {
      build->left = (gint64)floor (CLAMP (bounds->min_x, 0, 1) * n_tiles) - DEPENDS_X;
      build->right = (gint64)floor (CLAMP (bounds->max_x, 0, 1) * n_tiles) + DEPENDS_X;
      build->top = (gint64)floor (CLAMP (bounds->min_y, 0, 1) * n_tiles) - DEPENDS_Y;
      build->bottom = (gint64)floor (CLAMP (bounds->max_y, 0, 1) * n_tiles) + DEPENDS_Y;
    }
  find_tiles (build, 31, 0, build->source->n);
}

static void
add_office (Circle *circle, Spot *spot, const Build *build, guint32 point)
{
  const LwClusterSource *source = build->source;
  double stock = source->stock[point], vacant = source->vacant[point];
  double weight = stock > 1 ? stock : 1;

  /* The sum for now; the mean when the cell is full. */
  spot->x += weight * source->x[point] * build->pixels;
  spot->y += weight * source->y[point] * build->pixels;
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

  build->spots[i].radius
      = lw_cluster_limit_radius (circle->stock, circle->n, build->factor, build->scale);
}

static void
start_cell (Build *build, Tile *tile)
{
  guint32 cell = build->n_circles++;

  tile->n++;
  build->circles[cell] = (Circle){ .owner = cell };
  build->spots[cell] = (Spot){ 0 };
}

static void
finish_cells (Build *build, const Tile *tile)
{
  for (guint32 i = tile->first; i < tile->first + tile->n; i++)
    {
      build->spots[i].x /= build->circles[i].weight;
      build->spots[i].y /= build->circles[i].weight;
      size_spot (build, i);
    }
}

static void
gather_tile (Build *build, Tile *tile)
{
  const LwClusterSource *source = build->source;
  guint shift = cell_shift (build);
  guint64 last = G_MAXUINT64;

  tile->first = build->n_circles;
  for (guint32 point = tile->from; point < tile->to; point++)
    {
      guint64 key = source->keys[point] >> shift;

      if (build->shown != NULL
          && (source->rows[point] >= build->shown->n || !lw_bitset_test (build->shown, source->rows[point])))
        continue;
      if (key != last)
        start_cell (build, tile);
      last = key;
      add_office (&build->circles[build->n_circles - 1], &build->spots[build->n_circles - 1], build, point);
      build->points[build->n_points] = point;
      build->point_cells[build->n_points++] = build->n_circles - 1;
    }
  finish_cells (build, tile);
}

/* Fills the cells of all tiles; returns whether it was not cancelled. */
static gboolean
gather_cells (Build *build)
{
  guint n_most = build->n_points;

  /* Untouched memory costs nothing. */
  build->points = g_new (guint32, MAX (n_most, 1));
  build->point_cells = g_new (guint32, MAX (n_most, 1));
  build->circles = g_new (Circle, MAX (n_most, 1));
  build->spots = g_new (Spot, MAX (n_most, 1));
  build->n_points = 0;
  for (guint t = 0; t < build->tiles->len; t++)
    {
      gather_tile (build, &g_array_index (build->tiles, Tile, t));
      if (t % 64 == 0 && g_cancellable_is_cancelled (build->cancellable))
        return FALSE;
    }
  return TRUE;
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

/* The larger of an accepted circle and a newcomer takes the other in; returns it, for it has to find its place
 * again. */
static guint32
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
  return winner;
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

/* Sorts by key, stable; @n_bits of the keys count. Not the sort of lw-cluster-source, whose items are twice as large:
 * with it gathering takes a tenth longer around a window and up to four tenths everywhere (bench-clusters). */
static void
sort_ranked (Ranked *items, Ranked *spare, guint n, guint n_bits)
{
  Ranked *from = items, *to = spare;

  for (guint shift = 0; shift < n_bits; shift += 11)
    {
      guint counts[2048] = { 0 }, sum = 0;

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
      Ranked *swap = from;
      from = to;
      to = swap;
    }
  if (from != items)
    memcpy (items, from, n * sizeof *items);
}

/* The order in which cells of a tile look for a place: classes of half as large again, and in a class side by
 * side, because neighbours in space are neighbours in memory. */
#define CLASS_BITS 22
#define FEW_CELLS 96

static void
order_cells (const Build *build, const Tile *tile, Ranked *items, Ranked *spare)
{
  for (guint32 i = 0; i < tile->n; i++)
    items[i] = (Ranked){ weight_key (build->circles[tile->first + i].weight, CLASS_BITS), tile->first + i };
  if (tile->n > FEW_CELLS)
    {
      sort_ranked (items, spare, tile->n, 31 - CLASS_BITS);
      return;
    }
  for (guint32 i = 1; i < tile->n; i++)
    {
      Ranked item = items[i];
      guint32 place = i;

      for (; place > 0 && items[place - 1].key > item.key; place--)
        items[place] = items[place - 1];
      items[place] = item;
    }
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
settle_circle (Build *build, guint32 circle)
{
  guint32 touching;

  while ((touching = find_touching (build, &build->spots[circle])) != NOTHING)
    circle = merge_circles (build, touching, circle);
  insert_circle (build, circle);
}

/* Returns whether it was not cancelled. */
static gboolean
settle_circles (Build *build)
{
  /* A tile has at most so many cells. */
  g_autofree Ranked *items = g_new (Ranked, 1 << 2 * TILE_BITS);
  g_autofree Ranked *spare = g_new (Ranked, 1 << 2 * TILE_BITS);

  make_grids (build);
  for (guint turn = 0; turn < N_TURNS; turn++)
    for (guint t = 0; t < build->tiles->len; t++)
      {
        const Tile *tile = &g_array_index (build->tiles, Tile, t);

        if (tile->turn != turn)
          continue;
        if (g_cancellable_is_cancelled (build->cancellable))
          return FALSE;
        order_cells (build, tile, items, spare);
        for (guint i = 0; i < tile->n; i++)
          settle_circle (build, items[i].index);
      }
  return TRUE;
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

/* Rows of each circle. @places says where each circle that was not taken in stands, NOTHING for one outside;
 * it is filled up for the others. */
static void
hand_out_rows (Build *build, LwClusters *clusters, guint32 *places)
{
  g_autofree guint *next = g_new (guint, MAX (clusters->n, 1));

  for (guint i = 0; i < build->n_circles; i++)
    if (build->circles[i].owner != i)
      places[i] = places[find_owner (build, i)];
  for (guint i = 0; i < clusters->n; i++)
    {
      clusters->clusters[i].first = next[i] = clusters->n_rows;
      clusters->n_rows += clusters->clusters[i].n;
    }
  clusters->rows = g_new (guint, MAX (clusters->n_rows, 1));
  for (guint i = 0; i < build->n_points; i++)
    {
      guint32 place = places[build->point_cells[i]];

      if (place != NOTHING)
        clusters->rows[next[place]++] = build->source->rows[build->points[i]];
    }
}

/* Circles are ordered to one part in 10,000; more would cost a pass over them and be seen by nobody. */
#define RANK_BITS 9

/* The circles in @bounds that were not taken in, largest first. */
static Ranked *
order_circles (const Build *build, const LwBounds *bounds, guint *n)
{
  Ranked *items = g_new (Ranked, MAX (build->n_circles, 1));
  g_autofree Ranked *spare = NULL;

  *n = 0;
  for (guint i = 0; i < build->n_circles; i++)
    {
      const Spot *spot = &build->spots[i];

      if (build->circles[i].owner == i
          && (!build->is_part
              || lw_bounds_contains (bounds, spot->x / build->pixels, spot->y / build->pixels)))
        items[(*n)++] = (Ranked){ weight_key (build->circles[i].weight, RANK_BITS), i };
    }
  spare = g_new (Ranked, MAX (*n, 1));
  sort_ranked (items, spare, *n, 31 - RANK_BITS);
  return items;
}

static LwClusters *
finish_build (Build *build, const LwBounds *bounds)
{
  LwClusters *clusters = g_new0 (LwClusters, 1);
  g_autofree Ranked *order = order_circles (build, bounds, &clusters->n);
  g_autofree guint32 *places = g_new (guint32, MAX (build->n_circles, 1));

  g_atomic_ref_count_init (&clusters->ref_count);
  clusters->level = build->level;
  clusters->scale = build->scale;
  clusters->bounds
      = build->is_part ? *bounds : (LwBounds){ -INFINITY, -INFINITY, INFINITY, INFINITY };
  clusters->clusters = g_new (LwCluster, MAX (clusters->n, 1));
  memset (places, 0xff, build->n_circles * sizeof *places);
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

static void
clear_build (Build *build)
{
  g_array_unref (build->tiles);
  g_free (build->points);
  g_free (build->point_cells);
  g_free (build->circles);
  g_free (build->spots);
  for (guint grid = 0; grid < N_GRIDS; grid++)
    g_free (build->buckets[grid]);
}

/**
 * lw_clusters_new_in:
 * @source: the offices
 * @shown: (nullable): the rows to gather; %NULL for all
 * @level: zoom level, %LW_CLUSTERS_MIN_LEVEL to %LW_CLUSTERS_MAX_LEVEL
 * @bounds: (nullable): where circles are wanted, in world coordinates; %NULL for everywhere
 * @cancellable: (nullable): to stop early
 *
 * Gathers the offices of one level, in a part of the world. A circle is the same whatever @bounds it was
 * gathered for. Any thread.
 *
 * Returns: (transfer full) (nullable): the circles whose centres lie in @bounds, or all if there are few
 *   others; %NULL when cancelled
 */
LwClusters *
lw_clusters_new_in (const LwClusterSource *source,
                    const LwBitset *shown,
                    int level,
                    const LwBounds *bounds,
                    GCancellable *cancellable)
{
  Build build = { .source = source, .shown = shown, .cancellable = cancellable };
  LwClusters *clusters = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  build.scale = source->scale;
  build.level = CLAMP (level, LW_CLUSTERS_MIN_LEVEL, LW_CLUSTERS_MAX_LEVEL);
  build.pixels = 256.0 * exp2 (build.level);
  build.gap = LW_CLUSTER_GAP * build.scale;
  build.factor = lw_cluster_factor (build.level);
  choose_tiles (&build, bounds);
  if (gather_cells (&build) && settle_circles (&build))
    clusters = finish_build (&build, bounds);
  clear_build (&build);
  return clusters;
}

/**
 * lw_clusters_new:
 * @input: the columns
 * @level: zoom level, %LW_CLUSTERS_MIN_LEVEL to %LW_CLUSTERS_MAX_LEVEL
 * @scale: factor on all radii: that of the palette
 *
 * Gathers the offices of one level, for who needs one picture only. Any thread.
 *
 * Returns: (transfer full): the circles
 */
LwClusters *
lw_clusters_new (const LwClusterInput *input, int level, double scale)
{
  g_autoptr (LwClusterSource) source = NULL;

  g_return_val_if_fail (input != NULL && scale > 0, NULL);

  source = lw_cluster_source_new (input, scale);
  return lw_clusters_new_in (source, input->shown, level, NULL, NULL);
}

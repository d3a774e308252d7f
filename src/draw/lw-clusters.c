/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-clusters: see lw-clusters.h. Here is what is asked of circles that exist; how they are made is told in
 * lw-clusters-build.c. */
#include "draw/lw-clusters-private.h"

#include <math.h>

#include "model/lw-difference-results.h"
#include <string.h>

/* Pixels per square root of a m² at level 9, where a province fills a window; grows slowly with the level,
 * because the groups become smaller while there is more room. */
#define RADIUS_FACTOR 0.05
#define RADIUS_LEVEL 9
#define RADIUS_GROWTH 0.25
#define RADIUS_FACTOR_MIN 0.025
#define RADIUS_FACTOR_MAX 0.2

/**
 * lw_clusters_level:
 * @zoom: zoom of a view
 *
 * Returns: the level whose circles a view at @zoom shows: the whole zoom below, because circles that do not
 * touch there touch even less when the world grows and they do not
 */
int
lw_clusters_level (double zoom)
{
  return CLAMP ((int)floor (zoom + 1e-6), LW_CLUSTERS_MIN_LEVEL, LW_CLUSTERS_MAX_LEVEL);
}

/**
 * lw_cluster_input_init:
 * @input: to fill
 * @offices: the offices; must outlive @input
 * @shown: (nullable): the rows to gather
 *
 * Takes position, stock and vacant stock of the table.
 */
void
lw_cluster_input_init (LwClusterInput *input, const LwOffices *offices, const LwBitset *shown)
{
  g_return_if_fail (input != NULL && offices != NULL);

  *input = (LwClusterInput){
    .n = offices->n,
    .world_x = offices->world_x,
    .world_y = offices->world_y,
    .stock_m2 = offices->stock_m2,
    .vacant_m2 = offices->vacant_stock_m2,
    .shown = shown,
  };
}

/** lw_cluster_factor: returns pixels per square root of a m² at a level */
double
lw_cluster_factor (int level)
{
  double factor = RADIUS_FACTOR * exp2 (RADIUS_GROWTH * (level - RADIUS_LEVEL));

  return CLAMP (factor, RADIUS_FACTOR_MIN, RADIUS_FACTOR_MAX);
}

/** lw_cluster_limit_radius: lw_cluster_radius() with the factor of the level already known */
double
lw_cluster_limit_radius (double stock_m2, guint n, double factor, double scale)
{
  double least = n > 1 ? LW_CLUSTER_MIN_RADIUS_RING : LW_CLUSTER_MIN_RADIUS_SINGLE;
  double radius = stock_m2 > 0 ? factor * sqrt (stock_m2) : 0;

  return CLAMP (radius, least, LW_CLUSTER_MAX_RADIUS) * scale;
}

/**
 * lw_cluster_radius:
 * @stock_m2: m² of the circle
 * @n: number of offices in it
 * @level: zoom level
 * @scale: factor
 *
 * Returns: radius in pixels: the area of the circle goes with m², between a least and a greatest size
 */
double
lw_cluster_radius (double stock_m2, guint n, int level, double scale)
{
  return lw_cluster_limit_radius (stock_m2, n, lw_cluster_factor (level), scale);
}

static void
sum_rows (LwCluster *cluster, const guint *rows, const double *stock_m2, const double *vacant_m2)
{
  cluster->stock_m2 = cluster->vacant_m2 = cluster->known_m2 = 0;
  cluster->n_unknown = cluster->n_uncounted = 0;
  for (guint i = cluster->first; i < cluster->first + cluster->n; i++)
    {
      double stock = stock_m2[rows[i]], vacant = vacant_m2[rows[i]];

      if (stock == 0)
        cluster->n_uncounted++;
      else if (isnan (vacant))
        cluster->n_unknown++;
      if (isnan (stock))
        continue;
      cluster->stock_m2 += stock;
      if (!isnan (vacant))
        {
          cluster->known_m2 += stock;
          cluster->vacant_m2 += vacant;
        }
    }
}

/**
 * lw_clusters_with_values:
 * @clusters: circles
 * @stock_m2: m² of each office of the table, NAN where unknown
 * @vacant_m2: m² of each that stand empty, NAN where unknown
 *
 * The same circles in the same places with other figures in them: two years or two scenarios can be compared,
 * and the year can move, without anything jumping.
 *
 * Returns: (transfer full): the circles
 */
LwClusters *
lw_clusters_with_values (const LwClusters *clusters, const double *stock_m2, const double *vacant_m2)
{
  LwClusters *copy;

  g_return_val_if_fail (clusters != NULL && stock_m2 != NULL && vacant_m2 != NULL, NULL);

  copy = g_new0 (LwClusters, 1);
  g_atomic_ref_count_init (&copy->ref_count);
  copy->level = clusters->level;
  copy->scale = clusters->scale;
  copy->bounds = clusters->bounds;
  copy->n = clusters->n;
  copy->n_rows = clusters->n_rows;
  copy->rows = clusters->rows;
  /* A reference is no change to what the circles are. */
  copy->owner = lw_clusters_ref ((LwClusters *)clusters);
  copy->clusters = g_new (LwCluster, MAX (clusters->n, 1));
  memcpy (copy->clusters, clusters->clusters, clusters->n * sizeof *copy->clusters);
  for (guint i = 0; i < copy->n; i++)
    sum_rows (&copy->clusters[i], copy->rows, stock_m2, vacant_m2);
  return copy;
}

/** lw_clusters_ref: (returns: transfer full) takes a reference; from any thread */
LwClusters *
lw_clusters_ref (LwClusters *clusters)
{
  g_return_val_if_fail (clusters != NULL, NULL);

  g_atomic_ref_count_inc (&clusters->ref_count);
  return clusters;
}

/** lw_clusters_unref: gives a reference back; from any thread */
void
lw_clusters_unref (LwClusters *clusters)
{
  g_return_if_fail (clusters != NULL);

  if (!g_atomic_ref_count_dec (&clusters->ref_count))
    return;
  g_free (clusters->clusters);
  if (clusters->owner != NULL)
    lw_clusters_unref (clusters->owner);
  else
    g_free (clusters->rows);
  g_free (clusters);
}

/**
 * lw_clusters_hit:
 * @clusters: circles
 * @world_x: a point in world coordinates
 * @world_y: the same
 * @zoom: zoom of the view
 * @slack_px: how far outside a circle still counts, for small dots and fingers
 *
 * Returns: the circle at that point, of several the one whose edge is nearest, or %LW_CLUSTERS_NONE
 */
guint
lw_clusters_hit (const LwClusters *clusters, double world_x, double world_y, double zoom, double slack_px)
{
  double pixels = 256.0 * exp2 (zoom), best = slack_px, farthest;
  guint hit = LW_CLUSTERS_NONE;

  g_return_val_if_fail (clusters != NULL, LW_CLUSTERS_NONE);

  farthest = (LW_CLUSTER_MAX_RADIUS * clusters->scale + slack_px) / pixels;
  for (guint i = 0; i < clusters->n; i++)
    {
      const LwCluster *cluster = &clusters->clusters[i];
      double distance;

      if (fabs (cluster->x - world_x) > farthest || fabs (cluster->y - world_y) > farthest)
        continue;
      distance = hypot (cluster->x - world_x, cluster->y - world_y) * pixels - cluster->radius_px;
      if (distance <= best)
        {
          best = distance;
          hit = i;
        }
    }
  return hit;
}

/** lw_clusters_find_row: returns the circle that holds @row, or %LW_CLUSTERS_NONE */
guint
lw_clusters_find_row (const LwClusters *clusters, guint row)
{
  g_return_val_if_fail (clusters != NULL, LW_CLUSTERS_NONE);

  for (guint i = 0; i < clusters->n; i++)
    {
      const LwCluster *cluster = &clusters->clusters[i];

      for (guint j = cluster->first; j < cluster->first + cluster->n; j++)
        if (clusters->rows[j] == row)
          return i;
    }
  return LW_CLUSTERS_NONE;
}

/** lw_cluster_rate: returns vacant over known m², NAN where nothing is known */
double
lw_cluster_rate (const LwCluster *cluster)
{
  return cluster->known_m2 > 0 ? cluster->vacant_m2 / cluster->known_m2 : NAN;
}

/** lw_cluster_unknown_share: returns the share of its m² whose vacancy is unknown; 1 where no area is known
 */
double
lw_cluster_unknown_share (const LwCluster *cluster)
{
  if (cluster->stock_m2 > 0)
    return (cluster->stock_m2 - cluster->known_m2) / cluster->stock_m2;
  return cluster->n_unknown > 0 ? 1 : 0;
}

/**
 * lw_clusters_bounds:
 * @clusters: circles
 * @cluster: index of one
 * @input: the columns that they were made from
 * @min_x: (out): west edge of its offices, world coordinates
 * @min_y: (out): north edge
 * @max_x: (out): east edge
 * @max_y: (out): south edge
 *
 * Returns: whether its offices lie apart, so that zooming in would part them
 */
gboolean
lw_clusters_bounds (const LwClusters *clusters,
                    guint cluster,
                    const LwClusterInput *input,
                    double *min_x,
                    double *min_y,
                    double *max_x,
                    double *max_y)
{
  const LwCluster *c;

  g_return_val_if_fail (clusters != NULL && cluster < clusters->n && input != NULL, FALSE);

  c = &clusters->clusters[cluster];
  *min_x = *min_y = INFINITY;
  *max_x = *max_y = -INFINITY;
  for (guint i = c->first; i < c->first + c->n; i++)
    {
      guint row = clusters->rows[i];

      *min_x = MIN (*min_x, input->world_x[row]);
      *max_x = MAX (*max_x, input->world_x[row]);
      *min_y = MIN (*min_y, input->world_y[row]);
      *max_y = MAX (*max_y, input->world_y[row]);
    }
  /* Less than two dots wide at the last level: nothing would part them. */
  return MAX (*max_x - *min_x, *max_y - *min_y) * 256.0 * exp2 (LW_CLUSTERS_MAX_LEVEL)
         > 2 * LW_CLUSTER_MIN_RADIUS_SINGLE * clusters->scale;
}

/** lw_clusters_cover: returns whether no circle is missing in @bounds (world coordinates) */
gboolean
lw_clusters_cover (const LwClusters *clusters, const LwBounds *bounds)
{
  const LwBounds *own;

  g_return_val_if_fail (clusters != NULL && bounds != NULL, FALSE);

  own = &clusters->bounds;
  return own->min_x <= bounds->min_x && own->max_x >= bounds->max_x && own->min_y <= bounds->min_y
         && own->max_y >= bounds->max_y;
}

static void
note_rows (const LwClusters *clusters,
           guint index,
           const LwBitset *selection,
           const guint8 *marks,
           LwClusterNotes *notes)
{
  const LwCluster *cluster = &clusters->clusters[index];
  guint counts[LW_CLUSTER_MAX_MARKS] = { 0 };
  guint8 most = 0;

  for (guint i = cluster->first; i < cluster->first + cluster->n; i++)
    {
      guint row = clusters->rows[i];

      if (selection != NULL && row < selection->n && lw_bitset_test (selection, row))
        notes->n_selected[index]++;
      if (marks != NULL && marks[row] < LW_CLUSTER_MAX_MARKS)
        counts[marks[row]]++;
    }
  for (guint8 mark = 1; mark < LW_CLUSTER_MAX_MARKS; mark++)
    if (counts[mark] > 0 && (most == 0 || counts[mark] > counts[most]))
      most = mark;
  notes->marks[index] = most;
}

/**
 * lw_cluster_notes_new:
 * @clusters: circles
 * @selection: (nullable): rows that are selected
 * @marks: (nullable): a mark for each row of the table, 0 for none
 *
 * Counts once what would else be counted for each frame.
 *
 * Returns: (transfer full): notes on the circles
 */
LwClusterNotes *
lw_cluster_notes_new (const LwClusters *clusters, const LwBitset *selection, const guint8 *marks)
{
  LwClusterNotes *notes;

  g_return_val_if_fail (clusters != NULL, NULL);

  notes = g_new0 (LwClusterNotes, 1);
  notes->n = clusters->n;
  notes->n_selected = g_new0 (guint, MAX (clusters->n, 1));
  notes->marks = g_new0 (guint8, MAX (clusters->n, 1));
  if (selection != NULL && lw_bitset_next (selection, 0) >= selection->n)
    selection = NULL;
  for (guint i = 0; i < clusters->n && (selection != NULL || marks != NULL); i++)
    note_rows (clusters, i, selection, marks, notes);
  return notes;
}

static void
note_changes (const LwCluster *cluster, const guint *rows, const LwOffices *offices, LwClusterChange *note)
{
  for (guint i = 0; i < cluster->n; i++)
    {
      guint row = rows[i], change = offices->change[row];
      double stock = offices->stock_m2[row], before = offices->stock_before_m2[row];
      double vacant = lw_offices_vacancy_change (offices, row);

      note->n_changed += change != LW_CHANGE_NONE && change != LW_CHANGE_UNCHANGED;
      note->moved_m2[change] += lw_offices_moved_m2 (offices, row);
      /* Unknown is less than anything known. */
      if (!isnan (stock) || !isnan (before))
        note->whole_m2 += fmax (stock, before);
      if (!isnan (vacant) && !isnan (stock) && !isnan (before))
        note->vacant_m2 += vacant;
    }
  note->change = offices->change[rows[0]];
  for (guint change = 0; change < LW_N_CHANGES && cluster->n > 1; change++)
    if (note->moved_m2[change] > note->moved_m2[note->change])
      note->change = (guint8)change;
}

/**
 * lw_cluster_notes_add_changes:
 * @notes: notes on @clusters
 * @offices: the table of a difference (lw-difference-results.h), of which the circles are
 *
 * Notes what became of the offices of each circle.
 */
void
lw_cluster_notes_add_changes (LwClusterNotes *notes, const LwClusters *clusters, const LwOffices *offices)
{
  g_return_if_fail (notes != NULL && clusters != NULL && notes->n == clusters->n && offices != NULL);

  g_free (notes->changes);
  notes->changes = g_new0 (LwClusterChange, MAX (clusters->n, 1));
  for (guint i = 0; i < clusters->n; i++)
    note_changes (&clusters->clusters[i], clusters->rows + clusters->clusters[i].first, offices, &notes->changes[i]);
}

/**
 * lw_cluster_fill_sizes:
 * @offices: the table of a difference
 * @stock_m2: (out) (array): m² of each office on the date on which it was larger, NaN where unknown on both: what circles
 *   are sized by, so that what is gone is as large as it was
 */
void
lw_cluster_fill_sizes (const LwOffices *offices, double *stock_m2)
{
  for (guint i = 0; i < offices->n; i++)
    stock_m2[i] = fmax (offices->stock_m2[i], offices->stock_before_m2[i]);
}

/** lw_cluster_notes_free: frees notes */
void
lw_cluster_notes_free (LwClusterNotes *notes)
{
  g_return_if_fail (notes != NULL);

  g_free (notes->n_selected);
  g_free (notes->marks);
  g_free (notes->changes);
  g_free (notes);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-clusters: offices gathered into circles for one zoom level. The area of a circle goes with its m²; no
 * two circles overlap: where two would touch, the larger takes the smaller in. Positions are those of the
 * world, so that panning changes nothing and a level is built once. The same input gives the same circles. */
#pragma once

#include "model/lw-bitset.h"
#include "model/lw-offices.h"

G_BEGIN_DECLS

/** LW_CLUSTERS_NONE: no circle, no row */
#define LW_CLUSTERS_NONE G_MAXUINT

#define LW_CLUSTERS_MIN_LEVEL 4
#define LW_CLUSTERS_MAX_LEVEL 18

/**
 * LwClusterInput: the columns to gather, each @n long.
 * @n: number of offices
 * @world_x: position, Web Mercator scaled to the unit square; NAN for an office without a position, which is
 * left out
 * @world_y: the same, southward
 * @stock_m2: m² of each office; NAN where unknown
 * @vacant_m2: m² that stand empty; NAN where unknown
 * @shown: (nullable): the rows to gather; %NULL for all
 */
typedef struct {
  guint n;
  const double *world_x;
  const double *world_y;
  const double *stock_m2;
  const double *vacant_m2;
  const LwBitset *shown;
} LwClusterInput;

/**
 * LwCluster: one circle; a single office when @n is 1.
 * @x: centre, by m², in world coordinates
 * @y: the same
 * @radius_px: in pixels at any zoom from the level's to one more
 * @first: its rows are `rows[first]` to `rows[first + n - 1]` of the #LwClusters, rising
 * @n: number of offices
 * @n_unknown: of which the vacancy is not known
 * @n_uncounted: of which nothing counts as stock (stock is 0)
 * @stock_m2: m² of those whose area is known
 * @vacant_m2: m² that stand empty, as far as known
 * @known_m2: m² of those whose vacancy is known: what a rate divides by
 */
typedef struct {
  double x, y;
  double radius_px;
  guint first;
  guint n;
  guint n_unknown;
  guint n_uncounted;
  double stock_m2;
  double vacant_m2;
  double known_m2;
} LwCluster;

/**
 * LwClusters: the circles of one level, largest first, so that painting in reverse puts small ones
 * underneath.
 * @level: the zoom level that they are for
 * @scale: factor on all radii
 * @n: number of circles
 * @clusters: the circles
 * @n_rows: number of offices in them
 * @rows: rows of the table of offices, circle by circle
 */
typedef struct {
  int level;
  double scale;
  guint n;
  LwCluster *clusters;
  guint n_rows;
  guint *rows;
  /*< private >*/
  gatomicrefcount ref_count;
} LwClusters;

int lw_clusters_level (double zoom);
void lw_cluster_input_init (LwClusterInput *input, const LwOffices *offices, const LwBitset *shown);
LwClusters *lw_clusters_new (const LwClusterInput *input, int level, double scale);
LwClusters *
lw_clusters_with_values (const LwClusters *clusters, const double *stock_m2, const double *vacant_m2);
LwClusters *lw_clusters_ref (LwClusters *clusters);
void lw_clusters_unref (LwClusters *clusters);
guint
lw_clusters_hit (const LwClusters *clusters, double world_x, double world_y, double zoom, double slack_px);
guint lw_clusters_find_row (const LwClusters *clusters, guint row);
double lw_cluster_rate (const LwCluster *cluster);
double lw_cluster_unknown_share (const LwCluster *cluster);
double lw_cluster_radius (double stock_m2, guint n, int level, double scale);
gboolean lw_clusters_bounds (const LwClusters *clusters,
                             guint cluster,
                             const LwClusterInput *input,
                             double *min_x,
                             double *min_y,
                             double *max_x,
                             double *max_y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwClusters, lw_clusters_unref)

G_END_DECLS

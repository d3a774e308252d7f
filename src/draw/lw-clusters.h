/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-clusters: offices gathered into circles for one zoom level. The area of a circle goes with its m²; no
 * two circles overlap: where two would touch, the larger takes the smaller in. Positions are those of the
 * world, so that panning changes nothing. Only a part of the world has to be gathered, and it has the same
 * circles, to the last bit, whatever part that is. */
#pragma once

#include <gio/gio.h>

#include "model/lw-bitset.h"
#include "model/lw-geometry.h"
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
 * LwClusterSource: the offices of a table, sorted for gathering: what is near on the map is near in memory,
 * whatever the level. Made once for a table; read from any thread.
 */
typedef struct _LwClusterSource LwClusterSource;

/**
 * LwCluster: one circle; a single office when @n is 1.
 * @x: centre, by m², in world coordinates
 * @y: the same
 * @radius_px: in pixels at any zoom from the level's to one more
 * @first: its rows are `rows[first]` to `rows[first + n - 1]` of the #LwClusters
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

typedef struct _LwClusters LwClusters;

/**
 * LwClusters: the circles of one level, largest first, so that painting in reverse puts small ones
 * underneath.
 * @level: the zoom level that they are for
 * @scale: factor on all radii
 * @bounds: where they are complete: every circle with its centre in here is there
 * @n: number of circles
 * @clusters: the circles
 * @n_rows: number of offices in them
 * @rows: rows of the table of offices, circle by circle
 */
struct _LwClusters {
  int level;
  double scale;
  LwBounds bounds;
  guint n;
  LwCluster *clusters;
  guint n_rows;
  guint *rows;
  /*< private >*/
  LwClusters *owner; /* whose rows these are; NULL: its own */
  gatomicrefcount ref_count;
};

/**
 * LwClusterChange: what became of the offices of a circle between two dates.
 * @change: that of the only office, or that about which most m² are
 * @n_changed: of its offices, how many changed in any way
 * @moved_m2: m² that each LwOfficeChange is about (lw_offices_moved_m2())
 * @whole_m2: m² of all its offices, of each on the date on which it was larger: what the parts are parts of
 * @vacant_m2: by how much the vacant m² grew or, negative, shrank, of those that are known on both dates
 */
typedef struct {
  guint8 change;
  guint n_changed;
  double moved_m2[LW_N_CHANGES];
  double whole_m2;
  double vacant_m2;
} LwClusterChange;

/**
 * LwClusterNotes: what else is to be told of each circle.
 * @n: number of circles
 * @n_selected: of its offices, how many are selected
 * @marks: the mark that most of its offices have, 0 for none
 * @changes: (nullable): what became of its offices, where two dates are compared
 */
typedef struct {
  guint n;
  guint *n_selected;
  guint8 *marks;
  LwClusterChange *changes;
} LwClusterNotes;

/** LW_CLUSTER_MAX_MARKS: marks are less than this */
#define LW_CLUSTER_MAX_MARKS 8

int lw_clusters_level (double zoom);
void lw_cluster_input_init (LwClusterInput *input, const LwOffices *offices, const LwBitset *shown);
LwClusterSource *lw_cluster_source_new (const LwClusterInput *input, double scale);
LwClusterSource *lw_cluster_source_ref (LwClusterSource *source);
void lw_cluster_source_unref (LwClusterSource *source);
LwClusters *lw_clusters_new (const LwClusterInput *input, int level, double scale);
LwClusters *lw_clusters_new_in (const LwClusterSource *source,
                                const LwBitset *shown,
                                int level,
                                const LwBounds *bounds,
                                GCancellable *cancellable);
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
gboolean lw_clusters_cover (const LwClusters *clusters, const LwBounds *bounds);
gboolean lw_clusters_bounds (const LwClusters *clusters,
                             guint cluster,
                             const LwClusterInput *input,
                             double *min_x,
                             double *min_y,
                             double *max_x,
                             double *max_y);

LwClusterNotes *
lw_cluster_notes_new (const LwClusters *clusters, const LwBitset *selection, const guint8 *marks);
void lw_cluster_notes_add_changes (LwClusterNotes *notes, const LwClusters *clusters, const LwOffices *offices);
void lw_cluster_fill_sizes (const LwOffices *offices, double *stock_m2);
void lw_cluster_notes_free (LwClusterNotes *notes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwClusters, lw_clusters_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwClusterSource, lw_cluster_source_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwClusterNotes, lw_cluster_notes_free)

G_END_DECLS

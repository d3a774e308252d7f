/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-circles: the circles on screen. They are gathered in jobs, for the level and the part of the world that is
 * looked at and its neighbourhood; while a job runs the former circles stay. The levels next to the one shown are
 * gathered ahead, so that zooming finds them ready. What is on screen never depends on how one came there. */
#pragma once

#include "draw/lw-clusters.h"

G_BEGIN_DECLS

#define LW_TYPE_MAP_CIRCLES (lw_map_circles_get_type ())
G_DECLARE_FINAL_TYPE (LwMapCircles, lw_map_circles, LW, MAP_CIRCLES, GObject)

/**
 * LwMapValues: m² of each office in the year shown, for threads to share; made by lw_map_values_new().
 * @stock_m2: m², NaN where unknown
 * @vacant_m2: m² that stand empty, NaN where unknown
 */
typedef struct {
  double *stock_m2;
  double *vacant_m2;
} LwMapValues;

LwMapValues *lw_map_values_new (guint n);
LwMapValues *lw_map_values_ref (LwMapValues *values);
void lw_map_values_unref (LwMapValues *values);

LwMapCircles *lw_map_circles_new (double scale);
void lw_map_circles_set_rows (LwMapCircles *circles, LwOffices *offices, LwBitset *shown, LwBitset *hidden,
                              LwMapValues *sizes);
void lw_map_circles_set_values (LwMapCircles *circles, LwMapValues *values);
void lw_map_circles_look (LwMapCircles *circles, int level, const LwBounds *bounds);
LwClusters *lw_map_circles_get_clusters (LwMapCircles *circles);
LwClusters *lw_map_circles_get_ghosts (LwMapCircles *circles);
gboolean lw_map_circles_is_current (LwMapCircles *circles);
void lw_map_circles_stop (LwMapCircles *circles);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwMapValues, lw_map_values_unref)

G_END_DECLS

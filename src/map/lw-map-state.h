/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-state: what the map shows, ready to paint: the offices of the session in the year shown, gathered into
 * circles, with what is selected, hovered and changed by a scenario. What is counted is kept until it changes, so that
 * a frame only paints. */
#pragma once

#include "draw/lw-map-draw.h"
#include "map/lw-map-circles.h"
#include "model/lw-results.h"
#include "model/lw-scenario.h"

G_BEGIN_DECLS

typedef struct _LwMapState LwMapState;

LwMapState *lw_map_state_new (void);
void lw_map_state_free (LwMapState *state);
void lw_map_state_set_rows (LwMapState *state, LwOffices *offices, LwBitset *shown, LwDate compare_date);
void lw_map_state_set_year (LwMapState *state, LwOfficeStates *states, const LwScenario *scenario, GPtrArray *taken,
                            int year);
void lw_map_state_set_selection (LwMapState *state, LwBitset *selection);
gboolean lw_map_state_set_hovered_row (LwMapState *state, guint row);
void lw_map_state_set_fictional (LwMapState *state, gboolean fictional);
void lw_map_state_set_dark (LwMapState *state, gboolean dark);

gboolean lw_map_state_get_compares (LwMapState *state);
const LwClusterChange *lw_map_state_get_change (LwMapState *state, guint cluster);
LwOffices *lw_map_state_get_offices (LwMapState *state);
const LwPalette *lw_map_state_get_palette (LwMapState *state);
LwMapCircles *lw_map_state_get_circles (LwMapState *state);
LwClusters *lw_map_state_get_clusters (LwMapState *state);
gboolean lw_map_state_get_bounds (LwMapState *state, LwBounds *bounds);
gboolean lw_map_state_get_cluster_bounds (LwMapState *state, guint cluster, LwBounds *bounds);
void lw_map_state_get_values (LwMapState *state, guint row, double *stock_m2, double *vacant_m2);
void lw_map_state_fill_base (LwMapState *state, const LwMapView *view, LwMapScene *scene);
void lw_map_state_fill_scene (LwMapState *state, const LwMapView *view, double width, double height,
                              LwMapScene *scene);
guint lw_map_state_get_base_serial (LwMapState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwMapState, lw_map_state_free)

G_END_DECLS

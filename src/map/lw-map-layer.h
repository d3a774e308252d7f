/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-layer: the layers of the map: the land, kept as a picture larger than the window so that panning paints
 * nothing, and the offices with their names and the legend on top, painted anew for each frame. */
#pragma once

#include <shumate/shumate.h>

#include "map/lw-map-state.h"

G_BEGIN_DECLS

/** LwMapLayerKind: what a layer paints */
typedef enum {
  LW_MAP_LAYER_BASE,
  LW_MAP_LAYER_OFFICES,
} LwMapLayerKind;

#define LW_TYPE_MAP_LAYER (lw_map_layer_get_type ())
G_DECLARE_FINAL_TYPE (LwMapLayer, lw_map_layer, LW, MAP_LAYER, ShumateLayer)

ShumateLayer *lw_map_layer_new (ShumateViewport *viewport, LwMapState *state, LwMapLayerKind kind);
void lw_map_layer_get_view (ShumateViewport *viewport, LwMapView *view);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-map-private: what the files of the map widget share: lw-office-map.c builds it and follows the session,
 * lw-office-map-input.c answers pointer and keyboard. */
#pragma once

#include <shumate/shumate.h>

#include "map/lw-map-layer.h"
#include "map/lw-map-state.h"
#include "map/lw-office-map.h"

G_BEGIN_DECLS

struct _LwOfficeMap {
  GtkWidget parent_instance;

  /* widgets */
  GtkWidget *overlay;
  ShumateMap *map;
  ShumateLayer *base_layer;
  ShumateLayer *office_layer;

  /* owned */
  LwSession *session;
  LwMapState *state;
  LwOffices *fitted; /* the table that was last brought into view */
  char *fitted_path; /* and its document */
  gboolean fit_when_sized;

  /* the zoom, while it moves */
  double zoom_target;
  gint64 zoom_until; /* monotonic time */

  /* the pointer */
  double press_x;
  double press_y;
  guint keyboard_row; /* of the circle that the keyboard stands on, or LW_CLUSTERS_NONE */
};

void lw_office_map_init_input (LwOfficeMap *self);
void lw_office_map_redraw (LwOfficeMap *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-map: the map of offices: pan and zoom by mouse, touch and keyboard, click a circle to select what is in
 * it, tooltips, buttons to zoom. Shows what the session holds and changes its selection. The list of offices is its
 * accessible twin, since dots on a map cannot be accessible objects. */
#pragma once

#include <gtk/gtk.h>

#include "model/lw-geometry.h"
#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_OFFICE_MAP (lw_office_map_get_type ())
G_DECLARE_FINAL_TYPE (LwOfficeMap, lw_office_map, LW, OFFICE_MAP, GtkWidget)

GtkWidget *lw_office_map_new (LwSession *session);
void lw_office_map_fit_data (LwOfficeMap *map);
void lw_office_map_fit (LwOfficeMap *map, const LwBounds *bounds);
void lw_office_map_show_office (LwOfficeMap *map, guint row);
void lw_office_map_zoom (LwOfficeMap *map, int steps);

G_END_DECLS

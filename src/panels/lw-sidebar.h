/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-sidebar: filter and list of offices, the twin of the map: what can be seen and chosen there can be read and
 * chosen here, by keyboard and by assistive technology too. */
#pragma once

#include "model/lw-office-list.h"
#include "session/lw-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_SIDEBAR (lw_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (LwSidebar, lw_sidebar, LW, SIDEBAR, GtkWidget)

/*
 * Properties: session (LwSession), order (string, the sort key), descending (bool)
 * Actions: list.order (string), list.descending
 */
GtkWidget *lw_sidebar_new (void);
LwOfficeList *lw_sidebar_get_list (LwSidebar *sidebar);
void lw_sidebar_open_filter (LwSidebar *sidebar);
void lw_sidebar_focus_list (LwSidebar *sidebar);

G_END_DECLS

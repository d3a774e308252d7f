/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-filter-bar: the filter of the session as chips, each of which can be taken away, with a button to add one and
 * one to clear them all. */
#pragma once

#include "session/lw-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_FILTER_BAR (lw_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (LwFilterBar, lw_filter_bar, LW, FILTER_BAR, GtkWidget)

GtkWidget *lw_filter_bar_new (void);
void lw_filter_bar_set_session (LwFilterBar *bar, LwSession *session);
void lw_filter_bar_open (LwFilterBar *bar);

G_END_DECLS

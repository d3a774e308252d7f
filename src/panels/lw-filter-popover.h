/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-filter-popover: adds criteria to the filter of the session. First what to look at (municipality, size, …), then
 * which values: boxes to tick, a range, or an expression. Each tick counts at once. */
#pragma once

#include "session/lw-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_FILTER_POPOVER (lw_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (LwFilterPopover, lw_filter_popover, LW, FILTER_POPOVER, GtkPopover)

GtkWidget *lw_filter_popover_new (void);
void lw_filter_popover_set_session (LwFilterPopover *popover, LwSession *session);

G_END_DECLS

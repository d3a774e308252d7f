/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-comparison: what changed between two reference dates, as a card in the page of vacancy: offices and vacant m² by
 * what became of them, as bars to both sides of an axis. A row is a filter, for list, map and statistics alike. Seen
 * while two dates are compared. */
#pragma once

#include <gtk/gtk.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_COMPARISON (lw_comparison_get_type ())
G_DECLARE_FINAL_TYPE (LwComparison, lw_comparison, LW, COMPARISON, GtkWidget)

GtkWidget *lw_comparison_new (LwSession *session);

G_END_DECLS

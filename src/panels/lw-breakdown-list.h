/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-breakdown-list: a breakdown as a table with bars: what stands empty in each group, in m² and as a rate. A row is
 * a filter: choosing it shows only its offices, choosing it again shows all. */
#pragma once

#include <gtk/gtk.h>

#include "model/lw-filter.h"
#include "model/lw-statistics-results.h"

G_BEGIN_DECLS

#define LW_TYPE_BREAKDOWN_LIST (lw_breakdown_list_get_type ())
G_DECLARE_FINAL_TYPE (LwBreakdownList, lw_breakdown_list, LW, BREAKDOWN_LIST, GtkWidget)

/* Signal: key-toggled (string key): a row was chosen */
GtkWidget *lw_breakdown_list_new (void);
void lw_breakdown_list_set (LwBreakdownList *list, const LwBreakdown *shown, const LwBreakdown *all,
                            LwFilter *filter);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-totals-table: the figures of LwTotals by the names that files and the command line give them, and a breakdown as a
 * table for exports. */
#pragma once

#include "model/lw-statistics-results.h"
#include "model/lw-table.h"

G_BEGIN_DECLS

guint lw_totals_n_figures (void);
const char *lw_totals_figure_name (guint figure);
gboolean lw_totals_figure_is_count (guint figure);
double lw_totals_get_figure (const LwTotals *totals, guint figure);
LwTable *lw_breakdown_to_table (const LwBreakdown *breakdown, const char *name);

G_END_DECLS

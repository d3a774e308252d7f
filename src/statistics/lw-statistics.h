/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statistics: totals and breakdowns of the offices of a table (domain model 2.2, 2.3, 2.5). Every figure
 * is summed over the offices in the order of the table, so it has the same bits with any number of
 * threads. */
#pragma once

#include "model/lw-bitset.h"
#include "model/lw-statistics-results.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void lw_statistics_total (const LwOffices *offices, const LwBitset *rows, LwTotals *totals);
LwBreakdown *lw_statistics_break_down (LwOffices *offices, const LwBitset *rows, LwDimension dimension);
LwStatistics *lw_statistics_compute (LwOffices *offices, const LwBitset *shown, LwStatistics *previous,
                                     guint n_threads, GCancellable *cancellable, GError **error);

G_END_DECLS

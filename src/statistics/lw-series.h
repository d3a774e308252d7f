/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-series: totals over reference dates, the history that a trajectory continues. Only what was observed: a
 * date without observations is a gap and is never filled in (domain model 2.6). */
#pragma once

#include "model/lw-filter.h"
#include "model/lw-statistics-results.h"

G_BEGIN_DECLS

/** LwSeriesColumn: a figure of LwTotals as a column over the dates */
typedef enum {
  LW_SERIES_STOCK,
  LW_SERIES_OCCUPIED,
  LW_SERIES_VACANT,
  LW_SERIES_RATE,
  LW_SERIES_STRUCTURAL,
  LW_SERIES_VACANCY_UNKNOWN,
  LW_N_SERIES_COLUMNS,
} LwSeriesColumn;

LwSeries *lw_series_compute (LwOffices *const *snapshots, guint n_snapshots, const LwFilter *filter,
                             GCancellable *cancellable, GError **error);
double *lw_series_column (const LwSeries *series, LwSeriesColumn column);

G_END_DECLS

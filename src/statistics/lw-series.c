/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-series: see lw-series.h. */
#include "statistics/lw-series.h"

#include <math.h>
#include <stdlib.h>

#include "statistics/lw-statistics.h"

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  const LwOffices *p = *(LwOffices *const *) a, *q = *(LwOffices *const *) b;

  return (p->date > q->date) - (p->date < q->date);
}

/**
 * lw_series_compute:
 * @snapshots: (array length=n_snapshots): the table at each reference date, in any order
 * @filter: (nullable): which offices; %NULL for all
 *
 * Each date is totalled over the offices that pass the filter on that date, so an office that was converted
 * counts until then.
 *
 * Returns: (transfer full): the series, or %NULL with an error of the filter or %G_IO_ERROR_CANCELLED
 */
LwSeries *
lw_series_compute (LwOffices *const *snapshots,
                   guint n_snapshots,
                   const LwFilter *filter,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (LwSeries) series = lw_series_new (n_snapshots);
  g_autofree LwOffices **sorted = g_memdup2 (snapshots, n_snapshots * sizeof *snapshots);

  if (n_snapshots > 1)
    qsort (sorted, n_snapshots, sizeof *sorted, compare_dates);
  for (guint i = 0; i < n_snapshots; i++)
    {
      g_autoptr (LwBitset) rows = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (filter != NULL)
        {
          rows = lw_filter_apply (filter, sorted[i], cancellable, error);
          if (rows == NULL)
            return NULL;
        }
      series->dates[i] = sorted[i]->date;
      lw_statistics_total (sorted[i], rows, &series->totals[i]);
    }
  return g_steal_pointer (&series);
}

/* A date without any observation of vacancy is a gap, not an occupied province. */
static double
get_figure (const LwTotals *totals, LwSeriesColumn column)
{
  gboolean observed = totals->occupied_m2 + totals->vacant_m2 > 0;

  switch (column)
    {
    case LW_SERIES_STOCK:
      return totals->stock_m2;
    case LW_SERIES_OCCUPIED:
      return observed ? totals->occupied_m2 : NAN;
    case LW_SERIES_VACANT:
      return observed ? totals->vacant_m2 : NAN;
    case LW_SERIES_RATE:
      return totals->vacancy_rate;
    case LW_SERIES_STRUCTURAL:
      return observed ? totals->structural_m2 : NAN;
    case LW_SERIES_VACANCY_UNKNOWN:
      return totals->vacancy_unknown_m2;
    case LW_N_SERIES_COLUMNS:
    default:
      return NAN;
    }
}

/**
 * lw_series_column:
 *
 * Returns: (transfer full) (array): one figure over the dates, m² or a fraction; NaN where nothing was
 *   observed
 */
double *
lw_series_column (const LwSeries *series, LwSeriesColumn column)
{
  double *figures = g_new (double, MAX (series->n, 1));

  g_return_val_if_fail (column < LW_N_SERIES_COLUMNS, figures);
  for (guint i = 0; i < series->n; i++)
    figures[i] = get_figure (&series->totals[i], column);
  return figures;
}

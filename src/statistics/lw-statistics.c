/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statistics: see lw-statistics.h. The unit of parallel work is one whole breakdown, so no sum is ever
 * split; the groups are put together afterwards, in one thread. */
#include "statistics/lw-statistics.h"

#include "model/lw-parallel.h"
#include "statistics/lw-columns.h"
#include "statistics/lw-counting.h"

/* One pass over the table: of the rows shown or of all, by a dimension or in total. */
typedef struct {
  gboolean shown;
  guint dimension; /* LW_N_DIMENSIONS for the total */
  LwSums *sums;
  LwDimensionKeys *keys; /* made along with the breakdown of all */
} Pass;

typedef struct {
  LwOffices *offices;
  const LwColumns *columns;
  const LwBitset *shown;
  guint n_passes;
  Pass passes[2 * (LW_N_DIMENSIONS + 1)];
} Work;

/**
 * lw_statistics_total:
 * @rows: (nullable): which offices; %NULL for all
 * @totals: (out): their totals
 */
void
lw_statistics_total (const LwOffices *offices, const LwBitset *rows, LwTotals *totals)
{
  g_autoptr (LwColumns) columns = NULL;
  LwSums sums = { 0 };

  g_return_if_fail (offices != NULL && (rows == NULL || rows->n == offices->n));
  columns = lw_columns_new (offices, 1);
  lw_columns_add (columns, 0, offices->n, rows, NULL, &sums);
  lw_sums_to_totals (&sums, totals);
}

/* The groups that any office of the table is in, counted or not. */
static guint32 *
find_groups (const LwDimensionKeys *keys, const LwSums *sums, guint *n_groups)
{
  guint32 *numbers = g_new (guint32, keys->n);
  guint n = 0;

  for (guint i = 0; i < keys->n; i++)
    {
      const LwSums *group = &sums[keys->order[i]];

      if (group->offices + group->not_counted_offices > 0)
        numbers[n++] = keys->order[i];
    }
  *n_groups = n;
  return numbers;
}

static LwBreakdown *
make_breakdown (LwDimensionKeys *keys, const guint32 *numbers, guint n, const LwSums *sums)
{
  LwTotals *totals = g_new (LwTotals, n);

  for (guint i = 0; i < n; i++)
    lw_sums_to_totals (&sums[numbers[i]], &totals[i]);
  return lw_breakdown_new (keys, numbers, n, totals);
}

/**
 * lw_statistics_break_down:
 * @rows: (nullable): which offices; %NULL for all
 *
 * For one breakdown, such as that of all criteria of a filter but one. A group that no office of @rows is in
 * is left out.
 *
 * Returns: (transfer full): the breakdown of @rows by @dimension
 */
LwBreakdown *
lw_statistics_break_down (LwOffices *offices, const LwBitset *rows, LwDimension dimension)
{
  g_autoptr (LwColumns) columns = NULL;
  g_autoptr (LwDimensionKeys) keys = NULL;
  g_autofree LwSums *sums = NULL;
  g_autofree guint32 *numbers = NULL;
  guint n;

  g_return_val_if_fail (offices != NULL && (rows == NULL || rows->n == offices->n), NULL);
  g_return_val_if_fail (dimension < LW_N_DIMENSIONS, NULL);
  columns = lw_columns_new (offices, 1);
  keys = lw_dimension_keys_new (dimension, offices);
  sums = g_new0 (LwSums, keys->n);
  lw_columns_add_groups (columns, rows, dimension, sums);
  numbers = find_groups (keys, sums, &n);
  return make_breakdown (keys, numbers, n, sums);
}

static void
run_pass (guint item, gpointer data)
{
  Work *work = data;
  Pass *pass = &work->passes[item];
  const LwBitset *rows = pass->shown ? work->shown : NULL;

  if (pass->dimension == LW_N_DIMENSIONS)
    {
      pass->sums = g_new0 (LwSums, 1);
      lw_columns_add (work->columns, 0, work->offices->n, rows, NULL, pass->sums);
      return;
    }
  pass->sums = g_new0 (LwSums, lw_dimension_n_keys (pass->dimension, work->offices));
  lw_columns_add_groups (work->columns, rows, pass->dimension, pass->sums);
  if (!pass->shown)
    pass->keys = lw_dimension_keys_new (pass->dimension, work->offices);
}

static void
plan_passes (Work *work, gboolean with_all, gboolean with_shown)
{
  for (guint d = 0; d <= LW_N_DIMENSIONS; d++)
    {
      if (with_all)
        work->passes[work->n_passes++] = (Pass){ .shown = FALSE, .dimension = d };
      if (with_shown)
        work->passes[work->n_passes++] = (Pass){ .shown = TRUE, .dimension = d };
    }
}

static void
take_all (LwStatistics *statistics, const Pass *pass)
{
  g_autofree guint32 *numbers = NULL;
  guint n;

  if (pass->dimension == LW_N_DIMENSIONS)
    {
      lw_sums_to_totals (pass->sums, &statistics->all);
      return;
    }
  numbers = find_groups (pass->keys, pass->sums, &n);
  statistics->all_by[pass->dimension] = make_breakdown (pass->keys, numbers, n, pass->sums);
}

/* Comes after take_all(): the groups are the same. */
static void
take_shown (LwStatistics *statistics, const Pass *pass)
{
  const LwBreakdown *all;

  if (pass->dimension == LW_N_DIMENSIONS)
    {
      lw_sums_to_totals (pass->sums, &statistics->shown);
      return;
    }
  all = statistics->all_by[pass->dimension];
  statistics->shown_by[pass->dimension] = make_breakdown (all->all_keys, all->numbers, all->n, pass->sums);
}

static LwStatistics *
collect (Work *work, LwStatistics *previous)
{
  LwStatistics *statistics = lw_statistics_new (work->offices);

  lw_counting_compute (work->offices, work->shown, &statistics->counting);
  if (previous != NULL)
    {
      statistics->all = previous->all;
      for (guint d = 0; d < LW_N_DIMENSIONS; d++)
        statistics->all_by[d] = lw_breakdown_ref (previous->all_by[d]);
    }
  for (guint i = 0; i < work->n_passes; i++)
    if (!work->passes[i].shown)
      take_all (statistics, &work->passes[i]);
    else
      take_shown (statistics, &work->passes[i]);
  if (work->shown == NULL)
    {
      statistics->shown = statistics->all;
      for (guint d = 0; d < LW_N_DIMENSIONS; d++)
        statistics->shown_by[d] = lw_breakdown_ref (statistics->all_by[d]);
    }
  return statistics;
}

/**
 * lw_statistics_compute:
 * @shown: (nullable): the offices that the filter lets through; %NULL for all
 * @previous: (nullable): earlier statistics; if they are of the same table, their figures of all offices are
 *   taken over
 * @n_threads: most threads to use, 0 for as many as there are processors; the result does not depend on it
 *
 * Computes the totals and all breakdowns, of all offices and of those shown.
 *
 * Returns: (transfer full): the statistics, or %NULL with %G_IO_ERROR_CANCELLED
 */
LwStatistics *
lw_statistics_compute (LwOffices *offices, const LwBitset *shown, LwStatistics *previous, guint n_threads,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (LwColumns) columns = NULL;
  LwStatistics *statistics = NULL;
  Work work = { 0 };

  g_return_val_if_fail (offices != NULL && (shown == NULL || shown->n == offices->n), NULL);
  if (previous != NULL && previous->offices != offices)
    previous = NULL;
  columns = lw_columns_new (offices, n_threads);
  work.offices = offices;
  work.columns = columns;
  work.shown = shown;
  plan_passes (&work, previous == NULL, shown != NULL);

  if (lw_parallel_run (work.n_passes, n_threads, run_pass, &work, cancellable, error))
    statistics = collect (&work, previous);
  for (guint i = 0; i < work.n_passes; i++)
    {
      g_free (work.passes[i].sums);
      g_clear_pointer (&work.passes[i].keys, lw_dimension_keys_unref);
    }
  return statistics;
}

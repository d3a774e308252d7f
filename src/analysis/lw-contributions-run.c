/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-contributions-run: the columns are made once; each item to leave out is one job, which computes the markets that
 * it touches and takes the others from the run with everything. Sums over markets go in the order of the run of the
 * whole, so that the outcome with everything has the bits of that run, and what has no effect contributes
 * exactly 0. */
#include "analysis/lw-contributions-run.h"

#include "analysis/lw-run-market.h"
#include "model/lw-parallel.h"

#include <math.h>

typedef struct {
  LwRunExcept except;
  double outcome;
  GError *error;
} Item;

typedef struct {
  const LwRunColumns *columns;
  const LwRunMarkets *markets;
  LwOutcome outcome;
  LwRunEnd *ends; /* per market, with everything */
  GArray *items;  /* of Item */
  GCancellable *cancellable;
} Work;

static double
get_outcome (LwOutcome outcome, const LwStepTotals *totals, double dwellings)
{
  switch (outcome)
    {
    case LW_OUTCOME_VACANCY:
      return lw_step_totals_get_vacancy (totals);
    case LW_OUTCOME_STRUCTURAL:
      return totals->cohort[LW_N_COHORTS - 1];
    case LW_OUTCOME_DWELLINGS:
      return dwellings;
    case LW_OUTCOME_RATE:
    case LW_N_OUTCOMES:
    default:
      return lw_step_totals_get_rate (totals);
    }
}

/* The outcome of the whole without what @except says. */
static gboolean
run_except (const Work *work, const LwRunExcept *except, double *outcome, GError **error)
{
  LwStepTotals totals = { 0 };
  double dwellings = 0;

  for (guint m = 0; m < lw_run_markets_get_n (work->markets); m++)
    {
      LwRunEnd end = work->ends[m];
      if (lw_run_markets_touches (work->markets, m, except)
          && !lw_run_markets_run (work->markets, m, except, &end, work->cancellable, error))
        return FALSE;
      lw_step_totals_add (&totals, &end.totals);
      dwellings += end.dwellings;
    }
  *outcome = get_outcome (work->outcome, &totals, dwellings);
  return TRUE;
}

static void
run_item_cb (guint index, gpointer data)
{
  const Work *work = data;
  Item *item = &g_array_index (work->items, Item, index);

  run_except (work, &item->except, &item->outcome, &item->error);
}

static void
clear_item (gpointer data)
{
  g_clear_error (&((Item *)data)->error);
}

static guint
add_item (Work *work, gboolean all, const LwMeasure *measure, guint row)
{
  Item item = { .except = { all, measure, row }, .outcome = NAN };

  g_array_append_val (work->items, item);
  return work->items->len - 1;
}

/* What is left out in turn: nothing, everything, each measure, and each office of a measure of several.
 * @of_offices gets the item of each contribution of an office. */
static void
list_items (Work *work, LwContributions *result, GArray *of_offices)
{
  const LwRunInput *input = work->columns->input;
  GPtrArray *measures = input->scenario->measures;

  add_item (work, TRUE, NULL, LW_OFFICES_NONE);
  for (guint m = 0; m < measures->len; m++)
    {
      LwContribution contribution = { m, 0, NAN };
      g_array_append_val (result->measures, contribution);
      add_item (work, FALSE, g_ptr_array_index (measures, m), LW_OFFICES_NONE);
    }
  for (guint m = 0; m < measures->len; m++)
    {
      const LwMeasure *measure = g_ptr_array_index (measures, m);
      const GArray *rows = g_ptr_array_index (work->columns->measure_rows, m);
      for (guint k = 0; k < rows->len; k++)
        {
          guint row = g_array_index (rows, guint, k);
          LwContribution contribution = { m, input->offices->id[row], NAN };
          guint item = rows->len == 1 ? 1 + m : add_item (work, FALSE, measure, row);
          g_array_append_val (result->offices, contribution);
          g_array_append_val (of_offices, item);
        }
    }
}

/* With everything, market by market; later the items in which they stay as they are. */
static gboolean
run_all (Work *work, LwContributions *result, GError **error)
{
  const LwRunExcept nothing = { FALSE, NULL, LW_OFFICES_NONE };
  LwStepTotals totals = { 0 };
  double dwellings = 0;

  for (guint m = 0; m < lw_run_markets_get_n (work->markets); m++)
    {
      if (!lw_run_markets_run (work->markets, m, &nothing, &work->ends[m], work->cancellable, error))
        return FALSE;
      lw_step_totals_add (&totals, &work->ends[m].totals);
      dwellings += work->ends[m].dwellings;
    }
  result->all = get_outcome (work->outcome, &totals, dwellings);
  return TRUE;
}

static double
take_values (const Work *work, const LwContributions *result, GArray *list, const guint *items)
{
  double rest = result->all - result->none;

  for (guint k = 0; k < list->len; k++)
    {
      LwContribution *contribution = &g_array_index (list, LwContribution, k);
      contribution->value = result->all - g_array_index (work->items, Item, items != NULL ? items[k] : 1 + k).outcome;
      rest -= contribution->value;
    }
  return rest;
}

static gboolean
run_items (Work *work, LwContributions *result, guint n_threads, GError **error)
{
  g_autoptr (GArray) of_offices = g_array_new (FALSE, TRUE, sizeof (guint));

  list_items (work, result, of_offices);
  if (!run_all (work, result, error)
      || !lw_parallel_run (work->items->len, n_threads, run_item_cb, work, work->cancellable, error))
    return FALSE;
  for (guint k = 0; k < work->items->len; k++)
    {
      Item *item = &g_array_index (work->items, Item, k);
      if (item->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&item->error));
          return FALSE;
        }
    }
  result->none = g_array_index (work->items, Item, 0).outcome;
  result->measures_rest = take_values (work, result, result->measures, NULL);
  result->offices_rest
      = take_values (work, result, result->offices, (const guint *)(gpointer)of_offices->data);
  return TRUE;
}

/**
 * lw_contributions_run:
 * @input: a document and a scenario
 * @outcome: what is measured
 * @year: on 1 January of this year; 0 for the horizon
 * @n_threads: most threads to use; 0 for as many as there are processors
 * @cancellable: (nullable): looked at every year
 * @error: return location for %LW_ERROR_ARGUMENT or %G_IO_ERROR_CANCELLED
 *
 * The outcome with everything minus that without each measure, and without each office of each. Has the same bits with
 * any number of threads.
 *
 * Returns: (transfer full) (nullable): the contributions, or %NULL on error
 */
LwContributions *
lw_contributions_run (const LwRunInput *input,
                      LwOutcome outcome,
                      int year,
                      guint n_threads,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (input != NULL && (guint)outcome < LW_N_OUTCOMES, NULL);

  g_autoptr (LwRunColumns) columns = lw_run_prepare (input, error);
  if (columns == NULL)
    return NULL;
  year = year != 0 ? year : columns->base_year + (int)columns->n_years;
  if (!lw_run_check_year (columns, year, error))
    return NULL;

  g_autoptr (LwContributions) result = lw_contributions_new (outcome, year);
  g_autoptr (LwRunMarkets) markets = lw_run_markets_new (columns, year);
  g_autofree LwRunEnd *ends = g_new0 (LwRunEnd, lw_run_markets_get_n (markets));
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (Item));
  Work work = { columns, markets, outcome, ends, items, cancellable };
  g_array_set_clear_func (items, clear_item);
  return run_items (&work, result, n_threads, error) ? g_steal_pointer (&result) : NULL;
}

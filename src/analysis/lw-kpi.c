/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-kpi: see lw-kpi.h. */
#include "analysis/lw-kpi.h"

#include "analysis/lw-balance-run.h"
#include "scenario/lw-balance.h"
#include "scenario/lw-finance.h"

#include <math.h>

static double
cost_of_vacancy (const LwParameters *parameters, double vacant_m2)
{
  return lw_finance_vacancy_cost (vacant_m2, parameters->value[LW_PARAM_OFFICE_RENT],
                                  parameters->value[LW_PARAM_HOLDING_COST]);
}

static void
read_state (const LwRun *run, const LwParameters *parameters, int year, LwKpi *kpi)
{
  const LwTrajectory *t = run->total;
  LwBalanceInput input = { 0 };
  LwBalance balance;

  kpi->stock_m2 = lw_trajectory_get (t, LW_TRAJECTORY_STOCK, year);
  kpi->vacancy_m2 = lw_trajectory_get (t, LW_TRAJECTORY_VACANCY, year);
  kpi->rate = lw_trajectory_get (t, LW_TRAJECTORY_RATE, year);
  kpi->structural_m2 = lw_trajectory_get (t, LW_TRAJECTORY_STRUCTURAL, year);
  kpi->structural_share = kpi->stock_m2 > 0 ? kpi->structural_m2 / kpi->stock_m2 : NAN;
  kpi->cbs_long_m2 = lw_trajectory_get (t, LW_TRAJECTORY_CBS_LONG, year);
  kpi->takeup_m2 = lw_trajectory_get (t, LW_TRAJECTORY_TAKEUP, year);
  kpi->shortage_m2 = lw_trajectory_get (t, LW_TRAJECTORY_SHORTAGE, year);
  kpi->temporary_dwellings = lw_trajectory_get (t, LW_TRAJECTORY_TEMPORARY_DWELLINGS, year);
  kpi->fund_eur = lw_trajectory_get (t, LW_TRAJECTORY_FUND_EUR, year);
  input.stock = kpi->stock_m2;
  input.vacancy = kpi->vacancy_m2;
  input.norm = parameters->value[LW_PARAM_NORM];
  lw_balance_compute (&input, &balance);
  kpi->task_m2 = balance.task;
}

/* Money falls in the start year, dwellings in the year of delivery, and only transformations have both: those that are
 * not delivered yet, demolition and temporary use would blur the figure. */
static double
shortfall_per_dwelling (const LwRun *run, const LwScenario *scenario, int year)
{
  double shortfall = 0, dwellings = 0;

  for (guint m = 0; m < run->measures->len; m++)
    {
      const LwMeasure *measure = g_ptr_array_index (scenario->measures, m);
      const LwRunMeasure *done = g_ptr_array_index (run->measures, m);

      if (measure->kind != LW_MEASURE_TRANSFORM || measure->year + measure->delivery_years >= year)
        continue;
      shortfall += done->shortfall_eur;
      dwellings += done->dwellings;
    }
  return dwellings > 0 ? shortfall / dwellings : NAN;
}

static void
read_sums (const LwRun *run, const LwScenario *scenario, int year, LwKpi *kpi)
{
  const LwTrajectory *t = run->total;

  kpi->dwellings = lw_trajectory_get_cumulative (t, LW_TRAJECTORY_DWELLINGS, year);
  kpi->shortfall_eur = lw_trajectory_get_cumulative (t, LW_TRAJECTORY_SHORTFALL_EUR, year);
  kpi->shortfall_per_dwelling_eur = shortfall_per_dwelling (run, scenario, year);
}

/* What the baseline has in the year; its own horizon may lie before it. */
static gboolean
read_baseline (
    const LwRunInput *input, const LwScenario *baseline, int year, double *vacancy, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwScenario) longer = lw_scenario_copy (baseline);
  LwRunInput reference = *input;

  *vacancy = NAN;
  longer->horizon_year = year;
  reference.scenario = longer;
  reference.by = LW_RUN_NO_GROUPS;
  reference.keep_states = FALSE;
  if (year <= lw_run_base_year (input->offices, longer))
    return TRUE;
  g_autoptr (LwRun) run = lw_run_scenario (&reference, cancellable, error);
  if (run != NULL)
    *vacancy = lw_trajectory_get (run->total, LW_TRAJECTORY_VACANCY, year);
  return run != NULL;
}

/**
 * lw_kpi_compute:
 * @input: what @run is the result of
 * @run: a scenario that was run
 * @baseline: (nullable): what vacancy is compared with
 * @year: a row of @run after its base
 * @kpi: (out): the figures
 * @cancellable: (nullable): looked at every year
 * @error: return location for %LW_ERROR_ARGUMENT or %G_IO_ERROR_CANCELLED
 *
 * The rent and the cost of holding are those of the scenario, for the baseline as well.
 */
gboolean
lw_kpi_compute (const LwRunInput *input,
                const LwRun *run,
                const LwScenario *baseline,
                int year,
                LwKpi *kpi,
                GCancellable *cancellable,
                GError **error)
{
  g_return_val_if_fail (input != NULL && run != NULL && kpi != NULL, FALSE);

  const LwParameters *parameters = &input->scenario->parameters;
  g_autoptr (LwBalanceSheet) sheet = lw_balance_run (input, year, cancellable, error);
  double before;

  if (sheet == NULL)
    return FALSE;
  *kpi = (LwKpi){ .year = year, .surplus_plans_m2 = sheet->total->surplus_plans_m2, .avoided_vacancy_cost_eur = NAN };
  read_state (run, parameters, year, kpi);
  read_sums (run, input->scenario, year, kpi);
  kpi->norm_year = lw_trajectory_find_norm_year (run->total, parameters->value[LW_PARAM_NORM]);
  kpi->vacancy_cost_eur = cost_of_vacancy (parameters, kpi->vacancy_m2);
  if (baseline == NULL)
    return TRUE;
  if (!read_baseline (input, baseline, year, &before, cancellable, error))
    return FALSE;
  kpi->avoided_vacancy_cost_eur = cost_of_vacancy (parameters, before) - kpi->vacancy_cost_eur;
  return TRUE;
}

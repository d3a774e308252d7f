/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-sensitivity-run: the factors are a table; each variation is a run of its own, with a copy of the scenario in
 * which one thing is changed. See lw-sensitivity-run.h. */
#include "analysis/lw-sensitivity-run.h"

#include "analysis/lw-run-private.h"
#include "model/lw-parallel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef enum { FACTOR_DEMAND, FACTOR_PLANS, FACTOR_PLANS_KEPT, FACTOR_MEASURES, FACTOR_PARAMETER } FactorKind;

/* A parameter goes from end to end of its usual range, or as far as the scenario has it where that is further. The norm
 * is no factor: it does not change what happens, only what is thought of it. */
static const struct {
  FactorKind kind;
  LwParameter id;
} factors[] = {
  { FACTOR_DEMAND, 0 },
  { FACTOR_PLANS, 0 },
  { FACTOR_PLANS_KEPT, 0 },
  { FACTOR_MEASURES, 0 },
  { FACTOR_PARAMETER, LW_PARAM_OMEGA },
  { FACTOR_PARAMETER, LW_PARAM_RELEASE_RATE },
  { FACTOR_PARAMETER, LW_PARAM_GAMMA },
  { FACTOR_PARAMETER, LW_PARAM_A_MIN },
  { FACTOR_PARAMETER, LW_PARAM_V_MIN },
  { FACTOR_PARAMETER, LW_PARAM_PRELET },
  { FACTOR_PARAMETER, LW_PARAM_NEW_ATTRACTIVENESS },
  { FACTOR_PARAMETER, LW_PARAM_F_VB },
  { FACTOR_PARAMETER, LW_PARAM_HYBRID },
  { FACTOR_PARAMETER, LW_PARAM_RELET_EFFECT },
};

typedef struct {
  LwRunInput input;
  LwScenario *scenario; /* its horizon is the year asked for */
  LwSensitivity *result;
  GArray *kinds; /* of guint: the factor behind each bar */
  double base;
} Work;

/** lw_run_get_outcome: an outcome of the whole on 1 January of @year */
double
lw_run_get_outcome (const LwRun *run, LwOutcome outcome, int year)
{
  g_return_val_if_fail (run != NULL, NAN);

  switch (outcome)
    {
    case LW_OUTCOME_VACANCY:
      return lw_trajectory_get (run->total, LW_TRAJECTORY_VACANCY, year);
    case LW_OUTCOME_STRUCTURAL:
      return lw_trajectory_get (run->total, LW_TRAJECTORY_STRUCTURAL, year);
    case LW_OUTCOME_DWELLINGS:
      return lw_trajectory_get_cumulative (run->total, LW_TRAJECTORY_DWELLINGS, year);
    case LW_OUTCOME_RATE:
    case LW_N_OUTCOMES:
    default:
      return lw_trajectory_get (run->total, LW_TRAJECTORY_RATE, year);
    }
}

static gboolean
has_measures (const LwScenario *scenario)
{
  for (guint m = 0; m < scenario->measures->len; m++)
    if (((const LwMeasure *)g_ptr_array_index (scenario->measures, m))->enabled)
      return TRUE;
  return FALSE;
}

/* Whether a letting programme takes its effect from the parameter. */
static gboolean
has_usual_programme (const LwScenario *scenario)
{
  for (guint m = 0; m < scenario->measures->len; m++)
    {
      const LwMeasure *measure = g_ptr_array_index (scenario->measures, m);
      if (measure->enabled && measure->kind == LW_MEASURE_RELET && isnan (measure->effect))
        return TRUE;
    }
  return FALSE;
}

/* Chance of all plans together, by their size. */
static double
mean_chance (const LwRunInput *input)
{
  const double *v = input->scenario->parameters.value;
  double expected = 0, all = 0;

  for (guint p = 0; p < input->plans->len; p++)
    {
      const LwPlan *plan = g_ptr_array_index (input->plans, p);
      double usual = v[plan->hard ? LW_PARAM_PLAN_HARD : LW_PARAM_PLAN_SOFT];
      expected += plan->bvo_m2 * (isnan (plan->probability) ? usual : plan->probability);
      all += plan->bvo_m2;
    }
  return all > 0 ? expected / all : NAN;
}

/* The bar of a factor, without outcomes; FALSE when the scenario has nothing of the kind. */
static gboolean
describe_factor (const LwRunInput *input, guint factor, LwSensitivityBar *bar)
{
  const LwScenario *scenario = input->scenario;
  const LwParameterInfo *info;
  double value;

  switch (factors[factor].kind)
    {
    case FACTOR_DEMAND:
      *bar = (LwSensitivityBar){ "demand",
                                 _ ("Growth of demand, against the path"),
                                 _ ("/yr"),
                                 scenario->demand.band_low,
                                 0,
                                 scenario->demand.band_high,
                                 NAN,
                                 NAN };
      return scenario->demand.band_low < scenario->demand.band_high;
    case FACTOR_PLANS:
      if (input->plans == NULL || input->plans->len == 0 || !(scenario->plan_share_kept > 0))
        return FALSE;
      *bar = (LwSensitivityBar){ "plan_chance", _ ("Chance of plans"), "", 0, mean_chance (input), 1, NAN, NAN };
      return TRUE;
    case FACTOR_PLANS_KEPT:
      *bar = (LwSensitivityBar){ "plan_share_kept", _ ("Plans kept"), "", 0, scenario->plan_share_kept, 1, NAN, NAN };
      return input->plans != NULL && input->plans->len > 0 && scenario->plan_share_kept < 1;
    case FACTOR_MEASURES:
      *bar = (LwSensitivityBar){ "measures", _ ("Measures carried out, none or all"), "", 0, 1, 1, NAN, NAN };
      return has_measures (scenario);
    case FACTOR_PARAMETER:
    default:
      info = lw_parameter_get_info (factors[factor].id);
      value = scenario->parameters.value[factors[factor].id];
      *bar = (LwSensitivityBar){ info->key,
                                 _ (info->label),
                                 info->unit[0] != '\0' ? _ (info->unit) : "",
                                 MIN (info->low, value),
                                 value,
                                 MAX (info->high, value),
                                 NAN,
                                 NAN };
      return factors[factor].id != LW_PARAM_RELET_EFFECT || has_usual_programme (scenario);
    }
}

static GPtrArray *
copy_plans (GPtrArray *plans, double chance)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_plan_free);

  for (guint p = 0; p < plans->len; p++)
    {
      LwPlan *plan = lw_plan_copy (g_ptr_array_index (plans, p));
      plan->probability = chance;
      g_ptr_array_add (copies, plan);
    }
  return copies;
}

static double
compute (const Work *work, guint factor, double value)
{
  g_autoptr (LwScenario) scenario = lw_scenario_copy (work->scenario);
  g_autoptr (GPtrArray) plans = NULL;
  LwRunInput input = work->input;

  input.scenario = scenario;
  input.by = LW_RUN_NO_GROUPS;
  input.keep_states = FALSE;
  switch (factors[factor].kind)
    {
    case FACTOR_DEMAND:
      input.band = value < 0 ? LW_DEMAND_BAND_LOW : value > 0 ? LW_DEMAND_BAND_HIGH : LW_DEMAND_BAND_MIDDLE;
      break;
    case FACTOR_PLANS:
      input.plans = plans = copy_plans (input.plans, value);
      break;
    case FACTOR_PLANS_KEPT:
      scenario->plan_share_kept = value;
      break;
    case FACTOR_MEASURES:
      if (value == 0)
        g_ptr_array_set_size (scenario->measures, 0);
      break;
    case FACTOR_PARAMETER:
    default:
      scenario->parameters.value[factors[factor].id] = value;
      break;
    }
  g_autoptr (LwRun) run = lw_run_scenario (&input, NULL, NULL);
  return run != NULL ? lw_run_get_outcome (run, work->result->outcome, work->result->year) : NAN;
}

/* Two items a bar: its low and its high end. */
static void
compute_item (guint item, gpointer data)
{
  const Work *work = data;
  LwSensitivityBar *bar = &g_array_index (work->result->bars, LwSensitivityBar, item / 2);
  guint factor = g_array_index (work->kinds, guint, item / 2);
  double value = item % 2 == 0 ? bar->low_value : bar->high_value;
  double outcome = value == bar->base_value ? work->base : compute (work, factor, value);

  *(item % 2 == 0 ? &bar->low : &bar->high) = outcome;
}

static gboolean
run_all (Work *work, guint n_threads, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwRun) run = lw_run_scenario (&work->input, cancellable, error);

  if (run == NULL)
    return FALSE;
  work->result->base = work->base = lw_run_get_outcome (run, work->result->outcome, work->result->year);
  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    {
      LwSensitivityBar bar;
      if (!describe_factor (&work->input, i, &bar))
        continue;
      g_array_append_val (work->result->bars, bar);
      g_array_append_val (work->kinds, i);
    }
  if (!lw_parallel_run (2 * work->result->bars->len, n_threads, compute_item, work, cancellable, error))
    return FALSE;
  lw_sensitivity_sort (work->result);
  return TRUE;
}

/**
 * lw_sensitivity_run:
 * @input: a document and a scenario; its groups and the states of offices play no part
 * @outcome: what is measured
 * @year: on 1 January of this year; 0 for the horizon
 * @n_threads: most threads to use; 0 for as many as there are processors
 * @cancellable: (nullable): looked at between runs
 * @error: return location for %LW_ERROR_ARGUMENT or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the bars, or %NULL on error
 */
LwSensitivity *
lw_sensitivity_run (const LwRunInput *input,
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
  if (year == 0)
    year = columns->base_year + (int)columns->n_years;
  if (!lw_run_check_year (columns, year, error))
    return NULL;

  g_autoptr (LwScenario) scenario = lw_scenario_copy (input->scenario);
  g_autoptr (LwSensitivity) result = lw_sensitivity_new (outcome, year);
  g_autoptr (GArray) kinds = g_array_new (FALSE, FALSE, sizeof (guint));
  Work work = { *input, scenario, result, kinds, NAN };

  scenario->horizon_year = year;
  work.input.scenario = scenario;
  work.input.by = LW_RUN_NO_GROUPS;
  work.input.keep_states = FALSE;
  work.input.band = LW_DEMAND_BAND_MIDDLE;
  return run_all (&work, n_threads, cancellable, error) ? g_steal_pointer (&result) : NULL;
}

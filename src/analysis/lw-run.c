/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-run: see lw-run.h. Columns come from lw-run-columns.c and lw-run-events.c, groups from lw-run-groups.c, money from
 * lw-run-money.c. */
#include "analysis/lw-run.h"

#include "analysis/lw-run-private.h"
#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static void
fill_trajectory (LwTrajectory *trajectory, const LwStepTotals *rows, guint n_rows)
{
  double *columns[LW_N_TRAJECTORY_COLUMNS];

  for (guint k = 0; k < LW_N_TRAJECTORY_COLUMNS; k++)
    columns[k] = lw_trajectory_edit_column (trajectory, (LwTrajectoryColumn)k);
  for (guint row = 0; row < n_rows; row++)
    {
      const LwStepTotals *totals = &rows[row];
      columns[LW_TRAJECTORY_STOCK][row] = totals->stock;
      columns[LW_TRAJECTORY_OCCUPIED][row] = totals->occupied;
      columns[LW_TRAJECTORY_VACANCY][row] = lw_step_totals_get_vacancy (totals);
      columns[LW_TRAJECTORY_RATE][row] = lw_step_totals_get_rate (totals);
      columns[LW_TRAJECTORY_STRUCTURAL][row] = totals->cohort[LW_N_COHORTS - 1];
      columns[LW_TRAJECTORY_CBS_LONG][row] = lw_step_totals_get_cbs_long (totals);
      if (row == 0)
        continue; /* the base has no flows */
      columns[LW_TRAJECTORY_TAKEUP][row] = totals->takeup;
      columns[LW_TRAJECTORY_RELEASE][row] = totals->release;
      columns[LW_TRAJECTORY_WITHDRAWN][row] = totals->withdrawn;
      columns[LW_TRAJECTORY_DISPLACED][row] = totals->displaced;
      columns[LW_TRAJECTORY_COMPLETED][row] = totals->completed;
      columns[LW_TRAJECTORY_RETURNED][row] = totals->returned;
      columns[LW_TRAJECTORY_SHORTAGE][row] = totals->shortage;
    }
}

/* Demand belongs to markets, so only a group that is one has a shortage. */
static void
fill_shortage (const LwRunColumns *columns, const LwProjection *projection, LwTrajectory *trajectory)
{
  const char *key = lw_trajectory_get_key (trajectory);
  double *shortage = lw_trajectory_edit_column (trajectory, LW_TRAJECTORY_SHORTAGE);

  for (guint r = 0; r < columns->region_keys->len; r++)
    if (g_strcmp0 (key, g_ptr_array_index (columns->region_keys, r)) == 0)
      for (guint row = 1; row < projection->n_rows; row++)
        shortage[row] = projection->regions[r * projection->n_rows + row].shortage;
}

/* Trajectories of the groups that have a row, in natural order, those of plans alone last. */
static GPtrArray *
make_group_trajectories (const LwRunColumns *columns,
                         const LwRunGroups *groups,
                         const LwProjection *projection,
                         const LwRunMoney *money)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_trajectory_unref);
  guint n;
  g_autofree gboolean *stands = lw_run_columns_used (columns);
  g_autofree guint *used = lw_run_groups_list (groups, columns->n, stands, &n);

  for (guint k = 0; k < n; k++)
    {
      guint g = used[k];
      LwTrajectory *trajectory
          = lw_trajectory_new (columns->base_year, projection->n_rows, lw_run_groups_get_key (groups, g),
                               lw_run_groups_get_label (groups, g));
      fill_trajectory (trajectory, projection->groups + (gsize)g * projection->n_rows, projection->n_rows);
      if (groups->keys->dimension == LW_DIMENSION_REGION)
        fill_shortage (columns, projection, trajectory);
      lw_run_money_fill (money, g, trajectory);
      g_ptr_array_add (list, trajectory);
    }
  return list;
}

/* What keeps the states of the offices while the projection runs. */
typedef struct {
  const LwRunColumns *columns;
  LwOfficeStates *states;
  double *values;
} Keeper;

static void
keep_states_cb (const LwProjectionState *state, int year, gpointer data)
{
  Keeper *keeper = data;

  for (guint k = 0; k < LW_N_OFFICE_STATE_COLUMNS; k++)
    {
      float *column = lw_office_states_edit_column (keeper->states, (LwOfficeStateColumn)k, year);
      lw_projection_state_read (state, (LwProjectionColumn)k, keeper->values);
      for (guint i = 0; i < keeper->columns->n_offices; i++)
        column[i] = keeper->columns->counted[i] ? (float)keeper->values[i] : NAN;
    }
}

/**
 * lw_run_project:
 * @columns: a document as columns
 * @groups: (nullable): the groups to be totalled apart
 * @func: (nullable): called for the base and after each year
 * @data: passed to it
 * @cancellable: (nullable): looked at every year
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the totals, or %NULL on error
 */
LwProjection *
lw_run_project (const LwRunColumns *columns,
                const LwRunGroups *groups,
                LwProjectionYearFunc func,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  LwProjectionInput input;

  lw_run_columns_fill_input (columns, &input);
  input.n_groups = groups != NULL ? groups->n : 0;
  input.group = groups != NULL ? groups->group : NULL;
  input.year_func = func;
  input.year_data = data;
  return lw_projection_run (&input, cancellable, error);
}

/**
 * lw_run_project_keeping:
 * @states: (out) (transfer full) (nullable): the state of each office in each year, if the input asks for them
 *
 * As lw_run_project().
 */
LwProjection *
lw_run_project_keeping (const LwRunColumns *columns,
                        const LwRunGroups *groups,
                        LwOfficeStates **states,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree double *values = g_new (double, MAX (columns->n, 1));

  *states = columns->input->keep_states
                ? lw_office_states_new (columns->base_year, columns->n_years + 1, columns->n_offices)
                : NULL;
  Keeper keeper = { columns, *states, values };
  return lw_run_project (columns, groups, *states != NULL ? keep_states_cb : NULL, &keeper, cancellable, error);
}

/** lw_run_project_traced: as lw_run_project(), keeping every term of one row */
LwProjection *
lw_run_project_traced (const LwRunColumns *columns, guint row, GCancellable *cancellable, GError **error)
{
  LwProjectionInput input;

  lw_run_columns_fill_input (columns, &input);
  input.trace_row = row;
  return lw_projection_run (&input, cancellable, error);
}

/** lw_run_base_year: the year whose 1 January a scenario starts from: its own, or the one nearest to the
 * data, or to today when the data have no date */
int
lw_run_base_year (const LwOffices *offices, const LwScenario *scenario)
{
  g_return_val_if_fail (offices != NULL && scenario != NULL, 0);

  if (scenario->base_year != 0)
    return scenario->base_year;
  return lw_date_nearest_january (offices->date != LW_DATE_UNKNOWN ? offices->date : lw_date_today ());
}

static gboolean
check_input (const LwRunInput *input, int base_year, int horizon_year, GError **error)
{
  if (!lw_scenario_validate (input->scenario, error))
    return FALSE;
  if (horizon_year <= base_year || horizon_year - base_year > LW_SCENARIO_MAX_YEARS)
    {
      /* Translators: the name of a scenario, its last year, the year it starts from, the largest number of
       * years. */
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("scenario “%s” ends in %d but starts from %d; choose a horizon 1 to %d years later"),
                   input->scenario->name, horizon_year, base_year, LW_SCENARIO_MAX_YEARS);
      return FALSE;
    }
  for (guint p = 0; input->plans != NULL && p < input->plans->len; p++)
    if (!lw_plan_validate (g_ptr_array_index (input->plans, p), error))
      return FALSE;
  return TRUE;
}

static void
free_measure (gpointer data)
{
  LwRunMeasure *measure = data;

  g_array_unref (measure->offices);
  g_free (measure);
}

static LwRunMeasure *
describe_measure (const LwRunColumns *columns, const LwRunMoney *money, const LwMeasure *measure, const GArray *rows)
{
  const LwRunSpending *spending = g_hash_table_lookup (money->measures, measure);
  LwRunMeasure *result = g_new0 (LwRunMeasure, 1);
  const LwParameters *parameters = &columns->input->scenario->parameters;

  result->offices = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (lw_measure_kind_get_target (measure->kind) == LW_MEASURE_TARGET_PLANS)
    result->m2 = NAN;
  else if (measure->kind == LW_MEASURE_NEW_BUILD)
    result->m2 = measure->bvo_m2 * parameters->value[LW_PARAM_F_VB];
  for (guint k = 0; k < rows->len; k++)
    {
      guint row = g_array_index (rows, guint, k);
      g_array_append_val (result->offices, columns->input->offices->id[row]);
      result->m2 += measure->share * columns->stock[row];
    }
  if (spending != NULL)
    {
      result->dwellings = spending->dwellings;
      result->investment_eur = spending->investment;
      result->shortfall_eur = spending->shortfall;
    }
  return result;
}

static GPtrArray *
describe_measures (const LwRunColumns *columns, const LwRunMoney *money, const LwProjection *projection)
{
  GPtrArray *measures = columns->input->scenario->measures;
  GPtrArray *list = g_ptr_array_new_with_free_func (free_measure);
  g_autoptr (GHashTable) index = g_hash_table_new (NULL, NULL);

  for (guint m = 0; m < measures->len; m++)
    {
      LwRunMeasure *measure = describe_measure (columns, money, g_ptr_array_index (measures, m),
                                                g_ptr_array_index (columns->measure_rows, m));
      g_ptr_array_add (list, measure);
      g_hash_table_insert (index, g_ptr_array_index (measures, m), measure);
    }
  for (guint k = 0; k < columns->withdrawals->len; k++)
    {
      LwRunMeasure *measure = g_hash_table_lookup (index, g_ptr_array_index (columns->withdrawal_measures, k));
      measure->withdrawn_m2 += projection->withdrawn[k];
    }
  return list;
}

/** lw_run_collect: (returns: transfer full) the result of a projection of @columns, with dwellings and money */
LwRun *
lw_run_collect (const LwRunColumns *columns,
                const LwRunGroups *groups,
                const LwProjection *projection,
                LwOfficeStates *states)
{
  LwRun *run = g_new0 (LwRun, 1);
  g_autoptr (LwRunMoney) money = lw_run_money_new (columns, projection, groups->group, groups->n);

  run->base_year = columns->base_year;
  run->horizon_year = columns->base_year + (int)columns->n_years;
  run->reference_date = columns->input->offices->date;
  run->notes = columns->notes;
  run->total = lw_trajectory_new (columns->base_year, projection->n_rows, NULL, NULL);
  fill_trajectory (run->total, projection->total, projection->n_rows);
  lw_run_money_fill (money, money->n_groups, run->total);
  lw_run_money_fill_fund (money, &columns->input->scenario->parameters, run->total);
  if (groups->keys != NULL)
    run->groups = make_group_trajectories (columns, groups, projection, money);
  run->states = states != NULL ? lw_office_states_ref (states) : NULL;
  run->dwellings = g_hash_table_ref (money->dwellings);
  run->measures = describe_measures (columns, money, projection);
  return run;
}

/**
 * lw_run_prepare:
 * @input: a document and a scenario, which must stay
 * @error: return location for %LW_ERROR_ARGUMENT
 *
 * Returns: (transfer full) (nullable): the columns of the projection, or %NULL when @input cannot be projected
 */
LwRunColumns *
lw_run_prepare (const LwRunInput *input, GError **error)
{
  g_return_val_if_fail (input != NULL && input->offices != NULL && input->scenario != NULL, NULL);

  int base_year = lw_run_base_year (input->offices, input->scenario);
  int horizon_year = input->scenario->horizon_year != 0 ? input->scenario->horizon_year
                                                        : base_year + LW_SCENARIO_DEFAULT_YEARS;
  if (!check_input (input, base_year, horizon_year, error))
    return NULL;
  return lw_run_columns_new (input, base_year, (guint)(horizon_year - base_year), error);
}

/** lw_run_check_year: whether a result of @columns has flows of @year; the base has none */
gboolean
lw_run_check_year (const LwRunColumns *columns, int year, GError **error)
{
  int last = columns->base_year + (int)columns->n_years;

  if (year > columns->base_year && year <= last)
    return TRUE;
  /* Translators: the year asked for, the name of a scenario, its first and its last year. */
  g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("%d is no year of scenario “%s”; choose one from %d to %d"), year,
               columns->input->scenario->name, columns->base_year + 1, last);
  return FALSE;
}

/* What reads columns of one year. */
typedef struct {
  int year;
  guint n;
  const LwProjectionColumn *which;
  double **values;
} Capture;

static void
capture_cb (const LwProjectionState *state, int year, gpointer data)
{
  const Capture *capture = data;

  for (guint k = 0; year == capture->year && k < capture->n; k++)
    lw_projection_state_read (state, capture->which[k], capture->values[k]);
}

/**
 * lw_run_capture:
 * @columns: a document as columns
 * @year: the row that is read
 * @n: number of columns
 * @which: (array length=n): the columns
 * @values: (array length=n) (out): a value per row of @columns, in full precision
 * @cancellable: (nullable): looked at every year
 * @error: return location for an error
 *
 * Projects @columns and reads what every row has in one year.
 */
gboolean
lw_run_capture (const LwRunColumns *columns,
                int year,
                guint n,
                const LwProjectionColumn *which,
                double **values,
                GCancellable *cancellable,
                GError **error)
{
  Capture capture = { year, n, which, values };
  g_autoptr (LwProjection) projection = lw_run_project (columns, NULL, capture_cb, &capture, cancellable, error);

  return projection != NULL;
}

/**
 * lw_run_scenario:
 * @input: a document and a scenario
 * @cancellable: (nullable): looked at every year
 * @error: return location for %LW_ERROR_ARGUMENT or %G_IO_ERROR_CANCELLED
 *
 * Plans count with their expected size, measures as decided. Dwellings are counted in the delivery year, the
 * shortfall in the start year, investment in equal parts over the years of the works.
 *
 * Returns: (transfer full) (nullable): the result, or %NULL on error
 */
LwRun *
lw_run_scenario (const LwRunInput *input, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwRunColumns) columns = lw_run_prepare (input, error);

  if (columns == NULL)
    return NULL;
  g_auto (LwRunGroups) groups = { 0 };
  g_autoptr (LwOfficeStates) states = NULL;
  lw_run_groups_init (&groups, columns, input->by);
  g_autoptr (LwProjection) projection = lw_run_project_keeping (columns, &groups, &states, cancellable, error);
  return projection != NULL ? lw_run_collect (columns, &groups, projection, states) : NULL;
}

/** lw_run_free: frees @run, which may be %NULL */
void
lw_run_free (LwRun *run)
{
  if (run == NULL)
    return;
  lw_trajectory_unref (run->total);
  g_clear_pointer (&run->groups, g_ptr_array_unref);
  g_clear_pointer (&run->states, lw_office_states_unref);
  g_clear_pointer (&run->dwellings, g_hash_table_unref);
  g_clear_pointer (&run->measures, g_ptr_array_unref);
  g_free (run);
}

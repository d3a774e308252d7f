/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-explanation-run: one projection in which the step of the year in question keeps its terms. */
#include "analysis/lw-explanation-run.h"

#include "analysis/lw-run-private.h"
#include "model/lw-error.h"

#include <glib/gi18n-lib.h>

/* What measures take of the office in the year before the row. */
static void
list_measures (LwOfficeExplanation *result, const LwRunColumns *columns, const LwProjection *projection, guint row)
{
  GPtrArray *measures = columns->input->scenario->measures;

  for (guint k = 0; k < columns->withdrawals->len; k++)
    {
      const LwWithdrawal *w = &g_array_index (columns->withdrawals, LwWithdrawal, k);
      LwMeasureShare share = { 0, projection->withdrawn[k] };
      if (w->office != row || w->year != result->year - 1
          || !g_ptr_array_find (measures, g_ptr_array_index (columns->withdrawal_measures, k), &share.measure))
        continue;
      g_array_append_val (result->measures, share);
    }
}

/* The row of the office, if it takes part. */
static gboolean
find_row (const LwRunColumns *columns, gint64 office, guint *row, GError **error)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, office);
  const char *scenario = columns->input->scenario->name;

  *row = lw_offices_find_id (columns->input->offices, office);
  if (*row == LW_OFFICES_NONE)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND,
                   _ ("there is no office %s on this reference date; its number stands in an export"), id);
      return FALSE;
    }
  g_autofree gboolean *used = lw_run_columns_used (columns);
  if (used[*row])
    return TRUE;
  if (columns->input->offices->stock_m2[*row] >= 0)
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 _ ("office %s takes no part in scenario “%s”: its vacancy is unknown; fill it in, or let the scenario "
                    "count such offices"),
                 id, scenario);
  else
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 _ ("office %s takes no part in scenario “%s”: its area is unknown; fill it in"), id, scenario);
  return FALSE;
}

/**
 * lw_explanation_run_office:
 * @input: a document and a scenario
 * @office: id of an office
 * @year: the row that is explained, after the base: the state on 1 January of @year and the flows of the year before
 * @cancellable: (nullable): looked at every year
 * @error: return location for %LW_ERROR_ARGUMENT, %LW_ERROR_NOT_FOUND or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): every term of the change, or %NULL on error
 */
LwOfficeExplanation *
lw_explanation_run_office (
    const LwRunInput *input, gint64 office, int year, GCancellable *cancellable, GError **error)
{
  guint row;

  g_autoptr (LwRunColumns) columns = lw_run_prepare (input, error);
  if (columns == NULL || !lw_run_check_year (columns, year, error) || !find_row (columns, office, &row, error))
    return NULL;
  g_autoptr (LwProjection) projection
      = lw_run_project_traced (columns, (guint)(year - columns->base_year), cancellable, error);
  if (projection == NULL)
    return NULL;

  const LwParameters *parameters = &input->scenario->parameters;
  LwOfficeExplanation *result
      = lw_office_explanation_new (office, year, g_ptr_array_index (columns->region_keys, columns->region[row]));
  result->attractiveness_at_base
      = lw_run_attractiveness (input->offices, row, parameters, &result->attractiveness_known);
  result->release_rate = parameters->value[LW_PARAM_RELEASE_RATE];
  lw_projection_explain (projection, row, &result->office_year, &result->market_year);
  list_measures (result, columns, projection, row);
  return result;
}

/* The columns of a projection whose sum is a column of the trajectory; FALSE for one that is no sum over offices. */
static gboolean
find_summands (LwTrajectoryColumn column, LwProjectionColumn which[LW_N_COHORTS], guint *n)
{
  static const LwProjectionColumn cohorts[]
      = { LW_PROJECTION_C0, LW_PROJECTION_C1, LW_PROJECTION_C2, LW_PROJECTION_C3 };
  guint first = column == LW_TRAJECTORY_VACANCY ? 0 : column == LW_TRAJECTORY_CBS_LONG ? 1 : 3;

  *n = 1;
  switch ((int)column)
    {
    case LW_TRAJECTORY_STOCK:
      which[0] = LW_PROJECTION_STOCK;
      return TRUE;
    case LW_TRAJECTORY_OCCUPIED:
      which[0] = LW_PROJECTION_OCCUPIED;
      return TRUE;
    case LW_TRAJECTORY_VACANCY:
    case LW_TRAJECTORY_CBS_LONG:
    case LW_TRAJECTORY_STRUCTURAL:
      *n = LW_N_COHORTS - first;
      for (guint k = 0; k < *n; k++)
        which[k] = cohorts[first + k];
      return TRUE;
    case LW_TRAJECTORY_TAKEUP:
    case LW_TRAJECTORY_RELEASE:
    case LW_TRAJECTORY_WITHDRAWN:
    case LW_TRAJECTORY_DISPLACED:
    case LW_TRAJECTORY_COMPLETED:
      which[0] = LW_PROJECTION_TAKEUP + (LwProjectionColumn)(column - LW_TRAJECTORY_TAKEUP);
      return TRUE;
    case LW_TRAJECTORY_RETURNED:
      which[0] = LW_PROJECTION_RETURNED;
      return TRUE;
    default:
      return FALSE;
    }
}

/* What each row has of a column of space, added up into @values. */
static gboolean
read_space (const LwRunColumns *columns,
            LwTrajectoryColumn column,
            int year,
            double *values,
            GCancellable *cancellable,
            GError **error)
{
  LwProjectionColumn which[LW_N_COHORTS];
  double *parts[LW_N_COHORTS];
  guint n;

  if (!find_summands (column, which, &n))
    g_return_val_if_reached (FALSE);
  g_autofree double *block = g_new (double, MAX ((gsize)n * columns->n, 1));
  for (guint k = 0; k < n; k++)
    parts[k] = block + (gsize)k * columns->n;
  if (!lw_run_capture (columns, year, n, which, parts, cancellable, error))
    return FALSE;
  for (guint k = 0; k < n; k++)
    for (guint i = 0; i < columns->n; i++)
      values[i] += parts[k][i];
  return TRUE;
}

/* Dwellings and money: every row is a group of its own. */
static gboolean
read_money (const LwRunColumns *columns,
            LwTrajectoryColumn column,
            int year,
            double *values,
            GCancellable *cancellable,
            GError **error)
{
  LwRunMoneyColumn which = column == LW_TRAJECTORY_DWELLINGS             ? LW_RUN_DWELLINGS
                           : column == LW_TRAJECTORY_TEMPORARY_DWELLINGS ? LW_RUN_TEMPORARY
                           : column == LW_TRAJECTORY_INVESTMENT_EUR      ? LW_RUN_INVESTMENT
                                                                         : LW_RUN_SHORTFALL;
  g_autofree guint *group = g_new (guint, MAX (columns->n, 1));
  g_autoptr (LwProjection) projection = lw_run_project (columns, NULL, NULL, NULL, cancellable, error);

  if (projection == NULL)
    return FALSE;
  for (guint i = 0; i < columns->n; i++)
    group[i] = i;
  g_autoptr (LwRunMoney) money = lw_run_money_new (columns, projection, group, columns->n);
  for (guint i = 0; i < columns->n; i++)
    values[i] = money->values[which][(gsize)i * money->n_rows + (guint)(year - columns->base_year)];
  return TRUE;
}

static gboolean
check_column (LwTrajectoryColumn column, gboolean *is_money, GError **error)
{
  LwProjectionColumn which[LW_N_COHORTS];
  guint n;

  *is_money = column == LW_TRAJECTORY_DWELLINGS || column == LW_TRAJECTORY_INVESTMENT_EUR
              || column == LW_TRAJECTORY_SHORTFALL_EUR || column == LW_TRAJECTORY_TEMPORARY_DWELLINGS;
  if (*is_money || find_summands (column, which, &n))
    return TRUE;
  /* Translators: the name of a figure, such as rate. */
  g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
               _ ("“%s” is no sum over offices; ask for vacancy, stock, takeup, release or another area"),
               lw_trajectory_column_get_name (column));
  return FALSE;
}

/**
 * lw_explanation_run_total:
 * @input: a document and a scenario
 * @column: what is explained; a sum over offices, so no rate, no shortage and no fund
 * @year: the row, after the base
 * @cancellable: (nullable): looked at every year
 * @error: return location for %LW_ERROR_ARGUMENT or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the offices that add up to it, the largest part first, or %NULL on error
 */
LwTotalExplanation *
lw_explanation_run_total (
    const LwRunInput *input, LwTrajectoryColumn column, int year, GCancellable *cancellable, GError **error)
{
  gboolean is_money;

  g_return_val_if_fail ((guint)column < LW_N_TRAJECTORY_COLUMNS, NULL);
  if (!check_column (column, &is_money, error))
    return NULL;
  g_autoptr (LwRunColumns) columns = lw_run_prepare (input, error);
  if (columns == NULL || !lw_run_check_year (columns, year, error))
    return NULL;
  g_autofree double *values = g_new0 (double, MAX (columns->n, 1));
  if (!(is_money ? read_money (columns, column, year, values, cancellable, error)
                 : read_space (columns, column, year, values, cancellable, error)))
    return NULL;
  LwRunInput whole = *input;
  whole.by = LW_RUN_NO_GROUPS;
  whole.keep_states = FALSE;
  g_autoptr (LwRun) run = lw_run_scenario (&whole, cancellable, error);
  if (run == NULL)
    return NULL;

  LwTotalExplanation *result = lw_total_explanation_new (column, year);
  result->total = lw_trajectory_get (run->total, column, year);
  for (guint i = 0; i < columns->n; i++)
    {
      const LwPlan *plan = lw_run_columns_plan (columns, i);
      if (values[i] != 0)
        lw_total_explanation_add (result, plan != NULL ? 0 : input->offices->id[i], plan != NULL ? plan->name : NULL,
                                  values[i]);
    }
  lw_total_explanation_sort (result);
  return result;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-comparison-run: see lw-comparison-run.h. Both runs have the same offices in the same rows; buildings of plans have
 * rows of their own, which a measure may add, and are found again by the uid of the plan or the measure. */
#include "analysis/lw-comparison-run.h"

#include "analysis/lw-run-private.h"
#include "model/lw-error.h"

#include <glib/gi18n-lib.h>

static LwTrajectory *
find_area (GPtrArray *groups, const char *key)
{
  for (guint i = 0; i < groups->len; i++)
    if (g_strcmp0 (lw_trajectory_get_key (g_ptr_array_index (groups, i)), key) == 0)
      return g_ptr_array_index (groups, i);
  return NULL;
}

/* Areas of A, then those that only B has; offices of unknown vacancy may be left out in one of both. */
static void
compare_areas (LwComparison *comparison, const LwRun *a, const LwRun *b)
{
  int first = comparison->first_year, last = comparison->last_year;

  for (guint i = 0; i < a->groups->len; i++)
    {
      const LwTrajectory *group = g_ptr_array_index (a->groups, i);
      const LwTrajectory *other = find_area (b->groups, lw_trajectory_get_key (group));
      g_ptr_array_add (comparison->areas, lw_compared_area_new (group, other, first, last));
    }
  for (guint i = 0; i < b->groups->len; i++)
    {
      const LwTrajectory *group = g_ptr_array_index (b->groups, i);
      if (find_area (a->groups, lw_trajectory_get_key (group)) == NULL)
        g_ptr_array_add (comparison->areas, lw_compared_area_new (NULL, group, first, last));
    }
}

/* The state of every row of @columns in @year, column by column. */
static double *
read_states (const LwRunColumns *columns, int year, GCancellable *cancellable, GError **error)
{
  const LwProjectionColumn which[LW_N_OFFICE_STATE_COLUMNS]
      = { LW_PROJECTION_STOCK, LW_PROJECTION_OCCUPIED, LW_PROJECTION_C0,
          LW_PROJECTION_C1,    LW_PROJECTION_C2,       LW_PROJECTION_C3 };
  g_autofree double *block = g_new (double, MAX ((gsize)columns->n * LW_N_OFFICE_STATE_COLUMNS, 1));
  double *values[LW_N_OFFICE_STATE_COLUMNS];

  for (guint k = 0; k < LW_N_OFFICE_STATE_COLUMNS; k++)
    values[k] = block + (gsize)k * columns->n;
  if (!lw_run_capture (columns, year, LW_N_OFFICE_STATE_COLUMNS, which, values, cancellable, error))
    return NULL;
  return g_steal_pointer (&block);
}

/* One of both scenarios, with the state of its rows in the year that is compared. */
typedef struct {
  const LwRunColumns *columns;
  const double *states;
  const gboolean *used;
} Side;

/* The row of @side that is row @row of @columns; %LW_OFFICES_NONE if it has none, or nothing can stand there. */
static guint
find_row (const Side *side, const LwRunColumns *columns, guint row)
{
  const LwPlan *plan = lw_run_columns_plan (columns, row);
  guint found = plan == NULL ? row : LW_OFFICES_NONE;

  for (guint i = side->columns->n_offices; plan != NULL && found == LW_OFFICES_NONE && i < side->columns->n; i++)
    if (g_strcmp0 (lw_run_columns_plan (side->columns, i)->uid, plan->uid) == 0)
      found = i;
  return found != LW_OFFICES_NONE && side->used[found] ? found : LW_OFFICES_NONE;
}

static void
read_side (const Side *side, guint row, double state[LW_N_OFFICE_STATE_COLUMNS])
{
  for (guint k = 0; row != LW_OFFICES_NONE && k < LW_N_OFFICE_STATE_COLUMNS; k++)
    state[k] = side->states[(gsize)k * side->columns->n + row];
}

/* What is row @row of @columns, in both. */
static void
add_office (LwComparison *comparison, const LwRunColumns *columns, guint row, const Side *a, const Side *b)
{
  guint row_a = find_row (a, columns, row), row_b = find_row (b, columns, row);
  const LwPlan *plan = lw_run_columns_plan (columns, row);

  if (row_a == LW_OFFICES_NONE && row_b == LW_OFFICES_NONE)
    return;
  LwComparedOffice *office = g_new0 (LwComparedOffice, 1);
  office->office = row < columns->n_offices ? columns->input->offices->id[row] : 0;
  office->plan = plan != NULL ? g_strdup (plan->name) : NULL;
  read_side (a, row_a, office->a);
  read_side (b, row_b, office->b);
  g_ptr_array_add (comparison->offices, office);
}

static gboolean
compare_offices (LwComparison *comparison,
                 const LwRunInput *input_a,
                 const LwRunInput *input_b,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (LwRunColumns) a = lw_run_prepare (input_a, error);
  g_autoptr (LwRunColumns) b = a != NULL ? lw_run_prepare (input_b, error) : NULL;
  g_autofree double *states_a
      = b != NULL ? read_states (a, comparison->last_year, cancellable, error) : NULL;
  g_autofree double *states_b
      = states_a != NULL ? read_states (b, comparison->last_year, cancellable, error) : NULL;

  if (states_b == NULL)
    return FALSE;
  g_autofree gboolean *in_a = lw_run_columns_used (a), *in_b = lw_run_columns_used (b);
  const Side side_a = { a, states_a, in_a }, side_b = { b, states_b, in_b };
  for (guint i = 0; i < a->n; i++)
    add_office (comparison, a, i, &side_a, &side_b);
  for (guint i = b->n_offices; i < b->n; i++) /* what only B builds */
    if (find_row (&side_a, b, i) == LW_OFFICES_NONE)
      add_office (comparison, b, i, &side_a, &side_b);
  return TRUE;
}

static gboolean
check_years (const LwRunInput *a, const LwRunInput *b, int first, int last, GError **error)
{
  if (last > first)
    return TRUE;
  /* Translators: the names of two scenarios. */
  g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
               _ ("scenarios “%s” and “%s” have no years in common; give them the same base and horizon"),
               a->scenario->name, b->scenario->name);
  return FALSE;
}

/**
 * lw_comparison_run:
 * @input: a document and scenario A; @by is a dimension to compare areas of, or %LW_RUN_NO_GROUPS
 * @b: scenario B
 * @with_offices: whether the state of each office in the last year is wanted
 * @cancellable: (nullable): looked at every year
 * @error: return location for %LW_ERROR_ARGUMENT or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): both and their difference over the years that both have, or %NULL on error
 */
LwComparison *
lw_comparison_run (const LwRunInput *input,
                   const LwScenario *b,
                   gboolean with_offices,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (input != NULL && b != NULL, NULL);

  LwRunInput input_a = *input, input_b = *input;
  input_a.keep_states = input_b.keep_states = FALSE;
  input_b.scenario = b;
  g_autoptr (LwRun) run_a = lw_run_scenario (&input_a, cancellable, error);
  g_autoptr (LwRun) run_b = run_a != NULL ? lw_run_scenario (&input_b, cancellable, error) : NULL;
  if (run_b == NULL)
    return NULL;
  int first = MAX (run_a->base_year, run_b->base_year), last = MIN (run_a->horizon_year, run_b->horizon_year);
  if (!check_years (&input_a, &input_b, first, last, error))
    return NULL;

  g_autoptr (LwComparison) comparison = lw_comparison_new (first, last);
  comparison->total = lw_compared_area_new (run_a->total, run_b->total, first, last);
  if (run_a->groups != NULL && run_b->groups != NULL)
    compare_areas (comparison, run_a, run_b);
  if (with_offices && !compare_offices (comparison, &input_a, &input_b, cancellable, error))
    return NULL;
  return g_steal_pointer (&comparison);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-comparison: see lw-comparison.h. */
#include "model/lw-comparison.h"

#include <math.h>

/* What an area without anything in it has: nothing, of everything that adds up. */
static double
get_nothing (LwTrajectoryColumn column, gboolean is_first)
{
  if (column == LW_TRAJECTORY_RATE || column == LW_TRAJECTORY_SHORTAGE || column == LW_TRAJECTORY_FUND_EUR)
    return NAN;
  return is_first && lw_trajectory_column_is_flow (column) ? NAN : 0;
}

/* The common years of @from; flows of the first row belong to the year before them. */
static LwTrajectory *
cut (const LwTrajectory *from, const char *key, const char *label, int first_year, int last_year)
{
  guint n_rows = (guint)(last_year - first_year + 1);
  LwTrajectory *trajectory = lw_trajectory_new (first_year, n_rows, key, label);

  for (LwTrajectoryColumn c = 0; c < LW_N_TRAJECTORY_COLUMNS; c++)
    {
      gboolean is_state = !lw_trajectory_column_is_flow (c) && c != LW_TRAJECTORY_SHORTAGE;
      double *values = lw_trajectory_edit_column (trajectory, c);
      for (guint row = 0; row < n_rows; row++)
        if (from == NULL)
          values[row] = get_nothing (c, row == 0);
        else if (row > 0 || is_state)
          values[row] = lw_trajectory_get (from, c, first_year + (int)row);
    }
  return trajectory;
}

static LwTrajectory *
subtract (const LwTrajectory *b, const LwTrajectory *a)
{
  guint n_rows = lw_trajectory_get_n_rows (a);
  LwTrajectory *difference = lw_trajectory_new (lw_trajectory_get_base_year (a), n_rows, lw_trajectory_get_key (a),
                                                lw_trajectory_get_label (a));

  for (LwTrajectoryColumn c = 0; c < LW_N_TRAJECTORY_COLUMNS; c++)
    {
      const double *p = lw_trajectory_get_column (a, c), *q = lw_trajectory_get_column (b, c);
      double *values = lw_trajectory_edit_column (difference, c);
      for (guint row = 0; row < n_rows; row++)
        values[row] = q[row] - p[row];
    }
  return difference;
}

/**
 * lw_compared_area_new:
 * @a: (nullable): the area in the one scenario, %NULL when it has nothing there
 * @b: (nullable): in the other; one of both is not %NULL
 * @first_year: the first row to compare, which both have
 * @last_year: the last
 *
 * Returns: (transfer full): both over these years, and their difference
 */
LwComparedArea *
lw_compared_area_new (const LwTrajectory *a, const LwTrajectory *b, int first_year, int last_year)
{
  g_return_val_if_fail ((a != NULL || b != NULL) && last_year >= first_year, NULL);

  const LwTrajectory *one = a != NULL ? a : b;
  const char *key = lw_trajectory_get_key (one), *label = lw_trajectory_get_label (one);
  LwComparedArea *area = g_new0 (LwComparedArea, 1);
  area->a = cut (a, key, label, first_year, last_year);
  area->b = cut (b, key, label, first_year, last_year);
  area->difference = subtract (area->b, area->a);
  return area;
}

/** lw_compared_area_free: frees @area, which may be %NULL */
void
lw_compared_area_free (LwComparedArea *area)
{
  if (area == NULL)
    return;
  lw_trajectory_unref (area->a);
  lw_trajectory_unref (area->b);
  lw_trajectory_unref (area->difference);
  g_free (area);
}

/** lw_compared_office_free: frees @office, which may be %NULL */
void
lw_compared_office_free (LwComparedOffice *office)
{
  if (office == NULL)
    return;
  g_free (office->plan);
  g_free (office);
}

/** lw_compared_office_get_vacancy: vacant m2 vvo of a state */
double
lw_compared_office_get_vacancy (const double state[LW_N_OFFICE_STATE_COLUMNS])
{
  return state[LW_OFFICE_STATE_C0] + state[LW_OFFICE_STATE_C1] + state[LW_OFFICE_STATE_C2]
         + state[LW_OFFICE_STATE_C3];
}

/** lw_comparison_new: (returns: transfer full) a comparison for its maker to fill */
LwComparison *
lw_comparison_new (int first_year, int last_year)
{
  LwComparison *comparison = g_new0 (LwComparison, 1);

  comparison->first_year = first_year;
  comparison->last_year = last_year;
  comparison->areas = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_compared_area_free);
  comparison->offices = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_compared_office_free);
  return comparison;
}

/** lw_comparison_free: frees @comparison, which may be %NULL */
void
lw_comparison_free (LwComparison *comparison)
{
  if (comparison == NULL)
    return;
  lw_compared_area_free (comparison->total);
  g_ptr_array_unref (comparison->areas);
  g_ptr_array_unref (comparison->offices);
  g_free (comparison);
}

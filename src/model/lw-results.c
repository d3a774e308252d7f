/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-results: see lw-results.h. Both records are one block of columns each. */
#include "model/lw-results.h"

#include <math.h>

struct _LwTrajectory {
  int base_year;
  guint n_rows;
  char *key;
  char *label;
  double *values; /* LW_N_TRAJECTORY_COLUMNS columns of n_rows */
};

struct _LwOfficeStates {
  int base_year;
  guint n_rows;
  guint n_offices;
  float *values; /* per row LW_N_OFFICE_STATE_COLUMNS columns of n_offices */
};

static const char *const column_names[LW_N_TRAJECTORY_COLUMNS] = {
  "stock",     "occupied",       "vacancy",       "rate",      "structural", "cbs_long",
  "takeup",    "release",        "withdrawn",     "displaced", "completed",  "shortage",
  "dwellings", "investment_eur", "shortfall_eur", "fund_eur",  "returned",   "temporary_dwellings",
};

/**
 * lw_trajectory_new:
 * @base_year: the year of the first row
 * @n_rows: number of 1 Januaries, at least 1
 * @key: (nullable): code of the area it is about, %NULL for the whole
 * @label: (nullable): name of that area
 *
 * Returns: (transfer full): a trajectory in which everything is unknown
 */
LwTrajectory *
lw_trajectory_new (int base_year, guint n_rows, const char *key, const char *label)
{
  g_return_val_if_fail (n_rows > 0, NULL);

  LwTrajectory *trajectory = g_atomic_rc_box_new0 (LwTrajectory);
  trajectory->base_year = base_year;
  trajectory->n_rows = n_rows;
  trajectory->key = g_strdup (key);
  trajectory->label = g_strdup (label);
  gsize n = (gsize)n_rows * LW_N_TRAJECTORY_COLUMNS;
  trajectory->values = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    trajectory->values[i] = NAN;
  return trajectory;
}

/** lw_trajectory_ref: (returns: transfer full) takes a reference; from any thread */
LwTrajectory *
lw_trajectory_ref (LwTrajectory *trajectory)
{
  g_return_val_if_fail (trajectory != NULL, NULL);

  return g_atomic_rc_box_acquire (trajectory);
}

static void
clear_trajectory (gpointer data)
{
  LwTrajectory *trajectory = data;
  g_free (trajectory->key);
  g_free (trajectory->label);
  g_free (trajectory->values);
}

/** lw_trajectory_unref: gives a reference back; from any thread */
void
lw_trajectory_unref (LwTrajectory *trajectory)
{
  g_return_if_fail (trajectory != NULL);

  g_atomic_rc_box_release_full (trajectory, clear_trajectory);
}

/** lw_trajectory_get_base_year: the year of the first row */
int
lw_trajectory_get_base_year (const LwTrajectory *trajectory)
{
  g_return_val_if_fail (trajectory != NULL, 0);

  return trajectory->base_year;
}

/** lw_trajectory_get_n_rows: the number of rows, the base included */
guint
lw_trajectory_get_n_rows (const LwTrajectory *trajectory)
{
  g_return_val_if_fail (trajectory != NULL, 0);

  return trajectory->n_rows;
}

/** lw_trajectory_get_key: (returns: nullable) code of the area, %NULL for the whole */
const char *
lw_trajectory_get_key (const LwTrajectory *trajectory)
{
  g_return_val_if_fail (trajectory != NULL, NULL);

  return trajectory->key;
}

/** lw_trajectory_get_label: (returns: nullable) name of the area */
const char *
lw_trajectory_get_label (const LwTrajectory *trajectory)
{
  g_return_val_if_fail (trajectory != NULL, NULL);

  return trajectory->label;
}

/** lw_trajectory_get_column: (returns: transfer none) the column, lw_trajectory_get_n_rows() long */
const double *
lw_trajectory_get_column (const LwTrajectory *trajectory, LwTrajectoryColumn column)
{
  g_return_val_if_fail (trajectory != NULL && (guint)column < LW_N_TRAJECTORY_COLUMNS, NULL);

  return trajectory->values + (gsize)column * trajectory->n_rows;
}

/** lw_trajectory_edit_column: (returns: transfer none) the column for its maker to fill, before it is shared
 */
double *
lw_trajectory_edit_column (LwTrajectory *trajectory, LwTrajectoryColumn column)
{
  g_return_val_if_fail (trajectory != NULL && (guint)column < LW_N_TRAJECTORY_COLUMNS, NULL);

  return trajectory->values + (gsize)column * trajectory->n_rows;
}

/** lw_trajectory_get: one value by the year of its row, NAN outside the period */
double
lw_trajectory_get (const LwTrajectory *trajectory, LwTrajectoryColumn column, int year)
{
  g_return_val_if_fail (trajectory != NULL && (guint)column < LW_N_TRAJECTORY_COLUMNS, NAN);

  if (year < trajectory->base_year || year >= trajectory->base_year + (int)trajectory->n_rows)
    return NAN;
  return lw_trajectory_get_column (trajectory, column)[year - trajectory->base_year];
}

/** lw_trajectory_get_cumulative: the sum of a flow from the base up to the row of @year; NAN if a part is
 * unknown */
double
lw_trajectory_get_cumulative (const LwTrajectory *trajectory, LwTrajectoryColumn column, int year)
{
  g_return_val_if_fail (trajectory != NULL && lw_trajectory_column_is_flow (column), NAN);

  double sum = 0;
  for (int y = trajectory->base_year + 1; y <= year; y++)
    sum += lw_trajectory_get (trajectory, column, y);
  return sum;
}

/** lw_trajectory_find_norm_year: the first year with a vacancy rate at or below @norm, 0 when none within the
 * horizon */
int
lw_trajectory_find_norm_year (const LwTrajectory *trajectory, double norm)
{
  g_return_val_if_fail (trajectory != NULL, 0);

  const double *rate = lw_trajectory_get_column (trajectory, LW_TRAJECTORY_RATE);
  for (guint i = 0; i < trajectory->n_rows; i++)
    if (rate[i] <= norm)
      return trajectory->base_year + (int)i;
  return 0;
}

/** lw_trajectory_column_get_name: the stable name in files and on the command line */
const char *
lw_trajectory_column_get_name (LwTrajectoryColumn column)
{
  g_return_val_if_fail ((guint)column < LW_N_TRAJECTORY_COLUMNS, NULL);

  return column_names[column];
}

/** lw_trajectory_column_is_flow: whether values of several years may be added up */
gboolean
lw_trajectory_column_is_flow (LwTrajectoryColumn column)
{
  return column >= LW_TRAJECTORY_FIRST_FLOW && column != LW_TRAJECTORY_FUND_EUR
         && column != LW_TRAJECTORY_SHORTAGE && column != LW_TRAJECTORY_TEMPORARY_DWELLINGS && column < LW_N_TRAJECTORY_COLUMNS;
}

/**
 * lw_office_states_new:
 * @base_year: the year of the first row
 * @n_rows: number of 1 Januaries
 * @n_offices: number of offices, in the order of the table that was projected
 *
 * Returns: (transfer full): states in which everything is unknown. In single precision: for maps and labels
 */
LwOfficeStates *
lw_office_states_new (int base_year, guint n_rows, guint n_offices)
{
  g_return_val_if_fail (n_rows > 0, NULL);

  LwOfficeStates *states = g_atomic_rc_box_new0 (LwOfficeStates);
  states->base_year = base_year;
  states->n_rows = n_rows;
  states->n_offices = n_offices;
  gsize n = (gsize)n_rows * LW_N_OFFICE_STATE_COLUMNS * n_offices;
  states->values = g_new (float, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    states->values[i] = NAN;
  return states;
}

/** lw_office_states_ref: (returns: transfer full) takes a reference; from any thread */
LwOfficeStates *
lw_office_states_ref (LwOfficeStates *states)
{
  g_return_val_if_fail (states != NULL, NULL);

  return g_atomic_rc_box_acquire (states);
}

static void
clear_states (gpointer data)
{
  LwOfficeStates *states = data;
  g_free (states->values);
}

/** lw_office_states_unref: gives a reference back; from any thread */
void
lw_office_states_unref (LwOfficeStates *states)
{
  g_return_if_fail (states != NULL);

  g_atomic_rc_box_release_full (states, clear_states);
}

/** lw_office_states_get_n_offices: the length of a column */
guint
lw_office_states_get_n_offices (const LwOfficeStates *states)
{
  g_return_val_if_fail (states != NULL, 0);

  return states->n_offices;
}

/** lw_office_states_get_column: (returns: transfer none) (nullable) the column on 1 January @year, %NULL
 * outside the period; NAN for an office that the projection left out */
const float *
lw_office_states_get_column (const LwOfficeStates *states, LwOfficeStateColumn column, int year)
{
  g_return_val_if_fail (states != NULL && (guint)column < LW_N_OFFICE_STATE_COLUMNS, NULL);

  if (year < states->base_year || year >= states->base_year + (int)states->n_rows)
    return NULL;
  gsize row = (gsize)(year - states->base_year);
  return states->values + (row * LW_N_OFFICE_STATE_COLUMNS + (gsize)column) * states->n_offices;
}

/** lw_office_states_edit_column: (returns: transfer none) the column for its maker to fill, before it is
 * shared */
float *
lw_office_states_edit_column (LwOfficeStates *states, LwOfficeStateColumn column, int year)
{
  return (float *)lw_office_states_get_column (states, column, year);
}

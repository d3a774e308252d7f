/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-results: what a projection leaves behind: trajectories (one row per 1 January) and the state of each
 * office per year. Results are written once by their maker and only read afterwards, so any thread may hold a
 * reference. NAN means unknown, never 0. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwTrajectoryColumn:
 *
 * The row of 1 January Y holds the state on that day and the flows of calendar year Y - 1; the first row is
 * the base, whose flows are NAN. Areas in m2 vvo, money in euro. The names of lw_trajectory_column_get_name()
 * are those of the command line.
 */
typedef enum {
  LW_TRAJECTORY_STOCK,
  LW_TRAJECTORY_OCCUPIED,
  LW_TRAJECTORY_VACANCY,
  LW_TRAJECTORY_RATE,       /* vacancy / stock, NAN where nothing stands */
  LW_TRAJECTORY_STRUCTURAL, /* vacant for three years and more */
  LW_TRAJECTORY_CBS_LONG,   /* vacant for one year and more */
  LW_TRAJECTORY_TAKEUP,
  LW_TRAJECTORY_RELEASE,
  LW_TRAJECTORY_WITHDRAWN,
  LW_TRAJECTORY_DISPLACED,
  LW_TRAJECTORY_COMPLETED,
  LW_TRAJECTORY_SHORTAGE, /* of a region or the whole; NAN for smaller areas, which have no demand of their
                             own */
  LW_TRAJECTORY_DWELLINGS,
  LW_TRAJECTORY_INVESTMENT_EUR,
  LW_TRAJECTORY_SHORTFALL_EUR,
  LW_TRAJECTORY_FUND_EUR, /* balance on that day; NAN without a fund */
  LW_TRAJECTORY_RETURNED, /* m2 vvo that came back out of temporary use */
  LW_TRAJECTORY_TEMPORARY_DWELLINGS, /* in use on that day, in offices that are out of the stock for a while */
  LW_N_TRAJECTORY_COLUMNS
} LwTrajectoryColumn;

#define LW_TRAJECTORY_FIRST_FLOW LW_TRAJECTORY_TAKEUP

typedef struct _LwTrajectory LwTrajectory;

LwTrajectory *lw_trajectory_new (int base_year, guint n_rows, const char *key, const char *label);
LwTrajectory *lw_trajectory_ref (LwTrajectory *trajectory);
void lw_trajectory_unref (LwTrajectory *trajectory);
int lw_trajectory_get_base_year (const LwTrajectory *trajectory);
guint lw_trajectory_get_n_rows (const LwTrajectory *trajectory);
const char *lw_trajectory_get_key (const LwTrajectory *trajectory);
const char *lw_trajectory_get_label (const LwTrajectory *trajectory);
const double *lw_trajectory_get_column (const LwTrajectory *trajectory, LwTrajectoryColumn column);
double *lw_trajectory_edit_column (LwTrajectory *trajectory, LwTrajectoryColumn column);
double lw_trajectory_get (const LwTrajectory *trajectory, LwTrajectoryColumn column, int year);
double lw_trajectory_get_cumulative (const LwTrajectory *trajectory, LwTrajectoryColumn column, int year);
int lw_trajectory_find_norm_year (const LwTrajectory *trajectory, double norm);
const char *lw_trajectory_column_get_name (LwTrajectoryColumn column);
gboolean lw_trajectory_column_is_flow (LwTrajectoryColumn column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwTrajectory, lw_trajectory_unref)

/** LwOfficeStateColumn: columns of #LwOfficeStates, m2 vvo */
typedef enum {
  LW_OFFICE_STATE_STOCK,
  LW_OFFICE_STATE_OCCUPIED,
  LW_OFFICE_STATE_C0, /* vacant for less than one completed year */
  LW_OFFICE_STATE_C1,
  LW_OFFICE_STATE_C2,
  LW_OFFICE_STATE_C3, /* for three years and more */
  LW_N_OFFICE_STATE_COLUMNS
} LwOfficeStateColumn;

typedef struct _LwOfficeStates LwOfficeStates;

LwOfficeStates *lw_office_states_new (int base_year, guint n_rows, guint n_offices);
LwOfficeStates *lw_office_states_ref (LwOfficeStates *states);
void lw_office_states_unref (LwOfficeStates *states);
guint lw_office_states_get_n_offices (const LwOfficeStates *states);
const float *lw_office_states_get_column (const LwOfficeStates *states, LwOfficeStateColumn column, int year);
float *lw_office_states_edit_column (LwOfficeStates *states, LwOfficeStateColumn column, int year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwOfficeStates, lw_office_states_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-projection: runs the yearly step over all regions and years (domain model 6.5). In: columns, one cell an
 * office, and lists of what happens when. Out: totals per 1 January of the whole, each region and each group.
 */
#pragma once

#include <gio/gio.h>

#include "scenario/lw-step-trace.h"

G_BEGIN_DECLS

#define LW_PROJECTION_MAX_YEARS 200

/**
 * LwWithdrawal:
 * @office: index of the office
 * @year: calendar year; the space leaves at its start (step 1)
 * @m2: m2 vvo, more than the stock means all of it; or NAN when @share says it
 * @share: part of what stands then, in (0, 1]
 * @until: 0 for good; else what it took comes back at the start of this calendar year, or of an earlier one in which the
 *   office has a withdrawal for good, before that
 */
typedef struct {
  guint office;
  int year;
  double m2;
  double share;
  int until;
} LwWithdrawal;

/**
 * LwCompletion:
 * @office: index of the office that it adds to; a new office is one without stock
 * @year: calendar year (step 3)
 * @m2: m2 vvo
 * @can_brake: whether the brake of the parameters may lower it
 */
typedef struct {
  guint office;
  int year;
  double m2;
  gboolean can_brake;
} LwCompletion;

/**
 * LwRenovation:
 * @office: index of the office
 * @year: from 1 January of this year on
 * @attractiveness: its attractiveness, 0 to 1
 */
typedef struct {
  guint office;
  int year;
  double attractiveness;
} LwRenovation;

/**
 * LwReletting: a letting programme
 * @office: index of the office
 * @year: from this calendar year on
 * @until: up to the start of this one
 * @effect: how far it brings the relettability of empty space towards 1, from 0 to 1; of several the largest counts
 */
typedef struct {
  guint office;
  int year;
  int until;
  double effect;
} LwReletting;

/** LwProjectionState: a projection under way, or one that can be run again */
typedef struct _LwProjectionState LwProjectionState;

/**
 * LwProjectionYearFunc:
 * @state: the offices on 1 January of @year; read it with lw_projection_state_read()
 * @year: the base year first, then every result year
 * @data: the caller's data
 */
typedef void (*LwProjectionYearFunc) (const LwProjectionState *state, int year, gpointer data);

/**
 * LwProjectionInput:
 * @base_year: the state is that of 1 January of this year
 * @n_years: number of yearly steps, 1 to %LW_PROJECTION_MAX_YEARS
 * @n_offices: length of the columns
 * @stock: (array length=n_offices): m2 vvo
 * @occupied: (array length=n_offices): m2 vvo
 * @cohort: (array length=n_offices): m2 vacant for 0, 1, 2, 3 or more completed years
 * @attractiveness: (array length=n_offices): 0 to 1
 * @n_regions: number of markets, at least 1
 * @region: (nullable) (array length=n_offices): the market of each office; %NULL when there is one
 * @demand: m2 vvo; demand[r * n_years + k] for region r on 1 January base_year + k + 1
 * @n_groups: number of groups to be totalled apart, may be 0
 * @group: (nullable) (array length=n_offices): the group of each office
 * @withdrawals: (array length=n_withdrawals): several of one office and year follow each other
 * @completions: (array length=n_completions): may be %NULL when there are none, as the others
 * @renovations: (array length=n_renovations)
 * @relettings: (array length=n_relettings)
 * @parameters: the numbers
 * @year_func: (nullable): called for the base and after each year
 * @year_data: passed to it
 * @trace_row: the row of which every term is kept, for lw_projection_explain(); 0 for none
 *
 * Everything belongs to the caller and is only read.
 */
typedef struct {
  int base_year;
  guint n_years;

  guint n_offices;
  const double *stock;
  const double *occupied;
  const double *cohort[LW_N_COHORTS];
  const double *attractiveness;

  guint n_regions;
  const guint *region;
  const double *demand;
  guint n_groups;
  const guint *group;

  const LwWithdrawal *withdrawals;
  guint n_withdrawals;
  const LwCompletion *completions;
  guint n_completions;
  const LwRenovation *renovations;
  guint n_renovations;
  const LwReletting *relettings;
  guint n_relettings;

  const LwParameters *parameters;
  LwProjectionYearFunc year_func;
  gpointer year_data;
  guint trace_row;
} LwProjectionInput;

typedef struct _LwProjectionTrace LwProjectionTrace;

/**
 * LwProjection:
 * @n_rows: number of 1 Januaries, the base included
 * @total: (array length=n_rows): the whole
 * @regions: regions[r * n_rows + row]
 * @groups: groups[g * n_rows + row]; the shortage of a group is NAN, demand belongs to regions
 * @withdrawn: (array): m2 that each withdrawal of the input really took, in its order
 * @returned: (array): calendar year at the start of which that came back, 0 if it did not
 * @trace: (nullable): the terms of one row, if they were asked for
 *
 * The first row is the base; its flows are 0 and mean nothing.
 */
typedef struct {
  int base_year;
  guint n_rows;
  LwStepTotals *total;
  LwStepTotals *regions;
  LwStepTotals *groups;
  double *withdrawn;
  int *returned;
  LwProjectionTrace *trace;
} LwProjection;

/** LwProjectionColumn: what lw_projection_state_read() reads; flows are those of the year before, of no meaning in the
 * base */
typedef enum {
  LW_PROJECTION_STOCK,
  LW_PROJECTION_OCCUPIED,
  LW_PROJECTION_C0,
  LW_PROJECTION_C1,
  LW_PROJECTION_C2,
  LW_PROJECTION_C3,
  LW_PROJECTION_TAKEUP,
  LW_PROJECTION_RELEASE,
  LW_PROJECTION_WITHDRAWN,
  LW_PROJECTION_DISPLACED,
  LW_PROJECTION_COMPLETED,
  LW_PROJECTION_RETURNED,
} LwProjectionColumn;

LwProjectionState *lw_projection_state_new (const LwProjectionInput *input, GError **error);
void lw_projection_state_free (LwProjectionState *self);
const LwProjection *
lw_projection_state_run (LwProjectionState *self, GCancellable *cancellable, GError **error);
LwProjection *lw_projection_new (int base_year, guint n_rows, guint n_regions, guint n_withdrawals);
gboolean lw_projection_uses_parameter (LwParameter id);
LwProjection *lw_projection_run (const LwProjectionInput *input, GCancellable *cancellable, GError **error);
void lw_projection_free (LwProjection *projection);
void
lw_projection_explain (const LwProjection *projection, guint office, LwOfficeYear *year, LwMarketYear *market);
void lw_projection_state_read (const LwProjectionState *state, LwProjectionColumn column, double *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwProjection, lw_projection_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwProjectionState, lw_projection_state_free)

G_END_DECLS

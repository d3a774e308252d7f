/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-step: one year of one region: planned and autonomous withdrawals, completions, releases, letting and
 * ageing (domain model 6.5). Works on columns, one cell an office, in place; everything in m2 vvo. */
#pragma once

#include "model/lw-parameters.h"

G_BEGIN_DECLS

#define LW_N_COHORTS 4
/* Space just released counts as the first of five cells in which vacant space is let. */
#define LW_N_CELLS (LW_N_COHORTS + 1)

typedef struct _LwStepScratch LwStepScratch;
typedef struct _LwStepTrace LwStepTrace;

/**
 * LwStepColumns:
 * @n: number of offices of the region, some of which may only round the number up
 * @stock: state: S
 * @occupied: state: O
 * @cohort: state: m2 vacant for 0, 1, 2 and 3 or more completed years
 * @attractiveness: a, from 0 to 1; change it through lw_step_columns_set_attractiveness()
 * @planned: input of the year: m2 to withdraw by measures; more than the stock means all of it
 * @added: input of the year: m2 completed
 * @returned: input of the year: m2 that come back out of temporary use, as space that is empty for three years or more
 * @relet: input of the year, of meaning only with @has_relet: how far a letting programme brings the relettability of
 *   the office's cells towards 1, from 0 to 1
 * @has_relet: whether any office has a letting programme this year
 * @takeup: flow of the year: newly occupied, pre-let space included
 * @release: flow of the year: given up by users, forced releases included
 * @withdrawn: flow of the year: planned and autonomous
 * @displaced: flow of the year: the occupied part of planned withdrawals
 * @trace: (nullable): keeps what the next steps do (lw-step-trace.h); belongs to the caller
 */
typedef struct {
  gsize n;
  double *stock;
  double *occupied;
  double *cohort[LW_N_COHORTS];
  double *attractiveness;
  double *planned;
  double *added;
  double *returned;
  double *relet;
  gboolean has_relet;
  double *takeup;
  double *release;
  double *withdrawn;
  double *displaced;
  LwStepTrace *trace;
  /*< private >*/
  double *pull; /* max (a, a_min)^gamma */
  LwStepScratch *scratch;
} LwStepColumns;

/**
 * LwStepTotals: the state of an area on a 1 January and its flows of the year before, m2 vvo. Its vacancy is
 * the sum of the cohorts.
 */
typedef struct {
  double stock;
  double occupied;
  double cohort[LW_N_COHORTS];
  double takeup;
  double release;
  double withdrawn;
  double displaced;
  double completed;
  double returned;
  double shortage;
} LwStepTotals;

LwStepColumns *lw_step_columns_new (gsize n);
void lw_step_columns_free (LwStepColumns *columns);
void lw_step_columns_clear (LwStepColumns *columns);
void lw_step_columns_set_attractiveness (LwStepColumns *columns,
                                         gsize i,
                                         double attractiveness,
                                         const LwParameters *parameters);
void lw_step_columns_clear_inputs (LwStepColumns *columns);
void
lw_step_run (LwStepColumns *columns, double demand, const LwParameters *parameters, LwStepTotals *totals);

void lw_step_totals_fill (LwStepTotals *totals, const LwStepColumns *columns);
void lw_step_totals_add_office (LwStepTotals *totals, const LwStepColumns *columns, gsize i);
void lw_step_totals_add (LwStepTotals *totals, const LwStepTotals *other);
double lw_step_totals_get_vacancy (const LwStepTotals *totals);
double lw_step_totals_get_rate (const LwStepTotals *totals);
double lw_step_totals_get_cbs_long (const LwStepTotals *totals);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwStepColumns, lw_step_columns_free)

G_END_DECLS

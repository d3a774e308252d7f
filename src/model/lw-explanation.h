/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-explanation: why an office filled or emptied in a year of a projection: every term of the yearly step (domain
 * model 6.5) with its numbers, which add up to the change of its state; and for a total the offices that it is made
 * of. Areas in m2 vvo. Written once by their maker and only read afterwards. */
#pragma once

#include "model/lw-results.h"

G_BEGIN_DECLS

/* Cells in which vacant space is let: just released, then vacant for 0, 1, 2 and 3 or more completed years. */
#define LW_N_EXPLAINED_CELLS 5
#define LW_N_EXPLAINED_COHORTS 4

/**
 * LwMarketYear: what an office shares with its market
 * @stock: S after withdrawals and completions
 * @kept: K, kept by users, pre-let new space included
 * @demand: D on the next 1 January
 * @accommodated: D_acc, what of it can be in use
 * @shortage: the rest
 * @to_let: T where users ask for more than is kept; 0 elsewhere
 * @weight: sum of the weights of all cells that are let
 * @lambda: let per weight; %G_MAXDOUBLE where every cell with a weight is let whole, 0 where nothing is let
 * @to_release: -T where users ask for less than is kept; 0 elsewhere
 * @forced_lambda: released per weight beyond what is usual
 */
typedef struct {
  double stock;
  double kept;
  double demand;
  double accommodated;
  double shortage;
  double to_let;
  double weight;
  double lambda;
  double to_release;
  double forced_lambda;
} LwMarketYear;

/**
 * LwOfficeYear: what happens to an office in a year
 * @before: state on 1 January of the year
 * @after: state on the next 1 January
 * @returned: came back out of temporary use, as space that is empty for three years or more
 * @planned: withdrawn by measures
 * @planned_vacant: of which out of each cohort, the oldest first
 * @displaced: of which in use
 * @autonomous: withdrawn without a measure, out of the oldest cohort
 * @completed: added by plans
 * @prelet: of which let beforehand
 * @attractiveness: a
 * @release_share: delta (1.5 - a), at most 1: the part of what is in use that users give up
 * @released: R
 * @kept: K
 * @pull: max (a, a_min) to the power gamma
 * @relet: how far a letting programme brings relettability towards 1; 0 without one
 * @rho: relettability of each cell, with the programme
 * @cell: what there is to let
 * @weight: cell times rho times pull
 * @let: what is let of it
 * @forced_weight: K (1.5 - a) where users give up more than usual; 0 elsewhere
 * @forced: what they give up so
 * @residue: per column of the state, what is too small to be kept (below 1e-9 of the stock of the market)
 */
typedef struct {
  double before[LW_N_OFFICE_STATE_COLUMNS];
  double after[LW_N_OFFICE_STATE_COLUMNS];
  double returned;
  double planned;
  double planned_vacant[LW_N_EXPLAINED_COHORTS];
  double displaced;
  double autonomous;
  double completed;
  double prelet;
  double attractiveness;
  double release_share;
  double released;
  double kept;
  double pull;
  double relet;
  double rho[LW_N_EXPLAINED_CELLS];
  double cell[LW_N_EXPLAINED_CELLS];
  double weight[LW_N_EXPLAINED_CELLS];
  double let[LW_N_EXPLAINED_CELLS];
  double forced_weight;
  double forced;
  double residue[LW_N_OFFICE_STATE_COLUMNS];
} LwOfficeYear;

/** LwYearTerm: what can change the state of an office in a year, in the order of the step */
typedef enum {
  LW_YEAR_RETURNED,
  LW_YEAR_PLANNED,
  LW_YEAR_AUTONOMOUS,
  LW_YEAR_COMPLETED,
  LW_YEAR_RELEASED,
  LW_YEAR_LET,
  LW_YEAR_FORCED,
  LW_YEAR_RESIDUE,
  LW_N_YEAR_TERMS
} LwYearTerm;

/** LwYearChange: what a term does; the terms of a year add up to the change of the state */
typedef struct {
  double stock;
  double occupied;
  double vacancy;
} LwYearChange;

void lw_office_year_get_change (const LwOfficeYear *year, LwYearTerm term, LwYearChange *change);
double lw_office_year_get_let (const LwOfficeYear *year);
double lw_office_state_get_vacancy (const double state[LW_N_OFFICE_STATE_COLUMNS]);
const char *lw_year_term_get_token (LwYearTerm term);
const char *lw_year_term_get_label (LwYearTerm term);

/**
 * LwMeasureShare:
 * @measure: number of a measure in the list of the scenario
 * @m2: what it withdraws of the office in the year
 */
typedef struct {
  guint measure;
  double m2;
} LwMeasureShare;

/**
 * LwOfficeExplanation:
 * @office: id of the office
 * @year: the row that is explained: the state on 1 January of this year, the flows of the year before
 * @region: name of the market, "" for the nameless one
 * @attractiveness_at_base: before any renovation
 * @attractiveness_known: the part of its attractiveness that is known, 0 to 1
 * @release_rate: delta
 * @office_year: what happened to it
 * @market_year: what happened to its market
 * @measures: (element-type LwMeasureShare): what withdrew it
 */
typedef struct {
  gint64 office;
  int year;
  char *region;
  double attractiveness_at_base;
  double attractiveness_known;
  double release_rate;
  LwOfficeYear office_year;
  LwMarketYear market_year;
  GArray *measures;
} LwOfficeExplanation;

/**
 * LwTotalPart:
 * @office: id of the office, 0 for a new building of a plan
 * @plan: (nullable): name of the plan whose building it is
 * @value: its part
 */
typedef struct {
  gint64 office;
  char *plan;
  double value;
} LwTotalPart;

/**
 * LwTotalExplanation:
 * @column: what is explained
 * @year: the row of it
 * @total: the figure of the whole
 * @parts: (element-type LwTotalPart): what it is made of, the largest first; parts of 0 are left out
 */
typedef struct {
  LwTrajectoryColumn column;
  int year;
  double total;
  GPtrArray *parts;
} LwTotalExplanation;

LwOfficeExplanation *lw_office_explanation_new (gint64 office, int year, const char *region);
void lw_office_explanation_free (LwOfficeExplanation *explanation);
LwTotalExplanation *lw_total_explanation_new (LwTrajectoryColumn column, int year);
void lw_total_explanation_add (LwTotalExplanation *explanation, gint64 office, const char *plan, double value);
void lw_total_explanation_sort (LwTotalExplanation *explanation);
void lw_total_explanation_free (LwTotalExplanation *explanation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwOfficeExplanation, lw_office_explanation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwTotalExplanation, lw_total_explanation_free)

G_END_DECLS

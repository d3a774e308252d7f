/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-run: computes a scenario over a document: turns offices, plans, demand and measures into columns, runs
 * the projection, and adds dwellings and money. The result says what it had to assume: offices of unknown
 * vacancy, demand that the document does not give, measures without effect. */
#pragma once

#include "model/lw-demand-series.h"
#include "model/lw-dimension.h"
#include "model/lw-offices.h"
#include "model/lw-plan.h"
#include "model/lw-results.h"
#include "model/lw-scenario.h"
#include "model/lw-sector.h"
#include "scenario/lw-demand.h"

G_BEGIN_DECLS

/** LW_RUN_NO_GROUPS: totals only */
#define LW_RUN_NO_GROUPS (-1)

/** LW_RUN_KAPPA_LOW, LW_RUN_KAPPA_HIGH: a calibration outside these is no longer a correction */
#define LW_RUN_KAPPA_LOW 0.5
#define LW_RUN_KAPPA_HIGH 1.5

/**
 * LwRunInput:
 * @offices: the table, derived by the document's settings, at the date that the projection starts from
 * @scenario: what is computed
 * @plans: (nullable) (element-type LwPlan): plans of the document
 * @demand: (nullable) (element-type LwDemandSeries): demand of the document, per region or of the whole
 * @jobs: (nullable) (element-type LwSectorJobs): jobs of the document, per region or of the whole
 * @shares: (nullable) (element-type LwDemandShare): parts of municipalities in the demand of their region; only for
 *   a balance
 * @band: the middle of the demand path, or an end of its band
 * @by: a #LwDimension to make a trajectory per key of, or %LW_RUN_NO_GROUPS
 * @keep_states: whether the state of each office per year is wanted, for the map
 *
 * Everything belongs to the caller and is only read.
 */
typedef struct {
  LwOffices *offices;
  const LwScenario *scenario;
  GPtrArray *plans;
  GPtrArray *demand;
  GArray *jobs;
  GArray *shares;
  LwDemandBand band;
  int by;
  gboolean keep_states;
} LwRunInput;

/**
 * LwRunNotes: what must be shown beside the figures
 * @stock_m2: m2 vvo of all offices of known area
 * @unknown_offices: number of offices whose vacancy is not known
 * @unknown_stock_m2: m2 vvo of these; the scenario says what happens to them
 * @area_unknown_offices: number of offices left out since their area is not known
 * @age_unknown_m2: vacant m2 vvo of unknown age, split over the ages by the parameters
 * @assumed_regions: number of markets whose demand follows the scenario's growth for want of figures
 * @calibrated_regions: number of markets whose demand follows jobs
 * @kappa_low: the smallest kappa of these, NAN without
 * @kappa_high: the largest
 * @kappa_outside: number of these whose kappa lies outside %LW_RUN_KAPPA_LOW to %LW_RUN_KAPPA_HIGH, so that jobs, their
 *   share or the m2 per job are hardly those of the market
 * @outside_period: number of markets whose ready-made path is used for years that its source is not about
 * @missing_offices: offices named by measures that the table does not hold
 * @outside_measures: enabled measures that start before the base or after the horizon
 * @missing_plans: plans named by measures that the document does not have
 * @blocked_demolitions: offices that a measure would demolish, but that are monuments; they stay
 * @counts_twice: working at home and hidden vacancy are both used
 */
typedef struct {
  double stock_m2;
  guint unknown_offices;
  double unknown_stock_m2;
  guint area_unknown_offices;
  double age_unknown_m2;
  guint assumed_regions;
  guint calibrated_regions;
  double kappa_low;
  double kappa_high;
  guint kappa_outside;
  guint outside_period;
  guint missing_offices;
  guint outside_measures;
  guint missing_plans;
  guint blocked_demolitions;
  gboolean counts_twice;
} LwRunNotes;

/**
 * LwRunMeasure: what a measure of the scenario is about, as the data are
 * @offices: (element-type gint64): ids of the offices that take part; those that its rule found, if it has one
 * @m2: the part of them that it is about, m2 vvo as they stand at the base; of new building what it builds, NAN of plans
 * @withdrawn_m2: what it really took, up to the horizon
 * @dwellings: that it makes, also after the horizon; temporary ones as many as there are at a time
 * @investment_eur: what it costs in all
 * @shortfall_eur: what of it nobody earns back, after subsidy
 */
typedef struct {
  GArray *offices;
  double m2;
  double withdrawn_m2;
  double dwellings;
  double investment_eur;
  double shortfall_eur;
} LwRunMeasure;

/**
 * LwRun:
 * @base_year: 1 January of this year is the base, shown to the user
 * @horizon_year: the last 1 January
 * @reference_date: date of the data
 * @total: the whole
 * @groups: (nullable) (element-type LwTrajectory): one per key that has an office or a plan, in natural
 * order; their shortage is NAN unless they are the regions
 * @states: (nullable): per row of the table; NAN for an office that is left out
 * @dwellings: (element-type utf8 double): by uid of a measure that transforms, the dwellings that it delivers up to
 *   the horizon; their sum is that of the whole
 * @measures: (element-type LwRunMeasure): of each measure of the scenario, in its order
 * @notes: what must be shown beside the figures
 */
typedef struct {
  int base_year;
  int horizon_year;
  LwDate reference_date;
  LwTrajectory *total;
  GPtrArray *groups;
  LwOfficeStates *states;
  GHashTable *dwellings;
  GPtrArray *measures;
  LwRunNotes notes;
} LwRun;

gboolean lw_run_needs_scores (const LwScenario *scenario);
LwRun *lw_run_scenario (const LwRunInput *input, GCancellable *cancellable, GError **error);
void lw_run_free (LwRun *run);
double lw_run_attractiveness (const LwOffices *offices,
                              guint row,
                              const LwParameters *parameters,
                              double *completeness);
int lw_run_base_year (const LwOffices *offices, const LwScenario *scenario);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwRun, lw_run_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand: demand for office space: from jobs (domain model 3.2), and along the path that a scenario
 * chooses (3.4). m2 vvo, on 1 January. */
#pragma once

#include "model/lw-demand-series.h"
#include "model/lw-scenario.h"
#include "scenario/lw-jobs.h"

G_BEGIN_DECLS

/**
 * LwDemandSector:
 * @jobs: J, jobs in the base year
 * @share: q, part of them that are office jobs, 0 to 1
 * @growth: g, growth of jobs per year
 */
typedef struct {
  double jobs;
  double share;
  double growth;
} LwDemandSector;

/**
 * LwDemandModel:
 * @sectors: (array length=n_sectors): the sectors
 * @m2_per_job: u, m2 vvo per office job
 * @hybrid: h, reduction by working at home
 * @hybrid_years: tau_h, years until it is complete; more than 0
 * @hidden_m2: H0, hidden vacancy that is handed back
 * @hidden_years: tau_H, years in which that happens; more than 0
 * @occupied: occupied space in the base year, for the calibration
 */
typedef struct {
  const LwDemandSector *sectors;
  guint n_sectors;
  double m2_per_job;
  double hybrid;
  double hybrid_years;
  double hidden_m2;
  double hidden_years;
  double occupied;
} LwDemandModel;

double lw_demand_office_jobs (const LwDemandModel *model, double t);
double lw_demand_raw (const LwDemandModel *model, double t);
double lw_demand_kappa (const LwDemandModel *model);
double lw_demand_at (const LwDemandModel *model, double t);
gboolean lw_demand_counts_twice (double hybrid, double hidden_m2);

/**
 * LwDemandBand: which end of the band of a path is computed
 */
typedef enum {
  LW_DEMAND_BAND_LOW = -1,
  LW_DEMAND_BAND_MIDDLE = 0,
  LW_DEMAND_BAND_HIGH = 1,
} LwDemandBand;

/**
 * LwDemandYear: a year of a path, from which any end of its band can be computed
 * @level: the middle of the path, m2 vvo
 * @used: the part of it that working at home leaves
 * @hidden: hidden vacancy handed back by then, m2 vvo
 * @override: m2 vvo that replace all of it, or NAN
 * @low_slope: growth of its low end, relative to @level, per growth that the band adds; NAN where the series gives none
 * @high_slope: the same of its high end
 */
typedef struct {
  double level;
  double used;
  double hidden;
  double override;
  double low_slope;
  double high_slope;
} LwDemandYear;

/**
 * LwDemandMarket: what the demand of a market starts from
 * @region: (nullable): code of the region, %NULL for an only market
 * @share: its part of all occupied space, for figures that are about the whole
 * @base_year: the path starts on 1 January of this year
 * @occupied: occupied space then, m2 vvo
 * @series: (nullable): the document's demand of it
 * @jobs: (nullable): the document's jobs of it, or of the whole
 * @jobs_share: the part of these jobs that is this market's, and is known of
 */
typedef struct {
  const char *region;
  double share;
  int base_year;
  double occupied;
  const LwDemandSeries *series;
  const LwJobs *jobs;
  double jobs_share;
} LwDemandMarket;

double lw_demand_market_kappa (const LwDemandMarket *market, const LwParameters *parameters);
double lw_demand_band_growth (const LwDemandPath *path, LwDemandBand band);
void lw_demand_lay_path (const LwDemandPath *path,
                         const LwParameters *parameters,
                         const LwDemandMarket *market,
                         guint n_years,
                         LwDemandYear *years);
void lw_demand_walk_path (const LwDemandYear *years, guint n_years, double extra, double *demand);
void lw_demand_follow_path (const LwDemandPath *path,
                            LwDemandBand band,
                            const LwParameters *parameters,
                            const LwDemandMarket *market,
                            guint n_years,
                            double *demand);

G_END_DECLS

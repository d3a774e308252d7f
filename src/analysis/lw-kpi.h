/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-kpi: the figures that a board asks for, of a scenario in one year (domain model 6.10). */
#pragma once

#include "analysis/lw-run.h"

G_BEGIN_DECLS

/**
 * LwKpi: areas in m2 vvo, money in euro; NAN where there is nothing of the kind
 * @year: the state is that of 1 January of this year, sums run from the base up to it
 * @stock_m2: S
 * @vacancy_m2: V
 * @rate: V / S
 * @structural_m2: empty for three years and more
 * @structural_share: of the stock
 * @cbs_long_m2: empty for one year and more
 * @task_m2: X (opgave): to be withdrawn in that year to reach the norm
 * @surplus_plans_m2: expected plans from the base up to the year, beyond what demand allows; negative: room
 * @takeup_m2: of the year before
 * @shortage_m2: of that year
 * @dwellings: delivered since the base
 * @temporary_dwellings: in use
 * @shortfall_eur: of all measures since the base
 * @shortfall_per_dwelling_eur: of the transformations that are delivered by then, per dwelling of them
 * @fund_eur: balance of the fund
 * @norm_year: first 1 January on which the norm is met, 0 if not within the horizon
 * @vacancy_cost_eur: what vacant offices cost their owners in a year
 * @avoided_vacancy_cost_eur: how much less that is than in the baseline; NAN without one
 */
typedef struct {
  int year;
  double stock_m2;
  double vacancy_m2;
  double rate;
  double structural_m2;
  double structural_share;
  double cbs_long_m2;
  double task_m2;
  double surplus_plans_m2;
  double takeup_m2;
  double shortage_m2;
  double dwellings;
  double temporary_dwellings;
  double shortfall_eur;
  double shortfall_per_dwelling_eur;
  double fund_eur;
  int norm_year;
  double vacancy_cost_eur;
  double avoided_vacancy_cost_eur;
} LwKpi;

gboolean lw_kpi_compute (const LwRunInput *input,
                         const LwRun *run,
                         const LwScenario *baseline,
                         int year,
                         LwKpi *kpi,
                         GCancellable *cancellable,
                         GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-chart-make: the charts that the application shows, made from the records of statistics and projections,
 * so that window, paper and command line show the same. */
#pragma once

#include "draw/lw-chart.h"
#include "model/lw-results.h"
#include "model/lw-spread.h"
#include "model/lw-statistics-results.h"

G_BEGIN_DECLS

/**
 * LwTrajectoryChart: what the trajectory chart shows; every pointer may be %NULL.
 * @column: which figure
 * @history: observed totals on past reference dates
 * @baseline: without measures
 * @a: the scenario
 * @a_label: its name
 * @b: the one compared
 * @b_label: its name
 * @band_low: the scenario at the low end of demand
 * @band_high: the scenario at the high end
 * @spread: draws of the scenario, which take the place of the band where they know the figure
 * @norm: norm vacancy, NAN for none; drawn for LW_TRAJECTORY_RATE only
 * @year: the year shown, 0 for none
 */
typedef struct {
  LwTrajectoryColumn column;
  const LwSeries *history;
  const LwTrajectory *baseline;
  const LwTrajectory *a;
  const char *a_label;
  const LwTrajectory *b;
  const char *b_label;
  const LwTrajectory *band_low;
  const LwTrajectory *band_high;
  const LwSpread *spread;
  double norm;
  int year;
} LwTrajectoryChart;

LwChart *lw_chart_make_trajectory (const LwTrajectoryChart *data, const LwFormat *format);
LwChart *lw_chart_make_breakdown (const LwBreakdown *shown,
                                  const LwBreakdown *all,
                                  LwChartKind kind,
                                  const char *const *chosen_keys,
                                  guint max_items);
LwChart *lw_chart_make_ages (const LwTotals *totals);
const char *const *lw_chart_ages_keys (const char *key);
const char *lw_trajectory_column_title (LwTrajectoryColumn column);

G_END_DECLS

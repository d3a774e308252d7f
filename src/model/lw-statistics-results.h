/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statistics-results: the records that statistics leave behind: totals, breakdowns by a dimension, and
 * series over reference dates. Written once by their maker, then only read, by any thread that holds a
 * reference. Areas are m² vvo; unknown is NaN and never 0. */
#pragma once

#include <glib-object.h>

#include "model/lw-dimension.h"

G_BEGIN_DECLS

/** LW_N_AREA_MEASURES: the codes of LwAreaMeasure */
#define LW_N_AREA_MEASURES (LW_AREA_GO + 1)

/**
 * LwTotals: sums over offices. Offices that the document's settings leave out of stock are in none of the
 * figures but @not_counted_offices. Always stock = occupied + vacant + vacancy unknown, and vacant = c0 + c1
 * + c2 + c3 + age unknown, up to rounding.
 * @offices: number of offices
 * @stock_m2: their area (voorraad), as far as it is known
 * @occupied_m2: in use: the area whose vacancy is known, less what is vacant
 * @vacant_m2: empty (leegstand). Of an office of unknown area the vacant m² count in no sum, so that the rate
 *   stays a share
 * @vacancy_rate: vacant over the area whose vacancy is known, a fraction; NaN where no vacancy is known
 * @c_m2: the vacant m² of known age by LwVacancyAge: c_m2[0] for less than a year (frictional) to c_m2[3] for
 *   three years and more
 * @structural_m2: c_m2[3] (domain model 2.3)
 * @age_unknown_m2: vacant, nobody knows since when
 * @vacancy_unknown_offices: offices whose vacancy is unknown
 * @vacancy_unknown_m2: their area, as far as it is known
 * @vacant_offices: offices that are wholly or partly empty
 * @mixed_offices: offices with other uses beside, always shown apart
 * @mixed_m2: their part of @stock_m2
 * @area_unknown_offices: offices of unknown area
 * @not_counted_offices: offices that the settings leave out of stock
 * @measured_m2: @stock_m2 by how the area was measured (LwAreaMeasure), each already in vvo
 */
typedef struct {
  guint offices;
  guint vacant_offices;
  guint vacancy_unknown_offices;
  guint mixed_offices;
  guint area_unknown_offices;
  guint not_counted_offices;
  double stock_m2;
  double occupied_m2;
  double vacant_m2;
  double vacancy_rate;
  double c_m2[4];
  double structural_m2;
  double age_unknown_m2;
  double vacancy_unknown_m2;
  double mixed_m2;
  double measured_m2[LW_N_AREA_MEASURES];
} LwTotals;

/**
 * LwCounting: what the document's settings do to the stock (domain model 2.1, 2.5); always shown apart.
 * @settings: the settings
 * @mixed_offices: offices with other uses beside, those below the lower size limit aside
 * @mixed_whole_m2: their whole area, as far as it is known
 * @mixed_counted_m2: what of it counts by the rule
 * @small_offices: offices below the lower size limit, left out; with the mixed ones among them
 * @small_m2: their whole area
 */
typedef struct {
  LwSettings settings;
  guint mixed_offices;
  guint small_offices;
  double mixed_whole_m2;
  double mixed_counted_m2;
  double small_m2;
} LwCounting;

/**
 * LwBreakdown:
 * @dimension: what was grouped by
 * @n: number of groups: the keys that any office of the table has, counted or not, in natural order, unknown
 *   last
 * @keys: `GM0344`, `500-1000` …; the empty text for unknown
 * @labels: what to call them on screen
 * @totals: the figures of each
 * @numbers: the number of each among the keys of the dimension
 * @all_keys: the keys of the dimension
 */
typedef struct {
  LwDimension dimension;
  guint n;
  const char *const *keys;
  const char *const *labels;
  const LwTotals *totals;
  const guint32 *numbers;
  LwDimensionKeys *all_keys;
  /*< private >*/
  gatomicrefcount ref_count;
} LwBreakdown;

/**
 * LwStatistics:
 * @date: reference date of the table
 * @all: totals of all offices
 * @shown: totals of those shown
 * @counting: what the settings do to those shown
 * @all_by: the breakdown of all, per dimension
 * @shown_by: the breakdown of those shown; row i of it and of @all_by are the same group, so that a chart can
 *   draw what is filtered away behind what is shown
 */
typedef struct {
  LwDate date;
  LwTotals all;
  LwTotals shown;
  LwCounting counting;
  LwBreakdown *all_by[LW_N_DIMENSIONS];
  LwBreakdown *shown_by[LW_N_DIMENSIONS];
  /*< private >*/
  gatomicrefcount ref_count;
  LwOffices *offices;
} LwStatistics;

/**
 * LwSeries:
 * @n: number of reference dates
 * @dates: the dates, oldest first
 * @totals: the totals on each
 */
typedef struct {
  guint n;
  LwDate *dates;
  LwTotals *totals;
  /*< private >*/
  gatomicrefcount ref_count;
} LwSeries;

#define LW_TYPE_BREAKDOWN (lw_breakdown_get_type ())
GType lw_breakdown_get_type (void);
LwBreakdown *lw_breakdown_new (LwDimensionKeys *keys, const guint32 *numbers, guint n, LwTotals *totals);
LwBreakdown *lw_breakdown_ref (LwBreakdown *breakdown);
void lw_breakdown_unref (LwBreakdown *breakdown);
guint lw_breakdown_find (const LwBreakdown *breakdown, const char *key);

#define LW_TYPE_STATISTICS (lw_statistics_get_type ())
GType lw_statistics_get_type (void);
LwStatistics *lw_statistics_new (LwOffices *offices);
LwStatistics *lw_statistics_ref (LwStatistics *statistics);
void lw_statistics_unref (LwStatistics *statistics);

#define LW_TYPE_SERIES (lw_series_get_type ())
GType lw_series_get_type (void);
LwSeries *lw_series_new (guint n);
LwSeries *lw_series_ref (LwSeries *series);
void lw_series_unref (LwSeries *series);

/** LW_BREAKDOWN_NONE: no such group */
#define LW_BREAKDOWN_NONE G_MAXUINT

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwBreakdown, lw_breakdown_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwStatistics, lw_statistics_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwSeries, lw_series_unref)

G_END_DECLS

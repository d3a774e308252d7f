/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-comparison: two scenarios side by side and their difference, B minus A, over the years that both have: for the
 * whole, per area and per office. Differences of parts add up to those of the whole: what one of the two leaves out, or
 * what does not stand in it, counts there as nothing. Written once by its maker and only read afterwards. */
#pragma once

#include "model/lw-results.h"

G_BEGIN_DECLS

/**
 * LwComparedArea:
 * @a: the area in the one scenario, over the common years
 * @b: in the other
 * @difference: @b minus @a, of every column; NAN where one of both is unknown
 */
typedef struct {
  LwTrajectory *a;
  LwTrajectory *b;
  LwTrajectory *difference;
} LwComparedArea;

/**
 * LwComparedOffice:
 * @office: id of the office, 0 for a new building of a plan
 * @plan: (nullable): name of the plan whose building it is
 * @a: state on 1 January of the last common year, m2 vvo
 * @b: the same in the other scenario
 */
typedef struct {
  gint64 office;
  char *plan;
  double a[LW_N_OFFICE_STATE_COLUMNS];
  double b[LW_N_OFFICE_STATE_COLUMNS];
} LwComparedOffice;

/**
 * LwComparison:
 * @first_year: the first common row, the base of the later of both
 * @last_year: the last common row
 * @total: the whole
 * @areas: (element-type LwComparedArea): per area, in natural order; empty without a dimension
 * @offices: (element-type LwComparedOffice): every office that takes part in one of both; empty when not asked for
 */
typedef struct {
  int first_year;
  int last_year;
  LwComparedArea *total;
  GPtrArray *areas;
  GPtrArray *offices;
} LwComparison;

LwComparedArea *lw_compared_area_new (const LwTrajectory *a, const LwTrajectory *b, int first_year, int last_year);
void lw_compared_area_free (LwComparedArea *area);
void lw_compared_office_free (LwComparedOffice *office);
double lw_compared_office_get_vacancy (const double state[LW_N_OFFICE_STATE_COLUMNS]);
LwComparison *lw_comparison_new (int first_year, int last_year);
void lw_comparison_free (LwComparison *comparison);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwComparison, lw_comparison_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-plan: one plan for new offices (plancapaciteit): unused rights to build, in m2 bvo. Plans belong to the
 * document; a scenario decides how much of them is kept. A plain value with public fields. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LW_PLAN_MAX_YEARS 100

/**
 * LwPlan:
 * @uid: identity, stable over copies of the document
 * @name: what people call it, never %NULL
 * @municipality_code: (nullable): as GM0344
 * @region: (nullable): code of the office region (kantorenregio), the market that it adds to
 * @bvo_m2: capacity in m2 bvo
 * @hard: irrevocable (harde plancapaciteit) or in preparation (zachte plancapaciteit)
 * @first_year: first calendar year of building
 * @n_years: the number of years that the capacity is spread over, at least 1
 * @probability: chance of realisation, or NAN for the parameter of hard or soft plans
 * @exclusive: the zoning allows offices only (exclusive) or other uses as well
 * @scrapped_from: calendar year from which the rights are gone, 0 for never
 * @rd_x: RD New, metres; NAN when not known
 * @rd_y: RD New, metres; NAN when not known
 * @office: id of the office that it enlarges, 0 when it makes its own
 */
typedef struct {
  char *uid;
  char *name;
  char *municipality_code;
  char *region;
  double bvo_m2;
  gboolean hard;
  int first_year;
  int n_years;
  double probability;
  gboolean exclusive;
  int scrapped_from;
  double rd_x, rd_y;
  gint64 office;
} LwPlan;

LwPlan *lw_plan_new (const char *name, double bvo_m2, int first_year, int n_years);
LwPlan *lw_plan_copy (const LwPlan *plan);
void lw_plan_free (LwPlan *plan);
gboolean lw_plan_validate (const LwPlan *plan, GError **error);
gboolean lw_plan_builds_in (const LwPlan *plan, int year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwPlan, lw_plan_free)

G_END_DECLS

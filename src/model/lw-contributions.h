/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-contributions: what each measure of a scenario, and each office of a measure, contributes to the end: the outcome
 * with everything minus the outcome with everything but it. Contributions need not add up: two measures may do the same
 * work, or help each other. The rest that remains is told. Written once by their maker and only read afterwards. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwOutcome: what contributions are measured by, on 1 January of a year
 * @LW_OUTCOME_RATE: vacancy rate, a fraction; NAN where nothing stands
 * @LW_OUTCOME_VACANCY: vacant m2 vvo
 * @LW_OUTCOME_STRUCTURAL: m2 vvo vacant for three years and more
 * @LW_OUTCOME_DWELLINGS: dwellings delivered since the base
 */
typedef enum {
  LW_OUTCOME_RATE,
  LW_OUTCOME_VACANCY,
  LW_OUTCOME_STRUCTURAL,
  LW_OUTCOME_DWELLINGS,
  LW_N_OUTCOMES
} LwOutcome;

/**
 * LwContribution:
 * @measure: number of the measure in the list of the scenario
 * @office: id of the office, 0 when it is about the whole measure
 * @value: outcome with everything minus outcome without it; 0 for what has no effect, NAN when one of both is unknown
 */
typedef struct {
  guint measure;
  gint64 office;
  double value;
} LwContribution;

/**
 * LwContributions:
 * @outcome: what is measured
 * @year: on 1 January of this year
 * @all: the outcome of the scenario
 * @none: the outcome without any measure
 * @measures: (element-type LwContribution): every measure, in the order of the scenario
 * @measures_rest: @all - @none minus the sum of @measures: what measures do together, beyond what each does last
 * @offices: (element-type LwContribution): every office of every measure that takes part
 * @offices_rest: the same for @offices
 */
typedef struct {
  LwOutcome outcome;
  int year;
  double all;
  double none;
  GArray *measures;
  double measures_rest;
  GArray *offices;
  double offices_rest;
} LwContributions;

LwContributions *lw_contributions_new (LwOutcome outcome, int year);
void lw_contributions_free (LwContributions *contributions);
guint *lw_contributions_rank (const GArray *list);

const char *lw_outcome_get_token (LwOutcome outcome);
const char *lw_outcome_get_label (LwOutcome outcome);
gboolean lw_outcome_from_token (const char *token, LwOutcome *outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwContributions, lw_contributions_free)

G_END_DECLS

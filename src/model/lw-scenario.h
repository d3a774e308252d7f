/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-scenario: what a planner edits: how demand goes, the parameters, how much of the plans is kept, and the
 * measures. A plain value with public fields: take a copy, change it, store it; a running projection has its
 * own copy. The baseline (nulscenario) has no measures and is locked. */
#pragma once

#include "model/lw-demand-path.h"
#include "model/lw-measure.h"

G_BEGIN_DECLS

/**
 * LwUnknownVacancy:
 *
 * What a projection does with offices whose vacancy is not known. The share of stock concerned is always
 * shown.
 */
typedef enum {
  LW_UNKNOWN_VACANCY_LEAVE_OUT,
  LW_UNKNOWN_VACANCY_OCCUPIED,
  LW_UNKNOWN_VACANCY_REGIONAL_RATE,
  LW_N_UNKNOWN_VACANCY
} LwUnknownVacancy;

#define LW_SCENARIO_MAX_YEARS 60
#define LW_SCENARIO_DEFAULT_YEARS 20

/**
 * LwScenario:
 * @uid: identity, stable over copies of the document
 * @parent: (nullable): uid of the scenario that it was copied from
 * @name: shown everywhere, never %NULL
 * @note: free text, never %NULL
 * @is_baseline: the reference that others are compared with; one per document
 * @locked: refuses edits until unlocked
 * @base_year: projection starts on 1 January of this year; 0: the 1 January nearest to the data
 * @horizon_year: last 1 January that is computed; 0: base + %LW_SCENARIO_DEFAULT_YEARS
 * @demand: how demand goes
 * @parameters: the numbers
 * @unknown_vacancy: what happens to offices of unknown vacancy
 * @plan_share_kept: the part of all plan capacity that is kept, 0 to 1
 * @seed: of Monte Carlo draws
 * @measures: (element-type LwMeasure): in the order of the list; owned
 */
typedef struct {
  char *uid;
  char *parent;
  char *name;
  char *note;
  gboolean is_baseline;
  gboolean locked;
  int base_year;
  int horizon_year;
  LwDemandPath demand;
  LwParameters parameters;
  LwUnknownVacancy unknown_vacancy;
  double plan_share_kept;
  guint64 seed;
  GPtrArray *measures;
} LwScenario;

LwScenario *lw_scenario_new (const char *name);
LwScenario *lw_scenario_copy (const LwScenario *scenario);
LwScenario *lw_scenario_duplicate (const LwScenario *scenario, const char *name);
void lw_scenario_free (LwScenario *scenario);
void lw_scenario_set_name (LwScenario *scenario, const char *name);
void lw_scenario_set_note (LwScenario *scenario, const char *note);
void lw_scenario_add_measure (LwScenario *scenario, LwMeasure *measure);
LwMeasure *lw_scenario_find_measure (const LwScenario *scenario, const char *uid);
gboolean lw_scenario_move_measure (LwScenario *scenario, const char *uid, int steps);
gboolean lw_scenario_remove_measure (LwScenario *scenario, const char *uid);
gboolean lw_scenario_validate (const LwScenario *scenario, GError **error);
gboolean lw_scenario_equal (const LwScenario *a, const LwScenario *b);

const char *lw_unknown_vacancy_get_token (LwUnknownVacancy rule);
const char *lw_unknown_vacancy_get_label (LwUnknownVacancy rule);
gboolean lw_unknown_vacancy_from_token (const char *token, LwUnknownVacancy *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwScenario, lw_scenario_free)

G_END_DECLS

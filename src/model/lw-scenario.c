/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-scenario: see lw-scenario.h. */
#include "model/lw-scenario.h"

#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <math.h>

typedef struct {
  const char *token;
  const char *label;
} Word;

static const Word unknown_rules[LW_N_UNKNOWN_VACANCY] = {
  [LW_UNKNOWN_VACANCY_LEAVE_OUT] = { "leave_out", N_ ("Left out") },
  [LW_UNKNOWN_VACANCY_OCCUPIED] = { "occupied", N_ ("Counted as occupied") },
  [LW_UNKNOWN_VACANCY_REGIONAL_RATE] = { "regional_rate", N_ ("At the rate of their region") },
};

static int
find_word (const Word *words, guint n_words, const char *token)
{
  for (guint i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i].token, token) == 0)
      return (int)i;
  return -1;
}

/** lw_unknown_vacancy_get_token: the stable word for files */
const char *
lw_unknown_vacancy_get_token (LwUnknownVacancy rule)
{
  g_return_val_if_fail ((guint)rule < LW_N_UNKNOWN_VACANCY, NULL);

  return unknown_rules[rule].token;
}

/** lw_unknown_vacancy_get_label: the translated name */
const char *
lw_unknown_vacancy_get_label (LwUnknownVacancy rule)
{
  g_return_val_if_fail ((guint)rule < LW_N_UNKNOWN_VACANCY, NULL);

  return _ (unknown_rules[rule].label);
}

/** lw_unknown_vacancy_from_token: reads the word that lw_unknown_vacancy_get_token() gives */
gboolean
lw_unknown_vacancy_from_token (const char *token, LwUnknownVacancy *rule)
{
  g_return_val_if_fail (rule != NULL, FALSE);

  int found = find_word (unknown_rules, LW_N_UNKNOWN_VACANCY, token);
  if (found >= 0)
    *rule = (LwUnknownVacancy)found;
  return found >= 0;
}

/**
 * lw_scenario_new:
 * @name: its name
 *
 * Returns: (transfer full): a scenario with a fresh uid, all defaults and no measures
 */
LwScenario *
lw_scenario_new (const char *name)
{
  LwScenario *scenario = g_new0 (LwScenario, 1);
  scenario->uid = g_uuid_string_random ();
  scenario->name = g_strdup (name != NULL ? name : "");
  scenario->note = g_strdup ("");
  lw_demand_path_init (&scenario->demand);
  lw_parameters_init (&scenario->parameters);
  scenario->plan_share_kept = 1;
  scenario->seed = 42;
  scenario->measures = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_measure_free);
  return scenario;
}

static gpointer
copy_measure (gconstpointer measure, gpointer unused)
{
  return lw_measure_copy (measure);
}

/** lw_scenario_copy: (returns: transfer full) a deep copy with the same uids */
LwScenario *
lw_scenario_copy (const LwScenario *scenario)
{
  g_return_val_if_fail (scenario != NULL, NULL);

  LwScenario *copy = g_new (LwScenario, 1);
  *copy = *scenario;
  copy->uid = g_strdup (scenario->uid);
  copy->parent = g_strdup (scenario->parent);
  copy->name = g_strdup (scenario->name);
  copy->note = g_strdup (scenario->note);
  lw_demand_path_copy (&copy->demand, &scenario->demand);
  copy->measures = g_ptr_array_copy (scenario->measures, copy_measure, NULL);
  g_ptr_array_set_free_func (copy->measures, (GDestroyNotify)lw_measure_free);
  return copy;
}

/**
 * lw_scenario_duplicate:
 * @scenario: a scenario
 * @name: the name of the new one
 *
 * Returns: (transfer full): a new, unlocked scenario with the same content, fresh uids and @scenario as
 * parent
 */
LwScenario *
lw_scenario_duplicate (const LwScenario *scenario, const char *name)
{
  g_return_val_if_fail (scenario != NULL && name != NULL, NULL);

  LwScenario *copy = lw_scenario_copy (scenario);
  g_free (copy->parent);
  copy->parent = copy->uid;
  copy->uid = g_uuid_string_random ();
  copy->is_baseline = FALSE;
  copy->locked = FALSE;
  lw_scenario_set_name (copy, name);
  for (guint i = 0; i < copy->measures->len; i++)
    {
      LwMeasure *measure = g_ptr_array_index (copy->measures, i);
      g_free (measure->uid);
      measure->uid = g_uuid_string_random ();
    }
  return copy;
}

/** lw_scenario_free: frees @scenario, which may be %NULL */
void
lw_scenario_free (LwScenario *scenario)
{
  if (scenario == NULL)
    return;
  g_free (scenario->uid);
  g_free (scenario->parent);
  g_free (scenario->name);
  g_free (scenario->note);
  lw_demand_path_clear (&scenario->demand);
  g_ptr_array_unref (scenario->measures);
  g_free (scenario);
}

/** lw_scenario_set_name: (@name: nullable) */
void
lw_scenario_set_name (LwScenario *scenario, const char *name)
{
  g_return_if_fail (scenario != NULL);

  char *copy = g_strdup (name != NULL ? name : "");
  g_free (scenario->name);
  scenario->name = copy;
}

/** lw_scenario_set_note: (@note: nullable) */
void
lw_scenario_set_note (LwScenario *scenario, const char *note)
{
  g_return_if_fail (scenario != NULL);

  char *copy = g_strdup (note != NULL ? note : "");
  g_free (scenario->note);
  scenario->note = copy;
}

/** lw_scenario_add_measure: puts @measure (transfer full) at the end of the list */
void
lw_scenario_add_measure (LwScenario *scenario, LwMeasure *measure)
{
  g_return_if_fail (scenario != NULL && measure != NULL);

  g_ptr_array_add (scenario->measures, measure);
}

/** lw_scenario_find_measure: (returns: transfer none) (nullable) the measure with this uid */
LwMeasure *
lw_scenario_find_measure (const LwScenario *scenario, const char *uid)
{
  g_return_val_if_fail (scenario != NULL, NULL);

  for (guint i = 0; i < scenario->measures->len; i++)
    {
      LwMeasure *measure = g_ptr_array_index (scenario->measures, i);
      if (g_strcmp0 (measure->uid, uid) == 0)
        return measure;
    }
  return NULL;
}

/** lw_scenario_remove_measure: takes a measure away and frees it; %FALSE when there is none with this uid */
gboolean
lw_scenario_remove_measure (LwScenario *scenario, const char *uid)
{
  g_return_val_if_fail (scenario != NULL, FALSE);

  LwMeasure *measure = lw_scenario_find_measure (scenario, uid);
  return measure != NULL && g_ptr_array_remove (scenario->measures, measure);
}

/**
 * lw_scenario_validate:
 * @scenario: a scenario
 * @error: return location for %LW_ERROR_ARGUMENT
 *
 * Returns: whether the scenario can be computed: periods, demand, parameters and every measure
 */
gboolean
lw_scenario_validate (const LwScenario *scenario, GError **error)
{
  g_return_val_if_fail (scenario != NULL, FALSE);

  int base = scenario->base_year, horizon = scenario->horizon_year;
  if ((base != 0 && (base < 1900 || base > 2200)) || (horizon != 0 && (horizon < 1900 || horizon > 2200))
      || (base != 0 && horizon != 0 && (horizon <= base || horizon - base > LW_SCENARIO_MAX_YEARS)))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("a scenario from %d to %d cannot be computed; choose at most %d years after the base"),
                   base, horizon, LW_SCENARIO_MAX_YEARS);
      return FALSE;
    }
  if (!(scenario->plan_share_kept >= 0 && scenario->plan_share_kept <= 1))
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                           _ ("the share of plans that is kept must be from 0 to 1"));
      return FALSE;
    }
  if (!lw_demand_path_validate (&scenario->demand, error) || !lw_parameters_validate (&scenario->parameters, error))
    return FALSE;
  for (guint i = 0; i < scenario->measures->len; i++)
    if (!lw_measure_validate (g_ptr_array_index (scenario->measures, i), error))
      return FALSE;
  return TRUE;
}

/** lw_scenario_equal: whether both say the same, uids included */
gboolean
lw_scenario_equal (const LwScenario *a, const LwScenario *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (g_strcmp0 (a->uid, b->uid) != 0 || g_strcmp0 (a->parent, b->parent) != 0
      || g_strcmp0 (a->name, b->name) != 0 || g_strcmp0 (a->note, b->note) != 0
      || a->is_baseline != b->is_baseline || a->locked != b->locked || a->base_year != b->base_year
      || a->horizon_year != b->horizon_year || a->unknown_vacancy != b->unknown_vacancy
      || a->plan_share_kept != b->plan_share_kept || a->seed != b->seed
      || !lw_demand_path_equal (&a->demand, &b->demand) || !lw_parameters_equal (&a->parameters, &b->parameters)
      || a->measures->len != b->measures->len)
    return FALSE;
  for (guint i = 0; i < a->measures->len; i++)
    if (!lw_measure_equal (g_ptr_array_index (a->measures, i), g_ptr_array_index (b->measures, i)))
      return FALSE;
  return TRUE;
}

/**
 * lw_scenario_move_measure:
 * @uid: a measure
 * @steps: places further down the list; negative for up
 *
 * The order counts for measures of one year on the same office: each takes its share of what the one before left.
 *
 * Returns: whether its place changed
 */
gboolean
lw_scenario_move_measure (LwScenario *scenario, const char *uid, int steps)
{
  g_return_val_if_fail (scenario != NULL && uid != NULL, FALSE);

  for (guint i = 0; i < scenario->measures->len; i++)
    {
      const LwMeasure *measure = g_ptr_array_index (scenario->measures, i);
      int place = CLAMP ((int)i + steps, 0, (int)scenario->measures->len - 1);

      if (strcmp (measure->uid, uid) != 0)
        continue;
      if (place == (int)i)
        return FALSE;
      g_ptr_array_insert (scenario->measures, place, g_ptr_array_steal_index (scenario->measures, i));
      return TRUE;
    }
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-scenarios: the scenarios of the document, which of them are looked at, and the year shown. A change is
 * shown at once and is one edit of the document. */
#include "session/lw-session-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static guint
find_scenario (LwSession *self, const char *uid)
{
  for (guint i = 0; uid && i < self->scenarios->len; i++)
    if (g_str_equal (((LwScenario *) g_ptr_array_index (self->scenarios, i))->uid, uid))
      return i;
  return G_MAXUINT;
}

/* A choice whose scenario is gone is no choice. */
static void
check_choice (LwSession *self, char **choice, LwSessionProp prop)
{
  if (!*choice || find_scenario (self, *choice) != G_MAXUINT)
    return;
  g_clear_pointer (choice, g_free);
  lw_session_notify (self, prop);
}

/* The first scenario that is not the reference is what people opened the document for. */
static void
choose_first (LwSession *self)
{
  for (guint i = 0; !self->scenario_a && i < self->scenarios->len; i++)
    {
      LwScenario *scenario = g_ptr_array_index (self->scenarios, i);

      if (!scenario->is_baseline && g_strcmp0 (scenario->uid, self->scenario_b) != 0)
        {
          self->scenario_a = g_strdup (scenario->uid);
          lw_session_notify (self, LW_SESSION_PROP_SCENARIO_A);
        }
    }
}

static void
scenarios_changed (LwSession *self)
{
  check_choice (self, &self->scenario_a, LW_SESSION_PROP_SCENARIO_A);
  check_choice (self, &self->scenario_b, LW_SESSION_PROP_SCENARIO_B);
  choose_first (self);
  lw_session_emit_scenarios_changed (self);
  lw_session_project (self);
}

/* There is always something to compare with. A document that has no reference yet gets the one that follows from the
 * defaults; it is written only if someone changes it. */
static void
add_baseline (LwSession *self)
{
  if (self->scenarios->len > 0 && ((LwScenario *) g_ptr_array_index (self->scenarios, 0))->is_baseline)
    return;
  if (!self->implied_baseline)
    {
      self->implied_baseline = lw_scenario_new (_("Baseline"));
      self->implied_baseline->is_baseline = TRUE;
      self->implied_baseline->locked = TRUE;
    }
  lw_parameters_set (&self->implied_baseline->parameters, LW_PARAM_NORM, self->document->settings.norm, NULL);
  g_ptr_array_insert (self->scenarios, 0, lw_scenario_copy (self->implied_baseline));
}

/* The reference that nobody wrote follows the norm of the document, and so do scenarios that start from it. */
void
lw_session_refresh_baseline (LwSession *self)
{
  LwScenario *first = self->scenarios->len > 0 ? g_ptr_array_index (self->scenarios, 0) : NULL;

  if (!first || !self->implied_baseline || !g_str_equal (first->uid, self->implied_baseline->uid))
    return;
  g_ptr_array_remove_index (self->scenarios, 0);
  add_baseline (self);
  lw_session_emit_scenarios_changed (self);
}

/* Shows the scenarios as they were read. Takes @scenarios. */
void
lw_session_take_scenarios (LwSession *self, GPtrArray *scenarios)
{
  g_ptr_array_unref (self->scenarios);
  self->scenarios = scenarios;
  add_baseline (self);
  if (self->year == 0 && self->date != LW_DATE_UNKNOWN)
    {
      self->year = lw_date_nearest_january (self->date);
      lw_session_notify (self, LW_SESSION_PROP_YEAR);
    }
  scenarios_changed (self);
}

/* Drops everything that belongs to a document that is not shown any more. */
void
lw_session_forget_scenarios (LwSession *self)
{
  lw_job_replace (&self->projection_job, NULL);
  self->runs_wanted = 0;
  g_ptr_array_set_size (self->scenarios, 0);
  g_clear_pointer (&self->preview, lw_scenario_free);
  g_clear_pointer (&self->implied_baseline, lw_scenario_free);
  g_clear_pointer (&self->scenario_a, g_free);
  g_clear_pointer (&self->scenario_b, g_free);
  for (guint i = 0; i < LW_SESSION_N_RUNS; i++)
    {
      g_clear_pointer (&self->trajectories[i], lw_trajectory_unref);
      g_clear_pointer (&self->run_caches[i], lw_run_cache_free);
    }
  g_clear_pointer (&self->states_a, lw_office_states_unref);
  g_clear_pointer (&self->dwellings_a, g_hash_table_unref);
  g_clear_pointer (&self->reach_a, g_hash_table_unref);
  g_clear_pointer (&self->history, lw_series_unref);
  self->year = 0;
  for (guint prop = LW_SESSION_PROP_SCENARIO_A; prop <= LW_SESSION_PROP_YEAR; prop++)
    lw_session_notify (self, prop);
}

/** lw_session_get_scenarios: (transfer none) (element-type LwScenario): the baseline first */
GPtrArray *
lw_session_get_scenarios (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->scenarios;
}

/** lw_session_get_scenario: (transfer none) (nullable): the scenario with @uid; copy it to change it */
const LwScenario *
lw_session_get_scenario (LwSession *self, const char *uid)
{
  guint i;

  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  i = find_scenario (self, uid);
  return i == G_MAXUINT ? NULL : g_ptr_array_index (self->scenarios, i);
}

typedef struct {
  LwScenario *scenario; /* NULL to delete */
  char *uid;
  char *name;
} ScenarioEdit;

static void
scenario_edit_free (gpointer data)
{
  ScenarioEdit *edit = data;

  g_clear_pointer (&edit->scenario, lw_scenario_free);
  g_free (edit->uid);
  g_free (edit->name);
  g_free (edit);
}

static gboolean
write_scenario (LwSession *self, LwStore *store, gpointer data, GError **error)
{
  ScenarioEdit *edit = data;

  if (edit->scenario)
    return lw_store_write_scenario (store, edit->scenario, edit->name, error);
  if (!lw_store_delete_scenario (store, edit->uid, edit->name, error))
    return FALSE;
  lw_session_emit_toast (self, edit->name, TRUE);
  return TRUE;
}

/**
 * lw_session_write_scenario:
 * @session: the session
 * @scenario: as it is to be; one with an unknown uid is added
 * @edit_name: what Undo will offer to take back, translated
 *
 * Shown at once, and one edit of the document. What breaks the rules of a scenario is a problem and changes nothing.
 */
void
lw_session_write_scenario (LwSession *self, const LwScenario *scenario, const char *edit_name)
{
  g_autoptr (GError) error = NULL;
  ScenarioEdit *edit;
  guint i;

  g_return_if_fail (LW_IS_SESSION (self));
  g_return_if_fail (scenario != NULL);
  g_return_if_fail (edit_name != NULL);

  if (!lw_scenario_validate (scenario, &error))
    {
      lw_session_emit_problem (self, NULL, error);
      return;
    }
  edit = g_new0 (ScenarioEdit, 1);
  edit->scenario = lw_scenario_copy (scenario);
  edit->name = g_strdup (edit_name);

  g_clear_pointer (&self->preview, lw_scenario_free);
  i = find_scenario (self, scenario->uid);
  if (i == G_MAXUINT)
    g_ptr_array_add (self->scenarios, lw_scenario_copy (scenario));
  else
    {
      LwScenario *copy = lw_scenario_copy (scenario);

      lw_scenario_free (g_ptr_array_index (self->scenarios, i));
      g_ptr_array_index (self->scenarios, i) = copy;
    }
  scenarios_changed (self);
  lw_session_edit (self, write_scenario, edit, scenario_edit_free);
}

/** lw_session_tell_done: tells, with a way to undo it, what an edit that was just written did: "Measure removed" */
void
lw_session_tell_done (LwSession *self, const char *message)
{
  g_return_if_fail (LW_IS_SESSION (self) && message != NULL);
  lw_session_emit_toast (self, message, TRUE);
}

/**
 * lw_session_delete_scenario:
 * @session: the session
 * @uid: a scenario; not the baseline
 *
 * One edit of the document.
 */
void
lw_session_delete_scenario (LwSession *self, const char *uid)
{
  guint i;
  LwScenario *scenario;
  ScenarioEdit *edit;

  g_return_if_fail (LW_IS_SESSION (self));
  i = find_scenario (self, uid);
  g_return_if_fail (i != G_MAXUINT);

  scenario = g_ptr_array_index (self->scenarios, i);
  edit = g_new0 (ScenarioEdit, 1);
  edit->uid = g_strdup (uid);
  /* translators: %s is the name of a scenario */
  edit->name = g_strdup_printf (_("Scenario “%s” deleted"), scenario->name);
  g_ptr_array_remove_index (self->scenarios, i);
  scenarios_changed (self);
  lw_session_edit (self, write_scenario, edit, scenario_edit_free);
}

static void
choose (LwSession *self, char **choice, const char *uid, LwSessionProp prop)
{
  if (g_strcmp0 (*choice, uid) == 0 || (uid && find_scenario (self, uid) == G_MAXUINT))
    return;
  g_free (*choice);
  *choice = g_strdup (uid);
  g_clear_pointer (&self->preview, lw_scenario_free);
  lw_session_notify (self, prop);
  lw_session_project (self);
}

/** lw_session_get_scenario_a: (nullable): uid of the active scenario */
const char *
lw_session_get_scenario_a (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->scenario_a;
}

/** lw_session_set_scenario_a: makes a scenario the active one; %NULL for none */
void
lw_session_set_scenario_a (LwSession *self, const char *uid)
{
  g_return_if_fail (LW_IS_SESSION (self));
  choose (self, &self->scenario_a, uid, LW_SESSION_PROP_SCENARIO_A);
}

/** lw_session_get_scenario_b: (nullable): uid of the scenario that the active one is compared with */
const char *
lw_session_get_scenario_b (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->scenario_b;
}

/** lw_session_set_scenario_b: compares the active scenario with another; %NULL for none */
void
lw_session_set_scenario_b (LwSession *self, const char *uid)
{
  g_return_if_fail (LW_IS_SESSION (self));
  choose (self, &self->scenario_b, uid, LW_SESSION_PROP_SCENARIO_B);
}

/**
 * lw_session_preview_scenario:
 * @session: the session
 * @scenario: (nullable): what the active scenario might become; %NULL to end the preview
 *
 * Projects @scenario in place of the one with its uid without writing anything, while someone drags a lever.
 */
void
lw_session_preview_scenario (LwSession *self, const LwScenario *scenario)
{
  g_return_if_fail (LW_IS_SESSION (self));

  if (!scenario && !self->preview)
    return;
  g_clear_pointer (&self->preview, lw_scenario_free);
  self->preview = scenario ? lw_scenario_copy (scenario) : NULL;
  lw_session_project_preview (self);
}

static LwTrajectory *
get_trajectory (LwSession *self, LwSessionRun run)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->trajectories[run];
}

/** lw_session_get_trajectory_a: (transfer none) (nullable): of the active scenario, or of its preview */
LwTrajectory *
lw_session_get_trajectory_a (LwSession *self)
{
  return get_trajectory (self, LW_SESSION_RUN_A);
}

/** lw_session_get_trajectory_b: (transfer none) (nullable): of the scenario it is compared with */
LwTrajectory *
lw_session_get_trajectory_b (LwSession *self)
{
  return get_trajectory (self, LW_SESSION_RUN_B);
}

/** lw_session_get_trajectory_baseline: (transfer none) (nullable): of the reference */
LwTrajectory *
lw_session_get_trajectory_baseline (LwSession *self)
{
  return get_trajectory (self, LW_SESSION_RUN_BASELINE);
}

/** lw_session_get_trajectory_low: (transfer none) (nullable): of the active scenario at the low end of demand */
LwTrajectory *
lw_session_get_trajectory_low (LwSession *self)
{
  return get_trajectory (self, LW_SESSION_RUN_LOW);
}

/** lw_session_get_trajectory_high: (transfer none) (nullable): of the active scenario at the high end of demand */
LwTrajectory *
lw_session_get_trajectory_high (LwSession *self)
{
  return get_trajectory (self, LW_SESSION_RUN_HIGH);
}

/** lw_session_get_states_a: (transfer none) (nullable): each row of the offices in the active scenario, per year */
LwOfficeStates *
lw_session_get_states_a (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->states_a;
}

/** lw_session_get_measure_dwellings: dwellings that a measure of the active scenario delivers up to the horizon; NaN
 * while that is not known, or for a measure that makes none */
double
lw_session_get_measure_dwellings (LwSession *self, const char *measure_uid)
{
  const double *dwellings;

  g_return_val_if_fail (LW_IS_SESSION (self), NAN);
  dwellings = self->dwellings_a ? g_hash_table_lookup (self->dwellings_a, measure_uid) : NULL;
  return dwellings ? *dwellings : NAN;
}

/**
 * lw_session_get_measure_offices:
 * @session: the session
 * @measure_uid: a measure of the active scenario, or of its preview
 * @m2: (out) (optional): how much of them, m2 vvo
 *
 * Returns: (transfer none) (nullable) (element-type gint64): the offices that it takes in the data as they are, by its
 *   rule where it has one; %NULL while that is not known
 */
GArray *
lw_session_get_measure_offices (LwSession *self, const char *measure_uid, double *m2)
{
  const LwSessionReach *reach;

  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  reach = self->reach_a && measure_uid ? g_hash_table_lookup (self->reach_a, measure_uid) : NULL;
  if (m2)
    *m2 = reach ? reach->m2 : NAN;
  return reach ? reach->offices : NULL;
}

/** lw_session_get_year: the year shown on map and chart; 0 without a document */
int
lw_session_get_year (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), 0);
  return self->year;
}

/** lw_session_set_year: shows another year on map and chart */
void
lw_session_set_year (LwSession *self, int year)
{
  g_return_if_fail (LW_IS_SESSION (self));

  if (self->year == year || year < 0 || year > 9999)
    return;
  self->year = year;
  lw_session_notify (self, LW_SESSION_PROP_YEAR);
}

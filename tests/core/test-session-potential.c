/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-session-potential: the conversion potential of an office in a session: what people answer counts at once, with
 * undo; scores of all offices come when a filter or a list asks for them, and follow answers, criteria and settings. */
#include <glib/gstdio.h>
#include <math.h>

#include "analysis/lw-example.h"
#include "model/lw-error.h"
#include "session/lw-session-potential.h"
#include "store/lw-store.h"
#include "../lw-wait.h"

#define N_OFFICES 200
#define SET LW_CRITERIA_CONVERSION_METER

typedef struct {
  char *folder;
  char *path;
  LwSession *session;
  gint64 office;
  guint n_changes;
  char *problem;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
problem_cb (Fixture *fixture, const char *sentence, const char *details)
{
  g_free (fixture->problem);
  fixture->problem = g_strdup (sentence);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lw_session_open_finish (LW_SESSION (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  fixture->folder = g_dir_make_tmp ("lw-potential-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "document.gpkg", NULL);
  lw_example_write (fixture->path, N_OFFICES, 4, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->session = lw_session_new ();
  g_signal_connect_swapped (fixture->session, "potential-changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect_swapped (fixture->session, "problem", G_CALLBACK (problem_cb), fixture);
  lw_session_open_async (fixture->session, fixture->path, NULL, opened_cb, &done);
  WAIT_UNTIL (done && !is_busy (fixture->session));
  fixture->office = lw_session_get_offices (fixture->session)->id[7];
  fixture->n_changes = 0;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GDir *dir;
  const char *name;

  lw_session_close (fixture->session);
  g_object_unref (fixture->session);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->problem);
}

static LwOfficePotential *
judge (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  LwOfficePotential *potential = lw_session_read_potential (fixture->session, fixture->office, &error);

  g_assert_no_error (error);
  g_assert_nonnull (potential);
  return potential;
}

static gboolean
answer (Fixture *fixture, const char *criterion, LwAnswer value, const char *reason)
{
  g_autoptr (LwGivenAnswer) given = lw_given_answer_new (fixture->office, SET, criterion, value);

  given->overridden = reason != NULL;
  lw_given_answer_set_reason (given, reason);
  return lw_session_answer (fixture->session, given, NULL);
}

static const LwPotentialAnswer *
find (const LwOfficePotential *potential, const char *criterion)
{
  return &potential->answers[lw_criteria_set_find (potential->set, criterion)];
}

static void
test_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwOfficePotential) before = judge (fixture), after = NULL, stopped = NULL, undone = NULL;

  g_assert_cmpint (find (before, "L2")->answer, ==, LW_ANSWER_UNKNOWN);
  g_assert_true (answer (fixture, "L2", LW_ANSWER_YES, NULL));
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  after = judge (fixture);
  g_assert_cmpint (find (after, "L2")->answer, ==, LW_ANSWER_YES);
  g_assert_cmpint (find (after, "L2")->derived, ==, LW_ANSWER_UNKNOWN);
  g_assert_nonnull (find (after, "L2")->given);
  g_assert_cmpfloat (after->score, ==, before->score + 5);
  g_assert_true (answer (fixture, "V8", LW_ANSWER_NO, NULL));
  stopped = judge (fixture);
  g_assert_cmpuint (stopped->n_blocking, ==, 1);
  g_assert_true (find (stopped, "V8")->blocks);
  g_assert_false (answer (fixture, "V8", LW_ANSWER_YES, "no veto to override"));
  g_assert_true (answer (fixture, "V8", LW_ANSWER_NO, "the municipality changes it"));
  g_clear_pointer (&stopped, lw_office_potential_free);
  stopped = judge (fixture);
  g_assert_cmpuint (stopped->n_blocking, ==, 0);
  lw_session_withdraw_answer (fixture->session, fixture->office, SET, "V8");
  for (int i = 0; i < 4; i++)
    {
      g_assert_cmpstr (lw_session_get_undo_name (fixture->session), ==, i < 3 ? "Answer to V8" : "Answer to L2");
      lw_session_undo (fixture->session);
      WAIT_UNTIL (!is_busy (fixture->session));
    }
  undone = judge (fixture);
  g_assert_null (find (undone, "L2")->given);
  g_assert_cmpfloat (undone->score, ==, before->score);
  g_assert_null (fixture->problem);
}

static void
set_filter (Fixture *fixture, const char *text)
{
  g_autoptr (LwExpression) expression = lw_expression_parse (text, NULL, NULL);
  g_autoptr (LwFilter) none = lw_filter_new (), filter = lw_filter_with_expression (none, expression);

  lw_session_set_filter (fixture->session, filter);
}

static guint
count_shown (Fixture *fixture)
{
  return lw_bitset_count (lw_session_get_shown (fixture->session));
}

/* Scores come with the first filter that asks, and no sooner. */
static void
test_filter (Fixture *fixture, gconstpointer data)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;

  set_filter (fixture, "build_year > 0");
  WAIT_UNTIL (count_shown (fixture) < N_OFFICES);
  g_assert_false (lw_session_get_offices (fixture->session)->scored);
  set_filter (fixture, "veto");
  WAIT_UNTIL (count_shown (fixture) == 0);
  g_assert_true (lw_session_get_offices (fixture->session)->scored);
  answer (fixture, "V1", LW_ANSWER_NO, NULL);
  WAIT_UNTIL (count_shown (fixture) == 1);
  answer (fixture, "V1", LW_ANSWER_NO, "toch");
  WAIT_UNTIL (count_shown (fixture) == 0);
  lw_session_undo (fixture->session);
  WAIT_UNTIL (!is_busy (fixture->session) && count_shown (fixture) == 1);
  settings.min_size_m2 = 50;
  lw_session_set_settings (fixture->session, &settings, "Size");
  WAIT_UNTIL (lw_session_get_offices (fixture->session)->settings.min_size_m2 == 50);
  g_assert_true (lw_session_get_offices (fixture->session)->scored);
  g_assert_cmpuint (count_shown (fixture), ==, 1);
  g_assert_null (fixture->problem);
}

/* The priority is a rank: each that counts has one of its own, the best prospects for conversion first. */
static void
test_priority (Fixture *fixture, gconstpointer data)
{
  g_autofree gboolean *taken = NULL;
  LwOffices *offices;
  guint n_counted = 0;

  lw_session_want_scores (fixture->session);
  WAIT_UNTIL (lw_session_get_offices (fixture->session)->scored);
  offices = lw_session_get_offices (fixture->session);
  taken = g_new0 (gboolean, offices->n + 1);
  for (guint row = 0; row < offices->n; row++)
    if (!isnan (offices->priority[row]))
      {
        n_counted++;
        g_assert_false (taken[(guint) offices->priority[row]]);
        taken[(guint) offices->priority[row]] = TRUE;
      }
  for (guint rank = 1; rank <= n_counted; rank++)
    g_assert_true (taken[rank]);
  g_assert_cmpuint (n_counted, >, N_OFFICES / 2);
}

/* A difference keeps its table, of which more is known then. */
static void
test_comparison (Fixture *fixture, gconstpointer data)
{
  GArray *dates = lw_session_get_dates (fixture->session);

  lw_session_set_compare_date (fixture->session, g_array_index (dates, LwDate, 0));
  WAIT_UNTIL (lw_session_get_difference (fixture->session) != NULL);
  lw_session_want_scores (fixture->session);
  WAIT_UNTIL (lw_session_get_offices (fixture->session)->scored);
  g_assert_true (lw_session_get_difference (fixture->session)->offices == lw_session_get_offices (fixture->session));
  lw_session_set_compare_date (fixture->session, LW_DATE_UNKNOWN);
  WAIT_UNTIL (lw_session_get_difference (fixture->session) == NULL);
  g_assert_true (lw_session_get_offices (fixture->session)->scored);
}

static void
test_sets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwCriteriaSet) shipped = lw_criteria_set_load (SET, NULL), own = NULL;
  g_auto (GStrv) parts = g_strsplit (lw_criteria_set_get_definition (shipped), "id=" SET, 2);
  g_autofree char *text = g_strjoinv ("id=own", parts);
  g_autoptr (LwOfficePotential) potential = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (lw_session_write_criteria (fixture->session, shipped, TRUE, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  own = lw_criteria_set_parse (text, strlen (text), NULL);
  g_assert_true (lw_session_write_criteria (fixture->session, own, TRUE, NULL));
  list = lw_session_read_criteria (fixture->session);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_true (((LwSessionCriteria *) g_ptr_array_index (list, 1))->used);
  potential = judge (fixture);
  g_assert_cmpstr (lw_criteria_set_get_id (potential->set), ==, "own");
  lw_session_use_criteria (fixture->session, SET);
  lw_session_delete_criteria (fixture->session, "own");
  g_clear_pointer (&list, g_ptr_array_unref);
  list = lw_session_read_criteria (fixture->session);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_true (((LwSessionCriteria *) g_ptr_array_index (list, 0))->used);
  g_assert_null (fixture->problem);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

/* A rule that chooses by score makes the scores come, and is followed then. */
static void
test_rule (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  LwScenario *scenario = lw_scenario_new ("By score");
  LwMeasure *measure = lw_measure_new (LW_MEASURE_DEMOLISH, 2027);

  lw_measure_set_rule (measure, "score > 0");
  measure->rule_order = LW_MEASURE_ORDER_BEST_SCORE;
  measure->rule_limit_m2 = 5000;
  lw_scenario_add_measure (scenario, measure);
  g_assert_false (lw_session_get_offices (session)->scored);
  lw_session_write_scenario (session, scenario, "Test added");
  lw_session_set_scenario_a (session, scenario->uid);
  /* The scenario that was shown before makes dwellings, this one none. */
  WAIT_UNTIL (lw_session_get_offices (session)->scored && lw_session_get_trajectory_a (session)
              && lw_trajectory_get_cumulative (lw_session_get_trajectory_a (session), LW_TRAJECTORY_DWELLINGS, 2040) == 0
              && lw_trajectory_get (lw_session_get_trajectory_a (session), LW_TRAJECTORY_WITHDRAWN, 2028) >= 5000);
  g_assert_null (fixture->problem);
  lw_scenario_free (scenario);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/potential/answer", test_answer);
  ADD ("/potential/filter", test_filter);
  ADD ("/potential/priority", test_priority);
  ADD ("/potential/comparison", test_comparison);
  ADD ("/potential/sets", test_sets);
  ADD ("/potential/rule", test_rule);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-session: the session as map and panels see it, without a display: opening, filtering, editing with undo,
 * importing, and what happens when work is cancelled or refused. Each test has a folder of its own. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "analysis/lw-example.h"
#include "model/lw-error.h"
#include "session/lw-session-import.h"
#include "session/lw-session.h"
#include "store/lw-history.h"
#include "../lw-wait.h"

#define N_OFFICES 300

typedef struct {
  char *folder;
  char *path;
  LwSession *session;
  char *toast;
  gboolean undoable;
  char *problem;
  guint n_scenario_changes;
} Fixture;

static void
toast_cb (Fixture *fixture, const char *message, gboolean undoable)
{
  g_free (fixture->toast);
  fixture->toast = g_strdup (message);
  fixture->undoable = undoable;
}

static void
problem_cb (Fixture *fixture, const char *sentence, const char *details)
{
  g_free (fixture->problem);
  fixture->problem = g_strdup (sentence);
}

static void
scenarios_changed_cb (Fixture *fixture)
{
  fixture->n_scenario_changes++;
}

typedef struct {
  gboolean done;
  gboolean ok;
  GError *error;
} Opening;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;

  opening->ok = lw_session_open_finish (LW_SESSION (source), result, &opening->error);
  opening->done = TRUE;
}

static void
open_path (LwSession *session, const char *path)
{
  Opening opening = { 0 };

  lw_session_open_async (session, path, NULL, opened_cb, &opening);
  WAIT_UNTIL (opening.done);
  g_assert_no_error (opening.error);
  g_assert_true (opening.ok);
  WAIT_UNTIL (!is_busy (session));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("lw-session-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "example.gpkg", NULL);
  g_assert_true (lw_example_write (fixture->path, N_OFFICES, 7, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  fixture->session = lw_session_new ();
  g_signal_connect_swapped (fixture->session, "toast", G_CALLBACK (toast_cb), fixture);
  g_signal_connect_swapped (fixture->session, "problem", G_CALLBACK (problem_cb), fixture);
  g_signal_connect_swapped (fixture->session, "scenarios-changed", G_CALLBACK (scenarios_changed_cb), fixture);
  open_path (fixture->session, fixture->path);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* Work that still goes on holds the session; it ends by itself. */
  lw_session_close (fixture->session);
  g_object_add_weak_pointer (G_OBJECT (fixture->session), (gpointer *) &fixture->session);
  g_object_unref (fixture->session);
  WAIT_UNTIL (fixture->session == NULL);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->toast);
  g_free (fixture->problem);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  LwStatistics *statistics = lw_session_get_statistics (session);

  g_assert_cmpstr (lw_session_get_path (session), ==, fixture->path);
  g_assert_true (lw_session_get_fictional (session));
  g_assert_false (lw_session_get_read_only (session));
  g_assert_cmpuint (lw_session_get_offices (session)->n, ==, N_OFFICES);
  g_assert_cmpuint (lw_bitset_count (lw_session_get_shown (session)), ==, N_OFFICES);
  g_assert_cmpuint (lw_bitset_count (lw_session_get_selection (session)), ==, 0);
  g_assert_nonnull (statistics);
  g_assert_cmpfloat (statistics->all.stock_m2, >, 0);
  g_assert_cmpfloat (statistics->all.stock_m2, ==, statistics->shown.stock_m2);
  /* The latest date is shown, and the history tells of each. */
  g_assert_cmpint (lw_session_get_date (session), ==,
                   g_array_index (lw_session_get_dates (session), LwDate, lw_session_get_dates (session)->len - 1));
  g_assert_cmpuint (lw_session_get_history (session)->n, ==, lw_session_get_dates (session)->len);
  g_assert_null (fixture->problem);
}

static void
test_open_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.gpkg", NULL);
  g_autofree char *text = g_build_filename (fixture->folder, "text.gpkg", NULL);
  const char *const paths[] = { missing, text };

  g_assert_true (g_file_set_contents (text, "no database at all, only words", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      Opening opening = { 0 };

      lw_session_open_async (fixture->session, paths[i], NULL, opened_cb, &opening);
      WAIT_UNTIL (opening.done);
      g_assert_false (opening.ok);
      g_assert_nonnull (opening.error);
      g_clear_error (&opening.error);
      /* What was open stays. */
      g_assert_cmpstr (lw_session_get_path (fixture->session), ==, fixture->path);
      g_assert_cmpuint (lw_session_get_offices (fixture->session)->n, ==, N_OFFICES);
    }
}

static void
test_open_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Opening opening = { 0 };

  lw_session_open_async (fixture->session, fixture->path, cancellable, opened_cb, &opening);
  g_cancellable_cancel (cancellable);
  WAIT_UNTIL (opening.done);
  g_assert_error (opening.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&opening.error);
  g_assert_cmpuint (lw_session_get_offices (fixture->session)->n, ==, N_OFFICES);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  LwOffices *offices = lw_session_get_offices (session);
  g_autoptr (LwFilter) all = lw_filter_new ();
  g_autoptr (LwFilter) none = lw_filter_with_text (all, "no office is called this");
  g_autoptr (LwFilter) large = lw_filter_with_range (all, LW_FILTER_RANGE_SIZE, 2000, NAN);
  g_autoptr (LwBitset) expected = lw_filter_apply (large, offices, NULL, NULL);
  guint n = lw_bitset_count (expected);

  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, N_OFFICES);
  /* The latest wins, however fast they follow. */
  lw_session_set_filter (session, none);
  lw_session_set_filter (session, all);
  lw_session_set_filter (session, none);
  lw_session_set_filter (session, large);
  g_assert_true (lw_filter_equal (lw_session_get_filter (session), large));
  WAIT_UNTIL (lw_bitset_count (lw_session_get_shown (session)) == n);
  g_assert_true (lw_bitset_equal (lw_session_get_shown (session), expected));
  g_assert_cmpuint (lw_session_get_statistics (session)->shown.offices, ==, n);
  g_assert_cmpuint (lw_session_get_statistics (session)->all.offices, ==, N_OFFICES);
  lw_session_set_filter (session, NULL);
  WAIT_UNTIL (lw_bitset_count (lw_session_get_shown (session)) == N_OFFICES);
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  g_autoptr (LwBitset) foreign = lw_bitset_new (3);
  LwOffices *before = lw_session_get_offices (session);
  gint64 id = before->id[5];

  lw_session_select_row (session, 5, FALSE);
  lw_session_select_row (session, 9, TRUE);
  g_assert_cmpuint (lw_bitset_count (lw_session_get_selection (session)), ==, 2);
  lw_session_select_row (session, 9, TRUE);
  g_assert_cmpuint (lw_bitset_count (lw_session_get_selection (session)), ==, 1);
  /* A selection of another table would point at other offices. */
  lw_session_set_selection (session, foreign);
  g_assert_true (lw_bitset_test (lw_session_get_selection (session), 5));
  lw_session_set_focus (session, id);

  /* It follows the offices to another date. */
  g_assert_cmpuint (lw_session_get_dates (session)->len, >, 1);
  lw_session_set_date (session, g_array_index (lw_session_get_dates (session), LwDate, 0));
  WAIT_UNTIL (lw_session_get_date (session) == g_array_index (lw_session_get_dates (session), LwDate, 0));
  g_assert_true (lw_session_get_offices (session) != before);
  g_assert_cmpuint (lw_session_get_selection (session)->n, ==, lw_session_get_offices (session)->n);
  LW_BITSET_FOREACH (lw_session_get_selection (session), row)
    g_assert_cmpint (lw_session_get_offices (session)->id[row], ==, id);
  lw_session_select_row (session, LW_OFFICES_NONE, FALSE);
  g_assert_cmpuint (lw_bitset_count (lw_session_get_selection (session)), ==, 0);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  double before = lw_session_get_statistics (session)->all.stock_m2;
  LwSettings settings = *lw_session_get_settings (session);
  g_autoptr (LwFilter) all = lw_filter_new ();
  g_autoptr (LwFilter) large = lw_filter_with_range (all, LW_FILTER_RANGE_SIZE, 100, NAN);

  settings.mixed_rule = LW_MIXED_NONE;
  lw_session_set_settings (session, &settings, "Mixed use out");
  /* A filter set at once must not make the session forget to count anew. */
  lw_session_set_filter (session, large);
  WAIT_UNTIL (lw_session_get_statistics (session)->all.not_counted_offices > 0);
  g_assert_cmpfloat (lw_session_get_statistics (session)->all.stock_m2, <, before);
  g_assert_nonnull (lw_session_get_undo_name (session));

  lw_session_undo (session);
  WAIT_UNTIL (!is_busy (session) && lw_session_get_statistics (session)->all.not_counted_offices == 0);
  g_assert_cmpint (lw_session_get_settings (session)->mixed_rule, ==, LW_MIXED_ALL);
  g_assert_cmpfloat (lw_session_get_statistics (session)->all.stock_m2, ==, before);
}

static double
last_rate (LwTrajectory *trajectory)
{
  return lw_trajectory_get_column (trajectory, LW_TRAJECTORY_RATE)[lw_trajectory_get_n_rows (trajectory) - 1];
}

/* A scenario that demolishes the largest empty office. */
static LwScenario *
make_scenario (LwSession *session)
{
  LwOffices *offices = lw_session_get_offices (session);
  LwScenario *scenario = lw_scenario_new ("Test");
  LwMeasure *measure = lw_measure_new (LW_MEASURE_TRANSFORM, lw_session_get_year (session) + 2);
  guint largest = 0;

  for (guint i = 0; i < offices->n; i++)
    if (!(offices->vacant_stock_m2[i] <= offices->vacant_stock_m2[largest]))
      largest = isnan (offices->vacant_stock_m2[i]) ? largest : i;
  lw_measure_add_office (measure, offices->id[largest]);
  lw_scenario_add_measure (scenario, measure);
  return scenario;
}

static void
test_scenario (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  g_autoptr (LwScenario) scenario = make_scenario (session);
  g_autoptr (LwSession) other = NULL;
  g_autofree char *uid = g_strdup (scenario->uid);
  guint n = lw_session_get_scenarios (session)->len;
  double with, without;

  g_assert_true (((LwScenario *) g_ptr_array_index (lw_session_get_scenarios (session), 0))->is_baseline);
  lw_session_write_scenario (session, scenario, "Test added");
  g_assert_nonnull (lw_session_get_scenario (session, uid));
  lw_session_set_scenario_a (session, uid);
  g_assert_cmpstr (lw_session_get_scenario_a (session), ==, uid);
  WAIT_UNTIL (lw_session_get_trajectory_a (session)
              && lw_trajectory_get (lw_session_get_trajectory_a (session), LW_TRAJECTORY_WITHDRAWN,
                                    lw_session_get_year (session) + 3) > 0);
  g_assert_nonnull (lw_session_get_states_a (session));
  g_assert_nonnull (lw_session_get_trajectory_low (session));
  g_assert_nonnull (lw_session_get_trajectory_high (session));
  with = last_rate (lw_session_get_trajectory_a (session));
  without = last_rate (lw_session_get_trajectory_baseline (session));
  g_assert_cmpfloat (with, <, without);
  g_assert_cmpstr (lw_session_get_undo_name (session), ==, "Test added");

  /* It is in the file: another session sees it. */
  other = lw_session_new ();
  open_path (other, fixture->path);
  g_assert_nonnull (lw_session_get_scenario (other, uid));
  g_assert_true (lw_scenario_equal (lw_session_get_scenario (other, uid), scenario));
  lw_session_close (other);

  lw_session_undo (session);
  WAIT_UNTIL (lw_session_get_scenario (session, uid) == NULL);
  g_assert_cmpuint (lw_session_get_scenarios (session)->len, ==, n);
  g_assert_cmpstr (lw_session_get_redo_name (session), ==, "Test added");
  WAIT_UNTIL (!is_busy (session));
  lw_session_redo (session);
  WAIT_UNTIL (lw_session_get_scenario (session, uid) != NULL);
  g_assert_null (fixture->problem);
}

static void
test_preview (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  g_autoptr (LwScenario) scenario = NULL;
  LwTrajectory *shown;
  double before;

  WAIT_UNTIL (lw_session_get_trajectory_a (session) != NULL);
  before = last_rate (lw_session_get_trajectory_a (session));
  scenario = lw_scenario_copy (lw_session_get_scenario (session, lw_session_get_scenario_a (session)));
  scenario->demand.kind = LW_DEMAND_WLO_LOW;
  for (guint i = 0; i < 20; i++)
    lw_session_preview_scenario (session, scenario);
  shown = lw_session_get_trajectory_a (session);
  WAIT_UNTIL (lw_session_get_trajectory_a (session) != shown);
  g_assert_cmpfloat (last_rate (lw_session_get_trajectory_a (session)), >, before);
  /* Nothing was written. */
  g_assert_cmpint (lw_session_get_scenario (session, scenario->uid)->demand.kind, !=, LW_DEMAND_WLO_LOW);
  lw_session_preview_scenario (session, NULL);
  WAIT_UNTIL (last_rate (lw_session_get_trajectory_a (session)) == before);
}

static void
test_bad_scenario (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwScenario) scenario = lw_scenario_new ("Bad");

  scenario->plan_share_kept = 7;
  lw_session_write_scenario (fixture->session, scenario, "Bad");
  g_assert_nonnull (fixture->problem);
  g_assert_null (lw_session_get_scenario (fixture->session, scenario->uid));
}

/* Edits that come while the document is being read wait, keep their order, and are all written. */
static void
test_edits_wait (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  g_autoptr (LwScenario) one = lw_scenario_new ("One");
  g_autoptr (LwScenario) two = lw_scenario_new ("Two");
  Opening opening = { 0 };

  lw_session_open_async (session, fixture->path, NULL, opened_cb, &opening);
  g_assert_true (is_busy (session));
  lw_session_write_scenario (session, one, "One added");
  lw_session_write_scenario (session, two, "Two added");
  lw_session_delete_scenario (session, one->uid);
  WAIT_UNTIL (opening.done && !is_busy (session));
  g_assert_true (opening.ok);
  g_assert_true (fixture->undoable);
  g_assert_nonnull (strstr (fixture->toast, "One"));
  open_path (session, fixture->path);
  g_assert_null (lw_session_get_scenario (session, one->uid));
  g_assert_nonnull (lw_session_get_scenario (session, two->uid));
}

typedef struct {
  gboolean done;
  LwImportResult *result;
  GError *error;
} Importing;

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Importing *importing = data;

  importing->result = lw_session_import_finish (LW_SESSION (source), result, &importing->error);
  importing->done = TRUE;
}

static char *
write_list (Fixture *fixture)
{
  LwOffices *offices = lw_session_get_offices (fixture->session);
  g_autoptr (GString) text = g_string_new ("bag_id;leegstand_m2;peildatum\n");
  char *path = g_build_filename (fixture->folder, "list.csv", NULL);

  for (guint i = 0; i < 3; i++)
    g_string_append_printf (text, "%016" G_GUINT64_FORMAT ";%u;2026-01-01\n", offices->bag_id[i], 10 + i);
  g_string_append (text, "0344010000999999;10;2026-01-01\n");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  g_autofree char *path = write_list (fixture);
  const char *paths[] = { path, NULL };
  guint n_dates = lw_session_get_dates (session)->len;
  LwImportRequest request;
  Importing importing = { 0 }, refused = { 0 };

  lw_import_request_init (&request);
  lw_session_import_async (session, paths, &request, NULL, imported_cb, &importing);
  /* While one import writes, a second is refused with a sentence. */
  lw_session_import_async (session, paths, &request, NULL, imported_cb, &refused);
  WAIT_UNTIL (importing.done && refused.done);
  g_assert_error (refused.error, LW_ERROR, LW_ERROR_BUSY);
  g_clear_error (&refused.error);
  g_assert_no_error (importing.error);
  g_assert_cmpuint (importing.result->n_matched, ==, 3);
  g_assert_cmpuint (importing.result->n_unmatched, ==, 1);
  lw_import_result_free (importing.result);
  g_assert_cmpuint (lw_session_get_dates (session)->len, ==, n_dates + 1);
  g_assert_cmpint (lw_session_get_date (session), ==, lw_date_from_ymd (2026, 1, 1));
  /* The projection starts from the newer list, and the year shown with it. */
  WAIT_UNTIL (lw_session_get_trajectory_a (session)
              && lw_trajectory_get_base_year (lw_session_get_trajectory_a (session)) == 2026);
  g_assert_cmpint (lw_session_get_year (session), >=, 2026);
  g_assert_nonnull (lw_session_get_undo_name (session));
  WAIT_UNTIL (!is_busy (session));
  lw_session_undo (session);
  WAIT_UNTIL (lw_session_get_dates (session)->len == n_dates);
}

static void
test_import_cancelled (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  g_autofree char *path = write_list (fixture);
  const char *paths[] = { path, NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint n_dates = lw_session_get_dates (session)->len;
  LwImportRequest request;
  Importing importing = { 0 };

  lw_import_request_init (&request);
  lw_session_import_async (session, paths, &request, cancellable, imported_cb, &importing);
  g_cancellable_cancel (cancellable);
  WAIT_UNTIL (importing.done && !is_busy (session));
  /* It came too late or in time; what is shown is what is in the file either way. */
  if (importing.result)
    g_assert_cmpuint (lw_session_get_dates (session)->len, ==, n_dates + 1);
  else
    {
      g_assert_error (importing.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (lw_session_get_dates (session)->len, ==, n_dates);
    }
  g_clear_pointer (&importing.result, lw_import_result_free);
  g_clear_error (&importing.error);
}

static void
test_create_and_close (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  g_autofree char *path = g_build_filename (fixture->folder, "new.gpkg", NULL);
  Opening opening = { 0 };
  LwScenario *baseline;

  lw_session_create_async (session, path, NULL, opened_cb, &opening);
  WAIT_UNTIL (opening.done && !is_busy (session));
  g_assert_true (opening.ok);
  g_assert_cmpstr (lw_session_get_title (session), ==, "new");
  g_assert_false (lw_session_get_fictional (session));
  g_assert_cmpuint (lw_session_get_offices (session)->n, ==, 0);
  /* There is something to compare with even here. */
  baseline = g_ptr_array_index (lw_session_get_scenarios (session), 0);
  g_assert_true (baseline->is_baseline);
  g_assert_null (lw_session_get_undo_name (session));
  lw_session_close (session);
  g_assert_null (lw_session_get_path (session));
  g_assert_cmpuint (lw_session_get_scenarios (session)->len, ==, 0);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  Opening opening = { 0 };

  if (g_chmod (fixture->path, 0444) != 0 || g_access (fixture->path, W_OK) == 0)
    {
      g_test_skip ("this user may write to every file");
      return;
    }
  lw_session_open_async (fixture->session, fixture->path, NULL, opened_cb, &opening);
  WAIT_UNTIL (opening.done);
  g_assert_true (opening.ok);
  g_assert_true (lw_session_get_read_only (fixture->session));
}

static gpointer
count_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  for (guint i = 1; i <= 100; i++)
    {
      lw_job_report ("Counting", i, 100, LW_PROGRESS_ROWS, job);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_usleep (500);
    }
  return g_strdup (input);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  char *text = lw_job_run_finish (LW_JOB (source), result, &error);

  *(char **) data = text ? text : g_strdup (error->message);
}

static void
test_job (void)
{
  g_autoptr (LwJob) job = lw_job_new (LW_JOB_COMPUTE, "Count");
  g_autoptr (LwJob) second = lw_job_new (LW_JOB_COMPUTE, "Count");
  LwJob *slot = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *late = NULL;

  g_assert_cmpfloat (lw_job_get_fraction (job), ==, -1);
  lw_job_run_async (job, count_in_thread, g_strdup ("done"), g_free, g_free, counted_cb, &answer);
  WAIT_UNTIL (answer != NULL && lw_job_get_fraction (job) == 1);
  g_assert_cmpstr (answer, ==, "done");
  g_assert_cmpstr (lw_job_get_what (job), ==, "Counting");

  lw_job_replace (&slot, g_object_ref (second));
  lw_job_run_async (second, count_in_thread, g_strdup ("done"), g_free, g_free, counted_cb, &late);
  lw_job_replace (&slot, NULL);
  WAIT_UNTIL (late != NULL);
  g_assert_cmpstr (late, !=, "done");
  g_assert_false (lw_job_release (&slot, second));
}

/* Reads half in one phase and goes on counting in the next. */
static gpointer
count_phases_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  lw_job_report ("First", 0, 2000, LW_PROGRESS_BYTES, job);
  lw_job_report ("Second", 1000, 2000, LW_PROGRESS_BYTES, job);
  g_usleep (G_USEC_PER_SEC * 6 / 10);
  lw_job_report (NULL, 1060, 2000, LW_PROGRESS_BYTES, job);
  return g_strdup ("done");
}

/* What the first phase did is not to the credit of the second: 60 units in 0.6 seconds or more are 100 a second or
 * fewer. */
static void
test_job_speed (void)
{
  g_autoptr (LwJob) job = lw_job_new (LW_JOB_COMPUTE, "Count");
  g_autofree char *answer = NULL;

  lw_job_run_async (job, count_phases_in_thread, NULL, NULL, g_free, counted_cb, &answer);
  WAIT_UNTIL (answer != NULL && lw_job_get_fraction (job) == 0.53);
  g_assert_cmpint (lw_job_get_unit (job), ==, LW_PROGRESS_BYTES);
  g_assert_cmpfloat (lw_job_get_rate (job), >, 0);
  g_assert_cmpfloat (lw_job_get_rate (job), <=, 101);
}

static void
set_fact (Fixture *fixture, gint64 office, LwOfficeColumn column, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->toast, g_free);
  g_assert_true (lw_session_set_fact (fixture->session, office, column, text, &error));
  g_assert_no_error (error);
  WAIT_UNTIL (fixture->toast != NULL && !is_busy (fixture->session));
  g_assert_true (fixture->undoable);
}

static void
assert_refused (Fixture *fixture, gint64 office, LwOfficeColumn column, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (lw_session_set_fact (fixture->session, office, column, text, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
}

/* A row with a known area and with vacancy, so that every fact of it can be set. */
static guint
find_vacant (LwOffices *offices)
{
  guint row = 0;

  while (!(offices->vacant_m2[row] > 0) || isnan (offices->floor_area_m2[row]) || offices->build_year[row] <= 0)
    row++;
  return row;
}

static void
test_fact (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  g_autoptr (LwOfficeRecord) record = NULL, again = NULL;
  g_autofree char *was = NULL;
  LwOffices *offices;
  LwDate date;
  gint64 office;
  guint row;
  double before;

  offices = lw_session_get_offices (session);
  row = find_vacant (offices);
  office = offices->id[row];
  before = offices->vacant_m2[row];
  date = lw_session_get_date (session);
  was = g_strdup_printf ("%d", offices->build_year[row]);
  assert_refused (fixture, office, LW_OFFICE_VACANT_M2, "many");
  assert_refused (fixture, office, LW_OFFICE_VACANT_M2, "-1");
  assert_refused (fixture, office, LW_OFFICE_VACANT_M2, "999999");
  assert_refused (fixture, office, LW_OFFICE_FLOOR_AREA_M2, "0");
  assert_refused (fixture, office, LW_OFFICE_BUILD_YEAR, "1988.5");
  assert_refused (fixture, office, LW_OFFICE_BUILD_YEAR, "2999");
  assert_refused (fixture, office, LW_OFFICE_VACANT_SINCE, "1-1-2199");
  assert_refused (fixture, office, LW_OFFICE_ENERGY_LABEL, "Q");
  g_assert_false (lw_session_can_set_fact (session, LW_OFFICE_BAG_ID));

  set_fact (fixture, office, LW_OFFICE_BUILD_YEAR, "1931");
  set_fact (fixture, office, LW_OFFICE_BUILD_YEAR, "1932");
  set_fact (fixture, office, LW_OFFICE_ENERGY_LABEL, NULL);
  set_fact (fixture, office, LW_OFFICE_VACANT_M2, "0");
  offices = lw_session_get_offices (session);
  row = lw_offices_find_id (offices, office);
  g_assert_cmpint (offices->build_year[row], ==, 1932);
  g_assert_cmpint (offices->energy_label[row], ==, LW_LABEL_UNKNOWN);
  g_assert_cmpfloat (offices->vacant_m2[row], ==, 0);
  g_assert_cmpint (offices->vacant_since[row], ==, LW_DATE_UNKNOWN);

  /* The value of the source is kept, the first one, however often it is changed. */
  record = lw_session_read_office (session, office);
  g_assert_cmpstr (lw_office_record_source_value (record, LW_OFFICE_BUILD_YEAR, date), ==, was);
  g_assert_nonnull (lw_office_record_source_value (record, LW_OFFICE_ENERGY_LABEL, date));
  g_assert_cmpfloat (g_ascii_strtod (lw_office_record_source_value (record, LW_OFFICE_VACANT_M2, date), NULL), ==, before);
  g_assert_null (lw_office_record_source_value (record, LW_OFFICE_OWNER_TYPE, date));
  g_assert_null (g_array_index (record->observations, LwObservation, record->observations->len - 1).source);

  set_fact (fixture, office, LW_OFFICE_VACANT_M2, NULL);
  g_assert_true (isnan (lw_session_get_offices (session)->vacant_m2[row]));
  for (guint i = 0; i < 5; i++)
    {
      lw_session_undo (session);
      WAIT_UNTIL (!is_busy (session));
    }
  offices = lw_session_get_offices (session);
  g_assert_cmpfloat (offices->vacant_m2[row], ==, before);
  again = lw_session_read_office (session, office);
  g_assert_cmpuint (g_hash_table_size (again->edited), ==, 0);
}

/* A list of a date for which somebody set vacancy by hand: that word stays, and the report says so. */
static void
test_own_vacancy (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  g_autofree char *path = write_list (fixture), *text = NULL;
  const char *paths[] = { path, NULL };
  LwImportRequest request;
  LwOffices *offices;
  gint64 ids[3];

  for (guint i = 0; i < 3; i++)
    ids[i] = lw_session_get_offices (session)->id[i];
  lw_import_request_init (&request);
  request.unlisted = LW_UNLISTED_KEEP;
  for (guint round = 0; round < 2; round++)
    {
      Importing importing = { 0 };

      lw_session_import_async (session, paths, &request, NULL, imported_cb, &importing);
      WAIT_UNTIL (importing.done && !is_busy (session));
      g_assert_no_error (importing.error);
      g_assert_cmpuint (importing.result->n_matched, ==, 3);
      g_assert_cmpuint (importing.result->observed.n_own_kept, ==, round);
      g_assert_cmpuint (importing.result->observed.n_unchanged, ==, round == 0 ? 0 : 2);
      text = lw_import_report_to_text (g_ptr_array_index (importing.result->reports, 0), 50);
      g_assert_cmpint (strstr (text, "was set by hand and is kept") != NULL, ==, round == 1);
      g_clear_pointer (&text, g_free);
      lw_import_result_free (importing.result);
      offices = lw_session_get_offices (session);
      g_assert_cmpfloat (offices->vacant_m2[lw_offices_find_id (offices, ids[0])], ==, 10);
      g_assert_cmpfloat (offices->vacant_m2[lw_offices_find_id (offices, ids[1])], ==, round == 0 ? 11 : 0);
      if (round == 0)
        set_fact (fixture, ids[1], LW_OFFICE_VACANT_M2, "0");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/session/" name, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/job", test_job);
  g_test_add_func ("/job-speed", test_job_speed);
  ADD ("open", test_open);
  ADD ("open-nothing", test_open_nothing);
  ADD ("open-cancelled", test_open_cancelled);
  ADD ("filter", test_filter);
  ADD ("selection", test_selection);
  ADD ("settings", test_settings);
  ADD ("scenario", test_scenario);
  ADD ("preview", test_preview);
  ADD ("bad-scenario", test_bad_scenario);
  ADD ("edits-wait", test_edits_wait);
  ADD ("fact", test_fact);
  ADD ("own-vacancy", test_own_vacancy);
  ADD ("import", test_import);
  ADD ("import-cancelled", test_import_cancelled);
  ADD ("create-and-close", test_create_and_close);
  ADD ("read-only", test_read_only);
#undef ADD
  return g_test_run ();
}

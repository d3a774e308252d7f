/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-session-compare: two reference dates compared in a session: what changes at once, what the filter does to it,
 * and that edits, undo, settings and imports compare anew. */
#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>

#include "analysis/lw-example.h"
#include "session/lw-session-import.h"
#include "statistics/lw-statistics.h"
#include "store/lw-store.h"
#include "../lw-wait.h"

#define N_OFFICES 300

#define DATE(year) lw_date_from_ymd (year, 1, 1)

typedef struct {
  char *folder;
  char *path;
  LwSession *session;
  guint n_differences; /* notifications of it */
  char *problem;
} Fixture;

static void
difference_cb (Fixture *fixture)
{
  LwSession *session = fixture->session;
  LwDifference *difference = lw_session_get_difference (session);

  fixture->n_differences++;
  /* All that is looked at belongs together whenever somebody is told. */
  g_assert_cmpuint (lw_session_get_shown (session)->n, ==, lw_session_get_offices (session)->n);
  g_assert_true ((difference != NULL) == (lw_session_get_changes (session) != NULL));
  g_assert_true ((difference != NULL) == (lw_session_get_compare_date (session) != LW_DATE_UNKNOWN));
  g_assert_true (difference == NULL || difference->offices == lw_session_get_offices (session));
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
open_path (LwSession *session, const char *path)
{
  gboolean done = FALSE;

  lw_session_open_async (session, path, NULL, opened_cb, &done);
  WAIT_UNTIL (done && !is_busy (session));
}

/* Three more offices of the example leave the stock in 2024, one of them to be dwellings; one came in that year. */
static void
change_stock (const char *path)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  /* What watches the positions for the index of space needs functions of other programs. */
  sqlite3_exec (db,
                "DROP TRIGGER IF EXISTS rtree_office_geom_update1; DROP TRIGGER IF EXISTS rtree_office_geom_update2;"
                "DROP TRIGGER IF EXISTS rtree_office_geom_update3; DROP TRIGGER IF EXISTS rtree_office_geom_update4;"
                "UPDATE office SET gone_from = '2024-06-01' WHERE fid IN (5, 6, 7);"
                "UPDATE office SET uses = 'woonfunctie' WHERE fid = 6;"
                "UPDATE office SET present_from = '2024-03-01' WHERE fid = 8;"
                "DELETE FROM observation WHERE office_fid = 8 AND reference_date < '2024-03-01';",
                NULL, NULL, NULL);
  g_assert_cmpint (sqlite3_errcode (db), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("lw-compare-XXXXXX", &error);
  fixture->path = g_build_filename (fixture->folder, "example.gpkg", NULL);
  g_assert_true (lw_example_write (fixture->path, N_OFFICES, 7, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  change_stock (fixture->path);
  fixture->session = lw_session_new ();
  g_signal_connect_swapped (fixture->session, "notify::difference", G_CALLBACK (difference_cb), fixture);
  g_signal_connect_swapped (fixture->session, "problem", G_CALLBACK (problem_cb), fixture);
  open_path (fixture->session, fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;

  lw_session_close (fixture->session);
  g_object_add_weak_pointer (G_OBJECT (fixture->session), (gpointer *) &fixture->session);
  g_object_unref (fixture->session);
  WAIT_UNTIL (fixture->session == NULL);
  dir = g_dir_open (fixture->folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->problem);
}

static void
compare_with (Fixture *fixture, LwDate date)
{
  lw_session_set_compare_date (fixture->session, date);
  WAIT_UNTIL (!is_busy (fixture->session) && lw_session_get_compare_date (fixture->session) == date);
}

static LwOfficeChange
change_of (LwSession *session, gint64 id)
{
  LwOffices *offices = lw_session_get_offices (session);
  guint row = lw_offices_find_id (offices, id);

  g_assert_cmpuint (row, !=, LW_OFFICES_NONE);
  return offices->change[row];
}

static guint
count_gone (LwSession *session)
{
  const LwChangeSums *changes = lw_session_get_changes (session);

  return changes[LW_CHANGE_GONE].offices + changes[LW_CHANGE_TRANSFORMED].offices
         + changes[LW_CHANGE_DEMOLISHED].offices;
}

static void
test_compare (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  LwTotals before = lw_session_get_statistics (session)->all;
  LwDifference *difference;
  LwChangeSums total;
  LwOffices *offices;
  guint gone;

  g_assert_cmpuint (lw_session_get_offices (session)->n, ==, N_OFFICES - 3);
  g_assert_null (lw_session_get_difference (session));
  g_assert_cmpuint (fixture->n_differences, ==, 0);
  compare_with (fixture, DATE (2023));
  difference = lw_session_get_difference (session);
  g_assert_cmpint (difference->from, ==, DATE (2023));
  g_assert_cmpint (difference->to, ==, DATE (2025));
  g_assert_cmpint (lw_session_get_date (session), ==, DATE (2025));

  /* What is gone is in the table and can be chosen, but counts for nothing. */
  offices = lw_session_get_offices (session);
  g_assert_cmpuint (count_gone (session), >, 3);
  g_assert_cmpuint (offices->n, ==, N_OFFICES - 3 + count_gone (session));
  g_assert_cmpint (change_of (session, 5), ==, LW_CHANGE_GONE);
  g_assert_cmpint (change_of (session, 6), ==, LW_CHANGE_TRANSFORMED);
  g_assert_cmpint (change_of (session, 8), ==, LW_CHANGE_NEW);
  g_assert_cmpuint (lw_session_get_statistics (session)->all.offices, ==, before.offices);
  g_assert_cmpfloat (lw_session_get_statistics (session)->all.stock_m2, ==, before.stock_m2);
  g_assert_cmpfloat (lw_session_get_statistics (session)->all.vacant_m2, ==, before.vacant_m2);
  lw_changes_get_total (lw_session_get_changes (session), &total);
  g_assert_cmpuint (total.offices_after, ==, before.offices);
  g_assert_cmpfloat_with_epsilon (total.vacant_after_m2, before.vacant_m2, 1e-6);
  g_assert_cmpfloat_with_epsilon (total.stock_after_m2, before.stock_m2, 1e-6);

  /* The selection follows what is there. */
  gone = lw_offices_find_id (offices, 5);
  lw_session_select_row (session, gone, FALSE);
  lw_session_select_row (session, lw_offices_find_id (offices, 9), TRUE);
  lw_session_set_focus (session, 5);
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (lw_session_set_fact (session, 5, LW_OFFICE_VACANT_M2, "1", &error));
    g_assert_nonnull (error);
  }
  compare_with (fixture, LW_DATE_UNKNOWN);
  g_assert_null (lw_session_get_difference (session));
  g_assert_cmpuint (lw_session_get_offices (session)->n, ==, N_OFFICES - 3);
  g_assert_cmpuint (lw_bitset_count (lw_session_get_selection (session)), ==, 1);
  g_assert_cmpint (lw_session_get_focus (session), ==, 0);
  g_assert_null (fixture->problem);
}

static void
test_dates (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;

  /* A later date becomes the one shown. */
  lw_session_set_date (session, DATE (2022));
  WAIT_UNTIL (!is_busy (session) && lw_session_get_date (session) == DATE (2022));
  lw_session_set_compare_date (session, DATE (2024));
  WAIT_UNTIL (!is_busy (session) && lw_session_get_compare_date (session) == DATE (2022));
  g_assert_cmpint (lw_session_get_date (session), ==, DATE (2024));
  /* Another date shown keeps the comparison, as long as it is later. */
  lw_session_set_date (session, DATE (2025));
  WAIT_UNTIL (!is_busy (session) && lw_session_get_date (session) == DATE (2025));
  g_assert_cmpint (lw_session_get_compare_date (session), ==, DATE (2022));
  lw_session_set_date (session, DATE (2022));
  WAIT_UNTIL (!is_busy (session) && lw_session_get_date (session) == DATE (2022));
  g_assert_cmpint (lw_session_get_compare_date (session), ==, LW_DATE_UNKNOWN);
  g_assert_null (lw_session_get_difference (session));
  /* One that the document has not, or the one shown, is none. */
  lw_session_set_compare_date (session, DATE (2019));
  lw_session_set_compare_date (session, DATE (2022));
  WAIT_UNTIL (!is_busy (session));
  g_assert_null (lw_session_get_difference (session));
  /* Who asks for one after the other gets the last. */
  lw_session_set_date (session, DATE (2025));
  lw_session_set_compare_date (session, DATE (2021));
  WAIT_UNTIL (!is_busy (session) && lw_session_get_compare_date (session) == DATE (2021));
  g_assert_cmpint (lw_session_get_date (session), ==, DATE (2025));
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  guint n_emptied, n_filled, n_gone, n_all;
  LwOffices *offices;

  compare_with (fixture, DATE (2023));
  offices = lw_session_get_offices (session);
  n_emptied = lw_session_get_changes (session)[LW_CHANGE_EMPTIED].offices;
  n_filled = lw_session_get_changes (session)[LW_CHANGE_FILLED].offices;
  n_gone = lw_session_get_changes (session)[LW_CHANGE_GONE].offices
           + lw_session_get_changes (session)[LW_CHANGE_TRANSFORMED].offices;
  g_assert_cmpuint (n_emptied, >, 0);
  lw_session_toggle_change (session, LW_CHANGE_EMPTIED);
  WAIT_UNTIL (lw_bitset_count (lw_session_get_shown (session)) == n_emptied);
  LW_BITSET_FOREACH (lw_session_get_shown (session), row)
    g_assert_cmpint (offices->change[row], ==, LW_CHANGE_EMPTIED);
  /* What is not chosen is still told. */
  g_assert_cmpuint (lw_session_get_changes (session)[LW_CHANGE_FILLED].offices, ==, n_filled);
  lw_session_toggle_change (session, LW_CHANGE_GONE);
  lw_session_toggle_change (session, LW_CHANGE_TRANSFORMED);
  WAIT_UNTIL (lw_bitset_count (lw_session_get_shown (session)) == n_emptied + n_gone);
  g_assert_cmpuint (lw_session_get_statistics (session)->shown.offices, ==, n_emptied);

  /* Another criterion narrows the sums too. */
  n_all = lw_session_get_changes (session)[LW_CHANGE_UNCHANGED].offices;
  {
    g_autoptr (LwFilter) large
        = lw_filter_with_range (lw_session_get_filter (session), LW_FILTER_RANGE_SIZE, 1000, NAN);

    lw_session_set_filter (session, large);
  }
  WAIT_UNTIL (lw_session_get_changes (session)[LW_CHANGE_UNCHANGED].offices < n_all);
  g_assert_cmpuint (lw_session_get_changes (session)[LW_CHANGE_EMPTIED].offices, <, n_emptied);

  /* Without a comparison nothing of it is left in the filter. */
  compare_with (fixture, LW_DATE_UNKNOWN);
  g_assert_cmpuint (lw_filter_get_changes (lw_session_get_filter (session)), ==, 0);
  g_assert_cmpuint (lw_filter_n_criteria (lw_session_get_filter (session)), ==, 1);
  g_assert_cmpuint (lw_bitset_count (lw_session_get_shown (session)), >, n_emptied);
}

static void
test_edits (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  LwSettings settings = *lw_session_get_settings (session);
  g_autoptr (GError) error = NULL;
  LwOffices *offices;
  double stock;
  gint64 id;
  guint row = 0, n;

  compare_with (fixture, DATE (2024));
  offices = lw_session_get_offices (session);
  while (offices->change[row] != LW_CHANGE_UNCHANGED || !(offices->vacant_stock_m2[row] == 0)
         || !(offices->floor_area_m2[row] > 100))
    row++;
  id = offices->id[row];
  n = lw_session_get_changes (session)[LW_CHANGE_EMPTIED].offices;
  g_assert_true (lw_session_set_fact (session, id, LW_OFFICE_VACANT_M2, "100", &error));
  WAIT_UNTIL (!is_busy (session));
  g_assert_cmpint (lw_session_get_compare_date (session), ==, DATE (2024));
  g_assert_cmpint (change_of (session, id), ==, LW_CHANGE_EMPTIED);
  g_assert_cmpuint (lw_session_get_changes (session)[LW_CHANGE_EMPTIED].offices, ==, n + 1);
  lw_session_undo (session);
  WAIT_UNTIL (!is_busy (session));
  g_assert_cmpint (change_of (session, id), ==, LW_CHANGE_UNCHANGED);
  g_assert_cmpuint (lw_session_get_changes (session)[LW_CHANGE_EMPTIED].offices, ==, n);

  /* Other things count as stock: both dates follow. */
  stock = lw_session_get_difference (session)->totals_before.stock_m2;
  settings.mixed_rule = LW_MIXED_NONE;
  lw_session_set_settings (session, &settings, "Mixed use out");
  WAIT_UNTIL (!is_busy (session) && lw_session_get_difference (session)->totals_before.stock_m2 < stock);
  g_assert_cmpfloat (lw_session_get_difference (session)->totals_after.stock_m2, ==,
                     lw_session_get_statistics (session)->all.stock_m2);
  g_assert_null (fixture->problem);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  LwImportResult *imported = lw_session_import_finish (LW_SESSION (source), result, &error);

  g_assert_no_error (error);
  lw_import_result_free (imported);
  *(gboolean *) data = TRUE;
}

/* A list of a new date: the newest is shown, compared with the same date as before, and earlier dates stay. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  g_autofree char *path = g_build_filename (fixture->folder, "list.csv", NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (GString) text = g_string_new ("bag_id;leeg_m2;peildatum\n");
  LwImportRequest request;
  LwOffices *offices = lw_session_get_offices (session);
  double vacant;
  gboolean done = FALSE;
  char bag_id[LW_BAG_ID_LENGTH + 1];
  gint64 id = offices->id[20];

  lw_bag_id_format (offices->bag_id[20], bag_id);
  g_string_append_printf (text, "%s;1;2026-01-01\n", bag_id);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  compare_with (fixture, DATE (2024));
  vacant = lw_session_get_difference (session)->totals_before.vacant_m2;
  lw_import_request_init (&request);
  request.unlisted = LW_UNLISTED_KEEP;
  lw_session_import_async (session, paths, &request, NULL, imported_cb, &done);
  WAIT_UNTIL (done && !is_busy (session));
  g_assert_cmpint (lw_session_get_date (session), ==, DATE (2026));
  g_assert_cmpint (lw_session_get_compare_date (session), ==, DATE (2024));
  g_assert_cmpfloat (lw_session_get_difference (session)->totals_before.vacant_m2, ==, vacant);
  g_assert_cmpfloat (
      lw_session_get_offices (session)->vacant_m2[lw_offices_find_id (lw_session_get_offices (session), id)], ==, 1);
  /* Undone, the date is gone, and the comparison goes on with the newest that is left. */
  lw_session_undo (session);
  WAIT_UNTIL (!is_busy (session) && lw_session_get_date (session) == DATE (2025));
  g_assert_cmpint (lw_session_get_compare_date (session), ==, DATE (2024));
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;

  compare_with (fixture, DATE (2023));
  lw_session_close (session);
  g_assert_null (lw_session_get_difference (session));
  g_assert_cmpint (lw_session_get_compare_date (session), ==, LW_DATE_UNKNOWN);
  open_path (session, fixture->path);
  g_assert_null (lw_session_get_difference (session));
  /* Another document compares nothing either. */
  compare_with (fixture, DATE (2023));
  {
    g_autofree char *other = g_build_filename (fixture->folder, "other.gpkg", NULL);

    g_assert_true (lw_example_write (other, 20, 1, NULL, NULL, NULL, NULL));
    open_path (session, other);
  }
  g_assert_null (lw_session_get_difference (session));
  g_assert_cmpuint (lw_session_get_offices (session)->n, ==, 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/session-compare/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("compare", test_compare);
  ADD ("dates", test_dates);
  ADD ("filter", test_filter);
  ADD ("edits", test_edits);
  ADD ("import", test_import);
  ADD ("close", test_close);
#undef ADD
  return g_test_run ();
}

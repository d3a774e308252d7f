/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-trouble: what the window shows and offers when its document is open elsewhere, gone or replaced: one sentence
 * that stays, and buttons that lead out of it. */
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "analysis/lw-example.h"
#include "store/lw-lock.h"
#include "window-fixture.h"

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_begin (fixture, 100);
}

static gboolean
is_told (WindowFixture *fixture, const char *words)
{
  return gtk_widget_get_visible (fixture->window->trouble_bar)
         && strstr (gtk_label_get_label (fixture->window->trouble_sentence), words) != NULL;
}

static void
test_open_elsewhere (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (LwLock) lock = lw_lock_take (fixture->path, NULL);

  window_fixture_open (fixture);
  g_assert_true (is_told (fixture, g_get_host_name ()));
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), "read only"));
  g_assert_false (gtk_widget_get_visible (fixture->window->reopen_button));
  lw_window_save_as (fixture->window, fixture->other);
  WAIT_UNTIL (g_strcmp0 (lw_session_get_path (fixture->session), fixture->other) == 0
              && !is_busy (fixture->session));
  g_assert_false (gtk_widget_get_visible (fixture->window->trouble_bar));
  g_assert_null (strstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), "read only"));
  /* A copy over the one that is open elsewhere is refused, in a sentence. */
  lw_window_save_as (fixture->window, fixture->path);
  WAIT_UNTIL (!is_busy (fixture->session) && gtk_widget_get_visible (fixture->window->problem_bar));
  g_assert_cmpstr (lw_session_get_path (fixture->session), ==, fixture->other);
}

static void
test_gone_and_replaced (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_open (fixture);
  g_assert_false (gtk_widget_get_visible (fixture->window->trouble_bar));
  g_assert_cmpint (g_rename (fixture->path, fixture->other), ==, 0);
  lw_session_check_document (fixture->session);
  g_assert_true (is_told (fixture, "gone"));
  g_assert_false (gtk_widget_get_visible (fixture->window->reopen_button));
  g_assert_true (lw_example_write (fixture->path, 50, 8, NULL, NULL, NULL, NULL));
  lw_session_check_document (fixture->session);
  g_assert_true (is_told (fixture, "replaced"));
  g_assert_true (gtk_widget_get_visible (fixture->window->reopen_button));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.reopen", NULL);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_assert_false (gtk_widget_get_visible (fixture->window->trouble_bar));
  g_assert_cmpuint (lw_session_get_offices (fixture->session)->n, ==, 50);
}

/* What a newer version wrote, and this one may read, is shown at once; not a byte of it changes. */
static void
test_newer (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "INSERT INTO app_schema VALUES (99, 1, '2031-01-01T00:00:00Z', 'Later');"
                                     " CREATE TABLE later (fid INTEGER PRIMARY KEY)",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
  g_assert_true (g_file_get_contents (fixture->path, &before, &n_before, NULL));
  window_fixture_open (fixture);
  g_assert_true (is_told (fixture, "newer version"));
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), "read only"));
  g_assert_cmpuint (lw_session_get_offices (fixture->session)->n, ==, 100);
  lw_session_undo (fixture->session);
  lw_session_check_document (fixture->session);
  lw_session_close (fixture->session);
  g_assert_true (g_file_get_contents (fixture->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* One that says that this version cannot read it is not shown, with a sentence. */
static void
test_too_new (WindowFixture *fixture, gconstpointer data)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (
    sqlite3_exec (db, "INSERT INTO app_schema VALUES (99, 99, '2031-01-01T00:00:00Z', 'Later')", NULL, NULL, NULL), ==,
    SQLITE_OK);
  sqlite3_close (db);
  lw_window_open_path (fixture->window, fixture->path);
  WAIT_UNTIL (!is_busy (fixture->session) && gtk_widget_get_visible (fixture->window->problem_bar));
  g_assert_nonnull (strstr (gtk_label_get_label (fixture->window->problem_sentence), "newer version"));
  g_assert_null (lw_session_get_path (fixture->session));
}

static void
add_tests (void)
{
#define ADD(name, func) g_test_add ("/trouble/" name, WindowFixture, NULL, set_up, func, window_fixture_end)
  ADD ("open-elsewhere", test_open_elsewhere);
  ADD ("gone-and-replaced", test_gone_and_replaced);
  ADD ("newer", test_newer);
  ADD ("too-new", test_too_new);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-trouble: what the window shows and offers when its document is open elsewhere, gone, replaced or damaged: one
 * sentence that stays, and buttons that lead out of it. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>

#include "analysis/lw-example.h"
#include "store/lw-check.h"
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

/* The window of that type that belongs to the main one. */
static GtkWidget *
find_window (WindowFixture *fixture, GType type, const char *title)
{
  g_autoptr (GListModel) windows = G_LIST_MODEL (g_object_ref (gtk_window_get_toplevels ()));

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_visible (GTK_WIDGET (window))
          && gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window)
          && (!title || g_strcmp0 (gtk_window_get_title (window), title) == 0))
        return GTK_WIDGET (window);
    }
  return NULL;
}

/* As a click on that button. */
static void
answer (GtkWidget *dialog, const char *response)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Zeroes some bytes of the document, its head for one. */
static char *
damage (WindowFixture *fixture, gsize at, gsize size)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  memset (bytes + at, 0, size);
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guchar *) bytes, length);
}

static char *
checksum (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guchar *) bytes, length);
}

static void
test_damaged (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *before = damage (fixture, 0, 4096), *after = NULL;
  GtkWidget *dialog;

  /* Who does not want a copy is told what is wrong. */
  lw_window_open_path (fixture->window, fixture->path);
  WAIT_UNTIL ((dialog = find_window (fixture, ADW_TYPE_MESSAGE_DIALOG, NULL)) != NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), "example.gpkg"));
  g_assert_false (gtk_widget_get_visible (fixture->window->problem_bar));
  answer (dialog, "no");
  g_assert_true (gtk_widget_get_visible (fixture->window->problem_bar));
  g_assert_nonnull (strstr (gtk_label_get_label (fixture->window->problem_sentence), "backup"));
  g_assert_null (lw_session_get_path (fixture->session));
  /* Who does chooses its name; without a name nothing happens. */
  lw_window_open_path (fixture->window, fixture->path);
  WAIT_UNTIL ((dialog = find_window (fixture, ADW_TYPE_MESSAGE_DIALOG, NULL)) != NULL);
  answer (dialog, "yes");
  WAIT_UNTIL ((dialog = find_window (fixture, GTK_TYPE_FILE_CHOOSER_DIALOG, "Recover a copy")) != NULL);
  g_autofree char *suggested = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (dialog));
  g_assert_cmpstr (suggested, ==, "example (recovered).gpkg");
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  WAIT_UNTIL (!fixture->window->offering);
  g_assert_null (lw_session_get_path (fixture->session));
  after = checksum (fixture->path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_recovered (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *before = damage (fixture, 20 * 4096, 4 * 4096), *after = NULL;
  g_autoptr (LwCheckReport) report = NULL;
  GtkWidget *dialog;

  lw_window_recover (fixture->window, fixture->path, fixture->other);
  WAIT_UNTIL (g_strcmp0 (lw_session_get_path (fixture->session), fixture->other) == 0
              && !is_busy (fixture->session));
  WAIT_UNTIL ((dialog = find_window (fixture, ADW_TYPE_WINDOW, "Recovery report")) != NULL);
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_false (gtk_widget_get_visible (fixture->window->problem_bar));
  g_assert_cmpuint (lw_session_get_offices (fixture->session)->n, >, 50);
  after = checksum (fixture->path);
  g_assert_cmpstr (before, ==, after);
  report = lw_store_check (fixture->other, NULL, NULL);
  g_assert_cmpuint (report->n_errors, ==, 0);
  /* Not over the copy itself that is open now. */
  lw_window_recover (fixture->window, fixture->path, fixture->other);
  g_assert_true (gtk_widget_get_visible (fixture->window->problem_bar));
}

/* Spoils every page but the first where they are, in the same file. */
static void
spoil (const char *path)
{
  FILE *file = fopen (path, "r+");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, 0, SEEK_END), ==, 0);
  for (long size = ftell (file), at = 4096; at < size; at += 4096)
    {
      g_assert_cmpint (fseek (file, at, SEEK_SET), ==, 0);
      g_assert_cmpint (fputc (0x55, file), ==, 0x55);
    }
  g_assert_cmpint (fclose (file), ==, 0);
}

/* Damage that is met only when another date is looked at is asked about once. */
static void
test_damaged_later (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  GArray *dates;

  window_fixture_open (fixture);
  dates = lw_session_get_dates (fixture->session);
  spoil (fixture->path);
  lw_session_set_date (fixture->session, g_array_index (dates, LwDate, 0));
  WAIT_UNTIL ((dialog = find_window (fixture, ADW_TYPE_MESSAGE_DIALOG, NULL)) != NULL);
  answer (dialog, "no");
  g_assert_true (gtk_widget_get_visible (fixture->window->problem_bar));
  WAIT_UNTIL (!is_busy (fixture->session));
  lw_window_hide_problem (fixture->window);
  lw_session_set_date (fixture->session, g_array_index (dates, LwDate, 1));
  WAIT_UNTIL (gtk_widget_get_visible (fixture->window->problem_bar));
  g_assert_false (fixture->window->offering);
}

static void
add_tests (void)
{
#define ADD(name, func) g_test_add ("/trouble/" name, WindowFixture, NULL, set_up, func, window_fixture_end)
  ADD ("open-elsewhere", test_open_elsewhere);
  ADD ("gone-and-replaced", test_gone_and_replaced);
  ADD ("newer", test_newer);
  ADD ("too-new", test_too_new);
  ADD ("damaged", test_damaged);
  ADD ("recovered", test_recovered);
  ADD ("damaged-later", test_damaged_later);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}

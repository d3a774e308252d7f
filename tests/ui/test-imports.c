/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-imports: what imports leave in the window. Figures of others stand beside the document's own in the panel of
 * vacancy, and go when the import is undone; the list of imports tells of each what it did and could not use. */
#include <glib/gstdio.h>

#include "app/lw-imports-dialog.h"
#include "panels/lw-published-card.h"
#include "session/lw-session-import.h"
#include "window-find.h"
#include "window-fixture.h"

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_begin (fixture, 100);
}

static GtkWidget *
card_of (WindowFixture *fixture)
{
  return window_find (GTK_WIDGET (fixture->window), LW_TYPE_PUBLISHED_CARD, 0);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  LwImportResult **done = data;

  *done = lw_session_import_finish (LW_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static void
import_text (WindowFixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  const char *const paths[] = { path, NULL };
  LwImportResult *result = NULL;
  LwImportRequest request;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  lw_import_request_init (&request);
  lw_session_import_async (fixture->session, paths, &request, NULL, imported_cb, &result);
  WAIT_UNTIL (result != NULL);
  lw_import_result_free (result);
  g_remove (path);
  window_settle (fixture);
}

static void
import_figures (WindowFixture *fixture)
{
  import_text (fixture, "cbs.csv",
               "Stand op 1 januari 2024;;\nGemeentecode;Gemeente;Leegstand (%)\nGM0344;Utrecht;8,5\n"
               "GM0363;Amsterdam;7,5\n;Nederland;9,5\n");
}

static void
test_beside_own (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_open (fixture);
  g_assert_false (gtk_widget_get_visible (card_of (fixture)));
  import_figures (fixture);
  g_assert_true (gtk_widget_get_visible (card_of (fixture)));
  gtk_expander_set_expanded (window_find (card_of (fixture), GTK_TYPE_EXPANDER, 0), TRUE);
  window_settle (fixture);
  g_assert_true (window_is_shown (card_of (fixture), "8.5"));
  g_assert_true (window_is_shown (card_of (fixture), "9.5"));
  g_assert_true (window_is_shown (card_of (fixture), "Utrecht"));
  /* No office of the document lies there. */
  g_assert_false (window_is_shown (card_of (fixture), "Amsterdam"));
  lw_session_undo (fixture->session);
  WAIT_UNTIL (lw_session_get_figures (fixture->session)->len == 0 && !is_busy (fixture->session));
  window_settle (fixture);
  g_assert_false (gtk_widget_get_visible (card_of (fixture)));
}

/* The latest first, with its rows below it when it is unfolded. */
static void
test_list (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *first;

  window_fixture_open (fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.imports", NULL));
  fixture->dialog = GTK_WIDGET (fixture->window->imports_dialog);
  import_figures (fixture);
  import_text (fixture, "list.csv", "bag id;leegstand;peildatum\n123;5;2025-01-01\n0000010000000001;10;2025-01-01\n");
  first = window_find (fixture->dialog, ADW_TYPE_EXPANDER_ROW, 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (first)), ==, "list.csv");
  g_assert_true (window_is_shown (first, "1 rows not used"));
  g_assert_cmpstr (adw_preferences_row_get_title (window_find (fixture->dialog, ADW_TYPE_EXPANDER_ROW, 1)), ==, "cbs.csv");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (first), TRUE);
  window_settle (fixture);
  g_assert_true (window_is_shown (first, "list.csv, line 2"));
  lw_session_undo (fixture->session);
  WAIT_UNTIL (!is_busy (fixture->session));
  window_settle (fixture);
  g_assert_cmpstr (adw_preferences_row_get_title (window_find (fixture->dialog, ADW_TYPE_EXPANDER_ROW, 0)), ==, "cbs.csv");
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  WAIT_UNTIL (fixture->window->imports_dialog == NULL);
}

static void
add_tests (void)
{
  g_test_add ("/imports/list", WindowFixture, NULL, set_up, test_list, window_fixture_end);
  g_test_add ("/imports/beside-own", WindowFixture, NULL, set_up, test_beside_own, window_fixture_end);
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}

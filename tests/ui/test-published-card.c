/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-published-card: figures of others come into the window with an import, stand beside the document's own in the
 * panel of vacancy, and go when the import is undone. */
#include <glib/gstdio.h>

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
import_figures (WindowFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "cbs.csv", NULL);
  const char *const paths[] = { path, NULL };
  LwImportResult *result = NULL;
  LwImportRequest request;

  g_assert_true (g_file_set_contents (path,
                                      "Stand op 1 januari 2024;;\nGemeentecode;Gemeente;Leegstand (%)\nGM0344;Utrecht;8,5\n"
                                      "GM0363;Amsterdam;7,5\n;Nederland;9,5\n",
                                      -1, NULL));
  lw_import_request_init (&request);
  lw_session_import_async (fixture->session, paths, &request, NULL, imported_cb, &result);
  WAIT_UNTIL (result != NULL);
  lw_import_result_free (result);
  g_remove (path);
  window_settle (fixture);
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

static void
add_tests (void)
{
  g_test_add ("/published-card/beside-own", WindowFixture, NULL, set_up, test_beside_own, window_fixture_end);
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-trouble: what the window shows and offers when its document is open elsewhere, gone or replaced: one sentence
 * that stays, and buttons that lead out of it. */
#include <glib/gstdio.h>

#include "analysis/lw-example.h"
#include "app/lw-window-private.h"
#include "store/lw-lock.h"
#include "../lw-wait.h"

typedef struct {
  char *folder;
  char *path;
  char *other;
  LwWindow *window;
  LwSession *session;
} Fixture;

static void
open_document (Fixture *fixture)
{
  lw_window_open_path (fixture->window, fixture->path);
  WAIT_UNTIL (lw_session_get_path (fixture->session) && !is_busy (fixture->session));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("lw-trouble-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "example.gpkg", NULL);
  fixture->other = g_build_filename (fixture->folder, "other.gpkg", NULL);
  g_assert_true (lw_example_write (fixture->path, 100, 7, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  fixture->window = lw_window_new (LW_APPLICATION (g_application_get_default ()));
  fixture->session = lw_window_get_session (fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  LwWindow *window = fixture->window;

  WAIT_UNTIL (!is_busy (session));
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  WAIT_UNTIL (window == NULL && session == NULL);
  g_remove (fixture->path);
  g_remove (fixture->other);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->other);
}

static gboolean
is_told (Fixture *fixture, const char *words)
{
  return gtk_widget_get_visible (fixture->window->trouble_bar)
         && strstr (gtk_label_get_label (fixture->window->trouble_sentence), words) != NULL;
}

static void
test_open_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwLock) lock = lw_lock_take (fixture->path, NULL);

  open_document (fixture);
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
test_gone_and_replaced (Fixture *fixture, gconstpointer data)
{
  open_document (fixture);
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

int
main (int argc, char *argv[])
{
  g_autoptr (LwApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }
  application = lw_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_set_default (G_APPLICATION (application));
  g_test_add ("/trouble/open-elsewhere", Fixture, NULL, set_up, test_open_elsewhere, tear_down);
  g_test_add ("/trouble/gone-and-replaced", Fixture, NULL, set_up, test_gone_and_replaced, tear_down);
  return g_test_run ();
}

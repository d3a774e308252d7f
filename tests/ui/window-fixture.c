/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-fixture: see window-fixture.h. */
#include "window-fixture.h"

#include <glib/gstdio.h>

#include "analysis/lw-example.h"

/* Writes an example of @n_offices and shows a window without a document. */
void
window_fixture_begin (WindowFixture *fixture, guint n_offices)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("lw-window-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "example.gpkg", NULL);
  fixture->other = g_build_filename (fixture->folder, "other.gpkg", NULL);
  g_assert_true (lw_example_write (fixture->path, n_offices, 7, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  fixture->window = lw_window_new (LW_APPLICATION (g_application_get_default ()));
  fixture->session = lw_window_get_session (fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

void
window_fixture_open (WindowFixture *fixture)
{
  lw_window_open_path (fixture->window, fixture->path);
  WAIT_UNTIL (lw_session_get_path (fixture->session) && !is_busy (fixture->session));
}

void
window_fixture_end (WindowFixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  LwWindow *window = fixture->window;

  WAIT_UNTIL (!is_busy (session));
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  if (window->settings_dialog)
    gtk_window_close (window->settings_dialog);
  WAIT_UNTIL (window->settings_dialog == NULL && !is_busy (session));
  gtk_window_close (GTK_WINDOW (window));
  /* Window, dialog and session all go: nothing holds on to them. */
  WAIT_UNTIL (window == NULL && session == NULL);
  g_remove (fixture->path);
  g_remove (fixture->other);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->other);
}

/* The body of main(): says so where there is no display. */
int
window_fixture_run (int argc, char *argv[], void (*add_tests) (void))
{
  g_autoptr (LwApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }
  application = lw_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_set_default (G_APPLICATION (application));
  add_tests ();
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-journey: see lw-journey.h. There is no window manager: keys go to the window under the pointer, so the pointer
 * rests where every dialog comes. */
#include "lw-journey.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "analysis/lw-example.h"

#define N_OFFICES 400
#define TRIES 6

/** lw_journey_path: (transfer full): a file in the folder of the journey */
char *
lw_journey_path (LwJourney *journey, const char *name)
{
  return g_build_filename (journey->folder, name, NULL);
}

/** lw_journey_open: starts the application, with a document or without */
void
lw_journey_open (LwJourney *journey, const char *path)
{
  const char *arguments[] = { g_getenv ("LW_APPLICATION"), path, NULL };
  GError *error = NULL;

  g_clear_pointer (&journey->driver, lw_driver_stop);
  journey->driver = lw_driver_start (arguments, &error);
  g_assert_no_error (error);
  g_assert_true (lw_driver_xdotool (journey->driver, "mousemove", "--sync", "300", "200", NULL));
}

static void
make_folder (LwJourney *journey)
{
  GError *error = NULL;

  journey->folder = g_dir_make_tmp ("lw-journey-XXXXXX", &error);
  g_assert_no_error (error);
  journey->document = lw_journey_path (journey, "offices.gpkg");
}

void
lw_journey_begin_empty (LwJourney *journey, gconstpointer data)
{
  make_folder (journey);
  lw_journey_open (journey, NULL);
  lw_journey_see (journey, NULL, "^No document is open$");
}

void
lw_journey_begin_example (LwJourney *journey, gconstpointer data)
{
  GError *error = NULL;

  make_folder (journey);
  lw_example_write (journey->document, N_OFFICES, 3, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  lw_journey_open (journey, journey->document);
  lw_journey_see (journey, "label", "stands empty$");
  lw_journey_see (journey, "label", "^Offices · 400$");
}

void
lw_journey_end (LwJourney *journey, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (journey->folder, 0, NULL);
  const char *name;

  g_clear_pointer (&journey->driver, lw_driver_stop);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = lw_journey_path (journey, name);

      g_unlink (path);
    }
  g_rmdir (journey->folder);
  g_free (journey->document);
  g_free (journey->folder);
}

static void
tell_screen (LwJourney *journey)
{
  g_autofree char *dump = lw_driver_dump (journey->driver);

  g_print ("%s", dump);
  lw_driver_shot (journey->driver, "failed");
}

/** lw_journey_expect: (transfer full): the widget, as soon as it is there */
LwDriverNode *
lw_journey_expect (LwJourney *journey, const char *role, const char *pattern)
{
  LwDriverNode *node = lw_driver_find (journey->driver, role, pattern);

  if (node == NULL)
    {
      tell_screen (journey);
      g_test_message ("nothing of role “%s” is called “%s”", role ? role : "any", pattern);
    }
  g_assert_nonnull (node);
  return node;
}

void
lw_journey_see (LwJourney *journey, const char *role, const char *pattern)
{
  g_autoptr (LwDriverNode) node = lw_journey_expect (journey, role, pattern);
}

void
lw_journey_see_gone (LwJourney *journey, const char *role, const char *pattern)
{
  gboolean gone = lw_driver_wait_gone (journey->driver, role, pattern);

  if (!gone)
    {
      tell_screen (journey);
      g_test_message ("something of role “%s” is still called “%s”", role ? role : "any", pattern);
    }
  g_assert_true (gone);
}

/** lw_journey_read: (transfer full): the whole name of the widget */
char *
lw_journey_read (LwJourney *journey, const char *role, const char *pattern)
{
  g_autoptr (LwDriverNode) node = lw_journey_expect (journey, role, pattern);

  return lw_driver_name (journey->driver, node);
}

void
lw_journey_press (LwJourney *journey, const char *role, const char *pattern)
{
  g_autoptr (LwDriverNode) node = lw_journey_expect (journey, role, pattern);

  g_assert_true (lw_driver_press (journey->driver, node));
}

/** lw_journey_click: clicks a widget and puts the pointer back */
void
lw_journey_click (LwJourney *journey, const char *role, const char *pattern)
{
  g_autoptr (LwDriverNode) node = lw_journey_expect (journey, role, pattern);

  g_assert_true (lw_driver_click (journey->driver, node));
  g_assert_true (lw_driver_xdotool (journey->driver, "mousemove", "--sync", "300", "200", NULL));
}

void
lw_journey_key (LwJourney *journey, const char *keys)
{
  g_assert_true (lw_driver_xdotool (journey->driver, "key", keys, NULL));
}

void
lw_journey_type (LwJourney *journey, const char *text)
{
  g_assert_true (lw_driver_xdotool (journey->driver, "type", "--delay", "5", text, NULL));
}

void
lw_journey_set_value (LwJourney *journey, const char *role, const char *pattern, double value)
{
  g_autoptr (LwDriverNode) node = lw_journey_expect (journey, role, pattern);

  g_assert_true (lw_driver_set_value (journey->driver, node, value));
}

/** lw_journey_choose_file: types @path into the file chooser called @dialog, and takes it */
void
lw_journey_choose_file (LwJourney *journey, const char *dialog, const char *path)
{
  g_autofree char *pattern = g_strdup_printf ("^%s$", dialog);

  lw_journey_see (journey, NULL, pattern);
  g_assert_true (lw_driver_xdotool (journey->driver, "search", "--sync", "--onlyvisible", "--name", pattern, NULL));
  /* The first letters after a window opens may go to the one below it: then once more. */
  for (guint i = 0; i < TRIES; i++)
    {
      lw_journey_key (journey, "ctrl+a");
      lw_journey_type (journey, path);
      lw_journey_key (journey, "Return");
      if (lw_driver_wait_gone_for (journey->driver, NULL, pattern, 4))
        return;
    }
  lw_journey_see_gone (journey, NULL, pattern);
}

/* Small steps, as a hand makes them: a jump over the edge of a window is not taken for a drag. */
static void
drag_across (LwJourney *journey)
{
  static const char *const steps[] = { "1460", "1440", "1420", "1390", "1300", "1100", "900", "700" };

  lw_driver_xdotool (journey->driver, "mousemove", "--sync", "1475", "180", "mousedown", "1", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    lw_driver_xdotool (journey->driver, "mousemove", "--sync", steps[i], "300", "sleep", "0.1", NULL);
}

/**
 * lw_journey_drop:
 * @paths: (array zero-terminated=1): files
 *
 * Drags files from another program onto the window, which says what will become of them.
 */
void
lw_journey_drop (LwJourney *journey, const char *const *paths)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) source = NULL;
  GError *error = NULL;

  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "none", TRUE);
  g_ptr_array_add (arguments, (gpointer) g_getenv ("LW_DRAG_SOURCE"));
  for (guint i = 0; paths[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) paths[i]);
  g_ptr_array_add (arguments, NULL);
  source = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  g_assert_true (lw_driver_xdotool (journey->driver, "search", "--sync", "--onlyvisible", "--name", "^drag-source$",
                                    "windowmove", "--sync", "1400", "100", NULL));
  drag_across (journey);
  lw_journey_see (journey, "label", "^Drop to import$");
  g_assert_true (lw_driver_xdotool (journey->driver, "mouseup", "1", NULL));
  lw_journey_see_gone (journey, "label", "^Drop to import$");
  g_subprocess_force_exit (source);
  g_assert_true (lw_driver_xdotool (journey->driver, "mousemove", "--sync", "300", "200", NULL));
}

/** lw_journey_see_names: fails if something that can be used has no name by which it could be told */
void
lw_journey_see_names (LwJourney *journey)
{
  g_autofree char *unnamed = lw_driver_list_unnamed (journey->driver);

  if (*unnamed)
    g_print ("%s", unnamed);
  g_assert_cmpstr (unnamed, ==, "");
}

/** lw_journey_run: main() of a journey */
int
lw_journey_run (int argc, char *argv[], void (*add_tests) (void))
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("LW_APPLICATION") == NULL || g_getenv ("DISPLAY") == NULL)
    {
      g_print ("1..0 # SKIP needs a display and LW_APPLICATION\n");
      return 0;
    }
  add_tests ();
  return g_test_run ();
}

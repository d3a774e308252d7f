/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A journey as a person would make it, in the real window and by what a screen reader sees: open a document, read the
 * vacancy, move the map, find the scenario, and lose nothing when the power goes. */
#include <glib/gstdio.h>
#include <locale.h>

#include "analysis/lw-example.h"
#include "lw-driver.h"
#include "store/lw-check.h"
#include "store/lw-store.h"

typedef struct {
  char *folder;
  char *document;
  LwDriver *driver;
} Journey;

static const char *application;

static void
begin (Journey *journey, gconstpointer data)
{
  const char *arguments[] = { application, NULL, NULL };
  GError *error = NULL;

  journey->folder = g_dir_make_tmp ("lw-journey-XXXXXX", &error);
  g_assert_no_error (error);
  journey->document = g_build_filename (journey->folder, "example.gpkg", NULL);
  lw_example_write (journey->document, 400, 3, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  arguments[1] = journey->document;
  journey->driver = lw_driver_start (arguments, &error);
  g_assert_no_error (error);
}

static void
end (Journey *journey, gconstpointer data)
{
  g_clear_pointer (&journey->driver, lw_driver_stop);
  g_unlink (journey->document);
  g_rmdir (journey->folder);
  g_free (journey->document);
  g_free (journey->folder);
}

static LwDriverNode *
expect (Journey *journey, const char *role, const char *pattern)
{
  LwDriverNode *node = lw_driver_find (journey->driver, role, pattern);

  if (node == NULL)
    {
      g_autofree char *dump = lw_driver_dump (journey->driver);

      g_print ("%s", dump);
      g_test_message ("nothing of role “%s” is called “%s”", role ? role : "any", pattern);
    }
  g_assert_nonnull (node);
  return node;
}

static void
press (Journey *journey, const char *role, const char *pattern)
{
  g_autoptr (LwDriverNode) node = expect (journey, role, pattern);

  g_assert_true (lw_driver_press (journey->driver, node));
}

static void
see (Journey *journey, const char *role, const char *pattern)
{
  g_autoptr (LwDriverNode) node = expect (journey, role, pattern);
}

static guint
count_measures (const char *path)
{
  GError *error = NULL;
  g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_ONLY, &error);
  g_autoptr (GPtrArray) scenarios = NULL;
  guint n = 0;

  g_assert_no_error (error);
  scenarios = lw_store_read_scenarios (store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < scenarios->len; i++)
    n += ((const LwScenario *) g_ptr_array_index (scenarios, i))->measures->len;
  return n;
}

static void
test_look_around (Journey *journey, gconstpointer data)
{
  guint before = count_measures (journey->document);
  g_autoptr (LwCheckReport) report = NULL;
  GError *error = NULL;

  see (journey, "label", "Fictional example");
  see (journey, "label", "stands empty$");
  see (journey, "label", "^Offices · 400$");
  see (journey, NULL, "^Utrecht: .* vacant of ");
  press (journey, NULL, "^Zoom in$");
  press (journey, NULL, "^Show all offices$");
  see (journey, "label", "^Levers$");
  see (journey, "label", "^Measures · ");
  lw_driver_shot (journey->driver, "look-around");

  /* The power goes: the document is whole, and everything is in it. */
  lw_driver_kill (journey->driver);
  g_assert_cmpuint (count_measures (journey->document), ==, before);
  report = lw_store_check (journey->document, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_errors, ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  application = g_getenv ("LW_APPLICATION");
  if (application == NULL || g_getenv ("DISPLAY") == NULL)
    {
      g_print ("1..0 # SKIP needs a display and LW_APPLICATION\n");
      return 0;
    }
  g_test_add ("/journey/look-around", Journey, NULL, begin, test_look_around, end);
  return g_test_run ();
}

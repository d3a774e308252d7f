/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-export-dialog: what is chosen in the dialog is in the file: the offices that the filter shows, areas, results; only
 * formats that can hold it are offered; nothing confidential unless asked; a failure is told, the window stays free. */
#include <glib/gstdio.h>
#include <string.h>

#include "app/lw-export-dialog.h"
#include "window-find.h"
#include "window-fixture.h"

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GListModel) windows = NULL;

  windows = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (LW_IS_EXPORT_DIALOG (window))
        return window;
    }
  return NULL;
}

static void
open_dialog (WindowFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.export", NULL);
  fixture->dialog = find_dialog ();
  g_assert_nonnull (fixture->dialog);
}

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_begin (fixture, 200);
  window_fixture_open (fixture);
  window_settle (fixture);
  open_dialog (fixture);
}

static void
tear_down (WindowFixture *fixture, gconstpointer data)
{
  if (find_dialog ())
    gtk_window_close (GTK_WINDOW (find_dialog ()));
  WAIT_UNTIL (find_dialog () == NULL);
  window_fixture_end (fixture, data);
}

/* The rows to choose from: contents, areas, format. */
static AdwComboRow *
get_combo (WindowFixture *fixture, guint number)
{
  return window_find (fixture->dialog, ADW_TYPE_COMBO_ROW, number);
}

static gboolean
offers (AdwComboRow *row, const char *label)
{
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (strstr (gtk_string_object_get_string (item), label))
        {
          adw_combo_row_set_selected (row, i);
          return TRUE;
        }
    }
  return FALSE;
}

/* Chooses a file as the chooser would, and takes away what was written. */
static char *
export_to (WindowFixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *beside = g_strconcat (path, LW_EXPORT_METADATA_SUFFIX, NULL);
  char *text = NULL;

  lw_export_dialog_accept (LW_EXPORT_DIALOG (fixture->dialog), path);
  g_assert_null (find_dialog ());
  WAIT_UNTIL (g_file_test (path, G_FILE_TEST_EXISTS));
  WAIT_UNTIL (window_is_shown (GTK_WIDGET (fixture->window), "Exported to"));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_unlink (path);
  g_unlink (beside);
  return text;
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p++)
    n += *p == '\n';
  return n;
}

static void
test_offices (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *name = lw_export_dialog_suggest_name (LW_EXPORT_DIALOG (fixture->dialog));
  g_autofree char *text = NULL;
  LwSessionExport wanted;

  g_assert_true (g_str_has_suffix (name, "offices-2025-01-01.xlsx"));
  lw_export_dialog_get_wanted (LW_EXPORT_DIALOG (fixture->dialog), &wanted);
  g_assert_false (wanted.confidential);
  g_assert_false (wanted.shown_only);
  g_assert_true (offers (get_combo (fixture, 2), "CSV for programs"));
  text = export_to (fixture, "a.csv");
  g_assert_true (g_str_has_prefix (text, "id,bag_id,"));
  g_assert_cmpuint (count_lines (text), ==, 201);
}

static void
test_filter (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (LwFilter) none = lw_filter_new ();
  g_autoptr (LwExpression) expression = lw_expression_parse ("build_year < 1980 and name != \"A & <b>\"", NULL, NULL);
  g_autoptr (LwFilter) filter = lw_filter_with_expression (none, expression);
  g_autofree char *text = NULL, *all = NULL;
  LwSessionExport wanted;
  guint n;

  gtk_window_close (GTK_WINDOW (fixture->dialog));
  WAIT_UNTIL (find_dialog () == NULL);
  lw_session_set_filter (fixture->session, filter);
  window_settle (fixture);
  n = lw_bitset_count (lw_session_get_shown (fixture->session));
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, 200);
  open_dialog (fixture);
  lw_export_dialog_get_wanted (LW_EXPORT_DIALOG (fixture->dialog), &wanted);
  g_assert_true (wanted.shown_only);
  /* The words of the filter are no markup. */
  g_assert_true (window_is_shown (fixture->dialog, "build_year < 1980 and name != \"A & <b>\""));
  g_assert_true (offers (get_combo (fixture, 2), "GeoJSON"));
  text = export_to (fixture, "a.geojson");
  g_assert_cmpuint (count_lines (text), ==, n + 2);
  g_assert_nonnull (strstr (text, "build_year < 1980"));
  g_assert_nonnull (strstr (text, "\"fictional\":true"));
  open_dialog (fixture);
  gtk_switch_set_active (window_find (fixture->dialog, GTK_TYPE_SWITCH, 0), FALSE);
  g_assert_true (offers (get_combo (fixture, 2), "GeoJSON"));
  all = export_to (fixture, "b.geojson");
  g_assert_cmpuint (count_lines (all), ==, 202);
  g_assert_nonnull (strstr (all, "\"filter\":\"all offices\""));
}

static void
test_areas (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_combo (fixture, 1))));
  g_assert_true (offers (get_combo (fixture, 0), "Areas"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_combo (fixture, 1))));
  g_assert_true (offers (get_combo (fixture, 1), "Province"));
  g_assert_true (offers (get_combo (fixture, 2), "KML"));
  text = export_to (fixture, "a.kml");
  g_assert_nonnull (strstr (text, "<outerBoundaryIs>"));
  g_assert_nonnull (strstr (text, "<SimpleData name=\"dim\">province</SimpleData>"));
}

static void
test_results (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  const LwScenario *scenario
    = lw_session_get_scenario (fixture->session, lw_session_get_scenario_a (fixture->session));

  g_assert_true (offers (get_combo (fixture, 2), "KML"));
  g_assert_true (offers (get_combo (fixture, 0), "Results"));
  g_assert_false (offers (get_combo (fixture, 2), "KML"));
  g_assert_false (offers (get_combo (fixture, 2), "GeoJSON"));
  g_assert_true (offers (get_combo (fixture, 2), "CSV for programs"));
  g_assert_true (offers (get_combo (fixture, 1), "The whole"));
  text = export_to (fixture, "a.csv");
  g_assert_true (g_str_has_prefix (text, "scenario,dim,key,label,year,stock,"));
  g_assert_nonnull (strstr (text, scenario->name));
  g_assert_null (strstr (text, "municipality"));
}

/* What cannot be written is told in the window, and the document is never the target. */
static void
test_failure (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "a.csv", NULL);

  g_assert_true (offers (get_combo (fixture, 2), "CSV for programs"));
  lw_export_dialog_accept (LW_EXPORT_DIALOG (fixture->dialog), nowhere);
  WAIT_UNTIL (gtk_widget_get_visible (fixture->window->problem_bar));
  g_assert_true (window_is_shown (GTK_WIDGET (fixture->window), "folder does not exist"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  open_dialog (fixture);
  g_assert_true (offers (get_combo (fixture, 2), "GeoPackage"));
  lw_export_dialog_accept (LW_EXPORT_DIALOG (fixture->dialog), fixture->path);
  WAIT_UNTIL (gtk_widget_get_visible (fixture->window->problem_bar));
  g_assert_true (window_is_shown (GTK_WIDGET (fixture->window), "document itself"));
}

static void
add_tests (void)
{
  g_test_add ("/export-dialog/offices", WindowFixture, NULL, set_up, test_offices, tear_down);
  g_test_add ("/export-dialog/filter", WindowFixture, NULL, set_up, test_filter, tear_down);
  g_test_add ("/export-dialog/areas", WindowFixture, NULL, set_up, test_areas, tear_down);
  g_test_add ("/export-dialog/results", WindowFixture, NULL, set_up, test_results, tear_down);
  g_test_add ("/export-dialog/failure", WindowFixture, NULL, set_up, test_failure, tear_down);
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}

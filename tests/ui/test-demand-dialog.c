/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-demand-dialog: the dialog of demand: the path of a scenario, jobs, series and shares are each changed as one edit
 * that can be undone, and the dialog shows what comes of it. Needs a display; says so where there is none. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "app/lw-demand-pages.h"
#include "app/lw-number-entry.h"
#include "window-find.h"
#include "window-fixture.h"

#define N_OFFICES 200

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_begin (fixture, N_OFFICES);
  window_fixture_open (fixture);
  lw_session_set_scenario_a (fixture->session, "example-convert");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.demand", NULL);
  g_assert_nonnull (fixture->window->demand_dialog);
  fixture->dialog = GTK_WIDGET (fixture->window->demand_dialog);
}

static void
tear_down (WindowFixture *fixture, gconstpointer data)
{
  WAIT_UNTIL (!is_busy (fixture->session));
  if (fixture->window->demand_dialog)
    gtk_window_close (fixture->window->demand_dialog);
  WAIT_UNTIL (fixture->window->demand_dialog == NULL);
  window_fixture_end (fixture, data);
}

static gpointer
find_page (WindowFixture *fixture, GType type)
{
  return window_find (fixture->dialog, type, 0);
}

/* As if it was typed and Enter pressed. */
static void
type (LwNumberEntry *entry, const char *text)
{
  gtk_editable_set_text (window_find (GTK_WIDGET (entry), GTK_TYPE_ENTRY, 0), text);
  lw_number_entry_flush (entry);
}

static const LwScenario *
scenario_of (WindowFixture *fixture)
{
  return lw_session_get_scenario (fixture->session, "example-convert");
}

static double
occupied (WindowFixture *fixture, int year)
{
  LwTrajectory *trajectory = lw_session_get_trajectory_a (fixture->session);

  return trajectory ? lw_trajectory_get (trajectory, LW_TRAJECTORY_OCCUPIED, year) : NAN;
}

static void
test_path (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *page = find_page (fixture, LW_TYPE_DEMAND_PATH_PAGE);
  AdwComboRow *kind = window_find (page, ADW_TYPE_COMBO_ROW, 0);
  GtkSpinButton *hybrid = window_find (page, GTK_TYPE_SPIN_BUTTON, 1), *hidden = window_find (page, GTK_TYPE_SPIN_BUTTON, 3);
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();
  GtkDropDown *region;

  adw_combo_row_set_selected (kind, LW_DEMAND_WLO_LOW);
  WAIT_UNTIL (scenario_of (fixture)->demand.kind == LW_DEMAND_WLO_LOW);
  g_assert_cmpstr (lw_session_get_undo_name (fixture->session), ==, "Set demand path");
  gtk_spin_button_set_value (hybrid, 10);
  gtk_spin_button_set_value (hidden, 5000);
  WAIT_UNTIL (scenario_of (fixture)->parameters.value[LW_PARAM_HIDDEN_M2] == 5000);
  g_assert_cmpfloat_with_epsilon (scenario_of (fixture)->parameters.value[LW_PARAM_HYBRID], 0.1, 1e-12);

  window_collect (page, GTK_TYPE_DROP_DOWN, choices);
  region = g_ptr_array_index (choices, choices->len - 1);
  gtk_drop_down_set_selected (region, LW_DEMAND_GROWTH + 1);
  WAIT_UNTIL (scenario_of (fixture)->demand.regions->len == 1);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_assert_true (gtk_widget_activate_action (fixture->dialog, "win.undo", NULL));
  WAIT_UNTIL (scenario_of (fixture)->demand.regions->len == 0);
  WAIT_UNTIL (gtk_drop_down_get_selected (region) == 0);
}

static void
test_jobs (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *page = find_page (fixture, LW_TYPE_DEMAND_JOBS_PAGE);
  AdwComboRow *kind = window_find (find_page (fixture, LW_TYPE_DEMAND_PATH_PAGE), ADW_TYPE_COMBO_ROW, 0);
  AdwComboRow *region = window_find (page, ADW_TYPE_COMBO_ROW, 0), *scope = window_find (page, ADW_TYPE_COMBO_ROW, 1);
  LwNumberEntry *jobs = window_find (page, LW_TYPE_NUMBER_ENTRY, 0), *growth = window_find (page, LW_TYPE_NUMBER_ENTRY, 2);
  const char *first = lw_sector_get_info (0)->token;
  int year;

  adw_combo_row_set_selected (region, 0);
  year = (int) gtk_spin_button_get_value (window_find (page, GTK_TYPE_SPIN_BUTTON, 0));
  adw_combo_row_set_selected (kind, LW_DEMAND_JOBS);
  WAIT_UNTIL (scenario_of (fixture)->demand.kind == LW_DEMAND_JOBS);
  type (jobs, "12,345");
  const LwSectorJobs *entry = lw_sector_jobs_find (lw_session_get_sector_jobs (fixture->session), NULL, first, year);
  g_assert_cmpfloat (entry->jobs, ==, 12345);
  WAIT_UNTIL (!is_busy (fixture->session));
  type (growth, "1.5");
  entry = lw_sector_jobs_find (lw_session_get_sector_jobs (fixture->session), NULL, first, year);
  g_assert_cmpfloat_with_epsilon (entry->growth, 0.015, 1e-12);
  /* Nonsense is marked and changes nothing. */
  type (growth, "much");
  g_assert_true (gtk_widget_has_css_class (window_find (GTK_WIDGET (growth), GTK_TYPE_ENTRY, 0), "error"));
  entry = lw_sector_jobs_find (lw_session_get_sector_jobs (fixture->session), NULL, first, year);
  g_assert_cmpfloat_with_epsilon (entry->growth, 0.015, 1e-12);

  /* What one scenario expects is another edit. */
  type (growth, "1.5");
  WAIT_UNTIL (!is_busy (fixture->session));
  adw_combo_row_set_selected (scope, 1);
  type (growth, "-4");
  WAIT_UNTIL (lw_demand_path_find_sector (&scenario_of (fixture)->demand, first) != NULL);
  g_assert_cmpfloat_with_epsilon (lw_demand_path_find_sector (&scenario_of (fixture)->demand, first)->growth, -0.04,
                                  1e-12);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_assert_true (gtk_widget_activate_action (fixture->dialog, "win.undo", NULL));
  WAIT_UNTIL (lw_demand_path_find_sector (&scenario_of (fixture)->demand, first) == NULL);
}

static LwDemandPoint
point_of (WindowFixture *fixture, const char *region, int year)
{
  GPtrArray *list = lw_session_get_demand (fixture->session);

  for (guint i = 0; i < list->len; i++)
    if (strcmp (lw_demand_series_get_region (g_ptr_array_index (list, i)), region) == 0)
      return lw_demand_series_get_point (g_ptr_array_index (list, i), year);
  g_assert_not_reached ();
}

static void
test_series (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *page = find_page (fixture, LW_TYPE_DEMAND_SERIES_PAGE);
  LwNumberEntry *m2 = window_find (page, LW_TYPE_NUMBER_ENTRY, 3), *low = window_find (page, LW_TYPE_NUMBER_ENTRY, 4);
  const LwDemandSeries *series = g_ptr_array_index (lw_session_get_demand (fixture->session), 0);
  g_autofree char *region = g_strdup (lw_demand_series_get_region (series));
  guint n;
  int year = lw_demand_series_get_points (series, &n)[1].year;
  double before;

  WAIT_UNTIL (!isnan (occupied (fixture, year)));
  before = occupied (fixture, year);
  type (m2, "1000");
  g_assert_cmpfloat (point_of (fixture, region, year).m2, ==, 1000);
  WAIT_UNTIL (occupied (fixture, year) < before - 1000);
  WAIT_UNTIL (!is_busy (fixture->session));
  type (low, "900");
  g_assert_cmpfloat (point_of (fixture, region, year).low_m2, ==, 900);
  WAIT_UNTIL (!is_busy (fixture->session));
  /* A low figure above the demand is told and not taken. */
  type (low, "2000");
  g_assert_cmpfloat (point_of (fixture, region, year).low_m2, ==, 900);
  lw_session_undo (fixture->session);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_assert_true (isnan (point_of (fixture, region, year).low_m2));
  lw_session_undo (fixture->session);
  WAIT_UNTIL (!is_busy (fixture->session) && occupied (fixture, year) == before);
}

static void
test_shares (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *page = find_page (fixture, LW_TYPE_DEMAND_SHARES_PAGE);
  GtkWidget *normalise = window_find (page, GTK_TYPE_BUTTON, 0);
  LwNumberEntry *first = window_find (page, LW_TYPE_NUMBER_ENTRY, 0), *second = window_find (page, LW_TYPE_NUMBER_ENTRY, 1);
  const GArray *shares;

  g_assert_false (gtk_widget_get_sensitive (normalise));
  type (first, "80");
  WAIT_UNTIL (!is_busy (fixture->session));
  type (second, "80");
  WAIT_UNTIL (!is_busy (fixture->session));
  shares = lw_session_get_demand_shares (fixture->session);
  g_assert_cmpuint (shares->len, ==, 2);
  if (gtk_widget_get_sensitive (normalise))
    {
      g_signal_emit_by_name (normalise, "clicked");
      shares = lw_session_get_demand_shares (fixture->session);
      g_assert_cmpfloat_with_epsilon (g_array_index (shares, LwDemandShare, 0).share, 0.5, 1e-12);
      g_assert_false (gtk_widget_get_sensitive (normalise));
    }
  WAIT_UNTIL (!is_busy (fixture->session));
  type (first, "");
  shares = lw_session_get_demand_shares (fixture->session);
  g_assert_cmpuint (shares->len, ==, 1);
}

/* A file with jobs, dropped on the window, needs no question. */
static void
test_drop (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "banen.csv", NULL);
  const GArray *jobs;

  g_assert_true (g_file_set_contents (path, "sector;jaar;banen\nICT;2024;1.234\n", -1, NULL));
  lw_window_open_path (fixture->window, path);
  WAIT_UNTIL (lw_session_get_sector_jobs (fixture->session) != NULL
              && lw_sector_jobs_find (lw_session_get_sector_jobs (fixture->session), NULL, "ict", 2024) != NULL);
  jobs = lw_session_get_sector_jobs (fixture->session);
  g_assert_cmpfloat (lw_sector_jobs_find (jobs, NULL, "ict", 2024)->jobs, ==, 1234);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_remove (path);
}

static void
add_tests (void)
{
  g_test_add ("/demand-dialog/path", WindowFixture, NULL, set_up, test_path, tear_down);
  g_test_add ("/demand-dialog/jobs", WindowFixture, NULL, set_up, test_jobs, tear_down);
  g_test_add ("/demand-dialog/series", WindowFixture, NULL, set_up, test_series, tear_down);
  g_test_add ("/demand-dialog/drop", WindowFixture, NULL, set_up, test_drop, tear_down);
  g_test_add ("/demand-dialog/shares", WindowFixture, NULL, set_up, test_shares, tear_down);
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}

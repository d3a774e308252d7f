/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-parameters-dialog: every parameter has its row; a change is one edit that can be undone; values that
 * do not go together are told and not written; a locked scenario can only be looked at; the levers that fold
 * away change the same numbers. Needs a display; says so where there is none. */
#include <string.h>

#include "app/lw-parameter-row.h"
#include "panels/lw-scenario-levers.h"
#include "window-find.h"
#include "window-fixture.h"

#define N_OFFICES 200

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_begin (fixture, N_OFFICES);
  window_fixture_open (fixture);
  lw_session_set_scenario_a (fixture->session, "example-convert");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.parameters", NULL);
  g_assert_nonnull (fixture->window->parameters_dialog);
  fixture->dialog = GTK_WIDGET (fixture->window->parameters_dialog);
}

static void
tear_down (WindowFixture *fixture, gconstpointer data)
{
  WAIT_UNTIL (!is_busy (fixture->session));
  if (fixture->window->parameters_dialog)
    gtk_window_close (fixture->window->parameters_dialog);
  WAIT_UNTIL (fixture->window->parameters_dialog == NULL);
  window_fixture_end (fixture, data);
}

/* The row of a parameter; each has exactly one. */
static GtkWidget *
row_of (WindowFixture *fixture, LwParameter id)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GtkWidget *found = NULL;

  window_collect (fixture->dialog, LW_TYPE_PARAMETER_ROW, rows);
  g_assert_cmpuint (rows->len, ==, LW_N_PARAMETERS);
  for (guint i = 0; i < rows->len; i++)
    if (lw_parameter_row_get_id (g_ptr_array_index (rows, i)) == id)
      {
        g_assert_null (found);
        found = g_ptr_array_index (rows, i);
      }
  g_assert_nonnull (found);
  return found;
}

static GtkSpinButton *
spin_of (WindowFixture *fixture, LwParameter id)
{
  return window_find (row_of (fixture, id), GTK_TYPE_SPIN_BUTTON, 0);
}

static gboolean
says (WindowFixture *fixture, const char *part)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  window_collect (fixture->dialog, GTK_TYPE_LABEL, found);
  for (guint i = 0; i < found->len; i++)
    if (strstr (gtk_label_get_text (g_ptr_array_index (found, i)), part))
      return TRUE;
  return FALSE;
}

static double
value_of (WindowFixture *fixture, LwParameter id)
{
  return lw_parameters_get (&lw_session_get_scenario (fixture->session, "example-convert")->parameters, id);
}

static void
test_rows (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *row = row_of (fixture, LW_PARAM_NORM), *yield;
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Norm  v*");
  g_assert_nonnull (strstr (subtitle, "Vacancy rate that a healthy market needs."));
  g_assert_nonnull (strstr (subtitle, "De toekomst van kantoren, 2017"));
  g_assert_cmpfloat (gtk_spin_button_get_value (spin_of (fixture, LW_PARAM_NORM)), ==,
                     value_of (fixture, LW_PARAM_NORM) * 100);
  g_assert_cmpuint (gtk_spin_button_get_digits (spin_of (fixture, LW_PARAM_ACQUISITION)), ==, 0);
  /* 5.25 % is not shown as 5.3 %. */
  yield = row_of (fixture, lw_parameter_of_housing (LW_HOUSING_FREE_SECTOR, LW_TERM_YIELD));
  g_assert_cmpuint (gtk_spin_button_get_digits (window_find (yield, GTK_TYPE_SPIN_BUTTON, 0)), ==, 2);
  g_assert_nonnull (window_find (row_of (fixture, LW_PARAM_FUND_ACTIVE), GTK_TYPE_SWITCH, 0));
  /* Every field shows what the scenario has, to the decimals it has, and nothing was written by showing it.
   */
  for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
    g_assert_cmpfloat (lw_parameter_row_get_value (LW_PARAMETER_ROW (row_of (fixture, id))), ==,
                       value_of (fixture, id));
  g_assert_null (lw_session_get_undo_name (fixture->session));
}

static void
test_change (WindowFixture *fixture, gconstpointer data)
{
  double before = value_of (fixture, LW_PARAM_RELEASE_RATE);
  GtkWidget *all = window_find_button (fixture->dialog, "Back to the defaults");
  GtkWidget *row = row_of (fixture, LW_PARAM_RELEASE_RATE);

  /* Several steps at once are one edit. */
  gtk_spin_button_set_value (spin_of (fixture, LW_PARAM_RELEASE_RATE), 4);
  gtk_spin_button_set_value (spin_of (fixture, LW_PARAM_RELEASE_RATE), 6.5);
  WAIT_UNTIL (value_of (fixture, LW_PARAM_RELEASE_RATE) == 0.065);
  g_assert_cmpstr (lw_session_get_undo_name (fixture->session), ==, "Set “Moves”");
  g_assert_true (says (fixture, "own value"));
  WAIT_UNTIL (!is_busy (fixture->session));
  g_assert_true (gtk_widget_activate_action (fixture->dialog, "win.undo", NULL));
  WAIT_UNTIL (value_of (fixture, LW_PARAM_RELEASE_RATE) == before);
  g_assert_null (lw_session_get_undo_name (fixture->session));
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (spin_of (fixture, LW_PARAM_RELEASE_RATE)),
                                  before * 100, 1e-9);
  WAIT_UNTIL (!is_busy (fixture->session));

  /* One by one and all together back. */
  gtk_spin_button_set_value (spin_of (fixture, LW_PARAM_GAMMA), 3);
  gtk_spin_button_set_value (spin_of (fixture, LW_PARAM_RELEASE_RATE), 9);
  WAIT_UNTIL (value_of (fixture, LW_PARAM_RELEASE_RATE) == 0.09);
  g_assert_cmpstr (lw_session_get_undo_name (fixture->session), ==, "Set parameters");
  WAIT_UNTIL (!is_busy (fixture->session));
  g_signal_emit_by_name (window_find (row, GTK_TYPE_BUTTON, 2), "clicked");
  WAIT_UNTIL (value_of (fixture, LW_PARAM_RELEASE_RATE)
              == lw_parameter_get_info (LW_PARAM_RELEASE_RATE)->value);
  g_assert_cmpfloat (value_of (fixture, LW_PARAM_GAMMA), ==, 3);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_assert_true (gtk_widget_get_sensitive (all));
  g_signal_emit_by_name (all, "clicked");
  WAIT_UNTIL (value_of (fixture, LW_PARAM_GAMMA) == 2);
  for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
    g_assert_cmpfloat (value_of (fixture, id), ==, lw_parameter_get_info (id)->value);
  g_assert_false (gtk_widget_get_sensitive (all));
}

static void
test_filter (WindowFixture *fixture, gconstpointer data)
{
  GtkSwitch *only = window_find (fixture->dialog, GTK_TYPE_SWITCH, 0);

  gtk_spin_button_set_value (spin_of (fixture, LW_PARAM_GAMMA), 3);
  WAIT_UNTIL (value_of (fixture, LW_PARAM_GAMMA) == 3);
  gtk_switch_set_active (only, TRUE);
  for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
    g_assert_cmpint (gtk_widget_get_visible (row_of (fixture, id)), ==,
                     value_of (fixture, id) != lw_parameter_get_info (id)->value);
  gtk_switch_set_active (only, FALSE);
  g_assert_true (gtk_widget_get_visible (row_of (fixture, LW_PARAM_VAT)));
}

static void
test_shares_of_ages (WindowFixture *fixture, gconstpointer data)
{
  double before = value_of (fixture, LW_PARAM_UNKNOWN_AGE0);

  g_assert_true (says (fixture, "Together 100 %."));
  gtk_spin_button_set_value (spin_of (fixture, LW_PARAM_UNKNOWN_AGE0), 30);
  g_assert_true (says (fixture, "Together 95.0 %, and that has to be 100 %."));
  /* Closing says so instead of leaving it behind without a word. */
  gtk_window_close (fixture->window->parameters_dialog);
  g_assert_nonnull (fixture->window->parameters_dialog);
  g_assert_cmpfloat (value_of (fixture, LW_PARAM_UNKNOWN_AGE0), ==, before);
  g_assert_null (lw_session_get_undo_name (fixture->session));
  gtk_spin_button_set_value (spin_of (fixture, LW_PARAM_UNKNOWN_AGE3), 38);
  WAIT_UNTIL (value_of (fixture, LW_PARAM_UNKNOWN_AGE3) == 0.38);
  g_assert_cmpfloat (value_of (fixture, LW_PARAM_UNKNOWN_AGE0), ==, 0.3);
  g_assert_true (says (fixture, "Together 100 %."));
  WAIT_UNTIL (!is_busy (fixture->session));
  /* Who closes twice, or takes it back, means it. */
  gtk_spin_button_set_value (spin_of (fixture, LW_PARAM_UNKNOWN_AGE0), 90);
  g_assert_true (gtk_widget_activate_action (fixture->dialog, "win.undo", NULL));
  g_assert_cmpfloat (gtk_spin_button_get_value (spin_of (fixture, LW_PARAM_UNKNOWN_AGE0)), ==, 30);
  gtk_spin_button_set_value (spin_of (fixture, LW_PARAM_UNKNOWN_AGE0), 90);
  gtk_window_close (fixture->window->parameters_dialog);
  gtk_window_close (fixture->window->parameters_dialog);
  WAIT_UNTIL (fixture->window->parameters_dialog == NULL);
  g_assert_cmpfloat (value_of (fixture, LW_PARAM_UNKNOWN_AGE0), ==, 0.3);
}

static void
test_closing_writes (WindowFixture *fixture, gconstpointer data)
{
  gtk_spin_button_set_value (spin_of (fixture, LW_PARAM_VAT), 19);
  gtk_window_close (fixture->window->parameters_dialog);
  WAIT_UNTIL (fixture->window->parameters_dialog == NULL);
  g_assert_cmpfloat (value_of (fixture, LW_PARAM_VAT), ==, 0.19);
}

static void
test_locked (WindowFixture *fixture, gconstpointer data)
{
  const LwScenario *baseline = g_ptr_array_index (lw_session_get_scenarios (fixture->session), 0);

  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (spin_of (fixture, LW_PARAM_NORM))));
  g_assert_true (baseline->locked);
  lw_session_set_scenario_a (fixture->session, baseline->uid);
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (spin_of (fixture, LW_PARAM_NORM))));
  g_assert_true (gtk_widget_is_sensitive (row_of (fixture, LW_PARAM_NORM)));
  g_assert_true (says (fixture, "This scenario is locked"));
}

static void
test_more_levers (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *levers = window_find (GTK_WIDGET (fixture->window), LW_TYPE_SCENARIO_LEVERS, 0);
  GtkExpander *more = window_find (levers, GTK_TYPE_EXPANDER, 0);
  GtkWidget *grid = gtk_expander_get_child (more);

  g_assert_false (gtk_expander_get_expanded (more));
  gtk_expander_set_expanded (more, TRUE);
  gtk_range_set_value (window_find (grid, GTK_TYPE_SCALE, 0), 0.02);
  WAIT_UNTIL (value_of (fixture, LW_PARAM_OMEGA) == 0.02);
  g_assert_cmpstr (lw_session_get_undo_name (fixture->session), ==, "Set autonomous withdrawal");
  gtk_switch_set_active (window_find (grid, GTK_TYPE_SWITCH, 0), TRUE);
  WAIT_UNTIL (value_of (fixture, LW_PARAM_FUND_ACTIVE) == 1);
  g_assert_cmpfloat (value_of (fixture, LW_PARAM_OMEGA), ==, 0.02);
  /* The dialog follows, and a value beyond the slider's usual end stays what it is. */
  g_assert_cmpfloat (gtk_spin_button_get_value (spin_of (fixture, LW_PARAM_OMEGA)), ==, 2);
  WAIT_UNTIL (!is_busy (fixture->session));
  gtk_spin_button_set_value (spin_of (fixture, LW_PARAM_SUBSIDY_DWELLING), 80000);
  WAIT_UNTIL (value_of (fixture, LW_PARAM_SUBSIDY_DWELLING) == 80000);
  g_assert_cmpfloat (gtk_range_get_value (window_find (grid, GTK_TYPE_SCALE, 2)), ==, 80000);
}

static void
add_tests (void)
{
#define ADD(name, func) g_test_add ("/parameters/" name, WindowFixture, NULL, set_up, func, tear_down)
  ADD ("rows", test_rows);
  ADD ("change", test_change);
  ADD ("filter", test_filter);
  ADD ("shares-of-ages", test_shares_of_ages);
  ADD ("closing-writes", test_closing_writes);
  ADD ("locked", test_locked);
  ADD ("more-levers", test_more_levers);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}

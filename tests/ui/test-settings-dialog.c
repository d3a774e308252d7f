/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-settings-dialog: the dialog of the document's settings: each row changes the document at once, as one edit with a name
 * that can be undone; regions of municipalities one by one and together; a write-protected document can only be looked
 * at. Needs a display; says so where there is none. */
#include <glib/gstdio.h>
#include <string.h>

#include "app/lw-regions-page.h"
#include "app/lw-settings-dialog.h"
#include "window-find.h"
#include "window-fixture.h"

#define N_OFFICES 200

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_begin (fixture, N_OFFICES);
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.document-settings", NULL)
                  && fixture->window->settings_dialog != NULL);
  window_fixture_open (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.document-settings", NULL);
  g_assert_nonnull (fixture->window->settings_dialog);
  fixture->dialog = GTK_WIDGET (fixture->window->settings_dialog);
}

static double
stock (WindowFixture *fixture)
{
  return lw_session_get_statistics (fixture->session)->all.stock_m2;
}

static void
test_rule (WindowFixture *fixture, gconstpointer data)
{
  AdwComboRow *rule = ADW_COMBO_ROW (window_find (fixture->dialog, ADW_TYPE_COMBO_ROW, 0));
  GtkWidget *share = gtk_widget_get_ancestor (window_find (fixture->dialog, GTK_TYPE_SPIN_BUTTON, 0), ADW_TYPE_ACTION_ROW);
  double before = stock (fixture), mixed = lw_session_get_statistics (fixture->session)->counting.mixed_whole_m2;

  g_assert_cmpfloat (mixed, >, 0);
  g_assert_false (gtk_widget_get_visible (share));
  adw_combo_row_set_selected (rule, LW_MIXED_SHARE);
  g_assert_true (gtk_widget_get_visible (share));
  g_assert_cmpstr (lw_session_get_undo_name (fixture->session), ==, "Change of how mixed use counts");
  WAIT_UNTIL (stock (fixture) < before);
  g_assert_cmpfloat_with_epsilon (stock (fixture), before - mixed / 2, 1e-3);
  adw_combo_row_set_selected (rule, LW_MIXED_NONE);
  WAIT_UNTIL (!(stock (fixture) > before - mixed + 1));
  g_assert_cmpfloat_with_epsilon (stock (fixture), before - mixed, 1e-3);

  /* Undo shows in the dialog too, and can be asked for there. */
  WAIT_UNTIL (!is_busy (fixture->session));
  g_assert_true (gtk_widget_activate_action (fixture->dialog, "win.undo", NULL));
  WAIT_UNTIL (adw_combo_row_get_selected (rule) == LW_MIXED_SHARE);
  WAIT_UNTIL (!is_busy (fixture->session));
  lw_session_undo (fixture->session);
  WAIT_UNTIL (adw_combo_row_get_selected (rule) == LW_MIXED_ALL);
  g_assert_cmpfloat (stock (fixture), ==, before);
}

static void
test_numbers (WindowFixture *fixture, gconstpointer data)
{
  GtkSpinButton *size = GTK_SPIN_BUTTON (window_find (fixture->dialog, GTK_TYPE_SPIN_BUTTON, 1));
  GtkSpinButton *go = GTK_SPIN_BUTTON (window_find (fixture->dialog, GTK_TYPE_SPIN_BUTTON, 2));
  GtkSpinButton *norm = GTK_SPIN_BUTTON (window_find (fixture->dialog, GTK_TYPE_SPIN_BUTTON, 5));
  const LwSettings *settings = lw_session_get_settings (fixture->session);
  GtkWidget *reset = window_find_button (fixture->dialog, "Back to the defaults");
  double before = stock (fixture);

  g_assert_false (gtk_widget_get_sensitive (reset));
  /* Several steps at once are one edit. */
  gtk_spin_button_set_value (size, 450);
  gtk_spin_button_set_value (size, 500);
  WAIT_UNTIL (settings->min_size_m2 == 500);
  WAIT_UNTIL (stock (fixture) < before);
  g_assert_cmpuint (lw_session_get_statistics (fixture->session)->counting.small_offices, >, 0);
  g_assert_cmpstr (lw_session_get_undo_name (fixture->session), ==, "Change of the lower size limit");
  WAIT_UNTIL (!is_busy (fixture->session));
  /* What lies outside the range cannot be put in. */
  gtk_spin_button_set_value (norm, 99);
  g_assert_cmpfloat (gtk_spin_button_get_value (norm), ==, 50);
  gtk_spin_button_set_value (norm, 8);
  gtk_spin_button_set_value (go, 0.9);
  WAIT_UNTIL (lw_session_get_settings (fixture->session)->norm == 0.08);
  g_assert_cmpfloat (lw_session_get_settings (fixture->session)->go_to_vvo, ==, 0.9);
  g_assert_cmpstr (lw_session_get_undo_name (fixture->session), ==, "Change of the settings");
  g_assert_true (gtk_widget_get_sensitive (reset));
  WAIT_UNTIL (!is_busy (fixture->session));
  g_signal_emit_by_name (reset, "clicked");
  WAIT_UNTIL (stock (fixture) == before);
  g_assert_cmpfloat (gtk_spin_button_get_value (go), ==, 1);
  g_assert_false (gtk_widget_get_sensitive (reset));
}

static void
test_closing_writes (WindowFixture *fixture, gconstpointer data)
{
  GtkSpinButton *size = GTK_SPIN_BUTTON (window_find (fixture->dialog, GTK_TYPE_SPIN_BUTTON, 1));

  gtk_spin_button_set_value (size, 250);
  gtk_window_close (fixture->window->settings_dialog);
  WAIT_UNTIL (fixture->window->settings_dialog == NULL);
  g_assert_cmpfloat (lw_session_get_settings (fixture->session)->min_size_m2, ==, 250);
}

static guint
count_in_region (WindowFixture *fixture, const char *region)
{
  LwBreakdown *by = lw_session_get_statistics (fixture->session)->all_by[LW_DIMENSION_REGION];
  guint i = lw_breakdown_find (by, region);

  return i == LW_BREAKDOWN_NONE ? 0 : by->totals[i].offices;
}

static void
test_regions (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *page = window_find (fixture->dialog, LW_TYPE_REGIONS_PAGE, 0);
  GtkWidget *together = window_find (page, ADW_TYPE_ENTRY_ROW, 0);
  GtkWidget *first = window_find (page, GTK_TYPE_ENTRY, 0);
  GtkWidget *all = window_find (page, GTK_TYPE_CHECK_BUTTON, 0);

  gtk_editable_set_text (GTK_EDITABLE (first), " North ");
  g_signal_emit_by_name (first, "activate");
  WAIT_UNTIL (count_in_region (fixture, "North") > 0);
  g_assert_true (g_str_has_prefix (lw_session_get_undo_name (fixture->session), "Region of "));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (first)), ==, "North");
  WAIT_UNTIL (!is_busy (fixture->session));

  g_assert_false (gtk_widget_get_sensitive (together));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (all), TRUE);
  g_assert_true (gtk_widget_get_sensitive (together));
  gtk_editable_set_text (GTK_EDITABLE (together), "Whole");
  g_signal_emit_by_name (together, "apply");
  WAIT_UNTIL (count_in_region (fixture, "Whole") == N_OFFICES);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_signal_emit_by_name (window_find_button (page, "One region a province"), "clicked");
  WAIT_UNTIL (count_in_region (fixture, "Utrecht") == N_OFFICES);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_signal_emit_by_name (window_find_button (page, "No regions"), "clicked");
  WAIT_UNTIL (count_in_region (fixture, "") == N_OFFICES);
  WAIT_UNTIL (!is_busy (fixture->session));
  lw_session_undo (fixture->session);
  WAIT_UNTIL (count_in_region (fixture, "Utrecht") == N_OFFICES);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (first)), ==, "Utrecht");
}

static void
test_read_only (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *rule = window_find (fixture->dialog, ADW_TYPE_COMBO_ROW, 0);

  g_assert_true (gtk_widget_is_sensitive (rule));
  if (g_chmod (fixture->path, 0444) != 0 || g_access (fixture->path, W_OK) == 0)
    {
      g_test_skip ("this user may write to every file");
      return;
    }
  lw_window_open_path (fixture->window, fixture->path);
  WAIT_UNTIL (lw_session_get_read_only (fixture->session) && !is_busy (fixture->session));
  g_assert_false (gtk_widget_is_sensitive (rule));
  g_assert_false (gtk_widget_is_sensitive (window_find (fixture->dialog, LW_TYPE_REGIONS_PAGE, 0)));
}

static void
add_tests (void)
{
#define ADD(name, func) g_test_add ("/settings/" name, WindowFixture, NULL, set_up, func, window_fixture_end)
  ADD ("rule", test_rule);
  ADD ("numbers", test_numbers);
  ADD ("closing-writes", test_closing_writes);
  ADD ("regions", test_regions);
  ADD ("read-only", test_read_only);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}

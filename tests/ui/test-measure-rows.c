/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-measure-rows: the row of each kind of measure: added from the menu, changed in place, each change one edit with undo
 * that is in the file; a rule with its mistakes, its preview and the filter taken over; measures on plans from the window
 * of plans. Needs a display; says so where there is none. */
#include <math.h>
#include <string.h>

#include "panels/lw-measure-row.h"
#include "panels/lw-name-completion.h"
#include "panels/lw-plan-row.h"
#include "panels/lw-rule-edit.h"
#include "store/lw-store.h"
#include "window-find.h"
#include "window-fixture.h"

#define N_OFFICES 300

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_begin (fixture, N_OFFICES);
  window_fixture_open (fixture);
  g_object_set (fixture->window, "page", "scenarios", NULL);
}

static void
tear_down (WindowFixture *fixture, gconstpointer data)
{
  if (fixture->window->plans_dialog)
    gtk_window_close (fixture->window->plans_dialog);
  WAIT_UNTIL (fixture->window->plans_dialog == NULL);
  window_fixture_end (fixture, data);
}

/* The row with a title that is to be seen, within a row of a measure. */
static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  window_collect (widget, ADW_TYPE_PREFERENCES_ROW, found);
  for (guint i = 0; i < found->len; i++)
    if (gtk_widget_get_visible (g_ptr_array_index (found, i))
        && g_strcmp0 (adw_preferences_row_get_title (g_ptr_array_index (found, i)), title) == 0)
      return g_ptr_array_index (found, i);
  return NULL;
}

static gpointer
find_in (GtkWidget *widget, GType type)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  window_collect (widget, type, found);
  g_assert_cmpuint (found->len, >, 0);
  return g_ptr_array_index (found, 0);
}

static GtkSpinButton *
spin_of (GtkWidget *row, const char *title)
{
  GtkWidget *field = find_row (row, title);

  g_assert_nonnull (field);
  return find_in (field, GTK_TYPE_SPIN_BUTTON);
}

static gboolean
shows (GtkWidget *widget, const char *words)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  window_collect (widget, GTK_TYPE_LABEL, found);
  for (guint i = 0; i < found->len; i++)
    if (gtk_widget_get_visible (g_ptr_array_index (found, i))
        && strstr (gtk_label_get_text (g_ptr_array_index (found, i)), words))
      return TRUE;
  return FALSE;
}

static GtkWidget *
panel_of (WindowFixture *fixture)
{
  return adw_view_stack_get_child_by_name (fixture->window->pages, "scenarios");
}

static const LwScenario *
scenario_of (WindowFixture *fixture)
{
  return lw_session_get_scenario (fixture->session, lw_session_get_scenario_a (fixture->session));
}

static const LwMeasure *
last_of (WindowFixture *fixture)
{
  GPtrArray *measures = scenario_of (fixture)->measures;

  return g_ptr_array_index (measures, measures->len - 1);
}

#define WAIT_FOR_EDIT(fixture, name)                                                                                   \
  WAIT_UNTIL (g_strcmp0 (lw_session_get_undo_name ((fixture)->session), name) == 0 && !is_busy ((fixture)->session))

/* The last measure of the scenario shown, as the file has it. */
static LwMeasure *
read_last (WindowFixture *fixture)
{
  g_autoptr (LwStore) store = lw_store_open (fixture->path, LW_STORE_READ_ONLY, NULL);
  g_autoptr (GPtrArray) scenarios = lw_store_read_scenarios (store, NULL);

  for (guint i = 0; i < scenarios->len; i++)
    {
      const LwScenario *scenario = g_ptr_array_index (scenarios, i);

      if (g_strcmp0 (scenario->uid, lw_session_get_scenario_a (fixture->session)) == 0)
        return lw_measure_copy (g_ptr_array_index (scenario->measures, scenario->measures->len - 1));
    }
  g_assert_not_reached ();
}

/* The unfolded row of the last measure. */
static GtkWidget *
open_last (WindowFixture *fixture)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GtkWidget *row;

  window_collect (panel_of (fixture), LW_TYPE_MEASURE_ROW, rows);
  g_assert_cmpuint (rows->len, ==, scenario_of (fixture)->measures->len);
  row = g_ptr_array_index (rows, rows->len - 1);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  return row;
}

static GtkWidget *
add_to_selection (WindowFixture *fixture, const char *kind)
{
  lw_session_select_row (fixture->session, 3, FALSE);
  lw_session_select_row (fixture->session, 4, TRUE);
  gtk_widget_activate_action (panel_of (fixture), "scenario.add-measure", "s", kind);
  WAIT_FOR_EDIT (fixture, "Add measure for 2 offices");
  return open_last (fixture);
}

static void
test_temporary (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *row = add_to_selection (fixture, "temporary"), *until = find_row (row, "Ends in");
  g_autoptr (LwMeasure) measure = NULL, moved = NULL;
  GtkSpinButton *spin = find_in (until, GTK_TYPE_SPIN_BUTTON);
  double low, high;

  g_assert_true (shows (row, "Temporary housing until 2037"));
  g_assert_null (find_row (row, "Programme"));
  g_assert_null (find_row (row, "Years until delivery"));
  gtk_switch_set_active (find_in (until, GTK_TYPE_SWITCH), TRUE);
  /* No longer than the law allows. */
  gtk_spin_button_get_range (spin, &low, &high);
  g_assert_cmpfloat (low, ==, 2028);
  g_assert_cmpfloat (high, ==, 2037);
  gtk_spin_button_set_value (spin, 2033);
  WAIT_FOR_EDIT (fixture, "Set end of measure");
  g_assert_true (shows (row, "Temporary housing until 2033"));
  measure = read_last (fixture);
  g_assert_cmpint (measure->kind, ==, LW_MEASURE_TEMPORARY);
  g_assert_cmpint (measure->until_year, ==, 2033);
  g_assert_cmpuint (measure->offices->len, ==, 2);
  /* What begins later ends as much later. */
  gtk_spin_button_set_value (spin_of (row, "Year"), 2029);
  WAIT_FOR_EDIT (fixture, "Set year of measure");
  moved = read_last (fixture);
  g_assert_cmpint (moved->year, ==, 2029);
  g_assert_cmpint (moved->until_year, ==, 2035);
  lw_session_undo (fixture->session);
  WAIT_UNTIL (gtk_spin_button_get_value (spin_of (row, "Year")) == 2027);
}

static void
test_relet (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *row = add_to_selection (fixture, "relet"), *effect = find_row (row, "Effect, %");
  g_autoptr (LwMeasure) measure = NULL, back = NULL;

  g_assert_true (shows (row, "Letting programme"));
  gtk_switch_set_active (find_in (effect, GTK_TYPE_SWITCH), TRUE);
  gtk_spin_button_set_value (find_in (effect, GTK_TYPE_SPIN_BUTTON), 35);
  WAIT_FOR_EDIT (fixture, "Set effect of letting programme");
  measure = read_last (fixture);
  g_assert_cmpfloat_with_epsilon (measure->effect, 0.35, 1e-9);
  g_assert_cmpint (measure->until_year, ==, 0);
  gtk_switch_set_active (find_in (effect, GTK_TYPE_SWITCH), FALSE);
  WAIT_UNTIL (isnan (last_of (fixture)->effect));
  WAIT_UNTIL (!is_busy (fixture->session));
  back = read_last (fixture);
  g_assert_true (isnan (back->effect));
}

static void
test_lasting (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *row = add_to_selection (fixture, "transform");
  g_autoptr (LwMeasure) transform = NULL, renovate = NULL;
  AdwEntryRow *note;

  /* Only what stays: temporary housing is a measure of its own. */
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (find_row (row, "Programme")))), ==,
                    LW_HOUSING_TEMPORARY);
  g_assert_null (find_row (row, "Ends in"));
  gtk_spin_button_set_value (spin_of (row, "Years until delivery"), 4);
  gtk_spin_button_set_value (spin_of (row, "Probability, %"), 40);
  note = ADW_ENTRY_ROW (find_row (row, "Note"));
  gtk_editable_set_text (GTK_EDITABLE (note), "agreed with the owner");
  g_signal_emit_by_name (note, "entry-activated");
  WAIT_FOR_EDIT (fixture, "Set note of measure");
  transform = read_last (fixture);
  g_assert_cmpint (transform->delivery_years, ==, 4);
  g_assert_cmpfloat_with_epsilon (transform->probability, 0.4, 1e-9);
  g_assert_cmpstr (transform->note, ==, "agreed with the owner");

  row = add_to_selection (fixture, "renovate");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (row, "Energy label")), 6);
  WAIT_FOR_EDIT (fixture, "Set label of renovation");
  renovate = read_last (fixture);
  g_assert_cmpstr (renovate->target_label, ==, "B");
  g_assert_true (shows (row, "Renovate to label B"));
  row = add_to_selection (fixture, "demolish");
  g_assert_null (find_row (row, "Years until delivery"));
  g_assert_nonnull (find_row (row, "Share, %"));
}

static void
test_new_build (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *row;
  AdwComboRow *municipality;
  g_autoptr (LwMeasure) measure = NULL;

  gtk_widget_activate_action (panel_of (fixture), "scenario.add-new-build", NULL);
  WAIT_FOR_EDIT (fixture, "Add new building");
  row = open_last (fixture);
  gtk_spin_button_set_value (spin_of (row, "Area, m² bvo"), 8000);
  municipality = ADW_COMBO_ROW (find_row (row, "Municipality"));
  g_assert_cmpuint (adw_combo_row_get_selected (municipality), ==, 0);
  adw_combo_row_set_selected (municipality, 2);
  WAIT_FOR_EDIT (fixture, "Set place of new building");
  measure = read_last (fixture);
  g_assert_cmpint (measure->kind, ==, LW_MEASURE_NEW_BUILD);
  g_assert_cmpfloat (measure->bvo_m2, ==, 8000);
  g_assert_nonnull (measure->municipality_code);
  g_assert_nonnull (measure->region);
  g_assert_true (shows (row, "8,000"));
  g_assert_true (shows (row, "stands from 2029"));
  g_assert_null (find_row (row, "Share, %"));
}

static void
test_plans (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) plans = g_ptr_array_new ();
  g_autoptr (LwMeasure) scrap = NULL, later = NULL;
  GtkWidget *dialog, *row;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.plans", NULL);
  dialog = GTK_WIDGET (fixture->window->plans_dialog);
  window_collect (dialog, LW_TYPE_PLAN_ROW, plans);
  lw_plan_row_set_ticked (g_ptr_array_index (plans, 0), TRUE);
  lw_plan_row_set_ticked (g_ptr_array_index (plans, 1), TRUE);
  g_assert_true (shows (dialog, "2 plans"));
  g_signal_emit_by_name (window_find_button (dialog, "_Scrap in the Scenario"), "clicked");
  WAIT_FOR_EDIT (fixture, "Add measure for 2 plans");
  g_assert_false (lw_plan_row_get_ticked (g_ptr_array_index (plans, 0)));
  scrap = read_last (fixture);
  g_assert_cmpint (scrap->kind, ==, LW_MEASURE_SCRAP_PLAN);
  g_assert_cmpuint (scrap->plans->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (scrap->plans, 0), ==, lw_plan_row_get_uid (g_ptr_array_index (plans, 0)));
  row = open_last (fixture);
  g_assert_true (shows (row, "2 plans"));

  lw_plan_row_set_ticked (g_ptr_array_index (plans, 1), TRUE);
  g_signal_emit_by_name (window_find_button (dialog, "Build _Later in the Scenario"), "clicked");
  WAIT_FOR_EDIT (fixture, "Add measure for 1 plan");
  row = open_last (fixture);
  gtk_spin_button_set_value (spin_of (row, "Years later"), 7);
  WAIT_FOR_EDIT (fixture, "Set delay of plans");
  later = read_last (fixture);
  g_assert_cmpint (later->kind, ==, LW_MEASURE_REPHASE_PLAN);
  g_assert_cmpint (later->delay_years, ==, 7);
  g_assert_true (shows (row, "Build plans 7 years later"));
}

static GtkWidget *
add_rule (WindowFixture *fixture, const char *kind)
{
  gtk_widget_activate_action (panel_of (fixture), "scenario.add-rule", "s", kind);
  WAIT_FOR_EDIT (fixture, "Add measure by rule");
  return open_last (fixture);
}

/* Waits until the projection knows what the last measure takes. */
static guint
count_taken (WindowFixture *fixture)
{
  g_autofree char *uid = g_strdup (last_of (fixture)->uid);

  WAIT_UNTIL (lw_session_get_measure_offices (fixture->session, uid, NULL) != NULL);
  return lw_session_get_measure_offices (fixture->session, uid, NULL)->len;
}

static void
test_rule (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *row = add_rule (fixture, "transform"), *edit = find_in (row, LW_TYPE_RULE_EDIT);
  GtkEditable *condition = find_in (edit, GTK_TYPE_ENTRY);
  g_autoptr (LwMeasure) measure = NULL, kept = NULL;
  guint n;

  g_assert_cmpstr (gtk_editable_get_text (condition), ==, LW_RULE_EXAMPLE);
  measure = read_last (fixture);
  g_assert_cmpstr (measure->rule, ==, LW_RULE_EXAMPLE);
  g_assert_cmpfloat (measure->rule_limit_m2, ==, LW_RULE_EXAMPLE_LIMIT_M2);
  g_assert_cmpuint (measure->offices->len, ==, 0);

  /* A mistake is told with its place; what was typed stays, and so does the measure. */
  gtk_editable_set_text (condition, "build_year < 1980 and nothing = 3");
  g_signal_emit_by_name (condition, "activate");
  g_assert_true (shows (edit, "nothing"));
  g_assert_true (shows (edit, "23"));
  count_taken (fixture);
  WAIT_UNTIL (shows (edit, "By the rule before: ") || shows (edit, "Takes no office now"));
  lw_session_set_year (fixture->session, 2030);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_assert_cmpstr (gtk_editable_get_text (condition), ==, "build_year < 1980 and nothing = 3");
  kept = read_last (fixture);
  g_assert_cmpstr (kept->rule, ==, LW_RULE_EXAMPLE);

  gtk_editable_set_text (condition, "build_year < 1980");
  g_assert_false (shows (edit, "23"));
  g_signal_emit_by_name (condition, "activate");
  WAIT_FOR_EDIT (fixture, "Set rule of measure");
  n = count_taken (fixture);
  g_assert_cmpuint (n, >, 0);
  WAIT_UNTIL (shows (edit, "Now: "));
  g_signal_emit_by_name (window_find_button (edit, "_Select these"), "clicked");
  g_assert_cmpuint (lw_bitset_count (lw_session_get_selection (fixture->session)), ==, n);

  /* Nothing found is said. */
  gtk_editable_set_text (condition, "build_year < 1000");
  g_signal_emit_by_name (condition, "activate");
  WAIT_UNTIL (shows (edit, "Takes no office now"));
  WAIT_UNTIL (g_strcmp0 (last_of (fixture)->rule, "build_year < 1000") == 0 && !is_busy (fixture->session));
  lw_session_undo (fixture->session);
  WAIT_UNTIL (g_strcmp0 (gtk_editable_get_text (condition), "build_year < 1980") == 0);
}

static void
test_rule_from_filter (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *row = add_rule (fixture, "temporary"), *edit = find_in (row, LW_TYPE_RULE_EDIT);
  GtkEditable *condition = find_in (edit, GTK_TYPE_ENTRY);
  g_autoptr (LwFilter) none = lw_filter_new ();
  g_autoptr (LwFilter) years = lw_filter_with_range (none, LW_FILTER_RANGE_BUILD_YEAR, 1960, 1979);
  g_autoptr (LwFilter) both = lw_filter_with_text (years, "straat");
  g_autoptr (LwMeasure) measure = NULL;

  g_signal_emit_by_name (window_find_button (edit, "From _filter"), "clicked");
  g_assert_true (shows (edit, "There is no filter"));
  g_assert_cmpstr (gtk_editable_get_text (condition), ==, LW_RULE_EXAMPLE);
  lw_session_set_filter (fixture->session, both);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_signal_emit_by_name (window_find_button (edit, "From _filter"), "clicked");
  g_assert_cmpstr (gtk_editable_get_text (condition), ==, "(build_year >= 1960 and build_year <= 1979)");
  WAIT_FOR_EDIT (fixture, "Set rule of measure");
  measure = read_last (fixture);
  g_assert_cmpstr (measure->rule, ==, "(build_year >= 1960 and build_year <= 1979)");
  gtk_drop_down_set_selected (find_in (edit, GTK_TYPE_DROP_DOWN), LW_MEASURE_ORDER_MOST_VACANT);
  WAIT_FOR_EDIT (fixture, "Set order of rule");
  gtk_switch_set_active (find_in (edit, GTK_TYPE_SWITCH), FALSE);
  WAIT_FOR_EDIT (fixture, "Set limit of rule");
  g_clear_pointer (&measure, lw_measure_free);
  measure = read_last (fixture);
  g_assert_cmpint (measure->rule_order, ==, LW_MEASURE_ORDER_MOST_VACANT);
  g_assert_true (isnan (measure->rule_limit_m2));
}

static void
assert_word (const char *text, int position, const char *word, int start)
{
  int found;
  g_autofree char *at = lw_name_completion_find_word (text, position, &found);

  g_assert_cmpstr (at, ==, word);
  g_assert_cmpint (found, ==, start);
}

/* The word that is completed is the one before the cursor, never within a text in quotes. */
static void
test_words (void)
{
  assert_word ("", 0, "", 0);
  assert_word ("buil", 4, "buil", 0);
  assert_word ("town = \"Ede é\" and vac", 22, "vac", 19);
  assert_word ("town = \"Ede vac", 15, "", 15);
  assert_word ("(vacancy_ra > 1", 11, "vacancy_ra", 1);
  assert_word ("build_year < 3", 5, "build", 0);
}

static void
add_tests (void)
{
  g_test_add_func ("/measure-rows/words", test_words);

#define ADD(name, func) g_test_add ("/measure-rows/" name, WindowFixture, NULL, set_up, func, tear_down)
  ADD ("temporary", test_temporary);
  ADD ("relet", test_relet);
  ADD ("lasting", test_lasting);
  ADD ("new-build", test_new_build);
  ADD ("plans", test_plans);
  ADD ("rule", test_rule);
  ADD ("rule-from-filter", test_rule_from_filter);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}

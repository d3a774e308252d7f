/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-window: the main window with a document: what is shown, what can be pressed, that list, filter and selection
 * follow the session both ways, and that nothing is left when it closes. Needs a display; says so where there is none. */
#include <glib/gstdio.h>

#include "../core/bag-fixture.h"
#include "app/lw-import-dialog.h"
#include "panels/lw-measure-row.h"
#include "store/lw-exchange.h"
#include "store/lw-store.h"
#include "window-fixture.h"

#define N_OFFICES 200

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_begin (fixture, N_OFFICES);
  window_fixture_open (fixture);
}

static GtkWidget *
find_by_class (GtkWidget *widget, const char *css_class)
{
  if (gtk_widget_has_css_class (widget, css_class))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_by_class (child, css_class);

      if (found)
        return found;
    }
  return NULL;
}

static GtkSelectionModel *
list_model (WindowFixture *fixture)
{
  GtkWidget *view = find_by_class (GTK_WIDGET (fixture->window->sidebar), "office-list");

  return gtk_list_view_get_model (GTK_LIST_VIEW (view));
}

static void
test_document (WindowFixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->window->main_stack), ==, "document");
  g_assert_true (gtk_widget_get_visible (fixture->window->badge));
  g_assert_true (g_str_has_suffix (gtk_window_get_title (GTK_WINDOW (fixture->window)), "Leegwijzer"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list_model (fixture))), ==, N_OFFICES);
  lw_session_close (fixture->session);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->window->main_stack), ==, "empty");
  g_assert_false (gtk_widget_get_visible (fixture->window->badge));
}

static void
test_chip (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (LwFilter) all = lw_filter_new ();
  g_autoptr (LwFilter) filter = lw_filter_with_text (all, "utrecht");
  GtkWidget *chip;

  g_assert_null (find_by_class (GTK_WIDGET (fixture->window->sidebar), "chip"));
  lw_session_set_filter (fixture->session, filter);
  chip = find_by_class (GTK_WIDGET (fixture->window->sidebar), "chip");
  g_assert_nonnull (chip);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_ROLE_BUTTON);
  WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (list_model (fixture))) < N_OFFICES);
  g_signal_emit_by_name (chip, "clicked");
  g_assert_true (lw_filter_is_empty (lw_session_get_filter (fixture->session)));
  g_assert_null (find_by_class (GTK_WIDGET (fixture->window->sidebar), "chip"));
  WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (list_model (fixture))) == N_OFFICES);
}

static void
test_order (WindowFixture *fixture, gconstpointer data)
{
  LwOfficeList *list = lw_sidebar_get_list (fixture->window->sidebar);
  LwOffices *offices = lw_session_get_offices (fixture->session);

  /* As people meet it: the largest vacancy first. */
  for (guint i = 0; i < 5; i++)
    g_assert_cmpfloat (offices->vacant_stock_m2[lw_office_list_row_at (list, i)], >=,
                       offices->vacant_stock_m2[lw_office_list_row_at (list, i + 1)]);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window->sidebar), "list.order", "s", "year"));
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (offices->build_year[lw_office_list_row_at (list, i)], <=,
                     offices->build_year[lw_office_list_row_at (list, i + 1)]);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window->sidebar), "list.descending", NULL));
  g_assert_cmpint (offices->build_year[lw_office_list_row_at (list, 0)], >=,
                   offices->build_year[lw_office_list_row_at (list, 5)]);
}

static void
test_selection (WindowFixture *fixture, gconstpointer data)
{
  GtkSelectionModel *model = list_model (fixture);
  LwOfficeList *list = lw_sidebar_get_list (fixture->window->sidebar);
  guint row = lw_office_list_row_at (list, 3);

  /* from the map to the list */
  lw_session_select_row (fixture->session, row, FALSE);
  g_assert_true (gtk_selection_model_is_selected (model, 3));
  g_assert_false (gtk_selection_model_is_selected (model, 2));
  /* from the list to the map */
  gtk_selection_model_select_item (model, 7, TRUE);
  g_assert_cmpuint (lw_bitset_count (lw_session_get_selection (fixture->session)), ==, 1);
  g_assert_true (lw_bitset_test (lw_session_get_selection (fixture->session), lw_office_list_row_at (list, 7)));
  gtk_selection_model_select_range (model, 0, 10, TRUE);
  g_assert_cmpuint (lw_bitset_count (lw_session_get_selection (fixture->session)), ==, 10);
  gtk_selection_model_unselect_item (model, 0);
  g_assert_cmpuint (lw_bitset_count (lw_session_get_selection (fixture->session)), ==, 9);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.select-all", NULL);
  g_assert_cmpuint (lw_bitset_count (lw_session_get_selection (fixture->session)), ==, N_OFFICES);
  gtk_selection_model_unselect_all (model);
  g_assert_cmpuint (lw_bitset_count (lw_session_get_selection (fixture->session)), ==, 0);
}

static void
test_office_page (WindowFixture *fixture, gconstpointer data)
{
  LwWindow *window = fixture->window;

  lw_session_select_row (fixture->session, 4, FALSE);
  g_assert_cmpint (lw_session_get_focus (fixture->session), ==, lw_session_get_offices (fixture->session)->id[4]);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->side_stack), ==, "office");
  g_assert_nonnull (find_by_class (GTK_WIDGET (window->office_panel), "remark"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  g_assert_cmpint (lw_session_get_focus (fixture->session), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->side_stack), ==, "pages");
  g_assert_cmpuint (lw_bitset_count (lw_session_get_selection (fixture->session)), ==, 1);

  /* Among scenarios an office is chosen to work with; its page stays away until it is asked for. */
  g_object_set (window, "page", "scenarios", NULL);
  lw_session_select_row (fixture->session, 6, FALSE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->side_stack), ==, "pages");
}

static GtkWidget *
find_by_type (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_by_type (child, type);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_by_class_under (GtkWidget *widget, const char *css_class, GType type)
{
  GtkWidget *found = find_by_class (widget, css_class);

  return found ? find_by_type (found, type) : NULL;
}

/* Facts can be corrected, the way to a measure leads to its row. */
static void
test_office_edits (WindowFixture *fixture, gconstpointer data)
{
  LwOffices *offices = lw_session_get_offices (fixture->session);
  g_autoptr (LwScenario) scenario = lw_scenario_new ("Way");
  LwMeasure *measure = lw_measure_new (LW_MEASURE_TRANSFORM, 2027);
  GtkWidget *page = GTK_WIDGET (fixture->window->office_panel), *entry;
  GtkMenuButton *edit;
  gint64 office = offices->id[4];

  lw_measure_add_office (measure, office);
  lw_scenario_add_measure (scenario, measure);
  lw_session_write_scenario (fixture->session, scenario, "Way added");
  lw_session_select_row (fixture->session, 4, FALSE);
  edit = GTK_MENU_BUTTON (find_by_class (page, "fact-edit"));
  g_assert_nonnull (edit);
  gtk_menu_button_popup (edit);
  entry = find_by_type (GTK_WIDGET (gtk_menu_button_get_popover (edit)), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nonsense");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_get_visible (
    find_by_class_under (GTK_WIDGET (gtk_menu_button_get_popover (edit)), "error", GTK_TYPE_LABEL)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "0");
  g_signal_emit_by_name (entry, "activate");
  WAIT_UNTIL (lw_session_get_offices (fixture->session) != offices && !is_busy (fixture->session));
  g_assert_cmpfloat (lw_session_get_offices (fixture->session)->vacant_m2[4], ==, 0);
  g_assert_nonnull (find_by_class (page, "own-value"));
  g_assert_nonnull (find_by_class (page, "observations"));
  g_assert_cmpint (lw_session_get_focus (fixture->session), ==, office);
}

static void
test_undo (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (LwScenario) scenario = lw_scenario_new ("Undone");
  GtkWidget *undo = GTK_WIDGET (fixture->window->undo_button), *redo = GTK_WIDGET (fixture->window->redo_button);

  g_assert_false (gtk_widget_get_sensitive (redo));
  lw_session_write_scenario (fixture->session, scenario, "Undone added");
  g_assert_true (gtk_widget_get_sensitive (undo));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (undo), "Undone added"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  WAIT_UNTIL (gtk_widget_get_sensitive (redo));
  g_assert_null (lw_session_get_scenario (fixture->session, scenario->uid));
  WAIT_UNTIL (!is_busy (fixture->session));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.redo", NULL);
  WAIT_UNTIL (lw_session_get_scenario (fixture->session, scenario->uid) != NULL);
}

static void
test_problem (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.gpkg", NULL);

  lw_window_open_path (fixture->window, missing);
  WAIT_UNTIL (gtk_widget_get_visible (fixture->window->problem_bar));
  g_assert_nonnull (strstr (gtk_label_get_label (fixture->window->problem_sentence), "missing.gpkg"));
  /* What was open is still there. */
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->window->main_stack), ==, "document");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_false (gtk_widget_get_visible (fixture->window->problem_bar));
}

static void
test_search (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *entry = find_by_type (GTK_WIDGET (fixture->window->search), GTK_TYPE_SEARCH_ENTRY);
  GtkListBox *list = GTK_LIST_BOX (find_by_class (GTK_WIDGET (fixture->window->search), "search-list"));
  guint first = 0;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "utrecht");
  WAIT_UNTIL (gtk_list_box_get_row_at_index (list, 2) != NULL);
  /* The second suggestion is the municipality. */
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 1));
  g_signal_emit_by_name (entry, "activate");
  g_assert_nonnull (lw_filter_get_keys (lw_session_get_filter (fixture->session), LW_DIMENSION_MUNICIPALITY));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  WAIT_UNTIL (lw_bitset_count (lw_session_get_shown (fixture->session)) < N_OFFICES);
  first = lw_bitset_next (lw_session_get_shown (fixture->session), 0);
  g_assert_cmpstr (lw_offices_text (lw_session_get_offices (fixture->session), LW_OFFICE_MUNICIPALITY, first), ==,
                   "Utrecht");
  /* A command. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "clear the f");
  WAIT_UNTIL (gtk_list_box_get_row_at_index (list, 1) != NULL);
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 1));
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (lw_filter_is_empty (lw_session_get_filter (fixture->session)));
}

static void
test_import_dialog (WindowFixture *fixture, gconstpointer data)
{
  LwOffices *offices = lw_session_get_offices (fixture->session);
  g_autofree char *path = g_build_filename (fixture->folder, "list.csv", NULL);
  g_autofree char *text = g_strdup_printf ("bag_id;leegstand_m2\n%016" G_GUINT64_FORMAT ";10\n0344010000999999;5\n",
                                           offices->bag_id[0]);
  LwImportDialog *dialog, *gone;
  GtkWidget *accept;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  dialog = gone = lw_import_dialog_new (GTK_WINDOW (fixture->window), fixture->session, path, NULL);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &gone);
  gtk_window_present (GTK_WINDOW (dialog));
  accept = find_by_class (GTK_WIDGET (dialog), "suggested-action");
  g_assert_false (gtk_widget_get_sensitive (accept));
  WAIT_UNTIL (gtk_widget_get_sensitive (accept));
  g_assert_cmpint (lw_import_dialog_get_mapping (dialog)->columns[LW_VACANCY_BAG_ID], ==, 0);
  g_assert_cmpint (lw_import_dialog_get_mapping (dialog)->columns[LW_VACANCY_VACANT_M2], ==, 1);
  g_assert_cmpint (lw_import_dialog_get_request (dialog)->unlisted, ==, LW_UNLISTED_UNKNOWN);
  g_assert_cmpint (lw_import_dialog_get_request (dialog)->date, ==, lw_date_today ());
  gtk_window_destroy (GTK_WINDOW (dialog));
  WAIT_UNTIL (gone == NULL);
  g_remove (path);
}

static int
min_width (GtkWidget *widget)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

static void
tell_widest (GtkWidget *widget, int depth)
{
  if (min_width (widget) > 340)
    g_test_message ("%*s%s needs %d", depth, "", G_OBJECT_TYPE_NAME (widget), min_width (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (min_width (child) > 340)
      tell_widest (child, depth + 1);
}

/* The smallest screen is 1024 × 600, and the panel asks for no more than its width of 380 there. */
static void
test_small_screen (WindowFixture *fixture, gconstpointer data)
{
  const char *const page_names[] = { "vacancy", "scenarios" };

  WAIT_UNTIL (lw_session_get_scenario_a (fixture->session) != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (page_names); i++)
    {
      g_object_set (fixture->window, "page", page_names[i], NULL);
      tell_widest (GTK_WIDGET (fixture->window), 0);
      g_assert_cmpint (min_width (GTK_WIDGET (fixture->window->side_stack)), <=, 380);
      g_assert_cmpint (min_width (GTK_WIDGET (fixture->window)), <=, 1024);
    }
}

static guint
count_wheel_takers (GtkWidget *widget, guint *n_values)
{
  guint n = 0;

  if (GTK_IS_SCALE (widget) || GTK_IS_SPIN_BUTTON (widget))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      (*n_values)++;
      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

          n += GTK_IS_EVENT_CONTROLLER_SCROLL (controller)
               && gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_NONE;
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    n += count_wheel_takers (child, n_values);
  return n;
}

/* Who scrolls the page of a scenario must not change it. */
static void
test_wheel (WindowFixture *fixture, gconstpointer data)
{
  const LwScenario *scenario;
  guint n_values = 0;

  g_object_set (fixture->window, "page", "scenarios", NULL);
  WAIT_UNTIL (lw_session_get_scenario_a (fixture->session) != NULL);
  /* The fields of a measure are there once it was opened. */
  scenario = lw_session_get_scenario (fixture->session, lw_session_get_scenario_a (fixture->session));
  g_assert_cmpuint (scenario->measures->len, >, 0);
  lw_session_show_measure (fixture->session, scenario->uid,
                           ((LwMeasure *) g_ptr_array_index (scenario->measures, 0))->uid);
  g_assert_cmpuint (count_wheel_takers (GTK_WIDGET (fixture->window->pages), &n_values), ==, 0);
  g_assert_cmpuint (n_values, >=, 5);
}

static void
test_panes (WindowFixture *fixture, gconstpointer data)
{
  LwWindow *window = fixture->window;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.sidebar", NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->sidebar)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sidebar", NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window->sidebar)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.panel", NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->side_stack)));
  /* Going to a page brings the panel back. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "scenarios");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window->side_stack)));
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (window->pages), ==, "scenarios");
}

/* Without offices the page says where they come from, and has no headings above nothing. */
static void
test_no_offices (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nothing.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  LwStore *store = lw_store_create (path, "Nothing", &error);
  GtkWidget *hint = find_by_class (GTK_WIDGET (fixture->window->pages), "no-offices");

  g_assert_no_error (error);
  lw_store_close (store);
  g_assert_false (gtk_widget_get_visible (hint));
  lw_window_open_path (fixture->window, path);
  WAIT_UNTIL (g_strcmp0 (lw_session_get_path (fixture->session), path) == 0 && !is_busy (fixture->session));
  WAIT_UNTIL (gtk_widget_get_visible (hint));
  g_remove (path);
}

/* What the keyboard does: the shortcut of the focused widget or of what is around it. */
static gboolean
press (GtkWindow *window, guint key, GdkModifierType modifiers)
{
  g_autoptr (GtkShortcutTrigger) trigger = gtk_keyval_trigger_new (key, modifiers);

  for (GtkWidget *widget = gtk_window_get_focus (window); widget; widget = gtk_widget_get_parent (widget))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

          for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller)
                            && k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
            {
              g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);

              if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger)
                  && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                                   gtk_shortcut_get_arguments (shortcut)))
                return TRUE;
            }
        }
    }
  return FALSE;
}

static const char *
get_focused_measure (WindowFixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, LW_TYPE_MEASURE_ROW) : NULL;

  return row ? lw_measure_row_get_uid (LW_MEASURE_ROW (row)) : NULL;
}

static const char *
get_measure_at (WindowFixture *fixture, const char *scenario, guint i)
{
  const LwScenario *found = lw_session_get_scenario (fixture->session, scenario);

  return ((LwMeasure *) g_ptr_array_index (found->measures, i))->uid;
}

/* The way to a measure puts the focus on its row, and Alt with an arrow moves it, with the focus. */
static void
test_measure_order (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (LwScenario) scenario = lw_scenario_new ("Order");
  g_autofree char *first = NULL, *second = NULL;

  for (guint i = 0; i < 3; i++)
    {
      LwMeasure *measure = lw_measure_new (LW_MEASURE_DEMOLISH, 2027);

      lw_measure_add_office (measure, lw_session_get_offices (fixture->session)->id[i]);
      lw_scenario_add_measure (scenario, measure);
    }
  lw_session_write_scenario (fixture->session, scenario, "Order added");
  first = g_strdup (get_measure_at (fixture, scenario->uid, 0));
  second = g_strdup (get_measure_at (fixture, scenario->uid, 1));
  g_object_set (fixture->window, "page", "scenarios", NULL);
  lw_session_show_measure (fixture->session, scenario->uid, first);
  WAIT_UNTIL (g_strcmp0 (get_focused_measure (fixture), first) == 0);

  g_assert_true (press (GTK_WINDOW (fixture->window), GDK_KEY_Up, GDK_ALT_MASK));
  g_assert_cmpstr (get_measure_at (fixture, scenario->uid, 0), ==, first);
  g_assert_true (press (GTK_WINDOW (fixture->window), GDK_KEY_Down, GDK_ALT_MASK));
  g_assert_cmpstr (get_measure_at (fixture, scenario->uid, 0), ==, second);
  g_assert_cmpstr (get_measure_at (fixture, scenario->uid, 1), ==, first);
  g_assert_cmpstr (get_focused_measure (fixture), ==, first);
  g_assert_true (press (GTK_WINDOW (fixture->window), GDK_KEY_Down, GDK_ALT_MASK));
  g_assert_cmpstr (get_measure_at (fixture, scenario->uid, 2), ==, first);
  g_assert_cmpstr (get_focused_measure (fixture), ==, first);
  g_assert_true (press (GTK_WINDOW (fixture->window), GDK_KEY_Up, GDK_ALT_MASK));
  g_assert_cmpstr (get_measure_at (fixture, scenario->uid, 1), ==, first);
  WAIT_UNTIL (!is_busy (fixture->session));
}

static GtkWidget *
history_row (WindowFixture *fixture, int n)
{
  GtkPopover *popover = gtk_menu_button_get_popover (fixture->window->history_button);

  return GTK_WIDGET (gtk_list_box_get_row_at_index (
    GTK_LIST_BOX (find_by_class (GTK_WIDGET (popover), "history")), n));
}

/* The list of edits tells what was done and jumps there. */
static void
test_history (WindowFixture *fixture, gconstpointer data)
{
  LwSettings settings = *lw_session_get_settings (fixture->session);

  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Norm %d", i);

      settings.norm = i / 100.0;
      lw_session_set_settings (fixture->session, &settings, name);
      WAIT_UNTIL (!is_busy (fixture->session) && g_strcmp0 (lw_session_get_undo_name (fixture->session), name) == 0);
    }
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.history", NULL);
  WAIT_UNTIL (gtk_menu_button_get_popover (fixture->window->history_button)
              && gtk_widget_get_mapped (history_row (fixture, 0)));
  g_assert_nonnull (history_row (fixture, 3));
  g_assert_null (history_row (fixture, 4));
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (history_row (fixture, 0))));
  gtk_test_accessible_assert_role (history_row (fixture, 0), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  g_signal_emit_by_name (find_by_class (GTK_WIDGET (gtk_menu_button_get_popover (fixture->window->history_button)),
                                        "history"),
                         "row-activated", history_row (fixture, 2));
  WAIT_UNTIL (!is_busy (fixture->session) && lw_session_get_redo_name (fixture->session));
  g_assert_cmpstr (lw_session_get_undo_name (fixture->session), ==, "Norm 1");
  g_assert_cmpstr (lw_session_get_redo_name (fixture->session), ==, "Norm 2");
  g_assert_cmpfloat (lw_session_get_settings (fixture->session)->norm, ==, 0.01);
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static char *
write_register (WindowFixture *fixture, gsize size)
{
  g_autofree char *object = bag_object ((BagFixture){ .id = "0457010000000001", .area = "1000" });
  g_autoptr (GString) objects = g_string_new (NULL);
  g_autofree char *stand = NULL;
  char *path = g_build_filename (fixture->folder, "register.xml", NULL);

  do
    g_string_append (objects, object);
  while (objects->len < size);
  stand = bag_stand (BAG_DATE, "VBO", objects->str);
  g_assert_true (g_file_set_contents (path, stand, -1, NULL));
  return path;
}

/* A file of edits among others is applied when those are in; a conflict is asked about, and decided there. */
static void
test_edits (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other.gpkg", NULL);
  g_autofree char *file = g_build_filename (fixture->folder, "x.lwchanges", NULL);
  g_autofree char *register_path = write_register (fixture, 0);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  guint n_offices = lw_session_get_offices (fixture->session)->n;
  g_autoptr (LwStore) store = lw_store_open (fixture->path, LW_STORE_READ_ONLY, NULL);
  g_autoptr (GError) error = NULL;
  LwSettings settings = *lw_session_get_settings (fixture->session);
  AdwMessageDialog *dialog;

  g_assert_true (lw_store_backup (store, other, NULL, NULL, NULL, &error));
  g_clear_pointer (&store, lw_store_close);
  store = lw_store_open (other, LW_STORE_READ_WRITE, NULL);
  settings.norm = 0.08;
  g_assert_true (lw_store_write_settings (store, &settings, "Theirs", NULL));
  g_assert_true (lw_store_export_edits (store, 0, FALSE, file, NULL, NULL));
  settings.norm = 0.03;
  lw_session_set_settings (fixture->session, &settings, "Mine");
  WAIT_UNTIL (!is_busy (fixture->session) && g_strcmp0 (lw_session_get_undo_name (fixture->session), "Mine") == 0);
  g_ptr_array_add (paths, file);
  g_ptr_array_add (paths, register_path);
  lw_window_import_paths (fixture->window, paths);
  WAIT_UNTIL (!is_busy (fixture->session) && (dialog = find_dialog ()) != NULL);
  g_assert_cmpuint (lw_session_get_offices (fixture->session)->n, ==, n_offices + 1);
  g_assert_cmpfloat (lw_session_get_settings (fixture->session)->norm, ==, 0.03);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_by_class (GTK_WIDGET (dialog), "all-conflicts")), 1);
  adw_message_dialog_response (dialog, "apply");
  WAIT_UNTIL (!is_busy (fixture->session)
              && g_strcmp0 (lw_session_get_undo_name (fixture->session), "Edits from x.lwchanges") == 0);
  g_assert_cmpfloat (lw_session_get_settings (fixture->session)->norm, ==, 0.08);
  if (find_dialog ())
    gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  g_clear_pointer (&store, lw_store_close);
  g_remove (other);
  g_remove (file);
  g_remove (register_path);
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found)
        return found;
    }
  return NULL;
}

/* The row of a long import has a button that stops it in the midst; the document is the same, bit for bit. */
static void
test_import_cancelled (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_register (fixture, 200000000);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  gsize n_before, n_after;
  GListModel *jobs = lw_session_get_jobs (fixture->session);
  g_autoptr (LwJob) job = NULL;
  GtkWidget *cancel;

  g_ptr_array_add (paths, path);
  WAIT_UNTIL (!is_busy (fixture->session) && g_list_model_get_n_items (jobs) == 0);
  g_assert_true (g_file_get_contents (fixture->path, &before, &n_before, NULL));
  lw_window_import_paths (fixture->window, paths);
  WAIT_UNTIL ((cancel = find_button (GTK_WIDGET (fixture->window->jobs_box), "Cancel")) != NULL);
  job = g_list_model_get_item (jobs, 0);
  WAIT_UNTIL (lw_job_get_fraction (job) > 0);
  g_assert_cmpfloat (lw_job_get_fraction (job), <, 1);
  g_signal_emit_by_name (cancel, "clicked");
  WAIT_UNTIL (!is_busy (fixture->session) && g_list_model_get_n_items (jobs) == 0);
  g_assert_null (find_button (GTK_WIDGET (fixture->window->jobs_box), "Cancel"));
  g_assert_cmpuint (lw_session_get_offices (fixture->session)->n, ==, N_OFFICES);
  g_assert_null (lw_session_get_undo_name (fixture->session));
  g_assert_true (g_file_get_contents (fixture->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  g_remove (path);
}

static void
add_tests (void)
{
#define ADD(name, func) g_test_add ("/window/" name, WindowFixture, NULL, set_up, func, window_fixture_end)
  ADD ("history", test_history);
  ADD ("edits", test_edits);
  ADD ("document", test_document);
  ADD ("chip", test_chip);
  ADD ("order", test_order);
  ADD ("selection", test_selection);
  ADD ("office-page", test_office_page);
  ADD ("office-edits", test_office_edits);
  ADD ("undo", test_undo);
  ADD ("problem", test_problem);
  ADD ("search", test_search);
  ADD ("import-dialog", test_import_dialog);
  ADD ("panes", test_panes);
  ADD ("wheel", test_wheel);
  ADD ("small-screen", test_small_screen);
  ADD ("measure-order", test_measure_order);
  ADD ("no-offices", test_no_offices);
  ADD ("import-cancelled", test_import_cancelled);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}

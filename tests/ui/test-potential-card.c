/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-potential-card: the conversion potential on the page of an office: answered there, a veto overridden with a
 * reason, undone; and the list in the order of priority, and of offices worth converting only. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "session/lw-session-potential.h"
#include "window-find.h"
#include "window-fixture.h"

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_begin (fixture, 100);
}

static GtkWidget *
panel_of (WindowFixture *fixture)
{
  return GTK_WIDGET (fixture->window->office_panel);
}

static void
open_office (WindowFixture *fixture)
{
  window_fixture_open (fixture);
  lw_session_select_row (fixture->session, 3, FALSE);
  window_settle (fixture);
  g_assert_cmpint (lw_session_get_focus (fixture->session), !=, 0);
}

/* The form behind a button, open. */
static GtkWidget *
open_form (WindowFixture *fixture, GtkWidget *button)
{
  g_assert_true (GTK_IS_MENU_BUTTON (button));
  /* The focus brings it into sight. */
  gtk_widget_grab_focus (button);
  window_settle (fixture);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  window_settle (fixture);
  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
}

static GtkWidget *
find_button (GtkWidget *widget, const char *criterion)
{
  if (g_strcmp0 (g_object_get_data (G_OBJECT (widget), "criterion"), criterion) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, criterion);

      if (found)
        return found;
    }
  return NULL;
}

/* Unfolds the first group, the vetoes. */
static void
open_vetoes (WindowFixture *fixture)
{
  open_office (fixture);
  gtk_expander_set_expanded (GTK_EXPANDER (window_find_class (panel_of (fixture), "potential-block")), TRUE);
  window_settle (fixture);
}

static void
answer (WindowFixture *fixture, const char *criterion, int choice, gboolean overrides, const char *reason)
{
  GtkWidget *form;

  /* Where the last veto is in sight there is room below the others for the form. */
  gtk_widget_grab_focus (find_button (panel_of (fixture), "V10"));
  window_settle (fixture);
  form = open_form (fixture, find_button (panel_of (fixture), criterion));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (window_find (form, GTK_TYPE_CHECK_BUTTON, choice)), TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (window_find (form, GTK_TYPE_CHECK_BUTTON, 4)), overrides);
  gtk_editable_set_text (GTK_EDITABLE (window_find (form, GTK_TYPE_ENTRY, 0)), reason);
  g_signal_emit_by_name (window_find_class (form, "potential-save"), "clicked");
  window_settle (fixture);
}

enum { YES, NO, UNKNOWN, DERIVED };

static void
test_answered (WindowFixture *fixture, gconstpointer data)
{
  open_vetoes (fixture);
  g_assert_true (window_is_shown (panel_of (fixture), "Quick scan · 0 of 10"));
  g_assert_true (window_is_shown (panel_of (fixture), "verify them"));
  answer (fixture, "V5", NO, FALSE, "");
  g_assert_true (window_is_shown (panel_of (fixture), "Stopped by a veto"));
  g_assert_true (window_is_shown (panel_of (fixture), "V5 stops it"));
  g_assert_true (window_is_shown (panel_of (fixture), "Quick scan · 1 of 10"));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)),
                                         find_button (panel_of (fixture), "V5")));
  /* Without a reason it is not overridden, and the form says so. */
  answer (fixture, "V5", NO, TRUE, "");
  g_assert_true (window_is_shown (panel_of (fixture), "V5 stops it"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (find_button (panel_of (fixture), "V5")));
  window_settle (fixture);
  answer (fixture, "V5", NO, TRUE, "sells in May");
  g_assert_false (window_is_shown (panel_of (fixture), "Stopped by a veto"));
  g_assert_true (window_is_shown (panel_of (fixture), "because: sells in May"));
  answer (fixture, "V5", DERIVED, FALSE, "");
  g_assert_true (window_is_shown (panel_of (fixture), "Quick scan · 0 of 10"));
  lw_session_undo (fixture->session);
  window_settle (fixture);
  g_assert_true (window_is_shown (panel_of (fixture), "because: sells in May"));
  lw_session_undo (fixture->session);
  window_settle (fixture);
  g_assert_true (window_is_shown (panel_of (fixture), "V5 stops it"));
}

static void
test_read_only (WindowFixture *fixture, gconstpointer data)
{
  g_chmod (fixture->path, 0400);
  open_vetoes (fixture);
  g_assert_cmpint (gtk_widget_get_sensitive (find_button (panel_of (fixture), "V5")), ==,
                   !lw_session_get_read_only (fixture->session));
  g_chmod (fixture->path, 0600);
}

static void
test_priority (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *list = GTK_WIDGET (fixture->window->sidebar);
  LwOfficeList *offices;

  window_fixture_open (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window->sidebar), "list.order", "s", "priority");
  WAIT_UNTIL (lw_session_get_offices (fixture->session)->scored);
  window_settle (fixture);
  offices = lw_sidebar_get_list (fixture->window->sidebar);
  g_assert_cmpfloat (lw_session_get_offices (fixture->session)->priority[lw_office_list_row_at (offices, 0)], ==, 1);
  g_assert_cmpfloat (lw_session_get_offices (fixture->session)->priority[lw_office_list_row_at (offices, 1)], ==, 2);
  g_assert_true (window_is_shown (list, "no class"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window->sidebar), "list.transformable", NULL);
  window_settle (fixture);
  g_assert_cmpuint (lw_bitset_count (lw_session_get_shown (fixture->session)), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window->sidebar), "list.transformable", NULL);
  window_settle (fixture);
  g_assert_cmpuint (lw_bitset_count (lw_session_get_shown (fixture->session)), ==, 100);
}

static GtkWindow *
find_window (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), title) == 0)
        return window;
    }
  return NULL;
}

static GtkWidget *
find_tip (GtkWidget *widget, const char *tip)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), tip) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_tip (child, tip);

      if (found)
        return found;
    }
  return NULL;
}

static void
press (WindowFixture *fixture, GtkWidget *button)
{
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  window_settle (fixture);
}

/* A set is copied, changed and used; what cannot be is told, and nothing is written. */
static void
test_criteria (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog, *editor, *entry;
  g_autoptr (GPtrArray) sets = NULL;

  open_vetoes (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.criteria", NULL);
  window_settle (fixture);
  dialog = GTK_WIDGET (find_window ("Criteria for conversion"));
  press (fixture, find_tip (dialog, "Copy: Conversion meter"));
  press (fixture, find_tip (dialog, "Change: Conversion meter 2"));
  editor = GTK_WIDGET (find_window ("Criteria"));
  g_assert_nonnull (editor);
  entry = window_find (editor, ADW_TYPE_ENTRY_ROW, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "160;80;120;40");
  press (fixture, window_find_class (editor, "criteria-save"));
  g_assert_true (window_is_shown (editor, "rising limits"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "40;80;120;160");
  gtk_editable_set_text (GTK_EDITABLE (window_find (editor, ADW_TYPE_ENTRY_ROW, 0)), "Own");
  press (fixture, find_tip (editor, "Delete criterion V1"));
  press (fixture, find_tip (editor, "Add a criterion to “Building”"));
  press (fixture, window_find_class (editor, "criteria-save"));
  g_assert_null (find_window ("Criteria"));
  g_assert_true (window_is_shown (dialog, "Own"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (window_find (dialog, GTK_TYPE_CHECK_BUTTON, 1)), TRUE);
  window_settle (fixture);
  g_assert_true (window_is_shown (panel_of (fixture), "Quick scan · 0 of 9"));
  g_assert_true (window_is_shown (panel_of (fixture), "of 29"));
  press (fixture, find_tip (dialog, "Delete with its answers: Own"));
  g_assert_true (window_is_shown (panel_of (fixture), "Quick scan · 0 of 10"));
  sets = lw_session_read_criteria (fixture->session);
  g_assert_cmpuint (sets->len, ==, 1);
  gtk_window_close (GTK_WINDOW (dialog));
  window_settle (fixture);
}

static void
add_tests (void)
{
#define ADD(name, func) g_test_add ("/potential-card/" name, WindowFixture, NULL, set_up, func, window_fixture_end)
  ADD ("answered", test_answered);
  ADD ("read-only", test_read_only);
  ADD ("priority", test_priority);
  ADD ("criteria", test_criteria);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-comparison: two reference dates compared in the window: the choice of dates, the card, rows as filters, the list
 * in the order of what moved most, and Escape. Needs a display; says so where there is none. */
#include <string.h>

#include "panels/lw-change-mark.h"
#include "panels/lw-dates-card.h"
#include "panels/lw-date-choice.h"
#include "panels/lw-office-row.h"
#include "window-fixture.h"

#define N_OFFICES 300

#define DATE(year) lw_date_from_ymd (year, 1, 1)

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_begin (fixture, N_OFFICES);
  window_fixture_open (fixture);
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

static void
append_words (GtkWidget *widget, GString *words)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_child_visible (widget))
    g_string_append_printf (words, "%s|", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      append_words (child, words);
}

static gboolean
says (GtkWidget *widget, const char *words)
{
  g_autoptr (GString) all = g_string_new (NULL);

  append_words (widget, all);
  return strstr (all->str, words) != NULL;
}

static void
compare_with (WindowFixture *fixture, LwDate date)
{
  GtkWidget *choice = find_by_type (GTK_WIDGET (fixture->window), LW_TYPE_DATE_CHOICE);
  GtkWidget *button = find_by_type (choice, GTK_TYPE_MENU_BUTTON);

  g_assert_true (gtk_widget_activate_action (button, "dates.compare", "i", (gint32) date));
  WAIT_UNTIL (!is_busy (fixture->session) && lw_session_get_compare_date (fixture->session) == date);
}

static guint
count_items (GMenuModel *menu)
{
  guint n = 0;

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);

      n += section ? count_items (section) : submenu ? count_items (submenu) : 1;
    }
  return n;
}

static void
test_dates (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *choice = find_by_type (GTK_WIDGET (fixture->window), LW_TYPE_DATE_CHOICE);
  GtkMenuButton *button = GTK_MENU_BUTTON (find_by_type (choice, GTK_TYPE_MENU_BUTTON));

  g_assert_cmpstr (gtk_menu_button_get_label (button), ==, "1 January 2025");
  /* Five to show, four to compare with, and not to compare. */
  g_assert_cmpuint (count_items (gtk_menu_button_get_menu_model (button)), ==, 10);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (button), "dates.show", "i", (gint32) DATE (2022)));
  WAIT_UNTIL (!is_busy (fixture->session) && lw_session_get_date (fixture->session) == DATE (2022));
  g_assert_cmpstr (gtk_menu_button_get_label (button), ==, "1 January 2022");
  lw_session_close (fixture->session);
  g_assert_false (gtk_widget_get_visible (choice));
}

static void
test_card (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *card = find_by_type (GTK_WIDGET (fixture->window), LW_TYPE_DATES_CARD);
  GtkWidget *list = find_by_type (card, GTK_TYPE_LIST_BOX);
  LwSession *session = fixture->session;
  const LwChangeSums *sums;
  GtkListBoxRow *row;
  guint n;

  g_assert_false (gtk_widget_get_visible (card));
  compare_with (fixture, DATE (2023));
  g_assert_true (gtk_widget_get_visible (card));
  g_assert_true (says (card, "Between 1 Jan 2023 and 1 Jan 2025"));
  g_assert_true (says (card, "emptied"));
  sums = lw_session_get_changes (session);
  n = sums[LW_CHANGE_EMPTIED].offices;
  {
    g_autofree char *count = g_strdup_printf ("|%u|", n);

    g_assert_true (says (card, count));
  }
  /* Only rows that say something are there, and the first is a filter. */
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (row)));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i)) != NULL; i++)
    g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (row)), ==, !says (GTK_WIDGET (row), "|0|0|"));
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0);
  g_signal_emit_by_name (list, "row-activated", row);
  WAIT_UNTIL (lw_bitset_count (lw_session_get_shown (session)) == n);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "chosen"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lw_sidebar_get_list (fixture->window->sidebar))), ==, n);
  g_signal_emit_by_name (list, "row-activated", row);
  WAIT_UNTIL (lw_bitset_count (lw_session_get_shown (session)) == lw_session_get_offices (session)->n);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "chosen"));
}

/* The list starts with what moved most, says what became of each, and goes back to the order before. */
static void
test_list (WindowFixture *fixture, gconstpointer data)
{
  LwOfficeList *list = lw_sidebar_get_list (fixture->window->sidebar);
  LwSession *session = fixture->session;
  GtkWidget *row = g_object_ref_sink (lw_office_row_new ());
  LwOffices *offices;
  guint first;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window->sidebar), "list.order", "s", "year"));
  compare_with (fixture, DATE (2024));
  offices = lw_session_get_offices (session);
  g_assert_cmpint (lw_office_list_get_order (list), ==, LW_OFFICE_ORDER_CHANGE);
  first = lw_office_list_row_at (list, 0);
  for (guint i = 1; i < lw_session_get_changes (session)[LW_CHANGE_EMPTIED].offices; i++)
    g_assert_cmpfloat (lw_offices_moved_m2 (offices, lw_office_list_row_at (list, i - 1)), >=,
                       lw_offices_moved_m2 (offices, lw_office_list_row_at (list, i)));
  {
    g_autoptr (LwOffice) office = lw_office_new (offices, first);

    lw_office_row_set_office (LW_OFFICE_ROW (row), office);
    g_assert_true (says (row, lw_codes_label (LW_CODES_CHANGE, offices->change[first])));
    g_assert_true (gtk_widget_get_visible (find_by_type (row, LW_TYPE_CHANGE_MARK)));
  }
  compare_with (fixture, LW_DATE_UNKNOWN);
  g_assert_cmpint (lw_office_list_get_order (list), ==, LW_OFFICE_ORDER_BUILD_YEAR);
  g_assert_false (lw_office_list_get_descending (list));
  {
    g_autoptr (LwOffice) office = lw_office_new (lw_session_get_offices (session), 0);

    lw_office_row_set_office (LW_OFFICE_ROW (row), office);
    g_assert_false (gtk_widget_get_visible (find_by_type (row, LW_TYPE_CHANGE_MARK)));
  }
  g_object_unref (row);
}

static void
test_keys (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  LwSession *session = fixture->session;

  gtk_widget_activate_action (window, "win.compare", NULL);
  WAIT_UNTIL (!is_busy (session) && lw_session_get_difference (session));
  g_assert_cmpint (lw_session_get_compare_date (session), ==, DATE (2024));
  /* The page of an office closes first, and tells what became of it. */
  lw_session_select_row (session, lw_office_list_row_at (lw_sidebar_get_list (fixture->window->sidebar), 0), FALSE);
  g_assert_true (says (GTK_WIDGET (fixture->window->office_panel), "Between 1 Jan 2024 and 1 Jan 2025"));
  gtk_widget_activate_action (window, "win.back", NULL);
  g_assert_cmpint (lw_session_get_focus (session), ==, 0);
  g_assert_nonnull (lw_session_get_difference (session));
  gtk_widget_activate_action (window, "win.back", NULL);
  WAIT_UNTIL (!is_busy (session) && lw_session_get_difference (session) == NULL);
  gtk_widget_activate_action (window, "win.compare", NULL);
  WAIT_UNTIL (!is_busy (session) && lw_session_get_difference (session));
  gtk_widget_activate_action (window, "win.compare", NULL);
  WAIT_UNTIL (!is_busy (session) && lw_session_get_difference (session) == NULL);
}

static void
add_tests (void)
{
#define ADD(name, func) g_test_add ("/comparison/" name, WindowFixture, NULL, set_up, func, window_fixture_end)
  ADD ("dates", test_dates);
  ADD ("card", test_card);
  ADD ("list", test_list);
  ADD ("keys", test_keys);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}

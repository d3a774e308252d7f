/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-scenario-answers: what the window answers about a scenario: which measures matter most, what adds up to a total,
 * and why an office filled or emptied; with the year, and never with the numbers of another. Needs a display; says so where there is none. */
#include <math.h>
#include <string.h>

#include "panels/lw-balance-card.h"
#include "panels/lw-contributions-card.h"
#include "panels/lw-spread-card.h"
#include "panels/lw-why-card.h"
#include "window-fixture.h"

#define N_OFFICES 300

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_begin (fixture, N_OFFICES);
  window_fixture_open (fixture);
  WAIT_UNTIL (lw_session_get_trajectory_a (fixture->session) != NULL);
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

static gboolean
says (GtkWidget *widget, const char *words)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (says (child, words))
      return TRUE;
  return FALSE;
}

/* A scenario that converts the two offices with most vacancy in one measure, and nothing in another. */
static LwScenario *
write_scenario (WindowFixture *fixture, gint64 largest[2])
{
  LwOffices *offices = lw_session_get_offices (fixture->session);
  LwScenario *scenario = lw_scenario_new ("Asked");
  LwMeasure *measure = lw_measure_new (LW_MEASURE_TRANSFORM, 2027), *off = lw_measure_new (LW_MEASURE_DEMOLISH, 2028);
  double most[2] = { -1, -1 };

  for (guint row = 0; row < offices->n; row++)
    for (guint k = 0; k < 2; k++)
      if (offices->vacant_stock_m2[row] > most[k])
        {
          if (k == 0)
            {
              most[1] = most[0];
              largest[1] = largest[0];
            }
          most[k] = offices->vacant_stock_m2[row];
          largest[k] = offices->id[row];
          break;
        }
  lw_measure_add_office (off, offices->id[0]);
  off->enabled = FALSE;
  lw_scenario_add_measure (scenario, off);
  for (guint k = 0; k < 2; k++)
    lw_measure_add_office (measure, largest[k]);
  lw_scenario_add_measure (scenario, measure);
  lw_session_write_scenario (fixture->session, scenario, "Asked added");
  lw_session_set_scenario_a (fixture->session, scenario->uid);
  WAIT_UNTIL (!is_busy (fixture->session) && lw_session_get_measure_dwellings (fixture->session, measure->uid) > 0);
  return scenario;
}

static void
test_contributions (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *card = find_by_type (GTK_WIDGET (fixture->window), LW_TYPE_CONTRIBUTIONS_CARD);
  GtkWidget *list;
  GtkExpander *expander = GTK_EXPANDER (find_by_type (card, GTK_TYPE_EXPANDER));
  gint64 largest[2] = { 0, 0 };
  g_autoptr (LwScenario) scenario = write_scenario (fixture, largest);
  LwOffices *offices = lw_session_get_offices (fixture->session);
  LwBitset *selection;

  g_object_set (fixture->window, "page", "scenarios", NULL);
  lw_session_set_year (fixture->session, 2030);
  g_assert_false (says (card, "On 1 January 2030"));
  gtk_expander_set_expanded (expander, TRUE);
  g_assert_true (says (card, "Being worked out"));
  list = find_by_type (card, GTK_TYPE_LIST_BOX);
  WAIT_UNTIL (says (card, "On 1 January 2030"));
  /* The second measure does most, so its row is the first; it is named by its own number. */
  g_assert_true (says (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)), "2. "));
  g_assert_true (says (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1)), "(off)"));
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0), "activate");
  selection = lw_session_get_selection (fixture->session);
  g_assert_cmpuint (lw_bitset_count (selection), ==, 2);
  for (guint k = 0; k < 2; k++)
    g_assert_true (lw_bitset_test (selection, lw_offices_find_id (offices, largest[k])));
  /* Another year: the numbers go at once. */
  lw_session_set_year (fixture->session, 2035);
  g_assert_false (says (card, "On 1 January 2030"));
  g_assert_true (says (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)), "…"));
  WAIT_UNTIL (says (card, "On 1 January 2035"));
  /* The baseline has no measures. */
  lw_session_set_scenario_a (fixture->session,
                             ((LwScenario *) g_ptr_array_index (lw_session_get_scenarios (fixture->session), 0))->uid);
  WAIT_UNTIL (says (card, "no measures yet"));
  g_assert_false (gtk_widget_get_visible (list));
}

/* Each office by itself, beside the measure that names it. */
static void
test_contributions_of_offices (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *card = find_by_type (GTK_WIDGET (fixture->window), LW_TYPE_CONTRIBUTIONS_CARD);
  GtkWidget *list, *choice;
  gint64 largest[2] = { 0, 0 };
  g_autoptr (LwScenario) scenario = write_scenario (fixture, largest);

  gtk_expander_set_expanded (GTK_EXPANDER (find_by_type (card, GTK_TYPE_EXPANDER)), TRUE);
  WAIT_UNTIL (says (card, "On 1 January"));
  list = find_by_type (card, GTK_TYPE_LIST_BOX);
  choice = gtk_widget_get_next_sibling (find_by_type (card, GTK_TYPE_DROP_DOWN));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  g_assert_false (says (list, "2. "));
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0), "activate");
  g_assert_cmpuint (lw_bitset_count (lw_session_get_selection (fixture->session)), ==, 1);
}

static gint64
read_number (GtkGrid *grid, int line)
{
  GtkWidget *label = gtk_grid_get_child_at (grid, 1, line);
  g_autoptr (GString) text = label ? g_string_new (gtk_label_get_text (GTK_LABEL (label))) : NULL;

  if (text == NULL)
    return G_MININT64;
  g_string_replace (text, ",", "", 0);
  g_string_replace (text, ".", "", 0);
  g_string_replace (text, "\342\210\222", "-", 0);
  return g_ascii_strtoll (text->str, NULL, 10);
}

/* What is shown adds up to the last line. */
static void
assert_adds_up (GtkWidget *card)
{
  GtkGrid *grid = GTK_GRID (find_by_type (card, GTK_TYPE_GRID));
  gint64 sum = 0, number = 0;
  int n = 0;

  while ((number = read_number (grid, n)) != G_MININT64)
    {
      if (read_number (grid, n + 1) != G_MININT64)
        sum += number;
      else
        g_assert_cmpint (sum, ==, number);
      n++;
    }
  g_assert_cmpint (n, >=, 4);
}

static void
test_balance (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *card = find_by_type (GTK_WIDGET (fixture->window), LW_TYPE_BALANCE_CARD);
  gint64 largest[2] = { 0, 0 };
  g_autoptr (LwScenario) scenario = write_scenario (fixture, largest);
  GtkDropDown *choice;

  gtk_expander_set_expanded (GTK_EXPANDER (find_by_type (card, GTK_TYPE_EXPANDER)), TRUE);
  lw_session_set_year (fixture->session, lw_trajectory_get_base_year (lw_session_get_trajectory_a (fixture->session)));
  g_assert_true (says (card, "the scenario begins"));
  g_assert_null (find_by_type (card, GTK_TYPE_GRID));
  choice = GTK_DROP_DOWN (find_by_type (card, GTK_TYPE_DROP_DOWN));
  /* In 2027 the measure takes space away. */
  lw_session_set_year (fixture->session, 2028);
  g_assert_false (says (card, "the scenario begins"));
  g_assert_true (says (card, "vacant space withdrawn"));
  for (guint total = 0; total < 3; total++)
    {
      gtk_drop_down_set_selected (choice, total);
      g_assert_true (says (card, "1 January 2028"));
      assert_adds_up (card);
    }
}

static void
test_office (WindowFixture *fixture, gconstpointer data)
{
  LwSession *session = fixture->session;
  gint64 largest[2] = { 0, 0 };
  g_autoptr (LwScenario) scenario = write_scenario (fixture, largest);
  LwOffices *offices = lw_session_get_offices (session);
  GtkWidget *card;
  guint unknown = LW_OFFICES_NONE, stays = LW_OFFICES_NONE;

  lw_session_set_year (session, lw_trajectory_get_base_year (lw_session_get_trajectory_a (session)));
  lw_session_set_focus (session, largest[0]);
  card = find_by_type (GTK_WIDGET (fixture->window->office_panel), LW_TYPE_WHY_CARD);
  g_assert_nonnull (card);
  g_assert_true (says (card, "the scenario begins"));
  lw_session_set_year (session, 2028);
  g_assert_true (says (card, "Being worked out"));
  WAIT_UNTIL (says (card, "Vacant on 1 January 2028"));
  g_assert_true (says (card, "withdrawn by measures"));
  g_assert_true (says (card, "Measure 2, "));
  /* Gone from the stock: the market is none of its business any more. */
  lw_session_set_year (session, 2030);
  g_assert_false (says (card, "Vacant on 1 January 2028"));
  WAIT_UNTIL (says (card, "has left the office stock"));
  /* An office that stays, to the last decimal. */
  for (guint row = 0; row < offices->n; row++)
    if (offices->vacant_stock_m2[row] > 0 && offices->id[row] != largest[0] && offices->id[row] != largest[1])
      stays = row;
    else if (isnan (offices->vacant_m2[row]) && offices->stock_m2[row] > 0)
      unknown = row;
  g_assert_cmpuint (stays, !=, LW_OFFICES_NONE);
  lw_session_set_focus (session, offices->id[stays]);
  card = find_by_type (GTK_WIDGET (fixture->window->office_panel), LW_TYPE_WHY_CARD);
  WAIT_UNTIL (says (card, "Vacant on 1 January 2030"));
  assert_adds_up (card);
  /* One of unknown vacancy takes no part, and says so. */
  g_assert_cmpuint (unknown, !=, LW_OFFICES_NONE);
  lw_session_set_focus (session, offices->id[unknown]);
  card = find_by_type (GTK_WIDGET (fixture->window->office_panel), LW_TYPE_WHY_CARD);
  WAIT_UNTIL (says (card, "takes no part in this scenario"));
  g_assert_null (find_by_type (card, GTK_TYPE_GRID));
}

static gboolean
is_drawn (GtkWidget *card)
{
  LwSpread *spread = lw_spread_card_get_spread (LW_SPREAD_CARD (card));

  return spread != NULL && spread->n_draws == spread->n_planned;
}

static void
test_spread (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *card = find_by_type (GTK_WIDGET (fixture->window), LW_TYPE_SPREAD_CARD);
  GtkExpander *expander = GTK_EXPANDER (find_by_type (card, GTK_TYPE_EXPANDER));
  GtkWidget *panel = gtk_widget_get_parent (card);
  gint64 largest[2] = { 0, 0 };
  g_autoptr (LwScenario) scenario = write_scenario (fixture, largest);
  g_autoptr (LwSpread) first = NULL;

  g_object_set (fixture->window, "page", "scenarios", NULL);
  lw_session_set_year (fixture->session, 2030);
  g_assert_null (lw_spread_card_get_spread (LW_SPREAD_CARD (card)));
  gtk_expander_set_expanded (expander, TRUE);
  WAIT_UNTIL (is_drawn (card));
  g_assert_true (says (card, "on 1 January 2030"));
  g_assert_true (says (card, "1000 draws") || says (card, "1,000 draws"));
  g_assert_true (says (panel, "P10"));
  /* Another year is another sentence of the same draws. */
  first = lw_spread_ref (lw_spread_card_get_spread (LW_SPREAD_CARD (card)));
  lw_session_set_year (fixture->session, 2035);
  g_assert_true (says (card, "on 1 January 2035"));
  g_assert_true (lw_spread_card_get_spread (LW_SPREAD_CARD (card)) == first);
  /* Another scenario: what was drawn is gone at once, and drawn anew. */
  lw_session_set_scenario_a (fixture->session,
                             ((LwScenario *) g_ptr_array_index (lw_session_get_scenarios (fixture->session), 0))->uid);
  WAIT_UNTIL (lw_spread_card_get_spread (LW_SPREAD_CARD (card)) != first);
  g_assert_false (says (panel, "P10") && !lw_spread_card_get_spread (LW_SPREAD_CARD (card)));
  WAIT_UNTIL (is_drawn (card));
  gtk_expander_set_expanded (expander, FALSE);
  g_assert_null (lw_spread_card_get_spread (LW_SPREAD_CARD (card)));
}

static void
add_tests (void)
{
#define ADD(path, test)                                                                                                \
  g_test_add ("/scenario-answers/" path, WindowFixture, NULL, set_up, test, window_fixture_end)
  ADD ("contributions", test_contributions);
  ADD ("contributions-of-offices", test_contributions_of_offices);
  ADD ("balance", test_balance);
  ADD ("office", test_office);
  ADD ("spread", test_spread);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}

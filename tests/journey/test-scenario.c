/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scenario: measures for chosen offices and a lever move the vacancy away from the baseline, each edit can be undone
 * and is in the file at once, and what the screen says is what the command line works out from the file. */
#include <string.h>

#include "lw-journey.h"
#include "store/lw-check.h"
#include "store/lw-store.h"

#define YEAR 2040

static const LwMeasure *
find_last_measure (LwScenario *scenario)
{
  g_assert_cmpuint (scenario->measures->len, >, 0);
  return g_ptr_array_index (scenario->measures, scenario->measures->len - 1);
}

/* Adds a measure for the third to the fifth office of the list, by the keyboard. */
static void
add_measure (LwJourney *journey)
{
  lw_journey_press (journey, "tab", "^Scenarios$");
  lw_journey_see (journey, "label", "^Measures · 2$");
  lw_journey_key (journey, "alt+1");
  lw_journey_key (journey, "Home");
  lw_journey_key (journey, "Down");
  lw_journey_key (journey, "shift+Down");
  lw_journey_key (journey, "shift+Down");
  lw_journey_press (journey, "button", "^Add to 3 offices$");
  lw_journey_see (journey, "menu item", "^Transform to housing$");
  lw_journey_key (journey, "Return");
  lw_journey_see (journey, "label", "^Measures · 3$");
}

/* Year and share in the opened row of the new measure; each is an edit of its own. */
static void
change_measure (LwJourney *journey)
{
  g_autoptr (LwDriverNode) heading = lw_journey_expect (journey, "label", "^Levers$");

  g_assert_true (lw_driver_point (journey->driver, heading, 0.5, 0.5));
  g_assert_true (lw_driver_xdotool (journey->driver, "click", "--repeat", "20", "--delay", "30", "5", NULL));
  lw_journey_click (journey, "label", "^3 offices · ");
  lw_journey_set_value (journey, "spin button", "^Year$", 2031);
  lw_journey_see (journey, "button", "^Undo: Set year of measure$");
  lw_journey_set_value (journey, "spin button", "^Share, %$", 50);
  lw_journey_see (journey, "button", "^Undo: Set share of measure$");
  lw_journey_see_names (journey);
  lw_driver_shot (journey->driver, "scenario-row");
}

/* The vacancy of the scenario in %YEAR as the tile says it, without its unit. */
static char *
read_tile (LwJourney *journey)
{
  g_autofree char *text = lw_journey_read (journey, "label", "^baseline ");

  return g_strdup (text + strlen ("baseline "));
}

/* The same by another program, from the file: "2040 … 15.2 %". */
static char *
compute_rate (LwJourney *journey, const char *scenario, int year)
{
  const char *arguments[] = { g_getenv ("LW_COMMAND_LINE"), "project", journey->document, "--json", "--scenario",
                              scenario, NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
  g_autofree char *output = NULL, *pattern = g_strdup_printf ("\"year\" *: *%d[^}]*?\"rate\" *: *([0-9.e-]+)", year);
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *number = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL));
  g_assert_true (g_regex_match (regex, output, 0, &match));
  number = g_match_info_fetch (match, 1);
  return g_strdup_printf ("%.1f", 100 * g_ascii_strtod (number, NULL));
}

static void
check_file (LwJourney *journey, guint n_measures)
{
  GError *error = NULL;
  g_autoptr (LwCheckReport) report = lw_store_check (journey->document, NULL, &error);
  g_autoptr (LwStore) store = NULL;
  g_autoptr (GPtrArray) scenarios = NULL;
  guint n = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (report->n_errors, ==, 0);
  store = lw_store_open (journey->document, LW_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  scenarios = lw_store_read_scenarios (store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < scenarios->len; i++)
    {
      LwScenario *scenario = g_ptr_array_index (scenarios, i);

      if (g_str_equal (scenario->name, "Convert 24"))
        {
          const LwMeasure *last = find_last_measure (scenario);

          n = scenario->measures->len;
          g_assert_cmpint (last->kind, ==, LW_MEASURE_TRANSFORM);
          g_assert_cmpuint (last->offices->len, ==, 3);
          g_assert_cmpint (last->year, ==, 2031);
          g_assert_cmpfloat (last->share, ==, 0.5);
          g_assert_cmpfloat (lw_parameters_get (&scenario->parameters, LW_PARAM_NORM), ==, 0.07);
        }
    }
  g_assert_cmpuint (n, ==, n_measures);
}

static void
test_scenario (LwJourney *journey, gconstpointer data)
{
  g_autofree char *baseline = NULL, *expected_baseline = NULL, *expected = NULL, *tile = NULL;

  add_measure (journey);
  lw_journey_see_names (journey);
  lw_driver_shot (journey->driver, "scenario-measure");

  /* undone and done again */
  lw_journey_see (journey, "button", "^Undo: ");
  lw_journey_key (journey, "ctrl+z");
  lw_journey_see (journey, "label", "^Measures · 2$");
  lw_journey_key (journey, "ctrl+shift+z");
  lw_journey_see (journey, "label", "^Measures · 3$");

  change_measure (journey);
  lw_journey_key (journey, "ctrl+h");
  lw_journey_see (journey, "list", "^History$");
  lw_journey_see_names (journey);
  lw_driver_shot (journey->driver, "scenario-history");
  lw_journey_key (journey, "Escape");
  lw_journey_see_gone (journey, "list", "^History$");

  /* a lever, and the year that is read */
  lw_journey_set_value (journey, "slider", "^Norm vacancy$", 0.07);
  lw_journey_see (journey, "button", "^Undo: Set norm vacancy$");
  lw_journey_set_value (journey, "slider", "^Year shown$", YEAR);
  lw_journey_see (journey, "label", "^vacancy 2040$");
  baseline = read_tile (journey);
  expected_baseline = compute_rate (journey, "Baseline", YEAR);
  expected = compute_rate (journey, "Convert 24", YEAR);
  g_assert_cmpstr (expected, !=, expected_baseline);
  g_assert_cmpstr (baseline, ==, expected_baseline);
  tile = g_strdup_printf ("^%s.%%$", expected);
  lw_journey_see (journey, "label", tile);
  lw_driver_shot (journey->driver, "scenario-trajectory");

  /* The power goes. */
  lw_driver_kill (journey->driver);
  check_file (journey, 3);
  lw_journey_open (journey, journey->document);
  lw_journey_press (journey, "tab", "^Scenarios$");
  lw_journey_see (journey, "label", "^Measures · 3$");
  lw_journey_see (journey, "label", "^7(\\.0)?.%$");
}

/* Plans stand in a window of their own, where those ticked are scrapped in the scenario. */
static void
test_plans (LwJourney *journey, gconstpointer data)
{
  lw_journey_press (journey, "tab", "^Scenarios$");
  lw_journey_see (journey, "label", "^Measures · 2$");
  lw_journey_press (journey, "button", "^Add measure$");
  lw_journey_press (journey, "menu item", "^Scrap Plans or Build Them Later");
  lw_journey_see (journey, "label", "^room by ");
  lw_journey_click (journey, "checkbox", "^Choose plan “Utrecht Noord”$");
  lw_journey_see (journey, "label", "^1 plan · ");
  lw_journey_see_names (journey);
  lw_driver_shot (journey->driver, "scenario-plans");
  lw_journey_press (journey, "button", "^Scrap in the Scenario$");
  lw_journey_see (journey, "button", "^Undo: Add measure for 1 plan$");
  lw_journey_see (journey, "label", "^Measures · 3$");
  lw_journey_see_names (journey);
  lw_driver_shot (journey->driver, "scenario-scrap");
}

static void
add_tests (void)
{
  LW_JOURNEY_ADD ("/journey/scenario", lw_journey_begin_example, test_scenario);
  LW_JOURNEY_ADD ("/journey/plans", lw_journey_begin_example, test_plans);
}

int
main (int argc, char *argv[])
{
  return lw_journey_run (argc, argv, add_tests);
}

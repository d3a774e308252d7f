/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading a document: a row of the breakdown filters, a chip takes the filter away, a place is searched, an office is
 * opened from the list and from the map, the map is moved by buttons and keys, and two dates are compared. */
#include <string.h>

#include "lw-journey.h"

/* The number in "Offices · 112 of 400". */
static int
count_shown (LwJourney *journey)
{
  g_autofree char *text = lw_journey_read (journey, "label", "^Offices · ");

  return (int) g_ascii_strtoll (text + strlen ("Offices · "), NULL, 10);
}

static void
test_filter (LwJourney *journey, gconstpointer data)
{
  int filtered;

  lw_journey_see (journey, "label", "^Fictional example$");
  lw_journey_see_names (journey);
  lw_journey_click (journey, "list item", "^Utrecht: [^a]+ vacant of ");
  lw_journey_see (journey, "button", "^Remove the filter: Utrecht$");
  lw_journey_see (journey, "label", "^Offices · [0-9]+ of 400$");
  filtered = count_shown (journey);
  g_assert_cmpint (filtered, >, 0);
  g_assert_cmpint (filtered, <, 400);
  lw_driver_shot (journey->driver, "reading-filter");
  lw_journey_press (journey, "button", "^Remove the filter: Utrecht$");
  lw_journey_see (journey, "label", "^Offices · 400$");
  lw_journey_see_gone (journey, "button", "^Remove the filter");

  /* A place that was searched gives the same offices as its row. */
  lw_journey_key (journey, "ctrl+f");
  lw_journey_type (journey, "utrech");
  lw_journey_see (journey, "list item", "^Utrecht$");
  lw_journey_see_names (journey);
  lw_journey_key (journey, "Down");
  lw_journey_key (journey, "Return");
  lw_journey_see (journey, "button", "^Remove the filter: Utrecht$");
  lw_journey_see (journey, "label", "^Offices · [0-9]+ of 400$");
  g_assert_cmpint (count_shown (journey), ==, filtered);
  lw_journey_key (journey, "ctrl+BackSpace");
  lw_journey_see (journey, "label", "^Offices · 400$");
}

/* By keyboard alone: from the choice of a dimension to the row of a class. */
static void
test_breakdown (LwJourney *journey, gconstpointer data)
{
  /* There is a municipality of this name, and no town. */
  lw_journey_see (journey, "list item", "^Stichtse Vecht: ");
  lw_journey_press (journey, "button", "^Break down by$");
  lw_journey_see (journey, "label", "^By town$");
  lw_journey_key (journey, "Down");
  lw_journey_key (journey, "Return");
  lw_journey_see_gone (journey, "list item", "^Stichtse Vecht: ");
  lw_journey_see (journey, "list item", "^Utrecht: ");
  lw_driver_shot (journey->driver, "reading-breakdown");
  lw_journey_see_names (journey);
}

static void
test_office (LwJourney *journey, gconstpointer data)
{
  g_autofree char *row = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *escaped = NULL, *address = NULL;

  lw_journey_see (journey, "list item", ", vacant ");
  row = lw_journey_read (journey, "list item", ", vacant ");
  parts = g_strsplit (row, ", ", 2);
  escaped = g_regex_escape_string (parts[0], -1);
  address = g_strdup_printf ("^%s$", escaped);
  lw_journey_see_gone (journey, "region", address);
  lw_journey_click (journey, "list item", ", vacant ");
  lw_journey_see (journey, "region", address);
  lw_journey_see (journey, "label", "^Building year$");
  lw_journey_see_names (journey);
  lw_driver_shot (journey->driver, "reading-office");
  /* Back, so that a row of the breakdown lies open to the pointer again. */
  lw_journey_key (journey, "Escape");
  lw_journey_click (journey, "list item", "^Utrecht: ");
  lw_journey_see (journey, "button", "^Remove the filter: Utrecht$");
}

static void
test_map (LwJourney *journey, gconstpointer data)
{
  g_autoptr (LwDriverNode) map = lw_journey_expect (journey, "image", "^Map of offices$");

  lw_journey_press (journey, "button", "^Zoom in$");
  lw_journey_press (journey, "button", "^Zoom out$");
  lw_journey_press (journey, "button", "^Show all offices$");
  /* By keys: the largest circle, then the office in it. */
  g_assert_true (lw_driver_point (journey->driver, map, 0.05, 0.5));
  g_assert_true (lw_driver_xdotool (journey->driver, "click", "1", NULL));
  lw_journey_key (journey, "plus");
  lw_journey_key (journey, "0");
  lw_journey_key (journey, "n");
  lw_journey_key (journey, "Return");
  g_assert_true (lw_driver_wait_described (journey->driver, map, "^400 offices shown, [0-9]+ selected$"));
  lw_driver_shot (journey->driver, "reading-map");
  /* A click beside everything selects nothing. */
  g_assert_true (lw_driver_point (journey->driver, map, 0.05, 0.1));
  g_assert_true (lw_driver_xdotool (journey->driver, "click", "1", NULL));
  g_assert_true (lw_driver_wait_described (journey->driver, map, "^400 offices shown$"));
}

/* What changed since another date: the menu offers the dates, a key compares, a row filters, and Escape ends it. */
static void
test_dates (LwJourney *journey, gconstpointer data)
{
  lw_journey_press (journey, "button", "^1 January 2025$");
  lw_journey_see (journey, NULL, "^Compare with$");
  lw_journey_see (journey, NULL, "^1 January 2021$");
  lw_journey_key (journey, "Escape");
  lw_journey_see_gone (journey, NULL, "^1 January 2021$");
  lw_journey_key (journey, "ctrl+d");
  lw_journey_see (journey, "label", "^Between 1 Jan 2024 and 1 Jan 2025$");
  lw_journey_see (journey, "list item", "^emptied: [0-9]+ offices, vacant ");
  lw_journey_see_names (journey);
  lw_driver_shot (journey->driver, "reading-dates");
  lw_journey_click (journey, "list item", "^emptied: ");
  lw_journey_see (journey, "button", "^Remove the filter: Between dates: emptied$");
  lw_journey_see (journey, "label", "^Offices · [0-9]+ of [0-9]+$");
  lw_journey_key (journey, "Escape");
  lw_journey_see_gone (journey, "label", "^Between 1 Jan 2024 and 1 Jan 2025$");
  lw_journey_see_gone (journey, "button", "^Remove the filter");
  lw_journey_see (journey, "label", "^Offices · 400$");
}

/* What one key opens, by whose name, and the key that closes it again. */
static const struct {
  const char *open;
  const char *role;
  const char *name;
} opened[] = {
  { "ctrl+comma", "window", "^Document settings$" },
  { "ctrl+shift+f", NULL, "^Size in m²$" },
};

static void
test_names (LwJourney *journey, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (opened); i++)
    {
      lw_journey_key (journey, opened[i].open);
      lw_journey_see (journey, opened[i].role, opened[i].name);
      lw_driver_shot (journey->driver, opened[i].open);
      lw_journey_see_names (journey);
      lw_journey_key (journey, "Escape");
      lw_journey_see_gone (journey, opened[i].role, opened[i].name);
    }
}

static void
add_tests (void)
{
  LW_JOURNEY_ADD ("/journey/reading/filter", lw_journey_begin_example, test_filter);
  LW_JOURNEY_ADD ("/journey/reading/breakdown", lw_journey_begin_example, test_breakdown);
  LW_JOURNEY_ADD ("/journey/reading/office", lw_journey_begin_example, test_office);
  LW_JOURNEY_ADD ("/journey/reading/map", lw_journey_begin_example, test_map);
  LW_JOURNEY_ADD ("/journey/reading/dates", lw_journey_begin_example, test_dates);
  LW_JOURNEY_ADD ("/journey/reading/names", lw_journey_begin_example, test_names);
}

int
main (int argc, char *argv[])
{
  return lw_journey_run (argc, argv, add_tests);
}

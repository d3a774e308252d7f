/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first day: from an empty window to the vacancy of a municipality. The register has five offices of 1,000, 500,
 * 250, 250 and 500 m² and a dwelling; the list names the first by its id and the second by its address, one that is
 * not there, and one that may be the third or the fourth. The register is chosen in a dialog, the list is dropped. */
#include <string.h>

#include "../core/bag-fixture.h"
#include "../core/zip-fixture.h"
#include "lw-journey.h"
#include "store/lw-check.h"
#include "store/lw-store.h"

static char *
make_objects (void)
{
  g_autofree char *first = bag_object ((BagFixture){ .id = "0457010000000001", .area = "1000" });
  g_autofree char *second
      = bag_object ((BagFixture){ .id = "0457010000000002", .area = "500", .address = "0457200000000002" });
  g_autofree char *third
      = bag_object ((BagFixture){ .id = "0457010000000003", .area = "250", .address = "0457200000000003" });
  g_autofree char *fourth
      = bag_object ((BagFixture){ .id = "0457010000000004", .area = "250", .address = "0457200000000004" });
  g_autofree char *fifth
      = bag_object ((BagFixture){ .id = "0457010000000005", .area = "500", .address = "0457200000000005" });
  g_autofree char *dwelling = bag_object (
      (BagFixture){ .id = "0457010000000006", .uses = "woonfunctie", .address = "0457200000000006" });

  return g_strconcat (first, second, third, fourth, fifth, dwelling, NULL);
}

static char *
make_addresses (void)
{
  g_autofree char *first = bag_address ((BagFixture){ .number = "12" });
  g_autofree char *second = bag_address ((BagFixture){ .id = "0457200000000002", .number = "14" });
  g_autofree char *third = bag_address ((BagFixture){ .id = "0457200000000003", .number = "20", .letter = "A" });
  g_autofree char *fourth = bag_address ((BagFixture){ .id = "0457200000000004", .number = "20", .letter = "B" });
  g_autofree char *fifth = bag_address ((BagFixture){ .id = "0457200000000005", .number = "30" });
  g_autofree char *sixth = bag_address ((BagFixture){ .id = "0457200000000006", .number = "32" });

  return g_strconcat (first, second, third, fourth, fifth, sixth, NULL);
}

static void
add_part (ZipFixture *delivery, const char *type, const char *records)
{
  ZipFixture *part = zip_fixture_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *stand = bag_stand (BAG_DATE, type, records);
  g_autofree char *file = g_strdup_printf ("0457%s15102021-000001.xml", type);
  g_autofree char *zip = g_strdup_printf ("0457%s15102021.zip", type);

  zip_fixture_add (part, file, stand, (gssize) strlen (stand), ZIP_DEFLATED);
  bytes = zip_fixture_end (part);
  zip_fixture_add_bytes (delivery, zip, bytes, ZIP_STORED);
}

/* A zip of zips, as the register is delivered. */
static char *
make_register (LwJourney *journey)
{
  ZipFixture *delivery = zip_fixture_new ();
  g_autofree char *objects = make_objects (), *addresses = make_addresses ();
  g_autofree char *building = bag_building ((BagFixture){ 0 }), *street = bag_street ((BagFixture){ 0 });
  g_autofree char *town = bag_town ((BagFixture){ 0 });
  g_autoptr (GBytes) bytes = NULL;

  add_part (delivery, "VBO", objects);
  add_part (delivery, "PND", building);
  add_part (delivery, "NUM", addresses);
  add_part (delivery, "OPR", street);
  add_part (delivery, "WPL", town);
  bytes = zip_fixture_end (delivery);
  return zip_fixture_save (bytes, journey->folder, "lvbag.zip");
}

/* Dutch: semicolons, a decimal comma, and an é as Windows writes it. */
static char *
make_list (LwJourney *journey)
{
  static const char list[] = "bag_id;postcode;huisnummer;leegstand_m2;leeg_sinds;eigenaar\r\n"
                             "0457010000000001;;;400,5;2019-03-01;Caf\xe9 Zuid\r\n"
                             ";1382AB;14;99,5;2021-01-01;\r\n"
                             "0457010000009999;;;10,0;2020-01-01;\r\n"
                             ";1382AB;20;50,0;2020-01-01;\r\n";
  char *path = lw_journey_path (journey, "leegstand.csv");
  GError *error = NULL;

  g_file_set_contents (path, list, sizeof list - 1, &error);
  g_assert_no_error (error);
  return path;
}

static void
import_register (LwJourney *journey)
{
  g_autofree char *path = make_register (journey);

  lw_journey_press (journey, "button", "^Import$");
  lw_journey_choose_file (journey, "Import files", path);
  lw_journey_see (journey, "window", "^Import report$");
  lw_journey_see (journey, NULL, "^Offices new in the document$");
  lw_journey_see (journey, "label", "^Offices · 5$");
  lw_journey_see (journey, "label", "^No vacancy is known of these offices yet");
  lw_journey_see (journey, "label", "^2,500 m², vacancy unknown$");
  lw_driver_shot (journey->driver, "first-day-register");
  lw_journey_key (journey, "Escape");
  lw_journey_see_gone (journey, "window", "^Import report$");
}

/* What the dialog about a list has to be told. */
static void
answer_about_list (LwJourney *journey)
{
  g_autoptr (LwDriverNode) date = NULL;

  lw_journey_see (journey, "window", "^Import a list$");
  lw_journey_see (journey, "label", "^Café Zuid$");
  lw_journey_see (journey, NULL, "^2 matched · 1 doubtful · 1 without an office$");
  date = lw_journey_expect (journey, "text box", "^Reference date");
  g_assert_true (lw_driver_set_text (journey->driver, date, "2025-01-01"));
  lw_journey_see (journey, NULL, "^Reference date: 1 January 2025$");
  lw_journey_click (journey, "combo box", "^Offices not named$");
  lw_journey_key (journey, "Down");
  lw_journey_key (journey, "Return");
  lw_journey_see (journey, "label", "^Occupied$");
  lw_journey_see (journey, NULL, "^2 matched · 1 doubtful · 1 without an office$");
  lw_journey_see_names (journey);
  lw_driver_shot (journey->driver, "first-day-list");
  lw_journey_key (journey, "alt+i");
  lw_journey_see_gone (journey, "window", "^Import a list$");
}

static void
import_list (LwJourney *journey)
{
  g_autofree char *path = make_list (journey);

  lw_journey_drop (journey, (const char *[]){ path, NULL });
  answer_about_list (journey);
  lw_journey_see (journey, "window", "^Import report$");
  lw_journey_see (journey, NULL, "^Rows matched by address$");
  lw_journey_see (journey, NULL, "^Offices taken as occupied$");
  lw_journey_see_names (journey);
  lw_driver_shot (journey->driver, "first-day-report");
  /* All of it can be taken back, and done again. */
  lw_journey_press (journey, "button", "^Undo the import$");
  lw_journey_see (journey, "label", "^No vacancy is known of these offices yet");
  lw_journey_key (journey, "Escape");
  lw_journey_see_gone (journey, "window", "^Import report$");
  lw_journey_key (journey, "ctrl+shift+z");
}

/* 400.5 + 99.5 m² are vacant; the fifth office is taken as occupied, and the two of which one was meant stay unknown:
 * 500 of 1,000 + 500 + 500 m². */
static void
see_totals (LwJourney *journey)
{
  lw_journey_see (journey, "label", "^25\\.0.%$");
  lw_journey_see (journey, "label", "^of 2,000 m² stands empty$");
  lw_journey_see (journey, "label", "^vacancy unknown: 20\\.0.% of m², 2 offices");
  lw_journey_see (journey, "list item", "^Weesp: 500.m² vacant of 2,500.m², 25\\.0.%$");
  lw_journey_see (journey, "list item", "^Hoogstraat 12, Weesp · 1987, vacant 400\\.5.m², 40.% of 1,000$");
}

/* The five stand in one place, so one circle in the middle of the map holds them all. */
static void
click_on_map (LwJourney *journey)
{
  g_autoptr (LwDriverNode) map = lw_journey_expect (journey, "image", "^Map of offices$");

  lw_journey_press (journey, NULL, "^Show all offices$");
  g_assert_true (lw_driver_point (journey->driver, map, 0.5, 0.5));
  lw_journey_see (journey, NULL, "^5 offices");
  g_assert_true (lw_driver_click (journey->driver, map));
  g_assert_true (lw_driver_wait_described (journey->driver, map, "^5 offices shown, 5 selected$"));
  lw_driver_shot (journey->driver, "first-day-selected");
}

static void
test_first_day (LwJourney *journey, gconstpointer data)
{
  g_autoptr (LwCheckReport) report = NULL;
  GError *error = NULL;

  lw_journey_see_names (journey);
  lw_journey_key (journey, "ctrl+n");
  lw_journey_choose_file (journey, "New document", journey->document);
  lw_journey_see (journey, "label", "^Offices · 0$");
  import_register (journey);
  import_list (journey);
  see_totals (journey);
  click_on_map (journey);

  /* The power goes; all of it is in the file. */
  lw_driver_kill (journey->driver);
  report = lw_store_check (journey->document, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_errors, ==, 0);
  lw_journey_open (journey, journey->document);
  lw_journey_see (journey, "label", "^Offices · 5$");
  see_totals (journey);
}

/* Both at once, onto the empty window: it asks where the document is to be, and then only about the list. */
static void
test_dropped_together (LwJourney *journey, gconstpointer data)
{
  g_autofree char *list = make_list (journey), *zip = make_register (journey);

  lw_journey_drop (journey, (const char *[]){ list, zip, NULL });
  lw_journey_choose_file (journey, "New document", journey->document);
  answer_about_list (journey);
  lw_journey_see (journey, "label", "^Offices · 5$");
  lw_driver_shot (journey->driver, "first-day-dropped");
  see_totals (journey);
}

static void
add_tests (void)
{
  LW_JOURNEY_ADD ("/journey/first-day", lw_journey_begin_empty, test_first_day);
  LW_JOURNEY_ADD ("/journey/dropped-together", lw_journey_begin_empty, test_dropped_together);
}

int
main (int argc, char *argv[])
{
  return lw_journey_run (argc, argv, add_tests);
}

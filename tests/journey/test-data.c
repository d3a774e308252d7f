/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Data in, data out, by hand: several files dropped at once of which one is no good, all of it taken back and done
 * again; a list with rows that do not fit, saved to be mended; what the filter shows given out as a workbook, and that
 * workbook brought in again, which changes nothing. */
#include <glib/gstdio.h>
#include <string.h>

#include "formats/lw-workbook.h"
#include "lw-journey.h"
#include "store/lw-store.h"

#define SQUARE(x0, y0, x1, y1)                                                                                        \
  "{\"type\":\"Polygon\",\"coordinates\":[[[" x0 "," y0 "],[" x1 "," y0 "],[" x1 "," y1 "],[" x0 "," y1 "],[" x0 "," y0 "]]]}"

static char *
save (LwJourney *journey, const char *name, const char *text)
{
  char *path = lw_journey_path (journey, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* All of the city, as one office location. */
static char *
save_locations (LwJourney *journey)
{
  return save (journey, "kantorenlocaties.geojson",
               "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"K1\","
               "\"naam\":\"Eigen park\",\"locatietype\":\"kantorenpark\"},\"geometry\":"
               SQUARE ("4.9", "52.0", "5.3", "52.2") "}]}");
}

static char *
save_plans (LwJourney *journey)
{
  return save (journey, "plannen.geojson",
               "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"plannaam\":"
               "\"Aan de kade\",\"bvo\":25000,\"hardheid\":\"Harde plancapaciteit\",\"jaar\":\"2027-2030\"},\"geometry\":"
               "{\"type\":\"Point\",\"coordinates\":[5.1,52.07]}}]}");
}

static guint
count_areas (LwJourney *journey, const char *kind)
{
  g_autoptr (LwStore) store = lw_store_open (journey->document, LW_STORE_READ_ONLY, NULL);
  g_autoptr (GPtrArray) areas = store != NULL ? lw_store_read_areas (store, kind, NULL) : NULL;

  g_assert_nonnull (areas);
  return areas->len;
}

/* What the window says is there at once may still be on its way to the file. */
static void
expect_areas (LwJourney *journey, const char *kind, guint n)
{
  for (guint i = 0; i < 100 && count_areas (journey, kind) != n; i++)
    g_usleep (G_USEC_PER_SEC / 20);
  g_assert_cmpuint (count_areas (journey, kind), ==, n);
}

static void
test_several (LwJourney *journey, gconstpointer data)
{
  g_autofree char *locations = save_locations (journey), *plans = save_plans (journey);
  g_autofree char *broken = save (journey, "stuk.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{");
  guint before = count_areas (journey, "location");

  lw_journey_drop (journey, (const char *[]){ locations, broken, plans, NULL });
  lw_journey_see (journey, "window", "^Import report$");
  lw_journey_see (journey, NULL, "^Files that could not be read$");
  lw_journey_see (journey, NULL, "stuk\\.geojson");
  lw_journey_see (journey, NULL, "^Plans for new offices$");
  lw_journey_see_names (journey);
  lw_driver_shot (journey->driver, "data-several");
  expect_areas (journey, "location", before + 1);

  lw_journey_press (journey, "button", "^Undo the import$");
  lw_journey_see (journey, "label", "^The import was taken back\\.$");
  lw_journey_key (journey, "Escape");
  lw_journey_see_gone (journey, "window", "^Import report$");
  expect_areas (journey, "location", before);
}

/* Two rows are good, one names nothing and one is no number. */
static void
test_mend (LwJourney *journey, gconstpointer data)
{
  g_autoptr (LwStore) store = lw_store_open (journey->document, LW_STORE_READ_ONLY, NULL);
  g_autoptr (LwOffices) offices = lw_store_read_offices (store, LW_DATE_UNKNOWN, NULL, NULL, NULL, NULL);
  g_autofree char *text
      = g_strdup_printf ("bag_id;leegstand_m2;leeg sinds\n%016" G_GINT64_FORMAT ";10;v.a. 2019\n%016" G_GINT64_FORMAT
                         ";0;\n0344010000999999;25;2020-01-01\n",
                         offices->bag_id[0], offices->bag_id[1]);
  g_autofree char *list = save (journey, "leegstand.csv", text), *rows = lw_journey_path (journey, "herstel.csv");
  g_autofree char *kept = NULL;

  lw_journey_drop (journey, (const char *[]){ list, NULL });
  lw_journey_see (journey, "window", "^Import a list$");
  lw_journey_see (journey, NULL, "^2 matched · 1 without an office$");
  lw_journey_key (journey, "alt+i");
  lw_journey_see (journey, "window", "^Import report$");
  lw_journey_press (journey, "button", "^Save rows to mend…$");
  lw_journey_choose_file (journey, "Export", rows);
  lw_journey_see (journey, NULL, "^Saved as herstel\\.csv$");
  lw_journey_key (journey, "Escape");
  lw_journey_see_gone (journey, "window", "^Import report$");
  g_assert_true (g_file_get_contents (rows, &kept, NULL, NULL));
  g_assert_nonnull (strstr (kept, "0344010000999999"));
  g_assert_null (strstr (kept, ";10;"));
}

static guint
count_rows (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LwWorkbook) workbook = lw_workbook_open (file, NULL, NULL);
  g_autoptr (LwCsvReader) reader = NULL;
  guint n = 0;

  g_assert_nonnull (workbook);
  reader = lw_workbook_open_sheet (workbook, 0, 0, NULL, NULL);
  g_assert_nonnull (reader);
  while (lw_csv_reader_next (reader, NULL, NULL))
    n++;
  return n;
}

static void
test_out_and_in (LwJourney *journey, gconstpointer data)
{
  g_autofree char *workbook = lw_journey_path (journey, "uit.xlsx"), *shown = NULL;
  guint n;

  lw_journey_click (journey, "list item", "^Utrecht: ");
  lw_journey_see (journey, "button", "^Remove the filter: Utrecht$");
  shown = lw_journey_read (journey, "label", "^Offices · [0-9]+ of 400$");
  n = (guint) g_ascii_strtoull (strstr (shown, "· ") + strlen ("· "), NULL, 10);
  lw_journey_key (journey, "ctrl+shift+e");
  lw_journey_see (journey, NULL, "^Only what the filter shows$");
  lw_journey_see_names (journey);
  lw_driver_shot (journey->driver, "data-export");
  lw_journey_key (journey, "alt+e");
  lw_journey_choose_file (journey, "Export", workbook);
  /* What tells of it in the window goes by itself. */
  for (guint i = 0; i < 200 && !g_file_test (workbook, G_FILE_TEST_EXISTS); i++)
    g_usleep (G_USEC_PER_SEC / 20);
  g_assert_true (g_file_test (workbook, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_rows (workbook), ==, n);

  lw_journey_drop (journey, (const char *[]){ workbook, NULL });
  lw_journey_see (journey, "window", "^Import a list$");
  lw_journey_key (journey, "alt+i");
  lw_journey_see (journey, "window", "^Import report$");
  lw_journey_see (journey, NULL, "^Offices unchanged$");
  lw_journey_key (journey, "Escape");
  lw_journey_see_gone (journey, "window", "^Import report$");
}

static void
add_tests (void)
{
  LW_JOURNEY_ADD ("/journey/data/several", lw_journey_begin_example, test_several);
  LW_JOURNEY_ADD ("/journey/data/mend", lw_journey_begin_example, test_mend);
  LW_JOURNEY_ADD ("/journey/data/out-and-in", lw_journey_begin_example, test_out_and_in);
}

int
main (int argc, char *argv[])
{
  return lw_journey_run (argc, argv, add_tests);
}

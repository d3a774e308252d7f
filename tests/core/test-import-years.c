/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-import-years: two years of register and list through the import of window and command line: what is known of
 * the first year is not touched by the second, and what became of offices comes out as what changed between them. */
#include "analysis/lw-import.h"
#include "bag-fixture.h"
#include "statistics/lw-difference.h"
#include "test-store-util.h"
#include "zip-fixture.h"

#define DATE_2023 (lw_date_from_ymd (2023, 1, 1))
#define DATE_2025 (lw_date_from_ymd (2025, 1, 1))

static void
import_file (LwStore *store, const char *path, LwDate date)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (LwImportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LwImportRequest request;

  lw_import_request_init (&request);
  request.date = date;
  result = lw_import_run (store, paths, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_rejected + result->n_unmatched, ==, 0);
}

static void
import_list (Fixture *fixture, LwStore *store, const char *text, LwDate date)
{
  g_autofree char *path = g_build_filename (fixture->folder, "list.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  import_file (store, path, date);
}

/* A delivery: a zip, which holds everything of its municipality. */
static void
import_delivery (Fixture *fixture, LwStore *store, const char *stand)
{
  g_autofree char *relation = bag_relation ("1012", "0457", "2010-07-24", NULL, "definitief");
  g_autofree char *relations = bag_relation_file (relation), *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  ZipFixture *zip = zip_fixture_new ();

  zip_fixture_add (zip, "all.xml", stand, -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "GEM-WPL-RELATIE.xml", relations, -1, ZIP_DEFLATED);
  bytes = zip_fixture_end (zip);
  path = zip_fixture_save (bytes, fixture->folder, "bag.zip");
  import_file (store, path, LW_DATE_UNKNOWN);
}

static char *
join (const char *date, char *record, ...)
{
  g_autoptr (GString) records = g_string_new (NULL);
  va_list args;

  va_start (args, record);
  for (char *next = record; next != NULL; next = va_arg (args, char *))
    {
      g_string_append (records, next);
      g_free (next);
    }
  va_end (args);
  return bag_stand (date, "NUM;PND;VBO;OPR;WPL", records->str);
}

static void
import_first_year (Fixture *fixture, LwStore *store)
{
  g_autofree char *extract = join (
      "2022-12-08", bag_object ((BagFixture){ .id = "0457010000000001", .area = "1000" }),
      bag_object ((BagFixture){ .id = "0457010000000002", .area = "2000" }),
      bag_object ((BagFixture){ .id = "0457010000000003", .area = "300", .buildings = "0457100000000003" }),
      bag_object ((BagFixture){ .id = "0457010000000004", .area = "40" }), bag_building ((BagFixture){ 0 }),
      bag_building ((BagFixture){ .id = "0457100000000003" }), bag_address ((BagFixture){ 0 }),
      bag_street ((BagFixture){ 0 }), bag_town ((BagFixture){ 0 }), NULL);

  import_delivery (fixture, store, extract);
  import_list (fixture, store,
               "bag_id;leegstand_m2\n0457010000000001;250\n0457010000000002;2000\n0457010000000003;0\n"
               "0457010000000004;40\n",
               DATE_2023);
}

/* The first grew, the second is dwellings now, the third is demolished, the fourth is let, the fifth is new. */
static void
import_second_year (Fixture *fixture, LwStore *store)
{
  g_autofree char *extract = join (
      "2024-12-08", bag_object ((BagFixture){ .id = "0457010000000001", .area = "1100" }),
      bag_object ((BagFixture){ .id = "0457010000000002", .area = "2000", .uses = "woonfunctie" }),
      bag_object ((BagFixture){ .id = "0457010000000003",
                                .area = "300",
                                .buildings = "0457100000000003",
                                .status = "Verblijfsobject ingetrokken" }),
      bag_object ((BagFixture){ .id = "0457010000000004", .area = "40" }),
      bag_object ((BagFixture){ .id = "0457010000000005", .area = "5000" }), bag_building ((BagFixture){ 0 }),
      bag_building ((BagFixture){ .id = "0457100000000003", .status = "Pand gesloopt" }),
      bag_address ((BagFixture){ 0 }), bag_street ((BagFixture){ 0 }), bag_town ((BagFixture){ 0 }), NULL);

  import_delivery (fixture, store, extract);
  import_list (fixture, store,
               "bag_id;leegstand_m2\n0457010000000001;250\n0457010000000004;0\n0457010000000005;5000\n", DATE_2025);
}

static void
assert_change (const LwDifference *difference, guint64 number, LwOfficeChange change, double before, double after)
{
  const LwOffices *offices = difference->offices;

  for (guint i = 0; i < offices->n; i++)
    if (offices->bag_id[i] == G_GUINT64_CONSTANT (457010000000000) + number)
      {
        g_assert_cmpint (offices->change[i], ==, change);
        g_assert_cmpfloat (offices->stock_before_m2[i], ==, before);
        g_assert_cmpfloat (offices->stock_m2[i], ==, after);
        return;
      }
  g_assert_not_reached ();
}

static void
test_two_years (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) before = NULL, again = NULL, after = NULL, gone = NULL;
  g_autoptr (LwDifference) difference = NULL;
  g_autoptr (GError) error = NULL;

  import_first_year (fixture, store);
  before = read_offices (store, DATE_2023);
  g_assert_cmpuint (before->n, ==, 4);
  import_second_year (fixture, store);
  again = read_offices (store, DATE_2023);
  assert_offices_equal (before, again);
  after = read_offices (store, DATE_2025);
  g_assert_cmpuint (after->n, ==, 3);
  gone = lw_store_read_gone_offices (store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gone->n, ==, 2);
  difference = lw_difference_compute (again, after, gone, 0, NULL, NULL);
  assert_change (difference, 1, LW_CHANGE_AREA, 1000, 1100);
  assert_change (difference, 2, LW_CHANGE_TRANSFORMED, 2000, 0);
  assert_change (difference, 3, LW_CHANGE_DEMOLISHED, 300, 0);
  assert_change (difference, 4, LW_CHANGE_FILLED, 40, 40);
  assert_change (difference, 5, LW_CHANGE_NEW, 0, 5000);
  g_assert_cmpfloat (difference->totals_before.stock_m2, ==, 3340);
  g_assert_cmpfloat (difference->totals_after.stock_m2, ==, 6140);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/import-years/two", Fixture, NULL, fixture_set_up, test_two_years, fixture_tear_down);
  return g_test_run ();
}

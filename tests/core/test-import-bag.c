/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An extract of the BAG through the import of window and command line: only what was asked for,
 * municipalities that merged, addresses beside the main one, and a newer extract over an older one with facts
 * set by hand. */
#include "analysis/lw-import.h"
#include "bag-fixture.h"
#include "test-store-util.h"
#include "zip-fixture.h"

/* stands in a stand that is a part, without the document of a delivery */
#define BAG_PART "<!-- part -->"
#define LATER "2022-12-08"

/* One object in Utrecht, one in Weesp, one nowhere, with what they refer to. */
static char *
make_stand (const char *date, const char *first_area, const char *side_addresses)
{
  char *records[] = {
    bag_object ((BagFixture){ .id = "0344010000000001",
                              .area = first_area,
                              .side_addresses = side_addresses,
                              .geometry
                              = "<gml:Point srsDimension=\"2\"><gml:pos>136000 455800</gml:pos></gml:Point>",
                              .address = "0344200000000001",
                              .buildings = "0344100000000001" }),
    bag_object ((BagFixture){ .id = "0457010000000001" }),
    bag_object ((BagFixture){ .id = "0457010000000002", .geometry = "", .address = "0457200000000001" }),
    bag_address ((BagFixture){ .id = "0344200000000001", .street = "0344300000000001" }),
    bag_address ((BagFixture){ .id = "0344200000000002",
                               .street = "0344300000000001",
                               .number = "14",
                               .letter = "b",
                               .postcode = "3511AA" }),
    bag_address (
        (BagFixture){ .id = "0344200000000003", .street = "0344300000000001", .postcode = "9999ZZ" }),
    bag_address ((BagFixture){ 0 }),
    bag_street ((BagFixture){ .id = "0344300000000001", .name = "Gracht", .town = "3295" }),
    bag_street ((BagFixture){ 0 }),
    bag_town ((BagFixture){ .id = "3295", .name = "Utrecht" }),
    bag_town ((BagFixture){ 0 }),
    bag_building ((BagFixture){ .id = "0344100000000001" }),
    bag_building ((BagFixture){ 0 }),
  };
  g_autoptr (GString) all = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_string_append (all, records[i]);
      g_free (records[i]);
    }
  return bag_stand (date, "VBO;NUM;OPR;WPL;PND", all->str);
}

static LwImportResult *
import_with_weesp_in (Fixture *fixture,
                      LwStore *store,
                      const char *stand,
                      const char *municipality,
                      const LwImportRequest *asked)
{
  g_autofree char *utrecht = bag_relation ("3295", "0344", "2010-07-24", NULL, "definitief");
  g_autofree char *weesp = bag_relation ("1012", municipality, "2010-07-24", NULL, "definitief");
  g_autofree char *both = g_strconcat (utrecht, weesp, NULL), *relations = bag_relation_file (both),
                  *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  ZipFixture *zip = zip_fixture_new ();
  LwImportRequest request;
  LwImportResult *result;

  zip_fixture_add (zip, "all.xml", stand, -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "GEM-WPL-RELATIE.xml", relations, -1, ZIP_DEFLATED);
  if (strstr (stand, BAG_PART) == NULL)
    zip_fixture_add (zip, "Leveringsdocument-BAG-Extract.xml",
                     "<xb:BAG-Extract-Levering "
                     "xmlns:xb=\"http://www.kadaster.nl/schemas/lvbag/extract-levering/v20200601\"/>",
                     -1, ZIP_DEFLATED);
  bytes = zip_fixture_end (zip);
  path = zip_fixture_save (bytes, fixture->folder, "bag.zip");
  lw_import_request_init (&request);
  if (asked != NULL)
    request = *asked;
  result = lw_import_run (store, (const char *const[]){ path, NULL }, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return result;
}

static LwImportResult *
import_stand (Fixture *fixture, LwStore *store, const char *stand, const LwImportRequest *asked)
{
  return import_with_weesp_in (fixture, store, stand, "0457", asked);
}

static guint64
count (const LwImportResult *result, LwImportCount kind, const char *key)
{
  return lw_import_report_get_count (g_ptr_array_index (result->reports, 0), kind, key);
}

static void
test_by_municipality (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autofree char *stand = make_stand (BAG_DATE, "100", NULL);
  const char *const utrecht[] = { "GM0344", "GM0014", NULL };
  g_autoptr (LwImportResult) result = NULL, rest = NULL;
  g_autoptr (LwOffices) offices = NULL, all = NULL;
  LwImportRequest request;

  lw_import_request_init (&request);
  request.municipalities = utrecht;
  result = import_stand (fixture, store, stand, &request);
  g_assert_cmpuint (result->n_offices, ==, 1);
  g_assert_cmpuint (count (result, LW_IMPORT_SKIPPED, "municipality-other"), ==, 2);
  g_assert_cmpuint (count (result, LW_IMPORT_KEPT, "offices"), ==, 1);
  offices = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpuint (offices->n, ==, 1);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_MUNICIPALITY_CODE, 0), ==, "GM0344");
  /* the rest of the same delivery may follow, and takes nothing away */
  rest = import_stand (fixture, store, stand, NULL);
  g_assert_cmpuint (rest->counts.n_new, ==, 2);
  g_assert_cmpuint (rest->counts.n_gone, ==, 0);
  all = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpuint (all->n, ==, 3);
}

/* An area that is asked for says nothing of the rest of its municipality. */
static void
test_by_area (Fixture *fixture, gconstpointer unused)
{
  static const double square[]
      = { 135000, 455000, 137000, 455000, 137000, 457000, 135000, 457000, 135000, 455000 };
  static const double elsewhere[] = { 10000, 400000, 10100, 400000, 10100, 400100, 10000, 400000 };
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autofree char *stand = make_stand (BAG_DATE, "100", NULL), *later = make_stand (LATER, "120", NULL);
  g_autoptr (LwGeometry) area = lw_geometry_new_polygon (square, 5),
                         none = lw_geometry_new_polygon (elsewhere, 4);
  g_autoptr (LwImportResult) result = NULL, nothing = NULL;
  LwImportRequest request;

  lw_import_request_init (&request);
  request.area = area;
  result = import_stand (fixture, store, stand, &request);
  g_assert_cmpuint (result->n_offices, ==, 1);
  g_assert_cmpuint (count (result, LW_IMPORT_SKIPPED, "area-outside"), ==, 1);
  g_assert_cmpuint (count (result, LW_IMPORT_SKIPPED, "area-unknown"), ==, 1);
  request.area = none;
  nothing = import_stand (fixture, store, later, &request);
  g_assert_cmpuint (nothing->n_offices, ==, 0);
  g_assert_cmpuint (nothing->counts.n_gone, ==, 0);
}

/* A relation may name a municipality that had merged by the date of the extract: Vianen, since 2019
 * Vijfheerenlanden. */
static void
test_merged (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    const char *date, *code, *name;
    guint n_merged;
  } cases[] = {
    { "2018-06-08", "GM0620", "Vianen", 0 },
    { BAG_DATE, "GM1961", "Vijfheerenlanden", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LwStore) store = NULL;
      g_autofree char *stand = make_stand (cases[i].date, "100", NULL);
      g_autoptr (LwImportResult) result = NULL;
      g_autoptr (LwOffices) offices = NULL;

      g_unlink (fixture->path);
      store = create_document (fixture->path);
      result = import_with_weesp_in (fixture, store, stand, "0620", NULL);
      offices = read_offices (store, LW_DATE_UNKNOWN);
      g_assert_cmpuint (count (result, LW_IMPORT_MARKED, "municipality-merged"), ==, cases[i].n_merged);
      g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_MUNICIPALITY_CODE, 1), ==, cases[i].code);
      g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_MUNICIPALITY, 1), ==, cases[i].name);
    }
}

/* Part of a delivery in a zip of its own: what is not in it may lie in another part. */
static void
test_part (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autofree char *stand = make_stand (BAG_DATE, "100", NULL), *record = bag_object ((BagFixture){ 0 });
  g_autofree char *with_mark = g_strconcat (record, BAG_PART, NULL), *part = bag_stand (LATER, "VBO", with_mark);
  g_autoptr (LwImportResult) whole = import_stand (fixture, store, stand, NULL);
  g_autoptr (LwImportResult) later = import_stand (fixture, store, part, NULL);
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (whole->counts.n_new, ==, 3);
  g_assert_cmpuint (later->counts.n_gone, ==, 0);
  sources = lw_store_read_sources (store, &error);
  g_assert_no_error (error);
  /* records, not files: 13 and two relations */
  g_assert_cmpuint (((LwSource *)g_ptr_array_index (sources, 0))->rows_read, ==, 15);
}

/* The stand of one municipality, which says to be of it, with an object that lies in another by its position and one by
 * its address. */
static char *
make_delivery_of_weesp (void)
{
  char *records[] = {
    bag_object ((BagFixture){ .id = "0457010000000001" }),
    bag_object ((BagFixture){ .id = "0457010000000003",
                              .geometry = "<gml:Point><gml:pos>136000 455800</gml:pos></gml:Point>",
                              .address = "0457200000000099" }),
    bag_object ((BagFixture){ .id = "0457010000000004", .address = "0457200000000004" }),
    bag_address ((BagFixture){ 0 }),
    bag_address ((BagFixture){ .id = "0457200000000004", .town = "3295" }),
    bag_street ((BagFixture){ 0 }),
    bag_building ((BagFixture){ 0 }),
  };
  g_autoptr (GString) all = g_string_new (NULL), stand = NULL;
  g_autofree char *whole = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_string_append (all, records[i]);
      g_free (records[i]);
    }
  whole = bag_stand (LATER, "VBO;NUM;OPR;WPL;PND", all->str);
  stand = g_string_new (whole);
  g_string_replace (stand, "<selecties-extract:LVC-Extract>",
                    "<selecties-extract:GemeenteIdentificatie>0457</selecties-extract:GemeenteIdentificatie>"
                    "<selecties-extract:LVC-Extract>",
                    1);
  return g_string_free (g_steal_pointer (&stand), FALSE);
}

/* A delivery tells by its silence what is gone, but only of the municipalities of which it is: not of one in which some
 * object of it lies, nor of one that was asked for and that it does not have. */
static void
test_silence (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *stand = make_stand (BAG_DATE, "100", NULL), *later = make_delivery_of_weesp ();
  const char *const both[] = { "GM0344", "GM0457", NULL };
  LwImportRequest request;

  lw_import_request_init (&request);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LwStore) store = NULL;
      g_autoptr (LwImportResult) result = NULL, newer = NULL;
      g_autoptr (LwOffices) offices = NULL;

      g_unlink (fixture->path);
      store = create_document (fixture->path);
      result = import_stand (fixture, store, stand, NULL);
      request.municipalities = i == 0 ? NULL : both;
      newer = import_stand (fixture, store, later, &request);
      g_assert_cmpuint (newer->counts.n_new, ==, 2);
      /* 0457010000000002, in Weesp; 0344010000000001 stays */
      g_assert_cmpuint (newer->counts.n_gone, ==, 1);
      offices = read_offices (store, LW_DATE_UNKNOWN);
      g_assert_cmpuint (offices->bag_id[0], ==, 344010000000001);
    }
}

static void
test_side_addresses (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autofree char *stand = make_stand (BAG_DATE, "100", "0344200000000002;0344200000000003;0344200000000099");
  g_autofree char *fewer = make_stand (LATER, "100", "0344200000000002"),
                  *none = make_stand ("2023-01-08", "100", NULL);
  g_autoptr (LwImportResult) result = import_stand (fixture, store, stand, NULL), again = NULL, last = NULL;
  g_autoptr (GPtrArray) addresses = NULL, after = NULL, empty = NULL;
  g_autoptr (GError) error = NULL;
  const LwSideAddress *address;

  g_assert_cmpuint (count (result, LW_IMPORT_KEPT, "side-addresses"), ==, 2);
  g_assert_cmpuint (count (result, LW_IMPORT_MARKED, "side-address-unknown"), ==, 1);
  addresses = lw_store_read_side_addresses (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (addresses->len, ==, 2);
  address = g_ptr_array_index (addresses, 0);
  g_assert_cmpuint (address->office, ==, 344010000000001);
  g_assert_cmpstr (address->street, ==, "Gracht");
  g_assert_cmpstr (address->town, ==, "Utrecht");
  g_assert_cmpint (address->house_number, ==, 14);
  g_assert_cmpstr (address->house_letter, ==, "b");
  g_assert_cmpstr (address->postcode, ==, "3511AA");
  g_assert_cmpstr (((LwSideAddress *)g_ptr_array_index (addresses, 1))->postcode, ==, "");
  again = import_stand (fixture, store, fewer, NULL);
  after = lw_store_read_side_addresses (store, &error);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpstr (((LwSideAddress *)g_ptr_array_index (after, 0))->postcode, ==, "3511AA");
  last = import_stand (fixture, store, none, NULL);
  empty = lw_store_read_side_addresses (store, &error);
  g_assert_cmpuint (empty->len, ==, 0);
}

static const char *
remembered (LwStore *store, gint64 office, const char *column, LwOfficeRecord **record)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (record, lw_office_record_free);
  *record = lw_store_read_office_record (store, office, &error);
  g_assert_no_error (error);
  return g_hash_table_lookup ((*record)->edited, column);
}

static guint
problems_of (const LwImportResult *result, const char *code)
{
  LwImportReport *report = g_ptr_array_index (result->reports, 0);
  guint n = 0;

  for (guint i = 0; i < lw_import_report_get_n_problems (report); i++)
    n += g_str_equal (lw_import_report_get_problem (report, i)->code, code);
  return n;
}

/* Extracts in the wrong order: what only the older one has cannot be known to be gone, so it is told. */
static void
test_wrong_order (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autofree char *older = make_stand (BAG_DATE, "100", NULL), *newer = make_delivery_of_weesp ();
  g_autoptr (LwImportResult) first = import_stand (fixture, store, newer, NULL);
  g_autoptr (LwImportResult) second = import_stand (fixture, store, older, NULL);
  g_autoptr (LwImportResult) third = import_stand (fixture, store, newer, NULL);

  g_assert_cmpuint (first->counts.n_new, ==, 3);
  g_assert_cmpuint (problems_of (first, "older"), ==, 0);
  g_assert_cmpuint (second->counts.n_new, ==, 2);
  g_assert_cmpuint (second->counts.n_older, ==, 1);
  g_assert_cmpuint (problems_of (second, "older"), ==, 1);
  g_assert_cmpuint (problems_of (second, "older-only"), ==, 1);
  g_assert_cmpuint (third->counts.n_gone, ==, 1);
  g_assert_cmpuint (problems_of (third, "older"), ==, 0);
}

/* What was set by hand stays, and beside it stands what the newest extract says. */
static void
test_newer_extract (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autofree char *stand = make_stand (BAG_DATE, "100", NULL), *later = make_stand (LATER, "120", NULL);
  g_autofree char *older = make_stand ("2020-01-08", "80", NULL);
  g_autoptr (LwImportResult) result = import_stand (fixture, store, stand, NULL), again = NULL, last = NULL;
  g_autoptr (LwOffices) offices = read_offices (store, LW_DATE_UNKNOWN), after = NULL;
  g_autoptr (LwOfficeRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  gint64 key = offices->id[0];

  g_assert_cmpuint (result->counts.n_new, ==, 3);
  g_assert_true (
      lw_store_set_fact (store, key, LW_DATE_UNKNOWN, LW_OFFICE_FLOOR_AREA_M2, "555", "Area", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (remembered (store, key, "floor_area_m2", &record), ==, "100.0");
  again = import_stand (fixture, store, later, NULL);
  g_assert_cmpuint (again->counts.n_new + again->counts.n_gone, ==, 0);
  after = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpfloat (after->floor_area_m2[0], ==, 555);
  g_assert_cmpstr (remembered (store, key, "floor_area_m2", &record), ==, "120.0");
  /* an older one says nothing new, which is told */
  last = import_stand (fixture, store, older, NULL);
  g_assert_cmpuint (last->counts.n_older, ==, 3);
  g_assert_cmpuint (problems_of (last, "older"), ==, 1);
  g_assert_cmpuint (problems_of (last, "older-only"), ==, 0);
  g_assert_cmpuint (problems_of (again, "older"), ==, 0);
  g_assert_cmpstr (remembered (store, key, "floor_area_m2", &record), ==, "120.0");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/import-bag/by-municipality", test_by_municipality);
  ADD ("/import-bag/by-area", test_by_area);
  ADD ("/import-bag/merged", test_merged);
  ADD ("/import-bag/part", test_part);
  ADD ("/import-bag/silence", test_silence);
  ADD ("/import-bag/side-addresses", test_side_addresses);
  ADD ("/import-bag/wrong-order", test_wrong_order);
  ADD ("/import-bag/newer-extract", test_newer_extract);
  return g_test_run ();
}

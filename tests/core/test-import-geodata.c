/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-import-geodata: features become areas, plans and offices; offices get the areas that they lie in; all of it is one
 * edit that can be undone, and leaves alone what the user set by hand. */
#include "analysis/lw-import.h"
#include "model/lw-error.h"
#include "test-store-util.h"

#define AREA(code, name, x0, x1, more)                                                                       \
  "{\"type\":\"Feature\",\"properties\":{\"statcode\":\"" code "\",\"statnaam\":\"" name "\"" more "},"      \
  "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[" x0 ",450000],[" x1 ",450000],[" x1 ",460000],["   \
  x0 ",460000],[" x0 ",450000]]]}}"
#define POINT(x, properties)                                                                                 \
  "{\"type\":\"Feature\",\"properties\":{" properties "},\"geometry\":{\"type\":\"Point\",\"coordinates\":[" \
  x ",455000]}}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

/* Two offices in the area west of 140000, one east of it, one elsewhere. */
#define OFFICES                                                                                              \
  COLLECTION (POINT ("131000", "\"naam\":\"A\",\"postcode\":\"3511AA\",\"huisnummer\":1,\"vvo\":1000.5") "," \
              POINT ("132000", "\"naam\":\"B\",\"postcode\":\"3511AA\",\"huisnummer\":2,\"vvo\":2000") ","   \
              POINT ("145000", "\"naam\":\"C\",\"postcode\":\"3511AA\",\"huisnummer\":3,\"vvo\":3000") ","   \
              POINT ("190000", "\"naam\":\"D\",\"postcode\":\"3511AA\",\"huisnummer\":4,\"vvo\":4000"))

static LwImportResult *
try_import (Fixture *fixture, LwStore *store, const char *name, const char *text, LwImportRequest *request,
            GError **error)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  const char *const paths[] = { path, NULL };
  LwImportRequest usual;

  lw_import_request_init (&usual);
  usual.date = lw_date_from_ymd (2025, 1, 1);
  if (request != NULL)
    request->date = usual.date;
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return lw_import_run (store, paths, request != NULL ? request : &usual, NULL, NULL, NULL, error);
}

static LwImportResult *
import_text (Fixture *fixture, LwStore *store, const char *name, const char *text, LwImportRequest *request)
{
  g_autoptr (GError) error = NULL;
  LwImportResult *result = try_import (fixture, store, name, text, request, &error);

  g_assert_no_error (error);
  return result;
}

static LwOffices *
read_now (LwStore *store)
{
  LwOffices *offices = lw_store_read_offices (store, LW_DATE_UNKNOWN, NULL, NULL, NULL, NULL);

  g_assert_nonnull (offices);
  return offices;
}

static guint
find_named (const LwOffices *offices, const char *name)
{
  for (guint i = 0; i < offices->n; i++)
    if (strcmp (lw_offices_text (offices, LW_OFFICE_NAME, i), name) == 0)
      return i;
  g_assert_not_reached ();
}

static void
assert_text (LwStore *store, const char *name, LwOfficeColumn column, const char *expected)
{
  g_autoptr (LwOffices) offices = read_now (store);

  g_assert_cmpstr (lw_offices_text (offices, column, find_named (offices, name)), ==, expected);
}

static LwImportReport *
report_of (const LwImportResult *result, const char *kind)
{
  for (guint i = 0; i < result->reports->len; i++)
    if (strcmp (lw_import_report_get_kind (g_ptr_array_index (result->reports, i)), kind) == 0)
      return g_ptr_array_index (result->reports, i);
  g_assert_not_reached ();
}

static gboolean
tells (LwImportReport *report, const char *words)
{
  g_autofree char *text = lw_import_report_to_text (report, 100);

  return strstr (text, words) != NULL;
}

static void
test_offices (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result = import_text (fixture, store, "kantoren.geojson", OFFICES, NULL);
  g_autoptr (LwOffices) offices = read_now (store);
  guint a;

  g_assert_cmpuint (result->counts.n_new, ==, 4);
  a = find_named (offices, "A");
  g_assert_cmpfloat (offices->floor_area_m2[a], ==, 1000.5);
  g_assert_cmpfloat (offices->rd_x[a], ==, 131000);
  g_assert_cmpint (offices->area_measure[a], ==, LW_AREA_VVO);
  g_assert_true (tells (report_of (result, "geojson"), "offices"));
}

/* Boundaries of the user lead; offices outside of them keep what they had. */
static void
test_areas (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) first = import_text (fixture, store, "kantoren.geojson", OFFICES, NULL);
  g_autoptr (LwImportResult) result = NULL;
  g_autoptr (GPtrArray) areas = NULL;
  g_autofree char *before_d = NULL, *before_a = NULL;
  LwImportReport *report;

  {
    g_autoptr (LwOffices) offices = read_now (store);

    before_d = g_strdup (lw_offices_text (offices, LW_OFFICE_MUNICIPALITY_CODE, find_named (offices, "D")));
    before_a = g_strdup (lw_offices_text (offices, LW_OFFICE_MUNICIPALITY_CODE, find_named (offices, "A")));
  }
  result = import_text (fixture, store, "indeling.geojson",
                        COLLECTION (AREA ("GM0344", "Eigen west", "130000", "140000", "") ","
                                    AREA ("GM0310", "Eigen oost", "140000", "150000", "")), NULL);
  g_assert_cmpuint (result->n_areas, ==, 2);
  areas = lw_store_read_areas (store, "municipality", NULL);
  g_assert_cmpuint (areas->len, ==, 2);
  assert_text (store, "A", LW_OFFICE_MUNICIPALITY, "Eigen west");
  assert_text (store, "B", LW_OFFICE_MUNICIPALITY_CODE, "GM0344");
  assert_text (store, "B", LW_OFFICE_PROVINCE, "Utrecht");
  assert_text (store, "C", LW_OFFICE_MUNICIPALITY, "Eigen oost");
  assert_text (store, "D", LW_OFFICE_MUNICIPALITY_CODE, before_d);
  report = report_of (result, "places");
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_MARKED, "municipality"), ==, 1);
  g_assert_cmpuint (result->n_placed, ==, 3);
  /* One edit, undone as one. */
  g_assert_true (lw_store_undo (store, NULL));
  assert_text (store, "A", LW_OFFICE_MUNICIPALITY_CODE, before_a);
  g_clear_pointer (&areas, g_ptr_array_unref);
  areas = lw_store_read_areas (store, NULL, NULL);
  g_assert_cmpuint (areas->len, ==, 0);
}

/* Newer boundaries move offices to another municipality; each that moves is told. */
static void
test_other_municipality (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) first = import_text (fixture, store, "kantoren.geojson", OFFICES, NULL);
  g_autoptr (LwImportResult) old = import_text (
      fixture, store, "oud.geojson",
      COLLECTION (AREA ("GM0344", "West", "130000", "140000", "") "," AREA ("GM0310", "Oost", "140000", "150000", "")),
      NULL);
  g_autoptr (LwImportResult) result = import_text (
      fixture, store, "nieuw.geojson",
      COLLECTION (AREA ("GM0310", "Oost", "130000", "140000", "") "," AREA ("GM0344", "West", "150000", "160000", "")),
      NULL);
  LwImportReport *report = report_of (result, "places");

  assert_text (store, "A", LW_OFFICE_MUNICIPALITY, "Oost");
  assert_text (store, "B", LW_OFFICE_MUNICIPALITY, "Oost");
  assert_text (store, "C", LW_OFFICE_MUNICIPALITY, "Oost");
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_MARKED, "other-municipality"), ==, 2);
  g_assert_true (tells (report, "lies in Oost; it was known in West"));
}

static char *
list_codes (LwStore *store, const char *kind)
{
  g_autoptr (GPtrArray) areas = lw_store_read_areas (store, kind, NULL);
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < areas->len; i++)
    g_string_append_printf (codes, "%s ", ((LwStoreArea *) g_ptr_array_index (areas, i))->code);
  return g_string_free (codes, FALSE);
}

static void
assert_codes (LwStore *store, const char *kind, const char *expected)
{
  g_autofree char *codes = list_codes (store, kind);

  g_assert_cmpstr (codes, ==, expected);
}

/* A municipality that merged is no more: its land is that of another now. What the file does not cover stays. */
static void
test_superseded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) first = import_text (fixture, store, "kantoren.geojson", OFFICES, NULL);
  g_autoptr (LwImportResult) old = import_text (
      fixture, store, "oud.geojson",
      COLLECTION (AREA ("GM0363", "Amsterdam", "130000", "140000", "") ","
                  AREA ("GM0457", "Weesp", "140000", "150000", "") "," AREA ("GM0344", "Utrecht", "150000", "160000", "")),
      NULL);
  g_autoptr (LwImportResult) result = import_text (
      fixture, store, "nieuw.geojson", COLLECTION (AREA ("GM0363", "Amsterdam", "130000", "150000", "")), NULL);
  LwImportReport *report = report_of (result, "geojson");

  assert_codes (store, "municipality", "GM0344 GM0363 ");
  assert_text (store, "C", LW_OFFICE_MUNICIPALITY, "Amsterdam");
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_MARKED, "area-superseded"), ==, 1);
  g_assert_true (tells (report, "Weesp (GM0457) was taken out: Amsterdam lies there now"));
  g_assert_cmpuint (lw_import_report_get_count (report_of (result, "places"), LW_IMPORT_MARKED, "two-municipality"), ==, 0);
  g_assert_true (lw_store_undo (store, NULL));
  assert_codes (store, "municipality", "GM0344 GM0363 GM0457 ");
}

/* Programs number features from 1 in each file: such numbers are no codes. Locations may lie in each other. */
static void
test_running_numbers (Fixture *fixture, gconstpointer data)
{
#define PARK(fid, name, x0, x1)                                                                              \
  "{\"type\":\"Feature\",\"properties\":{\"fid\":" fid ",\"naam\":\"" name "\"},\"geometry\":{\"type\":\"Polygon\"," \
  "\"coordinates\":[[[" x0 ",450000],[" x1 ",450000],[" x1 ",460000],[" x0 ",450000]]]}}"
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) first = import_text (fixture, store, "locaties-a.geojson",
                                                  COLLECTION (PARK ("1", "Papendorp", "130000", "140000")), NULL);
  g_autoptr (LwImportResult) second = import_text (fixture, store, "locaties-b.geojson",
                                                   COLLECTION (PARK ("1", "Rijnsweerd", "130000", "141000")), NULL);

  assert_codes (store, "location", "Papendorp Rijnsweerd ");
}

/* Features of one code are one area; the same one twice counts once, and names that differ are told. */
static void
test_same_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result = import_text (
      fixture, store, "locaties.geojson",
      COLLECTION (AREA ("L", "Een", "130000", "140000", "") "," AREA ("L", "Een", "130000", "140000", "") ","
                  AREA ("L", "Een", "150000", "160000", "") "," AREA ("L", "Twee", "160000", "170000", "")), NULL);
  g_autoptr (GPtrArray) areas = lw_store_read_areas (store, NULL, NULL);
  const LwStoreArea *area = g_ptr_array_index (areas, 0);
  LwImportReport *report = report_of (result, "geojson");

  g_assert_cmpuint (areas->len, ==, 1);
  g_assert_cmpuint (lw_geometry_get_n_parts (area->geometry), ==, 3);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "area-repeated"), ==, 1);
  g_assert_true (tells (report, "Feature 4: “Twee” has the code L as “Een” has"));
}

/* An area that does not tell what kind of location it is leaves alone what is known of that. */
static void
test_location_without_type (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) first = import_text (fixture, store, "kantoren.geojson", OFFICES, NULL);
  g_autoptr (LwImportResult) typed = import_text (
      fixture, store, "kantorenlocaties.geojson",
      COLLECTION (AREA ("L1", "Papendorp", "130000", "140000", ",\"locatietype\":\"kantorenpark\"")), NULL);
  g_autoptr (LwImportResult) bare = import_text (fixture, store, "kantorenlocaties.geojson",
                                                 COLLECTION (AREA ("L1", "Papendorp", "130000", "140001", "")), NULL);
  g_autoptr (LwOffices) offices = read_now (store);
  guint a = find_named (offices, "A");

  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_LOCATION, a), ==, "Papendorp");
  g_assert_cmpint (offices->location_type[a], ==, LW_LOCATION_OFFICE_PARK);
}

/* Problems of offices name the feature, whatever stands before it; texts keep their line ends. */
static void
test_feature_numbers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result = import_text (
      fixture, store, "kantoren.geojson",
      COLLECTION (POINT ("131000", "\"naam\":\"Een\\r\\nTwee\\n\\n=3\",\"postcode\":\"3511AA\",\"huisnummer\":1,\"vvo\":1") ","
                  POINT ("132000", "\"naam\":\"B\",\"gebruiksdoel\":\"woonfunctie\"") ","
                  POINT ("133000", "\"naam\":\"C\",\"postcode\":\"3511AA\",\"huisnummer\":3,\"vvo\":\"veel\"")), NULL);
  LwImportReport *report = report_of (result, "geojson");
  g_autoptr (LwOffices) offices = read_now (store);

  g_assert_cmpuint (offices->n, ==, 2);
  find_named (offices, "Een\r\nTwee\n\n=3");
  g_assert_true (tells (report, "kantoren.geojson:3: vvo: “veel” is no number"));
}

/* Numbers in texts may have points between thousands. */
static void
test_thousands (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result = import_text (
      fixture, store, "kantoren.geojson",
      COLLECTION (POINT ("131000", "\"naam\":\"A\",\"postcode\":\"3511AA\",\"huisnummer\":1,\"vvo\":\"12.500\"") ","
                  POINT ("132000", "\"naam\":\"B\",\"postcode\":\"3511AA\",\"huisnummer\":2,\"vvo\":\"1.234\"")), NULL);
  g_autoptr (LwOffices) offices = read_now (store);

  g_assert_cmpfloat (offices->floor_area_m2[find_named (offices, "A")], ==, 12500);
  g_assert_cmpfloat (offices->floor_area_m2[find_named (offices, "B")], ==, 1234);
}

/* If no shape can be used, that is said, and not that the points are unknown. Each bad feature is told once. */
static void
test_no_shapes (Fixture *fixture, gconstpointer data)
{
  static const char text[] = COLLECTION (
      "{\"type\":\"Feature\",\"properties\":{\"naam\":\"x\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
      "[[[1e999,1],[2,2],[3,1]]]}}");
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwImportResult) result = NULL;
  LwImportRequest request;

  g_assert_null (try_import (fixture, store, "a.geojson", text, NULL, &error));
  g_assert_nonnull (strstr (error->message, "Feature 1: a coordinate is not a finite number"));
  lw_import_request_init (&request);
  request.role = LW_GEODATA_LOCATIONS;
  result = import_text (fixture, store, "a.geojson", text, &request);
  g_assert_cmpuint (result->n_rejected, ==, 1);
  g_assert_false (tells (report_of (result, "geojson"), "no outline"));
}

static void
test_by_hand_stays (Fixture *fixture, gconstpointer data)
{
  static const LwOfficeColumn column[] = { LW_OFFICE_MUNICIPALITY };
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) first = import_text (fixture, store, "kantoren.geojson", OFFICES, NULL);
  g_autoptr (LwImportResult) result = NULL;
  g_autoptr (LwOffices) offices = read_now (store);
  g_autoptr (LwBitset) rows = lw_bitset_new (offices->n);
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new_from (offices);
  g_autoptr (LwOffices) edited = NULL;
  guint a = find_named (offices, "A");

  lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY, a, "Mijn gemeente");
  edited = lw_offices_builder_end (builder);
  lw_bitset_set (rows, a);
  g_assert_true (lw_store_write_offices (store, edited, rows, column, 1, "Edit", NULL));
  result = import_text (fixture, store, "indeling.geojson",
                        COLLECTION (AREA ("GM0344", "Eigen west", "130000", "140000", "")), NULL);
  assert_text (store, "A", LW_OFFICE_MUNICIPALITY, "Mijn gemeente");
  assert_text (store, "A", LW_OFFICE_MUNICIPALITY_CODE, "GM0344");
  assert_text (store, "B", LW_OFFICE_MUNICIPALITY, "Eigen west");
}

/* Areas first, offices later: these get their areas too. Locations bring their kind; two that overlap are told. */
static void
test_locations_and_regions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) locations = import_text (
      fixture, store, "kantorenlocaties.geojson",
      COLLECTION (AREA ("L1", "Papendorp", "130000", "131500", ",\"locatietype\":\"kantorenpark\"") ","
                  AREA ("L2", "Rijnsweerd", "130500", "133000", ",\"locatietype\":\"snelweglocatie\"")), NULL);
  LwImportRequest request;
  g_autoptr (LwImportResult) regions = NULL, offices_result = NULL;
  g_autoptr (LwOffices) offices = NULL;

  lw_import_request_init (&request);
  request.role = LW_GEODATA_REGIONS;
  request.code_field = "STATCODE";
  regions = import_text (fixture, store, "x.geojson",
                         COLLECTION (AREA ("R1", "Regio Utrecht", "130000", "150000", "") ","
                                     AREA ("R1", "Regio Utrecht", "160000", "170000", "")), &request);
  g_assert_cmpuint (locations->n_areas, ==, 2);
  g_assert_cmpuint (regions->n_areas, ==, 1);
  offices_result = import_text (fixture, store, "kantoren.geojson", OFFICES, NULL);
  offices = read_now (store);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_REGION, find_named (offices, "C")), ==, "Regio Utrecht");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_REGION, find_named (offices, "D")), ==, "");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_LOCATION, find_named (offices, "B")), ==, "Rijnsweerd");
  g_assert_cmpint (offices->location_type[find_named (offices, "B")], ==, LW_LOCATION_MOTORWAY);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_LOCATION, find_named (offices, "A")), ==, "Papendorp");
  g_assert_cmpint (offices->location_type[find_named (offices, "A")], ==, LW_LOCATION_OFFICE_PARK);
  g_assert_true (tells (report_of (offices_result, "places"), "lies in Papendorp and in Rijnsweerd"));
}

static void
test_plans (Fixture *fixture, gconstpointer data)
{
  static const char text[] = COLLECTION (
      AREA ("", "Merwede", "130000", "131000",
            ",\"plannaam\":\"Merwede\",\"bvo\":25000,\"hardheid\":\"Harde plancapaciteit\",\"jaar\":\"2027-2030\","
            "\"kans\":\"80%\"") ","
      POINT ("145000", "\"plannaam\":\"Los plan\",\"bvo\":\"1.200,5\",\"hardheid\":\"zacht\",\"jaar\":2028") ","
      POINT ("145100", "\"plannaam\":\"Duizenden\",\"bvo\":\"12.500 m²\",\"jaar\":2028,\"kans\":\"veel\"") ","
      POINT ("145200", "\"plannaam\":\"Hectare\",\"bvo\":\"1,5 ha\",\"jaar\":2028") ","
      POINT ("145500", "\"plannaam\":\"Zonder meters\",\"hardheid\":\"zacht\",\"jaar\":2028") ","
      POINT ("145600", "\"plannaam\":\"Zonder jaar\",\"bvo\":10"));
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result = import_text (fixture, store, "plannen.geojson", text, NULL);
  g_autoptr (LwImportResult) again = NULL;
  g_autoptr (GPtrArray) plans = lw_store_read_plans (store, NULL);
  const LwPlan *plan;

  g_assert_cmpuint (result->n_plans, ==, 5);
  g_assert_cmpuint (result->n_rejected, ==, 1);
  g_assert_true (tells (report_of (result, "geojson"), "plans for new offices"));
  g_assert_true (tells (report_of (result, "geojson"), "no m² gross floor area"));
  g_assert_true (tells (report_of (result, "geojson"), "its chance “veel” is no share"));
  g_assert_cmpuint (plans->len, ==, 5);
  plan = g_ptr_array_index (plans, 0);
  g_assert_cmpstr (plan->name, ==, "Merwede");
  g_assert_cmpfloat (plan->bvo_m2, ==, 25000);
  g_assert_true (plan->hard);
  g_assert_cmpint (plan->first_year, ==, 2027);
  g_assert_cmpint (plan->n_years, ==, 4);
  g_assert_cmpfloat (plan->probability, ==, 0.8);
  g_assert_cmpfloat_with_epsilon (plan->rd_y, 455000, 5000);
  plan = g_ptr_array_index (plans, 1);
  g_assert_cmpfloat (plan->bvo_m2, ==, 1200.5);
  g_assert_false (plan->hard);
  g_assert_true (isnan (plan->probability));
  g_assert_nonnull (plan->municipality_code);
  plan = g_ptr_array_index (plans, 2);
  g_assert_cmpfloat (plan->bvo_m2, ==, 12500);
  g_assert_true (isnan (plan->probability));
  plan = g_ptr_array_index (plans, 3);
  g_assert_cmpfloat (plan->bvo_m2, ==, 15000);
  /* Read again, they are the same plans. */
  again = import_text (fixture, store, "plannen.geojson", text, NULL);
  g_clear_pointer (&plans, g_ptr_array_unref);
  plans = lw_store_read_plans (store, NULL);
  g_assert_cmpuint (plans->len, ==, 5);
}

/* An id that several features of the file have does not make them one plan; an identification of the plan does. */
static void
test_plan_ids (Fixture *fixture, gconstpointer data)
{
#define PLAN(id, name, more)                                                                                 \
  "{\"type\":\"Feature\",\"id\":\"" id "\",\"geometry\":null,\"properties\":{\"plannaam\":\"" name "\",\"bvo\":10,"  \
  "\"jaar\":2027" more "}}"
  static const char text[] = COLLECTION (PLAN ("1", "A", "") "," PLAN ("1", "B", "") ","
                                         PLAN ("2", "C", ",\"uid\":\"u\"") "," PLAN ("3", "D", ",\"uid\":\"u\""));
  g_autoptr (LwStore) store = create_document (fixture->path);
  LwImportRequest request;
  g_autoptr (LwImportResult) first = NULL, again = NULL;
  g_autoptr (GPtrArray) plans = NULL;

  lw_import_request_init (&request);
  request.role = LW_GEODATA_PLANS;
  first = import_text (fixture, store, "plannen.geojson", text, &request);
  again = import_text (fixture, store, "plannen.geojson", text, &request);
  plans = lw_store_read_plans (store, NULL);
  g_assert_cmpuint (plans->len, ==, 3);
  g_assert_cmpuint (first->n_plans, ==, 3);
  g_assert_cmpuint (again->n_rejected, ==, 1);
  g_assert_true (tells (report_of (first, "geojson"), "a feature before it has the identification “u” too"));
}

/* The outline of a plan stays in the document when another property of the plan is edited. */
static void
test_plan_shape (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result = import_text (
      fixture, store, "p.geojson",
      COLLECTION (AREA ("", "P", "130000", "131000", ",\"plannaam\":\"P\",\"bvo\":25000,\"jaar\":2027")), NULL);
  g_autoptr (GPtrArray) plans = lw_store_read_plans (store, NULL);
  LwPlan *plan = g_ptr_array_index (plans, 0);
  gint64 size = 0;

  plan->bvo_m2 = 10;
  g_assert_true (lw_store_write_plans (store, plans, "Edit", NULL));
  g_clear_pointer (&store, lw_store_close);
  {
    g_autoptr (LwDb) db = lw_db_open (fixture->path, LW_DB_READ, NULL);

    g_assert_true (lw_db_read_int (db, "SELECT length (geom) FROM plan", &size, NULL));
  }
  g_assert_cmpint (size, >, LW_GEOMETRY_POINT_BLOB_SIZE);
}

/* Objects of the register: what is no office is left out; panden are kept where offices are. */
static void
test_register (Fixture *fixture, gconstpointer data)
{
#define WFS(features)                                                                                        \
  "<wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs/2.0\" xmlns:gml=\"http://www.opengis.net/gml/3.2\" " \
  "xmlns:bag=\"http://bag.geonovum.nl\">" features "</wfs:FeatureCollection>"
#define OBJECT(id, uses)                                                                                     \
  "<wfs:member><bag:verblijfsobject gml:id=\"verblijfsobject." id "\"><bag:identificatie>" id "</bag:identificatie>" \
  "<bag:oppervlakte>120</bag:oppervlakte><bag:gebruiksdoel>" uses "</bag:gebruiksdoel><bag:postcode>3511AA</bag:postcode>" \
  "<bag:huisnummer>7</bag:huisnummer><bag:pandidentificatie>0344100000000001</bag:pandidentificatie><bag:geom><gml:Point " \
  "srsName=\"urn:ogc:def:crs:EPSG::28992\"><gml:pos>131000 455000</gml:pos></gml:Point></bag:geom></bag:verblijfsobject>" \
  "</wfs:member>"
#define BUILDING(id)                                                                                         \
  "<wfs:member><bag:pand gml:id=\"pand." id "\"><bag:identificatie>" id "</bag:identificatie><bag:geom><gml:Polygon " \
  "srsName=\"urn:ogc:def:crs:EPSG::28992\"><gml:exterior><gml:LinearRing><gml:posList>130990 454990 131010 454990 131010 " \
  "455010 130990 455010</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></bag:geom></bag:pand></wfs:member>"
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) objects = import_text (
      fixture, store, "verblijfsobjecten.gml",
      WFS (OBJECT ("0344010000000001", "kantoorfunctie,woonfunctie") OBJECT ("0344010000000002", "woonfunctie")), NULL);
  g_autoptr (LwImportResult) buildings = import_text (
      fixture, store, "panden.gml", WFS (BUILDING ("0344100000000001") BUILDING ("0344100000000002")), NULL);
  g_autoptr (LwOffices) offices = read_now (store);
  g_autoptr (LwGeometry) outline = NULL;

  g_assert_cmpuint (offices->n, ==, 1);
  g_assert_cmpuint (offices->bag_id[0], ==, 344010000000001);
  g_assert_cmpuint (offices->pand_id[0], ==, 344100000000001);
  g_assert_cmpint (offices->area_measure[0], ==, LW_AREA_GO);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_USES, 0), ==, "kantoorfunctie;woonfunctie");
  g_assert_cmpuint (lw_import_report_get_count (report_of (objects, "gml"), LW_IMPORT_SKIPPED, "no-office-use"), ==, 1);
  g_assert_cmpuint (buildings->n_areas, ==, 1);
  outline = lw_store_read_outline (store, offices->pand_id[0], NULL);
  g_assert_nonnull (outline);
  g_assert_cmpfloat_with_epsilon (lw_geometry_get_area (outline), 400, 1e-6);
}

/* What layers are taken for, without a word of the user. */
static void
test_guess (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *name;
    const char *text;
    const char *kind;
    const char *code;
  } cases[] = {
    { "a.geojson", AREA ("GM0344", "Utrecht", "130000", "140000", ""), "municipality", "GM0344" },
    { "a.geojson", AREA ("PV26", "Utrecht", "130000", "140000", ""), "province", "PV26" },
    { "gemeenten.geojson", AREA ("344", "Utrecht", "130000", "140000", ""), "municipality", "GM0344" },
    { "gemeenten.geojson", AREA ("x", "Utrecht", "130000", "140000", ""), "municipality", "GM0344" },
    { "werklocaties.geojson", AREA ("7", "Papendorp", "130000", "140000", ""), "location", "7" },
    { "kantorenregio.geojson", AREA ("7", "Utrecht", "130000", "140000", ""), "region", "7" },
    { "a.geojson", AREA ("7", "Zoekgebied", "130000", "140000", ""), "planning", "7" },
    /* Areas with figures are no offices: with codes of their own, and as they leave the program. */
    { "a.geojson", AREA ("GM0344", "Utrecht", "130000", "140000", ",\"leegstand_m2\":7"), "municipality", "GM0344" },
    { "a.geojson",
      "{\"type\":\"Feature\",\"properties\":{\"dim\":\"region\",\"key\":\"Utrecht\",\"label\":\"Utrecht\",\"stock_m2\":9,"
      "\"vacancy_rate\":0.1},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[130000,450000],[140000,450000],"
      "[140000,460000]]]}}",
      "region", "Utrecht" },
    /* Its province is told first, but is not what it is. */
    { "gemeentegebied.geojson",
      "{\"type\":\"Feature\",\"properties\":{\"provinciecode\":\"PV26\",\"provincienaam\":\"Prov\",\"code\":\"0344\","
      "\"naam\":\"Utrecht\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[130000,450000],[140000,450000],"
      "[140000,460000]]]}}",
      "municipality", "GM0344" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s.%u", fixture->path, i);
      g_autoptr (LwStore) store = create_document (path);
      g_autoptr (LwImportResult) result = import_text (fixture, store, cases[i].name, cases[i].text, NULL);
      g_autoptr (GPtrArray) areas = lw_store_read_areas (store, NULL, NULL);
      const LwStoreArea *area;

      g_assert_cmpuint (areas->len, ==, 1);
      area = g_ptr_array_index (areas, 0);
      g_assert_cmpstr (area->kind, ==, cases[i].kind);
      g_assert_cmpstr (area->code, ==, cases[i].code);
      g_assert_cmpuint (result->n_rejected, ==, 0);
    }
}

#define STATION                                                                                                          \
  "{\"type\":\"Feature\",\"properties\":{\"naam\":\"Utrecht Centraal\"},\"geometry\":{\"type\":\"Point\","     \
  "\"coordinates\":[136000,456000]}}"

static LwImportResult *
import_three (Fixture *fixture, LwStore *store, const char *second, const char *third, gboolean goes_on, GError **error)
{
  static const char first[] = COLLECTION (AREA ("GM0344", "Eigen west", "130000", "140000", ""));
  const char *const names[] = { "indeling.geojson", "stuk.geojson", "leeg.json" }, *const texts[] = { first, second, third };
  char *paths[4] = { NULL };
  LwImportResult *result;
  LwImportRequest request;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      paths[i] = g_build_filename (fixture->folder, names[i], NULL);
      g_assert_true (g_file_set_contents (paths[i], texts[i], -1, NULL));
    }
  lw_import_request_init (&request);
  request.goes_on = goes_on;
  result = lw_import_run (store, (const char *const *) paths, &request, NULL, NULL, NULL, error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (paths[i]);
  return result;
}

/* One bad file among several does not keep the others out, and nobody thinks that it was read. */
static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  static const char broken[] = "{\"type\":\"FeatureCollection\",\"features\":[{", nothing[] = "{\"a\":1}";
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GError) error = NULL, strict = NULL;
  g_autoptr (LwImportResult) result = import_three (fixture, store, broken, nothing, TRUE, &error);
  g_autoptr (LwImportResult) none = NULL;
  g_autoptr (GPtrArray) areas = NULL;
  LwImportReport *report;

  g_assert_no_error (error);
  g_assert_cmpuint (result->n_left_out, ==, 2);
  g_assert_cmpuint (result->n_areas, ==, 1);
  report = report_of (result, "left-out");
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_REJECTED, "left-out"), ==, 2);
  g_assert_true (tells (report, "stuk.geojson"));
  g_assert_true (tells (report, "leeg.json"));
  g_assert_true (lw_store_undo (store, NULL));
  none = import_three (fixture, store, broken, nothing, FALSE, &strict);
  g_assert_null (none);
  areas = lw_store_read_areas (store, NULL, NULL);
  g_assert_cmpuint (areas->len, ==, 0);
}

/* If none can be read, each is named. */
static void
test_all_bad (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = g_build_filename (fixture->folder, "een.json", NULL);
  g_autofree char *b = g_build_filename (fixture->folder, "twee.json", NULL);
  const char *const paths[] = { a, b, NULL };
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwImportResult) result = NULL;
  LwImportRequest request;

  g_assert_true (g_file_set_contents (a, "{\"a\":1}", -1, NULL));
  g_assert_true (g_file_set_contents (b, "{\"b\":1}", -1, NULL));
  lw_import_request_init (&request);
  request.goes_on = TRUE;
  result = lw_import_run (store, paths, &request, NULL, NULL, NULL, &error);
  g_assert_null (result);
  g_assert_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "een.json"));
  g_assert_nonnull (strstr (error->message, "twee.json"));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GError) error = NULL;
  LwImportRequest request;
  g_autoptr (LwImportResult) points = NULL, offices = NULL;
  g_autoptr (GPtrArray) areas = NULL;

  lw_import_request_init (&request);
  request.role = LW_GEODATA_LOCATIONS;
  request.code_field = "nergens";
  g_assert_null (try_import (fixture, store, "a.geojson", AREA ("1", "x", "130000", "140000", ""), &request, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (try_import (fixture, store, "a.geojson", COLLECTION (""), NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
  g_clear_error (&error);
  lw_import_request_init (&request);
  request.role = LW_GEODATA_PLANS;
  g_assert_null (try_import (fixture, store, "a.geojson", AREA ("1", "x", "130000", "140000", ""), &request, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
  g_clear_error (&error);
  /* Stations have a place and a name, and are no offices unless somebody says so. */
  g_assert_null (try_import (fixture, store, "a.geojson", STATION, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED);
  lw_import_request_init (&request);
  request.role = LW_GEODATA_OFFICES;
  offices = import_text (fixture, store, "a.geojson", STATION, &request);
  g_assert_cmpuint (offices->counts.n_new, ==, 1);
  /* Points are no areas; each is told. */
  lw_import_request_init (&request);
  request.role = LW_GEODATA_MUNICIPALITIES;
  points = import_text (fixture, store, "a.geojson", OFFICES, &request);
  g_assert_cmpuint (points->n_rejected, ==, 4);
  areas = lw_store_read_areas (store, NULL, NULL);
  g_assert_cmpuint (areas->len, ==, 0);
}

/* All polygons of a file together are the area by which a register is cut. */
static void
test_read_area (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "area.geojson", NULL);
  g_autoptr (LwGeometry) area = NULL, none = NULL;
  g_autoptr (GError) error = NULL;
  LwImportRequest request;

  lw_import_request_init (&request);
  g_assert_true (g_file_set_contents (path,
                                      "{\"type\":\"MultiPolygon\",\"coordinates\":["
                                      "[[[130000,450000],[131000,450000],[131000,451000],[130000,451000],[130000,450000]]],"
                                      "[[[140000,450000],[141000,450000],[141000,451000],[140000,451000],[140000,450000]]]]}",
                                      -1, NULL));
  area = lw_import_read_area (path, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lw_geometry_contains (area, 130500, 450500));
  g_assert_true (lw_geometry_contains (area, 140500, 450500));
  g_assert_false (lw_geometry_contains (area, 135000, 450500));
  g_assert_true (g_file_set_contents (path, STATION, -1, NULL));
  none = lw_import_read_area (path, &request, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
  g_remove (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/import-geodata/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("offices", test_offices);
  ADD ("areas", test_areas);
  ADD ("other-municipality", test_other_municipality);
  ADD ("superseded", test_superseded);
  ADD ("running-numbers", test_running_numbers);
  ADD ("same-code", test_same_code);
  ADD ("location-without-type", test_location_without_type);
  ADD ("feature-numbers", test_feature_numbers);
  ADD ("thousands", test_thousands);
  ADD ("no-shapes", test_no_shapes);
  ADD ("by-hand-stays", test_by_hand_stays);
  ADD ("locations-and-regions", test_locations_and_regions);
  ADD ("plans", test_plans);
  ADD ("plan-ids", test_plan_ids);
  ADD ("plan-shape", test_plan_shape);
  ADD ("register", test_register);
  ADD ("guess", test_guess);
  ADD ("refused", test_refused);
  ADD ("left-out", test_left_out);
  ADD ("all-bad", test_all_bad);
  ADD ("read-area", test_read_area);
  return g_test_run ();
}

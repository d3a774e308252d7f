/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The product bag-light of the Kadaster as a source: the rules of the register, and files that only look like
 * it. */
#include <sqlite3.h>

#include "analysis/lw-import.h"
#include "model/lw-error.h"
#include "store/lw-bag-light.h"
#include "test-store-util.h"

#define OBJECTS                                                                                              \
  "CREATE TABLE verblijfsobject (feature_id INTEGER PRIMARY KEY, geom POINT, identificatie TEXT, "           \
  "oppervlakte INTEGER,"                                                                                     \
  " status TEXT, gebruiksdoel TEXT, openbare_ruimte_naam TEXT, huisnummer INTEGER, huisletter TEXT, "        \
  "toevoeging TEXT,"                                                                                         \
  " postcode TEXT, woonplaats_naam TEXT, bouwjaar INTEGER, pand_identificatie TEXT, pandstatus TEXT)"
#define UTRECHT 136000, 455800

static void
run_sql (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

/* An empty product whose table of objects is made by @objects. */
static sqlite3 *
make_product (const char *path, const char *objects)
{
  sqlite3 *db = NULL;

  g_unlink (path);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  run_sql (
      db,
      "PRAGMA application_id = 0x47504B47;"
      "CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, last_change DATETIME);"
      "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);"
      "INSERT INTO gpkg_contents VALUES ('verblijfsobject', 'features', '2024-11-08T05:00:00Z'),"
      " ('pand', 'features', '2024-11-08T05:00:00Z');"
      "INSERT INTO gpkg_geometry_columns VALUES ('verblijfsobject', 'geom', 28992), ('pand', 'geom', 28992);"
      "CREATE TABLE pand (feature_id INTEGER PRIMARY KEY, geom POLYGON, identificatie TEXT);");
  if (objects != NULL)
    run_sql (db, objects);
  return db;
}

/* A row of @values, SQL for the columns from identificatie on, at a position. */
static void
add_object (sqlite3 *db, double x, double y, const char *values)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO verblijfsobject VALUES (NULL, ?1, %s)", values);
  guint8 blob[LW_GEOMETRY_POINT_BLOB_SIZE];
  sqlite3_stmt *statement = NULL;

  lw_geometry_write_point (blob, 28992, x, y);
  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  sqlite3_bind_blob (statement, 1, blob, sizeof blob, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

static void
add_shape (sqlite3 *db, const char *id, const LwGeometry *shape)
{
  g_autoptr (GBytes) blob = lw_geometry_to_blob (shape, 28992);
  sqlite3_stmt *statement = NULL;

  sqlite3_prepare_v2 (db, "INSERT INTO pand VALUES (NULL, ?1, ?2)", -1, &statement, NULL);
  sqlite3_bind_blob (statement, 1, g_bytes_get_data (blob, NULL), (int)g_bytes_get_size (blob),
                     SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, id, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

static void
add_building (sqlite3 *db, const char *id)
{
  static const double square[]
      = { 136000, 455800, 136010, 455800, 136010, 455810, 136000, 455810, 136000, 455800 };
  g_autoptr (LwGeometry) shape = lw_geometry_new_polygon (square, 5);

  add_shape (db, id, shape);
}

static LwBagLight *
read_product (const char *path, const LwBagLightOptions *asked, GError **error)
{
  LwBagLightOptions options = { .date = LW_DATE_UNKNOWN };

  return lw_bag_light_read (path, asked != NULL ? asked : &options, NULL, error);
}

#define REST "'Gracht', 12, 'a', 'bis', '3511AA', 'Utrecht', 1987, '0344100000000001', 'Pand in gebruik'"

static void
test_offices (Fixture *fixture, gconstpointer unused)
{
  sqlite3 *db = make_product (fixture->path, OBJECTS);
  g_autoptr (LwBagLight) light = NULL;
  g_autoptr (GError) error = NULL;
  const LwOffices *offices;

  add_object (
      db, UTRECHT,
      "'0344010000000001', 100, 'Verblijfsobject in gebruik', 'winkelfunctie, kantoorfunctie', " REST);
  add_object (db, UTRECHT,
              "'344010000000002', '250', 'Verblijfsobject buiten gebruik', 'kantoorfunctie', " REST);
  add_object (db, UTRECHT, "'0344010000000003', 100, 'Verblijfsobject in gebruik', 'woonfunctie', " REST);
  add_object (db, UTRECHT, "'0344010000000004', 100, 'Verblijfsobject gevormd', 'kantoorfunctie', " REST);
  add_object (db, UTRECHT, "'0344010000000005', 100, 'Verblijfsobject ingetrokken', 'kantoorfunctie', " REST);
  add_object (db, UTRECHT, "'0344010000000001', 999, 'Verblijfsobject in gebruik', 'kantoorfunctie', " REST);
  add_building (db, "0344100000000001");
  add_building (db, "0344100000000009");
  sqlite3_close (db);
  g_assert_true (lw_bag_light_recognise (fixture->path));
  light = read_product (fixture->path, NULL, &error);
  g_assert_no_error (error);
  offices = light->offices;
  g_assert_cmpuint (light->n_rows, ==, 6);
  g_assert_cmpuint (offices->n, ==, 2);
  g_assert_cmpuint (offices->bag_id[0], ==, 344010000000001);
  g_assert_cmpuint (offices->bag_id[1], ==, 344010000000002);
  g_assert_cmpuint (offices->pand_id[0], ==, 344100000000001);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_USES, 0), ==, "kantoorfunctie;winkelfunctie");
  g_assert_cmpint (offices->use_mixed[0], ==, LW_YES);
  g_assert_cmpint (offices->use_mixed[1], ==, LW_NO);
  g_assert_cmpint (offices->status[1], ==, LW_STATUS_OUT_OF_USE);
  g_assert_cmpfloat (offices->floor_area_m2[1], ==, 250);
  g_assert_cmpint (offices->area_measure[0], ==, LW_AREA_GO);
  g_assert_cmpint (offices->build_year[0], ==, 1987);
  g_assert_cmpint (offices->house_number[0], ==, 12);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_STREET, 0), ==, "Gracht");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_HOUSE_LETTER, 0), ==, "a");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_HOUSE_SUFFIX, 0), ==, "bis");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_POSTCODE, 0), ==, "3511AA");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_TOWN, 0), ==, "Utrecht");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_MUNICIPALITY_CODE, 0), ==, "GM0344");
  g_assert_cmpfloat (offices->rd_x[0], ==, 136000);
  g_assert_cmpfloat_with_epsilon (offices->latitude[0], 52.09, 0.02);
  g_assert_cmpint (offices->date, ==, lw_date_from_ymd (2024, 11, 8));
  g_assert_cmpuint (light->counts[LW_BAG_LIGHT_NOT_OFFICE], ==, 1);
  g_assert_cmpuint (light->counts[LW_BAG_LIGHT_PLANNED], ==, 1);
  g_assert_cmpuint (light->counts[LW_BAG_LIGHT_ENDED], ==, 1);
  g_assert_cmpuint (light->counts[LW_BAG_LIGHT_REPEATED], ==, 1);
  g_assert_cmpuint (light->outlines->len, ==, 1);
}

/* What is odd becomes unknown and is counted; nothing is left out for it. */
static void
test_odd_values (Fixture *fixture, gconstpointer unused)
{
  sqlite3 *db = make_product (fixture->path, OBJECTS);
  g_autoptr (LwBagLight) light = NULL;
  g_autoptr (GError) error = NULL;

  add_object (db, UTRECHT,
              "'0344010000000001', 'a lot', 'Verblijfsobject in gebruik', 'kantoorfunctie', " REST);
  add_object (db, UTRECHT,
              "'0344010000000002', 999999, 'Verblijfsobject in gebruik', 'kantoorfunctie', " REST);
  add_object (db, UTRECHT,
              "'0344010000000003', x'00ff', 'Verblijfsobject in gebruik', 'kantoorfunctie', " REST);
  add_object (db, 0, 0, "'0344010000000004', 10, 'Verblijfsobject in gebruik', 'kantoorfunctie', " REST);
  add_object (db, UTRECHT,
              "'0344010000000005', 10, 'Verblijfsobject in gebruik', 'kantoorfunctie', NULL, 'x', NULL, 7,"
              " '9999ZZ', x'ff', 9999, 'none', NULL");
  add_object (db, UTRECHT, "'zero', 10, 'Verblijfsobject in gebruik', 'kantoorfunctie', " REST);
  add_object (db, UTRECHT, "'0344010000000006', 10, 'verhuurd', 'kantoorfunctie', " REST);
  add_object (db, UTRECHT,
              "'0344010000000007', 10, 'Verblijfsobject in gebruik', x'6b616e746f6f7266756e63746965', " REST);
  add_object (db, UTRECHT,
              "'0344010000000008', 10, 'Verblijfsobject in gebruik', 'geen kantoorfunctie', " REST);
  add_object (db, UTRECHT, "'0344010000000009', 10, 'Verblijfsobject in gebruik', 'kantoorfunctie', " REST);
  run_sql (
      db,
      "UPDATE verblijfsobject SET geom = x'4750000100' WHERE identificatie = '0344010000000009';"
      "INSERT INTO pand VALUES (NULL, x'4750ffff', '0344100000000001'), (NULL, 'text', '0344100000000001');");
  sqlite3_close (db);
  light = read_product (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (light->offices->n, ==, 6);
  g_assert_cmpuint (light->counts[LW_BAG_LIGHT_AREA_UNKNOWN], ==, 2);
  g_assert_cmpuint (light->counts[LW_BAG_LIGHT_AREA_DUMMY], ==, 1);
  g_assert_true (isnan (light->offices->floor_area_m2[0]) && isnan (light->offices->floor_area_m2[1]));
  g_assert_cmpuint (light->counts[LW_BAG_LIGHT_POSITION_OUTSIDE], ==, 1);
  g_assert_cmpuint (light->counts[LW_BAG_LIGHT_POSITION_UNKNOWN], ==, 1);
  g_assert_cmpuint (light->counts[LW_BAG_LIGHT_MUNICIPALITY_UNKNOWN], ==, 2);
  g_assert_cmpuint (light->counts[LW_BAG_LIGHT_ADDRESS_UNKNOWN], ==, 1);
  g_assert_cmpuint (light->counts[LW_BAG_LIGHT_BUILDING_UNKNOWN], ==, 1);
  g_assert_cmpuint (light->counts[LW_BAG_LIGHT_YEAR_DUMMY], ==, 1);
  g_assert_cmpuint (light->counts[LW_BAG_LIGHT_BAD_ID], ==, 1);
  g_assert_cmpuint (light->counts[LW_BAG_LIGHT_BAD_STATUS], ==, 1);
  g_assert_cmpuint (light->counts[LW_BAG_LIGHT_NOT_OFFICE], ==, 2);
  g_assert_cmpstr (lw_offices_text (light->offices, LW_OFFICE_POSTCODE, 4), ==, "");
  g_assert_true (g_utf8_validate (lw_offices_text (light->offices, LW_OFFICE_TOWN, 4), -1, NULL));
  g_assert_cmpuint (light->outlines->len, ==, 0);
}

static void
test_asked_for (Fixture *fixture, gconstpointer unused)
{
  static const double square[]
      = { 135990, 455790, 136005, 455790, 136005, 455900, 135990, 455900, 135990, 455790 };
  g_autoptr (LwGeometry) area = lw_geometry_new_polygon (square, 5);
  const char *const amsterdam[] = { "GM0363", NULL };
  LwBagLightOptions by_area = { .date = lw_date_from_ymd (2020, 1, 2), .area = area };
  LwBagLightOptions by_code = { .date = LW_DATE_UNKNOWN, .municipalities = amsterdam };
  sqlite3 *db = make_product (fixture->path, OBJECTS);
  g_autoptr (LwBagLight) one = NULL, other = NULL;
  g_autoptr (GError) error = NULL;

  add_object (db, UTRECHT, "'0344010000000001', 10, 'Verblijfsobject in gebruik', 'kantoorfunctie', " REST);
  add_object (db, 136100, 455800,
              "'0344010000000002', 10, 'Verblijfsobject in gebruik', 'kantoorfunctie', " REST);
  add_object (db, 121000, 487000,
              "'0363010000000001', 10, 'Verblijfsobject in gebruik', 'kantoorfunctie', " REST);
  sqlite3_close (db);
  one = read_product (fixture->path, &by_area, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (one->offices->n, ==, 1);
  g_assert_cmpint (one->offices->date, ==, lw_date_from_ymd (2020, 1, 2));
  g_assert_cmpuint (one->counts[LW_BAG_LIGHT_OUTSIDE], ==, 2);
  other = read_product (fixture->path, &by_code, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (other->offices->n, ==, 1);
  g_assert_cmpuint (other->offices->bag_id[0], ==, 363010000000001);
  g_assert_cmpuint (other->counts[LW_BAG_LIGHT_OTHER_MUNICIPALITY], ==, 2);
}

/* What only looks like the product is refused in one sentence that names the file. */
static void
test_hostile (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    const char *objects, *what;
    gboolean recognised;
  } cases[] = {
    { "CREATE TABLE verblijfsobject (geom BLOB, identificatie TEXT, gebruiksdoel TEXT, oppervlakte INT)",
      "status", TRUE },
    { "CREATE TABLE verblijfsobject (geom BLOB, identificatie TEXT, oppervlakte INT, status TEXT)",
      "gebruiksdoel", TRUE },
    { "CREATE TABLE o (geom BLOB, identificatie TEXT, gebruiksdoel TEXT, oppervlakte INT, status TEXT);"
      "CREATE VIEW verblijfsobject AS SELECT * FROM o",
      "ordinary table", TRUE },
    { OBJECTS "; DELETE FROM gpkg_geometry_columns", "geom", TRUE },
    { OBJECTS "; DROP TABLE gpkg_geometry_columns", "geom", TRUE },
    { OBJECTS "; UPDATE gpkg_contents SET last_change = 'yesterday'", "last_change", TRUE },
    { OBJECTS "; DROP TABLE gpkg_contents", "last_change", TRUE },
    { OBJECTS "; UPDATE gpkg_geometry_columns SET column_name = 'a\" FROM pand; --'", "geom", TRUE },
    { "CREATE TABLE verblijfsobject (x)", NULL, FALSE },
    { NULL, NULL, FALSE },
  };
  g_autofree char *name = g_path_get_basename (fixture->path);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LwBagLight) light = NULL;
      g_autoptr (GError) error = NULL;

      sqlite3_close (make_product (fixture->path, cases[i].objects));
      g_assert_cmpint (lw_bag_light_recognise (fixture->path), ==, cases[i].recognised);
      if (!cases[i].recognised)
        continue;
      light = read_product (fixture->path, NULL, &error);
      g_assert_null (light);
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, name));
      g_assert_nonnull (strstr (error->message, cases[i].what));
      g_assert_null (strchr (error->message, '\n'));
    }
  g_assert_false (lw_bag_light_recognise (fixture->folder));
  g_assert_true (g_file_set_contents (fixture->path, "SQLite format 3", 16, NULL));
  g_assert_false (lw_bag_light_recognise (fixture->path));
}

static void
test_cancel (Fixture *fixture, gconstpointer unused)
{
  sqlite3 *db = make_product (fixture->path, OBJECTS);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  LwBagLightOptions options = { .date = LW_DATE_UNKNOWN };

  run_sql (db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
               " INSERT INTO verblijfsobject (identificatie, gebruiksdoel) SELECT i, 'woonfunctie' FROM n");
  sqlite3_close (db);
  g_cancellable_cancel (cancellable);
  g_assert_null (lw_bag_light_read (fixture->path, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Through the import of window and command line; an extract may follow, and the user's own facts stay. */
static void
test_import (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *product = g_build_filename (fixture->folder, "bag-light.gpkg", NULL);
  sqlite3 *db = make_product (product, OBJECTS);
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result = NULL, again = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (GPtrArray) areas = NULL;
  g_autoptr (GError) error = NULL;
  LwImportReport *report;
  LwImportRequest request;

  add_object (db, UTRECHT, "'0344010000000001', 100, 'Verblijfsobject in gebruik', 'kantoorfunctie', " REST);
  add_object (db, UTRECHT,
              "'0344010000000002', 999999, 'Verblijfsobject in gebruik', 'kantoorfunctie', " REST);
  add_building (db, "0344100000000001");
  sqlite3_close (db);
  lw_import_request_init (&request);
  result = lw_import_run (store, (const char *const[]){ product, NULL }, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->counts.n_new, ==, 2);
  report = g_ptr_array_index (result->reports, 0);
  g_assert_cmpstr (lw_import_report_get_kind (report), ==, "bag-light");
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_KEPT, "outlines"), ==, 1);
  g_assert_cmpuint (lw_import_report_get_n_problems (report), ==, 1);
  g_assert_nonnull (strstr (lw_import_report_get_problem (report, 0)->what, "0344010000000002"));
  g_assert_cmpuint (lw_import_report_get_problem (report, 0)->line, ==, 2);
  areas = lw_store_read_areas (store, LW_STORE_AREA_BUILDING, &error);
  g_assert_cmpuint (areas->len, ==, 1);
  request.kind = LW_SOURCE_BAG;
  again = lw_import_run (store, (const char *const[]){ product, NULL }, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->counts.n_unchanged, ==, 2);
  offices = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpuint (offices->n, ==, 2);
}

/* A newer product says of offices of the document that they are none any more; it is believed in what it says, and its
 * silence means nothing. A bow tie of a building is mended. */
static void
test_newer (Fixture *fixture, gconstpointer unused)
{
#define IN_USE "100, 'Verblijfsobject in gebruik', "
  g_autofree char *product = g_build_filename (fixture->folder, "bag-light.gpkg", NULL);
  static const double bow_tie[] = { 136000, 455800, 136010, 455810, 136010, 455800, 136000, 455810, 136000, 455800 };
  g_autoptr (LwGeometry) crossed = lw_geometry_new_polygon (bow_tie, 5);
  sqlite3 *db = make_product (product, OBJECTS);
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) first = NULL, second = NULL;
  g_autoptr (LwOffices) gone = NULL;
  g_autoptr (GError) error = NULL;
  LwImportReport *report;
  LwImportRequest request;

  lw_import_request_init (&request);
  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *values = g_strdup_printf ("'034401000000000%u', " IN_USE "'kantoorfunctie', " REST, i);

      add_object (db, UTRECHT, values);
    }
  sqlite3_close (db);
  first = lw_import_run (store, (const char *const[]){ product, NULL }, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->counts.n_new, ==, 5);

  db = make_product (product, OBJECTS);
  add_object (db, UTRECHT, "'0344010000000001', " IN_USE "'kantoorfunctie', " REST);
  add_object (db, UTRECHT, "'344010000000002', " IN_USE "'woonfunctie,winkelfunctie', " REST);
  add_object (db, UTRECHT, "'0344010000000003', 100, 'Verblijfsobject ingetrokken', 'kantoorfunctie', " REST);
  add_object (db, UTRECHT, "'0344010000000004', 100, 'zoek', 'woonfunctie', " REST);
  add_object (db, UTRECHT, "'0344010000000009', " IN_USE "'woonfunctie', " REST);
  run_sql (db, "UPDATE gpkg_contents SET last_change = '2025-11-08T05:00:00Z';"
               "UPDATE verblijfsobject SET pandstatus = 'Pand gesloopt' WHERE status LIKE '%ingetrokken'");
  add_shape (db, "0344100000000001", crossed);
  sqlite3_close (db);
  second = lw_import_run (store, (const char *const[]){ product, NULL }, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->counts.n_unchanged, ==, 1);
  g_assert_cmpuint (second->counts.n_gone, ==, 2);
  gone = lw_store_read_gone_offices (store, NULL, NULL, NULL, &error);
  g_assert_cmpuint (gone->n, ==, 2);
  g_assert_cmpuint (gone->bag_id[0], ==, 344010000000002);
  g_assert_cmpstr (lw_offices_text (gone, LW_OFFICE_USES, 0), ==, "winkelfunctie;woonfunctie");
  g_assert_cmpint (gone->status[1], ==, LW_STATUS_DEMOLISHED);
  report = g_ptr_array_index (second->reports, 0);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "not-office"), ==, 3);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_MARKED, "outline-mended"), ==, 1);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/bag-light/offices", test_offices);
  ADD ("/bag-light/odd-values", test_odd_values);
  ADD ("/bag-light/asked-for", test_asked_for);
  ADD ("/bag-light/hostile", test_hostile);
  ADD ("/bag-light/cancel", test_cancel);
  ADD ("/bag-light/import", test_import);
  ADD ("/bag-light/newer", test_newer);
  return g_test_run ();
}

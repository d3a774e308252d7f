/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of lw-source-look: what leaves people a choice, and what does not; and that an import holds to what they answer. */
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "analysis/lw-source-look.h"
#include "model/lw-geo.h"
#include "test-store-util.h"
#include "zip-fixture.h"

#define SQUARE(x, y)                                                                                         \
  "{\"type\":\"Polygon\",\"coordinates\":[[[" #x "000," #y "000],[" #x "900," #y "000],[" #x "900," #y "900],[" #x         \
  "000," #y "900],[" #x "000," #y "000]]]}"
#define POINT(x, y) "{\"type\":\"Point\",\"coordinates\":[" #x "," #y "]}"
#define FEATURE(properties, shape)                                                                           \
  "{\"type\":\"Feature\",\"properties\":{" properties "},\"geometry\":" shape "}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define IN_CRS(code, features)                                                                               \
  "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"" code "\"}},\"features\":["      \
  features "]}"

static LwSourceLook *
look_at_text (Fixture *fixture, const char *name, const char *text, const char *crs)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  LwSourceLook *look;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  look = lw_source_look_new (path, NULL, crs, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (look);
  g_remove (path);
  return look;
}

/* Codes of municipalities are certain; so is the name of the file. */
static void
test_certain (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwSourceLook) look = look_at_text (
      fixture, "a.geojson",
      COLLECTION (FEATURE ("\"statcode\":\"GM0344\",\"statnaam\":\"Utrecht\"", SQUARE (136, 455))), NULL);
  g_autoptr (LwSourceLook) named
      = look_at_text (fixture, "locaties.geojson", FEATURE ("\"code\":\"A\",\"naam\":\"Park\"", SQUARE (136, 455)), NULL);

  g_assert_false (look->asks);
  g_assert_cmpint (look->role, ==, LW_GEODATA_MUNICIPALITIES);
  g_assert_true (look->is_role_certain && look->trouble == NULL);
  g_assert_cmpstr (look->crs, ==, "EPSG:28992");
  g_assert_cmpuint (look->n, ==, 1);
  g_assert_cmpuint (look->n_placed, ==, 1);
  g_assert_cmpuint (look->codes[LW_GEODATA_MUNICIPALITIES], ==, 0);
  g_assert_cmpuint (look->names[LW_GEODATA_MUNICIPALITIES], ==, 1);
  g_assert_cmpstr (((GStrv) g_ptr_array_index (look->rows, 0))[1], ==, "Utrecht");
  g_assert_cmpstr (g_ptr_array_index (look->provinces, 0), ==, "Utrecht");
  g_assert_cmpfloat (look->bounds.max_x, ==, 136900);
  g_assert_false (named->asks);
  g_assert_cmpint (named->role, ==, LW_GEODATA_LOCATIONS);
}

/* Areas of no kind that is told, points that may be anything, and provinces without a code. */
static void
test_doubtful (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwSourceLook) areas
      = look_at_text (fixture, "a.geojson", FEATURE ("\"code\":\"A\",\"naam\":\"Plein\"", SQUARE (136, 455)), NULL);
  g_autoptr (LwSourceLook) points
      = look_at_text (fixture, "a.geojson", FEATURE ("\"soort\":\"eik\"", POINT (136000, 455000)), NULL);
  g_autoptr (LwSourceLook) provinces = look_at_text (
      fixture, "provincies.geojson", FEATURE ("\"provincie\":\"Utrecht\"", SQUARE (136, 455)), NULL);

  g_assert_true (areas->asks && !areas->is_role_certain);
  g_assert_cmpint (areas->role, ==, LW_GEODATA_PLANNING);
  g_assert_true (points->asks);
  g_assert_cmpint (points->role, ==, LW_GEODATA_GUESS);
  g_assert_true (provinces->asks);
  g_assert_cmpint (provinces->role, ==, LW_GEODATA_PROVINCES);
  g_assert_false (lw_source_look_tells_apart (LW_GEODATA_PROVINCES, LW_FEATURES_NONE, 0));
  g_assert_true (lw_source_look_tells_apart (LW_GEODATA_REGIONS, LW_FEATURES_NONE, 0));
}

/* A system that is not told is asked for, with the rows in sight; one that is told wrongly is overruled. */
static void
test_crs (Fixture *fixture, gconstpointer unused)
{
  static const char utm[] = COLLECTION (FEATURE ("\"code\":\"GM0344\"", SQUARE (648, 5773)));
  static const char wrong[] = IN_CRS ("EPSG:28992", FEATURE ("\"code\":\"GM0344\"", SQUARE (648, 5773)));
  g_autoptr (LwSourceLook) untold = look_at_text (fixture, "a.geojson", utm, NULL);
  g_autoptr (LwSourceLook) said = look_at_text (fixture, "a.geojson", utm, "EPSG:32631");
  g_autoptr (LwSourceLook) outside = look_at_text (fixture, "a.geojson", wrong, NULL);
  g_autoptr (LwSourceLook) overruled = look_at_text (fixture, "a.geojson", wrong, "EPSG:32631");

  g_assert_true (untold->asks);
  g_assert_nonnull (strstr (untold->trouble, "coordinate system"));
  g_assert_null (untold->crs);
  g_assert_cmpuint (untold->rows->len, ==, 1);
  g_assert_cmpuint (untold->n_placed, ==, 0);
  g_assert_false (said->asks);
  g_assert_null (said->trouble);
  g_assert_cmpuint (said->n_placed, ==, 1);
  g_assert_true (outside->asks);
  g_assert_cmpuint (outside->n_outside, ==, 1);
  g_assert_false (overruled->asks);
  g_assert_cmpstr (overruled->crs, ==, "EPSG:32631");
  g_assert_cmpuint (overruled->n_placed, ==, 1);
}

/* What cannot be read leaves no choice: the import says why. Neither does a list. */
static void
test_unreadable (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwSourceLook) broken
      = look_at_text (fixture, "a.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{", NULL);
  g_autoptr (LwSourceLook) empty = look_at_text (fixture, "a.geojson", COLLECTION (""), NULL);
  g_autoptr (LwSourceLook) list = look_at_text (fixture, "a.csv", "postcode;nr\n3511AA;1\n", NULL);

  g_assert_false (broken->asks);
  g_assert_true (lw_source_look_is_geodata (broken));
  g_assert_false (empty->asks);
  g_assert_false (list->asks);
  g_assert_false (lw_source_look_is_geodata (list) || lw_source_look_is_register (list));
}

static void
run_sql (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

static char *
make_layers (Fixture *fixture)
{
  static const double square[] = { 136000, 455000, 136900, 455000, 136900, 455900, 136000, 455900, 136000, 455000 };
  static const char *const names[] = { "gemeenten", "plannen", NULL };
  char *path = g_build_filename (fixture->folder, "lagen.gpkg", NULL);
  g_autoptr (LwGeometry) shape = lw_geometry_new_polygon (square, 5);
  g_autoptr (GBytes) blob = lw_geometry_to_blob (shape, LW_GEO_SRS_RD);
  gconstpointer data = g_bytes_get_data (blob, NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  run_sql (db, "PRAGMA application_id = 1196437808;"
               "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,"
               " organization_coordsys_id INTEGER, definition TEXT, description TEXT);"
               "INSERT INTO gpkg_spatial_ref_sys VALUES ('rd', 28992, 'EPSG', 28992, '', '');"
               "CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT,"
               " description TEXT, last_change TEXT, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,"
               " srs_id INTEGER);"
               "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT,"
               " srs_id INTEGER, z INTEGER, m INTEGER);");
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *make
          = g_strdup_printf ("CREATE TABLE %s (fid INTEGER PRIMARY KEY, geom BLOB, code TEXT, naam TEXT);"
                             "INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('%s', 'features', 28992);"
                             "INSERT INTO gpkg_geometry_columns VALUES ('%s', 'geom', 'POLYGON', 28992, 0, 0);",
                             names[i], names[i], names[i]);
      g_autofree char *put = g_strdup_printf ("INSERT INTO %s VALUES (1, ?1, 'GM034%u', 'Plein')", names[i], 4 + i);
      sqlite3_stmt *statement;

      run_sql (db, make);
      g_assert_cmpint (sqlite3_prepare_v2 (db, put, -1, &statement, NULL), ==, SQLITE_OK);
      sqlite3_bind_blob (statement, 1, data, (int) g_bytes_get_size (blob), SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
      sqlite3_finalize (statement);
    }
  sqlite3_close (db);
  return path;
}

static LwGeodataAnswer *
make_answer (const char *path, const char *layer, LwGeodataRole role, const char *crs)
{
  LwGeodataAnswer *answer = g_new0 (LwGeodataAnswer, 1);

  answer->path = g_strdup (path);
  answer->layer = g_strdup (layer);
  answer->role = role;
  answer->crs = g_strdup (crs);
  return answer;
}

static guint
count_areas (LwStore *store, const char *kind)
{
  g_autoptr (GPtrArray) areas = lw_store_read_areas (store, kind, NULL);

  return areas->len;
}

/* Two layers of a file as two kinds, and a file that tells the wrong system, in one edit beside one of which nothing is
 * said. */
static void
test_answers (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *layers = make_layers (fixture), *wrong = g_build_filename (fixture->folder, "a.geojson", NULL);
  g_autofree char *certain = g_build_filename (fixture->folder, "b.geojson", NULL);
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_geodata_answer_free);
  const char *const paths[] = { layers, wrong, certain, NULL };
  g_autoptr (LwSourceLook) look = lw_source_look_new (layers, "plannen", NULL, NULL, NULL, NULL, NULL);
  g_autoptr (LwImportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LwImportRequest request;

  g_assert_true (look->asks);
  g_assert_cmpuint (look->layers->len, ==, 2);
  g_assert_cmpstr (look->layer, ==, "plannen");
  g_assert_true (g_file_set_contents (
      wrong, IN_CRS ("EPSG:28992", FEATURE ("\"code\":\"A\",\"naam\":\"Park\"", SQUARE (648, 5773))), -1, NULL));
  g_assert_true (g_file_set_contents (certain, FEATURE ("\"statcode\":\"PV26\"", SQUARE (136, 455)), -1, NULL));
  g_ptr_array_add (answers, make_answer (layers, "gemeenten", LW_GEODATA_MUNICIPALITIES, NULL));
  g_ptr_array_add (answers, make_answer (layers, "plannen", LW_GEODATA_REGIONS, NULL));
  g_ptr_array_add (answers, make_answer (wrong, NULL, LW_GEODATA_LOCATIONS, "EPSG:32631"));
  lw_import_request_init (&request);
  request.answers = answers;
  result = lw_import_run (store, paths, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_areas, ==, 4);
  g_assert_cmpuint (count_areas (store, "municipality"), ==, 1);
  g_assert_cmpuint (count_areas (store, "region"), ==, 1);
  g_assert_cmpuint (count_areas (store, "location"), ==, 1);
  g_assert_cmpuint (count_areas (store, "province"), ==, 1);
  g_assert_true (lw_store_undo (store, NULL));
  g_assert_cmpuint (count_areas (store, "municipality") + count_areas (store, "location"), ==, 0);
  g_remove (layers);
  g_remove (wrong);
  g_remove (certain);
}

static LwSourceLook *
look_at_delivery (Fixture *fixture, const char *what)
{
  ZipFixture *zip = zip_fixture_new (), *inner = zip_fixture_new ();
  g_autofree char *text = g_strdup_printf (
      "<xb:BAG-Extract-Levering xmlns:xb=\"http://www.kadaster.nl/schemas/lvbag/extract-levering/v20200601\" "
      "xmlns:s=\"http://www.kadaster.nl/schemas/lvbag/extract-selecties/v20200601\"><xb:SelectieGegevens>%s"
      "</xb:SelectieGegevens></xb:BAG-Extract-Levering>", what);
  g_autofree char *path = NULL;
  g_autoptr (GBytes) inner_bytes = NULL, bytes = NULL;
  g_autoptr (GError) error = NULL;
  LwSourceLook *look;

  zip_fixture_add (inner, "0344VBO15102021-000001.xml", "no XML at all", -1, ZIP_DEFLATED);
  inner_bytes = zip_fixture_end (inner);
  zip_fixture_add_bytes (zip, "0344VBO15102021.zip", inner_bytes, ZIP_STORED);
  zip_fixture_add (zip, "Leveringsdocument-BAG-Extract.xml", text, -1, ZIP_DEFLATED);
  bytes = zip_fixture_end (zip);
  path = zip_fixture_save (bytes, fixture->folder, "bag.zip");
  look = lw_source_look_new (path, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (look->kind, ==, LW_SOURCE_BAG);
  g_remove (path);
  return look;
}

/* An extract of one municipality is read whole; of several, or of the country, people may want a part. */
static void
test_register (Fixture *fixture, gconstpointer unused)
{
#define MUNICIPALITY(code) "<s:Gemeente><s:GemeenteIdentificatie>" code "</s:GemeenteIdentificatie></s:Gemeente>"
  g_autoptr (LwSourceLook) one = look_at_delivery (fixture, MUNICIPALITY ("0344"));
  g_autoptr (LwSourceLook) two = look_at_delivery (fixture, MUNICIPALITY ("0344") MUNICIPALITY (" 0363\n"));
  g_autoptr (LwSourceLook) country = look_at_delivery (fixture, "<s:Gebied-NLD>true</s:Gebied-NLD>");
  g_autoptr (LwSourceLook) silent = look_at_delivery (fixture, "");

  g_assert_false (one->asks);
  g_assert_cmpuint (one->municipalities->len, ==, 1);
  g_assert_true (two->asks && two->is_wide);
  g_assert_cmpstr (g_ptr_array_index (two->municipalities, 1), ==, "GM0363");
  g_assert_true (country->asks);
  g_assert_cmpuint (country->municipalities->len, ==, 0);
  g_assert_false (silent->asks);
}

static LwSourceLook *
look_at_product (Fixture *fixture, double far_x, double far_y)
{
  g_autofree char *path = g_build_filename (fixture->folder, "bag-light.gpkg", NULL);
  guint8 blob[LW_GEOMETRY_POINT_BLOB_SIZE];
  LwSourceLook *look;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  run_sql (db, "PRAGMA application_id = 0x47504B47;"
               "CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, last_change DATETIME);"
               "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);"
               "INSERT INTO gpkg_geometry_columns VALUES ('verblijfsobject', 'geom', 28992);"
               "CREATE TABLE verblijfsobject (feature_id INTEGER PRIMARY KEY, geom POINT, identificatie TEXT,"
               " gebruiksdoel TEXT, oppervlakte INTEGER);");
  for (guint i = 0; i < 300; i++)
    {
      sqlite3_stmt *statement;

      lw_geometry_write_point (blob, LW_GEO_SRS_RD, i < 290 ? 136000 : far_x, i < 290 ? 455800 : far_y);
      g_assert_cmpint (sqlite3_prepare_v2 (db, "INSERT INTO verblijfsobject (geom) VALUES (?1)", -1, &statement, NULL), ==,
                       SQLITE_OK);
      sqlite3_bind_blob (statement, 1, blob, sizeof blob, SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
      sqlite3_finalize (statement);
    }
  sqlite3_close (db);
  look = lw_source_look_new (path, NULL, NULL, NULL, NULL, NULL, NULL);
  g_assert_cmpint (look->kind, ==, LW_SOURCE_BAG_LIGHT);
  g_remove (path);
  return look;
}

static void
test_product (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwSourceLook) one = look_at_product (fixture, 136100, 455900);
  g_autoptr (LwSourceLook) several = look_at_product (fixture, 121000, 487000);

  g_assert_false (one->asks);
  g_assert_true (several->asks && several->is_wide);
}

static void
test_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.geojson", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, FEATURE ("\"code\":\"A\"", SQUARE (136, 455)), -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_null (lw_source_look_new (path, NULL, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_remove (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/source-look/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("certain", test_certain);
  ADD ("doubtful", test_doubtful);
  ADD ("crs", test_crs);
  ADD ("unreadable", test_unreadable);
  ADD ("answers", test_answers);
  ADD ("register", test_register);
  ADD ("product", test_product);
  ADD ("cancelled", test_cancelled);
#undef ADD
  return g_test_run ();
}

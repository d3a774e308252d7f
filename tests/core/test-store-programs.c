/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Other programs and our files: GDAL accepts documents and exports, and what it adds to a document (a spatial
 * index) or edits in it neither breaks our edits nor our undo. Tests that need GDAL are skipped where it is
 * not installed. */
#include "test-store-util.h"

#include <sqlite3.h>

#include "model/lw-error.h"
#include "store/lw-store-export.h"


/* Runs a program; its output counts, its exit status must be 0. */
static char *
run (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL;
  char *output = NULL;
  int status;

  g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors, &status,
                &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s: %s%s", arguments[0], output, errors);
  if (strstr (errors, "Warning") || strstr (errors, "ERROR"))
    g_error ("%s: %s", arguments[0], errors);
  return output;
}

static gboolean
has_program (const char *name)
{
  g_autofree char *path = g_find_program_in_path (name);

  if (path == NULL)
    g_test_skip ("GDAL is not installed");
  return path != NULL;
}

/* GDAL's own judge of GeoPackages, a Python module of the system's interpreter. */
static void
assert_valid (const char *path)
{
  const char *const probe[] = { "/usr/bin/python3", "-c", "import osgeo_utils.samples.validate_gpkg", NULL };
  const char *const judge[]
      = { "/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", "-k", "--extra", path, NULL };
  g_autofree char *output = NULL;
  int status = 1;

  if (!g_spawn_sync (NULL, (char **)probe, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status,
                     NULL)
      || status != 0)
    {
      g_test_message ("python3-gdal is not installed: not judged");
      return;
    }
  output = run (judge);
  if (strstr (output, "Error") || strstr (output, "Warning") || strstr (output, "Req "))
    g_error ("%s", output);
}

static void
fill_document (LwStore *store)
{
  static const double square[] = { 130000, 450000, 140000, 450000, 140000, 460000, 130000, 450000 };
  g_autoptr (LwOffices) made = make_offices (100), offices = NULL;
  g_autoptr (LwObservations) observations = NULL;
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_store_area_free);
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_plan_free);
  LwPlan *plan = lw_plan_new ("P", 100, 2030, 2);

  import_offices (store, made, DATE_2025, TRUE, NULL);
  offices = read_offices (store, LW_DATE_UNKNOWN);
  observations = make_observations (offices, DATE_2025, 0);
  import_observations (store, observations, NULL);
  g_ptr_array_add (areas, lw_store_area_new ("location", "L", "L", lw_geometry_new_polygon (square, 4)));
  g_assert_true (lw_store_write_areas (store, "location", areas, NULL, "Areas", NULL));
  plan->rd_x = 130000;
  plan->rd_y = 450000;
  g_ptr_array_add (plans, plan);
  g_assert_true (lw_store_write_plans (store, plans, "Plans", NULL));
}

static void
test_accepted (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  const char *const info[] = { "ogrinfo", "-ro", "-al", "-so", fixture->path, NULL };
  g_autofree char *output = NULL;

  if (!has_program ("ogrinfo"))
    return;
  assert_valid (fixture->path);
  fill_document (store);
  g_clear_pointer (&store, lw_store_close);
  assert_valid (fixture->path);
  output = run (info);
  g_assert_nonnull (strstr (output, "Layer name: office\n"));
  g_assert_nonnull (strstr (output, "Feature Count: 100"));
  g_assert_nonnull (
      strstr (output, "Extent: (130000.125000, 450000.000000) - (130099.125000, 450000.000000)"));
  g_assert_nonnull (strstr (output, "ID[\"EPSG\",28992]"));
  g_assert_nonnull (strstr (output, "Layer name: observation\n"));
  g_assert_null (strstr (output, "app_"));
}

static void
count_index (const char *path, int n_offices, int n_indexed)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "SELECT (SELECT count (*) FROM office), (SELECT count (*) FROM rtree_office_geom)",
                      -1, &statement, NULL);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (statement, 0), ==, n_offices);
  g_assert_cmpint (sqlite3_column_int (statement, 1), ==, n_indexed);
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

/* GDAL adds a spatial index to our table of offices: imports, edits, undo and redo keep it right. */
static void
test_spatial_index (Fixture *fixture, gconstpointer unused)
{
  static const LwOfficeColumn columns[] = { LW_OFFICE_RD_X };
  const char *const add_index[]
      = { "ogrinfo", fixture->path, "-sql", "SELECT CreateSpatialIndex ('office', 'geom')", NULL };
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) made = make_offices (300), offices = NULL, edited = NULL;
  g_autoptr (LwOfficesBuilder) builder = NULL;
  g_autoptr (LwBitset) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;

  if (!has_program ("ogrinfo"))
    return;
  fill_document (store);
  g_clear_pointer (&store, lw_store_close);
  output = run (add_index);
  count_index (fixture->path, 100, 100);

  store = open_document (fixture->path);
  import_offices (store, made, DATE_2025 + 365, TRUE, NULL);
  count_index (fixture->path, 300, 300);
  offices = read_offices (store, LW_DATE_UNKNOWN);
  builder = lw_offices_builder_new_from (offices);
  lw_offices_builder_set_number (builder, LW_OFFICE_RD_X, 10, 20000);
  lw_offices_builder_set_number (builder, LW_OFFICE_RD_X, 11, NAN);
  edited = lw_offices_builder_end (builder);
  rows = lw_bitset_new (edited->n);
  lw_bitset_set (rows, 10);
  lw_bitset_set (rows, 11);
  g_assert_true (lw_store_write_offices (store, edited, rows, columns, 1, "Move", &error));
  g_assert_no_error (error);
  count_index (fixture->path, 300, 299);
  assert_valid (fixture->path);
  for (int i = 0; i < 3; i++)
    {
      g_assert_true (lw_store_undo (store, &error) && lw_store_undo (store, &error));
      g_assert_no_error (error);
      count_index (fixture->path, 100, 100);
      assert_whole (fixture->path);
      g_assert_true (lw_store_redo (store, &error) && lw_store_redo (store, &error));
      g_assert_no_error (error);
      count_index (fixture->path, 300, 299);
    }
  assert_whole (fixture->path);
  assert_valid (fixture->path);
}

/* What ogr2ogr and ogrinfo edit shows, and our undo goes on around it. */
static void
test_edited (Fixture *fixture, gconstpointer unused)
{
  const char *const edit[]
      = { "ogrinfo", fixture->path, "-sql", "UPDATE office SET name = 'QGIS' WHERE fid = 90", NULL };
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) offices = NULL, after = NULL;
  g_autofree char *output = NULL;
  gint64 version;

  if (!has_program ("ogrinfo"))
    return;
  fill_document (store);
  version = lw_store_get_data_version (store);
  output = run (edit);
  g_assert_cmpint (lw_store_get_data_version (store), !=, version);
  offices = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_NAME, 89), ==, "QGIS");
  g_assert_true (lw_store_undo (store, NULL) && lw_store_undo (store, NULL) && lw_store_undo (store, NULL));
  after = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpstr (lw_offices_text (after, LW_OFFICE_NAME, 89), ==, "QGIS");
  g_clear_pointer (&store, lw_store_close);
  assert_whole (fixture->path);
}

static void
test_export (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "export.gpkg", NULL);
  const char *const info[] = { "ogrinfo", "-ro", "-al", path, NULL };
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (LwBitset) rows = NULL;
  g_autoptr (LwProvenance) about = lw_provenance_new ("Offices");
  LwExportOptions options = { .about = about };
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;

  fill_document (store);
  about->fictional = TRUE;
  offices = read_offices (store, LW_DATE_UNKNOWN);
  options.rows = rows = lw_bitset_new (offices->n);
  g_assert_false (lw_store_export_offices (path, offices, &options, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  lw_bitset_set (rows, 3);
  lw_bitset_set (rows, 50);
  g_assert_true (lw_store_export_offices (path, offices, &options, &error));
  g_assert_no_error (error);
  assert_whole (path);
  if (!has_program ("ogrinfo"))
    return;
  assert_valid (path);
  output = run (info);
  g_assert_nonnull (strstr (output, "Feature Count: 2"));
  g_assert_nonnull (strstr (output, "bag_id (String) = 0344010000000003"));
  g_assert_nonnull (strstr (output, "floor_area_m2 (Real) = 103"));
  g_assert_nonnull (strstr (output, "reference_date (Date) = 2025/01/01"));
  g_assert_nonnull (strstr (output, "POINT (130003.125 450000"));
  g_assert_nonnull (strstr (output, "FICTIEF VOORBEELD"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store-programs/accepted", test_accepted);
  ADD ("/store-programs/spatial-index", test_spatial_index);
  ADD ("/store-programs/edited", test_edited);
  ADD ("/store-programs/export", test_export);
  return g_test_run ();
}

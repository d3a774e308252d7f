/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of lw-gpkg-read: layers of foreign GeoPackages, their coordinate systems and shapes, and files that are meant
 * to do harm. */
#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "model/lw-error.h"
#include "model/lw-geo.h"
#include "store/lw-gpkg-read.h"

/* The tables of version 1.0, which later ones only add to. */
#define BASE                                                                                                 \
  "PRAGMA application_id = 1196437808;"                                                                      \
  "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,"         \
  " organization_coordsys_id INTEGER, definition TEXT, description TEXT);"                                   \
  "INSERT INTO gpkg_spatial_ref_sys VALUES ('u', -1, 'NONE', -1, 'undefined', ''),"                          \
  " ('rd', 28992, 'EPSG', 28992, '', ''), ('own', 100000, 'me', 7, 'EPSG:4326', ''),"                        \
  " ('bad', 100001, 'me', 8, 'nonsense', ''), ('utm', 7, 'epsg', 25831, '', '');"                            \
  "CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, description TEXT," \
  " last_change TEXT, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);"              \
  "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER," \
  " z INTEGER, m INTEGER);"

#define LAYER(name, srs)                                                                                     \
  "INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('" name "', 'features', " #srs ");"     \
  "INSERT INTO gpkg_geometry_columns VALUES ('" name "', 'geom', 'GEOMETRY', " #srs ", 0, 0);"

#define TABLE(name)                                                                                          \
  "CREATE TABLE \"" name "\" (fid INTEGER PRIMARY KEY, geom BLOB, naam TEXT, m2 DOUBLE, n INTEGER, b BLOB);"

typedef struct {
  char *folder;
  char *path;
} File;

static File
make_file (const char *sql, ...)
{
  File file = { g_dir_make_tmp ("lw-gpkg-XXXXXX", NULL), NULL };
  sqlite3 *db;
  va_list args;

  file.path = g_build_filename (file.folder, "lagen & meer?.gpkg", NULL);
  g_assert_cmpint (sqlite3_open (file.path, &db), ==, SQLITE_OK);
  va_start (args, sql);
  for (const char *one = sql; one != NULL; one = va_arg (args, const char *))
    {
      char *message = NULL;

      sqlite3_exec (db, one, NULL, NULL, &message);
      g_assert_cmpstr (message, ==, NULL);
    }
  va_end (args);
  sqlite3_close (db);
  return file;
}

static void
remove_file (File *file)
{
  g_autoptr (GDir) folder = g_dir_open (file->folder, 0, NULL);

  /* Nothing was made beside it. */
  g_assert_cmpstr (g_dir_read_name (folder), ==, "lagen & meer?.gpkg");
  g_assert_null (g_dir_read_name (folder));
  g_unlink (file->path);
  g_rmdir (file->folder);
  g_free (file->path);
  g_free (file->folder);
}

/* Puts a shape in a row. */
static void
put_shape (const File *file, const char *table, gint64 fid, gconstpointer blob, gsize size)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO \"%s\" (fid, geom, naam, m2, n) VALUES (?1, ?2, 'é', 0.1, 7)", table);
  sqlite3_stmt *statement;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (file->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  sqlite3_bind_int64 (statement, 1, fid);
  sqlite3_bind_blob (statement, 2, blob, (int) size, SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

static void
put_point (const File *file, const char *table, gint64 fid, double x, double y)
{
  guint8 blob[LW_GEOMETRY_POINT_BLOB_SIZE];

  lw_geometry_write_point (blob, 28992, x, y);
  put_shape (file, table, fid, blob, sizeof blob);
}

static LwFeatures *
read_good (const File *file, const char *layer, const char *crs)
{
  LwGpkgReadOptions options = { .layer = layer, .crs = crs };
  g_autoptr (GError) error = NULL;
  LwFeatures *features = lw_gpkg_read_features (file->path, &options, NULL, &error);

  g_assert_no_error (error);
  return features;
}

static void
check_refused (const File *file, const char *layer, int code, const char *words)
{
  LwGpkgReadOptions options = { .layer = layer };
  g_autoptr (GError) error = NULL;

  g_assert_null (lw_gpkg_read_features (file->path, &options, NULL, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_error (error, LW_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static const char *
value_of (const LwFeatures *features, guint i, const char *column)
{
  return lw_features_get_value (features, i, lw_features_find_column (features, column));
}

static void
assert_near (const LwFeatures *features, guint i, double x, double y)
{
  const double *xy;

  g_assert_nonnull (lw_features_get (features, i)->geometry);
  xy = lw_geometry_get_points (lw_features_get (features, i)->geometry, NULL);
  g_assert_cmpfloat_with_epsilon (xy[0], x, 1);
  g_assert_cmpfloat_with_epsilon (xy[1], y, 1);
}

static void
test_layers (void)
{
  File file = make_file (BASE, LAYER ("a \"laag\"", 28992), TABLE ("a \"\"laag\"\""), LAYER ("b", 28992), TABLE ("b"), NULL);
  g_autoptr (GPtrArray) layers = NULL;
  g_autoptr (LwFeatures) first = NULL, second = NULL;

  put_point (&file, "b", 12, 155000, 463000);
  layers = lw_gpkg_read_layers (file.path, NULL);
  g_assert_cmpuint (layers->len, ==, 2);
  first = read_good (&file, NULL, NULL);
  g_assert_cmpstr (first->layer, ==, "a \"laag\"");
  g_assert_cmpuint (lw_features_get_n (first), ==, 0);
  g_assert_cmpuint (first->warnings->len, ==, 1);
  second = read_good (&file, "B", NULL);
  g_assert_cmpuint (second->warnings->len, ==, 0);
  g_assert_cmpuint (lw_features_get_n (second), ==, 1);
  g_assert_cmpstr (lw_features_get (second, 0)->id, ==, "12");
  g_assert_cmpstr (value_of (second, 0, "naam"), ==, "é");
  g_assert_cmpstr (value_of (second, 0, "m2"), ==, "0.1");
  g_assert_cmpstr (value_of (second, 0, "n"), ==, "7");
  g_assert_null (value_of (second, 0, "b"));
  assert_near (second, 0, 155000, 463000);
  check_refused (&file, "c", LW_ERROR_NOT_FOUND, "“c”");
  remove_file (&file);
}

static void
test_systems (void)
{
  static const struct {
    const char *layer;
    const char *said;
    double x, y;
    const char *name;
  } cases[] = {
    { LAYER ("a", 28992), NULL, 155000, 463000, "EPSG:28992" },
    { LAYER ("a", 7), NULL, 663303.9363, 5780984.3664, "EPSG:25831" },
    { LAYER ("a", 100000), NULL, 5.387203657, 52.155172897, "EPSG:4326" },
    { LAYER ("a", -1), NULL, 155000, 463000, "EPSG:28992" },
    { LAYER ("a", 0), NULL, 5.387203657, 52.155172897, "EPSG:4326" },
    { LAYER ("a", 4711), "EPSG:31370", 219724.7262, 316773.1039, "EPSG:31370" },
    { LAYER ("a", 28992), "EPSG:31370", 155000, 463000, "EPSG:28992" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      File file = make_file (BASE, TABLE ("a"), cases[i].layer, NULL);
      g_autoptr (LwFeatures) features = NULL;

      put_point (&file, "a", 1, cases[i].x, cases[i].y);
      features = read_good (&file, NULL, cases[i].said);
      g_assert_cmpstr (features->crs, ==, cases[i].name);
      assert_near (features, 0, 155000, 463000);
      remove_file (&file);
    }
}

/* Blobs of either byte order; broken ones cost their row its shape, not the file. */
static void
test_blobs (void)
{
  static const guint8 big[] = { 'G', 'P', 0, 0, 0, 0, 0x71, 0x40, 0, 0, 0, 0, 1, 0x41, 0x02, 0xEB, 0xC0, 0, 0, 0, 0,
                                0x41, 0x1C, 0x42, 0x60, 0, 0, 0, 0 };
  /* A polygon of one ring that promises four thousand million points. */
  static const guint8 lying[] = { 'G', 'P', 0, 1, 0x40, 0x71, 0, 0, 1, 3, 0, 0, 0, 1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff };
  static const guint8 curve[] = { 'G', 'P', 0, 1, 0x40, 0x71, 0, 0, 1, 13, 0, 0, 0, 0, 0, 0, 0 };
  File file = make_file (BASE, LAYER ("a", 28992), TABLE ("a"), NULL);
  g_autoptr (LwFeatures) features = NULL;

  put_shape (&file, "a", 1, big, sizeof big);
  put_shape (&file, "a", 2, lying, sizeof lying);
  put_shape (&file, "a", 3, curve, sizeof curve);
  put_shape (&file, "a", 4, "nothing", 7);
  put_shape (&file, "a", 5, NULL, 0);
  put_point (&file, "a", 6, NAN, NAN);
  put_point (&file, "a", 7, 7, 7);
  features = read_good (&file, NULL, NULL);
  g_assert_cmpuint (lw_features_get_n (features), ==, 7);
  assert_near (features, 0, 155000, 463000);
  g_assert_cmpuint (features->n_problems[LW_FEATURE_PROBLEM_SHAPE], ==, 3);
  g_assert_cmpuint (features->n_problems[LW_FEATURE_PROBLEM_OUTSIDE], ==, 1);
  for (guint i = 1; i < 7; i++)
    g_assert_true (lw_features_get (features, i)->geometry == NULL
                   || lw_geometry_is_empty (lw_features_get (features, i)->geometry));
  remove_file (&file);
}

/* Views, virtual tables, triggers and missing tables. */
static void
test_hostile (void)
{
  File view = make_file (BASE, LAYER ("a", 28992), TABLE ("t"), "CREATE VIEW a AS SELECT * FROM t;", NULL);
  File virtual = make_file (BASE, LAYER ("a", 28992), "CREATE VIRTUAL TABLE a USING fts5 (geom);", NULL);
  File nothing = make_file (BASE, LAYER ("a", 28992), NULL);
  File no_shape = make_file (BASE, LAYER ("a", 28992), "CREATE TABLE a (fid INTEGER PRIMARY KEY, x TEXT);", NULL);
  File bad_system = make_file (BASE, LAYER ("a", 100001), TABLE ("a"), NULL);
  File contents = make_file ("CREATE TABLE x (y);", "CREATE VIEW gpkg_contents AS SELECT 'x' AS table_name,"
                             " 'features' AS data_type;", "CREATE TABLE gpkg_geometry_columns (table_name, column_name);",
                             NULL);
  File empty = make_file (BASE, NULL);

  put_point (&bad_system, "a", 1, 155000, 463000);
  check_refused (&view, NULL, LW_ERROR_UNSUPPORTED, "“a”");
  check_refused (&virtual, NULL, LW_ERROR_UNSUPPORTED, "“a”");
  check_refused (&nothing, NULL, LW_ERROR_UNSUPPORTED, "“a”");
  check_refused (&no_shape, NULL, LW_ERROR_INVALID, "“a”");
  check_refused (&bad_system, NULL, LW_ERROR_UNSUPPORTED, "nonsense");
  check_refused (&contents, NULL, LW_ERROR_INVALID, "gpkg_contents");
  check_refused (&empty, NULL, LW_ERROR_NOT_FOUND, "no layer");
  remove_file (&view);
  remove_file (&virtual);
  remove_file (&nothing);
  remove_file (&no_shape);
  remove_file (&bad_system);
  remove_file (&contents);
  remove_file (&empty);
}

static void
test_damaged (void)
{
  File file = make_file (BASE, LAYER ("a", 28992), TABLE ("a"), NULL);
  g_autofree char *bytes = NULL;
  gsize n;

  for (int i = 0; i < 200; i++)
    put_point (&file, "a", i, 155000 + i, 463000);
  g_assert_true (g_file_get_contents (file.path, &bytes, &n, NULL));
  for (gsize size = 0; size < n; size += 997)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LwFeatures) features = NULL;

      g_assert_true (g_file_set_contents (file.path, bytes, (gssize) size, NULL));
      features = lw_gpkg_read_features (file.path, NULL, NULL, &error);
      g_assert_true ((features != NULL) == (error == NULL));
    }
  remove_file (&file);
}

/* A file that another program has open with a log is read with what stands in the log. */
static void
test_open_elsewhere (void)
{
  File file = make_file (BASE, LAYER ("a", 28992), TABLE ("a"), NULL);
  g_autoptr (LwFeatures) features = NULL;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (file.path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;", NULL, NULL, NULL);
  sqlite3_exec (db, "INSERT INTO a (naam) VALUES ('later')", NULL, NULL, NULL);
  features = read_good (&file, NULL, NULL);
  g_assert_cmpuint (lw_features_get_n (features), ==, 1);
  sqlite3_close (db);
  remove_file (&file);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gpkg-read/layers", test_layers);
  g_test_add_func ("/gpkg-read/systems", test_systems);
  g_test_add_func ("/gpkg-read/blobs", test_blobs);
  g_test_add_func ("/gpkg-read/hostile", test_hostile);
  g_test_add_func ("/gpkg-read/damaged", test_damaged);
  g_test_add_func ("/gpkg-read/open-elsewhere", test_open_elsewhere);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-store: import and load of 100,000 offices with their observations, undo of the import, and one small
 * edit. Yardsticks of the same run: a bare SELECT over the same table, and the same rows inserted by bare
 * SQLite. */
#include "../core/test-store-util.h"

#include <sqlite3.h>

#define N_OFFICES 100000
#define N_RUNS 3

static double
milliseconds_since (gint64 start)
{
  return (double)(g_get_monotonic_time () - start) / 1000;
}

/* Steps over all rows and touches each column, as any reader must. */
static double
measure_select (const char *path, const char *sql)
{
  gint64 start = g_get_monotonic_time ();
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  guint64 bytes = 0;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int c = 0; c < sqlite3_column_count (statement); c++)
      if (sqlite3_column_blob (statement, c) != NULL)
        bytes += (guint64)sqlite3_column_bytes (statement, c);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  g_assert_cmpuint (bytes, >, N_OFFICES);
  return milliseconds_since (start);
}

static double
measure_copy (const char *from, const char *to)
{
  g_autofree char *sql
      = g_strdup_printf ("PRAGMA synchronous = EXTRA; ATTACH '%s' AS d; CREATE TABLE office"
                         " (fid INTEGER PRIMARY KEY, bag_id TEXT UNIQUE, a, b, c, d, e, f, g, h);"
                         " INSERT INTO office SELECT fid, bag_id, geom, pand_id, street, postcode, town,"
                         " municipality_code, floor_area_m2, build_year FROM d.office",
                         from);
  gint64 start = g_get_monotonic_time ();
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (to, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  return milliseconds_since (start);
}

static void
measure_load (const char *path)
{
  for (int run = 0; run < N_RUNS; run++)
    {
      g_autoptr (LwStore) store = open_document (path);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (LwOffices) offices = read_offices (store, LW_DATE_UNKNOWN);
      double load = milliseconds_since (start);

      g_assert_cmpuint (offices->n, ==, N_OFFICES);
      g_print ("load of %u offices: %.0f ms; bare SELECT over the same rows: %.0f ms\n", offices->n, load,
               measure_select (path, "SELECT * FROM office")
                   + measure_select (path, "SELECT * FROM observation"));
    }
}

static void
measure_edits (LwStore *store)
{
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *value = g_strdup_printf ("%d", i);

      g_assert_true (lw_store_write_property (store, "key", value, "Edit", NULL));
    }
  g_print ("small edit, on the disk: %.1f ms\n", milliseconds_since (start) / 20);
  start = g_get_monotonic_time ();
  for (int i = 0; i < 21; i++)
    g_assert_true (lw_store_undo (store, NULL));
  g_print ("undo of 20 small edits and of the import of observations: %.0f ms\n", milliseconds_since (start));
}

int
main (void)
{
  Fixture fixture;
  g_autoptr (LwOffices) made = make_offices (N_OFFICES), offices = NULL;
  g_autoptr (LwObservations) observations = NULL;
  g_autofree char *copy = NULL;
  LwStore *store;
  gint64 start;
  GStatBuf info;

  fixture_set_up (&fixture, NULL);
  copy = g_build_filename (fixture.folder, "copy.db", NULL);
  store = create_document (fixture.path);
  start = g_get_monotonic_time ();
  import_offices (store, made, lw_date_from_ymd (2025, 1, 1), TRUE, NULL);
  g_print ("import of %u offices: %.0f ms; ", N_OFFICES, milliseconds_since (start));
  g_print ("bare INSERT … SELECT of a third of the columns: %.0f ms\n", measure_copy (fixture.path, copy));
  offices = read_offices (store, LW_DATE_UNKNOWN);
  observations = make_observations (offices, lw_date_from_ymd (2025, 1, 1), 0);
  start = g_get_monotonic_time ();
  import_observations (store, observations, NULL);
  g_print ("import of %u observations: %.0f ms\n", N_OFFICES, milliseconds_since (start));
  start = g_get_monotonic_time ();
  import_offices (store, made, lw_date_from_ymd (2026, 1, 1), TRUE, NULL);
  g_print ("import of the same offices once more: %.0f ms\n", milliseconds_since (start));
  g_assert_true (lw_store_undo (store, NULL));
  g_assert_cmpint (g_stat (fixture.path, &info), ==, 0);
  g_print ("document with history: %.1f MB\n", (double)info.st_size / 1e6);
  measure_load (fixture.path);
  measure_edits (store);
  lw_store_close (store);
  fixture_tear_down (&fixture, NULL);
  return 0;
}

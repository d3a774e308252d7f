/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recover-fixture: see recover-fixture.h. */
#include "recover-fixture.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "analysis/lw-example.h"
#include "model/lw-geometry.h"
#include "store/lw-exchange.h"
#include "store/lw-schema.h"

#define N_OFFICES 400

/* A parent that a row cannot do without, and one that it can. */
static const struct {
  const char *table;
  const char *column;
  const char *parent;
  gboolean needed;
} parents[] = {
  { "office", "source_fid", "source", FALSE },
  { "observation", "office_fid", "office", TRUE },
  { "observation", "source_fid", "source", FALSE },
  { "area", "source_fid", "source", FALSE },
  { "plan", "office_fid", "office", FALSE },
  { "plan", "source_fid", "source", FALSE },
  { "office_note", "office_fid", "office", TRUE },
  { "office_past", "office_fid", "office", TRUE },
  { "office_past", "source_fid", "source", FALSE },
  { "scenario_parameter", "scenario_fid", "scenario", TRUE },
  { "scenario_demand", "scenario_fid", "scenario", TRUE },
  { "measure", "scenario_fid", "scenario", TRUE },
  { "measure_office", "measure_fid", "measure", TRUE },
  { "measure_office", "office_fid", "office", TRUE },
  { "measure_plan", "measure_fid", "measure", TRUE },
  { "scenario_region", "scenario_fid", "scenario", TRUE },
  { "scenario_sector", "scenario_fid", "scenario", TRUE },
  { "answer", "office_fid", "office", TRUE },
  { "office_address", "office_fid", "office", TRUE },
  { "import_row", "import_fid", "import", TRUE },
  { "published_figure", "source_fid", "source", FALSE },
};

static void
free_row (gpointer data)
{
  TrueRow *row = data;

  g_free (row->key);
  g_free (row->table);
  g_hash_table_unref (row->columns);
  g_array_unref (row->pages);
  g_free (row);
}

/* A polygon with so many corners that its row needs several pages. */
static LwGeometry *
make_outline (guint n, double x)
{
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();

  lw_geometry_builder_begin_part (builder);
  lw_geometry_builder_begin_ring (builder);
  for (guint i = 0; i <= n; i++)
    lw_geometry_builder_add (builder, x + 900 * cos (2 * G_PI * (i % n) / n),
                             455000 + 900 * sin (2 * G_PI * (i % n) / n));
  return lw_geometry_builder_finish (builder, LW_GEOMETRY_MULTI_POLYGON);
}

static void
add_areas (LwStore *store)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_store_area_free);

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *code = g_strdup_printf ("L%02u", i);
      g_autofree char *name = g_strdup_printf ("Kantorenlocatie %u", i);

      g_ptr_array_add (
          areas, lw_store_area_new ("location", code, name, make_outline (20 + 150 * i, 130000 + 1000 * i)));
    }
  g_assert_true (lw_store_write_areas (store, "location", areas, NULL, "Areas", NULL));
}

static void
add_edits (LwStore *store)
{
  g_autofree char *notes = g_strnfill (9000, 'n');
  g_autoptr (GPtrArray) scenarios = lw_store_read_scenarios (store, NULL);
  g_autoptr (LwOffices) offices = lw_store_read_offices (store, LW_DATE_UNKNOWN, NULL, NULL, NULL, NULL);

  for (guint i = 0; i < scenarios->len; i++)
    {
      LwScenario *scenario = g_ptr_array_index (scenarios, i);

      lw_scenario_set_note (scenario, notes + 3000 * i);
      g_assert_true (lw_store_write_scenario (store, scenario, "Note", NULL));
    }
  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *name = g_strdup_printf ("Gebouw %u", i);

      g_assert_true (
          lw_store_set_fact (store, offices->id[i * 7], LW_DATE_UNKNOWN, LW_OFFICE_NAME, name, name, NULL));
    }
  g_assert_true (lw_store_write_property (store, "description", "About this document", "Description", NULL));
}

/** recover_make_document: a document of which every table has rows, some long, with a history that does not
 * reach back to its beginning */
void
recover_make_document (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwStore) store = NULL;
  LwSettings settings = LW_SETTINGS_DEFAULT;

  g_assert_true (lw_example_write (path, N_OFFICES, 11, NULL, NULL, NULL, &error));
  store = lw_store_open (path, LW_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  add_areas (store);
  g_assert_true (lw_store_write_settings (store, &settings, "Settings", NULL));
  add_edits (store);
  g_clear_pointer (&store, lw_store_close);
  recover_run_sql (path, "INSERT INTO scenario_demand (scenario_fid, region, year, m2)"
                         " SELECT fid, NULL, 2030 + fid, 1000.5 * fid FROM scenario;"
                         "INSERT INTO office_note (uid, office_fid, kind, label, text, amount_eur, noted)"
                         " SELECT 'note-' || fid, fid, 'finance', 'book value', 'Geheim ' || fid, 1e6 * fid, '2025-03-01'"
                         " FROM office WHERE fid % 9 = 0;"
                         "INSERT INTO office_past (office_fid, until, floor_area_m2, energy_label, source_fid)"
                         " SELECT fid, '2022-01-01', 500.5, 'C', 1 FROM office WHERE fid % 4 = 0;"
                         "INSERT INTO measure_plan (measure_fid, plan, position)"
                         " SELECT fid, (SELECT uid FROM plan LIMIT 1), 0 FROM measure;"
                         "INSERT INTO scenario_region (scenario_fid, region, demand_kind, demand_growth)"
                         " SELECT fid, 'Noord', 'growth', -0.01 FROM scenario;"
                         "INSERT INTO scenario_sector (scenario_fid, sector, growth) SELECT fid, 'finance', -0.02 FROM scenario;"
                         "INSERT INTO sector (region, sector, year, jobs) VALUES ('', 'finance', 2019, 40000), ('', 'trade', 2019, 9000);"
                         "INSERT INTO demand_share (municipality_code, share)"
                         " SELECT DISTINCT municipality_code, 0.125 FROM office WHERE municipality_code IS NOT NULL;"
                         "INSERT INTO criteria_set (uid, name, definition) VALUES ('own', 'Eigen lijst',"
                         " '[set]' || char (10) || 'id=own' || char (10) || 'title=Eigen lijst' || char (10)"
                         " || 'orientation=positive' || char (10) || 'class_limits=1' || char (10) || 'classes=a;b'"
                         " || char (10) || 'min_completeness=0' || char (10) || '[block A]' || char (10)"
                         " || 'kind=gradual' || char (10) || 'weight=2' || char (10) || '[A1]' || char (10)"
                         " || 'text=Groot');"
                         "INSERT INTO answer (office_fid, criteria_set, criterion, answer, reason)"
                         " SELECT fid, 'conversion-meter', 'V1', 'yes', 'Navraag ' || fid FROM office WHERE fid % 5 = 0;"
                         "INSERT INTO office_address (office_fid, postcode, house_number, street)"
                         " SELECT fid, '1234AB', fid, 'Zijstraat' FROM office WHERE fid % 6 = 0;"
                         "INSERT INTO import (made, name, n_new, n_changed, n_unchanged, n_gone, n_rejected, n_doubtful, report)"
                         " VALUES ('2025-02-01T10:00:00.000Z', 'lijst.csv', 1, 2, 3, 0, 1, 1, '[{}]');"
                         "INSERT INTO import_row (import_fid, source, line, state, reason, headings, content)"
                         " SELECT i.fid, 'lijst.csv', 7, s.state, 'id-length', 'bag;m2', '036301;500' FROM import i,"
                         " (SELECT 'rejected' AS state UNION ALL SELECT 'doubtful') s;"
                         "INSERT INTO published_figure (kind, code, reference_date, figure, value, definition, source_fid)"
                         " SELECT 'municipality', 'GM0344', '2020-01-01', 'vacant_m2', 1000.5, 'CBS', min (fid) FROM source");
}

static sqlite3 *
open_raw (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  return db;
}

void
recover_run_sql (const char *path, const char *sql)
{
  sqlite3 *db = open_raw (path);

  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

gint64
recover_read_int (const char *path, const char *sql)
{
  sqlite3 *db = open_raw (path);
  sqlite3_stmt *statement = NULL;
  gint64 value;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return value;
}

static char *
to_literal (sqlite3_stmt *statement, int at)
{
  GString *text;
  const guint8 *bytes;

  switch (sqlite3_column_type (statement, at))
    {
    case SQLITE_NULL:
      return g_strdup ("NULL");
    case SQLITE_BLOB:
      text = g_string_new ("x");
      bytes = sqlite3_column_blob (statement, at);
      for (int i = 0; i < sqlite3_column_bytes (statement, at); i++)
        g_string_append_printf (text, "%02x", bytes[i]);
      return g_string_free (text, FALSE);
    case SQLITE_FLOAT:
      return g_strdup_printf ("%.17g", sqlite3_column_double (statement, at));
    default:
      return g_strdup ((const char *)sqlite3_column_text (statement, at));
    }
}

static void
read_table (sqlite3 *db, const char *table, GHashTable *rows)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY rowid", table);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      TrueRow *row = g_new0 (TrueRow, 1);

      row->table = g_strdup (table);
      row->key = g_strdup_printf ("%s %s", table, (const char *)sqlite3_column_text (statement, 0));
      row->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      row->pages = g_array_new (FALSE, FALSE, sizeof (guint32));
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        g_hash_table_insert (row->columns, g_strdup (sqlite3_column_name (statement, i)),
                             to_literal (statement, i));
      g_hash_table_insert (rows, row->key, row);
    }
  sqlite3_finalize (statement);
}

/** recover_read_rows: (returns: transfer full) (element-type utf8 TrueRow): the rows of the user's tables, by
 * their key */
GHashTable *
recover_read_rows (const char *path)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_row);
  guint n_tables;
  const LwSchemaTable *tables = lw_schema_tables (&n_tables);
  sqlite3 *db = open_raw (path);

  for (guint i = 0; i < n_tables; i++)
    read_table (db, tables[i].name, rows);
  sqlite3_close (db);
  return rows;
}

/* The pages of a table in order: leaves hold so many rows each; "/000/003+000001" is the second page with the
 * rest of the fourth row of the leaf "/000/". */
static void
locate_table (sqlite3 *db, const char *table, GHashTable *rows)
{
  g_autofree char *keys = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY rowid", table);
  sqlite3_stmt *pages = NULL, *row = NULL, *rest = NULL;

  g_assert_cmpint (
      sqlite3_prepare_v2 (db,
                          "SELECT path, pageno, ncell FROM dbstat WHERE name = ?1 AND pagetype = 'leaf'"
                          " ORDER BY path",
                          -1, &pages, NULL),
      ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_prepare_v2 (db, "SELECT pageno FROM dbstat WHERE name = ?1 AND path GLOB ?2", -1, &rest, NULL),
      ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, keys, -1, &row, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (pages, 1, table, -1, SQLITE_STATIC);
  sqlite3_bind_text (rest, 1, table, -1, SQLITE_STATIC);
  while (sqlite3_step (pages) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_int (pages, 2); i++)
      {
        guint32 leaf = (guint32)sqlite3_column_int (pages, 1);
        g_autofree char *pattern
            = g_strdup_printf ("%s%.3x+*", (const char *)sqlite3_column_text (pages, 0), i);
        g_autofree char *key = NULL;
        TrueRow *found;

        g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
        key = g_strdup_printf ("%s %s", table, (const char *)sqlite3_column_text (row, 0));
        found = g_hash_table_lookup (rows, key);
        g_array_append_val (found->pages, leaf);
        sqlite3_bind_text (rest, 2, pattern, -1, SQLITE_STATIC);
        while (sqlite3_step (rest) == SQLITE_ROW)
          {
            guint32 page = (guint32)sqlite3_column_int (rest, 0);

            g_array_append_val (found->pages, page);
          }
        sqlite3_reset (rest);
      }
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_DONE);
  sqlite3_finalize (pages);
  sqlite3_finalize (rest);
  sqlite3_finalize (row);
}

/** recover_locate_rows: the rows of a whole document, with the pages on which each stands */
GHashTable *
recover_locate_rows (const char *path)
{
  GHashTable *rows = recover_read_rows (path);
  guint n_tables;
  const LwSchemaTable *tables = lw_schema_tables (&n_tables);
  sqlite3 *db = open_raw (path);

  for (guint i = 0; i < n_tables; i++)
    locate_table (db, tables[i].name, rows);
  sqlite3_close (db);
  return rows;
}

/** recover_list_pages: (element-type guint32): numbers of pages of a whole document for which @where, on
 * dbstat, is true */
GArray *
recover_list_pages (const char *path, const char *where)
{
  GArray *pages = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *sql = g_strdup_printf ("SELECT pageno FROM dbstat WHERE %s ORDER BY path", where);
  sqlite3 *db = open_raw (path);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      guint32 page = (guint32)sqlite3_column_int (statement, 0);

      g_array_append_val (pages, page);
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return pages;
}

GHashTable *
recover_pages_to_set (GArray *pages)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < pages->len; i++)
    g_hash_table_add (set, GUINT_TO_POINTER (g_array_index (pages, guint32, i)));
  return set;
}

guint8 *
recover_page_at (GByteArray *file, guint32 page)
{
  g_assert_cmpuint (page, >, 0);
  g_assert_cmpuint (page * RECOVER_PAGE, <=, file->len);
  return file->data + (page - 1) * RECOVER_PAGE;
}

GByteArray *
recover_load (const char *path)
{
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_byte_array_new_take ((guint8 *)data, size);
}

void
recover_save (GByteArray *file, const char *path)
{
  g_assert_true (g_file_set_contents (path, (const char *)file->data, file->len, NULL));
}

static const TrueRow *
find_parent (GHashTable *truth, const TrueRow *row, const char *column, const char *parent)
{
  g_autofree char *key
      = g_strdup_printf ("%s %s", parent, (const char *)g_hash_table_lookup (row->columns, column));

  return g_hash_table_lookup (truth, key);
}

/** recover_is_expected: whether neither the row nor one that it cannot do without stands on one of the
 * @damaged pages */
gboolean
recover_is_expected (GHashTable *truth, const TrueRow *row, GHashTable *damaged)
{
  for (guint i = 0; i < row->pages->len; i++)
    if (g_hash_table_contains (damaged, GUINT_TO_POINTER (g_array_index (row->pages, guint32, i))))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parents); i++)
    if (parents[i].needed && strcmp (parents[i].table, row->table) == 0
        && !recover_is_expected (truth, find_parent (truth, row, parents[i].column, parents[i].parent),
                                 damaged))
      return FALSE;
  return TRUE;
}

/* Whether @column may be unknown now: it points to a row that may be lost. */
static gboolean
may_be_unknown (GHashTable *truth, const TrueRow *row, const char *column, GHashTable *damaged)
{
  for (guint i = 0; i < G_N_ELEMENTS (parents); i++)
    if (!parents[i].needed && strcmp (parents[i].table, row->table) == 0
        && strcmp (parents[i].column, column) == 0)
      {
        const TrueRow *parent = find_parent (truth, row, column, parents[i].parent);

        return parent != NULL && !recover_is_expected (truth, parent, damaged);
      }
  return FALSE;
}

static void
compare_row (GHashTable *truth, const TrueRow *row, const TrueRow *found, GHashTable *damaged)
{
  GHashTableIter iter;
  gpointer column, value;

  g_hash_table_iter_init (&iter, row->columns);
  while (g_hash_table_iter_next (&iter, &column, &value))
    {
      const char *now = g_hash_table_lookup (found->columns, column);

      if (strcmp (value, now) == 0
          || (strcmp (now, "NULL") == 0 && may_be_unknown (truth, row, column, damaged)))
        continue;
      g_error ("%s: %s is %s, not %s", row->key, (const char *)column, now, (const char *)value);
    }
}

/**
 * recover_compare:
 * @truth: of recover_locate_rows()
 * @found: of recover_read_rows() of the copy
 * @damaged: pages that were damaged
 * @strict: rows of damaged pages are true or not there, since these pages were lost as a whole
 *
 * Every row that stands on whole pages has to be there, as it was.
 *
 * Returns: how many rows are not there
 */
guint
recover_compare (GHashTable *truth, GHashTable *found, GHashTable *damaged, gboolean strict)
{
  GHashTableIter iter;
  gpointer key, row;
  guint n_missing = 0;

  g_hash_table_iter_init (&iter, truth);
  while (g_hash_table_iter_next (&iter, &key, &row))
    {
      const TrueRow *now = g_hash_table_lookup (found, key);
      gboolean expected = recover_is_expected (truth, row, damaged);

      if (now == NULL && expected)
        g_error ("%s is not there", (const char *)key);
      if (now != NULL && (expected || strict))
        compare_row (truth, row, now, damaged);
      n_missing += now == NULL;
    }
  g_hash_table_iter_init (&iter, found);
  while (strict && g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (truth, key))
      g_error ("%s was never there", (const char *)key);
  return n_missing;
}

/* Made once: it is the same each time. */
static GByteArray *pristine;

void
recovery_set_up (Recovery *r, gconstpointer unused)
{
  fixture_set_up (&r->base, NULL);
  r->damaged = g_build_filename (r->base.folder, "damaged.gpkg", NULL);
  r->copy = g_build_filename (r->base.folder, "copy.gpkg", NULL);
  if (pristine == NULL)
    {
      recover_make_document (r->base.path);
      pristine = recover_load (r->base.path);
    }
  else
    recover_save (pristine, r->base.path);
  r->truth = recover_locate_rows (r->base.path);
  r->file = recover_load (r->base.path);
}

void
recovery_tear_down (Recovery *r, gconstpointer unused)
{
  g_clear_pointer (&r->report, lw_recover_report_free);
  g_hash_table_unref (r->truth);
  g_byte_array_unref (r->file);
  g_free (r->damaged);
  g_free (r->copy);
  fixture_tear_down (&r->base, NULL);
}

/** recovery_look_again: the whole document was changed: its rows and pages are read anew */
void
recovery_look_again (Recovery *r)
{
  g_hash_table_unref (r->truth);
  g_byte_array_unref (r->file);
  r->truth = recover_locate_rows (r->base.path);
  r->file = recover_load (r->base.path);
}

static char *
checksum (const char *path)
{
  g_autoptr (GByteArray) bytes = recover_load (path);

  return g_compute_checksum_for_data (G_CHECKSUM_MD5, bytes->data, bytes->len);
}

/* What was damaged may be told, but steers no terminal. */
static void
assert_readable (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_true (g_unichar_isprint (g_utf8_get_char (at)) || *at == '\n');
}

/** recovery_run: recovers what is in r->file into a copy that breaks no rule */
void
recovery_run (Recovery *r)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL, *text = NULL;

  recover_save (r->file, r->damaged);
  before = checksum (r->damaged);
  g_clear_pointer (&r->report, lw_recover_report_free);
  g_remove (r->copy);
  lw_store_recover (r->damaged, r->copy, FALSE, &r->report, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  after = checksum (r->damaged);
  g_assert_cmpstr (before, ==, after);
  text = lw_recover_report_to_text (r->report, 40);
  g_test_message ("%s", text);
  assert_readable (text);
  g_assert_cmpuint (r->report->n_errors, ==, 0);
  assert_whole (r->copy);
}

guint
recovery_compare (Recovery *r, GArray *damaged)
{
  g_autoptr (GHashTable) set = recover_pages_to_set (damaged), found = recover_read_rows (r->copy);

  return recover_compare (r->truth, found, set, TRUE);
}

const LwRecoverTable *
recovery_table (Recovery *r, const char *name)
{
  for (guint i = 0; i < r->report->tables->len; i++)
    if (strcmp (((LwRecoverTable *)g_ptr_array_index (r->report->tables, i))->name, name) == 0)
      return g_ptr_array_index (r->report->tables, i);
  g_assert_not_reached ();
}

/** recovery_assert_complete: nothing is lost: the same document, with its history */
void
recovery_assert_complete (Recovery *r)
{
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (LwStore) before = open_document (r->base.path), after = open_document (r->copy);
  g_autofree char *one = lw_store_read_identity (before, NULL), *two = lw_store_read_identity (after, NULL);

  g_assert_cmpuint (recovery_compare (r, nothing), ==, 0);
  g_assert_true (lw_recover_report_is_complete (r->report));
  g_assert_true (r->report->history_kept && r->report->same_document);
  g_assert_cmpstr (one, ==, two);
}

void
recovery_assert_new_document (Recovery *r)
{
  g_autoptr (LwStore) before = open_document (r->base.path), after = open_document (r->copy);
  g_autofree char *one = lw_store_read_identity (before, NULL), *two = lw_store_read_identity (after, NULL);
  g_autoptr (GPtrArray) history = lw_store_read_history (after, NULL);

  g_assert_false (r->report->history_kept || r->report->same_document);
  g_assert_cmpstr (one, !=, two);
  g_assert_cmpuint (history->len, ==, 0);
}

void
recovery_zero (Recovery *r, GArray *pages)
{
  for (guint i = 0; i < pages->len; i++)
    memset (recover_page_at (r->file, g_array_index (pages, guint32, i)), 0, RECOVER_PAGE);
}

void
recover_fill_randomly (guint8 *bytes, gsize size, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8)g_rand_int_range (random, 0, 256);
}

void
recover_put_32 (guint8 *bytes, guint32 value)
{
  for (int i = 0; i < 4; i++)
    bytes[i] = (guint8)(value >> (24 - 8 * i));
}

/** recovery_reload: r->file is the whole document again */
void
recovery_reload (Recovery *r)
{
  g_byte_array_unref (r->file);
  r->file = recover_load (r->base.path);
}

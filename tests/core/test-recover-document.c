/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a recovery makes of all that a document can be: rows deleted on purpose, edits that were cut off,
 * pages of another size, tables and columns of other programs, rows that break rules, files that are no
 * documents. */
#include "recover-fixture.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/lw-error.h"
#include "store/lw-exchange.h"

/* Deletes a good part of the offices and observations, as a program does whose SQLite leaves the bytes in
 * free pages. */
static void
delete_some (Recovery *r)
{
  recover_run_sql (r->base.path, "PRAGMA secure_delete = OFF; DELETE FROM app_history;"
                                 "DELETE FROM measure_office; UPDATE plan SET office_fid = NULL;"
                                 "DELETE FROM office_note; DELETE FROM office_past; DELETE FROM answer; DELETE FROM office_address;"
                   "DELETE FROM observation WHERE office_fid BETWEEN 100 AND 300;"
                                 "DELETE FROM office WHERE fid BETWEEN 100 AND 300");
  recovery_look_again (r);
  g_assert_cmpint (recover_read_int (r->base.path, "PRAGMA freelist_count"), >, 20);
}

static void
assert_deleted_stay_deleted (Recovery *r, GArray *damaged)
{
  recovery_compare (r, damaged);
  g_assert_cmpint (recover_read_int (r->copy, "SELECT count (*) FROM office WHERE fid BETWEEN 100 AND 300"),
                   ==, 0);
}

static void
test_deleted (Recovery *r, gconstpointer unused)
{
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) nodes = NULL;

  delete_some (r);
  nodes = recover_list_pages (r->base.path, "name IN ('office', 'observation') AND pagetype = 'internal'");
  recovery_run (r);
  recovery_assert_complete (r);
  /* The list of free pages is broken, the trees are whole. */
  recover_put_32 (r->file->data + 32, 0x7fffffff);
  recovery_run (r);
  g_assert_true (lw_recover_report_is_complete (r->report));
  assert_deleted_stay_deleted (r, nothing);
  /* The trees are broken, the list is whole. */
  recovery_reload (r);
  recovery_zero (r, nodes);
  recovery_run (r);
  assert_deleted_stay_deleted (r, nodes);
  g_assert_true (lw_recover_report_is_complete (r->report));
  /* Both, and the head with it: then the pages of the list, and the indexes, still speak. */
  memset (r->file->data, 0, 100);
  recovery_run (r);
  assert_deleted_stay_deleted (r, nodes);
}

/* The list of free pages in a circle, or naming pages that are in use. */
static void
test_free_list (Recovery *r, gconstpointer unused)
{
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (guint32)), leaves = NULL;
  guint32 trunk;

  delete_some (r);
  leaves = recover_list_pages (r->base.path, "name = 'office' AND pagetype = 'leaf'");
  trunk = (guint32)r->file->data[32] << 24 | (guint32)r->file->data[33] << 16
          | (guint32)r->file->data[34] << 8 | r->file->data[35];
  recover_put_32 (recover_page_at (r->file, trunk), trunk);
  recovery_run (r);
  assert_deleted_stay_deleted (r, nothing);
  recovery_reload (r);
  for (guint i = 0; i < 5; i++)
    recover_put_32 (recover_page_at (r->file, trunk) + 8 + 4 * i, g_array_index (leaves, guint32, i));
  recovery_run (r);
  assert_deleted_stay_deleted (r, nothing);
  recovery_reload (r);
  recover_put_32 (recover_page_at (r->file, trunk) + 4, 0xffffffff);
  recovery_run (r);
  assert_deleted_stay_deleted (r, nothing);
}

/* Those that are there and those that left; their keys are 1 to as many. */
static guint
count_offices (Recovery *r)
{
  return (guint) recover_read_int (r->base.path, "SELECT count (*) FROM office");
}

/* Copies what stands beside the document, and the document, as they are on the disk now. */
static void
steal (Recovery *r, const char *ending)
{
  g_autofree char *from = g_strconcat (r->base.path, ending, NULL),
                  *to = g_strconcat (r->damaged, ending, NULL);
  g_autoptr (GByteArray) bytes = recover_load (from);

  recover_save (bytes, to);
  recovery_reload (r);
}

static void
assert_untouched (Recovery *r, const char *ending)
{
  g_autofree char *a = g_strconcat (r->base.path, ending, NULL), *b = g_strconcat (r->damaged, ending, NULL);
  g_autoptr (GByteArray) x = recover_load (a), y = recover_load (b);

  g_assert_cmpmem (x->data, x->len, y->data, y->len);
}

/* A process is killed in the midst of an edit that changed the file already. */
static void
die_in_an_edit (const char *path)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      sqlite3 *db = NULL;

      sqlite3_open (path, &db);
      sqlite3_exec (db,
                    "PRAGMA cache_size = 5; PRAGMA cache_spill = 1; BEGIN; UPDATE office SET name = 'half', "
                    "street = name;"
                    "UPDATE observation SET vacant_m2 = 1; DELETE FROM review",
                    NULL, NULL, NULL);
      kill (getpid (), SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
}

static void
test_journal (Recovery *r, gconstpointer unused)
{
  g_autoptr (GByteArray) before = recover_load (r->base.path);
  g_autoptr (GArray) leaves = recover_list_pages (r->base.path, "name = 'observation' AND pagetype = 'leaf'");
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *journal = g_strconcat (r->base.path, "-journal", NULL),
                  *stolen = g_strconcat (r->damaged, "-journal", NULL);

  die_in_an_edit (r->base.path);
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  steal (r, "-journal");
  g_assert_cmpint (memcmp (before->data, r->file->data, before->len), !=, 0);
  recovery_run (r);
  assert_untouched (r, "-journal");
  g_assert_cmpuint (recovery_compare (r, nothing), ==, 0);
  g_assert_true (lw_recover_report_is_complete (r->report));
  /* Pages that stand in the journal may even be damaged: all that the edit had changed in the file. */
  recovery_zero (r, leaves);
  memset (r->file->data, 0, RECOVER_PAGE);
  recovery_run (r);
  g_assert_cmpuint (recovery_compare (r, leaves), <, 200);
  g_unlink (journal);
  g_unlink (stolen);
}

static void
test_log (Recovery *r, gconstpointer unused)
{
  g_autofree char *stolen = g_strconcat (r->damaged, "-wal", NULL);
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (guint32));
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (r->base.path, &db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db,
                    "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; DELETE FROM app_history;"
                    "UPDATE office SET street = 'Logweg'; INSERT INTO party (uid, position, name, kind)"
                    " VALUES ('new', 9, 'New party', 'other')",
                    NULL, NULL, NULL),
      ==, SQLITE_OK);
  steal (r, "-wal");
  g_hash_table_unref (r->truth);
  r->truth = recover_read_rows (r->base.path);
  recovery_run (r);
  g_assert_cmpuint (recovery_compare (r, nothing), ==, 0);
  g_assert_cmpint (recover_read_int (r->copy, "SELECT count (*) FROM office WHERE street = 'Logweg'"), ==,
                   count_offices (r));
  g_assert_cmpint (recover_read_int (r->copy, "SELECT count (*) FROM party WHERE uid = 'new'"), ==, 1);
  assert_untouched (r, "-wal");
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  g_unlink (stolen);
}

/* The size of a page is found out when the head does not tell it, or lies. */
static void
test_page_sizes (Recovery *r, gconstpointer unused)
{
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint size = 512; size <= 65536; size *= 2)
    {
      g_autofree char *sql = g_strdup_printf ("PRAGMA page_size = %u; VACUUM", size);

      recover_run_sql (r->base.path, sql);
      recovery_look_again (r);
      for (guint kind = 0; kind < 3; kind++)
        {
          recovery_reload (r);
          if (kind == 1)
            memset (r->file->data, 0, 100);
          else if (kind == 2)
            r->file->data[16] = r->file->data[16] == 2 ? 4 : 2;
          recovery_run (r);
          g_assert_cmpuint (r->report->page_size, ==, size);
          g_assert_cmpuint (recovery_compare (r, nothing), ==, 0);
        }
    }
}

static gboolean
has_note (Recovery *r, const char *words)
{
  for (guint i = 0; i < r->report->notes->len; i++)
    if (strstr (g_ptr_array_index (r->report->notes, i), words))
      return TRUE;
  return FALSE;
}

/* Another program added columns, put others in another order, and has tables of its own. */
static void
test_other_programs (Recovery *r, gconstpointer unused)
{
  g_autoptr (GArray) nodes = NULL;
  g_autoptr (GHashTable) found = NULL, set = NULL;

  recover_run_sql (
      r->base.path,
      "ALTER TABLE office ADD COLUMN opmerking TEXT; UPDATE office SET opmerking = 'zie dossier ' || fid;"
      "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, style TEXT);"
      "INSERT INTO layer_styles (style) VALUES ('red'), ('blue');"
      "PRAGMA foreign_keys = OFF; ALTER TABLE party RENAME TO old_party;"
      "CREATE TABLE party (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, kind TEXT NOT NULL,"
      " name TEXT NOT NULL, position INTEGER NOT NULL, uid TEXT NOT NULL UNIQUE);"
      "INSERT INTO party SELECT fid, kind, name, position, uid FROM old_party; DROP TABLE old_party");
  recovery_look_again (r);
  nodes = recover_list_pages (r->base.path, "name = 'office' AND pagetype = 'internal'");
  recovery_zero (r, nodes);
  recovery_run (r);
  set = recover_pages_to_set (nodes);
  found = recover_read_rows (r->copy);
  /* The copy has no such column to compare. */
  for (guint i = 1; i <= count_offices (r); i++)
    {
      g_autofree char *key = g_strdup_printf ("office %u", i);
      TrueRow *row = g_hash_table_lookup (r->truth, key);

      g_assert_true (g_hash_table_remove (row->columns, "opmerking"));
    }
  g_assert_cmpuint (recover_compare (r->truth, found, set, TRUE), ==, 0);
  g_assert_true (has_note (r, "opmerking"));
  g_assert_true (has_note (r, "layer_styles"));
  g_assert_false (has_note (r, "gpkg"));
}

/* What breaks a rule of the document is mended or left out, and told. */
static void
test_rules (Recovery *r, gconstpointer unused)
{
  static const struct {
    const char *sql;
    const char *table;
    LwRecoverFate fate;
  } cases[] = {
    { "UPDATE office SET energy_label = 'Q' WHERE fid = 5", "office", LW_FATE_CHANGED },
    { "UPDATE office SET present_from = 'once' WHERE fid = 6", "office", LW_FATE_CHANGED },
    { "UPDATE office SET geom = x'4750' WHERE fid = 7", "office", LW_FATE_CHANGED },
    { "UPDATE office SET floor_area_m2 = -3 WHERE fid = 8", "office", LW_FATE_CHANGED },
    { "UPDATE office SET source_fid = 99 WHERE fid = 9", "office", LW_FATE_CHANGED },
    { "UPDATE office SET present_from = '2024-01-01', gone_from = '2023-01-01' WHERE fid = 9", "office", LW_FATE_CHANGED },
    { "UPDATE office_past SET until = 'long ago' WHERE fid = 2", "office_past", LW_FATE_LEFT },
    { "UPDATE office_note SET office_fid = 9999 WHERE fid = 2", "office_note", LW_FATE_LEFT },
    { "UPDATE office SET bag_id = 'short' WHERE fid = 10", "office", LW_FATE_LEFT },
    { "UPDATE observation SET office_fid = 9999 WHERE fid = 11", "observation", LW_FATE_LEFT },
    { "UPDATE observation SET reference_date = '2021-13-01' WHERE fid = 12", "observation", LW_FATE_LEFT },
    { "UPDATE scenario SET is_baseline = 1", "scenario", LW_FATE_CHANGED },
    { "UPDATE scenario SET base_year = 2040, horizon_year = 2020 WHERE fid = 3", "scenario",
      LW_FATE_CHANGED },
    { "UPDATE scenario SET demand_kind = 'magic' WHERE fid = 2", "scenario", LW_FATE_LEFT },
    { "UPDATE scenario SET demand_growth = 1e9 WHERE fid = 3", "scenario", LW_FATE_LEFT },
    { "UPDATE measure SET year = 12 WHERE fid = 1", "measure", LW_FATE_LEFT },
    { "UPDATE measure SET kind = 'magic' WHERE fid = 1", "measure", LW_FATE_LEFT },
    { "UPDATE plan SET n_years = 0 WHERE fid = 2", "plan", LW_FATE_LEFT },
    { "UPDATE demand SET year = 0 WHERE fid = 2", "demand", LW_FATE_LEFT },
    { "UPDATE app_setting SET value = 'many' WHERE key = 'min_size_m2'", "app_setting", LW_FATE_LEFT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = g_strconcat ("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; ",
                                          cases[i].sql, NULL);
      gboolean told = FALSE;

      g_test_message ("%s", sql);
      recover_save (r->file, r->base.path);
      recover_run_sql (r->base.path, sql);
      recovery_reload (r);
      recovery_run (r);
      g_assert_false (lw_recover_report_is_complete (r->report));
      for (guint k = 0; k < r->report->rows->len; k++)
        {
          const LwRecoverRow *row = g_ptr_array_index (r->report->rows, k);

          told = told || (strcmp (row->table, cases[i].table) == 0 && row->fate == cases[i].fate);
        }
      g_assert_true (told);
      g_assert_false (r->report->history_kept);
    }
}

/* Documents of older versions: the copy is one of this version, and still the same document. */
static void
test_versions (Recovery *r, gconstpointer unused)
{
  for (guint version = 1; version < LW_STORE_SCHEMA_VERSION; version++)
    {
      g_autofree char *name = g_strdup_printf ("version-%u.gpkg", version);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "store", name, NULL);
      g_autoptr (LwStore) before = NULL, after = NULL;
      g_autofree char *one = NULL, *two = NULL;

      g_byte_array_unref (r->file);
      r->file = recover_load (path);
      recovery_run (r);
      g_assert_true (lw_recover_report_is_complete (r->report));
      g_assert_true (r->report->history_kept && r->report->same_document);
      before = lw_store_open (path, LW_STORE_READ_ONLY, NULL);
      after = open_document (r->copy);
      one = lw_store_read_identity (before, NULL);
      two = lw_store_read_identity (after, NULL);
      g_assert_cmpstr (one, ==, two);
      g_clear_pointer (&after, lw_store_close);
      g_assert_cmpint (recover_read_int (r->copy, "SELECT max (version) FROM app_schema"), ==, LW_STORE_SCHEMA_VERSION);
      memset (r->file->data, 0, RECOVER_PAGE);
      recovery_run (r);
      g_assert_cmpuint (recovery_table (r, "office")->n_lost, ==, 0);
      g_assert_cmpuint (recovery_table (r, "office")->n_kept, >, 0);
      /* What this version does not have is not missed. */
      g_assert_false (recovery_table (r, "office_past")->at_least);
    }
}

/* What people noted in confidence does not stand in the report. */
static void
test_confidential (Recovery *r, gconstpointer unused)
{
  g_autoptr (GArray) offices = recover_list_pages (r->base.path, "name = 'office' AND pagetype = 'leaf'");
  g_autofree char *text = NULL;

  recovery_zero (r, offices);
  recovery_run (r);
  text = lw_recover_report_to_text (r->report, G_MAXUINT);
  g_assert_cmpuint (recovery_table (r, "office_note")->n_left, ==,
                    recover_read_int (r->base.path, "SELECT count (*) FROM office_note"));
  g_assert_null (strstr (text, "Geheim"));
  g_assert_null (strstr (text, "9000000"));
}

/* Nobody gets the number of a row that is lost. */
static void
test_numbers (Recovery *r, gconstpointer unused)
{
  g_autoptr (GArray) leaves = recover_list_pages (r->base.path, "name = 'office' AND pagetype = 'leaf'");
  g_autoptr (GArray) last = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (last, g_array_index (leaves, guint32, leaves->len - 1));
  recovery_zero (r, last);
  recovery_run (r);
  g_assert_cmpint (recover_read_int (r->copy, "SELECT max (fid) FROM office"), <, count_offices (r));
  g_assert_cmpint (recover_read_int (r->copy, "SELECT seq FROM sqlite_sequence WHERE name = 'office'"), ==,
                   count_offices (r));
}

static void
refuse (Recovery *r, const char *from, const char *to, gboolean replace, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;
  LwRecoverReport *report = NULL;

  g_assert_false (lw_store_recover (from, to, replace, &report, NULL, NULL, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, "“"));
  g_assert_null (report);
}

static void
test_refused (Recovery *r, gconstpointer unused)
{
  static const char text[]
      = "This is not a database, but a text that is long enough to be taken for one by its size.";
  g_autofree char *nowhere = g_build_filename (r->base.folder, "no", "copy.gpkg", NULL);

  refuse (r, r->damaged, r->copy, FALSE, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  refuse (r, r->base.folder, r->copy, FALSE, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  refuse (r, r->base.path, r->base.path, TRUE, LW_ERROR, LW_ERROR_ARGUMENT);
  refuse (r, r->base.path, nowhere, FALSE, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_file_set_contents (r->damaged, "", 0, NULL));
  refuse (r, r->damaged, r->copy, FALSE, LW_ERROR, LW_ERROR_UNSUPPORTED);
  g_assert_true (g_file_set_contents (r->damaged, text, -1, NULL));
  refuse (r, r->damaged, r->copy, FALSE, LW_ERROR, LW_ERROR_UNSUPPORTED);
  g_remove (r->damaged);
  recover_run_sql (r->damaged,
                   "CREATE TABLE office (a, b); INSERT INTO office VALUES (1, 2); CREATE TABLE t (a)");
  refuse (r, r->damaged, r->copy, FALSE, LW_ERROR, LW_ERROR_UNSUPPORTED);
  g_assert_false (g_file_test (r->copy, G_FILE_TEST_EXISTS));
  /* What is there is not replaced unless that is asked for. */
  g_assert_true (g_file_set_contents (r->copy, text, -1, NULL));
  refuse (r, r->base.path, r->copy, FALSE, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_true (lw_store_recover (r->base.path, r->copy, TRUE, &r->report, NULL, NULL, NULL, NULL));
  assert_whole (r->copy);
  recover_run_sql (r->base.path, "INSERT INTO app_schema VALUES (99, 99, '2030-01-01T00:00:00Z', NULL)");
  g_remove (r->copy);
  refuse (r, r->base.path, r->copy, FALSE, LW_ERROR, LW_ERROR_NEWER);
}

typedef struct {
  GCancellable *cancellable;
  guint n;
  guint last; /* after so many reports it is cancelled */
} Watch;

static void
watch_progress (const char *what, guint64 done, guint64 total, LwProgressUnit unit, gpointer data)
{
  Watch *watch = data;

  g_assert_cmpuint (done, <=, total);
  if (++watch->n == watch->last)
    g_cancellable_cancel (watch->cancellable);
}

/* However early or late it is cancelled, nothing is left behind. */
static void
test_cancelled (Recovery *r, gconstpointer unused)
{
  guint n_cancelled = 0;

  recover_save (r->file, r->damaged);
  for (guint last = 1; last < 50; last++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (LwRecoverReport) report = NULL;
      Watch watch = { cancellable, 0, last };
      GDir *folder;
      guint n_files = 0;

      if (lw_store_recover (r->damaged, r->copy, FALSE, &report, watch_progress, &watch, cancellable, &error))
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      folder = g_dir_open (r->base.folder, 0, NULL);
      while (g_dir_read_name (folder))
        n_files++;
      g_dir_close (folder);
      g_assert_cmpuint (n_files, ==, 2);
      n_cancelled++;
    }
  g_assert_cmpuint (n_cancelled, >, 2);
  g_assert_true (g_file_test (r->copy, G_FILE_TEST_EXISTS));
}

/* A document that is being written is waited for, and then refused; one that is only open is read. */
static void
test_in_use (Recovery *r, gconstpointer unused)
{
  g_autoptr (LwStore) store = open_document (r->base.path);
  g_autoptr (LwRecoverReport) report = NULL;
  sqlite3 *db = NULL;

  g_assert_true (lw_store_recover (r->base.path, r->copy, FALSE, &report, NULL, NULL, NULL, NULL));
  g_remove (r->copy);
  g_assert_cmpint (sqlite3_open (r->base.path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  refuse (r, r->base.path, r->copy, FALSE, LW_ERROR, LW_ERROR_BUSY);
  g_assert_cmpint (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                                      \
  g_test_add ("/recover-document/" name, Recovery, NULL, recovery_set_up, func, recovery_tear_down)
  ADD ("deleted", test_deleted);
  ADD ("free-list", test_free_list);
  ADD ("journal", test_journal);
  ADD ("log", test_log);
  ADD ("page-sizes", test_page_sizes);
  ADD ("other-programs", test_other_programs);
  ADD ("rules", test_rules);
  ADD ("versions", test_versions);
  ADD ("confidential", test_confidential);
  ADD ("numbers", test_numbers);
  ADD ("refused", test_refused);
  ADD ("cancelled", test_cancelled);
  ADD ("in-use", test_in_use);
#undef ADD
  return g_test_run ();
}

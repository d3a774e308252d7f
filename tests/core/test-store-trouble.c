/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can go wrong with a document: killed processes, full disks, other programs, files that are no
 * documents. Each gives one clear error, and the document keeps every edit that was confirmed. */
#include "test-store-util.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/lw-error.h"

#define NOBODY 65534

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
make_document (const char *path, guint n_offices)
{
  g_autoptr (LwStore) store = create_document (path);
  g_autoptr (LwOffices) offices = make_offices (n_offices);

  import_offices (store, offices, DATE_2025, TRUE, NULL);
}

static void
assert_opens_with (const char *path, LwStoreMode mode, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwStore) store = lw_store_open (path, mode, &error);

  g_assert_null (store);
  g_test_message ("%s", error->message);
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, "“"));
}

/* Edit number @n, and now and then undo and redo. */
static void
make_numbered_edit (LwStore *store, int n)
{
  write_numbered_edit (store, n);
  if (n % 3 == 0)
    g_assert_true (lw_store_undo (store, NULL) && lw_store_redo (store, NULL));
}

static void G_GNUC_NORETURN
edit_until_killed (const char *path, int first, int report)
{
  LwStore *store = lw_store_open (path, LW_STORE_READ_WRITE, NULL);

  for (int n = first;; n++)
    {
      make_numbered_edit (store, n);
      if (write (report, &n, sizeof n) != sizeof n)
        _exit (1);
    }
}

static int
read_counter (LwStore *store, const char *key)
{
  g_autofree char *text = NULL;

  g_assert_true (lw_store_read_property (store, key, &text, NULL));
  return text ? atoi (text) : 0;
}

static int
kill_at_random_moment (const char *path, int first, GRand *random)
{
  int pipe_ends[2], n, confirmed = first - 1, status;
  pid_t child;

  g_assert_true (g_unix_open_pipe (pipe_ends, FD_CLOEXEC, NULL));
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    edit_until_killed (path, first, pipe_ends[1]);
  close (pipe_ends[1]);
  /* Some edits are confirmed for certain; the kill comes at any moment of the next. */
  for (int i = g_rand_int_range (random, 0, 3); i > 0 && read (pipe_ends[0], &n, sizeof n) == sizeof n; i--)
    confirmed = n;
  g_usleep (g_rand_int_range (random, 0, 60000));
  kill (child, SIGKILL);
  while (read (pipe_ends[0], &n, sizeof n) == sizeof n)
    confirmed = n;
  close (pipe_ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  return confirmed;
}

static void
test_killed (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2026);
  int next = 1, n_torn = 0;

  make_document (fixture->path, 10);
  for (int round = 0; round < 60; round++)
    {
      int confirmed = kill_at_random_moment (fixture->path, next, random), first;
      g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);
      g_autoptr (LwStore) store = NULL;

      n_torn += g_file_test (journal, G_FILE_TEST_EXISTS);
      store = open_document (fixture->path);
      first = read_counter (store, "first");
      g_assert_cmpint (first, ==, read_counter (store, "last"));
      /* Killed inside undo, the edit before is what the file holds; killed before its report, the edit is
       * there. */
      g_assert_cmpint (first, >=, confirmed);
      if (first == confirmed && lw_store_redo (store, NULL))
        g_assert_cmpint (read_counter (store, "first"), ==, confirmed + 1);
      next = read_counter (store, "first") + 1;
      g_clear_pointer (&store, lw_store_close);
      assert_whole (fixture->path);
    }
  g_test_message ("%d edits, %d processes killed in the middle of one", next - 1, n_torn);
  g_assert_cmpint (next, >, 20);
}

static void
test_no_document (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *text = g_build_filename (fixture->folder, "text.gpkg", NULL);
  g_autofree char *plain = g_build_filename (fixture->folder, "plain.gpkg", NULL);

  assert_opens_with (fixture->folder, LW_STORE_READ_WRITE, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_true (g_file_set_contents (
      text, "This is not a database, but a text that is long enough to be one.", -1, NULL));
  assert_opens_with (text, LW_STORE_READ_WRITE, LW_ERROR, LW_ERROR_UNSUPPORTED);
  g_assert_true (g_file_set_contents (text, "", 0, NULL));
  assert_opens_with (text, LW_STORE_READ_ONLY, LW_ERROR, LW_ERROR_UNSUPPORTED);
  run_sql (plain, "CREATE TABLE t (a)");
  assert_opens_with (plain, LW_STORE_READ_WRITE, LW_ERROR, LW_ERROR_UNSUPPORTED);
  run_sql (plain, "PRAGMA application_id = 0x47504B47");
  assert_opens_with (plain, LW_STORE_READ_WRITE, LW_ERROR, LW_ERROR_UNSUPPORTED);
}

static void
test_missing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lw_store_open (fixture->path, LW_STORE_READ_WRITE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* A newer document may be looked at if it says so; whatever is tried, not a byte of it changes. */
static void
test_newer (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;

  make_document (fixture->path, 3);
  run_sql (fixture->path, "INSERT INTO app_schema VALUES (98, 1, '2030-01-01T00:00:00Z', NULL)");
  g_assert_true (g_file_get_contents (fixture->path, &before, &n_before, NULL));
  assert_opens_with (fixture->path, LW_STORE_READ_WRITE, LW_ERROR, LW_ERROR_NEWER);
  assert_opens_with (fixture->path, LW_STORE_OWN, LW_ERROR, LW_ERROR_NEWER);
  assert_opens_with (fixture->path, LW_STORE_TRIAL, LW_ERROR, LW_ERROR_NEWER);
  store = lw_store_open (fixture->path, LW_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  offices = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpuint (offices->n, ==, 3);
  g_assert_false (lw_store_write_property (store, "a", "1", "A", &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (lw_store_undo (store, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_READ_ONLY);
  g_clear_pointer (&store, lw_store_close);
  g_assert_true (g_file_get_contents (fixture->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  run_sql (fixture->path, "INSERT INTO app_schema VALUES (99, 99, '2031-01-01T00:00:00Z', NULL)");
  assert_opens_with (fixture->path, LW_STORE_READ_ONLY, LW_ERROR, LW_ERROR_NEWER);
}

static void
test_damaged (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *contents = NULL;
  g_autoptr (LwCheckReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  make_document (fixture->path, 2000);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
  memset (contents + size / 2, 0x5a, 3 * 4096);
  g_assert_true (g_file_set_contents (fixture->path, contents, size, NULL));
  report = lw_store_check (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_errors, >, 0);

  run_sql (fixture->path,
           "PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = 'measure_office'");
  assert_opens_with (fixture->path, LW_STORE_READ_WRITE, LW_ERROR, LW_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (fixture->path, contents, 5000, NULL));
  assert_opens_with (fixture->path, LW_STORE_READ_WRITE, LW_ERROR, LW_ERROR_DAMAGED);
}

/* Rows that break our rules and those of the standard are found, each by its own rule. */
static void
test_check_finds (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    const char *sql;
    const char *rule;
    const char *table;
    gint64 row;
  } cases[] = {
    { "UPDATE office SET energy_label = 'Z' WHERE fid = 2", "lw-code", "office", 2 },
    { "UPDATE office SET floor_area_m2 = -1 WHERE fid = 3", "lw-area", "office", 3 },
    { "UPDATE office SET floor_area_m2 = 'much' WHERE fid = 3", "lw-type", "office", 3 },
    { "UPDATE office SET monument = 'yes' WHERE fid = 3", "lw-type", "office", 3 },
    { "UPDATE office SET build_year = 3000 WHERE fid = 3", "lw-build-year", "office", 3 },
    { "UPDATE office SET present_from = '2024-01-01', gone_from = '2020-01-01' WHERE fid = 3", "lw-present",
      "office", 3 },
    { "UPDATE office SET geom = x'00' WHERE fid = 4", "gpkg-req-19", "office", 4 },
    { "UPDATE office SET source_fid = 99 WHERE fid = 5", "gpkg-req-7-foreign-key", "office", 5 },
    { "INSERT INTO observation (office_fid, reference_date, vacant_m2) VALUES (77, '2025-01-01', 1)",
      "lw-observation-orphan", "observation", 1 },
    { "INSERT INTO observation (office_fid, reference_date, vacant_m2) VALUES (6, '2025-02-31', 1)",
      "lw-date", "observation", 2 },
    { "INSERT INTO observation (office_fid, reference_date, vacant_m2) VALUES (7, '2025-02-28', 1e6)",
      "lw-vacant-exceeds-area", "observation", 3 },
    { "UPDATE gpkg_contents SET last_change = 'now' WHERE table_name = 'plan'", "gpkg-req-15",
      "gpkg_contents", 3 },
    { "DELETE FROM gpkg_spatial_ref_sys WHERE srs_id = 0", "gpkg-req-11", "gpkg_spatial_ref_sys", 0 },
    { "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('none', 'attributes', 'none')",
      "gpkg-req-14", "gpkg_contents", 30 },
    { "INSERT INTO office_past (office_fid, until) VALUES (99, '2024-01-01')", "lw-past-orphan", "office_past", 1 },
    { "INSERT INTO office_past (office_fid, until) VALUES (1, 'once')", "lw-date", "office_past", 2 },
    { "ALTER TABLE source ADD COLUMN extra VARCHAR(9)", "gpkg-req-5", "source", 0 },
    { "INSERT INTO app_schema VALUES (99, 99, '2031-01-01T00:00:00Z', NULL)", "lw-document", NULL, 0 },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (LwCheckReport) report = NULL;
      gboolean found = FALSE;

      if (c == 0)
        make_document (fixture->path, 10);
      run_sql (fixture->path, cases[c].sql);
      report = lw_store_check (fixture->path, NULL, NULL);
      for (guint i = 0; i < report->findings->len; i++)
        {
          const LwCheckFinding *finding = g_ptr_array_index (report->findings, i);

          found |= strcmp (finding->rule, cases[c].rule) == 0
                   && g_strcmp0 (finding->table, cases[c].table) == 0 && finding->row == cases[c].row;
        }
      if (!found)
        g_error ("%s was not found", cases[c].rule);
    }
}

static void
test_wal (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autofree char *contents = NULL;

  make_document (fixture->path, 5);
  run_sql (fixture->path, "PRAGMA journal_mode = WAL; UPDATE office SET name = 'W'");
  store = open_document (fixture->path);
  offices = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_NAME, 4), ==, "W");
  g_assert_true (lw_store_write_property (store, "a", "1", "A", NULL));
  g_clear_pointer (&store, lw_store_close);
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpint (contents[18], ==, 1); /* the header's mark of a rollback journal */
}

/* Another process writes for longer than we wait. */
static void
test_busy (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;

  make_document (fixture->path, 5);
  store = open_document (fixture->path);
  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (lw_store_write_property (store, "a", "1", "A", &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpint (sqlite3_exec (other, "ROLLBACK; BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  assert_opens_with (fixture->path, LW_STORE_READ_WRITE, LW_ERROR, LW_ERROR_BUSY);
  sqlite3_close (other);
  g_assert_true (lw_store_write_property (store, "a", "1", "A", &error));
}

static void
edit_on_full_disk (Fixture *fixture)
{
  g_autoptr (LwStore) store = open_document (fixture->path);
  g_autoptr (LwOffices) offices = make_offices (5000);
  g_autoptr (LwSource) source = lw_source_new ("big", "bag", DATE_2025 + 1);
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  struct rlimit limit = { .rlim_cur = (rlim_t)info.st_size + 100000, .rlim_max = RLIM_INFINITY };
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (
      lw_store_import_offices (store, offices, source, NULL, "Big", NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_FULL);
  g_clear_error (&error);
  g_assert_true (lw_store_write_property (store, "a", "1", "Small edits still fit", &error));
}

static void
test_full (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autofree char *value = NULL;

  make_document (fixture->path, 5);
  run_in_child (edit_on_full_disk, fixture);
  assert_whole (fixture->path);
  store = open_document (fixture->path);
  offices = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpuint (offices->n, ==, 5);
  g_assert_true (lw_store_read_property (store, "a", &value, NULL));
  g_assert_cmpstr (value, ==, "1");
}

static void
open_without_rights (Fixture *fixture)
{
  g_autoptr (LwStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *other = g_build_filename (fixture->folder, "new.gpkg", NULL);

  if (geteuid () == 0)
    g_assert_true (setgid (NOBODY) == 0 && setuid (NOBODY) == 0);
  assert_opens_with (fixture->path, LW_STORE_READ_WRITE, LW_ERROR, LW_ERROR_READ_ONLY);
  store = lw_store_open (fixture->path, LW_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_null (lw_store_create (other, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_READ_ONLY);
}

static void
test_read_only_file (Fixture *fixture, gconstpointer unused)
{
  make_document (fixture->path, 5);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  run_in_child (open_without_rights, fixture);
}

/* The file may be written, but no journal can be made beside it. */
static void
test_read_only_folder (Fixture *fixture, gconstpointer unused)
{
  make_document (fixture->path, 5);
  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  run_in_child (open_without_rights, fixture);
}

typedef struct {
  GCancellable *cancellable;
  guint64 at;
} Canceller;

static void
cancel_cb (const char *what, guint64 done, guint64 total, LwProgressUnit unit, gpointer data)
{
  Canceller *canceller = data;

  if (done >= canceller->at)
    g_cancellable_cancel (canceller->cancellable);
}

static void
test_cancel (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwOffices) offices = make_offices (20000), read = NULL;
  g_autoptr (LwSource) source = lw_source_new ("big", "bag", DATE_2025 + 1);
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;

  make_document (fixture->path, 100);
  g_assert_true (g_file_get_contents (fixture->path, &before, &n_before, NULL));
  for (guint64 at = 0; at < 20000; at += 9000)
    {
      g_autoptr (LwStore) store = open_document (fixture->path);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Canceller canceller = { cancellable, at };

      g_assert_false (lw_store_import_offices (store, offices, source, NULL, "Big", NULL, cancel_cb,
                                               &canceller, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_pointer (&read, lw_offices_unref);
      read = read_offices (store, LW_DATE_UNKNOWN);
      g_assert_cmpuint (read->n, ==, 100);
      g_clear_pointer (&store, lw_store_close);
      g_clear_pointer (&after, g_free);
      g_assert_true (g_file_get_contents (fixture->path, &after, &n_after, NULL));
      g_assert_cmpmem (before, n_before, after, n_after);
    }
}

static void
test_backup (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.gpkg", NULL);
  g_autoptr (LwStore) store = NULL, copied = NULL;
  g_autoptr (LwOffices) offices = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autofree char *name = NULL;

  make_document (fixture->path, 50);
  store = open_document (fixture->path);
  g_assert_true (g_file_set_contents (copy, "something else", -1, NULL));
  g_cancellable_cancel (cancelled);
  g_assert_false (lw_store_backup (store, fixture->path, NULL, NULL, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_true (lw_store_backup (store, copy, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  copied = open_document (copy);
  offices = read_offices (store, LW_DATE_UNKNOWN);
  again = read_offices (copied, LW_DATE_UNKNOWN);
  assert_offices_equal (offices, again);
  name = lw_store_undo_name (copied, &error);
  g_assert_cmpstr (name, ==, "Import of extract.zip");
  g_clear_pointer (&copied, lw_store_close);
  assert_whole (copy);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store-trouble/killed", test_killed);
  ADD ("/store-trouble/no-document", test_no_document);
  ADD ("/store-trouble/missing", test_missing);
  ADD ("/store-trouble/newer", test_newer);
  ADD ("/store-trouble/damaged", test_damaged);
  ADD ("/store-trouble/check-finds", test_check_finds);
  ADD ("/store-trouble/wal", test_wal);
  ADD ("/store-trouble/busy", test_busy);
  ADD ("/store-trouble/full", test_full);
  ADD ("/store-trouble/read-only-file", test_read_only_file);
  ADD ("/store-trouble/read-only-folder", test_read_only_folder);
  ADD ("/store-trouble/cancel", test_cancel);
  ADD ("/store-trouble/backup", test_backup);
  return g_test_run ();
}

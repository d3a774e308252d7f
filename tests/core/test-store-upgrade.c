/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-store-upgrade: documents of older versions. Each version has left a file in tests/data/store: it must open, be
 * brought up to date with a copy kept beside it, hold the same facts and be undone as before. Whatever goes wrong, also
 * a kill or a power cut at any moment, leaves the old file or the new one, whole. */
#include "test-store-state.h"
#include "test-store-util.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/lw-error.h"
#include "power-vfs.h"
#include "store/lw-exchange.h"

#define NOBODY 65534

typedef struct {
  char *bytes;
  gsize size;
} Contents;

static void
contents_clear (Contents *contents)
{
  g_free (contents->bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Contents, contents_clear)

static Contents
read_contents (const char *path)
{
  Contents contents;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents.bytes, &contents.size, &error);
  g_assert_no_error (error);
  return contents;
}

static void
assert_holds (const char *path, const Contents *expected)
{
  g_auto (Contents) found = read_contents (path);

  g_assert_cmpmem (found.bytes, found.size, expected->bytes, expected->size);
}

static char *
fixture_name (guint version)
{
  g_autofree char *name = g_strdup_printf ("version-%u.gpkg", version);

  return g_test_build_filename (G_TEST_DIST, "data", "store", name, NULL);
}

/* Puts a document of an older version where the test works. */
static Contents
lay_out (const char *path, guint version)
{
  g_autofree char *from = fixture_name (version);
  Contents contents = read_contents (from);

  g_assert_true (g_file_set_contents (path, contents.bytes, (gssize)contents.size, NULL));
  return contents;
}

static char *
in_folder (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static gint64
ask (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 answer;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return answer;
}

static gint64
read_version (const char *path)
{
  return ask (path, "SELECT max (version) FROM app_schema");
}

static void
assert_refused (const char *path, LwStoreMode mode, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwStore) store = lw_store_open (path, mode, &error);

  g_assert_null (store);
  g_assert_error (error, LW_ERROR, LW_ERROR_OUTDATED);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_nonnull (strstr (error->message, "save a copy"));
}

/* Undoes all that is remembered and does it again. */
static void
go_back_and_forth (LwStore *store, const char *path)
{
  g_autofree char *before = read_state (path), *after = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  while (lw_store_undo (store, NULL))
    n++;
  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    g_assert_true (lw_store_redo (store, &error));
  g_assert_no_error (error);
  after = read_state (path);
  g_assert_cmpstr (before, ==, after);
}

/* Each version that there was: the facts are the same as before, and so is what undo gives. */
static void
test_each_version (Fixture *fixture, gconstpointer unused)
{
  for (guint version = 1; version <= LW_STORE_SCHEMA_VERSION; version++)
    {
      g_autofree char *name = g_strdup_printf ("document (version %u).gpkg", version), *copy = in_folder (fixture, name);
      g_auto (Contents) contents = lay_out (fixture->path, version);
      g_autofree char *before = read_state (fixture->path), *after = NULL;
      g_autoptr (LwStore) store = NULL, old = NULL;
      g_autoptr (LwOffices) offices = NULL, old_offices = NULL;
      g_autoptr (GPtrArray) scenarios = NULL, notes = NULL, old_notes = NULL;

      assert_whole (fixture->path);
      old = lw_store_open (fixture->path, LW_STORE_READ_ONLY, NULL);
      old_offices = read_offices (old, LW_DATE_UNKNOWN);
      old_notes = lw_store_read_notes (old, 0, TRUE, NULL);
      /* What a version did not have yet is empty. */
      g_assert_cmpuint (old_notes->len, ==, version < 2 ? 0 : 3);
      g_clear_pointer (&old, lw_store_close);
      assert_holds (fixture->path, &contents);
      g_assert_cmpuint (count_files (fixture->folder), ==, 1);

      store = open_document (fixture->path);
      if (version < LW_STORE_SCHEMA_VERSION)
        {
          g_assert_cmpstr (lw_store_get_kept_copy (store), ==, copy);
          assert_holds (copy, &contents);
        }
      else
        g_assert_null (lw_store_get_kept_copy (store));
      g_assert_cmpint (read_version (fixture->path), ==, LW_STORE_SCHEMA_VERSION);
      after = read_state (fixture->path);
      g_assert_cmpstr (before, ==, after);
      offices = read_offices (store, LW_DATE_UNKNOWN);
      assert_offices_equal (old_offices, offices);
      g_assert_cmpuint (offices->n, >, 0);
      notes = lw_store_read_notes (store, 0, TRUE, NULL);
      g_assert_cmpuint (notes->len, ==, old_notes->len);
      scenarios = lw_store_read_scenarios (store, NULL);
      g_assert_cmpuint (scenarios->len, >, 0);
      assert_whole (fixture->path);
      go_back_and_forth (store, fixture->path);
      assert_whole (fixture->path);
      g_unlink (copy);
    }
}

/* The one document of version 1, by what is in it. */
static void
test_version_1 (Fixture *fixture, gconstpointer unused)
{
  g_auto (Contents) contents = lay_out (fixture->path, 1);
  g_autoptr (LwStore) store = open_document (fixture->path);
  g_autoptr (LwOffices) offices = read_offices (store, LW_DATE_UNKNOWN);
  g_autoptr (GPtrArray) scenarios = NULL, plans = NULL;
  g_autofree char *undo = lw_store_undo_name (store, NULL);

  g_assert_cmpuint (offices->n, ==, 12);
  g_assert_cmpint (offices->date, ==, DATE_2025);
  g_assert_cmpfloat (offices->floor_area_m2[3], ==, 103);
  g_assert_cmpfloat (offices->vacant_m2[3], ==, 51.5);
  scenarios = lw_store_read_scenarios (store, NULL);
  g_assert_cmpuint (scenarios->len, ==, 1);
  g_assert_cmpuint (((LwScenario *)g_ptr_array_index (scenarios, 0))->measures->len, ==, 1);
  plans = lw_store_read_plans (store, NULL);
  g_assert_cmpuint (plans->len, ==, 1);
  g_assert_cmpstr (undo, ==, "Plan toevoegen");
}

/* No copy is ever written over; one that is there already, as after a power cut, is not made twice. */
static void
test_names (Fixture *fixture, gconstpointer unused)
{
  g_auto (Contents) contents = lay_out (fixture->path, 1);
  g_autofree char *first = in_folder (fixture, "document (version 1).gpkg");
  g_autofree char *second = in_folder (fixture, "document (version 1) (2).gpkg");
  g_autofree char *third = in_folder (fixture, "document (version 1) (3).gpkg");
  g_autofree char *dotted = in_folder (fixture, ".gpkg"), *dotted_copy = in_folder (fixture, ".gpkg (version 1)");
  struct stat info;
  LwStore *store;

  g_assert_cmpint (g_chmod (fixture->path, 0600), ==, 0);
  g_assert_true (g_file_set_contents (first, "mine", -1, NULL));
  g_assert_cmpint (symlink ("/nowhere", second), ==, 0);
  store = lw_store_open (fixture->path, LW_STORE_OWN, NULL);
  g_assert_cmpstr (lw_store_get_kept_copy (store), ==, third);
  lw_store_close (store);
  assert_holds (third, &contents);
  g_assert_cmpint (stat (third, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  assert_holds (first, &(Contents){ (char *)"mine", 4 });
  g_assert_cmpuint (count_files (fixture->folder), ==, 4);

  g_assert_true (g_file_set_contents (fixture->path, contents.bytes, (gssize)contents.size, NULL));
  store = open_document (fixture->path);
  g_assert_cmpstr (lw_store_get_kept_copy (store), ==, third);
  lw_store_close (store);
  g_assert_cmpuint (count_files (fixture->folder), ==, 4);
  store = open_document (fixture->path);
  g_assert_null (lw_store_get_kept_copy (store));
  lw_store_close (store);

  g_assert_true (g_file_set_contents (dotted, contents.bytes, (gssize)contents.size, NULL));
  store = open_document (dotted);
  g_assert_cmpstr (lw_store_get_kept_copy (store), ==, dotted_copy);
  lw_store_close (store);
}

static void
open_without_rights (Fixture *fixture)
{
  g_autoptr (LwStore) store = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    g_assert_true (setgid (NOBODY) == 0 && setuid (NOBODY) == 0);
  g_assert_null (lw_store_open (fixture->path, LW_STORE_READ_WRITE, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_READ_ONLY);
  store = lw_store_open (fixture->path, LW_STORE_READ_ONLY, NULL);
  offices = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpuint (offices->n, ==, 12);
}

/* The file could be written, but no copy be kept beside it. */
static void
test_no_folder (Fixture *fixture, gconstpointer unused)
{
  g_auto (Contents) contents = lay_out (fixture->path, 1);

  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  run_in_child (open_without_rights, fixture);
  assert_holds (fixture->path, &contents);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
limit_files (gsize most)
{
  struct rlimit limit = { .rlim_cur = most, .rlim_max = RLIM_INFINITY };

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* First there is no room for the copy, then for the copy but not for the new tables. */
static void
open_on_full_disk (Fixture *fixture)
{
  struct stat info;

  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  limit_files ((gsize)info.st_size / 2);
  assert_refused (fixture->path, LW_STORE_READ_WRITE, "no room");
  limit_files ((gsize)info.st_size);
  assert_refused (fixture->path, LW_STORE_OWN, "no room");
}

static void
test_full (Fixture *fixture, gconstpointer unused)
{
  g_auto (Contents) contents = lay_out (fixture->path, 1);

  run_in_child (open_on_full_disk, fixture);
  assert_holds (fixture->path, &contents);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  lw_store_close (open_document (fixture->path));
  g_assert_cmpuint (count_files (fixture->folder), ==, 2);
}

/* Another program reads, or has a log of its own: the file is not brought up to date under its hands. */
static void
test_busy (Fixture *fixture, gconstpointer unused)
{
  g_auto (Contents) contents = lay_out (fixture->path, 1);
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN; SELECT count (*) FROM office", NULL, NULL, NULL), ==, SQLITE_OK);
  assert_refused (fixture->path, LW_STORE_OWN, "another program");
  assert_holds (fixture->path, &contents);
  g_assert_cmpint (sqlite3_exec (other, "ROLLBACK; PRAGMA journal_mode = WAL; SELECT count (*) FROM office", NULL,
                                 NULL, NULL),
                   ==, SQLITE_OK);
  assert_refused (fixture->path, LW_STORE_READ_WRITE, "another program");
  sqlite3_close (other);
  g_assert_cmpint (read_version (fixture->path), ==, 1);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  lw_store_close (open_document (fixture->path));
  g_assert_cmpint (read_version (fixture->path), ==, LW_STORE_SCHEMA_VERSION);
}

/* What is only tried happens in memory. */
static void
test_trial (Fixture *fixture, gconstpointer unused)
{
  g_auto (Contents) contents = lay_out (fixture->path, 1);
  g_autoptr (LwStore) store = lw_store_open (fixture->path, LW_STORE_TRIAL, NULL);
  g_autoptr (LwOffices) offices = make_offices (30), read = NULL;

  g_assert_null (lw_store_get_kept_copy (store));
  g_assert_true (lw_store_begin_edit (store, "Try", NULL));
  import_offices (store, offices, DATE_2025 + 400, TRUE, NULL);
  read = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpuint (read->n, ==, 30);
  lw_store_rollback_edit (store);
  g_clear_pointer (&store, lw_store_close);
  assert_holds (fixture->path, &contents);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

/* A copy under another name is of the present version; the document that is only looked at stays as it is. */
static void
test_save_as (Fixture *fixture, gconstpointer unused)
{
  g_auto (Contents) contents = lay_out (fixture->path, 1);
  g_autofree char *other = in_folder (fixture, "other.gpkg"), *before = read_state (fixture->path), *after = NULL;
  g_autoptr (LwStore) store = lw_store_open (fixture->path, LW_STORE_READ_ONLY, NULL), copy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lw_store_backup (store, other, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_holds (fixture->path, &contents);
  g_assert_cmpint (read_version (other), ==, LW_STORE_SCHEMA_VERSION);
  after = read_state (other);
  g_assert_cmpstr (before, ==, after);
  assert_whole (other);
  copy = open_document (other);
  g_assert_null (lw_store_get_kept_copy (copy));
  go_back_and_forth (copy, other);
  g_assert_cmpuint (count_files (fixture->folder), ==, 2);
}

static void
export_edits (LwStore *store, const char *file)
{
  g_autoptr (GError) error = NULL;

  lw_store_export_edits (store, 0, FALSE, file, NULL, &error);
  g_assert_no_error (error);
}

static void
apply_edits (const char *path, const char *file, guint n_new)
{
  g_autoptr (LwStore) store = open_document (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwExchangeReport) report = lw_store_apply_edits (store, file, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->n_new, ==, n_new);
  g_assert_cmpuint (report->conflicts->len, ==, 0);
}

/* Copies that parted before one of them, or each by itself, was brought up to date still exchange their edits. */
static void
test_exchange (Fixture *fixture, gconstpointer unused)
{
  g_auto (Contents) contents = lay_out (fixture->path, 1);
  g_autofree char *other = in_folder (fixture, "other.gpkg"), *file = in_folder (fixture, "edits.lwchanges");
  g_autofree char *mine = NULL, *theirs = NULL;
  g_autoptr (LwStore) store = NULL;
  gint64 key, other_key;

  g_assert_true (g_file_set_contents (other, contents.bytes, (gssize)contents.size, NULL));
  store = open_document (fixture->path);
  g_assert_true (lw_store_set_fact (store, 1, DATE_2025, LW_OFFICE_NAME, "Here", "Name", NULL));
  export_edits (store, file);
  g_clear_pointer (&store, lw_store_close);
  apply_edits (other, file, 1);
  store = open_document (other);
  g_assert_true (lw_store_set_fact (store, 2, DATE_2025, LW_OFFICE_NAME, "There", "Name", NULL));
  export_edits (store, file);
  g_clear_pointer (&store, lw_store_close);
  apply_edits (fixture->path, file, 2);
  /* But for the notes of what came in, which differ by nature. */
  mine = read_state (fixture->path);
  theirs = read_state (other);
  *strstr (mine, "app_setting|") = *strstr (theirs, "app_setting|") = '\0';
  g_assert_cmpstr (mine, ==, theirs);

  /* In tables that are new each would begin with the same keys, but for a gap. */
  key = ask (fixture->path, "SELECT seq FROM sqlite_sequence WHERE name = 'office_note'");
  other_key = ask (other, "SELECT seq FROM sqlite_sequence WHERE name = 'office_note'");
  g_assert_cmpint (key, >, 0);
  g_assert_cmpint (ABS (key - other_key), >, 1000);

  /* Edits of a copy that is only looked at and still of the old version. */
  g_assert_true (g_file_set_contents (other, contents.bytes, (gssize)contents.size, NULL));
  store = lw_store_open (other, LW_STORE_READ_ONLY, NULL);
  export_edits (store, file);
  apply_edits (fixture->path, file, 0);
}

typedef struct {
  guint old, old_with_copy, fresh;
} Tally;

static void
remove_temporaries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, ".document"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}

/* The file is of one version or the other, wholly, and so is the copy if it has its name. */
static void
check_remains (Fixture *fixture, const char *copy, const Contents *contents, const char *state, Tally *tally)
{
  gboolean kept = g_file_test (copy, G_FILE_TEST_EXISTS);
  gint64 version = read_version (fixture->path);
  g_autofree char *now = NULL;

  assert_whole (fixture->path);
  now = read_state (fixture->path);
  g_assert_cmpstr (now, ==, state);
  g_assert_cmpint (ask (fixture->path, "SELECT count (*) FROM sqlite_master WHERE name = 'office_note'"), ==,
                   version > 1);
  if (kept)
    assert_holds (copy, contents);
  if (version > 1)
    {
      g_assert_true (kept);
      tally->fresh++;
    }
  else if (kept)
    tally->old_with_copy++;
  else
    tally->old++;
  /* The next to open it finishes the work. */
  remove_temporaries (fixture->folder);
  lw_store_close (open_document (fixture->path));
  g_assert_cmpint (read_version (fixture->path), ==, LW_STORE_SCHEMA_VERSION);
  assert_holds (copy, contents);
  g_assert_cmpuint (count_files (fixture->folder), ==, 2);
}

static void G_GNUC_NORETURN
upgrade_in_child (Fixture *fixture, gboolean power, guint operations, guint32 seed)
{
  if (power)
    power_vfs_install (fixture->folder, operations, seed);
  lw_store_close (lw_store_open (fixture->path, LW_STORE_OWN, NULL));
  _exit (0);
}

static void
run_rounds (Fixture *fixture, gboolean power, int rounds, Tally *tally)
{
  g_autofree char *copy = in_folder (fixture, "document (version 1).gpkg");
  g_autoptr (GRand) random = g_rand_new_with_seed (2026);

  for (int i = 0; i < rounds; i++)
    {
      g_auto (Contents) contents = lay_out (fixture->path, 1);
      g_autofree char *state = read_state (fixture->path);
      guint operations = (guint)g_rand_int_range (random, 0, 160);
      guint32 seed = g_rand_int (random);
      gulong moment = (gulong)g_rand_int_range (random, 0, 15000);
      pid_t child = fork ();
      int status;

      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        upgrade_in_child (fixture, power, operations, seed);
      if (!power)
        {
          g_usleep (moment);
          kill (child, SIGKILL);
        }
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFEXITED (status) ? WEXITSTATUS (status) == 0 : WTERMSIG (status) == SIGKILL);
      check_remains (fixture, copy, &contents, state, tally);
      g_unlink (copy);
    }
  g_test_message ("of %d interruptions %u left the old file, %u the old file and its copy, %u the new one", rounds,
                  tally->old, tally->old_with_copy, tally->fresh);
}

/* Every round starts a process, which costs a sanitizer many times as much. */
#ifdef __SANITIZE_ADDRESS__
#define N_ROUNDS 30
#else
#define N_ROUNDS 150
#endif

static void
test_power (Fixture *fixture, gconstpointer unused)
{
  Tally tally = { 0 };

  run_rounds (fixture, TRUE, N_ROUNDS, &tally);
  g_assert_cmpuint (tally.old, >, 0);
  g_assert_cmpuint (tally.old_with_copy, >, 0);
  g_assert_cmpuint (tally.fresh, >, 0);
}

/* How far a process comes before it is killed is a matter of speed. */
static void
test_killed (Fixture *fixture, gconstpointer unused)
{
  Tally tally = { 0 };

  run_rounds (fixture, FALSE, N_ROUNDS, &tally);
  g_assert_cmpuint (tally.old + tally.old_with_copy + tally.fresh, ==, N_ROUNDS);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store-upgrade/each-version", test_each_version);
  ADD ("/store-upgrade/version-1", test_version_1);
  ADD ("/store-upgrade/names", test_names);
  ADD ("/store-upgrade/no-folder", test_no_folder);
  ADD ("/store-upgrade/full", test_full);
  ADD ("/store-upgrade/busy", test_busy);
  ADD ("/store-upgrade/trial", test_trial);
  ADD ("/store-upgrade/save-as", test_save_as);
  ADD ("/store-upgrade/exchange", test_exchange);
  ADD ("/store-upgrade/power", test_power);
  ADD ("/store-upgrade/killed", test_killed);
  return g_test_run ();
}

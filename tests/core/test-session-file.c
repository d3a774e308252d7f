/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-session-file: the file of an open document, and the others at it: a second session, a killed process, other
 * programs that write, remove, rename or replace it, and saving a copy. Nothing that was confirmed is ever lost, and
 * no other file is written. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "analysis/lw-example.h"
#include "model/lw-error.h"
#include "session/lw-session-import.h"
#include "store/lw-check.h"
#include "store/lw-lock.h"
#include "store/lw-store.h"
#include "../lw-wait.h"

typedef struct {
  char *folder;
  char *path;
  char *other;
  LwSession *session;
  char *toast;
  char *problem;
  char *details;
} Fixture;

static void
toast_cb (Fixture *fixture, const char *message, gboolean undoable)
{
  g_free (fixture->toast);
  fixture->toast = g_strdup (message);
}

static void
problem_cb (Fixture *fixture, const char *sentence, const char *details)
{
  g_free (fixture->problem);
  g_free (fixture->details);
  fixture->problem = g_strdup (sentence);
  fixture->details = g_strdup (details);
}

typedef struct {
  gboolean done;
  GError *error;
} Outcome;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  lw_session_open_finish (LW_SESSION (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
open_path (LwSession *session, const char *path)
{
  Outcome outcome = { 0 };

  lw_session_open_async (session, path, NULL, opened_cb, &outcome);
  WAIT_UNTIL (outcome.done && !is_busy (session));
  g_assert_no_error (outcome.error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  lw_session_save_as_finish (LW_SESSION (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
save_as (LwSession *session, const char *path, GCancellable *cancellable, GError **error)
{
  Outcome outcome = { 0 };

  lw_session_save_as_async (session, path, cancellable, saved_cb, &outcome);
  WAIT_UNTIL (outcome.done && !is_busy (session));
  if (outcome.error)
    g_propagate_error (error, outcome.error);
}

static void
start_session (Fixture *fixture)
{
  fixture->session = lw_session_new ();
  g_signal_connect_swapped (fixture->session, "toast", G_CALLBACK (toast_cb), fixture);
  g_signal_connect_swapped (fixture->session, "problem", G_CALLBACK (problem_cb), fixture);
  open_path (fixture->session, fixture->path);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("lw-file-XXXXXX", &error);
  fixture->path = g_build_filename (fixture->folder, "example.gpkg", NULL);
  fixture->other = g_build_filename (fixture->folder, "other.gpkg", NULL);
  g_assert_true (lw_example_write (fixture->path, 100, 7, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  start_session (fixture);
  g_assert_null (lw_session_get_trouble (fixture->session));
}

static void
close_session (LwSession **session)
{
  lw_session_close (*session);
  g_object_add_weak_pointer (G_OBJECT (*session), (gpointer *) session);
  g_object_unref (*session);
  WAIT_UNTIL (*session == NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;

  if (fixture->session)
    close_session (&fixture->session);
  dir = g_dir_open (fixture->folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      /* Of a document that is closed nothing but the document is left. */
      g_assert_true (g_str_has_suffix (name, ".gpkg"));
      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->other);
  g_free (fixture->toast);
  g_free (fixture->problem);
  g_free (fixture->details);
}

/* One edit: what counts as stock. */
static void
edit (LwSession *session, double least)
{
  LwSettings settings = *lw_session_get_settings (session);

  settings.min_size_m2 = least;
  lw_session_set_settings (session, &settings, "Least");
  WAIT_UNTIL (!is_busy (session));
}

static double
read_least (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_ONLY, &error);
  LwSettings settings;

  g_assert_no_error (error);
  g_assert_true (lw_store_read_settings (store, &settings, &error));
  return settings.min_size_m2;
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (to, contents, size, NULL));
}

static void
test_opened_twice (Fixture *fixture, gconstpointer data)
{
  LwSession *second = lw_session_new ();
  g_autofree char *sidecar = g_build_filename (fixture->folder, ".example.gpkg.lock", NULL);

  g_assert_true (g_file_test (sidecar, G_FILE_TEST_EXISTS));
  open_path (second, fixture->path);
  g_assert_true (lw_session_get_read_only (second));
  g_assert_nonnull (strstr (lw_session_get_trouble (second), g_get_user_name ()));
  g_assert_nonnull (strstr (lw_session_get_trouble (second), g_get_host_name ()));
  g_assert_cmpuint (lw_session_get_offices (second)->n, ==, 100);
  /* It sees what the first one does as soon as it looks. */
  edit (fixture->session, 321);
  g_assert_false (lw_session_check_document (second));
  WAIT_UNTIL (!is_busy (second));
  g_assert_cmpfloat (lw_session_get_settings (second)->min_size_m2, ==, 321);
  g_assert_true (lw_session_get_read_only (second));
  /* Once the first has closed it, the second may have it. */
  close_session (&fixture->session);
  open_path (second, fixture->path);
  g_assert_false (lw_session_get_read_only (second));
  g_assert_null (lw_session_get_trouble (second));
  close_session (&second);
}

static void
test_save_copy_of_locked (Fixture *fixture, gconstpointer data)
{
  LwSession *second = lw_session_new ();
  g_autoptr (GError) error = NULL;

  open_path (second, fixture->path);
  save_as (second, fixture->other, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lw_session_get_path (second), ==, fixture->other);
  g_assert_false (lw_session_get_read_only (second));
  g_assert_null (lw_session_get_trouble (second));
  edit (second, 123);
  g_assert_cmpfloat (read_least (fixture->other), ==, 123);
  g_assert_cmpfloat (read_least (fixture->path), !=, 123);
  /* A document that somebody has open is not replaced. */
  save_as (second, fixture->path, NULL, &error);
  g_assert_error (error, LW_ERROR, LW_ERROR_BUSY);
  g_assert_cmpstr (lw_session_get_path (second), ==, fixture->other);
  edit (second, 124);
  g_assert_cmpfloat (read_least (fixture->other), ==, 124);
  close_session (&second);
}

static void
test_save_as (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (LwFilter) all = lw_filter_new ();
  g_autoptr (LwFilter) filter = lw_filter_with_text (all, "utrecht");
  g_autoptr (LwCheckReport) report = NULL;

  edit (fixture->session, 200);
  g_cancellable_cancel (cancelled);
  save_as (fixture->session, fixture->other, cancelled, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (g_file_test (fixture->other, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (lw_session_get_path (fixture->session), ==, fixture->path);

  lw_session_set_filter (fixture->session, filter);
  g_assert_true (g_file_set_contents (fixture->other, "something else", -1, NULL));
  save_as (fixture->session, fixture->other, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lw_session_get_path (fixture->session), ==, fixture->other);
  g_assert_true (lw_filter_equal (lw_session_get_filter (fixture->session), filter));
  /* The history came along. */
  g_assert_cmpstr (lw_session_get_undo_name (fixture->session), ==, "Least");
  edit (fixture->session, 201);
  g_assert_cmpfloat (read_least (fixture->path), ==, 200);
  g_assert_cmpfloat (read_least (fixture->other), ==, 201);
  report = lw_store_check (fixture->other, NULL, &error);
  g_assert_cmpuint (report->n_errors, ==, 0);
}

static void
test_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  edit (fixture->session, 300);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_false (lw_session_check_document (fixture->session));
  g_assert_nonnull (strstr (lw_session_get_trouble (fixture->session), "gone"));
  g_assert_true (lw_session_get_read_only (fixture->session));
  g_assert_false (lw_session_is_replaced (fixture->session));
  g_assert_cmpuint (lw_session_get_offices (fixture->session)->n, ==, 100);
  /* What was in it is saved all the same, with every edit. */
  save_as (fixture->session, fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (lw_session_get_trouble (fixture->session));
  g_assert_false (lw_session_get_read_only (fixture->session));
  g_assert_cmpfloat (read_least (fixture->path), ==, 300);
  edit (fixture->session, 301);
  g_assert_cmpfloat (read_least (fixture->path), ==, 301);
}

static void
test_renamed_and_back (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_rename (fixture->path, fixture->other), ==, 0);
  /* Not looked at in between: the edit itself notices. */
  edit (fixture->session, 400);
  g_assert_nonnull (fixture->problem);
  g_assert_cmpfloat (lw_session_get_settings (fixture->session)->min_size_m2, !=, 400);
  g_assert_cmpfloat (read_least (fixture->other), !=, 400);
  g_assert_nonnull (lw_session_get_trouble (fixture->session));
  g_assert_cmpint (g_rename (fixture->other, fixture->path), ==, 0);
  lw_session_check_document (fixture->session);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_assert_null (lw_session_get_trouble (fixture->session));
  edit (fixture->session, 401);
  g_assert_cmpfloat (read_least (fixture->path), ==, 401);
}

static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;

  copy_file (fixture->path, fixture->other);
  run_sql (fixture->other, "UPDATE office SET name = 'from elsewhere'");
  edit (fixture->session, 500);
  g_assert_cmpint (g_rename (fixture->other, fixture->path), ==, 0);
  g_assert_true (g_file_get_contents (fixture->path, &before, &n_before, NULL));
  edit (fixture->session, 501);
  lw_session_undo (fixture->session);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_assert_nonnull (fixture->problem);
  g_assert_true (g_file_get_contents (fixture->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  g_assert_true (lw_session_is_replaced (fixture->session));
  g_assert_cmpfloat (lw_session_get_settings (fixture->session)->min_size_m2, ==, 500);
  lw_session_reopen (fixture->session);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_assert_null (lw_session_get_trouble (fixture->session));
  g_assert_cmpstr (lw_offices_text (lw_session_get_offices (fixture->session), LW_OFFICE_NAME, 0), ==,
                   "from elsewhere");
  edit (fixture->session, 502);
  g_assert_cmpfloat (read_least (fixture->path), ==, 502);
}

static void
test_edited_elsewhere (Fixture *fixture, gconstpointer data)
{
  run_sql (fixture->path, "UPDATE office SET name = 'QGIS'");
  g_assert_false (lw_session_check_document (fixture->session));
  WAIT_UNTIL (!is_busy (fixture->session));
  g_assert_cmpstr (lw_offices_text (lw_session_get_offices (fixture->session), LW_OFFICE_NAME, 3), ==, "QGIS");
  g_assert_nonnull (fixture->toast);
  g_assert_null (fixture->problem);
  g_assert_true (lw_session_check_document (fixture->session));
  /* Another edit there, and one of ours before we looked: both stay. */
  run_sql (fixture->path, "PRAGMA journal_mode = WAL; UPDATE office SET name = 'ogr2ogr'");
  edit (fixture->session, 600);
  g_assert_cmpfloat (read_least (fixture->path), ==, 600);
  g_assert_cmpstr (lw_offices_text (lw_session_get_offices (fixture->session), LW_OFFICE_NAME, 3), ==, "ogr2ogr");
  g_assert_null (fixture->problem);
  /* What breaks the rules is told. */
  run_sql (fixture->path, "UPDATE office SET energy_label = 'Z' WHERE fid = 2");
  lw_session_check_document (fixture->session);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_assert_nonnull (fixture->problem);
  g_assert_nonnull (strstr (fixture->details, "lw-code"));
}

static void
open_again (Fixture *fixture)
{
  close_session (&fixture->session);
  g_clear_pointer (&fixture->toast, g_free);
  g_clear_pointer (&fixture->problem, g_free);
  start_session (fixture);
}

/* What another program wrote while nobody had the document open is told when it is opened, and once; what of it
 * breaks the rules each time, until it is mended. */
static void
test_edited_between (Fixture *fixture, gconstpointer data)
{
  edit (fixture->session, 601);
  open_again (fixture);
  g_assert_null (fixture->toast);
  run_sql (fixture->path, "UPDATE office SET name = 'QGIS'");
  open_again (fixture);
  g_assert_nonnull (fixture->toast);
  g_assert_null (fixture->problem);
  open_again (fixture);
  g_assert_null (fixture->toast);
  run_sql (fixture->path, "UPDATE office SET energy_label = 'Z' WHERE fid = 2");
  for (int i = 0; i < 2; i++)
    {
      open_again (fixture);
      g_assert_nonnull (fixture->problem);
      g_assert_nonnull (strstr (fixture->details, "lw-code"));
    }
  run_sql (fixture->path, "UPDATE office SET energy_label = 'A' WHERE fid = 2");
  open_again (fixture);
  g_assert_null (fixture->problem);
  open_again (fixture);
  g_assert_null (fixture->toast);
}

/* Own work is not taken for that of others. */
static void
test_own_edits (Fixture *fixture, gconstpointer data)
{
  edit (fixture->session, 700);
  g_assert_true (lw_session_check_document (fixture->session));
  lw_session_undo (fixture->session);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_assert_true (lw_session_check_document (fixture->session));
  lw_session_redo (fixture->session);
  WAIT_UNTIL (!is_busy (fixture->session));
  g_assert_true (lw_session_check_document (fixture->session));
  g_assert_cmpfloat (lw_session_get_settings (fixture->session)->min_size_m2, ==, 700);
}

/* The lock of a process that was killed is free at once, although its file is left. */
static void
test_lock_after_crash (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sidecar = g_build_filename (fixture->folder, ".other.gpkg.lock", NULL);
  g_autoptr (LwLock) lock = NULL;
  g_autoptr (GError) error = NULL;
  int ends[2], status;
  char byte;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      if (lw_lock_take (fixture->other, NULL) == NULL || write (ends[1], "x", 1) != 1)
        _exit (1);
      for (;;)
        pause ();
    }
  g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
  lock = lw_lock_take (fixture->other, &error);
  g_assert_null (lock);
  g_assert_error (error, LW_ERROR, LW_ERROR_BUSY);
  g_clear_error (&error);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (g_file_test (sidecar, G_FILE_TEST_EXISTS));
  lock = lw_lock_take (fixture->other, &error);
  g_assert_no_error (error);
  g_assert_true (lw_lock_is_for (lock, fixture->other));
  g_clear_pointer (&lock, lw_lock_release);
  g_assert_false (g_file_test (sidecar, G_FILE_TEST_EXISTS));
  close (ends[0]);
  close (ends[1]);
}

/* A file system without locks: this program's calls end here. */
static gboolean no_locks;

int
fcntl (int fd, int command, ...)
{
  va_list arguments;
  void *argument;

  va_start (arguments, command);
  argument = va_arg (arguments, void *);
  va_end (arguments);
  if (no_locks && (command == F_SETLK || command == F_SETLKW || command == F_GETLK || command == F_OFD_SETLK))
    {
      errno = ENOLCK;
      return -1;
    }
  return (int) syscall (SYS_fcntl, fd, command, argument);
}

static void
test_without_locks (Fixture *fixture, gconstpointer data)
{
  LwSession *second = lw_session_new ();

  close_session (&fixture->session);
  no_locks = TRUE;
  open_path (second, fixture->path);
  g_assert_true (lw_session_get_read_only (second));
  g_test_message ("%s", lw_session_get_trouble (second));
  g_assert_nonnull (strstr (lw_session_get_trouble (second), "cannot be locked"));
  g_assert_cmpuint (lw_session_get_offices (second)->n, ==, 100);
  close_session (&second);
  no_locks = FALSE;
}

static void
lay_out_version_1 (const char *path)
{
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "data", "store", "version-1.gpkg", NULL);

  copy_file (from, path);
}

/* A document of an older version is brought up to date, which is told, and edited as any other. */
static void
test_older (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kept = g_build_filename (fixture->folder, "other (version 1).gpkg", NULL);

  lay_out_version_1 (fixture->other);
  open_path (fixture->session, fixture->other);
  g_assert_false (lw_session_get_read_only (fixture->session));
  g_assert_null (lw_session_get_trouble (fixture->session));
  g_assert_nonnull (strstr (fixture->toast, "other (version 1).gpkg"));
  g_assert_true (g_file_test (kept, G_FILE_TEST_IS_REGULAR));
  edit (fixture->session, 650);
  g_assert_cmpfloat (read_least (fixture->other), ==, 650);
  g_clear_pointer (&fixture->toast, g_free);
  open_path (fixture->session, fixture->other);
  g_assert_null (fixture->toast);
}

/* One that cannot be brought up to date is shown, with the reason; saved elsewhere it is up to date. */
static void
test_older_in_use (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.gpkg", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_before, n_after;
  sqlite3 *reader = NULL;

  lay_out_version_1 (fixture->other);
  g_assert_true (g_file_get_contents (fixture->other, &before, &n_before, NULL));
  g_assert_cmpint (sqlite3_open (fixture->other, &reader), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (reader, "BEGIN; SELECT count (*) FROM office", NULL, NULL, NULL), ==, SQLITE_OK);
  open_path (fixture->session, fixture->other);
  g_assert_true (lw_session_get_read_only (fixture->session));
  g_assert_nonnull (strstr (lw_session_get_trouble (fixture->session), "save a copy"));
  g_assert_cmpuint (lw_session_get_offices (fixture->session)->n, ==, 12);
  save_as (fixture->session, copy, NULL, &error);
  g_assert_no_error (error);
  sqlite3_close (reader);
  g_assert_false (lw_session_get_read_only (fixture->session));
  g_assert_null (lw_session_get_trouble (fixture->session));
  edit (fixture->session, 660);
  g_assert_cmpfloat (read_least (copy), ==, 660);
  g_assert_true (g_file_get_contents (fixture->other, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* What is to be opened and what to be imported is told by the content: the GeoPackage of another program is a source. */
static void
test_is_document (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *list = g_build_filename (fixture->folder, "list.csv", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.gpkg", NULL);
  g_autofree char *text = g_build_filename (fixture->folder, "text.gpkg", NULL);
  g_autofree char *foreign = g_build_filename (fixture->folder, "areas.gpkg", NULL);
  g_autofree char *bytes = NULL;
  gsize n;
  sqlite3 *db;

  g_assert_true (lw_session_is_document (fixture->path));
  g_assert_true (lw_session_is_document (missing));
  g_assert_true (g_file_set_contents (list, "a;b\n", -1, NULL));
  g_assert_false (lw_session_is_document (list));
  g_assert_true (g_file_set_contents (text, "a;b\n", -1, NULL));
  g_assert_true (lw_session_is_document (text));
  g_assert_false (lw_session_is_document (fixture->folder));
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &n, NULL));
  g_assert_cmpint (sqlite3_open (foreign, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "PRAGMA application_id = 1196444487; CREATE TABLE gpkg_contents (table_name TEXT);"
                                 "CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER); CREATE TABLE areas (code TEXT)",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
  g_assert_false (lw_session_is_document (foreign));
  /* A document under another name, and one of which half is lost, are documents. */
  g_assert_cmpint (g_rename (fixture->path, list), ==, 0);
  g_assert_true (lw_session_is_document (list));
  g_assert_true (g_file_set_contents (text, bytes, (gssize)(n / 2), NULL));
  g_assert_true (lw_session_is_document (text));
  g_remove (list);
  g_remove (text);
  g_remove (foreign);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/session-file/is-document", test_is_document);
  ADD ("/session-file/opened-twice", test_opened_twice);
  ADD ("/session-file/save-copy-of-locked", test_save_copy_of_locked);
  ADD ("/session-file/save-as", test_save_as);
  ADD ("/session-file/removed", test_removed);
  ADD ("/session-file/renamed-and-back", test_renamed_and_back);
  ADD ("/session-file/replaced", test_replaced);
  ADD ("/session-file/edited-elsewhere", test_edited_elsewhere);
  ADD ("/session-file/edited-between", test_edited_between);
  ADD ("/session-file/own-edits", test_own_edits);
  ADD ("/session-file/older", test_older);
  ADD ("/session-file/older-in-use", test_older_in_use);
  ADD ("/session-file/lock-after-crash", test_lock_after_crash);
  ADD ("/session-file/without-locks", test_without_locks);
  return g_test_run ();
}

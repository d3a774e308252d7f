/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-db: see lw-db.h. */
#include "store/lw-db.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/lw-lock.h"

struct _LwDb {
  sqlite3 *handle;
  char *path;
  char *name; /* the file as messages show it */
  GThread *thread;
  GHashTable *statements; /* SQL -> LwStatement that waits to be used again */
  GCancellable *cancellable;
  LwDbCommitFunc before_commit;
};

struct _LwStatement {
  LwDb *db;
  sqlite3_stmt *handle;
  char *sql;
  gboolean in_use;
  gboolean cached;
  int bind_code; /* of the first bind that failed */
};

struct _LwTransaction {
  LwDb *db;
  gboolean counted;
  guint32 counter; /* of the file when it began */
};

/* The progress handler is asked after so many steps of SQLite's machine: well below a millisecond. */
#define STEPS_PER_CHECK 10000
/* Bytes of a value in a file of somebody else: the outline of a country in full detail has some tens of millions. */
#define MAX_FOREIGN_VALUE (256 * 1024 * 1024)

static void
destroy_statement (gpointer data)
{
  LwStatement *statement = data;

  sqlite3_finalize (statement->handle);
  g_free (statement->sql);
  g_free (statement);
}

static gboolean
means_full (int system_error)
{
  return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

/* Why a write failed, where SQLite only says "input or output error". The undoing of the transaction may have
 * changed what the connection remembers, so the file is asked too. */
static int
refine_code (LwDb *db, int code)
{
  int on_file = 0;

  if ((code & 0xff) == SQLITE_IOERR && db->handle)
    {
      sqlite3_file_control (db->handle, "main", SQLITE_FCNTL_LAST_ERRNO, &on_file);
      if (means_full (sqlite3_system_errno (db->handle)) || means_full (on_file))
        return SQLITE_FULL;
    }
  /* A journal that cannot be made: the folder, not the file, refuses to be written. */
  if ((code & 0xff) == SQLITE_CANTOPEN && db->handle && !sqlite3_get_autocommit (db->handle))
    return SQLITE_READONLY;
  return code & 0xff;
}

static void
set_trouble (LwDb *db, int code, GError **error)
{
  switch (refine_code (db, code))
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, LW_ERROR, LW_ERROR_BUSY,
                   _ ("“%s” is being written by another program; close the document there or try again"),
                   db->name);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      g_set_error (error, LW_ERROR, LW_ERROR_READ_ONLY,
                   _ ("“%s” or its folder cannot be written; save a copy in another folder"), db->name);
      break;
    case SQLITE_FULL:
      g_set_error (
          error, LW_ERROR, LW_ERROR_FULL,
          _ ("There is no room to write “%s”; nothing was changed; make room on the disk and try again"),
          db->name);
      break;
    case SQLITE_NOTADB:
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED, _ ("“%s” is not a GeoPackage; choose another file"),
                   db->name);
      break;
    case SQLITE_CORRUPT:
      g_set_error (
          error, LW_ERROR, LW_ERROR_DAMAGED,
          _ ("“%s” is damaged (%s); open a backup, or make a recovered copy with “leegwijzer-cli recover”"),
          db->name, sqlite3_errmsg (db->handle));
      break;
    default:
      g_set_error (error, LW_ERROR, LW_ERROR_STORE, _ ("“%s” cannot be read or written: %s"), db->name,
                   db->handle ? sqlite3_errmsg (db->handle) : sqlite3_errstr (code));
      break;
    }
}

/**
 * lw_db_set_error:
 * @code: a result code of SQLite that is not success
 *
 * Puts into words what went wrong on this connection. An interrupted statement is %G_IO_ERROR_CANCELLED.
 */
void
lw_db_set_error (LwDb *db, int code, GError **error)
{
  if ((code & 0xff) == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                         _ ("Cancelled; the document was not changed"));
  else
    set_trouble (db, code, error);
}

/** lw_db_check: %TRUE if @code means success; else sets @error */
gboolean
lw_db_check (LwDb *db, int code, GError **error)
{
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;
  lw_db_set_error (db, code, error);
  return FALSE;
}

/** lw_db_check_file: the state of a file before SQLite sees it, so that the system's own reason reaches the user */
gboolean
lw_db_check_file (const char *path, GError **error)
{
  g_autofree char *name = NULL;
  GStatBuf info;
  int code = 0;

  /* Not by opening it: closing it again would drop every lock that SQLite holds on it in this process. */
  if (g_stat (path, &info) != 0 || euidaccess (path, R_OK) != 0)
    code = errno;
  else if (S_ISDIR (info.st_mode))
    code = EISDIR;
  else if (!S_ISREG (info.st_mode))
    code = EINVAL;
  if (code == 0)
    return TRUE;
  name = g_filename_display_basename (path);
  /* Translators: first the file, then the system's reason */
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("“%s” cannot be opened: %s"), name,
               g_strerror (code));
  return FALSE;
}

/* Whether files cannot be locked there, as on some shares: SQLite takes that for a lock of somebody else. */
static gboolean
knows_no_locks (LwDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwLock) lock = lw_lock_take (db->path, &error);

  return g_error_matches (error, LW_ERROR, LW_ERROR_UNSUPPORTED);
}

/* A file of somebody else: what it brings along as code is not run, and no value is larger than a shape can be. */
static void
distrust (LwDb *db)
{
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_limit (db->handle, SQLITE_LIMIT_LENGTH, MAX_FOREIGN_VALUE);
  sqlite3_limit (db->handle, SQLITE_LIMIT_ATTACHED, 0);
}

static gboolean
configure (LwDb *db, LwDbAccess access, GError **error)
{
  sqlite3_busy_timeout (db->handle, LW_DB_BUSY_MS);
  sqlite3_extended_result_codes (db->handle, 1);
  /* A hostile file must not be able to alter the schema behind SQLite's back. */
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (access == LW_DB_FOREIGN)
    distrust (db);
  return lw_db_exec (
             db, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536", error)
         && lw_db_exec (db, "SELECT count (*) FROM sqlite_master", error)
         && (access == LW_DB_READ || access == LW_DB_FOREIGN
             || lw_db_exec (db, "PRAGMA foreign_keys = ON; PRAGMA synchronous = EXTRA", error));
}

/* While nobody writes a file, what is in it is all there is, and SQLite need not look for more nor lock it. */
static char *
make_foreign_uri (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL), *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  gboolean written = g_file_test (log, G_FILE_TEST_EXISTS) || g_file_test (journal, G_FILE_TEST_EXISTS);

  return uri != NULL ? g_strconcat (uri, written ? "?mode=ro" : "?mode=ro&immutable=1", NULL) : NULL;
}

static gboolean
connect_with (LwDb *db, LwDbAccess access, const char *vfs, GError **error)
{
  static const int flags[] = {
    [LW_DB_READ] = SQLITE_OPEN_READONLY,
    [LW_DB_WRITE] = SQLITE_OPEN_READWRITE,
    [LW_DB_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
    [LW_DB_FOREIGN] = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
  };
  g_autofree char *uri = access == LW_DB_FOREIGN ? make_foreign_uri (db->path) : NULL;
  int code;

  g_clear_pointer (&db->handle, sqlite3_close_v2);
  code = sqlite3_open_v2 (uri != NULL ? uri : db->path, &db->handle, flags[access] | SQLITE_OPEN_NOMUTEX, vfs);
  return lw_db_check (db, code, error) && configure (db, access, error);
}

/**
 * lw_db_open:
 * @path: a file
 * @access: what it is opened for
 * @error: return location for an error
 *
 * Opens a connection that belongs to this thread. A transaction that another process left unfinished is
 * undone.
 *
 * Returns: (transfer full): the connection, or %NULL with a %G_IO_ERROR if the file cannot be opened,
 *   %LW_ERROR_UNSUPPORTED if it is no database, %LW_ERROR_READ_ONLY, %LW_ERROR_BUSY or %LW_ERROR_DAMAGED
 */
LwDb *
lw_db_open (const char *path, LwDbAccess access, GError **error)
{
  g_autoptr (LwDb) db = g_new0 (LwDb, 1);
  g_autoptr (GError) trouble = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  db->path = g_canonicalize_filename (path, NULL);
  db->name = g_filename_display_basename (db->path);
  db->thread = g_thread_self ();
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, destroy_statement);
  if (access != LW_DB_CREATE && !lw_db_check_file (db->path, error))
    return NULL;
  if (!connect_with (db, access, NULL, &trouble))
    {
      /* To look at a file needs no lock where there is none to be had. */
      gboolean unlocked = access == LW_DB_READ && g_error_matches (trouble, LW_ERROR, LW_ERROR_BUSY) && knows_no_locks (db);

      if (!unlocked || !connect_with (db, access, "unix-none", error))
        {
          if (!unlocked)
            g_propagate_error (error, g_steal_pointer (&trouble));
          return NULL;
        }
    }
  if (access != LW_DB_READ && access != LW_DB_FOREIGN && sqlite3_db_readonly (db->handle, "main"))
    {
      set_trouble (db, SQLITE_READONLY, error);
      return NULL;
    }
  return g_steal_pointer (&db);
}

/**
 * lw_db_open_copy_in_memory:
 * @from: a connection of this thread
 *
 * Returns: (transfer full): a connection to a copy of its whole content, of which nothing reaches a disk, or %NULL
 */
LwDb *
lw_db_open_copy_in_memory (LwDb *from, GError **error)
{
  g_autoptr (LwDb) db = g_new0 (LwDb, 1);
  sqlite3_backup *backup;
  int code;

  lw_db_assert_thread (from);
  db->path = g_strdup (from->path);
  db->name = g_strdup (from->name);
  db->thread = g_thread_self ();
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, destroy_statement);
  code = sqlite3_open_v2 (":memory:", &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                          NULL);
  if (!lw_db_check (db, code, error))
    return NULL;
  backup = sqlite3_backup_init (db->handle, "main", from->handle, "main");
  code = backup ? sqlite3_backup_step (backup, -1) : sqlite3_errcode (db->handle);
  sqlite3_backup_finish (backup);
  return lw_db_check (db, code, error) && configure (db, LW_DB_WRITE, error) ? g_steal_pointer (&db) : NULL;
}

/** lw_db_close: closes the connection; whatever is not committed is undone */
void
lw_db_close (LwDb *db)
{
  g_return_if_fail (db != NULL);
  lw_db_assert_thread (db);
  g_clear_pointer (&db->statements, g_hash_table_unref);
  sqlite3_close_v2 (db->handle);
  g_free (db->path);
  g_free (db->name);
  g_free (db);
}

sqlite3 *
lw_db_handle (LwDb *db)
{
  lw_db_assert_thread (db);
  return db->handle;
}

const char *
lw_db_path (LwDb *db)
{
  return db->path;
}

/** lw_db_set_display_path: messages name the file of @path instead, where a temporary file stands in for it
 */
void
lw_db_set_display_path (LwDb *db, const char *path)
{
  g_free (db->name);
  db->name = g_filename_display_basename (path);
}

void
lw_db_assert_thread (LwDb *db)
{
  g_assert (db->thread == g_thread_self ());
}

/** lw_db_let_go: the connection is handed to another thread, which calls lw_db_adopt() */
void
lw_db_let_go (LwDb *db)
{
  lw_db_assert_thread (db);
  db->thread = NULL;
}

/** lw_db_adopt: the connection that another thread let go of belongs to this one */
void
lw_db_adopt (LwDb *db)
{
  g_assert (db->thread == NULL);
  db->thread = g_thread_self ();
}

/**
 * lw_db_check_place:
 *
 * Is the file that is open still the one with its name? What is written to a file that has lost its name is
 * lost with it.
 *
 * Returns: %FALSE with %LW_ERROR_MOVED
 */
gboolean
lw_db_check_place (LwDb *db, GError **error)
{
  int moved = 0;

  lw_db_assert_thread (db);
  if (sqlite3_file_control (db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK || !moved)
    return TRUE;
  if (g_file_test (db->path, G_FILE_TEST_EXISTS))
    g_set_error (error, LW_ERROR, LW_ERROR_MOVED,
                 _ ("“%s” was replaced by another file; nothing is written to that; save a copy of what you see, "
                    "or open the document again"),
                 db->name);
  else
    g_set_error (error, LW_ERROR, LW_ERROR_MOVED,
                 _ ("“%s” is gone: it was removed or renamed; put it back, or save a copy of what you see"),
                 db->name);
  return FALSE;
}

/** lw_db_read_change_counter: the number in the head of the file that every writing of it raises by one */
gboolean
lw_db_read_change_counter (LwDb *db, guint32 *counter)
{
  sqlite3_file *file = NULL;
  guint8 bytes[4];

  lw_db_assert_thread (db);
  if (sqlite3_file_control (db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file == NULL
      || file->pMethods == NULL || file->pMethods->xRead (file, bytes, sizeof bytes, 24) != SQLITE_OK)
    return FALSE;
  *counter = (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
  return TRUE;
}

/** lw_db_exec: runs one or several statements that give no rows of interest */
gboolean
lw_db_exec (LwDb *db, const char *sql, GError **error)
{
  lw_db_assert_thread (db);
  return lw_db_check (db, sqlite3_exec (db->handle, sql, NULL, NULL, NULL), error);
}

/** lw_db_read_int: the first column of the first row; 0 where there is none or it is NULL */
gboolean
lw_db_read_int (LwDb *db, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (db, sql, error);
  LwStep step = statement ? lw_statement_step (statement, error) : LW_STEP_ERROR;

  *value = step == LW_STEP_ROW ? lw_statement_int (statement, 0) : 0;
  return step != LW_STEP_ERROR;
}

/** lw_db_read_text: the first column of the first row; %NULL where there is none */
gboolean
lw_db_read_text (LwDb *db, const char *sql, char **value, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (db, sql, error);
  LwStep step = statement ? lw_statement_step (statement, error) : LW_STEP_ERROR;

  *value = step == LW_STEP_ROW && !lw_statement_is_null (statement, 0)
               ? g_strdup (lw_statement_text (statement, 0))
               : NULL;
  return step != LW_STEP_ERROR;
}

static int
progress_cb (gpointer data)
{
  LwDb *db = data;

  return g_cancellable_is_cancelled (db->cancellable);
}

LwDbCancelScope *
lw_db_cancel_with (LwDb *db, GCancellable *cancellable)
{
  lw_db_assert_thread (db);
  g_set_object (&db->cancellable, cancellable);
  if (cancellable)
    sqlite3_progress_handler (db->handle, STEPS_PER_CHECK, progress_cb, db);
  return db;
}

void
lw_db_end_cancel (LwDbCancelScope *scope)
{
  sqlite3_progress_handler (scope->handle, 0, NULL, NULL);
  g_clear_object (&scope->cancellable);
}

/**
 * lw_db_prepare:
 * @sql: one statement; a text that stays the same, since it is the key of the cache
 *
 * Returns: (transfer full): the statement, ready for its parameters, or %NULL with an error. Releasing it
 * resets it and puts it back.
 */
LwStatement *
lw_db_prepare (LwDb *db, const char *sql, GError **error)
{
  LwStatement *statement = g_hash_table_lookup (db->statements, sql);
  sqlite3_stmt *handle = NULL;

  lw_db_assert_thread (db);
  if (statement && !statement->in_use)
    {
      statement->in_use = TRUE;
      return statement;
    }
  if (!lw_db_check (db, sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL),
                    error))
    return NULL;
  g_assert (handle != NULL);
  /* A second user of the same text gets a statement of its own, which is not kept. */
  gboolean first = statement == NULL;
  statement = g_new0 (LwStatement, 1);
  statement->db = db;
  statement->handle = handle;
  statement->sql = g_strdup (sql);
  statement->in_use = TRUE;
  statement->cached = first;
  if (first)
    g_hash_table_insert (db->statements, statement->sql, statement);
  return statement;
}

void
lw_statement_release (LwStatement *statement)
{
  if (!statement->cached)
    {
      destroy_statement (statement);
      return;
    }
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
  statement->bind_code = SQLITE_OK;
  statement->in_use = FALSE;
}

sqlite3_stmt *
lw_statement_raw (LwStatement *statement)
{
  return statement->handle;
}

/** lw_statement_step: the next row; on an error, also one of binding, sets @error */
LwStep
lw_statement_step (LwStatement *statement, GError **error)
{
  int code = statement->bind_code;

  if (code == SQLITE_OK)
    code = sqlite3_step (statement->handle);
  if (code == SQLITE_ROW)
    return LW_STEP_ROW;
  if (code == SQLITE_DONE)
    return LW_STEP_DONE;
  lw_db_set_error (statement->db, code, error);
  return LW_STEP_ERROR;
}

/** lw_statement_run: runs it to the end and makes it ready for the next parameters, which keep their values
 */
gboolean
lw_statement_run (LwStatement *statement, GError **error)
{
  LwStep step;

  do
    step = lw_statement_step (statement, error);
  while (step == LW_STEP_ROW);
  sqlite3_reset (statement->handle);
  return step == LW_STEP_DONE;
}

/**
 * lw_db_update_or_insert:
 * @sql: (array fixed-size=2): the statement that changes a row, and the one that adds it, with the same parameters
 * @bind: gives each its parameters
 * @row: for @bind
 * @error: return location for an error
 *
 * Changes a row, or adds it if there is none; an upsert would be recorded as a removal and an addition.
 *
 * Returns: %FALSE with an error
 */
gboolean
lw_db_update_or_insert (LwDb *db, const char *const sql[2], LwBindFunc bind, gconstpointer row, GError **error)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LwStatement) statement = lw_db_prepare (db, sql[i], error);

      if (statement == NULL)
        return FALSE;
      bind (statement, row);
      if (!lw_statement_run (statement, error))
        return FALSE;
      if (sqlite3_changes (db->handle) > 0)
        break;
    }
  return TRUE;
}

static void
note_bind (LwStatement *statement, int code)
{
  if (statement->bind_code == SQLITE_OK)
    statement->bind_code = code;
}

void
lw_statement_bind_int (LwStatement *statement, int at, gint64 value)
{
  note_bind (statement, sqlite3_bind_int64 (statement->handle, at, value));
}

/** lw_statement_bind_key: like lw_statement_bind_int(), but 0 (none, unknown) becomes NULL */
void
lw_statement_bind_key (LwStatement *statement, int at, gint64 value)
{
  note_bind (statement, value != 0 ? sqlite3_bind_int64 (statement->handle, at, value)
                                   : sqlite3_bind_null (statement->handle, at));
}

void
lw_statement_bind_double (LwStatement *statement, int at, double value)
{
  note_bind (statement, isnan (value) ? sqlite3_bind_null (statement->handle, at)
                                      : sqlite3_bind_double (statement->handle, at, value));
}

/** lw_statement_bind_text: @value is copied; %NULL becomes NULL, the empty text stays one */
void
lw_statement_bind_text (LwStatement *statement, int at, const char *value)
{
  note_bind (statement, sqlite3_bind_text (statement->handle, at, value, -1, SQLITE_TRANSIENT));
}

/** lw_statement_bind_known: like lw_statement_bind_text(), but the empty text (unknown) becomes NULL */
void
lw_statement_bind_known (LwStatement *statement, int at, const char *value)
{
  lw_statement_bind_text (statement, at, value && value[0] != '\0' ? value : NULL);
}

void
lw_statement_bind_date (LwStatement *statement, int at, LwDate value)
{
  g_autofree char *iso = value != LW_DATE_UNKNOWN ? lw_date_to_iso (value) : NULL;

  lw_statement_bind_known (statement, at, iso);
}

void
lw_statement_bind_bag_id (LwStatement *statement, int at, LwBagId value)
{
  char text[LW_BAG_ID_LENGTH + 1];

  if (value != 0)
    lw_bag_id_format (value, text);
  lw_statement_bind_text (statement, at, value != 0 ? text : NULL);
}

/** lw_statement_bind_blob: @data is copied; %NULL becomes NULL */
void
lw_statement_bind_blob (LwStatement *statement, int at, gconstpointer data, gsize size)
{
  note_bind (statement, sqlite3_bind_blob64 (statement->handle, at, data, size, SQLITE_TRANSIENT));
}

gboolean
lw_statement_is_null (LwStatement *statement, int at)
{
  return sqlite3_column_type (statement->handle, at) == SQLITE_NULL;
}

gint64
lw_statement_int (LwStatement *statement, int at)
{
  return sqlite3_column_int64 (statement->handle, at);
}

/** lw_statement_double: NaN for NULL, and for a text that another program put where a number belongs */
double
lw_statement_double (LwStatement *statement, int at)
{
  int type = sqlite3_column_type (statement->handle, at);

  return type == SQLITE_FLOAT || type == SQLITE_INTEGER ? sqlite3_column_double (statement->handle, at) : NAN;
}

/** lw_statement_text: never %NULL: NULL, and what is no valid UTF-8, is the empty text; valid until the next
 * step */
const char *
lw_statement_text (LwStatement *statement, int at)
{
  const char *text = (const char *)sqlite3_column_text (statement->handle, at);

  return text && g_utf8_validate (text, -1, NULL) ? text : "";
}

LwDate
lw_statement_date (LwStatement *statement, int at)
{
  return lw_date_parse_iso ((const char *)sqlite3_column_text (statement->handle, at));
}

LwBagId
lw_statement_bag_id (LwStatement *statement, int at)
{
  const char *text = (const char *)sqlite3_column_text (statement->handle, at);

  return text ? lw_bag_id_parse (text, sqlite3_column_bytes (statement->handle, at)) : 0;
}

/** lw_statement_blob: (nullable): the bytes, valid until the next step */
gconstpointer
lw_statement_blob (LwStatement *statement, int at, gsize *size)
{
  gconstpointer data = sqlite3_column_blob (statement->handle, at);

  *size = sqlite3_column_bytes (statement->handle, at);
  return data;
}

/**
 * lw_transaction_begin:
 *
 * Takes the right to write at once, so that a transaction never fails half-way because another program
 * writes.
 *
 * Returns: (transfer full): the transaction, rolled back unless it is committed
 */
LwTransaction *
lw_transaction_begin (LwDb *db, GError **error)
{
  LwTransaction *transaction;

  if (!lw_db_exec (db, "BEGIN IMMEDIATE", error))
    return NULL;
  transaction = g_new0 (LwTransaction, 1);
  transaction->db = db;
  /* Not when it ends: a long transaction may write the head of the file before. */
  transaction->counted = lw_db_read_change_counter (db, &transaction->counter);
  return transaction;
}

/**
 * lw_db_set_before_commit:
 * @func: called in each transaction as its last step
 *
 * The function is told the number that the head of the file has when the transaction is committed
 * (lw_db_read_change_counter()). If it fails nothing is committed. It is not called for a file in memory.
 */
void
lw_db_set_before_commit (LwDb *db, LwDbCommitFunc func)
{
  db->before_commit = func;
}

/** lw_transaction_commit: ends @transaction in any case; when it cannot be committed, it is rolled back */
gboolean
lw_transaction_commit (LwTransaction **transaction, GError **error)
{
  LwDb *db = (*transaction)->db;

  if ((db->before_commit != NULL && (*transaction)->counted
       && !db->before_commit (db, (*transaction)->counter + 1, error))
      || !lw_db_exec (db, "COMMIT", error))
    {
      g_clear_pointer (transaction, lw_transaction_rollback);
      return FALSE;
    }
  g_clear_pointer (transaction, g_free);
  return TRUE;
}

void
lw_transaction_rollback (LwTransaction *transaction)
{
  /* SQLite rolls back by itself on a full disk and on some other errors. Nothing may interrupt the rollback.
   */
  sqlite3_progress_handler (transaction->db->handle, 0, NULL, NULL);
  if (!sqlite3_get_autocommit (transaction->db->handle))
    sqlite3_exec (transaction->db->handle, "ROLLBACK", NULL, NULL, NULL);
  g_free (transaction);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-upgrade: see lw-upgrade.h. The file is copied byte by byte while this program has the right to write, so that
 * nobody changes it meanwhile. It is read through SQLite's own handle: closing another one on the same file would drop
 * every lock that this process holds on it. */
#include "store/lw-upgrade.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "store/lw-replace.h"
#include "store/lw-schema.h"
#include "store/lw-store.h"

/* SQLite's own layer takes less than 128 KiB at a time. */
#define CHUNK (64 * 1024)
#define MOST_COPIES 1000

/* A file as SQLite's layer below sees it; in tests that layer is one on which the power can go. */
typedef struct {
  sqlite3_file *file;
  const char *name;
} RawFile;

static int
raw_open (RawFile *raw, const char *path, int flags)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  int out_flags;

  raw->name = sqlite3_create_filename (path, "", "", 0, NULL);
  raw->file = g_malloc0 (vfs->szOsFile);
  return vfs->xOpen (vfs, raw->name, raw->file, flags | SQLITE_OPEN_MAIN_DB, &out_flags);
}

static void
raw_close (RawFile *raw)
{
  if (raw->file != NULL && raw->file->pMethods != NULL)
    raw->file->pMethods->xClose (raw->file);
  g_free (raw->file);
  sqlite3_free_filename ((char *)raw->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RawFile, raw_close)

/* A disk that is full, in the words of SQLite. */
static int
refine_code (sqlite3_file *file, int code)
{
  int number = 0;

  if ((code & 0xff) == SQLITE_IOERR)
    file->pMethods->xFileControl (file, SQLITE_FCNTL_LAST_ERRNO, &number);
  return number == ENOSPC || number == EDQUOT || number == EFBIG ? SQLITE_FULL : code;
}

static int
get_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return file->pMethods->xFileSize (file, size);
}

/* Whether two files hold the same bytes. */
static int
compare (sqlite3_file *a, sqlite3_file *b, gboolean *same)
{
  g_autofree guint8 *one = g_malloc (CHUNK), *two = g_malloc (CHUNK);
  sqlite3_int64 size, other;
  int code = get_size (a, &size);

  if (code == SQLITE_OK)
    code = get_size (b, &other);
  *same = code == SQLITE_OK && size == other;
  for (sqlite3_int64 at = 0; *same && at < size; at += CHUNK)
    {
      int n = (int)MIN (CHUNK, size - at);

      code = a->pMethods->xRead (a, one, n, at);
      if (code == SQLITE_OK)
        code = b->pMethods->xRead (b, two, n, at);
      *same = code == SQLITE_OK && memcmp (one, two, n) == 0;
    }
  return code;
}

static int
copy_bytes (sqlite3_file *from, sqlite3_file *to)
{
  g_autofree guint8 *bytes = g_malloc (CHUNK);
  sqlite3_int64 size;
  int code = get_size (from, &size);

  for (sqlite3_int64 at = 0; code == SQLITE_OK && at < size; at += CHUNK)
    {
      int n = (int)MIN (CHUNK, size - at);

      code = from->pMethods->xRead (from, bytes, n, at);
      if (code == SQLITE_OK)
        code = refine_code (to, to->pMethods->xWrite (to, bytes, n, at));
    }
  return code == SQLITE_OK ? refine_code (to, to->pMethods->xSync (to, SQLITE_SYNC_FULL)) : code;
}

static sqlite3_file *
get_file (LwDb *db)
{
  sqlite3_file *file = NULL;

  sqlite3_file_control (lw_db_handle (db), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return file;
}

/* The copy number @n, from 1; the names after the first are for who has that one already. */
static char *
make_name (const char *path, guint version, guint n)
{
  g_autofree char *stem = g_strdup (path);
  char *dot = strrchr (stem, '.'), *slash = strrchr (stem, G_DIR_SEPARATOR);
  g_autofree char *ending = NULL, *marked = NULL;

  if (dot != NULL && slash != NULL && dot > slash + 1)
    {
      ending = g_strdup (dot);
      *dot = '\0';
    }
  /* Translators: the name of the copy of a document as it was; the name of the document, and a number */
  marked = g_strdup_printf (_ ("%s (version %u)"), stem, version);
  if (n == 1)
    return g_strconcat (marked, ending, NULL);
  return g_strdup_printf ("%s (%u)%s", marked, n, ending ? ending : "");
}

/* Whether what has the name already is this very copy, as of an upgrade that the power ended. */
static gboolean
is_copy (LwDb *db, const char *path)
{
  g_auto (RawFile) raw = { NULL };
  GStatBuf ours, theirs;
  gboolean same = FALSE;

  return g_stat (lw_db_path (db), &ours) == 0 && g_stat (path, &theirs) == 0 && S_ISREG (theirs.st_mode)
         && ours.st_size == theirs.st_size && (ours.st_dev != theirs.st_dev || ours.st_ino != theirs.st_ino)
         && raw_open (&raw, path, SQLITE_OPEN_READONLY) == SQLITE_OK
         && compare (get_file (db), raw.file, &same) == SQLITE_OK && same;
}

/* Writes the copy, and reads it again. */
static gboolean
write_copy (LwDb *db, const char *path, GError **error)
{
  g_auto (RawFile) raw = { NULL };
  GStatBuf info;
  gboolean same = FALSE;
  int code = raw_open (&raw, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE);

  if (code == SQLITE_OK)
    code = copy_bytes (get_file (db), raw.file);
  if (code == SQLITE_OK)
    code = compare (get_file (db), raw.file, &same);
  if (code == SQLITE_OK && !same)
    code = SQLITE_IOERR;
  if (code != SQLITE_OK)
    {
      lw_db_set_error (db, (code & 0xff) == SQLITE_CANTOPEN ? SQLITE_READONLY : code, error);
      return FALSE;
    }
  /* Who may not read the document may not read the copy. */
  if (g_stat (lw_db_path (db), &info) != 0 || g_chmod (path, info.st_mode & 0777) != 0)
    g_debug ("the mode of “%s” cannot be set", path);
  return TRUE;
}

/* Keeps the file as it is beside itself. @made: whether it was not there already. */
static char *
keep_copy (LwDb *db, guint version, gboolean *made, GError **error)
{
  for (guint n = 1; n <= MOST_COPIES; n++)
    {
      g_autofree char *path = make_name (lw_db_path (db), version, n);
      g_autoptr (LwReplace) replace = NULL;
      g_autoptr (GError) trouble = NULL;

      *made = FALSE;
      if (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        {
          if (is_copy (db, path))
            return g_steal_pointer (&path);
          continue;
        }
      replace = lw_replace_begin (path);
      if (!write_copy (db, lw_replace_path (replace), error))
        return NULL;
      *made = lw_replace_finish (&replace, FALSE, &trouble);
      if (*made)
        return g_steal_pointer (&path);
      if (g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_EXISTS))
        continue;
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("there are too many copies of it already"));
  return NULL;
}

/* What happened, and the way out. */
static void
set_outdated (LwDb *db, const GError *trouble, GError **error)
{
  g_autofree char *name = g_filename_display_basename (lw_db_path (db));

  if (g_error_matches (trouble, LW_ERROR, LW_ERROR_FULL))
    g_set_error (error, LW_ERROR, LW_ERROR_OUTDATED,
                 _ ("“%s” is of an older version and can only be read: the disk has no room to bring it up to date; "
                    "make room and open it again, or save a copy in another folder"),
                 name);
  else if (g_error_matches (trouble, LW_ERROR, LW_ERROR_BUSY))
    g_set_error (error, LW_ERROR, LW_ERROR_OUTDATED,
                 _ ("“%s” is of an older version and can only be read: another program has it open, so it could not be "
                    "brought up to date; close it there and open it again, or save a copy in another folder"),
                 name);
  else if (g_error_matches (trouble, LW_ERROR, LW_ERROR_READ_ONLY))
    g_set_error (error, LW_ERROR, LW_ERROR_OUTDATED,
                 _ ("“%s” is of an older version and can only be read: its folder cannot be written, so it could not be "
                    "brought up to date; save a copy in another folder"),
                 name);
  else
    /* Translators: a file, and the reason */
    g_set_error (error, LW_ERROR, LW_ERROR_OUTDATED,
                 _ ("“%s” is of an older version and can only be read, since it could not be brought up to date (%s); "
                    "save a copy in another folder"),
                 name, trouble->message);
}

/* In another program's write-ahead log may be more than in the file. */
static gboolean
check_log (LwDb *db, GError **error)
{
  g_autofree char *mode = NULL;

  if (!lw_db_read_text (db, "PRAGMA journal_mode", &mode, error))
    return FALSE;
  return g_strcmp0 (mode, "wal") != 0 || lw_db_check (db, SQLITE_BUSY, error);
}

/* A copy is of no use beside a file that is as it was; of use it is if that is not certain. */
static void
forget_copy (LwDb *db, const char *copy, guint version)
{
  guint now;

  if (lw_schema_read_version (db, &now, NULL) && now == version)
    g_unlink (copy);
}

static gboolean
upgrade (LwDb *db, char **kept, GError **error)
{
  g_autoptr (LwTransaction) transaction = NULL;
  g_autofree char *copy = NULL;
  gboolean made = FALSE;
  guint version;

  if (!check_log (db, error) || (transaction = lw_transaction_begin (db, error)) == NULL
      || !lw_schema_read_version (db, &version, error))
    return FALSE;
  /* Somebody may have been faster. */
  if (version >= LW_STORE_SCHEMA_VERSION)
    return TRUE;
  copy = keep_copy (db, version, &made, error);
  if (copy == NULL)
    return FALSE;
  if (lw_schema_upgrade (db, version, error) && lw_db_check_place (db, error)
      && lw_transaction_commit (&transaction, error))
    {
      *kept = g_steal_pointer (&copy);
      return TRUE;
    }
  g_clear_pointer (&transaction, lw_transaction_rollback);
  if (made)
    forget_copy (db, copy, version);
  return FALSE;
}

/**
 * lw_upgrade_file:
 * @db: a document of an older version, claimed by the caller (lw-lock.h)
 * @kept: (out) (transfer full) (nullable): where the file is kept as it was; %NULL if somebody else was faster
 * @error: return location for %LW_ERROR_OUTDATED, with a way out
 *
 * Returns: whether the document is of the present version now; if not, it is as it was
 */
gboolean
lw_upgrade_file (LwDb *db, char **kept, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  *kept = NULL;
  if (upgrade (db, kept, &trouble))
    return TRUE;
  set_outdated (db, trouble, error);
  return FALSE;
}

/**
 * lw_upgrade_in_memory:
 * @db: a document of an older version
 * @from: that version
 * @error: return location for an error
 *
 * Returns: (transfer full): a copy in memory that is of the present version, or %NULL with an error
 */
LwDb *
lw_upgrade_in_memory (LwDb *db, guint from, GError **error)
{
  g_autoptr (LwDb) copy = lw_db_open_copy_in_memory (db, error);
  g_autoptr (LwTransaction) transaction = copy ? lw_transaction_begin (copy, error) : NULL;

  if (transaction == NULL || !lw_schema_upgrade (copy, from, error) || !lw_transaction_commit (&transaction, error))
    return NULL;
  return g_steal_pointer (&copy);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-copy: a copy of the open document, by SQLite's online backup. It is made under a temporary name in the
 * same folder, put on the disk, and gets its name by one rename: whenever the power goes, there is the old file
 * or the whole new one. */
#include "store/lw-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/lw-identity.h"
#include "store/lw-replace.h"
#include "store/lw-schema.h"

/* Pages copied between two looks at the cancellable. */
#define PAGES_PER_STEP 1000

typedef struct {
  LwProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
  gint64 page_size;
} Watcher;

static void
report (const Watcher *watcher, sqlite3_backup *backup)
{
  guint64 total = (guint64)sqlite3_backup_pagecount (backup);
  guint64 done = total - (guint64)sqlite3_backup_remaining (backup), size = (guint64)watcher->page_size;

  if (watcher->progress)
    watcher->progress (_ ("Copying"), done * size, total * size, LW_PROGRESS_BYTES, watcher->progress_data);
}

static gboolean
copy_pages (LwDb *from, LwDb *to, const Watcher *watcher, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (lw_db_handle (to), "main", lw_db_handle (from), "main");
  int code = SQLITE_OK;

  if (backup == NULL)
    return lw_db_check (to, sqlite3_errcode (lw_db_handle (to)), error);
  while (code == SQLITE_OK && !g_cancellable_is_cancelled (watcher->cancellable))
    {
      code = sqlite3_backup_step (backup, PAGES_PER_STEP);
      report (watcher, backup);
    }
  if (sqlite3_backup_finish (backup) != SQLITE_OK || code != SQLITE_DONE)
    {
      lw_db_set_error (to, code == SQLITE_OK ? SQLITE_INTERRUPT : code, error);
      return FALSE;
    }
  return TRUE;
}

/* The document that the copy is of stays as it was, so nothing else has to be kept. */
static gboolean
bring_up_to_date (LwDb *copy, guint version, GError **error)
{
  g_autoptr (LwTransaction) transaction = NULL;

  lw_identity_sign_commits (copy);
  transaction = lw_transaction_begin (copy, error);
  return transaction != NULL
         && (version >= LW_STORE_SCHEMA_VERSION || lw_schema_upgrade (copy, version, error))
         && lw_transaction_commit (&transaction, error);
}

static gboolean
copy_to (LwStore *store, const char *path, const char *final_path, const Watcher *watcher, GError **error)
{
  g_autoptr (LwDb) copy = lw_db_open (path, LW_DB_CREATE, error);

  if (copy == NULL)
    return FALSE;
  lw_db_set_display_path (copy, final_path);
  return copy_pages (store->db, copy, watcher, error) && lw_store_leave_wal (copy, error)
         && bring_up_to_date (copy, store->version, error);
}

/**
 * lw_store_backup:
 * @path: where, locked by the caller (lw-lock.h) so that no document is replaced that somebody has open; a file
 *   that is there is replaced, at the end and at once
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Saves a copy of the document as it is now, with its history; of an older version it becomes one of the present. It
 * also saves what is open of a file that was
 * removed or replaced meanwhile.
 *
 * Returns: %FALSE with an error; what was at @path is untouched then
 */
gboolean
lw_store_backup (LwStore *store, const char *path, LwProgressFunc progress, gpointer progress_data,
                 GCancellable *cancellable, GError **error)
{
  Watcher watcher = { progress, progress_data, cancellable };
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autoptr (LwReplace) replace = NULL;

  g_return_val_if_fail (store->depth == 0, FALSE);
  if (strcmp (canonical, lw_db_path (store->db)) == 0 && lw_db_check_place (store->db, NULL))
    {
      g_autofree char *name = g_filename_display_basename (canonical);

      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("“%s” is the document itself; choose another name for the copy"), name);
      return FALSE;
    }
  if (!lw_store_check_folder (canonical, error)
      || !lw_db_read_int (store->db, "PRAGMA page_size", &watcher.page_size, error))
    return FALSE;
  replace = lw_replace_begin (canonical);
  return copy_to (store, lw_replace_path (replace), canonical, &watcher, error)
         && lw_replace_finish (&replace, TRUE, error);
}

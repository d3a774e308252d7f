/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store: see lw-store.h. Making, opening and closing the file. */
#include "store/lw-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "store/lw-gpkg.h"
#include "store/lw-identity.h"
#include "store/lw-recover.h"
#include "store/lw-replace.h"
#include "store/lw-schema.h"
#include "store/lw-upgrade.h"

static gboolean
fill_new_file (const char *path, const char *final_path, const char *title, GError **error)
{
  g_autoptr (LwDb) db = lw_db_open (path, LW_DB_CREATE, error);
  g_autoptr (LwTransaction) transaction = NULL;
  g_autoptr (LwStatement) statement = NULL;

  if (db == NULL)
    return FALSE;
  lw_db_set_display_path (db, final_path);
  lw_identity_sign_commits (db);
  transaction = lw_transaction_begin (db, error);
  if (transaction == NULL || !lw_schema_create (db, error) || !lw_identity_create (db, path, error))
    return FALSE;
  statement = lw_db_prepare (db, "INSERT INTO app_setting VALUES (?1, ?2)", error);
  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, LW_STORE_TITLE);
  lw_statement_bind_text (statement, 2, title ? title : "");
  return lw_statement_run (statement, error) && lw_transaction_commit (&transaction, error);
}

/* lw_store_check_folder: SQLite's own words for a folder that is missing or refuses to be written are of no help. */
gboolean
lw_store_check_folder (const char *path, GError **error)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (canonical);
  g_autofree char *display = g_filename_display_name (folder);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("The folder “%s” does not exist; choose another one"), display);
      return FALSE;
    }
  if (g_access (folder, W_OK) != 0)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_READ_ONLY,
                   _ ("The folder “%s” cannot be written; choose another one"), display);
      return FALSE;
    }
  return TRUE;
}

/**
 * lw_store_create:
 * @path: where; a file that is there already is left alone
 * @title: (nullable): title of the document
 * @error: return location for an error
 *
 * Makes an empty document and opens it.
 *
 * Returns: (transfer full): the document, or %NULL with %G_IO_ERROR_EXISTS, %LW_ERROR_READ_ONLY,
 * %LW_ERROR_FULL …
 */
LwStore *
lw_store_create (const char *path, const char *title, GError **error)
{
  g_autoptr (LwReplace) replace = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("“%s” exists already; choose another name"),
                   name);
      return NULL;
    }
  if (!lw_store_check_folder (path, error))
    return NULL;
  replace = lw_replace_begin (path);
  if (!fill_new_file (lw_replace_path (replace), path, title, error)
      || !lw_replace_finish (&replace, FALSE, error))
    return NULL;
  return lw_store_open (path, LW_STORE_READ_WRITE, error);
}

/* lw_store_leave_wal: a document is one file at every moment, so another program's write-ahead log is folded back into it. */
gboolean
lw_store_leave_wal (LwDb *db, GError **error)
{
  g_autofree char *mode = NULL;

  if (!lw_db_read_text (db, "PRAGMA journal_mode", &mode, error))
    return FALSE;
  if (g_strcmp0 (mode, "wal") != 0)
    return TRUE;
  g_clear_pointer (&mode, g_free);
  if (!lw_db_read_text (db, "PRAGMA journal_mode = DELETE", &mode, error))
    return FALSE;
  return g_strcmp0 (mode, "delete") == 0 || lw_db_check (db, SQLITE_BUSY, error);
}

static gboolean
prepare_to_write (LwStore *store, GError **error)
{
  g_autoptr (GError) in_use = NULL;

  if (!lw_store_check_folder (lw_db_path (store->db), error))
    return FALSE;
  if (lw_store_leave_wal (store->db, &in_use))
    return TRUE;
  /* Who has the log open keeps it; edits are as safe in there, and it is folded back when they are done. */
  if (g_error_matches (in_use, LW_ERROR, LW_ERROR_BUSY))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&in_use));
  return FALSE;
}

/* Brings the document up to date, or for a trial a copy of it in memory. */
static gboolean
bring_up_to_date (LwStore *store, gboolean trial, GError **error)
{
  if (store->version >= LW_STORE_SCHEMA_VERSION)
    return TRUE;
  if (trial)
    {
      LwDb *copy = lw_upgrade_in_memory (store->db, store->version, error);

      if (copy == NULL)
        return FALSE;
      lw_db_close (store->db);
      store->db = copy;
    }
  else if (!lw_upgrade_file (store->db, &store->kept, error))
    return FALSE;
  store->version = LW_STORE_SCHEMA_VERSION;
  return TRUE;
}

static LwStore *
open_store (const char *path, LwStoreMode mode, GError **error)
{
  gboolean writable = mode != LW_STORE_READ_ONLY, owns = mode == LW_STORE_OWN || mode == LW_STORE_TRIAL;
  g_autoptr (LwStore) store = g_new0 (LwStore, 1);

  store->read_only = !writable;
  /* Of a file that is not there the opening tells more. */
  if (owns && g_file_test (path, G_FILE_TEST_EXISTS) && (store->lock = lw_lock_take (path, error)) == NULL)
    return NULL;
  store->db = lw_db_open (path, writable ? LW_DB_WRITE : LW_DB_READ, error);
  if (store->db != NULL && writable)
    lw_identity_sign_commits (store->db);
  if (store->db == NULL || !lw_schema_verify (store->db, writable, &store->version, error)
      || (writable && (!prepare_to_write (store, error) || !bring_up_to_date (store, mode == LW_STORE_TRIAL, error)))
      || !lw_gpkg_register_functions (store->db, error))
    return NULL;
  return g_steal_pointer (&store);
}

/**
 * lw_store_open:
 * @path: a document
 * @mode: whether it is to be edited
 * @error: return location for an error
 *
 * Opens a document for this thread. An edit that a crash left half-done is undone on the way.
 *
 * Returns: (transfer full): the document, or %NULL: %G_IO_ERROR if the file cannot be opened,
 * %LW_ERROR_UNSUPPORTED if it is no document, %LW_ERROR_READ_ONLY if @mode asks for more than file or folder
 * allow, %LW_ERROR_OUTDATED if it could not be brought up to date, %LW_ERROR_NEWER, %LW_ERROR_BUSY or
 * %LW_ERROR_DAMAGED
 */
LwStore *
lw_store_open (const char *path, LwStoreMode mode, GError **error)
{
  GError *trouble = NULL;
  LwStore *store;

  g_return_val_if_fail (path != NULL, NULL);
  store = open_store (path, mode, &trouble);
  if (store == NULL)
    {
      lw_recover_tell_damage (path, &trouble);
      g_propagate_error (error, trouble);
    }
  return store;
}

/**
 * lw_store_close:
 * @store: (transfer full): the document
 *
 * Closes it. An edit that is not committed is undone.
 */
void
lw_store_close (LwStore *store)
{
  g_return_if_fail (store != NULL);
  lw_store_rollback_edit (store);
  lw_store_fold_log (store);
  g_clear_pointer (&store->db, lw_db_close);
  g_clear_pointer (&store->lock, lw_lock_release);
  g_free (store->kept);
  g_free (store);
}

/** lw_store_get_path: (transfer none): its absolute path */
const char *
lw_store_get_path (LwStore *store)
{
  return lw_db_path (store->db);
}

/**
 * lw_store_get_kept_copy:
 *
 * Returns: (nullable): where the file is kept as it was, if opening this store brought it up to date
 */
const char *
lw_store_get_kept_copy (LwStore *store)
{
  return store->kept;
}

gboolean
lw_store_get_read_only (LwStore *store)
{
  return store->read_only;
}

/** lw_store_fold_log: makes the document one file again where another program left a write-ahead log, if it can */
void
lw_store_fold_log (LwStore *store)
{
  if (store->db && !store->read_only && lw_db_check_place (store->db, NULL))
    lw_store_leave_wal (store->db, NULL);
}

/**
 * lw_store_own:
 *
 * Claims a document that was just made for as long as this store is open, so that nobody else edits it meanwhile. One
 * that exists is claimed by opening it with %LW_STORE_OWN, before anything is written to it.
 *
 * Returns: %FALSE with %LW_ERROR_BUSY and who has it, or another error of lw_lock_take()
 */
gboolean
lw_store_own (LwStore *store, GError **error)
{
  g_return_val_if_fail (store->lock == NULL, FALSE);
  store->lock = lw_lock_take (lw_db_path (store->db), error);
  return store->lock != NULL;
}

/** lw_store_let_go: the store is handed to another thread as a whole, which calls lw_store_adopt() */
void
lw_store_let_go (LwStore *store)
{
  g_return_if_fail (store->depth == 0);
  lw_db_let_go (store->db);
}

/** lw_store_adopt: the store that another thread let go of belongs to this one */
void
lw_store_adopt (LwStore *store)
{
  lw_db_adopt (store->db);
}

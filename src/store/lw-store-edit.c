/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-edit: one edit is one transaction, recorded by SQLite's session extension. The recorder watches
 * our own tables by name: never all tables, since a spatial index that another program added has tables of
 * its own, which triggers fill again on undo. */
#include "store/lw-store-private.h"

#include <glib/gi18n-lib.h>

#include "store/lw-identity.h"
#include "store/lw-schema.h"

static void
end_edit (LwStore *store)
{
  g_clear_pointer (&store->recorder, sqlite3session_delete);
  g_clear_pointer (&store->edit_name, g_free);
  store->depth = 0;
  store->failed = FALSE;
}

static gboolean
start_recorder (LwStore *store, GError **error)
{
  guint n_tables;
  const LwSchemaTable *tables = lw_schema_tables (&n_tables);
  int code = sqlite3session_create (lw_db_handle (store->db), "main", &store->recorder);

  for (guint i = 0; i < n_tables && code == SQLITE_OK; i++)
    code = sqlite3session_attach (store->recorder, tables[i].name);
  return lw_db_check (store->db, code, error);
}

/**
 * lw_edit_begin:
 * @name: what the edit is called in the menu, translated
 *
 * Returns: (transfer full): the scope of one write, or %NULL with an error such as %LW_ERROR_READ_ONLY or
 *   %LW_ERROR_BUSY
 */
LwEdit *
lw_edit_begin (LwStore *store, const char *name, GError **error)
{
  lw_db_assert_thread (store->db);
  if (store->depth > 0)
    {
      store->depth++;
      return store;
    }
  if (store->read_only)
    {
      g_autofree char *file = g_filename_display_basename (lw_db_path (store->db));

      g_set_error (error, LW_ERROR, LW_ERROR_READ_ONLY,
                   _ ("“%s” is open for reading only; save a copy to edit"), file);
      return NULL;
    }
  if (!lw_db_check_place (store->db, error))
    return NULL;
  store->transaction = lw_transaction_begin (store->db, error);
  if (store->transaction == NULL)
    return NULL;
  store->depth = 1;
  if (!lw_identity_claim (store->db, error) || !start_recorder (store, error))
    {
      lw_store_rollback_edit (store);
      return NULL;
    }
  store->edit_name = g_strdup (name);
  return store;
}

static gboolean
record_and_commit (LwStore *store, GError **error)
{
  int size = 0;
  gpointer changeset = NULL;
  gboolean good
      = lw_db_check (store->db, sqlite3session_changeset (store->recorder, &size, &changeset), error);

  g_clear_pointer (&store->recorder, sqlite3session_delete);
  if (good && size > 0)
    good = lw_history_record (store, changeset, size, error);
  sqlite3_free (changeset);
  return good && lw_db_check_place (store->db, error) && lw_transaction_commit (&store->transaction, error);
}

/** lw_edit_commit: ends the scope; the edit that it started is on the disk then, or undone with an error */
gboolean
lw_edit_commit (LwEdit **edit, GError **error)
{
  LwStore *store = g_steal_pointer (edit);

  if (store->depth > 1)
    {
      store->depth--;
      return TRUE;
    }
  if (store->failed)
    {
      g_autofree char *file = g_filename_display_basename (lw_db_path (store->db));

      lw_store_rollback_edit (store);
      g_set_error (error, LW_ERROR, LW_ERROR_STORE,
                   _ ("A part of the edit of “%s” failed, so nothing was changed; try again"), file);
      return FALSE;
    }
  if (!record_and_commit (store, error))
    {
      lw_store_rollback_edit (store);
      return FALSE;
    }
  end_edit (store);
  return TRUE;
}

void
lw_edit_abandon (LwEdit *edit)
{
  if (edit->depth > 1)
    {
      edit->depth--;
      edit->failed = TRUE;
      return;
    }
  lw_store_rollback_edit (edit);
}

/**
 * lw_store_begin_edit:
 * @edit_name: what Undo calls it, translated ("Import of 3 files")
 * @error: return location for an error
 *
 * Starts an edit that takes in all writes of this store up to lw_store_commit_edit(); their own edit names
 * are not used. Reads see what was written so far. If one of the writes fails, the whole can no longer be
 * committed.
 *
 * Returns: %FALSE with an error, such as %LW_ERROR_BUSY
 */
gboolean
lw_store_begin_edit (LwStore *store, const char *edit_name, GError **error)
{
  g_return_val_if_fail (store->depth == 0, FALSE);
  return lw_edit_begin (store, edit_name, error) != NULL;
}

/** lw_store_commit_edit: ends lw_store_begin_edit(); %FALSE with an error if nothing was changed after all */
gboolean
lw_store_commit_edit (LwStore *store, GError **error)
{
  LwEdit *edit = store;

  g_return_val_if_fail (store->depth == 1, FALSE);
  return lw_edit_commit (&edit, error);
}

/** lw_store_rollback_edit: undoes all writes since lw_store_begin_edit(); without an edit it does nothing */
void
lw_store_rollback_edit (LwStore *store)
{
  g_clear_pointer (&store->recorder, sqlite3session_delete);
  g_clear_pointer (&store->transaction, lw_transaction_rollback);
  end_edit (store);
}

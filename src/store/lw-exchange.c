/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-exchange: see lw-exchange.h. What an edit did, and the export. The history of two copies is the same up to
 * where they parted: the last edit that has the same number and hash in both. */
#include "store/lw-exchange-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/lw-changeset.h"
#include "store/lw-identity.h"

/** lw_store_read_identity: (returns: transfer full) (nullable): what all copies of the document have in common */
char *
lw_store_read_identity (LwStore *store, GError **error)
{
  char *identity = NULL;

  return lw_identity_read (store->db, &identity, error) ? identity : NULL;
}

static gboolean
count_change (const LwSchemaTable *table, guint n_columns, int operation, gpointer data)
{
  GArray *counts = data;
  LwTableChanges *count = NULL;

  for (guint i = 0; i < counts->len && count == NULL; i++)
    if (g_array_index (counts, LwTableChanges, i).table == table->name)
      count = &g_array_index (counts, LwTableChanges, i);
  if (count == NULL)
    {
      LwTableChanges none = { table->name, 0, 0, 0 };

      g_array_append_val (counts, none);
      count = &g_array_index (counts, LwTableChanges, counts->len - 1);
    }
  if (operation == SQLITE_INSERT)
    count->n_added++;
  else if (operation == SQLITE_UPDATE)
    count->n_changed++;
  else
    count->n_deleted++;
  return TRUE;
}

/**
 * lw_store_read_edit_changes:
 * @id: of an entry of the history
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwTableChanges): the tables that the edit changed, or %NULL with
 * %LW_ERROR_DAMAGED if its record cannot be read
 */
GArray *
lw_store_read_edit_changes (LwStore *store, gint64 id, GError **error)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (LwTableChanges));
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "SELECT changeset FROM app_history WHERE id = ?1", error);
  g_autoptr (GByteArray) changeset = NULL;
  g_autofree char *file = g_filename_display_basename (lw_db_path (store->db));
  g_autofree char *number = NULL;
  gconstpointer packed;
  gsize size;
  LwStep step;

  if (statement == NULL)
    return NULL;
  lw_statement_bind_int (statement, 1, id);
  step = lw_statement_step (statement, error);
  if (step == LW_STEP_ERROR)
    return NULL;
  if (step == LW_STEP_ROW)
    {
      packed = lw_statement_blob (statement, 0, &size);
      changeset = lw_history_unpack (packed, size, NULL);
    }
  if (changeset != NULL && lw_changeset_walk (changeset->data, changeset->len, count_change, counts))
    return g_steal_pointer (&counts);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  /* Translators: the number of an edit, and a file */
  g_set_error (error, LW_ERROR, LW_ERROR_DAMAGED, _ ("The record of edit %s in “%s” is damaged"), number, file);
  return NULL;
}

/* The edits of this copy after @since, oldest first. */
gboolean
lw_exchange_read_own (LwStore *store, gint64 since, gboolean undone_too, GPtrArray *edits, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db,
                       "SELECT id, name, made, changeset FROM app_history WHERE id > ?1 AND (?2 OR NOT undone)"
                       " ORDER BY id",
                       error);
  LwStep step = LW_STEP_ROW;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, since);
  lw_statement_bind_int (statement, 2, undone_too);
  while ((step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      gsize size;
      gconstpointer packed = lw_statement_blob (statement, 3, &size);
      g_autoptr (GBytes) bytes = g_bytes_new (packed, size);
      const char *name = lw_statement_text (statement, 1), *made = lw_statement_text (statement, 2);

      g_ptr_array_add (edits,
                       lw_change_new (lw_statement_int (statement, 0), name ? name : "", made ? made : "", bytes));
    }
  return step == LW_STEP_DONE;
}

static gboolean
check_same_document (LwStore *store, LwStore *other, GError **error)
{
  g_autofree char *one = lw_store_read_identity (store, error);
  g_autofree char *two = one ? lw_store_read_identity (other, error) : NULL;

  if (two == NULL)
    return FALSE;
  if (strcmp (one, two) != 0)
    {
      g_autofree char *name = g_filename_display_basename (lw_db_path (store->db));
      g_autofree char *other_name = g_filename_display_basename (lw_db_path (other->db));

      /* Translators: the names of two files */
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("“%s” is not a copy of “%s”; edits can only go between copies of one document"), other_name,
                   name);
      return FALSE;
    }
  return TRUE;
}

/* The oldest edits are forgotten: are there any that the other copy never had? */
static gboolean
check_reach (LwStore *store, LwStore *other, GError **error)
{
  g_autofree char *name = NULL;
  gint64 forgotten, newest;

  if (!lw_identity_read_forgotten (store->db, &forgotten, error)
      || !lw_db_read_int (other->db, "SELECT max (seq) FROM sqlite_sequence WHERE name = 'app_history'", &newest,
                          error))
    return FALSE;
  if (forgotten <= MAX (newest, 0))
    return TRUE;
  name = g_filename_display_basename (lw_db_path (store->db));
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND,
               _ ("The history of “%s” no longer reaches back to where the copies parted; send the whole document "
                  "instead"),
               name);
  return FALSE;
}

/**
 * lw_store_find_common_edit:
 * @other: another copy of the document
 * @id: (out): number of the last edit that both have; 0 if none is remembered in both
 * @error: return location for an error
 *
 * Returns: %FALSE with %LW_ERROR_ARGUMENT if @other is no copy of this document, or %LW_ERROR_NOT_FOUND if the
 *   history no longer reaches back to where the copies parted
 */
gboolean
lw_store_find_common_edit (LwStore *store, LwStore *other, gint64 *id, GError **error)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_change_free);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_change_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  *id = 0;
  if (!check_same_document (store, other, error) || !lw_exchange_read_own (store, 0, TRUE, own, error)
      || !lw_exchange_read_own (other, 0, TRUE, others, error))
    return FALSE;
  for (guint i = 0; i < others->len; i++)
    g_hash_table_add (known, ((LwChange *)g_ptr_array_index (others, i))->hash);
  for (guint i = 0; i < own->len; i++)
    {
      const LwChange *edit = g_ptr_array_index (own, i);

      if (g_hash_table_contains (known, edit->hash))
        *id = edit->id;
    }
  return *id > 0 || check_reach (store, other, error);
}

static gboolean
check_since (LwStore *store, gint64 since, GError **error)
{
  g_autofree char *number = NULL;
  gint64 newest;

  if (!lw_db_read_int (store->db, "SELECT max (seq) FROM sqlite_sequence WHERE name = 'app_history'", &newest, error))
    return FALSE;
  if (since >= 0 && since <= MAX (newest, 0))
    return TRUE;
  number = g_strdup_printf ("%" G_GINT64_FORMAT, since);
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("There is no edit %s; “changeset list” tells their numbers"),
               number);
  return FALSE;
}

/* There is nothing that may go out. */
static gboolean
set_nothing (guint n_withheld, GError **error)
{
  g_set_error_literal (error, LW_ERROR, LW_ERROR_NOT_FOUND,
                       n_withheld > 0 ? _ ("All edits since are about confidential facts, which are left out; there is "
                                           "nothing else to export")
                                      : _ ("There are no edits to export; the other copy is up to date with this one"));
  return FALSE;
}

/* The edits of which something goes out. */
static guint
count_edits (const LwChangesFile *file)
{
  guint n = 0;

  for (guint i = 0; i < file->edits->len; i++)
    n += !lw_change_is_empty (g_ptr_array_index (file->edits, i));
  return n;
}

static gboolean
write_edits (const LwChangesFile *file, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = lw_changes_file_serialize (file);
  GError *cause = NULL;

  if (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &cause))
    return TRUE;
  lw_error_set_unwritten (error, path, cause);
  return FALSE;
}

/**
 * lw_store_export_edits:
 * @since: the edits after this one; 0 for all that are remembered
 * @confidential: also what they did to confidential notes; without it nothing of those is in the file
 * @path: where; a file that is there is replaced, at once
 * @exported: (out) (optional): how much was written
 * @error: return location for an error
 *
 * Writes the edits that are done to a file for another copy of the document. Edits that the other copy has already
 * do no harm there: it recognises them.
 *
 * Returns: %FALSE with an error, %LW_ERROR_NOT_FOUND if there is nothing to write
 */
gboolean
lw_store_export_edits (LwStore *store, gint64 since, gboolean confidential, const char *path,
                       LwExportedEdits *exported, GError **error)
{
  g_autofree char *identity = NULL, *title = NULL;
  g_autoptr (LwChangesFile) file = NULL;
  gint64 forgotten;
  guint n_withheld = 0;

  g_return_val_if_fail (path != NULL, FALSE);
  if (!check_since (store, since, error) || !lw_identity_read_forgotten (store->db, &forgotten, error)
      || (identity = lw_store_read_identity (store, error)) == NULL
      || !lw_store_read_property (store, LW_STORE_TITLE, &title, error))
    return FALSE;
  file = lw_changes_file_new (identity, title ? title : "");
  file->after = MAX (since, forgotten);
  if (!lw_exchange_read_own (store, file->after, FALSE, file->edits, error)
      || !(confidential ? lw_exchange_find_since (store, file, error)
                        : lw_exchange_withhold (store, file, &n_withheld, error)))
    return FALSE;
  if (count_edits (file) == 0)
    return set_nothing (n_withheld, error);
  if (exported != NULL)
    *exported = (LwExportedEdits){ count_edits (file), n_withheld };
  return write_edits (file, path, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-imports: what each import did, with the rows that it could not use. */
#include "store/lw-store-private.h"

#include "store/lw-schema.h"

void
lw_store_import_free (LwStoreImport *import)
{
  if (import == NULL)
    return;
  g_free (import->made);
  g_free (import->name);
  g_free (import->report);
  g_free (import);
}

void
lw_store_import_row_free (LwStoreImportRow *row)
{
  if (row == NULL)
    return;
  g_free (row->source);
  g_free (row->state);
  g_free (row->reason);
  g_free (row->headings);
  g_free (row->content);
  g_free (row);
}

static gboolean
add_import (LwStore *store, const LwStoreImport *import, gint64 *key, GError **error)
{
  const guint64 counts[] = { import->n_new,  import->n_changed,  import->n_unchanged,
                             import->n_gone, import->n_rejected, import->n_doubtful };
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db,
                       "INSERT INTO import (made, name, report, n_new, n_changed, n_unchanged, n_gone, n_rejected,"
                       " n_doubtful) VALUES (strftime ('%Y-%m-%dT%H:%M:%fZ', 'now'), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                       error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, import->name);
  lw_statement_bind_text (statement, 2, import->report);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    lw_statement_bind_int (statement, 3 + (int)i, (gint64)counts[i]);
  if (!lw_statement_run (statement, error))
    return FALSE;
  *key = sqlite3_last_insert_rowid (lw_db_handle (store->db));
  return TRUE;
}

static gboolean
add_rows (LwStore *store, gint64 key, GPtrArray *rows, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db,
                       "INSERT INTO import_row (import_fid, source, line, state, reason, headings, content)"
                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                       error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const LwStoreImportRow *row = g_ptr_array_index (rows, i);

      lw_statement_bind_int (statement, 1, key);
      lw_statement_bind_text (statement, 2, row->source);
      lw_statement_bind_int (statement, 3, (gint64)row->line);
      lw_statement_bind_text (statement, 4, row->state);
      lw_statement_bind_text (statement, 5, row->reason);
      lw_statement_bind_text (statement, 6, row->headings);
      lw_statement_bind_text (statement, 7, row->content);
      if (!lw_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_store_add_import:
 * @import: what it did; its key and time are set by the store
 * @rows: (element-type LwStoreImportRow): rows that it could not use or doubts
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_add_import (LwStore *store, const LwStoreImport *import, GPtrArray *rows, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);
  gint64 key;

  return edit != NULL && add_import (store, import, &key, error) && add_rows (store, key, rows, error)
         && lw_edit_commit (&edit, error);
}

static LwStoreImport *
read_import (LwStatement *statement)
{
  LwStoreImport *import = g_new0 (LwStoreImport, 1);
  guint64 *const counts[] = { &import->n_new,  &import->n_changed,  &import->n_unchanged,
                              &import->n_gone, &import->n_rejected, &import->n_doubtful };

  import->id = lw_statement_int (statement, 0);
  import->made = g_strdup (lw_statement_text (statement, 1));
  import->name = g_strdup (lw_statement_text (statement, 2));
  import->report = g_strdup (lw_statement_text (statement, 3));
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    *counts[i] = (guint64)MAX (lw_statement_int (statement, 4 + (int)i), 0);
  return import;
}

/**
 * lw_store_read_imports:
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwStoreImport): what each import did, in order, or %NULL with an error
 */
GPtrArray *
lw_store_read_imports (LwStore *store, GError **error)
{
  g_autoptr (GPtrArray) imports = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_store_import_free);
  g_autoptr (LwStatement) statement = NULL;
  LwStep step;

  if (store->version < LW_SCHEMA_IMPORTS_SINCE)
    return g_steal_pointer (&imports);
  statement = lw_db_prepare (store->db,
                             "SELECT fid, made, name, report, n_new, n_changed, n_unchanged, n_gone, n_rejected,"
                             " n_doubtful FROM import ORDER BY fid",
                             error);
  if (statement == NULL)
    return NULL;
  while ((step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    g_ptr_array_add (imports, read_import (statement));
  return step == LW_STEP_DONE ? g_steal_pointer (&imports) : NULL;
}

static LwStoreImportRow *
read_row (LwStatement *statement)
{
  LwStoreImportRow *row = g_new0 (LwStoreImportRow, 1);

  row->source = g_strdup (lw_statement_text (statement, 0));
  row->line = (guint64)MAX (lw_statement_int (statement, 1), 0);
  row->state = g_strdup (lw_statement_text (statement, 2));
  row->reason = g_strdup (lw_statement_text (statement, 3));
  row->headings = lw_statement_is_null (statement, 4) ? NULL : g_strdup (lw_statement_text (statement, 4));
  row->content = lw_statement_is_null (statement, 5) ? NULL : g_strdup (lw_statement_text (statement, 5));
  return row;
}

/**
 * lw_store_read_import_rows:
 * @import: key of an import
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwStoreImportRow): the rows that it could not use or doubts, in order, or %NULL
 * with an error
 */
GPtrArray *
lw_store_read_import_rows (LwStore *store, gint64 import, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_store_import_row_free);
  g_autoptr (LwStatement) statement = NULL;
  LwStep step;

  if (store->version < LW_SCHEMA_IMPORTS_SINCE)
    return g_steal_pointer (&rows);
  statement = lw_db_prepare (
      store->db,
      "SELECT source, line, state, reason, headings, content FROM import_row WHERE import_fid = ?1 ORDER BY fid", error);
  if (statement == NULL)
    return NULL;
  lw_statement_bind_int (statement, 1, import);
  while ((step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    g_ptr_array_add (rows, read_row (statement));
  return step == LW_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

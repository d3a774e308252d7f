/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-sources: where facts come from: one row an import, to which offices and observations point. */
#include "store/lw-store-columns.h"
#include "store/lw-store-private.h"

/**
 * lw_source_new:
 * @name: of the file or service
 * @kind: (nullable): "bag", "csv" …
 * @reference_date: the day that it describes, or %LW_DATE_UNKNOWN
 *
 * Returns: (transfer full): a source of which nothing else is known
 */
LwSource *
lw_source_new (const char *name, const char *kind, LwDate reference_date)
{
  LwSource *source = g_new0 (LwSource, 1);

  source->name = g_strdup (name ? name : "");
  source->kind = g_strdup (kind);
  source->reference_date = reference_date;
  return source;
}

void
lw_source_free (LwSource *source)
{
  g_return_if_fail (source != NULL);
  g_free (source->name);
  g_free (source->kind);
  g_free (source->publisher);
  g_free (source->method);
  g_free (source->licence);
  g_free (source->imported);
  g_free (source);
}

/**
 * lw_store_add_source:
 * @key: (out): key of the new row
 *
 * Notes a source, imported now, inside the edit that is going on.
 */
gboolean
lw_store_add_source (LwStore *store, const LwSource *source, gint64 *key, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db,
                       "INSERT INTO source (name, kind, publisher, method, licence, reference_date, imported,"
                       " area_measure, rows_read, rows_kept, fictional) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
                       " strftime ('%Y-%m-%dT%H:%M:%fZ', 'now'), ?7, ?8, ?9, ?10)",
                       error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, source->name);
  lw_statement_bind_known (statement, 2, source->kind);
  lw_statement_bind_known (statement, 3, source->publisher);
  lw_statement_bind_known (statement, 4, source->method);
  lw_statement_bind_known (statement, 5, source->licence);
  lw_statement_bind_date (statement, 6, source->reference_date);
  lw_statement_bind_code (statement, 7, LW_CODES_AREA_MEASURE, source->measure);
  lw_statement_bind_int (statement, 8, source->rows_read);
  lw_statement_bind_int (statement, 9, source->rows_kept);
  lw_statement_bind_int (statement, 10, source->fictional);
  if (!lw_statement_run (statement, error))
    return FALSE;
  *key = sqlite3_last_insert_rowid (lw_db_handle (store->db));
  return TRUE;
}

static LwSource *
read_source (LwStatement *statement)
{
  LwSource *source = lw_source_new (lw_statement_text (statement, 1), lw_statement_text (statement, 2),
                                    lw_statement_date (statement, 6));

  source->id = lw_statement_int (statement, 0);
  source->publisher = g_strdup (lw_statement_text (statement, 3));
  source->method = g_strdup (lw_statement_text (statement, 4));
  source->licence = g_strdup (lw_statement_text (statement, 5));
  source->imported = g_strdup (lw_statement_text (statement, 7));
  source->measure = lw_statement_code (statement, 8, LW_CODES_AREA_MEASURE);
  source->rows_read = lw_statement_int (statement, 9);
  source->rows_kept = lw_statement_int (statement, 10);
  source->fictional = lw_statement_int (statement, 11) != 0;
  return source;
}

/**
 * lw_store_read_sources:
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwSource): all sources, in order of import, or %NULL with an error
 */
GPtrArray *
lw_store_read_sources (LwStore *store, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_source_free);
  g_autoptr (LwStatement) statement = lw_db_prepare (
      store->db,
      "SELECT fid, name, kind, publisher, method, licence, reference_date, imported, area_measure,"
      " rows_read, rows_kept, fictional FROM source ORDER BY fid",
      error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    g_ptr_array_add (sources, read_source (statement));
  return step == LW_STEP_DONE ? g_steal_pointer (&sources) : NULL;
}

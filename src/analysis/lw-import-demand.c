/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-demand: see lw-import-demand.h. A series replaces that of its region, jobs those of their region and year, a
 * share that of its municipality; all else stays. Names that no office has are kept and told. */
#include "analysis/lw-import-demand.h"

#include <glib/gi18n-lib.h>

#include "formats/lw-demand-table.h"

typedef struct {
  LwStore *store;
  const char *edit_name;
  LwImportReport *report;
  const LwDemandTable *table;
  LwOffices *offices;
} Work;

static gboolean
office_has (const LwOffices *offices, LwOfficeColumn column, const char *text)
{
  const LwDictionary *texts = lw_offices_dictionary (offices, column);

  for (guint32 code = 0; texts != NULL && code < lw_dictionary_size (texts); code++)
    if (g_strcmp0 (lw_dictionary_get (texts, code), text) == 0)
      return TRUE;
  return FALSE;
}

/* Tells once of each name that no office has: it may be written in another way. */
static void
tell_unknown (const Work *work, GHashTable *told, LwOfficeColumn column, const char *name)
{
  g_autofree char *what = NULL;

  if (name == NULL || name[0] == '\0' || !g_hash_table_add (told, (gpointer)g_intern_string (name))
      || office_has (work->offices, column, name))
    return;
  what = g_strdup_printf (column == LW_OFFICE_REGION ? _ ("No office lies in region “%s”")
                                                     : _ ("No office lies in municipality “%s”"),
                          name);
  lw_import_report_add_problem (work->report, LW_IMPORT_WARNING, "demand-place-unknown", work->table->name, 0, what,
                                _ ("It is kept, but counts only when offices have exactly this name or code"));
}

static gboolean
write_series (const Work *work, GHashTable *told, GError **error)
{
  for (guint i = 0; i < work->table->series->len; i++)
    {
      const LwDemandSeries *series = g_ptr_array_index (work->table->series, i);

      tell_unknown (work, told, LW_OFFICE_REGION, lw_demand_series_get_region (series));
      if (!lw_store_write_demand (work->store, series, work->edit_name, error))
        return FALSE;
    }
  return TRUE;
}

static char *
make_key (const LwSectorJobs *jobs)
{
  return g_strdup_printf ("%d\n%s", jobs->year, jobs->region != NULL ? jobs->region : "");
}

static gboolean
write_jobs (const Work *work, GHashTable *told, GError **error)
{
  g_autoptr (GHashTable) replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) jobs = lw_store_read_jobs (work->store, error);

  if (jobs == NULL)
    return FALSE;
  for (guint i = 0; i < work->table->jobs->len; i++)
    {
      const LwSectorJobs *entry = &g_array_index (work->table->jobs, LwSectorJobs, i);
      tell_unknown (work, told, LW_OFFICE_REGION, entry->region);
      g_hash_table_add (replaced, make_key (entry));
    }
  for (guint i = jobs->len; i > 0; i--)
    {
      g_autofree char *key = make_key (&g_array_index (jobs, LwSectorJobs, i - 1));
      if (g_hash_table_contains (replaced, key))
        g_array_remove_index (jobs, i - 1);
    }
  g_array_append_vals (jobs, work->table->jobs->data, work->table->jobs->len);
  return lw_store_write_jobs (work->store, jobs, work->edit_name, error);
}

static gboolean
write_shares (const Work *work, GHashTable *told, GError **error)
{
  g_autoptr (GArray) shares = lw_store_read_shares (work->store, error);

  if (shares == NULL)
    return FALSE;
  for (guint i = 0; i < work->table->shares->len; i++)
    {
      const LwDemandShare *share = &g_array_index (work->table->shares, LwDemandShare, i);
      tell_unknown (work, told, LW_OFFICE_MUNICIPALITY_CODE, share->municipality);
      lw_demand_shares_set (shares, share);
    }
  return lw_store_write_shares (work->store, shares, work->edit_name, error);
}

static void
count_rows (const Work *work)
{
  static const struct {
    const char *key;
    const char *label;
  } words[] = {
    [LW_DEMAND_TABLE_SERIES] = { "demand", N_ ("Rows of demand") },
    [LW_DEMAND_TABLE_JOBS] = { "jobs", N_ ("Rows of jobs by sector") },
    [LW_DEMAND_TABLE_SHARES] = { "shares", N_ ("Shares of municipalities in demand") },
  };
  LwDemandTableKind kind = work->table->kind;

  lw_import_report_add_source (work->report, work->table->name);
  lw_import_report_count (work->report, LW_IMPORT_READ, words[kind].key, _ (words[kind].label), work->table->n_rows);
  lw_import_report_count (work->report, LW_IMPORT_KEPT, words[kind].key, _ (words[kind].label), work->table->n_rows);
}

/**
 * lw_import_demand_table:
 * @store: the document, in an edit
 * @table: what to bring into it
 * @edit_name: what Undo calls it, translated
 * @report: told what was read
 * @n_rows: (inout): rows read are added
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Returns: whether the table was written; nothing of it is on an error
 */
gboolean
lw_import_demand_table (LwStore *store, const LwDemandTable *table, const char *edit_name, LwImportReport *report,
                        guint *n_rows, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwOffices) offices = lw_store_read_offices (store, LW_DATE_UNKNOWN, NULL, NULL, cancellable, error);
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);
  Work work = { store, edit_name, report, table, offices };

  if (offices == NULL)
    return FALSE;
  count_rows (&work);
  *n_rows += table->n_rows;
  return write_series (&work, told, error)
         && (table->kind != LW_DEMAND_TABLE_JOBS || write_jobs (&work, told, error))
         && (table->kind != LW_DEMAND_TABLE_SHARES || write_shares (&work, told, error));
}

/** lw_import_demand_rows: as lw_import_demand_table(), of a table in columns, before its first row */
gboolean
lw_import_demand_rows (LwStore *store, LwCsvReader *reader, const char *edit_name, LwImportReport *report,
                       guint *n_rows, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwDemandTable) table = lw_demand_table_read (reader, cancellable, error);

  return table != NULL && lw_import_demand_table (store, table, edit_name, report, n_rows, cancellable, error);
}

/** lw_import_demand: as lw_import_demand_rows(), of the CSV file @path */
gboolean
lw_import_demand (LwStore *store, const char *path, const char *edit_name, LwImportReport *report, guint *n_rows,
                  GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LwCsvReader) reader = lw_csv_reader_open (file, NULL, cancellable, error);

  return reader != NULL && lw_import_demand_rows (store, reader, edit_name, report, n_rows, cancellable, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-statline: jobs from tables of StatLine go into the document as those of a table of demand do. Pages of one
 * table, and the titles of its codes, are files of one import. */
#include <glib/gi18n-lib.h>

#include "analysis/lw-import-demand.h"
#include "analysis/lw-import-private.h"
#include "formats/lw-demand-table.h"
#include "formats/lw-statline-jobs.h"
#include "model/lw-error.h"

/* Region by municipality: of those that the document puts in a region, and of those with offices. Where it has no
 * regions, the municipalities with offices are the whole. */
static GHashTable *
find_regions (LwImporting *import, GError **error)
{
  g_autoptr (GHashTable) regions = lw_store_read_regions (import->store, error);
  g_autoptr (LwOffices) offices
      = regions != NULL ? lw_store_read_offices (import->store, LW_DATE_UNKNOWN, NULL, NULL, import->cancellable, error)
                        : NULL;

  if (offices == NULL)
    return NULL;
  for (guint i = 0; i < offices->n; i++)
    {
      const char *code = lw_offices_text (offices, LW_OFFICE_MUNICIPALITY_CODE, i);
      const char *region = lw_offices_text (offices, LW_OFFICE_REGION, i);

      if (code != NULL && code[0] != '\0' && !g_hash_table_contains (regions, code))
        g_hash_table_insert (regions, g_strdup (code), g_strdup (region != NULL ? region : ""));
    }
  if (g_hash_table_size (regions) > 0)
    return g_steal_pointer (&regions);
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND,
               _ ("the document has no municipalities to count jobs for; import its offices first"));
  return NULL;
}

static LwStatline *
read_all (LwImporting *import, GPtrArray *paths, GError **error)
{
  g_autoptr (LwStatline) table = NULL;

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (g_ptr_array_index (paths, i));
      LwStatline *next = lw_statline_read (file, import->cancellable, error);
      gboolean merged;

      if (next == NULL)
        return NULL;
      if (table == NULL)
        {
          table = next;
          continue;
        }
      merged = lw_statline_merge (table, next, error);
      lw_statline_free (next);
      if (!merged)
        return NULL;
    }
  if (table->rows->len > 0)
    return g_steal_pointer (&table);
  g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
               _ ("%s says what codes mean, but holds no figures: import it together with the table"), table->name);
  return NULL;
}

/**
 * lw_importing_statline:
 * @paths: (element-type filename): files of one table
 */
gboolean
lw_importing_statline (LwImporting *import, GPtrArray *paths, GError **error)
{
  g_autoptr (LwStatline) statline = read_all (import, paths, error);
  g_autoptr (GHashTable) regions = statline != NULL ? find_regions (import, error) : NULL;
  g_autoptr (LwDemandTable) table = NULL;
  LwImportReport *report;
  GArray *jobs;

  if (regions == NULL)
    return FALSE;
  report = lw_import_report_new ("statline");
  g_ptr_array_add (import->result->reports, report);
  jobs = lw_statline_make_jobs (statline, regions, report, error);
  if (jobs == NULL)
    return FALSE;
  table = g_new0 (LwDemandTable, 1);
  table->kind = LW_DEMAND_TABLE_JOBS;
  table->name = g_strdup (statline->name);
  table->n_rows = jobs->len;
  table->series = g_ptr_array_new ();
  table->jobs = jobs;
  table->shares = g_array_new (FALSE, FALSE, sizeof (LwDemandShare));
  return lw_import_demand_table (import->store, table, import->edit_name, report, &import->result->n_demand,
                                 import->cancellable, error);
}

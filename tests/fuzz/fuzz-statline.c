/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target for tables of StatLine: whatever the bytes are, a table has valid texts and figures from 0 or unknown,
 * and so have the jobs that are made from it. */
#include <math.h>

#include "formats/lw-statline-jobs.h"
#include "model/lw-sector.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_jobs (const LwStatline *table)
{
  g_autoptr (GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (LwImportReport) report = lw_import_report_new ("statline");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) jobs = NULL;

  g_hash_table_insert (regions, (gpointer) "GM0344", (gpointer) "Utrecht");
  g_hash_table_insert (regions, (gpointer) "GM0307", (gpointer) "");
  jobs = lw_statline_make_jobs (table, regions, report, &error);
  g_assert_true ((jobs == NULL) == (error != NULL));
  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    g_assert_true (isfinite (g_array_index (jobs, LwSectorJobs, i).jobs) && g_array_index (jobs, LwSectorJobs, i).jobs >= 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwStatline) table = lw_statline_read_bytes (bytes, "fuzz.json", NULL, &error);

  lw_statline_recognise ((const char *) data, size);
  if (table == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  for (guint i = 0; i < table->rows->len; i++)
    {
      const LwStatlineRow *row = &g_array_index (table->rows, LwStatlineRow, i);

      g_assert_true (g_utf8_validate (row->region, -1, NULL) && g_utf8_validate (row->sector, -1, NULL));
      g_assert_true (isnan (row->value) || row->value >= 0);
    }
  if (table->rows->len > 0)
    check_jobs (table);
  return 0;
}

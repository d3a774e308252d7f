/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target for tables of demand: whatever the bytes are, a file is refused with a sentence, or every row of it can be
 * computed with. */
#include "formats/lw-demand-table.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
try_series (GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (LwDemandSeries) copy = lw_demand_series_new ("", NULL);
      guint n;
      const LwDemandPoint *points = lw_demand_series_get_points (g_ptr_array_index (list, i), &n);

      g_assert_cmpuint (n, >, 0);
      for (guint k = 0; k < n; k++)
        g_assert_true (lw_demand_series_set_point (copy, &points[k], NULL));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (g_memdup2 (data, size), (gssize)size, g_free);
  g_autoptr (LwCsvReader) reader = lw_csv_reader_new (stream, "fuzz.csv", NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (reader == NULL)
    return 0;
  lw_demand_table_recognise (reader);
  g_autoptr (LwDemandTable) table = lw_demand_table_read (reader, NULL, &error);
  g_assert_true ((table == NULL) == (error != NULL));
  if (table == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  try_series (table->series);
  for (guint i = 0; i < table->jobs->len; i++)
    g_assert_true (lw_sector_jobs_validate (&g_array_index (table->jobs, LwSectorJobs, i), NULL));
  for (guint i = 0; i < table->shares->len; i++)
    g_assert_true (lw_demand_share_validate (&g_array_index (table->shares, LwDemandShare, i), NULL));
  return 0;
}

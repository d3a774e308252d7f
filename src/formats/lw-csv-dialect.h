/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-csv-dialect: finds out how a CSV file is laid out from its first records: separator, rows above the
 * headings, headings or none. Private to the CSV reader. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** LW_CSV_SAMPLE: how many records decide the dialect */
#define LW_CSV_SAMPLE 100

/**
 * LwCsvLayout:
 * @separator: character between cells, or %LW_CSV_ONE_COLUMN
 * @n_columns: cells of most records
 * @n_before: records before the headings (titles, blank lines, Excel's `sep=` line)
 * @has_headings: whether the next record names the columns; otherwise it is the first row
 */
typedef struct {
  char separator;
  guint n_columns;
  guint n_before;
  gboolean has_headings;
} LwCsvLayout;

void lw_csv_layout_find (
    LwCsvLayout *layout, const char *text, gsize length, gboolean last, char separator, int heading_record);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-csv-record: takes one record off the front of a piece of UTF-8 text and splits it into cells. Knows
 * nothing of files and headings. Private to the CSV reader and its finder of dialects. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** LW_CSV_ONE_COLUMN: the separator of a file that has none: each line is one cell */
#define LW_CSV_ONE_COLUMN '\n'

/**
 * LwCsvRecord: the cells of the record parsed last.
 * @bytes: the cells one after another, each ended by NUL
 * @starts: offsets of the cells in @bytes (element type gsize)
 * @consumed: bytes of the text that the record took, its line end included
 * @n_lines: line ends in those bytes
 * @has_nul: NUL bytes were dropped from it
 */
typedef struct {
  char *bytes;
  gsize capacity;
  gsize length;
  GArray *starts;
  gsize consumed;
  guint n_lines;
  gboolean has_nul;
} LwCsvRecord;

/**
 * LwCsvParse:
 * @LW_CSV_PARSED: a record was parsed
 * @LW_CSV_MORE: the record does not end within the text
 * @LW_CSV_BROKEN_QUOTE: a quote that opens on the first line of the record has no sound end
 */
typedef enum {
  LW_CSV_PARSED,
  LW_CSV_MORE,
  LW_CSV_BROKEN_QUOTE,
} LwCsvParse;

void lw_csv_record_init (LwCsvRecord *record);
void lw_csv_record_clear (LwCsvRecord *record);
LwCsvParse lw_csv_record_parse (
    LwCsvRecord *record, const char *text, gsize length, gboolean last, char separator, gboolean quotes);

static inline const char *
lw_csv_record_get (const LwCsvRecord *record, guint i)
{
  return record->bytes + g_array_index (record->starts, gsize, i);
}

/** lw_csv_record_is_blank: whether the record is an empty line */
static inline gboolean
lw_csv_record_is_blank (const LwCsvRecord *record)
{
  return record->starts->len == 1 && record->length == 1;
}

G_END_DECLS

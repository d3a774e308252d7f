/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-csv: reads CSV files as Dutch offices make them, record by record, in memory that does not grow with the
 * file. Encoding, separator and headings are found out; a record that is odd is flagged, never fatal. */
#pragma once

#include <gio/gio.h>

#include "formats/lw-csv-decode.h"
#include "model/lw-date.h"

G_BEGIN_DECLS

typedef struct _LwCsvReader LwCsvReader;

/**
 * LwCsvOptions: what the user knows better; all zero finds everything out.
 * @encoding: encoding of the file
 * @separator: character between cells, or 0
 * @heading_record: the record that holds the headings, from 1; 0 finds it; -1 says there is none
 */
typedef struct {
  LwEncoding encoding;
  char separator;
  int heading_record;
} LwCsvOptions;

/**
 * LwCsvFlags: what is odd about a record.
 * @LW_CSV_SHORT: fewer cells than there are columns; the missing ones read as empty
 * @LW_CSV_LONG: more cells than there are columns, and not just empty ones
 * @LW_CSV_QUOTE: a quote on its line opens and has no sound end; the line was read without quotes
 * @LW_CSV_NUL: NUL bytes in it were dropped
 * @LW_CSV_CHARACTER: bytes in it are no character of the encoding and became U+FFFD
 */
typedef enum {
  LW_CSV_SHORT = 1 << 0,
  LW_CSV_LONG = 1 << 1,
  LW_CSV_QUOTE = 1 << 2,
  LW_CSV_NUL = 1 << 3,
  LW_CSV_CHARACTER = 1 << 4,
} LwCsvFlags;

LwCsvReader *
lw_csv_reader_open (GFile *file, const LwCsvOptions *options, GCancellable *cancellable, GError **error);
LwCsvReader *lw_csv_reader_new (GInputStream *stream,
                                const char *name,
                                const LwCsvOptions *options,
                                GCancellable *cancellable,
                                GError **error);
void lw_csv_reader_free (LwCsvReader *reader);

const char *lw_csv_reader_get_name (LwCsvReader *reader);
LwEncoding lw_csv_reader_get_encoding (LwCsvReader *reader);
char lw_csv_reader_get_separator (LwCsvReader *reader);
gboolean lw_csv_reader_has_headings (LwCsvReader *reader);
guint lw_csv_reader_get_heading_record (LwCsvReader *reader);
guint lw_csv_reader_get_n_columns (LwCsvReader *reader);
const char *lw_csv_reader_get_heading (LwCsvReader *reader, guint column);
char *lw_csv_reader_get_signature (LwCsvReader *reader);

void lw_csv_reader_number_rows (LwCsvReader *reader, const guint64 *numbers, gsize n);
gboolean lw_csv_reader_next (LwCsvReader *reader, GCancellable *cancellable, GError **error);
gboolean lw_csv_reader_rewind (LwCsvReader *reader, GCancellable *cancellable, GError **error);
const char *lw_csv_reader_get_cell (LwCsvReader *reader, guint column);
LwDate lw_csv_reader_get_preamble_date (LwCsvReader *reader);
char *lw_csv_reader_dup_headings (LwCsvReader *reader);
char *lw_csv_reader_dup_row (LwCsvReader *reader);
guint lw_csv_reader_get_n_cells (LwCsvReader *reader);
guint64 lw_csv_reader_get_line (LwCsvReader *reader);
LwCsvFlags lw_csv_reader_get_flags (LwCsvReader *reader);
guint64 lw_csv_reader_get_position (LwCsvReader *reader, guint64 *size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwCsvReader, lw_csv_reader_free)

G_END_DECLS

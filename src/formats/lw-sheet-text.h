/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-sheet-text: gathers the cells of a sheet and writes them as CSV text, a record a row; line ends in cells become
 * blanks, so that a record is a line. Bounded in rows, columns, cells and bytes. Private to the readers of
 * workbooks. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LW_SHEET_MAX_ROWS 1048576
#define LW_SHEET_MAX_COLUMNS 16384
#define LW_SHEET_MAX_CELLS 20000000
#define LW_SHEET_MAX_BYTES (256 * 1024 * 1024)
#define LW_SHEET_MAX_CELL_BYTES (4 * 1024 * 1024)

/**
 * LwSheetText:
 * @title: of the sheet, for messages
 * @text: the records of the rows that ended
 * @n_rows: how many those are
 * @error: the first thing that went wrong; what follows it does nothing
 */
typedef struct {
  const char *title;
  GString *text;
  guint64 n_rows;
  GError *error;
  guint width; /* of the rows that ended, to which further ones are filled up: a table has as many cells in each */
  guint64 n_cells;
  GString *values; /* of the row that is gathered, one after another */
  GArray *cells;   /* where each begins and ends in that */
  GArray *merges;
  guint64 n_merged;
} LwSheetText;

void lw_sheet_text_init (LwSheetText *self, const char *title);
void lw_sheet_text_clear (LwSheetText *self);
gboolean lw_sheet_text_set (LwSheetText *self, guint64 row, guint64 column, const char *value, gsize length);
gboolean lw_sheet_text_end_row (LwSheetText *self, guint64 row, guint64 repeat);
void lw_sheet_text_merge (LwSheetText *self, guint64 first_row, guint64 last_row, guint64 column);
void lw_sheet_text_fail (LwSheetText *self, int code, const char *format, ...) G_GNUC_PRINTF (3, 4);
void lw_sheet_text_fail_at (LwSheetText *self, guint64 row, guint64 column, const char *what);
GBytes *lw_sheet_text_end (LwSheetText *self, GError **error);

G_END_DECLS

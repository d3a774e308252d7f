/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-rows: rows that an import could not use or doubts, as they stood in their source, to be looked at, mended and
 * imported again. Bounded, so that a file in which every row is wrong does not fill memory and document. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LwImportRowState: what became of a row.
 * @LW_IMPORT_ROW_REJECTED: it cannot be used
 * @LW_IMPORT_ROW_REPEATED: another row tells of the same thing
 * @LW_IMPORT_ROW_UNMATCHED: it means no office of the document
 * @LW_IMPORT_ROW_DOUBTFUL: it may mean several offices, or was matched in a way that may be wrong
 */
typedef enum {
  LW_IMPORT_ROW_REJECTED,
  LW_IMPORT_ROW_REPEATED,
  LW_IMPORT_ROW_UNMATCHED,
  LW_IMPORT_ROW_DOUBTFUL,
  LW_N_IMPORT_ROW_STATES,
} LwImportRowState;

/**
 * LwImportRow:
 * @source: file, or file › sheet
 * @line: line or row in it
 * @state: what became of it
 * @reason: (nullable): code of the problem of that line, as in the report
 * @what: (nullable): what is wrong, translated
 * @headings: (nullable): headings of the source as a line of CSV
 * @content: (nullable): the row as a record of CSV, with the same separator
 */
typedef struct {
  char *source;
  guint64 line;
  LwImportRowState state;
  char *reason;
  char *what;
  char *headings;
  char *content;
} LwImportRow;

/** LW_IMPORT_MAX_ROWS: rows kept of one source; further ones are only counted */
#define LW_IMPORT_MAX_ROWS 20000
/** LW_IMPORT_MAX_ROW_BYTES: bytes kept of one row */
#define LW_IMPORT_MAX_ROW_BYTES 65536
/** LW_IMPORT_MAX_ROWS_BYTES: bytes kept of all rows of one source */
#define LW_IMPORT_MAX_ROWS_BYTES (16 * 1024 * 1024)

typedef struct _LwImportRows LwImportRows;

LwImportRows *lw_import_rows_new (void);
LwImportRows *lw_import_rows_ref (LwImportRows *self);
void lw_import_rows_unref (LwImportRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwImportRows, lw_import_rows_unref)

void lw_import_rows_add (LwImportRows *self, const LwImportRow *row);
guint lw_import_rows_get_n (LwImportRows *self);
const LwImportRow *lw_import_rows_get (LwImportRows *self, guint i);
guint64 lw_import_rows_get_total (LwImportRows *self, LwImportRowState state);
guint64 lw_import_rows_get_n_left_out (LwImportRows *self);

const char *lw_import_row_state_token (LwImportRowState state);
gboolean lw_import_row_state_parse (const char *token, LwImportRowState *state);
const char *lw_import_row_state_label (LwImportRowState state);

GPtrArray *lw_import_rows_to_csv (LwImportRows *self);
gboolean lw_import_rows_save (LwImportRows *self, const char *path, guint *n_files, GError **error);

G_END_DECLS

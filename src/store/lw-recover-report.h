/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-report: what became of a damaged document that was recovered into a copy: how many rows of each
 * table were found, kept and lost, which rows those are and why, and what had to be guessed. A plain record,
 * and the lines that tell it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwRecoverFate: what became of a row
 * @LW_FATE_LOST: it could not be read
 * @LW_FATE_LEFT: it could be read, but not be taken into the copy
 * @LW_FATE_CHANGED: it was taken, with a value that is unknown now
 * @LW_FATE_RESTORED: it could not be read where it was; what it held stands in the history, and was taken
 * from there
 */
typedef enum {
  LW_FATE_LOST,
  LW_FATE_LEFT,
  LW_FATE_CHANGED,
  LW_FATE_RESTORED,
} LwRecoverFate;

/**
 * LwRecoverRow: a row that is not in the copy as it was
 * @table: its table
 * @row: its number; 0 if that is not known
 * @fate: what became of it
 * @why: why, translated
 * @content: (nullable): what it holds or how it is known: "bag_id=0344010000123456; street=…"
 */
typedef struct {
  char *table;
  gint64 row;
  LwRecoverFate fate;
  char *why;
  char *content;
} LwRecoverRow;

/**
 * LwRecoverTable:
 * @name: the table
 * @n_found: rows whose content is known
 * @n_kept: rows in the copy, those that were changed or restored among them
 * @n_lost: rows that could not be read, as far as that is known
 * @n_left: rows that could be read but not be taken
 * @n_changed: rows that were taken with a value unknown
 * @n_restored: rows that were taken from the history
 * @at_least: more rows may be lost
 */
typedef struct {
  char *name;
  guint64 n_found;
  guint64 n_kept;
  guint64 n_lost;
  guint64 n_left;
  guint64 n_changed;
  guint64 n_restored;
  gboolean at_least;
} LwRecoverTable;

/** LW_RECOVER_MAX_ROWS: rows that are listed; further ones are only counted */
#define LW_RECOVER_MAX_ROWS 100000

/**
 * LwRecoverReport:
 * @path: the damaged document
 * @copy: where the copy is
 * @page_size: bytes of a page
 * @n_pages: pages that the document should have
 * @n_unreadable: pages that are gone or hold nothing that can be read
 * @tables: (element-type LwRecoverTable): the tables, parents before children
 * @rows: (element-type LwRecoverRow): rows that are not in the copy as they were
 * @n_unlisted: further ones, which are only counted
 * @notes: (element-type utf8): what was guessed or left behind, translated
 * @history_kept: the edits can still be undone
 * @same_document: the copy holds all that the document held, and counts as a copy of it; otherwise it is a
 * new one
 * @n_errors: rules that the copy breaks, as lw_store_check() counts them
 */
typedef struct {
  char *path;
  char *copy;
  guint32 page_size;
  guint64 n_pages;
  guint64 n_unreadable;
  GPtrArray *tables;
  GPtrArray *rows;
  guint64 n_unlisted;
  GPtrArray *notes;
  gboolean history_kept;
  gboolean same_document;
  guint n_errors;
} LwRecoverReport;

/** LwRecoverFormatFunc: a number as people write it; (returns: transfer full) */
typedef char *(*LwRecoverFormatFunc) (guint64 number);

LwRecoverReport *lw_recover_report_new (const char *path, const char *copy);
void lw_recover_report_free (LwRecoverReport *report);
void lw_recover_report_add_row (
    LwRecoverReport *report, const char *table, gint64 row, LwRecoverFate fate, char *why, char *content);
void lw_recover_report_add_note (LwRecoverReport *report, char *note);
LwRecoverTable *lw_recover_report_add_table (LwRecoverReport *report, const char *name);

guint64 lw_recover_report_count_kept (const LwRecoverReport *report);
guint64 lw_recover_report_count_missing (const LwRecoverReport *report, gboolean *at_least);
gboolean lw_recover_report_is_complete (const LwRecoverReport *report);
const char *lw_recover_fate_token (LwRecoverFate fate);
char *lw_recover_table_describe_loss (const LwRecoverTable *table);
char *lw_recover_table_to_text (const LwRecoverTable *table);
char *lw_recover_row_to_text (const LwRecoverRow *row);
char *lw_recover_report_describe (const LwRecoverReport *report, LwRecoverFormatFunc format);
char *lw_recover_report_to_text (const LwRecoverReport *report, guint max_rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwRecoverReport, lw_recover_report_free)

G_END_DECLS

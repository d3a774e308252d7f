/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-workbook: reads the sheets of workbooks of Excel (.xlsx) and of LibreOffice (.ods). A sheet comes out as CSV text
 * with one record a row, so that the CSV reader finds titles, headings, columns and values in it as in any list, and
 * the number of a record is the number that the spreadsheet shows beside the row. */
#pragma once

#include "formats/lw-csv.h"

G_BEGIN_DECLS

typedef struct _LwWorkbook LwWorkbook;

/** LW_WORKBOOK_NO_SHEET: what lw_workbook_find_sheet() returns when there is none */
#define LW_WORKBOOK_NO_SHEET G_MAXUINT

LwWorkbook *lw_workbook_open (GFile *file, GCancellable *cancellable, GError **error);
LwWorkbook *lw_workbook_open_bytes (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error);
void lw_workbook_free (LwWorkbook *workbook);

gboolean lw_workbook_is_ods (LwWorkbook *workbook);
gboolean lw_workbook_counts_from_1904 (LwWorkbook *workbook);
guint lw_workbook_get_n_sheets (LwWorkbook *workbook);
const char *lw_workbook_get_sheet_name (LwWorkbook *workbook, guint sheet);
gboolean lw_workbook_get_sheet_hidden (LwWorkbook *workbook, guint sheet);
char *lw_workbook_dup_sheet_title (LwWorkbook *workbook, guint sheet);
guint lw_workbook_guess_sheet (LwWorkbook *workbook);
guint lw_workbook_find_sheet (LwWorkbook *workbook, const char *name);
LwCsvReader *lw_workbook_open_sheet (LwWorkbook *workbook, guint sheet, int heading_record, GCancellable *cancellable,
                                     GError **error);
GBytes *lw_workbook_read_sheet (LwWorkbook *workbook, guint sheet, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwWorkbook, lw_workbook_free)

G_END_DECLS

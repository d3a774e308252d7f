/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-xlsx-parts: the small parts of a workbook: what it consists of, its sheets, its styles, its properties; and
 * text as its XML has it. Private to the exporter. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** LwXlsxStyle: the styles of cells, in the order of the part that defines them */
typedef enum {
  LW_XLSX_GENERAL,
  LW_XLSX_HEADING,
  LW_XLSX_DATE,
  LW_XLSX_TEXT,
  LW_XLSX_SHARE,
  LW_XLSX_WRAPPED,
} LwXlsxStyle;

#define LW_XLSX_XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define LW_XLSX_MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define LW_XLSX_SHEET_START LW_XLSX_XML "<worksheet xmlns=\"" LW_XLSX_MAIN "\">"

/**
 * LwXlsxBook:
 * @sheet: name of the first sheet
 * @about: (nullable): name of the second, if there is one
 * @range: the cells of the first that can be filtered, as "A1:C9"
 * @remark: what the reader has to know; may be empty
 * @title: (nullable): of the file
 * @made: (nullable): when, ISO 8601 in UTC
 */
typedef struct {
  const char *sheet;
  const char *about;
  const char *range;
  const char *remark;
  const char *title;
  const char *made;
} LwXlsxBook;

guint lw_xlsx_n_parts (void);
const char *lw_xlsx_append_part (GString *out, guint part, const LwXlsxBook *book);
void lw_xlsx_append_text (GString *out, const char *text, glong most);

G_END_DECLS

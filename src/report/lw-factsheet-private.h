/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-factsheet-private: what the parts of the factsheet share: the page and its measures, in points. Every
 * part takes the height at which it begins and returns the height at which it ends. */
#pragma once

#include "draw/lw-format.h"
#include "report/lw-factsheet.h"
#include "report/lw-pdf.h"

G_BEGIN_DECLS

#define LW_SHEET_MARGIN 34.0
#define LW_SHEET_WIDTH (LW_PAGE_WIDTH - 2 * LW_SHEET_MARGIN)
#define LW_SHEET_GUTTER 10.0
#define LW_SHEET_HALF ((LW_SHEET_WIDTH - LW_SHEET_GUTTER) / 2)
/* Type: body, small, headings. */
#define LW_SHEET_TYPE 8.0
#define LW_SHEET_SMALL 7.2
#define LW_SHEET_HEADING 8.6
#define LW_SHEET_HEADING_HEIGHT (LW_SHEET_HEADING + 5)
/* Nothing but the foot line below this. */
#define LW_SHEET_BOTTOM (LW_PAGE_HEIGHT - 46.0)
#define LW_SHEET_ROW 15.0

/**
 * LwSheetPage: one painting.
 * @sheet: what is on it
 * @cr: where to paint; %NULL to measure only
 * @text: for letters
 * @palette: that of paper
 */
typedef struct {
  const LwFactsheet *sheet;
  cairo_t *cr;
  LwText *text;
  const LwPalette *palette;
} LwSheetPage;

double lw_sheet_draw_head (const LwSheetPage *page);
double lw_sheet_draw_figures (const LwSheetPage *page, double top);
double lw_sheet_draw_maps (const LwSheetPage *page, double top);
double lw_sheet_draw_charts (const LwSheetPage *page, double top);
double lw_sheet_draw_table (const LwSheetPage *page, double top, guint first, guint n_rows);
double lw_sheet_draw_notes (const LwSheetPage *page, double top);
double
lw_sheet_draw_heading (const LwSheetPage *page, const char *heading, const char *rest, double x, double top);

/* The notes of offices: each page takes as many as fit. */
double lw_sheet_draw_facts (const LwSheetPage *page, double top, guint first, guint n_facts);
guint lw_sheet_facts_that_fit (const LwSheetPage *page, double top, guint first);
gboolean lw_sheet_is_confidential (const LwFactsheet *sheet);
void lw_sheet_draw_mark (const LwSheetPage *page);

/* The appendix: each page takes as many lines as fit. */
guint lw_sheet_count_appendix (const LwFactsheet *sheet);
double lw_sheet_draw_appendix (const LwSheetPage *page, double top, guint first, guint n);
guint lw_sheet_appendix_that_fit (const LwSheetPage *page, double top, guint first);

/* The rows of the table: one an area and, when there are several, one for all. */
guint lw_sheet_count_rows (const LwFactsheet *sheet);
double lw_sheet_table_height (guint n_rows);
double lw_sheet_task (const LwTotals *totals, double norm);

G_END_DECLS

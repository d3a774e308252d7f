/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-factsheet-notes: what was noted of offices, on pages of their own behind the factsheet, and the mark that says on
 * each page that the paper holds what was told in confidence. */
#include "report/lw-factsheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "draw/lw-format.h"

#define INDENT 10.0
#define GAP 4.0

static const LwFactsheetNote *
get_note (const LwSheetPage *page, guint i)
{
  return &g_array_index (page->sheet->notes, LwFactsheetNote, i);
}

/* "Finance · Book value: € 2,500,000 · as of the annual account (1 March 2026, broker) · confidential" */
static char *
describe (const LwOfficeNote *note)
{
  GString *text = g_string_new (lw_note_kind_get_label (note->kind));
  g_autofree char *amount = isnan (note->amount_eur) ? NULL : lw_format_euro_fact (NULL, note->amount_eur);
  g_autofree char *day = note->noted != LW_DATE_UNKNOWN ? lw_date_to_display (note->noted) : NULL;

  if (note->label[0] != '\0' || amount != NULL)
    g_string_append_printf (text, " · %s%s%s", note->label, note->label[0] != '\0' && amount ? ": " : "",
                            amount ? amount : "");
  if (note->text[0] != '\0')
    g_string_append_printf (text, " · %s", note->text);
  if (day != NULL || note->source[0] != '\0')
    g_string_append_printf (text, " (%s%s%s)", day ? day : "", day && note->source[0] != '\0' ? ", " : "",
                            note->source);
  if (note->confidential)
    g_string_append_printf (text, " · %s", _ ("confidential"));
  return g_string_free (text, FALSE);
}

/* Whether a note begins with the name of its office: the first of it, and the first of a page. */
static gboolean
has_head (const LwSheetPage *page, guint i, guint first)
{
  return i == first || g_strcmp0 (get_note (page, i)->office, get_note (page, i - 1)->office) != 0;
}

/* Paints one note, or only measures it; returns where the next begins. */
static double
draw_fact (const LwSheetPage *page, double top, guint i, guint first)
{
  const LwFactsheetNote *fact = get_note (page, i);
  g_autofree char *text = describe (fact->note);

  if (has_head (page, i, first))
    {
      top += i > first ? GAP : 0;
      if (page->cr != NULL)
        lw_text_show_within (page->text, page->cr, fact->office, LW_SHEET_TYPE, LW_TEXT_BOLD, page->palette->text,
                             LW_SHEET_MARGIN, top + lw_text_ascent (page->text, LW_SHEET_TYPE, LW_TEXT_BOLD), 0,
                             LW_SHEET_WIDTH);
      top += LW_SHEET_TYPE * 1.5;
    }
  if (page->cr != NULL)
    lw_text_show_paragraph (page->text, page->cr, text, LW_SHEET_TYPE, page->palette->text, LW_SHEET_MARGIN + INDENT,
                            top, LW_SHEET_WIDTH - INDENT);
  return top + lw_text_measure_paragraph (page->text, text, LW_SHEET_TYPE, LW_SHEET_WIDTH - INDENT) + 2;
}

/** lw_sheet_draw_facts: paints @n_facts notes from @first on under a heading; returns where they end */
double
lw_sheet_draw_facts (const LwSheetPage *page, double top, guint first, guint n_facts)
{
  top = lw_sheet_draw_heading (page, _ ("Notes on offices"), _ ("confidential ones included"), LW_SHEET_MARGIN, top);
  for (guint i = first; i < first + n_facts; i++)
    top = draw_fact (page, top, i, first);
  return top;
}

/** lw_sheet_facts_that_fit: how many notes from @first on have room on a page below @top; at least one, if any is left */
guint
lw_sheet_facts_that_fit (const LwSheetPage *page, double top, guint first)
{
  LwSheetPage measuring = *page;
  guint n = 0;

  measuring.cr = NULL;
  top += LW_SHEET_HEADING_HEIGHT;
  for (guint i = first; i < page->sheet->notes->len; i++)
    {
      top = draw_fact (&measuring, top, i, first);
      if (top > LW_SHEET_BOTTOM && n > 0)
        break;
      n++;
    }
  return n;
}

/** lw_sheet_is_confidential: whether a confidential note is on it */
gboolean
lw_sheet_is_confidential (const LwFactsheet *sheet)
{
  for (guint i = 0; sheet->notes != NULL && i < sheet->notes->len; i++)
    if (g_array_index (sheet->notes, LwFactsheetNote, i).note->confidential)
      return TRUE;
  return FALSE;
}

/** lw_sheet_draw_mark: the mark at the head of each page of a paper with confidential notes */
void
lw_sheet_draw_mark (const LwSheetPage *page)
{
  if (page->cr == NULL || !lw_sheet_is_confidential (page->sheet))
    return;
  /* Translators: at the head of each printed page that was told in confidence; in capitals */
  lw_text_show (page->text, page->cr, _ ("CONFIDENTIAL"), LW_SHEET_HEADING, LW_TEXT_BOLD, page->palette->text,
                LW_PAGE_WIDTH / 2, 20, 0.5);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-factsheet-appendix: after the factsheet of a scenario: every number that it was computed with, where it
 * comes from, and how the model works. One list of lines, of which each page takes as many as fit. */
#include "report/lw-factsheet-private.h"

#include "model/lw-source-mark.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LINE 10.6
#define GAP 7.0
/* Where columns begin, from the left margin; numbers end there. */
#define VALUE_END 262.0
#define DEFAULT_END 318.0
#define RANGE_END 402.0
#define UNIT_AT 408.0
#define SOURCE_AT 472.0

typedef enum { LINE_GROUP, LINE_PARAMETER, LINE_HEADING, LINE_SOURCE, LINE_PARAGRAPH } LineKind;

typedef struct {
  LineKind kind;
  LwParameter id;
  const char *text;
} Line;

static const char *const method[] = {
  N_ ("Each market area is computed by itself, a calendar year at a time. Measures take their part of an "
      "office, the "
      "oldest vacancy first; of other offices the share ω of what is empty for three years and more leaves "
      "the market by "
      "itself. Plans add their capacity by its chance. Users give up δ·(1.5 − a) of what they have, a being "
      "the "
      "attractiveness of the office."),
  N_ ("Demand beyond what users keep is let over all empty space in proportion to m² × ρ × a to the power γ, "
      "and nowhere "
      "more than there is. Where users ask for less than they keep, they give up more, out of the least "
      "attractive "
      "offices first. What stays empty is a year older on the next 1 January. Demand that finds no place is "
      "told as "
      "shortage, and never left out."),
  N_ ("The task is what has to be withdrawn to reach the norm: (V − v*·S) / (1 − v*). A conversion falls "
      "short by what its "
      "acquisition costs more than its residual value: the value of the dwellings, less cost of works, VAT, "
      "interest, "
      "profit and risk. Dwellings count in the year of delivery, space leaves the stock in the year of the "
      "start."),
  N_ ("The model does not know: reactions of rents and prices; moves between market areas; floors of one "
      "building apart; "
      "changes of attractiveness other than by renovation."),
};

static void
add_line (GArray *lines, LineKind kind, LwParameter id, const char *text)
{
  Line line = { kind, id, text };

  g_array_append_val (lines, line);
}

static gboolean
is_used (const char *mark)
{
  for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
    if (strcmp (lw_parameter_get_info (id)->source, mark) == 0)
      return TRUE;
  return FALSE;
}

static GArray *
list_lines (void)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  const char *const *marks = lw_source_marks ();
  const char *group = "";

  for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
    {
      const LwParameterInfo *info = lw_parameter_get_info (id);

      if (strcmp (group, info->group) != 0)
        add_line (lines, LINE_GROUP, id, info->group);
      group = info->group;
      add_line (lines, LINE_PARAMETER, id, NULL);
    }
  add_line (lines, LINE_HEADING, 0, N_ ("Where these numbers come from"));
  for (guint i = 0; marks[i] != NULL; i++)
    if (is_used (marks[i]))
      add_line (lines, LINE_SOURCE, 0, marks[i]);
  add_line (lines, LINE_HEADING, 0, N_ ("How the model works"));
  for (guint i = 0; i < G_N_ELEMENTS (method); i++)
    add_line (lines, LINE_PARAGRAPH, 0, method[i]);
  return lines;
}

static void
show (const LwSheetPage *page,
      const char *text,
      LwTextWeight weight,
      LwColor color,
      double x,
      double top,
      double align,
      double width)
{
  double baseline = top + lw_text_ascent (page->text, LW_SHEET_SMALL, weight);

  lw_text_show_within (page->text, page->cr, text, LW_SHEET_SMALL, weight, color, LW_SHEET_MARGIN + x,
                       baseline, align, width);
}

/* "Weight of attractiveness γ": the own value bold, with its default, its usual range, unit and source. */
static void
draw_parameter (const LwSheetPage *page, LwParameter id, double top)
{
  const LwParameterInfo *info = lw_parameter_get_info (id);
  double value = lw_parameters_get (&page->sheet->scenario->parameters, id);
  gboolean own = value != info->value;
  LwTextWeight weight = own ? LW_TEXT_BOLD : LW_TEXT_REGULAR;
  LwColor dim = page->palette->text_dim;
  g_autofree char *name
      = g_strdup_printf ("%s%s%s", _ (info->label), info->symbol[0] != '\0' ? "  " : "", info->symbol);
  g_autofree char *is = lw_format_parameter (NULL, id, value),
                  *usual = lw_format_parameter (NULL, id, info->value);
  g_autofree char *low = lw_format_parameter (NULL, id, info->low),
                  *high = lw_format_parameter (NULL, id, info->high);
  g_autofree char *range
      = lw_parameter_is_switch (id) ? g_strdup ("") : g_strdup_printf ("%s – %s", low, high);

  show (page, name, weight, page->palette->text, 8, top, 0, VALUE_END - 60);
  show (page, is, weight, page->palette->text, VALUE_END, top, 1, 60);
  show (page, usual, LW_TEXT_REGULAR, dim, DEFAULT_END, top, 1, 54);
  show (page, range, LW_TEXT_REGULAR, dim, RANGE_END, top, 1, 82);
  show (page, info->unit[0] != '\0' ? _ (info->unit) : "", LW_TEXT_REGULAR, dim, UNIT_AT, top, 0,
        SOURCE_AT - UNIT_AT - 4);
  show (page, lw_parameter_is_assumption (id) ? _ ("assumption") : info->source, LW_TEXT_REGULAR, dim,
        SOURCE_AT, top, 0, LW_SHEET_WIDTH - SOURCE_AT);
}

static void
draw_source (const LwSheetPage *page, const char *mark, double top)
{
  gboolean assumed = strcmp (mark, LW_SOURCE_MARK_ASSUMPTION) == 0;

  show (page, assumed ? _ ("assumption") : mark, LW_TEXT_REGULAR, page->palette->text, 8, top, 0, 60);
  show (page, lw_source_mark_get_title (mark), LW_TEXT_REGULAR, page->palette->text_dim, 72, top, 0,
        LW_SHEET_WIDTH - 72);
}

/* Paints a line, or only measures it; returns where the next begins. */
static double
draw_line (const LwSheetPage *page, const Line *line, double top, gboolean is_first)
{
  switch (line->kind)
    {
    case LINE_GROUP:
    case LINE_HEADING:
      top += is_first ? 0 : GAP;
      if (page->cr != NULL)
        show (page, _ (line->text), LW_TEXT_BOLD, page->palette->text, 0, top, 0, LW_SHEET_WIDTH);
      return top + LINE + 1;
    case LINE_PARAMETER:
      if (page->cr != NULL)
        draw_parameter (page, line->id, top);
      return top + LINE;
    case LINE_SOURCE:
      if (page->cr != NULL)
        draw_source (page, line->text, top);
      return top + LINE;
    case LINE_PARAGRAPH:
    default:
      if (page->cr != NULL)
        lw_text_show_paragraph (page->text, page->cr, _ (line->text), LW_SHEET_TYPE, page->palette->text_dim,
                                LW_SHEET_MARGIN, top, LW_SHEET_WIDTH);
      return top + lw_text_measure_paragraph (page->text, _ (line->text), LW_SHEET_TYPE, LW_SHEET_WIDTH) + 5;
    }
}

/** lw_sheet_count_appendix: number of lines of the appendix; 0 when the sheet has none */
guint
lw_sheet_count_appendix (const LwFactsheet *sheet)
{
  g_autoptr (GArray) lines = NULL;

  if (!sheet->appendix || sheet->scenario == NULL)
    return 0;
  lines = list_lines ();
  return lines->len;
}

static double
draw_head (const LwSheetPage *page, double top)
{
  double y = lw_sheet_draw_heading (page, _ ("Appendix: what the scenario was computed with"),
                                    _ ("own values in bold"), LW_SHEET_MARGIN, top);

  if (page->cr != NULL)
    {
      LwColor dim = page->palette->text_dim;
      show (page, _ ("value"), LW_TEXT_REGULAR, dim, VALUE_END, y, 1, 60);
      show (page, _ ("default"), LW_TEXT_REGULAR, dim, DEFAULT_END, y, 1, 54);
      show (page, _ ("usual range"), LW_TEXT_REGULAR, dim, RANGE_END, y, 1, 82);
      show (page, _ ("unit"), LW_TEXT_REGULAR, dim, UNIT_AT, y, 0, SOURCE_AT - UNIT_AT - 4);
      show (page, _ ("source"), LW_TEXT_REGULAR, dim, SOURCE_AT, y, 0, LW_SHEET_WIDTH - SOURCE_AT);
    }
  return y + LINE + 2;
}

/** lw_sheet_draw_appendix: paints @n lines from @first on under a head; returns where they end */
double
lw_sheet_draw_appendix (const LwSheetPage *page, double top, guint first, guint n)
{
  g_autoptr (GArray) lines = list_lines ();

  top = draw_head (page, top);
  for (guint i = first; i < first + n && i < lines->len; i++)
    top = draw_line (page, &g_array_index (lines, Line, i), top, i == first);
  return top;
}

/* A heading does not stand alone at the foot of a page. */
static guint
leave_no_heading (const GArray *lines, guint first, guint n)
{
  while (n > 1
         && (g_array_index (lines, Line, first + n - 1).kind == LINE_GROUP
             || g_array_index (lines, Line, first + n - 1).kind == LINE_HEADING))
    n--;
  return n;
}

/** lw_sheet_appendix_that_fit: how many lines from @first on have room on a page below @top; at least one, if
 * any is left */
guint
lw_sheet_appendix_that_fit (const LwSheetPage *page, double top, guint first)
{
  g_autoptr (GArray) lines = list_lines ();
  LwSheetPage measuring = *page;
  guint n = 0;

  measuring.cr = NULL;
  top = draw_head (&measuring, top);
  for (guint i = first; i < lines->len; i++)
    {
      top = draw_line (&measuring, &g_array_index (lines, Line, i), top, i == first);
      if (top > LW_SHEET_BOTTOM && n > 0)
        return leave_no_heading (lines, first, n);
      n++;
    }
  return n;
}

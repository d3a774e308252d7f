/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-factsheet-table: the table per municipality, the assumptions with their sources, and what the figures do
 * not say. Figures of the total are those of all offices, never sums of what was rounded. */
#include "draw/lw-format-counting.h"
#include "report/lw-factsheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define HEAD_HEIGHT 17.0
#define N_COLUMNS 6
#define COLUMN_WIDTH 66.0

/**
 * lw_sheet_task:
 * @totals: totals of an area
 * @norm: norm vacancy, a fraction
 *
 * Returns: the task X (opgave): m² to withdraw now to reach the norm (domain model 6.4), over the stock whose
 * vacancy is known; NAN where none is
 */
double
lw_sheet_task (const LwTotals *totals, double norm)
{
  double known = totals->stock_m2 - totals->vacancy_unknown_m2;

  if (!(known > 0) || isnan (norm) || norm >= 1)
    return NAN;
  return MAX (0, (totals->vacant_m2 - norm * known) / (1 - norm));
}

static guint
count_areas (const LwFactsheet *sheet)
{
  return sheet->areas != NULL ? sheet->areas->len : 0;
}

/** lw_sheet_count_rows: returns the number of rows of the table */
guint
lw_sheet_count_rows (const LwFactsheet *sheet)
{
  guint n = count_areas (sheet);

  return n > 1 && sheet->totals != NULL ? n + 1 : n;
}

/** lw_sheet_table_height: returns the height of the head of the table and @n_rows rows, and the space under
 * it */
double
lw_sheet_table_height (guint n_rows)
{
  return HEAD_HEIGHT + n_rows * LW_SHEET_ROW + 12;
}

static void
get_headings (const LwFactsheet *sheet, char *headings[N_COLUMNS])
{
  headings[0] = g_strdup (_ ("stock m²"));
  headings[1] = g_strdup (_ ("vacant %"));
  headings[2] = g_strdup (_ ("task m²"));
  if (sheet->a != NULL)
    {
      headings[3] = g_strdup (_ ("withdrawn"));
      /* Translators: heading of a column: the vacancy rate in a year */
      headings[4] = g_strdup_printf (_ ("%d %%"), sheet->year);
      headings[5] = g_strdup (_ ("dwellings"));
      return;
    }
  headings[3] = g_strdup (_ ("vacant m²"));
  headings[4] = g_strdup (_ ("structural m²"));
  /* Translators: heading of a column: the share of the stock whose vacancy is unknown */
  headings[5] = g_strdup (_ ("unknown %"));
}

static void
get_cells (const LwFactsheet *sheet, const LwTotals *totals, const LwTrajectory *a, char *cells[N_COLUMNS])
{
  double known = totals->stock_m2 - totals->vacancy_unknown_m2;

  cells[0] = lw_format_m2_bare (NULL, totals->stock_m2);
  cells[1] = lw_format_percent_bare (NULL, totals->vacancy_rate);
  cells[2] = lw_format_m2_bare (NULL, lw_sheet_task (totals, sheet->norm));
  if (sheet->a != NULL)
    {
      double withdrawn = a ? lw_trajectory_get_cumulative (a, LW_TRAJECTORY_WITHDRAWN, sheet->year) : NAN;
      double rate = a ? lw_trajectory_get (a, LW_TRAJECTORY_RATE, sheet->year) : NAN;
      double dwellings = a ? lw_trajectory_get_cumulative (a, LW_TRAJECTORY_DWELLINGS, sheet->year) : NAN;

      cells[3] = lw_format_m2_bare (NULL, withdrawn);
      cells[4] = lw_format_percent_bare (NULL, rate);
      cells[5] = lw_format_number (NULL, dwellings, 0);
      return;
    }
  cells[3] = lw_format_m2_bare (NULL, known > 0 ? totals->vacant_m2 : NAN);
  cells[4] = lw_format_m2_bare (NULL, known > 0 ? totals->structural_m2 : NAN);
  cells[5] = lw_format_percent_bare (
      NULL, totals->stock_m2 > 0 ? totals->vacancy_unknown_m2 / totals->stock_m2 : NAN);
}

static void
draw_row (const LwSheetPage *page,
          const char *name,
          char *cells[N_COLUMNS],
          double top,
          LwTextWeight weight,
          LwColor color)
{
  double right = LW_PAGE_WIDTH - LW_SHEET_MARGIN, baseline = top + LW_SHEET_ROW * 0.68;

  lw_text_show_within (page->text, page->cr, name, LW_SHEET_TYPE, weight, color, LW_SHEET_MARGIN, baseline, 0,
                       LW_SHEET_WIDTH - N_COLUMNS * COLUMN_WIDTH + 10);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      lw_text_show_within (page->text, page->cr, cells[i], LW_SHEET_TYPE, weight, color,
                           right - (N_COLUMNS - 1 - i) * COLUMN_WIDTH, baseline, 1, COLUMN_WIDTH - 4);
      g_free (cells[i]);
    }
}

static void
draw_rule (const LwSheetPage *page, double y, LwColor color)
{
  cairo_move_to (page->cr, LW_SHEET_MARGIN, y);
  cairo_line_to (page->cr, LW_PAGE_WIDTH - LW_SHEET_MARGIN, y);
  lw_color_set (color, page->cr);
  cairo_set_line_width (page->cr, 0.6);
  cairo_stroke (page->cr);
}

/** lw_sheet_draw_table: paints rows @first to @first + @n_rows - 1 under a head of their own */
double
lw_sheet_draw_table (const LwSheetPage *page, double top, guint first, guint n_rows)
{
  const LwFactsheet *sheet = page->sheet;
  char *cells[N_COLUMNS];
  double y = top + HEAD_HEIGHT;

  if (page->cr == NULL || n_rows == 0)
    return top + (n_rows > 0 ? lw_sheet_table_height (n_rows) : 0);
  get_headings (sheet, cells);
  draw_row (page, _ ("Municipality"), cells, top, LW_TEXT_REGULAR, page->palette->text_dim);
  for (guint row = first; row < first + n_rows; row++, y += LW_SHEET_ROW)
    {
      gboolean is_total = row >= count_areas (sheet);
      const LwFactsheetArea *area = is_total ? NULL : &g_array_index (sheet->areas, LwFactsheetArea, row);

      draw_rule (page, y, is_total ? page->palette->text_dim : page->palette->grid);
      get_cells (sheet, area != NULL ? area->totals : sheet->totals, area != NULL ? area->a : sheet->a,
                 cells);
      draw_row (page,
                area == NULL           ? _ ("All")
                : *area->label != '\0' ? area->label
                                       : _ ("unknown"),
                cells, y, is_total ? LW_TEXT_BOLD : LW_TEXT_REGULAR, page->palette->text);
    }
  return top + lw_sheet_table_height (n_rows);
}

static void
append_part (GString *text, const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/* A parameter with its value and where it comes from: "Norm 5 % [PBL17]". */
static void
append_parameter (GString *text, const LwScenario *scenario, LwParameter id)
{
  const LwParameterInfo *info = lw_parameter_get_info (id);
  double value = lw_parameters_get (&scenario->parameters, id);
  g_autofree char *number = lw_format_parameter (NULL, id, value);
  g_autofree char *part
      = g_strdup_printf ("%s %s%s%s (%s)", _ (info->label), number, *info->unit != '\0' ? " " : "",
                         *info->unit != '\0' ? _ (info->unit) : "",
                         value != info->value              ? _ ("set by the user")
                         : lw_parameter_is_assumption (id) ? _ ("assumption")
                                                           : info->source);

  append_part (text, part);
}

static void
append_demand (GString *text, const LwDemandPath *demand)
{
  g_autofree char *growth = lw_format_percent_set (NULL, demand->growth);
  g_autofree char *part = NULL;

  if (!lw_demand_kind_get_info (demand->kind)->extends && demand->kind != LW_DEMAND_JOBS)
    /* Translators: an assumption of a scenario: how demand goes, and its growth */
    part = g_strdup_printf (_ ("%s, %s a year"), lw_demand_kind_get_label (demand->kind), growth);
  else
    part = g_strdup (lw_demand_kind_get_label (demand->kind));
  append_part (text, part);
  for (guint i = 0; i < demand->regions->len; i++)
    {
      const LwDemandRegion *region = &g_array_index (demand->regions, LwDemandRegion, i);
      g_autofree char *own_growth = lw_format_percent_set (NULL, region->growth);
      /* Translators: a region, how its demand goes, its growth. */
      g_autofree char *own
          = lw_demand_kind_get_info (region->kind)->extends
                ? g_strdup_printf ("%s: %s", region->region, lw_demand_kind_get_label (region->kind))
                : g_strdup_printf (_ ("%s: %s, %s a year"), region->region, lw_demand_kind_get_label (region->kind),
                                   own_growth);

      append_part (text, own);
    }
  if (demand->band_low != 0 || demand->band_high != 0)
    {
      g_autofree char *low = lw_format_percent_set (NULL, demand->band_low);
      g_autofree char *high = lw_format_percent_set (NULL, demand->band_high);
      /* Translators: an assumption of a scenario: growth of demand to subtract and to add, such as −1.0 % and
       * +1.0 % */
      g_autofree char *band
          = g_strdup_printf (_ ("band %s to %s%s a year"), low, demand->band_high > 0 ? "+" : "", high);

      append_part (text, band);
    }
}

/* What counts as stock, which every figure on the page depends on. */
static void
append_counting (GString *text, const LwFactsheet *sheet)
{
  g_autofree char *mixed = sheet->counting ? lw_format_mixed_use (NULL, sheet->counting) : NULL;
  g_autofree char *left_out = sheet->counting ? lw_format_left_out (NULL, sheet->counting) : NULL;

  if (mixed != NULL)
    append_part (text, mixed);
  if (left_out != NULL)
    append_part (text, left_out);
}

/* The levers, what weighs most, and whatever the user has changed. */
static char *
write_scenario_assumptions (const LwFactsheet *sheet)
{
  const LwScenario *scenario = sheet->scenario;
  static const LwParameter always[]
      = { LW_PARAM_NORM, LW_PARAM_RELEASE_RATE, LW_PARAM_PLAN_HARD, LW_PARAM_PLAN_SOFT };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *kept = lw_format_percent_set (NULL, scenario->plan_share_kept);
  g_autofree char *plans = g_strdup_printf (_ ("%s of the plan capacity is kept"), kept);

  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    append_parameter (text, scenario, always[i]);
  append_demand (text, &scenario->demand);
  append_part (text, plans);
  for (guint id = 0; id < LW_N_PARAMETERS; id++)
    {
      gboolean shown = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (always); i++)
        shown = shown || always[i] == (LwParameter)id;
      if (!shown && lw_parameters_get (&scenario->parameters, id) != lw_parameter_get_info (id)->value)
        append_parameter (text, scenario, id);
    }
  append_counting (text, sheet);
  append_part (text, _ ("constant prices"));
  return g_strdup (text->str);
}

static char *
write_state_assumptions (const LwFactsheet *sheet)
{
  static const char *const names[LW_N_AREA_MEASURES]
      = { [LW_AREA_VVO] = "vvo", [LW_AREA_BVO] = "bvo", [LW_AREA_NVO] = "nvo", [LW_AREA_GO] = "GO" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *norm = lw_format_percent_set (NULL, sheet->norm);
  g_autofree char *part = g_strdup_printf (_ ("Norm %s"), norm);

  append_part (text, part);
  append_part (text, _ ("areas are lettable floor area (m² vvo)"));
  for (guint m = LW_AREA_VVO; sheet->totals != NULL && m < LW_N_AREA_MEASURES; m++)
    if (sheet->totals->measured_m2[m] > 0 && m != LW_AREA_VVO)
      {
        g_autofree char *share
            = lw_format_percent (NULL, sheet->totals->measured_m2[m] / sheet->totals->stock_m2);
        /* Translators: how the areas were measured: a share, then a measure such as GO */
        g_autofree char *measured
            = g_strdup_printf (_ ("%s of the stock was measured as %s and converted"), share, names[m]);

        append_part (text, measured);
      }
  append_counting (text, sheet);
  append_part (text, _ ("structural: empty for three years and more"));
  return g_strdup (text->str);
}

static char *
write_limits (const LwFactsheet *sheet)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const LwTotals *totals = sheet->totals;

  if (sheet->a != NULL)
    g_string_append (
        text, _ ("Rents and prices do not react to vacancy; nobody moves between regions; a building’s "
                 "appeal changes only by renovation; floors of one building are not told apart. "));
  else
    g_string_append (
        text, _ ("Vacancy is what was recorded on the reference date; what is let but not used does not "
                 "show. "));
  if (totals != NULL && totals->vacancy_unknown_offices > 0 && totals->stock_m2 > 0)
    {
      g_autofree char *share = lw_format_percent (NULL, totals->vacancy_unknown_m2 / totals->stock_m2);

      g_string_append_printf (text, _ ("The vacancy of %s of the stock is unknown"), share);
      if (sheet->scenario != NULL && sheet->a != NULL)
        g_string_append_printf (text, " (%s)",
                                lw_unknown_vacancy_get_label (sheet->scenario->unknown_vacancy));
      else
        g_string_append (text, _ (" and in no rate"));
      g_string_append (text, ". ");
    }
  if (totals != NULL && totals->area_unknown_offices > 0)
    g_string_append_printf (text,
                            ngettext ("The area of %u office is unknown and counts in no m². ",
                                      "The area of %u offices is unknown and counts in no m². ",
                                      totals->area_unknown_offices),
                            totals->area_unknown_offices);
  if (sheet->fictional)
    g_string_append (text, _ ("All offices, owners and figures on this page are made up. "));
  return g_strdup (g_strchomp (text->str));
}

static char *
write_sources (const LwFactsheet *sheet)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; sheet->sources != NULL && sheet->sources[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", sheet->sources[i]);
  if (sheet->attribution != NULL && *sheet->attribution != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", sheet->attribution);
  if (text->len == 0)
    return NULL;
  /* Translators: at the end of the factsheet: where the data come from */
  return g_strdup_printf (_ ("Sources: %s"), text->str);
}

static double
draw_note (const LwSheetPage *page, const char *heading, const char *note, double x, double top)
{
  double y = lw_sheet_draw_heading (page, heading, NULL, x, top);
  double height = lw_text_measure_paragraph (page->text, note, LW_SHEET_TYPE, LW_SHEET_HALF);

  if (page->cr != NULL)
    {
      cairo_tag_begin (page->cr, "P", NULL);
      lw_text_show_paragraph (page->text, page->cr, note, LW_SHEET_TYPE, page->palette->text_dim, x, y - 2,
                              LW_SHEET_HALF);
      cairo_tag_end (page->cr, "P");
    }
  return y + height;
}

/** lw_sheet_draw_notes: assumptions, limits and sources; returns where they end */
double
lw_sheet_draw_notes (const LwSheetPage *page, double top)
{
  const LwFactsheet *sheet = page->sheet;
  gboolean modelled = sheet->a != NULL;
  g_autofree char *assumptions = modelled && sheet->scenario != NULL
                                     ? write_scenario_assumptions (sheet)
                                     : write_state_assumptions (sheet);
  g_autofree char *limits = write_limits (sheet), *sources = write_sources (sheet);
  double left = draw_note (page, _ ("Assumptions"), assumptions, LW_SHEET_MARGIN, top);
  double right
      = draw_note (page, modelled ? _ ("What this model does not know") : _ ("What these figures do not say"),
                   limits, LW_SHEET_MARGIN + LW_SHEET_HALF + LW_SHEET_GUTTER, top);
  double y = MAX (left, right) + 8;

  if (sources == NULL)
    return y;
  if (page->cr != NULL)
    lw_text_show_paragraph (page->text, page->cr, sources, LW_SHEET_SMALL, page->palette->text_dim,
                            LW_SHEET_MARGIN, y, LW_SHEET_WIDTH);
  return y + lw_text_measure_paragraph (page->text, sources, LW_SHEET_SMALL, LW_SHEET_WIDTH);
}

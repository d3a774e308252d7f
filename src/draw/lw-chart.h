/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-chart: what a chart says, as plain data: lines over years, a breakdown in bars or columns, a stacked
 * share. A maker fills it, a painter (lw-chart-draw) draws it, lw_chart_describe() says it in one sentence
 * for those who do not see it. Numbers are in base units (m², euro, fractions); unknown is NAN and leaves a
 * gap. */
#pragma once

#include "draw/lw-format.h"
#include "draw/lw-palette.h"
#include "statistics/lw-classify.h"

G_BEGIN_DECLS

/**
 * LwChartKind:
 * @LW_CHART_LINES: lines over years
 * @LW_CHART_BARS: one row an item: name, bar, m² and rate
 * @LW_CHART_COLUMNS: one column an item, its vacant part dark at the foot
 * @LW_CHART_SHARES: one bar, divided over the items
 * @LW_CHART_STRIP: one strip, each item as wide as its m², the vacant part of each dark at its left
 */
typedef enum {
  LW_CHART_LINES,
  LW_CHART_BARS,
  LW_CHART_COLUMNS,
  LW_CHART_SHARES,
  LW_CHART_STRIP,
} LwChartKind;

/** LwChartUnit: what the numbers of a chart are, which decides how they are written */
typedef enum {
  LW_CHART_FRACTION,
  LW_CHART_M2,
  LW_CHART_EURO,
  LW_CHART_COUNT,
} LwChartUnit;

/**
 * LwChartLine:
 * @role: what it stands for
 * @label: stands at its end
 * @first: year of the first value
 * @n: number of values, one a year
 * @values: NAN leaves a gap
 */
typedef struct {
  LwLineRole role;
  char *label;
  int first;
  guint n;
  double *values;
} LwChartLine;

/**
 * LwChartItem: a row, column or part.
 * @key: what a click on it filters by
 * @label: its name
 * @value: m² (or what the unit says), NAN where unknown
 * @part: what of @value is vacant, NAN where unknown
 * @all: @value of all, filtered or not: the ghost behind it; NAN for none
 * @rate: written at the end of a row, and decides the class; NAN where unknown
 * @color: a part's own colour, LW_CHART_SHARES only
 * @chosen: the filter names it
 * @ghost: it is filtered away
 */
typedef struct {
  char *key;
  char *label;
  double value;
  double part;
  double all;
  double rate;
  LwPart color;
  gboolean chosen;
  gboolean ghost;
} LwChartItem;

/**
 * LwChart:
 * @kind: what is drawn
 * @unit: what the numbers are
 * @title: (nullable): title line, its unit included: "Vacancy, % of stock"
 * @note: (nullable): stands at the right end of the title line
 * @said_elsewhere: what is around the chart shows title and note, so they are not painted
 * @lines: (element-type LwChartLine): of LW_CHART_LINES
 * @items: (element-type LwChartItem): of the other kinds
 * @band_first: year of the first value of the band
 * @band_n: number of values of the band, 0 for no band
 * @band_low: lower edge of the band
 * @band_high: upper edge
 * @norm: a dotted line across; NAN for none
 * @norm_label: (nullable): stands at its end
 * @year: the year line; 0 for none
 * @first_year: the axis begins here; 0: at the first value
 * @last_year: the axis ends here; 0: at the last value
 */
typedef struct {
  LwChartKind kind;
  LwChartUnit unit;
  char *title;
  char *note;
  gboolean said_elsewhere;
  GArray *lines;
  GArray *items;
  int band_first;
  guint band_n;
  double *band_low;
  double *band_high;
  double norm;
  char *norm_label;
  int year;
  int first_year;
  int last_year;
} LwChart;

LwChart *lw_chart_new (LwChartKind kind, LwChartUnit unit, const char *title);
void lw_chart_free (LwChart *chart);
void lw_chart_set_note (LwChart *chart, const char *note);
void lw_chart_add_line (
    LwChart *chart, LwLineRole role, const char *label, int first, const double *values, guint n);
void lw_chart_set_band (LwChart *chart, int first, const double *one, const double *other, guint n);
void lw_chart_set_norm (LwChart *chart, double norm, const char *label);
LwChartItem *lw_chart_add_item (LwChart *chart, const char *key, const char *label, double value);
double lw_chart_line_value (const LwChartLine *line, int year);
void lw_chart_get_years (const LwChart *chart, int *first, int *last);
char *lw_chart_format_value (const LwChart *chart, const LwFormat *format, double value);
char *lw_chart_describe (const LwChart *chart, const LwFormat *format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwChart, lw_chart_free)

G_END_DECLS

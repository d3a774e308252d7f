/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-chart: see lw-chart.h. Here are the data and the sentence that says them; nothing is drawn. */
#include "draw/lw-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A sentence that names more than this many items is not listened to. */
#define MAX_ITEMS_SAID 5

static void
clear_line (gpointer data)
{
  LwChartLine *line = data;

  g_free (line->label);
  g_free (line->values);
}

static void
clear_item (gpointer data)
{
  LwChartItem *item = data;

  g_free (item->key);
  g_free (item->label);
}

/**
 * lw_chart_new:
 * @kind: what is drawn
 * @unit: what the numbers are
 * @title: (nullable): title line, its unit included
 *
 * Returns: (transfer full): an empty chart
 */
LwChart *
lw_chart_new (LwChartKind kind, LwChartUnit unit, const char *title)
{
  LwChart *chart = g_new0 (LwChart, 1);

  chart->kind = kind;
  chart->unit = unit;
  chart->title = g_strdup (title);
  chart->norm = NAN;
  chart->lines = g_array_new (FALSE, TRUE, sizeof (LwChartLine));
  g_array_set_clear_func (chart->lines, clear_line);
  chart->items = g_array_new (FALSE, TRUE, sizeof (LwChartItem));
  g_array_set_clear_func (chart->items, clear_item);
  return chart;
}

/** lw_chart_free: frees the chart and all that it holds */
void
lw_chart_free (LwChart *chart)
{
  g_return_if_fail (chart != NULL);

  g_array_unref (chart->lines);
  g_array_unref (chart->items);
  g_free (chart->title);
  g_free (chart->note);
  g_free (chart->norm_label);
  g_free (chart->band_low);
  g_free (chart->band_high);
  g_free (chart);
}

/** lw_chart_set_note: sets what stands at the right end of the title line; %NULL for nothing */
void
lw_chart_set_note (LwChart *chart, const char *note)
{
  g_return_if_fail (chart != NULL);

  g_free (chart->note);
  chart->note = g_strdup (note);
}

/**
 * lw_chart_add_line:
 * @chart: a chart of lines
 * @role: what the line stands for
 * @label: stands at its end
 * @first: year of the first value
 * @values: one value a year, NAN where unknown; copied
 * @n: number of values
 */
void
lw_chart_add_line (
    LwChart *chart, LwLineRole role, const char *label, int first, const double *values, guint n)
{
  LwChartLine line = { .role = role, .first = first, .n = n };

  g_return_if_fail (chart != NULL && label != NULL && (values != NULL || n == 0));

  line.label = g_strdup (label);
  line.values = g_memdup2 (values, n * sizeof *values);
  g_array_append_val (chart->lines, line);
}

/**
 * lw_chart_set_band:
 * @chart: a chart of lines
 * @first: year of the first value
 * @one: one edge, one value a year, NAN where unknown; copied
 * @other: the other edge; which of them is the lower may change from year to year, since the low path of demand gives
 *   the high vacancy
 * @n: number of values
 */
void
lw_chart_set_band (LwChart *chart, int first, const double *one, const double *other, guint n)
{
  g_return_if_fail (chart != NULL && one != NULL && other != NULL);

  g_free (chart->band_low);
  g_free (chart->band_high);
  chart->band_first = first;
  chart->band_n = n;
  chart->band_low = g_new (double, n);
  chart->band_high = g_new (double, n);
  for (guint i = 0; i < n; i++)
    {
      gboolean known = !isnan (one[i]) && !isnan (other[i]);

      chart->band_low[i] = known ? MIN (one[i], other[i]) : NAN;
      chart->band_high[i] = known ? MAX (one[i], other[i]) : NAN;
    }
}

/** lw_chart_set_norm: a dotted line at @norm (NAN: none), with @label at its end */
void
lw_chart_set_norm (LwChart *chart, double norm, const char *label)
{
  g_return_if_fail (chart != NULL);

  chart->norm = norm;
  g_free (chart->norm_label);
  chart->norm_label = g_strdup (label);
}

/**
 * lw_chart_add_item:
 * @chart: a chart of items
 * @key: what a click filters by
 * @label: its name
 * @value: its size, NAN where unknown
 *
 * Returns: (transfer none): the item, to be filled further before the next is added; all else is unknown
 */
LwChartItem *
lw_chart_add_item (LwChart *chart, const char *key, const char *label, double value)
{
  LwChartItem item = { .value = value, .part = NAN, .all = NAN, .rate = NAN };

  g_return_val_if_fail (chart != NULL && key != NULL && label != NULL, NULL);

  item.key = g_strdup (key);
  item.label = g_strdup (label);
  g_array_append_val (chart->items, item);
  return &g_array_index (chart->items, LwChartItem, chart->items->len - 1);
}

/** lw_chart_line_value: returns the value of @line in @year, NAN where there is none */
double
lw_chart_line_value (const LwChartLine *line, int year)
{
  g_return_val_if_fail (line != NULL, NAN);

  if (year < line->first || year >= line->first + (int)line->n)
    return NAN;
  return line->values[year - line->first];
}

/**
 * lw_chart_get_years:
 * @chart: a chart of lines
 * @first: (out): first year of its axis
 * @last: (out): last year of its axis
 *
 * Both 0 when it has no line.
 */
void
lw_chart_get_years (const LwChart *chart, int *first, int *last)
{
  g_return_if_fail (chart != NULL && first != NULL && last != NULL);

  *first = *last = 0;
  for (guint i = 0; i < chart->lines->len; i++)
    {
      const LwChartLine *line = &g_array_index (chart->lines, LwChartLine, i);

      if (line->n == 0)
        continue;
      if (*first == 0 || line->first < *first)
        *first = line->first;
      *last = MAX (*last, line->first + (int)line->n - 1);
    }
  if (chart->first_year != 0)
    *first = chart->first_year;
  if (chart->last_year != 0)
    *last = chart->last_year;
}

/** lw_chart_format_value: (returns: transfer full) a number of the chart as people read it, with its unit */
char *
lw_chart_format_value (const LwChart *chart, const LwFormat *format, double value)
{
  g_return_val_if_fail (chart != NULL, NULL);

  switch (chart->unit)
    {
    case LW_CHART_FRACTION:
      return lw_format_percent (format, value);
    case LW_CHART_M2:
      return lw_format_m2 (format, value);
    case LW_CHART_EURO:
      return lw_format_euro_compact (format, value);
    case LW_CHART_COUNT:
    default:
      return lw_format_number (format, value, 0);
    }
}

static gboolean
find_known_years (const LwChartLine *line, int *first, int *last)
{
  gboolean found = FALSE;

  for (guint i = 0; i < line->n; i++)
    if (!isnan (line->values[i]))
      {
        if (!found)
          *first = line->first + (int)i;
        *last = line->first + (int)i;
        found = TRUE;
      }
  return found;
}

static char *
describe_line (const LwChart *chart, const LwFormat *format, const LwChartLine *line)
{
  g_autofree char *from = NULL, *to = NULL, *shown = NULL;
  int first = 0, last = 0;

  if (!find_known_years (line, &first, &last))
    /* Translators: part of a sentence that describes a chart: the name of a line */
    return g_strdup_printf (_ ("%s unknown"), line->label);
  from = lw_chart_format_value (chart, format, lw_chart_line_value (line, first));
  to = lw_chart_format_value (chart, format, lw_chart_line_value (line, last));
  if (first == last)
    /* Translators: part of a sentence that describes a chart: name of a line, value, year */
    return g_strdup_printf (_ ("%s %s in %d"), line->label, from, first);
  if (chart->year > first && chart->year < last)
    {
      shown = lw_chart_format_value (chart, format, lw_chart_line_value (line, chart->year));
      /* Translators: part of a sentence that describes a chart: name of a line, then three times value and
       * year */
      return g_strdup_printf (_ ("%s from %s in %d, %s in %d, to %s in %d"), line->label, from, first, shown,
                              chart->year, to, last);
    }
  /* Translators: part of a sentence that describes a chart: name of a line, then twice value and year */
  return g_strdup_printf (_ ("%s from %s in %d to %s in %d"), line->label, from, first, to, last);
}

static void
describe_lines (const LwChart *chart, const LwFormat *format, GPtrArray *parts)
{
  for (guint i = 0; i < chart->lines->len; i++)
    g_ptr_array_add (parts, describe_line (chart, format, &g_array_index (chart->lines, LwChartLine, i)));
  if (!isnan (chart->norm))
    {
      g_autofree char *norm = lw_chart_format_value (chart, format, chart->norm);

      /* Translators: the norm of vacancy, in a chart and in a sentence that describes one */
      g_ptr_array_add (parts, g_strdup_printf (_ ("norm %s"), norm));
    }
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const LwChartItem *x = *(const LwChartItem *const *)a, *y = *(const LwChartItem *const *)b;
  double first = isnan (x->value) ? -1 : x->value, second = isnan (y->value) ? -1 : y->value;

  return first > second ? -1 : first < second;
}

static char *
describe_item (const LwChart *chart, const LwFormat *format, const LwChartItem *item)
{
  g_autofree char *value = lw_chart_format_value (chart, format, item->value), *rate = NULL;

  if (isnan (item->rate))
    return g_strdup_printf ("%s %s", item->label, value);
  rate = lw_format_percent (format, item->rate);
  /* Translators: part of a sentence that describes a chart: name, m², vacant share */
  return g_strdup_printf (_ ("%s %s (%s vacant)"), item->label, value, rate);
}

/* The largest few, or in the order of the classes when there are few. */
static void
describe_items (const LwChart *chart, const LwFormat *format, GPtrArray *parts)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  guint said;

  for (guint i = 0; i < chart->items->len; i++)
    if (!g_array_index (chart->items, LwChartItem, i).ghost)
      g_ptr_array_add (items, &g_array_index (chart->items, LwChartItem, i));
  said = items->len <= MAX_ITEMS_SAID + 2 ? items->len : MAX_ITEMS_SAID;
  if (said < items->len)
    g_ptr_array_sort (items, compare_items);
  for (guint i = 0; i < said; i++)
    g_ptr_array_add (parts, describe_item (chart, format, items->pdata[i]));
  if (said < items->len)
    /* Translators: end of a sentence that names the largest items of a chart */
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("and %u more", "and %u more", items->len - said),
                                             items->len - said));
}

/**
 * lw_chart_describe:
 * @chart: a chart
 * @format: (nullable): how numbers are written
 *
 * Returns: (transfer full): the chart in one sentence with its numbers, for those who do not see it
 */
char *
lw_chart_describe (const LwChart *chart, const LwFormat *format)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  g_return_val_if_fail (chart != NULL, NULL);

  if (chart->kind == LW_CHART_LINES)
    describe_lines (chart, format, parts);
  else
    describe_items (chart, format, parts);
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (_ ("nothing to show")));
  g_ptr_array_add (parts, NULL);
  joined = g_strjoinv ("; ", (char **)parts->pdata);
  if (chart->title == NULL)
    return g_strdup_printf ("%s.", joined);
  return g_strdup_printf ("%s: %s.", chart->title, joined);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-chart-lines: lines over years: no frame, few ticks, names at the ends of the lines, pushed apart where
 * they meet. */
#include "draw/lw-chart-axis.h"
#include "draw/lw-chart-draw-private.h"

#include <math.h>

#define MAX_LABELS 8
/* Names may take so much of the width. */
#define MOST_LABEL_SHARE 0.34

/* A name at the end of a line. */
typedef struct {
  const char *string;
  LwColor color;
  double y;
  double width;
} EndLabel;

typedef struct {
  LwAxis axis;
  int first_year, last_year;
  double left, right, top, bottom;
  double label_room;
  EndLabel labels[MAX_LABELS];
  guint n_labels;
} Plot;

static void
find_range (const LwChart *chart, double *low, double *high)
{
  *low = INFINITY;
  *high = -INFINITY;
  for (guint i = 0; i < chart->lines->len; i++)
    {
      const LwChartLine *line = &g_array_index (chart->lines, LwChartLine, i);

      for (guint j = 0; j < line->n; j++)
        if (!isnan (line->values[j]))
          {
            *low = MIN (*low, line->values[j]);
            *high = MAX (*high, line->values[j]);
          }
    }
  for (guint i = 0; i < chart->band_n; i++)
    if (!isnan (chart->band_low[i]) && !isnan (chart->band_high[i]))
      {
        *low = MIN (*low, chart->band_low[i]);
        *high = MAX (*high, chart->band_high[i]);
      }
  if (!isnan (chart->norm))
    *high = MAX (*high, chart->norm);
  /* Lines are compared with zero: an axis that hides it would exaggerate. */
  *low = MIN (*low, 0);
  if (isinf (*high))
    *high = 1;
}

/* All ticks in one unit, with the decimals that the step needs: 0, 0.5, 1 mln. */
static char *
format_tick (const LwChartFrame *frame, const Plot *plot, double value)
{
  double largest = MAX (fabs (plot->axis.low), fabs (plot->axis.high));
  double unit = largest >= 1e9 ? 1e9 : largest >= 1e6 ? 1e6 : largest >= 1e4 ? 1e3 : 1;
  g_autofree char *digits = NULL;

  if (frame->chart->unit == LW_CHART_FRACTION)
    return lw_format_number (frame->format, value * 100, lw_axis_decimals (&plot->axis, 0.01));
  digits
      = lw_format_number (frame->format, value / unit, value == 0 ? 0 : lw_axis_decimals (&plot->axis, unit));
  return value == 0 ? g_steal_pointer (&digits) : lw_format_in_unit (digits, unit);
}

static double
x_of (const Plot *plot, double year)
{
  double span = MAX (plot->last_year - plot->first_year, 1);

  return plot->left + (year - plot->first_year) / span * (plot->right - plot->left);
}

static double
y_of (const Plot *plot, double value)
{
  return plot->bottom
         - (value - plot->axis.low) / (plot->axis.high - plot->axis.low) * (plot->bottom - plot->top);
}

static gboolean
find_end (const LwChartLine *line, int last_year, int *year, double *value)
{
  for (guint i = line->n; i-- > 0;)
    if (!isnan (line->values[i]) && line->first + (int)i <= last_year)
      {
        *year = line->first + (int)i;
        *value = line->values[i];
        return TRUE;
      }
  return FALSE;
}

static void
add_label (const LwChartFrame *frame, Plot *plot, const char *string, LwColor color, double value)
{
  EndLabel *label;

  if (plot->n_labels == MAX_LABELS || string == NULL || *string == '\0')
    return;
  label = &plot->labels[plot->n_labels++];
  *label = (EndLabel){ .string = string, .color = color, .y = value };
  lw_text_measure (frame->text, string, frame->palette->type_size, LW_TEXT_MEDIUM, &label->width, NULL);
}

/* Only lines that reach the end of the axis are named there; history runs into the others and needs no name
 * unless it is alone. */
static void
collect_labels (const LwChartFrame *frame, Plot *plot)
{
  const LwChart *chart = frame->chart;

  for (guint i = 0; i < chart->lines->len; i++)
    {
      const LwChartLine *line = &g_array_index (chart->lines, LwChartLine, i);
      double value;
      int year;

      if (find_end (line, plot->last_year, &year, &value) && year == plot->last_year)
        add_label (frame, plot, line->label, frame->palette->lines[line->role].color, value);
    }
  if (!isnan (chart->norm))
    add_label (frame, plot, chart->norm_label, frame->palette->text_dim, chart->norm);
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const EndLabel *x = a, *y = b;

  return x->y < y->y ? -1 : x->y > y->y;
}

static void
settle_labels (const LwChartFrame *frame, Plot *plot)
{
  double positions[MAX_LABELS], line = frame->palette->type_size * 1.25;

  for (guint i = 0; i < plot->n_labels; i++)
    plot->labels[i].y = y_of (plot, plot->labels[i].y);
  qsort (plot->labels, plot->n_labels, sizeof *plot->labels, compare_labels);
  for (guint i = 0; i < plot->n_labels; i++)
    positions[i] = plot->labels[i].y;
  lw_axis_push_apart (positions, plot->n_labels, line, plot->top, plot->bottom);
  for (guint i = 0; i < plot->n_labels; i++)
    plot->labels[i].y = positions[i];
}

static gboolean
lay_out (const LwChartFrame *frame, Plot *plot)
{
  double size = frame->palette->type_size, scale = frame->palette->scale, low, high, widest = 0;

  *plot = (Plot){ 0 };
  lw_chart_get_years (frame->chart, &plot->first_year, &plot->last_year);
  find_range (frame->chart, &low, &high);
  plot->top = frame->top + size * 0.7;
  plot->bottom = frame->height - size * 1.7;
  if (plot->first_year == 0 || plot->bottom - plot->top < 2 * size)
    return FALSE;
  lw_axis_init (&plot->axis, low, high, (guint)CLAMP ((plot->bottom - plot->top) / (size * 2.4) + 1, 2, 6));
  for (guint i = 0; i < plot->axis.n; i++)
    {
      g_autofree char *tick = format_tick (frame, plot, lw_axis_tick (&plot->axis, i));
      double width;

      lw_text_measure (frame->text, tick, size, LW_TEXT_REGULAR, &width, NULL);
      widest = MAX (widest, width);
    }
  plot->left = widest + 7 * scale;
  collect_labels (frame, plot);
  for (guint i = 0; i < plot->n_labels; i++)
    plot->label_room = MAX (plot->label_room, plot->labels[i].width);
  plot->label_room = MIN (plot->label_room, frame->width * MOST_LABEL_SHARE);
  /* Without names the last year still needs half its width. */
  plot->right = frame->width - MAX (plot->label_room + 6 * scale, size * 1.3);
  settle_labels (frame, plot);
  return plot->right > plot->left;
}

static void
draw_axes (const LwChartFrame *frame, const Plot *plot)
{
  double size = frame->palette->type_size, scale = frame->palette->scale;
  int years[LW_AXIS_MAX_TICKS];
  guint n;

  for (guint i = 0; i < plot->axis.n; i++)
    {
      double value = lw_axis_tick (&plot->axis, i), y = y_of (plot, value);
      g_autofree char *tick = format_tick (frame, plot, value);

      cairo_move_to (frame->cr, plot->left, y);
      cairo_line_to (frame->cr, plot->right, y);
      lw_color_set (value == 0 ? frame->palette->panel_border : frame->palette->grid, frame->cr);
      cairo_set_line_width (frame->cr, scale);
      cairo_stroke (frame->cr);
      lw_text_show (frame->text, frame->cr, tick, size, LW_TEXT_REGULAR, frame->palette->text_dim,
                    plot->left - 7 * scale, y + size * 0.36, 1);
    }
  n = lw_axis_years (plot->first_year, plot->last_year,
                     (guint)CLAMP ((plot->right - plot->left) / (size * 3.6), 2, 8), years);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *year = lw_format_year (years[i]);

      lw_text_show (frame->text, frame->cr, year, size, LW_TEXT_REGULAR, frame->palette->text_dim,
                    x_of (plot, years[i]), frame->height - size * 0.35, 0.5);
    }
}

/* Each run of years in which both edges are known is an area of its own. */
static void
draw_band (const LwChartFrame *frame, const Plot *plot)
{
  const LwChart *chart = frame->chart;

  for (guint i = 0; i < chart->band_n;)
    {
      guint end = i;

      while (end < chart->band_n && !isnan (chart->band_low[end]) && !isnan (chart->band_high[end]))
        end++;
      for (guint j = i; j < end; j++)
        cairo_line_to (frame->cr, x_of (plot, chart->band_first + (int)j), y_of (plot, chart->band_high[j]));
      for (guint j = end; j-- > i;)
        cairo_line_to (frame->cr, x_of (plot, chart->band_first + (int)j), y_of (plot, chart->band_low[j]));
      if (end > i)
        cairo_close_path (frame->cr);
      i = MAX (end, i + 1);
    }
  lw_color_set (frame->palette->band, frame->cr);
  cairo_fill (frame->cr);
}

static void
set_line_style (const LwChartFrame *frame, LwLineRole role)
{
  const LwLineStyle *style = &frame->palette->lines[role];

  lw_color_set (style->color, frame->cr);
  cairo_set_line_width (frame->cr, style->width);
  cairo_set_dash (frame->cr, style->dash, style->dash[0] > 0 ? 2 : 0, 0);
  cairo_set_line_join (frame->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (frame->cr, style->dash[0] > 0 ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
}

static void
draw_line (const LwChartFrame *frame, const Plot *plot, const LwChartLine *line)
{
  gboolean going = FALSE;

  set_line_style (frame, line->role);
  for (guint i = 0; i < line->n; i++)
    {
      double x = x_of (plot, line->first + (int)i), y = y_of (plot, line->values[i]);

      if (isnan (line->values[i]))
        {
          going = FALSE;
          continue;
        }
      if (going)
        cairo_line_to (frame->cr, x, y);
      else
        {
          gboolean alone = i + 1 == line->n || isnan (line->values[i + 1]);

          /* A value between two gaps would be no line at all: a point. */
          cairo_move_to (frame->cr, x, y);
          if (alone)
            cairo_line_to (frame->cr, x + 0.01, y);
        }
      going = TRUE;
    }
  cairo_stroke (frame->cr);
  cairo_set_dash (frame->cr, NULL, 0, 0);
}

static void
draw_norm (const LwChartFrame *frame, const Plot *plot)
{
  double y = y_of (plot, frame->chart->norm);

  set_line_style (frame, LW_LINE_NORM);
  cairo_move_to (frame->cr, plot->left, y);
  cairo_line_to (frame->cr, plot->right, y);
  cairo_stroke (frame->cr);
  cairo_set_dash (frame->cr, NULL, 0, 0);
}

static void
draw_year (const LwChartFrame *frame, const Plot *plot)
{
  const LwPalette *palette = frame->palette;
  double dots[2] = { 1.3 * palette->scale, 2.2 * palette->scale };
  int year = frame->chart->year;
  double x = x_of (plot, year);

  if (year < plot->first_year || year > plot->last_year)
    return;
  cairo_move_to (frame->cr, x, plot->top - palette->type_size * 0.4);
  cairo_line_to (frame->cr, x, plot->bottom);
  lw_color_set (palette->text, frame->cr);
  cairo_set_line_width (frame->cr, 1.1 * palette->scale);
  cairo_set_dash (frame->cr, dots, 2, 0);
  cairo_stroke (frame->cr);
  cairo_set_dash (frame->cr, NULL, 0, 0);
  for (guint i = 0; i < frame->chart->lines->len; i++)
    {
      const LwChartLine *line = &g_array_index (frame->chart->lines, LwChartLine, i);
      double value = lw_chart_line_value (line, year);

      if (line->role != LW_LINE_A || isnan (value))
        continue;
      cairo_arc (frame->cr, x, y_of (plot, value), 4.2 * palette->scale, 0, 2 * G_PI);
      lw_color_set (palette->lines[LW_LINE_A].color, frame->cr);
      cairo_fill_preserve (frame->cr);
      lw_color_set (palette->ring_fill, frame->cr);
      cairo_set_line_width (frame->cr, 1.4 * palette->scale);
      cairo_stroke (frame->cr);
    }
}

/** lw_chart_draw_lines: paints lines, band, norm, year and names */
void
lw_chart_draw_lines (const LwChartFrame *frame)
{
  /* What matters most is painted last. */
  static const LwLineRole order[] = { LW_LINE_NORM, LW_LINE_BASELINE, LW_LINE_B, LW_LINE_HISTORY, LW_LINE_A };
  Plot plot;

  if (!lay_out (frame, &plot))
    return;
  draw_axes (frame, &plot);
  draw_band (frame, &plot);
  if (!isnan (frame->chart->norm))
    draw_norm (frame, &plot);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < frame->chart->lines->len; j++)
      {
        const LwChartLine *line = &g_array_index (frame->chart->lines, LwChartLine, j);

        if (line->role == order[i])
          draw_line (frame, &plot, line);
      }
  if (frame->chart->year != 0)
    draw_year (frame, &plot);
  for (guint i = 0; i < plot.n_labels; i++)
    lw_text_show_within (frame->text, frame->cr, plot.labels[i].string, frame->palette->type_size,
                         LW_TEXT_MEDIUM, plot.labels[i].color, plot.right + 6 * frame->palette->scale,
                         plot.labels[i].y + frame->palette->type_size * 0.36, 0, plot.label_room);
}

/** lw_chart_hit_lines: finds the nearest year and, in it, the nearest line */
gboolean
lw_chart_hit_lines (const LwChartFrame *frame, double x, double y, LwChartHit *hit)
{
  double nearest = INFINITY, span;
  Plot plot;

  if (!lay_out (frame, &plot) || x < plot.left - 8 || x > plot.right + 8 || y < frame->top
      || y > frame->height)
    return FALSE;
  span = (plot.right - plot.left) / MAX (plot.last_year - plot.first_year, 1);
  hit->year
      = CLAMP (plot.first_year + (int)floor ((x - plot.left) / span + 0.5), plot.first_year, plot.last_year);
  hit->x = x_of (&plot, hit->year);
  hit->y = y;
  for (guint i = 0; i < frame->chart->lines->len; i++)
    {
      double value = lw_chart_line_value (&g_array_index (frame->chart->lines, LwChartLine, i), hit->year);
      double distance = fabs (y_of (&plot, value) - y);

      if (isnan (value) || distance >= nearest)
        continue;
      nearest = distance;
      hit->line = i;
      hit->value = value;
      hit->y = y_of (&plot, value);
    }
  return TRUE;
}

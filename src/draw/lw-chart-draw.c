/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-chart-draw: see lw-chart-draw.h. Here is what all kinds of charts have in common: the title line, the
 * natural height and the question what lies under a point. */
#include "draw/lw-chart-draw-private.h"

#include <math.h>

static double
title_height (const LwChart *chart, const LwPalette *palette)
{
  if (chart->said_elsewhere)
    return chart->kind == LW_CHART_LINES ? palette->type_size * 0.6 : 0;
  return chart->title != NULL || chart->note != NULL ? palette->type_size * 1.9 : 0;
}

static void
frame_init (LwChartFrame *frame,
            const LwChart *chart,
            cairo_t *cr,
            LwText *text,
            double width,
            double height,
            const LwPalette *palette,
            const LwFormat *format)
{
  *frame = (LwChartFrame){
    .chart = chart,
    .palette = palette,
    .format = format,
    .text = text,
    .cr = cr,
    .width = width,
    .height = height,
    .top = title_height (chart, palette),
  };
}

/* Title at the left, note at the right; where both do not fit, the note goes first. */
static void
draw_title (const LwChartFrame *frame)
{
  const LwChart *chart = frame->chart;
  double size = frame->palette->type_size, title = 0, note = 0, baseline = size * 1.05;

  if (chart->title != NULL)
    lw_text_measure (frame->text, chart->title, size, LW_TEXT_BOLD, &title, NULL);
  if (chart->note != NULL)
    lw_text_measure (frame->text, chart->note, size, LW_TEXT_REGULAR, &note, NULL);
  if (chart->title != NULL)
    lw_text_show_within (frame->text, frame->cr, chart->title, size, LW_TEXT_BOLD, frame->palette->text, 0,
                         baseline, 0, frame->width);
  if (chart->note != NULL && title + note + size <= frame->width)
    lw_text_show (frame->text, frame->cr, chart->note, size, LW_TEXT_REGULAR, frame->palette->text_dim,
                  frame->width, baseline, 1);
}

/**
 * lw_chart_draw:
 * @chart: what to show
 * @cr: where to paint
 * @text: for letters
 * @width: of the chart
 * @height: of the chart
 * @palette: colours and sizes
 * @format: (nullable): how numbers are written
 *
 * Paints the chart over what is there; it has no ground of its own.
 */
void
lw_chart_draw (const LwChart *chart,
               cairo_t *cr,
               LwText *text,
               double width,
               double height,
               const LwPalette *palette,
               const LwFormat *format)
{
  LwChartFrame frame;

  g_return_if_fail (chart != NULL && cr != NULL && text != NULL && palette != NULL);

  frame_init (&frame, chart, cr, text, width, height, palette, format);
  cairo_save (cr);
  cairo_new_path (cr);
  if (!chart->said_elsewhere)
    draw_title (&frame);
  if (chart->kind == LW_CHART_LINES)
    lw_chart_draw_lines (&frame);
  else
    lw_chart_draw_items (&frame);
  cairo_restore (cr);
}

/**
 * lw_chart_item_box:
 * @chart: a chart of items
 * @text: for letters
 * @width: as it was painted
 * @height: as it was painted
 * @palette: as it was painted
 * @format: (nullable): as it was painted
 * @item: index of an item
 * @box: (out): what answers to the pointer
 *
 * Returns: whether the item is to be seen
 */
gboolean
lw_chart_item_box (const LwChart *chart,
                   LwText *text,
                   double width,
                   double height,
                   const LwPalette *palette,
                   const LwFormat *format,
                   guint item,
                   cairo_rectangle_t *box)
{
  LwChartFrame frame;

  g_return_val_if_fail (chart != NULL && text != NULL && palette != NULL && box != NULL, FALSE);

  frame_init (&frame, chart, NULL, text, width, height, palette, format);
  return lw_chart_place_item (&frame, item, box);
}

/**
 * lw_chart_hit:
 * @chart: a chart
 * @text: for letters
 * @width: as it was painted
 * @height: as it was painted
 * @palette: as it was painted
 * @format: (nullable): as it was painted
 * @x: a point
 * @y: a point
 * @hit: (out): what lies there
 *
 * Returns: whether anything does
 */
gboolean
lw_chart_hit (const LwChart *chart,
              LwText *text,
              double width,
              double height,
              const LwPalette *palette,
              const LwFormat *format,
              double x,
              double y,
              LwChartHit *hit)
{
  LwChartFrame frame;
  cairo_rectangle_t box;

  g_return_val_if_fail (chart != NULL && text != NULL && palette != NULL && hit != NULL, FALSE);

  *hit = (LwChartHit){ .item = LW_CHART_NOTHING, .line = LW_CHART_NOTHING, .value = NAN };
  frame_init (&frame, chart, NULL, text, width, height, palette, format);
  if (chart->kind == LW_CHART_LINES)
    return lw_chart_hit_lines (&frame, x, y, hit);
  for (guint i = 0; i < chart->items->len; i++)
    if (lw_chart_place_item (&frame, i, &box) && x >= box.x && x < box.x + box.width && y >= box.y
        && y < box.y + box.height)
      {
        hit->item = i;
        hit->value = g_array_index (chart->items, LwChartItem, i).value;
        hit->x = box.x + box.width / 2;
        hit->y = box.y + box.height / 2;
        return TRUE;
      }
  return FALSE;
}

/** lw_chart_natural_height: returns the height that the chart likes best; its width is free */
double
lw_chart_natural_height (const LwChart *chart, const LwPalette *palette)
{
  double size, title;

  g_return_val_if_fail (chart != NULL && palette != NULL, 0);

  size = palette->type_size;
  title = title_height (chart, palette);
  switch (chart->kind)
    {
    case LW_CHART_BARS:
      return title + ceil (size * 2 * MAX (chart->items->len, 1));
    case LW_CHART_COLUMNS:
      return title + size * 9.5;
    case LW_CHART_SHARES:
      /* The bar and two lines of names. */
      return title + size * 1.15 + size * 3.6;
    case LW_CHART_STRIP:
      return title + size * 2.7;
    case LW_CHART_LINES:
    default:
      return title + size * 16;
    }
}

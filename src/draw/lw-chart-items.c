/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-chart-items: charts of items: rows of bars, columns, a stacked bar, a strip. What is filtered away stays
 * behind what is shown, as a ghost. */
#include "draw/lw-chart-draw-private.h"
#include "draw/lw-symbols.h"

#include <math.h>
#include <string.h>

#define GAP 2.0

static const LwChartItem *
get_item (const LwChartFrame *frame, guint i)
{
  return &g_array_index (frame->chart->items, LwChartItem, i);
}

/* What an item needs room for: all of it, the ghost included. */
static double
extent_of (const LwChartItem *item)
{
  double value = isnan (item->value) ? 0 : item->value;

  return MAX (isnan (item->all) ? value : MAX (item->all, value), 0);
}

static double
sum_of_extents (const LwChartFrame *frame)
{
  double sum = 0;

  for (guint i = 0; i < frame->chart->items->len; i++)
    sum += extent_of (get_item (frame, i));
  return sum;
}

static double
largest_extent (const LwChartFrame *frame)
{
  double largest = 0;

  for (guint i = 0; i < frame->chart->items->len; i++)
    largest = MAX (largest, extent_of (get_item (frame, i)));
  return largest;
}

static gboolean
any_chosen (const LwChartFrame *frame)
{
  for (guint i = 0; i < frame->chart->items->len; i++)
    if (get_item (frame, i)->chosen)
      return TRUE;
  return FALSE;
}

static void
fill_box (const LwChartFrame *frame, double x, double y, double width, double height, LwColor color)
{
  if (width <= 0 || height <= 0)
    return;
  cairo_rectangle (frame->cr, x, y, width, height);
  lw_color_set (color, frame->cr);
  cairo_fill (frame->cr);
}

/* Columns of a row of bars: name, bar, number, rate. */
typedef struct {
  double row;
  double name_width;
  double bar_x, bar_width;
  double value_right;
  double rate_right;
} Rows;

static void
lay_out_rows (const LwChartFrame *frame, Rows *rows)
{
  double size = frame->palette->type_size, scale = frame->palette->scale, names = 0, values = 0, rates = 0,
         width;

  for (guint i = 0; i < frame->chart->items->len; i++)
    {
      const LwChartItem *item = get_item (frame, i);
      g_autofree char *value = lw_format_m2_bare (frame->format, item->value);
      g_autofree char *rate = lw_format_percent (frame->format, item->rate);

      lw_text_measure (frame->text, item->label, size, LW_TEXT_REGULAR, &width, NULL);
      names = MAX (names, width);
      lw_text_measure (frame->text, value, size, LW_TEXT_REGULAR, &width, NULL);
      values = MAX (values, width);
      lw_text_measure (frame->text, rate, size, LW_TEXT_BOLD, &width, NULL);
      rates = MAX (rates, width);
    }
  rows->row = MIN (size * 2, (frame->height - frame->top) / MAX (frame->chart->items->len, 1));
  rows->name_width = MIN (names, frame->width * 0.4);
  rows->rate_right = frame->width;
  rows->value_right = frame->width - rates - 12 * scale;
  rows->bar_x = rows->name_width + 8 * scale;
  rows->bar_width = MAX (rows->value_right - values - 8 * scale - rows->bar_x, 4 * scale);
}

static void
draw_rows (const LwChartFrame *frame)
{
  const LwPalette *palette = frame->palette;
  double size = palette->type_size, largest = largest_extent (frame);
  Rows rows;

  lay_out_rows (frame, &rows);
  for (guint i = 0; i < frame->chart->items->len; i++)
    {
      const LwChartItem *item = get_item (frame, i);
      double top = frame->top + i * rows.row, baseline = top + rows.row / 2 + size * 0.36;
      double bar_height = MIN (size * 0.95, rows.row - 2), bar_top = top + (rows.row - bar_height) / 2;
      double length = largest > 0 && item->value > 0 ? rows.bar_width * item->value / largest : 0;
      LwVacancyClass vacancy_class = lw_classify_vacancy (item->rate);
      LwColor ink = item->ghost ? palette->text_dim : palette->text;
      g_autofree char *value = lw_format_m2_bare (frame->format, item->value);
      g_autofree char *rate = lw_format_percent (frame->format, item->rate);

      if (item->all > item->value && largest > 0)
        fill_box (frame, rows.bar_x, bar_top, rows.bar_width * item->all / largest, bar_height,
                  palette->ghost);
      if (length > 0 && !item->ghost)
        {
          cairo_rectangle (frame->cr, rows.bar_x + 0.5, bar_top + 0.5, MAX (length - 1, 1), bar_height - 1);
          lw_color_set (palette->classes[vacancy_class], frame->cr);
          cairo_fill_preserve (frame->cr);
          lw_color_set (palette->class_outlines[vacancy_class], frame->cr);
          cairo_set_line_width (frame->cr, palette->outline);
          cairo_stroke (frame->cr);
        }
      lw_text_show_within (frame->text, frame->cr, item->label, size,
                           item->chosen ? LW_TEXT_BOLD : LW_TEXT_REGULAR, ink, 0, baseline, 0,
                           rows.name_width);
      lw_text_show (frame->text, frame->cr, value, size, LW_TEXT_REGULAR, ink, rows.value_right, baseline, 1);
      lw_text_show (frame->text, frame->cr, rate, size, LW_TEXT_BOLD, ink, rows.rate_right, baseline, 1);
    }
}

static void
place_column (const LwChartFrame *frame, guint i, cairo_rectangle_t *box)
{
  double slot = frame->width / frame->chart->items->len;

  *box = (cairo_rectangle_t){ i * slot, frame->top, slot, frame->height - frame->top };
}

/* The labels under columns: in one size, on one line or, where that is too wide, on two. */
typedef struct {
  double size;
  gboolean two_lines;
} ColumnLabels;

/* Breaks @label at the blank that makes the wider line shortest. Returns its offset, 0 for none. */
static gsize
find_break (const LwChartFrame *frame, const char *label, double size, double *widest)
{
  gsize best = 0;

  lw_text_measure (frame->text, label, size, LW_TEXT_REGULAR, widest, NULL);
  for (const char *blank = strchr (label, ' '); blank != NULL; blank = strchr (blank + 1, ' '))
    {
      g_autofree char *head = g_strndup (label, blank - label);
      double first, second;

      lw_text_measure (frame->text, head, size, LW_TEXT_REGULAR, &first, NULL);
      lw_text_measure (frame->text, blank + 1, size, LW_TEXT_REGULAR, &second, NULL);
      if (MAX (first, second) >= *widest)
        continue;
      *widest = MAX (first, second);
      best = blank - label;
    }
  return best;
}

static void
fit_labels (const LwChartFrame *frame, double room, ColumnLabels *labels)
{
  double widest = 0, broken = 0, width;

  labels->size = frame->palette->type_size * 0.95;
  for (guint i = 0; i < frame->chart->items->len; i++)
    {
      lw_text_measure (frame->text, get_item (frame, i)->label, labels->size, LW_TEXT_REGULAR, &width, NULL);
      widest = MAX (widest, width);
      find_break (frame, get_item (frame, i)->label, labels->size, &width);
      broken = MAX (broken, width);
    }
  labels->two_lines = widest * 0.84 > room && broken < widest;
  if (labels->two_lines)
    widest = broken;
  if (widest > room)
    labels->size = MAX (labels->size * room / widest, labels->size * 0.7);
}

static void
draw_column_label (const LwChartFrame *frame,
                   const char *label,
                   const ColumnLabels *labels,
                   double middle,
                   double foot,
                   double room)
{
  double baseline = foot + labels->size * 1.3, width;
  gsize at = labels->two_lines ? find_break (frame, label, labels->size, &width) : 0;
  g_autofree char *head = at > 0 ? g_strndup (label, at) : g_strdup (label);

  lw_text_show_within (frame->text, frame->cr, head, labels->size, LW_TEXT_REGULAR, frame->palette->text_dim,
                       middle, baseline, 0.5, room);
  if (at > 0)
    lw_text_show_within (frame->text, frame->cr, label + at + 1, labels->size, LW_TEXT_REGULAR,
                         frame->palette->text_dim, middle, baseline + labels->size * 1.2, 0.5, room);
}

static void
draw_chosen_frame (const LwChartFrame *frame, double foot)
{
  double dashes[2] = { 3 * frame->palette->scale, 2 * frame->palette->scale };
  cairo_rectangle_t box;

  for (guint i = 0; i < frame->chart->items->len; i++)
    {
      guint end = i;

      while (end < frame->chart->items->len && get_item (frame, end)->chosen)
        end++;
      if (end == i)
        continue;
      place_column (frame, i, &box);
      cairo_rectangle (frame->cr, box.x + 0.5, box.y + 0.5, box.width * (end - i) - 1, foot - box.y + 2);
      i = end;
    }
  lw_color_set (frame->palette->accent, frame->cr);
  cairo_set_line_width (frame->cr, frame->palette->scale);
  cairo_set_dash (frame->cr, dashes, 2, 0);
  cairo_stroke (frame->cr);
  cairo_set_dash (frame->cr, NULL, 0, 0);
}

static void
draw_columns (const LwChartFrame *frame)
{
  const LwPalette *palette = frame->palette;
  double largest = largest_extent (frame), foot, full;
  ColumnLabels labels;
  gboolean choosing = any_chosen (frame);
  cairo_rectangle_t box;

  if (frame->chart->items->len == 0)
    return;
  place_column (frame, 0, &box);
  fit_labels (frame, box.width - 2, &labels);
  foot = frame->height - labels.size * (labels.two_lines ? 2.95 : 1.75);
  full = MAX (foot - frame->top - 3 * palette->scale, 1);
  for (guint i = 0; i < frame->chart->items->len; i++)
    {
      const LwChartItem *item = get_item (frame, i);
      double margin, height, part;

      place_column (frame, i, &box);
      margin = MIN (4 * palette->scale, box.width * 0.1);
      height = largest > 0 ? full * (item->value > 0 ? item->value : 0) / largest : 0;
      part = largest > 0 ? full * (item->part > 0 ? item->part : 0) / largest : 0;
      if (!isnan (item->all) && largest > 0)
        fill_box (frame, box.x + margin, foot - full * item->all / largest, box.width - 2 * margin,
                  full * item->all / largest, palette->ghost);
      fill_box (frame, box.x + margin, foot - height, box.width - 2 * margin, height,
                choosing && item->chosen ? palette->column_chosen : palette->column);
      fill_box (frame, box.x + margin, foot - part, box.width - 2 * margin, part,
                choosing && item->chosen ? palette->column_chosen_part : palette->column_part);
      draw_column_label (frame, item->label, &labels, box.x + box.width / 2, foot, box.width - 1);
    }
  if (choosing)
    draw_chosen_frame (frame, foot);
}

/* Parts of a bar, from left to right. */
static void
place_part (const LwChartFrame *frame, guint item, double gap, double height, cairo_rectangle_t *box)
{
  guint n = frame->chart->items->len;
  double sum = sum_of_extents (frame), room = frame->width - gap * (n > 0 ? n - 1 : 0), x = 0;

  *box = (cairo_rectangle_t){ 0, frame->top, 0, height };
  if (!(sum > 0))
    return;
  for (guint i = 0; i < item; i++)
    x += room * extent_of (get_item (frame, i)) / sum + gap;
  box->x = x;
  box->width = room * extent_of (get_item (frame, item)) / sum;
}

static double
bar_height (const LwChartFrame *frame)
{
  return frame->palette->type_size * 1.15;
}

/* The names of the parts under the bar, on as many lines as they need. Returns the height of all lines. */
static double
draw_key (const LwChartFrame *frame, double top)
{
  const LwPalette *palette = frame->palette;
  double size = palette->type_size, scale = palette->scale, x = 0, y = top + size;

  for (guint i = 0; i < frame->chart->items->len; i++)
    {
      const LwChartItem *item = get_item (frame, i);
      g_autofree char *value = lw_format_m2_bare (frame->format, item->value);
      g_autofree char *entry = g_strdup_printf ("%s %s", item->label, value);
      double width;

      lw_text_measure (frame->text, entry, size, LW_TEXT_REGULAR, &width, NULL);
      width += size * 0.75 + 5 * scale;
      if (x > 0 && x + width > frame->width)
        {
          x = 0;
          y += size * 1.5;
        }
      if (frame->cr != NULL)
        {
          cairo_rectangle (frame->cr, x, y - size * 0.75, size * 0.75, size * 0.75);
          lw_color_set (palette->parts[item->color], frame->cr);
          cairo_fill (frame->cr);
          if (item->color == LW_PART_UNKNOWN)
            {
              cairo_rectangle (frame->cr, x, y - size * 0.75, size * 0.75, size * 0.75);
              lw_symbol_hatch (frame->cr, palette->hatch, 3 * scale, scale);
            }
          lw_text_show_within (frame->text, frame->cr, entry, size, LW_TEXT_REGULAR, palette->text_dim,
                               x + size * 0.75 + 5 * scale, y, 0, frame->width - size * 0.75 - 5 * scale);
        }
      x += width + 11 * scale;
    }
  return y + size * 0.4 - top;
}

static void
draw_shares (const LwChartFrame *frame)
{
  double height = bar_height (frame);
  cairo_rectangle_t box;

  if (!(sum_of_extents (frame) > 0))
    fill_box (frame, 0, frame->top, frame->width, height, frame->palette->ghost);
  for (guint i = 0; i < frame->chart->items->len; i++)
    {
      const LwChartItem *item = get_item (frame, i);

      place_part (frame, i, 0, height, &box);
      fill_box (frame, box.x, box.y, box.width, box.height, frame->palette->parts[item->color]);
      if (item->color == LW_PART_UNKNOWN && box.width > 0)
        {
          cairo_rectangle (frame->cr, box.x, box.y, box.width, box.height);
          lw_symbol_hatch (frame->cr, frame->palette->hatch, 4 * frame->palette->scale,
                           frame->palette->scale);
        }
    }
  draw_key (frame, frame->top + height + frame->palette->type_size * 0.5);
}

static void
draw_strip (const LwChartFrame *frame)
{
  const LwPalette *palette = frame->palette;
  double height = bar_height (frame), size = palette->type_size, free_from = -1, width;
  cairo_rectangle_t box;

  for (guint i = 0; i < frame->chart->items->len; i++)
    {
      const LwChartItem *item = get_item (frame, i);
      double extent = extent_of (item), middle;

      place_part (frame, i, GAP * palette->scale, height, &box);
      if (extent <= 0)
        continue;
      fill_box (frame, box.x, box.y, box.width, height, palette->ghost);
      fill_box (frame, box.x, box.y, box.width * (item->value > 0 ? item->value : 0) / extent, height,
                item->chosen ? palette->column_chosen : palette->column);
      fill_box (frame, box.x, box.y, box.width * (item->part > 0 ? item->part : 0) / extent, height,
                item->chosen ? palette->column_chosen_part : palette->column_part);
      lw_text_measure (frame->text, item->label, size, LW_TEXT_REGULAR, &width, NULL);
      middle = CLAMP (box.x + box.width / 2, width / 2, MAX (frame->width - width / 2, width / 2));
      /* A name that would touch its neighbour is left out; the tooltip has it. */
      if (middle - width / 2 < free_from || width > box.width + size)
        continue;
      lw_text_show (frame->text, frame->cr, item->label, size, item->chosen ? LW_TEXT_BOLD : LW_TEXT_REGULAR,
                    palette->text_dim, middle, box.y + height + size * 1.15, 0.5);
      free_from = middle + width / 2 + 3 * palette->scale;
    }
}

/** lw_chart_draw_items: paints a chart of items */
void
lw_chart_draw_items (const LwChartFrame *frame)
{
  switch (frame->chart->kind)
    {
    case LW_CHART_BARS:
      draw_rows (frame);
      break;
    case LW_CHART_COLUMNS:
      draw_columns (frame);
      break;
    case LW_CHART_SHARES:
      draw_shares (frame);
      break;
    case LW_CHART_STRIP:
      draw_strip (frame);
      break;
    case LW_CHART_LINES:
    default:
      g_assert_not_reached ();
    }
}

/** lw_chart_place_item: says where item number @item is, all that answers to the pointer */
gboolean
lw_chart_place_item (const LwChartFrame *frame, guint item, cairo_rectangle_t *box)
{
  Rows rows;

  if (frame->chart->kind == LW_CHART_LINES || item >= frame->chart->items->len)
    return FALSE;
  switch (frame->chart->kind)
    {
    case LW_CHART_BARS:
      lay_out_rows (frame, &rows);
      *box = (cairo_rectangle_t){ 0, frame->top + item * rows.row, frame->width, rows.row };
      return TRUE;
    case LW_CHART_COLUMNS:
      place_column (frame, item, box);
      return TRUE;
    case LW_CHART_SHARES:
      place_part (frame, item, 0, bar_height (frame), box);
      return box->width > 0;
    case LW_CHART_STRIP:
      place_part (frame, item, GAP * frame->palette->scale, bar_height (frame), box);
      return box->width > 0;
    case LW_CHART_LINES:
    default:
      return FALSE;
    }
}

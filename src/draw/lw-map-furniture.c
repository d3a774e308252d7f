/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-furniture: what stands in the corners of the map: legend with counts, scale bar, reference date and
 * attribution, the badge of fictional data. */
#include "draw/lw-map-draw-private.h"
#include "model/lw-geo.h"
#include "model/lw-measure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MARGIN 12.0

static void
add_round_box (cairo_t *cr, const cairo_rectangle_t *box, double radius)
{
  double right = box->x + box->width, bottom = box->y + box->height;

  cairo_new_sub_path (cr);
  cairo_arc (cr, right - radius, box->y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, right - radius, bottom - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, box->x + radius, bottom - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, box->x + radius, box->y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static const LwVacancyClass legend_order[LW_N_VACANCY_CLASSES] = {
  LW_VACANCY_CLASS_TIGHT, LW_VACANCY_CLASS_HEALTHY,   LW_VACANCY_CLASS_AMPLE,
  LW_VACANCY_CLASS_HIGH,  LW_VACANCY_CLASS_VERY_HIGH, LW_VACANCY_CLASS_UNKNOWN,
};

/* In the order of their importance; only those that occur are shown, and the first two always. */
static const LwOfficeChange change_order[] = {
  LW_CHANGE_EMPTIED, LW_CHANGE_FILLED, LW_CHANGE_NEW,     LW_CHANGE_TRANSFORMED, LW_CHANGE_DEMOLISHED,
  LW_CHANGE_GONE,    LW_CHANGE_KNOWN,  LW_CHANGE_UNKNOWN, LW_CHANGE_AREA,        LW_CHANGE_UNCHANGED,
};

/* What marks stand for. */
static const LwMeasureKind mark_kinds[LW_N_MAP_MARKS] = {
  [LW_MAP_MARK_CONVERT] = LW_MEASURE_TRANSFORM,   [LW_MAP_MARK_DEMOLISH] = LW_MEASURE_DEMOLISH,
  [LW_MAP_MARK_RENOVATE] = LW_MEASURE_RENOVATE,   [LW_MAP_MARK_TEMPORARY] = LW_MEASURE_TEMPORARY,
  [LW_MAP_MARK_RELET] = LW_MEASURE_RELET,
};

/* A line of the legend: a class of vacancy or a change, its name and how many there are; or a mark and its name. */
typedef struct {
  int what;
  gboolean is_mark;
  const char *label;
  char *count;
} Entry;

typedef struct {
  const char *title;
  const char *foot;
  gboolean compares;
  Entry entries[LW_N_CHANGES + LW_N_MAP_MARKS];
  guint n;
  double width;
  double line;
} Legend;

static void
add_entry (Legend *legend, const LwMapFrame *frame, int what, const char *label, const guint *counts)
{
  Entry *entry = &legend->entries[legend->n++];

  entry->what = what;
  entry->label = label;
  entry->count = counts ? lw_format_count (frame->style->format, counts[what]) : g_strdup ("");
}

static void
fill_legend (const LwMapFrame *frame, Legend *legend)
{
  const LwMapScene *scene = frame->scene;

  legend->compares = lw_map_compares (scene);
  if (!legend->compares)
    {
      /* Translators: title of the map's legend: what part of the area stands empty */
      legend->title = _ ("Vacant share of m²");
      /* Translators: foot of the map's legend: the number in a ring is its m², its coloured arc the vacant
       * share */
      legend->foot = _ ("ring: m² inside, arc vacant");
      for (guint i = 0; i < LW_N_VACANCY_CLASSES; i++)
        add_entry (legend, frame, legend_order[i], lw_classify_vacancy_limits (legend_order[i]), scene->class_counts);
      return;
    }
  /* Translators: title of the map's legend when two dates are compared */
  legend->title = _ ("What changed");
  /* Translators: foot of the map's legend when two dates are compared: the number in a ring is by how many m² its
   * vacancy grew, its coloured arcs are the m² that changed */
  legend->foot = _ ("ring: vacant m² more or less");
  for (guint i = 0; i < G_N_ELEMENTS (change_order); i++)
    if (i < 2 || scene->change_counts[change_order[i]] > 0)
      add_entry (legend, frame, (int)change_order[i], lw_codes_label (LW_CODES_CHANGE, change_order[i]),
                 scene->change_counts);
}

/* The marks that are on the map, each once. */
static void
add_marks (const LwMapFrame *frame, Legend *legend)
{
  const LwClusterNotes *notes = frame->scene->notes;
  gboolean seen[LW_N_MAP_MARKS] = { FALSE };

  for (guint i = 0; notes != NULL && i < notes->n; i++)
    if (notes->marks[i] < LW_N_MAP_MARKS)
      seen[notes->marks[i]] = TRUE;
  for (LwMapMark mark = LW_MAP_MARK_NONE + 1; mark < LW_N_MAP_MARKS; mark++)
    if (seen[mark])
      {
        add_entry (legend, frame, (int)mark, lw_measure_kind_get_label (mark_kinds[mark]), NULL);
        legend->entries[legend->n - 1].is_mark = TRUE;
      }
}

static void
measure_legend (const LwMapFrame *frame, Legend *legend)
{
  double size = frame->palette->type_size, scale = frame->palette->scale, width, count_width;

  legend->line = size * 1.48;
  lw_text_measure (frame->text, legend->title, size, LW_TEXT_BOLD, &legend->width, NULL);
  lw_text_measure (frame->text, legend->foot, size * 0.88, LW_TEXT_REGULAR, &width, NULL);
  legend->width = MAX (legend->width, width);
  for (guint i = 0; i < legend->n; i++)
    {
      lw_text_measure (frame->text, legend->entries[i].label, size, LW_TEXT_REGULAR, &width, NULL);
      lw_text_measure (frame->text, legend->entries[i].count, size, LW_TEXT_REGULAR, &count_width, NULL);
      legend->width = MAX (legend->width, 20 * scale + width + 14 * scale + count_width);
    }
}

static void
draw_entry (LwMapFrame *frame, const Legend *legend, const Entry *entry, double left, double right, double y)
{
  const LwPalette *palette = frame->palette;
  double scale = palette->scale, size = palette->type_size;

  if (entry->is_mark)
    lw_symbol_draw_mark (frame->cr, palette, (LwMapMark)entry->what, left + 6 * scale, y - size * 0.36, 6 * scale);
  else if (legend->compares)
    lw_symbol_draw_change (frame->cr, palette, (LwOfficeChange)entry->what, left + 6 * scale, y - size * 0.36,
                           5 * scale);
  else
    lw_symbol_draw_swatch (frame->cr, palette, (LwVacancyClass)entry->what, left + 6 * scale, y - size * 0.36,
                           5.5 * scale);
  lw_text_show (frame->text, frame->cr, entry->label, size, LW_TEXT_REGULAR, palette->text, left + 20 * scale, y, 0);
  lw_text_show (frame->text, frame->cr, entry->count, size, LW_TEXT_REGULAR, palette->text_dim, right, y, 1);
}

static void
paint_legend (LwMapFrame *frame, const Legend *legend, const cairo_rectangle_t *box)
{
  const LwPalette *palette = frame->palette;
  double scale = palette->scale, size = palette->type_size, pad = 11 * scale, y;

  add_round_box (frame->cr, box, 6 * scale);
  lw_color_set (palette->panel, frame->cr);
  cairo_fill_preserve (frame->cr);
  lw_color_set (palette->panel_border, frame->cr);
  cairo_set_line_width (frame->cr, scale);
  cairo_stroke (frame->cr);
  y = box->y + pad * 0.8 + size;
  lw_text_show (frame->text, frame->cr, legend->title, size, LW_TEXT_BOLD, palette->text, box->x + pad, y, 0);
  for (guint i = 0; i < legend->n; i++)
    {
      y += legend->line;
      draw_entry (frame, legend, &legend->entries[i], box->x + pad, box->x + box->width - pad, y);
    }
  y += legend->line;
  lw_text_show (frame->text, frame->cr, legend->foot, size * 0.88, LW_TEXT_REGULAR, palette->text_dim, box->x + pad, y,
                0);
  lw_labels_block_box (frame->labels, box);
}

/** lw_map_draw_legend: paints the legend into the lower left corner and says where it is; empty if there is
 * no room */
void
lw_map_draw_legend (LwMapFrame *frame, cairo_rectangle_t *box)
{
  double scale = frame->palette->scale, pad = 11 * scale;
  Legend legend = { 0 };

  fill_legend (frame, &legend);
  add_marks (frame, &legend);
  measure_legend (frame, &legend);
  box->width = legend.width + 2 * pad;
  box->height = legend.line * (legend.n + 2) + 2 * pad * 0.8;
  box->x = MARGIN * scale;
  box->y = frame->height - MARGIN * scale - box->height;
  if (box->width + 2 * MARGIN * scale <= frame->width && box->y >= MARGIN * scale)
    paint_legend (frame, &legend, box);
  else
    *box = (cairo_rectangle_t){ 0, frame->height, 0, 0 };
  for (guint i = 0; i < legend.n; i++)
    g_free (legend.entries[i].count);
}

/* The longest of 1, 2, 5, 10, 20 … metres that is not wider than @room. */
static double
choose_length (double metres_per_pixel, double room)
{
  double longest = metres_per_pixel * room, power = pow (10, floor (log10 (longest)));

  if (5 * power <= longest)
    return 5 * power;
  return 2 * power <= longest ? 2 * power : power;
}

static void
draw_scale (LwMapFrame *frame, double right, double bottom)
{
  const LwPalette *palette = frame->palette;
  double scale = palette->scale, size = palette->type_size, lon, lat, metres_per_pixel, length, width;
  g_autofree char *digits = NULL, *label = NULL;
  cairo_rectangle_t box;

  lw_geo_lonlat_from_world (frame->scene->view.x, frame->scene->view.y, &lon, &lat);
  metres_per_pixel = lw_geo_metres_per_world (lat) / frame->pixels;
  length = choose_length (metres_per_pixel, 100 * scale);
  width = length / metres_per_pixel;
  digits = lw_format_number (frame->style->format, length >= 1000 ? length / 1000 : length, 0);
  label = g_strconcat (digits, length >= 1000 ? " km" : " m", NULL);
  cairo_move_to (frame->cr, right - width, bottom - 5 * scale);
  cairo_line_to (frame->cr, right - width, bottom);
  cairo_line_to (frame->cr, right, bottom);
  cairo_line_to (frame->cr, right, bottom - 5 * scale);
  cairo_set_line_cap (frame->cr, CAIRO_LINE_CAP_SQUARE);
  cairo_set_line_join (frame->cr, CAIRO_LINE_JOIN_MITER);
  lw_color_set (palette->halo, frame->cr);
  cairo_set_line_width (frame->cr, 3.4 * scale);
  cairo_stroke_preserve (frame->cr);
  lw_color_set (palette->text_dim, frame->cr);
  cairo_set_line_width (frame->cr, 1.4 * scale);
  cairo_stroke (frame->cr);
  lw_text_show_haloed (frame->text, frame->cr, label, size, LW_TEXT_REGULAR, palette->text, palette->halo,
                       right - width / 2, bottom - 5 * scale, 0.5);
  box = (cairo_rectangle_t){ right - width - 4, bottom - size * 1.6 - 4 * scale, width + 8,
                             size * 1.6 + 8 * scale };
  lw_labels_block_box (frame->labels, &box);
}

/* Puts the parts on as few lines as fit, from the bottom up. Returns the top. */
static double
draw_credit_lines (LwMapFrame *frame, const char *const *parts, double right, double bottom, double room)
{
  const LwPalette *palette = frame->palette;
  double size = palette->type_size * 0.9, line = size * 1.3;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *joined = NULL;
      double width;

      if (*parts[i] == '\0')
        continue;
      if (lines->len > 0)
        {
          joined = g_strdup_printf ("%s · %s", (char *)lines->pdata[lines->len - 1], parts[i]);
          lw_text_measure (frame->text, joined, size, LW_TEXT_REGULAR, &width, NULL);
        }
      if (lines->len == 0 || width > room)
        g_ptr_array_add (lines, g_strdup (parts[i]));
      else
        {
          g_free (lines->pdata[lines->len - 1]);
          lines->pdata[lines->len - 1] = g_steal_pointer (&joined);
        }
    }
  for (guint i = 0; i < lines->len; i++)
    {
      const char *string = lines->pdata[i];
      double baseline = bottom - (lines->len - 1 - i) * line, fitted = size, width;
      cairo_rectangle_t box;

      /* One part that is too long for a line becomes smaller rather than cut: it names whose work this is. */
      lw_text_measure (frame->text, string, fitted, LW_TEXT_REGULAR, &width, NULL);
      if (width > room)
        fitted = MAX (size * room / width * 0.99, size * 0.5);
      lw_text_show_haloed (frame->text, frame->cr, string, fitted, LW_TEXT_REGULAR, palette->text_dim,
                           palette->halo, right, baseline, 1);
      width = MIN (width, room);
      box = (cairo_rectangle_t){ right - width, baseline - size, width, size * 1.3 };
      lw_labels_block_box (frame->labels, &box);
    }
  return bottom - lines->len * line;
}

/** lw_map_draw_credits: paints date and attribution into the lower right corner, the scale bar above them */
void
lw_map_draw_credits (LwMapFrame *frame, double room_from)
{
  double scale = frame->palette->scale, right = frame->width - MARGIN * scale;
  double bottom = frame->height - 8 * scale, room = right - room_from - MARGIN * scale;
  const char *date = frame->scene->date_text != NULL ? frame->scene->date_text : "";
  g_auto (GStrv) parts = NULL;
  g_autofree char *all = NULL;

  if (frame->style->parts & LW_MAP_CREDITS)
    {
      all = g_strdup_printf ("%s · %s", date,
                             frame->scene->attribution != NULL ? frame->scene->attribution : "");
      parts = g_strsplit (all, " · ", -1);
      bottom = draw_credit_lines (frame, (const char *const *)parts, right, bottom, MAX (room, 60 * scale));
    }
  if (frame->style->parts & LW_MAP_SCALE)
    draw_scale (frame, right, bottom - 2 * scale);
}

/**
 * lw_map_draw_badge_at:
 * @cr: where to paint
 * @text: for letters
 * @palette: colours and sizes
 * @x: its left edge
 * @baseline: of its letters
 *
 * Paints the badge of made-up data: wherever such data show, on paper too.
 *
 * Returns: its width
 */
double
lw_map_draw_badge_at (cairo_t *cr, LwText *text, const LwPalette *palette, double x, double baseline)
{
  const char *string = _ ("Fictional example");
  double size = palette->type_size, width, height = size * 1.9;
  cairo_rectangle_t box;

  g_return_val_if_fail (cr != NULL && text != NULL && palette != NULL, 0);

  lw_text_measure (text, string, size, LW_TEXT_BOLD, &width, NULL);
  width += size * 1.6;
  box = (cairo_rectangle_t){ x, baseline - size * 0.36 - height / 2, width, height };
  add_round_box (cr, &box, height / 2);
  lw_color_set (palette->badge, cr);
  cairo_fill (cr);
  lw_text_show (text, cr, string, size, LW_TEXT_BOLD, palette->badge_text, x + width / 2, baseline, 0.5);
  return width;
}

/** lw_map_draw_badge: paints "Fictional example" into the upper right corner */
void
lw_map_draw_badge (LwMapFrame *frame)
{
  double scale = frame->palette->scale, size = frame->palette->type_size, width;
  cairo_rectangle_t box;

  lw_text_measure (frame->text, _ ("Fictional example"), size, LW_TEXT_BOLD, &width, NULL);
  width += size * 1.6;
  box = (cairo_rectangle_t){ frame->width - MARGIN * scale - width, MARGIN * scale, width, size * 1.9 };
  lw_map_draw_badge_at (frame->cr, frame->text, frame->palette, box.x, box.y + size * (0.95 + 0.36));
  lw_labels_block_box (frame->labels, &box);
}

/**
 * lw_map_draw_key:
 * @cr: where to paint
 * @text: for letters
 * @palette: colours and sizes
 * @x: left edge
 * @baseline: of the letters
 *
 * Paints the legend in one line, for under a map on paper.
 *
 * Returns: its width
 */
double
lw_map_draw_key (cairo_t *cr, LwText *text, const LwPalette *palette, double x, double baseline)
{
  double size = palette->type_size, scale = palette->scale, from = x, width;
  const char *title = _ ("Vacant share of m²"), *foot = _ ("ring: m² inside, arc vacant");

  g_return_val_if_fail (cr != NULL && text != NULL && palette != NULL, 0);

  lw_text_measure (text, title, size, LW_TEXT_BOLD, &width, NULL);
  lw_text_show (text, cr, title, size, LW_TEXT_BOLD, palette->text_dim, x, baseline, 0);
  x += width + 14 * scale;
  for (guint i = 0; i < LW_N_VACANCY_CLASSES; i++)
    {
      const char *label = lw_classify_vacancy_limits (legend_order[i]);

      lw_symbol_draw_swatch (cr, palette, legend_order[i], x + 5 * scale, baseline - size * 0.36, 5 * scale);
      lw_text_measure (text, label, size, LW_TEXT_REGULAR, &width, NULL);
      lw_text_show (text, cr, label, size, LW_TEXT_REGULAR, palette->text_dim, x + 14 * scale, baseline, 0);
      x += 14 * scale + width + 14 * scale;
    }
  lw_text_measure (text, foot, size, LW_TEXT_REGULAR, &width, NULL);
  lw_text_show (text, cr, foot, size, LW_TEXT_REGULAR, palette->text_dim, x, baseline, 0);
  return x + width - from;
}

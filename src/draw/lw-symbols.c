/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-symbols: see lw-symbols.h. Outlines are a larger circle under a smaller one, because filling is far
 * cheaper than stroking. */
#include "draw/lw-symbols-private.h"

#include <math.h>

/* An arc of less would not be seen, and more than nothing should be. */
#define LEAST_ARC 0.05
/* Part of a ring's radius that is its band. */
#define BAND 0.24
#define LEAST_BAND 3.0
/* A share of unknown vacancy from which on it is drawn as a part of its own. */
#define LEAST_UNKNOWN 0.02

void
lw_symbol_add_circle (cairo_t *cr, double x, double y, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, MAX (radius, 0.1), 0, 2 * G_PI);
}

/* The width of the band of a ring. */
double
lw_symbol_band (double radius, double scale)
{
  return MAX (LEAST_BAND * scale, radius * BAND);
}

/* A part of a ring, clockwise from @from to @to. */
void
lw_symbol_add_arc (cairo_t *cr, double x, double y, double radius, double band, double from, double to)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, radius, from, to);
  cairo_arc_negative (cr, x, y, radius - band, to, from);
  cairo_close_path (cr);
}

static double
arc_of (double rate)
{
  return rate > 0 ? MAX (CLAMP (rate, 0, 1) * 2 * G_PI, LEAST_ARC) : 0;
}

/* Nothing in it counts as stock: neither vacant nor unknown. */
static gboolean
is_uncounted (const LwCluster *cluster)
{
  return cluster->n_uncounted == cluster->n;
}

static LwVacancyClass
class_of (const LwCluster *cluster)
{
  return lw_classify_vacancy (lw_cluster_rate (cluster));
}

/**
 * lw_symbol_hatch:
 * @cr: with a path, which is used up
 * @color: of the lines
 * @spacing: from line to line
 * @width: of a line
 *
 * Fills the path with slanted lines.
 */
void
lw_symbol_hatch (cairo_t *cr, LwColor color, double spacing, double width)
{
  double x1, y1, x2, y2, height;

  g_return_if_fail (cr != NULL && spacing > 0);

  cairo_path_extents (cr, &x1, &y1, &x2, &y2);
  cairo_save (cr);
  cairo_clip (cr);
  height = y2 - y1;
  /* On a common raster, on which x + y is a multiple of the spacing: the hatching of neighbours runs on. */
  for (double sum = floor ((x1 + y1) / spacing) * spacing; sum < x2 + y2; sum += spacing)
    {
      cairo_move_to (cr, sum - y2, y2);
      cairo_line_to (cr, sum - y2 + height, y1);
    }
  lw_color_set (color, cr);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Slanted chords of one circle, on the raster of lw_symbol_hatch(): no clip, so that many circles are one
 * stroke. */
void
lw_symbol_add_chords (cairo_t *cr, double x, double y, double radius, double spacing)
{
  /* On a slanted line x + y is constant; the circle spans 2 * sqrt (2) * radius of it. */
  double reach = G_SQRT2 * radius, first = ceil ((x + y - reach) / spacing) * spacing;

  for (double sum = first; sum < x + y + reach; sum += spacing)
    {
      double away = (sum - x - y) / G_SQRT2, half = sqrt (MAX (radius * radius - away * away, 0));
      double mid_x = x + away / G_SQRT2, mid_y = y + away / G_SQRT2;

      cairo_move_to (cr, mid_x - half / G_SQRT2, mid_y + half / G_SQRT2);
      cairo_line_to (cr, mid_x + half / G_SQRT2, mid_y - half / G_SQRT2);
    }
}

/* Short strokes across a part of a ring. */
void
lw_symbol_add_ticks (
    cairo_t *cr, double x, double y, double radius, double band, double from, double to, double spacing)
{
  guint n = MAX ((guint)((to - from) * radius / spacing), 1);

  for (guint i = 0; i < n; i++)
    {
      double angle = from + (i + 0.5) * (to - from) / n;

      cairo_move_to (cr, x + (radius - band) * cos (angle), y + (radius - band) * sin (angle));
      cairo_line_to (cr, x + radius * cos (angle), y + radius * sin (angle));
    }
}

static void
fill_dots (const LwSymbol *symbols, guint n, LwVacancyClass vacancy_class, cairo_t *cr, double grow)
{
  for (guint i = 0; i < n; i++)
    if (lw_symbol_is_single (&symbols[i]) && !is_uncounted (symbols[i].cluster)
        && class_of (symbols[i].cluster) == vacancy_class)
      lw_symbol_add_circle (cr, symbols[i].x, symbols[i].y, symbols[i].cluster->radius_px + grow);
  cairo_fill (cr);
}

/* The hollow middle of a dot: the emptier the building, the fuller the dot, so that colour is not alone. */
static double
core_of (double rate, double radius)
{
  return rate < 1 ? 0.5 * radius * sqrt (1 - CLAMP (rate, 0, 1)) : 0;
}

static void
draw_dots (const LwSymbol *symbols, guint n, cairo_t *cr, const LwPalette *palette)
{
  double edge = 0.5 * palette->outline;

  for (guint c = 0; c < LW_N_VACANCY_CLASSES; c++)
    {
      lw_color_set (palette->class_outlines[c], cr);
      fill_dots (symbols, n, c, cr, edge);
      lw_color_set (palette->classes[c], cr);
      fill_dots (symbols, n, c, cr, -edge);
    }
  for (guint i = 0; i < n; i++)
    if (lw_symbol_is_single (&symbols[i]) && lw_cluster_rate (symbols[i].cluster) < 0.2)
      lw_symbol_add_circle (cr, symbols[i].x, symbols[i].y,
                  core_of (lw_cluster_rate (symbols[i].cluster), symbols[i].cluster->radius_px));
  lw_color_set (palette->ring_fill, cr);
  cairo_fill (cr);
  for (guint i = 0; i < n; i++)
    if (lw_symbol_is_single (&symbols[i]) && !is_uncounted (symbols[i].cluster)
        && class_of (symbols[i].cluster) == LW_VACANCY_CLASS_UNKNOWN)
      lw_symbol_add_chords (cr, symbols[i].x, symbols[i].y, symbols[i].cluster->radius_px - edge, 4 * palette->scale);
  lw_color_set (palette->class_outlines[LW_VACANCY_CLASS_UNKNOWN], cr);
  cairo_set_line_width (cr, palette->scale);
  cairo_stroke (cr);
  for (guint i = 0; i < n; i++)
    if (lw_symbol_is_single (&symbols[i]) && is_uncounted (symbols[i].cluster))
      lw_symbol_add_circle (cr, symbols[i].x, symbols[i].y, symbols[i].cluster->radius_px - edge);
  lw_color_set (palette->hatch, cr);
  cairo_set_line_width (cr, palette->outline);
  cairo_stroke (cr);
}

static void
draw_arcs (const LwSymbol *symbols, guint n, cairo_t *cr, const LwPalette *palette)
{
  for (guint c = 0; c < LW_N_VACANCY_CLASSES; c++)
    {
      for (guint i = 0; i < n; i++)
        {
          const LwSymbol *s = &symbols[i];
          double rate = lw_cluster_rate (s->cluster), known = 1 - lw_cluster_unknown_share (s->cluster);

          if (lw_symbol_is_single (s) || !(rate > 0) || lw_classify_vacancy (rate) != (LwVacancyClass)c)
            continue;
          /* Of the whole ring, the known part is divided by the rate; the rest is hatched. */
          lw_symbol_add_arc (cr, s->x, s->y, s->cluster->radius_px, lw_symbol_band (s->cluster->radius_px, palette->scale),
                   LW_SYMBOL_TOP, LW_SYMBOL_TOP + arc_of (rate * known));
        }
      lw_color_set (palette->class_arcs[c], cr);
      cairo_fill (cr);
    }
  for (guint i = 0; i < n; i++)
    {
      const LwSymbol *s = &symbols[i];
      double unknown = lw_cluster_unknown_share (s->cluster);

      if (!lw_symbol_is_single (s) && unknown >= LEAST_UNKNOWN)
        lw_symbol_add_ticks (cr, s->x, s->y, s->cluster->radius_px - 0.3 * palette->outline,
                   lw_symbol_band (s->cluster->radius_px, palette->scale), LW_SYMBOL_TOP - arc_of (unknown), LW_SYMBOL_TOP,
                   2.6 * palette->scale);
    }
  lw_color_set (palette->hatch, cr);
  cairo_set_line_width (cr, palette->scale * 0.8);
  cairo_stroke (cr);
}

static void
draw_rings (const LwSymbol *symbols, guint n, cairo_t *cr, const LwPalette *palette)
{
  for (guint i = 0; i < n; i++)
    if (!lw_symbol_is_single (&symbols[i]))
      lw_symbol_add_circle (cr, symbols[i].x, symbols[i].y, symbols[i].cluster->radius_px + 0.4 * palette->outline);
  lw_color_set (palette->border, cr);
  cairo_fill (cr);
  for (guint i = 0; i < n; i++)
    if (!lw_symbol_is_single (&symbols[i]))
      lw_symbol_add_circle (cr, symbols[i].x, symbols[i].y, symbols[i].cluster->radius_px - 0.3 * palette->outline);
  lw_color_set (palette->ring, cr);
  cairo_fill (cr);
  draw_arcs (symbols, n, cr, palette);
  for (guint i = 0; i < n; i++)
    if (!lw_symbol_is_single (&symbols[i]))
      lw_symbol_add_circle (cr, symbols[i].x, symbols[i].y,
                  symbols[i].cluster->radius_px - lw_symbol_band (symbols[i].cluster->radius_px, palette->scale));
  lw_color_set (palette->ring_fill, cr);
  cairo_fill (cr);
}

/* Whether a circle has the room for a number at all. */
gboolean
lw_symbol_has_room (const LwSymbol *symbol, const LwPalette *palette)
{
  double radius = symbol->cluster->radius_px;
  double size = CLAMP (radius * 0.5, palette->type_size * 0.82, palette->type_size * 1.1);

  return !lw_symbol_is_single (symbol) && symbol->cluster->stock_m2 > 0
         && 2 * (radius - lw_symbol_band (radius, palette->scale)) - 2 * palette->scale >= size;
}

/* Writes a number into a ring, as large as fits; nothing if it does not. */
void
lw_symbol_draw_number (
    const LwSymbol *symbol, const char *number, cairo_t *cr, LwText *text, const LwPalette *palette)
{
  const LwCluster *cluster = symbol->cluster;
  double room = 2 * (cluster->radius_px - lw_symbol_band (cluster->radius_px, palette->scale)) - 2 * palette->scale;
  double smallest = palette->type_size * 0.82;
  double size = CLAMP (cluster->radius_px * 0.5, smallest, palette->type_size * 1.1);
  double width;

  /* A few sizes only, so that layouts are shared. */
  size = round (size * 2) / 2;
  lw_text_measure (text, number, size, LW_TEXT_BOLD, &width, NULL);
  /* The largest circles hold the longest numbers. */
  if (width > room && size * room / width >= smallest)
    {
      size = floor (size * room / width * 2) / 2;
      lw_text_measure (text, number, size, LW_TEXT_BOLD, &width, NULL);
    }
  if (width <= room)
    lw_text_show (text, cr, number, size, LW_TEXT_BOLD, palette->text, symbol->x, symbol->y + size * 0.36,
                  0.5);
}

/* What is said around a circle: hovered, selected, marked. */
void
lw_symbol_draw_state (const LwSymbol *symbol, cairo_t *cr, const LwPalette *palette)
{
  double radius = symbol->cluster->radius_px, scale = palette->scale;

  if (symbol->hovered)
    {
      lw_symbol_add_circle (cr, symbol->x, symbol->y, radius + 1.2 * scale);
      lw_color_set (palette->text, cr);
      cairo_set_line_width (cr, 1.2 * scale);
      cairo_stroke (cr);
    }
  if (symbol->n_selected > 0)
    {
      double dashes[2] = { 4 * scale, 2.5 * scale };

      lw_symbol_add_circle (cr, symbol->x, symbol->y, radius + 2.8 * scale);
      lw_color_set (palette->halo, cr);
      cairo_set_line_width (cr, 4.4 * scale);
      cairo_stroke_preserve (cr);
      /* Dashed: only some of its offices. */
      if (symbol->n_selected < symbol->cluster->n)
        cairo_set_dash (cr, dashes, 2, 0);
      lw_color_set (palette->accent, cr);
      cairo_set_line_width (cr, 2.4 * scale);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  if (symbol->mark != LW_MAP_MARK_NONE)
    lw_symbol_draw_mark (cr, palette, symbol->mark, symbol->x + radius * 0.75 + 2 * scale,
                         symbol->y + radius * 0.75 + 2 * scale, 6 * scale);
}

/**
 * lw_symbols_draw:
 * @symbols: circles that do not overlap
 * @n: their number
 * @cr: where to paint
 * @text: for the numbers in them
 * @palette: colours and sizes
 * @format: (nullable): how numbers are written
 */
void
lw_symbols_draw (const LwSymbol *symbols,
                 guint n,
                 cairo_t *cr,
                 LwText *text,
                 const LwPalette *palette,
                 const LwFormat *format)
{
  g_return_if_fail (cr != NULL && text != NULL && palette != NULL && (symbols != NULL || n == 0));

  cairo_new_path (cr);
  draw_rings (symbols, n, cr, palette);
  draw_dots (symbols, n, cr, palette);
  for (guint i = 0; i < n; i++)
    if (lw_symbol_has_room (&symbols[i], palette))
      {
        g_autofree char *number = lw_format_short (format, symbols[i].cluster->stock_m2);

        lw_symbol_draw_number (&symbols[i], number, cr, text, palette);
      }
  for (guint i = 0; i < n; i++)
    lw_symbol_draw_state (&symbols[i], cr, palette);
}

/**
 * lw_symbols_draw_ghosts:
 * @symbols: circles
 * @n: their number
 * @cr: where to paint
 * @palette: colours
 *
 * Paints what is filtered away: small, pale, without figures.
 */
void
lw_symbols_draw_ghosts (const LwSymbol *symbols, guint n, cairo_t *cr, const LwPalette *palette)
{
  g_return_if_fail (cr != NULL && palette != NULL && (symbols != NULL || n == 0));

  cairo_new_path (cr);
  for (guint i = 0; i < n; i++)
    lw_symbol_add_circle (cr, symbols[i].x, symbols[i].y,
                MIN (symbols[i].cluster->radius_px * 0.6, 8 * palette->scale));
  lw_color_set (palette->ghost, cr);
  cairo_fill (cr);
}

/**
 * lw_symbol_draw_swatch:
 * @cr: where to paint
 * @palette: colours
 * @vacancy_class: class of vacancy
 * @x: centre
 * @y: centre
 * @radius: radius
 *
 * Paints the dot of a class, for a legend.
 */
void
lw_symbol_draw_swatch (
    cairo_t *cr, const LwPalette *palette, LwVacancyClass vacancy_class, double x, double y, double radius)
{
  static const double middles[LW_N_VACANCY_CLASSES] = {
    [LW_VACANCY_CLASS_UNKNOWN] = NAN, [LW_VACANCY_CLASS_TIGHT] = 0,   [LW_VACANCY_CLASS_HEALTHY] = 0.055,
    [LW_VACANCY_CLASS_AMPLE] = 0.1,   [LW_VACANCY_CLASS_HIGH] = 0.16, [LW_VACANCY_CLASS_VERY_HIGH] = 1,
  };
  LwCluster cluster = { .n = 1, .radius_px = radius, .stock_m2 = 1, .known_m2 = 1 };
  LwSymbol symbol = { .cluster = &cluster, .x = x, .y = y };

  g_return_if_fail (cr != NULL && palette != NULL && (guint)vacancy_class < LW_N_VACANCY_CLASSES);

  cluster.vacant_m2 = middles[vacancy_class];
  if (vacancy_class == LW_VACANCY_CLASS_UNKNOWN)
    cluster.known_m2 = 0;
  cairo_new_path (cr);
  draw_dots (&symbol, 1, cr, palette);
}

/**
 * lw_symbol_draw_ring:
 * @cr: where to paint
 * @palette: colours
 * @rate: vacant share of what is known, NAN where unknown
 * @unknown_share: share that is unknown
 * @x: centre
 * @y: centre
 * @radius: radius
 *
 * Paints one ring without a number, for rows of a list.
 */
void
lw_symbol_draw_ring (cairo_t *cr,
                     const LwPalette *palette,
                     double rate,
                     double unknown_share,
                     double x,
                     double y,
                     double radius)
{
  LwCluster cluster = { .n = 2, .radius_px = radius, .stock_m2 = 1 };
  LwSymbol symbol = { .cluster = &cluster, .x = x, .y = y };

  g_return_if_fail (cr != NULL && palette != NULL);

  cluster.known_m2 = isnan (rate) ? 0 : 1 - CLAMP (unknown_share, 0, 1);
  cluster.vacant_m2 = isnan (rate) ? 0 : rate * cluster.known_m2;
  cairo_new_path (cr);
  draw_rings (&symbol, 1, cr, palette);
}

static void
add_hourglass (cairo_t *cr, double x, double y, double r)
{
  cairo_move_to (cr, x - r * 0.45, y - r * 0.58);
  cairo_line_to (cr, x + r * 0.45, y - r * 0.58);
  cairo_line_to (cr, x, y);
  cairo_close_path (cr);
  cairo_move_to (cr, x - r * 0.45, y + r * 0.58);
  cairo_line_to (cr, x + r * 0.45, y + r * 0.58);
  cairo_line_to (cr, x, y);
  cairo_close_path (cr);
}

/* Its bow to the left, its bit to the right below. */
static void
stroke_key (cairo_t *cr, double x, double y, double r)
{
  cairo_set_line_width (cr, r * 0.22);
  cairo_arc (cr, x - r * 0.3, y, r * 0.24, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_move_to (cr, x - r * 0.06, y);
  cairo_line_to (cr, x + r * 0.62, y);
  cairo_move_to (cr, x + r * 0.5, y);
  cairo_line_to (cr, x + r * 0.5, y + r * 0.34);
  cairo_move_to (cr, x + r * 0.2, y);
  cairo_line_to (cr, x + r * 0.2, y + r * 0.28);
  cairo_stroke (cr);
}

static void
add_house (cairo_t *cr, double x, double y, double r)
{
  cairo_move_to (cr, x - r * 0.5, y + r * 0.5);
  cairo_line_to (cr, x - r * 0.5, y - r * 0.05);
  cairo_line_to (cr, x, y - r * 0.55);
  cairo_line_to (cr, x + r * 0.5, y - r * 0.05);
  cairo_line_to (cr, x + r * 0.5, y + r * 0.5);
  cairo_close_path (cr);
}

/**
 * lw_symbol_draw_mark:
 * @cr: where to paint
 * @palette: colours
 * @mark: what is done: a house for conversion, a cross for demolition, a turning arrow for renovation,
 *   an hourglass for temporary use, a key for a letting programme
 * @x: centre
 * @y: centre
 * @radius: radius
 */
void
lw_symbol_draw_mark (cairo_t *cr, const LwPalette *palette, LwMapMark mark, double x, double y, double radius)
{
  double r = radius;

  g_return_if_fail (cr != NULL && palette != NULL);

  if (mark == LW_MAP_MARK_NONE)
    return;
  lw_symbol_add_circle (cr, x, y, r + palette->scale);
  lw_color_set (palette->ring_fill, cr);
  cairo_fill (cr);
  lw_symbol_add_circle (cr, x, y, r);
  lw_color_set (palette->accent, cr);
  cairo_fill (cr);
  cairo_set_line_width (cr, r * 0.28);
  lw_color_set (palette->ring_fill, cr);
  switch (mark)
    {
    case LW_MAP_MARK_CONVERT:
      add_house (cr, x, y, r);
      cairo_fill (cr);
      break;
    case LW_MAP_MARK_DEMOLISH:
      cairo_move_to (cr, x - r * 0.42, y - r * 0.42);
      cairo_line_to (cr, x + r * 0.42, y + r * 0.42);
      cairo_move_to (cr, x + r * 0.42, y - r * 0.42);
      cairo_line_to (cr, x - r * 0.42, y + r * 0.42);
      cairo_stroke (cr);
      break;
    case LW_MAP_MARK_RENOVATE:
      cairo_arc (cr, x, y, r * 0.45, -G_PI * 0.35, G_PI * 1.25);
      cairo_stroke (cr);
      cairo_move_to (cr, x + r * 0.62, y - r * 0.62);
      cairo_line_to (cr, x + r * 0.5, y - r * 0.05);
      cairo_line_to (cr, x - r * 0.05, y - r * 0.4);
      cairo_close_path (cr);
      cairo_fill (cr);
      break;
    case LW_MAP_MARK_TEMPORARY:
      add_hourglass (cr, x, y, r);
      cairo_fill (cr);
      break;
    case LW_MAP_MARK_RELET:
      stroke_key (cr, x, y, r);
      break;
    case LW_MAP_MARK_NONE:
    case LW_N_MAP_MARKS:
    default:
      break;
    }
}

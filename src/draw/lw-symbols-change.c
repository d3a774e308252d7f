/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-symbols-change: offices on the map when two dates are compared. Each change has a shape and a colour of its own:
 * a triangle points up where more stands empty and down where less does. In a ring, what adds to vacancy runs clockwise
 * from the top and what takes away from it the other way round; the number is by how much the vacant m² grew. As in
 * lw-symbols.c an outline is a larger shape under a smaller one, and all of one colour are filled at once. */
#include "draw/lw-symbols-private.h"

#include <math.h>

/* A part of less than this is not drawn. */
#define LEAST_PART 0.004
/* What did not change recedes. */
#define UNCHANGED_SIZE 0.62

static void
add_polygon (cairo_t *cr, double x, double y, double radius, const double (*points)[2], guint n)
{
  cairo_new_sub_path (cr);
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, x + radius * points[i][0], y + radius * points[i][1]);
  cairo_close_path (cr);
}

/* A cross that lies on its side: an X. */
static void
add_cross (cairo_t *cr, double x, double y, double radius)
{
  const double a = 0.36 * radius, b = 1.06 * radius, turn = G_SQRT2 / 2;
  const double points[][2] = { { -a, -b }, { a, -b }, { a, -a }, { b, -a }, { b, a },   { a, a },
                               { a, b },   { -a, b }, { -a, a }, { -b, a }, { -b, -a }, { -a, -a } };

  cairo_new_sub_path (cr);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    cairo_line_to (cr, x + turn * (points[i][0] - points[i][1]), y + turn * (points[i][0] + points[i][1]));
  cairo_close_path (cr);
}

/* The shape of a change, about as large as a circle of @radius. */
static void
add_shape (cairo_t *cr, LwOfficeChange change, double x, double y, double radius)
{
  static const double up[][2] = { { 0, -1.2 }, { 1.12, 0.8 }, { -1.12, 0.8 } };
  static const double down[][2] = { { 0, 1.2 }, { 1.12, -0.8 }, { -1.12, -0.8 } };
  static const double square[][2] = { { -0.9, -0.9 }, { 0.9, -0.9 }, { 0.9, 0.9 }, { -0.9, 0.9 } };
  static const double diamond[][2] = { { 0, -1.2 }, { 1.2, 0 }, { 0, 1.2 }, { -1.2, 0 } };

  switch (change)
    {
    case LW_CHANGE_EMPTIED:
      add_polygon (cr, x, y, radius, up, G_N_ELEMENTS (up));
      break;
    case LW_CHANGE_FILLED:
      add_polygon (cr, x, y, radius, down, G_N_ELEMENTS (down));
      break;
    case LW_CHANGE_NEW:
      add_polygon (cr, x, y, radius, square, G_N_ELEMENTS (square));
      break;
    case LW_CHANGE_TRANSFORMED:
      add_polygon (cr, x, y, radius, diamond, G_N_ELEMENTS (diamond));
      break;
    case LW_CHANGE_DEMOLISHED:
      add_cross (cr, x, y, radius);
      break;
    case LW_CHANGE_NONE:
    case LW_CHANGE_UNCHANGED:
      lw_symbol_add_circle (cr, x, y, radius * UNCHANGED_SIZE);
      break;
    case LW_CHANGE_GONE:
    case LW_CHANGE_KNOWN:
    case LW_CHANGE_UNKNOWN:
    case LW_CHANGE_AREA:
    case LW_N_CHANGES:
    default:
      lw_symbol_add_circle (cr, x, y, radius);
      break;
    }
}

/* Which of the changes are hollow: nobody knows why it went, what it was, or nothing but the area moved. */
static gboolean
is_hollow (LwOfficeChange change)
{
  return change == LW_CHANGE_GONE || change == LW_CHANGE_AREA || change == LW_CHANGE_UNKNOWN;
}

static void
fill_shapes (const LwSymbol *symbols, guint n, LwOfficeChange change, cairo_t *cr, double grow)
{
  for (guint i = 0; i < n; i++)
    if (lw_symbol_is_single (&symbols[i]) && symbols[i].change->change == change)
      add_shape (cr, change, symbols[i].x, symbols[i].y, MAX (symbols[i].cluster->radius_px + grow, 0.5));
  cairo_fill (cr);
}

static void
hatch_unknown (const LwSymbol *symbols, guint n, cairo_t *cr, const LwPalette *palette)
{
  for (guint i = 0; i < n; i++)
    if (lw_symbol_is_single (&symbols[i])
        && (symbols[i].change->change == LW_CHANGE_KNOWN || symbols[i].change->change == LW_CHANGE_UNKNOWN))
      lw_symbol_add_chords (cr, symbols[i].x, symbols[i].y, symbols[i].cluster->radius_px - 0.5 * palette->outline,
                            4 * palette->scale);
  lw_color_set (palette->change_outlines[LW_CHANGE_KNOWN], cr);
  cairo_set_line_width (cr, palette->scale);
  cairo_stroke (cr);
}

static void
draw_dots (const LwSymbol *symbols, guint n, cairo_t *cr, const LwPalette *palette)
{
  double edge = 0.5 * palette->outline;

  /* What changed lies over what did not. */
  for (int change = LW_N_CHANGES - 1; change >= 0; change--)
    {
      gboolean hollow = is_hollow (change);

      lw_color_set (palette->change_outlines[change], cr);
      fill_shapes (symbols, n, change, cr, edge);
      lw_color_set (palette->changes[change], cr);
      fill_shapes (symbols, n, change, cr, -edge);
      if (hollow)
        {
          lw_color_set (palette->ring_fill, cr);
          fill_shapes (symbols, n, change, cr, -2.4 * palette->scale);
        }
    }
  hatch_unknown (symbols, n, cr, palette);
}

/* The parts of a ring: which changes, and on which side of the top. */
static const struct {
  guint changes;
  LwOfficeChange color;
  gboolean clockwise;
} parts[] = {
  { 1u << LW_CHANGE_EMPTIED, LW_CHANGE_EMPTIED, TRUE },
  { 1u << LW_CHANGE_NEW, LW_CHANGE_NEW, TRUE },
  { 1u << LW_CHANGE_FILLED, LW_CHANGE_FILLED, FALSE },
  { 1u << LW_CHANGE_TRANSFORMED | 1u << LW_CHANGE_DEMOLISHED | 1u << LW_CHANGE_GONE, LW_CHANGE_GONE, FALSE },
};

static double
share_of (const LwClusterChange *note, guint changes)
{
  double moved = 0;

  for (guint change = 0; change < LW_N_CHANGES; change++)
    if (changes & 1u << change)
      moved += note->moved_m2[change];
  return note->whole_m2 > 0 ? CLAMP (moved / note->whole_m2, 0, 1) : 0;
}

/* Where part @index of a ring begins and ends, in turns from the top; FALSE if there is nothing to see. */
static gboolean
find_part (const LwClusterChange *note, guint index, double *from, double *to)
{
  double share = share_of (note, parts[index].changes);

  *from = 0;
  for (guint i = 0; i < index; i++)
    if (parts[i].clockwise == parts[index].clockwise)
      *from += share_of (note, parts[i].changes);
  *to = *from + share;
  return share >= LEAST_PART;
}

static void
draw_arcs (const LwSymbol *symbols, guint n, cairo_t *cr, const LwPalette *palette)
{
  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    {
      for (guint i = 0; i < n; i++)
        {
          const LwSymbol *s = &symbols[i];
          double from, to, band;

          if (lw_symbol_is_single (s) || !find_part (s->change, p, &from, &to))
            continue;
          from = 2 * G_PI * (parts[p].clockwise ? from : -to);
          to = from + 2 * G_PI * share_of (s->change, parts[p].changes);
          band = lw_symbol_band (s->cluster->radius_px, palette->scale);
          lw_symbol_add_arc (cr, s->x, s->y, s->cluster->radius_px, band, LW_SYMBOL_TOP + from, LW_SYMBOL_TOP + to);
        }
      lw_color_set (palette->changes[parts[p].color], cr);
      cairo_fill (cr);
    }
}

static void
draw_rings (const LwSymbol *symbols, guint n, cairo_t *cr, const LwPalette *palette)
{
  const double edges[] = { 0.4 * palette->outline, -0.3 * palette->outline };
  const LwColor colors[] = { palette->border, palette->ring };

  for (guint e = 0; e < G_N_ELEMENTS (edges); e++)
    {
      for (guint i = 0; i < n; i++)
        if (!lw_symbol_is_single (&symbols[i]))
          lw_symbol_add_circle (cr, symbols[i].x, symbols[i].y, symbols[i].cluster->radius_px + edges[e]);
      lw_color_set (colors[e], cr);
      cairo_fill (cr);
    }
  draw_arcs (symbols, n, cr, palette);
  for (guint i = 0; i < n; i++)
    if (!lw_symbol_is_single (&symbols[i]))
      {
        double radius = symbols[i].cluster->radius_px;

        lw_symbol_add_circle (cr, symbols[i].x, symbols[i].y, radius - lw_symbol_band (radius, palette->scale));
      }
  lw_color_set (palette->ring_fill, cr);
  cairo_fill (cr);
}

/* Where nothing changed there is no number, which would only be read as much. */
static void
draw_number (const LwSymbol *symbol, cairo_t *cr, LwText *text, const LwPalette *palette, const LwFormat *format)
{
  g_autofree char *size = NULL, *number = NULL;
  double change = symbol->change->vacant_m2;

  if (symbol->change->n_changed == 0 || !lw_symbol_has_room (symbol, palette))
    return;
  size = lw_format_short (format, fabs (change));
  number = g_strconcat (change > 0.5 ? "+" : change < -0.5 ? "−" : "", size, NULL);
  lw_symbol_draw_number (symbol, number, cr, text, palette);
}

/**
 * lw_symbols_draw_changes:
 * @symbols: circles that do not overlap, each with its change
 * @n: their number
 * @cr: where to paint
 * @text: for the numbers in them
 * @palette: colours and sizes
 * @format: (nullable): how numbers are written
 *
 * Paints what changed between two dates.
 */
void
lw_symbols_draw_changes (const LwSymbol *symbols,
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
    draw_number (&symbols[i], cr, text, palette, format);
  for (guint i = 0; i < n; i++)
    lw_symbol_draw_state (&symbols[i], cr, palette);
}

/**
 * lw_symbol_draw_change:
 * @cr: where to paint
 * @palette: colours
 * @change: a change
 * @x: centre
 * @y: centre
 * @radius: radius
 *
 * Paints the symbol of a change, for a legend or a row of a list.
 */
void
lw_symbol_draw_change (
    cairo_t *cr, const LwPalette *palette, LwOfficeChange change, double x, double y, double radius)
{
  LwCluster cluster = { .n = 1, .radius_px = radius };
  LwClusterChange note = { .change = (guint8)change };
  LwSymbol symbol = { .cluster = &cluster, .x = x, .y = y, .change = &note };

  g_return_if_fail (cr != NULL && palette != NULL && (guint)change < LW_N_CHANGES);

  cairo_new_path (cr);
  draw_dots (&symbol, 1, cr, palette);
}

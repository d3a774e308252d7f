/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-palette: every colour, line and base size that charts and maps use, in one table per style: light and
 * dark for the screen, print for paper, projector for a room. Colours of land, water and borders are used by
 * no data. */
#pragma once

#include "model/lw-codes.h"
#include "statistics/lw-classify.h"

#include <cairo.h>

G_BEGIN_DECLS

/** LwColor: a colour, each part 0 to 1, not premultiplied */
typedef struct {
  double red, green, blue, alpha;
} LwColor;

/** LwLineRole: what a line of a chart stands for, which decides its colour, width and dashes */
typedef enum {
  LW_LINE_HISTORY,
  LW_LINE_A,
  LW_LINE_B,
  LW_LINE_BASELINE,
  LW_LINE_NORM,
  LW_N_LINE_ROLES,
} LwLineRole;

/** LwPart: the parts of vacant space by age, in the order of a stacked bar */
typedef enum {
  LW_PART_FRICTIONAL,
  LW_PART_LONG,
  LW_PART_STRUCTURAL,
  LW_PART_UNKNOWN,
  LW_N_PARTS,
} LwPart;

/** LwPaletteKind: where the picture will be looked at */
typedef enum {
  LW_PALETTE_LIGHT,
  LW_PALETTE_DARK,
  LW_PALETTE_PRINT,
  LW_PALETTE_PROJECTOR,
  LW_N_PALETTES,
} LwPaletteKind;

/** LwLineStyle: how a line is stroked; @width and @dash (on, off) in units of the surface; @dash 0: solid */
typedef struct {
  LwColor color;
  double width;
  double dash[2];
} LwLineStyle;

/**
 * LwPalette:
 * @scale: factor on all sizes of type and symbols: 1, or more for a room
 * @type_size: size of ordinary type, in units of the surface (pixels, points on paper)
 * @outline: factor on the width of outlines of data
 *
 *
 * The rest are colours. @land is the own province, @land_beyond what recedes around it; @classes fill symbols
 * and bars of a class of vacancy, @class_outlines draw around them, @class_arcs are dark enough to stand
 * alone as an arc. @changes part what adds to vacancy (orange) from what takes away from it (purple), which also who
 * sees few colours can tell apart; @change_outlines draw around them.
 */
typedef struct {
  double scale;
  double type_size;
  double outline;
  LwColor water, land, land_beyond, border, border_beyond, border_province, station;
  LwColor town, town_beyond, halo;
  LwColor ring, ring_fill, ghost, hatch;
  LwColor text, text_dim, panel, panel_border, grid, accent, badge, badge_text;
  LwColor column, column_part, column_chosen, column_chosen_part;
  LwColor classes[LW_N_VACANCY_CLASSES];
  LwColor class_outlines[LW_N_VACANCY_CLASSES];
  LwColor class_arcs[LW_N_VACANCY_CLASSES];
  LwColor parts[LW_N_PARTS];
  LwColor changes[LW_N_CHANGES];
  LwColor change_outlines[LW_N_CHANGES];
  LwColor band;
  LwLineStyle lines[LW_N_LINE_ROLES];
} LwPalette;

const LwPalette *lw_palette_get (LwPaletteKind kind);
void lw_palette_get_class_colours (LwPaletteKind kind, guint32 colours[LW_N_VACANCY_CLASSES]);
LwColor lw_color_from_rgb (guint32 rgb);
LwColor lw_color_with_alpha (LwColor color, double alpha);
void lw_color_set (LwColor color, cairo_t *cr);
char *lw_color_to_css (LwColor color);

G_END_DECLS

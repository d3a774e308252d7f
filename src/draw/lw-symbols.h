/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-symbols: offices on the map: a ring with an arc for the vacant share, a dot for a single office,
 * hatching where nothing is known, marks of measures. Circles do not overlap, so all of one colour are filled
 * at once: that is what makes a map with thousands of them quick. */
#pragma once

#include "draw/lw-clusters.h"
#include "draw/lw-format.h"
#include "draw/lw-palette.h"
#include "draw/lw-text.h"

G_BEGIN_DECLS

/** LwMapMark: what a scenario does with an office in or before the year shown */
typedef enum {
  LW_MAP_MARK_NONE,
  LW_MAP_MARK_CONVERT,
  LW_MAP_MARK_DEMOLISH,
  LW_MAP_MARK_RENOVATE,
  LW_MAP_MARK_TEMPORARY,
  LW_MAP_MARK_RELET,
  LW_N_MAP_MARKS,
} LwMapMark;

/**
 * LwSymbol: one circle on a surface.
 * @cluster: what it stands for
 * @x: centre on the surface
 * @y: the same
 * @n_selected: how many of its offices are selected
 * @hovered: the pointer is over it
 * @mark: the measure on most of its offices that have one
 * @change: (nullable): what became of its offices, where two dates are compared
 */
typedef struct {
  const LwCluster *cluster;
  double x;
  double y;
  guint n_selected;
  gboolean hovered;
  LwMapMark mark;
  const LwClusterChange *change;
} LwSymbol;

void lw_symbols_draw (const LwSymbol *symbols,
                      guint n,
                      cairo_t *cr,
                      LwText *text,
                      const LwPalette *palette,
                      const LwFormat *format);
void lw_symbols_draw_changes (const LwSymbol *symbols,
                              guint n,
                              cairo_t *cr,
                              LwText *text,
                              const LwPalette *palette,
                              const LwFormat *format);
void lw_symbol_draw_change (
    cairo_t *cr, const LwPalette *palette, LwOfficeChange change, double x, double y, double radius);
void lw_symbols_draw_ghosts (const LwSymbol *symbols, guint n, cairo_t *cr, const LwPalette *palette);
void lw_symbol_draw_swatch (
    cairo_t *cr, const LwPalette *palette, LwVacancyClass vacancy_class, double x, double y, double radius);
void lw_symbol_draw_ring (cairo_t *cr,
                          const LwPalette *palette,
                          double rate,
                          double unknown_share,
                          double x,
                          double y,
                          double radius);
void lw_symbol_draw_mark (
    cairo_t *cr, const LwPalette *palette, LwMapMark mark, double x, double y, double radius);
void lw_symbol_hatch (cairo_t *cr, LwColor color, double spacing, double width);

G_END_DECLS

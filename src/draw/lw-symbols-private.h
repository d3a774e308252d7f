/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-symbols-private: strokes that the symbols of vacancy and those of change share. */
#pragma once

#include "draw/lw-symbols.h"

G_BEGIN_DECLS

#define LW_SYMBOL_TOP (-G_PI / 2)

static inline gboolean
lw_symbol_is_single (const LwSymbol *symbol)
{
  return symbol->cluster->n == 1;
}

void lw_symbol_add_circle (cairo_t *cr, double x, double y, double radius);
void lw_symbol_add_arc (cairo_t *cr, double x, double y, double radius, double band, double from, double to);
void lw_symbol_add_chords (cairo_t *cr, double x, double y, double radius, double spacing);
void lw_symbol_add_ticks (
    cairo_t *cr, double x, double y, double radius, double band, double from, double to, double spacing);
double lw_symbol_band (double radius, double scale);
gboolean lw_symbol_has_room (const LwSymbol *symbol, const LwPalette *palette);
void lw_symbol_draw_number (
    const LwSymbol *symbol, const char *number, cairo_t *cr, LwText *text, const LwPalette *palette);
void lw_symbol_draw_state (const LwSymbol *symbol, cairo_t *cr, const LwPalette *palette);

G_END_DECLS

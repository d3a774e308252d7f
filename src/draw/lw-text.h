/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-text: short texts on a picture. Shaping text is the dearest part of a small drawing, so an LwText keeps
 * the layouts that it made and gives the same one again. Bound to one PangoContext; one thread at a time. */
#pragma once

#include "draw/lw-palette.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef struct _LwText LwText;

/** LwTextWeight: how heavy the letters are; figures are always of equal width */
typedef enum {
  LW_TEXT_REGULAR,
  LW_TEXT_MEDIUM,
  LW_TEXT_BOLD,
} LwTextWeight;

LwText *lw_text_new (PangoContext *context);
LwText *lw_text_new_for_cairo (cairo_t *cr);
void lw_text_free (LwText *text);
void lw_text_measure (
    LwText *text, const char *string, double size, LwTextWeight weight, double *width, double *height);
double lw_text_ascent (LwText *text, double size, LwTextWeight weight);
double lw_text_descent (LwText *text, double size, LwTextWeight weight);
void lw_text_show (LwText *text,
                   cairo_t *cr,
                   const char *string,
                   double size,
                   LwTextWeight weight,
                   LwColor color,
                   double x,
                   double baseline,
                   double align);
void lw_text_show_haloed (LwText *text,
                          cairo_t *cr,
                          const char *string,
                          double size,
                          LwTextWeight weight,
                          LwColor color,
                          LwColor halo,
                          double x,
                          double baseline,
                          double align);
double lw_text_show_within (LwText *text,
                            cairo_t *cr,
                            const char *string,
                            double size,
                            LwTextWeight weight,
                            LwColor color,
                            double x,
                            double baseline,
                            double align,
                            double max_width);
double lw_text_show_fitted (LwText *text,
                            cairo_t *cr,
                            const char *string,
                            double size,
                            LwTextWeight weight,
                            LwColor color,
                            double x,
                            double baseline,
                            double align,
                            double max_width);
double lw_text_show_paragraph (LwText *text,
                               cairo_t *cr,
                               const char *string,
                               double size,
                               LwColor color,
                               double x,
                               double top,
                               double width);
double lw_text_measure_paragraph (LwText *text, const char *string, double size, double width);
PangoContext *lw_text_get_context (LwText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwText, lw_text_free)

G_END_DECLS

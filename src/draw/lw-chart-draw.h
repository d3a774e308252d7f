/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-chart-draw: the one painter of charts, for widget, file and paper, and the question what lies under a
 * point. A chart fills the rectangle from (0, 0) to (width, height); translate the context to put it
 * elsewhere. */
#pragma once

#include "draw/lw-chart.h"
#include "draw/lw-text.h"

G_BEGIN_DECLS

/** LW_CHART_NOTHING: no item, no line */
#define LW_CHART_NOTHING G_MAXUINT

/**
 * LwChartHit: what lies under a point.
 * @item: index of the item, or %LW_CHART_NOTHING
 * @line: index of the nearest line that has a value in @year, or %LW_CHART_NOTHING
 * @year: the nearest year of a chart of lines, 0 outside
 * @value: value of @line in @year, or of the item; NAN where there is none
 * @x: where that is, to draw a mark
 * @y: the same
 */
typedef struct {
  guint item;
  guint line;
  int year;
  double value;
  double x;
  double y;
} LwChartHit;

void lw_chart_draw (const LwChart *chart,
                    cairo_t *cr,
                    LwText *text,
                    double width,
                    double height,
                    const LwPalette *palette,
                    const LwFormat *format);
gboolean lw_chart_hit (const LwChart *chart,
                       LwText *text,
                       double width,
                       double height,
                       const LwPalette *palette,
                       const LwFormat *format,
                       double x,
                       double y,
                       LwChartHit *hit);
double lw_chart_natural_height (const LwChart *chart, const LwPalette *palette);
gboolean lw_chart_item_box (const LwChart *chart,
                            LwText *text,
                            double width,
                            double height,
                            const LwPalette *palette,
                            const LwFormat *format,
                            guint item,
                            cairo_rectangle_t *box);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-chart-draw-private: what the painters of lines and of items share. */
#pragma once

#include "draw/lw-chart-draw.h"

G_BEGIN_DECLS

/** LwChartFrame: one painting of a chart; @cr is %NULL when only places are asked for */
typedef struct {
  const LwChart *chart;
  const LwPalette *palette;
  const LwFormat *format;
  LwText *text;
  cairo_t *cr;
  double width;
  double height;
  double top; /* the chart begins here, under its title line */
} LwChartFrame;

void lw_chart_draw_lines (const LwChartFrame *frame);
gboolean lw_chart_hit_lines (const LwChartFrame *frame, double x, double y, LwChartHit *hit);
void lw_chart_draw_items (const LwChartFrame *frame);
gboolean lw_chart_place_item (const LwChartFrame *frame, guint item, cairo_rectangle_t *box);

G_END_DECLS

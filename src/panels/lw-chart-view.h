/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-chart-view: a chart in the window: paints an LwChart, tells what lies under the pointer, and turns clicks, drags
 * and keys into signals. For those who do not see it, its description says the chart in one sentence. */
#pragma once

#include <gtk/gtk.h>

#include "draw/lw-chart.h"

G_BEGIN_DECLS

#define LW_TYPE_CHART_VIEW (lw_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (LwChartView, lw_chart_view, LW, CHART_VIEW, GtkWidget)

/*
 * Signals:
 *   item-activated (string key, bool add)       an item was clicked, or Enter pressed on it
 *   items-brushed (strv keys)                   a range of columns was dragged over
 *   year-picked (int year)                      a year of a chart of lines was clicked or reached by the arrows
 */
GtkWidget *lw_chart_view_new (void);
void lw_chart_view_set_chart (LwChartView *view, LwChart *chart);
void lw_chart_view_set_natural_height (LwChartView *view, int height);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-chart-axis: where ticks go: few, at round numbers, and labels that keep out of each other's way. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LW_AXIS_MAX_TICKS 12

/**
 * LwAxis:
 * @low: the axis begins here, at a tick
 * @high: the axis ends here, at a tick
 * @step: from tick to tick: 1, 2 or 5 times a power of ten
 * @n: number of ticks
 */
typedef struct {
  double low;
  double high;
  double step;
  guint n;
} LwAxis;

void lw_axis_init (LwAxis *axis, double low, double high, guint most);
double lw_axis_tick (const LwAxis *axis, guint i);
int lw_axis_decimals (const LwAxis *axis, double unit);
guint lw_axis_years (int first, int last, guint most, int *years);
void lw_axis_push_apart (double *positions, guint n, double distance, double low, double high);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-change-bar: a bar that runs to the right of its axis for more and to the left for less, in the colour of a change;
 * what the filter leaves out stays as a ghost. Decoration only: the row's labels say the numbers. */
#pragma once

#include <gtk/gtk.h>

#include "model/lw-codes.h"

G_BEGIN_DECLS

#define LW_TYPE_CHANGE_BAR (lw_change_bar_get_type ())
G_DECLARE_FINAL_TYPE (LwChangeBar, lw_change_bar, LW, CHANGE_BAR, GtkWidget)

/**
 * LwChangeScale: what the bars of a list share.
 * @low: the least number, at most 0
 * @high: the greatest number, at least 0
 */
typedef struct {
  double low;
  double high;
} LwChangeScale;

GtkWidget *lw_change_bar_new (void);
void lw_change_bar_set (LwChangeBar *bar, double value, double ghost, const LwChangeScale *scale,
                        LwOfficeChange change);

G_END_DECLS

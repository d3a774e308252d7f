/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-sum-grid: a sum that anybody can check: where it begins, what is added and taken away, and where it ends. The
 * numbers add up as they are shown: what rounding leaves over goes to the largest term. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** LwSumTerm: a line of a sum: @name in the user's language, and @value */
typedef struct {
  const char *name;
  double value;
} LwSumTerm;

GtkWidget *lw_sum_grid_new (const LwSumTerm *terms, guint n, int decimals);

G_END_DECLS

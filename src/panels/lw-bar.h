/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bar: the bar of one row of a table: its length is a number, its colour a class of vacancy; what the filter
 * leaves out stays as a ghost behind it. Decoration only: the row's labels say the numbers. */
#pragma once

#include <gtk/gtk.h>

#include "statistics/lw-classify.h"

G_BEGIN_DECLS

#define LW_TYPE_BAR (lw_bar_get_type ())
G_DECLARE_FINAL_TYPE (LwBar, lw_bar, LW, BAR, GtkWidget)

GtkWidget *lw_bar_new (void);
void lw_bar_set (LwBar *bar, double fraction, double ghost_fraction, LwVacancyClass vacancy_class);

G_END_DECLS

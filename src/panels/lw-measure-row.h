/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-measure-row: one measure of a scenario as a row: what, how many offices and m², when; a switch; and, unfolded,
 * its year, its share and what it makes. It shows and asks; the panel decides and writes. */
#pragma once

#include <adwaita.h>

#include "model/lw-measure.h"
#include "model/lw-offices.h"

G_BEGIN_DECLS

#define LW_TYPE_MEASURE_ROW (lw_measure_row_get_type ())
G_DECLARE_FINAL_TYPE (LwMeasureRow, lw_measure_row, LW, MEASURE_ROW, AdwExpanderRow)

/*
 * Signals:
 *   changed (LwMeasure measure, string edit-name)   the user changed it; the measure is the row's, to copy
 *   remove-requested ()
 *   show-requested ()                               select its offices
 *   move-requested (string uid, int steps)          put a measure so many places further down, or up
 */
GtkWidget *lw_measure_row_new (void);
void lw_measure_row_show (LwMeasureRow *row, const LwMeasure *measure, const LwOffices *offices, double dwellings,
                          gboolean editable);
void lw_measure_row_focus (LwMeasureRow *row);
const char *lw_measure_row_get_uid (LwMeasureRow *row);

G_END_DECLS

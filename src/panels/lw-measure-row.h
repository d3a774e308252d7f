/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-measure-row: one measure of a scenario as a row: what, how many offices or plans and m², when; a switch; and,
 * unfolded, everything about it that can be changed. It shows and asks; the panel decides and writes. */
#pragma once

#include <adwaita.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_MEASURE_ROW (lw_measure_row_get_type ())
G_DECLARE_FINAL_TYPE (LwMeasureRow, lw_measure_row, LW, MEASURE_ROW, AdwExpanderRow)

/*
 * Signals:
 *   changed (LwMeasure measure, string edit-name)   the user changed it; the measure is the row's, to copy
 *   remove-requested ()
 *   show-requested ()                               show its offices, or its plans
 *   move-requested (string uid, int steps)          put a measure so many places further down, or up
 */
GtkWidget *lw_measure_row_new (LwSession *session);
void lw_measure_row_show (LwMeasureRow *row, const LwMeasure *measure, gboolean editable);
void lw_measure_row_focus (LwMeasureRow *row);
const char *lw_measure_row_get_uid (LwMeasureRow *row);

G_END_DECLS

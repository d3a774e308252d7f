/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-plan-row: one plan for new offices as a row: a tick, its name, what and when; and, unfolded, everything about it to
 * be changed in place. A value is written a moment after the last change, as one edit. */
#pragma once

#include <adwaita.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_PLAN_ROW (lw_plan_row_get_type ())
G_DECLARE_FINAL_TYPE (LwPlanRow, lw_plan_row, LW, PLAN_ROW, AdwExpanderRow)

/*
 * Signals:
 *   ticked ()   the tick came or went
 */
GtkWidget *lw_plan_row_new (LwSession *session);
void lw_plan_row_show (LwPlanRow *row, const LwPlan *plan, gboolean editable);
const char *lw_plan_row_get_uid (LwPlanRow *row);
gboolean lw_plan_row_get_ticked (LwPlanRow *row);
void lw_plan_row_set_ticked (LwPlanRow *row, gboolean ticked);
void lw_plan_row_flush (LwPlanRow *row);

G_END_DECLS

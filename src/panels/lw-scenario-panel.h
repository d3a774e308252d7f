/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-scenario-panel: the page "Scenarios": the vacancy of the coming years in scenario A against the baseline and B,
 * its figures in the year shown, its levers and its measures. Every change is one edit of the document. */
#pragma once

#include <gtk/gtk.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_SCENARIO_PANEL (lw_scenario_panel_get_type ())
G_DECLARE_FINAL_TYPE (LwScenarioPanel, lw_scenario_panel, LW, SCENARIO_PANEL, GtkWidget)

GtkWidget *lw_scenario_panel_new (LwSession *session);
void lw_scenario_panel_add_measure (LwScenarioPanel *panel, LwMeasureKind kind);
void lw_scenario_panel_add_plan_measure (LwScenarioPanel *panel, LwMeasureKind kind, const char *const *plans);

G_END_DECLS

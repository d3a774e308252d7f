/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-scenario-levers: the numbers of a scenario that a meeting turns: demand path, growth, plans kept, norm, and what
 * happens with offices of unknown vacancy. While a slider moves, the session previews; when it rests, the change is
 * written as one edit. */
#pragma once

#include <gtk/gtk.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_SCENARIO_LEVERS (lw_scenario_levers_get_type ())
G_DECLARE_FINAL_TYPE (LwScenarioLevers, lw_scenario_levers, LW, SCENARIO_LEVERS, GtkWidget)

GtkWidget *lw_scenario_levers_new (LwSession *session);
void lw_scenario_levers_show (LwScenarioLevers *levers, const LwScenario *scenario);
void lw_scenario_levers_flush (LwScenarioLevers *levers);

G_END_DECLS

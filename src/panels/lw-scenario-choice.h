/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-scenario-choice: a drop-down with the scenarios of the session, for scenario A or for B, the one compared. */
#pragma once

#include <gtk/gtk.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

/** LwScenarioRole: which of the two scenarios of the session */
typedef enum {
  LW_SCENARIO_ROLE_A,
  LW_SCENARIO_ROLE_B,
} LwScenarioRole;

#define LW_TYPE_SCENARIO_CHOICE (lw_scenario_choice_get_type ())
G_DECLARE_FINAL_TYPE (LwScenarioChoice, lw_scenario_choice, LW, SCENARIO_CHOICE, GtkWidget)

GtkWidget *lw_scenario_choice_new (LwSession *session, LwScenarioRole role);

G_END_DECLS

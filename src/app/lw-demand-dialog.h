/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-dialog: the demand for offices: the path of the active scenario, of the whole and by region, and what the
 * document knows of it: jobs by sector, series of regions, shares of municipalities. Not modal; it follows the session. */
#pragma once

#include "session/lw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_DEMAND_DIALOG (lw_demand_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwDemandDialog, lw_demand_dialog, LW, DEMAND_DIALOG, AdwPreferencesWindow)

LwDemandDialog *lw_demand_dialog_new (GtkWindow *parent, LwSession *session);

G_END_DECLS

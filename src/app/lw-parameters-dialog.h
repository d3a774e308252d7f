/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-parameters-dialog: every parameter of the scenario shown, with its symbol, usual range and source. What is changed
 * shows in the chart at once, is written when the hand rests, and can be undone. */
#pragma once

#include "session/lw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_PARAMETERS_DIALOG (lw_parameters_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwParametersDialog, lw_parameters_dialog, LW, PARAMETERS_DIALOG, AdwPreferencesWindow)

LwParametersDialog *lw_parameters_dialog_new (GtkWindow *parent, LwSession *session);

G_END_DECLS

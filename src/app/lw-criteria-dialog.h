/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-criteria-dialog: by which criteria the document judges the conversion of offices: the set that comes with the
 * application and sets of its own, which can be made from another, changed, exported, imported and deleted. */
#pragma once

#include <adwaita.h>

#include "session/lw-session-potential.h"

G_BEGIN_DECLS

#define LW_TYPE_CRITERIA_DIALOG (lw_criteria_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwCriteriaDialog, lw_criteria_dialog, LW, CRITERIA_DIALOG, AdwWindow)

LwCriteriaDialog *lw_criteria_dialog_new (GtkWindow *parent, LwSession *session);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-plans-dialog: the plans for new offices of the document (plancapaciteit): how much is hard and soft beside the room
 * that there is, and each plan to be changed in place, every change with undo. */
#pragma once

#include <adwaita.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_PLANS_DIALOG (lw_plans_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwPlansDialog, lw_plans_dialog, LW, PLANS_DIALOG, AdwWindow)

LwPlansDialog *lw_plans_dialog_new (GtkWindow *parent, LwSession *session);

G_END_DECLS

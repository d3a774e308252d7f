/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-choices-dialog: how sources that leave a choice are read, before they are read for good: a page for each layer of
 * geodata, and one for the register. */
#pragma once

#include "analysis/lw-source-look.h"
#include "session/lw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_CHOICES_DIALOG (lw_choices_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwChoicesDialog, lw_choices_dialog, LW, CHOICES_DIALOG, AdwWindow)

/* Signals: accepted (): the sources are to be imported; the dialog is destroyed after it */
LwChoicesDialog *lw_choices_dialog_new (GtkWindow *parent, LwSession *session, GPtrArray *looks);
void lw_choices_dialog_fill_request (LwChoicesDialog *dialog, LwImportRequest *request);
GStrv lw_choices_dialog_dup_paths (LwChoicesDialog *dialog);

G_END_DECLS

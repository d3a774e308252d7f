/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-settings-dialog: the choices of the document that decide what counts as office stock, each with its default and
 * where that comes from, and its market regions. What is chosen holds at once and can be undone. */
#pragma once

#include "session/lw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_SETTINGS_DIALOG (lw_settings_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwSettingsDialog, lw_settings_dialog, LW, SETTINGS_DIALOG, AdwPreferencesWindow)

LwSettingsDialog *lw_settings_dialog_new (GtkWindow *parent, LwSession *session);

G_END_DECLS

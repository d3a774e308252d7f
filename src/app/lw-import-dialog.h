/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-dialog: how a vacancy list is read, before it is read for good: which column holds what, its date, what
 * becomes of offices that it does not name, and how many of its rows will match with that. */
#pragma once

#include "formats/lw-vacancy-join.h"
#include "session/lw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_IMPORT_DIALOG (lw_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwImportDialog, lw_import_dialog, LW, IMPORT_DIALOG, AdwWindow)

/* Signals: accepted (): the list is to be imported; failed (string): it cannot be read at all */
LwImportDialog *lw_import_dialog_new (GtkWindow *parent, LwSession *session, const char *path);
const char *lw_import_dialog_get_path (LwImportDialog *dialog);
const LwVacancyMapping *lw_import_dialog_get_mapping (LwImportDialog *dialog);
LwDate lw_import_dialog_get_date (LwImportDialog *dialog);
LwUnlisted lw_import_dialog_get_unlisted (LwImportDialog *dialog);

G_END_DECLS

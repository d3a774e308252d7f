/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-dialog: how a list is read, before it is read for good: how it is written, which column holds what, which
 * office a doubtful row means, and what will become of its rows with that. */
#pragma once

#include "app/lw-import-facts.h"
#include "app/lw-import-preview.h"
#include "app/lw-import-review.h"
#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_IMPORT_DIALOG (lw_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwImportDialog, lw_import_dialog, LW, IMPORT_DIALOG, AdwWindow)

/* Signals: accepted (): the list is to be imported; failed (string): it cannot be read at all */
LwImportDialog *lw_import_dialog_new (GtkWindow *parent, LwSession *session, const char *path, const char *mappings);
const char *lw_import_dialog_get_path (LwImportDialog *dialog);
const LwVacancyMapping *lw_import_dialog_get_mapping (LwImportDialog *dialog);
const LwImportRequest *lw_import_dialog_get_request (LwImportDialog *dialog);

G_END_DECLS

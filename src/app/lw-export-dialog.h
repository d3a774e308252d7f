/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-dialog: what is to leave the document as a file, and in which format. Signals: "accepted" (const char *path)
 * when a file was chosen. */
#pragma once

#include "session/lw-session-export.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_EXPORT_DIALOG (lw_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwExportDialog, lw_export_dialog, LW, EXPORT_DIALOG, AdwWindow)

LwExportDialog *lw_export_dialog_new (GtkWindow *parent, LwSession *session);
void lw_export_dialog_get_wanted (LwExportDialog *dialog, LwSessionExport *wanted);
char *lw_export_dialog_suggest_name (LwExportDialog *dialog);
void lw_export_dialog_accept (LwExportDialog *dialog, const char *path);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-result: what an import did: its numbers source by source, what there is to remark row by row, and what can be
 * done with it: see the offices on the map, save the report or the rows to mend, take the whole import back. */
#pragma once

#include "analysis/lw-import.h"
#include "app/lw-window.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_IMPORT_RESULT_DIALOG (lw_import_result_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwImportResultDialog, lw_import_result_dialog, LW, IMPORT_RESULT_DIALOG, AdwWindow)

/* Signal: show-offices (GArray of gint64): these offices are to be shown on the map */
LwImportResultDialog *
lw_import_result_dialog_new (GtkWindow *parent, LwSession *session, const LwImportResult *result);

G_END_DECLS

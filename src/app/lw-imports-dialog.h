/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-imports-dialog: what each import of the document did, the latest first, with the rows that it could not use. */
#pragma once

#include <adwaita.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_IMPORTS_DIALOG (lw_imports_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwImportsDialog, lw_imports_dialog, LW, IMPORTS_DIALOG, AdwWindow)

LwImportsDialog *lw_imports_dialog_new (GtkWindow *parent, LwSession *session);

G_END_DECLS

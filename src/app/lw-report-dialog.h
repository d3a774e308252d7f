/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-report-dialog: what an import did: figures first, then each source's own account, which can be copied
 * whole. Its parts also make the report of a recovery (lw-recover-dialog.h). */
#pragma once

#include "analysis/lw-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *lw_report_dialog_make_account (const char *text, const char *whole);
GtkWindow *lw_report_dialog_present (GtkWindow *parent, const char *title, GtkWidget *body);
void lw_report_dialog_show (GtkWindow *parent, const LwImportResult *result);

G_END_DECLS

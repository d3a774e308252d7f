/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-report-dialog: parts of reports in windows of their own: lines of text that can be unfolded and copied whole. Used for
 * the report of a recovery (lw-recover-dialog.h). */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *lw_report_dialog_make_account (const char *text, const char *whole);
GtkWindow *lw_report_dialog_present (GtkWindow *parent, const char *title, GtkWidget *body);

G_END_DECLS

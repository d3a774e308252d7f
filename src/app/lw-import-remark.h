/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-remark: the remarks of an import as a table: how bad, where, what, what to do, and the row as it stood in the
 * file. */
#pragma once

#include "formats/lw-import-report.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @reports: (element-type LwImportReport) */
GtkWidget *lw_import_remarks_new (GPtrArray *reports);
GtkWidget *lw_import_remarks_make_copy (GtkWidget *remarks);
guint lw_import_remarks_get_n (GtkWidget *remarks);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-save: reports of an import as a file, and all rows that it could not use as one list to be mended. */
#pragma once

#include "formats/lw-import-report.h"

G_BEGIN_DECLS

gboolean lw_import_save_reports (GPtrArray *reports, const char *path, GError **error);
gboolean lw_import_save_rows (GPtrArray *reports, const char *path, guint *n_files, GError **error);

G_END_DECLS

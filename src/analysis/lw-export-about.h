/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-about: what an export of a document says of itself, read from the document. */
#pragma once

#include "analysis/lw-export-run.h"

G_BEGIN_DECLS

LwProvenance *lw_export_about_read (LwStore *store, const LwExportRequest *request, GError **error);
char *lw_export_about_boundaries (gboolean bundled);

G_END_DECLS

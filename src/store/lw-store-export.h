/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-export: offices or a table as a plain GeoPackage for other programs: one layer in RD New with an R-tree, or one
 * table of attributes, and no private tables. What the layer says of itself stands in its description. Written beside the
 * target and renamed, so a failure leaves what was there. */
#pragma once

#include "model/lw-export-options.h"
#include "model/lw-offices.h"
#include "model/lw-table.h"

G_BEGIN_DECLS

gboolean lw_store_export_offices (const char *path, LwOffices *offices, const LwExportOptions *options, GError **error);
gboolean lw_store_export_table (const char *path, LwTable *table, const char *layer, const LwExportOptions *options,
                                GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-demand: brings a table of demand, of jobs by sector or of shares of municipalities into a document. For use
 * inside analysis. */
#pragma once

#include "formats/lw-csv.h"
#include "formats/lw-demand-table.h"
#include "formats/lw-import-report.h"
#include "store/lw-store.h"

G_BEGIN_DECLS

gboolean lw_import_demand_table (LwStore *store,
                                 const LwDemandTable *table,
                                 const char *edit_name,
                                 LwImportReport *report,
                                 guint *n_rows,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean lw_import_demand_rows (LwStore *store,
                                LwCsvReader *reader,
                                const char *edit_name,
                                LwImportReport *report,
                                guint *n_rows,
                                GCancellable *cancellable,
                                GError **error);
gboolean lw_import_demand (LwStore *store,
                           const char *path,
                           const char *edit_name,
                           LwImportReport *report,
                           guint *n_rows,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS

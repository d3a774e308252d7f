/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export: offices and tables as files for other programs. A file is written beside its target and renamed
 * when it is complete, so a failure leaves what was there. GeoPackage is the store's. */
#pragma once

#include <json-glib/json-glib.h>

#include "model/lw-bitset.h"
#include "model/lw-office-note.h"
#include "model/lw-offices.h"
#include "model/lw-progress.h"
#include "model/lw-table.h"

G_BEGIN_DECLS

/**
 * LwExportFormat:
 * @LW_EXPORT_CSV: technical CSV: UTF-8, comma, decimal point, LF
 * @LW_EXPORT_CSV_EXCEL: CSV for a Dutch spreadsheet: byte order mark, semicolon, decimal comma, CR LF, dates
 * as 31-12-2024, identifications as text
 * @LW_EXPORT_GEOJSON: GeoJSON (RFC 7946): WGS 84
 * @LW_EXPORT_KML: KML 2.2 with a schema of typed fields
 * @LW_EXPORT_XLSX: a workbook with typed cells
 */
typedef enum {
  LW_EXPORT_CSV,
  LW_EXPORT_CSV_EXCEL,
  LW_EXPORT_GEOJSON,
  LW_EXPORT_KML,
  LW_EXPORT_XLSX,
} LwExportFormat;

gboolean
lw_export_format_from_path (const char *path, gboolean excel, LwExportFormat *format, GError **error);
gboolean lw_export_offices (const char *path,
                            LwExportFormat format,
                            LwOffices *offices,
                            const LwBitset *rows,
                            const LwNoteTexts *notes,
                            gboolean fictional,
                            LwProgressFunc progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GError **error);
gboolean lw_export_table (
    const char *path, LwExportFormat format, LwTable *table, GCancellable *cancellable, GError **error);

char *lw_table_to_csv (LwTable *table, gboolean excel);
JsonNode *lw_table_to_json (LwTable *table);

G_END_DECLS

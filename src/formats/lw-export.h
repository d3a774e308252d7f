/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export: offices and tables as files for other programs. A file is written beside its target and renamed
 * when it is complete, so a failure leaves what was there. Each names its sources, date and filter where its format has a
 * place for them; CSV has none, so a second file beside it does. GeoPackage is the store's. */
#pragma once

#include <json-glib/json-glib.h>

#include "model/lw-export-options.h"
#include "model/lw-offices.h"
#include "model/lw-table.h"

G_BEGIN_DECLS

/**
 * LwExportFormat:
 * @LW_EXPORT_CSV: technical CSV: UTF-8, comma, decimal point, LF
 * @LW_EXPORT_CSV_EXCEL: CSV for a Dutch spreadsheet: byte order mark, semicolon, decimal comma, CR LF, dates
 * as 31-12-2024, identifications as text
 * @LW_EXPORT_GEOJSON: GeoJSON (RFC 7946): WGS 84
 * @LW_EXPORT_KML: KML 2.2 with a schema of typed fields, coloured by class of vacancy
 * @LW_EXPORT_KMZ: the same in a zip
 * @LW_EXPORT_XLSX: a workbook with typed cells, and a sheet about method and sources
 */
typedef enum {
  LW_EXPORT_CSV,
  LW_EXPORT_CSV_EXCEL,
  LW_EXPORT_GEOJSON,
  LW_EXPORT_KML,
  LW_EXPORT_KMZ,
  LW_EXPORT_XLSX,
} LwExportFormat;

/** LW_EXPORT_METADATA_SUFFIX: what the name of the second file beside a CSV file ends in, as CSV on the Web has it */
#define LW_EXPORT_METADATA_SUFFIX "-metadata.json"

gboolean
lw_export_format_from_path (const char *path, gboolean excel, LwExportFormat *format, GError **error);
gboolean lw_export_check_place (const char *path, GError **error);
gboolean lw_export_offices (const char *path, LwExportFormat format, LwOffices *offices,
                            const LwExportOptions *options, GError **error);
gboolean lw_export_table (const char *path, LwExportFormat format, LwTable *table, const LwExportOptions *options,
                          GError **error);

char *lw_table_to_csv (LwTable *table, gboolean excel);
JsonNode *lw_table_to_json (LwTable *table);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-source: recognises what a file or folder is, by its content and never by its name, so that an import
 * needs no question. What cannot be imported is recognised too where that lets the program say what to do
 * instead. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwSourceKind:
 * @LW_SOURCE_UNKNOWN: nothing that can be imported; the reason says why
 * @LW_SOURCE_BAG: XML of a BAG extract: one file, a folder or a zip (also kinds that the importer then
 * refuses)
 * @LW_SOURCE_CSV: text in columns
 * @LW_SOURCE_XLSX: a workbook of Excel 2007 or later
 * @LW_SOURCE_GEOJSON: GeoJSON
 * @LW_SOURCE_GML: GML, such as the answer of a WFS
 * @LW_SOURCE_GPKG: a GeoPackage
 * @LW_SOURCE_DEMAND: text in columns that holds demand, jobs by sector or shares of municipalities
 * @LW_SOURCE_ODS: a workbook of LibreOffice
 * @LW_SOURCE_STATLINE: a table of Statistics Netherlands, from its services or as CSV
 * @LW_SOURCE_BAG_LIGHT: the GeoPackage bag-light of the Kadaster; lw_source_kind() says %LW_SOURCE_GPKG, since what tables
 *   there are is for the store to find out
 */
typedef enum {
  LW_SOURCE_UNKNOWN,
  LW_SOURCE_BAG,
  LW_SOURCE_CSV,
  LW_SOURCE_XLSX,
  LW_SOURCE_GEOJSON,
  LW_SOURCE_GML,
  LW_SOURCE_GPKG,
  LW_SOURCE_DEMAND,
  LW_SOURCE_ODS,
  LW_SOURCE_STATLINE,
  LW_SOURCE_BAG_LIGHT,
  LW_N_SOURCE_KINDS,
} LwSourceKind;

gboolean lw_source_is_pipe (const char *path);
LwSourceKind lw_source_kind (const char *path, char **reason);
const char *lw_source_kind_token (LwSourceKind kind);
gboolean lw_source_kind_parse (const char *token, LwSourceKind *kind);

G_END_DECLS

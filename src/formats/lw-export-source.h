/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-source: what the writers of files see: columns and cells, be they of offices or of a table. Reads
 * in place, so that a million offices are not copied first. Private to the exporters. */
#pragma once

#include <gio/gio.h>

#include "formats/lw-export.h"
#include "model/lw-geo.h"
#include "model/lw-geometry.h"

G_BEGIN_DECLS

/**
 * LwExportSource: offices, or a table; the other is %NULL.
 * @options: what is asked for
 * @confidential: confidential notes are among them, so that the file says so
 * @name: what it holds, for people
 * @fictional: made-up data, marked so
 */
typedef struct {
  LwOffices *offices;
  LwTable *table;
  const LwExportOptions *options;
  gboolean confidential;
  const char *name;
  gboolean fictional;
} LwExportSource;

/**
 * LwExportColumn:
 * @name: name in files
 * @label: name for people
 * @type: what its cells hold
 * @is_id: text that a spreadsheet would take for a number
 * @unit: (nullable): of its numbers; %LW_EXPORT_FRACTION for shares
 */
typedef struct {
  const char *name;
  const char *label;
  LwTableType type;
  gboolean is_id;
  const char *unit;
} LwExportColumn;

/** LwExportCell: one cell; the member of its column's type is set if it is known */
typedef struct {
  gboolean known;
  const char *text;
  double number;
  gint64 integer;
  gboolean boolean;
  LwDate date;
  char id[LW_BAG_ID_LENGTH + 1];
} LwExportCell;

/** LW_EXPORT_FRACTION: unit of a share, which people read as a percentage */
#define LW_EXPORT_FRACTION "fraction"

/** LW_EXPORT_NO_ROW: there are no more rows */
#define LW_EXPORT_NO_ROW G_MAXUINT

guint lw_export_source_get_n_columns (const LwExportSource *source);
guint lw_export_source_get_n_rows (const LwExportSource *source);
guint lw_export_source_next (const LwExportSource *source, guint from);
void lw_export_source_describe (const LwExportSource *source, guint column, LwExportColumn *described);
void lw_export_source_read (const LwExportSource *source, guint row, guint column, LwExportCell *cell);
gboolean lw_export_source_tell (const LwExportSource *source, guint done, GError **error);
const char *lw_export_source_get_key (const LwExportSource *source, guint row);
const char *lw_export_source_get_label (const LwExportSource *source, guint row);
double lw_export_source_get_rate (const LwExportSource *source, guint row);
LwGeometry *lw_export_source_dup_shape (const LwExportSource *source, guint row, LwGeo *geo);
gboolean lw_export_source_get_bounds (const LwExportSource *source, LwGeo *geo, LwBounds *bounds);

/* The writers, one a file; FALSE on an error. */
gboolean
lw_export_write_csv (const LwExportSource *source, gboolean excel, GOutputStream *stream, GError **error);
gboolean lw_export_write_geojson (const LwExportSource *source, GOutputStream *stream, GError **error);
gboolean lw_export_write_kml (const LwExportSource *source, GOutputStream *stream, GError **error);
gboolean lw_export_write_kmz (const LwExportSource *source, GOutputStream *stream, GError **error);
gboolean lw_export_write_xlsx (const LwExportSource *source, GOutputStream *stream, GError **error);

void lw_export_append_json_string (GString *text, const char *string);
void lw_export_append_about (GString *text, const LwExportSource *source);
char *lw_export_make_metadata (const LwExportSource *source, const char *path, gboolean excel);
void lw_export_append_degrees (GString *text, double longitude, double latitude);
void lw_export_append_number (GString *text, double number, char decimal);
gboolean lw_export_flush (
    GOutputStream *stream, GString *text, gsize limit, GCancellable *cancellable, GError **error);

G_END_DECLS

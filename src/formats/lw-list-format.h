/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-list-format: how a list is written, as far as somebody knows it better than what can be found out: encoding,
 * separator, headings, decimal sign, order of dates, axes of positions, and how exact these are. A plain value; copy by
 * assignment. In a mapping file its members stand beside the columns. */
#pragma once

#include <json-glib/json-glib.h>

#include "formats/lw-cell.h"
#include "formats/lw-csv.h"
#include "model/lw-geo.h"

G_BEGIN_DECLS

/**
 * LwDateOrder:
 * @LW_DATE_ORDER_FOUND: each column as its dates say, and otherwise day before month
 * @LW_DATE_ORDER_DAY_FIRST: 31-12-2024
 * @LW_DATE_ORDER_MONTH_FIRST: 12/31/2024
 */
typedef enum {
  LW_DATE_ORDER_FOUND,
  LW_DATE_ORDER_DAY_FIRST,
  LW_DATE_ORDER_MONTH_FIRST,
} LwDateOrder;

/**
 * LwListFormat: all zero finds everything out.
 * @csv: encoding, separator and headings
 * @decimal: decimal character of all numbers, or %LW_DECIMAL_UNKNOWN
 * @dates: order of day and month
 * @axes: how positions are written, or %LW_GEO_AXES_UNKNOWN
 * @has_tolerance: somebody said how exact positions are
 * @tolerance_m: if so, metres within which a position means an office; 0 for never
 */
typedef struct {
  LwCsvOptions csv;
  LwDecimal decimal;
  LwDateOrder dates;
  LwGeoAxes axes;
  gboolean has_tolerance;
  double tolerance_m;
} LwListFormat;

gboolean lw_list_format_is_member (const char *name);
gboolean lw_list_format_read_json (LwListFormat *format, const char *json, gssize length, GError **error);
gboolean
lw_list_format_read_file (LwListFormat *format, GFile *file, GCancellable *cancellable, GError **error);
void lw_list_format_build_json (const LwListFormat *format, JsonBuilder *builder);

G_END_DECLS

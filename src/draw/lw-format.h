/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-format: numbers as people read them. Totals and model results are rounded (m² to 100, percentages to
 * 0.1, euro to 1,000); a recorded fact stays as it is; unknown is an en dash, never 0. Numbers and units are
 * joined by a no-break space. Every function takes a %NULL format for that of the current locale. */
#pragma once

#include <glib.h>

#include "model/lw-parameters.h"

G_BEGIN_DECLS

/** LW_FORMAT_UNKNOWN: what stands where nothing is known */
#define LW_FORMAT_UNKNOWN "–"

/**
 * LwFormat:
 * @decimal: the decimal mark
 * @grouping: what separates thousands; may be empty
 */
typedef struct {
  char decimal[8];
  char grouping[8];
} LwFormat;

void lw_format_init_locale (LwFormat *format);
void lw_format_init (LwFormat *format, const char *decimal, const char *grouping);

char *lw_format_number (const LwFormat *format, double value, int decimals);
char *lw_format_count (const LwFormat *format, guint64 count);
char *lw_format_m2 (const LwFormat *format, double m2);
char *lw_format_m2_bare (const LwFormat *format, double m2);
char *lw_format_m2_fact (const LwFormat *format, double m2);
char *lw_format_percent (const LwFormat *format, double fraction);
char *lw_format_parameter (const LwFormat *format, LwParameter id, double value);
char *lw_format_percent_set (const LwFormat *format, double fraction);
char *lw_format_percent_bare (const LwFormat *format, double fraction);
char *lw_format_points (const LwFormat *format, double fraction);
char *lw_format_euro (const LwFormat *format, double euro);
char *lw_format_euro_fact (const LwFormat *format, double euro);
char *lw_format_euro_compact (const LwFormat *format, double euro);
char *lw_format_compact (const LwFormat *format, double value);
char *lw_format_short (const LwFormat *format, double value);
char *lw_format_in_unit (const char *digits, double unit);
char *lw_format_years (const LwFormat *format, double years);
char *lw_format_year (int year);

G_END_DECLS

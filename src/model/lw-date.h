/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-date: calendar days as one number, so that a column of dates is a column of gint32. A day is counted from
 * 1 January 1970 (which is 0) in the proleptic Gregorian calendar; years 1 to 9999. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gint32 LwDate;

/** LW_DATE_UNKNOWN: no date is known; sorts before every date */
#define LW_DATE_UNKNOWN ((LwDate) G_MININT32)

LwDate lw_date_from_ymd (int year, int month, int day);
void lw_date_to_ymd (LwDate date, int *year, int *month, int *day);
LwDate lw_date_parse_iso (const char *text);
char *lw_date_to_iso (LwDate date);
char *lw_date_to_display (LwDate date);
char *lw_date_to_short (LwDate date);
int lw_date_year (LwDate date);
int lw_date_completed_years (LwDate from, LwDate to);
int lw_date_nearest_january (LwDate date);
LwDate lw_date_today (void);

G_END_DECLS

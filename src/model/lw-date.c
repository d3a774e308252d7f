/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-date: see lw-date.h. The day count follows from the calendar's 400-year cycle of 146,097 days, with years
 * that begin in March so that the leap day is the last day of a year. */
#include "model/lw-date.h"

#define DAYS_PER_ERA 146097
#define DAYS_BEFORE_1970 719468 /* from 1 March of year 0 to 1 January 1970 */

static int
days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return month == 2 && leap ? 29 : days[month - 1];
}

/**
 * lw_date_from_ymd:
 *
 * Returns: the day, or %LW_DATE_UNKNOWN if there is no such day (31 June, year 0 or beyond 9999)
 */
LwDate
lw_date_from_ymd (int year, int month, int day)
{
  int y, era, year_of_era, day_of_year, day_of_era;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month (year, month))
    return LW_DATE_UNKNOWN;
  y = month <= 2 ? year - 1 : year;
  era = y / 400;
  year_of_era = y - era * 400;
  day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * DAYS_PER_ERA + day_of_era - DAYS_BEFORE_1970;
}

/**
 * lw_date_to_ymd:
 * @date: a known date
 * @year: (out) (optional): the year
 * @month: (out) (optional): 1 to 12
 * @day: (out) (optional): 1 to 31
 */
void
lw_date_to_ymd (LwDate date, int *year, int *month, int *day)
{
  int shifted = date + DAYS_BEFORE_1970;
  int era = (shifted >= 0 ? shifted : shifted - DAYS_PER_ERA + 1) / DAYS_PER_ERA;
  int day_of_era = shifted - era * DAYS_PER_ERA;
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int shifted_month = (5 * day_of_year + 2) / 153;
  int m = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;

  g_return_if_fail (date != LW_DATE_UNKNOWN);
  if (year)
    *year = year_of_era + era * 400 + (m <= 2 ? 1 : 0);
  if (month)
    *month = m;
  if (day)
    *day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
}

/**
 * lw_date_parse_iso:
 * @text: (nullable): `YYYY-MM-DD`, possibly followed by `T` or a blank and a time, which is ignored
 *
 * Returns: the day, or %LW_DATE_UNKNOWN if @text is not one
 */
LwDate
lw_date_parse_iso (const char *text)
{
  static const int is_digit[10] = { 1, 1, 1, 1, 0, 1, 1, 0, 1, 1 };
  int number[10];

  if (text == NULL)
    return LW_DATE_UNKNOWN;
  for (int i = 0; i < 10; i++)
    {
      if (is_digit[i] ? !g_ascii_isdigit (text[i]) : text[i] != '-')
        return LW_DATE_UNKNOWN;
      number[i] = text[i] - '0';
    }
  if (text[10] != '\0' && text[10] != 'T' && text[10] != ' ')
    return LW_DATE_UNKNOWN;
  return lw_date_from_ymd (number[0] * 1000 + number[1] * 100 + number[2] * 10 + number[3],
                           number[5] * 10 + number[6], number[8] * 10 + number[9]);
}

/**
 * lw_date_to_iso:
 *
 * Returns: (transfer full): `YYYY-MM-DD`, or an empty string for %LW_DATE_UNKNOWN
 */
char *
lw_date_to_iso (LwDate date)
{
  int year, month, day;

  if (date == LW_DATE_UNKNOWN)
    return g_strdup ("");
  lw_date_to_ymd (date, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

static char *
write_date (LwDate date, const char *format)
{
  int year, month, day;
  g_autoptr (GDateTime) moment = NULL;

  if (date == LW_DATE_UNKNOWN)
    return g_strdup ("");
  lw_date_to_ymd (date, &year, &month, &day);
  moment = g_date_time_new_utc (year, month, day, 0, 0, 0);
  return g_date_time_format (moment, format);
}

/**
 * lw_date_to_display:
 *
 * Returns: (transfer full): the date as people write it in the user's language ("1 January 2025"), or an empty
 *   string for %LW_DATE_UNKNOWN
 */
char *
lw_date_to_display (LwDate date)
{
  return write_date (date, "%-d %B %Y");
}

/**
 * lw_date_to_short:
 *
 * Returns: (transfer full): as lw_date_to_display(), with the month cut short ("1 Jan 2025")
 */
char *
lw_date_to_short (LwDate date)
{
  return write_date (date, "%-d %b %Y");
}

/**
 * lw_date_year:
 *
 * Returns: the year of @date, or 0 for %LW_DATE_UNKNOWN
 */
int
lw_date_year (LwDate date)
{
  int year = 0;

  if (date != LW_DATE_UNKNOWN)
    lw_date_to_ymd (date, &year, NULL, NULL);
  return year;
}

/**
 * lw_date_completed_years:
 * @from: a known date
 * @to: a known date
 *
 * The age in whole years of what began on @from, on @to; what began on 29 February has its birthday on 1 March.
 *
 * Returns: completed years, negative if @to lies before @from
 */
int
lw_date_completed_years (LwDate from, LwDate to)
{
  int from_year, from_month, from_day, to_year, to_month, to_day, years;

  lw_date_to_ymd (from, &from_year, &from_month, &from_day);
  lw_date_to_ymd (to, &to_year, &to_month, &to_day);
  years = to_year - from_year;
  if (to_month < from_month || (to_month == from_month && to_day < from_day))
    years--;
  return years;
}

/**
 * lw_date_nearest_january:
 * @date: a known date
 *
 * Projections start on a 1 January: the one nearest to the data's reference date (domain model 6.1). The middle
 * of the year, 2 July, counts to the year that began.
 *
 * Returns: the year whose 1 January is nearest
 */
int
lw_date_nearest_january (LwDate date)
{
  int year = lw_date_year (date);
  LwDate before = lw_date_from_ymd (year, 1, 1), after = lw_date_from_ymd (year + 1, 1, 1);

  return after != LW_DATE_UNKNOWN && after - date < date - before ? year + 1 : year;
}

/**
 * lw_date_today:
 *
 * Returns: today in local time
 */
LwDate
lw_date_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return lw_date_from_ymd (g_date_time_get_year (now), g_date_time_get_month (now),
                           g_date_time_get_day_of_month (now));
}

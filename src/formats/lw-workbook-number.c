/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-workbook-number: numbers of workbooks as text that lw-cell reads back to the same double, and what the format of
 * a cell makes of them: a date, a time, a percentage. Never exactly three decimals, since 1.234 would be a thousand to
 * a Dutch reader. */
#include <math.h>

#include "formats/lw-workbook-private.h"
#include "model/lw-date.h"

#define EPOCH_1900 (-25569) /* day 0 in LwDate; right from day 61, after the false leap day */
#define EPOCH_1904 (-24107)
#define FIRST_DAY 61
#define LAST_DAY 2958465 /* 31 December 9999 */
#define MAX_HOURS 100 /* days that may be a number of hours; more is a moment shown as a time */
#define MAX_WHOLE 16     /* digits of a number that is written out */
#define MAX_ZEROS 40     /* before the first digit */

static gboolean
write_plain (const char *digits, int n, int point, gboolean negative, char *out)
{
  gsize at = 0;
  int decimals = MAX (n - point, 0);

  if (point > MAX_WHOLE || point < -MAX_ZEROS)
    return FALSE;
  if (negative)
    out[at++] = '-';
  if (point <= 0)
    out[at++] = '0';
  for (int i = MIN (point, 0); i < MAX (n, point); i++)
    {
      if (i == point)
        out[at++] = '.';
      out[at++] = i >= 0 && i < n ? digits[i] : '0';
    }
  if (decimals == 3)
    out[at++] = '0';
  out[at] = '\0';
  return TRUE;
}

/* Writes @value × 10^@shift with the fewest digits that read back as @value. */
static gsize
write_shortest (double value, int shift, char out[LW_WORKBOOK_NUMBER_SIZE])
{
  char digits[32], text[48];
  int n = 0, point, precision = 14;

  if (value == 0)
    return (gsize) g_snprintf (out, LW_WORKBOOK_NUMBER_SIZE, "0");
  do
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%de", precision);
      g_ascii_formatd (text, sizeof text, format, fabs (value));
    }
  while (g_ascii_strtod (text, NULL) != fabs (value) && ++precision <= 16);
  point = 1 + shift + (int) g_ascii_strtoll (strchr (text, 'e') + 1, NULL, 10);
  for (const char *p = text; *p != 'e'; p++)
    if (*p != '.')
      digits[n++] = *p;
  while (n > 1 && digits[n - 1] == '0')
    n--;
  if (!write_plain (digits, n, point, value < 0, out))
    g_ascii_formatd (out, LW_WORKBOOK_NUMBER_SIZE, "%.15e", value * pow (10, shift));
  return strlen (out);
}

/* Most numbers are written as they should be: up to 15 digits always read back to themselves. */
static gsize
copy_simple (const char *raw, gsize length, char *out)
{
  gsize at = length > 0 && raw[0] == '-' ? 1 : 0, n_digits = 0, point = 0;

  if (length > 17 || (at < length && raw[at] == '0' && at + 1 < length && raw[at + 1] != '.'))
    return 0;
  for (gsize i = at; i < length; i++)
    {
      if (g_ascii_isdigit (raw[i]))
        n_digits++;
      else if (raw[i] == '.' && point == 0 && i > at)
        point = i;
      else
        return 0;
    }
  if (n_digits == 0 || n_digits > 15 || (at == 1 && raw[1] == '0'))
    return 0;
  memcpy (out, raw, length);
  if (point > 0)
    {
      while (out[length - 1] == '0')
        length--;
      if (out[length - 1] == '.')
        length--;
      else if (length - point - 1 == 3)
        out[length++] = '0';
    }
  out[length] = '\0';
  return length;
}

static gsize
write_clock (gint64 seconds, char *out, gsize size)
{
  int hours = (int) (seconds / 3600), minutes = (int) (seconds / 60 % 60), rest = (int) (seconds % 60);

  return (gsize) (rest != 0 ? g_snprintf (out, size, "%02d:%02d:%02d", hours, minutes, rest)
                            : g_snprintf (out, size, "%02d:%02d", hours, minutes));
}

/* A day and a part of it; 0 if it lies outside the calendar of spreadsheets. */
static gsize
write_date (double value, gboolean epoch_1904, char *out)
{
  gint64 seconds = (gint64) floor (value * 86400 + 0.5), day = seconds / 86400;
  g_autofree char *date = NULL;
  gsize length;

  if (epoch_1904)
    date = lw_date_to_iso (EPOCH_1904 + (LwDate) day);
  else if (day >= FIRST_DAY)
    date = lw_date_to_iso (EPOCH_1900 + (LwDate) day);
  else if (day >= 1 && day < FIRST_DAY - 1)
    date = lw_date_to_iso (EPOCH_1900 + 1 + (LwDate) day);
  if (date == NULL)
    return 0;
  length = (gsize) g_snprintf (out, LW_WORKBOOK_NUMBER_SIZE, "%s", date);
  if (seconds % 86400 == 0)
    return length;
  out[length++] = ' ';
  return length + write_clock (seconds % 86400, out + length, LW_WORKBOOK_NUMBER_SIZE - length);
}

/**
 * lw_workbook_write_number:
 * @raw: the number as the workbook holds it, with a decimal point
 * @format: what the format of the cell makes of it
 * @epoch_1904: whether day 0 of dates is 1 January 1904
 * @out: (out): what to read it as
 *
 * Returns: the length of @out, 0 if @raw is no number
 */
gsize
lw_workbook_write_number (const char *raw, gsize length, LwNumberFormat format, gboolean epoch_1904,
                          char out[LW_WORKBOOK_NUMBER_SIZE])
{
  char copy[64], *end;
  gsize n = format == LW_NUMBER_PLAIN ? copy_simple (raw, length, out) : 0;
  double value;

  if (n > 0)
    return n;
  if (length == 0 || length >= sizeof copy)
    return 0;
  memcpy (copy, raw, length);
  copy[length] = '\0';
  g_strstrip (copy);
  value = g_ascii_strtod (copy, &end);
  if (end == copy || *end != '\0' || !isfinite (value))
    return 0;
  if (format == LW_NUMBER_TIME && value >= 0 && value < MAX_HOURS)
    return write_clock ((gint64) floor (value * 86400 + 0.5), out, LW_WORKBOOK_NUMBER_SIZE);
  if ((format == LW_NUMBER_DATE || format == LW_NUMBER_TIME) && value >= 0 && value < LAST_DAY + 1
      && (n = write_date (value, epoch_1904, out)) > 0)
    return n;
  n = write_shortest (value, format == LW_NUMBER_PERCENT ? 2 : 0, out);
  if (format != LW_NUMBER_PERCENT)
    return n;
  out[n] = '%';
  out[n + 1] = '\0';
  return n + 1;
}

/**
 * lw_workbook_write_iso:
 * @raw: a date or a date and time in ISO 8601
 * @out: (out): the date, and the time if it is not midnight
 *
 * Returns: the length of @out
 */
gsize
lw_workbook_write_iso (const char *raw, gsize length, char out[LW_WORKBOOK_NUMBER_SIZE])
{
  gsize n = MIN (length, LW_WORKBOOK_NUMBER_SIZE - 1);
  char *time;

  memcpy (out, raw, n);
  out[n] = '\0';
  time = strchr (out, 'T');
  if (time == NULL || time - out < 10)
    return n;
  if (strlen (time) >= 9 && strspn (time + 6, ":0.Z") == strlen (time + 6))
    time[6] = '\0'; /* without seconds */
  *time = ' ';
  if (strcmp (time, " 00:00") == 0)
    *time = '\0';
  return strlen (out);
}

/* The next character of a format that is no quoted text, no escape and no colour or currency between brackets; of
 * elapsed hours between brackets the letter. */
static char
next_sign (const char *code, gsize length, gsize *at)
{
  while (*at < length)
    {
      char c = code[(*at)++];
      const char *close;

      if (c == '\\' || c == '_' || c == '*')
        (*at)++;
      else if (c == '"')
        {
          close = memchr (code + *at, '"', length - *at);
          *at = close != NULL ? (gsize) (close - code) + 1 : length;
        }
      else if (c == '[' && *at < length && strchr ("hHmMsS", code[*at]) != NULL
               && *at + 1 < length && (code[*at + 1] == ']' || code[*at + 1] == code[*at]))
        return 'h';
      else if (c == '[')
        {
          close = memchr (code + *at, ']', length - *at);
          *at = close != NULL ? (gsize) (close - code) + 1 : length;
        }
      else
        return g_ascii_tolower (c);
    }
  return '\0';
}

/**
 * lw_workbook_judge_format:
 * @code: the code of a number format, such as "dd\-mm\-yyyy" or "0.0%"
 *
 * Returns: what it makes of numbers, by its part for those above zero
 */
LwNumberFormat
lw_workbook_judge_format (const char *code, gsize length)
{
  gboolean day = FALSE, month = FALSE, clock = FALSE;
  gsize at = 0;
  char sign;

  if (length == 7 && g_ascii_strncasecmp (code, "general", 7) == 0)
    return LW_NUMBER_PLAIN;
  while (at < length && (sign = next_sign (code, length, &at)) != '\0' && sign != ';')
    {
      if (sign == '%')
        return LW_NUMBER_PERCENT;
      day |= sign == 'd' || sign == 'y' || sign == 'j';
      month |= sign == 'm';
      clock |= sign == 'h' || sign == 's';
    }
  if (day || (month && !clock))
    return LW_NUMBER_DATE;
  return clock ? LW_NUMBER_TIME : LW_NUMBER_PLAIN;
}

/** lw_workbook_judge_format_id: the same for the formats that every workbook has, by their number */
LwNumberFormat
lw_workbook_judge_format_id (guint id)
{
  if (id == 9 || id == 10)
    return LW_NUMBER_PERCENT;
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47) || (id >= 32 && id <= 35))
    return LW_NUMBER_TIME;
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return LW_NUMBER_DATE;
  return LW_NUMBER_PLAIN;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cell-date: the dates of lw-cell.h. A date is up to three parts, each digits or the name of a month;
 * their number and length tell which is which. Nothing is guessed beyond the order of day and month. */
#include <string.h>

#include "formats/lw-cell.h"

#define EPOCH_1900                                                                                           \
  (-25569) /* 30 December 1899 in LwDate: day 0 of spreadsheets, their false leap day included */
#define EPOCH_1904_SHIFT 1462
#define FIRST_SERIAL 18264 /* 1 January 1950 */
#define LAST_SERIAL 73050  /* 31 December 2099 */
#define FIRST_YEAR 1800
#define LAST_YEAR 9999
#define PIVOT 50 /* years 00 to 49 are of this century */

typedef struct {
  int value;      /* the number, or the month that is named */
  guint n_digits; /* 0 for a name */
} Part;

/* The month whose name begins with these letters, Dutch or English; 0 if none. */
static int
find_month (const char *letters, gsize length)
{
  static const char *const names[][4] = {
    { "januari", "january", NULL },
    { "februari", "february", NULL },
    { "maart", "march", "mrt", NULL },
    { "april", NULL },
    { "mei", "may", NULL },
    { "juni", "june", NULL },
    { "juli", "july", NULL },
    { "augustus", "august", NULL },
    { "september", "sept", NULL },
    { "oktober", "october", NULL },
    { "november", NULL },
    { "december", NULL },
  };

  if (length < 3)
    return 0;
  for (int month = 0; month < 12; month++)
    {
      for (guint i = 0; names[month][i] != NULL; i++)
        {
          if (length <= strlen (names[month][i])
              && g_ascii_strncasecmp (letters, names[month][i], length) == 0)
            return month + 1;
        }
    }
  return 0;
}

/* What stands after words such as "leeg vanaf" or "ca." in front of a date, as people write it in a column of begins. */
static const char *
skip_words (const char *text)
{
  static const char *const words[]
      = { "leegstaand", "leegstand", "leeg", "v.a.",  "v.a", "va.",   "va",       "vanaf", "sinds",
          "per",        "since",     "from", "vacant", "ca.", "circa", "ongeveer", "rond",  "omstreeks" };

  for (guint i = 0; i < G_N_ELEMENTS (words);)
    {
      gsize n = strlen (words[i]);

      if (g_ascii_strncasecmp (text, words[i], n) != 0
          || (text[n] != ' ' && (text[n - 1] != '.' || text[n] == '\0')))
        i++;
      else
        {
          text += n + strspn (text + n, " ");
          i = 0;
        }
    }
  return text;
}

/* Splits into at most three parts; stops before a time. Returns: their number, or -1 if there is anything
 * else. */
static int
split_date (const char *text, Part parts[3])
{
  int n = 0;

  for (const char *p = text; *p != '\0';)
    {
      const char *start = p;

      if (n == 3)
        {
          gboolean time = *p == 'T' || (p[0] == ' ' && g_ascii_isdigit (p[1]) && strchr (p, ':') != NULL);

          return time ? n : -1;
        }
      while (g_ascii_isdigit (*p))
        p++;
      if (p > start)
        {
          if (p - start > 8)
            return -1;
          parts[n++] = (Part){ (int)g_ascii_strtoll (start, NULL, 10), (guint)(p - start) };
        }
      else
        {
          while (g_ascii_isalpha (*p))
            p++;
          parts[n] = (Part){ find_month (start, (gsize)(p - start)), 0 };
          if (parts[n++].value == 0)
            return -1;
        }
      if (n < 3 && *p != '\0')
        {
          gsize separator = strspn (p, "-/., '");

          if (separator == 0 && (g_ascii_isdigit (*p) == g_ascii_isdigit (p[-1])))
            return -1;
          p += separator;
        }
    }
  return n;
}

static LwDate
from_serial (int serial, const LwDateStyle *style)
{
  if (style->epoch_1904)
    serial += EPOCH_1904_SHIFT;
  return serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? EPOCH_1900 + serial : LW_DATE_UNKNOWN;
}

static LwDate
from_one (Part part, const LwDateStyle *style, LwDatePrecision *precision)
{
  int value = part.value;
  LwDate date;

  switch (part.n_digits)
    {
    case 4:
      *precision = LW_DATE_YEAR;
      return lw_date_from_ymd (value, 1, 1);
    case 5:
      return from_serial (value, style);
    case 6:
      *precision = LW_DATE_MONTH;
      return lw_date_from_ymd (value / 100, value % 100, 1);
    case 8:
      date = lw_date_from_ymd (value / 10000, value / 100 % 100, value % 100);
      if (date == LW_DATE_UNKNOWN || value / 10000 < FIRST_YEAR)
        date = lw_date_from_ymd (value % 10000, value / 10000 % 100, value / 1000000);
      return date;
    default:
      return LW_DATE_UNKNOWN;
    }
}

/* The year that a part stands for, 0 if it is none. */
static int
get_year (Part part)
{
  if (part.n_digits == 4)
    return part.value;
  if (part.n_digits == 2)
    return part.value + (part.value < PIVOT ? 2000 : 1900);
  return 0;
}

static LwDate
from_two (const Part parts[2], const LwDateStyle *style, LwDatePrecision *precision)
{
  if (parts[0].n_digits == 5)
    return from_serial (parts[0].value, style);
  *precision = LW_DATE_MONTH;
  if (parts[0].n_digits == 4 && parts[1].n_digits <= 2)
    return lw_date_from_ymd (parts[0].value, parts[1].value, 1);
  if (parts[1].n_digits == 4 || parts[0].n_digits == 0)
    return lw_date_from_ymd (get_year (parts[1]), parts[0].value, 1);
  return LW_DATE_UNKNOWN;
}

static LwDate
from_three (const Part parts[3], const LwDateStyle *style)
{
  int first = parts[0].value, second = parts[1].value;

  if (parts[0].n_digits == 4)
    return parts[2].n_digits <= 2 && parts[2].n_digits > 0 ? lw_date_from_ymd (first, second, parts[2].value)
                                                           : LW_DATE_UNKNOWN;
  if (parts[0].n_digits > 2 || parts[1].n_digits > 2)
    return LW_DATE_UNKNOWN;
  if (parts[0].n_digits == 0)
    return parts[1].n_digits > 0 ? lw_date_from_ymd (get_year (parts[2]), first, second) : LW_DATE_UNKNOWN;
  if (style->month_first && parts[1].n_digits > 0)
    return lw_date_from_ymd (get_year (parts[2]), first, second);
  return lw_date_from_ymd (get_year (parts[2]), second, first);
}

/**
 * lw_date_survey_add:
 * @survey: a survey of a column
 * @cell: a further cell of it
 *
 * Takes note of the order of day and month where @cell shows it.
 */
void
lw_date_survey_add (LwDateSurvey *survey, const char *cell)
{
  static const LwDateStyle day_first = { FALSE, FALSE }, month_first = { TRUE, FALSE };
  g_autofree char *text = lw_cell_clean (cell);
  Part parts[3];

  if (split_date (text, parts) != 3 || parts[0].n_digits > 2 || parts[0].n_digits == 0
      || parts[1].n_digits == 0)
    return;
  if (from_three (parts, &month_first) == LW_DATE_UNKNOWN
      && from_three (parts, &day_first) != LW_DATE_UNKNOWN)
    survey->day_first++;
  if (from_three (parts, &day_first) == LW_DATE_UNKNOWN
      && from_three (parts, &month_first) != LW_DATE_UNKNOWN)
    survey->month_first++;
}

/* The part of a year or month that a word means: where it begins in the year (month), and in a month (day; 31 for its
 * end); month 0 for a word that is none. Seasons are those of the weather; winter lies in two years. */
typedef struct {
  const char *word;
  int month;
  int day; /* 0 for a word that does not go with a month */
} YearPart;

static const YearPart year_parts[] = {
  { "begin", 1, 1 },           { "primo", 1, 1 },           { "medio", 7, 15 },         { "midden", 7, 15 },
  { "half", 7, 15 },           { "halverwege", 7, 15 },     { "mid", 7, 15 },           { "eind", 12, 31 },
  { "einde", 12, 31 },         { "ultimo", 12, 31 },        { "end of", 12, 31 },       { "voorjaar", 3, 0 },
  { "lente", 3, 0 },           { "spring", 3, 0 },          { "zomer", 6, 0 },          { "summer", 6, 0 },
  { "najaar", 9, 0 },          { "herfst", 9, 0 },          { "autumn", 9, 0 },         { "1e helft", 1, 0 },
  { "eerste helft", 1, 0 },    { "2e helft", 7, 0 },        { "tweede helft", 7, 0 },   { "q1", 1, 0 },
  { "q2", 4, 0 },              { "q3", 7, 0 },              { "q4", 10, 0 },            { "1e kwartaal", 1, 0 },
  { "2e kwartaal", 4, 0 },     { "3e kwartaal", 7, 0 },     { "4e kwartaal", 10, 0 },   { "eerste kwartaal", 1, 0 },
  { "tweede kwartaal", 4, 0 }, { "derde kwartaal", 7, 0 },  { "vierde kwartaal", 10, 0 },
};

/* A year of four digits, or of two after an apostrophe, and nothing else; 0 if there is none. */
static int
parse_lone_year (const char *text)
{
  gboolean short_form = *text == '\'';
  const char *digits = text + (short_form ? 1 : 0);
  gsize n = strspn (digits, "0123456789");
  Part part = { (int) g_ascii_strtoll (digits, NULL, 10), (guint) n };

  return digits[n] == '\0' && n == (short_form ? 2 : 4) ? get_year (part) : 0;
}

static LwDate
from_year_part (const YearPart *part, const char *rest)
{
  int year = parse_lone_year (rest), month, day = part->day;
  Part parts[3];

  if (year != 0)
    return lw_date_from_ymd (year, part->month, part->month == 12 ? 31 : 1);
  if (day == 0 || split_date (rest, parts) != 2 || parts[0].n_digits != 0)
    return LW_DATE_UNKNOWN;
  year = get_year (parts[1]);
  month = parts[0].value;
  if (day < 31 || year == 0)
    return lw_date_from_ymd (year, month, day);
  return (month == 12 ? lw_date_from_ymd (year + 1, 1, 1) : lw_date_from_ymd (year, month + 1, 1)) - 1;
}

/* "medio 2021", "Q3 2020", "eind mei 2022"; also "2020 Q3" and "2020KW03". */
static LwDate
parse_rough (const char *text)
{
  g_autofree char *turned = NULL;

  if (strspn (text, "0123456789") == 4 && g_ascii_strncasecmp (text + 4, "KW0", 3) == 0 && text[7] != '\0')
    turned = g_strdup_printf ("q%s %.4s", text + 7, text);
  else if (strspn (text, "0123456789") == 4 && strchr (" -/", text[4]) != NULL && text[4] != '\0')
    turned = g_strdup_printf ("%s %.4s", text + 5, text);
  for (guint i = 0; i < G_N_ELEMENTS (year_parts); i++)
    {
      const char *whole = turned != NULL ? turned : text;
      gsize n = strlen (year_parts[i].word), gap;

      if (g_ascii_strncasecmp (whole, year_parts[i].word, n) != 0)
        continue;
      gap = strspn (whole + n, " -/");
      if (gap > 0)
        return from_year_part (&year_parts[i], whole + n + gap);
    }
  return LW_DATE_UNKNOWN;
}

/**
 * lw_cell_parse_date:
 * @cell: the text of a cell
 * @style: (nullable): how the column's dates are read, %NULL for the Dutch way
 * @date: (out): the day, or %LW_DATE_UNKNOWN
 * @precision: (out) (optional): how much of it the cell gave
 *
 * Accepts 31-12-2024, 31/12/24, 31 december 2024, 2024-12-31 (with or without a time), 20241231, 31122024,
 * spreadsheet day numbers from 1950 to 2099, a month or year alone, and a part of one in words; also with "v.a.",
 * "vanaf", "leeg sinds" or "per" before it. Dates in the future are dates: the caller judges them.
 *
 * Returns: whether @date is set
 */
LwCellState
lw_cell_parse_date (const char *cell, const LwDateStyle *style, LwDate *date, LwDatePrecision *precision)
{
  static const LwDateStyle dutch = { FALSE, FALSE };
  g_autofree char *clean = lw_cell_clean (cell);
  const char *text = skip_words (clean);
  LwDatePrecision given = LW_DATE_DAY;
  Part parts[3];
  int n, year;

  *date = LW_DATE_UNKNOWN;
  if (lw_cell_is_unknown (text))
    return LW_CELL_UNKNOWN;
  if (style == NULL)
    style = &dutch;
  *date = parse_rough (text);
  given = *date != LW_DATE_UNKNOWN ? LW_DATE_ROUGH : LW_DATE_DAY;
  n = given == LW_DATE_ROUGH ? 0 : split_date (text, parts);
  if (n == 1)
    *date = from_one (parts[0], style, &given);
  else if (n == 2)
    *date = from_two (parts, style, &given);
  else if (n == 3)
    *date = from_three (parts, style);
  if (*date == LW_DATE_UNKNOWN)
    return LW_CELL_INVALID;
  year = lw_date_year (*date);
  if (year < FIRST_YEAR || year > LAST_YEAR)
    {
      *date = LW_DATE_UNKNOWN;
      return LW_CELL_INVALID;
    }
  if (precision != NULL)
    *precision = given;
  return LW_CELL_VALUE;
}

/**
 * lw_cell_find_date:
 * @text: a sentence, such as the title of a table
 *
 * Returns: the first whole date in it ("1 januari 2024", "01-09-2026"), or %LW_DATE_UNKNOWN; a year alone is none
 */
LwDate
lw_cell_find_date (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t,;:()*", -1);
  guint n = g_strv_length (words);

  for (guint i = 0; i < n; i++)
    for (int length = 3; length >= 1; length -= 2)
      {
        g_autofree char *part = length == 1    ? g_strdup (words[i])
                                : i + 2 < n ? g_strjoin (" ", words[i], words[i + 1], words[i + 2], NULL)
                                            : NULL;
        LwDatePrecision precision = LW_DATE_YEAR;
        LwDate date;

        /* A number of five digits may be a spreadsheet's day, and a number of anything else. */
        if (part == NULL || (length == 1 && strpbrk (part, "-/.") == NULL && strlen (part) != 8))
          continue;
        if (lw_cell_parse_date (part, NULL, &date, &precision) == LW_CELL_VALUE && precision == LW_DATE_DAY)
          return date;
      }
  return LW_DATE_UNKNOWN;
}

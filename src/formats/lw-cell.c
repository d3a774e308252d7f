/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cell: see lw-cell.h. Here numbers and identifications; dates are in lw-cell-date.c. A number whose
 * separators leave no doubt is read by them alone; only "1.234" and "1,234" need the column's verdict. */
#include "formats/lw-cell.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NUMBER 63 /* characters of a number without its blanks and unit */
#define BLANKS " \t\r\n"

/* A number without unit and sign: digits, '.', ',' and ' ' (a blank between groups). */
typedef struct {
  char digits[MAX_NUMBER + 1];
  gboolean negative;
  LwUnit unit;
} Number;

/* Returns: the length of the blank at @p: ASCII, no-break, narrow no-break or thin; 0 if there is none. */
static gsize
blank_length (const char *p)
{
  if (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n')
    return 1;
  if (strncmp (p, "\xc2\xa0", 2) == 0)
    return 2;
  if (strncmp (p, "\xe2\x80\xaf", 3) == 0 || strncmp (p, "\xe2\x80\x89", 3) == 0)
    return 3;
  return 0;
}

static const char *
skip_blanks (const char *p)
{
  gsize n;

  while ((n = blank_length (p)) > 0)
    p += n;
  return p;
}

/* An apostrophe before a sign that begins a formula, a digit, or a text that would be "unknown", guards the text; others
 * are part of it, as in "'s-Gravenhage". */
static gboolean
is_guarded (const char *text)
{
  const char *sign = text + strspn (text, "'");

  return sign != text && *sign != '\0'
         && (strchr ("=+-@\t\r0123456789", *sign) != NULL || lw_cell_is_unknown (sign));
}

/**
 * lw_cell_clean:
 * @cell: the text of a cell
 *
 * Takes off what spreadsheets and careful people put around a value: blanks of all kinds, an apostrophe that keeps it
 * from being a formula or a number, the formula `="…"` that keeps zeros.
 *
 * Returns: (transfer full): the value's text
 */
char *
lw_cell_clean (const char *cell)
{
  const char *start = skip_blanks (cell);
  gsize length = strlen (start);

  for (gboolean more = TRUE; more && length > 0;)
    {
      more = FALSE;
      if (strchr (BLANKS, start[length - 1]) != NULL)
        more = length-- > 0;
      else if (length >= 2 && memcmp (start + length - 2, "\xc2\xa0", 2) == 0)
        {
          length -= 2;
          more = TRUE;
        }
    }
  if (length >= 3 && start[0] == '=' && start[1] == '"' && start[length - 1] == '"')
    return g_strndup (start + 2, length - 3);
  if (is_guarded (start))
    return g_strndup (start + 1, length - 1);
  return g_strndup (start, length);
}

/**
 * lw_cell_is_unknown:
 * @cell: the text of a cell
 *
 * Returns: whether the cell is empty or holds one of the signs for "not known" that lists use, the numbers of
 *   Statistics Netherlands for secret and missing among them
 */
gboolean
lw_cell_is_unknown (const char *cell)
{
  static const char *const signs[] = {
    "-",    "--",      ".",    "..",          "?",           "x",         "xx",       "n.b.",
    "nb",   "n.b",     "nnb",  "n.n.b.",      "nvt",         "n.v.t.",    "n.v.t",    "n/a",
    "na",   "#n/a",    "#n/b", "nan",         "null",        "none",      "onbekend", "onb",
    "onb.", "unknown", "geen", "geen opgave", "niet bekend", "-99999999", "-99997",
  };
  const char *start = skip_blanks (cell);
  gsize length;

  if (g_ascii_isdigit (*start)) /* most cells */
    return FALSE;
  length = strlen (start);
  while (length > 0 && strchr (BLANKS, start[length - 1]) != NULL)
    length--;
  if (length == 0)
    return TRUE;
  if (length > 12)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      if (strlen (signs[i]) == length && g_ascii_strncasecmp (start, signs[i], length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Reads a unit at the end of a cell ("m² vvo", "%", ",-"); FALSE if the rest is none. */
static gboolean
read_unit (const char *rest, LwUnit *unit)
{
  static const struct {
    const char *text;
    LwUnit unit;
  } units[] = {
    { "m2", LW_UNIT_M2 },     { "m\xc2\xb2", LW_UNIT_M2 },
    { "m^2", LW_UNIT_M2 },    { "ha", LW_UNIT_HECTARE },
    { "%", LW_UNIT_PERCENT }, { "euro", LW_UNIT_EURO },
    { "eur", LW_UNIT_EURO },  { "\xe2\x82\xac", LW_UNIT_EURO },
    { ",-", LW_UNIT_EURO },   { "vvo", LW_UNIT_M2 },
    { "bvo", LW_UNIT_M2 },    { "nvo", LW_UNIT_M2 },
    { "go", LW_UNIT_M2 },
  };

  rest = skip_blanks (rest);
  while (*rest != '\0')
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (units)
             && g_ascii_strncasecmp (rest, units[i].text, strlen (units[i].text)) != 0)
        i++;
      if (i == G_N_ELEMENTS (units))
        return FALSE;
      *unit = units[i].unit;
      rest = skip_blanks (rest + strlen (units[i].text));
    }
  return TRUE;
}

/* What stands before a number that somebody did not measure. */
static const char *
skip_rough_word (const char *text)
{
  static const char *const words[] = { "ca.", "ca", "circa", "\xc2\xb1", "+/-", "+-", "~", "ongeveer", "plm.", "plm",
                                       "rond", "about", "approx." };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize n = strlen (words[i]);
      const char *rest = skip_blanks (text + (g_ascii_strncasecmp (text, words[i], n) == 0 ? n : 0));

      if (rest != text && g_ascii_isdigit (*rest))
        return rest;
    }
  return text;
}

/**
 * lw_cell_is_rough:
 * @cell: the text of a cell
 *
 * Returns: whether it says that its number is a guess ("ca. 1.200 m²", "± 500")
 */
gboolean
lw_cell_is_rough (const char *cell)
{
  const char *start = skip_blanks (cell);

  return skip_rough_word (start) != start;
}

/**
 * lw_cell_is_unit:
 * @cell: the text of a cell
 *
 * Returns: whether it holds a unit or measure and nothing else ("m² vvo"), as the second row of headings does
 */
gboolean
lw_cell_is_unit (const char *cell)
{
  LwUnit unit = LW_UNIT_NONE;

  return read_unit (cell, &unit) && unit != LW_UNIT_NONE;
}

/* Takes a cell apart into sign, digits with separators, and unit. */
static LwCellState
split_number (const char *cell, Number *number)
{
  const char *p = skip_rough_word (skip_blanks (cell));
  guint n = 0;

  number->negative = FALSE;
  number->unit = LW_UNIT_NONE;
  if (!g_ascii_isdigit (*p) && lw_cell_is_unknown (p))
    return LW_CELL_UNKNOWN;
  if (*p == '\'')
    p++;
  if (strncmp (p, "\xe2\x82\xac", 3) == 0 || g_ascii_strncasecmp (p, "eur", 3) == 0)
    {
      number->unit = LW_UNIT_EURO;
      p = skip_blanks (p + 3);
    }
  if (strncmp (p, "\xe2\x88\x92", 3) == 0)
    {
      number->negative = TRUE;
      p += 3;
    }
  else if (*p == '-' || *p == '+')
    number->negative = *p++ == '-';
  p = skip_blanks (p);
  while (n < MAX_NUMBER)
    {
      gsize blank = blank_length (p);

      if (g_ascii_isdigit (*p) || (*p == '.') || (*p == ',' && p[1] != '-'))
        number->digits[n++] = *p++;
      else if (blank > 0 && g_ascii_isdigit (p[blank]))
        {
          number->digits[n++] = ' ';
          p += blank;
        }
      else
        break;
    }
  number->digits[n] = '\0';
  return n > 0 && read_unit (p, &number->unit) ? LW_CELL_VALUE : LW_CELL_INVALID;
}

/* What the separators of a number say. @decimal: the decimal character, or 0 if there is none; @doubt: the
 * only separator may be either. */
static char
find_decimal (const char *digits, gboolean *doubt)
{
  const char *comma = strrchr (digits, ','), *point = strrchr (digits, '.');
  const char *last = comma > point ? comma : point;
  gsize before, after;

  *doubt = FALSE;
  if (last == NULL)
    return '\0';
  if (comma != NULL && point != NULL)
    return *last;
  if (strchr (digits, *last) != last)
    return '\0';
  before = (gsize)(last - digits);
  after = strlen (last + 1);
  *doubt = after == 3 && before >= 1 && before <= 3 && digits[0] != '0' && strchr (digits, ' ') == NULL;
  return *last;
}

/* Copies the number as C writes it; FALSE if groups are not of three digits. */
static gboolean
compose (const char *digits, char decimal, char plain[MAX_NUMBER + 1])
{
  guint n = 0, group = 0;
  gboolean grouped = FALSE, decimals = FALSE;

  for (const char *p = digits; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        {
          plain[n++] = *p;
          group++;
          continue;
        }
      if (decimals || (grouped ? group != 3 : group > 3 && *p != decimal))
        return FALSE;
      if (*p == decimal)
        {
          plain[n++] = '.';
          decimals = TRUE;
        }
      else if (group == 0)
        return FALSE;
      else
        grouped = TRUE;
      group = 0;
    }
  plain[n] = '\0';
  return n > 0 && !(n == 1 && plain[0] == '.') && (decimals || !grouped || group == 3);
}

static gboolean
evaluate (const Number *number, LwDecimal decimal, double *value)
{
  char plain[MAX_NUMBER + 1];
  gboolean doubt;
  char character = find_decimal (number->digits, &doubt);

  if (doubt && decimal != LW_DECIMAL_UNKNOWN && character != (decimal == LW_DECIMAL_COMMA ? ',' : '.'))
    character = '\0';
  if (!compose (number->digits, character, plain))
    return FALSE;
  *value = g_ascii_strtod (plain, NULL);
  if (number->negative)
    *value = -*value;
  return isfinite (*value);
}

/**
 * lw_number_survey_add:
 * @survey: a survey of a column
 * @cell: a further cell of it
 *
 * Takes note of how the number in @cell is written, if it is one.
 */
void
lw_number_survey_add (LwNumberSurvey *survey, const char *cell)
{
  Number number;
  gboolean doubt;
  char decimal;
  double value;

  if (split_number (cell, &number) != LW_CELL_VALUE || !evaluate (&number, LW_DECIMAL_UNKNOWN, &value))
    return;
  survey->n++;
  decimal = find_decimal (number.digits, &doubt);
  if (!doubt && decimal == ',')
    survey->comma++;
  if (!doubt && decimal == '.')
    survey->point++;
  if (decimal == '\0' && strchr (number.digits, '.') != NULL)
    survey->comma++; /* 1.234.567: the point groups */
  if (decimal == '\0' && strchr (number.digits, ',') != NULL)
    survey->point++;
  if (number.unit == LW_UNIT_PERCENT)
    survey->n_percent++;
  if (value > 0 && value < 1)
    survey->n_fraction++;
  if (value > 1)
    survey->n_over_one++;
}

/**
 * lw_number_survey_decide:
 * @survey: a survey of a column, complete
 * @fallback: what to take if no cell of the column decides
 *
 * Returns: the decimal character of the column, by the majority of the cells that leave no doubt
 */
LwDecimal
lw_number_survey_decide (const LwNumberSurvey *survey, LwDecimal fallback)
{
  if (survey->comma == survey->point)
    return fallback;
  return survey->comma > survey->point ? LW_DECIMAL_COMMA : LW_DECIMAL_POINT;
}

/**
 * lw_cell_parse_number:
 * @cell: the text of a cell
 * @decimal: the column's decimal character, for "1.234" and "1,234"
 * @number: (out): the number, if there is one; a percentage as written (25 for "25 %")
 * @unit: (out) (optional): the unit written with it
 *
 * Accepts groups of three digits between points, commas or blanks, a sign, a unit around the number, and a word before
 * it that says that it is a guess: see lw_cell_is_rough().
 *
 * Returns: whether @number is set
 */
LwCellState
lw_cell_parse_number (const char *cell, LwDecimal decimal, double *number, LwUnit *unit)
{
  Number parts;
  LwCellState state;

  if (lw_cell_is_unknown (cell))
    return LW_CELL_UNKNOWN;
  state = split_number (cell, &parts);
  if (state != LW_CELL_VALUE)
    return state;
  if (!evaluate (&parts, decimal, number))
    return LW_CELL_INVALID;
  if (unit != NULL)
    *unit = parts.unit;
  return LW_CELL_VALUE;
}

/* 3,63E+14 and the like. */
static gboolean
is_scientific (const char *text)
{
  gsize mantissa = strspn (text, "0123456789.,");
  const char *rest = text + mantissa;

  if (mantissa == 0 || (*rest != 'E' && *rest != 'e'))
    return FALSE;
  rest++;
  if (*rest == '+' || *rest == '-')
    rest++;
  return *rest != '\0' && rest[strspn (rest, "0123456789")] == '\0';
}

/**
 * lw_cell_parse_bag_id:
 * @cell: the text of a cell
 * @id: (out): the identification, 0 if there is none
 *
 * Accepts the 16 digits, 13 to 15 of them (a spreadsheet drops leading zeros), blanks between them, the name
 * space before them ("NL.IMBAG.Verblijfsobject."), the ".0" that statistics programs add. The kind of object
 * is not judged: see lw_bag_id_type().
 *
 * Returns: what was found
 */
LwIdCheck
lw_cell_parse_bag_id (const char *cell, LwBagId *id)
{
  g_autofree char *text = lw_cell_clean (cell);
  char digits[LW_BAG_ID_LENGTH + 1];
  const char *start = text;
  gsize n = 0;

  *id = 0;
  if (lw_cell_is_unknown (text))
    return LW_ID_UNKNOWN;
  if (is_scientific (text))
    return LW_ID_SCIENTIFIC;
  if (g_ascii_strncasecmp (start, "NL.IMBAG.", 9) == 0 && strrchr (start, '.') != NULL)
    start = strrchr (start, '.') + 1;
  else if (g_str_has_suffix (start, ".0") || g_str_has_suffix (start, ",0"))
    text[strlen (text) - 2] = '\0';
  for (const char *p = start; *p != '\0'; p++)
    {
      gsize blank = blank_length (p);

      if (blank > 0)
        p += blank - 1;
      else if (!g_ascii_isdigit (*p))
        return LW_ID_NO_DIGITS;
      else if (n == LW_BAG_ID_LENGTH)
        return LW_ID_LENGTH;
      else
        digits[n++] = *p;
    }
  if (n < 13)
    return LW_ID_LENGTH;
  if (n < LW_BAG_ID_LENGTH)
    {
      memmove (digits + LW_BAG_ID_LENGTH - n, digits, n);
      memset (digits, '0', LW_BAG_ID_LENGTH - n);
    }
  *id = lw_bag_id_parse (digits, LW_BAG_ID_LENGTH);
  if (*id == 0)
    return LW_ID_LENGTH;
  return n == LW_BAG_ID_LENGTH ? LW_ID_GOOD : LW_ID_PADDED;
}

/**
 * lw_cell_parse_municipality:
 * @cell: the text of a cell
 * @code: (out caller-allocates): the code as GM0344; empty if @cell is no code
 *
 * People leave the letters and zeros out: 344 and 0344 are GM0344 too, also with blanks around.
 *
 * Returns: whether @cell is a code of a municipality
 */
gboolean
lw_cell_parse_municipality (const char *cell, char code[LW_MUNICIPALITY_CODE_LENGTH])
{
  g_autofree char *text = lw_cell_clean (cell);
  const char *digits = g_ascii_strncasecmp (text, "GM", 2) == 0 ? text + 2 : text;
  gsize n = strspn (digits, "0123456789");

  code[0] = '\0';
  if (n == 0 || n > 4 || digits[n] != '\0' || atoi (digits) == 0)
    return FALSE;
  g_snprintf (code, LW_MUNICIPALITY_CODE_LENGTH, "GM%04d", atoi (digits));
  return TRUE;
}

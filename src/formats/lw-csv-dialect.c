/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-csv-dialect: see lw-csv-dialect.h. A separator is right when it gives most records the same number of
 * cells, and many of them; ties go to the semicolon, because Dutch decimal commas also look regular. */
#include "formats/lw-csv-dialect.h"

#include <string.h>

#include "formats/lw-csv-record.h"

static const char candidates[] = { ';', '\t', '|', ',' };

/* One sampled record: its width, and what kind of cells it has. */
typedef struct {
  guint width;
  guint n_filled;
  guint n_numeric;
} Row;

/* A number, date or code without letters; headings are none of these. */
static gboolean
is_numeric (const char *cell)
{
  gboolean digit = FALSE;

  for (const char *p = cell; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        digit = TRUE;
      else if (g_ascii_isalpha (*p))
        return FALSE;
    }
  return digit;
}

static Row
describe_row (const LwCsvRecord *record)
{
  Row row = { lw_csv_record_is_blank (record) ? 0 : record->starts->len, 0, 0 };

  for (guint i = 0; i < row.width; i++)
    {
      const char *cell = lw_csv_record_get (record, i);

      if (cell[strspn (cell, " ")] == '\0')
        continue;
      row.n_filled++;
      if (is_numeric (cell))
        row.n_numeric++;
    }
  return row;
}

/* Returns: (element-type Row): the first records, split at @separator */
static GArray *
sample (const char *text, gsize length, gboolean last, char separator)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  LwCsvRecord record;
  gsize at = 0;

  lw_csv_record_init (&record);
  while (at < length && rows->len < LW_CSV_SAMPLE)
    {
      LwCsvParse parse = lw_csv_record_parse (&record, text + at, length - at, last, separator, TRUE);

      if (parse == LW_CSV_BROKEN_QUOTE || (parse == LW_CSV_MORE && at == 0))
        parse = lw_csv_record_parse (&record, text + at, length - at, TRUE, separator, FALSE);
      if (parse != LW_CSV_PARSED)
        break;
      Row row = describe_row (&record);
      g_array_append_val (rows, row);
      at += record.consumed;
    }
  lw_csv_record_clear (&record);
  return rows;
}

/* The most frequent width; of equals the larger. @n_rows: records that are not blank, @n_equal: of that
 * width. */
static guint
find_mode (GArray *rows, guint *n_rows, guint *n_equal)
{
  guint mode = 0;

  *n_rows = *n_equal = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      guint width = g_array_index (rows, Row, i).width, n = 0;

      if (width == 0)
        continue;
      (*n_rows)++;
      for (guint k = 0; k < rows->len; k++)
        n += g_array_index (rows, Row, k).width == width;
      if (n > *n_equal || (n == *n_equal && width > mode))
        {
          *n_equal = n;
          mode = width;
        }
    }
  return mode;
}

static gboolean
looks_like_headings (const Row *row)
{
  return row->n_numeric * 2 < row->n_filled;
}

/* Titles may stand above headings, but not above plain data: then the first row is the heading of a single
 * column, and the separator is just text in it ("1234AB,12"). */
static gboolean
begins_soundly (GArray *rows, guint mode)
{
  gboolean above = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (row->width == mode)
        return !above || looks_like_headings (row);
      above = above || row->width > 0;
    }
  return TRUE;
}

static char
find_separator (const char *text, gsize length, gboolean last)
{
  char best = LW_CSV_ONE_COLUMN;
  double best_score = 0;

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      g_autoptr (GArray) rows = sample (text, length, last, candidates[i]);
      guint n_rows, n_equal, mode = find_mode (rows, &n_rows, &n_equal);
      double share = n_rows > 0 ? (double)n_equal / n_rows : 0;
      double score = share * share * (1 - 1.0 / MAX (mode, 1));

      if (mode > 1 && share >= 0.5 && score > best_score + 1e-9 && begins_soundly (rows, mode))
        {
          best = candidates[i];
          best_score = score;
        }
    }
  return best;
}

/* Excel's first line "sep=;" tells the separator; 0 if the line is not there. */
static char
read_separator_line (const char *text, gsize length)
{
  if (length >= 5 && g_ascii_strncasecmp (text, "sep=", 4) == 0 && text[4] != '\n' && text[4] != '\r'
      && (length == 5 || text[5] == '\n' || text[5] == '\r'))
    return text[4];
  return '\0';
}

/* Headings are the first full row, if its cells are mostly words; a full row of numbers is already data. */
static void
find_headings (LwCsvLayout *layout, GArray *rows, guint from)
{
  guint first = from;

  while (first < rows->len && g_array_index (rows, Row, first).width == 0)
    first++;
  layout->n_before = first;
  layout->has_headings = FALSE;
  for (guint i = first; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (row->width != layout->n_columns || row->n_filled * 2 <= layout->n_columns)
        continue;
      layout->n_before = i;
      layout->has_headings = looks_like_headings (row);
      return;
    }
}

/**
 * lw_csv_layout_find:
 * @layout: (out): the layout
 * @text: the beginning of the file, as UTF-8
 * @length: bytes of @text
 * @last: whether that is the whole file
 * @separator: the separator, or 0 to find it out
 * @heading_record: the record with the headings, counted from 1; 0 to find it out; -1 if there are none
 */
void
lw_csv_layout_find (
    LwCsvLayout *layout, const char *text, gsize length, gboolean last, char separator, int heading_record)
{
  g_autoptr (GArray) rows = NULL;
  char told = read_separator_line (text, length);
  guint n_rows, n_equal, from = told != '\0' ? 1 : 0;

  if (separator != '\0')
    layout->separator = separator;
  else
    layout->separator = told != '\0' ? told : find_separator (text, length, last);
  rows = sample (text, length, last, layout->separator);
  if (from > 0 && rows->len > 0)
    g_array_index (rows, Row, 0).width = 0;
  layout->n_columns = find_mode (rows, &n_rows, &n_equal);
  find_headings (layout, rows, from);
  if (heading_record < 0)
    layout->has_headings = FALSE;
  else if (heading_record > 0)
    {
      layout->n_before = (guint)heading_record - 1;
      layout->has_headings = TRUE;
    }
}

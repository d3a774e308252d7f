/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-csv-record: see lw-csv-record.h. Quotes follow RFC 4180, forgivingly: a quote inside a quoted cell that
 * neither doubles nor ends it is text. But if such a record also runs over several lines, its quotes cannot
 * be trusted, since it may have swallowed its neighbours: then the caller reads the line again without
 * quotes. */
#include "formats/lw-csv-record.h"

#include <string.h>

typedef struct {
  const char *text;
  gsize length;
  gsize at;
  gboolean last;
  char separator;
  gboolean quotes;
  gboolean stray;
} Scanner;

/**
 * lw_csv_record_init:
 * @record: (out): storage for records; free it with lw_csv_record_clear()
 */
void
lw_csv_record_init (LwCsvRecord *record)
{
  memset (record, 0, sizeof *record);
  record->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
}

/**
 * lw_csv_record_clear:
 * @record: storage to free
 */
void
lw_csv_record_clear (LwCsvRecord *record)
{
  g_clear_pointer (&record->bytes, g_free);
  g_clear_pointer (&record->starts, g_array_unref);
}

static void
append (LwCsvRecord *record, const char *bytes, gsize length)
{
  if (record->length + length + 1 > record->capacity)
    {
      record->capacity = MAX (record->capacity * 2, record->length + length + 256);
      record->bytes = g_realloc (record->bytes, record->capacity);
    }
  memcpy (record->bytes + record->length, bytes, length);
  record->length += length;
}

static void
begin_cell (LwCsvRecord *record)
{
  g_array_append_val (record->starts, record->length);
}

static void
end_cell (LwCsvRecord *record)
{
  append (record, "", 1);
}

static gboolean
is_plain (const Scanner *scanner, char c)
{
  return c != scanner->separator && c != '\n' && c != '\r' && c != '\0';
}

/* Copies up to the separator or the line's end, quotes and all. */
static void
scan_plain (Scanner *scanner, LwCsvRecord *record)
{
  while (scanner->at < scanner->length)
    {
      gsize start = scanner->at;

      while (scanner->at < scanner->length && is_plain (scanner, scanner->text[scanner->at]))
        scanner->at++;
      append (record, scanner->text + start, scanner->at - start);
      if (scanner->at == scanner->length || scanner->text[scanner->at] != '\0')
        return;
      record->has_nul = TRUE;
      scanner->at++;
    }
}

/* What follows the quote at @at: its pair, the end of the cell (after blanks), or anything else. */
typedef enum {
  QUOTE_PAIR,
  QUOTE_END,
  QUOTE_STRAY,
  QUOTE_MORE,
} Quote;

static Quote
classify_quote (const Scanner *scanner)
{
  gsize next = scanner->at + 1;

  if (next < scanner->length && scanner->text[next] == '"')
    return QUOTE_PAIR;
  while (next < scanner->length && scanner->text[next] == ' ' && scanner->separator != ' ')
    next++;
  if (next == scanner->length)
    return scanner->last ? QUOTE_END : QUOTE_MORE;
  return is_plain (scanner, scanner->text[next]) ? QUOTE_STRAY : QUOTE_END;
}

static void
count_line (const Scanner *scanner, LwCsvRecord *record, char c)
{
  gboolean pair = c == '\r' && scanner->at + 1 < scanner->length && scanner->text[scanner->at + 1] == '\n';

  if ((c == '\n' || c == '\r') && !pair)
    record->n_lines++;
}

/* Copies a quoted cell; @at stands behind the opening quote. */
static LwCsvParse
scan_quoted (Scanner *scanner, LwCsvRecord *record)
{
  while (scanner->at < scanner->length)
    {
      gsize start = scanner->at;
      char c = '\0';

      while (scanner->at < scanner->length && (c = scanner->text[scanner->at]) != '"' && c != '\0')
        {
          count_line (scanner, record, c);
          scanner->at++;
        }
      append (record, scanner->text + start, scanner->at - start);
      if (scanner->at == scanner->length)
        break;
      if (c == '\0')
        {
          record->has_nul = TRUE;
          scanner->at++;
          continue;
        }
      switch (classify_quote (scanner))
        {
        case QUOTE_PAIR:
          append (record, "\"", 1);
          scanner->at += 2;
          break;
        case QUOTE_STRAY:
          scanner->stray = TRUE;
          append (record, "\"", 1);
          scanner->at++;
          break;
        case QUOTE_MORE:
          return LW_CSV_MORE;
        case QUOTE_END:
        default:
          scanner->at++;
          while (scanner->at < scanner->length && scanner->text[scanner->at] == ' ')
            scanner->at++;
          return LW_CSV_PARSED;
        }
    }
  return scanner->last ? LW_CSV_BROKEN_QUOTE : LW_CSV_MORE;
}

static LwCsvParse
scan_cell (Scanner *scanner, LwCsvRecord *record)
{
  gsize quote = scanner->at;
  LwCsvParse parse = LW_CSV_PARSED;

  begin_cell (record);
  while (quote < scanner->length && scanner->text[quote] == ' ')
    quote++;
  if (quote < scanner->length && scanner->text[quote] == '"' && scanner->quotes)
    {
      scanner->at = quote + 1;
      parse = scan_quoted (scanner, record);
    }
  else if (quote < scanner->length && scanner->text[quote] == '"')
    scanner->at = quote + 1;
  if (parse == LW_CSV_PARSED)
    scan_plain (scanner, record);
  end_cell (record);
  return parse;
}

/* Steps over the line end at @at; FALSE if the text ends before that is clear. */
static gboolean
scan_line_end (Scanner *scanner, LwCsvRecord *record)
{
  if (scanner->at == scanner->length)
    return scanner->last;
  if (scanner->text[scanner->at] == '\r')
    {
      if (scanner->at + 1 == scanner->length && !scanner->last)
        return FALSE;
      if (scanner->at + 1 < scanner->length && scanner->text[scanner->at + 1] == '\n')
        scanner->at++;
    }
  scanner->at++;
  record->n_lines++;
  return TRUE;
}

/**
 * lw_csv_record_parse:
 * @record: where the cells go; what it held is forgotten
 * @text: UTF-8 text that begins with the record
 * @length: bytes of @text, not 0
 * @last: whether the file ends with @text
 * @separator: the character between cells, or %LW_CSV_ONE_COLUMN
 * @quotes: whether double quotes enclose cells; without, they are text
 *
 * Lines end in LF, CR LF or CR. Without @quotes a record is exactly one line; a quote that begins a cell is
 * dropped.
 *
 * Returns: %LW_CSV_PARSED if @record is filled
 */
LwCsvParse
lw_csv_record_parse (
    LwCsvRecord *record, const char *text, gsize length, gboolean last, char separator, gboolean quotes)
{
  Scanner scanner = { text, length, 0, last, separator, quotes, FALSE };

  record->length = 0;
  record->n_lines = 0;
  record->has_nul = FALSE;
  g_array_set_size (record->starts, 0);
  for (;;)
    {
      LwCsvParse parse = scan_cell (&scanner, record);

      if (parse != LW_CSV_PARSED)
        return parse;
      if (scanner.at < length && text[scanner.at] == separator && separator != LW_CSV_ONE_COLUMN)
        {
          scanner.at++;
          continue;
        }
      break;
    }
  if (scanner.stray && record->n_lines > 0)
    return LW_CSV_BROKEN_QUOTE;
  if (!scan_line_end (&scanner, record))
    return LW_CSV_MORE;
  record->consumed = scanner.at;
  return LW_CSV_PARSED;
}

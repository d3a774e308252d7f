/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-csv: CSV in two dialects: one for programs and one that a Dutch spreadsheet opens by a double
 * click without spoiling it. In both, text that a spreadsheet would run as a formula is made harmless. */
#include <string.h>

#include "formats/lw-cell.h"
#include "formats/lw-csv-text.h"
#include "formats/lw-export-source.h"
#include "formats/lw-export.h"

#define BLOCK 65536
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef struct {
  char separator;
  char decimal;
  const char *line_end;
  gboolean excel;
} Dialect;

static const Dialect technical = { ',', '.', "\n", FALSE };
static const Dialect spreadsheet = { ';', ',', "\r\n", TRUE };

/* Digits and the signs of numbers, dates and times only: a spreadsheet would take such a text for one of
 * these. */
static gboolean
looks_like_number (const char *text)
{
  gboolean digit = FALSE;

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isdigit (*text))
        digit = TRUE;
      else if (strchr ("+-.,:/eE ", *text) == NULL)
        return FALSE;
    }
  return digit;
}

/* @again: the file is one to be read again, so that a text that would be read as "unknown" is guarded too */
static void
append_text (GString *out, const char *text, gboolean again, const Dialect *dialect)
{
  g_autofree char *guarded = NULL;

  if (text[0] == '\0')
    return;
  if (lw_csv_text_needs_guard (text) || (again && lw_cell_is_unknown (text)))
    guarded = g_strconcat ("'", text, NULL);
  else if (dialect->excel && looks_like_number (text))
    guarded = g_strconcat ("=\"", text, "\"", NULL);
  lw_csv_text_append (out, guarded != NULL ? guarded : text, -1, dialect->separator);
}

static void
append_date (GString *out, LwDate date, const Dialect *dialect)
{
  int year, month, day;

  lw_date_to_ymd (date, &year, &month, &day);
  if (dialect->excel)
    g_string_append_printf (out, "%02d-%02d-%04d", day, month, year);
  else
    g_string_append_printf (out, "%04d-%02d-%02d", year, month, day);
}

static void
append_cell (GString *out, const LwExportColumn *column, const LwExportCell *cell, gboolean again, const Dialect *dialect)
{
  if (!cell->known)
    return;
  switch (column->type)
    {
    case LW_TABLE_NUMBER:
      lw_export_append_number (out, cell->number, dialect->decimal);
      break;
    case LW_TABLE_INTEGER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, cell->integer);
      break;
    case LW_TABLE_BOOLEAN:
      g_string_append_c (out, cell->boolean ? '1' : '0');
      break;
    case LW_TABLE_DATE:
      append_date (out, cell->date, dialect);
      break;
    case LW_TABLE_TEXT:
    default:
      append_text (out, cell->text, again, dialect);
      break;
    }
}

static void
append_headings (GString *out, const LwExportSource *source, const Dialect *dialect)
{
  guint n = lw_export_source_get_n_columns (source);

  for (guint i = 0; i < n; i++)
    {
      LwExportColumn column;

      lw_export_source_describe (source, i, &column);
      if (i > 0)
        g_string_append_c (out, dialect->separator);
      lw_csv_text_append (out, column.name, -1, dialect->separator);
    }
  g_string_append (out, dialect->line_end);
}

static void
append_row (GString *out, const LwExportSource *source, guint row, const Dialect *dialect)
{
  guint n = lw_export_source_get_n_columns (source);
  gsize start = out->len;

  for (guint i = 0; i < n; i++)
    {
      LwExportColumn column;
      LwExportCell cell;

      lw_export_source_describe (source, i, &column);
      lw_export_source_read (source, row, i, &cell);
      if (i > 0)
        g_string_append_c (out, dialect->separator);
      append_cell (out, &column, &cell, source->offices != NULL, dialect);
    }
  if (out->len == start) /* an unknown lone cell is no blank line */
    g_string_append (out, "\"\"");
  g_string_append (out, dialect->line_end);
}

/**
 * lw_export_write_csv:
 * @excel: the dialect for a Dutch spreadsheet
 * @stream: where to write
 *
 * Returns: %FALSE on an error
 */
gboolean
lw_export_write_csv (const LwExportSource *source, gboolean excel, GOutputStream *stream, GError **error)
{
  const Dialect *dialect = excel ? &spreadsheet : &technical;
  g_autoptr (GString) out = g_string_sized_new (BLOCK + 4096);
  guint done = 0;

  g_string_append (out, excel ? BYTE_ORDER_MARK : "");
  append_headings (out, source, dialect);
  for (guint row = lw_export_source_next (source, 0); row != LW_EXPORT_NO_ROW;
       row = lw_export_source_next (source, row + 1))
    {
      append_row (out, source, row, dialect);
      if (!lw_export_flush (stream, out, BLOCK, source->options->cancellable, error)
          || !lw_export_source_tell (source, done++, error))
        return FALSE;
    }
  return lw_export_flush (stream, out, 0, source->options->cancellable, error);
}

/**
 * lw_table_to_csv:
 * @table: a table
 * @excel: the dialect for a Dutch spreadsheet instead of the technical one
 *
 * Returns: (transfer full): the table as CSV, headings first
 */
char *
lw_table_to_csv (LwTable *table, gboolean excel)
{
  const Dialect *dialect = excel ? &spreadsheet : &technical;
  LwExportOptions none = { NULL };
  LwExportSource source = { .table = table, .options = &none };
  GString *out = g_string_new (excel ? BYTE_ORDER_MARK : "");

  g_return_val_if_fail (table != NULL, NULL);
  append_headings (out, &source, dialect);
  for (guint row = 0; row < lw_table_get_n_rows (table); row++)
    append_row (out, &source, row, dialect);
  return g_string_free (out, FALSE);
}

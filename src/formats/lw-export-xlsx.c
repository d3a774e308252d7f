/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-xlsx: a workbook: headings bold, frozen and with filters, numbers as numbers, dates as dates, shares as
 * percentages, identifications as text; and a second sheet that says where it all comes from. Text is written as text, so
 * that nothing in it runs as a formula. The XML is written here, since a number has to read back as the same bits and the
 * libraries at hand write one digit less. Rows go out as they are written, so that memory does not grow with them. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/lw-cell.h"
#include "formats/lw-csv-text.h"
#include "formats/lw-export-source.h"
#include "formats/lw-export-xlsx-parts.h"
#include "formats/lw-zip-writer.h"
#include "model/lw-error.h"

#define BLOCK 65536
#define MAX_ROWS 1048576 /* of a sheet, headings included */
#define MAX_TEXT 32767   /* characters of a cell */
#define MAX_SHEET_NAME 31
#define WIDTH_ROWS 200 /* that are looked at to know how wide a column is */
#define HEADING_ROOM 3 /* characters beside a heading, for the button of the filter */
#define MIN_WIDTH 8
#define MAX_WIDTH 45
#define LABEL_WIDTH 20
#define VALUE_WIDTH 100
#define DAY_0 25569  /* 1 January 1970 as a spreadsheet counts days */
#define FIRST_DAY 61 /* 1 March 1900: before it spreadsheets count a leap day that never was */

typedef struct {
  const LwExportSource *source;
  LwZipWriter *zip;
  GString *out;
  guint n_columns;
  LwExportColumn *columns;
  char (*letters)[4]; /* of each column */
} Book;

/* Returns: the name of a column, "A" to "XFD" */
static void
name_column (guint column, char name[4])
{
  char reversed[4];
  guint n = 0;

  for (guint rest = column + 1; rest > 0 && n < 3; rest = (rest - 1) / 26)
    reversed[n++] = (char)('A' + (rest - 1) % 26);
  for (guint i = 0; i < n; i++)
    name[i] = reversed[n - 1 - i];
  name[n] = '\0';
}

static gboolean
flush (Book *book, gsize limit, GError **error)
{
  if (book->out->len < limit)
    return TRUE;
  if (!lw_zip_writer_write (book->zip, book->out->str, book->out->len, error))
    return FALSE;
  g_string_truncate (book->out, 0);
  return TRUE;
}

static void
append_place (GString *out, const char *letters, guint row)
{
  g_string_append (out, "<c r=\"");
  g_string_append (out, letters);
  lw_export_append_number (out, row + 1, '.');
}

/* Blanks at the ends, and line ends, are lost by readers that are not told. */
static gboolean
has_blanks (const char *text)
{
  gsize n = strlen (text);

  return n > 0 && (g_ascii_isspace (text[0]) || g_ascii_isspace (text[n - 1]) || strpbrk (text, "\n\t") != NULL);
}

static void
append_text (GString *out, const char *letters, guint row, LwXlsxStyle style, gboolean again, const char *text)
{
  g_autofree char *guarded = NULL;

  /* Nothing needs a guard here, but what looks like guarded must not lose it to a reader, nor may a text of a file that is
   * read again be taken for "unknown". */
  if (((text[0] == '\'' || g_str_has_prefix (text, "=\"")) && lw_csv_text_needs_guard (text))
      || (again && lw_cell_is_unknown (text)))
    text = guarded = g_strconcat ("'", text, NULL);
  append_place (out, letters, row);
  g_string_append (out, "\" s=\"");
  g_string_append_c (out, (char)('0' + style));
  g_string_append (out, has_blanks (text) ? "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                                          : "\" t=\"inlineStr\"><is><t>");
  lw_xlsx_append_text (out, text, MAX_TEXT);
  g_string_append (out, "</t></is></c>");
}

static void
append_number (GString *out, const char *letters, guint row, LwXlsxStyle style, double number)
{
  append_place (out, letters, row);
  if (style != LW_XLSX_GENERAL)
    g_string_append_printf (out, "\" s=\"%d", style);
  g_string_append (out, "\"><v>");
  lw_export_append_number (out, number, '.');
  g_string_append (out, "</v></c>");
}

static void
append_date (GString *out, const char *letters, guint row, LwDate date)
{
  g_autofree char *iso = NULL;

  if (date + DAY_0 >= FIRST_DAY)
    {
      append_number (out, letters, row, LW_XLSX_DATE, date + DAY_0);
      return;
    }
  iso = lw_date_to_iso (date);
  append_text (out, letters, row, LW_XLSX_TEXT, FALSE, iso);
}

static void
append_cell (Book *book, guint row, guint i, const LwExportCell *cell)
{
  const LwExportColumn *column = &book->columns[i];
  const char *letters = book->letters[i];
  gboolean is_share = g_strcmp0 (column->unit, LW_EXPORT_FRACTION) == 0;

  switch (column->type)
    {
    case LW_TABLE_NUMBER:
      append_number (book->out, letters, row, is_share ? LW_XLSX_SHARE : LW_XLSX_GENERAL, cell->number);
      break;
    case LW_TABLE_INTEGER:
      append_number (book->out, letters, row, LW_XLSX_GENERAL, (double)cell->integer);
      break;
    case LW_TABLE_BOOLEAN:
      append_place (book->out, letters, row);
      g_string_append (book->out, cell->boolean ? "\" t=\"b\"><v>1</v></c>" : "\" t=\"b\"><v>0</v></c>");
      break;
    case LW_TABLE_DATE:
      append_date (book->out, letters, row, cell->date);
      break;
    case LW_TABLE_TEXT:
    default:
      append_text (book->out, letters, row, LW_XLSX_TEXT, book->source->offices != NULL, cell->text);
      break;
    }
}

/* Wide enough for the heading with its button and for the texts of the first rows. */
static int
get_width (const Book *book, guint i)
{
  const LwExportSource *source = book->source;
  glong widest = g_utf8_strlen (book->columns[i].name, -1) + HEADING_ROOM;
  guint row = lw_export_source_next (source, 0);

  for (guint k = 0; k < WIDTH_ROWS && row != LW_EXPORT_NO_ROW; k++, row = lw_export_source_next (source, row + 1))
    {
      LwExportCell cell;
      glong length = 0;

      lw_export_source_read (source, row, i, &cell);
      if (cell.known && book->columns[i].type == LW_TABLE_TEXT)
        length = g_utf8_strlen (cell.text, -1) + 1;
      widest = MAX (widest, length);
    }
  return (int)CLAMP (widest, MIN_WIDTH, MAX_WIDTH);
}

static void
append_width (GString *out, guint column, int width)
{
  g_string_append_printf (out, "<col min=\"%u\" max=\"%u\" width=\"%d\" customWidth=\"1\"/>", column + 1, column + 1,
                          width);
}

/* All cells, as "A1:AE101". */
static char *
get_range (const Book *book)
{
  return g_strdup_printf ("A1:%s%u", book->letters[book->n_columns - 1],
                          lw_export_source_get_n_rows (book->source) + 1);
}

static void
append_sheet_start (Book *book)
{
  g_string_append (book->out, LW_XLSX_SHEET_START
                   "<sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
                   "activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\"/></sheetView></sheetViews>"
                   "<sheetFormatPr defaultRowHeight=\"15\"/><cols>");
  for (guint i = 0; i < book->n_columns; i++)
    append_width (book->out, i, get_width (book, i));
  g_string_append (book->out, "</cols><sheetData>\n<row r=\"1\">");
  for (guint i = 0; i < book->n_columns; i++)
    append_text (book->out, book->letters[i], 0, LW_XLSX_HEADING, FALSE, book->columns[i].name);
  g_string_append (book->out, "</row>\n");
}

static void
append_row (Book *book, guint row, guint to)
{
  g_string_append (book->out, "<row r=\"");
  lw_export_append_number (book->out, to + 1, '.');
  g_string_append (book->out, "\">");
  for (guint i = 0; i < book->n_columns; i++)
    {
      LwExportCell cell;

      lw_export_source_read (book->source, row, i, &cell);
      if (cell.known)
        append_cell (book, to, i, &cell);
    }
  g_string_append (book->out, "</row>\n");
}

/* What is confidential says so on paper too. */
static void
append_sheet_end (Book *book)
{
  g_autofree char *range = get_range (book);

  g_string_append_printf (book->out, "</sheetData><autoFilter ref=\"%s\"/>", range);
  if (book->source->confidential)
    {
      g_string_append (book->out, "<headerFooter><oddHeader>&amp;C");
      lw_xlsx_append_text (book->out, lw_note_texts_notice (), MAX_TEXT);
      g_string_append (book->out, "</oddHeader></headerFooter>");
    }
  g_string_append (book->out, "</worksheet>");
}

static gboolean
write_sheet (Book *book, GError **error)
{
  const LwExportSource *source = book->source;
  guint done = 0;

  if (!lw_zip_writer_begin (book->zip, "xl/worksheets/sheet1.xml", error))
    return FALSE;
  append_sheet_start (book);
  for (guint row = lw_export_source_next (source, 0); row != LW_EXPORT_NO_ROW;
       row = lw_export_source_next (source, row + 1))
    {
      append_row (book, row, done + 1);
      if (!flush (book, BLOCK, error) || !lw_export_source_tell (source, done++, error))
        return FALSE;
    }
  append_sheet_end (book);
  return flush (book, 0, error);
}

/* The sheet about method and sources: first what the reader must know, then a row a source. */
static gboolean
write_about (Book *book, GError **error)
{
  g_autoptr (GPtrArray) lines = lw_provenance_get_lines (book->source->options->about);

  if (!lw_zip_writer_begin (book->zip, "xl/worksheets/sheet2.xml", error))
    return FALSE;
  g_string_append (book->out, LW_XLSX_SHEET_START "<sheetFormatPr defaultRowHeight=\"15\"/><cols>");
  append_width (book->out, 0, LABEL_WIDTH);
  append_width (book->out, 1, VALUE_WIDTH);
  g_string_append (book->out, "</cols><sheetData>\n");
  for (guint i = 0; i < lines->len; i++)
    {
      const LwProvenanceLine *line = g_ptr_array_index (lines, i);

      g_string_append_printf (book->out, "<row r=\"%u\">", i + 1);
      append_text (book->out, "A", i, LW_XLSX_HEADING, FALSE, line->label);
      append_text (book->out, "B", i, LW_XLSX_WRAPPED, FALSE, line->value);
      g_string_append (book->out, "</row>\n");
    }
  g_string_append (book->out, "</sheetData></worksheet>");
  return flush (book, 0, error);
}

/* A name of a sheet may be short and hold none of these signs. */
static char *
make_sheet_name (const char *name, const char *otherwise)
{
  g_autofree char *copy = g_strdup (name);

  g_strstrip (g_strdelimit (copy, "[]:*?/\\'", ' '));
  return g_utf8_substring (copy[0] != '\0' ? copy : otherwise, 0,
                           MIN (g_utf8_strlen (copy[0] != '\0' ? copy : otherwise, -1), MAX_SHEET_NAME));
}

/* What the reader has to know, in the properties of the file too. */
static char *
make_remark (const LwExportSource *source)
{
  return g_strconcat (source->fictional ? _ ("Fictional example") : "",
                      source->fictional && source->confidential ? "; " : "",
                      source->confidential ? lw_note_texts_notice () : "", NULL);
}

static gboolean
write_parts (Book *book, GError **error)
{
  const LwProvenance *about = book->source->options->about;
  g_autofree char *name = make_sheet_name (book->source->name, "Sheet1");
  g_autofree char *about_name = about != NULL ? make_sheet_name (_ ("Method and sources"), "Sheet2") : NULL;
  g_autofree char *remark = make_remark (book->source);
  g_autofree char *range = get_range (book);
  LwXlsxBook parts = { .sheet = name, .about = about_name, .range = range, .remark = remark,
                       .title = about != NULL ? about->title : NULL, .made = about != NULL ? about->made : NULL };

  for (guint i = 0; i < lw_xlsx_n_parts (); i++)
    {
      const char *member = lw_xlsx_append_part (book->out, i, &parts);

      if (!lw_zip_writer_begin (book->zip, member, error) || !flush (book, 0, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_size (const LwExportSource *source, GError **error)
{
  guint n = lw_export_source_get_n_rows (source);

  if (n < MAX_ROWS)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE,
               _ ("A sheet has room for %u rows and there are %u; export a selection, or to CSV"), MAX_ROWS - 1, n);
  return FALSE;
}

/**
 * lw_export_write_xlsx:
 * @source: what to write
 * @stream: where to write
 *
 * Returns: %FALSE on an error; %LW_ERROR_TOO_LARGE if a sheet has not enough rows
 */
gboolean
lw_export_write_xlsx (const LwExportSource *source, GOutputStream *stream, GError **error)
{
  g_autoptr (LwZipWriter) zip = lw_zip_writer_new (stream, source->options->cancellable);
  g_autoptr (GString) out = g_string_sized_new (BLOCK + 4096);
  guint n = lw_export_source_get_n_columns (source);
  g_autofree LwExportColumn *columns = g_new (LwExportColumn, n);
  g_autofree char (*letters)[4] = g_malloc (MAX (n, 1) * sizeof *letters);
  Book book = { source, zip, out, n, columns, letters };

  g_return_val_if_fail (n > 0, FALSE);
  if (!check_size (source, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      lw_export_source_describe (source, i, &columns[i]);
      name_column (i, letters[i]);
    }
  return write_parts (&book, error) && write_sheet (&book, error)
         && (source->options->about == NULL || write_about (&book, error)) && lw_zip_writer_finish (zip, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-xlsx: a workbook: headings bold, frozen and with filters, numbers as numbers, dates as dates, shares as
 * percentages, identifications as text; and a second sheet that says where it all comes from. Text is written as text, so
 * that nothing in it runs as a formula. Rows go out as they are written, so that memory does not grow with them. */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <xlsxwriter.h>

#include "formats/lw-export-source.h"
#include "model/lw-error.h"

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
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *heading;
  lxw_format *date;
  lxw_format *text;
  lxw_format *share;
  lxw_format *wrapped;
} Book;

static lxw_error
write_text (Book *book, guint row, guint column, const char *text)
{
  g_autofree char *cut = NULL;

  /* Nothing needs a guard here, but what already looks like guarded must not lose its own. */
  if (text[0] == '\'' && lw_export_needs_quote (text))
    text = cut = g_strconcat ("'", text, NULL);
  if (g_utf8_strlen (text, -1) > MAX_TEXT)
    {
      g_autofree char *whole = g_steal_pointer (&cut);

      text = cut = g_utf8_substring (text, 0, MAX_TEXT);
    }
  return worksheet_write_string (book->sheet, row, (lxw_col_t)column, text, book->text);
}

static lxw_error
write_date (Book *book, guint row, guint column, LwDate date)
{
  g_autofree char *iso = NULL;

  if (date + DAY_0 >= FIRST_DAY)
    return worksheet_write_number (book->sheet, row, (lxw_col_t)column, date + DAY_0, book->date);
  iso = lw_date_to_iso (date);
  return write_text (book, row, column, iso);
}

static lxw_error
write_cell (Book *book, guint row, guint i, const LwExportColumn *column, const LwExportCell *cell)
{
  switch (column->type)
    {
    case LW_TABLE_NUMBER:
      return worksheet_write_number (book->sheet, row, (lxw_col_t)i, cell->number,
                                     g_strcmp0 (column->unit, LW_EXPORT_FRACTION) == 0 ? book->share : NULL);
    case LW_TABLE_INTEGER:
      return worksheet_write_number (book->sheet, row, (lxw_col_t)i, (double)cell->integer, NULL);
    case LW_TABLE_BOOLEAN:
      return worksheet_write_boolean (book->sheet, row, (lxw_col_t)i, cell->boolean, NULL);
    case LW_TABLE_DATE:
      return write_date (book, row, i, cell->date);
    case LW_TABLE_TEXT:
    default:
      return write_text (book, row, i, cell->text);
    }
}

/* Wide enough for the heading with its button and for the texts of the first rows. */
static double
get_width (const LwExportSource *source, guint i, const LwExportColumn *column)
{
  glong widest = g_utf8_strlen (column->name, -1) + HEADING_ROOM;
  guint row = lw_export_source_next (source, 0);

  for (guint k = 0; k < WIDTH_ROWS && row != LW_EXPORT_NO_ROW; k++, row = lw_export_source_next (source, row + 1))
    {
      LwExportCell cell;
      glong length = 0;

      lw_export_source_read (source, row, i, &cell);
      if (cell.known && column->type == LW_TABLE_TEXT)
        length = g_utf8_strlen (cell.text, -1) + 1;
      widest = MAX (widest, length);
    }
  return (double)CLAMP (widest, MIN_WIDTH, MAX_WIDTH);
}

/* A name of a sheet may be short and hold none of these signs. */
static char *
make_sheet_name (const char *name)
{
  g_autofree char *copy = g_strdup (name);

  g_strdelimit (copy, "[]:*?/\\'", ' ');
  return g_utf8_substring (copy, 0, MIN (g_utf8_strlen (copy, -1), MAX_SHEET_NAME));
}

static lxw_error
write_headings (Book *book, const LwExportSource *source)
{
  guint n = lw_export_source_get_n_columns (source);
  lxw_error result = LXW_NO_ERROR;

  for (guint i = 0; i < n && result == LXW_NO_ERROR; i++)
    {
      LwExportColumn column;

      lw_export_source_describe (source, i, &column);
      result = worksheet_set_column (book->sheet, (lxw_col_t)i, (lxw_col_t)i, get_width (source, i, &column), NULL);
      if (result == LXW_NO_ERROR)
        result = worksheet_write_string (book->sheet, 0, (lxw_col_t)i, column.name, book->heading);
    }
  worksheet_freeze_panes (book->sheet, 1, 0);
  if (result == LXW_NO_ERROR && n > 0)
    worksheet_autofilter (book->sheet, 0, 0, lw_export_source_get_n_rows (source), (lxw_col_t)(n - 1));
  return result;
}

static lxw_error
write_row (Book *book, const LwExportSource *source, guint row, guint to)
{
  lxw_error result = LXW_NO_ERROR;

  for (guint i = 0; i < lw_export_source_get_n_columns (source) && result == LXW_NO_ERROR; i++)
    {
      LwExportColumn column;
      LwExportCell cell;

      lw_export_source_read (source, row, i, &cell);
      if (!cell.known)
        continue;
      lw_export_source_describe (source, i, &column);
      result = write_cell (book, to, i, &column, &cell);
    }
  return result;
}

/* What the reader has to know, in the properties of the file and, of what is confidential, on paper too. */
static void
mark_book (Book *book, const LwExportSource *source)
{
  g_autofree char *marks = g_strconcat (source->fictional ? _ ("Fictional example") : "",
                                        source->fictional && source->confidential ? "; " : "",
                                        source->confidential ? lw_note_texts_notice () : "", NULL);
  g_autofree char *header = g_strconcat ("&C", lw_note_texts_notice (), NULL);
  lxw_doc_properties properties = { .comments = marks };

  if (marks[0] != '\0')
    workbook_set_properties (book->book, &properties);
  if (source->confidential)
    worksheet_set_header (book->sheet, header);
}

/* The sheet about method and sources: first what the reader must know, then a row a source. */
static lxw_error
write_about (Book *book, const LwProvenance *about)
{
  g_autofree char *name = make_sheet_name (_ ("Method and sources"));
  g_autoptr (GPtrArray) lines = lw_provenance_get_lines (about);
  lxw_error result = LXW_NO_ERROR;

  book->sheet = workbook_add_worksheet (book->book, name);
  if (book->sheet == NULL)
    return LXW_ERROR_MEMORY_MALLOC_FAILED;
  worksheet_set_column (book->sheet, 0, 0, LABEL_WIDTH, NULL);
  worksheet_set_column (book->sheet, 1, 1, VALUE_WIDTH, NULL);
  for (guint i = 0; i < lines->len && result == LXW_NO_ERROR; i++)
    {
      const LwProvenanceLine *line = g_ptr_array_index (lines, i);

      result = worksheet_write_string (book->sheet, i, 0, line->label, book->heading);
      if (result == LXW_NO_ERROR)
        result = worksheet_write_string (book->sheet, i, 1, line->value, book->wrapped);
    }
  return result;
}

static gboolean
open_book (Book *book, const LwExportSource *source, const char *path)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  g_autofree char *name = make_sheet_name (source->name);

  book->book = workbook_new_opt (path, &options);
  if (book->book == NULL)
    return FALSE;
  book->sheet = workbook_add_worksheet (book->book, name[0] != '\0' ? name : NULL);
  book->heading = workbook_add_format (book->book);
  book->date = workbook_add_format (book->book);
  book->text = workbook_add_format (book->book);
  book->share = workbook_add_format (book->book);
  book->wrapped = workbook_add_format (book->book);
  if (book->sheet == NULL || book->heading == NULL || book->date == NULL || book->text == NULL || book->share == NULL
      || book->wrapped == NULL)
    return FALSE;
  format_set_bold (book->heading);
  format_set_num_format (book->date, "yyyy-mm-dd");
  format_set_num_format (book->text, "@");
  format_set_num_format (book->share, "0.0%");
  format_set_num_format (book->wrapped, "@");
  format_set_text_wrap (book->wrapped);
  format_set_align (book->wrapped, LXW_ALIGN_VERTICAL_TOP);
  mark_book (book, source);
  return TRUE;
}

static gboolean
fail (lxw_error result, GError **error)
{
  /* The library keeps to itself what the system said. */
  if (errno == ENOSPC)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, g_strerror (ENOSPC));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, lxw_strerror (result));
  return FALSE;
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

/* @going: (out): not cancelled */
static lxw_error
write_sheets (Book *book, const LwExportSource *source, gboolean *going, GError **error)
{
  lxw_error result = write_headings (book, source);
  guint done = 0;

  for (guint row = lw_export_source_next (source, 0); row != LW_EXPORT_NO_ROW && result == LXW_NO_ERROR && *going;
       row = lw_export_source_next (source, row + 1))
    {
      result = write_row (book, source, row, done + 1);
      *going = lw_export_source_tell (source, done++, error);
    }
  if (result == LXW_NO_ERROR && *going && source->options->about != NULL)
    result = write_about (book, source->options->about);
  return result;
}

/**
 * lw_export_write_xlsx:
 * @source: what to write
 * @path: the file, which will be overwritten
 *
 * Returns: %FALSE on an error; %LW_ERROR_TOO_LARGE if a sheet has not enough rows
 */
gboolean
lw_export_write_xlsx (const LwExportSource *source, const char *path, GError **error)
{
  Book book = { NULL };
  lxw_error result, closed;
  gboolean going = TRUE;

  if (!check_size (source, error))
    return FALSE;
  if (!open_book (&book, source, path))
    {
      if (book.book != NULL)
        lxw_workbook_free (book.book);
      return fail (LXW_ERROR_MEMORY_MALLOC_FAILED, error);
    }
  result = write_sheets (&book, source, &going, error);
  closed = workbook_close (book.book);
  if (!going)
    return FALSE;
  if (result != LXW_NO_ERROR || closed != LXW_NO_ERROR)
    return fail (result != LXW_NO_ERROR ? result : closed, error);
  return TRUE;
}

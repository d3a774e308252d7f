/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-xlsx: a workbook with one sheet: headings bold and frozen, numbers as numbers, dates as dates,
 * identifications as text. Rows go out as they are written, so that memory does not grow with them. */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <xlsxwriter.h>

#include "formats/lw-export-source.h"
#include "model/lw-error.h"

#define MAX_ROWS 1048576 /* of a sheet, headings included */
#define MAX_TEXT 32767   /* characters of a cell */
#define MAX_SHEET_NAME 31
#define DAY_0 25569  /* 1 January 1970 as a spreadsheet counts days */
#define FIRST_DAY 61 /* 1 March 1900: before it spreadsheets count a leap day that never was */

typedef struct {
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *heading;
  lxw_format *date;
  lxw_format *text;
} Book;

static lxw_error
write_text (Book *book, guint row, guint column, const char *text)
{
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (text, -1) > MAX_TEXT)
    cut = g_utf8_substring (text, 0, MAX_TEXT);
  return worksheet_write_string (book->sheet, row, (lxw_col_t)column, cut != NULL ? cut : text, book->text);
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
      return worksheet_write_number (book->sheet, row, (lxw_col_t)i, cell->number, NULL);
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

static double
get_width (const LwExportColumn *column)
{
  if (column->is_id)
    return 18;
  return column->type == LW_TABLE_TEXT ? 16 : 12;
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
      result = worksheet_set_column (book->sheet, (lxw_col_t)i, (lxw_col_t)i, get_width (&column), NULL);
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
  if (book->sheet == NULL || book->heading == NULL || book->date == NULL || book->text == NULL)
    return FALSE;
  format_set_bold (book->heading);
  format_set_num_format (book->date, "yyyy-mm-dd");
  format_set_num_format (book->text, "@");
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
  guint done = 0;

  if (lw_export_source_get_n_rows (source) >= MAX_ROWS)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE,
                   _ ("A sheet has room for %u rows and there are %u; export a selection, or to CSV"),
                   MAX_ROWS - 1, lw_export_source_get_n_rows (source));
      return FALSE;
    }
  if (!open_book (&book, source, path))
    {
      if (book.book != NULL)
        lxw_workbook_free (book.book);
      return fail (LXW_ERROR_MEMORY_MALLOC_FAILED, error);
    }
  result = write_headings (&book, source);
  for (guint row = lw_export_source_next (source, 0);
       row != LW_EXPORT_NO_ROW && result == LXW_NO_ERROR && going;
       row = lw_export_source_next (source, row + 1))
    {
      result = write_row (&book, source, row, done + 1);
      going = lw_export_source_tell (source, done++, error);
    }
  closed = workbook_close (book.book);
  if (!going)
    return FALSE;
  if (result != LXW_NO_ERROR || closed != LXW_NO_ERROR)
    return fail (result != LXW_NO_ERROR ? result : closed, error);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-workbook: see lw-workbook.h. Which of the formats a file has is decided by the parts that its zip holds. */
#include <glib/gi18n-lib.h>

#include "formats/lw-workbook-private.h"
#include "model/lw-error.h"

#define MAX_BYTES (256 * 1024 * 1024)

static void
free_sheet (gpointer data)
{
  LwWorkbookSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->part);
  g_free (sheet);
}

/** lw_workbook_add_sheet: @name: (transfer full) (nullable): its name */
LwWorkbookSheet *
lw_workbook_add_sheet (LwWorkbook *self, char *name, gboolean hidden)
{
  LwWorkbookSheet *sheet = g_new0 (LwWorkbookSheet, 1);

  sheet->name = name != NULL ? name : g_strdup_printf ("%u", self->sheets->len + 1);
  sheet->hidden = hidden;
  g_ptr_array_add (self->sheets, sheet);
  return sheet;
}

/* Whether the file holds a name as the folders of old workbooks write it, in UTF-16. */
static gboolean
holds_wide (GBytes *bytes, const char *name)
{
  gsize size, n = 2 * strlen (name);
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint8 wide[64] = { 0 };

  for (gsize i = 0; name[i] != '\0'; i++)
    wide[2 * i] = (guint8) name[i];
  return memmem (data, size, wide, n) != NULL;
}

/* Says what a file is that is no zip. */
static gboolean
refuse_other (LwWorkbook *self, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (self->bytes, &size);

  if (size == 0)
    g_set_error (error, LW_ERROR, LW_ERROR_INVALID, _ ("%s is empty: fetch it again"), self->name);
  else if (size >= 4 && memcmp (data, "\xd0\xcf\x11\xe0", 4) == 0 && holds_wide (self->bytes, "EncryptedPackage"))
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 _ ("%s: the workbook is protected by a password: open it and save it without one"), self->name);
  else if ((size >= 4 && memcmp (data, "\xd0\xcf\x11\xe0", 4) == 0)
           || (size >= 4 && data[0] == 0x09 && (data[1] == 0x00 || data[1] == 0x02 || data[1] == 0x04)))
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 _ ("%s is an old workbook (.xls), which is not read: open it and save it as .xlsx"), self->name);
  else
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 _ ("%s is no workbook (.xlsx or .ods), whatever its name says: open it in a spreadsheet and save it "
                    "as .xlsx"),
                 self->name);
  return FALSE;
}

static gboolean
read_book (LwWorkbook *self, GCancellable *cancellable, GError **error)
{
  if (lw_workbook_find_part (self, "_rels/.rels") != NULL || lw_workbook_find_part (self, "xl/workbook.xml") != NULL)
    return lw_xlsx_read_book (self, cancellable, error);
  self->is_ods = lw_workbook_find_part (self, "content.xml") != NULL;
  if (self->is_ods)
    return lw_ods_read_book (self, cancellable, error);
  g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED, _ ("%s is a zip without a workbook in it: unpack it first"),
               self->name);
  return FALSE;
}

static gboolean
open_book (LwWorkbook *self, GCancellable *cancellable, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (self->bytes, &size);

  if (size < 4 || memcmp (data, "PK", 2) != 0)
    return refuse_other (self, error);
  if (!lw_workbook_list_parts (self, cancellable, error) || !read_book (self, cancellable, error))
    return FALSE;
  if (self->sheets->len > 0)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
               _ ("%s holds no sheet with cells, so it is no workbook: choose another file"), self->name);
  return FALSE;
}

/**
 * lw_workbook_open_bytes:
 * @bytes: the file
 * @name: its name, for messages
 * @error: return location for an error
 *
 * Returns: (transfer full): the workbook, or %NULL with @error set
 */
LwWorkbook *
lw_workbook_open_bytes (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  LwWorkbook *self;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  self = g_new0 (LwWorkbook, 1);
  self->name = g_strdup (name);
  self->bytes = g_bytes_ref (bytes);
  self->sheets = g_ptr_array_new_with_free_func (free_sheet);
  if (open_book (self, cancellable, error))
    return self;
  lw_workbook_free (self);
  return NULL;
}

/**
 * lw_workbook_open:
 * @file: a workbook of Excel 2007 or later, or of LibreOffice
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Reads the file into memory and lists its sheets.
 *
 * Returns: (transfer full): the workbook, or %NULL with @error set
 */
LwWorkbook *
lw_workbook_open (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL, *name = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  path = g_file_get_basename (file);
  name = g_filename_display_basename (path != NULL ? path : "?");
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MAX_BYTES)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE,
                   _ ("%s: workbooks of up to %d MB are read: save the sheet as CSV and import that"), name,
                   MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  bytes = g_file_load_bytes (file, cancellable, NULL, error);
  return bytes != NULL ? lw_workbook_open_bytes (bytes, name, cancellable, error) : NULL;
}

/** lw_workbook_free: frees @workbook, which may be %NULL */
void
lw_workbook_free (LwWorkbook *workbook)
{
  if (workbook == NULL)
    return;
  g_free (workbook->name);
  g_bytes_unref (workbook->bytes);
  g_clear_pointer (&workbook->parts, g_ptr_array_unref);
  g_ptr_array_unref (workbook->sheets);
  g_free (workbook->strings_part);
  g_free (workbook->styles_part);
  g_clear_pointer (&workbook->formats, g_byte_array_unref);
  if (workbook->strings != NULL)
    g_string_free (workbook->strings, TRUE);
  g_clear_pointer (&workbook->string_ends, g_array_unref);
  g_free (workbook);
}

/** lw_workbook_is_ods: whether it is one of LibreOffice */
gboolean
lw_workbook_is_ods (LwWorkbook *workbook)
{
  g_return_val_if_fail (workbook != NULL, FALSE);
  return workbook->is_ods;
}

/** lw_workbook_counts_from_1904: whether day 0 of its dates is 1 January 1904 */
gboolean
lw_workbook_counts_from_1904 (LwWorkbook *workbook)
{
  g_return_val_if_fail (workbook != NULL, FALSE);
  return workbook->epoch_1904;
}

guint
lw_workbook_get_n_sheets (LwWorkbook *workbook)
{
  g_return_val_if_fail (workbook != NULL, 0);
  return workbook->sheets->len;
}

static LwWorkbookSheet *
get_sheet (LwWorkbook *workbook, guint sheet)
{
  return workbook->sheets->pdata[sheet];
}

const char *
lw_workbook_get_sheet_name (LwWorkbook *workbook, guint sheet)
{
  g_return_val_if_fail (workbook != NULL && sheet < workbook->sheets->len, NULL);
  return get_sheet (workbook, sheet)->name;
}

/** lw_workbook_get_sheet_hidden: whether a spreadsheet does not show it */
gboolean
lw_workbook_get_sheet_hidden (LwWorkbook *workbook, guint sheet)
{
  g_return_val_if_fail (workbook != NULL && sheet < workbook->sheets->len, FALSE);
  return get_sheet (workbook, sheet)->hidden;
}

/**
 * lw_workbook_dup_sheet_title:
 *
 * Returns: (transfer full): the names of file and sheet, as messages name it: "file.xlsx › Sheet"
 */
char *
lw_workbook_dup_sheet_title (LwWorkbook *workbook, guint sheet)
{
  g_return_val_if_fail (workbook != NULL && sheet < workbook->sheets->len, NULL);
  return g_strdup_printf ("%s › %s", workbook->name, get_sheet (workbook, sheet)->name);
}

/* Whether a sheet is about the others, by its name. */
static gboolean
is_about (const char *name)
{
  static const char *const words[] = {
    "voorblad", "titelblad", "inhoud", "toelichting", "leeswijzer", "colofon", "bronnen", "verantwoording", "metadata",
    "cover",    "contents",  "notes",  "readme",      "lees mij",   "leesmij", "sources", "method",         "methode",
    "codeboek", "legenda",   "over ",  "about",       "verklaring", "versie",
  };
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (folded, words[i]))
      return TRUE;
  return FALSE;
}

/**
 * lw_workbook_guess_sheet:
 * @workbook: a workbook
 *
 * Returns: the sheet that holds the table: the largest that is shown and, by its name, no cover or notes
 */
guint
lw_workbook_guess_sheet (LwWorkbook *workbook)
{
  guint best = 0;
  guint64 most = 0;

  g_return_val_if_fail (workbook != NULL, 0);

  for (guint i = 0; i < workbook->sheets->len; i++)
    {
      const LwWorkbookSheet *sheet = get_sheet (workbook, i);
      /* First of all shown, then no cover, then large. */
      guint64 rank = (sheet->hidden ? 0 : G_GUINT64_CONSTANT (1) << 62)
                     + (is_about (sheet->name) ? 0 : G_GUINT64_CONSTANT (1) << 61)
                     + MIN (sheet->weight, G_GUINT64_CONSTANT (1) << 60) + 1;

      if (rank > most)
        {
          best = i;
          most = rank;
        }
    }
  return best;
}

/**
 * lw_workbook_find_sheet:
 * @name: of a sheet, in small letters or capitals
 *
 * Returns: the sheet, or %LW_WORKBOOK_NO_SHEET
 */
guint
lw_workbook_find_sheet (LwWorkbook *workbook, const char *name)
{
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (workbook != NULL && name != NULL, LW_WORKBOOK_NO_SHEET);

  wanted = g_utf8_casefold (name, -1);
  for (guint i = 0; i < workbook->sheets->len; i++)
    {
      g_autofree char *own = g_utf8_casefold (get_sheet (workbook, i)->name, -1);

      if (strcmp (own, wanted) == 0)
        return i;
    }
  return LW_WORKBOOK_NO_SHEET;
}

/**
 * lw_workbook_read_sheet:
 * @workbook: a workbook
 * @sheet: which sheet
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Reads a sheet as CSV text in UTF-8 with commas, a record a row, empty rows among them. Numbers have a decimal point
 * and read back as the same double, dates are ISO dates, percentages end in "%", errors of formulas are empty. A label
 * in cells that are merged downwards stands in each of their rows.
 *
 * Returns: (transfer full): the text, or %NULL with @error set
 */
GBytes *
lw_workbook_read_sheet (LwWorkbook *workbook, guint sheet, GCancellable *cancellable, GError **error)
{
  g_autofree char *title = NULL;
  LwSheetText text;
  GBytes *bytes = NULL;
  gboolean done;

  g_return_val_if_fail (workbook != NULL && sheet < workbook->sheets->len, NULL);

  title = lw_workbook_dup_sheet_title (workbook, sheet);
  lw_sheet_text_init (&text, title);
  done = workbook->is_ods ? lw_ods_read_sheet (workbook, sheet, &text, cancellable, error)
                          : lw_xlsx_read_sheet (workbook, sheet, &text, cancellable, error);
  if (done)
    bytes = lw_sheet_text_end (&text, error);
  lw_sheet_text_clear (&text);
  return bytes;
}

/**
 * lw_workbook_open_sheet:
 * @heading_record: the row that holds the headings, from 1; 0 finds it; -1 says there is none
 *
 * Reads a sheet to go through it as through a list; it is named "file.xlsx › Sheet".
 *
 * Returns: (transfer full): the rows, or %NULL with @error set
 */
LwCsvReader *
lw_workbook_open_sheet (LwWorkbook *workbook, guint sheet, int heading_record, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GBytes) bytes = lw_workbook_read_sheet (workbook, sheet, cancellable, error);
  g_autoptr (GInputStream) stream = bytes != NULL ? g_memory_input_stream_new_from_bytes (bytes) : NULL;
  g_autofree char *title = NULL;
  LwCsvOptions options = { LW_ENCODING_UTF8, ',', heading_record };

  if (stream == NULL)
    return NULL;
  title = lw_workbook_dup_sheet_title (workbook, sheet);
  return lw_csv_reader_new (stream, title, &options, cancellable, error);
}

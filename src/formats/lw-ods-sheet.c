/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-ods-sheet: the sheets of a workbook of LibreOffice. All stand in one part; it is read once for the list of sheets
 * and once for each sheet that is wanted. Rows and cells stand there with how often they are repeated, to the last row
 * and column of the sheet; what is empty costs nothing. */
#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "formats/lw-workbook-private.h"
#include "model/lw-error.h"

#define OFFICE "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
#define TABLE "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
#define TEXT "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
#define STYLE "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
#define MANIFEST "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
#define CONTENT "content.xml"
#define LIST_OF_PARTS "META-INF/manifest.xml"
#define MAX_STYLES 100000

enum {
  SPREADSHEET = 1,
  SHEET,
  ROW,
  CELL,
  COVERED,
  PARAGRAPH,
  SPACES,
  BLANK,
  ANNOTATION,
  RUBY,
  STYLE_DEFINITION,
  TABLE_PROPERTIES,
  ENCRYPTION,
};

typedef struct {
  LwWorkbook *workbook;
  LwSheetText *text; /* NULL to list the sheets only */
  guint wanted;
  guint n_sheets;
  int book_depth;      /* of the element whose children are the sheets */
  gboolean in_sheet;   /* directly in a sheet that is read */
  int cell_depth;      /* of the cell being read, 0 outside */
  int ignored_depth;   /* of a note in a cell, 0 outside */
  gboolean in_paragraph;
  guint64 row;         /* from 0 */
  guint64 row_repeat;
  guint64 column;
  guint64 column_repeat;
  guint64 rows_spanned;
  gboolean covered;
  gboolean is_error;
  char *type;
  GString *value;      /* the value as an attribute */
  GString *shown;      /* the paragraphs of the cell */
  GHashTable *hidden;  /* names of styles of sheets that are not shown */
  char *style;
} Reading;

static void
begin_sheet (Reading *reading, LwXml *xml, const LwXmlAttributes *attributes)
{
  guint index = reading->n_sheets++;

  reading->in_sheet = reading->text == NULL || index == reading->wanted;
  reading->row = 0;
  if (reading->text != NULL)
    return;
  g_autofree char *style = lw_workbook_dup_attribute (attributes, "style-name", TABLE);
  lw_workbook_add_sheet (reading->workbook, lw_workbook_dup_attribute (attributes, "name", TABLE),
                         style != NULL && g_hash_table_contains (reading->hidden, style));
  if (reading->n_sheets > LW_WORKBOOK_MAX_SHEETS)
    lw_xml_fail (xml, LW_ERROR_TOO_LARGE, _ ("the workbook has more than %d sheets: save the one that matters alone"),
                 LW_WORKBOOK_MAX_SHEETS);
}

/* Which attribute holds the value of a type. */
static const char *
find_value (const char *type, const LwXmlAttributes *attributes, gsize *length)
{
  static const char *const names[][2] = {
    { "float", "value" },        { "percentage", "value" }, { "currency", "value" },
    { "date", "date-value" },    { "time", "time-value" },  { "boolean", "boolean-value" },
    { "string", "string-value" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (type, names[i][0]) == 0)
      return lw_workbook_find_attribute (attributes, names[i][1], OFFICE, length);
  return NULL;
}

static void
begin_cell (Reading *reading, LwXml *xml, gboolean covered, const LwXmlAttributes *attributes)
{
  const char *value;
  gsize length;

  reading->cell_depth = lw_xml_get_depth (xml);
  reading->covered = covered;
  reading->column_repeat = MAX (lw_workbook_attribute_number (attributes, "number-columns-repeated", TABLE, 1), 1);
  reading->rows_spanned = lw_workbook_attribute_number (attributes, "number-rows-spanned", TABLE, 1);
  reading->is_error = FALSE;
  g_free (reading->type);
  reading->type = lw_workbook_dup_attribute (attributes, "value-type", OFFICE);
  g_string_truncate (reading->value, 0);
  g_string_truncate (reading->shown, 0);
  value = find_value (reading->type, attributes, &length);
  if (value != NULL)
    g_string_append_len (reading->value, value, (gssize) MIN (length, LW_SHEET_MAX_CELL_BYTES));
  g_string_replace (reading->value, "&#38;", "&", 0);
  /* LibreOffice writes the error of a formula as its text. */
  for (int i = 0; i < attributes->n && !reading->is_error; i++)
    reading->is_error = strcmp ((const char *) attributes->raw[5 * i], "value-type") == 0
                        && attributes->raw[5 * i + 4] - attributes->raw[5 * i + 3] == 5
                        && memcmp (attributes->raw[5 * i + 3], "error", 5) == 0;
}

static void
add_blanks (Reading *reading, guint64 n)
{
  for (guint64 i = 0; i < MIN (n, 1000); i++)
    g_string_append_c (reading->shown, ' ');
}

static void
start_in_cell (Reading *reading, LwXml *xml, int token, const LwXmlAttributes *attributes)
{
  if (reading->ignored_depth > 0)
    return;
  if (token == ANNOTATION || token == RUBY || token == SHEET)
    reading->ignored_depth = lw_xml_get_depth (xml);
  else if (token == PARAGRAPH)
    {
      if (reading->shown->len > 0)
        add_blanks (reading, 1);
      reading->in_paragraph = TRUE;
    }
  else if (token == SPACES)
    add_blanks (reading, lw_workbook_attribute_number (attributes, "c", TEXT, 1));
  else if (token == BLANK)
    add_blanks (reading, 1);
}

static void
start_style (Reading *reading, int token, const LwXmlAttributes *attributes)
{
  if (token == STYLE_DEFINITION)
    {
      g_free (reading->style);
      reading->style = lw_workbook_dup_attribute (attributes, "name", STYLE);
    }
  else if (token == TABLE_PROPERTIES && reading->style != NULL
           && lw_workbook_attribute_is (attributes, "display", "false")
           && g_hash_table_size (reading->hidden) < MAX_STYLES)
    g_hash_table_add (reading->hidden, g_strdup (reading->style));
}

static gboolean
start_cb (LwXml *xml, int token, const char *local, const char *ns, const LwXmlAttributes *attributes, gpointer data)
{
  Reading *reading = data;

  if (reading->cell_depth > 0)
    start_in_cell (reading, xml, token, attributes);
  else if (token == SPREADSHEET)
    reading->book_depth = lw_xml_get_depth (xml);
  else if (token == SHEET && reading->book_depth > 0 && lw_xml_get_depth (xml) == reading->book_depth + 1)
    begin_sheet (reading, xml, attributes);
  else if (reading->book_depth == 0)
    start_style (reading, token, attributes);
  else if (reading->in_sheet && token == ROW)
    {
      reading->column = 0;
      reading->row_repeat = MAX (lw_workbook_attribute_number (attributes, "number-rows-repeated", TABLE, 1), 1);
    }
  else if (reading->in_sheet && (token == CELL || token == COVERED))
    begin_cell (reading, xml, token == COVERED, attributes);
  return FALSE;
}

/* Writes the time of a day or a number of hours, PT08H30M00S, as 08:30. */
static gsize
write_time (const char *raw, char out[LW_WORKBOOK_NUMBER_SIZE])
{
  guint hours, minutes, seconds = 0;
  int n = sscanf (raw, "PT%5uH%2uM%2u", &hours, &minutes, &seconds);

  if (n < 2)
    return 0;
  return (gsize) (seconds > 0 ? g_snprintf (out, LW_WORKBOOK_NUMBER_SIZE, "%02u:%02u:%02u", hours, minutes, seconds)
                              : g_snprintf (out, LW_WORKBOOK_NUMBER_SIZE, "%02u:%02u", hours, minutes));
}

/* The value of the cell that was read: in @out, or borrowed. */
static const char *
find_text (Reading *reading, char out[LW_WORKBOOK_NUMBER_SIZE], gsize *length)
{
  const char *type = reading->type != NULL ? reading->type : "string";
  const GString *value = reading->value, *shown = reading->shown;

  *length = 0;
  if (reading->covered || reading->is_error)
    return "";
  if (strcmp (type, "float") == 0 || strcmp (type, "currency") == 0)
    *length = lw_workbook_write_number (value->str, value->len, LW_NUMBER_PLAIN, FALSE, out);
  else if (strcmp (type, "percentage") == 0)
    *length = lw_workbook_write_number (value->str, value->len, LW_NUMBER_PERCENT, FALSE, out);
  else if (strcmp (type, "date") == 0 && value->len > 0)
    *length = lw_workbook_write_iso (value->str, value->len, out);
  else if (strcmp (type, "time") == 0)
    *length = write_time (value->str, out);
  else if (strcmp (type, "boolean") == 0)
    *length = (gsize) g_snprintf (out, LW_WORKBOOK_NUMBER_SIZE, "%s",
                                  strcmp (value->str, "false") == 0 ? "FALSE" : "TRUE");
  if (*length > 0)
    return out;
  *length = shown->len > 0 ? shown->len : value->len;
  return shown->len > 0 ? shown->str : value->str;
}

static void
end_cell (Reading *reading)
{
  char out[LW_WORKBOOK_NUMBER_SIZE];
  gsize length;
  const char *text = find_text (reading, out, &length);

  reading->cell_depth = 0;
  if (length > 0 && reading->text == NULL)
    {
      LwWorkbookSheet *sheet = reading->workbook->sheets->pdata[reading->workbook->sheets->len - 1];

      sheet->weight += MIN (reading->column_repeat, LW_SHEET_MAX_COLUMNS) * MIN (reading->row_repeat, LW_SHEET_MAX_ROWS);
    }
  else if (length > 0)
    {
      for (guint64 i = 0; i < reading->column_repeat; i++)
        if (!lw_sheet_text_set (reading->text, reading->row, reading->column + i, text, length))
          break;
      if (reading->rows_spanned > 1)
        lw_sheet_text_merge (reading->text, reading->row, reading->row + reading->rows_spanned - 1, reading->column);
    }
  reading->column += reading->column_repeat;
}

static void
end_in_cell (Reading *reading, LwXml *xml, int token)
{
  if (lw_xml_get_depth (xml) == reading->cell_depth)
    end_cell (reading);
  else if (reading->ignored_depth == lw_xml_get_depth (xml))
    reading->ignored_depth = 0;
  else if (token == PARAGRAPH && reading->ignored_depth == 0)
    reading->in_paragraph = FALSE;
}

static void
end_cb (LwXml *xml, int token, const char *text, gsize length, gpointer data)
{
  Reading *reading = data;

  if (reading->cell_depth > 0)
    end_in_cell (reading, xml, token);
  else if (token == ROW && reading->in_sheet)
    {
      if (reading->text != NULL)
        lw_sheet_text_end_row (reading->text, reading->row, reading->row_repeat);
      reading->row += reading->row_repeat;
    }
  else if (token == SHEET && reading->book_depth > 0 && lw_xml_get_depth (xml) == reading->book_depth + 1)
    {
      if (reading->text != NULL && reading->in_sheet)
        lw_xml_stop (xml);
      reading->in_sheet = FALSE;
    }
  else if (token == SPREADSHEET)
    reading->book_depth = 0;
  if (reading->text != NULL && reading->text->error != NULL)
    lw_xml_stop (xml);
}

static void
characters_cb (LwXml *xml, const char *text, gsize length, gpointer data)
{
  Reading *reading = data;

  if (!reading->in_paragraph || reading->cell_depth == 0 || reading->ignored_depth > 0)
    return;
  if (reading->shown->len + length > LW_SHEET_MAX_CELL_BYTES)
    lw_xml_fail (xml, LW_ERROR_TOO_LARGE, _ ("a cell holds more than 4 MB of text: shorten it"));
  else
    g_string_append_len (reading->shown, text, (gssize) length);
}

static gboolean
read_content (Reading *reading, const char *shown, GCancellable *cancellable, GError **error)
{
  static const LwXmlName names[] = {
    { TABLE, "table-cell", CELL },
    { TABLE, "covered-table-cell", COVERED },
    { TEXT, "p", PARAGRAPH },
    { TEXT, "h", PARAGRAPH },
    { TABLE, "table-row", ROW },
    { TABLE, "table", SHEET },
    { OFFICE, "spreadsheet", SPREADSHEET },
    { TEXT, "s", SPACES },
    { TEXT, "tab", BLANK },
    { TEXT, "line-break", BLANK },
    { OFFICE, "annotation", ANNOTATION },
    { TEXT, "ruby-text", RUBY },
    { STYLE, "style", STYLE_DEFINITION },
    { STYLE, "table-properties", TABLE_PROPERTIES },
    { NULL, NULL, 0 },
  };
  static const LwXmlHandler handler = { start_cb, end_cb, characters_cb };
  gboolean done;

  reading->value = g_string_new (NULL);
  reading->shown = g_string_new (NULL);
  reading->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  done = lw_workbook_parse_part (reading->workbook, CONTENT, shown, names, &handler, reading, cancellable, error);
  g_string_free (reading->value, TRUE);
  g_string_free (reading->shown, TRUE);
  g_hash_table_unref (reading->hidden);
  g_free (reading->type);
  g_free (reading->style);
  return done;
}

static gboolean
start_manifest (LwXml *xml, int token, const char *local, const char *ns, const LwXmlAttributes *attributes,
                gpointer data)
{
  *(gboolean *) data |= token == ENCRYPTION;
  return FALSE;
}

static void
end_manifest (LwXml *xml, int token, const char *text, gsize length, gpointer data)
{
}

/* A workbook with a password is an ordinary zip, whose list of parts says how they are encrypted. */
static gboolean
check_encryption (LwWorkbook *self, GCancellable *cancellable, GError **error)
{
  static const LwXmlName names[] = { { MANIFEST, "encryption-data", ENCRYPTION }, { NULL, NULL, 0 } };
  static const LwXmlHandler handler = { start_manifest, end_manifest, NULL };
  g_autofree char *shown = g_strdup_printf ("%s › %s", self->name, LIST_OF_PARTS);
  gboolean encrypted = FALSE;

  if (lw_workbook_find_part (self, LIST_OF_PARTS) == NULL)
    return TRUE;
  if (!lw_workbook_parse_part (self, LIST_OF_PARTS, shown, names, &handler, &encrypted, cancellable, error))
    return FALSE;
  if (encrypted)
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 _ ("%s: the workbook is protected by a password: open it and save it without one"), self->name);
  return !encrypted;
}

/**
 * lw_ods_read_book:
 *
 * Lists the sheets of a workbook of LibreOffice, and counts what they hold.
 */
gboolean
lw_ods_read_book (LwWorkbook *self, GCancellable *cancellable, GError **error)
{
  Reading reading = { .workbook = self };
  g_autofree char *shown = g_strdup_printf ("%s › %s", self->name, CONTENT);

  return check_encryption (self, cancellable, error)
         && read_content (&reading, shown, cancellable, error);
}

/**
 * lw_ods_read_sheet:
 * @sheet: which one
 * @text: where its rows go, and what is wrong with them
 */
gboolean
lw_ods_read_sheet (LwWorkbook *self, guint sheet, LwSheetText *text, GCancellable *cancellable, GError **error)
{
  Reading reading = { .workbook = self, .text = text, .wanted = sheet };

  return read_content (&reading, text->title, cancellable, error);
}

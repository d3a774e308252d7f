/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-xlsx-sheet: the cells of one sheet of a workbook of Excel. Of a formula the value counts that was kept with it.
 * Rows and cells that do not say where they stand follow the one before them. */
#include <glib/gi18n-lib.h>

#include "formats/lw-workbook-private.h"
#include "model/lw-error.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define BOTH(local, token) { MAIN, local, token }, { STRICT, local, token }

enum {
  ROW = 1,
  CELL,
  VALUE,
  INLINE,
  TEXT,
  PHONETIC,
  MERGE,
};

/* How the value of a cell is to be read. */
typedef enum {
  AS_NUMBER,
  AS_SHARED,
  AS_TEXT,
  AS_BOOLEAN,
  AS_ERROR,
  AS_DATE,
} CellType;

typedef struct {
  LwWorkbook *workbook;
  LwSheetText *text;
  guint64 row;    /* from 0; of the row being read */
  guint64 column; /* of the cell being read */
  guint64 next_row;
  guint64 next_column;
  CellType type;
  guint style;
  gboolean in_row;
  gboolean in_cell;
  gboolean in_inline;
  gboolean in_phonetic;
  gboolean gathers; /* whether characters are the value of the cell */
  GString *value;
} Reading;

/* Reads "AB12": the column, and the row, or what they were if there is none. FALSE if it is something else. */
static gboolean
parse_reference (const char *text, gsize length, guint64 *row, guint64 *column)
{
  guint64 letters = 0, digits = 0;
  gsize i = 0;

  for (; i < length && g_ascii_isalpha (text[i]) && i < 8; i++)
    letters = letters * 26 + (guint64) (g_ascii_toupper (text[i]) - 'A' + 1);
  for (gsize at = i; i < length && g_ascii_isdigit (text[i]) && i < at + 10; i++)
    digits = digits * 10 + (guint64) (text[i] - '0');
  if (letters == 0 || i < length)
    return FALSE;
  *column = letters - 1;
  if (digits > 0)
    *row = digits - 1;
  return TRUE;
}

static void
begin_row (Reading *reading, const LwXmlAttributes *attributes)
{
  guint64 row = lw_workbook_attribute_number (attributes, "r", NULL, reading->next_row + 1);

  reading->in_row = TRUE;
  reading->next_column = 0;
  if (row >= reading->next_row + 1)
    reading->row = row - 1;
  else
    lw_sheet_text_fail (reading->text, LW_ERROR_INVALID,
                        _ ("row %u stands after row %u: open it in a spreadsheet and save it anew"), (guint) row,
                        (guint) reading->next_row);
  reading->next_row = reading->row + 1;
}

static CellType
find_type (const LwXmlAttributes *attributes)
{
  static const struct {
    const char *word;
    CellType type;
  } types[] = {
    { "s", AS_SHARED }, { "str", AS_TEXT }, { "inlineStr", AS_TEXT },
    { "b", AS_BOOLEAN }, { "e", AS_ERROR }, { "d", AS_DATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (lw_workbook_attribute_is (attributes, "t", types[i].word))
      return types[i].type;
  return AS_NUMBER;
}

static void
begin_cell (Reading *reading, const LwXmlAttributes *attributes)
{
  gsize length;
  const char *place = lw_workbook_find_attribute (attributes, "r", NULL, &length);
  guint64 row = reading->row;

  reading->column = reading->next_column;
  if (place != NULL && !parse_reference (place, length, &row, &reading->column))
    {
      g_autofree char *shown = g_utf8_make_valid (place, (gssize) MIN (length, 40));

      lw_sheet_text_fail (reading->text, LW_ERROR_INVALID,
                          _ ("row %u has a cell at “%s”, which is no place on a sheet: open it in a spreadsheet and "
                             "save it anew"),
                          (guint) reading->row + 1, shown);
    }
  reading->next_column = reading->column + 1;
  reading->type = find_type (attributes);
  reading->style = (guint) lw_workbook_attribute_number (attributes, "s", NULL, 0);
  reading->in_cell = TRUE;
  g_string_truncate (reading->value, 0);
}

static void
take_merge (Reading *reading, const LwXmlAttributes *attributes)
{
  gsize length;
  const char *range = lw_workbook_find_attribute (attributes, "ref", NULL, &length);
  const char *colon = range != NULL ? memchr (range, ':', length) : NULL;
  guint64 first_row = 0, last_row = 0, column = 0, last_column;

  if (colon != NULL && parse_reference (range, (gsize) (colon - range), &first_row, &column)
      && parse_reference (colon + 1, length - (gsize) (colon - range) - 1, &last_row, &last_column))
    lw_sheet_text_merge (reading->text, first_row, last_row, column);
}

static gboolean
start_cb (LwXml *xml, int token, const char *local, const char *ns, const LwXmlAttributes *attributes, gpointer data)
{
  Reading *reading = data;

  switch (token)
    {
    case ROW:
      begin_row (reading, attributes);
      break;
    case CELL:
      if (reading->in_row)
        begin_cell (reading, attributes);
      break;
    case VALUE:
      reading->gathers = reading->in_cell;
      break;
    case INLINE:
      reading->in_inline = reading->in_cell;
      break;
    case PHONETIC:
      reading->in_phonetic = TRUE;
      break;
    case TEXT:
      reading->gathers = reading->in_inline && !reading->in_phonetic;
      break;
    case MERGE:
      take_merge (reading, attributes);
      break;
    default:
      break;
    }
  if (reading->text->error != NULL)
    lw_xml_stop (xml);
  return FALSE;
}

static void
set (Reading *reading, const char *value, gsize length)
{
  lw_sheet_text_set (reading->text, reading->row, reading->column, value, length);
}

static void
set_shared (Reading *reading)
{
  const LwWorkbook *workbook = reading->workbook;
  char *end;
  guint64 index = g_ascii_strtoull (reading->value->str, &end, 10);
  gsize start;

  if (reading->value->len == 0)
    return;
  if (end == reading->value->str || index >= workbook->string_ends->len)
    {
      lw_sheet_text_fail_at (reading->text, reading->row, reading->column,
                             _ ("refers to a text that the workbook does not hold: open it in a spreadsheet and save it "
                                "anew"));
      return;
    }
  start = index > 0 ? g_array_index (workbook->string_ends, gsize, index - 1) : 0;
  set (reading, workbook->strings->str + start, g_array_index (workbook->string_ends, gsize, index) - start);
}

static void
set_number (Reading *reading)
{
  const LwWorkbook *workbook = reading->workbook;
  LwNumberFormat format = reading->style < workbook->formats->len
                              ? (LwNumberFormat) workbook->formats->data[reading->style]
                              : LW_NUMBER_PLAIN;
  char out[LW_WORKBOOK_NUMBER_SIZE];
  gsize n = lw_workbook_write_number (reading->value->str, reading->value->len, format, workbook->epoch_1904, out);

  if (n > 0)
    set (reading, out, n);
  else /* what is no number is told where it is used */
    set (reading, reading->value->str, reading->value->len);
}

static void
end_cell (Reading *reading)
{
  char out[LW_WORKBOOK_NUMBER_SIZE];
  const GString *value = reading->value;

  switch (reading->type)
    {
    case AS_SHARED:
      set_shared (reading);
      break;
    case AS_TEXT:
      lw_xlsx_unescape (reading->value, 0);
      set (reading, value->str, value->len);
      break;
    case AS_BOOLEAN:
      if (value->len > 0)
        set (reading, value->str[0] == '0' || value->str[0] == 'f' ? "FALSE" : "TRUE",
             value->str[0] == '0' || value->str[0] == 'f' ? 5 : 4);
      break;
    case AS_DATE:
      set (reading, out, lw_workbook_write_iso (value->str, value->len, out));
      break;
    case AS_NUMBER:
      if (value->len > 0)
        set_number (reading);
      break;
    default: /* #N/A and the like: not known */
      break;
    }
  reading->in_cell = FALSE;
}

static void
end_cb (LwXml *xml, int token, const char *text, gsize length, gpointer data)
{
  Reading *reading = data;

  reading->gathers = FALSE;
  if (token == CELL && reading->in_cell)
    end_cell (reading);
  else if (token == ROW)
    {
      reading->in_row = FALSE;
      lw_sheet_text_end_row (reading->text, reading->row, 1);
    }
  else if (token == INLINE)
    reading->in_inline = FALSE;
  else if (token == PHONETIC)
    reading->in_phonetic = FALSE;
  if (reading->text->error != NULL)
    lw_xml_stop (xml);
}

static void
characters_cb (LwXml *xml, const char *text, gsize length, gpointer data)
{
  Reading *reading = data;

  if (!reading->gathers)
    return;
  if (reading->value->len + length > LW_SHEET_MAX_CELL_BYTES)
    {
      lw_sheet_text_fail_at (reading->text, reading->row, reading->column, _ ("holds more than 4 MB of text: shorten it"));
      lw_xml_stop (xml);
    }
  else
    g_string_append_len (reading->value, text, (gssize) length);
}

/**
 * lw_xlsx_read_sheet:
 * @sheet: which one
 * @text: where its rows go, and what is wrong with them
 *
 * Returns: %FALSE with @error set when parts of the workbook cannot be read
 */
gboolean
lw_xlsx_read_sheet (LwWorkbook *self, guint sheet, LwSheetText *text, GCancellable *cancellable, GError **error)
{
  static const LwXmlName names[]
      = { BOTH ("c", CELL), BOTH ("v", VALUE), BOTH ("row", ROW), BOTH ("is", INLINE), BOTH ("t", TEXT),
          BOTH ("rPh", PHONETIC), BOTH ("mergeCell", MERGE), { NULL, NULL, 0 } };
  static const LwXmlHandler handler = { start_cb, end_cb, characters_cb };
  const LwWorkbookSheet *which = self->sheets->pdata[sheet];
  Reading reading = { .workbook = self, .text = text };
  gboolean done;

  if (!lw_xlsx_read_styles (self, cancellable, error) || !lw_xlsx_read_strings (self, cancellable, error))
    return FALSE;
  reading.value = g_string_sized_new (256);
  done = lw_workbook_parse_part (self, which->part, text->title, names, &handler, &reading, cancellable, error);
  g_string_free (reading.value, TRUE);
  return done;
}

/**
 * lw_xlsx_unescape:
 * @text: its end from @from on is changed
 *
 * Excel writes characters that XML cannot hold as _x000D_; such characters become blanks, others themselves.
 */
void
lw_xlsx_unescape (GString *text, gsize from)
{
  gsize to = from;

  if (memchr (text->str + from, '_', text->len - from) == NULL)
    return;
  for (gsize i = from; i < text->len;)
    {
      const char *p = text->str + i;
      guint64 code = 0;
      gboolean escape = text->len - i >= 7 && p[0] == '_' && p[1] == 'x' && p[6] == '_';

      for (int d = 2; escape && d < 6; d++)
        {
          escape = g_ascii_isxdigit (p[d]);
          code = code * 16 + (guint64) (escape ? g_ascii_xdigit_value (p[d]) : 0);
        }
      if (!escape)
        text->str[to++] = text->str[i++];
      else
        {
          gunichar c = code < 0x20 || (code >= 0xd800 && code < 0xe000) ? ' ' : (gunichar) code;

          to += (gsize) g_unichar_to_utf8 (c, text->str + to);
          i += 7;
        }
    }
  g_string_truncate (text, to);
}

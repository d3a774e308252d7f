/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-sheet-text: see lw-sheet-text.h. Excel tells at the end of a sheet which cells are one; so the labels of cells
 * merged downwards are repeated in a second pass over the lines, and only if there are such cells. */
#include "formats/lw-sheet-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/lw-cell.h"
#include "formats/lw-csv-record.h"
#include "formats/lw-csv-text.h"
#include "model/lw-error.h"

#define MAX_MERGES 200000
/* Rows are filled up with empty cells to the width of those before them, up to this one. */
#define MAX_FILLED 512

typedef struct {
  gsize start;
  gsize length;
} Cell;

/* Rows and columns from 0. */
typedef struct {
  guint64 first_row;
  guint64 last_row;
  guint64 column;
} Merge;

/* A label that goes on below its first row. */
typedef struct {
  guint64 last_row;
  guint64 column;
  char *label;
} Running;

void
lw_sheet_text_init (LwSheetText *self, const char *title)
{
  *self = (LwSheetText){ .title = title };
  self->text = g_string_sized_new (65536);
  self->values = g_string_sized_new (4096);
  self->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  self->merges = g_array_new (FALSE, FALSE, sizeof (Merge));
}

void
lw_sheet_text_clear (LwSheetText *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_string_free (self->values, TRUE);
  g_array_unref (self->cells);
  g_array_unref (self->merges);
  g_clear_error (&self->error);
}

/** lw_sheet_text_fail: what is wrong with the sheet and what to do; its title is put before it */
void
lw_sheet_text_fail (LwSheetText *self, int code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (self->error != NULL)
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  self->error = g_error_new (LW_ERROR, code, "%s: %s", self->title, message);
}

/* "AB12" for row 11 and column 27, counted from 0. */
static char *
name_cell (guint64 row, guint64 column)
{
  char letters[16];
  int at = sizeof letters;

  letters[--at] = '\0';
  for (guint64 c = column + 1; c > 0 && at > 0; c = (c - 1) / 26)
    letters[--at] = (char) ('A' + (c - 1) % 26);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT, letters + at, row + 1);
}

/** lw_sheet_text_fail_at: as lw_sheet_text_fail(), with the cell before @what */
void
lw_sheet_text_fail_at (LwSheetText *self, guint64 row, guint64 column, const char *what)
{
  g_autofree char *cell = name_cell (row, column);

  /* Translators: a cell such as C7, then what is wrong with it */
  lw_sheet_text_fail (self, LW_ERROR_INVALID, _ ("cell %s: %s"), cell, what);
}

static gboolean
check_place (LwSheetText *self, guint64 row, guint64 column)
{
  if (row >= LW_SHEET_MAX_ROWS)
    lw_sheet_text_fail (self, LW_ERROR_TOO_LARGE,
                        _ ("holds values below row %d, the last one of a workbook: save it again in a spreadsheet"),
                        LW_SHEET_MAX_ROWS);
  else if (column >= LW_SHEET_MAX_COLUMNS)
    lw_sheet_text_fail (self, LW_ERROR_TOO_LARGE,
                        _ ("row %u holds values right of column %d, the last one of a workbook: save it again in a "
                           "spreadsheet"),
                        (guint) row + 1, LW_SHEET_MAX_COLUMNS);
  else if (self->n_cells > LW_SHEET_MAX_CELLS)
    lw_sheet_text_fail (self, LW_ERROR_TOO_LARGE,
                        _ ("holds more than %d cells with values: import it in parts"), LW_SHEET_MAX_CELLS);
  else if (self->text->len + self->values->len > LW_SHEET_MAX_BYTES)
    lw_sheet_text_fail (self, LW_ERROR_TOO_LARGE, _ ("holds more than %d MB of text at row %u: import it in parts"),
                        LW_SHEET_MAX_BYTES / (1024 * 1024), (guint) row + 1);
  return self->error == NULL;
}

/* Appends a value with blanks for its line ends. */
static void
append_line (GString *to, const char *value, gsize length)
{
  gsize at = to->len;

  g_string_append_len (to, value, (gssize) length);
  for (gsize i = at; i < to->len; i++)
    if (to->str[i] == '\n' || to->str[i] == '\r' || to->str[i] == '\0')
      to->str[i] = ' ';
}

/**
 * lw_sheet_text_set:
 * @row: the row that is gathered, from 0
 * @column: from 0
 * @value: UTF-8
 *
 * Sets a cell of the row.
 *
 * Returns: %FALSE when the sheet is too large, or failed before
 */
gboolean
lw_sheet_text_set (LwSheetText *self, guint64 row, guint64 column, const char *value, gsize length)
{
  Cell *cell;

  if (self->error != NULL)
    return FALSE;
  if (length == 0)
    return TRUE;
  self->n_cells++;
  if (!check_place (self, row, column))
    return FALSE;
  if (column >= self->cells->len)
    g_array_set_size (self->cells, (guint) column + 1);
  cell = &g_array_index (self->cells, Cell, column);
  cell->start = self->values->len;
  append_line (self->values, value, length);
  cell->length = self->values->len - cell->start;
  return TRUE;
}

static void
append_row (LwSheetText *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);

      if (i > 0)
        g_string_append_c (self->text, ',');
      if (cell->length > 0)
        lw_csv_text_append_cell (self->text, self->values->str + cell->start, (gssize) cell->length);
    }
  for (guint i = self->cells->len; i < self->width; i++)
    g_string_append_c (self->text, ',');
  self->width = MAX (self->width, MIN (self->cells->len, MAX_FILLED));
  g_string_append_c (self->text, '\n');
}

/**
 * lw_sheet_text_end_row:
 * @row: the row whose cells were set, from 0, after all that ended before
 * @repeat: how often it stands there
 *
 * Writes the row, and an empty line for each row without values before it. A row without values is left to the next.
 */
gboolean
lw_sheet_text_end_row (LwSheetText *self, guint64 row, guint64 repeat)
{
  if (self->error != NULL || self->cells->len == 0)
    return self->error == NULL;
  for (; self->n_rows < row; self->n_rows++)
    g_string_append_c (self->text, '\n');
  for (guint64 i = 0; i < repeat && check_place (self, row + i, 0); i++)
    {
      append_row (self);
      self->n_rows++;
      self->n_cells += i > 0 ? self->cells->len : 0;
    }
  g_array_set_size (self->cells, 0);
  g_string_truncate (self->values, 0);
  return self->error == NULL;
}

/** lw_sheet_text_merge: rows from 0; the cells of @column in them are one */
void
lw_sheet_text_merge (LwSheetText *self, guint64 first_row, guint64 last_row, guint64 column)
{
  Merge merge = { first_row, last_row, column };

  if (last_row <= first_row || column >= LW_SHEET_MAX_COLUMNS)
    return;
  self->n_merged += MIN (last_row, LW_SHEET_MAX_ROWS) - MIN (first_row, LW_SHEET_MAX_ROWS);
  if (self->merges->len >= MAX_MERGES || self->n_merged > LW_SHEET_MAX_CELLS)
    lw_sheet_text_fail (self, LW_ERROR_TOO_LARGE, _ ("has too many merged cells: split them in the spreadsheet"));
  else
    g_array_append_val (self->merges, merge);
}

static int
compare_merges (gconstpointer a, gconstpointer b)
{
  const Merge *one = a, *other = b;

  if (one->first_row != other->first_row)
    return one->first_row < other->first_row ? -1 : 1;
  return one->column < other->column ? -1 : one->column > other->column;
}

static void
clear_running (gpointer data)
{
  g_free (((Running *) data)->label);
}

/* A number is not repeated: it would count twice in a sum. A code with a zero before it is a label. */
static gboolean
is_label (const char *text)
{
  double number;

  return text[0] != '\0'
         && ((text[0] == '0' && g_ascii_isdigit (text[1]))
             || lw_cell_parse_number (text, LW_DECIMAL_COMMA, &number, NULL) == LW_CELL_INVALID);
}

/* Writes a record with the running labels in its empty cells; a line without values stays one. */
static void
append_record (GString *to, const LwCsvRecord *record, const GArray *running)
{
  guint n = record->starts->len;
  GPtrArray *cells = g_ptr_array_sized_new (n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (cells, (gpointer) lw_csv_record_get (record, i));
  for (guint i = 0; i < running->len && !lw_csv_record_is_blank (record); i++)
    {
      const Running *label = &g_array_index (running, Running, i);

      while (cells->len <= label->column)
        g_ptr_array_add (cells, (gpointer) "");
      if (*(const char *) cells->pdata[label->column] == '\0')
        cells->pdata[label->column] = label->label;
    }
  for (guint i = 0; i < cells->len; i++)
    {
      if (i > 0)
        g_string_append_c (to, ',');
      lw_csv_text_append_cell (to, cells->pdata[i], -1);
    }
  g_string_append_c (to, '\n');
  g_ptr_array_unref (cells);
}

static void
start_label (GArray *running, const Merge *merge, const LwCsvRecord *record)
{
  Running label = { merge->last_row, merge->column, NULL };

  /* Told twice, it is one. */
  for (guint i = 0; i < running->len; i++)
    if (g_array_index (running, Running, i).column == merge->column)
      return;
  if (merge->column >= record->starts->len || !is_label (lw_csv_record_get (record, (guint) merge->column)))
    return;
  label.label = g_strdup (lw_csv_record_get (record, (guint) merge->column));
  g_array_append_val (running, label);
}

static void
drop_ended (GArray *running, guint64 row)
{
  for (guint i = running->len; i > 0; i--)
    if (g_array_index (running, Running, i - 1).last_row < row)
      g_array_remove_index_fast (running, i - 1);
}

static void
repeat_labels (LwSheetText *self)
{
  GString *out = g_string_sized_new (self->text->len + self->text->len / 8);
  g_autoptr (GArray) running = g_array_new (FALSE, FALSE, sizeof (Running));
  const char *line = self->text->str, *end = line + self->text->len;
  LwCsvRecord record;
  guint next = 0;

  g_array_set_clear_func (running, clear_running);
  g_array_sort (self->merges, compare_merges);
  lw_csv_record_init (&record);
  for (guint64 row = 0; line < end && self->error == NULL; row++)
    {
      gsize length = (gsize) ((const char *) memchr (line, '\n', (gsize) (end - line)) - line) + 1;

      drop_ended (running, row);
      while (next < self->merges->len && g_array_index (self->merges, Merge, next).first_row < row)
        next++;
      if (running->len == 0
          && (next == self->merges->len || g_array_index (self->merges, Merge, next).first_row > row))
        g_string_append_len (out, line, (gssize) length);
      else
        {
          lw_csv_record_parse (&record, line, length, TRUE, ',', TRUE);
          append_record (out, &record, running);
          for (; next < self->merges->len && g_array_index (self->merges, Merge, next).first_row == row; next++)
            start_label (running, &g_array_index (self->merges, Merge, next), &record);
        }
      if (out->len > LW_SHEET_MAX_BYTES)
        lw_sheet_text_fail (self, LW_ERROR_TOO_LARGE, _ ("has too many merged cells: split them in the spreadsheet"));
      line += length;
    }
  lw_csv_record_clear (&record);
  g_string_free (self->text, TRUE);
  self->text = out;
}

/**
 * lw_sheet_text_end:
 * @error: return location for an error
 *
 * Returns: (transfer full): the whole as CSV text; %NULL with @error set when the sheet failed or is empty
 */
GBytes *
lw_sheet_text_end (LwSheetText *self, GError **error)
{
  if (self->error == NULL && self->n_rows == 0)
    lw_sheet_text_fail (self, LW_ERROR_INVALID, _ ("the sheet is empty: choose another one"));
  if (self->error == NULL && self->merges->len > 0)
    repeat_labels (self);
  if (self->error == NULL)
    return g_string_free_to_bytes (g_steal_pointer (&self->text));
  g_propagate_error (error, g_steal_pointer (&self->error));
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-rows: see lw-import-rows.h. */
#include "formats/lw-import-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/lw-csv-text.h"

struct _LwImportRows {
  gatomicrefcount refs;
  GPtrArray *rows; /* of LwImportRow */
  gsize n_bytes;
  guint64 totals[LW_N_IMPORT_ROW_STATES];
};

static const struct {
  const char *token;
  const char *label;
} states[LW_N_IMPORT_ROW_STATES] = {
  [LW_IMPORT_ROW_REJECTED] = { "rejected", NC_ ("row of an import", "Rejected") },
  [LW_IMPORT_ROW_REPEATED] = { "repeated", NC_ ("row of an import", "Repeated") },
  [LW_IMPORT_ROW_UNMATCHED] = { "unmatched", NC_ ("row of an import", "Without an office") },
  [LW_IMPORT_ROW_DOUBTFUL] = { "doubtful", NC_ ("row of an import", "Doubtful") },
};

static void
free_row (gpointer data)
{
  LwImportRow *row = data;

  g_free (row->source);
  g_free (row->reason);
  g_free (row->what);
  g_free (row->headings);
  g_free (row->content);
  g_free (row);
}

/** lw_import_rows_new: (returns: transfer full) no rows */
LwImportRows *
lw_import_rows_new (void)
{
  LwImportRows *self = g_new0 (LwImportRows, 1);

  g_atomic_ref_count_init (&self->refs);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  return self;
}

LwImportRows *
lw_import_rows_ref (LwImportRows *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lw_import_rows_unref (LwImportRows *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * lw_import_rows_add:
 * @row: a row; copied
 *
 * Keeps a row, as long as the bounds allow; counts it anyway. A row that is too long by itself is kept without content.
 */
void
lw_import_rows_add (LwImportRows *self, const LwImportRow *row)
{
  gsize n_bytes = row->content != NULL ? strlen (row->content) : 0;
  gboolean fits = n_bytes <= LW_IMPORT_MAX_ROW_BYTES;
  LwImportRow *copy;

  g_return_if_fail (self != NULL && row != NULL && row->state < LW_N_IMPORT_ROW_STATES);

  self->totals[row->state]++;
  if (self->rows->len >= LW_IMPORT_MAX_ROWS || self->n_bytes + (fits ? n_bytes : 0) > LW_IMPORT_MAX_ROWS_BYTES)
    return;
  self->n_bytes += fits ? n_bytes : 0;
  copy = g_new (LwImportRow, 1);
  *copy = (LwImportRow){ g_strdup (row->source), row->line, row->state, g_strdup (row->reason), g_strdup (row->what),
                         g_strdup (row->headings), fits ? g_strdup (row->content) : NULL };
  g_ptr_array_add (self->rows, copy);
}

/** lw_import_rows_get_n: how many rows are kept */
guint
lw_import_rows_get_n (LwImportRows *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->rows->len;
}

/** lw_import_rows_get: (returns: transfer none) a row that is kept */
const LwImportRow *
lw_import_rows_get (LwImportRows *self, guint i)
{
  g_return_val_if_fail (self != NULL && i < self->rows->len, NULL);
  return g_ptr_array_index (self->rows, i);
}

/** lw_import_rows_get_total: how many rows there were in that state, kept or not */
guint64
lw_import_rows_get_total (LwImportRows *self, LwImportRowState state)
{
  g_return_val_if_fail (self != NULL && state < LW_N_IMPORT_ROW_STATES, 0);
  return self->totals[state];
}

/** lw_import_rows_get_n_left_out: how many rows were counted and not kept */
guint64
lw_import_rows_get_n_left_out (LwImportRows *self)
{
  guint64 total = 0;

  g_return_val_if_fail (self != NULL, 0);
  for (guint i = 0; i < LW_N_IMPORT_ROW_STATES; i++)
    total += self->totals[i];
  return total - self->rows->len;
}

/** lw_import_row_state_token: how a state is written in files */
const char *
lw_import_row_state_token (LwImportRowState state)
{
  g_return_val_if_fail (state < LW_N_IMPORT_ROW_STATES, NULL);
  return states[state].token;
}

gboolean
lw_import_row_state_parse (const char *token, LwImportRowState *state)
{
  for (guint i = 0; i < LW_N_IMPORT_ROW_STATES; i++)
    if (g_strcmp0 (states[i].token, token) == 0)
      {
        *state = i;
        return TRUE;
      }
  return FALSE;
}

/** lw_import_row_state_label: what people call a state, translated */
const char *
lw_import_row_state_label (LwImportRowState state)
{
  g_return_val_if_fail (state < LW_N_IMPORT_ROW_STATES, NULL);
  return g_dpgettext2 (GETTEXT_PACKAGE, "row of an import", states[state].label);
}

/* The separator of a line of headings is the first sign of the usual ones outside quotes. */
static char
find_separator (const char *headings)
{
  gboolean quoted = FALSE;

  for (const char *p = headings; *p != '\0'; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (!quoted && strchr (";,\t|", *p) != NULL)
        return *p;
    }
  return ';';
}

static void
append_row (GString *text, const LwImportRow *row, char separator)
{
  g_autofree char *where = g_strdup_printf ("%" G_GUINT64_FORMAT, row->line);
  const char *const marks[] = { where, lw_import_row_state_label (row->state), row->what != NULL ? row->what : row->reason };

  g_string_append (text, row->content);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_string_append_c (text, separator);
      lw_csv_text_append (text, marks[i] != NULL ? marks[i] : "", -1, separator);
    }
  g_string_append (text, "\r\n");
}

/* The headings of the source, and behind them those of what is said of each row. */
static GString *
begin_text (const char *headings, char separator)
{
  GString *text = g_string_new ("\xef\xbb\xbf");

  g_string_append (text, headings);
  /* Translators: headings of columns behind the columns of a list */
  g_string_append_printf (text, "%c%s%c%s%c%s\r\n", separator, _ ("line in the source"), separator, _ ("import"), separator,
                          _ ("what is wrong"));
  return text;
}

static void
free_text (gpointer text)
{
  g_string_free (text, TRUE);
}

/**
 * lw_import_rows_to_csv:
 *
 * Returns: (transfer full) (element-type GString): the rows as CSV, one text for each kind of headings: the cells as they
 * stood in the source, and behind them the line, the state and what is wrong, so that a spreadsheet shows it; import does
 * not mind these columns
 */
GPtrArray *
lw_import_rows_to_csv (LwImportRows *self)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (free_text);
  g_autoptr (GHashTable) by_headings = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (self != NULL, texts);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const LwImportRow *row = g_ptr_array_index (self->rows, i);
      char separator;
      GString *text;

      if (row->content == NULL || row->headings == NULL)
        continue;
      separator = find_separator (row->headings);
      text = g_hash_table_lookup (by_headings, row->headings);
      if (text == NULL)
        {
          text = begin_text (row->headings, separator);
          g_hash_table_insert (by_headings, row->headings, text);
          g_ptr_array_add (texts, text);
        }
      append_row (text, row, separator);
    }
  return texts;
}

/* "rejected.csv" for the first text, "rejected-2.csv" for the next. */
static char *
number_path (const char *path, guint i)
{
  const char *dot = strrchr (path, '.'), *slash = strrchr (path, G_DIR_SEPARATOR);

  if (i == 0)
    return g_strdup (path);
  if (dot == NULL || (slash != NULL && dot < slash))
    return g_strdup_printf ("%s-%u", path, i + 1);
  return g_strdup_printf ("%.*s-%u%s", (int)(dot - path), path, i + 1, dot);
}

/**
 * lw_import_rows_save:
 * @path: the file to write; rows of lists with other headings go into files beside it ("-2", "-3")
 * @n_files: (out) (optional): how many files were written
 * @error: return location for an error
 *
 * Writes the rows as CSV, see lw_import_rows_to_csv().
 *
 * Returns: %FALSE with an error
 */
gboolean
lw_import_rows_save (LwImportRows *self, const char *path, guint *n_files, GError **error)
{
  g_autoptr (GPtrArray) texts = lw_import_rows_to_csv (self);

  for (guint i = 0; i < texts->len; i++)
    {
      const GString *text = g_ptr_array_index (texts, i);
      g_autofree char *name = number_path (path, i);

      if (!g_file_set_contents (name, text->str, (gssize)text->len, error))
        return FALSE;
    }
  if (n_files != NULL)
    *n_files = texts->len;
  return TRUE;
}

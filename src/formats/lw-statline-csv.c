/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statline-csv: tables of StatLine as CSV: one row a figure, with codes or with titles, or figures side by side below
 * the periods or topics that they belong to. Titles above and sources below the table are passed over. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/lw-csv.h"
#include "formats/lw-statline-private.h"
#include "model/lw-error.h"

#define MAX_HEADER_ROWS 20
#define MAX_COLUMNS 2000
#define TOPIC "Onderwerp"

/* A column: what its cells are. */
typedef struct {
  char *name;       /* of a dimension or topic, or NULL */
  gboolean is_value;
  GPtrArray *where; /* of a column of figures: dimension, value, dimension, value … from the rows above */
} Column;

typedef struct {
  LwStatline *table;
  LwCsvReader *reader;
  GPtrArray *header; /* of GPtrArray of texts: the rows that name dimensions */
  GPtrArray *columns;
  LwStatlineRecord record;
  gboolean has_record;
} Reading;

static void
free_column (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_ptr_array_unref (column->where);
  g_free (column);
}

/* Whether a cell names a dimension that is known, or the topic. */
static gboolean
is_label (const char *cell)
{
  static const char *const starts[] = { "regio", "period", "bedrijfstakken", "sbi", "economischeactiviteit", "onderwerp",
                                        "sectorbranches" };
  g_autofree char *folded = lw_statline_fold (cell);

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (folded, starts[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_topic (const char *name)
{
  g_autofree char *folded = lw_statline_fold (name);

  return strcmp (folded, "value") == 0 || g_str_has_prefix (folded, "banen")
         || g_str_has_prefix (folded, "arbeidsplaatsen") || g_str_has_prefix (folded, "jobs");
}

/* The cells of the row; of the first one, which the reader takes for headings, by @heading. */
static GPtrArray *
copy_row (LwCsvReader *reader, gboolean heading)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  guint n = heading ? lw_csv_reader_get_n_columns (reader) : lw_csv_reader_get_n_cells (reader);

  for (guint i = 0; i < MIN (n, MAX_COLUMNS); i++)
    g_ptr_array_add (cells, g_strdup (heading ? lw_csv_reader_get_heading (reader, i) : lw_csv_reader_get_cell (reader, i)));
  return cells;
}

static guint
count_filled (const GPtrArray *cells)
{
  guint n = 0;

  for (guint i = 0; i < cells->len; i++)
    n += ((const char *) cells->pdata[i])[0] != '\0';
  return n;
}

static gboolean
has_label (const GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (is_label (cells->pdata[i]))
      return TRUE;
  return FALSE;
}

/* What a row above the names of the columns says of each of them: the last dimension that it names, by its values. */
static void
take_upper_row (Reading *reading, const GPtrArray *cells)
{
  const char *dimension = NULL;

  for (guint i = 0; i < cells->len && i < reading->columns->len; i++)
    {
      Column *column = reading->columns->pdata[i];
      char *cell = cells->pdata[i];

      if (is_label (cell))
        dimension = cell;
      else if (dimension != NULL && cell[0] != '\0')
        {
          column->is_value = TRUE;
          g_ptr_array_add (column->where, g_strdup (dimension));
          g_ptr_array_add (column->where, g_strdup (cell));
        }
    }
}

/* Decides what each column is, by the rows that name dimensions; the last of them is right above the figures. */
static void
decide_columns (Reading *reading)
{
  const GPtrArray *names = reading->header->pdata[reading->header->len - 1];
  gboolean codes = FALSE;

  for (guint i = 0; i < names->len; i++)
    {
      Column *column = g_new0 (Column, 1);

      column->where = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (reading->columns, column);
    }
  for (guint i = 0; i + 1 < reading->header->len; i++)
    take_upper_row (reading, reading->header->pdata[i]);
  for (guint i = 0; i < names->len; i++)
    {
      Column *column = reading->columns->pdata[i];

      column->name = g_strdup (names->pdata[i]);
      column->is_value = is_label (column->name) ? FALSE : column->is_value || is_topic (column->name);
      codes |= strcmp (column->name, "RegioS") == 0;
    }
  lw_statline_record_init (&reading->record, reading->table, !codes);
  reading->has_record = TRUE;
}

/* The name of the topic whose figures a column holds. */
static const char *
find_topic (const Column *column)
{
  for (guint i = 0; i + 1 < column->where->len; i += 2)
    if (g_ascii_strcasecmp (column->where->pdata[i], TOPIC) == 0)
      return column->where->pdata[i + 1];
  return is_topic (column->name) ? column->name : "Banen";
}

static gboolean
take_figure (Reading *reading, guint at, GError **error)
{
  const Column *column = reading->columns->pdata[at];

  lw_statline_record_begin (&reading->record, lw_csv_reader_get_line (reading->reader));
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const Column *other = reading->columns->pdata[i];

      if (!other->is_value && other->name[0] != '\0')
        lw_statline_record_put (&reading->record, other->name, lw_csv_reader_get_cell (reading->reader, i));
    }
  for (guint i = 0; i + 1 < column->where->len; i += 2)
    if (g_ascii_strcasecmp (column->where->pdata[i], TOPIC) != 0)
      lw_statline_record_put (&reading->record, column->where->pdata[i], column->where->pdata[i + 1]);
  lw_statline_record_put (&reading->record, find_topic (column), lw_csv_reader_get_cell (reading->reader, at));
  return lw_statline_record_end (&reading->record, error);
}

static gboolean
take_row (Reading *reading, GError **error)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const Column *column = reading->columns->pdata[i];

      if (column->is_value && is_topic (find_topic (column)) && !take_figure (reading, i, error))
        return FALSE;
    }
  return TRUE;
}

/* A row before the figures: kept if it names dimensions; the first one below those that does not begins the figures. */
static gboolean
take_early_row (Reading *reading, gboolean heading, GError **error)
{
  g_autoptr (GPtrArray) cells = copy_row (reading->reader, heading);

  if (count_filled (cells) < 2)
    return TRUE;
  if (has_label (cells) && reading->header->len < MAX_HEADER_ROWS)
    {
      g_ptr_array_add (reading->header, g_steal_pointer (&cells));
      return TRUE;
    }
  if (reading->header->len == 0 || ((const char *) cells->pdata[0])[0] == '\0')
    return TRUE;
  decide_columns (reading);
  return take_row (reading, error);
}

static gboolean
read_rows (Reading *reading, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;

  if (!take_early_row (reading, TRUE, error))
    return FALSE;
  while (lw_csv_reader_next (reading->reader, cancellable, &local))
    {
      gboolean filled = lw_csv_reader_get_n_cells (reading->reader) > 1 && lw_csv_reader_get_cell (reading->reader, 1)[0] != '\0';

      if (!reading->has_record ? !take_early_row (reading, FALSE, error) : filled && !take_row (reading, error))
        return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static char
find_separator (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  guint semicolons = 0, commas = 0, tabs = 0;

  for (gsize i = 0; i < MIN (size, 8192); i++)
    {
      semicolons += data[i] == ';';
      commas += data[i] == ',';
      tabs += data[i] == '\t';
    }
  return semicolons >= 3 ? ';' : tabs > commas ? '\t' : ',';
}

gboolean
lw_statline_read_csv (LwStatline *table, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  LwCsvOptions options = { .separator = find_separator (bytes), .heading_record = 1 };
  Reading reading = { .table = table };
  gboolean done;

  reading.reader = lw_csv_reader_new (stream, table->name, &options, cancellable, error);
  if (reading.reader == NULL)
    return FALSE;
  reading.header = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  reading.columns = g_ptr_array_new_with_free_func (free_column);
  done = read_rows (&reading, cancellable, error);
  if (reading.has_record)
    lw_statline_record_clear (&reading.record);
  table->in_december |= g_strcmp0 (table->code, "83582NED") == 0;
  g_ptr_array_unref (reading.header);
  g_ptr_array_unref (reading.columns);
  lw_csv_reader_free (reading.reader);
  return done;
}

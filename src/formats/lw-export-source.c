/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-source: see lw-export-source.h. */
#include "formats/lw-export-source.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define TELL_ROWS 2048

/* What a table that is scored has beside the rest, after it. */
static const LwOfficeColumn potential_columns[]
    = { LW_OFFICE_SCORE, LW_OFFICE_POTENTIAL_CLASS, LW_OFFICE_VETO, LW_OFFICE_PRIORITY };

/* Columns of facts and notes, which come first. */
static guint
count_usual (const LwExportSource *source)
{
  return LW_N_EXPORT_COLUMNS + (source->options->notes != NULL ? LW_N_NOTE_KINDS : 0) + (source->confidential ? 1 : 0);
}

/* The column of the table behind a column of the file; %LW_N_OFFICE_COLUMNS if it holds notes. */
static LwOfficeColumn
find_column (const LwExportSource *source, guint column)
{
  guint usual = count_usual (source);

  if (column < LW_N_EXPORT_COLUMNS)
    return (LwOfficeColumn) column;
  return column >= usual ? potential_columns[column - usual] : LW_N_OFFICE_COLUMNS;
}

/**
 * lw_export_source_get_n_columns:
 *
 * Returns: the number of columns
 */
guint
lw_export_source_get_n_columns (const LwExportSource *source)
{
  if (source->offices == NULL)
    return lw_table_get_n_columns (source->table);
  return count_usual (source) + (source->offices->scored ? G_N_ELEMENTS (potential_columns) : 0);
}

/**
 * lw_export_source_get_n_rows:
 *
 * Returns: the number of rows to write
 */
guint
lw_export_source_get_n_rows (const LwExportSource *source)
{
  if (source->offices == NULL)
    return lw_table_get_n_rows (source->table);
  return source->options->rows != NULL ? lw_bitset_count (source->options->rows) : source->offices->n;
}

/**
 * lw_export_source_next:
 * @from: a row
 *
 * Returns: the first row from @from on that is to be written, or %LW_EXPORT_NO_ROW
 */
guint
lw_export_source_next (const LwExportSource *source, guint from)
{
  guint n = source->offices != NULL ? source->offices->n : lw_table_get_n_rows (source->table);

  if (from < n && source->options->rows != NULL)
    from = lw_bitset_next (source->options->rows, from);
  return from < n ? from : LW_EXPORT_NO_ROW;
}

static LwTableType
get_type (LwOfficeColumn column)
{
  switch (lw_office_column_type (column))
    {
    case LW_COLUMN_NUMBER:
      return LW_TABLE_NUMBER;
    case LW_COLUMN_ID:
    case LW_COLUMN_INTEGER:
    case LW_COLUMN_FLAGS:
      return LW_TABLE_INTEGER;
    case LW_COLUMN_DATE:
      return LW_TABLE_DATE;
    case LW_COLUMN_CODE:
      return lw_office_column_codes (column) == LW_CODES_YES_NO ? LW_TABLE_BOOLEAN : LW_TABLE_TEXT;
    case LW_COLUMN_BAG_ID:
    case LW_COLUMN_TEXT:
    default:
      return LW_TABLE_TEXT;
    }
}

/**
 * lw_export_source_describe:
 * @column: a column, from 0
 * @described: (out): what it is
 */
void
lw_export_source_describe (const LwExportSource *source, guint column, LwExportColumn *described)
{
  if (source->offices == NULL)
    {
      described->name = lw_table_get_column_name (source->table, column);
      described->label = lw_table_get_column_label (source->table, column);
      described->type = lw_table_get_column_type (source->table, column);
      described->unit = lw_table_get_column_unit (source->table, column);
      described->is_id = FALSE;
      return;
    }
  described->unit = NULL;
  if (find_column (source, column) == LW_N_OFFICE_COLUMNS)
    {
      guint kind = column - LW_N_EXPORT_COLUMNS;

      described->name = described->label = kind < LW_N_NOTE_KINDS ? lw_note_kind_get_column (kind) : LW_NOTE_NOTICE_COLUMN;
      described->type = LW_TABLE_TEXT;
      described->is_id = FALSE;
      return;
    }
  column = find_column (source, column);
  described->name = described->label = lw_office_column_name (column);
  described->type = get_type (column);
  described->is_id = lw_office_column_type (column) == LW_COLUMN_BAG_ID;
}

static void
read_table (LwTable *table, guint row, guint column, LwExportCell *cell)
{
  cell->known = lw_table_is_known (table, row, column);
  if (!cell->known)
    return;
  switch (lw_table_get_column_type (table, column))
    {
    case LW_TABLE_TEXT:
      cell->text = lw_table_get_text (table, row, column);
      break;
    case LW_TABLE_NUMBER:
      cell->number = lw_table_get_number (table, row, column);
      break;
    case LW_TABLE_INTEGER:
      cell->integer = lw_table_get_integer (table, row, column);
      break;
    case LW_TABLE_BOOLEAN:
      cell->boolean = lw_table_get_boolean (table, row, column) == LW_YES;
      break;
    case LW_TABLE_DATE:
    default:
      cell->date = lw_table_get_date (table, row, column);
      break;
    }
}

static void
read_code (LwOfficeColumn column, guint8 code, LwExportCell *cell)
{
  if (lw_office_column_codes (column) == LW_CODES_YES_NO)
    cell->boolean = code == LW_YES;
  else
    cell->text = lw_codes_token (lw_office_column_codes (column), code);
}

static void
read_offices (LwOffices *offices, guint row, LwOfficeColumn column, LwExportCell *cell)
{
  gconstpointer cells = lw_offices_cells (offices, column);

  cell->known = lw_offices_cell_is_known (offices, column, row);
  if (!cell->known)
    return;
  switch (lw_office_column_type (column))
    {
    case LW_COLUMN_ID:
      cell->integer = ((const gint64 *)cells)[row];
      break;
    case LW_COLUMN_BAG_ID:
      lw_bag_id_format (((const LwBagId *)cells)[row], cell->id);
      cell->text = cell->id;
      break;
    case LW_COLUMN_CODE:
      read_code (column, ((const guint8 *)cells)[row], cell);
      break;
    case LW_COLUMN_NUMBER:
      cell->number = ((const double *)cells)[row];
      cell->known = isfinite (cell->number);
      break;
    case LW_COLUMN_INTEGER:
      cell->integer = ((const gint32 *)cells)[row];
      break;
    case LW_COLUMN_DATE:
      cell->date = ((const LwDate *)cells)[row];
      break;
    case LW_COLUMN_FLAGS:
      cell->integer = ((const guint32 *)cells)[row];
      break;
    case LW_COLUMN_TEXT:
    default:
      cell->text = lw_offices_text (offices, column, row);
      break;
    }
}

/* What is noted of an office, and whether that is confidential. */
static void
read_notes (const LwExportSource *source, guint row, guint kind, LwExportCell *cell)
{
  gint64 office = source->offices->id[row];

  if (kind < LW_N_NOTE_KINDS)
    cell->text = lw_note_texts_get (source->options->notes, office, kind);
  else
    cell->text = lw_note_texts_is_confidential (source->options->notes, office) ? lw_note_texts_notice () : NULL;
  cell->known = cell->text != NULL;
}

/**
 * lw_export_source_read:
 * @row: a row
 * @column: a column
 * @cell: (out): the cell; its text is valid as long as @cell and @source are
 */
void
lw_export_source_read (const LwExportSource *source, guint row, guint column, LwExportCell *cell)
{
  if (source->offices == NULL)
    read_table (source->table, row, column, cell);
  else if (find_column (source, column) != LW_N_OFFICE_COLUMNS)
    read_offices (source->offices, row, find_column (source, column), cell);
  else
    read_notes (source, row, column - LW_N_EXPORT_COLUMNS, cell);
}

/**
 * lw_export_source_tell:
 * @done: rows written
 * @error: return location for cancellation
 *
 * Tells progress now and then.
 *
 * Returns: %FALSE if the export was cancelled
 */
gboolean
lw_export_source_tell (const LwExportSource *source, guint done, GError **error)
{
  if (done % TELL_ROWS != 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (source->options->cancellable, error))
    return FALSE;
  if (source->options->progress != NULL)
    source->options->progress (done == 0 ? _ ("Writing the file") : NULL, done, lw_export_source_get_n_rows (source),
                      LW_PROGRESS_ROWS, source->options->progress_data);
  return TRUE;
}

/* Returns: the number of a column of a table, its number of columns if it has none of that name */
static guint
find_named (const LwExportSource *source, const char *name)
{
  guint n = lw_table_get_n_columns (source->table), i = 0;

  while (i < n && strcmp (lw_table_get_column_name (source->table, i), name) != 0)
    i++;
  return i;
}

static const char *
get_named_text (const LwExportSource *source, guint row, const char *name)
{
  guint column = find_named (source, name);

  return column < lw_table_get_n_columns (source->table) ? lw_table_get_text (source->table, row, column) : "";
}

/** lw_export_source_get_key: of a row of a table, by which it is told from others; the empty text without any */
const char *
lw_export_source_get_key (const LwExportSource *source, guint row)
{
  return get_named_text (source, row, "key");
}

/** lw_export_source_get_label: what a row of a table is called */
const char *
lw_export_source_get_label (const LwExportSource *source, guint row)
{
  return get_named_text (source, row, "label");
}

/**
 * lw_export_source_get_rate:
 * @row: a row
 *
 * Returns: its vacancy rate, a fraction; NaN where unknown, and in a table that has no such column
 */
double
lw_export_source_get_rate (const LwExportSource *source, guint row)
{
  guint column;

  if (source->offices != NULL)
    return lw_offices_vacancy_rate (source->offices, row);
  column = find_named (source, "vacancy_rate");
  return column < lw_table_get_n_columns (source->table) ? lw_table_get_number (source->table, row, column) : NAN;
}

static void
to_degrees (double *x, double *y, gsize n, gpointer geo)
{
  lw_geo_rd_to_wgs84_around (geo, x, y, x, y, n);
}

/**
 * lw_export_source_dup_shape:
 * @row: a row of a table
 * @geo: for the conversion
 *
 * Returns: (transfer full) (nullable): its polygons in degrees, longitude first, outlines counter-clockwise and holes
 *   clockwise; %NULL if it has none, or one that reaches far beyond the Netherlands
 */
LwGeometry *
lw_export_source_dup_shape (const LwExportSource *source, guint row, LwGeo *geo)
{
  const LwGeometry *shape = source->options->shapes ? g_ptr_array_index (source->options->shapes, row) : NULL;

  return shape != NULL && !lw_geometry_is_empty (shape) ? lw_geometry_convert (shape, TRUE, to_degrees, geo) : NULL;
}

/**
 * lw_export_source_get_bounds:
 * @geo: for the conversion of shapes; of no use for offices
 * @bounds: (out): the extent of all rows that are written, in degrees
 *
 * Returns: %FALSE if none of them has a place
 */
gboolean
lw_export_source_get_bounds (const LwExportSource *source, LwGeo *geo, LwBounds *bounds)
{
  lw_bounds_init_empty (bounds);
  for (guint row = lw_export_source_next (source, 0); row != LW_EXPORT_NO_ROW;
       row = lw_export_source_next (source, row + 1))
    {
      g_autoptr (LwGeometry) shape = NULL;
      LwBounds of_shape;

      if (source->offices != NULL)
        {
          double longitude = source->offices->longitude[row], latitude = source->offices->latitude[row];

          if (isfinite (longitude) && isfinite (latitude))
            lw_bounds_add (bounds, longitude, latitude);
          continue;
        }
      shape = lw_export_source_dup_shape (source, row, geo);
      if (shape == NULL || !lw_geometry_get_bounds (shape, &of_shape))
        continue;
      lw_bounds_add (bounds, of_shape.min_x, of_shape.min_y);
      lw_bounds_add (bounds, of_shape.max_x, of_shape.max_y);
    }
  return !lw_bounds_is_empty (bounds);
}

/* Up to seven decimals without the long way around; such a number has fewer than 16 digits, so it is the shortest. */
static gboolean
append_short_number (GString *text, double number, char decimal)
{
  double scaled = fabs (number) * 1e7;
  guint64 whole = scaled < 1e15 ? (guint64)llrint (scaled) : 0;
  guint64 decimals = whole % 10000000;
  char buffer[32];
  char *p = buffer + sizeof buffer;
  int n = 7;

  if (!(scaled < 1e15) || (double)whole / 1e7 != fabs (number))
    return FALSE;
  for (; n > 0 && decimals % 10 == 0; n--)
    decimals /= 10;
  for (int i = n; i > 0; i--, decimals /= 10)
    *--p = (char)('0' + decimals % 10);
  if (n > 0)
    *--p = decimal;
  whole /= 10000000;
  do
    *--p = (char)('0' + whole % 10);
  while ((whole /= 10) > 0);
  if (signbit (number))
    *--p = '-';
  g_string_append_len (text, p, buffer + sizeof buffer - p);
  return TRUE;
}

/**
 * lw_export_append_number:
 * @text: where to append
 * @number: a finite number
 * @decimal: the decimal character
 *
 * Appends the shortest form that reads back as the same number.
 */
void
lw_export_append_number (GString *text, double number, char decimal)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE], shorter[G_ASCII_DTOSTR_BUF_SIZE];
  char *point;

  if (append_short_number (text, number, decimal))
    return;
  /* Most numbers that need many digits need 16 or 17. */
  g_ascii_formatd (buffer, sizeof buffer, "%.16g", number);
  if (g_ascii_strtod (buffer, NULL) != number)
    g_ascii_formatd (buffer, sizeof buffer, "%.17g", number);
  else if (g_ascii_strtod (g_ascii_formatd (shorter, sizeof shorter, "%.15g", number), NULL) == number)
    strcpy (buffer, shorter);
  point = strchr (buffer, '.');
  if (point != NULL)
    *point = decimal;
  g_string_append (text, buffer);
}

/**
 * lw_export_append_degrees:
 * @longitude: in degrees, a finite number
 * @latitude: likewise
 *
 * Appends "longitude,latitude", to seven decimals: 1 cm.
 */
void
lw_export_append_degrees (GString *text, double longitude, double latitude)
{
  lw_export_append_number (text, rint (longitude * 1e7) / 1e7, '.');
  g_string_append_c (text, ',');
  lw_export_append_number (text, rint (latitude * 1e7) / 1e7, '.');
}

/**
 * lw_export_flush:
 * @stream: where to write
 * @text: what to write; empty afterwards, if it was written
 * @limit: shorter text waits; 0 to write in any case
 * @cancellable: (nullable): to stop early
 * @error: return location for an error
 *
 * Returns: %FALSE if writing failed
 */
gboolean
lw_export_flush (GOutputStream *stream, GString *text, gsize limit, GCancellable *cancellable, GError **error)
{
  if (text->len < limit)
    return TRUE;
  if (!g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error))
    return FALSE;
  g_string_truncate (text, 0);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-csv: see lw-csv.h. The stream is read twice: once through to decide the encoding, then block by block;
 * the first block decides the layout. A quote that never closes costs one line, not the rest of the file. */
#include "formats/lw-csv.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/lw-cell.h"
#include "formats/lw-csv-dialect.h"
#include "formats/lw-csv-record.h"
#include "formats/lw-csv-text.h"
#include "model/lw-error.h"

#define BLOCK 131072
#define MAX_RECORD (1 << 20) /* bytes; a longer record is a quote that never closes, or no CSV at all */
#define MAX_COLUMNS 16384    /* as many as a spreadsheet has */

struct _LwCsvReader {
  GInputStream *stream;
  char *name;
  LwEncoding encoding;
  gsize mark_length;
  guint64 size;

  guint8 *raw; /* a block of the file; the first raw_length bytes are not decoded yet */
  gsize raw_length;
  gboolean raw_end;
  guint64 n_read;
  GByteArray *text; /* decoded; the records up to at are done */
  gsize at;
  gboolean text_end;

  LwCsvLayout layout;
  GPtrArray *headings;
  GPtrArray *groups;    /* the cells right above the headings */
  LwDate preamble_date; /* that the rows above the headings tell */

  LwCsvRecord record;
  LwCsvFlags flags;
  guint64 record_line; /* line on which the record begins, from 1 */
  guint64 next_line;
  guint64 *numbers; /* of rows that are counted in another way than by lines; NULL for lines */
  gsize n_numbers;
  gsize row; /* how many rows were given, since the beginning */
};

/* Appends one block to the text. */
static gboolean
fill (LwCsvReader *reader, GCancellable *cancellable, GError **error)
{
  gsize got, used;

  if (reader->at > 0)
    {
      g_byte_array_remove_range (reader->text, 0, (guint)reader->at);
      reader->at = 0;
    }
  if (!g_input_stream_read_all (reader->stream, reader->raw + reader->raw_length, BLOCK - reader->raw_length,
                                &got, cancellable, error))
    {
      g_prefix_error (error, "%s: ", reader->name);
      return FALSE;
    }
  reader->n_read += got;
  reader->raw_length += got;
  reader->raw_end = reader->raw_length < BLOCK;
  used
      = lw_encoding_decode (reader->encoding, reader->raw, reader->raw_length, reader->raw_end, reader->text);
  reader->raw_length -= used;
  memmove (reader->raw, reader->raw + used, reader->raw_length);
  reader->text_end = reader->raw_end;
  return TRUE;
}

static gboolean
seek_start (LwCsvReader *reader, GCancellable *cancellable, GError **error)
{
  if (!g_seekable_seek (G_SEEKABLE (reader->stream), (goffset)reader->mark_length, G_SEEK_SET, cancellable,
                        error))
    {
      g_prefix_error (error, "%s: ", reader->name);
      return FALSE;
    }
  reader->raw_length = 0;
  reader->raw_end = reader->text_end = FALSE;
  reader->n_read = reader->mark_length;
  g_byte_array_set_size (reader->text, 0);
  reader->at = 0;
  reader->next_line = 1;
  reader->row = 0;
  return fill (reader, cancellable, error);
}

/* Parses the record at @at, reading on as needed. FALSE at the end and on errors. */
static gboolean
read_record (LwCsvReader *reader, GCancellable *cancellable, GError **error)
{
  gboolean quotes = TRUE;

  for (;;)
    {
      const char *text = (const char *)reader->text->data + reader->at;
      gsize length = reader->text->len - reader->at;
      LwCsvParse parse = LW_CSV_MORE;

      if (length > 0)
        parse = lw_csv_record_parse (&reader->record, text, length, reader->text_end,
                                     reader->layout.separator, quotes);
      else if (reader->text_end)
        return FALSE;
      if (parse == LW_CSV_PARSED)
        break;
      if (quotes && (parse == LW_CSV_BROKEN_QUOTE || length > MAX_RECORD))
        {
          quotes = FALSE;
          continue;
        }
      if (length > MAX_RECORD)
        {
          g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE,
                       /* Translators: file name, line number */
                       _ ("%s: line %" PRIu64 " is longer than 1 MB, so this is no CSV file; "
                          "choose another file"),
                       reader->name, reader->next_line);
          return FALSE;
        }
      if (!fill (reader, cancellable, error))
        return FALSE;
    }
  reader->flags = (quotes ? 0 : LW_CSV_QUOTE) | (reader->record.has_nul ? LW_CSV_NUL : 0);
  reader->at += reader->record.consumed;
  reader->record_line = reader->next_line;
  reader->next_line += reader->record.n_lines;
  return TRUE;
}

/* Headings are shown to people and compared with names: one line, no doubles, none empty. */
static char *
clean_heading (const char *cell)
{
  GString *heading = g_string_new (NULL);
  gboolean blank = FALSE;

  for (const char *p = cell; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == 0xa0 || c == 0xfeff || g_unichar_iscntrl (c))
        {
          blank = heading->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (heading, ' ');
      blank = FALSE;
      g_string_append_unichar (heading, c);
    }
  return g_string_free (heading, FALSE);
}

static void
add_heading (GPtrArray *headings, GHashTable *seen, const char *cell)
{
  g_autofree char *heading = clean_heading (cell);
  g_autofree char *wanted = NULL;

  if (heading[0] == '\0')
    {
      g_free (heading);
      /* Translators: stands for the missing heading of a column; its number */
      heading = g_strdup_printf (_ ("column %u"), headings->len + 1);
    }
  wanted = g_strdup (heading);
  /* The number that comes next is kept with each heading: thousands of columns may have the same one. */
  while (g_hash_table_contains (seen, heading))
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, wanted)) + 1;

      g_hash_table_insert (seen, g_strdup (wanted), GUINT_TO_POINTER (n));
      g_free (heading);
      heading = g_strdup_printf ("%s (%u)", wanted, n);
    }
  g_ptr_array_add (headings, g_strdup (heading));
  g_hash_table_insert (seen, g_steal_pointer (&heading), GUINT_TO_POINTER (1));
}

/* Keeps the row right above the headings, which may name groups of columns. */
static void
note_groups (LwCsvReader *reader)
{
  guint n = MIN (reader->record.starts->len, MAX_COLUMNS);

  g_ptr_array_set_size (reader->groups, 0);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (reader->groups, clean_heading (lw_csv_record_get (&reader->record, i)));
}

/* A table of statistics says above its headings on which day it stands, a file of labels when it was published. */
static void
note_preamble (LwCsvReader *reader)
{
  for (guint i = 0; i < reader->record.starts->len && reader->preamble_date == LW_DATE_UNKNOWN; i++)
    reader->preamble_date = lw_cell_find_date (lw_csv_record_get (&reader->record, i));
}

/* Skips to the first row; the first time it also keeps the headings. */
static gboolean
skip_to_rows (LwCsvReader *reader, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint n = reader->layout.n_before + (reader->layout.has_headings ? 1 : 0);

  for (guint i = 0; i < n; i++)
    {
      if (read_record (reader, cancellable, &local))
        {
          if (i < reader->layout.n_before)
            note_preamble (reader);
          if (i + 1 == reader->layout.n_before)
            note_groups (reader);
          continue;
        }
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

/* How often each heading of the first @n columns is there; one that several have does not say what they are. */
static GHashTable *
count_headings (LwCsvReader *reader, guint n)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n; i++)
    {
      char *heading = clean_heading (lw_csv_record_get (&reader->record, i));
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, heading));

      g_hash_table_replace (counts, heading, GUINT_TO_POINTER (count + 1));
    }
  return counts;
}

/* Whether the row above the headings names groups of columns: two at least, or one that does not begin the row as a title
 * does. */
static gboolean
has_groups (LwCsvReader *reader)
{
  guint n = 0;

  for (guint i = 0; i < reader->groups->len; i++)
    n += *(const char *) reader->groups->pdata[i] != '\0' ? i == 0 ? 1 : 2 : 0;
  return n >= 2;
}

/* "m²" below "Voorraad" and again below "Leegstand" become "Voorraad m²" and "Leegstand m²". */
static void
collect_headings (LwCsvReader *reader)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = reader->layout.has_headings ? reader->record.starts->len : 0;
  gboolean grouped = has_groups (reader);
  g_autoptr (GHashTable) counts = count_headings (reader, grouped ? n : 0);
  const char *group = "";

  reader->layout.n_columns = MIN (MAX (reader->layout.n_columns, n), MAX_COLUMNS);
  for (guint i = 0; i < reader->layout.n_columns; i++)
    {
      const char *cell = i < n ? lw_csv_record_get (&reader->record, i) : "";
      g_autofree char *heading = clean_heading (cell), *whole = NULL;

      if (grouped && i < reader->groups->len && *(const char *) reader->groups->pdata[i] != '\0')
        group = reader->groups->pdata[i];
      if (*group != '\0' && *heading != '\0' && GPOINTER_TO_UINT (g_hash_table_lookup (counts, heading)) > 1)
        whole = g_strconcat (group, " ", heading, NULL);
      add_heading (reader->headings, seen, whole != NULL ? whole : heading);
    }
}

static gboolean
check_start (LwCsvReader *reader, GCancellable *cancellable, GError **error)
{
  guint8 start[512];
  gsize length;
  const char *refusal;

  if (!g_input_stream_read_all (reader->stream, start, sizeof start, &length, cancellable, error)
      || !g_seekable_seek (G_SEEKABLE (reader->stream), 0, G_SEEK_SET, cancellable, error))
    {
      g_prefix_error (error, "%s: ", reader->name);
      return FALSE;
    }
  refusal = lw_encoding_refuse_binary (start, length);
  if (refusal != NULL)
    {
      /* A sentence: file name, then what it is. */
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED, "%s %s", reader->name, refusal);
      return FALSE;
    }
  return TRUE;
}

/**
 * lw_csv_reader_new:
 * @stream: a seekable stream at its beginning
 * @name: how messages call the file
 * @options: (nullable): what is known about the file
 * @cancellable: (nullable): to stop early
 * @error: return location for an error
 *
 * Opens a CSV text and finds out its dialect; the first lw_csv_reader_next() gives the first row below the
 * headings. A workbook, database, PDF or web page is refused with %LW_ERROR_UNSUPPORTED, an empty file with
 * %LW_ERROR_INVALID.
 *
 * Returns: (transfer full) (nullable): the reader
 */
LwCsvReader *
lw_csv_reader_new (GInputStream *stream,
                   const char *name,
                   const LwCsvOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (LwCsvReader) reader = NULL;
  LwCsvOptions chosen = { 0 };

  g_return_val_if_fail (G_IS_SEEKABLE (stream), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  if (options != NULL)
    chosen = *options;
  reader = g_new0 (LwCsvReader, 1);
  reader->stream = g_object_ref (stream);
  reader->name = g_strdup (name);
  reader->encoding = chosen.encoding;
  reader->raw = g_malloc (BLOCK);
  reader->text = g_byte_array_new ();
  reader->headings = g_ptr_array_new_with_free_func (g_free);
  reader->groups = g_ptr_array_new_with_free_func (g_free);
  reader->preamble_date = LW_DATE_UNKNOWN;
  lw_csv_record_init (&reader->record);
  if (!check_start (reader, cancellable, error))
    return NULL;
  if (!lw_encoding_detect (stream, &reader->encoding, &reader->mark_length, cancellable, error))
    {
      g_prefix_error (error, "%s: ", reader->name);
      return NULL;
    }
  if (!seek_start (reader, cancellable, error))
    return NULL;
  lw_csv_layout_find (&reader->layout, (const char *)reader->text->data, reader->text->len, reader->text_end,
                      chosen.separator, chosen.heading_record);
  if (reader->layout.n_columns == 0)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
                   /* Translators: file name */
                   _ ("%s is empty; choose a file with rows"), reader->name);
      return NULL;
    }
  if (!skip_to_rows (reader, cancellable, error))
    return NULL;
  collect_headings (reader);
  return g_steal_pointer (&reader);
}

/**
 * lw_csv_reader_open:
 * @file: a CSV file
 * @options: (nullable): what is known about the file
 * @cancellable: (nullable): to stop early
 * @error: return location for an error
 *
 * As lw_csv_reader_new(), from a file.
 *
 * Returns: (transfer full) (nullable): the reader
 */
LwCsvReader *
lw_csv_reader_open (GFile *file, const LwCsvOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GFileInfo) info = NULL;
  LwCsvReader *reader;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  name = g_file_get_basename (file);
  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  reader = lw_csv_reader_new (G_INPUT_STREAM (stream), name, options, cancellable, error);
  if (reader != NULL && info != NULL)
    reader->size = (guint64)g_file_info_get_size (info);
  return reader;
}

/**
 * lw_csv_reader_free:
 * @reader: (transfer full) (nullable): the reader
 */
void
lw_csv_reader_free (LwCsvReader *reader)
{
  if (reader == NULL)
    return;
  g_clear_object (&reader->stream);
  g_free (reader->name);
  g_free (reader->raw);
  g_free (reader->numbers);
  g_byte_array_unref (reader->text);
  g_ptr_array_unref (reader->headings);
  g_ptr_array_unref (reader->groups);
  lw_csv_record_clear (&reader->record);
  g_free (reader);
}

/**
 * lw_csv_reader_get_name:
 *
 * Returns: (transfer none): how messages call the file
 */
const char *
lw_csv_reader_get_name (LwCsvReader *reader)
{
  return reader->name;
}

/**
 * lw_csv_reader_get_encoding:
 *
 * Returns: the encoding, found or chosen
 */
LwEncoding
lw_csv_reader_get_encoding (LwCsvReader *reader)
{
  return reader->encoding;
}

/**
 * lw_csv_reader_get_separator:
 *
 * Returns: the character between cells; a line feed if the file has one column
 */
char
lw_csv_reader_get_separator (LwCsvReader *reader)
{
  return reader->layout.separator;
}

/**
 * lw_csv_reader_has_headings:
 *
 * Returns: whether the columns have names of their own
 */
gboolean
lw_csv_reader_has_headings (LwCsvReader *reader)
{
  return reader->layout.has_headings;
}

/**
 * lw_csv_reader_get_heading_record:
 *
 * Returns: the record that holds the names of the columns, from 1; 0 if they have none
 */
guint
lw_csv_reader_get_heading_record (LwCsvReader *reader)
{
  return reader->layout.has_headings ? reader->layout.n_before + 1 : 0;
}

/**
 * lw_csv_reader_get_n_columns:
 *
 * Returns: the number of columns
 */
guint
lw_csv_reader_get_n_columns (LwCsvReader *reader)
{
  return reader->headings->len;
}

/**
 * lw_csv_reader_get_heading:
 * @column: a column, from 0
 *
 * Returns: (transfer none): its heading on one line; unique in the file and never empty
 */
const char *
lw_csv_reader_get_heading (LwCsvReader *reader, guint column)
{
  g_return_val_if_fail (column < reader->headings->len, NULL);
  return g_ptr_array_index (reader->headings, column);
}

/**
 * lw_csv_reader_get_signature:
 *
 * Two files with the same headings have the same signature, so that a mapping of columns can be remembered.
 *
 * Returns: (transfer full): 64 hexadecimal digits
 */
char *
lw_csv_reader_get_signature (LwCsvReader *reader)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < reader->headings->len; i++)
    {
      g_autofree char *folded = g_utf8_casefold (g_ptr_array_index (reader->headings, i), -1);

      g_checksum_update (checksum, (const guchar *)folded, (gssize)strlen (folded) + 1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/* Compares the width with the columns, and looks for characters that could not be read. */
static void
judge_record (LwCsvReader *reader)
{
  LwCsvRecord *record = &reader->record;
  guint n = record->starts->len;

  if (n < reader->headings->len)
    reader->flags |= LW_CSV_SHORT;
  while (n > reader->headings->len && *lw_csv_record_get (record, n - 1) == '\0')
    n--;
  if (n > reader->headings->len)
    reader->flags |= LW_CSV_LONG;
  if (memmem (record->bytes, record->length, "\xef\xbf\xbd", 3) != NULL)
    reader->flags |= LW_CSV_CHARACTER;
}

/**
 * lw_csv_reader_next:
 * @cancellable: (nullable): to stop early
 * @error: return location for an error of the stream, or %LW_ERROR_TOO_LARGE
 *
 * Goes to the next row; empty lines are skipped.
 *
 * Returns: %FALSE at the end, and on an error
 */
gboolean
lw_csv_reader_next (LwCsvReader *reader, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (reader != NULL, FALSE);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  do
    {
      if (!read_record (reader, cancellable, error))
        return FALSE;
  } while (lw_csv_record_is_blank (&reader->record));
  judge_record (reader);
  if (reader->row < reader->n_numbers)
    reader->record_line = reader->numbers[reader->row];
  reader->row++;
  return TRUE;
}

/**
 * lw_csv_reader_number_rows:
 * @numbers: (array length=n) (transfer none): what each row is called in the file that the text was made from
 * @n: how many rows there are
 *
 * From now on lw_csv_reader_get_line() tells these; to be called before the first row is read.
 */
void
lw_csv_reader_number_rows (LwCsvReader *reader, const guint64 *numbers, gsize n)
{
  g_return_if_fail (reader != NULL && reader->row == 0);
  g_free (reader->numbers);
  reader->numbers = g_memdup2 (numbers, n * sizeof *numbers);
  reader->n_numbers = n;
}

/**
 * lw_csv_reader_rewind:
 * @cancellable: (nullable): to stop early
 * @error: return location for an error of the stream
 *
 * Goes back to before the first row.
 *
 * Returns: %FALSE on an error
 */
gboolean
lw_csv_reader_rewind (LwCsvReader *reader, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (reader != NULL, FALSE);
  return seek_start (reader, cancellable, error) && skip_to_rows (reader, cancellable, error);
}

/**
 * lw_csv_reader_get_cell:
 * @column: a column, from 0
 *
 * Returns: (transfer none): the cell's text, valid UTF-8, until the next call of lw_csv_reader_next(); empty
 * if the row does not reach that far
 */
const char *
lw_csv_reader_get_cell (LwCsvReader *reader, guint column)
{
  return column < reader->record.starts->len ? lw_csv_record_get (&reader->record, column) : "";
}

/**
 * lw_csv_reader_get_n_cells:
 *
 * Returns: how many cells the row has
 */
guint
lw_csv_reader_get_n_cells (LwCsvReader *reader)
{
  return reader->record.starts->len;
}

/**
 * lw_csv_reader_get_line:
 *
 * Returns: the line of the file on which the row begins, from 1, as an editor counts; or the number of the row, if rows
 *   have other numbers (lw_csv_reader_number_rows())
 */
guint64
lw_csv_reader_get_line (LwCsvReader *reader)
{
  return reader->record_line;
}

/**
 * lw_csv_reader_get_flags:
 *
 * Returns: what is odd about the row
 */
LwCsvFlags
lw_csv_reader_get_flags (LwCsvReader *reader)
{
  return reader->flags;
}

/**
 * lw_csv_reader_get_position:
 * @size: (out) (optional): bytes of the file, 0 if not known
 *
 * Returns: bytes read so far
 */
guint64
lw_csv_reader_get_position (LwCsvReader *reader, guint64 *size)
{
  if (size != NULL)
    *size = reader->size;
  return reader->n_read;
}

/**
 * lw_csv_reader_get_preamble_date:
 *
 * Returns: the first whole date that stands above the headings ("Leegstand op 1 januari 2024"), or %LW_DATE_UNKNOWN
 */
LwDate
lw_csv_reader_get_preamble_date (LwCsvReader *reader)
{
  return reader->preamble_date;
}

/* What stands between cells of a line that is written; a file of one column has nothing that could. */
static char
written_separator (const LwCsvReader *reader)
{
  return reader->layout.separator == LW_CSV_ONE_COLUMN ? ';' : reader->layout.separator;
}

/**
 * lw_csv_reader_dup_headings:
 *
 * Returns: (transfer full): the headings as one line of CSV, with the separator of the file
 */
char *
lw_csv_reader_dup_headings (LwCsvReader *reader)
{
  GString *line = g_string_new (NULL);
  char separator = written_separator (reader);

  for (guint i = 0; i < reader->headings->len; i++)
    {
      if (i > 0)
        g_string_append_c (line, separator);
      lw_csv_text_append_found (line, g_ptr_array_index (reader->headings, i), separator);
    }
  return g_string_free (line, FALSE);
}

/**
 * lw_csv_reader_dup_row:
 *
 * Returns: (transfer full): the current row as one record of CSV, all its cells as they stood in the file, but for what a
 *   spreadsheet would run
 */
char *
lw_csv_reader_dup_row (LwCsvReader *reader)
{
  GString *line = g_string_new (NULL);
  char separator = written_separator (reader);

  for (guint i = 0; i < reader->record.starts->len; i++)
    {
      if (i > 0)
        g_string_append_c (line, separator);
      lw_csv_text_append_found (line, lw_csv_record_get (&reader->record, i), separator);
    }
  return g_string_free (line, FALSE);
}

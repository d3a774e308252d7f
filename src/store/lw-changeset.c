/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-changeset: see lw-changeset.h. The format is that of SQLite's documentation: a table header 'T', number of
 * columns, a flag for each column of the primary key, the name; then changes: operation, indirect flag, the old row
 * and the new row, each value with its type. In our tables the first column is the key, and no other. */
#include "store/lw-changeset.h"

#include <string.h>

#define MAX_COLUMNS 200

typedef struct {
  const guint8 *at;
  const guint8 *end;
} Bytes;

static gboolean
read_byte (Bytes *bytes, guint8 *value)
{
  if (bytes->at == bytes->end)
    return FALSE;
  *value = *bytes->at++;
  return TRUE;
}

/* Lengths are below 2^31, so five bytes of seven bits do. */
static gboolean
read_length (Bytes *bytes, gsize *value)
{
  guint8 byte;

  *value = 0;
  for (int i = 0; i < 5; i++)
    {
      if (!read_byte (bytes, &byte))
        return FALSE;
      *value = *value << 7 | (byte & 0x7f);
      if (!(byte & 0x80))
        return *value <= G_MAXINT32;
    }
  return FALSE;
}

static gboolean
skip (Bytes *bytes, gsize size)
{
  if ((gsize)(bytes->end - bytes->at) < size)
    return FALSE;
  bytes->at += size;
  return TRUE;
}

/* @whole: each value is there; otherwise only the key has to be, if @with_key. */
static gboolean
skip_row (Bytes *bytes, guint n_columns, gboolean whole, gboolean with_key)
{
  for (guint i = 0; i < n_columns; i++)
    {
      guint8 type;
      gsize size;

      if (!read_byte (bytes, &type))
        return FALSE;
      if (type == 0 && (whole || (with_key && i == 0)))
        return FALSE;
      if (type == SQLITE_INTEGER || type == SQLITE_FLOAT)
        {
          if (!skip (bytes, 8))
            return FALSE;
        }
      else if (type == SQLITE_TEXT || type == SQLITE_BLOB)
        {
          if (!read_length (bytes, &size) || !skip (bytes, size))
            return FALSE;
        }
      else if (type != 0 && (type != SQLITE_NULL || i == 0))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_header (Bytes *bytes, const LwSchemaTable **table, guint *n_columns)
{
  const guint8 *end;
  gsize n;

  if (!read_length (bytes, &n) || n < 1 || n > MAX_COLUMNS)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      guint8 key;

      if (!read_byte (bytes, &key) || key != (i == 0))
        return FALSE;
    }
  end = memchr (bytes->at, '\0', bytes->end - bytes->at);
  if (end == NULL)
    return FALSE;
  *table = lw_schema_find_table ((const char *)bytes->at);
  /* SQLite puts changes of one table together by its exact name. */
  if (*table == NULL || strcmp ((*table)->name, (const char *)bytes->at) != 0)
    return FALSE;
  *n_columns = n;
  bytes->at = end + 1;
  return TRUE;
}

static gboolean
skip_change (Bytes *bytes, int operation, guint n_columns)
{
  guint8 indirect;

  if (!read_byte (bytes, &indirect))
    return FALSE;
  switch (operation)
    {
    case SQLITE_INSERT:
    case SQLITE_DELETE:
      return skip_row (bytes, n_columns, TRUE, TRUE);
    case SQLITE_UPDATE:
      return skip_row (bytes, n_columns, FALSE, TRUE) && skip_row (bytes, n_columns, FALSE, FALSE);
    default:
      return FALSE;
    }
}

/**
 * lw_changeset_walk:
 * @data: the bytes, from anywhere
 * @size: how many
 * @func: (nullable): called for each change
 * @func_data: for @func
 *
 * Returns: %TRUE if all of it is a changeset of tables of ours, and @func agreed with each change
 */
gboolean
lw_changeset_walk (const guint8 *data, gsize size, LwChangesetFunc func, gpointer func_data)
{
  Bytes bytes = { data, data + size };
  const LwSchemaTable *table = NULL;
  guint n_columns = 0;
  guint8 what;

  while (read_byte (&bytes, &what))
    {
      if (what == 'T')
        {
          if (!read_header (&bytes, &table, &n_columns))
            return FALSE;
        }
      else if (table == NULL || !skip_change (&bytes, what, n_columns)
               || (func != NULL && !func (table, n_columns, what, func_data)))
        return FALSE;
    }
  return TRUE;
}

static gint64
read_key (const guint8 *at)
{
  guint64 big;

  memcpy (&big, at, sizeof big);
  return (gint64)GUINT64_FROM_BE (big);
}

/**
 * lw_changeset_without:
 * @changeset: a changeset that lw_changeset_walk() has passed
 * @table: a table of ours
 * @keys: (element-type gint64): keys of rows of it
 *
 * Returns: (transfer full): the changeset without changes of those rows
 */
GByteArray *
lw_changeset_without (const GByteArray *changeset, const char *table, GHashTable *keys)
{
  Bytes bytes = { changeset->data, changeset->data + changeset->len };
  GByteArray *rest = g_byte_array_sized_new (changeset->len);
  const LwSchemaTable *current = NULL;
  const guint8 *header = NULL;
  gsize header_size = 0;
  guint n_columns = 0;
  guint8 what;

  while (read_byte (&bytes, &what))
    {
      const guint8 *start = bytes.at - 1;
      gint64 key;

      if (what == 'T')
        {
          if (!read_header (&bytes, &current, &n_columns))
            break;
          /* Written with the first change that is left. */
          header = start;
          header_size = (gsize)(bytes.at - start);
          continue;
        }
      if (current == NULL || !skip_change (&bytes, what, n_columns))
        break;
      /* Operation, indirect flag, and then the key: type and eight bytes. */
      if (strcmp (current->name, table) == 0 && start[2] == SQLITE_INTEGER
          && (key = read_key (start + 3), g_hash_table_contains (keys, &key)))
        continue;
      if (header != NULL)
        g_byte_array_append (rest, header, (guint)header_size);
      header = NULL;
      g_byte_array_append (rest, start, (guint)(bytes.at - start));
    }
  return rest;
}

static void
put_byte (GByteArray *changeset, guint8 byte)
{
  g_byte_array_append (changeset, &byte, 1);
}

static void
put_length (GByteArray *changeset, gsize length)
{
  for (int shift = 28; shift > 0; shift -= 7)
    if (length >> shift)
      put_byte (changeset, (guint8)(0x80 | (length >> shift & 0x7f)));
  put_byte (changeset, length & 0x7f);
}

static void
put_int (GByteArray *changeset, gint64 value)
{
  guint64 big = GUINT64_TO_BE ((guint64)value);

  put_byte (changeset, SQLITE_INTEGER);
  g_byte_array_append (changeset, (const guint8 *)&big, sizeof big);
}

static void
put_value (GByteArray *changeset, sqlite3_stmt *row, int column)
{
  int type = sqlite3_column_type (row, column);
  double number = sqlite3_column_double (row, column);
  guint64 big;

  if (type == SQLITE_INTEGER)
    {
      put_int (changeset, sqlite3_column_int64 (row, column));
      return;
    }
  put_byte (changeset, (guint8)type);
  if (type == SQLITE_FLOAT)
    {
      memcpy (&big, &number, sizeof big);
      big = GUINT64_TO_BE (big);
      g_byte_array_append (changeset, (const guint8 *)&big, sizeof big);
    }
  else if (type == SQLITE_TEXT || type == SQLITE_BLOB)
    {
      const guint8 *data = sqlite3_column_blob (row, column);
      int size = sqlite3_column_bytes (row, column);

      put_length (changeset, (gsize)size);
      if (size > 0)
        g_byte_array_append (changeset, data, (guint)size);
    }
}

static void
put_header (GByteArray *changeset, const char *table, guint n_columns)
{
  put_byte (changeset, 'T');
  put_length (changeset, n_columns);
  for (guint i = 0; i < n_columns; i++)
    put_byte (changeset, i == 0);
  g_byte_array_append (changeset, (const guint8 *)table, (guint)strlen (table) + 1);
}

/** lw_changeset_append_insert: adds that the whole @row, at which a SELECT * stands, was inserted into @table */
void
lw_changeset_append_insert (GByteArray *changeset, const char *table, sqlite3_stmt *row)
{
  int n_columns = sqlite3_column_count (row);

  put_header (changeset, table, (guint)n_columns);
  put_byte (changeset, SQLITE_INSERT);
  put_byte (changeset, FALSE);
  for (int i = 0; i < n_columns; i++)
    put_value (changeset, row, i);
}

/** lw_changeset_append_update: adds that one whole number of the row with that @key was changed */
void
lw_changeset_append_update (
    GByteArray *changeset, const char *table, guint n_columns, gint64 key, guint column, gint64 from, gint64 to)
{
  put_header (changeset, table, n_columns);
  put_byte (changeset, SQLITE_UPDATE);
  put_byte (changeset, FALSE);
  for (guint i = 0; i < n_columns; i++)
    if (i == 0 || i == column)
      put_int (changeset, i == 0 ? key : from);
    else
      put_byte (changeset, 0);
  for (guint i = 0; i < n_columns; i++)
    if (i == column)
      put_int (changeset, to);
    else
      put_byte (changeset, 0);
}

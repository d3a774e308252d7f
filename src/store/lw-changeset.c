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

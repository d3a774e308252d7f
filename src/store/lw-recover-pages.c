/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-pages: see lw-recover-pages.h. */
#include "store/lw-recover-pages.h"

#include <string.h>

/* On the first page the head of the file comes before that of the page. */
#define FILE_HEAD 100

/** lw_bytes_get_32: a number of four bytes, the highest first */
guint32
lw_bytes_get_32 (const guint8 *bytes)
{
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

static guint32
get_16 (const guint8 *bytes)
{
  return (guint32)bytes[0] << 8 | bytes[1];
}

/* A number of one to nine bytes at @at, which moves on; FALSE if it goes beyond @end. */
static gboolean
read_varint (const guint8 **at, const guint8 *end, guint64 *value)
{
  const guint8 *byte = *at;

  *value = 0;
  for (int i = 0; i < 9; i++, byte++)
    {
      if (byte >= end)
        return FALSE;
      if (i == 8)
        {
          *value = *value << 8 | *byte;
          *at = byte + 1;
          return TRUE;
        }
      *value = *value << 7 | (*byte & 0x7f);
      if (!(*byte & 0x80))
        {
          *at = byte + 1;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
lw_page_is_table (const LwPage *page)
{
  return page->type == LW_PAGE_TABLE_NODE || page->type == LW_PAGE_TABLE_LEAF;
}

gboolean
lw_page_is_leaf (const LwPage *page)
{
  return page->type == LW_PAGE_INDEX_LEAF || page->type == LW_PAGE_TABLE_LEAF;
}

/**
 * lw_page_parse:
 * @page: (out): the page
 * @data: its bytes, @usable of them, zero where they are not @present
 *
 * Returns: %FALSE if this is no page of a tree
 */
gboolean
lw_page_parse (LwPage *page, const guint8 *data, guint32 number, guint32 usable, guint32 present)
{
  guint32 head = number == 1 ? FILE_HEAD : 0;
  const guint8 *bytes = data + head;

  *page = (LwPage){ .data = data, .number = number, .usable = usable, .present = MIN (present, usable) };
  if (page->present < head + 12)
    return FALSE;
  page->type = bytes[0];
  if (!lw_page_is_leaf (page) && page->type != LW_PAGE_TABLE_NODE && page->type != LW_PAGE_INDEX_NODE)
    return FALSE;
  page->n_cells = get_16 (bytes + 3);
  page->pointers = head + (lw_page_is_leaf (page) ? 8 : 12);
  if (!lw_page_is_leaf (page))
    page->right = lw_bytes_get_32 (bytes + 8);
  /* Each cell takes a pointer of two bytes and at least four for itself. */
  return page->pointers + (guint64)page->n_cells * 6 <= usable;
}

/* How much of a payload stands in the page itself, and where the rest is. */
static gboolean
split_payload (const LwPage *page, const guint8 *at, const guint8 *end, LwCell *cell)
{
  guint32 usable = page->usable;
  guint32 most = page->type == LW_PAGE_TABLE_LEAF ? usable - 35 : (usable - 12) * 64 / 255 - 23;
  guint32 least = (usable - 12) * 32 / 255 - 23;

  cell->local = at;
  if (cell->size <= most)
    {
      cell->n_local = (guint32)cell->size;
      cell->overflow = 0;
    }
  else
    {
      guint32 local = least + (guint32)((cell->size - least) % (usable - 4));

      cell->n_local = local <= most ? local : least;
      if ((gsize)(end - at) < cell->n_local + 4)
        return FALSE;
      cell->overflow = lw_bytes_get_32 (at + cell->n_local);
    }
  cell->end = (guint32)(at - page->data) + cell->n_local + (cell->overflow != 0 ? 4 : 0);
  return (gsize)(end - at) >= cell->n_local && (cell->size == cell->n_local || cell->overflow != 0);
}

/**
 * lw_page_get_cell:
 * @i: from 0
 * @cell: (out): the cell
 *
 * Returns: %FALSE if it is broken; its row may be known all the same, else that is 0
 */
gboolean
lw_page_get_cell (const LwPage *page, guint i, LwCell *cell)
{
  const guint8 *at, *end = page->data + page->present;
  guint32 pointer = page->pointers + 2 * i, offset;
  guint64 row;

  *cell = (LwCell){ 0 };
  if (i >= page->n_cells || pointer + 2 > page->present)
    return FALSE;
  offset = get_16 (page->data + pointer);
  if (offset < page->pointers + 2 * page->n_cells || offset + 4 > page->present)
    return FALSE;
  at = page->data + offset;
  if (!lw_page_is_leaf (page))
    {
      cell->child = lw_bytes_get_32 (at);
      at += 4;
    }
  if (page->type != LW_PAGE_TABLE_NODE && !read_varint (&at, end, &cell->size))
    return FALSE;
  if (lw_page_is_table (page))
    {
      if (!read_varint (&at, end, &row))
        return FALSE;
      cell->row = (gint64)row;
    }
  cell->end = (guint32)(at - page->data);
  return page->type == LW_PAGE_TABLE_NODE || split_payload (page, at, end, cell);
}

/** lw_page_is_sound: whether every cell is whole and one of them ends where the page does, as the first one
 * written does */
gboolean
lw_page_is_sound (const LwPage *page)
{
  gboolean at_end = FALSE;

  for (guint i = 0; i < page->n_cells; i++)
    {
      LwCell cell;

      if (!lw_page_get_cell (page, i, &cell))
        return FALSE;
      at_end = at_end || cell.end == page->usable;
    }
  return at_end;
}

static gint64
read_integer (const guint8 *bytes, gsize size)
{
  guint64 value = size > 0 && bytes[0] & 0x80 ? G_MAXUINT64 : 0;

  for (gsize i = 0; i < size; i++)
    value = value << 8 | bytes[i];
  return (gint64)value;
}

/* Fills in the type and size of a value. */
static gboolean
decode_type (guint64 serial, LwValue *value)
{
  static const guint8 sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };

  *value = (LwValue){ .type = LW_VALUE_NULL };
  if (serial == 10 || serial == 11)
    return FALSE;
  value->size = serial < 12 ? sizes[serial] : (gsize)((serial - 12) / 2);
  if (serial >= 12)
    value->type = serial % 2 == 0 ? LW_VALUE_BLOB : LW_VALUE_TEXT;
  else if (serial > 0)
    value->type = serial == 7 ? LW_VALUE_REAL : LW_VALUE_INTEGER;
  if (serial == 8 || serial == 9)
    value->integer = (gint64)serial - 8;
  return TRUE;
}

/* Fills in what its bytes say. */
static void
decode_bytes (const guint8 *bytes, LwValue *value)
{
  guint64 bits;

  value->bytes = bytes;
  if (value->type == LW_VALUE_REAL)
    {
      bits = (guint64)read_integer (bytes, 8);
      memcpy (&value->real, &bits, sizeof bits);
    }
  else if (value->type == LW_VALUE_INTEGER && value->size > 0)
    value->integer = read_integer (bytes, value->size);
  if (value->type == LW_VALUE_INTEGER)
    value->real = (double)value->integer;
}

/**
 * lw_record_decode:
 * @bytes: a payload, or its beginning
 * @size: as many of its bytes as there are
 * @total: its bytes in all
 * @values: (out) (array length=LW_RECORD_MAX_VALUES): the values
 *
 * Returns: how many values it has; 0 if it is broken: if its parts do not add up to @total exactly
 */
guint
lw_record_decode (const guint8 *bytes, gsize size, guint64 total, LwValue *values)
{
  const guint8 *at = bytes;
  guint64 head, body;
  guint n = 0;

  if (!read_varint (&at, bytes + size, &head) || head > size || head < (guint64)(at - bytes))
    return 0;
  body = head;
  while (at < bytes + head)
    {
      guint64 serial;

      if (n == LW_RECORD_MAX_VALUES || !read_varint (&at, bytes + head, &serial)
          || !decode_type (serial, &values[n]) || values[n].size > total - body)
        return 0;
      if (body + values[n].size <= size)
        decode_bytes (bytes + body, &values[n]);
      body += values[n++].size;
    }
  return body == total ? n : 0;
}

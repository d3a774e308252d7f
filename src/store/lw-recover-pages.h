/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-pages: the bytes of one page of SQLite's file format: its cells, and the values in a record.
 * Written against the documentation of the format ("Database File Format"), for bytes from anywhere: each
 * step stays within the page, and what does not fit is told as broken. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** LwPageType: what the first byte of a page of a tree says */
typedef enum {
  LW_PAGE_INDEX_NODE = 2,
  LW_PAGE_TABLE_NODE = 5,
  LW_PAGE_INDEX_LEAF = 10,
  LW_PAGE_TABLE_LEAF = 13,
} LwPageType;

/**
 * LwPage:
 * @data: its bytes; borrowed
 * @number: from 1
 * @usable: bytes that hold content
 * @present: bytes that are really there; fewer where the file was cut off
 * @type: of the tree's page
 * @n_cells: how many cells it says to have
 * @right: the last child of a node
 */
typedef struct {
  const guint8 *data;
  guint32 number;
  guint32 usable;
  guint32 present;
  LwPageType type;
  guint n_cells;
  guint32 right;
  /*< private >*/
  guint32 pointers;
} LwPage;

/**
 * LwCell:
 * @row: number of the row, of a table
 * @child: the page below, of a node
 * @size: bytes of the payload, 0 where there is none
 * @local: the part of it that stands in the page; borrowed
 * @n_local: its bytes
 * @overflow: the page where the rest begins, 0 for no rest
 * @end: where the cell ends in the page
 */
typedef struct {
  gint64 row;
  guint32 child;
  guint64 size;
  const guint8 *local;
  guint32 n_local;
  guint32 overflow;
  guint32 end;
} LwCell;

/** LwValueType: SQLite's own numbers */
typedef enum {
  LW_VALUE_INTEGER = 1,
  LW_VALUE_REAL = 2,
  LW_VALUE_TEXT = 3,
  LW_VALUE_BLOB = 4,
  LW_VALUE_NULL = 5,
} LwValueType;

/**
 * LwValue:
 * @type: what it is
 * @integer: the number, of an integer
 * @real: the number, also of an integer
 * @bytes: text or blob; borrowed from the record; %NULL where that was not read so far
 * @size: its bytes
 */
typedef struct {
  LwValueType type;
  gint64 integer;
  double real;
  const guint8 *bytes;
  gsize size;
} LwValue;

/** LW_RECORD_MAX_VALUES: a record with more values is none of ours */
#define LW_RECORD_MAX_VALUES 200

guint32 lw_bytes_get_32 (const guint8 *bytes);
gboolean lw_page_parse (LwPage *page, const guint8 *data, guint32 number, guint32 usable, guint32 present);
gboolean lw_page_get_cell (const LwPage *page, guint i, LwCell *cell);
gboolean lw_page_is_sound (const LwPage *page);
gboolean lw_page_is_table (const LwPage *page);
gboolean lw_page_is_leaf (const LwPage *page);
guint lw_record_decode (const guint8 *bytes, gsize size, guint64 total, LwValue *values);

G_END_DECLS

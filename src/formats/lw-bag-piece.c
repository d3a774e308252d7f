/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-piece: see lw-bag-piece.h. */
#include "formats/lw-bag-piece.h"

#include <string.h>

static void
clear_row (gpointer data)
{
  lw_bag_record_free (((LwBagRow *)data)->record);
}

/**
 * lw_bag_piece_init:
 * @self: (out caller-allocates): a piece without bytes
 * @size: how many it is going to have, roughly
 */
void
lw_bag_piece_init (LwBagPiece *self, gsize size)
{
  memset (self, 0, sizeof *self);
  self->size = size;
  self->bytes = (guint8 *)g_malloc (size + 2 * LW_BAG_SCAN_MARGIN) + LW_BAG_SCAN_MARGIN;
  memset (self->bytes - LW_BAG_SCAN_MARGIN, 0, LW_BAG_SCAN_MARGIN);
  self->segments = g_array_new (FALSE, TRUE, sizeof (LwBagSegment));
  self->events = g_array_new (FALSE, FALSE, sizeof (LwBagEvent));
  self->rows = g_array_new (FALSE, FALSE, sizeof (LwBagRow));
  g_array_set_clear_func (self->rows, clear_row);
}

/** lw_bag_piece_clear: frees what @self holds */
void
lw_bag_piece_clear (LwBagPiece *self)
{
  g_free (self->bytes - LW_BAG_SCAN_MARGIN);
  g_array_unref (self->segments);
  g_array_unref (self->events);
  g_array_unref (self->rows);
}

/** lw_bag_piece_append: adds @n bytes; the piece may be larger than was said */
void
lw_bag_piece_append (LwBagPiece *self, const guint8 *bytes, gsize n)
{
  if (self->n + n > self->size)
    {
      self->size = MAX (self->n + n, 2 * self->size);
      self->bytes
          = (guint8 *)g_realloc (self->bytes - LW_BAG_SCAN_MARGIN, self->size + 2 * LW_BAG_SCAN_MARGIN)
            + LW_BAG_SCAN_MARGIN;
    }
  memcpy (self->bytes + self->n, bytes, n);
  self->n += n;
}

/**
 * lw_bag_piece_find_head:
 * @self: the first piece of a file
 * @scope: of the file
 *
 * Returns: the byte after what stands before the first record, 0 if none begins in @self
 */
gsize
lw_bag_piece_find_head (const LwBagPiece *self, const LwBagScope *scope)
{
  const guint8 *p = memmem (self->bytes, self->n, scope->begin, strlen (scope->begin));

  while (p != NULL && p > self->bytes && p[-1] != '>')
    p--;
  return p != NULL ? (gsize)(p - self->bytes) : 0;
}

/**
 * lw_bag_piece_find_end:
 * @self: a piece
 * @scope: of its file
 *
 * Returns: the byte after the last record that ends in @self, 0 if none does
 */
gsize
lw_bag_piece_find_end (const LwBagPiece *self, const LwBagScope *scope)
{
  gsize length = strlen (scope->end);

  if (self->n < length)
    return 0;
  for (const guint8 *p = self->bytes + self->n - length; p >= self->bytes; p--)
    if (*p == '<' && memcmp (p, scope->end, length) == 0)
      return (gsize)(p - self->bytes) + length;
  return 0;
}

static void
add_event (LwBagPiece *piece, const LwBagRecord *record, gboolean with_row, LwBagVerdict verdict)
{
  LwBagEvent event = { record->id, record->version, -1 };

  if (with_row)
    {
      LwBagRow row = { verdict, lw_bag_record_copy (record) };

      event.row = (gint32)piece->rows->len;
      g_array_append_val (piece->rows, row);
    }
  g_array_append_val (piece->events, event);
}

static void
take_object (LwBagPiece *piece,
             LwBagSegment *segment,
             const LwBagRecord *record,
             const LwBagScope *scope,
             const LwBagStore *store)
{
  LwBagVerdict verdict = lw_bag_select_object (record, scope->date);

  segment->verdicts[verdict]++;
  if (verdict == LW_BAG_KEEP || lw_bag_verdict_is_reported (verdict))
    add_event (piece, record, TRUE, verdict);
  else if (lw_bag_record_get_life (record, scope->date) == LW_BAG_LIFE_CURRENT)
    add_event (piece, record, lw_bag_store_knows (store, record->id), verdict);
}

static void
take_record (LwBagPiece *piece,
             LwBagSegment *segment,
             const LwBagRecord *record,
             const LwBagScope *scope,
             const LwBagStore *store)
{
  segment->n_read[g_bit_nth_lsf (record->type, -1)]++;
  if (record->type == LW_BAG_OBJECT)
    take_object (piece, segment, record, scope, store);
  else if (record->id != 0 && lw_bag_record_get_life (record, scope->date) == LW_BAG_LIFE_CURRENT
           && ((record->type & (LW_BAG_ADDRESS | LW_BAG_BUILDING)) == 0
               || lw_bag_store_wants (store, record)))
    add_event (piece, record, TRUE, LW_BAG_KEEP);
}

static LwBagSegment *
begin_segment (LwBagPiece *piece, gsize from, gboolean is_scanned)
{
  LwBagSegment *segment;

  g_array_set_size (piece->segments, piece->segments->len + 1);
  segment = &g_array_index (piece->segments, LwBagSegment, piece->segments->len - 1);
  segment->from = segment->to = from;
  segment->is_scanned = is_scanned;
  segment->first_event = piece->events->len;
  return segment;
}

/* The records from @from that are written plainly; how far they go. */
static gsize
scan_segment (
    LwBagPiece *piece, LwBagScan *scan, gsize from, const LwBagScope *scope, const LwBagStore *store)
{
  LwBagSegment *segment = begin_segment (piece, from, TRUE);

  lw_bag_scan_seek (scan, from);
  while (lw_bag_scan_next (scan))
    if (lw_bag_scan_get_record (scan) != NULL)
      take_record (piece, segment, lw_bag_scan_get_record (scan), scope, store);
  segment->n_events = piece->events->len - segment->first_event;
  segment->to = lw_bag_scan_get_position (scan);
  lw_bag_scan_get_lines (scan, &segment->lines, &segment->columns);
  if (segment->to == from)
    g_array_set_size (piece->segments, piece->segments->len - 1);
  return lw_bag_scan_get_position (scan);
}

/* What the scan leaves goes to the parser, up to the end of what may be a record. */
static gsize
leave_segment (LwBagPiece *piece, gsize from, const LwBagScope *scope)
{
  LwBagSegment *segment = begin_segment (piece, from, FALSE);
  gsize length = strlen (scope->end);
  const guint8 *end = memmem (piece->bytes + from, piece->n - from, scope->end, length);

  segment->to = end != NULL ? (gsize)(end - piece->bytes) + length : piece->n;
  return segment->to;
}

/**
 * lw_bag_piece_scan:
 * @self: a piece
 * @scope: (nullable): of its file; %NULL leaves all of it to the parser
 * @store: tells which addresses and buildings are wanted; read only
 * @wants_outline: (nullable): asked of each building
 * @data: for @wants_outline
 *
 * Reads what is written plainly. Several pieces may be scanned at once.
 */
void
lw_bag_piece_scan (LwBagPiece *self,
                   const LwBagScope *scope,
                   const LwBagStore *store,
                   LwBagOutlineFunc wants_outline,
                   gpointer data)
{
  g_autoptr (LwBagScan) scan = NULL;
  gsize at = 0;

  if (scope == NULL)
    {
      begin_segment (self, 0, FALSE)->to = self->n;
      return;
    }
  scan = lw_bag_scan_new (scope, wants_outline, data, self->bytes, self->n);
  while (at < self->n)
    {
      at = scan_segment (self, scan, at, scope, store);
      if (at < self->n)
        at = leave_segment (self, at, scope);
    }
}

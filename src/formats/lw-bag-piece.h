/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-piece: some records of a BAG file, scanned in any thread. Only what an import may keep is copied; of
 * the other millions a piece remembers that they are there, for they may overrule an earlier version that was
 * an office. */
#pragma once

#include "formats/lw-bag-scan.h"
#include "formats/lw-bag-select.h"
#include "formats/lw-bag-store.h"

G_BEGIN_DECLS

/** LW_BAG_N_TYPES: bits of #LwBagRecordType */
#define LW_BAG_N_TYPES 8

/**
 * LwBagEvent: a record that may matter.
 * @id: of an object that holds on the date and is no office
 * @version: of the same
 * @row: in the rows of the piece, -1 if nothing but the above matters
 */
typedef struct {
  LwBagId id;
  LwBagVersion version;
  gint32 row;
} LwBagEvent;

/**
 * LwBagRow: a record that is kept or reported
 * @verdict: on an object
 * @record: its line counts from the begin of the segment, from 0
 */
typedef struct {
  LwBagVerdict verdict;
  LwBagRecord *record;
} LwBagRow;

/**
 * LwBagSegment: a part of a piece.
 * @from: its first byte
 * @to: the byte after its last
 * @is_scanned: whether the scan has read it; else it is for the parser
 * @lines: how many lines end in it
 * @columns: how many characters follow the last end
 * @first_event: in the events of the piece
 * @n_events: how many
 * @n_read: records by bit of #LwBagRecordType
 * @verdicts: on objects
 */
typedef struct {
  gsize from;
  gsize to;
  gboolean is_scanned;
  guint lines;
  guint columns;
  guint first_event;
  guint n_events;
  guint n_read[LW_BAG_N_TYPES];
  guint verdicts[LW_BAG_N_VERDICTS];
} LwBagSegment;

/**
 * LwBagPiece:
 * @bytes: %LW_BAG_SCAN_MARGIN bytes before and after them belong to the piece too
 * @segments: (element-type LwBagSegment): all of it, in order
 * @events: (element-type LwBagEvent): in order
 * @rows: (element-type LwBagRow)
 */
typedef struct {
  guint8 *bytes;
  gsize n;
  gsize size; /* that there is room for */
  GArray *segments;
  GArray *events;
  GArray *rows;
} LwBagPiece;

void lw_bag_piece_init (LwBagPiece *self, gsize size);
void lw_bag_piece_clear (LwBagPiece *self);
void lw_bag_piece_append (LwBagPiece *self, const guint8 *bytes, gsize n);
gsize lw_bag_piece_find_head (const LwBagPiece *self, const LwBagScope *scope);
gsize lw_bag_piece_find_end (const LwBagPiece *self, const LwBagScope *scope);
void lw_bag_piece_scan (LwBagPiece *self,
                        const LwBagScope *scope,
                        const LwBagStore *store,
                        LwBagOutlineFunc wants_outline,
                        gpointer data);

G_END_DECLS

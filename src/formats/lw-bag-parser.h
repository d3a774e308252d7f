/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-parser: reads one XML file of a BAG 2.0 delivery into records, one at a time. Which kind of file it
 * is follows from its root element; a file of which no record is wanted is left at its first record. */
#pragma once

#include "formats/lw-bag-fields.h"
#include "formats/lw-bag-scan.h"

G_BEGIN_DECLS

/**
 * LwBagFileKind:
 * @LW_BAG_FILE_UNKNOWN: no root element was seen
 * @LW_BAG_FILE_STAND: objects or investigations on one date (bagStand)
 * @LW_BAG_FILE_RELATION: towns and municipalities (GEM-WPL-RELATIE)
 * @LW_BAG_FILE_DELIVERY: the note that comes with a delivery (Leveringsdocument)
 * @LW_BAG_FILE_FOREIGN: XML, but not of the BAG
 */
typedef enum {
  LW_BAG_FILE_UNKNOWN,
  LW_BAG_FILE_STAND,
  LW_BAG_FILE_RELATION,
  LW_BAG_FILE_DELIVERY,
  LW_BAG_FILE_FOREIGN,
} LwBagFileKind;

typedef struct _LwBagParser LwBagParser;

/**
 * LwBagRecordFunc:
 * @parser: the parser
 * @record: a record of a wanted type, valid during the call
 * @data: the caller's data
 */
typedef void (*LwBagRecordFunc) (LwBagParser *parser, const LwBagRecord *record, gpointer data);

LwBagParser *lw_bag_parser_new (const char *name, guint wanted, LwBagRecordFunc func, gpointer data);
void lw_bag_parser_want_outlines (LwBagParser *self, LwBagOutlineFunc func);
void lw_bag_parser_want_delivery (LwBagParser *self);
void lw_bag_parser_free (LwBagParser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwBagParser, lw_bag_parser_free)

gboolean lw_bag_parser_push (LwBagParser *self, const guint8 *bytes, gsize n, GError **error);
gboolean lw_bag_parser_finish (LwBagParser *self, GError **error);
void lw_bag_parser_fail (LwBagParser *self, int code, const char *message);

gboolean lw_bag_parser_is_done (LwBagParser *self);
const char *lw_bag_parser_get_name (LwBagParser *self);
LwBagFileKind lw_bag_parser_get_kind (LwBagParser *self);
LwDate lw_bag_parser_get_date (LwBagParser *self);
const char *lw_bag_parser_get_root (LwBagParser *self);
guint lw_bag_parser_get_seen (LwBagParser *self);
guint64 lw_bag_parser_get_n_unknown (LwBagParser *self);
guint lw_bag_parser_get_n_header_types (LwBagParser *self);
GHashTable *lw_bag_parser_get_delivered (LwBagParser *self);
gboolean lw_bag_parser_is_of_country (LwBagParser *self);
guint64 lw_bag_parser_get_line (LwBagParser *self);

const LwBagScope *lw_bag_parser_get_scope (LwBagParser *self);
gboolean lw_bag_parser_is_between (LwBagParser *self, const LwBagScope *scope);
void lw_bag_parser_skip (LwBagParser *self, guint lines, guint columns);

G_END_DECLS

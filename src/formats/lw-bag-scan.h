/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-scan: reads records of a BAG file that are written plainly, several times as fast as libxml2 and in
 * any thread. It proves that a record is well-formed XML or leaves it alone: entities, comments, CDATA,
 * instructions, declarations of namespaces and everything that is wrong are for lw-bag-parser, which stays
 * the judge of the file. */
#pragma once

#include "formats/lw-bag-fields.h"
#include "formats/lw-xml.h"

G_BEGIN_DECLS

/**
 * LwBagScope: what holds where the records of a file are.
 * @namespaces: (element-type LwXmlNamespace): in scope, outer ones first
 * @begin: the tag that begins a record: "<sl:stand>"
 * @end: the tag that ends it: "</sl:stand>"
 * @depth: of the element that these tags are of
 * @wanted: mask of #LwBagRecordType
 * @n_header_types: how many types of object the file says to hold
 * @date: its reference date
 * @is_not_bag: its name says that its records were taken out of the register
 * @is_inactive: or are inactive
 */
typedef struct {
  GArray *namespaces;
  char *begin;
  char *end;
  int depth;
  guint wanted;
  guint n_header_types;
  LwDate date;
  gboolean is_not_bag;
  gboolean is_inactive;
} LwBagScope;

LwBagScope *lw_bag_scope_new (const char *prefix, const GArray *namespaces, int depth);
void lw_bag_scope_free (LwBagScope *scope);
gboolean lw_bag_scope_holds (const LwBagScope *scope, const GArray *namespaces);
gboolean lw_bag_scan_is_plain (const guint8 *bytes, gsize n);

/** LW_BAG_SCAN_MARGIN: bytes that must belong to the caller before and after those that are scanned */
#define LW_BAG_SCAN_MARGIN 16

typedef struct _LwBagScan LwBagScan;

LwBagScan *lw_bag_scan_new (
    const LwBagScope *scope, LwBagOutlineFunc wants_outline, gpointer data, guint8 *bytes, gsize n);
void lw_bag_scan_free (LwBagScan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwBagScan, lw_bag_scan_free)

void lw_bag_scan_seek (LwBagScan *self, gsize position);
gboolean lw_bag_scan_next (LwBagScan *self);
gsize lw_bag_scan_get_position (const LwBagScan *self);
const LwBagRecord *lw_bag_scan_get_record (const LwBagScan *self);
void lw_bag_scan_get_lines (const LwBagScan *self, guint *lines, guint *columns);

G_END_DECLS

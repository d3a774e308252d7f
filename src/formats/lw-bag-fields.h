/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-fields: gathers one record of a BAG file from the elements in it, whoever tells them: libxml2
 * through lw-bag-parser, or lw-bag-scan. So the two can read no record differently. */
#pragma once

#include "formats/lw-bag-record.h"

G_BEGIN_DECLS

/** LW_BAG_NO_DIMENSION: an element without srsDimension: that of the element around it holds */
#define LW_BAG_NO_DIMENSION (-1)

/** LW_BAG_MAX_NESTING: open elements of a geometry; no parser goes deeper */
#define LW_BAG_MAX_NESTING 64

/** LwBagOutlineFunc: whether the outline of the building @id is wanted; reading it takes time */
typedef gboolean (*LwBagOutlineFunc) (LwBagId id, gpointer data);

/**
 * LwBagFields:
 * @record: the open record; of type %LW_BAG_NOTHING when none is
 * @is_not_bag: the name of the file says that its records were taken out of the register
 * @is_inactive: or are inactive
 * @wants_outline: (nullable): asked of each building
 * @data: for @wants_outline
 */
typedef struct {
  LwBagRecord record;
  gboolean is_not_bag;
  gboolean is_inactive;
  LwBagOutlineFunc wants_outline;
  gpointer data;

  gboolean in_main_address;
  gboolean in_side_address;
  gboolean in_municipality;
  LwGeometryBuilder *outline;
  int dimensions[LW_BAG_MAX_NESTING]; /* srsDimension that holds in each open element of the geometry, 0 if none says */
  guint nesting;                      /* how many are open */
  int list_dimension;
  gboolean part_open;
  gboolean outline_begun; /* the builder holds something */
  gsize n_points;
  gboolean geometry_bad;
} LwBagFields;

LwBagRecordType lw_bag_element_type (int element);

void lw_bag_fields_init (LwBagFields *self);
void lw_bag_fields_clear (LwBagFields *self);
void lw_bag_fields_begin (LwBagFields *self, LwBagRecordType type, guint64 line);
gboolean lw_bag_fields_start (LwBagFields *self, int element, int dimension);
gboolean lw_bag_fields_end (LwBagFields *self, int element, const char *text);
void lw_bag_fields_close (LwBagFields *self);

G_END_DECLS

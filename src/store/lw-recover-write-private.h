/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-write-private: what is known while the rows of one table are written (lw-recover-write.c), and
 * then, which of them are lost (lw-recover-lost.c). */
#pragma once

#include "store/lw-db.h"
#include "store/lw-recover-write.h"

G_BEGIN_DECLS

/** LwRecoverSeen: a row whose content was found; @is_reached: by the tree of its table */
typedef struct {
  gint64 row;
  gboolean is_reached;
} LwRecoverSeen;

/** LwRecoverUnreadable: a row whose place was found; @row: its number, 0 if not known; @content: what can be
 * told of it */
typedef struct {
  gint64 row;
  char *content;
} LwRecoverUnreadable;

/**
 * LwRecoverTarget:
 * @writer: the whole
 * @tree: the table in the damaged document
 * @table: its figures
 * @insert: what writes a row
 * @kept: (nullable): rows that the history knows
 * @seen: (nullable) (element-type LwRecoverSeen): rows that were found; %NULL if no index tells of others
 * @unreadable: (element-type LwRecoverUnreadable): rows that were not
 * @why: what had to be changed of the row at hand
 */
typedef struct {
  LwRecoverWriter *writer;
  LwRecoverTree *tree;
  LwRecoverTable *table;
  LwStatement *insert;
  GHashTable *kept;
  GArray *seen;
  GArray *unreadable;
  GString *why;
} LwRecoverTarget;

/* lw-recover-write.c */
char *lw_recover_describe_row (const LwRecoverShape *shape, const LwRecoverFound *found);
gboolean
lw_recover_has_row (LwRecoverWriter *writer, const char *table, gint64 row, gboolean *has, GError **error);
gboolean lw_recover_take_row (LwRecoverTarget *target, const LwRecoverFound *found, GError **error);

/* lw-recover-lost.c */
gboolean lw_recover_list_lost (LwRecoverTarget *target, GError **error);

G_END_DECLS

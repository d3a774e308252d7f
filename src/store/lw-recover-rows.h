/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-rows: the rows of one table of a damaged document, one by one, first those that its tree
 * reaches; and the rows that its indexes list, by which those are known that are lost. */
#pragma once

#include "store/lw-recover-map.h"

G_BEGIN_DECLS

/**
 * LwRecoverFound: a row where it was found
 * @row: its number; 0 where that cannot be read
 * @values: (array length=n_values): what it holds
 * @n_values: how many values; 0 if it cannot be read
 * @is_reached: the tree of its table reaches it
 * @is_in_order: its number fits those of the rows around it
 * @is_doubtful: some of it seems to belong to another row too
 */
typedef struct {
  gint64 row;
  const LwValue *values;
  guint n_values;
  gboolean is_reached;
  gboolean is_in_order;
  gboolean is_doubtful;
} LwRecoverFound;

/** LwRecoverRowFunc: is given one row; returns %FALSE with an error to end the reading */
typedef gboolean (*LwRecoverRowFunc) (const LwRecoverFound *found, gpointer data, GError **error);

/** LwRecoverEntryFunc: is given one entry of an index: the row that it lists, and the key */
typedef void (*LwRecoverEntryFunc) (gint64 row, const LwValue *key, guint n_key, gpointer data);

/** LwRecoverVerdict: what the indexes of a table say of one of its rows */
typedef enum {
  LW_VERDICT_UNKNOWN,
  LW_VERDICT_CONFIRMED,
  LW_VERDICT_REFUTED,
} LwRecoverVerdict;

gboolean lw_recover_read_rows (
    LwRecoverMap *map, LwRecoverTree *tree, LwRecoverRowFunc func, gpointer data, GError **error);
LwRecoverIndex *lw_recover_find_index (LwRecoverTree *tree);
void lw_recover_read_index_page (LwRecoverMap *map, guint32 number, LwRecoverEntryFunc func, gpointer data);
void lw_recover_read_index (LwRecoverMap *map, LwRecoverIndex *index, LwRecoverEntryFunc func, gpointer data);
LwRecoverVerdict lw_recover_ask_indexes (LwRecoverMap *map, LwRecoverTree *tree, const LwRecoverFound *found);
gboolean lw_value_equal (const LwValue *a, const LwValue *b);
char *lw_recover_describe_value (const LwValue *value);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-history: the edits that a damaged document remembers. They say what each row was and became, so
 * a row that cannot be read where it was may be known from there. They go into the copy only if the copy
 * holds every row as it was: on other rows an undo would fail half-way or bring back half of something. */
#pragma once

#include "store/lw-recover-rows.h"
#include "store/lw-store.h"

G_BEGIN_DECLS

/**
 * LwRecoverEdit: an edit of the history
 * @id: its number
 * @name: what Undo calls it
 * @made: when
 * @undone: it was taken back
 * @packed: (nullable): its changeset, compressed; %NULL if it cannot be read
 */
typedef struct {
  gint64 id;
  char *name;
  char *made;
  gboolean undone;
  GBytes *packed;
} LwRecoverEdit;

/**
 * LwRecoverHistory:
 * @edits: (element-type LwRecoverEdit): the edits, oldest first
 * @is_whole: all of them can be read
 * @first_certain: from this one of @edits on none is missing
 */
typedef struct {
  GArray *edits;
  gboolean is_whole;
  guint first_certain;
} LwRecoverHistory;

/**
 * LwRecoverKept: a row as the history knows it
 * @row: its number, 0 in a table without numbers
 * @values: (array length=n_values): what it holds
 * @bytes: what the values borrow from
 */
typedef struct {
  gint64 row;
  LwValue *values;
  guint n_values;
  guint8 *bytes;
} LwRecoverKept;

LwRecoverHistory *lw_recover_history_read (LwRecoverMap *map, gint64 newest, GError **error);
void lw_recover_history_free (LwRecoverHistory *history);
GHashTable *lw_recover_history_replay (LwRecoverHistory *history, LwRecoverMap *map);
gboolean lw_recover_history_write (LwRecoverHistory *history, LwStore *store, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwRecoverHistory, lw_recover_history_free)

G_END_DECLS

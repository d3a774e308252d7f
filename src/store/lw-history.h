/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-history: undo and redo. Every edit of a document leaves a changeset (what each row was and became) in
 * the document itself, so undo survives closing, crashing and copying. Undo applies the inverse and redo the
 * changeset, each in one transaction. The history is bounded: the oldest edits are forgotten, the newest
 * never. */
#pragma once

#include "store/lw-store.h"

G_BEGIN_DECLS

/** LW_HISTORY_MAX_EDITS: edits that are remembered at most */
#define LW_HISTORY_MAX_EDITS 1000
/** LW_HISTORY_MAX_BYTES: bytes of changesets that are remembered at most, not counting the newest edit */
#define LW_HISTORY_MAX_BYTES (64 * 1024 * 1024)

/**
 * LwHistoryEntry:
 * @id: grows with every edit
 * @name: of the edit, as it was given
 * @made: when, ISO 8601 in UTC
 * @undone: it can be redone
 */
typedef struct {
  gint64 id;
  char *name;
  char *made;
  gboolean undone;
} LwHistoryEntry;

char *lw_store_undo_name (LwStore *store, GError **error);
char *lw_store_redo_name (LwStore *store, GError **error);
gboolean lw_store_undo (LwStore *store, GError **error);
gboolean lw_store_redo (LwStore *store, GError **error);
gboolean lw_store_go_to (LwStore *store, gint64 target, GError **error);
GPtrArray *lw_store_read_history (LwStore *store, GError **error);
gboolean lw_store_forget_history (LwStore *store, GError **error);
void lw_history_entry_free (LwHistoryEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwHistoryEntry, lw_history_entry_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-write: the rows of a damaged document go into a new one, table by table, each value tested. What
 * cannot be taken is told in the report: a row whose parent is lost, or that the rules of the table refuse. A
 * value that cannot be what its column holds becomes unknown where the column allows that. */
#pragma once

#include "store/lw-check.h"
#include "store/lw-recover-history.h"
#include "store/lw-recover-report.h"
#include "store/lw-store.h"

G_BEGIN_DECLS

/**
 * LwRecoverWriter:
 * @map: where the rows are
 * @store: the new document, in a transaction of the caller
 * @report: what became of them
 * @kept: rows that the history knows, of lw_recover_history_replay()
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): to give up
 * @n_rows: rows that were reached in all
 * @n_done: rows that were dealt with
 * @n_asked: how often the indexes were asked about a row
 */
typedef struct {
  LwRecoverMap *map;
  LwStore *store;
  LwRecoverReport *report;
  GHashTable *kept;
  LwProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
  guint64 n_rows;
  guint64 n_done;
  guint n_asked;
} LwRecoverWriter;

gboolean lw_recover_write_table (LwRecoverWriter *writer, LwRecoverTree *tree, GError **error);

/* what is left to be done with the whole document (lw-recover-rules.c) */
gboolean lw_recover_keep_rules (LwRecoverWriter *writer, GError **error);
gboolean lw_recover_drop_bad_rows (LwRecoverWriter *writer,
                                   const LwCheckReport *check,
                                   guint *n_dropped,
                                   GError **error);
gboolean lw_recover_finish_contents (LwRecoverWriter *writer, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-exchange-private: what the parts of the exchange share. While a changeset is applied, each conflict is noted
 * in the report and decided by the options. */
#pragma once

#include "store/lw-changes-file.h"
#include "store/lw-exchange.h"
#include "store/lw-schema.h"
#include "store/lw-store-private.h"

G_BEGIN_DECLS

/** LW_EXCHANGE_PART: before the hash of an edit in such a note: a part of it was applied, the rest was kept back */
#define LW_EXCHANGE_PART "~"

/** LW_EXCHANGE_RECORD: begin of the keys in app_setting that tell which edits of other copies were applied */
#define LW_EXCHANGE_RECORD "edits:"

typedef struct {
  LwStore *store;
  const LwExchangeOptions *options;
  LwExchangeReport *report;
  GHashTable *columns; /* table -> GStrv of its columns */
  gboolean broken;     /* rows refer to rows that are not there */
  gboolean notes;        /* edits that come in touch notes of offices */
  GHashTable *own_notes; /* keys of notes that this copy touched and the other does not know of */
} LwExchange;

gboolean lw_exchange_read_own (LwStore *store, gint64 since, gboolean undone_too, GPtrArray *edits, GError **error);
GStrv lw_exchange_get_columns (LwExchange *exchange, const char *table);
GHashTable *lw_exchange_find_confidential (LwStore *store, GPtrArray *edits, GError **error);
gboolean lw_exchange_find_since (LwStore *store, LwChangesFile *file, GError **error);
gboolean lw_exchange_withhold (LwStore *store, LwChangesFile *file, guint *n_withheld, GError **error);
int lw_exchange_conflict_cb (gpointer data, int conflict, sqlite3_changeset_iter *changes);
gboolean lw_exchange_mend_references (LwExchange *exchange, gpointer changeset, int size, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-identity: which document a file is a copy of, and which copy. Copies share the identity of the document;
 * the place of the file tells them apart. A file that finds itself in another place is a copy: it then leaves a
 * random gap before its next row keys, so that two copies never give one key to different rows. It does so again behind
 * rows that came from another copy, which goes on behind them too. */
#pragma once

#include "store/lw-db.h"

G_BEGIN_DECLS

/** LW_IDENTITY_TABLE_SQL: makes the table that holds it, where there is none */
#define LW_IDENTITY_TABLE_SQL \
  "CREATE TABLE IF NOT EXISTS app_document (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)"

gboolean lw_identity_create (LwDb *db, const char *path, GError **error);
gboolean lw_identity_read (LwDb *db, char **identity, GError **error);
gboolean lw_identity_take_over (LwDb *db, const char *identity, gint64 forgotten, GError **error);
gboolean lw_identity_note_forgotten (LwDb *db, gint64 newest, GError **error);
gboolean lw_identity_read_forgotten (LwDb *db, gint64 *newest, GError **error);
GHashTable *lw_identity_read_last_keys (LwDb *db, GError **error);
gboolean lw_identity_leave_gaps (LwDb *db, GHashTable *before, GError **error);
gboolean lw_identity_leave_gap (LwDb *db, const char *table, GError **error);
gboolean lw_identity_claim (LwDb *db, GError **error);
void lw_identity_sign_commits (LwDb *db);
gboolean lw_identity_read_signed (LwDb *db, gboolean *is_signed, GError **error);

G_END_DECLS

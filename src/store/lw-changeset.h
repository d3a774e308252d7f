/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-changeset: a look into the bytes of a changeset of SQLite's session extension, each step within its bounds.
 * Changesets that come from elsewhere are walked here first: SQLite trusts what it reads. Also what is not in there
 * ready-made: a changeset without some rows, and single changes. */
#pragma once

#include "store/lw-schema.h"

G_BEGIN_DECLS

/**
 * LwChangesetFunc:
 * @table: whose row is changed
 * @n_columns: as many columns as the changeset says it has
 * @operation: %SQLITE_INSERT, %SQLITE_UPDATE or %SQLITE_DELETE
 *
 * Returns: %FALSE to end the walk
 */
typedef gboolean (*LwChangesetFunc) (const LwSchemaTable *table, guint n_columns, int operation, gpointer data);

GByteArray *lw_changeset_without (const GByteArray *changeset, const char *table, GHashTable *keys);
void lw_changeset_append_insert (GByteArray *changeset, const char *table, sqlite3_stmt *row);
void lw_changeset_append_update (
    GByteArray *changeset, const char *table, guint n_columns, gint64 key, guint column, gint64 from, gint64 to);
gboolean lw_changeset_walk (const guint8 *data, gsize size, LwChangesetFunc func, gpointer func_data);

G_END_DECLS

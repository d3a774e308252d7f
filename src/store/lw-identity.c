/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-identity: see lw-identity.h. The table app_document holds that, how far the history is forgotten, and the mark of
 * the last writing; a document of an earlier build lacks it until its first edit, and is known by the moment it was
 * made. None of this is part of an edit: undo does not
 * make a copy the original. */
#include "store/lw-identity.h"

#include <glib/gstdio.h>

#include "store/lw-schema.h"

/* Beyond this a number is no longer exact in other programs; a document gets there after millions of copies. */
#define MAX_KEY (G_GINT64_CONSTANT (1) << 52)

static char *
find_place (const char *path)
{
  GStatBuf info;
  g_autofree char *text = NULL;

  if (g_stat (path, &info) != 0)
    return NULL;
  text = g_strdup_printf ("%s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, g_get_host_name (), (guint64)info.st_dev,
                          (guint64)info.st_ino);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static gboolean
write_row (LwDb *db, const char *key, const char *value, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (db, "INSERT OR REPLACE INTO app_document VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, key);
  lw_statement_bind_text (statement, 2, value);
  return lw_statement_run (statement, error);
}

/** lw_identity_create: gives a new document, whose file is at @path now, an identity, in the caller's transaction */
gboolean
lw_identity_create (LwDb *db, const char *path, GError **error)
{
  g_autofree char *identity = g_uuid_string_random ();
  g_autofree char *place = find_place (path);

  return lw_db_exec (db, LW_IDENTITY_TABLE_SQL, error) && write_row (db, "identity", identity, error)
         && (place == NULL || write_row (db, "place", place, error));
}

static gboolean
has_table (LwDb *db, gboolean *yes, GError **error)
{
  gint64 n;

  if (!lw_db_read_int (db, "SELECT count (*) FROM sqlite_master WHERE type = 'table' AND name = 'app_document'", &n,
                       error))
    return FALSE;
  *yes = n > 0;
  return TRUE;
}

/**
 * lw_identity_read:
 * @identity: (out) (transfer full): what all copies of the document have in common
 *
 * Returns: %FALSE with an error if the file cannot be read
 */
gboolean
lw_identity_read (LwDb *db, char **identity, GError **error)
{
  g_autofree char *made = NULL;
  gboolean yes;

  *identity = NULL;
  if (!has_table (db, &yes, error)
      || (yes && !lw_db_read_text (db, "SELECT value FROM app_document WHERE key = 'identity'", identity, error)))
    return FALSE;
  if (*identity != NULL && (*identity)[0] != '\0')
    return TRUE;
  g_clear_pointer (identity, g_free);
  if (!lw_db_read_text (db, "SELECT applied FROM app_schema ORDER BY version LIMIT 1", &made, error))
    return FALSE;
  *identity = g_compute_checksum_for_string (G_CHECKSUM_SHA256, made ? made : "", -1);
  return TRUE;
}

/** lw_identity_leave_gap: the next keys of a table begin at a random distance beyond those given out */
gboolean
lw_identity_leave_gap (LwDb *db, const char *table, GError **error)
{
  g_autoptr (LwStatement) read = lw_db_prepare (db, "SELECT max (seq) FROM sqlite_sequence WHERE name = ?1", error);
  g_autoptr (LwStatement) forget = lw_db_prepare (db, "DELETE FROM sqlite_sequence WHERE name = ?1", error);
  g_autoptr (LwStatement) write = lw_db_prepare (db, "INSERT INTO sqlite_sequence VALUES (?1, ?2)", error);
  gint64 last;

  if (read == NULL || forget == NULL || write == NULL)
    return FALSE;
  lw_statement_bind_text (read, 1, table);
  if (lw_statement_step (read, error) != LW_STEP_ROW)
    return FALSE;
  last = lw_statement_int (read, 0);
  sqlite3_reset (lw_statement_raw (read));
  if (last > MAX_KEY)
    return TRUE;
  lw_statement_bind_text (forget, 1, table);
  lw_statement_bind_text (write, 1, table);
  lw_statement_bind_int (write, 2, MAX (last, 0) + 1 + (g_random_int () >> 1));
  return lw_statement_run (forget, error) && lw_statement_run (write, error);
}

/** lw_identity_read_last_keys: (returns: transfer full) (element-type utf8 gint64) (nullable): the last key of each table */
GHashTable *
lw_identity_read_last_keys (LwDb *db, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (LwStatement) statement = lw_db_prepare (db, "SELECT name, max (seq) FROM sqlite_sequence GROUP BY name", error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      gint64 last = lw_statement_int (statement, 1);

      g_hash_table_insert (keys, g_strdup (lw_statement_text (statement, 0)), g_memdup2 (&last, sizeof last));
    }
  return step == LW_STEP_DONE ? g_steal_pointer (&keys) : NULL;
}

/** lw_identity_leave_gaps: leaves a gap in each table whose last key is no longer the one in @before */
gboolean
lw_identity_leave_gaps (LwDb *db, GHashTable *before, GError **error)
{
  g_autoptr (GHashTable) now = lw_identity_read_last_keys (db, error);
  guint n_tables;
  const LwSchemaTable *tables = lw_schema_tables (&n_tables);

  if (now == NULL)
    return FALSE;
  for (guint i = 0; i < n_tables; i++)
    {
      const gint64 *last = g_hash_table_lookup (now, tables[i].name);
      const gint64 *known = g_hash_table_lookup (before, tables[i].name);

      if (tables[i].registered && last != NULL && (known == NULL || *known != *last)
          && !lw_identity_leave_gap (db, tables[i].name, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_identity_claim:
 *
 * Called at the start of each edit, in its transaction: if the file is not where it was at the last edit it is a
 * copy, and makes sure that its new rows get keys of their own.
 *
 * Returns: %FALSE with an error
 */
gboolean
lw_identity_claim (LwDb *db, GError **error)
{
  g_autofree char *place = find_place (lw_db_path (db));
  g_autofree char *known = NULL;
  guint n_tables;
  const LwSchemaTable *tables = lw_schema_tables (&n_tables);
  gboolean yes;

  if (!has_table (db, &yes, error)
      || (yes && !lw_db_read_text (db, "SELECT value FROM app_document WHERE key = 'place'", &known, error)))
    return FALSE;
  if (place == NULL || g_strcmp0 (place, known) == 0)
    return TRUE;
  for (guint i = 0; i < n_tables; i++)
    if (tables[i].registered && !lw_identity_leave_gap (db, tables[i].name, error))
      return FALSE;
  return lw_db_exec (db, LW_IDENTITY_TABLE_SQL, error) && write_row (db, "place", place, error);
}

/**
 * lw_identity_take_over: makes a new document another file of the document with that @identity, of which edits up to
 * number @forgotten are no longer in the history. Its first edit will find itself in another place.
 */
gboolean
lw_identity_take_over (LwDb *db, const char *identity, gint64 forgotten, GError **error)
{
  return write_row (db, "identity", identity, error) && lw_db_exec (db, "DELETE FROM app_document WHERE key = 'place'", error)
         && (forgotten == 0 || lw_identity_note_forgotten (db, forgotten, error));
}

static gboolean
sign (LwDb *db, guint32 counter, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%u", counter);

  return lw_db_exec (db, LW_IDENTITY_TABLE_SQL, error) && write_row (db, "written", text, error);
}

/**
 * lw_identity_sign_commits:
 * @db: a document that is open for writing
 *
 * From now on each transaction leaves a mark by which lw_identity_read_signed() knows that this program was the last to
 * write the file: the number that the head of the file has then, and no longer has once another has written it.
 */
void
lw_identity_sign_commits (LwDb *db)
{
  lw_db_set_before_commit (db, sign);
}

/** lw_identity_read_signed: sets @is_signed to %FALSE if another program was the last to write the file */
gboolean
lw_identity_read_signed (LwDb *db, gboolean *is_signed, GError **error)
{
  g_autofree char *text = NULL;
  guint32 counter;
  gboolean yes;

  if (!has_table (db, &yes, error)
      || (yes && !lw_db_read_text (db, "SELECT value FROM app_document WHERE key = 'written'", &text, error)))
    return FALSE;
  /* An earlier build left no mark, so nothing can be said. */
  *is_signed = text == NULL || !lw_db_read_change_counter (db, &counter)
               || g_ascii_strtoull (text, NULL, 10) == counter;
  return TRUE;
}

/** lw_identity_note_forgotten: edits up to number @newest are no longer in the history; in the caller's transaction */
gboolean
lw_identity_note_forgotten (LwDb *db, gint64 newest, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, newest);

  return lw_db_exec (db, LW_IDENTITY_TABLE_SQL, error) && write_row (db, "forgotten", text, error);
}

/** lw_identity_read_forgotten: sets @newest to the number of the last edit that is forgotten, 0 for none */
gboolean
lw_identity_read_forgotten (LwDb *db, gint64 *newest, GError **error)
{
  g_autofree char *text = NULL;
  gboolean yes;

  *newest = 0;
  if (!has_table (db, &yes, error)
      || (yes && !lw_db_read_text (db, "SELECT value FROM app_document WHERE key = 'forgotten'", &text, error)))
    return FALSE;
  if (text != NULL)
    *newest = MAX (g_ascii_strtoll (text, NULL, 10), 0);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-history: see lw-history.h. A changeset is stored compressed, since that of an import is as large as what
 * was imported. It is applied to our own tables only, whatever it names. */
#include "store/lw-history.h"

#include <glib/gi18n-lib.h>

#include "store/lw-gpkg.h"
#include "store/lw-identity.h"
#include "store/lw-schema.h"
#include "store/lw-store-private.h"

/* What an unpacked changeset may take at most: a hostile file must not fill the memory. */
#define MAX_CHANGESET (1024 * 1024 * 1024)

static GByteArray *
convert (GConverter *converter, const guint8 *data, gsize size, GError **error)
{
  g_autoptr (GByteArray) result = g_byte_array_new ();
  gsize done = 0;
  GConverterResult state = G_CONVERTER_CONVERTED;

  while (state != G_CONVERTER_FINISHED)
    {
      gsize n_read = 0, n_written = 0;
      gsize used = result->len;

      if (used > MAX_CHANGESET)
        {
          g_set_error_literal (error, LW_ERROR, LW_ERROR_TOO_LARGE,
                               _ ("The recorded edit is too large to be undone"));
          return NULL;
        }
      g_byte_array_set_size (result, used + MAX (size, 4096));
      state = g_converter_convert (converter, data + done, size - done, result->data + used,
                                   result->len - used, G_CONVERTER_INPUT_AT_END, &n_read, &n_written, error);
      if (state == G_CONVERTER_ERROR)
        return NULL;
      done += n_read;
      g_byte_array_set_size (result, used + n_written);
    }
  return g_steal_pointer (&result);
}

/** lw_history_pack: (returns: transfer full) (nullable): the changeset as it is stored, compressed */
GByteArray *
lw_history_pack (gconstpointer data, gsize size, GError **error)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 1);

  return convert (G_CONVERTER (compressor), data, size, error);
}

/** lw_history_unpack: (returns: transfer full) (nullable): the changeset that was stored compressed */
GByteArray *
lw_history_unpack (gconstpointer data, gsize size, GError **error)
{
  g_autoptr (GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);

  return convert (G_CONVERTER (decompressor), data, size, error);
}

/* Notes of one change what it means for the contents; bit 0 of the value: rows, bit 1: geometries. */
static void
note_change (sqlite3_changeset_iter *changes, GHashTable *touched)
{
  const char *name;
  int n_columns, operation, indirect;
  sqlite3_value *geometry = NULL;
  const LwSchemaTable *table;
  guint flags = 1;

  if (sqlite3changeset_op (changes, &name, &n_columns, &operation, &indirect) != SQLITE_OK)
    return;
  table = lw_schema_find_table (name);
  if (table == NULL || !table->registered)
    return;
  if (operation == SQLITE_UPDATE && n_columns > LW_SCHEMA_GEOM_COLUMN)
    sqlite3changeset_new (changes, LW_SCHEMA_GEOM_COLUMN, &geometry);
  if (table->spatial && (operation != SQLITE_UPDATE || geometry != NULL))
    flags |= 2;
  flags |= GPOINTER_TO_UINT (g_hash_table_lookup (touched, table));
  g_hash_table_insert (touched, (gpointer)table, GUINT_TO_POINTER (flags));
}

/**
 * lw_history_update_contents:
 * @changed: (out): whether @changeset holds any change at all
 *
 * Keeps the contents of the GeoPackage right after the changes in @changeset: time of change and extent.
 */
gboolean
lw_history_update_contents (LwStore *store, gpointer changeset, int size, gboolean *changed, GError **error)
{
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);
  sqlite3_changeset_iter *changes = NULL;
  GHashTableIter iter;
  gpointer table, flags;
  int code = sqlite3changeset_start (&changes, size, changeset);

  *changed = FALSE;
  if (!lw_db_check (store->db, code, error))
    return FALSE;
  while ((code = sqlite3changeset_next (changes)) == SQLITE_ROW)
    {
      *changed = TRUE;
      note_change (changes, touched);
    }
  sqlite3changeset_finalize (changes);
  if (!lw_db_check (store->db, code, error))
    return FALSE;
  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &table, &flags))
    {
      const char *name = ((const LwSchemaTable *)table)->name;

      if (!lw_gpkg_touch (store->db, name, error)
          || ((GPOINTER_TO_UINT (flags) & 2) && !lw_gpkg_update_extent (store->db, name, error)))
        return FALSE;
    }
  return TRUE;
}

/* Forgets the oldest edits beyond the bounds. The length of a blob is known without reading it. */
static gboolean
trim (LwStore *store, GError **error)
{
  g_autoptr (LwStatement) list
      = lw_db_prepare (store->db, "SELECT id, length (changeset) FROM app_history ORDER BY id DESC", error);
  g_autoptr (LwStatement) forget = lw_db_prepare (store->db, "DELETE FROM app_history WHERE id <= ?1", error);
  gint64 bytes = 0, newest;
  guint n = 0;
  LwStep step = LW_STEP_ROW;

  if (list == NULL || forget == NULL)
    return FALSE;
  while ((step = lw_statement_step (list, error)) == LW_STEP_ROW)
    {
      bytes += n > 0 ? lw_statement_int (list, 1) : 0;
      if (++n > LW_HISTORY_MAX_EDITS || bytes > LW_HISTORY_MAX_BYTES)
        break;
    }
  if (step != LW_STEP_ROW)
    return step == LW_STEP_DONE;
  newest = lw_statement_int (list, 0);
  lw_statement_bind_int (forget, 1, newest);
  sqlite3_reset (lw_statement_raw (list));
  return lw_statement_run (forget, error) && lw_identity_note_forgotten (store->db, newest, error);
}

static gboolean
add_entry (LwStore *store, GByteArray *packed, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db,
                       "INSERT INTO app_history (name, made, changeset)"
                       " VALUES (?1, strftime ('%Y-%m-%dT%H:%M:%fZ', 'now'), ?2)",
                       error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, store->edit_name ? store->edit_name : "");
  lw_statement_bind_blob (statement, 2, packed->data, packed->len);
  return lw_statement_run (statement, error);
}

/**
 * lw_history_record:
 * @changeset: what the edit that is going on changed
 * @size: its bytes
 *
 * Stores an edit in the same transaction. What was undone before can no longer be redone then.
 */
gboolean
lw_history_record (LwStore *store, gpointer changeset, int size, GError **error)
{
  g_autoptr (GByteArray) packed = NULL;
  gboolean changed;

  if (!lw_history_update_contents (store, changeset, size, &changed, error))
    return FALSE;
  if (!changed)
    return TRUE;
  packed = lw_history_pack (changeset, size, error);
  return packed != NULL && lw_db_exec (store->db, "DELETE FROM app_history WHERE undone", error)
         && add_entry (store, packed, error) && trim (store, error);
}

static int
filter_cb (gpointer data, const char *table)
{
  return lw_schema_find_table (table) != NULL;
}

/* A row that is to be removed and is gone already is no conflict; anything else means that another program
 * changed the same rows since. */
static int
conflict_cb (gpointer data, int conflict, sqlite3_changeset_iter *changes)
{
  gboolean *conflicted = data;
  const char *table;
  int n_columns, operation = 0, indirect;

  if (conflict == SQLITE_CHANGESET_NOTFOUND
      && sqlite3changeset_op (changes, &table, &n_columns, &operation, &indirect) == SQLITE_OK
      && operation == SQLITE_DELETE)
    return SQLITE_CHANGESET_OMIT;
  *conflicted = TRUE;
  return SQLITE_CHANGESET_ABORT;
}

static gboolean
apply (LwStore *store, GByteArray *changeset, const char *name, GError **error)
{
  gboolean conflicted = FALSE, changed;
  int code = sqlite3changeset_apply (lw_db_handle (store->db), changeset->len, changeset->data, filter_cb,
                                     conflict_cb, &conflicted);

  if (conflicted)
    {
      g_autofree char *file = g_filename_display_basename (lw_db_path (store->db));

      /* Translators: first the name of an edit, then the file */
      g_set_error (
          error, LW_ERROR, LW_ERROR_STORE,
          _ ("“%s” cannot be undone or redone: another program has changed the same rows of “%s” since"),
          name, file);
      return FALSE;
    }
  return lw_db_check (store->db, code, error)
         && lw_history_update_contents (store, changeset->data, changeset->len, &changed, error);
}

/** lw_history_invert: (returns: transfer full) (nullable): what takes @changeset back */
GByteArray *
lw_history_invert (LwStore *store, GByteArray *changeset, GError **error)
{
  int size = 0;
  gpointer inverse = NULL;
  GByteArray *result = NULL;
  int code = sqlite3changeset_invert (changeset->len, changeset->data, &size, &inverse);

  if (lw_db_check (store->db, code, error))
    {
      result = g_byte_array_new ();
      g_byte_array_append (result, inverse, size);
    }
  sqlite3_free (inverse);
  return result;
}

/* The edit that Undo (or Redo) is about. */
#define UNDO_SQL "SELECT id, name, changeset FROM app_history WHERE NOT undone ORDER BY id DESC LIMIT 1"
#define REDO_SQL "SELECT id, name, changeset FROM app_history WHERE undone ORDER BY id LIMIT 1"

static gboolean
read_entry (LwStore *store, gboolean redo, gint64 *id, char **name, GByteArray **changeset, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (store->db, redo ? REDO_SQL : UNDO_SQL, error);
  LwStep step = statement ? lw_statement_step (statement, error) : LW_STEP_ERROR;
  gconstpointer packed;
  gsize size;

  if (step == LW_STEP_DONE)
    g_set_error_literal (error, LW_ERROR, LW_ERROR_NOT_FOUND,
                         redo ? _ ("There is nothing to redo") : _ ("There is nothing to undo"));
  if (step != LW_STEP_ROW)
    return FALSE;
  *id = lw_statement_int (statement, 0);
  *name = g_strdup (lw_statement_text (statement, 1));
  packed = lw_statement_blob (statement, 2, &size);
  *changeset = lw_history_unpack (packed, size, NULL);
  if (*changeset != NULL)
    return TRUE;
  g_autofree char *file = g_filename_display_basename (lw_db_path (store->db));
  g_set_error (error, LW_ERROR, LW_ERROR_DAMAGED,
               _ ("The record of “%s” in “%s” is damaged, so it cannot be undone"), *name, file);
  return FALSE;
}

static gboolean
mark (LwStore *store, gint64 id, gboolean undone, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "UPDATE app_history SET undone = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, id);
  lw_statement_bind_int (statement, 2, undone);
  return lw_statement_run (statement, error);
}

static gboolean
check_writable (LwStore *store, GError **error)
{
  g_autofree char *file = NULL;

  if (!store->read_only)
    return TRUE;
  file = g_filename_display_basename (lw_db_path (store->db));
  g_set_error (error, LW_ERROR, LW_ERROR_READ_ONLY, _ ("“%s” is open for reading only; save a copy to edit"), file);
  return FALSE;
}

/* One step back or forth, in the caller's transaction. */
static gboolean
step_once (LwStore *store, gboolean redo, GError **error)
{
  g_autoptr (GByteArray) changeset = NULL;
  g_autofree char *name = NULL;
  gint64 id;

  if (!read_entry (store, redo, &id, &name, &changeset, error))
    return FALSE;
  if (!redo)
    {
      GByteArray *inverse = lw_history_invert (store, changeset, error);

      if (inverse == NULL)
        return FALSE;
      g_byte_array_unref (changeset);
      changeset = inverse;
    }
  return apply (store, changeset, name, error) && mark (store, id, !redo, error);
}

static gboolean
go (LwStore *store, gboolean redo, GError **error)
{
  g_autoptr (LwTransaction) transaction = NULL;

  if (!check_writable (store, error))
    return FALSE;
  transaction = lw_transaction_begin (store->db, error);
  return transaction != NULL && step_once (store, redo, error) && lw_transaction_commit (&transaction, error);
}

/* The edits between the present and @target, on the side of @redo. */
static gboolean
count_steps (LwStore *store, gint64 target, gboolean redo, gint64 *n, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db,
                       redo ? "SELECT count (*) FROM app_history WHERE undone AND id <= ?1"
                            : "SELECT count (*) FROM app_history WHERE NOT undone AND id > ?1",
                       error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, target);
  if (lw_statement_step (statement, error) != LW_STEP_ROW)
    return FALSE;
  *n = lw_statement_int (statement, 0);
  return TRUE;
}

/**
 * lw_store_go_to:
 * @target: the edit that is to be the newest one done; 0 takes back all that is remembered
 * @error: return location for an error
 *
 * As many undos or redos as it takes, in one transaction: either all of them happen or none.
 *
 * Returns: %FALSE with an error as of lw_store_undo(); the document is as it was then
 */
gboolean
lw_store_go_to (LwStore *store, gint64 target, GError **error)
{
  g_autoptr (LwTransaction) transaction = NULL;
  gint64 n_back, n_forth;

  g_return_val_if_fail (store->depth == 0, FALSE);
  if (!check_writable (store, error))
    return FALSE;
  transaction = lw_transaction_begin (store->db, error);
  if (transaction == NULL || !count_steps (store, target, FALSE, &n_back, error)
      || !count_steps (store, target, TRUE, &n_forth, error))
    return FALSE;
  for (gint64 i = 0; i < n_back + n_forth; i++)
    if (!step_once (store, i >= n_back, error))
      return FALSE;
  return lw_transaction_commit (&transaction, error);
}

/**
 * lw_store_undo:
 *
 * Takes back the newest edit that is not undone yet, in one transaction.
 *
 * Returns: %FALSE with an error: %LW_ERROR_NOT_FOUND if there is none; %LW_ERROR_STORE if another program has
 * changed the same rows since. The document is as it was then.
 */
gboolean
lw_store_undo (LwStore *store, GError **error)
{
  g_return_val_if_fail (store->depth == 0, FALSE);
  return go (store, FALSE, error);
}

/** lw_store_redo: does again what lw_store_undo() took back last; errors as there */
gboolean
lw_store_redo (LwStore *store, GError **error)
{
  g_return_val_if_fail (store->depth == 0, FALSE);
  return go (store, TRUE, error);
}

/**
 * lw_store_undo_name:
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the name of the edit that Undo takes back; %NULL if there is none, or
 * with an error
 */
char *
lw_store_undo_name (LwStore *store, GError **error)
{
  char *name;

  lw_db_read_text (store->db, "SELECT name FROM app_history WHERE NOT undone ORDER BY id DESC LIMIT 1", &name,
                   error);
  return name;
}

/** lw_store_redo_name: (transfer full) (nullable): likewise of the edit that Redo does again */
char *
lw_store_redo_name (LwStore *store, GError **error)
{
  char *name;

  lw_db_read_text (store->db, "SELECT name FROM app_history WHERE undone ORDER BY id LIMIT 1", &name, error);
  return name;
}

/**
 * lw_store_read_history:
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwHistoryEntry): the edits that are remembered, oldest first
 */
GPtrArray *
lw_store_read_history (LwStore *store, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_history_entry_free);
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "SELECT id, name, made, undone FROM app_history ORDER BY id", error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      LwHistoryEntry *entry = g_new0 (LwHistoryEntry, 1);

      entry->id = lw_statement_int (statement, 0);
      entry->name = g_strdup (lw_statement_text (statement, 1));
      entry->made = g_strdup (lw_statement_text (statement, 2));
      entry->undone = lw_statement_int (statement, 3) != 0;
      g_ptr_array_add (entries, entry);
    }
  return step == LW_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

void
lw_history_entry_free (LwHistoryEntry *entry)
{
  g_free (entry->name);
  g_free (entry->made);
  g_free (entry);
}

/** lw_store_forget_history: nothing can be undone any more; for a document that a program has just made */
gboolean
lw_store_forget_history (LwStore *store, GError **error)
{
  g_autoptr (LwTransaction) transaction = NULL;
  gint64 newest;

  g_return_val_if_fail (store->depth == 0 && !store->read_only, FALSE);
  if (!lw_db_read_int (store->db, "SELECT max (seq) FROM sqlite_sequence WHERE name = 'app_history'", &newest, error))
    return FALSE;
  transaction = lw_transaction_begin (store->db, error);
  return transaction != NULL && lw_db_exec (store->db, "DELETE FROM app_history", error)
         && lw_identity_note_forgotten (store->db, MAX (newest, 0), error)
         && lw_transaction_commit (&transaction, error);
}

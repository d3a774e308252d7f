/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-exchange-apply: edits of another copy become one edit here. The edits that this copy lacks are put together to
 * one changeset, so that only what they came to counts, and applied inside an edit of the store: it is recorded,
 * undone and redone as any other, and so is the note in app_setting of which edits came in. */
#include "store/lw-exchange-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "store/lw-changeset.h"
#include "store/lw-identity.h"

/* More than a document of a whole country can give. */
#define MAX_FILE (512 * 1024 * 1024)
#define MAX_UNPACKED (1024 * 1024 * 1024)

static LwExchangeReport *
report_new (void)
{
  LwExchangeReport *report = g_new0 (LwExchangeReport, 1);

  report->names = g_ptr_array_new_with_free_func (g_free);
  report->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_conflict_free);
  return report;
}

/* What this copy has of the edits: those of its own history, and those that came in before. */
static gboolean
read_known (LwStore *store, GPtrArray *own, GHashTable *known, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "SELECT value FROM app_setting WHERE key GLOB '" LW_EXCHANGE_RECORD "*'", error);
  LwStep step = LW_STEP_ROW;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < own->len; i++)
    g_hash_table_add (known, g_strdup (((LwChange *)g_ptr_array_index (own, i))->hash));
  while ((step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      g_auto (GStrv) hashes = g_strsplit (lw_statement_text (statement, 0), " ", -1);

      for (guint i = 0; hashes[i] != NULL; i++)
        g_hash_table_add (known, g_strdup (hashes[i]));
    }
  return step == LW_STEP_DONE;
}

/* The edits of others that an edit brought in, as its own note of them tells; added to @origins. */
static void
read_origins (GByteArray *changeset, GPtrArray *origins)
{
  sqlite3_changeset_iter *changes = NULL;

  if (sqlite3changeset_start (&changes, changeset->len, changeset->data) != SQLITE_OK)
    return;
  while (sqlite3changeset_next (changes) == SQLITE_ROW)
    {
      const char *table;
      int n_columns, operation, indirect;
      sqlite3_value *key = NULL, *value = NULL;
      g_auto (GStrv) hashes = NULL;

      sqlite3changeset_op (changes, &table, &n_columns, &operation, &indirect);
      if (operation != SQLITE_INSERT || strcmp (table, "app_setting") != 0
          || sqlite3changeset_new (changes, 0, &key) != SQLITE_OK || sqlite3_value_type (key) != SQLITE_TEXT
          || !g_str_has_prefix ((const char *)sqlite3_value_text (key), LW_EXCHANGE_RECORD)
          || sqlite3changeset_new (changes, 1, &value) != SQLITE_OK || sqlite3_value_type (value) != SQLITE_TEXT)
        continue;
      hashes = g_strsplit ((const char *)sqlite3_value_text (value), " ", -1);
      for (guint i = 0; hashes[i] != NULL; i++)
        g_ptr_array_add (origins, g_strdup (hashes[i]));
    }
  sqlite3changeset_finalize (changes);
}

static gboolean
check_fit (const LwSchemaTable *table, guint n_columns, int operation, gpointer data)
{
  LwExchange *exchange = data;

  exchange->notes |= strcmp (table->name, LW_SCHEMA_NOTE_TABLE) == 0;
  return g_strv_length (lw_exchange_get_columns (data, table->name)) == n_columns;
}

typedef struct {
  LwExchange exchange;
  const char *name;  /* of the file */
  GPtrArray *hashes; /* of the edits that come in */
  sqlite3_changegroup *group;
  GHashTable *known;
  GPtrArray *own;      /* LwChange: the history here, also what is undone */
  GPtrArray *incoming; /* GByteArray: the edits of the file after the last common one, unpacked */
  guint64 n_unpacked;
  gint64 fork;    /* the last common edit; -1 if unknown */
  gint64 seen_to; /* the last edit of this copy that the other has taken in, */
  GHashTable *seen; /* by hash: the edits that it has taken in wholly */
  GHashTable *withheld; /* keys of the notes that stay out of the way around */
} Applying;

static GByteArray *
unpack_edit (Applying *applying, const LwChange *edit, GError **error)
{
  gsize size;
  gconstpointer packed = g_bytes_get_data (edit->packed, &size);
  g_autoptr (GByteArray) changeset = lw_history_unpack (packed, size, NULL);

  if (changeset != NULL)
    applying->n_unpacked += changeset->len;
  if (changeset != NULL && applying->n_unpacked <= MAX_UNPACKED && changeset->len <= G_MAXINT
      && lw_changeset_walk (changeset->data, changeset->len, check_fit, &applying->exchange))
    return g_steal_pointer (&changeset);
  /* Translators: first the name of an edit, then the file */
  g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
               _ ("“%s” in “%s” does not fit this document, so nothing was applied; have it exported again"),
               edit->name, applying->name);
  return NULL;
}

static gboolean
add_changeset (Applying *applying, GByteArray *changeset, GError **error)
{
  return changeset->len == 0
         || lw_db_check (applying->exchange.store->db,
                         sqlite3changegroup_add (applying->group, changeset->len, changeset->data), error);
}

/* Until which of the edits here has the other copy seen them? */
static void
note_seen (Applying *applying, GPtrArray *origins)
{
  for (guint i = 0; i < applying->own->len; i++)
    {
      const LwChange *own = g_ptr_array_index (applying->own, i);
      g_autofree char *part = g_strconcat (LW_EXCHANGE_PART, own->hash, NULL);
      gboolean whole = g_ptr_array_find_with_equal_func (origins, own->hash, g_str_equal, NULL);

      if (whole)
        g_hash_table_add (applying->seen, own->hash);
      if (own->id > applying->seen_to
          && (whole || g_ptr_array_find_with_equal_func (origins, part, g_str_equal, NULL)))
        applying->seen_to = own->id;
    }
}

static gboolean
is_known (const LwChange *edit, GHashTable *known)
{
  return g_hash_table_contains (known, edit->hash) || (edit->whole && g_hash_table_contains (known, edit->whole));
}

/* Unpacks an edit and takes in what it tells. */
static gboolean
look_at_edit (Applying *applying, const LwChange *edit, GError **error)
{
  GByteArray *changeset = lw_change_is_empty (edit) ? g_byte_array_new () : unpack_edit (applying, edit, error);
  g_autoptr (GPtrArray) origins = g_ptr_array_new_with_free_func (g_free);
  LwExchangeReport *report = applying->exchange.report;

  if (changeset == NULL)
    return FALSE;
  g_ptr_array_add (applying->incoming, changeset);
  if (changeset->len == 0)
    return TRUE;
  if (is_known (edit, applying->known))
    {
      report->n_known++;
      return TRUE;
    }
  /* What an edit that came here before had taken in led to where this copy is now; only new ones lead from elsewhere. */
  read_origins (changeset, origins);
  note_seen (applying, origins);
  report->n_new++;
  g_ptr_array_add (report->names, g_strdup (edit->name));
  g_ptr_array_add (applying->hashes, g_strdup (edit->hash));
  if (edit->whole != NULL)
    g_ptr_array_add (applying->hashes, g_strconcat (LW_EXCHANGE_PART, edit->whole, NULL));
  for (guint i = 0; i < origins->len; i++)
    g_ptr_array_add (applying->hashes, g_strdup (g_ptr_array_index (origins, i)));
  return TRUE;
}

static void
note_keys (GByteArray *changeset, GHashTable *keys)
{
  sqlite3_changeset_iter *changes = NULL;

  if (sqlite3changeset_start (&changes, (int)changeset->len, changeset->data) != SQLITE_OK)
    return;
  while (sqlite3changeset_next (changes) == SQLITE_ROW)
    {
      const char *table;
      int n_columns, operation, indirect;
      sqlite3_value *key = NULL;
      gint64 fid;

      sqlite3changeset_op (changes, &table, &n_columns, &operation, &indirect);
      if (strcmp (table, LW_SCHEMA_NOTE_TABLE) != 0)
        continue;
      if (operation == SQLITE_INSERT)
        sqlite3changeset_new (changes, 0, &key);
      else
        sqlite3changeset_old (changes, 0, &key);
      fid = key ? sqlite3_value_int64 (key) : 0;
      g_hash_table_add (keys, g_memdup2 (&fid, sizeof fid));
    }
  sqlite3changeset_finalize (changes);
}

/* Adds to the notes of which the other copy kept something back those of which not all went there from here, since they
 * were confidential. */
static gboolean
find_not_sent (Applying *applying, GPtrArray *done, GError **error)
{
  g_autoptr (GHashTable) confidential = lw_exchange_find_confidential (applying->exchange.store, done, error);
  GHashTableIter iter;
  gpointer key;

  if (confidential == NULL)
    return FALSE;
  for (guint i = 0; g_hash_table_size (confidential) > 0 && i < done->len; i++)
    {
      const LwChange *edit = g_ptr_array_index (done, i);
      g_autoptr (GByteArray) changeset = NULL;
      g_autoptr (GHashTable) touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

      if (edit->id > applying->seen_to || g_hash_table_contains (applying->seen, edit->hash))
        continue;
      changeset = unpack_edit (applying, edit, error);
      if (changeset == NULL)
        return FALSE;
      note_keys (changeset, touched);
      g_hash_table_iter_init (&iter, touched);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        if (g_hash_table_contains (confidential, key))
          g_hash_table_add (applying->withheld, g_memdup2 (key, sizeof (gint64)));
    }
  return TRUE;
}

/* The other copy has taken in edits of this one: what it did is the way from there, back to the last common edit and
 * on to where it is now. Notes that did not wholly go there and back stay out of it. */
static gboolean
add_way_around (Applying *applying, GError **error)
{
  g_autoptr (GPtrArray) done = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_change_free);

  if (!lw_exchange_read_own (applying->exchange.store, applying->fork, FALSE, done, error)
      || !find_not_sent (applying, done, error))
    return FALSE;
  for (guint i = done->len; i > 0; i--)
    {
      const LwChange *edit = g_ptr_array_index (done, i - 1);
      g_autoptr (GByteArray) changeset = NULL, rest = NULL, inverse = NULL;

      if (edit->id > applying->seen_to)
        continue;
      changeset = unpack_edit (applying, edit, error);
      rest = changeset ? lw_changeset_without (changeset, LW_SCHEMA_NOTE_TABLE, applying->withheld) : NULL;
      inverse = rest ? lw_history_invert (applying->exchange.store, rest, error) : NULL;
      if (inverse == NULL || !add_changeset (applying, inverse, error))
        return FALSE;
    }
  for (guint i = 0; i < applying->incoming->len; i++)
    if (!add_changeset (applying, g_ptr_array_index (applying->incoming, i), error))
      return FALSE;
  return TRUE;
}

/* Finds the last edit that both copies have; returns how many edits of the file are not after it. */
static guint
find_fork (Applying *applying, const LwChangesFile *file, gint64 forgotten)
{
  g_autoptr (GHashTable) own = g_hash_table_new (g_str_hash, g_str_equal);
  guint common = 0;

  for (guint i = 0; i < applying->own->len; i++)
    g_hash_table_add (own, ((LwChange *)g_ptr_array_index (applying->own, i))->hash);
  for (guint i = 0; i < file->edits->len; i++)
    if (is_known (g_ptr_array_index (file->edits, i), own))
      common = i + 1;
  applying->fork = -1;
  if (common > 0)
    applying->fork = ((LwChange *)g_ptr_array_index (file->edits, common - 1))->id;
  else if (file->after == forgotten)
    applying->fork = forgotten;
  return common;
}

static gboolean
add_new_edits (Applying *applying, const LwChangesFile *file, GError **error)
{
  LwStore *store = applying->exchange.store;
  gint64 forgotten;
  guint common;

  if (!lw_identity_read_forgotten (store->db, &forgotten, error)
      || !lw_exchange_read_own (store, 0, TRUE, applying->own, error)
      || !read_known (store, applying->own, applying->known, error))
    return FALSE;
  common = find_fork (applying, file, forgotten);
  for (guint i = 0; i < common; i++)
    applying->exchange.report->n_known += !lw_change_is_empty (g_ptr_array_index (file->edits, i));
  for (guint i = common; i < file->edits->len; i++)
    if (!look_at_edit (applying, g_ptr_array_index (file->edits, i), error))
      return FALSE;
  if (applying->fork >= forgotten && applying->seen_to > applying->fork)
    return add_way_around (applying, error);
  for (guint i = common; i < file->edits->len; i++)
    if (!is_known (g_ptr_array_index (file->edits, i), applying->known)
        && !add_changeset (applying, g_ptr_array_index (applying->incoming, i - common), error))
      return FALSE;
  return TRUE;
}

/* Notes in the document which edits came in, as a part of this edit. */
static gboolean
note_edits (Applying *applying, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (applying->exchange.store->db,
                                                     "INSERT OR REPLACE INTO app_setting VALUES (?1, ?2)", error);
  g_autofree char *value = NULL, *digest = NULL, *key = NULL;

  if (statement == NULL)
    return FALSE;
  g_ptr_array_add (applying->hashes, NULL);
  value = g_strjoinv (" ", (GStrv)applying->hashes->pdata);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, value, -1);
  digest[16] = '\0';
  key = g_strconcat (LW_EXCHANGE_RECORD, digest, NULL);
  lw_statement_bind_text (statement, 1, key);
  lw_statement_bind_text (statement, 2, value);
  return lw_statement_run (statement, error);
}

static int
filter_cb (gpointer data, const char *table)
{
  return lw_schema_find_table (table) != NULL;
}

static gboolean
apply_changeset (Applying *applying, gpointer changeset, int size, GError **error)
{
  LwExchange *exchange = &applying->exchange;
  LwDb *db = exchange->store->db;
  int before = sqlite3_total_changes (lw_db_handle (db));
  g_autoptr (GHashTable) keys = lw_identity_read_last_keys (db, error);
  int code = SQLITE_OK;

  if (keys == NULL)
    return FALSE;
  if (size > 0)
    code = sqlite3changeset_apply (lw_db_handle (db), size, changeset, filter_cb, lw_exchange_conflict_cb, exchange);
  if (!lw_db_check (db, code, error)
      || (exchange->broken
          && (!lw_db_exec (db, "PRAGMA defer_foreign_keys = ON", error)
              || !lw_exchange_mend_references (exchange, changeset, size, error))))
    return FALSE;
  exchange->report->n_rows = sqlite3_total_changes (lw_db_handle (db)) - before;
  return lw_identity_leave_gaps (db, keys, error);
}

/* Which notes did this copy itself touch since the copies parted, so that the other does not know? */
static gboolean
find_own_notes (Applying *applying, GError **error)
{
  g_autoptr (GPtrArray) done = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_change_free);

  if (!applying->exchange.notes)
    return TRUE;
  if (!lw_exchange_read_own (applying->exchange.store, MAX (applying->fork, 0), FALSE, done, error))
    return FALSE;
  for (guint i = 0; i < done->len; i++)
    {
      const LwChange *edit = g_ptr_array_index (done, i);
      g_autoptr (GByteArray) changeset = unpack_edit (applying, edit, error);
      g_autoptr (GPtrArray) origins = g_ptr_array_new_with_free_func (g_free);

      if (changeset == NULL)
        return FALSE;
      read_origins (changeset, origins);
      if (origins->len == 0 && !g_hash_table_contains (applying->seen, edit->hash))
        note_keys (changeset, applying->exchange.own_notes);
    }
  return TRUE;
}

static gboolean
apply_as_edit (Applying *applying, GError **error)
{
  /* Translators: the name of a file of edits; what Undo calls the applying of it */
  g_autofree char *edit_name = g_strdup_printf (_ ("Edits from %s"), applying->name);
  LwExchangeReport *report = applying->exchange.report;
  g_autoptr (LwEdit) edit = lw_edit_begin (applying->exchange.store, edit_name, error);
  gpointer changeset = NULL;
  int size = 0;
  gboolean good;

  if (edit == NULL)
    return FALSE;
  if (!find_own_notes (applying, error))
    return FALSE;
  good = lw_db_check (applying->exchange.store->db, sqlite3changegroup_output (applying->group, &size, &changeset),
                      error)
         && apply_changeset (applying, changeset, size, error);
  sqlite3_free (changeset);
  if (!good)
    return FALSE;
  if (report->n_undecided > 0 || applying->exchange.options->dry_run)
    return TRUE;
  report->applied = note_edits (applying, error) && lw_edit_commit (&edit, error);
  return report->applied;
}

static gboolean
check_document (LwStore *store, const LwChangesFile *file, const char *name, GError **error)
{
  g_autofree char *identity = lw_store_read_identity (store, error);

  if (identity == NULL)
    return FALSE;
  if (strcmp (identity, file->document) == 0)
    return TRUE;
  /* Translators: first a file of edits, then the title of a document */
  g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
               _ ("“%s” holds edits of another document (“%s”); open a copy of that one to apply them"), name,
               file->title);
  return FALSE;
}

/**
 * lw_store_apply_bytes:
 * @bytes: the content of a file of edits, from anywhere
 * @name: of the file, for messages and for the name of the edit
 * @options: (nullable): how to decide conflicts
 * @error: return location for an error
 *
 * Applies the edits that this copy does not have yet, as one edit.
 *
 * Returns: (transfer full): what happened, also when conflicts were left undecided and nothing was applied; %NULL
 *   with an error if the file is none, or of another document, or cannot be applied; the document is as it was then
 */
LwExchangeReport *
lw_store_apply_bytes (
    LwStore *store, GBytes *bytes, const char *name, const LwExchangeOptions *options, GError **error)
{
  static const LwExchangeOptions undecided = { LW_RESOLVE_NOT, NULL, FALSE };
  g_autoptr (LwExchangeReport) report = report_new ();
  g_autoptr (LwChangesFile) file = NULL;
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);
  g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_change_free);
  g_autoptr (GPtrArray) incoming = g_ptr_array_new_with_free_func ((GDestroyNotify)g_byte_array_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) withheld = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) own_notes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Applying applying = { .exchange = { store, options ? options : &undecided, report, columns, FALSE, FALSE, own_notes },
                        .name = name, .hashes = hashes, .known = known, .own = own, .incoming = incoming,
                        .seen = seen, .withheld = withheld };
  gboolean good;

  g_return_val_if_fail (store->depth == 0, NULL);
  file = lw_changes_file_parse (bytes, name, error);
  if (file == NULL || !check_document (store, file, name, error)
      || !lw_db_check (store->db, sqlite3changegroup_new (&applying.group), error))
    return NULL;
  for (guint i = 0; i < file->withheld->len; i++)
    g_hash_table_add (withheld, g_memdup2 (&g_array_index (file->withheld, gint64, i), sizeof (gint64)));
  good = add_new_edits (&applying, file, error) && (report->n_new == 0 || apply_as_edit (&applying, error));
  sqlite3changegroup_delete (applying.group);
  return good ? g_steal_pointer (&report) : NULL;
}

/** lw_store_apply_edits: as lw_store_apply_bytes(), from the file at @path */
LwExchangeReport *
lw_store_apply_edits (LwStore *store, const char *path, const LwExchangeOptions *options, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GBytes) bytes = NULL;
  GStatBuf info;
  char *data;
  gsize size;

  if (g_stat (path, &info) == 0 && info.st_size > MAX_FILE)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE, _ ("“%s” is too large to be a file of edits"), name);
      return NULL;
    }
  if (!g_file_get_contents (path, &data, &size, error))
    return NULL;
  bytes = g_bytes_new_take (data, size);
  return lw_store_apply_bytes (store, bytes, name, options, error);
}

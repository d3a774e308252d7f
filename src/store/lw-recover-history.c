/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-history: see lw-recover-history.h. */
#include "store/lw-recover-history.h"

#include <inttypes.h>
#include <string.h>

#include "store/lw-changeset.h"
#include "store/lw-store-private.h"

/* What the replay of the history may take in memory at most. */
#define MAX_KEPT (256 * 1024 * 1024)

/* The columns of app_history, in order. */
enum {
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_MADE,
  COLUMN_UNDONE,
  COLUMN_CHANGESET,
  N_COLUMNS,
};

static void
clear_edit (gpointer data)
{
  LwRecoverEdit *edit = data;

  g_free (edit->name);
  g_free (edit->made);
  g_clear_pointer (&edit->packed, g_bytes_unref);
}

static void
free_kept (gpointer data)
{
  LwRecoverKept *kept = data;

  g_free (kept->values);
  g_free (kept->bytes);
  g_free (kept);
}

static gboolean
is_sound (const LwValue *value)
{
  g_autoptr (GByteArray) changeset = lw_history_unpack (value->bytes, value->size, NULL);

  return changeset != NULL && lw_changeset_walk (changeset->data, changeset->len, NULL, NULL);
}

static gboolean
add_edit (const LwRecoverFound *found, gpointer data, GError **error)
{
  LwRecoverHistory *history = data;
  LwRecoverEdit edit = { .id = found->row };
  const LwValue *values = found->values;
  gboolean readable
      = found->is_reached && found->is_in_order && !found->is_doubtful && found->n_values == N_COLUMNS
        && values[COLUMN_NAME].type == LW_VALUE_TEXT && values[COLUMN_MADE].type == LW_VALUE_TEXT
        && values[COLUMN_UNDONE].type == LW_VALUE_INTEGER && values[COLUMN_CHANGESET].type == LW_VALUE_BLOB;

  if (!found->is_reached)
    return TRUE;
  if (readable && is_sound (&values[COLUMN_CHANGESET]))
    {
      edit.name
          = g_utf8_make_valid ((const char *)values[COLUMN_NAME].bytes, (gssize)values[COLUMN_NAME].size);
      edit.made
          = g_utf8_make_valid ((const char *)values[COLUMN_MADE].bytes, (gssize)values[COLUMN_MADE].size);
      edit.undone = values[COLUMN_UNDONE].integer != 0;
      edit.packed = g_bytes_new (values[COLUMN_CHANGESET].bytes, values[COLUMN_CHANGESET].size);
    }
  g_array_append_val (history->edits, edit);
  return TRUE;
}

/* From where on no edit is missing. Where the tree lacks something, numbers that follow each other up to the
 * newest one that was ever given are all there is. */
static void
find_certain (LwRecoverHistory *history, gboolean broken, gint64 newest)
{
  guint n = history->edits->len;

  history->is_whole = !broken;
  history->first_certain = n;
  for (guint i = n; i > 0; i--)
    {
      const LwRecoverEdit *edit = &g_array_index (history->edits, LwRecoverEdit, i - 1);
      gint64 next = i == n ? newest + 1 : edit[1].id;

      history->is_whole = history->is_whole && edit->packed != NULL;
      if (edit->packed != NULL && history->first_certain == i && (!broken || edit->id + 1 == next))
        history->first_certain = i - 1;
    }
}

/**
 * lw_recover_history_read:
 * @newest: the highest number that was ever given to an edit; 0 if that is not known
 * @error: return location for an error
 *
 * Returns: (transfer full): the edits that can be read, or %NULL if it is cancelled
 */
LwRecoverHistory *
lw_recover_history_read (LwRecoverMap *map, gint64 newest, GError **error)
{
  g_autoptr (LwRecoverHistory) history = g_new0 (LwRecoverHistory, 1);
  LwRecoverTree *tree = lw_recover_map_find (map, LW_ROLE_HISTORY);

  history->edits = g_array_new (FALSE, TRUE, sizeof (LwRecoverEdit));
  g_array_set_clear_func (history->edits, clear_edit);
  if (!lw_recover_read_rows (map, tree, add_edit, history, error))
    return NULL;
  find_certain (history, tree->broken, newest);
  return g_steal_pointer (&history);
}

void
lw_recover_history_free (LwRecoverHistory *history)
{
  g_array_unref (history->edits);
  g_free (history);
}

typedef struct {
  GHashTable *tables; /* name -> GHashTable of key -> LwRecoverKept */
  gsize size;
} Replay;

static void
take_value (const LwValue *from, LwValue *to, guint8 **at)
{
  *to = *from;
  if (from->type != LW_VALUE_TEXT && from->type != LW_VALUE_BLOB)
    return;
  memcpy (*at, from->bytes, from->size);
  to->bytes = *at;
  *at += from->size;
}

/* Copies @values, of which those that are NULL in @present stay as they are in @before. */
static LwRecoverKept *
make_kept (const LwValue *values, const gboolean *present, guint n, const LwRecoverKept *before)
{
  LwRecoverKept *kept = g_new0 (LwRecoverKept, 1);
  gsize size = 0;
  guint8 *at;

  for (guint i = 0; i < n; i++)
    size += present[i] ? values[i].size : before->values[i].size;
  kept->values = g_new0 (LwValue, n);
  kept->n_values = n;
  kept->bytes = at = g_malloc (size + 1);
  for (guint i = 0; i < n; i++)
    take_value (present[i] ? &values[i] : &before->values[i], &kept->values[i], &at);
  return kept;
}

static void
read_value (sqlite3_value *from, LwValue *to)
{
  *to = (LwValue){ .type = (LwValueType)sqlite3_value_type (from) };
  if (to->type == LW_VALUE_INTEGER)
    to->real = (double)(to->integer = sqlite3_value_int64 (from));
  else if (to->type == LW_VALUE_REAL)
    to->real = sqlite3_value_double (from);
  else if (to->type == LW_VALUE_TEXT || to->type == LW_VALUE_BLOB)
    {
      to->bytes = sqlite3_value_blob (from);
      to->size = (gsize)sqlite3_value_bytes (from);
      if (to->bytes == NULL)
        to->bytes = (const guint8 *)"";
    }
}

static char *
make_key (const LwValue *value)
{
  if (value->type == LW_VALUE_INTEGER)
    return g_strdup_printf ("%" PRIi64, value->integer);
  return value->type == LW_VALUE_TEXT ? g_strndup ((const char *)value->bytes, value->size) : g_strdup ("");
}

/* What one change makes of the row: known from its addition on. */
static void
replay_change (
    Replay *replay, GHashTable *rows, sqlite3_changeset_iter *changes, int n_columns, int operation)
{
  LwValue values[LW_RECORD_MAX_VALUES];
  gboolean present[LW_RECORD_MAX_VALUES] = { FALSE };
  sqlite3_value *value = NULL;
  LwRecoverKept *before, *kept;
  LwValue key;
  char *name;

  if ((operation == SQLITE_INSERT ? sqlite3changeset_new (changes, 0, &value)
                                  : sqlite3changeset_old (changes, 0, &value))
          != SQLITE_OK
      || value == NULL)
    return;
  read_value (value, &key);
  name = make_key (&key);
  before = g_hash_table_lookup (rows, name);
  for (int i = 0; i < n_columns && operation != SQLITE_DELETE; i++)
    if (sqlite3changeset_new (changes, i, &value) == SQLITE_OK && value != NULL)
      {
        present[i] = TRUE;
        read_value (value, &values[i]);
      }
  if (operation == SQLITE_DELETE
      || (operation == SQLITE_UPDATE && (!before || before->n_values != (guint)n_columns)))
    {
      g_hash_table_remove (rows, name);
      g_free (name);
      return;
    }
  kept = make_kept (values, present, (guint)n_columns, before);
  kept->row = key.type == LW_VALUE_INTEGER ? key.integer : 0;
  for (int i = 0; i < n_columns; i++)
    replay->size += kept->values[i].size + sizeof (LwValue);
  g_hash_table_replace (rows, name, kept);
}

static void
replay_edit (Replay *replay, const LwRecoverEdit *edit)
{
  gsize size;
  gconstpointer packed = g_bytes_get_data (edit->packed, &size);
  g_autoptr (GByteArray) changeset = lw_history_unpack (packed, size, NULL);
  sqlite3_changeset_iter *changes = NULL;

  if (changeset == NULL
      || sqlite3changeset_start (&changes, (int)changeset->len, changeset->data) != SQLITE_OK)
    return;
  while (replay->size < MAX_KEPT && sqlite3changeset_next (changes) == SQLITE_ROW)
    {
      const char *table;
      int n_columns, operation, indirect;
      GHashTable *rows;

      if (sqlite3changeset_op (changes, &table, &n_columns, &operation, &indirect) != SQLITE_OK
          || n_columns > LW_RECORD_MAX_VALUES)
        continue;
      rows = g_hash_table_lookup (replay->tables, table);
      if (rows != NULL)
        replay_change (replay, rows, changes, n_columns, operation);
    }
  sqlite3changeset_finalize (changes);
}

/**
 * lw_recover_history_replay:
 *
 * Replays the edits from where on none is missing.
 *
 * Returns: (transfer full) (element-type utf8 GHashTable): for the name of each table that lacks something
 * the rows that the history knows, as #LwRecoverKept by their key as text
 */
GHashTable *
lw_recover_history_replay (LwRecoverHistory *history, LwRecoverMap *map)
{
  Replay replay
      = { g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_hash_table_unref), 0 };

  for (guint i = 0; i < map->trees->len; i++)
    {
      LwRecoverTree *tree = g_ptr_array_index (map->trees, i);

      if (tree->shape->role == LW_ROLE_ROWS && tree->broken)
        g_hash_table_insert (replay.tables, tree->name,
                             g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_kept));
    }
  for (guint i = history->first_certain; i < history->edits->len && g_hash_table_size (replay.tables) > 0;
       i++)
    {
      const LwRecoverEdit *edit = &g_array_index (history->edits, LwRecoverEdit, i);

      if (!edit->undone && !g_cancellable_is_cancelled (map->cancellable))
        replay_edit (&replay, edit);
    }
  /* A replay that was broken off knows rows as they were once. */
  if (replay.size >= MAX_KEPT)
    g_hash_table_remove_all (replay.tables);
  return replay.tables;
}

/** lw_recover_history_write: puts the edits into a new document, in the caller's transaction */
gboolean
lw_recover_history_write (LwRecoverHistory *history, LwStore *store, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (
      store->db, "INSERT INTO app_history (id, name, made, undone, changeset) VALUES (?1, ?2, ?3, ?4, ?5)",
      error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < history->edits->len; i++)
    {
      const LwRecoverEdit *edit = &g_array_index (history->edits, LwRecoverEdit, i);
      gsize size;
      gconstpointer packed = g_bytes_get_data (edit->packed, &size);

      lw_statement_bind_int (statement, 1, edit->id);
      lw_statement_bind_text (statement, 2, edit->name);
      lw_statement_bind_text (statement, 3, edit->made);
      lw_statement_bind_int (statement, 4, edit->undone);
      lw_statement_bind_blob (statement, 5, packed, size);
      if (!lw_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

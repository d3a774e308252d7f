/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-exchange-confidential: edits without what was noted in confidence. Of a note that was confidential at any moment of
 * the edits that go out, none of their changes goes out, since each may hold its words. In their place stands, in the
 * last edit that touched it, one change at most: the whole note, if it may be read by now; or that it is confidential
 * now, if a copy may still have it as one that anybody may read. Of an edit of which nothing is left only its hash goes
 * out, so that a copy that has it knows where the two parted. */
#include "store/lw-exchange-private.h"

#include <glib/gi18n-lib.h>

#include "store/lw-changeset.h"

/* What the edits did to one note. */
typedef struct {
  gboolean confidential; /* at any moment, the end included */
  gboolean open;         /* at any moment */
  guint last;            /* the last of the edits that touched it */
} Story;

static gboolean
is_open (sqlite3_value *value)
{
  return sqlite3_value_type (value) == SQLITE_INTEGER && sqlite3_value_int64 (value) == 0;
}

static void
learn_value (Story *story, sqlite3_value *value)
{
  if (value == NULL)
    return;
  if (is_open (value))
    story->open = TRUE;
  else
    story->confidential = TRUE;
}

static void
learn_change (GHashTable *stories, sqlite3_changeset_iter *changes, int operation, guint edit)
{
  sqlite3_value *key = NULL, *before = NULL, *after = NULL;
  gint64 fid;
  Story *story;

  if (operation == SQLITE_INSERT)
    sqlite3changeset_new (changes, 0, &key);
  else
    sqlite3changeset_old (changes, 0, &key);
  fid = key ? sqlite3_value_int64 (key) : 0;
  story = g_hash_table_lookup (stories, &fid);
  if (story == NULL)
    {
      story = g_new0 (Story, 1);
      g_hash_table_insert (stories, g_memdup2 (&fid, sizeof fid), story);
    }
  story->last = edit;
  if (operation != SQLITE_INSERT)
    sqlite3changeset_old (changes, LW_SCHEMA_NOTE_CONFIDENTIAL, &before);
  if (operation != SQLITE_DELETE)
    sqlite3changeset_new (changes, LW_SCHEMA_NOTE_CONFIDENTIAL, &after);
  learn_value (story, before);
  learn_value (story, after);
}

/* Takes in what one edit did to notes; the changeset has been walked before. */
static gboolean
learn (GHashTable *stories, GByteArray *changeset, guint edit)
{
  sqlite3_changeset_iter *changes = NULL;
  int code = sqlite3changeset_start (&changes, (int)changeset->len, changeset->data);

  if (code != SQLITE_OK)
    return FALSE;
  while ((code = sqlite3changeset_next (changes)) == SQLITE_ROW)
    {
      const char *table;
      int n_columns, operation, indirect;

      sqlite3changeset_op (changes, &table, &n_columns, &operation, &indirect);
      if (g_str_equal (table, LW_SCHEMA_NOTE_TABLE) && n_columns > LW_SCHEMA_NOTE_CONFIDENTIAL)
        learn_change (stories, changes, operation, edit);
    }
  sqlite3changeset_finalize (changes);
  return code == SQLITE_DONE;
}

static LwStatement *
find_note (LwStore *store, gint64 fid, LwStep *step, GError **error)
{
  LwStatement *statement = lw_db_prepare (store->db, "SELECT * FROM office_note WHERE fid = ?1", error);

  if (statement == NULL)
    {
      *step = LW_STEP_ERROR;
      return NULL;
    }
  lw_statement_bind_int (statement, 1, fid);
  *step = lw_statement_step (statement, error);
  return statement;
}

/* Forgets the stories of notes that anybody may read, all the time and now. */
static gboolean
keep_confidential (LwStore *store, GHashTable *stories, GError **error)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, stories);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Story *story = value;
      LwStep step;
      g_autoptr (LwStatement) row = find_note (store, *(gint64 *)key, &step, error);

      if (step == LW_STEP_ERROR)
        return FALSE;
      if (step == LW_STEP_ROW)
        learn_value (story, sqlite3_column_value (lw_statement_raw (row), LW_SCHEMA_NOTE_CONFIDENTIAL));
      if (!story->confidential)
        g_hash_table_iter_remove (&iter);
    }
  return TRUE;
}

static gboolean
accept_change (const LwSchemaTable *table, guint n_columns, int operation, gpointer data)
{
  guint *since = data;

  *since = MAX (*since, table->since);
  return TRUE;
}

/* The changeset of an own edit, walked; @since: the version of the tables that it needs. */
static GByteArray *
unpack (LwStore *store, const LwChange *edit, guint *since, GError **error)
{
  gsize size;
  gconstpointer packed = g_bytes_get_data (edit->packed, &size);
  g_autoptr (GByteArray) changeset = lw_history_unpack (packed, size, NULL);
  g_autofree char *file = NULL;

  if (changeset != NULL && lw_changeset_walk (changeset->data, changeset->len, accept_change, since))
    return g_steal_pointer (&changeset);
  file = g_filename_display_basename (lw_db_path (store->db));
  /* Translators: first the name of an edit, then the file */
  g_set_error (error, LW_ERROR, LW_ERROR_DAMAGED, _ ("The record of “%s” in “%s” is damaged"), edit->name, file);
  return NULL;
}

/* What goes out of a note in the last edit that touched it. */
static gboolean
append_outcome (LwStore *store, gint64 fid, const Story *story, GByteArray *changeset, GError **error)
{
  LwStep step;
  g_autoptr (LwStatement) row = find_note (store, fid, &step, error);

  if (step == LW_STEP_ERROR)
    return FALSE;
  if (step == LW_STEP_ROW
      && is_open (sqlite3_column_value (lw_statement_raw (row), LW_SCHEMA_NOTE_CONFIDENTIAL)))
    lw_changeset_append_insert (changeset, LW_SCHEMA_NOTE_TABLE, lw_statement_raw (row));
  else if (story->open)
    lw_changeset_append_update (changeset, LW_SCHEMA_NOTE_TABLE, LW_SCHEMA_NOTE_COLUMNS, fid,
                                LW_SCHEMA_NOTE_CONFIDENTIAL, 0, 1);
  return TRUE;
}

/* In an order that is always the same, so that the same edits give the same bytes. */
static int
compare_keys (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *)a, two = *(const gint64 *)b;

  return one < two ? -1 : one > two;
}

static void
list_keys (GHashTable *stories, GArray *keys)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, stories);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_val (keys, *(gint64 *)key);
  g_array_sort (keys, compare_keys);
}

static gboolean
append_outcomes (LwStore *store, GHashTable *stories, guint edit, GByteArray *changeset, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  list_keys (stories, keys);
  for (guint i = 0; i < keys->len; i++)
    {
      gint64 fid = g_array_index (keys, gint64, i);
      const Story *story = g_hash_table_lookup (stories, &fid);

      if (story->last == edit && !append_outcome (store, fid, story, changeset, error))
        return FALSE;
    }
  return TRUE;
}

/* Adds to @out what of @edit goes out; it is taken over where that is all of it. */
static gboolean
rewrite (LwStore *store, GHashTable *stories, guint number, LwChange *edit, GPtrArray *out, guint *n_withheld,
         GError **error)
{
  g_autoptr (LwChange) whole = edit;
  guint since = 1;
  g_autoptr (GByteArray) changeset = unpack (store, edit, &since, error);
  g_autoptr (GByteArray) rest = NULL, packed = NULL;
  g_autoptr (GBytes) bytes = NULL;
  LwChange *part;

  if (changeset == NULL)
    return FALSE;
  rest = lw_changeset_without (changeset, LW_SCHEMA_NOTE_TABLE, stories);
  if (rest->len == changeset->len)
    {
      g_ptr_array_add (out, g_steal_pointer (&whole));
      return TRUE;
    }
  (*n_withheld)++;
  if (!append_outcomes (store, stories, number, rest, error))
    return FALSE;
  packed = rest->len > 0 ? lw_history_pack (rest->data, rest->len, error) : g_byte_array_new ();
  if (packed == NULL)
    return FALSE;
  /* The name of what does not go out at all might tell too much. */
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&packed));
  part = lw_change_new (edit->id, rest->len > 0 ? edit->name : "", rest->len > 0 ? edit->made : "", bytes);
  part->whole = g_strdup (edit->hash);
  g_ptr_array_add (out, part);
  return TRUE;
}

static GHashTable *
read_stories (LwStore *store, GPtrArray *edits, guint *since, GError **error)
{
  g_autoptr (GHashTable) stories = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; i < edits->len; i++)
    {
      const LwChange *edit = g_ptr_array_index (edits, i);
      g_autoptr (GByteArray) changeset = unpack (store, edit, since, error);

      if (changeset == NULL)
        return NULL;
      if (*since >= LW_SCHEMA_NOTE_SINCE && !learn (stories, changeset, i))
        {
          g_set_error (error, LW_ERROR, LW_ERROR_DAMAGED, _ ("The record of “%s” in “%s” is damaged"), edit->name,
                       lw_db_path (store->db));
          return NULL;
        }
    }
  return keep_confidential (store, stories, error) ? g_steal_pointer (&stories) : NULL;
}

/** lw_exchange_find_since: sets the version of the tables that a copy must have to take in the edits of @file */
gboolean
lw_exchange_find_since (LwStore *store, LwChangesFile *file, GError **error)
{
  for (guint i = 0; i < file->edits->len; i++)
    {
      g_autoptr (GByteArray) changeset = unpack (store, g_ptr_array_index (file->edits, i), &file->since, error);

      if (changeset == NULL)
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_exchange_find_confidential:
 * @edits: (element-type LwChange): edits of this copy, oldest first
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type gint64 Story): the keys of notes that they touch and that were confidential at
 *   any moment since, or %NULL with an error
 */
GHashTable *
lw_exchange_find_confidential (LwStore *store, GPtrArray *edits, GError **error)
{
  guint since = 1;

  return read_stories (store, edits, &since, error);
}

/**
 * lw_exchange_withhold: keeps back what is confidential
 * @file: with all edits of this copy that are to go out
 * @n_withheld: (out): edits that do not go out, or not wholly
 * @error: return location for an error
 *
 * Returns: %FALSE with an error
 */
gboolean
lw_exchange_withhold (LwStore *store, LwChangesFile *file, guint *n_withheld, GError **error)
{
  g_autoptr (GHashTable) stories = NULL;
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_change_free);
  GPtrArray **edits = &file->edits;

  *n_withheld = 0;
  stories = read_stories (store, *edits, &file->since, error);
  if (stories == NULL)
    return FALSE;
  if (g_hash_table_size (stories) == 0)
    return TRUE;
  list_keys (stories, file->withheld);
  g_ptr_array_set_free_func (*edits, NULL);
  for (guint i = 0; i < (*edits)->len; i++)
    {
      LwChange *edit = g_ptr_array_index (*edits, i);

      if (rewrite (store, stories, i, edit, out, n_withheld, error))
        continue;
      for (guint rest = i + 1; rest < (*edits)->len; rest++)
        lw_change_free (g_ptr_array_index (*edits, rest));
      g_ptr_array_set_size (*edits, 0);
      g_ptr_array_set_free_func (*edits, (GDestroyNotify)lw_change_free);
      return FALSE;
    }
  g_ptr_array_unref (*edits);
  *edits = g_steal_pointer (&out);
  return TRUE;
}

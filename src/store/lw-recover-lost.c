/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-lost: which rows of a table are lost. An index lists each row a second time, with its key: what
 * it lists and no page holds is lost, or comes back from the history of edits. An index that was read as a
 * whole tells it exactly; of a part of one each page tells some, if it is seen to belong to this table. */
#include "store/lw-recover-write-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "store/lw-store-private.h"

/* So many entries of a page of an index are compared with the rows that they list. */
#define N_PROOFS 4

typedef struct {
  LwRecoverTarget *target;
  GHashTable *told;  /* rows that were dealt with, as gint64 */
  guint64 n_matched; /* entries whose row was reached */
  gboolean listing;
  guint n_good, n_bad; /* entries that were compared */
  GError *error;
} Search;

/* Whether the rows of the table have numbers. */
static gboolean
has_numbers (const LwRecoverShape *shape)
{
  return g_array_index (shape->columns, LwRecoverColumn, 0).is_row;
}

/* Takes a row from the history; FALSE with an error. @done: it is dealt with. */
static gboolean
restore (LwRecoverTarget *target, const LwRecoverKept *kept, gboolean *done, GError **error)
{
  g_autofree LwValue *values = g_memdup2 (kept->values, kept->n_values * sizeof (LwValue));
  LwRecoverFound found = { kept->row, values, kept->n_values, FALSE, TRUE, FALSE };
  guint64 n_kept = target->table->n_kept, n_left = target->table->n_left;

  *done = FALSE;
  if (!lw_recover_shape_has_all (target->tree->shape, found.n_values))
    return TRUE;
  for (guint i = 0; i < target->tree->shape->columns->len; i++)
    {
      const LwRecoverColumn *column = &g_array_index (target->tree->shape->columns, LwRecoverColumn, i);

      if (column->is_row && column->at >= 0)
        values[column->at].type = LW_VALUE_NULL;
    }
  if (!lw_recover_take_row (target, &found, error))
    return FALSE;
  *done = target->table->n_kept > n_kept || target->table->n_left > n_left;
  if (target->table->n_kept > n_kept)
    {
      target->table->n_restored++;
      lw_recover_report_add_row (target->writer->report, target->table->name, kept->row, LW_FATE_RESTORED,
                                 g_strdup (_ ("taken from the history of edits")),
                                 lw_recover_describe_row (target->tree->shape, &found));
    }
  return TRUE;
}

static gboolean
restore_all (LwRecoverTarget *target, GError **error)
{
  GHashTableIter iter;
  gpointer kept;
  gboolean done;

  if (target->kept == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, target->kept);
  while (g_hash_table_iter_next (&iter, NULL, &kept))
    if (!restore (target, kept, &done, error))
      return FALSE;
  return TRUE;
}

static int
compare_seen (gconstpointer a, gconstpointer b)
{
  const LwRecoverSeen *p = a, *q = b;

  return p->row < q->row ? -1 : p->row > q->row;
}

static const LwRecoverSeen *
find_seen (LwRecoverTarget *target, gint64 row)
{
  LwRecoverSeen wanted = { row, FALSE };
  guint at;

  return g_array_binary_search (target->seen, &wanted, compare_seen, &at)
             ? &g_array_index (target->seen, LwRecoverSeen, at)
             : NULL;
}

/* Of a row that was seen twice the first, which was reached, counts. */
static guint64
sort_seen (GArray *seen)
{
  guint64 n_reached = 0;
  guint kept = 0;

  g_array_sort (seen, compare_seen);
  for (guint i = 0; i < seen->len; i++)
    {
      LwRecoverSeen one = g_array_index (seen, LwRecoverSeen, i);

      if (kept > 0 && g_array_index (seen, LwRecoverSeen, kept - 1).row == one.row)
        g_array_index (seen, LwRecoverSeen, kept - 1).is_reached |= one.is_reached;
      else
        g_array_index (seen, LwRecoverSeen, kept++) = one;
    }
  g_array_set_size (seen, kept);
  for (guint i = 0; i < seen->len; i++)
    n_reached += g_array_index (seen, LwRecoverSeen, i).is_reached;
  return n_reached;
}

static char *
describe_key (const LwValue *key, guint n_key)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_key; i++)
    {
      g_autofree char *value = lw_recover_describe_value (&key[i]);

      if (value != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", value);
    }
  return g_string_free (text, FALSE);
}

/* A row that an index lists and that was not found: perhaps the history knows it. */
static void
deal_with_lost (Search *search, gint64 row, const LwValue *key, guint n_key)
{
  LwRecoverTarget *target = search->target;
  g_autofree char *number = g_strdup_printf ("%" PRIi64, row);
  g_autofree char *content = describe_key (key, n_key);
  gboolean numbered = has_numbers (target->tree->shape), done = FALSE;
  const LwRecoverKept *kept
      = target->kept ? g_hash_table_lookup (target->kept, numbered ? number : content) : NULL;

  if (!g_hash_table_add (search->told, g_memdup2 (&row, sizeof row)))
    return;
  if (kept != NULL && !restore (target, kept, &done, &search->error))
    return;
  if (done)
    return;
  target->table->n_lost++;
  lw_recover_report_add_row (target->writer->report, target->table->name, numbered ? row : 0, LW_FATE_LOST,
                             g_strdup (_ ("cannot be read")), g_steal_pointer (&content));
}

static void
match_entry (gint64 row, const LwValue *key, guint n_key, gpointer data)
{
  Search *search = data;
  const LwRecoverSeen *seen;

  if (search->error != NULL)
    return;
  seen = find_seen (search->target, row);
  if (seen != NULL)
    search->n_matched += seen->is_reached;
  else if (search->listing)
    deal_with_lost (search, row, key, n_key);
}

/* Reads a column of a row of the new document. */
static void
read_column (LwStatement *statement, int at, LwValue *value)
{
  sqlite3_stmt *raw = lw_statement_raw (statement);

  *value = (LwValue){ .type = (LwValueType)sqlite3_column_type (raw, at) };
  value->integer = sqlite3_column_int64 (raw, at);
  value->real = sqlite3_column_double (raw, at);
  if (value->type == LW_VALUE_TEXT || value->type == LW_VALUE_BLOB)
    {
      value->bytes = sqlite3_column_blob (raw, at);
      value->size = (gsize)sqlite3_column_bytes (raw, at);
    }
}

static gboolean
holds_key (LwStatement *statement, const LwValue *key, guint n_key)
{
  int n_columns = sqlite3_column_count (lw_statement_raw (statement));

  for (guint i = 0; i < n_key; i++)
    {
      gboolean has = key[i].type == LW_VALUE_NULL || (key[i].bytes == NULL && key[i].size > 0);

      for (int c = 0; c < n_columns && !has; c++)
        {
          LwValue value;

          read_column (statement, c, &value);
          has = lw_value_equal (&key[i], &value);
        }
      if (!has)
        return FALSE;
    }
  return TRUE;
}

/* Compares an entry with the row that it lists: an index of another table would list others. */
static void
prove_entry (gint64 row, const LwValue *key, guint n_key, gpointer data)
{
  Search *search = data;
  g_autoptr (LwStatement) statement = NULL;
  g_autofree char *sql = NULL;
  LwStep step;

  if (search->error != NULL || search->n_good + search->n_bad >= N_PROOFS
      || find_seen (search->target, row) == NULL)
    return;
  sql = g_strdup_printf ("SELECT * FROM \"%s\" WHERE rowid = ?1", search->target->table->name);
  statement = lw_db_prepare (search->target->writer->store->db, sql, &search->error);
  if (statement == NULL)
    return;
  lw_statement_bind_int (statement, 1, row);
  step = lw_statement_step (statement, &search->error);
  if (step != LW_STEP_ROW)
    return;
  if (holds_key (statement, key, n_key))
    search->n_good++;
  else
    search->n_bad++;
}

/* Lists what an index that was read as a whole tells, if it knows every row that was reached; @exactly: it
 * does. */
static void
list_by_whole_index (Search *search, guint64 n_reached, gboolean *exactly)
{
  LwRecoverTarget *target = search->target;

  for (guint i = 0; i < target->tree->indexes->len && !*exactly; i++)
    {
      LwRecoverIndex *index = g_ptr_array_index (target->tree->indexes, i);

      search->n_matched = 0;
      search->listing = FALSE;
      if (!index->whole)
        continue;
      lw_recover_read_index (target->writer->map, index, match_entry, search);
      if (search->n_matched != n_reached)
        continue;
      search->listing = *exactly = TRUE;
      lw_recover_read_index (target->writer->map, index, match_entry, search);
    }
}

/* Lists what the pages of all its indexes tell, as far as they are proven. */
static void
list_by_parts (Search *search)
{
  LwRecoverTarget *target = search->target;

  search->listing = TRUE;
  for (guint i = 0; i < target->tree->indexes->len; i++)
    {
      const LwRecoverIndex *index = g_ptr_array_index (target->tree->indexes, i);

      for (guint p = 0; p < index->pages->len && search->error == NULL; p++)
        {
          guint32 page = g_array_index (index->pages, guint32, p);

          search->n_good = search->n_bad = 0;
          lw_recover_read_index_page (target->writer->map, page, prove_entry, search);
          if (search->n_good > 0 && search->n_bad == 0)
            lw_recover_read_index_page (target->writer->map, page, match_entry, search);
        }
    }
}

static gboolean
list_by_indexes (LwRecoverTarget *target, GHashTable *told, gboolean *exactly, GError **error)
{
  Search search = { .target = target, .told = told };
  guint64 n_reached;

  *exactly = FALSE;
  if (target->seen == NULL)
    return TRUE;
  n_reached = sort_seen (target->seen);
  list_by_whole_index (&search, n_reached, exactly);
  /* Rows without numbers have others in the new document. */
  if (!*exactly && has_numbers (target->tree->shape))
    list_by_parts (&search);
  if (search.error == NULL)
    return TRUE;
  g_propagate_error (error, search.error);
  return FALSE;
}

/* Lists the rows whose place is known. Where an index tells which rows are lost they are counted already, so
 * of those only the content is added. */
static gboolean
list_unreadable (LwRecoverTarget *target, GHashTable *told, gboolean exactly, GError **error)
{
  gboolean numbered = has_numbers (target->tree->shape);

  for (guint i = 0; i < target->unreadable->len; i++)
    {
      LwRecoverUnreadable *one = &g_array_index (target->unreadable, LwRecoverUnreadable, i);
      gboolean known = numbered && one->row != 0, has = FALSE;
      gboolean counted = exactly || (known && g_hash_table_contains (told, &one->row))
                         || (!known && g_hash_table_size (told) > 0);

      if (known && !lw_recover_has_row (target->writer, target->table->name, one->row, &has, error))
        return FALSE;
      if (has || (counted && one->content[0] == '\0'))
        continue;
      target->table->n_lost += !counted;
      lw_recover_report_add_row (
          target->writer->report, target->table->name, one->row, LW_FATE_LOST,
          g_strdup (one->row != 0 ? _ ("cannot be read") : _ ("its number cannot be read")),
          g_steal_pointer (&one->content));
    }
  return TRUE;
}

/**
 * lw_recover_list_lost:
 * @target: a table whose rows were written
 * @error: return location for an error
 *
 * Takes from the history what was not found, and notes what is lost, as far as that can be known.
 *
 * Returns: %FALSE with an error of the new document
 */
gboolean
lw_recover_list_lost (LwRecoverTarget *target, GError **error)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean exactly;

  if (!list_by_indexes (target, told, &exactly, error) || (!exactly && !restore_all (target, error))
      || !list_unreadable (target, told, exactly, error))
    return FALSE;
  target->table->at_least = !exactly && target->tree->broken;
  return TRUE;
}

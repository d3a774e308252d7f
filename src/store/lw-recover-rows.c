/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-rows: see lw-recover-rows.h. */
#include "store/lw-recover-rows.h"

#include <inttypes.h>
#include <string.h>

/* Of a long text so many bytes are shown. */
#define MAX_SHOWN 200

typedef struct {
  LwRecoverMap *map;
  LwRecoverTree *tree;
  GHashTable *listed; /* rows that an index lists; NULL where that decides nothing */
  GByteArray *payload;
  guint8 *bytes;
  LwRecoverRowFunc func;
  gpointer data;
} Reader;

/* Marks the longest run of cells whose rows ascend, as they do in a whole page: what is outside it has a
 * wrong number. */
static void
mark_order (const LwCell *cells, const gboolean *good, guint n, gboolean *in_order)
{
  g_autofree guint *tails = g_new (guint, n + 1);
  g_autofree int *before = g_new (int, n + 1);
  guint length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0, high = length;

      if (!good[i])
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (cells[tails[middle]].row < cells[i].row)
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? (int)tails[low - 1] : -1;
      tails[low] = i;
      length = MAX (length, low + 1);
    }
  for (int i = length > 0 ? (int)tails[length - 1] : -1; i >= 0; i = before[i])
    in_order[i] = TRUE;
}

static gboolean
lists_any (GHashTable *listed, const LwCell *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_hash_table_contains (listed, &cells[i].row))
      return TRUE;
  return FALSE;
}

static gboolean
hand_over (Reader *reader, const LwCell *cell, LwRecoverFound *found, gboolean good, GError **error)
{
  LwValue values[LW_RECORD_MAX_VALUES];

  found->row = cell->row;
  found->values = values;
  found->n_values = 0;
  found->is_doubtful = FALSE;
  if (good && lw_recover_map_read_payload (reader->map, cell, reader->payload, &found->is_doubtful))
    found->n_values
        = lw_record_decode (reader->payload->data, reader->payload->len, reader->payload->len, values);
  if (found->n_values > reader->tree->shape->n_stored)
    found->n_values = 0;
  return reader->func (found, reader->data, error);
}

static gboolean
read_leaf (Reader *reader, guint32 number, gboolean is_reached, GError **error)
{
  LwRecoverFound found = { .is_reached = is_reached };
  g_autofree LwCell *cells = NULL;
  g_autofree gboolean *good = NULL, *in_order = NULL;
  LwPage page;

  if (g_cancellable_set_error_if_cancelled (reader->map->cancellable, error))
    return FALSE;
  if (!lw_recover_file_parse (reader->map->file, number, reader->bytes, &page))
    return TRUE;
  cells = g_new0 (LwCell, page.n_cells + 1);
  good = g_new0 (gboolean, page.n_cells + 1);
  in_order = g_new0 (gboolean, page.n_cells + 1);
  for (guint i = 0; i < page.n_cells; i++)
    good[i] = lw_page_get_cell (&page, i, &cells[i]);
  /* Where it is not known which pages are free, one of which an index lists no row is. */
  if (!is_reached && reader->listed != NULL && !lists_any (reader->listed, cells, page.n_cells))
    return TRUE;
  mark_order (cells, good, page.n_cells, in_order);
  for (guint i = 0; i < page.n_cells; i++)
    {
      found.is_in_order = in_order[i];
      if (!hand_over (reader, &cells[i], &found, good[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_leaves (Reader *reader, GArray *leaves, gboolean is_reached, GError **error)
{
  for (guint i = 0; i < leaves->len; i++)
    if (!read_leaf (reader, g_array_index (leaves, guint32, i), is_reached, error))
      return FALSE;
  return TRUE;
}

static void
add_listed (gint64 row, const LwValue *key, guint n_key, gpointer data)
{
  gint64 *copy = g_new (gint64, 1);

  *copy = row;
  g_hash_table_add (data, copy);
}

/**
 * lw_recover_read_rows:
 * @func: is given each row; a row whose number was given before is an older version or the same
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of @func, or cancelled
 */
gboolean
lw_recover_read_rows (
    LwRecoverMap *map, LwRecoverTree *tree, LwRecoverRowFunc func, gpointer data, GError **error)
{
  g_autoptr (GHashTable) listed = NULL;
  g_autoptr (GByteArray) payload = g_byte_array_new ();
  g_autofree guint8 *bytes = g_malloc (map->file->page_size);
  LwRecoverIndex *index = lw_recover_find_index (tree);

  if (tree->orphans->len > 0 && !map->free_is_whole && index != NULL)
    {
      listed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      lw_recover_read_index (map, index, add_listed, listed);
    }
  Reader reader = { map, tree, listed, payload, bytes, func, data };
  return read_leaves (&reader, tree->leaves, TRUE, error)
         && read_leaves (&reader, tree->orphans, FALSE, error);
}

/** lw_recover_find_index: (nullable) (transfer none): an index of the table that is whole */
LwRecoverIndex *
lw_recover_find_index (LwRecoverTree *tree)
{
  for (guint i = 0; i < tree->indexes->len; i++)
    {
      LwRecoverIndex *index = g_ptr_array_index (tree->indexes, i);

      if (index->whole)
        return index;
    }
  return NULL;
}

/** lw_recover_read_index_page: hands each entry on a page of an index to @func */
void
lw_recover_read_index_page (LwRecoverMap *map, guint32 number, LwRecoverEntryFunc func, gpointer data)
{
  g_autofree guint8 *bytes = g_malloc (map->file->page_size);
  LwValue values[LW_RECORD_MAX_VALUES];
  LwPage page;

  if (!lw_recover_file_parse (map->file, number, bytes, &page))
    return;
  for (guint i = 0; i < page.n_cells; i++)
    {
      LwCell cell;
      guint n = 0;

      if (lw_page_get_cell (&page, i, &cell))
        n = lw_record_decode (cell.local, cell.n_local, cell.size, values);
      if (n > 1)
        func (values[n - 1].integer, values, n - 1, data);
    }
}

/** lw_recover_read_index: hands each entry of an index to @func */
void
lw_recover_read_index (LwRecoverMap *map, LwRecoverIndex *index, LwRecoverEntryFunc func, gpointer data)
{
  for (guint p = 0; p < index->pages->len && !g_cancellable_is_cancelled (map->cancellable); p++)
    lw_recover_read_index_page (map, g_array_index (index->pages, guint32, p), func, data);
}

/* lw_value_equal: whether both say the same */
gboolean
lw_value_equal (const LwValue *a, const LwValue *b)
{
  if (a->type == LW_VALUE_INTEGER || a->type == LW_VALUE_REAL)
    return (b->type == LW_VALUE_INTEGER || b->type == LW_VALUE_REAL) && a->real == b->real;
  return a->type == b->type && a->size == b->size
         && (a->size == 0 || memcmp (a->bytes, b->bytes, a->size) == 0);
}

typedef struct {
  const LwRecoverFound *found;
  LwRecoverVerdict verdict;
} Question;

static void
ask_entry (gint64 row, const LwValue *key, guint n_key, gpointer data)
{
  Question *question = data;

  if (row != question->found->row || question->verdict == LW_VERDICT_REFUTED)
    return;
  question->verdict = LW_VERDICT_CONFIRMED;
  for (guint i = 0; i < n_key; i++)
    {
      gboolean has = key[i].bytes == NULL && key[i].size > 0;

      for (guint k = 0; k < question->found->n_values && !has; k++)
        has = lw_value_equal (&key[i], &question->found->values[k]);
      if (!has)
        question->verdict = LW_VERDICT_REFUTED;
    }
}

/**
 * lw_recover_ask_indexes:
 *
 * Returns: what the indexes of the table say of a row: whether it holds the key under which they list it
 */
LwRecoverVerdict
lw_recover_ask_indexes (LwRecoverMap *map, LwRecoverTree *tree, const LwRecoverFound *found)
{
  Question question = { found, LW_VERDICT_UNKNOWN };

  for (guint i = 0; i < tree->indexes->len; i++)
    lw_recover_read_index (map, g_ptr_array_index (tree->indexes, i), ask_entry, &question);
  return question.verdict;
}

/* What is damaged may hold anything: nothing of it shall steer a terminal or break a file that the words go into. */
static char *
make_readable (const char *bytes, gsize size)
{
  g_autofree char *valid = g_utf8_make_valid (bytes, (gssize)size);
  GString *text = g_string_sized_new (size);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (text, g_unichar_isprint (c) ? c : c == '\r' || c == '\n' || c == '\t' ? ' ' : 0xfffd);
    }
  return g_string_free (text, FALSE);
}

/** lw_recover_describe_value: (returns: transfer full) (nullable): a value as text; %NULL for unknown and for
 * shapes */
char *
lw_recover_describe_value (const LwValue *value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (value->type)
    {
    case LW_VALUE_INTEGER:
      return g_strdup_printf ("%" PRIi64, value->integer);
    case LW_VALUE_REAL:
      g_ascii_formatd (number, sizeof number, "%.15g", value->real);
      return g_strdup (g_ascii_strtod (number, NULL) == value->real
                           ? number
                           : g_ascii_dtostr (number, sizeof number, value->real));
    case LW_VALUE_TEXT:
      if (value->bytes == NULL)
        return NULL;
      return make_readable ((const char *)value->bytes, MIN (value->size, MAX_SHOWN));
    case LW_VALUE_BLOB:
    case LW_VALUE_NULL:
    default:
      return NULL;
    }
}

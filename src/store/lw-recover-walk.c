/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-walk: the trees of a damaged document from their roots down (see lw-recover-map.h), and the
 * chains of pages that hold the rest of long rows. A page belongs to one place only, so a circle ends where
 * it closes. */
#include "store/lw-recover-map.h"

#include <string.h>

/* As deep as SQLite itself goes. */
#define MAX_DEPTH 20
/* A page that was found wrong so often is not looked at again. */
#define MAX_TRIES 8
/* Chains that may seem to share a page: one of them is right. */
#define MAX_CLAIMS 4
/* Of so many rows an index may miss one. */
#define MIN_KNOWN 20
/* Steps along chains that are taken in all, in pages of the file. */
#define MAX_CHAIN_STEPS 8

typedef struct {
  LwRecoverMap *map;
  LwRecoverTree *tree;
  gint64 low;
  gint64 high; /* rows are beyond @low and up to this */
} Walk;

static void walk_page (Walk walk, guint32 number, int depth);

/* How many cells are rows of the table, by their looks. */
static guint
count_rows (LwRecoverMap *map, const LwRecoverShape *shape, const LwPage *page)
{
  LwValue values[LW_RECORD_MAX_VALUES];
  guint n = 0;

  for (guint i = 0; i < page->n_cells; i++)
    {
      LwCell cell;

      if (!lw_page_get_cell (page, i, &cell))
        continue;
      n += shape == NULL
           || lw_recover_shape_is_like (shape, values,
                                        lw_record_decode (cell.local, cell.n_local, cell.size, values));
    }
  return n;
}

static gboolean
is_within (const Walk *walk, const LwPage *page)
{
  for (guint i = 0; i < page->n_cells; i++)
    {
      LwCell cell;

      if (!lw_page_get_cell (page, i, &cell) || cell.row <= walk->low || cell.row > walk->high)
        return FALSE;
    }
  return TRUE;
}

static void
claim_chains (LwRecoverMap *map, const LwPage *page)
{
  for (guint i = 0; i < page->n_cells; i++)
    {
      LwCell cell;

      if (lw_page_get_cell (page, i, &cell) && cell.overflow != 0)
        lw_recover_claim_chain (map, &cell);
    }
}

/* A table whose name is damaged looks like one of another program; its rows tell. */
static gboolean
is_ours (const Walk *walk, const LwPageNote *note)
{
  return walk->tree->shape == NULL && note->guess >= 0
         && ((LwRecoverTree *)g_ptr_array_index (walk->map->trees, note->guess))->root == 0;
}

static void
walk_leaf (Walk *walk, const LwPage *page)
{
  LwPageNote *note = &walk->map->notes[page->number];
  gboolean lone_root = page->n_cells == 0 && page->number == walk->tree->root;
  guint n = count_rows (walk->map, walk->tree->shape, page);

  /* Of a page that is said to be free and in use, its rows say which is true. */
  if ((n == 0 && !lone_root) || is_ours (walk, note) || (note->use == LW_USE_FREE && !is_within (walk, page)))
    {
      walk->tree->broken = TRUE;
      note->tries++;
      return;
    }
  note->use = LW_USE_LEAF;
  walk->tree->n_rows += n;
  walk->tree->broken = walk->tree->broken || n < page->n_cells;
  g_array_append_val (walk->tree->leaves, page->number);
  claim_chains (walk->map, page);
}

static void
walk_node (Walk *walk, const LwPage *page, int depth)
{
  LwPageNote *note = &walk->map->notes[page->number];
  Walk below = *walk;

  if (page->n_cells == 0 || (note->use == LW_USE_FREE && !is_within (walk, page)))
    {
      walk->tree->broken = TRUE;
      note->tries++;
      return;
    }
  note->use = LW_USE_NODE;
  for (guint i = 0; i < page->n_cells; i++)
    {
      LwCell cell;

      if (!lw_page_get_cell (page, i, &cell))
        {
          walk->tree->broken = TRUE;
          continue;
        }
      below.high = cell.row;
      walk_page (below, cell.child, depth + 1);
      below.low = cell.row;
    }
  below.high = walk->high;
  walk_page (below, page->right, depth + 1);
}

static gboolean
may_visit (LwRecoverMap *map, guint32 number, int depth)
{
  LwPageNote *note;

  if (number == 0 || number > map->file->n_pages || depth > MAX_DEPTH
      || g_cancellable_is_cancelled (map->cancellable))
    return FALSE;
  note = &map->notes[number];
  return (note->use == LW_USE_UNKNOWN || note->use == LW_USE_FREE) && note->tries < MAX_TRIES;
}

static void
walk_page (Walk walk, guint32 number, int depth)
{
  LwRecoverFile *file = walk.map->file;
  g_autofree guint8 *bytes = NULL;
  LwPage page;

  if (!may_visit (walk.map, number, depth))
    {
      walk.tree->broken = TRUE;
      return;
    }
  bytes = g_malloc (file->page_size);
  if (!lw_recover_file_parse (file, number, bytes, &page) || !lw_page_is_table (&page))
    {
      walk.tree->broken = TRUE;
      walk.map->notes[number].tries++;
    }
  else if (lw_page_is_leaf (&page))
    walk_leaf (&walk, &page);
  else
    walk_node (&walk, &page, depth);
}

/** lw_recover_walk_table: notes which pages the tree reaches from its root */
void
lw_recover_walk_table (LwRecoverMap *map, LwRecoverTree *tree)
{
  walk_page ((Walk){ map, tree, G_MININT64, G_MAXINT64 }, tree->root, 0);
}

/* The number of the row comes last in an entry. */
static guint
count_entries (const LwPage *page)
{
  LwValue values[LW_RECORD_MAX_VALUES];
  guint n = 0;

  for (guint i = 0; i < page->n_cells; i++)
    {
      LwCell cell;
      guint n_values = 0;

      if (lw_page_get_cell (page, i, &cell))
        n_values = lw_record_decode (cell.local, cell.n_local, cell.size, values);
      n += n_values > 1 && values[n_values - 1].type == LW_VALUE_INTEGER;
    }
  return n;
}

static gboolean
read_index_page (LwRecoverMap *map, guint32 number, int depth, guint8 *bytes, LwPage *page)
{
  if (!may_visit (map, number, depth))
    return FALSE;
  if (lw_recover_file_parse (map->file, number, bytes, page) && !lw_page_is_table (page))
    return TRUE;
  map->notes[number].tries++;
  return FALSE;
}

static void
walk_index_page (LwRecoverMap *map, LwRecoverIndex *index, guint32 number, int depth)
{
  g_autofree guint8 *bytes = g_malloc (map->file->page_size);
  LwPage page;
  guint n;

  if (!read_index_page (map, number, depth, bytes, &page))
    {
      index->whole = FALSE;
      return;
    }
  n = count_entries (&page);
  if ((n == 0 && number != index->root) || n < page.n_cells)
    index->whole = FALSE;
  map->notes[number].use = LW_USE_INDEX;
  g_array_append_val (index->pages, number);
  index->n_entries += n;
  claim_chains (map, &page);
  for (guint i = 0; i < page.n_cells && !lw_page_is_leaf (&page); i++)
    {
      LwCell cell;

      if (lw_page_get_cell (&page, i, &cell))
        walk_index_page (map, index, cell.child, depth + 1);
    }
  if (!lw_page_is_leaf (&page))
    walk_index_page (map, index, page.right, depth + 1);
}

/** lw_recover_walk_index: likewise of an index */
void
lw_recover_walk_index (LwRecoverMap *map, LwRecoverIndex *index)
{
  index->whole = TRUE;
  walk_index_page (map, index, index->root, 0);
}

/* Calls @visit for each entry of the pages of an index that were reached, until it says that this is enough.
 */
static void
visit_entries (LwRecoverMap *map,
               LwRecoverIndex *index,
               gboolean (*visit) (gint64 row, GHashTable *rows),
               GHashTable *rows)
{
  g_autofree guint8 *bytes = g_malloc (map->file->page_size);
  LwValue values[LW_RECORD_MAX_VALUES];
  LwPage page;

  for (guint p = 0; p < index->pages->len; p++)
    if (lw_recover_file_parse (map->file, g_array_index (index->pages, guint32, p), bytes, &page))
      for (guint i = 0; i < page.n_cells; i++)
        {
          LwCell cell;
          guint n = 0;

          if (lw_page_get_cell (&page, i, &cell))
            n = lw_record_decode (cell.local, cell.n_local, cell.size, values);
          if (n > 1 && !visit (values[n - 1].integer, rows))
            return;
        }
}

static gboolean
forget_row (gint64 row, GHashTable *rows)
{
  g_hash_table_remove (rows, &row);
  return g_hash_table_size (rows) > 0;
}

/** lw_recover_index_lists_any: whether the pages of an index that were reached list one of @rows (a set of
 * gint64) */
gboolean
lw_recover_index_lists_any (LwRecoverMap *map, LwRecoverIndex *index, GHashTable *rows)
{
  g_autoptr (GHashTable) left = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    g_hash_table_add (left, row);
  visit_entries (map, index, forget_row, left);
  return g_hash_table_size (left) < g_hash_table_size (rows);
}

/** lw_recover_list_rows: adds the numbers of the rows on a leaf to @rows (a set of gint64) */
void
lw_recover_list_rows (LwRecoverMap *map, guint32 number, GHashTable *rows)
{
  g_autofree guint8 *bytes = g_malloc (map->file->page_size);
  LwPage page;

  if (!lw_recover_file_parse (map->file, number, bytes, &page))
    return;
  for (guint i = 0; i < page.n_cells; i++)
    {
      LwCell cell;

      if (lw_page_get_cell (&page, i, &cell))
        g_hash_table_add (rows, g_memdup2 (&cell.row, sizeof cell.row));
    }
}

/** lw_recover_index_knows: whether an index lists the rows that the tree of its table reaches, but for a few
 * that may be damaged themselves */
gboolean
lw_recover_index_knows (LwRecoverMap *map, LwRecoverIndex *index, LwRecoverTree *tree)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint n_rows;

  for (guint i = 0; i < tree->leaves->len; i++)
    lw_recover_list_rows (map, g_array_index (tree->leaves, guint32, i), rows);
  n_rows = g_hash_table_size (rows);
  visit_entries (map, index, forget_row, rows);
  return g_hash_table_size (rows) <= n_rows / MIN_KNOWN;
}

/* How many pages hold the rest of a payload; 0 if it is larger than the file. */
static guint64
chain_length (LwRecoverMap *map, const LwCell *cell)
{
  guint32 room = map->file->usable - 4;
  guint64 rest = cell->size - cell->n_local;

  return cell->size <= (guint64)map->file->n_pages * map->file->usable ? (rest + room - 1) / room : 0;
}

/* Goes along a chain and hands each of its pages to @visit. */
static gboolean
follow_chain (LwRecoverMap *map,
              const LwCell *cell,
              gboolean (*visit) (LwRecoverMap *, guint32, const guint8 *, gpointer),
              gpointer data)
{
  g_autofree guint8 *bytes = g_malloc (map->file->page_size);
  guint64 length = chain_length (map, cell);
  guint32 next = cell->overflow, present;

  for (guint64 i = 0; i < length; i++)
    {
      LwPageNote *note = next > 0 && next <= map->file->n_pages ? &map->notes[next] : NULL;

      if (note == NULL || map->chain_steps++ > MAX_CHAIN_STEPS * (guint64)map->file->n_pages
          || (note->use != LW_USE_UNKNOWN && note->use != LW_USE_FREE && note->use != LW_USE_OVERFLOW)
          || !lw_recover_file_read (map->file, next, bytes, &present) || present < map->file->page_size
          || !visit (map, next, bytes, data))
        return FALSE;
      next = lw_bytes_get_32 (bytes);
    }
  return length > 0 && next == 0;
}

static gboolean
look_at_link (LwRecoverMap *map, guint32 number, const guint8 *bytes, gpointer data)
{
  return map->notes[number].claims < MAX_CLAIMS;
}

static gboolean
claim_link (LwRecoverMap *map, guint32 number, const guint8 *bytes, gpointer data)
{
  map->notes[number].claims++;
  map->notes[number].use = LW_USE_OVERFLOW;
  return TRUE;
}

/** lw_recover_claim_chain: notes that the pages with the rest of @cell are in use; %FALSE if the chain is
 * broken */
gboolean
lw_recover_claim_chain (LwRecoverMap *map, const LwCell *cell)
{
  return follow_chain (map, cell, look_at_link, NULL) && follow_chain (map, cell, claim_link, NULL);
}

typedef struct {
  GByteArray *payload;
  guint64 size;
  gboolean doubtful;
} Reading;

static gboolean
read_link (LwRecoverMap *map, guint32 number, const guint8 *bytes, gpointer data)
{
  Reading *reading = data;
  guint64 left = reading->size - reading->payload->len;

  g_byte_array_append (reading->payload, bytes + 4, (guint)MIN (left, map->file->usable - 4));
  reading->doubtful = reading->doubtful || map->notes[number].claims > 1;
  return TRUE;
}

/**
 * lw_recover_map_read_payload:
 * @cell: of a page that was parsed
 * @payload: is filled with the whole payload
 * @doubtful: (out): some of it seems to belong to another row too
 *
 * Returns: %FALSE if the rest of it cannot be read
 */
gboolean
lw_recover_map_read_payload (LwRecoverMap *map, const LwCell *cell, GByteArray *payload, gboolean *doubtful)
{
  Reading reading = { payload, cell->size, FALSE };

  g_byte_array_set_size (payload, 0);
  g_byte_array_append (payload, cell->local, cell->n_local);
  *doubtful = FALSE;
  if (cell->overflow == 0)
    return TRUE;
  if (chain_length (map, cell) > G_MAXUINT / map->file->page_size
      || !follow_chain (map, cell, read_link, &reading))
    return FALSE;
  *doubtful = reading.doubtful;
  return TRUE;
}

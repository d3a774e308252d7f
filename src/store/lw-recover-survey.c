/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-survey: a first look at every page of a damaged document, the list of its free pages, and what
 * becomes of pages that no tree reaches (see lw-recover-map.h). */
#include "store/lw-recover-map.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows of a page that are looked at to know whose they are. */
#define N_SAMPLES 8
#define PAGES_PER_REPORT 256

/* The table that most of the sampled rows fit; -1 if less than half of them do. */
static int
guess_table (LwRecoverMap *map, const LwPage *page)
{
  LwValue values[LW_RECORD_MAX_VALUES];
  g_autofree guint *votes = g_new0 (guint, map->trees->len);
  guint step = page->n_cells / N_SAMPLES + 1, n_readable = 0;
  int best = -1;

  for (guint i = 0; i < page->n_cells; i += step)
    {
      LwCell cell;
      guint n_values = 0;

      if (lw_page_get_cell (page, i, &cell))
        n_values = lw_record_decode (cell.local, cell.n_local, cell.size, values);
      n_readable += n_values > 0;
      for (guint t = 0; n_values > 0 && t < map->trees->len; t++)
        votes[t] += lw_recover_shape_fits (((LwRecoverTree *)g_ptr_array_index (map->trees, t))->shape,
                                           values, n_values);
    }
  for (guint t = 0; t < map->trees->len; t++)
    if (votes[t] > 0 && votes[t] * 2 >= n_readable && (best < 0 || votes[t] > votes[best]))
      best = (int)t;
  return best;
}

static void
look_at_page (LwRecoverMap *map, guint32 number, guint8 *bytes)
{
  LwPageNote *note = &map->notes[number];
  LwPage page;

  note->guess = -1;
  if (!lw_recover_file_parse (map->file, number, bytes, &page))
    return;
  if (page.type == LW_PAGE_TABLE_LEAF)
    note->guess = (gint8)guess_table (map, &page);
  note->is_index = !lw_page_is_table (&page) && page.n_cells > 0;
}

/** lw_recover_survey: looks at every page, or at every @step'th; %FALSE with an error if it is cancelled */
gboolean
lw_recover_survey (LwRecoverMap *map, guint32 step, GError **error)
{
  LwRecoverFile *file = map->file;
  g_autofree guint8 *bytes = g_malloc (file->page_size);

  for (guint64 number = 1; number <= file->n_pages; number += step)
    {
      if (number % PAGES_PER_REPORT == 1)
        {
          if (g_cancellable_set_error_if_cancelled (map->cancellable, error))
            return FALSE;
          if (map->progress)
            map->progress (_ ("Looking for readable pages"), (number - 1) * file->page_size,
                           (guint64)file->n_pages * file->page_size, LW_PROGRESS_BYTES, map->progress_data);
        }
      look_at_page (map, (guint32)number, bytes);
    }
  return TRUE;
}

/* A page of the list of free pages: the next such page, a count, and as many numbers of pages. */
static gboolean
is_trunk (LwRecoverMap *map, const guint8 *bytes)
{
  guint32 n_pages = map->file->n_pages, next = lw_bytes_get_32 (bytes), n = lw_bytes_get_32 (bytes + 4);

  if (next > n_pages || n > map->file->usable / 4 - 2)
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    {
      guint32 number = lw_bytes_get_32 (bytes + 8 + 4 * i);

      if (number < 2 || number > n_pages)
        return FALSE;
    }
  return TRUE;
}

/* Marks what a page of the list names; FALSE if it names a page twice. */
static gboolean
take_trunk (LwRecoverMap *map, const guint8 *bytes)
{
  guint32 n = lw_bytes_get_32 (bytes + 4);
  gboolean whole = TRUE;

  for (guint32 i = 0; i < n; i++)
    {
      LwPageNote *note = &map->notes[lw_bytes_get_32 (bytes + 8 + 4 * i)];

      if (note->use == LW_USE_UNKNOWN)
        {
          note->use = LW_USE_FREE;
          map->n_free++;
        }
      else
        whole = FALSE;
    }
  return whole;
}

/** lw_recover_read_free_list: follows the list of free pages from the head of the file as far as it is whole
 */
void
lw_recover_read_free_list (LwRecoverMap *map)
{
  LwRecoverFile *file = map->file;
  g_autofree guint8 *bytes = g_malloc (file->page_size);
  guint32 next = lw_bytes_get_32 (file->head + 32), told = lw_bytes_get_32 (file->head + 36), present;
  gboolean whole = file->has_head;

  while (file->has_head && next != 0)
    {
      if (next > file->n_pages || map->notes[next].use != LW_USE_UNKNOWN
          || !lw_recover_file_read (file, next, bytes, &present) || present < file->page_size
          || !is_trunk (map, bytes))
        {
          whole = FALSE;
          break;
        }
      map->notes[next].use = LW_USE_FREE;
      map->n_free++;
      whole = take_trunk (map, bytes) && whole;
      next = lw_bytes_get_32 (bytes);
    }
  map->free_is_whole = whole && map->n_free == told;
}

/** lw_recover_find_lone_free_lists: finds parts of the list of free pages that its beginning no longer leads
 * to */
void
lw_recover_find_lone_free_lists (LwRecoverMap *map)
{
  LwRecoverFile *file = map->file;
  g_autofree guint8 *bytes = g_malloc (file->page_size);
  guint32 present;

  for (guint32 number = 2; number <= file->n_pages && !g_cancellable_is_cancelled (map->cancellable);
       number++)
    {
      LwPageNote *note = &map->notes[number];

      if (note->use != LW_USE_UNKNOWN || note->guess >= 0 || note->is_index
          || !lw_recover_file_read (file, number, bytes, &present) || present < file->page_size
          || lw_bytes_get_32 (bytes + 4) == 0 || !is_trunk (map, bytes))
        continue;
      note->use = LW_USE_FREE;
      take_trunk (map, bytes);
    }
}

/* A node that is an orphan speaks for the pages that it points to: they hang together. */
static void
link_children (LwRecoverMap *map)
{
  g_autofree guint8 *bytes = g_malloc (map->file->page_size);

  for (guint32 number = 1; number <= map->file->n_pages; number++)
    {
      LwPageNote *note = &map->notes[number];
      LwPage page;

      if (note->use != LW_USE_UNKNOWN || note->guess >= 0 || note->is_index
          || !lw_recover_file_parse (map->file, number, bytes, &page) || page.type != LW_PAGE_TABLE_NODE
          || !lw_page_is_sound (&page))
        continue;
      note->use = LW_USE_NODE;
      for (guint i = 0; i <= page.n_cells; i++)
        {
          LwCell cell = { 0 };
          guint32 child = i == page.n_cells ? page.right : (lw_page_get_cell (&page, i, &cell), cell.child);

          if (child > 0 && child <= map->file->n_pages)
            map->notes[child].is_linked = TRUE;
        }
    }
}

/* Whether an index, whole or not, lists a row of an orphan that no leaf of the tree has: then the tree only
 * seems to be whole, as when a page was written where its root belongs. */
static gboolean
lacks_rows (LwRecoverMap *map, LwRecoverTree *tree, guint t)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) reached = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer row;
  gboolean lacks = FALSE;

  for (guint32 number = 1; number <= map->file->n_pages; number++)
    if (map->notes[number].use == LW_USE_UNKNOWN && map->notes[number].guess == (int)t)
      lw_recover_list_rows (map, number, rows);
  if (g_hash_table_size (rows) == 0)
    return FALSE;
  for (guint l = 0; l < tree->leaves->len; l++)
    lw_recover_list_rows (map, g_array_index (tree->leaves, guint32, l), reached);
  g_hash_table_iter_init (&iter, reached);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    g_hash_table_remove (rows, row);
  for (guint i = 0; i < tree->indexes->len && !lacks; i++)
    lacks = lw_recover_index_lists_any (map, g_ptr_array_index (tree->indexes, i), rows);
  return lacks;
}

static void
test_trees (LwRecoverMap *map)
{
  for (guint t = 0; t < map->trees->len; t++)
    {
      LwRecoverTree *tree = g_ptr_array_index (map->trees, t);

      if (!tree->broken && tree->shape->role == LW_ROLE_ROWS)
        tree->broken = lacks_rows (map, tree, t);
    }
}

static void
take_orphan (LwRecoverMap *map, guint32 number)
{
  LwPageNote *note = &map->notes[number];
  LwRecoverTree *tree = g_ptr_array_index (map->trees, note->guess);

  note->use = tree->broken ? LW_USE_ORPHAN : LW_USE_STALE;
  if (tree->broken)
    g_array_append_val (tree->orphans, number);
}

/** lw_recover_assign_orphans: gives what no tree reaches to the tables that lack something; what hangs
 * together first */
void
lw_recover_assign_orphans (LwRecoverMap *map)
{
  test_trees (map);
  link_children (map);
  for (int linked = 1; linked >= 0; linked--)
    for (guint32 number = map->file->n_pages; number >= 1; number--)
      {
        const LwPageNote *note = &map->notes[number];

        if (note->use == LW_USE_UNKNOWN && note->guess >= 0 && note->is_linked == linked)
          take_orphan (map, number);
      }
}

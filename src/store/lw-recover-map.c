/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-map: see lw-recover-map.h. The order in which the parts are read. */
#include "store/lw-recover-map.h"

#include <string.h>

#include "store/lw-schema.h"

static void
free_index (gpointer data)
{
  LwRecoverIndex *index = data;

  g_array_unref (index->pages);
  g_free (index);
}

static void
free_tree (gpointer data)
{
  LwRecoverTree *tree = data;

  g_free (tree->name);
  g_array_unref (tree->leaves);
  g_array_unref (tree->orphans);
  g_ptr_array_unref (tree->indexes);
  g_free (tree);
}

static LwRecoverTree *
new_tree (const char *name, LwRecoverShape *shape)
{
  LwRecoverTree *tree = g_new0 (LwRecoverTree, 1);

  tree->shape = shape;
  tree->name = g_strdup (name);
  tree->leaves = g_array_new (FALSE, FALSE, sizeof (guint32));
  tree->orphans = g_array_new (FALSE, FALSE, sizeof (guint32));
  tree->indexes = g_ptr_array_new_with_free_func (free_index);
  return tree;
}

/** lw_recover_map_find: (transfer none): the table with that role, of which there is one */
LwRecoverTree *
lw_recover_map_find (LwRecoverMap *map, LwRecoverRole role)
{
  for (guint i = 0; i < map->trees->len; i++)
    {
      LwRecoverTree *tree = g_ptr_array_index (map->trees, i);

      if (tree->shape->role == role)
        return tree;
    }
  g_assert_not_reached ();
}

/* Pages that are looked at to know a document of ours. */
#define N_SAMPLES 1000
/* More tables of other programs than this are no sensible schema. */
#define MAX_OTHERS 1000

static LwRecoverTree *
find_or_add_tree (LwRecoverMap *map, const char *name)
{
  LwRecoverShape *shape = lw_recover_shapes_find (map->shapes, name);
  LwRecoverTree *tree;

  for (guint i = 0; i < map->trees->len; i++)
    {
      tree = g_ptr_array_index (map->trees, i);
      if (tree->shape == shape)
        return tree;
    }
  for (guint i = 0; i < map->others->len; i++)
    {
      tree = g_ptr_array_index (map->others, i);
      if (strcmp (tree->name, name) == 0)
        return tree;
    }
  if (map->others->len == MAX_OTHERS)
    return NULL;
  tree = new_tree (name, NULL);
  g_ptr_array_add (map->others, tree);
  return tree;
}

static void
add_index (LwRecoverTree *tree, guint32 root)
{
  LwRecoverIndex *index;

  for (guint i = 0; i < tree->indexes->len; i++)
    if (((LwRecoverIndex *)g_ptr_array_index (tree->indexes, i))->root == root)
      return;
  index = g_new0 (LwRecoverIndex, 1);
  index->root = root;
  index->pages = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_ptr_array_add (tree->indexes, index);
}

/* One row of the table of tables: type, name, table, root, text. */
static void
learn_entry (LwRecoverMap *map, const LwValue *values)
{
  g_autofree char *name = NULL, *sql = NULL;
  LwRecoverTree *tree;
  gboolean is_index = lw_value_is_text (&values[0], "index");

  if ((!is_index && !lw_value_is_text (&values[0], "table")) || values[2].type != LW_VALUE_TEXT
      || values[3].integer < 1 || values[3].integer > map->file->n_pages)
    return;
  name = g_utf8_make_valid ((const char *)values[2].bytes, (gssize)values[2].size);
  tree = find_or_add_tree (map, name);
  if (tree == NULL)
    return;
  if (is_index)
    {
      add_index (tree, (guint32)values[3].integer);
      return;
    }
  tree->root = (guint32)values[3].integer;
  if (tree->shape != NULL && tree->shape->role != LW_ROLE_SEQUENCE && values[4].type == LW_VALUE_TEXT)
    {
      sql = g_strndup ((const char *)values[4].bytes, values[4].size);
      lw_recover_shape_learn (tree->shape, sql);
    }
}

static void
learn_page (LwRecoverMap *map, const LwRecoverShape *shape, guint32 number, guint8 *bytes)
{
  g_autoptr (GByteArray) payload = g_byte_array_new ();
  LwPage page;

  if (!lw_recover_file_parse (map->file, number, bytes, &page))
    return;
  for (guint i = 0; i < page.n_cells; i++)
    {
      LwValue values[LW_RECORD_MAX_VALUES];
      LwCell cell;
      gboolean doubtful;
      guint n = 0;

      if (lw_page_get_cell (&page, i, &cell) && lw_recover_map_read_payload (map, &cell, payload, &doubtful))
        n = lw_record_decode (payload->data, payload->len, payload->len, values);
      if (lw_recover_shape_is_like (shape, values, n) && n == shape->n_stored)
        learn_entry (map, values);
    }
}

/* Reads the table of tables: from its root, and where that fails from pages that look like it. */
static void
read_schema (LwRecoverMap *map)
{
  LwRecoverTree *schema = lw_recover_map_find (map, LW_ROLE_SCHEMA);
  g_autofree guint8 *bytes = g_malloc (map->file->page_size);
  int self = -1;

  for (guint i = 0; i < map->trees->len; i++)
    if (g_ptr_array_index (map->trees, i) == schema)
      self = (int)i;
  schema->root = 1;
  lw_recover_walk_table (map, schema);
  map->schema_is_whole = !schema->broken;
  for (guint32 number = 1; schema->broken && number <= map->file->n_pages; number++)
    if (map->notes[number].guess == self && map->notes[number].use == LW_USE_UNKNOWN)
      {
        map->notes[number].use = LW_USE_ORPHAN;
        learn_page (map, schema->shape, number, bytes);
      }
  /* What the tree reaches is the newer word. */
  for (guint i = 0; i < schema->leaves->len; i++)
    learn_page (map, schema->shape, g_array_index (schema->leaves, guint32, i), bytes);
}

static gboolean
has_strange_columns (LwRecoverMap *map)
{
  for (guint i = 0; i < map->shapes->len; i++)
    {
      const LwRecoverShape *shape = g_ptr_array_index (map->shapes, i);

      for (guint c = 0; c < shape->columns->len; c++)
        if (g_array_index (shape->columns, LwRecoverColumn, c).at != (int)c)
          return TRUE;
      if (shape->n_stored != shape->columns->len)
        return TRUE;
    }
  return FALSE;
}

/* How many pages seem to hold rows of each table. */
static GArray *
count_guesses (LwRecoverMap *map)
{
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (guint));

  g_array_set_size (counts, map->trees->len);
  for (guint32 number = 1; number <= map->file->n_pages; number++)
    if (map->notes[number].guess >= 0)
      g_array_index (counts, guint, map->notes[number].guess)++;
  return counts;
}

/* What tables say of their columns is believed only if their pages agree. */
static gboolean
test_columns (LwRecoverMap *map, GError **error)
{
  g_autoptr (GArray) before = count_guesses (map), after = NULL;
  gboolean again = FALSE;

  if (!has_strange_columns (map))
    return TRUE;
  if (!lw_recover_survey (map, 1, error))
    return FALSE;
  after = count_guesses (map);
  for (guint i = 0; i < map->shapes->len; i++)
    if (g_array_index (after, guint, i) < g_array_index (before, guint, i))
      {
        lw_recover_shape_forget (g_ptr_array_index (map->shapes, i));
        again = TRUE;
      }
  return !again || lw_recover_survey (map, 1, error);
}

/* A document of an older version lacks what later ones brought. */
static gboolean
may_be_absent (const LwRecoverTree *tree)
{
  const LwSchemaTable *table = lw_schema_find_table (tree->name);

  return table == NULL || table->since > 1;
}

static void
walk_tree (LwRecoverMap *map, LwRecoverTree *tree)
{
  if (tree->root == 0)
    tree->broken = !map->schema_is_whole || !may_be_absent (tree);
  else
    lw_recover_walk_table (map, tree);
}

static void
walk_indexes (LwRecoverMap *map, LwRecoverTree *tree)
{
  for (guint i = 0; i < tree->indexes->len; i++)
    lw_recover_walk_index (map, g_ptr_array_index (tree->indexes, i));
}

/* An index is believed if it lists every row that was reached; then what it lists beyond that is missing. */
static void
test_indexes (LwRecoverMap *map, LwRecoverTree *tree)
{
  for (guint i = 0; i < tree->indexes->len; i++)
    {
      LwRecoverIndex *index = g_ptr_array_index (tree->indexes, i);
      gboolean more = index->n_entries > tree->n_rows;

      if (!index->whole || (!more && !tree->broken))
        continue;
      index->whole = lw_recover_index_knows (map, index, tree);
      tree->broken = tree->broken || (index->whole && more);
    }
}

static void
walk_all (LwRecoverMap *map)
{
  for (guint i = 0; i < map->trees->len; i++)
    if (((LwRecoverTree *)g_ptr_array_index (map->trees, i))->shape->role != LW_ROLE_SCHEMA)
      walk_tree (map, g_ptr_array_index (map->trees, i));
  for (guint i = 0; i < map->trees->len; i++)
    walk_indexes (map, g_ptr_array_index (map->trees, i));
  /* Tables of other programs take what is left, since nothing tells what their rows look like. */
  for (guint i = 0; i < map->others->len; i++)
    {
      walk_tree (map, g_ptr_array_index (map->others, i));
      walk_indexes (map, g_ptr_array_index (map->others, i));
    }
}

static LwRecoverMap *
make_map (LwRecoverFile *file, GError **error)
{
  g_autoptr (LwRecoverMap) map = g_new0 (LwRecoverMap, 1);
  guint32 locks = lw_recover_file_lock_page (file);

  map->file = file;
  map->trees = g_ptr_array_new_with_free_func (free_tree);
  map->others = g_ptr_array_new_with_free_func (free_tree);
  map->notes = g_new0 (LwPageNote, (gsize)file->n_pages + 1);
  map->shapes = lw_recover_shapes_new (error);
  if (map->shapes == NULL)
    return NULL;
  for (guint i = 0; i < map->shapes->len; i++)
    {
      LwRecoverShape *shape = g_ptr_array_index (map->shapes, i);

      g_ptr_array_add (map->trees, new_tree (shape->name, shape));
    }
  for (guint32 number = 0; number <= file->n_pages; number++)
    map->notes[number].guess = -1;
  if (locks > 0)
    map->notes[locks].use = LW_USE_LOCKS;
  return g_steal_pointer (&map);
}

/**
 * lw_recover_map_new:
 * @file: the damaged document, which outlives the map
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): to stop it
 *
 * Returns: (transfer full): what its pages are for, or %NULL with an error
 */
LwRecoverMap *
lw_recover_map_new (LwRecoverFile *file,
                    LwProgressFunc progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (LwRecoverMap) map = make_map (file, error);

  if (map == NULL)
    return NULL;
  map->cancellable = cancellable;
  map->progress = progress;
  map->progress_data = progress_data;
  if (!lw_recover_survey (map, 1, error))
    return NULL;
  lw_recover_read_free_list (map);
  read_schema (map);
  if (!test_columns (map, error))
    return NULL;
  walk_all (map);
  for (guint i = 0; i < map->trees->len; i++)
    test_indexes (map, g_ptr_array_index (map->trees, i));
  if (!map->free_is_whole)
    lw_recover_find_lone_free_lists (map);
  lw_recover_assign_orphans (map);
  map->chain_steps = 0;
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&map);
}

/** lw_recover_map_recognises: whether some of its pages, as far as a sample shows, hold rows of a document of
 * ours */
gboolean
lw_recover_map_recognises (LwRecoverFile *file)
{
  g_autoptr (LwRecoverMap) map = make_map (file, NULL);

  if (map == NULL || !lw_recover_survey (map, file->n_pages / N_SAMPLES + 1, NULL))
    return FALSE;
  for (guint32 number = 1; number <= file->n_pages; number++)
    if (map->notes[number].guess >= 0)
      {
        const LwRecoverTree *tree = g_ptr_array_index (map->trees, map->notes[number].guess);

        if (tree->shape->columns->len > 2 && tree->shape->role != LW_ROLE_SCHEMA)
          return TRUE;
      }
  return FALSE;
}

void
lw_recover_map_free (LwRecoverMap *map)
{
  g_ptr_array_unref (map->trees);
  g_ptr_array_unref (map->others);
  g_clear_pointer (&map->shapes, g_ptr_array_unref);
  g_free (map->notes);
  g_free (map);
}

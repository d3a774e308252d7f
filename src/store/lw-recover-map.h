/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-map: what each page of a damaged document is for. The trees of all tables and indexes are walked
 * from their roots and the list of free pages is followed, each page once; what remains is an orphan, whose
 * table is known by the shape of its rows. Orphans count for a table only if its tree lacks something, and
 * free pages never do: what was deleted on purpose does not come back. Time and memory are bounded by the
 * size of the file. */
#pragma once

#include "store/lw-recover-file.h"
#include "store/lw-recover-shape.h"

#include "model/lw-progress.h"

G_BEGIN_DECLS

/** LwPageUse: what a page is for */
typedef enum {
  LW_USE_UNKNOWN,
  LW_USE_LOCKS,    /* holds nothing, by design */
  LW_USE_FREE,     /* in the list of free pages */
  LW_USE_NODE,     /* of the tree of a table */
  LW_USE_LEAF,     /* of a table, reached from its root */
  LW_USE_INDEX,    /* of an index */
  LW_USE_OVERFLOW, /* holds the rest of a long row */
  LW_USE_ORPHAN,   /* a leaf of a table that its tree does not reach */
  LW_USE_STALE,    /* such a leaf of a table that lacks nothing: rows that were deleted */
} LwPageUse;

/**
 * LwPageNote:
 * @use: what it is for
 * @guess: the table whose rows it seems to hold, as an index of the trees; -1 for none
 * @tries: how often it was looked at in vain
 * @claims: rows whose rest it seems to hold
 * @is_index: it looks like a page of an index
 * @is_linked: a node that is an orphan itself points to it
 */
typedef struct {
  guint8 use;
  gint8 guess;
  guint8 tries;
  guint8 claims;
  guint8 is_index;
  guint8 is_linked;
} LwPageNote;

/**
 * LwRecoverIndex:
 * @root: its root
 * @whole: all of it was read, and it agrees with the table
 * @n_entries: rows that it lists
 * @pages: (element-type guint32): its pages
 */
typedef struct {
  guint32 root;
  gboolean whole;
  guint64 n_entries;
  GArray *pages;
} LwRecoverIndex;

/**
 * LwRecoverTree: a table.
 * @shape: (nullable): what its rows look like; %NULL for a table of another program
 * @name: of the table
 * @root: its root, 0 if that is not known
 * @broken: a part of it was not reached
 * @n_rows: rows that were reached and can be read
 * @leaves: (element-type guint32): leaves that were reached, in order
 * @orphans: (element-type guint32): other leaves of this table, the likeliest first
 * @indexes: (element-type LwRecoverIndex): its indexes
 */
typedef struct {
  LwRecoverShape *shape;
  char *name;
  guint32 root;
  gboolean broken;
  guint64 n_rows;
  GArray *leaves;
  GArray *orphans;
  GPtrArray *indexes;
} LwRecoverTree;

/**
 * LwRecoverMap:
 * @file: the pages; borrowed
 * @trees: (element-type LwRecoverTree): the tables of ours, in the order of the shapes
 * @others: (element-type LwRecoverTree): tables of other programs
 * @notes: (array): what each page is for, by its number
 * @free_is_whole: the list of free pages was read to its end
 * @n_free: pages in that list
 * @schema_is_whole: the table of tables was reached as a whole
 * @cancellable: (nullable): to give up
 */
typedef struct {
  LwRecoverFile *file;
  GPtrArray *shapes;
  GPtrArray *trees;
  GPtrArray *others;
  LwPageNote *notes;
  gboolean free_is_whole;
  guint n_free;
  gboolean schema_is_whole;
  GCancellable *cancellable;
  LwProgressFunc progress;
  gpointer progress_data;
  /*< private >*/
  guint64 chain_steps;
} LwRecoverMap;

LwRecoverMap *lw_recover_map_new (LwRecoverFile *file,
                                  LwProgressFunc progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean lw_recover_map_recognises (LwRecoverFile *file);
void lw_recover_map_free (LwRecoverMap *map);
LwRecoverTree *lw_recover_map_find (LwRecoverMap *map, LwRecoverRole role);
gboolean
lw_recover_map_read_payload (LwRecoverMap *map, const LwCell *cell, GByteArray *payload, gboolean *doubtful);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwRecoverMap, lw_recover_map_free)

/* the parts of it (lw-recover-survey.c, lw-recover-walk.c) */
gboolean lw_recover_survey (LwRecoverMap *map, guint32 step, GError **error);
void lw_recover_read_free_list (LwRecoverMap *map);
void lw_recover_find_lone_free_lists (LwRecoverMap *map);
void lw_recover_assign_orphans (LwRecoverMap *map);
void lw_recover_walk_table (LwRecoverMap *map, LwRecoverTree *tree);
void lw_recover_walk_index (LwRecoverMap *map, LwRecoverIndex *index);
gboolean lw_recover_index_knows (LwRecoverMap *map, LwRecoverIndex *index, LwRecoverTree *tree);
gboolean lw_recover_index_lists_any (LwRecoverMap *map, LwRecoverIndex *index, GHashTable *rows);
void lw_recover_list_rows (LwRecoverMap *map, guint32 number, GHashTable *rows);
gboolean lw_recover_claim_chain (LwRecoverMap *map, const LwCell *cell);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-exchange: exchange of edits between two copies of a document. One copy exports its edits to a file, the other
 * applies those that it does not have yet, as one edit of its own that can be undone. Where both changed the same
 * thing the user decides; nothing is applied before each conflict is decided. */
#pragma once

#include "store/lw-store.h"

G_BEGIN_DECLS

/**
 * LwConflictKind: how two edits contradict each other
 * @LW_CONFLICT_CHANGED: both changed the same fact of a row
 * @LW_CONFLICT_GONE_HERE: a row that they changed was deleted here
 * @LW_CONFLICT_GONE_THERE: a row that was changed here was deleted by them
 * @LW_CONFLICT_EXISTS: both added a row with the same key
 * @LW_CONFLICT_RULE: their row breaks a rule here, such as a second office with one BAG id
 * @LW_CONFLICT_REFERENCE: their row needs one that was deleted here
 * @LW_CONFLICT_NEEDED: they deleted a row that rows here need
 */
typedef enum {
  LW_CONFLICT_CHANGED,
  LW_CONFLICT_GONE_HERE,
  LW_CONFLICT_GONE_THERE,
  LW_CONFLICT_EXISTS,
  LW_CONFLICT_RULE,
  LW_CONFLICT_REFERENCE,
  LW_CONFLICT_NEEDED,
} LwConflictKind;

/** LwResolution: what is done about a conflict */
typedef enum {
  LW_RESOLVE_NOT,
  LW_RESOLVE_MINE,
  LW_RESOLVE_THEIRS,
} LwResolution;

/** LwConflictCell: one fact; @mine and @theirs are "" where unknown or where there is no row */
typedef struct {
  char *column;
  char *mine;
  char *theirs;
} LwConflictCell;

/**
 * LwConflict: one row.
 * @table: its table
 * @row: its key, as text
 * @label: what people call it, or ""
 * @cells: (element-type LwConflictCell): the facts that differ
 * @can_take: theirs can be taken; if not, mine is all there is to keep
 * @resolution: what was chosen
 */
typedef struct {
  LwConflictKind kind;
  char *table;
  char *row;
  char *label;
  GPtrArray *cells;
  gboolean can_take;
  LwResolution resolution;
} LwConflict;

/**
 * LwExchangeOptions:
 * @fallback: for conflicts that @choices does not name
 * @choices: (nullable) (element-type utf8 LwResolution): by lw_conflict_key()
 * @dry_run: only tell what would happen
 */
typedef struct {
  LwResolution fallback;
  GHashTable *choices;
  gboolean dry_run;
} LwExchangeOptions;

/**
 * LwExchangeReport:
 * @n_new: edits of the file that this copy did not have
 * @n_known: edits of the file that it had already
 * @n_rows: rows that were changed, or would be
 * @names: (element-type utf8): of the new edits, oldest first
 * @conflicts: (element-type LwConflict): all of them, decided or not
 * @n_undecided: conflicts without a decision; if there is one, nothing was applied
 * @applied: the document was changed
 */
typedef struct {
  guint n_new;
  guint n_known;
  guint n_rows;
  GPtrArray *names;
  GPtrArray *conflicts;
  guint n_undecided;
  gboolean applied;
} LwExchangeReport;

/**
 * LwExportedEdits:
 * @n_edits: edits that were written
 * @n_withheld: edits that were not, or not wholly, since they are about confidential notes
 */
typedef struct {
  guint n_edits;
  guint n_withheld;
} LwExportedEdits;

/** LwTableChanges: how many rows of one table an edit added, changed and deleted */
typedef struct {
  const char *table;
  guint n_added;
  guint n_changed;
  guint n_deleted;
} LwTableChanges;

/* lw-exchange.c */
char *lw_store_read_identity (LwStore *store, GError **error);
GArray *lw_store_read_edit_changes (LwStore *store, gint64 id, GError **error);
gboolean lw_store_find_common_edit (LwStore *store, LwStore *other, gint64 *id, GError **error);
gboolean lw_store_export_edits (LwStore *store, gint64 since, gboolean confidential, const char *path,
                                LwExportedEdits *exported, GError **error);

/* lw-exchange-apply.c */
LwExchangeReport *
lw_store_apply_edits (LwStore *store, const char *path, const LwExchangeOptions *options, GError **error);
LwExchangeReport *lw_store_apply_bytes (
    LwStore *store, GBytes *bytes, const char *name, const LwExchangeOptions *options, GError **error);

/* lw-exchange-conflicts.c */
char *lw_conflict_key (const LwConflict *conflict);
char *lw_conflict_to_text (const LwConflict *conflict);
char *lw_conflict_to_discreet_text (const LwConflict *conflict);
const char *lw_conflict_kind_token (LwConflictKind kind);
void lw_conflict_free (LwConflict *conflict);
void lw_exchange_report_free (LwExchangeReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwConflict, lw_conflict_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwExchangeReport, lw_exchange_report_free)

G_END_DECLS

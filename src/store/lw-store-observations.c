/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-observations: what sources say of vacancy on reference dates, and edits of the facts of single
 * offices. An office has at most one observation a date; another date is never touched. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "store/lw-store-import.h"
#include "store/lw-store-past.h"

/* Rows between two looks at the cancellable and calls of the progress function. */
#define ROWS_PER_REPORT 1024

static void
bind_row (LwStatement *statement, const LwObservationRow *row)
{
  lw_statement_bind_int (statement, 1, row->office);
  lw_statement_bind_date (statement, 2, row->date);
  lw_statement_bind_double (statement, 3, row->vacant_m2);
  lw_statement_bind_date (statement, 4, row->vacant_since);
  lw_statement_bind_int (statement, 5, row->assumed != FALSE);
  lw_statement_bind_key (statement, 6, row->source);
}

/* What the document has of an office on a date. What no source said, the user did. */
static gboolean
find_observation (LwStore *store,
                  const LwObservationRow *row,
                  gboolean *found,
                  gboolean *same,
                  gboolean *own,
                  GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db,
                       "SELECT vacant_m2, vacant_since, assumed, source_fid FROM observation"
                       " WHERE office_fid = ?1 AND reference_date = ?2",
                       error);
  LwStep step;
  double vacant;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, row->office);
  lw_statement_bind_date (statement, 2, row->date);
  step = lw_statement_step (statement, error);
  *found = *same = step == LW_STEP_ROW;
  *own = *found && lw_statement_is_null (statement, 3);
  if (*found)
    {
      vacant = lw_statement_double (statement, 0);
      *same = (vacant == row->vacant_m2 || (isnan (vacant) && isnan (row->vacant_m2)))
              && lw_statement_date (statement, 1) == row->vacant_since
              && (lw_statement_int (statement, 2) != 0) == (row->assumed != FALSE);
    }
  return step != LW_STEP_ERROR;
}

/**
 * lw_store_put_observation:
 * @known_new: there is none of this office and date yet, so there is no need to look
 * @counts: counted up
 *
 * Writes an observation, inside the edit that is going on. That of a source never replaces the user's own, which has
 * no source; it is counted as kept.
 */
gboolean
lw_store_put_observation (
    LwStore *store, const LwObservationRow *row, gboolean known_new, LwStoreCounts *counts, GError **error)
{
  g_autoptr (LwStatement) statement = NULL;
  gboolean found = FALSE, same = FALSE, own = FALSE;

  if (!known_new && !find_observation (store, row, &found, &same, &own, error))
    return FALSE;
  if (same)
    {
      counts->n_unchanged++;
      return TRUE;
    }
  if (own && row->source != 0)
    {
      if (counts->n_own_kept < LW_STORE_MAX_OWN_KEPT)
        counts->own_kept[counts->n_own_kept] = row->office;
      counts->n_own_kept++;
      return TRUE;
    }
  statement = lw_db_prepare (
      store->db,
      found ? "UPDATE observation SET vacant_m2 = ?3, vacant_since = ?4, assumed = ?5, source_fid = ?6"
              " WHERE office_fid = ?1 AND reference_date = ?2"
            : "INSERT INTO observation (office_fid, reference_date, vacant_m2, vacant_since, assumed, "
              "source_fid)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      error);
  if (statement == NULL)
    return FALSE;
  bind_row (statement, row);
  if (!lw_statement_run (statement, error))
    return FALSE;
  if (found)
    counts->n_changed++;
  else
    counts->n_new++;
  if (!found && isnan (row->vacant_m2) && row->vacant_since == LW_DATE_UNKNOWN)
    counts->n_unknown++;
  return TRUE;
}

/* How the facts that came along with a list are written. */
typedef struct {
  const LwObservations *observations;
  gint64 source;
  gboolean known_new;   /* no observation of that date is there yet */
  gboolean has_earlier; /* there are dates before that one, which stay as they are */
  gboolean has_later;   /* a later list is there already: this one only tells what is not known */
} List;

static gboolean
find_fact (LwStore *store, const List *list, gint64 office, LwOfficeColumn column, guint code, gboolean *takes,
           GError **error)
{
  const char *name = lw_office_column_name (column);
  g_autofree char *sql
      = g_strdup_printf ("SELECT 1 FROM office WHERE fid = ?1 AND %1$s IS NOT ?2 AND (%1$s IS NULL OR NOT ?3)"
                         " AND (' ' || coalesce (edited, '') || ' ') NOT LIKE '%% %1$s %%'"
                         " AND (' ' || coalesce (edited, '')) NOT LIKE '%% %1$s=%%'",
                         name);
  g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql, error);
  LwStep step;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, office);
  lw_statement_bind_code (statement, 2, lw_office_column_codes (column), code);
  lw_statement_bind_int (statement, 3, list->has_later != FALSE);
  step = lw_statement_step (statement, error);
  *takes = step == LW_STEP_ROW;
  return step != LW_STEP_ERROR;
}

/* A fact that came along with a list holds from its date on; what the user set by hand stays. */
static gboolean
put_fact (LwStore *store, const List *list, gint64 office, LwOfficeColumn column, guint code, GError **error)
{
  LwDate date = list->observations->date;
  g_autofree char *sql = NULL;
  g_autoptr (LwStatement) statement = NULL;
  gboolean takes;

  if (code == 0)
    return TRUE;
  if (!find_fact (store, list, office, column, code, &takes, error))
    return FALSE;
  if (!takes)
    return TRUE;
  if (list->has_earlier && !lw_past_keep (store, office, date, error))
    return FALSE;
  sql = g_strdup_printf ("UPDATE office SET %s = ?2 WHERE fid = ?1", lw_office_column_name (column));
  statement = lw_db_prepare (store->db, sql, error);
  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, office);
  lw_statement_bind_code (statement, 2, lw_office_column_codes (column), code);
  return lw_statement_run (statement, error)
         && (!list->has_earlier || lw_past_follow (store, office, date, column, error));
}

static gboolean
put_row (LwStore *store, const List *list, guint i, LwStoreCounts *counts, GError **error)
{
  const LwObservations *observations = list->observations;
  LwObservationRow row = {
    .office = observations->office_id[i],
    .date = observations->date,
    .vacant_m2 = observations->vacant_m2[i],
    .vacant_since = observations->vacant_since[i],
    .assumed = observations->assumed[i] != 0,
    .source = list->source,
  };

  return lw_store_put_observation (store, &row, list->known_new, counts, error)
         && put_fact (store, list, row.office, LW_OFFICE_ENERGY_LABEL, observations->energy_label[i], error)
         && put_fact (store, list, row.office, LW_OFFICE_OWNER_TYPE, observations->owner_type[i], error);
}

/* Whether there is no observation on that date yet; a list that names an office twice needs the slow way too.
 */
static gboolean
is_new_date (LwStore *store, const LwObservations *observations, gboolean *yes, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "SELECT 1 FROM observation WHERE reference_date = ?1 LIMIT 1", error);
  LwStep step;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_date (statement, 1, observations->date);
  step = lw_statement_step (statement, error);
  *yes = step == LW_STEP_DONE;
  for (guint i = 0; *yes && i < observations->n; i++)
    *yes = g_hash_table_add (seen, &observations->office_id[i]);
  return step != LW_STEP_ERROR;
}

static gboolean
has_observation (LwStore *store, const char *where, LwDate date, gboolean *yes, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM observation WHERE reference_date %s ?1 LIMIT 1", where);
  g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql, error);
  LwStep step;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_date (statement, 1, date);
  step = lw_statement_step (statement, error);
  *yes = step == LW_STEP_ROW;
  return step != LW_STEP_ERROR;
}

static gboolean
put_all (LwStore *store,
         const LwObservations *observations,
         gint64 source,
         LwStoreCounts *counts,
         LwProgressFunc progress,
         gpointer progress_data,
         GCancellable *cancellable,
         GError **error)
{
  List list = { .observations = observations, .source = source };

  if (!is_new_date (store, observations, &list.known_new, error)
      || !has_observation (store, "<", observations->date, &list.has_earlier, error)
      || !has_observation (store, ">", observations->date, &list.has_later, error))
    return FALSE;
  for (guint i = 0; i < observations->n; i++)
    {
      if (i % ROWS_PER_REPORT == 0)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          if (progress)
            progress (NULL, i, observations->n, LW_PROGRESS_ROWS, progress_data);
        }
      if (!put_row (store, &list, i, counts, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_store_import_observations:
 * @observations: what a list says on one date, which must be known; all its offices are in the document
 * @source: (nullable): where they come from; %NULL for what @observations itself tells of that
 * @edit_name: what Undo calls it, translated
 * @counts: (nullable) (out caller-allocates): observations that are new, changed and unchanged
 * @progress: (nullable): told of rows written
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Writes a vacancy list as one edit. Observations on other dates stay; one of the same office and date is
 * replaced, unless the user set it by hand.
 *
 * Returns: %FALSE with an error or %G_IO_ERROR_CANCELLED; nothing is changed then
 */
gboolean
lw_store_import_observations (LwStore *store,
                              const LwObservations *observations,
                              const LwSource *source,
                              const char *edit_name,
                              LwStoreCounts *counts,
                              LwProgressFunc progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (LwSource) made = NULL;
  g_autoptr (LwEdit) edit = NULL;
  LwStoreCounts ignored;
  gint64 key;

  g_return_val_if_fail (observations != NULL, FALSE);
  if (observations->date == LW_DATE_UNKNOWN)
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                           _ ("A vacancy list needs a reference date; say on which day it was true"));
      return FALSE;
    }
  counts = counts ? counts : &ignored;
  memset (counts, 0, sizeof *counts);
  if (source == NULL)
    source = made = lw_source_new (observations->source, NULL, observations->date);
  edit = lw_edit_begin (store, edit_name, error);
  if (progress)
    progress (_ ("Writing observations"), 0, observations->n, LW_PROGRESS_ROWS, progress_data);
  return edit != NULL && lw_store_add_source (store, source, &key, error)
         && put_all (store, observations, key, counts, progress, progress_data, cancellable, error)
         && lw_edit_commit (&edit, error);
}

static void
clear_observation (gpointer data)
{
  g_free (((LwObservation *)data)->source);
}

/**
 * lw_store_read_office_observations:
 * @office: key of an office
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwObservation): all observations of it, oldest first, or %NULL with
 * an error; the array frees what it holds
 */
GArray *
lw_store_read_office_observations (LwStore *store, gint64 office, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (LwObservation));
  g_autoptr (LwStatement) statement = lw_db_prepare (
      store->db,
      "SELECT o.reference_date, o.vacant_m2, o.vacant_since, o.assumed, s.name FROM observation o"
      " LEFT JOIN source s ON s.fid = o.source_fid WHERE o.office_fid = ?1 ORDER BY o.reference_date",
      error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  g_array_set_clear_func (all, clear_observation);
  if (statement)
    lw_statement_bind_int (statement, 1, office);
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      LwObservation observation = {
        .date = lw_statement_date (statement, 0),
        .vacant_m2 = lw_statement_double (statement, 1),
        .vacant_since = lw_statement_date (statement, 2),
        .assumed = lw_statement_int (statement, 3) != 0,
        .source = lw_statement_is_null (statement, 4) ? NULL : g_strdup (lw_statement_text (statement, 4)),
      };

      g_array_append_val (all, observation);
    }
  return step == LW_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

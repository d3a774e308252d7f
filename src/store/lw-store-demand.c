/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-demand: jobs by sector, shares of municipalities in demand, and what a scenario expects of sectors and of
 * single regions. Only rows that differ are written. A document of an earlier version has none of them. */
#include "store/lw-schema.h"
#include "store/lw-store-private.h"

#include <math.h>

static const char *
read_known (LwStatement *statement, int at)
{
  return lw_statement_is_null (statement, at) ? NULL : lw_statement_text (statement, at);
}

/* Runs a statement that is bound; @changed tells whether it met a row. */
static gboolean
run_bound (LwStore *store, LwStatement *statement, gboolean *changed, GError **error)
{
  if (!lw_statement_run (statement, error))
    return FALSE;
  *changed = sqlite3_changes (lw_db_handle (store->db)) > 0;
  return TRUE;
}

/**
 * lw_store_read_jobs:
 * @error: return location for an error
 *
 * A value that another program made impossible is left out; `check` tells of it.
 *
 * Returns: (transfer full) (element-type LwSectorJobs): jobs by sector, in order of regions, sectors and years, or
 * %NULL with an error
 */
GArray *
lw_store_read_jobs (LwStore *store, GError **error)
{
  g_autoptr (GArray) list = lw_sector_jobs_list_new ();

  if (store->version < LW_SCHEMA_PARTICULARS_SINCE)
    return g_steal_pointer (&list);

  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db,
                       "SELECT region, sector, year, jobs, office_share, growth, source FROM sector"
                       " ORDER BY region, sector, year",
                       error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      const char *region = read_known (statement, 0);
      LwSectorJobs jobs = {
        .region = g_intern_string (region != NULL && region[0] != '\0' ? region : NULL),
        .sector = g_intern_string (lw_statement_text (statement, 1)),
        .year = (int)CLAMP (lw_statement_int (statement, 2), 0, 9999),
        .jobs = lw_statement_double (statement, 3),
        .office_share = lw_statement_double (statement, 4),
        .growth = lw_statement_double (statement, 5),
        .source = g_intern_string (read_known (statement, 6)),
      };
      if (lw_sector_jobs_validate (&jobs, NULL))
        g_array_append_val (list, jobs);
    }
  return step == LW_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

static gboolean
same_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
write_jobs_row (LwStore *store, const LwSectorJobs *jobs, GError **error)
{
  static const char *const sql[] = {
    "UPDATE sector SET jobs = ?4, office_share = ?5, growth = ?6, source = ?7"
    " WHERE region = ?1 AND sector = ?2 AND year = ?3",
    "INSERT INTO sector (region, sector, year, jobs, office_share, growth, source)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
  };
  gboolean changed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (sql) && !changed; i++)
    {
      g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql[i], error);

      if (statement == NULL)
        return FALSE;
      lw_statement_bind_text (statement, 1, jobs->region != NULL ? jobs->region : "");
      lw_statement_bind_text (statement, 2, jobs->sector);
      lw_statement_bind_int (statement, 3, jobs->year);
      lw_statement_bind_double (statement, 4, jobs->jobs);
      lw_statement_bind_double (statement, 5, jobs->office_share);
      lw_statement_bind_double (statement, 6, jobs->growth);
      lw_statement_bind_known (statement, 7, jobs->source);
      if (!run_bound (store, statement, &changed, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
drop_jobs_row (LwStore *store, const LwSectorJobs *jobs, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (
      store->db, "DELETE FROM sector WHERE region = ?1 AND sector = ?2 AND year = ?3", error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, jobs->region != NULL ? jobs->region : "");
  lw_statement_bind_text (statement, 2, jobs->sector);
  lw_statement_bind_int (statement, 3, jobs->year);
  return lw_statement_run (statement, error);
}

/**
 * lw_store_write_jobs:
 * @list: (element-type LwSectorJobs): jobs by sector, which replace all that the document has
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with %LW_ERROR_ARGUMENT or another error; nothing is changed then
 */
gboolean
lw_store_write_jobs (LwStore *store, const GArray *list, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);
  g_autoptr (GArray) old = edit != NULL ? lw_store_read_jobs (store, error) : NULL;

  if (old == NULL)
    return FALSE;
  for (guint i = 0; i < old->len; i++)
    {
      const LwSectorJobs *jobs = &g_array_index (old, LwSectorJobs, i);
      if (lw_sector_jobs_find (list, jobs->region, jobs->sector, jobs->year) == NULL
          && !drop_jobs_row (store, jobs, error))
        return FALSE;
    }
  for (guint i = 0; i < list->len; i++)
    {
      const LwSectorJobs *jobs = &g_array_index (list, LwSectorJobs, i);
      const LwSectorJobs *before = lw_sector_jobs_find (old, jobs->region, jobs->sector, jobs->year);
      gboolean same = before != NULL && before->jobs == jobs->jobs && before->source == jobs->source
                      && same_number (before->office_share, jobs->office_share)
                      && same_number (before->growth, jobs->growth);
      if (!same && (!lw_sector_jobs_validate (jobs, error) || !write_jobs_row (store, jobs, error)))
        return FALSE;
    }
  return lw_edit_commit (&edit, error);
}

/**
 * lw_store_read_shares:
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwDemandShare): what municipalities get of the demand of their region, in
 * order of codes, or %NULL with an error
 */
GArray *
lw_store_read_shares (LwStore *store, GError **error)
{
  g_autoptr (GArray) list = lw_demand_shares_new ();

  if (store->version < LW_SCHEMA_PARTICULARS_SINCE)
    return g_steal_pointer (&list);

  g_autoptr (LwStatement) statement = lw_db_prepare (
      store->db, "SELECT municipality_code, share, source FROM demand_share ORDER BY municipality_code", error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      LwDemandShare share = {
        .municipality = g_intern_string (lw_statement_text (statement, 0)),
        .share = lw_statement_double (statement, 1),
        .source = g_intern_string (read_known (statement, 2)),
      };
      if (lw_demand_share_validate (&share, NULL))
        g_array_append_val (list, share);
    }
  return step == LW_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

static gboolean
write_share (LwStore *store, const LwDemandShare *share, GError **error)
{
  static const char *const sql[] = {
    "UPDATE demand_share SET share = ?2, source = ?3 WHERE municipality_code = ?1",
    "INSERT INTO demand_share (municipality_code, share, source) VALUES (?1, ?2, ?3)",
  };
  gboolean changed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (sql) && !changed; i++)
    {
      g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql[i], error);

      if (statement == NULL)
        return FALSE;
      lw_statement_bind_text (statement, 1, share->municipality);
      lw_statement_bind_double (statement, 2, share->share);
      lw_statement_bind_known (statement, 3, share->source);
      if (!run_bound (store, statement, &changed, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_store_write_shares:
 * @list: (element-type LwDemandShare): shares of municipalities, which replace all that the document has
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Whether those of a region add up to 1 is for the reader to tell: they may be entered one by one.
 *
 * Returns: %FALSE with %LW_ERROR_ARGUMENT or another error; nothing is changed then
 */
gboolean
lw_store_write_shares (LwStore *store, const GArray *list, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);
  g_autoptr (GArray) old = edit != NULL ? lw_store_read_shares (store, error) : NULL;
  g_autoptr (LwStatement) drop
      = old != NULL ? lw_db_prepare (store->db, "DELETE FROM demand_share WHERE municipality_code = ?1", error) : NULL;

  if (drop == NULL)
    return FALSE;
  for (guint i = 0; i < old->len; i++)
    {
      const char *municipality = g_array_index (old, LwDemandShare, i).municipality;
      if (!isnan (lw_demand_shares_get (list, municipality)))
        continue;
      lw_statement_bind_text (drop, 1, municipality);
      if (!lw_statement_run (drop, error))
        return FALSE;
    }
  for (guint i = 0; i < list->len; i++)
    {
      const LwDemandShare *share = &g_array_index (list, LwDemandShare, i);
      if (!lw_demand_share_validate (share, error))
        return FALSE;
      if (lw_demand_shares_get (old, share->municipality) != share->share && !write_share (store, share, error))
        return FALSE;
    }
  return lw_edit_commit (&edit, error);
}

static gboolean
read_regions (LwStore *store, gint64 key, LwDemandPath *path, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (
      store->db, "SELECT region, demand_kind, demand_growth FROM scenario_region WHERE scenario_fid = ?1 ORDER BY fid",
      error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  if (statement)
    lw_statement_bind_int (statement, 1, key);
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      LwDemandKind kind = path->kind;
      lw_demand_kind_from_token (lw_statement_text (statement, 1), &kind);
      lw_demand_path_set_region (path, lw_statement_text (statement, 0), kind, lw_statement_double (statement, 2));
    }
  return step == LW_STEP_DONE;
}

static gboolean
read_sectors (LwStore *store, gint64 key, LwDemandPath *path, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (
      store->db, "SELECT sector, office_share, growth FROM scenario_sector WHERE scenario_fid = ?1 ORDER BY fid", error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  if (statement)
    lw_statement_bind_int (statement, 1, key);
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    lw_demand_path_set_sector (path, lw_statement_text (statement, 0), lw_statement_double (statement, 1),
                               lw_statement_double (statement, 2));
  return step == LW_STEP_DONE;
}

/** lw_store_read_outlook: reads what the scenario of that key expects of regions and sectors into @path */
gboolean
lw_store_read_outlook (LwStore *store, gint64 key, LwDemandPath *path, GError **error)
{
  return store->version < LW_SCHEMA_PARTICULARS_SINCE
         || (read_regions (store, key, path, error) && read_sectors (store, key, path, error));
}

static gboolean
same_region (const LwDemandRegion *a, const LwDemandRegion *b)
{
  return a->region == b->region && a->kind == b->kind && a->growth == b->growth;
}

/* Few rows: those of a scenario are written anew when they are others. */
static gboolean
write_regions (LwStore *store, gint64 key, const GArray *before, const GArray *after, GError **error)
{
  gboolean same = (before != NULL ? before->len : 0) == after->len;

  for (guint i = 0; same && i < after->len; i++)
    same = same_region (&g_array_index (before, LwDemandRegion, i), &g_array_index (after, LwDemandRegion, i));
  if (same)
    return TRUE;

  g_autoptr (LwStatement) drop
      = lw_db_prepare (store->db, "DELETE FROM scenario_region WHERE scenario_fid = ?1", error);
  g_autoptr (LwStatement) add = lw_db_prepare (
      store->db,
      "INSERT INTO scenario_region (scenario_fid, region, demand_kind, demand_growth) VALUES (?1, ?2, ?3, ?4)", error);
  if (drop == NULL || add == NULL)
    return FALSE;
  lw_statement_bind_int (drop, 1, key);
  if (!lw_statement_run (drop, error))
    return FALSE;
  for (guint i = 0; i < after->len; i++)
    {
      const LwDemandRegion *entry = &g_array_index (after, LwDemandRegion, i);

      lw_statement_bind_int (add, 1, key);
      lw_statement_bind_text (add, 2, entry->region);
      lw_statement_bind_text (add, 3, lw_demand_kind_get_token (entry->kind));
      lw_statement_bind_double (add, 4, entry->growth);
      if (!lw_statement_run (add, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_outlook (const LwSectorOutlook *a, const LwSectorOutlook *b)
{
  return a->sector == b->sector && same_number (a->office_share, b->office_share) && same_number (a->growth, b->growth);
}

static gboolean
write_sectors (LwStore *store, gint64 key, const GArray *before, const GArray *after, GError **error)
{
  gboolean same = (before != NULL ? before->len : 0) == after->len;

  for (guint i = 0; same && i < after->len; i++)
    same = same_outlook (&g_array_index (before, LwSectorOutlook, i), &g_array_index (after, LwSectorOutlook, i));
  if (same)
    return TRUE;

  g_autoptr (LwStatement) drop
      = lw_db_prepare (store->db, "DELETE FROM scenario_sector WHERE scenario_fid = ?1", error);
  g_autoptr (LwStatement) add = lw_db_prepare (
      store->db, "INSERT INTO scenario_sector (scenario_fid, sector, office_share, growth) VALUES (?1, ?2, ?3, ?4)",
      error);
  if (drop == NULL || add == NULL)
    return FALSE;
  lw_statement_bind_int (drop, 1, key);
  if (!lw_statement_run (drop, error))
    return FALSE;
  for (guint i = 0; i < after->len; i++)
    {
      const LwSectorOutlook *entry = &g_array_index (after, LwSectorOutlook, i);

      lw_statement_bind_int (add, 1, key);
      lw_statement_bind_text (add, 2, entry->sector);
      lw_statement_bind_double (add, 3, entry->office_share);
      lw_statement_bind_double (add, 4, entry->growth);
      if (!lw_statement_run (add, error))
        return FALSE;
    }
  return TRUE;
}

/** lw_store_write_outlook: writes what @path, before that @old (nullable), expects of regions and sectors */
gboolean
lw_store_write_outlook (
    LwStore *store, gint64 key, const LwDemandPath *old, const LwDemandPath *path, GError **error)
{
  return write_regions (store, key, old != NULL ? old->regions : NULL, path->regions, error)
         && write_sectors (store, key, old != NULL ? old->sectors : NULL, path->sectors, error);
}

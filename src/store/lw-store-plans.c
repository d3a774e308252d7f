/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-plans: plans for new offices, and the demand of regions. A plan may be a polygon that another
 * program drew: it is shown by a point on it, and kept as long as nobody moves that point. */
#include "store/lw-store-private.h"

#include <math.h>

#include "model/lw-geo.h"
#include "store/lw-gpkg.h"

#define PLAN_COLUMNS                                                                                         \
  "uid, name, municipality_code, region, bvo_m2, hard, first_year, n_years, probability, exclusive,"         \
  " scrapped_from, office_fid, geom"

static LwPlan *
read_plan (LwStatement *statement)
{
  LwPlan *plan = lw_plan_new (lw_statement_text (statement, 1), lw_statement_double (statement, 4),
                              (int)lw_statement_int (statement, 6), (int)lw_statement_int (statement, 7));
  gsize size;
  gconstpointer blob = lw_statement_blob (statement, 12, &size);

  g_free (plan->uid);
  plan->uid = g_strdup (lw_statement_text (statement, 0));
  plan->municipality_code
      = lw_statement_is_null (statement, 2) ? NULL : g_strdup (lw_statement_text (statement, 2));
  plan->region = lw_statement_is_null (statement, 3) ? NULL : g_strdup (lw_statement_text (statement, 3));
  plan->hard = lw_statement_int (statement, 5) != 0;
  plan->probability = lw_statement_double (statement, 8);
  plan->exclusive = lw_statement_int (statement, 9) != 0;
  plan->scrapped_from = (int)lw_statement_int (statement, 10);
  plan->office = lw_statement_int (statement, 11);
  lw_gpkg_read_point (blob, size, &plan->rd_x, &plan->rd_y);
  return plan;
}

/**
 * lw_store_read_plans:
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwPlan): all plans, in order of entry, or %NULL with an error
 */
GPtrArray *
lw_store_read_plans (LwStore *store, GError **error)
{
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_plan_free);
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "SELECT " PLAN_COLUMNS " FROM plan ORDER BY fid", error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    g_ptr_array_add (plans, read_plan (statement));
  return step == LW_STEP_DONE ? g_steal_pointer (&plans) : NULL;
}

/* Whether the stored geometry already stands for the plan's position. */
static gboolean
is_at_place (LwStore *store, const LwPlan *plan, gboolean *same, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "SELECT geom FROM plan WHERE uid = ?1", error);
  LwStep step;
  double x = NAN, y = NAN;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, plan->uid);
  step = lw_statement_step (statement, error);
  if (step == LW_STEP_ROW)
    {
      gsize size;
      gconstpointer blob = lw_statement_blob (statement, 0, &size);

      lw_gpkg_read_point (blob, size, &x, &y);
    }
  *same = (x == plan->rd_x && y == plan->rd_y) || (isnan (x) && isnan (plan->rd_x));
  return step != LW_STEP_ERROR;
}

static gboolean
write_place (LwStore *store, const LwPlan *plan, GError **error)
{
  g_autoptr (LwStatement) statement = NULL;
  guint8 blob[LW_GEOMETRY_POINT_BLOB_SIZE];
  gboolean known = isfinite (plan->rd_x) && isfinite (plan->rd_y), same;

  if (!is_at_place (store, plan, &same, error))
    return FALSE;
  if (same)
    return TRUE;
  statement = lw_db_prepare (store->db, "UPDATE plan SET geom = ?2 WHERE uid = ?1", error);
  if (statement == NULL)
    return FALSE;
  lw_geometry_write_point (blob, LW_GEO_SRS_RD, plan->rd_x, plan->rd_y);
  lw_statement_bind_text (statement, 1, plan->uid);
  lw_statement_bind_blob (statement, 2, known ? blob : NULL, sizeof blob);
  return lw_statement_run (statement, error);
}

static void
bind_plan (LwStatement *statement, gconstpointer row)
{
  const LwPlan *plan = row;

  lw_statement_bind_text (statement, 1, plan->uid);
  lw_statement_bind_text (statement, 2, plan->name);
  lw_statement_bind_known (statement, 3, plan->municipality_code);
  lw_statement_bind_known (statement, 4, plan->region);
  lw_statement_bind_double (statement, 5, plan->bvo_m2);
  lw_statement_bind_int (statement, 6, plan->hard != FALSE);
  lw_statement_bind_int (statement, 7, plan->first_year);
  lw_statement_bind_int (statement, 8, plan->n_years);
  lw_statement_bind_double (statement, 9, plan->probability);
  lw_statement_bind_int (statement, 10, plan->exclusive != FALSE);
  lw_statement_bind_key (statement, 11, plan->scrapped_from);
  lw_statement_bind_key (statement, 12, plan->office);
}

static gboolean
write_plan (LwStore *store, const LwPlan *plan, GError **error)
{
  static const char *const sql[] = {
    "UPDATE plan SET name = ?2, municipality_code = ?3, region = ?4, bvo_m2 = ?5, hard = ?6, first_year = ?7,"
    " n_years = ?8, probability = ?9, exclusive = ?10, scrapped_from = ?11, office_fid = ?12 WHERE uid = ?1",
    "INSERT INTO plan (uid, name, municipality_code, region, bvo_m2, hard, first_year, n_years, probability, "
    "exclusive,"
    " scrapped_from, office_fid) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
  };

  if (!lw_plan_validate (plan, error))
    return FALSE;
  return lw_db_update_or_insert (store->db, sql, bind_plan, plan, error) && write_place (store, plan, error);
}

/**
 * lw_store_write_plans:
 * @plans: (element-type LwPlan): plans to add, or to change where the document has one with the same uid
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Other plans stay as they are.
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_write_plans (LwStore *store, GPtrArray *plans, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);

  if (edit == NULL)
    return FALSE;
  for (guint i = 0; i < plans->len; i++)
    if (!write_plan (store, g_ptr_array_index (plans, i), error))
      return FALSE;
  return lw_edit_commit (&edit, error);
}

/* Deletes what @sql names by ?1, as one edit. */
static gboolean
delete_by_text (LwStore *store, const char *sql, const char *text, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);
  g_autoptr (LwStatement) statement = edit ? lw_db_prepare (store->db, sql, error) : NULL;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, text);
  return lw_statement_run (statement, error) && lw_edit_commit (&edit, error);
}

/** lw_store_delete_plan: deletes the plan with that uid, if there is one, as one edit */
gboolean
lw_store_delete_plan (LwStore *store, const char *uid, const char *edit_name, GError **error)
{
  return delete_by_text (store, "DELETE FROM plan WHERE uid = ?1", uid, edit_name, error);
}

/* A value that another program made impossible is left out: it cannot be shown, and `check` tells of it. */
static void
read_demand_row (LwStatement *statement, GPtrArray *all)
{
  LwDemandSeries *series = all->len > 0 ? g_ptr_array_index (all, all->len - 1) : NULL;
  const char *region = lw_statement_text (statement, 0);

  if (series == NULL || strcmp (lw_demand_series_get_region (series), region) != 0)
    {
      series = lw_demand_series_new (region, lw_statement_text (statement, 3));
      g_ptr_array_add (all, series);
    }
  LwDemandPoint point = { (int)CLAMP (lw_statement_int (statement, 1), 0, 9999), lw_statement_double (statement, 2),
                          lw_statement_double (statement, 4), lw_statement_double (statement, 5) };
  if (!lw_demand_series_set_point (series, &point, NULL))
    lw_demand_series_set (series, point.year, point.m2, NULL);
}

/**
 * lw_store_read_demand:
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwDemandSeries): one series a region, in order of regions, or %NULL
 * with an error
 */
GPtrArray *
lw_store_read_demand (LwStore *store, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_demand_series_free);
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "SELECT region, year, m2, source, low_m2, high_m2 FROM demand ORDER BY region, year",
                       error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    read_demand_row (statement, all);
  return step == LW_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

static gboolean
delete_other_years (LwStore *store, const LwDemandSeries *series, GError **error)
{
  g_autoptr (LwStatement) list
      = lw_db_prepare (store->db, "SELECT fid, year FROM demand WHERE region = ?1", error);
  g_autoptr (LwStatement) drop = lw_db_prepare (store->db, "DELETE FROM demand WHERE fid = ?1", error);
  g_autoptr (GArray) doomed = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_points;
  const LwDemandPoint *points = lw_demand_series_get_points (series, &n_points);
  LwStep step;

  if (list == NULL || drop == NULL)
    return FALSE;
  lw_statement_bind_text (list, 1, lw_demand_series_get_region (series));
  while ((step = lw_statement_step (list, error)) == LW_STEP_ROW)
    {
      gint64 fid = lw_statement_int (list, 0);
      guint i = 0;

      while (i < n_points && points[i].year != lw_statement_int (list, 1))
        i++;
      if (i == n_points)
        g_array_append_val (doomed, fid);
    }
  for (guint i = 0; step == LW_STEP_DONE && i < doomed->len; i++)
    {
      lw_statement_bind_int (drop, 1, g_array_index (doomed, gint64, i));
      if (!lw_statement_run (drop, error))
        return FALSE;
    }
  return step == LW_STEP_DONE;
}

typedef struct {
  const LwDemandSeries *series;
  LwDemandPoint point;
} PointRow;

static void
bind_point (LwStatement *statement, gconstpointer data)
{
  const PointRow *row = data;

  lw_statement_bind_text (statement, 1, lw_demand_series_get_region (row->series));
  lw_statement_bind_int (statement, 2, row->point.year);
  lw_statement_bind_double (statement, 3, row->point.m2);
  lw_statement_bind_known (statement, 4, lw_demand_series_get_source (row->series));
  lw_statement_bind_double (statement, 5, row->point.low_m2);
  lw_statement_bind_double (statement, 6, row->point.high_m2);
}

static gboolean
write_point (LwStore *store, const LwDemandSeries *series, LwDemandPoint point, GError **error)
{
  static const char *const sql[] = {
    "UPDATE demand SET m2 = ?3, source = ?4, low_m2 = ?5, high_m2 = ?6 WHERE region = ?1 AND year = ?2",
    "INSERT INTO demand (region, year, m2, source, low_m2, high_m2) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
  };

  return lw_db_update_or_insert (store->db, sql, bind_point, &(PointRow){ series, point }, error);
}

/**
 * lw_store_write_demand:
 * @series: the demand of a region, which replaces what the document has of it
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_write_demand (LwStore *store, const LwDemandSeries *series, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);
  guint n_points;
  const LwDemandPoint *points = lw_demand_series_get_points (series, &n_points);

  if (edit == NULL || !delete_other_years (store, series, error))
    return FALSE;
  for (guint i = 0; i < n_points; i++)
    if (!write_point (store, series, points[i], error))
      return FALSE;
  return lw_edit_commit (&edit, error);
}

/** lw_store_delete_demand: deletes the demand of a region, as one edit */
gboolean
lw_store_delete_demand (LwStore *store, const char *region, const char *edit_name, GError **error)
{
  return delete_by_text (store, "DELETE FROM demand WHERE region = ?1", region, edit_name, error);
}

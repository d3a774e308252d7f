/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-scenarios: reading and deleting scenarios; lw-store-scenario-write.c writes them. A scenario is a
 * row with rows of parameters, of demand and of measures under it. Parameters that this version does not know
 * are kept. */
#include "store/lw-schema.h"
#include "store/lw-store-private.h"

#include <glib/gi18n-lib.h>

#define SCENARIO_SQL                                                                                         \
  "SELECT fid, uid, parent, name, note, is_baseline, locked, base_year, horizon_year, demand_kind,"          \
  " demand_growth, band_low, band_high, unknown_vacancy, plan_share_kept, seed FROM scenario"

static int
read_year (LwStatement *statement, int at)
{
  return (int)CLAMP (lw_statement_int (statement, at), 0, 9999);
}

static void
read_demand_path (LwStatement *statement, LwDemandPath *demand)
{
  lw_demand_kind_from_token (lw_statement_text (statement, 9), &demand->kind);
  demand->growth = lw_statement_double (statement, 10);
  demand->band_low = lw_statement_double (statement, 11);
  demand->band_high = lw_statement_double (statement, 12);
}

static LwScenario *
read_scenario_row (LwStatement *statement)
{
  LwScenario *scenario = lw_scenario_new (lw_statement_text (statement, 3));

  g_free (scenario->uid);
  scenario->uid = g_strdup (lw_statement_text (statement, 1));
  scenario->parent = lw_statement_is_null (statement, 2) ? NULL : g_strdup (lw_statement_text (statement, 2));
  lw_scenario_set_note (scenario, lw_statement_text (statement, 4));
  scenario->is_baseline = lw_statement_int (statement, 5) != 0;
  scenario->locked = lw_statement_int (statement, 6) != 0;
  scenario->base_year = read_year (statement, 7);
  scenario->horizon_year = read_year (statement, 8);
  read_demand_path (statement, &scenario->demand);
  lw_unknown_vacancy_from_token (lw_statement_text (statement, 13), &scenario->unknown_vacancy);
  scenario->plan_share_kept = lw_statement_double (statement, 14);
  scenario->seed = (guint64)lw_statement_int (statement, 15);
  return scenario;
}

static gboolean
read_parameters (LwStore *store, gint64 key, LwParameters *parameters, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "SELECT key, value FROM scenario_parameter WHERE scenario_fid = ?1", error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  if (statement)
    lw_statement_bind_int (statement, 1, key);
  /* A key or value that this version does not accept leaves the default. */
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    lw_parameters_set_by_key (parameters, lw_statement_text (statement, 0),
                              lw_statement_double (statement, 1), NULL);
  return step == LW_STEP_DONE;
}

static gboolean
read_overrides (LwStore *store, gint64 key, LwDemandPath *demand, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (
      store->db, "SELECT region, year, m2 FROM scenario_demand WHERE scenario_fid = ?1 ORDER BY fid", error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  if (statement)
    lw_statement_bind_int (statement, 1, key);
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    lw_demand_path_set_override (
        demand, lw_statement_is_null (statement, 0) ? NULL : lw_statement_text (statement, 0),
        read_year (statement, 1), lw_statement_double (statement, 2));
  return step == LW_STEP_DONE;
}

static gboolean
read_measure_offices (LwStore *store, gint64 key, LwMeasure *measure, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (
      store->db, "SELECT office_fid FROM measure_office WHERE measure_fid = ?1 ORDER BY position, fid",
      error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  if (statement)
    lw_statement_bind_int (statement, 1, key);
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      gint64 office = lw_statement_int (statement, 0);

      g_array_append_val (measure->offices, office);
    }
  return step == LW_STEP_DONE;
}

static gboolean
read_measure_plans (LwStore *store, gint64 key, LwMeasure *measure, GError **error)
{
  if (store->version < LW_SCHEMA_PARTICULARS_SINCE)
    return TRUE;

  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "SELECT plan FROM measure_plan WHERE measure_fid = ?1 ORDER BY position, fid", error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  if (statement)
    lw_statement_bind_int (statement, 1, key);
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    lw_measure_add_plan (measure, lw_statement_text (statement, 0));
  return step == LW_STEP_DONE;
}

static const char *
read_known (LwStatement *statement, int at)
{
  return lw_statement_is_null (statement, at) ? NULL : lw_statement_text (statement, at);
}

/* What only some kinds have, and a document of an earlier version has no columns for. */
static void
read_particulars (LwStatement *statement, LwMeasure *measure)
{
  measure->until_year = read_year (statement, 11);
  lw_measure_set_rule (measure, read_known (statement, 12));
  lw_measure_order_from_token (lw_statement_text (statement, 13), &measure->rule_order);
  measure->rule_limit_m2 = lw_statement_double (statement, 14);
  measure->bvo_m2 = lw_statement_is_null (statement, 15) ? 0 : lw_statement_double (statement, 15);
  lw_measure_set_place (measure, read_known (statement, 16), read_known (statement, 17));
  measure->delay_years = read_year (statement, 18);
  measure->effect = lw_statement_double (statement, 19);
}

static LwMeasure *
read_measure_row (LwStatement *statement)
{
  LwMeasureKind kind = LW_MEASURE_TRANSFORM;
  LwMeasure *measure;

  lw_measure_kind_from_token (lw_statement_text (statement, 2), &kind);
  measure = lw_measure_new (kind, read_year (statement, 4));
  g_free (measure->uid);
  measure->uid = g_strdup (lw_statement_text (statement, 1));
  measure->share = lw_statement_double (statement, 3);
  measure->delivery_years = read_year (statement, 5);
  lw_housing_from_token (lw_statement_text (statement, 6), &measure->programme);
  lw_measure_set_target_label (measure,
                               lw_statement_is_null (statement, 7) ? NULL : lw_statement_text (statement, 7));
  measure->probability = lw_statement_double (statement, 8);
  measure->enabled = lw_statement_int (statement, 9) != 0;
  lw_measure_set_note (measure, lw_statement_text (statement, 10));
  read_particulars (statement, measure);
  return measure;
}

static gboolean
read_measures (LwStore *store, gint64 key, LwScenario *scenario, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT fid, uid, kind, share, year, delivery_years, programme, target_label, probability,"
      " enabled, note, %s FROM measure WHERE scenario_fid = ?1 ORDER BY position, fid",
      store->version >= LW_SCHEMA_PARTICULARS_SINCE
          ? "until_year, rule, rule_order, rule_limit_m2, bvo_m2, region, municipality_code, delay_years, effect"
          : "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL");
  g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql, error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  if (statement)
    lw_statement_bind_int (statement, 1, key);
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      LwMeasure *measure = read_measure_row (statement);

      lw_scenario_add_measure (scenario, measure);
      if (!read_measure_offices (store, lw_statement_int (statement, 0), measure, error)
          || !read_measure_plans (store, lw_statement_int (statement, 0), measure, error))
        return FALSE;
    }
  return step == LW_STEP_DONE;
}

static LwScenario *
read_scenario (LwStore *store, LwStatement *statement, GError **error)
{
  g_autoptr (LwScenario) scenario = read_scenario_row (statement);
  gint64 key = lw_statement_int (statement, 0);

  if (!read_parameters (store, key, &scenario->parameters, error)
      || !read_overrides (store, key, &scenario->demand, error)
      || !lw_store_read_outlook (store, key, &scenario->demand, error)
      || !read_measures (store, key, scenario, error))
    return NULL;
  return g_steal_pointer (&scenario);
}

/**
 * lw_store_read_scenarios:
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwScenario): all scenarios, the baseline first, then in order of
 * making, or %NULL with an error
 */
GPtrArray *
lw_store_read_scenarios (LwStore *store, GError **error)
{
  g_autoptr (GPtrArray) scenarios = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_scenario_free);
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, SCENARIO_SQL " ORDER BY is_baseline DESC, fid", error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      LwScenario *scenario = read_scenario (store, statement, error);

      if (scenario == NULL)
        return NULL;
      g_ptr_array_add (scenarios, scenario);
    }
  return step == LW_STEP_DONE ? g_steal_pointer (&scenarios) : NULL;
}

/**
 * lw_store_read_scenario:
 * @uid: its identity
 * @error: return location for an error
 *
 * Returns: (transfer full): the scenario, or %NULL with %LW_ERROR_NOT_FOUND or another error
 */
LwScenario *
lw_store_read_scenario (LwStore *store, const char *uid, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (store->db, SCENARIO_SQL " WHERE uid = ?1", error);
  LwStep step = LW_STEP_ERROR;

  if (statement)
    {
      lw_statement_bind_text (statement, 1, uid);
      step = lw_statement_step (statement, error);
    }
  if (step == LW_STEP_DONE)
    g_set_error_literal (error, LW_ERROR, LW_ERROR_NOT_FOUND,
                         _ ("The document does not have this scenario (any more)"));
  return step == LW_STEP_ROW ? read_scenario (store, statement, error) : NULL;
}

/**
 * lw_store_delete_scenario:
 * @uid: its identity
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Deletes a scenario with its measures.
 *
 * Returns: %FALSE with %LW_ERROR_NOT_FOUND or another error; nothing is changed then
 */
gboolean
lw_store_delete_scenario (LwStore *store, const char *uid, const char *edit_name, GError **error)
{
  static const char *const sql[] = {
    "DELETE FROM measure_plan WHERE measure_fid IN (SELECT fid FROM measure WHERE scenario_fid = ?1)",
    "DELETE FROM scenario_region WHERE scenario_fid = ?1",
    "DELETE FROM scenario_sector WHERE scenario_fid = ?1",
    "DELETE FROM measure_office WHERE measure_fid IN (SELECT fid FROM measure WHERE scenario_fid = ?1)",
    "DELETE FROM measure WHERE scenario_fid = ?1",
    "DELETE FROM scenario_demand WHERE scenario_fid = ?1",
    "DELETE FROM scenario_parameter WHERE scenario_fid = ?1",
    "DELETE FROM scenario WHERE fid = ?1",
  };
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);
  gint64 key;

  if (edit == NULL || !lw_store_find_key (store, "SELECT fid FROM scenario WHERE uid = ?1", uid, &key, error))
    return FALSE;
  if (key == 0)
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_NOT_FOUND,
                           _ ("The document does not have this scenario (any more)"));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql[i], error);

      if (statement == NULL)
        return FALSE;
      lw_statement_bind_int (statement, 1, key);
      if (!lw_statement_run (statement, error))
        return FALSE;
    }
  return lw_edit_commit (&edit, error);
}

/** lw_store_find_key: sets @key to what @sql finds for @uid (as ?1), 0 if nothing */
gboolean
lw_store_find_key (LwStore *store, const char *sql, const char *uid, gint64 *key, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql, error);
  LwStep step;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, uid);
  step = lw_statement_step (statement, error);
  *key = step == LW_STEP_ROW ? lw_statement_int (statement, 0) : 0;
  return step != LW_STEP_ERROR;
}

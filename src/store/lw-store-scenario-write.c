/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-scenario-write: a whole scenario comes in, only the rows that differ are written. So the record of
 * an edit is small and two edits of different measures do not touch each other. */
#include "store/lw-store-private.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>
#include <math.h>

static void
bind_scenario (LwStatement *statement, gconstpointer row)
{
  const LwScenario *scenario = row;

  lw_statement_bind_text (statement, 1, scenario->uid);
  lw_statement_bind_known (statement, 2, scenario->parent);
  lw_statement_bind_text (statement, 3, scenario->name);
  lw_statement_bind_text (statement, 4, scenario->note);
  lw_statement_bind_int (statement, 5, scenario->is_baseline != FALSE);
  lw_statement_bind_int (statement, 6, scenario->locked != FALSE);
  lw_statement_bind_key (statement, 7, scenario->base_year);
  lw_statement_bind_key (statement, 8, scenario->horizon_year);
  lw_statement_bind_text (statement, 9, lw_demand_kind_get_token (scenario->demand.kind));
  lw_statement_bind_double (statement, 10, scenario->demand.growth);
  lw_statement_bind_double (statement, 11, scenario->demand.band_low);
  lw_statement_bind_double (statement, 12, scenario->demand.band_high);
  lw_statement_bind_text (statement, 13, lw_unknown_vacancy_get_token (scenario->unknown_vacancy));
  lw_statement_bind_double (statement, 14, scenario->plan_share_kept);
  lw_statement_bind_int (statement, 15, (gint64)scenario->seed);
}

static gboolean
write_row (LwStore *store, const LwScenario *scenario, gint64 *key, GError **error)
{
  static const char *const sql[] = {
    "UPDATE scenario SET parent = ?2, name = ?3, note = ?4, is_baseline = ?5, locked = ?6, base_year = ?7,"
    " horizon_year = ?8, demand_kind = ?9, demand_growth = ?10, band_low = ?11, band_high = ?12,"
    " unknown_vacancy = ?13, plan_share_kept = ?14, seed = ?15 WHERE uid = ?1",
    "INSERT INTO scenario (uid, parent, name, note, is_baseline, locked, base_year, horizon_year, "
    "demand_kind,"
    " demand_growth, band_low, band_high, unknown_vacancy, plan_share_kept, seed) VALUES (?1, ?2, ?3, ?4, "
    "?5, ?6, ?7,"
    " ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
  };

  return lw_db_update_or_insert (store->db, sql, bind_scenario, scenario, error)
         && lw_store_find_key (store, "SELECT fid FROM scenario WHERE uid = ?1", scenario->uid, key, error);
}

typedef struct {
  gint64 scenario;
  const char *name;
  double value;
} ParameterRow;

static void
bind_parameter (LwStatement *statement, gconstpointer data)
{
  const ParameterRow *row = data;

  lw_statement_bind_int (statement, 1, row->scenario);
  lw_statement_bind_text (statement, 2, row->name);
  lw_statement_bind_double (statement, 3, row->value);
}

static gboolean
write_parameter (LwStore *store, gint64 key, const char *name, double value, GError **error)
{
  static const char *const sql[] = {
    "UPDATE scenario_parameter SET value = ?3 WHERE scenario_fid = ?1 AND key = ?2",
    "INSERT INTO scenario_parameter (scenario_fid, key, value) VALUES (?1, ?2, ?3)",
  };

  return lw_db_update_or_insert (store->db, sql, bind_parameter, &(ParameterRow){ key, name, value }, error);
}

static gboolean
write_parameters (LwStore *store, gint64 key, const LwParameters *parameters, GError **error)
{
  for (guint i = 0; i < LW_N_PARAMETERS; i++)
    if (!write_parameter (store, key, lw_parameter_get_info (i)->key, lw_parameters_get (parameters, i),
                          error))
      return FALSE;
  return TRUE;
}

static gboolean
write_overrides (
    LwStore *store, gint64 key, const LwScenario *old, const LwScenario *scenario, GError **error)
{
  const GArray *before = old ? old->demand.overrides : NULL, *after = scenario->demand.overrides;
  g_autoptr (LwStatement) drop
      = lw_db_prepare (store->db, "DELETE FROM scenario_demand WHERE scenario_fid = ?1", error);
  g_autoptr (LwStatement) add = lw_db_prepare (
      store->db, "INSERT INTO scenario_demand (scenario_fid, region, year, m2) VALUES (?1, ?2, ?3, ?4)",
      error);
  gboolean same = before && before->len == after->len;

  if (drop == NULL || add == NULL)
    return FALSE;
  for (guint i = 0; same && i < after->len; i++)
    {
      const LwDemandOverride *a = &g_array_index (before, LwDemandOverride, i);
      const LwDemandOverride *b = &g_array_index (after, LwDemandOverride, i);

      same = a->year == b->year && a->m2 == b->m2 && g_strcmp0 (a->region, b->region) == 0;
    }
  if (same)
    return TRUE;
  lw_statement_bind_int (drop, 1, key);
  if (!lw_statement_run (drop, error))
    return FALSE;
  for (guint i = 0; i < after->len; i++)
    {
      const LwDemandOverride *override = &g_array_index (after, LwDemandOverride, i);

      lw_statement_bind_int (add, 1, key);
      lw_statement_bind_known (add, 2, override->region);
      lw_statement_bind_int (add, 3, override->year);
      lw_statement_bind_double (add, 4, override->m2);
      if (!lw_statement_run (add, error))
        return FALSE;
    }
  return TRUE;
}

/* What only some kinds have; NULL where it says nothing. */
static void
bind_particulars (LwStatement *statement, const LwMeasure *measure)
{
  lw_statement_bind_key (statement, 13, measure->until_year);
  lw_statement_bind_known (statement, 14, measure->rule);
  lw_statement_bind_known (statement, 15,
                           measure->rule != NULL ? lw_measure_order_get_token (measure->rule_order) : NULL);
  lw_statement_bind_double (statement, 16, measure->rule_limit_m2);
  lw_statement_bind_double (statement, 17, measure->bvo_m2 > 0 ? measure->bvo_m2 : NAN);
  lw_statement_bind_known (statement, 18, measure->region);
  lw_statement_bind_known (statement, 19, measure->municipality_code);
  lw_statement_bind_key (statement, 20, measure->delay_years);
  lw_statement_bind_double (statement, 21, measure->effect);
}

typedef struct {
  gint64 scenario;
  const LwMeasure *measure;
  guint position;
} MeasureRow;

static void
bind_measure (LwStatement *statement, gconstpointer data)
{
  const MeasureRow *row = data;
  const LwMeasure *measure = row->measure;

  lw_statement_bind_int (statement, 1, row->scenario);
  lw_statement_bind_text (statement, 2, measure->uid);
  lw_statement_bind_int (statement, 3, row->position);
  lw_statement_bind_text (statement, 4, lw_measure_kind_get_token (measure->kind));
  lw_statement_bind_double (statement, 5, measure->share);
  lw_statement_bind_int (statement, 6, measure->year);
  lw_statement_bind_int (statement, 7, measure->delivery_years);
  lw_statement_bind_text (statement, 8, lw_housing_get_token (measure->programme));
  lw_statement_bind_known (statement, 9, measure->target_label);
  lw_statement_bind_double (statement, 10, measure->probability);
  lw_statement_bind_int (statement, 11, measure->enabled != FALSE);
  lw_statement_bind_text (statement, 12, measure->note);
  bind_particulars (statement, measure);
}

static gboolean
write_measure_row (LwStore *store, gint64 key, const LwMeasure *measure, guint position, GError **error)
{
  static const char *const sql[] = {
    "UPDATE measure SET position = ?3, kind = ?4, share = ?5, year = ?6, delivery_years = ?7, programme = ?8,"
    " target_label = ?9, probability = ?10, enabled = ?11, note = ?12, until_year = ?13, rule = ?14,"
    " rule_order = ?15, rule_limit_m2 = ?16, bvo_m2 = ?17, region = ?18, municipality_code = ?19, delay_years = ?20,"
    " effect = ?21 WHERE scenario_fid = ?1 AND uid = ?2",
    "INSERT INTO measure (scenario_fid, uid, position, kind, share, year, delivery_years, programme, "
    "target_label,"
    " probability, enabled, note, until_year, rule, rule_order, rule_limit_m2, bvo_m2, region, municipality_code,"
    " delay_years, effect) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
    " ?19, ?20, ?21)",
  };

  return lw_db_update_or_insert (store->db, sql, bind_measure, &(MeasureRow){ key, measure, position }, error);
}

static gboolean
find_measure_key (LwStore *store, gint64 scenario, const char *uid, gint64 *key, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "SELECT fid FROM measure WHERE scenario_fid = ?1 AND uid = ?2", error);
  LwStep step;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, scenario);
  lw_statement_bind_text (statement, 2, uid);
  step = lw_statement_step (statement, error);
  *key = step == LW_STEP_ROW ? lw_statement_int (statement, 0) : 0;
  return step != LW_STEP_ERROR;
}

/* The offices of a measure as the document has them: key of the office -> its position + 1. */
static GHashTable *
index_offices (const LwMeasure *measure)
{
  GHashTable *positions = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; measure && i < measure->offices->len; i++)
    g_hash_table_insert (positions, &g_array_index (measure->offices, gint64, i), GUINT_TO_POINTER (i + 1));
  return positions;
}

static gboolean
run_office_statement (
    LwStore *store, const char *sql, gint64 measure, gint64 office, guint position, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql, error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, measure);
  lw_statement_bind_int (statement, 2, office);
  if (sqlite3_bind_parameter_count (lw_statement_raw (statement)) > 2)
    lw_statement_bind_int (statement, 3, position);
  return lw_statement_run (statement, error);
}

static gboolean
office_exists (LwStore *store, gint64 office, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (store->db, "SELECT 1 FROM office WHERE fid = ?1", error);
  LwStep step;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, office);
  step = lw_statement_step (statement, error);
  if (step == LW_STEP_DONE)
    g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND,
                 _ ("A measure names the office with key %" PRIi64 ", which the document does not have; "
                    "import the office first, or take it out of the measure"),
                 office);
  return step == LW_STEP_ROW;
}

static gboolean
write_measure_offices (
    LwStore *store, gint64 key, const LwMeasure *old, const LwMeasure *measure, GError **error)
{
  g_autoptr (GHashTable) before = index_offices (old), after = index_offices (measure);

  for (guint i = 0; old && i < old->offices->len; i++)
    {
      gint64 office = g_array_index (old->offices, gint64, i);

      if (!g_hash_table_contains (after, &office)
          && !run_office_statement (store,
                                    "DELETE FROM measure_office WHERE measure_fid = ?1 AND office_fid = ?2",
                                    key, office, 0, error))
        return FALSE;
    }
  for (guint i = 0; i < measure->offices->len; i++)
    {
      gint64 office = g_array_index (measure->offices, gint64, i);
      guint position = GPOINTER_TO_UINT (g_hash_table_lookup (before, &office));
      const char *sql
          = position > 0
                ? "UPDATE measure_office SET position = ?3 WHERE measure_fid = ?1 AND office_fid = ?2"
                : "INSERT INTO measure_office (measure_fid, office_fid, position) VALUES (?1, ?2, ?3)";

      if (position == i + 1 || GPOINTER_TO_UINT (g_hash_table_lookup (after, &office)) != i + 1)
        continue;
      if ((position == 0 && !office_exists (store, office, error))
          || !run_office_statement (store, sql, key, office, i, error))
        return FALSE;
    }
  return TRUE;
}

/* Plans are few: those of a measure are written anew when they are others. */
static gboolean
write_measure_plans (LwStore *store, gint64 key, const LwMeasure *old, const LwMeasure *measure, GError **error)
{
  g_autoptr (LwStatement) drop
      = lw_db_prepare (store->db, "DELETE FROM measure_plan WHERE measure_fid = ?1", error);
  g_autoptr (LwStatement) add = lw_db_prepare (
      store->db, "INSERT INTO measure_plan (measure_fid, plan, position) VALUES (?1, ?2, ?3)", error);
  gboolean same = (old != NULL ? old->plans->len : 0) == measure->plans->len;

  for (guint i = 0; same && i < measure->plans->len; i++)
    same = strcmp (g_ptr_array_index (old->plans, i), g_ptr_array_index (measure->plans, i)) == 0;
  if (same)
    return TRUE;
  if (drop == NULL || add == NULL)
    return FALSE;
  lw_statement_bind_int (drop, 1, key);
  if (!lw_statement_run (drop, error))
    return FALSE;
  for (guint i = 0; i < measure->plans->len; i++)
    {
      lw_statement_bind_int (add, 1, key);
      lw_statement_bind_text (add, 2, g_ptr_array_index (measure->plans, i));
      lw_statement_bind_int (add, 3, i);
      if (!lw_statement_run (add, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
drop_measure (LwStore *store, gint64 key, GError **error)
{
  static const char *const sql[] = {
    "DELETE FROM measure_plan WHERE measure_fid = ?1",
    "DELETE FROM measure_office WHERE measure_fid = ?1",
    "DELETE FROM measure WHERE fid = ?1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql[i], error);

      if (statement == NULL)
        return FALSE;
      lw_statement_bind_int (statement, 1, key);
      if (!lw_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_measures (LwStore *store, gint64 key, const LwScenario *old, const LwScenario *scenario, GError **error)
{
  gint64 measure_key;

  for (guint i = 0; old && i < old->measures->len; i++)
    {
      const LwMeasure *measure = g_ptr_array_index (old->measures, i);

      if (lw_scenario_find_measure (scenario, measure->uid) == NULL
          && (!find_measure_key (store, key, measure->uid, &measure_key, error)
              || !drop_measure (store, measure_key, error)))
        return FALSE;
    }
  for (guint i = 0; i < scenario->measures->len; i++)
    {
      const LwMeasure *measure = g_ptr_array_index (scenario->measures, i);
      const LwMeasure *before = old ? lw_scenario_find_measure (old, measure->uid) : NULL;

      if (!write_measure_row (store, key, measure, i, error)
          || !find_measure_key (store, key, measure->uid, &measure_key, error)
          || !write_measure_offices (store, measure_key, before, measure, error)
          || !write_measure_plans (store, measure_key, before, measure, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_store_write_scenario:
 * @scenario: the scenario as it is to be from now on: a new one, or one that replaces that of the same uid
 * @edit_name: what Undo calls it, translated ("Set year of 5 measures")
 * @error: return location for an error
 *
 * Whether a locked scenario may be edited is for the caller to decide.
 *
 * Returns: %FALSE with %LW_ERROR_ARGUMENT if a value is out of its range, %LW_ERROR_NOT_FOUND if a measure
 * names an office that is not there, or another error; nothing is changed then
 */
gboolean
lw_store_write_scenario (LwStore *store, const LwScenario *scenario, const char *edit_name, GError **error)
{
  g_autoptr (LwScenario) old = NULL;
  g_autoptr (LwEdit) edit = NULL;
  gint64 key = 0;

  g_return_val_if_fail (scenario != NULL && scenario->uid != NULL, FALSE);
  if (!lw_scenario_validate (scenario, error))
    return FALSE;
  edit = lw_edit_begin (store, edit_name, error);
  if (edit == NULL
      || !lw_store_find_key (store, "SELECT fid FROM scenario WHERE uid = ?1", scenario->uid, &key, error))
    return FALSE;
  if (key != 0 && (old = lw_store_read_scenario (store, scenario->uid, error)) == NULL)
    return FALSE;
  return write_row (store, scenario, &key, error)
         && write_parameters (store, key, &scenario->parameters, error)
         && write_overrides (store, key, old, scenario, error)
         && lw_store_write_outlook (store, key, old != NULL ? &old->demand : NULL, &scenario->demand, error)
         && write_measures (store, key, old, scenario, error) && lw_edit_commit (&edit, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-rules: rules of a document that go beyond one value (lw-check-rules.c): after all rows were
 * taken over, those that break them are taken out again or changed, and told in the report. */
#include "store/lw-recover-write.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "store/lw-gpkg.h"
#include "store/lw-schema.h"
#include "store/lw-store-private.h"

/**
 * Rule: a query that gives the number of a bad row and what to call it, and what to do with that row (as ?1).
 */
typedef struct {
  const char *table;
  LwRecoverFate fate;
  const char *why;
  const char *find;
  const char *mend[3];
} Rule;

static const Rule rules[] = {
  { "office",
    LW_FATE_CHANGED,
    N_ ("it was gone before it was there; since when it is there, and gone, is unknown now"),
    "SELECT fid, present_from || ' – ' || gone_from FROM office WHERE gone_from < present_from",
    { "UPDATE office SET present_from = NULL, gone_from = NULL WHERE fid = ?1" } },
  { "scenario",
    LW_FATE_CHANGED,
    N_ ("a document has one baseline; this was a second one"),
    "SELECT fid, name FROM scenario WHERE is_baseline AND fid > (SELECT min (fid) FROM scenario WHERE "
    "is_baseline)",
    { "UPDATE scenario SET is_baseline = 0 WHERE fid = ?1" } },
  { "plan",
    LW_FATE_LEFT,
    N_ ("it has no sensible area, years or chance"),
    "SELECT fid, uid || ' ' || name FROM plan WHERE NOT (bvo_m2 >= 0 AND n_years >= 1 AND first_year BETWEEN "
    "1 AND 9999"
    " AND (probability IS NULL OR probability BETWEEN 0 AND 1))",
    { "DELETE FROM plan WHERE fid = ?1" } },
  { "demand",
    LW_FATE_LEFT,
    N_ ("it has no sensible area or year"),
    "SELECT fid, region || ' ' || year || ': ' || m2 FROM demand WHERE NOT (m2 >= 0 AND year BETWEEN 1 AND "
    "9999)",
    { "DELETE FROM demand WHERE fid = ?1" } },
};

/* What can be done about a scenario (?1) that cannot be computed, the least first. */
static const Rule remedies[] = {
  { "scenario",
    LW_FATE_CHANGED,
    N_ ("its first and last year cannot be computed and are unknown now"),
    "SELECT fid, 'base_year=' || ifnull (base_year, '') || '; horizon_year=' || ifnull (horizon_year, '')"
    " FROM scenario WHERE fid = ?1",
    { "UPDATE scenario SET base_year = NULL, horizon_year = NULL WHERE fid = ?1" } },
  { "scenario_demand",
    LW_FATE_LEFT,
    N_ ("the demand of the scenario cannot be computed"),
    "SELECT fid, ifnull (region, '') || ' ' || year || ': ' || m2 FROM scenario_demand WHERE scenario_fid = "
    "?1",
    { "DELETE FROM scenario_demand WHERE fid = ?1" } },
  { "scenario_region",
    LW_FATE_LEFT,
    N_ ("the demand of the scenario cannot be computed"),
    "SELECT fid, region || ': ' || demand_kind || ' ' || demand_growth FROM scenario_region WHERE scenario_fid = ?1",
    { "DELETE FROM scenario_region WHERE fid = ?1" } },
  { "scenario_sector",
    LW_FATE_LEFT,
    N_ ("the demand of the scenario cannot be computed"),
    "SELECT fid, sector FROM scenario_sector WHERE scenario_fid = ?1",
    { "DELETE FROM scenario_sector WHERE fid = ?1" } },
  { "scenario_parameter",
    LW_FATE_LEFT,
    N_ ("the parameters of the scenario cannot be computed"),
    "SELECT fid, key || '=' || value FROM scenario_parameter WHERE scenario_fid = ?1",
    { "DELETE FROM scenario_parameter WHERE fid = ?1" } },
  { "measure",
    LW_FATE_LEFT,
    N_ ("the scenario of the measure cannot be computed"),
    "SELECT fid, kind || ' ' || year || ': ' || note FROM measure WHERE scenario_fid = ?1",
    { "DELETE FROM measure_plan WHERE measure_fid = ?1", "DELETE FROM measure_office WHERE measure_fid = ?1",
      "DELETE FROM measure WHERE fid = ?1" } },
  { "scenario",
    LW_FATE_LEFT,
    N_ ("it cannot be computed"),
    "SELECT fid, name FROM scenario WHERE fid = ?1",
    { "DELETE FROM scenario WHERE fid = ?1" } },
};

/* One measure (?1) whose values make no sense. */
static const Rule bad_measure
    = { "measure",
        LW_FATE_LEFT,
        N_ ("its share, year or chance makes no sense"),
        "SELECT fid, kind || ' ' || year || ': ' || note FROM measure WHERE fid = ?1",
        { "DELETE FROM measure_plan WHERE measure_fid = ?1", "DELETE FROM measure_office WHERE measure_fid = ?1",
      "DELETE FROM measure WHERE fid = ?1" } };

static const Rule bad_setting = { "app_setting",
                                  LW_FATE_LEFT,
                                  N_ ("it is no value of that setting, so the default counts"),
                                  "SELECT rowid, key || '=' || value FROM app_setting WHERE rowid = ?1",
                                  { "DELETE FROM app_setting WHERE rowid = ?1" } };

static LwRecoverTable *
find_table (LwRecoverReport *report, const char *name)
{
  for (guint i = 0; i < report->tables->len; i++)
    {
      LwRecoverTable *table = g_ptr_array_index (report->tables, i);

      if (g_str_equal (table->name, name))
        return table;
    }
  g_assert_not_reached ();
}

static gboolean
mend_row (LwRecoverWriter *writer, const Rule *rule, gint64 row, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (rule->mend) && rule->mend[i]; i++)
    {
      g_autoptr (LwStatement) statement = lw_db_prepare (writer->store->db, rule->mend[i], error);

      if (statement == NULL)
        return FALSE;
      lw_statement_bind_int (statement, 1, row);
      if (!lw_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Does what @rule says with each row that it finds for @key. */
static gboolean
apply_rule (LwRecoverWriter *writer, const Rule *rule, gint64 key, GError **error)
{
  g_autoptr (LwStatement) find = lw_db_prepare (writer->store->db, rule->find, error);
  LwRecoverTable *table = find_table (writer->report, rule->table);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  LwStep step = find ? LW_STEP_ROW : LW_STEP_ERROR;

  if (find != NULL && key != 0)
    lw_statement_bind_int (find, 1, key);
  while (step == LW_STEP_ROW && (step = lw_statement_step (find, error)) == LW_STEP_ROW)
    {
      gint64 row = lw_statement_int (find, 0);

      g_array_append_val (rows, row);
      lw_recover_report_add_row (writer->report, rule->table, row, rule->fate, g_strdup (_ (rule->why)),
                                 g_strdup (lw_statement_text (find, 1)));
    }
  if (step == LW_STEP_ERROR)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!mend_row (writer, rule, g_array_index (rows, gint64, i), error))
      return FALSE;
  if (rule->fate == LW_FATE_CHANGED)
    table->n_changed += rows->len;
  else
    {
      table->n_left += rows->len;
      table->n_kept -= rows->len;
    }
  return TRUE;
}

static gboolean
find_key (
    LwRecoverWriter *writer, const char *sql, const char *text, gint64 parent, gint64 *key, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (writer->store->db, sql, error);
  LwStep step;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, text);
  if (parent != 0)
    lw_statement_bind_int (statement, 2, parent);
  step = lw_statement_step (statement, error);
  *key = step == LW_STEP_ROW ? lw_statement_int (statement, 0) : 0;
  return step != LW_STEP_ERROR;
}

static gboolean
drop_bad_measures (LwRecoverWriter *writer, const LwScenario *scenario, gint64 key, GError **error)
{
  for (guint i = 0; i < scenario->measures->len; i++)
    {
      const LwMeasure *measure = g_ptr_array_index (scenario->measures, i);
      gint64 row;

      if (lw_measure_validate (measure, NULL))
        continue;
      if (!find_key (writer, "SELECT fid FROM measure WHERE uid = ?1 AND scenario_fid = ?2", measure->uid,
                     key, &row, error)
          || !apply_rule (writer, &bad_measure, row, error))
        return FALSE;
    }
  return TRUE;
}

/* Makes the scenario one that can be computed, or takes it out. */
static gboolean
mend_scenario (LwRecoverWriter *writer, const LwScenario *scenario, GError **error)
{
  gint64 key;

  if (!find_key (writer, "SELECT fid FROM scenario WHERE uid = ?1", scenario->uid, 0, &key, error)
      || !drop_bad_measures (writer, scenario, key, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (remedies); i++)
    {
      g_autoptr (LwScenario) now = lw_store_read_scenario (writer->store, scenario->uid, error);

      if (now == NULL)
        return FALSE;
      if (lw_scenario_validate (now, NULL))
        return TRUE;
      if (!apply_rule (writer, &remedies[i], key, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
mend_scenarios (LwRecoverWriter *writer, GError **error)
{
  g_autoptr (GPtrArray) scenarios = lw_store_read_scenarios (writer->store, error);

  if (scenarios == NULL)
    return FALSE;
  for (guint i = 0; i < scenarios->len; i++)
    if (!lw_scenario_validate (g_ptr_array_index (scenarios, i), NULL)
        && !mend_scenario (writer, g_ptr_array_index (scenarios, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
mend_settings (LwRecoverWriter *writer, GError **error)
{
  for (LwSetting id = 0; id < LW_N_SETTINGS; id++)
    {
      const char *name = lw_setting_get_info (id)->key;
      LwSettings settings = LW_SETTINGS_DEFAULT;
      g_autofree char *text = NULL;
      gint64 row;

      if (!lw_store_read_property (writer->store, name, &text, error))
        return FALSE;
      if (text == NULL || lw_settings_set_from_text (&settings, id, text, NULL))
        continue;
      if (!find_key (writer, "SELECT rowid FROM app_setting WHERE key = ?1", name, 0, &row, error)
          || !apply_rule (writer, &bad_setting, row, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_recover_keep_rules:
 * @error: return location for an error
 *
 * Makes the new document keep all rules whose breach lw_store_check() calls an error.
 *
 * Returns: %FALSE with an error of the new document
 */
gboolean
lw_recover_keep_rules (LwRecoverWriter *writer, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (!apply_rule (writer, &rules[i], 0, error))
      return FALSE;
  return mend_scenarios (writer, error) && mend_settings (writer, error);
}

static gboolean
list_children (LwRecoverWriter *writer,
               const char *table,
               const char *column,
               gint64 parent,
               GArray *rows,
               GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rowid FROM \"%s\" WHERE \"%s\" = ?1", table, column);
  g_autoptr (LwStatement) statement = lw_db_prepare (writer->store->db, sql, error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  if (statement != NULL)
    lw_statement_bind_int (statement, 1, parent);
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      gint64 row = lw_statement_int (statement, 0);

      g_array_append_val (rows, row);
    }
  return step == LW_STEP_DONE;
}

static gboolean
run_for_row (LwRecoverWriter *writer, const char *sql, gint64 row, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (writer->store->db, sql, error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, row);
  return lw_statement_run (statement, error);
}

/* Takes a row out again, with what cannot be without it; what only points to it then points nowhere. */
static gboolean
drop_row (LwRecoverWriter *writer, const char *table, gint64 row, const char *why, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE rowid = ?1", table);

  for (guint i = 0; i < writer->map->shapes->len; i++)
    {
      const LwRecoverShape *shape = g_ptr_array_index (writer->map->shapes, i);

      for (guint c = 0; c < shape->columns->len; c++)
        {
          const LwRecoverColumn *column = &g_array_index (shape->columns, LwRecoverColumn, c);
          g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_autofree char *update = NULL;

          if (g_strcmp0 (column->parent, table) != 0)
            continue;
          update = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = NULL WHERE \"%s\" = ?1", shape->name,
                                    column->name, column->name);
          if (!column->not_null && !run_for_row (writer, update, row, error))
            return FALSE;
          if (column->not_null && !list_children (writer, shape->name, column->name, row, children, error))
            return FALSE;
          for (guint k = 0; k < children->len; k++)
            if (!drop_row (writer, shape->name, g_array_index (children, gint64, k), why, error))
              return FALSE;
        }
    }
  if (!run_for_row (writer, sql, row, error))
    return FALSE;
  if (sqlite3_changes (lw_db_handle (writer->store->db)) > 0)
    {
      LwRecoverTable *counts = find_table (writer->report, table);

      counts->n_kept--;
      counts->n_left++;
      lw_recover_report_add_row (writer->report, table, row, LW_FATE_LEFT, g_strdup (why), NULL);
    }
  return TRUE;
}

/**
 * lw_recover_drop_bad_rows:
 * @check: what the check of the new document found
 * @n_dropped: (out): rows that were taken out
 *
 * Takes out rows that break a rule which was not thought of before.
 *
 * Returns: %FALSE with an error of the new document
 */
gboolean
lw_recover_drop_bad_rows (LwRecoverWriter *writer,
                          const LwCheckReport *check,
                          guint *n_dropped,
                          GError **error)
{
  g_autoptr (LwTransaction) transaction = lw_transaction_begin (writer->store->db, error);

  *n_dropped = 0;
  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < check->findings->len; i++)
    {
      const LwCheckFinding *finding = g_ptr_array_index (check->findings, i);

      if (finding->level != LW_CHECK_ERROR || finding->row == 0 || finding->table == NULL
          || lw_schema_find_table (finding->table) == NULL)
        continue;
      if (!drop_row (writer, finding->table, finding->row, finding->what, error))
        return FALSE;
      (*n_dropped)++;
    }
  return lw_recover_finish_contents (writer, error) && lw_transaction_commit (&transaction, error);
}

/** lw_recover_finish_contents: the contents of the GeoPackage tell of the new rows */
gboolean
lw_recover_finish_contents (LwRecoverWriter *writer, GError **error)
{
  guint n_tables;
  const LwSchemaTable *tables = lw_schema_tables (&n_tables);

  for (guint i = 0; i < n_tables; i++)
    {
      if (tables[i].registered && !lw_gpkg_touch (writer->store->db, tables[i].name, error))
        return FALSE;
      if (tables[i].spatial && !lw_gpkg_update_extent (writer->store->db, tables[i].name, error))
        return FALSE;
    }
  return TRUE;
}

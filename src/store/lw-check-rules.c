/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-check-rules: our own invariants of a document, which other programs do not know when they edit it. Most
 * are one query; codes and scenarios are tested by the model itself. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/lw-check-private.h"
#include "store/lw-schema.h"
#include "store/lw-store-columns.h"
#include "store/lw-store.h"

/* A column that must hold a day; counting on by no days gives back just what was given if that is one. */
#define NO_DATE(column) column " IS NOT NULL AND date (" column ", '+0 days') IS NOT " column

/* Each query gives the number of a bad row and the value that shows what is wrong with it. */
static const LwCheckQuery rules[] = {
  { "lw-bag-id", LW_CHECK_ERROR, "office", N_ ("“%s” is no identification of 16 digits"),
    "SELECT fid, bag_id FROM office WHERE length (bag_id) != 16 OR bag_id GLOB '*[^0-9]*'" },
  { "lw-area", LW_CHECK_ERROR, "office", N_ ("the floor area is %s m²"),
    "SELECT fid, floor_area_m2 FROM office WHERE floor_area_m2 < 0" },
  { "lw-build-year", LW_CHECK_WARNING, "office", N_ ("%s is no likely year of building"),
    "SELECT fid, build_year FROM office WHERE typeof (build_year) = 'integer'"
    " AND build_year NOT BETWEEN 1000 AND strftime ('%Y', 'now') + 10" },
  { "lw-position", LW_CHECK_WARNING, "office", N_ ("the position (x %s) lies outside the Netherlands"),
    "SELECT fid, ST_MinX (geom) FROM office WHERE geom IS NOT NULL"
    " AND NOT (ST_MinX (geom) BETWEEN 0 AND 300000 AND ST_MinY (geom) BETWEEN 300000 AND 625000)" },
  { "lw-date", LW_CHECK_ERROR, "office", N_ ("“%s” is no date"),
    "SELECT fid, present_from FROM office WHERE " NO_DATE ("present_from") },
  { "lw-date", LW_CHECK_ERROR, "office", N_ ("“%s” is no date"),
    "SELECT fid, gone_from FROM office WHERE " NO_DATE ("gone_from") },
  { "lw-present", LW_CHECK_ERROR, "office", N_ ("gone since %s, before it was there"),
    "SELECT fid, gone_from FROM office WHERE gone_from < present_from" },
  { "lw-date", LW_CHECK_ERROR, "observation", N_ ("“%s” is no date"),
    "SELECT fid, reference_date FROM observation WHERE " NO_DATE ("reference_date") },
  { "lw-date", LW_CHECK_ERROR, "observation", N_ ("“%s” is no date"),
    "SELECT fid, vacant_since FROM observation WHERE " NO_DATE ("vacant_since") },
  { "lw-date", LW_CHECK_ERROR, "office_past", N_ ("“%s” is no date"),
    "SELECT fid, until FROM office_past WHERE " NO_DATE ("until") },
  { "lw-past-orphan", LW_CHECK_ERROR, "office_past", N_ ("the office %s does not exist"),
    "SELECT fid, office_fid FROM office_past WHERE office_fid NOT IN (SELECT fid FROM office)" },
  { "lw-area", LW_CHECK_ERROR, "office_past", N_ ("the floor area is %s m²"),
    "SELECT fid, floor_area_m2 FROM office_past WHERE floor_area_m2 IS NOT NULL"
    " AND (floor_area_m2 < 0 OR typeof (floor_area_m2) NOT IN ('real', 'integer'))" },
  { "lw-date", LW_CHECK_ERROR, "source", N_ ("“%s” is no date"),
    "SELECT fid, reference_date FROM source WHERE " NO_DATE ("reference_date") },
  { "lw-vacant-exceeds-area", LW_CHECK_WARNING, "observation", N_ ("more stands empty than there is: %s m²"),
    "SELECT b.fid, format ('%.1f > %.1f', b.vacant_m2, o.floor_area_m2) FROM observation b"
    " JOIN office o ON o.fid = b.office_fid"
    " WHERE b.vacant_m2 > o.floor_area_m2 + 0.5 AND o.floor_area_m2 >= 0"
    " AND typeof (b.vacant_m2) IN ('real', 'integer')" },
  { "lw-vacant-negative", LW_CHECK_ERROR, "observation", N_ ("%s m² vacant"),
    "SELECT fid, vacant_m2 FROM observation WHERE vacant_m2 < 0" },
  { "lw-vacant-since", LW_CHECK_WARNING, "observation", N_ ("vacant since %s, after its reference date"),
    "SELECT fid, vacant_since FROM observation WHERE vacant_since > reference_date" },
  { "lw-observation-orphan", LW_CHECK_ERROR, "observation", N_ ("the office %s does not exist"),
    "SELECT fid, office_fid FROM observation WHERE office_fid NOT IN (SELECT fid FROM office)" },
  { "lw-measure-orphan", LW_CHECK_ERROR, "measure", N_ ("the scenario %s does not exist"),
    "SELECT fid, scenario_fid FROM measure WHERE scenario_fid NOT IN (SELECT fid FROM scenario)" },
  { "lw-measure-orphan", LW_CHECK_ERROR, "measure_office",
    N_ ("the office or measure does not exist (office %s)"),
    "SELECT fid, office_fid FROM measure_office WHERE office_fid NOT IN (SELECT fid FROM office)"
    " OR measure_fid NOT IN (SELECT fid FROM measure)" },
  { "lw-measure-share", LW_CHECK_ERROR, "measure", N_ ("the share is %s; it must lie between 0 and 1"),
    "SELECT fid, share FROM measure WHERE NOT (share > 0 AND share <= 1)" },
  { "lw-measure-gone", LW_CHECK_WARNING, "measure_office", N_ ("the office is gone since %s"),
    "SELECT m.fid, o.gone_from FROM measure_office m JOIN office o ON o.fid = m.office_fid"
    " WHERE o.gone_from IS NOT NULL" },
  { "lw-plan", LW_CHECK_ERROR, "plan", N_ ("the plan “%s” has no sensible area, years or chance"),
    "SELECT fid, name FROM plan WHERE NOT (bvo_m2 >= 0 AND n_years >= 1 AND first_year BETWEEN 1 AND 9999"
    " AND (probability IS NULL OR probability BETWEEN 0 AND 1))" },
  { "lw-demand", LW_CHECK_ERROR, "demand", N_ ("the demand is %s m²"),
    "SELECT fid, m2 FROM demand WHERE NOT (m2 >= 0 AND year BETWEEN 1 AND 9999)" },
  { "lw-demand-band", LW_CHECK_WARNING, "demand", N_ ("the low and high demand do not enclose the demand of %s m²"),
    "SELECT fid, m2 FROM demand WHERE NOT (coalesce (low_m2, m2) BETWEEN 0 AND m2 AND coalesce (high_m2, m2) >= m2)" },
  { "lw-demand-path", LW_CHECK_ERROR, "scenario_region", N_ ("the demand of region “%s” goes a way that is not known here"),
    "SELECT fid, region FROM scenario_region WHERE trim (region) = '' OR NOT (demand_growth > -1 AND demand_growth <= 1)"
    " OR demand_kind NOT IN ('document', 'growth', 'wlo_low', 'wlo_high', 'jobs', 'cbre_big5')" },
  { "lw-outlook", LW_CHECK_ERROR, "scenario_sector", N_ ("what is expected of sector “%s” is out of range"),
    "SELECT fid, sector FROM scenario_sector WHERE NOT (coalesce (office_share, 0) BETWEEN 0 AND 1"
    " AND coalesce (growth, 0) > -1 AND coalesce (growth, 0) <= 1)" },
  { "lw-jobs", LW_CHECK_ERROR, "sector", N_ ("the jobs of sector “%s” cannot be used"),
    "SELECT fid, sector FROM sector WHERE NOT (jobs >= 0 AND year BETWEEN 1900 AND 2200 AND trim (sector) != ''"
    " AND coalesce (office_share, 0) BETWEEN 0 AND 1 AND coalesce (growth, 0) > -1 AND coalesce (growth, 0) <= 1)" },
  { "lw-demand-share", LW_CHECK_ERROR, "demand_share", N_ ("the share of municipality “%s” does not lie between 0 and 1"),
    "SELECT fid, municipality_code FROM demand_share WHERE NOT (share BETWEEN 0 AND 1)" },
  { "lw-demand-shares", LW_CHECK_WARNING, "demand_share",
    N_ ("the shares of the municipalities of a region in its demand do not add up to 1 (%s)"),
    "SELECT min (s.fid), m.region || ': ' || round (sum (s.share), 3) FROM demand_share s"
    " JOIN municipality m ON m.code = s.municipality_code WHERE m.region IS NOT NULL GROUP BY m.region"
    " HAVING sum (s.share) > 1.0051 OR (sum (s.share) < 0.9949"
    " AND count (*) = (SELECT count (*) FROM municipality n WHERE n.region = m.region))" },
  { "lw-address-orphan", LW_CHECK_ERROR, "office_address", N_ ("the office %s does not exist"),
    "SELECT fid, office_fid FROM office_address WHERE office_fid NOT IN (SELECT fid FROM office)" },
  { "lw-import-orphan", LW_CHECK_ERROR, "import_row", N_ ("the import %s does not exist"),
    "SELECT fid, import_fid FROM import_row WHERE import_fid NOT IN (SELECT fid FROM import)" },
  { "lw-import-row", LW_CHECK_ERROR, "import_row", N_ ("“%s” is no state of a row"),
    "SELECT fid, state FROM import_row WHERE state NOT IN ('rejected', 'repeated', 'unmatched', 'doubtful')" },
  { "lw-date", LW_CHECK_ERROR, "published_figure", N_ ("“%s” is no date"),
    "SELECT fid, reference_date FROM published_figure WHERE " NO_DATE ("reference_date") },
  { "lw-published", LW_CHECK_ERROR, "published_figure", N_ ("the published figure of “%s” cannot be used"),
    "SELECT fid, code FROM published_figure WHERE kind NOT IN ('country', 'province', 'region', 'municipality')"
    " OR value < 0" },
  { "lw-baseline", LW_CHECK_ERROR, "scenario", N_ ("“%s” is a second baseline"),
    "SELECT fid, name FROM scenario WHERE is_baseline"
    " AND fid > (SELECT min (fid) FROM scenario WHERE is_baseline)" },
  { "lw-action-party", LW_CHECK_WARNING, "action", N_ ("the party of “%s” does not exist"),
    "SELECT fid, title FROM action WHERE party IS NOT NULL AND party NOT IN (SELECT uid FROM party)" },
  { "lw-history", LW_CHECK_WARNING, "app_history", N_ ("the record of “%s” is empty, so it cannot be undone"),
    "SELECT id, name FROM app_history WHERE length (changeset) < 8" },
};

/* What SQLite may store in a column of a type of GeoPackage, so that nothing is lost in reading; NULL for any. */
static const char *
storage_of (const char *type)
{
  static const struct {
    const char *type;
    const char *storage;
  } kinds[] = { { "BOOLEAN", "'integer'" }, { "INTEGER", "'integer'" }, { "DOUBLE", "'real', 'integer'" },
                { "TEXT", "'text'" },       { "DATE", "'text'" },       { "DATETIME", "'text'" } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strcasecmp (kinds[i].type, type) == 0)
      return kinds[i].storage;
  return NULL;
}

/* SQLite takes any word into a column of numbers, and other programs write it. */
static void
check_storage (LwChecker *checker, const char *table)
{
  LwCheckQuery query = { "lw-type", LW_CHECK_ERROR, table, N_ ("“%s” is not what its column holds"), NULL };
  g_autoptr (LwStatement) statement
      = lw_db_prepare (checker->db, "SELECT name, type FROM pragma_table_info (?1)", NULL);

  if (statement == NULL)
    return;
  lw_statement_bind_text (statement, 1, table);
  while (lw_statement_step (statement, NULL) == LW_STEP_ROW)
    {
      g_autofree char *name = g_strdup (lw_statement_text (statement, 0));
      const char *storage = storage_of (lw_statement_text (statement, 1));
      g_autofree char *sql = NULL;

      if (storage == NULL)
        continue;
      sql = g_strdup_printf ("SELECT rowid, '%s = ' || substr (CAST (\"%s\" AS TEXT), 1, 40) FROM \"%s\""
                             " WHERE typeof (\"%s\") NOT IN ('null', %s)",
                             name, name, table, name, storage);
      query.sql = sql;
      lw_checker_run_query (checker, &query);
    }
}

/* Of tables that a document of an older version does not have. */
static const LwCheckQuery note_rules[] = {
  { "lw-note-kind", LW_CHECK_ERROR, "office_note", N_ ("“%s” is no kind of note that is known here"),
    "SELECT fid, kind FROM office_note WHERE kind NOT IN ('intention', 'finance', 'note')" },
  { "lw-note-uid", LW_CHECK_ERROR, "office_note", N_ ("the note has no identity (“%s”)"),
    "SELECT fid, uid FROM office_note WHERE typeof (uid) != 'text' OR trim (uid) = ''" },
  { "lw-note-orphan", LW_CHECK_ERROR, "office_note", N_ ("the office %s does not exist"),
    "SELECT fid, office_fid FROM office_note WHERE office_fid NOT IN (SELECT fid FROM office)" },
  { "lw-note-amount", LW_CHECK_ERROR, "office_note", N_ ("“%s” is no amount in euros"),
    "SELECT fid, amount_eur FROM office_note WHERE amount_eur IS NOT NULL"
    " AND (typeof (amount_eur) NOT IN ('real', 'integer') OR abs (amount_eur) > 1e11)" },
  { "lw-date", LW_CHECK_ERROR, "office_note", N_ ("“%s” is no date"),
    "SELECT fid, noted FROM office_note WHERE " NO_DATE ("noted") },
  { "lw-note-confidential", LW_CHECK_WARNING, "office_note",
    N_ ("“%s” says neither that the note is confidential nor that it is not; it is taken as confidential"),
    "SELECT fid, confidential FROM office_note WHERE typeof (confidential) != 'integer'"
    " OR confidential NOT IN (0, 1)" },
};

/* Words that stand for nothing we know, in columns of coded facts. */
static void
check_codes (LwChecker *checker, LwOfficeColumn column)
{
  LwCodeKind kind = lw_office_column_codes (column);
  const char *name = lw_office_column_name (column);
  g_autoptr (GString) sql = g_string_new ("SELECT fid, ");
  LwCheckQuery query = { "lw-code", LW_CHECK_ERROR, "office", N_ ("“%s” is no word that is known here"), NULL };

  g_string_append_printf (sql, "%s FROM office WHERE %s IS NOT NULL AND %s NOT IN (", name, name, name);
  if (kind == LW_CODES_YES_NO)
    g_string_append_printf (sql, "0, 1) AND (typeof (%s) = 'integer'", name);
  for (guint code = 1; kind != LW_CODES_YES_NO && code < lw_codes_count (kind); code++)
    g_string_append_printf (sql, "%s'%s'", code > 1 ? ", " : "", lw_codes_token (kind, code));
  g_string_append_c (sql, ')');
  query.sql = sql->str;
  lw_checker_run_query (checker, &query);
}

/* What people answer, since the version that has it. */
static const LwCheckQuery answer_rules[] = {
  { "lw-answer", LW_CHECK_ERROR, "answer", N_ ("“%s” is no answer; an answer is yes, no or unknown"),
    "SELECT fid, answer FROM answer WHERE answer NOT IN ('yes', 'no', 'unknown')" },
  { "lw-answer-orphan", LW_CHECK_ERROR, "answer", N_ ("the office %s does not exist"),
    "SELECT fid, office_fid FROM answer WHERE office_fid NOT IN (SELECT fid FROM office)" },
  { "lw-answer-override", LW_CHECK_ERROR, "answer", N_ ("criterion “%s” is overridden, but is not “no” with a reason"),
    "SELECT fid, criterion FROM answer WHERE overridden = 1 AND (answer != 'no' OR trim (reason) = '')" },
  { "lw-answer-override", LW_CHECK_ERROR, "answer", N_ ("“%s” does not tell whether the veto is overridden"),
    "SELECT fid, overridden FROM answer WHERE overridden NOT IN (0, 1)" },
  { "lw-date", LW_CHECK_ERROR, "answer", N_ ("“%s” is no date"),
    "SELECT fid, noted FROM answer WHERE " NO_DATE ("noted") },
  { "lw-criteria-choice", LW_CHECK_ERROR, "app_setting", N_ ("the criteria set “%s”, which is in use, does not exist"),
    "SELECT 0, value FROM app_setting WHERE key = '" LW_STORE_CRITERIA "' AND value != '" LW_CRITERIA_CONVERSION_METER
    "' AND value NOT IN (SELECT uid FROM criteria_set)" },
  { "lw-answer-set", LW_CHECK_WARNING, "answer", N_ ("the criteria set “%s” does not exist"),
    "SELECT min (fid), criteria_set FROM answer WHERE criteria_set != '" LW_CRITERIA_CONVERSION_METER "'"
    " AND criteria_set NOT IN (SELECT uid FROM criteria_set) GROUP BY criteria_set" },
};

static void
check_criteria (LwChecker *checker)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwStatement) statement
      = lw_db_prepare (checker->db, "SELECT fid, uid, definition FROM criteria_set", &error);
  LwStep step = LW_STEP_ERROR;

  while (statement != NULL && (step = lw_statement_step (statement, &error)) == LW_STEP_ROW)
    {
      const char *uid = lw_statement_text (statement, 1), *definition = lw_statement_text (statement, 2);
      g_autoptr (GError) problem = NULL;
      g_autoptr (LwCriteriaSet) set
          = lw_criteria_set_parse (definition ? definition : "", definition ? strlen (definition) : 0, &problem);

      if (set == NULL)
        lw_checker_add (checker, LW_CHECK_ERROR, "lw-criteria", "criteria_set", lw_statement_int (statement, 0),
                        _ ("the definition of “%s” cannot be read: %s"), uid ? uid : "", problem->message);
      else if (g_strcmp0 (uid, lw_criteria_set_get_id (set)) != 0)
        lw_checker_add (checker, LW_CHECK_ERROR, "lw-criteria", "criteria_set", lw_statement_int (statement, 0),
                        _ ("“%s” is not the id in its definition"), uid ? uid : "");
    }
  if (step == LW_STEP_ERROR)
    lw_checker_fail (checker, "lw-criteria", "criteria_set", error);
}

static void
check_answers (LwChecker *checker)
{
  if (checker->version < LW_SCHEMA_PARTICULARS_SINCE)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (answer_rules); i++)
    lw_checker_run_query (checker, &answer_rules[i]);
  check_criteria (checker);
}

static void
check_scenarios (LwChecker *checker)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwStore) store = lw_store_open (lw_db_path (checker->db), LW_STORE_READ_ONLY, &error);
  g_autoptr (GPtrArray) scenarios = store ? lw_store_read_scenarios (store, &error) : NULL;

  if (scenarios == NULL)
    {
      lw_checker_fail (checker, "lw-scenario", "scenario", error);
      return;
    }
  for (guint i = 0; i < scenarios->len; i++)
    {
      const LwScenario *scenario = g_ptr_array_index (scenarios, i);
      g_autoptr (GError) problem = NULL;

      if (!lw_scenario_validate (scenario, &problem))
        lw_checker_add (checker, LW_CHECK_ERROR, "lw-scenario", "scenario", 0, "“%s”: %s", scenario->name,
                        problem->message);
    }
}

/* A value that is none of a setting would silently mean the default. */
static void
check_settings (LwChecker *checker)
{
  for (LwSetting id = 0; id < LW_N_SETTINGS; id++)
    {
      g_autoptr (GError) problem = NULL;
      g_autofree char *text = NULL;
      LwSettings settings = LW_SETTINGS_DEFAULT;
      g_autoptr (LwStatement) statement
          = lw_db_prepare (checker->db, "SELECT value FROM app_setting WHERE key = ?1", &problem);
      LwStep step = LW_STEP_ERROR;

      if (statement != NULL)
        {
          lw_statement_bind_text (statement, 1, lw_setting_get_info (id)->key);
          step = lw_statement_step (statement, &problem);
        }
      if (step == LW_STEP_ERROR)
        {
          lw_checker_fail (checker, "lw-setting", "app_setting", problem);
          return;
        }
      if (step != LW_STEP_ROW)
        continue;
      text = g_strdup (lw_statement_text (statement, 0));
      if (!lw_settings_set_from_text (&settings, id, text ? text : "", &problem))
        lw_checker_add (checker, LW_CHECK_ERROR, "lw-setting", "app_setting", 0, "%s", problem->message);
    }
}

/* A table of ours that is no longer listed would be invisible in other programs. */
static void
check_registration (LwChecker *checker)
{
  guint n_tables;
  const LwSchemaTable *tables = lw_schema_tables (&n_tables);

  for (guint i = 0; i < n_tables; i++)
    {
      g_autoptr (LwStatement) statement
          = lw_db_prepare (checker->db, "SELECT 1 FROM gpkg_contents WHERE table_name = ?1", NULL);

      if (!tables[i].registered || tables[i].since > checker->version || statement == NULL)
        continue;
      lw_statement_bind_text (statement, 1, tables[i].name);
      if (lw_statement_step (statement, NULL) == LW_STEP_DONE)
        lw_checker_add (checker, LW_CHECK_WARNING, "lw-registered", tables[i].name, 0,
                        _ ("the table is not listed in gpkg_contents, so other programs do not show it"));
    }
}

/** lw_check_own_rules: tests our own invariants; the file is a document of ours with all its tables */
void
lw_check_own_rules (LwChecker *checker)
{
  guint n_columns, n_tables;
  const LwStoredColumn *columns = lw_stored_columns (&n_columns);
  const LwSchemaTable *tables = lw_schema_tables (&n_tables);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const LwSchemaTable *table = lw_schema_find_table (rules[i].table);

      if (table == NULL || table->since <= checker->version)
        lw_checker_run_query (checker, &rules[i]);
    }
  for (guint i = 0; i < n_tables; i++)
    if (tables[i].since <= checker->version)
      check_storage (checker, tables[i].name);
  for (guint i = 0; i < G_N_ELEMENTS (note_rules) && checker->version >= LW_SCHEMA_NOTE_SINCE; i++)
    lw_checker_run_query (checker, &note_rules[i]);
  check_answers (checker);
  for (guint i = 0; i < n_columns; i++)
    if (lw_office_column_type (columns[i].column) == LW_COLUMN_CODE)
      check_codes (checker, columns[i].column);
  check_settings (checker);
  check_scenarios (checker);
  check_registration (checker);
}

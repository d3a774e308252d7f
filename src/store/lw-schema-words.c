/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-schema-words: see lw-schema-words.h. A column has one meaning in all tables, so it needs no table to be named. */
#include "store/lw-schema-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/lw-measure.h"
#include "model/lw-office-note.h"
#include "store/lw-store-columns.h"

typedef struct {
  const char *name;
  const char *word;
} Word;

static const Word tables[] = {
  { "source", N_ ("source") },
  { "office", N_ ("office") },
  { "observation", N_ ("vacancy on a date") },
  { "municipality", N_ ("municipality") },
  { "area", N_ ("area") },
  { "plan", N_ ("plan") },
  { "demand", N_ ("demand") },
  { "scenario", N_ ("scenario") },
  { "scenario_parameter", N_ ("parameter of a scenario") },
  { "scenario_demand", N_ ("demand of a scenario") },
  { "measure", N_ ("measure") },
  { "measure_office", N_ ("office of a measure") },
  { "party", N_ ("party") },
  { "action", N_ ("action") },
  { "agreement", N_ ("agreement") },
  { "review", N_ ("review") },
  { "app_setting", N_ ("setting") },
  { "office_note", N_ ("note on an office") },
  { "office_past", N_ ("earlier facts of an office") },
  { "measure_plan", N_ ("plan of a measure") },
  { "scenario_region", N_ ("demand of a region in a scenario") },
  { "scenario_sector", N_ ("sector in a scenario") },
  { "sector", N_ ("jobs of a sector") },
  { "demand_share", N_ ("share of a municipality in demand") },
  { "criteria_set", N_ ("set of criteria") },
  { "answer", N_ ("answer to a criterion") },
  { "office_address", N_ ("other address of an office") },
  { "import", N_ ("import") },
  { "import_row", N_ ("row of an import") },
  { "published_figure", N_ ("published figure") },
};

static const Word columns[] = {
  { "geom", N_ ("place on the map") },
  { "bag_id", N_ ("BAG id") },
  { "pand_id", N_ ("building (pand)") },
  { "name", N_ ("name") },
  { "street", N_ ("street") },
  { "house_number", N_ ("house number") },
  { "house_letter", N_ ("house letter") },
  { "house_suffix", N_ ("house number suffix") },
  { "postcode", N_ ("postcode") },
  { "town", N_ ("town") },
  { "municipality_code", N_ ("municipality code") },
  { "municipality", N_ ("municipality") },
  { "region", N_ ("region") },
  { "province", N_ ("province") },
  { "location", N_ ("location") },
  { "location_type", N_ ("location type") },
  { "floor_area_m2", N_ ("area, m²") },
  { "area_measure", N_ ("measure of area") },
  { "build_year", N_ ("building year") },
  { "energy_label", N_ ("energy label") },
  { "owner_type", N_ ("owner") },
  { "monument", N_ ("monument") },
  { "use_mixed", N_ ("mixed use") },
  { "uses", N_ ("uses") },
  { "status", N_ ("status") },
  { "station_distance_m", N_ ("distance to a station, m") },
  { "facilities", N_ ("daily facilities nearby") },
  { "remarks", N_ ("remarks") },
  { "source_fid", N_ ("source") },
  { "present_from", N_ ("there since") },
  { "gone_from", N_ ("gone since") },
  { "edited", N_ ("facts set by hand") },
  { "until", N_ ("until") },
  { "office_fid", N_ ("office") },
  { "reference_date", N_ ("reference date") },
  { "vacant_m2", N_ ("vacant, m²") },
  { "vacant_since", N_ ("vacant since") },
  { "assumed", N_ ("assumed") },
  { "code", N_ ("code") },
  { "kind", N_ ("kind") },
  { "bvo_m2", N_ ("gross area (bvo), m²") },
  { "hard", N_ ("hard plan") },
  { "first_year", N_ ("first year") },
  { "n_years", N_ ("number of years") },
  { "probability", N_ ("probability") },
  { "exclusive", N_ ("let in advance") },
  { "scrapped_from", N_ ("scrapped from") },
  { "year", N_ ("year") },
  { "m2", N_ ("m²") },
  { "low_m2", N_ ("low, m²") },
  { "high_m2", N_ ("high, m²") },
  { "source", N_ ("source") },
  { "parent", N_ ("made from") },
  { "note", N_ ("note") },
  { "locked", N_ ("locked") },
  { "base_year", N_ ("base year") },
  { "horizon_year", N_ ("last year") },
  { "demand_kind", N_ ("demand path") },
  { "demand_growth", N_ ("growth a year") },
  { "band_low", N_ ("lower end of the band") },
  { "band_high", N_ ("upper end of the band") },
  { "unknown_vacancy", N_ ("unknown vacancy") },
  { "plan_share_kept", N_ ("share of plans kept") },
  { "seed", N_ ("seed") },
  { "scenario_fid", N_ ("scenario") },
  { "key", N_ ("name") },
  { "value", N_ ("value") },
  { "position", N_ ("place in the order") },
  { "share", N_ ("share") },
  { "delivery_years", N_ ("years until delivery") },
  { "programme", N_ ("programme") },
  { "target_label", N_ ("energy label aimed at") },
  { "enabled", N_ ("counts") },
  { "measure_fid", N_ ("measure") },
  { "party", N_ ("party") },
  { "pillar", N_ ("pillar") },
  { "title", N_ ("title") },
  { "target", N_ ("target") },
  { "unit", N_ ("unit") },
  { "start_date", N_ ("start") },
  { "due_date", N_ ("due") },
  { "state", N_ ("state") },
  { "progress", N_ ("progress") },
  { "target_year", N_ ("target year") },
  { "text", N_ ("text") },
  { "label", N_ ("which amount") },
  { "amount_eur", N_ ("amount, €") },
  { "noted", N_ ("noted on") },
  { "confidential", N_ ("confidential") },
  { "rows_read", N_ ("records read") },
  { "rows_kept", N_ ("records used") },
  { "is_baseline", N_ ("baseline") },
  { "min_withdrawal_m2", N_ ("to withdraw at least, m²") },
  { "max_new_build_m2", N_ ("new building at most, m²") },
  { "plans_to_scrap_m2", N_ ("plans to scrap, m²") },
  { "until_year", N_ ("until the start of") },
  { "rule", N_ ("rule") },
  { "rule_order", N_ ("order of the rule") },
  { "rule_limit_m2", N_ ("limit of the rule, m²") },
  { "delay_years", N_ ("years later") },
  { "effect", N_ ("effect") },
  { "plan", N_ ("plan") },
  { "sector", N_ ("sector") },
  { "jobs", N_ ("jobs") },
  { "office_share", N_ ("share of office jobs") },
  { "growth", N_ ("growth a year") },
  { "criteria_set", N_ ("set of criteria") },
  { "criterion", N_ ("criterion") },
  { "definition", N_ ("definition") },
  { "answer", N_ ("answer") },
  { "overridden", N_ ("does not stop it") },
  { "reason", N_ ("reason") },
  { "made", N_ ("made on") },
  { "n_new", N_ ("new offices") },
  { "n_changed", N_ ("changed offices") },
  { "n_unchanged", N_ ("unchanged offices") },
  { "n_gone", N_ ("offices that are gone") },
  { "n_rejected", N_ ("rejected rows") },
  { "n_doubtful", N_ ("doubtful rows") },
  { "report", N_ ("report") },
  { "import_fid", N_ ("import") },
  { "line", N_ ("line") },
  { "headings", N_ ("headings") },
  { "content", N_ ("content") },
  { "figure", N_ ("figure") },
  { "from_date", N_ ("from") },
  { "to_date", N_ ("to") },
};

static const char *
find (const Word *words, gsize n_words, const char *name)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_ascii_strcasecmp (words[i].name, name) == 0)
      return _ (words[i].word);
  return name;
}

/** lw_schema_table_word: what one row of a table is called, translated; @table itself where that is not known */
const char *
lw_schema_table_word (const char *table)
{
  g_return_val_if_fail (table != NULL, NULL);
  return find (tables, G_N_ELEMENTS (tables), table);
}

/** lw_schema_column_word: what a column says, translated; @column itself where that is not known */
const char *
lw_schema_column_word (const char *column)
{
  g_return_val_if_fail (column != NULL, NULL);
  return find (columns, G_N_ELEMENTS (columns), column);
}

static const char *
say_code (LwOfficeColumn column, const char *value)
{
  LwCodeKind kind = lw_office_column_codes (column);

  for (guint code = 1; code < lw_codes_count (kind); code++)
    if (strcmp (lw_codes_token (kind, code), value) == 0)
      return lw_codes_label (kind, code);
  return value;
}

/**
 * lw_schema_value_words:
 * @column: a column
 * @value: what stands in it, as text; "" for nothing
 *
 * Returns: (transfer full): the same as people say it: "unknown", "yes", the label of a code; else @value
 */
char *
lw_schema_value_words (const char *column, const char *value)
{
  static const char *const yes_or_no[]
      = { "monument", "use_mixed", "facilities", "assumed", "hard", "exclusive", "locked", "enabled", "confidential" };
  guint n_stored;
  const LwStoredColumn *stored = lw_stored_columns (&n_stored);
  LwMeasureKind kind;
  LwNoteKind note;
  LwHousing housing;

  g_return_val_if_fail (column != NULL && value != NULL, NULL);
  if (*value == '\0')
    return g_strdup (_ ("unknown"));
  for (gsize i = 0; i < G_N_ELEMENTS (yes_or_no); i++)
    if (strcmp (yes_or_no[i], column) == 0)
      return g_strdup (strcmp (value, "0") == 0 ? _ ("no") : strcmp (value, "1") == 0 ? _ ("yes") : value);
  if (strcmp (column, "kind") == 0 && lw_note_kind_from_token (value, &note))
    return g_strdup (lw_note_kind_get_label (note));
  if (strcmp (column, "kind") == 0 && lw_measure_kind_from_token (value, &kind))
    return g_strdup (lw_measure_kind_get_label (kind));
  if (strcmp (column, "programme") == 0 && lw_housing_from_token (value, &housing))
    return g_strdup (lw_housing_get_label (housing));
  for (guint i = 0; i < n_stored; i++)
    if (strcmp (lw_office_column_name (stored[i].column), column) == 0
        && lw_office_column_type (stored[i].column) == LW_COLUMN_CODE)
      return g_strdup (say_code (stored[i].column, value));
  return g_strdup (value);
}

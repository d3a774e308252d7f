/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-scenario-json: writer and reader stand side by side, member by member; see lw-scenario-json.h. */
#include "formats/lw-scenario-json.h"

#include "formats/lw-json-read.h"
#include "model/lw-codes.h"
#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_M2 1e12

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_number (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static void
add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_year (JsonBuilder *builder, const char *name, int year)
{
  if (year != 0)
    add_integer (builder, name, year);
  else
    add_string (builder, name, NULL);
}

static void
add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/* Members that most scenarios have no use for are left out. */
static void
write_outlook (JsonBuilder *builder, const LwDemandPath *path)
{
  if (path->regions->len > 0)
    json_builder_begin_array (json_builder_set_member_name (builder, "regions"));
  for (guint i = 0; i < path->regions->len; i++)
    {
      const LwDemandRegion *entry = &g_array_index (path->regions, LwDemandRegion, i);
      json_builder_begin_object (builder);
      add_string (builder, "region", entry->region);
      add_string (builder, "path", lw_demand_kind_get_token (entry->kind));
      add_number (builder, "growth", entry->growth);
      json_builder_end_object (builder);
    }
  if (path->regions->len > 0)
    json_builder_end_array (builder);
  if (path->sectors->len > 0)
    json_builder_begin_array (json_builder_set_member_name (builder, "sectors"));
  for (guint i = 0; i < path->sectors->len; i++)
    {
      const LwSectorOutlook *entry = &g_array_index (path->sectors, LwSectorOutlook, i);
      json_builder_begin_object (builder);
      add_string (builder, "sector", entry->sector);
      if (!isnan (entry->office_share))
        add_number (builder, "office_share", entry->office_share);
      if (!isnan (entry->growth))
        add_number (builder, "growth", entry->growth);
      json_builder_end_object (builder);
    }
  if (path->sectors->len > 0)
    json_builder_end_array (builder);
}

static void
write_demand (JsonBuilder *builder, const LwDemandPath *path)
{
  json_builder_set_member_name (builder, "demand");
  json_builder_begin_object (builder);
  add_string (builder, "path", lw_demand_kind_get_token (path->kind));
  add_number (builder, "growth", path->growth);
  add_number (builder, "band_low", path->band_low);
  add_number (builder, "band_high", path->band_high);
  json_builder_set_member_name (builder, "overrides");
  json_builder_begin_array (builder);
  for (guint i = 0; i < path->overrides->len; i++)
    {
      const LwDemandOverride *entry = &g_array_index (path->overrides, LwDemandOverride, i);
      json_builder_begin_object (builder);
      add_string (builder, "region", entry->region);
      add_integer (builder, "year", entry->year);
      add_number (builder, "m2", entry->m2);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  write_outlook (builder, path);
  json_builder_end_object (builder);
}

static void
write_parameters (JsonBuilder *builder, const LwParameters *parameters)
{
  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_object (builder);
  for (guint i = 0; i < LW_N_PARAMETERS; i++)
    add_number (builder, lw_parameter_get_info ((LwParameter)i)->key, parameters->value[i]);
  json_builder_end_object (builder);
}

static void
write_rule (JsonBuilder *builder, const LwMeasure *measure)
{
  add_string (builder, "rule", measure->rule);
  add_string (builder, "rule_order", lw_measure_order_get_token (measure->rule_order));
  if (!isnan (measure->rule_limit_m2))
    add_number (builder, "rule_limit_m2", measure->rule_limit_m2);
}

/* Members that most measures have no use for are left out. */
static void
write_particulars (JsonBuilder *builder, const LwMeasure *measure)
{
  if (measure->rule != NULL)
    write_rule (builder, measure);
  if (measure->plans->len > 0)
    {
      json_builder_set_member_name (builder, "plans");
      json_builder_begin_array (builder);
      for (guint i = 0; i < measure->plans->len; i++)
        json_builder_add_string_value (builder, g_ptr_array_index (measure->plans, i));
      json_builder_end_array (builder);
    }
  if (measure->until_year != 0)
    add_integer (builder, "until_year", measure->until_year);
  if (measure->bvo_m2 > 0)
    add_number (builder, "bvo_m2", measure->bvo_m2);
  if (measure->region != NULL)
    add_string (builder, "region", measure->region);
  if (measure->municipality_code != NULL)
    add_string (builder, "municipality_code", measure->municipality_code);
  if (measure->delay_years != 0)
    add_integer (builder, "delay_years", measure->delay_years);
  if (!isnan (measure->effect))
    add_number (builder, "effect", measure->effect);
}

static void
write_measure (JsonBuilder *builder, const LwMeasure *measure)
{
  json_builder_begin_object (builder);
  add_string (builder, "uid", measure->uid);
  add_string (builder, "kind", lw_measure_kind_get_token (measure->kind));
  json_builder_set_member_name (builder, "offices");
  json_builder_begin_array (builder);
  for (guint i = 0; i < measure->offices->len; i++)
    json_builder_add_int_value (builder, g_array_index (measure->offices, gint64, i));
  json_builder_end_array (builder);
  add_number (builder, "share", measure->share);
  add_integer (builder, "year", measure->year);
  add_integer (builder, "delivery_years", measure->delivery_years);
  add_string (builder, "programme", lw_housing_get_token (measure->programme));
  add_string (builder, "target_label", measure->target_label);
  write_particulars (builder, measure);
  add_number (builder, "probability", measure->probability);
  add_boolean (builder, "enabled", measure->enabled);
  add_string (builder, "note", measure->note);
  json_builder_end_object (builder);
}

/* The shortest of the ways to write a number that reads back to the same. */
static void
append_number (GString *out, const char *text)
{
  char shorter[G_ASCII_DTOSTR_BUF_SIZE];
  double value = g_ascii_strtod (text, NULL);

  for (int digits = 15; digits <= 17; digits++)
    {
      g_autofree char *format = g_strdup_printf ("%%.%dg", digits);
      g_ascii_formatd (shorter, sizeof shorter, format, value);
      if (g_ascii_strtod (shorter, NULL) == value)
        break;
    }
  g_string_append (out, shorter);
}

/* The generator writes 0.05 as 0.050000000000000003, which is right but nothing for people who edit the file.
 */
static char *
shorten_numbers (const char *json, gsize *length)
{
  GString *out = g_string_new (NULL);
  gboolean in_string = FALSE;

  for (const char *p = json; *p != '\0';)
    {
      gsize n = in_string ? 0 : strspn (p, "+-0123456789.eE");
      g_autofree char *token = g_strndup (p, n);
      if (n > 0 && g_ascii_isdigit (p[n - 1]) && strpbrk (token, ".eE") != NULL)
        append_number (out, token);
      else if (n > 0)
        g_string_append (out, token);
      else
        {
          n = in_string && *p == '\\' ? 2 : 1;
          in_string ^= *p == '"';
          g_string_append_len (out, p, (gssize)n);
        }
      p += n;
    }
  if (length != NULL)
    *length = out->len;
  return g_string_free (out, FALSE);
}

/**
 * lw_scenario_to_json:
 * @scenario: a scenario
 * @length: (out) (optional): length of the text
 *
 * Returns: (transfer full): the scenario as JSON, which lw_scenario_from_json() reads back to the same
 */
char *
lw_scenario_to_json (const LwScenario *scenario, gsize *length)
{
  g_return_val_if_fail (scenario != NULL, NULL);

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, scenario->seed);

  json_builder_begin_object (builder);
  add_string (builder, "format", LW_SCENARIO_JSON_FORMAT);
  add_integer (builder, "version", LW_SCENARIO_JSON_VERSION);
  add_string (builder, "uid", scenario->uid);
  add_string (builder, "parent", scenario->parent);
  add_string (builder, "name", scenario->name);
  add_string (builder, "note", scenario->note);
  add_boolean (builder, "is_baseline", scenario->is_baseline);
  add_boolean (builder, "locked", scenario->locked);
  add_year (builder, "base_year", scenario->base_year);
  add_year (builder, "horizon_year", scenario->horizon_year);
  write_demand (builder, &scenario->demand);
  write_parameters (builder, &scenario->parameters);
  add_string (builder, "unknown_vacancy", lw_unknown_vacancy_get_token (scenario->unknown_vacancy));
  add_number (builder, "plan_share_kept", scenario->plan_share_kept);
  add_string (builder, "seed", seed);
  json_builder_set_member_name (builder, "measures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < scenario->measures->len; i++)
    write_measure (builder, g_ptr_array_index (scenario->measures, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  g_autofree char *json = json_generator_to_data (generator, NULL);
  return shorten_numbers (json, length);
}

static void
replace (char **place, char *value)
{
  g_free (*place);
  *place = value;
}

/* A text that must be there and say something. */
static void
read_uid (LwJsonObject *object, char **uid)
{
  replace (uid, lw_json_object_get_string (object, "uid", FALSE));
  if (*uid != NULL && (*uid)[0] == '\0')
    lw_json_object_fail (object, "uid", _ ("an identity may not be empty"));
}

static void
read_text (LwJsonObject *object, const char *member, char **text)
{
  char *read = lw_json_object_get_string (object, member, FALSE);
  if (read != NULL)
    replace (text, read);
}

static gboolean
read_override (const LwJsonObject *parent, JsonNode *node, int index, LwDemandPath *path)
{
  g_autofree char *place = lw_json_object_path_of (parent, "overrides", index);
  LwJsonObject object;

  lw_json_object_init (&object, parent->file, place, node, parent->error);
  g_autofree char *region = lw_json_object_get_string (&object, "region", TRUE);
  LwDemandOverride entry = { 0 };
  entry.year = (int)lw_json_object_get_integer (&object, "year", 1900, 2200, LW_JSON_NOT_NULL);
  entry.m2 = lw_json_object_get_number (&object, "m2", 0, MAX_M2);
  if (!lw_json_object_finish (&object))
    return FALSE;
  entry.region = g_intern_string (region);
  g_array_append_val (path->overrides, entry);
  return TRUE;
}

static gboolean
has (const LwJsonObject *object, const char *member)
{
  return object->object != NULL && json_object_has_member (object->object, member);
}

static gboolean
read_region (const LwJsonObject *parent, JsonNode *node, int index, LwDemandPath *path)
{
  g_autofree char *place = lw_json_object_path_of (parent, "regions", index);
  LwDemandKind kind = LW_DEMAND_GROWTH;
  LwJsonObject object;

  lw_json_object_init (&object, parent->file, place, node, parent->error);
  g_autofree char *region = lw_json_object_get_string (&object, "region", FALSE);
  g_autofree char *token = lw_json_object_get_string (&object, "path", FALSE);
  double growth = lw_json_object_get_number (&object, "growth", -0.999999, 1);
  if (region != NULL && region[0] == '\0')
    lw_json_object_fail (&object, "region", _ ("the region has no name"));
  if (token != NULL && !lw_demand_kind_from_token (token, &kind))
    lw_json_object_fail (&object, "path", _ ("“%s” is no demand path"), token);
  if (!lw_json_object_finish (&object))
    return FALSE;
  lw_demand_path_set_region (path, region, kind, growth);
  return TRUE;
}

static gboolean
read_sector (const LwJsonObject *parent, JsonNode *node, int index, LwDemandPath *path)
{
  g_autofree char *place = lw_json_object_path_of (parent, "sectors", index);
  double share = NAN, growth = NAN;
  LwJsonObject object;

  lw_json_object_init (&object, parent->file, place, node, parent->error);
  g_autofree char *sector = lw_json_object_get_string (&object, "sector", FALSE);
  if (has (&object, "office_share"))
    share = lw_json_object_get_number (&object, "office_share", 0, 1);
  if (has (&object, "growth"))
    growth = lw_json_object_get_number (&object, "growth", -0.999999, 1);
  if (!lw_json_object_finish (&object))
    return FALSE;
  lw_demand_path_set_sector (path, sector, share, growth);
  return TRUE;
}

/* Reads a list that may be left out. */
static void
read_optional_list (LwJsonObject *object,
                    const char *member,
                    gboolean (*read) (const LwJsonObject *, JsonNode *, int, LwDemandPath *),
                    LwDemandPath *path)
{
  JsonArray *list = has (object, member) ? lw_json_object_get_array (object, member) : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list) && !object->failed; i++)
    object->failed = !read (object, json_array_get_element (list, i), (int)i, path);
}

static gboolean
read_demand (const LwJsonObject *parent, JsonNode *node, LwDemandPath *path)
{
  LwJsonObject object;

  lw_json_object_init (&object, parent->file, "demand", node, parent->error);
  g_autofree char *token = lw_json_object_get_string (&object, "path", FALSE);
  if (token != NULL && !lw_demand_kind_from_token (token, &path->kind))
    lw_json_object_fail (&object, "path", _ ("“%s” is no demand path"), token);
  path->growth = lw_json_object_get_number (&object, "growth", -0.999999, 1);
  path->band_low = lw_json_object_get_number (&object, "band_low", -0.999999, 0);
  path->band_high = lw_json_object_get_number (&object, "band_high", 0, 1);
  JsonArray *overrides = lw_json_object_get_array (&object, "overrides");
  for (guint i = 0; overrides != NULL && i < json_array_get_length (overrides) && !object.failed; i++)
    object.failed = !read_override (&object, json_array_get_element (overrides, i), (int)i, path);
  read_optional_list (&object, "regions", read_region, path);
  read_optional_list (&object, "sectors", read_sector, path);
  return lw_json_object_finish (&object);
}

static gboolean
read_parameters (const LwJsonObject *parent, JsonNode *node, LwParameters *parameters)
{
  LwJsonObject object;

  lw_json_object_init (&object, parent->file, "parameters", node, parent->error);
  for (guint i = 0; i < LW_N_PARAMETERS && object.object != NULL; i++)
    {
      const LwParameterInfo *info = lw_parameter_get_info ((LwParameter)i);
      if (json_object_has_member (object.object, info->key))
        parameters->value[i] = lw_json_object_get_number (&object, info->key, info->min, info->max);
    }
  return lw_json_object_finish (&object);
}

static void
read_offices (LwJsonObject *object, LwMeasure *measure)
{
  JsonArray *offices = lw_json_object_get_array (object, "offices");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n = offices != NULL ? json_array_get_length (offices) : 0;

  g_array_set_size (measure->offices, n);
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (offices, i);
      gint64 *id = &g_array_index (measure->offices, gint64, i);
      *id = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
                ? json_node_get_int (node)
                : 0;
      if (*id <= 0 || !g_hash_table_add (seen, id))
        lw_json_object_fail (object, "offices",
                             _ ("element %u is not the number of an office, or stands here twice"), i);
    }
}

static void
read_words (LwJsonObject *object, LwMeasure *measure)
{
  g_autofree char *kind = lw_json_object_get_string (object, "kind", FALSE);
  g_autofree char *programme = lw_json_object_get_string (object, "programme", FALSE);
  guint8 label;

  if (kind != NULL && !lw_measure_kind_from_token (kind, &measure->kind))
    lw_json_object_fail (object, "kind", _ ("“%s” is no kind of measure"), kind);
  if (programme != NULL && !lw_housing_from_token (programme, &measure->programme))
    lw_json_object_fail (object, "programme", _ ("“%s” is no housing programme"), programme);
  measure->target_label = lw_json_object_get_string (object, "target_label", TRUE);
  if (measure->target_label != NULL && !lw_codes_parse (LW_CODES_ENERGY_LABEL, measure->target_label, &label))
    lw_json_object_fail (object, "target_label", _ ("“%s” is no energy label"), measure->target_label);
}

static void
read_plans (LwJsonObject *object, LwMeasure *measure)
{
  JsonArray *plans = lw_json_object_get_array (object, "plans");

  for (guint i = 0; plans != NULL && i < json_array_get_length (plans); i++)
    {
      JsonNode *node = json_array_get_element (plans, i);
      const char *uid = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

      if (uid == NULL || uid[0] == '\0')
        lw_json_object_fail (object, "plans", _ ("element %u is not the identity of a plan"), i);
      else
        lw_measure_add_plan (measure, uid);
    }
}

static void
read_rule (LwJsonObject *object, LwMeasure *measure)
{
  if (has (object, "rule"))
    measure->rule = lw_json_object_get_string (object, "rule", FALSE);
  if (has (object, "rule_order"))
    {
      g_autofree char *order = lw_json_object_get_string (object, "rule_order", FALSE);
      if (order != NULL && !lw_measure_order_from_token (order, &measure->rule_order))
        lw_json_object_fail (object, "rule_order", _ ("“%s” is no order of offices"), order);
    }
  if (has (object, "rule_limit_m2"))
    measure->rule_limit_m2 = lw_json_object_get_number (object, "rule_limit_m2", 1e-6, MAX_M2);
}

static void
read_particulars (LwJsonObject *object, LwMeasure *measure)
{
  read_rule (object, measure);
  if (has (object, "plans"))
    read_plans (object, measure);
  if (has (object, "until_year"))
    measure->until_year = (int)lw_json_object_get_integer (object, "until_year", 1900, 2500, LW_JSON_NOT_NULL);
  if (has (object, "bvo_m2"))
    measure->bvo_m2 = lw_json_object_get_number (object, "bvo_m2", 0, 1e8);
  if (has (object, "region"))
    measure->region = lw_json_object_get_string (object, "region", FALSE);
  if (has (object, "municipality_code"))
    measure->municipality_code = lw_json_object_get_string (object, "municipality_code", FALSE);
  measure->delay_years = 0;
  if (has (object, "delay_years"))
    measure->delay_years = (int)lw_json_object_get_integer (object, "delay_years", 0, LW_MEASURE_MAX_DELAY_YEARS,
                                                            LW_JSON_NOT_NULL);
  if (has (object, "effect"))
    measure->effect = lw_json_object_get_number (object, "effect", 0, 1);
}

static LwMeasure *
read_measure (const LwJsonObject *parent, JsonNode *node, int index)
{
  g_autofree char *place = lw_json_object_path_of (parent, "measures", index);
  g_autoptr (LwMeasure) measure = lw_measure_new (LW_MEASURE_TRANSFORM, 0);
  LwJsonObject object;

  lw_json_object_init (&object, parent->file, place, node, parent->error);
  read_uid (&object, &measure->uid);
  read_words (&object, measure);
  read_offices (&object, measure);
  measure->share = lw_json_object_get_number (&object, "share", 1e-9, 1);
  measure->year = (int)lw_json_object_get_integer (&object, "year", 1900, 2200, LW_JSON_NOT_NULL);
  measure->delivery_years = (int)lw_json_object_get_integer (&object, "delivery_years", 0,
                                                             LW_MEASURE_MAX_DELIVERY_YEARS, LW_JSON_NOT_NULL);
  read_particulars (&object, measure);
  measure->probability = lw_json_object_get_number (&object, "probability", 0, 1);
  measure->enabled = lw_json_object_get_boolean (&object, "enabled");
  read_text (&object, "note", &measure->note);
  return lw_json_object_finish (&object) ? g_steal_pointer (&measure) : NULL;
}

static void
read_measures (LwJsonObject *object, LwScenario *scenario)
{
  g_autoptr (GHashTable) uids = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *measures = lw_json_object_get_array (object, "measures");

  for (guint i = 0; measures != NULL && i < json_array_get_length (measures) && !object->failed; i++)
    {
      LwMeasure *measure = read_measure (object, json_array_get_element (measures, i), (int)i);
      if (measure == NULL)
        {
          object->failed = TRUE;
          return;
        }
      lw_scenario_add_measure (scenario, measure);
      if (!g_hash_table_add (uids, measure->uid))
        lw_json_object_fail (object, "measures", _ ("two measures have the identity “%s”"), measure->uid);
    }
}

/* FALSE when the document is something else, or made by a later version. */
static gboolean
read_format (LwJsonObject *object)
{
  g_autofree char *format = lw_json_object_get_string (object, "format", FALSE);
  gint64 version = lw_json_object_get_integer (object, "version", 1, G_MAXINT, LW_JSON_NOT_NULL);

  if (object->failed)
    return FALSE;
  if (strcmp (format, LW_SCENARIO_JSON_FORMAT) != 0)
    {
      lw_json_object_fail (object, "format", _ ("“%s” is expected here"), LW_SCENARIO_JSON_FORMAT);
      return FALSE;
    }
  if (version > LW_SCENARIO_JSON_VERSION)
    {
      g_set_error (object->error, LW_ERROR, LW_ERROR_NEWER,
                   _ ("%s: the scenario was written by a newer version; update this application"),
                   object->file);
      object->failed = TRUE;
    }
  return !object->failed;
}

static void
read_head (LwJsonObject *object, LwScenario *scenario)
{
  read_uid (object, &scenario->uid);
  scenario->parent = lw_json_object_get_string (object, "parent", TRUE);
  read_text (object, "name", &scenario->name);
  read_text (object, "note", &scenario->note);
  scenario->is_baseline = lw_json_object_get_boolean (object, "is_baseline");
  scenario->locked = lw_json_object_get_boolean (object, "locked");
  scenario->base_year = (int)lw_json_object_get_integer (object, "base_year", 1900, 2200, 0);
  scenario->horizon_year = (int)lw_json_object_get_integer (object, "horizon_year", 1900, 2200, 0);
  scenario->plan_share_kept = lw_json_object_get_number (object, "plan_share_kept", 0, 1);
  g_autofree char *rule = lw_json_object_get_string (object, "unknown_vacancy", FALSE);
  if (rule != NULL && !lw_unknown_vacancy_from_token (rule, &scenario->unknown_vacancy))
    lw_json_object_fail (object, "unknown_vacancy", _ ("“%s” is no rule for unknown vacancy"), rule);
  g_autofree char *seed = lw_json_object_get_string (object, "seed", FALSE);
  if (seed != NULL && !g_ascii_string_to_unsigned (seed, 10, 0, G_MAXUINT64, &scenario->seed, NULL))
    lw_json_object_fail (object, "seed", _ ("“%s” is no seed; give a whole number, 0 or more"), seed);
}

/**
 * lw_scenario_from_json:
 * @name: what to call the text in messages, such as its file name
 * @data: the text
 * @length: its length, or -1 when it ends in a zero
 * @error: return location for %LW_ERROR_INVALID (with the path of the member), %LW_ERROR_NEWER,
 * %LW_ERROR_TOO_LARGE or %LW_ERROR_ARGUMENT
 *
 * Returns: (transfer full) (nullable): the scenario, which can be computed
 */
LwScenario *
lw_scenario_from_json (const char *name, const char *data, gssize length, GError **error)
{
  g_return_val_if_fail (name != NULL && (data != NULL || length == 0), NULL);

  g_autoptr (JsonNode) root = lw_json_parse (name, data, length, error);
  if (root == NULL)
    return NULL;
  g_autoptr (LwScenario) scenario = lw_scenario_new (NULL);
  g_autoptr (GError) invalid = NULL;
  LwJsonObject object;

  lw_json_object_init (&object, name, "", root, error);
  if (read_format (&object))
    read_head (&object, scenario);
  JsonNode *demand = lw_json_object_get_object (&object, "demand");
  if (demand != NULL)
    object.failed = !read_demand (&object, demand, &scenario->demand);
  JsonNode *parameters = lw_json_object_get_object (&object, "parameters");
  if (parameters != NULL)
    object.failed = !read_parameters (&object, parameters, &scenario->parameters);
  read_measures (&object, scenario);
  if (!lw_json_object_finish (&object))
    return NULL;
  if (!lw_scenario_validate (scenario, &invalid))
    {
      g_set_error (error, invalid->domain, invalid->code, "%s: %s", name, invalid->message);
      return NULL;
    }
  return g_steal_pointer (&scenario);
}

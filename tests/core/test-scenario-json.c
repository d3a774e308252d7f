/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-scenario-json: every value of a scenario survives writing and reading, and mistakes are named by their
 * path. */
#include "formats/lw-scenario-json.h"
#include "model/lw-error.h"

#include <math.h>
#include <string.h>

/* One measure of each newer kind, with all that it has of its own. */
static void
add_particular_measures (LwScenario *scenario)
{
  LwMeasure *rule = lw_measure_new (LW_MEASURE_TEMPORARY, 2027), *relet = lw_measure_new (LW_MEASURE_RELET, 2027),
            *build = lw_measure_new (LW_MEASURE_NEW_BUILD, 2030), *later = lw_measure_new (LW_MEASURE_REPHASE_PLAN, 2028);

  lw_measure_set_rule (rule, "energy_label = \"G\" and score >= 4");
  rule->rule_order = LW_MEASURE_ORDER_LONGEST_VACANT;
  rule->rule_limit_m2 = 40000.5;
  rule->until_year = 2036;
  relet->effect = 0.25;
  build->bvo_m2 = 12345.75;
  lw_measure_set_place (build, "Regio “Noord”", "GM0344");
  lw_measure_add_plan (later, "plan-1");
  lw_measure_add_plan (later, "plan-2");
  later->delay_years = 7;
  lw_scenario_add_measure (scenario, rule);
  lw_scenario_add_measure (scenario, relet);
  lw_scenario_add_measure (scenario, build);
  lw_scenario_add_measure (scenario, later);
}

static LwScenario *
make_scenario (void)
{
  LwScenario *scenario = lw_scenario_new ("Ombouw “west”\n\\ / 2030");
  LwMeasure *transform = lw_measure_new (LW_MEASURE_TRANSFORM, 2027);
  LwMeasure *renovate = lw_measure_new (LW_MEASURE_RENOVATE, 2028);

  scenario->parent = g_strdup ("the-baseline");
  lw_scenario_set_note (scenario, "a note");
  scenario->locked = TRUE;
  scenario->base_year = 2025;
  scenario->horizon_year = 2040;
  scenario->demand.kind = LW_DEMAND_WLO_LOW;
  scenario->demand.growth = -1.0 / 3;
  lw_demand_path_set_override (&scenario->demand, NULL, 2030, 1e6 / 7);
  lw_demand_path_set_override (&scenario->demand, "Utrecht", 2031, 0);
  lw_demand_path_set_region (&scenario->demand, "R2", LW_DEMAND_CBRE_BIG5, 0.1 / 3);
  lw_demand_path_set_region (&scenario->demand, "R3", LW_DEMAND_JOBS, 0);
  lw_demand_path_set_sector (&scenario->demand, "finance", 0.9 / 7, NAN);
  lw_demand_path_set_sector (&scenario->demand, "own", NAN, -0.01);
  for (guint i = 0; i < LW_N_PARAMETERS; i++)
    {
      const LwParameterInfo *info = lw_parameter_get_info (i);
      if (i < LW_PARAM_UNKNOWN_AGE0 || i > LW_PARAM_UNKNOWN_AGE3)
        scenario->parameters.value[i] = info->low + (info->high - info->low) / 3;
    }
  scenario->parameters.value[LW_PARAM_BRAKE_LOW] = 0.01;
  scenario->unknown_vacancy = LW_UNKNOWN_VACANCY_REGIONAL_RATE;
  scenario->plan_share_kept = 0.1;
  scenario->seed = G_MAXUINT64;

  lw_measure_add_office (transform, 1);
  lw_measure_add_office (transform, G_MAXINT64);
  transform->share = 0.3;
  transform->programme = LW_HOUSING_CARE;
  transform->enabled = FALSE;
  lw_measure_set_target_label (renovate, "A++");
  lw_measure_set_note (renovate, "ø");
  renovate->probability = 0.123456789012345678;
  lw_scenario_add_measure (scenario, transform);
  lw_scenario_add_measure (scenario, renovate);
  add_particular_measures (scenario);
  return scenario;
}

static void
test_round_trip (void)
{
  g_autoptr (LwScenario) scenario = make_scenario ();
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *json = lw_scenario_to_json (scenario, &length);
  g_autoptr (LwScenario) again = lw_scenario_from_json ("x.json", json, (gssize)length, &error);

  g_assert_no_error (error);
  g_assert_true (lw_scenario_equal (scenario, again));
  g_autofree char *twice = lw_scenario_to_json (again, NULL);
  g_assert_cmpstr (json, ==, twice);

  g_autoptr (LwScenario) plain = lw_scenario_new ("3.10 \\\" 0.050000000000000003");
  g_autofree char *text = lw_scenario_to_json (plain, NULL);
  g_assert_nonnull (strstr (text, "\"norm\" : 0.05,"));
  g_autoptr (LwScenario) read = lw_scenario_from_json ("x.json", text, -1, &error);
  g_assert_no_error (error);
  g_assert_true (lw_scenario_equal (plain, read));
}

static char *
edit (const char *json, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (json, from, 2);

  g_assert_nonnull (parts[1]);
  return g_strconcat (parts[0], to, parts[1], NULL);
}

static void
test_mistakes (void)
{
  static const struct {
    const char *from, *to, *part;
    int code;
  } edits[] = {
    { "leegwijzer-scenario", "something", "x.json: format: ", LW_ERROR_INVALID },
    { "\"version\" : 2", "\"version\" : 3", "newer", LW_ERROR_NEWER },
    { "\"locked\" : true", "\"locked\" : 1", "x.json: locked: true or false", LW_ERROR_INVALID },
    { "\"locked\"", "\"lockt\"", "x.json: locked: this member is missing", LW_ERROR_INVALID },
    { "\"locked\"", "\"extra\" : 1, \"locked\"", "x.json: extra: this member is not known",
      LW_ERROR_INVALID },
    { "\"path\" : \"wlo_low\"", "\"path\" : \"wlo\"", "x.json: demand.path: “wlo”", LW_ERROR_INVALID },
    { "\"year\" : 2031", "\"year\" : 20310", "x.json: demand.overrides[1].year: ", LW_ERROR_INVALID },
    { "\"cbre_big5\"", "\"cbre\"", "x.json: demand.regions[0].path: ", LW_ERROR_INVALID },
    { "\"sector\" : \"own\"", "\"sectr\" : \"own\"", "x.json: demand.sectors[1].sect", LW_ERROR_INVALID },
    { "\"norm\"", "\"nrom\"", "x.json: parameters.nrom: ", LW_ERROR_INVALID },
    { "\"norm\" : 0", "\"norm\" : 7", "x.json: parameters.norm: a number from 0 to 0.5", LW_ERROR_INVALID },
    { "\"kind\" : \"renovate\"", "\"kind\" : \"paint\"", "x.json: measures[1].kind: ", LW_ERROR_INVALID },
    { "9223372036854775807", "-3", "x.json: measures[0].offices: ", LW_ERROR_INVALID },
    { "9223372036854775807", "1", "x.json: measures[0].offices: ", LW_ERROR_INVALID },
    { "\"A++\"", "\"Q\"", "x.json: measures[1].target_label: ", LW_ERROR_INVALID },
    { "18446744073709551615", "18446744073709551616", "x.json: seed: ", LW_ERROR_INVALID },
    { "\"unknown_vacancy\" : \"regional_rate\"", "\"unknown_vacancy\" : null", "unknown_vacancy: a text",
      LW_ERROR_INVALID },
    { "\"horizon_year\" : 2040", "\"horizon_year\" : 2020", "x.json: ", LW_ERROR_ARGUMENT },
    { "leegwijzer-scenario", "leegwijzer\\735", "x.json: format: a text", LW_ERROR_INVALID },
    { "\"locked\"", "\"loc\\735ked\"", "x.json: ", LW_ERROR_INVALID },
    { "{", "/* no */ {", "not JSON", LW_ERROR_INVALID },
    { "{", "[", "not valid JSON", LW_ERROR_INVALID },
  };
  g_autoptr (LwScenario) scenario = make_scenario ();
  g_autofree char *json = lw_scenario_to_json (scenario, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = edit (json, edits[i].from, edits[i].to);
      g_assert_null (lw_scenario_from_json ("x.json", text, -1, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, LW_ERROR, edits[i].code);
      g_assert_nonnull (strstr (error->message, edits[i].part));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (lw_scenario_from_json ("x.json", text, -1, NULL));
    }
}

static void
test_hostile (void)
{
  static const char *const texts[]
      = { "", "null", "7", "[]", "{}", "{\"format\":{}}", "\xff", "{\"a\":\"\xff\"}" };
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_null (lw_scenario_from_json ("x.json", texts[i], -1, &error));
      g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
      g_clear_error (&error);
    }
  g_assert_null (lw_scenario_from_json ("x.json", "{}\0{}", 5, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
  g_clear_error (&error);
  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (lw_scenario_from_json ("x.json", deep->str, (gssize)deep->len, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scenario-json/round-trip", test_round_trip);
  g_test_add_func ("/scenario-json/mistakes", test_mistakes);
  g_test_add_func ("/scenario-json/hostile", test_hostile);
  return g_test_run ();
}

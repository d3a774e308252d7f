/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-scenario-model: parameters, measures, plans, demand series, scenarios and trajectories as values:
 * defaults within their ranges, copies that are really apart, refusals that name what is wrong. */
#include "model/lw-demand-series.h"
#include "model/lw-error.h"
#include "model/lw-plan.h"
#include "model/lw-results.h"
#include "model/lw-scenario.h"
#include "model/lw-source-mark.h"

#include <math.h>
#include <string.h>

static void
test_parameters_table (void)
{
  LwParameters parameters;
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  lw_parameters_init (&parameters);
  for (guint i = 0; i < LW_N_PARAMETERS; i++)
    {
      const LwParameterInfo *info = lw_parameter_get_info (i);
      g_assert_nonnull (info->key);
      g_assert_true (g_hash_table_add (keys, (gpointer)info->key));
      g_assert_cmpint (lw_parameter_find (info->key), ==, (int)i);
      g_assert_cmpfloat (info->min, <=, info->low);
      g_assert_cmpfloat (info->low, <, info->high);
      g_assert_cmpfloat (info->high, <=, info->max);
      g_assert_true (info->value >= info->min && info->value <= info->max);
      g_assert_cmpstr (info->source, !=, "");
      g_assert_cmpstr (info->label, !=, "");
      g_assert_true (g_str_has_suffix (info->explanation, "."));
    }
  g_assert_true (lw_parameters_validate (&parameters, NULL));
  g_assert_false (lw_parameter_is_assumption (LW_PARAM_NORM));
  g_assert_true (lw_parameter_is_assumption (LW_PARAM_RELEASE_RATE));
}

/* Whoever reads a mark can ask what it stands for, and nothing stands there that no parameter uses. */
static void
test_source_marks (void)
{
  const char *const *marks = lw_source_marks ();

  for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
    {
      const LwParameterInfo *info = lw_parameter_get_info (id);

      g_assert_nonnull (lw_source_mark_get_title (info->source));
      g_assert_cmpfloat (info->low, <=, info->high);
      g_assert_cmpfloat (info->min, <=, info->low);
      g_assert_cmpfloat (info->high, <=, info->max);
      g_assert_true (info->label[0] != '\0' && info->explanation[0] != '\0' && info->group[0] != '\0');
      /* A default is a usual value, or says what its 0 means. */
      if (info->value < info->low || info->value > info->high)
        g_assert_true (info->value == 0 && strstr (info->explanation, "0 when") != NULL);
      for (LwParameter other = 0; other < id; other++)
        if (info->symbol[0] != '\0' && strcmp (lw_parameter_get_info (other)->group, info->group) == 0)
          g_assert_cmpstr (lw_parameter_get_info (other)->symbol, !=, info->symbol);
    }
  for (guint i = 0; marks[i] != NULL; i++)
    {
      gboolean used = FALSE;

      for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
        used = used || strcmp (lw_parameter_get_info (id)->source, marks[i]) == 0;
      g_assert_true (used);
    }
  g_assert_null (lw_source_mark_get_title ("nowhere"));
}

static void
test_parameters_refuse (void)
{
  g_autoptr (GError) error = NULL;
  LwParameters parameters;
  double value = 0;

  lw_parameters_init (&parameters);
  g_assert_true (lw_parameters_set_by_key (&parameters, "norm", 0.08, NULL));
  g_assert_true (lw_parameters_get_by_key (&parameters, "norm", &value, NULL));
  g_assert_cmpfloat (value, ==, 0.08);

  g_assert_false (lw_parameters_set_by_key (&parameters, "norm", 8, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "norm"));
  g_assert_cmpfloat (lw_parameters_get (&parameters, LW_PARAM_NORM), ==, 0.08);
  g_clear_error (&error);
  g_assert_false (lw_parameters_set (&parameters, LW_PARAM_NORM, NAN, &error));
  g_clear_error (&error);
  g_assert_false (lw_parameters_set_by_key (&parameters, "nrom", 0.05, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_NOT_FOUND);
  g_clear_error (&error);

  parameters.value[LW_PARAM_UNKNOWN_AGE0] = 0.5;
  g_assert_false (lw_parameters_validate (&parameters, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
}

static void
test_scenario_copy (void)
{
  g_autoptr (LwScenario) scenario = lw_scenario_new ("Baseline");
  LwMeasure *measure = lw_measure_new (LW_MEASURE_TRANSFORM, 2027);

  lw_measure_add_office (measure, 12);
  lw_measure_add_office (measure, 12);
  lw_measure_add_office (measure, 7);
  g_assert_cmpuint (measure->offices->len, ==, 2);
  lw_scenario_add_measure (scenario, measure);
  lw_demand_path_set_override (&scenario->demand, "west", 2030, 1000);
  scenario->locked = TRUE;

  g_autoptr (LwScenario) copy = lw_scenario_copy (scenario);
  g_assert_true (lw_scenario_equal (scenario, copy));
  lw_measure_add_office (lw_scenario_find_measure (copy, measure->uid), 8);
  g_assert_false (lw_scenario_equal (scenario, copy));
  g_assert_cmpuint (measure->offices->len, ==, 2);

  g_autoptr (LwScenario) twin = lw_scenario_duplicate (scenario, "Variant");
  g_assert_cmpstr (twin->parent, ==, scenario->uid);
  g_assert_cmpstr (twin->uid, !=, scenario->uid);
  g_assert_false (twin->locked);
  g_assert_null (lw_scenario_find_measure (twin, measure->uid));
  g_assert_true (lw_scenario_remove_measure (copy, measure->uid));
  g_assert_false (lw_scenario_remove_measure (copy, measure->uid));
}

static void
test_scenario_validate (void)
{
  g_autoptr (LwScenario) scenario = lw_scenario_new ("Baseline");
  g_autoptr (GError) error = NULL;

  g_assert_true (lw_scenario_validate (scenario, NULL));
  LwMeasure *measure = lw_measure_new (LW_MEASURE_DEMOLISH, 2027);
  measure->share = 0;
  lw_scenario_add_measure (scenario, measure);
  g_assert_false (lw_scenario_validate (scenario, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_clear_error (&error);
  measure->share = 0.5;
  g_assert_true (lw_scenario_validate (scenario, NULL));
  scenario->base_year = 2025;
  scenario->horizon_year = 2025;
  g_assert_false (lw_scenario_validate (scenario, NULL));
  scenario->horizon_year = 2026;
  g_assert_true (lw_scenario_validate (scenario, NULL));
}

/* What only some kinds of measures have, each with a value that makes no sense. */
static void
test_measure_particulars (void)
{
  g_autoptr (LwMeasure) temporary = lw_measure_new (LW_MEASURE_TEMPORARY, 2027);
  g_autoptr (LwMeasure) later = lw_measure_new (LW_MEASURE_REPHASE_PLAN, 2027);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (lw_measure_get_end (temporary), ==, 2037);
  temporary->until_year = 2030;
  g_assert_cmpint (lw_measure_get_end (temporary), ==, 2030);
  g_assert_true (lw_measure_validate (temporary, NULL));
  temporary->until_year = 2038; /* longer than the law allows */
  g_assert_false (lw_measure_validate (temporary, NULL));
  temporary->until_year = 2027;
  g_assert_false (lw_measure_validate (temporary, NULL));
  temporary->until_year = 0;
  lw_measure_set_rule (temporary, "no_such_name > 3");
  g_assert_false (lw_measure_validate (temporary, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "no_such_name"));
  lw_measure_set_rule (temporary, "");
  g_assert_null (temporary->rule);
  temporary->rule_limit_m2 = 0;
  g_assert_false (lw_measure_validate (temporary, NULL));
  temporary->rule_limit_m2 = NAN;
  temporary->effect = 1.5;
  g_assert_false (lw_measure_validate (temporary, NULL));

  g_assert_true (lw_measure_validate (later, NULL));
  later->delay_years = 0;
  g_assert_false (lw_measure_validate (later, NULL));
  lw_measure_add_plan (later, "a");
  lw_measure_add_plan (later, "a");
  g_assert_cmpuint (later->plans->len, ==, 1);
  g_autoptr (LwMeasure) copy = lw_measure_copy (later);
  g_assert_true (lw_measure_equal (later, copy));
  lw_measure_add_plan (copy, "b");
  g_assert_false (lw_measure_equal (later, copy));
}

static void
test_demand_path (void)
{
  g_autoptr (LwScenario) scenario = lw_scenario_new ("x");
  LwDemandPath *path = &scenario->demand;

  path->kind = LW_DEMAND_WLO_LOW;
  g_assert_cmpfloat (lw_demand_path_growth (path, 2029), ==, -0.0173);
  g_assert_cmpfloat (lw_demand_path_growth (path, 2030), ==, -0.0107);
  path->kind = LW_DEMAND_WLO_HIGH;
  g_assert_cmpfloat (lw_demand_path_growth (path, 2040), ==, 0.0037);
  lw_demand_path_set_override (path, NULL, 2030, 10);
  lw_demand_path_set_override (path, NULL, 2030, 20);
  g_assert_cmpuint (path->overrides->len, ==, 1);
  g_assert_cmpfloat (g_array_index (path->overrides, LwDemandOverride, 0).m2, ==, 20);
  lw_demand_path_set_override (path, NULL, 2030, NAN);
  g_assert_cmpuint (path->overrides->len, ==, 0);
}

static void
test_demand_series (void)
{
  g_autoptr (LwDemandSeries) series = lw_demand_series_new ("west", "a study");
  guint n_points;

  g_assert_true (lw_demand_series_set (series, 2030, 200, NULL));
  g_assert_true (lw_demand_series_set (series, 2026, 100, NULL));
  g_assert_false (lw_demand_series_set (series, 2027, -1, NULL));
  g_assert_cmpfloat (lw_demand_series_get (series, 2026), ==, 100);
  g_assert_cmpfloat (lw_demand_series_get (series, 2027), ==, 125);
  g_assert_true (isnan (lw_demand_series_get (series, 2025)));
  g_assert_true (isnan (lw_demand_series_get (series, 2031)));
  g_assert_cmpint (lw_demand_series_get_points (series, &n_points)[0].year, ==, 2026);
  g_assert_cmpuint (n_points, ==, 2);
}

static void
test_plan (void)
{
  g_autoptr (LwPlan) plan = lw_plan_new ("Noord", 4000, 2027, 2);

  g_assert_true (lw_plan_validate (plan, NULL));
  g_assert_false (lw_plan_builds_in (plan, 2026));
  g_assert_true (lw_plan_builds_in (plan, 2028));
  g_assert_false (lw_plan_builds_in (plan, 2029));
  plan->scrapped_from = 2028;
  g_assert_false (lw_plan_builds_in (plan, 2028));
  plan->bvo_m2 = NAN;
  g_assert_false (lw_plan_validate (plan, NULL));
}

static void
test_trajectory (void)
{
  g_autoptr (LwTrajectory) trajectory = lw_trajectory_new (2025, 3, "GM0344", "Utrecht");
  double *rate = lw_trajectory_edit_column (trajectory, LW_TRAJECTORY_RATE);
  double *withdrawn = lw_trajectory_edit_column (trajectory, LW_TRAJECTORY_WITHDRAWN);

  g_assert_true (isnan (lw_trajectory_get (trajectory, LW_TRAJECTORY_RATE, 2025)));
  g_assert_cmpint (lw_trajectory_find_norm_year (trajectory, 0.05), ==, 0);
  rate[2] = 0.05;
  g_assert_cmpint (lw_trajectory_find_norm_year (trajectory, 0.05), ==, 2027);
  withdrawn[1] = 10;
  withdrawn[2] = 5;
  g_assert_cmpfloat (lw_trajectory_get_cumulative (trajectory, LW_TRAJECTORY_WITHDRAWN, 2027), ==, 15);
  g_assert_true (isnan (lw_trajectory_get (trajectory, LW_TRAJECTORY_RATE, 2028)));
  g_assert_cmpstr (lw_trajectory_column_get_name (LW_TRAJECTORY_FUND_EUR), ==, "fund_eur");
  g_assert_cmpstr (lw_trajectory_column_get_name (LW_TRAJECTORY_CBS_LONG), ==, "cbs_long");

  g_autoptr (LwOfficeStates) states = lw_office_states_new (2025, 2, 4);
  lw_office_states_edit_column (states, LW_OFFICE_STATE_C3, 2026)[3] = 7;
  g_assert_cmpfloat (lw_office_states_get_column (states, LW_OFFICE_STATE_C3, 2026)[3], ==, 7);
  g_assert_null (lw_office_states_get_column (states, LW_OFFICE_STATE_C3, 2027));
}

static void
test_move_measure (void)
{
  g_autoptr (LwScenario) scenario = lw_scenario_new ("Order");
  LwMeasure *one = lw_measure_new (LW_MEASURE_TRANSFORM, 2027), *two = lw_measure_new (LW_MEASURE_DEMOLISH, 2027),
            *three = lw_measure_new (LW_MEASURE_RENOVATE, 2027);

  lw_scenario_add_measure (scenario, one);
  lw_scenario_add_measure (scenario, two);
  lw_scenario_add_measure (scenario, three);
  g_assert_true (lw_scenario_move_measure (scenario, one->uid, 1));
  g_assert_true (g_ptr_array_index (scenario->measures, 0) == two && g_ptr_array_index (scenario->measures, 1) == one);
  g_assert_true (lw_scenario_move_measure (scenario, three->uid, -9));
  g_assert_true (g_ptr_array_index (scenario->measures, 0) == three);
  g_assert_false (lw_scenario_move_measure (scenario, three->uid, -1));
  g_assert_false (lw_scenario_move_measure (scenario, "nobody", 1));
  g_assert_cmpuint (scenario->measures->len, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scenario-model/source-marks", test_source_marks);
  g_test_add_func ("/scenario-model/measure-particulars", test_measure_particulars);
  g_test_add_func ("/scenario-model/parameters-table", test_parameters_table);
  g_test_add_func ("/scenario-model/parameters-refuse", test_parameters_refuse);
  g_test_add_func ("/scenario-model/scenario-copy", test_scenario_copy);
  g_test_add_func ("/scenario-model/scenario-validate", test_scenario_validate);
  g_test_add_func ("/scenario-model/demand-path", test_demand_path);
  g_test_add_func ("/scenario-model/demand-series", test_demand_series);
  g_test_add_func ("/scenario-model/plan", test_plan);
  g_test_add_func ("/scenario-model/trajectory", test_trajectory);
  g_test_add_func ("/scenario-model/move-measure", test_move_measure);
  return g_test_run ();
}

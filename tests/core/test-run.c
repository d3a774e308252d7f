/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-run: a document and a scenario become trajectories. The document is example 3 of the domain model, its
 * offices split by the age of their vacancy (the step treats parts of equal attractiveness alike, so the sums
 * must be those of the example). Attractiveness comes from the building year alone: 0.8, 0.5 and 0.2. */
#include "analysis/lw-run.h"
#include "model/lw-error.h"
#include "model/lw-offices-builder.h"

#include <math.h>
#include <string.h>

typedef struct {
  gint64 id;
  double stock, vacant;
  int since; /* year in whose June it fell vacant, 0: unknown or not vacant */
  int built;
  const char *municipality;
} Row;

static const Row example[] = {
  { 1, 10000, 500, 2024, 2010, "GM0001" }, { 2, 6800, 400, 2024, 1996, "GM0001" },
  { 3, 700, 700, 2023, 1996, "GM0001" },   { 4, 500, 500, 2022, 1996, "GM0001" },
  { 5, 6000, 1200, 2024, 1970, "GM0002" }, { 6, 2000, 2000, 2023, 1970, "GM0002" },
  { 7, 1500, 1500, 2022, 1970, "GM0002" }, { 8, 2500, 2500, 2015, 1970, "GM0002" },
};

static void
add_row (LwOfficesBuilder *builder, const Row *row)
{
  guint i = lw_offices_builder_add (builder);

  lw_offices_builder_set_id (builder, i, row->id);
  lw_offices_builder_set_text (builder, LW_OFFICE_REGION, i, "West");
  lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, i, row->municipality);
  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, i, row->stock);
  lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, i, LW_AREA_VVO);
  lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, i, row->vacant);
  if (row->since != 0)
    lw_offices_builder_set_date (builder, LW_OFFICE_VACANT_SINCE, i, lw_date_from_ymd (row->since, 6, 1));
  lw_offices_builder_set_integer (builder, LW_OFFICE_BUILD_YEAR, i, row->built);
}

static LwOffices *
make_offices (const Row *extra, guint n_extra)
{
  const LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (G_N_ELEMENTS (example) + n_extra);

  for (guint i = 0; i < G_N_ELEMENTS (example); i++)
    add_row (builder, &example[i]);
  for (guint i = 0; i < n_extra; i++)
    add_row (builder, &extra[i]);
  g_autoptr (LwOffices) raw = lw_offices_builder_end (builder);
  return lw_offices_derive (raw, &settings, lw_date_from_ymd (2025, 1, 1));
}

static LwScenario *
make_scenario (void)
{
  LwScenario *scenario = lw_scenario_new ("Example 3");
  double *v = scenario->parameters.value;

  v[LW_PARAM_RELEASE_RATE] = 0.05;
  v[LW_PARAM_WEIGHT_STATION] = v[LW_PARAM_WEIGHT_LOCATION] = v[LW_PARAM_WEIGHT_LABEL] = 0;
  v[LW_PARAM_WEIGHT_FACILITIES] = 0;
  v[LW_PARAM_WEIGHT_YEAR] = 1;
  scenario->demand.kind = LW_DEMAND_GROWTH;
  scenario->demand.growth = -0.01;
  scenario->horizon_year = 2031;
  return scenario;
}

static LwRun *
run (LwOffices *offices, const LwScenario *scenario, GPtrArray *plans, int by)
{
  g_autoptr (GError) error = NULL;
  LwRunInput input
      = { .offices = offices, .scenario = scenario, .plans = plans, .by = by, .keep_states = TRUE };
  LwRun *result = lw_run_scenario (&input, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static GPtrArray *
make_plans (const char *municipality)
{
  GPtrArray *plans = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_plan_free);
  LwPlan *plan = lw_plan_new ("Noord", 4000, 2027, 2);

  plan->hard = TRUE;
  plan->municipality_code = g_strdup (municipality);
  g_ptr_array_add (plans, plan);
  return plans;
}

static double
get (const LwRun *result, LwTrajectoryColumn column, int year)
{
  return lw_trajectory_get (result->total, column, year);
}

static void
test_run_example (void)
{
  g_autoptr (LwOffices) offices = make_offices (NULL, 0);
  g_autoptr (LwScenario) scenario = make_scenario ();
  g_autoptr (GPtrArray) plans = make_plans ("GM0001");
  g_autoptr (LwRun) result = run (offices, scenario, plans, LW_RUN_NO_GROUPS);

  g_assert_cmpint (result->base_year, ==, 2025);
  g_assert_cmpint (result->horizon_year, ==, 2031);
  g_assert_cmpuint (lw_trajectory_get_n_rows (result->total), ==, 7);
  g_assert_cmpfloat_with_epsilon (get (result, LW_TRAJECTORY_VACANCY, 2025), 9300, 1e-6);
  g_assert_true (isnan (get (result, LW_TRAJECTORY_TAKEUP, 2025)));
  g_assert_cmpfloat_with_epsilon (get (result, LW_TRAJECTORY_VACANCY, 2028), 10714.8, 0.05);
  g_assert_cmpfloat_with_epsilon (get (result, LW_TRAJECTORY_STRUCTURAL, 2028), 8327.5, 0.05);
  g_assert_cmpfloat_with_epsilon (get (result, LW_TRAJECTORY_VACANCY, 2031), 12111.4, 0.05);
  g_assert_cmpfloat_with_epsilon (get (result, LW_TRAJECTORY_STRUCTURAL, 2031), 10000.6, 0.05);
  g_assert_cmpfloat_with_epsilon (get (result, LW_TRAJECTORY_COMPLETED, 2028), 800, 1e-9);
  g_assert_cmpfloat (get (result, LW_TRAJECTORY_DWELLINGS, 2031), ==, 0);
  g_assert_true (isnan (get (result, LW_TRAJECTORY_FUND_EUR, 2031)));
  g_assert_cmpuint (result->notes.assumed_regions, ==, 0);

  scenario->plan_share_kept = 0;
  g_autoptr (LwRun) without = run (offices, scenario, plans, LW_RUN_NO_GROUPS);
  g_assert_cmpfloat (get (without, LW_TRAJECTORY_COMPLETED, 2028), ==, 0);
}

/* Example 2b: C loses the 6,000 m2 that stand empty longest. */
static void
test_run_transformation (void)
{
  g_autoptr (LwOffices) offices = make_offices (NULL, 0);
  g_autoptr (LwScenario) scenario = make_scenario ();
  LwMeasure *measure = lw_measure_new (LW_MEASURE_TRANSFORM, 2025);

  for (gint64 id = 6; id <= 8; id++)
    lw_measure_add_office (measure, id);
  lw_measure_add_office (measure, 99);
  lw_scenario_add_measure (scenario, measure);
  lw_scenario_add_measure (scenario, lw_measure_new (LW_MEASURE_TRANSFORM, 2024));
  lw_demand_path_set_override (&scenario->demand, NULL, 2026, 20300);
  g_autoptr (LwRun) result = run (offices, scenario, NULL, LW_DIMENSION_MUNICIPALITY);

  g_assert_cmpuint (result->notes.missing_offices, ==, 1);
  g_assert_cmpuint (result->notes.outside_measures, ==, 1);
  g_assert_cmpfloat_with_epsilon (get (result, LW_TRAJECTORY_WITHDRAWN, 2026), 6000, 1e-9);
  g_assert_cmpfloat_with_epsilon (get (result, LW_TRAJECTORY_VACANCY, 2026), 3700, 1e-6);
  g_assert_cmpfloat_with_epsilon (get (result, LW_TRAJECTORY_STRUCTURAL, 2026), 457.16, 0.005);
  /* 37, 28 and 46 dwellings, in the row after the delivery year 2027 */
  g_assert_cmpfloat (get (result, LW_TRAJECTORY_DWELLINGS, 2027), ==, 0);
  g_assert_cmpfloat (get (result, LW_TRAJECTORY_DWELLINGS, 2028), ==, 111);
  /* What the measures deliver adds up to what the whole does. */
  GHashTableIter iter;
  gpointer dwellings;
  double sum = 0;
  g_hash_table_iter_init (&iter, result->dwellings);
  while (g_hash_table_iter_next (&iter, NULL, &dwellings))
    sum += *(double *)dwellings;
  g_assert_cmpuint (g_hash_table_size (result->dwellings), >, 0);
  g_assert_cmpfloat (sum, ==, lw_trajectory_get_cumulative (result->total, LW_TRAJECTORY_DWELLINGS, 2031));
  g_assert_cmpfloat_with_epsilon (get (result, LW_TRAJECTORY_INVESTMENT_EUR, 2026), 17151750 / 2.0, 1);
  g_assert_cmpfloat_with_epsilon (get (result, LW_TRAJECTORY_INVESTMENT_EUR, 2027), 17151750 / 2.0, 1);
  g_assert_cmpfloat (get (result, LW_TRAJECTORY_INVESTMENT_EUR, 2028), ==, 0);

  g_assert_cmpuint (result->groups->len, ==, 2);
  const LwTrajectory *second = g_ptr_array_index (result->groups, 1);
  g_assert_cmpstr (lw_trajectory_get_key (second), ==, "GM0002");
  g_assert_cmpfloat (lw_trajectory_get (second, LW_TRAJECTORY_DWELLINGS, 2028), ==, 111);
  g_assert_cmpfloat_with_epsilon (lw_trajectory_get (second, LW_TRAJECTORY_STOCK, 2026), 6000, 1e-9);
  g_assert_true (isnan (lw_trajectory_get (second, LW_TRAJECTORY_SHORTAGE, 2026)));

  const float *stock = lw_office_states_get_column (result->states, LW_OFFICE_STATE_STOCK, 2026);
  g_assert_cmpfloat (stock[0], ==, 10000);
  g_assert_cmpfloat (stock[7], ==, 0);

  measure->enabled = FALSE;
  g_autoptr (LwRun) off = run (offices, scenario, NULL, LW_DIMENSION_REGION);
  g_assert_cmpfloat (get (off, LW_TRAJECTORY_WITHDRAWN, 2026), ==, 0);
  g_assert_cmpuint (off->groups->len, ==, 1);
  g_assert_cmpfloat (lw_trajectory_get (g_ptr_array_index (off->groups, 0), LW_TRAJECTORY_SHORTAGE, 2026), ==,
                     0);
}

static void
test_run_unknown (void)
{
  const Row extra[] = { { 20, 1000, NAN, 0, 1996, "GM0001" },
                        { 21, NAN, 10, 0, 1996, "GM0001" },
                        { 22, 100, 100, 0, 1996, "GM0001" } };
  g_autoptr (LwOffices) offices = make_offices (extra, G_N_ELEMENTS (extra));
  g_autoptr (LwScenario) scenario = make_scenario ();

  g_autoptr (LwRun) out = run (offices, scenario, NULL, LW_RUN_NO_GROUPS);
  g_assert_cmpuint (out->notes.unknown_offices, ==, 1);
  g_assert_cmpfloat (out->notes.unknown_stock_m2, ==, 1000);
  g_assert_cmpfloat (out->notes.stock_m2, ==, 31100);
  g_assert_cmpuint (out->notes.area_unknown_offices, ==, 1);
  g_assert_cmpfloat (out->notes.age_unknown_m2, ==, 100);
  g_assert_cmpfloat_with_epsilon (get (out, LW_TRAJECTORY_STOCK, 2025), 30100, 1e-6);
  g_assert_cmpfloat_with_epsilon (get (out, LW_TRAJECTORY_STRUCTURAL, 2025), 2533, 1e-6);
  g_assert_true (isnan (lw_office_states_get_column (out->states, LW_OFFICE_STATE_STOCK, 2025)[8]));

  scenario->unknown_vacancy = LW_UNKNOWN_VACANCY_OCCUPIED;
  g_autoptr (LwRun) occupied = run (offices, scenario, NULL, LW_RUN_NO_GROUPS);
  g_assert_cmpfloat_with_epsilon (get (occupied, LW_TRAJECTORY_OCCUPIED, 2025), 21700, 1e-6);

  scenario->unknown_vacancy = LW_UNKNOWN_VACANCY_REGIONAL_RATE;
  g_autoptr (LwRun) rated = run (offices, scenario, NULL, LW_RUN_NO_GROUPS);
  g_assert_cmpfloat_with_epsilon (get (rated, LW_TRAJECTORY_RATE, 2025), 9400 / 30100.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (get (rated, LW_TRAJECTORY_STOCK, 2025), 31100, 1e-6);
}

static void
test_run_demand (void)
{
  const Row extra[] = { { 20, 30000, NAN, 0, 1996, "GM0001" } };
  g_autoptr (LwOffices) offices = make_offices (extra, 1);
  g_autoptr (LwScenario) scenario = make_scenario ();
  g_autoptr (GPtrArray) demand = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_demand_series_free);
  LwDemandSeries *series = lw_demand_series_new ("West", "a study");
  LwRunInput input = { .offices = offices, .scenario = scenario, .demand = demand, .by = LW_RUN_NO_GROUPS };

  lw_demand_series_set (series, 2025, 41400, NULL);
  lw_demand_series_set (series, 2027, 40000, NULL);
  g_ptr_array_add (demand, series);
  scenario->demand.kind = LW_DEMAND_DOCUMENT;
  g_autoptr (LwRun) given = lw_run_scenario (&input, NULL, NULL);
  /* half of the market is known, and demand follows */
  g_assert_cmpfloat_with_epsilon (get (given, LW_TRAJECTORY_OCCUPIED, 2027), 20000, 1e-6);
  g_assert_cmpfloat_with_epsilon (get (given, LW_TRAJECTORY_OCCUPIED, 2028), 20000 * 0.99, 1e-6);
  g_assert_cmpuint (given->notes.assumed_regions, ==, 0);

  g_ptr_array_set_size (demand, 0);
  g_autoptr (LwRun) assumed = lw_run_scenario (&input, NULL, NULL);
  g_assert_cmpuint (assumed->notes.assumed_regions, ==, 1);
  g_assert_cmpfloat_with_epsilon (get (assumed, LW_TRAJECTORY_OCCUPIED, 2026), 20700 * 0.99, 1e-6);

  input.band = LW_DEMAND_BAND_LOW;
  g_autoptr (LwRun) low = lw_run_scenario (&input, NULL, NULL);
  g_assert_cmpfloat (get (low, LW_TRAJECTORY_OCCUPIED, 2031), <, get (assumed, LW_TRAJECTORY_OCCUPIED, 2031));
}

static void
test_run_plans (void)
{
  g_autoptr (LwOffices) offices = make_offices (NULL, 0);
  g_autoptr (LwScenario) scenario = make_scenario ();
  g_autoptr (GPtrArray) plans = make_plans ("GM0003");
  LwPlan *plan = g_ptr_array_index (plans, 0);
  double stock = 0;

  plan->region = g_strdup ("Oost");
  g_autoptr (LwRun) result = run (offices, scenario, plans, LW_DIMENSION_MUNICIPALITY);
  g_assert_cmpuint (result->groups->len, ==, 3);
  const LwTrajectory *third = g_ptr_array_index (result->groups, 2);
  g_assert_cmpstr (lw_trajectory_get_key (third), ==, "GM0003");
  g_assert_cmpfloat_with_epsilon (lw_trajectory_get (third, LW_TRAJECTORY_STOCK, 2031), 1600, 1e-9);
  for (guint i = 0; i < 3; i++)
    stock += lw_trajectory_get (g_ptr_array_index (result->groups, i), LW_TRAJECTORY_STOCK, 2031);
  g_assert_cmpfloat_with_epsilon (stock, get (result, LW_TRAJECTORY_STOCK, 2031), 1e-6);

  plan->scrapped_from = 2028;
  g_autoptr (LwRun) half = run (offices, scenario, plans, LW_RUN_NO_GROUPS);
  g_assert_cmpfloat_with_epsilon (get (half, LW_TRAJECTORY_STOCK, 2031), 30800, 1e-6);
  plan->office = 1;
  plan->probability = 1;
  g_autoptr (LwRun) added = run (offices, scenario, plans, LW_RUN_NO_GROUPS);
  g_assert_cmpfloat (lw_office_states_get_column (added->states, LW_OFFICE_STATE_STOCK, 2031)[0], ==, 11600);
}

/* A plan adds to an office that is left out for want of its vacancy: what it adds belongs to a group all the same. */
static void
test_run_plan_on_unknown (void)
{
  const Row extra[] = { { 20, 1000, NAN, 0, 1996, "GM0004" } };
  g_autoptr (LwOffices) offices = make_offices (extra, 1);
  g_autoptr (LwScenario) scenario = make_scenario ();
  g_autoptr (GPtrArray) plans = make_plans ("GM0004");

  ((LwPlan *)g_ptr_array_index (plans, 0))->office = 20;
  g_autoptr (LwRun) result = run (offices, scenario, plans, LW_DIMENSION_MUNICIPALITY);
  g_assert_cmpfloat_with_epsilon (get (result, LW_TRAJECTORY_STOCK, 2031), 31600, 1e-6);
  g_assert_cmpuint (result->groups->len, ==, 3);
  const LwTrajectory *third = g_ptr_array_index (result->groups, 2);
  g_assert_cmpfloat_with_epsilon (lw_trajectory_get (third, LW_TRAJECTORY_STOCK, 2031), 1600, 1e-6);
}

static void
test_run_renovation (void)
{
  g_autoptr (LwOffices) offices = make_offices (NULL, 0);
  g_autoptr (LwScenario) scenario = make_scenario ();
  double *v = scenario->parameters.value;
  LwMeasure *measure = lw_measure_new (LW_MEASURE_RENOVATE, 2025);

  v[LW_PARAM_WEIGHT_LABEL] = 0.5;
  lw_measure_set_target_label (measure, "A+");
  lw_measure_add_office (measure, 5);
  lw_scenario_add_measure (scenario, measure);
  g_autoptr (LwRun) with = run (offices, scenario, NULL, LW_RUN_NO_GROUPS);
  measure->enabled = FALSE;
  g_autoptr (LwRun) without = run (offices, scenario, NULL, LW_RUN_NO_GROUPS);

  const float *better = lw_office_states_get_column (with->states, LW_OFFICE_STATE_OCCUPIED, 2027);
  const float *same = lw_office_states_get_column (without->states, LW_OFFICE_STATE_OCCUPIED, 2027);
  g_assert_cmpfloat (better[4], ==, same[4]); /* works last until 1 January 2027 */
  better = lw_office_states_get_column (with->states, LW_OFFICE_STATE_OCCUPIED, 2028);
  same = lw_office_states_get_column (without->states, LW_OFFICE_STATE_OCCUPIED, 2028);
  g_assert_cmpfloat (better[4], >, same[4] + 100);
  g_assert_cmpfloat_with_epsilon (get (with, LW_TRAJECTORY_INVESTMENT_EUR, 2026), 6000 / 0.8 * 600 / 2, 1e-3);
  g_assert_cmpfloat (get (with, LW_TRAJECTORY_WITHDRAWN, 2026), ==, 0);
}

/* Two renovations of one office follow each other by year, wherever they stand in the list. */
static void
test_run_renovation_order (void)
{
  g_autoptr (LwOffices) offices = make_offices (NULL, 0);
  g_autoptr (LwScenario) scenario = make_scenario ();
  LwMeasure *half = lw_measure_new (LW_MEASURE_RENOVATE, 2027);
  LwMeasure *whole = lw_measure_new (LW_MEASURE_RENOVATE, 2025);

  scenario->parameters.value[LW_PARAM_WEIGHT_LABEL] = 0.5;
  half->share = 0.5;
  lw_measure_add_office (half, 5);
  lw_measure_add_office (whole, 5);
  lw_scenario_add_measure (scenario, half);
  lw_scenario_add_measure (scenario, whole);
  g_autoptr (LwRun) late_first = run (offices, scenario, NULL, LW_RUN_NO_GROUPS);
  half->enabled = FALSE;
  g_autoptr (LwRun) whole_only = run (offices, scenario, NULL, LW_RUN_NO_GROUPS);
  half->enabled = TRUE;
  g_assert_true (lw_scenario_move_measure (scenario, whole->uid, -1));
  g_autoptr (LwRun) early_first = run (offices, scenario, NULL, LW_RUN_NO_GROUPS);
  for (int year = 2028; year <= 2031; year++)
    {
      double late = lw_office_states_get_column (late_first->states, LW_OFFICE_STATE_OCCUPIED, year)[4];
      g_assert_cmpfloat (
          late, ==, lw_office_states_get_column (early_first->states, LW_OFFICE_STATE_OCCUPIED, year)[4]);
      /* the second has nothing to add to a renovation of the whole, and takes nothing away */
      g_assert_cmpfloat (
          late, ==, lw_office_states_get_column (whole_only->states, LW_OFFICE_STATE_OCCUPIED, year)[4]);
    }
}

static void
test_run_fund (void)
{
  g_autoptr (LwOffices) offices = make_offices (NULL, 0);
  g_autoptr (LwScenario) scenario = make_scenario ();
  LwMeasure *measure = lw_measure_new (LW_MEASURE_DEMOLISH, 2025);

  lw_measure_add_office (measure, 8);
  lw_scenario_add_measure (scenario, measure);
  scenario->parameters.value[LW_PARAM_FUND_ACTIVE] = 1;
  scenario->parameters.value[LW_PARAM_FUND_OPENING] = 1000;
  g_autoptr (LwRun) result = run (offices, scenario, NULL, LW_RUN_NO_GROUPS);
  g_assert_cmpfloat (get (result, LW_TRAJECTORY_FUND_EUR, 2025), ==, 1000);
  g_assert_cmpfloat_with_epsilon (get (result, LW_TRAJECTORY_FUND_EUR, 2026), 1020 + 2.5 * 30000 - 100 * 2500,
                                  1e-6);
  g_assert_cmpfloat (get (result, LW_TRAJECTORY_DWELLINGS, 2028), ==, 0);
  g_assert_cmpfloat_with_epsilon (get (result, LW_TRAJECTORY_SHORTFALL_EUR, 2026),
                                  800 * 2500 * 1.104 + 75 * 2500 / 0.8, 1e-3);
}

static void
test_run_refuse (void)
{
  g_autoptr (LwOffices) offices = make_offices (NULL, 0);
  g_autoptr (LwOffices) empty = lw_offices_new_empty ();
  g_autoptr (LwScenario) scenario = make_scenario ();
  g_autoptr (GError) error = NULL;
  LwRunInput input = { .offices = offices, .scenario = scenario, .by = LW_RUN_NO_GROUPS };

  scenario->horizon_year = 2025;
  g_assert_null (lw_run_scenario (&input, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "2025"));

  /* a document without offices is no mistake */
  scenario->base_year = 2025;
  scenario->horizon_year = 2030;
  g_autoptr (LwRun) nothing = run (empty, scenario, NULL, LW_DIMENSION_REGION);
  g_assert_cmpfloat (get (nothing, LW_TRAJECTORY_STOCK, 2030), ==, 0);
  g_assert_true (isnan (get (nothing, LW_TRAJECTORY_RATE, 2030)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/example", test_run_example);
  g_test_add_func ("/run/transformation", test_run_transformation);
  g_test_add_func ("/run/unknown", test_run_unknown);
  g_test_add_func ("/run/demand", test_run_demand);
  g_test_add_func ("/run/plans", test_run_plans);
  g_test_add_func ("/run/plan-on-unknown", test_run_plan_on_unknown);
  g_test_add_func ("/run/renovation", test_run_renovation);
  g_test_add_func ("/run/renovation-order", test_run_renovation_order);
  g_test_add_func ("/run/fund", test_run_fund);
  g_test_add_func ("/run/refuse", test_run_refuse);
  return g_test_run ();
}

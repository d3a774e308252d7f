/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-balance: the balance of supply and demand of a document: example 1 of the domain model from two offices, and
 * what holds for any document: parts add up, the whole is computed from its sums, room and surplus agree. */
#include "analysis/lw-balance-run.h"
#include "fixture-scenario.h"
#include "model/lw-error.h"

#include <string.h>

static void
add_office (LwOfficesBuilder *builder, const char *municipality, double stock, double vacant)
{
  guint i = lw_offices_builder_add (builder);

  lw_offices_builder_set_id (builder, i, i + 1);
  lw_offices_builder_set_text (builder, LW_OFFICE_REGION, i, "West");
  lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, i, municipality);
  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, i, stock);
  lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, i, LW_AREA_VVO);
  lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, i, vacant);
}

/* 500,000 m2 of which 80,000 vacant, and beside it what cannot count. */
static LwOffices *
make_example (void)
{
  const LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (4);

  add_office (builder, "GM0001", 300000, 20000);
  add_office (builder, "GM0002", 200000, 60000);
  add_office (builder, "GM0002", 5000, NAN);
  add_office (builder, "GM0003", 20000, NAN);
  g_autoptr (LwOffices) raw = lw_offices_builder_end (builder);
  return lw_offices_derive (raw, &settings, FIXTURE_DATE);
}

static LwPlan *
make_plan (double bvo, gboolean hard, double probability, int first_year, int n_years)
{
  LwPlan *plan = lw_plan_new ("Noord", bvo, first_year, n_years);

  plan->hard = hard;
  plan->probability = probability;
  plan->municipality_code = g_strdup ("GM0001");
  return plan;
}

static void
test_balance_example (void)
{
  g_autoptr (LwOffices) offices = make_example ();
  g_autoptr (LwScenario) scenario = lw_scenario_new ("Example 1");
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_plan_free);
  LwRunInput input
      = { .offices = offices, .scenario = scenario, .plans = plans, .by = LW_DIMENSION_MUNICIPALITY };

  scenario->demand.kind = LW_DEMAND_GROWTH;
  scenario->demand.growth = -0.005;
  g_ptr_array_add (plans, make_plan (25000, TRUE, 0.5, 2026, 2)); /* 10,000 m2 vvo */
  g_ptr_array_add (plans, make_plan (8000, FALSE, 0, 2033, 4));   /* half before 2035, and not expected */
  g_autoptr (LwBalanceSheet) sheet = lw_balance_run (&input, 2035, NULL, NULL);
  const LwBalanceRow *total = sheet->total;

  g_assert_cmpint (sheet->base_year, ==, 2025);
  g_assert_cmpfloat (total->stock_m2, ==, 500000);
  g_assert_cmpfloat (total->vacant_m2, ==, 80000);
  g_assert_cmpfloat (total->vacancy_rate, ==, 0.16);
  g_assert_cmpfloat_with_epsilon (total->normal_vacancy_m2, 25000, 1e-6);
  g_assert_cmpfloat_with_epsilon (total->surplus_m2, 55000, 1e-6);
  g_assert_cmpfloat_with_epsilon (total->task_m2, 57894.7, 0.05);
  g_assert_cmpfloat_with_epsilon (total->demand_m2, 399466.3, 0.05);
  g_assert_cmpfloat_with_epsilon (total->plans_expected_m2, 10000, 1e-6);
  g_assert_cmpfloat_with_epsilon (total->required_withdrawal_m2, 89509.2, 0.05);
  g_assert_cmpfloat_with_epsilon (total->surplus_plans_m2, 89509.2, 0.05);
  g_assert_cmpfloat (total->room_m2, ==, 0);
  g_assert_cmpfloat (total->plans_hard_bvo_m2, ==, 25000);
  g_assert_cmpfloat (total->plans_soft_bvo_m2, ==, 4000);
  g_assert_cmpfloat (total->plans_later_bvo_m2, ==, 4000);
  g_assert_cmpfloat (total->unknown_m2, ==, 25000);
  g_assert_cmpfloat_with_epsilon (total->unknown_share, 25000 / 525000.0, 1e-12);

  /* The task of each: 5,000 / 0.95 and 50,000 / 0.95; an area where nothing is known says so. */
  g_assert_cmpuint (sheet->rows->len, ==, 3);
  const LwBalanceRow *first = g_ptr_array_index (sheet->rows, 0), *third = g_ptr_array_index (sheet->rows, 2);
  g_assert_cmpstr (first->key, ==, "GM0001");
  g_assert_cmpfloat_with_epsilon (first->task_m2, 5000 / 0.95, 1e-6);
  g_assert_cmpfloat_with_epsilon (first->demand_m2, total->demand_m2 * 280 / 420, 1e-6);
  g_assert_cmpfloat_with_epsilon (sheet->task_of_rows_m2, 55000 / 0.95, 1e-6);
  g_assert_cmpfloat (third->stock_m2, ==, 0);
  g_assert_true (isnan (third->vacancy_rate));
  g_assert_cmpfloat (third->unknown_share, ==, 1);
}

static double
demand_of (const LwBalanceSheet *sheet, guint row)
{
  return ((const LwBalanceRow *)g_ptr_array_index (sheet->rows, row))->demand_m2 / sheet->total->demand_m2;
}

/* Given parts count as they are; who has none shares the rest by space in use; what is not 1 in all is told. */
static void
test_balance_shares (void)
{
  g_autoptr (LwOffices) offices = make_example ();
  g_autoptr (LwScenario) scenario = lw_scenario_new ("Example 1");
  g_autoptr (GArray) shares = lw_demand_shares_new ();
  LwDemandShare first = { "GM0001", 0.4, NULL }, second = { "GM0002", 0.55, NULL }, third = { "GM0003", 0.05, NULL };
  LwRunInput input
      = { .offices = offices, .scenario = scenario, .shares = shares, .by = LW_DIMENSION_MUNICIPALITY };

  scenario->demand.kind = LW_DEMAND_GROWTH;
  g_autoptr (LwBalanceSheet) none = lw_balance_run (&input, 2035, NULL, NULL);
  g_assert_cmpuint (none->n_given_shares, ==, 0);
  g_assert_cmpfloat_with_epsilon (demand_of (none, 0), 280 / 420.0, 1e-12);

  lw_demand_shares_set (shares, &first);
  g_autoptr (LwBalanceSheet) one = lw_balance_run (&input, 2035, NULL, NULL);
  g_assert_true (one->shares_demand);
  g_assert_cmpuint (one->n_given_shares, ==, 1);
  g_assert_cmpuint (one->share_sums->len, ==, 0);
  g_assert_cmpfloat_with_epsilon (demand_of (one, 0), 0.4, 1e-12);
  g_assert_cmpfloat_with_epsilon (demand_of (one, 1), 0.6, 1e-12);
  g_assert_cmpfloat (one->total->demand_m2, ==, none->total->demand_m2);

  lw_demand_shares_set (shares, &second);
  lw_demand_shares_set (shares, &third);
  g_autoptr (LwBalanceSheet) all = lw_balance_run (&input, 2035, NULL, NULL);
  g_assert_cmpuint (all->n_given_shares, ==, 3);
  g_assert_cmpuint (all->share_sums->len, ==, 0);
  g_assert_cmpfloat_with_epsilon (demand_of (all, 2), 0.05, 1e-12);

  third.share = 0.5;
  lw_demand_shares_set (shares, &third);
  g_autoptr (LwBalanceSheet) more = lw_balance_run (&input, 2035, NULL, NULL);
  g_assert_cmpuint (more->share_sums->len, ==, 1);
  const LwBalanceShareSum *told = g_ptr_array_index (more->share_sums, 0);
  g_assert_cmpstr (told->region, ==, "West");
  g_assert_cmpfloat_with_epsilon (told->sum, 1.45, 1e-12);
  g_assert_cmpfloat_with_epsilon (demand_of (more, 0), 0.4, 1e-12);

  /* By market nothing is shared. */
  input.by = LW_DIMENSION_REGION;
  g_autoptr (LwBalanceSheet) market = lw_balance_run (&input, 2035, NULL, NULL);
  g_assert_cmpuint (market->n_given_shares, ==, 0);
  g_assert_cmpfloat_with_epsilon (demand_of (market, 0), 1, 1e-12);
}

/* Taking space away makes room for as much; offices of unknown vacancy follow the scenario. */
static void
test_balance_scenario (void)
{
  g_autoptr (LwOffices) offices = make_example ();
  g_autoptr (LwScenario) scenario = lw_scenario_new ("Example 1");
  LwMeasure *measure = lw_measure_new (LW_MEASURE_DEMOLISH, 2030);
  LwRunInput input = { .offices = offices, .scenario = scenario, .by = LW_RUN_NO_GROUPS };

  scenario->demand.kind = LW_DEMAND_GROWTH;
  scenario->demand.growth = -0.005;
  measure->share = 0.5;
  lw_measure_add_office (measure, 2);
  lw_scenario_add_measure (scenario, measure);
  g_autoptr (LwBalanceSheet) with = lw_balance_run (&input, 2035, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (with->total->withdrawals_m2, 100000, 1e-6);
  g_assert_cmpfloat_with_epsilon (with->total->required_withdrawal_m2, 79509.2, 0.05);
  g_assert_cmpfloat_with_epsilon (with->total->room_m2, 100000 - 79509.2, 0.05);
  g_autoptr (LwBalanceSheet) before = lw_balance_run (&input, 2030, NULL, NULL);
  g_assert_cmpfloat (before->total->withdrawals_m2, ==, 0);

  scenario->unknown_vacancy = LW_UNKNOWN_VACANCY_OCCUPIED;
  g_autoptr (LwBalanceSheet) occupied = lw_balance_run (&input, 0, NULL, NULL);
  g_assert_cmpint (occupied->year, ==, 2045);
  g_assert_cmpfloat (occupied->total->stock_m2, ==, 525000);
  g_assert_cmpfloat (occupied->total->vacant_m2, ==, 80000);
}

static void
test_balance_refuse (void)
{
  g_autoptr (LwOffices) offices = make_example ();
  g_autoptr (LwScenario) scenario = lw_scenario_new ("Example 1");
  g_autoptr (GError) error = NULL;
  LwRunInput input = { .offices = offices, .scenario = scenario, .by = LW_RUN_NO_GROUPS };

  g_assert_null (lw_balance_run (&input, 2025, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "2026"));
}

static void
assert_adds_up (const LwBalanceSheet *sheet)
{
  guint n;
  const LwBalanceField *fields = lw_balance_fields (&n);

  for (guint f = 0; f < n; f++)
    {
      double sum = 0, size = 1, whole = lw_balance_row_get (sheet->total, &fields[f]);
      if (!fields[f].is_sum)
        continue;
      for (guint k = 0; k < sheet->rows->len; k++)
        {
          double part = lw_balance_row_get (g_ptr_array_index (sheet->rows, k), &fields[f]);
          sum += part;
          size += fabs (part);
        }
      if (!(fabs (sum - whole) <= 1e-9 * size))
        g_error ("%s: %.12g in parts, %.12g in all", fields[f].name, sum, whole);
    }
}

static void
test_balance_adds_up (void)
{
  for (guint32 seed = 0; seed < 40; seed++)
    {
      g_auto (FixtureDocument) document = fixture_document (300, seed);
      for (guint by = 0; by < 2; by++)
        {
          LwRunInput input
              = fixture_run_input (&document, by == 0 ? LW_DIMENSION_MUNICIPALITY : LW_DIMENSION_REGION);
          g_autoptr (GError) error = NULL;
          g_autoptr (LwBalanceSheet) sheet = lw_balance_run (&input, 2026 + (int)(seed % 12), NULL, &error);
          g_assert_no_error (error);
          g_assert_cmpuint (sheet->rows->len, >, 3);
          assert_adds_up (sheet);
          g_assert_cmpfloat (sheet->total->task_m2, <=, sheet->task_of_rows_m2 * (1 + 1e-9));
          g_assert_cmpfloat_with_epsilon (sheet->total->vacancy_rate,
                                          sheet->total->vacant_m2 / sheet->total->stock_m2, 1e-12);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/balance/example", test_balance_example);
  g_test_add_func ("/balance/shares", test_balance_shares);
  g_test_add_func ("/balance/scenario", test_balance_scenario);
  g_test_add_func ("/balance/refuse", test_balance_refuse);
  g_test_add_func ("/balance/adds-up", test_balance_adds_up);
  return g_test_run ();
}

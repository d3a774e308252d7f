/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-compare: what holds for any two scenarios of any document: a scenario does not differ from itself, differences
 * of areas and offices add up to those of the whole, and what a measure contributes is what a run without it says,
 * with the same bits on any number of threads. */
#include "analysis/lw-comparison-run.h"
#include "analysis/lw-contributions-run.h"
#include "fixture-scenario.h"
#include "model/lw-error.h"

#include <string.h>

#define N_SEEDS 25
#define N_OFFICES 250

static void
assert_close (const char *what, double sum, double whole, double size)
{
  if (!(fabs (sum - whole) <= 1e-9 * MAX (size, 1)))
    g_error ("%s: %.12g in parts, %.12g in all", what, sum, whole);
}

static gboolean
adds_up (LwTrajectoryColumn column)
{
  return column != LW_TRAJECTORY_RATE && column != LW_TRAJECTORY_SHORTAGE && column != LW_TRAJECTORY_FUND_EUR;
}

/* B: other demand, other plans, and half of the measures. */
static LwScenario *
make_other (const LwScenario *scenario, guint32 seed)
{
  LwScenario *other = lw_scenario_copy (scenario);

  lw_scenario_set_name (other, "Other");
  other->demand.growth += 0.01;
  other->plan_share_kept /= 2;
  other->unknown_vacancy = seed % LW_N_UNKNOWN_VACANCY;
  for (guint m = 0; m < other->measures->len; m += 2)
    ((LwMeasure *)g_ptr_array_index (other->measures, m))->enabled ^= TRUE;
  return other;
}

static void
test_compare_itself (void)
{
  g_auto (FixtureDocument) document = fixture_document (N_OFFICES, 7);
  LwRunInput input = fixture_run_input (&document, LW_DIMENSION_MUNICIPALITY);
  g_autoptr (LwComparison) same = lw_comparison_run (&input, document.scenario, TRUE, NULL, NULL);

  g_assert_cmpint (same->first_year, ==, 2025);
  g_assert_cmpint (same->last_year, ==, 2037);
  for (LwTrajectoryColumn c = 0; c < LW_N_TRAJECTORY_COLUMNS; c++)
    {
      const double *all = lw_trajectory_get_column (same->total->difference, c);
      for (guint row = 1; row < 13; row++)
        g_assert_true (c == LW_TRAJECTORY_FUND_EUR ? isnan (all[row]) : all[row] == 0);
      for (guint i = 0; i < same->areas->len; i++)
        {
          const LwComparedArea *area = g_ptr_array_index (same->areas, i);
          for (guint row = 1; row < 13; row++)
            g_assert_true (!(lw_trajectory_get_column (area->difference, c)[row] != 0)
                           || isnan (lw_trajectory_get_column (area->difference, c)[row]));
          g_assert_true (!adds_up (c) || lw_trajectory_get_column (area->difference, c)[12] == 0);
        }
    }
  g_assert_cmpuint (same->offices->len, >, N_OFFICES / 2);
  for (guint i = 0; i < same->offices->len; i++)
    {
      const LwComparedOffice *office = g_ptr_array_index (same->offices, i);
      g_assert_cmpmem (office->a, sizeof office->a, office->b, sizeof office->b);
    }
}

static void
assert_areas_add_up (const LwComparison *comparison)
{
  for (LwTrajectoryColumn c = 0; c < LW_N_TRAJECTORY_COLUMNS; c++)
    for (int year = comparison->first_year + 1; year <= comparison->last_year && adds_up (c); year++)
      {
        double sum = 0, size = 0;
        for (guint i = 0; i < comparison->areas->len; i++)
          {
            const LwComparedArea *area = g_ptr_array_index (comparison->areas, i);
            sum += lw_trajectory_get (area->difference, c, year);
            size += fabs (lw_trajectory_get (area->a, c, year)) + fabs (lw_trajectory_get (area->b, c, year));
          }
        assert_close (lw_trajectory_column_get_name (c), sum,
                      lw_trajectory_get (comparison->total->difference, c, year), size);
      }
}

static void
assert_offices_add_up (const LwComparison *comparison)
{
  double stock = 0, vacancy = 0, structural = 0, size = 0;
  const LwTrajectory *whole = comparison->total->difference;

  for (guint i = 0; i < comparison->offices->len; i++)
    {
      const LwComparedOffice *office = g_ptr_array_index (comparison->offices, i);
      stock += office->b[LW_OFFICE_STATE_STOCK] - office->a[LW_OFFICE_STATE_STOCK];
      vacancy += lw_compared_office_get_vacancy (office->b) - lw_compared_office_get_vacancy (office->a);
      structural += office->b[LW_OFFICE_STATE_C3] - office->a[LW_OFFICE_STATE_C3];
      size += office->a[LW_OFFICE_STATE_STOCK] + office->b[LW_OFFICE_STATE_STOCK];
      g_assert_true ((office->office == 0) == (office->plan != NULL));
    }
  assert_close ("stock", stock, lw_trajectory_get (whole, LW_TRAJECTORY_STOCK, comparison->last_year), size);
  assert_close ("vacancy", vacancy, lw_trajectory_get (whole, LW_TRAJECTORY_VACANCY, comparison->last_year), size);
  assert_close ("structural", structural, lw_trajectory_get (whole, LW_TRAJECTORY_STRUCTURAL, comparison->last_year),
                size);
}

static void
test_compare_adds_up (void)
{
  const int dimensions[] = { LW_DIMENSION_MUNICIPALITY, LW_DIMENSION_REGION, LW_DIMENSION_LABEL };

  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_auto (FixtureDocument) document = fixture_document (N_OFFICES, seed);
      g_autoptr (LwScenario) other = make_other (document.scenario, seed);
      LwRunInput input = fixture_run_input (&document, dimensions[seed % 3]);
      g_autoptr (GError) error = NULL;
      other->base_year = seed % 4 == 0 ? 2027 : 0;
      other->horizon_year = seed % 5 == 0 ? 2033 : 2040;
      g_autoptr (LwComparison) comparison = lw_comparison_run (&input, other, TRUE, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (comparison->first_year, ==, seed % 4 == 0 ? 2027 : 2025);
      g_assert_cmpint (comparison->last_year, ==, seed % 5 == 0 ? 2033 : 2037);
      assert_areas_add_up (comparison);
      assert_offices_add_up (comparison);
    }
}

/* New building has a row of its own, which the other scenario does not have, or not in the same place. */
static void
test_compare_new_building (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_auto (FixtureDocument) document = fixture_document (N_OFFICES, seed);
      g_autoptr (LwScenario) other = make_other (document.scenario, seed);
      LwRunInput input = fixture_run_input (&document, LW_DIMENSION_REGION);
      guint n_new = 0;

      for (guint k = 0; k < 3; k++)
        {
          LwMeasure *measure = lw_measure_new (LW_MEASURE_NEW_BUILD, 2026 + (int)k);
          measure->bvo_m2 = 10000 * (k + 1);
          lw_measure_set_place (measure, "Regio 1", NULL);
          lw_measure_set_note (measure, "Built new");
          lw_scenario_add_measure (k == 1 ? document.scenario : other, measure);
          if (k == 2)
            lw_scenario_add_measure (document.scenario, lw_measure_copy (measure));
        }
      for (guint turn = 0; turn < 2; turn++)
        {
          input.scenario = turn == 0 ? document.scenario : other;
          g_autoptr (LwComparison) comparison
              = lw_comparison_run (&input, turn == 0 ? other : document.scenario, TRUE, NULL, NULL);
          assert_areas_add_up (comparison);
          assert_offices_add_up (comparison);
          for (guint i = 0; i < comparison->offices->len; i++)
            n_new += g_strcmp0 (((LwComparedOffice *)g_ptr_array_index (comparison->offices, i))->plan, "Built new") == 0;
        }
      g_assert_cmpuint (n_new, ==, 6);
    }
}

static void
test_compare_refuse (void)
{
  g_auto (FixtureDocument) document = fixture_document (20, 1);
  g_autoptr (LwScenario) other = lw_scenario_copy (document.scenario);
  LwRunInput input = fixture_run_input (&document, LW_RUN_NO_GROUPS);
  g_autoptr (GError) error = NULL;

  other->base_year = 2037;
  other->horizon_year = 2040;
  g_assert_null (lw_comparison_run (&input, other, FALSE, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "Made up"));
}

static double
run_outcome (const LwRunInput *input, LwOutcome outcome, int year)
{
  static const LwTrajectoryColumn columns[] = { LW_TRAJECTORY_RATE, LW_TRAJECTORY_VACANCY, LW_TRAJECTORY_STRUCTURAL };
  g_autoptr (LwRun) run = lw_run_scenario (input, NULL, NULL);

  if (outcome == LW_OUTCOME_DWELLINGS)
    return lw_trajectory_get_cumulative (run->total, LW_TRAJECTORY_DWELLINGS, year);
  return lw_trajectory_get (run->total, columns[outcome], year);
}

/* The same by the slow way: a run of the whole document without the measure, or with it on fewer offices. */
static void
assert_contributions (const FixtureDocument *document, const LwContributions *result)
{
  LwRunInput input = fixture_run_input (document, LW_RUN_NO_GROUPS);
  GPtrArray *measures = document->scenario->measures;
  double rest = result->all - result->none;

  g_assert_cmpfloat (result->all, ==, run_outcome (&input, result->outcome, result->year));
  g_assert_cmpuint (result->measures->len, ==, measures->len);
  for (guint k = 0; k < result->measures->len; k++)
    {
      const LwContribution *contribution = &g_array_index (result->measures, LwContribution, k);
      g_autoptr (LwScenario) without = lw_scenario_copy (document->scenario);
      LwMeasure *measure = g_ptr_array_index (without->measures, contribution->measure);
      g_assert_cmpfloat (measure->enabled ? 0 : contribution->value, ==, 0);
      measure->enabled = FALSE;
      input.scenario = without;
      g_assert_cmpfloat (contribution->value, ==,
                         result->all - run_outcome (&input, result->outcome, result->year));
      rest -= contribution->value;
    }
  g_assert_cmpfloat (rest, ==, result->measures_rest);
  for (guint k = 0; k < result->offices->len; k++)
    {
      const LwContribution *contribution = &g_array_index (result->offices, LwContribution, k);
      g_autoptr (LwScenario) without = lw_scenario_copy (document->scenario);
      LwMeasure *measure = g_ptr_array_index (without->measures, contribution->measure);
      for (guint i = measure->offices->len; i-- > 0;)
        if (g_array_index (measure->offices, gint64, i) == contribution->office)
          g_array_remove_index (measure->offices, i);
      if (measure->offices->len == 0)
        measure->enabled = FALSE;
      input.scenario = without;
      g_assert_cmpfloat (contribution->value, ==,
                         result->all - run_outcome (&input, result->outcome, result->year));
    }
  for (guint m = 0; m < measures->len; m++)
    ((LwMeasure *)g_ptr_array_index (measures, m))->enabled = FALSE;
  input.scenario = document->scenario;
  g_assert_cmpfloat (result->none, ==, run_outcome (&input, result->outcome, result->year));
}

static void
test_compare_contributions (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_auto (FixtureDocument) document = fixture_document (100, seed);
      LwRunInput input = fixture_run_input (&document, LW_RUN_NO_GROUPS);
      int year = seed % 3 == 0 ? 2030 : 2037;
      g_autoptr (GError) error = NULL;
      g_autoptr (LwContributions) result
          = lw_contributions_run (&input, seed % LW_N_OUTCOMES, seed % 3 == 0 ? year : 0, 0, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (result->year, ==, year);
      assert_contributions (&document, result);
    }
}

static void
test_compare_threads (void)
{
  for (guint32 seed = 0; seed < 4; seed++)
    {
      g_auto (FixtureDocument) document = fixture_document (N_OFFICES, seed + 50);
      LwRunInput input = fixture_run_input (&document, LW_RUN_NO_GROUPS);
      g_autoptr (LwContributions) one = lw_contributions_run (&input, LW_OUTCOME_RATE, 0, 1, NULL, NULL);
      for (guint n_threads = 2; n_threads < 8; n_threads += 2)
        {
          g_autoptr (LwContributions) many
              = lw_contributions_run (&input, LW_OUTCOME_RATE, 0, n_threads, NULL, NULL);
          for (guint k = 0; k < one->offices->len; k++)
            g_assert_true (g_array_index (one->offices, LwContribution, k).value
                           == g_array_index (many->offices, LwContribution, k).value);
          g_assert_true (one->offices_rest == many->offices_rest && one->measures_rest == many->measures_rest);
        }
    }
}

/* What two measures do together is in the rest: each of two takes the same vacant office, once. */
static void
test_compare_rest (void)
{
  g_auto (FixtureDocument) document = fixture_document (50, 3);
  LwRunInput input = fixture_run_input (&document, LW_RUN_NO_GROUPS);
  gint64 office = 0;

  g_ptr_array_set_size (document.scenario->measures, 0);
  for (guint i = 0; office == 0; i++)
    if (document.offices->vacant_stock_m2[i] > 100)
      office = document.offices->id[i];
  for (guint k = 0; k < 2; k++)
    {
      LwMeasure *measure = lw_measure_new (LW_MEASURE_TRANSFORM, 2026);
      lw_measure_add_office (measure, office);
      lw_scenario_add_measure (document.scenario, measure);
    }
  g_autoptr (LwContributions) result = lw_contributions_run (&input, LW_OUTCOME_VACANCY, 0, 0, NULL, NULL);
  g_assert_cmpfloat (g_array_index (result->measures, LwContribution, 0).value, ==, 0);
  g_assert_cmpfloat (g_array_index (result->measures, LwContribution, 1).value, ==, 0);
  g_assert_cmpfloat (result->measures_rest, <, -1);
  g_assert_cmpfloat (result->measures_rest, ==, result->all - result->none);
}

static void
test_compare_cancel (void)
{
  g_auto (FixtureDocument) document = fixture_document (50, 3);
  LwRunInput input = fixture_run_input (&document, LW_RUN_NO_GROUPS);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (lw_contributions_run (&input, LW_OUTCOME_RATE, 0, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (lw_comparison_run (&input, document.scenario, TRUE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (lw_contributions_run (&input, LW_OUTCOME_RATE, 2025, 0, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
}

static void
test_compare_rank (void)
{
  g_autoptr (LwContributions) result = lw_contributions_new (LW_OUTCOME_RATE, 2030);
  const double values[] = { 1, NAN, -3, 0, 3 };

  for (guint k = 0; k < G_N_ELEMENTS (values); k++)
    {
      LwContribution contribution = { k, 0, values[k] };
      g_array_append_val (result->measures, contribution);
    }
  g_autofree guint *order = lw_contributions_rank (result->measures);
  const guint expected[] = { 2, 4, 0, 3, 1 };
  g_assert_cmpmem (order, sizeof expected, expected, sizeof expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compare/itself", test_compare_itself);
  g_test_add_func ("/compare/adds-up", test_compare_adds_up);
  g_test_add_func ("/compare/new-building", test_compare_new_building);
  g_test_add_func ("/compare/refuse", test_compare_refuse);
  g_test_add_func ("/compare/contributions", test_compare_contributions);
  g_test_add_func ("/compare/threads", test_compare_threads);
  g_test_add_func ("/compare/rest", test_compare_rest);
  g_test_add_func ("/compare/cancel", test_compare_cancel);
  g_test_add_func ("/compare/rank", test_compare_rank);
  return g_test_run ();
}

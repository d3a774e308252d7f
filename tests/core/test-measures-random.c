/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-measures-random: what holds whatever measures of every kind do in random documents: the invariants of domain model
 * 6.3, the bits of draws, contributions that are runs without. */
#include "analysis/lw-contributions-run.h"
#include "analysis/lw-monte-carlo.h"
#include "random-document.h"

#include <string.h>

#define N_RANDOM 60

static double
get (const LwRun *run, LwTrajectoryColumn column, int year)
{
  return lw_trajectory_get (run->total, column, year);
}

static LwMeasure *
add_rule (LwScenario *scenario, LwMeasureKind kind, const char *rule, LwMeasureOrder order, double limit)
{
  LwMeasure *measure = lw_measure_new (kind, 2027);

  lw_measure_set_rule (measure, rule);
  measure->rule_order = order;
  measure->rule_limit_m2 = limit;
  lw_scenario_add_measure (scenario, measure);
  return measure;
}

/* A measure of any kind with all that it can have. */
static void
add_any_measure (LwScenario *scenario, LwRandom *random, guint n_offices)
{
  LwMeasure *measure = lw_measure_new ((LwMeasureKind)pick (random, LW_N_MEASURE_KINDS), 2025 + (int)pick (random, 8));

  measure->probability = lw_random_uniform (random);
  measure->share = pick (random, 2) == 0 ? 1 : 0.5;
  measure->delivery_years = (int)pick (random, 4);
  if (pick (random, 2) == 0)
    {
      lw_measure_set_rule (measure, pick (random, 2) == 0 ? "vacancy_years >= 3" : "build_year < 1980");
      measure->rule_order = (LwMeasureOrder)pick (random, LW_MEASURE_ORDER_BEST_SCORE);
      measure->rule_limit_m2 = pick (random, 2) == 0 ? NAN : 1 + pick (random, 20000);
    }
  for (guint k = 0; k < 3; k++)
    lw_measure_add_office (measure, 1 + pick (random, n_offices));
  for (guint k = 0; k < 2; k++)
    {
      g_autofree char *uid = g_strdup_printf ("plan-%u", pick (random, 4));
      lw_measure_add_plan (measure, uid);
    }
  measure->until_year = pick (random, 2) == 0 ? 0 : measure->year + 1 + (int)pick (random, 9);
  measure->bvo_m2 = pick (random, 10000);
  measure->delay_years = 1 + (int)pick (random, 5);
  lw_measure_set_place (measure, pick (random, 3) == 0 ? "East" : NULL, NULL);
  lw_scenario_add_measure (scenario, measure);
}

static Document *
make_document (guint64 seed)
{
  Document *document = document_new (seed, 40, 3);
  LwRandom random;

  lw_random_init (&random, seed + 77);
  g_ptr_array_set_size (document->scenario->measures, 0);
  for (guint k = 0; k < 8; k++)
    add_any_measure (document->scenario, &random, 40);
  document->scenario->parameters.value[LW_PARAM_OMEGA] = pick (&random, 2) == 0 ? 0 : 0.03;
  document->scenario->parameters.value[LW_PARAM_BRAKE] = pick (&random, 3) == 0 ? 1 : 0;
  document->input.by = LW_DIMENSION_REGION;
  return document;
}

static void
assert_invariants (const LwTrajectory *t)
{
  for (int year = lw_trajectory_get_base_year (t) + 1; year <= 2035; year++)
    {
      double was[LW_N_TRAJECTORY_COLUMNS], is[LW_N_TRAJECTORY_COLUMNS];

      for (LwTrajectoryColumn c = 0; c < LW_N_TRAJECTORY_COLUMNS; c++)
        {
          was[c] = lw_trajectory_get (t, c, year - 1);
          is[c] = lw_trajectory_get (t, c, year);
          g_assert_false (is[c] < 0);
        }
      double scale = 1e-9 * (1 + was[LW_TRAJECTORY_STOCK] + is[LW_TRAJECTORY_STOCK]);
      g_assert_cmpfloat_with_epsilon (is[LW_TRAJECTORY_STOCK], is[LW_TRAJECTORY_OCCUPIED] + is[LW_TRAJECTORY_VACANCY],
                                      scale);
      g_assert_cmpfloat_with_epsilon (is[LW_TRAJECTORY_STOCK],
                                      was[LW_TRAJECTORY_STOCK] - is[LW_TRAJECTORY_WITHDRAWN]
                                          + is[LW_TRAJECTORY_COMPLETED] + is[LW_TRAJECTORY_RETURNED],
                                      scale);
      g_assert_cmpfloat_with_epsilon (
          is[LW_TRAJECTORY_VACANCY],
          was[LW_TRAJECTORY_VACANCY] - (is[LW_TRAJECTORY_WITHDRAWN] - is[LW_TRAJECTORY_DISPLACED])
              + is[LW_TRAJECTORY_RELEASE] + is[LW_TRAJECTORY_COMPLETED] + is[LW_TRAJECTORY_RETURNED]
              - is[LW_TRAJECTORY_TAKEUP],
          scale);
    }
}

static void
test_invariants (void)
{
  for (guint64 seed = 0; seed < N_RANDOM; seed++)
    {
      g_autoptr (Document) document = make_document (seed);
      g_autoptr (GError) error = NULL;
      g_autoptr (LwRun) run = lw_run_scenario (&document->input, NULL, &error);

      g_assert_no_error (error);
      assert_invariants (run->total);
      for (guint g = 0; g < run->groups->len; g++)
        assert_invariants (g_ptr_array_index (run->groups, g));
      for (LwTrajectoryColumn c = LW_TRAJECTORY_STOCK; c < LW_N_TRAJECTORY_COLUMNS; c++)
        {
          if (c == LW_TRAJECTORY_RATE || c == LW_TRAJECTORY_FUND_EUR)
            continue;
          for (int year = 2026; year <= 2035; year++)
            {
              double sum = 0;

              for (guint g = 0; g < run->groups->len; g++)
                sum += lw_trajectory_get (g_ptr_array_index (run->groups, g), c, year);
              g_assert_cmpfloat_with_epsilon (sum, get (run, c, year), 1e-9 * (1 + fabs (sum)));
            }
        }
    }
}

/* Draws have the same bits with any number of threads, and contributions add up. */
static void
test_draws_and_contributions (void)
{
  for (guint64 seed = 0; seed < 8; seed++)
    {
      g_autoptr (Document) document = make_document (seed);
      g_autoptr (LwSpread) one = lw_monte_carlo_run (&document->input, 40, 1, NULL, NULL, NULL, NULL);
      g_autoptr (LwSpread) many = lw_monte_carlo_run (&document->input, 40, 4, NULL, NULL, NULL, NULL);
      g_autoptr (LwRun) run = lw_run_scenario (&document->input, NULL, NULL);
      g_autoptr (LwContributions) parts
          = lw_contributions_run (&document->input, LW_OUTCOME_VACANCY, 0, 2, NULL, NULL);
      double sum = parts->measures_rest;

      for (LwSpreadColumn c = 0; c < LW_N_SPREAD_COLUMNS; c++)
        for (guint q = 0; q < LW_N_SPREAD_QUANTILES; q++)
          g_assert_cmpmem (lw_spread_get_column (one, c, (LwSpreadQuantile)q), 11 * sizeof (double),
                           lw_spread_get_column (many, c, (LwSpreadQuantile)q), 11 * sizeof (double));
      g_assert_cmpfloat (parts->all, ==, get (run, LW_TRAJECTORY_VACANCY, 2035));
      for (guint m = 0; m < parts->measures->len; m++)
        sum += g_array_index (parts->measures, LwContribution, m).value;
      g_assert_cmpfloat_with_epsilon (sum, parts->all - parts->none, 1e-6);
    }
}

/* Without one measure: as in a document that does not have it, where no rule depends on it. */
static void
test_leave_one_out (void)
{
  for (guint64 seed = 0; seed < 20; seed++)
    {
      g_autoptr (Document) document = make_document (seed);
      GPtrArray *measures = document->scenario->measures;

      for (guint m = 0; m < measures->len; m++)
        lw_measure_set_rule (g_ptr_array_index (measures, m), NULL);
      g_autoptr (LwContributions) parts
          = lw_contributions_run (&document->input, LW_OUTCOME_VACANCY, 2033, 2, NULL, NULL);
      for (guint m = 0; m < measures->len; m++)
        {
          LwMeasure *measure = g_ptr_array_index (measures, m);

          measure->enabled = FALSE;
          g_autoptr (LwRun) without = lw_run_scenario (&document->input, NULL, NULL);
          measure->enabled = TRUE;
          g_assert_cmpfloat_with_epsilon (parts->all - g_array_index (parts->measures, LwContribution, m).value,
                                          get (without, LW_TRAJECTORY_VACANCY, 2033), 1e-6);
        }
    }
}

/* Each office that a rule finds counts as one that is named. */
static void
test_leave_one_out_of_rule (void)
{
  for (guint64 seed = 0; seed < 10; seed++)
    {
      g_autoptr (Document) document = make_document (seed);
      LwScenario *scenario = document->scenario;

      g_ptr_array_set_size (scenario->measures, 0);
      LwMeasure *measure = add_rule (scenario, seed % 2 == 0 ? LW_MEASURE_TRANSFORM : LW_MEASURE_TEMPORARY,
                                     "vacancy_years >= 3", LW_MEASURE_ORDER_LARGEST, 9000);
      g_autoptr (LwContributions) parts
          = lw_contributions_run (&document->input, LW_OUTCOME_STRUCTURAL, 2033, 2, NULL, NULL);
      g_autoptr (LwRun) run = lw_run_scenario (&document->input, NULL, NULL);
      const GArray *found = ((LwRunMeasure *)g_ptr_array_index (run->measures, 0))->offices;

      g_assert_cmpuint (parts->offices->len, ==, found->len);
      g_assert_cmpuint (found->len, >, 1);
      lw_measure_set_rule (measure, NULL);
      for (guint left_out = 0; left_out < found->len; left_out++)
        {
          const LwContribution *part = &g_array_index (parts->offices, LwContribution, left_out);

          g_assert_cmpint (part->office, ==, g_array_index (found, gint64, left_out));
          g_array_set_size (measure->offices, 0);
          for (guint k = 0; k < found->len; k++)
            if (k != left_out)
              lw_measure_add_office (measure, g_array_index (found, gint64, k));
          g_autoptr (LwRun) without = lw_run_scenario (&document->input, NULL, NULL);
          g_assert_cmpfloat_with_epsilon (parts->all - part->value, get (without, LW_TRAJECTORY_STRUCTURAL, 2033), 1e-6);
        }
    }
}

static void
assert_same_spread (const LwSpread *a, const LwSpread *b)
{
  for (LwSpreadColumn c = 0; c < LW_N_SPREAD_COLUMNS; c++)
    for (guint q = 0; q < LW_N_SPREAD_QUANTILES; q++)
      for (guint row = 0; row < 11; row++)
        {
          double p = lw_spread_get_column (a, c, (LwSpreadQuantile)q)[row];
          double r = lw_spread_get_column (b, c, (LwSpreadQuantile)q)[row];

          g_assert_true (isnan (p) == isnan (r));
          if (!isnan (p))
            g_assert_cmpfloat_with_epsilon (p, r, 1e-9 * (1 + fabs (p)));
        }
}

/* Luck belongs to things: one more measure, of any kind, that is never carried out changes no draw. */
static void
test_luck_of_others (void)
{
  for (guint64 seed = 0; seed < 16; seed++)
    {
      g_autoptr (Document) document = make_document (seed);
      LwRandom random;

      lw_random_init (&random, seed + 5);
      g_autoptr (LwSpread) before = lw_monte_carlo_run (&document->input, 30, 2, NULL, NULL, NULL, NULL);
      for (guint k = 0; k < 4; k++)
        {
          add_any_measure (document->scenario, &random, 40);
          ((LwMeasure *)g_ptr_array_index (document->scenario->measures, document->scenario->measures->len - 1))
              ->probability = 0;
        }
      g_autoptr (LwSpread) after = lw_monte_carlo_run (&document->input, 30, 2, NULL, NULL, NULL, NULL);
      assert_same_spread (before, after);
    }
}

/* Where nothing is uncertain, every draw is the expected run. */
static void
test_draws_without_chance (void)
{
  for (guint64 seed = 0; seed < 16; seed++)
    {
      g_autoptr (Document) document = make_document (seed);
      LwScenario *scenario = document->scenario;

      scenario->demand.band_low = scenario->demand.band_high = 0;
      for (guint p = 0; p < document->plans->len; p++)
        ((LwPlan *)g_ptr_array_index (document->plans, p))->probability = 1;
      for (guint m = 0; m < scenario->measures->len; m++)
        ((LwMeasure *)g_ptr_array_index (scenario->measures, m))->probability = 1;
      g_autoptr (LwSpread) spread = lw_monte_carlo_run (&document->input, 3, 1, NULL, NULL, NULL, NULL);
      g_autoptr (LwRun) run = lw_run_scenario (&document->input, NULL, NULL);
      for (int year = 2026; year <= 2035; year++)
        for (guint q = 0; q < LW_N_SPREAD_QUANTILES; q++)
          {
            guint row = (guint)(year - 2025);
            g_assert_cmpfloat_with_epsilon (lw_spread_get_column (spread, LW_SPREAD_STOCK, (LwSpreadQuantile)q)[row],
                                            get (run, LW_TRAJECTORY_STOCK, year), 1e-6);
            g_assert_cmpfloat_with_epsilon (
                lw_spread_get_column (spread, LW_SPREAD_STRUCTURAL, (LwSpreadQuantile)q)[row],
                get (run, LW_TRAJECTORY_STRUCTURAL, year), 1e-6);
            g_assert_cmpfloat (lw_spread_get_column (spread, LW_SPREAD_DWELLINGS, (LwSpreadQuantile)q)[row], ==,
                               get (run, LW_TRAJECTORY_DWELLINGS, year));
          }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measures-random/invariants", test_invariants);
  g_test_add_func ("/measures-random/draws-and-contributions", test_draws_and_contributions);
  g_test_add_func ("/measures-random/leave-one-out", test_leave_one_out);
  g_test_add_func ("/measures-random/leave-one-out-of-rule", test_leave_one_out_of_rule);
  g_test_add_func ("/measures-random/luck-of-others", test_luck_of_others);
  g_test_add_func ("/measures-random/draws-without-chance", test_draws_without_chance);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-monte-carlo: many draws of a scenario: what must hold for any document (random ones), and small documents of
 * which the answer is known. */
#include "analysis/lw-monte-carlo.h"
#include "model/lw-error.h"
#include "random-document.h"

#include <math.h>
#include <string.h>

#define N_DRAWS 60

static LwSpread *
draw (const LwRunInput *input, guint n_draws, guint n_threads)
{
  g_autoptr (GError) error = NULL;
  LwSpread *spread = lw_monte_carlo_run (input, n_draws, n_threads, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (spread->n_draws, ==, n_draws);
  return spread;
}

static gboolean
is_same (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/* But for the rounding of sums over a market, in which other offices without space shift what is added to what. */
static gboolean
is_close (const LwSpread *a, const LwSpread *b)
{
  double stock_m2 = lw_spread_get_column (a, LW_SPREAD_STOCK, LW_SPREAD_P90)[0];
  gboolean close = a->n_rows == b->n_rows && a->base_year == b->base_year;

  for (guint row = 0; close && row < a->n_rows; row++)
    {
      close = is_same (a->chance[row], b->chance[row]);
      for (guint c = 0; c < LW_N_SPREAD_COLUMNS; c++)
        for (guint q = 0; q < LW_N_SPREAD_QUANTILES; q++)
          {
            double p = lw_spread_get_column (a, c, q)[row], r = lw_spread_get_column (b, c, q)[row];
            double scale = c == LW_SPREAD_RATE ? 1 : stock_m2;
            close = close && (is_same (p, r) || fabs (p - r) <= 1e-12 * scale);
          }
    }
  return close;
}

/* To the last bit. */
static gboolean
is_equal (const LwSpread *a, const LwSpread *b)
{
  gboolean equal = a->n_rows == b->n_rows && a->base_year == b->base_year;

  for (guint row = 0; equal && row < a->n_rows; row++)
    {
      equal = is_same (a->chance[row], b->chance[row]);
      for (guint c = 0; c < LW_N_SPREAD_COLUMNS; c++)
        for (guint q = 0; q < LW_N_SPREAD_QUANTILES; q++)
          equal = equal && is_same (lw_spread_get_column (a, c, q)[row], lw_spread_get_column (b, c, q)[row]);
    }
  return equal;
}

static void
test_monte_carlo_ordered (void)
{
  for (guint seed = 1; seed <= 20; seed++)
    {
      g_autoptr (Document) document = document_new (seed, 30, 2);
      g_autoptr (LwSpread) spread = draw (&document->input, N_DRAWS, 0);

      g_assert_cmpuint (spread->n_rows, ==, 11);
      for (guint row = 0; row < spread->n_rows; row++)
        {
          g_assert_true (spread->chance[row] >= 0 && spread->chance[row] <= 1);
          for (guint c = 0; c < LW_N_SPREAD_COLUMNS; c++)
            {
              double low = lw_spread_get_column (spread, c, LW_SPREAD_P10)[row];
              double middle = lw_spread_get_column (spread, c, LW_SPREAD_P50)[row];
              double high = lw_spread_get_column (spread, c, LW_SPREAD_P90)[row];
              if (row == 0 && c >= LW_SPREAD_SHORTAGE)
                g_assert_true (isnan (low) && isnan (middle) && isnan (high));
              else
                g_assert_true (low >= 0 && low <= middle && middle <= high);
            }
        }
    }
}

static void
test_monte_carlo_threads (void)
{
  for (guint seed = 1; seed <= 10; seed++)
    {
      g_autoptr (Document) document = document_new (seed, 40, 2);
      LwParameters *parameters = &document->scenario->parameters;
      guint n;
      const LwUncertainParameter *uncertain = lw_monte_carlo_get_parameters (&n);

      for (guint i = 0; i < n; i++)
        parameters->value[uncertain[i].mark] = seed % 2;
      g_autoptr (LwSpread) one = draw (&document->input, N_DRAWS, 1);
      g_autoptr (LwSpread) two = draw (&document->input, N_DRAWS, 2);
      g_autoptr (LwSpread) four = draw (&document->input, N_DRAWS, 4);
      g_assert_true (is_equal (one, two));
      g_assert_true (is_equal (one, four));

      document->scenario->seed += 17;
      g_autoptr (LwSpread) other = draw (&document->input, N_DRAWS, 2);
      g_assert_false (is_equal (one, other));
    }
}

/* Where nothing is left to luck every draw is the run itself. */
static void
test_monte_carlo_certain (void)
{
  for (guint seed = 1; seed <= 10; seed++)
    {
      g_autoptr (Document) document = document_new (seed, 30, 2);
      LwScenario *scenario = document->scenario;

      scenario->demand.band_low = scenario->demand.band_high = 0;
      for (guint p = 0; p < document->plans->len; p++)
        ((LwPlan *)g_ptr_array_index (document->plans, p))->probability = 1;
      for (guint m = 0; m < scenario->measures->len; m++)
        ((LwMeasure *)g_ptr_array_index (scenario->measures, m))->probability = 1;
      g_autoptr (LwSpread) spread = draw (&document->input, 5, 2);
      g_autoptr (LwRun) run = lw_run_scenario (&document->input, NULL, NULL);
      for (int year = 2025; year <= 2035; year++)
        for (guint q = 0; q < LW_N_SPREAD_QUANTILES; q++)
          {
            g_assert_cmpfloat (lw_spread_get (spread, LW_SPREAD_RATE, q, year), ==,
                               lw_trajectory_get (run->total, LW_TRAJECTORY_RATE, year));
            g_assert_cmpfloat (lw_spread_get (spread, LW_SPREAD_STRUCTURAL, q, year), ==,
                               lw_trajectory_get (run->total, LW_TRAJECTORY_STRUCTURAL, year));
            if (year > 2025)
              g_assert_cmpfloat (lw_spread_get (spread, LW_SPREAD_DWELLINGS_TOTAL, q, year), ==,
                                 lw_trajectory_get_cumulative (run->total, LW_TRAJECTORY_DWELLINGS, year));
          }
    }
}

/* What makes no difference to the market makes none to the draws. */
static void
test_monte_carlo_common_numbers (void)
{
  for (guint seed = 1; seed <= 10; seed++)
    {
      g_autoptr (Document) document = document_new (seed, 30, 2);
      g_autoptr (LwSpread) before = draw (&document->input, N_DRAWS, 2);
      LwRunInput input = document->input;

      /* an office that takes no part, out of the middle of the table */
      g_autoptr (LwOffices) fewer = random_offices (seed, 30, 2, 10);
      input.offices = fewer;
      g_autoptr (LwSpread) without = draw (&input, N_DRAWS, 2);
      g_assert_true (is_close (before, without));

      /* a copy of the scenario, whose measures have other uids */
      g_autoptr (LwScenario) copy = lw_scenario_duplicate (document->scenario, "Copy");
      input = document->input;
      input.scenario = copy;
      g_autoptr (LwSpread) copied = draw (&input, N_DRAWS, 2);
      g_assert_true (is_equal (before, copied));

      /* a measure and a plan before all others, neither of which ever happens */
      LwMeasure *measure = lw_measure_new (LW_MEASURE_DEMOLISH, 2026);
      measure->probability = 0;
      lw_measure_add_office (measure, 5);
      g_ptr_array_insert (copy->measures, 0, measure);
      LwPlan *plan = lw_plan_new ("Never", 5000, 2026, 1);
      plan->probability = 0;
      plan->region = g_strdup ("East");
      g_ptr_array_insert (document->plans, 0, plan);
      g_autoptr (LwSpread) never = draw (&input, N_DRAWS, 2);
      g_assert_true (is_close (before, never));

      /* and one that does */
      plan->probability = 1;
      g_autoptr (LwSpread) always = draw (&input, N_DRAWS, 2);
      g_assert_false (is_close (before, always));
    }
}

/* One plan: the stock is the one or the other, and the chance is that of the plan. */
static void
test_monte_carlo_plan (void)
{
  g_autoptr (Document) document = document_new (3, 20, 1);
  LwScenario *scenario = document->scenario;
  LwPlan *plan = g_ptr_array_index (document->plans, 0);

  g_ptr_array_set_size (scenario->measures, 0);
  g_ptr_array_set_size (document->plans, 1);
  scenario->demand.band_low = scenario->demand.band_high = 0;
  plan->bvo_m2 = 10000;
  plan->first_year = 2027;
  plan->n_years = 1;
  plan->probability = 0;
  g_autoptr (LwRun) without = lw_run_scenario (&document->input, NULL, NULL);
  plan->probability = 1;
  g_autoptr (LwRun) with = lw_run_scenario (&document->input, NULL, NULL);
  double low = lw_trajectory_get (without->total, LW_TRAJECTORY_RATE, 2030);
  double high = lw_trajectory_get (with->total, LW_TRAJECTORY_RATE, 2030);
  g_assert_cmpfloat (low, <, high);
  scenario->parameters.value[LW_PARAM_NORM] = (low + high) / 2;
  plan->probability = 0.3;
  g_autoptr (LwSpread) spread = draw (&document->input, 2000, 0);
  g_assert_cmpfloat (lw_spread_get (spread, LW_SPREAD_RATE, LW_SPREAD_P10, 2030), ==, low);
  g_assert_cmpfloat (lw_spread_get (spread, LW_SPREAD_RATE, LW_SPREAD_P50, 2030), ==, low);
  g_assert_cmpfloat (lw_spread_get (spread, LW_SPREAD_RATE, LW_SPREAD_P90, 2030), ==, high);
  /* within four standard deviations */
  g_assert_cmpfloat_with_epsilon (lw_spread_get_chance (spread, 2030), 0.7, 4 * sqrt (0.3 * 0.7 / 2000));
}

/* Growth alone: the middle of the draws is the middle of the triangle, whose ends are those of the band. */
static void
test_monte_carlo_demand (void)
{
  g_autoptr (Document) document = document_new (4, 20, 1);
  LwScenario *scenario = document->scenario;

  g_ptr_array_set_size (scenario->measures, 0);
  g_ptr_array_set_size (document->plans, 0);
  scenario->demand.growth = -0.02;
  scenario->demand.band_low = -0.02;
  scenario->demand.band_high = 0.01;
  g_autoptr (LwSpread) spread = draw (&document->input, 4000, 0);
  g_autoptr (LwRun) run = lw_run_scenario (&document->input, NULL, NULL);
  double occupied = lw_trajectory_get (run->total, LW_TRAJECTORY_OCCUPIED, 2025);
  double stock = lw_trajectory_get (run->total, LW_TRAJECTORY_STOCK, 2025);
  const double p[] = { 0.9, 0.5, 0.1 }; /* much demand is little vacancy */
  for (guint q = 0; q < LW_N_SPREAD_QUANTILES; q++)
    {
      double demand = occupied * pow ((1 - 0.02) * (1 + lw_triangular (p[q], -0.02, 0, 0.01)), 10);
      g_assert_cmpfloat_with_epsilon (lw_spread_get (spread, LW_SPREAD_RATE, q, 2035), 1 - demand / stock, 0.005);
    }
}

/* A parameter is drawn when the scenario marks it, and only then. */
static void
test_monte_carlo_marks (void)
{
  g_autoptr (Document) document = document_new (5, 30, 1);
  LwScenario *scenario = document->scenario;
  guint n;
  const LwUncertainParameter *uncertain = lw_monte_carlo_get_parameters (&n);

  g_ptr_array_set_size (scenario->measures, 0);
  scenario->demand.band_low = scenario->demand.band_high = 0;
  for (guint p = 0; p < document->plans->len; p++)
    ((LwPlan *)g_ptr_array_index (document->plans, p))->probability = 1;
  g_autoptr (LwSpread) fixed = draw (&document->input, N_DRAWS, 0);
  g_assert_cmpfloat (lw_spread_get (fixed, LW_SPREAD_STRUCTURAL, LW_SPREAD_P10, 2035), ==,
                     lw_spread_get (fixed, LW_SPREAD_STRUCTURAL, LW_SPREAD_P90, 2035));
  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    {
      if (uncertain[i].id == LW_PARAM_V_MIN)
        continue; /* works in a full market only, below */
      scenario->parameters.value[uncertain[i].mark] = 1;
      g_autoptr (LwSpread) drawn = draw (&document->input, N_DRAWS, 0);
      g_assert_cmpfloat (lw_spread_get (drawn, LW_SPREAD_STRUCTURAL, LW_SPREAD_P10, 2035), <,
                         lw_spread_get (drawn, LW_SPREAD_STRUCTURAL, LW_SPREAD_P90, 2035));
      scenario->parameters.value[uncertain[i].mark] = 0;
    }
  scenario->demand.growth = 0.1;
  scenario->parameters.value[LW_PARAM_UNCERTAIN_V_MIN] = 1;
  g_autoptr (LwSpread) full = draw (&document->input, N_DRAWS, 0);
  g_assert_cmpfloat (lw_spread_get (full, LW_SPREAD_RATE, LW_SPREAD_P10, 2035), <,
                     lw_spread_get (full, LW_SPREAD_RATE, LW_SPREAD_P90, 2035));
}

static void
cancel_cb (LwSpread *interim, gpointer data)
{
  g_assert_cmpuint (interim->n_draws, >, 0);
  g_assert_cmpuint (interim->n_draws, <, interim->n_planned);
  g_assert_false (isnan (lw_spread_get (interim, LW_SPREAD_RATE, LW_SPREAD_P50, 2035)));
  g_cancellable_cancel (data);
}

/* Results so far come in while there is more to draw, and the rest can be called off. */
static void
test_monte_carlo_cancel (void)
{
  g_autoptr (Document) document = document_new (6, 1000, 2);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  LwSpread *spread = lw_monte_carlo_run (&document->input, LW_MONTE_CARLO_MAX_DRAWS, 2, cancel_cb, cancellable,
                                         cancellable, &error);

  g_assert_null (spread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (lw_monte_carlo_run (&document->input, LW_MONTE_CARLO_MAX_DRAWS + 1, 2, NULL, NULL, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/monte-carlo/ordered", test_monte_carlo_ordered);
  g_test_add_func ("/monte-carlo/threads", test_monte_carlo_threads);
  g_test_add_func ("/monte-carlo/certain", test_monte_carlo_certain);
  g_test_add_func ("/monte-carlo/common-numbers", test_monte_carlo_common_numbers);
  g_test_add_func ("/monte-carlo/plan", test_monte_carlo_plan);
  g_test_add_func ("/monte-carlo/demand", test_monte_carlo_demand);
  g_test_add_func ("/monte-carlo/marks", test_monte_carlo_marks);
  g_test_add_func ("/monte-carlo/cancel", test_monte_carlo_cancel);

  return g_test_run ();
}

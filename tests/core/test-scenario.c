/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-scenario: the engine over random markets (the invariants of domain model 6.3 must hold whatever goes
 * in), the fast water-filling against the plain rounds, and worked examples that no case file can express. */
#include "model/lw-error.h"
#include "scenario/lw-attractiveness.h"
#include "scenario/lw-balance.h"
#include "scenario/lw-demand.h"
#include "scenario/lw-finance.h"
#include "scenario/lw-projection.h"
#include "scenario/lw-uncertainty.h"
#include "scenario/lw-waterfill.h"

#include <math.h>
#include <string.h>

/* The rounds of domain model 6.5, one item dropped at a time. */
static void
fill_plainly (double total, guint n, const double *weight, const double *cap, double *share)
{
  g_autofree gboolean *open = g_new (gboolean, n);
  double rest = total;

  for (guint i = 0; i < n; i++)
    {
      open[i] = weight[i] > 0;
      share[i] = 0;
    }
  for (;;)
    {
      double sum = 0;
      gboolean dropped = FALSE;
      for (guint i = 0; i < n; i++)
        sum += open[i] ? weight[i] : 0;
      if (!(sum > 0))
        return;
      double lambda = rest / sum;
      for (guint i = 0; i < n && !dropped; i++)
        if (open[i] && lambda * weight[i] >= cap[i])
          {
            share[i] = cap[i];
            rest -= cap[i];
            open[i] = FALSE;
            dropped = TRUE;
          }
      if (dropped)
        continue;
      for (guint i = 0; i < n; i++)
        if (open[i])
          share[i] = lambda * weight[i];
      return;
    }
}

static void
compare_fillings (double total, guint n, const double *weight, const double *cap)
{
  g_autofree double *fast = g_new (double, n), *plain = g_new (double, n);
  double sum = 0;

  lw_waterfill (total, n, weight, cap, fast);
  fill_plainly (total, n, weight, cap, plain);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat_with_epsilon (fast[i], plain[i], 1e-9 * MAX (total, 1));
      g_assert_true (fast[i] >= 0 && fast[i] <= cap[i]);
      sum += fast[i];
    }
  g_assert_cmpfloat_with_epsilon (sum, total, 1e-9 * MAX (total, 1));
}

static void
test_waterfill_random (void)
{
  LwRandom random;

  lw_random_init (&random, 6);
  for (guint run = 0; run < 300; run++)
    {
      guint n = 1 + (guint)(lw_random_uniform (&random) * 200);
      g_autofree double *weight = g_new (double, n), *cap = g_new (double, n);
      double open = 0;
      for (guint i = 0; i < n; i++)
        {
          weight[i] = lw_random_uniform (&random) < 0.1 ? 0 : exp (10 * lw_random_uniform (&random) - 5);
          cap[i] = lw_random_uniform (&random) < 0.1 ? 0 : exp (10 * lw_random_uniform (&random) - 5);
          open += weight[i] > 0 ? cap[i] : 0;
        }
      compare_fillings (open * lw_random_uniform (&random), n, weight, cap);
    }
}

/* So many items that the search begins with a sample, which here may be without weights or far off. */
static void
test_waterfill_many (void)
{
  LwRandom random;

  lw_random_init (&random, 7);
  for (guint run = 0; run < 60; run++)
    {
      guint n = 1020 + (guint)(lw_random_uniform (&random) * 3000);
      g_autofree double *weight = g_new (double, n), *cap = g_new (double, n);
      double open = 0, spread = 12 * lw_random_uniform (&random);
      for (guint i = 0; i < n; i++)
        {
          gboolean is_in_sample = i % 16 == 0;
          weight[i] = run % 3 == 1 && is_in_sample ? 0 : exp (spread * lw_random_uniform (&random));
          cap[i] = exp (spread * lw_random_uniform (&random)) * (run % 3 == 2 && is_in_sample ? 1e-3 : 1);
          open += weight[i] > 0 ? cap[i] : 0;
        }
      compare_fillings (open * lw_random_uniform (&random), n, weight, cap);
    }
}

/* Each pass drops one item only: the way over sorting. */
static void
test_waterfill_steps (void)
{
  enum { N = 400 };
  double weight[N], cap[N], sum = 0;

  for (guint i = 0; i < N; i++)
    {
      weight[i] = pow (2, -(double)i);
      cap[i] = pow (0.9, i) * (i + 1 < N ? 1 : 2);
      sum += cap[i];
    }
  compare_fillings (sum * (1 - 1e-9), N, weight, cap);
  compare_fillings (sum * 0.5, N, weight, cap);
}

static void
test_waterfill_edges (void)
{
  double weight[] = { 1, 0, 2 }, cap[] = { 5, 10, 5 }, share[3];

  lw_waterfill (0, 3, weight, cap, share);
  g_assert_true (share[0] == 0 && share[1] == 0 && share[2] == 0);
  lw_waterfill (15, 3, weight, cap, share);
  g_assert_true (share[0] == 5 && share[1] == 5 && share[2] == 5);
  lw_waterfill (100, 3, weight, cap, share);
  g_assert_true (share[0] == 5 && share[1] == 10 && share[2] == 5);
  lw_waterfill (1, 0, NULL, NULL, NULL);
}

/* A market with random offices, events and parameters. */
typedef struct {
  guint n, n_regions, n_years;
  double *columns[7]; /* stock, occupied, cohorts, attractiveness */
  guint *region, *group;
  double *demand;
  LwWithdrawal withdrawals[40];
  LwCompletion completions[40];
  LwRenovation renovations[10];
  LwParameters parameters;
  LwProjectionInput input;
} Market;

static double
draw (LwRandom *random, double low, double high)
{
  return low + (high - low) * lw_random_uniform (random);
}

static void
draw_offices (Market *m, LwRandom *random)
{
  for (guint k = 0; k < 7; k++)
    m->columns[k] = g_new0 (double, m->n);
  m->region = g_new (guint, m->n);
  m->group = g_new (guint, m->n);
  for (guint i = 0; i < m->n; i++)
    {
      m->region[i] = (guint)draw (random, 0, m->n_regions);
      m->group[i] = i % 3;
      m->columns[6][i] = draw (random, 0, 1) < 0.1 ? 0 : draw (random, 0, 1);
      if (draw (random, 0, 1) < 0.05)
        continue; /* a plot for a new office */
      for (guint k = 1; k < 6; k++)
        m->columns[k][i] = draw (random, 0, 1) < 0.4 ? 0 : draw (random, 0, 3000);
      for (guint k = 1; k < 6; k++)
        m->columns[0][i] += m->columns[k][i];
    }
}

static void
draw_events (Market *m, LwRandom *random)
{
  for (guint i = 0; i < G_N_ELEMENTS (m->withdrawals); i++)
    {
      gboolean share = draw (random, 0, 1) < 0.5;
      m->withdrawals[i]
          = (LwWithdrawal){ (guint)draw (random, 0, m->n), 2025 + (int)draw (random, 0, m->n_years),
                            share ? NAN : draw (random, 0, 9000), draw (random, 0.01, 1) };
      m->completions[i]
          = (LwCompletion){ (guint)draw (random, 0, m->n), 2025 + (int)draw (random, 0, m->n_years),
                            draw (random, 0, 9000), i % 2 };
    }
  for (guint i = 0; i < G_N_ELEMENTS (m->renovations); i++)
    m->renovations[i] = (LwRenovation){ (guint)draw (random, 0, m->n),
                                        2025 + (int)draw (random, 0, m->n_years), draw (random, 0, 1) };
}

static void
draw_parameters (LwParameters *parameters, LwRandom *random)
{
  lw_parameters_init (parameters);
  parameters->value[LW_PARAM_RELEASE_RATE] = draw (random, 0, 0.3);
  parameters->value[LW_PARAM_OMEGA] = draw (random, 0, 0.1);
  parameters->value[LW_PARAM_GAMMA] = draw (random, 0, 4);
  parameters->value[LW_PARAM_PRELET] = draw (random, 0, 1);
  parameters->value[LW_PARAM_V_MIN] = draw (random, 0, 0.05);
  parameters->value[LW_PARAM_BRAKE] = draw (random, 0, 1) < 0.5;
  if (draw (random, 0, 1) < 0.3)
    parameters->value[LW_PARAM_A_MIN] = 0;
  for (int k = LW_PARAM_RHO0; k <= LW_PARAM_RHO4; k++)
    if (draw (random, 0, 1) < 0.2)
      parameters->value[k] = 0;
}

static Market *
market_new (guint64 seed)
{
  Market *m = g_new0 (Market, 1);
  LwRandom random;

  lw_random_init (&random, seed);
  m->n = 1 + (guint)draw (&random, 0, 60);
  m->n_regions = 1 + (guint)draw (&random, 0, 3);
  m->n_years = 1 + (guint)draw (&random, 0, 12);
  draw_offices (m, &random);
  draw_events (m, &random);
  draw_parameters (&m->parameters, &random);
  m->demand = g_new (double, m->n_regions * m->n_years);
  for (guint i = 0; i < m->n_regions * m->n_years; i++)
    m->demand[i] = draw (&random, 0, 1) < 0.1 ? 0 : draw (&random, 0, 5000.0 * m->n);
  m->input = (LwProjectionInput){
    .base_year = 2025,
    .n_years = m->n_years,
    .n_offices = m->n,
    .stock = m->columns[0],
    .occupied = m->columns[1],
    .cohort = { m->columns[2], m->columns[3], m->columns[4], m->columns[5] },
    .attractiveness = m->columns[6],
    .n_regions = m->n_regions,
    .region = m->region,
    .demand = m->demand,
    .n_groups = 3,
    .group = m->group,
    .withdrawals = m->withdrawals,
    .n_withdrawals = G_N_ELEMENTS (m->withdrawals),
    .completions = m->completions,
    .n_completions = G_N_ELEMENTS (m->completions),
    .renovations = m->renovations,
    .n_renovations = G_N_ELEMENTS (m->renovations),
    .parameters = &m->parameters,
  };
  return m;
}

static void
market_free (Market *m)
{
  for (guint k = 0; k < 7; k++)
    g_free (m->columns[k]);
  g_free (m->region);
  g_free (m->group);
  g_free (m->demand);
  g_free (m);
}

/* Every office: S = O + c0..c3 and nothing negative. Residues that became 0 are what may be missing. */
static void
check_offices_cb (const LwProjectionState *state, int year, gpointer data)
{
  Market *m = data;
  g_autofree double *values = g_new (double, 6 * m->n);
  double standing = 0;

  for (guint k = 0; k < 6; k++)
    lw_projection_state_read (state, LW_PROJECTION_STOCK + k, values + k * m->n);
  for (guint i = 0; i < m->n; i++)
    standing += values[i] + m->columns[0][i];
  for (guint i = 0; i < m->n; i++)
    {
      double sum = 0;
      for (guint k = 0; k < 6; k++)
        {
          g_assert_cmpfloat (values[k * m->n + i], >=, 0);
          sum += k > 0 ? values[k * m->n + i] : 0;
        }
      g_assert_cmpfloat_with_epsilon (sum, values[i], 1e-7 * (standing + 1));
    }
}

/* The identities of domain model 6.3 for one region and year. */
static void
check_region (const Market *m, const LwProjection *result, guint region, guint row)
{
  const LwStepTotals *now = &result->regions[region * result->n_rows + row], *before = now - 1;
  double demand = m->demand[region * m->n_years + row - 1], tolerance = 1e-7 * (1 + before->stock + demand);

  g_assert_cmpfloat (now->shortage, >=, 0);
  g_assert_cmpfloat_with_epsilon (now->occupied, demand - now->shortage, tolerance);
  g_assert_cmpfloat_with_epsilon (now->stock, before->stock - now->withdrawn + now->completed, tolerance);
  g_assert_cmpfloat_with_epsilon (lw_step_totals_get_vacancy (now),
                                  lw_step_totals_get_vacancy (before) - (now->withdrawn - now->displaced)
                                      + now->release + now->completed - now->takeup,
                                  tolerance);
}

static void
check_sums (const Market *m, const LwProjection *result, guint row)
{
  double regions = 0, groups = 0, takeup = 0, completed = 0;

  for (guint r = 0; r < m->n_regions; r++)
    regions += result->regions[r * result->n_rows + row].stock;
  for (guint g = 0; g < 3; g++)
    {
      groups += result->groups[g * result->n_rows + row].stock;
      takeup += result->groups[g * result->n_rows + row].takeup;
      completed += result->groups[g * result->n_rows + row].completed;
      g_assert_true (isnan (result->groups[g * result->n_rows + row].shortage));
    }
  g_assert_cmpfloat_with_epsilon (regions, result->total[row].stock, 1e-6);
  g_assert_cmpfloat_with_epsilon (groups, result->total[row].stock, 1e-6);
  g_assert_cmpfloat_with_epsilon (takeup, result->total[row].takeup, 1e-6);
  g_assert_cmpfloat_with_epsilon (completed, result->total[row].completed, 1e-6);
}

static void
test_projection_invariants (void)
{
  for (guint64 seed = 1; seed <= 400; seed++)
    {
      Market *m = market_new (seed);
      g_autoptr (GError) error = NULL;
      m->input.year_func = check_offices_cb;
      m->input.year_data = m;
      g_autoptr (LwProjection) result = lw_projection_run (&m->input, NULL, &error);
      g_assert_no_error (error);
      for (guint row = 1; row < result->n_rows; row++)
        {
          check_sums (m, result, row);
          for (guint r = 0; r < m->n_regions; r++)
            check_region (m, result, r, row);
        }
      market_free (m);
    }
}

static void
test_projection_determinism (void)
{
  Market *m = market_new (7);
  g_autoptr (LwProjection) a = lw_projection_run (&m->input, NULL, NULL);
  g_autoptr (LwProjection) b = lw_projection_run (&m->input, NULL, NULL);

  g_assert_cmpmem (a->total, a->n_rows * sizeof *a->total, b->total, b->n_rows * sizeof *b->total);
  g_assert_cmpmem (a->regions, a->n_rows * m->n_regions * sizeof *a->regions, b->regions,
                   b->n_rows * m->n_regions * sizeof *b->regions);
  market_free (m);
}

static void
expect_refusal (Market *m, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lw_projection_run (&m->input, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_projection_refuse (void)
{
  Market *m = market_new (9);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (lw_projection_run (&m->input, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  m->columns[0][0] += 1 + m->columns[0][0];
  expect_refusal (m, "add up");
  m->columns[1][0] = NAN;
  expect_refusal (m, "negative or unknown");
  m->demand[0] = -1;
  expect_refusal (m, "demand of 2026");
  m->input.n_years = 0;
  expect_refusal (m, "0 years");
  market_free (m);
}

static void
test_projection_brake (void)
{
  double stock = 1000, occupied = 915, vacant = 85, zero = 0, a = 0.5, demand = 915;
  LwCompletion completion = { 0, 2025, 100, TRUE };
  LwParameters parameters;
  LwProjectionInput input = {
    .base_year = 2025,
    .n_years = 1,
    .n_offices = 1,
    .stock = &stock,
    .occupied = &occupied,
    .cohort = { &vacant, &zero, &zero, &zero },
    .attractiveness = &a,
    .n_regions = 1,
    .demand = &demand,
    .completions = &completion,
    .n_completions = 1,
    .parameters = &parameters,
  };

  lw_parameters_init (&parameters);
  g_autoptr (LwProjection) open = lw_projection_run (&input, NULL, NULL);
  g_assert_cmpfloat (open->total[1].completed, ==, 100);
  parameters.value[LW_PARAM_BRAKE] = 1;
  g_autoptr (LwProjection) half = lw_projection_run (&input, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (half->total[1].completed, 50, 1e-9); /* halfway from 5 % to 12 % */
}

static void
test_finance (void)
{
  LwProjectFlows project = {
    .acquisition_cost = 5299200,
    .cost = 2 * 8575875,
    .building_years = 2,
    .net_income = 1008000,
    .letting_years = 10,
    .exit_yield = 0.0425,
  };
  double investment;

  g_assert_cmpfloat_with_epsilon (lw_finance_project_npv (&project, 0.05), -978526.14, 0.01);
  project.indexation = 0.02;
  g_assert_cmpfloat_with_epsilon (lw_finance_project_npv (&project, 0.065), 845892.81, 0.01);
  g_assert_cmpfloat_with_epsilon (lw_finance_vacancy_cost (7200, 130, 35), 1188000, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      lw_finance_demolition_shortfall (800, 0.8, 75, 5000, 100000, 200000, &investment), 180000, 1e-6);
  g_assert_cmpfloat_with_epsilon (investment, 80000, 1e-6);
  g_assert_cmpfloat_with_epsilon (lw_finance_owner_npv (100, 50, 130, 35, 1, 1050, 0.05), 11250 / 1.05 + 1000,
                                  1e-6);
}

/* Vacancy in ten years: Example 1 with withdrawals W and a plan of 20,000 m2 (domain model 6.8). */
static double
vacancy_in_ten_years (const double *values, gpointer data)
{
  double demand = 420000 * pow (1 + values[0], 10);
  return 1 - demand / (500000 - values[1] + 20000 * values[2]);
}

static void
test_tornado (void)
{
  const LwTornadoFactor factors[] = {
    { 0.5, 0, 1 },             /* pi, put first so that the order is not that of the input */
    { -0.005, -0.015, 0.005 }, /* g */
    { 40000, 20000, 60000 },   /* W */
  };
  const LwTornadoFactor ordered[] = { factors[1], factors[2], factors[0] };
  LwTornadoBar bars[3];
  const double base[] = { -0.005, 40000, 0.5 };

  g_assert_cmpfloat_with_epsilon (vacancy_in_ten_years (base, NULL), 0.15007, 1e-5);
  lw_tornado_run (ordered, 3, vacancy_in_ten_years, NULL, bars);
  g_assert_cmpuint (bars[0].factor, ==, 0);
  g_assert_cmpuint (bars[1].factor, ==, 1);
  g_assert_cmpuint (bars[2].factor, ==, 2);
  g_assert_cmpfloat_with_epsilon (bars[0].low, 0.23173, 1e-5);
  g_assert_cmpfloat_with_epsilon (bars[0].high, 0.06068, 1e-5);
  g_assert_cmpfloat_with_epsilon (bars[1].low, 0.18476, 1e-5);
  g_assert_cmpfloat_with_epsilon (bars[1].high, 0.11230, 1e-5);
  g_assert_cmpfloat_with_epsilon (bars[2].low, 0.13160, 1e-5);
  g_assert_cmpfloat_with_epsilon (bars[2].high, 0.16778, 1e-5);
}

static void
test_random (void)
{
  const double sorted[] = { 1, 2, 3, 4 };
  LwRandom random;

  lw_random_init (&random, 0);
  g_assert_cmphex (lw_random_next (&random), ==, G_GUINT64_CONSTANT (0xe220a8397b1dcdaf));
  g_assert_cmphex (lw_random_next (&random), ==, G_GUINT64_CONSTANT (0x6e789e6aa1b965f4));
  g_assert_cmpfloat (lw_quantile (sorted, 4, 0.5), ==, 2.5);
  g_assert_cmpfloat (lw_quantile (sorted, 4, 1), ==, 4);
  g_assert_true (isnan (lw_quantile (sorted, 0, 0.5)));
  g_assert_cmpfloat (lw_triangular (0.3, 2, 2, 2), ==, 2);
}

static void
test_attractiveness (void)
{
  LwAttractivenessFacts facts = { 800, LW_LOCATION_CENTRE, LW_LABEL_A2, 2015, LW_YES };
  LwParameters parameters;
  double completeness;

  lw_parameters_init (&parameters);
  g_assert_cmpfloat_with_epsilon (lw_attractiveness_compute (&facts, &parameters, &completeness), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (completeness, 1, 1e-12);
  facts = (LwAttractivenessFacts){ 2000, LW_LOCATION_OFFICE_PARK, LW_LABEL_C, 1985, LW_NO };
  g_assert_cmpfloat_with_epsilon (lw_attractiveness_compute (&facts, &parameters, NULL),
                                  0.25 * 0.3 + 0.25 * 0.4 + 0.25 * 0.5 + 0.15 * 0.3, 1e-12);
  facts.energy_label = LW_LABEL_UNKNOWN;
  g_assert_cmpfloat_with_epsilon (lw_attractiveness_compute (&facts, &parameters, &completeness),
                                  (0.25 * 0.3 + 0.25 * 0.4 + 0.15 * 0.3) / 0.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (completeness, 0.75, 1e-12);
  facts = (LwAttractivenessFacts){ NAN, LW_LOCATION_UNKNOWN, LW_LABEL_UNKNOWN, 0, LW_YES_NO_UNKNOWN };
  g_assert_cmpfloat (lw_attractiveness_compute (&facts, &parameters, &completeness), ==, 0.5);
  g_assert_cmpfloat (completeness, ==, 0);
}

static void
test_demand_path (void)
{
  g_autoptr (LwScenario) scenario = lw_scenario_new ("x");
  g_autoptr (LwDemandSeries) series = lw_demand_series_new ("west", NULL);
  LwDemandMarket market
      = { .region = "west", .share = 0.25, .base_year = 2025, .occupied = 1000, .series = series };
  LwDemandPath *path = &scenario->demand;
  double demand[4];

  path->growth = -0.1;
  lw_demand_series_set (series, 2026, 900, NULL);
  lw_demand_series_set (series, 2027, 800, NULL);
  lw_demand_path_set_override (path, NULL, 2029, 1000);
  lw_demand_follow_path (path, LW_DEMAND_BAND_MIDDLE, &scenario->parameters, &market, 4, demand);
  g_assert_cmpfloat (demand[0], ==, 900);
  g_assert_cmpfloat (demand[1], ==, 800);
  g_assert_cmpfloat_with_epsilon (demand[2], 720, 1e-9);
  g_assert_cmpfloat (demand[3], ==, 250);
  /* A band that the series gives is that of the path; later years go on from it. */
  LwDemandPoint banded = { 2027, 800, 700, 900 };
  g_assert_true (lw_demand_series_set_point (series, &banded, NULL));
  lw_demand_follow_path (path, LW_DEMAND_BAND_LOW, &scenario->parameters, &market, 4, demand);
  g_assert_cmpfloat_with_epsilon (demand[0], 900 * 0.99, 1e-9);
  g_assert_cmpfloat_with_epsilon (demand[1], 700, 1e-9);
  g_assert_cmpfloat_with_epsilon (demand[2], 720 * 0.875 * 0.99, 1e-9);
  lw_demand_follow_path (path, LW_DEMAND_BAND_HIGH, &scenario->parameters, &market, 4, demand);
  g_assert_cmpfloat_with_epsilon (demand[1], 900, 1e-9);
  banded.low_m2 = 801;
  g_assert_false (lw_demand_series_set_point (series, &banded, NULL));
  scenario->parameters.value[LW_PARAM_HYBRID] = 0.1;
  scenario->parameters.value[LW_PARAM_HYBRID_YEARS] = 2;
  market.series = NULL;
  lw_demand_follow_path (path, LW_DEMAND_BAND_HIGH, &scenario->parameters, &market, 4, demand);
  g_assert_cmpfloat_with_epsilon (demand[0], 900 * 1.01 * 0.95, 1e-9);
  g_assert_cmpfloat_with_epsilon (demand[1], 810 * 1.01 * 1.01 * 0.9, 1e-9);
  g_assert_true (lw_demand_counts_twice (0.1, 5));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scenario/waterfill/random", test_waterfill_random);
  g_test_add_func ("/scenario/waterfill/many", test_waterfill_many);
  g_test_add_func ("/scenario/waterfill/steps", test_waterfill_steps);
  g_test_add_func ("/scenario/waterfill/edges", test_waterfill_edges);
  g_test_add_func ("/scenario/projection/invariants", test_projection_invariants);
  g_test_add_func ("/scenario/projection/determinism", test_projection_determinism);
  g_test_add_func ("/scenario/projection/refuse", test_projection_refuse);
  g_test_add_func ("/scenario/projection/brake", test_projection_brake);
  g_test_add_func ("/scenario/finance", test_finance);
  g_test_add_func ("/scenario/tornado", test_tornado);
  g_test_add_func ("/scenario/random", test_random);
  g_test_add_func ("/scenario/attractiveness", test_attractiveness);
  g_test_add_func ("/scenario/demand-path", test_demand_path);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-goal: the smallest set of offices for a goal. On small documents every subset is tried, so that the smallest is
 * known; on larger ones the answer is run again and nothing of it can be missed. */
#include "analysis/lw-goal.h"
#include "model/lw-error.h"
#include "random-document.h"
#include "scenario/lw-cover.h"

#include <math.h>
#include <string.h>

#define N_SMALL 8
#define N_DRAWS 40

/* The least cost of a subset that suffices, infinite for none. */
static double
cover_plainly (double need, guint n, const double *size, const double *cost)
{
  double least = INFINITY;

  for (guint set = 0; set < (1u << n); set++)
    {
      double sum = 0, price = 0;
      for (guint i = 0; i < n; i++)
        if (set & (1u << i))
          {
            sum += size[i];
            price += cost[i];
          }
      if (sum >= need && price < least)
        least = price;
    }
  return least;
}

static void
test_goal_cover (void)
{
  LwRandom random;

  lw_random_init (&random, 1);
  for (guint round = 0; round < 200; round++)
    {
      guint n = pick (&random, 11);
      double size[10], cost[10], all = 0, sum = 0, price = 0;
      gboolean taken[10];
      for (guint i = 0; i < n; i++)
        {
          size[i] = pick (&random, 4000);
          cost[i] = round % 3 == 0 ? 1 : round % 3 == 1 ? size[i] : pick (&random, 1000);
          all += size[i];
        }
      double need = lw_random_uniform (&random) * 1.1 * all;
      gboolean suffices = lw_cover (need, n, size, cost, taken);
      for (guint i = 0; i < n; i++)
        if (taken[i])
          {
            sum += size[i];
            price += cost[i];
          }
      g_assert_true (suffices == (need <= all));
      if (suffices)
        {
          g_assert_cmpfloat (sum, >=, need);
          g_assert_cmpfloat (price, ==, cover_plainly (need, n, size, cost));
        }
      else
        g_assert_cmpfloat (sum, ==, all);
    }
}

/* A need far beyond the steps is still met, at little more than the least cost. */
static void
test_goal_cover_large (void)
{
  enum { N = 300 };
  g_autofree double *size = g_new (double, N);
  g_autofree gboolean *taken = g_new (gboolean, N);
  LwRandom random;
  double sum = 0;

  lw_random_init (&random, 2);
  for (guint i = 0; i < N; i++)
    size[i] = 500 + 20000 * lw_random_uniform (&random);
  g_assert_true (lw_cover (1234567.8, N, size, size, taken));
  for (guint i = 0; i < N; i++)
    sum += taken[i] ? size[i] : 0;
  g_assert_cmpfloat (sum, >=, 1234567.8);
  g_assert_cmpfloat (sum, <, 1234567.8 * 1.005);
}

static Document *
make_document (guint64 seed, guint n, double part)
{
  Document *document = document_new (seed, n, 1);

  g_ptr_array_set_size (document->scenario->measures, 0);
  g_autoptr (LwRun) run = lw_run_scenario (&document->input, NULL, NULL);
  document->scenario->parameters.value[LW_PARAM_NORM]
      = MIN (part * lw_trajectory_get (run->total, LW_TRAJECTORY_RATE, 2031), 0.5);
  return document;
}

static LwProposal *
seek (Document *document, const LwGoal *goal)
{
  g_autoptr (GError) error = NULL;
  LwProposal *proposal = lw_goal_seek (&document->input, goal, NULL, &error);

  g_assert_no_error (error);
  return proposal;
}

static gboolean
is_reached (const LwRunInput *input, const LwScenario *scenario, const LwGoal *goal)
{
  LwRunInput other = *input;
  double norm = scenario->parameters.value[LW_PARAM_NORM];

  other.scenario = scenario;
  if (goal->probability == 0.5)
    {
      g_autoptr (LwRun) run = lw_run_scenario (&other, NULL, NULL);
      return lw_trajectory_get (run->total, LW_TRAJECTORY_RATE, goal->year) <= norm + 1e-12;
    }
  g_autoptr (LwSpread) spread = lw_monte_carlo_run (&other, goal->n_draws, 0, NULL, NULL, NULL, NULL);
  return lw_spread_get_chance (spread, goal->year) >= goal->probability - 1e-12;
}

/* Stock and shortfall of an office by itself. */
static double
price (const Document *document, const LwGoal *goal, gint64 office)
{
  guint row = lw_offices_find_id (document->offices, office);

  if (goal->by == LW_GOAL_BUILDINGS)
    return 1;
  if (goal->by == LW_GOAL_M2)
    return document->offices->stock_m2[row];
  g_autoptr (LwScenario) scenario = lw_scenario_copy (document->scenario);
  LwMeasure *measure = lw_measure_new (LW_MEASURE_TRANSFORM, 2026);
  LwRunInput input = document->input;

  measure->programme = goal->programme;
  lw_measure_add_office (measure, office);
  lw_scenario_add_measure (scenario, measure);
  input.scenario = scenario;
  g_autoptr (LwRun) run = lw_run_scenario (&input, NULL, NULL);
  return lw_trajectory_get_cumulative (run->total, LW_TRAJECTORY_SHORTFALL_EUR, 2031);
}

/* The least that any subset of the first candidates costs with which the goal is reached; infinite for none. */
static double
seek_plainly (const Document *document, const LwGoal *goal)
{
  double least = INFINITY, prices[N_SMALL];

  for (guint i = 0; i < N_SMALL; i++)
    prices[i] = price (document, goal, document->offices->id[i]);
  for (guint set = 0; set < (1u << N_SMALL); set++)
    {
      g_autoptr (LwScenario) scenario = lw_scenario_copy (document->scenario);
      LwMeasure *measure = lw_measure_new (LW_MEASURE_TRANSFORM, 2026);
      double sum = 0;
      measure->probability = 1;
      for (guint i = 0; i < N_SMALL; i++)
        if (set & (1u << i))
          {
            lw_measure_add_office (measure, document->offices->id[i]);
            sum += prices[i];
          }
      if (measure->offices->len > 0)
        lw_scenario_add_measure (scenario, measure);
      else
        lw_measure_free (measure);
      if (sum < least && is_reached (&document->input, scenario, goal))
        least = sum;
    }
  return least;
}

static void
check_smallest (double probability)
{
  guint n_reached = 0, n_out = 0;

  for (guint seed = 1; seed <= 12; seed++)
    {
      g_autoptr (Document) document = make_document (seed, 50, 0.3 + 0.05 * seed);
      g_autoptr (LwBitset) candidates = lw_bitset_new (document->offices->n);
      LwGoal goal = { .year = 2031,
                      .probability = probability,
                      .by = (LwGoalMeasure)(seed % LW_N_GOAL_MEASURES),
                      .start_year = 2026,
                      .programme = LW_HOUSING_SOCIAL_RENT,
                      .n_draws = N_DRAWS,
                      .candidates = candidates };
      double sum = 0;

      for (guint i = 0; i < N_SMALL; i++)
        lw_bitset_set (candidates, i);
      g_autoptr (LwProposal) proposal = seek (document, &goal);
      double least = seek_plainly (document, &goal);
      if (proposal->state == LW_PROPOSAL_OUT_OF_REACH)
        {
          g_assert_true (isinf (least));
          g_assert_cmpuint (proposal->n_offices, ==, N_SMALL);
          n_out++;
          continue;
        }
      g_assert_true (is_reached (&document->input, proposal->scenario, &goal));
      const LwMeasure *measure = lw_proposal_get_measure (proposal);
      for (guint k = 0; measure != NULL && k < measure->offices->len; k++)
        sum += price (document, &goal, g_array_index (measure->offices, gint64, k));
      g_assert_cmpfloat_with_epsilon (sum, least, 1e-6 * MAX (least, 1));
      n_reached += proposal->state == LW_PROPOSAL_REACHED;
    }
  /* both ends of the question came by */
  g_assert_cmpuint (n_reached, >, 2);
  g_assert_cmpuint (n_out, >, 0);
}

static void
test_goal_smallest (void)
{
  check_smallest (0.5);
}

static void
test_goal_smallest_with_chance (void)
{
  check_smallest (0.8);
}

/* Where withdrawals do more than shrink the stock (autonomous withdrawal, a brake on plans) the goal is reached all the
 * same, and no office of the answer can be missed. */
static void
test_goal_feedback (void)
{
  for (guint seed = 1; seed <= 8; seed++)
    {
      g_autoptr (Document) document = make_document (seed, 60, 0.7);
      double *v = document->scenario->parameters.value;
      LwGoal goal = { .year = 2031,
                      .probability = 0.5,
                      .by = (LwGoalMeasure)(seed % LW_N_GOAL_MEASURES),
                      .n_draws = N_DRAWS };

      v[LW_PARAM_OMEGA] = 0.03;
      v[LW_PARAM_BRAKE] = 1;
      v[LW_PARAM_BRAKE_HIGH] = 0.5;
      g_autoptr (LwProposal) proposal = seek (document, &goal);
      g_assert_cmpint (proposal->state, ==, LW_PROPOSAL_REACHED);
      g_assert_cmpfloat (proposal->rate, <=, proposal->norm + 1e-12);
      g_assert_cmpfloat (proposal->rate_before, >, proposal->norm);
      LwMeasure *measure = (LwMeasure *)lw_proposal_get_measure (proposal);
      g_assert_cmpuint (measure->offices->len, ==, proposal->n_offices);
      for (guint k = 0; k < measure->offices->len; k++)
        {
          gint64 office = g_array_index (measure->offices, gint64, k);
          g_array_remove_index (measure->offices, k);
          g_assert_false (is_reached (&document->input, proposal->scenario, &goal));
          g_array_insert_val (measure->offices, k, office);
        }
    }
}

/* What is reached as it is needs nothing; what cannot be reached says so, and how near it comes. */
static void
test_goal_ends (void)
{
  g_autoptr (Document) document = make_document (1, 30, 0.8);
  g_autoptr (LwBitset) nobody = lw_bitset_new (document->offices->n);
  g_autoptr (GError) error = NULL;
  LwGoal goal = { .year = 2031, .probability = 0.5, .n_draws = N_DRAWS, .candidates = nobody };

  g_autoptr (LwProposal) out = seek (document, &goal);
  g_assert_cmpint (out->state, ==, LW_PROPOSAL_OUT_OF_REACH);
  g_assert_cmpuint (out->n_candidates, ==, 0);
  g_assert_null (lw_proposal_get_measure (out));
  g_assert_cmpfloat (out->rate, ==, out->rate_before);
  g_autofree char *text = lw_proposal_explain (out);
  g_assert_nonnull (strstr (text, "cannot be reached"));

  document->scenario->parameters.value[LW_PARAM_NORM] = 0.5;
  g_autoptr (LwProposal) already = seek (document, &goal);
  g_assert_cmpint (already->state, ==, LW_PROPOSAL_NOT_NEEDED);
  g_assert_cmpuint (already->n_offices, ==, 0);
  g_assert_true (lw_scenario_equal (already->scenario, document->scenario));

  goal.year = 2025;
  g_assert_null (lw_goal_seek (&document->input, &goal, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_clear_error (&error);
  goal.year = 2031;
  goal.start_year = 2031;
  g_assert_null (lw_goal_seek (&document->input, &goal, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_clear_error (&error);
  goal.start_year = 0;
  goal.probability = 1;
  g_assert_null (lw_goal_seek (&document->input, &goal, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
}

/* Who wants to be very sure withdraws more than the expected demand can bear, and hears so. */
static void
test_goal_shortage (void)
{
  g_autoptr (Document) document = make_document (2, 40, 0.5);
  LwGoal goal = { .year = 2031, .probability = 0.97, .by = LW_GOAL_M2, .n_draws = N_DRAWS };

  document->scenario->demand.band_low = -0.06;
  g_autoptr (LwProposal) sure = seek (document, &goal);
  g_assert_cmpint (sure->state, ==, LW_PROPOSAL_REACHED);
  g_assert_cmpfloat (sure->shortage_m2, >, 1);
  g_autofree char *text = lw_proposal_explain (sure);
  g_assert_nonnull (strstr (text, "finds no place"));
  goal.probability = 0.5;
  g_autoptr (LwProposal) even = seek (document, &goal);
  g_assert_cmpint (even->state, ==, LW_PROPOSAL_REACHED);
  g_assert_cmpfloat (even->shortage_m2, ==, 0);
  g_autofree char *plain = lw_proposal_explain (even);
  g_assert_null (strstr (plain, "finds no place"));
  g_assert_cmpfloat (even->m2, <, sure->m2);
}

/* An office that a measure withdraws already is no candidate, and threads make no difference. */
static void
test_goal_candidates (void)
{
  g_autoptr (Document) document = make_document (3, 30, 0.7);
  LwGoal goal = { .year = 2031, .probability = 0.7, .by = LW_GOAL_M2, .n_draws = N_DRAWS, .n_threads = 1 };
  LwMeasure *planned = lw_measure_new (LW_MEASURE_DEMOLISH, 2027);

  g_autoptr (LwProposal) all = seek (document, &goal);
  lw_measure_add_office (planned, 2);
  lw_measure_add_office (planned, 3);
  lw_scenario_add_measure (document->scenario, planned);
  g_autoptr (LwProposal) one = seek (document, &goal);
  goal.n_threads = 4;
  g_autoptr (LwProposal) four = seek (document, &goal);
  g_assert_cmpuint (one->n_candidates, ==, all->n_candidates - 2);
  const LwMeasure *p = lw_proposal_get_measure (one), *q = lw_proposal_get_measure (four);
  g_assert_cmpuint (p->offices->len, ==, q->offices->len);
  for (guint k = 0; k < p->offices->len; k++)
    {
      gint64 office = g_array_index (p->offices, gint64, k);
      g_assert_cmpint (office, ==, g_array_index (q->offices, gint64, k));
      g_assert_true (office != 2 && office != 3);
    }
  g_assert_cmpfloat (one->chance, >=, 0.7 - 1e-12);
  g_assert_cmpfloat (one->chance_before, <, 0.7);
}

/* The same for what a rule takes away. */
static void
test_goal_rule (void)
{
  g_autoptr (Document) document = make_document (3, 30, 0.7);
  LwGoal goal = { .year = 2031, .probability = 0.5, .by = LW_GOAL_M2, .n_draws = N_DRAWS };
  LwMeasure *planned = lw_measure_new (LW_MEASURE_TRANSFORM, 2027);

  g_autoptr (LwProposal) all = seek (document, &goal);
  lw_measure_set_rule (planned, "vacancy_years >= 3");
  planned->rule_limit_m2 = 2000;
  lw_scenario_add_measure (document->scenario, planned);
  g_autoptr (LwRun) run = lw_run_scenario (&document->input, NULL, NULL);
  const GArray *found = ((LwRunMeasure *)g_ptr_array_index (run->measures, 0))->offices;
  g_assert_cmpuint (found->len, >, 0);
  g_autoptr (LwProposal) one = seek (document, &goal);
  g_assert_cmpuint (one->n_candidates, ==, all->n_candidates - found->len);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/goal/cover", test_goal_cover);
  g_test_add_func ("/goal/cover-large", test_goal_cover_large);
  g_test_add_func ("/goal/smallest", test_goal_smallest);
  g_test_add_func ("/goal/smallest-with-chance", test_goal_smallest_with_chance);
  g_test_add_func ("/goal/feedback", test_goal_feedback);
  g_test_add_func ("/goal/ends", test_goal_ends);
  g_test_add_func ("/goal/shortage", test_goal_shortage);
  g_test_add_func ("/goal/candidates", test_goal_candidates);
  g_test_add_func ("/goal/rule", test_goal_rule);

  return g_test_run ();
}

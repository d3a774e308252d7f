/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-run-cache: whatever lever moves in whatever document, a run that reuses what stayed has the bits of one that
 * begins from nothing, and projects no market that did not change. */
#include "analysis/lw-run-cache.h"
#include "random-document.h"

#include <string.h>

#define N_DOCUMENTS 12
#define N_MOVES 40

static void
assert_same_trajectory (const LwTrajectory *a, const LwTrajectory *b)
{
  guint n = lw_trajectory_get_n_rows (a);

  g_assert_cmpuint (n, ==, lw_trajectory_get_n_rows (b));
  for (LwTrajectoryColumn c = 0; c < LW_N_TRAJECTORY_COLUMNS; c++)
    g_assert_cmpmem (lw_trajectory_get_column (a, c), n * sizeof (double), lw_trajectory_get_column (b, c),
                     n * sizeof (double));
}

static void
assert_same_states (const LwOfficeStates *a, const LwOfficeStates *b, int first, int last)
{
  guint n;

  g_assert_true ((a == NULL) == (b == NULL));
  if (a == NULL)
    return;
  n = lw_office_states_get_n_offices (a);
  g_assert_cmpuint (n, ==, lw_office_states_get_n_offices (b));
  for (int year = first; year <= last; year++)
    for (LwOfficeStateColumn c = 0; c < LW_N_OFFICE_STATE_COLUMNS; c++)
      g_assert_cmpmem (lw_office_states_get_column (a, c, year), n * sizeof (float),
                       lw_office_states_get_column (b, c, year), n * sizeof (float));
}

static void
assert_same_run (const LwRun *a, const LwRun *b)
{
  g_assert_cmpint (a->base_year, ==, b->base_year);
  g_assert_cmpint (a->horizon_year, ==, b->horizon_year);
  assert_same_trajectory (a->total, b->total);
  assert_same_states (a->states, b->states, a->base_year, a->horizon_year);
  g_assert_cmpuint (a->measures->len, ==, b->measures->len);
  for (guint m = 0; m < a->measures->len; m++)
    {
      const LwRunMeasure *p = g_ptr_array_index (a->measures, m), *q = g_ptr_array_index (b->measures, m);
      g_assert_cmpmem (p->offices->data, p->offices->len * sizeof (gint64), q->offices->data,
                       q->offices->len * sizeof (gint64));
      g_assert_cmpfloat (p->withdrawn_m2, ==, q->withdrawn_m2);
    }
  g_assert_true ((a->groups == NULL) == (b->groups == NULL));
  for (guint g = 0; a->groups != NULL && g < a->groups->len; g++)
    assert_same_trajectory (g_ptr_array_index (a->groups, g), g_ptr_array_index (b->groups, g));
}

static void
move_parameter (LwScenario *scenario, LwRandom *random)
{
  LwParameter id = (LwParameter)pick (random, LW_N_PARAMETERS);
  const LwParameterInfo *info = lw_parameter_get_info (id);

  /* Together these have to be 1, or one more than the other. */
  if ((id >= LW_PARAM_UNKNOWN_AGE0 && id <= LW_PARAM_UNKNOWN_AGE3) || id == LW_PARAM_BRAKE_LOW
      || id == LW_PARAM_BRAKE_HIGH || id == LW_PARAM_WEIGHT_YEAR)
    return;
  scenario->parameters.value[id] = info->low + lw_random_uniform (random) * (info->high - info->low);
}

static void
move_measure (LwScenario *scenario, LwRandom *random)
{
  LwMeasure *measure = g_ptr_array_index (scenario->measures, pick (random, scenario->measures->len));

  switch (pick (random, 5))
    {
    case 0:
      measure->enabled = !measure->enabled;
      break;
    case 1:
      measure->year = 2025 + (int)pick (random, 9);
      break;
    case 2:
      measure->share = 0.1 + 0.9 * lw_random_uniform (random);
      break;
    case 3:
      measure->effect = lw_random_uniform (random);
      break;
    case 4:
    default:
      lw_scenario_move_measure (scenario, measure->uid, 1);
      break;
    }
}

/* As somebody at the levers would: one thing at a time, often back to where it was. */
static void
move_lever (Document *document, LwRandom *random)
{
  LwScenario *scenario = document->scenario;

  switch (pick (random, 9))
    {
    case 0:
      scenario->demand.growth = -0.02 + 0.04 * lw_random_uniform (random);
      break;
    case 1:
      scenario->plan_share_kept = pick (random, 5) / 4.0;
      break;
    case 2:
      lw_demand_path_set_override (&scenario->demand, pick (random, 2) == 0 ? "East" : "West",
                                   2027 + (int)pick (random, 8), 10000 + pick (random, 50000));
      break;
    case 3:
      scenario->unknown_vacancy = (LwUnknownVacancy)pick (random, LW_N_UNKNOWN_VACANCY);
      break;
    case 4:
      scenario->horizon_year = 2033 + (int)pick (random, 4);
      break;
    case 5:
      document->input.band = (LwDemandBand)((int)pick (random, 3) - 1);
      break;
    case 6:
      document->input.by = pick (random, 4) == 0 ? LW_DIMENSION_REGION : LW_RUN_NO_GROUPS;
      document->input.keep_states = pick (random, 3) > 0;
      break;
    case 7:
      move_measure (scenario, random);
      break;
    case 8:
    default:
      move_parameter (scenario, random);
      break;
    }
}

static void
test_same_bits (void)
{
  guint n_all = 0, n_projected = 0;

  for (guint64 seed = 0; seed < N_DOCUMENTS; seed++)
    {
      g_autoptr (Document) document = document_new (seed, 60, 2);
      g_autoptr (LwRunCache) cache = lw_run_cache_new ();
      LwRandom random;

      lw_random_init (&random, seed + 500);
      for (guint k = 0; k < N_MOVES; k++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (LwRun) whole = lw_run_scenario (&document->input, NULL, &error);

          g_assert_no_error (error);
          g_autoptr (LwRun) reused = lw_run_cache_run (cache, &document->input, NULL, &error);
          g_assert_no_error (error);
          assert_same_run (whole, reused);
          n_all += 2;
          n_projected += lw_run_cache_get_n_projected (cache);
          move_lever (document, &random);
        }
    }
  g_test_message ("%u of %u markets were projected", n_projected, n_all);
  g_assert_cmpuint (n_projected, <, n_all * 3 / 4);
}

static guint
count_projected (LwRunCache *cache, const Document *document)
{
  g_autoptr (LwRun) run = lw_run_cache_run (cache, &document->input, NULL, NULL);

  g_assert_nonnull (run);
  return lw_run_cache_get_n_projected (cache);
}

/* What a lever touches, and nothing else. */
static void
test_what_is_touched (void)
{
  g_autoptr (Document) document = document_new (3, 60, 2);
  g_autoptr (LwRunCache) cache = lw_run_cache_new ();
  LwScenario *scenario = document->scenario;

  document->input.keep_states = TRUE;
  g_ptr_array_set_size (scenario->measures, 0);
  g_assert_cmpuint (count_projected (cache, document), ==, 2);
  g_assert_cmpuint (count_projected (cache, document), ==, 0);
  scenario->parameters.value[LW_PARAM_NORM] = 0.08;
  scenario->parameters.value[LW_PARAM_SUBSIDY_DWELLING] = 10000;
  lw_scenario_set_name (scenario, "Another name");
  g_assert_cmpuint (count_projected (cache, document), ==, 0);
  lw_demand_path_set_override (&scenario->demand, "East", 2030, 12345);
  g_assert_cmpuint (count_projected (cache, document), ==, 1);
  scenario->plan_share_kept = 0.5; /* all plans are in East */
  g_assert_cmpuint (count_projected (cache, document), ==, 1);
  LwMeasure *measure = lw_measure_new (LW_MEASURE_DEMOLISH, 2028);
  lw_measure_add_office (measure, 2); /* in West */
  lw_scenario_add_measure (scenario, measure);
  g_assert_cmpuint (count_projected (cache, document), ==, 1);
  measure->programme = LW_HOUSING_CARE;
  g_assert_cmpuint (count_projected (cache, document), ==, 0);
  scenario->demand.growth = 0.01;
  g_assert_cmpuint (count_projected (cache, document), ==, 2);
  scenario->parameters.value[LW_PARAM_RELEASE_RATE] = 0.05;
  g_assert_cmpuint (count_projected (cache, document), ==, 2);
}

/* A run that fails or is given up leaves the cache as it was. */
static void
test_given_up (void)
{
  g_autoptr (Document) document = document_new (4, 60, 2);
  g_autoptr (LwRunCache) cache = lw_run_cache_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  count_projected (cache, document);
  g_cancellable_cancel (cancellable);
  document->scenario->demand.growth = 0.01;
  g_assert_null (lw_run_cache_run (cache, &document->input, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autoptr (LwRun) whole = lw_run_scenario (&document->input, NULL, NULL);
  g_autoptr (LwRun) reused = lw_run_cache_run (cache, &document->input, NULL, NULL);
  assert_same_run (whole, reused);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run-cache/same-bits", test_same_bits);
  g_test_add_func ("/run-cache/what-is-touched", test_what_is_touched);
  g_test_add_func ("/run-cache/given-up", test_given_up);
  return g_test_run ();
}

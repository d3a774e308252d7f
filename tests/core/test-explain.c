/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-explain: the terms of the yearly step are those of the worked examples 2a to 2d and 3 of the domain model; for
 * any document they add up to the change of an office, and offices to the totals; sentences name what happened. */
#include "analysis/lw-explanation-run.h"
#include "draw/lw-format-explanation.h"
#include "fixture-scenario.h"
#include "model/lw-error.h"
#include "scenario/lw-projection.h"

#include <string.h>

enum { A, B, C, N, N_EXAMPLE };

typedef struct {
  double demand[6];
  guint n_years;
  LwWithdrawal withdrawal;
  LwCompletion completions[2];
  guint n_withdrawals, n_completions;
} Example;

/* What is run of the example; @parameters get their values. */
static LwProjectionInput
make_input (const Example *example, guint trace_row, LwParameters *parameters)
{
  static const double stock[] = { 10000, 8000, 12000, 0 }, occupied[] = { 9500, 6400, 4800, 0 };
  static const double c0[] = { 500, 400, 1200, 0 }, c1[] = { 0, 700, 2000, 0 }, c2[] = { 0, 500, 1500, 0 };
  static const double c3[] = { 0, 0, 2500, 0 }, attractiveness[] = { 0.8, 0.5, 0.2, 0.95 };

  lw_parameters_init (parameters);
  parameters->value[LW_PARAM_RELEASE_RATE] = 0.05;
  return (LwProjectionInput){
    .base_year = 2025,
    .n_years = example->n_years,
    .n_offices = N_EXAMPLE,
    .stock = stock,
    .occupied = occupied,
    .cohort = { c0, c1, c2, c3 },
    .attractiveness = attractiveness,
    .n_regions = 1,
    .demand = example->demand,
    .withdrawals = &example->withdrawal,
    .n_withdrawals = example->n_withdrawals,
    .completions = example->completions,
    .n_completions = example->n_completions,
    .parameters = parameters,
    .trace_row = trace_row,
  };
}

/* One row of the example, with its terms. */
static LwProjection *
run_example (const Example *example, guint trace_row)
{
  g_autoptr (GError) error = NULL;
  LwParameters parameters;
  LwProjectionInput input = make_input (example, trace_row, &parameters);

  LwProjection *projection = lw_projection_run (&input, NULL, &error);
  g_assert_no_error (error);
  return projection;
}

static void
assert_near (double value, double expected, double tolerance)
{
  g_assert_cmpfloat_with_epsilon (value, expected, tolerance);
}

/* The terms of an office add up to the change of its state, cohort by cohort. */
static void
assert_terms_add_up (const LwOfficeYear *year)
{
  double size = 1e-9 * MAX (year->before[LW_OFFICE_STATE_STOCK] + year->completed, 1);
  double stock = year->before[LW_OFFICE_STATE_STOCK], occupied = year->before[LW_OFFICE_STATE_OCCUPIED];
  double vacancy = lw_office_state_get_vacancy (year->before);

  for (LwYearTerm term = 0; term < LW_N_YEAR_TERMS; term++)
    {
      LwYearChange change;
      lw_office_year_get_change (year, term, &change);
      g_assert_cmpfloat (fabs (change.stock - change.occupied - change.vacancy), <=, 10 * size);
      stock += change.stock;
      occupied += change.occupied;
      vacancy += change.vacancy;
    }
  g_assert_cmpfloat (fabs (stock - year->after[LW_OFFICE_STATE_STOCK]), <=, size);
  g_assert_cmpfloat (fabs (occupied - year->after[LW_OFFICE_STATE_OCCUPIED]), <=, size);
  g_assert_cmpfloat (fabs (vacancy - lw_office_state_get_vacancy (year->after)), <=, size);
  for (guint k = 0; k < LW_N_COHORTS; k++)
    {
      double left = year->cell[k] - year->let[k] + (k == 0 ? year->forced : 0);
      if (k == LW_N_COHORTS - 1)
        left += year->cell[k + 1] - year->let[k + 1];
      g_assert_cmpfloat (fabs (left - year->residue[LW_OFFICE_STATE_C0 + k] - year->after[LW_OFFICE_STATE_C0 + k]), <=,
                         size);
    }
  for (guint k = 1; k < LW_N_EXPLAINED_CELLS; k++)
    g_assert_cmpfloat (fabs (year->cell[k] + year->planned_vacant[k - 1] + (k == 4 ? year->autonomous : 0)
                             - year->before[LW_OFFICE_STATE_C0 + k - 1]),
                       <=, size);
  g_assert_cmpfloat (fabs (year->kept - (year->before[LW_OFFICE_STATE_OCCUPIED] - year->displaced - year->released
                                         + year->prelet)),
                     <=, size);
}

static LwOfficeYear
explain (const LwProjection *projection, guint office, LwMarketYear *market)
{
  LwOfficeYear year;

  lw_projection_explain (projection, office, &year, market);
  assert_terms_add_up (&year);
  return year;
}

static void
test_explain_2a (void)
{
  static const double released[] = { 332.5, 320, 312 }, kept[] = { 9167.5, 6080, 4488 };
  static const double mass[] = { 832.5, 1580, 5012 }, pull[] = { 0.64, 0.25, 0.04 };
  static const double takeup[] = { 266.57, 197.63, 100.30 }, occupied[] = { 9434.07, 6277.63, 4588.30 };
  const Example example = { .demand = { 20300 }, .n_years = 1 };
  g_autoptr (LwProjection) projection = run_example (&example, 1);
  LwMarketYear market;

  for (guint i = A; i <= C; i++)
    {
      LwOfficeYear year = explain (projection, i, &market);
      double weight = 0, probability = market.lambda * year.rho[4] * year.pull;
      for (guint k = 0; k < LW_N_EXPLAINED_CELLS; k++)
        weight += year.weight[k];
      assert_near (year.released, released[i], 1e-9);
      assert_near (year.kept, kept[i], 1e-9);
      assert_near (year.pull, pull[i], 1e-12);
      assert_near (weight, mass[i] * pull[i], 1e-9);
      assert_near (lw_office_year_get_let (&year), takeup[i], 0.005);
      assert_near (year.after[LW_OFFICE_STATE_OCCUPIED], occupied[i], 0.005);
      assert_near (year.let[4], probability * year.cell[4], 1e-9);
    }
  assert_near (market.to_let, 564.5, 1e-9);
  assert_near (market.weight, 1128.28, 1e-9);
  assert_near (market.lambda, 0.500319, 5e-7);
  assert_near (market.kept, 19735.5, 1e-9);
  g_assert_cmpfloat (market.shortage, ==, 0);
}

static void
test_explain_2b (void)
{
  const Example example
      = { .demand = { 20300 }, .n_years = 1, .withdrawal = { C, 2025, 6000, 0 }, .n_withdrawals = 1 };
  g_autoptr (LwProjection) projection = run_example (&example, 1);
  LwMarketYear market;
  LwOfficeYear year = explain (projection, C, &market);

  g_assert_cmpfloat (year.planned, ==, 6000);
  g_assert_cmpfloat (year.displaced, ==, 0);
  g_assert_cmpfloat (year.planned_vacant[0], ==, 0);
  g_assert_cmpfloat (year.planned_vacant[1], ==, 2000);
  g_assert_cmpfloat (year.planned_vacant[2], ==, 1500);
  g_assert_cmpfloat (year.planned_vacant[3], ==, 2500);
  assert_near (year.after[LW_OFFICE_STATE_OCCUPIED], 4522.55, 0.005);
  assert_near (year.after[LW_OFFICE_STATE_C1], 1172.58, 0.005);
  year = explain (projection, A, &market);
  assert_near (year.after[LW_OFFICE_STATE_OCCUPIED], 9471.83, 0.005);
}

static void
test_explain_2c (void)
{
  const Example example
      = { .demand = { 20300 }, .n_years = 1, .withdrawal = { C, 2025, 12000, 0 }, .n_withdrawals = 1 };
  g_autoptr (LwProjection) projection = run_example (&example, 1);
  LwMarketYear market;
  LwOfficeYear year = explain (projection, C, &market);

  g_assert_cmpfloat (year.displaced, ==, 4800);
  g_assert_cmpfloat (year.planned, ==, 12000);
  assert_near (market.accommodated, 17640, 1e-9);
  assert_near (market.shortage, 2660, 1e-9);
  year = explain (projection, A, &market);
  assert_near (lw_office_state_get_vacancy (year.after), 0, 1e-9);
}

static void
test_explain_2d (void)
{
  static const double occupied[] = { 8559.96, 5504.39, 3935.64 };
  const Example example = { .demand = { 18000 }, .n_years = 1 };
  g_autoptr (LwProjection) projection = run_example (&example, 1);
  LwMarketYear market;

  for (guint i = A; i <= C; i++)
    {
      LwOfficeYear year = explain (projection, i, &market);
      g_assert_cmpfloat (lw_office_year_get_let (&year), ==, 0);
      assert_near (year.forced, market.forced_lambda * year.forced_weight, 1e-9);
      assert_near (year.forced_weight, year.kept * (1.5 - year.attractiveness), 1e-9);
      assert_near (year.after[LW_OFFICE_STATE_OCCUPIED], occupied[i], 0.005);
    }
  assert_near (market.to_release, 1735.5, 1e-9);
  g_assert_cmpfloat (market.to_let, ==, 0);
}

/* S1 of example 3: the plan of 800 m2 a year is let for 70 % beforehand; each row is explained in its turn. */
static void
test_explain_3 (void)
{
  Example example = { .n_years = 6,
                      .withdrawal = { C, 2026, 6000, 0 },
                      .n_withdrawals = 1,
                      .completions = { { N, 2027, 800, FALSE }, { N, 2028, 800, FALSE } },
                      .n_completions = 2 };
  static const double vacancy[] = { 9507.0, 3711.9, 4714.8, 5715.7, 5914.5, 6111.4 };

  for (guint k = 0; k < 6; k++)
    example.demand[k] = 20700 * pow (0.99, k + 1);
  for (guint row = 1; row <= 6; row++)
    {
      g_autoptr (LwProjection) projection = run_example (&example, row);
      LwMarketYear market;
      double sum = 0, takeup = 0;
      for (guint i = A; i <= N; i++)
        {
          LwOfficeYear year = explain (projection, i, &market);
          sum += lw_office_state_get_vacancy (year.after);
          takeup += lw_office_year_get_let (&year) + year.prelet;
          g_assert_cmpfloat (year.completed, ==, i == N && (row == 3 || row == 4) ? 800 : 0);
          assert_near (year.prelet, 0.7 * year.completed, 1e-9);
          g_assert_cmpfloat (year.planned, ==, i == C && row == 2 ? 6000 : 0);
        }
      assert_near (sum, vacancy[row - 1], 0.05);
      assert_near (takeup, projection->total[row].takeup, 1e-9);
    }
}

/* Whoever traces gets the same result. */
static void
test_explain_same (void)
{
  const Example example = { .demand = { 20300, 20000 }, .n_years = 2 };
  g_autoptr (LwProjection) traced = run_example (&example, 2);
  g_autoptr (LwProjection) plain = run_example (&example, 0);

  g_assert_null (plain->trace);
  g_assert_cmpmem (traced->total, 3 * sizeof (LwStepTotals), plain->total, 3 * sizeof (LwStepTotals));
}

/* What is laid out once and run again is explained again. */
static void
test_explain_again (void)
{
  Example example = { .demand = { 20300, 20000 }, .n_years = 2 };
  LwParameters parameters;
  LwProjectionInput input = make_input (&example, 2, &parameters);
  g_autoptr (LwProjectionState) state = lw_projection_state_new (&input, NULL);
  LwMarketYear first, second, third;

  explain (lw_projection_state_run (state, NULL, NULL), A, &first);
  explain (lw_projection_state_run (state, NULL, NULL), A, &second);
  g_assert_cmpmem (&first, sizeof first, &second, sizeof second);
  example.demand[1] = 20100;
  explain (lw_projection_state_run (state, NULL, NULL), A, &third);
  assert_near (third.to_let - first.to_let, 100, 1e-9);
}

static double
get_state (const LwOfficeYear *year, LwTrajectoryColumn column)
{
  switch ((int)column)
    {
    case LW_TRAJECTORY_STOCK:
      return year->after[LW_OFFICE_STATE_STOCK];
    case LW_TRAJECTORY_OCCUPIED:
      return year->after[LW_OFFICE_STATE_OCCUPIED];
    case LW_TRAJECTORY_VACANCY:
      return lw_office_state_get_vacancy (year->after);
    case LW_TRAJECTORY_TAKEUP:
      return lw_office_year_get_let (year) + year->prelet;
    case LW_TRAJECTORY_RELEASE:
      return year->released + year->forced;
    case LW_TRAJECTORY_WITHDRAWN:
      return year->planned + year->autonomous;
    case LW_TRAJECTORY_DISPLACED:
      return year->displaced;
    case LW_TRAJECTORY_COMPLETED:
      return year->completed;
    default:
      return NAN;
    }
}

/* Each part of a total is what the explanation of its office says; the parts are all there is. */
static void
assert_total (const FixtureDocument *document, LwTrajectoryColumn column, int year)
{
  LwRunInput input = fixture_run_input (document, LW_RUN_NO_GROUPS);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwTotalExplanation) total = lw_explanation_run_total (&input, column, year, NULL, &error);
  double sum = 0, size = 1;

  g_assert_no_error (error);
  for (guint i = 0; i < total->parts->len; i++)
    {
      const LwTotalPart *part = g_ptr_array_index (total->parts, i);
      sum += part->value;
      size += fabs (part->value);
      g_assert_true ((part->office == 0) == (part->plan != NULL));
      if (i > 0)
        g_assert_cmpfloat (fabs (part->value), <=,
                           fabs (((LwTotalPart *)g_ptr_array_index (total->parts, i - 1))->value));
      if (i % 25 != 0 || part->office == 0)
        continue;
      g_autoptr (LwOfficeExplanation) office
          = lw_explanation_run_office (&input, part->office, year, NULL, &error);
      g_assert_no_error (error);
      assert_terms_add_up (&office->office_year);
      double of_office = get_state (&office->office_year, column);
      if (!isnan (of_office))
        g_assert_cmpfloat (fabs (of_office - part->value), <=, 1e-9 * MAX (1, fabs (part->value)));
    }
  if (!(fabs (sum - total->total) <= 1e-9 * size))
    g_error ("%s of %d: %.12g in parts, %.12g in all", lw_trajectory_column_get_name (column), year, sum, total->total);
}

static void
test_explain_totals (void)
{
  for (guint32 seed = 0; seed < 12; seed++)
    {
      g_auto (FixtureDocument) document = fixture_document (150, seed + 20);
      for (LwTrajectoryColumn column = 0; column < LW_N_TRAJECTORY_COLUMNS; column++)
        if (column != LW_TRAJECTORY_RATE && column != LW_TRAJECTORY_SHORTAGE && column != LW_TRAJECTORY_FUND_EUR)
          assert_total (&document, column, 2026 + (int)(seed % 12));
    }
}

/* All offices of a market have its terms in common, and measures are named. */
static void
test_explain_measures (void)
{
  g_auto (FixtureDocument) document = fixture_document (150, 2);
  LwRunInput input = fixture_run_input (&document, LW_RUN_NO_GROUPS);
  LwMeasure *measure = lw_measure_new (LW_MEASURE_TRANSFORM, 2028);
  gint64 office = 0;

  g_ptr_array_set_size (document.scenario->measures, 0);
  for (guint i = 0; office == 0; i++)
    if (document.offices->stock_m2[i] > 500 && document.offices->vacant_stock_m2[i] > 100)
      office = document.offices->id[i];
  lw_measure_add_office (measure, office);
  measure->share = 0.25;
  lw_scenario_add_measure (document.scenario, measure);
  g_autoptr (LwOfficeExplanation) with = lw_explanation_run_office (&input, office, 2029, NULL, NULL);
  g_assert_cmpuint (with->measures->len, ==, 1);
  g_assert_cmpuint (g_array_index (with->measures, LwMeasureShare, 0).measure, ==, 0);
  g_assert_cmpfloat (g_array_index (with->measures, LwMeasureShare, 0).m2, ==, with->office_year.planned);
  g_assert_cmpfloat (with->office_year.planned, >, 0);
  g_autoptr (LwOfficeExplanation) before = lw_explanation_run_office (&input, office, 2028, NULL, NULL);
  g_assert_cmpuint (before->measures->len, ==, 0);
  g_assert_cmpfloat (before->office_year.planned, ==, 0);
  g_assert_cmpmem (before->office_year.after, sizeof before->office_year.after, with->office_year.before,
                   sizeof with->office_year.before);
}

/* Whether a sentence has these words; a no-break space counts as a blank. */
static gboolean
say (const GPtrArray *sentences, const char *what)
{
  for (guint i = 0; i < sentences->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (sentences, i), "\u00a0", -1);
      g_autofree char *plain = g_strjoinv (" ", parts);
      if (strstr (plain, what) != NULL)
        return TRUE;
    }
  return FALSE;
}

static LwOfficeExplanation *
explain_example (const Example *example, guint office)
{
  g_autoptr (LwProjection) projection = run_example (example, 1);
  LwOfficeExplanation *explanation = lw_office_explanation_new (1, 2026, "West");

  explanation->release_rate = 0.05;
  lw_projection_explain (projection, office, &explanation->office_year, &explanation->market_year);
  explanation->attractiveness_at_base = explanation->office_year.attractiveness;
  explanation->attractiveness_known = 1;
  return explanation;
}

static void
test_explain_words (void)
{
  const Example usual = { .demand = { 20300 }, .n_years = 1 }, small = { .demand = { 18000 }, .n_years = 1 };
  const Example gone
      = { .demand = { 20300 }, .n_years = 1, .withdrawal = { C, 2025, 12000, 0 }, .n_withdrawals = 1 };
  LwFormat format;

  lw_format_init (&format, ".", ",");
  g_autoptr (LwOfficeExplanation) a = explain_example (&usual, A);
  g_autoptr (GPtrArray) grew = lw_format_explanation (&format, a);
  g_assert_true (say (grew, "In 2025 the vacancy grew from 500 m² to 565.9 m²"));
  g_assert_true (say (grew, "332.5 m²"));
  g_assert_true (say (grew, "3.5 %"));
  g_assert_true (say (grew, "266.6 m² was let here: 32.0 %"));
  g_assert_true (say (grew, "West"));
  g_assert_false (say (grew, "Measures"));
  g_autoptr (LwOfficeExplanation) c = explain_example (&usual, C);
  g_autoptr (GPtrArray) old = lw_format_explanation (&format, c);
  g_assert_true (say (old, "from 2,500 m² to 3,962 m²"));
  g_autoptr (LwOfficeExplanation) d = explain_example (&small, B);
  g_autoptr (GPtrArray) forced = lw_format_explanation (&format, d);
  g_assert_true (say (forced, "575.6 m² was given up here"));
  g_autoptr (LwOfficeExplanation) e = explain_example (&gone, C);
  g_autoptr (GPtrArray) left = lw_format_explanation (&format, e);
  g_assert_true (say (left, "Measures withdrew 12,000 m²: 7,200 m² that stood empty, and 4,800 m²"));
  g_assert_true (say (left, "2,700 m² found no place"));
}

static void
test_explain_refuse (void)
{
  g_auto (FixtureDocument) document = fixture_document (150, 2);
  LwRunInput input = fixture_run_input (&document, LW_RUN_NO_GROUPS);
  g_autoptr (GError) error = NULL;
  gint64 unknown = 0;

  g_ptr_array_set_size (document.plans, 0);
  document.scenario->unknown_vacancy = LW_UNKNOWN_VACANCY_LEAVE_OUT;
  for (guint i = 0; unknown == 0; i++)
    if (document.offices->stock_m2[i] > 0 && isnan (document.offices->vacant_stock_m2[i]))
      unknown = document.offices->id[i];
  g_assert_null (lw_explanation_run_office (&input, unknown, 2030, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "its vacancy is unknown"));
  g_clear_error (&error);
  g_assert_null (lw_explanation_run_office (&input, 99999, 2030, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (lw_explanation_run_office (&input, 1, 2025, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (lw_explanation_run_total (&input, LW_TRAJECTORY_RATE, 2030, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/2a", test_explain_2a);
  g_test_add_func ("/explain/2b", test_explain_2b);
  g_test_add_func ("/explain/2c", test_explain_2c);
  g_test_add_func ("/explain/2d", test_explain_2d);
  g_test_add_func ("/explain/3", test_explain_3);
  g_test_add_func ("/explain/same", test_explain_same);
  g_test_add_func ("/explain/again", test_explain_again);
  g_test_add_func ("/explain/totals", test_explain_totals);
  g_test_add_func ("/explain/measures", test_explain_measures);
  g_test_add_func ("/explain/words", test_explain_words);
  g_test_add_func ("/explain/refuse", test_explain_refuse);
  return g_test_run ();
}

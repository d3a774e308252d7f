/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-sensitivity: the tornado of a scenario: its ends are those of runs with the one thing changed, and it is sorted.
 * The example of domain model 6.8 (one market, one year of stock and demand) is made out of a document. */
#include "analysis/lw-sensitivity-run.h"
#include "model/lw-error.h"
#include "random-document.h"

#include <math.h>
#include <string.h>

static LwSensitivity *
run (const LwRunInput *input, LwOutcome outcome, int year, guint n_threads)
{
  g_autoptr (GError) error = NULL;
  LwSensitivity *sensitivity = lw_sensitivity_run (input, outcome, year, n_threads, NULL, &error);

  g_assert_no_error (error);
  return sensitivity;
}

static const LwSensitivityBar *
find (const LwSensitivity *sensitivity, const char *key)
{
  for (guint i = 0; i < sensitivity->bars->len; i++)
    if (strcmp (g_array_index (sensitivity->bars, LwSensitivityBar, i).key, key) == 0)
      return &g_array_index (sensitivity->bars, LwSensitivityBar, i);
  return NULL;
}

/* S 500,000, V 80,000, growth -0.5 % with a band of a point, a plan of 20,000 m2 vvo with a chance of one half, and
 * 40,000 m2 withdrawn: after ten years 15.007 %; -1.5/+0.5 %: 23.173 and 6.068; chance 0/1: 13.160 and 16.778. */
static void
test_sensitivity_example (void)
{
  const LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (2);
  g_autoptr (LwScenario) scenario = lw_scenario_new ("Example");
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_plan_free);
  const double stock[] = { 460000, 40000 };

  for (guint i = 0; i < G_N_ELEMENTS (stock); i++)
    {
      guint row = lw_offices_builder_add (builder);
      lw_offices_builder_set_id (builder, row, i + 1);
      lw_offices_builder_set_text (builder, LW_OFFICE_REGION, row, "West");
      lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, stock[i]);
      lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, row, LW_AREA_VVO);
      lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, row, 40000);
    }
  g_autoptr (LwOffices) raw = lw_offices_builder_end (builder);
  g_autoptr (LwOffices) offices = lw_offices_derive (raw, &settings, lw_date_from_ymd (2025, 1, 1));
  LwPlan *plan = lw_plan_new ("Plan", 25000, 2027, 1);
  plan->hard = TRUE;
  plan->region = g_strdup ("West");
  g_ptr_array_add (plans, plan);
  LwMeasure *measure = lw_measure_new (LW_MEASURE_DEMOLISH, 2026);
  lw_measure_add_office (measure, 2);
  lw_scenario_add_measure (scenario, measure);
  scenario->demand.kind = LW_DEMAND_GROWTH;
  scenario->demand.growth = -0.005;
  /* the band of a path multiplies, so its ends are what gives growth of -1.5 and 0.5 % exactly */
  scenario->demand.band_low = 0.985 / 0.995 - 1;
  scenario->demand.band_high = 1.005 / 0.995 - 1;
  scenario->base_year = 2025;
  scenario->horizon_year = 2040;
  LwRunInput input = { .offices = offices, .scenario = scenario, .plans = plans, .by = LW_RUN_NO_GROUPS };
  g_autoptr (LwSensitivity) result = run (&input, LW_OUTCOME_RATE, 2035, 2);

  g_assert_cmpfloat_with_epsilon (result->base, 0.15007, 5e-6);
  const LwSensitivityBar *demand = find (result, "demand"), *chance = find (result, "plan_chance");
  g_assert_cmpfloat_with_epsilon (demand->low, 0.23173, 5e-6);
  g_assert_cmpfloat_with_epsilon (demand->high, 0.06068, 5e-6);
  g_assert_cmpfloat_with_epsilon (chance->low, 0.13160, 5e-6);
  g_assert_cmpfloat_with_epsilon (chance->high, 0.16778, 5e-6);
  g_assert_cmpfloat (chance->base_value, ==, 0.5);
  g_assert_true (&g_array_index (result->bars, LwSensitivityBar, 0) == demand);
  /* without the measure: 1 - 399466.3 / 510000 */
  g_assert_cmpfloat_with_epsilon (find (result, "measures")->low, 1 - 399466.3 / 510000, 1e-6);
  g_assert_cmpfloat (find (result, "measures")->high, ==, result->base);
  g_assert_null (find (result, "norm"));
}

/* Each end of a parameter is a run with that value; the widest bars come first, with any number of threads. */
static void
test_sensitivity_random (void)
{
  for (guint seed = 1; seed <= 6; seed++)
    {
      g_autoptr (Document) document = document_new (seed, 30, 2);
      LwOutcome outcome = (LwOutcome)(seed % LW_N_OUTCOMES);
      g_autoptr (LwSensitivity) one = run (&document->input, outcome, 0, 1);
      g_autoptr (LwSensitivity) four = run (&document->input, outcome, 0, 4);
      g_autoptr (LwRun) base = lw_run_scenario (&document->input, NULL, NULL);

      g_assert_cmpint (one->year, ==, 2035);
      g_assert_cmpfloat (one->base, ==, lw_run_get_outcome (base, outcome, 2035));
      g_assert_cmpuint (one->bars->len, ==, four->bars->len);
      for (guint i = 0; i < one->bars->len; i++)
        {
          const LwSensitivityBar *bar = &g_array_index (one->bars, LwSensitivityBar, i);
          const LwSensitivityBar *same = &g_array_index (four->bars, LwSensitivityBar, i);
          g_assert_true (bar->low_value <= bar->base_value && bar->base_value <= bar->high_value);
          g_assert_cmpstr (bar->key, ==, same->key);
          g_assert_true (bar->low == same->low && bar->high == same->high);
          if (i > 0)
            g_assert_cmpfloat (lw_sensitivity_bar_get_width (bar - 1), >=, lw_sensitivity_bar_get_width (bar));
          int id = lw_parameter_find (bar->key);
          if (id < 0)
            continue;
          double kept = document->scenario->parameters.value[id];
          document->scenario->parameters.value[id] = bar->high_value;
          g_autoptr (LwRun) high = lw_run_scenario (&document->input, NULL, NULL);
          g_assert_cmpfloat (bar->high, ==, lw_run_get_outcome (high, outcome, 2035));
          document->scenario->parameters.value[id] = kept;
        }
    }
}

/* A scenario that scraps plans may scrap all or none; a letting programme of the usual effect may have more or less. */
static void
test_sensitivity_levers (void)
{
  g_autoptr (Document) document = document_new (5, 30, 1);
  LwMeasure *programme = lw_measure_new (LW_MEASURE_RELET, 2026);

  lw_measure_set_rule (programme, "vacancy_rate > 0");
  g_ptr_array_set_size (document->scenario->measures, 0);
  g_autoptr (LwSensitivity) without = run (&document->input, LW_OUTCOME_STRUCTURAL, 0, 2);
  g_assert_null (find (without, "plan_share_kept"));
  g_assert_null (find (without, "relet_effect"));
  document->scenario->plan_share_kept = 0.5;
  lw_scenario_add_measure (document->scenario, programme);
  g_autoptr (LwSensitivity) with = run (&document->input, LW_OUTCOME_STRUCTURAL, 0, 2);
  const LwSensitivityBar *kept = find (with, "plan_share_kept"), *effect = find (with, "relet_effect");
  g_assert_cmpfloat (kept->base_value, ==, 0.5);
  g_assert_cmpfloat (effect->base_value, ==, 0.5);
  g_assert_cmpfloat (effect->low, !=, effect->high);
  document->scenario->plan_share_kept = 1;
  g_autoptr (LwRun) all = lw_run_scenario (&document->input, NULL, NULL);
  g_assert_cmpfloat (kept->high, ==, lw_run_get_outcome (all, LW_OUTCOME_STRUCTURAL, 2035));
  programme->effect = 0.3;
  g_autoptr (LwSensitivity) own = run (&document->input, LW_OUTCOME_STRUCTURAL, 0, 2);
  g_assert_null (find (own, "relet_effect"));
}

/* What a scenario does not have is no factor; a year that it does not reach is refused. */
static void
test_sensitivity_absent (void)
{
  g_autoptr (Document) document = document_new (1, 10, 1);
  g_autoptr (GError) error = NULL;

  g_ptr_array_set_size (document->scenario->measures, 0);
  g_ptr_array_set_size (document->plans, 0);
  document->scenario->demand.band_low = document->scenario->demand.band_high = 0;
  g_autoptr (LwSensitivity) result = run (&document->input, LW_OUTCOME_RATE, 2030, 0);
  g_assert_null (find (result, "measures"));
  g_assert_null (find (result, "plan_chance"));
  g_assert_null (find (result, "demand"));
  g_assert_nonnull (find (result, "omega"));
  g_assert_null (lw_sensitivity_run (&document->input, LW_OUTCOME_RATE, 2036, 0, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sensitivity/example", test_sensitivity_example);
  g_test_add_func ("/sensitivity/random", test_sensitivity_random);
  g_test_add_func ("/sensitivity/levers", test_sensitivity_levers);
  g_test_add_func ("/sensitivity/absent", test_sensitivity_absent);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-measures: measures of every kind in a run: what each does, and which offices a rule finds. Attractiveness comes from the building year alone. */
#include "analysis/lw-balance-run.h"
#include "analysis/lw-contributions-run.h"
#include "analysis/lw-kpi.h"
#include "analysis/lw-monte-carlo.h"
#include "model/lw-error.h"
#include "random-document.h"

#include <string.h>

typedef struct {
  gint64 id;
  double stock, vacant;
  int since;
  guint8 label;
  gboolean monument;
} Row;

static const Row rows[] = {
  { 11, 5000, 5000, 2015, LW_LABEL_G, FALSE },  { 12, 9000, 4000, 2016, LW_LABEL_D, FALSE },
  { 13, 7000, 7000, 2018, LW_LABEL_C, FALSE },  { 14, 3000, 3000, 2014, LW_LABEL_E, TRUE },
  { 15, 4000, 0, 0, LW_LABEL_A, FALSE },        { 16, 6000, 1000, 2024, LW_LABEL_G, FALSE },
  { 17, 2000, 2000, 2019, LW_LABEL_F, FALSE },  { 18, 8000, NAN, 0, LW_LABEL_G, FALSE },
  { 19, 5000, 5000, 2017, LW_LABEL_UNKNOWN, FALSE },
};

static LwOffices *
make_offices (gint64 better)
{
  const LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (G_N_ELEMENTS (rows));

  for (guint k = 0; k < G_N_ELEMENTS (rows); k++)
    {
      guint i = lw_offices_builder_add (builder);

      lw_offices_builder_set_id (builder, i, rows[k].id);
      lw_offices_builder_set_text (builder, LW_OFFICE_REGION, i, "West");
      lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, i, "GM0344");
      lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, i, rows[k].stock);
      lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, i, LW_AREA_VVO);
      lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, i, rows[k].vacant);
      if (rows[k].since != 0)
        lw_offices_builder_set_date (builder, LW_OFFICE_VACANT_SINCE, i, lw_date_from_ymd (rows[k].since, 6, 1));
      lw_offices_builder_set_integer (builder, LW_OFFICE_BUILD_YEAR, i, 1990);
      lw_offices_builder_set_code (builder, LW_OFFICE_ENERGY_LABEL, i,
                                   rows[k].id == better ? LW_LABEL_A : rows[k].label);
      lw_offices_builder_set_code (builder, LW_OFFICE_MONUMENT, i, rows[k].monument ? LW_YES : LW_NO);
    }
  g_autoptr (LwOffices) raw = lw_offices_builder_end (builder);
  return lw_offices_derive (raw, &settings, lw_date_from_ymd (2025, 1, 1));
}

/* The same with a conversion potential of each. */
static LwOffices *
make_scored_offices (void)
{
  static const double score[G_N_ELEMENTS (rows)] = { 3, 5, 2, 4, NAN, 5, 1, 5, 5 };
  g_autoptr (LwOffices) offices = make_offices (0);
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new_from (offices);

  memcpy (lw_offices_builder_cells (builder, LW_OFFICE_SCORE), score, sizeof score);
  lw_offices_builder_set_scored (builder, TRUE);
  return lw_offices_builder_end (builder);
}

static LwScenario *
make_scenario (void)
{
  LwScenario *scenario = lw_scenario_new ("Measures");

  scenario->demand.kind = LW_DEMAND_GROWTH;
  scenario->demand.growth = 0;
  scenario->horizon_year = 2040;
  return scenario;
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

static LwMeasure *
add_measure (LwScenario *scenario, LwMeasureKind kind, int year, gint64 office)
{
  LwMeasure *measure = lw_measure_new (kind, year);

  if (office != 0)
    lw_measure_add_office (measure, office);
  lw_scenario_add_measure (scenario, measure);
  return measure;
}

static LwRun *
run_with (LwOffices *offices, const LwScenario *scenario, GPtrArray *plans)
{
  g_autoptr (GError) error = NULL;
  LwRunInput input = { .offices = offices, .scenario = scenario, .plans = plans, .by = LW_RUN_NO_GROUPS,
                       .keep_states = TRUE };
  LwRun *run = lw_run_scenario (&input, NULL, &error);

  g_assert_no_error (error);
  return run;
}

static double
get (const LwRun *run, LwTrajectoryColumn column, int year)
{
  return lw_trajectory_get (run->total, column, year);
}

/* The offices that measure @m is about, as "11 13". */
static char *
list_offices (const LwRun *run, guint m)
{
  const LwRunMeasure *measure = g_ptr_array_index (run->measures, m);
  GString *list = g_string_new (NULL);

  for (guint k = 0; k < measure->offices->len; k++)
    g_string_append_printf (list, "%s%d", k > 0 ? " " : "", (int)g_array_index (measure->offices, gint64, k));
  return g_string_free (list, FALSE);
}

static void
assert_rule (LwMeasureKind kind, const char *rule, LwMeasureOrder order, double limit, const char *expected)
{
  g_autoptr (LwOffices) offices = make_scored_offices ();
  g_autoptr (LwScenario) scenario = make_scenario ();

  add_rule (scenario, kind, rule, order, limit);
  g_autoptr (LwRun) run = run_with (offices, scenario, NULL);
  g_autofree char *found = list_offices (run, 0);
  g_assert_cmpstr (found, ==, expected);
}

/* The words of the issue: structurally vacant, label worse than C, score, largest first, until so many m2. */
static void
test_rule_finds (void)
{
  assert_rule (LW_MEASURE_TRANSFORM, "vacancy_years >= 3 and energy_label > \"C\"", LW_MEASURE_ORDER_LARGEST, NAN,
               "12 11 14 17");
  assert_rule (LW_MEASURE_TRANSFORM, "vacancy_years >= 3 and energy_label > \"C\"", LW_MEASURE_ORDER_LARGEST, 9000,
               "12");
  assert_rule (LW_MEASURE_TRANSFORM, "vacancy_years >= 3 and energy_label > \"C\"", LW_MEASURE_ORDER_LARGEST, 9001,
               "12 11");
  assert_rule (LW_MEASURE_TRANSFORM, "vacancy_years >= 3", LW_MEASURE_ORDER_SMALLEST, NAN, "17 14 11 19 13 12");
  assert_rule (LW_MEASURE_TRANSFORM, "vacancy_years >= 3", LW_MEASURE_ORDER_LONGEST_VACANT, NAN, "14 11 12 19 13 17");
  assert_rule (LW_MEASURE_TRANSFORM, "vacancy_years >= 3", LW_MEASURE_ORDER_MOST_VACANT, NAN, "13 11 19 12 14 17");
  assert_rule (LW_MEASURE_TRANSFORM, "score >= 4", LW_MEASURE_ORDER_BEST_SCORE, NAN, "12 16 19 14");
  /* Monuments are not demolished, and what is of unknown vacancy takes no part. */
  assert_rule (LW_MEASURE_DEMOLISH, "energy_label >= \"E\"", LW_MEASURE_ORDER_LARGEST, NAN, "16 11 17");
  assert_rule (LW_MEASURE_DEMOLISH, "town = \"Nergens\"", LW_MEASURE_ORDER_LARGEST, NAN, "");
}

static void
test_rule_leaves_taken (void)
{
  g_autoptr (LwOffices) offices = make_offices (0);
  g_autoptr (LwScenario) scenario = make_scenario ();
  LwMeasure *first = add_measure (scenario, LW_MEASURE_TRANSFORM, 2026, 12);

  first->share = 0.5;
  add_rule (scenario, LW_MEASURE_DEMOLISH, "vacancy_years >= 3", LW_MEASURE_ORDER_LARGEST, 8000);
  add_rule (scenario, LW_MEASURE_RELET, "vacancy_years >= 3", LW_MEASURE_ORDER_LARGEST, NAN);
  add_rule (scenario, LW_MEASURE_RELET, "vacancy_rate > 0", LW_MEASURE_ORDER_LARGEST, NAN);
  g_autoptr (LwRun) run = run_with (offices, scenario, NULL);
  g_autofree char *demolished = list_offices (run, 1), *relet = list_offices (run, 2), *more = list_offices (run, 3);
  g_assert_cmpstr (demolished, ==, "13 11");
  g_assert_cmpstr (relet, ==, "19 14 17");
  g_assert_cmpstr (more, ==, "16");
  first->enabled = FALSE;
  g_autoptr (LwRun) without = run_with (offices, scenario, NULL);
  g_autofree char *larger = list_offices (without, 1);
  g_assert_cmpstr (larger, ==, "12");
}

/* What an earlier measure does not do in fact leaves the office to a later rule: a monument is not demolished, and
 * nothing is done after the horizon. */
static void
test_rule_takes_left (void)
{
  g_autoptr (LwOffices) offices = make_offices (0);
  g_autoptr (LwScenario) scenario = make_scenario ();

  add_measure (scenario, LW_MEASURE_DEMOLISH, 2026, 14);
  add_measure (scenario, LW_MEASURE_DEMOLISH, 2045, 17);
  add_rule (scenario, LW_MEASURE_TRANSFORM, "energy_label > \"D\"", LW_MEASURE_ORDER_SMALLEST, 4000);
  g_autoptr (LwRun) run = run_with (offices, scenario, NULL);
  g_autofree char *found = list_offices (run, 2);
  g_assert_cmpstr (found, ==, "17 14");
  g_assert_cmpuint (run->notes.blocked_demolitions, ==, 1);
}

/* A rule is about the data as they are: an office that gets a better label is left alone. */
static void
test_rule_follows_data (void)
{
  g_autoptr (LwScenario) scenario = make_scenario ();
  g_autoptr (LwOffices) before = make_offices (0), after = make_offices (12);

  add_rule (scenario, LW_MEASURE_TRANSFORM, "vacancy_years >= 3 and energy_label > \"C\"", LW_MEASURE_ORDER_LARGEST,
            8000);
  g_autoptr (LwRun) first = run_with (before, scenario, NULL);
  g_autoptr (LwRun) second = run_with (after, scenario, NULL);
  g_autofree char *found_first = list_offices (first, 0), *found_second = list_offices (second, 0);
  g_assert_cmpstr (found_first, ==, "12");
  g_assert_cmpstr (found_second, ==, "11 14");
  g_assert_cmpfloat (((LwRunMeasure *)g_ptr_array_index (second->measures, 0))->m2, ==, 8000);
  g_assert_cmpfloat (get (second, LW_TRAJECTORY_WITHDRAWN, 2028), ==, 8000);
}

static void
test_rule_refuse (void)
{
  g_autoptr (LwOffices) offices = make_offices (0);
  g_autoptr (LwScenario) scenario = make_scenario ();
  g_autoptr (GError) error = NULL;
  LwRunInput input = { .offices = offices, .scenario = scenario, .by = LW_RUN_NO_GROUPS };
  LwMeasure *measure = add_rule (scenario, LW_MEASURE_TRANSFORM, "score >= 4", LW_MEASURE_ORDER_LARGEST, NAN);

  g_assert_null (lw_run_scenario (&input, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_clear_error (&error);
  lw_measure_set_rule (measure, "no_such_name > 3");
  g_assert_null (lw_run_scenario (&input, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "no_such_name"));
  g_clear_error (&error);
  measure->enabled = FALSE;
  g_assert_null (lw_run_scenario (&input, NULL, NULL));
}

/* Lived in from delivery until the end; then the space is back, and long empty. */
static void
test_temporary (void)
{
  g_autoptr (LwOffices) offices = make_offices (0);
  g_autoptr (LwScenario) scenario = make_scenario ();
  LwMeasure *measure = add_measure (scenario, LW_MEASURE_TEMPORARY, 2027, 13);

  measure->until_year = 2032;
  measure->delivery_years = 1;
  g_autoptr (LwRun) run = run_with (offices, scenario, NULL);
  g_assert_cmpfloat (get (run, LW_TRAJECTORY_STOCK, 2028), ==, 34000);
  g_assert_cmpfloat (get (run, LW_TRAJECTORY_STOCK, 2032), ==, 34000);
  g_assert_cmpfloat (get (run, LW_TRAJECTORY_STOCK, 2033), ==, 41000);
  g_assert_cmpfloat (get (run, LW_TRAJECTORY_RETURNED, 2033), ==, 7000);
  /* 7000 / 0.8 * 0.75 / 30 */
  g_assert_cmpfloat (get (run, LW_TRAJECTORY_TEMPORARY_DWELLINGS, 2025), ==, 0);
  g_assert_cmpfloat (get (run, LW_TRAJECTORY_TEMPORARY_DWELLINGS, 2028), ==, 0);
  g_assert_cmpfloat (get (run, LW_TRAJECTORY_TEMPORARY_DWELLINGS, 2029), ==, 218);
  g_assert_cmpfloat (get (run, LW_TRAJECTORY_TEMPORARY_DWELLINGS, 2032), ==, 218);
  g_assert_cmpfloat (get (run, LW_TRAJECTORY_TEMPORARY_DWELLINGS, 2033), ==, 0);
  g_assert_cmpfloat (lw_trajectory_get_cumulative (run->total, LW_TRAJECTORY_DWELLINGS, 2040), ==, 0);
  /* C = 500 * 8750, with 20 % and 5 % on top and VAT of 21 %; rents of 4 years at 75 % */
  double investment = 500 * 8750 * 1.2 * 1.05 * 1.21, yearly = 218 * 500 * 12 * 0.75, value = 0;
  for (int t = 2; t <= 5; t++)
    value += yearly / pow (1.05, t);
  g_assert_cmpfloat_with_epsilon (lw_trajectory_get_cumulative (run->total, LW_TRAJECTORY_INVESTMENT_EUR, 2040),
                                  investment, 1e-3);
  g_assert_cmpfloat_with_epsilon (get (run, LW_TRAJECTORY_SHORTFALL_EUR, 2028),
                                  investment - value, 1e-3);

  /* What goes for good ends it. */
  LwMeasure *last = add_measure (scenario, LW_MEASURE_TRANSFORM, 2030, 13);
  g_autoptr (LwRun) early = run_with (offices, scenario, NULL);
  g_assert_cmpfloat (get (early, LW_TRAJECTORY_RETURNED, 2031), ==, 7000);
  g_assert_cmpfloat (get (early, LW_TRAJECTORY_WITHDRAWN, 2031), ==, 7000);
  g_assert_cmpfloat (get (early, LW_TRAJECTORY_STOCK, 2033), ==, 34000);
  g_assert_cmpfloat (get (early, LW_TRAJECTORY_TEMPORARY_DWELLINGS, 2031), ==, 0);
  g_assert_cmpfloat (get (early, LW_TRAJECTORY_TEMPORARY_DWELLINGS, 2030), ==, 218);
  g_assert_cmpfloat (get (early, LW_TRAJECTORY_DWELLINGS, 2033), >, 0);
  last->enabled = FALSE;
  measure->until_year = 0; /* the longest: 2037 */
  g_autoptr (LwRun) longest = run_with (offices, scenario, NULL);
  g_assert_cmpfloat (get (longest, LW_TRAJECTORY_RETURNED, 2038), ==, 7000);
}

/* What goes for good in the year in which temporary use begins comes first, wherever it stands in the list. */
static void
test_temporary_and_for_good (void)
{
  g_autoptr (LwOffices) offices = make_offices (0);
  g_autoptr (LwScenario) scenario = make_scenario ();
  LwMeasure *last;

  add_measure (scenario, LW_MEASURE_TEMPORARY, 2027, 13);
  last = add_measure (scenario, LW_MEASURE_DEMOLISH, 2027, 13);
  last->share = 0.75;
  g_autoptr (LwRun) run = run_with (offices, scenario, NULL);
  g_assert_cmpfloat (((LwRunMeasure *)g_ptr_array_index (run->measures, 0))->withdrawn_m2, ==, 1750);
  g_assert_cmpfloat (((LwRunMeasure *)g_ptr_array_index (run->measures, 1))->withdrawn_m2, ==, 5250);
  g_assert_cmpfloat (get (run, LW_TRAJECTORY_RETURNED, 2038), ==, 1750);
  last->share = 1;
  g_autoptr (LwRun) all = run_with (offices, scenario, NULL);
  g_assert_cmpfloat (lw_trajectory_get_cumulative (all->total, LW_TRAJECTORY_RETURNED, 2040), ==, 0);
}

static GPtrArray *
make_plans (void)
{
  GPtrArray *plans = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_plan_free);
  LwPlan *plan = lw_plan_new ("Noord", 10000, 2026, 4);

  g_free (plan->uid);
  plan->uid = g_strdup ("noord");
  plan->probability = 0.5;
  plan->region = g_strdup ("West");
  g_ptr_array_add (plans, plan);
  return plans;
}

static void
assert_completed (const LwScenario *scenario, GPtrArray *plans, const double *expected)
{
  g_autoptr (LwOffices) offices = make_offices (0);
  g_autoptr (LwRun) run = run_with (offices, scenario, plans);

  for (int k = 0; k < 10; k++)
    g_assert_cmpfloat_with_epsilon (get (run, LW_TRAJECTORY_COMPLETED, 2027 + k), expected[k], 1e-9);
}

/* 10,000 m2 bvo at a chance of 0.5 over four years: 1,000 m2 vvo a year, from 2026 on. */
static void
test_plans (void)
{
  g_autoptr (LwScenario) scenario = make_scenario ();
  g_autoptr (GPtrArray) plans = make_plans ();
  LwMeasure *scrap = add_measure (scenario, LW_MEASURE_SCRAP_PLAN, 2028, 0);
  LwMeasure *later = add_measure (scenario, LW_MEASURE_REPHASE_PLAN, 2027, 0);

  assert_completed (scenario, plans, (double[]){ 1000, 1000, 1000, 1000, 0, 0, 0, 0, 0, 0 });
  lw_measure_add_plan (scrap, "noord");
  scrap->share = 0.25;
  assert_completed (scenario, plans, (double[]){ 1000, 1000, 750, 750, 0, 0, 0, 0, 0, 0 });
  lw_measure_add_plan (later, "noord");
  later->delay_years = 2;
  assert_completed (scenario, plans, (double[]){ 1000, 0, 0, 1000, 750, 750, 0, 0, 0, 0 });
  /* The order counts: what is moved first is scrapped afterwards, if it comes late enough. */
  lw_scenario_move_measure (scenario, later->uid, -1);
  assert_completed (scenario, plans, (double[]){ 1000, 0, 0, 750, 750, 750, 0, 0, 0, 0 });
  later->share = 0.5;
  scrap->enabled = FALSE;
  assert_completed (scenario, plans, (double[]){ 1000, 500, 500, 1000, 500, 500, 0, 0, 0, 0 });
  /* Its rights end by themselves: what would come after that is lost. */
  ((LwPlan *)g_ptr_array_index (plans, 0))->scrapped_from = 2030;
  assert_completed (scenario, plans, (double[]){ 1000, 500, 500, 1000, 0, 0, 0, 0, 0, 0 });
  lw_measure_add_plan (later, "elsewhere");
  g_autoptr (LwOffices) offices = make_offices (0);
  g_autoptr (LwRun) run = run_with (offices, scenario, plans);
  g_assert_cmpuint (run->notes.missing_plans, ==, 1);
}

/* The balance counts plans as measures leave them: 10,000 m2 bvo in 2026 to 2029, of which a quarter goes from 2028 on,
 * and half of what is left then is built seven years later, one year of it after the horizon. */
static void
test_plans_in_balance (void)
{
  g_autoptr (LwOffices) offices = make_offices (0);
  g_autoptr (LwScenario) scenario = make_scenario ();
  g_autoptr (GPtrArray) plans = make_plans ();
  LwRunInput input = { .offices = offices, .scenario = scenario, .plans = plans, .by = LW_RUN_NO_GROUPS };
  LwMeasure *scrap = add_measure (scenario, LW_MEASURE_SCRAP_PLAN, 2028, 0);
  LwMeasure *later = add_measure (scenario, LW_MEASURE_REPHASE_PLAN, 2028, 0);
  LwMeasure *build = add_measure (scenario, LW_MEASURE_NEW_BUILD, 2029, 0);

  lw_measure_add_plan (scrap, "noord");
  scrap->share = 0.25;
  lw_measure_add_plan (later, "noord");
  later->share = 0.5;
  later->delay_years = 7;
  build->bvo_m2 = 1000;
  scenario->horizon_year = 2036;
  g_autoptr (LwBalanceSheet) sheet = lw_balance_run (&input, 2032, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (sheet->total->plans_soft_bvo_m2, 5000 + 1875, 1e-9);
  g_assert_cmpfloat_with_epsilon (sheet->total->plans_later_bvo_m2, 1875, 1e-9);
  g_assert_cmpfloat_with_epsilon (sheet->total->plans_expected_m2, 0.5 * 0.8 * 6875 + 800, 1e-9);
  g_autoptr (LwBalanceSheet) last = lw_balance_run (&input, 2036, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (last->total->plans_soft_bvo_m2, 5000 + 1875 + 937.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (last->total->plans_later_bvo_m2, 937.5, 1e-9);
}

static void
test_new_build (void)
{
  g_autoptr (LwOffices) offices = make_offices (0);
  g_autoptr (LwScenario) scenario = make_scenario ();
  LwMeasure *measure = add_measure (scenario, LW_MEASURE_NEW_BUILD, 2030, 0);
  LwRunInput input = { .offices = offices, .scenario = scenario, .by = LW_DIMENSION_MUNICIPALITY };

  measure->bvo_m2 = 2500;
  lw_measure_set_place (measure, NULL, "GM0344");
  g_autoptr (LwRun) run = lw_run_scenario (&input, NULL, NULL);
  g_assert_cmpuint (run->groups->len, ==, 1);
  g_assert_cmpfloat (get (run, LW_TRAJECTORY_COMPLETED, 2033), ==, 2000);
  g_assert_cmpfloat (get (run, LW_TRAJECTORY_STOCK, 2033), ==, 43000);
  lw_measure_set_place (measure, "Oost", NULL);
  g_autoptr (LwRun) elsewhere = lw_run_scenario (&input, NULL, NULL);
  g_assert_cmpuint (elsewhere->groups->len, ==, 2);
  measure->year = 2039; /* it would stand after the horizon */
  g_autoptr (LwRun) outside = lw_run_scenario (&input, NULL, NULL);
  g_assert_cmpuint (outside->notes.outside_measures, ==, 1);
  measure->year = 2030;
  lw_measure_add_office (measure, 99);
  g_autoptr (LwRun) nowhere = run_with (offices, scenario, NULL);
  g_assert_cmpuint (nowhere->notes.missing_offices, ==, 1);
  g_array_set_size (measure->offices, 0);
  lw_measure_add_office (measure, 15);
  g_autoptr (LwRun) larger = run_with (offices, scenario, NULL);
  g_assert_cmpfloat (lw_office_states_get_column (larger->states, LW_OFFICE_STATE_STOCK, 2033)[4], ==, 6000);
}

/* A letting programme moves take-up to its offices and takes none away from the whole. */
static void
test_relet (void)
{
  g_autoptr (LwOffices) offices = make_offices (0);
  g_autoptr (LwScenario) scenario = make_scenario ();
  LwMeasure *measure = add_measure (scenario, LW_MEASURE_RELET, 2025, 13);

  measure->enabled = FALSE;
  g_autoptr (LwRun) without = run_with (offices, scenario, NULL);
  measure->enabled = TRUE;
  g_autoptr (LwRun) usual = run_with (offices, scenario, NULL);
  measure->effect = 1;
  g_autoptr (LwRun) full = run_with (offices, scenario, NULL);
  measure->effect = 0;
  g_autoptr (LwRun) none = run_with (offices, scenario, NULL);
  const LwRun *runs[] = { without, usual, full, none };
  double occupied[4];
  for (guint k = 0; k < 4; k++)
    {
      occupied[k] = (double)lw_office_states_get_column (runs[k]->states, LW_OFFICE_STATE_OCCUPIED, 2030)[2];
      g_assert_cmpfloat_with_epsilon (get (runs[k], LW_TRAJECTORY_VACANCY, 2040),
                                      get (without, LW_TRAJECTORY_VACANCY, 2040), 1e-6);
    }
  g_assert_cmpfloat (occupied[1], >, occupied[0] * 1.01);
  g_assert_cmpfloat (occupied[2], >, occupied[1] * 1.01);
  g_assert_cmpfloat (occupied[3], ==, occupied[0]);
}

static void
test_kpi (void)
{
  g_autoptr (LwOffices) offices = make_offices (0);
  g_autoptr (LwScenario) scenario = make_scenario (), baseline = make_scenario ();
  LwRunInput input = { .offices = offices, .scenario = scenario, .by = LW_RUN_NO_GROUPS };
  LwKpi kpi;

  add_measure (scenario, LW_MEASURE_DEMOLISH, 2026, 13);
  g_autoptr (LwRun) run = run_with (offices, scenario, NULL);
  g_assert_true (lw_kpi_compute (&input, run, baseline, 2030, &kpi, NULL, NULL));
  /* 7,000 m2 less empty, at 130 + 35 euro; X = (V - 0.05 S) / 0.95 */
  g_assert_cmpfloat_with_epsilon (kpi.avoided_vacancy_cost_eur, 7000 * 165, 1e-3);
  g_assert_cmpfloat_with_epsilon (kpi.vacancy_cost_eur, 20000 * 165, 1e-3);
  g_assert_cmpfloat_with_epsilon (kpi.task_m2, (20000 - 0.05 * 34000) / 0.95, 1e-6);
  g_assert_cmpint (kpi.norm_year, ==, 0);
  g_assert_true (isnan (kpi.shortfall_per_dwelling_eur));
  g_assert_true (isnan (kpi.fund_eur));
  g_assert_true (lw_kpi_compute (&input, run, NULL, 2030, &kpi, NULL, NULL));
  g_assert_true (isnan (kpi.avoided_vacancy_cost_eur));
}

/* Per dwelling only what belongs to dwellings that are there: a demolition and a transformation under way do not count. */
static void
test_kpi_per_dwelling (void)
{
  g_autoptr (LwOffices) offices = make_offices (0);
  g_autoptr (LwScenario) scenario = make_scenario ();
  LwRunInput input = { .offices = offices, .scenario = scenario, .by = LW_RUN_NO_GROUPS };
  LwMeasure *early = add_measure (scenario, LW_MEASURE_TRANSFORM, 2026, 13);
  LwMeasure *late = add_measure (scenario, LW_MEASURE_TRANSFORM, 2029, 11);
  LwKpi kpi;

  add_measure (scenario, LW_MEASURE_DEMOLISH, 2026, 17);
  early->programme = late->programme = LW_HOUSING_SOCIAL_RENT;
  g_autoptr (LwRun) run = run_with (offices, scenario, NULL);
  const LwRunMeasure *first = g_ptr_array_index (run->measures, 0), *second = g_ptr_array_index (run->measures, 1),
                     *third = g_ptr_array_index (run->measures, 2);
  /* 7,000 m2 vvo / 0.8 * 0.75 / 50 m2 */
  g_assert_cmpfloat (first->dwellings, ==, 131);
  g_assert_cmpfloat (first->shortfall_eur, >, 0);
  g_assert_cmpfloat (third->dwellings, ==, 0);
  g_assert_cmpfloat_with_epsilon (first->shortfall_eur + second->shortfall_eur + third->shortfall_eur,
                                  lw_trajectory_get_cumulative (run->total, LW_TRAJECTORY_SHORTFALL_EUR, 2040), 1e-3);
  g_assert_true (lw_kpi_compute (&input, run, NULL, 2028, &kpi, NULL, NULL));
  g_assert_true (isnan (kpi.shortfall_per_dwelling_eur));
  g_assert_true (lw_kpi_compute (&input, run, NULL, 2030, &kpi, NULL, NULL));
  g_assert_cmpfloat_with_epsilon (kpi.shortfall_per_dwelling_eur, first->shortfall_eur / 131, 1e-6);
  g_assert_cmpfloat (kpi.dwellings, ==, 131);
}

/* Levies on stock, new offices and land, grants, and what is paid for a demolition: 6.7 with all its terms. */
static void
test_fund (void)
{
  g_autoptr (LwOffices) offices = make_offices (0);
  g_autoptr (LwScenario) scenario = make_scenario ();
  double *v = scenario->parameters.value;

  v[LW_PARAM_FUND_ACTIVE] = 1;
  v[LW_PARAM_FUND_OPENING] = 1000;
  v[LW_PARAM_FUND_LAND_M2] = 200;
  v[LW_PARAM_FUND_GRANTS] = 5000;
  add_measure (scenario, LW_MEASURE_DEMOLISH, 2026, 17);
  add_measure (scenario, LW_MEASURE_TEMPORARY, 2026, 13);
  g_autoptr (LwRun) run = run_with (offices, scenario, NULL);
  double first = 1000 * 1.02 + 2.5 * 41000 + 50 * 200 + 5000;
  g_assert_cmpfloat_with_epsilon (get (run, LW_TRAJECTORY_FUND_EUR, 2026), first, 1e-6);
  /* Temporary use is not withdrawn for good, so the fund pays nothing for it. */
  g_assert_cmpfloat_with_epsilon (get (run, LW_TRAJECTORY_FUND_EUR, 2027),
                                  first * 1.02 + 2.5 * 41000 + 50 * 200 + 5000 - 100 * 2000, 1e-6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measures/rule-finds", test_rule_finds);
  g_test_add_func ("/measures/rule-leaves-taken", test_rule_leaves_taken);
  g_test_add_func ("/measures/rule-takes-left", test_rule_takes_left);
  g_test_add_func ("/measures/rule-follows-data", test_rule_follows_data);
  g_test_add_func ("/measures/rule-refuse", test_rule_refuse);
  g_test_add_func ("/measures/temporary", test_temporary);
  g_test_add_func ("/measures/temporary-and-for-good", test_temporary_and_for_good);
  g_test_add_func ("/measures/plans", test_plans);
  g_test_add_func ("/measures/plans-in-balance", test_plans_in_balance);
  g_test_add_func ("/measures/new-build", test_new_build);
  g_test_add_func ("/measures/relet", test_relet);
  g_test_add_func ("/measures/kpi", test_kpi);
  g_test_add_func ("/measures/kpi-per-dwelling", test_kpi_per_dwelling);
  g_test_add_func ("/measures/fund", test_fund);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-example-policy: what the made-up province plans and agreed: plans for new offices, demand per market area, a
 * baseline and two scenarios, parties with their actions. Parties and actions follow the action programme of 2011 in
 * kind (domain model 1.4); targets and states are invented. */
#include "analysis/lw-example-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#define LAST_DEMAND_YEAR 2035
#define DEMAND_GROWTH (-0.004)
/* The calibration of demand from jobs, and the space of an office job that it is about. */
#define EXAMPLE_KAPPA 0.9
#define M2_PER_JOB 19
/* Plan capacity as a share of stock. */
#define PLAN_SHARE 0.06
#define N_PLANS 12
#define MIN_CANDIDATE_M2 500
/* Of the stock, what the rule of the agreement takes. */
#define AGREED_SHARE 0.03

/* Rows by how much stands empty there for three years and more, most first. */
static int
compare_structural (gconstpointer a, gconstpointer b, gpointer data)
{
  const LwOffices *offices = data;
  guint left = *(const guint *) a, right = *(const guint *) b;

  if (offices->vacant_stock_m2[left] != offices->vacant_stock_m2[right])
    return offices->vacant_stock_m2[left] < offices->vacant_stock_m2[right] ? 1 : -1;
  return left < right ? -1 : 1;
}

static GArray *
find_structural (const LwOffices *offices)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < offices->n; i++)
    if (offices->vacancy_age[i] == LW_VACANCY_AGE_C3 && offices->vacant_stock_m2[i] >= 0.5 * offices->stock_m2[i] &&
        offices->stock_m2[i] >= MIN_CANDIDATE_M2)
      g_array_append_val (rows, i);
  g_array_sort_with_data (rows, compare_structural, (gpointer) offices);
  return rows;
}

static GHashTable *
sum_by_municipality (const LwOffices *offices)
{
  const LwDictionary *codes = lw_offices_dictionary (offices, LW_OFFICE_MUNICIPALITY_CODE);
  GHashTable *sums = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < offices->n; i++)
    {
      const char *code = lw_dictionary_get (codes, offices->municipality_code[i]);
      double *sum = g_hash_table_lookup (sums, code);

      if (sum == NULL)
        {
          sum = g_new0 (double, 1);
          g_hash_table_insert (sums, (gpointer) code, sum);
        }
      if (!isnan (offices->stock_m2[i]))
        *sum += offices->stock_m2[i];
    }
  return sums;
}

static int
compare_sums (gconstpointer a, gconstpointer b, gpointer data)
{
  const char *left = *(const char *const *) a, *right = *(const char *const *) b;
  double left_m2 = *(double *) g_hash_table_lookup (data, left), right_m2 = *(double *) g_hash_table_lookup (data, right);

  return left_m2 != right_m2 ? (left_m2 < right_m2 ? 1 : -1) : g_strcmp0 (left, right);
}

/* Codes of the municipalities, largest stock first. */
static GPtrArray *
list_municipalities (const LwOffices *offices, GHashTable *sums)
{
  GPtrArray *codes = g_ptr_array_new ();
  GHashTableIter iterator;
  gpointer code;

  g_hash_table_iter_init (&iterator, sums);
  while (g_hash_table_iter_next (&iterator, &code, NULL))
    g_ptr_array_add (codes, code);
  g_ptr_array_sort_with_data (codes, compare_sums, sums);
  return codes;
}

static guint
find_office_in (const LwOffices *offices, const char *municipality_code)
{
  guint32 code = lw_dictionary_lookup (lw_offices_dictionary (offices, LW_OFFICE_MUNICIPALITY_CODE), municipality_code);

  for (guint i = 0; i < offices->n; i++)
    if (offices->municipality_code[i] == code && offices->location_type[i] == LW_LOCATION_OFFICE_PARK)
      return i;
  for (guint i = 0; i < offices->n; i++)
    if (offices->municipality_code[i] == code)
      return i;
  return 0;
}

/**
 * lw_example_make_plans:
 * @offices: with derived columns
 *
 * Returns: (transfer full) (element-type LwPlan): plans in the municipalities with most offices
 */
GPtrArray *
lw_example_make_plans (const LwOffices *offices, guint64 seed)
{
  static const char *const sides[] = { "Noord", "Zuid", "Oost", "West" };
  g_autoptr (GHashTable) sums = sum_by_municipality (offices);
  g_autoptr (GPtrArray) codes = list_municipalities (offices, sums);
  GPtrArray *plans = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_plan_free);
  LwRandom random;

  lw_random_init (&random, seed + 4711);
  for (guint p = 0; p < N_PLANS && codes->len > 0; p++)
    {
      const char *code = g_ptr_array_index (codes, p % MIN (codes->len, 8));
      double stock = *(double *) g_hash_table_lookup (sums, code);
      guint row = find_office_in (offices, code);
      g_autofree char *name = g_strdup_printf ("%s %s", lw_offices_text (offices, LW_OFFICE_MUNICIPALITY, row),
                                               sides[p % 4]);
      double bvo = MAX (1000, round (stock * PLAN_SHARE * (0.5 + lw_random_uniform (&random)) / 100) * 100);
      LwPlan *plan = lw_plan_new (name, bvo, LW_EXAMPLE_LAST_YEAR + 1 + (int) (lw_random_uniform (&random) * 4),
                                  2 + (int) (lw_random_uniform (&random) * 5));

      g_free (plan->uid);
      plan->uid = g_strdup_printf ("example-plan-%u", p + 1);
      plan->municipality_code = g_strdup (code);
      plan->region = g_strdup (lw_offices_text (offices, LW_OFFICE_REGION, row));
      plan->hard = lw_random_uniform (&random) < 0.6;
      plan->exclusive = lw_random_uniform (&random) < 0.5;
      plan->rd_x = offices->rd_x[row] + round ((lw_random_uniform (&random) - 0.5) * 900);
      plan->rd_y = offices->rd_y[row] + round ((lw_random_uniform (&random) - 0.5) * 900);
      g_ptr_array_add (plans, plan);
    }
  return plans;
}

/**
 * lw_example_make_demand:
 * @offices: with derived columns
 *
 * Returns: (transfer full) (element-type LwDemandSeries): demand of each market area: what is in use now, shrinking
 */
GPtrArray *
lw_example_make_demand (const LwOffices *offices)
{
  const LwDictionary *regions = lw_offices_dictionary (offices, LW_OFFICE_REGION);
  g_autofree double *occupied = g_new0 (double, lw_dictionary_size (regions));
  g_autofree double *known = g_new0 (double, lw_dictionary_size (regions));
  g_autofree double *whole = g_new0 (double, lw_dictionary_size (regions));
  GPtrArray *demand = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_demand_series_free);

  for (guint i = 0; i < offices->n; i++)
    {
      guint32 region = offices->region[i];

      if (isnan (offices->stock_m2[i]))
        continue;
      whole[region] += offices->stock_m2[i];
      if (isnan (offices->vacant_stock_m2[i]))
        continue;
      known[region] += offices->stock_m2[i];
      occupied[region] += offices->stock_m2[i] - offices->vacant_stock_m2[i];
    }
  for (guint32 region = 1; region < lw_dictionary_size (regions); region++)
    {
      LwDemandSeries *series;

      if (occupied[region] <= 0)
        continue;
      /* Demand is about the whole market, also the part whose vacancy nobody knows. */
      occupied[region] *= whole[region] / known[region];
      series = lw_demand_series_new (lw_dictionary_get (regions, region), _ ("Example, made up"));
      for (int year = LW_EXAMPLE_LAST_YEAR; year <= LAST_DEMAND_YEAR; year++)
        lw_demand_series_set (series, year,
                              round (occupied[region] * pow (1 + DEMAND_GROWTH, year - LW_EXAMPLE_LAST_YEAR)), NULL);
      g_ptr_array_add (demand, series);
    }
  return demand;
}

/**
 * lw_example_make_jobs:
 * @demand: (element-type LwDemandSeries): demand of each market area
 *
 * Returns: (transfer full) (element-type LwSectorJobs): jobs of the whole province in the proportions of the country
 *   (thousands of jobs in 2015, CBS-B15), so many that calibration is a mild correction; growth is invented
 */
GArray *
lw_example_make_jobs (GPtrArray *demand)
{
  static const struct {
    const char *sector;
    double proportion;
    double growth;
  } mix[] = {
    { "business_services", 2090, 0.004 }, { "health", 1568, 0.010 },  { "trade", 1530, -0.004 },
    { "industry", 795, -0.006 },          { "education", 583, 0.002 }, { "public_administration", 514, 0 },
    { "construction", 510, 0.002 },       { "finance", 246, -0.012 },  { "ict", 299, 0.015 },
  };
  GArray *jobs = lw_sector_jobs_list_new ();
  double m2 = 0, office_jobs = 0;

  for (guint i = 0; i < demand->len; i++)
    m2 += lw_demand_series_get (g_ptr_array_index (demand, i), LW_EXAMPLE_LAST_YEAR);
  for (guint i = 0; i < G_N_ELEMENTS (mix); i++)
    office_jobs += mix[i].proportion * lw_sector_get_info ((guint) lw_sector_find (mix[i].sector))->office_share;
  for (guint i = 0; i < G_N_ELEMENTS (mix) && m2 > 0; i++)
    {
      double number = mix[i].proportion / office_jobs * m2 / (EXAMPLE_KAPPA * M2_PER_JOB);
      LwSectorJobs entry = { NULL, mix[i].sector, LW_EXAMPLE_LAST_YEAR, 10 * round (number / 10), NAN, mix[i].growth,
                             _ ("Example, made up") };

      lw_sector_jobs_set (jobs, &entry);
    }
  return jobs;
}

static void
set_uid (char **uid, const char *value)
{
  g_free (*uid);
  *uid = g_strdup (value);
}

static void
add_measure (LwScenario *scenario, const LwOffices *offices, GArray *rows, guint first, guint n, LwMeasureKind kind,
             LwHousing programme, int year)
{
  LwMeasure *measure;
  g_autofree char *uid = g_strdup_printf ("%s-measure-%u", scenario->uid, scenario->measures->len + 1);

  if (first >= rows->len)
    return;
  measure = lw_measure_new (kind, year);
  set_uid (&measure->uid, uid);
  measure->programme = programme;
  for (guint i = first; i < MIN (first + n, rows->len); i++)
    lw_measure_add_office (measure, offices->id[g_array_index (rows, guint, i)]);
  if (kind == LW_MEASURE_RENOVATE)
    lw_measure_set_target_label (measure, "A");
  lw_scenario_add_measure (scenario, measure);
}

static LwScenario *
new_scenario (const char *name, const char *uid)
{
  LwScenario *scenario = lw_scenario_new (name);

  set_uid (&scenario->uid, uid);
  scenario->demand.kind = LW_DEMAND_DOCUMENT;
  scenario->demand.growth = DEMAND_GROWTH;
  scenario->seed = 1;
  return scenario;
}

static LwScenario *
new_variant (const LwScenario *baseline, const char *name, const char *uid)
{
  LwScenario *scenario = lw_scenario_duplicate (baseline, name);

  set_uid (&scenario->uid, uid);
  return scenario;
}

static LwMeasure *
add_empty_measure (LwScenario *scenario, LwMeasureKind kind, int year)
{
  LwMeasure *measure = lw_measure_new (kind, year);
  g_autofree char *uid = g_strdup_printf ("%s-measure-%u", scenario->uid, scenario->measures->len + 1);

  set_uid (&measure->uid, uid);
  lw_scenario_add_measure (scenario, measure);
  return measure;
}

/* What a region may agree on beside: a rule that says which offices become dwellings, and plans that go altogether. */
static void
add_agreement (LwScenario *scenario, const LwOffices *offices)
{
  int base = LW_EXAMPLE_LAST_YEAR;
  double stock = 0;
  LwMeasure *measure;

  for (guint i = 0; i < offices->n; i++)
    stock += isnan (offices->stock_m2[i]) ? 0 : offices->stock_m2[i];
  measure = add_empty_measure (scenario, LW_MEASURE_TRANSFORM, base + 3);
  lw_measure_set_rule (measure, "vacancy_years >= 3 and energy_label > \"B\"");
  measure->rule_limit_m2 = MAX (1000, round (stock * AGREED_SHARE / 1000) * 1000);
  measure->programme = LW_HOUSING_SOCIAL_RENT;
  measure = add_empty_measure (scenario, LW_MEASURE_SCRAP_PLAN, base + 1);
  lw_measure_add_plan (measure, "example-plan-2");
  lw_measure_add_plan (measure, "example-plan-4");
}

/**
 * lw_example_make_scenarios:
 * @offices: with derived columns and keys
 *
 * Returns: (transfer full) (element-type LwScenario): a baseline and two scenarios
 */
GPtrArray *
lw_example_make_scenarios (const LwOffices *offices)
{
  g_autoptr (GArray) rows = find_structural (offices);
  GPtrArray *scenarios = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_scenario_free);
  LwScenario *baseline = new_scenario (_ ("Baseline"), "example-baseline"), *convert, *scrap;
  int base = LW_EXAMPLE_LAST_YEAR;

  baseline->is_baseline = baseline->locked = TRUE;
  lw_scenario_set_note (baseline, _ ("Nothing is done: demand and plans go as they are."));
  g_ptr_array_add (scenarios, baseline);

  convert = new_variant (baseline, _ ("Convert 24"), "example-convert");
  lw_scenario_set_note (convert, _ ("The 24 largest offices that have long been empty become dwellings."));
  add_measure (convert, offices, rows, 0, 12, LW_MEASURE_TRANSFORM, LW_HOUSING_MID_RENT, base + 2);
  add_measure (convert, offices, rows, 12, 6, LW_MEASURE_TRANSFORM, LW_HOUSING_STUDENT, base + 3);
  add_measure (convert, offices, rows, 18, 6, LW_MEASURE_TRANSFORM, LW_HOUSING_SOCIAL_RENT, base + 2);
  add_measure (convert, offices, rows, 24, 10, LW_MEASURE_RENOVATE, LW_HOUSING_MID_RENT, base + 1);
  g_ptr_array_add (scenarios, convert);

  scrap = new_variant (baseline, _ ("Scrap plans"), "example-scrap");
  lw_scenario_set_note (scrap, _ ("Three quarters of the plans are scrapped, two of them altogether; four empty offices are "
                                  "demolished, and a rule says which become dwellings."));
  scrap->plan_share_kept = 0.25;
  add_measure (scrap, offices, rows, 2, 4, LW_MEASURE_DEMOLISH, LW_HOUSING_MID_RENT, base + 2);
  add_agreement (scrap, offices);
  g_ptr_array_add (scenarios, scrap);
  return scenarios;
}

static void
add_action (LwProgramme *programme, const char *party, int pillar, const char *title, double target, const char *unit,
            LwActionState state, double progress)
{
  g_autofree char *uid = g_strdup_printf ("example-action-%u", programme->actions->len + 1);
  LwAction *action = lw_programme_add_action (programme, uid, party, pillar, title);

  action->target = target;
  g_free (action->unit);
  action->unit = g_strdup (unit);
  action->start = lw_date_from_ymd (LW_EXAMPLE_LAST_YEAR - 1, 7, 1);
  action->due = lw_date_from_ymd (LW_EXAMPLE_LAST_YEAR + 2, 12, 31);
  action->state = state;
  action->progress = progress;
}

static void
add_agreements (LwProgramme *programme, const LwOffices *offices)
{
  g_autoptr (GHashTable) sums = sum_by_municipality (offices);
  g_autoptr (GPtrArray) codes = list_municipalities (offices, sums);

  for (guint i = 0; i < MIN (codes->len, 5); i++)
    {
      const char *code = g_ptr_array_index (codes, i);
      double stock = *(double *) g_hash_table_lookup (sums, code);
      g_autofree char *uid = g_strdup_printf ("example-agreement-%u", i + 1);
      LwAgreement *agreement = lw_programme_add_agreement (programme, uid, code, LW_EXAMPLE_LAST_YEAR + 5);

      agreement->min_withdrawal_m2 = round (stock * 0.05 / 100) * 100;
      agreement->max_new_build_m2 = round (stock * 0.02 / 100) * 100;
      agreement->plans_to_scrap_m2 = round (stock * 0.03 / 100) * 100;
      agreement->state = i < 2 ? LW_ACTION_RUNNING : LW_ACTION_PLANNED;
    }
}

/**
 * lw_example_make_programme:
 * @offices: with derived columns
 *
 * Returns: (transfer full): parties, actions under the three pillars, agreements and reviews
 */
LwProgramme *
lw_example_make_programme (const LwOffices *offices)
{
  LwProgramme *programme = lw_programme_new ();
  LwReview *review;

  lw_programme_add_party (programme, "example-province", _ ("Province (example)"), LW_PARTY_PROVINCE);
  lw_programme_add_party (programme, "example-municipalities", _ ("Municipalities (example)"), LW_PARTY_MUNICIPALITY);
  lw_programme_add_party (programme, "example-state", _ ("State (example)"), LW_PARTY_STATE);
  lw_programme_add_party (programme, "example-investors", _ ("Investors (example)"), LW_PARTY_INVESTOR);
  lw_programme_add_party (programme, "example-developers", _ ("Developers (example)"), LW_PARTY_DEVELOPER);
  lw_programme_add_party (programme, "example-banks", _ ("Banks (example)"), LW_PARTY_BANK);
  lw_programme_add_party (programme, "example-users", _ ("Users (example)"), LW_PARTY_USER);

  add_action (programme, "example-province", 3, _ ("Agree on plan capacity per municipality"), 60000, "m2",
              LW_ACTION_RUNNING, 21000);
  add_action (programme, "example-province", 2, _ ("Publish supply, demand and plans every half year"), NAN, "",
              LW_ACTION_RUNNING, NAN);
  add_action (programme, "example-municipalities", 1, _ ("One desk for transformations"), 5, _ ("desks"),
              LW_ACTION_RUNNING, 3);
  add_action (programme, "example-municipalities", 3, _ ("Scrap soft plans outside station areas"), 40000, "m2",
              LW_ACTION_PLANNED, 0);
  add_action (programme, "example-state", 2, _ ("Test vacant buildings first for own housing"), NAN, "",
              LW_ACTION_RUNNING, NAN);
  add_action (programme, "example-investors", 1, _ ("Offer long-vacant buildings for transformation"), 50000, "m2",
              LW_ACTION_RUNNING, 12000);
  add_action (programme, "example-developers", 1, _ ("Deliver dwellings in former offices"), 600, _ ("dwellings"),
              LW_ACTION_PLANNED, 0);
  add_action (programme, "example-banks", 2, _ ("Value vacant buildings as they are"), NAN, "", LW_ACTION_PLANNED, NAN);
  add_action (programme, "example-users", 2, _ ("Tell demand for space for five years ahead"), NAN, "",
              LW_ACTION_DONE, NAN);
  add_agreements (programme, offices);
  review = lw_programme_add_review (programme, "example-review-1", lw_date_from_ymd (LW_EXAMPLE_LAST_YEAR, 6, 12));
  review->from = lw_date_from_ymd (LW_EXAMPLE_LAST_YEAR, 1, 1);
  review->to = lw_date_from_ymd (LW_EXAMPLE_LAST_YEAR, 6, 30);
  return programme;
}

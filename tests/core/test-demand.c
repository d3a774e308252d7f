/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-demand: demand from jobs by sector (domain model 3.2, demand example 4), ready-made paths and regions that go
 * their own way, in a run of a document; and how jobs and shares are kept. */
#include "analysis/lw-run.h"
#include "model/lw-error.h"
#include "model/lw-offices-builder.h"
#include "test-store-util.h"

#include <math.h>

static void
add_office (LwOfficesBuilder *builder, const char *region, double stock, double vacant)
{
  guint i = lw_offices_builder_add (builder);

  lw_offices_builder_set_id (builder, i, i + 1);
  lw_offices_builder_set_text (builder, LW_OFFICE_REGION, i, region);
  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, i, stock);
  lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, i, LW_AREA_VVO);
  lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, i, vacant);
}

/* West has 810,000 m2 in use, as in example 4; Oost, if wanted, 90,000. */
static LwOffices *
make_market (gboolean two)
{
  const LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (2);

  add_office (builder, "West", 900000, 90000);
  if (two)
    add_office (builder, "Oost", 100000, 10000);
  g_autoptr (LwOffices) raw = lw_offices_builder_end (builder);
  return lw_offices_derive (raw, &settings, lw_date_from_ymd (2025, 1, 1));
}

static void
add_jobs (GArray *list, const char *region, const char *sector, int year, double jobs, double share, double growth)
{
  LwSectorJobs entry = { region, sector, year, jobs, share, growth, "example" };

  lw_sector_jobs_set (list, &entry);
}

/* Demand example 4; shares are the usual of the sectors. */
static GArray *
make_jobs (const char *region, int year)
{
  GArray *list = lw_sector_jobs_list_new ();

  add_jobs (list, region, "business_services", year, 40000, NAN, 0.005);
  add_jobs (list, region, "finance", year, 6000, NAN, -0.01);
  add_jobs (list, region, "public_administration", year, 10000, NAN, NAN);
  add_jobs (list, region, "ict", year, 8000, NAN, 0.015);
  add_jobs (list, region, "health", year, 30000, NAN, 0.01);
  add_jobs (list, region, "industry", year, 15000, NAN, -0.005);
  return list;
}

static LwScenario *
make_scenario (LwDemandKind kind)
{
  LwScenario *scenario = lw_scenario_new ("Demand");

  scenario->horizon_year = 2045;
  scenario->demand.kind = kind;
  return scenario;
}

static LwRun *
run (LwOffices *offices, const LwScenario *scenario, GArray *jobs, LwDemandBand band)
{
  g_autoptr (GError) error = NULL;
  LwRunInput input
      = { .offices = offices, .scenario = scenario, .jobs = jobs, .band = band, .by = LW_DIMENSION_REGION };
  LwRun *result = lw_run_scenario (&input, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static double
occupied (const LwRun *result, int year)
{
  return lw_trajectory_get (result->total, LW_TRAJECTORY_OCCUPIED, year);
}

static double
occupied_of (const LwRun *result, const char *region, int year)
{
  for (guint i = 0; i < result->groups->len; i++)
    if (strcmp (lw_trajectory_get_key (g_ptr_array_index (result->groups, i)), region) == 0)
      return lw_trajectory_get (g_ptr_array_index (result->groups, i), LW_TRAJECTORY_OCCUPIED, year);
  g_assert_not_reached ();
}

static void
test_example (void)
{
  g_autoptr (LwOffices) offices = make_market (FALSE);
  g_autoptr (GArray) jobs = make_jobs (NULL, 2025);
  g_autoptr (LwScenario) scenario = make_scenario (LW_DEMAND_JOBS);
  g_autoptr (LwRun) plain = run (offices, scenario, jobs, LW_DEMAND_BAND_MIDDLE);

  g_assert_cmpuint (plain->notes.calibrated_regions, ==, 1);
  g_assert_cmpuint (plain->notes.assumed_regions, ==, 0);
  g_assert_cmpuint (plain->notes.kappa_outside, ==, 0);
  g_assert_cmpfloat_with_epsilon (plain->notes.kappa_low, 0.861244, 1e-6);
  g_assert_cmpfloat (plain->notes.kappa_low, ==, plain->notes.kappa_high);
  g_assert_cmpfloat_with_epsilon (occupied (plain, 2035), 841160, 0.5);

  scenario->parameters.value[LW_PARAM_HYBRID] = 0.10;
  g_autoptr (LwRun) home = run (offices, scenario, jobs, LW_DEMAND_BAND_MIDDLE);
  g_assert_cmpfloat_with_epsilon (occupied (home, 2035), 757044, 0.5);
  g_assert_false (home->notes.counts_twice);

  /* The m2 per job is calibrated away: it changes kappa and nothing else. */
  scenario->parameters.value[LW_PARAM_M2_PER_JOB] = 38;
  g_autoptr (LwRun) wide = run (offices, scenario, jobs, LW_DEMAND_BAND_MIDDLE);
  g_assert_cmpfloat_with_epsilon (wide->notes.kappa_low, 0.430622, 1e-6);
  g_assert_cmpuint (wide->notes.kappa_outside, ==, 1);
  g_assert_cmpfloat (occupied (wide, 2035), ==, occupied (home, 2035));
}

/* Both together: each counts once, and the run says that they overlap. Beyond their years they stay as they are. */
static void
test_twice (void)
{
  g_autoptr (LwOffices) offices = make_market (FALSE);
  g_autoptr (GArray) jobs = lw_sector_jobs_list_new ();
  g_autoptr (LwScenario) scenario = make_scenario (LW_DEMAND_JOBS);
  double *v = scenario->parameters.value;

  add_jobs (jobs, NULL, "own sector", 2025, 40000, 1, NAN);
  v[LW_PARAM_HYBRID] = 0.10;
  v[LW_PARAM_HIDDEN_M2] = 50000;
  g_autoptr (LwRun) both = run (offices, scenario, jobs, LW_DEMAND_BAND_MIDDLE);
  g_assert_true (both->notes.counts_twice);
  g_assert_cmpfloat_with_epsilon (occupied (both, 2029), 810000 * 0.95 - 40000, 1e-6);
  g_assert_cmpfloat_with_epsilon (occupied (both, 2033), 810000 * 0.9 - 50000, 1e-6);
  g_assert_cmpfloat_with_epsilon (occupied (both, 2045), 810000 * 0.9 - 50000, 1e-6);

  g_autoptr (LwRun) low = run (offices, scenario, jobs, LW_DEMAND_BAND_LOW);
  g_assert_cmpfloat_with_epsilon (occupied (low, 2029), 810000 * pow (0.99, 4) * 0.95 - 40000, 1e-6);

  /* More hidden than there is: demand ends at nothing. */
  v[LW_PARAM_HIDDEN_M2] = 1e6;
  g_autoptr (LwRun) none = run (offices, scenario, jobs, LW_DEMAND_BAND_MIDDLE);
  g_assert_cmpfloat (occupied (none, 2033), ==, 0);
}

/* Without jobs, or without office jobs, the growth of the scenario is what there is, and the run says so. */
static void
test_no_jobs (void)
{
  g_autoptr (LwOffices) offices = make_market (FALSE);
  g_autoptr (GArray) jobs = lw_sector_jobs_list_new ();
  g_autoptr (LwScenario) scenario = make_scenario (LW_DEMAND_JOBS);

  scenario->demand.growth = -0.02;
  g_autoptr (LwRun) empty = run (offices, scenario, jobs, LW_DEMAND_BAND_MIDDLE);
  g_assert_cmpuint (empty->notes.assumed_regions, ==, 1);
  g_assert_cmpuint (empty->notes.calibrated_regions, ==, 0);
  g_assert_true (isnan (empty->notes.kappa_low));
  g_assert_cmpfloat_with_epsilon (occupied (empty, 2027), 810000 * 0.98 * 0.98, 1e-6);

  add_jobs (jobs, NULL, "finance", 2025, 0, NAN, NAN);
  add_jobs (jobs, NULL, "health", 2025, 100, 0, NAN);
  g_autoptr (LwRun) zero = run (offices, scenario, jobs, LW_DEMAND_BAND_MIDDLE);
  g_assert_cmpuint (zero->notes.assumed_regions, ==, 1);
  g_assert_cmpfloat (occupied (zero, 2045), ==, occupied (empty, 2045));

  /* Nothing of it known at all. */
  g_autoptr (LwRun) without = run (offices, scenario, NULL, LW_DEMAND_BAND_MIDDLE);
  g_assert_cmpfloat (occupied (without, 2045), ==, occupied (empty, 2045));
}

/* Jobs that are given for another year than the base are brought there; between given years they go in a line. */
static void
test_years (void)
{
  g_autoptr (GArray) jobs = lw_sector_jobs_list_new ();
  g_autoptr (LwScenario) scenario = make_scenario (LW_DEMAND_JOBS);
  LwDemandPath *path = &scenario->demand;
  LwJobsYear sector;

  add_jobs (jobs, "West", "ict", 2030, 2000, 0.5, -0.1);
  add_jobs (jobs, "West", "ict", 2020, 1000, 0.7, 0.1);
  add_jobs (jobs, NULL, "ict", 2020, 7, 0.5, 0);
  g_assert_null (lw_jobs_new (jobs, "Oost", path, 2025));
  g_assert_null (lw_jobs_new (NULL, NULL, path, 2025));
  g_autoptr (LwJobs) west = lw_jobs_new (jobs, "West", path, 2025);
  g_assert_cmpuint (lw_jobs_get_n_sectors (west), ==, 1);
  lw_jobs_get_sector (west, 0, 2025, &sector);
  g_assert_cmpstr (sector.sector, ==, "ict");
  g_assert_cmpfloat_with_epsilon (sector.jobs, 1500, 1e-9);
  g_assert_cmpfloat_with_epsilon (sector.office_share, 0.6, 1e-12);
  g_assert_cmpfloat_with_epsilon (lw_jobs_count_office (west, 2018), 1000 / 1.21 * 0.7, 1e-9);
  g_assert_cmpfloat_with_epsilon (lw_jobs_count_office (west, 2032), 2000 * 0.81 * 0.5, 1e-9);

  /* What the scenario expects takes over from the base. */
  lw_demand_path_set_sector (path, "ict", NAN, 0.02);
  g_autoptr (LwJobs) growing = lw_jobs_new (jobs, "West", path, 2025);
  g_assert_cmpfloat_with_epsilon (lw_jobs_count_office (growing, 2025), 900, 1e-9);
  g_assert_cmpfloat_with_epsilon (lw_jobs_count_office (growing, 2027), 900 * 1.02 * 1.02, 1e-9);
  lw_demand_path_set_sector (path, "ict", 1, NAN);
  g_autoptr (LwJobs) all_office = lw_jobs_new (jobs, "West", path, 2025);
  g_assert_cmpfloat_with_epsilon (lw_jobs_count_office (all_office, 2030), 2000, 1e-9);

  /* Almost all jobs go in a year, and none of them comes back below nothing. */
  add_jobs (jobs, "Zuid", "ict", 2025, 1000, 1, -0.999999);
  lw_demand_path_set_sector (path, "ict", NAN, NAN);
  g_assert_cmpuint (path->sectors->len, ==, 0);
  g_autoptr (LwJobs) leaving = lw_jobs_new (jobs, "Zuid", path, 2025);
  g_assert_cmpfloat_with_epsilon (lw_jobs_count_office (leaving, 2026), 0.001, 1e-9);
  g_assert_cmpfloat (lw_jobs_count_office (leaving, 2085), >=, 0);
}

static void
test_regions (void)
{
  g_autoptr (LwOffices) offices = make_market (TRUE);
  g_autoptr (GArray) jobs = make_jobs (NULL, 2025);
  g_autoptr (LwScenario) scenario = make_scenario (LW_DEMAND_JOBS);

  /* The whole is shared out by space in use, so that both are calibrated alike. */
  g_autoptr (LwRun) shared = run (offices, scenario, jobs, LW_DEMAND_BAND_MIDDLE);
  g_assert_cmpuint (shared->notes.calibrated_regions, ==, 2);
  g_assert_cmpfloat_with_epsilon (shared->notes.kappa_low, 900000 / 940500.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (shared->notes.kappa_high, 900000 / 940500.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (occupied_of (shared, "Oost", 2035), 841160 / 9.0, 0.5);

  add_jobs (jobs, "Oost", "finance", 2025, 9000, 1, -0.02);
  g_autoptr (LwRun) own = run (offices, scenario, jobs, LW_DEMAND_BAND_MIDDLE);
  g_assert_cmpfloat_with_epsilon (occupied_of (own, "Oost", 2027), 90000 * 0.98 * 0.98, 1e-6);
  g_assert_cmpfloat_with_epsilon (occupied_of (own, "West", 2035), 841160, 0.5);
  g_assert_cmpfloat_with_epsilon (own->notes.kappa_low, 90000 / (9000 * 19.0), 1e-9);

  lw_demand_path_set_region (&scenario->demand, "Oost", LW_DEMAND_GROWTH, 0.03);
  g_autoptr (LwRun) other = run (offices, scenario, jobs, LW_DEMAND_BAND_MIDDLE);
  g_assert_cmpuint (other->notes.calibrated_regions, ==, 1);
  g_assert_cmpfloat_with_epsilon (occupied_of (other, "Oost", 2027), 90000 * 1.03 * 1.03, 1e-6);
  g_assert_cmpfloat (occupied_of (other, "West", 2035), ==, occupied_of (own, "West", 2035));
  lw_demand_path_remove_region (&scenario->demand, "Oost");
  g_autoptr (LwRun) back = run (offices, scenario, jobs, LW_DEMAND_BAND_MIDDLE);
  g_assert_cmpfloat (occupied_of (back, "Oost", 2045), ==, occupied_of (own, "Oost", 2045));
}

static void
test_ready_made (void)
{
  g_autoptr (LwOffices) offices = make_market (FALSE);
  g_autoptr (LwScenario) scenario = make_scenario (LW_DEMAND_CBRE_BIG5);
  LwDemandPath *path = &scenario->demand;

  path->growth = 0;
  g_autoptr (LwRun) cities = run (offices, scenario, NULL, LW_DEMAND_BAND_MIDDLE);
  g_assert_cmpfloat_with_epsilon (occupied (cities, 2030), 810000 * pow (1 - 0.0134, 5), 1e-6);
  g_assert_cmpfloat (occupied (cities, 2045), ==, occupied (cities, 2030));
  g_assert_cmpuint (cities->notes.outside_period, ==, 1);
  g_assert_cmpuint (cities->notes.assumed_regions, ==, 0);

  scenario->horizon_year = 2030;
  g_autoptr (LwRun) within = run (offices, scenario, NULL, LW_DEMAND_BAND_MIDDLE);
  g_assert_cmpuint (within->notes.outside_period, ==, 0);
  g_assert_true (lw_demand_kind_covers (LW_DEMAND_WLO_LOW, 2017, 2050));
  g_assert_false (lw_demand_kind_covers (LW_DEMAND_WLO_LOW, 2025, 2051));
  g_assert_true (lw_demand_kind_covers (LW_DEMAND_GROWTH, 1900, 2200));

  /* 0.91 in seven years, and WLO low ends at 67 % and 54 % of the stock of 2017 with 84.1 % of it in use. */
  g_assert_cmpfloat_with_epsilon (pow (1 + lw_demand_path_growth (path, 2025), 7), 0.91, 5e-4);
  path->kind = LW_DEMAND_WLO_LOW;
  g_assert_cmpfloat_with_epsilon (0.841 * pow (1 + lw_demand_path_get_mean_growth (path, NULL, 2017, 2030), 13), 0.67,
                                  1e-3);
  g_assert_cmpfloat_with_epsilon (0.841 * pow (1 + lw_demand_path_get_mean_growth (path, NULL, 2017, 2050), 33), 0.54,
                                  1e-3);
}

static void
test_refuse (void)
{
  const LwSectorJobs bad[] = {
    { NULL, "finance", 2025, -1, NAN, NAN, NULL },     { NULL, "finance", 2025, NAN, NAN, NAN, NULL },
    { NULL, "finance", 1800, 1, NAN, NAN, NULL },      { NULL, "finance", 2025, 1, 1.5, NAN, NULL },
    { NULL, "finance", 2025, 1, NAN, -1, NULL },       { NULL, "my own", 2025, 1, NAN, NAN, NULL },
    { NULL, "", 2025, 1, 0.5, NAN, NULL },             { NULL, "finance", 2025, INFINITY, NAN, NAN, NULL },
  };
  g_autoptr (LwScenario) scenario = make_scenario (LW_DEMAND_JOBS);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (lw_sector_jobs_validate (&bad[i], &error));
      g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
    }
  g_assert_true (lw_scenario_validate (scenario, NULL));
  lw_demand_path_set_region (&scenario->demand, "West", LW_DEMAND_GROWTH, -1);
  g_assert_false (lw_scenario_validate (scenario, NULL));
  lw_demand_path_set_region (&scenario->demand, "West", LW_DEMAND_GROWTH, -0.5);
  g_assert_true (lw_scenario_validate (scenario, NULL));
  lw_demand_path_set_sector (&scenario->demand, "finance", 1.1, NAN);
  g_assert_false (lw_scenario_validate (scenario, NULL));

  for (guint i = 0; i < LW_N_SECTORS; i++)
    {
      const LwSectorInfo *info = lw_sector_get_info (i);
      g_assert_cmpint (lw_sector_find (info->token), ==, (int)i);
      g_assert_true (info->office_share > 0 && info->office_share <= 1);
    }
  g_assert_cmpint (lw_sector_find ("my own"), ==, -1);
  g_assert_cmpstr (lw_sector_get_label ("my own"), ==, "my own");
}

static guint
count_findings (const char *path, const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwCheckReport) report = lw_store_check (path, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < report->findings->len; i++)
    n += strcmp (((const LwCheckFinding *)g_ptr_array_index (report->findings, i))->rule, rule) == 0;
  return n;
}

static void
test_store (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GArray) jobs = make_jobs (NULL, 2025), shares = lw_demand_shares_new ();
  g_autoptr (GError) error = NULL;
  LwDemandShare a = { "GM0001", 0.75, "study" }, b = { "GM0002", 0.5, NULL };

  add_jobs (jobs, "West", "own", 2024, 12.5, 0.25, NAN);
  g_assert_true (lw_store_write_jobs (store, jobs, "Jobs", &error));
  lw_demand_shares_set (shares, &a);
  lw_demand_shares_set (shares, &b);
  g_assert_true (lw_store_write_shares (store, shares, "Shares", &error));
  lw_sector_jobs_remove (jobs, NULL, "finance", 2025);
  add_jobs (jobs, NULL, "ict", 2025, 8001, 0.8, NAN);
  g_assert_true (lw_store_write_jobs (store, jobs, "Fewer", &error));

  g_autoptr (GArray) read = lw_store_read_jobs (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, jobs->len);
  for (guint i = 0; i < jobs->len; i++)
    {
      const LwSectorJobs *x = &g_array_index (jobs, LwSectorJobs, i);
      const LwSectorJobs *y = lw_sector_jobs_find (read, x->region, x->sector, x->year);
      g_assert_nonnull (y);
      g_assert_cmpfloat (x->jobs, ==, y->jobs);
      g_assert_true (x->office_share == y->office_share || (isnan (x->office_share) && isnan (y->office_share)));
      g_assert_true (x->growth == y->growth || (isnan (x->growth) && isnan (y->growth)));
      g_assert_cmpstr (x->source, ==, y->source);
    }
  g_assert_true (lw_store_undo (store, &error));
  g_autoptr (GArray) before = lw_store_read_jobs (store, &error);
  g_assert_nonnull (lw_sector_jobs_find (before, NULL, "finance", 2025));
  g_autoptr (GArray) kept = lw_store_read_shares (store, &error);
  g_assert_cmpfloat (lw_demand_shares_get (kept, "GM0001"), ==, 0.75);
  g_assert_cmpuint (count_findings (fixture->path, "lw-demand-shares"), ==, 0);

  g_autoptr (GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (regions, (gpointer)"GM0001", (gpointer)"West");
  g_hash_table_insert (regions, (gpointer)"GM0002", (gpointer)"West");
  g_assert_true (lw_store_write_regions (store, regions, "Regions", &error));
  g_assert_cmpuint (count_findings (fixture->path, "lw-demand-shares"), ==, 1);
  b.share = 0.25;
  lw_demand_shares_set (shares, &b);
  g_assert_true (lw_store_write_shares (store, shares, "Right", &error));
  g_assert_cmpuint (count_findings (fixture->path, "lw-demand-shares"), ==, 0);
  b.share = 2;
  lw_demand_shares_set (shares, &b);
  g_assert_false (lw_store_write_shares (store, shares, "Wrong", &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demand/example", test_example);
  g_test_add_func ("/demand/twice", test_twice);
  g_test_add_func ("/demand/no-jobs", test_no_jobs);
  g_test_add_func ("/demand/years", test_years);
  g_test_add_func ("/demand/regions", test_regions);
  g_test_add_func ("/demand/ready-made", test_ready_made);
  g_test_add_func ("/demand/refuse", test_refuse);
  g_test_add ("/demand/store", Fixture, NULL, fixture_set_up, test_store, fixture_tear_down);
  return g_test_run ();
}

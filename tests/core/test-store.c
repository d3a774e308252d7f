/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The document: every kind of record goes in, survives closing, and comes out the same. */
#include "test-store-util.h"

#include "model/lw-error.h"
#include "model/lw-geo.h"

#define DATE_2024 (lw_date_from_ymd (2024, 1, 1))
#define DATE_2026 (lw_date_from_ymd (2026, 1, 1))

static void
test_create (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) offices = read_offices (store, LW_DATE_UNKNOWN);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) dates = lw_store_read_dates (store, &error);
  g_autofree char *title = NULL;
  gboolean fictional = TRUE;

  g_assert_no_error (error);
  g_assert_cmpuint (offices->n, ==, 0);
  g_assert_cmpuint (dates->len, ==, 0);
  g_assert_true (lw_store_read_property (store, LW_STORE_TITLE, &title, &error));
  g_assert_cmpstr (title, ==, "Test");
  g_assert_true (lw_store_read_fictional (store, &fictional, &error));
  g_assert_false (fictional);
  g_assert_null (lw_store_undo_name (store, &error));
  g_assert_no_error (error);

  g_assert_null (lw_store_create (fixture->path, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_pointer (&store, lw_store_close);
  assert_whole (fixture->path);
}

static void
test_settings (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GError) error = NULL;
  LwSettings settings, again;

  g_assert_true (lw_store_read_settings (store, &settings, &error));
  g_assert_cmpfloat (settings.norm, ==, 0.05);
  g_assert_cmpfloat (settings.bvo_to_vvo, ==, 0.8);
  settings.mixed_rule = LW_MIXED_SHARE;
  settings.mixed_share = 0.1 + 0.2;
  settings.min_size_m2 = 500;
  g_assert_true (lw_store_write_settings (store, &settings, "Settings", &error));
  g_assert_true (lw_store_write_property (store, LW_STORE_FICTIONAL, "1", "Mark", &error));
  g_clear_pointer (&store, lw_store_close);

  store = open_document (fixture->path);
  g_assert_true (lw_store_read_settings (store, &again, &error));
  g_assert_true (lw_settings_equal (&settings, &again));
  g_assert_no_error (error);
}

static void
test_offices (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) made = make_offices (1000);
  g_autoptr (LwOffices) offices = NULL, reopened = NULL;
  LwStoreCounts counts;
  double lon, lat;

  import_offices (store, made, DATE_2025, TRUE, &counts);
  g_assert_cmpuint (counts.n_new, ==, 1000);
  g_assert_cmpuint (counts.n_changed + counts.n_unchanged + counts.n_gone + counts.n_observations, ==, 0);
  offices = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpuint (offices->n, ==, 1000);
  g_assert_cmpint (offices->date, ==, DATE_2025);
  for (guint i = 0; i < 1000; i++)
    {
      g_assert_cmpint (offices->id[i], ==, i + 1);
      g_assert_true (offices->bag_id[i] == made->bag_id[i] && offices->pand_id[i] == made->pand_id[i]);
      g_assert_true (offices->rd_x[i] == made->rd_x[i] && offices->rd_y[i] == made->rd_y[i]);
      g_assert_true (offices->floor_area_m2[i] == made->floor_area_m2[i]);
      g_assert_cmpint (offices->monument[i], ==, made->monument[i]);
      g_assert_cmpint (offices->location_type[i], ==, made->location_type[i]);
      g_assert_cmpuint (offices->remarks[i], ==, made->remarks[i]);
      g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_STREET, i), ==,
                       lw_offices_text (made, LW_OFFICE_STREET, i));
      g_assert_true (isnan (offices->vacant_m2[i]) && offices->stock_m2[i] == made->floor_area_m2[i]);
      g_assert_cmpint (offices->reference_date[i], ==, DATE_2025);
    }
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_SOURCE, 0), ==, "extract.zip");
  lw_geo_lonlat_from_world (offices->world_x[0], offices->world_y[0], &lon, &lat);
  g_assert_cmpfloat_with_epsilon (lon, offices->longitude[0], 1e-9);
  g_assert_cmpfloat_with_epsilon (lat, offices->latitude[0], 1e-9);
  g_assert_cmpfloat_with_epsilon (lon, 5.02285, 1e-4);

  g_clear_pointer (&store, lw_store_close);
  assert_whole (fixture->path);
  store = open_document (fixture->path);
  reopened = read_offices (store, LW_DATE_UNKNOWN);
  assert_offices_equal (offices, reopened);
}

static void
test_reference_dates (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) made = make_offices (100);
  g_autoptr (LwOffices) offices = NULL, first = NULL, second = NULL;
  g_autoptr (LwObservations) observations = NULL, later = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) dates = NULL, of_one = NULL;
  LwStoreCounts counts;

  import_offices (store, made, DATE_2024, TRUE, &counts);
  offices = read_offices (store, LW_DATE_UNKNOWN);
  observations = make_observations (offices, DATE_2025, 0);
  later = make_observations (offices, DATE_2026, 1);
  later->n = 50;
  import_observations (store, observations, &counts);
  g_assert_cmpuint (counts.n_new, ==, 100);
  import_observations (store, later, &counts);
  g_assert_cmpuint (counts.n_new, ==, 50);
  import_observations (store, later, &counts);
  g_assert_cmpuint (counts.n_unchanged, ==, 50);

  dates = lw_store_read_dates (store, &error);
  g_assert_cmpuint (dates->len, ==, 2);
  g_assert_cmpint (g_array_index (dates, LwDate, 0), ==, DATE_2025);
  g_assert_cmpint (g_array_index (dates, LwDate, 1), ==, DATE_2026);
  first = read_offices (store, DATE_2025);
  second = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpint (second->date, ==, DATE_2026);
  for (guint i = 0; i < 100; i++)
    {
      const LwObservations *latest = i < 50 ? later : observations;

      g_assert_true (first->vacant_m2[i] == observations->vacant_m2[i]
                     || (isnan (first->vacant_m2[i]) && isnan (observations->vacant_m2[i])));
      g_assert_true (second->vacant_m2[i] == latest->vacant_m2[i]
                     || (isnan (second->vacant_m2[i]) && isnan (latest->vacant_m2[i])));
      g_assert_cmpint (second->vacant_since[i], ==, latest->vacant_since[i]);
      g_assert_cmpint (second->reference_date[i], ==, i < 50 ? DATE_2026 : DATE_2025);
      g_assert_cmpint ((second->remarks[i] & LW_REMARK_OCCUPIED_ASSUMED) != 0, ==, latest->assumed[i]);
      g_assert_cmpint (first->energy_label[i], ==, i % 13);
    }
  g_assert_cmpstr (lw_offices_text (second, LW_OFFICE_SOURCE, 0), ==, "leegstand.csv");
  of_one = lw_store_read_office_observations (store, offices->id[3], &error);
  g_assert_no_error (error);
  g_assert_cmpuint (of_one->len, ==, 2);
  g_assert_cmpint (g_array_index (of_one, LwObservation, 1).date, ==, DATE_2026);
  g_assert_cmpstr (g_array_index (of_one, LwObservation, 1).source, ==, "leegstand.csv");
  g_clear_pointer (&store, lw_store_close);
  assert_whole (fixture->path);
}

/* A second extract: one office is gone, one is new, one has another area, and labels from elsewhere survive.
 */
static LwOffices *
make_second_extract (guint n)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (n);

  for (guint i = 1; i <= n; i++)
    set_office (builder, lw_offices_builder_add (builder), i);
  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, 4, 4321);
  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, 5, NAN);
  return lw_offices_builder_end (builder);
}

static void
test_second_import (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) made = make_offices (100), more = make_second_extract (100), offices = NULL,
                        before = NULL;
  g_autoptr (LwOffices) after = NULL;
  g_autoptr (LwObservations) observations = NULL;
  LwStoreCounts counts;

  import_offices (store, made, DATE_2024, TRUE, &counts);
  before = read_offices (store, LW_DATE_UNKNOWN);
  observations = make_observations (before, DATE_2024, 0);
  import_observations (store, observations, &counts);

  import_offices (store, more, DATE_2026, TRUE, &counts);
  g_assert_cmpuint (counts.n_new, ==, 1);
  g_assert_cmpuint (counts.n_changed, ==, 2);
  g_assert_cmpuint (counts.n_unchanged, ==, 97);
  g_assert_cmpuint (counts.n_gone, ==, 1);
  after = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpuint (after->n, ==, 100);
  g_assert_cmpint (after->id[0], ==, 2);
  g_assert_cmpfloat (after->floor_area_m2[4], ==, 4321);
  g_assert_true (isnan (after->floor_area_m2[5]));
  g_assert_cmpint (after->energy_label[4], ==, 5);
  offices = read_offices (store, DATE_2024 - 1);
  g_assert_cmpuint (offices->n, ==, 100);
  g_assert_cmpint (offices->id[0], ==, 1);

  /* An older extract changes nothing that is known, but brings the office back to its time. */
  import_offices (store, made, DATE_2025, TRUE, &counts);
  g_assert_cmpuint (counts.n_new + counts.n_gone, ==, 0);
  g_clear_pointer (&after, lw_offices_unref);
  after = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpfloat (after->floor_area_m2[4], ==, 4321);
  g_assert_cmpfloat (after->floor_area_m2[5], ==, made->floor_area_m2[6]);
  g_clear_pointer (&store, lw_store_close);
  assert_whole (fixture->path);
}

static void
test_facts (Fixture *fixture, gconstpointer unused)
{
  static const LwOfficeColumn columns[]
      = { LW_OFFICE_NAME, LW_OFFICE_FLOOR_AREA_M2, LW_OFFICE_RD_X, LW_OFFICE_VACANT_M2 };
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) made = make_offices (20), offices = NULL, edited = NULL, after = NULL;
  g_autoptr (LwOfficesBuilder) builder = NULL;
  g_autoptr (LwBitset) rows = lw_bitset_new (20);
  g_autoptr (GError) error = NULL;

  import_offices (store, made, DATE_2024, TRUE, NULL);
  offices = read_offices (store, LW_DATE_UNKNOWN);
  builder = lw_offices_builder_new_from (offices);
  lw_offices_builder_set_text (builder, LW_OFFICE_NAME, 7, "De Toren");
  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, 7, 777);
  lw_offices_builder_set_number (builder, LW_OFFICE_RD_X, 7, 131313.5);
  lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, 7, 77);
  edited = lw_offices_builder_end (builder);
  lw_bitset_set (rows, 7);
  g_assert_true (
      lw_store_write_offices (store, edited, rows, columns, G_N_ELEMENTS (columns), "Edit", &error));
  g_assert_no_error (error);

  import_offices (store, made, DATE_2026, TRUE, NULL);
  after = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpstr (lw_offices_text (after, LW_OFFICE_NAME, 7), ==, "De Toren");
  g_assert_cmpfloat (after->floor_area_m2[7], ==, 777);
  g_assert_cmpfloat (after->rd_x[7], ==, 131313.5);
  g_assert_cmpfloat (after->vacant_m2[7], ==, 77);
  g_assert_cmpint (after->reference_date[7], ==, DATE_2024);
  g_assert_true (lw_store_undo (store, &error) && lw_store_undo (store, &error));
  g_clear_pointer (&after, lw_offices_unref);
  after = read_offices (store, LW_DATE_UNKNOWN);
  assert_offices_equal (after, offices);
}

/* One measure by rule, one of plans, and one that builds. */
static void
add_particular_measures (LwScenario *scenario)
{
  LwMeasure *rule = lw_measure_new (LW_MEASURE_TEMPORARY, 2027), *plans = lw_measure_new (LW_MEASURE_REPHASE_PLAN, 2028),
            *build = lw_measure_new (LW_MEASURE_NEW_BUILD, 2030);

  lw_measure_set_rule (rule, "vacancy_years >= 3");
  rule->rule_order = LW_MEASURE_ORDER_SMALLEST;
  rule->rule_limit_m2 = 2500.25;
  rule->until_year = 2033;
  rule->effect = 0.75;
  lw_measure_add_plan (plans, "one");
  lw_measure_add_plan (plans, "two");
  plans->delay_years = 4;
  build->bvo_m2 = 1000.5;
  lw_measure_set_place (build, "R1", NULL);
  lw_scenario_add_measure (scenario, rule);
  lw_scenario_add_measure (scenario, plans);
  lw_scenario_add_measure (scenario, build);
}

static LwScenario *
make_scenario (const char *name)
{
  LwScenario *scenario = lw_scenario_new (name);
  LwMeasure *first = lw_measure_new (LW_MEASURE_TRANSFORM, 2027),
            *second = lw_measure_new (LW_MEASURE_RENOVATE, 2028);

  lw_scenario_set_note (scenario, "Met opmerking");
  scenario->base_year = 2025;
  scenario->horizon_year = 2045;
  scenario->demand.kind = LW_DEMAND_WLO_LOW;
  scenario->demand.growth = -0.0123;
  scenario->unknown_vacancy = LW_UNKNOWN_VACANCY_REGIONAL_RATE;
  scenario->plan_share_kept = 0.25;
  scenario->seed = G_MAXUINT64 - 5;
  lw_demand_path_set_override (&scenario->demand, NULL, 2030, 123456.5);
  lw_demand_path_set_override (&scenario->demand, "R1", 2031, 1000);
  lw_demand_path_set_region (&scenario->demand, "R2", LW_DEMAND_CBRE_BIG5, 0.1 / 3);
  lw_demand_path_set_region (&scenario->demand, "R3", LW_DEMAND_JOBS, 0);
  lw_demand_path_set_sector (&scenario->demand, "finance", 0.9 / 7, NAN);
  lw_demand_path_set_sector (&scenario->demand, "own", NAN, -0.01);
  g_assert_true (lw_parameters_set (&scenario->parameters, LW_PARAM_GAMMA, 1.75, NULL));
  first->share = 0.5;
  first->programme = LW_HOUSING_STUDENT;
  first->enabled = FALSE;
  lw_measure_set_note (first, "Eerste");
  lw_measure_add_office (first, 3);
  lw_measure_add_office (first, 1);
  lw_measure_set_target_label (second, "A");
  lw_measure_add_office (second, 2);
  lw_scenario_add_measure (scenario, first);
  lw_scenario_add_measure (scenario, second);
  add_particular_measures (scenario);
  return scenario;
}

static void
test_scenarios (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) made = make_offices (10);
  g_autoptr (LwScenario) scenario = make_scenario ("Plan A"), read = NULL, changed = NULL,
                         baseline = lw_scenario_new ("Nul");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  LwMeasure *measure;

  import_offices (store, made, DATE_2025, TRUE, NULL);
  g_assert_true (lw_store_write_scenario (store, scenario, "Add scenario", &error));
  baseline->is_baseline = baseline->locked = TRUE;
  g_assert_true (lw_store_write_scenario (store, baseline, "Add baseline", &error));
  g_clear_pointer (&store, lw_store_close);
  store = open_document (fixture->path);
  read = lw_store_read_scenario (store, scenario->uid, &error);
  g_assert_no_error (error);
  g_assert_true (lw_scenario_equal (scenario, read));
  g_assert_true (read->seed == scenario->seed);

  changed = lw_scenario_copy (scenario);
  measure = g_ptr_array_index (changed->measures, 0);
  measure->year = 2033;
  g_array_remove_index (measure->offices, 0);
  lw_measure_add_office (measure, 9);
  lw_scenario_remove_measure (changed, ((LwMeasure *)g_ptr_array_index (changed->measures, 1))->uid);
  lw_demand_path_set_override (&changed->demand, "R1", 2031, NAN);
  lw_demand_path_remove_region (&changed->demand, "R2");
  lw_demand_path_set_sector (&changed->demand, "own", NAN, NAN);
  g_assert_true (lw_store_write_scenario (store, changed, "Change", &error));
  all = lw_store_read_scenarios (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_true (((LwScenario *)g_ptr_array_index (all, 0))->is_baseline);
  g_assert_true (lw_scenario_equal (g_ptr_array_index (all, 1), changed));

  lw_measure_add_office (measure, 4711);
  g_assert_false (lw_store_write_scenario (store, changed, "Bad", &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (lw_store_delete_scenario (store, scenario->uid, "Delete", &error));
  g_assert_false (lw_store_delete_scenario (store, scenario->uid, "Delete", &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (lw_store_read_scenario (store, scenario->uid, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_NOT_FOUND);
  g_clear_pointer (&store, lw_store_close);
  assert_whole (fixture->path);
}

static void
test_plans (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_plan_free), read = NULL,
                        demand = NULL;
  g_autoptr (LwDemandSeries) series = lw_demand_series_new ("R1", "Prognose 2024");
  g_autoptr (GError) error = NULL;
  LwPlan *plan = lw_plan_new ("Zuid", 12000, 2027, 3), *first;

  plan->municipality_code = g_strdup ("GM0344");
  plan->region = g_strdup ("R1");
  plan->hard = TRUE;
  plan->rd_x = 136000;
  plan->rd_y = 455000.5;
  plan->scrapped_from = 2029;
  g_ptr_array_add (plans, plan);
  g_ptr_array_add (plans, lw_plan_new ("Noord", 500, 2030, 1));
  g_assert_true (lw_store_write_plans (store, plans, "Plans", &error));
  g_assert_true (lw_demand_series_set (series, 2025, 1000, &error)
                 && lw_demand_series_set (series, 2030, 900, &error));
  g_assert_true (lw_store_write_demand (store, series, "Demand", &error));
  lw_demand_series_remove (series, 2025);
  g_assert_true (lw_demand_series_set (series, 2035, 800, &error));
  g_assert_true (lw_store_write_demand (store, series, "Demand", &error));

  read = lw_store_read_plans (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 2);
  first = g_ptr_array_index (read, 0);
  g_assert_cmpstr (first->uid, ==, plan->uid);
  g_assert_cmpstr (first->region, ==, "R1");
  g_assert_true (first->hard && !first->exclusive && isnan (first->probability));
  g_assert_true (first->rd_x == 136000 && first->rd_y == 455000.5 && first->scrapped_from == 2029);
  g_assert_true (isnan (((LwPlan *)g_ptr_array_index (read, 1))->rd_x));
  demand = lw_store_read_demand (store, &error);
  g_assert_cmpuint (demand->len, ==, 1);
  g_assert_true (isnan (lw_demand_series_get (g_ptr_array_index (demand, 0), 2025)));
  g_assert_cmpfloat (lw_demand_series_get (g_ptr_array_index (demand, 0), 2035), ==, 800);
  g_assert_cmpstr (lw_demand_series_get_source (g_ptr_array_index (demand, 0)), ==, "Prognose 2024");
  g_assert_true (lw_store_delete_plan (store, plan->uid, "Delete", &error));
  g_assert_true (lw_store_delete_demand (store, "R1", "Delete", &error));
  g_clear_pointer (&read, g_ptr_array_unref);
  read = lw_store_read_plans (store, &error);
  g_assert_cmpuint (read->len, ==, 1);
  g_clear_pointer (&store, lw_store_close);
  assert_whole (fixture->path);
}

static void
test_programme (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwProgramme) programme = lw_programme_new (), read = NULL;
  g_autoptr (GError) error = NULL;
  LwParty *party = lw_programme_add_party (programme, NULL, "Gemeente Utrecht", LW_PARTY_MUNICIPALITY);
  LwAction *action = lw_programme_add_action (programme, NULL, party->uid, 3, "Plannen schrappen");
  LwAgreement *agreement = lw_programme_add_agreement (programme, NULL, "GM0344", 2030);
  LwReview *review = lw_programme_add_review (programme, NULL, DATE_2026);

  action->target = 50000;
  action->due = DATE_2026;
  action->state = LW_ACTION_RUNNING;
  agreement->max_new_build_m2 = 10000;
  review->from = DATE_2025;
  g_assert_true (lw_store_write_programme (store, programme, "Programme", &error));
  read = lw_store_read_programme (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->parties->len + read->actions->len + read->agreements->len + read->reviews->len, ==,
                    4);
  g_assert_cmpstr (((LwParty *)g_ptr_array_index (read->parties, 0))->name, ==, "Gemeente Utrecht");
  action = g_ptr_array_index (read->actions, 0);
  g_assert_cmpstr (action->party, ==, party->uid);
  g_assert_true (action->target == 50000 && isnan (action->progress) && action->due == DATE_2026);
  g_assert_cmpint (action->state, ==, LW_ACTION_RUNNING);
  g_assert_cmpint (action->pillar, ==, 3);
  agreement = g_ptr_array_index (read->agreements, 0);
  g_assert_true (agreement->max_new_build_m2 == 10000 && isnan (agreement->min_withdrawal_m2));
  g_assert_cmpint (((LwReview *)g_ptr_array_index (read->reviews, 0))->from, ==, DATE_2025);
  g_ptr_array_set_size (programme->parties, 0);
  g_assert_true (lw_store_write_programme (store, programme, "Programme", &error));
  g_clear_pointer (&read, lw_programme_free);
  read = lw_store_read_programme (store, &error);
  g_assert_cmpuint (read->parties->len, ==, 0);
  g_assert_cmpuint (read->actions->len, ==, 1);
}

static void
test_areas (Fixture *fixture, gconstpointer unused)
{
  static const double square[]
      = { 130000, 450000, 140000, 450000, 140000, 460000, 130000, 460000, 130000, 450000 };
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_store_area_free),
                        read = NULL;
  g_autoptr (GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (LwOffices) made = make_offices (10), offices = NULL;
  g_autoptr (GError) error = NULL;
  LwStoreArea *area = lw_store_area_new ("location", "L1", "Rijnsweerd", lw_geometry_new_polygon (square, 5));

  area->location_type = LW_LOCATION_OFFICE_PARK;
  g_ptr_array_add (areas, area);
  g_assert_true (lw_store_write_areas (store, "location", areas, NULL, "Areas", &error));
  read = lw_store_read_areas (store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 1);
  area = g_ptr_array_index (read, 0);
  g_assert_cmpstr (area->name, ==, "Rijnsweerd");
  g_assert_cmpint (area->location_type, ==, LW_LOCATION_OFFICE_PARK);
  g_assert_cmpint (lw_geometry_get_kind (area->geometry), ==, LW_GEOMETRY_MULTI_POLYGON);
  g_assert_cmpfloat (lw_geometry_get_area (area->geometry), ==, 1e8);

  import_offices (store, made, DATE_2025, TRUE, NULL);
  g_hash_table_insert (regions, (gpointer) "GM0344", (gpointer) "Utrecht-stad");
  g_assert_true (lw_store_write_regions (store, regions, "Regions", &error));
  offices = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_REGION, 9), ==, "Utrecht-stad");
  g_ptr_array_set_size (areas, 0);
  g_assert_true (lw_store_write_areas (store, "location", areas, NULL, "Areas", &error));
  g_clear_pointer (&read, g_ptr_array_unref);
  read = lw_store_read_areas (store, "location", &error);
  g_assert_cmpuint (read->len, ==, 0);
  g_clear_pointer (&store, lw_store_close);
  assert_whole (fixture->path);
}

/* Several writes are one edit; a failed one takes the others with it. */
static void
test_one_edit (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) made = make_offices (10), offices = NULL;
  g_autoptr (LwScenario) scenario = make_scenario ("A");
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  g_assert_true (lw_store_begin_edit (store, "All at once", &error));
  import_offices (store, made, DATE_2025, TRUE, NULL);
  g_assert_true (lw_store_write_scenario (store, scenario, "ignored", &error));
  g_assert_true (lw_store_commit_edit (store, &error));
  name = lw_store_undo_name (store, &error);
  g_assert_cmpstr (name, ==, "All at once");
  g_assert_true (lw_store_undo (store, &error));
  g_assert_no_error (error);
  offices = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpuint (offices->n, ==, 0);

  g_assert_true (lw_store_begin_edit (store, "Fails", &error));
  g_assert_true (lw_store_write_property (store, "a", "1", NULL, &error));
  g_assert_false (lw_store_write_scenario (store, scenario, NULL, &error));
  g_clear_error (&error);
  g_assert_false (lw_store_commit_edit (store, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_STORE);
  g_clear_error (&error);
  g_clear_pointer (&name, g_free);
  g_assert_true (lw_store_read_property (store, "a", &name, &error));
  g_assert_null (name);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/create", test_create);
  ADD ("/store/settings", test_settings);
  ADD ("/store/offices", test_offices);
  ADD ("/store/reference-dates", test_reference_dates);
  ADD ("/store/second-import", test_second_import);
  ADD ("/store/facts", test_facts);
  ADD ("/store/scenarios", test_scenarios);
  ADD ("/store/plans", test_plans);
  ADD ("/store/programme", test_programme);
  ADD ("/store/areas", test_areas);
  ADD ("/store/one-edit", test_one_edit);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-demand-table: tables of demand, jobs and shares as Dutch and English spreadsheets write them, and mistakes that
 * are told with line and column; an import of them is one edit that undo takes back. */
#include "analysis/lw-demand-run.h"
#include "analysis/lw-import.h"
#include "formats/lw-demand-table.h"
#include "model/lw-error.h"
#include "test-store-util.h"

static LwDemandTable *
read_text (const char *text, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (LwCsvReader) reader = lw_csv_reader_new (stream, "t.csv", NULL, NULL, error);

  return reader != NULL ? lw_demand_table_read (reader, NULL, error) : NULL;
}

static LwDemandTableKind
recognise (const char *text)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (LwCsvReader) reader = lw_csv_reader_new (stream, "t.csv", NULL, NULL, NULL);

  return lw_demand_table_recognise (reader);
}

static void
test_series (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwDemandTable) dutch
      = read_text ("Regio;Jaar;Vraag (m² vvo);Laag;Hoog;Bron\nWest;2030;1.234.567,5;1.000.000;;Studie\n"
                   "West;2025;1.300.000;;;Studie\nTotaal;2030;2.000.000;;;\n",
                   &error);
  g_autoptr (LwDemandTable) english = read_text ("region,year,m2\nWest,2030,\"1,234,567.5\"\n,2031,5\n", &error);

  g_assert_no_error (error);
  g_assert_cmpint (dutch->kind, ==, LW_DEMAND_TABLE_SERIES);
  g_assert_cmpuint (dutch->n_rows, ==, 3);
  g_assert_cmpuint (dutch->series->len, ==, 2);
  const LwDemandSeries *west = g_ptr_array_index (dutch->series, 0), *whole = g_ptr_array_index (dutch->series, 1);
  g_assert_cmpstr (lw_demand_series_get_region (west), ==, "West");
  g_assert_cmpstr (lw_demand_series_get_source (west), ==, "Studie");
  g_assert_cmpfloat (lw_demand_series_get (west, 2030), ==, 1234567.5);
  g_assert_cmpfloat (lw_demand_series_get_point (west, 2030).low_m2, ==, 1000000);
  g_assert_true (isnan (lw_demand_series_get_point (west, 2030).high_m2));
  g_assert_cmpstr (lw_demand_series_get_region (whole), ==, "");
  g_assert_cmpstr (lw_demand_series_get_source (whole), ==, "t.csv");
  g_assert_cmpfloat (lw_demand_series_get (g_ptr_array_index (english->series, 0), 2030), ==, 1234567.5);
}

static void
test_jobs (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwDemandTable) table
      = read_text ("regio;sector;jaar;banen;kantoorquotiënt;groei %\n;K Financiële dienstverlening;2024;6.000;;-1\n"
                   "West;M Specialistische zakelijke diensten;2024;30.000;60%;0,5\n"
                   "West;N Verhuur en overige zakelijke diensten;2024;10.000;60%;0,5\nWest;Callcenters;2024;100;0,95;\n",
                   &error);

  g_assert_no_error (error);
  g_assert_cmpint (table->kind, ==, LW_DEMAND_TABLE_JOBS);
  g_assert_cmpuint (table->jobs->len, ==, 3);
  const LwSectorJobs *finance = lw_sector_jobs_find (table->jobs, NULL, "finance", 2024);
  g_assert_cmpfloat (finance->jobs, ==, 6000);
  g_assert_true (isnan (finance->office_share));
  g_assert_cmpfloat_with_epsilon (finance->growth, -0.01, 1e-12);
  const LwSectorJobs *services = lw_sector_jobs_find (table->jobs, "West", "business_services", 2024);
  g_assert_cmpfloat (services->jobs, ==, 40000);
  g_assert_cmpfloat_with_epsilon (services->office_share, 0.6, 1e-12);
  g_assert_cmpfloat_with_epsilon (services->growth, 0.005, 1e-12);
  g_assert_nonnull (lw_sector_jobs_find (table->jobs, "West", "Callcenters", 2024));
  for (guint i = 0; i < LW_N_SECTORS; i++)
    {
      const LwSectorInfo *info = lw_sector_get_info (i);
      g_assert_cmpstr (lw_demand_table_find_sector (info->token), ==, info->token);
      g_assert_cmpstr (lw_demand_table_find_sector (info->label), ==, info->token);
    }
  g_assert_cmpstr (lw_demand_table_find_sector ("Informatie en communicatie"), ==, "ict");
  g_assert_cmpstr (lw_demand_table_find_sector ("Q"), ==, "health");
  g_assert_null (lw_demand_table_find_sector ("Iets anders"));
}

static void
test_shares (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwDemandTable) table
      = read_text ("Gemeentecode;Aandeel\nGM0344;60%\n0307;0,25\n342;\"0,15\"\n", &error);

  g_assert_no_error (error);
  g_assert_cmpint (table->kind, ==, LW_DEMAND_TABLE_SHARES);
  g_assert_cmpfloat_with_epsilon (lw_demand_shares_get (table->shares, "GM0344"), 0.6, 1e-12);
  g_assert_cmpfloat_with_epsilon (lw_demand_shares_get (table->shares, "GM0307"), 0.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (lw_demand_shares_get (table->shares, "GM0342"), 0.15, 1e-12);
}

/* A list of offices is one, whatever else it has. */
static void
test_recognise (void)
{
  g_assert_cmpint (recognise ("postcode;huisnummer;jaar;regio;m2\n3511AA;1;2025;West;100\n"), ==,
                   LW_DEMAND_TABLE_NONE);
  g_assert_cmpint (recognise ("bag_id;gemeente;aandeel\n0344010000000001;GM0344;1\n"), ==, LW_DEMAND_TABLE_NONE);
  g_assert_cmpint (recognise ("regio;jaar;leegstand m2\nWest;2025;100\n"), ==, LW_DEMAND_TABLE_NONE);
  g_assert_cmpint (recognise ("a;b\nc;d\n"), ==, LW_DEMAND_TABLE_NONE);
  g_assert_cmpint (recognise ("regio;jaar;vraag\nWest;2025;100\n"), ==, LW_DEMAND_TABLE_SERIES);
}

static void
test_mistakes (void)
{
  static const struct {
    const char *text;
    const char *place;
  } bad[] = {
    { "region;year;m2\nWest;2025;100\nWest;2026;12x\n", "t.csv, line 3, column “m2”: “12x”" },
    { "region;year;m2\nWest;2025;\n", "line 2, column “m2”" },
    { "region;year;m2\nWest;25;100\n", "line 2, column “year”: “25”" },
    { "region;year;m2\nWest;2025,5;100\n", "line 2, column “year”" },
    { "region;year;m2\nWest;2025;-1\n", "line 2: " },
    { "region;year;m2;low\nWest;2025;100;200\n", "line 2: " },
    { "region;year;m2\nWest;2025;1\nWest;2025;2\n", "line 3: " },
    { "region;sector;year;jobs\nWest;Callcenters;2024;100\n", "line 2, column “sector”: “Callcenters”" },
    { "region;sector;year;jobs\nWest;;2024;100\n", "line 2, column “sector”" },
    { "region;sector;year;jobs;office_share\nWest;finance;2024;100;60\n", "line 2, column “office_share”: “60”" },
    { "region;sector;year;jobs;growth\nWest;finance;2024;100;-100%\n", "line 2, column “growth”" },
    { "region;sector;year;jobs;growth\nWest;M;2024;1;1%\nWest;N;2024;1;2%\n", "line 3: " },
    { "municipality_code;share\nUtrecht;0,5\n", "line 2, column “municipality_code”: “Utrecht”" },
    { "municipality_code;share\nGM0344;1,2\n", "line 2, column “share”" },
    { "municipality_code;share\nGM0344;0,5\n344;0,5\n", "line 3: " },
    { "a;b;c\nx;y;z\n", "t.csv: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (read_text (bad[i].text, &error));
      g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, bad[i].place));
    }
}

static void
write_file (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
test_import (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autofree char *jobs_path = g_build_filename (fixture->folder, "jobs.csv", NULL);
  g_autofree char *bad_path = g_build_filename (fixture->folder, "bad.csv", NULL);
  g_autoptr (GError) error = NULL;
  const char *paths[] = { jobs_path, NULL }, *both[] = { jobs_path, bad_path, NULL };
  LwImportRequest request;

  lw_import_request_init (&request);
  write_file (jobs_path, "sector;jaar;banen\nfinance;2024;1000\nict;2024;2000\n");
  g_assert_cmpint (lw_source_kind (jobs_path, NULL), ==, LW_SOURCE_DEMAND);
  g_autoptr (LwImportResult) first = lw_import_run (store, paths, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->n_demand, ==, 2);

  /* Another file of the same year replaces it; another year stays beside it. */
  write_file (jobs_path, "sector;jaar;banen\nfinance;2024;1500\nict;2025;2100\n");
  g_autoptr (LwImportResult) second = lw_import_run (store, paths, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GArray) jobs = lw_store_read_jobs (store, NULL);
  g_assert_cmpuint (jobs->len, ==, 2);
  g_assert_cmpfloat (lw_sector_jobs_find (jobs, NULL, "finance", 2024)->jobs, ==, 1500);
  g_assert_true (lw_store_undo (store, &error));
  g_autoptr (GArray) undone = lw_store_read_jobs (store, NULL);
  g_assert_cmpfloat (lw_sector_jobs_find (undone, NULL, "finance", 2024)->jobs, ==, 1000);

  /* One mistake, and nothing of any file is written. */
  write_file (jobs_path, "sector;jaar;banen\nfinance;2024;9\n");
  write_file (bad_path, "regio;jaar;vraag\nWest;2025;x1\n");
  g_assert_null (lw_import_run (store, both, &request, NULL, NULL, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
  g_autoptr (GArray) same = lw_store_read_jobs (store, NULL);
  g_assert_cmpfloat (lw_sector_jobs_find (same, NULL, "finance", 2024)->jobs, ==, 1000);
}

static LwOffices *
make_offices_in (const char *const *codes, guint n)
{
  const LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (n);

  for (guint i = 0; i < n; i++)
    {
      guint row = lw_offices_builder_add (builder);
      lw_offices_builder_set_id (builder, row, row + 1);
      lw_offices_builder_set_text (builder, LW_OFFICE_REGION, row, i < 2 ? "West" : "Oost");
      lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, row, codes[i]);
      lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, 10000);
      lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, row, LW_AREA_VVO);
      lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, row, 2000);
    }
  g_autoptr (LwOffices) raw = lw_offices_builder_end (builder);
  return lw_offices_derive (raw, &settings, lw_date_from_ymd (2025, 1, 1));
}

/* Only where the user asks: shares of a region that are more than 1, or less with nobody left to have the rest. */
static void
test_normalise (void)
{
  static const char *const codes[] = { "GM0001", "GM0002", "GM0003", "GM0004" };
  g_autoptr (LwOffices) offices = make_offices_in (codes, 4);
  g_autoptr (GArray) shares = lw_demand_shares_new ();
  const LwDemandShare given[] = { { "GM0001", 0.9, NULL }, { "GM0002", 0.6, NULL }, { "GM0003", 0.4, NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    lw_demand_shares_set (shares, &given[i]);
  g_assert_cmpuint (lw_demand_shares_normalise (shares, offices), ==, 1);
  g_assert_cmpfloat_with_epsilon (lw_demand_shares_get (shares, "GM0001"), 0.6, 1e-12);
  g_assert_cmpfloat_with_epsilon (lw_demand_shares_get (shares, "GM0002"), 0.4, 1e-12);
  g_assert_cmpfloat (lw_demand_shares_get (shares, "GM0003"), ==, 0.4);
  g_assert_cmpuint (lw_demand_shares_normalise (shares, offices), ==, 0);
  const LwDemandShare last = { "GM0004", 0.2, NULL };
  lw_demand_shares_set (shares, &last);
  g_assert_cmpuint (lw_demand_shares_normalise (shares, offices), ==, 1);
  g_assert_cmpfloat_with_epsilon (lw_demand_shares_get (shares, "GM0004"), 1 / 3.0, 1e-12);
}

/* The terms of a year add up, and the proposed release rate gives the take-up that was measured. */
static void
test_sheet (void)
{
  static const char *const codes[] = { "GM0001", "GM0002", "GM0003" };
  g_autoptr (LwOffices) offices = make_offices_in (codes, 3);
  g_autoptr (LwScenario) scenario = lw_scenario_new ("Sheet");
  g_autoptr (GArray) jobs = lw_sector_jobs_list_new ();
  const LwSectorJobs some = { NULL, "finance", 2025, 1000, NAN, 0.01, NULL };
  LwRunInput input = { .offices = offices, .scenario = scenario, .jobs = jobs, .by = LW_RUN_NO_GROUPS };
  g_autoptr (GError) error = NULL;
  double rate, modelled;

  lw_sector_jobs_set (jobs, &some);
  scenario->demand.kind = LW_DEMAND_JOBS;
  scenario->parameters.value[LW_PARAM_HYBRID] = 0.1;
  scenario->parameters.value[LW_PARAM_HIDDEN_M2] = 900;
  lw_demand_path_set_region (&scenario->demand, "Oost", LW_DEMAND_GROWTH, 0);
  g_autoptr (LwDemandSheet) sheet = lw_demand_run (&input, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (sheet->counts_twice);
  g_assert_cmpuint (sheet->markets->len, ==, 2);
  const LwDemandMarketSheet *west = g_ptr_array_index (sheet->markets, 0);
  g_assert_cmpstr (west->region, ==, "West");
  g_assert_cmpfloat_with_epsilon (west->kappa, 24000 / (900 * 19.0), 1e-9);
  g_assert_true (isnan (((LwDemandMarketSheet *)g_ptr_array_index (sheet->markets, 1))->kappa));
  for (guint k = 0; k < sheet->n_years; k++)
    {
      double *const *terms = west->terms;
      double demand = terms[LW_DEMAND_TERM_path_m2][k] - terms[LW_DEMAND_TERM_hybrid_m2][k]
                      - terms[LW_DEMAND_TERM_hidden_m2][k];
      g_assert_cmpfloat_with_epsilon (terms[LW_DEMAND_TERM_demand_m2][k], demand, 1e-6);
      g_assert_cmpfloat_with_epsilon (terms[LW_DEMAND_TERM_path_m2][k],
                                      west->kappa * 19 * terms[LW_DEMAND_TERM_office_jobs][k], 1e-6);
      g_assert_cmpfloat (terms[LW_DEMAND_TERM_low_m2][k], <, demand);
      g_assert_cmpfloat (sheet->total->terms[LW_DEMAND_TERM_demand_m2][k], >, demand);
    }
  g_assert_true (lw_demand_run_release_rate (&input, 1000, &rate, &modelled, NULL, &error));
  g_assert_cmpfloat_with_epsilon (modelled, 1000, 1e-3);
  scenario->parameters.value[LW_PARAM_RELEASE_RATE] = rate;
  g_autoptr (LwRun) run = lw_run_scenario (&input, NULL, NULL);
  g_assert_cmpfloat (lw_trajectory_get (run->total, LW_TRAJECTORY_TAKEUP, 2026), ==, modelled);
  g_assert_false (lw_demand_run_release_rate (&input, -1, &rate, &modelled, NULL, &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demand-table/series", test_series);
  g_test_add_func ("/demand-table/jobs", test_jobs);
  g_test_add_func ("/demand-table/shares", test_shares);
  g_test_add_func ("/demand-table/recognise", test_recognise);
  g_test_add_func ("/demand-table/mistakes", test_mistakes);
  g_test_add_func ("/demand-table/normalise", test_normalise);
  g_test_add_func ("/demand-table/sheet", test_sheet);
  g_test_add ("/demand-table/import", Fixture, NULL, fixture_set_up, test_import, fixture_tear_down);
  return g_test_run ();
}

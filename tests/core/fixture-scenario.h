/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fixture-scenario: made-up documents with plans, demand and a scenario with measures of every kind, the same for the
 * same seed; for what must hold for any document. */
#pragma once

#include "analysis/lw-run.h"
#include "fixture-offices.h"

G_BEGIN_DECLS

typedef struct {
  LwOffices *offices;
  LwScenario *scenario;
  GPtrArray *plans;
  GPtrArray *demand;
  GArray *jobs;
} FixtureDocument;

static inline void
fixture_document_clear (FixtureDocument *document)
{
  lw_offices_unref (document->offices);
  lw_scenario_free (document->scenario);
  g_ptr_array_unref (document->plans);
  g_ptr_array_unref (document->demand);
  g_array_unref (document->jobs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FixtureDocument, fixture_document_clear)

static inline LwMeasure *
fixture_measure (GRand *rand, guint n_offices)
{
  LwMeasure *measure = lw_measure_new (fixture_pick (rand, LW_N_MEASURE_KINDS), 2024 + (int)fixture_pick (rand, 10));
  guint n = 1 + fixture_pick (rand, 6);

  for (guint k = 0; k < n; k++)
    lw_measure_add_office (measure, 1 + fixture_pick (rand, n_offices + 2));
  measure->share = fixture_pick (rand, 2) == 0 ? 1 : g_rand_double_range (rand, 0.05, 1);
  measure->delivery_years = (int)fixture_pick (rand, 4);
  measure->programme = fixture_pick (rand, LW_HOUSING_TEMPORARY);
  measure->enabled = fixture_pick (rand, 5) > 0;
  return measure;
}

static inline LwPlan *
fixture_plan (GRand *rand, guint n_offices, guint number)
{
  g_autofree char *name = g_strdup_printf ("Plan %u", number);
  LwPlan *plan
      = lw_plan_new (name, floor (g_rand_double_range (rand, 500, 40000)), 2023 + (int)fixture_pick (rand, 12),
                     1 + (int)fixture_pick (rand, 6));

  plan->hard = fixture_pick (rand, 2) == 0;
  if (fixture_pick (rand, 3) == 0)
    plan->office = 1 + fixture_pick (rand, n_offices);
  else if (fixture_pick (rand, 4) > 0)
    plan->municipality_code = g_strdup_printf ("GM0%u", 300 + fixture_pick (rand, 70));
  if (fixture_pick (rand, 6) == 0)
    plan->region = g_strdup ("Regio elders");
  if (fixture_pick (rand, 4) == 0)
    plan->scrapped_from = 2026 + (int)fixture_pick (rand, 6);
  return plan;
}

static inline void
fixture_fill_demand (GPtrArray *list, GRand *rand)
{
  for (guint r = 0; r < 3; r++)
    {
      g_autofree char *name = g_strdup_printf ("Regio %u", r);
      LwDemandSeries *series = lw_demand_series_new (name, "made up");
      double m2 = g_rand_double_range (rand, 2e5, 8e5);
      lw_demand_series_set (series, 2025, m2, NULL);
      lw_demand_series_set (series, 2032, m2 * g_rand_double_range (rand, 0.7, 1.2), NULL);
      g_ptr_array_add (list, series);
    }
}

/* Jobs of the whole and of two regions, for some sectors, of one year or two. */
static inline void
fixture_fill_jobs (GArray *list, GRand *rand)
{
  static const char *const regions[] = { NULL, "Regio 1", "Regio 4" };

  for (guint r = 0; r < G_N_ELEMENTS (regions); r++)
    for (guint s = 0; s < LW_N_SECTORS; s += 1 + fixture_pick (rand, 4))
      for (int year = 2022; year <= 2030; year += 3 + (int)fixture_pick (rand, 9))
        {
          LwSectorJobs jobs = { regions[r], lw_sector_get_info (s)->token, year, g_rand_double_range (rand, 0, 4e4),
                                fixture_pick (rand, 2) == 0 ? NAN : g_rand_double (rand),
                                fixture_pick (rand, 3) == 0 ? NAN : g_rand_double_range (rand, -0.05, 0.05), NULL };
          lw_sector_jobs_set (list, &jobs);
        }
}

static inline void
fixture_fill_path (LwDemandPath *path, GRand *rand)
{
  path->kind = fixture_pick (rand, LW_N_DEMAND_KINDS);
  for (guint k = 0; k < 3; k++)
    {
      g_autofree char *name = g_strdup_printf ("Regio %u", fixture_pick (rand, 6));
      lw_demand_path_set_region (path, name, fixture_pick (rand, LW_N_DEMAND_KINDS),
                                 g_rand_double_range (rand, -0.03, 0.02));
    }
  lw_demand_path_set_sector (path, lw_sector_get_info (fixture_pick (rand, LW_N_SECTORS))->token, NAN,
                             g_rand_double_range (rand, -0.03, 0.03));
}

/* @n offices in six markets, measures and plans; years 2025 to 2037. */
static inline FixtureDocument
fixture_document (guint n, guint32 seed)
{
  const LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  FixtureDocument document = {
    .offices = fixture_offices (n, seed + 1, &settings),
    .scenario = lw_scenario_new ("Made up"),
    .plans = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_plan_free),
    .demand = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_demand_series_free),
    .jobs = lw_sector_jobs_list_new (),
  };
  LwScenario *scenario = document.scenario;

  scenario->horizon_year = 2037;
  scenario->unknown_vacancy = fixture_pick (rand, LW_N_UNKNOWN_VACANCY);
  scenario->plan_share_kept = g_rand_double_range (rand, 0, 1);
  scenario->parameters.value[LW_PARAM_OMEGA] = fixture_pick (rand, 2) == 0 ? 0 : 0.03;
  scenario->parameters.value[LW_PARAM_BRAKE] = fixture_pick (rand, 2) == 0 ? 0 : 1;
  scenario->demand.growth = g_rand_double_range (rand, -0.08, 0.02);
  fixture_fill_demand (document.demand, rand);
  for (guint k = 0; k < 12; k++)
    lw_scenario_add_measure (scenario, fixture_measure (rand, n));
  for (guint k = 0; k < 10; k++)
    g_ptr_array_add (document.plans, fixture_plan (rand, n, k));
  fixture_fill_jobs (document.jobs, rand);
  fixture_fill_path (&scenario->demand, rand);
  return document;
}

static inline LwRunInput
fixture_run_input (const FixtureDocument *document, int by)
{
  return (LwRunInput){ .offices = document->offices,
                       .scenario = document->scenario,
                       .plans = document->plans,
                       .demand = document->demand,
                       .jobs = document->jobs,
                       .by = by };
}

G_END_DECLS

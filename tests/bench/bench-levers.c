/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-levers: what a move of a lever costs: the scenario with the states of all offices, and both ends of its band, over
 * 30 years in six markets. The yardstick is the same from nothing. */
#include "analysis/lw-run-cache.h"
#include "model/lw-offices-builder.h"
#include "model/lw-parallel.h"
#include "scenario/lw-uncertainty.h"

#include <time.h>

#define N_REGIONS 6
#define N_YEARS 30
#define N_RUNS 3
#define N_TIMES 5

typedef struct {
  LwRunInput input[N_RUNS];
  LwRunCache *caches[N_RUNS];
  gboolean from_nothing;
} Levers;

static LwOffices *
make_offices (guint n)
{
  const LwSettings settings = LW_SETTINGS_DEFAULT;
  static const char *const regions[N_REGIONS] = { "A", "B", "C", "D", "E", "F" };
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (n);
  LwRandom random;

  lw_random_init (&random, 1);
  for (guint i = 0; i < n; i++)
    {
      guint row = lw_offices_builder_add (builder);
      double vacant = lw_random_uniform (&random) < 0.3 ? 2000 * lw_random_uniform (&random) : 0;
      double occupied = 500 + 5000 * lw_random_uniform (&random);
      lw_offices_builder_set_id (builder, row, i + 1);
      lw_offices_builder_set_text (builder, LW_OFFICE_REGION, row, regions[i % N_REGIONS]);
      lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, occupied + vacant);
      lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, row, LW_AREA_VVO);
      lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, row, vacant);
      lw_offices_builder_set_date (builder, LW_OFFICE_VACANT_SINCE, row, lw_date_from_ymd (2020 + i % 5, 6, 1));
      lw_offices_builder_set_integer (builder, LW_OFFICE_BUILD_YEAR, row, 1955 + i * 7 % 70);
    }
  g_autoptr (LwOffices) raw = lw_offices_builder_end (builder);
  return lw_offices_derive (raw, &settings, lw_date_from_ymd (2025, 1, 1));
}

static void
run_item (guint item, gpointer data)
{
  Levers *self = data;
  g_autoptr (LwRun) run = self->from_nothing
                              ? lw_run_scenario (&self->input[item], NULL, NULL)
                              : lw_run_cache_run (self->caches[item], &self->input[item], NULL, NULL);

  g_assert_nonnull (run);
}

typedef struct {
  double ms;
  double processor_ms; /* of all threads */
} Taken;

/* A move; its runs go side by side, as in the window. */
static void
run_all (Levers *self, gboolean from_nothing, Taken *taken)
{
  gint64 start = g_get_monotonic_time ();
  clock_t processor = clock ();

  self->from_nothing = from_nothing;
  lw_parallel_run (N_RUNS, 0, run_item, self, NULL, NULL);
  taken->ms += (double)(g_get_monotonic_time () - start) / 1000.0 / N_TIMES;
  taken->processor_ms += 1000.0 * (double)(clock () - processor) / CLOCKS_PER_SEC / N_TIMES;
}

static void
move_norm (LwScenario *scenario, guint time)
{
  scenario->parameters.value[LW_PARAM_NORM] = 0.04 + 0.01 * time;
}

static void
move_measure (LwScenario *scenario, guint time)
{
  LwMeasure *measure = g_ptr_array_index (scenario->measures, 0);

  measure->year = 2030 + (int)time;
}

static void
move_region (LwScenario *scenario, guint time)
{
  lw_demand_path_set_override (&scenario->demand, "B", 2035, 1e5 * (1 + time));
}

static void
move_growth (LwScenario *scenario, guint time)
{
  scenario->demand.growth = -0.01 + 0.004 * time;
}

static void
bench_levers (guint n)
{
  static const struct {
    const char *name;
    void (*move) (LwScenario *scenario, guint time);
  } moves[] = { { "norm", move_norm },
                { "a measure", move_measure },
                { "demand of one market", move_region },
                { "growth everywhere", move_growth } };
  g_autoptr (LwOffices) offices = make_offices (n);
  g_autoptr (LwScenario) scenario = lw_scenario_new ("Bench");
  LwMeasure *measure = lw_measure_new (LW_MEASURE_TRANSFORM, 2030);
  Levers levers = { 0 };

  scenario->demand.kind = LW_DEMAND_GROWTH;
  scenario->base_year = 2025;
  scenario->horizon_year = 2025 + N_YEARS;
  lw_measure_add_office (measure, 7);
  lw_scenario_add_measure (scenario, measure);
  for (int i = 0; i < N_RUNS; i++)
    {
      levers.input[i] = (LwRunInput){ .offices = offices, .scenario = scenario, .band = (LwDemandBand)(i - 1),
                                      .by = LW_RUN_NO_GROUPS, .keep_states = i == 1 };
      levers.caches[i] = lw_run_cache_new ();
    }
  run_all (&levers, FALSE, &(Taken){ 0 });
  for (guint m = 0; m < G_N_ELEMENTS (moves); m++)
    {
      Taken move = { 0 }, whole = { 0 };

      for (guint time = 0; time < N_TIMES; time++)
        {
          moves[m].move (scenario, time);
          run_all (&levers, FALSE, &move);
          run_all (&levers, TRUE, &whole);
        }
      g_print ("lever, %u offices x %d years, %d markets, three runs: %s %.1f ms, %.1f ms of processors (from nothing: "
               "%.1f and %.1f ms)\n",
               n, N_YEARS, N_REGIONS, moves[m].name, move.ms, move.processor_ms, whole.ms, whole.processor_ms);
    }
  for (guint i = 0; i < N_RUNS; i++)
    lw_run_cache_free (levers.caches[i]);
}

int
main (void)
{
  bench_levers (2000);
  bench_levers (20000);
  bench_levers (100000);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-contributions: what each of 200 offices contributes in a province of 2,000 offices over 30 years (the target is
 * well under a second), in six markets and in one. Yardstick: one run of the whole. */
#include "analysis/lw-contributions-run.h"
#include "fixture-scenario.h"

#include <time.h>

#define N_OFFICES 2000
#define N_MEASURES 40
#define OFFICES_EACH 5

static double
measure_ms (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

static void
fill_measures (FixtureDocument *document)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  g_ptr_array_set_size (document->scenario->measures, 0);
  document->scenario->horizon_year = 2055;
  document->scenario->unknown_vacancy = LW_UNKNOWN_VACANCY_OCCUPIED;
  for (guint m = 0; m < N_MEASURES; m++)
    {
      LwMeasure *measure = lw_measure_new (LW_MEASURE_TRANSFORM, 2026 + (int)(m % 10));
      while (measure->offices->len < OFFICES_EACH)
        lw_measure_add_office (measure, 1 + fixture_pick (rand, N_OFFICES));
      lw_scenario_add_measure (document->scenario, measure);
    }
}

/* The same offices, all in one market. */
static void
unite (FixtureDocument *document)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new_from (document->offices);
  const LwSettings settings = LW_SETTINGS_DEFAULT;

  for (guint i = 0; i < document->offices->n; i++)
    lw_offices_builder_set_text (builder, LW_OFFICE_REGION, i, "West");
  g_autoptr (LwOffices) raw = lw_offices_builder_end (builder);
  lw_offices_unref (document->offices);
  document->offices = lw_offices_derive (raw, &settings, FIXTURE_DATE);
}

static void
bench (const FixtureDocument *document, const char *what, guint n_threads)
{
  LwRunInput input = fixture_run_input (document, LW_RUN_NO_GROUPS);
  gint64 start = g_get_monotonic_time ();
  clock_t cpu = clock ();
  g_autoptr (LwContributions) result
      = lw_contributions_run (&input, LW_OUTCOME_RATE, 0, n_threads, NULL, NULL);
  double ms = measure_ms (start), cpu_ms = (double)(clock () - cpu) * 1000 / CLOCKS_PER_SEC;

  start = g_get_monotonic_time ();
  g_autoptr (LwRun) run = lw_run_scenario (&input, NULL, NULL);
  double whole_ms = measure_ms (start);
  guint n = 1 + result->measures->len + result->offices->len;
  g_print ("contributions, %s, %u threads: %u runs in %.0f ms (%.0f ms of processor time; "
           "one run of the whole: %.1f ms)\n",
           what, n_threads, n, ms, cpu_ms, whole_ms);
}

int
main (void)
{
  g_auto (FixtureDocument) document = fixture_document (N_OFFICES, 4);

  fill_measures (&document);
  bench (&document, "6 markets", 1);
  bench (&document, "6 markets", 2);
  unite (&document);
  bench (&document, "1 market", 1);
  bench (&document, "1 market", 2);
  return 0;
}

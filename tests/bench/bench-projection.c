/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-projection: one projection of a province (2,000 offices over 30 years: the target is 10 ms) and of a country
 * (100,000 over 30: 300 ms). Yardsticks: copying the state once a year, and one water-filling that drops full items one
 * by one, as its definition has it, beside the fast one. And 1,000 draws of the province (the target is 3 seconds on two
 * processors), beside 1,000 times a run of a scenario on its own. */
#include "analysis/lw-monte-carlo.h"
#include "model/lw-offices-builder.h"
#include "scenario/lw-projection.h"
#include "scenario/lw-uncertainty.h"
#include "scenario/lw-waterfill.h"

#include <math.h>
#include <string.h>
#include <time.h>

#define N_COLUMNS 7 /* stock, occupied, four cohorts, attractiveness */
#define N_REGIONS 4
#define N_ITEMS 10000

static double
measure_ms (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

static void
fill_offices (double *columns[N_COLUMNS], guint *region, guint n)
{
  LwRandom random;

  lw_random_init (&random, 1);
  for (guint i = 0; i < n; i++)
    {
      double vacant = lw_random_uniform (&random) < 0.3 ? 2000 * lw_random_uniform (&random) : 0;
      columns[1][i] = 500 + 5000 * lw_random_uniform (&random);
      columns[2 + i % LW_N_COHORTS][i] = vacant;
      columns[0][i] = columns[1][i] + vacant;
      columns[6][i] = lw_random_uniform (&random);
      region[i] = i % N_REGIONS;
    }
}

static double
copy_yearly (double *columns[N_COLUMNS], guint n, guint n_years)
{
  g_autofree double *copy = g_new (double, n);
  gint64 start = g_get_monotonic_time ();

  for (guint year = 0; year < n_years; year++)
    for (guint k = 0; k < N_COLUMNS; k++)
      {
        memcpy (copy, columns[k], n * sizeof *copy);
        columns[k][n - 1] = copy[n - 1]; /* so that no copy can be left out */
      }
  return measure_ms (start);
}

static void
bench_projection (guint n, guint n_years)
{
  double *columns[N_COLUMNS];
  g_autofree guint *region = g_new (guint, n);
  g_autofree double *demand = g_new (double, N_REGIONS *n_years);
  double occupied[N_REGIONS] = { 0 };
  LwParameters parameters;

  for (guint k = 0; k < N_COLUMNS; k++)
    columns[k] = g_new0 (double, n);
  fill_offices (columns, region, n);
  for (guint i = 0; i < n; i++)
    occupied[region[i]] += columns[1][i];
  for (guint k = 0; k < N_REGIONS * n_years; k++)
    demand[k] = occupied[k / n_years] * pow (0.995, k % n_years + 1);
  lw_parameters_init (&parameters);
  LwProjectionInput input = {
    .base_year = 2025,
    .n_years = n_years,
    .n_offices = n,
    .stock = columns[0],
    .occupied = columns[1],
    .cohort = { columns[2], columns[3], columns[4], columns[5] },
    .attractiveness = columns[6],
    .n_regions = N_REGIONS,
    .region = region,
    .demand = demand,
    .parameters = &parameters,
  };

  gint64 start = g_get_monotonic_time ();
  clock_t processor = clock ();
  g_autoptr (LwProjection) result = lw_projection_run (&input, NULL, NULL);
  double ms = measure_ms (start), processor_ms = 1000.0 * (double)(clock () - processor) / CLOCKS_PER_SEC;
  g_assert_nonnull (result);
  g_print ("projection, %u offices x %u years, %u regions: %.1f ms, %.1f ms of a processor (copying the state once a year: %.1f ms); "
           "vacancy %.4f -> %.4f\n",
           n, n_years, N_REGIONS, ms, processor_ms, copy_yearly (columns, n, n_years),
           lw_step_totals_get_rate (result->total), lw_step_totals_get_rate (result->total + n_years));
  for (guint k = 0; k < N_COLUMNS; k++)
    g_free (columns[k]);
}

static LwOffices *
make_offices (guint n)
{
  const LwSettings settings = LW_SETTINGS_DEFAULT;
  static const char *const regions[N_REGIONS] = { "A", "B", "C", "D" };
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

static LwScenario *
make_scenario (guint n_years)
{
  LwScenario *scenario = lw_scenario_new ("Bench");

  scenario->demand.kind = LW_DEMAND_GROWTH;
  scenario->base_year = 2025;
  scenario->horizon_year = 2025 + (int) n_years;
  scenario->parameters.value[LW_PARAM_UNCERTAIN_RELEASE_RATE] = 1;
  for (guint m = 0; m < 20; m++)
    {
      LwMeasure *measure = lw_measure_new (LW_MEASURE_TRANSFORM, 2026 + (int) m % 10);
      for (guint k = 0; k < 5; k++)
        lw_measure_add_office (measure, 1 + m * 50 + k);
      lw_scenario_add_measure (scenario, measure);
    }
  return scenario;
}

/* When the first result so far came, and when it was asked to stop. */
typedef struct {
  GCancellable *cancellable;
  gint64 first, stopped;
} Interim;

static void
interim_cb (LwSpread *spread, gpointer data)
{
  Interim *self = data;

  if (self->first == 0)
    self->first = g_get_monotonic_time ();
}

static gpointer
stop_in_thread (gpointer data)
{
  Interim *self = data;

  g_usleep (350 * 1000);
  self->stopped = g_get_monotonic_time ();
  g_cancellable_cancel (self->cancellable);
  return NULL;
}

/* The same draws, given up after 0.35 s. */
static void
bench_stop (const LwRunInput *input)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Interim interim = { .cancellable = cancellable };
  GThread *thread = g_thread_new ("stop", stop_in_thread, &interim);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (LwSpread) spread = lw_monte_carlo_run (input, 10000, 0, interim_cb, &interim, cancellable, NULL);
  gint64 end = g_get_monotonic_time ();

  g_thread_join (thread);
  g_assert_null (spread);
  g_print ("10000 draws of the same: first result so far after %.0f ms; stopped %.1f ms after it was asked\n",
           interim.first > 0 ? (interim.first - start) / 1000.0 : NAN, (end - interim.stopped) / 1000.0);
}

static void
bench_draws (guint n, guint n_years)
{
  g_autoptr (LwOffices) offices = make_offices (n);
  g_autoptr (LwScenario) scenario = make_scenario (n_years);
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_plan_free);
  LwRunInput input = { .offices = offices, .scenario = scenario, .plans = plans, .by = LW_RUN_NO_GROUPS };

  for (guint p = 0; p < 10; p++)
    {
      LwPlan *plan = lw_plan_new ("Plan", 10000, 2026 + (int) p, 3);
      plan->region = g_strdup ("A");
      g_free (plan->uid);
      plan->uid = g_strdup_printf ("plan-%u", p); /* its luck follows from it */
      g_ptr_array_add (plans, plan);
    }
  gint64 start = g_get_monotonic_time ();
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (LwRun) run = lw_run_scenario (&input, NULL, NULL);
      g_assert_nonnull (run);
    }
  double single_ms = measure_ms (start) / 20;
  start = g_get_monotonic_time ();
  clock_t processor = clock ();
  g_autoptr (LwSpread) spread = lw_monte_carlo_run (&input, 1000, 0, NULL, NULL, NULL, NULL);
  double ms = measure_ms (start), processor_ms = 1000.0 * (double) (clock () - processor) / CLOCKS_PER_SEC;
  g_assert_nonnull (spread);
  int year = scenario->horizon_year;
  g_print ("1000 draws, %u offices x %u years: %.0f ms, %.0f ms of processors (1000 single runs: %.0f ms); "
           "P10 P50 P90 of the rate %.4f %.4f %.4f\n",
           n, n_years, ms, processor_ms, 1000 * single_ms,
           lw_spread_get (spread, LW_SPREAD_RATE, LW_SPREAD_P10, year),
           lw_spread_get (spread, LW_SPREAD_RATE, LW_SPREAD_P50, year),
           lw_spread_get (spread, LW_SPREAD_RATE, LW_SPREAD_P90, year));
  bench_stop (&input);
}

/* Returns the number of rounds. */
static guint
fill_plainly (double rest, const double *weight, const double *cap, double *share)
{
  g_autofree guint8 *open = g_malloc (N_ITEMS);

  memset (open, 1, N_ITEMS);
  for (guint rounds = 1;; rounds++)
    {
      double sum = 0;
      guint i = 0;
      for (guint k = 0; k < N_ITEMS; k++)
        sum += open[k] ? weight[k] : 0;
      while (i < N_ITEMS && !(open[i] && rest / sum * weight[i] >= cap[i]))
        i++;
      if (i == N_ITEMS)
        {
          for (guint k = 0; k < N_ITEMS; k++)
            share[k] = open[k] ? rest / sum * weight[k] : share[k];
          return rounds;
        }
      open[i] = FALSE;
      share[i] = cap[i];
      rest -= cap[i];
    }
}

static void
bench_waterfill (void)
{
  g_autofree double *weight = g_new (double, N_ITEMS), *cap = g_new (double, N_ITEMS);
  g_autofree double *fast = g_new (double, N_ITEMS), *plain = g_new (double, N_ITEMS);
  LwRandom random;
  double caps = 0, worst = 0;

  lw_random_init (&random, 2);
  for (guint i = 0; i < N_ITEMS; i++)
    {
      cap[i] = 1000 * lw_random_uniform (&random);
      weight[i] = cap[i] * pow (lw_random_uniform (&random), 2);
      caps += cap[i];
    }
  gint64 start = g_get_monotonic_time ();
  lw_waterfill (caps / 2, N_ITEMS, weight, cap, fast);
  double fast_ms = measure_ms (start);
  start = g_get_monotonic_time ();
  guint rounds = fill_plainly (caps / 2, weight, cap, plain);
  double plain_ms = measure_ms (start);
  for (guint i = 0; i < N_ITEMS; i++)
    worst = MAX (worst, fabs (fast[i] - plain[i]));
  g_print ("water-filling, %d items: %.2f ms (one by one, %u rounds: %.1f ms; largest difference %.1e)\n",
           N_ITEMS, fast_ms, rounds, plain_ms, worst);
}

int
main (void)
{
  bench_projection (2000, 30);
  bench_projection (100000, 30);
  bench_waterfill ();
  bench_draws (2000, 30);
  return 0;
}

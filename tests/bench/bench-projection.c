/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-projection: one projection of a province (2,000 offices over 30 years: the target is less than 100
 * ms) and of a country (100,000 over 20). Yardsticks: copying the state once a year, and one water-filling
 * that drops full items one by one, as its definition has it, beside the fast one. */
#include "scenario/lw-projection.h"
#include "scenario/lw-uncertainty.h"
#include "scenario/lw-waterfill.h"

#include <math.h>
#include <string.h>

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
  g_autoptr (LwProjection) result = lw_projection_run (&input, NULL, NULL);
  double ms = measure_ms (start);
  g_assert_nonnull (result);
  g_print ("projection, %u offices x %u years, %u regions: %.1f ms (copying the state once a year: %.1f ms); "
           "vacancy %.4f -> %.4f\n",
           n, n_years, N_REGIONS, ms, copy_yearly (columns, n, n_years),
           lw_step_totals_get_rate (result->total), lw_step_totals_get_rate (result->total + n_years));
  for (guint k = 0; k < N_COLUMNS; k++)
    g_free (columns[k]);
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
  lw_waterfill (caps / 2, N_ITEMS, weight, cap, fast, NULL);
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
  bench_projection (100000, 20);
  bench_waterfill ();
  return 0;
}

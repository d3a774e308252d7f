/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-clusters: gathering 100,000 and 1,000,000 offices at a few zoom levels, everywhere and around what a
 * window shows; the yardstick is one pass that sums the same columns. */
#include "draw/lw-clusters.h"

#include <math.h>

static void
fill (LwClusterInput *input, guint n, double *columns[4])
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint c = 0; c < 4; c++)
    columns[c] = g_new (double, n);
  for (guint i = 0; i < n; i++)
    {
      guint town = (guint)(pow (g_rand_double (random), 2) * 400);
      double reach = g_rand_double (random), angle = g_rand_double_range (random, 0, 2 * G_PI);

      /* 400 towns over the Netherlands, some large, each dense in its middle. */
      columns[0][i] = 0.509 + (town * 7919 % 400) / 400.0 * 0.0105 + reach * reach * 0.00025 * cos (angle);
      columns[1][i] = 0.322 + (town * 104729 % 400) / 400.0 * 0.0145 + reach * reach * 0.00025 * sin (angle);
      columns[2][i] = floor (50 + 20000 * pow (g_rand_double (random), 6));
      columns[3][i] = i % 13 == 0 ? NAN : i % 6 == 0 ? columns[2][i] : 0;
    }
  *input = (LwClusterInput){ n, columns[0], columns[1], columns[2], columns[3], NULL };
}

static double
sum_columns (const LwClusterInput *input)
{
  double sum = 0;

  for (guint i = 0; i < input->n; i++)
    sum += input->world_x[i] + input->world_y[i] + input->stock_m2[i] + (isnan (input->vacant_m2[i]) ? 0 : 1);
  return sum;
}

/* The best of several runs, in ms. */
static double
measure_level (const LwClusterSource *source, const LwBitset *shown, int level, const LwBounds *bounds, guint *n)
{
  double best = INFINITY;

  for (int run = 0; run < 7; run++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (LwClusters) clusters = lw_clusters_new_in (source, shown, level, bounds, NULL);

      best = MIN (best, (g_get_monotonic_time () - start) / 1000.0);
      *n = clusters->n;
    }
  return best;
}

static void
measure_levels (const LwClusterInput *input, const LwClusterSource *source)
{
  g_autoptr (LwBitset) half = lw_bitset_new (input->n);

  for (guint i = 0; i < input->n; i++)
    if (i % 7 < 3)
      lw_bitset_set (half, i);
  for (int level = 7; level <= 17; level += 2)
    {
      /* What a window of 1366 by 768 asks for, with a window around it, in the middle of a town. */
      double pixels = 256.0 * exp2 (level), x = input->world_x[3], y = input->world_y[3];
      LwBounds bounds = { x - 2049 / pixels, y - 1152 / pixels, x + 2049 / pixels, y + 1152 / pixels };
      guint n_all, n_part, n_half;
      double all = measure_level (source, NULL, level, NULL, &n_all);
      double part = measure_level (source, NULL, level, &bounds, &n_part);
      double filtered = measure_level (source, half, level, &bounds, &n_half);

      g_print ("  level %2d: everywhere %7.1f ms, %6u circles; around a window %6.1f ms, %6u circles; "
               "3 in 7 of them %6.1f ms\n",
               level, all, n_all, part, n_part, filtered);
    }
}

static void
measure (guint n)
{
  g_autoptr (LwClusterSource) source = NULL;
  double *columns[4];
  LwClusterInput input;
  gint64 start;
  volatile double sum;

  fill (&input, n, columns);
  start = g_get_monotonic_time ();
  sum = sum_columns (&input);
  g_print ("%u offices; one pass over their columns %.2f ms", n, (g_get_monotonic_time () - start) / 1000.0);
  (void)sum;
  start = g_get_monotonic_time ();
  source = lw_cluster_source_new (&input, 1);
  g_print (", sorting them once %.1f ms\n", (g_get_monotonic_time () - start) / 1000.0);
  measure_levels (&input, source);
  for (guint c = 0; c < 4; c++)
    g_free (columns[c]);
}

int
main (void)
{
  measure (100000);
  measure (1000000);
  return 0;
}

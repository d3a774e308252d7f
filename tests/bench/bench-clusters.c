/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-clusters: gathering 100,000 and 1,000,000 offices at a few zoom levels; the yardstick is one pass
 * that sums the same columns. */
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

static void
measure (guint n)
{
  double *columns[4];
  LwClusterInput input;
  gint64 start;
  volatile double sum;

  fill (&input, n, columns);
  start = g_get_monotonic_time ();
  sum = sum_columns (&input);
  g_print ("%u offices; one pass over their columns %.2f ms\n", n,
           (g_get_monotonic_time () - start) / 1000.0);
  (void)sum;
  for (int level = 7; level <= 17; level += 2)
    {
      double best = INFINITY;
      guint circles = 0;

      for (int run = 0; run < 7; run++)
        {
          g_autoptr (LwClusters) clusters = NULL;

          start = g_get_monotonic_time ();
          clusters = lw_clusters_new (&input, level, 1);
          best = MIN (best, (g_get_monotonic_time () - start) / 1000.0);
          circles = clusters->n;
        }
      g_print ("  level %2d: %7.1f ms, %6u circles\n", level, best, circles);
    }
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

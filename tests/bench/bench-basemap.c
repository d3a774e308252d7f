/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-basemap: loading the bundled base map, and 200,000 questions of each kind. The yardstick is one pass
 * that measures the distance of every point to every station. */
#include "model/lw-basemap.h"
#include "model/lw-geo.h"

#include <math.h>

#define N 200000
#define N_COMPARED 20000

static double
elapsed_ms (gint64 *from)
{
  gint64 now = g_get_monotonic_time ();
  double ms = (now - *from) / 1000.0;

  *from = now;
  return ms;
}

int
main (void)
{
  g_autofree double *x = g_new (double, N), *y = g_new (double, N);
  g_autoptr (GRand) random = g_rand_new_with_seed (345);
  gint64 clock = g_get_monotonic_time ();
  const LwBasemap *map = lw_basemap_get_default ();
  double load_ms = elapsed_ms (&clock), at_ms, near_ms, station_ms, all_ms, distance, sum = 0;
  guint n_stations, on_land = 0;
  const LwStation *stations = lw_basemap_get_stations (map, &n_stations);

  for (int i = 0; i < N; i++)
    {
      x[i] = g_rand_double_range (random, 60000, 250000);
      y[i] = g_rand_double_range (random, 380000, 580000);
    }
  elapsed_ms (&clock);
  for (int i = 0; i < N; i++)
    on_land += lw_basemap_municipality_at (map, x[i], y[i]) >= 0;
  at_ms = elapsed_ms (&clock);
  for (int i = 0; i < N; i++)
    on_land += lw_basemap_nearest_municipality (map, x[i], y[i], 500, NULL) >= 0;
  near_ms = elapsed_ms (&clock);
  for (int i = 0; i < N; i++)
    {
      lw_basemap_nearest_station (map, x[i], y[i], &distance);
      sum += distance;
    }
  station_ms = elapsed_ms (&clock);
  for (int i = 0; i < N_COMPARED; i++)
    {
      double best = INFINITY;

      for (guint s = 0; s < n_stations; s++)
        best = MIN (best, lw_geo_distance_rd (x[i], y[i], stations[s].x, stations[s].y));
      sum += best;
    }
  all_ms = elapsed_ms (&clock) * N / N_COMPARED;
  g_print ("load %.1f ms; %d points: municipality %.1f ms, nearest municipality %.1f ms, "
           "nearest station %.1f ms (looking at all %u stations: %.0f ms); %u hits, %.0f km\n",
           load_ms, N, at_ms, near_ms, station_ms, n_stations, all_ms, on_land, sum / 1000.0);
  return 0;
}

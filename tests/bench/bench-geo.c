/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-geo: 200,000 points from RD New to WGS 84 and back, with plain copying of the same arrays as
 * yardstick. */
#include "model/lw-geo.h"

#include <string.h>

#define N 200000

int
main (void)
{
  g_autoptr (LwGeo) geo = lw_geo_new (NULL);
  g_autofree double *x = g_new (double, N), *y = g_new (double, N);
  g_autofree double *lon = g_new (double, N), *lat = g_new (double, N);
  gint64 start, there, back, copied;

  for (int i = 0; i < N; i++)
    {
      x[i] = 20000.0 + (i % 1000) * 250.0;
      y[i] = 310000.0 + (i / 1000) * 1500.0;
    }
  start = g_get_monotonic_time ();
  lw_geo_rd_to_wgs84 (geo, x, y, lon, lat, N);
  there = g_get_monotonic_time ();
  lw_geo_wgs84_to_rd (geo, lon, lat, x, y, N);
  back = g_get_monotonic_time ();
  memcpy (lon, x, N * sizeof *x);
  memcpy (lat, y, N * sizeof *y);
  copied = g_get_monotonic_time ();
  g_print ("%d points: RD to WGS 84 %.1f ms, back %.1f ms (copying the arrays: %.2f ms)\n", N,
           (there - start) / 1000.0, (back - there) / 1000.0, (copied - back) / 1000.0);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-areas: 100,000 points in the municipalities of the base map, through the index; as yardstick the plain way:
 * every municipality whose rectangle holds the point, one after the other, for the same points. */
#include "model/lw-area-index.h"
#include "model/lw-basemap.h"

#define N 100000

int
main (void)
{
  const LwBasemap *map = lw_basemap_get_default ();
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_geometry_unref);
  g_autoptr (LwAreaIndex) index = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree double *x = g_new (double, N), *y = g_new (double, N);
  g_autofree LwBounds *bounds = NULL;
  gint64 start, made, found, plain;
  guint n, hits = 0, plain_hits = 0;

  lw_basemap_get_municipalities (map, &n);
  bounds = g_new (LwBounds, n);
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (areas, lw_basemap_get_municipality_geometry (map, i));
      lw_geometry_get_bounds (g_ptr_array_index (areas, i), &bounds[i]);
    }
  for (guint i = 0; i < N; i++)
    {
      x[i] = g_rand_double_range (random, 13000, 278000);
      y[i] = g_rand_double_range (random, 307000, 612000);
    }
  start = g_get_monotonic_time ();
  index = lw_area_index_new ((LwGeometry *const *) areas->pdata, areas->len);
  made = g_get_monotonic_time ();
  for (guint i = 0; i < N; i++)
    {
      guint area;

      hits += lw_area_index_find (index, x[i], y[i], &area, 1);
    }
  found = g_get_monotonic_time ();
  for (guint i = 0; i < N; i++)
    for (guint k = 0; k < n; k++)
      if (lw_bounds_contains (&bounds[k], x[i], y[i])
          && lw_geometry_contains (g_ptr_array_index (areas, k), x[i], y[i]))
        {
          plain_hits++;
          break;
        }
  plain = g_get_monotonic_time ();
  g_print ("%d points in %u municipalities: index made in %.1f ms, asked in %.1f ms (one by one within rectangles:"
           " %.1f ms)\n",
           N, n, (made - start) / 1000.0, (found - made) / 1000.0, (plain - found) / 1000.0);
  return hits == plain_hits ? 0 : 1;
}

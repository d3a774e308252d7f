/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-basemap: any bytes as a base map. The seed is a small sound one; what is read must answer every
 * question. */
#include "model/lw-basemap.h"

#include <math.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (LwBasemap) map = lw_basemap_new_from_bytes (bytes, &error);
  g_autofree char *attribution = NULL;
  const LwMunicipality *municipalities;
  guint n;

  g_assert_true ((map == NULL) == (error != NULL));
  if (map == NULL)
    return 0;
  attribution = lw_basemap_dup_attribution (map);
  municipalities = lw_basemap_get_municipalities (map, &n);
  for (guint i = 0; i < n; i++)
    {
      const LwPaths *rings = lw_basemap_get_municipality_rings (map, i, LW_BASEMAP_DETAIL_COARSE);

      for (guint p = 0; p < rings->n_paths; p++)
        g_assert_cmpuint (rings->starts[p], <, rings->starts[p + 1]);
      lw_basemap_municipality_at (map, municipalities[i].x, municipalities[i].y);
      lw_basemap_nearest_municipality (map, municipalities[i].x, municipalities[i].y + 1000, 2000, NULL);
      lw_basemap_nearest_station (map, municipalities[i].x, municipalities[i].y, NULL);
      lw_basemap_find_successor (map, municipalities[i].code);
      lw_basemap_find_municipality_by_name (map, municipalities[i].name);
    }
  return 0;
}

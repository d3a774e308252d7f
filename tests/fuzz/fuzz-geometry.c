/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-geometry: any bytes as a GeoPackage geometry. What is read must survive a round trip and all
 * measures. */
#include "model/lw-geometry.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (LwGeometry) geometry = lw_geometry_from_blob (data, size, NULL, NULL);
  g_autoptr (LwGeometry) again = NULL;
  g_autoptr (GBytes) blob = NULL;
  gconstpointer bytes;
  gsize n_bytes, n_points, n_points_again;
  double x, y;

  if (geometry == NULL)
    return 0;
  if (lw_geometry_get_point_on_surface (geometry, &x, &y))
    lw_geometry_contains (geometry, x, y);
  lw_geometry_get_area (geometry);

  blob = lw_geometry_to_blob (geometry, 28992);
  bytes = g_bytes_get_data (blob, &n_bytes);
  again = lw_geometry_from_blob (bytes, n_bytes, NULL, NULL);
  g_assert_nonnull (again);
  lw_geometry_get_points (geometry, &n_points);
  lw_geometry_get_points (again, &n_points_again);
  g_assert_cmpuint (n_points, ==, n_points_again);
  g_assert_cmpuint (lw_geometry_get_n_parts (geometry), ==, lw_geometry_get_n_parts (again));
  return 0;
}

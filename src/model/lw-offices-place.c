/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-offices-place: see lw-offices-place.h. */
#include "model/lw-offices-place.h"

#include "model/lw-basemap.h"

/**
 * lw_offices_find_municipality:
 * @x: RD New, metres; may be NaN
 * @y: RD New, metres
 *
 * Returns: the place of the municipality in the bundled base map that an office there belongs to, or -1
 */
int
lw_offices_find_municipality (double x, double y)
{
  if (!lw_geo_in_rd_range (x, y))
    return -1;
  return lw_basemap_nearest_municipality (lw_basemap_get_default (), x, y, LW_OFFICE_QUAY_M, NULL);
}

/**
 * lw_offices_builder_set_municipality:
 * @builder: a table that is being filled
 * @row: an office
 * @municipality: a place in the list of the bundled base map
 *
 * Sets code and name of its municipality, and its province.
 */
void
lw_offices_builder_set_municipality (LwOfficesBuilder *builder, guint row, int municipality)
{
  const LwBasemap *map = lw_basemap_get_default ();
  guint n, n_provinces;
  const LwMunicipality *all = lw_basemap_get_municipalities (map, &n);
  const LwProvince *provinces = lw_basemap_get_provinces (map, &n_provinces);

  g_return_if_fail (municipality >= 0 && (guint)municipality < n);
  lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, row, all[municipality].code);
  lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY, row, all[municipality].name);
  lw_offices_builder_set_text (builder, LW_OFFICE_PROVINCE, row, provinces[all[municipality].province].name);
}

/** lw_offices_builder_convert_positions: fills in degrees and world coordinates of all rows from their RD New */
void
lw_offices_builder_convert_positions (LwOfficesBuilder *builder, LwGeo *geo)
{
  guint n = lw_offices_builder_length (builder);
  double *lon = lw_offices_builder_cells (builder, LW_OFFICE_LONGITUDE);
  double *lat = lw_offices_builder_cells (builder, LW_OFFICE_LATITUDE);
  double *world_x = lw_offices_builder_cells (builder, LW_OFFICE_WORLD_X);
  double *world_y = lw_offices_builder_cells (builder, LW_OFFICE_WORLD_Y);

  lw_geo_rd_to_wgs84 (geo, lw_offices_builder_cells (builder, LW_OFFICE_RD_X),
                      lw_offices_builder_cells (builder, LW_OFFICE_RD_Y), lon, lat, n);
  for (guint i = 0; i < n; i++)
    lw_geo_world_from_lonlat (lon[i], lat[i], &world_x[i], &world_y[i]);
}

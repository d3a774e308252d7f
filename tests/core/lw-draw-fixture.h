/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-draw-fixture: made-up offices in the towns of one province of the base map, for the tests and benchmarks
 * of what is drawn. The same number of offices is always the same table. */
#pragma once

#include "model/lw-basemap.h"
#include "model/lw-offices-builder.h"

#include <math.h>

static inline void
fixture_set_office (LwOfficesBuilder *builder, guint row, const LwTown *town, GRand *random)
{
  double reach = sqrt (town->population) * 2.5e-7 * pow (g_rand_double (random), 0.7);
  double angle = g_rand_double_range (random, 0, 2 * G_PI),
         area = floor (60 + 19000 * pow (g_rand_double (random), 6));
  int kind = g_rand_int_range (random, 0, 100);

  lw_offices_builder_set_id (builder, row, row + 1);
  lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY, row, town->name);
  lw_offices_builder_set_text (builder, LW_OFFICE_PROVINCE, row, "Utrecht");
  lw_offices_builder_set_number (builder, LW_OFFICE_WORLD_X, row, town->world_x + reach * cos (angle));
  lw_offices_builder_set_number (builder, LW_OFFICE_WORLD_Y, row, town->world_y + reach * sin (angle));
  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, area);
  lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, row, LW_AREA_GO);
  lw_offices_builder_set_integer (builder, LW_OFFICE_BUILD_YEAR, row, g_rand_int_range (random, 1900, 2024));
  lw_offices_builder_set_code (builder, LW_OFFICE_LOCATION_TYPE, row, g_rand_int_range (random, 0, 8));
  if (kind >= 7)
    lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, row,
                                   kind < 25 ? floor (area * kind / 25) : 0);
  lw_offices_builder_set_date (builder, LW_OFFICE_VACANT_SINCE, row,
                               lw_date_from_ymd (g_rand_int_range (random, 2018, 2025), 6, 1));
}

static inline LwOffices *
fixture_make_offices (guint n)
{
  const LwBasemap *basemap = lw_basemap_get_default ();
  int own = lw_basemap_find_province (basemap, "PV26");
  guint n_towns;
  const LwTown *towns = lw_basemap_get_towns (basemap, &n_towns);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (n);
  g_autoptr (LwOffices) offices = NULL;
  LwSettings settings = LW_SETTINGS_DEFAULT;
  double people = 0;

  for (guint i = 0; i < n_towns; i++)
    people += (int)towns[i].province == own ? towns[i].population : 0;
  for (guint row = 0; row < n; row++)
    {
      double one = g_rand_double_range (random, 0, people);
      guint town = 0;

      for (guint i = 0; i < n_towns; i++)
        if ((int)towns[i].province == own)
          {
            town = i;
            one -= towns[i].population;
            if (one < 0)
              break;
          }
      lw_offices_builder_add (builder);
      fixture_set_office (builder, row, &towns[town], random);
    }
  offices = lw_offices_builder_end (builder);
  return lw_offices_derive (offices, &settings, lw_date_from_ymd (2025, 1, 1));
}

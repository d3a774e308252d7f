/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fixture-offices: made-up tables for tests and benchmarks: any number of offices, the same for the same
 * seed, with every kind of unknown in them. */
#pragma once

#include <math.h>

#include "model/lw-offices-builder.h"

G_BEGIN_DECLS

/* 1 January 2025 */
#define FIXTURE_DATE lw_date_from_ymd (2025, 1, 1)

static inline guint
fixture_pick (GRand *rand, guint n)
{
  return (guint) g_rand_int_range (rand, 0, (gint32) n);
}

static inline void
fixture_set_text (
    LwOfficesBuilder *builder, LwOfficeColumn column, guint row, const char *prefix, guint number)
{
  char text[64];

  g_snprintf (text, sizeof text, "%s%u", prefix, number);
  lw_offices_builder_set_text (builder, column, row, text);
}

static inline void
fixture_set_place (LwOfficesBuilder *builder, guint row, GRand *rand)
{
  guint municipality = fixture_pick (rand, 60), town = municipality * 5 + fixture_pick (rand, 5);
  char postcode[16];

  if (fixture_pick (rand, 50) > 0)
    fixture_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, row, "GM0", 300 + municipality);
  if (fixture_pick (rand, 50) > 0)
    fixture_set_text (builder, LW_OFFICE_MUNICIPALITY, row, "Gemeente ", municipality);
  fixture_set_text (builder, LW_OFFICE_TOWN, row, "Plaats ", town);
  fixture_set_text (builder, LW_OFFICE_REGION, row, "Regio ", municipality / 10);
  lw_offices_builder_set_text (builder, LW_OFFICE_PROVINCE, row, "Utrecht");
  if (fixture_pick (rand, 4) > 0)
    fixture_set_text (builder, LW_OFFICE_LOCATION, row, "Kantorenpark ", town);
  if (fixture_pick (rand, 100) > 0)
    fixture_set_text (builder, LW_OFFICE_STREET, row, "Zonnelaan ", fixture_pick (rand, 3000));
  lw_offices_builder_set_integer (builder, LW_OFFICE_HOUSE_NUMBER, row, (int) fixture_pick (rand, 300));
  g_snprintf (postcode, sizeof postcode, "%uKL", 3400 + fixture_pick (rand, 400));
  lw_offices_builder_set_text (builder, LW_OFFICE_POSTCODE, row, postcode);
  if (fixture_pick (rand, 30) > 0)
    {
      lw_offices_builder_set_number (builder, LW_OFFICE_RD_X, row, g_rand_double_range (rand, 110e3, 170e3));
      lw_offices_builder_set_number (builder, LW_OFFICE_RD_Y, row, g_rand_double_range (rand, 430e3, 480e3));
    }
}

static inline void
fixture_set_vacancy (LwOfficesBuilder *builder, guint row, GRand *rand, double area)
{
  guint kind = fixture_pick (rand, 10);

  if (kind == 0)
    return;
  lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, row,
                                 kind < 7 ? 0 : floor (area * g_rand_double_range (rand, 0, 1.1)));
  if (kind >= 7 && fixture_pick (rand, 5) > 0)
    lw_offices_builder_set_date (builder, LW_OFFICE_VACANT_SINCE, row,
                                 FIXTURE_DATE - (LwDate) fixture_pick (rand, 2500));
}

static inline void
fixture_add_office (LwOfficesBuilder *builder, GRand *rand)
{
  guint row = lw_offices_builder_add (builder);
  double area = floor (exp (g_rand_double_range (rand, 4, 10)));

  lw_offices_builder_set_id (builder, row, row + 1);
  lw_offices_builder_set_bag_id (builder, LW_OFFICE_BAG_ID, row, G_GUINT64_CONSTANT (344010000000000) + row);
  fixture_set_place (builder, row, rand);
  if (fixture_pick (rand, 20) > 0)
    lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, area);
  lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, row, fixture_pick (rand, 5));
  fixture_set_vacancy (builder, row, rand, area);
  if (fixture_pick (rand, 10) > 0)
    lw_offices_builder_set_integer (builder, LW_OFFICE_BUILD_YEAR, row, 1900 + (int)fixture_pick (rand, 125));
  lw_offices_builder_set_code (builder, LW_OFFICE_ENERGY_LABEL, row, fixture_pick (rand, 13));
  lw_offices_builder_set_code (builder, LW_OFFICE_OWNER_TYPE, row, fixture_pick (rand, 5));
  lw_offices_builder_set_code (builder, LW_OFFICE_LOCATION_TYPE, row, fixture_pick (rand, 8));
  lw_offices_builder_set_code (builder, LW_OFFICE_MONUMENT, row, fixture_pick (rand, 3));
  lw_offices_builder_set_code (builder, LW_OFFICE_USE_MIXED, row, fixture_pick (rand, 3));
}

/* A table whose derived columns are filled in. */
static inline LwOffices *
fixture_offices (guint n, guint32 seed, const LwSettings *settings)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (n);
  g_autoptr (LwOffices) offices = NULL;

  for (guint i = 0; i < n; i++)
    fixture_add_office (builder, rand);
  offices = lw_offices_builder_end (builder);
  return lw_offices_derive (offices, settings, FIXTURE_DATE);
}

G_END_DECLS

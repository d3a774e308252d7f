/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-example-offices: made-up offices: kind of location by town, size and age by kind, label by age (the distributions
 * follow domain model 2.5-2.7 in the large; each number is an assumption), and what happens to them. Addresses are put together from words;
 * postcodes end in letters that are never issued; identifications begin with 0000, which is no municipality. */
#include "analysis/lw-example-private.h"

#include <math.h>

#include "model/lw-geo.h"
#include "model/lw-offices-builder.h"

/* Of the kinds of location, in the order of LwLocationType from CENTRE on. */
static const double type_share_town[] = { 0.24, 0.12, 0.20, 0.08, 0.16, 0.14, 0.06 };
static const double type_share_village[] = { 0.34, 0.03, 0.04, 0.03, 0.24, 0.20, 0.12 };
static const double type_median_m2[] = { 430, 1900, 1750, 2300, 640, 270, 520 };
#define SIZE_SIGMA 0.98
#define MIN_M2 40
#define MAX_M2 48000

/* Of the classes of building year, oldest first. */
static const struct {
  int first;
  int last;
} year_classes[] = { { 1880, 1944 }, { 1945, 1964 }, { 1965, 1979 }, { 1980, 1994 }, { 1995, 2004 }, { 2005, 2014 },
                     { 2015, 2024 } };
static const double year_share[][G_N_ELEMENTS (year_classes)] = {
  { 0.34, 0.08, 0.13, 0.17, 0.14, 0.09, 0.05 }, /* centre */
  { 0.05, 0.05, 0.16, 0.27, 0.21, 0.15, 0.11 }, /* station */
  { 0.00, 0.01, 0.14, 0.38, 0.32, 0.11, 0.04 }, /* office park */
  { 0.00, 0.01, 0.15, 0.40, 0.30, 0.10, 0.04 }, /* motorway */
  { 0.01, 0.05, 0.21, 0.33, 0.25, 0.11, 0.04 }, /* business park */
  { 0.28, 0.14, 0.20, 0.18, 0.11, 0.06, 0.03 }, /* mixed */
  { 0.22, 0.10, 0.22, 0.23, 0.13, 0.07, 0.03 }, /* solitary */
};

/* Of the labels A+ and better, A … G, by class of building year. */
static const double label_share[][8] = {
  { 0.00, 0.08, 0.06, 0.24, 0.20, 0.16, 0.12, 0.14 }, { 0.00, 0.08, 0.07, 0.26, 0.18, 0.15, 0.12, 0.14 },
  { 0.01, 0.13, 0.10, 0.30, 0.16, 0.12, 0.09, 0.09 }, { 0.02, 0.22, 0.15, 0.32, 0.13, 0.08, 0.05, 0.03 },
  { 0.03, 0.37, 0.22, 0.28, 0.06, 0.03, 0.01, 0.00 }, { 0.10, 0.62, 0.19, 0.09, 0.00, 0.00, 0.00, 0.00 },
  { 0.55, 0.44, 0.01, 0.00, 0.00, 0.00, 0.00, 0.00 },
};
static const LwEnergyLabel label_codes[] = { LW_LABEL_A1, LW_LABEL_A, LW_LABEL_B, LW_LABEL_C,
                                             LW_LABEL_D,  LW_LABEL_E, LW_LABEL_F, LW_LABEL_G };
static const double owner_share[] = { 0.09, 0.22, 0.38, 0.24, 0.07 }; /* unknown first, as LwOwnerType */

#define SHARE_LABEL_UNKNOWN 0.14
#define SHARE_YEAR_UNKNOWN 0.01
#define SHARE_AREA_UNKNOWN 0.006
#define SHARE_MIXED 0.20
#define SHARE_NAMED 0.12
#define LAST_CLASS_THAT_LEAVES 3
/* Of those that stay, per reference date after the first. */
#define SHARE_LEAVING 0.011
/* Of those that were there all the time. */
#define SHARE_MEASURED_ANEW 0.015
/* Identifications of those that left. */
#define FIRST_LEFT 5000000

static const char *const street_words[] = {
  "Linden", "Beuken",   "Molen",    "Kanaal", "Spoor",   "Haven",   "Zonne",  "Sterren", "Water",  "Weide", "Berg",
  "Dam",    "Brug",     "Toren",    "Valken", "Reiger",  "Zwaluw",  "Atlas",  "Kompas",  "Anker",  "Vlinder",
  "Eiken",  "Esdoorn",  "Meridiaan", "Polder", "Sluis",   "Klaver",  "Linie",  "Horizon", "Ambacht", "Veen",
};
static const char *const street_ends[][4] = {
  { "straat", "plein", "gracht", "markt" }, { "plein", "straat", "boulevard", "kade" },
  { "laan", "dreef", "park", "weg" },       { "weg", "baan", "dreef", "ring" },
  { "weg", "straat", "kade", "hof" },       { "straat", "laan", "singel", "hof" },
  { "weg", "dijk", "laan", "kade" },
};
static const char *const park_names[] = { NULL, NULL, "Stationskwartier", "Kantorenpark %s", "Snelwegzone %s",
                                          "Bedrijvenpark %s", NULL, NULL };
static const char *const postcode_letters[] = { "SA", "SD", "SS" };

static void
set_address (LwOfficesBuilder *builder, guint row, const LwExampleTown *town, LwLocationType type, LwRandom *random)
{
  guint word = (guint) (lw_random_uniform (random) * G_N_ELEMENTS (street_words));
  guint end = (guint) (lw_random_uniform (random) * 4);
  guint street = (g_str_hash (town->name) % 6997) * 31 + word * 4 + end;
  g_autofree char *name = g_strconcat (street_words[word], street_ends[type - 1][end], NULL);
  g_autofree char *postcode = g_strdup_printf ("%u%s", 1000 + street % 8999, postcode_letters[street % 3]);

  lw_offices_builder_set_text (builder, LW_OFFICE_STREET, row, name);
  lw_offices_builder_set_integer (builder, LW_OFFICE_HOUSE_NUMBER, row, 1 + (int) (lw_random_uniform (random) * 280));
  if (lw_random_uniform (random) < 0.08)
    lw_offices_builder_set_text (builder, LW_OFFICE_HOUSE_LETTER, row, lw_random_uniform (random) < 0.6 ? "A" : "B");
  lw_offices_builder_set_text (builder, LW_OFFICE_POSTCODE, row, postcode);
  lw_offices_builder_set_text (builder, LW_OFFICE_TOWN, row, town->name);
  if (lw_random_uniform (random) < SHARE_NAMED)
    {
      g_autofree char *building = g_strconcat ("De ", street_words[(word + 7) % G_N_ELEMENTS (street_words)], "hof",
                                               NULL);

      lw_offices_builder_set_text (builder, LW_OFFICE_NAME, row, building);
    }
}

static void
set_area_of (LwOfficesBuilder *builder, guint row, const LwExamplePlaces *places, const LwExampleTown *town,
             LwLocationType type)
{
  guint n;
  const LwMunicipality *municipality = &lw_basemap_get_municipalities (places->basemap, &n)[town->municipality];
  const LwProvince *province = &lw_basemap_get_provinces (places->basemap, &n)[municipality->province];

  lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, row, municipality->code);
  lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY, row, municipality->name);
  lw_offices_builder_set_text (builder, LW_OFFICE_PROVINCE, row, province->name);
  lw_offices_builder_set_text (builder, LW_OFFICE_REGION, row, town->region);
  lw_offices_builder_set_code (builder, LW_OFFICE_LOCATION_TYPE, row, type);
  if (park_names[type] != NULL)
    {
      g_autoptr (GString) name = g_string_new (park_names[type]);

      g_string_replace (name, "%s", town->name, 0);
      lw_offices_builder_set_text (builder, LW_OFFICE_LOCATION, row, name->str);
    }
}

static void
set_position (LwOfficesBuilder *builder, guint row, const LwExamplePlaces *places, const LwExampleTown *town,
              LwLocationType type, LwRandom *random)
{
  double x, y, distance;

  lw_example_places_draw_position (places, town, type, random, &x, &y);
  lw_offices_builder_set_number (builder, LW_OFFICE_RD_X, row, x);
  lw_offices_builder_set_number (builder, LW_OFFICE_RD_Y, row, y);
  if (lw_basemap_nearest_station (places->basemap, x, y, &distance) != NULL)
    lw_offices_builder_set_number (builder, LW_OFFICE_STATION_DISTANCE_M, row, round (distance));
  lw_offices_builder_set_code (builder, LW_OFFICE_FACILITIES, row,
                               type == LW_LOCATION_CENTRE || type == LW_LOCATION_STATION || type == LW_LOCATION_MIXED
                                   ? LW_YES
                                   : LW_NO);
}

static void
set_building (LwOfficesBuilder *builder, guint row, LwLocationType type, gboolean leaves, LwRandom *random)
{
  guint drawn = lw_example_draw (random, year_share[type - 1], G_N_ELEMENTS (year_classes));
  guint class = leaves ? MIN (drawn, LAST_CLASS_THAT_LEAVES) : drawn;
  int year = year_classes[class].first +
             (int) (lw_random_uniform (random) * (year_classes[class].last - year_classes[class].first + 1));
  double area = type_median_m2[type - 1] * exp (SIZE_SIGMA * lw_example_normal (random));
  guint label = lw_example_draw (random, label_share[class], G_N_ELEMENTS (label_codes));

  if (lw_random_uniform (random) >= SHARE_YEAR_UNKNOWN)
    lw_offices_builder_set_integer (builder, LW_OFFICE_BUILD_YEAR, row, year);
  else
    lw_offices_builder_add_remarks (builder, row, LW_REMARK_YEAR_DUMMY);
  if (lw_random_uniform (random) >= SHARE_AREA_UNKNOWN)
    lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, round (CLAMP (area, MIN_M2, MAX_M2)));
  else
    lw_offices_builder_add_remarks (builder, row, LW_REMARK_AREA_DUMMY);
  lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, row,
                               lw_random_uniform (random) < 0.85 ? LW_AREA_GO : LW_AREA_VVO);
  if (lw_random_uniform (random) >= SHARE_LABEL_UNKNOWN)
    lw_offices_builder_set_code (builder, LW_OFFICE_ENERGY_LABEL, row, label_codes[label]);
  lw_offices_builder_set_code (builder, LW_OFFICE_OWNER_TYPE, row,
                               lw_example_draw (random, owner_share, G_N_ELEMENTS (owner_share)));
  lw_offices_builder_set_code (builder, LW_OFFICE_MONUMENT, row,
                               class == 0 && lw_random_uniform (random) < 0.3 ? LW_YES : LW_NO);
}

static void
set_use (LwOfficesBuilder *builder, guint row, LwLocationType type, LwRandom *random)
{
  gboolean mixed = lw_random_uniform (random) < SHARE_MIXED;
  const char *uses = type == LW_LOCATION_BUSINESS_PARK ? "industriefunctie;kantoorfunctie"
                     : type == LW_LOCATION_CENTRE      ? "kantoorfunctie;winkelfunctie"
                                                       : "bijeenkomstfunctie;kantoorfunctie";
  double u = lw_random_uniform (random);

  lw_offices_builder_set_code (builder, LW_OFFICE_USE_MIXED, row, mixed ? LW_YES : LW_NO);
  lw_offices_builder_set_text (builder, LW_OFFICE_USES, row, mixed ? uses : "kantoorfunctie");
  lw_offices_builder_set_code (builder, LW_OFFICE_STATUS, row,
                               u < 0.02    ? LW_STATUS_IN_USE_NOT_MEASURED
                               : u < 0.03  ? LW_STATUS_OUT_OF_USE
                               : u < 0.035 ? LW_STATUS_UNDER_CONVERSION
                                           : LW_STATUS_IN_USE);
}

static void
convert_positions (LwOfficesBuilder *builder)
{
  guint n = lw_offices_builder_length (builder);
  double *x = lw_offices_builder_cells (builder, LW_OFFICE_RD_X), *y = lw_offices_builder_cells (builder, LW_OFFICE_RD_Y);
  g_autoptr (LwGeo) geo = lw_geo_new (NULL);

  if (geo == NULL)
    return;
  lw_geo_rd_to_wgs84 (geo, x, y, lw_offices_builder_cells (builder, LW_OFFICE_LONGITUDE),
                      lw_offices_builder_cells (builder, LW_OFFICE_LATITUDE), n);
}

static void
make_office (LwOfficesBuilder *builder, const LwExamplePlaces *places, guint number, gboolean leaves, LwRandom *random)
{
  guint row = lw_offices_builder_add (builder);
  const LwExampleTown *town = lw_example_places_draw_town (places, random);
  LwLocationType type = LW_LOCATION_CENTRE + lw_example_draw (random, town->size > 1.7 ? type_share_town
                                                                                       : type_share_village,
                                                              G_N_ELEMENTS (type_share_town));

  lw_offices_builder_set_bag_id (builder, LW_OFFICE_BAG_ID, row, G_GUINT64_CONSTANT (10000000001) + number);
  lw_offices_builder_set_bag_id (builder, LW_OFFICE_PAND_ID, row, G_GUINT64_CONSTANT (100000000001) + number);
  lw_offices_builder_add_remarks (builder, row, LW_REMARK_FICTIONAL);
  set_address (builder, row, town, type, random);
  set_area_of (builder, row, places, town, type);
  set_position (builder, row, places, town, type, random);
  set_building (builder, row, type, leaves, random);
  set_use (builder, row, type, random);
}

/**
 * lw_example_make_offices:
 *
 * Returns: (transfer full): @n_offices made-up offices and those that left before, without observations of vacancy
 */
LwOffices *
lw_example_make_offices (const LwExamplePlaces *places, guint n_offices, guint64 seed)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (n_offices);
  guint n_left = (guint) (n_offices * SHARE_LEAVING * (LW_EXAMPLE_N_DATES - 1));
  LwRandom random;

  for (guint i = 0; i < n_offices; i++)
    {
      lw_random_init (&random, seed * G_GUINT64_CONSTANT (1000003) + i);
      make_office (builder, places, i, FALSE, &random);
    }
  for (guint i = 0; i < n_left; i++)
    {
      lw_random_init (&random, (seed + 33) * G_GUINT64_CONSTANT (1000003) + i);
      make_office (builder, places, FIRST_LEFT + i, TRUE, &random);
    }
  convert_positions (builder);
  return lw_offices_builder_end (builder);
}

/* Most become dwellings, some are demolished, and of some no register says why they went. */
static void
draw_end (LwExampleLife *life, LwRandom *random)
{
  static const struct {
    double weight;
    const char *uses;
    LwStatus status;
  } ends[] = {
    { 0.50, "woonfunctie", LW_STATUS_IN_USE },
    { 0.07, "logiesfunctie", LW_STATUS_IN_USE },
    { 0.06, "onderwijsfunctie", LW_STATUS_IN_USE },
    { 0.22, "kantoorfunctie", LW_STATUS_DEMOLISHED },
    { 0.15, "kantoorfunctie", LW_STATUS_WITHDRAWN },
  };
  double weights[G_N_ELEMENTS (ends)];
  guint end;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    weights[i] = ends[i].weight;
  end = lw_example_draw (random, weights, G_N_ELEMENTS (ends));
  life->left = LW_EXAMPLE_FIRST_YEAR + 1 + (int) (lw_random_uniform (random) * (LW_EXAMPLE_N_DATES - 1));
  life->uses = ends[end].uses;
  life->status = ends[end].status;
}

static void
draw_measuring (LwExampleLife *life, double area, LwRandom *random)
{
  double u = lw_random_uniform (random);

  life->measured = LW_EXAMPLE_FIRST_YEAR + 1 + (int) (lw_random_uniform (random) * (LW_EXAMPLE_N_DATES - 1));
  life->area_before_m2 = MAX (round (area * (0.8 + 0.4 * u)), MIN_M2);
}

/**
 * lw_example_make_lives:
 * @n_offices: how many of @offices stay
 *
 * Returns: (transfer full) (element-type LwExampleLife): for each office what happens to it between the reference dates
 */
GArray *
lw_example_make_lives (const LwOffices *offices, guint n_offices, guint64 seed)
{
  GArray *lives = g_array_new (FALSE, TRUE, sizeof (LwExampleLife));

  g_array_set_size (lives, offices->n);
  for (guint i = 0; i < offices->n; i++)
    {
      LwExampleLife *life = &g_array_index (lives, LwExampleLife, i);
      gboolean leaves = i >= n_offices;
      LwRandom random;

      lw_random_init (&random, (seed + (leaves ? 55 : 44)) * G_GUINT64_CONSTANT (1000003) + (leaves ? i - n_offices : i));
      if (leaves)
        draw_end (life, &random);
      else if (offices->build_year[i] >= LW_EXAMPLE_FIRST_YEAR)
        life->came = offices->build_year[i] + 1;
      else if (isfinite (offices->floor_area_m2[i]) && lw_random_uniform (&random) < SHARE_MEASURED_ANEW)
        draw_measuring (life, offices->floor_area_m2[i], &random);
    }
  return lives;
}

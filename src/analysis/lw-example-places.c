/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-example-places: real towns and stations of the base map, and positions around them by kind of location. */
#include "analysis/lw-example-private.h"

#include <math.h>
#include <string.h>

/* The province of the example, and the two towns whose market areas it is divided into. */
#define PROVINCE "PV26"
static const char *const centres[] = { "Utrecht", "Amersfoort" };

/* Offices gather in larger towns more than people do. */
#define TOWN_EXPONENT 1.12
#define STATION_WITHIN_M 4000
#define POSITION_TRIES 12

/** lw_example_draw: an index, by weight */
guint
lw_example_draw (LwRandom *random, const double *weights, guint n)
{
  double sum = 0, u;

  for (guint i = 0; i < n; i++)
    sum += weights[i];
  u = lw_random_uniform (random) * sum;
  for (guint i = 0; i + 1 < n; i++)
    {
      if (u < weights[i])
        return i;
      u -= weights[i];
    }
  return n - 1;
}

/** lw_example_normal: a draw from the standard normal distribution (Box and Muller) */
double
lw_example_normal (LwRandom *random)
{
  double u = 1 - lw_random_uniform (random), v = lw_random_uniform (random);

  return sqrt (-2 * log (u)) * cos (2 * G_PI * v);
}

/* The market area of a municipality: of the nearer centre in one province, else its province. */
static const char *
choose_region (const LwBasemap *basemap, int index, gboolean whole_country)
{
  guint n_towns, n_provinces, n_municipalities;
  const LwMunicipality *municipality = &lw_basemap_get_municipalities (basemap, &n_municipalities)[index];
  const LwTown *towns = lw_basemap_get_towns (basemap, &n_towns);
  const LwProvince *provinces = lw_basemap_get_provinces (basemap, &n_provinces);
  const char *region = NULL;
  double nearest = G_MAXDOUBLE;

  if (whole_country)
    return provinces[municipality->province].name;
  for (guint c = 0; c < G_N_ELEMENTS (centres); c++)
    for (guint i = 0; i < n_towns; i++)
      if (strcmp (towns[i].name, centres[c]) == 0)
        {
          double distance = hypot (towns[i].x - municipality->x, towns[i].y - municipality->y);

          if (distance < nearest)
            {
              nearest = distance;
              region = centres[c];
            }
        }
  return region ? region : provinces[municipality->province].name;
}

static void
add_town (LwExamplePlaces *places, const LwTown *town, gboolean whole_country, double *sum)
{
  double distance;
  const LwStation *station = lw_basemap_nearest_station (places->basemap, town->x, town->y, &distance);
  LwExampleTown own = {
    .name = town->name,
    .municipality = lw_basemap_municipality_at (places->basemap, town->x, town->y),
    .x = town->x,
    .y = town->y,
    .station_x = station && distance < STATION_WITHIN_M ? station->x : NAN,
    .station_y = station && distance < STATION_WITHIN_M ? station->y : NAN,
    .size = sqrt (town->population / 10000.0),
  };

  if (own.municipality < 0)
    return;
  own.region = choose_region (places->basemap, own.municipality, whole_country);
  *sum += pow (town->population, TOWN_EXPONENT);
  own.share = *sum;
  g_array_append_val (places->towns, own);
}

/**
 * lw_example_places_init:
 * @whole_country: take the towns of all provinces, not of one
 */
void
lw_example_places_init (LwExamplePlaces *places, gboolean whole_country)
{
  const LwTown *towns;
  int province;
  guint n;
  double sum = 0;

  places->basemap = lw_basemap_get_default ();
  places->towns = g_array_new (FALSE, FALSE, sizeof (LwExampleTown));
  province = lw_basemap_find_province (places->basemap, PROVINCE);
  towns = lw_basemap_get_towns (places->basemap, &n);
  for (guint i = 0; i < n; i++)
    if (towns[i].population > 0 && (whole_country || (int) towns[i].province == province))
      add_town (places, &towns[i], whole_country, &sum);
  for (guint i = 0; i < places->towns->len; i++)
    g_array_index (places->towns, LwExampleTown, i).share /= sum;
}

void
lw_example_places_clear (LwExamplePlaces *places)
{
  g_clear_pointer (&places->towns, g_array_unref);
}

const LwExampleTown *
lw_example_places_draw_town (const LwExamplePlaces *places, LwRandom *random)
{
  double u = lw_random_uniform (random);
  guint low = 0, high = places->towns->len - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (places->towns, LwExampleTown, middle).share > u)
        high = middle;
      else
        low = middle + 1;
    }
  return &g_array_index (places->towns, LwExampleTown, low);
}

/* Sites stand in a direction that follows from town and kind, so that offices of one park stand together. */
static void
get_site (const LwExampleTown *town, LwLocationType type, double *x, double *y, double *spread)
{
  double direction = (double) (g_str_hash (town->name) % 360) * G_PI / 180 + type * 2.1;
  double reach = 0, wide = 0;

  switch (type)
    {
    case LW_LOCATION_STATION:
      if (!isnan (town->station_x))
        {
          *x = town->station_x;
          *y = town->station_y;
          *spread = 260;
          return;
        }
      wide = 250;
      break;
    case LW_LOCATION_OFFICE_PARK:
      reach = 900 + 450 * town->size;
      wide = 300;
      break;
    case LW_LOCATION_MOTORWAY:
      reach = 1300 + 600 * town->size;
      wide = 380;
      break;
    case LW_LOCATION_BUSINESS_PARK:
      reach = 1000 + 500 * town->size;
      wide = 450;
      break;
    case LW_LOCATION_MIXED:
      wide = 300 + 420 * town->size;
      break;
    case LW_LOCATION_SOLITARY:
      wide = 700 + 700 * town->size;
      break;
    case LW_LOCATION_CENTRE:
    case LW_LOCATION_UNKNOWN:
    default:
      wide = 120 + 130 * town->size;
      break;
    }
  *x = town->x + reach * cos (direction);
  *y = town->y + reach * sin (direction);
  *spread = wide;
}

/**
 * lw_example_places_draw_position:
 * @x: (out): RD New, metres
 * @y: (out): RD New, metres
 *
 * A position near the site of @type in @town, inside the municipality of the town; the town itself after some tries.
 */
void
lw_example_places_draw_position (const LwExamplePlaces *places, const LwExampleTown *town, LwLocationType type,
                                 LwRandom *random, double *x, double *y)
{
  double site_x, site_y, spread;

  get_site (town, type, &site_x, &site_y, &spread);
  for (int i = 0; i < POSITION_TRIES; i++)
    {
      double pull = (double) i / POSITION_TRIES; /* nearer to the town with each try */

      *x = round (site_x + (town->x - site_x) * pull + lw_example_normal (random) * spread * (1 - pull / 2));
      *y = round (site_y + (town->y - site_y) * pull + lw_example_normal (random) * spread * (1 - pull / 2));
      if (lw_basemap_municipality_at (places->basemap, *x, *y) == town->municipality)
        return;
    }
  *x = round (town->x);
  *y = round (town->y);
}

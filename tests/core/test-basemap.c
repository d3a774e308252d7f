/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of the bundled base map: that it is whole, that its outlines fit together at every level of detail,
 * and that well-known places are where everybody knows them to be. */
#include "model/lw-basemap.h"
#include "model/lw-error.h"
#include "model/lw-geo.h"

#include <math.h>
#include <string.h>

static const char *
name_at (double x, double y)
{
  const LwBasemap *map = lw_basemap_get_default ();
  int place = lw_basemap_municipality_at (map, x, y);
  guint n;

  return place < 0 ? NULL : lw_basemap_get_municipalities (map, &n)[place].name;
}

static const char *
code_of (int place)
{
  guint n;

  return place < 0 ? NULL : lw_basemap_get_municipalities (lw_basemap_get_default (), &n)[place].code;
}

static void
test_whole (void)
{
  const LwBasemap *map = lw_basemap_get_default ();
  guint n_municipalities, n_provinces, n, in_utrecht = 0;
  const LwMunicipality *m = lw_basemap_get_municipalities (map, &n_municipalities);
  const LwProvince *p = lw_basemap_get_provinces (map, &n_provinces);
  double municipal_m2 = 0, provincial_m2 = 0;

  g_assert_true (map == lw_basemap_get_default ());
  g_assert_cmpint (lw_basemap_get_date (map), ==, lw_date_from_ymd (2022, 1, 1));
  g_assert_cmpuint (n_municipalities, ==, 345);
  g_assert_cmpuint (n_provinces, ==, 12);
  for (guint i = 0; i < n_municipalities; i++)
    {
      if (i > 0)
        g_assert_cmpstr (m[i - 1].code, <, m[i].code);
      municipal_m2 += m[i].area_m2;
      in_utrecht += g_str_equal (p[m[i].province].code, "PV26");
    }
  for (guint i = 0; i < n_provinces; i++)
    provincial_m2 += p[i].area_m2;
  g_assert_cmpuint (in_utrecht, ==, 26);
  g_test_message ("land: %.1f km2", municipal_m2 / 1e6);
  /* Another program finds 35,088 km2 in the source: the land, with rivers and small lakes, without large
   * water. */
  g_assert_cmpfloat (municipal_m2, >, 35050e6);
  g_assert_cmpfloat (municipal_m2, <, 35130e6);
  /* Provinces are made of the same arcs, so nothing is lost between them. */
  g_assert_cmpfloat_with_epsilon (municipal_m2, provincial_m2, 1.0);

  lw_basemap_get_stations (map, &n);
  g_assert_cmpuint (n, ==, 408);
  lw_basemap_get_towns (map, &n);
  g_assert_cmpuint (n, ==, 1159);
  g_assert_cmpuint (lw_basemap_get_abroad (map)->n_paths, >, 10);
  g_assert_cmpuint (lw_basemap_get_borders_abroad (map)->n_paths, >, 5);
}

/* A ring in the coordinates of the map contains a point, by the even-odd rule over all rings. */
static gboolean
paths_contain (const LwPaths *paths, double x, double y)
{
  gboolean inside = FALSE;

  for (guint i = 0; i < paths->n_paths; i++)
    {
      guint start = paths->starts[i];

      inside ^= lw_geometry_ring_contains (paths->xy + 2 * start, paths->starts[i + 1] - start, x, y);
    }
  return inside;
}

static void
test_labels_inside (void)
{
  const LwBasemap *map = lw_basemap_get_default ();
  guint n;
  const LwMunicipality *m = lw_basemap_get_municipalities (map, &n);

  for (guint i = 0; i < n; i++)
    {
      const LwPaths *full = lw_basemap_get_municipality_rings (map, i, LW_BASEMAP_DETAIL_FULL);
      const LwPaths *province = lw_basemap_get_province_rings (map, m[i].province, LW_BASEMAP_DETAIL_FULL);
      const LwPaths *land = lw_basemap_get_land (map, LW_BASEMAP_DETAIL_FULL);

      g_assert_cmpint (lw_basemap_municipality_at (map, m[i].x, m[i].y), ==, i);
      g_assert_true (paths_contain (full, m[i].label_x, m[i].label_y));
      g_assert_true (paths_contain (province, m[i].label_x, m[i].label_y));
      g_assert_true (paths_contain (land, m[i].label_x, m[i].label_y));
      g_assert_true (lw_bounds_contains (&m[i].bounds, m[i].label_x, m[i].label_y));
    }
}

static void
test_known_places (void)
{
  g_assert_cmpstr (name_at (136800, 455900), ==, "Utrecht");        /* Dom tower */
  g_assert_cmpstr (name_at (121400, 487400), ==, "Amsterdam");      /* Dam */
  g_assert_cmpstr (name_at (155000, 463000), ==, "Amersfoort");     /* the origin of RD New */
  g_assert_cmpstr (name_at (176400, 317600), ==, "Maastricht");     /* Vrijthof, roughly */
  g_assert_cmpstr (name_at (233900, 582000), ==, "Groningen");      /* Grote Markt */
  g_assert_cmpstr (name_at (31900, 391700), ==, "Middelburg");      /* abbey */
  g_assert_null (name_at (150000, 530000));                         /* IJsselmeer */
  g_assert_null (name_at (50000, 520000));                          /* North Sea */
  g_assert_null (name_at (290000, 400000));                         /* Germany */
  g_assert_null (name_at (NAN, 455900));
  g_assert_null (name_at (455900, 136800));
}

static void
test_nearest_municipality (void)
{
  const LwBasemap *map = lw_basemap_get_default ();
  double distance;

  g_assert_cmpint (lw_basemap_nearest_municipality (map, 136800, 455900, 500, &distance), >=, 0);
  g_assert_cmpfloat (distance, ==, 0);
  g_assert_cmpint (lw_basemap_nearest_municipality (map, 50000, 520000, 500, &distance), ==, -1);
  g_assert_true (isnan (distance));
  g_assert_cmpint (lw_basemap_nearest_municipality (map, NAN, 520000, 500, NULL), ==, -1);

  /* Out from the beach of Zandvoort (its coast runs at about x 96,000 here), first near, then far. */
  for (double x = 97500; x > 93000; x -= 50)
    {
      int at = lw_basemap_municipality_at (map, x, 488500);
      int near = lw_basemap_nearest_municipality (map, x, 488500, 500, &distance);

      if (at >= 0)
        g_assert_cmpint (near, ==, at);
      else if (near >= 0)
        g_assert_cmpfloat (distance, <=, 500);
      else
        {
          g_assert_cmpint (lw_basemap_nearest_municipality (map, x + 50, 488500, 500, &distance), >=, 0);
          g_assert_cmpfloat_with_epsilon (distance, 500, 60);
          return;
        }
    }
  g_assert_not_reached ();
}

/* Every border line has the same end points at every level, and stays within the tolerance of the level. */
static void
test_simplified_arcs (void)
{
  const LwBasemap *map = lw_basemap_get_default ();
  const LwBorder *borders;
  const LwPaths *full = lw_basemap_get_borders (map, LW_BASEMAP_DETAIL_FULL, &borders);
  guint n_points[LW_BASEMAP_N_DETAILS], kinds[LW_BORDER_N_KINDS] = { 0 };

  for (int d = 0; d < LW_BASEMAP_N_DETAILS; d++)
    {
      const LwPaths *paths = lw_basemap_get_borders (map, d, NULL);

      g_assert_cmpuint (paths->n_paths, ==, full->n_paths);
      n_points[d] = paths->starts[paths->n_paths] - paths->starts[0];
      for (guint i = 0; i < paths->n_paths; i++)
        {
          const double *a = paths->xy + 2 * paths->starts[i], *b = full->xy + 2 * full->starts[i];
          const double *a_last = paths->xy + 2 * paths->starts[i + 1] - 2;
          const double *b_last = full->xy + 2 * full->starts[i + 1] - 2;

          g_assert_cmpmem (a, 16, b, 16);
          g_assert_cmpmem (a_last, 16, b_last, 16);
        }
    }
  g_test_message ("points: %u coarse, %u medium, %u full", n_points[0], n_points[1], n_points[2]);
  g_assert_cmpuint (n_points[0] * 3, <, n_points[2]);
  g_assert_cmpuint (n_points[0], <, n_points[1]);
  for (guint i = 0; i < full->n_paths; i++)
    {
      gboolean outer = borders[i].kind == LW_BORDER_COUNTRY || borders[i].kind == LW_BORDER_COAST;

      kinds[borders[i].kind]++;
      g_assert_cmpint (borders[i].left, >=, 0);
      g_assert_true ((borders[i].right < 0) == outer);
    }
  for (int k = 0; k < LW_BORDER_N_KINDS; k++)
    g_assert_cmpuint (kinds[k], >, 50);
}

/* The signed area of all rings, y southward; outlines and holes run opposite ways. */
static double
sum_areas (const LwPaths *paths)
{
  double sum = 0;

  for (guint i = 0; i < paths->n_paths; i++)
    {
      guint start = paths->starts[i], n = paths->starts[i + 1] - start;
      const double *xy = paths->xy + 2 * start;

      g_assert_cmpuint (n, >=, 4);
      g_assert_cmpmem (xy, 16, xy + 2 * (n - 1), 16);
      sum += lw_geometry_ring_area (xy, n);
    }
  return sum;
}

/* Neighbours neither overlap nor leave gaps when simplified: the parts add up to the whole, at every level.
 * Only rings too small to draw are missing. */
static void
test_neighbours_fit (void)
{
  const LwBasemap *map = lw_basemap_get_default ();
  guint n_municipalities, n_provinces;
  double full = sum_areas (lw_basemap_get_land (map, LW_BASEMAP_DETAIL_FULL));

  lw_basemap_get_municipalities (map, &n_municipalities);
  lw_basemap_get_provinces (map, &n_provinces);
  for (int d = 0; d < LW_BASEMAP_N_DETAILS; d++)
    {
      double land = sum_areas (lw_basemap_get_land (map, d)), municipal = 0, provincial = 0;

      for (guint i = 0; i < n_municipalities; i++)
        {
          g_assert_cmpuint (lw_basemap_get_municipality_rings (map, i, d)->n_paths, >, 0);
          municipal += sum_areas (lw_basemap_get_municipality_rings (map, i, d));
        }
      for (guint i = 0; i < n_provinces; i++)
        provincial += sum_areas (lw_basemap_get_province_rings (map, i, d));
      g_assert_cmpfloat_with_epsilon (municipal / land, 1, 1e-4);
      g_assert_cmpfloat_with_epsilon (provincial / land, 1, 1e-4);
      g_assert_cmpfloat_with_epsilon (land / full, 1, 0.005);
    }
}

static void
test_by_code_and_name (void)
{
  const LwBasemap *map = lw_basemap_get_default ();
  static const char *const hague[] = { "'s-Gravenhage", "S Gravenhage", "’s‑gravenhage", "Den Haag",
                                       "DEN HAAG", "gemeente Den Haag", "  den   haag " };

  g_assert_cmpstr (code_of (lw_basemap_find_municipality (map, "GM0344")), ==, "GM0344");
  g_assert_cmpstr (code_of (lw_basemap_find_municipality (map, "344")), ==, "GM0344");
  g_assert_cmpstr (code_of (lw_basemap_find_municipality (map, "gm0344")), ==, "GM0344");
  g_assert_cmpint (lw_basemap_find_municipality (map, "GM9999"), ==, -1);
  g_assert_cmpint (lw_basemap_find_municipality (map, "GM"), ==, -1);
  g_assert_cmpint (lw_basemap_find_municipality (map, "0344x"), ==, -1);
  g_assert_cmpint (lw_basemap_find_municipality (map, "000344"), ==, -1);
  g_assert_cmpint (lw_basemap_find_municipality (map, NULL), ==, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (hague); i++)
    g_assert_cmpstr (code_of (lw_basemap_find_municipality_by_name (map, hague[i])), ==, "GM0518");
  g_assert_cmpstr (code_of (lw_basemap_find_municipality_by_name (map, "Den Bosch")), ==, "GM0796");
  g_assert_cmpstr (code_of (lw_basemap_find_municipality_by_name (map, "sudwest fryslan")), ==, "GM1900");
  g_assert_cmpstr (code_of (lw_basemap_find_municipality_by_name (map, "Hengelo")), ==, "GM0164");
  g_assert_cmpstr (code_of (lw_basemap_find_municipality_by_name (map, "Hengelo (O.)")), ==, "GM0164");
  g_assert_cmpint (lw_basemap_find_municipality_by_name (map, "Hengelo (Gld)"), ==, -1);
  g_assert_cmpstr (code_of (lw_basemap_find_municipality_by_name (map, "Utrecht (gemeente)")), ==, "GM0344");
  g_assert_cmpstr (code_of (lw_basemap_find_municipality_by_name (map, "Bergen (L.)")), ==, "GM0893");
  g_assert_cmpint (lw_basemap_find_municipality_by_name (map, "Bergen"), ==, -1);
  g_assert_cmpint (lw_basemap_find_municipality_by_name (map, "Entenhausen"), ==, -1);
  g_assert_cmpint (lw_basemap_find_municipality_by_name (map, ""), ==, -1);
  g_assert_cmpint (lw_basemap_find_municipality_by_name (map, "\xff\xfe"), ==, -1);

  g_assert_cmpint (lw_basemap_find_province (map, "Utrecht"), ==, 6);
  g_assert_cmpint (lw_basemap_find_province (map, "PV26"), ==, 6);
  g_assert_cmpint (lw_basemap_find_province (map, "26"), ==, 6);
  g_assert_cmpint (lw_basemap_find_province (map, "Friesland"), ==, 1);
  g_assert_cmpint (lw_basemap_find_province (map, "provincie noord-holland"), ==, 7);
  g_assert_cmpint (lw_basemap_find_province (map, "Holland"), ==, -1);
}

static void
test_stations (void)
{
  const LwBasemap *map = lw_basemap_get_default ();
  guint n;
  const LwStation *stations = lw_basemap_get_stations (map, &n);
  g_autoptr (GRand) random = g_rand_new_with_seed (1839);
  double distance;

  g_assert_cmpstr (lw_basemap_nearest_station (map, 136000, 455850, &distance)->name, ==, "Utrecht Centraal");
  g_assert_cmpfloat (distance, <, 500);
  g_assert_null (lw_basemap_nearest_station (map, NAN, 455850, &distance));
  g_assert_true (isnan (distance));
  for (guint i = 0; i < n; i++)
    {
      g_assert_null (strstr (stations[i].name, "(D)"));
      g_assert_true (lw_basemap_nearest_station (map, stations[i].x, stations[i].y, &distance)
                     == &stations[i]);
      g_assert_cmpfloat (distance, ==, 0);
    }
  /* The quick search agrees with looking at all of them. */
  for (int i = 0; i < 2000; i++)
    {
      double x = g_rand_double_range (random, 0, 300000), y = g_rand_double_range (random, 300000, 625000);
      double best = INFINITY;

      for (guint s = 0; s < n; s++)
        best = MIN (best, lw_geo_distance_rd (x, y, stations[s].x, stations[s].y));
      lw_basemap_nearest_station (map, x, y, &distance);
      g_assert_cmpfloat_with_epsilon (distance, best, 1e-6);
    }
}

static void
test_towns (void)
{
  const LwBasemap *map = lw_basemap_get_default ();
  guint n, misplaced = 0;
  const LwTown *towns = lw_basemap_get_towns (map, &n);
  guint n_municipalities;
  const LwMunicipality *m = lw_basemap_get_municipalities (map, &n_municipalities);

  g_assert_cmpstr (towns[0].name, ==, "Amsterdam");
  for (guint i = 0; i < n; i++)
    {
      int place = lw_basemap_nearest_municipality (map, towns[i].x, towns[i].y, 1000, NULL);

      g_assert_cmpint (place, >=, 0);
      misplaced += m[place].province != towns[i].province;
      if (i > 0)
        g_assert_cmpuint (towns[i - 1].population, >=, towns[i].population);
    }
  /* Two independent sources agree on the province, but for a few places on a border. */
  g_test_message ("%u of %u towns lie in another province", misplaced, n);
  g_assert_cmpuint (misplaced * 100, <, n);
}

static void
test_register (void)
{
  const LwBasemap *map = lw_basemap_get_default ();
  guint n, on_map = 0, n_provinces;
  const LwRegisterEntry *entries = lw_basemap_get_register (map, &n);
  const LwProvince *provinces = lw_basemap_get_provinces (map, &n_provinces);
  const LwRegisterEntry *entry;
  LwDate date = lw_basemap_get_date (map);

  for (guint i = 0; i < n; i++)
    if (entries[i].begin <= date && (entries[i].end == LW_DATE_UNKNOWN || entries[i].end > date))
      {
        g_assert_cmpint (entries[i].municipality, ==, lw_basemap_find_municipality (map, entries[i].code));
        on_map++;
      }
  g_assert_cmpuint (on_map, ==, 345);

  /* Vianen moved from one province to another, and then ceased to be. */
  entry = lw_basemap_find_in_register (map, "0620", lw_date_from_ymd (2001, 12, 31));
  g_assert_cmpstr (provinces[entry->province].name, ==, "Zuid-Holland");
  entry = lw_basemap_find_in_register (map, "GM0620", lw_date_from_ymd (2002, 1, 1));
  g_assert_cmpstr (provinces[entry->province].name, ==, "Utrecht");
  g_assert_null (lw_basemap_find_in_register (map, "GM0620", lw_date_from_ymd (2019, 1, 1)));
  g_assert_nonnull (lw_basemap_find_in_register (map, "GM0620", LW_DATE_UNKNOWN));
  g_assert_cmpstr (code_of (lw_basemap_find_successor (map, "GM0620")), ==, "GM1961");

  /* A new name; a town that shows the way, over a province border; one that was divided; one not yet on the
   * map. */
  g_assert_cmpstr (code_of (lw_basemap_find_successor (map, "GM1921")), ==, "GM1940");
  g_assert_cmpstr (code_of (lw_basemap_find_successor (map, "GM0545")), ==, "GM1961");
  g_assert_cmpint (lw_basemap_find_successor (map, "GM0055"), ==, -1);
  g_assert_cmpint (lw_basemap_find_successor (map, "GM1992"), ==, -1);
  g_assert_cmpstr (lw_basemap_find_in_register (map, "GM1992", LW_DATE_UNKNOWN)->name, ==, "Voorne aan Zee");
  g_assert_cmpstr (code_of (lw_basemap_find_successor (map, "GM0344")), ==, "GM0344");
}

static void
test_attribution (void)
{
  const LwBasemap *map = lw_basemap_get_default ();
  g_autofree char *line = lw_basemap_dup_attribution (map);
  guint n;
  const LwBasemapSource *sources = lw_basemap_get_sources (map, &n);

  g_assert_nonnull (strstr (line, "CBS/Kadaster 2022"));
  g_assert_nonnull (strstr (line, "CC BY 4.0"));
  g_assert_nonnull (strstr (line, "ProRail"));
  g_assert_nonnull (strstr (line, "GeoNames"));
  g_assert_nonnull (strstr (line, "GSHHG"));
  g_assert_cmpuint (n, ==, 5);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpstr (sources[i].licence, !=, "");
      g_assert_true (g_str_has_prefix (sources[i].url, "https://"));
    }
}

static void
test_detail (void)
{
  g_assert_cmpint (lw_basemap_choose_detail (800), ==, LW_BASEMAP_DETAIL_COARSE);
  g_assert_cmpint (lw_basemap_choose_detail (200), ==, LW_BASEMAP_DETAIL_MEDIUM);
  g_assert_cmpint (lw_basemap_choose_detail (10), ==, LW_BASEMAP_DETAIL_FULL);
}

/* The real file cut short and with bytes changed: an error or a map, never anything else. Small seeds are
 * tried much more thoroughly by the fuzz target. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/nl/leegwijzer/core/basemap/netherlands.lwmap",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);

  for (gsize cut = 0; cut < size; cut += cut < 16 ? 1 : size / 20)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) part = g_bytes_new (data, cut);
      g_autoptr (LwBasemap) map = lw_basemap_new_from_bytes (part, &error);

      g_assert_null (map);
      g_assert_error (error, LW_ERROR, LW_ERROR_DAMAGED);
    }
  copy[6] = 2;
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) newer = g_bytes_new (copy, size);
    g_autoptr (LwBasemap) map = lw_basemap_new_from_bytes (newer, &error);

    g_assert_null (map);
    g_assert_error (error, LW_ERROR, LW_ERROR_NEWER);
  }
  copy[6] = 1;
  for (gsize at = 8; at < size; at += size / 40)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (LwBasemap) map = NULL;

      copy[at] ^= 0x80;
      changed = g_bytes_new (copy, size);
      map = lw_basemap_new_from_bytes (changed, &error);
      g_assert_true ((map == NULL) == (error != NULL));
      copy[at] ^= 0x80;
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/basemap/whole", test_whole);
  g_test_add_func ("/basemap/labels-inside", test_labels_inside);
  g_test_add_func ("/basemap/known-places", test_known_places);
  g_test_add_func ("/basemap/nearest-municipality", test_nearest_municipality);
  g_test_add_func ("/basemap/simplified-arcs", test_simplified_arcs);
  g_test_add_func ("/basemap/neighbours-fit", test_neighbours_fit);
  g_test_add_func ("/basemap/by-code-and-name", test_by_code_and_name);
  g_test_add_func ("/basemap/stations", test_stations);
  g_test_add_func ("/basemap/towns", test_towns);
  g_test_add_func ("/basemap/register", test_register);
  g_test_add_func ("/basemap/attribution", test_attribution);
  g_test_add_func ("/basemap/detail", test_detail);
  g_test_add_func ("/basemap/damaged", test_damaged);
  return g_test_run ();
}

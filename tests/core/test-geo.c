/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of lw-geo: the six official check points of RDNAPTRANS, both ways, and the edges of the range. */
#include "model/lw-geo.h"

#include <math.h>

typedef struct {
  const char *name;
  double x, y, lat, lon;
} CheckPoint;

/* The public check points of RDNAPTRANS2018 (Kadaster/NSGI). */
static const CheckPoint check_points[] = {
  { "Texel", 117380.1200, 575040.3400, 53.160753042, 4.824761912 },
  { "Noord-Groningen", 247380.5600, 604580.7800, 53.419482050, 6.776726674 },
  { "Amersfoort", 155000.0000, 463000.0000, 52.155172897, 5.387203657 },
  { "Zeeuws-Vlaanderen", 16460.9100, 377380.2300, 51.368607152, 3.397588595 },
  { "Zuid-Limburg", 182260.4500, 311480.6700, 50.792584916, 5.773795548 },
  { "Maasvlakte", 64640.8900, 440700.0101, 51.947393898, 4.072887101 },
};

#define TOLERANCE_M 0.25

static double
distance_lonlat_m (double lon1, double lat1, double lon2, double lat2)
{
  double per_degree = lw_geo_metres_per_world (0) / 360.0;

  return hypot ((lon2 - lon1) * per_degree * cos (lat1 * G_PI / 180.0), (lat2 - lat1) * per_degree);
}

static void
test_check_points (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwGeo) geo = lw_geo_new (&error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (check_points); i++)
    {
      const CheckPoint *p = &check_points[i];
      double lon, lat, x, y, wx, wy, expected_wx, expected_wy, metres;

      lw_geo_rd_to_wgs84 (geo, &p->x, &p->y, &lon, &lat, 1);
      metres = distance_lonlat_m (p->lon, p->lat, lon, lat);
      g_test_message ("%s: RD to WGS 84 is %.3f m off", p->name, metres);
      g_assert_cmpfloat (metres, <, TOLERANCE_M);

      lw_geo_wgs84_to_rd (geo, &p->lon, &p->lat, &x, &y, 1);
      g_assert_cmpfloat (lw_geo_distance_rd (p->x, p->y, x, y), <, TOLERANCE_M);

      lw_geo_rd_to_world (geo, &p->x, &p->y, &wx, &wy, 1);
      lw_geo_world_from_lonlat (p->lon, p->lat, &expected_wx, &expected_wy);
      metres = hypot (wx - expected_wx, wy - expected_wy) * lw_geo_metres_per_world (p->lat);
      g_assert_cmpfloat (metres, <, TOLERANCE_M);
    }
}

/* More points than one block, converted in place there and back: nothing moves, bad points stay bad. */
static void
test_arrays (void)
{
  enum { N = 1300 };
  g_autoptr (LwGeo) geo = lw_geo_new (NULL);
  double x[N], y[N], a[N], b[N];

  for (int i = 0; i < N; i++)
    {
      a[i] = x[i] = 15000.0 + 200.0 * i;
      b[i] = y[i] = 310000.0 + 230.0 * i;
    }
  a[3] = x[3] = -1.0;
  b[700] = y[700] = NAN;
  a[1299] = x[1299] = INFINITY;

  lw_geo_rd_to_wgs84 (geo, a, b, a, b, N);
  g_assert_true (isnan (a[3]) && isnan (b[3]));
  g_assert_cmpfloat_with_epsilon (a[4], 3.4, 0.5);
  lw_geo_wgs84_to_rd (geo, a, b, a, b, N);
  for (int i = 0; i < N; i++)
    {
      if (i == 3 || i == 700 || i == 1299)
        g_assert_true (isnan (a[i]) && isnan (b[i]));
      else
        g_assert_cmpfloat (lw_geo_distance_rd (a[i], b[i], x[i], y[i]), <, 0.001);
    }
}

static void
test_outside (void)
{
  g_autoptr (LwGeo) geo = lw_geo_new (NULL);
  double lon[] = { 13.4, -5.38, 185.0, 5.38, NAN, 5.38 };
  double lat[] = { 52.5, 52.15, 52.15, 95.0, 52.0, 52.15 };
  double x[6], y[6];

  lw_geo_wgs84_to_rd (geo, lon, lat, x, y, 6);
  for (int i = 0; i < 5; i++)
    g_assert_true (isnan (x[i]) && isnan (y[i]));
  g_assert_false (isnan (x[5]) || isnan (y[5]));
}

static void
test_axes (void)
{
  g_assert_true (lw_geo_in_rd_range (0, 300000));
  g_assert_false (lw_geo_in_rd_range (NAN, 400000));
  g_assert_cmpint (lw_geo_detect_axes (136800, 455900), ==, LW_GEO_AXES_RD);
  g_assert_cmpint (lw_geo_detect_axes (455900, 136800), ==, LW_GEO_AXES_RD_SWAPPED);
  g_assert_cmpint (lw_geo_detect_axes (5.12, 52.09), ==, LW_GEO_AXES_LONLAT);
  g_assert_cmpint (lw_geo_detect_axes (52.09, 5.12), ==, LW_GEO_AXES_LATLON);
  g_assert_cmpint (lw_geo_detect_axes (0, 0), ==, LW_GEO_AXES_UNKNOWN);
  g_assert_cmpint (lw_geo_detect_axes (NAN, 52.09), ==, LW_GEO_AXES_UNKNOWN);
  g_assert_cmpint (lw_geo_detect_axes (1e9, 455900), ==, LW_GEO_AXES_UNKNOWN);
}

static void
test_world (void)
{
  double x, y, lon, lat;

  lw_geo_world_from_lonlat (0, 0, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 0.5, 1e-15);
  g_assert_cmpfloat_with_epsilon (y, 0.5, 1e-15);
  lw_geo_world_from_lonlat (-180, 90, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 0, 1e-15);
  g_assert_cmpfloat_with_epsilon (y, 0, 1e-9);

  /* Tile 8/131/84 of the usual scheme has its north-west corner at 4.21875 E, 52.48278 N. */
  lw_geo_lonlat_from_world (131.0 / 256.0, 84.0 / 256.0, &lon, &lat);
  g_assert_cmpfloat_with_epsilon (lon, 4.21875, 1e-9);
  g_assert_cmpfloat_with_epsilon (lat, 52.482780222, 1e-6);
  lw_geo_world_from_lonlat (lon, lat, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 131.0 / 256.0, 1e-14);
  g_assert_cmpfloat_with_epsilon (y, 84.0 / 256.0, 1e-14);

  lw_geo_world_from_lonlat (NAN, 52, &x, &y);
  g_assert_true (isnan (x) && isnan (y));
}

static gpointer
convert_in_thread (gpointer data)
{
  g_autoptr (LwGeo) geo = lw_geo_new (NULL);
  const CheckPoint *p = data;
  gboolean good = TRUE;

  for (int i = 0; i < 1000; i++)
    {
      double x, y;

      lw_geo_rd_to_wgs84 (geo, &p->x, &p->y, &x, &y, 1);
      lw_geo_wgs84_to_rd (geo, &x, &y, &x, &y, 1);
      good = good && lw_geo_distance_rd (x, y, p->x, p->y) < 0.001;
    }
  return GINT_TO_POINTER (good);
}

static void
test_threads (void)
{
  GThread *threads[G_N_ELEMENTS (check_points)];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("geo", convert_in_thread, (gpointer) &check_points[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/check-points", test_check_points);
  g_test_add_func ("/geo/arrays", test_arrays);
  g_test_add_func ("/geo/outside", test_outside);
  g_test_add_func ("/geo/axes", test_axes);
  g_test_add_func ("/geo/world", test_world);
  g_test_add_func ("/geo/threads", test_threads);
  return g_test_run ();
}

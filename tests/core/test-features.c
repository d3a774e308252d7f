/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of coordinate systems (lw-geo-crs), of mended rings (lw-geometry-mend) and of lists of features. */
#include <math.h>

#include "model/lw-error.h"
#include "model/lw-features.h"
#include "model/lw-geo-crs.h"
#include "model/lw-geo.h"
#include "model/lw-geometry-mend.h"

#define TOLERANCE_M 0.25

/* The public check points of RDNAPTRANS2018 (Kadaster/NSGI): RD New and ETRS89. */
static const struct {
  double x, y, lon, lat;
} check_points[] = {
  { 117380.1200, 575040.3400, 4.824761912, 53.160753042 },
  { 247380.5600, 604580.7800, 6.776726674, 53.419482050 },
  { 155000.0000, 463000.0000, 5.387203657, 52.155172897 },
  { 16460.9100, 377380.2300, 3.397588595, 51.368607152 },
  { 182260.4500, 311480.6700, 5.773795548, 50.792584916 },
  { 64640.8900, 440700.0101, 4.072887101, 51.947393898 },
};

/* The same points in other systems, by cs2cs of PROJ 9.1 from ETRS89. */
static const struct {
  const char *name;
  double xy[6][2];
} elsewhere[] = {
  { "EPSG:25831",
    { { 621999.3416, 5891708.2503 },
      { 750941.5343, 5925581.6651 },
      { 663303.9363, 5780984.3664 },
      { 527676.9487, 5690891.7109 },
      { 695487.3375, 5630427.8675 },
      { 573739.5581, 5755730.9200 } } },
  { "EPSG:32631",
    { { 621999.3416, 5891708.2504 },
      { 750941.5343, 5925581.6653 },
      { 663303.9363, 5780984.3665 },
      { 527676.9487, 5690891.7110 },
      { 695487.3375, 5630427.8676 },
      { 573739.5581, 5755730.9201 } } },
  { "EPSG:31370",
    { { 180530.3803, 428364.2511 },
      { 310264.9100, 459698.1793 },
      { 219724.7262, 316773.1039 },
      { 82365.7957, 229203.5863 },
      { 249059.3995, 165617.9868 },
      { 129650.3478, 293208.2023 } } },
  { "EPSG:3857",
    { { 537090.0392, 7012788.4146 },
      { 754381.7626, 7060970.8435 },
      { 599700.7679, 6828231.4808 },
      { 378217.8323, 6686756.8976 },
      { 642735.9803, 6584686.0810 },
      { 453391.7181, 6790619.1798 } } },
};

static void
check_to_rd (const char *name, guint point, double a, double b)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwGeoCrs) crs = lw_geo_crs_new (name, &error);
  double x, y;

  g_assert_no_error (error);
  lw_geo_crs_to_rd (crs, &a, &b, &x, &y, 1);
  g_test_message ("%s, point %u: %.3f m off", name, point,
                  hypot (x - check_points[point].x, y - check_points[point].y));
  g_assert_cmpfloat (hypot (x - check_points[point].x, y - check_points[point].y), <, TOLERANCE_M);
}

static void
test_systems (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (check_points); i++)
    {
      check_to_rd ("EPSG:28992", i, check_points[i].x, check_points[i].y);
      check_to_rd ("EPSG:4258", i, check_points[i].lon, check_points[i].lat);
      check_to_rd ("EPSG:4326", i, check_points[i].lon, check_points[i].lat);
      check_to_rd ("urn:ogc:def:crs:OGC:1.3:CRS84", i, check_points[i].lon, check_points[i].lat);
      for (guint k = 0; k < G_N_ELEMENTS (elsewhere); k++)
        check_to_rd (elsewhere[k].name, i, elsewhere[k].xy[i][0], elsewhere[k].xy[i][1]);
    }
}

static void
test_spellings (void)
{
  static const struct {
    const char *spelling;
    const char *name;
    gboolean swapped;
  } cases[] = {
    { "EPSG:28992", "EPSG:28992", FALSE },
    { "28992", "EPSG:28992", FALSE },
    { " epsg:28992 ", "EPSG:28992", FALSE },
    { "urn:ogc:def:crs:EPSG::28992", "EPSG:28992", FALSE },
    { "urn:ogc:def:crs:EPSG:6.9:28992", "EPSG:28992", FALSE },
    { "http://www.opengis.net/def/crs/EPSG/0/28992", "EPSG:28992", FALSE },
    { "http://www.opengis.net/gml/srs/epsg.xml#28992", "EPSG:28992", FALSE },
    { "EPSG:4326", "EPSG:4326", FALSE },
    { "urn:ogc:def:crs:EPSG::4326", "EPSG:4326", TRUE },
    { "http://www.opengis.net/def/crs/EPSG/0/4258", "EPSG:4258", TRUE },
    { "http://www.opengis.net/def/crs/OGC/1.3/CRS84", "EPSG:4326", FALSE },
    { "urn:ogc:def:crs:EPSG::31467", "EPSG:31467", TRUE },
    { "EPSG:31467", "EPSG:31467", FALSE },
    { "urn:ogc:def:crs:EPSG::3857", "EPSG:3857", FALSE },
    { "PROJCS[\"Amersfoort / RD New\",GEOGCS[\"Amersfoort\",DATUM[\"Amersfoort\",SPHEROID[\"Bessel 1841\",6377397.155,"
      "299.1528128]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],"
      "PROJECTION[\"Oblique_Stereographic\"],PARAMETER[\"latitude_of_origin\",52.1561605555556],"
      "PARAMETER[\"central_meridian\",5.38763888888889],PARAMETER[\"scale_factor\",0.9999079],"
      "PARAMETER[\"false_easting\",155000],PARAMETER[\"false_northing\",463000],UNIT[\"metre\",1]]",
      "EPSG:28992", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LwGeoCrs) crs = lw_geo_crs_new (cases[i].spelling, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (lw_geo_crs_get_name (crs), ==, cases[i].name);
      g_assert_cmpint (lw_geo_crs_is_swapped (crs), ==, cases[i].swapped);
    }
}

static void
test_unknown_systems (void)
{
  static const char *const bad[]
      = { "", "EPSG:1", "EPSG:999999", "nonsense", "+proj=longlat", "+init=epsg:28992", "GEOGCS[", "EPSG:-3",
          "LOCAL_CS[\"somewhere\",UNIT[\"metre\",1]]", "EPSG:5709" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lw_geo_crs_new (bad[i], &error));
      g_assert_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED);
    }
}

/* Points outside of the Netherlands are unknown, not somewhere. */
static void
test_outside (void)
{
  g_autoptr (LwGeoCrs) utm = lw_geo_crs_new ("EPSG:25831", NULL);
  g_autoptr (LwGeoCrs) rd = lw_geo_crs_new ("EPSG:28992", NULL);
  double a[] = { 0, 1e9, NAN, INFINITY, 300000 }, b[] = { 0, 1e9, 5800000, 5800000, 4000000 }, x[5], y[5];
  double sea = -20000, coast = 630000;

  lw_geo_crs_to_rd (utm, a, b, x, y, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_true (isnan (x[i]) && isnan (y[i]));
  lw_geo_crs_to_rd (rd, a, b, x, y, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_true (isnan (x[i]) && isnan (y[i]));
  lw_geo_crs_to_rd (rd, &sea, &coast, x, y, 1);
  g_assert_cmpfloat (x[0], ==, sea);
}

/* A polygon of rings, each a text "x y, x y …" on one line. */
static LwGeometry *
polygon (const char *const *rings)
{
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();

  for (; *rings != NULL; rings++)
    {
      g_auto (GStrv) points = g_strsplit (*rings, ",", -1);

      lw_geometry_builder_begin_ring (builder);
      for (guint i = 0; points[i] != NULL; i++)
        {
          char *end;
          double x = g_ascii_strtod (points[i], &end), y = g_ascii_strtod (end, NULL);

          lw_geometry_builder_add (builder, 100000 + x, 400000 + y);
        }
    }
  return lw_geometry_builder_finish (builder, LW_GEOMETRY_POLYGON);
}

typedef struct {
  const char *name;
  const char *rings[4];
  LwMend done;
  double area;
  guint parts;
  double inside[2];
  double outside[2];
} MendCase;

static void
check_mend (const MendCase *c)
{
  g_autoptr (LwGeometry) shape = polygon (c->rings);
  LwMend done;
  g_autoptr (LwGeometry) mended = lw_geometry_mend (shape, &done);
  g_autoptr (LwGeometry) again = NULL;

  g_test_message ("%s", c->name);
  g_assert_cmpint (done, ==, c->done);
  if (c->done == LW_MEND_FAILED)
    {
      g_assert_null (mended);
      return;
    }
  g_assert_cmpfloat_with_epsilon (lw_geometry_get_area (mended), c->area, 1e-3);
  g_assert_cmpuint (lw_geometry_get_n_parts (mended), ==, c->parts);
  g_assert_true (lw_geometry_contains (mended, 100000 + c->inside[0], 400000 + c->inside[1]));
  g_assert_false (lw_geometry_contains (mended, 100000 + c->outside[0], 400000 + c->outside[1]));
  for (gsize part = 0; part < lw_geometry_get_n_parts (mended); part++)
    {
      gsize n_rings, n, first = lw_geometry_get_part (mended, part, &n_rings);

      for (gsize ring = first; ring < first + n_rings; ring++)
        {
          const double *xy = lw_geometry_get_ring (mended, ring, &n);

          g_assert_true ((lw_geometry_ring_area (xy, n) > 0) == (ring == first));
          g_assert_true (xy[0] == xy[2 * n - 2] && xy[1] == xy[2 * n - 1]);
        }
    }
  /* What was mended is sound. */
  again = lw_geometry_mend (mended, &done);
  g_assert_cmpint (done, ==, LW_MEND_NOTHING);
  g_assert_true (lw_geometry_equal (mended, again));
}

static void
test_mend (void)
{
  static const MendCase cases[] = {
    { "a square, closed", { "0 0,10 0,10 10,0 10,0 0" }, LW_MEND_NOTHING, 100, 1, { 5, 5 }, { 11, 5 } },
    { "not closed, clockwise", { "0 0,0 10,10 10,10 0" }, LW_MEND_NOTHING, 100, 1, { 5, 5 }, { 11, 5 } },
    { "points twice, and a way out and back",
      { "0 0,0 0,10 0,10 5,15 5,10 5,10 10,0 10,0 10,0 0" }, LW_MEND_NOTHING, 100, 1, { 5, 5 }, { 12, 5 } },
    { "a hole in the same direction",
      { "0 0,10 0,10 10,0 10", "2 2,8 2,8 8,2 8" }, LW_MEND_NOTHING, 64, 1, { 1, 1 }, { 5, 5 } },
    { "a bow tie", { "0 0,10 10,10 0,0 10" }, LW_MEND_CUT, 50, 2, { 1, 5 }, { 5, 1 } },
    { "a small crossing", { "0 0,10 0,10 10,4 -1,0 10" }, LW_MEND_CUT, 45.9091, 3, { 1, 1 }, { 5, 8 } },
    { "a hole that the ring itself walks", { "0 0,10 0,10 10,5 10,3 5,7 5,5 10,0 10" }, LW_MEND_CUT, 90, 1, { 1, 1 },
      { 5, 6 } },
    { "a hole that crosses the outline", { "0 0,10 0,10 10,0 10", "5 5,15 5,15 8,5 8" }, LW_MEND_CUT, 100, 2,
      { 12, 6 }, { 7, 6 } },
    { "the same ring twice and a hole", { "0 0,10 0,10 10,0 10", "2 2,4 2,4 4,2 4", "2 2,4 2,4 4,2 4" }, LW_MEND_CUT,
      100, 1, { 3, 3 }, { 11, 3 } },
    { "a hole without area", { "0 0,10 0,10 10,0 10", "5 5,6 6" }, LW_MEND_DROPPED, 100, 1, { 5, 5 }, { 11, 5 } },
    { "a hole outside of the outline", { "0 0,10 0,10 10,0 10", "20 0,25 0,25 2,20 2" }, LW_MEND_CUT, 110, 2, { 5, 5 },
      { 15, 1 } },
    { "the hole before the outline", { "2 2,4 2,4 4,2 4", "0 0,10 0,10 10,0 10" }, LW_MEND_CUT, 96, 1, { 1, 1 }, { 3, 3 } },
    { "five points of a star", { "0 0,10 0,2 6,5 -4,8 6" }, LW_MEND_CUT, 0, 0, { 0, 0 }, { 0, 0 } },
    { "two points", { "0 0,10 0" }, LW_MEND_FAILED, 0, 0, { 0, 0 }, { 0, 0 } },
    { "a line", { "0 0,10 0,20 0,5 0" }, LW_MEND_FAILED, 0, 0, { 0, 0 }, { 0, 0 } },
    { "walked twice", { "0 0,10 0,10 10,0 10,0 0,10 0,10 10,0 10" }, LW_MEND_FAILED, 0, 0, { 0, 0 }, { 0, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LwGeometry) shape = NULL, mended = NULL;
      LwMend done;

      if (cases[i].done != LW_MEND_CUT || cases[i].parts > 0)
        {
          check_mend (&cases[i]);
          continue;
        }
      /* Its middle is walked twice, so it is outside: five tips are left. */
      shape = polygon (cases[i].rings);
      mended = lw_geometry_mend (shape, &done);
      g_assert_cmpint (done, ==, LW_MEND_CUT);
      g_assert_cmpuint (lw_geometry_get_n_parts (mended), ==, 5);
    }
}

/* Random rings: mended, each is sound, and what is inside is what the even-odd rule says of the ring as it was. */
static void
test_mend_random (void)
{
  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (round);
      g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();
      g_autoptr (LwGeometry) shape = NULL, mended = NULL, again = NULL;
      guint n = (guint) g_rand_int_range (random, 3, 40), grid = round % 2 == 0 ? 8 : 100;
      LwMend done;

      for (guint i = 0; i < n; i++)
        lw_geometry_builder_add (builder, 1000.0 + g_rand_int_range (random, 0, (int) grid) * (800.0 / grid),
                                 2000.0 + g_rand_int_range (random, 0, (int) grid) * (800.0 / grid));
      shape = lw_geometry_builder_finish (builder, LW_GEOMETRY_POLYGON);
      mended = lw_geometry_mend (shape, &done);
      if (mended == NULL)
        continue;
      again = lw_geometry_mend (mended, &done);
      g_assert_cmpint (done, ==, LW_MEND_NOTHING);
      for (guint k = 0; k < 200; k++)
        {
          double x = g_rand_double_range (random, 950, 1850), y = g_rand_double_range (random, 1950, 2850);

          g_assert_cmpint (lw_geometry_contains (mended, x, y), ==, lw_geometry_contains (shape, x, y));
        }
    }
}

/* A shape made to be slow is given up soon. */
static void
test_mend_bounded (void)
{
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();
  g_autoptr (LwGeometry) shape = NULL;
  gint64 begin = g_get_monotonic_time ();
  LwMend done;

  for (guint i = 0; i < 20000; i++)
    lw_geometry_builder_add (builder, i % 2 == 0 ? 0 : 100000, 300000 + i * 10);
  lw_geometry_builder_add (builder, 50000, 350000);
  shape = lw_geometry_builder_finish (builder, LW_GEOMETRY_POLYGON);
  g_assert_null (lw_geometry_mend (shape, &done));
  g_assert_cmpint (done, ==, LW_MEND_FAILED);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_USEC_PER_SEC);
}

static void
test_values (void)
{
  g_autoptr (LwFeatures) features = lw_features_new ("x");
  g_autoptr (GError) error = NULL;
  guint b;

  g_assert_true (lw_features_set_value (features, "b", " two ", NULL));
  g_assert_true (lw_features_set_value (features, "a", "", NULL));
  lw_features_add (features, "first", 1, NULL, NULL);
  g_assert_true (lw_features_set_value (features, "c", "three", NULL));
  g_assert_true (lw_features_set_value (features, "b", "1", NULL));
  g_assert_true (lw_features_set_value (features, "b", "2", NULL));
  g_assert_true (lw_features_set_value (features, "d", "\xff", NULL));
  lw_features_add (features, NULL, 2, NULL, NULL);
  g_assert_cmpuint (features->columns->len, ==, 4);
  b = lw_features_find_column (features, "b");
  g_assert_cmpstr (lw_features_get_value (features, 0, b), ==, "two");
  g_assert_cmpstr (lw_features_get_value (features, 1, b), ==, "1,2");
  g_assert_null (lw_features_get_value (features, 0, lw_features_find_column (features, "a")));
  g_assert_null (lw_features_get_value (features, 0, lw_features_find_column (features, "c")));
  g_assert_cmpstr (lw_features_get_value (features, 1, lw_features_find_column (features, "c")), ==, "three");
  g_assert_cmpstr (lw_features_get_value (features, 1, lw_features_find_column (features, "d")), ==, "\xef\xbf\xbd");
  g_assert_cmpuint (lw_features_find_column (features, "nothing"), ==, LW_FEATURES_NONE);
  g_assert_null (lw_features_get_value (features, 1, LW_FEATURES_NONE));
  for (guint i = 4; i < LW_FEATURES_MAX_COLUMNS; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u", i);

      g_assert_true (lw_features_set_value (features, name, "x", NULL));
    }
  g_assert_false (lw_features_set_value (features, "one more", "x", &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_TOO_LARGE);
}

static void
test_numbers (void)
{
  static const struct {
    double number;
    const char *text;
  } cases[] = { { 0, "0" }, { -3, "-3" }, { 0.1, "0.1" }, { 1e15, "1e+15" }, { 123456.789, "123456.789" },
                { 1.0 / 3.0, "0.3333333333333333" }, { 5e-324, "4.94065645841247e-324" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lw_features_number_to_text (cases[i].number);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true (g_ascii_strtod (text, NULL) == cases[i].number);
    }
}

/* A layer that is larger than what is held in memory is refused while it is read. */
static void
test_size (void)
{
  g_autoptr (LwFeatures) features = lw_features_new ("a.geojson");
  g_autoptr (GError) error = NULL;
  guint n = 0;

  features->max_bytes = 4096;
  do
    {
      g_assert_cmpuint (++n, <, 100);
      g_assert_true (lw_features_set_value (features, "naam", "een tekst van enige lengte", NULL));
      lw_features_add (features, NULL, n, lw_geometry_new_point (130000, 450000), NULL);
    }
  while (lw_features_check_size (features, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_TOO_LARGE);
  g_assert_cmpuint (n, >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/features/systems", test_systems);
  g_test_add_func ("/features/spellings", test_spellings);
  g_test_add_func ("/features/unknown-systems", test_unknown_systems);
  g_test_add_func ("/features/outside", test_outside);
  g_test_add_func ("/features/mend", test_mend);
  g_test_add_func ("/features/mend-random", test_mend_random);
  g_test_add_func ("/features/mend-bounded", test_mend_bounded);
  g_test_add_func ("/features/values", test_values);
  g_test_add_func ("/features/numbers", test_numbers);
  g_test_add_func ("/features/size", test_size);
  return g_test_run ();
}

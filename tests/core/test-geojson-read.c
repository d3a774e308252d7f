/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of lw-json-stream and lw-geojson-read: what is read, what is listed, what is refused, and that hostile files
 * are answered soon. */
#include <math.h>
#include <string.h>

#include "feature-fixture.h"
#include "formats/lw-json-stream.h"
#include "model/lw-error.h"

#define POINT "{\"type\":\"Point\",\"coordinates\":[155000,463000]}"
#define FEATURE(geometry, properties)                                                                        \
  "{\"type\":\"Feature\",\"geometry\":" geometry ",\"properties\":" properties "}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define SQUARE "[[155000,463000],[155100,463000],[155100,463100],[155000,463100],[155000,463000]]"

static void
test_properties (void)
{
  g_autoptr (LwFeatures) features = read_good (
      lw_geojson_read,
      "\xef\xbb\xbf" COLLECTION (
          FEATURE (POINT, "{\"naam\":\"Kantoor \\u00e9\\ud83c\\udfe2\",\"id\":9999999999999999,\"m2\":12.50,"
                          "\"leeg\":1e2,\"ja\":true,\"nee\":false,\"niets\":null,\"blanco\":\"  \"}") ","
          "{\"id\":\"x.1\",\"properties\":{\"pand\":{\"id\":7,\"naam\":{\"kort\":\"a\"}},\"uses\":[\"a\",\"b\",[\"c\"]]},"
          "\"geometry\":null,\"type\":\"Feature\"}"));

  g_assert_cmpuint (lw_features_get_n (features), ==, 2);
  g_assert_cmpstr (value_of (features, 0, "naam"), ==, "Kantoor é🏢");
  /* More digits than a double holds. */
  g_assert_cmpstr (value_of (features, 0, "id"), ==, "9999999999999999");
  g_assert_cmpstr (value_of (features, 0, "m2"), ==, "12.5");
  g_assert_cmpstr (value_of (features, 0, "leeg"), ==, "100");
  g_assert_cmpstr (value_of (features, 0, "ja"), ==, "true");
  g_assert_cmpstr (value_of (features, 0, "nee"), ==, "false");
  g_assert_null (value_of (features, 0, "niets"));
  g_assert_null (value_of (features, 0, "blanco"));
  g_assert_null (value_of (features, 0, "pand.id"));
  g_assert_cmpstr (value_of (features, 1, "pand.id"), ==, "7");
  g_assert_cmpstr (value_of (features, 1, "pand.naam.kort"), ==, "a");
  g_assert_cmpstr (value_of (features, 1, "uses"), ==, "a,b,c");
  g_assert_cmpstr (lw_features_get (features, 1)->id, ==, "x.1");
  g_assert_null (lw_features_get (features, 1)->geometry);
  g_assert_cmpuint (lw_features_get (features, 1)->number, ==, 2);
  g_assert_cmpuint (features->problems->len, ==, 0);
}

static void
test_shapes (void)
{
  static const struct {
    const char *text;
    LwGeometryKind kind;
    gsize parts, rings;
  } cases[] = {
    { POINT, LW_GEOMETRY_POINT, 1, 1 },
    { "{\"coordinates\":[155000,463000,12.5],\"type\":\"Point\"}", LW_GEOMETRY_POINT, 1, 1 },
    { "{\"type\":\"MultiPoint\",\"coordinates\":[[155000,463000],[155001,463000]]}", LW_GEOMETRY_MULTI_POINT, 1, 1 },
    { "{\"type\":\"LineString\",\"coordinates\":" SQUARE "}", LW_GEOMETRY_LINESTRING, 1, 1 },
    { "{\"type\":\"MultiLineString\",\"coordinates\":[" SQUARE "," SQUARE "]}", LW_GEOMETRY_MULTI_LINESTRING, 2, 2 },
    { "{\"type\":\"Polygon\",\"coordinates\":[" SQUARE "]}", LW_GEOMETRY_POLYGON, 1, 1 },
    { "{\"type\":\"Polygon\",\"coordinates\":[" SQUARE ",[[155010,463010],[155020,463010],[155020,463020]]]}",
      LW_GEOMETRY_POLYGON, 1, 2 },
    { "{\"type\":\"MultiPolygon\",\"coordinates\":[[" SQUARE "],[[[155200,463000],[155300,463000],[155300,463100]]]]}",
      LW_GEOMETRY_MULTI_POLYGON, 2, 2 },
    { "{\"type\":\"Point\",\"geometry\":" POINT ",\"coordinates\":[155000,463000]}", LW_GEOMETRY_POINT, 1, 1 },
    { "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Polygon\",\"coordinates\":[" SQUARE "]},"
      "{\"type\":\"Polygon\",\"coordinates\":[[[155200,463000],[155300,463000],[155300,463100]]]}]}",
      LW_GEOMETRY_MULTI_POLYGON, 2, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *feature = g_strdup_printf ("{\"type\":\"Feature\",\"geometry\":%s}", cases[i].text);
      const char *texts[] = { cases[i].text, feature };

      /* Alone, and as that of a feature. */
      for (guint k = 0; k < 2; k++)
        {
          g_autoptr (LwFeatures) features = read_good (lw_geojson_read, texts[k]);

          g_assert_cmpuint (features->problems->len, ==, 0);
          assert_kind (features, 0, cases[i].kind);
          assert_near (features, 0, 155000, 463000);
          g_assert_cmpuint (lw_geometry_get_n_parts (lw_features_get (features, 0)->geometry), ==, cases[i].parts);
          g_assert_cmpuint (lw_geometry_get_n_rings (lw_features_get (features, 0)->geometry), ==, cases[i].rings);
        }
    }
}

static void
test_bad_shapes (void)
{
  static const char *const bad[] = {
    "{\"type\":\"Point\",\"coordinates\":[155000]}",
    "{\"type\":\"Point\",\"coordinates\":[[155000,463000]]}",
    "{\"type\":\"Point\",\"coordinates\":[155000,\"463000\"]}",
    "{\"type\":\"Point\",\"coordinates\":[155000,null]}",
    "{\"type\":\"Point\",\"coordinates\":[1e999,463000]}",
    "{\"type\":\"Point\",\"coordinates\":7}",
    "{\"type\":\"Point\",\"coordinates\":{\"x\":[1,2]}}",
    "{\"type\":\"Polygon\",\"coordinates\":" SQUARE "}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[155000,463000],[155100,463000],[[155100,463100]]]]}",
    "{\"type\":\"Blob\",\"coordinates\":[155000,463000]}",
    "{\"coordinates\":[155000,463000]}",
    "{\"type\":\"GeometryCollection\",\"geometries\":[" POINT ",{\"type\":\"LineString\",\"coordinates\":" SQUARE "}]}",
    "{\"type\":\"GeometryCollection\",\"geometries\":[" POINT ",{\"type\":\"Point\",\"coordinates\":[1]}]}",
    "\"here\"",
    "{\"type\":\"Polygon\",\"coordinates\":[[[155000,463000],[155100,463000],[155000,463000]]]}",
    "{\"type\":\"Point\",\"coordinates\":[55000,163000]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strdup_printf (
          COLLECTION (FEATURE (POINT, "{}") ",{\"type\":\"Feature\",\"id\":\"B\",\"geometry\":%s,\"properties\":{\"a\":1}},"
                      FEATURE (POINT, "{\"a\":2}")), bad[i]);
      g_autoptr (LwFeatures) features = read_good (lw_geojson_read, text);
      const LwFeatureProblem *problem;

      /* The feature stays, without a shape, and is named. */
      g_assert_cmpuint (lw_features_get_n (features), ==, 3);
      g_assert_null (lw_features_get (features, 1)->geometry);
      g_assert_cmpstr (value_of (features, 1, "a"), ==, "1");
      g_assert_cmpuint (features->problems->len, ==, 1);
      problem = g_ptr_array_index (features->problems, 0);
      g_test_message ("%s", problem->what);
      g_assert_cmpuint (problem->number, ==, 2);
      g_assert_nonnull (strstr (problem->what, "(B)"));
      assert_near (features, 2, 155000, 463000);
    }
}

static void
test_systems (void)
{
  static const struct {
    const char *crs;
    const char *coordinates;
    const char *name;
    const char *how;
  } cases[] = {
    { "", "[155000,463000]", "EPSG:28992", "coordinates" },
    { "", "[463000,155000]", "EPSG:28992", "coordinates" },
    { "", "[5.387203657,52.155172897]", "EPSG:4326", "coordinates" },
    { "", "[52.155172897,5.387203657]", "EPSG:4326", "coordinates" },
    { "", "[599700.7679,6828231.4808]", "EPSG:3857", "coordinates" },
    { "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::28992\"}},", "[155000,463000]",
      "EPSG:28992", "crs member" },
    { "\"crs\":{\"type\":\"EPSG\",\"properties\":{\"code\":28992}},", "[155000,463000]", "EPSG:28992", "crs member" },
    { "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},",
      "[5.387203657,52.155172897]", "EPSG:4326", "crs member" },
    { "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4326\"}},", "[5.387203657,52.155172897]", "EPSG:4326",
      "crs member" },
    { "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::4326\"}},",
      "[5.387203657,52.155172897]", "EPSG:4326", "crs member" },
    { "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::4326\"}},",
      "[52.155172897,5.387203657]", "EPSG:4326", "crs member" },
    { "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:25831\"}},", "[663303.9363,5780984.3664]", "EPSG:25831",
      "crs member" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
          = g_strdup_printf ("{\"type\":\"FeatureCollection\",%s\"features\":[{\"type\":\"Feature\",\"properties\":{},"
                             "\"geometry\":{\"type\":\"Point\",\"coordinates\":%s}}]}",
                             cases[i].crs, cases[i].coordinates);
      g_autoptr (LwFeatures) features = read_good (lw_geojson_read, text);

      g_assert_cmpstr (features->crs, ==, cases[i].name);
      g_assert_nonnull (strstr (features->crs_how, cases[i].how));
      assert_near (features, 0, 155000, 463000);
      g_assert_cmpuint (features->warnings->len, ==, strstr (cases[i].coordinates, "463000,") == cases[i].coordinates + 1
                                                         || strstr (cases[i].coordinates, "[52") != NULL);
    }
}

/* What the user says holds where the file says nothing, and only there. */
static void
test_said (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwFeatures) told = read_text (
      lw_geojson_read, "{\"crs\":{\"properties\":{\"name\":\"EPSG:28992\"}},\"features\":[" FEATURE (POINT, "{}") "]}", -1,
      "EPSG:25831", &error);
  g_autoptr (LwFeatures) untold = NULL, wrong = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (told->crs, ==, "EPSG:28992");
  g_assert_cmpuint (told->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (told->warnings, 0), "EPSG:25831, as you said, was not used"));
  untold = read_text (lw_geojson_read, "{\"type\":\"Point\",\"coordinates\":[219724.7262,316773.1039]}", -1, "EPSG:31370",
                      &error);
  g_assert_no_error (error);
  g_assert_cmpstr (untold->crs, ==, "EPSG:31370");
  assert_near (untold, 0, 155000, 463000);
  /* What the file tells cannot be: no point of it lies in the Netherlands. */
  {
    g_autoptr (LwFeatures) lies = read_good (
        lw_geojson_read, "{\"crs\":{\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},\"features\":["
                         FEATURE (POINT, "{}") "]}");

    g_assert_cmpstr (lies->crs, ==, "EPSG:28992");
    assert_near (lies, 0, 155000, 463000);
    g_assert_nonnull (strstr (g_ptr_array_index (lies->warnings, 0), "can only be in EPSG:28992"));
  }
  wrong = read_text (lw_geojson_read, POINT, -1, "EPSG:1", &error);
  g_assert_null (wrong);
  g_assert_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED);
}

static void
test_lines (void)
{
  g_autoptr (LwFeatures) features
      = read_good (lw_geojson_read, "\x1e" FEATURE (POINT, "{\"a\":1}") "\n\x1e" FEATURE (POINT, "{\"a\":2}") "\r\n\n");

  g_assert_cmpuint (lw_features_get_n (features), ==, 2);
  g_assert_cmpstr (value_of (features, 0, "a"), ==, "1");
  g_assert_cmpstr (value_of (features, 1, "a"), ==, "2");
  g_assert_cmpuint (lw_features_get (features, 1)->number, ==, 2);
}

static void
test_part (void)
{
  g_autoptr (LwFeatures) part = read_good (
      lw_geojson_read, "{\"numberMatched\":3000,\"numberReturned\":1,\"type\":\"FeatureCollection\",\"features\":["
                       FEATURE (POINT, "{}") "]}");
  g_autoptr (LwFeatures) whole = read_good (
      lw_geojson_read, "{\"numberMatched\":1,\"type\":\"FeatureCollection\",\"features\":[" FEATURE (POINT, "{}") "]}");

  g_assert_cmpuint (part->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (part->warnings, 0), "1 of 3000"));
  g_assert_cmpuint (whole->warnings->len, ==, 0);
}

static void
test_mended (void)
{
  g_autoptr (LwFeatures) features = read_good (
      lw_geojson_read, FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[[[155000,463000],[155100,463100],[155100,463000],"
                                "[155000,463100]]]}", "{}"));

  assert_kind (features, 0, LW_GEOMETRY_MULTI_POLYGON);
  g_assert_cmpfloat_with_epsilon (lw_geometry_get_area (lw_features_get (features, 0)->geometry), 5000, 0.01);
  g_assert_cmpuint (features->n_problems[LW_FEATURE_PROBLEM_MENDED], ==, 1);
}

static void
test_refused (void)
{
  static const struct {
    const char *text;
    int code;
    const char *words;
  } cases[] = {
    { "", LW_ERROR_INVALID, "empty" },
    { "[]", LW_ERROR_UNSUPPORTED, "no GeoJSON" },
    { "{\"a\":1}", LW_ERROR_UNSUPPORTED, "no GeoJSON" },
    { "{\"type\":\"Topology\",\"arcs\":[]}", LW_ERROR_UNSUPPORTED, "TopoJSON" },
    { "{\"type\":\"Feature\"", LW_ERROR_INVALID, "too early" },
    { "{\"type\":\"Feat", LW_ERROR_INVALID, "too early" },
    { "{\n  \"type\" \"Feature\"}", LW_ERROR_INVALID, "file:2:" },
    { "{\"a\":NaN}", LW_ERROR_INVALID, "null" },
    { "{\"a\":[1,]}", LW_ERROR_INVALID, "no value" },
    { "{\"a\":[1 2]}", LW_ERROR_INVALID, "comma" },
    { "{\"a\":[1}", LW_ERROR_INVALID, "closed" },
    { "{\"a\":1]", LW_ERROR_INVALID, "closed" },
    { "{a:1}", LW_ERROR_INVALID, "name in quotes" },
    { "{\"a\":1,}", LW_ERROR_INVALID, "name in quotes" },
    { "{\"a\":01}", LW_ERROR_INVALID, "number" },
    { "{\"a\":1.}", LW_ERROR_INVALID, "number" },
    { "{\"a\":-}", LW_ERROR_INVALID, "number" },
    { "{\"a\":\"\\x\"}", LW_ERROR_INVALID, "\\" },
    { "{\"a\":\"\xe9\"}", LW_ERROR_INVALID, "UTF-8" },
    { "\xff\xfe{", LW_ERROR_INVALID, "UTF-16" },
    { "{\"a\":\"b\nc\"}", LW_ERROR_INVALID, "control" },
    { "{\"type\":\"Point\",\"coordinates\":[1,2]}", LW_ERROR_INVALID, "EPSG:28992" },
    { "{\"crs\":{\"properties\":{\"name\":\"EPSG:1\"}},\"features\":[" FEATURE (POINT, "{}") "]}", LW_ERROR_UNSUPPORTED,
      "EPSG:1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_refused (lw_geojson_read, cases[i].text, -1, cases[i].code, cases[i].words);
  check_refused (lw_geojson_read, "{\"a\":\"\0\"}", 9, LW_ERROR_INVALID, "control");
}

static void
repeat (GString *text, const char *piece, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
}

static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"type\":\"Point\",\"coordinates\":");
  g_autoptr (GString) nested = g_string_new (NULL);
  g_autoptr (GString) digits = g_string_new ("{\"a\":1");
  g_autoptr (GString) names = g_string_new ("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":1");
  g_autoptr (GString) long_text = g_string_new ("{\"a\":\"");
  gint64 begin = g_get_monotonic_time ();

  repeat (deep, "[", 100000);
  check_refused (lw_geojson_read, deep->str, (gssize) deep->len, LW_ERROR_TOO_LARGE, "deep");
  repeat (nested, "{\"features\":[", 100000);
  check_refused (lw_geojson_read, nested->str, (gssize) nested->len, LW_ERROR_TOO_LARGE, "deep");
  repeat (digits, "1", 100000);
  check_refused (lw_geojson_read, digits->str, (gssize) digits->len, LW_ERROR_TOO_LARGE, "digits");
  repeat (long_text, "x", 2000000);
  check_refused (lw_geojson_read, long_text->str, (gssize) long_text->len, LW_ERROR_TOO_LARGE, "1 MB");
  for (guint i = 0; i < 1000000; i++)
    g_string_append_printf (names, ",\"n%u\":1", i);
  check_refused (lw_geojson_read, names->str, (gssize) names->len, LW_ERROR_TOO_LARGE, "properties");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_USEC_PER_SEC);
}

/* Every beginning of a file is refused or read, never more. */
static void
test_cut (void)
{
  static const char text[]
      = "{\"type\":\"FeatureCollection\",\"crs\":{\"properties\":{\"name\":\"EPSG:28992\"}},\"features\":["
        "{\"type\":\"Feature\",\"id\":1.5e0,\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" SQUARE "]},"
        "\"properties\":{\"a\":\"\\u00e9\\n\",\"b\":[true,null]}}]}";

  for (gsize n = 0; n < sizeof text - 1; n++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (lw_geojson_read, text, (gssize) n, NULL, &error));
      g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geojson/properties", test_properties);
  g_test_add_func ("/geojson/shapes", test_shapes);
  g_test_add_func ("/geojson/bad-shapes", test_bad_shapes);
  g_test_add_func ("/geojson/systems", test_systems);
  g_test_add_func ("/geojson/said", test_said);
  g_test_add_func ("/geojson/lines", test_lines);
  g_test_add_func ("/geojson/part", test_part);
  g_test_add_func ("/geojson/mended", test_mended);
  g_test_add_func ("/geojson/refused", test_refused);
  g_test_add_func ("/geojson/hostile", test_hostile);
  g_test_add_func ("/geojson/cut", test_cut);
  return g_test_run ();
}

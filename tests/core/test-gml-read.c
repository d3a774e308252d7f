/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of lw-gml-read: answers of a WFS in the versions that are met, shapes in all spellings, orders of axes, reports
 * of errors, and hostile files. */
#include <math.h>
#include <string.h>

#include "feature-fixture.h"
#include "model/lw-error.h"

#define HEAD                                                                                                 \
  "<?xml version=\"1.0\"?><wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs/2.0\" "              \
  "xmlns:gml=\"http://www.opengis.net/gml/3.2\" xmlns:bag=\"http://bag.geonovum.nl\""
#define TAIL "</wfs:FeatureCollection>"
#define RD " srsName=\"urn:ogc:def:crs:EPSG::28992\""

/* A collection of one feature with that shape. */
static LwFeatures *
read_shape (const char *shape)
{
  g_autofree char *text = g_strdup_printf (
      HEAD "><wfs:member><bag:x gml:id=\"x.1\"><bag:geom>%s</bag:geom></bag:x></wfs:member>" TAIL, shape);

  return read_good (lw_gml_read, text);
}

static void
test_office (void)
{
  g_autoptr (LwFeatures) features = read_good (
      lw_gml_read,
      HEAD " numberMatched=\"1\" numberReturned=\"1\">\n<wfs:boundedBy><gml:Envelope" RD ">"
      "<gml:lowerCorner>0 0</gml:lowerCorner></gml:Envelope></wfs:boundedBy>\n"
      "<wfs:member>\n<bag:verblijfsobject gml:id=\"verblijfsobject.1\">"
      "<gml:boundedBy><gml:Envelope" RD "><gml:lowerCorner>1 1</gml:lowerCorner></gml:Envelope></gml:boundedBy>"
      "<bag:identificatie>0344010000000001</bag:identificatie><bag:oppervlakte>120</bag:oppervlakte>"
      "<bag:gebruiksdoel>industriefunctie,kantoorfunctie</bag:gebruiksdoel><bag:naam xmlns:xsi=\"x\" xsi:nil=\"true\"/>"
      "<bag:geom><gml:Point" RD " srsDimension=\"2\"><gml:pos>155000.5 463000.25</gml:pos></gml:Point></bag:geom>"
      "<bag:adres><bag:Adres><bag:straat> Lange &amp; Korte  straat </bag:straat><bag:nr>1</bag:nr><bag:nr>2</bag:nr>"
      "</bag:Adres></bag:adres></bag:verblijfsobject></wfs:member>" TAIL);

  g_assert_cmpuint (lw_features_get_n (features), ==, 1);
  g_assert_cmpstr (lw_features_get (features, 0)->id, ==, "verblijfsobject.1");
  g_assert_cmpuint (lw_features_get (features, 0)->number, ==, 1);
  g_assert_cmpstr (value_of (features, 0, "identificatie"), ==, "0344010000000001");
  g_assert_cmpstr (value_of (features, 0, "gebruiksdoel"), ==, "industriefunctie,kantoorfunctie");
  g_assert_cmpstr (value_of (features, 0, "adres.Adres.straat"), ==, "Lange & Korte  straat");
  g_assert_cmpstr (value_of (features, 0, "adres.Adres.nr"), ==, "1,2");
  g_assert_null (value_of (features, 0, "naam"));
  g_assert_cmpuint (lw_features_find_column (features, "geom.Point.pos"), ==, LW_FEATURES_NONE);
  g_assert_cmpstr (features->crs, ==, "EPSG:28992");
  assert_near (features, 0, 155000.5, 463000.25);
  g_assert_cmpuint (features->problems->len + features->warnings->len, ==, 0);
}

/* WFS 1.1 of GML 3.1, and 1.0 of GML 2. */
static void
test_older (void)
{
  g_autoptr (LwFeatures) three = read_good (
      lw_gml_read,
      "<wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs\" xmlns:gml=\"http://www.opengis.net/gml\">"
      "<gml:featureMembers><a gml:id=\"a.1\"><statcode>GM0344</statcode><geom><gml:MultiSurface "
      "srsName=\"EPSG:28992\"><gml:surfaceMembers><gml:Polygon><gml:exterior><gml:LinearRing><gml:pos>155000 463000"
      "</gml:pos><gml:pos>155010 463000</gml:pos><gml:pos>155010 463010</gml:pos></gml:LinearRing></gml:exterior>"
      "</gml:Polygon></gml:surfaceMembers></gml:MultiSurface></geom></a><a gml:id=\"a.2\"/></gml:featureMembers>"
      "</wfs:FeatureCollection>");
  g_autoptr (LwFeatures) two = read_good (
      lw_gml_read,
      "<FeatureCollection xmlns=\"http://www.opengis.net/wfs\" xmlns:gml=\"http://www.opengis.net/gml\">"
      "<gml:boundedBy><gml:Box srsName=\"http://www.opengis.net/gml/srs/epsg.xml#28992\"/></gml:boundedBy>"
      "<gml:featureMember><b xmlns=\"b\" fid=\"b.1\"><n>x</n><gml:polygonProperty><gml:Polygon><gml:outerBoundaryIs>"
      "<gml:LinearRing><gml:coordinates decimal=\".\" cs=\",\" ts=\" \">155000,463000 155010,463000 155010,463010 "
      "155000,463000</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs><gml:innerBoundaryIs><gml:LinearRing>"
      "<gml:coordinates>155005,463001,7 155009,463001,7 155009,463004,7</gml:coordinates></gml:LinearRing>"
      "</gml:innerBoundaryIs></gml:Polygon></gml:polygonProperty></b></gml:featureMember></FeatureCollection>");

  g_assert_cmpuint (lw_features_get_n (three), ==, 2);
  g_assert_cmpstr (value_of (three, 0, "statcode"), ==, "GM0344");
  g_assert_cmpfloat_with_epsilon (lw_geometry_get_area (lw_features_get (three, 0)->geometry), 50, 1e-6);
  g_assert_cmpstr (lw_features_get (three, 1)->id, ==, "a.2");
  g_assert_cmpstr (lw_features_get (two, 0)->id, ==, "b.1");
  g_assert_cmpstr (two->crs, ==, "EPSG:28992");
  g_assert_cmpfloat_with_epsilon (lw_geometry_get_area (lw_features_get (two, 0)->geometry), 44, 1e-6);
}

static void
test_shapes (void)
{
  static const struct {
    const char *shape;
    LwGeometryKind kind;
    double area;
  } cases[] = {
    { "<gml:Point" RD " srsDimension=\"3\"><gml:pos>155000 463000 1.5</gml:pos></gml:Point>", LW_GEOMETRY_POINT, 0 },
    { "<gml:MultiPoint" RD "><gml:pointMember><gml:Point><gml:pos>155000 463000</gml:pos></gml:Point></gml:pointMember>"
      "<gml:pointMember><gml:Point><gml:pos>155001 463000</gml:pos></gml:Point></gml:pointMember></gml:MultiPoint>",
      LW_GEOMETRY_MULTI_POINT, 0 },
    { "<gml:LineString" RD "><gml:posList>155000 463000 155010 463000</gml:posList></gml:LineString>",
      LW_GEOMETRY_LINESTRING, 0 },
    { "<gml:Curve" RD "><gml:segments><gml:LineStringSegment><gml:posList>155000 463000 155010 463000</gml:posList>"
      "</gml:LineStringSegment><gml:LineStringSegment><gml:posList>155010 463000 155010 463010</gml:posList>"
      "</gml:LineStringSegment></gml:segments></gml:Curve>", LW_GEOMETRY_LINESTRING, 0 },
    { "<gml:MultiCurve" RD "><gml:curveMember><gml:LineString><gml:posList>155000 463000 155010 463000</gml:posList>"
      "</gml:LineString></gml:curveMember><gml:curveMember><gml:LineString><gml:posList>155000 463000 155010 463010"
      "</gml:posList></gml:LineString></gml:curveMember></gml:MultiCurve>", LW_GEOMETRY_MULTI_LINESTRING, 0 },
    /* Three dimensions: told on the polygon, and not told but the only number that fits. */
    { "<gml:Polygon" RD " srsDimension=\"3\"><gml:exterior><gml:LinearRing><gml:posList>155000 463000 0 155010 463000 0 "
      "155010 463010 0 155000 463010 0</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>", LW_GEOMETRY_POLYGON,
      100 },
    { "<gml:Polygon" RD "><gml:exterior><gml:LinearRing><gml:posList>155000 463000 0 155010 463000 0 155010 463010 0"
      "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>", LW_GEOMETRY_POLYGON, 50 },
    /* Arcs and circles become chords: half a disc, and a whole one, of radius 5. */
    { "<gml:Surface" RD "><gml:patches><gml:PolygonPatch><gml:exterior><gml:Ring><gml:curveMember><gml:Curve><gml:segments>"
      "<gml:Arc><gml:posList>155000 463000 155005 462995 155010 463000</gml:posList></gml:Arc><gml:LineStringSegment>"
      "<gml:posList>155010 463000 155000 463000</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve>"
      "</gml:curveMember></gml:Ring></gml:exterior></gml:PolygonPatch></gml:patches></gml:Surface>", LW_GEOMETRY_POLYGON,
      39.2679 },
    { "<gml:Surface" RD "><gml:patches><gml:PolygonPatch><gml:exterior><gml:Ring><gml:curveMember><gml:Curve><gml:segments>"
      "<gml:Circle><gml:pos>155000 463000</gml:pos><gml:pos>155005 462995</gml:pos><gml:pos>155010 463000</gml:pos>"
      "</gml:Circle></gml:segments></gml:Curve></gml:curveMember></gml:Ring></gml:exterior></gml:PolygonPatch></gml:patches>"
      "</gml:Surface>", LW_GEOMETRY_POLYGON, 78.5358 },
    { "<gml:MultiGeometry" RD "><gml:geometryMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>155000 463000 "
      "155010 463000 155010 463010</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:geometryMember>"
      "</gml:MultiGeometry>", LW_GEOMETRY_POLYGON, 50 },
    /* Not told, and six numbers a side of both: the one that closes the ring; RD with heights says it by its code. */
    { "<gml:Polygon" RD "><gml:exterior><gml:LinearRing><gml:posList>155000 463000 1 155010 463000 2 155010 463010 3 "
      "155005 463010 4 155000 463010 5 155000 463000 1</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>",
      LW_GEOMETRY_POLYGON, 100 },
    { "<gml:LineString srsName=\"urn:ogc:def:crs:EPSG::7415\"><gml:posList>155000 463000 1 155010 463000 2"
      "</gml:posList></gml:LineString>", LW_GEOMETRY_LINESTRING, 0 },
    { "<gml:Surface" RD "><gml:patches><gml:PolygonPatch><gml:exterior><gml:Ring><gml:curveMember><gml:Curve><gml:segments>"
      "<gml:LineStringSegment><gml:posList>155000 463000 155010 463000 155010 463010</gml:posList>"
      "</gml:LineStringSegment></gml:segments></gml:Curve></gml:curveMember><gml:curveMember><gml:LineString>"
      "<gml:posList>155010 463010 155000 463010 155000 463000</gml:posList></gml:LineString></gml:curveMember></gml:Ring>"
      "</gml:exterior></gml:PolygonPatch></gml:patches></gml:Surface>", LW_GEOMETRY_POLYGON, 100 },
    { "<gml:MultiSurface" RD "><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>155000 463000 "
      "155010 463000 155010 463010</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>"
      "<gml:surfaceMember><gml:Surface><gml:patches><gml:PolygonPatch><gml:exterior><gml:LinearRing><gml:posList>156000 "
      "463000 156010 463000 156010 463010</gml:posList></gml:LinearRing></gml:exterior></gml:PolygonPatch></gml:patches>"
      "</gml:Surface></gml:surfaceMember></gml:MultiSurface>", LW_GEOMETRY_MULTI_POLYGON, 100 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LwFeatures) features = read_shape (cases[i].shape);

      g_assert_cmpuint (features->problems->len, ==, 0);
      assert_kind (features, 0, cases[i].kind);
      assert_near (features, 0, 155000, 463000);
      g_assert_cmpfloat_with_epsilon (lw_geometry_get_area (lw_features_get (features, 0)->geometry), cases[i].area,
                                      1e-3);
    }
}

static void
test_bad_shapes (void)
{
  static const char *const bad[] = {
    "<gml:Curve" RD "><gml:segments><gml:Arc><gml:posList>155000 463000 155010 463000</gml:posList></gml:Arc>"
    "</gml:segments></gml:Curve>",
    "<gml:Curve" RD "><gml:segments><gml:BSpline><gml:posList>155000 463000 155010 463000 155010 463010</gml:posList>"
    "</gml:BSpline></gml:segments></gml:Curve>",
    "<gml:Point" RD "><gml:pos>155000</gml:pos></gml:Point>",
    "<gml:Point" RD "><gml:pos>155000 463000</gml:pos><gml:pos>155000 463000</gml:pos></gml:Point>",
    "<gml:Point" RD "><gml:pos>x y</gml:pos></gml:Point>",
    "<gml:Point" RD "><gml:pos>NaN INF</gml:pos></gml:Point>",
    "<gml:Point" RD "><gml:pos>1e999 463000</gml:pos></gml:Point>",
    "<gml:Point" RD "><gml:pos>155000m 463000</gml:pos></gml:Point>",
    "<gml:Point" RD "><gml:coordinates decimal=\",\" cs=\" \" ts=\";\">155000,0 463000,0</gml:coordinates></gml:Point>",
    "<gml:Point" RD "><gml:coord><gml:X>1</gml:X></gml:coord></gml:Point>",
    "<gml:LineString" RD " srsDimension=\"2\"><gml:posList>155000 463000 155001</gml:posList></gml:LineString>",
    "<gml:MultiGeometry" RD "><gml:geometryMember><gml:Point><gml:pos>155000 463000</gml:pos></gml:Point>"
    "</gml:geometryMember><gml:geometryMember><gml:LineString><gml:posList>155000 463000 155010 463000</gml:posList>"
    "</gml:LineString></gml:geometryMember></gml:MultiGeometry>",
    "<gml:Polygon" RD "><gml:posList>155000 463000 155001 463000</gml:posList></gml:Polygon>",
    "<gml:Polygon" RD "><gml:exterior><gml:LinearRing><gml:posList>155000 463000 155001 463000</gml:posList>"
    "</gml:LinearRing></gml:exterior></gml:Polygon>",
    "<gml:MultiPoint" RD "><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>155000 463000 155001 463000 155001 "
    "463001</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:MultiPoint>",
    "<gml:Point" RD "><gml:pos>55000 163000</gml:pos></gml:Point>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (LwFeatures) features = read_shape (bad[i]);
      const LwFeatureProblem *problem;

      g_assert_cmpuint (lw_features_get_n (features), ==, 1);
      g_assert_null (lw_features_get (features, 0)->geometry);
      g_assert_cmpuint (features->problems->len, ==, 1);
      problem = g_ptr_array_index (features->problems, 0);
      g_test_message ("%s", problem->what);
      g_assert_nonnull (strstr (problem->what, "(x.1)"));
    }
}

static void
test_axes (void)
{
  static const struct {
    const char *name;
    const char *position;
    guint warnings;
  } cases[] = {
    { "urn:ogc:def:crs:EPSG::28992", "155000 463000", 0 },
    { "urn:x-ogc:def:crs:EPSG:28992", "155000 463000", 0 },
    { "http://www.opengis.net/def/crs/EPSG/0/28992", "155000 463000", 0 },
    { "EPSG:28992", "155000 463000", 0 },
    { "urn:ogc:def:crs:EPSG::28992", "463000 155000", 1 },
    { "urn:ogc:def:crs:EPSG::4326", "52.155172897 5.387203657", 0 },
    { "urn:ogc:def:crs:EPSG::4258", "52.155172897 5.387203657", 0 },
    { "http://www.opengis.net/def/crs/EPSG/0/4326", "52.155172897 5.387203657", 0 },
    { "EPSG:4326", "5.387203657 52.155172897", 0 },
    { "http://www.opengis.net/gml/srs/epsg.xml#4326", "5.387203657 52.155172897", 0 },
    { "urn:ogc:def:crs:OGC:1.3:CRS84", "5.387203657 52.155172897", 0 },
    { "urn:ogc:def:crs:EPSG::4326", "5.387203657 52.155172897", 1 },
    { "urn:ogc:def:crs:EPSG::3857", "599700.7679 6828231.4808", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shape = g_strdup_printf ("<gml:Point srsName=\"%s\"><gml:pos>%s</gml:pos></gml:Point>",
                                                cases[i].name, cases[i].position);
      g_autoptr (LwFeatures) features = read_shape (shape);

      g_test_message ("%s", cases[i].name);
      assert_near (features, 0, 155000, 463000);
      g_assert_cmpuint (features->warnings->len, ==, cases[i].warnings);
    }
}

static void
test_part (void)
{
  g_autoptr (LwFeatures) features = read_good (
      lw_gml_read, HEAD " numberMatched=\"5000\" numberReturned=\"1\"><wfs:member><bag:x><bag:a>1</bag:a></bag:x>"
                        "</wfs:member>" TAIL);
  g_autoptr (LwFeatures) unknown = read_good (
      lw_gml_read, HEAD " numberMatched=\"unknown\" numberReturned=\"0\">" TAIL);

  g_assert_cmpuint (features->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (features->warnings, 0), "1 of 5000"));
  g_assert_cmpuint (unknown->warnings->len + lw_features_get_n (unknown), ==, 0);
}

static void
test_refused (void)
{
  check_refused (lw_gml_read,
                 "<ows:ExceptionReport xmlns:ows=\"http://www.opengis.net/ows/1.1\" version=\"2.0.0\"><ows:Exception "
                 "exceptionCode=\"InvalidParameterValue\"><ows:ExceptionText>There is no layer\n bag:kantoor"
                 "</ows:ExceptionText></ows:Exception></ows:ExceptionReport>",
                 -1, LW_ERROR_INVALID, "There is no layer  bag:kantoor");
  check_refused (lw_gml_read, "<a/>", -1, LW_ERROR_UNSUPPORTED, "“a”");
  check_refused (lw_gml_read, "", 0, LW_ERROR_INVALID, "empty");
  check_refused (lw_gml_read, HEAD "><wfs:member>", -1, LW_ERROR_INVALID, "XML");
  check_refused (lw_gml_read, "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", -1, LW_ERROR_UNSUPPORTED, "DOCTYPE");
  check_refused (lw_gml_read, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>\xe9</a>", -1, LW_ERROR_UNSUPPORTED, "“a”");
  check_refused (lw_gml_read,
                 HEAD "><wfs:member><bag:x><gml:Point srsName=\"EPSG:1\"><gml:pos>155000 463000</gml:pos></gml:Point>"
                      "</bag:x></wfs:member>" TAIL,
                 -1, LW_ERROR_UNSUPPORTED, "EPSG:1");
}

static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new (HEAD "><wfs:member><bag:x>");
  g_autoptr (GString) names = g_string_new (HEAD "><wfs:member><bag:x>");
  g_autoptr (GString) values = g_string_new (HEAD "><wfs:member><bag:x>");
  g_autoptr (LwFeatures) features = NULL;
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<a>");
  check_refused (lw_gml_read, deep->str, (gssize) deep->len, LW_ERROR_TOO_LARGE, "deep");
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (names, "<n%u>1</n%u>", i, i);
  check_refused (lw_gml_read, names->str, (gssize) names->len, LW_ERROR_TOO_LARGE, "properties");
  /* The same property again and again: the last values are left out, which is said. */
  for (guint i = 0; i < 100000; i++)
    g_string_append (values, "<a>1</a>");
  g_string_append (values, "</bag:x></wfs:member>" TAIL);
  features = read_good (lw_gml_read, values->str);
  g_assert_cmpuint (features->warnings->len, ==, 1);
  g_assert_cmpuint (strlen (value_of (features, 0, "a")), <, 5000);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gml/office", test_office);
  g_test_add_func ("/gml/older", test_older);
  g_test_add_func ("/gml/shapes", test_shapes);
  g_test_add_func ("/gml/bad-shapes", test_bad_shapes);
  g_test_add_func ("/gml/axes", test_axes);
  g_test_add_func ("/gml/part", test_part);
  g_test_add_func ("/gml/refused", test_refused);
  g_test_add_func ("/gml/hostile", test_hostile);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values of the BAG that are written in an odd way, or are odd: read where they can only mean one thing, else listed.
 * The rules for sound values are in test-bag.c. */
#include <math.h>
#include <string.h>

#include "bag-import-fixture.h"
#include "model/lw-error.h"

/* Blanks around a value are no part of it, whatever made the file look better. */
static void
test_blanks (Fixture *fixture, gconstpointer data)
{
  g_autofree char *relation = bag_relation (" 1012 ", " 0457 ", " 2010-07-24 ", NULL, " definitief ");

  add_stand (fixture, "VBO",
             bag_object ((BagFixture){ .id = "\n 0457010000000001\t",
                                       .begin = " 2015-01-29 ",
                                       .status = "\n  Verblijfsobject in gebruik\n",
                                       .uses = " kantoorfunctie ; winkelfunctie\n",
                                       .area = "  83\n",
                                       .address = " 0457200000000001",
                                       .buildings = "0457100000000001 " }),
             NULL);
  add_stand (fixture, "NUM",
             bag_address ((BagFixture){ .number = " 12 ", .postcode = " 1382AB ", .street = " 0457300000000001 " }), NULL);
  add_stand (fixture, "PND", bag_building ((BagFixture){ .year = " 1987\n", .status = " Pand in gebruik " }), NULL);
  add_stand (fixture, "OPR", bag_street ((BagFixture){ .name = "\n  Lange Hoogstraat\n  ", .town = " 1012 " }), NULL);
  add_stand (fixture, "WPL", bag_town ((BagFixture){ .id = " 1012 ", .name = " Weesp " }), NULL);
  add_file (fixture, "GEM-WPL-RELATIE.xml", bag_relation_file (relation));
  import (fixture);
  g_assert_cmpuint (fixture->offices->n, ==, 1);
  g_assert_cmpuint (fixture->offices->bag_id[0], ==, 457010000000001);
  g_assert_cmpstr (text (fixture, LW_OFFICE_USES, 0), ==, "kantoorfunctie;winkelfunctie");
  g_assert_cmpfloat (fixture->offices->floor_area_m2[0], ==, 83);
  g_assert_cmpint (fixture->offices->build_year[0], ==, 1987);
  g_assert_cmpint (fixture->offices->house_number[0], ==, 12);
  g_assert_cmpstr (text (fixture, LW_OFFICE_POSTCODE, 0), ==, "1382AB");
  g_assert_cmpstr (text (fixture, LW_OFFICE_STREET, 0), ==, "Lange Hoogstraat");
  g_assert_cmpstr (text (fixture, LW_OFFICE_TOWN, 0), ==, "Weesp");
  g_assert_cmpstr (text (fixture, LW_OFFICE_MUNICIPALITY_CODE, 0), ==, "GM0457");
  g_assert_cmpuint (fixture->offices->remarks[0], ==, 0);
}

/* XML may add a zone to a date; the register means days in the Netherlands. */
static void
test_zones (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *begin, *end, *stand;
    guint n, n_bad;
  } cases[] = {
    { "2015-01-29+01:00", NULL, "2021-10-15+02:00", 1, 0 },
    { "2021-10-15Z", "2021-10-16-05:00", "2021-10-15Z", 1, 0 },
    { "2015-01-29T00:00:00.000+01:00", "2021-10-15Z", BAG_DATE, 0, 0 },
    { "2015-01-29+1:00", NULL, BAG_DATE, 0, 1 },
    { "2015-01-29Zulu", NULL, BAG_DATE, 0, 1 },
    { "2015-01-29/01:00", NULL, BAG_DATE, 0, 1 },
    { "2015-02-30Z", NULL, BAG_DATE, 0, 1 },
    /* ends before it begins: it never held */
    { "2020-01-01", "2019-01-01", BAG_DATE, 0, 0 },
    { "2022-01-01", "2019-01-01", BAG_DATE, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *object = bag_object ((BagFixture){ .begin = cases[i].begin, .end = cases[i].end });

      add_file (fixture, "a.xml", bag_stand (cases[i].stand, "VBO", object));
      import (fixture);
      g_assert_cmpstr (lw_import_report_get_reference_date (fixture->report), ==, BAG_DATE);
      g_assert_cmpuint (fixture->offices->n, ==, cases[i].n);
      g_assert_cmpuint (COUNT (REJECTED, "bad-date"), ==, cases[i].n_bad);
      forget (fixture);
    }
}

#define HOLE(attributes, numbers)                                                                            \
  "<gml:interior><gml:LinearRing" attributes "><gml:posList>" numbers "</gml:posList></gml:LinearRing></gml:interior>"

/* srsDimension is that of the nearest element around, not of one that ended. */
static void
test_dimensions (Fixture *fixture, gconstpointer data)
{
  static const char *const shapes[] = {
    POLYGON (" srsDimension='2'",
             "<gml:exterior><gml:LinearRing srsDimension='3'><gml:posList>"
             "130000 480000 0 130300 480000 0 130300 480300 0 130000 480300 0 130000 480000 0"
             "</gml:posList></gml:LinearRing></gml:exterior>"
             HOLE ("", "130010 480010 130010 480290 130290 480290 130290 480010 130100 480010 130010 480010")),
    "<Objecten:vlak><gml:MultiSurface srsDimension='3'><gml:surfaceMember>"
    "<gml:Polygon srsDimension='2'>" RING ("", "130000 480000 130001 480000 130001 480001 130000 480001 130000 480001 "
                                               "130000 480000")
    "</gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon>"
    RING ("", "130000 480000 5 130300 480000 6 130300 480010 7 130000 480010 8 130001 480009 8 130000 480000 5")
    "</gml:Polygon></gml:surfaceMember></gml:MultiSurface></Objecten:vlak>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      double x, y;

      add_stand (fixture, "VBO", bag_object ((BagFixture){ .geometry = shapes[i] }), NULL);
      add_surroundings (fixture);
      import (fixture);
      x = fixture->offices->rd_x[0];
      y = fixture->offices->rd_y[0];
      g_assert_true (x >= 130000 && x <= 130300 && y >= 480000 && y <= 480300);
      /* not in the hole */
      g_assert_true (i > 0 || x < 130010 || x > 130290 || y < 480010 || y > 480290);
      forget (fixture);
    }
}

/* Coordinates of another system, whatever it is called, lie outside the country, and that is told. */
static void
test_other_system (Fixture *fixture, gconstpointer data)
{
  static const char *const shapes[] = {
    POINT (" srsName='urn:ogc:def:crs:EPSG::4258'", "52.3121 5.0314"),
    POINT (" srsName='urn:ogc:def:crs:EPSG::28992'", "52.3121 5.0314"),
    POINT (" srsName='urn:ogc:def:crs:EPSG::28992'", "480525.858 130734.665"),
    POINT ("", "1e300 480525.858"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      add_stand (fixture, "VBO", bag_object ((BagFixture){ .geometry = shapes[i] }), NULL);
      add_surroundings (fixture);
      import (fixture);
      g_assert_true (isnan (fixture->offices->rd_x[0]));
      g_assert_cmpuint (COUNT (MARKED, "position-outside"), ==, 1);
      g_assert_cmpstr (text (fixture, LW_OFFICE_MUNICIPALITY_CODE, 0), ==, "GM0457");
      forget (fixture);
    }
}

static const LwImportProblem *
find_problem (Fixture *fixture, const char *code)
{
  for (guint i = 0; i < lw_import_report_get_n_problems (fixture->report); i++)
    if (strcmp (lw_import_report_get_problem (fixture->report, i)->code, code) == 0)
      return lw_import_report_get_problem (fixture->report, i);
  return NULL;
}

/* Outlines of buildings are mended where that can be done, and listed where not; each once. */
static void
test_outlines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwBagOutlines) outlines = lw_bag_outlines_new ();
  double areas[2] = { NAN, NAN };
  LwBagOptions options;

  lw_bag_options_init (&options);
  options.outlines = outlines;
  add_stand (fixture, "VBO",
             bag_object ((BagFixture){ .buildings = "0457100000000001;0457100000000002;0457100000000003;0457100000000004" }),
             bag_object ((BagFixture){ .id = "0457010000000002",
                                       .buildings = "0457100000000001;0457100000000002;0457100000000009" }),
             NULL);
  add_surroundings (fixture);
  add_stand (fixture, "PND",
             /* a bow tie */
             bag_building ((BagFixture){ .id = "0457100000000002",
                                         .geometry = POLYGON ("", RING ("", "0 0 10 10 10 0 0 10 0 0")) }),
             bag_building ((BagFixture){ .id = "0457100000000003",
                                         .geometry = POLYGON ("", RING ("", "0 0 10 10 0 0")) }),
             bag_building ((BagFixture){ .id = "0457100000000004", .geometry = "" }), NULL);
  import_with (fixture, &options);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (lw_bag_outlines_get_n (outlines), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      LwBagId building;
      g_autoptr (LwGeometry) shape = lw_bag_outlines_read (outlines, i, &building, NULL);

      areas[building == 457100000000002] = lw_geometry_get_area (shape);
    }
  g_assert_cmpfloat_with_epsilon (areas[0], 5000, 1e-6);
  g_assert_cmpfloat_with_epsilon (areas[1], 50, 1e-6);
  g_assert_cmpuint (COUNT (KEPT, "outlines"), ==, 2);
  g_assert_cmpuint (COUNT (MARKED, "outline-mended"), ==, 1);
  g_assert_cmpuint (COUNT (MARKED, "outline-unknown"), ==, 2);
  g_assert_nonnull (strstr (find_problem (fixture, "outline-mended")->what, "0457100000000002"));
  g_assert_nonnull (strstr (find_problem (fixture, "outline-unknown")->what, "0457100000000003"));
}

/* A reference that lost its zeros leads nowhere; an object that names none is said to name none. */
static void
test_references (Fixture *fixture, gconstpointer data)
{
  add_stand (fixture, "VBO",
             bag_object ((BagFixture){ .address = "457200000000001", .buildings = "457100000000001" }),
             bag_object ((BagFixture){ .id = "0457010000000002", .address = "", .buildings = "" }),
             bag_object ((BagFixture){ .id = "0457010000000003", .side_addresses = "0457200000000001",
                                       .buildings = "0457100000000001;0457100000000001" }),
             NULL);
  add_surroundings (fixture);
  import (fixture);
  g_assert_cmpuint (fixture->offices->n, ==, 3);
  for (guint row = 0; row < 2; row++)
    g_assert_cmpuint (fixture->offices->remarks[row] & (LW_REMARK_ADDRESS_UNKNOWN | LW_REMARK_BUILDING_UNKNOWN), ==,
                      LW_REMARK_ADDRESS_UNKNOWN | LW_REMARK_BUILDING_UNKNOWN);
  g_assert_cmpuint (fixture->offices->remarks[2], ==, 0);
  g_assert_cmpstr (find_problem (fixture, "address-unknown")->what, ==, "Office 0457010000000001 has no main address");
  g_assert_cmpstr (lw_import_report_get_problem (fixture->report, 2)->what, ==, "Office 0457010000000002 names no building");
}

/* Every use and every status of a building that the register has. Two objects may share an address; without the towns
 * theirs is unknown, which is told. */
static void
test_all_values (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *status;
    gboolean stands;
  } statuses[] = {
    { "Bouwvergunning verleend", TRUE }, { "Niet gerealiseerd pand", FALSE },
    { "Bouw gestart", TRUE },            { "Pand in gebruik (niet ingemeten)", TRUE },
    { "Pand in gebruik", TRUE },         { "Verbouwing pand", TRUE },
    { "Sloopvergunning verleend", TRUE }, { "Pand buiten gebruik", TRUE },
    { "Pand gesloopt", FALSE },          { "Pand ten onrechte opgevoerd", FALSE },
  };
  static const char all[] = "bijeenkomstfunctie;celfunctie;gezondheidszorgfunctie;industriefunctie;kantoorfunctie;"
                            "logiesfunctie;onderwijsfunctie;overige gebruiksfunctie;sportfunctie;winkelfunctie;woonfunctie";

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      add_stand (fixture, "VBO",
                 bag_object ((BagFixture){ .uses = all, .buildings = "0457100000000001;0457100000000002" }),
                 bag_object ((BagFixture){ .id = "0457010000000002" }), NULL);
      add_stand (fixture, "NUM", bag_address ((BagFixture){ 0 }), NULL);
      add_stand (fixture, "OPR", bag_street ((BagFixture){ 0 }), NULL);
      add_stand (fixture, "PND", bag_building ((BagFixture){ .year = "1900", .status = statuses[i].status }),
                 bag_building ((BagFixture){ .id = "0457100000000002", .year = "1950" }), NULL);
      import (fixture);
      g_assert_cmpuint (fixture->offices->n, ==, 2);
      g_assert_cmpstr (text (fixture, LW_OFFICE_USES, 0), ==, all);
      g_assert_cmpint (fixture->offices->build_year[0], ==, statuses[i].stands ? 1900 : 1950);
      g_assert_cmpstr (text (fixture, LW_OFFICE_STREET, 1), ==, "Hoogstraat");
      g_assert_cmpstr (text (fixture, LW_OFFICE_TOWN, 1), ==, "");
      g_assert_cmpuint (COUNT (MARKED, "town-unknown"), ==, 2);
      forget (fixture);
    }
}

/* Relations hold on the day of their file; without one they cannot be judged. */
static void
test_relations (Fixture *fixture, gconstpointer data)
{
  g_autofree char *relation = bag_relation ("1012", "0457", "2010-07-24", NULL, "definitief");
  g_autofree char *file = bag_relation_file (relation);
  GString *undated = g_string_new (file);

  g_string_replace (undated, BAG_DATE, "", 1);
  add_stand (fixture, "VBO", bag_object ((BagFixture){ 0 }), NULL);
  add_file (fixture, "GEM-WPL-RELATIE.xml", g_string_free (undated, FALSE));
  try_import (fixture);
  g_assert_error (fixture->error, LW_ERROR, LW_ERROR_INVALID);
  g_assert_nonnull (strstr (fixture->error->message, "GEM-WPL-RELATIE.xml:"));
}

/* Of a municipality that is younger than this program only the code is known, and the province, which the map tells. */
static void
test_young_municipality (Fixture *fixture, gconstpointer data)
{
  g_autofree char *relation = bag_relation ("1012", "9876", "2020-01-01", NULL, "definitief");

  add_stand (fixture, "VBO", bag_object ((BagFixture){ 0 }), NULL);
  add_references (fixture);
  add_file (fixture, "GEM-WPL-RELATIE.xml", bag_relation_file (relation));
  import (fixture);
  g_assert_cmpstr (text (fixture, LW_OFFICE_MUNICIPALITY_CODE, 0), ==, "GM9876");
  g_assert_cmpstr (text (fixture, LW_OFFICE_MUNICIPALITY, 0), ==, "GM9876");
  g_assert_cmpstr (text (fixture, LW_OFFICE_PROVINCE, 0), ==, "Noord-Holland");
  g_assert_cmpuint (fixture->offices->remarks[0], ==, 0);
}

/* Files in other encodings are read if they say so. */
static void
test_encodings (Fixture *fixture, gconstpointer data)
{
  static const char *const encodings[] = { "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1" };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *street = bag_street ((BagFixture){ .name = "Sú&#100;wester" });
      g_autofree char *file = bag_stand (BAG_DATE, "OPR", street), *path = NULL, *bytes = NULL;
      g_autoptr (GString) declared = g_string_new (file);
      gsize size;

      g_string_replace (declared, "UTF-8", encodings[i], 1);
      bytes = g_convert (declared->str, -1, encodings[i], "UTF-8", NULL, &size, NULL);
      path = g_build_filename (fixture->folder, "streets.xml", NULL);
      g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
      g_ptr_array_add (fixture->paths, g_steal_pointer (&path));
      add_stand (fixture, "VBO", bag_object ((BagFixture){ 0 }), NULL);
      add_stand (fixture, "NUM", bag_address ((BagFixture){ 0 }), NULL);
      import (fixture);
      g_assert_cmpstr (text (fixture, LW_OFFICE_STREET, 0), ==, "Súdwester");
      forget (fixture);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/bag-odd/blanks", test_blanks);
  ADD ("/bag-odd/zones", test_zones);
  ADD ("/bag-odd/dimensions", test_dimensions);
  ADD ("/bag-odd/other-system", test_other_system);
  ADD ("/bag-odd/outlines", test_outlines);
  ADD ("/bag-odd/references", test_references);
  ADD ("/bag-odd/all-values", test_all_values);
  ADD ("/bag-odd/relations", test_relations);
  ADD ("/bag-odd/young-municipality", test_young_municipality);
  ADD ("/bag-odd/encodings", test_encodings);
  return g_test_run ();
}

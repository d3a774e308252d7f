/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules of the BAG import: time, status, use, dummies, references, geometry, municipality. Each test
 * writes a small delivery that holds one trap. Hostile input is in test-bag-hostile.c. */
#include <math.h>
#include <string.h>

#include "bag-import-fixture.h"
#include "model/lw-error.h"
#include "zip-fixture.h"

static void
test_whole_office (Fixture *fixture, gconstpointer data)
{
  LwOffices *offices;

  /* The objects come first: the order of files must not matter. */
  add_stand (fixture, "VBO",
             bag_object ((BagFixture){ .uses = "winkelfunctie;kantoorfunctie",
                                       .side_addresses = "0457200000000009" }),
             NULL);
  add_stand (fixture, "NUM",
             bag_address ((BagFixture){ .letter = "a", .suffix = "bis", .postcode = "1382AB" }), NULL);
  add_stand (fixture, "PND", bag_building ((BagFixture){ 0 }), NULL);
  add_stand (fixture, "OPR", bag_street ((BagFixture){ .name = "Nijverheid &amp; Zn.-laan" }), NULL);
  add_stand (fixture, "WPL", bag_town ((BagFixture){ .name = "Súdwest-Fryslân" }), NULL);
  import (fixture);
  offices = fixture->offices;
  g_assert_cmpuint (offices->n, ==, 1);
  g_assert_cmpuint (offices->bag_id[0], ==, 457010000000001);
  g_assert_cmpuint (offices->pand_id[0], ==, 457100000000001);
  g_assert_cmpstr (text (fixture, LW_OFFICE_STREET, 0), ==, "Nijverheid & Zn.-laan");
  g_assert_cmpint (offices->house_number[0], ==, 12);
  g_assert_cmpstr (text (fixture, LW_OFFICE_HOUSE_LETTER, 0), ==, "a");
  g_assert_cmpstr (text (fixture, LW_OFFICE_HOUSE_SUFFIX, 0), ==, "bis");
  g_assert_cmpstr (text (fixture, LW_OFFICE_POSTCODE, 0), ==, "1382AB");
  g_assert_cmpstr (text (fixture, LW_OFFICE_TOWN, 0), ==, "Súdwest-Fryslân");
  g_assert_cmpfloat (offices->floor_area_m2[0], ==, 83);
  g_assert_cmpint (offices->area_measure[0], ==, LW_AREA_GO);
  g_assert_cmpint (offices->build_year[0], ==, 1987);
  g_assert_cmpstr (text (fixture, LW_OFFICE_USES, 0), ==, "kantoorfunctie;winkelfunctie");
  g_assert_cmpint (offices->use_mixed[0], ==, LW_YES);
  g_assert_cmpint (offices->status[0], ==, LW_STATUS_IN_USE);
  g_assert_cmpfloat (offices->rd_x[0], ==, 130734.665);
  g_assert_cmpfloat (offices->rd_y[0], ==, 480525.858);
  g_assert_cmpfloat_with_epsilon (offices->longitude[0], 5.0314, 1e-4);
  g_assert_cmpfloat_with_epsilon (offices->latitude[0], 52.3121, 1e-3);
  g_assert_true (offices->world_x[0] > 0.5 && offices->world_x[0] < 0.52);
  g_assert_true (isnan (offices->vacant_m2[0]));
  g_assert_cmpint (offices->reference_date[0], ==, lw_date_from_ymd (2021, 10, 15));
  g_assert_cmpint (offices->date, ==, lw_date_from_ymd (2021, 10, 15));
  g_assert_cmpstr (lw_import_report_get_reference_date (fixture->report), ==, BAG_DATE);
  g_assert_cmpuint (COUNT (KEPT, "offices"), ==, 1);
  g_assert_cmpuint (COUNT (KEPT, "mixed-use"), ==, 1);
  g_assert_cmpuint (lw_import_report_get_total (fixture->report, LW_IMPORT_REJECTED), ==, 0);
}

/* Each row: a life that must or must not count on 15 October 2021. */
static void
test_time (Fixture *fixture, gconstpointer data)
{
  static const struct {
    BagFixture record;
    const char *skipped; /* key of the report, NULL if kept */
  } cases[] = {
    { { .begin = "2021-10-15" }, NULL },
    { { .begin = "2021-10-16" }, "future" },
    { { .begin = "2104-01-21" }, "future" },
    { { .end = "2021-10-16" }, NULL },
    { { .end = "2021-10-15" }, "history" },
    { { .end = "2017-03-16" }, "history" },
    { { .begin = "2021-08-02", .end = "2021-08-02" }, "zero-length" },
    { { .life = "<Historie:tijdstipNietBagLV>2018-03-16T12:34:17.756</Historie:tijdstipNietBagLV>" },
      "not-bag" },
    { { .life = "<Historie:tijdstipInactiefLV>2018-03-16T12:34:17.756</Historie:tijdstipInactiefLV>" },
      "inactive" },
    { { .after_life = "<Historie:tijdstipInactief>2018-03-16T12:34:17.756</Historie:tijdstipInactief>" },
      "inactive" },
    { { .after_life = "<Historie:eindRegistratie>2018-03-16T12:34:17.756</Historie:eindRegistratie>" },
      "corrected" },
    { { .life = "<Historie:tijdstipEindRegistratieLV>2018-03-16T12:34:17.756</"
                "Historie:tijdstipEindRegistratieLV>" },
      "corrected" },
    { { .life = "<Historie:tijdstipNietBagLV></Historie:tijdstipNietBagLV>" }, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      add_stand (fixture, "VBO", bag_object (cases[i].record), NULL);
      add_surroundings (fixture);
      import (fixture);
      g_assert_cmpuint (fixture->offices->n, ==, cases[i].skipped == NULL ? 1 : 0);
      if (cases[i].skipped != NULL)
        g_assert_cmpuint (COUNT (SKIPPED, cases[i].skipped), ==, 1);
      forget (fixture);
    }
}

static void
test_bad_records (Fixture *fixture, gconstpointer data)
{
  add_stand (fixture, "VBO", bag_object ((BagFixture){ .begin = "2015-13-01" }),
             bag_object ((BagFixture){ .begin = "" }), bag_object ((BagFixture){ .end = "gisteren" }),
             bag_object ((BagFixture){ .id = "45701000000001" }), bag_object ((BagFixture){ .id = "" }),
             bag_object ((BagFixture){ .status = "Verblijfsobject zoek" }), NULL);
  add_surroundings (fixture);
  import (fixture);
  g_assert_cmpuint (fixture->offices->n, ==, 0);
  g_assert_cmpuint (COUNT (REJECTED, "bad-date"), ==, 3);
  g_assert_cmpuint (COUNT (REJECTED, "bad-id"), ==, 2);
  g_assert_cmpuint (COUNT (REJECTED, "bad-status"), ==, 1);
  g_assert_cmpuint (lw_import_report_get_problem_total (fixture->report, LW_IMPORT_ERROR), ==, 6);
  /* the fourth record stands on line 8 */
  g_assert_cmpuint (lw_import_report_get_problem (fixture->report, 3)->line, ==, 8);
  g_assert_nonnull (strstr (lw_import_report_get_problem (fixture->report, 3)->what, "45701000000001"));
}

static void
test_status_and_use (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *status;
    const char *uses;
    LwStatus code; /* 0 if not kept */
    const char *skipped;
  } cases[] = {
    { "Verblijfsobject in gebruik", "kantoorfunctie", LW_STATUS_IN_USE, NULL },
    { "Verblijfsobject in gebruik (niet ingemeten)", "kantoorfunctie", LW_STATUS_IN_USE_NOT_MEASURED, NULL },
    { "Verblijfsobject buiten gebruik", "kantoorfunctie", LW_STATUS_OUT_OF_USE, NULL },
    { "Verbouwing verblijfsobject", "woonfunctie;kantoorfunctie", LW_STATUS_UNDER_CONVERSION, NULL },
    { "Verblijfsobject gevormd", "kantoorfunctie", 0, "planned" },
    { "Niet gerealiseerd verblijfsobject", "kantoorfunctie", 0, "withdrawn" },
    { "Verblijfsobject ingetrokken", "kantoorfunctie", 0, "withdrawn" },
    { "Verblijfsobject ten onrechte opgevoerd", "kantoorfunctie", 0, "withdrawn" },
    { "Verblijfsobject in gebruik", "winkelfunctie;woonfunctie", 0, "not-office" },
    { "Verblijfsobject in gebruik", "", 0, "not-office" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      add_stand (fixture, "VBO",
                 bag_object ((BagFixture){ .status = cases[i].status, .uses = cases[i].uses }), NULL);
      add_surroundings (fixture);
      import (fixture);
      g_assert_cmpuint (fixture->offices->n, ==, cases[i].code != 0 ? 1 : 0);
      if (cases[i].code != 0)
        {
          g_assert_cmpint (fixture->offices->status[0], ==, cases[i].code);
          g_assert_cmpint (fixture->offices->use_mixed[0], ==,
                           strchr (cases[i].uses, ';') != NULL ? LW_YES : LW_NO);
        }
      else
        g_assert_cmpuint (COUNT (SKIPPED, cases[i].skipped), ==, 1);
      forget (fixture);
    }
}

static void
test_dummies (Fixture *fixture, gconstpointer data)
{
  static const char *const areas[] = { "999999", "1", "0", "", "veel" };
  static const char *const years[] = { "9999", "1005", "0999" };

  for (gsize i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      add_stand (fixture, "VBO", bag_object ((BagFixture){ .area = areas[i] }), NULL);
      add_surroundings (fixture);
      import (fixture);
      g_assert_true (isnan (fixture->offices->floor_area_m2[0]));
      g_assert_cmpuint (fixture->offices->remarks[0], ==, i < 3 ? LW_REMARK_AREA_DUMMY : 0);
      g_assert_cmpuint (COUNT (MARKED, i < 3 ? "area-dummy" : "area-unknown"), ==, 1);
      if (i == 0)
        g_assert_nonnull (strstr (lw_import_report_get_problem (fixture->report, 0)->what, "999999"));
      forget (fixture);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    {
      add_stand (fixture, "VBO", bag_object ((BagFixture){ 0 }), NULL);
      add_stand (fixture, "NUM", bag_address ((BagFixture){ .postcode = "9999ZZ" }), NULL);
      add_stand (fixture, "OPR", bag_street ((BagFixture){ 0 }), NULL);
      add_stand (fixture, "PND", bag_building ((BagFixture){ .year = years[i] }), NULL);
      import (fixture);
      g_assert_cmpint (fixture->offices->build_year[0], ==, 0);
      g_assert_cmpuint (fixture->offices->remarks[0], ==,
                        LW_REMARK_YEAR_DUMMY | LW_REMARK_MUNICIPALITY_BY_POSITION);
      g_assert_cmpstr (text (fixture, LW_OFFICE_POSTCODE, 0), ==, "");
      forget (fixture);
    }
}

static void
test_several_buildings (Fixture *fixture, gconstpointer data)
{
  add_stand (fixture, "VBO",
             bag_object ((BagFixture){ .buildings = "0457100000000009;0457100000000002;0457100000000003;"
                                                    "0457100000000004;0457100000000005" }),
             NULL);
  add_surroundings (fixture);
  add_stand (
      fixture, "PND", bag_building ((BagFixture){ .id = "0457100000000002", .year = "1972" }),
      bag_building ((BagFixture){ .id = "0457100000000003", .year = "1005" }),
      bag_building ((BagFixture){ .id = "0457100000000004", .year = "1890", .status = "Pand gesloopt" }),
      bag_building ((BagFixture){ .id = "0457100000000005", .year = "1981" }),
      bag_building ((BagFixture){ .id = "0457100000000002", .year = "1850", .end = "2016-01-01" }), NULL);
  import (fixture);
  /* the first building is named although it is not in the sources; the oldest real year of those that stand
   * counts */
  g_assert_cmpuint (fixture->offices->pand_id[0], ==, 457100000000009);
  g_assert_cmpint (fixture->offices->build_year[0], ==, 1972);
  g_assert_cmpuint (fixture->offices->remarks[0], ==, 0);
}

static void
test_dangling (Fixture *fixture, gconstpointer data)
{
  const guint mask = ~(guint) LW_REMARK_MUNICIPALITY_BY_POSITION;

  add_stand (fixture, "VBO",
             bag_object ((BagFixture){ .address = "0457200000000077", .buildings = "0457100000000077" }),
             bag_object ((BagFixture){ .id = "0457010000000002", .address = "0457200000000002" }),
             bag_object ((BagFixture){ .id = "0457010000000003", .address = "", .buildings = "" }), NULL);
  add_stand (
      fixture, "NUM",
      bag_address ((BagFixture){ .id = "0457200000000002", .street = "0424300000000108", .number = "7" }),
      NULL);
  add_surroundings (fixture);
  import (fixture);
  g_assert_cmpuint (fixture->offices->n, ==, 3);
  g_assert_cmpuint (fixture->offices->remarks[0] & mask, ==,
                    LW_REMARK_ADDRESS_UNKNOWN | LW_REMARK_BUILDING_UNKNOWN);
  /* a street of a neighbouring municipality: what is known of the address stays */
  g_assert_cmpuint (fixture->offices->remarks[1] & mask, ==, LW_REMARK_ADDRESS_UNKNOWN);
  g_assert_cmpint (fixture->offices->house_number[1], ==, 7);
  g_assert_cmpuint (fixture->offices->remarks[2] & mask, ==,
                    LW_REMARK_ADDRESS_UNKNOWN | LW_REMARK_BUILDING_UNKNOWN);
  g_assert_cmpuint (fixture->offices->pand_id[2], ==, 0);
  g_assert_cmpuint (COUNT (MARKED, "address-unknown"), ==, 3);
  g_assert_cmpuint (COUNT (MARKED, "building-unknown"), ==, 2);
}

static void
test_history_of_references (Fixture *fixture, gconstpointer data)
{
  add_stand (fixture, "VBO", bag_object ((BagFixture){ 0 }), NULL);
  add_surroundings (fixture);
  add_stand (fixture, "NUM",
             bag_address ((BagFixture){ .number = "99", .end = "2014-01-01", .begin = "2010-01-01" }),
             bag_address ((BagFixture){ .number = "98", .begin = "2022-01-01" }),
             bag_address ((BagFixture){ .number = "97",
                                        .life = "<Historie:tijdstipNietBagLV>2018-01-01T00:00:00.000"
                                                "</Historie:tijdstipNietBagLV>",
                                        .registered = "2020-01-01T00:00:00.000" }),
             NULL);
  add_stand (fixture, "OPR", bag_street ((BagFixture){ .name = "Oude naam", .end = "2012-01-01" }), NULL);
  import (fixture);
  g_assert_cmpint (fixture->offices->house_number[0], ==, 12);
  g_assert_cmpstr (text (fixture, LW_OFFICE_STREET, 0), ==, "Hoogstraat");
  g_assert_cmpuint (COUNT (SKIPPED, "duplicates"), ==, 0);
}

/* Two records of one object hold on the date: the one registered last counts, else the higher occurrence; in
 * whatever order they come, and also if it is no office any more. */
static void
test_duplicates (Fixture *fixture, gconstpointer data)
{
  const BagFixture early = { .area = "100", .registered = "2015-01-01T10:00:00.000", .occurrence = "5" };
  const BagFixture late = { .area = "200", .registered = "2015-01-01T10:00:00.001", .occurrence = "1" };
  const BagFixture higher = { .area = "300", .registered = "2015-01-01T10:00:00.001", .occurrence = "2" };
  const BagFixture shop = { .uses = "winkelfunctie", .registered = "2016-01-01T10:00:00.000" };

  for (guint i = 0; i < 4; i++)
    {
      add_stand (fixture, "VBO", bag_object (i & 1 ? early : late), bag_object (i & 1 ? late : early),
                 i & 2 ? bag_object (higher) : NULL, NULL);
      add_surroundings (fixture);
      import (fixture);
      g_assert_cmpuint (fixture->offices->n, ==, 1);
      g_assert_cmpfloat (fixture->offices->floor_area_m2[0], ==, i & 2 ? 300 : 200);
      g_assert_cmpuint (COUNT (SKIPPED, "duplicates"), ==, i & 2 ? 2 : 1);
      forget (fixture);
    }
  for (guint i = 0; i < 2; i++)
    {
      add_stand (fixture, "VBO", bag_object (i == 0 ? shop : early), bag_object (i == 0 ? early : shop),
                 NULL);
      add_surroundings (fixture);
      import (fixture);
      g_assert_cmpuint (fixture->offices->n, ==, 0);
      g_assert_cmpuint (COUNT (SKIPPED, "duplicates"), ==, 1);
      forget (fixture);
    }
}

static void
test_points (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *geometry;
    gboolean known;
  } cases[] = {
    { POINT (" srsDimension=\"2\"", "130734.665 480525.858"), TRUE },
    { POINT ("", "130734.665 480525.858"), TRUE },
    { POINT ("", "130734.665 480525.858 1.5"), TRUE },
    { POINT (" srsDimension=\"3\"", " 130734.665\n480525.858\t0 "), TRUE },
    { POINT (" srsDimension=\"3\"", "130734.665 480525.858"), FALSE },
    { POINT ("", "130734.665 nan"), FALSE },
    { POINT ("", "130734,665 480525,858"), FALSE },
    { POINT ("", ""), FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      add_stand (fixture, "VBO", bag_object ((BagFixture){ .geometry = cases[i].geometry }), NULL);
      add_surroundings (fixture);
      import (fixture);
      g_assert_cmpuint (fixture->offices->n, ==, 1);
      if (cases[i].known)
        {
          g_assert_cmpfloat (fixture->offices->rd_x[0], ==, 130734.665);
          g_assert_cmpfloat (fixture->offices->rd_y[0], ==, 480525.858);
        }
      else
        {
          g_assert_true (isnan (fixture->offices->rd_x[0]) && isnan (fixture->offices->longitude[0]));
          g_assert_cmpuint (COUNT (MARKED, "position-unknown"), ==, 1);
        }
      forget (fixture);
    }
}

static void
test_outlines (Fixture *fixture, gconstpointer data)
{
  /* a U of which the mean of the corners lies outside, in three dimensions; then the same in two, dimension
   * absent */
  static const char *const outlines[] = {
    POLYGON (" srsDimension=\"3\"",
             RING (" count=\"9\"",
                   "130000 480000 0 130100 480000 0 130100 480100 0 130090 480100 0 130090 480010 0 "
                   "130010 480010 0 130010 480100 0 130000 480100 0 130000 480000 0")),
    POLYGON ("",
             RING ("", "130000 480000 130100 480000 130100 480100 130090 480100 130090 480010 130010 480010 "
                       "130010 480100 130000 480100 130000 480000")),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (outlines); i++)
    {
      double x, y;

      add_stand (fixture, "VBO", bag_object ((BagFixture){ .geometry = outlines[i] }), NULL);
      add_surroundings (fixture);
      import (fixture);
      x = fixture->offices->rd_x[0];
      y = fixture->offices->rd_y[0];
      g_assert_true (x > 130000 && x < 130100 && y > 480000 && y < 480100);
      g_assert_true (x < 130010 || x > 130090 || y < 480010);
      forget (fixture);
    }

  add_stand (fixture, "VBO", bag_object ((BagFixture){ .geometry = POINT ("", "1200000 480000") }), NULL);
  add_surroundings (fixture);
  import (fixture);
  g_assert_true (isnan (fixture->offices->rd_x[0]));
  g_assert_cmpuint (fixture->offices->remarks[0] & LW_REMARK_POSITION_OUTSIDE, !=, 0);
}

/* Of the buildings that offices are in the outlines that hold on the date are given, each once; of two offices in one
 * building too. A broken one is not known. */
static void
test_building_outlines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwBagOutlines) outlines = lw_bag_outlines_new ();
  g_autoptr (LwGeometry) outline = NULL;
  LwBagId building;
  LwBagOptions options;

  add_stand (fixture, "VBO", bag_object ((BagFixture){ .buildings = "0457100000000001;0457100000000002" }),
             bag_object ((BagFixture){ .id = "0457010000000002" }),
             bag_object ((BagFixture){ .id = "0457010000000003", .uses = "woonfunctie", .buildings = "0457100000000003" }),
             NULL);
  add_surroundings (fixture);
  add_stand (fixture, "PND",
             bag_building ((BagFixture){
                 .end = "2016-01-01",
                 .geometry = POLYGON ("", RING ("", "0 0 9 0 9 9 0 0")) }),
             bag_building ((BagFixture){ .id = "0457100000000002",
                                         .geometry = POLYGON ("", RING ("", "0 0 9 0 9 nine 0 0")) }),
             bag_building ((BagFixture){ .id = "0457100000000003" }), NULL);
  lw_bag_options_init (&options);
  options.outlines = outlines;
  import_with (fixture, &options);
  g_assert_cmpuint (fixture->offices->n, ==, 2);
  g_assert_cmpuint (lw_bag_outlines_get_n (outlines), ==, 1);
  outline = lw_bag_outlines_read (outlines, 0, &building, NULL);
  g_assert_cmpuint (building, ==, 457100000000001);
  g_assert_cmpfloat_with_epsilon (lw_geometry_get_area (outline), 5000, 1e-6);
  g_assert_cmpuint (COUNT (KEPT, "outlines"), ==, 1);
}

static void
test_investigation (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *property, *open, *end;
    gboolean marked;
  } cases[] = {
    { "oppervlakte", "J", NULL, TRUE },           { "gebruiksdoel", "J", "2022-01-01", TRUE },
    { "oppervlakte", "J", "2020-01-01", FALSE },  { "oppervlakte", "N", NULL, FALSE },
    { "heeft als nevenadres", "J", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      add_stand (fixture, "VBO", bag_object ((BagFixture){ 0 }), NULL);
      add_stand (fixture, "VBO",
                 bag_investigation ("0457010000000001", cases[i].property, cases[i].open, cases[i].end),
                 NULL);
      add_surroundings (fixture);
      import (fixture);
      g_assert_cmpuint (fixture->offices->n, ==, 1);
      g_assert_cmpuint (fixture->offices->remarks[0] & LW_REMARK_IN_INVESTIGATION, ==,
                        cases[i].marked ? LW_REMARK_IN_INVESTIGATION : 0);
      g_assert_cmpuint (COUNT (READ, "investigations"), ==, 1);
      forget (fixture);
    }
}

static void
test_municipality (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = bag_relation ("1012", "0457", "2010-01-01", "2021-10-15", "definitief");
  g_autofree char *now = bag_relation ("1012", "0363", "2021-10-15", "2024-01-01", "definitief");
  g_autofree char *provisional = bag_relation ("1012", "9998", "2021-10-15", NULL, "voorlopig");
  g_autofree char *later = bag_relation ("1012", "9997", "2024-01-01", NULL, "definitief");
  g_autofree char *other = bag_relation ("1013", "0406", "2010-01-01", NULL, "definitief");
  g_autofree char *all = g_strconcat (old, now, provisional, later, other, NULL);

  add_stand (fixture, "VBO", bag_object ((BagFixture){ 0 }),
             bag_object ((BagFixture){ .id = "0457010000000002", .address = "0457200000000002" }), NULL);
  add_surroundings (fixture);
  /* an address that lies in another town than its street */
  add_stand (fixture, "NUM", bag_address ((BagFixture){ .id = "0457200000000002", .town = "1013" }), NULL);
  add_stand (fixture, "WPL", bag_town ((BagFixture){ .id = "1013", .name = "Huizen" }), NULL);
  add_file (fixture, "GEM-WPL-RELATIE-15102021.xml", bag_relation_file (all));
  import (fixture);
  g_assert_cmpstr (text (fixture, LW_OFFICE_MUNICIPALITY_CODE, 0), ==, "GM0363");
  g_assert_cmpstr (text (fixture, LW_OFFICE_MUNICIPALITY, 0), ==, "Amsterdam");
  g_assert_cmpstr (text (fixture, LW_OFFICE_PROVINCE, 0), ==, "Noord-Holland");
  g_assert_cmpuint (fixture->offices->remarks[0], ==, 0);
  g_assert_cmpstr (text (fixture, LW_OFFICE_TOWN, 0), ==, "Weesp");
  g_assert_cmpstr (text (fixture, LW_OFFICE_MUNICIPALITY_CODE, 1), ==, "GM0406");
  g_assert_cmpstr (text (fixture, LW_OFFICE_TOWN, 1), ==, "Huizen");
}

/* Without the relation the bundled boundaries tell; also a little off the land; not out at sea. */
static void
test_municipality_by_position (Fixture *fixture, gconstpointer data)
{
  add_stand (fixture, "VBO", bag_object ((BagFixture){ .geometry = POINT ("", "136000 455800") }),
             bag_object ((BagFixture){ .id = "0457010000000002", .geometry = POINT ("", "20000 500000") }),
             NULL);
  add_references (fixture);
  import (fixture);
  g_assert_cmpstr (text (fixture, LW_OFFICE_MUNICIPALITY_CODE, 0), ==, "GM0344");
  g_assert_cmpstr (text (fixture, LW_OFFICE_MUNICIPALITY, 0), ==, "Utrecht");
  g_assert_cmpstr (text (fixture, LW_OFFICE_PROVINCE, 0), ==, "Utrecht");
  g_assert_cmpuint (fixture->offices->remarks[0], ==, LW_REMARK_MUNICIPALITY_BY_POSITION);
  g_assert_true (fixture->offices->station_distance_m[0] < 1500);
  g_assert_cmpstr (text (fixture, LW_OFFICE_MUNICIPALITY_CODE, 1), ==, "");
  g_assert_cmpuint (fixture->offices->remarks[1], ==, 0);
  g_assert_cmpuint (COUNT (MARKED, "municipality-by-position"), ==, 1);
  g_assert_cmpuint (COUNT (MARKED, "municipality-unknown"), ==, 1);
}

static void
test_other_prefixes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *object = bag_object ((BagFixture){ .uses = "kantoorfunctie;sportfunctie" });
  g_autofree char *file = bag_stand (BAG_DATE, "VBO", object);
  GString *renamed = g_string_new (file);

  g_string_replace (renamed, "Objecten-ref:", "r:", 0);
  g_string_replace (renamed, "xmlns:Objecten-ref=", "xmlns:r=", 0);
  g_string_replace (renamed, "Objecten:", "gml_:", 0);
  g_string_replace (renamed, "xmlns:Objecten=", "xmlns:gml_=", 0);
  g_string_replace (renamed, "sl-bag-extract:", "", 0);
  g_string_replace (renamed, "xmlns:sl-bag-extract=", "xmlns=", 0);
  add_file (fixture, "a.xml", g_string_free (renamed, FALSE));
  add_surroundings (fixture);
  import (fixture);
  g_assert_cmpuint (fixture->offices->n, ==, 1);
  g_assert_cmpstr (text (fixture, LW_OFFICE_STREET, 0), ==, "Hoogstraat");
}

/* A delivery as the Kadaster packs it, with what is no stand in it and with junk. */
static void
test_delivery (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *zip, *file, *type;
  } parts[] = {
    { "0457NietBag15102021.zip", "0457NBVBO15102021-000001.xml", "VBO" },
    { "0457Inactief15102021.zip", "0457IAVBO15102021-000001.xml", "VBO" },
    { "0457NUM15102021.zip", "0457NUM15102021-000001.xml", "NUM" },
    { "0457VBO15102021.zip", "0457VBO15102021-000001.xml", "VBO" },
    { "0457OPR15102021.zip", "0457OPR15102021-000001.xml", "OPR" },
    { "0457PND15102021.zip", "0457PND15102021-000001.xml", "PND" },
    { "0457LIG15102021.zip", "0457LIG15102021-000001.xml", "LIG" },
  };
  char *records[] = { /* ghosts: without any mark of their own, told only by where they lie */
                      bag_object ((BagFixture){ .id = "0457010000000666" }),
                      bag_object ((BagFixture){ .id = "0457010000000667" }),
                      bag_address ((BagFixture){ 0 }),
                      bag_object ((BagFixture){ 0 }),
                      bag_street ((BagFixture){ 0 }),
                      bag_building ((BagFixture){ 0 }),
                      g_strdup ("<sl:stand><sl-bag-extract:bagObject><Objecten:Ligplaats/>"
                                "</sl-bag-extract:bagObject></sl:stand>")
  };
  ZipFixture *outer = zip_fixture_new (), *middle = zip_fixture_new ();
  g_autoptr (GBytes) middle_bytes = NULL;
  g_autoptr (GBytes) bytes = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      ZipFixture *inner = zip_fixture_new ();
      g_autofree char *file = bag_stand (BAG_DATE, parts[i].type, records[i]);
      g_autoptr (GBytes) inner_bytes = NULL;

      zip_fixture_add (inner, "__MACOSX/._x.xml", "\0\5\26\7", 4, ZIP_DEFLATED);
      zip_fixture_add (inner, parts[i].file, file, -1, ZIP_DEFLATED | ZIP_STREAMED);
      inner_bytes = zip_fixture_end (inner);
      zip_fixture_add_bytes (middle, parts[i].zip, inner_bytes, ZIP_DEFLATED | ZIP_STREAMED);
      g_free (records[i]);
    }
  middle_bytes = zip_fixture_end (middle);
  zip_fixture_add (outer, "Leveringsdocument-BAG-Extract.xml",
                   "<xb:BAG-Extract-Levering "
                   "xmlns:xb=\"http://www.kadaster.nl/schemas/lvbag/extract-levering/v20200601\"/>",
                   -1, ZIP_DEFLATED);
  zip_fixture_add (outer, "other.xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", -1, ZIP_DEFLATED);
  zip_fixture_add_bytes (outer, "0457GEM15102021.zip", middle_bytes, ZIP_STORED);
  bytes = zip_fixture_end (outer);
  g_ptr_array_add (fixture->paths, zip_fixture_save (bytes, fixture->folder, "BAGGEM0457L-15102021.zip"));

  import (fixture);
  g_assert_cmpuint (fixture->offices->n, ==, 1);
  g_assert_cmpuint (fixture->offices->bag_id[0], ==, 457010000000001);
  g_assert_cmpstr (text (fixture, LW_OFFICE_STREET, 0), ==, "Hoogstraat");
  g_assert_cmpuint (COUNT (SKIPPED, "not-bag"), ==, 1);
  g_assert_cmpuint (COUNT (SKIPPED, "inactive"), ==, 1);
  g_assert_cmpuint (COUNT (SKIPPED, "other-files"), ==, G_N_ELEMENTS (parts));
  g_assert_cmpuint (COUNT (SKIPPED, "foreign-files"), ==, 1);
  g_assert_cmpuint (COUNT (READ, "files"), ==, G_N_ELEMENTS (parts) + 2);
}

static void
test_no_objects (Fixture *fixture, gconstpointer data)
{
  g_autofree char *removed = bag_object ((BagFixture){ 0 });

  add_surroundings (fixture);
  import (fixture);
  g_assert_cmpuint (fixture->offices->n, ==, 0);
  g_assert_cmpuint (lw_import_report_get_n_problems (fixture->report), ==, 1);
  g_assert_cmpstr (lw_import_report_get_problem (fixture->report, 0)->code, ==, "no-objects");
  forget (fixture);

  /* those that were taken out of the register are none */
  add_file (fixture, "0457NBVBO15102021-000001.xml", bag_stand (BAG_DATE, "VBO", removed));
  import (fixture);
  g_assert_cmpstr (lw_import_report_get_problem (fixture->report, 0)->code, ==, "no-objects");
}

static void
test_mixed_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *object = bag_object ((BagFixture){ 0 });
  g_autofree char *address = bag_address ((BagFixture){ 0 });
  g_autofree char *street = bag_street ((BagFixture){ 0 });
  g_autofree char *building = bag_building ((BagFixture){ 0 });
  g_autofree char *all = g_strconcat (address, building, object, street, NULL);

  for (guint i = 0; i < 2; i++)
    {
      add_file (fixture, "all.xml", bag_stand (BAG_DATE, i == 0 ? "NUM;PND;VBO;OPR" : "", all));
      import (fixture);
      g_assert_cmpuint (fixture->offices->n, ==, 1);
      g_assert_cmpint (fixture->offices->build_year[0], ==, 1987);
      g_assert_cmpstr (text (fixture, LW_OFFICE_STREET, 0), ==, "Hoogstraat");
      forget (fixture);
    }
}

typedef struct {
  GString *told;
} Told;

static void
ended_cb (LwBagId id, const char *uses, LwStatus status, gpointer data)
{
  Told *told = data;

  g_string_append_printf (told->told, "%" G_GUINT64_FORMAT ":%s:%s\n", id, uses,
                          lw_codes_token (LW_CODES_STATUS, status));
}

/* What became of offices that the caller knows: each object of its list that is an office no more is told, once, by its
 * latest record; what is still an office, or was never known as one, is not. */
static void
test_ended (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwIdMap) known = lw_id_map_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LwBagOutlines) outlines = lw_bag_outlines_new ();
  Told told = { text };
  LwBagOptions options;

  for (guint i = 1; i <= 8; i++)
    lw_id_map_add (known, 457010000000000 + i, i);
  add_stand (
      fixture, "VBO", bag_object ((BagFixture){ .id = "0457010000000001" }),
      bag_object ((BagFixture){ .id = "0457010000000002", .uses = "woonfunctie;winkelfunctie" }),
      bag_object ((BagFixture){ .id = "0457010000000003", .status = "Verblijfsobject ingetrokken" }),
      bag_object ((BagFixture){
          .id = "0457010000000004", .status = "Verblijfsobject ingetrokken", .buildings = "0457100000000004" }),
      bag_object ((BagFixture){ .id = "0457010000000005",
                                .status = "Verblijfsobject ingetrokken",
                                .buildings = "0457100000000004;0457100000000001" }),
      /* two versions of one record: the later one counts, whichever comes first */
      bag_object ((BagFixture){ .id = "0457010000000006", .uses = "woonfunctie", .occurrence = "2" }),
      bag_object ((BagFixture){ .id = "0457010000000006", .uses = "logiesfunctie", .occurrence = "1" }),
      bag_object ((BagFixture){ .id = "0457010000000007", .uses = "woonfunctie", .occurrence = "1" }),
      bag_object ((BagFixture){ .id = "0457010000000007", .occurrence = "2" }),
      bag_object ((BagFixture){ .id = "0457010000000008", .status = "Zoek" }),
      bag_object ((BagFixture){ .id = "0457010000000009", .uses = "woonfunctie" }), NULL);
  add_surroundings (fixture);
  add_stand (fixture, "PND", bag_building ((BagFixture){ .id = "0457100000000004", .status = "Pand gesloopt" }), NULL);
  lw_bag_options_init (&options);
  options.known = known;
  options.ended = ended_cb;
  options.ended_data = &told;
  options.outlines = outlines;
  import_with (fixture, &options);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (text->str, ==,
                   "457010000000002:winkelfunctie;woonfunctie:in-use\n"
                   "457010000000003:kantoorfunctie:withdrawn\n"
                   "457010000000004:kantoorfunctie:demolished\n"
                   "457010000000005:kantoorfunctie:withdrawn\n"
                   "457010000000006:woonfunctie:in-use\n");
  g_assert_cmpuint (fixture->offices->n, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/bag/whole-office", test_whole_office);
  ADD ("/bag/time", test_time);
  ADD ("/bag/bad-records", test_bad_records);
  ADD ("/bag/status-and-use", test_status_and_use);
  ADD ("/bag/dummies", test_dummies);
  ADD ("/bag/several-buildings", test_several_buildings);
  ADD ("/bag/dangling", test_dangling);
  ADD ("/bag/history-of-references", test_history_of_references);
  ADD ("/bag/duplicates", test_duplicates);
  ADD ("/bag/points", test_points);
  ADD ("/bag/outlines", test_outlines);
  ADD ("/bag/building-outlines", test_building_outlines);
  ADD ("/bag/investigation", test_investigation);
  ADD ("/bag/municipality", test_municipality);
  ADD ("/bag/municipality-by-position", test_municipality_by_position);
  ADD ("/bag/other-prefixes", test_other_prefixes);
  ADD ("/bag/delivery", test_delivery);
  ADD ("/bag/no-objects", test_no_objects);
  ADD ("/bag/mixed-file", test_mixed_file);
  ADD ("/bag/ended", test_ended);
  return g_test_run ();
}

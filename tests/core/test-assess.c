/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which offices lend themselves to conversion: what the data answer of the conversion meter, prospects and order. */
#include "analysis/lw-assess.h"
#include "fixture-offices.h"

#define N 6

typedef struct {
  LwOffices *offices;
  LwCriteriaSet *set;
  LwAssessBasis *basis;
} Fixture;

static void
set_number (LwOfficesBuilder *builder, LwOfficeColumn column, const double *values)
{
  for (guint row = 0; row < N; row++)
    if (!isnan (values[row]))
      lw_offices_builder_set_number (builder, column, row, values[row]);
}

static void
set_code (LwOfficesBuilder *builder, LwOfficeColumn column, const guint8 *values)
{
  for (guint row = 0; row < N; row++)
    lw_offices_builder_set_code (builder, column, row, values[row]);
}

/* 0: central, empty for ten years; 1: the same on a motorway, without label; 2: as 1, half empty, since one year;
 * 3: let; 4: nothing known but the area; 5: as 1, of unknown age. */
static void
set_up (Fixture *fixture, gconstpointer unused)
{
  static const double area[] = { 4000, 4000, 4000, 4000, 900, 4000 }, vacant[] = { 4000, 4000, 2000, 0, NAN, 4000 };
  static const double station[] = { 500, 5000, 5000, 500, NAN, 5000 };
  static const guint8 place[] = { LW_LOCATION_CENTRE, LW_LOCATION_MOTORWAY, LW_LOCATION_MOTORWAY, LW_LOCATION_CENTRE, 0,
                                  LW_LOCATION_MOTORWAY };
  static const guint8 label[] = { LW_LABEL_A, LW_LABEL_G, LW_LABEL_G, LW_LABEL_A, 0, LW_LABEL_G };
  static const int year[] = { 1975, 1975, 2024, 1975, 0, 1975 }, since[] = { 2015, 2015, 2023, 0, 0, 0 };
  static const double shape[] = { 0, 0, 60, 0, 60, 24, 0, 24, 0, 0 };
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (N);
  g_autoptr (LwOffices) read = NULL;
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwGeometry) outline = NULL;
  LwDaylight daylight;

  for (guint row = 0; row < N; row++)
    lw_offices_builder_add (builder);
  set_number (builder, LW_OFFICE_FLOOR_AREA_M2, area);
  set_number (builder, LW_OFFICE_VACANT_M2, vacant);
  set_number (builder, LW_OFFICE_STATION_DISTANCE_M, station);
  set_code (builder, LW_OFFICE_LOCATION_TYPE, place);
  set_code (builder, LW_OFFICE_ENERGY_LABEL, label);
  for (guint row = 0; row < N; row++)
    {
      lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, row, LW_AREA_VVO);
      if (year[row] > 0)
        lw_offices_builder_set_integer (builder, LW_OFFICE_BUILD_YEAR, row, year[row]);
      if (since[row] > 0)
        lw_offices_builder_set_date (builder, LW_OFFICE_VACANT_SINCE, row, lw_date_from_ymd (since[row], 1, 1));
    }
  lw_offices_builder_set_bag_id (builder, LW_OFFICE_PAND_ID, 0, 344100000000001);
  read = lw_offices_builder_end (builder);
  fixture->offices = lw_offices_derive (read, &settings, FIXTURE_DATE);
  fixture->set = lw_criteria_set_load (LW_CRITERIA_CONVERSION_METER, NULL);
  fixture->basis = lw_assess_basis_new (fixture->set, NULL);
  outline = lw_geometry_new_polygon (shape, 5);
  g_assert_true (lw_daylight_measure (outline, LW_DAYLIGHT_REACH_M, &daylight));
  lw_assess_basis_add_daylight (fixture->basis, 344100000000001, &daylight);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  lw_offices_unref (fixture->offices);
  lw_criteria_set_unref (fixture->set);
  lw_assess_basis_unref (fixture->basis);
}

static LwAssessed *
assess (Fixture *fixture, const LwBitset *rows)
{
  LwAssessInput input = { fixture->offices, rows, fixture->basis, LW_HOUSING_MID_RENT };
  GError *error = NULL;
  LwAssessed *assessed = lw_assess_offices (&input, NULL, &error);

  g_assert_no_error (error);
  return assessed;
}

static const LwAssessedOffice *
find_row (LwAssessed *assessed, guint row)
{
  for (guint i = 0; i < assessed->n; i++)
    if (assessed->offices[i].row == row)
      return &assessed->offices[i];
  g_assert_not_reached ();
}

static LwAnswer
get_answer (Fixture *fixture, const LwAssessedOffice *assessed, const char *id)
{
  return assessed->answers[lw_criteria_set_find (fixture->set, id)];
}

static void
test_answers (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    guint row;
    const char *id;
    LwAnswer answer;
  } cases[] = {
    { 0, "L1", LW_ANSWER_YES },      { 1, "L1", LW_ANSWER_NO },       { 4, "L1", LW_ANSWER_UNKNOWN },
    { 0, "L11", LW_ANSWER_YES },     { 1, "L11", LW_ANSWER_NO },      { 4, "L11", LW_ANSWER_UNKNOWN },
    { 0, "L4", LW_ANSWER_UNKNOWN },  { 0, "B1", LW_ANSWER_YES },      { 2, "B1", LW_ANSWER_NO },
    { 4, "B1", LW_ANSWER_UNKNOWN },  { 0, "B3", LW_ANSWER_YES },      { 2, "B3", LW_ANSWER_NO },
    { 3, "B3", LW_ANSWER_NO },       { 4, "B3", LW_ANSWER_UNKNOWN },  { 0, "B4", LW_ANSWER_YES },
    { 2, "B4", LW_ANSWER_NO },       { 5, "B4", LW_ANSWER_UNKNOWN },  { 0, "B5", LW_ANSWER_YES },
    { 4, "B5", LW_ANSWER_NO },       { 0, "B11", LW_ANSWER_YES },     { 1, "B11", LW_ANSWER_UNKNOWN },
    { 0, "V5", LW_ANSWER_UNKNOWN },
  };
  g_autoptr (LwAssessed) assessed = assess (fixture, NULL);

  g_assert_cmpuint (assessed->n, ==, N);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LwAnswer answer = get_answer (fixture, find_row (assessed, cases[i].row), cases[i].id);

      if (answer != cases[i].answer)
        g_error ("%s of office %u is %d", cases[i].id, cases[i].row, answer);
    }
}

/* Seven answers of office 0, all true: L1, L11 of 5 and B1, B3, B4, B5, B11 of 3 points, of 199 in all. */
static void
test_figures (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwAssessed) assessed = assess (fixture, NULL);
  const LwAssessedOffice *central = find_row (assessed, 0), *unknown = find_row (assessed, 4);

  g_assert_cmpfloat (central->assessment.score, ==, 25);
  g_assert_cmpfloat_with_epsilon (central->assessment.completeness, 25.0 / 199, 1e-12);
  g_assert_cmpfloat_with_epsilon (central->assessment.normalised, 199, 1e-9);
  /* Too little is answered for a class. */
  g_assert_cmpuint (central->assessment.number, ==, 0);
  g_assert_cmpuint (central->assessment.n_blocking, ==, 0);
  g_assert_cmpfloat_with_epsilon (central->daylight.depth_m, 12, 0.011);
  g_assert_true (isnan (unknown->daylight.depth_m) && isnan (unknown->structural_share));
  /* 4,000 m2 vvo are 5,000 m2 bvo and 3,750 m2 GO: 75 units of 50. */
  g_assert_cmpfloat (central->dwellings, >, 0);
  g_assert_cmpfloat (central->structural_share, ==, 1);
  g_assert_cmpfloat (find_row (assessed, 2)->structural_share, ==, 0);
  g_assert_true (isnan (find_row (assessed, 5)->structural_share));
}

static void
test_prospects (Fixture *fixture, gconstpointer unused)
{
  static const LwProspects expected[N] = { LW_PROSPECTS_GOOD,    LW_PROSPECTS_POOR,    LW_PROSPECTS_FAIR,
                                           LW_PROSPECTS_UNKNOWN, LW_PROSPECTS_UNKNOWN, LW_PROSPECTS_UNKNOWN };
  g_autoptr (LwAssessed) assessed = assess (fixture, NULL);

  for (guint row = 0; row < N; row++)
    g_assert_cmpint (find_row (assessed, row)->prospects, ==, expected[row]);
}

/* Of those without a class: the longest empty first, and of these the least attractive. */
static void
test_order (Fixture *fixture, gconstpointer unused)
{
  static const guint order[] = { 1, 0, 2 };
  g_autoptr (LwBitset) rows = lw_bitset_new (N);
  g_autoptr (LwAssessed) assessed = NULL;

  for (guint row = 0; row < 3; row++)
    lw_bitset_set (rows, row);
  assessed = assess (fixture, rows);
  g_assert_cmpuint (assessed->n, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < assessed->n; i++)
    g_assert_cmpuint (assessed->offices[i].row, ==, order[i]);
}

/* A set of the user's own with a condition that is none is refused, by the name of the criterion. */
static void
test_bad_condition (void)
{
  static const char data[] = "[set]\nid=own\ntitle=Own\norientation=positive\nclass_limits=1\nclasses=a;b\n"
                             "min_completeness=0.5\n[block B]\nkind=gradual\nweight=1\n"
                             "[B1]\ntheme=t\ntext=t\nderived=depth >\n";
  g_autoptr (GError) error = NULL;

  g_assert_null (lw_criteria_set_parse (data, sizeof data - 1, &error));
  g_assert_nonnull (strstr (error->message, "B1"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/assess/answers", test_answers);
  ADD ("/assess/figures", test_figures);
  ADD ("/assess/prospects", test_prospects);
  ADD ("/assess/order", test_order);
  g_test_add_func ("/assess/bad-condition", test_bad_condition);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-difference: every change on tables made by hand, and, on made-up ones and on the example province, that the
 * changes add up to the difference of the totals that the statistics show. */
#include <glib/gstdio.h>
#include <string.h>

#include "analysis/lw-example.h"
#include "fixture-offices.h"
#include "model/lw-filter.h"
#include "model/lw-office-list.h"
#include "statistics/lw-difference.h"
#include "statistics/lw-statistics.h"
#include "store/lw-store.h"

#define DATE_BEFORE lw_date_from_ymd (2023, 1, 1)
#define DATE_AFTER lw_date_from_ymd (2025, 1, 1)

static guint
add_office (LwOfficesBuilder *builder, gint64 id, double area, double vacant, LwDate observed)
{
  guint row = lw_offices_builder_add (builder);

  lw_offices_builder_set_id (builder, row, id);
  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, area);
  lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, row, vacant);
  lw_offices_builder_set_date (builder, LW_OFFICE_REFERENCE_DATE, row, observed);
  lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, row, LW_AREA_VVO);
  lw_offices_builder_set_text (builder, LW_OFFICE_USES, row, "kantoorfunctie");
  lw_offices_builder_set_code (builder, LW_OFFICE_STATUS, row, LW_STATUS_IN_USE);
  return row;
}

static LwOffices *
end_table (LwOfficesBuilder *builder, LwDate date, const LwSettings *settings)
{
  g_autoptr (LwOffices) facts = lw_offices_builder_end (builder);

  return lw_offices_derive (facts, settings, date);
}

static LwDifference *
compute (LwOffices *before, LwOffices *after, LwOffices *gone)
{
  g_autoptr (GError) error = NULL;
  LwDifference *difference
      = lw_difference_compute (before, after, gone, LW_DIFFERENCE_LEAST_SHARE, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (difference);
  return difference;
}

static LwOfficeChange
change_of (const LwDifference *difference, gint64 id)
{
  guint row = lw_offices_find_id (difference->offices, id);

  g_assert_cmpuint (row, !=, LW_OFFICES_NONE);
  return difference->offices->change[row];
}

/* What an office was and is, and what that has to be called. */
static const struct {
  double area_before, vacant_before, area_after, vacant_after;
  LwOfficeChange change;
} stayed[] = {
  { 1000, 0, 1000, 0, LW_CHANGE_UNCHANGED },
  { 1000, 0, 1000, 5, LW_CHANGE_EMPTIED },       /* from nothing, however little */
  { 1000, 100, 1000, 110, LW_CHANGE_EMPTIED },   /* just a hundredth of it */
  { 1000, 100, 1000, 109, LW_CHANGE_UNCHANGED }, /* less than that */
  { 1000, 100, 1000, 91, LW_CHANGE_UNCHANGED },
  { 1000, 100, 1000, 90, LW_CHANGE_FILLED },
  { 1000, 5, 1000, 0, LW_CHANGE_FILLED }, /* to nothing */
  { 1000, 1000, 1000, 0, LW_CHANGE_FILLED },
  { 1000, 1000, 1200, 1200, LW_CHANGE_AREA }, /* as empty as before */
  { 1000, 500, 900, 450, LW_CHANGE_AREA },
  { 1000, 500, 900, 500, LW_CHANGE_AREA }, /* nothing moved, but it became smaller */
  { 1000, 0, 900, 0, LW_CHANGE_AREA },
  { 1000, NAN, 1000, 0, LW_CHANGE_KNOWN },
  { 1000, NAN, 1000, 300, LW_CHANGE_KNOWN },
  { 1000, 0, 1000, NAN, LW_CHANGE_UNKNOWN },
  { 1000, 300, 1000, NAN, LW_CHANGE_UNKNOWN },
  { 1000, NAN, 1000, NAN, LW_CHANGE_UNCHANGED },
  { 1000, NAN, 1100, NAN, LW_CHANGE_AREA },
  { NAN, 0, 1000, 0, LW_CHANGE_KNOWN },
  { 1000, 0, NAN, 0, LW_CHANGE_UNKNOWN },
  { NAN, NAN, 1000, 0, LW_CHANGE_KNOWN },
  { 1000, NAN, NAN, 0, LW_CHANGE_UNKNOWN }, /* one lost, one gained */
  { NAN, 0, NAN, 400, LW_CHANGE_EMPTIED },  /* known, though it counts in no m² */
  { NAN, 400, NAN, 0, LW_CHANGE_FILLED },
  { NAN, NAN, NAN, NAN, LW_CHANGE_UNCHANGED },
};

static void
test_stayed (void)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOfficesBuilder) a = lw_offices_builder_new (0), b = lw_offices_builder_new (0);
  g_autoptr (LwOffices) before = NULL, after = NULL;
  g_autoptr (LwDifference) difference = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (stayed); i++)
    {
      add_office (a, i + 1, stayed[i].area_before, stayed[i].vacant_before, DATE_BEFORE);
      add_office (b, i + 1, stayed[i].area_after, stayed[i].vacant_after, DATE_AFTER);
    }
  before = end_table (a, DATE_BEFORE, &settings);
  after = end_table (b, DATE_AFTER, &settings);
  difference = compute (before, after, NULL);
  g_assert_cmpuint (difference->offices->n, ==, G_N_ELEMENTS (stayed));
  for (guint i = 0; i < G_N_ELEMENTS (stayed); i++)
    if (difference->offices->change[i] != stayed[i].change)
      g_error ("office %u is “%s” and not “%s”", i, lw_codes_token (LW_CODES_CHANGE, difference->offices->change[i]),
               lw_codes_token (LW_CODES_CHANGE, stayed[i].change));
  g_assert_cmpuint (difference->sums[LW_CHANGE_KNOWN].offices, ==, 4);
  g_assert_cmpfloat (difference->offices->stock_before_m2[0], ==, 1000);
  g_assert_true (isnan (difference->offices->vacant_before_m2[12]));
  g_assert_cmpfloat (lw_offices_vacancy_change (difference->offices, 2), ==, 10);
  g_assert_true (isnan (lw_offices_vacancy_change (difference->offices, 12)));
}

/* Offices that came and went: 1 stays, 2 and 3 left, 4 was being converted, 5 and 6 of which the last is known, 7 came. */
static LwDifference *
compare_stocks (void)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOfficesBuilder) a = lw_offices_builder_new (0), b = lw_offices_builder_new (0);
  g_autoptr (LwOfficesBuilder) c = lw_offices_builder_new (0);
  g_autoptr (LwOffices) before = NULL, after = NULL, gone = NULL;

  for (gint64 id = 1; id <= 6; id++)
    add_office (a, id, (double) (1000 * id), id % 2 == 0 ? 500 : 0, DATE_BEFORE);
  lw_offices_builder_set_text (a, LW_OFFICE_STREET, 1, "Molenweg");
  lw_offices_builder_set_code (a, LW_OFFICE_STATUS, 3, LW_STATUS_UNDER_CONVERSION);
  lw_offices_builder_set_date (a, LW_OFFICE_VACANT_SINCE, 1, lw_date_from_ymd (2019, 1, 1));
  add_office (b, 1, 1000, 1000, DATE_AFTER);
  lw_offices_builder_set_date (b, LW_OFFICE_VACANT_SINCE, 0, lw_date_from_ymd (2024, 1, 1));
  add_office (b, 7, 700, 200, DATE_AFTER);
  add_office (c, 2, 2000, NAN, LW_DATE_UNKNOWN);
  lw_offices_builder_set_code (c, LW_OFFICE_STATUS, 0, LW_STATUS_WITHDRAWN);
  add_office (c, 5, 5000, NAN, LW_DATE_UNKNOWN);
  lw_offices_builder_set_code (c, LW_OFFICE_STATUS, 1, LW_STATUS_DEMOLISHED);
  add_office (c, 6, 6000, NAN, LW_DATE_UNKNOWN);
  lw_offices_builder_set_text (c, LW_OFFICE_USES, 2, "winkelfunctie;woonfunctie");
  before = end_table (a, DATE_BEFORE, &settings);
  after = end_table (b, DATE_AFTER, &settings);
  gone = lw_offices_builder_end (c);
  return compute (before, after, gone);
}

static void
test_came_and_went (void)
{
  g_autoptr (LwDifference) difference = compare_stocks ();
  const LwOffices *offices = difference->offices;
  const LwChangeSums *sums = difference->sums;
  guint row = lw_offices_find_id (offices, 2);
  LwTotals totals;

  g_assert_cmpuint (offices->n, ==, 7);
  g_assert_cmpint (change_of (difference, 1), ==, LW_CHANGE_EMPTIED);
  g_assert_cmpint (change_of (difference, 2), ==, LW_CHANGE_GONE); /* withdrawn says not why */
  g_assert_cmpint (change_of (difference, 3), ==, LW_CHANGE_GONE);
  g_assert_cmpint (change_of (difference, 4), ==, LW_CHANGE_TRANSFORMED);
  g_assert_cmpint (change_of (difference, 5), ==, LW_CHANGE_DEMOLISHED);
  g_assert_cmpint (change_of (difference, 6), ==, LW_CHANGE_TRANSFORMED);
  g_assert_cmpint (change_of (difference, 7), ==, LW_CHANGE_NEW);
  /* The rows of the later date stand first; an office that is gone keeps its facts, and counts for nothing. */
  g_assert_cmpint (offices->id[1], ==, 7);
  g_assert_cmpuint (row, >=, 2);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_STREET, row), ==, "Molenweg");
  g_assert_cmpfloat (offices->stock_m2[row], ==, 0);
  g_assert_cmpfloat (offices->stock_before_m2[row], ==, 2000);
  g_assert_cmpfloat (offices->vacant_before_m2[row], ==, 500);
  g_assert_cmpuint (offices->remarks[row] & LW_REMARK_GONE, !=, 0);
  lw_statistics_total (offices, NULL, &totals);
  g_assert_cmpuint (totals.offices, ==, 2);
  g_assert_cmpuint (totals.not_counted_offices, ==, 0);
  g_assert_cmpfloat (totals.stock_m2, ==, 1700);

  g_assert_cmpfloat (sums[LW_CHANGE_TRANSFORMED].stock_before_m2, ==, 10000);
  g_assert_cmpfloat (sums[LW_CHANGE_TRANSFORMED].stock_after_m2, ==, 0);
  g_assert_cmpfloat (sums[LW_CHANGE_TRANSFORMED].vacant_before_m2, ==, 1000);
  g_assert_cmpfloat (sums[LW_CHANGE_GONE].stock_before_m2, ==, 5000);
  g_assert_cmpfloat (sums[LW_CHANGE_GONE].structural_before_m2, ==, 500);
  g_assert_cmpfloat (sums[LW_CHANGE_NEW].stock_before_m2, ==, 0);
  g_assert_cmpfloat (sums[LW_CHANGE_NEW].stock_after_m2, ==, 700);
  g_assert_cmpfloat (sums[LW_CHANGE_NEW].vacant_after_m2, ==, 200);
  g_assert_cmpfloat (sums[LW_CHANGE_EMPTIED].vacant_after_m2, ==, 1000);
  g_assert_cmpfloat (sums[LW_CHANGE_EMPTIED].structural_after_m2, ==, 0);
  g_assert_cmpfloat (lw_offices_moved_m2 (offices, row), ==, 2000);
  g_assert_cmpfloat (lw_offices_moved_m2 (offices, 0), ==, 1000);
  g_assert_cmpfloat (lw_changes_get_withdrawn (sums), ==, 20000);
  /* Occupied were 21,000 - 1,500 m², and are 500. */
  g_assert_cmpfloat (lw_changes_get_net_take_up (sums), ==, 500 - 19500);
}

/* The rules of the document count an office on one date and not on the other. */
static void
test_counted_by_settings (void)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOfficesBuilder) a = lw_offices_builder_new (0), b = lw_offices_builder_new (0);
  g_autoptr (LwOffices) before = NULL, after = NULL, again = NULL;
  g_autoptr (LwDifference) difference = NULL;

  settings.min_size_m2 = 500;
  settings.mixed_rule = LW_MIXED_SHARE;
  settings.mixed_share = 0.5;
  add_office (a, 1, 600, 0, DATE_BEFORE);
  add_office (a, 2, 400, 100, DATE_BEFORE);
  add_office (a, 3, 450, 100, DATE_BEFORE);
  add_office (a, 4, 1000, 0, DATE_BEFORE);
  add_office (a, 5, 450, 0, DATE_BEFORE);
  add_office (b, 1, 450, 0, DATE_AFTER);
  add_office (b, 2, 400, 0, DATE_AFTER);
  add_office (b, 3, 550, 100, DATE_AFTER);
  lw_offices_builder_set_code (b, LW_OFFICE_USE_MIXED, add_office (b, 4, 1000, 0, DATE_AFTER), LW_YES);
  before = end_table (a, DATE_BEFORE, &settings);
  after = end_table (b, DATE_AFTER, &settings);
  difference = compute (before, after, NULL);
  g_assert_cmpint (change_of (difference, 1), ==, LW_CHANGE_AREA);
  g_assert_cmpint (change_of (difference, 2), ==, LW_CHANGE_NONE);
  g_assert_cmpint (change_of (difference, 3), ==, LW_CHANGE_AREA);
  g_assert_cmpint (change_of (difference, 4), ==, LW_CHANGE_AREA);
  /* One that never counted is not missed. */
  g_assert_cmpuint (difference->offices->n, ==, 4);
  g_assert_cmpfloat (difference->sums[LW_CHANGE_AREA].stock_before_m2, ==, 600 + 1000);
  g_assert_cmpfloat (difference->sums[LW_CHANGE_AREA].stock_after_m2, ==, 550 + 500);
  g_assert_cmpfloat (difference->sums[LW_CHANGE_AREA].vacant_after_m2, ==, 100);
  /* When other things count, other things have changed. */
  {
    LwSettings all = LW_SETTINGS_DEFAULT;
    g_autoptr (GError) error = NULL;
    g_autoptr (LwDifference) derived = lw_difference_derive (difference, &all, NULL, &error);

    g_assert_cmpint (change_of (derived, 2), ==, LW_CHANGE_FILLED);
    g_assert_cmpint (change_of (derived, 5), ==, LW_CHANGE_GONE);
    g_assert_cmpfloat (derived->totals_before.stock_m2, ==, 600 + 400 + 450 + 1000 + 450);
  }
  /* Whoever derives the table again leaves what is gone out. */
  again = lw_offices_derive (difference->offices, &settings, DATE_AFTER);
  for (guint i = 0; i < again->n; i++)
    g_assert_cmpfloat (again->stock_m2[i], ==, difference->offices->stock_m2[i]);
}

/* The list in the order of what moved most, and only what a filter wants. */
static void
test_list (void)
{
  g_autoptr (LwDifference) difference = compare_stocks ();
  g_autoptr (LwFilter) all = lw_filter_new ();
  g_autoptr (LwFilter) gone
      = lw_filter_with_changes (all, 1u << LW_CHANGE_GONE | 1u << LW_CHANGE_TRANSFORMED | 1u << LW_CHANGE_DEMOLISHED);
  g_autoptr (LwFilter) none = lw_filter_with_changes (gone, 0);
  g_autoptr (LwOfficeList) list = lw_office_list_new ();
  g_autoptr (LwBitset) rows = lw_filter_apply (gone, difference->offices, NULL, NULL);
  static const gint64 ids[] = { 6, 5, 4, 3, 2 };
  g_autofree char *words = lw_filter_describe (gone, 0, difference->offices);

  g_assert_cmpstr (words, ==, "Between dates: transformed, demolished, gone, unexplained");
  g_assert_cmpuint (lw_filter_get_changes (all), ==, 0);
  g_assert_true (lw_filter_is_empty (none));
  g_assert_false (lw_filter_equal (all, gone));
  lw_office_list_set_rows (list, difference->offices, rows);
  lw_office_list_set_order (list, LW_OFFICE_ORDER_CHANGE, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpint (difference->offices->id[lw_office_list_row_at (list, i)], ==, ids[i]);
}

/* What no list has named since the earlier date was not observed again. */
static void
test_carried (void)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOfficesBuilder) a = lw_offices_builder_new (0), b = lw_offices_builder_new (0);
  g_autoptr (LwOffices) before = NULL, after = NULL;
  g_autoptr (LwDifference) difference = NULL;

  add_office (a, 1, 1000, 0, DATE_BEFORE);
  add_office (a, 2, 2000, 0, DATE_BEFORE);
  add_office (a, 3, 4000, NAN, DATE_BEFORE);
  add_office (b, 1, 1000, 0, DATE_AFTER);
  add_office (b, 2, 2000, 0, DATE_BEFORE);
  add_office (b, 3, 4000, NAN, DATE_BEFORE);
  before = end_table (a, DATE_BEFORE, &settings);
  after = end_table (b, DATE_AFTER, &settings);
  difference = compute (before, after, NULL);
  g_assert_cmpuint (difference->sums[LW_CHANGE_UNCHANGED].offices, ==, 3);
  g_assert_cmpuint (difference->carried_offices, ==, 1);
  g_assert_cmpfloat (difference->carried_m2, ==, 2000);
}

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon (a, b, 1e-9 * MAX (1.0, fabs (b)))

static void
assert_is_total (const LwChangeSums *sum, const LwTotals *before, const LwTotals *after)
{
  assert_near (sum->stock_before_m2, before->stock_m2);
  assert_near (sum->stock_after_m2, after->stock_m2);
  assert_near (sum->vacant_before_m2, before->vacant_m2);
  assert_near (sum->vacant_after_m2, after->vacant_m2);
  assert_near (sum->structural_before_m2, before->structural_m2);
  assert_near (sum->structural_after_m2, after->structural_m2);
  assert_near (sum->unknown_before_m2, before->vacancy_unknown_m2);
  assert_near (sum->unknown_after_m2, after->vacancy_unknown_m2);
  assert_near (lw_change_sums_get_occupied (sum), after->occupied_m2 - before->occupied_m2);
}

static void
assert_adds_up (const LwDifference *difference, const LwTotals *before, const LwTotals *after)
{
  LwChangeSums whole;

  lw_changes_get_total (difference->sums, &whole);
  assert_is_total (&whole, before, after);
  g_assert_cmpuint (whole.offices, ==, difference->offices->n);
  g_assert_cmpuint (whole.offices_before, ==, before->offices);
  g_assert_cmpuint (whole.offices_after, ==, after->offices);
  g_assert_cmpuint (difference->sums[LW_CHANGE_NEW].offices_before, ==, 0);
  for (guint c = LW_CHANGE_TRANSFORMED; c <= LW_CHANGE_GONE; c++)
    g_assert_cmpfloat (difference->sums[c].stock_after_m2, ==, 0);
}

/* Of @offices those that @keep lets through, in an order that is not that of the keys if @shuffled. */
static LwOffices *
take_some (const LwOffices *offices, GRand *rand, guint keep, gboolean shuffled, const LwSettings *settings, LwDate date)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (offices->n);
  g_autoptr (LwOffices) some = NULL;

  for (guint i = 0; i < offices->n; i++)
    if (fixture_pick (rand, 100) < keep)
      lw_offices_builder_copy_row (builder, lw_offices_builder_add (builder), offices,
                                   shuffled ? offices->n - 1 - i : i);
  some = lw_offices_builder_end (builder);
  return lw_offices_derive (some, settings, date);
}

static void
test_adds_up (void)
{
  for (guint32 seed = 1; seed <= 30; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      LwSettings settings = LW_SETTINGS_DEFAULT;
      g_autoptr (LwOffices) made_before = NULL, made_after = NULL, before = NULL, after = NULL;
      g_autoptr (LwDifference) difference = NULL;
      g_autofree LwChangeSums *by = NULL;
      LwTotals totals_before, totals_after;

      settings.mixed_rule = seed % LW_N_MIXED_RULES;
      settings.mixed_share = 0.3;
      settings.min_size_m2 = seed % 2 * 250;
      made_before = fixture_offices (3000, seed, &settings);
      made_after = fixture_offices (3000, seed + 1000, &settings);
      before = take_some (made_before, rand, 80, seed % 3 == 0, &settings, DATE_BEFORE);
      after = take_some (made_after, rand, 90, seed % 5 == 0, &settings, DATE_AFTER);
      difference = compute (before, after, NULL);
      lw_statistics_total (before, NULL, &totals_before);
      lw_statistics_total (after, NULL, &totals_after);
      assert_adds_up (difference, &totals_before, &totals_after);
      for (guint c = LW_CHANGE_EMPTIED; c < LW_CHANGE_UNCHANGED; c++)
        g_assert_cmpuint (difference->sums[c].offices, >, 0);

      /* By municipality each group adds up to that of the statistics of the later date. */
      by = lw_difference_sum_by (difference, NULL, LW_DIMENSION_MUNICIPALITY);
      {
        g_autoptr (LwBreakdown) breakdown = lw_statistics_break_down (after, NULL, LW_DIMENSION_MUNICIPALITY);

        for (guint i = 0; i < breakdown->n; i++)
          {
            guint32 key = lw_dimension_find_key (LW_DIMENSION_MUNICIPALITY, difference->offices, breakdown->keys[i]);
            LwChangeSums whole;

            lw_changes_get_total (&by[key * LW_N_CHANGES], &whole);
            assert_near (whole.stock_after_m2, breakdown->totals[i].stock_m2);
            assert_near (whole.vacant_after_m2, breakdown->totals[i].vacant_m2);
          }
      }
    }
}

/* Of a table and itself nothing differs, and backwards what came has gone. */
static void
test_symmetry (void)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (LwOffices) one = fixture_offices (2000, 5, &settings), two = fixture_offices (2000, 6, &settings);
  g_autoptr (LwOffices) some = take_some (two, rand, 70, FALSE, &settings, DATE_AFTER);
  g_autoptr (LwDifference) same = compute (one, one, NULL), there = compute (one, some, NULL);
  g_autoptr (LwDifference) back = compute (some, one, NULL);
  static const guint8 backwards[LW_N_CHANGES] = {
    [LW_CHANGE_NEW] = LW_CHANGE_GONE,         [LW_CHANGE_GONE] = LW_CHANGE_NEW,
    [LW_CHANGE_EMPTIED] = LW_CHANGE_FILLED,   [LW_CHANGE_FILLED] = LW_CHANGE_EMPTIED,
    [LW_CHANGE_AREA] = LW_CHANGE_AREA,        [LW_CHANGE_UNCHANGED] = LW_CHANGE_UNCHANGED,
  };

  g_assert_cmpuint (same->sums[LW_CHANGE_UNCHANGED].offices, ==, 2000);
  for (guint i = 0; i < there->offices->n; i++)
    {
      LwOfficeChange change = there->offices->change[i], other = change_of (back, there->offices->id[i]);

      /* What is known on one date only may be a gain and a loss at once. */
      if (backwards[change] != LW_CHANGE_NONE)
        g_assert_cmpint (other, ==, backwards[change]);
      else
        g_assert_true (other == LW_CHANGE_KNOWN || other == LW_CHANGE_UNKNOWN);
    }
}

static LwOffices *
read_date (LwStore *store, LwDate date)
{
  g_autoptr (GError) error = NULL;
  LwOffices *offices = lw_store_read_offices (store, date, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return offices;
}

/* On every two dates of the example the totals are those of the statistics of that date. */
static void
test_example (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("lw-difference-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "example.gpkg", NULL);
  g_autoptr (LwStore) store = NULL;
  g_autoptr (GArray) dates = NULL;
  g_autoptr (LwOffices) gone = NULL;

  g_assert_true (lw_example_write (path, 1500, 3, NULL, NULL, NULL, &error));
  store = lw_store_open (path, LW_STORE_READ_ONLY, &error);
  dates = lw_store_read_dates (store, &error);
  g_assert_cmpuint (dates->len, ==, 5);
  gone = lw_store_read_gone_offices (store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < dates->len; i++)
    for (guint j = i + 1; j < dates->len; j++)
      {
        g_autoptr (LwOffices) before = read_date (store, g_array_index (dates, LwDate, i));
        g_autoptr (LwOffices) after = read_date (store, g_array_index (dates, LwDate, j));
        g_autoptr (LwStatistics) first = lw_statistics_compute (before, NULL, NULL, 0, NULL, &error);
        g_autoptr (LwStatistics) last = lw_statistics_compute (after, NULL, NULL, 0, NULL, &error);
        g_autoptr (LwDifference) difference = compute (before, after, gone);

        assert_adds_up (difference, &first->all, &last->all);
        g_assert_cmpint (difference->from, ==, first->date);
        g_assert_cmpint (difference->to, ==, last->date);
        g_assert_cmpuint (difference->sums[LW_CHANGE_EMPTIED].offices, >, 0);
        g_assert_cmpuint (difference->sums[LW_CHANGE_FILLED].offices, >, 0);
        g_assert_cmpuint (difference->sums[LW_CHANGE_TRANSFORMED].offices, >, 0);
        g_assert_cmpuint (difference->sums[LW_CHANGE_DEMOLISHED].offices, >, 0);
        g_assert_cmpuint (difference->sums[LW_CHANGE_NEW].offices, >, 0);
        g_assert_cmpuint (difference->sums[LW_CHANGE_AREA].offices, >, 0);
        g_assert_cmpuint (difference->carried_offices, ==, 0);
      }
  g_clear_pointer (&store, lw_store_close);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_cancelled (void)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOffices) offices = fixture_offices (100, 1, &settings);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (lw_difference_compute (offices, offices, NULL, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/difference/stayed", test_stayed);
  g_test_add_func ("/difference/came-and-went", test_came_and_went);
  g_test_add_func ("/difference/list", test_list);
  g_test_add_func ("/difference/settings", test_counted_by_settings);
  g_test_add_func ("/difference/carried", test_carried);
  g_test_add_func ("/difference/adds-up", test_adds_up);
  g_test_add_func ("/difference/symmetry", test_symmetry);
  g_test_add_func ("/difference/example", test_example);
  g_test_add_func ("/difference/cancelled", test_cancelled);
  return g_test_run ();
}

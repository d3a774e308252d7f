/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-statistics: totals and breakdowns against sums by hand, against each other, and over numbers of
 * threads. */
#include <string.h>

#include "fixture-offices.h"
#include "model/lw-parallel.h"
#include "statistics/lw-classify.h"
#include "statistics/lw-series.h"
#include "statistics/lw-statistics.h"

static void
add_office (LwOfficesBuilder *builder,
            const char *code,
            double area,
            double vacant,
            LwDate since,
            guint mixed,
            guint measure)
{
  guint row = lw_offices_builder_add (builder);

  lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, row, code);
  if (strcmp (code, "GM0344") == 0)
    lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY, row, "Utrecht");
  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, area);
  lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, row, vacant);
  lw_offices_builder_set_date (builder, LW_OFFICE_VACANT_SINCE, row, since);
  lw_offices_builder_set_code (builder, LW_OFFICE_USE_MIXED, row, mixed);
  lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, row, measure);
}

/* Eight offices whose figures are easily added by hand; the last is below the lower size limit. */
static LwOffices *
make_table (void)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (8);
  g_autoptr (LwOffices) offices = NULL;
  LwSettings settings = LW_SETTINGS_DEFAULT;

  add_office (builder, "GM0344", 1000, 0, LW_DATE_UNKNOWN, LW_NO, LW_AREA_VVO);
  add_office (builder, "GM0344", 2000, 500, lw_date_from_ymd (2024, 6, 1), LW_NO, LW_AREA_VVO);
  add_office (builder, "GM0344", 5000, 4000, lw_date_from_ymd (2022, 1, 1), LW_YES, LW_AREA_BVO);
  add_office (builder, "GM0307", 800, 300, LW_DATE_UNKNOWN, LW_NO, LW_AREA_GO);
  add_office (builder, "GM0307", 700, NAN, LW_DATE_UNKNOWN, LW_NO, LW_AREA_GO);
  add_office (builder, "GM0307", NAN, NAN, LW_DATE_UNKNOWN, LW_NO, LW_AREA_GO);
  add_office (builder, "", 600, 600, lw_date_from_ymd (2023, 6, 1), LW_NO, LW_AREA_VVO);
  add_office (builder, "GM0402", 90, 90, lw_date_from_ymd (2023, 6, 1), LW_NO, LW_AREA_VVO);
  settings.min_size_m2 = 100;
  offices = lw_offices_builder_end (builder);
  return lw_offices_derive (offices, &settings, FIXTURE_DATE);
}

static void
test_totals_by_hand (void)
{
  g_autoptr (LwOffices) offices = make_table ();
  LwTotals totals;

  lw_statistics_total (offices, NULL, &totals);
  g_assert_cmpuint (totals.offices, ==, 7);
  g_assert_cmpuint (totals.not_counted_offices, ==, 1);
  g_assert_cmpuint (totals.area_unknown_offices, ==, 1);
  g_assert_cmpuint (totals.vacancy_unknown_offices, ==, 2);
  g_assert_cmpuint (totals.vacant_offices, ==, 4);
  g_assert_cmpuint (totals.mixed_offices, ==, 1);
  /* 5,000 m2 bvo are 4,000 m2 vvo, of which 3,200 stand empty. */
  g_assert_cmpfloat (totals.stock_m2, ==, 1000 + 2000 + 4000 + 800 + 700 + 600);
  g_assert_cmpfloat (totals.mixed_m2, ==, 4000);
  g_assert_cmpfloat (totals.vacant_m2, ==, 500 + 3200 + 300 + 600);
  g_assert_cmpfloat (totals.vacancy_unknown_m2, ==, 700);
  g_assert_cmpfloat (totals.occupied_m2, ==, 1000 + 1500 + 800 + 500);
  g_assert_cmpfloat_with_epsilon (totals.vacancy_rate, 4600.0 / 8400.0, 1e-15);
  g_assert_cmpfloat (totals.c_m2[0], ==, 500);
  g_assert_cmpfloat (totals.c_m2[1], ==, 600);
  g_assert_cmpfloat (totals.c_m2[2], ==, 0);
  g_assert_cmpfloat (totals.c_m2[3], ==, 3200);
  g_assert_cmpfloat (totals.structural_m2, ==, 3200);
  g_assert_cmpfloat (totals.age_unknown_m2, ==, 300);
  g_assert_cmpfloat (totals.measured_m2[LW_AREA_VVO], ==, 3600);
  g_assert_cmpfloat (totals.measured_m2[LW_AREA_BVO], ==, 4000);
  g_assert_cmpfloat (totals.measured_m2[LW_AREA_GO], ==, 1500);
}

static void
test_breakdown_by_hand (void)
{
  g_autoptr (LwOffices) offices = make_table ();
  g_autoptr (LwBreakdown) by = lw_statistics_break_down (offices, NULL, LW_DIMENSION_MUNICIPALITY);
  g_autoptr (LwBreakdown) by_size = lw_statistics_break_down (offices, NULL, LW_DIMENSION_SIZE);
  guint utrecht = lw_breakdown_find (by, "GM0344");

  /* By the alphabet, the unknown last; the one that only holds an office that does not count is there too. */
  g_assert_cmpuint (by->n, ==, 4);
  g_assert_cmpstr (by->keys[0], ==, "GM0307");
  g_assert_cmpstr (by->keys[1], ==, "GM0402");
  g_assert_cmpstr (by->keys[2], ==, "GM0344");
  g_assert_cmpstr (by->keys[3], ==, "");
  g_assert_cmpstr (by->labels[utrecht], ==, "Utrecht");
  g_assert_cmpfloat (by->totals[utrecht].stock_m2, ==, 7000);
  g_assert_cmpfloat (by->totals[utrecht].vacant_m2, ==, 3700);
  g_assert_cmpuint (by->totals[1].offices, ==, 0);
  g_assert_true (isnan (by->totals[1].vacancy_rate));
  g_assert_cmpuint (lw_breakdown_find (by, "GM9999"), ==, LW_BREAKDOWN_NONE);

  /* The size classes include their lower bound. */
  g_assert_cmpstr (by_size->keys[0], ==, "<500");
  g_assert_cmpstr (by_size->keys[1], ==, "500-1000");
  g_assert_cmpuint (by_size->totals[1].offices, ==, 3);
  g_assert_cmpstr (by_size->keys[2], ==, "1000-2500");
  g_assert_cmpuint (by_size->totals[2].offices, ==, 2);
  g_assert_cmpstr (by_size->keys[by_size->n - 1], ==, "");
}

static void
add_totals (LwTotals *sum, const LwTotals *part)
{
  sum->offices += part->offices;
  sum->vacant_offices += part->vacant_offices;
  sum->vacancy_unknown_offices += part->vacancy_unknown_offices;
  sum->mixed_offices += part->mixed_offices;
  sum->area_unknown_offices += part->area_unknown_offices;
  sum->not_counted_offices += part->not_counted_offices;
  sum->stock_m2 += part->stock_m2;
  sum->occupied_m2 += part->occupied_m2;
  sum->vacant_m2 += part->vacant_m2;
  sum->structural_m2 += part->structural_m2;
  sum->age_unknown_m2 += part->age_unknown_m2;
  sum->vacancy_unknown_m2 += part->vacancy_unknown_m2;
  sum->mixed_m2 += part->mixed_m2;
  for (guint c = 0; c < 4; c++)
    sum->c_m2[c] += part->c_m2[c];
  for (guint m = 0; m < LW_N_AREA_MEASURES; m++)
    sum->measured_m2[m] += part->measured_m2[m];
}

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon (a, b, 1e-9 * MAX (1.0, fabs (b)))

static void
assert_totals_near (const LwTotals *a, const LwTotals *b)
{
  g_assert_cmpuint (a->offices, ==, b->offices);
  g_assert_cmpuint (a->vacant_offices, ==, b->vacant_offices);
  g_assert_cmpuint (a->vacancy_unknown_offices, ==, b->vacancy_unknown_offices);
  g_assert_cmpuint (a->mixed_offices, ==, b->mixed_offices);
  g_assert_cmpuint (a->area_unknown_offices, ==, b->area_unknown_offices);
  g_assert_cmpuint (a->not_counted_offices, ==, b->not_counted_offices);
  assert_near (a->stock_m2, b->stock_m2);
  assert_near (a->occupied_m2, b->occupied_m2);
  assert_near (a->vacant_m2, b->vacant_m2);
  assert_near (a->structural_m2, b->structural_m2);
  assert_near (a->age_unknown_m2, b->age_unknown_m2);
  assert_near (a->vacancy_unknown_m2, b->vacancy_unknown_m2);
  assert_near (a->mixed_m2, b->mixed_m2);
  for (guint c = 0; c < 4; c++)
    assert_near (a->c_m2[c], b->c_m2[c]);
  for (guint m = 0; m < LW_N_AREA_MEASURES; m++)
    assert_near (a->measured_m2[m], b->measured_m2[m]);
}

static LwBitset *
pick_rows (guint n, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  LwBitset *rows = lw_bitset_new (n);

  for (guint i = 0; i < n; i++)
    if (fixture_pick (rand, 3) == 0)
      lw_bitset_set (rows, i);
  return rows;
}

/* In a random table, each breakdown adds up to the totals, and the identities hold. */
static void
test_breakdowns_add_up (void)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (LwBitset) shown = pick_rows (5000, 7);
  g_autoptr (LwStatistics) statistics = NULL;

  settings.min_size_m2 = 100;
  settings.mixed_rule = LW_MIXED_SHARE;
  settings.mixed_share = 0.37;
  offices = fixture_offices (5000, 1, &settings);
  statistics = lw_statistics_compute (offices, shown, NULL, 0, NULL, NULL);
  for (guint d = 0; d < LW_N_DIMENSIONS; d++)
    {
      const LwBreakdown *all = statistics->all_by[d], *some = statistics->shown_by[d];
      LwTotals sum_all = { 0 }, sum_shown = { 0 };

      g_assert_cmpuint (all->n, ==, some->n);
      for (guint i = 0; i < all->n; i++)
        {
          const LwTotals *t = &all->totals[i];

          g_assert_cmpstr (all->keys[i], ==, some->keys[i]);
          add_totals (&sum_all, t);
          add_totals (&sum_shown, &some->totals[i]);
          assert_near (t->occupied_m2 + t->vacant_m2 + t->vacancy_unknown_m2, t->stock_m2);
          assert_near (t->c_m2[0] + t->c_m2[1] + t->c_m2[2] + t->c_m2[3] + t->age_unknown_m2, t->vacant_m2);
        }
      assert_totals_near (&sum_all, &statistics->all);
      assert_totals_near (&sum_shown, &statistics->shown);
    }
  g_assert_cmpuint (statistics->all.offices + statistics->all.not_counted_offices, ==, 5000);
  g_assert_cmpuint (statistics->shown.offices + statistics->shown.not_counted_offices, ==,
                    lw_bitset_count (shown));
}

static void
assert_same_bits (const LwStatistics *a, const LwStatistics *b)
{
  g_assert_cmpmem (&a->all, sizeof a->all, &b->all, sizeof b->all);
  g_assert_cmpmem (&a->shown, sizeof a->shown, &b->shown, sizeof b->shown);
  for (guint d = 0; d < LW_N_DIMENSIONS; d++)
    {
      gsize size = a->all_by[d]->n * sizeof (LwTotals);

      g_assert_cmpuint (a->all_by[d]->n, ==, b->all_by[d]->n);
      g_assert_cmpmem (a->all_by[d]->totals, size, b->all_by[d]->totals, size);
      g_assert_cmpmem (a->shown_by[d]->totals, size, b->shown_by[d]->totals, size);
    }
}

static void
test_threads_give_same_bits (void)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (LwBitset) shown = pick_rows (40000, 3);
  g_autoptr (LwStatistics) one = NULL;

  /* Factors that leave fractions which no sum holds exactly. */
  settings.bvo_to_vvo = 0.7 + 1.0 / 3.0;
  settings.go_to_vvo = 0.1 + 1.0 / 7.0;
  offices = fixture_offices (40000, 2, &settings);
  one = lw_statistics_compute (offices, shown, NULL, 1, NULL, NULL);
  for (guint n_threads = 2; n_threads <= 9; n_threads++)
    {
      g_autoptr (LwStatistics) many = lw_statistics_compute (offices, shown, NULL, n_threads, NULL, NULL);
      g_autoptr (LwStatistics) reused = lw_statistics_compute (offices, shown, many, n_threads, NULL, NULL);

      assert_same_bits (one, many);
      assert_same_bits (one, reused);
      g_assert_true (reused->all_by[0] == many->all_by[0]);
    }
}

static void
test_without_filter (void)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOffices) offices = fixture_offices (300, 5, &settings);
  g_autoptr (LwOffices) other = fixture_offices (300, 6, &settings);
  g_autoptr (LwBitset) full = lw_bitset_new_full (300);
  g_autoptr (LwStatistics) none = lw_statistics_compute (offices, NULL, NULL, 0, NULL, NULL);
  g_autoptr (LwStatistics) all = lw_statistics_compute (offices, full, NULL, 0, NULL, NULL);
  g_autoptr (LwStatistics) after = lw_statistics_compute (other, NULL, none, 0, NULL, NULL);

  assert_same_bits (none, all);
  /* Figures of another table are not taken over. */
  g_assert_cmpfloat (after->all.stock_m2, !=, none->all.stock_m2);
}

static void
test_empty_table (void)
{
  g_autoptr (LwOffices) offices = lw_offices_new_empty ();
  g_autoptr (LwStatistics) statistics = lw_statistics_compute (offices, NULL, NULL, 0, NULL, NULL);

  g_assert_cmpuint (statistics->all.offices, ==, 0);
  g_assert_true (isnan (statistics->all.vacancy_rate));
  g_assert_cmpuint (statistics->all_by[LW_DIMENSION_SIZE]->n, ==, 0);
}

static void
test_cancelled (void)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOffices) offices = fixture_offices (100, 5, &settings);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (lw_statistics_compute (offices, NULL, NULL, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_series (void)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOffices) table = make_table ();
  g_autoptr (LwOffices) later = lw_offices_derive (table, &settings, lw_date_from_ymd (2026, 1, 1));
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new_from (table);
  g_autoptr (LwOffices) unobserved = NULL;
  g_autoptr (LwSeries) series = NULL;
  g_autofree double *structural = NULL, *vacant = NULL;
  LwOffices *snapshots[3] = { later, table, NULL };

  for (guint i = 0; i < table->n; i++)
    lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, i, NAN);
  unobserved = lw_offices_builder_end (builder);
  snapshots[2] = lw_offices_derive (unobserved, &settings, lw_date_from_ymd (2020, 1, 1));

  series = lw_series_compute (snapshots, 3, NULL, NULL, NULL);
  structural = lw_series_column (series, LW_SERIES_STRUCTURAL);
  vacant = lw_series_column (series, LW_SERIES_VACANT);
  g_assert_cmpint (series->dates[0], <, series->dates[1]);
  g_assert_cmpint (series->dates[1], <, series->dates[2]);
  /* Nothing was observed in 2020: a gap. By 2026 those of June 2023 are still younger than three years. */
  g_assert_true (isnan (vacant[0]) && isnan (structural[0]));
  g_assert_cmpfloat (structural[1], ==, 3200);
  g_assert_cmpfloat (structural[2], ==, 3200);
  lw_offices_unref (snapshots[2]);
}

static void
test_vacancy_classes (void)
{
  static const struct {
    double rate;
    LwVacancyClass expected;
  } cases[] = {
    { NAN, LW_VACANCY_CLASS_UNKNOWN },  { 0, LW_VACANCY_CLASS_TIGHT },
    { 0.0299, LW_VACANCY_CLASS_TIGHT }, { 0.03, LW_VACANCY_CLASS_HEALTHY },
    { 0.08, LW_VACANCY_CLASS_AMPLE },   { 0.1199, LW_VACANCY_CLASS_AMPLE },
    { 0.12, LW_VACANCY_CLASS_HIGH },    { 0.2, LW_VACANCY_CLASS_VERY_HIGH },
    { 1, LW_VACANCY_CLASS_VERY_HIGH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (lw_classify_vacancy (cases[i].rate), ==, cases[i].expected);
  g_assert_cmpstr (lw_classify_vacancy_limits (LW_VACANCY_CLASS_HEALTHY), ==, "3–8 %");
  g_assert_cmpstr (lw_classify_vacancy_label (LW_VACANCY_CLASS_HEALTHY), ==, "healthy");
}

static void
count_item (guint item, gpointer data)
{
  guint *counts = data;

  counts[item]++;
}

static void
count_slice (guint first, guint n, gpointer data)
{
  guint *counts = data;

  for (guint i = first; i < first + n; i++)
    counts[i]++;
}

static void
test_parallel_does_each_once (void)
{
  guint n = 3 * LW_PARALLEL_SLICE + 5;

  for (guint n_threads = 0; n_threads < 5; n_threads++)
    {
      g_autofree guint *items = g_new0 (guint, 100), *rows = g_new0 (guint, n);

      g_assert_true (lw_parallel_run (100, n_threads, count_item, items, NULL, NULL));
      g_assert_true (lw_parallel_run_slices (n, n_threads, count_slice, rows, NULL, NULL));
      for (guint i = 0; i < 100; i++)
        g_assert_cmpuint (items[i], ==, 1);
      for (guint i = 0; i < n; i++)
        g_assert_cmpuint (rows[i], ==, 1);
    }
  g_assert_true (lw_parallel_run (0, 4, count_item, NULL, NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statistics/totals-by-hand", test_totals_by_hand);
  g_test_add_func ("/statistics/breakdown-by-hand", test_breakdown_by_hand);
  g_test_add_func ("/statistics/breakdowns-add-up", test_breakdowns_add_up);
  g_test_add_func ("/statistics/threads-give-same-bits", test_threads_give_same_bits);
  g_test_add_func ("/statistics/without-filter", test_without_filter);
  g_test_add_func ("/statistics/empty-table", test_empty_table);
  g_test_add_func ("/statistics/cancelled", test_cancelled);
  g_test_add_func ("/statistics/series", test_series);
  g_test_add_func ("/statistics/vacancy-classes", test_vacancy_classes);
  g_test_add_func ("/parallel/does-each-once", test_parallel_does_each_once);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-statistics: a filter and all breakdowns, a search, the order of the list, and the difference of two dates, with
 * one plain sum over the same columns as the yardstick. The best of several runs counts. */
#include "../core/fixture-offices.h"
#include "model/lw-filter.h"
#include "model/lw-office-list.h"
#include "statistics/lw-difference.h"
#include "statistics/lw-statistics.h"

#define N_RUNS 5

typedef struct {
  LwOffices *offices;
  LwFilter *filter;
  LwFilter *search;
  LwBitset *shown;
  LwStatistics *statistics;
  LwOfficeList *list;
  LwOffices *before; /* of the difference */
  LwDifference *difference;
  double sum;
} Bench;

/* Reads once what the statistics read: 26 bytes a row. */
static void
run_yardstick (Bench *bench)
{
  const LwOffices *o = bench->offices;

  bench->sum = 0;
  for (guint i = 0; i < o->n; i++)
    bench->sum += (o->stock_m2[i] > 0 ? o->stock_m2[i] : 0)
                  + (o->vacant_stock_m2[i] > 0 ? o->vacant_stock_m2[i] : 0) + o->vacancy_age[i]
                  + o->area_measure[i] + o->use_mixed[i] + (o->remarks[i] & 1) + o->town[i];
}

static void
run_filter (Bench *bench)
{
  g_clear_pointer (&bench->shown, lw_bitset_unref);
  bench->shown = lw_filter_apply (bench->filter, bench->offices, NULL, NULL);
}

static void
run_search (Bench *bench)
{
  g_clear_pointer (&bench->shown, lw_bitset_unref);
  bench->shown = lw_filter_apply (bench->search, bench->offices, NULL, NULL);
}

static void
run_statistics (Bench *bench)
{
  g_clear_pointer (&bench->statistics, lw_statistics_unref);
  bench->statistics = lw_statistics_compute (bench->offices, bench->shown, NULL, 0, NULL, NULL);
}

/* As while brushing: the table is the same as before. */
static void
run_statistics_again (Bench *bench)
{
  LwStatistics *next = lw_statistics_compute (bench->offices, bench->shown, bench->statistics, 0, NULL, NULL);

  lw_statistics_unref (bench->statistics);
  bench->statistics = next;
}

static void
run_sort (Bench *bench)
{
  g_autoptr (LwBitset) all = lw_bitset_new_full (bench->offices->n);

  lw_office_list_set_rows (bench->list, bench->offices, all);
  lw_office_list_set_order (bench->list, LW_OFFICE_ORDER_STOCK, FALSE);
  lw_office_list_set_order (bench->list, LW_OFFICE_ORDER_ADDRESS, FALSE);
}

/* Two dates whose offices are the same but for one in twenty that came and one that went. */
static void
run_difference (Bench *bench)
{
  g_clear_pointer (&bench->difference, lw_difference_unref);
  bench->difference
      = lw_difference_compute (bench->before, bench->offices, NULL, LW_DIFFERENCE_LEAST_SHARE, NULL, NULL);
}

/* As while brushing. */
static void
run_difference_again (Bench *bench)
{
  LwChangeSums sums[LW_N_CHANGES];

  lw_difference_sum (bench->difference, NULL, sums);
  bench->sum = sums[LW_CHANGE_EMPTIED].stock_after_m2;
}

static LwOffices *
make_before (guint n, const LwSettings *settings)
{
  g_autoptr (LwOffices) other = fixture_offices (n, 2, settings);
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (n);
  g_autoptr (LwOffices) before = NULL;

  for (guint i = 0; i < n; i++)
    if (i % 20 > 0)
      {
        guint row = lw_offices_builder_add (builder);

        lw_offices_builder_copy_row (builder, row, other, i);
        if (i % 20 == 1)
          lw_offices_builder_set_id (builder, row, (gint64) n + i);
      }
  before = lw_offices_builder_end (builder);
  return lw_offices_derive (before, settings, lw_date_from_ymd (2023, 1, 1));
}

static double
measure (Bench *bench, void (*run) (Bench *bench))
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      run (bench);
      best = MIN (best, (double) (g_get_monotonic_time () - start) / 1000);
    }
  return best;
}

static void
run_all (guint n)
{
  static const char *const years[] = { "1965-1979", "1980-1994", NULL };
  LwSettings settings = LW_SETTINGS_DEFAULT;
  Bench bench = { .list = lw_office_list_new () };
  g_autoptr (LwFilter) empty = lw_filter_new ();
  g_autoptr (LwFilter) keys = lw_filter_with_keys (empty, LW_DIMENSION_BUILD_YEAR, years);
  g_autoptr (LwExpression) expression =
      lw_expression_parse ("vacant_m2 / floor_area_m2 > 0.1 or energy_label = 'D'", NULL, NULL);
  double yardstick, search, filter, statistics, again, sort, difference, sums;
  guint n_shown;

  bench.offices = fixture_offices (n, 1, &settings);
  bench.filter = lw_filter_with_expression (keys, expression);
  bench.search = lw_filter_with_text (empty, "zonnelaan 12");
  yardstick = measure (&bench, run_yardstick);
  search = measure (&bench, run_search);
  filter = measure (&bench, run_filter);
  n_shown = lw_bitset_count (bench.shown);
  statistics = measure (&bench, run_statistics);
  again = measure (&bench, run_statistics_again);
  sort = measure (&bench, run_sort);
  bench.before = make_before (n, &settings);
  difference = measure (&bench, run_difference);
  sums = measure (&bench, run_difference_again);
  g_print (
      "%u offices (%u pass): filter %.2f ms, all breakdowns %.2f ms, while brushing %.2f ms, search %.2f ms, "
      "two sorts %.2f ms, difference of two dates %.2f ms, its sums again %.2f ms (one sum over the columns: "
      "%.2f ms)\n",
      n, n_shown, filter, statistics, again, search, sort, difference, sums, yardstick);
  lw_offices_unref (bench.before);
  lw_difference_unref (bench.difference);
  lw_offices_unref (bench.offices);
  lw_filter_unref (bench.filter);
  lw_filter_unref (bench.search);
  lw_bitset_unref (bench.shown);
  lw_statistics_unref (bench.statistics);
  g_object_unref (bench.list);
}

int
main (void)
{
  run_all (100000);
  run_all (1000000);
  return 0;
}

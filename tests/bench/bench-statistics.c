/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-statistics: a filter and all breakdowns, a search, and the order of the list, with one plain sum over
 * the same columns as the yardstick. The best of several runs counts. */
#include "../core/fixture-offices.h"
#include "model/lw-filter.h"
#include "model/lw-office-list.h"
#include "statistics/lw-statistics.h"

#define N_RUNS 5

typedef struct {
  LwOffices *offices;
  LwFilter *filter;
  LwFilter *search;
  LwBitset *shown;
  LwStatistics *statistics;
  LwOfficeList *list;
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
  double yardstick, search, filter, statistics, again, sort;
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
  g_print (
      "%u offices (%u pass): filter %.2f ms, all breakdowns %.2f ms, while brushing %.2f ms, search %.2f ms, "
      "two sorts %.2f ms (one sum over the columns: %.2f ms)\n",
      n, n_shown, filter, statistics, again, search, sort, yardstick);
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

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-chart-make: see lw-chart-make.h. */
#include "draw/lw-chart-make.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static LwChartUnit
unit_of_column (LwTrajectoryColumn column)
{
  switch (column)
    {
    case LW_TRAJECTORY_RATE:
      return LW_CHART_FRACTION;
    case LW_TRAJECTORY_DWELLINGS:
      return LW_CHART_COUNT;
    case LW_TRAJECTORY_INVESTMENT_EUR:
    case LW_TRAJECTORY_SHORTFALL_EUR:
    case LW_TRAJECTORY_FUND_EUR:
      return LW_CHART_EURO;
    default:
      return LW_CHART_M2;
    }
}

/** lw_trajectory_column_title: (returns: transfer none) title line of a chart of this figure, with its unit
 */
const char *
lw_trajectory_column_title (LwTrajectoryColumn column)
{
  static const char *const titles[LW_N_TRAJECTORY_COLUMNS] = {
    [LW_TRAJECTORY_STOCK] = N_ ("Stock, m²"),
    [LW_TRAJECTORY_OCCUPIED] = N_ ("In use, m²"),
    [LW_TRAJECTORY_VACANCY] = N_ ("Vacancy, m²"),
    /* xgettext:no-c-format */
    [LW_TRAJECTORY_RATE] = N_ ("Vacancy, % of stock"),
    [LW_TRAJECTORY_STRUCTURAL] = N_ ("Structural vacancy, m²"),
    [LW_TRAJECTORY_CBS_LONG] = N_ ("Vacant for a year and more, m²"),
    [LW_TRAJECTORY_TAKEUP] = N_ ("Take-up, m² a year"),
    [LW_TRAJECTORY_RELEASE] = N_ ("Released, m² a year"),
    [LW_TRAJECTORY_WITHDRAWN] = N_ ("Withdrawn, m² a year"),
    [LW_TRAJECTORY_DISPLACED] = N_ ("Displaced users, m² a year"),
    [LW_TRAJECTORY_COMPLETED] = N_ ("New offices, m² a year"),
    [LW_TRAJECTORY_RETURNED] = N_ ("Back from temporary use, m² a year"),
    [LW_TRAJECTORY_TEMPORARY_DWELLINGS] = N_ ("Temporary dwellings"),
    [LW_TRAJECTORY_SHORTAGE] = N_ ("Shortage, m²"),
    [LW_TRAJECTORY_DWELLINGS] = N_ ("Dwellings delivered a year"),
    [LW_TRAJECTORY_INVESTMENT_EUR] = N_ ("Investment, € a year"),
    [LW_TRAJECTORY_SHORTFALL_EUR] = N_ ("Shortfall, € a year"),
    [LW_TRAJECTORY_FUND_EUR] = N_ ("Balance of the fund, €"),
  };

  g_return_val_if_fail ((guint)column < LW_N_TRAJECTORY_COLUMNS, NULL);

  return _ (titles[column]);
}

static double
total_of_column (const LwTotals *totals, LwTrajectoryColumn column)
{
  switch (column)
    {
    case LW_TRAJECTORY_STOCK:
      return totals->stock_m2;
    case LW_TRAJECTORY_OCCUPIED:
      return totals->occupied_m2;
    case LW_TRAJECTORY_VACANCY:
      return totals->vacant_m2;
    case LW_TRAJECTORY_RATE:
      return totals->vacancy_rate;
    case LW_TRAJECTORY_STRUCTURAL:
      return totals->structural_m2;
    default:
      return NAN;
    }
}

/* One value per 1 January; of several reference dates nearest to one, the last counts. History and projection
 * meet in the base year when the scenario begins at the last observation. */
static void
add_history (LwChart *chart, const LwSeries *history, LwTrajectoryColumn column)
{
  g_autofree double *values = NULL;
  int first, last;

  if (history == NULL || history->n == 0)
    return;
  first = lw_date_nearest_january (history->dates[0]);
  last = lw_date_nearest_january (history->dates[history->n - 1]);
  if (last < first || last - first > 200)
    return;
  values = g_new (double, last - first + 1);
  for (int i = 0; i <= last - first; i++)
    values[i] = NAN;
  for (guint i = 0; i < history->n; i++)
    {
      int year = lw_date_nearest_january (history->dates[i]);

      if (year >= first && year <= last)
        values[year - first] = total_of_column (&history->totals[i], column);
    }
  /* Translators: name of the line of past observations in a chart */
  lw_chart_add_line (chart, LW_LINE_HISTORY, _ ("Observed"), first, values, last - first + 1);
}

static void
add_trajectory (LwChart *chart,
                LwLineRole role,
                const char *label,
                const LwTrajectory *trajectory,
                LwTrajectoryColumn column)
{
  if (trajectory == NULL)
    return;
  lw_chart_add_line (chart, role, label, lw_trajectory_get_base_year (trajectory),
                     lw_trajectory_get_column (trajectory, column), lw_trajectory_get_n_rows (trajectory));
}

static void
add_band (LwChart *chart, const LwTrajectoryChart *data)
{
  guint n;

  if (data->band_low == NULL || data->band_high == NULL
      || lw_trajectory_get_base_year (data->band_low) != lw_trajectory_get_base_year (data->band_high))
    return;
  n = MIN (lw_trajectory_get_n_rows (data->band_low), lw_trajectory_get_n_rows (data->band_high));
  lw_chart_set_band (chart, lw_trajectory_get_base_year (data->band_low),
                     lw_trajectory_get_column (data->band_low, data->column),
                     lw_trajectory_get_column (data->band_high, data->column), n);
  /* Translators: note above a chart: the shaded band lies between the low and the high path of demand */
  lw_chart_set_note (chart, _ ("band: demand low–high"));
}

/* P10 to P90 as a band, P50 as a line; FALSE for a figure that draws do not have. */
static gboolean
add_fan (LwChart *chart, const LwTrajectoryChart *data)
{
  static const struct {
    LwTrajectoryColumn column;
    LwSpreadColumn spread;
  } known[] = {
    { LW_TRAJECTORY_RATE, LW_SPREAD_RATE },
    { LW_TRAJECTORY_VACANCY, LW_SPREAD_VACANCY },
    { LW_TRAJECTORY_STRUCTURAL, LW_SPREAD_STRUCTURAL },
    { LW_TRAJECTORY_STOCK, LW_SPREAD_STOCK },
    { LW_TRAJECTORY_DWELLINGS, LW_SPREAD_DWELLINGS },
  };
  const LwSpread *spread = data->spread;
  g_autofree char *note = NULL;

  for (guint i = 0; spread != NULL && i < G_N_ELEMENTS (known); i++)
    if (known[i].column == data->column)
      {
        lw_chart_set_band (chart, spread->base_year, lw_spread_get_column (spread, known[i].spread, LW_SPREAD_P10),
                           lw_spread_get_column (spread, known[i].spread, LW_SPREAD_P90), spread->n_rows);
        lw_chart_add_line (chart, LW_LINE_NORM, "P50", spread->base_year,
                           lw_spread_get_column (spread, known[i].spread, LW_SPREAD_P50), spread->n_rows);
        /* Translators: note above a chart: how the shaded band came about; a number of draws */
        note = g_strdup_printf (ngettext ("band: P10–P90 of %u draw", "band: P10–P90 of %u draws", spread->n_draws),
                                spread->n_draws);
        lw_chart_set_note (chart, note);
        return TRUE;
      }
  return FALSE;
}

/**
 * lw_chart_make_trajectory:
 * @data: what to show
 * @format: (nullable): how numbers are written
 *
 * Returns: (transfer full): the chart of a figure over the years
 */
LwChart *
lw_chart_make_trajectory (const LwTrajectoryChart *data, const LwFormat *format)
{
  LwChart *chart;
  g_autofree char *a = NULL, *b = NULL;

  g_return_val_if_fail (data != NULL && (guint)data->column < LW_N_TRAJECTORY_COLUMNS, NULL);

  chart = lw_chart_new (LW_CHART_LINES, unit_of_column (data->column),
                        lw_trajectory_column_title (data->column));
  chart->year = data->year;
  add_history (chart, data->history, data->column);
  add_trajectory (chart, LW_LINE_BASELINE, _ ("Baseline"), data->baseline, data->column);
  b = g_strdup_printf ("B %s", data->b_label != NULL ? data->b_label : "");
  add_trajectory (chart, LW_LINE_B, g_strchomp (b), data->b, data->column);
  a = g_strdup_printf ("A %s", data->a_label != NULL ? data->a_label : "");
  add_trajectory (chart, LW_LINE_A, g_strchomp (a), data->a, data->column);
  if (!add_fan (chart, data))
    add_band (chart, data);
  if (data->column == LW_TRAJECTORY_RATE && !isnan (data->norm))
    {
      g_autofree char *percentage = lw_format_percent_set (format, data->norm);
      /* Translators: the norm of vacancy, in a chart and in a sentence that describes one */
      g_autofree char *label = g_strdup_printf (_ ("norm %s"), percentage);

      lw_chart_set_norm (chart, data->norm, label);
    }
  return chart;
}

static gboolean
is_chosen (const char *const *keys, const char *key)
{
  return keys != NULL && g_strv_contains (keys, key);
}

/* Sizes without their unit, which the note above the columns gives: "<500", "1,000–2,500", "≥10,000". */
static char *
make_size_label (double low, double high)
{
  g_autofree char *from = lw_format_number (NULL, low, 0), *to = lw_format_number (NULL, high, 0);

  if (!isfinite (high))
    return g_strdup_printf ("≥%s", from);
  return low > 0 ? g_strdup_printf ("%s–%s", from, to) : g_strdup_printf ("<%s", to);
}

/* What stands under a column of a class: its limits, years without their century ("65–79", "<45", "≥15"). */
static char *
make_column_label (const LwBreakdown *shown, guint i)
{
  double low, high;
  gboolean years = shown->dimension == LW_DIMENSION_BUILD_YEAR;

  if ((!years && shown->dimension != LW_DIMENSION_SIZE)
      || !lw_dimension_class_limits (shown->dimension, shown->keys[i], &low, &high))
    return g_strdup (shown->labels[i]);
  if (years && isfinite (low) && isfinite (high))
    return g_strdup_printf ("%02d–%02d", (int)low % 100, (int)(high - 1) % 100);
  if (years)
    return isfinite (high) ? g_strdup_printf ("<%02d", (int)high % 100) : g_strdup_printf ("≥%02d", (int)low % 100);
  return make_size_label (low, high);
}

static void
add_group (LwChart *chart,
           LwChartKind kind,
           const LwBreakdown *shown,
           const LwBreakdown *all,
           guint i,
           const char *const *chosen)
{
  const LwTotals *totals = &shown->totals[i];
  guint j = all != NULL ? lw_breakdown_find (all, shown->keys[i]) : LW_BREAKDOWN_NONE;
  gboolean bars = kind == LW_CHART_BARS;
  g_autofree char *label
      = kind == LW_CHART_COLUMNS ? make_column_label (shown, i) : g_strdup (shown->labels[i]);
  LwChartItem *item
      = lw_chart_add_item (chart, shown->keys[i], label, bars ? totals->vacant_m2 : totals->stock_m2);

  item->rate = totals->vacancy_rate;
  if (!bars)
    item->part = totals->vacant_m2;
  if (j != LW_BREAKDOWN_NONE)
    item->all = bars ? all->totals[j].vacant_m2 : all->totals[j].stock_m2;
  item->chosen = is_chosen (chosen, shown->keys[i]);
  item->ghost = totals->offices == 0;
}

static int
compare_by_value (gconstpointer a, gconstpointer b)
{
  const LwChartItem *x = a, *y = b;
  double first = isnan (x->value) ? -1 : x->value, second = isnan (y->value) ? -1 : y->value;

  /* The unknown, whose key is empty, comes last however much it is. */
  if ((*x->key == '\0') != (*y->key == '\0'))
    return *x->key == '\0' ? 1 : -1;
  return first > second ? -1 : first < second;
}

/* Where the vacant part is, and not how dark: in dark style it is the lighter one. */
static const char *
say_parts (LwChartKind kind)
{
  if (kind == LW_CHART_BARS)
    /* Translators: note above a chart of bars: the two numbers of each row */
    return _ ("vacant m² · rate");
  if (kind == LW_CHART_STRIP)
    /* Translators: note above a strip of m²: the vacant part of each piece is at its left */
    return _ ("m², vacant left");
  /* Translators: note above columns of m²: the vacant part of each is at its foot */
  return _ ("m², vacant below");
}

/**
 * lw_chart_make_breakdown:
 * @shown: the groups of what is shown
 * @all: (nullable): the same of all, for the ghosts
 * @kind: bars (vacant m² and rate), columns or a strip (stock, of which vacant)
 * @chosen_keys: (nullable): keys that the filter names
 * @max_items: at most so many items, the largest first where names are ranked
 *
 * Groups in which no office is are left out. As in every table, names of places are ranked by what stands empty
 * and classes keep their own order (lw_dimension_is_named()).
 *
 * Returns: (transfer full): the chart
 */
LwChart *
lw_chart_make_breakdown (const LwBreakdown *shown,
                         const LwBreakdown *all,
                         LwChartKind kind,
                         const char *const *chosen_keys,
                         guint max_items)
{
  LwChart *chart;

  g_return_val_if_fail (shown != NULL && kind != LW_CHART_LINES, NULL);

  chart = lw_chart_new (kind, LW_CHART_M2, lw_dimension_label (shown->dimension));
  for (guint i = 0; i < shown->n; i++)
    {
      guint j = all != NULL ? lw_breakdown_find (all, shown->keys[i]) : LW_BREAKDOWN_NONE;

      if (shown->totals[i].offices > 0 || (j != LW_BREAKDOWN_NONE && all->totals[j].offices > 0))
        add_group (chart, kind, shown, all, i, chosen_keys);
    }
  if (lw_dimension_is_named (shown->dimension))
    g_array_sort (chart->items, compare_by_value);
  if (chart->items->len > max_items)
    g_array_set_size (chart->items, max_items);
  lw_chart_set_note (chart, say_parts (kind));
  return chart;
}

static void
add_age (LwChart *chart, LwPart part, const char *key, const char *label, double m2)
{
  if (m2 > 0 || part != LW_PART_UNKNOWN)
    lw_chart_add_item (chart, key, label, m2)->color = part;
}

/**
 * lw_chart_make_ages:
 * @totals: totals
 *
 * Returns: (transfer full): one bar of what stands empty, by age: frictional (under a year), long-term (one
 * to three years), structural (three years and more), of unknown age (domain model 2.3)
 */
LwChart *
lw_chart_make_ages (const LwTotals *totals)
{
  LwChart *chart;

  g_return_val_if_fail (totals != NULL, NULL);

  chart = lw_chart_new (LW_CHART_SHARES, LW_CHART_M2, NULL);
  add_age (chart, LW_PART_FRICTIONAL, "c0", _ ("frictional"), totals->c_m2[0]);
  add_age (chart, LW_PART_LONG, "c1", _ ("long"), totals->c_m2[1] + totals->c_m2[2]);
  add_age (chart, LW_PART_STRUCTURAL, "c3", _ ("structural"), totals->c_m2[3]);
  add_age (chart, LW_PART_UNKNOWN, "", _ ("age unknown"), totals->age_unknown_m2);
  return chart;
}

/**
 * lw_chart_ages_keys:
 * @key: key of an item of lw_chart_make_ages()
 *
 * Returns: (transfer none) (array zero-terminated=1): the keys of the dimension vacancy age that the item stands for
 */
const char *const *
lw_chart_ages_keys (const char *key)
{
  static const char *const keys[][3] = { { "c0" }, { "c1", "c2" }, { "c3" }, { "" } };

  g_return_val_if_fail (key != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i][0], key) == 0)
      return keys[i];
  return NULL;
}

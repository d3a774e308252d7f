/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-spread: one block of columns; see lw-spread.h. */
#include "model/lw-spread.h"

#include <math.h>

static const char *const column_names[LW_N_SPREAD_COLUMNS] = {
  [LW_SPREAD_RATE] = "rate",
  [LW_SPREAD_VACANCY] = "vacancy",
  [LW_SPREAD_STRUCTURAL] = "structural",
  [LW_SPREAD_STOCK] = "stock",
  [LW_SPREAD_SHORTAGE] = "shortage",
  [LW_SPREAD_DWELLINGS] = "dwellings",
  [LW_SPREAD_DWELLINGS_TOTAL] = "dwellings_total",
};

static const char *const quantile_names[LW_N_SPREAD_QUANTILES] = { "p10", "p50", "p90" };

/**
 * lw_spread_new:
 * @base_year: the year of the first row
 * @n_rows: number of 1 Januaries, at least 1
 *
 * Returns: (transfer full): a spread in which everything is unknown
 */
LwSpread *
lw_spread_new (int base_year, guint n_rows)
{
  g_return_val_if_fail (n_rows > 0, NULL);

  LwSpread *spread = g_atomic_rc_box_new0 (LwSpread);
  gsize n = (gsize)n_rows * LW_N_SPREAD_COLUMNS * LW_N_SPREAD_QUANTILES;

  spread->base_year = base_year;
  spread->n_rows = n_rows;
  spread->norm = NAN;
  spread->values = g_new (double, n);
  spread->chance = g_new (double, n_rows);
  for (gsize i = 0; i < n; i++)
    spread->values[i] = NAN;
  for (guint i = 0; i < n_rows; i++)
    spread->chance[i] = NAN;
  return spread;
}

/** lw_spread_ref: (returns: transfer full) takes a reference; from any thread */
LwSpread *
lw_spread_ref (LwSpread *spread)
{
  g_return_val_if_fail (spread != NULL, NULL);

  return g_atomic_rc_box_acquire (spread);
}

static void
clear (gpointer data)
{
  LwSpread *spread = data;

  g_free (spread->values);
  g_free (spread->chance);
}

/** lw_spread_unref: gives a reference up; from any thread */
void
lw_spread_unref (LwSpread *spread)
{
  g_return_if_fail (spread != NULL);

  g_atomic_rc_box_release_full (spread, clear);
}

/** lw_spread_edit_column: (returns: array length=n_rows) for the maker: a quantile of a figure, a value a row */
double *
lw_spread_edit_column (LwSpread *spread, LwSpreadColumn column, LwSpreadQuantile quantile)
{
  g_return_val_if_fail (spread != NULL, NULL);
  g_return_val_if_fail ((guint)column < LW_N_SPREAD_COLUMNS && (guint)quantile < LW_N_SPREAD_QUANTILES, NULL);

  return spread->values + ((gsize)column * LW_N_SPREAD_QUANTILES + quantile) * spread->n_rows;
}

/** lw_spread_get_column: (returns: transfer none) (array length=n_rows) a quantile of a figure, a value a row */
const double *
lw_spread_get_column (const LwSpread *spread, LwSpreadColumn column, LwSpreadQuantile quantile)
{
  return lw_spread_edit_column ((LwSpread *)spread, column, quantile);
}

/** lw_spread_get: a quantile of a figure on 1 January of @year, NAN outside the years computed */
double
lw_spread_get (const LwSpread *spread, LwSpreadColumn column, LwSpreadQuantile quantile, int year)
{
  g_return_val_if_fail (spread != NULL, NAN);

  if (year < spread->base_year || year - spread->base_year >= (int)spread->n_rows)
    return NAN;
  return lw_spread_get_column (spread, column, quantile)[year - spread->base_year];
}

/** lw_spread_get_chance: chance that the norm is met on 1 January of @year, NAN when not known */
double
lw_spread_get_chance (const LwSpread *spread, int year)
{
  g_return_val_if_fail (spread != NULL, NAN);

  if (year < spread->base_year || year - spread->base_year >= (int)spread->n_rows)
    return NAN;
  return spread->chance[year - spread->base_year];
}

/** lw_spread_column_get_name: the stable name in files and on the command line */
const char *
lw_spread_column_get_name (LwSpreadColumn column)
{
  g_return_val_if_fail ((guint)column < LW_N_SPREAD_COLUMNS, NULL);

  return column_names[column];
}

/** lw_spread_quantile_get_name: the stable name in files and on the command line, such as "p10" */
const char *
lw_spread_quantile_get_name (LwSpreadQuantile quantile)
{
  g_return_val_if_fail ((guint)quantile < LW_N_SPREAD_QUANTILES, NULL);

  return quantile_names[quantile];
}

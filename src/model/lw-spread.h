/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-spread: what a Monte Carlo run leaves behind: per 1 January the P10, P50 and P90 of some figures, and the chance
 * that vacancy is within the norm (domain model 6.8). Written once by its maker and only read afterwards, so any
 * thread may hold a reference. NAN means unknown, never 0. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwSpreadColumn: a figure, as in a row of a trajectory; areas in m2 vvo
 */
typedef enum {
  LW_SPREAD_RATE,
  LW_SPREAD_VACANCY,
  LW_SPREAD_STRUCTURAL,
  LW_SPREAD_STOCK,
  LW_SPREAD_SHORTAGE,
  LW_SPREAD_DWELLINGS,       /* delivered in the year before */
  LW_SPREAD_DWELLINGS_TOTAL, /* delivered since the base */
  LW_N_SPREAD_COLUMNS
} LwSpreadColumn;

/** LwSpreadQuantile: in one of ten draws the figure is lower, in half of them, in nine of ten */
typedef enum { LW_SPREAD_P10, LW_SPREAD_P50, LW_SPREAD_P90, LW_N_SPREAD_QUANTILES } LwSpreadQuantile;

/**
 * LwSpread:
 * @base_year: the year of the first row
 * @n_rows: number of 1 Januaries
 * @n_draws: number of draws that it is made of
 * @n_planned: number of draws when all is done; more than @n_draws in an interim result
 * @seed: of the draws
 * @norm: the vacancy rate that @chance is about, a fraction
 * @chance: (array length=n_rows): part of the draws in which the rate is at most the norm, of those in which it is
 *   known
 *
 * The first row is the base, which is the same in every draw; its flows are NAN.
 */
typedef struct {
  int base_year;
  guint n_rows;
  guint n_draws;
  guint n_planned;
  guint64 seed;
  double norm;
  double *chance;
  /*< private >*/
  double *values;
} LwSpread;

LwSpread *lw_spread_new (int base_year, guint n_rows);
LwSpread *lw_spread_ref (LwSpread *spread);
void lw_spread_unref (LwSpread *spread);
const double *
lw_spread_get_column (const LwSpread *spread, LwSpreadColumn column, LwSpreadQuantile quantile);
double *lw_spread_edit_column (LwSpread *spread, LwSpreadColumn column, LwSpreadQuantile quantile);
double
lw_spread_get (const LwSpread *spread, LwSpreadColumn column, LwSpreadQuantile quantile, int year);
double lw_spread_get_chance (const LwSpread *spread, int year);
const char *lw_spread_column_get_name (LwSpreadColumn column);
const char *lw_spread_quantile_get_name (LwSpreadQuantile quantile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwSpread, lw_spread_unref)

G_END_DECLS

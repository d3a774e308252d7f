/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-monte-carlo: makes the draws in portions, with a result so far after each that took long enough; see
 * lw-monte-carlo.h. */
#include "analysis/lw-monte-carlo.h"

#include "analysis/lw-draws-private.h"
#include "model/lw-error.h"
#include "scenario/lw-uncertainty.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#define FIRST_PORTION 8
#define PORTION_USEC (60 * G_TIME_SPAN_MILLISECOND)
#define INTERIM_USEC (120 * G_TIME_SPAN_MILLISECOND)

static const double quantiles[LW_N_SPREAD_QUANTILES] = { 0.1, 0.5, 0.9 };

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double p = *(const double *)a, q = *(const double *)b;

  return p < q ? -1 : p > q;
}

/* The quantiles of a figure in one year, over the draws in which it is known. */
static void
fill_quantiles (const LwDraws *draws, LwSpread *spread, LwSpreadColumn column, guint row, double *room)
{
  const double *values = draws->values[column] + (gsize)row * draws->n_draws;
  guint n = 0;

  for (guint i = 0; i < draws->n_done; i++)
    if (!isnan (values[i]))
      room[n++] = values[i];
  qsort (room, n, sizeof *room, compare_doubles);
  for (guint q = 0; q < LW_N_SPREAD_QUANTILES; q++)
    lw_spread_edit_column (spread, column, (LwSpreadQuantile)q)[row] = lw_quantile (room, n, quantiles[q]);
}

static void
fill_chance (const LwDraws *draws, LwSpread *spread, guint row)
{
  const double *rate = draws->values[LW_SPREAD_RATE] + (gsize)row * draws->n_draws;
  guint n = 0, met = 0;

  for (guint i = 0; i < draws->n_done; i++)
    if (!isnan (rate[i]))
      {
        n++;
        met += rate[i] <= spread->norm;
      }
  spread->chance[row] = n > 0 ? (double)met / n : NAN;
}

/** lw_draws_summarise: (returns: transfer full) the quantiles of the draws made so far */
LwSpread *
lw_draws_summarise (const LwDraws *draws)
{
  LwSpread *spread = lw_spread_new (draws->columns->base_year, draws->n_rows);
  g_autofree double *room = g_new (double, draws->n_draws);

  spread->n_draws = draws->n_done;
  spread->n_planned = draws->n_draws;
  spread->seed = draws->seed;
  spread->norm = draws->columns->input->scenario->parameters.value[LW_PARAM_NORM];
  for (guint row = 0; row < draws->n_rows; row++)
    {
      for (guint c = 0; c < LW_N_SPREAD_COLUMNS; c++)
        if (row > 0 || c < LW_SPREAD_SHORTAGE) /* the base has no flows */
          fill_quantiles (draws, spread, (LwSpreadColumn)c, row, room);
      fill_chance (draws, spread, row);
    }
  return spread;
}

/**
 * lw_monte_carlo_run:
 * @input: a document and a scenario; its band, its groups and the states of offices play no part
 * @n_draws: number of draws, up to %LW_MONTE_CARLO_MAX_DRAWS; 0 for %LW_MONTE_CARLO_DRAWS
 * @n_threads: most threads to use, the calling one included; 0 for as many as there are processors
 * @func: (nullable) (scope call): gets results so far
 * @data: passed to @func
 * @cancellable: (nullable): looked at every year of every draw
 * @error: return location for %LW_ERROR_ARGUMENT or %G_IO_ERROR_CANCELLED
 *
 * The draws follow from the seed of the scenario alone, with any number of threads; the first n draws of a longer run
 * are those of a shorter one.
 *
 * Returns: (transfer full) (nullable): the spread, or %NULL on error
 */
LwSpread *
lw_monte_carlo_run (const LwRunInput *input,
                    guint n_draws,
                    guint n_threads,
                    LwMonteCarloFunc func,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (input != NULL && input->offices != NULL && input->scenario != NULL, NULL);

  if (n_draws > LW_MONTE_CARLO_MAX_DRAWS)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("%u draws are too many; choose at most %d"), n_draws,
                   LW_MONTE_CARLO_MAX_DRAWS);
      return NULL;
    }
  g_autoptr (LwRunColumns) columns = lw_run_prepare (input, error);
  if (columns == NULL)
    return NULL;

  g_autoptr (LwDraws) draws = lw_draws_new (columns, n_draws > 0 ? n_draws : LW_MONTE_CARLO_DRAWS);
  guint portion = FIRST_PORTION;
  gint64 told = g_get_monotonic_time ();
  while (draws->n_done < draws->n_draws)
    {
      gint64 start = g_get_monotonic_time ();
      if (!lw_draws_run (draws, portion, n_threads, cancellable, error))
        return NULL;
      gint64 now = g_get_monotonic_time ();
      if (now - start < PORTION_USEC / 2)
        portion *= 2;
      if (func == NULL || now - told < INTERIM_USEC || draws->n_done == draws->n_draws)
        continue;
      g_autoptr (LwSpread) interim = lw_draws_summarise (draws);
      func (interim, data);
      told = g_get_monotonic_time ();
    }
  return lw_draws_summarise (draws);
}

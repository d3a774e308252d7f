/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-draws-private: the single draws of a Monte Carlo run, for who needs more of them than quantiles. */
#pragma once

#include "analysis/lw-monte-carlo.h"
#include "analysis/lw-run-private.h"

G_BEGIN_DECLS

/**
 * LwDraws:
 * @columns: what is projected, borrowed
 * @n_draws: number of draws
 * @n_rows: number of 1 Januaries
 * @values: per figure: values[row * n_draws + draw]
 */
typedef struct {
  const LwRunColumns *columns;
  guint n_draws;
  guint n_rows;
  double *values[LW_N_SPREAD_COLUMNS];
  /*< private >*/
  guint64 seed;
  guint n_done;
  guint64 *measure_keys;     /* per measure of the scenario */
  GHashTable *measure_index; /* LwMeasure -> index + 1 */
  guint64 *plan_keys;        /* per completion */
  GMutex lock;
  GPtrArray *idle; /* of Worker */
  GCancellable *cancellable;
} LwDraws;

LwDraws *lw_draws_new (const LwRunColumns *columns, guint n_draws);
void lw_draws_free (LwDraws *draws);
gboolean
lw_draws_run (LwDraws *self, guint n, guint n_threads, GCancellable *cancellable, GError **error);

/* lw-monte-carlo.c */
LwSpread *lw_draws_summarise (const LwDraws *draws);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwDraws, lw_draws_free)

G_END_DECLS

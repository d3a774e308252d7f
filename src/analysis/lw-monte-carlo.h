/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-monte-carlo: what is uncertain in a scenario, drawn many times (domain model 6.8): growth of demand between the
 * ends of its band, plans that are built or not, measures that are carried out or not, and the parameters that the
 * scenario marks as uncertain. */
#pragma once

#include "analysis/lw-run.h"
#include "model/lw-spread.h"

G_BEGIN_DECLS

#define LW_MONTE_CARLO_DRAWS 1000
#define LW_MONTE_CARLO_MAX_DRAWS 100000

/**
 * LwMonteCarloFunc:
 * @interim: (transfer none): the draws so far; take a reference to keep it
 * @data: the caller's data
 *
 * Called in the thread of lw_monte_carlo_run(), some five times a second, never after the last draw.
 */
typedef void (*LwMonteCarloFunc) (LwSpread *interim, gpointer data);

/**
 * LwUncertainParameter: a parameter that a scenario can mark as uncertain
 * @id: the parameter; it is drawn between the ends of its usual range, or its own value where that lies outside,
 *   with that value as the most likely
 * @mark: the parameter that marks it: more than 0 when it is uncertain
 */
typedef struct {
  LwParameter id;
  LwParameter mark;
} LwUncertainParameter;

const LwUncertainParameter *lw_monte_carlo_get_parameters (guint *n_parameters);
LwSpread *lw_monte_carlo_run (const LwRunInput *input,
                              guint n_draws,
                              guint n_threads,
                              LwMonteCarloFunc func,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS

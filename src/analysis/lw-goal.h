/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-goal: the smallest set of offices to transform so that the norm of a scenario is reached by a year. */
#pragma once

#include "analysis/lw-monte-carlo.h"
#include "model/lw-bitset.h"
#include "model/lw-proposal.h"

G_BEGIN_DECLS

/** LW_GOAL_FILTER: who is a candidate when nothing else is said: structurally vacant offices */
#define LW_GOAL_FILTER "vacancy_years >= 3"

/**
 * LwGoal:
 * @year: on 1 January of this year
 * @probability: with this chance, more than 0 and less than 1; 0.5 asks the expected run
 * @by: what is kept as small as possible
 * @start_year: when the transformations start; 0: a year after the base, or at once when the goal is near
 * @programme: what the offices are made into
 * @n_draws: number of draws; 0 for %LW_MONTE_CARLO_DRAWS
 * @candidates: (nullable): rows that may be chosen; %NULL for all. An office that the scenario withdraws already, or
 *   that takes no part in it, is none
 * @n_threads: most threads to use; 0 for as many as there are processors
 */
typedef struct {
  int year;
  double probability;
  LwGoalMeasure by;
  int start_year;
  LwHousing programme;
  guint n_draws;
  const LwBitset *candidates;
  guint n_threads;
} LwGoal;

LwProposal *lw_goal_seek (const LwRunInput *input, const LwGoal *goal, GCancellable *cancellable, GError **error);

G_END_DECLS

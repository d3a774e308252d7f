/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-proposal: the answer to a question backwards: which offices to transform so that the norm is reached by a year with
 * a chance (doelzoeken). Written once by its maker and only read afterwards. */
#pragma once

#include "model/lw-scenario.h"

G_BEGIN_DECLS

/**
 * LwGoalMeasure: what is kept as small as possible
 * @LW_GOAL_M2: m2 vvo that leave the stock
 * @LW_GOAL_EURO: the shortfall of the transformations, euro
 * @LW_GOAL_BUILDINGS: number of buildings
 */
typedef enum { LW_GOAL_M2, LW_GOAL_EURO, LW_GOAL_BUILDINGS, LW_N_GOAL_MEASURES } LwGoalMeasure;

/**
 * LwProposalState:
 * @LW_PROPOSAL_REACHED: the norm is reached with the measure of the proposal
 * @LW_PROPOSAL_NOT_NEEDED: it is reached as it is
 * @LW_PROPOSAL_OUT_OF_REACH: it is not reached with every candidate
 */
typedef enum { LW_PROPOSAL_REACHED, LW_PROPOSAL_NOT_NEEDED, LW_PROPOSAL_OUT_OF_REACH } LwProposalState;

/**
 * LwProposal:
 * @state: whether the goal is reached
 * @by: what was kept as small as possible
 * @year: on 1 January of this year
 * @norm: the vacancy rate to reach
 * @probability: the chance asked for; 0.5 asks the expected run
 * @start_year: when the transformations start
 * @scenario: the scenario with the proposal as its last measure, one that is decided (probability 1); without one when
 *   the norm is reached as it is. Its name and uids are those of the scenario asked about
 * @n_candidates: offices that could be chosen
 * @n_offices: offices chosen; all candidates when the goal is out of reach
 * @m2: what they take from the stock, m2 vvo
 * @displaced_m2: the part of it that is occupied when it goes
 * @shortage_m2: demand that finds no place in the year, in the expected run with the proposal, m2 vvo
 * @shortfall_eur: what they cost beyond their value
 * @rate_before: vacancy rate in the year as it is, in the expected run
 * @rate: with the proposal
 * @chance_before: the part of the draws in which the norm is reached as it is
 * @chance: with the proposal
 * @n_draws: number of draws
 */
typedef struct {
  LwProposalState state;
  LwGoalMeasure by;
  int year;
  double norm;
  double probability;
  int start_year;
  LwScenario *scenario;
  guint n_candidates;
  guint n_offices;
  double m2;
  double displaced_m2;
  double shortage_m2;
  double shortfall_eur;
  double rate_before;
  double rate;
  double chance_before;
  double chance;
  guint n_draws;
} LwProposal;

void lw_proposal_free (LwProposal *proposal);
const LwMeasure *lw_proposal_get_measure (const LwProposal *proposal);
char *lw_proposal_explain (const LwProposal *proposal);
const char *lw_goal_measure_get_token (LwGoalMeasure by);
gboolean lw_goal_measure_from_token (const char *token, LwGoalMeasure *by);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwProposal, lw_proposal_free)

G_END_DECLS

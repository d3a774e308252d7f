/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-balance: the closed formulas of an area, without simulation (domain model 6.4). m2 vvo throughout. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwBalanceInput:
 * @stock: S
 * @vacancy: V
 * @norm: v*, a fraction below 1
 * @demand: D(T), NAN when not known
 * @completions: N, completed up to T
 * @withdrawals: W, withdrawn up to T
 */
typedef struct {
  double stock;
  double vacancy;
  double norm;
  double demand;
  double completions;
  double withdrawals;
} LwBalanceInput;

/**
 * LwBalance:
 * @normal_vacancy: F = min (V, v* S), not the frictional vacancy that age tells
 * @surplus: E = max (0, V - v* S)
 * @task: X (opgave), m2 to withdraw now to reach v*
 * @rate: V / S, NAN where nothing stands
 * @required_withdrawal: withdrawals needed by T; negative: room. NAN without a demand
 * @allowed_new_build: new offices allowed by T. NAN without a demand
 */
typedef struct {
  double normal_vacancy;
  double surplus;
  double task;
  double rate;
  double required_withdrawal;
  double allowed_new_build;
} LwBalance;

void lw_balance_compute (const LwBalanceInput *input, LwBalance *balance);

G_END_DECLS

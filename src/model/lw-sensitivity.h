/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-sensitivity: how much an outcome of a scenario depends on each of its assumptions and levers, one at a time: the
 * bars of a tornado (gevoeligheid; domain model 6.8). Written once by its maker and only read afterwards. */
#pragma once

#include "model/lw-contributions.h"

G_BEGIN_DECLS

/**
 * LwSensitivityBar:
 * @key: stable name of the factor: that of a parameter, "demand", "plan_chance", "plan_share_kept" or
 *   "measures"
 * @label: what people call it, translated
 * @unit: of the values, "" for a plain number or fraction; translated
 * @low_value: the low value that it was set to
 * @base_value: what the scenario has, NAN where that is no single number
 * @high_value: the high value that it was set to
 * @low: the outcome with its low value
 * @high: the outcome with its high value
 */
typedef struct {
  const char *key;
  const char *label;
  const char *unit;
  double low_value;
  double base_value;
  double high_value;
  double low;
  double high;
} LwSensitivityBar;

/**
 * LwSensitivity:
 * @outcome: what is measured
 * @year: on 1 January of this year
 * @base: the outcome of the scenario as it is
 * @bars: (element-type LwSensitivityBar): the widest first
 */
typedef struct {
  LwOutcome outcome;
  int year;
  double base;
  GArray *bars;
} LwSensitivity;

LwSensitivity *lw_sensitivity_new (LwOutcome outcome, int year);
void lw_sensitivity_free (LwSensitivity *sensitivity);
double lw_sensitivity_bar_get_width (const LwSensitivityBar *bar);
void lw_sensitivity_sort (LwSensitivity *sensitivity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwSensitivity, lw_sensitivity_free)

G_END_DECLS

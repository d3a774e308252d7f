/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-balance-sheet: supply beside demand for each area of a document (domain model 6.4 and 6.10): what stands and is
 * vacant, what is asked for in a year to come, what the plans may add, what has to go and what room is left. m2 vvo
 * unless a name says bvo. Written once by its maker and only read afterwards. NAN means unknown, never 0. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The figures of an area: X (field, sum). Those with sum TRUE add up over areas to those of the whole; the others are
 * computed from the sums of the area itself. The field is the name on the command line.
 *
 *   stock_m2 occupied_m2 vacant_m2   on the base date, of the offices that count
 *   vacancy_rate        V / S, NAN where nothing stands
 *   structural_m2       vacant for three years and more
 *   known_area_m2       all office space of known area, counted or not
 *   unknown_m2          of which with unknown vacancy
 *   unknown_share       unknown_m2 / known_area_m2
 *   normal_vacancy_m2   F, the part of the vacancy up to the norm
 *   surplus_m2          E, the vacancy above the norm
 *   task_m2             X (opgave), to withdraw now to reach the norm
 *   demand_m2           D(T); of an area smaller than its market: its part by occupied space
 *   plans_hard_bvo_m2 plans_soft_bvo_m2   plan capacity up to T, as far as kept, m2 bvo
 *   plans_later_bvo_m2  plan capacity before the base or from T on, m2 bvo; not in any other figure
 *   plans_expected_m2   N: plan capacity up to T by its probability, m2 vvo
 *   withdrawals_m2      W: what the measures withdraw up to T
 *   required_withdrawal_m2  W_req(T); negative: more is asked for than there will be
 *   allowed_new_build_m2    N_max(T); negative: none, and that much too much
 *   surplus_plans_m2    expected plans beyond what is allowed; negative: room
 *   room_m2             room for new offices beyond the expected plans, never negative
 */
#define LW_BALANCE_FIELDS(X)                                                                                 \
  X (stock_m2, TRUE)                                                                                         \
  X (occupied_m2, TRUE)                                                                                      \
  X (vacant_m2, TRUE)                                                                                        \
  X (vacancy_rate, FALSE)                                                                                    \
  X (structural_m2, TRUE)                                                                                    \
  X (known_area_m2, TRUE)                                                                                    \
  X (unknown_m2, TRUE)                                                                                       \
  X (unknown_share, FALSE)                                                                                   \
  X (normal_vacancy_m2, FALSE)                                                                               \
  X (surplus_m2, FALSE)                                                                                      \
  X (task_m2, FALSE)                                                                                         \
  X (demand_m2, TRUE)                                                                                        \
  X (plans_hard_bvo_m2, TRUE)                                                                                \
  X (plans_soft_bvo_m2, TRUE)                                                                                \
  X (plans_later_bvo_m2, TRUE)                                                                               \
  X (plans_expected_m2, TRUE)                                                                                \
  X (withdrawals_m2, TRUE)                                                                                   \
  X (required_withdrawal_m2, TRUE)                                                                           \
  X (allowed_new_build_m2, TRUE)                                                                             \
  X (surplus_plans_m2, TRUE)                                                                                 \
  X (room_m2, FALSE)

/**
 * LwBalanceRow:
 * @key: code of the area, "" for the whole and for offices whose area is unknown
 * @label: its name
 */
typedef struct {
  char *key;
  char *label;
#define X(field, sum) double field;
  LW_BALANCE_FIELDS (X)
#undef X
} LwBalanceRow;

/**
 * LwBalanceShareSum: the given parts of the municipalities of a market in its demand, which are not 1 in all
 * @region: the market
 * @sum: of the parts, and of what they leave to municipalities without one
 */
typedef struct {
  char *region;
  double sum;
} LwBalanceShareSum;

/**
 * LwBalanceSheet:
 * @base_year: the supply is that of 1 January of this year
 * @year: T, the demand is that of 1 January of this year
 * @norm: v*, a fraction
 * @shares_demand: areas are smaller than their market, and have the part of its demand that they have of its occupied
 *   space
 * @n_given_shares: municipalities that have a given part of that demand instead; others of their market share the rest
 * @share_sums: (element-type LwBalanceShareSum): markets of which the parts are not 1 in all, so that the demand of their
 *   municipalities is not that of the market
 * @total: the whole, computed from its sums
 * @rows: (element-type LwBalanceRow): per area, in natural order
 * @task_of_rows_m2: what the tasks of the areas add up to; more than the task of the whole where one has room that
 *   another has not
 */
typedef struct {
  int base_year;
  int year;
  double norm;
  gboolean shares_demand;
  guint n_given_shares;
  GPtrArray *share_sums;
  LwBalanceRow *total;
  GPtrArray *rows;
  double task_of_rows_m2;
} LwBalanceSheet;

/** LwBalanceField: what is known of a field of #LwBalanceRow */
typedef struct {
  const char *name;
  gsize offset;
  gboolean is_sum;
} LwBalanceField;

const LwBalanceField *lw_balance_fields (guint *n);
double lw_balance_row_get (const LwBalanceRow *row, const LwBalanceField *field);
LwBalanceRow *lw_balance_row_new (const char *key, const char *label);
void lw_balance_row_free (LwBalanceRow *row);
LwBalanceSheet *lw_balance_sheet_new (int base_year, int year, double norm);
void lw_balance_sheet_add_share_sum (LwBalanceSheet *sheet, const char *region, double sum);
void lw_balance_sheet_free (LwBalanceSheet *sheet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwBalanceSheet, lw_balance_sheet_free)

G_END_DECLS

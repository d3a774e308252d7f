/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-fund: the balance of an office fund (kantorenfonds) from year to year (domain model 6.7). Euro. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwFundTerms:
 * @interest: i, yearly on the balance at the start of a year
 * @levy_stock: euro per m2 vvo of existing offices a year
 * @levy_new: euro per m2 vvo completed
 * @levy_land: euro per m2 of land issued
 */
typedef struct {
  double interest;
  double levy_stock;
  double levy_new;
  double levy_land;
} LwFundTerms;

/**
 * LwFundYear:
 * @stock: m2 vvo that pay the levy on existing offices
 * @completed: m2 vvo completed
 * @land: m2 of land issued
 * @payout: euro paid out
 * @grants: euro received otherwise
 */
typedef struct {
  double stock;
  double completed;
  double land;
  double payout;
  double grants;
} LwFundYear;

double lw_fund_step (double balance, const LwFundTerms *terms, const LwFundYear *year);

G_END_DECLS

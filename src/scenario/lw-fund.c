/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-fund: see lw-fund.h. */
#include "scenario/lw-fund.h"

/** lw_fund_step: the balance a year later, euro; negative when more is paid out than there is (domain
 * model 6.7) */
double
lw_fund_step (double balance, const LwFundTerms *terms, const LwFundYear *year)
{
  g_return_val_if_fail (terms != NULL && year != NULL, balance);

  return balance * (1 + terms->interest) + terms->levy_stock * year->stock + terms->levy_new * year->completed
         + terms->levy_land * year->land + year->grants - year->payout;
}

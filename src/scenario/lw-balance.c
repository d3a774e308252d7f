/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-balance: see lw-balance.h. */
#include "scenario/lw-balance.h"

#include <math.h>

/** lw_balance_compute: the balance of an area (domain model 6.4) */
void
lw_balance_compute (const LwBalanceInput *input, LwBalance *balance)
{
  g_return_if_fail (input != NULL && balance != NULL);

  double normal = input->norm * input->stock;
  double needed = input->demand / (1 - input->norm);

  balance->normal_vacancy = MIN (input->vacancy, normal);
  balance->surplus = MAX (0, input->vacancy - normal);
  balance->task = MAX (0, (input->vacancy - normal) / (1 - input->norm));
  balance->rate = input->stock > 0 ? input->vacancy / input->stock : NAN;
  balance->required_withdrawal = input->stock + input->completions - needed;
  balance->allowed_new_build = needed - input->stock + input->withdrawals;
}

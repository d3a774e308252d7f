/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-balance-run: the balance of supply and demand of a document under a scenario, for the whole and for each
 * municipality or market (domain model 6.4). */
#pragma once

#include "analysis/lw-run.h"
#include "model/lw-balance-sheet.h"

G_BEGIN_DECLS

LwBalanceSheet *lw_balance_run (const LwRunInput *input, int year, GCancellable *cancellable, GError **error);

G_END_DECLS

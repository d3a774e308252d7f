/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-balance-shares: the demand of markets, shared out to the areas in them. For use inside analysis. */
#pragma once

#include "analysis/lw-run-private.h"
#include "model/lw-balance-sheet.h"

G_BEGIN_DECLS

void lw_balance_share_demand (
    const LwRunColumns *columns, const LwRunGroups *groups, guint row, LwBalanceSheet *sheet, double *demand);

G_END_DECLS

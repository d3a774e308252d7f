/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-difference: what really changed between two reference dates: which offices are new in the stock, which left it and
 * why, which emptied and which filled. Sums count m² just as the statistics do, so that the changes add up to the
 * difference of the totals (stock and flows: domain model 2.2, 6.3). */
#pragma once

#include "model/lw-bitset.h"
#include "model/lw-difference-results.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** LW_DIFFERENCE_LEAST_SHARE: the default of @least_share, an assumption: less than a hundredth is taken as measured
 * anew rather than as moved */
#define LW_DIFFERENCE_LEAST_SHARE 0.01

LwDifference *lw_difference_compute (LwOffices *before, LwOffices *after, LwOffices *gone, double least_share,
                                     GCancellable *cancellable, GError **error);
LwDifference *lw_difference_derive (const LwDifference *difference, const LwSettings *settings,
                                    GCancellable *cancellable, GError **error);
void lw_difference_sum (const LwDifference *difference, const LwBitset *rows, LwChangeSums sums[LW_N_CHANGES]);
LwChangeSums *lw_difference_sum_by (const LwDifference *difference, const LwBitset *rows, LwDimension dimension);

G_END_DECLS

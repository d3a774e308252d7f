/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-counting: what the settings of the document do to the stock: how much of offices with other uses beside counts,
 * and what the lower size limit leaves out. Shown beside every total, because totals depend on it. */
#pragma once

#include "model/lw-bitset.h"
#include "model/lw-statistics-results.h"

G_BEGIN_DECLS

void lw_counting_compute (const LwOffices *offices, const LwBitset *rows, LwCounting *counting);

G_END_DECLS

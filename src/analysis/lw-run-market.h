/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-run-market: the markets of a document, each to be projected by itself as often as wanted with part of the measures
 * left out. Markets do not touch each other (domain model 6.5), so that only those in which something is left out have
 * to be computed anew. For use inside analysis. */
#pragma once

#include "analysis/lw-run-private.h"

G_BEGIN_DECLS

typedef struct _LwRunMarkets LwRunMarkets;

/**
 * LwRunExcept:
 * @all: no measure at all
 * @measure: (nullable): else the measure that is left out, %NULL for none
 * @row: the row in which it is left out, %LW_OFFICES_NONE for everywhere
 */
typedef struct {
  gboolean all;
  const LwMeasure *measure;
  guint row;
} LwRunExcept;

/**
 * LwRunEnd: what a market has at the end
 * @totals: state and flows of the last row
 * @dwellings: delivered since the base
 */
typedef struct {
  LwStepTotals totals;
  double dwellings;
} LwRunEnd;

LwRunMarkets *lw_run_markets_new (const LwRunColumns *columns, int year);
void lw_run_markets_free (LwRunMarkets *markets);
guint lw_run_markets_get_n (const LwRunMarkets *markets);
gboolean lw_run_markets_touches (const LwRunMarkets *markets, guint market, const LwRunExcept *except);
gboolean lw_run_markets_run (const LwRunMarkets *markets,
                             guint market,
                             const LwRunExcept *except,
                             LwRunEnd *end,
                             GCancellable *cancellable,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwRunMarkets, lw_run_markets_free)

G_END_DECLS

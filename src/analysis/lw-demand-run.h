/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-run: the demand of a document under a scenario, by market and year with its terms; and the release rate that
 * fits a take-up that was measured. */
#pragma once

#include "analysis/lw-run.h"
#include "model/lw-demand-sheet.h"

G_BEGIN_DECLS

LwDemandSheet *lw_demand_run (const LwRunInput *input, GCancellable *cancellable, GError **error);
gboolean lw_demand_run_release_rate (
    const LwRunInput *input, double takeup_m2, double *rate, double *modelled_m2, GCancellable *cancellable, GError **error);

G_END_DECLS

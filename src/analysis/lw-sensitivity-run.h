/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-sensitivity-run: computes a scenario with one factor at a time at its low and its high end. */
#pragma once

#include "analysis/lw-run.h"
#include "model/lw-sensitivity.h"

G_BEGIN_DECLS

LwSensitivity *lw_sensitivity_run (const LwRunInput *input,
                                   LwOutcome outcome,
                                   int year,
                                   guint n_threads,
                                   GCancellable *cancellable,
                                   GError **error);
double lw_run_get_outcome (const LwRun *run, LwOutcome outcome, int year);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-contributions-run: which measures, and which offices in them, matter most: a run without each, beside the run with
 * everything. */
#pragma once

#include "analysis/lw-run.h"
#include "model/lw-contributions.h"

G_BEGIN_DECLS

LwContributions *lw_contributions_run (const LwRunInput *input,
                                       LwOutcome outcome,
                                       int year,
                                       guint n_threads,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS

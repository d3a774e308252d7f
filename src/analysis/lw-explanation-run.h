/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-explanation-run: why an office filled or emptied in a year of a scenario, and which offices a total is made of. */
#pragma once

#include "analysis/lw-run.h"
#include "model/lw-explanation.h"

G_BEGIN_DECLS

LwOfficeExplanation *lw_explanation_run_office (const LwRunInput *input,
                                                gint64 office,
                                                int year,
                                                GCancellable *cancellable,
                                                GError **error);
LwTotalExplanation *lw_explanation_run_total (const LwRunInput *input,
                                              LwTrajectoryColumn column,
                                              int year,
                                              GCancellable *cancellable,
                                              GError **error);

G_END_DECLS

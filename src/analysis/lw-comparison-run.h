/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-comparison-run: two scenarios of a document beside each other. */
#pragma once

#include "analysis/lw-run.h"
#include "model/lw-comparison.h"

G_BEGIN_DECLS

LwComparison *lw_comparison_run (const LwRunInput *input,
                                 const LwScenario *b,
                                 gboolean with_offices,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS

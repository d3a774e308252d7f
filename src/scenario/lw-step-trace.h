/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-step-trace: keeps what a yearly step did to each office of a region, for whoever asks why (domain model 6.5). A
 * step without a trace does nothing for it. */
#pragma once

#include "model/lw-explanation.h"
#include "scenario/lw-step.h"

G_BEGIN_DECLS

/** LwStepTraceMoment: when the state is kept */
typedef enum {
  LW_TRACE_BEFORE,
  LW_TRACE_WITHDRAWN, /* after steps 1 and 2 */
  LW_TRACE_RELEASED,  /* after steps 3 and 4; occupied is what is kept */
  LW_TRACE_LET,       /* after step 6 */
  LW_TRACE_AFTER,
  LW_N_TRACE_MOMENTS
} LwStepTraceMoment;

LwStepTrace *lw_step_trace_new (gsize n);
void lw_step_trace_free (LwStepTrace *trace);
void lw_step_trace_keep (LwStepTrace *trace,
                         LwStepTraceMoment moment,
                         const LwStepColumns *columns,
                         const double *fresh);
void lw_step_trace_keep_release (LwStepTrace *trace, const LwStepColumns *columns);
void lw_step_trace_keep_weights (LwStepTrace *trace, guint n_cells, const double *weight, const double *share);
LwMarketYear *lw_step_trace_market (LwStepTrace *trace);
void lw_step_trace_read (const LwStepTrace *trace, gsize i, const LwParameters *parameters, LwOfficeYear *year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwStepTrace, lw_step_trace_free)

G_END_DECLS

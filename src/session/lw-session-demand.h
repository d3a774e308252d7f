/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-demand: the demand of the open document, for who shows and edits it. Every change is one edit in the
 * document, with undo; `scenarios-changed` tells of it. */
#pragma once

#include "model/lw-demand-series.h"
#include "model/lw-demand-sheet.h"
#include "model/lw-sector.h"
#include "session/lw-job.h"
#include "session/lw-session.h"

G_BEGIN_DECLS

/**
 * LwReleaseRate: what fits a take-up that was measured
 * @takeup_m2: that take-up
 * @rate: release rate a year
 * @modelled_m2: take-up of the first year with it
 */
typedef struct {
  double takeup_m2;
  double rate;
  double modelled_m2;
} LwReleaseRate;

GPtrArray *lw_session_get_demand (LwSession *session);
const GArray *lw_session_get_sector_jobs (LwSession *session);
const GArray *lw_session_get_demand_shares (LwSession *session);
void lw_session_write_demand (LwSession *session, const LwDemandSeries *series, const char *edit_name);
void lw_session_write_sector_jobs (LwSession *session, const GArray *jobs, const char *edit_name);
void lw_session_write_demand_shares (LwSession *session, const GArray *shares, const char *edit_name);
LwJob *lw_session_compute_demand (LwSession *session, const LwScenario *scenario, GAsyncReadyCallback callback,
                                  gpointer data);
LwJob *lw_session_compute_release_rate (LwSession *session, const LwScenario *scenario, double takeup_m2,
                                        GAsyncReadyCallback callback, gpointer data);

G_END_DECLS

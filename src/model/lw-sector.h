/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-sector: sectors of the economy, the part of their jobs that are office jobs (kantoorquote), and the jobs (banen)
 * that the document knows of each, per region and year; also what part of the demand of its region each municipality
 * gets. A sector of the user's own is a name like any other, but has no usual share of office jobs. */
#pragma once

#include "model/lw-offices.h"

G_BEGIN_DECLS

#define LW_N_SECTORS 15

/**
 * LwSectorInfo:
 * @token: the stable word for files
 * @label: to be translated by the reader
 * @office_share: q, the usual part of the jobs that are office jobs
 * @source: source mark of @office_share
 */
typedef struct {
  const char *token;
  const char *label;
  double office_share;
  const char *source;
} LwSectorInfo;

/**
 * LwSectorJobs: jobs of a sector on 1 January of a year. A plain value.
 * @region: (nullable): code of the region, an interned string; %NULL for the whole
 * @sector: token of the sector, an interned string
 * @year: on 1 January of this year
 * @jobs: their number, 0 or more
 * @office_share: part of them that are office jobs; NAN for the usual
 * @growth: growth per year after the last year that is given, and before the first; NAN for none
 * @source: (nullable): where the number comes from, an interned string
 */
typedef struct {
  const char *region;
  const char *sector;
  int year;
  double jobs;
  double office_share;
  double growth;
  const char *source;
} LwSectorJobs;

/**
 * LwDemandShare: what a municipality gets of the demand of its region. A plain value.
 * @municipality: its code ("GM0344"), an interned string
 * @share: 0 to 1
 * @source: (nullable): where the number comes from, an interned string
 */
typedef struct {
  const char *municipality;
  double share;
  const char *source;
} LwDemandShare;

/** LW_SHARES_TOLERANCE: shares that differ less from 1 in all are only rounded */
#define LW_SHARES_TOLERANCE 0.0051

const LwSectorInfo *lw_sector_get_info (guint index);
int lw_sector_find (const char *token);
const char *lw_sector_get_label (const char *token);

GArray *lw_sector_jobs_list_new (void);
gboolean lw_sector_jobs_validate (const LwSectorJobs *jobs, GError **error);
double lw_sector_jobs_get_office_share (const LwSectorJobs *jobs);
void lw_sector_jobs_set (GArray *list, const LwSectorJobs *jobs);
gboolean lw_sector_jobs_remove (GArray *list, const char *region, const char *sector, int year);
const LwSectorJobs *lw_sector_jobs_find (const GArray *list, const char *region, const char *sector, int year);

GArray *lw_demand_shares_new (void);
gboolean lw_demand_share_validate (const LwDemandShare *share, GError **error);
void lw_demand_shares_set (GArray *list, const LwDemandShare *share);
gboolean lw_demand_shares_remove (GArray *list, const char *municipality);
guint lw_demand_shares_normalise (GArray *list, const LwOffices *offices);
double lw_demand_shares_get (const GArray *list, const char *municipality);

G_END_DECLS

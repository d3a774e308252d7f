/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-jobs: the jobs by sector of one market in any year (domain model 3.2): between given years linear, before and
 * after them with the growth of the sector; from the base on as a scenario expects. */
#pragma once

#include "model/lw-demand-path.h"
#include "model/lw-sector.h"

G_BEGIN_DECLS

typedef struct _LwJobs LwJobs;

/**
 * LwJobsYear: a sector in a year
 * @sector: its token
 * @jobs: J
 * @office_share: q
 * @office_jobs: J q
 */
typedef struct {
  const char *sector;
  double jobs;
  double office_share;
  double office_jobs;
} LwJobsYear;

LwJobs *lw_jobs_new (const GArray *list, const char *region, const LwDemandPath *path, int base_year);
void lw_jobs_free (LwJobs *jobs);
guint lw_jobs_get_n_sectors (const LwJobs *jobs);
void lw_jobs_get_sector (const LwJobs *jobs, guint index, int year, LwJobsYear *result);
double lw_jobs_count_office (const LwJobs *jobs, int year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwJobs, lw_jobs_free)

G_END_DECLS

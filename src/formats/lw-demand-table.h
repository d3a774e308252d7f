/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-table: reads demand, jobs by sector or shares of municipalities from a CSV file, told apart by its headings:
 *
 *   region year m2 [low high]                        demand in m2 vvo on 1 January
 *   region sector year jobs [office_share growth]    jobs (banen); an empty region is the whole
 *   municipality_code share                          part of a municipality in the demand of its region
 *
 * each with an optional source, in English or Dutch. Such a table is small and its rows belong together, so that one
 * mistake refuses the file, with its line and column. */
#pragma once

#include "formats/lw-csv.h"
#include "model/lw-demand-series.h"
#include "model/lw-sector.h"

G_BEGIN_DECLS

/** LwDemandTableKind: what a file holds; the first when it is something else */
typedef enum {
  LW_DEMAND_TABLE_NONE,
  LW_DEMAND_TABLE_SERIES,
  LW_DEMAND_TABLE_JOBS,
  LW_DEMAND_TABLE_SHARES,
} LwDemandTableKind;

/** LW_DEMAND_TABLE_MAX_ROWS: more than this is no table of demand */
#define LW_DEMAND_TABLE_MAX_ROWS 20000

/**
 * LwDemandTable:
 * @kind: what it holds
 * @name: of the file
 * @n_rows: rows read
 * @series: (element-type LwDemandSeries): demand, "" being the whole
 * @jobs: (element-type LwSectorJobs): jobs
 * @shares: (element-type LwDemandShare): shares
 */
typedef struct {
  LwDemandTableKind kind;
  char *name;
  guint n_rows;
  GPtrArray *series;
  GArray *jobs;
  GArray *shares;
} LwDemandTable;

LwDemandTableKind lw_demand_table_recognise (LwCsvReader *reader);
LwDemandTable *lw_demand_table_read (LwCsvReader *reader, GCancellable *cancellable, GError **error);
void lw_demand_table_free (LwDemandTable *table);
const char *lw_demand_table_find_sector (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwDemandTable, lw_demand_table_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-run: what leaves a document as a file: offices, areas with their statistics, or the yearly results of a
 * scenario, with what the file has to say of itself. The same for window and command line. */
#pragma once

#include "formats/lw-export.h"
#include "model/lw-dimension.h"
#include "statistics/lw-classify.h"
#include "store/lw-store.h"

G_BEGIN_DECLS

/**
 * LwExportWhat:
 * @LW_EXPORT_WHAT_OFFICES: a row an office
 * @LW_EXPORT_WHAT_AREAS: a row an area, with its statistics and where there are any its boundaries
 * @LW_EXPORT_WHAT_RESULTS: a row a year of a scenario, for the whole and, if asked, each area
 */
typedef enum {
  LW_EXPORT_WHAT_OFFICES,
  LW_EXPORT_WHAT_AREAS,
  LW_EXPORT_WHAT_RESULTS,
  LW_N_EXPORT_WHATS,
} LwExportWhat;

/** LW_EXPORT_BY_NONE: results of the whole only */
#define LW_EXPORT_BY_NONE (-1)

/**
 * LwExportRequest: everything belongs to the caller and is only read.
 * @path: the file to write
 * @geopackage: as a GeoPackage; else by @format
 * @format: the format
 * @what: what to write
 * @by: a #LwDimension; of results also %LW_EXPORT_BY_NONE
 * @offices: the table
 * @rows: (nullable): of offices and areas, which of them; %NULL for all
 * @filter: (nullable): the same in words; %NULL for all
 * @scenario: (nullable): of results, the scenario
 * @confidential: also what was noted in confidence
 * @colours: (nullable) (array fixed-size=LW_N_VACANCY_CLASSES): of the classes of vacancy, 0xrrggbb
 */
typedef struct {
  const char *path;
  gboolean geopackage;
  LwExportFormat format;
  LwExportWhat what;
  int by;
  LwOffices *offices;
  const LwBitset *rows;
  const char *filter;
  const LwScenario *scenario;
  gboolean confidential;
  const guint32 *colours;
  LwProgressFunc progress;
  gpointer progress_data;
} LwExportRequest;

const char *lw_export_what_get_token (LwExportWhat what);
gboolean lw_export_what_from_token (const char *token, LwExportWhat *what);
gboolean lw_export_request_set_path (LwExportRequest *request, const char *path, gboolean excel, GError **error);
gboolean lw_export_run (LwStore *store, const LwExportRequest *request, GCancellable *cancellable, GError **error);

G_END_DECLS

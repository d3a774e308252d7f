/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import: reads sources into a document, for window and command line alike: finds out what each source is, reads
 * the offices of BAG extracts first and joins vacancy lists to them after, all in one edit. What is wrong with a
 * source is in its report; when a source cannot be used at all, the document stays as it was. */
#pragma once

#include "analysis/lw-geodata.h"
#include "formats/lw-source.h"
#include "formats/lw-vacancy-join.h"
#include "model/lw-brought.h"
#include "model/lw-statistics-results.h"
#include "store/lw-store.h"

G_BEGIN_DECLS

/**
 * LwNewOffices: what becomes of rows of a list that mean no office of the document.
 * @LW_NEW_OFFICES_IF_EMPTY: they become offices if the document has none yet, and are reported otherwise
 * @LW_NEW_OFFICES_ADD: they become offices
 * @LW_NEW_OFFICES_REPORT: they are reported
 */
typedef enum {
  LW_NEW_OFFICES_IF_EMPTY,
  LW_NEW_OFFICES_ADD,
  LW_NEW_OFFICES_REPORT,
} LwNewOffices;

/** LW_IMPORT_TOLERANCE_FOUND: whatever is known of the list says how exact its positions are */
#define LW_IMPORT_TOLERANCE_FOUND (-1.0)

/**
 * LwGeodataAnswer: how a layer of a file of geodata is read, as somebody said; owns what it points at.
 * @path: the file
 * @layer: (nullable): which layer of a GeoPackage
 * @role: what its features become
 * @crs: (nullable): its coordinate system, whatever the file tells
 * @code_field: (nullable): property of areas that holds their code; %NULL for what its name says
 * @name_field: (nullable): property that holds the name of areas and plans
 */
typedef struct {
  char *path;
  char *layer;
  LwGeodataRole role;
  char *crs;
  char *code_field;
  char *name_field;
} LwGeodataAnswer;

/**
 * LwImportRequest: how to read; all zero with @date %LW_DATE_UNKNOWN is a sound start, see lw_import_request_init().
 * @kind: what the sources are, %LW_SOURCE_UNKNOWN to find out from their content
 * @date: reference date of lists that do not tell theirs, or %LW_DATE_UNKNOWN
 * @mapping: (nullable): which column of a list holds what; %NULL for what the headings say
 * @format: (nullable): how a list is written; %NULL finds it out
 * @choices: (nullable): the office that a row of a list means, see #LwJoinOptions
 * @mapping_path: (nullable): a JSON document that says all that
 * @sheet: (nullable): which sheet of workbooks; %NULL for the one that holds the table
 * @unlisted: what becomes of offices that a list does not name
 * @new_offices: what becomes of rows of a list that mean no office of the document
 * @tolerance_m: metres within which a position means an office, of rows without identification and address; 0 for never;
 *   %LW_IMPORT_TOLERANCE_FOUND for what @format or @mapping_path says, or else %LW_JOIN_DEFAULT_TOLERANCE_M
 * @municipalities: (nullable) (array zero-terminated=1): codes such as GM0344: of the register only offices in them
 * @area: (nullable): polygons in RD New: of the register only offices in them
 * @role: what features of geodata become
 * @layer: (nullable): which layer of a GeoPackage; %NULL for the first
 * @crs: (nullable): coordinate system of geodata that does not tell its own, such as EPSG:25831
 * @crs_overrules: it holds for geodata that tells another, too
 * @code_field: (nullable): property of areas that holds their code; %NULL for what its name says
 * @name_field: (nullable): property that holds the name of areas and plans
 * @answers: (nullable) (element-type LwGeodataAnswer): how single files of geodata are read; others as said above
 * @goes_on: a source that cannot be read is left out and told in a report, as long as another can be read; otherwise it
 *   ends the import
 * @dry_run: read and count everything, and leave the document as it was
 */
typedef struct {
  LwSourceKind kind;
  LwDate date;
  const LwVacancyMapping *mapping;
  const LwListFormat *format;
  GHashTable *choices;
  const char *mapping_path;
  const char *sheet;
  LwUnlisted unlisted;
  LwNewOffices new_offices;
  double tolerance_m;
  const char *const *municipalities;
  const LwGeometry *area;
  LwGeodataRole role;
  const char *layer;
  const char *crs;
  gboolean crs_overrules;
  const char *code_field;
  const char *name_field;
  GPtrArray *answers;
  gboolean goes_on;
  gboolean dry_run;
} LwImportRequest;

/**
 * LwImportResult: what an import did.
 * @reports: (element-type LwImportReport): one of all BAG sources together, one a list
 * @counts: offices that changed in the document
 * @observed: observations of vacancy that changed in it
 * @n_offices: offices read from BAG extracts
 * @n_matched: rows of lists that name one office
 * @n_unmatched: rows that name none of the document
 * @n_ambiguous: rows that fit several
 * @n_rejected: rows that could not be used
 * @n_assumed: offices taken as occupied because a list does not name them
 * @n_figures: figures of areas that somebody published
 * @new_keys: (element-type gint64): keys of the offices that are new in the document
 * @doubtful_keys: (element-type gint64): keys of the offices that doubtful rows of lists mean, or may mean
 * @n_demand: rows of tables of demand, of jobs or of shares, all of them used
 * @n_areas: areas and outlines of buildings
 * @n_plans: plans for new offices
 * @n_left_out: sources that could not be read, if the request goes on without them
 * @n_placed: offices of which the areas that they lie in changed
 * @counting: what the settings of the document do to the offices read from BAG extracts
 */
typedef struct {
  GPtrArray *reports;
  LwStoreCounts counts;
  LwStoreCounts observed;
  guint n_offices;
  guint n_matched;
  guint n_unmatched;
  guint n_ambiguous;
  guint n_rejected;
  guint n_assumed;
  guint n_figures;
  GArray *new_keys;
  GArray *doubtful_keys;
  guint n_demand;
  guint n_areas;
  guint n_plans;
  guint n_left_out;
  guint n_placed;
  LwCounting counting;
} LwImportResult;

void lw_import_request_init (LwImportRequest *request);
LwImportResult *lw_import_run (LwStore *store, const char *const *paths, const LwImportRequest *request,
                               LwProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
                               GError **error);
LwGeometry *
lw_import_read_area (const char *path, const LwImportRequest *request, GCancellable *cancellable, GError **error);
void lw_import_read_brought (LwBrought *brought, const LwStoreImport *import);
LwImportRows *lw_import_rows_from_stored (GPtrArray *stored);
void lw_import_result_free (LwImportResult *result);
void lw_geodata_answer_free (LwGeodataAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwImportResult, lw_import_result_free)

G_END_DECLS

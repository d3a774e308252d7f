/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store: the document, one GeoPackage file. Facts, settings, scenarios, plans and programme are written
 * and read here as values of the model; SQL stays inside. Every write is one named edit: one transaction that
 * is recorded for undo (lw-history.h). Several writes become one edit between lw_store_begin_edit() and
 * lw_store_commit_edit().
 *
 * A store belongs to the thread that opened it, and asserts so. Opening takes a few milliseconds: a worker
 * opens its own, reads into memory and closes it. Edit names are shown to people: pass them translated
 * ("Import of list.csv"). */
#pragma once

#include "model/lw-answer.h"
#include "model/lw-bitset.h"
#include "model/lw-criteria-set.h"
#include "model/lw-demand-series.h"
#include "model/lw-geometry.h"
#include "model/lw-observations.h"
#include "model/lw-office-note.h"
#include "model/lw-office-record.h"
#include "model/lw-offices.h"
#include "model/lw-plan.h"
#include "model/lw-programme.h"
#include "model/lw-progress.h"
#include "model/lw-published-figure.h"
#include "model/lw-scenario.h"
#include "model/lw-sector.h"
#include "model/lw-settings.h"
#include "model/lw-side-address.h"

G_BEGIN_DECLS

typedef struct _LwStore LwStore;

/**
 * LwStoreMode:
 * @LW_STORE_READ_WRITE: to look at and edit; the caller holds the lock of the document (lw-lock.h) if others may want
 *   to edit it meanwhile. A file of an older version is brought up to date, and a copy of it kept beside it.
 * @LW_STORE_READ_ONLY: to look at; nothing is ever written to the file. What an older version lacks is empty.
 * @LW_STORE_OWN: as %LW_STORE_READ_WRITE, and the store holds the lock itself until it is closed
 * @LW_STORE_TRIAL: as %LW_STORE_OWN, for edits that the caller takes back before it closes the store: a file of an
 *   older version stays as it is, and a copy in memory is brought up to date
 */
typedef enum {
  LW_STORE_READ_WRITE,
  LW_STORE_READ_ONLY,
  LW_STORE_OWN,
  LW_STORE_TRIAL,
} LwStoreMode;

/** LW_STORE_SCHEMA_VERSION: the version of the tables that this program writes */
#define LW_STORE_SCHEMA_VERSION 5

/* properties of the document, for lw_store_read_property() */
#define LW_STORE_TITLE "title"
#define LW_STORE_DESCRIPTION "description"
#define LW_STORE_CRITERIA "criteria_set"   /* id of the criteria set in use; that of the application without it */
#define LW_STORE_FICTIONAL "fictional" /* "1": made-up data, marked everywhere */

/* the file (lw-store.c) */
LwStore *lw_store_create (const char *path, const char *title, GError **error);
LwStore *lw_store_open (const char *path, LwStoreMode mode, GError **error);
void lw_store_close (LwStore *store);
const char *lw_store_get_path (LwStore *store);
const char *lw_store_get_kept_copy (LwStore *store);
gboolean lw_store_get_read_only (LwStore *store);
void lw_store_fold_log (LwStore *store);
gboolean lw_store_own (LwStore *store, GError **error);
void lw_store_let_go (LwStore *store);
void lw_store_adopt (LwStore *store);

/* what other programs do to it (lw-store-watch.c) */

/**
 * LwStoreStamp: which file it is, and as it was when; two handles on one file can compare theirs.
 * @device: device of the file
 * @inode: its number there
 * @counter: raised by every writing
 */
typedef struct {
  guint64 device;
  guint64 inode;
  guint32 counter;
} LwStoreStamp;

gint64 lw_store_get_data_version (LwStore *store);
gboolean lw_store_check_place (LwStore *store, GError **error);
gboolean lw_store_read_stamp (LwStore *store, LwStoreStamp *stamp, GError **error);
gboolean lw_store_is_own_work (LwStore *store);
gboolean lw_store_accept_work (LwStore *store, GError **error);
gboolean lw_store_expect (LwStore *store, const LwStoreStamp *stamp, GError **error);

/* copies (lw-store-copy.c) */
gboolean lw_store_backup (LwStore *store,
                          const char *path,
                          LwProgressFunc progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwStore, lw_store_close)

/* several writes as one edit (lw-store-edit.c) */
gboolean lw_store_begin_edit (LwStore *store, const char *edit_name, GError **error);
gboolean lw_store_commit_edit (LwStore *store, GError **error);
void lw_store_rollback_edit (LwStore *store);

/* settings and properties (lw-store-settings.c) */
gboolean lw_store_read_settings (LwStore *store, LwSettings *settings, GError **error);
gboolean
lw_store_write_settings (LwStore *store, const LwSettings *settings, const char *edit_name, GError **error);
gboolean lw_store_read_property (LwStore *store, const char *key, char **value, GError **error);
gboolean lw_store_write_property (
    LwStore *store, const char *key, const char *value, const char *edit_name, GError **error);
gboolean lw_store_read_fictional (LwStore *store, gboolean *fictional, GError **error);

/**
 * LwSource: where facts come from.
 * @id: key in the document; 0 for a new one
 * @name: of the file or service ("leegstand-2025.csv"), never %NULL
 * @kind: (nullable): as on the command line: "bag", "csv", "xlsx", "geojson", "gml", "gpkg", "example"
 * @publisher: (nullable): who made it
 * @method: (nullable): how it was counted
 * @licence: (nullable): under what terms
 * @reference_date: the day that it describes (peildatum), or %LW_DATE_UNKNOWN
 * @imported: when it was imported, ISO 8601 in UTC; set by the store
 * @measure: how its areas are measured
 * @rows_read: records in the source
 * @rows_kept: records that were used
 * @fictional: made up
 */
typedef struct {
  gint64 id;
  char *name;
  char *kind;
  char *publisher;
  char *method;
  char *licence;
  LwDate reference_date;
  char *imported;
  LwAreaMeasure measure;
  guint64 rows_read;
  guint64 rows_kept;
  gboolean fictional;
} LwSource;

LwSource *lw_source_new (const char *name, const char *kind, LwDate reference_date);
void lw_source_free (LwSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwSource, lw_source_free)
GPtrArray *lw_store_read_sources (LwStore *store, GError **error);

/** LW_STORE_MAX_OWN_KEPT: offices that are named of those of which the user's own word was kept */
#define LW_STORE_MAX_OWN_KEPT 5

/**
 * LwStoreCounts: what a write of offices or observations did.
 * @n_new: offices or observations added
 * @n_changed: those of which a fact changed
 * @n_unchanged: those that were known already, just so
 * @n_older: offices of which the document knows facts of a later date, so that the source only filled gaps
 * @n_gone: offices that a newer complete source no longer has; kept, but no longer shown from its date
 * @n_unknown: of the new observations those that only say that vacancy is unknown on that date
 * @n_observations: observations of vacancy that came along with imported offices
 * @n_own_kept: observations that say otherwise than the user did by hand for that office and date, so that they were
 *   not written
 * @own_kept: keys of the offices of the first of those
 */
typedef struct {
  guint n_new;
  guint n_changed;
  guint n_unchanged;
  guint n_older;
  guint n_gone;
  guint n_unknown;
  guint n_observations;
  guint n_own_kept;
  gint64 own_kept[LW_STORE_MAX_OWN_KEPT];
} LwStoreCounts;

/**
 * LwImportOptions:
 * @complete: the source holds every office of the municipalities that it covers, so one that it lacks is gone
 * @municipalities: (nullable) (array zero-terminated=1): codes of the municipalities covered ("GM0344");
 * %NULL for those of the imported offices
 * @ended: (nullable): what the source says of objects that are no offices any more: identification, uses and status.
 * An office of the document among them is gone, also if the source is not complete
 * @keys: (nullable) (array): for each imported row the key of the office of the document that it means, or 0 to find it by
 * identification or address
 * @supplements: the source is a list about offices that the register may describe better: what the register (BAG) knows of
 * an office stays, and the office remains one of that source
 * @new_keys: (nullable) (element-type gint64): the keys of new offices are appended to it
 */
typedef struct {
  gboolean complete;
  const char *const *municipalities;
  LwOffices *ended;
  const gint64 *keys;
  gboolean supplements;
  GArray *new_keys;
} LwImportOptions;

/* reading and importing offices (lw-store-offices.c, lw-store-import.c, lw-store-observations.c) */
GArray *lw_store_read_dates (LwStore *store, GError **error);
LwOffices *lw_store_read_offices (LwStore *store,
                                  LwDate date,
                                  LwProgressFunc progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GError **error);
GArray *lw_store_read_bag_ids (LwStore *store, GError **error);
LwOffices *lw_store_read_gone_offices (
    LwStore *store, LwProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error);
gboolean lw_store_import_offices (LwStore *store,
                                  LwOffices *imported,
                                  const LwSource *source,
                                  const LwImportOptions *options,
                                  const char *edit_name,
                                  LwStoreCounts *counts,
                                  LwProgressFunc progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean lw_store_import_observations (LwStore *store,
                                       const LwObservations *observations,
                                       const LwSource *source,
                                       const char *edit_name,
                                       LwStoreCounts *counts,
                                       LwProgressFunc progress,
                                       gpointer progress_data,
                                       GCancellable *cancellable,
                                       GError **error);
gboolean lw_store_write_offices (LwStore *store,
                                 LwOffices *edited,
                                 const LwBitset *rows,
                                 const LwOfficeColumn *columns,
                                 guint n_columns,
                                 const char *edit_name,
                                 GError **error);

GArray *lw_store_read_office_observations (LwStore *store, gint64 office, GError **error);
LwOfficeRecord *lw_store_read_office_record (LwStore *store, gint64 office, GError **error);
gboolean lw_store_set_fact (LwStore *store,
                            gint64 office,
                            LwDate date,
                            LwOfficeColumn column,
                            const char *value,
                            const char *edit_name,
                            GError **error);

/* notes of offices (lw-store-notes.c) */
GPtrArray *lw_store_read_notes (LwStore *store, gint64 office, gboolean confidential, GError **error);
gboolean lw_store_write_note (LwStore *store, const LwOfficeNote *note, const char *edit_name, GError **error);
gboolean lw_store_delete_note (LwStore *store, const char *uid, const char *edit_name, GError **error);

/**
 * LwStoreCriteria: a criteria set of the document as it stands there.
 * @id: the id of the set
 * @name: its title
 * @definition: the text of its key file
 */
typedef struct {
  char *id;
  char *name;
  char *definition;
} LwStoreCriteria;

/* criteria sets and answers (lw-store-answers.c) */
void lw_store_criteria_free (LwStoreCriteria *criteria);
GPtrArray *lw_store_read_criteria_sets (LwStore *store, GError **error);
LwCriteriaSet *lw_store_read_criteria_set (LwStore *store, const char *id, GError **error);
gboolean
lw_store_write_criteria_set (LwStore *store, const LwCriteriaSet *set, const char *edit_name, GError **error);
gboolean lw_store_delete_criteria_set (LwStore *store, const char *id, const char *edit_name, GError **error);
GPtrArray *lw_store_read_answers (LwStore *store, const char *set, gint64 office, GError **error);
gboolean lw_store_write_answer (LwStore *store, const LwGivenAnswer *given, const char *edit_name, GError **error);
gboolean lw_store_delete_answer (LwStore *store, gint64 office, const char *set, const char *criterion,
                                 const char *edit_name, GError **error);

/* scenarios (lw-store-scenarios.c) */
GPtrArray *lw_store_read_scenarios (LwStore *store, GError **error);
LwScenario *lw_store_read_scenario (LwStore *store, const char *uid, GError **error);
gboolean
lw_store_write_scenario (LwStore *store, const LwScenario *scenario, const char *edit_name, GError **error);
gboolean lw_store_delete_scenario (LwStore *store, const char *uid, const char *edit_name, GError **error);

/* plans for new offices, and demand (lw-store-plans.c) */
GPtrArray *lw_store_read_plans (LwStore *store, GError **error);
gboolean lw_store_write_plans (LwStore *store, GPtrArray *plans, const char *edit_name, GError **error);
gboolean lw_store_delete_plan (LwStore *store, const char *uid, const char *edit_name, GError **error);
GPtrArray *lw_store_read_demand (LwStore *store, GError **error);
gboolean
lw_store_write_demand (LwStore *store, const LwDemandSeries *series, const char *edit_name, GError **error);
gboolean lw_store_delete_demand (LwStore *store, const char *region, const char *edit_name, GError **error);

/* jobs by sector, and shares of municipalities in demand (lw-store-demand.c) */
GArray *lw_store_read_jobs (LwStore *store, GError **error);
gboolean lw_store_write_jobs (LwStore *store, const GArray *list, const char *edit_name, GError **error);
GArray *lw_store_read_shares (LwStore *store, GError **error);
gboolean lw_store_write_shares (LwStore *store, const GArray *list, const char *edit_name, GError **error);

/**
 * LwStoreImport: what an import did.
 * @id: key in the document
 * @made: when, ISO 8601 in UTC
 * @name: its sources
 * @n_new: offices that it added
 * @n_rejected: rows that it could not use, repeated and unmatched ones included
 * @n_doubtful: rows that may mean another office
 * @report: reports of its sources, a JSON array
 */
typedef struct {
  gint64 id;
  char *made;
  char *name;
  guint64 n_new;
  guint64 n_changed;
  guint64 n_unchanged;
  guint64 n_gone;
  guint64 n_rejected;
  guint64 n_doubtful;
  char *report;
} LwStoreImport;

/**
 * LwStoreImportRow: a row that an import could not use, or doubts.
 * @source: file, or file › sheet
 * @line: line or row in it
 * @state: "rejected", "repeated", "unmatched" or "doubtful"
 * @reason: what is wrong
 * @headings: (nullable): headings of the source as a line of CSV
 * @content: (nullable): the row as a record of CSV
 */
typedef struct {
  char *source;
  guint64 line;
  char *state;
  char *reason;
  char *headings;
  char *content;
} LwStoreImportRow;

/* what each import did (lw-store-imports.c) */
void lw_store_import_free (LwStoreImport *import);
void lw_store_import_row_free (LwStoreImportRow *row);
gboolean lw_store_add_import (LwStore *store, const LwStoreImport *import, GPtrArray *rows, const char *edit_name,
                              GError **error);
GPtrArray *lw_store_read_imports (LwStore *store, GError **error);
GPtrArray *lw_store_read_import_rows (LwStore *store, gint64 import, GError **error);

/* figures that others published of areas (lw-store-figures.c) */
GPtrArray *lw_store_read_figures (LwStore *store, GError **error);
gboolean lw_store_write_figures (LwStore *store, GPtrArray *figures, const LwSource *source, const char *edit_name,
                                 GError **error);

/* the programme (lw-store-programme.c) */
LwProgramme *lw_store_read_programme (LwStore *store, GError **error);
gboolean lw_store_write_programme (LwStore *store,
                                   const LwProgramme *programme,
                                   const char *edit_name,
                                   GError **error);

/**
 * LwStoreArea: an area that the user brought.
 * @kind: "municipality", "region", "location", "province", "planning", or %LW_STORE_AREA_BUILDING
 * @code: its code ("GM0344"), unique among its kind
 * @name: what people call it
 * @location_type: kind of location, of a location
 * @geometry: (nullable): polygons in RD New
 */
typedef struct {
  char *kind;
  char *code;
  char *name;
  LwLocationType location_type;
  LwGeometry *geometry;
} LwStoreArea;

/** LW_STORE_AREA_BUILDING: kind of the outlines of buildings, whose code is the identification of the pand */
#define LW_STORE_AREA_BUILDING "pand"

/* addresses of offices beside their main one (lw-store-addresses.c) */
gboolean lw_store_write_side_addresses (LwStore *store, const LwOffices *offices, GPtrArray *addresses,
                                        const char *edit_name, GError **error);
GPtrArray *lw_store_read_side_addresses (LwStore *store, GError **error);

/* areas, and the region of each municipality (lw-store-areas.c) */
LwStoreArea *lw_store_area_new (const char *kind, const char *code, const char *name, LwGeometry *geometry);
void lw_store_area_free (LwStoreArea *area);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwStoreArea, lw_store_area_free)
GPtrArray *lw_store_read_areas (LwStore *store, const char *kind, GError **error);
gboolean lw_store_write_areas (LwStore *store,
                               const char *kind,
                               GPtrArray *areas,
                               const LwSource *source,
                               const char *edit_name,
                               GError **error);
gboolean lw_store_add_areas (LwStore *store,
                             GPtrArray *areas,
                             const LwSource *source,
                             const char *edit_name,
                             GError **error);
gboolean lw_store_delete_areas (LwStore *store, GPtrArray *areas, const char *edit_name, GError **error);
/** LwStoreAreaFunc: (transfer full) (nullable): the area @index, %NULL with @error set if there is none */
typedef LwStoreArea *(*LwStoreAreaFunc) (guint index, gpointer data, GError **error);
gboolean lw_store_add_areas_of (LwStore *store,
                                guint n,
                                LwStoreAreaFunc func,
                                gpointer data,
                                const LwSource *source,
                                const char *edit_name,
                                GError **error);
LwGeometry *lw_store_read_outline (LwStore *store, LwBagId building, GError **error);
gboolean lw_store_read_outline_stamp (LwStore *store, char **stamp, GError **error);
GHashTable *lw_store_read_regions (LwStore *store, GError **error);
gboolean lw_store_write_regions (LwStore *store, GHashTable *regions, const char *edit_name, GError **error);

/**
 * LwStorePlace: in which areas an office lies. What is %NULL stays as it is.
 * @office: key of the office
 * @municipality_code: (nullable): as GM0344
 * @municipality: (nullable): its name
 * @province: (nullable): name of the province
 * @region: (nullable): the market region
 * @location: (nullable): name of the office location
 * @location_type: kind of that location, written if @location is
 */
typedef struct {
  gint64 office;
  const char *municipality_code;
  const char *municipality;
  const char *province;
  const char *region;
  const char *location;
  LwLocationType location_type;
} LwStorePlace;

/* where offices lie (lw-store-places.c) */
gboolean lw_store_write_places (LwStore *store, const LwStorePlace *places, guint n, const char *edit_name,
                                guint *n_changed, GError **error);
gboolean lw_store_set_plan_shape (LwStore *store, const char *uid, const LwGeometry *shape, const char *edit_name,
                                  GError **error);

G_END_DECLS

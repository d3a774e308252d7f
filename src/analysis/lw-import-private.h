/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-private: what the files of an import share: one for each kind of source (lw-import-bag.c, lw-import-list.c …),
 * all inside the one edit that lw-import.c begins and ends. */
#pragma once

#include "analysis/lw-import.h"

G_BEGIN_DECLS

/**
 * LwImporting: an import that is going on.
 * @store: the document, in an edit
 * @result: filled by each kind
 * @edit_name: what Undo calls the edit, translated
 * @reading: (element-type filename): the sources that are being read, of which one is to blame for what fails
 * @epoch_1904: day numbers of a list count from 1904
 * @decimal: decimal character of the numbers of a list that was made from another kind of file, if that is certain
 * @tolerance_m: metres within which a position of the list that is being read means an office
 */
typedef struct {
  LwStore *store;
  const LwImportRequest *request;
  LwProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
  LwImportResult *result;
  const char *edit_name;
  GPtrArray *reading;
  gboolean epoch_1904;
  LwDecimal decimal;
  double tolerance_m;
} LwImporting;

/**
 * LwLaying: what a list is laid beside.
 * @offices: the offices of the document
 * @settings: how areas convert
 * @side_addresses: (nullable) (element-type LwSideAddress): addresses of them beside their own
 * @tolerance_m: metres within which a position means an office
 * @report: where counts and problems go
 */
typedef struct {
  const LwImportRequest *request;
  double tolerance_m;
  LwOffices *offices;
  const LwSettings *settings;
  GPtrArray *side_addresses;
  LwImportReport *report;
  LwProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
} LwLaying;

void lw_importing_add_counts (LwStoreCounts *sum, const LwStoreCounts *counts);
char *lw_importing_join_names (GPtrArray *paths);
LwSourceKind lw_importing_find_kind (const char *path, char **reason);

gboolean lw_importing_bag (LwImporting *import, GPtrArray *paths, GError **error);
void lw_importing_warn_older (LwImportReport *report, LwDate date, const LwStoreCounts *counts);
gboolean lw_importing_count_offices (LwImporting *import, LwOffices *read, GError **error);
gboolean lw_importing_outlines (LwImporting *import, guint n, LwStoreAreaFunc func, gpointer data, const LwSource *bag,
                                GError **error);
gboolean lw_importing_bag_light (LwImporting *import, const char *path, GError **error);
gboolean lw_importing_set_options (const LwImportRequest *request, LwCsvReader *reader, LwVacancyOptions *options,
                                   double *tolerance_m, GCancellable *cancellable, GError **error);
gboolean lw_importing_lay (const LwLaying *laying, LwCsvReader *reader, LwVacancyOptions *options, LwVacancyList **list,
                           LwVacancyJoin **join, GError **error);
gboolean lw_importing_rows (LwImporting *import, LwCsvReader *reader, const char *kind, LwImportReport *report,
                            GError **error);
gboolean lw_importing_facts (LwImporting *import, const LwVacancyList *list, LwVacancyJoin *join,
                             const LwOffices *offices, const char *kind, LwImportReport *report, GError **error);
gboolean lw_importing_figures (LwImporting *import, LwCsvReader *reader, const LwVacancyOptions *options,
                               const char *kind, LwImportReport *report, GError **error);
gboolean lw_importing_keep_rows (LwImporting *import, LwCsvReader *reader, const LwVacancyList *list,
                                 const LwVacancyJoin *join, LwImportReport *report, GError **error);
gboolean lw_importing_keep_report (LwImporting *import, const char *names, GError **error);
gboolean lw_importing_statline (LwImporting *import, GPtrArray *paths, GError **error);
gboolean lw_importing_workbook (LwImporting *import, const char *path, GError **error);
LwFeatures *lw_importing_read_features (LwImporting *import, LwSourceKind kind, const char *path, GError **error);
gboolean lw_importing_geojson (LwImporting *import, const char *path, GError **error);
gboolean lw_importing_gml (LwImporting *import, const char *path, GError **error);
gboolean lw_importing_gpkg (LwImporting *import, const char *path, GError **error);
gboolean lw_importing_areas (LwImporting *import, const LwFeatures *features, LwGeodataRole role, const char *kind,
                             LwImportReport *report, GError **error);
gboolean lw_importing_plans (LwImporting *import, const LwFeatures *features, LwImportReport *report, GError **error);
gboolean lw_importing_places (LwImporting *import, GError **error);
gboolean lw_importing_list (LwImporting *import, const char *path, GError **error);

G_END_DECLS

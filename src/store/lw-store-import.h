/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-import: what one import of offices knows, shared by the file that decides (lw-store-import.c) and
 * the one that writes (lw-store-import-write.c). */
#pragma once

#include "store/lw-store-columns.h"
#include "store/lw-store-offices.h"

G_BEGIN_DECLS

/* values of LwImport.match beside rows of the document */
#define LW_IMPORT_NEW G_MAXUINT
#define LW_IMPORT_REPEATED (G_MAXUINT - 1)

/**
 * LwImport:
 * @imported: the offices of the source
 * @date: reference date of the source, or %LW_DATE_UNKNOWN
 * @complete: the source holds every office of the municipalities in @covered
 * @authoritative: the source is the register, whose silence on a fact counts
 * @stored: the offices of the document before
 * @ended: (element-type LwBagId guint): row + 1 of each object in the options' table of what ended
 * @match: (array): for each row of @imported the row of @stored that it means
 * @matched: (array): for each row of @stored whether the source has it
 * @covered: (element-type utf8): codes of municipalities
 * @known: (element-type utf8): codes of municipalities of which an older source is in the document
 */
typedef struct {
  LwOffices *imported;
  const LwSource *source;
  const LwImportOptions *options;
  LwDate date;
  gboolean complete;
  gboolean authoritative;
  LwOfficeRows *stored;
  GPtrArray *sources;
  GHashTable *sources_by_key;
  GHashTable *by_bag_id;
  GHashTable *by_address;
  GHashTable *by_key;
  GHashTable *covered;
  GHashTable *known;
  GHashTable *ended;
  guint *match;
  gboolean *matched;
  LwStoreCounts *counts;
  LwProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
} LwImport;

gboolean lw_import_takes (const LwImport *import, guint row, guint stored_row, const LwStoredColumn *column);
gboolean lw_import_takes_position (const LwImport *import, guint row, guint stored_row);
gboolean lw_import_leaves_register (const LwImport *import, guint stored_row);
gboolean lw_import_is_edited (const LwImport *import, guint stored_row, LwOfficeColumn column);
gboolean lw_import_is_older (const LwImport *import, guint stored_row);
gboolean lw_import_is_newer (const LwImport *import, guint stored_row);
gboolean lw_import_changes_past (const LwImport *import, guint row, LwOfficeColumn column);
gboolean lw_import_row_differs (const LwImport *import, guint row);
guint lw_import_find_ended (const LwImport *import, guint stored_row);
gboolean lw_import_is_gone (const LwImport *import, guint stored_row);
LwDate lw_import_present_from (const LwImport *import, guint row);
gboolean lw_import_write_source_values (LwStore *store, const LwImport *import, guint row, GError **error);
gboolean lw_import_write (LwStore *store, LwImport *import, GError **error);

/* observations (lw-store-observations.c) */
typedef struct {
  gint64 office;
  LwDate date;
  double vacant_m2;
  LwDate vacant_since;
  gboolean assumed;
  gint64 source;
} LwObservationRow;

gboolean lw_store_put_observation (
    LwStore *store, const LwObservationRow *row, gboolean known_new, LwStoreCounts *counts, GError **error);

G_END_DECLS

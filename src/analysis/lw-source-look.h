/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-source-look: what a source of geodata or of the register is taken for before it is imported, and whether that
 * leaves people a choice: which layer, what its features are, where they lie, and of which municipalities a register is. The
 * source is read as an import would, and nothing is changed. */
#pragma once

#include "analysis/lw-import.h"

G_BEGIN_DECLS

/** LW_SOURCE_LOOK_ROWS: so many rows are kept to be shown */
#define LW_SOURCE_LOOK_ROWS 20

/**
 * LwSourceLook: what was found.
 * @path: the source
 * @kind: what it is; %LW_SOURCE_UNKNOWN for what is not looked into
 * @asks: whether people have a choice that they had better make
 * @layers: (nullable) (element-type utf8): of a GeoPackage, its layers
 * @layer: (nullable): the one that was looked at
 * @role: what its features are; %LW_GEODATA_GUESS where nothing tells
 * @is_role_certain: whether that is more than a guess
 * @columns: (element-type utf8): properties of the features
 * @rows: (element-type GStrv): values of the first features, one a column, empty where unknown
 * @codes: the column that holds the code of areas, by role, or %LW_FEATURES_NONE
 * @names: the column that holds their name, by role, or %LW_FEATURES_NONE
 * @n: features
 * @n_placed: those that lie in the Netherlands
 * @n_outside: those that do not
 * @bounds: of those that do, in RD New
 * @provinces: (element-type utf8): names of the provinces that they lie in, that of most of them first
 * @crs: (nullable): the coordinate system
 * @crs_how: (nullable): how it was found, translated
 * @trouble: (nullable): what keeps the source from being read as it is
 * @municipalities: (element-type utf8): of an extract, codes of those that it says to be of
 * @is_wide: a register of the whole country, or of more than one municipality
 */
typedef struct {
  char *path;
  LwSourceKind kind;
  gboolean asks;
  GPtrArray *layers;
  char *layer;
  LwGeodataRole role;
  gboolean is_role_certain;
  GPtrArray *columns;
  GPtrArray *rows;
  guint codes[LW_N_GEODATA_ROLES];
  guint names[LW_N_GEODATA_ROLES];
  guint n;
  guint n_placed;
  guint n_outside;
  LwBounds bounds;
  GPtrArray *provinces;
  char *crs;
  char *crs_how;
  char *trouble;
  GPtrArray *municipalities;
  gboolean is_wide;
} LwSourceLook;

LwSourceLook *lw_source_look_new (const char *path, const char *layer, const char *crs, LwProgressFunc progress,
                                  gpointer progress_data, GCancellable *cancellable, GError **error);
void lw_source_look_free (LwSourceLook *look);
gboolean lw_source_look_is_geodata (const LwSourceLook *look);
gboolean lw_source_look_is_register (const LwSourceLook *look);
gboolean lw_source_look_tells_apart (LwGeodataRole role, guint code, guint name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwSourceLook, lw_source_look_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-schema: the tables of a document and their version. The version lives in a table of its own, since the
 * header's user_version belongs to GeoPackage. Each version is a numbered SQL file that adds to those before it, applied
 * in one transaction; a file of a newer version is read if it allows that, and never written. */
#pragma once

#include "store/lw-db.h"

G_BEGIN_DECLS

/**
 * LwSchemaTable: one table whose rows are the user's, so that undo records them.
 * @name: the table
 * @spatial: it has a geometry, in a column called geom
 * @registered: it is listed in the contents of the GeoPackage
 * @since: the version that brought it; in a file of an older one it is as if it were empty
 */
typedef struct {
  const char *name;
  gboolean spatial;
  gboolean registered;
  guint since;
} LwSchemaTable;

/** LW_SCHEMA_GEOM_COLUMN: the index of the column geom in each spatial table */
#define LW_SCHEMA_GEOM_COLUMN 1

/* Since this version measures have more columns, and tables of plans, regions, sectors and answers are there. */
#define LW_SCHEMA_PARTICULARS_SINCE 4

/* Since this version imports, other addresses and published figures are kept. */
#define LW_SCHEMA_IMPORTS_SINCE 5

/* The table of notes, of which some are confidential: its columns, and which of them tells that. */
#define LW_SCHEMA_NOTE_TABLE "office_note"
#define LW_SCHEMA_NOTE_SINCE 2
#define LW_SCHEMA_NOTE_COLUMNS 10
#define LW_SCHEMA_NOTE_UID 1
#define LW_SCHEMA_NOTE_CONFIDENTIAL 9

const LwSchemaTable *lw_schema_tables (guint *n_tables);
const LwSchemaTable *lw_schema_find_table (const char *name);
gboolean lw_schema_create (LwDb *db, GError **error);
gboolean lw_schema_upgrade (LwDb *db, guint from, GError **error);
gboolean lw_schema_read_version (LwDb *db, guint *version, GError **error);
gboolean lw_schema_verify (LwDb *db, gboolean writable, guint *version, GError **error);

G_END_DECLS

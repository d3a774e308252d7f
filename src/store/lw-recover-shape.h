/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-shape: what the rows of each table of a document look like: so many values, of these types, with
 * these words and ranges. By that the rows of a page are known where nothing else tells whose they are, and
 * each value is tested before it goes into a new document. The tables are those that this program makes. */
#pragma once

#include "model/lw-codes.h"
#include "store/lw-recover-pages.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/** LwRecoverRole: what a table is for */
typedef enum {
  LW_ROLE_ROWS,     /* the user's rows */
  LW_ROLE_SCHEMA,   /* SQLite's table of tables */
  LW_ROLE_SEQUENCE, /* the highest row number ever given, of each table */
  LW_ROLE_IDENTITY, /* app_document */
  LW_ROLE_VERSION,  /* app_schema */
  LW_ROLE_HISTORY,  /* app_history */
} LwRecoverRole;

/** LwRecoverKind: what a column holds */
typedef enum {
  LW_HOLDS_INTEGER,
  LW_HOLDS_REAL,
  LW_HOLDS_TEXT,
  LW_HOLDS_DATE,
  LW_HOLDS_TIME,
  LW_HOLDS_BOOLEAN,
  LW_HOLDS_GEOMETRY,
  LW_HOLDS_BLOB,
} LwRecoverKind;

/** LwRecoverRule: what a value must be beyond that */
typedef enum {
  LW_RULE_NONE,
  LW_RULE_NOT_NEGATIVE,
  LW_RULE_CODE,
  LW_RULE_MEASURE_KIND,
  LW_RULE_HOUSING,
  LW_RULE_DEMAND_KIND,
  LW_RULE_UNKNOWN_VACANCY,
} LwRecoverRule;

/**
 * LwRecoverColumn:
 * @name: its name
 * @kind: what it holds
 * @not_null: it is never unknown
 * @is_row: it is the number of the row, which does not stand in the record
 * @geometry: of a geometry, its kind as in well-known binary; 0 for any
 * @rule: what else is asked of it
 * @codes: of %LW_RULE_CODE
 * @parent: (nullable): the table to whose rows it points
 * @at: its place in the records of the damaged document; -1 if they do not have it
 */
typedef struct {
  char *name;
  LwRecoverKind kind;
  gboolean not_null;
  gboolean is_row;
  int geometry;
  LwRecoverRule rule;
  LwCodeKind codes;
  char *parent;
  int at;
} LwRecoverColumn;

/**
 * LwRecoverShape:
 * @name: of the table
 * @role: what it is for
 * @sql: (nullable): how this version makes the table
 * @columns: (element-type LwRecoverColumn): its columns, in order
 * @n_stored: values in a record of the damaged document
 * @others: (element-type utf8): columns that it has there and that are none of ours
 */
typedef struct {
  char *name;
  LwRecoverRole role;
  char *sql;
  GArray *columns;
  guint n_stored;
  GPtrArray *others;
} LwRecoverShape;

GPtrArray *lw_recover_shapes_new (GError **error);
LwRecoverShape *lw_recover_shapes_find (GPtrArray *shapes, const char *name);
void lw_recover_shape_learn (LwRecoverShape *shape, const char *sql);
void lw_recover_shape_forget (LwRecoverShape *shape);
gboolean lw_recover_shape_has_all (const LwRecoverShape *shape, guint n_values);
gboolean lw_recover_shape_is_like (const LwRecoverShape *shape, const LwValue *values, guint n_values);
gboolean lw_recover_shape_fits (const LwRecoverShape *shape, const LwValue *values, guint n_values);
gboolean lw_recover_column_takes (const LwRecoverColumn *column, const LwValue *value);
gboolean lw_value_is_text (const LwValue *value, const char *text);

G_END_DECLS

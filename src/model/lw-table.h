/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-table: a table of named, typed columns with units: all that who writes CSV, JSON or a workbook needs to
 * see of a result. Filled row by row by its maker, then read only. Unknown cells are known to be unknown. */
#pragma once

#include "model/lw-codes.h"
#include "model/lw-date.h"

G_BEGIN_DECLS

/**
 * LwTableType: what the cells of a column hold.
 * @LW_TABLE_TEXT: text; the empty text is unknown
 * @LW_TABLE_NUMBER: a number; NaN is unknown
 * @LW_TABLE_INTEGER: a whole number; %LW_TABLE_NO_INTEGER is unknown
 * @LW_TABLE_BOOLEAN: LwYesNo
 * @LW_TABLE_DATE: LwDate
 */
typedef enum {
  LW_TABLE_TEXT,
  LW_TABLE_NUMBER,
  LW_TABLE_INTEGER,
  LW_TABLE_BOOLEAN,
  LW_TABLE_DATE,
} LwTableType;

/** LW_TABLE_NO_INTEGER: a whole number that is not known */
#define LW_TABLE_NO_INTEGER G_MININT64

typedef struct _LwTable LwTable;

LwTable *lw_table_new (const char *name);
LwTable *lw_table_ref (LwTable *table);
void lw_table_unref (LwTable *table);
guint
lw_table_add_column (LwTable *table, const char *name, const char *label, LwTableType type, const char *unit);
guint lw_table_add_row (LwTable *table);

void lw_table_set_text (LwTable *table, guint row, guint column, const char *text);
void lw_table_set_number (LwTable *table, guint row, guint column, double number);
void lw_table_set_integer (LwTable *table, guint row, guint column, gint64 integer);
void lw_table_set_boolean (LwTable *table, guint row, guint column, LwYesNo boolean);
void lw_table_set_date (LwTable *table, guint row, guint column, LwDate date);

const char *lw_table_get_name (const LwTable *table);
guint lw_table_get_n_columns (const LwTable *table);
guint lw_table_get_n_rows (const LwTable *table);
const char *lw_table_get_column_name (const LwTable *table, guint column);
const char *lw_table_get_column_label (const LwTable *table, guint column);
LwTableType lw_table_get_column_type (const LwTable *table, guint column);
const char *lw_table_get_column_unit (const LwTable *table, guint column);

gboolean lw_table_is_known (const LwTable *table, guint row, guint column);
const char *lw_table_get_text (const LwTable *table, guint row, guint column);
double lw_table_get_number (const LwTable *table, guint row, guint column);
gint64 lw_table_get_integer (const LwTable *table, guint row, guint column);
LwYesNo lw_table_get_boolean (const LwTable *table, guint row, guint column);
LwDate lw_table_get_date (const LwTable *table, guint row, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwTable, lw_table_unref)

G_END_DECLS

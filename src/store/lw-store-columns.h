/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-columns: the columns of the table of offices that the document stores as they are, and how a cell
 * goes between a row of SQLite and LwOffices. Positions are the geometry, vacancy is in the observations;
 * both are dealt with elsewhere. Codes are stored as their tokens, yes and no as BOOLEAN. */
#pragma once

#include "model/lw-offices-builder.h"
#include "store/lw-db.h"

G_BEGIN_DECLS

/**
 * LwColumnPolicy: what an import of a newer source may do to what is known.
 * @LW_POLICY_SOURCE: the register of offices (BAG) decides, also when it no longer knows
 * @LW_POLICY_KEEP: what a source does not know stays
 */
typedef enum {
  LW_POLICY_SOURCE,
  LW_POLICY_KEEP,
} LwColumnPolicy;

typedef struct {
  LwOfficeColumn column;
  LwColumnPolicy policy;
} LwStoredColumn;

const LwStoredColumn *lw_stored_columns (guint *n_columns);
gboolean lw_stored_column_is (LwOfficeColumn column);
char *lw_stored_columns_sql (const char *prefix, const char *suffix);

guint lw_statement_code (LwStatement *statement, int at, LwCodeKind kind);
void lw_statement_bind_code (LwStatement *statement, int at, LwCodeKind kind, guint code);
void lw_stored_cell_read (
    LwStatement *statement, int at, LwOfficesBuilder *builder, LwOfficeColumn column, guint row);
void lw_stored_cell_bind (
    LwStatement *statement, int at, const LwOffices *offices, LwOfficeColumn column, guint row);
gboolean lw_stored_cell_equal (
    const LwOffices *a, guint row_a, const LwOffices *b, guint row_b, LwOfficeColumn column);

G_END_DECLS

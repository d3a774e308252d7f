/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-offices-private: how a table of offices holds its columns; for lw-offices.c and lw-offices-builder.c only. */
#pragma once

#include "model/lw-offices.h"

G_BEGIN_DECLS

/* The cells of a column, shared by all tables in which it is the same. */
typedef struct {
  gatomicrefcount ref_count;
  guint capacity; /* in cells */
  gpointer cells;
  LwDictionary *dictionary; /* of a column of text, else NULL */
} LwColumn;

struct _LwOfficesPrivate {
  gatomicrefcount ref_count;
  LwColumn *columns[LW_N_OFFICE_COLUMNS];
  GOnce rows_by_id; /* id -> row + 1, made at the first search */
};

LwColumn *lw_column_new (LwOfficeColumn which, guint capacity);
LwColumn *lw_column_copy (const LwColumn *column, LwOfficeColumn which, guint n, guint capacity);
LwColumn *lw_column_ref (LwColumn *column);
void lw_column_unref (LwColumn *column);
void lw_column_clear (LwColumn *column, LwOfficeColumn which, guint first, guint n);
gsize lw_office_column_cell_size (LwOfficeColumn column);
LwOffices *lw_offices_new_take (guint n, LwDate date, const LwSettings *settings, LwColumn **columns);

G_END_DECLS

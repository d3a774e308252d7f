/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-columns: the hot loops of the statistics. First each office is boiled down to two bytes of facts and two
 * numbers without unknowns, once; then each breakdown is one pass in which a row adds itself to the sums of
 * its group. */
#pragma once

#include "model/lw-bitset.h"
#include "model/lw-statistics-results.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwSums: what is added up for a group; everything else follows from it. The figures for others are LwTotals.
 */
typedef struct {
  guint offices;
  guint vacant_offices;
  guint vacancy_unknown_offices;
  guint mixed_offices;
  guint area_unknown_offices;
  guint not_counted_offices;
  double occupied_m2;
  double vacancy_unknown_m2;
  double mixed_m2;
  double vacant_m2[LW_VACANCY_AGE_NONE]; /* by LwVacancyAge */
  double measured_m2[LW_N_AREA_MEASURES];
} LwSums;

/**
 * LwColumns:
 * @facts: what kind of office a row is, in bits
 * @stock_m2: what counts in sums: 0 where it is unknown or not counted
 * @vacant_m2: as @stock_m2
 */
typedef struct {
  const LwOffices *offices;
  guint16 *facts;
  double *stock_m2;
  double *vacant_m2;
} LwColumns;

LwColumns *lw_columns_new (const LwOffices *offices, guint n_threads);
void lw_columns_free (LwColumns *columns);
void lw_columns_add (const LwColumns *columns,
                     guint first,
                     guint n,
                     const LwBitset *rows,
                     const guint32 *groups,
                     LwSums *sums);
void
lw_columns_add_groups (const LwColumns *columns, const LwBitset *rows, LwDimension dimension, LwSums *sums);
void lw_sums_to_totals (const LwSums *sums, LwTotals *totals);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwColumns, lw_columns_free)

G_END_DECLS

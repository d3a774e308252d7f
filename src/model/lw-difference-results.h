/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-difference-results: what changed between two reference dates: the offices of both in one table, each with what
 * became of it, and sums by change. Written once by its maker (lw-difference.h), then only read, by any thread that
 * holds a reference. Areas are m² vvo as the settings count them; unknown is in no sum of m² but its own. */
#pragma once

#include "model/lw-statistics-results.h"

G_BEGIN_DECLS

/**
 * LwChangeSums: sums over offices with one change, on the earlier date and on the later one. Always stock = occupied +
 * vacant + unknown, up to rounding; offices of unknown area are in no m², as in LwTotals.
 * @offices: number of offices with that change
 * @offices_before: of them those that count as stock on the earlier date
 * @offices_after: the same on the later date
 * @stock_before_m2: their area (voorraad) on the earlier date; 0 where they were not in the stock
 * @stock_after_m2: the same on the later date
 * @vacant_before_m2: of that, vacant (leegstand)
 * @vacant_after_m2: the same on the later date
 * @structural_before_m2: vacant for three years or more (structurele leegstand)
 * @structural_after_m2: the same on the later date
 * @unknown_before_m2: area of which the vacancy is unknown
 * @unknown_after_m2: the same on the later date
 */
typedef struct {
  guint offices;
  guint offices_before;
  guint offices_after;
  double stock_before_m2;
  double stock_after_m2;
  double vacant_before_m2;
  double vacant_after_m2;
  double structural_before_m2;
  double structural_after_m2;
  double unknown_before_m2;
  double unknown_after_m2;
} LwChangeSums;

/**
 * LwDifference:
 * @from: the earlier date
 * @to: the later date
 * @before: the table on @from
 * @after: the table on @to
 * @gone: (nullable): the last that is known of offices that are gone
 * @offices: the rows of @after, in their order, and then those of @before that left the stock and are not in @after:
 *   these count for nothing (%LW_REMARK_GONE). `change`, `stock_before_m2` and `vacant_before_m2` are filled in
 * @before_rows: (array): for each row of @offices that of @before, or %LW_OFFICES_NONE
 * @least_share: a change of vacancy by less than this share of the office is none
 * @totals_before: totals of all offices on @from, as statistics have them
 * @totals_after: the same on @to
 * @sums: by LwOfficeChange, of all offices; added up, they are the totals
 * @carried_offices: offices of which no source after @from tells the vacancy: what was known before still stands, and
 *   they pass for unchanged in it
 * @carried_m2: their stock on @to
 */
typedef struct {
  LwDate from;
  LwDate to;
  LwOffices *before;
  LwOffices *after;
  LwOffices *gone;
  LwOffices *offices;
  guint32 *before_rows;
  double least_share;
  LwTotals totals_before;
  LwTotals totals_after;
  LwChangeSums sums[LW_N_CHANGES];
  guint carried_offices;
  double carried_m2;
  /*< private >*/
  gatomicrefcount ref_count;
} LwDifference;

#define LW_TYPE_DIFFERENCE (lw_difference_get_type ())
GType lw_difference_get_type (void);
LwDifference *lw_difference_new (LwOffices *before, LwOffices *after, LwOffices *gone);
LwDifference *lw_difference_ref (LwDifference *difference);
void lw_difference_unref (LwDifference *difference);
LwDifference *lw_difference_with_offices (const LwDifference *difference, LwOffices *offices);

void lw_change_sums_add (LwChangeSums *sums, const LwChangeSums *others);
double lw_change_sums_get_occupied (const LwChangeSums *sums);
void lw_changes_get_total (const LwChangeSums sums[LW_N_CHANGES], LwChangeSums *total);
double lw_changes_get_net_take_up (const LwChangeSums sums[LW_N_CHANGES]);
double lw_changes_get_withdrawn (const LwChangeSums sums[LW_N_CHANGES]);
double lw_offices_vacancy_change (const LwOffices *offices, guint row);
double lw_offices_moved_m2 (const LwOffices *offices, guint row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwDifference, lw_difference_unref)

G_END_DECLS

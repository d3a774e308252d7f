/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-difference-results: see lw-difference-results.h. Making and freeing, and figures that follow from the sums. */
#include "model/lw-difference-results.h"

#include <math.h>

G_DEFINE_BOXED_TYPE (LwDifference, lw_difference, lw_difference_ref, lw_difference_unref)

/**
 * lw_difference_new:
 * @before: the table on the earlier date
 * @after: the table on the later date
 * @gone: (nullable): the last that is known of offices that are gone
 *
 * Returns: (transfer full): a difference, for its maker to fill in
 */
LwDifference *
lw_difference_new (LwOffices *before, LwOffices *after, LwOffices *gone)
{
  LwDifference *self = g_new0 (LwDifference, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->from = before->date;
  self->to = after->date;
  self->before = lw_offices_ref (before);
  self->after = lw_offices_ref (after);
  self->gone = gone ? lw_offices_ref (gone) : NULL;
  return self;
}

LwDifference *
lw_difference_ref (LwDifference *difference)
{
  g_return_val_if_fail (difference != NULL, NULL);
  g_atomic_ref_count_inc (&difference->ref_count);
  return difference;
}

void
lw_difference_unref (LwDifference *difference)
{
  g_return_if_fail (difference != NULL);
  if (!g_atomic_ref_count_dec (&difference->ref_count))
    return;
  lw_offices_unref (difference->before);
  lw_offices_unref (difference->after);
  g_clear_pointer (&difference->gone, lw_offices_unref);
  g_clear_pointer (&difference->offices, lw_offices_unref);
  g_free (difference->before_rows);
  g_free (difference);
}

/**
 * lw_difference_with_offices:
 * @difference: a difference
 * @offices: its table with the same rows, of which more is known
 *
 * Returns: (transfer full): the same difference with that table
 */
LwDifference *
lw_difference_with_offices (const LwDifference *difference, LwOffices *offices)
{
  LwDifference *self;

  g_return_val_if_fail (difference != NULL && offices != NULL && offices->n == difference->offices->n, NULL);
  self = g_memdup2 (difference, sizeof *difference);
  g_atomic_ref_count_init (&self->ref_count);
  lw_offices_ref (self->before);
  lw_offices_ref (self->after);
  if (self->gone)
    lw_offices_ref (self->gone);
  self->offices = lw_offices_ref (offices);
  self->before_rows = g_memdup2 (difference->before_rows, offices->n * sizeof *difference->before_rows);
  return self;
}

/** lw_change_sums_add: adds @others to @sums */
void
lw_change_sums_add (LwChangeSums *sums, const LwChangeSums *others)
{
  sums->offices += others->offices;
  sums->offices_before += others->offices_before;
  sums->offices_after += others->offices_after;
  sums->stock_before_m2 += others->stock_before_m2;
  sums->stock_after_m2 += others->stock_after_m2;
  sums->vacant_before_m2 += others->vacant_before_m2;
  sums->vacant_after_m2 += others->vacant_after_m2;
  sums->structural_before_m2 += others->structural_before_m2;
  sums->structural_after_m2 += others->structural_after_m2;
  sums->unknown_before_m2 += others->unknown_before_m2;
  sums->unknown_after_m2 += others->unknown_after_m2;
}

/** lw_changes_get_total: the sums of all changes together: the totals of both dates */
void
lw_changes_get_total (const LwChangeSums sums[LW_N_CHANGES], LwChangeSums *total)
{
  *total = (LwChangeSums){ 0 };
  for (guint c = 0; c < LW_N_CHANGES; c++)
    lw_change_sums_add (total, &sums[c]);
}

/** lw_change_sums_get_occupied: by how many m² the occupied stock of these offices grew (domain model 6.3) */
double
lw_change_sums_get_occupied (const LwChangeSums *sums)
{
  double stock = sums->stock_after_m2 - sums->stock_before_m2;
  double vacant = sums->vacant_after_m2 - sums->vacant_before_m2;

  return stock - vacant - (sums->unknown_after_m2 - sums->unknown_before_m2);
}

/**
 * lw_changes_get_net_take_up:
 *
 * Returns: the net take-up (netto-opname): the change of the occupied stock (domain model 2.2) in m², without that which
 *   only became known or unknown
 */
double
lw_changes_get_net_take_up (const LwChangeSums sums[LW_N_CHANGES])
{
  double take_up = 0;

  for (guint c = 0; c < LW_N_CHANGES; c++)
    if (c != LW_CHANGE_KNOWN && c != LW_CHANGE_UNKNOWN)
      take_up += lw_change_sums_get_occupied (&sums[c]);
  return take_up;
}

/** lw_changes_get_withdrawn: m² that left the stock (onttrekking), for whatever reason */
double
lw_changes_get_withdrawn (const LwChangeSums sums[LW_N_CHANGES])
{
  return sums[LW_CHANGE_TRANSFORMED].stock_before_m2 + sums[LW_CHANGE_DEMOLISHED].stock_before_m2
         + sums[LW_CHANGE_GONE].stock_before_m2;
}

/** lw_offices_vacancy_change: m² more (or, negative, less) vacant than on the date compared with; NaN where unknown */
double
lw_offices_vacancy_change (const LwOffices *offices, guint row)
{
  return offices->vacant_stock_m2[row] - offices->vacant_before_m2[row];
}

/**
 * lw_offices_moved_m2:
 *
 * Returns: how many m² the change of an office is about, never negative: the whole office where it came, went or became
 *   known; what fell empty or was filled; or by how much the area changed. 0 where nothing changed or nothing is known
 */
double
lw_offices_moved_m2 (const LwOffices *offices, guint row)
{
  double moved;

  switch ((LwOfficeChange) offices->change[row])
    {
    case LW_CHANGE_NEW:
    case LW_CHANGE_KNOWN:
      moved = offices->stock_m2[row];
      break;
    case LW_CHANGE_TRANSFORMED:
    case LW_CHANGE_DEMOLISHED:
    case LW_CHANGE_GONE:
    case LW_CHANGE_UNKNOWN:
      moved = offices->stock_before_m2[row];
      break;
    case LW_CHANGE_EMPTIED:
    case LW_CHANGE_FILLED:
      moved = fabs (lw_offices_vacancy_change (offices, row));
      break;
    case LW_CHANGE_AREA:
      moved = fabs (offices->stock_m2[row] - offices->stock_before_m2[row]);
      break;
    case LW_CHANGE_NONE:
    case LW_CHANGE_UNCHANGED:
    case LW_N_CHANGES:
    default:
      return 0;
    }
  return isnan (moved) ? 0 : moved;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-difference: see lw-difference.h. Offices are matched by their keys; both tables come in the order of these, so one
 * walk along both is enough. A change is found from the facts of an office alone; its m² then go into the sums of that
 * change on both dates. */
#include "statistics/lw-difference.h"

#include <math.h>
#include <string.h>

#include "model/lw-offices-builder.h"
#include "statistics/lw-statistics.h"

/* Rows whose groups are found at a time. */
#define BLOCK 2048

/* Rates that differ by less are the same: both come from a division. */
#define SAME_RATE 1e-9

/* One office on one date, as the settings count it. */
typedef struct {
  gboolean present;
  gboolean counted;
  double stock;  /* NaN where unknown */
  double vacant; /* NaN where unknown */
  guint8 age;
} Side;

static Side
read_side (const LwOffices *offices, guint row)
{
  Side side = { FALSE, FALSE, 0, 0, LW_VACANCY_AGE_NONE };

  if (row >= offices->n || offices->remarks[row] & LW_REMARK_GONE)
    return side;
  side.present = TRUE;
  if (offices->remarks[row] & LW_REMARK_NOT_COUNTED)
    return side;
  side.counted = TRUE;
  side.stock = offices->stock_m2[row];
  side.vacant = offices->vacant_stock_m2[row];
  side.age = offices->vacancy_age[row];
  return side;
}

static gboolean
is_no_office (const char *uses)
{
  return *uses != '\0' && strstr (uses, "kantoorfunctie") == NULL;
}

/* Why an office left the stock, as far as the sources say: the last that is known of it, or what it was before. */
static LwOfficeChange
find_reason (const LwDifference *self, guint row)
{
  const LwOffices *before = self->before, *gone = self->gone;
  guint last = gone ? lw_offices_find_id (gone, before->id[row]) : LW_OFFICES_NONE;
  const LwOffices *offices = last != LW_OFFICES_NONE ? gone : before;
  guint at = last != LW_OFFICES_NONE ? last : row;

  if (offices->status[at] == LW_STATUS_DEMOLISHED)
    return LW_CHANGE_DEMOLISHED;
  if (is_no_office (lw_offices_text (offices, LW_OFFICE_USES, at)) || offices->status[at] == LW_STATUS_UNDER_CONVERSION
      || before->status[row] == LW_STATUS_UNDER_CONVERSION)
    return LW_CHANGE_TRANSFORMED;
  return LW_CHANGE_GONE;
}

/* Whether the vacant m² moved, and not only the area around the same vacant share. */
static gboolean
is_moved (const Side *a, const Side *b, double least_share)
{
  double change = fabs (b->vacant - a->vacant);
  double whole = fmax (a->stock, b->stock); /* NaN only if both are */

  if (change == 0 || fabs (a->vacant / a->stock - b->vacant / b->stock) < SAME_RATE)
    return FALSE;
  return a->vacant == 0 || b->vacant == 0 || !(change < least_share * whole);
}

static LwOfficeChange
compare_sides (const Side *a, const Side *b, double least_share)
{
  gboolean lost = (isnan (b->stock) && !isnan (a->stock)) || (isnan (b->vacant) && !isnan (a->vacant));
  gboolean gained = (isnan (a->stock) && !isnan (b->stock)) || (isnan (a->vacant) && !isnan (b->vacant));

  if (lost)
    return LW_CHANGE_UNKNOWN;
  if (gained)
    return LW_CHANGE_KNOWN;
  if (!isnan (a->vacant) && is_moved (a, b, least_share))
    return b->vacant > a->vacant ? LW_CHANGE_EMPTIED : LW_CHANGE_FILLED;
  return !isnan (a->stock) && a->stock != b->stock ? LW_CHANGE_AREA : LW_CHANGE_UNCHANGED;
}

static LwOfficeChange
find_change (const LwDifference *self, guint before_row, const Side *a, const Side *b)
{
  if (!a->counted && !b->counted)
    return LW_CHANGE_NONE;
  if (a->counted && b->counted)
    return compare_sides (a, b, self->least_share);
  if (!a->present)
    return LW_CHANGE_NEW;
  if (!b->present)
    return find_reason (self, before_row);
  /* It is there on both dates; the settings count it on one. */
  return LW_CHANGE_AREA;
}

static gboolean
is_in_order (const LwOffices *offices)
{
  for (guint i = 1; i < offices->n; i++)
    if (offices->id[i] <= offices->id[i - 1])
      return FALSE;
  return TRUE;
}

/* The row of @before of each row of @after; notes in @matched which of @before have one. */
static void
match_rows (const LwOffices *before, const LwOffices *after, guint32 *rows, LwBitset *matched)
{
  gboolean in_order = is_in_order (before) && is_in_order (after);
  guint at = 0;

  for (guint i = 0; i < after->n; i++)
    {
      if (in_order)
        {
          while (at < before->n && before->id[at] < after->id[i])
            at++;
          rows[i] = at < before->n && before->id[at] == after->id[i] ? at : LW_OFFICES_NONE;
        }
      else
        rows[i] = after->id[i] != 0 ? lw_offices_find_id (before, after->id[i]) : LW_OFFICES_NONE;
      if (rows[i] != LW_OFFICES_NONE)
        lw_bitset_set (matched, rows[i]);
    }
}

/* Adds the offices of the earlier date that counted and are there no more. */
static void
add_gone_rows (const LwDifference *self, LwOfficesBuilder *builder, const LwBitset *matched, guint32 *rows)
{
  for (guint i = 0; i < self->before->n; i++)
    {
      guint row;

      if (lw_bitset_test (matched, i) || self->before->remarks[i] & LW_REMARK_NOT_COUNTED)
        continue;
      row = lw_offices_builder_add (builder);
      lw_offices_builder_copy_row (builder, row, self->before, i);
      lw_offices_builder_add_remarks (builder, row, LW_REMARK_GONE | LW_REMARK_NOT_COUNTED);
      lw_offices_builder_set_number (builder, LW_OFFICE_STOCK_M2, row, 0);
      lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_STOCK_M2, row, 0);
      lw_offices_builder_set_code (builder, LW_OFFICE_VACANCY_AGE, row, LW_VACANCY_AGE_NONE);
      rows[row] = i;
    }
}

static void
fill_changes (LwDifference *self, LwOfficesBuilder *builder)
{
  guint n = lw_offices_builder_length (builder);
  guint8 *change = lw_offices_builder_cells (builder, LW_OFFICE_CHANGE);
  double *stock = lw_offices_builder_cells (builder, LW_OFFICE_STOCK_BEFORE_M2);
  double *vacant = lw_offices_builder_cells (builder, LW_OFFICE_VACANT_BEFORE_M2);

  for (guint i = 0; i < n; i++)
    {
      Side a = read_side (self->before, self->before_rows[i]), b = read_side (self->after, i);

      change[i] = find_change (self, self->before_rows[i], &a, &b);
      stock[i] = a.stock;
      vacant[i] = a.vacant;
    }
}

static void
add_side (const Side *side, double *stock, double *vacant, double *structural, double *unknown)
{
  if (!side->counted || isnan (side->stock))
    return;
  *stock += side->stock;
  if (isnan (side->vacant))
    {
      *unknown += side->stock;
      return;
    }
  *vacant += side->vacant;
  if (side->age == LW_VACANCY_AGE_C3)
    *structural += side->vacant;
}

static void
add_row (const LwDifference *self, guint row, LwChangeSums *sums)
{
  Side a = read_side (self->before, self->before_rows[row]), b = read_side (self->after, row);

  sums->offices++;
  sums->offices_before += a.counted != FALSE;
  sums->offices_after += b.counted != FALSE;
  add_side (&a, &sums->stock_before_m2, &sums->vacant_before_m2, &sums->structural_before_m2,
            &sums->unknown_before_m2);
  add_side (&b, &sums->stock_after_m2, &sums->vacant_after_m2, &sums->structural_after_m2, &sums->unknown_after_m2);
}

/* What no source has told since: a vacancy that is known, from a day up to the earlier date. */
static void
count_carried (LwDifference *self)
{
  const LwOffices *after = self->after;

  if (self->from == LW_DATE_UNKNOWN)
    return;
  for (guint i = 0; i < after->n; i++)
    {
      if (self->before_rows[i] == LW_OFFICES_NONE || after->remarks[i] & LW_REMARK_NOT_COUNTED
          || isnan (after->vacant_stock_m2[i]) || after->reference_date[i] == LW_DATE_UNKNOWN
          || after->reference_date[i] > self->from)
        continue;
      self->carried_offices++;
      self->carried_m2 += isnan (after->stock_m2[i]) ? 0 : after->stock_m2[i];
    }
}

static void
build_offices (LwDifference *self)
{
  g_autoptr (LwBitset) matched = lw_bitset_new (self->before->n);
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new_from (self->after);

  /* As long as it can become. */
  self->before_rows = g_new (guint32, MAX (self->after->n + self->before->n, 1));
  match_rows (self->before, self->after, self->before_rows, matched);
  add_gone_rows (self, builder, matched, self->before_rows);
  fill_changes (self, builder);
  self->offices = lw_offices_builder_end (builder);
}

/**
 * lw_difference_compute:
 * @before: the table on the earlier date, derived
 * @after: the table on the later date, derived with the same settings
 * @gone: (nullable): the last that is known of offices that are gone: their use and status tell why they left
 * @least_share: a vacancy that changed by less than this share of the office has not changed, unless from 0 or to 0;
 *   the m² count all the same
 *
 * Compares two tables of a document office by office.
 *
 * Returns: (transfer full): the difference, or %NULL with %G_IO_ERROR_CANCELLED
 */
LwDifference *
lw_difference_compute (LwOffices *before, LwOffices *after, LwOffices *gone, double least_share,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (LwDifference) self = NULL;

  g_return_val_if_fail (before != NULL && after != NULL && least_share >= 0, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  self = lw_difference_new (before, after, gone);
  self->least_share = least_share;
  build_offices (self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  lw_statistics_total (before, NULL, &self->totals_before);
  lw_statistics_total (after, NULL, &self->totals_after);
  lw_difference_sum (self, NULL, self->sums);
  count_carried (self);
  return g_steal_pointer (&self);
}

/**
 * lw_difference_derive:
 * @settings: what counts as stock
 *
 * Returns: (transfer full): the same comparison when other things count as stock, or %NULL with %G_IO_ERROR_CANCELLED
 */
LwDifference *
lw_difference_derive (const LwDifference *difference, const LwSettings *settings, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (LwOffices) before = lw_offices_derive (difference->before, settings, difference->from);
  g_autoptr (LwOffices) after = lw_offices_derive (difference->after, settings, difference->to);

  return lw_difference_compute (before, after, difference->gone, difference->least_share, cancellable, error);
}

/**
 * lw_difference_sum:
 * @rows: (nullable): which rows of the difference's table; %NULL for all
 * @sums: (out) (array fixed-size=LW_N_CHANGES): their sums by change
 */
void
lw_difference_sum (const LwDifference *difference, const LwBitset *rows, LwChangeSums sums[LW_N_CHANGES])
{
  const LwOffices *offices = difference->offices;

  g_return_if_fail (rows == NULL || rows->n == offices->n);
  memset (sums, 0, LW_N_CHANGES * sizeof *sums);
  for (guint i = 0; i < offices->n; i++)
    if (rows == NULL || lw_bitset_test (rows, i))
      add_row (difference, i, &sums[offices->change[i]]);
}

/**
 * lw_difference_sum_by:
 * @rows: (nullable): which rows of the difference's table; %NULL for all
 * @dimension: what to group by: what an office is on the later date, or was before it left
 *
 * Returns: (transfer full) (array): for each key of @dimension in the difference's table, by its number, the sums of
 *   all %LW_N_CHANGES changes
 */
LwChangeSums *
lw_difference_sum_by (const LwDifference *difference, const LwBitset *rows, LwDimension dimension)
{
  const LwOffices *offices = difference->offices;
  LwChangeSums *sums = g_new0 (LwChangeSums, lw_dimension_n_keys (dimension, difference->offices) * LW_N_CHANGES);
  guint32 groups[BLOCK];

  g_return_val_if_fail (rows == NULL || rows->n == offices->n, sums);
  for (guint first = 0; first < offices->n; first += BLOCK)
    {
      guint n = MIN (BLOCK, offices->n - first);

      lw_dimension_codes (dimension, offices, first, n, groups);
      for (guint i = first; i < first + n; i++)
        if (rows == NULL || lw_bitset_test (rows, i))
          add_row (difference, i, &sums[groups[i - first] * LW_N_CHANGES + offices->change[i]]);
    }
  return sums;
}

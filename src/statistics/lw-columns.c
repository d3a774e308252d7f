/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-columns: see lw-columns.h. The facts make the passes short and free of branches: a row always adds to
 * the same sums, mostly 0, instead of deciding anew from seven columns in each of a dozen breakdowns. */
#include "statistics/lw-columns.h"

#include <math.h>

#include "model/lw-parallel.h"

/* Facts of a row: the measure in bits 0 to 2, the age of its vacancy in bits 3 to 5, and */
enum {
  FACT_AGE_SHIFT = 3,
  FACT_CODE_MASK = 7,
  FACT_COUNTED = 1 << 6,
  FACT_AREA_UNKNOWN = 1 << 7,
  FACT_VACANCY_UNKNOWN = 1 << 8,
  FACT_VACANT = 1 << 9,
  FACT_MIXED = 1 << 10,
  FACT_LEFT_OUT = 1 << 11, /* by the settings */
};

/* Rows whose groups are found at a time; a multiple of 64. */
#define BLOCK 2048

/* An office of unknown area is in no sum of m2, but may be known to be occupied, or vacant. */
static guint16
find_facts (const LwOffices *offices, guint row)
{
  double stock = offices->stock_m2[row], vacant = offices->vacant_stock_m2[row];
  guint age = offices->vacancy_age[row];
  guint facts = offices->area_measure[row];

  if (offices->remarks[row] & LW_REMARK_NOT_COUNTED)
    return (guint16) (LW_VACANCY_AGE_UNKNOWN << FACT_AGE_SHIFT
                      | (offices->remarks[row] & LW_REMARK_GONE ? 0 : FACT_LEFT_OUT));
  facts |= FACT_COUNTED;
  facts |= (age >= LW_VACANCY_AGE_NONE ? LW_VACANCY_AGE_UNKNOWN : age) << FACT_AGE_SHIFT;
  facts |= isnan (stock) ? FACT_AREA_UNKNOWN : 0;
  facts |= isnan (vacant) ? FACT_VACANCY_UNKNOWN : 0;
  facts |= vacant > 0 ? FACT_VACANT : 0;
  facts |= offices->use_mixed[row] == LW_YES ? FACT_MIXED : 0;
  return (guint16) facts;
}

static void
find_facts_of_slice (guint first, guint n, gpointer data)
{
  LwColumns *columns = data;

  for (guint i = first; i < first + n; i++)
    {
      guint facts = find_facts (columns->offices, i);
      gboolean in_sums = (facts & (FACT_COUNTED | FACT_AREA_UNKNOWN)) == FACT_COUNTED;

      columns->facts[i] = (guint16) facts;
      columns->stock_m2[i] = in_sums ? columns->offices->stock_m2[i] : 0;
      columns->vacant_m2[i]
          = in_sums && !(facts & FACT_VACANCY_UNKNOWN) ? columns->offices->vacant_stock_m2[i] : 0;
    }
}

/**
 * lw_columns_new:
 * @offices: a table that outlives the columns
 * @n_threads: most threads to use; 0 for as many as there are processors
 *
 * Returns: (transfer full): the facts of all rows
 */
LwColumns *
lw_columns_new (const LwOffices *offices, guint n_threads)
{
  LwColumns *self = g_new0 (LwColumns, 1);

  self->offices = offices;
  self->facts = g_new (guint16, MAX (offices->n, 1));
  self->stock_m2 = g_new (double, MAX (offices->n, 1));
  self->vacant_m2 = g_new (double, MAX (offices->n, 1));
  lw_parallel_run_slices (offices->n, n_threads, find_facts_of_slice, self, NULL, NULL);
  return self;
}

void
lw_columns_free (LwColumns *columns)
{
  g_free (columns->facts);
  g_free (columns->stock_m2);
  g_free (columns->vacant_m2);
  g_free (columns);
}

static inline void
add_row (LwSums *sums, guint facts, double stock, double vacant)
{
  double unknown = facts & FACT_VACANCY_UNKNOWN ? stock : 0;

  sums->offices += (facts & FACT_COUNTED) != 0;
  sums->not_counted_offices += (facts & FACT_LEFT_OUT) != 0;
  sums->vacant_offices += (facts & FACT_VACANT) != 0;
  sums->vacancy_unknown_offices += (facts & FACT_VACANCY_UNKNOWN) != 0;
  sums->mixed_offices += (facts & FACT_MIXED) != 0;
  sums->area_unknown_offices += (facts & FACT_AREA_UNKNOWN) != 0;
  sums->measured_m2[facts & FACT_CODE_MASK] += stock;
  sums->mixed_m2 += facts & FACT_MIXED ? stock : 0;
  sums->vacancy_unknown_m2 += unknown;
  sums->vacant_m2[(facts >> FACT_AGE_SHIFT) & FACT_CODE_MASK] += vacant;
  sums->occupied_m2 += stock - unknown - vacant;
}

/**
 * lw_columns_add:
 * @first: the first row, a multiple of 64
 * @n: number of rows
 * @rows: (nullable): which rows to add; %NULL for all
 * @groups: (nullable) (array length=n): the group of each row; %NULL if all are in group 0
 * @sums: the sums of each group
 *
 * Adds rows to the sums of their groups, in the order of the table.
 */
void
lw_columns_add (const LwColumns *columns, guint first, guint n, const LwBitset *rows, const guint32 *groups,
                LwSums *sums)
{
  const double *stock = columns->stock_m2 + first;
  const double *vacant = columns->vacant_m2 + first;
  const guint16 *facts = columns->facts + first;

  g_assert (first % 64 == 0 && first + n <= columns->offices->n);
  if (rows == NULL)
    {
      for (guint i = 0; i < n; i++)
        add_row (&sums[groups ? groups[i] : 0], facts[i], stock[i], vacant[i]);
      return;
    }
  for (guint start = 0; start < n; start += 64)
    for (guint64 word = rows->words[(first + start) / 64]; word != 0; word &= word - 1)
      {
        guint i = start + (guint) __builtin_ctzll (word);

        if (i >= n)
          break;
        add_row (&sums[groups ? groups[i] : 0], facts[i], stock[i], vacant[i]);
      }
}

/**
 * lw_columns_add_groups:
 * @rows: (nullable): which rows to add; %NULL for all
 * @sums: the sums of each key of @dimension
 *
 * Adds all rows of the table to the sums of their groups, in one pass.
 */
void
lw_columns_add_groups (const LwColumns *columns, const LwBitset *rows, LwDimension dimension, LwSums *sums)
{
  guint32 groups[BLOCK];

  for (guint first = 0; first < columns->offices->n; first += BLOCK)
    {
      guint n = MIN (BLOCK, columns->offices->n - first);

      if (rows != NULL && lw_bitset_next (rows, first) >= first + n)
        continue;
      lw_dimension_codes (dimension, columns->offices, first, n, groups);
      lw_columns_add (columns, first, n, rows, groups, sums);
    }
}

/**
 * lw_sums_to_totals:
 * @totals: (out): the figures that follow from @sums
 */
void
lw_sums_to_totals (const LwSums *sums, LwTotals *totals)
{
  double known;

  *totals = (LwTotals){
    .offices = sums->offices,
    .vacant_offices = sums->vacant_offices,
    .vacancy_unknown_offices = sums->vacancy_unknown_offices,
    .mixed_offices = sums->mixed_offices,
    .area_unknown_offices = sums->area_unknown_offices,
    .not_counted_offices = sums->not_counted_offices,
    .occupied_m2 = sums->occupied_m2,
    .vacancy_unknown_m2 = sums->vacancy_unknown_m2,
    .mixed_m2 = sums->mixed_m2,
    .age_unknown_m2 = sums->vacant_m2[LW_VACANCY_AGE_UNKNOWN],
    .structural_m2 = sums->vacant_m2[LW_VACANCY_AGE_C3],
  };
  for (guint c = 0; c < G_N_ELEMENTS (totals->c_m2); c++)
    {
      totals->c_m2[c] = sums->vacant_m2[LW_VACANCY_AGE_C0 + c];
      totals->vacant_m2 += totals->c_m2[c];
    }
  totals->vacant_m2 += totals->age_unknown_m2;
  for (guint m = 0; m < LW_N_AREA_MEASURES; m++)
    {
      totals->measured_m2[m] = sums->measured_m2[m];
      totals->stock_m2 += sums->measured_m2[m];
    }
  known = totals->occupied_m2 + totals->vacant_m2;
  totals->vacancy_rate = known > 0 ? totals->vacant_m2 / known : NAN;
}

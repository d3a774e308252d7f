/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-balance-sheet: see lw-balance-sheet.h. */
#include "model/lw-balance-sheet.h"

/** lw_balance_fields: (returns: transfer none) (array length=n) the figures of a row, in the order of the list */
const LwBalanceField *
lw_balance_fields (guint *n)
{
  static const LwBalanceField fields[] = {
#define X(field, sum) { #field, G_STRUCT_OFFSET (LwBalanceRow, field), sum },
    LW_BALANCE_FIELDS (X)
#undef X
  };

  *n = G_N_ELEMENTS (fields);
  return fields;
}

/** lw_balance_row_get: one figure of a row */
double
lw_balance_row_get (const LwBalanceRow *row, const LwBalanceField *field)
{
  return G_STRUCT_MEMBER (double, row, field->offset);
}

/** lw_balance_row_new: (returns: transfer full) a row of zeros for its maker to fill */
LwBalanceRow *
lw_balance_row_new (const char *key, const char *label)
{
  LwBalanceRow *row = g_new0 (LwBalanceRow, 1);

  row->key = g_strdup (key);
  row->label = g_strdup (label);
  return row;
}

/** lw_balance_row_free: frees @row, which may be %NULL */
void
lw_balance_row_free (LwBalanceRow *row)
{
  if (row == NULL)
    return;
  g_free (row->key);
  g_free (row->label);
  g_free (row);
}

static void
share_sum_free (gpointer data)
{
  LwBalanceShareSum *entry = data;

  g_free (entry->region);
  g_free (entry);
}

/** lw_balance_sheet_add_share_sum: tells that the parts of the municipalities of a market add up to @sum */
void
lw_balance_sheet_add_share_sum (LwBalanceSheet *sheet, const char *region, double sum)
{
  LwBalanceShareSum *entry = g_new (LwBalanceShareSum, 1);

  entry->region = g_strdup (region);
  entry->sum = sum;
  g_ptr_array_add (sheet->share_sums, entry);
}

/** lw_balance_sheet_new: (returns: transfer full) a sheet without areas for its maker to fill */
LwBalanceSheet *
lw_balance_sheet_new (int base_year, int year, double norm)
{
  LwBalanceSheet *sheet = g_new0 (LwBalanceSheet, 1);

  sheet->base_year = base_year;
  sheet->year = year;
  sheet->norm = norm;
  sheet->total = lw_balance_row_new ("", "");
  sheet->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_balance_row_free);
  sheet->share_sums = g_ptr_array_new_with_free_func (share_sum_free);
  return sheet;
}

/** lw_balance_sheet_free: frees @sheet, which may be %NULL */
void
lw_balance_sheet_free (LwBalanceSheet *sheet)
{
  if (sheet == NULL)
    return;
  lw_balance_row_free (sheet->total);
  g_ptr_array_unref (sheet->rows);
  g_ptr_array_unref (sheet->share_sums);
  g_free (sheet);
}

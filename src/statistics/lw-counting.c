/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-counting: see lw-counting.h. One pass in the order of the table, with the rules of lw_offices_derive(). */
#include "statistics/lw-counting.h"

#include <math.h>

static void
add_office (LwCounting *counting, const LwOffices *offices, guint row)
{
  double whole = offices->floor_area_m2[row]
                 * lw_settings_get_vvo_factor (&counting->settings, offices->area_measure[row]);

  if (offices->remarks[row] & LW_REMARK_GONE)
    return;
  if (whole < counting->settings.min_size_m2)
    {
      counting->small_offices++;
      counting->small_m2 += whole;
    }
  else if (offices->use_mixed[row] == LW_YES)
    {
      counting->mixed_offices++;
      if (!isnan (whole))
        {
          counting->mixed_whole_m2 += whole;
          counting->mixed_counted_m2 += offices->stock_m2[row];
        }
    }
}

/**
 * lw_counting_compute:
 * @offices: a derived table
 * @rows: (nullable): which offices; %NULL for all
 * @counting: (out): what the settings that the table follows do to them
 */
void
lw_counting_compute (const LwOffices *offices, const LwBitset *rows, LwCounting *counting)
{
  g_return_if_fail (offices != NULL && (rows == NULL || rows->n == offices->n));
  *counting = (LwCounting){ .settings = offices->settings };
  if (rows == NULL)
    {
      for (guint i = 0; i < offices->n; i++)
        add_office (counting, offices, i);
      return;
    }
  LW_BITSET_FOREACH (rows, row)
    add_office (counting, offices, row);
}

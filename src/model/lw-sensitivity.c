/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-sensitivity: see lw-sensitivity.h. */
#include "model/lw-sensitivity.h"

#include <math.h>
#include <string.h>

/** lw_sensitivity_new: (returns: transfer full) without bars */
LwSensitivity *
lw_sensitivity_new (LwOutcome outcome, int year)
{
  LwSensitivity *sensitivity = g_new0 (LwSensitivity, 1);

  sensitivity->outcome = outcome;
  sensitivity->year = year;
  sensitivity->base = NAN;
  sensitivity->bars = g_array_new (FALSE, TRUE, sizeof (LwSensitivityBar));
  return sensitivity;
}

/** lw_sensitivity_free: frees @sensitivity, which may be %NULL */
void
lw_sensitivity_free (LwSensitivity *sensitivity)
{
  if (sensitivity == NULL)
    return;
  g_array_unref (sensitivity->bars);
  g_free (sensitivity);
}

/** lw_sensitivity_bar_get_width: how far the two outcomes lie apart; 0 when one is not known, which says nothing */
double
lw_sensitivity_bar_get_width (const LwSensitivityBar *bar)
{
  double width = fabs (bar->high - bar->low);

  return isnan (width) ? 0 : width;
}

static int
compare_bars (gconstpointer a, gconstpointer b)
{
  double p = lw_sensitivity_bar_get_width (a), q = lw_sensitivity_bar_get_width (b);

  if (p != q)
    return p > q ? -1 : 1;
  return strcmp (((const LwSensitivityBar *)a)->key, ((const LwSensitivityBar *)b)->key);
}

/** lw_sensitivity_sort: for the maker: the widest first, equals by their key */
void
lw_sensitivity_sort (LwSensitivity *sensitivity)
{
  g_return_if_fail (sensitivity != NULL);

  g_array_sort (sensitivity->bars, compare_bars);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-chart-axis: see lw-chart-axis.h. */
#include "draw/lw-chart-axis.h"

#include <math.h>

static double
round_step (double least)
{
  double power = pow (10, floor (log10 (least)));

  /* A whisker of tolerance: 0.05 must not become 0.1 because it is stored as a little more. */
  if (least <= power * 1.0001)
    return power;
  if (least <= 2 * power * 1.0001)
    return 2 * power;
  return least <= 5 * power * 1.0001 ? 5 * power : 10 * power;
}

/**
 * lw_axis_init:
 * @axis: to fill
 * @low: the least value to show
 * @high: the greatest value to show
 * @most: at most so many ticks, at least 2, at most %LW_AXIS_MAX_TICKS
 *
 * Chooses the smallest round step that needs no more ticks.
 */
void
lw_axis_init (LwAxis *axis, double low, double high, guint most)
{
  g_return_if_fail (axis != NULL);

  most = CLAMP (most, 2, LW_AXIS_MAX_TICKS);
  if (!isfinite (low) || !isfinite (high))
    low = high = 0;
  if (high <= low)
    high = low + (low != 0 ? fabs (low) : 1);
  axis->step = round_step ((high - low) / (most - 1));
  for (;;)
    {
      axis->low = floor (low / axis->step + 1e-9) * axis->step;
      axis->high = ceil (high / axis->step - 1e-9) * axis->step;
      axis->n = (guint)round ((axis->high - axis->low) / axis->step) + 1;
      if (axis->n <= most)
        break;
      axis->step = round_step (axis->step * 1.5);
    }
}

/** lw_axis_tick: returns the value of tick @i; a tick at zero is exactly 0 */
double
lw_axis_tick (const LwAxis *axis, guint i)
{
  double value;

  g_return_val_if_fail (axis != NULL, NAN);

  value = axis->low + i * axis->step;
  return fabs (value) < axis->step * 1e-6 ? 0 : value;
}

/** lw_axis_decimals: returns how many decimals its ticks need when written in units of @unit (0.01 for per
 * cent) */
int
lw_axis_decimals (const LwAxis *axis, double unit)
{
  double step;
  int decimals = 0;

  g_return_val_if_fail (axis != NULL && unit > 0, 0);

  for (step = axis->step / unit; step < 0.9999 && decimals < 6; step *= 10)
    decimals++;
  return decimals;
}

/**
 * lw_axis_years:
 * @first: first year
 * @last: last year
 * @most: at most so many, at most %LW_AXIS_MAX_TICKS
 * @years: (out): room for @most years
 *
 * Whole years at a step of 1, 2, 5, 10 …, multiples of it; where no multiple lies in between, the first and
 * the last.
 *
 * Returns: their number
 */
guint
lw_axis_years (int first, int last, guint most, int *years)
{
  int step = 1;
  guint n = 0;

  g_return_val_if_fail (years != NULL, 0);

  most = CLAMP (most, 1, LW_AXIS_MAX_TICKS);
  if (last < first)
    return 0;
  for (guint i = 0; (last / step - (first - 1) / step) > (int)most; i++)
    step = (i % 3 == 1) ? step / 2 * 5 : step * 2;
  for (int year = (first + step - 1) / step * step; year <= last && n < most; year += step)
    years[n++] = year;
  if (n == 0)
    years[n++] = first;
  return n;
}

/**
 * lw_axis_push_apart:
 * @positions: (inout): where labels would like to be, rising
 * @n: number of labels
 * @distance: least distance between two
 * @low: least position
 * @high: greatest position
 *
 * Moves labels as little as needed, all within @low and @high as far as there is room.
 */
void
lw_axis_push_apart (double *positions, guint n, double distance, double low, double high)
{
  g_return_if_fail (positions != NULL || n == 0);

  /* Groups of labels that push each other stand together around their mean. */
  for (guint round = 0; round < 50; round++)
    {
      gboolean moved = FALSE;

      for (guint i = 1; i < n; i++)
        {
          double gap = positions[i] - positions[i - 1];

          if (gap >= distance - 1e-6)
            continue;
          positions[i - 1] -= (distance - gap) / 2;
          positions[i] += (distance - gap) / 2;
          moved = TRUE;
        }
      if (!moved)
        break;
    }
  for (guint i = n; i-- > 0;)
    positions[i] = MIN (positions[i], i + 1 < n ? positions[i + 1] - distance : high);
  for (guint i = 0; i < n; i++)
    positions[i] = MAX (positions[i], i > 0 ? positions[i - 1] + distance : low);
}

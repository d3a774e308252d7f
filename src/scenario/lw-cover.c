/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cover: least[u] is the least cost to reach u steps with the items looked at so far; a bit per item and step
 * remembers whether the item is in that. See lw-cover.h. */
#include "scenario/lw-cover.h"

#include <math.h>

#define ROUNDING 1e-6
#define MAX_CELLS 800000000u

static void
add_item (guint item, guint steps, double cost, guint need, double *least, guint64 *bits)
{
  for (guint u = need; u >= 1; u--)
    {
      double with = (u > steps ? least[u - steps] : 0) + cost;
      if (with < least[u])
        {
          gsize at = (gsize)item * need + u - 1;
          least[u] = with;
          bits[at / 64] |= G_GUINT64_CONSTANT (1) << (at % 64);
        }
    }
}

/**
 * lw_cover:
 * @need: what the sizes must add up to at least
 * @n_items: number of items
 * @size: (array length=n_items): 0 or more, in the unit of @need; whole units count
 * @cost: (array length=n_items): 0 or more
 * @taken: (array length=n_items) (out): the items to take
 *
 * Exact for whole sizes and a need of up to %LW_COVER_STEPS; a larger need is met in that many steps (fewer with
 * more than some 16,000 items), sizes rounded down to them, so that what is taken always suffices. Of equal costs the items that come first win.
 *
 * Returns: whether all items together suffice; if not, all are taken
 */
gboolean
lw_cover (double need, guint n_items, const double *size, const double *cost, gboolean *taken)
{
  g_return_val_if_fail (n_items == 0 || (size != NULL && cost != NULL && taken != NULL), FALSE);

  /* a bit an item and step must fit in memory */
  double most = CLAMP (MAX_CELLS / MAX (n_items, 1), 1000, LW_COVER_STEPS);
  double unit = MAX (1, need / most);
  guint n = need > 0 ? (guint)ceil (need / unit - ROUNDING) : 0;
  g_autofree double *least = g_new (double, (gsize)n + 1);
  g_autofree guint64 *bits = g_new0 (guint64, ((gsize)n_items * n) / 64 + 1);
  g_autofree guint *steps = g_new (guint, MAX (n_items, 1));

  least[0] = 0;
  for (guint u = 1; u <= n; u++)
    least[u] = INFINITY;
  for (guint i = 0; i < n_items; i++)
    {
      taken[i] = FALSE;
      steps[i] = (guint)MIN (floor (size[i] / unit + ROUNDING), n);
      if (steps[i] > 0)
        add_item (i, steps[i], cost[i], n, least, bits);
    }
  if (isinf (least[n]))
    {
      for (guint i = 0; i < n_items; i++)
        taken[i] = TRUE;
      return FALSE;
    }
  for (guint i = n_items, u = n; i-- > 0 && u > 0;)
    {
      gsize at = (gsize)i * n + u - 1;
      taken[i] = (bits[at / 64] >> (at % 64)) & 1;
      if (taken[i])
        u = u > steps[i] ? u - steps[i] : 0;
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-waterfill: lambda = rest / sum of weights only grows when full items are dropped, so all items that are
 * full at the present lambda may be dropped together; that ends after a few passes. Weights made to defeat it
 * (each pass drops one) are met by sorting what is left by cap / weight once. See lw-waterfill.h. */
#include "scenario/lw-waterfill.h"

#define MAX_PASSES 48

typedef struct {
  const double *weight;
  const double *cap;
} Items;

static double
ratio_of (const Items *items, guint32 i)
{
  return items->cap[i] / items->weight[i];
}

static int
compare_ratio (gconstpointer a, gconstpointer b, gpointer data)
{
  guint32 i = *(const guint32 *)a, j = *(const guint32 *)b;
  double p = ratio_of (data, i), q = ratio_of (data, j);

  if (p != q)
    return p < q ? -1 : 1;
  return i < j ? -1 : i > j;
}

/* The items with a weight are not enough: they are filled, and the others share the rest in proportion to
 * their size (the feasibility rule of domain model 6.5). */
static void
fill_all (double rest, gsize n, const Items *items, double *share)
{
  double weightless = 0;

  for (gsize i = 0; i < n; i++)
    if (!(items->weight[i] > 0))
      weightless += items->cap[i];
  double part = weightless > 0 ? CLAMP (rest / weightless, 0, 1) : 0;
  for (gsize i = 0; i < n; i++)
    share[i] = items->weight[i] > 0 ? items->cap[i] : part * items->cap[i];
}

/* In order of the lambda at which they fill; the weights still open are summed from the far end, so that no
 * difference of large numbers is taken. Returns lambda. */
static double
fill_sorted (double rest, Items *items, guint32 *open, gsize n, double *share)
{
  g_autofree double *tail = g_new (double, n + 1);

  g_qsort_with_data (open, (int)n, sizeof *open, compare_ratio, items);
  tail[n] = 0;
  for (gsize i = n; i-- > 0;)
    tail[i] = tail[i + 1] + items->weight[open[i]];
  for (gsize i = 0; i < n; i++)
    {
      double lambda = rest / tail[i];
      if (lambda * items->weight[open[i]] < items->cap[open[i]])
        {
          for (; i < n; i++)
            share[open[i]] = lambda * items->weight[open[i]];
          return lambda;
        }
      share[open[i]] = items->cap[open[i]];
      rest = MAX (rest - items->cap[open[i]], 0);
    }
  return 0;
}

/* Drops every item that is full at lambda; returns how many stay open. Without branches on data: which items
 * are full is as good as random, and a mistaken guess of the processor costs more than the work. */
static gsize
drop_full (
    double lambda, const Items *items, guint32 *open, gsize n, double *share, double *rest, double *sum)
{
  gsize kept = 0;
  double full = 0, weights = 0;

  for (gsize k = 0; k < n; k++)
    {
      guint32 i = open[k];
      double w = items->weight[i], cap = items->cap[i];
      gboolean is_full = lambda * w >= cap;

      share[i] = cap; /* right when full, and set again when not */
      full += is_full ? cap : 0;
      weights += is_full ? 0 : w;
      open[kept] = i;
      kept += !is_full;
    }
  *rest = MAX (*rest - full, 0);
  *sum = weights;
  return kept;
}

/**
 * lw_waterfill:
 * @total: what is to be shared out, any unit; 0 or less gives nothing to anyone
 * @n_items: number of items
 * @weight: (array length=n_items): the claim of each, 0 or more
 * @cap: (array length=n_items): the most that each can take, 0 or more
 * @share: (array length=n_items) (out): what each gets
 * @scratch: (nullable): room for @n_items numbers, to save an allocation a call
 *
 * Each item with a weight gets lambda × weight, or its cap where that is less, with one lambda such that the
 * shares add up to @total. When the caps of the items with a weight do not suffice these are filled and the
 * items without a weight share the rest in proportion to their caps. Deterministic; domain model 6.5.
 *
 * Returns: lambda; %G_MAXDOUBLE when all items with a weight are full
 */
double
lw_waterfill (
    double total, gsize n_items, const double *weight, const double *cap, double *share, guint32 *scratch)
{
  g_return_val_if_fail (n_items == 0 || (weight != NULL && cap != NULL && share != NULL), 0);
  g_return_val_if_fail (n_items < G_MAXINT, 0);

  Items items = { weight, cap };
  g_autofree guint32 *own = scratch == NULL ? g_new (guint32, n_items) : NULL;
  guint32 *open = scratch != NULL ? scratch : own;
  gsize n_open = 0;
  double caps = 0, weights = 0, rest = total;

  for (gsize i = 0; i < n_items; i++)
    {
      gboolean has_weight = weight[i] > 0;
      share[i] = 0;
      open[n_open] = (guint32)i;
      n_open += has_weight;
      caps += has_weight ? cap[i] : 0;
      weights += has_weight ? weight[i] : 0;
    }
  if (!(total > 0))
    return 0;
  if (caps <= total)
    {
      fill_all (total - caps, n_items, &items, share);
      return G_MAXDOUBLE;
    }

  for (guint pass = 0; pass < MAX_PASSES && n_open > 0; pass++)
    {
      double lambda = rest / weights;
      gsize kept = drop_full (lambda, &items, open, n_open, share, &rest, &weights);
      if (kept == n_open)
        {
          for (gsize k = 0; k < n_open; k++)
            share[open[k]] = lambda * weight[open[k]];
          return lambda;
        }
      n_open = kept;
    }
  return n_open > 0 ? fill_sorted (rest, &items, open, n_open, share) : G_MAXDOUBLE;
}

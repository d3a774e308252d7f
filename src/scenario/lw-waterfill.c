/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-waterfill: seeks the lambda at which the shares add up to the total. From any lambda, taking the items that are
 * full at it as full gives the next one (a step of Newton's method over a sum of shares that bends downwards): it is
 * never too large, and from there on lambda only grows, until no other item fills. That ends after a few passes, fewer
 * from the lambda of a sample. Weights made to defeat it (each pass fills one) are met by sorting what is left by
 * cap / weight once. Passes go over all items: without a choice an item they run many times faster than over a list of
 * those that are left. See lw-waterfill.h. */
#include "scenario/lw-waterfill.h"

#include "scenario/lw-lanes.h"

#define MAX_PASSES 48
/* With fewer items than this a sample costs more than it saves. */
#define SAMPLE_FROM 1024
#define SAMPLE_STRIDE 16

typedef struct {
  const double *weight;
  const double *cap;
  gsize n;
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
fill_all (double rest, const Items *items, double *share)
{
  double weightless = 0;

  for (gsize i = 0; i < items->n; i++)
    if (!(items->weight[i] > 0))
      weightless += items->cap[i];
  double part = weightless > 0 ? CLAMP (rest / weightless, 0, 1) : 0;
  for (gsize i = 0; i < items->n; i++)
    share[i] = items->weight[i] > 0 ? items->cap[i] : part * items->cap[i];
}

/* In order of the lambda at which they fill, for the items that are open at @lambda; the weights still open are summed
 * from the far end, so that no difference of large numbers is taken. Returns lambda. */
static double
fill_sorted (double total, double lambda, Items *items, double *share)
{
  g_autofree guint32 *open = g_new (guint32, items->n);
  g_autofree double *tail = g_new (double, items->n + 1);
  double rest = total;
  gsize n = 0;

  for (gsize i = 0; i < items->n; i++)
    {
      gboolean is_full = lambda * items->weight[i] >= items->cap[i];
      share[i] = is_full ? items->cap[i] : 0;
      rest -= share[i];
      if (!is_full && items->weight[i] > 0)
        open[n++] = (guint32)i;
    }
  rest = MAX (rest, 0);
  g_qsort_with_data (open, (int)n, sizeof *open, compare_ratio, items);
  tail[n] = 0;
  for (gsize i = n; i-- > 0;)
    tail[i] = tail[i + 1] + items->weight[open[i]];
  for (gsize i = 0; i < n; i++)
    {
      lambda = rest / tail[i];
      if (lambda * items->weight[open[i]] < items->cap[open[i]])
        {
          for (; i < n; i++)
            share[open[i]] = lambda * items->weight[open[i]];
          return lambda;
        }
      share[open[i]] = items->cap[open[i]];
      rest = MAX (rest - items->cap[open[i]], 0);
    }
  return G_MAXDOUBLE;
}

static inline void
add_items (const double *weight, const double *cap, LwPair caps[LW_N_PAIRS], LwPair weights[LW_N_PAIRS])
{
  for (guint k = 0; k < LW_N_PAIRS; k++)
    {
      LwPair w = lw_pair_load (weight + 2 * k), m = lw_pair_load (cap + 2 * k);
      caps[k] += lw_pair_where (w > lw_pair_of (0), m);
      weights[k] += w;
    }
}

/* What the items with a weight can take, and their weights. */
static void
sum_items (const Items *items, double *caps, double *weights)
{
  LwPair sum_caps[LW_N_PAIRS] = { 0 }, sum_weights[LW_N_PAIRS] = { 0 };
  gsize i = 0;

  for (; i + 2 * LW_N_PAIRS <= items->n; i += 2 * LW_N_PAIRS)
    add_items (items->weight + i, items->cap + i, sum_caps, sum_weights);
  if (i < items->n)
    {
      double w[2 * LW_N_PAIRS] = { 0 }, m[2 * LW_N_PAIRS] = { 0 };
      memcpy (w, items->weight + i, (items->n - i) * sizeof (double));
      memcpy (m, items->cap + i, (items->n - i) * sizeof (double));
      add_items (w, m, sum_caps, sum_weights);
    }
  *caps = lw_pairs_total (sum_caps);
  *weights = lw_pairs_total (sum_weights);
}

static inline void
part_items (
    LwPair lambda, const double *weight, const double *cap, LwPair full[LW_N_PAIRS], LwPair open[LW_N_PAIRS])
{
  for (guint k = 0; k < LW_N_PAIRS; k++)
    {
      LwPair w = lw_pair_load (weight + 2 * k), m = lw_pair_load (cap + 2 * k);
      LwPairMask is_full = lambda * w >= m;
      full[k] += lw_pair_where (is_full, m);
      open[k] += lw_pair_where (~is_full, w);
    }
}

/* The lambda that follows if the items that are full at @lambda are full and no others; negative if all are. */
static double
next_lambda (double total, double lambda, const Items *items)
{
  LwPair full[LW_N_PAIRS] = { 0 }, open[LW_N_PAIRS] = { 0 };
  gsize i = 0;

  for (; i + 2 * LW_N_PAIRS <= items->n; i += 2 * LW_N_PAIRS)
    part_items (lw_pair_of (lambda), items->weight + i, items->cap + i, full, open);
  if (i < items->n)
    {
      double w[2 * LW_N_PAIRS] = { 0 }, m[2 * LW_N_PAIRS] = { 0 };
      memcpy (w, items->weight + i, (items->n - i) * sizeof (double));
      memcpy (m, items->cap + i, (items->n - i) * sizeof (double));
      part_items (lw_pair_of (lambda), w, m, full, open);
    }
  double weights = lw_pairs_total (open);
  return weights > 0 ? MAX (total - lw_pairs_total (full), 0) / weights : -1;
}

/* The lambda of @total, to be approached from @lambda, which is not larger; negative if all items are full. @is_final
 * says whether it was reached; then it follows from which items are full alone, to the bit, not from the way there. */
static double
climb (double total, double lambda, const Items *items, gboolean *is_final)
{
  *is_final = TRUE;
  for (guint pass = 0; pass < MAX_PASSES; pass++)
    {
      double next = next_lambda (total, lambda, items);
      if (next < 0)
        return next;
      if (next <= lambda)
        return next;
      lambda = next;
    }
  *is_final = FALSE;
  return lambda;
}

/* A lambda that is not too large, and not far off: one step from that of a sample. @room is for as many numbers as
 * there are items. */
static double
begin (double total, double caps, double weights, const Items *items, double *room)
{
  gsize n = items->n / SAMPLE_STRIDE;
  Items sample = { room, room + n, n };
  double sample_caps, sample_weights;
  gboolean is_final;

  if (items->n < SAMPLE_FROM)
    return total / weights;
  for (gsize i = 0; i < n; i++)
    {
      room[i] = items->weight[i * SAMPLE_STRIDE];
      room[n + i] = items->cap[i * SAMPLE_STRIDE];
    }
  sum_items (&sample, &sample_caps, &sample_weights);
  double sample_total = total * (sample_caps / caps);
  if (!(sample_total > 0 && sample_weights > 0))
    return total / weights;
  double guess = climb (sample_total, sample_total / sample_weights, &sample, &is_final);
  double lambda = guess > 0 ? next_lambda (total, guess, items) : -1;
  return MAX (lambda, total / weights);
}

static void
fill_shares (double lambda, const Items *items, double *restrict share)
{
  const double *restrict weight = items->weight, *restrict cap = items->cap;
  gsize n = items->n;

  LW_LANES_APART
  for (gsize i = 0; i < n; i++)
    share[i] = lw_waterfill_share (lambda, weight[i], cap[i]);
}

/**
 * lw_waterfill_seek:
 * @total: as for lw_waterfill(), as the others
 * @lambda: (out): what lw_waterfill() returns
 *
 * Seeks lambda without writing down what everybody gets, where that is lw_waterfill_share() of it.
 *
 * Returns: %TRUE if it is; else @share is filled
 */
gboolean
lw_waterfill_seek (
    double total, gsize n_items, const double *weight, const double *cap, double *share, double *lambda)
{
  g_return_val_if_fail (n_items == 0 || (weight != NULL && cap != NULL && share != NULL), FALSE);
  g_return_val_if_fail (n_items < G_MAXINT && lambda != NULL, FALSE);

  Items items = { weight, cap, n_items };
  double caps, weights;
  gboolean is_final;

  *lambda = 0;
  if (!(total > 0))
    return TRUE;
  sum_items (&items, &caps, &weights);
  *lambda = caps > total ? climb (total, begin (total, caps, weights, &items, share), &items, &is_final) : -1;
  if (*lambda < 0)
    {
      fill_all (MAX (total - caps, 0), &items, share);
      *lambda = G_MAXDOUBLE;
      return FALSE;
    }
  if (!is_final)
    *lambda = fill_sorted (total, *lambda, &items, share);
  return is_final;
}

/**
 * lw_waterfill:
 * @total: what is to be shared out, any unit; 0 or less gives nothing to anyone
 * @n_items: number of items
 * @weight: (array length=n_items): the claim of each, 0 or more
 * @cap: (array length=n_items): the most that each can take, 0 or more
 * @share: (array length=n_items) (out): what each gets
 *
 * Each item with a weight gets lambda × weight, or its cap where that is less, with one lambda such that the
 * shares add up to @total. When the caps of the items with a weight do not suffice these are filled and the
 * items without a weight share the rest in proportion to their caps. Deterministic; domain model 6.5.
 *
 * Returns: lambda; %G_MAXDOUBLE when all items with a weight are full
 */
double
lw_waterfill (double total, gsize n_items, const double *weight, const double *cap, double *share)
{
  Items items = { weight, cap, n_items };
  double lambda;

  if (lw_waterfill_seek (total, n_items, weight, cap, share, &lambda))
    fill_shares (lambda, &items, share);
  return lambda;
}

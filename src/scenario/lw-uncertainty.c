/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-uncertainty: see lw-uncertainty.h. */
#include "scenario/lw-uncertainty.h"

#include <math.h>
#include <stdlib.h>

/** lw_random_init: starts the sequence of @seed */
void
lw_random_init (LwRandom *random, guint64 seed)
{
  g_return_if_fail (random != NULL);

  random->state = seed;
}

/** lw_random_next: the next 64 random bits (splitmix64) */
guint64
lw_random_next (LwRandom *random)
{
  g_return_val_if_fail (random != NULL, 0);

  guint64 z = random->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/** lw_random_uniform: the next number in [0, 1) */
double
lw_random_uniform (LwRandom *random)
{
  return (double)(lw_random_next (random) >> 11) * 0x1p-53;
}

/** lw_random_hash: a number for a text, the same on every machine (FNV-1a, 64 bits) */
guint64
lw_random_hash (const char *text)
{
  g_return_val_if_fail (text != NULL, 0);

  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);
  for (const guchar *p = (const guchar *)text; *p != '\0'; p++)
    hash = (hash ^ *p) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

/**
 * lw_random_keyed:
 * @seed: seed of the whole
 * @key: what the number is for, from lw_random_hash()
 * @draw: index of the draw
 *
 * A number that depends on nothing but these three: not on what else is drawn, nor in which order. So a plan that
 * comes or goes leaves the luck of all others as it was (common random numbers, domain model 6.8).
 *
 * Returns: a number in [0, 1)
 */
double
lw_random_keyed (guint64 seed, guint64 key, guint draw)
{
  LwRandom random;

  lw_random_init (&random, seed);
  lw_random_init (&random, lw_random_next (&random) ^ key);
  lw_random_init (&random, lw_random_next (&random) ^ draw);
  return lw_random_uniform (&random);
}

/** lw_triangular: the value below which a triangular distribution has the part @u */
double
lw_triangular (double u, double low, double mode, double high)
{
  double width = high - low;

  if (!(width > 0))
    return mode;
  if (u * width < mode - low)
    return low + sqrt (u * width * (mode - low));
  return high - sqrt ((1 - u) * width * (high - mode));
}

/** lw_quantile: the quantile @p (0 to 1) of @n ascending values, linear between two; NAN without values */
double
lw_quantile (const double *sorted, guint n, double p)
{
  if (n == 0)
    return NAN;
  double at = CLAMP (p, 0, 1) * (n - 1);
  guint below = (guint)at;
  if (below + 1 >= n)
    return sorted[n - 1];
  return sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
}

static int
compare_range (gconstpointer a, gconstpointer b)
{
  const LwTornadoBar *p = a, *q = b;
  double wide = fabs (p->high - p->low), other = fabs (q->high - q->low);

  if (wide != other)
    return wide > other ? -1 : 1;
  return p->factor < q->factor ? -1 : p->factor > q->factor;
}

/**
 * lw_tornado_run:
 * @factors: (array length=n_factors): the factors
 * @n_factors: their number
 * @func: computes the outcome
 * @data: passed to @func
 * @bars: (array length=n_factors) (out): a bar per factor, the widest first
 *
 * Sets one factor at a time to its low and its high value, the others to their base.
 */
void
lw_tornado_run (
    const LwTornadoFactor *factors, guint n_factors, LwTornadoFunc func, gpointer data, LwTornadoBar *bars)
{
  g_return_if_fail (n_factors == 0 || (factors != NULL && func != NULL && bars != NULL));

  g_autofree double *values = g_new (double, n_factors);
  for (guint i = 0; i < n_factors; i++)
    values[i] = factors[i].base;
  for (guint i = 0; i < n_factors; i++)
    {
      bars[i].factor = i;
      values[i] = factors[i].low;
      bars[i].low = func (values, data);
      values[i] = factors[i].high;
      bars[i].high = func (values, data);
      values[i] = factors[i].base;
    }
  if (n_factors > 1)
    qsort (bars, n_factors, sizeof *bars, compare_range);
}

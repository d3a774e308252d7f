/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-lanes: sums over columns, always in the same eight parts, which are added up in the same order: as fast as a
 * processor can work on more numbers than one, and the same bits on one that cannot. Zeros at the end of a column change
 * nothing, to the bit. */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

#define LW_N_PAIRS 4

/* Says of the loop that follows that no column in it overlaps another. */
#define LW_LANES_APART _Pragma ("GCC ivdep")

/** LwPair: two numbers, on which C operators work number by number */
typedef double LwPair __attribute__ ((vector_size (2 * sizeof (double))));
/** LwPairMask: what comparing two pairs gives: for each number all bits or none */
typedef gint64 LwPairMask __attribute__ ((vector_size (2 * sizeof (gint64))));

/** lw_pair_of: (returns:) @value twice */
static inline LwPair
lw_pair_of (double value)
{
  return (LwPair){ value, value };
}

/** lw_pair_load: (returns:) the two numbers from @values on */
static inline LwPair
lw_pair_load (const double *values)
{
  LwPair pair;

  memcpy (&pair, values, sizeof pair);
  return pair;
}

/** lw_pair_where: (returns:) the numbers of @pair where @mask, else 0 */
static inline LwPair
lw_pair_where (LwPairMask mask, LwPair pair)
{
  return (LwPair)((LwPairMask)pair & mask);
}

/** lw_pairs_total: (returns:) the sum of all numbers */
static inline double
lw_pairs_total (const LwPair pairs[LW_N_PAIRS])
{
  LwPair sum = (pairs[0] + pairs[1]) + (pairs[2] + pairs[3]);

  return sum[0] + sum[1];
}

/** lw_lanes_round_up: (returns:) the smallest multiple of the lanes that is not less than @n */
static inline gsize
lw_lanes_round_up (gsize n)
{
  return (n + 2 * LW_N_PAIRS - 1) / (2 * LW_N_PAIRS) * (2 * LW_N_PAIRS);
}

/** lw_lanes_sum: (returns:) the sum of @n values, @n being a multiple of the lanes */
static inline double
lw_lanes_sum (const double *values, gsize n)
{
  LwPair pairs[LW_N_PAIRS] = { 0 };

  for (gsize i = 0; i < n; i += 2 * LW_N_PAIRS)
    for (guint k = 0; k < LW_N_PAIRS; k++)
      pairs[k] += lw_pair_load (values + i + 2 * k);
  return lw_pairs_total (pairs);
}

G_END_DECLS

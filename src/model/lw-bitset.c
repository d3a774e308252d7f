/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bitset: see lw-bitset.h. */
#include "model/lw-bitset.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (LwBitset, lw_bitset, lw_bitset_ref, lw_bitset_unref)

/**
 * lw_bitset_new:
 * @n: number of rows
 *
 * Returns: (transfer full): a set of @n bits, all 0
 */
LwBitset *
lw_bitset_new (guint n)
{
  guint n_words = n / 64 + (n % 64 != 0);
  LwBitset *self = g_malloc0 (sizeof (LwBitset) + n_words * sizeof (guint64));

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  self->n_words = n_words;
  return self;
}

/**
 * lw_bitset_new_full:
 * @n: number of rows
 *
 * Returns: (transfer full): a set of @n bits, all 1
 */
LwBitset *
lw_bitset_new_full (guint n)
{
  LwBitset *self = lw_bitset_new (n);

  lw_bitset_invert (self);
  return self;
}

/**
 * lw_bitset_copy:
 *
 * Returns: (transfer full): a set of its own, to change
 */
LwBitset *
lw_bitset_copy (const LwBitset *bitset)
{
  LwBitset *self;

  g_return_val_if_fail (bitset != NULL, NULL);
  self = lw_bitset_new (bitset->n);
  memcpy (self->words, bitset->words, bitset->n_words * sizeof (guint64));
  return self;
}

LwBitset *
lw_bitset_ref (LwBitset *bitset)
{
  g_return_val_if_fail (bitset != NULL, NULL);
  g_atomic_ref_count_inc (&bitset->ref_count);
  return bitset;
}

void
lw_bitset_unref (LwBitset *bitset)
{
  g_return_if_fail (bitset != NULL);
  if (g_atomic_ref_count_dec (&bitset->ref_count))
    g_free (bitset);
}

/**
 * lw_bitset_count:
 *
 * Returns: the number of bits that are 1
 */
guint
lw_bitset_count (const LwBitset *bitset)
{
  guint count = 0;

  for (guint w = 0; w < bitset->n_words; w++)
    count += (guint) __builtin_popcountll (bitset->words[w]);
  return count;
}

gboolean
lw_bitset_equal (const LwBitset *a, const LwBitset *b)
{
  return a == b || (a->n == b->n && memcmp (a->words, b->words, a->n_words * sizeof (guint64)) == 0);
}

/**
 * lw_bitset_and:
 * @bitset: the set to change; both have the same length
 */
void
lw_bitset_and (LwBitset *bitset, const LwBitset *other)
{
  g_return_if_fail (bitset->n == other->n);
  for (guint w = 0; w < bitset->n_words; w++)
    bitset->words[w] &= other->words[w];
}

void
lw_bitset_or (LwBitset *bitset, const LwBitset *other)
{
  g_return_if_fail (bitset->n == other->n);
  for (guint w = 0; w < bitset->n_words; w++)
    bitset->words[w] |= other->words[w];
}

void
lw_bitset_and_not (LwBitset *bitset, const LwBitset *other)
{
  g_return_if_fail (bitset->n == other->n);
  for (guint w = 0; w < bitset->n_words; w++)
    bitset->words[w] &= ~other->words[w];
}

void
lw_bitset_invert (LwBitset *bitset)
{
  for (guint w = 0; w < bitset->n_words; w++)
    bitset->words[w] = ~bitset->words[w];
  if (bitset->n % 64 != 0)
    bitset->words[bitset->n_words - 1] &= (G_GUINT64_CONSTANT (1) << (bitset->n % 64)) - 1;
}

/**
 * lw_bitset_next:
 * @from: the first position to look at
 *
 * Returns: the first position from @from on whose bit is 1, or the length of @bitset
 */
guint
lw_bitset_next (const LwBitset *bitset, guint from)
{
  guint w = from >> 6;
  guint64 word;

  if (from >= bitset->n)
    return bitset->n;
  word = bitset->words[w] & (~G_GUINT64_CONSTANT (0) << (from & 63));
  while (word == 0)
    {
      if (++w == bitset->n_words)
        return bitset->n;
      word = bitset->words[w];
    }
  return w * 64 + (guint) __builtin_ctzll (word);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bitset: one bit a row of the table of offices: the answer of a filter, a selection, what is drawn. Filled by
 * one owner, then shared by reference and read only. Bits beyond the length are always 0, so that whole words can
 * be counted and combined. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct {
  /*< private >*/
  gatomicrefcount ref_count;
  guint n;
  guint n_words;
  guint64 words[];
} LwBitset;

#define LW_TYPE_BITSET (lw_bitset_get_type ())
GType lw_bitset_get_type (void);

LwBitset *lw_bitset_new (guint n);
LwBitset *lw_bitset_new_full (guint n);
LwBitset *lw_bitset_copy (const LwBitset *bitset);
LwBitset *lw_bitset_ref (LwBitset *bitset);
void lw_bitset_unref (LwBitset *bitset);
guint lw_bitset_count (const LwBitset *bitset);
gboolean lw_bitset_equal (const LwBitset *a, const LwBitset *b);
void lw_bitset_and (LwBitset *bitset, const LwBitset *other);
void lw_bitset_or (LwBitset *bitset, const LwBitset *other);
void lw_bitset_and_not (LwBitset *bitset, const LwBitset *other);
void lw_bitset_invert (LwBitset *bitset);
guint lw_bitset_next (const LwBitset *bitset, guint from);

static inline gboolean
lw_bitset_test (const LwBitset *bitset, guint i)
{
  return (bitset->words[i >> 6] >> (i & 63)) & 1;
}

static inline void
lw_bitset_set (LwBitset *bitset, guint i)
{
  bitset->words[i >> 6] |= G_GUINT64_CONSTANT (1) << (i & 63);
}

static inline void
lw_bitset_clear (LwBitset *bitset, guint i)
{
  bitset->words[i >> 6] &= ~(G_GUINT64_CONSTANT (1) << (i & 63));
}

/** lw_bitset_words_keep: clears those of the @n bits from @words on whose byte in @bytes is not @wanted */
static inline void
lw_bitset_words_keep (guint64 *words, const guint8 *bytes, guint8 wanted, guint n)
{
  for (guint start = 0; start < n; start += 64)
    {
      guint length = MIN (64, n - start);
      guint64 bits = 0;

      for (guint i = 0; i < length; i++)
        bits |= (guint64) (bytes[start + i] == wanted) << i;
      words[start / 64] &= bits;
    }
}

/** LW_BITSET_FOREACH: runs the following block for each set bit @i of @bitset, in order */
#define LW_BITSET_FOREACH(bitset, i)                                                                         \
  for (guint i = lw_bitset_next ((bitset), 0); i < (bitset)->n; i = lw_bitset_next ((bitset), i + 1))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwBitset, lw_bitset_unref)

G_END_DECLS

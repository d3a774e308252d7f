/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cluster-source: offices sorted along a Z-shaped curve through small cells, once for a table. The cells of
 * every level are stretches of this order, so that gathering a level, a filter or a part of the world reads
 * memory from front to back and sorts nothing. */
#include "draw/lw-clusters-private.h"

#include <math.h>
#include <string.h>

typedef struct {
  guint64 key;
  guint32 row;
} SortItem;

/* Sorts by key, stable; passes only over digits in which the keys differ. */
static void
sort_items (SortItem *items, guint n)
{
  g_autofree SortItem *spare = g_new (SortItem, MAX (n, 1));
  SortItem *from = items, *to = spare;
  guint64 differing = 0;

  for (guint i = 1; i < n; i++)
    differing |= items[i].key ^ items[0].key;
  for (guint shift = 0; shift < 64; shift += 11)
    {
      guint counts[2048] = { 0 }, sum = 0;

      if (((differing >> shift) & 2047) == 0)
        continue;
      for (guint i = 0; i < n; i++)
        counts[(from[i].key >> shift) & 2047]++;
      for (guint d = 0; d < 2048; d++)
        {
          guint count = counts[d];

          counts[d] = sum;
          sum += count;
        }
      for (guint i = 0; i < n; i++)
        to[counts[(from[i].key >> shift) & 2047]++] = from[i];
      SortItem *swap = from;
      from = to;
      to = swap;
    }
  if (from != items)
    memcpy (items, from, n * sizeof *items);
}

/* Puts a 0 between every two bits. */
static guint64
spread_bits (guint64 bits)
{
  bits = (bits | bits << 16) & G_GUINT64_CONSTANT (0x0000FFFF0000FFFF);
  bits = (bits | bits << 8) & G_GUINT64_CONSTANT (0x00FF00FF00FF00FF);
  bits = (bits | bits << 4) & G_GUINT64_CONSTANT (0x0F0F0F0F0F0F0F0F);
  bits = (bits | bits << 2) & G_GUINT64_CONSTANT (0x3333333333333333);
  return (bits | bits << 1) & G_GUINT64_CONSTANT (0x5555555555555555);
}

/**
 * lw_cluster_cells:
 * @level: zoom level
 * @scale: factor on radii
 *
 * Returns: how many cells lie along a side of the world. Two dots in one cell are at most its diagonal apart,
 * and touch even then.
 */
double
lw_cluster_cells (int level, double scale)
{
  double side = (2 * LW_CLUSTER_MIN_RADIUS_SINGLE + LW_CLUSTER_GAP) * scale / G_SQRT2 * 0.999;

  return 256.0 * exp2 (level) / side;
}

static void
copy_columns (LwClusterSource *source, const LwClusterInput *input, const SortItem *items)
{
  source->keys = g_new (guint64, MAX (source->n, 1));
  source->x = g_new (double, MAX (source->n, 1));
  source->y = g_new (double, MAX (source->n, 1));
  source->stock = g_new (double, MAX (source->n, 1));
  source->vacant = g_new (double, MAX (source->n, 1));
  source->rows = g_new (guint32, MAX (source->n, 1));
  for (guint i = 0; i < source->n; i++)
    {
      guint32 row = items[i].row;

      source->keys[i] = items[i].key;
      source->rows[i] = row;
      source->x[i] = input->world_x[row];
      source->y[i] = input->world_y[row];
      source->stock[i] = input->stock_m2[row];
      source->vacant[i] = input->vacant_m2[row];
    }
}

/**
 * lw_cluster_source_new:
 * @input: the columns; which rows are shown does not matter here. They are copied.
 * @scale: factor on all radii: that of the palette, at least 0.1
 *
 * Sorts the offices of a table for gathering. Any thread.
 *
 * Returns: (transfer full): what lw_clusters_new_in() takes
 */
LwClusterSource *
lw_cluster_source_new (const LwClusterInput *input, double scale)
{
  g_autofree SortItem *items = NULL;
  LwClusterSource *source;
  double n_cells;

  g_return_val_if_fail (input != NULL && scale >= 0.1, NULL);

  source = g_new0 (LwClusterSource, 1);
  g_atomic_ref_count_init (&source->ref_count);
  source->scale = scale;
  items = g_new (SortItem, MAX (input->n, 1));
  n_cells = lw_cluster_cells (LW_CLUSTERS_MAX_LEVEL, scale);
  for (guint row = 0; row < input->n; row++)
    {
      double x = input->world_x[row], y = input->world_y[row];

      /* Also refuses NaN. */
      if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1))
        continue;
      items[source->n++] = (SortItem){
        .key = spread_bits ((guint64)(x * n_cells)) | spread_bits ((guint64)(y * n_cells)) << 1,
        .row = row,
      };
    }
  sort_items (items, source->n);
  copy_columns (source, input, items);
  return source;
}

/** lw_cluster_source_ref: (returns: transfer full) takes a reference; from any thread */
LwClusterSource *
lw_cluster_source_ref (LwClusterSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);

  g_atomic_ref_count_inc (&source->ref_count);
  return source;
}

/** lw_cluster_source_unref: gives a reference back; from any thread */
void
lw_cluster_source_unref (LwClusterSource *source)
{
  g_return_if_fail (source != NULL);

  if (!g_atomic_ref_count_dec (&source->ref_count))
    return;
  g_free (source->keys);
  g_free (source->x);
  g_free (source->y);
  g_free (source->stock);
  g_free (source->vacant);
  g_free (source->rows);
  g_free (source);
}

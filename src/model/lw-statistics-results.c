/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statistics-results: see lw-statistics-results.h. Only making and freeing; the figures come from
 * elsewhere. */
#include "model/lw-statistics-results.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (LwBreakdown, lw_breakdown, lw_breakdown_ref, lw_breakdown_unref)
G_DEFINE_BOXED_TYPE (LwStatistics, lw_statistics, lw_statistics_ref, lw_statistics_unref)
G_DEFINE_BOXED_TYPE (LwSeries, lw_series, lw_series_ref, lw_series_unref)

/**
 * lw_breakdown_new:
 * @keys: the keys of the dimension
 * @numbers: (array length=n): the groups, by their numbers in @keys
 * @totals: (array length=n) (transfer full): the figures of each group
 *
 * Returns: (transfer full): a breakdown
 */
LwBreakdown *
lw_breakdown_new (LwDimensionKeys *keys, const guint32 *numbers, guint n, LwTotals *totals)
{
  LwBreakdown *self = g_new0 (LwBreakdown, 1);
  const char **texts = g_new (const char *, n), **labels = g_new (const char *, n);

  g_atomic_ref_count_init (&self->ref_count);
  for (guint i = 0; i < n; i++)
    {
      texts[i] = keys->keys[numbers[i]];
      labels[i] = keys->labels[numbers[i]];
    }
  self->dimension = keys->dimension;
  self->n = n;
  self->keys = texts;
  self->labels = labels;
  self->totals = totals;
  self->numbers = g_memdup2 (numbers, n * sizeof *numbers);
  self->all_keys = lw_dimension_keys_ref (keys);
  return self;
}

LwBreakdown *
lw_breakdown_ref (LwBreakdown *breakdown)
{
  g_return_val_if_fail (breakdown != NULL, NULL);
  g_atomic_ref_count_inc (&breakdown->ref_count);
  return breakdown;
}

void
lw_breakdown_unref (LwBreakdown *breakdown)
{
  g_return_if_fail (breakdown != NULL);
  if (!g_atomic_ref_count_dec (&breakdown->ref_count))
    return;
  g_free ((gpointer) breakdown->keys);
  g_free ((gpointer) breakdown->labels);
  g_free ((gpointer) breakdown->totals);
  g_free ((gpointer) breakdown->numbers);
  lw_dimension_keys_unref (breakdown->all_keys);
  g_free (breakdown);
}

/**
 * lw_breakdown_find:
 * @key: a key as files hold it
 *
 * Returns: its row, or %LW_BREAKDOWN_NONE
 */
guint
lw_breakdown_find (const LwBreakdown *breakdown, const char *key)
{
  for (guint i = 0; i < breakdown->n; i++)
    if (strcmp (breakdown->keys[i], key) == 0)
      return i;
  return LW_BREAKDOWN_NONE;
}

/**
 * lw_statistics_new:
 * @offices: the table that the figures are of
 *
 * Returns: (transfer full): statistics without breakdowns, for their maker to fill in
 */
LwStatistics *
lw_statistics_new (LwOffices *offices)
{
  LwStatistics *self = g_new0 (LwStatistics, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->date = offices->date;
  self->offices = lw_offices_ref (offices);
  return self;
}

LwStatistics *
lw_statistics_ref (LwStatistics *statistics)
{
  g_return_val_if_fail (statistics != NULL, NULL);
  g_atomic_ref_count_inc (&statistics->ref_count);
  return statistics;
}

void
lw_statistics_unref (LwStatistics *statistics)
{
  g_return_if_fail (statistics != NULL);
  if (!g_atomic_ref_count_dec (&statistics->ref_count))
    return;
  for (guint d = 0; d < LW_N_DIMENSIONS; d++)
    {
      g_clear_pointer (&statistics->all_by[d], lw_breakdown_unref);
      g_clear_pointer (&statistics->shown_by[d], lw_breakdown_unref);
    }
  lw_offices_unref (statistics->offices);
  g_free (statistics);
}

/**
 * lw_series_new:
 * @n: number of reference dates
 *
 * Returns: (transfer full): a series, for its maker to fill in
 */
LwSeries *
lw_series_new (guint n)
{
  LwSeries *self = g_new0 (LwSeries, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  self->dates = g_new0 (LwDate, n);
  self->totals = g_new0 (LwTotals, n);
  return self;
}

LwSeries *
lw_series_ref (LwSeries *series)
{
  g_return_val_if_fail (series != NULL, NULL);
  g_atomic_ref_count_inc (&series->ref_count);
  return series;
}

void
lw_series_unref (LwSeries *series)
{
  g_return_if_fail (series != NULL);
  if (!g_atomic_ref_count_dec (&series->ref_count))
    return;
  g_free (series->dates);
  g_free (series->totals);
  g_free (series);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-series: points sorted by year; see lw-demand-series.h. */
#include "model/lw-demand-series.h"

#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _LwDemandSeries {
  char *region;
  char *source;
  GArray *points; /* of LwDemandPoint, by year */
};

/**
 * lw_demand_series_new:
 * @region: (nullable): code of the region, %NULL when the document has one market only
 * @source: (nullable): where the figures come from
 *
 * Returns: (transfer full): an empty series
 */
LwDemandSeries *
lw_demand_series_new (const char *region, const char *source)
{
  LwDemandSeries *series = g_new0 (LwDemandSeries, 1);
  series->region = g_strdup (region);
  series->source = g_strdup (source != NULL ? source : "");
  series->points = g_array_new (FALSE, FALSE, sizeof (LwDemandPoint));
  return series;
}

/** lw_demand_series_copy: (returns: transfer full) a deep copy */
LwDemandSeries *
lw_demand_series_copy (const LwDemandSeries *series)
{
  g_return_val_if_fail (series != NULL, NULL);

  LwDemandSeries *copy = g_new (LwDemandSeries, 1);
  copy->region = g_strdup (series->region);
  copy->source = g_strdup (series->source);
  copy->points = g_array_copy (series->points);
  return copy;
}

/** lw_demand_series_free: frees @series, which may be %NULL */
void
lw_demand_series_free (LwDemandSeries *series)
{
  if (series == NULL)
    return;
  g_free (series->region);
  g_free (series->source);
  g_array_unref (series->points);
  g_free (series);
}

/** lw_demand_series_get_region: (returns: nullable) the code of the region */
const char *
lw_demand_series_get_region (const LwDemandSeries *series)
{
  g_return_val_if_fail (series != NULL, NULL);

  return series->region;
}

/** lw_demand_series_get_source: where the figures come from, "" when not stated */
const char *
lw_demand_series_get_source (const LwDemandSeries *series)
{
  g_return_val_if_fail (series != NULL, NULL);

  return series->source;
}

/* The index of the first point at or after the year. */
static guint
find_point (const LwDemandSeries *series, int year)
{
  guint i = 0;
  while (i < series->points->len && g_array_index (series->points, LwDemandPoint, i).year < year)
    i++;
  return i;
}

/** lw_demand_series_set: sets the demand of @year, in m2 vvo; %LW_ERROR_ARGUMENT unless it is 0 or more */
gboolean
lw_demand_series_set (LwDemandSeries *series, int year, double m2, GError **error)
{
  g_return_val_if_fail (series != NULL, FALSE);

  if (!(isfinite (m2) && m2 >= 0) || year < 1900 || year > 2200)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("the demand of %d cannot be used; give a year from 1900 to 2200 and 0 m² or more"),
                   year);
      return FALSE;
    }
  LwDemandPoint point = { year, m2 };
  guint at = find_point (series, year);
  if (at < series->points->len && g_array_index (series->points, LwDemandPoint, at).year == year)
    g_array_index (series->points, LwDemandPoint, at) = point;
  else
    g_array_insert_val (series->points, at, point);
  return TRUE;
}

/** lw_demand_series_remove: forgets the demand of @year */
void
lw_demand_series_remove (LwDemandSeries *series, int year)
{
  g_return_if_fail (series != NULL);

  guint at = find_point (series, year);
  if (at < series->points->len && g_array_index (series->points, LwDemandPoint, at).year == year)
    g_array_remove_index (series->points, at);
}

/** lw_demand_series_get_points: (returns: transfer none) (array length=n_points) the given years, in order */
const LwDemandPoint *
lw_demand_series_get_points (const LwDemandSeries *series, guint *n_points)
{
  g_return_val_if_fail (series != NULL && n_points != NULL, NULL);

  *n_points = series->points->len;
  return (const LwDemandPoint *)(gpointer)series->points->data;
}

/** lw_demand_series_get: demand of @year in m2 vvo, linear between given years, NAN before the first and
 * after the last */
double
lw_demand_series_get (const LwDemandSeries *series, int year)
{
  g_return_val_if_fail (series != NULL, NAN);

  guint at = find_point (series, year);
  if (at >= series->points->len)
    return NAN;
  const LwDemandPoint *after = &g_array_index (series->points, LwDemandPoint, at);
  if (after->year == year)
    return after->m2;
  if (at == 0)
    return NAN;
  const LwDemandPoint *before = after - 1;
  double part = (double)(year - before->year) / (after->year - before->year);
  return before->m2 + part * (after->m2 - before->m2);
}

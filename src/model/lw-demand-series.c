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
  LwDemandPoint point = { year, m2, NAN, NAN };

  return lw_demand_series_set_point (series, &point, error);
}

/** lw_demand_series_set_point: sets the demand of a year with its band; %LW_ERROR_ARGUMENT unless it is 0 or more, and
 * the band encloses it */
gboolean
lw_demand_series_set_point (LwDemandSeries *series, const LwDemandPoint *point, GError **error)
{
  g_return_val_if_fail (series != NULL && point != NULL, FALSE);

  if (!(isfinite (point->m2) && point->m2 >= 0) || point->year < 1900 || point->year > 2200)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("the demand of %d cannot be used; give a year from 1900 to 2200 and 0 m² or more"),
                   point->year);
      return FALSE;
    }
  if ((!isnan (point->low_m2) && !(point->low_m2 >= 0 && point->low_m2 <= point->m2))
      || (!isnan (point->high_m2) && !(isfinite (point->high_m2) && point->high_m2 >= point->m2)))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("the low demand of %d must be 0 m² or more and at most the demand, and the high demand at least "
                      "that"),
                   point->year);
      return FALSE;
    }
  guint at = find_point (series, point->year);
  if (at < series->points->len && g_array_index (series->points, LwDemandPoint, at).year == point->year)
    g_array_index (series->points, LwDemandPoint, at) = *point;
  else
    g_array_insert_vals (series->points, at, point, 1);
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
  return lw_demand_series_get_point (series, year).m2;
}

/** lw_demand_series_get_point: demand of @year with its band, all linear between given years; NAN where not known */
LwDemandPoint
lw_demand_series_get_point (const LwDemandSeries *series, int year)
{
  const LwDemandPoint none = { year, NAN, NAN, NAN };

  g_return_val_if_fail (series != NULL, none);

  guint at = find_point (series, year);
  if (at >= series->points->len)
    return none;
  const LwDemandPoint *after = &g_array_index (series->points, LwDemandPoint, at);
  if (after->year == year)
    return *after;
  if (at == 0)
    return none;
  const LwDemandPoint *before = after - 1;
  double part = (double)(year - before->year) / (after->year - before->year);
  return (LwDemandPoint){ year, before->m2 + part * (after->m2 - before->m2),
                          before->low_m2 + part * (after->low_m2 - before->low_m2),
                          before->high_m2 + part * (after->high_m2 - before->high_m2) };
}

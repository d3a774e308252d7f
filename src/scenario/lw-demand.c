/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand: see lw-demand.h. */
#include "scenario/lw-demand.h"

#include <math.h>

/** lw_demand_office_jobs: office jobs of all sectors @t years after the base year */
double
lw_demand_office_jobs (const LwDemandModel *model, double t)
{
  g_return_val_if_fail (model != NULL, NAN);

  double jobs = 0;
  for (guint i = 0; i < model->n_sectors; i++)
    {
      const LwDemandSector *sector = &model->sectors[i];
      jobs += sector->jobs * pow (1 + sector->growth, t) * sector->share;
    }
  return jobs;
}

/* The part of a change that is complete after t of its years. */
static double
completed_part (double t, double years)
{
  return MIN (1, t / years);
}

/** lw_demand_raw: D_raw, demand before calibration @t years after the base year, m2 vvo (domain model 3.2) */
double
lw_demand_raw (const LwDemandModel *model, double t)
{
  g_return_val_if_fail (model != NULL, NAN);

  return lw_demand_office_jobs (model, t) * model->m2_per_job
         * (1 - model->hybrid * completed_part (t, model->hybrid_years));
}

/** lw_demand_kappa: kappa, what makes D_raw equal to occupied space in the base year; NAN without any demand
 */
double
lw_demand_kappa (const LwDemandModel *model)
{
  g_return_val_if_fail (model != NULL, NAN);

  double raw = lw_demand_raw (model, 0);
  return raw > 0 ? model->occupied / raw : NAN;
}

/** lw_demand_at: D, demand @t years after the base year, m2 vvo, at least 0; NAN where it cannot be
 * calibrated */
double
lw_demand_at (const LwDemandModel *model, double t)
{
  g_return_val_if_fail (model != NULL, NAN);

  double demand = lw_demand_kappa (model) * lw_demand_raw (model, t)
                  - model->hidden_m2 * completed_part (t, model->hidden_years);
  return demand < 0 ? 0 : demand;
}

/** lw_demand_counts_twice: whether working at home and hidden vacancy are both used, which describe partly
 * the same effect: the interface must warn (domain model 3.2) */
gboolean
lw_demand_counts_twice (double hybrid, double hidden_m2)
{
  return hybrid > 0 && hidden_m2 > 0;
}

static double
find_override (const LwDemandPath *path, const char *region, double region_share, int year)
{
  const char *key = region != NULL ? g_intern_string (region) : NULL;
  double whole = NAN;

  for (guint i = 0; i < path->overrides->len; i++)
    {
      const LwDemandOverride *entry = &g_array_index (path->overrides, LwDemandOverride, i);
      if (entry->year != year)
        continue;
      if (entry->region != NULL && entry->region == key)
        return entry->m2;
      if (entry->region == NULL)
        whole = entry->m2 * region_share;
    }
  return whole;
}

/**
 * lw_demand_lay_path:
 * @path: the path of a scenario
 * @parameters: working at home and hidden vacancy lower demand
 * @region: (nullable): code of the region, %NULL for an only market
 * @region_share: its part of all occupied space, for figures that are about the whole
 * @base_year: the path starts on 1 January of this year
 * @occupied: occupied space of the region then, m2 vvo
 * @series: (nullable): the document's demand of the region
 * @n_years: number of years
 * @years: (array length=n_years) (out): the middle of the path on 1 January base_year + 1 and following
 *
 * With %LW_DEMAND_DOCUMENT a year of the series replaces the grown value, and later years grow from the last one. An
 * override replaces a single year and nothing of the path.
 */
void
lw_demand_lay_path (const LwDemandPath *path,
                    const LwParameters *parameters,
                    const char *region,
                    double region_share,
                    int base_year,
                    double occupied,
                    const LwDemandSeries *series,
                    guint n_years,
                    LwDemandYear *years)
{
  g_return_if_fail (path != NULL && parameters != NULL && years != NULL);

  const double *v = parameters->value;
  double level = occupied;

  for (guint k = 0; k < n_years; k++)
    {
      int year = base_year + (int)k + 1;
      double given
          = path->kind == LW_DEMAND_DOCUMENT && series != NULL ? lw_demand_series_get (series, year) : NAN;
      double t = k + 1;

      level = isnan (given) ? level * (1 + lw_demand_path_growth (path, year - 1)) : given;
      years[k] = (LwDemandYear){
        .level = level,
        .used = 1 - v[LW_PARAM_HYBRID] * completed_part (t, v[LW_PARAM_HYBRID_YEARS]),
        .hidden = region_share * v[LW_PARAM_HIDDEN_M2] * completed_part (t, v[LW_PARAM_HIDDEN_YEARS]),
        .override = find_override (path, region, region_share, year),
      };
    }
}

/**
 * lw_demand_walk_path:
 * @years: (array length=n_years): what lw_demand_lay_path() made
 * @n_years: number of years
 * @extra: growth per year to add to that of the path; the band opens around it
 * @demand: (array length=n_years) (out): m2 vvo
 *
 * Working at home and hidden vacancy lower what the path gives, not an override.
 */
void
lw_demand_walk_path (const LwDemandYear *years, guint n_years, double extra, double *demand)
{
  g_return_if_fail (n_years == 0 || (years != NULL && demand != NULL));

  double spread = 1;

  for (guint k = 0; k < n_years; k++)
    {
      spread *= 1 + extra;
      double lowered = years[k].level * spread * years[k].used - years[k].hidden;
      demand[k] = isnan (years[k].override) ? MAX (lowered, 0) : years[k].override;
    }
}

/** lw_demand_band_growth: growth per year that an end of the band adds to the path */
double
lw_demand_band_growth (const LwDemandPath *path, LwDemandBand band)
{
  g_return_val_if_fail (path != NULL, 0);

  switch (band)
    {
    case LW_DEMAND_BAND_LOW:
      return path->band_low;
    case LW_DEMAND_BAND_HIGH:
      return path->band_high;
    case LW_DEMAND_BAND_MIDDLE:
    default:
      return 0;
    }
}

/**
 * lw_demand_follow_path:
 * @band: its middle, or the low or high end of its band
 * @demand: (array length=n_years) (out): demand on 1 January base_year + 1 and following
 *
 * As lw_demand_lay_path(), walked at once. Growth of a year is that of the path plus that of the band.
 */
void
lw_demand_follow_path (const LwDemandPath *path,
                       LwDemandBand band,
                       const LwParameters *parameters,
                       const char *region,
                       double region_share,
                       int base_year,
                       double occupied,
                       const LwDemandSeries *series,
                       guint n_years,
                       double *demand)
{
  g_return_if_fail (path != NULL && parameters != NULL && demand != NULL);

  g_autofree LwDemandYear *years = g_new (LwDemandYear, n_years);

  lw_demand_lay_path (path, parameters, region, region_share, base_year, occupied, series, n_years, years);
  lw_demand_walk_path (years, n_years, lw_demand_band_growth (path, band), demand);
}

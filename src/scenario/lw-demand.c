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
 * lw_demand_market_kappa:
 * @market: a market
 * @parameters: m2 per office job
 *
 * Returns: kappa, occupied space over that of the office jobs at the base; NAN without office jobs. Far from 1, the
 * jobs, their share or the m2 per job are not those of this market.
 */
double
lw_demand_market_kappa (const LwDemandMarket *market, const LwParameters *parameters)
{
  g_return_val_if_fail (market != NULL && parameters != NULL, NAN);

  if (market->jobs == NULL)
    return NAN;
  double raw = lw_jobs_count_office (market->jobs, market->base_year) * market->jobs_share
               * parameters->value[LW_PARAM_M2_PER_JOB];
  return raw > 0 ? market->occupied / raw : NAN;
}

/* Office jobs at the base that demand can follow, or 0. */
static double
count_base_jobs (const LwDemandPath *path, const LwDemandMarket *market)
{
  if (lw_demand_path_get_kind (path, market->region) != LW_DEMAND_JOBS || market->jobs == NULL)
    return 0;
  return lw_jobs_count_office (market->jobs, market->base_year);
}

/* How far an end of a series lies from its middle, per growth that this end of the band adds. */
static double
find_slope (double end, double level, double growth)
{
  return level > 0 && growth != 0 ? (end / level - 1) / growth : NAN;
}

/* What the path gives for 1 January of a year, before working at home, from its value of the year before; in @year its
 * level and the slopes of its own band. */
static void
find_level (const LwDemandPath *path, const LwDemandMarket *market, double base_jobs, int at, LwDemandYear *year)
{
  LwDemandPoint given = { at, NAN, NAN, NAN };

  year->low_slope = year->high_slope = NAN;
  if (base_jobs > 0)
    {
      year->level = market->occupied * lw_jobs_count_office (market->jobs, at) / base_jobs;
      return;
    }
  if (lw_demand_path_get_kind (path, market->region) == LW_DEMAND_DOCUMENT && market->series != NULL)
    given = lw_demand_series_get_point (market->series, at);
  if (isnan (given.m2))
    year->level *= 1 + lw_demand_path_get_growth (path, market->region, at - 1);
  else
    year->level = given.m2;
  year->low_slope = find_slope (given.low_m2, given.m2, path->band_low);
  year->high_slope = find_slope (given.high_m2, given.m2, path->band_high);
}

/**
 * lw_demand_lay_path:
 * @path: the path of a scenario
 * @parameters: working at home and hidden vacancy lower demand
 * @market: what it starts from
 * @n_years: number of years
 * @years: (array length=n_years) (out): the middle of the path on 1 January base_year + 1 and following
 *
 * With %LW_DEMAND_DOCUMENT a year of the series replaces the grown value, and later years grow from the last one. With
 * %LW_DEMAND_JOBS occupied space follows the office jobs, which is kappa D_raw of domain model 3.2. An override replaces
 * a single year and nothing of the path.
 */
void
lw_demand_lay_path (const LwDemandPath *path,
                    const LwParameters *parameters,
                    const LwDemandMarket *market,
                    guint n_years,
                    LwDemandYear *years)
{
  g_return_if_fail (path != NULL && parameters != NULL && market != NULL && (n_years == 0 || years != NULL));

  const double *v = parameters->value;
  double base_jobs = count_base_jobs (path, market);

  for (guint k = 0; k < n_years; k++)
    {
      int year = market->base_year + (int)k + 1;
      double t = k + 1;

      years[k] = (LwDemandYear){
        .level = k == 0 ? market->occupied : years[k - 1].level,
        .used = 1 - v[LW_PARAM_HYBRID] * completed_part (t, v[LW_PARAM_HYBRID_YEARS]),
        .hidden = market->share * v[LW_PARAM_HIDDEN_M2] * completed_part (t, v[LW_PARAM_HIDDEN_YEARS]),
        .override = find_override (path, market->region, market->share, year),
      };
      find_level (path, market, base_jobs, year, &years[k]);
    }
}

/**
 * lw_demand_walk_path:
 * @years: (array length=n_years): what lw_demand_lay_path() made
 * @n_years: number of years
 * @extra: growth per year to add to that of the path; the band opens around it
 * @demand: (array length=n_years) (out): m2 vvo
 *
 * Working at home and hidden vacancy lower what the path gives, not an override. Where the series has a band of its own,
 * the ends of the band are those, and what lies between them goes in proportion.
 */
void
lw_demand_walk_path (const LwDemandYear *years, guint n_years, double extra, double *demand)
{
  g_return_if_fail (n_years == 0 || (years != NULL && demand != NULL));

  double spread = 1;

  for (guint k = 0; k < n_years; k++)
    {
      double slope = extra < 0 ? years[k].low_slope : extra > 0 ? years[k].high_slope : NAN;
      spread = isnan (slope) ? spread * (1 + extra) : 1 + slope * extra;
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
                       const LwDemandMarket *market,
                       guint n_years,
                       double *demand)
{
  g_return_if_fail (path != NULL && parameters != NULL && market != NULL && demand != NULL);

  g_autofree LwDemandYear *years = g_new (LwDemandYear, n_years);

  lw_demand_lay_path (path, parameters, market, n_years, years);
  lw_demand_walk_path (years, n_years, lw_demand_band_growth (path, band), demand);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-run-demand: the demand of each market as columns: along the path that the scenario chooses for it, from the
 * document's series or jobs of the market, or its part of those of the whole. What a path rests on is kept beside it. */
#include "analysis/lw-run-private.h"

#include <math.h>

/* One market may have a series of its own; one without region is about the whole. */
static const LwDemandSeries *
find_series (const LwRunInput *input, const char *region)
{
  for (guint i = 0; input->demand != NULL && i < input->demand->len; i++)
    {
      const LwDemandSeries *series = g_ptr_array_index (input->demand, i);
      const char *key = lw_demand_series_get_region (series);
      if (g_strcmp0 (key != NULL && key[0] != '\0' ? key : NULL, region) == 0)
        return series;
    }
  return NULL;
}

/* A series with every point multiplied. */
static LwDemandSeries *
scale_series (const LwDemandSeries *series, double factor)
{
  LwDemandSeries *scaled = lw_demand_series_new (NULL, NULL);
  guint n;
  const LwDemandPoint *points = lw_demand_series_get_points (series, &n);

  for (guint i = 0; i < n; i++)
    {
      LwDemandPoint point = { points[i].year, points[i].m2 * factor, points[i].low_m2 * factor,
                              points[i].high_m2 * factor };
      lw_demand_series_set_point (scaled, &point, NULL);
    }
  return scaled;
}

static const char *
get_key (const LwRunColumns *self, guint region)
{
  const char *key = g_ptr_array_index (self->region_keys, region);

  return key[0] != '\0' ? key : NULL;
}

/* The part of a market that takes part in the projection: figures of the document are about all of it. */
static double
known_part (const LwRunColumns *self, guint region)
{
  return self->whole_stock[region] > 0 ? self->market_stock[region] / self->whole_stock[region] : 1;
}

/* What the document says about a market, for the part of it that takes part in the projection. */
static LwDemandSeries *
make_series (LwRunColumns *self, guint region)
{
  const char *key = get_key (self, region);
  LwRunDemand *market = &self->markets[region];
  const LwDemandSeries *own = key != NULL ? find_series (self->input, key) : NULL;
  const LwDemandSeries *whole = own == NULL ? find_series (self->input, NULL) : NULL;

  market->has_series = own != NULL || whole != NULL;
  if (market->kind == LW_DEMAND_DOCUMENT)
    {
      market->own = own != NULL;
      market->assumed = !market->has_series;
    }
  if (own != NULL)
    return scale_series (own, known_part (self, region));
  return whole != NULL ? scale_series (whole, known_part (self, region) * market->share) : NULL;
}

/** lw_run_columns_find_jobs: (returns: transfer full) (nullable): the jobs of a market, else those of the whole; @own
 * tells which */
LwJobs *
lw_run_columns_find_jobs (const LwRunColumns *self, guint region, gboolean *own)
{
  const LwDemandPath *path = &self->input->scenario->demand;
  const char *key = get_key (self, region);
  LwJobs *jobs = key != NULL ? lw_jobs_new (self->input->jobs, key, path, self->base_year) : NULL;

  *own = jobs != NULL;
  return jobs != NULL ? jobs : lw_jobs_new (self->input->jobs, NULL, path, self->base_year);
}

/** lw_run_columns_jobs_share: the part of these jobs that belongs to the space of the market that takes part */
double
lw_run_columns_jobs_share (const LwRunColumns *self, guint region, gboolean own)
{
  return known_part (self, region) * (own ? 1 : self->markets[region].share);
}

/* Which jobs a market follows, and its calibration by them. */
static LwJobs *
make_jobs (LwRunColumns *self, guint region, LwDemandMarket *start)
{
  LwRunDemand *market = &self->markets[region];
  gboolean own;
  LwJobs *jobs = lw_run_columns_find_jobs (self, region, &own);

  market->has_jobs = jobs != NULL;
  if (market->kind == LW_DEMAND_JOBS)
    {
      market->own = own;
      market->assumed = jobs == NULL || !(lw_jobs_count_office (jobs, self->base_year) > 0);
    }
  if (jobs == NULL)
    return NULL;
  start->jobs = jobs;
  start->jobs_share = lw_run_columns_jobs_share (self, region, own);
  market->office_jobs = lw_jobs_count_office (jobs, self->base_year) * start->jobs_share;
  if (market->kind == LW_DEMAND_JOBS)
    market->kappa = lw_demand_market_kappa (start, &self->input->scenario->parameters);
  return jobs;
}

/* A market without any space has nothing to calibrate, and says nothing about the jobs. */
static void
note_market (LwRunColumns *self, const LwRunDemand *market)
{
  LwRunNotes *notes = &self->notes;

  notes->assumed_regions += market->assumed;
  notes->outside_period
      += !lw_demand_kind_covers (market->kind, self->base_year, self->base_year + (int)self->n_years);
  if (isnan (market->kappa) || !(market->occupied > 0))
    return;
  notes->kappa_low = notes->calibrated_regions == 0 ? market->kappa : fmin (notes->kappa_low, market->kappa);
  notes->kappa_high = notes->calibrated_regions == 0 ? market->kappa : fmax (notes->kappa_high, market->kappa);
  notes->calibrated_regions++;
  notes->kappa_outside += market->kappa < LW_RUN_KAPPA_LOW || market->kappa > LW_RUN_KAPPA_HIGH;
}

static void
fill_market (LwRunColumns *self, guint region)
{
  const LwScenario *scenario = self->input->scenario;
  LwRunDemand *market = &self->markets[region];
  LwDemandYear *years = self->demand_years + (gsize)region * self->n_years;
  LwDemandMarket start = {
    .region = get_key (self, region),
    .share = market->share,
    .base_year = self->base_year,
    .occupied = market->occupied,
  };

  market->kind = lw_demand_path_get_kind (&scenario->demand, start.region);
  market->office_jobs = market->kappa = NAN;
  g_autoptr (LwDemandSeries) series = make_series (self, region);
  g_autoptr (LwJobs) jobs = make_jobs (self, region, &start);
  start.series = series;
  lw_demand_lay_path (&scenario->demand, &scenario->parameters, &start, self->n_years, years);
  lw_demand_walk_path (years, self->n_years, lw_demand_band_growth (&scenario->demand, self->input->band),
                       self->demand + (gsize)region * self->n_years);
  note_market (self, market);
}

/** lw_run_columns_fill_demand: lays the demand of every market; offices and plans must be there */
void
lw_run_columns_fill_demand (LwRunColumns *self)
{
  guint n = self->region_keys->len;
  double all = 0;

  self->markets = g_new0 (LwRunDemand, n);
  self->demand_years = g_new (LwDemandYear, (gsize)n * self->n_years);
  self->demand = g_new (double, (gsize)n * self->n_years);
  self->notes.kappa_low = self->notes.kappa_high = NAN;
  for (guint i = 0; i < self->n; i++)
    {
      self->markets[self->region[i]].occupied += self->occupied[i];
      all += self->occupied[i];
    }
  for (guint r = 0; r < n; r++)
    self->markets[r].share = all > 0 ? self->markets[r].occupied / all : 1.0 / n;
  for (guint r = 0; r < n; r++)
    fill_market (self, r);
}

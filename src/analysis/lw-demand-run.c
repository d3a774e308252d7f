/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-run: see lw-demand-run.h. Demand is that of the columns of a run; what is displaced, the projection knows. */
#include "analysis/lw-demand-run.h"

#include "analysis/lw-run-private.h"
#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Halvings of the interval of release rates, far below what a person would enter. */
#define N_HALVINGS 40

static void
fill_jobs (const LwRunColumns *columns, guint region, LwDemandMarketSheet *market)
{
  gboolean own;
  g_autoptr (LwJobs) jobs = lw_run_columns_find_jobs (columns, region, &own);
  double share = lw_run_columns_jobs_share (columns, region, own);

  for (guint k = 0; k < columns->n_years; k++)
    market->terms[LW_DEMAND_TERM_office_jobs][k]
        = jobs != NULL ? share * lw_jobs_count_office (jobs, columns->base_year + (int)k + 1) : NAN;
}

static void
fill_market (const LwRunColumns *columns, const LwProjection *projection, guint region, LwDemandMarketSheet *market)
{
  const LwDemandPath *path = &columns->input->scenario->demand;
  const LwDemandYear *years = columns->demand_years + (gsize)region * columns->n_years;
  double **terms = market->terms;

  lw_demand_walk_path (years, columns->n_years, 0, terms[LW_DEMAND_TERM_demand_m2]);
  lw_demand_walk_path (years, columns->n_years, path->band_low, terms[LW_DEMAND_TERM_low_m2]);
  lw_demand_walk_path (years, columns->n_years, path->band_high, terms[LW_DEMAND_TERM_high_m2]);
  for (guint k = 0; k < columns->n_years; k++)
    {
      terms[LW_DEMAND_TERM_path_m2][k] = years[k].level;
      terms[LW_DEMAND_TERM_hybrid_m2][k] = years[k].level * (1 - years[k].used);
      terms[LW_DEMAND_TERM_hidden_m2][k] = years[k].hidden;
      terms[LW_DEMAND_TERM_override_m2][k] = years[k].override;
      terms[LW_DEMAND_TERM_expansion_m2][k] = terms[LW_DEMAND_TERM_demand_m2][k] - market->occupied_m2;
      terms[LW_DEMAND_TERM_displaced_m2][k]
          = projection->regions[(gsize)region * projection->n_rows + k + 1].displaced;
    }
  fill_jobs (columns, region, market);
}

/* Jobs of the whole are known when those of every market are; an override when one of them has one. */
static void
add_to_total (LwDemandSheet *sheet, const LwDemandMarketSheet *market, gboolean first)
{
  LwDemandMarketSheet *total = sheet->total;

  total->occupied_m2 += market->occupied_m2;
  total->share += market->share;
  total->assumed |= market->assumed;
  total->kappa = first || total->kappa == market->kappa ? market->kappa : NAN;
  for (guint t = 0; t < LW_N_DEMAND_TERMS; t++)
    for (guint k = 0; k < sheet->n_years; k++)
      if (t != LW_DEMAND_TERM_override_m2)
        total->terms[t][k] += market->terms[t][k];
      else
        total->terms[t][k] = NAN;
}

/**
 * lw_demand_run:
 * @input: a document and a scenario; its band does not count, for both ends are given
 * @cancellable: (nullable): looked at every year
 * @error: return location for %LW_ERROR_ARGUMENT or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the demand, or %NULL on error
 */
LwDemandSheet *
lw_demand_run (const LwRunInput *input, GCancellable *cancellable, GError **error)
{
  LwRunInput middle = *input;

  middle.band = LW_DEMAND_BAND_MIDDLE;
  middle.by = LW_RUN_NO_GROUPS;
  middle.keep_states = FALSE;
  g_autoptr (LwRunColumns) columns = lw_run_prepare (&middle, error);
  g_autoptr (LwProjection) projection
      = columns != NULL ? lw_run_project (columns, NULL, NULL, NULL, cancellable, error) : NULL;
  if (projection == NULL)
    return NULL;

  LwDemandSheet *sheet = lw_demand_sheet_new (columns->base_year, columns->n_years);
  sheet->counts_twice = columns->notes.counts_twice;
  sheet->total->kind = input->scenario->demand.kind;
  for (guint r = 0; r < columns->region_keys->len; r++)
    {
      const LwRunDemand *known = &columns->markets[r];
      LwDemandMarketSheet *market = lw_demand_sheet_add (sheet, g_ptr_array_index (columns->region_keys, r));
      market->kind = known->kind;
      market->own = known->own;
      market->assumed = known->assumed;
      market->share = known->share;
      market->occupied_m2 = known->occupied;
      market->kappa = known->kappa;
      fill_market (columns, projection, r, market);
      add_to_total (sheet, market, r == 0);
    }
  return sheet;
}

/* The take-up of the first year with a release rate. */
static gboolean
model_takeup (const LwRunInput *input,
              LwScenario *scenario,
              double rate,
              double *takeup,
              GCancellable *cancellable,
              GError **error)
{
  scenario->parameters.value[LW_PARAM_RELEASE_RATE] = rate;
  g_autoptr (LwRunColumns) columns = lw_run_prepare (input, error);
  g_autoptr (LwProjection) projection
      = columns != NULL ? lw_run_project (columns, NULL, NULL, NULL, cancellable, error) : NULL;

  if (projection == NULL)
    return FALSE;
  *takeup = projection->total[1].takeup;
  return TRUE;
}

/**
 * lw_demand_run_release_rate:
 * @input: a document and a scenario
 * @takeup_m2: yearly take-up that a monitor gives for the same offices, m2 vvo
 * @rate: (out): the release rate with which the first year has that take-up
 * @modelled_m2: (out): take-up of that year with this rate; other than @takeup_m2 where no rate of its range reaches it
 * @cancellable: (nullable): looked at every year
 * @error: return location for %LW_ERROR_ARGUMENT or %G_IO_ERROR_CANCELLED
 *
 * Domain model 6.11: a proposal, which the caller may accept. Take-up grows with the release rate, so that halving finds
 * it.
 */
gboolean
lw_demand_run_release_rate (
    const LwRunInput *input, double takeup_m2, double *rate, double *modelled_m2, GCancellable *cancellable, GError **error)
{
  const LwParameterInfo *info = lw_parameter_get_info (LW_PARAM_RELEASE_RATE);
  g_autoptr (LwScenario) scenario = lw_scenario_copy (input->scenario);
  LwRunInput first = *input;
  double low = info->min, high = info->max;

  if (!(isfinite (takeup_m2) && takeup_m2 >= 0))
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("take-up must be 0 m² a year or more"));
      return FALSE;
    }
  scenario->horizon_year = lw_run_base_year (input->offices, scenario) + 1;
  first.scenario = scenario;
  first.by = LW_RUN_NO_GROUPS;
  first.keep_states = FALSE;
  for (guint i = 0; i < N_HALVINGS; i++)
    {
      double middle = (low + high) / 2, takeup;
      if (!model_takeup (&first, scenario, middle, &takeup, cancellable, error))
        return FALSE;
      if (takeup < takeup_m2)
        low = middle;
      else
        high = middle;
    }
  *rate = (low + high) / 2;
  return model_takeup (&first, scenario, *rate, modelled_m2, cancellable, error);
}

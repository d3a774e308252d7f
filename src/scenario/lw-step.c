/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-step: the order of the calls in lw_step_run() is the normative order of domain model 6.5; each helper is
 * one of its numbered steps. The five cells of an office (just released, c0 to c3) lie in one block, cell by
 * cell, so that letting is one water-filling over 5 n items. */
#include "scenario/lw-step.h"

#include "scenario/lw-step-trace.h"
#include "scenario/lw-waterfill.h"

#include <math.h>
#include <string.h>

#define RESIDUE 1e-9

struct _LwStepScratch {
  double *block;    /* all columns of the step, one allocation */
  double *cells;    /* LW_N_CELLS columns: fresh, then the cohorts */
  double *weight;   /* as cells */
  double *share;    /* as cells */
  guint32 *indices; /* as cells */
};

/* stock occupied attractiveness planned added returned relet takeup release withdrawn displaced pull */
#define N_PLAIN_COLUMNS 12

/**
 * lw_step_columns_new:
 * @n: number of offices
 *
 * Returns: (transfer full): columns of zeros
 */
LwStepColumns *
lw_step_columns_new (gsize n)
{
  LwStepColumns *columns = g_new0 (LwStepColumns, 1);
  LwStepScratch *scratch = g_new0 (LwStepScratch, 1);
  double **plain[N_PLAIN_COLUMNS]
      = { &columns->stock,     &columns->occupied, &columns->attractiveness, &columns->planned,
          &columns->added,     &columns->returned, &columns->relet,          &columns->takeup,
          &columns->release,   &columns->withdrawn, &columns->displaced,     &columns->pull };
  double *next = g_new0 (double, MAX (n, 1) * (N_PLAIN_COLUMNS + 3 * LW_N_CELLS));

  scratch->block = next;
  for (guint k = 0; k < N_PLAIN_COLUMNS; k++, next += n)
    *plain[k] = next;
  scratch->cells = next;
  scratch->weight = next + LW_N_CELLS * n;
  scratch->share = next + 2 * LW_N_CELLS * n;
  scratch->indices = g_new (guint32, LW_N_CELLS * n);
  for (guint k = 0; k < LW_N_COHORTS; k++)
    columns->cohort[k] = scratch->cells + (k + 1) * n;
  columns->n = n;
  columns->scratch = scratch;
  return columns;
}

/** lw_step_columns_free: frees @columns, which may be %NULL */
void
lw_step_columns_free (LwStepColumns *columns)
{
  if (columns == NULL)
    return;
  g_free (columns->scratch->block);
  g_free (columns->scratch->indices);
  g_free (columns->scratch);
  g_free (columns);
}

/** lw_step_columns_clear: state, inputs and flows become zero, as in new columns */
void
lw_step_columns_clear (LwStepColumns *columns)
{
  g_return_if_fail (columns != NULL);

  memset (columns->scratch->block, 0,
          columns->n * (N_PLAIN_COLUMNS + LW_N_CELLS) * sizeof *columns->scratch->block);
  columns->has_relet = FALSE;
}

/** lw_step_columns_set_attractiveness: sets a of office @i, from 0 to 1, from the next step on */
void
lw_step_columns_set_attractiveness (LwStepColumns *columns,
                                    gsize i,
                                    double attractiveness,
                                    const LwParameters *parameters)
{
  g_return_if_fail (columns != NULL && i < columns->n && parameters != NULL);

  columns->attractiveness[i] = attractiveness;
  columns->pull[i]
      = pow (MAX (attractiveness, parameters->value[LW_PARAM_A_MIN]), parameters->value[LW_PARAM_GAMMA]);
}

/* Step 1 for one office: the oldest vacancy first, then occupied space. */
static void
withdraw_planned (LwStepColumns *c, gsize i)
{
  double rest = MIN (c->planned[i], c->stock[i]);

  c->withdrawn[i] = rest;
  if (c->planned[i] >= c->stock[i])
    {
      c->displaced[i] = c->occupied[i];
      c->stock[i] = c->occupied[i] = 0;
      for (guint k = 0; k < LW_N_COHORTS; k++)
        c->cohort[k][i] = 0;
      return;
    }
  c->stock[i] -= rest;
  for (guint k = LW_N_COHORTS; k-- > 0 && rest > 0;)
    {
      double part = MIN (rest, c->cohort[k][i]);
      c->cohort[k][i] -= part;
      rest -= part;
    }
  c->displaced[i] = MIN (rest, c->occupied[i]);
  c->occupied[i] -= c->displaced[i];
}

/* Steps 1 and 2, after what comes back out of temporary use. */
static void
withdraw (LwStepColumns *c, double omega)
{
  double *c3 = c->cohort[LW_N_COHORTS - 1];

  for (gsize i = 0; i < c->n; i++)
    {
      c->withdrawn[i] = c->displaced[i] = 0;
      c->stock[i] += c->returned[i];
      c3[i] += c->returned[i];
      if (c->planned[i] > 0)
        {
          withdraw_planned (c, i);
        }
      else if (omega > 0)
        {
          double w = omega * c3[i];
          c3[i] -= w;
          c->stock[i] -= w;
          c->withdrawn[i] = w;
        }
    }
}

/* Steps 3 and 4: afterwards the occupied column holds what is kept (K). Returns the sum of K; @stock gets
 * that of S. */
static double
complete_and_release (LwStepColumns *c, const LwParameters *parameters, double *stock)
{
  double delta = parameters->value[LW_PARAM_RELEASE_RATE];
  double prelet = parameters->value[LW_PARAM_PRELET];
  double *fresh = c->scratch->cells;
  double kept = 0, standing = 0;

  for (gsize i = 0; i < c->n; i++)
    {
      double added = c->added[i];
      double released = MIN (c->occupied[i], delta * (1.5 - c->attractiveness[i]) * c->occupied[i]);

      c->stock[i] += added;
      c->release[i] = released;
      c->takeup[i] = prelet * added;
      c->occupied[i] = c->occupied[i] - released + prelet * added;
      fresh[i] = released + (1 - prelet) * added;
      kept += c->occupied[i];
      standing += c->stock[i];
    }
  *stock = standing;
  return kept;
}

/* Step 6 with more demand than is kept: lets vacant cells. Returns lambda. */
static double
let_space (LwStepColumns *c, double total, const LwParameters *parameters)
{
  LwStepScratch *scratch = c->scratch;
  gsize n = c->n;

  for (guint k = 0; k < LW_N_CELLS; k++)
    {
      double rho = parameters->value[LW_PARAM_RHO0 + k];
      const double *cell = scratch->cells + k * n;
      double *weight = scratch->weight + k * n;
      if (c->has_relet)
        for (gsize i = 0; i < n; i++)
          weight[i] = cell[i] * (rho + c->relet[i] * (1 - rho)) * c->pull[i];
      else
        for (gsize i = 0; i < n; i++)
          weight[i] = cell[i] * rho * c->pull[i];
    }
  double lambda
      = lw_waterfill (total, LW_N_CELLS * n, scratch->weight, scratch->cells, scratch->share, scratch->indices);
  for (guint k = 0; k < LW_N_CELLS; k++)
    {
      double *cell = scratch->cells + k * n;
      const double *share = scratch->share + k * n;
      for (gsize i = 0; i < n; i++)
        {
          cell[i] -= share[i];
          c->occupied[i] += share[i];
          c->takeup[i] += share[i];
        }
    }
  return lambda;
}

/* Step 6 with less demand than is kept: users give up more, out of the least attractive offices first. Returns
 * lambda. */
static double
force_release (LwStepColumns *c, double total)
{
  LwStepScratch *scratch = c->scratch;

  for (gsize i = 0; i < c->n; i++)
    scratch->weight[i] = c->occupied[i] * (1.5 - c->attractiveness[i]);
  double lambda = lw_waterfill (total, c->n, scratch->weight, c->occupied, scratch->share, scratch->indices);
  for (gsize i = 0; i < c->n; i++)
    {
      c->occupied[i] -= scratch->share[i];
      scratch->cells[i] += scratch->share[i];
      c->release[i] += scratch->share[i];
    }
  return lambda;
}

/* The moments of a trace, if one is wanted. */
static void
keep_moment (const LwStepColumns *c, LwStepTraceMoment moment)
{
  if (c->trace != NULL)
    lw_step_trace_keep (c->trace, moment, c, c->scratch->cells);
}

static void
keep_release (const LwStepColumns *c)
{
  keep_moment (c, LW_TRACE_RELEASED);
  if (c->trace != NULL)
    lw_step_trace_keep_release (c->trace, c);
}

static void
keep_market (const LwStepColumns *c, double stock, double kept, double demand, double accommodated, double lambda)
{
  gboolean lets = accommodated >= kept;

  keep_moment (c, LW_TRACE_LET);
  if (c->trace == NULL)
    return;
  lw_step_trace_keep_weights (c->trace, lets ? LW_N_CELLS : 1, c->scratch->weight, c->scratch->share);
  LwMarketYear *market = lw_step_trace_market (c->trace);
  market->stock = stock;
  market->kept = kept;
  market->demand = demand;
  market->accommodated = accommodated;
  market->shortage = demand - accommodated;
  market->to_let = lets ? accommodated - kept : 0;
  market->lambda = lets ? lambda : 0;
  market->to_release = lets ? 0 : kept - accommodated;
  market->forced_lambda = lets ? 0 : lambda;
}

static double
without_residue (double value, double residue, double *dropped)
{
  if (value >= residue)
    return value;
  *dropped += value;
  return 0;
}

/* What was dropped of the parts of an office stays in the office: in its largest vacant part, else in use. Otherwise
 * many small offices in one market would lose space that nobody took away. */
static void
put_back (LwStepColumns *c, gsize i, double dropped)
{
  double *largest = &c->cohort[0][i];

  for (guint k = 1; k < LW_N_COHORTS; k++)
    if (c->cohort[k][i] > *largest)
      largest = &c->cohort[k][i];
  if (*largest > 0)
    *largest += dropped;
  else
    c->occupied[i] += dropped;
}

/* Step 7: a year older. Residues become 0. */
static void
age_vacancy (LwStepColumns *c, double residue)
{
  double *fresh = c->scratch->cells;
  double *c0 = c->cohort[0], *c1 = c->cohort[1], *c2 = c->cohort[2], *c3 = c->cohort[3];

  for (gsize i = 0; i < c->n; i++)
    {
      double dropped = 0, gone = 0;

      c3[i] = without_residue (c2[i] + c3[i], residue, &dropped);
      c2[i] = without_residue (c1[i], residue, &dropped);
      c1[i] = without_residue (c0[i], residue, &dropped);
      c0[i] = without_residue (fresh[i], residue, &dropped);
      fresh[i] = 0;
      c->occupied[i] = without_residue (c->occupied[i], residue, &dropped);
      c->stock[i] = without_residue (c->stock[i], residue, &gone);
      if (dropped > 0 && c->stock[i] > 0)
        put_back (c, i, dropped);
      else if (!(c->stock[i] > 0))
        c0[i] = c1[i] = c2[i] = c3[i] = c->occupied[i] = 0;
    }
}

/**
 * lw_step_run:
 * @columns: the offices of one region on 1 January of a year, with the year's withdrawals and completions;
 * holds the next 1 January and the year's flows afterwards
 * @demand: demand on the next 1 January, m2 vvo
 * @parameters: checked by lw_parameters_validate()
 * @totals: (out): the region on the next 1 January and its flows
 *
 * The yearly step of domain model 6.5, exactly.
 */
void
lw_step_run (LwStepColumns *columns, double demand, const LwParameters *parameters, LwStepTotals *totals)
{
  g_return_if_fail (columns != NULL && parameters != NULL && totals != NULL);

  double at_start = 0, standing = 0;
  for (gsize i = 0; i < columns->n; i++)
    at_start += columns->stock[i];

  keep_moment (columns, LW_TRACE_BEFORE);
  withdraw (columns, parameters->value[LW_PARAM_OMEGA]);
  keep_moment (columns, LW_TRACE_WITHDRAWN);
  double kept = complete_and_release (columns, parameters, &standing);
  keep_release (columns);
  double accommodated = MIN (demand, (1 - parameters->value[LW_PARAM_V_MIN]) * standing);
  double lambda = accommodated >= kept ? let_space (columns, accommodated - kept, parameters)
                                       : force_release (columns, kept - accommodated);
  keep_market (columns, standing, kept, demand, accommodated, lambda);
  age_vacancy (columns, RESIDUE * at_start);
  keep_moment (columns, LW_TRACE_AFTER);

  memset (totals, 0, sizeof *totals);
  for (gsize i = 0; i < columns->n; i++)
    lw_step_totals_add_office (totals, columns, i);
  totals->shortage = demand - accommodated;
}

/** lw_step_columns_clear_inputs: nothing that happens, for the next year */
void
lw_step_columns_clear_inputs (LwStepColumns *columns)
{
  g_return_if_fail (columns != NULL);

  memset (columns->planned, 0, columns->n * sizeof (double));
  memset (columns->added, 0, columns->n * sizeof (double));
  memset (columns->returned, 0, columns->n * sizeof (double));
  if (columns->has_relet)
    memset (columns->relet, 0, columns->n * sizeof (double));
  columns->has_relet = FALSE;
}

/** lw_step_totals_add_office: adds the state and the flows of one office; a shortage belongs to no office */
void
lw_step_totals_add_office (LwStepTotals *totals, const LwStepColumns *columns, gsize i)
{
  totals->stock += columns->stock[i];
  totals->occupied += columns->occupied[i];
  for (guint k = 0; k < LW_N_COHORTS; k++)
    totals->cohort[k] += columns->cohort[k][i];
  totals->takeup += columns->takeup[i];
  totals->release += columns->release[i];
  totals->withdrawn += columns->withdrawn[i];
  totals->displaced += columns->displaced[i];
  totals->completed += columns->added[i];
  totals->returned += columns->returned[i];
}

/** lw_step_totals_add: adds another area */
void
lw_step_totals_add (LwStepTotals *totals, const LwStepTotals *other)
{
  totals->stock += other->stock;
  totals->occupied += other->occupied;
  for (guint k = 0; k < LW_N_COHORTS; k++)
    totals->cohort[k] += other->cohort[k];
  totals->takeup += other->takeup;
  totals->release += other->release;
  totals->withdrawn += other->withdrawn;
  totals->displaced += other->displaced;
  totals->completed += other->completed;
  totals->returned += other->returned;
  totals->shortage += other->shortage;
}

/** lw_step_totals_get_vacancy: V, m2 */
double
lw_step_totals_get_vacancy (const LwStepTotals *totals)
{
  return totals->cohort[0] + totals->cohort[1] + totals->cohort[2] + totals->cohort[3];
}

/** lw_step_totals_get_rate: V / S, NAN where nothing stands */
double
lw_step_totals_get_rate (const LwStepTotals *totals)
{
  return totals->stock > 0 ? lw_step_totals_get_vacancy (totals) / totals->stock : NAN;
}

/** lw_step_totals_get_cbs_long: vacant on this and the previous 1 January, as CBS counts: c1 + c2 + c3, m2 */
double
lw_step_totals_get_cbs_long (const LwStepTotals *totals)
{
  return totals->cohort[1] + totals->cohort[2] + totals->cohort[3];
}

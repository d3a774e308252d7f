/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-step: the order of the calls in lw_step_run() is the normative order of domain model 6.5; each helper is
 * one of its numbered steps. The five cells of an office (just released, c0 to c3) lie in one block, cell by
 * cell, so that letting is one water-filling over 5 n items. Loops over offices make no choices, which processors
 * cannot guess; what is rare comes after them. LW_LANES_APART says that columns do not overlap. */
#include "scenario/lw-step.h"

#include "scenario/lw-lanes.h"
#include "scenario/lw-step-trace.h"
#include "scenario/lw-waterfill.h"

#include <math.h>
#include <string.h>

#define RESIDUE 1e-9

struct _LwStepScratch {
  double *block;  /* all columns of the step, one allocation */
  double *cells;  /* LW_N_CELLS columns: fresh, then the cohorts */
  double *weight; /* as cells */
  double *share;  /* as cells */
};

/* stock occupied attractiveness planned added returned relet takeup release withdrawn displaced pull */
#define N_PLAIN_COLUMNS 12

/**
 * lw_step_columns_new:
 * @n: number of offices, to which some are added without any space
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
  n = lw_lanes_round_up (MAX (n, 1));
  double *next = g_new0 (double, n * (N_PLAIN_COLUMNS + 3 * LW_N_CELLS));

  scratch->block = next;
  for (guint k = 0; k < N_PLAIN_COLUMNS; k++, next += n)
    *plain[k] = next;
  scratch->cells = next;
  scratch->weight = next + LW_N_CELLS * n;
  scratch->share = next + 2 * LW_N_CELLS * n;
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
  gsize n = c->n;
  const double *restrict planned = c->planned, *restrict returned = c->returned;
  double *restrict c3 = c->cohort[LW_N_COHORTS - 1], *restrict stock = c->stock;
  double *restrict withdrawn = c->withdrawn, *restrict displaced = c->displaced;

  LW_LANES_APART
  for (gsize i = 0; i < n; i++)
    {
      double old = c3[i] + returned[i];
      double gone = planned[i] > 0 ? 0 : omega * old;
      stock[i] = stock[i] + returned[i] - gone;
      c3[i] = old - gone;
      withdrawn[i] = gone;
      displaced[i] = 0;
    }
  for (gsize i = 0; i < n; i++)
    if (planned[i] > 0)
      withdraw_planned (c, i);
}

/* Steps 3 and 4: afterwards the occupied column holds what is kept (K). Returns the sum of K; @sum_stock gets that of
 * S. */
static double
complete_and_release (LwStepColumns *c, const LwParameters *parameters, double *sum_stock)
{
  gsize n = c->n;
  double delta = parameters->value[LW_PARAM_RELEASE_RATE], prelet = parameters->value[LW_PARAM_PRELET];
  const double *restrict added = c->added, *restrict attractiveness = c->attractiveness;
  double *restrict fresh = c->scratch->cells, *restrict stock = c->stock, *restrict occupied = c->occupied;
  double *restrict release = c->release, *restrict takeup = c->takeup;

  LW_LANES_APART
  for (gsize i = 0; i < n; i++)
    {
      double wanted = delta * (1.5 - attractiveness[i]) * occupied[i];
      double released = wanted < occupied[i] ? wanted : occupied[i];

      stock[i] += added[i];
      release[i] = released;
      takeup[i] = prelet * added[i];
      occupied[i] = occupied[i] - released + prelet * added[i];
      fresh[i] = released + (1 - prelet) * added[i];
    }
  *sum_stock = lw_lanes_sum (stock, c->n);
  return lw_lanes_sum (occupied, c->n);
}

/* The claim of a cell of every office to what is let. */
static void
weigh_cell (const LwStepColumns *c, double rho, const double *restrict cell, double *restrict weight)
{
  gsize n = c->n;
  const double *restrict pull = c->pull, *restrict relet = c->relet;

  if (c->has_relet)
    {
      LW_LANES_APART
      for (gsize i = 0; i < n; i++)
        weight[i] = cell[i] * (rho + relet[i] * (1 - rho)) * pull[i];
    }
  else
    {
      LW_LANES_APART
      for (gsize i = 0; i < n; i++)
        weight[i] = cell[i] * rho * pull[i];
    }
}

/* Lets the cells of every office by shares that are written down. */
static void
let_shares (LwStepColumns *c)
{
  gsize n = c->n;
  double *restrict occupied = c->occupied, *restrict takeup = c->takeup;

  for (guint k = 0; k < LW_N_CELLS; k++)
    {
      double *restrict cell = c->scratch->cells + k * n;
      const double *restrict share = c->scratch->share + k * n;

      LW_LANES_APART
      for (gsize i = 0; i < n; i++)
        {
          cell[i] -= share[i];
          occupied[i] += share[i];
          takeup[i] += share[i];
        }
    }
}

#define LET_CELL(k) \
  { \
    double share = lw_waterfill_share (lambda, w##k[i], cell##k[i]); \
    cell##k[i] -= share; \
    users += share; \
    taken += share; \
  }

/* The same by lambda, all cells of an office at once: that halves the way to memory. */
static void
let_at (LwStepColumns *c, double lambda)
{
  gsize n = c->n;
  double *restrict occupied = c->occupied, *restrict takeup = c->takeup, *cells = c->scratch->cells;
  double *restrict cell0 = cells, *restrict cell1 = cells + n, *restrict cell2 = cells + 2 * n;
  double *restrict cell3 = cells + 3 * n, *restrict cell4 = cells + 4 * n;
  const double *restrict w0 = c->scratch->weight, *restrict w1 = w0 + n, *restrict w2 = w1 + n;
  const double *restrict w3 = w2 + n, *restrict w4 = w3 + n;

  G_STATIC_ASSERT (LW_N_CELLS == 5);
  LW_LANES_APART
  for (gsize i = 0; i < n; i++)
    {
      double users = occupied[i], taken = takeup[i];

      LET_CELL (0)
      LET_CELL (1)
      LET_CELL (2)
      LET_CELL (3)
      LET_CELL (4)
      occupied[i] = users;
      takeup[i] = taken;
    }
}

/* Step 6 with more demand than is kept: lets vacant cells. Returns lambda. */
static double
let_space (LwStepColumns *c, double total, const LwParameters *parameters)
{
  LwStepScratch *scratch = c->scratch;
  gsize n = c->n;
  double lambda;

  for (guint k = 0; k < LW_N_CELLS; k++)
    weigh_cell (c, parameters->value[LW_PARAM_RHO0 + k], scratch->cells + k * n, scratch->weight + k * n);
  if (c->trace != NULL) /* which wants the shares */
    lambda = lw_waterfill (total, LW_N_CELLS * n, scratch->weight, scratch->cells, scratch->share);
  else if (lw_waterfill_seek (total, LW_N_CELLS * n, scratch->weight, scratch->cells, scratch->share, &lambda))
    {
      let_at (c, lambda);
      return lambda;
    }
  let_shares (c);
  return lambda;
}

/* Step 6 with less demand than is kept: users give up more, out of the least attractive offices first. Returns
 * lambda. */
static double
force_release (LwStepColumns *c, double total)
{
  LwStepScratch *scratch = c->scratch;
  gsize n = c->n;
  const double *restrict attractiveness = c->attractiveness, *share = scratch->share;
  double *restrict weight = scratch->weight, *restrict occupied = c->occupied;
  double *restrict fresh = scratch->cells, *restrict release = c->release;

  LW_LANES_APART
  for (gsize i = 0; i < n; i++)
    weight[i] = occupied[i] * (1.5 - attractiveness[i]);
  double lambda = lw_waterfill (total, c->n, weight, occupied, scratch->share);
  LW_LANES_APART
  for (gsize i = 0; i < n; i++)
    {
      occupied[i] -= share[i];
      fresh[i] += share[i];
      release[i] += share[i];
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

/* @value, or 0 if it is a residue, which is then added to @dropped. */
#define WITHOUT_RESIDUE(value, residue, dropped) \
  ((dropped) += (value) < (residue) ? (value) : 0, (value) < (residue) ? 0 : (value))

/* Step 7: a year older. Residues become 0; @dropped gets what an office lost by that. */
static void
age_cells (LwStepColumns *c, double residue, double *restrict dropped)
{
  gsize n = c->n;
  double *restrict fresh = c->scratch->cells, *restrict occupied = c->occupied, *restrict stock = c->stock;
  double *restrict c0 = c->cohort[0], *restrict c1 = c->cohort[1], *restrict c2 = c->cohort[2];
  double *restrict c3 = c->cohort[3];

  LW_LANES_APART
  for (gsize i = 0; i < n; i++)
    {
      double lost = 0, old = c2[i] + c3[i];

      c3[i] = WITHOUT_RESIDUE (old, residue, lost);
      c2[i] = WITHOUT_RESIDUE (c1[i], residue, lost);
      c1[i] = WITHOUT_RESIDUE (c0[i], residue, lost);
      c0[i] = WITHOUT_RESIDUE (fresh[i], residue, lost);
      fresh[i] = 0;
      occupied[i] = WITHOUT_RESIDUE (occupied[i], residue, lost);
      stock[i] = stock[i] < residue ? 0 : stock[i];
      dropped[i] = lost;
    }
}

static void
age_vacancy (LwStepColumns *c, double residue)
{
  const double *dropped = c->scratch->share;

  age_cells (c, residue, c->scratch->share);
  for (gsize i = 0; i < c->n; i++)
    if (!(c->stock[i] > 0))
      c->cohort[0][i] = c->cohort[1][i] = c->cohort[2][i] = c->cohort[3][i] = c->occupied[i] = 0;
    else if (dropped[i] > 0)
      put_back (c, i, dropped[i]);
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

  double at_start = lw_lanes_sum (columns->stock, columns->n), standing;

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

  lw_step_totals_fill (totals, columns);
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

/** lw_step_totals_fill: sets @totals to the state and the flows of all offices, without a shortage */
void
lw_step_totals_fill (LwStepTotals *totals, const LwStepColumns *columns)
{
  gsize n = columns->n;

  *totals = (LwStepTotals){
    .stock = lw_lanes_sum (columns->stock, n),
    .occupied = lw_lanes_sum (columns->occupied, n),
    .takeup = lw_lanes_sum (columns->takeup, n),
    .release = lw_lanes_sum (columns->release, n),
    .withdrawn = lw_lanes_sum (columns->withdrawn, n),
    .displaced = lw_lanes_sum (columns->displaced, n),
    .completed = lw_lanes_sum (columns->added, n),
    .returned = lw_lanes_sum (columns->returned, n),
  };
  for (guint k = 0; k < LW_N_COHORTS; k++)
    totals->cohort[k] = lw_lanes_sum (columns->cohort[k], n);
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

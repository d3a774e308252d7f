/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-step-trace: copies of the columns between the parts of a step; the terms are made of them when they are read. */
#include "scenario/lw-step-trace.h"

#include <math.h>
#include <string.h>

/* stock, occupied, fresh, cohorts */
#define N_KEPT (3 + LW_N_COHORTS)
/* planned added released withdrawn displaced attractiveness pull returned relet */
#define N_PLAIN 9

struct _LwStepTrace {
  gsize n;
  LwMarketYear market;
  gboolean is_forced;                 /* weight and share are those of forced releases */
  double *state[LW_N_TRACE_MOMENTS]; /* N_KEPT columns each */
  double *plain;                      /* N_PLAIN columns */
  double *weight;                     /* LW_N_CELLS columns */
  double *share;                      /* as weight */
  double *block;
};

/**
 * lw_step_trace_new:
 * @n: number of offices of the region
 *
 * Returns: (transfer full): room for what one step does
 */
LwStepTrace *
lw_step_trace_new (gsize n)
{
  LwStepTrace *self = g_new0 (LwStepTrace, 1);
  double *next = g_new0 (double, MAX (n, 1) * (LW_N_TRACE_MOMENTS * N_KEPT + N_PLAIN + 2 * LW_N_CELLS));

  self->n = n;
  self->block = next;
  for (guint k = 0; k < LW_N_TRACE_MOMENTS; k++, next += n * N_KEPT)
    self->state[k] = next;
  self->plain = next;
  self->weight = next + n * N_PLAIN;
  self->share = self->weight + n * LW_N_CELLS;
  return self;
}

/** lw_step_trace_free: frees @self, which may be %NULL */
void
lw_step_trace_free (LwStepTrace *self)
{
  if (self == NULL)
    return;
  g_free (self->block);
  g_free (self);
}

/** lw_step_trace_keep: keeps the state of @columns, @fresh being what was just released */
void
lw_step_trace_keep (LwStepTrace *self, LwStepTraceMoment moment, const LwStepColumns *columns, const double *fresh)
{
  const double *sources[N_KEPT] = { columns->stock, columns->occupied, fresh };

  for (guint k = 0; k < LW_N_COHORTS; k++)
    sources[3 + k] = columns->cohort[k];
  for (guint k = 0; k < N_KEPT; k++)
    memcpy (self->state[moment] + k * self->n, sources[k], self->n * sizeof (double));
}

/** lw_step_trace_keep_release: keeps the inputs of the year and what users give up as usual */
void
lw_step_trace_keep_release (LwStepTrace *self, const LwStepColumns *columns)
{
  const double *sources[N_PLAIN]
      = { columns->planned,   columns->added,          columns->release, columns->withdrawn,
          columns->displaced, columns->attractiveness, columns->pull,    columns->returned,
          columns->relet };

  for (guint k = 0; k < N_PLAIN; k++)
    memcpy (self->plain + k * self->n, sources[k], self->n * sizeof (double));
}

/** lw_step_trace_keep_weights: keeps weights and shares of letting (@n_cells %LW_N_CELLS) or of forced releases (1) */
void
lw_step_trace_keep_weights (LwStepTrace *self, guint n_cells, const double *weight, const double *share)
{
  self->is_forced = n_cells == 1;
  memcpy (self->weight, weight, n_cells * self->n * sizeof (double));
  memcpy (self->share, share, n_cells * self->n * sizeof (double));
  self->market.weight = 0;
  for (gsize i = 0; i < n_cells * self->n; i++)
    self->market.weight += weight[i];
}

/** lw_step_trace_market: (returns: transfer none) what the offices share; the step fills it */
LwMarketYear *
lw_step_trace_market (LwStepTrace *self)
{
  return &self->market;
}

static double
get (const LwStepTrace *self, LwStepTraceMoment moment, guint column, gsize i)
{
  return self->state[moment][column * self->n + i];
}

/* The state of an office in the order of LwOfficeStateColumn: stock, occupied, cohorts. */
static void
read_state (const LwStepTrace *self, LwStepTraceMoment moment, gsize i, double *state)
{
  state[LW_OFFICE_STATE_STOCK] = get (self, moment, 0, i);
  state[LW_OFFICE_STATE_OCCUPIED] = get (self, moment, 1, i);
  for (guint k = 0; k < LW_N_COHORTS; k++)
    state[LW_OFFICE_STATE_C0 + k] = get (self, moment, 3 + k, i);
}

static void
read_withdrawals (const LwStepTrace *self, gsize i, LwOfficeYear *year)
{
  gboolean is_planned = self->plain[i] > 0;
  double withdrawn = self->plain[3 * self->n + i];

  year->planned = is_planned ? withdrawn : 0;
  year->autonomous = is_planned ? 0 : withdrawn;
  year->displaced = self->plain[4 * self->n + i];
  year->returned = self->plain[7 * self->n + i];
  for (guint k = 0; k < LW_N_COHORTS && is_planned; k++)
    year->planned_vacant[k]
        = get (self, LW_TRACE_BEFORE, 3 + k, i) - get (self, LW_TRACE_WITHDRAWN, 3 + k, i);
  if (is_planned)
    year->planned_vacant[LW_N_COHORTS - 1] += year->returned;
}

static void
read_letting (const LwStepTrace *self, gsize i, const LwParameters *parameters, LwOfficeYear *year)
{
  year->relet = self->plain[8 * self->n + i];
  for (guint k = 0; k < LW_N_CELLS; k++)
    {
      double rho = parameters->value[LW_PARAM_RHO0 + k];

      year->rho[k] = rho + year->relet * (1 - rho);
      year->cell[k] = get (self, LW_TRACE_RELEASED, 2 + k, i);
      year->weight[k] = year->cell[k] * year->rho[k] * year->pull;
      year->let[k] = self->is_forced ? 0 : self->share[k * self->n + i];
    }
  year->forced_weight = self->is_forced ? self->weight[i] : 0;
  year->forced = self->is_forced ? self->share[i] : 0;
}

/* What a year older would be, minus what is. */
static void
read_residue (const LwStepTrace *self, gsize i, LwOfficeYear *year)
{
  double let[LW_N_CELLS], aged[LW_N_OFFICE_STATE_COLUMNS];

  for (guint k = 0; k < LW_N_CELLS; k++)
    let[k] = get (self, LW_TRACE_LET, 2 + k, i);
  aged[LW_OFFICE_STATE_STOCK] = get (self, LW_TRACE_LET, 0, i);
  aged[LW_OFFICE_STATE_OCCUPIED] = get (self, LW_TRACE_LET, 1, i);
  for (guint k = 0; k < LW_N_COHORTS; k++)
    aged[LW_OFFICE_STATE_C0 + k] = let[k];
  aged[LW_OFFICE_STATE_C3] += let[LW_N_CELLS - 1];
  for (guint k = 0; k < LW_N_OFFICE_STATE_COLUMNS; k++)
    year->residue[k] = aged[k] - year->after[k];
}

/**
 * lw_step_trace_read:
 * @i: an office of the region
 * @parameters: those of the step
 * @year: (out): its terms
 */
void
lw_step_trace_read (const LwStepTrace *self, gsize i, const LwParameters *parameters, LwOfficeYear *year)
{
  g_return_if_fail (self != NULL && i < self->n && parameters != NULL && year != NULL);

  *year = (LwOfficeYear){ 0 };
  read_state (self, LW_TRACE_BEFORE, i, year->before);
  read_state (self, LW_TRACE_AFTER, i, year->after);
  read_withdrawals (self, i, year);
  year->completed = self->plain[1 * self->n + i];
  year->prelet = parameters->value[LW_PARAM_PRELET] * year->completed;
  year->released = self->plain[2 * self->n + i];
  year->attractiveness = self->plain[5 * self->n + i];
  year->pull = self->plain[6 * self->n + i];
  year->release_share = MIN (1, parameters->value[LW_PARAM_RELEASE_RATE] * (1.5 - year->attractiveness));
  year->kept = get (self, LW_TRACE_RELEASED, 1, i);
  read_letting (self, i, parameters, year);
  read_residue (self, i, year);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-projection: each region has its own columns (LwStepColumns), filled in the order of the input; `slot`
 * says where an office went. What happens is sorted by year once and walked along. See lw-projection.h. */
#include "scenario/lw-projection.h"

#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define BALANCE_TOLERANCE 1e-6

struct _LwProjectionState {
  const LwProjectionInput *input;
  LwProjection *result;
  LwStepColumns **regions;
  guint *slot; /* index of an office in the columns of its region */

  /* Indices into the lists of the input, in order of year, and how far each has been walked. */
  guint *withdrawals, *completions, *renovations;
  guint next_withdrawal, next_completion, next_renovation;
  GArray *away;    /* of guint: withdrawals that took something and have not come back */
  guint8 *leaving; /* per office, while it is looked which of them come back */
};

struct _LwProjectionTrace {
  LwParameters parameters;
  guint n_regions;
  guint n_offices;
  LwStepTrace **regions;
  guint *region; /* per office */
  guint *slot;   /* per office */
};

static guint
region_of (const LwProjectionInput *input, guint office)
{
  return input->region != NULL ? input->region[office] : 0;
}

static gboolean
refuse_office (guint office, const char *what, GError **error)
{
  /* Translators: the number of an office in the list, and what is wrong with it. */
  g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("office %u cannot be projected: %s"), office, what);
  return FALSE;
}

static gboolean
is_area (double value)
{
  return isfinite (value) && value >= 0;
}

static gboolean
check_office (const LwProjectionInput *input, guint i, GError **error)
{
  double sum = input->occupied[i];
  gboolean areas = is_area (input->stock[i]) && is_area (input->occupied[i]);

  for (guint k = 0; k < LW_N_COHORTS; k++)
    {
      areas = areas && is_area (input->cohort[k][i]);
      sum += input->cohort[k][i];
    }
  if (!areas)
    return refuse_office (i, _ ("an area is negative or unknown"), error);
  if (fabs (sum - input->stock[i]) > BALANCE_TOLERANCE * MAX (input->stock[i], sum))
    return refuse_office (i, _ ("occupied and vacant space do not add up to its stock"), error);
  if (!(input->attractiveness[i] >= 0 && input->attractiveness[i] <= 1))
    return refuse_office (i, _ ("its attractiveness is not from 0 to 1"), error);
  if (region_of (input, i) >= input->n_regions
      || (input->group != NULL && input->group[i] >= input->n_groups))
    return refuse_office (i, _ ("its region or group does not exist"), error);
  return TRUE;
}

static gboolean
check_events (const LwProjectionInput *input, GError **error)
{
  for (guint k = 0; k < input->n_withdrawals; k++)
    {
      const LwWithdrawal *w = &input->withdrawals[k];
      if (w->office >= input->n_offices
          || !(is_area (w->m2) || (isnan (w->m2) && w->share > 0 && w->share <= 1))
          || (w->until != 0 && w->until <= w->year))
        return refuse_office (w->office, _ ("a withdrawal of it has no usable size"), error);
    }
  for (guint k = 0; k < input->n_completions; k++)
    if (input->completions[k].office >= input->n_offices || !is_area (input->completions[k].m2))
      return refuse_office (input->completions[k].office, _ ("a completion of it has no usable size"), error);
  for (guint k = 0; k < input->n_renovations; k++)
    {
      const LwRenovation *r = &input->renovations[k];
      if (r->office >= input->n_offices || !(r->attractiveness >= 0 && r->attractiveness <= 1))
        return refuse_office (r->office, _ ("its attractiveness is not from 0 to 1"), error);
    }
  for (guint k = 0; k < input->n_relettings; k++)
    {
      const LwReletting *r = &input->relettings[k];
      if (r->office >= input->n_offices || !(r->effect >= 0 && r->effect <= 1))
        return refuse_office (r->office, _ ("the effect of its letting programme is not from 0 to 1"), error);
    }
  return TRUE;
}

static gboolean
check_input (const LwProjectionInput *input, GError **error)
{
  if (input->n_years < 1 || input->n_years > LW_PROJECTION_MAX_YEARS)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("a projection over %u years cannot be computed; choose 1 to %d years"), input->n_years,
                   LW_PROJECTION_MAX_YEARS);
      return FALSE;
    }
  for (guint k = 0; k < input->n_regions * input->n_years; k++)
    if (!is_area (input->demand[k]))
      {
        g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                     _ ("the demand of %d is unknown or negative; give 0 m² or more"),
                     input->base_year + 1 + (int)(k % input->n_years));
        return FALSE;
      }
  for (guint i = 0; i < input->n_offices; i++)
    if (!check_office (input, i, error))
      return FALSE;
  return check_events (input, error) && lw_parameters_validate (input->parameters, error);
}

/* A list of any kind of event, to be sorted by the year of each. */
typedef struct {
  const char *events;
  gsize size;
  gsize year_offset;
} EventList;

static int
compare_year (gconstpointer a, gconstpointer b, gpointer data)
{
  const EventList *list = data;
  guint i = *(const guint *)a, j = *(const guint *)b;
  int p = *(const int *)(gconstpointer)(list->events + i * list->size + list->year_offset);
  int q = *(const int *)(gconstpointer)(list->events + j * list->size + list->year_offset);

  if (p != q)
    return p < q ? -1 : 1;
  return i < j ? -1 : i > j;
}

static guint *
sort_by_year (gconstpointer events, guint n, gsize size, gsize year_offset)
{
  EventList list = { events, size, year_offset };
  guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (int)n, sizeof *order, compare_year, &list);
  return order;
}

static int
compare_withdrawals (gconstpointer a, gconstpointer b, gpointer data)
{
  const LwWithdrawal *list = data;
  guint i = *(const guint *)a, j = *(const guint *)b;

  if (list[i].year != list[j].year)
    return list[i].year < list[j].year ? -1 : 1;
  if ((list[i].until == 0) != (list[j].until == 0))
    return list[i].until == 0 ? -1 : 1;
  return i < j ? -1 : i > j;
}

/* By year; of a year, what goes for good comes before temporary use. */
static guint *
sort_withdrawals (const LwWithdrawal *list, guint n)
{
  guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (int)n, sizeof *order, compare_withdrawals, (gpointer)list);
  return order;
}

static void
make_regions (LwProjectionState *self)
{
  const LwProjectionInput *input = self->input;
  g_autofree guint *size = g_new0 (guint, input->n_regions);

  for (guint i = 0; i < input->n_offices; i++)
    self->slot[i] = size[region_of (input, i)]++;
  for (guint r = 0; r < input->n_regions; r++)
    self->regions[r] = lw_step_columns_new (size[r]);
}

/* The offices as they are in the input. */
static void
fill_regions (LwProjectionState *self)
{
  const LwProjectionInput *input = self->input;

  for (guint r = 0; r < input->n_regions; r++)
    lw_step_columns_clear (self->regions[r]);
  for (guint i = 0; i < input->n_offices; i++)
    {
      LwStepColumns *columns = self->regions[region_of (input, i)];
      guint slot = self->slot[i];
      columns->stock[slot] = input->stock[i];
      columns->occupied[slot] = input->occupied[i];
      for (guint k = 0; k < LW_N_COHORTS; k++)
        columns->cohort[k][slot] = input->cohort[k][i];
      lw_step_columns_set_attractiveness (columns, slot, input->attractiveness[i], input->parameters);
    }
}

static void
free_trace (LwProjectionTrace *trace)
{
  if (trace == NULL)
    return;
  for (guint r = 0; r < trace->n_regions; r++)
    lw_step_trace_free (trace->regions[r]);
  g_free (trace->regions);
  g_free (trace->region);
  g_free (trace->slot);
  g_free (trace);
}

/* All zero, for the first run or the next. */
static void
clear_result (LwProjectionState *self)
{
  const LwProjectionInput *input = self->input;
  LwProjection *result = self->result;
  gsize n_rows = result->n_rows;

  memset (result->total, 0, n_rows * sizeof *result->total);
  memset (result->regions, 0, n_rows * input->n_regions * sizeof *result->regions);
  memset (result->groups, 0, n_rows * input->n_groups * sizeof *result->groups);
  memset (result->withdrawn, 0, input->n_withdrawals * sizeof *result->withdrawn);
  memset (result->returned, 0, input->n_withdrawals * sizeof *result->returned);
  g_clear_pointer (&result->trace, free_trace);
}

static LwProjection *
make_result (const LwProjectionInput *input)
{
  LwProjection *result = g_new0 (LwProjection, 1);

  result->base_year = input->base_year;
  result->n_rows = input->n_years + 1;
  result->total = g_new (LwStepTotals, result->n_rows);
  result->regions = g_new (LwStepTotals, (gsize)result->n_rows * input->n_regions);
  /* at least one, so that there is something to clear */
  result->groups = g_new (LwStepTotals, MAX ((gsize)result->n_rows * input->n_groups, 1));
  result->withdrawn = g_new (double, MAX (input->n_withdrawals, 1));
  result->returned = g_new (int, MAX (input->n_withdrawals, 1));
  return result;
}

/**
 * lw_projection_state_new:
 * @input: what is projected; it must stay
 * @error: return location for %LW_ERROR_ARGUMENT
 *
 * For who runs a projection many times: the input is checked and laid out once. Between two runs the owner of @input
 * may change the values of its demand, of the sizes of withdrawals and completions, of the attractiveness of
 * renovations, of the effect of letting programmes and of its parameters, within their ranges; nothing else.
 *
 * Returns: (transfer full) (nullable): what lw_projection_state_run() runs, or %NULL on error
 */
LwProjectionState *
lw_projection_state_new (const LwProjectionInput *input, GError **error)
{
  g_return_val_if_fail (input != NULL && input->parameters != NULL && input->n_regions > 0, NULL);

  if (!check_input (input, error))
    return NULL;

  LwProjectionState *self = g_new0 (LwProjectionState, 1);
  self->input = input;
  self->result = make_result (input);
  self->regions = g_new0 (LwStepColumns *, input->n_regions);
  self->slot = g_new (guint, input->n_offices);
  self->withdrawals = sort_withdrawals (input->withdrawals, input->n_withdrawals);
  self->completions = sort_by_year (input->completions, input->n_completions, sizeof (LwCompletion),
                                    G_STRUCT_OFFSET (LwCompletion, year));
  self->renovations = sort_by_year (input->renovations, input->n_renovations, sizeof (LwRenovation),
                                    G_STRUCT_OFFSET (LwRenovation, year));
  self->away = g_array_new (FALSE, FALSE, sizeof (guint));
  self->leaving = g_new0 (guint8, MAX (input->n_offices, 1));
  make_regions (self);
  return self;
}

/** lw_projection_state_free: frees @self, which may be %NULL */
void
lw_projection_state_free (LwProjectionState *self)
{
  if (self == NULL)
    return;
  for (guint r = 0; r < self->input->n_regions; r++)
    lw_step_columns_free (self->regions[r]);
  lw_projection_free (self->result);
  g_free (self->regions);
  g_free (self->slot);
  g_free (self->withdrawals);
  g_free (self->completions);
  g_free (self->renovations);
  g_array_unref (self->away);
  g_free (self->leaving);
  g_free (self);
}

static void
renovate (LwProjectionState *self, int year)
{
  const LwProjectionInput *input = self->input;

  for (; self->next_renovation < input->n_renovations; self->next_renovation++)
    {
      const LwRenovation *r = &input->renovations[self->renovations[self->next_renovation]];
      if (r->year > year)
        break;
      lw_step_columns_set_attractiveness (self->regions[region_of (input, r->office)], self->slot[r->office],
                                          r->attractiveness, input->parameters);
    }
}

/* Marks the offices that are taken out for good in this year, for which the list is walked to its beginning, or
 * takes the marks away. */
static void
mark_leaving (LwProjectionState *self, int year, gboolean leaving)
{
  const LwProjectionInput *input = self->input;

  for (guint k = self->next_withdrawal; k < input->n_withdrawals; k++)
    {
      const LwWithdrawal *w = &input->withdrawals[self->withdrawals[k]];
      if (w->year > year)
        break;
      if (w->year == year && w->until == 0 && w->m2 != 0)
        self->leaving[w->office] = leaving;
    }
}

/* Step 0: temporary use ends, or makes way for what comes for good. */
static void
plan_returns (LwProjectionState *self, int year)
{
  const LwProjectionInput *input = self->input;
  guint n_left = 0;

  if (self->away->len == 0)
    return;
  mark_leaving (self, year, TRUE);
  for (guint k = 0; k < self->away->len; k++)
    {
      guint index = g_array_index (self->away, guint, k);
      const LwWithdrawal *w = &input->withdrawals[index];
      if (w->until > year && !self->leaving[w->office])
        {
          g_array_index (self->away, guint, n_left++) = index;
          continue;
        }
      self->regions[region_of (input, w->office)]->returned[self->slot[w->office]] += self->result->withdrawn[index];
      self->result->returned[index] = year;
    }
  g_array_set_size (self->away, n_left);
  mark_leaving (self, year, FALSE);
}

static void
plan_relettings (LwProjectionState *self, int year)
{
  const LwProjectionInput *input = self->input;

  for (guint k = 0; k < input->n_relettings; k++)
    {
      const LwReletting *r = &input->relettings[k];
      LwStepColumns *columns = self->regions[region_of (input, r->office)];
      double *relet = &columns->relet[self->slot[r->office]];
      if (year < r->year || year >= r->until || !(r->effect > *relet))
        continue;
      *relet = r->effect;
      columns->has_relet = TRUE;
    }
}

/* Withdrawals of an office add up; a share is of what the ones before it in the same year leave, temporary use being
 * the last. */
static void
plan_withdrawals (LwProjectionState *self, int year)
{
  const LwProjectionInput *input = self->input;

  for (; self->next_withdrawal < input->n_withdrawals; self->next_withdrawal++)
    {
      guint index = self->withdrawals[self->next_withdrawal];
      const LwWithdrawal *w = &input->withdrawals[index];
      if (w->year > year)
        break;
      if (w->year < year)
        continue;
      LwStepColumns *columns = self->regions[region_of (input, w->office)];
      guint slot = self->slot[w->office];
      double left = MAX (columns->stock[slot] + columns->returned[slot] - columns->planned[slot], 0);
      double taken = isnan (w->m2) ? w->share * left : MIN (w->m2, left);
      columns->planned[slot] += taken;
      self->result->withdrawn[index] = taken;
      if (w->until != 0 && taken > 0)
        g_array_append_val (self->away, index);
    }
}

/* The part of a plan that is built at this vacancy (step 3); all of it where nothing stands yet. */
static double
brake_factor (const LwParameters *parameters, double rate)
{
  const double *v = parameters->value;

  if (!(v[LW_PARAM_BRAKE] > 0) || isnan (rate))
    return 1;
  double open = (v[LW_PARAM_BRAKE_HIGH] - rate) / (v[LW_PARAM_BRAKE_HIGH] - v[LW_PARAM_BRAKE_LOW]);
  return 1 - v[LW_PARAM_BRAKE] * (1 - CLAMP (open, 0, 1));
}

static void
plan_completions (LwProjectionState *self, int year, guint row)
{
  const LwProjectionInput *input = self->input;

  for (; self->next_completion < input->n_completions; self->next_completion++)
    {
      const LwCompletion *c = &input->completions[self->completions[self->next_completion]];
      if (c->year > year)
        break;
      if (c->year < year)
        continue;
      guint region = region_of (input, c->office);
      const LwStepTotals *now = &self->result->regions[region * self->result->n_rows + row - 1];
      double part = c->can_brake ? brake_factor (input->parameters, lw_step_totals_get_rate (now)) : 1;
      self->regions[region]->added[self->slot[c->office]] += part * c->m2;
    }
}

/* Totals of the base and of each row are made by the same loops, in the same order. */
static void
total_groups (LwProjectionState *self, guint row)
{
  const LwProjectionInput *input = self->input;

  if (input->group == NULL)
    return;
  for (guint i = 0; i < input->n_offices; i++)
    lw_step_totals_add_office (&self->result->groups[input->group[i] * self->result->n_rows + row],
                               self->regions[region_of (input, i)], self->slot[i]);
  for (guint g = 0; g < input->n_groups; g++)
    self->result->groups[g * self->result->n_rows + row].shortage = NAN;
}

static void
finish_row (LwProjectionState *self, guint row)
{
  const LwProjectionInput *input = self->input;

  for (guint r = 0; r < input->n_regions; r++)
    lw_step_totals_add (&self->result->total[row], &self->result->regions[r * self->result->n_rows + row]);
  total_groups (self, row);
  if (input->year_func != NULL)
    input->year_func (self, input->base_year + (int)row, input->year_data);
}

static void
run_base (LwProjectionState *self)
{
  for (guint r = 0; r < self->input->n_regions; r++)
    lw_step_totals_fill (&self->result->regions[r * self->result->n_rows], self->regions[r]);
  finish_row (self, 0);
}

/* Asks the steps of this year to keep what they do. */
static void
begin_trace (LwProjectionState *self)
{
  const LwProjectionInput *input = self->input;
  LwProjectionTrace *trace = g_new0 (LwProjectionTrace, 1);

  trace->parameters = *input->parameters;
  trace->n_regions = input->n_regions;
  trace->n_offices = input->n_offices;
  trace->regions = g_new0 (LwStepTrace *, input->n_regions);
  trace->region = g_new (guint, MAX (input->n_offices, 1));
  trace->slot = g_new (guint, MAX (input->n_offices, 1));
  for (guint i = 0; i < input->n_offices; i++)
    {
      trace->region[i] = region_of (input, i);
      trace->slot[i] = self->slot[i];
    }
  for (guint r = 0; r < input->n_regions; r++)
    self->regions[r]->trace = trace->regions[r] = lw_step_trace_new (self->regions[r]->n);
  self->result->trace = trace;
}

static void
end_trace (LwProjectionState *self)
{
  for (guint r = 0; r < self->input->n_regions; r++)
    self->regions[r]->trace = NULL;
}

/**
 * lw_projection_explain:
 * @projection: of an input with a trace_row
 * @office: index of an office
 * @year: (out): what happened to it in that row
 * @market: (out): what happened to its market
 */
void
lw_projection_explain (const LwProjection *projection, guint office, LwOfficeYear *year, LwMarketYear *market)
{
  g_return_if_fail (projection != NULL && projection->trace != NULL && office < projection->trace->n_offices);

  const LwProjectionTrace *trace = projection->trace;
  LwStepTrace *region = trace->regions[trace->region[office]];
  lw_step_trace_read (region, trace->slot[office], &trace->parameters, year);
  *market = *lw_step_trace_market (region);
}

static void
run_year (LwProjectionState *self, guint row)
{
  const LwProjectionInput *input = self->input;
  int year = input->base_year + (int)row - 1;

  for (guint r = 0; r < input->n_regions; r++)
    lw_step_columns_clear_inputs (self->regions[r]);
  renovate (self, year);
  plan_returns (self, year);
  plan_relettings (self, year);
  plan_withdrawals (self, year);
  plan_completions (self, year, row);
  if (row == input->trace_row)
    begin_trace (self);
  for (guint r = 0; r < input->n_regions; r++)
    lw_step_run (self->regions[r], input->demand[r * input->n_years + row - 1], input->parameters,
                 &self->result->regions[r * self->result->n_rows + row]);
  if (row == input->trace_row)
    end_trace (self);
  finish_row (self, row);
}

/**
 * lw_projection_state_run:
 * @self: a projection
 * @cancellable: (nullable): looked at every year
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Runs the yearly step of domain model 6.5 over the input as it is now. The result depends on the input alone, not
 * on earlier runs.
 *
 * Returns: (transfer none) (nullable): totals per 1 January, until the next run; or %NULL on error
 */
const LwProjection *
lw_projection_state_run (LwProjectionState *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  self->next_withdrawal = self->next_completion = self->next_renovation = 0;
  g_array_set_size (self->away, 0);
  clear_result (self);
  fill_regions (self);
  run_base (self);
  for (guint row = 1; row <= self->input->n_years; row++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      run_year (self, row);
    }
  return self->result;
}

/**
 * lw_projection_run:
 * @input: what is projected
 * @cancellable: (nullable): looked at every year
 * @error: return location for %LW_ERROR_ARGUMENT or %G_IO_ERROR_CANCELLED
 *
 * Runs the yearly step of domain model 6.5, once. The result depends on @input alone.
 *
 * Returns: (transfer full) (nullable): totals per 1 January, or %NULL on error
 */
LwProjection *
lw_projection_run (const LwProjectionInput *input, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwProjectionState) state = lw_projection_state_new (input, error);

  if (state == NULL || lw_projection_state_run (state, cancellable, error) == NULL)
    return NULL;
  return g_steal_pointer (&state->result);
}

/** lw_projection_new: (returns: transfer full) a result without groups in which everything is 0, for its maker to fill */
LwProjection *
lw_projection_new (int base_year, guint n_rows, guint n_regions, guint n_withdrawals)
{
  LwProjection *result = g_new0 (LwProjection, 1);

  result->base_year = base_year;
  result->n_rows = n_rows;
  result->total = g_new0 (LwStepTotals, n_rows);
  result->regions = g_new0 (LwStepTotals, MAX ((gsize)n_rows * n_regions, 1));
  result->groups = g_new0 (LwStepTotals, 1);
  result->withdrawn = g_new0 (double, MAX (n_withdrawals, 1));
  result->returned = g_new0 (int, MAX (n_withdrawals, 1));
  return result;
}

/** lw_projection_uses_parameter: whether a projection reads the parameter itself; others only make its input, or what is
 * told about its result */
gboolean
lw_projection_uses_parameter (LwParameter id)
{
  switch ((int)id)
    {
    case LW_PARAM_V_MIN:
    case LW_PARAM_RELEASE_RATE:
    case LW_PARAM_GAMMA:
    case LW_PARAM_A_MIN:
    case LW_PARAM_RHO0:
    case LW_PARAM_RHO1:
    case LW_PARAM_RHO2:
    case LW_PARAM_RHO3:
    case LW_PARAM_RHO4:
    case LW_PARAM_OMEGA:
    case LW_PARAM_PRELET:
    case LW_PARAM_BRAKE:
    case LW_PARAM_BRAKE_LOW:
    case LW_PARAM_BRAKE_HIGH:
      return TRUE;
    default:
      return FALSE;
    }
}

/** lw_projection_free: frees @projection, which may be %NULL */
void
lw_projection_free (LwProjection *projection)
{
  if (projection == NULL)
    return;
  g_free (projection->total);
  g_free (projection->regions);
  g_free (projection->groups);
  g_free (projection->withdrawn);
  g_free (projection->returned);
  free_trace (projection->trace);
  g_free (projection);
}

static const double *
find_column (const LwStepColumns *columns, LwProjectionColumn column)
{
  switch (column)
    {
    case LW_PROJECTION_STOCK:
      return columns->stock;
    case LW_PROJECTION_OCCUPIED:
      return columns->occupied;
    case LW_PROJECTION_TAKEUP:
      return columns->takeup;
    case LW_PROJECTION_RELEASE:
      return columns->release;
    case LW_PROJECTION_WITHDRAWN:
      return columns->withdrawn;
    case LW_PROJECTION_DISPLACED:
      return columns->displaced;
    case LW_PROJECTION_COMPLETED:
      return columns->added;
    case LW_PROJECTION_RETURNED:
      return columns->returned;
    case LW_PROJECTION_C0:
    case LW_PROJECTION_C1:
    case LW_PROJECTION_C2:
    case LW_PROJECTION_C3:
    default:
      return columns->cohort[column - LW_PROJECTION_C0];
    }
}

/**
 * lw_projection_state_read:
 * @state: passed to a #LwProjectionYearFunc
 * @column: which column
 * @values: (out): one value an office, in the order of the input
 */
void
lw_projection_state_read (const LwProjectionState *state, LwProjectionColumn column, double *values)
{
  g_return_if_fail (state != NULL && values != NULL);

  g_autofree const double **columns = g_new (const double *, state->input->n_regions);
  for (guint r = 0; r < state->input->n_regions; r++)
    columns[r] = find_column (state->regions[r], column);
  for (guint i = 0; i < state->input->n_offices; i++)
    values[i] = columns[region_of (state->input, i)][state->slot[i]];
}

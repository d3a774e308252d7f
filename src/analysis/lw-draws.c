/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-draws: the draws of a Monte Carlo run. The columns of the document are made once. A worker has its own copy of
 * what a draw changes (demand, sizes of events, parameters) and a projection over it that is run again and again;
 * which worker does which draw makes no difference, since a draw sets everything that it depends on.
 *
 * Luck belongs to things, not to an order: each number is keyed by what it is for. A plan is known by its uid. A
 * measure is known by what it does to which office, since the same measure has another uid in another scenario; so
 * scenarios that share plans and measures share their luck, and a difference of two is not noise. */
#include "analysis/lw-draws-private.h"

#include "model/lw-parallel.h"
#include "scenario/lw-uncertainty.h"

#include <math.h>
#include <string.h>

typedef struct {
  LwDraws *draws;
  guint draw;
  LwParameters parameters;
  double *demand;
  LwWithdrawal *withdrawals;
  LwCompletion *completions;
  LwRenovation *renovations;
  LwReletting *relettings;
  double *full_m2; /* per completion, if completions depend on measures */
  gboolean *done; /* per measure: carried out in this draw */
  LwProjectionInput input;
  LwProjectionState *projection;
} Worker;

static const LwUncertainParameter uncertain_parameters[] = {
  { LW_PARAM_RELEASE_RATE, LW_PARAM_UNCERTAIN_RELEASE_RATE },
  { LW_PARAM_GAMMA, LW_PARAM_UNCERTAIN_GAMMA },
  { LW_PARAM_OMEGA, LW_PARAM_UNCERTAIN_OMEGA },
  { LW_PARAM_V_MIN, LW_PARAM_UNCERTAIN_V_MIN },
  { LW_PARAM_PRELET, LW_PARAM_UNCERTAIN_PRELET },
  { LW_PARAM_F_VB, LW_PARAM_UNCERTAIN_F_VB },
};

/** lw_monte_carlo_get_parameters: (returns: array length=n_parameters) the parameters that can be marked as uncertain */
const LwUncertainParameter *
lw_monte_carlo_get_parameters (guint *n_parameters)
{
  g_return_val_if_fail (n_parameters != NULL, NULL);

  *n_parameters = G_N_ELEMENTS (uncertain_parameters);
  return uncertain_parameters;
}

/* What a measure does, and to what: a rule, a plan, a place or an office. */
static char *
describe_measure (const LwMeasure *measure)
{
  const char *kind = lw_measure_kind_get_token (measure->kind);
  gint64 first = G_MAXINT64;

  if (measure->rule != NULL)
    return g_strdup_printf ("%s where %s", kind, measure->rule);
  if (measure->plans->len > 0)
    return g_strdup_printf ("%s plan %s", kind, (const char *)g_ptr_array_index (measure->plans, 0));
  if (measure->kind == LW_MEASURE_NEW_BUILD && measure->offices->len == 0)
    return g_strdup_printf ("%s in %s %s", kind, measure->region != NULL ? measure->region : "",
                            measure->municipality_code != NULL ? measure->municipality_code : "");
  for (guint k = 0; k < measure->offices->len; k++)
    first = MIN (first, g_array_index (measure->offices, gint64, k));
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, kind, first);
}

/* Measures that do the same are told apart by their order. */
static void
make_measure_keys (LwDraws *self)
{
  GPtrArray *measures = self->columns->input->scenario->measures;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->measure_keys = g_new0 (guint64, MAX (measures->len, 1));
  for (guint m = 0; m < measures->len; m++)
    {
      const LwMeasure *measure = g_ptr_array_index (measures, m);

      g_hash_table_insert (self->measure_index, (gpointer)measure, GUINT_TO_POINTER (m + 1));
      char *name = describe_measure (measure);
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (seen, name));
      g_autofree char *key = g_strdup_printf ("measure %s %u", name, before);
      self->measure_keys[m] = lw_random_hash (key);
      g_hash_table_replace (seen, name, GUINT_TO_POINTER (before + 1));
    }
}

static void
make_plan_keys (LwDraws *self)
{
  GArray *plans = self->columns->completion_plans;

  self->plan_keys = g_new0 (guint64, MAX (plans->len, 1));
  for (guint i = 0; i < plans->len; i++)
    {
      const LwPlan *plan = g_array_index (plans, LwRunPlan, i).plan;
      g_autofree char *key = g_strdup_printf ("plan %s", plan->uid);
      self->plan_keys[i] = lw_random_hash (key);
    }
}

static void
worker_free (Worker *worker)
{
  lw_projection_state_free (worker->projection);
  g_free (worker->demand);
  g_free (worker->withdrawals);
  g_free (worker->completions);
  g_free (worker->renovations);
  g_free (worker->relettings);
  g_free (worker->full_m2);
  g_free (worker->done);
  g_free (worker);
}

static Worker *
worker_new (LwDraws *draws, GError **error)
{
  const LwRunColumns *columns = draws->columns;
  Worker *self = g_new0 (Worker, 1);
  guint n_demand = columns->region_keys->len * columns->n_years;

  self->draws = draws;
  self->parameters = columns->input->scenario->parameters;
  lw_run_columns_fill_input (columns, &self->input);
  self->input.parameters = &self->parameters;
  self->input.demand = self->demand = g_memdup2 (columns->demand, n_demand * sizeof (double));
  self->input.withdrawals = self->withdrawals
      = g_memdup2 (self->input.withdrawals, self->input.n_withdrawals * sizeof (LwWithdrawal));
  self->input.completions = self->completions
      = g_memdup2 (self->input.completions, self->input.n_completions * sizeof (LwCompletion));
  self->input.renovations = self->renovations
      = g_memdup2 (self->input.renovations, self->input.n_renovations * sizeof (LwRenovation));
  self->input.relettings = self->relettings
      = g_memdup2 (self->input.relettings, self->input.n_relettings * sizeof (LwReletting));
  self->full_m2 = g_new0 (double, MAX (self->input.n_completions, 1));
  self->done = g_new0 (gboolean, MAX (columns->input->scenario->measures->len, 1));
  self->projection = lw_projection_state_new (&self->input, error);
  if (self->projection == NULL)
    g_clear_pointer (&self, worker_free);
  return self;
}

/**
 * lw_draws_new:
 * @columns: what is projected, which must stay
 * @n_draws: number of draws, at least 1
 *
 * Returns: (transfer full): draws that lw_draws_run() makes
 */
LwDraws *
lw_draws_new (const LwRunColumns *columns, guint n_draws)
{
  LwDraws *self = g_new0 (LwDraws, 1);

  self->columns = columns;
  self->n_draws = n_draws;
  self->n_rows = columns->n_years + 1;
  self->seed = columns->input->scenario->seed;
  self->measure_index = g_hash_table_new (NULL, NULL);
  self->idle = g_ptr_array_new_with_free_func ((GDestroyNotify)worker_free);
  g_mutex_init (&self->lock);
  for (guint k = 0; k < LW_N_SPREAD_COLUMNS; k++)
    self->values[k] = g_new0 (double, (gsize)self->n_rows * n_draws);
  make_measure_keys (self);
  make_plan_keys (self);
  return self;
}

/** lw_draws_free: frees @self, which may be %NULL */
void
lw_draws_free (LwDraws *self)
{
  if (self == NULL)
    return;
  for (guint k = 0; k < LW_N_SPREAD_COLUMNS; k++)
    g_free (self->values[k]);
  g_free (self->measure_keys);
  g_free (self->plan_keys);
  g_hash_table_unref (self->measure_index);
  g_ptr_array_unref (self->idle);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static double
draw_number (const Worker *self, const char *key)
{
  return lw_random_keyed (self->draws->seed, lw_random_hash (key), self->draw);
}

static void
draw_parameters (Worker *self)
{
  const double *base = self->draws->columns->input->scenario->parameters.value;

  for (guint i = 0; i < G_N_ELEMENTS (uncertain_parameters); i++)
    {
      LwParameter id = uncertain_parameters[i].id;
      const LwParameterInfo *info = lw_parameter_get_info (id);

      if (base[uncertain_parameters[i].mark] > 0)
        self->parameters.value[id]
            = lw_triangular (draw_number (self, info->key), MIN (info->low, base[id]), base[id],
                             MAX (info->high, base[id]));
    }
}

/* One draw for all markets: growth is that of one economy. */
static void
draw_demand (Worker *self)
{
  const LwRunColumns *columns = self->draws->columns;
  const LwDemandPath *path = &columns->input->scenario->demand;
  double extra = lw_triangular (draw_number (self, "demand growth"), path->band_low, 0, path->band_high);

  for (guint r = 0; r < columns->region_keys->len; r++)
    lw_demand_walk_path (columns->demand_years + (gsize)r * columns->n_years, columns->n_years, extra,
                         self->demand + (gsize)r * columns->n_years);
}

static gboolean
is_done (const LwMeasure *measure, guint row, gpointer data)
{
  const Worker *self = data;

  return self->done[GPOINTER_TO_UINT (g_hash_table_lookup (self->draws->measure_index, measure)) - 1];
}

/* After the measures, which plans depend on. */
static void
draw_plans (Worker *self)
{
  const LwDraws *draws = self->draws;
  const LwRunColumns *columns = draws->columns;
  double size = self->parameters.value[LW_PARAM_F_VB]
                / columns->input->scenario->parameters.value[LW_PARAM_F_VB];

  if (columns->builds_by_measures)
    lw_run_columns_build (columns, is_done, self, self->full_m2);
  for (guint i = 0; i < self->input.n_completions; i++)
    {
      const LwRunPlan *plan = &g_array_index (columns->completion_plans, LwRunPlan, i);
      gboolean built = lw_random_keyed (draws->seed, draws->plan_keys[i], self->draw) < plan->chance;
      double full_m2 = columns->builds_by_measures ? self->full_m2[i] : plan->full_m2;
      self->completions[i].m2 = built ? size * full_m2 : 0;
    }
}

static void
draw_measures (Worker *self)
{
  const LwDraws *draws = self->draws;
  const LwRunColumns *columns = draws->columns;
  GPtrArray *measures = columns->input->scenario->measures;
  const LwWithdrawal *all = (const LwWithdrawal *)(gpointer)columns->withdrawals->data;

  for (guint m = 0; m < measures->len; m++)
    self->done[m] = lw_random_keyed (draws->seed, draws->measure_keys[m], self->draw)
                    < ((const LwMeasure *)g_ptr_array_index (measures, m))->probability;
  for (guint i = 0; i < self->input.n_withdrawals; i++)
    self->withdrawals[i].m2
        = is_done (g_ptr_array_index (columns->withdrawal_measures, i), all[i].office, self) ? all[i].m2 : 0;
  lw_run_columns_renovate (columns, is_done, self, self->renovations);
  for (guint i = 0; i < self->input.n_relettings; i++)
    self->relettings[i].effect = is_done (g_ptr_array_index (columns->reletting_measures, i), 0, self)
                                     ? g_array_index (columns->relettings, LwReletting, i).effect
                                     : 0;
}

static double *
cell_of (const Worker *self, LwSpreadColumn column, guint row)
{
  return &self->draws->values[column][(gsize)row * self->draws->n_draws + self->draw];
}

static void
keep_dwellings (const Worker *self, const LwProjection *projection)
{
  const LwRunColumns *columns = self->draws->columns;

  for (guint row = 0; row < projection->n_rows; row++)
    *cell_of (self, LW_SPREAD_DWELLINGS, row) = 0;
  for (guint i = 0; i < self->input.n_withdrawals; i++)
    {
      const LwMeasure *measure = g_ptr_array_index (columns->withdrawal_measures, i);
      int row = measure->year + measure->delivery_years + 1 - columns->base_year;

      if (row < (int)projection->n_rows)
        *cell_of (self, LW_SPREAD_DWELLINGS, (guint)row)
            += lw_run_count_dwellings (&self->parameters, measure, projection->withdrawn[i]);
    }
}

static void
keep_result (const Worker *self, const LwProjection *projection)
{
  double dwellings = 0;

  keep_dwellings (self, projection);
  for (guint row = 0; row < projection->n_rows; row++)
    {
      const LwStepTotals *totals = &projection->total[row];

      dwellings += *cell_of (self, LW_SPREAD_DWELLINGS, row);
      *cell_of (self, LW_SPREAD_DWELLINGS_TOTAL, row) = dwellings;
      *cell_of (self, LW_SPREAD_RATE, row) = lw_step_totals_get_rate (totals);
      *cell_of (self, LW_SPREAD_VACANCY, row) = lw_step_totals_get_vacancy (totals);
      *cell_of (self, LW_SPREAD_STRUCTURAL, row) = totals->cohort[LW_N_COHORTS - 1];
      *cell_of (self, LW_SPREAD_STOCK, row) = totals->stock;
      *cell_of (self, LW_SPREAD_SHORTAGE, row) = totals->shortage;
    }
}

static Worker *
take_worker (LwDraws *self)
{
  Worker *worker = NULL;

  g_mutex_lock (&self->lock);
  if (self->idle->len > 0)
    worker = g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1);
  g_mutex_unlock (&self->lock);
  /* The first one found that the input can be projected. */
  return worker != NULL ? worker : worker_new (self, NULL);
}

static void
run_draw (guint item, gpointer data)
{
  LwDraws *self = data;
  Worker *worker = take_worker (self);

  worker->draw = self->n_done + item;
  draw_parameters (worker);
  draw_demand (worker);
  draw_measures (worker);
  draw_plans (worker);
  const LwProjection *projection = lw_projection_state_run (worker->projection, self->cancellable, NULL);
  if (projection != NULL)
    keep_result (worker, projection);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->idle, worker);
  g_mutex_unlock (&self->lock);
}

/**
 * lw_draws_run:
 * @n: how many of the draws that are not made yet
 * @n_threads: most threads to use; 0 for as many as there are processors
 * @cancellable: (nullable): looked at every year
 * @error: return location for %LW_ERROR_ARGUMENT or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether they are made
 */
gboolean
lw_draws_run (LwDraws *self, guint n, guint n_threads, GCancellable *cancellable, GError **error)
{
  n = MIN (n, self->n_draws - self->n_done);
  if (self->idle->len == 0)
    {
      Worker *first = worker_new (self, error);
      if (first == NULL)
        return FALSE;
      g_ptr_array_add (self->idle, first);
    }
  self->cancellable = cancellable;
  if (!lw_parallel_run (n, n_threads, run_draw, self, cancellable, error))
    return FALSE;
  self->n_done += n;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-goal: vacancy is one minus demand over stock, so that what has to go is known in m2 from a run without the
 * proposal: the deficit, S - O / (1 - norm), of the expected run or, for a chance, the quantile of it over the draws.
 * A cover finds the cheapest offices that are as large. That is the answer where withdrawals do nothing but shrink the
 * stock; where they do more or less (autonomous withdrawal, a full market, the brake) the run with them tells what is
 * still lacking, and the cover is made anew; what turns out superfluous is taken out again. See lw-goal.h. */
#include "analysis/lw-goal.h"

#include "analysis/lw-draws-private.h"
#include "analysis/lw-run-private.h"
#include "model/lw-error.h"
#include "scenario/lw-cover.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#define MAX_COVERS 40
#define MAX_REMOVALS 60
#define RATE_TOLERANCE 1e-12
/* Of equal costs the least attractive offices go; all of them together weigh less than half a unit. */
#define PREFERENCE 0.4

typedef struct {
  LwRunInput input;
  LwScenario *scenario; /* as asked about, up to the year of the goal */
  const LwGoal *goal;
  GCancellable *cancellable;
  double norm;
  int start_year;
  guint n_draws;
  guint n;
  gint64 *offices;
  double *m2;
  double *cost;
  gboolean *taken;
} Seeker;

/* What a run with some of the candidates gives; deficit: m2 that would still have to go, negative for what may stay. */
typedef struct {
  double rate;
  double chance;
  double deficit;
  gboolean reached;
} Trial;

static LwMeasure *
make_measure (const Seeker *self, const gboolean *taken)
{
  LwMeasure *measure = lw_measure_new (LW_MEASURE_TRANSFORM, self->start_year);

  measure->programme = self->goal->programme;
  measure->probability = 1;
  for (guint i = 0; i < self->n; i++)
    if (taken[i])
      lw_measure_add_office (measure, self->offices[i]);
  return measure;
}

/* The scenario with a measure for the offices that are taken; @taken is %NULL for none. */
static LwScenario *
make_scenario (const Seeker *self, const gboolean *taken)
{
  LwScenario *scenario = lw_scenario_copy (self->scenario);
  LwMeasure *measure = taken != NULL ? make_measure (self, taken) : NULL;

  if (measure != NULL && measure->offices->len > 0)
    lw_scenario_add_measure (scenario, measure);
  else
    g_clear_pointer (&measure, lw_measure_free);
  return scenario;
}

static gboolean
try_expected (const Seeker *self, const gboolean *taken, Trial *trial, GError **error)
{
  g_autoptr (LwScenario) scenario = make_scenario (self, taken);
  LwRunInput input = self->input;

  input.scenario = scenario;
  g_autoptr (LwRun) run = lw_run_scenario (&input, self->cancellable, error);
  if (run == NULL)
    return FALSE;
  double stock = lw_trajectory_get (run->total, LW_TRAJECTORY_STOCK, self->goal->year);
  double occupied = lw_trajectory_get (run->total, LW_TRAJECTORY_OCCUPIED, self->goal->year);
  trial->rate = lw_trajectory_get (run->total, LW_TRAJECTORY_RATE, self->goal->year);
  trial->chance = NAN;
  trial->deficit = stock - occupied / (1 - self->norm);
  trial->reached = trial->rate <= self->norm + RATE_TOLERANCE;
  return TRUE;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double p = *(const double *)a, q = *(const double *)b;

  return p < q ? -1 : p > q;
}

static void
judge_draws (const Seeker *self, const LwDraws *draws, Trial *trial)
{
  guint n = draws->n_draws, met = 0, known = 0;
  gsize first = (gsize)(draws->n_rows - 1) * n;
  g_autofree double *deficit = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      double stock = draws->values[LW_SPREAD_STOCK][first + i];
      double vacancy = draws->values[LW_SPREAD_VACANCY][first + i];
      double rate = draws->values[LW_SPREAD_RATE][first + i];
      if (isnan (rate))
        continue;
      met += rate <= self->norm + RATE_TOLERANCE;
      deficit[known++] = stock - (stock - vacancy) / (1 - self->norm);
    }
  qsort (deficit, known, sizeof *deficit, compare_doubles);
  double at = ceil (self->goal->probability * known - RATE_TOLERANCE) - 1;
  trial->rate = NAN;
  trial->chance = known > 0 ? (double)met / known : NAN;
  trial->deficit = known > 0 ? deficit[(guint)CLAMP (at, 0, known - 1)] : 0;
  trial->reached = trial->chance >= self->goal->probability - RATE_TOLERANCE;
}

static gboolean
try_draws (const Seeker *self, const gboolean *taken, Trial *trial, GError **error)
{
  g_autoptr (LwScenario) scenario = make_scenario (self, taken);
  LwRunInput input = self->input;

  input.scenario = scenario;
  g_autoptr (LwRunColumns) columns = lw_run_prepare (&input, error);
  if (columns == NULL)
    return FALSE;
  g_autoptr (LwDraws) draws = lw_draws_new (columns, self->n_draws);
  if (!lw_draws_run (draws, self->n_draws, self->goal->n_threads, self->cancellable, error))
    return FALSE;
  judge_draws (self, draws, trial);
  return TRUE;
}

static gboolean
try_taken (const Seeker *self, const gboolean *taken, Trial *trial, GError **error)
{
  return self->goal->probability == 0.5 ? try_expected (self, taken, trial, error)
                                        : try_draws (self, taken, trial, error);
}

/* What a measure takes away already, named or found by a rule. */
static gboolean *
find_withdrawn (const LwRunColumns *columns)
{
  GPtrArray *measures = columns->input->scenario->measures;
  gboolean *withdrawn = g_new0 (gboolean, MAX (columns->n, 1));

  for (guint m = 0; m < measures->len; m++)
    {
      const LwMeasure *measure = g_ptr_array_index (measures, m);
      const GArray *rows = g_ptr_array_index (columns->measure_rows, m);
      for (guint k = 0; measure->enabled && lw_measure_withdraws (measure) && k < rows->len; k++)
        withdrawn[g_array_index (rows, guint, k)] = TRUE;
    }
  return withdrawn;
}

static double
cost_of (const Seeker *self, const LwMeasure *measure, guint row, double m2)
{
  LwConversion result;

  switch (self->goal->by)
    {
    case LW_GOAL_EURO:
      return lw_run_convert (&self->input, measure, row, m2, &result);
    case LW_GOAL_BUILDINGS:
      return 1;
    case LW_GOAL_M2:
    case LW_N_GOAL_MEASURES:
    default:
      return m2;
    }
}

static void
find_candidates (Seeker *self, const LwRunColumns *columns)
{
  guint room = MAX (columns->n_offices, 1);
  g_autofree gboolean *withdrawn = find_withdrawn (columns);
  g_autofree double *dislike = g_new (double, room);
  g_autoptr (LwMeasure) measure = lw_measure_new (LW_MEASURE_TRANSFORM, self->start_year);
  double sum = 0;

  measure->programme = self->goal->programme;
  self->offices = g_new (gint64, room);
  self->m2 = g_new (double, room);
  self->cost = g_new (double, room);
  self->taken = g_new0 (gboolean, room);
  for (guint row = 0; row < columns->n_offices; row++)
    {
      gboolean passes = self->goal->candidates == NULL || lw_bitset_test (self->goal->candidates, row);
      if (!passes || !columns->counted[row] || withdrawn[row] || !(columns->stock[row] > 0))
        continue;
      self->offices[self->n] = self->input.offices->id[row];
      self->m2[self->n] = columns->stock[row];
      self->cost[self->n] = cost_of (self, measure, row, columns->stock[row]);
      dislike[self->n] = columns->attractiveness[row] * columns->stock[row];
      sum += dislike[self->n++];
    }
  for (guint i = 0; i < self->n && sum > 0; i++)
    self->cost[i] += PREFERENCE * dislike[i] / sum;
}

/* Takes out, the most costly first, what the goal is reached without. */
static gboolean
remove_superfluous (Seeker *self, Trial *trial, GError **error)
{
  g_autofree gboolean *tried = g_new0 (gboolean, MAX (self->n, 1));

  for (guint tries = 0; tries < MAX_REMOVALS; tries++)
    {
      guint best = G_MAXUINT;
      Trial without;
      for (guint i = 0; i < self->n; i++)
        /* an office that is far larger than what may stay need not be tried */
        if (self->taken[i] && !tried[i] && self->m2[i] / 2 <= -trial->deficit
            && (best == G_MAXUINT || self->cost[i] > self->cost[best]))
          best = i;
      if (best == G_MAXUINT)
        break;
      tried[best] = TRUE;
      self->taken[best] = FALSE;
      if (!try_taken (self, self->taken, &without, error))
        return FALSE;
      if (without.reached)
        *trial = without;
      else
        self->taken[best] = TRUE;
    }
  return TRUE;
}

/* Chooses; @trial is that without any at first, and that of the choice in the end. */
static gboolean
choose (Seeker *self, Trial *trial, GError **error)
{
  double need = trial->deficit;

  for (guint k = 0; k < MAX_COVERS; k++)
    {
      gboolean suffices = lw_cover (need, self->n, self->m2, self->cost, self->taken);
      if (!try_taken (self, self->taken, trial, error))
        return FALSE;
      if (trial->reached)
        return remove_superfluous (self, trial, error);
      if (!suffices)
        return TRUE;
      need += MAX (trial->deficit, MAX (1, need / LW_COVER_STEPS));
    }
  for (guint i = 0; i < self->n; i++)
    self->taken[i] = TRUE;
  return try_taken (self, self->taken, trial, error) && (!trial->reached || remove_superfluous (self, trial, error));
}

static gboolean
fill_trials (Seeker *self, LwProposal *proposal, GError **error)
{
  Trial before, after, before_draws, after_draws;

  if (!try_expected (self, NULL, &before, error) || !try_expected (self, self->taken, &after, error)
      || !try_draws (self, NULL, &before_draws, error) || !try_draws (self, self->taken, &after_draws, error))
    return FALSE;
  proposal->rate_before = before.rate;
  proposal->rate = after.rate;
  proposal->chance_before = before_draws.chance;
  proposal->chance = after_draws.chance;
  return TRUE;
}

/* What the choice takes and costs in the expected run. */
static gboolean
fill_effects (Seeker *self, LwProposal *proposal, GError **error)
{
  g_autoptr (LwScenario) with = make_scenario (self, self->taken);
  LwRunInput input = self->input;

  g_autoptr (LwRun) before = lw_run_scenario (&input, self->cancellable, error);
  input.scenario = with;
  g_autoptr (LwRun) after = before != NULL ? lw_run_scenario (&input, self->cancellable, error) : NULL;
  if (after == NULL)
    return FALSE;
  int year = self->goal->year;
  proposal->displaced_m2 = lw_trajectory_get_cumulative (after->total, LW_TRAJECTORY_DISPLACED, year)
                           - lw_trajectory_get_cumulative (before->total, LW_TRAJECTORY_DISPLACED, year);
  proposal->shortage_m2 = lw_trajectory_get (after->total, LW_TRAJECTORY_SHORTAGE, year);
  proposal->shortfall_eur = lw_trajectory_get_cumulative (after->total, LW_TRAJECTORY_SHORTFALL_EUR, year)
                            - lw_trajectory_get_cumulative (before->total, LW_TRAJECTORY_SHORTFALL_EUR, year);
  for (guint i = 0; i < self->n; i++)
    {
      proposal->n_offices += self->taken[i];
      proposal->m2 += self->taken[i] ? self->m2[i] : 0;
    }
  return TRUE;
}

static LwProposal *
seek (Seeker *self, const LwScenario *asked, GError **error)
{
  g_autoptr (LwProposal) proposal = g_new0 (LwProposal, 1);
  Trial trial;

  if (!try_taken (self, NULL, &trial, error))
    return NULL;
  proposal->state = LW_PROPOSAL_NOT_NEEDED;
  proposal->scenario = lw_scenario_copy (asked);
  if (!trial.reached)
    {
      if (!choose (self, &trial, error))
        return NULL;
      proposal->state = trial.reached ? LW_PROPOSAL_REACHED : LW_PROPOSAL_OUT_OF_REACH;
    }
  proposal->by = self->goal->by;
  proposal->year = self->goal->year;
  proposal->norm = self->norm;
  proposal->probability = self->goal->probability;
  proposal->start_year = self->start_year;
  proposal->n_candidates = self->n;
  proposal->n_draws = self->n_draws;
  if (!fill_trials (self, proposal, error) || !fill_effects (self, proposal, error))
    return NULL;
  if (proposal->n_offices > 0)
    lw_scenario_add_measure (proposal->scenario, make_measure (self, self->taken));
  return g_steal_pointer (&proposal);
}

static gboolean
check_goal (const LwGoal *goal, const LwRunColumns *columns, int *start_year, GError **error)
{
  if (!lw_run_check_year (columns, goal->year, error))
    return FALSE;
  *start_year = goal->start_year != 0 ? goal->start_year : MIN (columns->base_year + 1, goal->year - 1);
  if (*start_year < columns->base_year || *start_year >= goal->year)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("transformations that start in %d do nothing for 1 January %d; choose a start from %d to %d"),
                   *start_year, goal->year, columns->base_year, goal->year - 1);
      return FALSE;
    }
  if (!(goal->probability > 0 && goal->probability < 1) || goal->n_draws > LW_MONTE_CARLO_MAX_DRAWS)
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                           _ ("the chance must be more than 0 and less than 1, with at most 100000 draws"));
      return FALSE;
    }
  return TRUE;
}

/**
 * lw_goal_seek:
 * @input: a document and a scenario; its band, its groups and the states of offices play no part
 * @goal: what is asked
 * @cancellable: (nullable): looked at every year of every run
 * @error: return location for %LW_ERROR_ARGUMENT or %G_IO_ERROR_CANCELLED
 *
 * Whole offices are transformed, all in one year, in the order of least cost in what @goal keeps small.
 *
 * Returns: (transfer full) (nullable): the answer, also when the goal is out of reach; or %NULL on error
 */
LwProposal *
lw_goal_seek (const LwRunInput *input, const LwGoal *goal, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (input != NULL && goal != NULL, NULL);

  g_autoptr (LwRunColumns) columns = lw_run_prepare (input, error);
  int start_year;
  if (columns == NULL || !check_goal (goal, columns, &start_year, error))
    return NULL;

  g_autoptr (LwScenario) scenario = lw_scenario_copy (input->scenario);
  scenario->horizon_year = goal->year;
  Seeker seeker = { .input = *input, .scenario = scenario, .goal = goal, .cancellable = cancellable };
  seeker.input.scenario = scenario;
  seeker.input.band = LW_DEMAND_BAND_MIDDLE;
  seeker.input.by = LW_RUN_NO_GROUPS;
  seeker.input.keep_states = FALSE;
  seeker.norm = scenario->parameters.value[LW_PARAM_NORM];
  seeker.start_year = start_year;
  seeker.n_draws = goal->n_draws > 0 ? goal->n_draws : LW_MONTE_CARLO_DRAWS;
  find_candidates (&seeker, columns);
  LwProposal *proposal = seek (&seeker, input->scenario, error);
  g_free (seeker.offices);
  g_free (seeker.m2);
  g_free (seeker.cost);
  g_free (seeker.taken);
  return proposal;
}

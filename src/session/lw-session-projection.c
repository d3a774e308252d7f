/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-projection: trajectories of the active scenario with its band, of the one beside it and of the reference,
 * beside the main loop. A choice or an edit starts anew; while a lever is dragged a run is let finish, or nothing would
 * be seen before the hand rests. */
#include "session/lw-session-potential.h"
#include "session/lw-session-private.h"

#include "analysis/lw-run-cache.h"
#include "model/lw-parallel.h"

#include <glib/gi18n-lib.h>

#define RUNS_OF_A (1u << LW_SESSION_RUN_A | 1u << LW_SESSION_RUN_LOW | 1u << LW_SESSION_RUN_HIGH)
#define RUNS_ALL ((1u << LW_SESSION_N_RUNS) - 1)

typedef struct {
  guint wanted;
  LwOffices *offices;
  GPtrArray *plans;
  GPtrArray *demand;
  GArray *jobs;
  LwScenario *scenarios[LW_SESSION_N_RUNS];
  LwRunCache *caches[LW_SESSION_N_RUNS]; /* those of the session, while the job runs */
} Projecting;

typedef struct {
  guint done;
  LwTrajectory *trajectories[LW_SESSION_N_RUNS];
  LwOfficeStates *states;
  GHashTable *dwellings; /* of A */
  LwRunCache *caches[LW_SESSION_N_RUNS];
  GHashTable *reach;     /* likewise */
} Projected;

/* The runs of a job, each by itself. */
typedef struct {
  Projecting *input;
  LwRun *runs[LW_SESSION_N_RUNS];
  GError *errors[LW_SESSION_N_RUNS];
  GCancellable *cancellable;
} Running;

static void
projecting_free (gpointer data)
{
  Projecting *input = data;

  lw_offices_unref (input->offices);
  g_clear_pointer (&input->plans, g_ptr_array_unref);
  g_clear_pointer (&input->demand, g_ptr_array_unref);
  g_clear_pointer (&input->jobs, g_array_unref);
  for (guint i = 0; i < LW_SESSION_N_RUNS; i++)
    {
      g_clear_pointer (&input->scenarios[i], lw_scenario_free);
      g_clear_pointer (&input->caches[i], lw_run_cache_free);
    }
  g_free (input);
}

static void
projected_free (gpointer data)
{
  Projected *projected = data;

  for (guint i = 0; i < LW_SESSION_N_RUNS; i++)
    {
      g_clear_pointer (&projected->trajectories[i], lw_trajectory_unref);
      g_clear_pointer (&projected->caches[i], lw_run_cache_free);
    }
  g_clear_pointer (&projected->states, lw_office_states_unref);
  g_clear_pointer (&projected->dwellings, g_hash_table_unref);
  g_clear_pointer (&projected->reach, g_hash_table_unref);
  g_free (projected);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Projected, projected_free)

static void
reach_free (gpointer data)
{
  LwSessionReach *reach = data;

  g_array_unref (reach->offices);
  g_free (reach);
}

/* What each measure takes, by its uid. */
static GHashTable *
collect_reach (const LwRun *run, const LwScenario *scenario)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, reach_free);

  for (guint i = 0; i < run->measures->len && i < scenario->measures->len; i++)
    {
      const LwRunMeasure *measure = g_ptr_array_index (run->measures, i);
      LwSessionReach *reach = g_new0 (LwSessionReach, 1);

      reach->offices = g_array_ref (measure->offices);
      reach->m2 = measure->m2;
      g_hash_table_replace (table, g_strdup (((LwMeasure *) g_ptr_array_index (scenario->measures, i))->uid), reach);
    }
  return table;
}

static LwDemandBand
band_of_run (guint run)
{
  return run == LW_SESSION_RUN_LOW ? LW_DEMAND_BAND_LOW : run == LW_SESSION_RUN_HIGH ? LW_DEMAND_BAND_HIGH
                                                                                     : LW_DEMAND_BAND_MIDDLE;
}

static void
run_item (guint i, gpointer data)
{
  Running *running = data;
  const Projecting *input = running->input;
  LwRunInput run_input = {
    .offices = input->offices,
    .scenario = input->scenarios[i],
    .plans = input->plans,
    .demand = input->demand,
    .jobs = input->jobs,
    .band = band_of_run (i),
    .by = LW_RUN_NO_GROUPS,
    .keep_states = i == LW_SESSION_RUN_A,
  };

  if (input->scenarios[i] != NULL)
    running->runs[i] = lw_run_cache_run (input->caches[i], &run_input, running->cancellable, &running->errors[i]);
}

static void
take_run (Projected *projected, guint i, const LwRun *run, const LwScenario *scenario)
{
  projected->trajectories[i] = lw_trajectory_ref (run->total);
  if (run->states)
    projected->states = lw_office_states_ref (run->states);
  if (i != LW_SESSION_RUN_A)
    return;
  projected->dwellings = g_hash_table_ref (run->dwellings);
  projected->reach = collect_reach (run, scenario);
}

static gpointer
project_in_thread (LwJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Projecting *input = data;
  g_autoptr (Projected) projected = g_new0 (Projected, 1);
  Running running = { .input = input, .cancellable = cancellable };
  GError *problem = NULL;

  projected->done = input->wanted;
  lw_parallel_run (LW_SESSION_N_RUNS, 0, run_item, &running, cancellable, &problem);
  for (guint i = 0; i < LW_SESSION_N_RUNS; i++)
    {
      if (running.runs[i])
        take_run (projected, i, running.runs[i], input->scenarios[i]);
      g_clear_pointer (&running.runs[i], lw_run_free);
      projected->caches[i] = g_steal_pointer (&input->caches[i]);
      if (!problem)
        problem = g_steal_pointer (&running.errors[i]);
      g_clear_error (&running.errors[i]);
    }
  if (!problem)
    return g_steal_pointer (&projected);
  g_propagate_error (error, problem);
  return NULL;
}

static void start_projection (LwSession *self);

/* The year shown is one that was computed; a newer list moves the first of them. */
static void
keep_year_within (LwSession *self, const LwTrajectory *trajectory)
{
  int first = lw_trajectory_get_base_year (trajectory);
  int last = first + (int) lw_trajectory_get_n_rows (trajectory) - 1;

  lw_session_set_year (self, CLAMP (self->year, first, last));
}

static void
take_projection (LwSession *self, Projected *projected)
{
  for (guint i = 0; i < LW_SESSION_N_RUNS; i++)
    {
      g_clear_pointer (&self->run_caches[i], lw_run_cache_free);
      self->run_caches[i] = g_steal_pointer (&projected->caches[i]);
    }
  for (guint i = 0; i < LW_SESSION_N_RUNS; i++)
    if (projected->done & 1u << i)
      {
        g_clear_pointer (&self->trajectories[i], lw_trajectory_unref);
        self->trajectories[i] = g_steal_pointer (&projected->trajectories[i]);
      }
  if (projected->done & 1u << LW_SESSION_RUN_A)
    {
      g_clear_pointer (&self->states_a, lw_office_states_unref);
      self->states_a = g_steal_pointer (&projected->states);
      g_clear_pointer (&self->dwellings_a, g_hash_table_unref);
      self->dwellings_a = g_steal_pointer (&projected->dwellings);
      g_clear_pointer (&self->reach_a, g_hash_table_unref);
      self->reach_a = g_steal_pointer (&projected->reach);
    }
  g_object_freeze_notify (G_OBJECT (self));
  if (self->trajectories[LW_SESSION_RUN_A] || self->trajectories[LW_SESSION_RUN_BASELINE])
    keep_year_within (self, self->trajectories[LW_SESSION_RUN_A] ? self->trajectories[LW_SESSION_RUN_A]
                                                                 : self->trajectories[LW_SESSION_RUN_BASELINE]);
  for (guint i = 0; i <= LW_SESSION_RUN_BASELINE; i++)
    if (projected->done & 1u << i)
      lw_session_notify (self, LW_SESSION_PROP_TRAJECTORY_A + i);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
projected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LwJob *job = LW_JOB (source);
  g_autoptr (LwSession) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Projected) projected = lw_job_run_finish (job, result, &error);

  if (!lw_job_release (&self->projection_job, job))
    return;
  if (projected)
    take_projection (self, projected);
  else
    lw_session_emit_problem (self, _("The scenario could not be computed."), error);
  if (self->runs_wanted)
    start_projection (self);
}

static const LwScenario *
scenario_of_run (LwSession *self, guint run)
{
  const LwScenario *scenario = NULL;

  if (run == LW_SESSION_RUN_BASELINE)
    {
      for (guint i = 0; i < self->scenarios->len; i++)
        if (((LwScenario *) g_ptr_array_index (self->scenarios, i))->is_baseline)
          return g_ptr_array_index (self->scenarios, i);
      return NULL;
    }
  scenario = lw_session_get_scenario (self, run == LW_SESSION_RUN_B ? self->scenario_b : self->scenario_a);
  if (scenario && self->preview && g_str_equal (self->preview->uid, scenario->uid))
    scenario = self->preview;
  /* A path without a band has no ends to draw. */
  if (scenario && (run == LW_SESSION_RUN_LOW || run == LW_SESSION_RUN_HIGH) && scenario->demand.band_low == 0
      && scenario->demand.band_high == 0)
    return NULL;
  return scenario;
}

/* A rule may choose offices by their score: they are scored first, and the projection follows from that. */
static gboolean
waits_for_scores (LwSession *self)
{
  if (self->offices->scored || self->wants_scores)
    return FALSE;
  for (guint i = 0; i < LW_SESSION_N_RUNS; i++)
    {
      const LwScenario *scenario = self->runs_wanted & 1u << i ? scenario_of_run (self, i) : NULL;

      if (scenario && lw_run_needs_scores (scenario))
        {
          lw_session_want_scores (self);
          return TRUE;
        }
    }
  return FALSE;
}

/* Whether a rule that is to be followed chooses by conversion potential, which the table does not know yet. */
static gboolean
lacks_scores (LwSession *self)
{
  for (guint i = 0; i < LW_SESSION_N_RUNS && !self->offices->scored && self->document->path; i++)
    {
      const LwScenario *scenario = self->runs_wanted & 1u << i ? scenario_of_run (self, i) : NULL;

      if (scenario && lw_run_needs_scores (scenario))
        return TRUE;
    }
  return FALSE;
}

static void
begin_projection (LwSession *self)
{
  LwJob *job;
  Projecting *input;

  if (waits_for_scores (self))
    return;
  job = lw_job_new (LW_JOB_COMPUTE, NULL);
  input = g_new0 (Projecting, 1);
  input->wanted = self->runs_wanted;
  self->runs_wanted = 0;
  input->offices = lw_offices_ref (self->offices);
  input->plans = self->document->plans ? g_ptr_array_ref (self->document->plans) : NULL;
  input->demand = self->document->demand ? g_ptr_array_ref (self->document->demand) : NULL;
  input->jobs = self->document->jobs ? g_array_ref (self->document->jobs) : NULL;
  for (guint i = 0; i < LW_SESSION_N_RUNS; i++)
    {
      const LwScenario *scenario = input->wanted & 1u << i ? scenario_of_run (self, i) : NULL;

      input->scenarios[i] = scenario ? lw_scenario_copy (scenario) : NULL;
      /* A job that is given up takes them along; then the next one begins from nothing. */
      input->caches[i] = self->run_caches[i] ? g_steal_pointer (&self->run_caches[i]) : lw_run_cache_new ();
    }
  lw_job_replace (&self->projection_job, g_object_ref (job));
  lw_job_run_async (job, project_in_thread, input, projecting_free, projected_free, projected_cb,
                    g_object_ref (self));
  g_object_unref (job);
}

/* Scores come beside the main loop as well; the table that has them is projected when it comes. */
static void
start_projection (LwSession *self)
{
  if (lacks_scores (self))
    lw_session_want_scores (self);
  else
    begin_projection (self);
}

/* Computes all trajectories anew. A table without offices, or none of a known size, has nothing to project. */
void
lw_session_project (LwSession *self)
{
  self->runs_wanted = RUNS_ALL;
  if (self->offices->n > 0)
    start_projection (self);
}

/* Computes the active scenario anew as soon as the run that goes on is done. */
void
lw_session_project_preview (LwSession *self)
{
  self->runs_wanted |= RUNS_OF_A;
  if (self->offices->n > 0 && !self->projection_job)
    start_projection (self);
}

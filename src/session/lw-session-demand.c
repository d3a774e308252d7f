/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-demand: demand of the document: series of regions, jobs by sector and shares of municipalities. A change is
 * shown at once and is one edit; scenarios follow. What a scenario makes of it is computed beside the main loop. */
#include "session/lw-session-demand.h"

#include "analysis/lw-demand-run.h"
#include "session/lw-session-private.h"

typedef enum {
  EDIT_SERIES,
  EDIT_JOBS,
  EDIT_SHARES,
} EditKind;

typedef struct {
  EditKind kind;
  LwDemandSeries *series;
  GArray *list;
  char *name;
} DemandEdit;

static void
demand_edit_free (gpointer data)
{
  DemandEdit *edit = data;

  g_clear_pointer (&edit->series, lw_demand_series_free);
  g_clear_pointer (&edit->list, g_array_unref);
  g_free (edit->name);
  g_free (edit);
}

static gboolean
write_series (LwStore *store, const LwDemandSeries *series, const char *name, GError **error)
{
  guint n;

  lw_demand_series_get_points (series, &n);
  return n > 0 ? lw_store_write_demand (store, series, name, error)
               : lw_store_delete_demand (store, lw_demand_series_get_region (series), name, error);
}

static gboolean
write_demand (LwSession *self, LwStore *store, gpointer data, GError **error)
{
  DemandEdit *edit = data;
  gboolean done = edit->kind == EDIT_SERIES ? write_series (store, edit->series, edit->name, error)
                  : edit->kind == EDIT_JOBS ? lw_store_write_jobs (store, edit->list, edit->name, error)
                                            : lw_store_write_shares (store, edit->list, edit->name, error);

  /* What could not be written is shown no longer. */
  if (!done)
    self->stale = LW_SESSION_STALE_DOCUMENT;
  return done;
}

static void
edit_demand (LwSession *self, EditKind kind, const LwDemandSeries *series, const GArray *list, const char *name)
{
  DemandEdit *edit = g_new0 (DemandEdit, 1);

  edit->kind = kind;
  edit->series = series ? lw_demand_series_copy (series) : NULL;
  edit->list = list ? g_array_copy ((GArray *) list) : NULL;
  edit->name = g_strdup (name);
  lw_session_edit (self, write_demand, edit, demand_edit_free);
  lw_session_emit_scenarios_changed (self);
  lw_session_project (self);
}

/** lw_session_get_demand: (transfer none) (nullable) (element-type LwDemandSeries): demand series of the document */
GPtrArray *
lw_session_get_demand (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->document->demand;
}

/** lw_session_get_sector_jobs: (transfer none) (nullable) (element-type LwSectorJobs): jobs by sector of the document */
const GArray *
lw_session_get_sector_jobs (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->document->jobs;
}

/** lw_session_get_demand_shares: (transfer none) (nullable) (element-type LwDemandShare): shares of municipalities */
const GArray *
lw_session_get_demand_shares (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->document->shares;
}

/**
 * lw_session_write_demand:
 * @session: the session
 * @series: the demand of a region as it is to be; without years there is none any more
 * @edit_name: what Undo will offer to take back, translated
 *
 * Shown at once, and one edit of the document.
 */
void
lw_session_write_demand (LwSession *self, const LwDemandSeries *series, const char *edit_name)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_demand_series_free);
  GPtrArray *old;
  guint n;

  g_return_if_fail (LW_IS_SESSION (self));
  g_return_if_fail (self->document->path != NULL && series != NULL && edit_name != NULL);

  /* A projection that goes on reads the old list. */
  old = self->document->demand;
  for (guint i = 0; old && i < old->len; i++)
    if (g_strcmp0 (lw_demand_series_get_region (g_ptr_array_index (old, i)), lw_demand_series_get_region (series)) != 0)
      g_ptr_array_add (list, lw_demand_series_copy (g_ptr_array_index (old, i)));
  lw_demand_series_get_points (series, &n);
  if (n > 0)
    g_ptr_array_add (list, lw_demand_series_copy (series));
  g_clear_pointer (&self->document->demand, g_ptr_array_unref);
  self->document->demand = g_steal_pointer (&list);
  edit_demand (self, EDIT_SERIES, series, NULL, edit_name);
}

/** lw_session_write_sector_jobs: @jobs (element-type LwSectorJobs) as they are to be, as one edit */
void
lw_session_write_sector_jobs (LwSession *self, const GArray *jobs, const char *edit_name)
{
  g_return_if_fail (LW_IS_SESSION (self));
  g_return_if_fail (self->document->path != NULL && jobs != NULL && edit_name != NULL);

  g_clear_pointer (&self->document->jobs, g_array_unref);
  self->document->jobs = g_array_copy ((GArray *) jobs);
  edit_demand (self, EDIT_JOBS, NULL, jobs, edit_name);
}

/** lw_session_write_demand_shares: @shares (element-type LwDemandShare) as they are to be, as one edit */
void
lw_session_write_demand_shares (LwSession *self, const GArray *shares, const char *edit_name)
{
  g_return_if_fail (LW_IS_SESSION (self));
  g_return_if_fail (self->document->path != NULL && shares != NULL && edit_name != NULL);

  g_clear_pointer (&self->document->shares, g_array_unref);
  self->document->shares = g_array_copy ((GArray *) shares);
  edit_demand (self, EDIT_SHARES, NULL, shares, edit_name);
}

typedef struct {
  LwOffices *offices;
  GPtrArray *plans;
  GPtrArray *demand;
  GArray *jobs;
  LwScenario *scenario;
  double takeup_m2;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  lw_offices_unref (question->offices);
  g_clear_pointer (&question->plans, g_ptr_array_unref);
  g_clear_pointer (&question->demand, g_ptr_array_unref);
  g_clear_pointer (&question->jobs, g_array_unref);
  lw_scenario_free (question->scenario);
  g_free (question);
}

static LwRunInput
make_input (const Question *question)
{
  return (LwRunInput) { .offices = question->offices,
                        .scenario = question->scenario,
                        .plans = question->plans,
                        .demand = question->demand,
                        .jobs = question->jobs,
                        .by = LW_RUN_NO_GROUPS };
}

static gpointer
sheet_in_thread (LwJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  LwRunInput input = make_input (data);

  return lw_demand_run (&input, cancellable, error);
}

static gpointer
rate_in_thread (LwJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  LwRunInput input = make_input (data);
  g_autofree LwReleaseRate *result = g_new0 (LwReleaseRate, 1);

  result->takeup_m2 = ((Question *) data)->takeup_m2;
  return lw_demand_run_release_rate (&input, result->takeup_m2, &result->rate, &result->modelled_m2, cancellable, error)
           ? g_steal_pointer (&result)
           : NULL;
}

static Question *
ask (LwSession *self, const LwScenario *scenario)
{
  Question *question = g_new0 (Question, 1);

  question->offices = lw_offices_ref (self->offices);
  question->plans = self->document->plans ? g_ptr_array_ref (self->document->plans) : NULL;
  question->demand = self->document->demand ? g_ptr_array_ref (self->document->demand) : NULL;
  question->jobs = self->document->jobs ? g_array_ref (self->document->jobs) : NULL;
  question->scenario = lw_scenario_copy (scenario);
  return question;
}

/**
 * lw_session_compute_demand:
 * @session: the session
 * @scenario: what is computed; may differ from that of the document
 * @callback: called with a job, whose result is the #LwDemandSheet
 * @data: for @callback
 *
 * Returns: (transfer full): the job, which lw_job_run_finish() ends
 */
LwJob *
lw_session_compute_demand (LwSession *self, const LwScenario *scenario, GAsyncReadyCallback callback, gpointer data)
{
  LwJob *job = lw_job_new (LW_JOB_COMPUTE, NULL);

  g_return_val_if_fail (LW_IS_SESSION (self), job);
  lw_job_run_async (job, sheet_in_thread, ask (self, scenario), question_free, (GDestroyNotify) lw_demand_sheet_free,
                    callback, data);
  return job;
}

/**
 * lw_session_compute_release_rate:
 * @session: the session
 * @scenario: what is computed
 * @takeup_m2: a yearly take-up that was measured
 * @callback: called with a job, whose result is a #LwReleaseRate, to be freed with g_free()
 * @data: for @callback
 *
 * Returns: (transfer full): the job, which lw_job_run_finish() ends
 */
LwJob *
lw_session_compute_release_rate (LwSession *self, const LwScenario *scenario, double takeup_m2,
                                 GAsyncReadyCallback callback, gpointer data)
{
  LwJob *job = lw_job_new (LW_JOB_COMPUTE, NULL);
  Question *question;

  g_return_val_if_fail (LW_IS_SESSION (self), job);
  question = ask (self, scenario);
  question->takeup_m2 = takeup_m2;
  lw_job_run_async (job, rate_in_thread, question, question_free, g_free, callback, data);
  return job;
}

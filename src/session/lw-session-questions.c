/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-questions: see lw-session-questions.h. A worker gets a copy of the scenario and references to the rest of the
 * document, and answers; who asks again gives up the question before. */
#include "session/lw-session-questions.h"

#include "session/lw-session-private.h"

#include "analysis/lw-contributions-run.h"
#include "analysis/lw-explanation-run.h"
#include "analysis/lw-monte-carlo.h"
#include "model/lw-error.h"

#include <glib/gi18n-lib.h>

typedef enum {
  QUESTION_CONTRIBUTIONS,
  QUESTION_OFFICE,
  QUESTION_SPREAD,
} QuestionKind;

typedef struct {
  QuestionKind kind;
  LwOffices *offices;
  LwScenario *scenario;
  GPtrArray *plans;
  GPtrArray *demand;
  GArray *jobs;
  gint64 office;
  LwOutcome outcome;
  int year;
  LwSpreadFunc interim;
  gpointer interim_data;
  GTask *task; /* for what comes before the answer */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  lw_offices_unref (question->offices);
  g_clear_pointer (&question->scenario, lw_scenario_free);
  g_clear_pointer (&question->plans, g_ptr_array_unref);
  g_clear_pointer (&question->demand, g_ptr_array_unref);
  g_clear_pointer (&question->jobs, g_array_unref);
  g_clear_object (&question->task);
  g_free (question);
}

/** lw_reply_free: frees @reply, which may be %NULL */
void
lw_reply_free (LwReply *reply)
{
  if (!reply)
    return;
  g_clear_pointer (&reply->scenario, lw_scenario_free);
  lw_contributions_free (reply->contributions);
  g_clear_pointer (&reply->explanation, lw_office_explanation_free);
  g_clear_pointer (&reply->spread, lw_spread_unref);
  g_free (reply);
}

/* What was drawn so far, on its way to the main context. */
typedef struct {
  GTask *task;
  LwSpread *spread;
  LwSpreadFunc func;
  gpointer data;
} Interim;

static void
interim_free (gpointer data)
{
  Interim *interim = data;

  g_object_unref (interim->task);
  lw_spread_unref (interim->spread);
  g_free (interim);
}

/* After the answer the asker may be gone. */
static gboolean
interim_cb (gpointer data)
{
  Interim *interim = data;

  if (!g_task_get_completed (interim->task))
    interim->func (interim->spread, g_task_get_cancellable (interim->task), interim->data);
  return G_SOURCE_REMOVE;
}

typedef struct {
  LwJob *job;
  Question *question;
} Drawing;

static void
drawn_in_thread (LwSpread *spread, gpointer data)
{
  Drawing *drawing = data;
  Interim *interim = g_new0 (Interim, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  lw_job_report (NULL, spread->n_draws, spread->n_planned, LW_PROGRESS_STEPS, drawing->job);
  interim->task = g_object_ref (drawing->question->task);
  interim->spread = lw_spread_ref (spread);
  interim->func = drawing->question->interim;
  interim->data = drawing->question->interim_data;
  g_source_set_callback (source, interim_cb, interim, interim_free);
  g_source_attach (source, g_task_get_context (interim->task));
}

static void
work_out (LwJob *job, Question *question, const LwRunInput *input, LwReply *reply, GCancellable *cancellable,
          GError **error)
{
  Drawing drawing = { job, question };

  switch (question->kind)
    {
    case QUESTION_OFFICE:
      reply->explanation = lw_explanation_run_office (input, question->office, question->year, cancellable, error);
      break;
    case QUESTION_SPREAD:
      reply->spread
          = lw_monte_carlo_run (input, LW_MONTE_CARLO_DRAWS, 0, drawn_in_thread, &drawing, cancellable, error);
      break;
    case QUESTION_CONTRIBUTIONS:
    default:
      reply->contributions
          = lw_contributions_run (input, question->outcome, question->year, 0, cancellable, error);
    }
}

static gpointer
answer_in_thread (LwJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  g_autoptr (LwReply) reply = g_new0 (LwReply, 1);
  LwRunInput input = {
    .offices = question->offices,
    .scenario = question->scenario,
    .plans = question->plans,
    .demand = question->demand,
    .jobs = question->jobs,
    .band = LW_DEMAND_BAND_MIDDLE,
    .by = LW_RUN_NO_GROUPS,
  };

  work_out (job, question, &input, reply, cancellable, error);
  /* The task holds what holds the job, which holds the question. */
  g_clear_object (&question->task);
  if (!reply->explanation && !reply->contributions && !reply->spread)
    return NULL;
  reply->scenario = g_steal_pointer (&question->scenario);
  return g_steal_pointer (&reply);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  LwReply *reply = lw_job_run_finish (LW_JOB (source), result, &error);

  lw_session_remove_job (g_task_get_source_object (task), LW_JOB (source));
  if (reply)
    g_task_return_pointer (task, reply, (GDestroyNotify) lw_reply_free);
  else
    g_task_return_error (task, error);
}

static void
cancel_job_cb (GCancellable *cancellable, gpointer job)
{
  lw_job_cancel (job);
}

static void
ask (LwSession *self, Question *question, const char *title, GTask *task)
{
  g_autoptr (LwJob) job = lw_job_new (LW_JOB_COMPUTE, title);
  const LwScenario *scenario = self->scenario_a ? lw_session_get_scenario (self, self->scenario_a) : NULL;
  LwDocument *document = self->document;

  question->offices = lw_offices_ref (self->offices);
  if (!scenario)
    {
      question_free (question);
      g_task_return_new_error (task, LW_ERROR, LW_ERROR_NOT_FOUND, "%s", _("No scenario is chosen."));
      g_object_unref (task);
      return;
    }
  if (self->preview && g_str_equal (self->preview->uid, scenario->uid))
    scenario = self->preview;
  question->scenario = lw_scenario_copy (scenario);
  question->plans = document->plans ? g_ptr_array_ref (document->plans) : NULL;
  question->demand = document->demand ? g_ptr_array_ref (document->demand) : NULL;
  question->jobs = document->jobs ? g_array_ref (document->jobs) : NULL;
  if (g_task_get_cancellable (task))
    g_cancellable_connect (g_task_get_cancellable (task), G_CALLBACK (cancel_job_cb), g_object_ref (job),
                           g_object_unref);
  lw_session_add_job (self, job);
  lw_job_run_async (job, answer_in_thread, question, question_free, (GDestroyNotify) lw_reply_free, answered_cb, task);
}

/**
 * lw_session_ask_contributions_async:
 * @session: the session, with a scenario chosen
 * @outcome: what is measured
 * @year: on 1 January of this year, one that is projected
 * @cancellable: (nullable): to give it up
 * @callback: called when it is worked out
 *
 * Works out what each measure of the active scenario contributes. Somebody may stop the job that is shown for it: then
 * the error is %G_IO_ERROR_CANCELLED too.
 */
void
lw_session_ask_contributions_async (LwSession *self, LwOutcome outcome, int year, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer data)
{
  Question *question;

  g_return_if_fail (LW_IS_SESSION (self) && (guint) outcome < LW_N_OUTCOMES);
  question = g_new0 (Question, 1);
  question->outcome = outcome;
  question->year = year;
  ask (self, question, _("Working out which measures matter most"), g_task_new (self, cancellable, callback, data));
}

/**
 * lw_session_ask_office_async:
 * @session: the session, with a scenario chosen
 * @office: key of an office
 * @year: the state on 1 January of this year is explained from the year before
 * @cancellable: (nullable): to give it up
 * @callback: called when it is worked out
 *
 * Works out why an office filled or emptied in the active scenario.
 */
void
lw_session_ask_office_async (LwSession *self, gint64 office, int year, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  Question *question;

  g_return_if_fail (LW_IS_SESSION (self) && office != 0);
  question = g_new0 (Question, 1);
  question->kind = QUESTION_OFFICE;
  question->office = office;
  question->year = year;
  ask (self, question, NULL, g_task_new (self, cancellable, callback, data));
}

/**
 * lw_session_ask_spread_async:
 * @session: the session, with a scenario chosen
 * @interim: gets what was drawn so far
 * @cancellable: (nullable): to give it up
 * @callback: called when all is drawn
 * @data: for @callback and @interim
 *
 * Draws what is uncertain in the active scenario, %LW_MONTE_CARLO_DRAWS times, with the seed of the scenario.
 */
void
lw_session_ask_spread_async (LwSession *self, LwSpreadFunc interim, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  Question *question;

  g_return_if_fail (LW_IS_SESSION (self) && interim != NULL);
  question = g_new0 (Question, 1);
  question->kind = QUESTION_SPREAD;
  question->interim = interim;
  question->interim_data = data;
  question->task = g_task_new (self, cancellable, callback, data);
  ask (self, question, _("Drawing what is uncertain"), g_object_ref (question->task));
}

/** lw_session_ask_finish: (returns: transfer full): the answer, or %NULL with an error */
LwReply *
lw_session_ask_finish (LwSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-plans: the plans for new offices of the document, and the room that there is for them. A change is shown
 * at once and is one edit of the document. */
#include "session/lw-session-private.h"

#include "analysis/lw-balance-run.h"

#include <glib/gi18n-lib.h>

/** lw_session_get_plans: (transfer none) (element-type LwPlan): in order of entry; copy a plan to change it. Another
 * list takes its place when plans change, so that who holds it keeps what it was */
GPtrArray *
lw_session_get_plans (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  if (!self->document->plans)
    self->document->plans = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_plan_free);
  return self->document->plans;
}

/** lw_session_get_figures: (transfer none) (element-type LwPublishedFigure): figures that others published of areas; they
 * change with the document, when notify::statistics is emitted */
GPtrArray *
lw_session_get_figures (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  if (!self->document->figures)
    self->document->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_published_figure_free);
  return self->document->figures;
}

/** lw_session_find_plan: (transfer none) (nullable): the plan with @uid */
const LwPlan *
lw_session_find_plan (LwSession *self, const char *uid)
{
  GPtrArray *plans = lw_session_get_plans (self);

  for (guint i = 0; plans && uid && i < plans->len; i++)
    if (g_strcmp0 (((LwPlan *) g_ptr_array_index (plans, i))->uid, uid) == 0)
      return g_ptr_array_index (plans, i);
  return NULL;
}

typedef struct {
  GPtrArray *plans; /* NULL to delete */
  char *uid;
  char *name;
} PlanEdit;

static void
plan_edit_free (gpointer data)
{
  PlanEdit *edit = data;

  g_clear_pointer (&edit->plans, g_ptr_array_unref);
  g_free (edit->uid);
  g_free (edit->name);
  g_free (edit);
}

static gboolean
write_plan (LwSession *self, LwStore *store, gpointer data, GError **error)
{
  PlanEdit *edit = data;

  if (edit->plans)
    return lw_store_write_plans (store, edit->plans, edit->name, error);
  if (!lw_store_delete_plan (store, edit->uid, edit->name, error))
    return FALSE;
  lw_session_emit_toast (self, edit->name, TRUE);
  return TRUE;
}

/* Shows the plans with @plan in the place of the one with its uid, or without that one. Projections that go on have the
 * list before. */
static void
replace_plan (LwSession *self, const char *uid, const LwPlan *plan)
{
  GPtrArray *before = lw_session_get_plans (self);
  GPtrArray *after = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_plan_free);
  gboolean found = FALSE;

  for (guint i = 0; i < before->len; i++)
    {
      const LwPlan *one = g_ptr_array_index (before, i);
      gboolean is_it = g_strcmp0 (one->uid, uid) == 0;

      found = found || is_it;
      if (!is_it || plan)
        g_ptr_array_add (after, lw_plan_copy (is_it ? plan : one));
    }
  if (!found && plan)
    g_ptr_array_add (after, lw_plan_copy (plan));
  self->document->plans = after;
  g_ptr_array_unref (before);
  lw_session_emit_plans_changed (self);
  lw_session_project (self);
}

/**
 * lw_session_write_plan:
 * @session: the session, with a document that can be written
 * @plan: as it is to be; one with an unknown uid is added
 * @edit_name: what Undo will offer to take back, translated
 * @error: return location for %LW_ERROR_ARGUMENT: one sentence about what is wrong with @plan
 *
 * Shown at once, and one edit of the document.
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_session_write_plan (LwSession *self, const LwPlan *plan, const char *edit_name, GError **error)
{
  PlanEdit *edit;

  g_return_val_if_fail (LW_IS_SESSION (self) && plan != NULL && edit_name != NULL, FALSE);
  if (!lw_plan_validate (plan, error))
    return FALSE;
  edit = g_new0 (PlanEdit, 1);
  edit->plans = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_plan_free);
  g_ptr_array_add (edit->plans, lw_plan_copy (plan));
  edit->name = g_strdup (edit_name);
  replace_plan (self, plan->uid, plan);
  lw_session_edit (self, write_plan, edit, plan_edit_free);
  return TRUE;
}

/** lw_session_delete_plan: deletes a plan, as one edit of the document, and tells so with a way to undo it */
void
lw_session_delete_plan (LwSession *self, const char *uid)
{
  const LwPlan *plan;
  PlanEdit *edit;

  g_return_if_fail (LW_IS_SESSION (self));
  plan = lw_session_find_plan (self, uid);
  g_return_if_fail (plan != NULL);
  edit = g_new0 (PlanEdit, 1);
  edit->uid = g_strdup (uid);
  /* translators: %s is the name of a plan for new offices */
  edit->name = g_strdup_printf (_("Plan “%s” deleted"), plan->name);
  replace_plan (self, edit->uid, NULL);
  lw_session_edit (self, write_plan, edit, plan_edit_free);
}

typedef struct {
  LwOffices *offices;
  LwScenario *scenario;
  GPtrArray *plans;
  GPtrArray *demand;
  GArray *jobs;
  GArray *shares;
  int year;
} Balancing;

static void
balancing_free (gpointer data)
{
  Balancing *input = data;

  lw_offices_unref (input->offices);
  lw_scenario_free (input->scenario);
  g_clear_pointer (&input->plans, g_ptr_array_unref);
  g_clear_pointer (&input->demand, g_ptr_array_unref);
  g_clear_pointer (&input->jobs, g_array_unref);
  g_clear_pointer (&input->shares, g_array_unref);
  g_free (input);
}

static gpointer
balance_in_thread (LwJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Balancing *input = data;
  LwRunInput run = {
    .offices = input->offices,
    .scenario = input->scenario,
    .plans = input->plans,
    .demand = input->demand,
    .jobs = input->jobs,
    .shares = input->shares,
    .band = LW_DEMAND_BAND_MIDDLE,
    .by = LW_RUN_NO_GROUPS,
  };

  return lw_balance_run (&run, input->year, cancellable, error);
}

static void
balanced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  LwBalanceSheet *sheet = lw_job_run_finish (LW_JOB (source), result, &error);

  if (sheet)
    g_task_return_pointer (task, sheet, (GDestroyNotify) lw_balance_sheet_free);
  else
    g_task_return_error (task, error);
}

static void
cancel_job_cb (GCancellable *cancellable, gpointer job)
{
  lw_job_cancel (job);
}

/**
 * lw_session_balance_async:
 * @session: the session, with offices
 * @scenario: under which supply and demand are set side by side
 * @year: T, the demand is that of 1 January of this year
 * @cancellable: (nullable): to give it up
 * @callback: called when it is worked out
 *
 * Works out the balance of the document beside the main loop.
 */
void
lw_session_balance_async (LwSession *self, const LwScenario *scenario, int year, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (LwJob) job = lw_job_new (LW_JOB_COMPUTE, NULL);
  LwDocument *document = self->document;
  Balancing *input = g_new0 (Balancing, 1);

  g_return_if_fail (LW_IS_SESSION (self) && scenario != NULL);
  input->offices = lw_offices_ref (self->offices);
  input->scenario = lw_scenario_copy (scenario);
  input->plans = g_ptr_array_ref (lw_session_get_plans (self));
  input->demand = document->demand ? g_ptr_array_ref (document->demand) : NULL;
  input->jobs = document->jobs ? g_array_ref (document->jobs) : NULL;
  input->shares = document->shares ? g_array_ref (document->shares) : NULL;
  input->year = year;
  if (cancellable)
    g_cancellable_connect (cancellable, G_CALLBACK (cancel_job_cb), g_object_ref (job), g_object_unref);
  lw_job_run_async (job, balance_in_thread, input, balancing_free, (GDestroyNotify) lw_balance_sheet_free, balanced_cb,
                    g_steal_pointer (&task));
}

/** lw_session_balance_finish: (returns: transfer full): the balance, or %NULL with an error */
LwBalanceSheet *
lw_session_balance_finish (LwSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

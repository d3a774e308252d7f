/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-job: a synchronous function in a thread, its progress in the main context. The thread writes progress under a
 * lock and wakes the main context at most once until it has been read, so a fast worker cannot flood the main loop. */
#include "session/lw-job.h"

#include "session/lw-rate.h"

struct _LwJob {
  GObject parent_instance;

  LwJobKind kind;
  char *title;
  GCancellable *cancellable;
  GMainContext *context;
  LwJobFunc func;
  gpointer input;
  GDestroyNotify free_input;
  GDestroyNotify free_result;

  /* shown; main context only */
  char *what;
  guint64 done;
  guint64 total;
  LwProgressUnit unit;
  LwRate rate; /* of the phase that goes on */

  /* between the threads */
  GMutex lock;
  char *new_what;
  guint64 new_done;
  guint64 new_total;
  LwProgressUnit new_unit;
  gboolean wakes;
};

G_DEFINE_FINAL_TYPE (LwJob, lw_job, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_TITLE,
  PROP_WHAT,
  PROP_FRACTION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static gboolean
take_progress_cb (gpointer data)
{
  LwJob *self = data;
  g_autofree char *what = NULL;

  g_mutex_lock (&self->lock);
  what = g_steal_pointer (&self->new_what);
  self->done = self->new_done;
  self->total = self->new_total;
  self->unit = self->new_unit;
  self->wakes = FALSE;
  g_mutex_unlock (&self->lock);

  /* The rate is that of the phase that goes on. Some phases count on where the one before ended. */
  if (what && g_strcmp0 (what, self->what) != 0)
    lw_rate_restart (&self->rate, self->done, g_get_monotonic_time ());
  else
    lw_rate_add (&self->rate, self->done, self->total, g_get_monotonic_time ());
  if (what && g_strcmp0 (what, self->what) != 0)
    {
      g_free (self->what);
      self->what = g_steal_pointer (&what);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WHAT]);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
  return G_SOURCE_REMOVE;
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  LwJob *self = source;
  GError *error = NULL;
  gpointer result = self->func (self, self->input, cancellable, &error);

  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, self->free_result);
}

static void
lw_job_finalize (GObject *object)
{
  LwJob *self = LW_JOB (object);

  if (self->free_input && self->input)
    self->free_input (self->input);
  g_free (self->title);
  g_free (self->what);
  g_free (self->new_what);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (lw_job_parent_class)->finalize (object);
}

static void
lw_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LwJob *self = LW_JOB (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_WHAT:
      g_value_set_string (value, self->what);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, lw_job_get_fraction (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lw_job_class_init (LwJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = lw_job_finalize;
  object_class->get_property = lw_job_get_property;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WHAT] =
    g_param_spec_string ("what", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FRACTION] =
    g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_job_init (LwJob *self)
{
  g_mutex_init (&self->lock);
  self->cancellable = g_cancellable_new ();
}

/**
 * lw_job_new:
 * @kind: what a cancelled job may leave behind
 * @title: (nullable): what it does, translated, for who watches it; %NULL for work too short to show
 *
 * Returns: (transfer full): a job that has not started
 */
LwJob *
lw_job_new (LwJobKind kind, const char *title)
{
  LwJob *self = g_object_new (LW_TYPE_JOB, NULL);

  self->kind = kind;
  self->title = g_strdup (title);
  return self;
}

/**
 * lw_job_run_async:
 * @job: a job that has not started
 * @func: the work
 * @input: (transfer full): what it works on; nobody else may change it from now on
 * @free_input: (nullable): frees @input with the job
 * @free_result: (nullable): frees a result that nobody takes
 * @callback: called in the thread-default main context of the caller
 * @data: for @callback
 *
 * Runs @func in a thread. The callback is always called, also after a cancel.
 */
void
lw_job_run_async (LwJob *self, LwJobFunc func, gpointer input, GDestroyNotify free_input,
                  GDestroyNotify free_result, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LW_IS_JOB (self));
  g_return_if_fail (self->func == NULL);

  self->func = func;
  self->input = input;
  self->free_input = free_input;
  self->free_result = free_result;
  self->context = g_main_context_ref_thread_default ();
  lw_rate_restart (&self->rate, 0, g_get_monotonic_time ());

  task = g_task_new (self, self->cancellable, callback, data);
  g_task_set_source_tag (task, lw_job_run_async);
  g_task_set_check_cancellable (task, self->kind == LW_JOB_COMPUTE);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * lw_job_run_finish:
 * @job: the job
 * @result: of its callback
 * @error: return location; %G_IO_ERROR_CANCELLED when it was cancelled
 *
 * Returns: (transfer full): what the function returned, or %NULL with @error set
 */
gpointer
lw_job_run_finish (LwJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/** lw_job_cancel: asks the work to stop; its callback follows when it has */
void
lw_job_cancel (LwJob *self)
{
  g_return_if_fail (LW_IS_JOB (self));
  g_cancellable_cancel (self->cancellable);
}

/**
 * lw_job_replace:
 * @slot: (inout): where the running job of a kind is kept
 * @job: (nullable) (transfer full): the next
 *
 * Cancels the job in @slot and puts @job in its place: the latest wins.
 */
void
lw_job_replace (LwJob **slot, LwJob *job)
{
  if (*slot)
    lw_job_cancel (*slot);
  g_clear_object (slot);
  *slot = job;
}

/**
 * lw_job_release:
 * @slot: (inout): where the running job of a kind is kept
 * @job: one that has finished
 *
 * Empties @slot if @job is still in it.
 *
 * Returns: whether it was, that is, whether @job is the latest
 */
gboolean
lw_job_release (LwJob **slot, LwJob *job)
{
  if (*slot != job)
    return FALSE;
  g_clear_object (slot);
  return TRUE;
}

/** lw_job_get_kind: what the job may leave behind when it is cancelled */
LwJobKind
lw_job_get_kind (LwJob *self)
{
  g_return_val_if_fail (LW_IS_JOB (self), LW_JOB_COMPUTE);
  return self->kind;
}

/** lw_job_get_cancellable: (transfer none): what stops the job */
GCancellable *
lw_job_get_cancellable (LwJob *self)
{
  g_return_val_if_fail (LW_IS_JOB (self), NULL);
  return self->cancellable;
}

/**
 * lw_job_report:
 * @what: (nullable): what is being done, translated, or %NULL for no change
 * @done: units done
 * @total: units in all, 0 when not known
 * @unit: of @done and @total
 * @job: an #LwJob
 *
 * An #LwProgressFunc. Thread-safe.
 */
void
lw_job_report (const char *what, guint64 done, guint64 total, LwProgressUnit unit, gpointer job)
{
  LwJob *self = job;
  gboolean wake;

  g_mutex_lock (&self->lock);
  if (what)
    {
      g_free (self->new_what);
      self->new_what = g_strdup (what);
    }
  self->new_done = done;
  self->new_total = total;
  self->new_unit = unit;
  wake = !self->wakes;
  self->wakes = TRUE;
  g_mutex_unlock (&self->lock);

  if (wake)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_callback (source, take_progress_cb, g_object_ref (self), g_object_unref);
      g_source_attach (source, self->context);
    }
}

/** lw_job_get_title: (nullable): what the job does */
const char *
lw_job_get_title (LwJob *self)
{
  g_return_val_if_fail (LW_IS_JOB (self), NULL);
  return self->title;
}

/** lw_job_get_what: (nullable): what it is doing now */
const char *
lw_job_get_what (LwJob *self)
{
  g_return_val_if_fail (LW_IS_JOB (self), NULL);
  return self->what;
}

/** lw_job_get_fraction: the part of the phase that is done, 0 to 1, or -1 when not known */
double
lw_job_get_fraction (LwJob *self)
{
  g_return_val_if_fail (LW_IS_JOB (self), -1);
  return self->total > 0 ? CLAMP ((double) self->done / (double) self->total, 0, 1) : -1;
}

/** lw_job_get_unit: what lw_job_get_rate() counts */
LwProgressUnit
lw_job_get_unit (LwJob *self)
{
  g_return_val_if_fail (LW_IS_JOB (self), LW_PROGRESS_STEPS);
  return self->unit;
}

/**
 * lw_job_get_progress:
 * @done: (out): units done
 * @total: (out): units in all, 0 when not known
 *
 * Returns: what they count
 */
LwProgressUnit
lw_job_get_progress (LwJob *self, guint64 *done, guint64 *total)
{
  g_return_val_if_fail (LW_IS_JOB (self), LW_PROGRESS_STEPS);
  *done = self->done;
  *total = self->total;
  return self->unit;
}

/** lw_job_get_rate: units per second in this phase, smoothed; 0 while it is too early to tell, and for steps */
double
lw_job_get_rate (LwJob *self)
{
  g_return_val_if_fail (LW_IS_JOB (self), 0);
  return self->unit != LW_PROGRESS_STEPS ? self->rate.speed : 0;
}

/** lw_job_get_seconds_left: seconds to the end of this phase at its rate, or -1 when not known */
double
lw_job_get_seconds_left (LwJob *self)
{
  g_return_val_if_fail (LW_IS_JOB (self), -1);
  return self->unit != LW_PROGRESS_STEPS && self->total > 0 ? self->rate.left : -1;
}

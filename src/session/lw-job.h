/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-job: the one way to do long work beside the main loop. A synchronous function runs in a thread on input that it
 * alone has; its progress and its result come back to the main context that started it. Cancelling stops the work as
 * soon as the function looks. Starting the next job of a kind cancels the one before it, so the latest wins. */
#pragma once

#include <gio/gio.h>

#include "model/lw-progress.h"

G_BEGIN_DECLS

#define LW_TYPE_JOB (lw_job_get_type ())
G_DECLARE_FINAL_TYPE (LwJob, lw_job, LW, JOB, GObject)

/**
 * LwJobKind: what a cancelled job may leave behind.
 * @LW_JOB_COMPUTE: nothing: once cancelled, its result is thrown away even if it came just in time
 * @LW_JOB_WRITE: it changes a file: what it did is told, even if it was cancelled too late
 */
typedef enum {
  LW_JOB_COMPUTE,
  LW_JOB_WRITE,
} LwJobKind;

/**
 * LwJobFunc: the work, in its thread.
 * @job: to report progress to, with lw_job_report()
 * @input: what lw_job_run_async() was given
 * @cancellable: the job's
 * @error: return location
 *
 * Returns: (transfer full): the result, or %NULL with @error set
 */
typedef gpointer (*LwJobFunc) (LwJob *job, gpointer input, GCancellable *cancellable, GError **error);

LwJob *lw_job_new (LwJobKind kind, const char *title);
void lw_job_run_async (LwJob *job, LwJobFunc func, gpointer input, GDestroyNotify free_input,
                       GDestroyNotify free_result, GAsyncReadyCallback callback, gpointer data);
gpointer lw_job_run_finish (LwJob *job, GAsyncResult *result, GError **error);
void lw_job_cancel (LwJob *job);
void lw_job_replace (LwJob **slot, LwJob *job);
gboolean lw_job_release (LwJob **slot, LwJob *job);
LwJobKind lw_job_get_kind (LwJob *job);
GCancellable *lw_job_get_cancellable (LwJob *job);

/* progress; lw_job_report() is an LwProgressFunc whose data is the job, callable from the job's thread */
void lw_job_report (const char *what, guint64 done, guint64 total, LwProgressUnit unit, gpointer job);
const char *lw_job_get_title (LwJob *job);
const char *lw_job_get_what (LwJob *job);
double lw_job_get_fraction (LwJob *job);
LwProgressUnit lw_job_get_progress (LwJob *job, guint64 *done, guint64 *total);
double lw_job_get_rate (LwJob *job);
LwProgressUnit lw_job_get_unit (LwJob *job);
double lw_job_get_seconds_left (LwJob *job);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-history: the totals on each reference date of the document, the line that a trajectory continues. Read
 * after the document is shown, date by date, so that one table at a time is in memory. */
#include "session/lw-session-private.h"

#include "statistics/lw-series.h"

#include "model/lw-filter.h"

typedef struct {
  char *path;
  GArray *dates;
} History;

static void
history_free (gpointer data)
{
  History *history = data;

  g_free (history->path);
  g_array_unref (history->dates);
  g_free (history);
}

static gpointer
read_history_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  History *history = input;
  g_autoptr (LwStore) store = lw_store_open (history->path, LW_STORE_READ_ONLY, error);
  g_autoptr (LwFilter) all = lw_filter_new ();
  g_autoptr (LwSeries) series = lw_series_new (history->dates->len);

  if (!store)
    return NULL;
  for (guint i = 0; i < history->dates->len; i++)
    {
      LwDate date = g_array_index (history->dates, LwDate, i);
      g_autoptr (LwOffices) offices = lw_store_read_offices (store, date, NULL, NULL, cancellable, error);
      g_autoptr (LwSeries) one = NULL;

      if (!offices || !(one = lw_series_compute (&offices, 1, all, cancellable, error)))
        return NULL;
      series->dates[i] = date;
      series->totals[i] = one->totals[0];
    }
  return g_steal_pointer (&series);
}

static void
history_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LwJob *job = LW_JOB (source);
  g_autoptr (LwSession) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwSeries) series = lw_job_run_finish (job, result, &error);

  if (!lw_job_release (&self->document_job, job))
    return;
  lw_session_notify (self, LW_SESSION_PROP_BUSY);
  if (series)
    {
      g_clear_pointer (&self->history, lw_series_unref);
      self->history = g_steal_pointer (&series);
      lw_session_notify (self, LW_SESSION_PROP_TRAJECTORY_BASELINE);
    }
  else
    lw_session_emit_problem (self, NULL, error);
  lw_session_run_edits (self);
}

/* Reads the history beside the main loop; the notification of the baseline's trajectory tells that it is there. */
void
lw_session_read_history (LwSession *self)
{
  LwJob *job = lw_job_new (LW_JOB_COMPUTE, NULL);
  History *history = g_new0 (History, 1);

  history->path = g_strdup (self->document->path);
  history->dates = g_array_ref (self->document->dates);
  lw_session_set_document_job (self, g_object_ref (job));
  lw_job_run_async (job, read_history_in_thread, history, history_free, (GDestroyNotify) lw_series_unref,
                    history_read_cb, g_object_ref (self));
  g_object_unref (job);
}

/** lw_session_get_history: (transfer none) (nullable): totals of all offices on each reference date */
LwSeries *
lw_session_get_history (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->history;
}

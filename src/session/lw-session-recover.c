/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-recover: see lw-session-recover.h. */
#include "session/lw-session-recover.h"

#include "session/lw-session-private.h"
#include "store/lw-recover.h"

#include <glib/gi18n-lib.h>

typedef struct {
  char *damaged;
  LwRecoverReport *report;
} Recovery;

static void
recovery_free (gpointer data)
{
  Recovery *recovery = data;

  g_free (recovery->damaged);
  g_clear_pointer (&recovery->report, lw_recover_report_free);
  g_free (recovery);
}

static gboolean
recover_in_thread (LwJob *job, const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  Recovery *recovery = data;

  return lw_store_recover (recovery->damaged, path, TRUE, &recovery->report, lw_job_report, job, cancellable, error);
}

/**
 * lw_session_recover_async:
 * @session: the session
 * @damaged: a damaged document, which stays as it is
 * @copy: where the recovered copy is to be; not the document that is open. A file that is there is replaced, unless
 *   somebody has it open
 * @cancellable: (nullable): to give up
 * @callback: called when the copy is shown, or could not be made
 * @data: for @callback
 *
 * Reads a damaged document as far as it can be read, into a copy, and opens that.
 */
void
lw_session_recover_async (LwSession *self, const char *damaged, const char *copy, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  g_autofree char *name = NULL, *title = NULL;
  LwSessionRead *read;
  Recovery *recovery;

  g_return_if_fail (LW_IS_SESSION (self));
  g_return_if_fail (damaged != NULL && copy != NULL);
  g_return_if_fail (g_strcmp0 (copy, self->document->path) != 0);

  name = g_filename_display_basename (damaged);
  /* translators: %s is the name of a file */
  title = g_strdup_printf (_("Recovering %s"), name);
  recovery = g_new0 (Recovery, 1);
  recovery->damaged = g_strdup (damaged);
  read = lw_session_read_new (self, copy);
  read->prepare = recover_in_thread;
  read->prepare_data = recovery;
  read->free_prepare_data = recovery_free;
  lw_session_read_async (self, LW_JOB_WRITE, title, read, cancellable, callback, data);
}

/**
 * lw_session_recover_finish:
 * @session: the session
 * @result: of the callback
 * @error: return location for an error
 *
 * Returns: (transfer full): what became of the rows, when the copy is open; or %NULL with @error set
 */
LwRecoverReport *
lw_session_recover_finish (LwSession *self, GAsyncResult *result, GError **error)
{
  Recovery *recovery;

  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  if (!lw_session_read_finish (self, result, error))
    return NULL;
  recovery = lw_session_read_peek (result)->prepare_data;
  return g_steal_pointer (&recovery->report);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-exchange: going to any point of the history at once, and exchange of edits with another copy of the
 * document. A worker writes with a handle of its own and then the document is read anew. */
#include "session/lw-session-exchange.h"

#include "session/lw-session-private.h"

#include <glib/gi18n-lib.h>

/**
 * lw_session_read_history_entries:
 * @session: the session
 *
 * Returns: (transfer full) (element-type LwHistoryEntry) (nullable): the edits that are remembered, oldest first;
 *   %NULL without a document, or when it cannot be read now
 */
GPtrArray *
lw_session_read_history_entries (LwSession *self)
{
  g_autoptr (LwStore) store = NULL;

  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  if (!self->document->path)
    return NULL;
  store = lw_store_open (self->document->path, LW_STORE_READ_ONLY, NULL);
  return store ? lw_store_read_history (store, NULL) : NULL;
}

static gboolean
go_in_thread (LwJob *job, const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_WRITE, error);

  return store && lw_store_go_to (store, *(gint64 *) data, error);
}

static void
gone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LwSession *self = LW_SESSION (source);
  g_autoptr (GError) error = NULL;

  if (!lw_session_read_finish (self, result, &error))
    lw_session_emit_problem (self, NULL, error);
}

/**
 * lw_session_go_to:
 * @session: the session
 * @edit: the edit that is to be the newest one done; 0 for none
 *
 * As many undos or redos as it takes, as one step; the result is in the notifications.
 */
void
lw_session_go_to (LwSession *self, gint64 edit)
{
  LwSessionRead *read;

  g_return_if_fail (LW_IS_SESSION (self));
  if (!self->document->path || (self->document_job && lw_job_get_kind (self->document_job) == LW_JOB_WRITE))
    return;
  read = lw_session_read_new (self, self->document->path);
  read->prepare = go_in_thread;
  read->prepare_data = g_memdup2 (&edit, sizeof edit);
  read->free_prepare_data = g_free;
  lw_session_read_async (self, LW_JOB_WRITE, _("Going through the history"), read, NULL, gone_cb, NULL);
}

/**
 * lw_session_export_edits:
 * @session: the session, with a document open
 * @path: where
 * @confidential: also what they did to confidential notes
 * @exported: (out): how much was written
 * @error: return location for an error
 *
 * Returns: %FALSE with an error
 */
gboolean
lw_session_export_edits (LwSession *self, const char *path, gboolean confidential, LwExportedEdits *exported,
                         GError **error)
{
  g_autoptr (LwStore) store = NULL;

  g_return_val_if_fail (LW_IS_SESSION (self) && self->document->path, FALSE);
  store = lw_store_open (self->document->path, LW_STORE_READ_ONLY, error);
  return store && lw_store_export_edits (store, 0, confidential, path, exported, error);
}

typedef struct {
  char *file;
  LwExchangeOptions options;
  LwExchangeReport *report;
} Applying;

static void
applying_free (gpointer data)
{
  Applying *applying = data;

  g_free (applying->file);
  g_clear_pointer (&applying->options.choices, g_hash_table_unref);
  g_clear_pointer (&applying->report, lw_exchange_report_free);
  g_free (applying);
}

static gboolean
apply_in_thread (LwJob *job, const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  Applying *applying = data;
  g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_WRITE, error);

  if (!store)
    return FALSE;
  applying->report = lw_store_apply_edits (store, applying->file, &applying->options, error);
  return applying->report != NULL;
}

/**
 * lw_session_apply_edits_async:
 * @session: the session, with a document open
 * @file: a file of edits
 * @choices: (nullable) (element-type utf8 LwResolution): decided conflicts, by lw_conflict_key()
 * @callback: called when the result is shown, or nothing was changed
 * @data: for @callback
 *
 * Applies the edits of another copy as one edit of the document.
 */
void
lw_session_apply_edits_async (LwSession *self, const char *file, GHashTable *choices, GAsyncReadyCallback callback,
                              gpointer data)
{
  LwSessionRead *read;
  Applying *applying;

  g_return_if_fail (LW_IS_SESSION (self) && self->document->path);
  g_return_if_fail (file != NULL);
  applying = g_new0 (Applying, 1);
  applying->file = g_strdup (file);
  applying->options.choices = choices ? g_hash_table_ref (choices) : NULL;
  read = lw_session_read_new (self, self->document->path);
  read->prepare = apply_in_thread;
  read->prepare_data = applying;
  read->free_prepare_data = applying_free;
  lw_session_read_async (self, LW_JOB_WRITE, _("Applying edits"), read, NULL, callback, data);
}

/** lw_session_apply_edits_finish: (returns: transfer full) (nullable): what happened; nothing if conflicts are open */
LwExchangeReport *
lw_session_apply_edits_finish (LwSession *self, GAsyncResult *result, GError **error)
{
  Applying *applying;

  if (!lw_session_read_finish (self, result, error))
    return NULL;
  applying = lw_session_read_peek (result)->prepare_data;
  return g_steal_pointer (&applying->report);
}

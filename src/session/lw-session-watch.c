/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-watch: the document as others see it: who else has it open, what other programs write to its file, and
 * where the file went. The handle of the main context keeps the file itself open, so what it held can be saved even
 * when its name is gone. */
#include "session/lw-session-private.h"

#include "model/lw-error.h"
#include "store/lw-check.h"

#include <glib/gi18n-lib.h>

/* Findings that a message lists. */
#define MAX_LISTED 20

static void
set_trouble (LwSession *self, const char *sentence)
{
  if (g_strcmp0 (self->trouble, sentence) == 0)
    return;
  g_free (self->trouble);
  self->trouble = g_strdup (sentence);
  lw_session_notify (self, LW_SESSION_PROP_TROUBLE);
}

/* The file is gone from its name: from here on it is only looked at. */
static void
set_moved (LwSession *self, const GError *error)
{
  self->moved = TRUE;
  self->document->read_only = TRUE;
  g_clear_pointer (&self->document->undo_name, g_free);
  g_clear_pointer (&self->document->redo_name, g_free);
  lw_session_notify (self, LW_SESSION_PROP_READ_ONLY);
  lw_session_notify (self, LW_SESSION_PROP_UNDO_NAME);
  lw_session_notify (self, LW_SESSION_PROP_REDO_NAME);
  set_trouble (self, error->message);
}

/* Begins to watch the file of the document that was just read. */
void
lw_session_watch_file (LwSession *self)
{
  LwDocument *document = self->document;
  g_autoptr (GError) error = NULL;
  LwStoreStamp now;

  self->moved = FALSE;
  if (self->store
      && (lw_store_get_read_only (self->store) != document->read_only
          || !lw_store_expect (self->store, &document->stamp, NULL)))
    g_clear_pointer (&self->store, lw_store_close);
  set_trouble (self, document->trouble);
  if (!lw_session_ensure_store (self, &error) || !lw_store_expect (self->store, &document->stamp, &error))
    {
      if (g_error_matches (error, LW_ERROR, LW_ERROR_MOVED))
        set_moved (self, error);
      else
        lw_session_emit_problem (self, NULL, error);
      return;
    }
  self->version = lw_store_get_data_version (self->store);
  /* Written between the reading and now. */
  if (lw_store_read_stamp (self->store, &now, NULL) && now.counter != document->stamp.counter)
    self->stale = LW_SESSION_STALE_DOCUMENT;
  lw_store_fold_log (self->store);
}

/* Lists what another program wrote that breaks the rules of a document; %NULL if nothing does. */
char *
lw_session_describe_findings (const char *path, GCancellable *cancellable)
{
  g_autoptr (LwCheckReport) report = lw_store_check (path, cancellable, NULL);
  GString *text;
  guint listed = 0;

  if (!report || report->n_errors == 0)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < report->findings->len && listed < MAX_LISTED; i++)
    {
      const LwCheckFinding *finding = g_ptr_array_index (report->findings, i);
      g_autofree char *line = NULL;

      if (finding->level != LW_CHECK_ERROR)
        continue;
      line = lw_check_finding_to_text (finding);
      g_string_append_printf (text, "%s%s", listed > 0 ? "\n" : "", line);
      listed++;
    }
  return g_string_free (text, FALSE);
}

/* Says that another program has written the document, and what of it is of no use. */
void
lw_session_tell_foreign (LwSession *self)
{
  if (self->document->findings)
    {
      g_autoptr (GError) findings = g_error_new_literal (LW_ERROR, LW_ERROR_INVALID, self->document->findings);

      lw_session_emit_problem (
        self, _("Another program has changed this document, and not all of it can be used: see the details, mend it "
                "there, or undo it there"),
        findings);
    }
  else
    lw_session_emit_toast (self, _("Another program has changed this document; you see it as it is now"), FALSE);
}

static void
changed_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LwSession *self = LW_SESSION (source);
  g_autoptr (GError) error = NULL;

  if (!lw_session_read_finish (self, result, &error))
    lw_session_emit_problem (self, NULL, error);
}

static void
read_anew (LwSession *self, gboolean afresh)
{
  LwSessionRead *read = lw_session_read_new (self, self->document->path);

  read->date = self->date;
  read->foreign = TRUE;
  if (afresh)
    read->expects = FALSE;
  lw_session_read_async (self, LW_JOB_COMPUTE, _("Reading what another program changed"), read, NULL, changed_read_cb,
                         NULL);
}

/**
 * lw_session_check_document:
 * @session: the session
 *
 * Looks whether the file is still there and whether another program has written it; if so, it is read anew. For when
 * the window gets the focus; the session itself looks before each edit. While the document is being read or written
 * nothing is looked at.
 *
 * Returns: whether the document is as it is shown
 */
gboolean
lw_session_check_document (LwSession *self)
{
  g_autoptr (GError) error = NULL;
  gint64 version;

  g_return_val_if_fail (LW_IS_SESSION (self), FALSE);
  if (!self->document->path || self->document_job || !self->store)
    return TRUE;
  if (!lw_store_check_place (self->store, &error))
    {
      set_moved (self, error);
      return FALSE;
    }
  version = lw_store_get_data_version (self->store);
  if (!self->moved && (version == self->version || version < 0))
    return TRUE;
  self->version = version;
  read_anew (self, FALSE);
  return FALSE;
}

/**
 * lw_session_reopen:
 * @session: the session, with a document open
 *
 * Reads the document anew from whatever file has its name now.
 */
void
lw_session_reopen (LwSession *self)
{
  g_return_if_fail (LW_IS_SESSION (self));
  if (self->document->path)
    read_anew (self, TRUE);
}

/** lw_session_get_trouble: (nullable): one sentence why the document cannot be edited here */
const char *
lw_session_get_trouble (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->trouble;
}

/** lw_session_is_replaced: whether another file has taken the place of the document's, so lw_session_reopen() helps */
gboolean
lw_session_is_replaced (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), FALSE);
  return self->moved && g_file_test (self->document->path, G_FILE_TEST_IS_REGULAR);
}

/* Saving under another name: the handle of the main context goes to the worker as a whole, since the file that it has
 * open may have no name any more, and comes back if nothing came of it. */
typedef struct {
  LwStore *store;
} Saving;

static gboolean
save_in_thread (LwJob *job, const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  Saving *saving = data;
  gboolean saved;

  lw_store_adopt (saving->store);
  saved = lw_store_backup (saving->store, path, lw_job_report, job, cancellable, error);
  if (saved)
    g_clear_pointer (&saving->store, lw_store_close);
  else
    lw_store_let_go (saving->store);
  return saved;
}

static void
settle_saving (LwSession *self, LwSessionRead *read)
{
  Saving *saving = read->prepare_data;

  if (!saving->store)
    return;
  lw_store_adopt (saving->store);
  if (self->document->path && !self->store)
    self->store = g_steal_pointer (&saving->store);
  g_clear_pointer (&saving->store, lw_store_close);
}

/**
 * lw_session_save_as_async:
 * @session: the session, with a document open
 * @path: where; a file that is there is replaced, unless somebody has it open
 * @cancellable: (nullable): to give up
 * @callback: called when the copy is open, or could not be made
 * @data: for @callback
 *
 * Saves a copy of the document, with its history, and goes on in the copy. When it fails, the open document stays.
 */
void
lw_session_save_as_async (LwSession *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL, *title = NULL;
  LwSessionRead *read;
  Saving *saving;

  g_return_if_fail (LW_IS_SESSION (self));
  g_return_if_fail (self->document->path != NULL && path != NULL);
  if ((self->document_job && lw_job_get_kind (self->document_job) == LW_JOB_WRITE)
      || !lw_session_ensure_store (self, &error))
    {
      if (!error)
        g_set_error_literal (&error, LW_ERROR, LW_ERROR_BUSY,
                             _("The document is being written; wait until that is done, or cancel it."));
      g_task_report_error (self, callback, data, lw_session_save_as_async, g_steal_pointer (&error));
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->store = g_steal_pointer (&self->store);
  lw_store_let_go (saving->store);
  name = g_path_get_basename (path);
  /* translators: %s is the name of a file */
  title = g_strdup_printf (_("Saving %s"), name);
  read = lw_session_read_new (self, path);
  read->expects = FALSE;
  read->goes_on = TRUE;
  read->date = self->date;
  lw_filter_unref (read->filter);
  read->filter = lw_filter_ref (self->filter);
  read->prepare = save_in_thread;
  read->settle = settle_saving;
  read->prepare_data = saving;
  read->free_prepare_data = g_free;
  lw_session_read_async (self, LW_JOB_WRITE, title, read, cancellable, callback, data);
}

/** lw_session_save_as_finish: whether the copy is open now */
gboolean
lw_session_save_as_finish (LwSession *self, GAsyncResult *result, GError **error)
{
  return lw_session_read_finish (self, result, error);
}

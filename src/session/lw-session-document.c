/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-document: opening, making and closing the document, and writing it. A worker reads the whole document
 * with a handle of its own and hands it over as one record; a short edit goes through the handle of the main context,
 * and waits in a queue while a worker has the file. */
#include "session/lw-session-private.h"

#include "statistics/lw-statistics.h"
#include "store/lw-history.h"

#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

LwDocument *
lw_document_new (const char *path)
{
  LwDocument *document = g_new0 (LwDocument, 1);

  document->path = g_strdup (path);
  document->settings = (LwSettings) LW_SETTINGS_DEFAULT;
  document->dates = g_array_new (FALSE, FALSE, sizeof (LwDate));
  return document;
}

void
lw_document_free (LwDocument *document)
{
  g_free (document->path);
  g_free (document->title);
  g_clear_pointer (&document->lock, lw_lock_release);
  g_free (document->trouble);
  g_free (document->kept);
  g_free (document->findings);
  g_clear_pointer (&document->dates, g_array_unref);
  g_clear_pointer (&document->sight, lw_sight_free);
  g_clear_pointer (&document->scenarios, g_ptr_array_unref);
  g_clear_pointer (&document->plans, g_ptr_array_unref);
  g_clear_pointer (&document->figures, g_ptr_array_unref);
  g_clear_pointer (&document->demand, g_ptr_array_unref);
  g_clear_pointer (&document->jobs, g_array_unref);
  g_clear_pointer (&document->shares, g_array_unref);
  g_clear_pointer (&document->regions, g_hash_table_unref);
  g_free (document->undo_name);
  g_free (document->redo_name);
  g_free (document);
}

LwSessionRead *
lw_session_read_new (LwSession *self, const char *path)
{
  LwSessionRead *read = g_new0 (LwSessionRead, 1);
  gboolean same = g_strcmp0 (path, self->document->path) == 0;

  read->path = g_strdup (path);
  read->date = same ? self->wanted_date : LW_DATE_UNKNOWN;
  read->compare_date = same ? self->wanted_compare_date : LW_DATE_UNKNOWN;
  read->locked = same && self->lock;
  read->expects = same && self->document->stamp.inode != 0;
  read->expected = self->document->stamp;
  read->filter = same ? lw_filter_ref (self->filter) : lw_filter_new ();
  read->scoring = lw_scoring_new (self);
  return read;
}

void
lw_session_read_free (LwSessionRead *read)
{
  if (read->free_prepare_data && read->prepare_data)
    read->free_prepare_data (read->prepare_data);
  g_free (read->path);
  lw_filter_unref (read->filter);
  lw_scoring_free (read->scoring);
  g_free (read);
}

/* The date to show: the one asked for if the document has it, else the latest. */
static LwDate
choose_date (GArray *dates, LwDate wanted)
{
  for (guint i = 0; i < dates->len; i++)
    if (g_array_index (dates, LwDate, i) == wanted)
      return wanted;
  return dates->len > 0 ? g_array_index (dates, LwDate, dates->len - 1) : LW_DATE_UNKNOWN;
}

/* The date to compare with, if the document has it. */
static LwDate
choose_compare_date (GArray *dates, LwDate wanted)
{
  for (guint i = 0; i < dates->len; i++)
    if (g_array_index (dates, LwDate, i) == wanted)
      return wanted;
  return LW_DATE_UNKNOWN;
}

/* History that cannot be read must not keep the document from being shown: then there is nothing to undo. */
static void
read_history_names (LwStore *store, char **undo_name, char **redo_name)
{
  g_clear_pointer (undo_name, g_free);
  g_clear_pointer (redo_name, g_free);
  if (lw_store_get_read_only (store))
    return;
  *undo_name = lw_store_undo_name (store, NULL);
  *redo_name = lw_store_redo_name (store, NULL);
}

/* Claims the document for editing; who cannot have it may still look, but not write first. */
static gboolean
claim (LwSessionRead *read, LwDocument *document, GError **error)
{
  g_autoptr (GError) refused = NULL;

  if (read->locked)
    return TRUE;
  document->lock = lw_lock_take (read->path, &refused);
  if (document->lock)
    return TRUE;
  if (read->prepare)
    {
      g_propagate_error (error, g_steal_pointer (&refused));
      return FALSE;
    }
  document->trouble = g_strdup (refused->message);
  return TRUE;
}

static LwStore *
open_store (LwSessionRead *read, LwDocument *document, GError **error)
{
  g_autoptr (GError) refused = NULL;
  LwStore *store;

  if (!read->locked && !document->lock)
    return lw_store_open (read->path, LW_STORE_READ_ONLY, error);
  store = lw_store_open (read->path, LW_STORE_READ_WRITE, &refused);
  if (store)
    {
      document->kept = g_strdup (lw_store_get_kept_copy (store));
      return store;
    }
  if (!g_error_matches (refused, LW_ERROR, LW_ERROR_READ_ONLY)
      && !g_error_matches (refused, LW_ERROR, LW_ERROR_NEWER)
      && !g_error_matches (refused, LW_ERROR, LW_ERROR_OUTDATED))
    {
      g_propagate_error (error, g_steal_pointer (&refused));
      return NULL;
    }
  document->trouble = g_strdup (refused->message);
  /* Who only looks keeps nobody from editing. */
  g_clear_pointer (&document->lock, lw_lock_release);
  return lw_store_open (read->path, LW_STORE_READ_ONLY, error);
}

/* Prepares the document, but never one that has taken the place of the one shown. */
static gboolean
prepare (LwJob *job, LwSessionRead *read, GCancellable *cancellable, GError **error)
{
  if (read->expects)
    {
      g_autoptr (LwStore) store = lw_store_open (read->path, LW_STORE_READ_ONLY, error);

      if (!store || !lw_store_expect (store, &read->expected, error))
        return FALSE;
    }
  return read->prepare (job, read->path, read->prepare_data, cancellable, error);
}

static gboolean
read_head (LwStore *store, LwDocument *document, GError **error)
{
  document->read_only = lw_store_get_read_only (store);
  if (!lw_store_read_property (store, LW_STORE_TITLE, &document->title, error)
      || !lw_store_read_fictional (store, &document->fictional, error)
      || !lw_store_read_settings (store, &document->settings, error))
    return FALSE;
  if (!document->title || !*document->title)
    {
      g_free (document->title);
      document->title = g_path_get_basename (document->path);
    }
  g_clear_pointer (&document->dates, g_array_unref);
  document->dates = lw_store_read_dates (store, error);
  return document->dates != NULL;
}

static gboolean
read_plans_and_scenarios (LwStore *store, LwDocument *document, GError **error)
{
  return (document->scenarios = lw_store_read_scenarios (store, error))
         && (document->plans = lw_store_read_plans (store, error))
         && (document->figures = lw_store_read_figures (store, error))
         && (document->demand = lw_store_read_demand (store, error))
         && (document->jobs = lw_store_read_jobs (store, error))
         && (document->shares = lw_store_read_shares (store, error))
         && (document->regions = lw_store_read_regions (store, error));
}

/* Looks through what another program wrote; what is in order needs no second look when it is opened again. */
static gboolean
validate (LwStore *store, LwDocument *document, GCancellable *cancellable, GError **error)
{
  document->findings = lw_session_describe_findings (document->path, cancellable);
  if (document->findings || document->read_only || !lw_store_accept_work (store, NULL))
    return TRUE;
  return lw_store_read_stamp (store, &document->stamp, error);
}

static gpointer
read_document_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  LwSessionRead *read = input;
  g_autoptr (LwDocument) document = lw_document_new (read->path);
  g_autoptr (LwStore) store = NULL;

  if (!claim (read, document, error) || (read->prepare && !prepare (job, read, cancellable, error)))
    return NULL;
  /* What was written is written: from here on it is only shown. */
  if (read->prepare)
    cancellable = NULL;
  store = open_store (read, document, error);
  if (!store || (read->expects && !lw_store_expect (store, &read->expected, error))
      || !lw_store_read_stamp (store, &document->stamp, error) || !read_head (store, document, error) || !read_plans_and_scenarios (store, document, error))
    return NULL;

  document->sight = lw_sight_read (store, choose_date (document->dates, read->date),
                                   choose_compare_date (document->dates, read->compare_date), job, cancellable, error);
  if (!document->sight)
    return NULL;
  read_history_names (store, &document->undo_name, &document->redo_name);
  document->foreign = read->foreign || (!read->prepare && !lw_store_is_own_work (store));
  /* Who only looks on while it is edited elsewhere is not kept waiting. */
  if (document->foreign && !(read->foreign && document->read_only)
      && !validate (store, document, cancellable, error))
    return NULL;
  g_clear_pointer (&store, lw_store_close);

  g_free (read->scoring->path);
  read->scoring->path = g_strdup (read->path);
  read->scoring->fresh = FALSE;
  return lw_sight_look (document->sight, read->filter, NULL, read->scoring, cancellable, error)
           ? g_steal_pointer (&document)
           : NULL;
}

/* Another document starts afresh; the same one keeps what was looked at. */
static void
start_afresh (LwSession *self)
{
  g_autoptr (LwFilter) filter = lw_filter_new ();

  lw_session_forget_scenarios (self);
  g_clear_pointer (&self->basis, lw_assess_basis_unref);
  g_clear_pointer (&self->store, lw_store_close);
  lw_filter_unref (self->filter);
  self->filter = g_steal_pointer (&filter);
  self->wanted_compare_date = LW_DATE_UNKNOWN;
  self->focus = 0;
  lw_session_notify (self, LW_SESSION_PROP_FILTER);
  lw_session_notify (self, LW_SESSION_PROP_FOCUS);
}

static void
notify_head (LwSession *self)
{
  lw_session_notify (self, LW_SESSION_PROP_PATH);
  lw_session_notify (self, LW_SESSION_PROP_TITLE);
  lw_session_notify (self, LW_SESSION_PROP_FICTIONAL);
  lw_session_notify (self, LW_SESSION_PROP_READ_ONLY);
  lw_session_notify (self, LW_SESSION_PROP_SETTINGS);
  lw_session_notify (self, LW_SESSION_PROP_UNDO_NAME);
  lw_session_notify (self, LW_SESSION_PROP_REDO_NAME);
}

/* The right to edit goes with the document. */
static void
take_lock (LwSession *self, LwDocument *document)
{
  if (document->lock || g_strcmp0 (document->path, self->document->path) != 0 || document->read_only)
    {
      if (g_strcmp0 (document->path, self->document->path) != 0)
        g_clear_pointer (&self->store, lw_store_close);
      g_clear_pointer (&self->lock, lw_lock_release);
      self->lock = g_steal_pointer (&document->lock);
    }
}

static void
take_document (LwSession *self, LwDocument *document, LwSessionRead *read)
{
  gboolean same = read->goes_on || g_strcmp0 (document->path, self->document->path) == 0;
  gboolean looked_on = same && !lw_filter_equal (read->filter, self->filter);
  LwDate date = document->sight->offices->date;
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  /* Whatever was read may tell of other answers and other criteria. */
  self->basis_stale = TRUE;
  /* What was derived from the table before would come late. */
  lw_job_replace (&self->look_job, NULL);
  if (!same)
    start_afresh (self);
  take_lock (self, document);
  lw_document_free (self->document);
  self->document = document;
  lw_session_watch_file (self);
  notify_head (self);
  if (self->date != date)
    {
      self->date = date;
      lw_session_notify (self, LW_SESSION_PROP_DATE);
    }
  lw_session_show (self, document->sight);
  g_object_thaw_notify (object);
  lw_session_emit_plans_changed (self);

  lw_session_take_scenarios (self, g_steal_pointer (&document->scenarios));
  lw_session_emit_potential_changed (self);
  if (looked_on)
    lw_session_look (self, FALSE);
}

/* A file that was brought up to date looks as before; who has to give it to somebody else should know. */
static void
tell_upgrade (LwSession *self)
{
  g_autofree char *name = NULL, *kept = NULL, *message = NULL;

  if (!self->document->kept)
    return;
  name = g_filename_display_basename (self->document->path);
  kept = g_filename_display_basename (self->document->kept);
  /* translators: both are names of files */
  message = g_strdup_printf (_("“%s” was brought up to date; the earlier file is kept as “%s”"), name, kept);
  g_clear_pointer (&self->document->kept, g_free);
  lw_session_emit_toast (self, message, FALSE);
}

/* Gives the document to a job, or to none; the one before is asked to stop. */
void
lw_session_set_document_job (LwSession *self, LwJob *job)
{
  lw_job_replace (&self->document_job, job);
  lw_session_notify (self, LW_SESSION_PROP_BUSY);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LwJob *job = LW_JOB (source);
  g_autoptr (GTask) task = data;
  LwSession *self = g_task_get_source_object (task);
  LwSessionRead *read = g_task_get_task_data (task);
  GError *error = NULL;
  LwDocument *document = lw_job_run_finish (job, result, &error);
  gboolean latest = lw_job_release (&self->document_job, job);

  g_cancellable_disconnect (g_task_get_cancellable (task), GPOINTER_TO_SIZE (g_object_get_data (source, "watch")));
  lw_session_remove_job (self, job);
  if (read->settle)
    read->settle (self, read);
  if (latest)
    lw_session_notify (self, LW_SESSION_PROP_BUSY);
  if (document && latest)
    {
      take_document (self, g_steal_pointer (&document), read);
      tell_upgrade (self);
      if (self->document->foreign)
        lw_session_tell_foreign (self);
    }
  g_clear_pointer (&document, lw_document_free);
  /* A date that could not be read is not asked for again by itself. */
  if (error && latest && read->date == self->wanted_date)
    self->wanted_date = self->date;

  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  if (latest)
    lw_session_run_edits (self);
  /* Another date may have been asked for while the document was being written. */
  if (latest && !self->document_job && self->document->path)
    lw_session_go_to_dates (self);
  if (latest && !self->document_job && self->document->path)
    lw_session_read_history (self);
}

static void
cancel_job_cb (GCancellable *cancellable, gpointer data)
{
  lw_job_cancel (data);
}

/* Prepares and reads a document beside the main loop and then shows it. A reading that goes on is given up for this
 * one; a writing one is not, and this one is refused. */
void
lw_session_read_async (LwSession *self, LwJobKind kind, const char *title, LwSessionRead *read,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  LwJob *job;

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, read, (GDestroyNotify) lw_session_read_free);
  if (self->document_job && lw_job_get_kind (self->document_job) == LW_JOB_WRITE)
    {
      g_task_return_new_error (task, LW_ERROR, LW_ERROR_BUSY,
                               _("The document is being written; wait until that is done, or cancel it."));
      return;
    }
  job = lw_job_new (kind, title);
  if (cancellable)
    {
      gulong watch = g_cancellable_connect (cancellable, G_CALLBACK (cancel_job_cb), g_object_ref (job),
                                            g_object_unref);

      g_object_set_data (G_OBJECT (job), "watch", GSIZE_TO_POINTER (watch));
    }
  lw_session_set_document_job (self, g_object_ref (job));
  lw_session_add_job (self, job);
  lw_job_run_async (job, read_document_in_thread, read, NULL, (GDestroyNotify) lw_document_free, read_cb,
                    g_steal_pointer (&task));
  g_object_unref (job);
}

gboolean
lw_session_read_finish (LwSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What a finished reading was asked. */
LwSessionRead *
lw_session_read_peek (GAsyncResult *result)
{
  return g_task_get_task_data (G_TASK (result));
}

/**
 * lw_session_open_async:
 * @session: the session
 * @path: a document
 * @cancellable: (nullable): to give up
 * @callback: called when the document is shown, or could not be
 * @data: for @callback
 *
 * Opens a document and shows it instead of the one that is open. If it cannot be read, the open one stays.
 */
void
lw_session_open_async (LwSession *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  LwSessionRead *read;

  g_return_if_fail (LW_IS_SESSION (self));
  g_return_if_fail (path != NULL);

  name = g_path_get_basename (path);
  /* translators: %s is the name of a file */
  title = g_strdup_printf (_("Opening %s"), name);
  read = lw_session_read_new (self, path);
  /* Whatever file has that name now is the one that is meant. */
  read->expects = FALSE;
  lw_session_read_async (self, LW_JOB_COMPUTE, title, read, cancellable, callback, data);
}

/** lw_session_open_finish: whether the document is open now */
gboolean
lw_session_open_finish (LwSession *self, GAsyncResult *result, GError **error)
{
  return lw_session_read_finish (self, result, error);
}

static gboolean
create_in_thread (LwJob *job, const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');
  g_autoptr (LwStore) store = NULL;

  if (dot && dot != name)
    *dot = '\0';
  /* A file that cannot go is reported by the making of the new one. */
  g_remove (path);
  store = lw_store_create (path, name, error);
  return store != NULL;
}

/**
 * lw_session_create_async:
 * @session: the session
 * @path: where; a file that is there is replaced, unless somebody has it open
 * @cancellable: (nullable): to give up
 * @callback: called when the document is shown, or could not be made
 * @data: for @callback
 *
 * Makes an empty document and opens it.
 */
void
lw_session_create_async (LwSession *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer data)
{
  LwSessionRead *read;

  g_return_if_fail (LW_IS_SESSION (self));
  g_return_if_fail (path != NULL);

  read = lw_session_read_new (self, path);
  read->prepare = create_in_thread;
  lw_session_read_async (self, LW_JOB_WRITE, _("Making a document"), read, cancellable, callback, data);
}

/** lw_session_create_finish: whether the document was made and is open now */
gboolean
lw_session_create_finish (LwSession *self, GAsyncResult *result, GError **error)
{
  return lw_session_read_finish (self, result, error);
}

static void
pending_edit_free (LwPendingEdit *pending)
{
  if (pending->free_data && pending->data)
    pending->free_data (pending->data);
  g_free (pending);
}

/* The handle of the main context, for short work while no job writes the document. */
LwStore *
lw_session_ensure_store (LwSession *self, GError **error)
{
  if (!self->store)
    self->store = lw_store_open (self->document->path,
                                 self->document->read_only ? LW_STORE_READ_ONLY : LW_STORE_READ_WRITE, error);
  return self->store;
}

/* Reads anew what Undo and Redo would do. */
void
lw_session_refresh_history (LwSession *self)
{
  read_history_names (self->store, &self->document->undo_name, &self->document->redo_name);
  lw_session_notify (self, LW_SESSION_PROP_UNDO_NAME);
  lw_session_notify (self, LW_SESSION_PROP_REDO_NAME);
}

/* An edit that failed may have changed what is shown already: the document says how things really are. */
static void
show_what_is_written (LwSession *self)
{
  GPtrArray *scenarios = self->store ? lw_store_read_scenarios (self->store, NULL) : NULL;

  if (scenarios)
    lw_session_take_scenarios (self, scenarios);
  if (self->store && lw_store_read_settings (self->store, &self->document->settings, NULL))
    {
      lw_session_notify (self, LW_SESSION_PROP_SETTINGS);
      lw_session_look (self, TRUE);
    }
}

static void
read_again_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!lw_session_read_finish (LW_SESSION (source), result, &error))
    lw_session_emit_problem (LW_SESSION (source), NULL, error);
}

static void
read_what_is_stale (LwSession *self)
{
  LwSessionStale stale = self->stale;

  if (self->document_job || !self->document->path || stale == LW_SESSION_STALE_NOTHING)
    return;
  self->stale = LW_SESSION_STALE_NOTHING;
  if (stale == LW_SESSION_STALE_DOCUMENT)
    lw_session_read_async (self, LW_JOB_COMPUTE, _("Reading the offices"),
                           lw_session_read_new (self, self->document->path), NULL, read_again_cb, NULL);
  else
    lw_session_read_history (self);
}

/* Runs the edits that waited, in their order. */
void
lw_session_run_edits (LwSession *self)
{
  while (!self->document_job && !g_queue_is_empty (&self->edits))
    {
      /* What another program wrote is read first; the edit follows it. */
      if (!self->closing && !lw_session_check_document (self) && self->document_job)
        break;
      LwPendingEdit *pending = g_queue_pop_head (&self->edits);
      g_autoptr (GError) error = NULL;
      LwStore *store = lw_session_ensure_store (self, &error);

      if (store && pending->edit (self, store, pending->data, &error))
        lw_session_refresh_history (self);
      else
        {
          lw_session_emit_problem (self, NULL, error);
          show_what_is_written (self);
        }
      pending_edit_free (pending);
    }
  read_what_is_stale (self);
}

/* Does a short edit now, or as soon as no worker has the document. */
void
lw_session_edit (LwSession *self, LwSessionEdit edit, gpointer data, GDestroyNotify free_data)
{
  LwPendingEdit *pending = g_new0 (LwPendingEdit, 1);

  pending->edit = edit;
  pending->data = data;
  pending->free_data = free_data;
  g_queue_push_tail (&self->edits, pending);
  lw_session_run_edits (self);
}

/**
 * lw_session_close:
 * @session: the session
 *
 * Closes the document. Edits that still wait are written first; work that is going on is given up.
 */
void
lw_session_close (LwSession *self)
{
  g_return_if_fail (LW_IS_SESSION (self));

  if (self->document_job)
    lw_session_set_document_job (self, NULL);
  lw_job_replace (&self->look_job, NULL);
  self->closing = TRUE;
  lw_session_run_edits (self);
  self->closing = FALSE;
  /* What is to be closed is not read again. */
  if (self->document_job)
    lw_session_set_document_job (self, NULL);
  self->stale = LW_SESSION_STALE_NOTHING;
  g_queue_clear_full (&self->edits, (GDestroyNotify) pending_edit_free);
  g_clear_pointer (&self->store, lw_store_close);
  g_clear_pointer (&self->lock, lw_lock_release);
  if (!self->document->path)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  start_afresh (self);
  lw_document_free (self->document);
  self->document = lw_document_new (NULL);
  self->moved = FALSE;
  g_clear_pointer (&self->trouble, g_free);
  lw_session_notify (self, LW_SESSION_PROP_TROUBLE);
  self->date = self->wanted_date = LW_DATE_UNKNOWN;
  lw_session_notify (self, LW_SESSION_PROP_DATE);
  notify_head (self);
  {
    g_autoptr (LwSight) nothing = g_new0 (LwSight, 1);

    nothing->offices = lw_offices_new_empty ();
    nothing->shown = lw_bitset_new (0);
    lw_session_show (self, nothing);
  }
  g_object_thaw_notify (G_OBJECT (self));
  lw_session_emit_plans_changed (self);
  lw_session_emit_scenarios_changed (self);
}

/** lw_session_get_path: (nullable): the open document */
const char *
lw_session_get_path (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->document->path;
}

/** lw_session_get_title: (nullable): its title */
const char *
lw_session_get_title (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->document->title;
}

/** lw_session_get_fictional: whether its data are made up */
gboolean
lw_session_get_fictional (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), FALSE);
  return self->document->fictional;
}

/** lw_session_get_read_only: whether it can only be looked at */
gboolean
lw_session_get_read_only (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), FALSE);
  return self->document->read_only;
}

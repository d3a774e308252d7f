/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-export: see lw-session-export.h. The worker has the table and the rows that were looked at when it began, and
 * reads the rest of the document with a handle of its own. */
#include "session/lw-session-export.h"

#include "model/lw-error.h"
#include "session/lw-session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  char *document;
  char *path;
  char *filter;
  LwOffices *offices;
  LwBitset *rows;
  LwScenario *scenario;
  guint32 colours[LW_N_VACANCY_CLASSES];
  LwExportRequest request; /* points to the rest */
} Exporting;

static void
exporting_free (gpointer data)
{
  Exporting *self = data;

  g_free (self->document);
  g_free (self->path);
  g_free (self->filter);
  g_clear_pointer (&self->offices, lw_offices_unref);
  g_clear_pointer (&self->rows, lw_bitset_unref);
  g_clear_pointer (&self->scenario, lw_scenario_free);
  g_free (self);
}

/* While two dates are compared, the offices that are gone by the later one stand behind the others. */
static LwBitset *
take_rows (LwSession *self, gboolean shown_only)
{
  LwDifference *difference = self->difference;
  guint n = difference != NULL ? difference->after->n : self->offices->n;
  LwBitset *rows;

  if (!shown_only && difference == NULL)
    return NULL;
  rows = lw_bitset_new (self->offices->n);
  for (guint row = 0; row < n; row++)
    if (!shown_only || lw_bitset_test (self->shown, row))
      lw_bitset_set (rows, row);
  return rows;
}

/**
 * lw_session_count_to_export:
 * @shown_only: only those that the filter shows
 *
 * Returns: how many offices an export would hold
 */
guint
lw_session_count_to_export (LwSession *self, gboolean shown_only)
{
  g_autoptr (LwBitset) rows = NULL;

  g_return_val_if_fail (LW_IS_SESSION (self), 0);
  rows = take_rows (self, shown_only);
  return rows != NULL ? lw_bitset_count (rows) : self->offices->n;
}

/** lw_session_describe_filter: (returns: transfer full) (nullable): in words what is shown; %NULL for all */
char *
lw_session_describe_filter (LwSession *self)
{
  LwFilter *filter;
  GString *text = NULL;

  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  filter = self->filter;
  for (guint i = 0; i < lw_filter_n_criteria (filter); i++)
    {
      g_autofree char *one = lw_filter_describe (filter, i, self->offices);

      if (text == NULL)
        text = g_string_new (one);
      else
        g_string_append_printf (text, "; %s", one);
    }
  return text != NULL ? g_string_free (text, FALSE) : NULL;
}

static gpointer
export_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  Exporting *self = input;
  g_autoptr (LwStore) store = lw_store_open (self->document, LW_STORE_READ_ONLY, error);

  self->request.progress = lw_job_report;
  self->request.progress_data = job;
  if (store == NULL || !lw_export_run (store, &self->request, cancellable, error))
    return NULL;
  return g_strdup (self->path);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autofree char *path = lw_job_run_finish (LW_JOB (source), result, &error);

  lw_session_remove_job (g_task_get_source_object (task), LW_JOB (source));
  if (path != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
cancel_job_cb (GCancellable *cancellable, gpointer job)
{
  lw_job_cancel (job);
}

/* What the worker needs; FALSE with an error if there is no such format or scenario. */
static gboolean
fill_input (LwSession *self, const LwSessionExport *wanted, Exporting *input, GError **error)
{
  LwExportRequest *request = &input->request;
  const LwScenario *scenario = wanted->what == LW_EXPORT_WHAT_RESULTS && wanted->scenario != NULL
                                 ? lw_session_get_scenario (self, wanted->scenario) : NULL;

  input->document = g_strdup (self->document->path);
  input->path = g_strdup (wanted->path);
  input->offices = lw_offices_ref (self->offices);
  input->rows = take_rows (self, wanted->shown_only);
  input->filter = wanted->shown_only ? lw_session_describe_filter (self) : NULL;
  memcpy (input->colours, wanted->colours, sizeof input->colours);
  if (wanted->what == LW_EXPORT_WHAT_RESULTS && scenario == NULL)
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_NOT_FOUND, _("The scenario is gone; choose another one"));
      return FALSE;
    }
  input->scenario = scenario != NULL ? lw_scenario_copy (scenario) : NULL;
  *request = (LwExportRequest){ .what = wanted->what, .by = wanted->by, .offices = input->offices, .rows = input->rows,
                                .filter = input->filter, .scenario = input->scenario,
                                .confidential = wanted->confidential, .colours = input->colours };
  return lw_export_request_set_path (request, input->path, wanted->excel, error);
}

/**
 * lw_session_export_async:
 * @session: the session, with a document open
 * @wanted: what to write where; copied
 * @cancellable: (nullable): to give up
 * @callback: called when the file is there, or nothing was written
 * @data: for @callback
 *
 * Writes the file beside the main loop, from what is looked at now.
 */
void
lw_session_export_async (LwSession *self, const LwSessionExport *wanted, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autofree char *name = g_filename_display_basename (wanted->path);
  /* translators: %s is the name of a file */
  g_autofree char *title = g_strdup_printf (_("Exporting to %s"), name);
  g_autoptr (LwJob) job = lw_job_new (LW_JOB_WRITE, title);
  Exporting *input = g_new0 (Exporting, 1);
  GError *error = NULL;

  g_return_if_fail (LW_IS_SESSION (self) && self->document->path != NULL);
  if (!fill_input (self, wanted, input, &error))
    {
      exporting_free (input);
      g_task_return_error (task, error);
      return;
    }
  if (cancellable)
    g_cancellable_connect (cancellable, G_CALLBACK (cancel_job_cb), g_object_ref (job), g_object_unref);
  lw_session_add_job (self, job);
  lw_job_run_async (job, export_in_thread, input, exporting_free, g_free, exported_cb, g_steal_pointer (&task));
}

/** lw_session_export_finish: whether the file is there; %FALSE with an error, and then it is as it was */
gboolean
lw_session_export_finish (LwSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

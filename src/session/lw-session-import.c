/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-import: a worker imports with a handle of its own and then reads the document anew. When it fails or is
 * cancelled the document is as it was. */
#include "session/lw-session-import.h"

#include "analysis/lw-example.h"
#include "model/lw-error.h"
#include "session/lw-session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SQLITE_START "SQLite format 3"

/* Whether a file begins as databases do, documents and other GeoPackages among them. */
static gboolean
is_database (const char *path)
{
  char start[sizeof SQLITE_START] = { 0 };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);

  return stream && g_input_stream_read_all (G_INPUT_STREAM (stream), start, sizeof start, NULL, NULL, NULL)
         && memcmp (start, SQLITE_START, sizeof start) == 0;
}

/**
 * lw_session_is_document:
 * @path: a file or folder
 *
 * Judges by the content: a GeoPackage of another program is something to import, whatever its name. A document that is
 * damaged, or too new, is a document all the same: opening it says what is the matter.
 *
 * Returns: whether @path is to be opened rather than imported
 */
gboolean
lw_session_is_document (const char *path)
{
  g_autoptr (LwStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  if (!is_database (path))
    return g_str_has_suffix (path, ".gpkg");
  store = lw_store_open (path, LW_STORE_READ_ONLY, &error);
  return store || !g_error_matches (error, LW_ERROR, LW_ERROR_UNSUPPORTED);
}

/* Hands the result of a job to whoever waits for it; the data of the task is what frees it. */
static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LwJob *job = LW_JOB (source);
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  gpointer found = lw_job_run_finish (job, result, &error);

  lw_session_remove_job (g_task_get_source_object (task), job);
  if (found)
    g_task_return_pointer (task, found, (GDestroyNotify) g_task_get_task_data (task));
  else
    g_task_return_error (task, error);
}

/* Runs @func over @paths beside the main loop; the document has no part in it. */
static void
look_into (LwSession *self, const char *const *paths, LwJobFunc func, GDestroyNotify free_found,
           GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  g_autofree char *name = g_filename_display_basename (paths[0]);
  /* translators: %s is the name of a file, folder or zip */
  g_autofree char *title = g_strdup_printf (_("Looking into %s"), name);
  g_autoptr (LwJob) job = lw_job_new (LW_JOB_COMPUTE, title);

  g_task_set_task_data (task, (gpointer) free_found, NULL);
  lw_session_add_job (self, job);
  lw_job_run_async (job, func, g_strdupv ((GStrv) paths), (GDestroyNotify) (void (*) (void)) g_strfreev, free_found,
                    found_cb, g_steal_pointer (&task));
}

static gpointer
unpack_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  const char *const *paths = input;
  g_autoptr (LwUnpacked) unpacked = lw_unpacked_new ();

  return lw_unpacked_add (unpacked, paths[0], lw_job_report, job, cancellable, error) ? g_steal_pointer (&unpacked)
                                                                                     : NULL;
}

/**
 * lw_session_unpack_async:
 * @session: the session
 * @path: a folder or zip; one that is read as it is, such as a BAG extract, is found as it is
 * @callback: called when what is in it is known, and unpacked
 * @data: for @callback
 *
 * Finds what can be imported in it, beside the main loop; the document has no part in it.
 */
void
lw_session_unpack_async (LwSession *self, const char *path, GAsyncReadyCallback callback, gpointer data)
{
  const char *const paths[] = { path, NULL };

  g_return_if_fail (LW_IS_SESSION (self) && path != NULL);
  look_into (self, paths, unpack_in_thread, (GDestroyNotify) lw_unpacked_free, callback, data);
}

/** lw_session_unpack_finish: (returns: transfer full): what was found, or %NULL with @error set */
LwUnpacked *
lw_session_unpack_finish (LwSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
look_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  const char *const *paths = input;
  g_autoptr (GPtrArray) looks = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_source_look_free);

  for (guint i = 0; paths[i]; i++)
    {
      LwSourceLook *look = lw_source_look_new (paths[i], NULL, NULL, lw_job_report, job, cancellable, error);

      if (!look)
        return NULL;
      g_ptr_array_add (looks, look);
    }
  return g_steal_pointer (&looks);
}

/**
 * lw_session_look_async:
 * @session: the session
 * @paths: (array zero-terminated=1): at least one source
 * @callback: called when it is known what they are
 * @data: for @callback
 *
 * Finds out beside the main loop whether sources leave a choice; the document has no part in it.
 */
void
lw_session_look_async (LwSession *self, const char *const *paths, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (LW_IS_SESSION (self));
  g_return_if_fail (paths != NULL && paths[0] != NULL);
  look_into (self, paths, look_in_thread, (GDestroyNotify) g_ptr_array_unref, callback, data);
}

/** lw_session_look_finish: (returns: transfer full) (element-type LwSourceLook): one a source, or %NULL when cancelled */
GPtrArray *
lw_session_look_finish (LwSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct {
  GStrv paths;
  LwImportRequest request;
  LwVacancyMapping mapping;
  LwListFormat format;
  GStrv municipalities;
  LwGeometry *area;
  char *sheet;
  LwImportResult *result;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_strfreev (import->paths);
  g_strfreev (import->municipalities);
  g_free (import->sheet);
  g_clear_pointer (&import->area, lw_geometry_unref);
  g_clear_pointer (&import->request.answers, g_ptr_array_unref);
  g_clear_pointer (&import->request.choices, g_hash_table_unref);
  g_clear_pointer (&import->result, lw_import_result_free);
  g_free (import);
}

static gboolean
import_in_thread (LwJob *job, const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  Import *import = data;
  g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_WRITE, error);

  if (!store)
    return FALSE;
  import->result = lw_import_run (store, (const char *const *) import->paths, &import->request, lw_job_report, job,
                                  cancellable, error);
  return import->result != NULL;
}

static char *
title_of_import (const char *const *paths)
{
  g_autofree char *name = g_path_get_basename (paths[0]);
  guint n = g_strv_length ((GStrv) paths);

  if (n == 1)
    /* translators: %s is the name of a file */
    return g_strdup_printf (_("Importing %s"), name);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Importing %u file", "Importing %u files", n), n);
}

/* What the request points at may be gone before the worker is done. */
static void
keep_request (Import *import, const LwImportRequest *request)
{
  import->request = *request;
  if (request->mapping)
    {
      import->mapping = *request->mapping;
      import->request.mapping = &import->mapping;
    }
  if (request->format)
    {
      import->format = *request->format;
      import->request.format = &import->format;
    }
  if (request->choices)
    g_hash_table_ref (request->choices);
  if (request->answers)
    g_ptr_array_ref (request->answers);
  import->request.sheet = import->sheet = g_strdup (request->sheet);
  import->municipalities = g_strdupv ((GStrv) request->municipalities);
  import->request.municipalities = (const char *const *) import->municipalities;
  if (request->area)
    import->request.area = import->area = lw_geometry_ref ((LwGeometry *) request->area);
}

/**
 * lw_session_import_async:
 * @session: the session, with a document open
 * @paths: (array zero-terminated=1): at least one source: files and folders
 * @request: how to read them; copied, but for its choices and answers, which nobody may change any more; its mapping
 *   file, layer, fields and coordinate system must outlive the import
 * @cancellable: (nullable): to give up
 * @callback: called when the result is shown, or nothing was changed
 * @data: for @callback
 *
 * Imports the sources as one edit of the document.
 */
void
lw_session_import_async (LwSession *self, const char *const *paths, const LwImportRequest *request,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autofree char *title = NULL;
  LwSessionRead *read;
  Import *import;

  g_return_if_fail (LW_IS_SESSION (self));
  g_return_if_fail (self->document->path != NULL);
  g_return_if_fail (paths != NULL && paths[0] != NULL);

  import = g_new0 (Import, 1);
  import->paths = g_strdupv ((GStrv) paths);
  keep_request (import, request);
  title = title_of_import (paths);
  read = lw_session_read_new (self, self->document->path);
  read->prepare = import_in_thread;
  read->prepare_data = import;
  read->free_prepare_data = import_free;
  /* Whoever imports a newer list wants to see it. */
  read->date = LW_DATE_UNKNOWN;
  lw_session_read_async (self, LW_JOB_WRITE, title, read, cancellable, callback, data);
}

/**
 * lw_session_import_finish:
 * @session: the session
 * @result: of the callback
 * @error: return location for an error
 *
 * Returns: (transfer full): what the import did, or %NULL with @error set, when the document is as it was
 */
LwImportResult *
lw_session_import_finish (LwSession *self, GAsyncResult *result, GError **error)
{
  Import *import;

  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  if (!lw_session_read_finish (self, result, error))
    return NULL;
  import = lw_session_read_peek (result)->prepare_data;
  return g_steal_pointer (&import->result);
}

typedef struct {
  guint n_offices;
  guint64 seed;
} Example;

static gboolean
write_example_in_thread (LwJob *job, const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  Example *example = data;

  return lw_example_write (path, example->n_offices, example->seed, lw_job_report, job, cancellable, error);
}

/**
 * lw_session_create_example_async:
 * @session: the session
 * @path: a file that does not exist
 * @n_offices: how many offices
 * @seed: the same seed and number give the same province
 * @cancellable: (nullable): to give up
 * @callback: called when the document is shown, or could not be made
 * @data: for @callback
 *
 * Makes a document with a made-up province and opens it.
 */
void
lw_session_create_example_async (LwSession *self, const char *path, guint n_offices, guint64 seed,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  LwSessionRead *read;
  Example *example;

  g_return_if_fail (LW_IS_SESSION (self));
  g_return_if_fail (path != NULL);

  example = g_new0 (Example, 1);
  example->n_offices = n_offices;
  example->seed = seed;
  read = lw_session_read_new (self, path);
  read->prepare = write_example_in_thread;
  read->prepare_data = example;
  read->free_prepare_data = g_free;
  lw_session_read_async (self, LW_JOB_WRITE, _("Making the example province"), read, cancellable, callback, data);
}

/** lw_session_create_example_finish: whether the example was made and is open now */
gboolean
lw_session_create_example_finish (LwSession *self, GAsyncResult *result, GError **error)
{
  return lw_session_read_finish (self, result, error);
}

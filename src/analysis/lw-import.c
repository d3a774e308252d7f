/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import: see lw-import.h. */
#include "analysis/lw-import.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-import-demand.h"
#include "analysis/lw-import-private.h"
#include "formats/lw-unpack.h"
#include "model/lw-error.h"
#include "store/lw-bag-light.h"

/**
 * lw_import_request_init:
 *
 * Sets @request to: find out what the sources are; offices that a list does not name become unknown.
 */
void
lw_import_request_init (LwImportRequest *request)
{
  *request = (LwImportRequest){ .kind = LW_SOURCE_UNKNOWN, .date = LW_DATE_UNKNOWN, .unlisted = LW_UNLISTED_UNKNOWN,
                                 .tolerance_m = LW_IMPORT_TOLERANCE_FOUND };
}

void
lw_import_result_free (LwImportResult *result)
{
  g_return_if_fail (result != NULL);
  g_ptr_array_unref (result->reports);
  g_array_unref (result->new_keys);
  g_array_unref (result->doubtful_keys);
  g_free (result);
}

/** lw_importing_add_counts: adds to @sum, of offices or of observations, what one source changed in the document */
void
lw_importing_add_counts (LwStoreCounts *sum, const LwStoreCounts *counts)
{
  sum->n_new += counts->n_new;
  sum->n_changed += counts->n_changed;
  sum->n_unchanged += counts->n_unchanged;
  sum->n_older += counts->n_older;
  sum->n_gone += counts->n_gone;
  sum->n_unknown += counts->n_unknown;
  sum->n_observations += counts->n_observations;
  for (guint i = 0; i < counts->n_own_kept && i < LW_STORE_MAX_OWN_KEPT; i++)
    if (sum->n_own_kept + i < LW_STORE_MAX_OWN_KEPT)
      sum->own_kept[sum->n_own_kept + i] = counts->own_kept[i];
  sum->n_own_kept += counts->n_own_kept;
}

/** lw_importing_join_names: the names of files without their folders, as a list for people */
char *
lw_importing_join_names (GPtrArray *paths)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (g_ptr_array_index (paths, i));

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  return g_string_free (names, FALSE);
}

static gboolean
import_demand (LwImporting *import, const char *path, GError **error)
{
  LwImportReport *report = lw_import_report_new ("demand");

  g_ptr_array_add (import->result->reports, report);
  return lw_import_demand (import->store, path, import->edit_name, report, &import->result->n_demand,
                           import->cancellable, error);
}

/* How each kind is read, in the order in which they build on each other: all sources of the kind together, or one by
 * one. */
typedef struct {
  LwSourceKind kind;
  gboolean (*together) (LwImporting *import, GPtrArray *paths, GError **error);
  gboolean (*one) (LwImporting *import, const char *path, GError **error);
} Step;

static const Step steps[] = {
  { LW_SOURCE_BAG, lw_importing_bag, NULL },
  { LW_SOURCE_BAG_LIGHT, NULL, lw_importing_bag_light },
  { LW_SOURCE_GML, NULL, lw_importing_gml },
  { LW_SOURCE_GEOJSON, NULL, lw_importing_geojson },
  { LW_SOURCE_GPKG, NULL, lw_importing_gpkg },
  { LW_SOURCE_CSV, NULL, lw_importing_list },
  { LW_SOURCE_XLSX, NULL, lw_importing_workbook },
  { LW_SOURCE_ODS, NULL, lw_importing_workbook },
  { LW_SOURCE_DEMAND, NULL, import_demand },
  { LW_SOURCE_STATLINE, lw_importing_statline, NULL },
};

static void
refuse (const char *path, LwSourceKind kind, GError **error)
{
  g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
               /* Translators: a file name, then a kind of file such as "gml" */
               _ ("%s is a %s file, which is not read; choose a BAG extract, a list, a table of demand or geodata"), path,
               lw_source_kind_token (kind));
}

/* A bag-light product is known by its tables, also where it is called an extract. */
static LwSourceKind
refine_kind (const char *path, LwSourceKind kind)
{
  return (kind == LW_SOURCE_GPKG || kind == LW_SOURCE_BAG) && lw_bag_light_recognise (path) ? LW_SOURCE_BAG_LIGHT : kind;
}

/** lw_importing_find_kind: what @path is by its content, and by the tables of a GeoPackage
 * @reason: (out) (optional) (transfer full): as of lw_source_kind() */
LwSourceKind
lw_importing_find_kind (const char *path, char **reason)
{
  return refine_kind (path, lw_source_kind (path, reason));
}

/* Finds out what @path is, unless the request says so, and whether it is read. */
static gboolean
find_kind (LwImporting *import, const char *path, LwSourceKind *kind, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *reason = NULL;

  *kind = import->request->kind == LW_SOURCE_UNKNOWN || lw_source_is_pipe (path)
              ? lw_importing_find_kind (path, &reason)
              : refine_kind (path, import->request->kind);
  if (*kind == LW_SOURCE_UNKNOWN)
    {
      /* What goes wrong inside an archive names it already. */
      if (strstr (reason, name) != NULL)
        g_set_error_literal (error, LW_ERROR, LW_ERROR_UNSUPPORTED, reason);
      else
        g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED, "%s: %s", name, reason);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].kind == *kind)
      return TRUE;
  refuse (path, *kind, error);
  return FALSE;
}

/* Notes what is being read: that is to blame if something fails. */
static void
note_reading (LwImporting *import, gpointer *paths, guint n)
{
  g_ptr_array_set_size (import->reading, 0);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (import->reading, paths[i]);
}

static gboolean
sort_sources (LwImporting *import, GPtrArray *paths, GPtrArray **by_kind, GError **error)
{
  for (guint i = 0; i < paths->len; i++)
    {
      LwSourceKind kind;

      note_reading (import, &paths->pdata[i], 1);
      if (!find_kind (import, g_ptr_array_index (paths, i), &kind, error))
        return FALSE;
      g_ptr_array_add (by_kind[kind], g_ptr_array_index (paths, i));
    }
  return TRUE;
}

static gboolean
take_step (LwImporting *import, const Step *step, GPtrArray *paths, GError **error)
{
  if (step->together != NULL)
    {
      note_reading (import, paths->pdata, paths->len);
      return paths->len == 0 || step->together (import, paths, error);
    }
  for (guint i = 0; i < paths->len; i++)
    {
      note_reading (import, &paths->pdata[i], 1);
      if (!step->one (import, g_ptr_array_index (paths, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
import_all (LwImporting *import, GPtrArray **by_kind, const char *names, GError **error)
{
  if (!lw_store_begin_edit (import->store, import->edit_name, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!take_step (import, &steps[i], by_kind[steps[i].kind], error))
      return FALSE;
  note_reading (import, NULL, 0);
  if (!lw_importing_places (import, error))
    return FALSE;
  if (!import->request->dry_run)
    return lw_importing_keep_report (import, names, error) && lw_store_commit_edit (import->store, error);
  lw_store_rollback_edit (import->store);
  return TRUE;
}

static LwImportResult *
new_result (LwImportReport *left_out)
{
  LwImportResult *result = g_new0 (LwImportResult, 1);

  result->new_keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  result->doubtful_keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  result->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_import_report_unref);
  if (left_out != NULL)
    g_ptr_array_add (result->reports, lw_import_report_ref (left_out));
  return result;
}

/* One edit with all of @paths. Leaves in @import->reading what is to blame for a failure, as far as that is known. */
static gboolean
import_once (LwImporting *import, GPtrArray *paths, LwImportReport *left_out, GError **error)
{
  g_autofree char *names = lw_importing_join_names (paths), *edit_name = NULL;
  GPtrArray *by_kind[LW_N_SOURCE_KINDS];
  gboolean done;

  /* Translators: %s is a file name */
  import->edit_name = edit_name = g_strdup_printf (_ ("Import of %s"), names);
  import->result = new_result (left_out);
  for (guint i = 0; i < LW_N_SOURCE_KINDS; i++)
    by_kind[i] = g_ptr_array_new ();
  done = sort_sources (import, paths, by_kind, error);
  if (done && !(done = import_all (import, by_kind, names, error)))
    lw_store_rollback_edit (import->store);
  for (guint i = 0; i < LW_N_SOURCE_KINDS; i++)
    g_ptr_array_unref (by_kind[i]);
  if (!done)
    g_clear_pointer (&import->result, lw_import_result_free);
  return done;
}

/* What is told of files that were left out, and of those that lay beside others in a folder or zip. */
typedef struct {
  LwImportReport *report; /* NULL as long as there is nothing to tell */
  GString *sentences;
  guint n;
} LeftOut;

static LwImportReport *
get_report (LeftOut *left_out)
{
  if (left_out->report == NULL)
    left_out->report = lw_import_report_new ("left-out");
  return left_out->report;
}

static void
add_left_out (LeftOut *left_out, const GError *why, guint n)
{
  LwImportReport *report = get_report (left_out);

  g_string_append_printf (left_out->sentences, "%s%s", left_out->sentences->len > 0 ? "\n" : "", why->message);
  lw_import_report_count (report, LW_IMPORT_REJECTED, "left-out", _ ("Files that could not be read"), n);
  lw_import_report_add_problem (report, LW_IMPORT_ERROR, "left-out", NULL, 0, why->message,
                                _ ("The other files were imported"));
  left_out->n += n;
}

static gboolean
may_go_on (const LwImporting *import, const GError *why)
{
  return import->request->goes_on && !g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Finds what is to be read in folders and zips. */
static gboolean
unpack_all (LwImporting *import, const char *const *paths, LwUnpacked *unpacked, LeftOut *left_out, GError **error)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GError) why = NULL;

      if (import->request->kind != LW_SOURCE_UNKNOWN)
        g_ptr_array_add (unpacked->paths, g_strdup (paths[i]));
      else if (!lw_unpacked_add (unpacked, paths[i], import->progress, import->progress_data, import->cancellable, &why))
        {
          add_left_out (left_out, why, 1);
          if (!may_go_on (import, why) || (paths[i + 1] == NULL && unpacked->paths->len == 0))
            {
              g_set_error_literal (error, why->domain, why->code, left_out->sentences->str);
              return FALSE;
            }
        }
    }
  for (guint i = 0; i < unpacked->skipped->len; i++)
    lw_import_report_add_problem (get_report (left_out), LW_IMPORT_NOTE, "passed-over", NULL, 0,
                                  g_ptr_array_index (unpacked->skipped, i), NULL);
  return TRUE;
}

/* Takes what is to blame for a failure out of @paths. Returns whether anything is left to try. */
static gboolean
leave_out (LwImporting *import, GPtrArray *paths, const GError *why, LeftOut *left_out)
{
  guint n = import->reading->len;

  add_left_out (left_out, why, n);
  if (!may_go_on (import, why) || n == 0 || n >= paths->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    g_ptr_array_remove (paths, g_ptr_array_index (import->reading, i));
  return TRUE;
}

static gboolean
import_what_can_be (LwImporting *import, GPtrArray *paths, LeftOut *left_out, GError **error)
{
  while (TRUE)
    {
      g_autoptr (GError) why = NULL;

      if (import_once (import, paths, left_out->report, &why))
        break;
      if (!leave_out (import, paths, why, left_out))
        {
          g_set_error_literal (error, why->domain, why->code, left_out->sentences->str);
          return FALSE;
        }
    }
  import->result->n_left_out = left_out->n;
  return TRUE;
}

/**
 * lw_import_run:
 * @store: the document, open for writing in this thread
 * @paths: (array zero-terminated=1): files and folders; what can be read is found in folders and zips
 * @request: how to read them
 * @progress: (nullable): told how far it is
 *
 * Imports all sources as one edit. On failure or cancellation the document is as it was.
 *
 * Returns: (transfer full): what was done, or %NULL with @error set
 */
LwImportResult *
lw_import_run (LwStore *store, const char *const *paths, const LwImportRequest *request, LwProgressFunc progress,
               gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwUnpacked) unpacked = lw_unpacked_new ();
  g_autoptr (GPtrArray) reading = g_ptr_array_new (), left = g_ptr_array_new ();
  LwImporting import = { store, request, progress, progress_data, cancellable, .reading = reading };
  LeftOut left_out = { .sentences = g_string_new (NULL) };

  if (unpack_all (&import, paths, unpacked, &left_out, error))
    {
      for (guint i = 0; i < unpacked->paths->len; i++)
        g_ptr_array_add (left, g_ptr_array_index (unpacked->paths, i));
      import_what_can_be (&import, left, &left_out, error);
    }
  g_string_free (left_out.sentences, TRUE);
  g_clear_pointer (&left_out.report, lw_import_report_unref);
  return import.result;
}

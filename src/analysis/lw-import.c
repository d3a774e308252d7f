/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import: see lw-import.h. */
#include "analysis/lw-import.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-import-demand.h"
#include "formats/lw-bag.h"
#include "model/lw-error.h"
#include "model/lw-offices-builder.h"
#include "statistics/lw-counting.h"

typedef struct {
  LwStore *store;
  const LwImportRequest *request;
  LwProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
  LwImportResult *result;
  char *edit_name;
} Import;

/**
 * lw_import_request_init:
 *
 * Sets @request to: find out what the sources are; offices that a list does not name become unknown.
 */
void
lw_import_request_init (LwImportRequest *request)
{
  *request = (LwImportRequest){ .kind = LW_SOURCE_UNKNOWN, .date = LW_DATE_UNKNOWN, .unlisted = LW_UNLISTED_UNKNOWN };
}

void
lw_import_result_free (LwImportResult *result)
{
  g_return_if_fail (result != NULL);
  g_ptr_array_unref (result->reports);
  g_free (result);
}

static void
add_counts (LwStoreCounts *sum, const LwStoreCounts *counts)
{
  sum->n_new += counts->n_new;
  sum->n_changed += counts->n_changed;
  sum->n_unchanged += counts->n_unchanged;
  sum->n_gone += counts->n_gone;
  sum->n_observations += counts->n_observations;
  for (guint i = 0; i < counts->n_own_kept && i < LW_STORE_MAX_OWN_KEPT; i++)
    if (sum->n_own_kept + i < LW_STORE_MAX_OWN_KEPT)
      sum->own_kept[sum->n_own_kept + i] = counts->own_kept[i];
  sum->n_own_kept += counts->n_own_kept;
}

static char *
join_names (GPtrArray *paths)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (g_ptr_array_index (paths, i));

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  return g_string_free (names, FALSE);
}

/* A delivery is a zip and holds everything of the municipalities that it covers; a loose file may be a part. */
static gboolean
is_delivery (GPtrArray *paths)
{
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *lower = g_ascii_strdown (g_ptr_array_index (paths, i), -1);

      if (!g_str_has_suffix (lower, ".zip"))
        return FALSE;
    }
  return TRUE;
}

/* How much of the offices with other uses beside counts is a rule of the document, and is said at once. */
static gboolean
count_offices (Import *import, LwOffices *read, GError **error)
{
  g_autoptr (LwOffices) offices = NULL;
  LwSettings settings;

  if (!lw_store_read_settings (import->store, &settings, error))
    return FALSE;
  offices = lw_offices_derive (read, &settings, read->date);
  lw_counting_compute (offices, NULL, &import->result->counting);
  return TRUE;
}

/* Outlines of buildings are areas of the document; by them it can be told how deep a floor is. */
static gboolean
write_outlines (Import *import, GPtrArray *outlines, const LwSource *bag, GError **error)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_store_area_free);
  g_autoptr (LwSource) source = lw_source_new (bag->name, "bag", bag->reference_date);

  if (outlines->len == 0)
    return TRUE;
  source->publisher = g_strdup (bag->publisher);
  source->licence = g_strdup (bag->licence);
  source->method = g_strdup (_ ("outlines of the buildings that offices are in"));
  source->rows_read = source->rows_kept = outlines->len;
  for (guint i = 0; i < outlines->len; i++)
    {
      const LwBagOutline *outline = g_ptr_array_index (outlines, i);
      char code[LW_BAG_ID_LENGTH + 1];

      lw_bag_id_format (outline->building, code);
      g_ptr_array_add (areas,
                       lw_store_area_new (LW_STORE_AREA_BUILDING, code, NULL, lw_geometry_ref (outline->shape)));
    }
  return lw_store_add_areas (import->store, areas, source, import->edit_name, error);
}

/* The identifications that the document has, so that the extract can tell what became of them. */
static LwIdMap *
find_known (Import *import, GError **error)
{
  g_autoptr (GArray) ids = lw_store_read_bag_ids (import->store, error);
  LwIdMap *known;

  if (ids == NULL)
    return NULL;
  known = lw_id_map_new ();
  for (guint i = 0; i < ids->len; i++)
    lw_id_map_add (known, g_array_index (ids, LwBagId, i), i);
  return known;
}

static void
ended_cb (LwBagId id, const char *uses, LwStatus status, gpointer data)
{
  LwOfficesBuilder *ended = data;
  guint row = lw_offices_builder_add (ended);

  lw_offices_builder_set_bag_id (ended, LW_OFFICE_BAG_ID, row, id);
  lw_offices_builder_set_text (ended, LW_OFFICE_USES, row, uses);
  lw_offices_builder_set_code (ended, LW_OFFICE_STATUS, row, status);
}

static LwOffices *
read_bag (Import *import, GPtrArray *paths, GPtrArray *outlines, LwOffices **ended, LwImportReport **report,
          GError **error)
{
  g_autoptr (LwIdMap) known = find_known (import, error);
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (0);
  LwOffices *offices;
  LwBagOptions options;

  if (known == NULL)
    return NULL;
  lw_bag_options_init (&options);
  options.progress = import->progress;
  options.progress_data = import->progress_data;
  options.outlines = outlines;
  options.known = known;
  options.ended = ended_cb;
  options.ended_data = builder;
  g_ptr_array_add (paths, NULL);
  offices = lw_bag_import ((const char *const *) paths->pdata, &options, report, import->cancellable, error);
  g_ptr_array_set_size (paths, (int) paths->len - 1);
  *ended = lw_offices_builder_end (builder);
  return offices;
}

static gboolean
import_bag (Import *import, GPtrArray *paths, GError **error)
{
  g_autoptr (GPtrArray) outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_bag_outline_free);
  g_autoptr (LwOffices) offices = NULL, ended = NULL;
  g_autoptr (LwSource) source = NULL;
  g_autofree char *names = join_names (paths);
  LwImportReport *report = NULL;
  LwImportOptions store_options = { .complete = is_delivery (paths) };
  LwStoreCounts counts = { 0 };

  offices = read_bag (import, paths, outlines, &ended, &report, error);
  if (report != NULL)
    g_ptr_array_add (import->result->reports, report);
  if (offices == NULL)
    return FALSE;
  store_options.ended = ended;
  source = lw_source_new (names, "bag", offices->date);
  source->publisher = g_strdup ("Kadaster");
  source->licence = g_strdup ("CC0");
  source->method = g_strdup (_ ("current records of the register with office use, by its rules of status"));
  source->measure = LW_AREA_GO;
  source->rows_read = lw_import_report_get_total (report, LW_IMPORT_READ);
  source->rows_kept = offices->n;
  import->result->n_offices += offices->n;
  if (!lw_store_import_offices (import->store, offices, source, &store_options, import->edit_name, &counts,
                                import->progress, import->progress_data, import->cancellable, error)
      || !write_outlines (import, outlines, source, error))
    return FALSE;
  add_counts (&import->result->counts, &counts);
  return count_offices (import, offices, error);
}

static LwVacancyList *
read_list (Import *import, GFile *file, LwImportReport *report, GError **error)
{
  LwCsvOptions csv_options = { 0 };
  g_autoptr (LwCsvReader) reader = lw_csv_reader_open (file, &csv_options, import->cancellable, error);
  LwVacancyOptions options;

  if (reader == NULL)
    return NULL;
  lw_vacancy_options_init (&options, reader);
  options.reference_date = import->request->date;
  if (import->request->mapping != NULL)
    options.mapping = *import->request->mapping;
  if (import->request->mapping_path != NULL)
    {
      g_autoptr (GFile) mapping = g_file_new_for_path (import->request->mapping_path);

      if (!lw_vacancy_mapping_apply_file (&options.mapping, reader, mapping, import->cancellable, error))
        return NULL;
    }
  return lw_vacancy_list_read (reader, &options, report, import->progress, import->progress_data, import->cancellable,
                               error);
}

/* Vacancy that the user set by hand stays, also if a list of the same date says otherwise; that is said. */
static void
tell_own_kept (
    LwImportReport *report, const LwStoreCounts *counts, const LwOffices *offices, const char *name, LwDate date)
{
  g_autofree char *day = date != LW_DATE_UNKNOWN ? lw_date_to_iso (date) : g_strdup ("");

  if (counts->n_own_kept == 0)
    return;
  lw_import_report_count (report, LW_IMPORT_MARKED, "own-value-kept",
                          _ ("Vacancy set by hand, kept though the source says otherwise"), counts->n_own_kept);
  for (guint i = 0; i < counts->n_own_kept && i < LW_STORE_MAX_OWN_KEPT; i++)
    {
      guint row = lw_offices_find_id (offices, counts->own_kept[i]);
      g_autofree char *address = row != LW_OFFICES_NONE ? lw_offices_address (offices, row) : g_strdup ("");
      /* Translators: an address and a date */
      g_autofree char *what = g_strdup_printf (_ ("Vacancy of %s on %s was set by hand and is kept"), address, day);

      lw_import_report_add_problem (report, LW_IMPORT_NOTE, "own-value-kept", name, 0, what,
                                    _ ("If the source is right, correct it on the page of the office"));
    }
}

/* How a list became observations; kept with them, since another choice gives other figures. */
static const char *
describe_method (LwUnlisted unlisted)
{
  if (unlisted == LW_UNLISTED_OCCUPIED)
    return _ ("rows joined by BAG id or address; offices not named taken as occupied");
  if (unlisted == LW_UNLISTED_KEEP)
    return _ ("rows joined by BAG id or address; offices not named keep what was known");
  return _ ("rows joined by BAG id or address; offices not named are unknown");
}

static gboolean
write_observations (Import *import,
                    const LwVacancyJoin *join,
                    const LwVacancyList *list,
                    const LwOffices *offices,
                    LwImportReport *report,
                    GError **error)
{
  for (guint i = 0; i < join->observations->len; i++)
    {
      const LwObservations *observations = g_ptr_array_index (join->observations, i);
      g_autoptr (LwSource) source
          = lw_source_new (observations->source ? observations->source : list->name, "csv", observations->date);
      LwStoreCounts counts = { 0 };

      source->method = g_strdup (describe_method (import->request->unlisted));
      source->rows_read = list->rows->len;
      source->rows_kept = observations->n;
      if (!lw_store_import_observations (import->store, observations, source, import->edit_name, &counts,
                                         import->progress, import->progress_data, import->cancellable, error))
        return FALSE;
      tell_own_kept (report, &counts, offices, list->name, observations->date);
      add_counts (&import->result->counts, &counts);
    }
  return TRUE;
}

static gboolean
import_list (Import *import, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LwVacancyList) list = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (LwVacancyJoin) join = NULL;
  LwImportReport *report = lw_import_report_new ("csv");
  LwJoinOptions options = { import->request->unlisted, LW_SETTINGS_DEFAULT };
  LwImportResult *result = import->result;

  g_ptr_array_add (result->reports, report);
  list = read_list (import, file, report, error);
  if (list == NULL || !lw_store_read_settings (import->store, &options.settings, error))
    return FALSE;
  offices = lw_store_read_offices (import->store, LW_DATE_UNKNOWN, NULL, NULL, import->cancellable, error);
  if (offices == NULL)
    return FALSE;
  if (offices->n == 0)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND,
                   _ ("%s: the document has no offices to join the list to; import a BAG extract first"), list->name);
      return FALSE;
    }
  join = lw_vacancy_join_new (list, offices, &options, report, import->cancellable, error);
  if (join == NULL || !write_observations (import, join, list, offices, report, error))
    return FALSE;
  result->n_matched += lw_vacancy_join_count_matched (join);
  result->n_unmatched += join->counts[LW_JOIN_UNMATCHED];
  result->n_ambiguous += join->counts[LW_JOIN_AMBIGUOUS];
  result->n_rejected += join->counts[LW_JOIN_REJECTED] + join->counts[LW_JOIN_DUPLICATE];
  result->n_assumed += join->n_assumed;
  return TRUE;
}

static gboolean
import_demand (Import *import, const char *path, GError **error)
{
  LwImportReport *report = lw_import_report_new ("demand");

  g_ptr_array_add (import->result->reports, report);
  return lw_import_demand (import->store, path, import->edit_name, report, &import->result->n_demand,
                           import->cancellable, error);
}

static void
refuse (const char *path, LwSourceKind kind, GError **error)
{
  if (kind == LW_SOURCE_XLSX)
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 _ ("%s is a workbook, which is not read yet; save the sheet as CSV and import that"), path);
  else
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 /* Translators: a file name, then a kind of file such as "gml" */
                 _ ("%s is a %s file, which is not read; choose a BAG extract, or a vacancy list or table of demand as CSV"), path,
                 lw_source_kind_token (kind));
}

static gboolean
sort_sources (
    Import *import, const char *const *paths, GPtrArray *bag, GPtrArray *lists, GPtrArray *demand, GError **error)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      LwSourceKind kind = import->request->kind;
      g_autofree char *reason = NULL;

      if (kind == LW_SOURCE_UNKNOWN && (kind = lw_source_kind (paths[i], &reason)) == LW_SOURCE_UNKNOWN)
        {
          g_autofree char *name = g_filename_display_basename (paths[i]);

          /* What goes wrong inside an archive names it already. */
          if (strstr (reason, name) != NULL)
            g_set_error_literal (error, LW_ERROR, LW_ERROR_UNSUPPORTED, reason);
          else
            g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED, "%s: %s", name, reason);
          return FALSE;
        }
      if (kind == LW_SOURCE_BAG)
        g_ptr_array_add (bag, (gpointer) paths[i]);
      else if (kind == LW_SOURCE_CSV)
        g_ptr_array_add (lists, (gpointer) paths[i]);
      else if (kind == LW_SOURCE_DEMAND)
        g_ptr_array_add (demand, (gpointer) paths[i]);
      else
        {
          refuse (paths[i], kind, error);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
import_all (Import *import, GPtrArray *bag, GPtrArray *lists, GPtrArray *demand, GError **error)
{
  if (!lw_store_begin_edit (import->store, import->edit_name, error))
    return FALSE;
  if (bag->len > 0 && !import_bag (import, bag, error))
    return FALSE;
  for (guint i = 0; i < lists->len; i++)
    if (!import_list (import, g_ptr_array_index (lists, i), error))
      return FALSE;
  for (guint i = 0; i < demand->len; i++)
    if (!import_demand (import, g_ptr_array_index (demand, i), error))
      return FALSE;
  if (!import->request->dry_run)
    return lw_store_commit_edit (import->store, error);
  lw_store_rollback_edit (import->store);
  return TRUE;
}

/**
 * lw_import_run:
 * @store: the document, open for writing in this thread
 * @paths: (array zero-terminated=1): files and folders
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
  g_autoptr (LwImportResult) result = g_new0 (LwImportResult, 1);
  g_autoptr (GPtrArray) bag = g_ptr_array_new (), lists = g_ptr_array_new (), demand = g_ptr_array_new (),
                        all = g_ptr_array_new ();
  g_autofree char *names = NULL, *edit_name = NULL;
  Import import = { store, request, progress, progress_data, cancellable, result, NULL };

  result->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_import_report_unref);
  if (!sort_sources (&import, paths, bag, lists, demand, error))
    return NULL;
  for (guint i = 0; paths[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) paths[i]);
  names = join_names (all);
  /* Translators: %s is a file name */
  import.edit_name = edit_name = g_strdup_printf (_ ("Import of %s"), names);
  if (import_all (&import, bag, lists, demand, error))
    return g_steal_pointer (&result);
  lw_store_rollback_edit (store);
  return NULL;
}

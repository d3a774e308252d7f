/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-list: a list in columns is joined to the offices of the document. */
#include "analysis/lw-import-private.h"

#include <glib/gi18n-lib.h>

#include "model/lw-error.h"

static LwVacancyList *
read_list (LwImporting *import, GFile *file, LwImportReport *report, GError **error)
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
write_observations (LwImporting *import,
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
      lw_importing_add_counts (import, &counts);
    }
  return TRUE;
}

/**
 * lw_importing_list:
 * @path: a list in columns
 *
 * Joins a list to the offices of the document.
 */
gboolean
lw_importing_list (LwImporting *import, const char *path, GError **error)
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

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-list: a list in columns is joined to the offices of the document. */
#include "analysis/lw-import-private.h"

#include <glib/gi18n-lib.h>

#include "model/lw-error.h"

/* Identifications of the document: what a file of the whole country says of others is left at once. */
static LwIdMap *
index_ids (const LwOffices *offices)
{
  LwIdMap *ids = lw_id_map_new ();

  for (guint i = 0; i < offices->n; i++)
    if (offices->bag_id[i] != 0 && lw_id_map_find (ids, offices->bag_id[i]) == LW_ID_MAP_NONE)
      lw_id_map_add (ids, offices->bag_id[i], i);
  return ids;
}

static LwVacancyList *
read_list (LwImporting *import, LwCsvReader *reader, const LwVacancyOptions *options, LwImportReport *report, GError **error)
{
  g_autofree char *missing = lw_vacancy_mapping_get_missing (&options->mapping);

  if (missing != NULL)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID, "%s: %s", lw_csv_reader_get_name (reader), missing);
      return NULL;
    }
  return lw_vacancy_list_read (reader, options, report, import->progress, import->progress_data, import->cancellable,
                               error);
}

/* What the request says of the columns, over what their headings say. */
static gboolean
set_options (LwImporting *import, LwCsvReader *reader, LwVacancyOptions *options, GError **error)
{
  g_autoptr (GFile) mapping = NULL;

  lw_vacancy_options_init (options, reader);
  options->reference_date = import->request->date;
  if (import->request->mapping != NULL)
    options->mapping = *import->request->mapping;
  if (import->request->mapping_path == NULL)
    return TRUE;
  mapping = g_file_new_for_path (import->request->mapping_path);
  return lw_vacancy_mapping_apply_file (&options->mapping, reader, mapping, import->cancellable, error);
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
                    const char *kind,
                    LwImportReport *report,
                    GError **error)
{
  for (guint i = 0; i < join->observations->len; i++)
    {
      const LwObservations *observations = g_ptr_array_index (join->observations, i);
      g_autoptr (LwSource) source
          = lw_source_new (observations->source ? observations->source : list->name, kind, observations->date);
      LwStoreCounts counts = { 0 };

      source->method = g_strdup (describe_method (import->request->unlisted));
      source->rows_read = list->rows->len;
      source->rows_kept = observations->n;
      if (!lw_store_import_observations (import->store, observations, source, import->edit_name, &counts,
                                         import->progress, import->progress_data, import->cancellable, error))
        return FALSE;
      tell_own_kept (report, &counts, offices, list->name, observations->date);
      lw_importing_add_counts (&import->result->observed, &counts);
    }
  return TRUE;
}

/* Of offices that the document does not have nothing is made up, unless the list is where they come from. */
static gboolean
adds_new (const LwImporting *import, const LwOffices *offices)
{
  return import->request->new_offices == LW_NEW_OFFICES_ADD
         || (import->request->new_offices == LW_NEW_OFFICES_IF_EMPTY && offices->n == 0);
}

static gboolean
check_offices (const LwVacancyList *list, const LwOffices *offices, gboolean adds, GError **error)
{
  if (offices->n > 0 || adds)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND,
               _ ("%s: the document has no offices to join the list to; import a BAG extract first"), list->name);
  return FALSE;
}

static void
count_states (LwImporting *import, const LwVacancyJoin *join, const LwVacancyList *list)
{
  LwImportResult *result = import->result;

  result->n_matched += lw_vacancy_join_count_matched (join);
  result->n_unmatched += list->has_vacancy ? join->counts[LW_JOIN_UNMATCHED] : 0;
  result->n_ambiguous += join->counts[LW_JOIN_AMBIGUOUS];
  result->n_rejected += join->counts[LW_JOIN_REJECTED] + join->counts[LW_JOIN_DUPLICATE];
  result->n_assumed += join->n_assumed;
}

/* A list whose rows are offices. */
static gboolean
import_offices (LwImporting *import, LwCsvReader *reader, LwVacancyOptions *options, const char *kind,
                LwImportReport *report, GError **error)
{
  g_autoptr (LwOffices) offices
      = lw_store_read_offices (import->store, LW_DATE_UNKNOWN, NULL, NULL, import->cancellable, error);
  g_autoptr (LwIdMap) ids = offices != NULL ? index_ids (offices) : NULL;
  g_autoptr (LwVacancyList) list = NULL;
  g_autoptr (LwVacancyJoin) join = NULL;
  LwJoinOptions join_options = { .unlisted = import->request->unlisted, .tolerance_m = import->request->tolerance_m };

  if (offices == NULL || !lw_store_read_settings (import->store, &join_options.settings, error))
    return FALSE;
  join_options.adds_new = adds_new (import, offices);
  options->only = join_options.adds_new ? NULL : ids;
  list = read_list (import, reader, options, report, error);
  if (list == NULL || !check_offices (list, offices, join_options.adds_new, error))
    return FALSE;
  join = lw_vacancy_join_new (list, offices, &join_options, report, import->cancellable, error);
  if (join == NULL || !write_observations (import, join, list, offices, kind, report, error)
      || !lw_importing_facts (import, list, join, offices, kind, report, error)
      || !lw_importing_keep_rows (import, reader, list, join, report, error))
    return FALSE;
  count_states (import, join, list);
  return TRUE;
}

/**
 * lw_importing_rows:
 * @reader: a list in columns, before its first row, whatever it was made from
 * @kind: what it was made from, as on the command line: "csv", "xlsx", "geojson" …
 * @report: where counts and problems go
 * @error: return location for an error
 *
 * Brings a list into the document: rows that are offices are joined to those of the document, or become new ones; rows
 * that are municipalities are figures that somebody published.
 */
gboolean
lw_importing_rows (LwImporting *import, LwCsvReader *reader, const char *kind, LwImportReport *report, GError **error)
{
  LwVacancyOptions options;

  lw_import_report_add_source (report, lw_csv_reader_get_name (reader));
  if (!set_options (import, reader, &options, error))
    return FALSE;
  if (lw_vacancy_mapping_is_about_areas (&options.mapping))
    return lw_importing_figures (import, reader, &options, kind, report, error);
  return import_offices (import, reader, &options, kind, report, error);
}

/**
 * lw_importing_list:
 * @path: a list in columns as CSV
 */
gboolean
lw_importing_list (LwImporting *import, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  LwCsvOptions options = { 0 };
  g_autoptr (LwCsvReader) reader = lw_csv_reader_open (file, &options, import->cancellable, error);
  LwImportReport *report;

  if (reader == NULL)
    return FALSE;
  report = lw_import_report_new ("csv");
  g_ptr_array_add (import->result->reports, report);
  return lw_importing_rows (import, reader, "csv", report, error);
}

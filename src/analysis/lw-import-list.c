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

/* How the list is written, as far as the request knows better than what can be found out. */
static gboolean
find_format (const LwImportRequest *request, LwListFormat *format, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) mapping = request->mapping_path != NULL ? g_file_new_for_path (request->mapping_path) : NULL;

  *format = request->format != NULL ? *request->format : (LwListFormat){ 0 };
  return mapping == NULL || lw_list_format_read_file (format, mapping, cancellable, error);
}

/**
 * lw_importing_set_options:
 * @request: what is known of the list
 * @reader: the list, before its first row
 * @options: (out): how to read it: as the request says, over what the headings say
 * @tolerance_m: (out): metres within which a position means an office: by the request, its mapping, or as usual
 *
 * Returns: %FALSE with @error set if the mapping of the request does not fit
 */
gboolean
lw_importing_set_options (const LwImportRequest *request, LwCsvReader *reader, LwVacancyOptions *options,
                          double *tolerance_m, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) mapping = NULL;
  LwListFormat format;

  lw_vacancy_options_init (options, reader);
  if (!find_format (request, &format, cancellable, error))
    return FALSE;
  options->decimal = format.decimal;
  options->dates = format.dates;
  options->axes = format.axes;
  options->reference_date = request->date;
  *tolerance_m = request->tolerance_m >= 0 ? request->tolerance_m
                 : format.has_tolerance    ? format.tolerance_m
                                           : LW_JOIN_DEFAULT_TOLERANCE_M;
  if (request->mapping != NULL)
    options->mapping = *request->mapping;
  if (request->mapping_path == NULL)
    return TRUE;
  mapping = g_file_new_for_path (request->mapping_path);
  return lw_vacancy_mapping_apply_file (&options->mapping, reader, mapping, cancellable, error);
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
adds_new (const LwImportRequest *request, const LwOffices *offices)
{
  return request->new_offices == LW_NEW_OFFICES_ADD
         || (request->new_offices == LW_NEW_OFFICES_IF_EMPTY && offices->n == 0);
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

/* The offices that somebody should look at: those that a row may mean, and those found in a way that may be wrong. */
static void
keep_doubtful (LwImporting *import, const LwVacancyJoin *join, const LwOffices *offices)
{
  GArray *keys = import->result->doubtful_keys;

  for (guint i = 0; i < join->candidates->len; i++)
    {
      const LwJoinCandidate *candidate = &g_array_index (join->candidates, LwJoinCandidate, i);

      if (join->state[candidate->row] == LW_JOIN_AMBIGUOUS)
        g_array_append_val (keys, offices->id[candidate->office]);
    }
  for (guint row = 0; row < join->n; row++)
    if (join->state[row] == LW_JOIN_WITHOUT_SUFFIX || join->state[row] == LW_JOIN_POSITION)
      g_array_append_val (keys, offices->id[join->office[row]]);
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

static gboolean
read_rows (const LwLaying *laying, LwCsvReader *reader, LwVacancyOptions *options, const LwIdMap *ids, gboolean adds,
           LwVacancyList **list, GError **error)
{
  g_autofree char *missing = lw_vacancy_mapping_get_missing (&options->mapping);

  if (missing != NULL)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID, "%s: %s", lw_csv_reader_get_name (reader), missing);
      return FALSE;
    }
  options->only = adds ? NULL : ids;
  *list = lw_vacancy_list_read (reader, options, laying->report, laying->progress, laying->progress_data,
                                laying->cancellable, error);
  return *list != NULL && check_offices (*list, laying->offices, adds, error);
}

/**
 * lw_importing_lay:
 * @laying: what the list is laid beside
 * @reader: a list whose rows are offices
 * @options: (inout): how to read it
 * @list: (out): the list
 * @join: (out): which office each row means
 *
 * Returns: whether both were made; %FALSE with @error set otherwise
 */
gboolean
lw_importing_lay (const LwLaying *laying, LwCsvReader *reader, LwVacancyOptions *options, LwVacancyList **list,
                  LwVacancyJoin **join, GError **error)
{
  const LwImportRequest *request = laying->request;
  g_autoptr (LwIdMap) ids = index_ids (laying->offices);
  g_autoptr (LwVacancyList) read = NULL;
  LwJoinOptions join_options = { .unlisted = request->unlisted,
                                 .settings = *laying->settings,
                                 .tolerance_m = laying->tolerance_m,
                                 .side_addresses = laying->side_addresses,
                                 .adds_new = adds_new (request, laying->offices),
                                 .choices = request->choices };

  if (!read_rows (laying, reader, options, ids, join_options.adds_new, &read, error))
    return FALSE;
  *join = lw_vacancy_join_new (read, laying->offices, &join_options, laying->report, laying->cancellable, error);
  if (*join == NULL)
    return FALSE;
  *list = g_steal_pointer (&read);
  return TRUE;
}

/* A list whose rows are offices. */
static gboolean
import_offices (LwImporting *import, LwCsvReader *reader, LwVacancyOptions *options, const char *kind,
                LwImportReport *report, GError **error)
{
  g_autoptr (LwOffices) offices
      = lw_store_read_offices (import->store, LW_DATE_UNKNOWN, NULL, NULL, import->cancellable, error);
  g_autoptr (LwVacancyList) list = NULL;
  g_autoptr (LwVacancyJoin) join = NULL;
  LwSettings settings;
  g_autoptr (GPtrArray) sides = offices != NULL ? lw_store_read_side_addresses (import->store, error) : NULL;
  LwLaying laying = { .request = import->request,
                      .tolerance_m = import->tolerance_m,
                      .offices = offices,
                      .settings = &settings,
                      .side_addresses = sides,
                      .report = report,
                      .progress = import->progress,
                      .progress_data = import->progress_data,
                      .cancellable = import->cancellable };

  if (sides == NULL || !lw_store_read_settings (import->store, &settings, error)
      || !lw_importing_lay (&laying, reader, options, &list, &join, error)
      || !write_observations (import, join, list, offices, kind, report, error)
      || !lw_importing_facts (import, list, join, offices, kind, report, error)
      || !lw_importing_keep_rows (import, reader, list, join, report, error))
    return FALSE;
  keep_doubtful (import, join, offices);
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
  if (!lw_importing_set_options (import->request, reader, &options, &import->tolerance_m, import->cancellable, error))
    return FALSE;
  if (options.decimal == LW_DECIMAL_UNKNOWN)
    options.decimal = import->decimal;
  options.epoch_1904 = import->epoch_1904;
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
  LwListFormat format;
  g_autoptr (LwCsvReader) reader = NULL;
  LwImportReport *report;

  if (!find_format (import->request, &format, import->cancellable, error))
    return FALSE;
  reader = lw_csv_reader_open (file, &format.csv, import->cancellable, error);
  if (reader == NULL)
    return FALSE;
  report = lw_import_report_new ("csv");
  g_ptr_array_add (import->result->reports, report);
  return lw_importing_rows (import, reader, "csv", report, error);
}

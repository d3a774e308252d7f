/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-list-trial: see lw-list-trial.h. */
#include "analysis/lw-list-trial.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "analysis/lw-import-private.h"
#include "formats/lw-demand-table.h"
#include "formats/lw-mapping-store.h"
#include "model/lw-error.h"

/** lw_list_sheet_copy: @copy: (out): a sheet that has everything of its own */
void
lw_list_sheet_copy (LwListSheet *copy, const LwListSheet *sheet)
{
  copy->text = sheet->text != NULL ? g_bytes_ref (sheet->text) : NULL;
  copy->title = g_strdup (sheet->title);
  copy->name = g_strdup (sheet->name);
  copy->epoch_1904 = sheet->epoch_1904;
}

/** lw_list_sheet_clear: frees what @sheet points at */
void
lw_list_sheet_clear (LwListSheet *sheet)
{
  g_clear_pointer (&sheet->text, g_bytes_unref);
  g_clear_pointer (&sheet->title, g_free);
  g_clear_pointer (&sheet->name, g_free);
}

/**
 * lw_list_request_copy:
 * @copy: (out): a request that has everything of its own, for another thread
 * @request: what is to be tried
 */
void
lw_list_request_copy (LwListRequest *copy, const LwListRequest *request)
{
  GHashTableIter iter;
  gpointer line, office;

  *copy = *request;
  copy->path = g_strdup (request->path);
  lw_list_sheet_copy (&copy->sheet, &request->sheet);
  copy->offices = request->offices != NULL ? lw_offices_ref (request->offices) : NULL;
  copy->side_addresses = request->side_addresses != NULL ? g_ptr_array_ref (request->side_addresses) : NULL;
  copy->choices = NULL;
  if (request->choices == NULL)
    return;
  copy->choices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, request->choices);
  while (g_hash_table_iter_next (&iter, &line, &office))
    g_hash_table_insert (copy->choices, g_memdup2 (line, sizeof (gint64)), g_memdup2 (office, sizeof (gint64)));
}

/** lw_list_request_clear: frees what @request points at */
void
lw_list_request_clear (LwListRequest *request)
{
  g_clear_pointer (&request->path, g_free);
  lw_list_sheet_clear (&request->sheet);
  g_clear_pointer (&request->choices, g_hash_table_unref);
  g_clear_pointer (&request->offices, lw_offices_unref);
  g_clear_pointer (&request->side_addresses, g_ptr_array_unref);
}

static LwCsvReader *
open_list (
    const char *path, const LwListSheet *sheet, const LwListFormat *format, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  LwCsvOptions options = { LW_ENCODING_UTF8, ',', format->csv.heading_record };
  g_autoptr (GInputStream) stream = NULL;

  if (sheet->text == NULL)
    return lw_csv_reader_open (file, &format->csv, cancellable, error);
  stream = g_memory_input_stream_new_from_bytes (sheet->text);
  return lw_csv_reader_new (stream, sheet->title, &options, cancellable, error);
}

/* Where the last whole line of the beginning of a file ends, also if each character takes two bytes. */
static gsize
find_last_line (const guint8 *bytes, gsize length)
{
  for (gsize i = length; i > 0; i--)
    if (bytes[i - 1] == '\n' || bytes[i - 1] == '\r')
      return i < length && i % 2 == 1 && bytes[i] == 0 ? i + 1 : i;
  return length;
}

/* Opens no more of a list than shows what it is: people wait for this. */
static LwCsvReader *
open_head (
    const char *path, const LwListSheet *sheet, const LwListFormat *format, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GInputStream) head = NULL;
  g_autofree guint8 *bytes = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gsize length = 0;

  if (sheet->text != NULL)
    return open_list (path, sheet, format, cancellable, error);
  bytes = g_malloc (LW_LIST_HEAD_BYTES);
  stream = g_file_read (file, cancellable, error);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, LW_LIST_HEAD_BYTES, &length, cancellable, error))
    return NULL;
  if (length == LW_LIST_HEAD_BYTES)
    length = find_last_line (bytes, length);
  head = g_memory_input_stream_new_from_data (g_steal_pointer (&bytes), (gssize)length, g_free);
  return lw_csv_reader_new (head, name, &format->csv, cancellable, error);
}

static GStrv
list_sheets (LwWorkbook *workbook)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < lw_workbook_get_n_sheets (workbook); i++)
    if (!lw_workbook_get_sheet_hidden (workbook, i))
      g_strv_builder_add (names, lw_workbook_get_sheet_name (workbook, i));
  return g_strv_builder_end (names);
}

/* Reads one sheet of a workbook, the one of that name or else the one that holds the table. */
static gboolean
read_sheet (LwListLook *look, const char *path, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LwWorkbook) workbook = lw_workbook_open (file, cancellable, error);
  guint sheet;

  if (workbook == NULL)
    return FALSE;
  sheet = name != NULL ? lw_workbook_find_sheet (workbook, name) : lw_workbook_guess_sheet (workbook);
  if (sheet == LW_WORKBOOK_NO_SHEET)
    {
      g_autofree char *base = g_filename_display_basename (path);

      g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("%s has no sheet that can be read"), base);
      return FALSE;
    }
  look->kind = lw_workbook_is_ods (workbook) ? LW_SOURCE_ODS : LW_SOURCE_XLSX;
  look->sheets = list_sheets (workbook);
  look->sheet.name = g_strdup (lw_workbook_get_sheet_name (workbook, sheet));
  look->sheet.epoch_1904 = lw_workbook_counts_from_1904 (workbook);
  look->sheet.title = lw_workbook_dup_sheet_title (workbook, sheet);
  look->sheet.text = lw_workbook_read_sheet (workbook, sheet, cancellable, error);
  return look->sheet.text != NULL;
}

/* Finds out what a list is, and takes the sheet out of a workbook. */
static gboolean
open_source (LwListLook *look, const char *path, const char *sheet, GCancellable *cancellable, GError **error)
{
  g_autofree char *reason = NULL;
  LwSourceKind kind = lw_source_kind (path, &reason);

  look->kind = LW_SOURCE_CSV;
  return (kind != LW_SOURCE_XLSX && kind != LW_SOURCE_ODS) || read_sheet (look, path, sheet, cancellable, error);
}

static void
clear_look (gpointer data)
{
  LwListLook *look = data;

  g_clear_pointer (&look->preview, lw_vacancy_preview_free);
  lw_list_sheet_clear (&look->sheet);
  g_strfreev (look->sheets);
  g_free (look->signature);
}

/** lw_list_look_ref: (returns: transfer full): @look, to be read by another thread too */
LwListLook *
lw_list_look_ref (LwListLook *look)
{
  return g_atomic_rc_box_acquire (look);
}

/** lw_list_look_unref: @look: (transfer full) (nullable): the beginning of a list */
void
lw_list_look_unref (LwListLook *look)
{
  if (look != NULL)
    g_atomic_rc_box_release_full (look, clear_look);
}

/* What was chosen before for a list with these headings. What no longer fits is passed over. */
static LwCsvReader *
recall (LwListLook *look, const char *path, const char *mappings, GCancellable *cancellable)
{
  g_autofree char *json = lw_mapping_store_load (mappings, look->signature);
  g_autoptr (LwCsvReader) reader = NULL;
  LwListFormat format = { 0 };
  LwVacancyMapping mapping;

  if (json == NULL || !lw_list_format_read_json (&format, json, -1, NULL)
      || (reader = open_head (path, &look->sheet, &format, cancellable, NULL)) == NULL)
    return NULL;
  lw_vacancy_mapping_guess (&mapping, reader);
  if (!lw_vacancy_mapping_apply_json (&mapping, reader, json, -1, NULL))
    return NULL;
  look->format = format;
  look->mapping = mapping;
  look->remembered = TRUE;
  return g_steal_pointer (&reader);
}

static gboolean
keep_look (LwListLook *look, LwCsvReader *reader, GCancellable *cancellable, GError **error)
{
  look->date = lw_csv_reader_get_preamble_date (reader);
  look->preview = lw_vacancy_preview_new (reader, cancellable, error);
  if (look->preview == NULL)
    return FALSE;
  if (!look->remembered)
    look->mapping = look->preview->mapping;
  return TRUE;
}

/**
 * lw_list_look_again:
 * @before: a look at the same list; its sheet of a workbook is not read again
 * @path: the list, or the workbook that it is in
 * @format: how it is written
 * @encoding: the encoding of the whole file where @format does not tell it, or %LW_ENCODING_AUTO to find it out
 * @cancellable: (nullable): to stop early
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the beginning of the list, read in another way
 */
LwListLook *
lw_list_look_again (const LwListLook *before, const char *path, const LwListFormat *format, LwEncoding encoding,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (LwListLook) look = g_atomic_rc_box_new0 (LwListLook);
  LwListFormat read_as = *format;
  g_autoptr (LwCsvReader) reader = NULL;

  if (read_as.csv.encoding == LW_ENCODING_AUTO)
    read_as.csv.encoding = encoding;
  look->kind = before->kind;
  look->sheets = g_strdupv (before->sheets);
  lw_list_sheet_copy (&look->sheet, &before->sheet);
  look->format = *format;
  reader = open_head (path, &look->sheet, &read_as, cancellable, error);
  if (reader == NULL)
    return NULL;
  look->signature = lw_csv_reader_get_signature (reader);
  return keep_look (look, reader, cancellable, error) ? g_steal_pointer (&look) : NULL;
}

/**
 * lw_list_look_new:
 * @path: a list, or a workbook with one
 * @sheet: (nullable): which sheet of a workbook; %NULL for the one that holds the table
 * @format: (nullable): how it is written; %NULL finds it out, or remembers it
 * @mappings: (nullable): where mappings are kept that were chosen before
 * @cancellable: (nullable): to stop early
 * @error: return location for an error
 *
 * Of a file no more than %LW_LIST_HEAD_BYTES are read, of a workbook the whole sheet, which the look keeps.
 *
 * Returns: (transfer full) (nullable): the beginning of the list
 */
LwListLook *
lw_list_look_new (const char *path,
                  const char *sheet,
                  const LwListFormat *format,
                  const char *mappings,
                  GCancellable *cancellable,
                  GError **error)
{
  static const LwListFormat find_out;
  g_autoptr (LwListLook) look = g_atomic_rc_box_new0 (LwListLook);
  g_autoptr (LwCsvReader) reader = NULL, recalled = NULL;

  if (!open_source (look, path, sheet, cancellable, error))
    return NULL;
  reader = open_head (path, &look->sheet, format != NULL ? format : &find_out, cancellable, error);
  if (reader == NULL)
    return NULL;
  look->signature = lw_csv_reader_get_signature (reader);
  look->is_demand = lw_demand_table_recognise (reader) != LW_DEMAND_TABLE_NONE;
  if (format != NULL)
    look->format = *format;
  else if (mappings != NULL)
    recalled = recall (look, path, mappings, cancellable);
  return keep_look (look, recalled != NULL ? recalled : reader, cancellable, error) ? g_steal_pointer (&look) : NULL;
}

static void
free_doubt (gpointer data)
{
  LwListDoubt *doubt = data;

  g_free (doubt->text);
  g_array_unref (doubt->candidates);
  g_free (doubt);
}

void
lw_list_trial_free (LwListTrial *trial)
{
  if (trial == NULL)
    return;
  g_clear_pointer (&trial->doubts, g_ptr_array_unref);
  g_clear_pointer (&trial->report, lw_import_report_unref);
  g_free (trial);
}

static LwListDoubt *
make_doubt (const LwVacancyList *list, const LwVacancyJoin *join, const LwOffices *offices, guint row)
{
  LwListDoubt *doubt = g_new0 (LwListDoubt, 1);
  const LwVacancyRow *cells = &g_array_index (list->rows, LwVacancyRow, row);

  doubt->line = cells->line;
  doubt->text = lw_vacancy_row_describe (cells);
  doubt->candidates = g_array_new (FALSE, FALSE, sizeof (gint64));
  doubt->state = join->state[row];
  doubt->office = join->office[row] != LW_OFFICES_NONE ? offices->id[join->office[row]] : 0;
  return doubt;
}

/* The rows that may mean several offices, or did until somebody chose, and those taken to mean the only one near. */
static void
collect_doubts (LwListTrial *trial, const LwVacancyList *list, const LwVacancyJoin *join, const LwOffices *offices)
{
  guint at = 0;

  for (guint row = 0; row < join->n; row++)
    {
      gboolean near = join->state[row] == LW_JOIN_WITHOUT_SUFFIX || join->state[row] == LW_JOIN_POSITION;
      guint first = at;
      LwListDoubt *doubt;

      while (at < join->candidates->len && g_array_index (join->candidates, LwJoinCandidate, at).row == row)
        at++;
      if ((at == first && !near) || trial->n_doubts++ >= LW_LIST_MAX_DOUBTS)
        continue;
      doubt = make_doubt (list, join, offices, row);
      for (guint i = first; i < at; i++)
        g_array_append_val (doubt->candidates,
                            offices->id[g_array_index (join->candidates, LwJoinCandidate, i).office]);
      if (near)
        g_array_append_val (doubt->candidates, doubt->office);
      g_ptr_array_add (trial->doubts, doubt);
    }
}

static gboolean
count_rows (LwListTrial *trial, LwCsvReader *reader, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  trial->about_areas = TRUE;
  while (lw_csv_reader_next (reader, cancellable, &local))
    trial->n++;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
lay (LwListTrial *trial, const LwLaying *laying, LwCsvReader *reader, LwVacancyOptions *options, GError **error)
{
  g_autoptr (LwVacancyList) list = NULL;
  g_autoptr (LwVacancyJoin) join = NULL;

  if (!lw_importing_lay (laying, reader, options, &list, &join, error))
    return FALSE;
  trial->style = list->style;
  trial->n = join->n;
  trial->has_vacancy = list->has_vacancy;
  trial->axes = list->axes;
  memcpy (trial->counts, join->counts, sizeof trial->counts);
  collect_doubts (trial, list, join, laying->offices);
  return TRUE;
}

/**
 * lw_list_trial_new:
 * @request: what is to be tried; its mapping must not lack anything
 * @progress: (nullable) (scope call): is told how much of the list is read
 * @data: for @progress
 * @cancellable: (nullable): to stop early
 * @error: return location for an error
 *
 * Reads the whole list and lays it beside the offices, by the same functions as the import itself.
 *
 * Returns: (transfer full) (nullable): what would become of it
 */
LwListTrial *
lw_list_trial_new (const LwListRequest *request, LwProgressFunc progress, gpointer data, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (LwListTrial) trial = g_new0 (LwListTrial, 1);
  g_autoptr (LwCsvReader) reader = open_list (request->path, &request->sheet, &request->format, cancellable, error);
  LwImportRequest import = request->import;
  LwLaying laying = { .request = &import,
                      .side_addresses = request->side_addresses,
                      .offices = request->offices,
                      .settings = &request->settings,
                      .report = trial->report = lw_import_report_new ("csv"),
                      .progress = progress,
                      .progress_data = data,
                      .cancellable = cancellable };
  LwVacancyOptions options;
  gboolean tried;

  import.format = &request->format;
  import.mapping = &request->mapping;
  import.choices = request->choices;
  trial->doubts = g_ptr_array_new_with_free_func (free_doubt);
  if (reader == NULL || !lw_importing_set_options (&import, reader, &options, &laying.tolerance_m, cancellable, error))
    return NULL;
  trial->encoding = lw_csv_reader_get_encoding (reader);
  /* Numbers of a workbook are beyond doubt; what is in doubt is a text that somebody typed. */
  if (request->sheet.text != NULL && options.decimal == LW_DECIMAL_UNKNOWN)
    options.decimal = LW_DECIMAL_COMMA;
  options.epoch_1904 = request->sheet.epoch_1904;
  if (lw_vacancy_mapping_is_about_areas (&options.mapping))
    tried = count_rows (trial, reader, cancellable, error);
  else
    tried = lay (trial, &laying, reader, &options, error);
  return tried ? g_steal_pointer (&trial) : NULL;
}

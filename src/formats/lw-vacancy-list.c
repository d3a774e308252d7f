/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-list: see lw-vacancy-list.h. Two passes over the file: the first finds out how its columns write
 * numbers and dates, the second reads the rows. */
#include "formats/lw-vacancy-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/lw-vacancy-content.h"
#include "formats/lw-vacancy-facts.h"
#include "formats/lw-vacancy-position.h"
#include "formats/lw-vacancy-row.h"
#include "model/lw-error.h"

#define PROGRESS_ROWS 4096
#define SURVEY_ROWS 250000 /* of more rows the first tell how numbers and dates are written */
/* Whole identifications with a first digit beyond 0 do not fit a spreadsheet's 15 digits; it zeroes the last.
 */
#define MIN_ROUNDED_IDS 5

/**
 * lw_vacancy_options_init:
 * @options: (out): options
 * @reader: a CSV file
 *
 * Sets what a list is read with if nobody says otherwise: the guessed mapping, no reference date, today's
 * date.
 */
void
lw_vacancy_options_init (LwVacancyOptions *options, LwCsvReader *reader)
{
  g_return_if_fail (options != NULL && reader != NULL);
  memset (options, 0, sizeof *options);
  lw_vacancy_mapping_guess (&options->mapping, reader);
  lw_vacancy_content_guess (&options->mapping, reader);
  options->reference_date = LW_DATE_UNKNOWN;
  options->today = lw_date_today ();
}

/** lw_vacancy_row_describe: (returns: transfer full) what names the office in a row, as people know it: its address, else
 * its identification, else its position */
char *
lw_vacancy_row_describe (const LwVacancyRow *row)
{
  const LwAddress *address = &row->address;
  char id[LW_BAG_ID_LENGTH + 1];

  if (address->number == 0 && row->bag_id == 0)
    return g_strdup_printf ("(%.0f, %.0f)", row->x, row->y);
  if (address->number == 0)
    {
      lw_bag_id_format (row->bag_id, id);
      return g_strdup (id);
    }
  if (address->postcode[0] == '\0')
    return g_strdup_printf ("%s %d%s%s%s%s%s", row->street, address->number, address->letter,
                            address->suffix[0] != '\0' ? "-" : "", address->suffix, row->place != NULL ? ", " : "",
                            row->place != NULL ? row->place : "");
  return g_strdup_printf ("%s %d%s%s%s", address->postcode, address->number, address->letter,
                          address->suffix[0] != '\0' ? "-" : "", address->suffix);
}

/**
 * lw_vacancy_list_free:
 * @list: (transfer full) (nullable): a list
 */
void
lw_vacancy_list_free (LwVacancyList *list)
{
  if (list == NULL)
    return;
  g_free (list->name);
  g_array_unref (list->rows);
  g_clear_pointer (&list->facts, lw_offices_unref);
  lw_dictionary_unref (list->sources);
  g_string_chunk_free (list->names);
  g_free (list);
}

/* What the first pass collects. */
typedef struct {
  LwNumberSurvey numbers[LW_N_VACANCY_FIELDS];
  LwDateSurvey dates[LW_N_VACANCY_FIELDS];
  guint64 n_long_ids;
  guint64 n_rounded_ids;
} Survey;

static void
survey_row (Survey *survey, LwCsvReader *reader, const LwVacancyMapping *mapping)
{
  static const LwVacancyField numbers[]
      = { LW_VACANCY_VACANT_M2, LW_VACANCY_RATE,     LW_VACANCY_FLOOR_AREA_M2, LW_VACANCY_X,
          LW_VACANCY_Y,         LW_VACANCY_LONGITUDE, LW_VACANCY_LATITUDE };
  static const LwVacancyField dates[] = { LW_VACANCY_SINCE, LW_VACANCY_REFERENCE_DATE };
  LwBagId id;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (mapping->columns[numbers[i]] >= 0)
        lw_number_survey_add (&survey->numbers[numbers[i]],
                              lw_csv_reader_get_cell (reader, (guint)mapping->columns[numbers[i]]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      if (mapping->columns[dates[i]] >= 0)
        lw_date_survey_add (&survey->dates[dates[i]],
                            lw_csv_reader_get_cell (reader, (guint)mapping->columns[dates[i]]));
    }
  if (mapping->columns[LW_VACANCY_BAG_ID] < 0)
    return;
  lw_cell_parse_bag_id (lw_csv_reader_get_cell (reader, (guint)mapping->columns[LW_VACANCY_BAG_ID]), &id);
  if (id >= 1000000000000000ull)
    {
      survey->n_long_ids++;
      survey->n_rounded_ids += id % 10 == 0;
    }
}

/* The verdict of all columns together serves the column that has none; then the separator tells the country.
 */
static LwDecimal
decide_file_decimal (const Survey *survey, LwCsvReader *reader)
{
  LwNumberSurvey all = { 0 };

  for (guint field = 0; field < LW_N_VACANCY_FIELDS; field++)
    {
      all.comma += survey->numbers[field].comma;
      all.point += survey->numbers[field].point;
    }
  return lw_number_survey_decide (&all, lw_csv_reader_get_separator (reader) == ',' ? LW_DECIMAL_POINT
                                                                                    : LW_DECIMAL_COMMA);
}

static void
note (LwVacancyReading *reading,
      const char *code,
      LwImportSeverity severity,
      LwVacancyField field,
      const char *format,
      const char *advice)
{
  g_autofree char *what = g_strdup_printf ("%s: %s", lw_vacancy_reading_get_heading (reading, field), format);

  lw_import_report_add_problem (reading->report, severity, code, lw_csv_reader_get_name (reading->reader), 0,
                                what, advice);
}

/* A column called "Leegstand" may hold 0,25 for a quarter; one that names m² does not. */
static gboolean
is_share (LwVacancyReading *reading, const LwNumberSurvey *numbers)
{
  const char *heading = lw_vacancy_reading_get_heading (reading, LW_VACANCY_VACANT_M2);

  return reading->options->mapping.columns[LW_VACANCY_VACANT_M2] >= 0
         && reading->options->mapping.columns[LW_VACANCY_RATE] < 0 && numbers->n_fraction > 0 && numbers->n_over_one == 0
         && strcasestr (heading, "m2") == NULL && strstr (heading, "m\xc2\xb2") == NULL
         && reading->options->mapping.measure == LW_AREA_UNKNOWN;
}

/* Turns the survey into the way in which rows are read, and tells what is not obvious. */
static void
decide (LwVacancyReading *reading, const Survey *survey)
{
  const LwVacancyOptions *options = reading->options;
  LwDecimal file = decide_file_decimal (survey, reading->reader);
  const LwNumberSurvey *rate = &survey->numbers[LW_VACANCY_RATE];

  for (guint field = 0; field < LW_N_VACANCY_FIELDS; field++)
    {
      const LwDateSurvey *dates = &survey->dates[field];

      reading->decimals[field] = options->decimal != LW_DECIMAL_UNKNOWN
                                     ? options->decimal
                                     : lw_number_survey_decide (&survey->numbers[field], file);
      reading->styles[field].epoch_1904 = options->epoch_1904;
      reading->styles[field].month_first = options->dates == LW_DATE_ORDER_FOUND
                                               ? dates->month_first > 0 && dates->day_first == 0
                                               : options->dates == LW_DATE_ORDER_MONTH_FIRST;
      if (reading->styles[field].month_first && options->dates == LW_DATE_ORDER_FOUND)
        note (reading, "month-first", LW_IMPORT_WARNING, field,
              _ ("the dates have the month first, as in 12/31/2024, and are read like that"),
              _ ("If that is wrong, write the dates as 31-12-2024 or 2024-12-31"));
    }
  reading->rate_is_fraction = rate->n > 0 && rate->n_percent == 0 && rate->n_over_one == 0;
  if (reading->rate_is_fraction && rate->n_fraction > 0)
    note (reading, "fraction", LW_IMPORT_NOTE, LW_VACANCY_RATE,
          _ ("all numbers lie between 0 and 1, so 0.25 is read as a quarter"), NULL);
  reading->vacant_is_share = is_share (reading, &survey->numbers[LW_VACANCY_VACANT_M2]);
  if (reading->vacant_is_share)
    note (reading, "vacant-share", LW_IMPORT_WARNING, LW_VACANCY_VACANT_M2,
          _ ("all numbers lie between 0 and 1, so they are read as shares of the office: 0.25 is a quarter"),
          _ ("If they are m², write so in the heading"));
  if (survey->n_long_ids >= MIN_ROUNDED_IDS && survey->n_rounded_ids == survey->n_long_ids)
    note (reading, "id-rounded", LW_IMPORT_WARNING, LW_VACANCY_BAG_ID,
          _ ("all long identifications end in 0: a spreadsheet has probably rounded them to 15 digits"),
          _ ("Ask for the list with the identifications as text, or match by postcode and house number"));
  if (options->mapping.supply)
    note (reading, "supply", LW_IMPORT_WARNING, LW_VACANCY_VACANT_M2,
          _ ("supply is read as vacancy, although it also counts space that is still in use"),
          _ ("Prefer a column with the m² that really stand empty"));
}

/* @n: rows of this pass, of which @what says what it is for */
static void
tell_progress (const LwVacancyReading *reading, const char *what, guint64 n, LwProgressFunc progress, gpointer data)
{
  guint64 size, done;

  if (progress == NULL || n % PROGRESS_ROWS != 0)
    return;
  done = lw_csv_reader_get_position (reading->reader, &size);
  progress (n == 0 ? what : NULL, done, size, LW_PROGRESS_BYTES, data);
}

/* The first pass. */
static gboolean
survey_file (LwVacancyReading *reading, LwProgressFunc progress, gpointer data, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GError) local = NULL;
  Survey survey;

  memset (&survey, 0, sizeof survey);
  for (guint n = 0; n < SURVEY_ROWS && lw_csv_reader_next (reading->reader, cancellable, &local); n++)
    {
      tell_progress (reading, _ ("Finding out how numbers and dates are written"), n, progress, data);
      survey_row (&survey, reading->reader, &reading->options->mapping);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  decide (reading, &survey);
  return lw_csv_reader_rewind (reading->reader, cancellable, error);
}

static void
count_rows (LwVacancyReading *reading, LwVacancyList *list)
{
  guint64 n_rejected = 0;

  for (guint i = 0; i < list->rows->len; i++)
    n_rejected += g_array_index (list->rows, LwVacancyRow, i).rejected;
  lw_import_report_count (reading->report, LW_IMPORT_READ, "rows", _ ("Rows of the list"),
                          list->rows->len + list->n_others + list->n_not_offices + list->n_between);
  if (list->n_between > 0)
    lw_import_report_count (reading->report, LW_IMPORT_SKIPPED, "between",
                            _ ("Totals, notes, headings and empty rows"), list->n_between);
  if (list->n_not_offices > 0)
    lw_import_report_count (reading->report, LW_IMPORT_SKIPPED, "not-office",
                            _ ("Rows about something else than an office"), list->n_not_offices);
  if (list->n_others > 0)
    lw_import_report_count (reading->report, LW_IMPORT_SKIPPED, "other-objects",
                            _ ("Rows about objects that are not in the document"), list->n_others);
  if (n_rejected > 0)
    lw_import_report_count (reading->report, LW_IMPORT_REJECTED, "row-unusable",
                            _ ("Rows that name no office"), n_rejected);
  if (reading->n_marked > 0)
    lw_import_report_count (reading->report, LW_IMPORT_MARKED, "value-left-out",
                            _ ("Rows read without a value that cannot be right"), reading->n_marked);
}

/* A row of a file of the whole country, about an object that the document does not have: told before anything else of
 * it is read, since most rows are like that. */
static gboolean
is_other (const LwVacancyList *list, const LwVacancyOptions *options, LwCsvReader *reader)
{
  int column = options->mapping.columns[LW_VACANCY_BAG_ID];
  LwBagId id = 0;

  if (options->only == NULL || list->has_vacancy || column < 0)
    return FALSE;
  lw_cell_parse_bag_id (lw_csv_reader_get_cell (reader, (guint)column), &id);
  return id != 0 && lw_bag_id_type (id) == LW_BAG_TYPE_OBJECT && lw_id_map_find (options->only, id) == LW_ID_MAP_NONE;
}

/* The day that stands above the headings serves rows without one, unless the caller knows better. */
static void
set_date (LwVacancyList *list, LwVacancyOptions *options, LwCsvReader *reader, LwImportReport *report)
{
  g_autofree char *day = NULL, *what = NULL;

  list->date = options->reference_date;
  if (list->date != LW_DATE_UNKNOWN || lw_csv_reader_get_preamble_date (reader) == LW_DATE_UNKNOWN)
    return;
  list->date = options->reference_date = lw_csv_reader_get_preamble_date (reader);
  day = lw_date_to_iso (list->date);
  /* Translators: %s is a date */
  what = g_strdup_printf (_ ("The date %s stands above the headings and is taken as that of the list"), day);
  lw_import_report_add_problem (report, LW_IMPORT_NOTE, "preamble-date", list->name, 0, what, NULL);
}

static void
keep_style (const LwVacancyReading *reading, LwVacancyStyle *style)
{
  memcpy (style->decimals, reading->decimals, sizeof style->decimals);
  memcpy (style->dates, reading->styles, sizeof style->dates);
  style->rate_is_fraction = reading->rate_is_fraction;
}

static gboolean
check_options (LwCsvReader *reader, const LwVacancyOptions *options, GError **error)
{
  g_autofree char *missing = lw_vacancy_mapping_get_missing (&options->mapping);

  if (missing != NULL)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID, "%s: %s", lw_csv_reader_get_name (reader), missing);
      return FALSE;
    }
  if (lw_vacancy_mapping_has_vacancy (&options->mapping) && options->mapping.columns[LW_VACANCY_REFERENCE_DATE] < 0
      && options->reference_date == LW_DATE_UNKNOWN
      && lw_csv_reader_get_preamble_date (reader) == LW_DATE_UNKNOWN)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   /* Translators: file name */
                   _ ("%s: no column tells the reference date; give the date that the list stands for"),
                   lw_csv_reader_get_name (reader));
      return FALSE;
    }
  return TRUE;
}

/* The second pass. */
static gboolean
read_rows (LwVacancyReading *reading, LwVacancyList *list, LwProgressFunc progress, gpointer data,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  for (guint64 n = 0; lw_csv_reader_next (reading->reader, cancellable, &local); n++)
    {
      LwVacancyRow row;

      tell_progress (reading, _ ("Reading the vacancy list"), n, progress, data);
      if (is_other (list, reading->options, reading->reader))
        {
          list->n_others++;
          continue;
        }
      lw_vacancy_row_read (reading, &row);
      list->n_not_offices += row.not_office;
      list->n_between += row.between;
      if (row.not_office || row.between)
        continue;
      g_array_append_val (list->rows, row);
      lw_vacancy_facts_read (reading, &row);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * lw_vacancy_list_read:
 * @reader: the CSV file, before its first row
 * @options: how to read it
 * @report: where counts and problems go
 * @progress: (nullable) (scope call): is told bytes read
 * @data: for @progress
 * @cancellable: (nullable): to stop early
 * @error: return location for an error
 *
 * Reads all rows. Negative or impossible m², more m² vacant than the list's floor area, dates in the future
 * or before their time, and words that mean no label or owner are left out of their row; which office a row
 * means twice is left to the join.
 *
 * Returns: (transfer full) (nullable): the list; %NULL if the file cannot be read, no column names the office
 *   (%LW_ERROR_INVALID), or nothing tells the reference date (%LW_ERROR_ARGUMENT)
 */
LwVacancyList *
lw_vacancy_list_read (LwCsvReader *reader,
                      const LwVacancyOptions *options,
                      LwImportReport *report,
                      LwProgressFunc progress,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (LwVacancyList) list = NULL;
  LwVacancyOptions dated = *options;
  LwVacancyReading reading;
  gboolean sound;

  g_return_val_if_fail (reader != NULL && options != NULL && report != NULL, NULL);
  if (!check_options (reader, options, error))
    return NULL;
  list = g_new0 (LwVacancyList, 1);
  list->name = g_strdup (lw_csv_reader_get_name (reader));
  list->rows = g_array_new (FALSE, FALSE, sizeof (LwVacancyRow));
  list->sources = lw_dictionary_new ();
  list->names = g_string_chunk_new (4096);
  list->tells_facts = lw_vacancy_facts_are_mapped (&options->mapping);
  list->has_vacancy = lw_vacancy_mapping_has_vacancy (&options->mapping);
  list->has_streets = options->mapping.columns[LW_VACANCY_STREET] >= 0;
  list->has_towns = options->mapping.columns[LW_VACANCY_TOWN] >= 0;
  set_date (list, &dated, reader, report);
  lw_vacancy_reading_init (&reading, reader, &dated, report, list->sources);
  list->default_source = reading.default_source;
  reading.names = list->names;
  sound = survey_file (&reading, progress, data, cancellable, error)
          && read_rows (&reading, list, progress, data, cancellable, error);
  keep_style (&reading, &list->style);
  sound = sound && lw_vacancy_positions_settle (&reading, list, error);
  if (sound)
    {
      lw_vacancy_facts_place (&reading, list);
      list->facts = lw_offices_builder_end (reading.facts);
      count_rows (&reading, list);
    }
  lw_vacancy_reading_clear (&reading);
  return sound ? g_steal_pointer (&list) : NULL;
}

static GStrv
copy_row (LwCsvReader *reader)
{
  guint n = lw_csv_reader_get_n_columns (reader);
  GStrv cells = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    cells[i] = g_strdup (lw_csv_reader_get_cell (reader, i));
  return cells;
}

static void
free_row (gpointer row)
{
  g_strfreev (row);
}

/**
 * lw_vacancy_preview_new:
 * @reader: a list, before its first row
 * @cancellable: (nullable): to stop early
 * @error: return location for an error
 *
 * Reads the beginning of a list, for a dialog in which people check and mend the mapping.
 *
 * Returns: (transfer full) (nullable): the preview
 */
LwVacancyPreview *
lw_vacancy_preview_new (LwCsvReader *reader, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwVacancyPreview) preview = g_new0 (LwVacancyPreview, 1);
  g_autoptr (GError) local = NULL;
  guint n = lw_csv_reader_get_n_columns (reader);

  preview->encoding = lw_csv_reader_get_encoding (reader);
  preview->separator = lw_csv_reader_get_separator (reader);
  preview->headings = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    preview->headings[i] = g_strdup (lw_csv_reader_get_heading (reader, i));
  preview->heading_record = lw_csv_reader_get_heading_record (reader);
  preview->rows = g_ptr_array_new_with_free_func (free_row);
  preview->lines = g_array_new (FALSE, FALSE, sizeof (guint64));
  while (preview->rows->len < LW_VACANCY_PREVIEW_ROWS && lw_csv_reader_next (reader, cancellable, &local))
    {
      guint64 line = lw_csv_reader_get_line (reader);

      g_ptr_array_add (preview->rows, copy_row (reader));
      g_array_append_val (preview->lines, line);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  lw_vacancy_mapping_guess (&preview->mapping, reader);
  lw_vacancy_content_guess (&preview->mapping, reader);
  preview->missing = lw_vacancy_mapping_get_missing (&preview->mapping);
  preview->signature = lw_csv_reader_get_signature (reader);
  return g_steal_pointer (&preview);
}

/**
 * lw_vacancy_preview_free:
 * @preview: (transfer full) (nullable): a preview
 */
void
lw_vacancy_preview_free (LwVacancyPreview *preview)
{
  if (preview == NULL)
    return;
  g_strfreev (preview->headings);
  g_ptr_array_unref (preview->rows);
  g_array_unref (preview->lines);
  g_free (preview->missing);
  g_free (preview->signature);
  g_free (preview);
}

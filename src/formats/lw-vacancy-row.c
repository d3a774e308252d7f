/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-row: see lw-vacancy-row.h. Each check says which column, which value and what to do. */
#include "formats/lw-vacancy-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/lw-vacancy-between.h"
#include "formats/lw-vacancy-position.h"
#include "formats/lw-vacancy-word.h"

#define MAX_AREA_M2 2e6    /* more than any building of the country */
#define AREA_TOLERANCE 0.5 /* m², from rounding */
#define MAX_SHOWN 40       /* characters of a cell that a message shows */
#define FIRST_REFERENCE_YEAR 1980
#define NO_CODE 255

/**
 * lw_vacancy_reading_init:
 * @reading: (out): the state of reading; free it with lw_vacancy_reading_clear()
 * @reader: the file
 * @options: how to read it
 * @report: where problems go
 * @sources: where sources go
 */
void
lw_vacancy_reading_init (LwVacancyReading *reading,
                         LwCsvReader *reader,
                         const LwVacancyOptions *options,
                         LwImportReport *report,
                         LwDictionary *sources)
{
  memset (reading, 0, sizeof *reading);
  reading->reader = reader;
  reading->options = options;
  reading->report = report;
  reading->sources = sources;
  reading->default_source = lw_dictionary_intern (
      sources, options->source != NULL ? options->source : lw_csv_reader_get_name (reader));
  reading->facts = lw_offices_builder_new (0);
  for (guint kind = 0; kind < LW_N_CODE_KINDS; kind++)
    reading->codes[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * lw_vacancy_reading_clear:
 * @reading: the state of reading
 */
void
lw_vacancy_reading_clear (LwVacancyReading *reading)
{
  for (guint kind = 0; kind < LW_N_CODE_KINDS; kind++)
    g_clear_pointer (&reading->codes[kind], g_hash_table_unref);
  g_clear_pointer (&reading->facts, lw_offices_builder_free);
}

/**
 * lw_vacancy_reading_get_heading:
 *
 * Returns: (transfer none): the heading of the column that holds @field, or the field's name if there is none
 */
const char *
lw_vacancy_reading_get_heading (LwVacancyReading *reading, LwVacancyField field)
{
  int column = reading->options->mapping.columns[field];

  return column >= 0 ? lw_csv_reader_get_heading (reading->reader, (guint)column)
                     : lw_vacancy_field_label (field);
}

/** lw_vacancy_reading_get_cell: the cell of the current row that holds @field, "" where there is no such column */
const char *
lw_vacancy_reading_get_cell (LwVacancyReading *reading, LwVacancyField field)
{
  int column = reading->options->mapping.columns[field];

  return column >= 0 ? lw_csv_reader_get_cell (reading->reader, (guint)column) : "";
}

static void
add_problem (LwVacancyReading *reading,
             LwImportSeverity severity,
             const char *code,
             const char *what,
             const char *advice)
{
  lw_import_report_add_problem (reading->report, severity, code, lw_csv_reader_get_name (reading->reader),
                                lw_csv_reader_get_line (reading->reader), what, advice);
}

static char *
shorten (const char *cell)
{
  const char *end = cell;

  for (guint n = 0; n < MAX_SHOWN && *end != '\0'; n++)
    end = g_utf8_next_char (end);
  return *end == '\0' ? g_strdup (cell) : g_strdup_printf ("%.*s…", (int)(end - cell), cell);
}

/** lw_vacancy_reading_leave_out: reports a value that is left out of its row; @wrong is a whole clause, translated ("is
 * negative") */
void
lw_vacancy_reading_leave_out (LwVacancyReading *reading, LwVacancyField field, const char *code, const char *wrong)
{
  g_autofree char *value = shorten (lw_vacancy_reading_get_cell (reading, field));
  /* Translators: heading of a column; the value in it; what is wrong with it ("is negative") */
  g_autofree char *what
      = g_strdup_printf (_ ("%s: “%s” %s"), lw_vacancy_reading_get_heading (reading, field), value, wrong);
  guint64 line = lw_csv_reader_get_line (reading->reader);

  if (line != reading->marked_line)
    reading->n_marked++;
  reading->marked_line = line;
  add_problem (reading, LW_IMPORT_WARNING, code, what,
               _ ("The row is read without this value; mend it in the list"));
}

/* Reports something about a value that is used all the same. */
static void
remark (LwVacancyReading *reading, LwVacancyField field, const char *code, const char *remark_text)
{
  g_autofree char *value = shorten (lw_vacancy_reading_get_cell (reading, field));
  g_autofree char *what = g_strdup_printf (_ ("%s: “%s” %s"), lw_vacancy_reading_get_heading (reading, field),
                                           value, remark_text);

  add_problem (reading, LW_IMPORT_NOTE, code, what, NULL);
}

static double
read_area (LwVacancyReading *reading, LwVacancyField field)
{
  double area;
  LwUnit unit;

  switch (lw_cell_parse_number (lw_vacancy_reading_get_cell (reading, field), reading->decimals[field], &area, &unit))
    {
    case LW_CELL_UNKNOWN:
      return NAN;
    case LW_CELL_INVALID:
      lw_vacancy_reading_leave_out (reading, field, "not-a-number", _ ("is no number"));
      return NAN;
    case LW_CELL_VALUE:
    default:
      break;
    }
  if (unit == LW_UNIT_HECTARE)
    area *= LW_M2_PER_HECTARE;
  if (unit == LW_UNIT_PERCENT || unit == LW_UNIT_EURO)
    lw_vacancy_reading_leave_out (reading, field, "unit", _ ("is no number of m²"));
  else if (area < 0)
    lw_vacancy_reading_leave_out (reading, field, "negative", _ ("is negative"));
  else if (area > MAX_AREA_M2)
    lw_vacancy_reading_leave_out (reading, field, "too-large", _ ("is more m² than any building has"));
  else
    {
      if (lw_cell_is_rough (lw_vacancy_reading_get_cell (reading, field)))
        remark (reading, field, "rough", _ ("is a rough number; it is taken as it stands"));
      return area;
    }
  return NAN;
}

static double
read_rate (LwVacancyReading *reading)
{
  double rate;
  LwUnit unit;

  switch (lw_cell_parse_number (lw_vacancy_reading_get_cell (reading, LW_VACANCY_RATE), reading->decimals[LW_VACANCY_RATE],
                                &rate, &unit))
    {
    case LW_CELL_UNKNOWN:
      return NAN;
    case LW_CELL_INVALID:
      lw_vacancy_reading_leave_out (reading, LW_VACANCY_RATE, "not-a-number", _ ("is no number"));
      return NAN;
    case LW_CELL_VALUE:
    default:
      break;
    }
  if (!reading->rate_is_fraction || unit == LW_UNIT_PERCENT)
    rate /= 100;
  if (rate < 0)
    lw_vacancy_reading_leave_out (reading, LW_VACANCY_RATE, "negative", _ ("is negative"));
  else if (rate > 1)
    lw_vacancy_reading_leave_out (reading, LW_VACANCY_RATE, "too-large", _ ("is more than the whole office"));
  else
    return rate;
  return NAN;
}

static void
remark_rough_date (LwVacancyReading *reading, LwVacancyField field, LwDate date)
{
  g_autofree char *day = lw_date_to_iso (date);
  /* Translators: %s is a date */
  g_autofree char *text = g_strdup_printf (_ ("is a rough date; it is read as %s"), day);

  remark (reading, field, "rough-date", text);
}

static LwDate
read_date (LwVacancyReading *reading, LwVacancyField field)
{
  LwDate date;
  LwDatePrecision precision = LW_DATE_DAY;

  if (lw_cell_parse_date (lw_vacancy_reading_get_cell (reading, field), &reading->styles[field], &date, &precision)
      == LW_CELL_INVALID)
    lw_vacancy_reading_leave_out (reading, field, "not-a-date", _ ("is no date; write it as 31-12-2024"));
  if (date == LW_DATE_UNKNOWN)
    return date;
  if (date > reading->options->today)
    {
      lw_vacancy_reading_leave_out (reading, field, "future", _ ("lies in the future"));
      return LW_DATE_UNKNOWN;
    }
  if (precision == LW_DATE_MONTH)
    remark (reading, field, "month-only", _ ("is only a month; it is read as the month's first day"));
  else if (precision == LW_DATE_YEAR)
    remark (reading, field, "year-only", _ ("is only a year; it is read as 1 January"));
  else if (precision == LW_DATE_ROUGH)
    remark_rough_date (reading, field, date);
  return date;
}

static guint8
look_up (LwVacancyReading *reading, LwCodeKind kind, const char *cell)
{
  gpointer known;
  guint8 code = NO_CODE;

  if (g_hash_table_lookup_extended (reading->codes[kind], cell, NULL, &known))
    return (guint8)GPOINTER_TO_UINT (known);
  if (lw_cell_is_unknown (cell) || g_ascii_strcasecmp (cell, "geen label") == 0)
    code = 0;
  else if (!lw_codes_parse (kind, cell, &code))
    code = NO_CODE;
  if (g_hash_table_size (reading->codes[kind]) < 10000)
    g_hash_table_insert (reading->codes[kind], g_strdup (cell), GUINT_TO_POINTER (code));
  return code;
}

/** lw_vacancy_reading_read_code: the code that a cell means, 0 with a report where it means none */
guint8
lw_vacancy_reading_read_code (LwVacancyReading *reading, LwVacancyField field, LwCodeKind kind, const char *wrong)
{
  const char *cell = lw_vacancy_reading_get_cell (reading, field);
  guint8 code = *cell == '\0' ? 0 : look_up (reading, kind, cell);

  if (code != NO_CODE)
    return code;
  lw_vacancy_reading_leave_out (reading, field, "unknown-word", wrong);
  return 0;
}

/* An identification that cannot be used is told apart by what to do about it. */
static void
reject_id (LwVacancyReading *reading, LwIdCheck check)
{
  switch (check)
    {
    case LW_ID_SCIENTIFIC:
      lw_vacancy_reading_leave_out (
          reading, LW_VACANCY_BAG_ID, "id-scientific",
          _ ("was shortened by a spreadsheet and its last digits are lost; ask for the list again with "
             "this column as text"));
      break;
    case LW_ID_LENGTH:
      lw_vacancy_reading_leave_out (reading, LW_VACANCY_BAG_ID, "id-length", _ ("is no BAG id, which has 16 digits"));
      break;
    case LW_ID_NO_DIGITS:
      lw_vacancy_reading_leave_out (reading, LW_VACANCY_BAG_ID, "id-no-digits", _ ("is no BAG id, which has only digits"));
      break;
    case LW_ID_GOOD:
    case LW_ID_PADDED:
    case LW_ID_UNKNOWN:
    default:
      break;
    }
}

static void
read_id (LwVacancyReading *reading, LwVacancyRow *row)
{
  LwIdCheck check = lw_cell_parse_bag_id (lw_vacancy_reading_get_cell (reading, LW_VACANCY_BAG_ID), &row->bag_id);

  if (check == LW_ID_PADDED)
    remark (reading, LW_VACANCY_BAG_ID, "id-padded", _ ("has lost leading zeros; they were put back"));
  else if (check != LW_ID_GOOD)
    reject_id (reading, check);
  if (row->bag_id == 0)
    return;
  switch (lw_bag_id_type (row->bag_id))
    {
    case LW_BAG_TYPE_OBJECT:
      return;
    case LW_BAG_TYPE_BUILDING:
      lw_vacancy_reading_leave_out (reading, LW_VACANCY_BAG_ID, "id-building",
                 _ ("is the id of a building (pand), not of a unit in it (verblijfsobject)"));
      break;
    case LW_BAG_TYPE_ADDRESS:
      lw_vacancy_reading_leave_out (reading, LW_VACANCY_BAG_ID, "id-address",
                 _ ("is the id of an address (nummeraanduiding), not of a unit (verblijfsobject)"));
      break;
    case LW_BAG_TYPE_BERTH:
    case LW_BAG_TYPE_PITCH:
    case LW_BAG_TYPE_STREET:
    case LW_BAG_TYPE_UNKNOWN:
    default:
      lw_vacancy_reading_leave_out (reading, LW_VACANCY_BAG_ID, "id-type",
                 _ ("is no id of a unit (verblijfsobject): its digits 5 and 6 are not 01"));
      break;
    }
  row->bag_id = 0;
}

/* House number, letter and suffix from their own columns. */
static gboolean
read_number (LwVacancyReading *reading, LwAddress *address)
{
  g_autofree char *number = lw_cell_clean (lw_vacancy_reading_get_cell (reading, LW_VACANCY_HOUSE_NUMBER));
  const char *letter = lw_vacancy_reading_get_cell (reading, LW_VACANCY_HOUSE_LETTER);
  const char *suffix = lw_vacancy_reading_get_cell (reading, LW_VACANCY_HOUSE_SUFFIX);
  char folded[LW_SUFFIX_LENGTH];

  if (!lw_address_parse_number (number, address))
    return FALSE;
  lw_address_fold (letter, folded);
  if (folded[0] != '\0' && folded[1] == '\0')
    memcpy (address->letter, folded, 2);
  else if (folded[0] != '\0')
    memcpy (address->suffix, folded, LW_SUFFIX_LENGTH);
  lw_address_fold (suffix, folded);
  /* A list without a column of letters writes them as suffix. */
  if (g_ascii_isalpha (folded[0]) && folded[1] == '\0' && address->letter[0] == '\0'
      && reading->options->mapping.columns[LW_VACANCY_HOUSE_LETTER] < 0)
    memcpy (address->letter, folded, 2);
  else if (folded[0] != '\0')
    memcpy (address->suffix, folded, LW_SUFFIX_LENGTH);
  return TRUE;
}

/* Postcode and number, from their own columns or from one. */
static gboolean
read_postcode_address (LwVacancyReading *reading, LwAddress *address)
{
  const char *postcode = lw_vacancy_reading_get_cell (reading, LW_VACANCY_POSTCODE);
  const char *whole = lw_vacancy_reading_get_cell (reading, LW_VACANCY_ADDRESS);
  g_autofree char *joined = NULL;

  if (lw_address_parse_postcode (postcode, address->postcode) && read_number (reading, address))
    return TRUE;
  if (lw_address_parse (whole, address))
    return TRUE;
  joined = *whole != '\0' && *postcode != '\0' ? g_strconcat (whole, " ", postcode, NULL) : NULL;
  return joined != NULL && lw_address_parse (joined, address);
}

static const char *
keep_name (LwVacancyReading *reading, const char *name)
{
  g_autofree char *clean = name != NULL && !lw_cell_is_unknown (name) ? lw_cell_clean (name) : NULL;

  return clean != NULL && *clean != '\0' ? g_string_chunk_insert_const (reading->names, clean) : NULL;
}

/* Street, number and place, where @found says that there is no postcode with a number; else street and place alone. */
static gboolean
read_street_address (LwVacancyReading *reading, LwVacancyRow *row, gboolean found)
{
  g_autofree char *street = NULL, *town = NULL;
  LwAddress address;

  row->street = keep_name (reading, lw_vacancy_reading_get_cell (reading, LW_VACANCY_STREET));
  row->place = keep_name (reading, lw_vacancy_reading_get_cell (reading, LW_VACANCY_TOWN));
  if (row->place == NULL)
    row->place = keep_name (reading, lw_vacancy_reading_get_cell (reading, LW_VACANCY_MUNICIPALITY));
  if (row->street != NULL && !found && read_number (reading, &row->address))
    found = TRUE;
  if (row->street == NULL
      && lw_address_split (lw_vacancy_reading_get_cell (reading, LW_VACANCY_ADDRESS), &address, &street, &town))
    {
      row->street = keep_name (reading, street);
      if (row->place == NULL)
        row->place = keep_name (reading, town);
      if (!found && row->street != NULL)
        row->address = address;
      found |= row->street != NULL;
    }
  if (row->street == NULL)
    row->place = NULL;
  return found;
}

/* The address is the second key: it is only needed, and only complained of, where there is no identification.
 */
static void
read_address (LwVacancyReading *reading, LwVacancyRow *row)
{
  gboolean found = read_postcode_address (reading, &row->address);

  if (!found)
    memset (&row->address, 0, sizeof row->address);
  if (!read_street_address (reading, row, found))
    memset (&row->address, 0, sizeof row->address);
  else if (row->address.range_end != 0 && row->bag_id == 0)
    remark (reading,
            reading->options->mapping.columns[LW_VACANCY_HOUSE_NUMBER] >= 0 ? LW_VACANCY_HOUSE_NUMBER
                                                                            : LW_VACANCY_ADDRESS,
            "number-range", _ ("is a range of house numbers; the first is used"));
}

/* How a word in place of m² is read is told once for each kind of word. */
static void
tell_word (LwVacancyReading *reading, LwVacancyField field, LwVacancyWord word)
{
  if (reading->told_words & 1u << word)
    return;
  reading->told_words |= 1u << word;
  if (word == LW_VACANCY_WORD_OCCUPIED)
    remark (reading, field, "word-occupied", _ ("is read as nothing vacant, here and further on"));
  else if (word == LW_VACANCY_WORD_VACANT)
    remark (reading, field, "word-vacant", _ ("is read as the whole office, here and further on"));
  else
    remark (reading, field, "word-partly", _ ("does not say how much; the vacancy is unknown, here and further on"));
}

/* "40%" in a column of m² is a share of the office, where no other column tells one. */
static gboolean
is_share (LwVacancyReading *reading, double *share)
{
  LwUnit unit = LW_UNIT_NONE;

  if (reading->vacant_is_share
      && lw_cell_parse_number (lw_vacancy_reading_get_cell (reading, LW_VACANCY_VACANT_M2),
                               reading->decimals[LW_VACANCY_VACANT_M2], share, &unit)
             == LW_CELL_VALUE
      && *share >= 0 && *share <= 1)
    {
      *share *= 100;
      return TRUE;
    }
  return reading->options->mapping.columns[LW_VACANCY_RATE] < 0
         && lw_cell_parse_number (lw_vacancy_reading_get_cell (reading, LW_VACANCY_VACANT_M2),
                                  reading->decimals[LW_VACANCY_VACANT_M2], share, &unit)
                == LW_CELL_VALUE
         && unit == LW_UNIT_PERCENT && *share >= 0 && *share <= 100;
}

/* Vacant m² and share of the office; the floor area of the row is read already. */
static void
read_vacancy (LwVacancyReading *reading, LwVacancyRow *row)
{
  LwVacancyField field = reading->options->mapping.columns[LW_VACANCY_VACANT_M2] >= 0 ? LW_VACANCY_VACANT_M2 : LW_VACANCY_RATE;
  LwVacancyWord word = lw_vacancy_word_parse (lw_vacancy_reading_get_cell (reading, field), NULL);
  double share;

  if (word != LW_VACANCY_WORD_NONE)
    tell_word (reading, field, word);
  if (word == LW_VACANCY_WORD_NONE || field != LW_VACANCY_RATE)
    row->rate = read_rate (reading);
  if (word == LW_VACANCY_WORD_OCCUPIED)
    row->vacant_m2 = 0;
  else if (word == LW_VACANCY_WORD_VACANT && isnan (row->floor_area_m2))
    row->rate = 1;
  else if (word == LW_VACANCY_WORD_VACANT)
    row->vacant_m2 = row->floor_area_m2;
  else if (word == LW_VACANCY_WORD_NONE && is_share (reading, &share))
    row->rate = share / 100;
  else if (word == LW_VACANCY_WORD_NONE)
    row->vacant_m2 = read_area (reading, LW_VACANCY_VACANT_M2);
}

static void
read_facts (LwVacancyReading *reading, LwVacancyRow *row)
{
  row->floor_area_m2 = read_area (reading, LW_VACANCY_FLOOR_AREA_M2);
  read_vacancy (reading, row);
  row->measure = lw_vacancy_reading_read_code (reading, LW_VACANCY_AREA_MEASURE, LW_CODES_AREA_MEASURE,
                            _ ("is no measure of area; the measures are vvo, bvo, nvo and go"));
  if (row->measure == LW_AREA_UNKNOWN)
    row->measure = reading->options->mapping.measure;
  row->energy_label = lw_vacancy_reading_read_code (reading, LW_VACANCY_ENERGY_LABEL, LW_CODES_ENERGY_LABEL,
                                 _ ("is no energy label; the labels are A+++++ to G"));
  row->owner_type = lw_vacancy_reading_read_code (reading, LW_VACANCY_OWNER_TYPE, LW_CODES_OWNER_TYPE,
                               _ ("is no type of owner; the types are institutional, private, occupier and "
                                  "government"));
  if (row->vacant_m2 > row->floor_area_m2 + AREA_TOLERANCE)
    {
      lw_vacancy_reading_leave_out (reading, LW_VACANCY_VACANT_M2, "more-than-floor-area",
                 _ ("is more m² than the list gives the office as floor area"));
      row->vacant_m2 = row->rate = NAN;
    }
}

static void
read_dates (LwVacancyReading *reading, LwVacancyRow *row)
{
  row->reference_date = read_date (reading, LW_VACANCY_REFERENCE_DATE);
  if (row->reference_date != LW_DATE_UNKNOWN && lw_date_year (row->reference_date) < FIRST_REFERENCE_YEAR)
    {
      lw_vacancy_reading_leave_out (reading, LW_VACANCY_REFERENCE_DATE, "too-early", _ ("is too long ago for a reference date"));
      row->reference_date = LW_DATE_UNKNOWN;
    }
  if (row->reference_date == LW_DATE_UNKNOWN)
    row->reference_date = reading->options->reference_date;
  row->vacant_since = read_date (reading, LW_VACANCY_SINCE);
  if (row->vacant_since != LW_DATE_UNKNOWN && row->reference_date != LW_DATE_UNKNOWN
      && row->vacant_since > row->reference_date)
    {
      lw_vacancy_reading_leave_out (reading, LW_VACANCY_SINCE, "after-reference-date", _ ("is later than the reference date"));
      row->vacant_since = LW_DATE_UNKNOWN;
    }
}

static void
reject (LwVacancyReading *reading, LwVacancyRow *row, const char *code, const char *what, const char *advice)
{
  if (!row->rejected)
    add_problem (reading, LW_IMPORT_ERROR, code, what, advice);
  row->rejected = TRUE;
}

/* What is wrong with the row as text, before its cells mean anything. */
static void
judge_flags (LwVacancyReading *reading, LwVacancyRow *row)
{
  LwCsvFlags flags = lw_csv_reader_get_flags (reading->reader);
  guint n = lw_csv_reader_get_n_cells (reading->reader),
        columns = lw_csv_reader_get_n_columns (reading->reader);
  g_autofree char *what = NULL;

  if (flags == 0)
    return;
  if (flags & (LW_CSV_SHORT | LW_CSV_LONG))
    what = g_strdup_printf (
        /* Translators: number of cells; number of columns */
        _ ("The row has %u cells for %u columns"), n, columns);
  if (flags & LW_CSV_LONG)
    reject (
        reading, row, "row-long", what,
        _ ("The row is left out, because its cells may have shifted; put quotes around text that holds the "
           "separator"));
  if (flags & LW_CSV_SHORT)
    add_problem (reading, LW_IMPORT_WARNING, "row-short", what, _ ("The missing cells are taken as empty"));
  if (flags & LW_CSV_QUOTE)
    add_problem (reading, LW_IMPORT_WARNING, "row-quote", _ ("A quotation mark is opened and never closed"),
                 _ ("The line is read as if the mark were not there; check it"));
  if (flags & LW_CSV_NUL)
    add_problem (reading, LW_IMPORT_WARNING, "row-nul", _ ("The row holds NUL bytes, which were removed"),
                 _ ("The file may be damaged; check the row"));
  if (flags & LW_CSV_CHARACTER)
    add_problem (reading, LW_IMPORT_NOTE, "row-character", _ ("Characters of the row cannot be read"),
                 _ ("Choose another encoding"));
}

/* A register in columns holds dwellings and shops as well, and berths and pitches. */
static gboolean
is_no_office (LwVacancyReading *reading)
{
  const char *uses = lw_vacancy_reading_get_cell (reading, LW_VACANCY_USES);
  const char *office = lw_vacancy_reading_get_cell (reading, LW_VACANCY_OFFICE_USE);
  LwBagId id;

  lw_cell_parse_bag_id (lw_vacancy_reading_get_cell (reading, LW_VACANCY_BAG_ID), &id);
  if (lw_bag_id_type (id) == LW_BAG_TYPE_BERTH || lw_bag_id_type (id) == LW_BAG_TYPE_PITCH)
    return TRUE;
  if (!lw_cell_is_unknown (office) && look_up (reading, LW_CODES_YES_NO, office) == LW_NO)
    return TRUE;
  return !lw_cell_is_unknown (uses) && strcasestr (uses, "kantoor") == NULL && strcasestr (uses, "office") == NULL;
}

static void
tell_between (LwVacancyReading *reading)
{
  const char *cell = "";
  g_autofree char *text = NULL, *what = NULL;

  for (guint i = 0; i < lw_csv_reader_get_n_cells (reading->reader) && *cell == '\0'; i++)
    cell = lw_csv_reader_get_cell (reading->reader, i);
  if (*cell == '\0')
    return;
  text = shorten (cell);
  /* Translators: the first cell of a row */
  what = g_strdup_printf (_ ("The row “%s” names no office and is passed over as a total, note or heading"), text);
  add_problem (reading, LW_IMPORT_NOTE, "between", what, NULL);
}

/**
 * lw_vacancy_row_read:
 * @reading: the state of reading, its reader standing on a row
 * @row: (out): the row
 *
 * Reads and checks the current row.
 */
void
lw_vacancy_row_read (LwVacancyReading *reading, LwVacancyRow *row)
{
  g_autofree char *source = lw_cell_clean (lw_vacancy_reading_get_cell (reading, LW_VACANCY_SOURCE));

  memset (row, 0, sizeof *row);
  row->line = lw_csv_reader_get_line (reading->reader);
  row->vacant_m2 = row->rate = row->floor_area_m2 = row->x = row->y = NAN;
  row->vacant_since = row->reference_date = LW_DATE_UNKNOWN;
  row->between = lw_vacancy_row_is_between (reading);
  if (row->between)
    {
      tell_between (reading);
      return;
    }
  row->not_office = is_no_office (reading);
  if (row->not_office)
    return;
  judge_flags (reading, row);
  if (row->rejected)
    return;
  read_id (reading, row);
  read_address (reading, row);
  read_dates (reading, row);
  read_facts (reading, row);
  lw_vacancy_position_read (reading, row);
  row->source = *source != '\0' ? lw_dictionary_intern (reading->sources, source) : reading->default_source;
  if (row->bag_id == 0 && row->address.number == 0 && isnan (row->x))
    reject (reading, row, "row-no-office",
            _ ("The row has neither a usable BAG id nor a postcode or street with house number"),
            _ ("Complete one of them in the list"));
  else if (row->reference_date == LW_DATE_UNKNOWN && lw_vacancy_mapping_has_vacancy (&reading->options->mapping))
    reject (reading, row, "row-no-date", _ ("The row has no usable reference date"),
            _ ("Complete it in the list, or give one date for all rows"));
}

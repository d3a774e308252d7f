/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Vacancy lists: columns found by their headings or by a mapping, values checked row by row, previews. */
#include <math.h>
#include <string.h>

#include "formats/lw-vacancy-list.h"
#include "model/lw-error.h"

static LwCsvReader *
open_text (const char *text)
{
  g_autoptr (GInputStream) stream
      = g_memory_input_stream_new_from_data (g_strdup (text), (gssize)strlen (text), g_free);
  g_autoptr (GError) error = NULL;
  LwCsvReader *reader = lw_csv_reader_new (stream, "list.csv", NULL, NULL, &error);

  g_assert_no_error (error);
  return reader;
}

static LwCsvReader *
open_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "csv", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  LwCsvReader *reader = lw_csv_reader_open (file, NULL, NULL, &error);

  g_assert_no_error (error);
  return reader;
}

static LwVacancyList *
read_list (LwCsvReader *reader, LwImportReport *report)
{
  g_autoptr (GError) error = NULL;
  LwVacancyOptions options;
  LwVacancyList *list;

  lw_vacancy_options_init (&options, reader);
  options.today = lw_date_from_ymd (2025, 6, 1);
  options.reference_date = lw_date_from_ymd (2025, 1, 1);
  list = lw_vacancy_list_read (reader, &options, report, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return list;
}

static const LwVacancyRow *
get_row (LwVacancyList *list, guint i)
{
  g_assert_cmpuint (i, <, list->rows->len);
  return &g_array_index (list->rows, LwVacancyRow, i);
}

/* How many problems of this kind the report holds, and on which line the first is. */
static guint
count_problems (LwImportReport *report, const char *code, guint64 *line)
{
  guint n = 0;

  for (guint i = lw_import_report_get_n_problems (report); i-- > 0;)
    {
      const LwImportProblem *problem = lw_import_report_get_problem (report, i);

      if (strcmp (problem->code, code) != 0)
        continue;
      n++;
      if (line != NULL)
        *line = problem->line;
    }
  return n;
}

static void
assert_problem (LwImportReport *report, const char *code, guint64 line)
{
  guint64 found = 0;

  g_test_message ("problem %s", code);
  g_assert_cmpuint (count_problems (report, code, &found), ==, 1);
  g_assert_cmpuint (found, ==, line);
}

static void
assert_column (const char *headings, LwVacancyField field, int column)
{
  g_autoptr (LwCsvReader) reader = open_text (headings);
  LwVacancyMapping mapping;

  lw_vacancy_mapping_guess (&mapping, reader);
  g_test_message ("%s", headings);
  g_assert_cmpint (mapping.columns[field], ==, column);
}

static void
test_guess (void)
{
  g_autoptr (LwCsvReader) reader
      = open_text ("Nr;BAG-ID VBO;Pand ID;Postcode;Huisnummer;Huisletter;Toevoeging;"
                   "Totaal m² BVO;Leegstand (m² bvo);% leegstand;Leeg sinds;Bron\n"
                   "1;2;3;4;5;6;7;8;9;10;11;x\n");
  LwVacancyMapping mapping;

  lw_vacancy_mapping_guess (&mapping, reader);
  g_assert_cmpint (mapping.columns[LW_VACANCY_BAG_ID], ==, 1);
  g_assert_cmpint (mapping.columns[LW_VACANCY_POSTCODE], ==, 3);
  g_assert_cmpint (mapping.columns[LW_VACANCY_HOUSE_NUMBER], ==, 4);
  g_assert_cmpint (mapping.columns[LW_VACANCY_HOUSE_LETTER], ==, 5);
  g_assert_cmpint (mapping.columns[LW_VACANCY_HOUSE_SUFFIX], ==, 6);
  g_assert_cmpint (mapping.columns[LW_VACANCY_FLOOR_AREA_M2], ==, 7);
  g_assert_cmpint (mapping.columns[LW_VACANCY_VACANT_M2], ==, 8);
  g_assert_cmpint (mapping.columns[LW_VACANCY_RATE], ==, 9);
  g_assert_cmpint (mapping.columns[LW_VACANCY_SINCE], ==, 10);
  g_assert_cmpint (mapping.columns[LW_VACANCY_SOURCE], ==, 11);
  g_assert_cmpint (mapping.columns[LW_VACANCY_REFERENCE_DATE], ==, LW_VACANCY_NO_COLUMN);
  g_assert_cmpint (mapping.measure, ==, LW_AREA_BVO);
  assert_column ("adresseerbaarobject_id;leegstand\nx;y\n", LW_VACANCY_BAG_ID, 0);
  assert_column ("id;pand_id;vacant_m2\nx;y;z\n", LW_VACANCY_BAG_ID, LW_VACANCY_NO_COLUMN);
  assert_column ("nr;straat\nx;y\n", LW_VACANCY_HOUSE_NUMBER, 0);
  assert_column ("Adres;m² vvo totaal;Waarvan leeg\nx;y;z\n", LW_VACANCY_VACANT_M2, 2);
  assert_column ("address;floor area (sqm);vacant (sqm)\nx;y;z\n", LW_VACANCY_FLOOR_AREA_M2, 1);
  assert_column ("address;floor area (sqm);vacant (sqm)\nx;y;z\n", LW_VACANCY_VACANT_M2, 2);
  assert_column ("Postcode;Nr;Totaal;Leegstand;%\n1;2;3;4;5\n", LW_VACANCY_FLOOR_AREA_M2, 2);
  assert_column ("Postcode;Nr;Totaal;Leegstand;%\n1;2;3;4;5\n", LW_VACANCY_RATE, 4);
  assert_column ("postcode_huisnummer\nx\n", LW_VACANCY_ADDRESS, 0);
  assert_column ("VVO;naam\nx;y\n", LW_VACANCY_FLOOR_AREA_M2, 0);
  assert_column ("Vacancy rate;name\nx;y\n", LW_VACANCY_RATE, 0);
}

static void
test_supply (void)
{
  g_autoptr (LwCsvReader) reader = open_text ("bag_id;aanbod\n0363010000000101;100\n");
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyList) list = read_list (reader, report);

  g_assert_cmpfloat (get_row (list, 0)->vacant_m2, ==, 100);
  g_assert_cmpuint (count_problems (report, "supply", NULL), ==, 1);
}

static void
assert_format (const LwListFormat *format, const LwListFormat *expected)
{
  g_assert_cmpint (format->csv.encoding, ==, expected->csv.encoding);
  g_assert_cmpint (format->csv.separator, ==, expected->csv.separator);
  g_assert_cmpint (format->csv.heading_record, ==, expected->csv.heading_record);
  g_assert_cmpint (format->decimal, ==, expected->decimal);
  g_assert_cmpint (format->dates, ==, expected->dates);
  g_assert_cmpint (format->axes, ==, expected->axes);
}

static void
assert_format_error (const char *json, const char *part)
{
  g_autoptr (GError) error = NULL;
  LwListFormat before = { { LW_ENCODING_AUTO, '|', 2 }, LW_DECIMAL_COMMA, 0, 0 };
  LwListFormat format = before;

  g_assert_false (lw_list_format_read_json (&format, json, -1, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, part));
  assert_format (&format, &before);
}

/* What is written beside the columns in a mapping; what can be found out is not written. */
static void
test_format (void)
{
  LwListFormat found = { 0 };
  LwVacancyMapping mapping;
  g_autoptr (LwCsvReader) reader = open_text ("bag_id;vacant_m2\n1;2\n");
  const char *headings[] = { "bag_id", "vacant_m2", NULL };
  g_autofree char *json = NULL;

  lw_vacancy_mapping_guess (&mapping, reader);
  json = lw_vacancy_mapping_to_json (&mapping, headings, &found);
  g_assert_null (strstr (json, "encoding"));
  g_assert_null (strstr (json, "separator"));
  g_assert_null (strstr (json, "axes"));
  assert_format_error ("{\"separator\":\",\",\"encoding\":\"ebcdic\"}", "windows-1252");
  assert_format_error ("{\"decimal\":\"comma\",\"separator\":\"x\"}", "separator");
  assert_format_error ("{\"heading_record\":-2}", "headings");
  assert_format_error ("{\"heading_record\":\"2\"}", "headings");
  assert_format_error ("{\"dates\":null}", "day-first");
  assert_format_error ("[]", "object");
}

static void
assert_mapping_error (LwCsvReader *reader, const char *json, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  LwVacancyMapping mapping, before;

  lw_vacancy_mapping_guess (&mapping, reader);
  before = mapping;
  g_assert_false (lw_vacancy_mapping_apply_json (&mapping, reader, json, -1, &error));
  g_assert_error (error, LW_ERROR, code);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_cmpmem (&mapping, sizeof mapping, &before, sizeof before);
}

static void
test_mapping (void)
{
  g_autoptr (LwCsvReader) reader = open_text ("sleutel;waarde;Leegstand (m²);bron\n1;2;3;4\n");
  g_autoptr (GError) error = NULL;
  const char *headings[] = { "sleutel", "waarde", "Leegstand (m²)", "bron", NULL };
  LwListFormat format
      = { { LW_ENCODING_WINDOWS_1252, ';', 3 }, LW_DECIMAL_POINT, LW_DATE_ORDER_MONTH_FIRST, LW_GEO_AXES_LATLON };
  LwListFormat again_format = { 0 };
  g_autofree char *json = NULL;
  LwVacancyMapping mapping, again;

  lw_vacancy_mapping_guess (&mapping, reader);
  g_assert_true (lw_vacancy_mapping_apply_json (
      &mapping, reader, "{\"bag_id\":\"sleutel\",\"vacant_m2\":\"leegstand m2\",\"source\":null}", -1,
      &error));
  g_assert_no_error (error);
  g_assert_cmpint (mapping.columns[LW_VACANCY_BAG_ID], ==, 0);
  g_assert_cmpint (mapping.columns[LW_VACANCY_VACANT_M2], ==, 2);
  g_assert_cmpint (mapping.columns[LW_VACANCY_SOURCE], ==, LW_VACANCY_NO_COLUMN);
  json = lw_vacancy_mapping_to_json (&mapping, headings, &format);
  lw_vacancy_mapping_guess (&again, reader);
  g_assert_true (lw_vacancy_mapping_apply_json (&again, reader, json, -1, &error));
  g_assert_cmpmem (&again, sizeof again, &mapping, sizeof mapping);
  g_assert_true (lw_list_format_read_json (&again_format, json, -1, &error));
  g_assert_no_error (error);
  assert_format (&again_format, &format);

  assert_mapping_error (reader, "{\"bagid\":\"sleutel\"}", LW_ERROR_NOT_FOUND,
                        "the fields are: bag_id, postcode");
  assert_mapping_error (reader, "{\"bag_id\":\"key\"}", LW_ERROR_NOT_FOUND, "sleutel, waarde");
  assert_mapping_error (reader, "{\"bag_id\":3}", LW_ERROR_INVALID, "bag_id");
  assert_mapping_error (reader, "[1]", LW_ERROR_INVALID, "object");
  assert_mapping_error (reader, "{", LW_ERROR_INVALID, "JSON");
}

/* The list as a municipality would send it, with every trap in it. */
static void
test_dutch_list (void)
{
  g_autoptr (LwCsvReader) reader = open_fixture ("dutch-list.csv");
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyList) list = read_list (reader, report);
  const LwVacancyRow *row = get_row (list, 0);

  g_assert_cmpint (lw_csv_reader_get_encoding (reader), ==, LW_ENCODING_WINDOWS_1252);
  g_assert_cmpuint (list->rows->len, ==, 9);
  g_assert_cmpuint (list->n_between, ==, 2);
  g_assert_cmpuint (row->line, ==, 5);
  g_assert_cmpuint (row->bag_id, ==, 363010000000101ull);
  g_assert_cmpstr (row->address.postcode, ==, "3511XK");
  g_assert_cmpfloat (row->floor_area_m2, ==, 1250);
  g_assert_cmpfloat (row->vacant_m2, ==, 312.5);
  g_assert_cmpint (row->vacant_since, ==, lw_date_from_ymd (2021, 7, 1));
  g_assert_cmpint (row->reference_date, ==, lw_date_from_ymd (2025, 1, 1));
  g_assert_cmpint (row->energy_label, ==, LW_LABEL_A);
  g_assert_cmpint (row->owner_type, ==, LW_OWNER_INSTITUTIONAL);
  g_assert_cmpint (row->measure, ==, LW_AREA_VVO);
  row = get_row (list, 1);
  g_assert_cmpuint (row->bag_id, ==, 363010000000102ull);
  g_assert_cmpstr (row->address.letter, ==, "A");
  g_assert_cmpint (row->vacant_since, ==, lw_date_from_ymd (2021, 1, 1));
  row = get_row (list, 2);
  g_assert_cmpuint (row->bag_id, ==, 363010000000103ull);
  g_assert_cmpstr (row->address.suffix, ==, "HS");
  g_assert_true (isnan (row->vacant_m2));
  g_assert_cmpint (row->energy_label, ==, LW_LABEL_UNKNOWN);
  row = get_row (list, 3);
  g_assert_cmpuint (row->bag_id, ==, 0);
  g_assert_cmpint (row->address.number, ==, 4);
  g_assert_cmpint (row->vacant_since, ==, lw_date_from_ymd (2019, 1, 1));
  g_assert_false (row->rejected);
  assert_problem (report, "id-scientific", 8);
  assert_problem (report, "year-only", 8);
}

static void
test_dutch_list_problems (void)
{
  g_autoptr (LwCsvReader) reader = open_fixture ("dutch-list.csv");
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyList) list = read_list (reader, report);
  const LwVacancyRow *row = get_row (list, 4);

  g_assert_cmpuint (row->bag_id, ==, 0);
  g_assert_true (isnan (row->vacant_m2));
  g_assert_cmpint (row->energy_label, ==, LW_LABEL_UNKNOWN);
  assert_problem (report, "id-building", 9);
  assert_problem (report, "negative", 9);
  assert_problem (report, "month-only", 9);
  g_assert_cmpuint (count_problems (report, "unknown-word", NULL), ==, 2);
  row = get_row (list, 5);
  g_assert_true (isnan (row->vacant_m2));
  g_assert_cmpint (row->vacant_since, ==, LW_DATE_UNKNOWN);
  assert_problem (report, "more-than-floor-area", 10);
  assert_problem (report, "future", 10);
  row = get_row (list, 6);
  g_assert_false (row->rejected);
  g_assert_true (isnan (row->vacant_m2));
  g_assert_cmpint (row->reference_date, ==, lw_date_from_ymd (2025, 1, 1));
  g_assert_true (get_row (list, 7)->rejected);
  assert_problem (report, "row-long", 12);
  g_assert_true (get_row (list, 8)->rejected);
  assert_problem (report, "row-no-office", 14);
  assert_problem (report, "between", 15);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_READ, "rows"), ==, 11);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_REJECTED, "row-unusable"), ==, 2);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_MARKED, "value-left-out"), ==, 3);
}

static void
test_technical_list (void)
{
  g_autoptr (LwCsvReader) reader = open_fixture ("technical-list.csv");
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyList) list = read_list (reader, report);

  g_assert_cmpuint (list->rows->len, ==, 2);
  g_assert_cmpfloat (get_row (list, 0)->vacant_m2, ==, 312.5);
  g_assert_cmpfloat (get_row (list, 1)->vacant_m2, ==, 812.125);
  g_assert_cmpuint (get_row (list, 1)->bag_id, ==, 0);
  g_assert_cmpstr (get_row (list, 1)->address.letter, ==, "A");
  g_assert_cmpstr (lw_dictionary_get (list->sources, get_row (list, 0)->source), ==, "survey");
  g_assert_cmpuint (lw_import_report_get_n_problems (report), ==, 0);
}

static void
test_rates (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwCsvReader) percent = open_text ("bag_id;leegstandspercentage\n0363010000000101;25 %\n"
                                               "0363010000000102;12,5\n0363010000000103;140\n");
  g_autoptr (LwCsvReader) fraction
      = open_text ("bag_id,vacancy_rate\n0363010000000101,0.25\n0363010000000102,1\n");
  g_autoptr (LwVacancyList) first = read_list (percent, report);
  g_autoptr (LwVacancyList) second = read_list (fraction, report);

  g_assert_cmpfloat (get_row (first, 0)->rate, ==, 0.25);
  g_assert_cmpfloat (get_row (first, 1)->rate, ==, 0.125);
  g_assert_true (isnan (get_row (first, 2)->rate));
  g_assert_cmpuint (count_problems (report, "too-large", NULL), ==, 1);
  g_assert_cmpfloat (get_row (second, 0)->rate, ==, 0.25);
  g_assert_cmpfloat (get_row (second, 1)->rate, ==, 1);
  g_assert_cmpuint (count_problems (report, "fraction", NULL), ==, 1);
}

static void
test_doubtful_columns (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwCsvReader) american = open_text ("bag_id;leegstand;leeg sinds;peildatum\n"
                                                "0363010000000101;1,234.5;03/14/2021;1-1-2025\n"
                                                "0363010000000102;1,234;01/02/2021;1-1-2025\n");
  g_autoptr (LwCsvReader) rounded
      = open_text ("bag_id;leegstand\n1680010000000120;1\n1680010000000130;1\n"
                   "1680010000000140;1\n1680010000000150;1\n1680010000000160;1\n");
  g_autoptr (LwVacancyList) list = read_list (american, report);
  g_autoptr (LwVacancyList) ids = read_list (rounded, report);

  g_assert_cmpfloat (get_row (list, 0)->vacant_m2, ==, 1234.5);
  g_assert_cmpfloat (get_row (list, 1)->vacant_m2, ==, 1234);
  g_assert_cmpint (get_row (list, 0)->vacant_since, ==, lw_date_from_ymd (2021, 3, 14));
  g_assert_cmpint (get_row (list, 1)->vacant_since, ==, lw_date_from_ymd (2021, 1, 2));
  g_assert_cmpuint (count_problems (report, "month-first", NULL), ==, 1);
  g_assert_cmpuint (ids->rows->len, ==, 5);
  g_assert_cmpuint (count_problems (report, "id-rounded", NULL), ==, 1);
}

static void
test_dates_in_rows (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwCsvReader) reader = open_text ("bag_id;leegstand;leeg sinds;peildatum\n"
                                              "0363010000000101;1;1-3-2025;1-1-2025\n"
                                              "0363010000000102;1;1-3-2021;1-1-1925\n"
                                              "0363010000000103;1;1-3-2021;32-1-2025\n"
                                              "0363010000000104;1;1-3-0219;1-1-2024\n");
  g_autoptr (LwVacancyList) list = read_list (reader, report);

  g_assert_cmpint (get_row (list, 0)->vacant_since, ==, LW_DATE_UNKNOWN);
  assert_problem (report, "after-reference-date", 2);
  g_assert_cmpint (get_row (list, 1)->reference_date, ==, lw_date_from_ymd (2025, 1, 1));
  assert_problem (report, "too-early", 3);
  g_assert_cmpuint (count_problems (report, "not-a-date", NULL), ==, 2);
  g_assert_cmpint (get_row (list, 3)->reference_date, ==, lw_date_from_ymd (2024, 1, 1));
}

static void
test_addresses (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwCsvReader) combined
      = open_text ("postcode huisnummer;leegstand\n3511xk, 20-b;10\n3511 XK 12-14;20\n");
  g_autoptr (LwCsvReader) street
      = open_text ("adres;postcode;leegstand\nLange Weg 7 hs;3511XK;10\nLange Weg;3511XK;1\n");
  g_autoptr (LwVacancyList) first = read_list (combined, report);
  g_autoptr (LwVacancyList) second = read_list (street, report);

  g_assert_cmpint (get_row (first, 0)->address.number, ==, 20);
  g_assert_cmpstr (get_row (first, 0)->address.letter, ==, "B");
  g_assert_cmpint (get_row (first, 1)->address.number, ==, 12);
  assert_problem (report, "number-range", 3);
  g_assert_cmpint (get_row (second, 0)->address.number, ==, 7);
  g_assert_cmpstr (get_row (second, 0)->address.suffix, ==, "HS");
  g_assert_true (get_row (second, 1)->rejected);
}

static void
test_refusals (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwCsvReader) no_key = open_text ("naam;leegstand\nx;1\n");
  g_autoptr (LwCsvReader) no_fact = open_text ("bag_id;opmerking\n0363010000000101;x\n");
  g_autoptr (LwCsvReader) no_date = open_text ("bag_id;leegstand\n0363010000000101;1\n");
  g_autoptr (GError) error = NULL;
  LwVacancyOptions options;

  lw_vacancy_options_init (&options, no_key);
  g_assert_null (lw_vacancy_list_read (no_key, &options, report, NULL, NULL, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
  g_clear_error (&error);
  lw_vacancy_options_init (&options, no_fact);
  g_assert_null (lw_vacancy_list_read (no_fact, &options, report, NULL, NULL, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
  g_clear_error (&error);
  lw_vacancy_options_init (&options, no_date);
  g_assert_null (lw_vacancy_list_read (no_date, &options, report, NULL, NULL, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
}

/* Without headings, or with headings that say nothing, the cells tell what they can be nothing else than. */
static void
test_content (void)
{
  g_autoptr (LwCsvReader) bare = open_text ("0363010000000101;3511XK;120;136000,5;456000\n0363010000000102;3511XL;10;136001;456001\n"
                                            "0363010000000103;3511XM;30;136002;456002\n");
  g_autoptr (LwCsvReader) odd = open_text ("sleutel;waar;pand nr;leegstand\n363010000000101;3511 XK 7;0363100000000001;1\n"
                                           "363010000000102;3511 XK 8;0363100000000002;2\n"
                                           "363010000000103;3511 XK 9;0363100000000003;3\n");
  LwVacancyOptions options;

  lw_vacancy_options_init (&options, bare);
  g_assert_false (lw_csv_reader_has_headings (bare));
  g_assert_cmpint (options.mapping.columns[LW_VACANCY_BAG_ID], ==, 0);
  g_assert_cmpint (options.mapping.columns[LW_VACANCY_POSTCODE], ==, 1);
  g_assert_cmpint (options.mapping.columns[LW_VACANCY_X], ==, 3);
  g_assert_cmpint (options.mapping.columns[LW_VACANCY_Y], ==, 4);
  g_assert_true (lw_csv_reader_next (bare, NULL, NULL));
  g_assert_cmpuint (lw_csv_reader_get_line (bare), ==, 1);
  lw_vacancy_options_init (&options, odd);
  g_assert_cmpint (options.mapping.columns[LW_VACANCY_BAG_ID], ==, 0);
  g_assert_cmpint (options.mapping.columns[LW_VACANCY_ADDRESS], ==, 1);
  g_assert_cmpint (options.mapping.columns[LW_VACANCY_PAND_ID], ==, 2);
  g_assert_cmpint (options.mapping.columns[LW_VACANCY_VACANT_M2], ==, 3);
}

static void
test_preview (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "csv", "dutch-list.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwCsvReader) reader = lw_csv_reader_open (file, NULL, NULL, &error);
  g_autoptr (LwVacancyPreview) preview = lw_vacancy_preview_new (reader, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (preview->separator, ==, ';');
  g_assert_cmpint (preview->encoding, ==, LW_ENCODING_WINDOWS_1252);
  g_assert_cmpuint (g_strv_length (preview->headings), ==, 10);
  g_assert_cmpstr (preview->headings[4], ==, "Oppervlakte (m² VVO)");
  g_assert_cmpuint (preview->rows->len, ==, 11);
  g_assert_cmpstr (((GStrv)g_ptr_array_index (preview->rows, 0))[5], ==, "312,5");
  g_assert_cmpint (preview->mapping.columns[LW_VACANCY_VACANT_M2], ==, 5);
  g_assert_null (preview->missing);
  g_assert_cmpuint (strlen (preview->signature), ==, 64);
}

/* Words where other lists have m²; each is told once. */
static void
test_words (void)
{
  g_autoptr (LwCsvReader) reader = open_text ("Postcode;Huisnummer;VVO;Leegstand m2\n"
                                              "3511AB;1;1200;leeg\n3511AB;2;800;geen\n3511AB;3;500;deels leeg\n"
                                              "3511AB;4;;ja\n3511AB;5;900;nihil\n3511AB;6;100;n.b.\n"
                                              "3511AB;7;200;40%\n3511AB;8;200;ca. 50\n3511AB;9;200;140%\n");
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyList) list = read_list (reader, report);

  g_assert_cmpuint (list->rows->len, ==, 9);
  g_assert_cmpfloat (get_row (list, 0)->vacant_m2, ==, 1200);
  g_assert_cmpfloat (get_row (list, 1)->vacant_m2, ==, 0);
  g_assert_true (isnan (get_row (list, 2)->vacant_m2));
  g_assert_true (isnan (get_row (list, 2)->rate));
  g_assert_true (isnan (get_row (list, 3)->vacant_m2));
  g_assert_cmpfloat (get_row (list, 3)->rate, ==, 1);
  g_assert_cmpfloat (get_row (list, 4)->vacant_m2, ==, 0);
  g_assert_true (isnan (get_row (list, 5)->vacant_m2));
  g_assert_true (isnan (get_row (list, 5)->rate));
  g_assert_true (isnan (get_row (list, 6)->vacant_m2));
  g_assert_cmpfloat (get_row (list, 6)->rate, ==, 0.4);
  g_assert_cmpfloat (get_row (list, 7)->vacant_m2, ==, 50);
  g_assert_true (isnan (get_row (list, 8)->vacant_m2));
  assert_problem (report, "word-vacant", 2);
  assert_problem (report, "word-occupied", 3);
  assert_problem (report, "word-partly", 4);
  assert_problem (report, "rough", 9);
  assert_problem (report, "unit", 10);
}

/* A column called "Leegstand" with nothing above 1 holds shares; one that says m² holds m². */
static void
test_shares (void)
{
  g_autoptr (LwCsvReader) shares = open_text ("bag_id;Leegstand\n0363010000000101;0,25\n0363010000000102;1\n0363010000000103;0\n");
  g_autoptr (LwCsvReader) areas = open_text ("bag_id;vacant_m2\n0363010000000101;0,25\n0363010000000102;1\n");
  g_autoptr (LwCsvReader) more = open_text ("bag_id;Leegstand\n0363010000000101;0,25\n0363010000000102;12\n");
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv"), none = lw_import_report_new ("csv");
  g_autoptr (LwVacancyList) list = read_list (shares, report), plain = read_list (areas, none), large = read_list (more, none);

  g_assert_cmpfloat (get_row (list, 0)->rate, ==, 0.25);
  g_assert_cmpfloat (get_row (list, 1)->rate, ==, 1);
  g_assert_cmpfloat (get_row (list, 2)->rate, ==, 0);
  g_assert_true (isnan (get_row (list, 0)->vacant_m2));
  g_assert_cmpuint (count_problems (report, "vacant-share", NULL), ==, 1);
  g_assert_cmpfloat (get_row (plain, 0)->vacant_m2, ==, 0.25);
  g_assert_cmpfloat (get_row (large, 0)->vacant_m2, ==, 0.25);
  g_assert_cmpuint (count_problems (none, "vacant-share", NULL), ==, 0);
}

/* Groups above the headings tell apart what has one heading, and leave the rest as it is; a title is no group. */
static void
test_groups (void)
{
  g_autoptr (LwCsvReader) grouped = open_text ("Overzicht;;;;;\n;Adres;;Oppervlakte;;Leegstand;\n;Straat;Nr;m2;soort;m2;sinds\n"
                                               "1;Weg;2;10;vvo;5;2019\n");
  g_autoptr (LwCsvReader) titled = open_text ("Leegstand 2024;;;\nStraat;Nr;m2;m2\nWeg;2;10;5\n");

  g_assert_cmpstr (lw_csv_reader_get_heading (grouped, 1), ==, "Straat");
  g_assert_cmpstr (lw_csv_reader_get_heading (grouped, 3), ==, "Oppervlakte m2");
  g_assert_cmpstr (lw_csv_reader_get_heading (grouped, 4), ==, "soort");
  g_assert_cmpstr (lw_csv_reader_get_heading (grouped, 5), ==, "Leegstand m2");
  g_assert_cmpstr (lw_csv_reader_get_heading (grouped, 6), ==, "sinds");
  g_assert_cmpstr (lw_csv_reader_get_heading (titled, 2), ==, "m2");
  g_assert_cmpstr (lw_csv_reader_get_heading (titled, 3), ==, "m2 (2)");
}

/* "Huisnr. + toev." holds the number; postcode and number may stand without anything between them. */
static void
test_numbers_with_suffix (void)
{
  g_autoptr (LwCsvReader) reader = open_text ("Straatnaam;Huisnr. + toev.;Plaats;Leegstand m²\nWeg;12;Dorp;1\nWeg;16 A;Dorp;2\n"
                                              "Weg;100-2;Dorp;3\n");
  g_autoptr (LwCsvReader) joined = open_text ("Postcode + huisnummer,Leegstaand (m2)\n3581CN12,1\n3581 CN 14a,2\n3581CN-16,3\n");
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyList) list = read_list (reader, report), second = read_list (joined, report);

  g_assert_cmpint (get_row (list, 1)->address.number, ==, 16);
  g_assert_cmpstr (get_row (list, 1)->address.letter, ==, "A");
  g_assert_cmpstr (get_row (list, 2)->address.suffix, ==, "2");
  g_assert_cmpstr (get_row (list, 2)->street, ==, "Weg");
  g_assert_cmpstr (get_row (list, 2)->place, ==, "Dorp");
  g_assert_cmpstr (get_row (second, 0)->address.postcode, ==, "3581CN");
  g_assert_cmpint (get_row (second, 0)->address.number, ==, 12);
  g_assert_cmpstr (get_row (second, 1)->address.letter, ==, "A");
  g_assert_cmpint (get_row (second, 2)->address.number, ==, 16);
}

/* A position abroad is left out of a row that names its office otherwise; a row with nothing else names none. */
static void
test_positions_abroad (void)
{
  g_autoptr (LwCsvReader) reader = open_text ("bag_id;X;Y;Leegstand m2\n;136000;456000;1\n;5;5;2\n0363010000000101;5;5;3\n");
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyList) list = read_list (reader, report);

  g_assert_false (get_row (list, 0)->rejected);
  g_assert_true (get_row (list, 1)->rejected);
  g_assert_false (get_row (list, 2)->rejected);
  g_assert_true (isnan (get_row (list, 2)->x));
  g_assert_cmpuint (count_problems (report, "position-outside", NULL), ==, 2);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_REJECTED, "row-unusable"), ==, 1);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_MARKED, "value-left-out"), ==, 1);
}

/* A column of "leeg" and "verhuurd" tells the vacancy, whatever it is called; statuses of the register do not. */
static void
test_word_columns (void)
{
  g_autoptr (LwCsvReader) words
      = open_text ("Postcode;Huisnummer;Status;Opp\n3511AB;1;leeg;1\n3511AB;2;verhuurd;1\n3511AB;3;deels leeg;1\n");
  g_autoptr (LwCsvReader) yes = open_text ("Postcode;Huisnummer;Lift\n3511AB;1;ja\n3511AB;2;nee\n3511AB;3;ja\n");
  g_autoptr (LwCsvReader) status
      = open_text ("Postcode;Huisnummer;Status\n3511AB;1;Verblijfsobject in gebruik\n3511AB;2;Verblijfsobject in "
                   "gebruik\n3511AB;3;leeg\n");
  LwVacancyOptions options;

  lw_vacancy_options_init (&options, words);
  g_assert_cmpint (options.mapping.columns[LW_VACANCY_VACANT_M2], ==, 2);
  g_assert_cmpint (options.mapping.columns[LW_VACANCY_STATUS], ==, LW_VACANCY_NO_COLUMN);
  lw_vacancy_options_init (&options, yes);
  g_assert_cmpint (options.mapping.columns[LW_VACANCY_VACANT_M2], ==, LW_VACANCY_NO_COLUMN);
  lw_vacancy_options_init (&options, status);
  g_assert_cmpint (options.mapping.columns[LW_VACANCY_VACANT_M2], ==, LW_VACANCY_NO_COLUMN);
  g_assert_cmpint (options.mapping.columns[LW_VACANCY_STATUS], ==, 2);
}

/* Totals, notes, headings and units between the rows are no offices to be mended; an office without a key is. */
static void
test_between (void)
{
  g_autoptr (LwCsvReader) reader = open_text ("Naam;Postcode;Huisnummer;Leegstand m2;Bron\n;;;m² vvo;jaar\nCentrum;;;;\n"
                                              "De Toren;3511AB;1;10;eigen\nTotaal Wonen BV;3511AB;2;20;eigen\n"
                                              "Subtotaal Centrum;;;30;\nNaam;Postcode;Huisnummer;Leegstand m2;Bron\n"
                                              "Zonder adres;;;40;eigen\nEindtotaal:;;;70;\n* voorlopig;;;;\n"
                                              "Alleen naam;3511AB;;;\nBron: gemeente\n;;;7;\n;;;;\n");
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyList) list = read_list (reader, report);

  g_assert_cmpuint (list->rows->len, ==, 5);
  g_assert_cmpuint (list->n_between, ==, 8);
  g_assert_cmpuint (get_row (list, 0)->line, ==, 4);
  g_assert_cmpuint (get_row (list, 1)->line, ==, 5);
  g_assert_true (get_row (list, 2)->rejected);
  g_assert_cmpuint (get_row (list, 2)->line, ==, 8);
  g_assert_true (get_row (list, 3)->rejected);
  g_assert_cmpuint (get_row (list, 3)->line, ==, 11);
  g_assert_true (get_row (list, 4)->rejected);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_READ, "rows"), ==, 13);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "between"), ==, 8);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_REJECTED, "row-unusable"), ==, 3);
  g_assert_cmpuint (count_problems (report, "row-short", NULL), ==, 0);
  g_assert_cmpuint (count_problems (report, "between", NULL), >=, 5); /* of one kind only so many are kept */
}

static void
test_cancel (void)
{
  g_autoptr (LwCsvReader) reader = open_fixture ("technical-list.csv");
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  LwVacancyOptions options;

  lw_vacancy_options_init (&options, reader);
  g_cancellable_cancel (cancellable);
  g_assert_null (lw_vacancy_list_read (reader, &options, report, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vacancy-list/guess", test_guess);
  g_test_add_func ("/vacancy-list/supply", test_supply);
  g_test_add_func ("/vacancy-list/mapping", test_mapping);
  g_test_add_func ("/vacancy-list/format", test_format);
  g_test_add_func ("/vacancy-list/dutch", test_dutch_list);
  g_test_add_func ("/vacancy-list/dutch-problems", test_dutch_list_problems);
  g_test_add_func ("/vacancy-list/technical", test_technical_list);
  g_test_add_func ("/vacancy-list/rates", test_rates);
  g_test_add_func ("/vacancy-list/doubtful-columns", test_doubtful_columns);
  g_test_add_func ("/vacancy-list/dates", test_dates_in_rows);
  g_test_add_func ("/vacancy-list/addresses", test_addresses);
  g_test_add_func ("/vacancy-list/refusals", test_refusals);
  g_test_add_func ("/vacancy-list/content", test_content);
  g_test_add_func ("/vacancy-list/preview", test_preview);
  g_test_add_func ("/vacancy-list/positions-abroad", test_positions_abroad);
  g_test_add_func ("/vacancy-list/words", test_words);
  g_test_add_func ("/vacancy-list/shares", test_shares);
  g_test_add_func ("/vacancy-list/groups", test_groups);
  g_test_add_func ("/vacancy-list/numbers-with-suffix", test_numbers_with_suffix);
  g_test_add_func ("/vacancy-list/word-columns", test_word_columns);
  g_test_add_func ("/vacancy-list/between", test_between);
  g_test_add_func ("/vacancy-list/cancel", test_cancel);
  return g_test_run ();
}

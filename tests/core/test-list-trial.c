/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-list-trial: a trial tells what the import then does; what was chosen for a list is remembered by its headings, and
 * the same mapping serves trial and import. */
#include <xlsxwriter.h>

#include "analysis/lw-list-trial.h"
#include "formats/lw-mapping-store.h"
#include "formats/lw-vacancy-cell.h"
#include "model/lw-error.h"
#include "test-store-util.h"

#define DATE_2025 (lw_date_from_ymd (2025, 1, 1))

static const char inventory[] = "postcode;huisnummer;huisletter;straat;oppervlakte m2;x;y\n"
                                "3511XK;1;;Stationsplein;1000;136700;455800\n"
                                "3511XK;2;A;Stationsplein;800;136710;455810\n"
                                "3511XK;2;B;Stationsplein;600;136712;455812\n"
                                "3511XK;3;A;Stationsplein;500;136900;455900\n";

static char *
write_list (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static LwImportResult *
import (LwStore *store, const char *path, const LwImportRequest *request)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  LwImportResult *result = lw_import_run (store, paths, request, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return result;
}

/* A document with four offices. */
static LwOffices *
make_document (Fixture *fixture, LwStore *store)
{
  g_autofree char *path = write_list (fixture, "list.csv", inventory);
  g_autoptr (LwImportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LwImportRequest request;
  LwOffices *offices;

  lw_import_request_init (&request);
  request.date = DATE_2025;
  result = import (store, path, &request);
  g_assert_cmpuint (result->counts.n_new, ==, 4);
  g_remove (path);
  offices = lw_store_read_offices (store, LW_DATE_UNKNOWN, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return offices;
}

static void
begin (LwListRequest *request, const char *path, LwOffices *offices, const LwListLook *look)
{
  *request = (LwListRequest){ .path = g_strdup (path), .offices = lw_offices_ref (offices), .settings = LW_SETTINGS_DEFAULT };
  request->mapping = look->mapping;
  request->format = look->format;
  lw_import_request_init (&request->import);
  request->import.date = DATE_2025;
  request->choices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

static void
choose (LwListRequest *request, guint64 line, gint64 office)
{
  g_hash_table_insert (request->choices, g_memdup2 (&line, sizeof line), g_memdup2 (&office, sizeof office));
}

/* What was told must be what is done. */
static void
assert_import_agrees (LwStore *store, LwListRequest *request, const LwListTrial *trial)
{
  g_autoptr (LwImportResult) result = NULL;
  LwImportRequest given = request->import;

  given.mapping = &request->mapping;
  given.format = &request->format;
  given.choices = request->choices;
  result = import (store, request->path, &given);
  g_assert_cmpuint (result->n_matched, ==,
                    trial->counts[LW_JOIN_BAG_ID] + trial->counts[LW_JOIN_ADDRESS] + trial->counts[LW_JOIN_WITHOUT_SUFFIX]
                        + trial->counts[LW_JOIN_CHOSEN] + trial->counts[LW_JOIN_POSITION]);
  g_assert_cmpuint (result->n_unmatched, ==, trial->counts[LW_JOIN_UNMATCHED]);
  g_assert_cmpuint (result->n_ambiguous, ==, trial->counts[LW_JOIN_AMBIGUOUS]);
  g_assert_cmpuint (result->n_rejected, ==, trial->counts[LW_JOIN_REJECTED] + trial->counts[LW_JOIN_DUPLICATE]);
}

static double
find_vacant (LwStore *store, gint64 office)
{
  g_autoptr (LwOffices) offices = lw_store_read_offices (store, LW_DATE_UNKNOWN, NULL, NULL, NULL, NULL);

  return offices->vacant_m2[lw_offices_find_id (offices, office)];
}

static LwListTrial *
try_request (const LwListRequest *request)
{
  g_autoptr (GError) error = NULL;
  LwListRequest copy;
  LwListTrial *trial;

  lw_list_request_copy (&copy, request);
  trial = lw_list_trial_new (&copy, NULL, NULL, NULL, &error);
  lw_list_request_clear (&copy);
  g_assert_no_error (error);
  return trial;
}

static void
test_trial (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) offices = make_document (fixture, store);
  g_autofree char *path = write_list (fixture, "leeg.csv",
                                      "Opgave van de gemeente;;\npostcode;huisnummer;leegstand m2\n3511XK;1;1.000,0\n"
                                      "3511 xk;2;120,5\n3511XK;3;veel\n3511XK;9;5\n;;7\n");
  g_autoptr (LwListLook) look = lw_list_look_new (path, NULL, NULL, NULL, NULL, NULL);
  g_autoptr (LwListTrial) trial = NULL, chosen = NULL;
  const LwListDoubt *doubt;
  LwListRequest request;

  g_assert_cmpuint (look->preview->heading_record, ==, 2);
  g_assert_cmpuint (g_array_index (look->preview->lines, guint64, 0), ==, 3);
  begin (&request, path, offices, look);
  trial = try_request (&request);
  g_assert_cmpuint (trial->n, ==, 5);
  g_assert_cmpuint (trial->counts[LW_JOIN_ADDRESS], ==, 1);
  g_assert_cmpuint (trial->counts[LW_JOIN_WITHOUT_SUFFIX], ==, 1);
  g_assert_cmpuint (trial->counts[LW_JOIN_AMBIGUOUS], ==, 1);
  g_assert_cmpuint (trial->counts[LW_JOIN_UNMATCHED], ==, 1);
  g_assert_cmpuint (trial->counts[LW_JOIN_REJECTED], ==, 1);
  /* Two of them are doubtful: one of two offices, and the only one at its number. */
  g_assert_cmpuint (trial->n_doubts, ==, 2);
  doubt = g_ptr_array_index (trial->doubts, 0);
  g_assert_cmpuint (doubt->line, ==, 4);
  g_assert_cmpuint (doubt->candidates->len, ==, 2);
  choose (&request, 4, g_array_index (doubt->candidates, gint64, 1));
  doubt = g_ptr_array_index (trial->doubts, 1);
  g_assert_cmpuint (doubt->line, ==, 5);
  g_assert_cmpuint (doubt->candidates->len, ==, 1);
  choose (&request, 5, 0);
  chosen = try_request (&request);
  g_assert_cmpuint (chosen->counts[LW_JOIN_CHOSEN], ==, 1);
  g_assert_cmpuint (chosen->counts[LW_JOIN_LEFT_OUT], ==, 1);
  /* Whoever chose may think better of it. */
  g_assert_cmpuint (chosen->n_doubts, ==, 2);
  assert_import_agrees (store, &request, chosen);
  doubt = g_ptr_array_index (chosen->doubts, 0);
  g_assert_cmpfloat (find_vacant (store, doubt->office), ==, 120.5);
  g_assert_cmpint (doubt->office, ==, offices->id[2]);
  lw_list_request_clear (&request);
  g_remove (path);
}

/* Each thing that can be corrected changes what is read. */
static void
test_format (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) offices = make_document (fixture, store);
  g_autofree char *path = write_list (fixture, "leeg.csv",
                                      "postcode,huisnummer,letter,vacant_m2,vacant_since\n3511XK,2,A,\"100.250\",3/4/2020\n"
                                      "3511XK,2,B,\"200.500\",5/6/2021\n");
  g_autoptr (LwListLook) look = lw_list_look_new (path, NULL, NULL, NULL, NULL, NULL), other = NULL;
  g_autoptr (LwListTrial) trial = NULL, points = NULL;
  LwListFormat semicolon = { .csv = { .separator = ';' } };
  LwListRequest request;
  LwVacancyCell cell;

  begin (&request, path, offices, look);
  request.format.decimal = LW_DECIMAL_POINT;
  request.format.dates = LW_DATE_ORDER_MONTH_FIRST;
  points = try_request (&request);
  lw_vacancy_cell_read (LW_VACANCY_VACANT_M2, "100.250", &points->style, &cell);
  g_assert_cmpfloat (cell.number, ==, 100.25);
  lw_vacancy_cell_read (LW_VACANCY_SINCE, "3/4/2020", &points->style, &cell);
  g_assert_cmpint (cell.date, ==, lw_date_from_ymd (2020, 3, 4));
  assert_import_agrees (store, &request, points);
  g_assert_cmpfloat (find_vacant (store, offices->id[1]), ==, 100.25);

  request.format.decimal = LW_DECIMAL_COMMA;
  request.format.dates = LW_DATE_ORDER_DAY_FIRST;
  trial = try_request (&request);
  lw_vacancy_cell_read (LW_VACANCY_VACANT_M2, "100.250", &trial->style, &cell);
  g_assert_cmpfloat (cell.number, ==, 100250);
  lw_vacancy_cell_read (LW_VACANCY_SINCE, "3/4/2020", &trial->style, &cell);
  g_assert_cmpint (cell.date, ==, lw_date_from_ymd (2020, 4, 3));

  other = lw_list_look_new (path, NULL, &semicolon, NULL, NULL, NULL);
  g_assert_cmpuint (g_strv_length (other->preview->headings), ==, 1);
  lw_list_request_clear (&request);
  g_remove (path);
}

/* A mapping that was saved says on the command line what it said in the window. */
static void
test_mapping_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) offices = make_document (fixture, store);
  g_autofree char *path = write_list (fixture, "leeg.csv", "pc|nr|lt|over|anders\n3511XK|2|A|100.250|9\n3511XK|2|B|200.500|9\n");
  LwListFormat format = { .csv = { .separator = '|' }, .decimal = LW_DECIMAL_POINT };
  g_autoptr (LwListLook) look = lw_list_look_new (path, NULL, &format, NULL, NULL, NULL);
  const char *const *headings = (const char *const *)look->preview->headings;
  g_autofree char *json = NULL, *mapping = NULL;
  g_autoptr (LwImportResult) result = NULL;
  LwImportRequest request;

  lw_vacancy_mapping_choose (&look->mapping, headings, 2, LW_VACANCY_HOUSE_LETTER);
  lw_vacancy_mapping_choose (&look->mapping, headings, 3, LW_VACANCY_VACANT_M2);
  json = lw_vacancy_mapping_to_json (&look->mapping, headings, &format);
  mapping = write_list (fixture, "mapping.json", json);
  lw_import_request_init (&request);
  request.date = DATE_2025;
  request.mapping_path = mapping;
  result = import (store, path, &request);
  g_assert_cmpuint (result->n_matched, ==, 2);
  g_assert_cmpfloat (find_vacant (store, offices->id[1]), ==, 100.25);
  g_assert_cmpfloat (find_vacant (store, offices->id[2]), ==, 200.5);
  g_remove (mapping);
  g_remove (path);
}

/* Metres are said once, in the mapping, and hold for trial, import and command line; who says otherwise there is right. */
static void
test_tolerance (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) offices = make_document (fixture, store);
  g_autofree char *path = write_list (fixture, "leeg.csv", "x;y;leegstand m2\n136740;455800;50\n");
  g_autofree char *mapping = write_list (fixture, "mapping.json", "{\"tolerance_m\": 60}");
  g_autoptr (LwListLook) look = lw_list_look_new (path, NULL, NULL, NULL, NULL, NULL);
  g_autoptr (LwListTrial) usual = NULL, wide = NULL;
  g_autoptr (LwImportResult) by_mapping = NULL, by_request = NULL;
  LwListRequest request;
  LwImportRequest given;

  begin (&request, path, offices, look);
  usual = try_request (&request);
  g_assert_cmpuint (usual->counts[LW_JOIN_UNMATCHED], ==, 1);
  request.format.has_tolerance = TRUE;
  request.format.tolerance_m = 35;
  wide = try_request (&request);
  /* Two offices lie so near that the row may mean either. */
  g_assert_cmpuint (wide->counts[LW_JOIN_AMBIGUOUS], ==, 1);
  assert_import_agrees (store, &request, wide);
  lw_import_request_init (&given);
  given.date = DATE_2025;
  given.mapping_path = mapping;
  by_mapping = import (store, path, &given);
  g_assert_cmpuint (by_mapping->n_ambiguous, ==, 1);
  given.tolerance_m = 0;
  by_request = import (store, path, &given);
  g_assert_cmpuint (by_request->n_ambiguous, ==, 0);
  g_assert_cmpuint (by_request->n_unmatched, ==, 1);
  lw_list_request_clear (&request);
  g_remove (mapping);
  g_remove (path);
}

static void
test_tolerance_json (void)
{
  static const char *const wrong[] = { "{\"tolerance_m\": -1}", "{\"tolerance_m\": 1000.5}", "{\"tolerance_m\": \"25\"}",
                                       "{\"tolerance_m\": null}", "{\"tolerance_m\": [25]}" };
  g_autoptr (JsonBuilder) builder = json_builder_new (), plain = json_builder_new ();
  g_autoptr (JsonNode) root = NULL, plain_root = NULL;
  g_autofree char *json = NULL;
  LwListFormat format = { 0 }, again = { 0 };

  /* A mapping of before there was such a distance says nothing of it, and so does one of whoever left it alone. */
  g_assert_true (lw_list_format_read_json (&format, "{\"decimal\": \"comma\", \"bag_id\": \"a\"}", -1, NULL));
  g_assert_false (format.has_tolerance);
  json_builder_begin_object (plain);
  lw_list_format_build_json (&format, plain);
  json_builder_end_object (plain);
  plain_root = json_builder_get_root (plain);
  g_assert_false (json_object_has_member (json_node_get_object (plain_root), "tolerance_m"));
  g_assert_true (lw_list_format_is_member ("tolerance_m"));

  g_assert_true (lw_list_format_read_json (&format, "{\"tolerance_m\": 12.5}", -1, NULL));
  json_builder_begin_object (builder);
  lw_list_format_build_json (&format, builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  g_assert_true (lw_list_format_read_json (&again, json, -1, NULL));
  g_assert_true (again.has_tolerance);
  g_assert_cmpfloat (again.tolerance_m, ==, 12.5);
  g_assert_cmpint (again.decimal, ==, LW_DECIMAL_COMMA);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (lw_list_format_read_json (&again, wrong[i], -1, &error));
      g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
    }
  g_assert_cmpfloat (again.tolerance_m, ==, 12.5);
}

static void
count_calls_cb (const char *what, guint64 done, guint64 total, LwProgressUnit unit, gpointer data)
{
  guint *n = data;

  g_assert_cmpint (unit, ==, LW_PROGRESS_BYTES);
  g_assert_cmpuint (done, <=, total);
  (*n)++;
}

/* Of a long list the look reads the beginning, whatever follows; the trial reads all, tells how far it is, and finds out
 * what the beginning could not tell. */
static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) offices = make_document (fixture, store);
  g_autoptr (GString) text = g_string_new ("postcode;huisnummer;leegstand m2;naam\n3511XK;1;100;Caf\xc3\xa9\n");
  g_autofree char *path = g_build_filename (fixture->folder, "long.csv", NULL);
  g_autoptr (LwListLook) look = NULL, again = NULL;
  g_autoptr (LwListTrial) trial = NULL;
  g_autoptr (GError) error = NULL;
  LwListRequest request;
  guint n_rows = 1, n_calls = 0;

  for (; text->len < LW_LIST_HEAD_BYTES + 1000; n_rows++)
    g_string_append_printf (text, "9999ZZ;%u;1;\xc3\xa9\xc3\xa9n kantoor\n", n_rows % 5000 + 1);
  g_string_append (text, "3511XK;3;5;Caf\xe9\n");
  g_assert_true (g_file_set_contents (path, text->str, (gssize)text->len, NULL));
  look = lw_list_look_new (path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (look->preview->encoding, ==, LW_ENCODING_UTF8);
  g_assert_cmpuint (look->preview->rows->len, ==, LW_VACANCY_PREVIEW_ROWS);
  begin (&request, path, offices, look);
  trial = lw_list_trial_new (&request, count_calls_cb, &n_calls, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (trial->n, ==, n_rows + 1);
  g_assert_cmpuint (n_calls, >, 8);
  g_assert_cmpuint (n_calls, <, 100);
  g_assert_cmpint (trial->encoding, ==, LW_ENCODING_WINDOWS_1252);
  again = lw_list_look_again (look, path, &look->format, trial->encoding, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->preview->encoding, ==, LW_ENCODING_WINDOWS_1252);
  /* That it was found out is not that somebody said so. */
  g_assert_cmpint (again->format.csv.encoding, ==, LW_ENCODING_AUTO);
  g_assert_cmpstr (again->signature, ==, look->signature);
  lw_list_request_clear (&request);
  g_remove (path);
}

/* The beginning ends with a whole line, also where each character takes two bytes. */
static void
test_long_utf16 (Fixture *fixture, gconstpointer data)
{
  static const char *const encodings[] = { "UTF-16LE", "UTF-16BE" };
  g_autoptr (GString) text = g_string_new ("\xef\xbb\xbfpostcode;huisnummer;leegstand m2\n");

  while (text->len < LW_LIST_HEAD_BYTES)
    g_string_append (text, "3511XK;1;100\n3511XK;12;\n");
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize length;
      g_autofree char *wide = g_convert (text->str, (gssize)text->len, encodings[i], "UTF-8", NULL, &length, NULL);
      g_autofree char *path = g_build_filename (fixture->folder, "wide.csv", NULL);
      g_autoptr (LwListLook) look = NULL;

      g_assert_true (g_file_set_contents (path, wide, (gssize)length, NULL));
      look = lw_list_look_new (path, NULL, NULL, NULL, NULL, NULL);
      g_assert_nonnull (look);
      g_assert_cmpstr (look->preview->headings[0], ==, "postcode");
      g_assert_cmpstr (((GStrv)g_ptr_array_index (look->preview->rows, 1))[1], ==, "12");
      g_remove (path);
    }
}

/* A workbook with notes on its first sheet and the list on the second. */
static char *
write_workbook (Fixture *fixture)
{
  static const char *const headings[] = { "postcode", "huisnummer", "huisletter", "leegstand m2", "leeg sinds" };
  char *path = g_build_filename (fixture->folder, "leeg.xlsx", NULL);
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *notes = workbook_add_worksheet (book, "Toelichting"), *list = workbook_add_worksheet (book, "Lijst");

  worksheet_write_string (notes, 0, 0, "Lees mij", NULL);
  worksheet_write_string (list, 0, 0, "Peildatum 1-7-2025", NULL);
  for (guint16 c = 0; c < G_N_ELEMENTS (headings); c++)
    worksheet_write_string (list, 2, c, headings[c], NULL);
  worksheet_write_string (list, 3, 0, "3511XK", NULL);
  worksheet_write_number (list, 3, 1, 2, NULL);
  worksheet_write_string (list, 3, 2, "A", NULL);
  worksheet_write_number (list, 3, 3, 1.234, NULL);
  worksheet_write_string (list, 3, 4, "v.a. 2019", NULL);
  worksheet_write_string (list, 4, 0, "3511XK", NULL);
  worksheet_write_number (list, 4, 1, 1, NULL);
  worksheet_write_string (list, 4, 3, "1.000", NULL);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  return path;
}

static void
test_workbook (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) offices = make_document (fixture, store);
  g_autofree char *path = write_workbook (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwListLook) look = lw_list_look_new (path, NULL, NULL, NULL, NULL, &error);
  g_autoptr (LwListLook) notes = lw_list_look_new (path, "Toelichting", NULL, NULL, NULL, NULL);
  g_autoptr (LwListLook) missing = lw_list_look_new (path, "Blad 9", NULL, NULL, NULL, NULL);
  g_autoptr (LwListTrial) trial = NULL;
  LwListRequest request;
  LwListFormat format = { .csv = { .heading_record = 1 } };
  g_autoptr (LwListLook) again = NULL;

  g_assert_no_error (error);
  g_assert_null (missing);
  g_assert_cmpint (look->kind, ==, LW_SOURCE_XLSX);
  g_assert_cmpuint (g_strv_length (look->sheets), ==, 2);
  g_assert_cmpstr (look->sheet.name, ==, "Lijst");
  g_assert_cmpint (look->date, ==, lw_date_from_ymd (2025, 7, 1));
  g_assert_cmpuint (look->preview->heading_record, ==, 3);
  g_assert_cmpstr (notes->sheet.name, ==, "Toelichting");
  begin (&request, path, offices, look);
  lw_list_sheet_copy (&request.sheet, &look->sheet);
  request.import.kind = look->kind;
  request.import.sheet = request.sheet.name;
  trial = try_request (&request);
  g_assert_cmpuint (trial->counts[LW_JOIN_ADDRESS], ==, 2);
  assert_import_agrees (store, &request, trial);
  /* Another look needs no workbook any more. */
  g_remove (path);
  again = lw_list_look_again (look, path, &format, LW_ENCODING_AUTO, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->preview->headings[0], ==, "Peildatum 1-7-2025");
  g_assert_cmpstr (again->sheet.name, ==, "Lijst");
  g_assert_cmpint (again->kind, ==, LW_SOURCE_XLSX);
  /* A number is what it is; a text is what people mean by it. */
  g_assert_cmpfloat (find_vacant (store, offices->id[1]), ==, 1.234);
  g_assert_cmpfloat (find_vacant (store, offices->id[0]), ==, 1000);
  lw_list_request_clear (&request);
}

static void
test_remembered (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "a", "mappings", NULL);
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *path = write_list (fixture, "leeg.csv", "sleutel;pc;nr;over\n1;3511XK;2;3\n");
  g_autofree char *next = write_list (fixture, "next.csv", "Sleutel;PC;Nr;Over\n9;3511XK;1;4\n5;3511XK;2;3\n");
  g_autofree char *json = NULL, *file = NULL;
  g_autoptr (LwListLook) look = lw_list_look_new (path, NULL, NULL, folder, NULL, NULL), again = NULL, forgotten = NULL;
  g_autoptr (GError) error = NULL;
  const char *const *headings = (const char *const *)look->preview->headings;

  g_assert_false (look->remembered);
  lw_vacancy_mapping_choose (&look->mapping, headings, 3, LW_VACANCY_VACANT_M2);
  look->format.dates = LW_DATE_ORDER_MONTH_FIRST;
  json = lw_vacancy_mapping_to_json (&look->mapping, headings, &look->format);
  g_assert_true (lw_mapping_store_save (folder, look->signature, json, &error));
  again = lw_list_look_new (next, NULL, NULL, folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (again->remembered);
  g_assert_cmpmem (&again->mapping, sizeof again->mapping, &look->mapping, sizeof look->mapping);
  g_assert_cmpint (again->format.dates, ==, LW_DATE_ORDER_MONTH_FIRST);
  /* What is broken is as good as nothing. */
  file = lw_mapping_store_get_path (folder, look->signature);
  g_assert_true (g_file_set_contents (file, "{\"vacant_m2\":", -1, NULL));
  forgotten = lw_list_look_new (next, NULL, NULL, folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (forgotten->remembered);
  g_assert_true (lw_mapping_store_forget (folder, look->signature, &error));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_true (lw_mapping_store_forget (folder, look->signature, &error));
  g_rmdir (folder);
  g_rmdir (parent);
  g_remove (path);
  g_remove (next);
}

/* A column means one thing, and a thing stands in one column; the measure follows the heading. */
static void
test_choose (void)
{
  const char *const headings[] = { "a", "m2 vvo", "aanbod", NULL };
  LwVacancyMapping mapping;

  for (guint i = 0; i < LW_N_VACANCY_FIELDS; i++)
    mapping.columns[i] = LW_VACANCY_NO_COLUMN;
  lw_vacancy_mapping_choose (&mapping, headings, 1, LW_VACANCY_VACANT_M2);
  g_assert_cmpint (mapping.measure, ==, LW_AREA_VVO);
  g_assert_false (mapping.supply);
  lw_vacancy_mapping_choose (&mapping, headings, 2, LW_VACANCY_VACANT_M2);
  g_assert_cmpint (mapping.columns[LW_VACANCY_VACANT_M2], ==, 2);
  g_assert_cmpint (mapping.measure, ==, LW_AREA_UNKNOWN);
  g_assert_true (mapping.supply);
  lw_vacancy_mapping_choose (&mapping, headings, 2, LW_VACANCY_NAME);
  g_assert_cmpint (mapping.columns[LW_VACANCY_VACANT_M2], ==, LW_VACANCY_NO_COLUMN);
  g_assert_cmpint (mapping.columns[LW_VACANCY_NAME], ==, 2);
  lw_vacancy_mapping_choose (&mapping, headings, 2, LW_VACANCY_NO_COLUMN);
  g_assert_cmpint (mapping.columns[LW_VACANCY_NAME], ==, LW_VACANCY_NO_COLUMN);
}

typedef struct {
  LwVacancyField field;
  const char *text;
  LwCellState state;
  double number;
  const char *shown;
} Expected;

static void
test_cells (void)
{
  static const Expected cells[] = {
    { LW_VACANCY_BAG_ID, "363010000000101", LW_CELL_VALUE, 0, "0363010000000101" },
    { LW_VACANCY_BAG_ID, "0363100000000101", LW_CELL_INVALID, 0, NULL },
    { LW_VACANCY_PAND_ID, "0363100000000101", LW_CELL_VALUE, 0, "0363100000000101" },
    { LW_VACANCY_BAG_ID, "3,63E+14", LW_CELL_INVALID, 0, NULL },
    { LW_VACANCY_POSTCODE, "3511xk", LW_CELL_VALUE, 0, "3511 XK" },
    { LW_VACANCY_POSTCODE, "351", LW_CELL_INVALID, 0, NULL },
    { LW_VACANCY_HOUSE_NUMBER, "12 a-2", LW_CELL_VALUE, 0, "12A-2" },
    { LW_VACANCY_ADDRESS, "3511XK 12", LW_CELL_VALUE, 0, "3511 XK 12" },
    { LW_VACANCY_VACANT_M2, "1.234,5 m²", LW_CELL_VALUE, 1234.5, NULL },
    { LW_VACANCY_VACANT_M2, "-5", LW_CELL_INVALID, 0, NULL },
    { LW_VACANCY_VACANT_M2, "n.b.", LW_CELL_UNKNOWN, 0, NULL },
    { LW_VACANCY_VACANT_M2, "veel", LW_CELL_INVALID, 0, NULL },
    { LW_VACANCY_RATE, "12,5 %", LW_CELL_VALUE, 0.125, NULL },
    { LW_VACANCY_RATE, "120", LW_CELL_INVALID, 0, NULL },
    { LW_VACANCY_SINCE, "v.a. 2019", LW_CELL_VALUE, 0, NULL },
    { LW_VACANCY_SINCE, "ooit", LW_CELL_INVALID, 0, NULL },
    { LW_VACANCY_ENERGY_LABEL, "geen label", LW_CELL_UNKNOWN, 0, NULL },
    { LW_VACANCY_ENERGY_LABEL, "Z", LW_CELL_INVALID, 0, NULL },
    { LW_VACANCY_BUILD_YEAR, "1987", LW_CELL_VALUE, 1987, NULL },
    { LW_VACANCY_MUNICIPALITY_CODE, "344", LW_CELL_VALUE, 0, "GM0344" },
    { LW_VACANCY_X, "136700,5", LW_CELL_VALUE, 136700.5, NULL },
    { LW_VACANCY_NAME, "De Rotonde", LW_CELL_VALUE, 0, NULL },
  };
  LwVacancyStyle style = { 0 };

  for (guint i = 0; i < LW_N_VACANCY_FIELDS; i++)
    style.decimals[i] = LW_DECIMAL_COMMA;
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      LwVacancyCell cell;

      g_test_message ("%s: %s", lw_vacancy_field_name (cells[i].field), cells[i].text);
      lw_vacancy_cell_read (cells[i].field, cells[i].text, &style, &cell);
      g_assert_cmpint (cell.state, ==, cells[i].state);
      g_assert_true ((cell.why != NULL) == (cell.state == LW_CELL_INVALID));
      if (cells[i].number != 0)
        g_assert_cmpfloat_with_epsilon (cell.number, cells[i].number, 1e-9);
      if (cells[i].shown != NULL)
        g_assert_cmpstr (cell.key, ==, cells[i].shown);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/list-trial/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("trial", test_trial);
  ADD ("format", test_format);
  ADD ("mapping-file", test_mapping_file);
  ADD ("tolerance", test_tolerance);
  ADD ("long", test_long);
  ADD ("long-utf16", test_long_utf16);
  ADD ("workbook", test_workbook);
  ADD ("remembered", test_remembered);
#undef ADD
  g_test_add_func ("/list-trial/tolerance-json", test_tolerance_json);
  g_test_add_func ("/list-trial/choose", test_choose);
  g_test_add_func ("/list-trial/cells", test_cells);
  return g_test_run ();
}

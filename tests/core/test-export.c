/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exports: CSV in both dialects, GeoJSON, KML and workbooks, read again by GDAL where it is installed;
 * formulas made harmless; nothing left behind on failure; an exported list read again as a vacancy list. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "formats/lw-cell.h"
#include "formats/lw-export-source.h"
#include "formats/lw-vacancy-join.h"
#include "model/lw-error.h"
#include "fixture-offices.h"
#include "store/lw-store-export.h"

typedef struct {
  char *folder;
  LwOffices *offices;
} Fixture;

static void
fill_first (LwOfficesBuilder *builder, guint row)
{
  lw_offices_builder_set_id (builder, row, 7);
  lw_offices_builder_set_bag_id (builder, LW_OFFICE_BAG_ID, row, 363010000000101ull);
  lw_offices_builder_set_bag_id (builder, LW_OFFICE_PAND_ID, row, 363100000000101ull);
  lw_offices_builder_set_text (builder, LW_OFFICE_NAME, row, "Turf & \"Kade\", <b>");
  lw_offices_builder_set_text (builder, LW_OFFICE_STREET, row, "Súdwest");
  lw_offices_builder_set_integer (builder, LW_OFFICE_HOUSE_NUMBER, row, 12);
  lw_offices_builder_set_text (builder, LW_OFFICE_HOUSE_LETTER, row, "A");
  lw_offices_builder_set_text (builder, LW_OFFICE_HOUSE_SUFFIX, row, "01");
  lw_offices_builder_set_text (builder, LW_OFFICE_POSTCODE, row, "3511XK");
  lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, row, "GM0344");
  lw_offices_builder_set_code (builder, LW_OFFICE_LOCATION_TYPE, row, LW_LOCATION_OFFICE_PARK);
  lw_offices_builder_set_number (builder, LW_OFFICE_LONGITUDE, row, 5.123456789);
  lw_offices_builder_set_number (builder, LW_OFFICE_LATITUDE, row, 52.0912345);
  lw_offices_builder_set_number (builder, LW_OFFICE_RD_X, row, 136000.125);
  lw_offices_builder_set_number (builder, LW_OFFICE_RD_Y, row, 455000.5);
  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, 1234.5);
  lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, row, LW_AREA_GO);
  lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, row, 0.1 + 0.2);
  lw_offices_builder_set_date (builder, LW_OFFICE_VACANT_SINCE, row, lw_date_from_ymd (2021, 7, 1));
  lw_offices_builder_set_integer (builder, LW_OFFICE_BUILD_YEAR, row, 1987);
  lw_offices_builder_set_code (builder, LW_OFFICE_ENERGY_LABEL, row, LW_LABEL_A3);
  lw_offices_builder_set_code (builder, LW_OFFICE_OWNER_TYPE, row, LW_OWNER_OCCUPIER);
  lw_offices_builder_set_code (builder, LW_OFFICE_MONUMENT, row, LW_YES);
  lw_offices_builder_set_code (builder, LW_OFFICE_USE_MIXED, row, LW_NO);
  lw_offices_builder_set_text (builder, LW_OFFICE_SOURCE, row, "list.csv");
  lw_offices_builder_set_date (builder, LW_OFFICE_REFERENCE_DATE, row, lw_date_from_ymd (2025, 1, 1));
}

/* One office of which all is known, one that attacks spreadsheets, one of which nothing is known. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (3);
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("lw-export-XXXXXX", &error);
  g_assert_no_error (error);
  fill_first (builder, lw_offices_builder_add (builder));
  lw_offices_builder_add (builder);
  lw_offices_builder_set_id (builder, 1, 8);
  lw_offices_builder_set_text (builder, LW_OFFICE_NAME, 1, "=cmd|'/c calc'!A1");
  lw_offices_builder_set_text (builder, LW_OFFICE_STREET, 1, "two\nlines;, and \x01 control");
  lw_offices_builder_set_text (builder, LW_OFFICE_TOWN, 1, "@sum");
  lw_offices_builder_set_text (builder, LW_OFFICE_REGION, 1, "-3");
  lw_offices_builder_set_number (builder, LW_OFFICE_LONGITUDE, 1, 4.5);
  lw_offices_builder_set_number (builder, LW_OFFICE_LATITUDE, 1, 52);
  lw_offices_builder_add (builder);
  fixture->offices = lw_offices_builder_end (builder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  lw_offices_unref (fixture->offices);
}

/* Returns: the path of the file */
static char *export(Fixture *fixture, LwExportFormat format, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (lw_export_offices (path, format, fixture->offices, NULL, &error));
  g_assert_no_error (error);
  return path;
}

static char *
read_text (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

#define COLUMNS                                                                                              \
  "id,bag_id,pand_id,name,street,house_number,house_letter,house_suffix,postcode,town,municipality_code,"    \
  "municipality,region,province,location,location_type,longitude,latitude,rd_x,rd_y,floor_area_m2,"          \
  "area_measure,vacant_m2,vacant_since,build_year,energy_label,owner_type,monument,use_mixed,source,"        \
  "reference_date"

static void
test_technical (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = export(fixture, LW_EXPORT_CSV, "a.csv");
  g_autofree char *text = read_text (path);

  g_assert_cmpstr (
      text, ==,
      COLUMNS
      "\n"
      "7,0363010000000101,0363100000000101,\"Turf & \"\"Kade\"\", <b>\",Súdwest,12,A,01,3511XK,,GM0344,,,,,"
      "office-park,5.123456789,52.0912345,136000.125,455000.5,1234.5,go,0.30000000000000004,2021-07-01,1987,"
      "A+++,occupier,1,0,list.csv,2025-01-01\n"
      "8,,,'=cmd|'/c calc'!A1,\"two\nlines;, and \x01 control\",,,,,'@sum,,,-3,,,,4.5,52,,,,,,,,,,,,,\n"
      ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n");
}

static void
test_excel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = export(fixture, LW_EXPORT_CSV_EXCEL, "a.csv");
  g_autofree char *text = read_text (path);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_true (g_str_has_prefix (lines[0], "\xef\xbb\xbfid;bag_id;pand_id;"));
  g_assert_cmpstr (
      lines[1], ==,
      "7;\"=\"\"0363010000000101\"\"\";\"=\"\"0363100000000101\"\"\";\"Turf & \"\"Kade\"\", <b>\";"
      "Súdwest;12;A;\"=\"\"01\"\"\";3511XK;;GM0344;;;;;office-park;5,123456789;52,0912345;136000,125;"
      "455000,5;1234,5;go;0,30000000000000004;01-07-2021;1987;A+++;occupier;1;0;list.csv;01-01-2025");
}

/* Both dialects are lists that the importer reads back with the same facts. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  const LwExportFormat formats[] = { LW_EXPORT_CSV, LW_EXPORT_CSV_EXCEL };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = export(fixture, formats[i], "again.csv");
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (LwCsvReader) reader = lw_csv_reader_open (file, NULL, NULL, &error);
      g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
      g_autoptr (LwVacancyList) list = NULL;
      g_autoptr (LwVacancyJoin) join = NULL;
      LwJoinOptions join_options = { LW_UNLISTED_KEEP, LW_SETTINGS_DEFAULT };
      LwVacancyOptions options;
      const LwObservations *record;
      const LwVacancyRow *row;

      g_assert_no_error (error);
      lw_vacancy_options_init (&options, reader);
      list = lw_vacancy_list_read (reader, &options, report, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (list->rows->len, ==, 2);
      g_assert_cmpuint (list->n_between, ==, 1); /* the office of which nothing is known */
      row = &g_array_index (list->rows, LwVacancyRow, 0);
      g_assert_cmpstr (row->address.letter, ==, "A");
      g_assert_cmpstr (row->address.suffix, ==, "01");
      join = lw_vacancy_join_new (list, fixture->offices, &join_options, report, NULL, &error);
      g_assert_cmpint (join->state[0], ==, LW_JOIN_BAG_ID);
      record = g_ptr_array_index (join->observations, 0);
      g_assert_cmpint (record->date, ==, fixture->offices->reference_date[0]);
      g_assert_cmpstr (record->source, ==, "list.csv");
      g_assert_cmpfloat (record->vacant_m2[0], ==, fixture->offices->vacant_m2[0]);
      g_assert_cmpint (record->vacant_since[0], ==, fixture->offices->vacant_since[0]);
      g_assert_cmpint (record->energy_label[0], ==, LW_LABEL_A3);
      g_assert_cmpint (record->owner_type[0], ==, LW_OWNER_OCCUPIER);
      g_assert_cmpuint (lw_import_report_get_problem_total (report, LW_IMPORT_WARNING), ==, 0);
    }
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwBitset) rows = lw_bitset_new (3);
  const LwExportOptions options = { .rows = rows };
  g_autofree char *path = g_build_filename (fixture->folder, "a.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  lw_bitset_set (rows, 1);
  g_assert_true (
      lw_export_offices (path, LW_EXPORT_CSV, fixture->offices, &options, &error));
  text = read_text (path);
  g_assert_nonnull (strstr (text, "\n8,"));
  g_assert_null (strstr (text, "\n7,"));
}

static void
test_geojson (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = export(fixture, LW_EXPORT_GEOJSON, "a.geojson");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *root, *feature, *properties;
  JsonArray *features, *point;

  g_assert_true (json_parser_load_from_file (parser, path, &error));
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_false (json_object_has_member (root, "crs"));
  g_assert_false (json_object_has_member (root, "fictional"));
  features = json_object_get_array_member (root, "features");
  g_assert_cmpuint (json_array_get_length (features), ==, 3);
  feature = json_array_get_object_element (features, 0);
  g_assert_cmpint (json_object_get_int_member (feature, "id"), ==, 7);
  point = json_object_get_array_member (json_object_get_object_member (feature, "geometry"), "coordinates");
  g_assert_cmpfloat (json_array_get_double_element (point, 0), ==, 5.1234568);
  g_assert_cmpfloat (json_array_get_double_element (point, 1), ==, 52.0912345);
  properties = json_object_get_object_member (feature, "properties");
  g_assert_cmpuint (json_object_get_size (properties), ==, LW_N_EXPORT_COLUMNS);
  g_assert_cmpstr (json_object_get_string_member (properties, "bag_id"), ==, "0363010000000101");
  g_assert_cmpstr (json_object_get_string_member (properties, "name"), ==, "Turf & \"Kade\", <b>");
  g_assert_cmpfloat (json_object_get_double_member (properties, "vacant_m2"), ==, 0.1 + 0.2);
  g_assert_true (json_object_get_boolean_member (properties, "monument"));
  feature = json_array_get_object_element (features, 1);
  properties = json_object_get_object_member (feature, "properties");
  g_assert_cmpstr (json_object_get_string_member (properties, "street"), ==, "two\nlines;, and \x01 control");
  g_assert_true (json_object_get_null_member (properties, "vacant_m2"));
  feature = json_array_get_object_element (features, 2);
  g_assert_true (json_object_get_null_member (feature, "geometry"));
}

/* Asks GDAL what it sees in a file; NULL if ogrinfo is not there. */
static char *
ask_ogrinfo (const char *path)
{
  g_autofree char *program = g_find_program_in_path ("ogrinfo");
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  if (program == NULL)
    {
      g_test_skip ("ogrinfo is not installed");
      return NULL;
    }
  const char *command[] = { program, "-al", path, NULL };

  g_spawn_sync (NULL, (char **)command, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return output;
}

static void
assert_sees (const char *output, const char *part)
{
  g_test_message ("looking for %s", part);
  g_assert_nonnull (strstr (output, part));
}

static void
test_ogr_geojson (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = export(fixture, LW_EXPORT_GEOJSON, "a.geojson");
  g_autofree char *output = ask_ogrinfo (path);

  if (output == NULL)
    return;
  assert_sees (output, "Feature Count: 3");
  assert_sees (output, "Geometry: Point");
  assert_sees (output, "bag_id (String) = 0363010000000101");
  assert_sees (output, "monument (Integer(Boolean)) = 1");
  assert_sees (output, "vacant_since (Date) = 2021/07/01");
  assert_sees (output, "POINT (5.1234568 52.0912345)");
}

static void
test_ogr_kml (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = export(fixture, LW_EXPORT_KML, "a.kml");
  g_autofree char *text = read_text (path);
  g_autofree char *output = NULL;

  g_assert_nonnull (strstr (text, "<name>Turf &amp; &quot;Kade&quot;, &lt;b&gt;</name>"));
  g_assert_nonnull (strstr (text, "<SimpleField type=\"double\" name=\"vacant_m2\"/>"));
  g_assert_nonnull (strstr (text, "<coordinates>5.1234568,52.0912345</coordinates>"));
  g_assert_null (strchr (text, '\x01'));
  output = ask_ogrinfo (path);
  if (output == NULL)
    return;
  assert_sees (output, "Feature Count: 3");
  assert_sees (output, "bag_id (String) = 0363010000000101");
  assert_sees (output, "floor_area_m2 (Real) = 1234.5");
  assert_sees (output, "house_number (Integer) = 12");
}

static void
test_ogr_csv (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = export(fixture, LW_EXPORT_CSV, "a.csv");
  g_autofree char *output = ask_ogrinfo (path);

  if (output == NULL)
    return;
  assert_sees (output, "Feature Count: 3");
  assert_sees (output, "bag_id (String) = 0363010000000101");
  assert_sees (output, "name (String) = Turf & \"Kade\", <b>");
}

static void
test_xlsx (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = export(fixture, LW_EXPORT_XLSX, "a.xlsx");
  g_autofree char *text = NULL;
  g_autofree char *output = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpint (memcmp (text, "PK\x03\x04", 4), ==, 0);
  output = ask_ogrinfo (path);
  if (output == NULL)
    return;
  assert_sees (output, "Layer name: Offices");
  assert_sees (output, "bag_id (String) = 0363010000000101");
  assert_sees (output, "floor_area_m2 (Real) = 1234.5");
  assert_sees (output, "vacant_since (Date) = 2021/07/01");
}

static void
test_fictional (Fixture *fixture, gconstpointer data)
{
  const LwExportFormat formats[] = { LW_EXPORT_GEOJSON, LW_EXPORT_KML };
  const char *const marks[] = { "\"fictional\":true", "Fictional example" };
  g_autoptr (LwProvenance) about = lw_provenance_new ("Offices");
  const LwExportOptions options = { .about = about };

  about->fictional = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, "a", NULL);
      g_autofree char *text = NULL;

      g_assert_true (
          lw_export_offices (path, formats[i], fixture->offices, &options, NULL));
      text = read_text (path);
      g_assert_nonnull (strstr (text, marks[i]));
    }
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* A failed or cancelled export leaves the old file and nothing else. */
static void
test_atomic (Fixture *fixture, gconstpointer data)
{
  const LwExportFormat formats[] = { LW_EXPORT_CSV, LW_EXPORT_GEOJSON, LW_EXPORT_KML, LW_EXPORT_KMZ, LW_EXPORT_XLSX };
  g_autofree char *path = g_build_filename (fixture->folder, "old.txt", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "a.csv", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const LwExportOptions options = { .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *text = NULL;

      g_assert_false (lw_export_offices (path, formats[i], fixture->offices, &options, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      text = read_text (path);
      g_assert_cmpstr (text, ==, "old");
      g_assert_cmpuint (count_files (fixture->folder), ==, 1);
    }
  g_assert_false (
      lw_export_offices (nowhere, LW_EXPORT_CSV, fixture->offices, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "a.csv"));
}

static void
cancel_later (const char *what, guint64 done, guint64 total, LwProgressUnit unit, gpointer data)
{
  if (done > 0)
    g_cancellable_cancel (data);
}

/* An export that is cancelled half-way leaves the old file and nothing else, beside a CSV file too. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  const int formats[]
      = { LW_EXPORT_CSV, LW_EXPORT_CSV_EXCEL, LW_EXPORT_GEOJSON, LW_EXPORT_KML, LW_EXPORT_KMZ, LW_EXPORT_XLSX, -1 };
  const LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOffices) offices = fixture_offices (5000, 3, &settings);
  g_autoptr (LwProvenance) about = lw_provenance_new ("Offices");
  g_autofree char *path = g_build_filename (fixture->folder, "old.txt", NULL);

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      const LwExportOptions options
          = { .about = about, .cancellable = cancellable, .progress = cancel_later, .progress_data = cancellable };
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      if (formats[i] < 0)
        g_assert_false (lw_store_export_offices (path, offices, &options, &error));
      else
        g_assert_false (lw_export_offices (path, (LwExportFormat)formats[i], offices, &options, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      text = read_text (path);
      g_assert_cmpstr (text, ==, "old");
      g_assert_cmpuint (count_files (fixture->folder), ==, 1);
    }
}

static void
test_formats (void)
{
  g_autoptr (GError) error = NULL;
  LwExportFormat format;

  g_assert_true (lw_export_format_from_path ("x/A.CSV", FALSE, &format, NULL));
  g_assert_cmpint (format, ==, LW_EXPORT_CSV);
  g_assert_true (lw_export_format_from_path ("a.csv", TRUE, &format, NULL));
  g_assert_cmpint (format, ==, LW_EXPORT_CSV_EXCEL);
  g_assert_true (lw_export_format_from_path ("a.xlsx", TRUE, &format, NULL));
  g_assert_cmpint (format, ==, LW_EXPORT_XLSX);
  g_assert_true (lw_export_format_from_path ("a.geojson", FALSE, &format, NULL));
  g_assert_cmpint (format, ==, LW_EXPORT_GEOJSON);
  g_assert_false (lw_export_format_from_path ("a.doc", FALSE, &format, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED);
}

static LwTable *
make_table (void)
{
  LwTable *table = lw_table_new ("Vacancy: by town");
  guint row;

  lw_table_add_column (table, "town", "Town", LW_TABLE_TEXT, NULL);
  lw_table_add_column (table, "rate", NULL, LW_TABLE_NUMBER, "%");
  lw_table_add_column (table, "offices", NULL, LW_TABLE_INTEGER, NULL);
  lw_table_add_column (table, "over_norm", NULL, LW_TABLE_BOOLEAN, NULL);
  lw_table_add_column (table, "date", NULL, LW_TABLE_DATE, NULL);
  row = lw_table_add_row (table);
  lw_table_set_text (table, row, 0, "Kade; noord");
  lw_table_set_number (table, row, 1, 12.5);
  lw_table_set_integer (table, row, 2, 3);
  lw_table_set_boolean (table, row, 3, LW_YES);
  lw_table_set_date (table, row, 4, lw_date_from_ymd (2025, 1, 1));
  lw_table_add_row (table);
  return table;
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LwTable) table = make_table ();
  g_autofree char *csv = lw_table_to_csv (table, FALSE);
  g_autofree char *excel = lw_table_to_csv (table, TRUE);
  g_autoptr (JsonNode) node = lw_table_to_json (table);
  g_autofree char *json = json_to_string (node, FALSE);
  g_autofree char *path = g_build_filename (fixture->folder, "a.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (csv, ==, "town,rate,offices,over_norm,date\nKade; noord,12.5,3,1,2025-01-01\n,,,,\n");
  g_assert_cmpstr (
      excel, ==,
      "\xef\xbb\xbftown;rate;offices;over_norm;date\r\n\"Kade; noord\";12,5;3;1;01-01-2025\r\n;;;;\r\n");
  g_assert_cmpstr (
      json, ==,
      "[{\"town\":\"Kade; noord\",\"rate\":12.5,\"offices\":3,\"over_norm\":true,\"date\":\"2025-01-01\"},"
      "{\"town\":null,\"rate\":null,\"offices\":null,\"over_norm\":null,\"date\":null}]");
  g_assert_cmpstr (lw_table_get_column_label (table, 0), ==, "Town");
  g_assert_cmpstr (lw_table_get_column_label (table, 1), ==, "rate");
  g_assert_cmpstr (lw_table_get_column_unit (table, 1), ==, "%");
  g_assert_false (lw_table_is_known (table, 1, 2));
  g_assert_true (isnan (lw_table_get_number (table, 1, 1)));
  g_assert_true (lw_export_table (path, LW_EXPORT_XLSX, table, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (lw_export_table (path, LW_EXPORT_KML, table, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED);
}

/* What is written reads back as the same bits, and nothing shorter does. */
static void
test_numbers (void)
{
  const double special[] = { 0, -0.0, 0.1, 0.1 + 0.2, 1e15, 1e16, 1e22, 1e-7, 1e-8, 123456.7890625, -5.5, 5e-324,
                             1.7976931348623157e308, 99999999.9999999, 1e8, 136000.125, 4.123456789012345 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    {
      double number = i < G_N_ELEMENTS (special) ? special[i] : 0, back;
      guint64 bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);

      if (i >= G_N_ELEMENTS (special) && i % 3 == 0)
        memcpy (&number, &bits, sizeof number);
      else if (i >= G_N_ELEMENTS (special))
        number = i % 3 == 1 ? g_rand_int_range (rand, -2000000000, 2000000000) / 1000.0
                            : g_rand_double_range (rand, -700000, 700000);
      if (!isfinite (number))
        continue;
      g_string_truncate (text, 0);
      lw_export_append_number (text, number, '.');
      back = g_ascii_strtod (text->str, NULL);
      g_assert_cmpmem (&back, sizeof back, &number, sizeof number);
      for (int digits = 1; digits <= 17; digits++)
        {
          char shorter[64], format[8];

          g_snprintf (format, sizeof format, "%%.%dg", digits);
          g_ascii_formatd (shorter, sizeof shorter, format, number);
          if (g_ascii_strtod (shorter, NULL) != number)
            continue;
          if (strchr (shorter, 'e') == NULL && strchr (text->str, 'e') == NULL)
            g_assert_cmpstr (text->str, ==, shorter);
          break;
        }
    }
}

/* What a spreadsheet would run is guarded, what it would not is left alone, and all comes back as it was. */
static void
test_guards (void)
{
  static const struct {
    const char *text;
    const char *cell;
  } cases[] = {
    { "=1+1", "'=1+1" },
    { "-12 Kantoor", "'-12 Kantoor" },
    { "+31 20 123", "'+31 20 123" },
    { "@x", "'@x" },
    { "\ttab", "'\ttab" },
    { "-3", "-3" },
    { "+3.5", "+3.5" },
    { "-3.5.6", "'-3.5.6" },
    { "-", "'-" },
    { "-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0" },
    { "-1e5", "'-1e5" },
    { "'s-Gravenhage", "'s-Gravenhage" },
    { "'=1", "''=1" },
    { "''-12", "'''-12" },
    { "'12", "''12" },
    { "a=b", "a=b" },
    { "3-4", "3-4" },
    { "'", "'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LwTable) table = lw_table_new (NULL);
      g_autofree char *expected = g_strdup_printf ("name\n%s\n", cases[i].cell);
      g_autofree char *csv = NULL, *back = NULL;

      lw_table_add_column (table, "name", NULL, LW_TABLE_TEXT, NULL);
      lw_table_set_text (table, lw_table_add_row (table), 0, cases[i].text);
      csv = lw_table_to_csv (table, FALSE);
      g_assert_cmpstr (csv, ==, expected);
      back = lw_cell_clean (cases[i].cell);
      g_assert_cmpstr (back, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/export/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("technical", test_technical);
  ADD ("excel", test_excel);
  ADD ("round-trip", test_round_trip);
  ADD ("selection", test_selection);
  ADD ("geojson", test_geojson);
  ADD ("ogr-geojson", test_ogr_geojson);
  ADD ("ogr-kml", test_ogr_kml);
  ADD ("ogr-csv", test_ogr_csv);
  ADD ("xlsx", test_xlsx);
  ADD ("fictional", test_fictional);
  ADD ("atomic", test_atomic);
  ADD ("cancel", test_cancel);
  ADD ("table", test_table);
#undef ADD
  g_test_add_func ("/export/formats", test_formats);
  g_test_add_func ("/export/numbers", test_numbers);
  g_test_add_func ("/export/guards", test_guards);
  return g_test_run ();
}

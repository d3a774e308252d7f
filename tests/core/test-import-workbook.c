/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-import-workbook: sheets of workbooks through the import of window and command line: lists of offices, published
 * figures and tables of demand, from the sheet that holds most or the one that is named. */
#include <string.h>

#include "analysis/lw-import.h"
#include "model/lw-error.h"
#include "test-store-util.h"
#include "workbook-fixture.h"

#define TEXT_CELL(text) "<c t=\"str\"><v>" text "</v></c>"
#define NUMBER_CELL(number) "<c><v>" number "</v></c>"

static LwImportResult *
import_bytes (Fixture *fixture, LwStore *store, GBytes *bytes, const char *name, const char *sheet, GError **error)
{
  g_autofree char *path = zip_fixture_save (bytes, fixture->folder, name);
  const char *const paths[] = { path, NULL };
  LwImportRequest request;

  lw_import_request_init (&request);
  request.date = lw_date_from_ymd (2025, 1, 1);
  request.sheet = sheet;
  return lw_import_run (store, paths, &request, NULL, NULL, NULL, error);
}

static LwOffices *
read_all (LwStore *store)
{
  g_autoptr (GError) error = NULL;
  LwOffices *offices = lw_store_read_offices (store, LW_DATE_UNKNOWN, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return offices;
}

static void
assert_problem (const LwImportResult *result, const char *code, const char *source, guint64 line, const char *text)
{
  LwImportReport *report = g_ptr_array_index (result->reports, 0);

  for (guint i = 0; i < lw_import_report_get_n_problems (report); i++)
    {
      const LwImportProblem *problem = lw_import_report_get_problem (report, i);

      if (strcmp (problem->code, code) != 0)
        continue;
      g_assert_cmpstr (problem->source, ==, source);
      g_assert_cmpuint (problem->line, ==, line);
      g_assert_nonnull (strstr (problem->what, text));
      return;
    }
  g_error ("no problem “%s”", code);
}

/* Typed numbers and texts in one column; the row of what is wrong is that of the spreadsheet. */
static void
test_offices (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = workbook_fixture_xlsx (
      "<row r=\"1\">" TEXT_CELL ("Kantoren in Utrecht") "</row>"
      "<row r=\"4\">" TEXT_CELL ("Naam gebouw") TEXT_CELL ("Gemeente") TEXT_CELL ("X") TEXT_CELL ("Y")
      TEXT_CELL ("VVO m²") TEXT_CELL ("Leegstand m² VVO") TEXT_CELL ("Leeg sinds") "</row>"
      "<row r=\"5\">" TEXT_CELL ("De Toren") TEXT_CELL ("Utrecht") NUMBER_CELL ("136000.5") NUMBER_CELL ("456000")
      NUMBER_CELL ("1234.567") TEXT_CELL ("1.200 m²") "<c s=\"1\"><v>43466</v></c></row>"
      "<row r=\"6\">" TEXT_CELL ("Het Hof") TEXT_CELL ("Utrecht") NUMBER_CELL ("136050") NUMBER_CELL ("456050")
      NUMBER_CELL ("900.5") NUMBER_CELL ("100.25") "</row>"
      "<row r=\"9\">" TEXT_CELL ("Het Gat") TEXT_CELL ("Utrecht") NUMBER_CELL ("136060") NUMBER_CELL ("456060")
      NUMBER_CELL ("500") TEXT_CELL ("half leeg") "</row>",
      NULL, NULL, "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>");
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwImportResult) result = import_bytes (fixture, store, bytes, "kantoren.xlsx", NULL, &error);
  g_autoptr (LwOffices) offices = NULL;

  g_assert_no_error (error);
  offices = read_all (store);
  g_assert_cmpuint (offices->n, >=, 2);
  g_assert_cmpfloat (offices->rd_x[0], ==, 136000.5);
  g_assert_cmpfloat (offices->floor_area_m2[0], ==, 1234.567);
  g_assert_cmpfloat (offices->vacant_m2[0], ==, 1200);
  g_assert_cmpint (offices->vacant_since[0], ==, lw_date_from_ymd (2019, 1, 1));
  g_assert_cmpfloat (offices->vacant_m2[1], ==, 100.25);
  g_assert_cmpstr (lw_import_report_get_kind (g_ptr_array_index (result->reports, 0)), ==, "xlsx");
  g_assert_cmpstr (lw_import_report_get_source (g_ptr_array_index (result->reports, 0), 0), ==, "kantoren.xlsx › Blad1");
  for (guint i = 0; i < lw_import_report_get_n_problems (g_ptr_array_index (result->reports, 0)); i++)
    {
      const LwImportProblem *problem = lw_import_report_get_problem (g_ptr_array_index (result->reports, 0), i);

      if (strstr (problem->what, "half leeg") == NULL)
        continue;
      g_assert_cmpuint (problem->line, ==, 9);
      return;
    }
  g_assert_not_reached ();
}

/* Days count from 1904 in workbooks of old, also where no format makes dates of them. */
static void
test_epoch (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    const char *properties;
    int year;
  } cases[] = { { "<workbookPr date1904=\"1\"/>", 2023 }, { "", 2019 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = workbook_fixture_xlsx_with (
          cases[i].properties,
          "<row r=\"1\">" TEXT_CELL ("X") TEXT_CELL ("Y") TEXT_CELL ("VVO m²") TEXT_CELL ("Leegstand m²")
          TEXT_CELL ("Leeg sinds") "</row><row r=\"2\">" NUMBER_CELL ("136000") NUMBER_CELL ("456000") NUMBER_CELL ("1000")
          NUMBER_CELL ("10") NUMBER_CELL ("43466") "</row>",
          NULL, NULL, NULL);
      g_autofree char *name = g_strdup_printf ("%d.gpkg", cases[i].year);
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autoptr (LwStore) store = create_document (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (LwImportResult) result = import_bytes (fixture, store, bytes, "kantoren.xlsx", NULL, &error);
      g_autoptr (LwOffices) offices = NULL;

      g_assert_no_error (error);
      offices = read_all (store);
      g_assert_cmpuint (offices->n, ==, 1);
      g_assert_cmpint (lw_date_year (offices->vacant_since[0]), ==, cases[i].year);
    }
}

static GBytes *
make_two_sheets (void)
{
  return workbook_fixture_ods (
      NULL,
      "<table:table table:name=\"Leegstand\"><table:table-row>"
      "<table:table-cell><text:p>Gemeentecode</text:p></table:table-cell>"
      "<table:table-cell><text:p>Leegstand m2</text:p></table:table-cell>"
      "<table:table-cell><text:p>Peildatum</text:p></table:table-cell></table:table-row>"
      "<table:table-row><table:table-cell><text:p>GM0344</text:p></table:table-cell>"
      "<table:table-cell office:value-type=\"float\" office:value=\"1200.5\"/>"
      "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-01-01\"/></table:table-row></table:table>"
      "<table:table table:name=\"Banen\"><table:table-row><table:table-cell><text:p>Regio</text:p></table:table-cell>"
      "<table:table-cell><text:p>Sector</text:p></table:table-cell><table:table-cell><text:p>Jaar</text:p>"
      "</table:table-cell><table:table-cell><text:p>Banen</text:p></table:table-cell></table:table-row>"
      "<table:table-row><table:table-cell><text:p>Utrecht</text:p></table:table-cell><table:table-cell><text:p>ict"
      "</text:p></table:table-cell><table:table-cell office:value-type=\"float\" office:value=\"2024\"/>"
      "<table:table-cell office:value-type=\"float\" office:value=\"1500.5\"/></table:table-row></table:table>");
}

static void
test_sheets (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = make_two_sheets ();
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwImportResult) guessed = import_bytes (fixture, store, bytes, "boek.ods", NULL, &error);
  g_autoptr (LwImportResult) named = NULL, none = NULL;
  g_autoptr (GArray) jobs = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (guessed->n_demand, ==, 1);
  assert_problem (guessed, "sheet-chosen", "boek.ods › Banen", 0, "“Leegstand”, “Banen”");
  jobs = lw_store_read_jobs (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (jobs->len, ==, 1);
  g_assert_cmpfloat (g_array_index (jobs, LwSectorJobs, 0).jobs, ==, 1500.5);
  named = import_bytes (fixture, store, bytes, "boek.ods", "leegstand", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (named->n_figures, ==, 1);
  none = import_bytes (fixture, store, bytes, "boek.ods", "Blad3", &error);
  g_assert_null (none);
  g_assert_error (error, LW_ERROR, LW_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "boek.ods has no sheet “Blad3”; it has “Leegstand”, “Banen”");
}

/* Another kind of document of an office suite. */
static void
test_no_workbook (Fixture *fixture, gconstpointer unused)
{
  ZipFixture *zip = zip_fixture_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GError) error = NULL;

  zip_fixture_add (zip, "[Content_Types].xml",
                   "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>", -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "_rels/.rels",
                   "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
                   "Id=\"r\" Type=\"" XLSX_RELATIONS "/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
                   -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "word/document.xml", "<w:document xmlns:w=\"word\"/>", -1, ZIP_DEFLATED);
  bytes = zip_fixture_end (zip);
  g_assert_null (import_bytes (fixture, store, bytes, "brief.docx", NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "brief.docx holds no sheet"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/import-workbook/offices", Fixture, NULL, fixture_set_up, test_offices, fixture_tear_down);
  g_test_add ("/import-workbook/epoch", Fixture, NULL, fixture_set_up, test_epoch, fixture_tear_down);
  g_test_add ("/import-workbook/sheets", Fixture, NULL, fixture_set_up, test_sheets, fixture_tear_down);
  g_test_add ("/import-workbook/no-workbook", Fixture, NULL, fixture_set_up, test_no_workbook, fixture_tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Workbooks: every kind of cell of Excel and LibreOffice comes out as the text that lists have, each row at its
 * number; what is broken or made to do harm is refused with one sentence. */
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

#include <glib/gstdio.h>

#include "formats/lw-cell.h"
#include "formats/lw-csv.h"
#include "formats/lw-sheet-text.h"
#include "formats/lw-workbook.h"
#include "model/lw-error.h"
#include "workbook-fixture.h"

static LwWorkbook *
open_book (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  LwWorkbook *book = lw_workbook_open_bytes (bytes, "lijst.xlsx", NULL, &error);

  g_assert_no_error (error);
  return book;
}

static void
assert_sheet (LwWorkbook *book, guint sheet, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = lw_workbook_read_sheet (book, sheet, NULL, &error);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  got = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  g_assert_cmpstr (got, ==, expected);
}

/* The only sheet of a workbook of Excel made from these. */
static void
assert_xlsx (const char *rows, const char *after, const char *strings, const char *formats, const char *expected)
{
  g_autoptr (GBytes) bytes = workbook_fixture_xlsx (rows, after, strings, formats);
  g_autoptr (LwWorkbook) book = open_book (bytes);

  g_assert_cmpuint (lw_workbook_get_n_sheets (book), ==, 1);
  assert_sheet (book, 0, expected);
}

static void
assert_ods (const char *table, const char *expected)
{
  g_autoptr (GBytes) bytes = workbook_fixture_ods (NULL, table);
  g_autoptr (LwWorkbook) book = open_book (bytes);

  g_assert_true (lw_workbook_is_ods (book));
  assert_sheet (book, 0, expected);
}

/* Opens and reads the first sheet, which must fail with @code and a sentence that holds @text. */
static void
assert_refused (GBytes *bytes, int code, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwWorkbook) book = lw_workbook_open_bytes (bytes, "lijst.xlsx", NULL, &error);
  g_autoptr (GBytes) csv = book != NULL ? lw_workbook_read_sheet (book, 0, NULL, &error) : NULL;

  g_assert_error (error, LW_ERROR, code);
  g_assert_null (csv);
  if (strstr (error->message, text) == NULL || strstr (error->message, "lijst.xlsx") == NULL)
    g_error ("“%s” does not hold “%s”", error->message, text);
}

static void
assert_rows_refused (const char *rows, const char *strings, int code, const char *text)
{
  g_autoptr (GBytes) bytes = workbook_fixture_xlsx (rows, NULL, strings, NULL);

  assert_refused (bytes, code, text);
}

static void
test_kinds_of_cells (void)
{
  assert_xlsx ("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
               "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><r><t>Kade </t></r><r><t>1, \"links\"</t></r></is></c>"
               "<c r=\"B2\"><f>1+1</f><v>2</v></c><c r=\"C2\" t=\"str\"><f>A1</f><v>uit formule</v></c></row>"
               "<row r=\"3\"><c r=\"A3\" t=\"b\"><v>1</v></c><c r=\"B3\" t=\"b\"><v>0</v></c>"
               "<c r=\"C3\" t=\"e\"><v>#N/A</v></c><c r=\"D3\" t=\"d\"><v>2019-01-31T00:00:00</v></c></row>",
               NULL,
               "<si><r><t>Naam</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> &amp; plaats</t></r>"
               "<rPh sb=\"0\" eb=\"1\"><t>uitspraak</t></rPh></si><si><t>leeg\nin m²_x000D__x0041_</t></si>",
               NULL,
               "Naam & plaats,leeg in m² A\n\"Kade 1, \"\"links\"\"\",2,uit formule\nTRUE,FALSE,,2019-01-31\n");
}

static void
test_places (void)
{
  /* Rows and cells that do not say where they stand; cells that are left out; a row that has none. */
  assert_xlsx ("<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"4\"><c r=\"C4\"><v>3</v></c><c><v>4</v></c></row>"
               "<row r=\"5\"/><row><c r=\"AA6\"><v>5</v></c><c r=\"B6\"><v>6</v></c></row>"
               "<row r=\"1048576\" ht=\"20\"/>",
               NULL, NULL, NULL, "1,2\n\n\n,,3,4\n\n,6,,,,,,,,,,,,,,,,,,,,,,,,,5\n");
}

static void
assert_number (const char *raw, const char *expected)
{
  g_autofree char *row = g_strdup_printf ("<row r=\"1\"><c r=\"A1\"><v>%s</v></c></row>", raw);
  g_autofree char *line = g_strdup_printf ("%s\n", expected);

  assert_xlsx (row, NULL, NULL, NULL, line);
}

static void
test_numbers (void)
{
  assert_number ("1234.5", "1234.5");
  assert_number ("1.234", "1.2340");
  assert_number ("0.125", "0.1250");
  assert_number ("12.50", "12.5");
  assert_number ("12.000", "12");
  assert_number ("-0", "0");
  assert_number ("0.10000000000000001", "0.1");
  assert_number ("1E3", "1000");
  assert_number ("3.63010000000001E+14", "363010000000001");
  assert_number ("9007199254740993", "9007199254740992");
  assert_number ("1E-7", "0.0000001");
  assert_number ("-1.5E-3", "-0.0015");
  assert_number ("1.2E+2", "120");
  assert_number ("1E300", "1.000000000000000e+300");
  assert_number ("120000000000000000", "1.200000000000000e+17");
  assert_number ("1.005E2", "100.5");
  assert_number ("vijf", "vijf");
}

/* What the number is written as reads back as the same double, in a column of either kind. */
static void
test_numbers_back (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (6);

  for (guint i = 0; i < 2000; i++)
    {
      double value = g_rand_double_range (random, -1, 1) * pow (10, g_rand_int_range (random, -8, 15)), read;
      char digits[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *row = NULL;
      g_autoptr (GBytes) bytes = NULL, text = NULL;
      g_autoptr (LwWorkbook) book = NULL;
      g_autofree char *cell = NULL;

      if (i % 3 == 0)
        value = g_ascii_strtod (g_ascii_formatd (digits, sizeof digits, "%.3f", value), NULL);
      row = g_strdup_printf ("<row r=\"1\"><c r=\"A1\"><v>%s</v></c></row>",
                             g_ascii_dtostr (digits, sizeof digits, value));
      bytes = workbook_fixture_xlsx (row, NULL, NULL, NULL);
      book = open_book (bytes);
      text = lw_workbook_read_sheet (book, 0, NULL, NULL);
      cell = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text) - 1);
      g_assert_cmpint (lw_cell_parse_number (cell, i % 2 ? LW_DECIMAL_COMMA : LW_DECIMAL_POINT, &read, NULL), ==,
                       LW_CELL_VALUE);
      if (read != value)
        g_error ("%s is read as %.17g from “%s”", digits, read, cell);
    }
}

static void
test_formats (void)
{
  const char *formats
      = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\-mm\\-yyyy\"/>"
        "<numFmt numFmtId=\"165\" formatCode=\"#,##0.0&quot; m² d&quot;\"/>"
        "<numFmt numFmtId=\"166\" formatCode=\"[$-413]d mmmm yyyy;@\"/>"
        "<numFmt numFmtId=\"167\" formatCode=\"[Red]0.00\"/><numFmt numFmtId=\"168\" formatCode=\"[h]:mm\"/>"
        "<numFmt numFmtId=\"169\" formatCode=\"0.0%\"/></numFmts>"
        "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
        "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/><xf numFmtId=\"168\"/>"
        "<xf numFmtId=\"169\"/><xf numFmtId=\"9\"/><xf numFmtId=\"22\"/><xf numFmtId=\"20\"/></cellXfs>";

  assert_xlsx ("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>43496</v></c><c r=\"B1\" s=\"2\"><v>43496</v></c>"
               "<c r=\"C1\" s=\"3\"><v>43496</v></c><c r=\"D1\" s=\"4\"><v>43496</v></c>"
               "<c r=\"E1\" s=\"5\"><v>43496</v></c><c r=\"F1\" s=\"6\"><v>1.5</v></c>"
               "<c r=\"G1\" s=\"7\"><v>0.125</v></c><c r=\"H1\" s=\"8\"><v>7.0000000000000007E-2</v></c></row>"
               "<row r=\"2\"><c r=\"A2\" s=\"9\"><v>43496.604166666664</v></c><c r=\"B2\" s=\"10\"><v>0.354166667</v></c>"
               "<c r=\"C2\" s=\"1\"><v>1</v></c><c r=\"D2\" s=\"1\"><v>60</v></c><c r=\"E2\" s=\"1\"><v>61</v></c>"
               "<c r=\"F2\" s=\"1\"><v>2958465</v></c><c r=\"G2\" s=\"1\"><v>2958466</v></c>"
               "<c r=\"H2\" s=\"1\"><v>-3</v></c><c r=\"I2\" s=\"99\"><v>8</v></c></row>",
               NULL, NULL, formats,
               "2019-01-31,2019-01-31,43496,2019-01-31,43496,36:00,12.5%,7%\n"
               "2019-01-31 14:30,08:30,1900-01-01,60,1900-03-01,9999-12-31,2958466,-3,8\n");
}

/* Strict namespaces, targets from the root of the zip, several sheets of which one is a chart and one hidden. */
static GBytes *
make_strict (void)
{
  const char *main_ns = "http://purl.oclc.org/ooxml/spreadsheetml/main";
  const char *relations = "http://purl.oclc.org/ooxml/officeDocument/relationships";
  ZipFixture *zip = zip_fixture_new ();
  g_autofree char *rels = g_strdup_printf (
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      "<Relationship Id=\"a\" Type=\"%s/worksheet\" Target=\"/book/een.xml\"/>"
      "<Relationship Id=\"b\" Type=\"%s/chartsheet\" Target=\"twee.xml\"/>"
      "<Relationship Id=\"c\" Type=\"%s/worksheet\" Target=\"../book/./drie.xml\"/>"
      "<Relationship Id=\"d\" Type=\"%s/worksheet\" Target=\"vier.xml\"/>"
      "<Relationship Id=\"e\" Type=\"%s/sharedStrings\" Target=\"../teksten.xml\"/></Relationships>",
      relations, relations, relations, relations, relations);
  g_autofree char *root = g_strdup_printf (
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      "<Relationship Id=\"r\" Type=\"%s/officeDocument\" Target=\"book/boek.xml\"/></Relationships>",
      relations);
  g_autofree char *book = g_strdup_printf (
      "<x:workbook xmlns:x=\"%s\" xmlns:q=\"%s\"><x:workbookPr date1904=\"1\"/><x:sheets>"
      "<x:sheet name=\"Toelichting\" sheetId=\"1\" q:id=\"a\"/><x:sheet name=\"Grafiek\" sheetId=\"2\" q:id=\"b\"/>"
      "<x:sheet name=\"R&amp;D\" sheetId=\"3\" q:id=\"c\"/>"
      "<x:sheet name=\"Oud\" sheetId=\"4\" state=\"hidden\" q:id=\"d\"/></x:sheets></x:workbook>",
      main_ns, relations);
  g_autofree char *sheet = g_strdup_printf ("<x:worksheet xmlns:x=\"%s\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" "
                                            "t=\"s\"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>",
                                            main_ns);
  g_autofree char *long_sheet = g_strdup_printf ("%s<!-- %0300d -->", sheet, 0);
  g_autofree char *strings = g_strdup_printf ("<x:sst xmlns:x=\"%s\"><x:si><x:t>Leiden</x:t></x:si></x:sst>", main_ns);

  zip_fixture_add (zip, "_rels/.rels", root, -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "book/boek.xml", book, -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "book/_rels/boek.xml.rels", rels, -1, ZIP_DEFLATED | ZIP_STREAMED);
  zip_fixture_add (zip, "book/een.xml", long_sheet, -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "book/twee.xml", long_sheet, -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "book/drie.xml", sheet, -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "book/vier.xml", long_sheet, -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "teksten.xml", strings, -1, ZIP_DEFLATED);
  return zip_fixture_end (zip);
}

static void
test_sheets (void)
{
  g_autoptr (GBytes) bytes = make_strict ();
  g_autoptr (LwWorkbook) book = open_book (bytes);
  g_autofree char *title = NULL;

  g_assert_cmpuint (lw_workbook_get_n_sheets (book), ==, 3);
  g_assert_cmpstr (lw_workbook_get_sheet_name (book, 1), ==, "R&D");
  g_assert_false (lw_workbook_get_sheet_hidden (book, 1));
  g_assert_true (lw_workbook_get_sheet_hidden (book, 2));
  g_assert_cmpuint (lw_workbook_guess_sheet (book), ==, 1);
  g_assert_cmpuint (lw_workbook_find_sheet (book, "oud"), ==, 2);
  g_assert_cmpuint (lw_workbook_find_sheet (book, "Grafiek"), ==, LW_WORKBOOK_NO_SHEET);
  title = lw_workbook_dup_sheet_title (book, 1);
  g_assert_cmpstr (title, ==, "lijst.xlsx › R&D");
  for (guint i = 0; i < 3; i++)
    assert_sheet (book, i, "Leiden\n");
}

static void
test_merged (void)
{
  /* A label goes on below; a number does not, it would count twice; a heading over columns stays where it is. */
  assert_xlsx ("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Gemeente</v></c><c r=\"B1\" t=\"str\"><v>m2</v></c></row>"
               "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>Leiden, stad</v></c><c r=\"B2\"><v>10</v></c></row>"
               "<row r=\"3\"><c r=\"B3\"><v>20</v></c><c r=\"C3\" t=\"str\"><v>0363</v></c></row>"
               "<row r=\"4\"><c r=\"C4\" t=\"str\"><v/></c><c r=\"D4\"><v>1</v></c></row>",
               "<mergeCells count=\"4\"><mergeCell ref=\"B2:B4\"/><mergeCell ref=\"A2:A9\"/><mergeCell ref=\"B1:D1\"/>"
               "<mergeCell ref=\"C3:C4\"/></mergeCells>",
               NULL, NULL,
               "Gemeente,m2\n\"Leiden, stad\",10\n\"Leiden, stad\",20,0363\n\"Leiden, stad\",,0363,1\n");
}

static void
test_ods_cells (void)
{
  assert_ods (
      "<table:table table:name=\"Lijst\"><table:table-column table:number-columns-repeated=\"3\"/>"
      "<table:table-header-rows><table:table-row><table:table-cell office:value-type=\"string\"><text:p>Leeg</text:p>"
      "<text:p>m<text:span>²</text:span><text:s text:c=\"2\"/>x</text:p><office:annotation><text:p>noot</text:p>"
      "</office:annotation></table:table-cell></table:table-row></table:table-header-rows>"
      "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"16384\"/>"
      "</table:table-row>"
      "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1234.5\"><text:p>1.234,5</text:p>"
      "</table:table-cell><table:table-cell office:value-type=\"percentage\" office:value=\"0.125\"/>"
      "<table:table-cell office:value-type=\"currency\" office:value=\"12\" office:currency=\"EUR\"/>"
      "<table:table-cell office:value-type=\"date\" office:date-value=\"2019-01-31T00:00:00\"/>"
      "<table:table-cell office:value-type=\"date\" office:date-value=\"2019-01-31T14:30:00\"/>"
      "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"false\"/>"
      "<table:table-cell office:value-type=\"time\" office:time-value=\"PT08H30M00S\"/>"
      "<table:table-cell office:value-type=\"string\" calcext:value-type=\"error\"><text:p>#N/B</text:p>"
      "</table:table-cell><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" "
      "office:value=\"7\"/></table:table-row></table:table>",
      "Leeg m²  x\n\n\n1234.5,12.5%,12,2019-01-31,2019-01-31 14:30,FALSE,08:30,,7,7\n");
}

static void
test_ods_rows (void)
{
  /* Rows to the end of the sheet cost nothing; a label of merged cells goes on; rows that are alike are written. */
  assert_ods (
      "<table:table table:name=\"Lijst\"><table:table-row><table:table-cell table:number-rows-spanned=\"2\" "
      "office:value-type=\"string\"><text:p>Leiden</text:p></table:table-cell><table:table-cell "
      "office:value-type=\"float\" office:value=\"1\"/></table:table-row><table:table-row><table:covered-table-cell/>"
      "<table:table-cell office:value-type=\"float\" office:value=\"2\"/></table:table-row>"
      "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"float\" "
      "office:value=\"3\"/></table:table-row><table:table-row table:number-rows-repeated=\"1048572\">"
      "<table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>",
      "Leiden,1\nLeiden,2\n3,\n3,\n");
}

static void
test_ods_sheets (void)
{
  g_autoptr (GBytes) bytes = workbook_fixture_ods (
      "<style:style style:name=\"t1\" style:family=\"table\"><style:table-properties table:display=\"false\"/>"
      "</style:style><style:style style:name=\"t2\" style:family=\"table\"><style:table-properties "
      "table:display=\"true\"/></style:style>",
      "<table:table table:name=\"A\" table:style-name=\"t1\"><table:table-row><table:table-cell "
      "table:number-columns-repeated=\"9\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>"
      "</table:table><table:table table:name=\"B\" table:style-name=\"t2\"><table:table-row><table:table-cell "
      "office:value-type=\"float\" office:value=\"2\"/></table:table-row></table:table>"
      "<table:table table:name=\"C\"><table:table-row><table:table-cell table:number-columns-repeated=\"2\" "
      "office:value-type=\"float\" office:value=\"3\"/></table:table-row></table:table>");
  g_autoptr (LwWorkbook) book = open_book (bytes);

  g_assert_cmpuint (lw_workbook_get_n_sheets (book), ==, 3);
  g_assert_true (lw_workbook_get_sheet_hidden (book, 0));
  g_assert_false (lw_workbook_get_sheet_hidden (book, 1));
  g_assert_cmpuint (lw_workbook_guess_sheet (book), ==, 2);
  assert_sheet (book, 1, "2\n");
  assert_sheet (book, 2, "3,3\n");
}

/* A record is a line, so that what is said of a row has the number that the spreadsheet shows. */
static void
test_as_list (void)
{
  g_autoptr (GBytes) bytes = workbook_fixture_xlsx (
      "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Leegstand van kantoren; 2025</v></c></row>"
      "<row r=\"3\"><c r=\"A3\" t=\"str\"><v>Postcode</v></c><c r=\"B3\" t=\"str\"><v>Huisnummer</v></c>"
      "<c r=\"C3\" t=\"str\"><v>Leegstand&#10;(m²)</v></c></row>"
      "<row r=\"7\"><c r=\"A7\" t=\"str\"><v>2311AB</v></c><c r=\"B7\"><v>1</v></c><c r=\"C7\"><v>1234.5</v></c></row>"
      "<row r=\"8\"><c r=\"A8\" t=\"str\"><v>2311AC</v></c><c r=\"B8\"><v>3</v></c><c r=\"C8\"><v>99</v></c></row>",
      NULL, NULL, NULL);
  g_autoptr (LwWorkbook) book = open_book (bytes);
  g_autoptr (GBytes) text = lw_workbook_read_sheet (book, 0, NULL, NULL);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (text);
  LwCsvOptions options = { .encoding = LW_ENCODING_UTF8, .separator = ',' };
  g_autoptr (LwCsvReader) reader = lw_csv_reader_new (stream, "lijst.xlsx › Blad1", &options, NULL, NULL);

  g_assert_cmpstr (lw_csv_reader_get_heading (reader, 2), ==, "Leegstand (m²)");
  g_assert_true (lw_csv_reader_next (reader, NULL, NULL));
  g_assert_cmpuint (lw_csv_reader_get_line (reader), ==, 7);
  g_assert_cmpstr (lw_csv_reader_get_cell (reader, 2), ==, "1234.5");
  g_assert_true (lw_csv_reader_next (reader, NULL, NULL));
  g_assert_cmpuint (lw_csv_reader_get_line (reader), ==, 8);
  g_assert_false (lw_csv_reader_next (reader, NULL, NULL));
}

/* What another library writes. */
static void
test_written_by_library (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lw-workbook-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "boek.xlsx", NULL);
  lxw_workbook *out = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (out, "Kantoren");
  lxw_format *date = workbook_add_format (out), *part = workbook_add_format (out);
  lxw_datetime day = { .year = 2024, .month = 2, .day = 29 };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LwWorkbook) book = NULL;
  g_autoptr (GError) error = NULL;

  format_set_num_format (date, "dd-mm-yyyy");
  format_set_num_format (part, "0.0%");
  worksheet_write_string (sheet, 0, 0, "Straat \"één\", hoek", NULL);
  worksheet_write_number (sheet, 0, 1, 1234.567, NULL);
  worksheet_write_datetime (sheet, 0, 2, &day, date);
  worksheet_write_number (sheet, 1, 0, 0.07, part);
  worksheet_write_boolean (sheet, 1, 1, 1, NULL);
  worksheet_write_formula_num (sheet, 1, 2, "=1+2", NULL, 3);
  worksheet_merge_range (sheet, 2, 0, 3, 0, "Zuid", NULL);
  worksheet_write_number (sheet, 3, 1, 5, NULL);
  g_assert_cmpint (workbook_close (out), ==, LXW_NO_ERROR);
  book = lw_workbook_open (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lw_workbook_get_sheet_name (book, 0), ==, "Kantoren");
  assert_sheet (book, 0, "\"Straat \"\"één\"\", hoek\",1234.5670,2024-02-29\n7%,TRUE,3\nZuid,,\nZuid,5,\n");
  g_unlink (path);
  g_rmdir (folder);
}

static void
assert_bytes_refused (const char *data, gsize size, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  assert_refused (bytes, size == 0 ? LW_ERROR_INVALID : LW_ERROR_UNSUPPORTED, text);
}

static void
test_other_files (void)
{
  ZipFixture *zip = zip_fixture_new ();
  g_autoptr (GBytes) other = NULL, secret = NULL, binary = NULL;
  char old[600] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

  assert_bytes_refused ("", 0, "is empty");
  assert_bytes_refused ("a;b\n1;2\n", 8, "is no workbook");
  assert_bytes_refused (old, sizeof old, "old workbook (.xls)");
  assert_bytes_refused ("\x09\x04\x06\x00\x00\x00", 6, "old workbook (.xls)");
  for (guint i = 0; i < strlen ("EncryptedPackage"); i++)
    old[300 + 2 * i] = "EncryptedPackage"[i];
  assert_bytes_refused (old, sizeof old, "protected by a password");
  zip_fixture_add (zip, "../../etc/passwd", "x", -1, ZIP_DEFLATED);
  other = zip_fixture_end (zip);
  assert_refused (other, LW_ERROR_UNSUPPORTED, "without a workbook");
  zip = zip_fixture_new ();
  zip_fixture_add (zip, "META-INF/manifest.xml",
                   "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><m:file-entry "
                   "m:full-path=\"content.xml\"><m:encryption-data/></m:file-entry></m:manifest>",
                   -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "content.xml", "\x01\x02", -1, ZIP_STORED);
  secret = zip_fixture_end (zip);
  assert_refused (secret, LW_ERROR_UNSUPPORTED, "protected by a password");
  zip = zip_fixture_new ();
  zip_fixture_add (zip, "_rels/.rels",
                   "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                   "<Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>",
                   -1, ZIP_DEFLATED);
  binary = zip_fixture_end (zip);
  assert_refused (binary, LW_ERROR_UNSUPPORTED, "xlsb");
}

static void
test_broken (void)
{
  g_autoptr (GBytes) whole = workbook_fixture_xlsx ("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", NULL, NULL, NULL);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, 120);
  ZipFixture *zip = zip_fixture_new ();
  g_autoptr (GBytes) missing = NULL, encrypted = NULL;

  assert_refused (cut, LW_ERROR_INVALID, "damaged");
  zip_fixture_add (zip, "xl/workbook.xml",
                   "<workbook xmlns=\"" XLSX_MAIN "\"><sheets><sheet name=\"Weg\"/></sheets></workbook>", -1,
                   ZIP_DEFLATED);
  missing = zip_fixture_end (zip);
  assert_refused (missing, LW_ERROR_INVALID, "xl/worksheets/sheet1.xml is missing");
  zip = zip_fixture_new ();
  zip_fixture_add (zip, "xl/workbook.xml", "<workbook/>", -1, ZIP_ENCRYPTED);
  encrypted = zip_fixture_end (zip);
  assert_refused (encrypted, LW_ERROR_UNSUPPORTED, "password");
  assert_rows_refused ("<row r=\"1\"><c r=\"A1\"><v>1</v>", NULL, LW_ERROR_INVALID, "Blad1:1:");
  assert_rows_refused ("", NULL, LW_ERROR_INVALID, "Blad1: the sheet is empty");
  assert_rows_refused ("<row r=\"7\"><c><v>1</v></c></row><row r=\"5\"/>", NULL, LW_ERROR_INVALID,
                       "row 5 stands after row 7");
  assert_rows_refused ("<row r=\"2\"><c r=\"7B\"><v>1</v></c></row>", NULL, LW_ERROR_INVALID, "“7B”");
  assert_rows_refused ("<row r=\"2\"><c r=\"C2\" t=\"s\"><v>3</v></c></row>", "<si><t>x</t></si>", LW_ERROR_INVALID,
                       "cell C2: refers to a text");
}

static char *
repeat (const char *text, guint n)
{
  GString *all = g_string_sized_new (n * strlen (text) + 1);

  for (guint i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static void
test_bombs (void)
{
  g_autofree char *megabyte = repeat ("0123456789abcdef", 65536);
  g_autofree char *string = g_strdup_printf ("<si><t>%s</t></si>", megabyte);
  g_autofree char *cells = repeat ("<c t=\"s\"><v>0</v></c>", 300);
  g_autofree char *rows = g_strdup_printf ("<row>%s</row>", cells);
  g_autofree char *blanks = repeat ("          ", 10 * 1024 * 1024);
  g_autofree char *cell = g_strdup_printf ("<row><c t=\"str\"><v>%s%s</v></c></row>", megabyte, megabyte);
  g_autofree char *large = repeat (cell, 3);

  assert_rows_refused (rows, string, LW_ERROR_TOO_LARGE, "more than 256 MB of text at row 1");
  assert_rows_refused ("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", NULL, LW_ERROR_TOO_LARGE, "column 16384");
  assert_rows_refused ("<row r=\"1048577\"><c><v>1</v></c></row>", NULL, LW_ERROR_TOO_LARGE, "row 1048576");
  assert_rows_refused (blanks, NULL, LW_ERROR_TOO_LARGE, "when unpacked");
  assert_rows_refused ("<!DOCTYPE x [<!ENTITY a \"b\">]>", NULL, LW_ERROR_INVALID, "well-formed");
}

static void
assert_ods_refused (const char *table, int code, const char *text)
{
  g_autoptr (GBytes) bytes = workbook_fixture_ods (NULL, table);

  assert_refused (bytes, code, text);
}

static void
test_ods_bombs (void)
{
  assert_ods_refused ("<table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"1048577\">"
                      "<table:table-cell office:value-type=\"float\" office:value=\"1\"/></table:table-row>"
                      "</table:table>",
                      LW_ERROR_TOO_LARGE, "below row");
  assert_ods_refused ("<table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"1048576\">"
                      "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" "
                      "office:value=\"1\"/></table:table-row></table:table>",
                      LW_ERROR_TOO_LARGE, "cells with values");
  assert_ods_refused ("<table:table table:name=\"A\"><table:table-row><table:table-cell "
                      "table:number-columns-repeated=\"999999999999\" office:value-type=\"float\" office:value=\"1\"/>"
                      "</table:table-row></table:table>",
                      LW_ERROR_TOO_LARGE, "column 16384");
}

static void
test_cancel (void)
{
  g_autoptr (GBytes) bytes = workbook_fixture_xlsx ("<row><c><v>1</v></c></row>", NULL, NULL, NULL);
  g_autoptr (LwWorkbook) book = open_book (bytes);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (lw_workbook_read_sheet (book, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workbook/kinds-of-cells", test_kinds_of_cells);
  g_test_add_func ("/workbook/places", test_places);
  g_test_add_func ("/workbook/numbers", test_numbers);
  g_test_add_func ("/workbook/numbers-back", test_numbers_back);
  g_test_add_func ("/workbook/formats", test_formats);
  g_test_add_func ("/workbook/sheets", test_sheets);
  g_test_add_func ("/workbook/merged", test_merged);
  g_test_add_func ("/workbook/ods-cells", test_ods_cells);
  g_test_add_func ("/workbook/ods-rows", test_ods_rows);
  g_test_add_func ("/workbook/ods-sheets", test_ods_sheets);
  g_test_add_func ("/workbook/as-list", test_as_list);
  g_test_add_func ("/workbook/written-by-library", test_written_by_library);
  g_test_add_func ("/workbook/other-files", test_other_files);
  g_test_add_func ("/workbook/broken", test_broken);
  g_test_add_func ("/workbook/bombs", test_bombs);
  g_test_add_func ("/workbook/ods-bombs", test_ods_bombs);
  g_test_add_func ("/workbook/cancel", test_cancel);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-import-figures: tables of the statistics office about areas: municipalities, provinces and the country by name or
 * code, groups of columns, several dates below or beside each other, secret figures, figures that are there twice. */
#include <math.h>
#include <string.h>

#include "analysis/lw-import.h"
#include "model/lw-error.h"
#include "test-store-util.h"
#include "workbook-fixture.h"

#define DATE_2022 (lw_date_from_ymd (2022, 1, 1))
#define DATE_2023 (lw_date_from_ymd (2023, 1, 1))
#define DATE_2024 (lw_date_from_ymd (2024, 1, 1))

/* Imports a table. Returns: (nullable): what came of it; NULL with @error set */
static LwImportResult *
import_table (Fixture *fixture, LwStore *store, const char *text, LwDate date, GError **error)
{
  g_autofree char *path = g_build_filename (fixture->folder, "tabel.csv", NULL);
  const char *const paths[] = { path, NULL };
  LwImportRequest request;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  lw_import_request_init (&request);
  request.date = date;
  return lw_import_run (store, paths, &request, NULL, NULL, NULL, error);
}

/* The figures of a table, which must be whole. */
static GPtrArray *
read_table (Fixture *fixture, const char *text, LwDate date, guint n, guint n_rejected)
{
  g_autofree char *path = g_build_filename (fixture->folder, "figures.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwStore) store = NULL;
  g_autoptr (LwImportResult) result = NULL;
  GPtrArray *figures;

  g_remove (path);
  store = create_document (path);
  result = import_table (fixture, store, text, date, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_rejected, ==, n_rejected);
  figures = lw_store_read_figures (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (figures->len, ==, n);
  return figures;
}

static double
find (GPtrArray *figures, const char *kind, const char *code, LwDate date, const char *name)
{
  for (guint i = 0; i < figures->len; i++)
    {
      const LwPublishedFigure *figure = g_ptr_array_index (figures, i);

      if (strcmp (figure->kind, kind) == 0 && strcmp (figure->code, code) == 0 && figure->date == date
          && strcmp (figure->figure, name) == 0)
        return figure->value;
    }
  g_test_message ("%s %s %d %s", kind, code, (int) date, name);
  g_assert_not_reached ();
}

#define ASSERT_FIGURE(kind, code, date, name, value)                                                                   \
  g_assert_cmpfloat (find (figures, LW_FIGURE_OF_##kind, code, date, LW_FIGURE_##name), ==, value)
#define ASSERT_SECRET(kind, code, date, name)                                                                          \
  g_assert_true (isnan (find (figures, LW_FIGURE_OF_##kind, code, date, LW_FIGURE_##name)))

static void
test_provinces (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) figures
      = read_table (fixture,
                    "Provinciecode;Voorraad m2;Leegstand m2;Leegstand %\nPV26;1.000.000;150.000;15,0\nPV20;200.000;.;.\n"
                    "27;x;x;\nPV99;1;1;1\n\"* voorlopig\";;;\n",
                    DATE_2024, 9, 0);

  ASSERT_FIGURE (PROVINCE, "PV26", DATE_2024, STOCK_M2, 1000000);
  ASSERT_FIGURE (PROVINCE, "PV26", DATE_2024, VACANCY_RATE, 0.15);
  ASSERT_SECRET (PROVINCE, "PV20", DATE_2024, VACANT_M2);
  ASSERT_SECRET (PROVINCE, "PV27", DATE_2024, VACANCY_RATE);
}

/* A province is no municipality, be it called like one, and another kind of area is none of both. */
static void
test_kinds (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) figures = read_table (
      fixture,
      "Regiocode;Gemeentenaam;Kantoren;Leegstaande kantoren\nNL00;Nederland;80000;9000\nPV26;Utrecht;3000;300\n"
      "GM0344;Utrecht;1200;130\nGM0307;Amersfoort;400;.\nCR17;Utrecht;1;1\nLD01;Noord;1;1\n",
      DATE_2024, 8, 0);

  ASSERT_FIGURE (COUNTRY, "NL00", DATE_2024, OFFICES, 80000);
  ASSERT_FIGURE (PROVINCE, "PV26", DATE_2024, OFFICES, 3000);
  ASSERT_FIGURE (MUNICIPALITY, "GM0344", DATE_2024, OFFICES, 1200);
  ASSERT_FIGURE (MUNICIPALITY, "GM0344", DATE_2024, VACANT_OFFICES, 130);
  ASSERT_SECRET (MUNICIPALITY, "GM0307", DATE_2024, VACANT_OFFICES);
}

/* Names with their kind behind them, as StatLine has them; bare ones are municipalities there, and regions elsewhere. */
static void
test_names (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) figures = read_table (
      fixture,
      "Regio;Voorraad kantoren (m²);Leegstand (m²)\nNederland;50.000.000;7.000.000\nNoord-Nederland (LD);9;9\n"
      "Utrecht (PV);1.000.000;150.000\nUtrecht (gemeente);500.000;50.000\n's-Gravenhage (gemeente);400.000;40.000\n"
      "Bergen (NH.);10.000;x\nAmersfoort*;20.000;1.000\n",
      DATE_2024, 12, 0);
  g_autoptr (GPtrArray) regions
      = read_table (fixture, "Regio;Leegstand (m²)\nEemland;1.000\nUtrecht;2.000\nNederland;90.000\n", DATE_2024, 3, 0);

  ASSERT_FIGURE (COUNTRY, "NL00", DATE_2024, STOCK_M2, 50000000);
  ASSERT_FIGURE (PROVINCE, "PV26", DATE_2024, VACANT_M2, 150000);
  ASSERT_FIGURE (MUNICIPALITY, "GM0344", DATE_2024, VACANT_M2, 50000);
  ASSERT_FIGURE (MUNICIPALITY, "GM0518", DATE_2024, STOCK_M2, 400000);
  ASSERT_SECRET (MUNICIPALITY, "GM0373", DATE_2024, VACANT_M2);
  ASSERT_FIGURE (MUNICIPALITY, "GM0307", DATE_2024, VACANT_M2, 1000);
  g_assert_cmpfloat (find (regions, LW_FIGURE_OF_REGION, "Utrecht", DATE_2024, LW_FIGURE_VACANT_M2), ==, 2000);
  g_assert_cmpfloat (find (regions, LW_FIGURE_OF_COUNTRY, "NL00", DATE_2024, LW_FIGURE_VACANT_M2), ==, 90000);
}

/* Dates below each other; one that cannot be read is no reason to take that of the table. */
static void
test_dates_in_rows (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) figures
      = read_table (fixture,
                    "Gemeente;Peildatum;Voorraad (m² GO);Leegstand (m² GO)\nUtrecht;1-1-2023;500.000;60.000\n"
                    "Utrecht;1-1-2024;510.000;50.000\nAmersfoort;1-1-2023;.;.\nAmersfoort;1 januari 2024*;200.000;20.000\n"
                    "Zeist;;1;1\nSoest;begin van het jaar;1;1\nNederland;2024;1.000;100\n",
                    DATE_2022, 12, 1);
  g_autoptr (GPtrArray) years = read_table (
      fixture, "Gemeentecode;Gemeentenaam;Jaar;Leegstandspercentage\nGM0344;Utrecht;2023;12,5\nGM0344;Utrecht;2024;11,5\n",
      LW_DATE_UNKNOWN, 2, 0);
  g_autoptr (GPtrArray) periods
      = read_table (fixture, "RegioS,Perioden,VoorraadKantoren_1,LeegstandKantoren_2\nNL01  ,2024JJ00,50000000,7000000\n"
                             "PV26  ,2024JJ00,1000000,150000\nGM0344,2023JJ00,510000,.\n",
                    LW_DATE_UNKNOWN, 6, 0);

  ASSERT_FIGURE (MUNICIPALITY, "GM0344", DATE_2023, VACANT_M2, 60000);
  ASSERT_FIGURE (MUNICIPALITY, "GM0344", DATE_2024, VACANT_M2, 50000);
  ASSERT_SECRET (MUNICIPALITY, "GM0307", DATE_2023, STOCK_M2);
  ASSERT_FIGURE (MUNICIPALITY, "GM0307", DATE_2024, STOCK_M2, 200000);
  ASSERT_FIGURE (MUNICIPALITY, "GM0355", DATE_2022, STOCK_M2, 1);
  ASSERT_FIGURE (COUNTRY, "NL00", DATE_2024, VACANT_M2, 100);
  g_assert_cmpfloat (find (years, LW_FIGURE_OF_MUNICIPALITY, "GM0344", DATE_2023, LW_FIGURE_VACANCY_RATE), ==, 0.125);
  g_assert_cmpfloat (find (years, LW_FIGURE_OF_MUNICIPALITY, "GM0344", DATE_2024, LW_FIGURE_VACANCY_RATE), ==, 0.115);
  g_assert_cmpfloat (find (periods, LW_FIGURE_OF_PROVINCE, "PV26", DATE_2024, LW_FIGURE_VACANT_M2), ==, 150000);
  g_assert_true (isnan (find (periods, LW_FIGURE_OF_MUNICIPALITY, "GM0344", DATE_2023, LW_FIGURE_VACANT_M2)));
}

/* Dates beside each other: a column for each. */
static void
test_dates_in_headings (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) figures = read_table (
      fixture,
      "Gemeente;Leegstand 2023 (m²);Leegstand 2024* (m²);Aantal kantoren per 1 januari 2024;Bijzonderheden 2024\n"
      "Utrecht;60.000;50.000;1200;geen\nAmersfoort;.;20.000;400;x\n",
      LW_DATE_UNKNOWN, 6, 0);

  ASSERT_FIGURE (MUNICIPALITY, "GM0344", DATE_2023, VACANT_M2, 60000);
  ASSERT_FIGURE (MUNICIPALITY, "GM0344", DATE_2024, VACANT_M2, 50000);
  ASSERT_FIGURE (MUNICIPALITY, "GM0344", DATE_2024, OFFICES, 1200);
  ASSERT_SECRET (MUNICIPALITY, "GM0307", DATE_2023, VACANT_M2);
}

/* The same figure twice: the first counts, and another value is told; without any date nothing is made up. */
static void
test_twice (Fixture *fixture, gconstpointer unused)
{
  static const char table[] = "Gemeente;Kantoren;waarvan leegstaand\nUtrecht;1200;130\nUtrecht;1200;140\n";
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) none = NULL, result = NULL;
  g_autoptr (GPtrArray) figures = NULL;
  g_autoptr (GError) error = NULL, told = NULL;
  LwImportReport *report;

  none = import_table (fixture, store, table, LW_DATE_UNKNOWN, &error);
  g_assert_null (none);
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  result = import_table (fixture, store, table, DATE_2024, &told);
  g_assert_no_error (told);
  report = g_ptr_array_index (result->reports, 0);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "twice"), ==, 2);
  g_assert_cmpuint (lw_import_report_get_n_problems (report), ==, 1);
  g_assert_cmpstr (lw_import_report_get_problem (report, 0)->code, ==, "figure-twice");
  figures = lw_store_read_figures (store, NULL);
  g_assert_cmpuint (figures->len, ==, 2);
  ASSERT_FIGURE (MUNICIPALITY, "GM0344", DATE_2024, VACANT_OFFICES, 130);
}

#define TEXT(cell, text) "<c r=\"" cell "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define NUMBER(cell, number) "<c r=\"" cell "\"><v>" number "</v></c>"

/* The yearly workbook: titles, a row of groups in merged cells above the headings, an empty row below, footnotes. */
static void
test_workbook (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = workbook_fixture_xlsx (
      "<row r=\"1\">" TEXT ("A1", "Tabel 1") "</row><row r=\"2\">" TEXT ("A2", "Leegstand, 1 januari 2024*") "</row>"
      "<row r=\"4\">" TEXT ("C4", "Voorraad") TEXT ("E4", "Leegstand") "</row><row r=\"5\">" TEXT ("A5", "Gemeentecode")
          TEXT ("B5", "Gemeentenaam") TEXT ("C5", "aantal") TEXT ("D5", "m2") TEXT ("E5", "aantal") TEXT ("F5", "m2")
              TEXT ("G5", "%") "</row><row r=\"7\">" TEXT ("A7", "NL00") TEXT ("B7", "Nederland") NUMBER ("C7", "80000")
                  NUMBER ("D7", "50000000") NUMBER ("E7", "9000") NUMBER ("F7", "3300000") NUMBER ("G7", "6.6") "</row>"
      "<row r=\"8\">" TEXT ("A8", "GM0344") TEXT ("B8", "Utrecht") NUMBER ("C8", "1200") NUMBER ("D8", "1000000")
          TEXT ("E8", ".") TEXT ("F8", "x") "</row><row r=\"9\">" TEXT ("A9", "PV26") TEXT ("B9", "Utrecht")
              NUMBER ("C9", "3000") NUMBER ("D9", "3000000") NUMBER ("E9", "300") NUMBER ("F9", "400000")
                  NUMBER ("G9", "13.3") "</row><row r=\"11\">" TEXT ("A11", "Bron: CBS") "</row>",
      "<mergeCells count=\"2\"><mergeCell ref=\"C4:D4\"/><mergeCell ref=\"E4:G4\"/></mergeCells>", NULL, NULL);
  g_autofree char *path = zip_fixture_save (bytes, fixture->folder, "leegstand.xlsx");
  const char *const paths[] = { path, NULL };
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result = NULL;
  g_autoptr (GPtrArray) figures = NULL;
  g_autoptr (GError) error = NULL;
  LwImportRequest request;

  lw_import_request_init (&request);
  result = lw_import_run (store, paths, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_rejected, ==, 0);
  figures = lw_store_read_figures (store, NULL);
  g_assert_cmpuint (figures->len, ==, 15);
  ASSERT_FIGURE (COUNTRY, "NL00", DATE_2024, STOCK_M2, 50000000);
  ASSERT_FIGURE (COUNTRY, "NL00", DATE_2024, VACANT_M2, 3300000);
  ASSERT_FIGURE (COUNTRY, "NL00", DATE_2024, VACANT_OFFICES, 9000);
  g_assert_cmpfloat_with_epsilon (find (figures, LW_FIGURE_OF_COUNTRY, "NL00", DATE_2024, LW_FIGURE_VACANCY_RATE), 0.066,
                                  1e-12);
  ASSERT_SECRET (MUNICIPALITY, "GM0344", DATE_2024, VACANT_OFFICES);
  ASSERT_SECRET (MUNICIPALITY, "GM0344", DATE_2024, VACANCY_RATE);
  ASSERT_FIGURE (MUNICIPALITY, "GM0344", DATE_2024, OFFICES, 1200);
  ASSERT_FIGURE (PROVINCE, "PV26", DATE_2024, VACANT_M2, 400000);
}

#define ADD(name, func) g_test_add ("/import-figures/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("provinces", test_provinces);
  ADD ("kinds", test_kinds);
  ADD ("names", test_names);
  ADD ("dates-in-rows", test_dates_in_rows);
  ADD ("dates-in-headings", test_dates_in_headings);
  ADD ("twice", test_twice);
  ADD ("workbook", test_workbook);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-import-list: lists of offices through the import of window and command line: an inventory becomes the offices of
 * an empty document and comes out as it went in, other lists supplement a register by identification, address and
 * position, and tables about municipalities become published figures. */
#include <string.h>

#include "analysis/lw-example.h"
#include "analysis/lw-import.h"
#include "bag-fixture.h"
#include "formats/lw-export.h"
#include "test-store-util.h"
#include "zip-fixture.h"

#define DATE_2025 (lw_date_from_ymd (2025, 1, 1))

static LwImportResult *
import_with (Fixture *fixture, LwStore *store, const char *text, const LwImportRequest *request)
{
  g_autofree char *path = g_build_filename (fixture->folder, "list.csv", NULL);
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  LwImportResult *result;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  result = lw_import_run (store, paths, request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return result;
}

static LwImportResult *
import_text (Fixture *fixture, LwStore *store, const char *text)
{
  LwImportRequest request;

  lw_import_request_init (&request);
  request.date = DATE_2025;
  return import_with (fixture, store, text, &request);
}

static LwOffices *
read_all (LwStore *store)
{
  g_autoptr (GError) error = NULL;
  LwOffices *offices = lw_store_read_offices (store, LW_DATE_UNKNOWN, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return offices;
}

static gboolean
has_problem (const LwImportResult *result, const char *code)
{
  for (guint r = 0; r < result->reports->len; r++)
    {
      LwImportReport *report = g_ptr_array_index (result->reports, r);

      for (guint i = 0; i < lw_import_report_get_n_problems (report); i++)
        if (strcmp (lw_import_report_get_problem (report, i)->code, code) == 0)
          return TRUE;
    }
  return FALSE;
}

/* A register with two offices, of which the first has an address. */
static void
import_register (Fixture *fixture, LwStore *store)
{
  g_autofree char *first = bag_object ((BagFixture){ .id = "0457010000000001", .area = "1000" });
  g_autofree char *second = bag_object ((BagFixture){
      .id = "0457010000000002",
      .area = "2000",
      .address = "0457200000000009",
      .geometry = "<Objecten:punt><gml:Point srsName=\"urn:ogc:def:crs:EPSG::28992\" srsDimension=\"3\">"
                  "<gml:pos>131000.0 481000.0 0.0</gml:pos></gml:Point></Objecten:punt>" });
  g_autofree char *building = bag_building ((BagFixture){ 0 }), *address = bag_address ((BagFixture){ 0 });
  g_autofree char *street = bag_street ((BagFixture){ 0 }), *town = bag_town ((BagFixture){ 0 });
  g_autofree char *records = g_strconcat (first, second, building, address, street, town, NULL);
  g_autofree char *extract = bag_stand ("2022-12-08", "NUM;PND;VBO;OPR;WPL", records);
  g_autofree char *path = g_build_filename (fixture->folder, "bag.xml", NULL);
  const char *const paths[] = { path, NULL };
  g_autoptr (LwImportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LwImportRequest request;

  g_assert_true (g_file_set_contents (path, extract, -1, NULL));
  lw_import_request_init (&request);
  result = lw_import_run (store, paths, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->counts.n_new + result->counts.n_changed, ==, 2);
  g_assert_cmpuint (result->new_keys->len, ==, result->counts.n_new);
}

static void
test_inventory (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result = import_text (
      fixture, store,
      "Naam gebouw;Straat;Huisnr;Postcode;Plaats;Gemeente;X;Y;VVO m²;Leegstand m² VVO;Leeg sinds;Bouwjaar;Monument\n"
      "De Toren;Kade;12a;3511 AB;Utrecht;Utrecht;136.000;456.000;1.234,5;200;v.a. 2019;1975;nee\n"
      "Het Hof;Kade;14;3511AB;Utrecht;;136050;456050;n.v.t.;onbekend;;9999;ja\n");
  g_autoptr (LwOffices) offices = read_all (store);

  g_assert_cmpuint (result->counts.n_new, ==, 2);
  g_assert_cmpuint (result->n_rejected + result->n_unmatched, ==, 0);
  g_assert_cmpuint (offices->n, ==, 2);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_NAME, 0), ==, "De Toren");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_MUNICIPALITY_CODE, 0), ==, "GM0344");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_MUNICIPALITY_CODE, 1), ==, "GM0344");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_PROVINCE, 1), ==, "Utrecht");
  g_assert_cmpfloat (offices->rd_x[0], ==, 136000);
  g_assert_cmpfloat (offices->floor_area_m2[0], ==, 1234.5);
  g_assert_cmpint (offices->area_measure[0], ==, LW_AREA_VVO);
  g_assert_cmpfloat (offices->vacant_m2[0], ==, 200);
  g_assert_cmpint (offices->vacant_since[0], ==, lw_date_from_ymd (2019, 1, 1));
  g_assert_cmpint (offices->build_year[0], ==, 1975);
  g_assert_cmpint (offices->build_year[1], ==, 0);
  g_assert_cmpuint (offices->remarks[1] & LW_REMARK_YEAR_DUMMY, !=, 0);
  g_assert_cmpint (offices->monument[1], ==, LW_YES);
  g_assert_true (isnan (offices->floor_area_m2[1]));
  g_assert_true (isnan (offices->vacant_m2[1]));
  g_assert_false (isnan (offices->station_distance_m[0]));
}

/* Everything of an office but its key in the document, which belongs to that. */
static char *
export_text (Fixture *fixture, LwOffices *offices, LwExportFormat format)
{
  g_autofree char *path = g_build_filename (fixture->folder, "out.csv", NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  lw_export_offices (path, format, offices, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static char *
without_first_column (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *rest = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strchr (lines[i], ',') != NULL)
      g_string_append_printf (rest, "%s\n", strchr (lines[i], ','));
  return g_string_free (rest, FALSE);
}

static void
test_round_trip (Fixture *fixture, gconstpointer format)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autofree char *other_path = g_build_filename (fixture->folder, "other.gpkg", NULL);
  g_autoptr (LwStore) other = lw_store_create (other_path, "Other", NULL);
  g_autoptr (LwImportResult) first = import_text (
      fixture, store,
      "bag_id,pand_id,name,street,house_number,house_letter,house_suffix,postcode,town,municipality_code,municipality,"
      "region,province,location,location_type,rd_x,rd_y,floor_area_m2,area_measure,vacant_m2,vacant_since,build_year,"
      "energy_label,owner_type,monument,use_mixed,source,reference_date\n"
      "0344010000000001,0344100000000001,\"A \"\"B\"\", C\",Kade,1,a,bis-2,3511AB,Utrecht,GM0344,Utrecht,Midden,Utrecht,"
      "Park,office-park,136000.125,456000.0625,0.1,vvo,0.1,2019-02-03,1975,A+,private,1,0,Lijst 1,2025-01-01\n"
      "0344010000000002,,'=1+1,Kade,2,,,3511AB,Utrecht,GM9999,Nieuw,,Utrecht,,,136001,456001,,go,,2018-01-01,,,,,,"
      "Lijst 2,2025-01-01\n"
      ",,Alleen plaats,,,,,,,,,,,,,137000.001,457000.999,12345.678901234567,bvo,,,1800,G,government,0,1,Lijst 1,2025-01-01\n");
  g_autoptr (LwOffices) offices = read_all (store), again = NULL;
  g_autofree char *out = export_text (fixture, offices, GPOINTER_TO_UINT (format)), *plain = NULL, *plain_again = NULL;
  g_autofree char *a = NULL, *b = NULL;
  g_autoptr (LwImportResult) second = import_text (fixture, other, out);

  g_assert_cmpuint (offices->n, ==, 3);
  g_assert_cmpuint (second->counts.n_new, ==, 3);
  again = read_all (other);
  plain = export_text (fixture, offices, LW_EXPORT_CSV);
  plain_again = export_text (fixture, again, LW_EXPORT_CSV);
  a = without_first_column (plain);
  b = without_first_column (plain_again);
  g_assert_cmpstr (a, ==, b);
}

/* What the document writes of itself, it knows: also the regions that follow from municipalities. */
static void
test_own_list_changes_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "example.gpkg", NULL);
  g_autoptr (LwStore) store = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autofree char *out = NULL;
  g_autoptr (LwImportResult) result = NULL;

  g_assert_true (lw_example_write (path, 200, 3, NULL, NULL, NULL, NULL));
  store = lw_store_open (path, LW_STORE_READ_WRITE, NULL);
  offices = read_all (store);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_REGION, 0), !=, "");
  out = export_text (fixture, offices, LW_EXPORT_CSV);
  result = import_text (fixture, store, out);
  g_assert_cmpuint (result->n_matched, ==, offices->n);
  g_assert_cmpuint (result->counts.n_new + result->counts.n_changed, ==, 0);
  g_assert_cmpuint (result->counts.n_unchanged, ==, offices->n);
  g_assert_cmpuint (result->observed.n_changed, ==, 0);
}

static void
test_supplements_register (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result = NULL;
  g_autoptr (LwOffices) before = NULL, offices = NULL;

  import_register (fixture, store);
  before = read_all (store);
  result = import_text (fixture, store,
                        "bag_id;naam;oppervlakte bvo;bouwjaar;energielabel;kantorenlocatie;locatietype\n"
                        "0457010000000001;De Toren;4000;1999;B;Park Zuid;kantorenpark\n"
                        "0457010000009999;Elders;1;1999;B;;\n");
  offices = read_all (store);
  g_assert_cmpuint (result->counts.n_changed, ==, 1);
  g_assert_cmpuint (result->counts.n_new, ==, 0);
  g_assert_cmpuint (result->n_rejected + result->n_unmatched, ==, 0);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_NAME, 0), ==, "De Toren");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_LOCATION, 0), ==, "Park Zuid");
  g_assert_cmpint (offices->location_type[0], ==, LW_LOCATION_OFFICE_PARK);
  g_assert_cmpint (offices->energy_label[0], ==, LW_LABEL_B);
  /* The register leads in what it tells. */
  g_assert_cmpfloat (offices->floor_area_m2[0], ==, 1000);
  g_assert_cmpint (offices->area_measure[0], ==, LW_AREA_GO);
  g_assert_cmpint (offices->build_year[0], ==, before->build_year[0]);
}

/* The list of a municipality without identifications comes first, the register after it: each office is there once, with
 * what both tell. */
static void
test_register_after_list (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result = NULL;
  g_autoptr (LwOffices) register_only = NULL, offices = NULL;
  g_autofree char *text = NULL;
  g_autoptr (LwStore) other = NULL;
  g_autofree char *other_path = g_build_filename (fixture->folder, "other.gpkg", NULL);
  guint row;

  other = lw_store_create (other_path, "Other", NULL);
  import_register (fixture, other);
  register_only = read_all (other);
  text = g_strdup_printf ("naam;postcode;huisnummer;plaats;leegstand;peildatum\nDe Toren;%s;%d;Weesp;25;2020-01-01\n",
                          lw_offices_text (register_only, LW_OFFICE_POSTCODE, 0), register_only->house_number[0]);
  result = import_text (fixture, store, text);
  g_assert_cmpuint (result->counts.n_new, ==, 1);
  import_register (fixture, store);
  offices = read_all (store);
  g_assert_cmpuint (offices->n, ==, register_only->n);
  for (row = 0; row < offices->n && offices->bag_id[row] != register_only->bag_id[0]; row++)
    ;
  g_assert_cmpuint (row, <, offices->n);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_NAME, row), ==, "De Toren");
  g_assert_cmpfloat (offices->floor_area_m2[row], ==, register_only->floor_area_m2[0]);
  g_assert_cmpfloat (offices->vacant_m2[row], ==, 25);
}

/* What a list writes in another way, or in one cell with the number, does not take the place of a name that is known; in an
 * empty document it is all that is known. */
static void
test_names (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) first = NULL, second = NULL, third = NULL, fourth = NULL;
  g_autoptr (LwOffices) offices = NULL;

  first = import_text (fixture, store, "Adres;m² vvo\n\"Kerkstraat 1 a, 3511 AB Utrecht\";100\nNoordereind 2, Utrecht;200\n");
  second = import_text (fixture, store, "Straat;Huisnummer;Plaats;m² vvo\nKERKSTR.;1A;UTRECHT;110\n");
  third = import_text (fixture, store, "Adres;Postcode;m² vvo\nGebouw X Kerkstraat 1a;3511AB;120\n");
  fourth = import_text (fixture, store, "Postcode;Huisnummer;Straat;m² vvo\n3511AB;1A;Domstraat;120\n");
  g_assert_cmpuint (first->counts.n_new, ==, 2);
  g_assert_cmpuint (second->counts.n_new + third->counts.n_new + fourth->counts.n_new, ==, 0);
  offices = read_all (store);
  g_assert_cmpuint (offices->n, ==, 2);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_STREET, 0), ==, "Domstraat");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_TOWN, 0), ==, "Utrecht");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_POSTCODE, 0), ==, "3511AB");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_STREET, 1), ==, "Noordereind");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_TOWN, 1), ==, "Utrecht");
  g_assert_cmpint (offices->house_number[1], ==, 2);
  g_assert_cmpfloat (offices->floor_area_m2[0], ==, 120);
}

/* Two lines before the headings, codes of the country, dates without signs; one object of many is in the document. */
static void
test_labels_of_country (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (GPtrArray) sources = NULL;
  LwImportRequest request;

  import_register (fixture, store);
  lw_import_request_init (&request);
  result = import_with (fixture, store,
                        "PublicatieDatum;01-09-2026\nLaatstVerwerkteMutatievolgnummer;123\n"
                        "Pand_registratiedatum;Pand_postcode;Pand_huisnummer;Pand_gebouwklasse;Pand_energieklasse;"
                        "Pand_bagverblijfsobjectid;Pand_bagpandid\n"
                        "20200101;1000AA;1;U;C;0457010000000001;0457100000000001\n"
                        "20240101;1000AA;1;U;A++;0457010000000001;0457100000000001\n"
                        "20210101;1000AA;1;U;G;0457010000000001;0457100000000001\n"
                        "20210101;1000AB;1;W;D;0363010000000001;0363100000000001\n", &request);
  offices = read_all (store);
  g_assert_cmpint (offices->energy_label[0], ==, LW_LABEL_A2);
  g_assert_cmpint (offices->energy_label[1], ==, LW_LABEL_UNKNOWN);
  sources = lw_store_read_sources (store, NULL);
  g_assert_cmpuint (sources->len, ==, 3); /* the register, its outlines, and the labels */
  g_assert_cmpint (((LwSource *) g_ptr_array_index (sources, 2))->reference_date, ==, lw_date_from_ymd (2026, 9, 1));
  g_assert_cmpuint (result->n_unmatched + result->n_rejected, ==, 0);
  g_assert_cmpuint (lw_import_report_get_count (g_ptr_array_index (result->reports, 0), LW_IMPORT_SKIPPED,
                                                "other-objects"), ==, 1);
}

static void
test_position (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result = NULL;
  g_autoptr (LwOffices) offices = NULL;

  import_register (fixture, store);
  result = import_text (fixture, store, "naam;y;x;leegstand\nVlakbij;481010;131010;500\nVer weg;481100;131000;10\n");
  offices = read_all (store);
  g_assert_cmpuint (result->n_matched, ==, 1);
  g_assert_cmpuint (result->n_unmatched, ==, 1);
  g_assert_true (has_problem (result, "by-position"));
  g_assert_cmpfloat (offices->vacant_m2[1], ==, 500);
  g_assert_cmpfloat (offices->rd_x[1], ==, 131000);
  g_assert_true (isnan (offices->vacant_m2[0]));
}

/* The same place in degrees, in degrees the other way round, in RD the other way round, and as text. */
static void
test_coordinates (Fixture *fixture, gconstpointer unused)
{
  static const char *const lists[] = {
    "naam;lon;lat\nA;5,387203657;52,155172897\n",
    "naam;x;y\nA;52.155172897;5.387203657\n",
    "naam;x;y\nA;463000;155000\n",
    "naam;geom\nA;POINT (155000 463000)\n",
    "naam;x_coord;y_coord\nA;155.000;463.000\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *name = g_strdup_printf ("place-%u.gpkg", i);
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autoptr (LwStore) store = lw_store_create (path, "Place", NULL);
      g_autoptr (LwImportResult) result = import_text (fixture, store, lists[i]);
      g_autoptr (LwOffices) offices = read_all (store);

      g_assert_cmpuint (offices->n, ==, 1);
      g_assert_cmpfloat_with_epsilon (offices->rd_x[0], 155000, 0.25);
      g_assert_cmpfloat_with_epsilon (offices->rd_y[0], 463000, 0.25);
      g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_MUNICIPALITY, 0), ==, "Amersfoort");
    }
}

static double
find_figure (GPtrArray *figures, const char *code, const char *name)
{
  for (guint i = 0; i < figures->len; i++)
    {
      const LwPublishedFigure *figure = g_ptr_array_index (figures, i);

      if (strcmp (figure->code, code) == 0 && strcmp (figure->figure, name) == 0)
        return figure->value;
    }
  g_assert_not_reached ();
}

static void
test_figures (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result
      = import_text (fixture, store,
                     "Leegstand van kantoren;;;;\n;;;;\nGemeentecode;Gemeente;Aantal kantoren;Leegstaande kantoren;Leegstand (%)\n"
                     "GM0344;Utrecht;1.200;96;8,0\n0307;Amersfoort;300;x;.\n;Nederland;94.085;9.100;9,7\n"
                     "Bron: statistiekbureau;;;;\n");
  g_autoptr (GPtrArray) figures = lw_store_read_figures (store, NULL);

  g_assert_cmpuint (result->n_figures, ==, 9);
  g_assert_cmpuint (result->n_rejected, ==, 0);
  g_assert_cmpuint (figures->len, ==, 9);
  g_assert_cmpfloat (find_figure (figures, "GM0344", LW_FIGURE_OFFICES), ==, 1200);
  g_assert_cmpfloat (find_figure (figures, "GM0344", LW_FIGURE_VACANCY_RATE), ==, 0.08);
  g_assert_true (isnan (find_figure (figures, "GM0307", LW_FIGURE_VACANT_OFFICES)));
  g_assert_cmpfloat (find_figure (figures, "NL00", LW_FIGURE_VACANT_OFFICES), ==, 9100);
}

/* A register in columns: dwellings, berths and shops are no offices, and no mistakes. */
static void
test_not_offices (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result
      = import_text (fixture, store,
                     "adresseerbaarobject_id;gebruiksdoel;oppervlakte\n0363010000000001;kantoorfunctie,winkelfunctie;10\n"
                     "0363010000000002;woonfunctie;10\n0363020000000003;;10\n");
  g_autoptr (LwOffices) offices = read_all (store);

  g_assert_cmpuint (offices->n, ==, 1);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_USES, 0), ==, "kantoorfunctie;winkelfunctie");
  g_assert_cmpuint (result->n_rejected, ==, 0);
}

/* What was not used stays with the document, can be mended and imported again, and goes when the import is undone. */
static void
test_keeps_rows (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) result = NULL, again = NULL;
  g_autoptr (GPtrArray) imports = NULL, rows = NULL, texts = NULL;
  const LwStoreImport *import;
  const LwStoreImportRow *row;
  g_autofree char *mended = NULL;
  GString *text;

  import_register (fixture, store);
  result = import_text (fixture, store,
                        "bag id;naam;leegstand\n0457010000000001;\"a;b\";10\n045701000000000X;\"zegt \"\"ja\"\"\";20\n");
  g_assert_cmpuint (result->n_rejected, ==, 1);
  imports = lw_store_read_imports (store, NULL);
  g_assert_cmpuint (imports->len, ==, 2);
  import = g_ptr_array_index (imports, 1);
  g_assert_cmpstr (import->name, ==, "list.csv");
  g_assert_cmpuint (import->n_rejected, ==, 1);
  rows = lw_store_read_import_rows (store, import->id, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpuint (row->line, ==, 3);
  g_assert_cmpstr (row->state, ==, "rejected");
  g_assert_cmpstr (row->content, ==, "045701000000000X;\"zegt \"\"ja\"\"\";20");
  texts = lw_import_rows_to_csv (lw_import_report_get_rows (g_ptr_array_index (result->reports, 0)));
  g_assert_cmpuint (texts->len, ==, 1);
  text = g_ptr_array_index (texts, 0);
  g_string_replace (text, "045701000000000X", "0457010000000002", 0);
  mended = g_strdup (text->str);
  again = import_text (fixture, store, mended);
  g_assert_cmpuint (again->n_rejected, ==, 0);
  g_assert_cmpuint (again->n_matched, ==, 1);

  g_assert_true (lw_store_undo (store, NULL));
  g_assert_true (lw_store_undo (store, NULL));
  g_clear_pointer (&imports, g_ptr_array_unref);
  imports = lw_store_read_imports (store, NULL);
  g_assert_cmpuint (imports->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, function) g_test_add (path, Fixture, data, fixture_set_up, function, fixture_tear_down)
  ADD ("/import-list/inventory", NULL, test_inventory);
  ADD ("/import-list/round-trip", GUINT_TO_POINTER (LW_EXPORT_CSV), test_round_trip);
  ADD ("/import-list/round-trip-excel", GUINT_TO_POINTER (LW_EXPORT_CSV_EXCEL), test_round_trip);
  ADD ("/import-list/own-list-changes-nothing", NULL, test_own_list_changes_nothing);
  ADD ("/import-list/supplements-register", NULL, test_supplements_register);
  ADD ("/import-list/register-after-list", NULL, test_register_after_list);
  ADD ("/import-list/names", NULL, test_names);
  ADD ("/import-list/labels-of-country", NULL, test_labels_of_country);
  ADD ("/import-list/position", NULL, test_position);
  ADD ("/import-list/coordinates", NULL, test_coordinates);
  ADD ("/import-list/figures", NULL, test_figures);
  ADD ("/import-list/keeps-rows", NULL, test_keeps_rows);
  ADD ("/import-list/not-offices", NULL, test_not_offices);
  return g_test_run ();
}

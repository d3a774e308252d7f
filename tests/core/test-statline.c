/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables of StatLine: every kind of file gives the same figures; sums, parts, provinces and quarters are left out, what
 * is secret makes the sum of its region unknown, and answers that are no data are told in one sentence. */
#include <math.h>
#include <string.h>

#include "analysis/lw-import.h"
#include "formats/lw-source.h"
#include "formats/lw-statline-jobs.h"
#include "formats/lw-statline-keys.h"
#include "model/lw-error.h"
#include "test-store-util.h"

#define TYPED                                                                                                          \
  "{\"odata.metadata\":\"http://opendata.cbs.nl/ODataApi/OData/83582NED/$metadata#Cbs.OData.WebAPI.TypedDataSet\","      \
  "\"value\":["                                                                                                        \
  "{\"ID\":0,\"BedrijfstakkenBranchesSBI2008\":\"T001081\",\"RegioS\":\"GM0344\",\"Perioden\":\"2024JJ00\","             \
  "\"BanenVanWerknemersInDecember_1\":300.5},"                                                                         \
  "{\"ID\":1,\"BedrijfstakkenBranchesSBI2008\":\"396300 \",\"RegioS\":\"GM0344\",\"Perioden\":\"2024JJ00\","             \
  "\"BanenVanWerknemersInDecember_1\":12.3},"                                                                          \
  "{\"ID\":2,\"BedrijfstakkenBranchesSBI2008\":\"396300 \",\"RegioS\":\"GM0307\",\"Perioden\":\"2024JJ00\","             \
  "\"BanenVanWerknemersInDecember_1\":4.5},"                                                                           \
  "{\"ID\":3,\"BedrijfstakkenBranchesSBI2008\":\"403300 \",\"RegioS\":\"GM0344\",\"Perioden\":\"2024JJ00\","             \
  "\"BanenVanWerknemersInDecember_1\":null},"                                                                          \
  "{\"ID\":4,\"BedrijfstakkenBranchesSBI2008\":\"403300 \",\"RegioS\":\"GM0307\",\"Perioden\":\"2024JJ00\","             \
  "\"BanenVanWerknemersInDecember_1\":1.2},"                                                                           \
  "{\"ID\":5,\"BedrijfstakkenBranchesSBI2008\":\"396300 \",\"RegioS\":\"PV26  \",\"Perioden\":\"2024JJ00\","             \
  "\"BanenVanWerknemersInDecember_1\":20}]}"
#define CODES                                                                                                          \
  "{\"odata.metadata\":\"http://opendata.cbs.nl/ODataApi/OData/83582NED/$metadata#Cbs.OData.WebAPI."                     \
  "BedrijfstakkenBranchesSBI2008\",\"value\":["                                                                        \
  "{\"Key\":\"T001081\",\"Title\":\"A-U Alle economische activiteiten\",\"Description\":\"\"},"                          \
  "{\"Key\":\"396300 \",\"Title\":\"K Financiële dienstverlening\"},"                                                   \
  "{\"Key\":\"403300 \",\"Title\":\"M Specialistische zakelijke diensten\"}]}"

static LwStatline *
read_text (const char *text, const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  LwStatline *table = lw_statline_read_bytes (bytes, name, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (lw_statline_recognise (text, strlen (text)));
  return table;
}

static void
assert_row (const LwStatline *table, guint at, const char *region, const char *sector, const char *period, double value)
{
  const LwStatlineRow *row = &g_array_index (table->rows, LwStatlineRow, at);

  g_assert_cmpuint (at, <, table->rows->len);
  g_assert_cmpstr (row->region, ==, region);
  g_assert_cmpstr (row->sector, ==, sector);
  g_assert_cmpstr (row->period, ==, period);
  if (isnan (value))
    g_assert_true (isnan (row->value));
  else
    g_assert_cmpfloat (row->value, ==, value);
}

static void
test_json (void)
{
  g_autoptr (LwStatline) typed = read_text (TYPED, "a.json");
  g_autoptr (LwStatline) codes = read_text (CODES, "b.json");
  g_autoptr (LwStatline) untyped = read_text (
      "{\"odata.metadata\":\"x\",\"value\":[{\"ID\":\"0\",\"BedrijfstakkenBranchesSBI2008\":\"396300 \",\"RegioS\":"
      "\"GM0344\",\"Perioden\":\"2024JJ00\",\"BanenVanWerknemersInDecember_1\":\"    12.3\"},{\"ID\":\"1\","
      "\"BedrijfstakkenBranchesSBI2008\":\"396300 \",\"RegioS\":\"GM0307\",\"Perioden\":\"2024JJ00\","
      "\"BanenVanWerknemersInDecember_1\":\"       .\"}],\"odata.nextLink\":\"http://next\"}",
      "83582NED_UntypedDataSet.json");
  g_autoptr (LwStatline) observations = read_text (
      "{\"@odata.context\":\"https://datasets.cbs.nl/odata/v1/CBS/83582NED/$metadata#Observations\",\"value\":["
      "{\"Id\":17,\"Measure\":\"M003123\",\"ValueAttribute\":\"None\",\"Value\":12.3,\"StringValue\":null,"
      "\"BedrijfstakkenBranchesSBI2008\":\"396300\",\"RegioS\":\"GM0344\",\"Perioden\":\"2024JJ00\"},"
      "{\"Id\":18,\"Measure\":\"M003123\",\"ValueAttribute\":\"Confidential\",\"Value\":null,\"StringValue\":null,"
      "\"BedrijfstakkenBranchesSBI2008\":\"396300\",\"RegioS\":\"GM0307\",\"Perioden\":\"2024JJ00\"}]}",
      "Observations.json");

  g_assert_cmpstr (typed->code, ==, "83582NED");
  g_assert_cmpuint (typed->rows->len, ==, 6);
  g_assert_true (typed->in_december);
  assert_row (typed, 1, "GM0344", "396300", "2024JJ00", 12.3);
  assert_row (typed, 3, "GM0344", "403300", "2024JJ00", NAN);
  g_assert_cmpuint (codes->rows->len, ==, 0);
  g_assert_cmpstr (g_hash_table_lookup (codes->titles, "396300"), ==, "K Financiële dienstverlening");
  g_assert_cmpstr (untyped->code, ==, "83582NED");
  g_assert_cmpuint (untyped->n_pages, ==, 1);
  assert_row (untyped, 0, "GM0344", "396300", "2024JJ00", 12.3);
  assert_row (untyped, 1, "GM0307", "396300", "2024JJ00", NAN);
  g_assert_true (observations->in_december);
  assert_row (observations, 0, "GM0344", "396300", "2024JJ00", 12.3);
  assert_row (observations, 1, "GM0307", "396300", "2024JJ00", NAN);
}

static void
test_atom (void)
{
  g_autoptr (LwStatline) table = read_text (
      "<?xml version=\"1.0\" encoding=\"utf-8\"?><feed xml:base=\"http://opendata.cbs.nl/ODataFeed/odata/83582NED\" "
      "xmlns=\"http://www.w3.org/2005/Atom\" xmlns:d=\"http://schemas.microsoft.com/ado/2007/08/dataservices\" "
      "xmlns:m=\"http://schemas.microsoft.com/ado/2007/08/dataservices/metadata\"><title>TypedDataSet</title>"
      "<entry><content type=\"application/xml\"><m:properties><d:ID m:type=\"Edm.Int32\">0</d:ID>"
      "<d:BedrijfstakkenBranchesSBI2008>396300 </d:BedrijfstakkenBranchesSBI2008><d:RegioS>GM0344  </d:RegioS>"
      "<d:Perioden>2024JJ00</d:Perioden><d:BanenVanWerknemersInDecember_1 m:type=\"Edm.Double\">12.3"
      "</d:BanenVanWerknemersInDecember_1></m:properties></content></entry>"
      "<entry><content type=\"application/xml\"><m:properties><d:ID m:type=\"Edm.Int32\">1</d:ID>"
      "<d:BedrijfstakkenBranchesSBI2008>396300 </d:BedrijfstakkenBranchesSBI2008><d:RegioS>GM0307  </d:RegioS>"
      "<d:Perioden>2024JJ00</d:Perioden><d:BanenVanWerknemersInDecember_1 m:type=\"Edm.Double\" m:null=\"true\" />"
      "</m:properties></content></entry><link rel=\"next\" href=\"x\"/></feed>",
      "feed.xml");

  g_assert_cmpstr (table->code, ==, "83582NED");
  g_assert_cmpuint (table->rows->len, ==, 2);
  g_assert_cmpuint (table->n_pages, ==, 1);
  assert_row (table, 0, "GM0344", "396300", "2024JJ00", 12.3);
  assert_row (table, 1, "GM0307", "396300", "2024JJ00", NAN);
}

static void
test_csv (void)
{
  g_autoptr (LwStatline) codes = read_text (
      "\"ID\";\"BedrijfstakkenBranchesSBI2008\";\"RegioS\";\"Perioden\";\"BanenVanWerknemersInDecember_1\"\n"
      "0;\"396300 \";\"GM0344  \";\"2024JJ00\";\"    12.3\"\n1;\"396300 \";\"GM0307  \";\"2024JJ00\";\"       .\"\n",
      "83582NED_UntypedDataSet_27112026.csv");
  g_autoptr (LwStatline) titles = read_text (
      "\xef\xbb\xbf\"Banen van werknemers in december; SBI2008, regio\"\r\n\r\n"
      "\"Bedrijfstakken/branches (SBI 2008)\";\"Regio's\";\"Perioden\";\"Banen van werknemers in december (x 1 000)\"\r\n"
      "\"K Financiële dienstverlening\";\"Utrecht (gemeente)\";\"2024\";\"12,3\"\r\n"
      "\"K Financiële dienstverlening\";\"Amersfoort\";\"2024\";\".\"\r\n\"Bron: CBS.\"\r\n",
      "Banen_van_werknemers.csv");
  g_autoptr (LwStatline) wide = read_text (
      "\"Banen van werknemers in december; SBI2008, regio\";\"\";\"\";\"\"\n"
      "\"Onderwerp\";\"\";\"Banen van werknemers in december\";\"Banen van werknemers in december\"\n"
      "\"Perioden\";\"\";\"2023\";\"2024\"\n"
      "\"Bedrijfstakken/branches (SBI 2008)\";\"Regio's\";\"x 1 000\";\"x 1 000\"\n"
      "\"K Financiële dienstverlening\";\"Amersfoort\";\"4,4\";\"4,5\"\n\"© CBS, Den Haag/Heerlen\"\n",
      "tabel.csv");

  g_assert_cmpstr (codes->code, ==, "83582NED");
  g_assert_cmpuint (codes->rows->len, ==, 2);
  assert_row (codes, 0, "GM0344", "396300", "2024JJ00", 12.3);
  assert_row (codes, 1, "GM0307", "396300", "2024JJ00", NAN);
  g_assert_cmpuint (titles->rows->len, ==, 2);
  g_assert_true (titles->in_december);
  assert_row (titles, 0, "Utrecht (gemeente)", "K Financiële dienstverlening", "2024", 12.3);
  assert_row (titles, 1, "Amersfoort", "K Financiële dienstverlening", "2024", NAN);
  g_assert_cmpuint (wide->rows->len, ==, 2);
  assert_row (wide, 0, "Amersfoort", "K Financiële dienstverlening", "2023", 4.4);
  assert_row (wide, 1, "Amersfoort", "K Financiële dienstverlening", "2024", 4.5);
}

static void
assert_refused (const char *text, const char *part)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (LwStatline) table = lw_statline_read_bytes (bytes, "cbs.json", NULL, &error);

  g_assert_null (table);
  g_assert_nonnull (error);
  if (strstr (error->message, part) == NULL || !g_str_has_prefix (error->message, "cbs.json"))
    g_error ("“%s” does not hold “%s”", error->message, part);
}

static void
test_refused (void)
{
  assert_refused ("<!DOCTYPE html><html><body>Service unavailable</body></html>", "is a web page");
  assert_refused ("{\"odata.error\":{\"code\":\"\",\"message\":{\"lang\":\"nl-NL\",\"value\":\"The requested query "
                  "returns more than 10000 records. Please add filters.\"}}}",
                  "more than 10,000 records");
  assert_refused ("{\"error\":{\"code\":\"404\",\"message\":\"Not\\nfound\"}}", "refusal of the service (Not found)");
  assert_refused ("{\"odata.metadata\":\"x\"}", "without the records");
  assert_refused ("{\"odata.metadata\":\"x\",\"value\":[]}", "holds no jobs");
  assert_refused ("{\"value\":[{\"RegioS\":\"GM0344\",\"Perioden\":\"2024JJ00\",\"BedrijfstakkenBranchesSBI2008\":"
                  "\"3\",\"Banen_1\":-4}]}",
                  "record 1: the figure is no number from 0");
  assert_refused ("{\"value\":[{\"Geslacht\":\"M\",\"RegioS\":\"GM0344\",\"Perioden\":\"2024JJ00\","
                  "\"BedrijfstakkenBranchesSBI2008\":\"3\",\"Banen_1\":4},{\"Geslacht\":\"V\",\"RegioS\":\"GM0344\","
                  "\"Perioden\":\"2024JJ00\",\"BedrijfstakkenBranchesSBI2008\":\"3\",\"Banen_1\":4}]}",
                  "record 2: the table is also split by “Geslacht”");
  assert_refused ("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>", "cbs.json:1:");
  assert_refused ("<x/>", "no answer of StatLine");
  assert_refused ("a;b\n1;2\n", "holds no jobs");
}

static GArray *
make_jobs (const LwStatline *table, LwImportReport *report)
{
  g_autoptr (GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  GArray *jobs;

  g_hash_table_insert (regions, (gpointer) "GM0344", (gpointer) "Utrecht");
  g_hash_table_insert (regions, (gpointer) "GM0307", (gpointer) "Eemland");
  g_hash_table_insert (regions, (gpointer) "GM0342", (gpointer) "Soest");
  jobs = lw_statline_make_jobs (table, regions, report, &error);
  g_assert_no_error (error);
  return jobs;
}

static void
assert_jobs (const GArray *jobs, guint at, const char *region, const char *sector, int year, double number)
{
  const LwSectorJobs *entry = &g_array_index (jobs, LwSectorJobs, at);

  g_assert_cmpuint (at, <, jobs->len);
  g_assert_cmpstr (entry->region, ==, region);
  g_assert_cmpstr (entry->sector, ==, sector);
  g_assert_cmpint (entry->year, ==, year);
  g_assert_cmpfloat (entry->jobs, ==, number);
  g_assert_true (lw_sector_jobs_validate (entry, NULL));
}

static void
test_jobs (void)
{
  g_autoptr (LwStatline) table = read_text (TYPED, "a.json");
  g_autoptr (LwStatline) codes = read_text (CODES, "b.json");
  g_autoptr (LwImportReport) report = lw_import_report_new ("statline");
  g_autoptr (GArray) jobs = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lw_statline_merge (table, codes, &error));
  jobs = make_jobs (table, report);
  g_assert_cmpuint (jobs->len, ==, 3);
  assert_jobs (jobs, 0, "Eemland", "business_services", 2025, 1200);
  assert_jobs (jobs, 1, "Eemland", "finance", 2025, 4500);
  assert_jobs (jobs, 2, "Utrecht", "finance", 2025, 12300);
  g_assert_cmpstr (g_array_index (jobs, LwSectorJobs, 0).source, ==, "CBS StatLine 83582NED, 2024JJ00, CC BY 4.0");
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "sums-of-sectors"), ==, 1);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "other-regions"), ==, 1);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_MARKED, "unknown"), ==, 1);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_KEPT, "figures"), ==, 3);
}

static LwStatline *
make_table (const char *rows)
{
  g_autofree char *text = g_strdup_printf ("Bedrijfstakken/branches (SBI 2008);Regio's;Perioden;Banen in december (x 1 000)\n%s", rows);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  LwStatline *table = lw_statline_read_bytes (bytes, "t.csv", NULL, &error);

  g_assert_no_error (error);
  return table;
}

static gboolean
holds_problem (LwImportReport *report, const char *code, const char *text)
{
  for (guint i = 0; i < lw_import_report_get_n_problems (report); i++)
    {
      const LwImportProblem *problem = lw_import_report_get_problem (report, i);

      if (strcmp (problem->code, code) == 0 && strstr (problem->what, text) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Two sections of one sector add up; a sum of them counts only where they are not there apart. */
static void
test_sections (void)
{
  g_autoptr (LwStatline) apart = make_table ("M Specialistische diensten;Soest;2024;1,5\nN Verhuur en overig;Soest;2024;2\n"
                                             "M-N Zakelijke diensten;Soest;2024;3,5\nA-U Alle;Soest;2024;9\n"
                                             "69-71 Management;Soest;2024;1\nK Financieel;Soest;2024 4e kwartaal;1\n");
  g_autoptr (LwStatline) together = make_table ("M-N Zakelijke diensten;Soest;2024*;3,6\nG-I Handel en vervoer;Soest;2024*;4\n");
  g_autoptr (LwStatline) half = make_table ("M Specialistische diensten;Soest;2024;1,5\nN Verhuur en overig;Amersfoort;2024;2\n"
                                            "L Vastgoed;Soest;2024;0\nM Specialistische diensten;Soest;2024;1,5\n");
  g_autoptr (LwImportReport) one = lw_import_report_new ("statline"), two = lw_import_report_new ("statline"),
                             three = lw_import_report_new ("statline");
  g_autoptr (GArray) from_apart = make_jobs (apart, one), from_together = make_jobs (together, two),
                     from_half = make_jobs (half, three);

  g_assert_cmpuint (from_apart->len, ==, 1);
  assert_jobs (from_apart, 0, "Soest", "business_services", 2025, 3500);
  g_assert_cmpuint (lw_import_report_get_count (one, LW_IMPORT_SKIPPED, "sums-of-sectors"), ==, 2);
  g_assert_cmpuint (lw_import_report_get_count (one, LW_IMPORT_SKIPPED, "parts-of-sections"), ==, 1);
  g_assert_cmpuint (lw_import_report_get_count (one, LW_IMPORT_SKIPPED, "quarters"), ==, 1);
  g_assert_cmpuint (from_together->len, ==, 1);
  assert_jobs (from_together, 0, "Soest", "business_services", 2025, 3600);
  g_assert_cmpuint (from_half->len, ==, 1);
  assert_jobs (from_half, 0, "Soest", "real_estate", 2025, 0);
  g_assert_cmpuint (lw_import_report_get_count (three, LW_IMPORT_REJECTED, "twice"), ==, 1);
  g_assert_true (holds_problem (one, "statline-missing", "no figures of GM0307, so region “Eemland”"));
  g_assert_true (holds_problem (two, "statline-sections", "A, C, D, E, F, G, H, I, J, K, L, O, P, Q, R, S"));
  g_assert_false (holds_problem (three, "statline-missing", "Soest"));
  g_assert_true (holds_problem (three, "statline-incomplete", "Region “Soest” has no jobs of sector Business services"));
}

#define KEYED(key, value)                                                                                              \
  "{\"BedrijfstakkenBranchesSBI2008\":\"" key "\",\"RegioS\":\"GM0344\",\"Perioden\":\"2024JJ00\","                       \
  "\"BanenVanWerknemersInDecember_1\":" value "}"
#define ANSWER(rows) "{\"odata.metadata\":\"http://opendata.cbs.nl/83582NED/x\",\"value\":[" rows "]}"

/* Keys alone are enough where the bundled list has them; others are told with the list that explains them. */
static void
test_without_titles (void)
{
  g_autoptr (LwStatline) table = read_text (
      ANSWER (KEYED ("T001081", "99.9") "," KEYED ("403300 ", "1.5") "," KEYED ("410200 ", "2") "," KEYED (
          "396300 ", "12.3") "," KEYED ("300003 ", "7") "," KEYED ("307610 ", "0.5") "," KEYED ("A042500", "0.25")),
      "a.json");
  g_autoptr (LwImportReport) report = lw_import_report_new ("statline");
  g_autoptr (GArray) jobs = make_jobs (table, report);

  g_assert_cmpuint (jobs->len, ==, 2);
  assert_jobs (jobs, 0, "Utrecht", "business_services", 2025, 3500);
  assert_jobs (jobs, 1, "Utrecht", "finance", 2025, 12300);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "sums-of-sectors"), ==, 2);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "unknown-keys"), ==, 2);
  g_assert_true (holds_problem (report, "statline-keys", "2 keys of sectors mean is not known"));
  g_assert_true (holds_problem (report, "statline-keys", "307610, A042500"));
}

/* Nothing but keys that nobody knows: one sentence says which list to add. */
static void
test_unknown_keys (void)
{
  g_autoptr (LwStatline) table = read_text (ANSWER (KEYED ("307610 ", "0.5")), "a.json");
  g_autoptr (LwImportReport) report = lw_import_report_new ("statline");
  g_autoptr (GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  g_assert_null (lw_statline_make_jobs (table, regions, report, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "odata/83582NED/BedrijfstakkenBranchesSBI2008"));
}

/* A list of titles that comes with the table goes before the bundled one. */
static void
test_titles_of_the_table (void)
{
  g_autoptr (LwStatline) table = read_text (ANSWER (KEYED ("396300 ", "12.3")), "a.json");
  g_autoptr (LwImportReport) report = lw_import_report_new ("statline");
  g_autoptr (GArray) jobs = NULL;

  g_hash_table_insert (table->titles, g_strdup ("396300"), g_strdup ("F Bouwnijverheid"));
  jobs = make_jobs (table, report);
  g_assert_cmpuint (jobs->len, ==, 1);
  assert_jobs (jobs, 0, "Utrecht", "construction", 2025, 12300);
}

/* Every section has a key, and each leads to a sector that the program knows. */
static void
test_bundled_keys (void)
{
  static const char *const keys[] = { "301000", "305700", "307500", "346600", "348000", "350000", "354200",
                                      "383100", "389100", "391600", "396300", "402000", "403300", "410200",
                                      "417400", "419000", "422400", "428100", "435500", "440000", "440900" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *title = lw_statline_key_get_title (keys[i]);

      g_assert_nonnull (title);
      g_assert_cmpint (title[0], ==, 'A' + (int) i);
      g_assert_cmpint (title[1], ==, ' ');
    }
  g_assert_cmpstr (lw_statline_key_get_title ("T001081"), ==, "A-U Alle economische activiteiten");
  g_assert_null (lw_statline_key_get_title ("key"));
  g_assert_true (lw_statline_is_key ("A042500"));
  g_assert_false (lw_statline_is_key ("K Finan"));
}

/* Titles of sums are written in many ways; none may count beside its parts. */
static void
test_sums (void)
{
  g_autoptr (LwStatline) table
      = make_table ("G+I Handel en horeca;Soest;2024 december*;9\nTotaal;Soest;2024;99\nAlle economische activiteiten;Soest;2024;99\n"
                    "R, S Cultuur en overig;Soest;2024 december**;2\nB-N, excl. K;Soest;2024;50\nK/L Geld en grond;Soest;2024;7\n"
                    "M-N Zakelijk;Bergen (NH.);2024;7\nM-N Zakelijk;Utrecht (PV);2024;70\n");
  g_autoptr (LwImportReport) report = lw_import_report_new ("statline");
  g_autoptr (GArray) jobs = make_jobs (table, report);

  g_assert_cmpuint (jobs->len, ==, 1);
  assert_jobs (jobs, 0, "Soest", "culture_other", 2025, 2000);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "sums-of-sectors"), ==, 4);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "parts-of-sections"), ==, 1);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "outside"), ==, 1);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "other-regions"), ==, 1);
}

/* A program in between may have made commas of the points of the service. */
static void
test_comma (void)
{
  g_autoptr (LwStatline) table = read_text ("Id;Measure;ValueAttribute;Value;StringValue;BedrijfstakkenBranchesSBI2008;RegioS;Perioden\n"
                                            "0;M1;None;12,3;;396300 ;GM0344;2024JJ00\n"
                                            "1;M1;Secret;;;403300 ;GM0344;2024JJ00\n", "83582NED_Observations.csv");

  g_assert_cmpuint (table->rows->len, ==, 2);
  assert_row (table, 0, "GM0344", "396300", "2024JJ00", 12.3);
  assert_row (table, 1, "GM0344", "403300", "2024JJ00", NAN);
}

static void
test_import (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *offices = g_build_filename (fixture->folder, "kantoren.csv", NULL);
  g_autofree char *figures = g_build_filename (fixture->folder, "83582NED.json", NULL);
  g_autofree char *titles = g_build_filename (fixture->folder, "codes.json", NULL);
  const char *const first[] = { offices, NULL }, *const second[] = { titles, figures, NULL };
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwImportResult) list = NULL, jobs = NULL;
  g_autoptr (GArray) read = NULL;
  g_autoptr (GError) error = NULL;
  LwImportRequest request;

  lw_import_request_init (&request);
  g_assert_true (g_file_set_contents (offices, "Naam gebouw;Gemeente;X;Y;VVO m²\nToren;Utrecht;136000;456000;1000\n", -1, NULL));
  g_assert_true (g_file_set_contents (figures, TYPED, -1, NULL));
  g_assert_true (g_file_set_contents (titles, CODES, -1, NULL));
  g_assert_cmpint (lw_source_kind (figures, NULL), ==, LW_SOURCE_STATLINE);
  list = lw_import_run (store, first, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  jobs = lw_import_run (store, second, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (jobs->n_demand, ==, 1);
  read = lw_store_read_jobs (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 1);
  assert_jobs (read, 0, NULL, "finance", 2025, 12300);
  g_assert_cmpstr (g_array_index (read, LwSectorJobs, 0).source, ==, "CBS StatLine 83582NED, 2024JJ00, CC BY 4.0");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statline/json", test_json);
  g_test_add_func ("/statline/atom", test_atom);
  g_test_add_func ("/statline/csv", test_csv);
  g_test_add_func ("/statline/refused", test_refused);
  g_test_add_func ("/statline/jobs", test_jobs);
  g_test_add_func ("/statline/sections", test_sections);
  g_test_add_func ("/statline/without-titles", test_without_titles);
  g_test_add_func ("/statline/unknown-keys", test_unknown_keys);
  g_test_add_func ("/statline/titles-of-the-table", test_titles_of_the_table);
  g_test_add_func ("/statline/bundled-keys", test_bundled_keys);
  g_test_add_func ("/statline/sums", test_sums);
  g_test_add_func ("/statline/comma", test_comma);
  g_test_add ("/statline/import", Fixture, NULL, fixture_set_up, test_import, fixture_tear_down);
  return g_test_run ();
}

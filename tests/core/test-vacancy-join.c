/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Joining a vacancy list to offices: by identification, by address with and without suffix, what is
 * ambiguous, doubled or impossible, and what becomes of the offices that the list does not name. */
#include <math.h>
#include <string.h>

#include "formats/lw-vacancy-join.h"
#include "model/lw-offices-builder.h"
#include "model/lw-side-address.h"

/* A town of six offices and one elsewhere; keys are 10 times the row plus 10. */
static const struct {
  const char *postcode;
  int number;
  const char *letter;
  const char *suffix;
  const char *municipality;
  double area;
  double vacant;
} town[] = {
  { "3511XK", 1, "", "", "GM0344", 1000, NAN },  { "3511XK", 2, "A", "", "GM0344", 800, 100 },
  { "3511XK", 2, "B", "", "GM0344", 600, NAN },  { "3511XK", 3, "", "hs", "GM0344", 500, NAN },
  { "3511XK", 5, "", "A-3", "GM0344", NAN, 50 }, { "3511XK", 6, "", "", "GM0344", 400, 40 },
  { "1234AB", 1, "", "", "GM0363", 300, NAN },
};

static LwOffices *
make_town (void)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (8);

  for (guint i = 0; i < G_N_ELEMENTS (town); i++)
    {
      guint row = lw_offices_builder_add (builder);

      lw_offices_builder_set_id (builder, row, 10 * (gint64)row + 10);
      lw_offices_builder_set_bag_id (builder, LW_OFFICE_BAG_ID, row, 363010000000100ull + row);
      lw_offices_builder_set_text (builder, LW_OFFICE_POSTCODE, row, town[i].postcode);
      lw_offices_builder_set_integer (builder, LW_OFFICE_HOUSE_NUMBER, row, town[i].number);
      lw_offices_builder_set_text (builder, LW_OFFICE_HOUSE_LETTER, row, town[i].letter);
      lw_offices_builder_set_text (builder, LW_OFFICE_HOUSE_SUFFIX, row, town[i].suffix);
      lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, row, town[i].municipality);
      lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, town[i].area);
      lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, row, LW_AREA_GO);
      lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, row, town[i].vacant);
    }
  return lw_offices_builder_end (builder);
}

static LwVacancyList *
read_text (const char *text, LwImportReport *report)
{
  g_autoptr (GInputStream) stream
      = g_memory_input_stream_new_from_data (g_strdup (text), (gssize)strlen (text), g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwCsvReader) reader = lw_csv_reader_new (stream, "list.csv", NULL, NULL, &error);
  LwVacancyOptions options;
  LwVacancyList *list;

  g_assert_no_error (error);
  lw_vacancy_options_init (&options, reader);
  options.today = lw_date_from_ymd (2025, 6, 1);
  options.reference_date = lw_date_from_ymd (2025, 1, 1);
  list = lw_vacancy_list_read (reader, &options, report, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return list;
}

static LwVacancyJoin *
join_text (const char *text, LwUnlisted unlisted, LwImportReport *report)
{
  g_autoptr (LwVacancyList) list = read_text (text, report);
  g_autoptr (LwOffices) offices = make_town ();
  g_autoptr (GError) error = NULL;
  LwJoinOptions options = { unlisted, LW_SETTINGS_DEFAULT };
  LwVacancyJoin *join = lw_vacancy_join_new (list, offices, &options, report, NULL, &error);

  g_assert_no_error (error);
  return join;
}

static void
assert_row (LwVacancyJoin *join, guint row, LwJoinState state, guint office)
{
  g_test_message ("row %u", row);
  g_assert_cmpuint (row, <, join->n);
  g_assert_cmpint (join->state[row], ==, state);
  g_assert_cmpuint (join->office[row], ==, office);
}

/* Returns: the position of an office in a record, by its key */
static guint
find_office (const LwObservations *record, gint64 id)
{
  for (guint i = 0; i < record->n; i++)
    {
      if (record->office_id[i] == id)
        return i;
    }
  return G_MAXUINT;
}

static gboolean
has_problem (LwImportReport *report, const char *code, const char *part)
{
  for (guint i = 0; i < lw_import_report_get_n_problems (report); i++)
    {
      const LwImportProblem *problem = lw_import_report_get_problem (report, i);

      if (strcmp (problem->code, code) == 0 && strstr (problem->what, part) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
choose (GHashTable *choices, gint64 line, gint64 office)
{
  g_hash_table_insert (choices, g_memdup2 (&line, sizeof line), g_memdup2 (&office, sizeof office));
}

/* What somebody chose goes before what a row says; a row that cannot be read, and an office that is not there, cannot be
 * chosen. */
static void
test_choices (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyList) list = read_text ("bag_id;postcode;huisnummer;leegstand\n"
                                              ";3511XK;2;20\n"
                                              ";3511XK;2;30\n"
                                              ";3511XK;3;40\n"
                                              ";3511XK;9;50\n"
                                              ";;;60\n"
                                              ";3511XK;2;70\n",
                                              report);
  g_autoptr (LwOffices) offices = make_town ();
  g_autoptr (GHashTable) choices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  LwJoinOptions options = { .unlisted = LW_UNLISTED_KEEP, .settings = LW_SETTINGS_DEFAULT, .choices = choices };
  g_autoptr (LwVacancyJoin) join = NULL;
  const LwObservations *record;

  choose (choices, 2, 30);
  choose (choices, 3, 0);
  choose (choices, 4, 10);
  choose (choices, 5, 60);
  choose (choices, 6, 10);
  choose (choices, 7, 999);
  join = lw_vacancy_join_new (list, offices, &options, report, NULL, NULL);
  assert_row (join, 0, LW_JOIN_CHOSEN, 2);
  assert_row (join, 1, LW_JOIN_LEFT_OUT, LW_OFFICES_NONE);
  assert_row (join, 2, LW_JOIN_CHOSEN, 0);
  assert_row (join, 3, LW_JOIN_CHOSEN, 5);
  assert_row (join, 4, LW_JOIN_REJECTED, LW_OFFICES_NONE);
  assert_row (join, 5, LW_JOIN_AMBIGUOUS, LW_OFFICES_NONE);
  g_assert_cmpuint (join->counts[LW_JOIN_CHOSEN], ==, 3);
  g_assert_cmpuint (lw_vacancy_join_count_matched (join), ==, 3);
  /* Whoever chose can still see what there was to choose from: two, two, one, none, none and two. */
  g_assert_cmpuint (join->candidates->len, ==, 7);
  record = g_ptr_array_index (join->observations, 0);
  g_assert_cmpuint (record->n, ==, 3);
  g_assert_cmpfloat (record->vacant_m2[find_office (record, 30)], ==, 20);
  g_assert_cmpfloat (record->vacant_m2[find_office (record, 10)], ==, 40);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_KEPT, "chosen"), ==, 3);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "left-out"), ==, 1);
}

static void
test_match (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyJoin) join = join_text ("bag_id;postcode;huisnummer;leegstand\n"
                                              "0363010000000100;;;10\n"
                                              ";3511 xk;2a;20\n"
                                              ";3511XK;3;30\n"
                                              ";3511XK;5 a3;40\n"
                                              ";3511XK;2;50\n"
                                              ";3511XK;9;60\n"
                                              "0363010000000199;3511XK;6;35\n"
                                              ";;;1\n"
                                              ";3511XK;6 c;1\n",
                                              LW_UNLISTED_KEEP, report);

  assert_row (join, 0, LW_JOIN_BAG_ID, 0);
  assert_row (join, 1, LW_JOIN_ADDRESS, 1);
  assert_row (join, 2, LW_JOIN_WITHOUT_SUFFIX, 3);
  assert_row (join, 3, LW_JOIN_ADDRESS, 4);
  assert_row (join, 4, LW_JOIN_AMBIGUOUS, LW_OFFICES_NONE);
  assert_row (join, 5, LW_JOIN_UNMATCHED, LW_OFFICES_NONE);
  assert_row (join, 6, LW_JOIN_ADDRESS, 5);
  assert_row (join, 7, LW_JOIN_REJECTED, LW_OFFICES_NONE);
  assert_row (join, 8, LW_JOIN_UNMATCHED, LW_OFFICES_NONE);
  g_assert_cmpuint (lw_vacancy_join_count_matched (join), ==, 5);
  g_assert_cmpuint (join->candidates->len, ==, 2);
  g_assert_cmpuint (g_array_index (join->candidates, LwJoinCandidate, 0).row, ==, 4);
  g_assert_cmpuint (g_array_index (join->candidates, LwJoinCandidate, 0).office, ==, 1);
  g_assert_cmpuint (g_array_index (join->candidates, LwJoinCandidate, 1).office, ==, 2);
  g_assert_true (has_problem (report, "ambiguous", "0363010000000102"));
  g_assert_true (has_problem (report, "unmatched", "3511XK 9"));
  g_assert_true (has_problem (report, "without-suffix", "3511XK 3"));
  g_assert_true (has_problem (report, "id-unknown", "3511XK 6"));
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_KEPT, "matched-address"), ==, 3);
  g_assert_cmpuint (lw_import_report_get_total (report, LW_IMPORT_REJECTED), ==, 4);
}

/* A row may call an office by an address beside its own; only by the whole of it, and after those of offices themselves. */
static void
test_side_addresses (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (GPtrArray) sides = g_ptr_array_new ();
  g_autoptr (LwVacancyList) list = read_text ("postcode;huisnummer;leegstand\n3511XL;7b;10\n3511XL;7;10\n3511XK;1;10\n"
                                              "3511XL;8;10\n",
                                              report);
  g_autoptr (LwOffices) offices = make_town ();
  char kade[] = "Kade", xl[] = "3511XL", xk[] = "3511XK", b[] = "B", none[] = "";
  LwSideAddress addresses[] = {
    { 363010000000104ull, kade, NULL, 7, b, none, xl }, { 363010000000105ull, kade, NULL, 1, none, none, xk },
    { 363010000000101ull, kade, NULL, 8, none, none, xl },  { 363010000000102ull, kade, NULL, 8, none, none, xl },
    { 363010000009999ull, kade, NULL, 9, none, none, xl },
  };
  LwJoinOptions options = { LW_UNLISTED_KEEP, LW_SETTINGS_DEFAULT, .side_addresses = sides };
  g_autoptr (LwVacancyJoin) join = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    g_ptr_array_add (sides, &addresses[i]);
  join = lw_vacancy_join_new (list, offices, &options, report, NULL, NULL);
  assert_row (join, 0, LW_JOIN_ADDRESS, 4);
  assert_row (join, 1, LW_JOIN_UNMATCHED, LW_OFFICES_NONE);
  assert_row (join, 2, LW_JOIN_ADDRESS, 0);
  assert_row (join, 3, LW_JOIN_AMBIGUOUS, LW_OFFICES_NONE);
  g_assert_cmpuint (join->candidates->len, ==, 2);
}

static void
test_observations (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyJoin) join
      = join_text ("bag_id;leegstand;leeg sinds;energielabel;eigenaarstype;peildatum;bron\n"
                   "0363010000000100;100;1-1-2020;C;overheid;1-1-2025;a\n"
                   "0363010000000101;n.b.;;;;1-1-2025;a\n"
                   "0363010000000100;80;;;;1-1-2024;a\n"
                   "0363010000000105;30;;;;1-1-2025;b\n",
                   LW_UNLISTED_KEEP, report);
  const LwObservations *record;

  g_assert_cmpuint (join->observations->len, ==, 3);
  record = g_ptr_array_index (join->observations, 0);
  g_assert_cmpint (record->date, ==, lw_date_from_ymd (2024, 1, 1));
  g_assert_cmpuint (record->n, ==, 1);
  g_assert_cmpfloat (record->vacant_m2[0], ==, 80);
  record = g_ptr_array_index (join->observations, 1);
  g_assert_cmpint (record->date, ==, lw_date_from_ymd (2025, 1, 1));
  g_assert_cmpstr (record->source, ==, "a");
  g_assert_cmpuint (record->n, ==, 2);
  g_assert_cmpint (record->office_id[0], ==, 10);
  g_assert_cmpfloat (record->vacant_m2[0], ==, 100);
  g_assert_cmpint (record->vacant_since[0], ==, lw_date_from_ymd (2020, 1, 1));
  g_assert_cmpint (record->energy_label[0], ==, LW_LABEL_C);
  g_assert_cmpint (record->owner_type[0], ==, LW_OWNER_GOVERNMENT);
  g_assert_cmpint (record->assumed[0], ==, 0);
  g_assert_true (isnan (record->vacant_m2[1]));
  record = g_ptr_array_index (join->observations, 2);
  g_assert_cmpstr (record->source, ==, "b");
  g_assert_cmpstr (lw_import_report_get_reference_date (report), ==, "2025-01-01");
}

/* Two streets of one name in two towns, one of them with two offices at a number. */
static LwOffices *
make_streets (void)
{
  static const struct {
    const char *street;
    int number;
    const char *letter;
    const char *town;
    const char *code;
    double x;
  } offices[] = {
    { "Utrechtseweg", 300, "", "Amersfoort", "GM0307", 153700 }, { "Utrechtseweg", 300, "", "Zeist", "GM0355", 143000 },
    { "Kerkstraat", 1, "A", "Zeist", "GM0355", 145000 },          { "Kerkstraat", 1, "B", "Zeist", "GM0355", 145100 },
    { "Plein 1944", 7, "", "'s-Gravenhage", "GM0518", 81000 },
  };
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (8);

  for (guint i = 0; i < G_N_ELEMENTS (offices); i++)
    {
      guint row = lw_offices_builder_add (builder);

      lw_offices_builder_set_id (builder, row, row + 1);
      lw_offices_builder_set_text (builder, LW_OFFICE_STREET, row, offices[i].street);
      lw_offices_builder_set_integer (builder, LW_OFFICE_HOUSE_NUMBER, row, offices[i].number);
      lw_offices_builder_set_text (builder, LW_OFFICE_HOUSE_LETTER, row, offices[i].letter);
      lw_offices_builder_set_text (builder, LW_OFFICE_TOWN, row, offices[i].town);
      lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, row, offices[i].code);
      lw_offices_builder_set_number (builder, LW_OFFICE_RD_X, row, offices[i].x);
      lw_offices_builder_set_number (builder, LW_OFFICE_RD_Y, row, 455000);
    }
  return lw_offices_builder_end (builder);
}

/* Lists without postcodes: by street, number and town; in one cell or in columns. */
static void
test_streets (void)
{
  static const char *const lists[] = {
    "Straat;Huisnummer;Plaats;Leegstand m2;X;Y\nUtrechtseweg;300;Amersfoort;1;;\nUTRECHTSEWEG;300;zeist;1;;\n"
    "Kerkstr.;1b;Zeist;1;;\nKerkstraat;1;Zeist;1;;\nPlein 1944;7;Den Haag;1;;\nUtrechtseweg;300;;1;;\n"
    "Utrechtseweg;300;Soest;1;;\nKerkweg;1;Zeist;1;143000;455000\n;1;Zeist;1;;\n",
    "Gemeente;Adres;Leegstand m2;X;Y\nAmersfoort;Utrechtseweg 300;1;;\nZeist;Utrechtseweg 300;1;;\n"
    "Zeist;Kerkstraat 1-B;1;;\nZeist;Kerkstraat 1;1;;\nDen Haag;Plein 1944 7;1;;\n;Utrechtseweg 300;1;;\n"
    "Soest;Utrechtseweg 300;1;;\nZeist;Kerkweg 1;1;143000;455000\nZeist;Kerkstraat;1;;\n",
  };
  static const LwJoinState states[] = { LW_JOIN_ADDRESS,   LW_JOIN_ADDRESS,   LW_JOIN_ADDRESS,
                                        LW_JOIN_AMBIGUOUS, LW_JOIN_ADDRESS,   LW_JOIN_AMBIGUOUS,
                                        LW_JOIN_UNMATCHED, LW_JOIN_DUPLICATE, LW_JOIN_REJECTED };
  static const guint found[] = { 0, 1, 3, LW_OFFICES_NONE, 4, LW_OFFICES_NONE, LW_OFFICES_NONE, 1, LW_OFFICES_NONE };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
      g_autoptr (LwVacancyList) list = read_text (lists[i], report);
      g_autoptr (LwOffices) offices = make_streets ();
      LwJoinOptions options = { LW_UNLISTED_KEEP, LW_SETTINGS_DEFAULT, .tolerance_m = 25 };
      g_autoptr (LwVacancyJoin) join = lw_vacancy_join_new (list, offices, &options, report, NULL, NULL);

      for (guint row = 0; row < G_N_ELEMENTS (states); row++)
        assert_row (join, row, states[row], found[row]);
      g_assert_true (has_problem (report, "unmatched", "Utrechtseweg 300, Soest"));
      g_assert_true (has_problem (report, "ambiguous", "Kerkstraat 1, Zeist may mean any of 2 offices"));
    }
}

/* Of several offices near by the one that stands right at the position is meant, unless others do too. */
static void
test_exact_position (void)
{
  static const double places[] = { 100, 110, 300, 300.5, 500 };
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyList) list = read_text ("X;Y;Leegstand m2\n155100.4;463000;1\n155105;463000;1\n155300;463000;1\n"
                                              "155510;463000;1\n155109.2;463000;1\n155700;463000;1\n", report);
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (8);
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (LwVacancyJoin) join = NULL;
  LwJoinOptions options = { LW_UNLISTED_KEEP, LW_SETTINGS_DEFAULT, .tolerance_m = 25 };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint row = lw_offices_builder_add (builder);

      lw_offices_builder_set_id (builder, row, row + 1);
      lw_offices_builder_set_number (builder, LW_OFFICE_RD_X, row, 155000 + places[i]);
      lw_offices_builder_set_number (builder, LW_OFFICE_RD_Y, row, 463000);
    }
  offices = lw_offices_builder_end (builder);
  join = lw_vacancy_join_new (list, offices, &options, report, NULL, NULL);
  assert_row (join, 0, LW_JOIN_POSITION, 0);
  assert_row (join, 1, LW_JOIN_AMBIGUOUS, LW_OFFICES_NONE);
  assert_row (join, 2, LW_JOIN_AMBIGUOUS, LW_OFFICES_NONE);
  assert_row (join, 3, LW_JOIN_POSITION, 4);
  assert_row (join, 4, LW_JOIN_POSITION, 1);
  assert_row (join, 5, LW_JOIN_UNMATCHED, LW_OFFICES_NONE);
  g_assert_true (has_problem (report, "by-exact-position", "very position"));
  g_assert_true (has_problem (report, "by-position", "at 10 m"));
}

/* "Nr" numbers the rows where the address has another number; it is the house number where both agree. */
static void
test_row_numbers (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyJoin) rows
      = join_text ("Nr;Adres;Postcode;Leegstand m2\n1;Dorpsweg 6;3511XK;1\n2;Dorpsweg 2 a;3511 XK;2\n3;Dorpsweg 1;3511XK;3\n",
                   LW_UNLISTED_KEEP, report);
  g_autoptr (LwVacancyJoin) numbers
      = join_text ("Adres;Nr;Toevoeging;Postcode;Leegstand m2\nDorpsweg 6;6;;3511XK;1\nDorpsweg 2;2;B;3511XK;2\n"
                   "Dorpsweg 1;1;;3511XK;3\n",
                   LW_UNLISTED_KEEP, report);

  assert_row (rows, 0, LW_JOIN_ADDRESS, 5);
  assert_row (rows, 1, LW_JOIN_ADDRESS, 1);
  assert_row (rows, 2, LW_JOIN_ADDRESS, 0);
  assert_row (numbers, 0, LW_JOIN_ADDRESS, 5);
  assert_row (numbers, 1, LW_JOIN_ADDRESS, 2);
  assert_row (numbers, 2, LW_JOIN_ADDRESS, 0);
}

static void
test_areas (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyJoin) join = join_text ("bag_id;leegstand;percentage leegstand;area_measure\n"
                                              "0363010000000100;500;;bvo\n"
                                              "0363010000000101;;25%;\n"
                                              "0363010000000102;1000;;vvo\n"
                                              "0363010000000103;510;;vvo\n"
                                              "0363010000000104;;50%;\n",
                                              LW_UNLISTED_KEEP, report);
  const LwObservations *record = g_ptr_array_index (join->observations, 0);

  g_assert_cmpfloat (record->vacant_m2[0], ==, 400);
  g_assert_cmpfloat (record->vacant_m2[1], ==, 200);
  g_assert_true (isnan (record->vacant_m2[2]));
  g_assert_true (has_problem (report, "more-than-office", "1000 m² vacant"));
  g_assert_cmpfloat (record->vacant_m2[3], ==, 510);
  g_assert_true (isnan (record->vacant_m2[4]));
  g_assert_true (has_problem (report, "rate-without-area", "floor area"));
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_MARKED, "vacancy-left-out"), ==, 2);
}

static void
test_duplicates (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyJoin) join = join_text ("bag_id;postcode;huisnummer;leegstand\n"
                                              "0363010000000100;;;10\n"
                                              ";3511XK;1;10\n"
                                              "0363010000000100;;;20\n",
                                              LW_UNLISTED_KEEP, report);
  const LwObservations *record = g_ptr_array_index (join->observations, 0);

  assert_row (join, 1, LW_JOIN_DUPLICATE, 0);
  assert_row (join, 2, LW_JOIN_DUPLICATE, 0);
  g_assert_cmpuint (record->n, ==, 1);
  g_assert_cmpfloat (record->vacant_m2[0], ==, 10);
  g_assert_true (has_problem (report, "duplicate-same", "line 2"));
  g_assert_true (has_problem (report, "duplicate", "other values, on line 2"));
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_REJECTED, "duplicate"), ==, 1);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "duplicate-same"), ==, 1);
}

/* One row names office 1 by id; another may mean two offices; the rest of the municipality is not named. */
static const char unlisted_list[] = "bag_id;postcode;huisnummer;leegstand\n"
                                    "0363010000000100;;;10\n"
                                    ";3511XK;2;50\n";

static void
test_occupied (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyJoin) join = join_text (unlisted_list, LW_UNLISTED_OCCUPIED, report);
  const LwObservations *record = g_ptr_array_index (join->observations, 0);
  guint occupied = find_office (record, 40), candidate = find_office (record, 20);

  g_assert_cmpuint (join->observations->len, ==, 1);
  g_assert_cmpuint (join->scope->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (join->scope, 0), ==, "GM0344");
  g_assert_cmpuint (join->n_assumed, ==, 3);
  g_assert_cmpuint (occupied, <, record->n);
  g_assert_cmpfloat (record->vacant_m2[occupied], ==, 0);
  g_assert_cmpint (record->assumed[occupied], ==, 1);
  g_assert_cmpint (record->assumed[find_office (record, 10)], ==, 0);
  g_assert_cmpuint (find_office (record, 70), ==, G_MAXUINT);
  g_assert_true (isnan (record->vacant_m2[candidate]));
  g_assert_cmpint (record->assumed[candidate], ==, 0);
  g_assert_cmpuint (find_office (record, 30), ==, G_MAXUINT);
  g_assert_true (has_problem (report, "scope", "GM0344"));
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_KEPT, "assumed-occupied"), ==, 3);
}

static void
test_unknown (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyJoin) join = join_text (unlisted_list, LW_UNLISTED_UNKNOWN, report);
  const LwObservations *record = g_ptr_array_index (join->observations, 0);

  g_assert_cmpuint (join->n_assumed, ==, 0);
  g_assert_cmpuint (record->n, ==, 4);
  g_assert_true (isnan (record->vacant_m2[find_office (record, 60)]));
  g_assert_true (isnan (record->vacant_m2[find_office (record, 50)]));
  g_assert_cmpuint (find_office (record, 40), ==, G_MAXUINT);
}

static void
test_wrong_address (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyJoin) join = join_text ("bag_id;postcode;huisnummer;leegstand\n"
                                              "0363010000000100;3511XK;6;10\n",
                                              LW_UNLISTED_KEEP, report);

  assert_row (join, 0, LW_JOIN_BAG_ID, 0);
  g_assert_true (has_problem (report, "address-differs", "3511XK 6"));
}

static void
test_cancel (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyList) list = read_text (unlisted_list, report);
  g_autoptr (LwOffices) offices = make_town ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  LwJoinOptions options = { LW_UNLISTED_KEEP, LW_SETTINGS_DEFAULT };

  g_cancellable_cancel (cancellable);
  g_assert_null (lw_vacancy_join_new (list, offices, &options, report, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vacancy-join/match", test_match);
  g_test_add_func ("/vacancy-join/side-addresses", test_side_addresses);
  g_test_add_func ("/vacancy-join/choices", test_choices);
  g_test_add_func ("/vacancy-join/observations", test_observations);
  g_test_add_func ("/vacancy-join/areas", test_areas);
  g_test_add_func ("/vacancy-join/streets", test_streets);
  g_test_add_func ("/vacancy-join/row-numbers", test_row_numbers);
  g_test_add_func ("/vacancy-join/exact-position", test_exact_position);
  g_test_add_func ("/vacancy-join/duplicates", test_duplicates);
  g_test_add_func ("/vacancy-join/occupied", test_occupied);
  g_test_add_func ("/vacancy-join/unknown", test_unknown);
  g_test_add_func ("/vacancy-join/wrong-address", test_wrong_address);
  g_test_add_func ("/vacancy-join/cancel", test_cancel);
  return g_test_run ();
}

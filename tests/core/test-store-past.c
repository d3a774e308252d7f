/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-store-past: what a newer source says leaves earlier reference dates as they were, to the last cell: areas, uses,
 * labels, offices that came and went. In whatever order lists and extracts come, and after undo and redo. */
#include "statistics/lw-difference.h"
#include "test-store-state.h"
#include "test-store-util.h"

#define DATE_2024 (lw_date_from_ymd (2024, 1, 1))
#define DATE_2026 (lw_date_from_ymd (2026, 1, 1))

/* A later extract: one office is gone and one is new; others have another area, use or status, or none. */
static LwOffices *
make_later_extract (guint n)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (n);

  for (guint i = 1; i <= n; i++)
    set_office (builder, lw_offices_builder_add (builder), i);
  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, 4, 4321);
  lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, 4, LW_AREA_BVO);
  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, 5, NAN);
  lw_offices_builder_add_remarks (builder, 5, LW_REMARK_AREA_DUMMY);
  lw_offices_builder_set_text (builder, LW_OFFICE_USES, 6, "industriefunctie;kantoorfunctie");
  lw_offices_builder_set_code (builder, LW_OFFICE_USE_MIXED, 6, LW_YES);
  lw_offices_builder_set_code (builder, LW_OFFICE_STATUS, 7, LW_STATUS_OUT_OF_USE);
  lw_offices_builder_set_integer (builder, LW_OFFICE_BUILD_YEAR, 8, 1931);
  return lw_offices_builder_end (builder);
}

static void
import_list (LwStore *store, LwDate date, guint shift, guint label_shift)
{
  g_autoptr (LwOffices) offices = read_offices (store, LW_DATE_UNKNOWN);
  g_autoptr (LwObservations) observations = make_observations (offices, date, shift);
  LwStoreCounts counts;

  for (guint i = 0; i < observations->n; i++)
    {
      observations->energy_label[i] = (guint8) (1 + (i + label_shift) % 12);
      observations->owner_type[i] = (guint8) (1 + (i + label_shift) % 4);
    }
  import_observations (store, observations, &counts);
}

static gint64
count_past (const char *path)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 n;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT count (*) FROM office_past", -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return n;
}

/* Three years, each an extract and a list: each date stays what it was when it was the newest. */
static void
test_years (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) first = make_offices (100), second = make_later_extract (100), third = make_offices (100);
  g_autoptr (LwOffices) at_first = NULL, at_second = NULL, at_third = NULL;
  LwStoreCounts counts;

  import_offices (store, first, DATE_2024, TRUE, &counts);
  import_list (store, DATE_2024, 0, 0);
  at_first = read_offices (store, DATE_2024);
  g_assert_cmpint (count_past (fixture->path), ==, 0);

  import_offices (store, second, DATE_2025, TRUE, &counts);
  g_assert_cmpuint (counts.n_changed, ==, 5);
  g_assert_cmpint (count_past (fixture->path), ==, 5);
  import_list (store, DATE_2025, 1, 5);
  at_second = read_offices (store, DATE_2025);
  g_assert_cmpfloat (at_second->floor_area_m2[lw_offices_find_id (at_second, 6)], ==, 4321);
  {
    g_autoptr (LwOffices) again = read_offices (store, DATE_2024);

    assert_offices_equal (at_first, again);
  }

  /* The third is as the first was: what was gone is back, and areas are as before. */
  import_offices (store, third, DATE_2026, TRUE, &counts);
  g_assert_cmpuint (counts.n_gone, ==, 1);
  import_list (store, DATE_2026, 2, 9);
  at_third = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpint (at_third->date, ==, DATE_2026);
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (LwOffices) one = read_offices (store, DATE_2024), two = read_offices (store, DATE_2025);
      g_autoptr (LwOffices) three = read_offices (store, DATE_2026);

      assert_offices_equal (at_first, one);
      /* An office that came back has been there all the time, as far as anybody knows. */
      g_assert_cmpuint (two->n, ==, at_second->n + 1);
      for (guint i = 0; i < at_second->n; i++)
        {
          guint row = lw_offices_find_id (two, at_second->id[i]);

          g_assert_cmpuint (row, !=, LW_OFFICES_NONE);
          for (guint c = 0; c < LW_N_OFFICE_COLUMNS; c++)
            {
              g_autoptr (GString) x = g_string_new (NULL), y = g_string_new (NULL);

              lw_offices_append_cell (at_second, c, i, x);
              lw_offices_append_cell (two, c, row, y);
              g_assert_cmpstr (x->str, ==, y->str);
            }
        }
      assert_offices_equal (at_third, three);
      /* Once more, from the file. */
      g_clear_pointer (&store, lw_store_close);
      store = open_document (fixture->path);
    }
  g_clear_pointer (&store, lw_store_close);
  assert_whole (fixture->path);
}

/* A list that comes after that of a later date tells only what nobody knew, from its own date on. */
static void
test_list_between (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) made = make_offices (30), at_first = NULL, at_last = NULL, first = NULL, between = NULL,
                        last = NULL;
  g_autoptr (LwObservations) late = NULL;
  LwStoreCounts counts;

  import_offices (store, made, DATE_2024 - 300, TRUE, &counts);
  import_list (store, DATE_2024, 0, 0);
  import_list (store, DATE_2026, 2, 3);
  at_first = read_offices (store, DATE_2024);
  at_last = read_offices (store, DATE_2026);
  g_assert_cmpint (at_first->energy_label[0], ==, 1);
  g_assert_cmpint (at_last->energy_label[0], ==, 4);
  import_list (store, DATE_2025, 1, 7);
  first = read_offices (store, DATE_2024);
  between = read_offices (store, DATE_2025);
  last = read_offices (store, DATE_2026);
  assert_offices_equal (at_first, first);
  assert_offices_equal (at_last, last);
  g_assert_cmpint (between->energy_label[0], ==, at_first->energy_label[0]);
}

/* An extract that comes after a list of a later date: its facts hold from its own date on, also on that of the list. */
static void
test_extract_between (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) first = make_offices (100), second = make_later_extract (100), at_first = NULL, one = NULL,
                        two = NULL;
  LwStoreCounts counts;
  guint row;

  import_offices (store, first, DATE_2024 - 300, FALSE, &counts);
  import_list (store, DATE_2024, 0, 0);
  import_list (store, DATE_2026, 1, 1);
  import_list (store, DATE_2026 + 200, 1, 2);
  at_first = read_offices (store, DATE_2024);
  import_offices (store, second, DATE_2025, FALSE, &counts);
  one = read_offices (store, DATE_2024);
  two = read_offices (store, DATE_2026);
  /* An office that only a later extract has may have been there before: that one was not complete. */
  g_assert_cmpuint (one->n, ==, at_first->n + 1);
  for (guint i = 0; i < at_first->n; i++)
    {
      row = lw_offices_find_id (one, at_first->id[i]);
      g_assert_true (one->floor_area_m2[row] == at_first->floor_area_m2[i]
                     || (isnan (one->floor_area_m2[row]) && isnan (at_first->floor_area_m2[i])));
      g_assert_cmpint (one->energy_label[row], ==, at_first->energy_label[i]);
      g_assert_cmpint (one->status[row], ==, at_first->status[i]);
    }
  row = lw_offices_find_id (two, 6);
  g_assert_cmpfloat (two->floor_area_m2[row], ==, 4321);
  g_assert_cmpint (two->area_measure[row], ==, LW_AREA_BVO);
  g_assert_cmpint (two->energy_label[row], !=, one->energy_label[lw_offices_find_id (one, 6)]);
  g_assert_cmpuint (two->remarks[lw_offices_find_id (two, 7)] & LW_REMARK_AREA_DUMMY, !=, 0);
  g_assert_cmpuint (one->remarks[lw_offices_find_id (one, 7)] & LW_REMARK_AREA_DUMMY, ==, 0);
}

/* What the user sets by hand is a correction: it holds on every date. */
static void
test_by_hand (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) first = make_offices (20), second = make_later_extract (20), before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;
  LwStoreCounts counts;

  import_offices (store, first, DATE_2024, TRUE, &counts);
  import_list (store, DATE_2024, 0, 0);
  import_offices (store, second, DATE_2025, TRUE, &counts);
  import_list (store, DATE_2025, 1, 4);
  g_assert_true (
      lw_store_set_fact (store, 6, DATE_2025, LW_OFFICE_FLOOR_AREA_M2, "777", "Area set by hand", &error));
  g_assert_no_error (error);
  before = read_offices (store, DATE_2024);
  after = read_offices (store, DATE_2025);
  g_assert_cmpfloat (before->floor_area_m2[lw_offices_find_id (before, 6)], ==, 777);
  g_assert_cmpfloat (after->floor_area_m2[lw_offices_find_id (after, 6)], ==, 777);
  g_assert_cmpint (before->area_measure[lw_offices_find_id (before, 6)], ==,
                   after->area_measure[lw_offices_find_id (after, 6)]);
  /* What is not set by hand still is what it was. */
  g_assert_cmpint (before->energy_label[lw_offices_find_id (before, 6)], !=,
                   after->energy_label[lw_offices_find_id (after, 6)]);
}

/* An undone import leaves nothing of it, and done again it is all there. */
static void
test_undo (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) first = make_offices (50), second = make_later_extract (50);
  g_autofree char *before = NULL, *after = NULL, *undone = NULL, *redone = NULL;
  g_autoptr (GError) error = NULL;
  LwStoreCounts counts;

  import_offices (store, first, DATE_2024, TRUE, &counts);
  import_list (store, DATE_2024, 0, 0);
  before = read_state (fixture->path);
  import_offices (store, second, DATE_2025, TRUE, &counts);
  import_list (store, DATE_2025, 1, 1);
  after = read_state (fixture->path);
  g_assert_cmpint (count_past (fixture->path), >, 0);
  g_assert_true (lw_store_undo (store, &error) && lw_store_undo (store, &error));
  undone = read_state (fixture->path);
  g_assert_cmpstr (undone, ==, before);
  g_assert_cmpint (count_past (fixture->path), ==, 0);
  g_assert_true (lw_store_redo (store, &error) && lw_store_redo (store, &error));
  redone = read_state (fixture->path);
  g_assert_cmpstr (redone, ==, after);
  g_assert_no_error (error);
}

/* Between two dates the area of an office changed, and one moved into the counted part. */
static void
test_difference (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) first = make_offices (100), second = make_later_extract (100), before = NULL, after = NULL;
  g_autoptr (LwDifference) difference = NULL;
  g_autoptr (LwObservations) empty = NULL;
  LwStoreCounts counts;

  import_offices (store, first, DATE_2024, TRUE, &counts);
  before = read_offices (store, LW_DATE_UNKNOWN);
  empty = lw_observations_new (before->n, DATE_2024, "leegstand.csv");
  for (guint i = 0; i < before->n; i++)
    {
      empty->office_id[i] = before->id[i];
      empty->vacant_m2[i] = 0;
    }
  import_observations (store, empty, &counts);
  import_offices (store, second, DATE_2025, TRUE, &counts);
  empty->date = DATE_2025;
  import_observations (store, empty, &counts);
  g_clear_pointer (&before, lw_offices_unref);
  before = read_offices (store, DATE_2024);
  after = read_offices (store, DATE_2025);
  difference = lw_difference_compute (before, after, NULL, 0, NULL, NULL);
  g_assert_cmpuint (difference->sums[LW_CHANGE_AREA].offices, ==, 1);
  g_assert_cmpfloat (difference->sums[LW_CHANGE_AREA].stock_before_m2, ==, 105);
  g_assert_cmpfloat_with_epsilon (difference->sums[LW_CHANGE_AREA].stock_after_m2, 4321 * 0.8, 1e-9);
  g_assert_cmpuint (difference->sums[LW_CHANGE_UNKNOWN].offices, ==, 1);
  g_assert_cmpuint (difference->sums[LW_CHANGE_NEW].offices, ==, 1);
  g_assert_cmpuint (difference->sums[LW_CHANGE_GONE].offices, ==, 1);
}

static void
import_ended (LwStore *store, LwOffices *offices, LwOffices *ended, LwDate date, gboolean complete,
              LwStoreCounts *counts)
{
  g_autoptr (LwSource) source = lw_source_new ("extract.zip", "bag", date);
  g_autoptr (GError) error = NULL;
  LwImportOptions options = { .complete = complete, .ended = ended };

  lw_store_import_offices (store, offices, source, &options, "Import", counts, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Offices @first to @first + 3 of set_office(): a dwelling now, demolished, withdrawn, and one that is hotel and shop. */
static LwOffices *
make_ended (guint first)
{
  static const struct {
    const char *uses;
    LwStatus status;
  } fates[] = {
    { "woonfunctie", LW_STATUS_IN_USE },
    { "kantoorfunctie", LW_STATUS_DEMOLISHED },
    { "kantoorfunctie", LW_STATUS_WITHDRAWN },
    { "logiesfunctie;winkelfunctie", LW_STATUS_IN_USE },
  };
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (0);

  for (guint i = 0; i < G_N_ELEMENTS (fates); i++)
    {
      guint row = lw_offices_builder_add (builder);

      lw_offices_builder_set_bag_id (builder, LW_OFFICE_BAG_ID, row, G_GUINT64_CONSTANT (344010000000000) + first + i);
      lw_offices_builder_set_text (builder, LW_OFFICE_USES, row, fates[i].uses);
      lw_offices_builder_set_code (builder, LW_OFFICE_STATUS, row, fates[i].status);
    }
  return lw_offices_builder_end (builder);
}

static LwOffices *
make_without (guint n, guint first)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (n);

  for (guint i = 0; i < n; i++)
    if (i < first || i >= first + 4)
      set_office (builder, lw_offices_builder_add (builder), i);
  return lw_offices_builder_end (builder);
}

static void
assert_fates (LwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwOffices) before = read_offices (store, DATE_2024), after = read_offices (store, DATE_2025), gone = NULL;
  g_autoptr (LwDifference) difference = NULL;

  gone = lw_store_read_gone_offices (store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  difference = lw_difference_compute (before, after, gone, 0, NULL, NULL);
  g_assert_cmpuint (difference->sums[LW_CHANGE_TRANSFORMED].offices, ==, 2);
  g_assert_cmpuint (difference->sums[LW_CHANGE_DEMOLISHED].offices, ==, 1);
  g_assert_cmpuint (difference->sums[LW_CHANGE_GONE].offices, ==, 1);
  g_assert_cmpuint (difference->sums[LW_CHANGE_NEW].offices, ==, 0);
}

/* A source that says what became of an office: it is gone from the source's date, and the reason is known. Dates on
 * which it was there keep what it was. That holds for a source that is not complete, too. */
static void
test_ended (Fixture *fixture, gconstpointer complete)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) first = make_offices (60), second = make_without (60, 20), ended = make_ended (20);
  g_autoptr (LwOffices) before = NULL, again = NULL;
  g_autofree char *state = NULL, *undone = NULL;
  g_autoptr (GError) error = NULL;
  LwStoreCounts counts;

  import_offices (store, first, DATE_2024, TRUE, &counts);
  import_list (store, DATE_2024, 0, 0);
  before = read_offices (store, DATE_2024);
  g_assert_cmpuint (before->n, ==, 60);
  state = read_state (fixture->path);
  import_ended (store, second, ended, DATE_2025, complete != NULL, &counts);
  g_assert_cmpuint (counts.n_gone, ==, 4);
  import_list (store, DATE_2025, 0, 0);
  again = read_offices (store, DATE_2024);
  assert_offices_equal (before, again);
  assert_fates (store);
  g_assert_true (lw_store_undo (store, &error) && lw_store_undo (store, &error));
  undone = read_state (fixture->path);
  g_assert_cmpstr (undone, ==, state);
  g_assert_no_error (error);
}

/* First it is only not there any more; a later source says why. */
static void
test_ended_later (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) first = make_offices (60), second = make_without (60, 20), ended = make_ended (20);
  g_autoptr (LwOffices) before = NULL, again = NULL;
  LwStoreCounts counts;

  import_offices (store, first, DATE_2024, TRUE, &counts);
  import_list (store, DATE_2024, 0, 0);
  before = read_offices (store, DATE_2024);
  import_ended (store, second, NULL, DATE_2025, TRUE, &counts);
  g_assert_cmpuint (counts.n_gone, ==, 4);
  import_list (store, DATE_2025, 0, 0);
  import_ended (store, second, ended, DATE_2026, TRUE, &counts);
  g_assert_cmpuint (counts.n_gone, ==, 0);
  again = read_offices (store, DATE_2024);
  assert_offices_equal (before, again);
  assert_fates (store);
  /* An office that the source has again is there again. */
  import_ended (store, first, NULL, DATE_2026 + 1, TRUE, &counts);
  g_clear_pointer (&again, lw_offices_unref);
  again = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpuint (again->n, ==, 60);
  g_assert_cmpstr (lw_offices_text (again, LW_OFFICE_USES, 20), ==, "kantoorfunctie;woonfunctie");
}

/* What the user set by hand stays, and an older source decides nothing. */
static void
test_ended_by_hand (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) first = make_offices (60), second = make_without (60, 20), ended = make_ended (20), gone = NULL;
  g_autoptr (GError) error = NULL;
  LwStoreCounts counts;
  guint row;

  import_offices (store, first, DATE_2025, TRUE, &counts);
  import_ended (store, second, ended, DATE_2024, FALSE, &counts);
  g_assert_cmpuint (counts.n_gone, ==, 0);
  g_assert_true (lw_store_set_fact (store, 21, DATE_2025, LW_OFFICE_STATUS, "out-of-use", "Set by hand", &error));
  g_assert_no_error (error);
  import_ended (store, second, ended, DATE_2026, FALSE, &counts);
  g_assert_cmpuint (counts.n_gone, ==, 4);
  gone = lw_store_read_gone_offices (store, NULL, NULL, NULL, &error);
  row = lw_offices_find_id (gone, 21);
  g_assert_cmpint (gone->status[row], ==, LW_STATUS_OUT_OF_USE);
  g_assert_cmpstr (lw_offices_text (gone, LW_OFFICE_USES, row), ==, "woonfunctie");
}

/* A document of an older version shows the facts of now on every date. */
static void
test_older_version (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "data", "store", "version-2.gpkg", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (LwStore) store = NULL;
  g_autoptr (LwOffices) offices = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) size, NULL));
  store = lw_store_open (fixture->path, LW_STORE_READ_ONLY, NULL);
  offices = read_offices (store, DATE_2024);
  g_assert_cmpuint (offices->n, ==, 12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/store-past/years", test_years);
  ADD ("/store-past/list-between", test_list_between);
  ADD ("/store-past/extract-between", test_extract_between);
  ADD ("/store-past/by-hand", test_by_hand);
  ADD ("/store-past/undo", test_undo);
  ADD ("/store-past/difference", test_difference);
  ADD ("/store-past/ended/incomplete", test_ended);
  g_test_add ("/store-past/ended/complete", Fixture, GINT_TO_POINTER (1), fixture_set_up, test_ended,
              fixture_tear_down);
  ADD ("/store-past/ended/later", test_ended_later);
  ADD ("/store-past/ended/by-hand", test_ended_by_hand);
  ADD ("/store-past/older-version", test_older_version);
#undef ADD
  return g_test_run ();
}

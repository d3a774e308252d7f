/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Undo and redo of every kind of edit, across closing, and what bounds the history. The state of a document
 * is compared as text: all rows of all tables that hold the user's data. */
#include "test-store-state.h"
#include "test-store-util.h"

#include "model/lw-error.h"

#define DATE_2024 (lw_date_from_ymd (2024, 1, 1))

typedef void (*EditFunc) (LwStore *store);

static void
edit_import (LwStore *store)
{
  g_autoptr (LwOffices) offices = make_offices (200);

  import_offices (store, offices, DATE_2024, TRUE, NULL);
}

static void
edit_import_again (LwStore *store)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (150);
  g_autoptr (LwOffices) offices = NULL;

  for (guint i = 0; i < 150; i++)
    set_office (builder, lw_offices_builder_add (builder), i + 100);
  offices = lw_offices_builder_end (builder);
  import_offices (store, offices, DATE_2025, TRUE, NULL);
}

static void
edit_observations (LwStore *store)
{
  g_autoptr (LwOffices) offices = read_offices (store, LW_DATE_UNKNOWN);
  g_autoptr (LwObservations) observations = make_observations (offices, DATE_2025, 2);

  import_observations (store, observations, NULL);
}

static void
edit_facts (LwStore *store)
{
  static const LwOfficeColumn columns[] = { LW_OFFICE_NAME, LW_OFFICE_RD_X, LW_OFFICE_VACANT_M2 };
  g_autoptr (LwOffices) offices = read_offices (store, LW_DATE_UNKNOWN), edited = NULL;
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new_from (offices);
  g_autoptr (LwBitset) rows = lw_bitset_new (offices->n);
  g_autoptr (GError) error = NULL;

  lw_offices_builder_set_text (builder, LW_OFFICE_NAME, 3, "Naam");
  lw_offices_builder_set_number (builder, LW_OFFICE_RD_X, 3, 100);
  lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, 3, 1);
  edited = lw_offices_builder_end (builder);
  lw_bitset_set (rows, 3);
  g_assert_true (lw_store_write_offices (store, edited, rows, columns, 3, "Facts", &error));
}

static LwScenario *
one_scenario (LwStore *store)
{
  g_autoptr (GPtrArray) all = lw_store_read_scenarios (store, NULL);

  return all->len > 0 ? lw_scenario_copy (g_ptr_array_index (all, 0)) : lw_scenario_new ("Plan");
}

static void
edit_add_measures (LwStore *store)
{
  g_autoptr (LwScenario) scenario = one_scenario (store);
  LwMeasure *measure = lw_measure_new (LW_MEASURE_DEMOLISH, 2030);

  lw_measure_add_office (measure, 110);
  lw_measure_add_office (measure, 120);
  lw_scenario_add_measure (scenario, measure);
  lw_scenario_add_measure (scenario, lw_measure_copy (measure));
  g_free (((LwMeasure *)g_ptr_array_index (scenario->measures, 1))->uid);
  ((LwMeasure *)g_ptr_array_index (scenario->measures, 1))->uid = g_strdup ("second");
  g_assert_true (lw_store_write_scenario (store, scenario, "Add", NULL));
}

static void
edit_change_measures (LwStore *store)
{
  g_autoptr (LwScenario) scenario = one_scenario (store);
  LwMeasure *measure = g_ptr_array_index (scenario->measures, 0);

  measure->year = 2031;
  g_array_remove_index (measure->offices, 0);
  lw_measure_add_office (measure, 130);
  lw_scenario_remove_measure (scenario, "second");
  g_assert_true (lw_parameters_set (&scenario->parameters, LW_PARAM_NORM, 0.07, NULL));
  lw_demand_path_set_override (&scenario->demand, "R", 2030, 5);
  g_assert_true (lw_store_write_scenario (store, scenario, "Change", NULL));
}

static void
edit_delete_scenario (LwStore *store)
{
  g_autoptr (LwScenario) scenario = one_scenario (store);

  g_assert_true (lw_store_delete_scenario (store, scenario->uid, "Delete", NULL));
}

static void
edit_plans (LwStore *store)
{
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_plan_free);
  g_autoptr (LwDemandSeries) series = lw_demand_series_new ("R", NULL);
  LwPlan *plan = lw_plan_new ("P", 100, 2030, 2);

  plan->rd_x = 100000;
  plan->rd_y = 400000;
  g_ptr_array_add (plans, plan);
  g_assert_true (lw_demand_series_set (series, 2030, 5, NULL));
  g_assert_true (lw_store_begin_edit (store, "Plans", NULL));
  g_assert_true (lw_store_write_plans (store, plans, NULL, NULL)
                 && lw_store_write_demand (store, series, NULL, NULL));
  g_assert_true (lw_store_commit_edit (store, NULL));
}

static void
edit_programme (LwStore *store)
{
  g_autoptr (LwProgramme) programme = lw_programme_new ();

  lw_programme_add_party (programme, NULL, "Bank", LW_PARTY_BANK);
  g_assert_true (lw_store_write_programme (store, programme, "Programme", NULL));
}

static void
edit_areas (LwStore *store)
{
  static const double square[] = { 0, 400000, 9, 400000, 9, 400009, 0, 400000 };
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_store_area_free);
  g_autoptr (GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_add (areas, lw_store_area_new ("location", "L", "L", lw_geometry_new_polygon (square, 4)));
  g_hash_table_insert (regions, (gpointer) "GM0344", (gpointer) "R");
  g_assert_true (lw_store_begin_edit (store, "Areas", NULL));
  g_assert_true (lw_store_write_areas (store, "location", areas, NULL, NULL, NULL));
  g_assert_true (lw_store_write_regions (store, regions, NULL, NULL));
  g_assert_true (lw_store_commit_edit (store, NULL));
}

static void
edit_settings (LwStore *store)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;

  settings.norm = 0.08;
  g_assert_true (lw_store_write_settings (store, &settings, "Settings", NULL));
}

static const EditFunc edits[]
    = { edit_import,       edit_observations,    edit_facts,          edit_import_again,
        edit_add_measures, edit_change_measures, edit_plans,          edit_programme,
        edit_areas,        edit_settings,        edit_delete_scenario };
#define N_EDITS G_N_ELEMENTS (edits)

/* Undoes and redoes everything, one step at a time, opening the document anew for each when @reopen. */
static void
go_there_and_back (const char *path, char *states[N_EDITS + 1], gboolean reopen)
{
  g_autoptr (LwStore) store = open_document (path);
  g_autoptr (GError) error = NULL;

  for (int i = 2 * (int)N_EDITS - 1; i >= 0; i--)
    {
      guint now = i >= (int)N_EDITS ? i - N_EDITS : N_EDITS - i;
      g_autofree char *state = NULL;

      if (reopen)
        {
          g_clear_pointer (&store, lw_store_close);
          store = open_document (path);
        }
      g_assert_true (i >= (int)N_EDITS ? lw_store_undo (store, &error) : lw_store_redo (store, &error));
      g_assert_no_error (error);
      state = read_state (path);
      g_assert_cmpstr (state, ==, states[now]);
    }
  g_assert_false (lw_store_redo (store, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_NOT_FOUND);
}

static void
test_every_edit (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;
  char *states[N_EDITS + 1];

  states[0] = read_state (fixture->path);
  for (guint i = 0; i < N_EDITS; i++)
    {
      edits[i](store);
      states[i + 1] = read_state (fixture->path);
      g_assert_cmpstr (states[i], !=, states[i + 1]);
    }
  history = lw_store_read_history (store, &error);
  g_assert_cmpuint (history->len, ==, N_EDITS);
  g_clear_pointer (&store, lw_store_close);
  go_there_and_back (fixture->path, states, FALSE);
  go_there_and_back (fixture->path, states, TRUE);
  assert_whole (fixture->path);
  for (guint i = 0; i <= N_EDITS; i++)
    g_free (states[i]);
}

static void
test_names (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *undo = NULL, *redo = NULL, *none = NULL;

  g_assert_false (lw_store_undo (store, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (lw_store_write_property (store, "a", "1", "Eerste", &error));
  g_assert_true (lw_store_write_property (store, "a", "2", "Tweede", &error));
  /* An edit that changes nothing is none. */
  g_assert_true (lw_store_write_property (store, "a", "2", "Niets", &error));
  g_assert_true (lw_store_undo (store, &error));
  undo = lw_store_undo_name (store, &error);
  redo = lw_store_redo_name (store, &error);
  g_assert_cmpstr (undo, ==, "Eerste");
  g_assert_cmpstr (redo, ==, "Tweede");
  g_assert_true (lw_store_write_property (store, "a", "1", "Niets", &error));
  g_free (redo);
  redo = lw_store_redo_name (store, &error);
  g_assert_cmpstr (redo, ==, "Tweede");
  /* A new edit ends what could be redone. */
  g_assert_true (lw_store_write_property (store, "b", "1", "Derde", &error));
  none = lw_store_redo_name (store, &error);
  g_assert_null (none);
  g_assert_true (lw_store_forget_history (store, &error));
  g_assert_false (lw_store_undo (store, &error));
}

/* Records of edits that never were, put there in one go. */
static void
add_records (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_bound (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autofree char *sql
      = g_strdup_printf ("WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
                         " INSERT INTO app_history (name, made, changeset) SELECT i, '', zeroblob (9) FROM n",
                         LW_HISTORY_MAX_EDITS - 1);

  add_records (fixture->path, sql);
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *value = g_strdup_printf ("%d", i);

      g_assert_true (lw_store_write_property (store, "a", value, value, &error));
    }
  history = lw_store_read_history (store, &error);
  g_assert_cmpuint (history->len, ==, LW_HISTORY_MAX_EDITS);
  g_assert_cmpstr (((LwHistoryEntry *)g_ptr_array_index (history, 0))->name, ==, "20");
}

/* Three records of 40 MB are more than the bound, one is not; the newest edit does not count. */
static void
test_bound_bytes (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) history = NULL;

  for (int i = 0; i < 3; i++)
    add_records (fixture->path,
                 "INSERT INTO app_history (name, made, changeset) VALUES ('x', '', zeroblob (40000000))");
  g_assert_true (lw_store_write_property (store, "a", "1", "Newest", &error));
  history = lw_store_read_history (store, &error);
  g_assert_cmpuint (history->len, ==, 2);
  g_assert_true (lw_store_undo (store, &error));
  g_assert_no_error (error);
  /* A record that is no changeset is refused, and nothing happens. */
  g_assert_false (lw_store_undo (store, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_DAMAGED);
}

/* Rows that another program changed are not overwritten by undo. */
static void
test_conflict (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL, *undo = NULL;
  sqlite3 *db = NULL;
  gint64 version;

  edit_import (store);
  edit_facts (store);
  version = lw_store_get_data_version (store);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE office SET name = 'Anders' WHERE fid = 4", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (db);
  g_assert_cmpint (lw_store_get_data_version (store), !=, version);
  before = read_state (fixture->path);
  g_assert_false (lw_store_undo (store, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_STORE);
  after = read_state (fixture->path);
  g_assert_cmpstr (before, ==, after);
  g_clear_error (&error);
  undo = lw_store_undo_name (store, &error);
  g_assert_cmpstr (undo, ==, "Facts");
}

/* Time of change and extent follow edits and undo. */
static void
test_contents (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open_v2 (fixture->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "SELECT min_x, max_y, last_change FROM gpkg_contents WHERE table_name = 'office'",
                      -1, &statement, NULL);
  edit_import (store);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpfloat (sqlite3_column_double (statement, 0), ==, 130000.125);
  g_assert_cmpfloat (sqlite3_column_double (statement, 1), ==, 450001);
  g_autofree char *changed = g_strdup ((const char *)sqlite3_column_text (statement, 2));
  sqlite3_reset (statement);
  g_usleep (5000);
  edit_facts (store);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpfloat (sqlite3_column_double (statement, 0), ==, 100);
  g_assert_cmpstr ((const char *)sqlite3_column_text (statement, 2), >, changed);
  sqlite3_reset (statement);
  g_assert_true (lw_store_undo (store, NULL) && lw_store_undo (store, NULL));
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_type (statement, 0), ==, SQLITE_NULL);
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

/* Any edits in any order, with undo and redo among them: all of it taken back in one go gives what was there at first,
 * and done again in one go what there was at last. */
static void
test_random (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260101);

  for (int round = 0; round < 3; round++)
    {
      g_autoptr (LwStore) store = create_document (fixture->path);
      g_autofree char *first = read_state (fixture->path), *last = NULL, *back = NULL, *again = NULL;
      g_autoptr (GPtrArray) history = NULL;
      gint64 newest = 0;

      edit_import (store);
      for (int i = 0; i < 25; i++)
        {
          int which = g_rand_int_range (rand, 0, N_EDITS + 6);
          g_autofree char *value = g_strdup_printf ("%d", i);

          if (which < 3)
            lw_store_undo (store, NULL);
          else if (which < 5)
            lw_store_redo (store, NULL);
          else if (which < 6 || edits[which - 6] == edit_change_measures || edits[which - 6] == edit_delete_scenario)
            g_assert_true (lw_store_write_property (store, "random", value, value, NULL));
          else if (edits[which - 6] == edit_facts || edits[which - 6] == edit_add_measures)
            g_assert_true (lw_store_write_property (store, value, value, value, NULL));
          else
            edits[which - 6](store);
        }
      last = read_state (fixture->path);
      history = lw_store_read_history (store, NULL);
      for (guint i = 0; i < history->len; i++)
        if (!((LwHistoryEntry *)g_ptr_array_index (history, i))->undone)
          newest = ((LwHistoryEntry *)g_ptr_array_index (history, i))->id;
      g_assert_cmpint (newest, >, 0);
      g_assert_true (lw_store_go_to (store, 0, NULL));
      back = read_state (fixture->path);
      g_assert_cmpstr (back, ==, first);
      g_assert_true (lw_store_go_to (store, newest, NULL));
      again = read_state (fixture->path);
      g_assert_cmpstr (again, ==, last);
      g_clear_pointer (&store, lw_store_close);
      assert_whole (fixture->path);
      g_unlink (fixture->path);
    }
}

/* A jump of which one step cannot be made is not made at all. */
static void
test_jump_whole (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;

  add_records (fixture->path, "INSERT INTO app_history (name, made, changeset) VALUES ('x', '', zeroblob (9))");
  g_assert_true (lw_store_write_property (store, "a", "1", "One", NULL));
  g_assert_true (lw_store_write_property (store, "a", "2", "Two", NULL));
  before = read_state (fixture->path);
  g_assert_false (lw_store_go_to (store, 0, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_DAMAGED);
  after = read_state (fixture->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (lw_store_go_to (store, 1, NULL));
  g_assert_true (lw_store_go_to (store, 3, NULL));
  g_assert_true (lw_store_go_to (store, 3, NULL));
  g_free (after);
  after = read_state (fixture->path);
  g_assert_cmpstr (before, ==, after);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store-history/every-edit", test_every_edit);
  ADD ("/store-history/names", test_names);
  ADD ("/store-history/bound", test_bound);
  ADD ("/store-history/bound-bytes", test_bound_bytes);
  ADD ("/store-history/random", test_random);
  ADD ("/store-history/jump-whole", test_jump_whole);
  ADD ("/store-history/conflict", test_conflict);
  ADD ("/store-history/contents", test_contents);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exchange of edits between two copies of a document: what comes over, conflicts of each kind, random edits on both
 * sides, files that are not what they should be, and a kill in the middle. */
#include "test-store-state.h"
#include "test-store-util.h"

#include <signal.h>
#include <sys/wait.h>

#include "model/lw-error.h"
#include "store/lw-exchange.h"
#include "store/lw-schema-words.h"
#include "store/lw-schema.h"

typedef struct {
  Fixture base;
  char *other_path;
  char *file;
  LwStore *mine;
  LwStore *theirs;
} Copies;

static LwScenario *
add_scenario (LwStore *store, const char *uid, const char *name)
{
  LwScenario *scenario = lw_scenario_new (name);
  LwMeasure *measure = lw_measure_new (LW_MEASURE_DEMOLISH, 2030);
  g_autoptr (GError) error = NULL;

  g_free (scenario->uid);
  scenario->uid = g_strdup (uid);
  lw_measure_add_office (measure, 11);
  lw_scenario_add_measure (scenario, measure);
  g_assert_true (lw_store_write_scenario (store, scenario, "Scenario", &error));
  g_assert_no_error (error);
  return scenario;
}

/* Two copies of a document with offices and a scenario. */
static void
set_up (Copies *copies, gconstpointer unused)
{
  g_autoptr (LwOffices) offices = make_offices (60);
  g_autoptr (LwScenario) scenario = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set_up (&copies->base, NULL);
  copies->other_path = g_build_filename (copies->base.folder, "other.gpkg", NULL);
  copies->file = g_build_filename (copies->base.folder, "edits.lwchanges", NULL);
  copies->mine = create_document (copies->base.path);
  import_offices (copies->mine, offices, lw_date_from_ymd (2025, 1, 1), TRUE, NULL);
  scenario = add_scenario (copies->mine, "shared", "Shared");
  g_assert_true (lw_store_backup (copies->mine, copies->other_path, NULL, NULL, NULL, &error));
  copies->theirs = open_document (copies->other_path);
}

static void
tear_down (Copies *copies, gconstpointer unused)
{
  lw_store_close (copies->mine);
  lw_store_close (copies->theirs);
  assert_whole (copies->base.path);
  assert_whole (copies->other_path);
  g_free (copies->other_path);
  g_free (copies->file);
  fixture_tear_down (&copies->base, NULL);
}

static LwExchangeReport *
apply (LwStore *store, const char *file, LwResolution fallback)
{
  LwExchangeOptions options = { fallback, NULL, FALSE };
  g_autoptr (GError) error = NULL;
  LwExchangeReport *report = lw_store_apply_edits (store, file, &options, &error);

  g_assert_no_error (error);
  return report;
}

static LwExchangeReport *
bring (Copies *copies, LwStore *from, LwStore *to, LwResolution fallback)
{
  g_autoptr (GError) error = NULL;

  lw_store_export_edits (from, 0, FALSE, copies->file, NULL, &error);
  g_assert_no_error (error);
  return apply (to, copies->file, fallback);
}

/* The content without the notes of what came in, which differ by nature. */
static char *
read_content (const char *path)
{
  g_autofree char *state = read_state (path);
  g_auto (GStrv) lines = g_strsplit (state, "\n", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; lines[i]; i++)
    if (!strstr (lines[i], "|edits:"))
      g_string_append_printf (text, "%s\n", lines[i]);
  return g_string_free (text, FALSE);
}

static void
assert_equal (Copies *copies)
{
  g_autofree char *mine = read_content (copies->base.path), *theirs = read_content (copies->other_path);

  g_assert_cmpstr (mine, ==, theirs);
}

static void
set_name (LwStore *store, gint64 office, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lw_store_set_fact (store, office, LW_DATE_UNKNOWN, LW_OFFICE_NAME, name, "Name", &error));
  g_assert_no_error (error);
}

static LwScenario *
read_shared (LwStore *store)
{
  g_autoptr (GError) error = NULL;
  LwScenario *scenario = lw_store_read_scenario (store, "shared", &error);

  g_assert_no_error (error);
  return scenario;
}

static void
add_measure (LwStore *store, const char *uid, int year)
{
  g_autoptr (LwScenario) scenario = read_shared (store);
  LwMeasure *measure = lw_measure_new (LW_MEASURE_DEMOLISH, year);

  g_free (measure->uid);
  measure->uid = g_strdup (uid);
  lw_measure_add_office (measure, 20 + year % 10);
  lw_scenario_add_measure (scenario, measure);
  g_assert_true (lw_store_write_scenario (store, scenario, "Measure", NULL));
}

static void
delete_shared (LwStore *store)
{
  g_assert_true (lw_store_delete_scenario (store, "shared", "Delete", NULL));
}

/* Edits of different things come together without a question, also when both added rows, and undo takes them out. */
static void
test_together (Copies *copies, gconstpointer unused)
{
  g_autoptr (LwExchangeReport) first = NULL, second = NULL, again = NULL;
  g_autoptr (LwScenario) one = NULL, two = NULL;
  g_autofree char *before = NULL, *after = NULL, *name = NULL;

  set_name (copies->mine, 5, "Mijn toren");
  one = add_scenario (copies->mine, "one", "One");
  set_name (copies->theirs, 6, "Hun toren");
  two = add_scenario (copies->theirs, "two", "Two");
  add_measure (copies->theirs, "m", 2031);
  before = read_state (copies->base.path);
  first = bring (copies, copies->theirs, copies->mine, LW_RESOLVE_NOT);
  g_assert_cmpuint (first->conflicts->len, ==, 0);
  g_assert_true (first->applied);
  g_assert_cmpuint (first->n_new, ==, 3);
  g_assert_cmpuint (first->n_known, ==, 2);
  name = lw_store_undo_name (copies->mine, NULL);
  g_assert_cmpstr (name, ==, "Edits from edits.lwchanges");
  /* The same file again: nothing happens. */
  again = apply (copies->mine, copies->file, LW_RESOLVE_NOT);
  g_assert_false (again->applied);
  g_assert_cmpuint (again->n_new, ==, 0);
  second = bring (copies, copies->mine, copies->theirs, LW_RESOLVE_NOT);
  g_assert_true (second->applied);
  g_assert_cmpuint (second->conflicts->len, ==, 0);
  assert_equal (copies);
  g_assert_true (lw_store_undo (copies->mine, NULL));
  after = read_state (copies->base.path);
  g_assert_cmpstr (before, ==, after);
  /* What was taken back can come in again. */
  g_clear_pointer (&again, lw_exchange_report_free);
  again = bring (copies, copies->theirs, copies->mine, LW_RESOLVE_NOT);
  g_assert_true (again->applied);
  assert_equal (copies);
}

typedef struct {
  void (*mine) (LwStore *store);
  void (*theirs) (LwStore *store);
  LwConflictKind kind;
  const char *table;
  const char *column;
  gboolean can_take;
} Case;

static void
name_mine (LwStore *store)
{
  set_name (store, 5, "Mijn");
}

static void
name_theirs (LwStore *store)
{
  set_name (store, 5, "Hun");
}

static void
norm (LwStore *store, double value)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;

  settings.norm = value;
  g_assert_true (lw_store_write_settings (store, &settings, "Norm", NULL));
}

static void
norm_mine (LwStore *store)
{
  norm (store, 0.07);
}

static void
norm_theirs (LwStore *store)
{
  norm (store, 0.08);
}

static void
rename_shared (LwStore *store)
{
  g_autoptr (LwScenario) scenario = read_shared (store);

  g_free (scenario->name);
  scenario->name = g_strdup ("Renamed");
  g_assert_true (lw_store_write_scenario (store, scenario, "Rename", NULL));
}

static void
measure_any (LwStore *store)
{
  add_measure (store, "new", 2033);
}

static void
plan_any (LwStore *store)
{
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_plan_free);
  LwPlan *plan = lw_plan_new ("P", 100, 2030, 2);

  g_free (plan->uid);
  plan->uid = g_strdup ("plan");
  g_ptr_array_add (plans, plan);
  g_assert_true (lw_store_write_plans (store, plans, "Plan", NULL));
}

static const Case cases[] = {
  { name_mine, name_theirs, LW_CONFLICT_CHANGED, "office", "name", TRUE },
  { norm_mine, norm_theirs, LW_CONFLICT_EXISTS, "app_setting", "value", TRUE },
  { delete_shared, rename_shared, LW_CONFLICT_GONE_HERE, "scenario", "name", FALSE },
  { rename_shared, delete_shared, LW_CONFLICT_GONE_THERE, "scenario", "name", TRUE },
  { delete_shared, measure_any, LW_CONFLICT_REFERENCE, "measure", NULL, FALSE },
  { measure_any, delete_shared, LW_CONFLICT_NEEDED, "measure", NULL, TRUE },
  { plan_any, plan_any, LW_CONFLICT_RULE, "plan", NULL, FALSE },
};

static const LwConflict *
find_conflict (LwExchangeReport *report, const Case *test)
{
  for (guint i = 0; i < report->conflicts->len; i++)
    {
      const LwConflict *conflict = g_ptr_array_index (report->conflicts, i);
      g_autofree char *text = lw_conflict_to_text (conflict);

      g_test_message ("%s", text);
      if (conflict->kind == test->kind && g_str_equal (conflict->table, test->table))
        return conflict;
    }
  g_error ("no such conflict among %u", report->conflicts->len);
}

/* People read no names of columns, and every column of the user's tables has a word. */
static void
test_words (Copies *copies, gconstpointer unused)
{
  g_autofree char *label = lw_schema_value_words ("owner_type", "institutional");
  g_autofree char *nothing = lw_schema_value_words ("build_year", ""), *yes = lw_schema_value_words ("monument", "1");
  guint n_tables;
  const LwSchemaTable *tables = lw_schema_tables (&n_tables);
  g_autoptr (LwDb) db = lw_db_open (copies->base.path, LW_DB_READ, NULL);

  g_assert_cmpstr (label, ==, lw_codes_label (LW_CODES_OWNER_TYPE, LW_OWNER_INSTITUTIONAL));
  g_assert_cmpstr (nothing, ==, "unknown");
  g_assert_cmpstr (yes, ==, "yes");
  for (guint i = 0; i < n_tables; i++)
    {
      g_autoptr (LwStatement) statement = lw_db_prepare (db, "SELECT name FROM pragma_table_info (?1)", NULL);

      lw_statement_bind_text (statement, 1, tables[i].name);
      while (lw_statement_step (statement, NULL) == LW_STEP_ROW)
        if (strchr (lw_statement_text (statement, 0), '_') != NULL)
          g_assert_cmpstr (lw_schema_column_word (lw_statement_text (statement, 0)), !=,
                           lw_statement_text (statement, 0));
      if (strchr (tables[i].name, '_') != NULL)
        g_assert_cmpstr (lw_schema_table_word (tables[i].name), !=, tables[i].name);
    }
}

/* Each kind: without a decision nothing happens; with one, either copy can be made like the other. */
static void
test_conflict (Copies *copies, gconstpointer data)
{
  const Case *test = data;
  g_autoptr (LwExchangeReport) undecided = NULL, mine = NULL, theirs = NULL;
  g_autofree char *before = NULL, *after = NULL;
  const LwConflict *conflict;

  test->mine (copies->mine);
  test->theirs (copies->theirs);
  before = read_state (copies->base.path);
  undecided = bring (copies, copies->theirs, copies->mine, LW_RESOLVE_NOT);
  g_assert_false (undecided->applied);
  g_assert_cmpuint (undecided->n_undecided, ==, undecided->conflicts->len);
  after = read_state (copies->base.path);
  g_assert_cmpstr (before, ==, after);
  conflict = find_conflict (undecided, test);
  g_assert_cmpint (conflict->can_take, ==, test->can_take);
  if (test->column)
    {
      const LwConflictCell *cell = g_ptr_array_index (conflict->cells, 0);

      g_assert_cmpstr (cell->column, ==, test->column);
      g_assert_cmpstr (cell->mine, !=, cell->theirs);
    }
  mine = apply (copies->mine, copies->file, LW_RESOLVE_MINE);
  g_assert_true (mine->applied);
  g_assert_true (lw_store_undo (copies->mine, NULL));
  g_free (after);
  after = read_state (copies->base.path);
  g_assert_cmpstr (before, ==, after);
  theirs = apply (copies->mine, copies->file, LW_RESOLVE_THEIRS);
  g_assert_true (theirs->applied);
  /* What was decided here is no question there any more. */
  g_clear_pointer (&mine, lw_exchange_report_free);
  mine = bring (copies, copies->mine, copies->theirs, LW_RESOLVE_NOT);
  g_assert_cmpuint (mine->n_undecided, ==, 0);
  assert_equal (copies);
}

/* A choice for one row does not decide another. */
static void
test_choices (Copies *copies, gconstpointer unused)
{
  g_autoptr (GHashTable) choices = g_hash_table_new (g_str_hash, g_str_equal);
  LwExchangeOptions options = { LW_RESOLVE_NOT, choices, FALSE };
  g_autoptr (LwExchangeReport) report = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  for (int i = 0; i < 2; i++)
    {
      set_name (copies->mine, 5 + i, "Mijn");
      set_name (copies->theirs, 5 + i, "Hun");
    }
  g_assert_true (lw_store_export_edits (copies->theirs, 0, FALSE, copies->file, NULL, NULL));
  g_hash_table_insert (choices, (gpointer) "office/5", GINT_TO_POINTER (LW_RESOLVE_THEIRS));
  report = lw_store_apply_edits (copies->mine, copies->file, &options, NULL);
  g_assert_cmpuint (report->n_undecided, ==, 1);
  g_assert_false (report->applied);
  g_hash_table_insert (choices, (gpointer) "office/6", GINT_TO_POINTER (LW_RESOLVE_MINE));
  g_clear_pointer (&report, lw_exchange_report_free);
  options.dry_run = TRUE;
  report = lw_store_apply_edits (copies->mine, copies->file, &options, NULL);
  g_assert_false (report->applied);
  g_clear_pointer (&report, lw_exchange_report_free);
  options.dry_run = FALSE;
  report = lw_store_apply_edits (copies->mine, copies->file, &options, NULL);
  g_assert_true (report->applied);
  offices = read_offices (copies->mine, LW_DATE_UNKNOWN);
  lw_offices_append_cell (offices, LW_OFFICE_NAME, 4, names);
  lw_offices_append_cell (offices, LW_OFFICE_NAME, 5, names);
  g_assert_cmpstr (names->str, ==, "HunMijn");
}

static void
edit_at_random (LwStore *store, GRand *rand, int i)
{
  g_autofree char *text = g_strdup_printf ("%d %d", i, g_rand_int_range (rand, 0, 1000000));
  g_autoptr (LwScenario) shared = lw_store_read_scenario (store, "shared", NULL);
  int which = g_rand_int_range (rand, 0, 20);

  if (which < 8)
    set_name (store, g_rand_int_range (rand, 1, 30), text);
  else if (which < 11)
    norm (store, g_rand_int_range (rand, 1, 90) / 1000.0);
  else if (which < 13)
    lw_scenario_free (add_scenario (store, text, text));
  else if (which < 16 && shared)
    add_measure (store, text, g_rand_int_range (rand, 2027, 2039));
  else if (which < 17 && shared)
    rename_shared (store);
  else if (which < 18 && shared)
    delete_shared (store);
  else if (which < 19)
    plan_any (store);
  else
    lw_store_undo (store, NULL);
}

/* Whatever both did: after an exchange there and back they are the same, and so after a second round. */
static void
test_random (Copies *copies, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));

  for (int round = 0; round < 3; round++)
    {
      g_autoptr (LwExchangeReport) there = NULL, back = NULL;
      g_autofree char *before = NULL, *after = NULL;

      set_name (copies->mine, 40, "a");
      set_name (copies->mine, 40, "b");
      set_name (copies->theirs, 41, "a");
      set_name (copies->theirs, 41, "b");
      for (int i = 0; i < 8; i++)
        {
          edit_at_random (copies->mine, rand, i);
          edit_at_random (copies->theirs, rand, i);
        }
      before = read_state (copies->other_path);
      there = bring (copies, copies->mine, copies->theirs,
                     g_rand_boolean (rand) ? LW_RESOLVE_MINE : LW_RESOLVE_THEIRS);
      g_assert_cmpuint (there->n_undecided, ==, 0);
      if (there->applied)
        {
          g_assert_true (lw_store_undo (copies->theirs, NULL));
          after = read_state (copies->other_path);
          g_assert_cmpstr (before, ==, after);
          g_assert_true (lw_store_redo (copies->theirs, NULL));
        }
      back = bring (copies, copies->theirs, copies->mine, LW_RESOLVE_NOT);
      g_assert_cmpuint (back->n_undecided, ==, 0);
      assert_equal (copies);
    }
}

static void
assert_refused (LwStore *store, const char *data, gsize size, int code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (lw_store_apply_bytes (store, bytes, "x.lwchanges", NULL, &error));
  g_assert_error (error, LW_ERROR, code);
  g_assert_nonnull (strstr (error->message, "x.lwchanges"));
}

/* Files that are cut short, damaged, newer, of another document or no edits at all. */
static void
test_bad_files (Copies *copies, gconstpointer unused)
{
  g_autofree char *data = NULL, *before = NULL, *after = NULL, *stranger_path = NULL;
  g_autoptr (LwStore) stranger = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  gint64 common;

  set_name (copies->theirs, 5, "Hun");
  g_assert_true (lw_store_export_edits (copies->theirs, 0, FALSE, copies->file, NULL, NULL));
  g_assert_true (g_file_get_contents (copies->file, &data, &size, NULL));
  before = read_state (copies->base.path);
  for (gsize n = 8; n < size; n += 7)
    assert_refused (copies->mine, data, n, LW_ERROR_INVALID);
  data[size / 2] ^= 1;
  assert_refused (copies->mine, data, size, LW_ERROR_INVALID);
  data[8] = 3;
  assert_refused (copies->mine, data, size, LW_ERROR_NEWER);
  data[0] = 'x';
  assert_refused (copies->mine, data, size, LW_ERROR_UNSUPPORTED);
  assert_refused (copies->mine, "", 0, LW_ERROR_UNSUPPORTED);
  stranger_path = g_build_filename (copies->base.folder, "stranger.gpkg", NULL);
  stranger = create_document (stranger_path);
  g_assert_null (lw_store_apply_edits (stranger, copies->file, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (lw_store_find_common_edit (copies->mine, stranger, &common, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  after = read_state (copies->base.path);
  g_assert_cmpstr (before, ==, after);
}

/* The common state of two copies, and a history that no longer reaches there. */
static void
test_common (Copies *copies, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 common;

  set_name (copies->mine, 5, "a");
  set_name (copies->mine, 5, "b");
  set_name (copies->theirs, 6, "c");
  g_assert_true (lw_store_find_common_edit (copies->mine, copies->theirs, &common, &error));
  g_assert_cmpint (common, ==, 2);
  g_assert_false (lw_store_export_edits (copies->mine, 4, FALSE, copies->file, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (lw_store_export_edits (copies->mine, 99, FALSE, copies->file, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (lw_store_forget_history (copies->mine, NULL));
  g_assert_false (lw_store_find_common_edit (copies->mine, copies->theirs, &common, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_NOT_FOUND);
}

/* A document of an earlier build has no table of identity: its copies are known all the same. */
static void
test_earlier_build (Copies *copies, gconstpointer unused)
{
  g_autoptr (LwExchangeReport) report = NULL;

  lw_store_close (copies->mine);
  lw_store_close (copies->theirs);
  for (int i = 0; i < 2; i++)
    {
      sqlite3 *db = NULL;

      g_assert_cmpint (sqlite3_open (i ? copies->base.path : copies->other_path, &db), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, "DROP TABLE app_document", NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (db);
    }
  assert_whole (copies->base.path);
  copies->mine = open_document (copies->base.path);
  copies->theirs = open_document (copies->other_path);
  set_name (copies->theirs, 5, "Hun");
  report = bring (copies, copies->theirs, copies->mine, LW_RESOLVE_NOT);
  g_assert_true (report->applied);
  assert_equal (copies);
}

/* Killed at any moment while edits are applied, the document is as before or as after. */
static void
test_kill (Copies *copies, gconstpointer unused)
{
  g_autofree char *before = read_content (copies->base.path), *after = NULL;
  int n_before = 0, n_after = 0;

  for (int i = 1; i <= 40; i++)
    set_name (copies->theirs, i, "Hun");
  g_assert_true (lw_store_export_edits (copies->theirs, 0, FALSE, copies->file, NULL, NULL));
  after = read_content (copies->other_path);
  for (int i = 0; i < 40; i++)
    {
      g_autofree char *now = NULL;
      g_autoptr (LwStore) store = NULL;
      pid_t child = fork ();

      if (child == 0)
        {
          LwStore *store_there = lw_store_open (copies->base.path, LW_STORE_READ_WRITE, NULL);

          lw_store_apply_edits (store_there, copies->file, NULL, NULL);
          _exit (0);
        }
      g_usleep (i * 4000);
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);
      store = open_document (copies->base.path);
      now = read_content (copies->base.path);
      g_assert_true (g_str_equal (now, before) || g_str_equal (now, after));
      n_before += g_str_equal (now, before);
      if (g_str_equal (now, after))
        {
          n_after++;
          g_assert_true (lw_store_undo (store, NULL));
        }
    }
  g_test_message ("killed %d times before and %d times after", n_before, n_after);
  g_assert_cmpint (n_before, >, 0);
}

/* Edits that go back and forth many times are no conflict as long as each side changes its own; what both add has keys
 * of its own, also behind rows that came from the other. */
static void
test_back_and_forth (Copies *copies, gconstpointer unused)
{
  static const gboolean turns[] = { TRUE, FALSE, TRUE, TRUE, FALSE, FALSE, TRUE, TRUE, FALSE, TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      LwStore *from = turns[i] ? copies->mine : copies->theirs, *to = turns[i] ? copies->theirs : copies->mine;
      g_autofree char *name = g_strdup_printf ("turn %u", i);
      g_autoptr (LwExchangeReport) report = NULL;

      g_autoptr (LwScenario) scenario = add_scenario (from, name, name), second = NULL;

      set_name (from, turns[i] ? 5 : 6, name);
      report = bring (copies, from, to, LW_RESOLVE_NOT);
      g_assert_cmpuint (report->conflicts->len, ==, 0);
      g_assert_true (report->applied);
      assert_equal (copies);
      g_clear_pointer (&report, lw_exchange_report_free);
      second = add_scenario (to, name + 1, name);
      report = bring (copies, to, from, LW_RESOLVE_NOT);
      g_assert_cmpuint (report->conflicts->len, ==, 0);
      assert_equal (copies);
    }
}

#define ADD(path, data, function) g_test_add (path, Copies, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/exchange/together", NULL, test_together);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/conflict/%s", lw_conflict_kind_token (cases[i].kind));

      ADD (path, &cases[i], test_conflict);
    }
  ADD ("/exchange/back-and-forth", NULL, test_back_and_forth);
  ADD ("/exchange/choices", NULL, test_choices);
  for (guint seed = 1; seed <= 6; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/random/%u", seed);

      ADD (path, GUINT_TO_POINTER (seed), test_random);
    }
  ADD ("/exchange/bad-files", NULL, test_bad_files);
  ADD ("/exchange/words", NULL, test_words);
  ADD ("/exchange/common", NULL, test_common);
  ADD ("/exchange/earlier-build", NULL, test_earlier_build);
  ADD ("/exchange/kill", NULL, test_kill);
  return g_test_run ();
}

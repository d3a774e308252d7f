/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-answers: criteria sets and answers of people in a document: written, read, undone, checked and used; and what an
 * expression knows of the score. */
#include "test-store-state.h"
#include "test-store-util.h"

#include "analysis/lw-assess.h"
#include "model/lw-criteria-text.h"
#include "model/lw-error.h"

#define DEFINITION                                                                                                     \
  "[set]\nid=%s\ntitle=Eigen lijst\norientation=positive\nclass_limits=2;4\nclasses=laag;midden;hoog\n"                \
  "min_completeness=0.5\n[block V]\nkind=veto\n[block A]\nkind=gradual\nweight=2\n[V1]\ntext=Mag het?\n"                \
  "[A1]\ntext=Groot\nderived=floor_area_m2 >= 100\n[A2]\ntext=Mooi\nweight=3\n"

static LwCriteriaSet *
make_set (const char *id)
{
  g_autofree char *text = g_strdup_printf (DEFINITION, id);
  g_autoptr (GError) error = NULL;
  LwCriteriaSet *set = lw_criteria_set_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return set;
}

static LwStore *
create_filled (const char *path)
{
  LwStore *store = create_document (path);
  g_autoptr (LwOffices) offices = make_offices (20);

  import_offices (store, offices, DATE_2025, TRUE, NULL);
  return store;
}

static void
answer (LwStore *store, gint64 office, const char *set, const char *criterion, LwAnswer value, const char *reason)
{
  g_autoptr (LwGivenAnswer) given = lw_given_answer_new (office, set, criterion, value);
  g_autoptr (GError) error = NULL;

  given->noted = DATE_2025;
  given->overridden = reason != NULL;
  lw_given_answer_set_reason (given, reason);
  g_assert_true (lw_store_write_answer (store, given, "Answer", &error));
  g_assert_no_error (error);
}

static void
test_rules (void)
{
  g_autoptr (LwGivenAnswer) given = lw_given_answer_new (1, "own", "V1", LW_ANSWER_NO), copy = NULL;
  g_autofree char *long_text = g_strnfill (LW_ANSWER_MAX_REASON + 1, 'x');

  for (LwAnswer a = 0; a < LW_N_ANSWERS; a++)
    {
      LwAnswer again;

      g_assert_true (lw_answer_from_token (lw_answer_get_token (a), &again));
      g_assert_cmpint (again, ==, a);
    }
  g_assert_true (lw_given_answer_validate (given, NULL));
  given->overridden = TRUE;
  g_assert_false (lw_given_answer_validate (given, NULL));
  lw_given_answer_set_reason (given, "  omdat \n");
  g_assert_cmpstr (given->reason, ==, "omdat");
  g_assert_true (lw_given_answer_validate (given, NULL));
  copy = lw_given_answer_copy (given);
  g_assert_cmpstr (copy->reason, ==, given->reason);
  given->answer = LW_ANSWER_YES;
  g_assert_false (lw_given_answer_validate (given, NULL));
  given->overridden = FALSE;
  lw_given_answer_set_reason (given, long_text);
  g_assert_false (lw_given_answer_validate (given, NULL));
}

/* What a set may not be, and what the sentence says. */
static void
test_bad_sets (void)
{
  static const char *const cases[][3] = {
    { "id=own", "id=o/n", "o/n" },
    { "orientation=positive", "orientation=up", "up" },
    { "kind=veto", "kind=strict", "strict" },
    { "weight=2", "weight=0", "A1" },
    { "weight=3", "weight=-1", "A2" },
    { "text=Groot", "text=", "A1" },
    { "[A1]", "[A-1]", "A-1" },
    { "class_limits=2;4", "class_limits=4;2", "own" },
    { "floor_area_m2 >=", "floor_area >=", "A1" },
    { "title=Eigen lijst", "title= ", "own" },
  };
  g_autofree char *good = g_strdup_printf (DEFINITION, "own");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = g_strsplit (good, cases[i][0], 2);
      g_autofree char *bad = g_strjoinv (cases[i][1], parts);
      g_autoptr (GError) error = NULL;
      g_autoptr (LwCriteriaSet) set = lw_criteria_set_parse (bad, strlen (bad), &error);

      g_assert_null (set);
      if (strstr (error->message, cases[i][2]) == NULL)
        g_error ("case %u: %s", i, error->message);
    }
}

static void
test_sets (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_filled (fixture->path);
  g_autoptr (LwCriteriaSet) set = make_set ("own"), shipped = make_set (LW_CRITERIA_CONVERSION_METER);
  g_autoptr (LwCriteriaSet) used = NULL;
  g_autoptr (GPtrArray) sets = NULL, answers = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = read_state (fixture->path), *after = NULL;

  g_assert_false (lw_store_write_criteria_set (store, shipped, "Set", &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_assert_true (lw_store_write_criteria_set (store, set, "Set", NULL));
  g_assert_true (lw_store_write_criteria_set (store, set, "Set again", NULL));
  answer (store, 3, "own", "A2", LW_ANSWER_YES, NULL);
  answer (store, 3, LW_CRITERIA_CONVERSION_METER, "L2", LW_ANSWER_YES, NULL);
  used = lw_store_read_criteria_set (store, NULL, NULL);
  g_assert_cmpstr (lw_criteria_set_get_id (used), ==, LW_CRITERIA_CONVERSION_METER);
  g_clear_pointer (&used, lw_criteria_set_unref);
  g_assert_true (lw_store_write_property (store, LW_STORE_CRITERIA, "own", "Use", NULL));
  used = lw_store_read_criteria_set (store, NULL, NULL);
  g_assert_cmpstr (lw_criteria_set_get_title (used), ==, "Eigen lijst");
  assert_whole (fixture->path);

  g_assert_true (lw_store_delete_criteria_set (store, "own", "Delete", NULL));
  sets = lw_store_read_criteria_sets (store, NULL);
  g_assert_cmpuint (sets->len, ==, 0);
  answers = lw_store_read_answers (store, "own", 0, NULL);
  g_assert_cmpuint (answers->len, ==, 0);
  g_clear_pointer (&used, lw_criteria_set_unref);
  used = lw_store_read_criteria_set (store, NULL, NULL);
  g_assert_cmpstr (lw_criteria_set_get_id (used), ==, LW_CRITERIA_CONVERSION_METER);
  assert_whole (fixture->path);
  g_assert_true (lw_store_undo (store, NULL));
  g_clear_pointer (&answers, g_ptr_array_unref);
  answers = lw_store_read_answers (store, "own", 0, NULL);
  g_assert_cmpuint (answers->len, ==, 1);
  while (lw_store_undo (store, NULL))
    {
      g_clear_pointer (&after, g_free);
      after = read_state (fixture->path);
      if (strcmp (before, after) == 0)
        return;
    }
  g_assert_not_reached ();
}

static void
test_answers (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_filled (fixture->path);
  g_autoptr (LwGivenAnswer) bad = lw_given_answer_new (3, "own", "", LW_ANSWER_YES);
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GError) error = NULL;
  const LwGivenAnswer *given;

  g_assert_false (lw_store_write_answer (store, bad, "Bad", &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  answer (store, 3, "own", "V1", LW_ANSWER_NO, NULL);
  answer (store, 3, "own", "V1", LW_ANSWER_NO, "gemeente wil het nu toch");
  answer (store, 3, "own", "A1", LW_ANSWER_UNKNOWN, NULL);
  answer (store, 4, "own", "A1", LW_ANSWER_YES, NULL);
  answers = lw_store_read_answers (store, "own", 3, NULL);
  g_assert_cmpuint (answers->len, ==, 2);
  given = g_ptr_array_index (answers, 0);
  g_assert_cmpstr (given->criterion, ==, "V1");
  g_assert_true (given->overridden);
  g_assert_cmpint (given->noted, ==, DATE_2025);
  g_assert_cmpstr (given->reason, ==, "gemeente wil het nu toch");
  g_assert_true (lw_store_delete_answer (store, 3, "own", "V1", "Back", NULL));
  g_clear_pointer (&answers, g_ptr_array_unref);
  answers = lw_store_read_answers (store, "own", 0, NULL);
  g_assert_cmpuint (answers->len, ==, 2);
  g_assert_true (lw_store_undo (store, NULL));
  g_clear_pointer (&answers, g_ptr_array_unref);
  answers = lw_store_read_answers (store, "own", 3, NULL);
  g_assert_cmpuint (answers->len, ==, 2);
}

static gboolean
is_found (const char *path, const char *rule)
{
  g_autoptr (LwCheckReport) report = lw_store_check (path, NULL, NULL);

  for (guint i = 0; i < report->findings->len; i++)
    if (strcmp (((LwCheckFinding *) g_ptr_array_index (report->findings, i))->rule, rule) == 0)
      return TRUE;
  return FALSE;
}

static void
test_check (Fixture *fixture, gconstpointer unused)
{
  static const char *const cases[][2] = {
    { "UPDATE answer SET answer = 'perhaps'", "lw-answer" },
    { "UPDATE answer SET office_fid = 999", "lw-answer-orphan" },
    { "UPDATE answer SET overridden = 1, reason = ' '", "lw-answer-override" },
    { "UPDATE answer SET overridden = 1, reason = 'x', answer = 'yes'", "lw-answer-override" },
    { "UPDATE answer SET overridden = 2", "lw-answer-override" },
    { "UPDATE answer SET noted = '2025-02-31'", "lw-date" },
    { "UPDATE answer SET criteria_set = 'other'", "lw-answer-set" },
    { "UPDATE criteria_set SET definition = '[set]'", "lw-criteria" },
    { "UPDATE criteria_set SET uid = 'other'", "lw-criteria" },
    { "INSERT INTO app_setting (key, value) VALUES ('criteria_set', 'other')", "lw-criteria-choice" },
  };
  LwStore *store = create_filled (fixture->path);
  g_autoptr (LwCriteriaSet) set = make_set ("own");
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (lw_store_write_criteria_set (store, set, "Set", NULL));
  answer (store, 3, "own", "V1", LW_ANSWER_NO, NULL);
  lw_store_close (store);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sqlite3 *db = NULL;

      g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) size, NULL));
      g_assert_false (is_found (fixture->path, cases[i][1]));
      g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, cases[i][0], NULL, NULL, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
      if (!is_found (fixture->path, cases[i][1]))
        g_error ("%s is not found by %s", cases[i][0], cases[i][1]);
    }
}

/* A set that another program made unreadable: the sentence tells the file and the set. */
static void
test_unreadable (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_filled (fixture->path);
  g_autoptr (LwCriteriaSet) set = make_set ("own"), read = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_assert_true (lw_store_write_criteria_set (store, set, "Set", NULL));
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE criteria_set SET definition = 'x'", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  read = lw_store_read_criteria_set (store, "own", &error);
  g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "document.gpkg"));
  g_assert_nonnull (strstr (error->message, "own"));
}

/* A copy keeps all but its names; what is set in the user's language is no longer translated. */
static void
test_text (void)
{
  g_autoptr (LwCriteriaSet) shipped = lw_criteria_set_load (LW_CRITERIA_CONVERSION_METER, NULL), set = NULL;
  g_autofree char *copy = lw_criteria_text_copy (lw_criteria_set_get_definition (shipped), "own", "Eigen", NULL);
  g_autoptr (GKeyFile) file = lw_criteria_text_load (copy, NULL);
  g_autofree char *id = NULL, *text = NULL, *same = NULL;

  g_assert_nonnull (strstr (copy, "text[nl]=Er is vraag"));
  g_assert_null (strstr (copy, "title[nl]=Transformatiepotentiemeter"));
  same = lw_criteria_text_get (file, "L1", "text");
  lw_criteria_text_set (file, "L1", "text", same);
  g_assert_true (g_key_file_has_key (file, "L1", "text[nl]", NULL));
  lw_criteria_text_set (file, "L1", "text", "Centraal");
  g_assert_false (g_key_file_has_key (file, "L1", "text[nl]", NULL));
  lw_criteria_text_set (file, "L1", "derived", "");
  id = lw_criteria_text_add_criterion (file, "B", "Nieuw");
  g_assert_cmpstr (id, ==, "B29");
  text = g_key_file_to_data (file, NULL, NULL);
  set = lw_criteria_set_parse (text, strlen (text), NULL);
  g_assert_cmpstr (lw_criteria_set_get_id (set), ==, "own");
  g_assert_cmpstr (lw_criteria_set_get_title (set), ==, "Eigen");
  g_assert_cmpfloat (lw_criteria_set_get_max_score (set), ==, 202);
  g_assert_null (lw_criteria_set_get_criterion (set, (guint) lw_criteria_set_find (set, "L1"))->derived);
  g_assert_cmpstr (lw_criteria_set_get_criterion (set, (guint) lw_criteria_set_find (set, "L1"))->text, ==, "Centraal");
}

static LwOffices *
score (LwStore *store)
{
  g_autoptr (LwOffices) offices = read_offices (store, LW_DATE_UNKNOWN);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAssessBasis) basis = lw_assess_basis_read (store, NULL, NULL, NULL, NULL, &error);
  LwOffices *scored;

  g_assert_no_error (error);
  g_assert_false (offices->scored);
  scored = lw_assess_score (offices, basis, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (scored->scored);
  return scored;
}

static guint
count (LwOffices *offices, const char *text)
{
  g_autoptr (LwExpression) expression = lw_expression_parse (text, NULL, NULL);
  g_autoptr (LwBitset) rows = lw_expression_evaluate (expression, offices, NULL, 0, NULL, NULL);

  g_assert_true (lw_assess_is_used_by (expression));
  return lw_bitset_count (rows);
}

/* The set has 5 points: A1 of 2, which the data answer for all, and A2 of 3. Completeness by A1 alone is 0.4. */
static void
test_score (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_filled (fixture->path);
  g_autoptr (LwCriteriaSet) set = make_set ("own");
  g_autoptr (LwOffices) scored = NULL, settled = NULL;
  const LwSettings settings = LW_SETTINGS_DEFAULT;
  guint row;

  g_assert_true (lw_store_write_criteria_set (store, set, "Set", NULL));
  g_assert_true (lw_store_write_property (store, LW_STORE_CRITERIA, "own", "Use", NULL));
  answer (store, 3, "own", "A2", LW_ANSWER_YES, NULL);
  answer (store, 4, "own", "A1", LW_ANSWER_NO, NULL);
  answer (store, 4, "own", "A2", LW_ANSWER_YES, NULL);
  answer (store, 5, "own", "A1", LW_ANSWER_UNKNOWN, NULL);
  answer (store, 3, "own", "V1", LW_ANSWER_NO, NULL);
  answer (store, 4, "own", "V1", LW_ANSWER_NO, "toch");
  answer (store, 4, "own", "X9", LW_ANSWER_YES, NULL); /* of an earlier version of the set */
  scored = score (store);
  row = lw_offices_find_id (scored, 3);
  g_assert_cmpfloat (scored->score[row], ==, 5);
  g_assert_cmpfloat (scored->potential_class[row], ==, 3);
  g_assert_cmpint (scored->veto[row], ==, LW_YES);
  row = lw_offices_find_id (scored, 4);
  g_assert_cmpfloat (scored->score[row], ==, 3);
  g_assert_cmpfloat (scored->potential_class[row], ==, 2);
  g_assert_cmpint (scored->veto[row], ==, LW_NO);
  g_assert_true (isnan (scored->score[lw_offices_find_id (scored, 5)]));
  g_assert_true (isnan (scored->potential_class[lw_offices_find_id (scored, 6)]));
  g_assert_cmpuint (count (scored, "potential_class >= 2"), ==, 2);
  g_assert_cmpuint (count (scored, "potential_class >= 2 and not veto"), ==, 1);
  g_assert_cmpuint (count (scored, "score is unknown"), ==, 1);
  g_assert_cmpuint (count (scored, "score >= 3"), >=, 2);
  /* Other settings, other figures: what was judged is no longer true. */
  settled = lw_offices_derive (scored, &settings, DATE_2025);
  g_assert_false (settled->scored);
}

#define ADD(path, function)                                                                                  \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answers/rules", test_rules);
  g_test_add_func ("/answers/bad-sets", test_bad_sets);
  g_test_add_func ("/answers/text", test_text);
  ADD ("/answers/sets", test_sets);
  ADD ("/answers/answers", test_answers);
  ADD ("/answers/check", test_check);
  ADD ("/answers/unreadable", test_unreadable);
  ADD ("/answers/score", test_score);
  return g_test_run ();
}

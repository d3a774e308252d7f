/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The import report: counts add up, the list of problems is bounded while the totals are not, unknown is
 * null. */
#include <glib/gstdio.h>
#include <string.h>

#include "formats/lw-import-save.h"

static void
test_counts (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("bag");

  lw_import_report_count (report, LW_IMPORT_SKIPPED, "history", "History", 3);
  lw_import_report_count (report, LW_IMPORT_SKIPPED, "history", "History", 4);
  lw_import_report_count (report, LW_IMPORT_SKIPPED, "not-office", "No office use", 5);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "history"), ==, 7);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "never"), ==, 0);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_KEPT, "history"), ==, 0);
  g_assert_cmpuint (lw_import_report_get_total (report, LW_IMPORT_SKIPPED), ==, 12);
}

static void
test_problems_are_bounded (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("bag");
  g_autofree char *text = NULL;

  for (guint i = 0; i < 5000; i++)
    lw_import_report_add_problem (report, LW_IMPORT_WARNING, "many", "a.xml", i + 1, "Again", NULL);
  lw_import_report_add_problem (report, LW_IMPORT_ERROR, "rare", NULL, 0, "Once", "Mend it");
  g_assert_cmpuint (lw_import_report_get_n_problems (report), ==, LW_IMPORT_MAX_PER_CODE + 1);
  g_assert_cmpuint (lw_import_report_get_problem_total (report, LW_IMPORT_WARNING), ==, 5000);
  /* What costs a row stands before what is only doubtful. */
  g_assert_cmpstr (lw_import_report_get_problem (report, 0)->code, ==, "rare");
  g_assert_cmpuint (lw_import_report_get_problem (report, 1)->line, ==, 1);
  for (guint i = 0; i < 2 * LW_IMPORT_MAX_PROBLEMS; i++)
    {
      g_autofree char *code = g_strdup_printf ("kind-%u", i);

      lw_import_report_add_problem (report, LW_IMPORT_NOTE, code, NULL, 0, "Note", NULL);
    }
  g_assert_cmpuint (lw_import_report_get_n_problems (report), ==, LW_IMPORT_MAX_PROBLEMS);
  /* A full list still takes what is worse. */
  lw_import_report_add_problem (report, LW_IMPORT_ERROR, "late", NULL, 0, "At last", NULL);
  g_assert_cmpuint (lw_import_report_get_n_problems (report), ==, LW_IMPORT_MAX_PROBLEMS);
  g_assert_cmpstr (lw_import_report_get_problem (report, 1)->code, ==, "late");

  text = lw_import_report_to_text (report, 3);
  g_assert_nonnull (strstr (text, "At last"));
  g_assert_nonnull (strstr (text, "a.xml:1: Again"));
  g_assert_null (strstr (text, "a.xml:2: Again"));
  g_assert_nonnull (strstr (text, "and 6999 more"));
}

static void
test_notes_are_examples (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");

  for (guint i = 0; i < 1000; i++)
    lw_import_report_add_problem (report, LW_IMPORT_NOTE, "zeros", "a.csv", i + 1, "Put right", NULL);
  g_assert_cmpuint (lw_import_report_get_n_problems (report), ==, LW_IMPORT_MAX_NOTES_PER_CODE);
  g_assert_cmpuint (lw_import_report_get_problem_total (report, LW_IMPORT_NOTE), ==, 1000);
}

static void
test_json (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object, *problem;

  lw_import_report_add_source (report, "list\xff.csv");
  lw_import_report_count (report, LW_IMPORT_REJECTED, "bad-number", "Number not readable", 2);
  lw_import_report_add_problem (report, LW_IMPORT_ERROR, "bad-number", "list.csv", 7, "\"x\" is no number",
                                NULL);
  node = lw_import_report_to_json (report);
  object = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, "csv");
  g_assert_true (json_object_get_null_member (object, "reference_date"));
  g_assert_true (g_utf8_validate (
      json_array_get_string_element (json_object_get_array_member (object, "sources"), 0), -1, NULL));
  g_assert_cmpint (
      json_object_get_int_member (json_object_get_object_member (object, "rejected"), "bad-number"), ==, 2);
  problem = json_array_get_object_element (json_object_get_array_member (object, "problems"), 0);
  g_assert_cmpint (json_object_get_int_member (problem, "line"), ==, 7);
  g_assert_true (json_object_get_null_member (problem, "advice"));
  g_assert_cmpstr (json_object_get_string_member (problem, "severity"), ==, "error");
}

static void
test_text (void)
{
  g_autoptr (LwImportReport) report = lw_import_report_new ("bag");
  g_autofree char *text = NULL;

  lw_import_report_add_source (report, "extract.zip");
  lw_import_report_set_reference_date (report, "2021-10-15");
  lw_import_report_count (report, LW_IMPORT_KEPT, "offices", "Offices", 444);
  text = lw_import_report_to_text (report, 10);
  g_assert_nonnull (strstr (text, "extract.zip"));
  g_assert_nonnull (strstr (text, "2021-10-15"));
  g_assert_nonnull (strstr (text, "444  Offices"));
  g_assert_null (strstr (text, "Problems"));
}

static char *
save (GPtrArray *reports, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_assert_true (lw_import_save_reports (reports, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_remove (path);
  return text;
}

/* The ending chooses the form; what a file said does not become a formula in the table. */
static void
test_save (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_import_report_unref);
  g_autofree char *folder = g_dir_make_tmp ("lw-report-XXXXXX", NULL), *missing = g_build_filename (folder, "a", "b", NULL);
  g_autofree char *text = NULL, *json = NULL, *csv = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  const char *label;
  guint64 n;

  for (guint i = 0; i < 2; i++)
    {
      LwImportReport *report = lw_import_report_new ("csv");

      lw_import_report_count (report, LW_IMPORT_READ, "rows", "Rows", 7);
      lw_import_report_add_problem (report, LW_IMPORT_ERROR, "bad", "list.csv", 3, "=HYPERLINK(1), “x”", "Mend it");
      g_ptr_array_add (reports, report);
    }
  text = save (reports, folder, "report.txt");
  g_assert_nonnull (strstr (text, "list.csv:3: =HYPERLINK(1)"));
  json = save (reports, folder, "report.JSON");
  node = json_from_string (json, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
  csv = save (reports, folder, "report.csv");
  g_assert_cmpstr (csv, ==,
                   "severity,code,source,line,what,advice\n"
                   "error,bad,list.csv,3,\"'=HYPERLINK(1), “x”\",Mend it\n"
                   "error,bad,list.csv,3,\"'=HYPERLINK(1), “x”\",Mend it\n");
  g_assert_false (lw_import_save_reports (reports, missing, &error));
  g_assert_nonnull (error);
  label = lw_import_report_get_count_line (g_ptr_array_index (reports, 0), LW_IMPORT_READ, 0, &n);
  g_assert_cmpstr (label, ==, "Rows");
  g_assert_cmpuint (n, ==, 7);
  g_assert_null (lw_import_report_get_count_line (g_ptr_array_index (reports, 0), LW_IMPORT_READ, 1, &n));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
add_row (LwImportReport *report, const char *source, const char *headings, const char *content, guint64 line)
{
  LwImportRow row = { (char *) source, line, LW_IMPORT_ROW_UNMATCHED, NULL, NULL, (char *) headings, (char *) content };

  lw_import_rows_add (lw_import_report_get_rows (report), &row);
}

/* Rows of several lists of one import go into one file as long as their headings are the same. */
static void
test_save_rows (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_import_report_unref);
  g_autofree char *folder = g_dir_make_tmp ("lw-report-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "rows.csv", NULL), *second = g_build_filename (folder, "rows-2.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint n_files;

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (reports, lw_import_report_new ("csv"));
  add_row (g_ptr_array_index (reports, 0), "a.csv", "x;y\n", "1;2\n", 2);
  add_row (g_ptr_array_index (reports, 1), "b.csv", "x;y\n", "3;4\n", 5);
  add_row (g_ptr_array_index (reports, 2), "c.csv", "z\n", "9\n", 2);
  g_assert_true (lw_import_save_rows (reports, path, &n_files, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_files, ==, 2);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "1;2"));
  g_assert_nonnull (strstr (text, "3;4"));
  g_assert_null (strstr (text, "9"));
  g_remove (path);
  g_assert_cmpint (g_remove (second), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-report/counts", test_counts);
  g_test_add_func ("/import-report/problems-are-bounded", test_problems_are_bounded);
  g_test_add_func ("/import-report/notes-are-examples", test_notes_are_examples);
  g_test_add_func ("/import-report/json", test_json);
  g_test_add_func ("/import-report/text", test_text);
  g_test_add_func ("/import-report/save", test_save);
  g_test_add_func ("/import-report/save-rows", test_save_rows);
  return g_test_run ();
}

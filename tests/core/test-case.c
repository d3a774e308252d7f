/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-case: runs every case file of tests/data/cases, which hold the worked examples of the domain model,
 * and checks that mistakes in a case file are reported at their line and column. */
#include "analysis/lw-case.h"
#include "model/lw-error.h"

#include <string.h>

static char *
find_cases (void)
{
  return g_build_filename (g_getenv ("LW_SOURCE_ROOT"), "tests", "data", "cases", NULL);
}

static void
test_case_file (gconstpointer data)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  LwCaseCounts counts = { 0 };

  lw_case_run_file (data, FALSE, out, &counts, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (out->str, ==, "");
  g_assert_cmpuint (counts.failed, ==, 0);
  g_assert_cmpuint (counts.passed, >, 0);
}

static void
add_case_files (void)
{
  g_autofree char *folder = find_cases ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      if (!g_str_has_suffix (name, ".case"))
        continue;
      g_autofree char *test = g_strconcat ("/case/file/", name, NULL);
      g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_case_file, g_free);
    }
}

#define OFFICE "office A stock 10 occupied 9 cohorts 1 0 0 0 attractiveness 0.5\n"
#define YEARS "kind projection\nyears 2025 2027\n"

/* A file with a mistake, where it is, and a part of what is said about it. */
static const struct {
  const char *text;
  guint line, column;
  const char *part;
} mistakes[] = {
  { "", 1, 1, "empty" },
  { "# nothing\n\n", 1, 1, "empty" },
  { "knd projection\n", 1, 1, "“kind”" },
  { "kind\n", 1, 5, "missing after “kind”" },
  { "# é\nkind projectoin\n", 2, 6, "“projectoin”" },
  { "kind balance surplus\n", 1, 14, "“surplus”" },
  { "kind balance\nkind balance\n", 2, 1, "“kind”" },
  { "kind balance\nstock 1,5\n", 2, 7, "decimal point" },
  { "kind balance\nstock 0x10\n", 2, 7, "not a number" },
  { "kind balance\nstock nan\n", 2, 7, "not a number" },
  { "kind balance\nstock 1e999\n", 2, 7, "not a number" },
  { "kind balance\nstock\n", 2, 6, "missing after “stock”" },
  { "kind balance\nstock 1 vacancy -1\n", 2, 17, "out of range" },
  { "kind balance\nvacancy 1\n", 1, 1, "“stock” is missing" },
  { "kind balance\nstock 1\nvacancy 2\n", 1, 1, "larger than the stock" },
  { "kind balance\nstock 1\nvacancy 1\nexpect opgave 1\n", 4, 8, "“opgave”" },
  { "kind balance\nstock 1\nvacancy 1\nexpect task\n", 4, 12, "missing after “task”" },
  { "kind balance\nstock 1\nvacancy 1\nexpect task 1 tolerance 2\n", 4, 15, "“tol”" },
  { "kind balance\nstock 1\nvacancy 1\nexpect task 1 tol 1 2\n", 4, 21, "after the end" },
  { "kind \"balance\nstock 1\n", 1, 6, "quote" },
  { "kind balance\nst\xffock 1\n", 2, 3, "UTF-8" },
  { YEARS "years 2025 2027\n", 3, 1, "second time" },
  { "kind projection\nyears 2025 2025\n", 2, 12, "out of range" },
  { "kind projection\nyears 2025 2500\n", 2, 12, "out of range" },
  { "kind projection\nyears 2025.5 2026\n", 2, 7, "whole number" },
  { "kind projection\n" OFFICE, 1, 1, "“years” is missing" },
  { YEARS "param delta 0.05\n", 3, 7, "“delta”" },
  { YEARS "param release_rate 1.5\n", 3, 20, "out of range" },
  { YEARS "office A stock 10 occupied 8 cohorts 1 0 0 0 attractiveness 0.5\n", 3, 16, "differs" },
  { YEARS "office A stock 10 occupied 9 cohorts 1 0 0 attractiveness 0.5\n", 3, 44, "not a number" },
  { YEARS "office A stock 10 occupied 9 cohorts 1 0 0 0\n", 3, 45, "missing" },
  { YEARS "office \"é é\" stock 1 occupied 1 cohorts 0 0 0 0 attractiveness 2\n", 3, 64, "out of range" },
  { YEARS OFFICE OFFICE, 4, 8, "two offices" },
  { YEARS OFFICE "demand 2026 9\n", 1, 1, "demand of 2027" },
  { YEARS OFFICE "demand-growth 2025 9 0\nwithdraw B 2026 1\n", 5, 10, "no office “B”" },
  { YEARS OFFICE "demand-growth 2025 9 0\nwithdraw A 2027 1\n", 5, 12, "2027" },
  { YEARS OFFICE "demand-growth 2025 9 0\ncompletion A 2026\n", 5, 18, "missing" },
  { YEARS OFFICE "demand-growth 2025 9 0\nexpect 2025 stock 10\n", 5, 8, "out of range" },
  { YEARS OFFICE "demand-growth 2025 9 0\nexpect 2026 office B stock 10\n", 5, 20, "no office" },
  { YEARS OFFICE "demand-growth 2025 9 0\nexpect 2026 office A c4 10\n", 5, 22, "“c4”" },
  { "kind demand\nsector a jobs 1 share 2 growth 0\n", 2, 23, "out of range" },
  { "kind demand\noccupied 1\nhybrid 0.1 in 8\n", 3, 12, "“over”" },
  { "kind conversion\narea_vvo 1 f_go 1 unit_m2 1 cost 1\n", 1, 1, "rent_month" },
  { "kind cashflow\nrate 0.1\nflow 0\n", 3, 7, "missing" },
  { "kind fund\nyear 2026 stock 1\nyear 2028 stock 1\n", 3, 6, "out of range" },
  { "kind assessment\nveto V1 yes\n", 2, 1, "“set”" },
  { "kind assessment\nset meter\n", 2, 5, "meter" },
  { "kind assessment\nset conversion-meter\nanswer L24 yes\n", 3, 8, "L24" },
  { "kind assessment\nset conversion-meter\nanswer V1 yes\n", 3, 8, "veto" },
  { "kind assessment\nset conversion-meter\nanswer L3..L1 yes\n", 3, 8, "range" },
  { "kind assessment\nset conversion-meter\nanswer L1 maybe\n", 3, 11, "“yes”" },
  { "kind uncertainty\nseed -1\n", 2, 6, "seed" },
  { "kind uncertainty\nseed 1\nexpect normal 0 1\n", 3, 8, "“normal”" },
  { "kind waterfill\ntotal 1\nitem 1\n", 3, 7, "missing" },
  { "kind waterfill\ntotal 1\nitem 1 1\nexpect share 1 1\n", 4, 14, "out of range" },
};

static void
test_case_mistakes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *place = g_strdup_printf ("x.case:%u:%u: ", mistakes[i].line, mistakes[i].column);
      LwCaseCounts counts = { 0 };

      g_assert_false (lw_case_run_data ("x.case", mistakes[i].text, strlen (mistakes[i].text), FALSE, out,
                                        &counts, NULL, &error));
      g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
      g_test_message ("mistake %u: %s", i, error->message);
      g_assert_true (g_str_has_prefix (error->message, place));
      g_assert_nonnull (strstr (error->message, mistakes[i].part));
      g_assert_cmpuint (counts.failed, ==, 1);
      g_assert_cmpuint (counts.passed, ==, 0);
      g_assert_cmpuint (out->len, ==, 0);
    }
}

static void
test_case_failures (void)
{
  static const char text[] = "kind balance\nstock 100\nvacancy 10 # a tenth\nexpect rate 0.1\n"
                             "expect rate 0.2 tol 0.05\nexpect allowed_new_build 3\nexpect rate unknown\n";
  g_autoptr (GString) out = g_string_new (NULL);
  LwCaseCounts counts = { 0 };

  g_assert_true (lw_case_run_data ("x.case", text, strlen (text), FALSE, out, &counts, NULL, NULL));
  g_assert_cmpuint (counts.passed, ==, 1);
  g_assert_cmpuint (counts.failed, ==, 3);
  g_assert_cmpstr (out->str, ==,
                   "x.case:5: expected rate 0.2, got 0.1\n"
                   "x.case:6: expected allowed_new_build 3, got unknown\n"
                   "x.case:7: expected rate unknown, got 0.1\n");
}

static void
test_case_json (void)
{
  static const char text[] = "\xef\xbb\xbfkind projection\r\nyears 2025 2026\r\nparam release_rate 0\r\n"
                             "office \"A b\" stock 3 occupied 1 cohorts 0.1 0.9 1 0 attractiveness 0.5\r\n"
                             "demand 2026 1\r\nwithdraw \"A b\" 2025 3\r\n";
  static const char thirds[] = "kind waterfill\ntotal 1\nitem 1 1\nitem 2 1\nitem 3 1\n";
  g_autoptr (GString) out = g_string_new (NULL);
  LwCaseCounts counts = { 0 };

  g_assert_true (lw_case_run_data ("a.case", text, strlen (text), TRUE, out, &counts, NULL, NULL));
  g_assert_cmpstr (out->str, ==,
                   "{\"file\":\"a.case\",\"kind\":\"projection\",\"years\":[{\"year\":2026,\"stock\":0,"
                   "\"occupied\":0,\"vacancy\":0,\"rate\":null,\"structural\":0,\"cbs_long\":0,\"takeup\":0,"
                   "\"release\":0,\"withdrawn\":3,\"displaced\":1,\"completed\":0,\"shortage\":1,\"returned\":0,"
                   "\"offices\":{\"A b\":{\"stock\":0,\"occupied\":0,\"c\":[0,0,0,0]}}}]}");
  g_string_truncate (out, 0);
  g_assert_true (lw_case_run_data ("b.case", thirds, strlen (thirds), TRUE, out, &counts, NULL, NULL));
  g_assert_nonnull (strstr (out->str, "0.16666666666666666"));
}

static void
test_case_files (void)
{
  g_autofree char *folder = find_cases ();
  g_autofree char *good = g_build_filename (folder, "waterfill.case", NULL);
  g_autofree char *missing = g_build_filename (folder, "no-such.case", NULL);
  const char *paths[] = { good, missing, NULL };
  g_autoptr (GString) out = g_string_new (NULL);
  LwCaseCounts counts;

  g_assert_cmpint (lw_case_run_files (paths, FALSE, out, &counts, NULL), ==, 1);
  g_assert_true (g_str_has_suffix (out->str, "\n2 passed, 1 failed\n"));
  g_assert_nonnull (strstr (out->str, "no-such.case"));
  g_string_truncate (out, 0);
  g_assert_cmpint (lw_case_run_files (paths, TRUE, out, &counts, NULL), ==, 1);
  g_assert_true (g_str_has_prefix (out->str, "{\"cases\":[{\"file\":"));
  g_assert_nonnull (strstr (out->str, "\"share\":[100,500]}"));
  g_assert_true (g_str_has_suffix (out->str, "}]}\n"));
  paths[1] = NULL;
  g_string_truncate (out, 0);
  g_assert_cmpint (lw_case_run_files (paths, FALSE, out, &counts, NULL), ==, 0);
  g_assert_cmpstr (out->str, ==, "2 passed, 0 failed\n");
}

static void
test_case_limits (void)
{
  g_autoptr (GString) text = g_string_new ("kind balance\nstock ");
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  LwCaseCounts counts = { 0 };

  for (guint i = 0; i < 70000; i++)
    g_string_append_c (text, '1');
  g_assert_false (lw_case_run_data ("x", text->str, text->len, FALSE, out, &counts, NULL, &error));
  g_assert_nonnull (strstr (error->message, "x:2:1: the line is longer"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_case_files ();
  g_test_add_func ("/case/mistakes", test_case_mistakes);
  g_test_add_func ("/case/failures", test_case_failures);
  g_test_add_func ("/case/json", test_case_json);
  g_test_add_func ("/case/files", test_case_files);
  g_test_add_func ("/case/limits", test_case_limits);
  return g_test_run ();
}

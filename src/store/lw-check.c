/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-check: see lw-check.h. The report, and the rules of SQLite itself; those of GeoPackage are in
 * lw-check-gpkg.c, our own in lw-check-rules.c. */
#include "store/lw-check-private.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "store/lw-gpkg.h"
#include "store/lw-recover.h"
#include "store/lw-schema.h"

static void
free_finding (gpointer data)
{
  LwCheckFinding *finding = data;

  g_free (finding->rule);
  g_free (finding->table);
  g_free (finding->what);
  g_free (finding);
}

void
lw_check_report_free (LwCheckReport *report)
{
  g_return_if_fail (report != NULL);
  g_ptr_array_unref (report->findings);
  g_free (report);
}

/**
 * lw_check_finding_to_text:
 *
 * Returns: (transfer full): one line: level, rule, table and row, and what is wrong
 */
char *
lw_check_finding_to_text (const LwCheckFinding *finding)
{
  static const char *const levels[] = { N_ ("note"), N_ ("warning"), N_ ("error") };
  GString *text = g_string_new (_ (levels[finding->level]));

  g_string_append_printf (text, " [%s]", finding->rule);
  if (finding->table && finding->row != 0)
    /* Translators: a table and the number of a row in it */
    g_string_append_printf (text, _ (" %s, row %" PRIi64), finding->table, finding->row);
  else if (finding->table)
    g_string_append_printf (text, " %s", finding->table);
  g_string_append_printf (text, ": %s", finding->what);
  return g_string_free (text, FALSE);
}

/** lw_checker_add: adds a finding; beyond LW_CHECK_MAX_PER_RULE of one rule it is only counted */
void
lw_checker_add (LwChecker *checker,
                LwCheckLevel level,
                const char *rule,
                const char *table,
                gint64 row,
                const char *format,
                ...)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (checker->listed, rule)) + 1;
  LwCheckFinding *finding;
  va_list args;

  g_hash_table_insert (checker->listed, g_strdup (rule), GUINT_TO_POINTER (n));
  if (level == LW_CHECK_ERROR)
    checker->report->n_errors++;
  else if (level == LW_CHECK_WARNING)
    checker->report->n_warnings++;
  if (n > LW_CHECK_MAX_PER_RULE)
    return;
  finding = g_new0 (LwCheckFinding, 1);
  finding->level = level;
  finding->rule = g_strdup (rule);
  finding->table = g_strdup (table);
  finding->row = row;
  if (n == LW_CHECK_MAX_PER_RULE)
    finding->what = g_strdup (_ ("more of the same; no further ones of this rule are listed"));
  else
    {
      va_start (args, format);
      finding->what = g_strdup_vprintf (format, args);
      va_end (args);
    }
  g_ptr_array_add (checker->report->findings, finding);
}

/** lw_checker_fail: notes that a rule could not be tested */
void
lw_checker_fail (LwChecker *checker, const char *rule, const char *table, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  lw_checker_add (checker, LW_CHECK_ERROR, rule, table, 0, _ ("cannot be tested: %s"), error->message);
}

gboolean
lw_checker_has_table (LwChecker *checker, const char *table)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (
      checker->db,
      "SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND lower (name) = lower (?1)", NULL);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, table);
  return lw_statement_step (statement, NULL) == LW_STEP_ROW;
}

/** lw_checker_run_query: adds a finding for each row that @query gives */
void
lw_checker_run_query (LwChecker *checker, const LwCheckQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwStatement) statement = lw_db_prepare (checker->db, query->sql, &error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, &error)) == LW_STEP_ROW)
    {
      g_autofree char *value = g_strdup (lw_statement_text (statement, 1));
      g_auto (GStrv) parts = g_strsplit (_ (query->what), "%s", 2);
      g_autofree char *sentence = g_strjoinv (value, parts);

      lw_checker_add (checker, query->level, query->rule, query->table, lw_statement_int (statement, 0), "%s", sentence);
    }
  if (step == LW_STEP_ERROR)
    lw_checker_fail (checker, query->rule, query->table, error);
}

/* Returns whether the pages of the file hang together. Where they do not, a table can lead round in a circle, and a
 * query on it would never end. */
static gboolean
check_integrity (LwChecker *checker)
{
  gboolean whole = TRUE;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwStatement) statement = lw_db_prepare (checker->db, "PRAGMA integrity_check (100)", &error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, &error)) == LW_STEP_ROW)
    {
      const char *found = lw_statement_text (statement, 0);

      if (strcmp (found, "ok") != 0)
        {
          checker->report->damaged = TRUE;
          lw_checker_add (checker, LW_CHECK_ERROR, "gpkg-req-6-integrity", NULL, 0, _ ("the file is damaged: %s"), found);
        }
      whole = whole && !g_str_has_prefix (found, "*** in database");
    }
  if (step == LW_STEP_ERROR)
    {
      checker->report->damaged = checker->report->damaged || g_error_matches (error, LW_ERROR, LW_ERROR_DAMAGED);
      lw_checker_fail (checker, "gpkg-req-6-integrity", NULL, error);
    }
  return whole;
}

static void
check_foreign_keys (LwChecker *checker)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwStatement) statement = lw_db_prepare (checker->db, "PRAGMA foreign_key_check", &error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, &error)) == LW_STEP_ROW)
    lw_checker_add (checker, LW_CHECK_ERROR, "gpkg-req-7-foreign-key", lw_statement_text (statement, 0),
                    lw_statement_int (statement, 1), _ ("points to a row of “%s” that is not there"),
                    lw_statement_text (statement, 2));
  if (step == LW_STEP_ERROR)
    lw_checker_fail (checker, "gpkg-req-7-foreign-key", NULL, error);
}

static void
check_document (LwChecker *checker)
{
  g_autoptr (GError) error = NULL;

  if (lw_schema_verify (checker->db, FALSE, &checker->version, &error))
    {
      lw_check_own_rules (checker);
      return;
    }
  lw_recover_tell_damage (lw_db_path (checker->db), &error);
  checker->report->damaged = checker->report->damaged || g_error_matches (error, LW_ERROR, LW_ERROR_DAMAGED);
  if (g_error_matches (error, LW_ERROR, LW_ERROR_UNSUPPORTED))
    lw_checker_add (checker, LW_CHECK_NOTE, "lw-document", NULL, 0,
                    _ ("this is no document of Leegwijzer; only the rules of GeoPackage were tested"));
  else
    lw_checker_add (checker, LW_CHECK_ERROR, "lw-document", NULL, 0, "%s", error->message);
}

/**
 * lw_store_check:
 * @path: a GeoPackage, ours or not
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Tests all rules. Nothing is written.
 *
 * Returns: (transfer full): what was found, or %NULL with an error if the file cannot be opened at all
 */
LwCheckReport *
lw_store_check (const char *path, GCancellable *cancellable, GError **error)
{
  GError *trouble = NULL;
  g_autoptr (LwDb) db = lw_db_open (path, LW_DB_READ, &trouble);
  g_autoptr (LwDbCancelScope) scope = NULL;
  g_autoptr (LwCheckReport) report = NULL;
  g_autoptr (GHashTable) listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (db == NULL)
    {
      lw_recover_tell_damage (path, &trouble);
      g_propagate_error (error, trouble);
      return NULL;
    }
  if (!lw_gpkg_register_functions (db, error))
    return NULL;
  scope = lw_db_cancel_with (db, cancellable);
  report = g_new0 (LwCheckReport, 1);
  report->findings = g_ptr_array_new_with_free_func (free_finding);
  LwChecker checker = { db, report, listed, cancellable, 0 };
  if (check_integrity (&checker))
    {
      check_foreign_keys (&checker);
      lw_check_geopackage (&checker);
      check_document (&checker);
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&report);
}

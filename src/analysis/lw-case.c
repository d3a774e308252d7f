/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-case: reads a case file by its kind, computes it, and holds the results against what is expected. See
 * lw-case.h. */
#include "analysis/lw-case.h"

#include "analysis/lw-case-private.h"
#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_TOLERANCE 1e-6

static const LwCaseKind *const kinds[] = {
  &lw_case_kind_projection, &lw_case_kind_balance,     &lw_case_kind_demand,
  &lw_case_kind_conversion, &lw_case_kind_cashflow,    &lw_case_kind_fund,
  &lw_case_kind_assessment, &lw_case_kind_uncertainty, &lw_case_kind_waterfill,
};

/* The first statement names the kind. */
static gboolean
read_kind (LwCase *self, GError **error)
{
  if (self->lines->len == 0)
    {
      LwCaseLine nowhere = { .number = 1 };
      return lw_case_fail (self, &nowhere, 1, error, _ ("the file is empty; begin it with “kind”"));
    }
  LwCaseCursor cursor = { self, g_ptr_array_index (self->lines, 0), 0 };
  if (!lw_case_cursor_expect (&cursor, "kind", error))
    return FALSE;
  const char *name = lw_case_cursor_word (&cursor, error);
  if (name == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds) && self->kind == NULL; i++)
    if (strcmp (kinds[i]->name, name) == 0)
      self->kind = kinds[i];
  if (self->kind == NULL)
    return lw_case_cursor_unknown_word (&cursor, error);
  self->state = self->kind->new_state ();
  return lw_case_cursor_finish (&cursor, error);
}

static gboolean
is_expectation (const LwCaseLine *line)
{
  return strcmp (line->words[0].text, "expect") == 0;
}

static gboolean
read_statements (LwCase *self, GError **error)
{
  for (guint i = 1; i < self->lines->len; i++)
    {
      LwCaseCursor cursor = { self, g_ptr_array_index (self->lines, i), 0 };
      if (is_expectation (cursor.line))
        continue;
      if (!self->kind->read (self->state, &cursor, error) || !lw_case_cursor_finish (&cursor, error))
        return FALSE;
    }
  return TRUE;
}

/* "expect", what is looked at and the value, as they stand in the file. */
static char *
join_words (const LwCaseLine *line, guint from, guint to)
{
  GString *text = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append_printf (text, i > from ? " %s" : "%s", line->words[i].text);
  return g_string_free (text, FALSE);
}

static void
report (LwCase *self, const LwCaseLine *line, guint words, gboolean holds, const LwCaseValue *value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  const char *found = value->text;

  if (holds)
    {
      self->counts.passed++;
      return;
    }
  self->counts.failed++;
  if (found == NULL)
    found
        = isnan (value->number) ? "unknown" : g_ascii_formatd (number, sizeof number, "%.12g", value->number);
  g_autofree char *expected = join_words (line, 1, words);
  g_string_append_printf (self->results, "%s:%u: expected %s, got %s", self->name, line->number, expected,
                          found);
  g_string_append_c (self->results, '\n');
}

/* A text is compared with all words that are left; commas count as blanks. */
static gboolean
check_text (LwCase *self, LwCaseCursor *cursor, const LwCaseValue *value, GError **error)
{
  guint first = cursor->next;
  if (lw_case_cursor_word (cursor, error) == NULL)
    return FALSE;
  g_autofree char *expected
      = g_strdelimit (join_words (cursor->line, first, cursor->line->n_words), ",", ' ');
  report (self, cursor->line, cursor->line->n_words, strcmp (expected, value->text) == 0, value);
  return TRUE;
}

static gboolean
check_number (LwCase *self, LwCaseCursor *cursor, const LwCaseValue *value, GError **error)
{
  double expected = NAN, tolerance = DEFAULT_TOLERANCE;

  if (!lw_case_cursor_at_end (cursor) && strcmp (cursor->line->words[cursor->next].text, "unknown") == 0)
    cursor->next++;
  else if (!lw_case_cursor_number (cursor, -G_MAXDOUBLE, G_MAXDOUBLE, &expected, error))
    return FALSE;
  guint words = cursor->next;
  if (!lw_case_cursor_at_end (cursor)
      && (!lw_case_cursor_expect (cursor, "tol", error)
          || !lw_case_cursor_number (cursor, 0, G_MAXDOUBLE, &tolerance, error)
          || !lw_case_cursor_finish (cursor, error)))
    return FALSE;

  gboolean holds = isnan (expected) ? isnan (value->number) : fabs (value->number - expected) <= tolerance;
  report (self, cursor->line, words, holds, value);
  return TRUE;
}

static gboolean
check_expectations (LwCase *self, GError **error)
{
  for (guint i = 1; i < self->lines->len; i++)
    {
      LwCaseCursor cursor = { self, g_ptr_array_index (self->lines, i), 1 };
      LwCaseValue value = { NAN, NULL };
      if (!is_expectation (cursor.line))
        continue;
      if (!self->kind->find (self->state, &cursor, &value, error))
        return FALSE;
      g_autofree char *text = value.text;
      if (!(text != NULL ? check_text : check_number) (self, &cursor, &value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run (LwCase *self, const char *data, gsize length, GCancellable *cancellable, GError **error)
{
  return lw_case_read_lines (self, data, length, error) && read_kind (self, error)
         && read_statements (self, error) && self->kind->compute (self->state, self, cancellable, error)
         && check_expectations (self, error);
}

static void
write_results (const LwCase *self, gboolean json, GString *out)
{
  if (!json)
    {
      g_string_append_len (out, self->results->str, (gssize)self->results->len);
      return;
    }
  g_string_append (out, "{\"file\":");
  lw_case_json_string (out, self->name);
  g_string_append_printf (out, ",\"kind\":\"%s\"", self->kind->name);
  self->kind->write_json (self->state, out);
  g_string_append_c (out, '}');
}

/**
 * lw_case_run_data:
 * @name: what to call it in messages
 * @data: (array length=length): the text of a case file
 * @length: its length in bytes
 * @json: write all results as one JSON object, instead of a line for each expectation that failed
 * @out: what is written is appended here
 * @counts: (inout): is added to
 * @cancellable: (nullable): looked at every year of a projection
 * @error: return location for %LW_ERROR_INVALID ("file:line:column: what is wrong") and others
 *
 * Returns: whether the file could be run; if not, nothing was written and one failure counted
 */
gboolean
lw_case_run_data (const char *name,
                  const char *data,
                  gsize length,
                  gboolean json,
                  GString *out,
                  LwCaseCounts *counts,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (name != NULL && (data != NULL || length == 0) && out != NULL && counts != NULL,
                        FALSE);

  LwCase self = { .name = name };
  self.chunk = g_string_chunk_new (4096);
  self.lines = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_case_line_free);
  self.results = g_string_new (NULL);

  gboolean ran = run (&self, data, length, cancellable, error);
  if (ran)
    write_results (&self, json, out);
  counts->passed += ran ? self.counts.passed : 0;
  counts->failed += ran ? self.counts.failed : 1;

  if (self.state != NULL)
    self.kind->free_state (self.state);
  g_string_free (self.results, TRUE);
  g_ptr_array_unref (self.lines);
  g_string_chunk_free (self.chunk);
  return ran;
}

/** lw_case_run_file: as lw_case_run_data(), from a file; a file that cannot be read counts as failed */
gboolean
lw_case_run_file (const char *path,
                  gboolean json,
                  GString *out,
                  LwCaseCounts *counts,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (path != NULL && out != NULL && counts != NULL, FALSE);

  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *data = NULL;
  gsize length = 0;

  if (info != NULL && g_file_info_get_size (info) > LW_CASE_MAX_BYTES)
    g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE, _ ("%s: the file is larger than %d MB; split it"), name,
                 LW_CASE_MAX_BYTES / (1024 * 1024));
  else if (info != NULL && g_file_get_contents (path, &data, &length, error))
    return lw_case_run_data (name, data, length, json, out, counts, cancellable, error);
  counts->failed++;
  return FALSE;
}

static void
write_error (const char *path, const GError *error, gboolean json, GString *out)
{
  if (!json)
    {
      g_string_append_printf (out, "%s\n", error->message);
      return;
    }
  g_autofree char *name = g_filename_display_name (path);
  g_string_append (out, "{\"file\":");
  lw_case_json_string (out, name);
  g_string_append (out, ",\"kind\":null,\"error\":");
  lw_case_json_string (out, error->message);
  g_string_append_c (out, '}');
}

/**
 * lw_case_run_files:
 * @paths: (array zero-terminated=1): case files
 * @json: write `{"cases":[…]}` instead of failures and a last line "N passed, N failed"
 * @out: what is written is appended here; files that could not be run are in it too. These lines are for
 * scripts and are not translated
 * @counts: (out): over all files
 * @cancellable: (nullable): stops before the next file or year
 *
 * Returns: exit status of the command: 0 when nothing failed, otherwise 1
 */
int
lw_case_run_files (
    const char *const *paths, gboolean json, GString *out, LwCaseCounts *counts, GCancellable *cancellable)
{
  g_return_val_if_fail (paths != NULL && out != NULL && counts != NULL, 1);

  memset (counts, 0, sizeof *counts);
  if (json)
    g_string_append (out, "{\"cases\":[");
  for (guint i = 0; paths[i] != NULL && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GError) error = NULL;
      if (json && i > 0)
        g_string_append_c (out, ',');
      if (!lw_case_run_file (paths[i], json, out, counts, cancellable, &error))
        write_error (paths[i], error, json, out);
    }
  if (json)
    g_string_append (out, "]}\n");
  else
    g_string_append_printf (out, "%u passed, %u failed\n", counts->passed, counts->failed);
  return counts->failed == 0 && !g_cancellable_is_cancelled (cancellable) ? 0 : 1;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-report: see lw-import-report.h. A filler: written by one thread, read when it is finished. */
#include "formats/lw-import-report.h"

#include <glib/gi18n-lib.h>

typedef struct {
  char *key;
  char *label;
  guint64 n;
} CountLine;

struct _LwImportReport {
  gatomicrefcount refs;
  char *kind;
  char *reference_date;
  GPtrArray *sources;                 /* of char * */
  GArray *counts[LW_IMPORT_N_COUNTS]; /* of CountLine, in order of first use */
  GPtrArray *problems;                /* of LwImportProblem * */
  GHashTable *per_code;               /* code -> times seen */
  LwImportRows *rows;
  guint64 totals[LW_IMPORT_N_SEVERITIES];
};

static const char *const count_keys[] = { "read", "kept", "skipped", "marked", "rejected" };
static const char *const severity_keys[] = { "note", "warning", "error" };

G_STATIC_ASSERT (G_N_ELEMENTS (count_keys) == LW_IMPORT_N_COUNTS);
G_STATIC_ASSERT (G_N_ELEMENTS (severity_keys) == LW_IMPORT_N_SEVERITIES);

static void
free_problem (gpointer data)
{
  LwImportProblem *problem = data;

  g_free (problem->code);
  g_free (problem->source);
  g_free (problem->what);
  g_free (problem->advice);
  g_free (problem);
}

static void
clear_count_line (gpointer data)
{
  CountLine *line = data;

  g_free (line->key);
  g_free (line->label);
}

static CountLine *
find_count (LwImportReport *self, LwImportCount count, const char *key)
{
  for (guint i = 0; i < self->counts[count]->len; i++)
    {
      CountLine *line = &g_array_index (self->counts[count], CountLine, i);

      if (g_str_equal (line->key, key))
        return line;
    }
  return NULL;
}

/**
 * lw_import_report_new:
 * @kind: what was read: "bag", "csv" …
 *
 * Returns: (transfer full): an empty report
 */
LwImportReport *
lw_import_report_new (const char *kind)
{
  LwImportReport *self = g_new0 (LwImportReport, 1);

  g_atomic_ref_count_init (&self->refs);
  self->kind = g_strdup (kind);
  self->sources = g_ptr_array_new_with_free_func (g_free);
  self->problems = g_ptr_array_new_with_free_func (free_problem);
  self->rows = lw_import_rows_new ();
  self->per_code = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < LW_IMPORT_N_COUNTS; i++)
    {
      self->counts[i] = g_array_new (FALSE, TRUE, sizeof (CountLine));
      g_array_set_clear_func (self->counts[i], clear_count_line);
    }
  return self;
}

/**
 * lw_import_report_ref:
 * @self: a report
 *
 * Returns: (transfer full): @self
 */
LwImportReport *
lw_import_report_ref (LwImportReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * lw_import_report_unref:
 * @self: (transfer full): a report
 */
void
lw_import_report_unref (LwImportReport *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->kind);
  g_free (self->reference_date);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->problems);
  g_hash_table_unref (self->per_code);
  lw_import_rows_unref (self->rows);
  for (guint i = 0; i < LW_IMPORT_N_COUNTS; i++)
    g_array_unref (self->counts[i]);
  g_free (self);
}

/**
 * lw_import_report_add_source:
 * @self: a report
 * @name: a file or folder that was read, as the user named it
 */
void
lw_import_report_add_source (LwImportReport *self, const char *name)
{
  g_return_if_fail (self != NULL && name != NULL);

  g_ptr_array_add (self->sources, g_utf8_make_valid (name, -1));
}

/**
 * lw_import_report_set_reference_date:
 * @self: a report
 * @iso_date: (nullable): the date that the data stand for, "2021-10-15"
 */
void
lw_import_report_set_reference_date (LwImportReport *self, const char *iso_date)
{
  g_return_if_fail (self != NULL);

  g_free (self->reference_date);
  self->reference_date = g_strdup (iso_date);
}

/**
 * lw_import_report_count:
 * @self: a report
 * @count: which list
 * @key: stable name of the line ("not-office")
 * @label: the line in the user's language ("No office use"), taken at the first call
 * @n: how many to add; a line appears only once something was added, 0 included
 */
void
lw_import_report_count (
    LwImportReport *self, LwImportCount count, const char *key, const char *label, guint64 n)
{
  CountLine *line;

  g_return_if_fail (self != NULL && count < LW_IMPORT_N_COUNTS && key != NULL && label != NULL);

  line = find_count (self, count, key);
  if (line == NULL)
    {
      CountLine fresh = { g_strdup (key), g_strdup (label), 0 };

      g_array_append_val (self->counts[count], fresh);
      line = &g_array_index (self->counts[count], CountLine, self->counts[count]->len - 1);
    }
  line->n += n;
}

/* A thousand restored zeros must not hide one lost row. */
static guint
find_place (LwImportReport *self, LwImportSeverity severity)
{
  guint place = self->problems->len;

  while (place > 0 && ((LwImportProblem *) g_ptr_array_index (self->problems, place - 1))->severity < severity)
    place--;
  return place;
}

/**
 * lw_import_report_add_problem:
 * @self: a report
 * @severity: how bad
 * @code: stable name of the kind of problem ("dangling-address")
 * @source: (nullable): file, or archive > member
 * @line: line or row in @source, 0 for none
 * @what: what is wrong, translated
 * @advice: (nullable): what to do, translated
 *
 * Worse problems stand before lesser ones, and those of one severity in the order in which they were met. Beyond
 * %LW_IMPORT_MAX_PER_CODE of one code (for notes, %LW_IMPORT_MAX_NOTES_PER_CODE) problems are counted only; beyond
 * %LW_IMPORT_MAX_PROBLEMS the least and latest gives way.
 */
void
lw_import_report_add_problem (LwImportReport *self,
                              LwImportSeverity severity,
                              const char *code,
                              const char *source,
                              guint64 line,
                              const char *what,
                              const char *advice)
{
  LwImportProblem *problem;
  guint seen, place, most;

  g_return_if_fail (self != NULL && severity < LW_IMPORT_N_SEVERITIES && code != NULL && what != NULL);

  self->totals[severity]++;
  seen = GPOINTER_TO_UINT (g_hash_table_lookup (self->per_code, code));
  place = find_place (self, severity);
  most = severity == LW_IMPORT_NOTE ? LW_IMPORT_MAX_NOTES_PER_CODE : LW_IMPORT_MAX_PER_CODE;
  if (seen >= most || place >= LW_IMPORT_MAX_PROBLEMS)
    return;
  g_hash_table_insert (self->per_code, g_strdup (code), GUINT_TO_POINTER (seen + 1));

  problem = g_new0 (LwImportProblem, 1);
  problem->severity = severity;
  problem->code = g_strdup (code);
  problem->source = source != NULL ? g_utf8_make_valid (source, -1) : NULL;
  problem->line = line;
  problem->what = g_utf8_make_valid (what, -1);
  problem->advice = g_strdup (advice);
  g_ptr_array_insert (self->problems, (int) place, problem);
  if (self->problems->len > LW_IMPORT_MAX_PROBLEMS)
    g_ptr_array_set_size (self->problems, LW_IMPORT_MAX_PROBLEMS);
}

/**
 * lw_import_report_get_kind:
 * @self: a report
 *
 * Returns: what was read: "bag", "csv" …
 */
const char *
lw_import_report_get_kind (LwImportReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->kind;
}

/**
 * lw_import_report_get_n_sources:
 * @self: a report
 *
 * Returns: the number of sources
 */
guint
lw_import_report_get_n_sources (LwImportReport *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->sources->len;
}

/**
 * lw_import_report_get_source:
 * @self: a report
 * @index: below lw_import_report_get_n_sources()
 *
 * Returns: the source's name
 */
const char *
lw_import_report_get_source (LwImportReport *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->sources->len, NULL);
  return g_ptr_array_index (self->sources, index);
}

/**
 * lw_import_report_get_reference_date:
 * @self: a report
 *
 * Returns: (nullable): the ISO date that the data stand for
 */
const char *
lw_import_report_get_reference_date (LwImportReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->reference_date;
}

/**
 * lw_import_report_get_count:
 * @self: a report
 * @count: which list
 * @key: the line
 *
 * Returns: the number counted, 0 if the line does not exist
 */
guint64
lw_import_report_get_count (LwImportReport *self, LwImportCount count, const char *key)
{
  CountLine *line;

  g_return_val_if_fail (self != NULL && count < LW_IMPORT_N_COUNTS && key != NULL, 0);

  line = find_count (self, count, key);
  return line != NULL ? line->n : 0;
}

/**
 * lw_import_report_get_total:
 * @self: a report
 * @count: which list
 *
 * Returns: the sum of all lines of @count; the rejected total decides the exit status of the command line
 */
guint64
lw_import_report_get_total (LwImportReport *self, LwImportCount count)
{
  guint64 sum = 0;

  g_return_val_if_fail (self != NULL && count < LW_IMPORT_N_COUNTS, 0);

  for (guint i = 0; i < self->counts[count]->len; i++)
    sum += g_array_index (self->counts[count], CountLine, i).n;
  return sum;
}

/**
 * lw_import_report_get_n_problems:
 * @self: a report
 *
 * Returns: the number of problems kept
 */
guint
lw_import_report_get_n_problems (LwImportReport *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->problems->len;
}

/**
 * lw_import_report_get_problem:
 * @self: a report
 * @index: below lw_import_report_get_n_problems()
 *
 * Returns: (transfer none): the problem
 */
const LwImportProblem *
lw_import_report_get_problem (LwImportReport *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->problems->len, NULL);
  return g_ptr_array_index (self->problems, index);
}

/**
 * lw_import_report_get_problem_total:
 * @self: a report
 * @severity: which
 *
 * Returns: how many problems of that severity were met, those not kept included
 */
guint64
lw_import_report_get_problem_total (LwImportReport *self, LwImportSeverity severity)
{
  g_return_val_if_fail (self != NULL && severity < LW_IMPORT_N_SEVERITIES, 0);
  return self->totals[severity];
}

/** lw_import_count_label: (returns: transfer none): what a kind of count is called, translated */
const char *
lw_import_count_label (LwImportCount count)
{
  switch (count)
    {
    case LW_IMPORT_READ:
      return _("Read");
    case LW_IMPORT_KEPT:
      return _("Kept");
    case LW_IMPORT_SKIPPED:
      return _("Left out by rule");
    case LW_IMPORT_MARKED:
      return _("Kept with a mark");
    case LW_IMPORT_REJECTED:
      return _("Rejected");
    default:
      g_assert_not_reached ();
    }
}

static const char *
translate_severity (LwImportSeverity severity)
{
  switch (severity)
    {
    case LW_IMPORT_NOTE:
      return _("Note");
    case LW_IMPORT_WARNING:
      return _("Warning");
    case LW_IMPORT_ERROR:
      return _("Error");
    default:
      g_assert_not_reached ();
    }
}

static void
append_problem_text (GString *text, const LwImportProblem *problem)
{
  g_string_append_printf (text, "  %s: ", translate_severity (problem->severity));
  if (problem->source != NULL && problem->line > 0)
    g_string_append_printf (text, "%s:%" G_GUINT64_FORMAT ": ", problem->source, problem->line);
  else if (problem->source != NULL)
    g_string_append_printf (text, "%s: ", problem->source);
  g_string_append (text, problem->what);
  if (problem->advice != NULL)
    g_string_append_printf (text, " (%s)", problem->advice);
  g_string_append_c (text, '\n');
}

static void
append_counts_text (LwImportReport *self, GString *text)
{
  for (LwImportCount count = 0; count < LW_IMPORT_N_COUNTS; count++)
    {
      if (lw_import_report_get_total (self, count) == 0)
        continue;
      g_string_append_printf (text, "%s:\n", lw_import_count_label (count));
      for (guint i = 0; i < self->counts[count]->len; i++)
        {
          const CountLine *line = &g_array_index (self->counts[count], CountLine, i);

          if (line->n == 0)
            continue;
          g_string_append_printf (text, "  %10" G_GUINT64_FORMAT "  %s\n", line->n, line->label);
        }
    }
}

/**
 * lw_import_report_get_count_line:
 * @count: a kind of count
 * @index: which of its lines
 * @n: (out): how many
 *
 * Returns: (transfer none) (nullable): what was counted, translated; %NULL beyond the last line
 */
const char *
lw_import_report_get_count_line (LwImportReport *self, LwImportCount count, guint index, guint64 *n)
{
  const CountLine *line;

  g_return_val_if_fail (self != NULL && count < LW_IMPORT_N_COUNTS, NULL);
  if (index >= self->counts[count]->len)
    return NULL;
  line = &g_array_index (self->counts[count], CountLine, index);
  *n = line->n;
  return line->label;
}

/** lw_import_report_get_rows: (returns: transfer none) the rows that were not used or are doubted, as they stood in the
 * source, to be filled by who reads it */
LwImportRows *
lw_import_report_get_rows (LwImportReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->rows;
}

/**
 * lw_import_report_to_text:
 * @self: a report
 * @max_problems: list at most so many problems; how many more there are is said
 *
 * Returns: (transfer full): the report in the user's language, lines ending in a newline
 */
char *
lw_import_report_to_text (LwImportReport *self, guint max_problems)
{
  GString *text = g_string_new (NULL);
  guint64 total = 0;
  guint shown;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->sources->len; i++)
    /* TRANSLATORS: %s is the name of a file or folder. */
    g_string_append_printf (text, _("Source: %s\n"), (char *) g_ptr_array_index (self->sources, i));
  if (self->reference_date != NULL)
    /* TRANSLATORS: %s is a date such as 2021-10-15. */
    g_string_append_printf (text, _("Reference date: %s\n"), self->reference_date);
  append_counts_text (self, text);

  for (guint i = 0; i < LW_IMPORT_N_SEVERITIES; i++)
    total += self->totals[i];
  if (total == 0)
    return g_string_free (text, FALSE);
  g_string_append (text, _("Problems:\n"));
  shown = MIN (max_problems, self->problems->len);
  for (guint i = 0; i < shown; i++)
    append_problem_text (text, g_ptr_array_index (self->problems, i));
  if (total > shown)
    {
      g_string_append (text, "  ");
      /* TRANSLATORS: %u is the number of problems that are not listed. */
      g_string_append_printf (text, ngettext ("and %u more\n", "and %u more\n", (gulong) (total - shown)),
                              (guint) MIN (total - shown, G_MAXUINT));
    }
  return g_string_free (text, FALSE);
}

static void
add_counts_json (LwImportReport *self, JsonBuilder *builder)
{
  for (LwImportCount count = 0; count < LW_IMPORT_N_COUNTS; count++)
    {
      json_builder_set_member_name (builder, count_keys[count]);
      json_builder_begin_object (builder);
      for (guint i = 0; i < self->counts[count]->len; i++)
        {
          const CountLine *line = &g_array_index (self->counts[count], CountLine, i);

          json_builder_set_member_name (builder, line->key);
          json_builder_add_int_value (builder, (gint64) line->n);
        }
      json_builder_end_object (builder);
    }
}

static void
add_text_or_null (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_problems_json (LwImportReport *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "problem_totals");
  json_builder_begin_object (builder);
  for (guint i = 0; i < LW_IMPORT_N_SEVERITIES; i++)
    {
      json_builder_set_member_name (builder, severity_keys[i]);
      json_builder_add_int_value (builder, (gint64) self->totals[i]);
    }
  json_builder_end_object (builder);

  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->problems->len; i++)
    {
      const LwImportProblem *problem = g_ptr_array_index (self->problems, i);

      json_builder_begin_object (builder);
      add_text_or_null (builder, "severity", severity_keys[problem->severity]);
      add_text_or_null (builder, "code", problem->code);
      add_text_or_null (builder, "source", problem->source);
      json_builder_set_member_name (builder, "line");
      if (problem->line > 0)
        json_builder_add_int_value (builder, (gint64) problem->line);
      else
        json_builder_add_null_value (builder);
      add_text_or_null (builder, "what", problem->what);
      add_text_or_null (builder, "advice", problem->advice);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * lw_import_report_to_json:
 * @self: a report
 *
 * One object: kind, sources, reference_date, read, kept, skipped, marked, rejected (objects of key: number),
 * problem_totals and problems. What is not known is null.
 *
 * Returns: (transfer full): the report as JSON
 */
JsonNode *
lw_import_report_to_json (LwImportReport *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (builder);
  add_text_or_null (builder, "kind", self->kind);
  json_builder_set_member_name (builder, "sources");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->sources->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (self->sources, i));
  json_builder_end_array (builder);
  add_text_or_null (builder, "reference_date", self->reference_date);
  add_counts_json (self, builder);
  add_problems_json (self, builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

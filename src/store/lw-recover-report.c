/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-report: see lw-recover-report.h. */
#include "store/lw-recover-report.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "store/lw-schema-words.h"

static void
free_row (gpointer data)
{
  LwRecoverRow *row = data;

  g_free (row->table);
  g_free (row->why);
  g_free (row->content);
  g_free (row);
}

static void
free_table (gpointer data)
{
  LwRecoverTable *table = data;

  g_free (table->name);
  g_free (table);
}

/** lw_recover_report_new: (returns: transfer full): a report of nothing yet */
LwRecoverReport *
lw_recover_report_new (const char *path, const char *copy)
{
  LwRecoverReport *report = g_new0 (LwRecoverReport, 1);

  report->path = g_strdup (path);
  report->copy = g_strdup (copy);
  report->tables = g_ptr_array_new_with_free_func (free_table);
  report->rows = g_ptr_array_new_with_free_func (free_row);
  report->notes = g_ptr_array_new_with_free_func (g_free);
  return report;
}

void
lw_recover_report_free (LwRecoverReport *report)
{
  g_return_if_fail (report != NULL);
  g_free (report->path);
  g_free (report->copy);
  g_ptr_array_unref (report->tables);
  g_ptr_array_unref (report->rows);
  g_ptr_array_unref (report->notes);
  g_free (report);
}

/**
 * lw_recover_report_add_row:
 * @why: (transfer full): why, translated
 * @content: (transfer full) (nullable): what it holds
 */
void
lw_recover_report_add_row (
    LwRecoverReport *report, const char *table, gint64 number, LwRecoverFate fate, char *why, char *content)
{
  LwRecoverRow *row;

  if (report->rows->len == LW_RECOVER_MAX_ROWS)
    {
      report->n_unlisted++;
      g_free (why);
      g_free (content);
      return;
    }
  row = g_new0 (LwRecoverRow, 1);
  row->table = g_strdup (table);
  row->row = number;
  row->fate = fate;
  row->why = why;
  row->content = content;
  g_ptr_array_add (report->rows, row);
}

/** lw_recover_report_add_note: @note: (transfer full): a sentence, translated */
void
lw_recover_report_add_note (LwRecoverReport *report, char *note)
{
  g_ptr_array_add (report->notes, note);
}

/** lw_recover_report_add_table: (returns: transfer none): the figures of a table, to be filled in */
LwRecoverTable *
lw_recover_report_add_table (LwRecoverReport *report, const char *name)
{
  LwRecoverTable *table = g_new0 (LwRecoverTable, 1);

  table->name = g_strdup (name);
  g_ptr_array_add (report->tables, table);
  return table;
}

/** lw_recover_report_count_kept: rows in the copy, of all tables */
guint64
lw_recover_report_count_kept (const LwRecoverReport *report)
{
  guint64 n = 0;

  for (guint i = 0; i < report->tables->len; i++)
    n += ((const LwRecoverTable *)g_ptr_array_index (report->tables, i))->n_kept;
  return n;
}

/** lw_recover_report_count_missing: rows that are not in the copy; @at_least: (out): there may be more */
guint64
lw_recover_report_count_missing (const LwRecoverReport *report, gboolean *at_least)
{
  guint64 n = 0;

  *at_least = FALSE;
  for (guint i = 0; i < report->tables->len; i++)
    {
      const LwRecoverTable *table = g_ptr_array_index (report->tables, i);

      n += table->n_lost + table->n_left;
      *at_least = *at_least || table->at_least;
    }
  return n;
}

/** lw_recover_report_is_complete: whether the copy holds each row, as it was */
gboolean
lw_recover_report_is_complete (const LwRecoverReport *report)
{
  for (guint i = 0; i < report->tables->len; i++)
    {
      const LwRecoverTable *table = g_ptr_array_index (report->tables, i);

      if (table->at_least || table->n_lost > 0 || table->n_left > 0 || table->n_changed > 0)
        return FALSE;
    }
  return TRUE;
}

/** lw_recover_fate_token: the word for it in JSON */
const char *
lw_recover_fate_token (LwRecoverFate fate)
{
  static const char *const tokens[] = { "lost", "left", "changed", "restored" };

  return tokens[fate];
}

/* @part: (transfer full): what is said of @n rows, if there are any */
static void
add_part (GString *text, guint64 n, char *part)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", part);
  g_free (part);
}

/**
 * lw_recover_table_describe_loss:
 *
 * Returns: (transfer full): what is not in the copy, or not as it was: "5 lost, 2 not taken"; empty if
 * nothing is
 */
char *
lw_recover_table_describe_loss (const LwRecoverTable *table)
{
  GString *text = g_string_new (NULL);

  if (table->at_least)
    /* Translators: rows */
    add_part (text, 1,
              table->n_lost > 0 ? g_strdup_printf (_ ("at least %" PRIu64 " lost"), table->n_lost)
                                : g_strdup (_ ("an unknown number lost")));
  else
    /* Translators: rows */
    add_part (text, table->n_lost, g_strdup_printf (_ ("%" PRIu64 " lost"), table->n_lost));
  /* Translators: rows that can be read but not be taken into the copy */
  add_part (text, table->n_left, g_strdup_printf (_ ("%" PRIu64 " not taken"), table->n_left));
  /* Translators: rows */
  add_part (text, table->n_changed,
            g_strdup_printf (_ ("%" PRIu64 " with a value unknown now"), table->n_changed));
  /* Translators: rows */
  add_part (text, table->n_restored,
            g_strdup_printf (_ ("%" PRIu64 " restored from the history"), table->n_restored));
  return g_string_free (text, FALSE);
}

/**
 * lw_recover_table_to_text:
 *
 * Returns: (transfer full): one line: the table, and what became of its rows
 */
char *
lw_recover_table_to_text (const LwRecoverTable *table)
{
  g_autofree char *loss = lw_recover_table_describe_loss (table);
  /* Translators: a table of the document and a number of rows */
  g_autofree char *kept
      = g_strdup_printf (_ ("%s: %" PRIu64 " kept"), lw_schema_table_word (table->name), table->n_kept);

  return g_strjoin (*loss ? ", " : "", kept, loss, NULL);
}

/**
 * lw_recover_row_to_text:
 *
 * Returns: (transfer full): one line: table, row, what became of it, why, and what it holds
 */
char *
lw_recover_row_to_text (const LwRecoverRow *row)
{
  static const char *const fates[] = { N_ ("lost"), N_ ("not taken"), N_ ("changed"), N_ ("restored") };
  GString *text = g_string_new (lw_schema_table_word (row->table));

  if (row->row != 0)
    /* Translators: the number of a row of a table, after the name of the table */
    g_string_append_printf (text, _ (", row %" PRIi64), row->row);
  g_string_append_printf (text, ": %s: %s", _ (fates[row->fate]), row->why);
  if (row->content != NULL && row->content[0] != '\0')
    g_string_append_printf (text, " (%s)", row->content);
  return g_string_free (text, FALSE);
}

static char *
format_plainly (guint64 number)
{
  return g_strdup_printf ("%" PRIu64, number);
}

/**
 * lw_recover_report_describe:
 * @format: (nullable): how numbers are written; %NULL for digits alone
 *
 * Returns: (transfer full): one sentence: how it went
 */
char *
lw_recover_report_describe (const LwRecoverReport *report, LwRecoverFormatFunc format)
{
  gboolean at_least;
  guint64 n = lw_recover_report_count_missing (report, &at_least), n_changed = 0;
  g_autofree char *kept = NULL, *missing = NULL, *changed = NULL;

  for (guint i = 0; i < report->tables->len; i++)
    n_changed += ((const LwRecoverTable *)g_ptr_array_index (report->tables, i))->n_changed;
  if (format == NULL)
    format = format_plainly;
  kept = format (lw_recover_report_count_kept (report));
  missing = format (n);
  changed = format (n_changed);
  if (lw_recover_report_is_complete (report))
    return g_strdup_printf (_ ("All %s rows of the document are in the copy."), kept);
  if (at_least && n == 0)
    return g_strdup_printf (_ ("%s rows are in the copy; how many are lost cannot be told."), kept);
  if (at_least)
    return g_strdup_printf (_ ("%s rows are in the copy; at least %s are lost."), kept, missing);
  if (n > 0)
    return g_strdup_printf (_ ("%s rows are in the copy; %s are lost."), kept, missing);
  return g_strdup_printf (_ ("All %s rows are in the copy, %s of them with a value that is unknown now."),
                          kept, changed);
}

static void
add_facts (const LwRecoverReport *report, GString *text)
{
  g_string_append_printf (text, _ ("Pages: %" PRIu64 ", of which %" PRIu64 " could not be read\n"),
                          report->n_pages, report->n_unreadable);
  for (guint i = 0; i < report->tables->len; i++)
    {
      const LwRecoverTable *table = g_ptr_array_index (report->tables, i);
      g_autofree char *line = lw_recover_table_to_text (table);

      if (table->n_found > 0 || table->n_kept > 0 || table->n_lost > 0 || table->at_least)
        g_string_append_printf (text, "%s\n", line);
    }
  for (guint i = 0; i < report->notes->len; i++)
    g_string_append_printf (text, "%s\n", (const char *)g_ptr_array_index (report->notes, i));
}

/**
 * lw_recover_report_to_text:
 * @max_rows: rows that are listed at most
 *
 * Returns: (transfer full): all of it, in lines
 */
char *
lw_recover_report_to_text (const LwRecoverReport *report, guint max_rows)
{
  GString *text = g_string_new (NULL);
  g_autofree char *sentence = lw_recover_report_describe (report, NULL);
  guint n = MIN (report->rows->len, max_rows);
  guint64 rest = report->rows->len - n + report->n_unlisted;

  g_string_append_printf (text, "%s\n", sentence);
  add_facts (report, text);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = lw_recover_row_to_text (g_ptr_array_index (report->rows, i));

      g_string_append_printf (text, "%s\n", line);
    }
  if (rest > 0)
    g_string_append_printf (text, _ ("and %" PRIu64 " further rows\n"), rest);
  return g_string_free (text, FALSE);
}

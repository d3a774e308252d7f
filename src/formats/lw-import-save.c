/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-save: see lw-import-save.h. */
#include "formats/lw-import-save.h"

#include "formats/lw-csv-text.h"

static char *
write_text (GPtrArray *reports)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reports->len; i++)
    {
      g_autofree char *one = lw_import_report_to_text (g_ptr_array_index (reports, i), G_MAXUINT);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", one);
    }
  return g_string_free (text, FALSE);
}

static char *
write_json (GPtrArray *reports)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < reports->len; i++)
    json_array_add_element (array, lw_import_report_to_json (g_ptr_array_index (reports, i)));
  json_node_set_array (root, array);
  return json_to_string (root, TRUE);
}

/* What a file says must not become a formula in the spreadsheet of who looks at the report. */
static void
append_cell (GString *text, const char *cell)
{
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, ',');
  lw_csv_text_append_found (text, cell, ',');
}

static char *
write_csv (GPtrArray *reports)
{
  static const char *const headings[] = { "severity", "code", "source", "line", "what", "advice" };
  static const char *const severities[LW_IMPORT_N_SEVERITIES] = { "note", "warning", "error" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    append_cell (text, headings[i]);
  g_string_append_c (text, '\n');
  for (guint r = 0; r < reports->len; r++)
    for (guint i = 0; i < lw_import_report_get_n_problems (g_ptr_array_index (reports, r)); i++)
      {
        const LwImportProblem *problem = lw_import_report_get_problem (g_ptr_array_index (reports, r), i);
        g_autofree char *line
            = problem->line > 0 ? g_strdup_printf ("%" G_GUINT64_FORMAT, problem->line) : g_strdup ("");

        append_cell (text, severities[problem->severity]);
        append_cell (text, problem->code);
        append_cell (text, problem->source != NULL ? problem->source : "");
        append_cell (text, line);
        append_cell (text, problem->what);
        append_cell (text, problem->advice != NULL ? problem->advice : "");
        g_string_append_c (text, '\n');
      }
  return g_string_free (text, FALSE);
}

/**
 * lw_import_save_reports:
 * @reports: (element-type LwImportReport): the reports of an import
 * @path: where to; its ending chooses: .json is an array of reports, .csv a table of the problems, all else text
 * @error: return location for an error
 *
 * Returns: whether it was written
 */
gboolean
lw_import_save_reports (GPtrArray *reports, const char *path, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *text = g_str_has_suffix (lower, ".json")  ? write_json (reports)
                          : g_str_has_suffix (lower, ".csv") ? write_csv (reports)
                                                             : write_text (reports);

  return g_file_set_contents (path, text, -1, error);
}

/**
 * lw_import_save_rows:
 * @reports: (element-type LwImportReport): the reports of an import
 * @path: where to
 * @n_files: (out) (optional): files written: sources with other headings get one of their own
 * @error: return location for an error
 *
 * Saves all rows that were not used or are doubted, as they stood, to be mended and imported again.
 *
 * Returns: whether they were written
 */
gboolean
lw_import_save_rows (GPtrArray *reports, const char *path, guint *n_files, GError **error)
{
  g_autoptr (LwImportRows) all = lw_import_rows_new ();

  for (guint i = 0; i < reports->len; i++)
    {
      LwImportRows *rows = lw_import_report_get_rows (g_ptr_array_index (reports, i));

      for (guint k = 0; k < lw_import_rows_get_n (rows); k++)
        lw_import_rows_add (all, lw_import_rows_get (rows, k));
    }
  return lw_import_rows_save (all, path, n_files, error);
}

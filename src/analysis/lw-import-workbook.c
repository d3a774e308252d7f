/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-workbook: a sheet of a workbook goes into the document as a list in columns does. */
#include <glib/gi18n-lib.h>

#include "analysis/lw-import-demand.h"
#include "analysis/lw-import-private.h"
#include "formats/lw-demand-table.h"
#include "formats/lw-workbook.h"
#include "model/lw-error.h"

/* The names of the sheets that are shown, for a message. */
static char *
list_sheets (LwWorkbook *workbook)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < lw_workbook_get_n_sheets (workbook) && names->len < 300; i++)
    if (!lw_workbook_get_sheet_hidden (workbook, i))
      g_string_append_printf (names, "%s“%s”", names->len > 0 ? ", " : "", lw_workbook_get_sheet_name (workbook, i));
  return g_string_free (names, FALSE);
}

/* The sheet that the request names, or the one that holds the table. */
static gboolean
find_sheet (const LwImportRequest *request, LwWorkbook *workbook, const char *path, guint *sheet, GError **error)
{
  g_autofree char *names = NULL, *file = NULL;

  *sheet = request->sheet == NULL ? lw_workbook_guess_sheet (workbook)
                                  : lw_workbook_find_sheet (workbook, request->sheet);
  if (*sheet != LW_WORKBOOK_NO_SHEET)
    return TRUE;
  names = list_sheets (workbook);
  file = g_filename_display_basename (path);
  /* Translators: a file, the name of a sheet, and the names of those that there are */
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("%s has no sheet “%s”; it has %s"), file, request->sheet, names);
  return FALSE;
}

/* Says which sheet was read where there was a choice. */
static void
tell_sheet (LwWorkbook *workbook, guint sheet, gboolean asked, LwImportReport *report)
{
  g_autofree char *title = lw_workbook_dup_sheet_title (workbook, sheet);
  g_autofree char *names = NULL;
  g_autofree char *what = NULL;

  if (asked || lw_workbook_get_n_sheets (workbook) < 2)
    return;
  names = list_sheets (workbook);
  /* Translators: the name of a sheet, then the names of all */
  what = g_strdup_printf (_ ("The sheet “%s” was read, which holds most of %s"),
                          lw_workbook_get_sheet_name (workbook, sheet), names);
  lw_import_report_add_problem (report, LW_IMPORT_NOTE, "sheet-chosen", title, 0, what,
                                _ ("If another one is meant, name it with the import"));
}

/* Which row holds the headings, as far as the request knows. */
static gboolean
find_heading (LwImporting *import, int *heading_record, GError **error)
{
  const LwImportRequest *request = import->request;
  g_autoptr (GFile) mapping = request->mapping_path != NULL ? g_file_new_for_path (request->mapping_path) : NULL;
  LwListFormat format = request->format != NULL ? *request->format : (LwListFormat){ 0 };

  if (mapping != NULL && !lw_list_format_read_file (&format, mapping, import->cancellable, error))
    return FALSE;
  *heading_record = format.csv.heading_record;
  return TRUE;
}

static gboolean
import_sheet (LwImporting *import, LwWorkbook *workbook, guint sheet, LwImportReport *report, GError **error)
{
  g_autoptr (LwCsvReader) reader = NULL;
  int heading;

  if (!find_heading (import, &heading, error))
    return FALSE;
  reader = lw_workbook_open_sheet (workbook, sheet, heading, import->cancellable, error);
  if (reader == NULL)
    return FALSE;
  if (lw_demand_table_recognise (reader) != LW_DEMAND_TABLE_NONE)
    return lw_import_demand_rows (import->store, reader, import->edit_name, report, &import->result->n_demand,
                                  import->cancellable, error);
  /* Numbers of a workbook are beyond doubt; what is in doubt is a text that somebody typed. */
  import->decimal = LW_DECIMAL_COMMA;
  import->epoch_1904 = lw_workbook_counts_from_1904 (workbook);
  return lw_importing_rows (import, reader, lw_workbook_is_ods (workbook) ? "ods" : "xlsx", report, error);
}

/**
 * lw_importing_workbook:
 * @path: a workbook of Excel or LibreOffice
 */
gboolean
lw_importing_workbook (LwImporting *import, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LwWorkbook) workbook = lw_workbook_open (file, import->cancellable, error);
  LwDecimal decimal = import->decimal;
  LwImportReport *report;
  gboolean done;
  guint sheet;

  if (workbook == NULL || !find_sheet (import->request, workbook, path, &sheet, error))
    return FALSE;
  report = lw_import_report_new (lw_workbook_is_ods (workbook) ? "ods" : "xlsx");
  g_ptr_array_add (import->result->reports, report);
  tell_sheet (workbook, sheet, import->request->sheet != NULL, report);
  done = import_sheet (import, workbook, sheet, report, error);
  import->decimal = decimal;
  import->epoch_1904 = FALSE;
  return done;
}

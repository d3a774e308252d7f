/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export: see lw-export.h. The temporary file lies in the folder of its target, so that renaming it is
 * atomic. */
#include "formats/lw-export.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "formats/lw-export-source.h"
#include "model/lw-error.h"

/**
 * lw_export_format_from_path:
 * @path: the file to write
 * @excel: whether CSV is for a spreadsheet
 * @format: (out): the format by the file's extension
 * @error: return location for %LW_ERROR_UNSUPPORTED
 *
 * Returns: %FALSE if the extension is none of .csv, .xlsx, .geojson, .json and .kml
 */
gboolean
lw_export_format_from_path (const char *path, gboolean excel, LwExportFormat *format, GError **error)
{
  static const struct {
    const char *suffix;
    LwExportFormat format;
  } formats[] = {
    { ".csv", LW_EXPORT_CSV },      { ".xlsx", LW_EXPORT_XLSX }, { ".geojson", LW_EXPORT_GEOJSON },
    { ".json", LW_EXPORT_GEOJSON }, { ".kml", LW_EXPORT_KML },
  };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (!g_str_has_suffix (lower, formats[i].suffix))
        continue;
      *format = formats[i].format == LW_EXPORT_CSV && excel ? LW_EXPORT_CSV_EXCEL : formats[i].format;
      return TRUE;
    }
  g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
               /* Translators: file name */
               _ ("%s: the name should end in .csv, .xlsx, .geojson or .kml to tell the format"), path);
  return FALSE;
}

static void
set_unwritten (GError **error, const char *path, int code)
{
  lw_error_set_unwritten (error, path,
                          g_error_new_literal (G_IO_ERROR, (int)g_io_error_from_errno (code), g_strerror (code)));
}

/* Creates an empty file beside @path. Returns: its descriptor, or -1 */
static int
open_temporary (const char *path, char **temporary, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strdup_printf (".%s.XXXXXX", base);
  int descriptor;

  *temporary = g_build_filename (folder, name, NULL);
  descriptor = g_mkstemp_full (*temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (descriptor < 0)
    {
      set_unwritten (error, path, errno);
      g_clear_pointer (temporary, g_free);
    }
  return descriptor;
}

static gboolean
write_source (const LwExportSource *source,
              LwExportFormat format,
              const char *temporary,
              GOutputStream *stream,
              GError **error)
{
  switch (format)
    {
    case LW_EXPORT_GEOJSON:
      return lw_export_write_geojson (source, stream, error);
    case LW_EXPORT_KML:
      return lw_export_write_kml (source, stream, error);
    case LW_EXPORT_XLSX:
      return lw_export_write_xlsx (source, temporary, error);
    case LW_EXPORT_CSV:
    case LW_EXPORT_CSV_EXCEL:
    default:
      return lw_export_write_csv (source, format == LW_EXPORT_CSV_EXCEL, stream, error);
    }
}

/* What was written by other descriptors is the same file to fsync(). */
static gboolean
settle (int descriptor, const char *temporary, const char *path, GError **error)
{
  if (fsync (descriptor) == 0 && g_rename (temporary, path) == 0)
    return TRUE;
  set_unwritten (error, path, errno);
  return FALSE;
}

static gboolean
export_source (const char *path, const LwExportSource *source, LwExportFormat format, GError **error)
{
  g_autofree char *temporary = NULL;
  int descriptor = open_temporary (path, &temporary, error);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileIOStream) both = NULL;
  GError *cause = NULL;
  gboolean written;

  if (descriptor < 0)
    return FALSE;
  file = g_file_new_for_path (temporary);
  both = g_file_open_readwrite (file, NULL, &cause);
  written = both != NULL
            && write_source (source, format, temporary, g_io_stream_get_output_stream (G_IO_STREAM (both)),
                             &cause);
  if (!written)
    {
      if (cause->domain == LW_ERROR)
        g_prefix_error (&cause, "%s: ", path);
      lw_error_set_unwritten (error, path, cause);
    }
  written = written && settle (descriptor, temporary, path, error);
  close (descriptor);
  if (!written)
    g_unlink (temporary);
  return written;
}

/**
 * lw_export_offices:
 * @path: the file to write; one that is there is replaced when the new one is complete
 * @format: its format
 * @offices: the offices
 * @rows: (nullable): which of them; %NULL for all
 * @notes: (nullable): what is noted of them, with columns of their own; the file says so if any is confidential
 * @fictional: they are made up, and the file says so where its format has a place for it
 * @progress: (nullable) (scope call): is told rows written
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop early
 * @error: return location for an error
 *
 * Writes the offices with the columns of every export, in their order. On an error or cancellation nothing is
 * left.
 *
 * Returns: %FALSE on an error
 */
gboolean
lw_export_offices (const char *path,
                   LwExportFormat format,
                   LwOffices *offices,
                   const LwBitset *rows,
                   const LwNoteTexts *notes,
                   gboolean fictional,
                   LwProgressFunc progress,
                   gpointer progress_data,
                   GCancellable *cancellable,
                   GError **error)
{
  LwExportSource source = {
    .offices = offices,
    .rows = rows,
    .notes = notes,
    .confidential = lw_note_texts_have_confidential (notes, offices, rows),
    .name = fictional ? _ ("Offices (fictional example)") : _ ("Offices"),
    .fictional = fictional,
    .progress = progress,
    .progress_data = progress_data,
    .cancellable = cancellable,
  };

  g_return_val_if_fail (path != NULL && offices != NULL, FALSE);
  g_return_val_if_fail (rows == NULL || rows->n == offices->n, FALSE);
  return export_source (path, &source, format, error);
}

/**
 * lw_export_table:
 * @path: the file to write
 * @format: CSV or a workbook; a table has no positions for the others
 * @table: a table
 * @cancellable: (nullable): to stop early
 * @error: return location for an error
 *
 * Returns: %FALSE on an error
 */
gboolean
lw_export_table (
    const char *path, LwExportFormat format, LwTable *table, GCancellable *cancellable, GError **error)
{
  LwExportSource source = { .table = table, .cancellable = cancellable };

  g_return_val_if_fail (path != NULL && table != NULL, FALSE);
  if (format == LW_EXPORT_GEOJSON || format == LW_EXPORT_KML)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _ ("%s: a table without positions can be written as .csv or .xlsx only"), path);
      return FALSE;
    }
  source.name = lw_table_get_name (table) != NULL ? lw_table_get_name (table) : "";
  return export_source (path, &source, format, error);
}

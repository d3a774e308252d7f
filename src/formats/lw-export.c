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
 * Returns: %FALSE if the extension is none of .csv, .xlsx, .geojson, .json, .kml and .kmz
 */
gboolean
lw_export_format_from_path (const char *path, gboolean excel, LwExportFormat *format, GError **error)
{
  static const struct {
    const char *suffix;
    LwExportFormat format;
  } formats[] = {
    { ".csv", LW_EXPORT_CSV },      { ".xlsx", LW_EXPORT_XLSX }, { ".geojson", LW_EXPORT_GEOJSON },
    { ".json", LW_EXPORT_GEOJSON }, { ".kml", LW_EXPORT_KML },   { ".kmz", LW_EXPORT_KMZ },
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
               _ ("%s: the name should end in .csv, .xlsx, .geojson, .kml, .kmz or .gpkg to tell the format"), path);
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
              GOutputStream *stream,
              GError **error)
{
  switch (format)
    {
    case LW_EXPORT_GEOJSON:
      return lw_export_write_geojson (source, stream, error);
    case LW_EXPORT_KML:
      return lw_export_write_kml (source, stream, error);
    case LW_EXPORT_KMZ:
      return lw_export_write_kmz (source, stream, error);
    case LW_EXPORT_XLSX:
      return lw_export_write_xlsx (source, stream, error);
    case LW_EXPORT_CSV:
    case LW_EXPORT_CSV_EXCEL:
    default:
      return lw_export_write_csv (source, format == LW_EXPORT_CSV_EXCEL, stream, error);
    }
}

/**
 * lw_export_check_place:
 * @path: where a file is to be written
 * @error: return location for an error
 *
 * Returns: %FALSE if a folder is there
 */
gboolean
lw_export_check_place (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("“%s” is a folder; choose a name for the file"), path);
  return FALSE;
}

/* A file beside its target that is being written. */
typedef struct {
  char *temporary;
  int descriptor;
} Pending;

static void
pending_clear (Pending *pending)
{
  if (pending->temporary == NULL)
    return;
  close (pending->descriptor);
  g_unlink (pending->temporary);
  g_free (pending->temporary);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pending, pending_clear)

/* Puts the file in its place. */
static gboolean
pending_settle (Pending *pending, const char *path, GError **error)
{
  /* What was written by other descriptors is the same file to fsync(). */
  if (fsync (pending->descriptor) != 0 || g_rename (pending->temporary, path) != 0)
    {
      set_unwritten (error, path, errno);
      return FALSE;
    }
  close (pending->descriptor);
  g_clear_pointer (&pending->temporary, g_free);
  return TRUE;
}

static gboolean
write_pending (Pending *pending, const LwExportSource *source, LwExportFormat format, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (pending->temporary);
  GError *cause = NULL;
  g_autoptr (GFileIOStream) both = g_file_open_readwrite (file, NULL, &cause);

  if (both != NULL
      && write_source (source, format, g_io_stream_get_output_stream (G_IO_STREAM (both)), &cause))
    return TRUE;
  if (cause->domain == LW_ERROR)
    g_prefix_error (&cause, "%s: ", path);
  lw_error_set_unwritten (error, path, cause);
  return FALSE;
}

/* The file that tells what a CSV file holds, in its place before that one. */
static gboolean
write_metadata (const LwExportSource *source, const char *path, gboolean excel, GError **error)
{
  g_autofree char *beside = g_strconcat (path, LW_EXPORT_METADATA_SUFFIX, NULL);
  g_autofree char *text = lw_export_make_metadata (source, path, excel);
  g_auto (Pending) pending = { NULL, -1 };
  gsize length = strlen (text);

  pending.descriptor = open_temporary (beside, &pending.temporary, error);
  if (pending.descriptor < 0)
    return FALSE;
  if (write (pending.descriptor, text, length) != (gssize)length)
    {
      set_unwritten (error, beside, errno != 0 ? errno : ENOSPC);
      return FALSE;
    }
  return pending_settle (&pending, beside, error);
}

static gboolean
export_source (const char *path, const LwExportSource *source, LwExportFormat format, GError **error)
{
  g_auto (Pending) pending = { NULL, -1 };
  gboolean is_csv = format == LW_EXPORT_CSV || format == LW_EXPORT_CSV_EXCEL;

  if (!lw_export_check_place (path, error))
    return FALSE;
  pending.descriptor = open_temporary (path, &pending.temporary, error);
  return pending.descriptor >= 0 && write_pending (&pending, source, format, path, error)
         && (!is_csv || source->options->about == NULL
             || write_metadata (source, path, format == LW_EXPORT_CSV_EXCEL, error))
         && pending_settle (&pending, path, error);
}

static const LwExportOptions no_options = { NULL };

/**
 * lw_export_offices:
 * @path: the file to write; one that is there is replaced when the new one is complete
 * @format: its format
 * @offices: the offices
 * @options: (nullable): which, and how
 * @error: return location for an error
 *
 * Writes the offices with the columns of every export, in their order. On an error or cancellation nothing is
 * left.
 *
 * Returns: %FALSE on an error
 */
gboolean
lw_export_offices (const char *path, LwExportFormat format, LwOffices *offices, const LwExportOptions *options,
                   GError **error)
{
  const LwExportOptions *o = options != NULL ? options : &no_options;
  gboolean fictional = o->about != NULL && o->about->fictional;
  LwExportSource source = {
    .offices = offices,
    .options = o,
    .confidential = lw_note_texts_have_confidential (o->notes, offices, o->rows),
    .name = fictional ? _ ("Offices (fictional example)") : _ ("Offices"),
    .fictional = fictional,
  };

  g_return_val_if_fail (path != NULL && offices != NULL, FALSE);
  g_return_val_if_fail (o->rows == NULL || o->rows->n == offices->n, FALSE);
  return export_source (path, &source, format, error);
}

static gboolean
has_shapes (const LwExportOptions *options)
{
  for (guint i = 0; options->shapes != NULL && i < options->shapes->len; i++)
    if (g_ptr_array_index (options->shapes, i) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * lw_export_table:
 * @path: the file to write; one that is there is replaced when the new one is complete
 * @format: its format; a table without shapes has no place in a map
 * @table: a table; its columns "key", "label" and "vacancy_rate" name and colour its rows on a map
 * @options: (nullable): its shapes, and how
 * @error: return location for an error
 *
 * Returns: %FALSE on an error
 */
gboolean
lw_export_table (const char *path, LwExportFormat format, LwTable *table, const LwExportOptions *options,
                 GError **error)
{
  const LwExportOptions *o = options != NULL ? options : &no_options;
  gboolean is_map = format == LW_EXPORT_GEOJSON || format == LW_EXPORT_KML || format == LW_EXPORT_KMZ;
  LwExportSource source = {
    .table = table,
    .options = o,
    .fictional = o->about != NULL && o->about->fictional,
  };

  g_return_val_if_fail (path != NULL && table != NULL, FALSE);
  g_return_val_if_fail (o->shapes == NULL || o->shapes->len == lw_table_get_n_rows (table), FALSE);
  if (is_map && !has_shapes (o))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _ ("%s: a table without boundaries can be written as .csv, .xlsx or .gpkg only"), path);
      return FALSE;
    }
  source.name = lw_table_get_name (table) != NULL ? lw_table_get_name (table) : "";
  return export_source (path, &source, format, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-kmz: KML in a zip, which Google Earth opens just as well and is a tenth of the size. The KML is written to a
 * file beside first, so that the zip can say how long its member is before it begins, as the simplest readers want. */
#include <glib/gstdio.h>

#include "formats/lw-export-source.h"
#include "formats/lw-zip-writer.h"

#define BLOCK 65536

static gboolean
pack (LwZipWriter *zip, GFile *kml, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) input = g_file_read (kml, cancellable, error);
  g_autoptr (GFileInfo) info
      = input ? g_file_input_stream_query_info (input, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, error) : NULL;
  g_autofree char *block = g_malloc (BLOCK);
  gssize n;

  if (info == NULL || !lw_zip_writer_begin (zip, "doc.kml", g_file_info_get_size (info), error))
    return FALSE;
  while ((n = g_input_stream_read (G_INPUT_STREAM (input), block, BLOCK, cancellable, error)) > 0)
    if (!lw_zip_writer_write (zip, block, (gsize)n, error))
      return FALSE;
  return n == 0 && lw_zip_writer_finish (zip, error);
}

static gboolean
write_zip (const LwExportSource *source, GFile *kml, GOutputStream *stream, GError **error)
{
  g_autoptr (LwZipWriter) zip = lw_zip_writer_new (stream, source->options->cancellable);

  return pack (zip, kml, source->options->cancellable, error);
}

/**
 * lw_export_write_kmz:
 * @source: offices, or a table of areas
 * @path: of the file behind @stream; another one beside it is made and removed
 * @stream: where to write
 *
 * Returns: %FALSE on an error
 */
gboolean
lw_export_write_kmz (const LwExportSource *source, const char *path, GOutputStream *stream, GError **error)
{
  g_autofree char *name = g_strconcat (path, ".kml", NULL);
  g_autoptr (GFile) kml = g_file_new_for_path (name);
  g_autoptr (GFileOutputStream) output
      = g_file_create (kml, G_FILE_CREATE_PRIVATE, source->options->cancellable, error);
  gboolean written;

  if (output == NULL)
    return FALSE;
  written = lw_export_write_kml (source, G_OUTPUT_STREAM (output), error)
            && g_output_stream_close (G_OUTPUT_STREAM (output), source->options->cancellable, error)
            && write_zip (source, kml, stream, error);
  g_unlink (name);
  return written;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-kmz: KML in a zip, which Google Earth opens just as well and is a tenth of the size. */
#include "formats/lw-export-source.h"
#include "formats/lw-zip-writer.h"

/**
 * lw_export_write_kmz:
 * @source: offices, or a table of areas
 * @stream: where to write
 *
 * Returns: %FALSE on an error
 */
gboolean
lw_export_write_kmz (const LwExportSource *source, GOutputStream *stream, GError **error)
{
  g_autoptr (LwZipWriter) zip = lw_zip_writer_new (stream, source->options->cancellable);
  g_autoptr (GOutputStream) member = lw_zip_writer_open_stream (zip);

  return lw_zip_writer_begin (zip, "doc.kml", error) && lw_export_write_kml (source, member, error)
         && lw_zip_writer_finish (zip, error);
}

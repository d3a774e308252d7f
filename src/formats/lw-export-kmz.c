/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-kmz: KML in a zip, which Google Earth opens just as well and is a tenth of the size. The KML is written to a
 * file beside first, so that the zip can say how long its member is before it begins, as the simplest readers want. */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gstdio.h>

#include "formats/lw-export-source.h"

#define BLOCK 65536

typedef struct {
  GOutputStream *stream;
  GCancellable *cancellable;
  GError *error; /* of the stream, since libarchive passes on only a number */
} Sink;

static la_ssize_t
write_cb (struct archive *archive, void *data, const void *buffer, size_t length)
{
  Sink *sink = data;

  if (g_output_stream_write_all (sink->stream, buffer, length, NULL, sink->cancellable,
                                 sink->error == NULL ? &sink->error : NULL))
    return (la_ssize_t)length;
  archive_set_error (archive, EIO, "not written");
  return -1;
}

/* The date of the member is always the same, so that the same content is the same file. */
static int
write_header (struct archive *archive, goffset size)
{
  struct archive_entry *entry = archive_entry_new ();
  int code;

  archive_entry_set_pathname (entry, "doc.kml");
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, size);
  archive_entry_set_mtime (entry, 315532800, 0); /* 1 January 1980, the first day of zips */
  code = archive_write_header (archive, entry);
  archive_entry_free (entry);
  return code;
}

static gboolean
pack (struct archive *archive, Sink *sink, GFile *kml, GError **error)
{
  g_autoptr (GFileInputStream) input = g_file_read (kml, sink->cancellable, error);
  g_autoptr (GFileInfo) info
      = input ? g_file_input_stream_query_info (input, G_FILE_ATTRIBUTE_STANDARD_SIZE, sink->cancellable, error) : NULL;
  g_autofree char *block = g_malloc (BLOCK);
  gssize n = 0;
  int code;

  if (info == NULL)
    return FALSE;
  code = archive_write_open (archive, sink, NULL, write_cb, NULL);
  if (code == ARCHIVE_OK)
    code = write_header (archive, g_file_info_get_size (info));
  while (code == ARCHIVE_OK && (n = g_input_stream_read (G_INPUT_STREAM (input), block, BLOCK, sink->cancellable, error)) > 0)
    if (archive_write_data (archive, block, (size_t)n) != n)
      code = ARCHIVE_FATAL;
  if (n < 0)
    return FALSE;
  if (code == ARCHIVE_OK)
    code = archive_write_close (archive);
  if (code == ARCHIVE_OK)
    return TRUE;
  if (sink->error != NULL)
    g_propagate_error (error, g_steal_pointer (&sink->error));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, archive_error_string (archive));
  return FALSE;
}

static gboolean
write_zip (const LwExportSource *source, GFile *kml, GOutputStream *stream, GError **error)
{
  struct archive *archive = archive_write_new ();
  Sink sink = { stream, source->options->cancellable, NULL };
  gboolean packed;

  archive_write_set_format_zip (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  packed = pack (archive, &sink, kml, error);
  if (!packed)
    archive_write_fail (archive); /* so that freeing writes no more */
  archive_write_free (archive);
  g_clear_error (&sink.error);
  return packed;
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

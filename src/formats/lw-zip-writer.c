/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-zip-writer: see lw-zip-writer.h. */
#include "formats/lw-zip-writer.h"

#include <archive.h>
#include <archive_entry.h>

#define LEVEL "3" /* half the time of the usual 6, an eighth more bytes */
#define FIRST_DAY 315532800 /* 1 January 1980 */

struct _LwZipWriter {
  struct archive *archive;
  GOutputStream *stream;
  GCancellable *cancellable;
  GError *error; /* of the stream, until it is passed on */
  gboolean dropping; /* nothing more is to be written */
};

/* libarchive hears of no failure, since it would then forget to free what it has of the member. */
static la_ssize_t
write_cb (struct archive *archive, void *data, const void *buffer, size_t length)
{
  LwZipWriter *self = data;

  if (!self->dropping)
    self->dropping = !g_output_stream_write_all (self->stream, buffer, length, NULL, self->cancellable, &self->error);
  return (la_ssize_t)length;
}

/**
 * lw_zip_writer_new:
 * @stream: where to write; kept by the caller until the writer is freed
 * @cancellable: (nullable): to stop early
 *
 * Returns: (transfer full): an empty zip
 */
LwZipWriter *
lw_zip_writer_new (GOutputStream *stream, GCancellable *cancellable)
{
  LwZipWriter *self = g_new0 (LwZipWriter, 1);

  self->stream = stream;
  self->cancellable = cancellable;
  self->archive = archive_write_new ();
  archive_write_set_format_zip (self->archive);
  archive_write_set_format_option (self->archive, "zip", "zip64", NULL);
  archive_write_set_format_option (self->archive, "zip", "compression-level", LEVEL);
  archive_write_set_bytes_in_last_block (self->archive, 1);
  archive_write_open (self->archive, self, NULL, write_cb, NULL);
  return self;
}

/* @done: whether libarchive is content; the stream has to be, too */
static gboolean
check (LwZipWriter *self, gboolean done, GError **error)
{
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else if (!done)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, archive_error_string (self->archive));
  else
    return TRUE;
  return FALSE;
}

/**
 * lw_zip_writer_begin:
 * @name: of the member
 *
 * Ends the member before it.
 *
 * Returns: %FALSE with an error
 */
gboolean
lw_zip_writer_begin (LwZipWriter *self, const char *name, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  int code;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, FIRST_DAY, 0);
  code = archive_write_header (self->archive, entry);
  archive_entry_free (entry);
  return check (self, code == ARCHIVE_OK, error);
}

/** lw_zip_writer_write: adds to the member begun last; %FALSE with an error */
gboolean
lw_zip_writer_write (LwZipWriter *self, gconstpointer data, gsize length, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  return check (self, archive_write_data (self->archive, data, length) == (la_ssize_t)length, error);
}

/* A stream into the member begun last, for who writes to streams. */
#define LW_TYPE_ZIP_STREAM (lw_zip_stream_get_type ())
G_DECLARE_FINAL_TYPE (LwZipStream, lw_zip_stream, LW, ZIP_STREAM, GOutputStream)

struct _LwZipStream {
  GOutputStream parent_instance;
  LwZipWriter *writer;
};

G_DEFINE_FINAL_TYPE (LwZipStream, lw_zip_stream, G_TYPE_OUTPUT_STREAM)

static gssize
lw_zip_stream_write (GOutputStream *stream, const void *data, gsize length, GCancellable *cancellable, GError **error)
{
  return lw_zip_writer_write (LW_ZIP_STREAM (stream)->writer, data, length, error) ? (gssize)length : -1;
}

static void
lw_zip_stream_class_init (LwZipStreamClass *klass)
{
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = lw_zip_stream_write;
}

static void
lw_zip_stream_init (LwZipStream *self)
{
}

/** lw_zip_writer_open_stream: (returns: transfer full): into the member begun last, as long as that is written */
GOutputStream *
lw_zip_writer_open_stream (LwZipWriter *self)
{
  LwZipStream *stream = g_object_new (LW_TYPE_ZIP_STREAM, NULL);

  stream->writer = self;
  return G_OUTPUT_STREAM (stream);
}

/** lw_zip_writer_finish: writes the directory; %FALSE with an error */
gboolean
lw_zip_writer_finish (LwZipWriter *self, GError **error)
{
  return check (self, archive_write_close (self->archive) == ARCHIVE_OK, error);
}

void
lw_zip_writer_free (LwZipWriter *self)
{
  g_return_if_fail (self != NULL);
  self->dropping = TRUE;
  archive_write_free (self->archive);
  g_clear_error (&self->error);
  g_free (self);
}

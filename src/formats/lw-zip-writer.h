/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-zip-writer: a zip that is written as a stream, member by member, each followed by its length: workbooks and packed
 * KML. Never Zip64, which some readers of these do not know, so a member has less than 4 GB. Members carry the first day of zips, so that the same content is the same
 * file. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwZipWriter LwZipWriter;

LwZipWriter *lw_zip_writer_new (GOutputStream *stream, GCancellable *cancellable);
gboolean lw_zip_writer_begin (LwZipWriter *writer, const char *name, GError **error);
gboolean lw_zip_writer_write (LwZipWriter *writer, gconstpointer data, gsize length, GError **error);
GOutputStream *lw_zip_writer_open_stream (LwZipWriter *writer);
gboolean lw_zip_writer_finish (LwZipWriter *writer, GError **error);
void lw_zip_writer_free (LwZipWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwZipWriter, lw_zip_writer_free)

G_END_DECLS

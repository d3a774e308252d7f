/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-csv-decode: from the bytes of a text file to UTF-8, block by block. The encoding is decided by looking
 * at the whole file once: one byte in the last row is enough to tell Windows-1252 from UTF-8. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwEncoding: how the characters of a text file are written.
 * @LW_ENCODING_AUTO: find out
 *
 * What is neither marked by a byte order mark nor strict UTF-8 is Windows-1252: every file can be read as
 * that.
 */
typedef enum {
  LW_ENCODING_AUTO,
  LW_ENCODING_UTF8,
  LW_ENCODING_UTF16_LE,
  LW_ENCODING_UTF16_BE,
  LW_ENCODING_WINDOWS_1252,
} LwEncoding;

gboolean lw_encoding_detect (GInputStream *stream,
                             LwEncoding *encoding,
                             gsize *mark_length,
                             GCancellable *cancellable,
                             GError **error);
const char *lw_encoding_get_name (LwEncoding encoding);
gsize
lw_encoding_decode (LwEncoding encoding, const guint8 *bytes, gsize length, gboolean last, GByteArray *text);
const char *lw_encoding_refuse_binary (const guint8 *bytes, gsize length);

G_END_DECLS

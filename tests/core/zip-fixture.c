/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * zip-fixture: see zip-fixture.h. The format is that of PKWARE's APPNOTE 6.3, without Zip64. */
#include "zip-fixture.h"

#include <string.h>

static void
put16 (GByteArray *to, guint value)
{
  guint8 bytes[2] = { value & 0xff, value >> 8 & 0xff };

  g_byte_array_append (to, bytes, 2);
}

static void
put32 (GByteArray *to, guint32 value)
{
  put16 (to, value & 0xffff);
  put16 (to, value >> 16);
}

static guint32
crc32 (const guint8 *data, gsize size)
{
  guint32 table[256];
  guint32 crc = 0xffffffff;

  for (guint32 i = 0; i < 256; i++)
    {
      table[i] = i;
      for (int bit = 0; bit < 8; bit++)
        table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xedb88320 : 0);
    }
  for (gsize i = 0; i < size; i++)
    crc = crc >> 8 ^ table[(crc ^ data[i]) & 0xff];
  return ~crc;
}

static GBytes *
deflate (gconstpointer data, gsize size, int level)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, level);
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (memory, G_CONVERTER (compressor));
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  gssize n = g_output_stream_splice (out, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);

  g_assert_cmpint (n, >=, 0);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

ZipFixture *
zip_fixture_new (void)
{
  ZipFixture *zip = g_new0 (ZipFixture, 1);

  zip->bytes = g_byte_array_new ();
  zip->directory = g_byte_array_new ();
  return zip;
}

static void
put_head (
    GByteArray *to, guint bits, guint method, guint32 crc, guint32 packed, guint32 size, guint name_length)
{
  put16 (to, bits);
  put16 (to, method);
  put32 (to, 0); /* time and date */
  put32 (to, crc);
  put32 (to, packed);
  put32 (to, size);
  put16 (to, name_length);
  put16 (to, 0); /* extra field */
}

/* Adds a member; @size -1 means up to a zero byte. */
void
zip_fixture_add (ZipFixture *zip, const char *name, gconstpointer data, gssize size, ZipFlags flags)
{
  gsize n = size < 0 ? strlen (data) : (gsize) size;
  g_autoptr (GBytes) packed
      = flags & ZIP_DEFLATED ? deflate (data, n, flags & ZIP_FAST ? 1 : 9) : g_bytes_new (data, n);
  guint32 n_packed = (guint32) g_bytes_get_size (packed);
  gboolean streamed = (flags & ZIP_STREAMED) != 0;
  guint bits = (flags & ZIP_ENCRYPTED ? 1 : 0) | (streamed ? 8 : 0) | (flags & ZIP_UTF8 ? 0x800 : 0);
  guint method = flags & ZIP_DEFLATED ? 8 : 0;
  guint32 crc = crc32 (data, n), at = zip->bytes->len;
  guint name_length = (guint) strlen (name);

  put32 (zip->bytes, 0x04034b50);
  put16 (zip->bytes, 20);
  put_head (zip->bytes, bits, method, streamed ? 0 : crc, streamed ? 0 : n_packed, streamed ? 0 : (guint32) n,
            name_length);
  g_byte_array_append (zip->bytes, (const guint8 *) name, name_length);
  g_byte_array_append (zip->bytes, g_bytes_get_data (packed, NULL), n_packed);
  if (streamed)
    {
      put32 (zip->bytes, 0x08074b50);
      put32 (zip->bytes, crc);
      put32 (zip->bytes, n_packed);
      put32 (zip->bytes, (guint32) n);
    }

  put32 (zip->directory, 0x02014b50);
  put16 (zip->directory, 20);
  put16 (zip->directory, 20);
  put_head (zip->directory, bits, method, crc, n_packed, (guint32) n, name_length);
  put16 (zip->directory, 0); /* comment */
  put16 (zip->directory, 0); /* disk */
  put16 (zip->directory, 0);
  put32 (zip->directory, 0); /* attributes */
  put32 (zip->directory, at);
  g_byte_array_append (zip->directory, (const guint8 *) name, name_length);
  zip->n++;
}

void
zip_fixture_add_bytes (ZipFixture *zip, const char *name, GBytes *bytes, ZipFlags flags)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  zip_fixture_add (zip, name, data != NULL ? data : "", (gssize) size, flags);
}

/* Ends and frees @zip. */
GBytes *
zip_fixture_end (ZipFixture *zip)
{
  guint32 at = zip->bytes->len;
  GBytes *bytes;

  g_byte_array_append (zip->bytes, zip->directory->data, zip->directory->len);
  put32 (zip->bytes, 0x06054b50);
  put32 (zip->bytes, 0);
  put16 (zip->bytes, zip->n);
  put16 (zip->bytes, zip->n);
  put32 (zip->bytes, zip->directory->len);
  put32 (zip->bytes, at);
  put16 (zip->bytes, 0);
  bytes = g_byte_array_free_to_bytes (zip->bytes);
  g_byte_array_unref (zip->directory);
  g_free (zip);
  return bytes;
}

/* Writes @bytes to a file and returns its path. */
char *
zip_fixture_save (GBytes *bytes, const char *folder, const char *name)
{
  char *path = g_build_filename (folder, name, NULL);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data != NULL ? data : "", (gssize) size, &error);
  g_assert_no_error (error);
  return path;
}

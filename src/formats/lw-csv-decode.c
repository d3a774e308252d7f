/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-csv-decode: see lw-csv-decode.h. NUL bytes pass through: the reader drops them and names the row. */
#include "formats/lw-csv-decode.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BLOCK 65536
#define REPLACEMENT 0xfffd

/* Windows-1252 differs from Latin-1 only here; five places of it are empty. */
static const guint16 windows_1252_80_9f[32] = {
  0x20ac,      REPLACEMENT, 0x201a, 0x0192, 0x201e, 0x2026,      0x2020, 0x2021,
  0x02c6,      0x2030,      0x0160, 0x2039, 0x0152, REPLACEMENT, 0x017d, REPLACEMENT,
  REPLACEMENT, 0x2018,      0x2019, 0x201c, 0x201d, 0x2022,      0x2013, 0x2014,
  0x02dc,      0x2122,      0x0161, 0x203a, 0x0153, REPLACEMENT, 0x017e, 0x0178,
};

/**
 * lw_encoding_get_name:
 *
 * Returns: (transfer none): the name of @encoding as people know it
 */
const char *
lw_encoding_get_name (LwEncoding encoding)
{
  switch (encoding)
    {
    case LW_ENCODING_UTF8:
      return "UTF-8";
    case LW_ENCODING_UTF16_LE:
      return "UTF-16 (little-endian)";
    case LW_ENCODING_UTF16_BE:
      return "UTF-16 (big-endian)";
    case LW_ENCODING_WINDOWS_1252:
      return "Windows-1252";
    case LW_ENCODING_AUTO:
    default:
      return _ ("automatic");
    }
}

/**
 * lw_encoding_refuse_binary:
 * @bytes: the first bytes of a file
 * @length: their number
 *
 * People offer workbooks and web pages under the name of CSV. A file of a well-known other kind is better
 * named than read as gibberish.
 *
 * Returns: (nullable) (transfer none): what the file is and what to do, translated, or %NULL if it may be
 * text
 */
const char *
lw_encoding_refuse_binary (const guint8 *bytes, gsize length)
{
  static const struct {
    const char *magic;
    gsize length;
    const char *message;
  } kinds[] = {
    { "\xd0\xcf\x11\xe0", 4, N_ ("is an old Excel workbook (.xls); open it and save it as .xlsx or CSV") },
    { "PK\x03\x04", 4, N_ ("is a workbook or another zip file and not text; save the sheet as CSV") },
    { "%PDF", 4, N_ ("is a PDF document; ask its maker for the list as CSV or .xlsx") },
    { "SQLite format 3", 15, N_ ("is a database and not text; import it as a GeoPackage") },
    { "\x1f\x8b", 2, N_ ("is compressed; unpack it first") },
    { "{\\rtf", 5, N_ ("is a text document (RTF); save the table as CSV") },
  };
  gsize i = 0;

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      if (length >= kinds[k].length && memcmp (bytes, kinds[k].magic, kinds[k].length) == 0)
        return _ (kinds[k].message);
    }
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < length && g_ascii_isspace (bytes[i]))
    i++;
  if (i + 1 < length && bytes[i] == '<'
      && (bytes[i + 1] == '?' || bytes[i + 1] == '!' || g_ascii_isalpha (bytes[i + 1])))
    return _ ("is XML or a web page and not CSV; open it in a spreadsheet and save it as CSV");
  return NULL;
}

/* Files written as UTF-16 without a mark give themselves away: every second byte of Latin text is 0. */
static LwEncoding
guess_utf16 (const guint8 *bytes, gsize length)
{
  gsize zeros[2] = { 0, 0 };

  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] == 0)
        zeros[i & 1]++;
    }
  if (length >= 8 && zeros[1] > length / 3 && zeros[0] < length / 20)
    return LW_ENCODING_UTF16_LE;
  if (length >= 8 && zeros[0] > length / 3 && zeros[1] < length / 20)
    return LW_ENCODING_UTF16_BE;
  return LW_ENCODING_AUTO;
}

static LwEncoding
read_mark (const guint8 *bytes, gsize length, gsize *mark_length)
{
  *mark_length = 0;
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      *mark_length = 3;
      return LW_ENCODING_UTF8;
    }
  if (length >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    {
      *mark_length = 2;
      return LW_ENCODING_UTF16_LE;
    }
  if (length >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    {
      *mark_length = 2;
      return LW_ENCODING_UTF16_BE;
    }
  return guess_utf16 (bytes, length);
}

/* How many bytes at the start are UTF-8, NULs included; stops at the first fault. A sequence cut off by the
 * end counts as a fault only if @last. */
static gsize
valid_length (const guint8 *bytes, gsize length, gboolean last, gboolean *fault)
{
  gsize done = 0;

  *fault = FALSE;
  while (done < length)
    {
      const char *end;

      g_utf8_validate_len ((const char *)bytes + done, length - done, &end);
      done = (gsize)((const guint8 *)end - bytes);
      if (done == length)
        break;
      if (bytes[done] == 0)
        {
          done++;
          continue;
        }
      *fault = last
               || g_utf8_get_char_validated ((const char *)bytes + done, (gssize)(length - done))
                      != (gunichar)-2;
      break;
    }
  return done;
}

/* Reads on to the end of the stream: TRUE in @valid if all of it is UTF-8. */
static gboolean
check_utf8 (GInputStream *stream, gboolean *valid, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK);
  gsize kept = 0, got = 0;

  *valid = TRUE;
  do
    {
      gsize done;
      gboolean fault;

      if (!g_input_stream_read_all (stream, block + kept, BLOCK - kept, &got, cancellable, error))
        return FALSE;
      done = valid_length (block, kept + got, got == 0, &fault);
      if (fault)
        *valid = FALSE;
      kept = kept + got - done;
      memmove (block, block + done, kept);
  } while (got > 0 && *valid);
  return TRUE;
}

/**
 * lw_encoding_detect:
 * @stream: a seekable stream, at its beginning
 * @encoding: (inout): %LW_ENCODING_AUTO to find out; another value is kept, and only the mark is looked for
 * @mark_length: (out): bytes of the byte order mark at the beginning
 * @cancellable: (nullable): to stop early
 * @error: return location for an error of the stream
 *
 * Decides the encoding by the byte order mark, else by strict UTF-8, else Windows-1252. Reads to the end of
 * the file if there is no mark; afterwards the stream stands at its beginning again.
 *
 * Returns: %FALSE if the stream cannot be read
 */
gboolean
lw_encoding_detect (
    GInputStream *stream, LwEncoding *encoding, gsize *mark_length, GCancellable *cancellable, GError **error)
{
  guint8 start[4096];
  gsize length;
  LwEncoding marked;
  gboolean valid;

  g_return_val_if_fail (G_IS_SEEKABLE (stream), FALSE);
  if (!g_input_stream_read_all (stream, start, sizeof start, &length, cancellable, error)
      || !g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, cancellable, error))
    return FALSE;
  marked = read_mark (start, length, mark_length);
  if (*encoding != LW_ENCODING_AUTO)
    {
      if (marked != *encoding)
        *mark_length = 0;
      return TRUE;
    }
  *encoding = marked;
  if (marked != LW_ENCODING_AUTO)
    return TRUE;
  if (!check_utf8 (stream, &valid, cancellable, error)
      || !g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, cancellable, error))
    return FALSE;
  *encoding = valid ? LW_ENCODING_UTF8 : LW_ENCODING_WINDOWS_1252;
  return TRUE;
}

static void
append_character (GByteArray *text, gunichar c)
{
  char bytes[6];
  int n = g_unichar_to_utf8 (c, bytes);

  g_byte_array_append (text, (const guint8 *)bytes, (guint)n);
}

static gsize
decode_utf8 (const guint8 *bytes, gsize length, gboolean last, GByteArray *text)
{
  gsize done = 0;

  while (done < length)
    {
      gboolean fault;
      gsize n = valid_length (bytes + done, length - done, last, &fault);

      g_byte_array_append (text, bytes + done, (guint)n);
      done += n;
      if (!fault)
        break;
      append_character (text, REPLACEMENT);
      done++;
    }
  return done;
}

static gsize
decode_windows_1252 (const guint8 *bytes, gsize length, GByteArray *text)
{
  gsize start = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] < 0x80)
        continue;
      g_byte_array_append (text, bytes + start, (guint)(i - start));
      append_character (text, bytes[i] < 0xa0 ? windows_1252_80_9f[bytes[i] - 0x80] : bytes[i]);
      start = i + 1;
    }
  g_byte_array_append (text, bytes + start, (guint)(length - start));
  return length;
}

static gsize
decode_utf16 (const guint8 *bytes, gsize length, gboolean big_endian, gboolean last, GByteArray *text)
{
  gsize i = 0;
  int high = big_endian ? 0 : 1, low = 1 - high;

  while (i + 1 < length)
    {
      gunichar unit = (gunichar)bytes[i + high] << 8 | bytes[i + low];

      if (unit >= 0xd800 && unit < 0xdc00)
        {
          gunichar next;

          if (i + 3 >= length && !last)
            return i;
          next = i + 3 < length ? (gunichar)bytes[i + 2 + high] << 8 | bytes[i + 2 + low] : 0;
          if (next >= 0xdc00 && next < 0xe000)
            {
              append_character (text, 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00));
              i += 4;
              continue;
            }
        }
      append_character (text, unit >= 0xd800 && unit < 0xe000 ? REPLACEMENT : unit);
      i += 2;
    }
  if (i < length && last)
    {
      append_character (text, REPLACEMENT);
      i = length;
    }
  return i;
}

/**
 * lw_encoding_decode:
 * @encoding: the encoding, decided
 * @bytes: bytes of the file
 * @length: their number
 * @last: whether nothing follows them
 * @text: where the characters go, as UTF-8; what cannot be read becomes U+FFFD
 *
 * Returns: how many bytes were used; the rest (part of a character) belongs before the next block
 */
gsize
lw_encoding_decode (LwEncoding encoding, const guint8 *bytes, gsize length, gboolean last, GByteArray *text)
{
  switch (encoding)
    {
    case LW_ENCODING_WINDOWS_1252:
      return decode_windows_1252 (bytes, length, text);
    case LW_ENCODING_UTF16_LE:
    case LW_ENCODING_UTF16_BE:
      return decode_utf16 (bytes, length, encoding == LW_ENCODING_UTF16_BE, last, text);
    case LW_ENCODING_AUTO:
    case LW_ENCODING_UTF8:
    default:
      return decode_utf8 (bytes, length, last, text);
    }
}

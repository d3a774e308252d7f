/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target for workbooks: a zip as it is, or text that lists parts, each below a line "@@ path", which is packed
 * into one first. Each sheet that can be read is CSV of valid UTF-8, a line a row. */
#include <string.h>

#include "formats/lw-sheet-text.h"
#include "formats/lw-workbook.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
put (GByteArray *to, guint n_bytes, guint64 value)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (value >> (8 * i));

      g_byte_array_append (to, &byte, 1);
    }
}

static guint32
crc32 (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
  return ~crc;
}

/* The fields that a member has both beside its data and in the directory. */
static void
put_member (GByteArray *to, const char *name, gsize name_length, guint32 crc, gsize size)
{
  put (to, 8, 0); /* flags, stored, time and date */
  put (to, 4, crc);
  put (to, 4, size);
  put (to, 4, size);
  put (to, 2, name_length);
  put (to, 2, 0);
}

static void
add_part (GByteArray *zip, GByteArray *directory, const char *name, gsize name_length, const guint8 *data, gsize size)
{
  guint32 crc = crc32 (data, size), at = zip->len;

  put (zip, 4, 0x04034b50);
  put (zip, 2, 20);
  put_member (zip, name, name_length, crc, size);
  g_byte_array_append (zip, (const guint8 *) name, (guint) name_length);
  g_byte_array_append (zip, data, (guint) size);
  put (directory, 4, 0x02014b50);
  put (directory, 4, 20 << 16 | 20);
  put_member (directory, name, name_length, crc, size);
  put (directory, 10, 0);
  put (directory, 4, at);
  g_byte_array_append (directory, (const guint8 *) name, (guint) name_length);
}

static GBytes *
pack (const char *text, gsize size)
{
  GByteArray *zip = g_byte_array_new (), *directory = g_byte_array_new ();
  const char *end = text + size, *part = text;
  guint n = 0;

  while (part < end && n < 100)
    {
      const char *line = memchr (part, '\n', (gsize) (end - part));
      const char *body = line != NULL ? line + 1 : end;
      const char *next = memmem (body, (gsize) (end - body), "\n@@ ", 4);
      const char *name = part + MIN (3, end - part);
      const char *name_end = line != NULL ? line : end;

      add_part (zip, directory, name, (gsize) MAX (name_end - name, 0), (const guint8 *) body,
                (gsize) ((next != NULL ? next : end) - body));
      part = next != NULL ? next + 1 : end;
      n++;
    }
  put (directory, 4, 0x06054b50);
  put (directory, 4, 0);
  put (directory, 2, n);
  put (directory, 2, n);
  put (directory, 4, directory->len - 12);
  put (directory, 4, zip->len);
  put (directory, 2, 0);
  g_byte_array_append (zip, directory->data, directory->len);
  g_byte_array_unref (directory);
  return g_byte_array_free_to_bytes (zip);
}

static void
check_sheet (LwWorkbook *book, guint sheet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = lw_workbook_read_sheet (book, sheet, NULL, &error);
  gsize size, n_lines = 0;
  const char *data;

  if (text == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strchr (error->message, '\n'));
      return;
    }
  data = g_bytes_get_data (text, &size);
  g_assert_true (g_utf8_validate_len (data, size, NULL));
  for (gsize i = 0; i < size; i++)
    n_lines += data[i] == '\n';
  g_assert_cmpuint (n_lines, >, 0);
  g_assert_cmpuint (n_lines, <=, LW_SHEET_MAX_ROWS);
  g_assert_true (data[size - 1] == '\n');
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = size >= 2 && memcmp (data, "@@", 2) == 0 ? pack ((const char *) data, size)
                                                                      : g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwWorkbook) book = lw_workbook_open_bytes (bytes, "fuzz.xlsx", NULL, &error);

  if (book == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  g_assert_cmpuint (lw_workbook_guess_sheet (book), <, lw_workbook_get_n_sheets (book));
  for (guint i = 0; i < MIN (lw_workbook_get_n_sheets (book), 4); i++)
    check_sheet (book, i);
  return 0;
}

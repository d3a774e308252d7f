/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-workbook-part: the parts of a workbook, which is a zip of XML files. They refer to each other in any order, so the
 * zip is read again for each of them; what they unpack to is bounded. */
#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <locale.h>

#include "formats/lw-workbook-private.h"
#include "model/lw-error.h"

#define MAX_PARTS 20000
#define MAX_PART_BYTES (2 * G_GUINT64_CONSTANT (1073741824))
/* Rows that are all alike pack some 1:60; below the first size no ratio is held against a part. */
#define FREE_PART_BYTES (64 * 1024 * 1024)
#define MAX_RATIO 250

typedef struct {
  struct archive *archive;
  locale_t utf8;
  locale_t before;
} Zip;

static void
free_part (gpointer data)
{
  LwWorkbookPart *part = data;

  g_free (part->path);
  g_free (part);
}

/* libarchive turns names into the characters of the locale, and gives none where that fails. */
static void
enter_utf8 (Zip *zip)
{
  zip->utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
  zip->before = zip->utf8 != (locale_t) 0 ? uselocale (zip->utf8) : (locale_t) 0;
}

static void
leave_utf8 (Zip *zip)
{
  if (zip->utf8 == (locale_t) 0)
    return;
  uselocale (zip->before);
  freelocale (zip->utf8);
}

static gboolean
set_damaged (LwWorkbook *self, Zip *zip, const char *shown, GError **error)
{
  const char *raw = archive_error_string (zip->archive);
  g_autofree char *why = g_utf8_make_valid (raw != NULL ? raw : _ ("no reason given"), -1);

  /* Translators: a file or a part of it, then a technical reason in English */
  g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
               _ ("%s: the workbook is damaged or cut off (%s): fetch it again, or open it and save it anew"), shown,
               why);
  return FALSE;
}

static gboolean
open_zip (LwWorkbook *self, Zip *zip, GError **error)
{
  gsize size;
  const void *bytes = g_bytes_get_data (self->bytes, &size);

  enter_utf8 (zip);
  zip->archive = archive_read_new ();
  archive_read_support_format_zip (zip->archive);
  return archive_read_open_memory (zip->archive, bytes, size) == ARCHIVE_OK
         || set_damaged (self, zip, self->name, error);
}

static void
close_zip (Zip *zip)
{
  archive_read_free (zip->archive);
  leave_utf8 (zip);
}

/* The next member that is a file: its path with slashes, borrowed from @entry; NULL at the end or on an error. */
static struct archive_entry *
next_entry (LwWorkbook *self, Zip *zip, char **path, GError **error)
{
  struct archive_entry *entry;
  int r;

  *path = NULL;
  while ((r = archive_read_next_header (zip->archive, &entry)) == ARCHIVE_OK || r == ARCHIVE_WARN)
    {
      const char *name = archive_entry_pathname_utf8 (entry);

      if (name == NULL)
        name = archive_entry_pathname (entry);
      if (name == NULL || archive_entry_filetype (entry) == AE_IFDIR)
        continue;
      *path = g_utf8_make_valid (name, -1);
      g_strdelimit (*path, "\\", '/');
      return entry;
    }
  if (r != ARCHIVE_EOF)
    set_damaged (self, zip, self->name, error);
  return NULL;
}

static void
take_entry (LwWorkbook *self, struct archive_entry *entry, char *path)
{
  LwWorkbookPart *part = g_new0 (LwWorkbookPart, 1);

  part->path = path;
  part->size = archive_entry_size_is_set (entry) ? (guint64) MAX (archive_entry_size (entry), 0) : 0;
  part->encrypted = archive_entry_is_encrypted (entry);
  g_ptr_array_add (self->parts, part);
}

/* Lists the members of the zip. */
gboolean
lw_workbook_list_parts (LwWorkbook *self, GCancellable *cancellable, GError **error)
{
  struct archive_entry *entry;
  GError *local = NULL;
  char *path;
  Zip zip;

  self->parts = g_ptr_array_new_with_free_func (free_part);
  if (open_zip (self, &zip, &local))
    while ((entry = next_entry (self, &zip, &path, &local)) != NULL)
      {
        take_entry (self, entry, path);
        if (g_cancellable_set_error_if_cancelled (cancellable, &local))
          break;
        if (self->parts->len > MAX_PARTS)
          {
            g_set_error (&local, LW_ERROR, LW_ERROR_TOO_LARGE,
                         _ ("%s: the workbook holds more than %d files, so it is none made by a spreadsheet"),
                         self->name, MAX_PARTS);
            break;
          }
      }
  close_zip (&zip);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Returns: (nullable): the member with this path, in small letters or capitals. */
const LwWorkbookPart *
lw_workbook_find_part (LwWorkbook *self, const char *path)
{
  for (guint i = 0; path != NULL && i < self->parts->len; i++)
    {
      const LwWorkbookPart *part = self->parts->pdata[i];

      if (g_ascii_strcasecmp (part->path, path) == 0)
        return part;
    }
  return NULL;
}

static gboolean
check_size (LwWorkbook *self, const char *shown, guint64 n, GError **error)
{
  if (n <= FREE_PART_BYTES
      || (n <= MAX_PART_BYTES && n / MAX_RATIO <= (guint64) g_bytes_get_size (self->bytes)))
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE,
               _ ("%s: grows to more than %u MB when unpacked, which looks like a file made to do harm: nothing was "
                  "imported"),
               shown, (guint) ((n - 1) / (1024 * 1024)));
  return FALSE;
}

static gboolean
push_data (LwWorkbook *self, Zip *zip, const char *shown, LwXml *xml, GCancellable *cancellable, GError **error)
{
  const void *bytes;
  la_int64_t offset;
  guint64 sum = 0;
  size_t n;
  int r;

  while ((r = archive_read_data_block (zip->archive, &bytes, &n, &offset)) == ARCHIVE_OK)
    {
      sum += n;
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !check_size (self, shown, sum, error)
          || !lw_xml_push (xml, bytes, n, error))
        return FALSE;
      if (lw_xml_is_stopped (xml))
        return TRUE;
    }
  return r == ARCHIVE_EOF ? lw_xml_finish (xml, error) : set_damaged (self, zip, shown, error);
}

static gboolean
parse_member (LwWorkbook *self, Zip *zip, const char *path, const char *shown, LwXml *xml, GCancellable *cancellable,
              GError **error)
{
  GError *local = NULL;
  char *found;

  while (next_entry (self, zip, &found, &local) != NULL)
    {
      gboolean same = g_ascii_strcasecmp (found, path) == 0;

      g_free (found);
      if (same)
        return push_data (self, zip, shown, xml, cancellable, error);
    }
  if (local == NULL)
    g_set_error (&local, LW_ERROR, LW_ERROR_INVALID,
                 _ ("%s: the part %s is missing from the workbook: open it in a spreadsheet and save it anew"), shown,
                 path);
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * lw_workbook_parse_part:
 * @path: the path of a part
 * @shown: what it is called in messages
 * @names: the elements that matter
 * @handler: what to call
 * @data: for @handler
 *
 * Parses one part. A handler that stops the parser ends it without an error.
 */
gboolean
lw_workbook_parse_part (LwWorkbook *self, const char *path, const char *shown, const LwXmlName *names,
                        const LwXmlHandler *handler, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwXml) xml = lw_xml_new (shown, names, handler, data);
  const LwWorkbookPart *part = lw_workbook_find_part (self, path);
  gboolean done;
  Zip zip;

  if (part != NULL && part->encrypted)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _ ("%s: the workbook is protected by a password: open it and save it without one"), self->name);
      return FALSE;
    }
  done = open_zip (self, &zip, error) && parse_member (self, &zip, path, shown, xml, cancellable, error);
  close_zip (&zip);
  return done;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-changes-file: see lw-changes-file.h. The format, version 1 and 2; numbers are little-endian, a text is its length
 * in bytes (u32) and then UTF-8 without a zero:
 *
 *   8 bytes   89 4C 57 43 0D 0A 1A 0A; damaged by transfers that take a file for text
 *   u32       version of the format; a reader refuses a version above its own. 1 where programs that know the tables of
 *             version 1 can take the edits in and none was cut; else 2
 *   u32       number of edits, at most 1000
 *   u64       the file holds all edits with a number above this one; those up to it were left out or are forgotten
 *   text      identity of the document; text: its title
 *   u32       of version 2: the number of notes of offices of which something was kept back; u64: the key of each
 *   each edit, oldest first:
 *     u64     its number in the history of the copy it comes from
 *     text    its name; text: when it was made, ISO 8601 in UTC
 *     text    of version 2: if this is only a part of the edit, the hash of the whole (lw_change_new()); else empty.
 *             Where nothing of the edit goes out its name, its time and its changeset are empty
 *     u32     bytes of its changeset, and then those: a changeset of SQLite's session extension, zlib
 *   32 bytes  SHA-256 of everything before
 *
 * A length is never believed beyond the bytes that are there, and nothing is reserved by what it says. */
#include "store/lw-changes-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/lw-error.h"

static const guint8 magic[8] = { 0x89, 'L', 'W', 'C', 0x0d, 0x0a, 0x1a, 0x0a };

#define VERSION 2
#define MAX_EDITS 1000
#define MAX_TEXT 4096
#define DIGEST 32
#define HASH_DIGITS 32

/** lw_change_new: (returns: transfer full): an edit with its hash; the compressed bytes are alike in all copies */
LwChange *
lw_change_new (gint64 id, const char *name, const char *made, GBytes *packed)
{
  LwChange *change = g_new0 (LwChange, 1);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);

  g_checksum_update (checksum, (const guint8 *)made, strlen (made) + 1);
  g_checksum_update (checksum, (const guint8 *)name, strlen (name) + 1);
  if (size > 0)
    g_checksum_update (checksum, data, size);
  change->id = id;
  change->name = g_strdup (name);
  change->made = g_strdup (made);
  change->packed = g_bytes_ref (packed);
  change->hash = g_strndup (g_checksum_get_string (checksum), HASH_DIGITS);
  return change;
}

void
lw_change_free (LwChange *change)
{
  g_free (change->name);
  g_free (change->made);
  g_clear_pointer (&change->packed, g_bytes_unref);
  g_free (change->hash);
  g_free (change->whole);
  g_free (change);
}

/** lw_change_is_empty: whether all of the edit was kept back, so that only its hash is there */
gboolean
lw_change_is_empty (const LwChange *change)
{
  return g_bytes_get_size (change->packed) == 0 && change->whole != NULL;
}

LwChangesFile *
lw_changes_file_new (const char *document, const char *title)
{
  LwChangesFile *file = g_new0 (LwChangesFile, 1);

  file->document = g_strdup (document);
  file->title = g_strdup (title);
  file->withheld = g_array_new (FALSE, FALSE, sizeof (gint64));
  file->edits = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_change_free);
  return file;
}

void
lw_changes_file_free (LwChangesFile *file)
{
  g_free (file->document);
  g_free (file->title);
  g_array_unref (file->withheld);
  g_ptr_array_unref (file->edits);
  g_free (file);
}

static void
put_u32 (GByteArray *bytes, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (bytes, (const guint8 *)&little, sizeof little);
}

static void
put_u64 (GByteArray *bytes, gint64 value)
{
  guint64 little = GUINT64_TO_LE ((guint64)value);

  g_byte_array_append (bytes, (const guint8 *)&little, sizeof little);
}

/* A text that is too long is cut between two characters. */
static void
put_text (GByteArray *bytes, const char *text)
{
  gsize size = strlen (text);

  if (size > MAX_TEXT)
    size = g_utf8_find_prev_char (text, text + MAX_TEXT) - text;
  put_u32 (bytes, size);
  g_byte_array_append (bytes, (const guint8 *)text, size);
}

static guint32
choose_version (const LwChangesFile *file)
{
  gboolean cut = FALSE;

  for (guint i = 0; i < file->edits->len && !cut; i++)
    cut = ((const LwChange *)g_ptr_array_index (file->edits, i))->whole != NULL;
  return cut || file->since > 1 ? 2 : 1;
}

/** lw_changes_file_serialize: (returns: transfer full): the bytes of @file */
GBytes *
lw_changes_file_serialize (const LwChangesFile *file)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[DIGEST];
  gsize size = DIGEST;
  guint32 version = choose_version (file);

  g_byte_array_append (bytes, magic, sizeof magic);
  put_u32 (bytes, version);
  put_u32 (bytes, file->edits->len);
  put_u64 (bytes, file->after);
  put_text (bytes, file->document);
  put_text (bytes, file->title);
  if (version > 1)
    put_u32 (bytes, file->withheld->len);
  for (guint i = 0; version > 1 && i < file->withheld->len; i++)
    put_u64 (bytes, g_array_index (file->withheld, gint64, i));
  for (guint i = 0; i < file->edits->len; i++)
    {
      const LwChange *edit = g_ptr_array_index (file->edits, i);

      put_u64 (bytes, edit->id);
      put_text (bytes, edit->name);
      put_text (bytes, edit->made);
      if (version > 1)
        put_text (bytes, edit->whole ? edit->whole : "");
      put_u32 (bytes, g_bytes_get_size (edit->packed));
      g_byte_array_append (bytes, g_bytes_get_data (edit->packed, NULL), g_bytes_get_size (edit->packed));
    }
  g_checksum_update (checksum, bytes->data, bytes->len);
  g_checksum_get_digest (checksum, digest, &size);
  g_byte_array_append (bytes, digest, size);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

typedef struct {
  GBytes *bytes;
  const guint8 *data;
  gsize at;
  gsize end;
  guint32 version;
} Reader;

static gboolean
get (Reader *reader, gpointer value, gsize size)
{
  if (reader->end - reader->at < size)
    return FALSE;
  memcpy (value, reader->data + reader->at, size);
  reader->at += size;
  return TRUE;
}

static gboolean
get_u32 (Reader *reader, guint32 *value)
{
  if (!get (reader, value, sizeof *value))
    return FALSE;
  *value = GUINT32_FROM_LE (*value);
  return TRUE;
}

static gboolean
get_u64 (Reader *reader, gint64 *value)
{
  guint64 little;

  if (!get (reader, &little, sizeof little) || GUINT64_FROM_LE (little) > G_MAXINT64)
    return FALSE;
  *value = (gint64)GUINT64_FROM_LE (little);
  return TRUE;
}

static char *
get_text (Reader *reader)
{
  guint32 size;
  const char *text;

  if (!get_u32 (reader, &size) || size > MAX_TEXT || reader->end - reader->at < size)
    return NULL;
  text = (const char *)reader->data + reader->at;
  reader->at += size;
  return g_utf8_validate_len (text, size, NULL) ? g_strndup (text, size) : NULL;
}

/* What may be "" or the hash of an edit; %FALSE if it is neither. */
static gboolean
get_whole (Reader *reader, char **whole)
{
  g_autofree char *text = reader->version > 1 ? get_text (reader) : g_strdup ("");

  if (text == NULL || (text[0] != '\0' && (strlen (text) != HASH_DIGITS || strspn (text, "0123456789abcdef") != HASH_DIGITS)))
    return FALSE;
  *whole = text[0] != '\0' ? g_steal_pointer (&text) : NULL;
  return TRUE;
}

static LwChange *
get_edit (Reader *reader)
{
  gint64 id;
  guint32 size;
  g_autofree char *name = NULL, *made = NULL, *whole = NULL;
  g_autoptr (GBytes) packed = NULL;
  LwChange *change;

  if (!get_u64 (reader, &id) || !(name = get_text (reader)) || !(made = get_text (reader)) || !get_whole (reader, &whole)
      || !get_u32 (reader, &size) || reader->end - reader->at < size)
    return NULL;
  packed = g_bytes_new_from_bytes (reader->bytes, reader->at, size);
  reader->at += size;
  change = lw_change_new (id, name, made, packed);
  change->whole = g_steal_pointer (&whole);
  return change;
}

static gboolean
get_withheld (Reader *reader, GArray *withheld)
{
  guint32 n = 0;

  if (reader->version == 1)
    return TRUE;
  if (!get_u32 (reader, &n))
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    {
      gint64 key;

      if (!get_u64 (reader, &key))
        return FALSE;
      g_array_append_val (withheld, key);
    }
  return TRUE;
}

static LwChangesFile *
get_file (Reader *reader, guint32 n_edits)
{
  gint64 after = 0;
  g_autofree char *document = get_u64 (reader, &after) ? get_text (reader) : NULL;
  g_autofree char *title = document ? get_text (reader) : NULL;
  g_autoptr (LwChangesFile) file = NULL;

  if (title == NULL)
    return NULL;
  file = lw_changes_file_new (document, title);
  file->after = after;
  if (!get_withheld (reader, file->withheld))
    return NULL;
  for (guint32 i = 0; i < n_edits; i++)
    {
      LwChange *edit = get_edit (reader);
      const LwChange *last = i > 0 ? g_ptr_array_index (file->edits, i - 1) : NULL;

      if (edit == NULL)
        return NULL;
      g_ptr_array_add (file->edits, edit);
      if (edit->id <= (last ? last->id : after))
        return NULL;
    }
  return reader->at == reader->end ? g_steal_pointer (&file) : NULL;
}

static gboolean
is_whole (const guint8 *data, gsize size)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[DIGEST];
  gsize n = DIGEST;

  g_checksum_update (checksum, data, size - DIGEST);
  g_checksum_get_digest (checksum, digest, &n);
  return memcmp (digest, data + size - DIGEST, DIGEST) == 0;
}

/**
 * lw_changes_file_parse:
 * @bytes: the content of a file, from anywhere
 * @name: of the file, for messages
 * @error: return location for an error
 *
 * Returns: (transfer full): what is in it, or %NULL with %LW_ERROR_UNSUPPORTED if it is another kind of file,
 *   %LW_ERROR_NEWER, or %LW_ERROR_INVALID if it is cut short or damaged
 */
LwChangesFile *
lw_changes_file_parse (GBytes *bytes, const char *name, GError **error)
{
  Reader reader = { bytes, NULL, sizeof magic, 0, 0 };
  guint32 n_edits = 0;
  LwChangesFile *file = NULL;

  reader.data = g_bytes_get_data (bytes, &reader.end);
  if (reader.end < sizeof magic || memcmp (reader.data, magic, sizeof magic) != 0)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _ ("“%s” does not hold edits of a document; choose a file that Export edits has made"), name);
      return NULL;
    }
  if (get_u32 (&reader, &reader.version) && reader.version > VERSION)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_NEWER,
                   _ ("“%s” was made by a newer version of Leegwijzer; apply it with that version"), name);
      return NULL;
    }
  if (reader.version >= 1 && get_u32 (&reader, &n_edits) && n_edits <= MAX_EDITS
      && reader.end - reader.at >= DIGEST && is_whole (reader.data, reader.end))
    {
      reader.end -= DIGEST;
      file = get_file (&reader, n_edits);
    }
  if (file == NULL)
    g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
                 _ ("“%s” is damaged or was cut short on its way; have it sent again"), name);
  return file;
}

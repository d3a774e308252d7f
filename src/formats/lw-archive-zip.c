/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-archive-zip: the zips of lw-archive. Each zip is a level; the read callback of an inner level takes the
 * blocks that libarchive inflates from the current member of the level around it, without a copy. The first
 * error is kept in the outermost level, because libarchive passes only a number through its callbacks. */
#include "formats/lw-archive-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "model/lw-error.h"

typedef struct _Level Level;

struct _Level {
  WalkState *state;
  SourceFile *file; /* the outer file, the same for all levels */
  Level *parent;    /* NULL for the outermost zip */
  struct archive *archive;
  char *name;               /* "outer.zip > inner.zip" */
  char *member_name;        /* name of the current member, with @name before it */
  guint depth;              /* 0 for the outermost zip */
  guint64 packed_bytes;     /* read so far from the container */
  guint64 packed_at_member; /* the same when the current member began */
  guint64 member_bytes;     /* expanded bytes of the current member */
  gboolean member_is_xml;
  gboolean member_ended;
  GError *error; /* of a callback, until it is passed on */
};

static gboolean walk_level (Level *level, GError **error);

static void
set_too_large (GError **error, const char *name, const char *why)
{
  /* TRANSLATORS: the first %s is a file in an archive, the second a reason. */
  g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE,
               _("%s: %s; this looks like an archive made to do harm, so nothing was imported"), name, why);
}

/* Passes on the error of a callback below if there is one, else says what libarchive says. */
static void
take_error (Level *level, const char *name, GError **error)
{
  const char *raw = archive_error_string (level->archive);
  /* It may quote bytes of the archive. */
  g_autofree char *why = lw_archive_name_show (raw != NULL ? raw : _("no reason given"));
  g_autofree char *at
      = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) archive_filter_bytes (level->archive, 0));

  for (Level *l = level; l != NULL; l = l->parent)
    if (l->error != NULL)
      {
        g_propagate_error (error, g_steal_pointer (&l->error));
        return;
      }
  /* TRANSLATORS: file in an archive, a byte position, a technical reason in English. */
  g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
               _("%s: the archive is damaged or cut off near byte %s of its zip (%s): fetch it again"), name,
               at, why);
}

static gboolean
check_limits (Level *level, GError **error)
{
  const LwArchiveLimits *limits = &level->state->walk->limits;
  guint64 packed = MAX (level->packed_bytes - level->packed_at_member, 1);
  guint64 all = level->state->walk->counts.xml_bytes;

  if (level->member_bytes > limits->ratio_free_bytes && level->member_bytes / limits->max_ratio > packed)
    {
      set_too_large (error, level->member_name, _("it grows too much when unpacked"));
      return FALSE;
    }
  if (!level->member_is_xml)
    return TRUE;
  if (level->member_bytes > limits->max_member_bytes || all > limits->max_total_bytes)
    {
      set_too_large (error, level->member_name, _("it is too large when unpacked"));
      return FALSE;
    }
  if (all > 16 * limits->ratio_free_bytes && all / limits->max_ratio > level->state->total_bytes)
    {
      set_too_large (error, level->member_name, _("all files together grow too much when unpacked"));
      return FALSE;
    }
  return TRUE;
}

/* The next block of the current member of @level: its length, 0 at the end, -1 with @error set. */
static gssize
read_member_block (Level *level, const guint8 **block, GError **error)
{
  const void *bytes = NULL;
  size_t n = 0;
  la_int64_t offset;

  do
    {
      int r;

      if (g_cancellable_set_error_if_cancelled (level->state->cancellable, error))
        return -1;
      r = archive_read_data_block (level->archive, &bytes, &n, &offset);
      if (r == ARCHIVE_EOF)
        {
          level->member_ended = TRUE;
          return 0;
        }
      if (r != ARCHIVE_OK)
        {
          take_error (level, level->member_name, error);
          return -1;
        }
    }
  while (n == 0);
  level->member_bytes += n;
  if (level->member_is_xml)
    level->state->walk->counts.xml_bytes += n;
  if (!check_limits (level, error))
    return -1;
  *block = bytes;
  return (gssize) n;
}

static gssize
read_xml_member (LwArchiveMember *member, const guint8 **block, GError **error)
{
  Level *level = member->from;

  return level->member_ended ? 0 : read_member_block (level, block, error);
}

static la_ssize_t
read_cb (struct archive *archive, void *data, const void **buffer)
{
  Level *level = data;
  const guint8 *block = NULL;
  gssize n;

  if (level->parent == NULL)
    n = lw_source_file_read_block (level->file, &block, level->error == NULL ? &level->error : NULL);
  else if (level->parent->member_ended)
    n = 0;
  else
    n = read_member_block (level->parent, &block, level->error == NULL ? &level->error : NULL);
  if (n < 0)
    {
      archive_set_error (archive, EIO, "the container cannot be read");
      return ARCHIVE_FATAL;
    }
  level->packed_bytes += (guint64) n;
  *buffer = block;
  return n;
}

static la_int64_t
seek_cb (struct archive *archive, void *data, la_int64_t offset, int whence)
{
  Level *level = data;
  off_t at = lseek (level->file->fd, (off_t) offset, whence);

  if (at < 0)
    return ARCHIVE_FATAL;
  level->file->position = (guint64) at;
  return at;
}

static la_int64_t
skip_cb (struct archive *archive, void *data, la_int64_t request)
{
  Level *level = data;
  guint64 left = level->file->size - MIN (level->file->size, level->file->position);

  /* Stay inside the file, so that a cut-off archive is noticed by the next read. */
  if (request <= 0 || (guint64) request > left || lseek (level->file->fd, (off_t) request, SEEK_CUR) < 0)
    return 0;
  level->file->position += (guint64) request;
  level->packed_bytes += (guint64) request;
  return request;
}

static gboolean
open_level (Level *level, GError **error)
{
  level->archive = archive_read_new ();
  archive_read_support_format_zip (level->archive);
  archive_read_set_callback_data (level->archive, level);
  archive_read_set_read_callback (level->archive, read_cb);
  /* Only the outermost zip can be read by its directory; inner ones go past as a stream. */
  if (level->parent == NULL)
    {
      level->file->reads_directory = TRUE;
      archive_read_set_seek_callback (level->archive, seek_cb);
      archive_read_set_skip_callback (level->archive, skip_cb);
    }
  if (archive_read_open1 (level->archive) == ARCHIVE_OK)
    {
      level->state->walk->counts.zips++;
      return TRUE;
    }
  take_error (level, level->name, error);
  return FALSE;
}

static void
close_level (Level *level)
{
  if (level->archive != NULL)
    archive_read_free (level->archive);
  g_free (level->name);
  g_free (level->member_name);
  g_clear_error (&level->error);
}

static gboolean
walk_inner_zip (Level *level, GError **error)
{
  Level inner = { level->state, level->file, level };
  gboolean ok = FALSE;

  inner.depth = level->depth + 1;
  inner.name = g_strdup (level->member_name);
  if (inner.depth > level->state->walk->limits.max_nesting)
    g_set_error (
        error, LW_ERROR, LW_ERROR_TOO_LARGE,
        ngettext (
            "%s: zips are read up to %u deep inside another zip, this one lies deeper: unpack the outer one",
            "%s: zips are read up to %u deep inside another zip, this one lies deeper: unpack the outer one",
            level->state->walk->limits.max_nesting),
        level->member_name, level->state->walk->limits.max_nesting);
  else
    ok = open_level (&inner, error) && walk_level (&inner, error);
  close_level (&inner);
  return ok;
}

/* libarchive can jump over a member of known length, but inflates one of unknown length to its end: that is
 * done here, under the limits and the cancellable. */
static gboolean
skip_rest (Level *level, struct archive_entry *entry, GError **error)
{
  const guint8 *block;
  gssize n = 1;

  if (archive_entry_size_is_set (entry))
    return TRUE;
  while (!level->member_ended && n > 0)
    n = read_member_block (level, &block, error);
  return n >= 0;
}

static gboolean
walk_member (Level *level, struct archive_entry *entry, GError **error)
{
  gboolean is_zip = lw_archive_name_ends (level->member_name, ".zip");
  gboolean ok;

  if (archive_entry_is_encrypted (entry))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _("%s: is encrypted: unpack it with its password first"), level->member_name);
      return FALSE;
    }
  level->member_is_xml = !is_zip;
  if (is_zip)
    ok = walk_inner_zip (level, error);
  else
    {
      LwArchiveMember member = { level->member_name, read_xml_member, level };

      level->state->walk->counts.xml++;
      ok = level->state->walk->member (&member, level->state->walk->member_data, error);
    }
  return ok && skip_rest (level, entry, error);
}

static void
begin_member (Level *level, struct archive_entry *entry)
{
  const char *raw = archive_entry_pathname_utf8 (entry);
  g_autofree char *shown = NULL;

  if (raw == NULL)
    raw = archive_entry_pathname (entry);
  shown = lw_archive_name_show (raw != NULL ? raw : "?");
  g_free (level->member_name);
  level->member_name = g_strdup_printf ("%s > %s", level->name, shown);
  level->packed_at_member = level->packed_bytes;
  level->member_bytes = 0;
  level->member_ended = FALSE;
}

static gboolean
is_wanted (Level *level, struct archive_entry *entry)
{
  const char *own = level->member_name + strlen (level->name) + strlen (" > ");

  if (archive_entry_filetype (entry) == AE_IFDIR)
    return FALSE;
  if (archive_entry_filetype (entry) == AE_IFREG && !lw_archive_name_is_junk (own)
      && (lw_archive_hands_out (level->state->walk, own) || lw_archive_name_ends (own, ".zip")))
    return lw_archive_wants (level->state, level->member_name);
  level->state->walk->counts.skipped++;
  if (level->state->walk->skipped != NULL)
    level->state->walk->skipped (level->member_name, level->state->walk->member_data);
  return FALSE;
}

static gboolean
walk_level (Level *level, GError **error)
{
  struct archive_entry *entry;
  int r;

  /* A warning on a header is about its name's characters; the member itself is sound. */
  while ((r = archive_read_next_header (level->archive, &entry)) == ARCHIVE_OK || r == ARCHIVE_WARN)
    {
      if (g_cancellable_set_error_if_cancelled (level->state->cancellable, error))
        return FALSE;
      level->file->reads_directory = FALSE;
      begin_member (level, entry);
      if (++level->state->n_members > level->state->walk->limits.max_members)
        {
          set_too_large (error, level->member_name, _("the archive holds too many files"));
          return FALSE;
        }
      if (!is_wanted (level, entry))
        {
          level->member_is_xml = FALSE;
          if (!skip_rest (level, entry, error))
            return FALSE;
        }
      else if (!walk_member (level, entry, error))
        return FALSE;
    }
  if (r == ARCHIVE_EOF)
    return TRUE;
  take_error (level, level->member_name != NULL ? level->member_name : level->name, error);
  return FALSE;
}

/* Walks the zip in @file. libarchive turns names into the characters of the locale and gives none where that
 * fails; so this thread is in a UTF-8 locale meanwhile, whatever the user's is. */
gboolean
lw_archive_walk_zip (WalkState *state, SourceFile *file, GError **error)
{
  Level outer = { state, file, NULL };
  locale_t utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
  locale_t before = utf8 != (locale_t) 0 ? uselocale (utf8) : (locale_t) 0;
  gboolean ok;

  outer.name = g_strdup (file->name);
  ok = open_level (&outer, error) && walk_level (&outer, error);
  close_level (&outer);
  if (utf8 != (locale_t) 0)
    {
      uselocale (before);
      freelocale (utf8);
    }
  return ok;
}

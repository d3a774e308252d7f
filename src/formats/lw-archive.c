/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-archive: see lw-archive.h. This file finds the outer files and reads them; lw-archive-zip.c reads zips.
 * What a file is, is decided by its first bytes; only inside folders and archives do names choose what is
 * looked at. */
#include "formats/lw-archive-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/lw-folder.h"
#include "model/lw-error.h"

/* Progress is told at least so many bytes apart: some twenty times a second at the speed of parsing. */
#define PROGRESS_STEP (2 * 1024 * 1024)

/**
 * lw_archive_limits_init:
 * @limits: (out caller-allocates): the limits of an ordinary import
 */
void
lw_archive_limits_init (LwArchiveLimits *limits)
{
  g_return_if_fail (limits != NULL);

  limits->max_nesting = 3;
  limits->max_members = 200000;
  limits->max_member_bytes = G_GUINT64_CONSTANT (2) << 30;
  limits->max_total_bytes = G_GUINT64_CONSTANT (512) << 30;
  limits->max_ratio = 250;
  limits->ratio_free_bytes = G_GUINT64_CONSTANT (64) << 20;
}

/* Junk that archivers of other systems leave: its .xml names do not hold XML. */
gboolean
lw_archive_name_is_junk (const char *path)
{
  const char *base = strrchr (path, '/');

  base = base != NULL ? base + 1 : path;
  return g_str_has_prefix (base, "._") || g_str_has_prefix (path, "__MACOSX")
         || strstr (path, "/__MACOSX") != NULL;
}

gboolean
lw_archive_name_ends (const char *path, const char *suffix)
{
  gsize n = strlen (path), m = strlen (suffix);

  return n >= m && g_ascii_strcasecmp (path + n - m, suffix) == 0;
}

/* Whether a file or member of that name is handed out. */
gboolean
lw_archive_hands_out (const LwArchiveWalk *walk, const char *name)
{
  static const char *const xml[] = { ".xml", NULL };
  const char *const *endings = walk->endings != NULL ? walk->endings : xml;

  for (guint i = 0; endings[i] != NULL; i++)
    if (lw_archive_name_ends (name, endings[i]))
      return TRUE;
  return FALSE;
}

/* Names come from foreign archives and end in messages: valid UTF-8 without control characters. Names that
 * are not UTF-8 were written by DOS-minded archivers, in code page 437. */
char *
lw_archive_name_show (const char *raw)
{
  char *name;

  if (g_utf8_validate (raw, -1, NULL))
    name = g_strdup (raw);
  else
    name = g_convert (raw, -1, "UTF-8", "CP437", NULL, NULL, NULL);
  if (name == NULL)
    name = g_utf8_make_valid (raw, -1);
  for (char *p = name; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = '?';
  return name;
}

static void
tell_progress (SourceFile *file)
{
  WalkState *state = file->state;
  guint64 done = state->before_bytes + file->position;

  if (state->walk->progress == NULL || file->reads_directory || done < state->shown_bytes + PROGRESS_STEP)
    return;
  state->shown_bytes = done;
  state->walk->progress (NULL, MIN (done, state->total_bytes), state->total_bytes, LW_PROGRESS_BYTES,
                         state->walk->progress_data);
}

/* The next block of an outer file: its length, 0 at the end, -1 with @error set. */
gssize
lw_source_file_read_block (SourceFile *file, const guint8 **block, GError **error)
{
  gssize n;

  if (g_cancellable_set_error_if_cancelled (file->state->cancellable, error))
    return -1;
  do
    n = read (file->fd, file->buffer, LW_SOURCE_BLOCK);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    {
      int saved = errno;
      g_autofree char *at = g_strdup_printf ("%" G_GUINT64_FORMAT, file->position);

      /* TRANSLATORS: a file, a byte position, a reason. */
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), _("%s: cannot be read at byte %s: %s"),
                   file->name, at, g_strerror (saved));
      return -1;
    }
  file->position += (guint64) n;
  *block = file->buffer;
  tell_progress (file);
  return n;
}

static void
close_source (SourceFile *file)
{
  if (file->fd >= 0)
    close (file->fd);
  g_free (file->name);
  g_free (file->buffer);
}

static gboolean
open_source (SourceFile *file, WalkState *state, const char *path, GError **error)
{
  g_autofree char *base = g_path_get_basename (path);
  struct stat info;

  memset (file, 0, sizeof *file);
  file->state = state;
  file->name = lw_archive_name_show (base);
  /* A pipe may never say anything, so opening does not wait for it. */
  file->fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (file->fd < 0 || fstat (file->fd, &info) != 0)
    {
      int saved = errno;

      /* TRANSLATORS: a file and a reason. */
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), _("%s: cannot be opened: %s"),
                   file->name, g_strerror (saved));
      return FALSE;
    }
  if (!S_ISREG (info.st_mode))
    {
      /* TRANSLATORS: a file. */
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _("%s: is no file but a pipe or device: save it as a file first"), file->name);
      return FALSE;
    }
  file->size = (guint64) info.st_size;
  file->buffer = g_malloc (LW_SOURCE_BLOCK);
  return TRUE;
}

static gssize
read_plain_member (LwArchiveMember *member, const guint8 **block, GError **error)
{
  SourceFile *file = member->from;
  gssize n = lw_source_file_read_block (file, block, error);

  if (n > 0)
    file->state->walk->counts.xml_bytes += (guint64) n;
  return n;
}

static gboolean
walk_plain_xml (WalkState *state, SourceFile *file, GError **error)
{
  LwArchiveMember member = { file->name, read_plain_member, file };

  state->walk->counts.xml++;
  return state->walk->member (&member, state->walk->member_data, error);
}

/* Whether the caller wants the file or member @name opened. */
gboolean
lw_archive_wants (WalkState *state, const char *name)
{
  return state->walk->wants == NULL || state->walk->wants (name, state->walk->member_data);
}

static gboolean
walk_file (WalkState *state, const char *path, GError **error)
{
  SourceFile file;
  guint8 magic[4] = { 0 };
  gboolean ok = FALSE;

  if (open_source (&file, state, path, error))
    {
      gssize n = pread (file.fd, magic, sizeof magic, 0);

      if (!lw_archive_wants (state, file.name))
        ok = TRUE;
      else if (n == 4 && magic[0] == 'P' && magic[1] == 'K' && magic[2] < 9 && magic[3] == magic[2] + 1)
        ok = lw_archive_walk_zip (state, &file, error);
      else
        ok = walk_plain_xml (state, &file, error);
      state->before_bytes += file.size;
    }
  close_source (&file);
  return ok;
}

static gboolean
takes_cb (const char *path, gpointer state)
{
  return g_file_test (path, G_FILE_TEST_IS_REGULAR)
         && (lw_archive_hands_out (((WalkState *) state)->walk, path) || lw_archive_name_ends (path, ".zip"));
}

static gboolean
list_sources (WalkState *state, const char *const *paths, GPtrArray *files, GError **error)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      if (!g_file_test (paths[i], G_FILE_TEST_IS_DIR))
        g_ptr_array_add (files, g_strdup (paths[i]));
      else if (!lw_folder_list (paths[i], takes_cb, state, files, &state->walk->counts.skipped, state->cancellable, error))
        return FALSE;
    }
  for (guint i = 0; i < files->len; i++)
    {
      GStatBuf info;

      if (g_stat (g_ptr_array_index (files, i), &info) == 0)
        state->total_bytes += (guint64) info.st_size;
    }
  return TRUE;
}

/**
 * lw_archive_walk:
 * @walk: what to do; its counts are filled
 * @paths: (array zero-terminated=1): XML files, zips and folders
 * @cancellable: (nullable): checked per block
 * @error: return location
 *
 * Hands every XML member of @paths to the function of @walk, in the order of @paths, names and archives. The
 * same paths may be walked again. Errors: %LW_ERROR_INVALID (damaged or truncated archive),
 * %LW_ERROR_UNSUPPORTED (encrypted), %LW_ERROR_TOO_LARGE (a limit), %G_IO_ERROR; the message names archive >
 * member and the byte.
 *
 * Returns: %TRUE when all members were handed out
 */
gboolean
lw_archive_walk (LwArchiveWalk *walk, const char *const *paths, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  WalkState state = { walk, cancellable, 0 };

  g_return_val_if_fail (walk != NULL && walk->member != NULL && paths != NULL, FALSE);

  memset (&walk->counts, 0, sizeof walk->counts);
  if (!list_sources (&state, paths, files, error))
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    if (!walk_file (&state, g_ptr_array_index (files, i), error))
      return FALSE;
  if (walk->progress != NULL)
    walk->progress (NULL, state.total_bytes, state.total_bytes, LW_PROGRESS_BYTES, walk->progress_data);
  return TRUE;
}

/**
 * lw_archive_member_get_name:
 * @member: a member
 *
 * Returns: its name for people: "outer.zip > inner.zip > member.xml", valid UTF-8
 */
const char *
lw_archive_member_get_name (LwArchiveMember *member)
{
  g_return_val_if_fail (member != NULL, NULL);
  return member->name;
}

/**
 * lw_archive_member_read:
 * @member: a member
 * @block: (out) (transfer none): the next bytes, valid until the next call
 * @error: return location
 *
 * Returns: the number of bytes, 0 at the end, -1 with @error set
 */
gssize
lw_archive_member_read (LwArchiveMember *member, const guint8 **block, GError **error)
{
  g_return_val_if_fail (member != NULL && block != NULL, -1);
  return member->read (member, block, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-replace: see lw-replace.h. SQLite has put the content on the disk when it closed the file; here the
 * rename is put there too, so that a power cut leaves either file whole. */
#include "store/lw-replace.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "model/lw-error.h"

struct _LwReplace {
  char *path;
  char *temporary;
};

/* What SQLite may leave beside a database. */
static const char *const companions[] = { "-journal", "-wal", "-shm" };

/**
 * lw_replace_begin:
 * @path: where the file is to be in the end
 *
 * Returns: (transfer full): a replacement; what is at @path stays until lw_replace_finish()
 */
LwReplace *
lw_replace_begin (const char *path)
{
  LwReplace *replace = g_new0 (LwReplace, 1);
  g_autofree char *folder = NULL, *name = NULL, *hidden = NULL;

  replace->path = g_canonicalize_filename (path, NULL);
  folder = g_path_get_dirname (replace->path);
  name = g_path_get_basename (replace->path);
  hidden = g_strdup_printf (".%s.%08x%08x.tmp", name, g_random_int (), (guint)getpid ());
  replace->temporary = g_build_filename (folder, hidden, NULL);
  return replace;
}

/** lw_replace_path: the name to write to */
const char *
lw_replace_path (LwReplace *replace)
{
  return replace->temporary;
}

static void
remove_companions (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (path, companions[i], NULL);

      g_unlink (companion);
    }
}

static void
free_replace (LwReplace *replace)
{
  g_free (replace->path);
  g_free (replace->temporary);
  g_free (replace);
}

void
lw_replace_abandon (LwReplace *replace)
{
  g_unlink (replace->temporary);
  remove_companions (replace->temporary);
  free_replace (replace);
}

static gboolean
move (LwReplace *replace, gboolean overwrite)
{
  if (overwrite)
    {
      /* A journal that a crashed program left beside the old file would be taken for one of the new file. */
      remove_companions (replace->path);
      return g_rename (replace->temporary, replace->path) == 0;
    }
  if (renameat2 (AT_FDCWD, replace->temporary, AT_FDCWD, replace->path, RENAME_NOREPLACE) == 0)
    return TRUE;
  /* Not every file system knows that flag. */
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  if (g_file_test (replace->path, G_FILE_TEST_EXISTS))
    {
      errno = EEXIST;
      return FALSE;
    }
  return g_rename (replace->temporary, replace->path) == 0;
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/**
 * lw_replace_finish:
 * @replace: (inout) (transfer full): the replacement, whose file is closed
 * @overwrite: a file that is at the path already is replaced; else that is an error
 *
 * Puts the new file in its place, at once and for good.
 *
 * Returns: %FALSE with a %G_IO_ERROR, such as %G_IO_ERROR_EXISTS; the new file is removed then
 */
gboolean
lw_replace_finish (LwReplace **replace, gboolean overwrite, GError **error)
{
  LwReplace *self = *replace;
  int code;

  if (move (self, overwrite))
    {
      sync_folder (self->path);
      free_replace (self);
      *replace = NULL;
      return TRUE;
    }
  code = errno;
  g_autofree char *name = g_filename_display_basename (self->path);
  if (code == EEXIST)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("“%s” exists already; choose another name"), name);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("“%s” cannot be written: %s"), name,
                 g_strerror (code));
  g_clear_pointer (replace, lw_replace_abandon);
  return FALSE;
}

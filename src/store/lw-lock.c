/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-lock: see lw-lock.h. The lock belongs to the open file, not to the process, so two windows of one program
 * exclude each other too. Whoever gets it makes sure that the file which it locked is still the one with that
 * name, since the holder before may have removed it meanwhile. */
#include "store/lw-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/lw-error.h"

/* The byte that is locked lies behind the words, which stay readable where locks also forbid reading. */
#define LOCKED_BYTE (1 << 20)
#define MAX_WORDS 4096
#define MAX_TRIES 100
#define GROUP "Leegwijzer"

struct _LwLock {
  char *document; /* with symbolic links resolved */
  char *path;
  int fd;
};

/* The same document by whatever way it is reached. */
static char *
resolve (const char *path)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (canonical);
  g_autofree char *name = g_path_get_basename (canonical);
  char *real = realpath (canonical, NULL);
  char *result;

  if (real != NULL)
    result = g_strdup (real);
  else
    {
      real = realpath (folder, NULL);
      result = real ? g_build_filename (real, name, NULL) : g_steal_pointer (&canonical);
    }
  free (real);
  return result;
}

static char *
make_lock_path (const char *document)
{
  g_autofree char *folder = g_path_get_dirname (document);
  g_autofree char *name = g_path_get_basename (document);
  g_autofree char *hidden = g_strdup_printf (".%s.lock", name);

  return g_build_filename (folder, hidden, NULL);
}

static void
write_words (LwLock *lock)
{
  g_autoptr (GKeyFile) words = g_key_file_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *since = g_date_time_format_iso8601 (now);
  g_autofree char *text = NULL;
  struct stat document;
  gsize size;

  g_key_file_set_string (words, GROUP, "user", g_get_user_name ());
  g_key_file_set_string (words, GROUP, "host", g_get_host_name ());
  g_key_file_set_string (words, GROUP, "program", g_get_prgname () ? g_get_prgname () : "leegwijzer");
  g_key_file_set_integer (words, GROUP, "process", (int) getpid ());
  g_key_file_set_string (words, GROUP, "since", since);
  text = g_key_file_to_data (words, &size, NULL);
  /* Whoever may write the document may lock it after us. */
  if (stat (lock->document, &document) == 0 && fchmod (lock->fd, document.st_mode & 0666) != 0)
    g_debug ("the mode of “%s” cannot be set", lock->path);
  /* The words are a help; the lock holds without them. */
  if (ftruncate (lock->fd, 0) != 0 || pwrite (lock->fd, text, size, 0) != (gssize) size)
    g_debug ("“%s” cannot be written", lock->path);
}

static GKeyFile *
read_words (const char *path)
{
  g_autoptr (GKeyFile) words = g_key_file_new ();
  char text[MAX_WORDS];
  gssize size;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);

  if (fd < 0)
    return NULL;
  size = pread (fd, text, sizeof text, 0);
  close (fd);
  if (size <= 0 || !g_key_file_load_from_data (words, text, size, G_KEY_FILE_NONE, NULL))
    return NULL;
  return g_steal_pointer (&words);
}

/* The time for people: only the hour if it is today. */
static char *
format_since (GKeyFile *words)
{
  g_autofree char *text = g_key_file_get_string (words, GROUP, "since", NULL);
  g_autoptr (GDateTime) utc = text ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  g_autoptr (GDateTime) since = utc ? g_date_time_to_local (utc) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (since == NULL)
    return g_strdup (_ ("an unknown time"));
  if (g_date_time_difference (now, since) < G_TIME_SPAN_DAY
      && g_date_time_get_day_of_month (now) == g_date_time_get_day_of_month (since))
    return g_date_time_format (since, "%H:%M");
  /* Translators: a day and a time, as in "since 3 March 2026 at 14:05" */
  return g_date_time_format (since, _ ("%-d %B %Y at %H:%M"));
}

static void
set_held (LwLock *lock, GError **error)
{
  g_autofree char *name = g_filename_display_basename (lock->document);
  g_autoptr (GKeyFile) words = read_words (lock->path);
  g_autofree char *user = words ? g_key_file_get_string (words, GROUP, "user", NULL) : NULL;
  g_autofree char *host = words ? g_key_file_get_string (words, GROUP, "host", NULL) : NULL;
  g_autofree char *program = words ? g_key_file_get_string (words, GROUP, "program", NULL) : NULL;
  g_autofree char *since = words ? format_since (words) : NULL;

  if (user == NULL || host == NULL || program == NULL)
    g_set_error (error, LW_ERROR, LW_ERROR_BUSY,
                 _ ("“%s” is open in another program; close it there, or save a copy under another name"), name);
  else
    /* Translators: the file; then user, computer, program and time */
    g_set_error (error, LW_ERROR, LW_ERROR_BUSY,
                 _ ("“%s” is open already: %s on %s has it in %s since %s; close it there, or save a copy under "
                    "another name"),
                 name, user, host, program, since);
}

/* Puts into words why there is no lock. */
static void
set_trouble (LwLock *lock, int code, GError **error)
{
  g_autofree char *name = g_filename_display_basename (lock->document);
  g_autofree char *folder = NULL, *display = NULL;

  switch (code)
    {
    case EAGAIN:
    case EACCES:
      set_held (lock, error);
      break;
    case ENOLCK:
    case ENOSYS:
    case EINVAL:
    case EOPNOTSUPP:
      folder = g_path_get_dirname (lock->document);
      display = g_filename_display_name (folder);
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _ ("“%s” can only be read: files in “%s” cannot be locked, so two people could write it at "
                      "once; save a copy in another folder"),
                   name, display);
      break;
    default:
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("“%s” cannot be locked: %s"), name,
                   g_strerror (code));
      break;
    }
}

static gboolean
is_still_named (LwLock *lock)
{
  struct stat ours, named;

  return fstat (lock->fd, &ours) == 0 && lstat (lock->path, &named) == 0 && ours.st_dev == named.st_dev
         && ours.st_ino == named.st_ino;
}

/* Opens and locks the file once; 0 or the system's error. */
static int
try_once (LwLock *lock, gboolean *again)
{
  struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCKED_BYTE, .l_len = 1 };

  *again = FALSE;
  lock->fd = g_open (lock->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (lock->fd < 0)
    /* The lock of somebody whose file we may not even open is theirs. */
    return errno == EACCES && !g_file_test (lock->path, G_FILE_TEST_EXISTS) ? EPERM : errno;
  if (fcntl (lock->fd, F_OFD_SETLK, &range) != 0)
    {
      int code = errno;

      if (code != EAGAIN && code != EACCES)
        g_unlink (lock->path);
      return code;
    }
  *again = !is_still_named (lock);
  return 0;
}

static void
free_lock (LwLock *lock)
{
  if (lock->fd >= 0)
    close (lock->fd);
  g_free (lock->document);
  g_free (lock->path);
  g_free (lock);
}

static void
set_no_folder (const char *document, GError **error)
{
  g_autofree char *name = g_filename_display_basename (document);

  g_set_error (error, LW_ERROR, LW_ERROR_READ_ONLY,
               _ ("“%s” or its folder cannot be written; save a copy in another folder"), name);
}

/**
 * lw_lock_take:
 * @path: a document, which need not exist yet
 * @error: return location for an error
 *
 * Claims the right to edit a document, until lw_lock_release() or the end of the process.
 *
 * Returns: (transfer full): the lock, or %NULL: %LW_ERROR_BUSY with who has it, %LW_ERROR_READ_ONLY if nothing
 * can be made in its folder, %LW_ERROR_UNSUPPORTED if its file system knows no locks
 */
LwLock *
lw_lock_take (const char *path, GError **error)
{
  LwLock *lock;

  g_return_val_if_fail (path != NULL, NULL);
  lock = g_new0 (LwLock, 1);
  lock->document = resolve (path);
  lock->path = make_lock_path (lock->document);
  lock->fd = -1;
  for (int tries = 0; tries < MAX_TRIES; tries++)
    {
      gboolean again;
      int code = try_once (lock, &again);

      if (code == 0 && !again)
        {
          write_words (lock);
          return lock;
        }
      if (code == EPERM || code == EROFS)
        set_no_folder (lock->document, error);
      else if (code != 0)
        set_trouble (lock, code, error);
      if (code != 0)
        {
          free_lock (lock);
          return NULL;
        }
      close (lock->fd);
      lock->fd = -1;
    }
  set_held (lock, error);
  free_lock (lock);
  return NULL;
}

/** lw_lock_release: (transfer full): gives the document free and removes the file beside it */
void
lw_lock_release (LwLock *lock)
{
  g_return_if_fail (lock != NULL);
  /* Removed while the lock is held: whoever has it open already finds that it lost its name. */
  if (is_still_named (lock))
    g_unlink (lock->path);
  free_lock (lock);
}

/** lw_lock_is_for: whether it is the lock of the document at @path */
gboolean
lw_lock_is_for (const LwLock *lock, const char *path)
{
  g_autofree char *document = resolve (path);

  return strcmp (document, lock->document) == 0;
}

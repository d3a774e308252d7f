/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-vfs: see power-vfs.h. Writes go to the real file at once, so that reading is simple; beside it stands what is
 * safe of each file and which writes came since. Nothing is really synchronised: the state is made when the power
 * goes. */
#include "power-vfs.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 512

typedef struct {
  GByteArray *bytes; /* NULL for a change of length */
  gint64 at;
} Write;

/* What is known of one file, by its inode, so that a rename does not lose it. */
typedef struct {
  guint64 inode;
  char *path;
  gboolean exists;  /* its name is on the disk */
  gboolean removed; /* its removal is not */
  GByteArray *safe;
  GPtrArray *writes;
} Disk;

typedef struct {
  sqlite3_file base;
  Disk *disk;
  sqlite3_file *real;
} File;

typedef struct {
  sqlite3_vfs base;
  sqlite3_vfs *real;
  char *folder;
  guint left;
  GRand *random;
  GPtrArray *disks;
} Power;

static Power power;

static void
free_write (gpointer data)
{
  Write *write = data;

  g_clear_pointer (&write->bytes, g_byte_array_unref);
  g_free (write);
}

static void
put (GByteArray *content, const guint8 *bytes, gsize size, gint64 at)
{
  gsize old = content->len;

  if (at + (gint64) size > (gint64) content->len)
    {
      g_byte_array_set_size (content, (guint) (at + (gint64) size));
      memset (content->data + old, 0, content->len - old);
    }
  memcpy (content->data + at, bytes, size);
}

static void
set_length (GByteArray *content, gint64 length)
{
  if (length < (gint64) content->len)
    g_byte_array_set_size (content, (guint) length);
}

/* A write that was under way: all of it, nothing, or only some of its sectors. */
static void
put_part (GByteArray *content, const Write *write)
{
  int fate = g_rand_int_range (power.random, 0, 3);

  if (fate == 0)
    return;
  if (write->bytes == NULL)
    {
      set_length (content, write->at);
      return;
    }
  for (guint from = 0; from < write->bytes->len; from += SECTOR)
    if (fate == 1 || g_rand_boolean (power.random))
      put (content, write->bytes->data + from, MIN (SECTOR, write->bytes->len - from), write->at + from);
}

static char *
find_by_inode (guint64 inode)
{
  g_autoptr (GDir) dir = g_dir_open (power.folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (power.folder, name, NULL);
      GStatBuf info;

      if (g_stat (path, &info) == 0 && info.st_ino == inode)
        return g_steal_pointer (&path);
    }
  return NULL;
}

static void
lose (Disk *disk)
{
  g_autofree char *found = disk->removed ? g_strdup (disk->path) : find_by_inode (disk->inode);

  if (found == NULL || (disk->removed && (!disk->exists || g_rand_boolean (power.random))))
    return;
  if (!disk->exists && g_rand_boolean (power.random))
    {
      g_unlink (found);
      return;
    }
  for (guint i = 0; i < disk->writes->len; i++)
    put_part (disk->safe, g_ptr_array_index (disk->writes, i));
  /* In place: the locks of the test's parent do not matter, its name does. */
  if (disk->writes->len > 0 || disk->removed)
    {
      FILE *file = g_fopen (found, "wb");

      /* An empty disk has no bytes to point at. */
      if (file == NULL
          || (disk->safe->len > 0 && fwrite (disk->safe->data, 1, disk->safe->len, file) != disk->safe->len))
        _exit (2);
      fclose (file);
    }
}

/* Counts down; at zero the power goes. */
static void
tick (void)
{
  if (power.left-- > 0)
    return;
  for (guint i = 0; i < power.disks->len; i++)
    lose (g_ptr_array_index (power.disks, i));
  _exit (0);
}

static void
note (File *file, const void *bytes, int size, gint64 at)
{
  Write *write;

  if (file->disk == NULL)
    return;
  write = g_new0 (Write, 1);
  write->at = at;
  if (bytes != NULL)
    write->bytes = g_byte_array_append (g_byte_array_new (), bytes, (guint) size);
  g_ptr_array_add (file->disk->writes, write);
  tick ();
}

static int
close_file (sqlite3_file *base)
{
  File *file = (File *) base;

  return file->real->pMethods ? file->real->pMethods->xClose (file->real) : SQLITE_OK;
}

static int
read_file (sqlite3_file *base, void *bytes, int size, sqlite3_int64 at)
{
  File *file = (File *) base;

  return file->real->pMethods->xRead (file->real, bytes, size, at);
}

static int
write_file (sqlite3_file *base, const void *bytes, int size, sqlite3_int64 at)
{
  File *file = (File *) base;

  note (file, bytes, size, at);
  return file->real->pMethods->xWrite (file->real, bytes, size, at);
}

static int
truncate_file (sqlite3_file *base, sqlite3_int64 length)
{
  File *file = (File *) base;

  note (file, NULL, 0, length);
  return file->real->pMethods->xTruncate (file->real, length);
}

static int
sync_file (sqlite3_file *base, int flags)
{
  Disk *disk = ((File *) base)->disk;

  if (disk == NULL)
    return SQLITE_OK;
  tick ();
  for (guint i = 0; i < disk->writes->len; i++)
    {
      const Write *write = g_ptr_array_index (disk->writes, i);

      if (write->bytes != NULL)
        put (disk->safe, write->bytes->data, write->bytes->len, write->at);
      else
        set_length (disk->safe, write->at);
    }
  g_ptr_array_set_size (disk->writes, 0);
  /* The first synchronisation of a new file takes its folder along. */
  disk->exists = TRUE;
  return SQLITE_OK;
}

static int
get_size (sqlite3_file *base, sqlite3_int64 *size)
{
  File *file = (File *) base;

  return file->real->pMethods->xFileSize (file->real, size);
}

static int
lock_file (sqlite3_file *base, int level)
{
  File *file = (File *) base;

  return file->real->pMethods->xLock (file->real, level);
}

static int
unlock_file (sqlite3_file *base, int level)
{
  File *file = (File *) base;

  return file->real->pMethods->xUnlock (file->real, level);
}

static int
check_reserved (sqlite3_file *base, int *result)
{
  File *file = (File *) base;

  return file->real->pMethods->xCheckReservedLock (file->real, result);
}

static int
control_file (sqlite3_file *base, int operation, void *argument)
{
  File *file = (File *) base;

  return file->real->pMethods->xFileControl (file->real, operation, argument);
}

static int
get_sector_size (sqlite3_file *base)
{
  return SECTOR;
}

static int
get_characteristics (sqlite3_file *base)
{
  return 0;
}

/* Version 1: no shared memory and no mapping, which would pass by the writes. */
static const sqlite3_io_methods methods = {
  1,         close_file,  read_file,      write_file,   truncate_file,   sync_file,          get_size,
  lock_file, unlock_file, check_reserved, control_file, get_sector_size, get_characteristics,
};

static Disk *
find_disk (const char *path)
{
  GStatBuf info;
  Disk *disk;
  g_autofree char *content = NULL;
  gsize size = 0;

  if (g_stat (path, &info) != 0)
    return NULL;
  for (guint i = 0; i < power.disks->len; i++)
    {
      disk = g_ptr_array_index (power.disks, i);
      if (disk->inode == info.st_ino && !disk->removed)
        return disk;
    }
  g_file_get_contents (path, &content, &size, NULL);
  disk = g_new0 (Disk, 1);
  disk->inode = info.st_ino;
  disk->path = g_strdup (path);
  disk->exists = size > 0;
  disk->safe = g_byte_array_append (g_byte_array_new (), (guint8 *) content, (guint) size);
  disk->writes = g_ptr_array_new_with_free_func (free_write);
  g_ptr_array_add (power.disks, disk);
  return disk;
}

static int
open_file (sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *out_flags)
{
  File *file = (File *) base;
  int code;

  memset (file, 0, sizeof *file);
  file->real = (sqlite3_file *) (file + 1);
  code = power.real->xOpen (power.real, path, file->real, flags, out_flags);
  if (code != SQLITE_OK)
    return code;
  if (path != NULL)
    file->disk = find_disk (path);
  file->base.pMethods = &methods;
  return SQLITE_OK;
}

static int
delete_file (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  GStatBuf info;
  Disk *disk = g_stat (path, &info) == 0 ? find_disk (path) : NULL;
  int code;

  if (disk != NULL)
    tick ();
  code = power.real->xDelete (power.real, path, 0);
  if (disk != NULL)
    {
      disk->removed = TRUE;
      if (sync_folder)
        disk->exists = FALSE;
    }
  return code;
}

/* After @operations writes, synchronisations and removals of this process in @folder the power goes. */
void
power_vfs_install (const char *folder, guint operations, guint32 seed)
{
  power.real = sqlite3_vfs_find (NULL);
  power.base = *power.real;
  power.base.zName = "power";
  power.base.szOsFile += (int) sizeof (File);
  power.base.xOpen = open_file;
  power.base.xDelete = delete_file;
  power.folder = g_strdup (folder);
  power.left = operations;
  power.random = g_rand_new_with_seed (seed);
  power.disks = g_ptr_array_new ();
  g_assert_cmpint (sqlite3_vfs_register (&power.base, 1), ==, SQLITE_OK);
}

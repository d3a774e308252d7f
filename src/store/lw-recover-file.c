/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-file: see lw-recover-file.h. */
#include "store/lw-recover-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/lw-db.h"

#define MAGIC "SQLite format 3"
/* The byte with which SQLite locks a file; its page holds nothing. */
#define LOCKED_BYTE 0x40000000
#define MIN_USABLE 480
#define RETRY_US 100000
/* Pages that are looked at to find the size of a page. */
#define N_SAMPLES 512

static sqlite3_file *
get_handle (LwRecoverFile *file)
{
  return file->handle;
}

/* Takes a read lock, as any reader does. Where files cannot be locked it goes without. */
static gboolean
lock (LwRecoverFile *file, GError **error)
{
  sqlite3_file *handle = get_handle (file);
  int code = SQLITE_BUSY;

  for (int waited = 0; code == SQLITE_BUSY && waited <= LW_DB_BUSY_MS * 1000; waited += RETRY_US)
    {
      if (waited > 0)
        g_usleep (RETRY_US);
      code = handle->pMethods->xLock (handle, SQLITE_LOCK_SHARED);
    }
  if (code != SQLITE_BUSY)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_BUSY,
               _ ("“%s” is being written by another program; close the document there or try again"),
               file->name);
  return FALSE;
}

/* Whether a program is in the midst of an edit, so that the journal is its own. */
static gboolean
is_being_edited (LwRecoverFile *file)
{
  sqlite3_file *handle = get_handle (file);
  int reserved = 0;

  return handle->pMethods->xCheckReservedLock (handle, &reserved) == SQLITE_OK && reserved;
}

static gboolean
connect_file (LwRecoverFile *file, const char *path, GError **error)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  sqlite3_file *handle = g_malloc0 (vfs->szOsFile);
  sqlite3_int64 size = 0;
  int flags;

  file->filename = sqlite3_create_filename (path, journal, log, 0, NULL);
  file->handle = handle;
  if (file->filename == NULL
      || vfs->xOpen (vfs, file->filename, handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, &flags)
             != SQLITE_OK
      || handle->pMethods == NULL || handle->pMethods->xFileSize (handle, &size) != SQLITE_OK)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _ ("“%s” cannot be read; copy it to another disk and try again"), file->name);
      return FALSE;
    }
  file->size = (guint64)size;
  return lock (file, error);
}

/* Bytes of the file itself; how many of them could be read. */
static guint32
read_bytes (LwRecoverFile *file, guint64 offset, guint8 *bytes, guint32 size)
{
  sqlite3_file *handle = get_handle (file);
  guint32 there = offset < file->size ? (guint32)MIN (file->size - offset, size) : 0;

  memset (bytes + there, 0, size - there);
  if (there == 0 || handle->pMethods->xRead (handle, bytes, (int)there, (sqlite3_int64)offset) == SQLITE_OK)
    return there;
  memset (bytes, 0, there);
  return 0;
}

/* How many bytes of pages look right if pages are that large. */
static guint64
weigh (LwRecoverFile *file, guint32 page_size, guint32 reserved)
{
  g_autofree guint8 *bytes = g_malloc (page_size);
  guint64 n_pages = file->size / page_size, step = n_pages / N_SAMPLES + 1, n_sound = 0;

  for (guint64 i = 0; i < n_pages && i < G_MAXUINT32; i += step)
    {
      LwPage page;
      guint32 present = read_bytes (file, i * page_size, bytes, page_size);

      if (lw_page_parse (&page, bytes, (guint32)i + 1, page_size - reserved, present)
          && lw_page_is_sound (&page))
        n_sound++;
    }
  return n_sound * step * page_size;
}

static guint32
page_size_of_head (LwRecoverFile *file)
{
  guint32 size = (guint32)file->head[16] << 8 | file->head[17];

  if (size == 1)
    size = 65536;
  return size >= 512 && (size & (size - 1)) == 0 ? size : 0;
}

/* The head, whole or not, is believed unless the pages speak clearly against it. */
static void
find_page_size (LwRecoverFile *file)
{
  guint32 told = page_size_of_head (file);
  guint32 reserved = told != 0 && told - file->head[20] >= MIN_USABLE ? file->head[20] : 0;
  guint64 best = told != 0 ? 2 * weigh (file, told, reserved) : 0;

  file->page_size = told != 0 ? told : 4096;
  file->usable = file->page_size - reserved;
  for (guint32 size = 512; size <= 65536; size *= 2)
    {
      guint64 weight = size == told && reserved == 0 ? 0 : weigh (file, size, 0);

      if (weight <= best)
        continue;
      best = weight;
      file->page_size = file->usable = size;
    }
  file->guessed = told != file->page_size;
}

static void
count_pages (LwRecoverFile *file)
{
  guint64 there = (file->size + file->page_size - 1) / file->page_size;
  guint32 told = lw_bytes_get_32 (file->head + 28);
  gboolean valid = file->has_head && memcmp (file->head + 24, file->head + 92, 4) == 0;

  if (file->overlay->kind != LW_OVERLAY_NONE)
    {
      told = file->overlay->n_pages;
      valid = TRUE;
      /* What an edit that is taken back had appended is no part of the document. */
      there = MIN (MAX (there, file->overlay->last), told);
    }
  file->n_pages = (guint32)MIN (there, G_MAXUINT32 - 1);
  file->n_missing = valid && told > file->n_pages ? told - file->n_pages : 0;
}

/**
 * lw_recover_file_open:
 * @path: a damaged document
 * @error: return location for an error
 *
 * Returns: (transfer full): its pages, or %NULL with a %G_IO_ERROR or %LW_ERROR_BUSY
 */
LwRecoverFile *
lw_recover_file_open (const char *path, GError **error)
{
  g_autoptr (LwRecoverFile) file = g_new0 (LwRecoverFile, 1);
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);

  file->name = g_filename_display_basename (canonical);
  if (!lw_db_check_file (canonical, error) || !connect_file (file, canonical, error))
    return NULL;
  read_bytes (file, 0, file->head, sizeof file->head);
  file->overlay = lw_overlay_open (canonical, !is_being_edited (file));
  file->has_head = memcmp (file->head, MAGIC, sizeof MAGIC) == 0 && page_size_of_head (file) != 0;
  if (file->overlay->kind == LW_OVERLAY_NONE)
    find_page_size (file);
  else
    file->page_size = file->usable = file->overlay->page_size;
  count_pages (file);
  if (file->overlay->n_laid > 0)
    {
      g_autofree guint8 *bytes = g_malloc (file->page_size);

      if (lw_overlay_read (file->overlay, 1, bytes))
        memcpy (file->head, bytes, sizeof file->head);
      file->has_head = memcmp (file->head, MAGIC, sizeof MAGIC) == 0;
    }
  return g_steal_pointer (&file);
}

void
lw_recover_file_close (LwRecoverFile *file)
{
  sqlite3_file *handle = get_handle (file);

  if (handle != NULL && handle->pMethods != NULL)
    {
      handle->pMethods->xUnlock (handle, SQLITE_LOCK_NONE);
      handle->pMethods->xClose (handle);
    }
  g_free (handle);
  if (file->filename != NULL)
    sqlite3_free_filename (file->filename);
  g_clear_pointer (&file->overlay, lw_overlay_close);
  g_free (file->name);
  g_free (file);
}

/**
 * lw_recover_file_read:
 * @page: its number, from 1
 * @bytes: (out caller-allocates): the page, zero where it could not be read
 * @present: (out): how many of its bytes are there
 *
 * Returns: %FALSE if nothing of it is there
 */
gboolean
lw_recover_file_read (LwRecoverFile *file, guint32 page, guint8 *bytes, guint32 *present)
{
  *present = 0;
  if (page == 0 || page > file->n_pages)
    return FALSE;
  if (file->overlay->n_laid > 0 && lw_overlay_read (file->overlay, page, bytes))
    *present = file->page_size;
  else
    *present = read_bytes (file, (guint64)(page - 1) * file->page_size, bytes, file->page_size);
  return *present > 0;
}

/** lw_recover_file_parse: reads a page into @bytes; %FALSE if it is no page of a tree */
gboolean
lw_recover_file_parse (LwRecoverFile *file, guint32 number, guint8 *bytes, LwPage *page)
{
  guint32 present;

  return lw_recover_file_read (file, number, bytes, &present)
         && lw_page_parse (page, bytes, number, file->usable, present);
}

/** lw_recover_file_lock_page: the page that SQLite leaves empty for its locks; 0 if the file does not reach
 * there */
guint32
lw_recover_file_lock_page (LwRecoverFile *file)
{
  guint32 page = LOCKED_BYTE / file->page_size + 1;

  return page <= file->n_pages ? page : 0;
}

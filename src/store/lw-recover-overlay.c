/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-overlay: see lw-recover-overlay.h. The formats are those of SQLite's documentation ("The
 * Rollback Journal", "WAL-File Format"). Of a journal SQLite uses nothing beyond the first page whose
 * checksum is wrong; here each page stands for itself, since a damaged journal is what there is. */
#include "store/lw-recover-overlay.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define JOURNAL_MAGIC "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
#define JOURNAL_HEAD 28
#define LOG_MAGIC 0x377f0682
#define LOG_VERSION 3007000
#define LOG_HEAD 32
#define FRAME_HEAD 24
#define MAX_SUPER 4096

static guint32
get32 (const guint8 *bytes)
{
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

static gboolean
is_page_size (guint32 size)
{
  return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

static gboolean
read_at (int fd, guint64 offset, gpointer bytes, gsize size)
{
  return offset <= G_MAXINT64 - size && pread (fd, bytes, size, (off_t)offset) == (gssize)size;
}

static guint64
get_size (int fd)
{
  off_t size = lseek (fd, 0, SEEK_END);

  return size > 0 ? (guint64)size : 0;
}

static void
lay (LwOverlay *overlay, guint32 page, guint64 offset)
{
  g_hash_table_insert (overlay->offsets, GUINT_TO_POINTER (page), GSIZE_TO_POINTER (offset));
  overlay->last = MAX (overlay->last, page);
}

/* A transaction over several files names a file that exists until all of them are done: without it, it is
 * done. */
static gboolean
is_done_with_others (int fd, guint64 size)
{
  guint8 tail[16];
  g_autofree char *name = NULL;
  guint32 length, sum = 0;

  if (size < sizeof tail || !read_at (fd, size - sizeof tail, tail, sizeof tail)
      || memcmp (tail + 8, JOURNAL_MAGIC, 8) != 0)
    return FALSE;
  length = get32 (tail);
  if (length == 0 || length > MAX_SUPER || length > size - sizeof tail)
    return FALSE;
  name = g_malloc0 (length + 1);
  if (!read_at (fd, size - sizeof tail - length, name, length))
    return FALSE;
  for (guint32 i = 0; i < length; i++)
    sum += (guint32)(gint32)(gint8)name[i];
  return sum == get32 (tail + 4) && !g_file_test (name, G_FILE_TEST_EXISTS);
}

static gboolean
is_journal_page_whole (const guint8 *page, guint32 page_size, guint32 nonce, guint32 expected)
{
  guint32 sum = nonce;

  for (gint64 i = (gint64)page_size - 200; i > 0; i -= 200)
    sum += page[i];
  return sum == expected;
}

typedef struct {
  guint64 at;
  guint64 size;
  guint32 sector;
} Journal;

/* The pages after one head of the journal. The first copy of a page is the one from before the edit. */
static void
read_segment (LwOverlay *overlay, Journal *journal, const guint8 *head)
{
  guint32 nonce = get32 (head + 12), n = get32 (head + 8);
  guint64 record = (guint64)overlay->page_size + 8;
  g_autofree guint8 *bytes = g_malloc (record);
  guint64 room;

  journal->at += journal->sector;
  room = journal->size > journal->at ? (journal->size - journal->at) / record : 0;
  if (n == G_MAXUINT32 || n > room)
    n = (guint32)MIN (room, G_MAXUINT32);
  for (guint32 i = 0; i < n; i++, journal->at += record)
    {
      guint32 page;

      if (!read_at (overlay->fd, journal->at, bytes, record))
        return;
      page = get32 (bytes);
      if (page > 0 && page <= overlay->n_pages
          && is_journal_page_whole (bytes + 4, overlay->page_size, nonce,
                                    get32 (bytes + 4 + overlay->page_size))
          && !g_hash_table_contains (overlay->offsets, GUINT_TO_POINTER (page)))
        lay (overlay, page, journal->at + 4);
    }
  journal->at = (journal->at + journal->sector - 1) / journal->sector * journal->sector;
}

static gboolean
read_journal (LwOverlay *overlay)
{
  Journal journal = { .size = get_size (overlay->fd) };
  guint8 head[JOURNAL_HEAD];

  if (is_done_with_others (overlay->fd, journal.size))
    return FALSE;
  while (read_at (overlay->fd, journal.at, head, sizeof head) && memcmp (head, JOURNAL_MAGIC, 8) == 0)
    {
      if (journal.at == 0)
        {
          overlay->n_pages = get32 (head + 16);
          journal.sector = get32 (head + 20);
          overlay->page_size = get32 (head + 24);
          if (!is_page_size (overlay->page_size) || journal.sector < 32 || journal.sector > 65536
              || (journal.sector & (journal.sector - 1)) != 0)
            return FALSE;
        }
      read_segment (overlay, &journal, head);
    }
  return journal.at > 0;
}

/* The running checksum of a log, over words in the order of bytes that it was written in. */
static void
add_words (gboolean big, const guint8 *bytes, gsize size, guint32 sums[2])
{
  for (gsize i = 0; i + 8 <= size; i += 8)
    {
      guint32 a, b;

      memcpy (&a, bytes + i, 4);
      memcpy (&b, bytes + i + 4, 4);
      sums[0] += (big ? GUINT32_FROM_BE (a) : GUINT32_FROM_LE (a)) + sums[1];
      sums[1] += (big ? GUINT32_FROM_BE (b) : GUINT32_FROM_LE (b)) + sums[0];
    }
}

/* Lays the frames of one transaction over, once its last frame says that it was committed. */
static void
commit_frames (LwOverlay *overlay, GArray *frames, const guint8 *frame)
{
  for (guint i = 0; i < frames->len; i++)
    {
      guint64 offset = g_array_index (frames, guint64, i);
      guint8 head[FRAME_HEAD];

      if (read_at (overlay->fd, offset, head, sizeof head))
        lay (overlay, get32 (head), offset + FRAME_HEAD);
    }
  g_array_set_size (frames, 0);
  overlay->n_pages = get32 (frame + 4);
}

static gboolean
read_log (LwOverlay *overlay)
{
  guint8 head[LOG_HEAD];
  g_autofree guint8 *frame = NULL;
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint32 sums[2] = { 0, 0 };
  gboolean big;

  if (!read_at (overlay->fd, 0, head, sizeof head) || (get32 (head) & ~1U) != LOG_MAGIC
      || get32 (head + 4) != LOG_VERSION || !is_page_size (get32 (head + 8)))
    return FALSE;
  big = get32 (head) & 1;
  overlay->page_size = get32 (head + 8);
  add_words (big, head, 24, sums);
  if (sums[0] != get32 (head + 24) || sums[1] != get32 (head + 28))
    return FALSE;
  frame = g_malloc (FRAME_HEAD + overlay->page_size);
  for (guint64 at = LOG_HEAD; read_at (overlay->fd, at, frame, FRAME_HEAD + overlay->page_size);
       at += FRAME_HEAD + overlay->page_size)
    {
      add_words (big, frame, 8, sums);
      add_words (big, frame + FRAME_HEAD, overlay->page_size, sums);
      if (memcmp (frame + 8, head + 16, 8) != 0 || get32 (frame) == 0 || sums[0] != get32 (frame + 16)
          || sums[1] != get32 (frame + 20))
        break;
      g_array_append_val (frames, at);
      if (get32 (frame + 4) > 0)
        commit_frames (overlay, frames, frame);
    }
  return overlay->n_pages > 0;
}

static gboolean
open_companion (LwOverlay *overlay, const char *path, const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);

  overlay->fd = g_open (name, O_RDONLY | O_CLOEXEC, 0);
  return overlay->fd >= 0;
}

static void
forget (LwOverlay *overlay)
{
  if (overlay->fd >= 0)
    close (overlay->fd);
  overlay->fd = -1;
  overlay->n_pages = overlay->page_size = overlay->last = 0;
  g_hash_table_remove_all (overlay->offsets);
}

/**
 * lw_overlay_open:
 * @path: the document
 * @with_journal: no program is at work with the journal beside it
 *
 * Returns: (transfer full): what stands beside the document and can be read
 */
LwOverlay *
lw_overlay_open (const char *path, gboolean with_journal)
{
  LwOverlay *overlay = g_new0 (LwOverlay, 1);

  overlay->offsets = g_hash_table_new (NULL, NULL);
  overlay->fd = -1;
  if (with_journal && open_companion (overlay, path, "-journal") && read_journal (overlay))
    overlay->kind = LW_OVERLAY_JOURNAL;
  else
    {
      forget (overlay);
      if (open_companion (overlay, path, "-wal") && read_log (overlay))
        overlay->kind = LW_OVERLAY_LOG;
      else
        forget (overlay);
    }
  overlay->n_laid = g_hash_table_size (overlay->offsets);
  return overlay;
}

void
lw_overlay_close (LwOverlay *overlay)
{
  forget (overlay);
  g_hash_table_unref (overlay->offsets);
  g_free (overlay);
}

/** lw_overlay_read: puts page number @page into @bytes; %FALSE if it is not laid over */
gboolean
lw_overlay_read (LwOverlay *overlay, guint32 page, guint8 *bytes)
{
  gsize offset = GPOINTER_TO_SIZE (g_hash_table_lookup (overlay->offsets, GUINT_TO_POINTER (page)));

  return offset > 0 && read_at (overlay->fd, offset, bytes, overlay->page_size);
}

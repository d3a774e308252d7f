/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-archive: any bytes as a source: a zip, a zip of zips, or else a plain file. It is walked three times:
 * reading every XML member, leaving each at its first block, and for lists and geodata; the limits must hold. */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "formats/lw-archive.h"

#define MAX_TOTAL (4 * 1024 * 1024)

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static gboolean
read_member_cb (LwArchiveMember *member, gpointer data, GError **error)
{
  const gboolean *whole = data;
  const guint8 *block;
  gsize sum = 0;
  gssize n;

  g_assert_true (g_utf8_validate (lw_archive_member_get_name (member), -1, NULL));
  do
    {
      n = lw_archive_member_read (member, &block, error);
      for (gssize i = 0; i < n; i++)
        sum += block[i];
    }
  while (n > 0 && *whole);
  return n >= 0 && sum < G_MAXSIZE;
}

static void
walk (const char *path, gboolean whole, const char *const *endings)
{
  LwArchiveWalk walk = { .member = read_member_cb, .member_data = &whole, .endings = endings };
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;

  lw_archive_limits_init (&walk.limits);
  walk.limits.max_total_bytes = MAX_TOTAL;
  walk.limits.max_member_bytes = MAX_TOTAL;
  walk.limits.ratio_free_bytes = 65536;
  if (!lw_archive_walk (&walk, paths, NULL, &error))
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strchr (error->message, '\n'));
    }
  /* one block beyond the limit may have been read when it is noticed */
  g_assert_cmpuint (walk.counts.xml_bytes, <=, MAX_TOTAL + 1024 * 1024);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const lists[] = { ".csv", ".xlsx", ".geojson", NULL };
  int fd = memfd_create ("fuzz", 0);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  walk (path, TRUE, NULL);
  walk (path, FALSE, NULL);
  walk (path, TRUE, lists);
  close (fd);
  return 0;
}

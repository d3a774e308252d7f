/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-recover: any bytes as a damaged document. It is recovered, or refused with an error; the copy keeps
 * every rule and can be opened, and the damaged file stays as it was. The first byte says whether the rest is
 * the document alone, or whether its second half is a journal or a log that stands beside it. */
#include <fcntl.h>
#include <unistd.h>

#include "store/lw-history.h"
#include "store/lw-recover.h"
#include "store/lw-store.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static char *folder;

static void
remove_folder (void)
{
  rmdir (folder);
}

/* SQLite wants a file with a name; one in memory serves when the system has a place for it. */
static void
make_folder (void)
{
  if (folder != NULL)
    return;
  folder = g_strdup (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm/lw-fuzz-XXXXXX"
                                                                  : "/tmp/lw-fuzz-XXXXXX");
  g_assert_nonnull (g_mkdtemp (folder));
  atexit (remove_folder);
}

static void
write_file (const char *path, const guint8 *data, gsize size)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gssize n_written = fd < 0 ? -1 : write (fd, data, size);

  close (fd);
  g_assert_true (n_written == (gssize)size);
}

/* The copy was checked while it was made; it can be read and its edits undone. */
static void
test_copy (const char *path, const LwRecoverReport *report)
{
  g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_WRITE, NULL);
  g_autoptr (LwOffices) offices
      = store ? lw_store_read_offices (store, LW_DATE_UNKNOWN, NULL, NULL, NULL, NULL) : NULL;
  g_autofree char *text = lw_recover_report_to_text (report, 100);

  g_assert_cmpuint (report->n_errors, ==, 0);
  g_assert_nonnull (offices);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (int i = 0; i < 8 && lw_store_undo (store, NULL); i++)
    ;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const endings[] = { NULL, NULL, "-journal", "-wal" };
  const char *ending = size > 0 ? endings[data[0] % 4] : NULL;
  gsize length = size > 0 ? size - 1 : 0, own = ending ? length / 2 : length;
  g_autofree char *path = NULL, *beside = NULL, *copy = NULL, *after = NULL;
  g_autoptr (LwRecoverReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gsize size_after;

  make_folder ();
  path = g_build_filename (folder, "damaged.gpkg", NULL);
  copy = g_build_filename (folder, "copy.gpkg", NULL);
  beside = g_strconcat (path, ending ? ending : "-none", NULL);
  write_file (path, data + 1, own);
  if (ending)
    write_file (beside, data + 1 + own, length - own);
  if (lw_store_recover (path, copy, FALSE, &report, NULL, NULL, NULL, &error))
    test_copy (copy, report);
  else
    g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
  g_assert_cmpmem (after, size_after, data + 1, own);
  unlink (path);
  unlink (beside);
  unlink (copy);
  return 0;
}

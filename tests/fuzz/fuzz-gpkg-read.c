/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target for GeoPackages of other programs: any bytes as a whole file. Each of its layers is read or gives one
 * error. */
#include <unistd.h>

#include "fuzz-features.h"
#include "store/lw-gpkg-read.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* SQLite wants a file with a name; one in memory serves when the system has a place for it. */
static char *
write_file (const guint8 *data, gsize size)
{
  const char *folder = g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm" : g_get_tmp_dir ();
  char *path = g_build_filename (folder, "lw-fuzz-XXXXXX", NULL);
  int fd = g_mkstemp (path);
  gssize n_written = fd < 0 ? -1 : write (fd, data, size);

  close (fd);
  g_assert_true (n_written == (gssize) size);
  return path;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *path = write_file (data, size);
  g_autoptr (GPtrArray) layers = lw_gpkg_read_layers (path, NULL);

  for (guint i = 0; layers != NULL && i < layers->len && i < 5; i++)
    {
      LwGpkgReadOptions options = { .layer = g_ptr_array_index (layers, i) };
      g_autoptr (GError) error = NULL;
      g_autoptr (LwFeatures) features = lw_gpkg_read_features (path, &options, NULL, &error);

      g_assert_true ((features != NULL) == (error == NULL));
      if (features != NULL)
        check_features (features);
    }
  unlink (path);
  return 0;
}

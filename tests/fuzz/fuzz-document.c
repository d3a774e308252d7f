/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-document: any bytes as a whole document. It is checked, read in every way, brought up to date, edited, and its
 * history is undone: each either works or gives an error. */
#include <fcntl.h>
#include <unistd.h>

#include "store/lw-check.h"
#include "store/lw-history.h"
#include "store/lw-store.h"

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
  g_assert_true (n_written == (gssize)size);
  return path;
}

static void
read_all (LwStore *store)
{
  g_autoptr (LwOffices) offices = lw_store_read_offices (store, LW_DATE_UNKNOWN, NULL, NULL, NULL, NULL);
  g_autoptr (LwOffices) earlier = lw_store_read_offices (store, 20000, NULL, NULL, NULL, NULL);
  g_autoptr (GArray) dates = lw_store_read_dates (store, NULL);
  g_autoptr (GPtrArray) sources = lw_store_read_sources (store, NULL);
  g_autoptr (GPtrArray) scenarios = lw_store_read_scenarios (store, NULL);
  g_autoptr (GPtrArray) plans = lw_store_read_plans (store, NULL);
  g_autoptr (GPtrArray) demand = lw_store_read_demand (store, NULL);
  g_autoptr (GPtrArray) areas = lw_store_read_areas (store, NULL, NULL);
  g_autoptr (GHashTable) regions = lw_store_read_regions (store, NULL);
  g_autoptr (LwProgramme) programme = lw_store_read_programme (store, NULL);
  g_autoptr (GPtrArray) history = lw_store_read_history (store, NULL);
  g_autoptr (GArray) observations = lw_store_read_office_observations (store, 1, NULL);

  for (guint i = 0; scenarios && i < scenarios->len; i++)
    lw_scenario_validate (g_ptr_array_index (scenarios, i), NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *path = write_file (data, size);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autoptr (LwCheckReport) report = lw_store_check (path, NULL, NULL);
  g_autofree char *kept = g_strconcat (path, " (version 1)", NULL);
  g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_ONLY, NULL);

  if (store != NULL)
    read_all (store);
  g_clear_pointer (&store, lw_store_close);
  store = lw_store_open (path, LW_STORE_READ_WRITE, NULL);
  if (store != NULL)
    {
      read_all (store);
      lw_store_write_property (store, "key", "value", "Edit", NULL);
      for (int i = 0; i < 8 && lw_store_undo (store, NULL); i++)
        ;
      lw_store_redo (store, NULL);
    }
  g_clear_pointer (&store, lw_store_close);
  unlink (path);
  unlink (journal);
  unlink (kept);
  return 0;
}

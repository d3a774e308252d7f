/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-changeset: any bytes as a file of edits, and as the changeset in one, applied to a small document with each
 * way to decide conflicts. The checksum and the identity of the document are put right, or nothing else would be
 * tried. The document is changed and changed back; it stays sound. */
#include <string.h>
#include <unistd.h>

#include "store/lw-changes-file.h"
#include "store/lw-exchange.h"
#include "store/lw-history.h"

#define DIGEST 32

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A document with a scenario and settings, whose file has no name any more. */
static LwStore *
make_document (void)
{
  const char *folder = g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm" : g_get_tmp_dir ();
  g_autofree char *name = g_uuid_string_random ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  LwStore *store = lw_store_create (path, "Fuzz", NULL);
  g_autoptr (LwScenario) scenario = lw_scenario_new ("Plan");
  LwSettings settings = LW_SETTINGS_DEFAULT;

  lw_scenario_add_measure (scenario, lw_measure_new (LW_MEASURE_DEMOLISH, 2030));
  g_assert_true (lw_store_write_settings (store, &settings, "Settings", NULL));
  g_assert_true (lw_store_write_scenario (store, scenario, "Scenario", NULL));
  g_assert_true (lw_store_forget_history (store, NULL));
  unlink (path);
  return store;
}

static void
apply (LwStore *store, LwChangesFile *file)
{
  g_autoptr (GBytes) bytes = NULL;

  g_free (file->document);
  file->document = lw_store_read_identity (store, NULL);
  bytes = lw_changes_file_serialize (file);
  for (LwResolution choice = LW_RESOLVE_NOT; choice <= LW_RESOLVE_THEIRS; choice++)
    {
      LwExchangeOptions options = { choice, NULL, FALSE };
      g_autoptr (LwExchangeReport) report = lw_store_apply_bytes (store, bytes, "fuzz.lwchanges", &options, NULL);

      for (guint i = 0; report && i < report->conflicts->len; i++)
        g_free (lw_conflict_to_text (g_ptr_array_index (report->conflicts, i)));
      if (report && report->applied)
        g_assert_true (lw_store_undo (store, NULL));
    }
}

static void
try_file (LwStore *store, const guint8 *data, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LwChangesFile) file = NULL;
  gsize n = DIGEST;

  if (size > DIGEST)
    {
      g_checksum_update (checksum, copy, (gssize)(size - DIGEST));
      g_checksum_get_digest (checksum, copy + size - DIGEST, &n);
    }
  bytes = g_bytes_new_take (g_steal_pointer (&copy), size);
  file = lw_changes_file_parse (bytes, "fuzz.lwchanges", NULL);
  if (file)
    apply (store, file);
}

static void
try_changeset (LwStore *store, const guint8 *data, gsize size)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 1);
  g_autofree guint8 *packed = g_malloc (2 * size + 100);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LwChangesFile) file = lw_changes_file_new ("", "Fuzz");
  gsize n_read, n_written;

  if (g_converter_convert (G_CONVERTER (compressor), data, size, packed, 2 * size + 100, G_CONVERTER_INPUT_AT_END,
                           &n_read, &n_written, NULL)
      != G_CONVERTER_FINISHED)
    return;
  bytes = g_bytes_new (packed, n_written);
  g_ptr_array_add (file->edits, lw_change_new (1, "Edit", "2026-01-01", bytes));
  apply (store, file);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static LwStore *store;
  static guint n_used;

  /* A fresh one now and then, so that what was given out of keys does not grow. */
  if (store && ++n_used % 5000 == 0)
    g_clear_pointer (&store, lw_store_close);
  if (!store)
    store = make_document ();
  try_file (store, data, size);
  try_changeset (store, data, size);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-fuzz-main: runs a fuzz target as an ordinary test. It feeds the target every file of its seed corpus,
 * and of each also all kinds of damage: cut short at many lengths and with single bytes changed. The damage
 * is the same in every run. Under clang the same targets also link against libFuzzer (see meson.build
 * here). */
#include <gio/gio.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A damaged copy is made at so many places of each seed, evenly spread. */
#define N_PLACES 64

static const guint8 bad_bytes[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };

/* An exact heap copy, so that the address sanitizer sees a read one byte past the end. */
static void
run_copy (const guint8 *data, gsize size)
{
  g_autofree guint8 *copy = g_malloc (MAX (size, 1));

  memcpy (copy, data, size);
  LLVMFuzzerTestOneInput (copy, size);
}

static void
run_damaged (guint8 *data, gsize size)
{
  gsize step = MAX (size / N_PLACES, 1);

  for (gsize at = 0; at < size; at += at < N_PLACES ? 1 : step)
    {
      guint8 byte = data[at];

      run_copy (data, at);
      for (gsize i = 0; i < G_N_ELEMENTS (bad_bytes); i++)
        {
          data[at] = bad_bytes[i];
          run_copy (data, size);
        }
      data[at] = byte;
    }
}

static void
test_corpus (gconstpointer folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n_seeds = 0;

  g_assert_no_error (error);
  run_copy ((const guint8 *) "", 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      gsize size;

      g_file_get_contents (path, &data, &size, &error);
      g_assert_no_error (error);
      run_copy ((const guint8 *) data, size);
      run_damaged ((guint8 *) data, size);
      n_seeds++;
    }
  g_test_message ("%u seeds", n_seeds);
  g_assert_cmpuint (n_seeds, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  g_test_add_data_func ("/fuzz/corpus", argv[1], test_corpus);
  return g_test_run ();
}

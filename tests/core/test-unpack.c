/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-unpack: lists and geodata come out of zips and folders, names in a zip lead nowhere else, bombs are stopped, and
 * nothing stays behind. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "formats/lw-unpack.h"
#include "model/lw-error.h"
#include "remove-tree.h"
#include "zip-fixture.h"

#define LIST "bag_id;leegstand_m2\n0344010000000001;10\n"
#define GEODATA "{\"type\":\"FeatureCollection\",\"features\":[]}"

typedef struct {
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("lw-unpack-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static GBytes *
make_zip (const char *const *names, const char *const *texts)
{
  ZipFixture *zip = zip_fixture_new ();

  for (guint i = 0; names[i] != NULL; i++)
    zip_fixture_add (zip, names[i], texts[i], (gssize) strlen (texts[i]), ZIP_DEFLATED | ZIP_STREAMED);
  return zip_fixture_end (zip);
}

static char *
save_zip (Fixture *fixture, const char *name, const char *const *names, const char *const *texts)
{
  g_autoptr (GBytes) bytes = make_zip (names, texts);

  return zip_fixture_save (bytes, fixture->folder, name);
}

static LwUnpacked *
unpack (const char *path, GError **error)
{
  g_autoptr (LwUnpacked) unpacked = lw_unpacked_new ();

  return lw_unpacked_add (unpacked, path, NULL, NULL, NULL, error) ? g_steal_pointer (&unpacked) : NULL;
}

static void
assert_file (const LwUnpacked *unpacked, guint number, const char *ending, const char *content)
{
  const char *path = g_ptr_array_index (unpacked->paths, number);
  g_autofree char *text = NULL;

  g_assert_true (g_str_has_suffix (path, ending));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, content);
}

/* The members of one name, one of which would lie elsewhere, each have their own place; the PDF is told. */
static void
test_zip (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a/lijst.csv", "../../lijst.csv", "gebieden.geojson", "toelichting.pdf",
                                       "__MACOSX/._lijst.csv", "notitie.txt", NULL };
  static const char *const texts[] = { LIST, LIST, GEODATA, "%PDF", "x", "zonder kolommen" };
  g_autofree char *path = save_zip (fixture, "opgave.zip", names, texts), *kept = NULL;
  g_autoptr (GError) error = NULL;
  LwUnpacked *unpacked;

  g_assert_true (lw_unpack_is_needed (path));
  unpacked = unpack (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (unpacked->paths->len, ==, 3);
  assert_file (unpacked, 0, "/lijst.csv", LIST);
  assert_file (unpacked, 1, "/lijst.csv", LIST);
  assert_file (unpacked, 2, "/gebieden.geojson", GEODATA);
  g_assert_cmpuint (unpacked->skipped->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (unpacked->skipped, 0), "toelichting.pdf"));
  kept = g_strdup (g_ptr_array_index (unpacked->paths, 1));
  g_assert_null (strstr (kept, ".."));
  lw_unpacked_free (unpacked);
  g_assert_false (g_file_test (kept, G_FILE_TEST_EXISTS));
}

static void
test_nested (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "lijst.csv", NULL }, *const texts[] = { LIST };
  g_autoptr (GBytes) inner = make_zip (names, texts), outer = NULL;
  ZipFixture *zip = zip_fixture_new ();
  g_autofree char *path = NULL;
  g_autoptr (LwUnpacked) unpacked = NULL;

  zip_fixture_add_bytes (zip, "binnen.zip", inner, ZIP_STORED);
  outer = zip_fixture_end (zip);
  path = zip_fixture_save (outer, fixture->folder, "buiten.zip");
  unpacked = unpack (path, NULL);
  g_assert_nonnull (unpacked);
  g_assert_cmpuint (unpacked->paths->len, ==, 1);
  assert_file (unpacked, 0, "/lijst.csv", LIST);
}

/* Files of a folder are taken where they lie; a zip among them is unpacked. */
static void
test_folder (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "lijst.csv", NULL }, *const texts[] = { LIST };
  g_autofree char *zip = save_zip (fixture, "b.zip", names, texts);
  g_autofree char *below = g_build_filename (fixture->folder, "kaart", NULL);
  g_autofree char *geodata = g_build_filename (below, "gebieden.geojson", NULL);
  g_autofree char *hidden = g_build_filename (fixture->folder, ".verborgen.csv", NULL);
  g_autoptr (LwUnpacked) unpacked = NULL;

  g_assert_cmpint (g_mkdir (below, 0700), ==, 0);
  g_assert_true (g_file_set_contents (geodata, GEODATA, -1, NULL));
  g_assert_true (g_file_set_contents (hidden, LIST, -1, NULL));
  unpacked = unpack (fixture->folder, NULL);
  g_assert_nonnull (unpacked);
  g_assert_cmpuint (unpacked->paths->len, ==, 2);
  assert_file (unpacked, 0, "/lijst.csv", LIST);
  g_assert_cmpstr (g_ptr_array_index (unpacked->paths, 1), ==, geodata);
}

/* A pipe in the folder is not waited for, and a damaged zip keeps nothing out. */
static void
test_odd_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *list = g_build_filename (fixture->folder, "lijst.csv", NULL);
  g_autofree char *pipe = g_build_filename (fixture->folder, "pijp", NULL);
  g_autofree char *damaged = g_build_filename (fixture->folder, "stuk.zip", NULL);
  g_autoptr (LwUnpacked) unpacked = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_true (g_file_set_contents (list, LIST, -1, NULL));
  g_assert_true (g_file_set_contents (damaged, "PK\3\4 and no more", -1, NULL));
  g_assert_false (lw_unpack_may_be_needed (pipe));
  unpacked = unpack (fixture->folder, NULL);
  g_assert_nonnull (unpacked);
  g_assert_cmpuint (unpacked->paths->len, ==, 1);
  g_assert_cmpuint (unpacked->skipped->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (unpacked->skipped, 1), "stuk.zip"));
}

/* What is no zip of lists is left as it is. */
static void
test_as_it_is (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "[Content_Types].xml", NULL };
  static const char *const texts[]
      = { "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>" };
  g_autofree char *workbook = save_zip (fixture, "lijst.xlsx", names, texts);
  g_autoptr (LwUnpacked) unpacked = unpack (workbook, NULL);

  g_assert_false (lw_unpack_is_needed (workbook));
  g_assert_cmpuint (unpacked->paths->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (unpacked->paths, 0), ==, workbook);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "toelichting.pdf", NULL }, *const texts[] = { "%PDF" };
  static const char *const shapes[] = { "gebieden.shp", "gebieden.dbf", NULL }, *const bytes[] = { "x", "y" };
  g_autofree char *path = save_zip (fixture, "niets.zip", names, texts);
  g_autofree char *shape = save_zip (fixture, "vorm.zip", shapes, bytes);
  g_autoptr (GError) error = NULL, other = NULL;

  g_assert_null (unpack (path, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "niets.zip"));
  g_assert_null (unpack (shape, &other));
  g_assert_nonnull (strstr (other->message, "shapefile"));
}

/* 300 MB of blanks in some hundreds of kB. */
static void
test_bomb (Fixture *fixture, gconstpointer data)
{
  gsize size = 300 * 1024 * 1024;
  g_autofree char *blanks = g_malloc (size);
  ZipFixture *zip = zip_fixture_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  memset (blanks, ' ', size);
  zip_fixture_add (zip, "bom.csv", blanks, (gssize) size, ZIP_DEFLATED | ZIP_FAST);
  bytes = zip_fixture_end (zip);
  path = zip_fixture_save (bytes, fixture->folder, "bom.zip");
  g_assert_null (unpack (path, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "bom.csv"));
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "lijst.csv", NULL }, *const texts[] = { LIST };
  g_autofree char *path = save_zip (fixture, "opgave.zip", names, texts);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (LwUnpacked) unpacked = lw_unpacked_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (lw_unpacked_add (unpacked, path, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/unpack/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("zip", test_zip);
  ADD ("nested", test_nested);
  ADD ("folder", test_folder);
  ADD ("odd-folder", test_odd_folder);
  ADD ("as-it-is", test_as_it_is);
  ADD ("nothing", test_nothing);
  ADD ("bomb", test_bomb);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}

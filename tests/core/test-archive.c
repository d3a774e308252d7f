/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The archive walker: every way in which XML is delivered, and every way in which an archive can be wrong. */
#include "formats/lw-archive.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "model/lw-error.h"
#include "remove-tree.h"
#include "zip-fixture.h"

typedef struct {
  char *folder;
  GString *seen; /* "name=content;" of every member */
  gsize take;    /* stop reading a member after so many bytes */
  guint n_reports;
  guint64 last_done, last_total;
  GCancellable *cancellable;
  guint cancel_after; /* members, 0 for never */
  LwArchiveWalk walk;
} Fixture;

static gboolean
member_cb (LwArchiveMember *member, gpointer data, GError **error)
{
  Fixture *fixture = data;
  const guint8 *block;
  gsize total = 0;
  gssize n;

  g_string_append_printf (fixture->seen, "%s=", lw_archive_member_get_name (member));
  while (total < fixture->take && (n = lw_archive_member_read (member, &block, error)) != 0)
    {
      if (n < 0)
        return FALSE;
      if (total + (gsize) n < 1000)
        g_string_append_len (fixture->seen, (const char *) block, n);
      total += (gsize) n;
    }
  g_string_append_c (fixture->seen, ';');
  if (fixture->cancel_after > 0 && --fixture->cancel_after == 0)
    g_cancellable_cancel (fixture->cancellable);
  return TRUE;
}

static void
progress_cb (const char *what, guint64 done, guint64 total, LwProgressUnit unit, gpointer data)
{
  Fixture *fixture = data;

  g_assert_cmpuint (done, >=, fixture->last_done);
  g_assert_cmpuint (done, <=, total);
  fixture->n_reports += done > fixture->last_done;
  fixture->last_done = done;
  fixture->last_total = total;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  memset (fixture, 0, sizeof *fixture);
  fixture->folder = g_dir_make_tmp ("lw-archive-XXXXXX", NULL);
  fixture->seen = g_string_new (NULL);
  fixture->take = G_MAXSIZE;
  fixture->cancellable = g_cancellable_new ();
  lw_archive_limits_init (&fixture->walk.limits);
  fixture->walk.member = member_cb;
  fixture->walk.member_data = fixture;
  fixture->walk.progress = progress_cb;
  fixture->walk.progress_data = fixture;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_string_free (fixture->seen, TRUE);
  g_object_unref (fixture->cancellable);
}

static gboolean
walk_path (Fixture *fixture, const char *path, GError **error)
{
  const char *paths[] = { path, NULL };

  g_string_truncate (fixture->seen, 0);
  fixture->last_done = 0;
  return lw_archive_walk (&fixture->walk, paths, fixture->cancellable, error);
}

static gboolean
walk_bytes (Fixture *fixture, GBytes *bytes, GError **error)
{
  g_autofree char *path = zip_fixture_save (bytes, fixture->folder, "outer.zip");

  return walk_path (fixture, path, error);
}

/* Wraps @content in @depth zips, of which the outermost is not written. */
static GBytes *
nest (const char *content, guint depth, ZipFlags flags)
{
  GBytes *bytes = g_bytes_new (content, strlen (content));

  for (guint i = 0; i < depth; i++)
    {
      ZipFixture *zip = zip_fixture_new ();
      g_autofree char *name = i == 0 ? g_strdup ("in.xml") : g_strdup_printf ("level%u.zip", i);

      zip_fixture_add_bytes (zip, name, bytes, flags);
      g_bytes_unref (bytes);
      bytes = zip_fixture_end (zip);
    }
  return bytes;
}

/* The directory of a zip stands at its end and is read first; that must not pass for being at the end. */
static void
test_progress (Fixture *fixture, gconstpointer data)
{
  enum { N_MEMBERS = 4, SIZE = 4 * 1024 * 1024 };
  ZipFixture *zip = zip_fixture_new ();
  g_autofree guint32 *noise = g_malloc (SIZE);
  g_autoptr (GBytes) content = NULL, bytes = NULL;
  GError *error = NULL;

  for (guint i = 0; i < SIZE / sizeof *noise; i++)
    noise[i] = i * 2654435761u;
  content = g_bytes_new_static (noise, SIZE);
  for (guint i = 0; i < N_MEMBERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.xml", i);

      zip_fixture_add_bytes (zip, name, content, ZIP_STORED);
    }
  bytes = zip_fixture_end (zip);
  g_assert_true (walk_bytes (fixture, bytes, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_reports, >=, N_MEMBERS);
  g_assert_cmpuint (fixture->last_done, ==, fixture->last_total);
}

static void
test_plain_and_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sub = g_build_filename (fixture->folder, "sub", NULL);
  g_autofree char *junk = g_build_filename (fixture->folder, "__MACOSX", NULL);
  g_autofree char *loop = g_build_filename (sub, "loop", NULL);
  g_autofree char *b = g_build_filename (fixture->folder, "b.xml", NULL);
  g_autofree char *a = g_build_filename (sub, "a.XML", NULL);
  g_autofree char *dot = g_build_filename (sub, "._a.xml", NULL);
  g_autofree char *mac = g_build_filename (junk, "c.xml", NULL);
  g_autofree char *note = g_build_filename (fixture->folder, "note.txt", NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir (sub, 0755);
  g_mkdir (junk, 0755);
  g_assert_cmpint (symlink (fixture->folder, loop), ==, 0);
  for (char **path = (char *[]){ b, a, dot, mac, note, NULL }; *path != NULL; path++)
    g_assert_true (g_file_set_contents (*path, "<x/>", -1, NULL));

  g_assert_true (walk_path (fixture, fixture->folder, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->seen->str, ==, "b.xml=<x/>;a.XML=<x/>;");
  g_assert_cmpuint (fixture->walk.counts.xml, ==, 2);
  g_assert_cmpuint (fixture->walk.counts.xml_bytes, ==, 8);
  /* the folder __MACOSX, the note, ._a.xml, and the link that leads in a circle */
  g_assert_cmpuint (fixture->walk.counts.skipped, ==, 4);
  g_assert_cmpuint (fixture->last_done, ==, fixture->last_total);
  g_assert_cmpuint (fixture->last_total, ==, 8);

  g_assert_true (walk_path (fixture, b, &error));
  g_assert_cmpstr (fixture->seen->str, ==, "b.xml=<x/>;");
}

static void
test_nesting (Fixture *fixture, gconstpointer data)
{
  const ZipFlags kinds[]
      = { ZIP_STORED, ZIP_DEFLATED, ZIP_DEFLATED | ZIP_STREAMED, ZIP_STORED | ZIP_STREAMED };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (GBytes) one = nest ("<x/>", 1, kinds[k]);
      g_autoptr (GBytes) four = nest ("<x/>", 4, kinds[k]);
      g_autoptr (GBytes) five = nest ("<x/>", 5, kinds[k]);
      g_autoptr (GError) error = NULL;

      g_assert_true (walk_bytes (fixture, one, &error));
      g_assert_cmpstr (fixture->seen->str, ==, "outer.zip > in.xml=<x/>;");
      /* three zips inside the outermost one */
      walk_bytes (fixture, four, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (fixture->seen->str, ==,
                       "outer.zip > level3.zip > level2.zip > level1.zip > in.xml=<x/>;");
      g_assert_cmpuint (fixture->walk.counts.zips, ==, 4);
      g_assert_false (walk_bytes (fixture, five, &error));
      g_assert_error (error, LW_ERROR, LW_ERROR_TOO_LARGE);
      g_assert_nonnull (strstr (error->message, "level1.zip"));
      g_assert_cmpstr (fixture->seen->str, ==, "");
    }
}

static void
test_junk_and_names (Fixture *fixture, gconstpointer data)
{
  ZipFixture *zip = zip_fixture_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  zip_fixture_add (zip, "map/", "", 0, ZIP_STORED);
  zip_fixture_add (zip, "map/__MACOSX/._a.xml", "\0\5junk", 6, ZIP_DEFLATED | ZIP_STREAMED);
  zip_fixture_add (zip, "__MACOSX/b.zip", "junk", -1, ZIP_STORED);
  zip_fixture_add (zip, "._c.xml", "junk", -1, ZIP_STORED);
  zip_fixture_add (zip, ".DS_Store", "junk", -1, ZIP_STORED);
  zip_fixture_add (zip, "lees mij.txt", "junk", -1, ZIP_DEFLATED);
  zip_fixture_add (zip,
                   "S\xa3"
                   "dwest-Frysl\x83n.xml",
                   "1", -1, ZIP_STORED);
  zip_fixture_add (zip, "Súdwest-Fryslân.xml", "2", -1, ZIP_STORED | ZIP_UTF8);
  zip_fixture_add (zip, "two\nlines.XML", "3", -1, ZIP_STORED);
  bytes = zip_fixture_end (zip);
  walk_bytes (fixture, bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->seen->str, ==,
                   "outer.zip > Súdwest-Fryslân.xml=1;outer.zip > Súdwest-Fryslân.xml=2;"
                   "outer.zip > two?lines.XML=3;");
  g_assert_cmpuint (fixture->walk.counts.skipped, ==, 5);
}

static void
test_leaving_early (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_malloc (3000000);

  memset (large, 'a', 3000000);
  for (guint i = 0; i < 4; i++)
    {
      ZipFixture *zip = zip_fixture_new ();
      ZipFixture *outer = zip_fixture_new ();
      ZipFlags flags = (i & 1 ? ZIP_STREAMED : 0) | (i & 2 ? ZIP_DEFLATED : 0);
      g_autoptr (GBytes) inner = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      zip_fixture_add (zip, "1.xml", large, 3000000, flags);
      zip_fixture_add (zip, "2.xml", "<x/>", -1, flags);
      inner = zip_fixture_end (zip);
      zip_fixture_add_bytes (outer, "in.zip", inner, flags);
      zip_fixture_add (outer, "3.xml", "<y/>", -1, flags);
      bytes = zip_fixture_end (outer);
      fixture->take = 1;
      walk_bytes (fixture, bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (fixture->seen->str, ==,
                       "outer.zip > in.zip > 1.xml=;outer.zip > in.zip > 2.xml=<x/>;outer.zip > 3.xml=<y/>;");
    }
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = zip_fixture_end (zip_fixture_new ());
  g_autoptr (GError) error = NULL;

  walk_bytes (fixture, bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->walk.counts.xml, ==, 0);
}

static void
test_damage (Fixture *fixture, gconstpointer data)
{
  ZipFixture *zip = zip_fixture_new ();
  g_autoptr (GBytes) inner = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree guint8 *copy = NULL;
  g_autofree char *text = g_malloc (5000);
  gsize size;

  for (guint i = 0; i < 5000; i++)
    text[i] = (char) ('a' + i * i % 23);
  zip_fixture_add (zip, "in.xml", text, 5000, ZIP_DEFLATED | ZIP_STREAMED);
  inner = zip_fixture_end (zip);
  zip = zip_fixture_new ();
  zip_fixture_add_bytes (zip, "in.zip", inner, ZIP_STORED);
  bytes = zip_fixture_end (zip);
  copy = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));

  for (gsize n = 4; n < g_bytes_get_size (inner); n += 7)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, n);
      g_autoptr (GError) error = NULL;

      g_assert_false (walk_bytes (fixture, cut, &error));
      g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "outer.zip"));
      g_assert_nonnull (strstr (error->message, "byte"));
    }

  /* a changed byte in the packed data of the inner member */
  copy[80] ^= 0x55;
  {
    g_autoptr (GBytes) changed = g_bytes_new (copy, size);
    g_autoptr (GError) error = NULL;

    g_assert_false (walk_bytes (fixture, changed, &error));
    g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
    g_assert_nonnull (strstr (error->message, "outer.zip > in.zip"));
  }
}

static void
test_not_a_zip (Fixture *fixture, gconstpointer data)
{
  ZipFixture *zip = zip_fixture_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;

  zip_fixture_add (zip, "in.zip", "this is no archive", -1, ZIP_STORED);
  bytes = zip_fixture_end (zip);
  g_assert_false (walk_bytes (fixture, bytes, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "outer.zip > in.zip"));
  g_assert_false (walk_path (fixture, "/nonexistent/extract.zip", &missing));
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_encrypted (Fixture *fixture, gconstpointer data)
{
  ZipFixture *zip = zip_fixture_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  zip_fixture_add (zip, "secret.xml", "0123456789abcdef", -1, ZIP_STORED | ZIP_ENCRYPTED);
  bytes = zip_fixture_end (zip);
  g_assert_false (walk_bytes (fixture, bytes, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "outer.zip > secret.xml"));
}

static void
test_bombs (Fixture *fixture, gconstpointer data)
{
  const gsize size = 80 * 1024 * 1024;
  g_autofree char *spaces = g_malloc (size);

  memset (spaces, ' ', size);
  for (guint i = 0; i < 3; i++)
    {
      ZipFixture *zip = zip_fixture_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      if (i < 2)
        zip_fixture_add (zip, i == 0 ? "b.xml" : "b.bin", spaces, (gssize) size, ZIP_DEFLATED | ZIP_STREAMED);
      else
        {
          /* a zip that is itself almost nothing when packed */
          ZipFixture *inner = zip_fixture_new ();
          g_autoptr (GBytes) inner_bytes = NULL;

          zip_fixture_add (inner, "b.xml", spaces, (gssize) size, ZIP_STORED);
          inner_bytes = zip_fixture_end (inner);
          zip_fixture_add_bytes (zip, "b.zip", inner_bytes, ZIP_DEFLATED | ZIP_STREAMED);
        }
      bytes = zip_fixture_end (zip);
      fixture->take = i == 0 ? G_MAXSIZE : 1;
      /* A file that is only skipped may be jumped over, as the directory of the outer zip tells its length.
       */
      if (walk_bytes (fixture, bytes, &error))
        g_assert_cmpint (i, ==, 1);
      else
        g_assert_error (error, LW_ERROR, LW_ERROR_TOO_LARGE);
    }
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  g_autofree char *spaces = g_malloc (100000);

  memset (spaces, ' ', 100000);
  for (guint i = 0; i < 4; i++)
    {
      ZipFixture *zip = zip_fixture_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      lw_archive_limits_init (&fixture->walk.limits);
      for (guint m = 0; m < 10; m++)
        {
          g_autofree char *name = g_strdup_printf ("%u.xml", m);

          zip_fixture_add (zip, name, spaces, 100000, ZIP_DEFLATED);
        }
      bytes = zip_fixture_end (zip);
      g_assert_true (walk_bytes (fixture, bytes, &error));
      if (i == 0)
        fixture->walk.limits.max_members = 9;
      else if (i == 1)
        fixture->walk.limits.max_member_bytes = 99999;
      else if (i == 2)
        fixture->walk.limits.max_total_bytes = 999999;
      else
        {
          /* each member is within bounds, all together are not */
          fixture->walk.limits.ratio_free_bytes = 50000;
          fixture->walk.limits.max_ratio = 400;
        }
      g_assert_false (walk_bytes (fixture, bytes, &error));
      g_assert_error (error, LW_ERROR, LW_ERROR_TOO_LARGE);
    }
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  ZipFixture *zip = zip_fixture_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint m = 0; m < 5; m++)
    zip_fixture_add (zip, "a.xml", "<x/>", -1, ZIP_DEFLATED);
  bytes = zip_fixture_end (zip);
  fixture->cancel_after = 2;
  g_assert_false (walk_bytes (fixture, bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->walk.counts.xml, ==, 2);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/archive/plain-and-folder", test_plain_and_folder);
  ADD ("/archive/progress", test_progress);
  ADD ("/archive/nesting", test_nesting);
  ADD ("/archive/junk-and-names", test_junk_and_names);
  ADD ("/archive/leaving-early", test_leaving_early);
  ADD ("/archive/empty", test_empty);
  ADD ("/archive/damage", test_damage);
  ADD ("/archive/not-a-zip", test_not_a_zip);
  ADD ("/archive/encrypted", test_encrypted);
  ADD ("/archive/bombs", test_bombs);
  ADD ("/archive/limits", test_limits);
  ADD ("/archive/cancel", test_cancel);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is no BAG extract, or only looks like one: every case must end in one clear sentence that says where,
 * within bounded time and memory, and with nothing imported. */
#include "formats/lw-bag.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "bag-fixture.h"
#include "model/lw-error.h"
#include "zip-fixture.h"

#define MB (1024 * 1024)

static void
check_error (const GError *error, int code, const char *where)
{
  g_assert_nonnull (error);
  if (!g_error_matches (error, LW_ERROR, code) || strstr (error->message, where) == NULL
      || strchr (error->message, '\n') != NULL)
    g_error ("expected code %d at %s, got %d: %s", code, where, error->code, error->message);
}

/* Imports @size bytes as one file, which must fail with @code at @where. */
static void
refuse_bytes (const char *text, gsize size, int code, const char *where)
{
  g_autofree char *folder = g_dir_make_tmp ("lw-hostile-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "in.xml", NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (LwImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_true (g_file_set_contents (path, text, (gssize)size, NULL));
  g_assert_null (lw_bag_import (paths, NULL, &report, NULL, &error));
  g_assert_null (report);
  check_error (error, code, where);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
  g_unlink (path);
  g_rmdir (folder);
}

static void
refuse (const char *text, int code, const char *where)
{
  refuse_bytes (text, strlen (text), code, where);
}

/* A sound file with @old replaced by @fresh. */
static char *
spoil (const char *old, const char *fresh)
{
  g_autofree char *object = bag_object ((BagFixture){ 0 });
  g_autofree char *file = bag_stand (BAG_DATE, "VBO", object);
  GString *spoilt = g_string_new (file);

  g_assert_cmpuint (g_string_replace (spoilt, old, fresh, 1), ==, 1);
  return g_string_free (spoilt, FALSE);
}

static void
test_malformed (void)
{
  g_autofree char *tag = spoil ("</Objecten:oppervlakte>", "</Objecten:wrong>");
  g_autofree char *entity = spoil ("kantoorfunctie", "&secret;");
  g_autofree char *bytes = spoil ("kantoorfunctie", "kantoor\xff\xfe"
                                                    "functie");
  g_autofree char *after = spoil ("</sl-bag-extract:bagStand>", "</sl-bag-extract:bagStand><again/>");

  refuse (tag, LW_ERROR_INVALID, "in.xml:5:");
  refuse (entity, LW_ERROR_INVALID, "in.xml:5:");
  refuse (bytes, LW_ERROR_INVALID, "in.xml:5:");
  refuse (after, LW_ERROR_INVALID, "in.xml:6:");
  refuse ("", LW_ERROR_INVALID, "in.xml:1:1: the file is empty");
  refuse ("not XML at all", LW_ERROR_INVALID, "in.xml:1:");
  refuse_bytes ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, LW_ERROR_INVALID, "in.xml:1:");
}

static void
import_file (const char *text, LwOffices **offices, LwImportReport **report)
{
  g_autofree char *folder = g_dir_make_tmp ("lw-hostile-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "in.xml", NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  *offices = lw_bag_import (paths, NULL, report, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (folder);
}

/* A prefix without a namespace is no error of XML 1.0, but then nothing in the file is known. */
static void
test_wrong_namespaces (void)
{
  static const char *const declarations[][2] = {
    { "xmlns:Objecten=\"www.kadaster.nl", "xmlns:Objecten=\"http://www.kadaster.nl" },
    { "xmlns:Objecten=", "xmlns:Objects=" },
  };
  g_autofree char *root = spoil ("extract-deelbestand-lvc/v20200601", "extract-deelbestand/v20200601");
  g_autofree char *newer = spoil ("extract-deelbestand-lvc/v20200601", "extract-deelbestand-lvc/v20290101");

  refuse (root, LW_ERROR_INVALID, "extract-deelbestand/v20200601");
  refuse (newer, LW_ERROR_UNSUPPORTED, "v20290101");
  for (gsize i = 0; i < G_N_ELEMENTS (declarations); i++)
    {
      g_autofree char *objects = spoil (declarations[i][0], declarations[i][1]);
      g_autoptr (LwOffices) offices = NULL;
      g_autoptr (LwImportReport) report = NULL;

      import_file (objects, &offices, &report);
      g_assert_cmpuint (offices->n, ==, 0);
      g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_REJECTED, "unknown-records"), ==, 1);
      g_assert_cmpuint (lw_import_report_get_problem_total (report, LW_IMPORT_ERROR), ==, 1);
    }
}

static void
test_truncated (void)
{
  g_autofree char *object = bag_object ((BagFixture){ 0 });
  g_autofree char *file = bag_stand (BAG_DATE, "VBO", object);
  gsize end = strlen (file) - strlen ("</sl-bag-extract:bagStand>\n");

  for (gsize n = 1; n <= end; n += 37)
    refuse_bytes (file, n, LW_ERROR_INVALID, "in.xml:");
}

static void
test_other_files (void)
{
  refuse (
      "<mlm:bagMutaties xmlns:mlm=\"http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-mutaties-lvc/"
      "v20200601\"><mlm:bagInfo/></mlm:bagMutaties>",
      LW_ERROR_UNSUPPORTED, "mutations");
  refuse ("<xb:BAG-Extract-Deelbestand-LVC xmlns:xb=\"http://www.kadaster.nl/schemas/bag-verstrekkingen/"
          "extract-deelbestand-lvc/v20090901\"/>",
          LW_ERROR_UNSUPPORTED, "BAG 1.0");
  refuse ("<FeatureCollection xmlns=\"http://www.opengis.net/wfs/2.0\"/>", LW_ERROR_UNSUPPORTED,
          "FeatureCollection");
}

static void
test_dates (void)
{
  g_autofree char *none = spoil (BAG_DATE, "");
  g_autofree char *bad = spoil (BAG_DATE, "2021-02-30");
  g_autofree char *object = bag_object ((BagFixture){ 0 });
  g_autofree char *first = bag_stand ("2021-10-15", "VBO", object);
  g_autofree char *second = bag_stand ("2021-11-15", "VBO", object);
  ZipFixture *zip = zip_fixture_new ();
  g_autoptr (GBytes) bytes = NULL;

  refuse (none, LW_ERROR_INVALID, "StandTechnischeDatum");
  refuse (bad, LW_ERROR_INVALID, "StandTechnischeDatum");
  zip_fixture_add (zip, "first.xml", first, -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "second.xml", second, -1, ZIP_DEFLATED);
  bytes = zip_fixture_end (zip);
  refuse_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), LW_ERROR_INVALID, "second.xml:5:");
}

static void
test_entities (void)
{
  static const char *const types[] = {
    "<!DOCTYPE x [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]>",
    "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\">",
    "<!DOCTYPE x [<!ENTITY a \"0123456789\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">"
    "<!ENTITY secret \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">]>",
    "<!DOCTYPE x [<!ENTITY % p SYSTEM \"file:///dev/zero\"> %p;]>",
    "<!DOCTYPE x>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *head = g_strconcat ("?>\n", types[i], "\n<sl-bag-extract:bagStand", NULL);
      g_autofree char *file = spoil ("?>\n<sl-bag-extract:bagStand", head);

      refuse (file, LW_ERROR_UNSUPPORTED, "in.xml:2:");
      refuse (file, LW_ERROR_UNSUPPORTED, "DOCTYPE");
    }
}

static void
fill (GString *text, const char *piece, gsize size)
{
  while (text->len < size)
    g_string_append (text, piece);
}

static void
test_too_large (void)
{
  g_autofree char *plain = spoil ("<sl:stand>", "<sl:stand>SPLIT");
  char *split = strstr (plain, "SPLIT");
  g_autoptr (GString) deep = g_string_new_len (plain, split - plain);
  g_autoptr (GString) text = g_string_new_len (plain, split - plain);
  g_autoptr (GString) comment = g_string_new_len (plain, split - plain);
  g_autoptr (GString) tag = g_string_new_len (plain, split - plain);
  g_autoptr (GString) attribute = g_string_new_len (plain, split - plain);
  g_autoptr (GString) declaration = g_string_new ("<!DOCTYPE x \"");
  g_autoptr (GString) names = g_string_new_len (plain, split - plain);

  fill (deep, "<x>", 3000);
  refuse (deep->str, LW_ERROR_TOO_LARGE, "in.xml:5:");
  g_string_append (text, "<Objecten:Verblijfsobject><Objecten:identificatie>");
  fill (text, "0123456789", 6 * MB);
  refuse (text->str, LW_ERROR_TOO_LARGE, "in.xml:5:");

  /* libxml2 may refuse these itself, as malformed */
  g_string_append (comment, "<!--");
  g_string_append (tag, "<x ");
  g_string_append (attribute, "<x a=\"");
  for (GString **s = (GString *[]){ comment, tag, attribute, declaration, NULL }; *s != NULL; s++)
    {
      g_autofree char *folder = g_dir_make_tmp ("lw-hostile-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (folder, "in.xml", NULL);
      const char *paths[] = { path, NULL };
      g_autoptr (GError) error = NULL;

      fill (*s, "aaaaaaaaaa ", 14 * MB);
      g_assert_true (g_file_set_contents (path, (*s)->str, (gssize)(*s)->len, NULL));
      g_assert_null (lw_bag_import (paths, NULL, NULL, NULL, &error));
      g_assert_cmpuint (error->domain, ==, LW_ERROR);
      g_assert_nonnull (strstr (error->message, "in.xml:"));
      g_unlink (path);
      g_rmdir (folder);
    }

  /* ever new names: each costs memory in the parser's dictionary */
  for (guint i = 0; names->len < 8 * MB; i++)
    g_string_append_printf (names, "<a%u%s/>", i, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");
  refuse_bytes (names->str, names->len, LW_ERROR_TOO_LARGE, "in.xml:5:");
}

/* A sound beginning, then nothing but blanks that pack to nothing. */
static void
test_bomb (void)
{
  g_autofree char *plain = spoil ("<sl:stand>", "<sl:stand>SPLIT");
  GString *text = g_string_new_len (plain, strstr (plain, "SPLIT") - plain);
  ZipFixture *inner = zip_fixture_new (), *outer = zip_fixture_new ();
  g_autoptr (GBytes) inner_bytes = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize start = text->len;
  struct rusage before, after;

  g_string_set_size (text, start + 80 * MB);
  memset (text->str + start, ' ', 80 * MB);
  zip_fixture_add (inner, "bomb.xml", text->str, (gssize)text->len, ZIP_DEFLATED | ZIP_STREAMED);
  g_string_free (text, TRUE);
  inner_bytes = zip_fixture_end (inner);
  zip_fixture_add_bytes (outer, "inner.zip", inner_bytes, ZIP_DEFLATED | ZIP_STREAMED);
  bytes = zip_fixture_end (outer);
  getrusage (RUSAGE_SELF, &before);
  refuse_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), LW_ERROR_TOO_LARGE,
                "in.xml > inner.zip > bomb.xml");
  getrusage (RUSAGE_SELF, &after);
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 32 * 1024);
}

/* An outline that crosses itself everywhere is given up before all crossings are found; the office stays. */
static void
test_tangle (void)
{
  g_autoptr (LwBagOutlines) outlines = lw_bag_outlines_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GString) ring = g_string_new ("<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>0 0");
  g_autofree char *folder = g_dir_make_tmp ("lw-hostile-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "in.xml", NULL), *object = bag_object ((BagFixture){ 0 });
  g_autofree char *building = NULL, *both = NULL, *file = NULL;
  const char *paths[] = { path, NULL };
  g_autoptr (LwImportReport) report = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (GError) error = NULL;
  struct rusage before, after;
  LwBagOptions options;

  for (guint i = 0; i < 30000; i++)
    g_string_append_printf (ring, " %d %d", g_rand_int_range (rand, 0, 1000), g_rand_int_range (rand, 0, 1000));
  g_string_append (ring, " 0 0</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>");
  building = bag_building ((BagFixture){ .geometry = ring->str });
  both = g_strconcat (object, building, NULL);
  file = bag_stand (BAG_DATE, "VBO;PND", both);
  g_assert_true (g_file_set_contents (path, file, -1, NULL));
  lw_bag_options_init (&options);
  options.outlines = outlines;
  getrusage (RUSAGE_SELF, &before);
  offices = lw_bag_import (paths, &options, &report, NULL, &error);
  getrusage (RUSAGE_SELF, &after);
  g_assert_no_error (error);
  g_assert_cmpuint (offices->n, ==, 1);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_MARKED, "outline-unknown"), ==, 1);
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 100 * 1024);
  g_unlink (path);
  g_rmdir (folder);
}

/* Oddities of text: refused where XML forbids them, harmless where it does not. */
static void
test_odd_text (void)
{
  g_autofree char *nul = spoil ("kantoorfunctie", "kantoor?functie");
  g_autofree char *unknown = spoil ("encoding=\"UTF-8\"", "encoding=\"x-none\"");
  g_autofree char *old = spoil ("encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"");
  g_autofree char *deep = spoil ("kantoorfunctie", "DEEP"),
                  *name = spoil ("kantoorfunctie", "kantoorfunctie");
  g_autoptr (GString) nested = g_string_new (NULL), attributes = g_string_new ("<Objecten:geometrie");
  g_autoptr (GString) long_text = g_string_new (NULL);
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (LwImportReport) report = NULL;
  gsize length = strlen (nul);

  *strstr (strstr (nul, "kantoor?"), "?") = '\0';
  refuse_bytes (nul, length, LW_ERROR_INVALID, "in.xml:5:");
  refuse (unknown, LW_ERROR_INVALID, "in.xml:1:");
  import_file (old, &offices, &report);
  g_assert_cmpuint (offices->n, ==, 1);
  g_clear_pointer (&offices, lw_offices_unref);
  g_clear_pointer (&report, lw_import_report_unref);

  for (guint i = 0; i < 100000; i++)
    g_string_append (nested, "<x>");
  {
    GString *whole = g_string_new (deep);

    g_string_replace (whole, "DEEP", nested->str, 1);
    refuse_bytes (whole->str, whole->len, LW_ERROR_TOO_LARGE, "in.xml:5:");
    g_string_free (whole, TRUE);
  }
  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (attributes, " a%u=\"\"", i);
  {
    GString *whole = g_string_new (name);

    g_string_append_c (attributes, '>');
    g_string_replace (whole, "<Objecten:geometrie>", attributes->str, 1);
    refuse_bytes (whole->str, whole->len, LW_ERROR_TOO_LARGE, "in.xml:");
    g_string_free (whole, TRUE);
  }
  /* a text of two megabytes in a field of two words is cut, and the office stays */
  g_string_assign (long_text, name);
  {
    g_autoptr (GString) filling = g_string_new (NULL);

    fill (filling, "lang ", 2 * MB);
    g_string_replace (long_text, "<Objecten:oppervlakte>83", "<Objecten:oppervlakte>", 1);
    g_string_replace (long_text, "</Objecten:oppervlakte>", "OPPERVLAKTE</Objecten:oppervlakte>", 1);
    g_string_replace (long_text, "OPPERVLAKTE", filling->str, 1);
  }
  import_file (long_text->str, &offices, &report);
  g_assert_cmpuint (offices->n, ==, 1);
  g_assert_true (isnan (offices->floor_area_m2[0]));
}

/* Zips whose members are called strangely or lie about themselves. */
static void
test_odd_zips (void)
{
  g_autofree char *object = bag_object ((BagFixture){ 0 });
  g_autofree char *file = bag_stand (BAG_DATE, "VBO", object),
                  *folder = g_dir_make_tmp ("lw-hostile-XXXXXX", NULL);
  g_autofree char *path = NULL, *outside = g_build_filename (folder, "..", "lw-escaped.xml", NULL);
  ZipFixture *zip = zip_fixture_new (), *inner = zip_fixture_new (), *outer = zip_fixture_new ();
  g_autoptr (GBytes) bytes = NULL, inner_bytes = NULL, cut = NULL, cut_outer = NULL, lying = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (GError) error = NULL;
  const char *paths[] = { NULL, NULL };
  g_autofree guint8 *copy = NULL;
  gsize size;

  /* a name that leads out of the folder is only a name: nothing is unpacked */
  zip_fixture_add (zip, "../lw-escaped.xml", file, -1, ZIP_DEFLATED);
  bytes = zip_fixture_end (zip);
  paths[0] = path = zip_fixture_save (bytes, folder, "in.zip");
  offices = lw_bag_import (paths, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (offices->n, ==, 1);
  g_assert_false (g_file_test (outside, G_FILE_TEST_EXISTS));
  g_unlink (path);
  g_rmdir (folder);

  /* a header that claims another size than there is */
  copy = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));
  for (gsize i = 0; i + 46 < size; i++)
    if (memcmp (copy + i, "PK\1\2", 4) == 0)
      copy[i + 24] ^= 0x55;
  copy[22] ^= 0x55;
  lying = g_bytes_new (copy, size);
  refuse_bytes (g_bytes_get_data (lying, NULL), size, LW_ERROR_INVALID, "in.xml > ../lw-escaped.xml");

  /* an inner zip that stops in the middle */
  zip_fixture_add (inner, "0457VBO15102021-000001.xml", file, -1, ZIP_DEFLATED | ZIP_STREAMED);
  inner_bytes = zip_fixture_end (inner);
  cut = g_bytes_new_from_bytes (inner_bytes, 0, g_bytes_get_size (inner_bytes) / 3);
  zip_fixture_add_bytes (outer, "0457VBO15102021.zip", cut, ZIP_STORED);
  cut_outer = zip_fixture_end (outer);
  refuse_bytes (g_bytes_get_data (cut_outer, NULL), g_bytes_get_size (cut_outer), LW_ERROR_INVALID,
                "in.xml > 0457VBO15102021.zip");
}

static void
progress_cb (const char *what, guint64 done, guint64 total, LwProgressUnit unit, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_cancel (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lw-hostile-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "in.xml", NULL);
  g_autofree char *object = bag_object ((BagFixture){ 0 });
  g_autofree char *file = bag_stand (BAG_DATE, "VBO", object);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  LwBagOptions options;

  lw_bag_options_init (&options);
  options.progress = progress_cb;
  options.progress_data = cancellable;
  g_assert_true (g_file_set_contents (path, file, -1, NULL));
  g_assert_null (lw_bag_import (paths, &options, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_unlink (path);
  g_rmdir (folder);
}

/* A pipe to which nobody writes would be waited for for ever. */
static void
refuse_pipe (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "in.xml", NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (lw_bag_import (paths, NULL, NULL, NULL, &error));
  check_error (error, LW_ERROR_UNSUPPORTED, "in.xml");
  g_unlink (path);
}

static void
test_nothing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lw-hostile-XXXXXX", NULL);
  const char *paths[] = { folder, NULL };
  const char *missing[] = { "/nonexistent/bag.zip", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing_error = NULL;
  g_autoptr (GBytes) empty = zip_fixture_end (zip_fixture_new ());

  g_assert_null (lw_bag_import (paths, NULL, NULL, NULL, &error));
  check_error (error, LW_ERROR_UNSUPPORTED, "lw-hostile-");
  g_assert_null (lw_bag_import (missing, NULL, NULL, NULL, &missing_error));
  g_assert_error (missing_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  refuse_pipe (folder);
  refuse_bytes (g_bytes_get_data (empty, NULL), g_bytes_get_size (empty), LW_ERROR_UNSUPPORTED, "in.xml");
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bag-hostile/malformed", test_malformed);
  g_test_add_func ("/bag-hostile/wrong-namespaces", test_wrong_namespaces);
  g_test_add_func ("/bag-hostile/truncated", test_truncated);
  g_test_add_func ("/bag-hostile/other-files", test_other_files);
  g_test_add_func ("/bag-hostile/dates", test_dates);
  g_test_add_func ("/bag-hostile/entities", test_entities);
  g_test_add_func ("/bag-hostile/too-large", test_too_large);
  g_test_add_func ("/bag-hostile/bomb", test_bomb);
  g_test_add_func ("/bag-hostile/tangle", test_tangle);
  g_test_add_func ("/bag-hostile/odd-text", test_odd_text);
  g_test_add_func ("/bag-hostile/odd-zips", test_odd_zips);
  g_test_add_func ("/bag-hostile/cancel", test_cancel);
  g_test_add_func ("/bag-hostile/nothing", test_nothing);
  return g_test_run ();
}

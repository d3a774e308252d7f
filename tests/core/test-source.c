/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sources are recognised by content: every name here is wrong on purpose. */
#include "formats/lw-source.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "bag-fixture.h"
#include "zip-fixture.h"

static void
check (const char *data, gssize size, LwSourceKind kind, const char *reason)
{
  g_autofree char *folder = g_dir_make_tmp ("lw-source-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "picture.jpg", NULL);
  g_autofree char *why = NULL;

  g_assert_true (g_file_set_contents (path, data, size, NULL));
  g_assert_cmpint (lw_source_kind (path, &why), ==, kind);
  g_assert_nonnull (why);
  g_assert_nonnull (strstr (why, reason));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_xml (void)
{
  g_autofree char *object = bag_object ((BagFixture){ 0 });
  g_autofree char *stand = bag_stand (BAG_DATE, "VBO", object);
  g_autofree char *relation = bag_relation_file ("");

  check (stand, -1, LW_SOURCE_BAG, "bagStand");
  check (relation, -1, LW_SOURCE_BAG, "BAG-GWR");
  /* refused by the import, which says why */
  check ("<m:bagMutaties "
         "xmlns:m=\"http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-mutaties-lvc/v20200601\"/>",
         -1, LW_SOURCE_BAG, "bagMutaties");
  check ("\xef\xbb\xbf <wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs/2.0\">", -1,
         LW_SOURCE_GML, "FeatureCollection");
  /* The reader tells what the service said. */
  check ("<ows:ExceptionReport xmlns:ows=\"http://www.opengis.net/ows/1.1\"/>", -1, LW_SOURCE_GML, "ExceptionReport");
  check ("<html xmlns=\"http://www.w3.org/1999/xhtml\">", -1, LW_SOURCE_UNKNOWN, "web page");
  check ("<!DOCTYPE html><html>", -1, LW_SOURCE_UNKNOWN, "web page");
  check ("<!DOCTYPE svg><svg/>", -1, LW_SOURCE_UNKNOWN, "DOCTYPE");
  check ("<feed xmlns=\"http://www.w3.org/2005/Atom\" "
         "xmlns:d=\"http://schemas.microsoft.com/ado/2007/08/dataservices\"/>",
         -1, LW_SOURCE_STATLINE, "StatLine");
  check ("<", -1, LW_SOURCE_UNKNOWN, "root");
}

static void
test_others (void)
{
  guint8 database[100] = "SQLite format 3";

  check ((const char *) database, 100, LW_SOURCE_UNKNOWN, "SQLite");
  memcpy (database + 72, "CREATE gpkg_geometry_columns", 28);
  check ((const char *) database, 100, LW_SOURCE_GPKG, "GeoPackage");
  memset (database + 72, 0, 28);
  memcpy (database + 68, "GPKG", 4);
  check ((const char *) database, 100, LW_SOURCE_GPKG, "GeoPackage");
  check (" {\"type\": \"FeatureCollection\", \"features\": []}", -1, LW_SOURCE_GEOJSON, "GeoJSON");
  check ("{\"coordinates\": [5, 52], \"type\": \"Point\"}", -1, LW_SOURCE_GEOJSON, "GeoJSON");
  check ("{\"odata.metadata\": \"x\", \"value\": []}", -1, LW_SOURCE_STATLINE, "StatLine");
  check ("\x1e{\"type\": \"Feature\"}\n\x1e{\"type\": \"Feature\"}\n", -1, LW_SOURCE_GEOJSON, "GeoJSON");
  /* The reader says what to do about the encoding. */
  check ("\xff\xfe{\0\"\0F\0e\0a\0t\0u\0r\0e\0\"\0", 22, LW_SOURCE_GEOJSON, "GeoJSON");
  check ("\0{\0\"\0F\0e\0a\0t\0u\0r\0e\0\"", 20, LW_SOURCE_GEOJSON, "GeoJSON");
  check ("{\"spatialReference\":{\"wkid\":28992},\"features\":[]}", -1, LW_SOURCE_UNKNOWN, "Esri");
  check ("{\"offices\": 3}", -1, LW_SOURCE_UNKNOWN, "JSON");
  check ("bag_id;leegstand\r\n0457010000000001;12,5\r\n", -1, LW_SOURCE_CSV, "columns");
  check ("\xff\xfe"
         "a\0;\0b\0",
         8, LW_SOURCE_CSV, "columns");
  check ("id\tm\xb2\n1\t2\n", -1, LW_SOURCE_CSV, "columns");
  check ("bag_id;leegstand\n0457010000000001;\0" "12,5\n", 40, LW_SOURCE_CSV, "columns");
  check ("only words here", -1, LW_SOURCE_UNKNOWN, "columns");
  check ("", -1, LW_SOURCE_UNKNOWN, "empty");
  check ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, LW_SOURCE_UNKNOWN, ".xls");
  check ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, LW_SOURCE_UNKNOWN, "password");
  check ("%PDF-1.7\n", -1, LW_SOURCE_UNKNOWN, "PDF");
  check ("\x7f"
         "ELF\0\0",
         6, LW_SOURCE_UNKNOWN, "neither");
}

static void
check_zip (const char *name, const char *content, LwSourceKind kind, const char *reason)
{
  ZipFixture *inner = zip_fixture_new (), *outer = zip_fixture_new ();
  g_autoptr (GBytes) inner_bytes = NULL;
  g_autoptr (GBytes) outer_bytes = NULL;

  zip_fixture_add (inner, "__MACOSX/._a.xml", "\0junk", 5, ZIP_DEFLATED);
  zip_fixture_add (inner, name, content, -1, ZIP_DEFLATED | ZIP_STREAMED);
  inner_bytes = zip_fixture_end (inner);
  check (g_bytes_get_data (inner_bytes, NULL), (gssize) g_bytes_get_size (inner_bytes), kind, reason);
  zip_fixture_add_bytes (outer, "inner.zip", inner_bytes, ZIP_STORED);
  outer_bytes = zip_fixture_end (outer);
  check (g_bytes_get_data (outer_bytes, NULL), (gssize) g_bytes_get_size (outer_bytes), kind, reason);
}

static void
test_zips (void)
{
  g_autofree char *object = bag_object ((BagFixture){ 0 });
  g_autofree char *stand = bag_stand (BAG_DATE, "VBO", object);

  check_zip ("a.xml", stand, LW_SOURCE_BAG, "bagStand");
  check_zip ("[Content_Types].xml",
             "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
             LW_SOURCE_XLSX, "Excel");
  check_zip ("content.xml",
             "<o:document-content xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"/>", LW_SOURCE_ODS,
             "LibreOffice");
  check_zip ("a.txt", "text", LW_SOURCE_UNKNOWN, "without XML");
  check_zip ("a.xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", LW_SOURCE_UNKNOWN, "svg");
  check ("PK\3\4 broken", -1, LW_SOURCE_UNKNOWN, "damaged");
}

static void
test_folder_and_tokens (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lw-source-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.xml", NULL);
  g_autofree char *object = bag_object ((BagFixture){ 0 });
  g_autofree char *stand = bag_stand (BAG_DATE, "VBO", object);
  g_autofree char *why = NULL;
  LwSourceKind kind;

  g_assert_cmpint (lw_source_kind (folder, NULL), ==, LW_SOURCE_UNKNOWN);
  g_assert_true (g_file_set_contents (path, stand, -1, NULL));
  g_assert_cmpint (lw_source_kind (folder, NULL), ==, LW_SOURCE_BAG);
  g_unlink (path);
  g_rmdir (folder);
  g_assert_cmpint (lw_source_kind ("/nonexistent/file", &why), ==, LW_SOURCE_UNKNOWN);
  g_assert_nonnull (why);
  g_assert_true (lw_source_kind_parse ("gpkg", &kind));
  g_assert_cmpint (kind, ==, LW_SOURCE_GPKG);
  g_assert_cmpstr (lw_source_kind_token (kind), ==, "gpkg");
  g_assert_false (lw_source_kind_parse ("unknown", &kind));
}

/* A pipe may never say anything, so nobody waits for it. */
static void
test_pipe (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lw-source-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pipe.csv", NULL), *why = NULL;

  g_assert_false (lw_source_is_pipe (path));
  g_assert_false (lw_source_is_pipe (folder));
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_true (lw_source_is_pipe (path));
  g_assert_cmpint (lw_source_kind (path, &why), ==, LW_SOURCE_UNKNOWN);
  g_assert_nonnull (strstr (why, "pipe"));
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/xml", test_xml);
  g_test_add_func ("/source/others", test_others);
  g_test_add_func ("/source/zips", test_zips);
  g_test_add_func ("/source/pipe", test_pipe);
  g_test_add_func ("/source/folder-and-tokens", test_folder_and_tokens);
  return g_test_run ();
}

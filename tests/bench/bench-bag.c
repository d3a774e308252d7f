/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-bag: imports a delivery of 200,000 verblijfsobjecten (one in twenty an office) with their addresses,
 * buildings and streets, packed as the Kadaster packs them: files of 10,000 records in zips in a zip.
 * Yardstick: a bare SAX pass of libxml2 over the same bytes through the same walker, which is the least that
 * any reader does. */
#include <libxml/parser.h>
#include <glib/gstdio.h>

#include "bag-fixture.h"
#include "formats/lw-bag.h"
#include "zip-fixture.h"

#define N_OBJECTS 200000
#define N_PER_FILE 10000
#define N_PER_STREET 100

typedef char *(*MakeRecord) (guint i);

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static char *
make_object (guint i)
{
  g_autofree char *id = g_strdup_printf ("03630100%08u", i);
  g_autofree char *address = g_strdup_printf ("03632000%08u", i);
  g_autofree char *building = g_strdup_printf ("03631000%08u", i);
  g_autofree char *area = g_strdup_printf ("%u", 50 + i % 5000);
  g_autofree char *geometry = g_strdup_printf (
      "<Objecten:punt><gml:Point srsName=\"urn:ogc:def:crs:EPSG::28992\" srsDimension=\"3\">"
      "<gml:pos>%u.%03u %u.%03u 0.0</gml:pos></gml:Point></Objecten:punt>",
      115000 + i % 10000, i % 1000, 480000 + i / 20, i % 997);

  return bag_object ((BagFixture){ .id = id,
                                   .address = address,
                                   .buildings = building,
                                   .area = area,
                                   .geometry = geometry,
                                   .uses = i % 20 == 0 ? "kantoorfunctie" : "woonfunctie" });
}

static char *
make_address (guint i)
{
  g_autofree char *id = g_strdup_printf ("03632000%08u", i);
  g_autofree char *street = g_strdup_printf ("03633000%08u", i / N_PER_STREET);
  g_autofree char *number = g_strdup_printf ("%u", 1 + i % N_PER_STREET);

  return bag_address ((BagFixture){ .id = id, .street = street, .number = number });
}

static char *
make_building (guint i)
{
  g_autofree char *id = g_strdup_printf ("03631000%08u", i);
  g_autofree char *year = g_strdup_printf ("%u", 1900 + i % 120);

  return bag_building ((BagFixture){ .id = id, .year = year });
}

static char *
make_street (guint i)
{
  g_autofree char *id = g_strdup_printf ("03633000%08u", i);
  g_autofree char *name = g_strdup_printf ("Straat %u", i);

  return bag_street ((BagFixture){ .id = id, .name = name, .town = "3594" });
}

static void
add_type (ZipFixture *outer, const char *type, guint n, MakeRecord make)
{
  ZipFixture *inner = zip_fixture_new ();
  g_autofree char *zip_name = g_strdup_printf ("9999%s15102021.zip", type);
  g_autoptr (GBytes) bytes = NULL;

  for (guint first = 0; first < n; first += N_PER_FILE)
    {
      g_autoptr (GString) records = g_string_new (NULL);
      g_autofree char *name = g_strdup_printf ("9999%s15102021-%06u.xml", type, first / N_PER_FILE + 1);
      g_autofree char *file = NULL;

      for (guint i = first; i < MIN (n, first + N_PER_FILE); i++)
        {
          g_autofree char *record = make (i);

          g_string_append (records, record);
        }
      file = bag_stand (BAG_DATE, type, records->str);
      zip_fixture_add (inner, name, file, -1, ZIP_DEFLATED | ZIP_STREAMED | ZIP_FAST);
    }
  bytes = zip_fixture_end (inner);
  zip_fixture_add_bytes (outer, zip_name, bytes, ZIP_STORED);
}

static char *
make_delivery (const char *folder)
{
  ZipFixture *outer = zip_fixture_new ();
  g_autoptr (GBytes) bytes = NULL;

  add_type (outer, "NUM", N_OBJECTS, make_address);
  add_type (outer, "OPR", N_OBJECTS / N_PER_STREET, make_street);
  add_type (outer, "PND", N_OBJECTS, make_building);
  add_type (outer, "VBO", N_OBJECTS, make_object);
  bytes = zip_fixture_end (outer);
  return zip_fixture_save (bytes, folder, "delivery.zip");
}

static void
start_element_cb (void *data,
                  const xmlChar *local,
                  const xmlChar *prefix,
                  const xmlChar *ns,
                  int n_namespaces,
                  const xmlChar **namespaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **attributes)
{
  (*(guint64 *) data)++;
}

static gboolean
bare_member_cb (LwArchiveMember *member, gpointer data, GError **error)
{
  xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC, .startElementNs = start_element_cb };
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt (&sax, data, NULL, 0, NULL);
  const guint8 *block;
  gssize n;

  while ((n = lw_archive_member_read (member, &block, error)) > 0)
    xmlParseChunk (parser, (const char *) block, (int) n, 0);
  xmlParseChunk (parser, NULL, 0, 1);
  xmlFreeParserCtxt (parser);
  return n == 0;
}

static gboolean
inflate_member_cb (LwArchiveMember *member, gpointer data, GError **error)
{
  const guint8 *block;
  gssize n;

  while ((n = lw_archive_member_read (member, &block, error)) > 0)
    ;
  return n == 0;
}

static double
walk (const char *const *paths, LwArchiveMemberFunc func, guint64 *n_bytes)
{
  guint64 n_elements = 0;
  LwArchiveWalk walk = { .member = func, .member_data = &n_elements };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  lw_archive_limits_init (&walk.limits);
  lw_archive_walk (&walk, paths, NULL, &error);
  g_assert_no_error (error);
  *n_bytes = walk.counts.xml_bytes;
  return since (start);
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lw-bench-bag-XXXXXX", NULL);
  g_autofree char *path = make_delivery (folder);
  const char *paths[] = { path, NULL };
  g_autoptr (LwImportReport) report = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (GError) error = NULL;
  double inflate_ms, bare_ms, import_ms;
  const double n_records = 3.0 * N_OBJECTS + N_OBJECTS / N_PER_STREET;
  guint64 n_bytes;
  gint64 start;

  inflate_ms = walk (paths, inflate_member_cb, &n_bytes);
  bare_ms = walk (paths, bare_member_cb, &n_bytes);
  start = g_get_monotonic_time ();
  offices = lw_bag_import (paths, NULL, &report, NULL, &error);
  import_ms = since (start);
  g_assert_no_error (error);
  g_assert_cmpuint (offices->n, ==, N_OBJECTS / 20);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_READ, "buildings"), ==, N_OBJECTS);
  g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_MARKED, "address-unknown"), ==, 0);

  g_print ("BAG delivery: %d objects, %.0f records, %.0f MB of XML, %u offices\n", N_OBJECTS, n_records,
           (double) n_bytes / 1e6, offices->n);
  g_print ("  import            %8.0f ms  %8.0f records/s  %6.0f MB/s\n", import_ms,
           n_records / import_ms * 1e3, (double) n_bytes / 1e3 / import_ms);
  g_print ("  bare libxml2 SAX  %8.0f ms  %8.0f records/s  %6.0f MB/s\n", bare_ms, n_records / bare_ms * 1e3,
           (double) n_bytes / 1e3 / bare_ms);
  g_print ("  inflating only    %8.0f ms\n", inflate_ms);
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}

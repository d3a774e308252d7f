/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-bag: imports a delivery into a document, packed as the Kadaster packs them: files of 10,000 records
 * in zips in a zip. It holds as many addresses and buildings with their outlines as objects, of which one in
 * fifty is an office. The import runs in a process of its own, so that its processor time and its memory can
 * be told. Yardstick: `xmllint
 * --stream --noout` over the same XML, unpacked.
 *
 * `bench-bag N` makes a delivery of N objects; beyond a million nothing is unpacked, and there is no
 * yardstick. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "analysis/lw-import.h"
#include "bag-fixture.h"
#include "zip-fixture.h"

#define N_OBJECTS 200000
#define N_PER_FILE 10000
#define N_PER_STREET 100
#define N_UNPACKED 1000000
#define OFFICE_EVERY 50

/* A run of signs in a record stands for digits of a number made of the index of the record. */
typedef guint64 (*DigitsFunc) (guint i);

typedef struct {
  char sign;
  DigitsFunc digits;
} Place;

static guint64
itself (guint i)
{
  return i;
}

static guint64
street (guint i)
{
  return i / N_PER_STREET;
}

static guint64
house (guint i)
{
  return 1 + i % N_PER_STREET;
}

static guint64
year (guint i)
{
  return 1900 + i % 120;
}

static guint64
area (guint i)
{
  return 50 + i % 5000;
}

static guint64
east (guint i)
{
  return 115000 + i % 10000;
}

static guint64
north (guint i)
{
  return 480000 + i / 20 % 9000;
}

static const Place places[] = {
  { '@', itself }, { '~', street }, { '#', house }, { '$', year },
  { '%', area },   { '!', east },   { '*', north },
};

typedef struct {
  char *even;  /* the record of most indexes */
  char *other; /* that of every OFFICE_EVERY-th */
} Template;

static void
fill_in (char *text, guint i)
{
  for (gsize p = 0; p < G_N_ELEMENTS (places); p++)
    for (char *at = strchr (text, places[p].sign); at != NULL; at = strchr (at, places[p].sign))
      {
        gsize n = strspn (at, (char[]){ places[p].sign, '\0' });
        guint64 value = places[p].digits (i);

        for (gsize d = n; d > 0; d--, value /= 10)
          at[d - 1] = (char)('0' + value % 10);
      }
}

static char *
make_file (const char *type, const Template *template, guint first, guint n)
{
  g_autoptr (GString) records = g_string_new (NULL);

  for (guint i = first; i < first + n; i++)
    {
      gsize before = records->len;

      g_string_append (records, i % OFFICE_EVERY == 0 ? template->other : template->even);
      fill_in (records->str + before, i);
    }
  return bag_stand (BAG_DATE, type, records->str);
}

static guint64
add_type (ZipFixture *outer, const char *folder, const char *type, guint n, const Template *template)
{
  ZipFixture *inner = zip_fixture_new ();
  g_autofree char *zip_name = g_strdup_printf ("9999%s15102021.zip", type);
  g_autoptr (GBytes) bytes = NULL;
  guint64 n_bytes = 0;

  for (guint first = 0; first < n; first += N_PER_FILE)
    {
      g_autofree char *name = g_strdup_printf ("9999%s15102021-%06u.xml", type, first / N_PER_FILE + 1);
      g_autofree char *file = make_file (type, template, first, MIN (N_PER_FILE, n - first));

      n_bytes += strlen (file);
      zip_fixture_add (inner, name, file, -1, ZIP_DEFLATED | ZIP_STREAMED | ZIP_FAST);
      if (folder != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);

          g_assert_true (g_file_set_contents (path, file, -1, NULL));
        }
    }
  bytes = zip_fixture_end (inner);
  zip_fixture_add_bytes (outer, zip_name, bytes, ZIP_STORED);
  return n_bytes;
}

#define POINT                                                                                                \
  "<Objecten:punt><gml:Point srsName=\"urn:ogc:def:crs:EPSG::28992\" srsDimension=\"3\">\n  "                \
  "<gml:pos>!!!!!!.251 "                                                                                     \
  "******.997 0.0</gml:pos>\n</gml:Point></Objecten:punt>"
#define OUTLINE                                                                                              \
  "<gml:Polygon srsName=\"urn:ogc:def:crs:EPSG::28992\" srsDimension=\"3\"><gml:exterior><gml:LinearRing>"   \
  "<gml:posList count=\"7\">!!!!!!.0 ******.0 0.0 !!!!!!.125 ******.5 0.0 !!!!!!.250 ******.625 0.0 "        \
  "!!!!!!.5 ******.9 "                                                                                       \
  "0.0 !!!!!!.75 ******.5 0.0 !!!!!!.5 ******.25 0.0 !!!!!!.0 ******.0 0.0</gml:posList></gml:LinearRing>"   \
  "</gml:exterior></gml:Polygon>"

/* Makes the zip, and the same unpacked in @unpacked if that is given; returns the bytes of XML. */
static guint64
make_delivery (const char *folder, const char *unpacked, guint n)
{
  ZipFixture *outer = zip_fixture_new ();
  BagFixture object = { .id = "03630100@@@@@@@@",
                        .address = "03632000@@@@@@@@",
                        .buildings = "03631000@@@@@@@@",
                        .area = "%%%%%",
                        .geometry = POINT,
                        .uses = "woonfunctie" };
  Template address = { bag_address (
      (BagFixture){ .id = "03632000@@@@@@@@", .street = "03633000~~~~~~~~", .number = "###" }) };
  Template building
      = { bag_building ((BagFixture){ .id = "03631000@@@@@@@@", .year = "$$$$", .geometry = OUTLINE }) };
  Template road
      = { bag_street ((BagFixture){ .id = "03633000@@@@@@@@", .name = "Straat @@@@@@", .town = "3594" }) };
  Template objects = { bag_object (object) };
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL;
  guint64 n_bytes = 0;

  object.uses = "kantoorfunctie";
  objects.other = bag_object (object);
  address.other = address.even;
  building.other = building.even;
  road.other = road.even;
  n_bytes += add_type (outer, unpacked, "NUM", n, &address);
  n_bytes += add_type (outer, unpacked, "OPR", (n + N_PER_STREET - 1) / N_PER_STREET, &road);
  n_bytes += add_type (outer, unpacked, "PND", n, &building);
  n_bytes += add_type (outer, unpacked, "VBO", n, &objects);
  bytes = zip_fixture_end (outer);
  path = zip_fixture_save (bytes, folder, "delivery.zip");
  g_free (objects.even);
  g_free (objects.other);
  g_free (address.even);
  g_free (building.even);
  g_free (road.even);
  return n_bytes;
}

/* The most memory that this process ever had, in MB. */
static double
peak_megabytes (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);
  return (double)g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) / 1024;
}

/* What the process of its own does. */
static int
import_in_process (const char *folder, guint n)
{
  g_autofree char *delivery = g_build_filename (folder, "delivery.zip", NULL);
  g_autofree char *document = g_build_filename (folder, "document.gpkg", NULL);
  const char *paths[] = { delivery, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LwStore) store = lw_store_create (document, "Bench", &error);
  g_autoptr (LwImportResult) result = NULL;
  LwImportRequest request;

  g_assert_no_error (error);
  lw_import_request_init (&request);
  result = lw_import_run (store, paths, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_offices, ==, (n + OFFICE_EVERY - 1) / OFFICE_EVERY);
  g_assert_cmpuint (
      lw_import_report_get_count (g_ptr_array_index (result->reports, 0), LW_IMPORT_READ, "buildings"), ==,
      n);
  g_assert_cmpuint (lw_import_report_get_count (g_ptr_array_index (result->reports, 0), LW_IMPORT_MARKED,
                                                "address-unknown"),
                    ==, 0);
  g_print ("  peak memory of the import  %6.0f MB\n", peak_megabytes ());
  return 0;
}

typedef struct {
  double wall_ms;
  double processor_ms;
} Cost;

static Cost
run_process (const char *const *arguments)
{
  gint64 start = g_get_monotonic_time ();
  struct rusage usage;
  g_autoptr (GError) error = NULL;
  Cost cost;
  GPid pid;
  int status;

  g_spawn_async (NULL, (char **)arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH, NULL, NULL,
                 &pid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait4 (pid, &status, 0, &usage), ==, pid);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  cost.wall_ms = (double)(g_get_monotonic_time () - start) / 1000;
  cost.processor_ms = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000
                      + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
  return cost;
}

static Cost
run_xmllint (const char *unpacked)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (unpacked, 0, NULL);
  const char *name;
  Cost cost;

  g_ptr_array_add (arguments, g_strdup ("xmllint"));
  g_ptr_array_add (arguments, g_strdup ("--stream"));
  g_ptr_array_add (arguments, g_strdup ("--noout"));
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (arguments, g_build_filename (unpacked, name, NULL));
  g_ptr_array_add (arguments, NULL);
  cost = run_process ((const char *const *)arguments->pdata);
  for (guint i = 3; i + 1 < arguments->len; i++)
    g_unlink (g_ptr_array_index (arguments, i));
  return cost;
}

static void
print_cost (const char *what, Cost cost, guint64 n_bytes)
{
  g_print ("  %-25s  %6.0f ms processor  %6.0f ms wall  %5.0f MB/s\n", what, cost.processor_ms, cost.wall_ms,
           (double)n_bytes / 1e3 / cost.wall_ms);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL, *unpacked = NULL, *number = NULL, *program = NULL;
  guint n = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : N_OBJECTS;
  guint64 n_bytes;

  if (argc > 2)
    return import_in_process (argv[2], n);
  folder = g_dir_make_tmp ("lw-bench-bag-XXXXXX", NULL);
  unpacked = g_build_filename (folder, "unpacked", NULL);
  number = g_strdup_printf ("%u", n);
  program = g_file_read_link ("/proc/self/exe", NULL);
  g_mkdir (unpacked, 0700);
  n_bytes = make_delivery (folder, n <= N_UNPACKED ? unpacked : NULL, n);
  g_print ("BAG delivery: %u objects, %u records, %.0f MB of XML, %u offices\n", n, 3 * n + n / N_PER_STREET,
           (double)n_bytes / 1e6, n / OFFICE_EVERY);
  if (n <= N_UNPACKED)
    print_cost ("xmllint --stream --noout", run_xmllint (unpacked), n_bytes);
  print_cost ("import into a document", run_process ((const char *const[]){ program, number, folder, NULL }),
              n_bytes);
  for (gsize i = 0; i < 2; i++)
    {
      g_autofree char *path = g_build_filename (folder, i == 0 ? "delivery.zip" : "document.gpkg", NULL);

      g_unlink (path);
    }
  g_rmdir (unpacked);
  return g_rmdir (folder);
}

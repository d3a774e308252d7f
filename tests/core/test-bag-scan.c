/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The scan of plainly written records must find what libxml2 finds, refuse what it refuses, in the same words
 * and at the same places. A file whose declaration stands in single quotes is left to libxml2 whole; so each
 * case is imported twice. Also: the number of threads and what files are called must not matter. */
#include "formats/lw-bag.h"

#include <glib/gstdio.h>
#include <string.h>

#include "bag-fixture.h"
#include "formats/lw-bag-parser.h"
#include "model/lw-error.h"
#include "model/lw-parallel.h"
#include "zip-fixture.h"

#define N_MANY 4000

static void
ended_cb (LwBagId id, const char *uses, LwStatus status, gpointer data)
{
  g_string_append_printf (data, "\nended %" G_GUINT64_FORMAT " %s %d", id, uses, status);
}

/* What an import says: report and table, or the error. */
static char *
import_text (const char *const *paths, guint n_threads)
{
  g_autoptr (GPtrArray) sides = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_side_address_free);
  g_autoptr (GString) ended = g_string_new (NULL);
  g_autoptr (LwIdMap) known = lw_id_map_new ();
  g_autoptr (LwImportReport) report = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwBagOutlines) outlines = lw_bag_outlines_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *json = NULL;
  LwBagOptions options;
  GString *text;

  lw_bag_options_init (&options);
  options.n_threads = n_threads;
  options.outlines = outlines;
  options.side_addresses = sides;
  lw_id_map_add (known, 457010000000001, 0);
  options.known = known;
  options.ended = ended_cb;
  options.ended_data = ended;
  offices = lw_bag_import (paths, &options, &report, NULL, &error);
  if (offices == NULL)
    return g_strdup (error->message);
  node = lw_import_report_to_json (report);
  text = g_string_new (NULL);
  json = json_to_string (node, TRUE);
  g_string_append (text, json);
  for (guint row = 0; row < offices->n; row++)
    for (LwOfficeColumn column = 0; column < LW_N_OFFICE_COLUMNS; column++)
      {
        g_string_append_c (text, column == 0 ? '\n' : ';');
        lw_offices_append_cell (offices, column, row, text);
      }
  for (guint i = 0; i < lw_bag_outlines_get_n (outlines); i++)
    {
      LwBagId building;
      g_autoptr (LwGeometry) shape = lw_bag_outlines_read (outlines, i, &building, &error);

      g_assert_no_error (error);
      g_string_append_printf (text, "\n%" G_GUINT64_FORMAT " %.3f", building, lw_geometry_get_area (shape));
    }
  for (guint i = 0; i < sides->len; i++)
    {
      const LwSideAddress *side = g_ptr_array_index (sides, i);

      g_string_append_printf (text, "\nside %" G_GUINT64_FORMAT " %s %d", side->office, side->street,
                              side->house_number);
    }
  g_string_append (text, ended->str);
  return g_string_free (text, FALSE);
}

/* Imports @file under @name beside what its objects refer to. */
static char *
import_file (const char *file, const char *name, guint n_threads)
{
  g_autofree char *folder = g_dir_make_tmp ("lw-scan-XXXXXX", NULL);
  g_autofree char *address = bag_address ((BagFixture){ 0 });
  g_autofree char *street = bag_street ((BagFixture){ .name = "Kade &amp; Dijk" });
  g_autofree char *addresses = bag_stand (BAG_DATE, "NUM", address);
  g_autofree char *streets = bag_stand (BAG_DATE, "OPR", street);
  const char *files[] = { file, addresses, streets };
  const char *names[] = { name, "0457NUM15102021-000001.xml", "0457OPR15102021-000001.xml" };
  char *paths[G_N_ELEMENTS (files) + 1] = { NULL };
  char *text;

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      paths[i] = g_build_filename (folder, names[i], NULL);
      g_assert_true (g_file_set_contents (paths[i], files[i], -1, NULL));
    }
  text = import_text ((const char *const *)paths, n_threads);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      /* Folders have names of their own. */
      GString *shown = g_string_new (text);

      g_string_replace (shown, folder, "", 0);
      g_free (text);
      text = g_string_free (shown, FALSE);
      g_unlink (paths[i]);
      g_free (paths[i]);
    }
  g_rmdir (folder);
  return text;
}

static char *
quoted_singly (const char *file)
{
  GString *text = g_string_new (file);

  g_string_replace (text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                    "<?xml version='1.0' encoding='UTF-8'?>", 1);
  return g_string_free (text, FALSE);
}

/* Takes the column out of "file:line:column: what"; libxml2 counts them wrongly, it leaves out most end tags.
 */
static void
forget_column (char *text)
{
  static const char file[] = "0457VBO15102021-000001.xml:";
  char *column = g_str_has_prefix (text, file) ? strchr (text + strlen (file), ':') : NULL;

  if (column != NULL)
    memmove (column, column + 1 + strspn (column + 1, "0123456789"),
             strlen (column + strspn (column + 1, "0123456789")));
}

/* Reads @file with libxml2 and with the scan, whatever stands in it. */
static void
compare (const char *file)
{
  g_autofree char *other = quoted_singly (file);
  g_autofree char *parsed = import_file (other, "0457VBO15102021-000001.xml", 1);
  g_autofree char *scanned = import_file (file, "0457VBO15102021-000001.xml", 1);
  g_autofree char *threads = import_file (file, "0457VBO15102021-000001.xml", 3);

  g_assert_cmpstr (scanned, ==, threads);
  forget_column (parsed);
  forget_column (scanned);
  if (strcmp (parsed, scanned) != 0)
    g_test_message ("%s", file);
  g_assert_cmpstr (parsed, ==, scanned);
}

/* What may happen to a record: @old is replaced by @fresh. */
static const struct {
  const char *old;
  const char *fresh;
} changes[] = {
  { "", "" },
  { "kantoorfunctie", "kantoor<!-- -->functie" },
  { "kantoorfunctie", "<![CDATA[kantoorfunctie]]>" },
  { "kantoorfunctie", "kantoor&#102;unctie" },
  { "kantoorfunctie", "kantoor&amp;" },
  { "kantoorfunctie", "kantoor&nothing;" },
  { "kantoorfunctie", "kantoor]functie" },
  { "kantoorfunctie", "kantoor]]>functie" },
  { "kantoorfunctie", "kantoor\rfunctie" },
  { "kantoorfunctie", "kantoor\r\nfunctie" },
  { "kantoorfunctie", "kantoor\nfunctie" },
  { "kantoorfunctie", "kantoor\x01"
                      "functie" },
  { "kantoorfunctie", "kantoor\xff"
                      "functie" },
  { "kantoorfunctie", "kantoor\xc3\xab"
                      "functie" },
  { "kantoorfunctie", "kantoor\xed\xa0\x80"
                      "functie" },
  { "kantoorfunctie", "kantoor\xef\xbf\xbf"
                      "functie" },
  { "kantoorfunctie", "kantoor<b/>functie" },
  { "kantoorfunctie", "kantoor<Objecten:b/>functie" },
  { "kantoorfunctie", "kantoor<Objecten:b>x</Objecten:b>functie" },
  { "kantoorfunctie", "" },
  { "<Objecten:oppervlakte>", "<Objecten:oppervlakte >" },
  { "<Objecten:oppervlakte>", "<Objecten:oppervlakte\n>" },
  { "<Objecten:oppervlakte>", "< Objecten:oppervlakte>" },
  { "<Objecten:oppervlakte>", "<Objecten:oppervlakte a='1' b=\"2\">" },
  { "<Objecten:oppervlakte>", "<Objecten:oppervlakte a='1'b=\"2\">" },
  { "<Objecten:oppervlakte>", "<Objecten:oppervlakte a='1' a=\"2\">" },
  { "<Objecten:oppervlakte>", "<Objecten:oppervlakte a='<'>" },
  { "<Objecten:oppervlakte>", "<Objecten:oppervlakte a='&lt;'>" },
  { "<Objecten:oppervlakte>", "<Objecten:oppervlakte a=1>" },
  { "<Objecten:oppervlakte>", "<Objecten:oppervlakte a = '1'>" },
  { "<Objecten:oppervlakte>", "<Objecten:oppervlakte a>" },
  { "<Objecten:oppervlakte>", "<Objecten:oppervlakte xmlns:Objecten='x'>" },
  { "<Objecten:oppervlakte>", "<Objecten:oppervlakte xmlns='x'>" },
  { "<Objecten:oppervlakte>", "<Objecten:oppervlakte gml:id='x' gml:id='y'>" },
  { "<Objecten:oppervlakte>", "<Objecten:oppervlakte xml:lang='nl'>" },
  { "<Objecten:oppervlakte>", "<Objecten:oppervlakte none:id='x'>" },
  { "</Objecten:oppervlakte>", "</Objecten:oppervlakte\n >" },
  { "</Objecten:oppervlakte>", "</Objecten:oppervlakt>" },
  { "</Objecten:oppervlakte>", "</Objecten:oppervlaktes>" },
  { "</Objecten:oppervlakte>", "" },
  { "<Objecten:oppervlakte>83</Objecten:oppervlakte>", "<Objecten:oppervlakte/>" },
  { "<Objecten:oppervlakte>83</Objecten:oppervlakte>", "<gml:oppervlakte>83</gml:oppervlakte>" },
  { "<Objecten:oppervlakte>83</Objecten:oppervlakte>", "<none:oppervlakte>83</none:oppervlakte>" },
  { "<Objecten:oppervlakte>83</Objecten:oppervlakte>", "<oppervlakte>83</oppervlakte>" },
  { "<Objecten:oppervlakte>83</Objecten:oppervlakte>", "<Objecten:opp:x>83</Objecten:opp:x>" },
  { "<Objecten:oppervlakte>83</Objecten:oppervlakte>", "<sl:stand/>" },
  { "<Objecten:oppervlakte>83</Objecten:oppervlakte>", "<sl:objectType>PND</sl:objectType>" },
  { "<Objecten:oppervlakte>83</Objecten:oppervlakte>", "<Objecten:Pand/>" },
  { "<Objecten:oppervlakte>83</Objecten:oppervlakte>", "<Objecten:Verblijfsobject/>" },
  { "<Objecten:oppervlakte>83</Objecten:oppervlakte>",
    "<?do it?><Objecten:oppervlakte>83</Objecten:oppervlakte>" },
  { "<Objecten:oppervlakte>83</Objecten:oppervlakte>", "<gml:pos>1 2</gml:pos>" },
  { "<Objecten:geometrie>", "\n\n<Objecten:geometrie>\n<Objecten:geometrie/>" },
  { "<Objecten:geometrie>",
    "<Objecten:geometrie><gml:pos>1 2</gml:pos></Objecten:geometrie><Objecten:geometrie>" },
  { "</Objecten:geometrie><Objecten:gebruiksdoel>kantoorfunctie</Objecten:gebruiksdoel>",
    "<Objecten:gebruiksdoel>kantoorfunctie</Objecten:gebruiksdoel></Objecten:geometrie>" },
  { "<sl:stand>",
    "<sl:stand><gwr-product:GemeenteWoonplaatsRelatie><gwr-product:tijdvakgeldigheid>"
    "<bagtypes:begindatumTijdvakGeldigheid>2010-01-01</bagtypes:begindatumTijdvakGeldigheid>"
    "</gwr-product:tijdvakgeldigheid><gwr-product:gerelateerdeWoonplaats><gwr-product:identificatie>1012"
    "</gwr-product:identificatie></gwr-product:gerelateerdeWoonplaats><gwr-product:gerelateerdeGemeente>"
    "<gwr-product:identificatie>0344</gwr-product:identificatie></gwr-product:gerelateerdeGemeente>"
    "<gwr-product:status>definitief</gwr-product:status></gwr-product:GemeenteWoonplaatsRelatie></sl:stand><sl:stand>" },
  { "srsDimension=\"3\"", "srsDimension=\"2\"" },
  { "srsDimension=\"3\"", "srsDimension=\"33\"" },
  { "srsDimension=\"3\"", "" },
  { "0.0</gml:pos>", "</gml:pos>" },
  { "0.0</gml:pos>", "x</gml:pos>" },
  { "domein", "\tdomein" },
  { "<sl:stand>", "<sl:stand >" },
  { "<sl:stand>", "text<sl:stand>" },
  { "<sl:stand>", "<!-- <sl:stand></sl:stand> --><sl:stand>" },
  { "<sl:stand>", "<![CDATA[<sl:stand></sl:stand>]]><sl:stand>" },
  { "<sl:stand>", "<![CDATA[" },
  { "<sl:stand>", "<sl:stand/><sl:stand></sl:stand><sl:stand>" },
  { "<sl:stand>", "</sl:standBestand><sl:standBestand xmlns:Objecten='x'><sl:stand>" },
  { "<sl:stand>",
    "<sl:inhoud><sl:objectTypen><sl:objectType>X</sl:objectType></sl:objectTypen></sl:inhoud><sl:stand>" },
  { "</sl:stand>", "</sl:stand></sl:stand>" },
  { "</sl:stand>", "\xef\xbb\xbf</sl:stand>" },
  { "Verblijfsobject in gebruik", "Verblijfsobject in gebruik?" },
  { "0457010000000001", "045701000000000X" },
  { "0457100000000001", "0457100000000009" },
};

static char *
change (char *record, const char *old, const char *fresh)
{
  GString *text = g_string_new (record);

  g_free (record);
  if (*old != '\0')
    g_string_replace (text, old, fresh, 1);
  return g_string_free (text, FALSE);
}

/* One changed record between two sound ones. */
static void
test_changes (void)
{
  guint n_refused = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *before = bag_object ((BagFixture){ .id = "0457010000000007", .uses = "woonfunctie" });
      g_autofree char *record = change (bag_object ((BagFixture){ 0 }), changes[i].old, changes[i].fresh);
      g_autofree char *after = bag_object (
          (BagFixture){ .id = "0457010000000009", .area = "999999", .buildings = "0457100000000002" });
      g_autofree char *records = g_strconcat (before, "\n", record, "\r\n \t", after, NULL);
      g_autofree char *file = bag_stand (BAG_DATE, "VBO", records);
      g_autofree char *parsed = import_file (file, "0457VBO15102021-000001.xml", 1);

      n_refused += strstr (parsed, "0457VBO15102021-000001.xml:") == parsed;
      compare (file);
    }
  g_assert_cmpuint (n_refused, >, 10);
  g_assert_cmpuint (n_refused, <, G_N_ELEMENTS (changes) / 2);
}

/* One record of each type, and an object that is written in another way. */
static char *
make_all_types (void)
{
  char *records[] = {
    bag_object ((BagFixture){ .side_addresses = "0457200000000001", .end = "2099-01-01" }),
    bag_building ((BagFixture){ 0 }),
    bag_address ((BagFixture){ .letter = "a", .suffix = "bis", .town = "1012" }),
    bag_street ((BagFixture){ 0 }),
    bag_town ((BagFixture){ 0 }),
    bag_investigation ("0457010000000002", "oppervlakte", "J", NULL),
    bag_object ((BagFixture){
        .id = "0457010000000002",
        .uses = "woonfunctie;kantoorfunctie",
        .life = "<Historie:tijdstipEindRegistratieLV></Historie:tijdstipEindRegistratieLV>",
        .geometry = "<Objecten:vlak><gml:Polygon srsDimension='2'><gml:exterior><gml:LinearRing>"
                    "<gml:posList>0 0 9 0 9 9 0 0</gml:posList></gml:LinearRing></gml:exterior>"
                    "</gml:Polygon></Objecten:vlak>" }),
    bag_relation ("1012", "0457", "2010-07-24", NULL, "definitief"),
  };
  GString *all = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_string_append (all, records[i]);
      g_free (records[i]);
    }
  return g_string_free (all, FALSE);
}

/* A random tag of @text that begins (or, if @any, also ends) an element, or the end of @text. */
static gsize
pick_tag (const char *text, gboolean any, GRand *rand)
{
  gsize from = (gsize)g_rand_int_range (rand, 0, (gint32)strlen (text));
  const char *tag = strchr (text + from, '<');

  while (tag != NULL && !any && !g_ascii_isalpha (tag[1]))
    tag = strchr (tag + 1, '<');
  return tag != NULL ? (gsize)(tag - text) : strlen (text);
}

/* The byte after the element that begins at @at; elements of one name do not lie in each other here, or hardly. */
static gsize
find_end (const char *text, gsize at)
{
  gsize length = strcspn (text + at + 1, " />\t\r\n");
  g_autofree char *name = g_strndup (text + at + 1, length);
  g_autofree char *end = g_strdup_printf ("</%s>", name);
  const char *tag = strstr (text + at, end);

  return tag != NULL && text[at] == '<' ? (gsize)(tag - text) + strlen (end) : at;
}

/* Texts and marks that may stand somewhere, sound or not. */
static const char *const oddities[] = {
  " ", "\n", "\t", "\r\n", "<!-- x -->", "<!-->", "<?x y?>", "<![CDATA[0]]>", "<![CDATA[]]>", "]]>", "&amp;", "&#48;",
  "&#x30;", "&lt;", "&x;", "&", "x", "0", "-", "\xc3\xab", "\xff", "\xe2\x82", "\x7f", "\xc2\x85", ">", "\"",
  "<x/>", "<gml:x/>", "<x xmlns='y'/>", "<y:x xmlns:y='www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601'/>",
  "<Objecten:Ligplaats/>", "<gml:pos srsDimension='2'>5 5</gml:pos>", "<gml:LinearRing srsDimension='3'/>",
  "<Objecten:geometrie/>", "<Objecten:gebruiksdoel>kantoorfunctie</Objecten:gebruiksdoel>",
  "<Objecten:gebruiksdoel> kantoorfunctie </Objecten:gebruiksdoel>", "<sl:stand>", "</sl:stand>", "<sl:stand/>",
  "<Objecten:identificatie>0457010000000005</Objecten:identificatie>",
  "<Objecten:status a='1' b='2' c='3' d='4' e='5'>Pand gesloopt</Objecten:status>",
  "<Historie:eindGeldigheid>2020-01-01+01:00</Historie:eindGeldigheid>",
  "<o:status xmlns:o='www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601'>Verblijfsobject gevormd</o:status>",
};

/* Copies, takes out or puts in something somewhere. */
static void
make_odd (GString *text, GRand *rand)
{
  gsize at = pick_tag (text->str, FALSE, rand), end = find_end (text->str, at);
  gsize to = pick_tag (text->str, TRUE, rand);
  g_autofree char *element = g_strndup (text->str + at, end - at);

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      g_string_insert (text, (gssize)to, element);
      break;
    case 1:
      g_string_erase (text, (gssize)at, (gssize)(end - at));
      break;
    case 2:
      g_string_erase (text, (gssize)at, (gssize)(end - at));
      g_string_insert (text, (gssize)MIN (to, text->len), element);
      break;
    case 3:
      to = (gsize)g_rand_int_range (rand, 0, (gint32)text->len);
      G_GNUC_FALLTHROUGH;
    default:
      g_string_insert (text, (gssize)to, oddities[g_rand_int_range (rand, 0, G_N_ELEMENTS (oddities))]);
    }
}

/* Many files in which something is odd; with -m thorough very many, others each time. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_thorough () ? (guint32)g_test_rand_int () : 457);
  g_autofree char *all = make_all_types ();
  guint n = g_test_thorough () ? 5000 : 600;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GString) text = g_string_new (all);
      g_autofree char *file = NULL;

      for (gint32 left = g_rand_int_range (rand, 1, 5); left > 0; left--)
        make_odd (text, rand);
      file = bag_stand (BAG_DATE, i % 4 == 0 ? "VBO" : i % 4 == 1 ? "PND" : "", text->str);
      compare (file);
    }
}

static char *
many_objects (guint n)
{
  GString *records = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("04570100%08u", 1 + i / 2);
      g_autofree char *moment = g_strdup_printf ("2015-01-%02uT10:00:00.%03u", 1 + i * 7 % 27, i % 1000);
      const char *uses = i % 3 == 0   ? "kantoorfunctie"
                         : i % 3 == 1 ? "winkelfunctie;kantoorfunctie"
                                      : "woonfunctie";
      g_autofree char *record = bag_object ((BagFixture){ .id = id, .registered = moment, .uses = uses });

      g_string_append (records, record);
      if (i % 5 == 0)
        g_string_append_c (records, '\n');
    }
  return g_string_free (records, FALSE);
}

/* More than one piece, with several versions of an object; also broken somewhere in each piece. */
static void
test_pieces (void)
{
  g_autofree char *records = many_objects (N_MANY);
  g_autofree char *file = bag_stand (BAG_DATE, "VBO", records);
  gsize length = strlen (file);

  g_assert_cmpuint (length, >, 4 * 1024 * 1024);
  compare (file);
  for (guint i = 1; i < 6; i++)
    {
      g_autofree char *broken = g_strdup (file);
      char *tag = strstr (broken + length * i / 6, "</Objecten:status>");

      tag[3] = 'X';
      compare (broken);
      g_autofree char *cut = g_strndup (file, length * i / 6 + i);
      compare (cut);
    }
}

/* Addresses and buildings are read for offices alone, also when a record stands between them that is neither.
 */
static void
test_mixed_file (void)
{
  g_autofree char *object = bag_object ((BagFixture){ 0 });
  g_autofree char *outline = bag_building ((BagFixture){
      .geometry = "<gml:Polygon srsDimension='2'><gml:exterior><gml:LinearRing><gml:posList>"
                  "0 0 0 9 9 9 9 0 0 0</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>" });
  g_autofree char *other = bag_building ((BagFixture){ .id = "0457100000000077", .year = "1905" });
  g_autofree char *town = bag_town ((BagFixture){ 0 });
  g_autofree char *records = g_strconcat (other, object, town, outline, other, NULL);
  g_autofree char *several = bag_stand (BAG_DATE, "VBO;PND;WPL", records);
  g_autofree char *one = bag_stand (BAG_DATE, "VBO", records);
  g_autofree char *text = import_file (several, "mixed.xml", 2);

  compare (several);
  compare (one);
  g_assert_nonnull (strstr (text, "\n457100000000001 81.000"));
}

/* Files are read by what they hold: names are only a guess about the order. */
static void
test_names (void)
{
  g_autofree char *records = many_objects (20);
  g_autofree char *file = bag_stand (BAG_DATE, "VBO", records);
  g_autofree char *sound = import_file (file, "0457VBO15102021-000001.xml", 2);
  static const char *const names[]
      = { "0457NUM15102021-000002.xml", "0457PND15102021-000001.xml", "objects.xml" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = import_file (file, names[i], 2);
      g_autoptr (GString) renamed = g_string_new (text);

      g_string_replace (renamed, names[i], "0457VBO15102021-000001.xml", 0);
      g_assert_cmpstr (renamed->str, ==, sound);
    }
}

/* Zips in a zip: what lies in one named as addresses is counted once, junk included. */
static void
test_zips (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lw-scan-XXXXXX", NULL);
  g_autofree char *object = bag_object ((BagFixture){ 0 });
  g_autofree char *address = bag_address ((BagFixture){ 0 });
  g_autofree char *objects = bag_stand (BAG_DATE, "VBO", object);
  g_autofree char *addresses = bag_stand (BAG_DATE, "NUM", address);
  ZipFixture *outer = zip_fixture_new (), *inner = zip_fixture_new ();
  g_autoptr (GBytes) inner_bytes = NULL, bytes = NULL;
  g_autofree char *path = NULL, *text = NULL;
  const char *paths[] = { NULL, NULL };

  zip_fixture_add (inner, "0457NUM15102021-000001.xml", addresses, -1, ZIP_DEFLATED | ZIP_STREAMED);
  zip_fixture_add (inner, "readme.txt", "junk", -1, ZIP_DEFLATED);
  inner_bytes = zip_fixture_end (inner);
  zip_fixture_add_bytes (outer, "0457NUM15102021.zip", inner_bytes, ZIP_STORED);
  zip_fixture_add (outer, "readme.txt", "junk", -1, ZIP_DEFLATED);
  zip_fixture_add (outer, "0457VBO15102021-000001.xml", objects, -1, ZIP_DEFLATED);
  bytes = zip_fixture_end (outer);
  paths[0] = path = zip_fixture_save (bytes, folder, "delivery.zip");
  text = import_text (paths, 2);
  g_assert_nonnull (strstr (text, "\"other-files\""));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LwImportReport) report = NULL;
      g_autoptr (LwOffices) offices = lw_bag_import (paths, NULL, &report, NULL, NULL);

      g_assert_cmpuint (offices->n, ==, 1);
      g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_READ, "files"), ==, 2);
      g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_READ, "addresses"), ==, 1);
      g_assert_cmpuint (lw_import_report_get_count (report, LW_IMPORT_SKIPPED, "other-files"), ==, 2);
    }
  g_unlink (path);
  g_rmdir (folder);
}

typedef struct {
  guint number;
  gboolean done;
} Item;

static void
work_cb (gpointer item, gpointer data)
{
  g_usleep (((Item *)item)->number * 7919 % 500);
  ((Item *)item)->done = TRUE;
  g_atomic_int_inc ((int *)data);
}

/* Items come out done and in order; those that are left are dropped. */
static void
test_pipeline (void)
{
  for (guint n_threads = 0; n_threads < 6; n_threads++)
    {
      int n_worked = 0;
      g_autoptr (LwPipeline) pipeline = lw_pipeline_new (n_threads, work_cb, &n_worked, g_free);
      guint next = 0;

      g_assert_null (lw_pipeline_pop (pipeline));
      for (guint i = 0; i < 200; i++)
        {
          Item *item = g_new0 (Item, 1);

          item->number = i;
          lw_pipeline_push (pipeline, item);
          if (lw_pipeline_get_length (pipeline) > 7)
            {
              g_autofree Item *oldest = lw_pipeline_pop (pipeline);

              g_assert_true (oldest->done);
              g_assert_cmpuint (oldest->number, ==, next++);
            }
        }
      g_assert_cmpuint (next, ==, 193);
      g_assert_cmpint (g_atomic_int_get (&n_worked), >=, 193);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bag-scan/changes", test_changes);
  g_test_add_func ("/bag-scan/random", test_random);
  g_test_add_func ("/bag-scan/pieces", test_pieces);
  g_test_add_func ("/bag-scan/mixed-file", test_mixed_file);
  g_test_add_func ("/bag-scan/names", test_names);
  g_test_add_func ("/bag-scan/zips", test_zips);
  g_test_add_func ("/bag-scan/pipeline", test_pipeline);
  return g_test_run ();
}

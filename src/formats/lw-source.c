/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-source: see lw-source.h. Looks at the first bytes; in folders and zips at the first XML members, through
 * the same walker and parser as the import, so that the two never disagree. */
#include "formats/lw-source.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "formats/lw-archive.h"
#include "formats/lw-bag-parser.h"
#include "formats/lw-demand-table.h"
#include "formats/lw-statline.h"

#define HEAD_SIZE 65536
/* Of a folder or zip so many XML members are looked at. */
#define MAX_MEMBERS 50

static const char *const tokens[] = { "unknown", "bag", "csv", "xlsx", "geojson", "gml", "gpkg", "demand", "ods",
                                      "statline", "bag-light" };

typedef struct {
  LwSourceKind kind;
  char *reason; /* translated */
  guint n_members;
} Finding;

static void
find (Finding *finding, LwSourceKind kind, const char *reason)
{
  g_free (finding->reason);
  finding->kind = kind;
  finding->reason = g_strdup (reason);
}

static void
ignore_record_cb (LwBagParser *parser, const LwBagRecord *record, gpointer data)
{
}

/* Judges XML by its root element. */
static void
judge_xml (Finding *finding, const guint8 *head, gsize n)
{
  g_autoptr (LwBagParser) parser = lw_bag_parser_new ("-", 0, ignore_record_cb, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  const char *root;

  lw_bag_parser_push (parser, head, n, &error);
  root = lw_bag_parser_get_root (parser);
  if (root == NULL)
    {
      find (finding, LW_SOURCE_UNKNOWN, error != NULL ? error->message : _("XML without a root element"));
      return;
    }
  /* TRANSLATORS: %s is the name of an XML element. */
  reason = g_strdup_printf (_("XML that begins with %s"), root);
  if (lw_bag_parser_get_kind (parser) == LW_BAG_FILE_STAND
      || lw_bag_parser_get_kind (parser) == LW_BAG_FILE_RELATION
      || lw_bag_parser_get_kind (parser) == LW_BAG_FILE_DELIVERY || g_str_has_prefix (root, "bagStand (")
      || g_str_has_prefix (root, "bagMutaties (") || strstr (root, "bag-verstrekkingen") != NULL)
    find (finding, LW_SOURCE_BAG, reason);
  else if (strstr (root, "FeatureCollection (") != NULL || strstr (root, "ExceptionReport (") != NULL)
    find (finding, LW_SOURCE_GML, reason);
  else if (strstr (root, "package/2006/content-types") != NULL || strstr (root, "spreadsheetml") != NULL)
    find (finding, LW_SOURCE_XLSX, _("a workbook of Excel"));
  else if (strstr (root, "tc:opendocument:xmlns:") != NULL)
    find (finding, LW_SOURCE_ODS, _("a workbook of LibreOffice"));
  else
    find (finding, LW_SOURCE_UNKNOWN, reason);
}

static gboolean
member_cb (LwArchiveMember *member, gpointer data, GError **error)
{
  Finding *finding = data;
  const guint8 *block;
  gssize n = lw_archive_member_read (member, &block, error);

  if (n < 0)
    return FALSE;
  if (n > 0)
    judge_xml (finding, block, (gsize) n);
  if (finding->kind == LW_SOURCE_UNKNOWN && ++finding->n_members < MAX_MEMBERS)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "enough was seen");
  return FALSE;
}

static void
judge_members (Finding *finding, const char *path)
{
  LwArchiveWalk walk = { .member = member_cb, .member_data = finding };
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;

  lw_archive_limits_init (&walk.limits);
  if (!lw_archive_walk (&walk, paths, NULL, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    find (finding, LW_SOURCE_UNKNOWN, error->message);
  else if (walk.counts.xml == 0)
    find (finding, LW_SOURCE_UNKNOWN, _("a folder or zip without XML: unpack it and choose a file"));
}

static gboolean
has_magic (const guint8 *head, gsize n, const char *magic, gsize length)
{
  return n >= length && memcmp (head, magic, length) == 0;
}

static void
judge_sqlite (Finding *finding, const guint8 *head, gsize n)
{
  /* The application id of a SQLite file: "GPKG", or "GP10" and "GP11" in GeoPackages before 1.2. Some programs forget it;
   * the names of tables stand in the first page. */
  if (n >= 72
      && (memcmp (head + 68, "GPKG", 4) == 0 || memcmp (head + 68, "GP1", 3) == 0
          || memmem (head, n, "gpkg_geometry_columns", 21) != NULL))
    find (finding, LW_SOURCE_GPKG, _("a GeoPackage"));
  else
    find (finding, LW_SOURCE_UNKNOWN, _("a database of SQLite, but no GeoPackage"));
}

static gboolean
holds (const char *text, gsize n, const char *needle)
{
  return g_strstr_len (text, (gssize) n, needle) != NULL;
}

/* Tells a table of demand from a list of offices, by its headings. */
static void
judge_columns (Finding *finding, const guint8 *head, gsize n)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (head, (gssize) n, NULL);
  g_autoptr (LwCsvReader) reader = lw_csv_reader_new (stream, "-", NULL, NULL, NULL);

  if (reader != NULL && lw_demand_table_recognise (reader) != LW_DEMAND_TABLE_NONE)
    find (finding, LW_SOURCE_DEMAND, _("a table of demand"));
  else
    find (finding, LW_SOURCE_CSV, _("text in columns"));
}

/* JSON begins with a bracket; in a sequence (RFC 8142) a sign for records stands before it, and in UTF-16 a NUL beside it.
 * The reader tells of an encoding that it does not read. */
static gboolean
begins_json (const guint8 *text, gsize n)
{
  if (has_magic (text, n, "\xff\xfe", 2) || has_magic (text, n, "\xfe\xff", 2))
    {
      text += 2;
      n -= 2;
    }
  while (n > 0 && (g_ascii_isspace (*text) || *text == '\x1e' || *text == '\0'))
    {
      text++;
      n--;
    }
  return n > 0 && (*text == '{' || *text == '[');
}

/* Whether @text holds a word, in any of the encodings that have a byte or two for each of its characters. */
static gboolean
holds_word (const guint8 *text, gsize n, const char *word)
{
  gsize length = strlen (word);
  g_autofree char *wide = g_new0 (char, 2 * length);

  for (gsize i = 0; i < length; i++)
    wide[2 * i] = word[i];
  return memmem (text, n, word, length) != NULL || memmem (text, n, wide, 2 * length - 1) != NULL;
}

static void
judge_json (Finding *finding, const guint8 *text, gsize n)
{
  static const char *const words[] = { "\"FeatureCollection\"", "\"Feature\"", "\"coordinates\"", "\"Topology\"" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (holds_word (text, n, words[i]))
      {
        find (finding, LW_SOURCE_GEOJSON, _("GeoJSON"));
        return;
      }
  if (holds_word (text, n, "\"spatialReference\"") || holds_word (text, n, "\"rings\""))
    find (finding, LW_SOURCE_UNKNOWN, _("JSON of Esri, but no GeoJSON: fetch or save the layer as GeoJSON"));
  else
    find (finding, LW_SOURCE_UNKNOWN, _("JSON, but no GeoJSON: save the layer as GeoJSON"));
}

/* A damaged list holds a NUL here and there; what is no text holds other signs as well that no text has. */
static gboolean
is_binary (const guint8 *head, gsize n)
{
  if (memchr (head, '\0', n) == NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (head[i] == 0x7f || (head[i] < ' ' && head[i] != '\0' && strchr ("\t\r\n\f\v\032", head[i]) == NULL))
      return TRUE;
  return FALSE;
}

/* Judges text that is neither XML nor of a known magic. */
static void
judge_text (Finding *finding, const guint8 *head, gsize n)
{
  gboolean utf16 = has_magic (head, n, "\xff\xfe", 2) || has_magic (head, n, "\xfe\xff", 2);
  const char *text = (const char *) head;

  if (!utf16 && is_binary (head, n))
    {
      find (finding, LW_SOURCE_UNKNOWN, _("neither text nor any other kind that can be read"));
      return;
    }
  while (n > 0 && g_ascii_isspace (*text))
    {
      text++;
      n--;
    }
  if (n == 0)
    find (finding, LW_SOURCE_UNKNOWN, _("an empty file"));
  else if (utf16 || holds (text, n, ";") || holds (text, n, ",") || holds (text, n, "\t")
           || holds (text, n, "|"))
    judge_columns (finding, head, n);
  else
    find (finding, LW_SOURCE_UNKNOWN, _("text, but not in columns"));
}

static void
judge_head (Finding *finding, const char *path, const guint8 *head, gsize n)
{
  const guint8 *text = head;
  gsize left = n;

  if (has_magic (head, n, "\xef\xbb\xbf", 3))
    {
      text += 3;
      left -= 3;
    }
  while (left > 0 && g_ascii_isspace (*text))
    {
      text++;
      left--;
    }
  if (has_magic (head, n, "SQLite format 3", 16))
    judge_sqlite (finding, head, n);
  else if (has_magic (head, n, "PK\3\4", 4) || has_magic (head, n, "PK\5\6", 4)
           || has_magic (head, n, "PK\7\10", 4))
    judge_members (finding, path);
  else if (has_magic (head, n, "\xd0\xcf\x11\xe0", 4))
    find (finding, LW_SOURCE_UNKNOWN, _("a workbook with a password, or an old one (.xls): open it and save it as .xlsx without a password"));
  else if (has_magic (head, n, "%PDF", 4))
    find (finding, LW_SOURCE_UNKNOWN, _("a PDF: ask for the data as a table"));
  else if (lw_statline_recognise ((const char *) text, left))
    find (finding, LW_SOURCE_STATLINE, _("a table of StatLine"));
  else if (left > 14
           && (g_ascii_strncasecmp ((const char *) text, "<!doctype html", 14) == 0
               || g_ascii_strncasecmp ((const char *) text, "<html", 5) == 0))
    find (finding, LW_SOURCE_UNKNOWN,
          _("a web page instead of data: open its address in a browser to see why, and download it again"));
  else if (left > 0 && *text == '<')
    judge_xml (finding, head, n);
  else if (has_magic (head, n, "\xff\xfe<\0", 4) || has_magic (head, n, "\xfe\xff\0<", 4))
    judge_xml (finding, head, n);
  else if (begins_json (text, left))
    judge_json (finding, text, left);
  else
    judge_text (finding, text, left);
}

/**
 * lw_source_is_pipe:
 * @path: what somebody wants to read
 *
 * Returns: whether it is a pipe, device or socket: they are not read, because they can only be read once and may
 *   never end
 */
gboolean
lw_source_is_pipe (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR)
         && !g_file_test (path, G_FILE_TEST_IS_DIR);
}

/**
 * lw_source_kind:
 * @path: a file or folder
 * @reason: (out) (optional) (transfer full): what was seen, translated, to stand after "This is …:"
 *
 * Returns: what @path is; %LW_SOURCE_UNKNOWN also when it cannot be read
 */
LwSourceKind
lw_source_kind (const char *path, char **reason)
{
  Finding finding = { LW_SOURCE_UNKNOWN, NULL, 0 };

  g_return_val_if_fail (path != NULL, LW_SOURCE_UNKNOWN);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    judge_members (&finding, path);
  else if (lw_source_is_pipe (path))
    find (&finding, LW_SOURCE_UNKNOWN, _("a pipe or device: save it as a file first"));
  else
    {
      g_autofree guint8 *head = g_malloc (HEAD_SIZE);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
      gsize n = 0;

      if (stream == NULL
          || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, HEAD_SIZE, &n, NULL, &error))
        find (&finding, LW_SOURCE_UNKNOWN, error->message);
      else
        judge_head (&finding, path, head, n);
    }
  if (reason != NULL)
    *reason = g_steal_pointer (&finding.reason);
  g_free (finding.reason);
  return finding.kind;
}

/**
 * lw_source_kind_token:
 * @kind: a kind
 *
 * Returns: its name on the command line: "bag", "csv" …
 */
const char *
lw_source_kind_token (LwSourceKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (tokens), NULL);
  return tokens[kind];
}

/**
 * lw_source_kind_parse:
 * @token: a name as on the command line
 * @kind: (out): its kind
 *
 * Returns: %FALSE if there is no such kind
 */
gboolean
lw_source_kind_parse (const char *token, LwSourceKind *kind)
{
  g_return_val_if_fail (token != NULL && kind != NULL, FALSE);

  for (guint i = LW_SOURCE_BAG; i < G_N_ELEMENTS (tokens); i++)
    if (g_str_equal (tokens[i], token))
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The CSV reader on the files that offices send: encodings, separators, titles above the headings, quotes
 * with line ends or without an end, ragged rows, NUL bytes, files that are no CSV at all. */
#include <string.h>

#include "formats/lw-csv.h"
#include "model/lw-error.h"

static LwCsvReader *
open_bytes (const char *bytes, gssize length, const LwCsvOptions *options, GError **error)
{
  g_autoptr (GInputStream) stream
      = g_memory_input_stream_new_from_data (g_memdup2 (bytes, length < 0 ? strlen (bytes) : (gsize)length),
                                             length < 0 ? (gssize)strlen (bytes) : length, g_free);

  return lw_csv_reader_new (stream, "list.csv", options, NULL, error);
}

static LwCsvReader *
open_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  LwCsvReader *reader = open_bytes (text, -1, NULL, &error);

  g_assert_no_error (error);
  return reader;
}

/* Goes to the next row and compares its cells, given between bars. */
static void
assert_row (LwCsvReader *reader, guint64 line, LwCsvFlags flags, const char *cells)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) expected = g_strsplit (cells, "|", -1);

  g_assert_true (lw_csv_reader_next (reader, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (lw_csv_reader_get_line (reader), ==, line);
  g_assert_cmpint (lw_csv_reader_get_flags (reader), ==, flags);
  g_assert_cmpuint (lw_csv_reader_get_n_cells (reader), ==, g_strv_length (expected));
  for (guint i = 0; expected[i] != NULL; i++)
    g_assert_cmpstr (lw_csv_reader_get_cell (reader, i), ==, expected[i]);
  g_assert_cmpstr (lw_csv_reader_get_cell (reader, g_strv_length (expected)), ==, "");
}

static void
assert_end (LwCsvReader *reader)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (lw_csv_reader_next (reader, NULL, &error));
  g_assert_no_error (error);
}

static void
test_plain (void)
{
  g_autoptr (LwCsvReader) reader = open_text ("naam;m2\r\nTurf;1,5\r\n\r\nKade;2,5");

  g_assert_cmpint (lw_csv_reader_get_encoding (reader), ==, LW_ENCODING_UTF8);
  g_assert_cmpint (lw_csv_reader_get_separator (reader), ==, ';');
  g_assert_true (lw_csv_reader_has_headings (reader));
  g_assert_cmpuint (lw_csv_reader_get_n_columns (reader), ==, 2);
  g_assert_cmpstr (lw_csv_reader_get_heading (reader, 0), ==, "naam");
  g_assert_cmpstr (lw_csv_reader_get_heading (reader, 1), ==, "m2");
  for (int pass = 0; pass < 2; pass++)
    {
      assert_row (reader, 2, 0, "Turf|1,5");
      assert_row (reader, 4, 0, "Kade|2,5");
      assert_end (reader);
      assert_end (reader);
      g_assert_true (lw_csv_reader_rewind (reader, NULL, NULL));
    }
}

static void
test_separators (void)
{
  static const struct {
    const char *text;
    char separator;
    guint n_columns;
  } cases[] = {
    { "a,b,c\n1,2,3\n4,5,6\n", ',', 3 },
    { "a;b\n1,5;2,5\n3,5;4,5\n", ';', 2 },
    { "a;b;c\n1,5;2,5;3\n3,5;4,5;6\n", ';', 3 },
    { "a\tb\n1,5\t2\n", '\t', 2 },
    { "a|b|c\n1|2|3\n", '|', 3 },
    { "id,uses\n1,a;b\n2,c\n3,d;e;f\n", ',', 2 },
    { "a,b\n\"x;y;z\",1\n\"p;q;r\",2\n", ',', 2 },
    { "sep=|\r\na;x|b;y\r\n1|2\r\n", '|', 2 },
    { "only\none\ncolumn\n", '\n', 1 },
    { "postcode_huisnummer\n3511XK 1\n3511XK,2\n3511 XK,3 a\n", '\n', 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LwCsvReader) reader = open_text (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (lw_csv_reader_get_separator (reader), ==, cases[i].separator);
      g_assert_cmpuint (lw_csv_reader_get_n_columns (reader), ==, cases[i].n_columns);
    }
}

static void
test_headings (void)
{
  g_autoptr (LwCsvReader) titled
      = open_text ("Leegstand 2024;;\nBron: gemeente\n\nid;\"leeg\nm2\";leeg  m2\n1;2;3\n");
  g_autoptr (LwCsvReader) bare = open_text ("1;2024-01-01;12,5\n2;2024-01-01;13,5\n");
  g_autoptr (LwCsvReader) same = open_text ("m2;m2;m2 (2);m2\n1;2;3;4\n");
  g_autoptr (LwCsvReader) holes = open_text ("id;;m2\n1;x;3\n");
  LwCsvOptions options = { LW_ENCODING_AUTO, '\0', 2 };
  g_autoptr (LwCsvReader) told = open_bytes ("a;b\nc;d\n1;2\n", -1, &options, NULL);

  g_assert_cmpstr (lw_csv_reader_get_heading (titled, 0), ==, "id");
  g_assert_cmpstr (lw_csv_reader_get_heading (titled, 1), ==, "leeg m2");
  g_assert_cmpstr (lw_csv_reader_get_heading (titled, 2), ==, "leeg m2 (2)");
  assert_row (titled, 6, 0, "1|2|3");
  g_assert_cmpstr (lw_csv_reader_get_heading (same, 1), ==, "m2 (2)");
  g_assert_cmpstr (lw_csv_reader_get_heading (same, 2), ==, "m2 (2) (2)");
  g_assert_cmpstr (lw_csv_reader_get_heading (same, 3), ==, "m2 (3)");
  g_assert_false (lw_csv_reader_has_headings (bare));
  g_assert_cmpstr (lw_csv_reader_get_heading (bare, 2), ==, "column 3");
  assert_row (bare, 1, 0, "1|2024-01-01|12,5");
  g_assert_cmpstr (lw_csv_reader_get_heading (holes, 1), ==, "column 2");
  g_assert_cmpstr (lw_csv_reader_get_heading (told, 0), ==, "c");
  assert_row (told, 3, 0, "1|2");
}

static void
test_signature (void)
{
  g_autoptr (LwCsvReader) one = open_text ("id;m2\n1;2\n");
  g_autoptr (LwCsvReader) same = open_text ("ID,M2\n3,4\n5,6\n");
  g_autoptr (LwCsvReader) other = open_text ("idm;2\n1;2\n");
  g_autofree char *first = lw_csv_reader_get_signature (one);
  g_autofree char *second = lw_csv_reader_get_signature (same);
  g_autofree char *third = lw_csv_reader_get_signature (other);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, third);
}

static void
assert_decodes (const char *bytes, gsize length, LwEncoding encoding)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwCsvReader) reader = open_bytes (bytes, (gssize)length, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (lw_csv_reader_get_encoding (reader), ==, encoding);
  g_assert_cmpstr (lw_csv_reader_get_heading (reader, 0), ==, "naam");
  assert_row (reader, 2, 0, "Súdwest €|1");
}

static void
test_encodings (void)
{
  static const char utf8[] = "naam;n\nSúdwest €;1\n", marked[] = "\xef\xbb\xbfnaam;n\nSúdwest €;1\n";
  static const char windows[] = "naam;n\nS\xfa"
                                "dwest \x80;1\n";
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *little = g_convert (marked, -1, "UTF-16LE", "UTF-8", NULL, &length, &error);
  g_autofree char *big = g_convert (marked, -1, "UTF-16BE", "UTF-8", NULL, NULL, &error);
  g_autofree char *bare = g_convert (utf8, -1, "UTF-16LE", "UTF-8", NULL, NULL, &error);
  LwCsvOptions forced = { LW_ENCODING_UTF8, '\0', 0 };
  g_autoptr (LwCsvReader) reader = NULL;

  g_assert_no_error (error);
  assert_decodes (utf8, strlen (utf8), LW_ENCODING_UTF8);
  assert_decodes (marked, strlen (marked), LW_ENCODING_UTF8);
  assert_decodes (windows, strlen (windows), LW_ENCODING_WINDOWS_1252);
  assert_decodes (little, length, LW_ENCODING_UTF16_LE);
  assert_decodes (big, length, LW_ENCODING_UTF16_BE);
  assert_decodes (bare, length - 2, LW_ENCODING_UTF16_LE);
  reader = open_bytes (windows, -1, &forced, &error);
  assert_row (reader, 2, LW_CSV_CHARACTER,
              "S\xef\xbf\xbd"
              "dwest \xef\xbf\xbd|1");
}

/* The one byte that is not UTF-8 stands beyond the first block. */
static void
test_late_windows_1252 (void)
{
  g_autoptr (GString) text = g_string_new ("naam;n\n");
  g_autoptr (LwCsvReader) reader = NULL;
  guint n = 0;

  for (guint i = 0; i < 40000; i++)
    g_string_append (text, "Kade;12\n");
  g_string_append (text, "caf\xe9;13\n");
  reader = open_bytes (text->str, (gssize)text->len, NULL, NULL);
  g_assert_cmpint (lw_csv_reader_get_encoding (reader), ==, LW_ENCODING_WINDOWS_1252);
  while (n < 40000 && lw_csv_reader_next (reader, NULL, NULL))
    n++;
  assert_row (reader, 40002, 0, "café|13");
  assert_end (reader);
}

static void
test_quotes (void)
{
  g_autoptr (LwCsvReader) reader = open_text ("a;b;c\n"
                                              "\"x;y\";\"say \"\"hi\"\"\";3\n"
                                              "\"two\r\nlines\";2;3\n"
                                              "Pand \"De Turf\";2;3\n"
                                              "\"Pand \"De Turf\" b\";2;3\n"
                                              " \"blank\" ;2;3\n"
                                              "\"\";2;3\n");

  assert_row (reader, 2, 0, "x;y|say \"hi\"|3");
  assert_row (reader, 3, 0, "two\r\nlines|2|3");
  assert_row (reader, 5, 0, "Pand \"De Turf\"|2|3");
  assert_row (reader, 6, 0, "Pand \"De Turf\" b|2|3");
  assert_row (reader, 7, 0, "blank|2|3");
  assert_row (reader, 8, 0, "|2|3");
  assert_end (reader);
}

static void
test_broken_quotes (void)
{
  g_autoptr (LwCsvReader) reader = open_text ("a;b;c\n"
                                              "\"never closed;2;3\n"
                                              "\"good\";5;6\n"
                                              "7;8;9\n"
                                              "1;\"also never;3\n"
                                              "10;11;12\n");

  assert_row (reader, 2, LW_CSV_QUOTE, "never closed|2|3");
  assert_row (reader, 3, 0, "good|5|6");
  assert_row (reader, 4, 0, "7|8|9");
  assert_row (reader, 5, LW_CSV_QUOTE, "1|also never|3");
  assert_row (reader, 6, 0, "10|11|12");
  assert_end (reader);
}

static void
test_ragged (void)
{
  static const char nul[] = "a;b;c\n1;2;3\n4;5\n6;7;8;9\n10;11;12;;\n1\0"
                            "3;14;15\n16;17;18\n";
  g_autoptr (LwCsvReader) reader = open_bytes (nul, sizeof nul - 1, NULL, NULL);

  assert_row (reader, 2, 0, "1|2|3");
  assert_row (reader, 3, LW_CSV_SHORT, "4|5");
  assert_row (reader, 4, LW_CSV_LONG, "6|7|8|9");
  assert_row (reader, 5, 0, "10|11|12||");
  assert_row (reader, 6, LW_CSV_NUL, "13|14|15");
  assert_row (reader, 7, 0, "16|17|18");
  assert_end (reader);
}

static void
test_line_ends (void)
{
  g_autoptr (LwCsvReader) mac = open_text ("a;b\r1;2\r3;4");
  g_autoptr (LwCsvReader) mixed = open_text ("a;b\n1;2\r\n3;4\r5;6");

  assert_row (mac, 2, 0, "1|2");
  assert_row (mac, 3, 0, "3|4");
  assert_end (mac);
  assert_row (mixed, 2, 0, "1|2");
  assert_row (mixed, 3, 0, "3|4");
  assert_row (mixed, 4, 0, "5|6");
  assert_end (mixed);
}

static void
assert_refused (const char *bytes, gssize length, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwCsvReader) reader = open_bytes (bytes, length, NULL, &error);

  g_assert_error (error, LW_ERROR, code);
  g_assert_null (reader);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_nonnull (strstr (error->message, "list.csv"));
}

static void
test_refusals (void)
{
  g_autoptr (GString) endless = g_string_new ("a;b\n1;2\n");
  g_autoptr (LwCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;

  assert_refused ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, LW_ERROR_UNSUPPORTED, "save it as .xlsx or CSV");
  assert_refused ("PK\x03\x04rest", 8, LW_ERROR_UNSUPPORTED, "zip");
  assert_refused ("\xef\xbb\xbf\n <?xml version='1.0'?>", -1, LW_ERROR_UNSUPPORTED, "XML");
  assert_refused ("<html><table></table></html>", -1, LW_ERROR_UNSUPPORTED, "web page");
  assert_refused ("SQLite format 3", 16, LW_ERROR_UNSUPPORTED, "database");
  assert_refused ("", 0, LW_ERROR_INVALID, "empty");
  assert_refused ("\n\n\n", -1, LW_ERROR_INVALID, "empty");
  for (guint i = 0; i < 300000; i++)
    g_string_append (endless, "endless");
  reader = open_bytes (endless->str, (gssize)endless->len, NULL, &error);
  g_assert_no_error (error);
  assert_row (reader, 2, 0, "1|2");
  g_assert_false (lw_csv_reader_next (reader, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "line 3"));
}

/* A quote that never closes in a file of several megabytes costs one line and little time. */
static void
test_large_broken_quote (void)
{
  g_autoptr (GString) text = g_string_new ("a;b\n\"open;1\n");
  g_autoptr (LwCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (guint i = 0; i < 400000; i++)
    g_string_append (text, "123456;7\n");
  reader = open_bytes (text->str, (gssize)text->len, NULL, &error);
  assert_row (reader, 2, LW_CSV_QUOTE, "open|1");
  while (lw_csv_reader_next (reader, NULL, &error))
    n++;
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 400000);
}

static void
test_cancel (void)
{
  g_autoptr (LwCsvReader) reader = open_text ("a;b\n1;2\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (lw_csv_reader_next (reader, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What is handed back to be repaired does no harm in a spreadsheet, and reads as before. */
static void
test_handed_back (void)
{
  g_autoptr (LwCsvReader) reader
      = open_text ("naam;m2;=A1\n=1+1;-;=\"007\"\n'=1;-5;=\"1\"&\"2\"\n+31 20;n.v.t.;\"@a;\"\"b\"\n");
  static const char *const rows[] = { "'=1+1;-;\"=\"\"007\"\"\"", "'=1;-5;\"'=\"\"1\"\"&\"\"2\"\"\"",
                                      "'+31 20;n.v.t.;\"'@a;\"\"b\"" };
  g_autofree char *headings = lw_csv_reader_dup_headings (reader);

  g_assert_cmpstr (headings, ==, "naam;m2;'=A1");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *row = NULL;

      g_assert_true (lw_csv_reader_next (reader, NULL, NULL));
      row = lw_csv_reader_dup_row (reader);
      g_assert_cmpstr (row, ==, rows[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/plain", test_plain);
  g_test_add_func ("/csv/separators", test_separators);
  g_test_add_func ("/csv/headings", test_headings);
  g_test_add_func ("/csv/signature", test_signature);
  g_test_add_func ("/csv/encodings", test_encodings);
  g_test_add_func ("/csv/late-windows-1252", test_late_windows_1252);
  g_test_add_func ("/csv/quotes", test_quotes);
  g_test_add_func ("/csv/broken-quotes", test_broken_quotes);
  g_test_add_func ("/csv/ragged", test_ragged);
  g_test_add_func ("/csv/line-ends", test_line_ends);
  g_test_add_func ("/csv/refusals", test_refusals);
  g_test_add_func ("/csv/large-broken-quote", test_large_broken_quote);
  g_test_add_func ("/csv/cancel", test_cancel);
  g_test_add_func ("/csv/handed-back", test_handed_back);
  return g_test_run ();
}

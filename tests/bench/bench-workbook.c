/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-workbook: a sheet of 100,000 rows and 30 columns, a third of them shared texts, is read from a packed workbook
 * of Excel, in processor time. Yardstick: unpacking the same sheet and a bare pass of libxml2 over it, which keeps nothing. */
#include <libxml/parser.h>
#include <string.h>
#include <time.h>

#include "formats/lw-workbook.h"
#include "workbook-fixture.h"

#define N_ROWS 100000
#define N_COLUMNS 30
#define N_TEXTS 5000

/* Milliseconds of processor time. */
static double
since (clock_t start)
{
  return (double) (clock () - start) * 1000 / CLOCKS_PER_SEC;
}

static char *
make_rows (void)
{
  GString *rows = g_string_new (NULL);

  for (guint r = 1; r <= N_ROWS; r++)
    {
      g_string_append_printf (rows, "<row r=\"%u\" spans=\"1:%d\">", r, N_COLUMNS);
      for (guint c = 0; c < N_COLUMNS; c++)
        {
          char column[3] = { c < 26 ? (char) ('A' + c) : 'A', c < 26 ? '\0' : (char) ('A' + c - 26), '\0' };

          if (c % 3 == 0)
            g_string_append_printf (rows, "<c r=\"%s%u\" t=\"s\"><v>%u</v></c>", column, r, r * 7919 % N_TEXTS);
          else if (c % 3 == 1)
            g_string_append_printf (rows, "<c r=\"%s%u\"><v>%u.%u</v></c>", column, r, r % 5000, c);
          else
            g_string_append_printf (rows, "<c r=\"%s%u\" s=\"1\"><v>%u</v></c>", column, r, 40000 + r % 5000);
        }
      g_string_append (rows, "</row>");
    }
  return g_string_free (rows, FALSE);
}

static GBytes *
make_book (const char *rows)
{
  g_autoptr (GString) strings = g_string_new (NULL);

  for (guint i = 0; i < N_TEXTS; i++)
    g_string_append_printf (strings, "<si><t>Kantoor nummer %u aan de Kade</t></si>", i);
  return workbook_fixture_xlsx (rows, NULL, strings->str,
                                "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>");
}

/* Unpacks and parses, with libxml2's parser alone. */
static double
parse_plainly (const char *rows)
{
  g_autofree char *sheet = g_strdup_printf ("<worksheet xmlns=\"" XLSX_MAIN "\"><sheetData>%s</sheetData></worksheet>",
                                            rows);
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 6);
  g_autoptr (GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_data (sheet, (gssize) strlen (sheet), NULL);
  g_autoptr (GInputStream) packing = g_converter_input_stream_new (memory, G_CONVERTER (compressor));
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GInputStream) packed = NULL, unpacking = NULL;
  g_autoptr (GBytes) bytes = NULL;
  xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC };
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt (&sax, NULL, NULL, 0, NULL);
  g_autofree char *block = g_malloc (65536);
  clock_t start;
  gssize n;

  g_output_stream_splice (out, packing, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
  packed = g_memory_input_stream_new_from_bytes (bytes);
  unpacking = g_converter_input_stream_new (packed, G_CONVERTER (decompressor));
  start = clock ();
  while ((n = g_input_stream_read (unpacking, block, 65536, NULL, NULL)) > 0)
    xmlParseChunk (parser, block, (int) n, 0);
  g_assert_cmpint (xmlParseChunk (parser, NULL, 0, 1), ==, 0);
  if (parser->myDoc != NULL)
    xmlFreeDoc (parser->myDoc);
  xmlFreeParserCtxt (parser);
  return since (start);
}

int
main (void)
{
  g_autofree char *rows = make_rows ();
  g_autoptr (GBytes) bytes = make_book (rows);
  double plain = parse_plainly (rows);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      clock_t start = clock ();
      g_autoptr (LwWorkbook) book = lw_workbook_open_bytes (bytes, "bench.xlsx", NULL, &error);
      g_autoptr (GBytes) text = book != NULL ? lw_workbook_read_sheet (book, 0, NULL, &error) : NULL;
      double time = since (start);

      g_assert_no_error (error);
      g_print ("%d x %d cells, %.0f MB of XML in a workbook of %.1f MB to %.0f MB of CSV: %.0f ms; unpacking and libxml2 "
               "alone: %.0f ms (%.2f times)\n",
               N_ROWS, N_COLUMNS, strlen (rows) / 1e6, g_bytes_get_size (bytes) / 1e6, g_bytes_get_size (text) / 1e6,
               time, plain, time / plain);
    }
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * workbook-fixture: makes small workbooks of Excel and LibreOffice from pieces of XML, for tests and benchmarks. */
#pragma once

#include "zip-fixture.h"

G_BEGIN_DECLS

#define XLSX_MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define XLSX_RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* Adds the parts of a workbook with one sheet, "Blad1"; NULL leaves shared texts or formats out. @rows stand inside
 * sheetData, @after behind it; @formats is the inside of styleSheet, @strings that of sst, @properties stand before the
 * sheets. */
static inline GBytes *
workbook_fixture_xlsx_with (const char *properties, const char *rows, const char *after, const char *strings,
                            const char *formats)
{
  ZipFixture *zip = zip_fixture_new ();
  g_autofree char *sheet = g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"" XLSX_MAIN
                                            "\"><sheetData>%s</sheetData>%s</worksheet>",
                                            rows, after != NULL ? after : "");
  g_autofree char *sst = g_strdup_printf ("<sst xmlns=\"" XLSX_MAIN "\">%s</sst>", strings != NULL ? strings : "");
  g_autofree char *styles
      = g_strdup_printf ("<styleSheet xmlns=\"" XLSX_MAIN "\">%s</styleSheet>", formats != NULL ? formats : "");

  g_autofree char *book = g_strdup_printf ("<workbook xmlns=\"" XLSX_MAIN "\" xmlns:r=\"" XLSX_RELATIONS "\">%s<sheets>"
                                           "<sheet name=\"Blad1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                                           properties);

  zip_fixture_add (zip, "xl/worksheets/sheet1.xml", sheet, -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "xl/workbook.xml", book, -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "xl/_rels/workbook.xml.rels",
                   "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                   "<Relationship Id=\"rId1\" Type=\"" XLSX_RELATIONS "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                   "</Relationships>",
                   -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "_rels/.rels",
                   "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                   "<Relationship Id=\"rId1\" Type=\"" XLSX_RELATIONS "/officeDocument\" Target=\"xl/workbook.xml\"/>"
                   "</Relationships>",
                   -1, ZIP_DEFLATED);
  if (strings != NULL)
    zip_fixture_add (zip, "xl/sharedStrings.xml", sst, -1, ZIP_DEFLATED);
  if (formats != NULL)
    zip_fixture_add (zip, "xl/styles.xml", styles, -1, ZIP_DEFLATED);
  return zip_fixture_end (zip);
}

static inline GBytes *
workbook_fixture_xlsx (const char *rows, const char *after, const char *strings, const char *formats)
{
  return workbook_fixture_xlsx_with ("", rows, after, strings, formats);
}

/* A workbook of LibreOffice; @styles are automatic styles, @tables stand inside the spreadsheet. */
static inline GBytes *
workbook_fixture_ods (const char *styles, const char *tables)
{
  ZipFixture *zip = zip_fixture_new ();
  g_autofree char *content = g_strdup_printf (
      "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
      " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
      " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
      " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
      " xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">"
      "<office:automatic-styles>%s</office:automatic-styles><office:body><office:spreadsheet>%s</office:spreadsheet>"
      "</office:body></office:document-content>",
      styles != NULL ? styles : "", tables);

  zip_fixture_add (zip, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", -1, ZIP_STORED);
  zip_fixture_add (zip, "content.xml", content, -1, ZIP_DEFLATED);
  return zip_fixture_end (zip);
}

G_END_DECLS

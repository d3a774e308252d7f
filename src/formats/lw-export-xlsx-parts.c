/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-xlsx-parts: see lw-export-xlsx-parts.h. By ECMA-376: what Excel itself would write, without what it would not
 * miss. */
#include "formats/lw-export-xlsx-parts.h"

#include <string.h>

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define CONTENT "application/vnd.openxmlformats-"
#define SHEET_ML CONTENT "officedocument.spreadsheetml."

static gboolean
is_hex (const char *text)
{
  return g_ascii_isxdigit (text[0]) && g_ascii_isxdigit (text[1]) && g_ascii_isxdigit (text[2])
         && g_ascii_isxdigit (text[3]);
}

/* Text that looks like the escape of a sign would come back as that sign. */
static gboolean
looks_escaped (const char *text)
{
  return strncmp (text, "_x", 2) == 0 && is_hex (text + 2) && text[6] == '_';
}

static void
append_character (GString *out, const char *p)
{
  gunichar c = g_utf8_get_char (p);

  if (c == '&')
    g_string_append (out, "&amp;");
  else if (c == '<')
    g_string_append (out, "&lt;");
  else if (c == '>')
    g_string_append (out, "&gt;");
  else if (c == '"')
    g_string_append (out, "&quot;");
  else if (c == '_' && looks_escaped (p))
    g_string_append (out, "_x005F_");
  else if (c < 0x20 && c != '\t' && c != '\n')
    g_string_append_printf (out, "_x%04X_", c);
  else if (c != 0xfffe && c != 0xffff)
    g_string_append_len (out, p, g_utf8_next_char (p) - p);
}

/**
 * lw_xlsx_append_text:
 * @text: UTF-8
 * @most: characters to write at most
 *
 * Appends text for an element or an attribute. Signs that XML cannot hold are escaped as "_x0001_".
 */
void
lw_xlsx_append_text (GString *out, const char *text, glong most)
{
  gsize plain = strcspn (text, "&<>\"_\001\002\003\004\005\006\007\010\013\014\015\016\017\020\021\022\023\024\025\026"
                               "\027\030\031\032\033\034\035\036\037\357");

  if (text[plain] == '\0' && (glong)plain <= most)
    {
      g_string_append_len (out, text, (gssize)plain);
      return;
    }
  for (const char *p = text; *p != '\0' && most > 0; p = g_utf8_next_char (p), most--)
    append_character (out, p);
}

static void
append_types (GString *out, const LwXlsxBook *book)
{
  g_string_append (out, LW_XLSX_XML "<Types xmlns=\"" PACKAGE "/content-types\">"
                   "<Default Extension=\"rels\" ContentType=\"" CONTENT "package.relationships+xml\"/>"
                   "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                   "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" SHEET_ML "sheet.main+xml\"/>"
                   "<Override PartName=\"/xl/styles.xml\" ContentType=\"" SHEET_ML "styles+xml\"/>"
                   "<Override PartName=\"/docProps/core.xml\" ContentType=\"" CONTENT "package.core-properties+xml\"/>"
                   "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" SHEET_ML "worksheet+xml\"/>");
  if (book->about != NULL)
    g_string_append (out, "<Override PartName=\"/xl/worksheets/sheet2.xml\" ContentType=\"" SHEET_ML
                     "worksheet+xml\"/>");
  g_string_append (out, "</Types>");
}

static void
append_relations (GString *out, const LwXlsxBook *book)
{
  g_string_append (out, LW_XLSX_XML "<Relationships xmlns=\"" PACKAGE "/relationships\">"
                   "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/>"
                   "<Relationship Id=\"rId2\" Type=\"" PACKAGE "/relationships/metadata/core-properties\" "
                   "Target=\"docProps/core.xml\"/></Relationships>");
}

static void
append_book_relations (GString *out, const LwXlsxBook *book)
{
  g_string_append (out, LW_XLSX_XML "<Relationships xmlns=\"" PACKAGE "/relationships\">"
                   "<Relationship Id=\"rId1\" Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet1.xml\"/>");
  if (book->about != NULL)
    g_string_append (out, "<Relationship Id=\"rId2\" Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet2.xml\"/>");
  g_string_append (out, "<Relationship Id=\"rId3\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/></Relationships>");
}

/* "A1:C9" as "$A$1:$C$9" */
static void
append_fixed_range (GString *out, const char *range)
{
  gboolean in_letters = FALSE;

  for (const char *p = range; *p != '\0'; p++)
    {
      gboolean letter = g_ascii_isalpha (*p);

      if (*p != ':' && (p == range || p[-1] == ':' || letter != in_letters))
        g_string_append_c (out, '$');
      g_string_append_c (out, *p);
      in_letters = letter;
    }
}

static void
append_sheet (GString *out, const char *name, guint number)
{
  g_string_append (out, "<sheet name=\"");
  lw_xlsx_append_text (out, name, G_MAXLONG);
  g_string_append_printf (out, "\" sheetId=\"%u\" r:id=\"rId%u\"/>", number, number);
}

static void
append_book (GString *out, const LwXlsxBook *book)
{
  g_string_append (out, LW_XLSX_XML "<workbook xmlns=\"" LW_XLSX_MAIN "\" xmlns:r=\"" OFFICE "\">"
                   "<bookViews><workbookView/></bookViews><sheets>");
  append_sheet (out, book->sheet, 1);
  if (book->about != NULL)
    append_sheet (out, book->about, 2);
  g_string_append (out, "</sheets><definedNames><definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" "
                        "hidden=\"1\">'");
  lw_xlsx_append_text (out, book->sheet, G_MAXLONG);
  g_string_append (out, "'!");
  append_fixed_range (out, book->range);
  g_string_append (out, "</definedName></definedNames></workbook>");
}

static void
append_styles (GString *out, const LwXlsxBook *book)
{
  g_string_append (
      out, LW_XLSX_XML
      "<styleSheet xmlns=\"" LW_XLSX_MAIN "\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/>"
      "<numFmt numFmtId=\"165\" formatCode=\"0.0%\"/></numFmts>"
      "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>"
      "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>"
      "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/>"
      "</fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
      "<cellXfs count=\"6\">"
      "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
      "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyAlignment=\"1\">"
      "<alignment vertical=\"top\"/></xf>"
      "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
      "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
      "<xf numFmtId=\"165\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
      "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" "
      "applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
      "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
      "</styleSheet>");
}

static void
append_property (GString *out, const char *element, const char *value)
{
  if (value == NULL || value[0] == '\0')
    return;
  g_string_append_printf (out, "<%s>", element);
  lw_xlsx_append_text (out, value, G_MAXLONG);
  g_string_append_printf (out, "</%s>", element);
}

static void
append_properties (GString *out, const LwXlsxBook *book)
{
  g_string_append (out, LW_XLSX_XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "/metadata/core-properties\" "
                   "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                   "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
  append_property (out, "dc:title", book->title);
  append_property (out, "dc:creator", "Leegwijzer");
  append_property (out, "dc:description", book->remark);
  if (book->made != NULL)
    g_string_append_printf (out, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%s</dcterms:created>", book->made);
  g_string_append (out, "</cp:coreProperties>");
}

static const struct {
  const char *name;
  void (*append) (GString *out, const LwXlsxBook *book);
} parts[] = {
  { "[Content_Types].xml", append_types },
  { "_rels/.rels", append_relations },
  { "xl/workbook.xml", append_book },
  { "xl/_rels/workbook.xml.rels", append_book_relations },
  { "xl/styles.xml", append_styles },
  { "docProps/core.xml", append_properties },
};

/** lw_xlsx_n_parts: the number of parts beside the sheets */
guint
lw_xlsx_n_parts (void)
{
  return G_N_ELEMENTS (parts);
}

/**
 * lw_xlsx_append_part:
 * @part: which one, below lw_xlsx_n_parts()
 * @book: what it is about
 *
 * Returns: (transfer none): the name of the part
 */
const char *
lw_xlsx_append_part (GString *out, guint part, const LwXlsxBook *book)
{
  parts[part].append (out, book);
  return parts[part].name;
}

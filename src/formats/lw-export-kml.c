/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-kml: offices as KML 2.2: a Schema declares the columns, so that QGIS gets typed fields and Google
 * Earth a table in each balloon. Longitude before latitude, no blanks inside a tuple. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "formats/lw-export-source.h"

#define BLOCK 65536

/* Escapes text, and drops what XML 1.0 cannot hold at all: control characters and non-characters. */
static void
append_escaped (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
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
      else if ((c >= 0x20 || c == '\t' || c == '\n') && c != 0xfffe && c != 0xffff)
        g_string_append_unichar (out, c);
    }
}

static const char *
get_field_type (LwTableType type)
{
  switch (type)
    {
    case LW_TABLE_NUMBER:
      return "double";
    case LW_TABLE_INTEGER:
      return "int";
    case LW_TABLE_BOOLEAN:
      return "bool";
    case LW_TABLE_DATE:
    case LW_TABLE_TEXT:
    default:
      return "string";
    }
}

static void
append_start (GString *out, const LwExportSource *source)
{
  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n<name>");
  append_escaped (out, source->name);
  g_string_append (out, "</name>\n");
  if (source->fictional || source->confidential)
    {
      g_string_append (out, "<description>");
      append_escaped (out, source->fictional ? _ ("Fictional example") : "");
      g_string_append (out, source->fictional && source->confidential ? "; " : "");
      append_escaped (out, source->confidential ? lw_note_texts_notice () : "");
      g_string_append (out, "</description>\n");
    }
  g_string_append (out, "<Schema name=\"offices\" id=\"offices\">\n");
  for (guint i = 0; i < lw_export_source_get_n_columns (source); i++)
    {
      LwExportColumn column;

      lw_export_source_describe (source, i, &column);
      g_string_append_printf (out, "<SimpleField type=\"%s\" name=\"%s\"/>\n", get_field_type (column.type),
                              column.name);
    }
  g_string_append (out, "</Schema>\n");
}

static void
append_value (GString *out, const LwExportColumn *column, const LwExportCell *cell)
{
  g_autofree char *iso = NULL;

  switch (column->type)
    {
    case LW_TABLE_NUMBER:
      lw_export_append_number (out, cell->number, '.');
      break;
    case LW_TABLE_INTEGER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, cell->integer);
      break;
    case LW_TABLE_BOOLEAN:
      g_string_append_c (out, cell->boolean ? '1' : '0');
      break;
    case LW_TABLE_DATE:
      iso = lw_date_to_iso (cell->date);
      g_string_append (out, iso);
      break;
    case LW_TABLE_TEXT:
    default:
      append_escaped (out, cell->text);
      break;
    }
}

static void
append_data (GString *out, const LwExportSource *source, guint row)
{
  g_string_append (out, "<ExtendedData><SchemaData schemaUrl=\"#offices\">\n");
  for (guint i = 0; i < lw_export_source_get_n_columns (source); i++)
    {
      LwExportColumn column;
      LwExportCell cell;

      lw_export_source_read (source, row, i, &cell);
      if (!cell.known)
        continue;
      lw_export_source_describe (source, i, &column);
      g_string_append_printf (out, "<SimpleData name=\"%s\">", column.name);
      append_value (out, &column, &cell);
      g_string_append (out, "</SimpleData>\n");
    }
  g_string_append (out, "</SchemaData></ExtendedData>\n");
}

static void
append_placemark (GString *out, const LwExportSource *source, guint row)
{
  LwOffices *offices = source->offices;
  const char *name = lw_offices_text (offices, LW_OFFICE_NAME, row);
  g_autofree char *address = lw_offices_address (offices, row);
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

  if (offices->id[row] != 0)
    g_string_append_printf (out, "<Placemark id=\"office-%" G_GINT64_FORMAT "\">\n<name>", offices->id[row]);
  else
    g_string_append (out, "<Placemark>\n<name>");
  append_escaped (out, name[0] != '\0' ? name : address);
  g_string_append (out, "</name>\n");
  append_data (out, source, row);
  if (isfinite (offices->longitude[row]) && isfinite (offices->latitude[row]))
    {
      g_ascii_formatd (x, sizeof x, "%.7f", offices->longitude[row]);
      g_ascii_formatd (y, sizeof y, "%.7f", offices->latitude[row]);
      g_string_append_printf (out, "<Point><coordinates>%s,%s</coordinates></Point>\n", x, y);
    }
  g_string_append (out, "</Placemark>\n");
}

/**
 * lw_export_write_kml:
 * @source: offices
 * @stream: where to write
 *
 * An office without a position is a placemark without a point.
 *
 * Returns: %FALSE on an error
 */
gboolean
lw_export_write_kml (const LwExportSource *source, GOutputStream *stream, GError **error)
{
  g_autoptr (GString) out = g_string_sized_new (BLOCK + 4096);
  guint done = 0;

  append_start (out, source);
  for (guint row = lw_export_source_next (source, 0); row != LW_EXPORT_NO_ROW;
       row = lw_export_source_next (source, row + 1))
    {
      append_placemark (out, source, row);
      if (!lw_export_flush (stream, out, BLOCK, source->cancellable, error)
          || !lw_export_source_tell (source, done++, error))
        return FALSE;
    }
  g_string_append (out, "</Document>\n</kml>\n");
  return lw_export_flush (stream, out, 0, source->cancellable, error);
}

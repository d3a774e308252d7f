/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-about: what a file says of itself as JSON: a member of a GeoJSON file, and the whole of the file that stands
 * beside a CSV file, by the W3C's "Metadata Vocabulary for Tabular Data" (CSV on the Web), whose "notes" may hold
 * anything. */
#include "formats/lw-export-source.h"

#include <string.h>

/**
 * lw_export_append_json_string:
 * @text: where to append
 * @string: UTF-8
 *
 * Appends a string of JSON, quoted.
 */
void
lw_export_append_json_string (GString *text, const char *string)
{
  const char *plain = string; /* not appended yet */

  g_string_append_c (text, '"');
  for (const char *p = string; *p != '\0'; p++)
    {
      guchar c = (guchar)*p;

      if (c >= 0x20 && c != 0x7f && c != '"' && c != '\\')
        continue;
      g_string_append_len (text, plain, p - plain);
      if (c == '"' || c == '\\')
        g_string_append_printf (text, "\\%c", c);
      else
        g_string_append_printf (text, "\\u%04x", c);
      plain = p + 1;
    }
  g_string_append (text, plain);
  g_string_append_c (text, '"');
}

/* Begins a member, after a comma if it is not the first of its object. */
static void
append_name (GString *text, const char *name)
{
  if (text->len > 0 && strchr ("{[", text->str[text->len - 1]) == NULL)
    g_string_append_c (text, ',');
  lw_export_append_json_string (text, name);
  g_string_append_c (text, ':');
}

static void
append_text (GString *text, const char *name, const char *value)
{
  if (value == NULL || value[0] == '\0')
    return;
  append_name (text, name);
  lw_export_append_json_string (text, value);
}

static void
append_date (GString *text, const char *name, LwDate date)
{
  g_autofree char *iso = date != LW_DATE_UNKNOWN ? lw_date_to_iso (date) : NULL;

  append_text (text, name, iso);
}

static void
append_boolean (GString *text, const char *name, gboolean value)
{
  append_name (text, name);
  g_string_append (text, value ? "true" : "false");
}

static void
append_source (GString *text, const LwProvenanceSource *source)
{
  g_string_append_c (text, '{');
  append_text (text, "name", source->name);
  append_text (text, "publisher", source->publisher);
  append_text (text, "licence", source->licence);
  append_text (text, "method", source->method);
  append_date (text, "reference_date", source->date);
  append_boolean (text, "fictional", source->fictional);
  g_string_append_c (text, '}');
}

static void
append_lists (GString *text, const LwProvenance *about)
{
  append_name (text, "counting");
  g_string_append_c (text, '[');
  for (guint i = 0; i < about->counting->len; i++)
    {
      g_string_append (text, i > 0 ? "," : "");
      lw_export_append_json_string (text, g_ptr_array_index (about->counting, i));
    }
  g_string_append_c (text, ']');
  append_name (text, "sources");
  g_string_append_c (text, '[');
  for (guint i = 0; i < about->sources->len; i++)
    {
      g_string_append (text, i > 0 ? "," : "");
      append_source (text, g_ptr_array_index (about->sources, i));
    }
  g_string_append_c (text, ']');
}

/**
 * lw_export_append_about:
 * @text: where to append
 * @source: what is written
 *
 * Appends an object that says where it comes from.
 */
void
lw_export_append_about (GString *text, const LwExportSource *source)
{
  const LwProvenance *about = source->options->about;

  g_string_append_c (text, '{');
  append_text (text, "document", about->title);
  append_text (text, "contents", about->content);
  append_text (text, "scenario", about->scenario);
  append_date (text, "reference_date", about->date);
  append_text (text, "filter", lw_provenance_get_filter (about));
  append_boolean (text, "fictional", source->fictional);
  if (source->confidential)
    append_text (text, "notice", lw_note_texts_notice ());
  append_lists (text, about);
  append_text (text, "boundaries", about->boundaries);
  append_text (text, "made", about->made);
  append_text (text, "program", about->program);
  g_string_append_c (text, '}');
}

static const char *
get_datatype (LwTableType type)
{
  switch (type)
    {
    case LW_TABLE_NUMBER:
      return "\"number\"";
    case LW_TABLE_INTEGER:
      return "\"integer\"";
    case LW_TABLE_BOOLEAN:
      return "{\"base\":\"boolean\",\"format\":\"1|0\"}";
    case LW_TABLE_DATE:
      return "\"date\"";
    case LW_TABLE_TEXT:
    default:
      return "\"string\"";
    }
}

/* A Dutch spreadsheet has its own signs for numbers and dates. */
static const char *
get_excel_datatype (LwTableType type)
{
  switch (type)
    {
    case LW_TABLE_NUMBER:
      return "{\"base\":\"number\",\"format\":{\"decimalChar\":\",\",\"groupChar\":\".\"}}";
    case LW_TABLE_DATE:
      return "{\"base\":\"date\",\"format\":\"dd-MM-yyyy\"}";
    case LW_TABLE_INTEGER:
    case LW_TABLE_BOOLEAN:
    case LW_TABLE_TEXT:
    default:
      return get_datatype (type);
    }
}

static void
append_columns (GString *text, const LwExportSource *source, gboolean excel)
{
  guint n = lw_export_source_get_n_columns (source);

  append_name (text, "tableSchema");
  g_string_append (text, "{\"columns\":[");
  for (guint i = 0; i < n; i++)
    {
      LwExportColumn column;

      lw_export_source_describe (source, i, &column);
      g_string_append (text, i > 0 ? ",\n{" : "\n{");
      append_text (text, "name", column.name);
      append_text (text, "titles", column.name);
      append_name (text, "datatype");
      g_string_append (text, excel ? get_excel_datatype (column.type) : get_datatype (column.type));
      g_string_append_c (text, '}');
    }
  g_string_append (text, "\n]}");
}

/**
 * lw_export_make_metadata:
 * @path: the CSV file
 * @excel: its dialect
 *
 * Returns: (transfer full): the file beside it
 */
char *
lw_export_make_metadata (const LwExportSource *source, const char *path, gboolean excel)
{
  const LwProvenance *about = source->options->about;
  GString *text = g_string_new ("{\"@context\":\"http://www.w3.org/ns/csvw\"");
  g_autofree char *base = g_filename_display_basename (path);
  g_autofree char *url = g_uri_escape_string (base, NULL, TRUE);
  g_autofree char *description = lw_provenance_to_text (about, "\n");

  append_text (text, "url", url);
  append_text (text, "dc:title", about->content);
  append_text (text, "dc:description", description);
  append_date (text, "dc:date", about->date);
  append_text (text, "dc:creator", about->program);
  append_name (text, "dialect");
  g_string_append (text, excel ? "{\"delimiter\":\";\",\"encoding\":\"utf-8\",\"lineTerminators\":\"\\r\\n\",\"header\":true}"
                               : "{\"delimiter\":\",\",\"encoding\":\"utf-8\",\"lineTerminators\":\"\\n\",\"header\":true}");
  append_name (text, "notes");
  g_string_append_c (text, '[');
  lw_export_append_about (text, source);
  g_string_append_c (text, ']');
  append_columns (text, source, excel);
  g_string_append (text, "}\n");
  return g_string_free (text, FALSE);
}

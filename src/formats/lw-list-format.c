/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-list-format: see lw-list-format.h. What is found out is not written: the next file of the kind may be saved by
 * another program. */
#include "formats/lw-list-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/lw-vacancy-join.h"
#include "formats/lw-vacancy-mapping.h"
#include "model/lw-error.h"

#define MAX_HEADING_RECORD 1000

typedef struct {
  const char *word;
  int value;
} Word;

static const Word encodings[] = {
  { "auto", LW_ENCODING_AUTO },
  { "utf-8", LW_ENCODING_UTF8 },
  { "utf-16le", LW_ENCODING_UTF16_LE },
  { "utf-16be", LW_ENCODING_UTF16_BE },
  { "windows-1252", LW_ENCODING_WINDOWS_1252 },
};
static const Word decimals[] = {
  { "auto", LW_DECIMAL_UNKNOWN },
  { "comma", LW_DECIMAL_COMMA },
  { "point", LW_DECIMAL_POINT },
};
static const Word orders[] = {
  { "auto", LW_DATE_ORDER_FOUND },
  { "day-first", LW_DATE_ORDER_DAY_FIRST },
  { "month-first", LW_DATE_ORDER_MONTH_FIRST },
};
static const Word axes[] = {
  { "auto", LW_GEO_AXES_UNKNOWN },       { "rd", LW_GEO_AXES_RD },           { "rd-swapped", LW_GEO_AXES_RD_SWAPPED },
  { "lon-lat", LW_GEO_AXES_LONLAT }, { "lat-lon", LW_GEO_AXES_LATLON },
};

static const struct {
  const char *name;
  const Word *words;
  guint n;
} choices[] = {
  { "encoding", encodings, G_N_ELEMENTS (encodings) },
  { "decimal", decimals, G_N_ELEMENTS (decimals) },
  { "dates", orders, G_N_ELEMENTS (orders) },
  { "axes", axes, G_N_ELEMENTS (axes) },
};

/**
 * lw_list_format_is_member:
 *
 * Returns: whether a member of a mapping file tells how the list is written, and no column
 */
gboolean
lw_list_format_is_member (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (strcmp (choices[i].name, name) == 0)
      return TRUE;
  return strcmp (name, "separator") == 0 || strcmp (name, "heading_record") == 0 || strcmp (name, "tolerance_m") == 0;
}

static char *
list_words (guint choice)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < choices[choice].n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", choices[choice].words[i].word);
  return g_string_free (text, FALSE);
}

static const char *
get_text (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING
             ? json_node_get_string (value)
             : NULL;
}

static gboolean
read_choice (guint choice, JsonNode *value, int *chosen, GError **error)
{
  const char *text = get_text (value);
  g_autofree char *known = NULL;

  for (guint i = 0; text != NULL && i < choices[choice].n; i++)
    if (g_ascii_strcasecmp (choices[choice].words[i].word, text) == 0)
      {
        *chosen = choices[choice].words[i].value;
        return TRUE;
      }
  known = list_words (choice);
  g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
               /* Translators: a member of a mapping file; the words that it may have */
               _ ("The mapping has no known word for “%s”; the words are: %s"), choices[choice].name, known);
  return FALSE;
}

static gboolean
read_separator (LwListFormat *format, JsonNode *value, GError **error)
{
  const char *text = get_text (value);

  if (text == NULL || (text[0] != '\0' && (text[1] != '\0' || strchr (";,|\t", text[0]) == NULL)))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
                   _ ("The mapping gives no separator; write one of ; , | or a tab, between quotation marks"));
      return FALSE;
    }
  format->csv.separator = text[0];
  return TRUE;
}

static gboolean
read_heading_record (LwListFormat *format, JsonNode *value, GError **error)
{
  gint64 record = JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_INT64
                      ? json_node_get_int (value)
                      : G_MAXINT64;

  if (record < -1 || record > MAX_HEADING_RECORD)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
                   _ ("The mapping gives no row of headings; write its number from 1, 0 to find it out, or -1 if there "
                      "is none"));
      return FALSE;
    }
  format->csv.heading_record = (int)record;
  return TRUE;
}

static gboolean
read_tolerance (LwListFormat *format, JsonNode *value, GError **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_INVALID;
  double metres = type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (value) : -1;

  if (!(metres >= 0 && metres <= LW_JOIN_MAX_TOLERANCE_M))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
                   _ ("The mapping gives no distance within which a position means an office; write metres from 0 to "
                      "1000 as a number"));
      return FALSE;
    }
  format->has_tolerance = TRUE;
  format->tolerance_m = metres;
  return TRUE;
}

static gboolean
read_member (LwListFormat *format, const char *name, JsonNode *value, GError **error)
{
  int chosen = 0;

  if (strcmp (name, "separator") == 0)
    return read_separator (format, value, error);
  if (strcmp (name, "heading_record") == 0)
    return read_heading_record (format, value, error);
  if (strcmp (name, "tolerance_m") == 0)
    return read_tolerance (format, value, error);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      if (strcmp (choices[i].name, name) != 0)
        continue;
      if (!read_choice (i, value, &chosen, error))
        return FALSE;
      if (choices[i].words == encodings)
        format->csv.encoding = (LwEncoding)chosen;
      else if (choices[i].words == decimals)
        format->decimal = (LwDecimal)chosen;
      else if (choices[i].words == orders)
        format->dates = (LwDateOrder)chosen;
      else
        format->axes = (LwGeoAxes)chosen;
    }
  return TRUE;
}

/**
 * lw_list_format_read_json:
 * @format: (inout): what is known of the list
 * @json: a mapping file; its columns are left to lw_vacancy_mapping_apply_json()
 * @length: bytes of @json, or -1
 * @error: return location for an error
 *
 * Returns: %FALSE if @json is no object, or a member has no sense; @format is as it was then
 */
gboolean
lw_list_format_read_json (LwListFormat *format, const char *json, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = lw_vacancy_mapping_parse (json, length, error);
  LwListFormat changed = *format;
  JsonObjectIter iter;
  JsonNode *value;
  const char *name;

  if (root == NULL)
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &value))
    if (!read_member (&changed, name, value, error))
      return FALSE;
  *format = changed;
  return TRUE;
}

/**
 * lw_list_format_read_file:
 * @format: (inout): what is known of the list
 * @file: a mapping file
 * @cancellable: (nullable): to stop early
 * @error: return location for an error, which names @file
 *
 * Returns: whether @file could be read
 */
gboolean
lw_list_format_read_file (LwListFormat *format, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *json = NULL;
  g_autofree char *name = g_file_get_basename (file);
  gsize length;

  if (!g_file_load_contents (file, cancellable, &json, &length, NULL, error))
    return FALSE;
  if (lw_list_format_read_json (format, json, (gssize)length, error))
    return TRUE;
  g_prefix_error (error, "%s: ", name);
  return FALSE;
}

static void
add_choice (JsonBuilder *builder, guint choice, int value)
{
  for (guint i = 1; i < choices[choice].n; i++)
    if (choices[choice].words[i].value == value)
      {
        json_builder_set_member_name (builder, choices[choice].name);
        json_builder_add_string_value (builder, choices[choice].words[i].word);
      }
}

/**
 * lw_list_format_build_json:
 * @format: what is known of a list
 * @builder: in an object
 *
 * Adds what somebody decided, and nothing that can be found out.
 */
void
lw_list_format_build_json (const LwListFormat *format, JsonBuilder *builder)
{
  char separator[2] = { format->csv.separator, '\0' };

  add_choice (builder, 0, (int)format->csv.encoding);
  if (format->csv.separator != '\0')
    {
      json_builder_set_member_name (builder, "separator");
      json_builder_add_string_value (builder, separator);
    }
  if (format->csv.heading_record != 0)
    {
      json_builder_set_member_name (builder, "heading_record");
      json_builder_add_int_value (builder, format->csv.heading_record);
    }
  add_choice (builder, 1, (int)format->decimal);
  add_choice (builder, 2, (int)format->dates);
  add_choice (builder, 3, (int)format->axes);
  if (format->has_tolerance)
    {
      json_builder_set_member_name (builder, "tolerance_m");
      json_builder_add_double_value (builder, format->tolerance_m);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-json-read: see lw-json-read.h. */
#include "formats/lw-json-read.h"

#include "model/lw-error.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_BYTES (16 * 1024 * 1024)
#define MAX_DEPTH 32

/* The parser recurses for every bracket, so hostile nesting must not reach it. */
static gboolean
is_shallow (const char *data, gsize length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = data[i];
      if (in_string && c == '\\')
        i++;
      else if (c == '"')
        in_string = !in_string;
      else if (!in_string && (c == '[' || c == '{') && ++depth > MAX_DEPTH)
        return FALSE;
      else if (!in_string && (c == ']' || c == '}') && depth > 0)
        depth--;
    }
  return TRUE;
}

/* Comments would make is_shallow() blind, and no other reader of JSON takes them. */
static gboolean
has_comment (const char *data, gsize length)
{
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    if (in_string && data[i] == '\\')
      i++;
    else if (data[i] == '"')
      in_string = !in_string;
    else if (!in_string && (data[i] == '/' || data[i] == '\''))
      return TRUE;
  return FALSE;
}

/**
 * lw_json_parse_large:
 * @file: name for messages
 * @data: UTF-8 text
 * @length: its length, or -1 when it ends in a zero
 * @max_bytes: how long it may be
 * @error: return location for %LW_ERROR_INVALID or %LW_ERROR_TOO_LARGE
 *
 * Returns: (transfer full) (nullable): the value that the text holds
 */
JsonNode *
lw_json_parse_large (const char *file, const char *data, gssize length, gsize max_bytes, GError **error)
{
  g_return_val_if_fail (file != NULL && (data != NULL || length == 0), NULL);

  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local = NULL;
  gsize n = length < 0 ? strlen (data) : (gsize)length;

  if (n > max_bytes || !is_shallow (data, n))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE, _ ("%s: the text is too large or nested too deeply"),
                   file);
      return NULL;
    }
  if (n == 0 || memchr (data, '\0', n) != NULL || !g_utf8_validate_len (data, n, NULL)
      || has_comment (data, n))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID, _ ("%s: this is not JSON in UTF-8"), file);
      return NULL;
    }
  if (!json_parser_load_from_data (parser, data, (gssize)n, &local))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID, _ ("%s: this is not valid JSON (%s)"), file,
                   local->message);
      return NULL;
    }
  JsonNode *root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error (error, LW_ERROR, LW_ERROR_INVALID, _ ("%s: this is not JSON in UTF-8"), file);
  return root;
}

/** lw_json_parse: as lw_json_parse_large(), for texts of the size that people make */
JsonNode *
lw_json_parse (const char *file, const char *data, gssize length, GError **error)
{
  return lw_json_parse_large (file, data, length, MAX_BYTES, error);
}

/** lw_json_object_path_of: (returns: transfer full) path of a member, or of an element of a list when @index
 * >= 0 */
char *
lw_json_object_path_of (const LwJsonObject *self, const char *member, int index)
{
  g_autofree char *place = index >= 0 ? g_strdup_printf ("%s[%d]", member, index) : g_strdup (member);
  return g_strconcat (self->path, self->path[0] != '\0' ? "." : "", place, NULL);
}

/** lw_json_object_fail: sets the error for a member, unless there is one already */
void
lw_json_object_fail (LwJsonObject *self, const char *member, const char *format, ...)
{
  if (self->failed)
    return;
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  va_end (arguments);
  g_autofree char *written = member != NULL ? lw_json_object_path_of (self, member, -1) : g_strdup (self->path);
  g_autofree char *path = g_utf8_make_valid (written, -1);
  g_set_error (self->error, LW_ERROR, LW_ERROR_INVALID, path[0] != '\0' ? "%s: %s: %s" : "%s: %s%s",
               self->file, path, valid);
  self->failed = TRUE;
}

/** lw_json_object_init: starts to read @node, which must be an object; end with lw_json_object_finish() */
void
lw_json_object_init (LwJsonObject *self, const char *file, const char *path, JsonNode *node, GError **error)
{
  memset (self, 0, sizeof *self);
  self->file = file;
  self->path = g_strdup (path);
  self->error = error;
  self->seen = g_hash_table_new (g_str_hash, g_str_equal);
  if (JSON_NODE_HOLDS_OBJECT (node))
    self->object = json_node_get_object (node);
  else
    lw_json_object_fail (self, NULL, _ ("an object is expected here"));
}

/** lw_json_object_finish: refuses members that nobody asked for, and frees what @self holds; %FALSE after a
 * mistake */
gboolean
lw_json_object_finish (LwJsonObject *self)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (self->object != NULL && !self->failed)
    {
      json_object_iter_init (&iter, self->object);
      while (json_object_iter_next (&iter, &name, &value))
        if (!g_hash_table_contains (self->seen, name))
          lw_json_object_fail (self, name, _ ("this member is not known; check its spelling"));
    }
  g_hash_table_unref (self->seen);
  g_free (self->path);
  return !self->failed;
}

static JsonNode *
find_member (LwJsonObject *self, const char *member)
{
  if (self->failed)
    return NULL;
  JsonNode *node = json_object_get_member (self->object, member);
  g_hash_table_add (self->seen, (gpointer)member);
  if (node == NULL)
    lw_json_object_fail (self, member, _ ("this member is missing"));
  return node;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/** lw_json_object_get_string: (returns: transfer full) (nullable) a string; %NULL for null if @nullable, or
 * after a mistake */
char *
lw_json_object_get_string (LwJsonObject *self, const char *member, gboolean nullable)
{
  JsonNode *node = find_member (self, member);

  if (node == NULL || (nullable && JSON_NODE_HOLDS_NULL (node)))
    return NULL;
  /* The parser knows more escapes than JSON has, and makes bytes of them that are no text. */
  if (holds (node, G_TYPE_STRING) && g_utf8_validate (json_node_get_string (node), -1, NULL))
    return g_strdup (json_node_get_string (node));
  lw_json_object_fail (self, member, _ ("a text is expected here"));
  return NULL;
}

/** lw_json_object_get_number: a number from @min to @max; @min after a mistake */
double
lw_json_object_get_number (LwJsonObject *self, const char *member, double min, double max)
{
  JsonNode *node = find_member (self, member);

  if (node == NULL)
    return min;
  if (holds (node, G_TYPE_DOUBLE) || holds (node, G_TYPE_INT64))
    {
      double value = json_node_get_double (node);
      if (value >= min && value <= max)
        return value;
    }
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd (low, sizeof low, "%.10g", min);
  g_ascii_formatd (high, sizeof high, "%.10g", max);
  lw_json_object_fail (self, member, _ ("a number from %s to %s is expected here"), low, high);
  return min;
}

/** lw_json_object_get_integer: a whole number from @min to @max, or @null_value for null; @min after a
 * mistake */
gint64
lw_json_object_get_integer (LwJsonObject *self, const char *member, gint64 min, gint64 max, gint64 null_value)
{
  JsonNode *node = find_member (self, member);

  if (node == NULL)
    return min;
  if (null_value != LW_JSON_NOT_NULL && JSON_NODE_HOLDS_NULL (node))
    return null_value;
  if (holds (node, G_TYPE_INT64) && json_node_get_int (node) >= min && json_node_get_int (node) <= max)
    return json_node_get_int (node);
  lw_json_object_fail (
      self, member, _ ("a whole number from %" PRIi64 " to %" PRIi64 " is expected here"),
      min, max);
  return min;
}

/** lw_json_object_get_boolean: true or false; %FALSE after a mistake */
gboolean
lw_json_object_get_boolean (LwJsonObject *self, const char *member)
{
  JsonNode *node = find_member (self, member);

  if (node == NULL)
    return FALSE;
  if (holds (node, G_TYPE_BOOLEAN))
    return json_node_get_boolean (node);
  lw_json_object_fail (self, member, _ ("true or false is expected here"));
  return FALSE;
}

/** lw_json_object_get_array: (returns: transfer none) (nullable) a list; %NULL after a mistake */
JsonArray *
lw_json_object_get_array (LwJsonObject *self, const char *member)
{
  JsonNode *node = find_member (self, member);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  lw_json_object_fail (self, member, _ ("a list is expected here"));
  return NULL;
}

/** lw_json_object_get_object: (returns: transfer none) (nullable) the node of an object; %NULL after a
 * mistake */
JsonNode *
lw_json_object_get_object (LwJsonObject *self, const char *member)
{
  JsonNode *node = find_member (self, member);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return node;
  if (node != NULL)
    lw_json_object_fail (self, member, _ ("an object is expected here"));
  return NULL;
}

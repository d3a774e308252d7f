/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statline-json: answers of the services of StatLine as JSON: records of a table (version 3), observations (version
 * 4), titles of codes, and what the services say when they refuse. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/lw-json-read.h"
#include "formats/lw-statline-private.h"
#include "model/lw-error.h"

#define MAX_JSON (64 * 1024 * 1024) /* takes some twelve times as much memory */

static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* The message of an answer that is an error, of either version; NULL if it is none. */
static const char *
find_refusal (JsonObject *root)
{
  JsonNode *node = json_object_get_member (root, "odata.error");
  JsonObject *object;
  JsonNode *message;

  if (node == NULL)
    node = json_object_get_member (root, "error");
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  message = json_object_get_member (object, "message");
  if (message != NULL && JSON_NODE_HOLDS_OBJECT (message))
    return get_text (json_node_get_object (message), "value");
  return get_text (object, "message") != NULL ? get_text (object, "message") : _ ("no reason given");
}

static gboolean
set_refused (LwStatline *table, const char *message, GError **error)
{
  g_autofree char *shown = g_strdelimit (g_utf8_substring (message, 0, MIN (g_utf8_strlen (message, -1), 200)),
                                         "\r\n\t", ' ');

  if (strstr (shown, "10000") != NULL || strstr (shown, "10.000") != NULL || strstr (shown, "10,000") != NULL)
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 _ ("%s is no data but the answer that more than 10,000 records were asked for: choose fewer regions or "
                    "years, or the bulk download (ODataFeed)"),
                 table->name);
  else
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 /* Translators: a file and the message of a service */
                 _ ("%s is no data but a refusal of the service (%s): download it again"), table->name, shown);
  return FALSE;
}

static void
put_member (LwStatlineRecord *record, const char *member, JsonNode *node)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (JSON_NODE_HOLDS_NULL (node))
    lw_statline_record_put (record, member, NULL);
  else if (!JSON_NODE_HOLDS_VALUE (node))
    return;
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    lw_statline_record_put (record, member, json_node_get_string (node));
  else if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    lw_statline_record_put (record, member, g_ascii_dtostr (digits, sizeof digits, json_node_get_double (node)));
}

static gboolean
read_records (LwStatlineRecord *record, JsonArray *array, GCancellable *cancellable, GError **error)
{
  guint n = json_array_get_length (array);

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i), *value;
      JsonObjectIter iter;
      const char *member;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      lw_statline_record_begin (record, i + 1);
      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &member, &value))
        put_member (record, member, value);
      if (!lw_statline_record_end (record, error)
          || (i % 1000 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_answer (LwStatline *table, JsonObject *root, GCancellable *cancellable, GError **error)
{
  const char *refusal = find_refusal (root);
  JsonNode *value = json_object_get_member (root, "value");
  LwStatlineRecord record;
  gboolean done;

  if (refusal != NULL)
    return set_refused (table, refusal, error);
  if (value == NULL || !JSON_NODE_HOLDS_ARRAY (value))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _ ("%s is JSON without the records of a table: download the table (TypedDataSet or Observations)"),
                   table->name);
      return FALSE;
    }
  lw_statline_set_code (table, get_text (root, "odata.metadata"));
  lw_statline_set_code (table, get_text (root, "@odata.context"));
  table->n_pages = json_object_has_member (root, "odata.nextLink") || json_object_has_member (root, "@odata.nextLink");
  table->in_december = g_strcmp0 (table->code, "83582NED") == 0;
  lw_statline_record_init (&record, table, FALSE);
  done = read_records (&record, json_node_get_array (value), cancellable, error);
  lw_statline_record_clear (&record);
  return done;
}

gboolean
lw_statline_read_json (LwStatline *table, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize mark = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  g_autoptr (JsonNode) root
      = lw_json_parse_large (table->name, data + mark, (gssize) (size - mark), MAX_JSON, error);

  if (root == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (root))
    return read_answer (table, json_node_get_object (root), cancellable, error);
  g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED, _ ("%s is JSON, but no answer of StatLine"), table->name);
  return FALSE;
}

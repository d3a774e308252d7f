/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-json-read: reads JSON strictly: every member is asked for by name and type, and what nobody asked for is
 * a mistake. Errors name the file and the path of the member, such as "measures[2].share". Size and nesting
 * are limited, since the parser underneath recurses. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LwJsonObject: an object that is being read; lives on the stack of its reader
 * @file: name of the file, for messages
 * @path: path of the object, "" for the outermost
 * @object: (nullable): what is read
 * @seen: names that were asked for
 * @error: the first mistake; later calls then do nothing and return their fallback
 */
typedef struct {
  const char *file;
  char *path;
  JsonObject *object;
  GHashTable *seen;
  GError **error;
  gboolean failed;
} LwJsonObject;

JsonNode *
lw_json_parse_large (const char *file, const char *data, gssize length, gsize max_bytes, GError **error);
JsonNode *lw_json_parse (const char *file, const char *data, gssize length, GError **error);

void
lw_json_object_init (LwJsonObject *self, const char *file, const char *path, JsonNode *node, GError **error);
gboolean lw_json_object_finish (LwJsonObject *self);
void lw_json_object_fail (LwJsonObject *self, const char *member, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
char *lw_json_object_get_string (LwJsonObject *self, const char *member, gboolean nullable);
double lw_json_object_get_number (LwJsonObject *self, const char *member, double min, double max);
gint64 lw_json_object_get_integer (
    LwJsonObject *self, const char *member, gint64 min, gint64 max, gint64 null_value);
gboolean lw_json_object_get_boolean (LwJsonObject *self, const char *member);
JsonArray *lw_json_object_get_array (LwJsonObject *self, const char *member);
JsonNode *lw_json_object_get_object (LwJsonObject *self, const char *member);
char *lw_json_object_path_of (const LwJsonObject *self, const char *member, int index);

/** LW_JSON_NOT_NULL: for lw_json_object_get_integer(): null is a mistake */
#define LW_JSON_NOT_NULL G_MININT64

G_END_DECLS

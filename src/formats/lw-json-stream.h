/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-json-stream: strict JSON, token by token, in constant memory, for files that are too large or too foreign to be
 * read as a tree. Depth, length of texts and of numbers are bounded; the first fault is one sentence with line and
 * column. Several values one after the other (newline-delimited JSON, or a text sequence) are read as such. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** LW_JSON_MAX_DEPTH: objects and arrays inside each other */
#define LW_JSON_MAX_DEPTH 64
/** LW_JSON_MAX_TEXT: bytes of one text */
#define LW_JSON_MAX_TEXT (1024 * 1024)

/**
 * LwJsonToken:
 * @LW_JSON_ERROR: the bytes are no JSON, or cannot be read
 * @LW_JSON_END: the end of the file
 * @LW_JSON_NAME: the name of a member; its value follows
 *
 * What comes next; the others say what they are.
 */
typedef enum {
  LW_JSON_ERROR = -1,
  LW_JSON_END,
  LW_JSON_BEGIN_OBJECT,
  LW_JSON_END_OBJECT,
  LW_JSON_BEGIN_ARRAY,
  LW_JSON_END_ARRAY,
  LW_JSON_NAME,
  LW_JSON_STRING,
  LW_JSON_NUMBER,
  LW_JSON_TRUE,
  LW_JSON_FALSE,
  LW_JSON_NULL,
} LwJsonToken;

typedef struct _LwJsonStream LwJsonStream;

LwJsonStream *lw_json_stream_new (GInputStream *stream, const char *name, GCancellable *cancellable);
void lw_json_stream_free (LwJsonStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwJsonStream, lw_json_stream_free)

LwJsonToken lw_json_stream_next (LwJsonStream *self, GError **error);
gboolean lw_json_stream_skip (LwJsonStream *self, LwJsonToken token, GError **error);
const char *lw_json_stream_get_text (const LwJsonStream *self);
double lw_json_stream_get_number (const LwJsonStream *self);
guint lw_json_stream_get_depth (const LwJsonStream *self);
guint64 lw_json_stream_get_line (const LwJsonStream *self);
guint64 lw_json_stream_get_offset (const LwJsonStream *self);
void lw_json_stream_fail (const LwJsonStream *self, int code, const char *what, GError **error);

G_END_DECLS

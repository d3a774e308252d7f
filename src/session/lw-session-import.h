/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-import: brings sources into the open document beside the main loop: one edit, with undo. Apart from
 * lw-session.h, so that map and panels need not know of sources. */
#pragma once

#include "analysis/lw-import.h"
#include "analysis/lw-source-look.h"
#include "formats/lw-unpack.h"
#include "session/lw-session.h"

G_BEGIN_DECLS

gboolean lw_session_is_document (const char *path);
void lw_session_unpack_async (LwSession *session, const char *path, GAsyncReadyCallback callback, gpointer data);
LwUnpacked *lw_session_unpack_finish (LwSession *session, GAsyncResult *result, GError **error);
void lw_session_look_async (LwSession *session, const char *const *paths, GAsyncReadyCallback callback, gpointer data);
GPtrArray *lw_session_look_finish (LwSession *session, GAsyncResult *result, GError **error);
void lw_session_import_async (LwSession *session, const char *const *paths, const LwImportRequest *request,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *lw_session_read_side_addresses (LwSession *session, GError **error);
GPtrArray *lw_session_read_areas (LwSession *session, const char *kind, GError **error);
GPtrArray *lw_session_read_imports (LwSession *session, GError **error);
GPtrArray *lw_session_read_import_rows (LwSession *session, gint64 import, GError **error);
LwImportResult *lw_session_import_finish (LwSession *session, GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-exchange: the history as a list to jump in, and exchange of edits with another copy of the document. */
#pragma once

#include "session/lw-session.h"
#include "store/lw-exchange.h"
#include "store/lw-history.h"

G_BEGIN_DECLS

GPtrArray *lw_session_read_history_entries (LwSession *session);
void lw_session_go_to (LwSession *session, gint64 edit);
gboolean lw_session_export_edits (LwSession *session, const char *path, gboolean confidential,
                                  LwExportedEdits *exported, GError **error);
void lw_session_apply_edits_async (LwSession *session, const char *file, GHashTable *choices,
                                   GAsyncReadyCallback callback, gpointer data);
LwExchangeReport *lw_session_apply_edits_finish (LwSession *session, GAsyncResult *result, GError **error);

G_END_DECLS

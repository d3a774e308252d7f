/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-recover: recovers a damaged document into a copy beside the main loop, and opens the copy. Apart from
 * lw-session.h, so that map and panels need not know of it. */
#pragma once

#include "session/lw-session.h"
#include "store/lw-recover-report.h"

G_BEGIN_DECLS

void lw_session_recover_async (LwSession *session, const char *damaged, const char *copy, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data);
LwRecoverReport *lw_session_recover_finish (LwSession *session, GAsyncResult *result, GError **error);

G_END_DECLS

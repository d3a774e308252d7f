/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-questions: questions about the active scenario that the window asks beside the main loop: which measures
 * matter most, why an office filled or emptied, and how certain the result is. The scenario is taken as it is shown, with what is still being
 * edited. */
#pragma once

#include "model/lw-contributions.h"
#include "model/lw-explanation.h"
#include "model/lw-spread.h"
#include "session/lw-session.h"

G_BEGIN_DECLS

/**
 * LwReply:
 * @scenario: as it was when it was asked; contributions and explanations name its measures by their number
 * @contributions: (nullable): the answer of lw_session_ask_contributions_async()
 * @explanation: (nullable): the answer of lw_session_ask_office_async()
 * @spread: (nullable): the answer of lw_session_ask_spread_async()
 */
typedef struct {
  LwScenario *scenario;
  LwContributions *contributions;
  LwOfficeExplanation *explanation;
  LwSpread *spread;
} LwReply;

/**
 * LwSpreadFunc:
 * @interim: (transfer none): the draws so far; take a reference to keep it
 * @cancellable: with which it was asked
 * @data: of the asker
 *
 * Called in the main context some five times a second, never after the answer.
 */
typedef void (*LwSpreadFunc) (LwSpread *interim, GCancellable *cancellable, gpointer data);

void lw_reply_free (LwReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwReply, lw_reply_free)

void lw_session_ask_contributions_async (LwSession *session, LwOutcome outcome, int year, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
void lw_session_ask_office_async (LwSession *session, gint64 office, int year, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
void lw_session_ask_spread_async (LwSession *session, LwSpreadFunc interim, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
LwReply *lw_session_ask_finish (LwSession *session, GAsyncResult *result, GError **error);

G_END_DECLS

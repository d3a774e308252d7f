/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-export: what is looked at as a file for other programs, written beside the main loop. */
#pragma once

#include "analysis/lw-export-run.h"
#include "session/lw-session.h"

G_BEGIN_DECLS

/**
 * LwSessionExport: everything belongs to the caller and is only read.
 * @path: the file to write; its ending says the format
 * @what: what to write
 * @by: of areas a #LwDimension, of results also %LW_EXPORT_BY_NONE
 * @excel: CSV as Dutch spreadsheets read it
 * @shown_only: only the offices that the filter shows
 * @confidential: also what was noted in confidence
 * @scenario: (nullable): uid of the scenario of the results
 * @colours: (array fixed-size=LW_N_VACANCY_CLASSES): of the classes of vacancy, 0xrrggbb
 */
typedef struct {
  const char *path;
  LwExportWhat what;
  int by;
  gboolean excel;
  gboolean shown_only;
  gboolean confidential;
  const char *scenario;
  const guint32 *colours;
} LwSessionExport;

guint lw_session_count_to_export (LwSession *session, gboolean shown_only);
char *lw_session_describe_filter (LwSession *session);
void lw_session_export_async (LwSession *session, const LwSessionExport *wanted, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
gboolean lw_session_export_finish (LwSession *session, GAsyncResult *result, GError **error);

G_END_DECLS

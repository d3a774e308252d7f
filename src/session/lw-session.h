/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session: the only object with state over time. It owns the open document, the filter, the selection, the year
 * shown and the undo history, runs the core in jobs and publishes results as properties. All of it lives in the main
 * context; a result is applied only if its job is still the latest. Map and panels listen to its notifications and
 * call its methods, and know nothing of each other. */
#pragma once

#include <gio/gio.h>

#include "assessment/lw-daylight.h"
#include "model/lw-balance-sheet.h"
#include "model/lw-bitset.h"
#include "model/lw-difference-results.h"
#include "model/lw-filter.h"
#include "model/lw-measure.h"
#include "model/lw-office-note.h"
#include "model/lw-office-record.h"
#include "model/lw-offices.h"
#include "model/lw-plan.h"
#include "model/lw-results.h"
#include "model/lw-scenario.h"
#include "model/lw-settings.h"
#include "model/lw-statistics-results.h"
#include "session/lw-job.h"

G_BEGIN_DECLS

#define LW_TYPE_SESSION (lw_session_get_type ())
G_DECLARE_FINAL_TYPE (LwSession, lw_session, LW, SESSION, GObject)

/*
 * Properties, each with notification:
 *   path (string, nullable)      the open document          title (string)    its title
 *   fictional (bool)             made-up data: show the badge
 *   read-only (bool)             the document cannot be written
 *   trouble (string, nullable)   one sentence why not, and what to do
 *   show-confidential (bool)     confidential notes are shown; TRUE at the desk
 *   offices (LwOffices)          the table at the date shown; never NULL, empty without a document
 *   date (int, LwDate)           the reference date shown
 *   compare-date (int, LwDate)   the earlier date that it is compared with, or LW_DATE_UNKNOWN
 *   difference (LwDifference)    what changed since then; `offices` has its table, with those that are gone. NULL
 *                                while nothing is compared. Changes also when the filter does
 *   filter (LwFilter)            never NULL
 *   shown (LwBitset)             rows of `offices` that pass the filter
 *   selection (LwBitset)         rows of `offices` that are selected
 *   focus (int64)                key of the office whose page is open, 0 for none
 *   statistics (LwStatistics)    of the rows shown, and of all rows; NULL until the first result
 *   settings (pointer to LwSettings)  what counts as stock
 *   scenario-a, scenario-b (string, nullable)  uid of the active scenario and of the one compared
 *   trajectory-a, trajectory-b, trajectory-baseline (LwTrajectory, nullable)  the latest results;
 *                                the band, the states and the history change with them
 *   year (int)                   the year shown on map and chart
 *   undo-name, redo-name (string, nullable)  what Undo and Redo would do; NULL when there is nothing
 *   jobs (GListModel of LwJob)   long work that is going on
 *   busy (bool)                  the document is being read or written beside the main loop
 * Signals:
 *   scenarios-changed ()   the list of scenarios or one of them changed
 *   plans-changed ()             the list of plans or one of them changed
 *   measure-shown (string uid)   somebody wants to see a measure of the active scenario
 *   potential-changed ()         answers to criteria changed, or the criteria did
 *   notes-changed ()             notes of offices changed, or which of them are shown
 *   toast (string message, bool undoable)   something was done
 *   problem (string sentence, string details)  something went wrong
 *   damaged (string path, string sentence)  the open document turned out to be damaged
 */
LwSession *lw_session_new (void);

/* the document */
void lw_session_open_async (LwSession *session, const char *path, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data);
gboolean lw_session_open_finish (LwSession *session, GAsyncResult *result, GError **error);
void lw_session_create_async (LwSession *session, const char *path, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
gboolean lw_session_create_finish (LwSession *session, GAsyncResult *result, GError **error);
void lw_session_create_example_async (LwSession *session, const char *path, guint n_offices, guint64 seed,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean lw_session_create_example_finish (LwSession *session, GAsyncResult *result, GError **error);
void lw_session_save_as_async (LwSession *session, const char *path, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data);
gboolean lw_session_save_as_finish (LwSession *session, GAsyncResult *result, GError **error);
void lw_session_reopen (LwSession *session);
gboolean lw_session_check_document (LwSession *session);
void lw_session_close (LwSession *session);
const char *lw_session_get_path (LwSession *session);
const char *lw_session_get_title (LwSession *session);
gboolean lw_session_get_fictional (LwSession *session);
gboolean lw_session_get_read_only (LwSession *session);
const char *lw_session_get_trouble (LwSession *session);
gboolean lw_session_is_replaced (LwSession *session);

/* what is looked at */
LwOffices *lw_session_get_offices (LwSession *session);
LwDate lw_session_get_date (LwSession *session);
void lw_session_set_date (LwSession *session, LwDate date);
LwDate lw_session_get_compare_date (LwSession *session);
void lw_session_set_compare_date (LwSession *session, LwDate date);
LwDifference *lw_session_get_difference (LwSession *session);
const LwChangeSums *lw_session_get_changes (LwSession *session);
void lw_session_toggle_change (LwSession *session, LwOfficeChange change);
GArray *lw_session_get_dates (LwSession *session); /* (element-type LwDate), oldest first */
LwFilter *lw_session_get_filter (LwSession *session);
void lw_session_set_filter (LwSession *session, LwFilter *filter);
LwBitset *lw_session_get_shown (LwSession *session);
LwBitset *lw_session_get_selection (LwSession *session);
void lw_session_set_selection (LwSession *session, LwBitset *selection);
void lw_session_select_row (LwSession *session, guint row, gboolean extend);
gint64 lw_session_get_focus (LwSession *session);
void lw_session_set_focus (LwSession *session, gint64 office_id);
LwStatistics *lw_session_get_statistics (LwSession *session);
const LwSettings *lw_session_get_settings (LwSession *session);
void lw_session_set_settings (LwSession *session, const LwSettings *settings, const char *edit_name);
void lw_session_set_regions (LwSession *session, GHashTable *regions, const char *edit_name);

/* scenarios: every change is one edit in the document, with undo */
GPtrArray *lw_session_get_scenarios (LwSession *session); /* (element-type LwScenario), the baseline first */
const LwScenario *lw_session_get_scenario (LwSession *session, const char *uid);
void lw_session_write_scenario (LwSession *session, const LwScenario *scenario, const char *edit_name);
void lw_session_tell_done (LwSession *session, const char *message);
void lw_session_delete_scenario (LwSession *session, const char *uid);
const char *lw_session_get_scenario_a (LwSession *session);
void lw_session_set_scenario_a (LwSession *session, const char *uid);
const char *lw_session_get_scenario_b (LwSession *session);
void lw_session_set_scenario_b (LwSession *session, const char *uid);
void lw_session_preview_scenario (LwSession *session, const LwScenario *scenario);
LwTrajectory *lw_session_get_trajectory_a (LwSession *session);
LwTrajectory *lw_session_get_trajectory_b (LwSession *session);
LwTrajectory *lw_session_get_trajectory_baseline (LwSession *session);
LwTrajectory *lw_session_get_trajectory_low (LwSession *session);  /* of A at the low end of demand */
LwTrajectory *lw_session_get_trajectory_high (LwSession *session); /* of A at the high end of demand */
LwOfficeStates *lw_session_get_states_a (LwSession *session);      /* each row of `offices` in A, per year */
double lw_session_get_measure_dwellings (LwSession *session, const char *measure_uid);
GArray *lw_session_get_measure_offices (LwSession *session, const char *measure_uid, double *m2);
LwSeries *lw_session_get_history (LwSession *session); /* totals of all offices on each reference date */
int lw_session_get_year (LwSession *session);
void lw_session_set_year (LwSession *session, int year);

/* plans for new offices (lw-session-plans.c): every change is one edit in the document, with undo */
GPtrArray *lw_session_get_plans (LwSession *session);
GPtrArray *lw_session_get_figures (LwSession *session);
const LwPlan *lw_session_find_plan (LwSession *session, const char *uid);
gboolean lw_session_write_plan (LwSession *session, const LwPlan *plan, const char *edit_name, GError **error);
void lw_session_delete_plan (LwSession *session, const char *uid);
void lw_session_balance_async (LwSession *session, const LwScenario *scenario, int year, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data);
LwBalanceSheet *lw_session_balance_finish (LwSession *session, GAsyncResult *result, GError **error);

/* one office (lw-session-office.c) */
LwOfficeRecord *lw_session_read_office (LwSession *session, gint64 office);
gboolean lw_session_measure_daylight (LwSession *session, LwBagId building, LwDaylight *daylight);
gboolean lw_session_can_set_fact (LwSession *session, LwOfficeColumn column);
gboolean lw_session_set_fact (LwSession *session, gint64 office, LwOfficeColumn column, const char *text,
                              GError **error);
void lw_session_show_measure (LwSession *session, const char *scenario_uid, const char *measure_uid);

/* notes of offices (lw-session-notes.c): every change is one edit in the document, with undo */
gboolean lw_session_get_show_confidential (LwSession *session);
void lw_session_set_show_confidential (LwSession *session, gboolean show);
GPtrArray *lw_session_read_notes (LwSession *session, gint64 office);
gboolean lw_session_can_write_notes (LwSession *session);
gboolean lw_session_parse_euros (const char *text, double *amount, GError **error);
gboolean lw_session_parse_day (const char *text, LwDate *day, GError **error);
gboolean lw_session_add_note (LwSession *session, const LwOfficeNote *note, GError **error);
gboolean lw_session_change_note (LwSession *session, const LwOfficeNote *note, GError **error);
void lw_session_delete_note (LwSession *session, const LwOfficeNote *note);

/* undo */
const char *lw_session_get_undo_name (LwSession *session);
const char *lw_session_get_redo_name (LwSession *session);
gboolean lw_session_undo (LwSession *session);
gboolean lw_session_redo (LwSession *session);

/* long work */
GListModel *lw_session_get_jobs (LwSession *session);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-private: what the files of the session share. At most one job at a time touches the document; edits that
 * come meanwhile wait in a queue, so no part of the program ever waits for a lock that another part holds. */
#pragma once

#include "session/lw-session.h"

#include "analysis/lw-run-cache.h"
#include "analysis/lw-assess-basis.h"
#include "store/lw-lock.h"
#include "store/lw-store.h"

G_BEGIN_DECLS

typedef enum {
  LW_SESSION_PROP_0,
  LW_SESSION_PROP_PATH,
  LW_SESSION_PROP_TITLE,
  LW_SESSION_PROP_FICTIONAL,
  LW_SESSION_PROP_READ_ONLY,
  LW_SESSION_PROP_TROUBLE,
  LW_SESSION_PROP_SHOW_CONFIDENTIAL,
  LW_SESSION_PROP_OFFICES,
  LW_SESSION_PROP_DATE,
  LW_SESSION_PROP_COMPARE_DATE,
  LW_SESSION_PROP_DIFFERENCE,
  LW_SESSION_PROP_FILTER,
  LW_SESSION_PROP_SHOWN,
  LW_SESSION_PROP_SELECTION,
  LW_SESSION_PROP_FOCUS,
  LW_SESSION_PROP_STATISTICS,
  LW_SESSION_PROP_SETTINGS,
  LW_SESSION_PROP_SCENARIO_A,
  LW_SESSION_PROP_SCENARIO_B,
  LW_SESSION_PROP_TRAJECTORY_A,
  LW_SESSION_PROP_TRAJECTORY_B,
  LW_SESSION_PROP_TRAJECTORY_BASELINE,
  LW_SESSION_PROP_YEAR,
  LW_SESSION_PROP_UNDO_NAME,
  LW_SESSION_PROP_REDO_NAME,
  LW_SESSION_PROP_JOBS,
  LW_SESSION_PROP_BUSY,
  LW_SESSION_N_PROPS,
} LwSessionProp;

/**
 * LwSight: what is looked at, all of which changes together.
 * @offices: the table; that of @difference while dates are compared
 * @difference: (nullable): what changed since the date compared with
 * @shown: rows of @offices that pass the filter
 * @statistics: of these and of all
 * @changes: (nullable) (array fixed-size=LW_N_CHANGES): sums by change of the rows that pass the rest of the filter
 * @basis: (nullable): by what the offices were scored, if they were scored anew
 */
typedef struct {
  LwOffices *offices;
  LwDifference *difference;
  LwBitset *shown;
  LwStatistics *statistics;
  LwChangeSums *changes;
  LwAssessBasis *basis;
} LwSight;

/**
 * LwScoring: what a worker needs to score the offices that it looks at, should the filter ask for that.
 * @path: the document
 * @wanted: score them also if the filter does not
 * @fresh: what was scored, or @basis, is up to date
 * @basis: (nullable): by what was scored before
 */
typedef struct {
  char *path;
  gboolean wanted;
  gboolean fresh;
  LwAssessBasis *basis;
} LwScoring;

/**
 * LwDocument: what a worker read of a document: a plain record, given to the main context as a whole.
 * @regions: (element-type utf8 utf8): region of each municipality that has one
 * @sight: what is looked at
 * @lock: (nullable): the right to edit it, if it was claimed for this reading
 * @trouble: (nullable): why it cannot be edited
 * @kept: (nullable): where the file is kept as it was before this reading brought it up to date
 * @foreign: another program has written it since it was last looked through here
 * @findings: (nullable): what that wrote that breaks the rules
 * @stamp: the file as it was when the reading began
 */
typedef struct {
  char *path;
  char *title;
  gboolean fictional;
  gboolean read_only;
  LwLock *lock;
  char *trouble;
  char *kept;
  gboolean foreign;
  char *findings;
  LwStoreStamp stamp;
  LwSettings settings;
  GArray *dates;
  LwSight *sight;
  GPtrArray *scenarios;
  GPtrArray *plans;
  GPtrArray *figures; /* of LwPublishedFigure */
  GPtrArray *demand;
  GArray *jobs;   /* of LwSectorJobs */
  GArray *shares; /* of LwDemandShare */
  GHashTable *regions;
  char *undo_name;
  char *redo_name;
} LwDocument;

/** LwSessionRun: what is projected; the first three in the order of their properties */
typedef enum {
  LW_SESSION_RUN_A,
  LW_SESSION_RUN_B,
  LW_SESSION_RUN_BASELINE,
  LW_SESSION_RUN_LOW,
  LW_SESSION_RUN_HIGH,
  LW_SESSION_N_RUNS,
} LwSessionRun;

/** LwSessionReach: the offices that a measure takes (element-type gint64), and how much of them, m2 vvo */
typedef struct {
  GArray *offices;
  double m2;
} LwSessionReach;

/** LwSessionEdit: a short edit of the document; runs in the main context when no job holds the document */
typedef gboolean (*LwSessionEdit) (LwSession *session, LwStore *store, gpointer data, GError **error);

/** LwSessionPrepare: what a worker does to a document before it is read again: make, import, undo */
typedef gboolean (*LwSessionPrepare) (LwJob *job, const char *path, gpointer data, GCancellable *cancellable,
                                      GError **error);

/**
 * LwSessionRead: what a reading job is asked
 * @locked: the session has claimed the document already
 * @expects: it has to be the file of @expected
 * @foreign: another program has written it
 * @goes_on: the document is a copy of the one shown: what is looked at stays
 * @prepare: (nullable): what is done to the document first
 * @settle: (nullable): called in the main context when the job is over, before anything else
 */
typedef struct _LwSessionRead LwSessionRead;
struct _LwSessionRead {
  char *path;
  gboolean locked;
  gboolean expects;
  LwStoreStamp expected;
  gboolean foreign;
  gboolean goes_on;
  LwDate date;
  LwDate compare_date;
  LwFilter *filter;
  LwScoring *scoring;
  LwSessionPrepare prepare;
  gpointer prepare_data;
  GDestroyNotify free_prepare_data;
  void (*settle) (LwSession *session, LwSessionRead *read);
};

/** LwSessionStale: what an edit made untrue of what was read, to be read again once all edits are written */
typedef enum {
  LW_SESSION_STALE_NOTHING,
  LW_SESSION_STALE_HISTORY,  /* the totals on the reference dates */
  LW_SESSION_STALE_DOCUMENT, /* facts of the offices */
} LwSessionStale;

typedef struct {
  LwSessionEdit edit;
  gpointer data;
  GDestroyNotify free_data;
} LwPendingEdit;

struct _LwSession {
  GObject parent_instance;

  /* the document */
  LwStore *store; /* for short edits, and to watch the file */
  LwLock *lock;   /* the right to edit; NULL if the document is only looked at */
  gint64 version; /* of the data, as the store last saw them */
  gboolean moved; /* the file has lost its name */
  gboolean closing;
  gboolean show_confidential;
  char *trouble;
  LwDocument *document;
  LwDate date;
  LwDate wanted_date;
  LwDate compare_date;
  LwDate wanted_compare_date;
  LwJob *document_job;
  GQueue edits; /* LwPendingEdit, waiting for document_job */
  LwSessionStale stale;
  GListStore *jobs;

  /* what is looked at */
  LwOffices *offices;
  LwFilter *filter;
  LwBitset *shown;
  LwBitset *selection;
  LwStatistics *statistics;
  LwDifference *difference;
  LwChangeSums *changes;
  gint64 focus;
  LwJob *look_job;
  gboolean derive; /* the stock has to be computed anew */
  LwAssessBasis *basis;  /* by what the offices were scored last; NULL before the first time */
  gboolean basis_stale;  /* it is no longer what the document says */
  gboolean wants_scores; /* somebody shows scores */

  /* scenarios */
  GPtrArray *scenarios;
  LwScenario *implied_baseline; /* shown while the document has none of its own */
  char *scenario_a;
  char *scenario_b;
  LwScenario *preview;
  LwTrajectory *trajectories[LW_SESSION_N_RUNS];
  LwOfficeStates *states_a;
  GHashTable *dwellings_a; /* by uid of a measure of A; NULL before the first result */
  LwRunCache *run_caches[LW_SESSION_N_RUNS]; /* nullable */
  GHashTable *reach_a;     /* LwSessionReach by uid of a measure of A; NULL before the first result */
  LwSeries *history;
  LwJob *projection_job;
  guint runs_wanted; /* a bit for each LwSessionRun that has to be computed */
  int year;
};

void lw_session_notify (LwSession *self, LwSessionProp prop);
void lw_session_emit_toast (LwSession *self, const char *message, gboolean undoable);
void lw_session_emit_problem (LwSession *self, const char *sentence, const GError *error);
void lw_session_emit_scenarios_changed (LwSession *self);
void lw_session_emit_notes_changed (LwSession *self);
void lw_session_emit_potential_changed (LwSession *self);
void lw_session_emit_plans_changed (LwSession *self);
void lw_session_emit_measure_shown (LwSession *self, const char *uid);

/* lw-session-document.c */
LwDocument *lw_document_new (const char *path);
void lw_document_free (LwDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwDocument, lw_document_free)
void lw_session_read_async (LwSession *self, LwJobKind kind, const char *title, LwSessionRead *read,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean lw_session_read_finish (LwSession *self, GAsyncResult *result, GError **error);
LwSessionRead *lw_session_read_new (LwSession *self, const char *path);
void lw_session_read_free (LwSessionRead *read);
void lw_session_edit (LwSession *self, LwSessionEdit edit, gpointer data, GDestroyNotify free_data);
void lw_session_run_edits (LwSession *self);
void lw_session_set_document_job (LwSession *self, LwJob *job);
LwStore *lw_session_ensure_store (LwSession *self, GError **error);
void lw_session_refresh_history (LwSession *self);
LwSessionRead *lw_session_read_peek (GAsyncResult *result);

/* lw-session-watch.c */
void lw_session_watch_file (LwSession *self);
void lw_session_tell_foreign (LwSession *self);
char *lw_session_describe_findings (const char *path, GCancellable *cancellable);

/* lw-session-view.c */
void lw_session_show (LwSession *self, const LwSight *sight);
void lw_session_look (LwSession *self, gboolean derive);
void lw_session_go_to_dates (LwSession *self);

/* lw-session-compare.c */
void lw_sight_free (gpointer sight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwSight, lw_sight_free)
gboolean lw_sight_look (LwSight *sight, LwFilter *filter, LwStatistics *previous, const LwScoring *scoring,
                        GCancellable *cancellable, GError **error);
LwSight *lw_sight_read (LwStore *store, LwDate date, LwDate compare_date, LwJob *job, GCancellable *cancellable,
                        GError **error);
void lw_session_take_difference (LwSession *self, const LwSight *sight);

/* lw-session-potential.c */
LwScoring *lw_scoring_new (LwSession *self);
void lw_scoring_free (LwScoring *scoring);
gboolean lw_scoring_apply (const LwScoring *scoring, LwSight *sight, LwFilter *filter, GCancellable *cancellable,
                           GError **error);
void lw_session_take_basis (LwSession *self, LwAssessBasis *basis);

/* lw-session-scenarios.c */
void lw_session_take_scenarios (LwSession *self, GPtrArray *scenarios);
void lw_session_forget_scenarios (LwSession *self);
void lw_session_refresh_baseline (LwSession *self);

/* lw-session-projection.c */
void lw_session_project (LwSession *self);
void lw_session_project_preview (LwSession *self);

/* lw-session-history.c */
void lw_session_read_history (LwSession *self);

/* a job that is shown while it takes long */
void lw_session_add_job (LwSession *self, LwJob *job);
void lw_session_remove_job (LwSession *self, LwJob *job);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session: the object itself: its properties, its signals, the list of jobs, and the history that undo walks. The
 * document is read and edited in lw-session-document.c, looked at in lw-session-view.c, and projected in
 * lw-session-scenarios.c. */
#include "session/lw-session-private.h"

#include "store/lw-history.h"

#include "model/lw-error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (LwSession, lw_session, G_TYPE_OBJECT)

enum {
  SIGNAL_SCENARIOS_CHANGED,
  SIGNAL_MEASURE_SHOWN,
  SIGNAL_NOTES_CHANGED,
  SIGNAL_POTENTIAL_CHANGED,
  SIGNAL_PLANS_CHANGED,
  SIGNAL_TOAST,
  SIGNAL_PROBLEM,
  SIGNAL_DAMAGED,
  N_SIGNALS,
};

/** Work that is over within this time is not shown, or it would only flicker. */
#define JOB_SHOWN_AFTER_MS 300

static GParamSpec *properties[LW_SESSION_N_PROPS];
static guint signals[N_SIGNALS];

static void
lw_session_dispose (GObject *object)
{
  LwSession *self = LW_SESSION (object);

  lw_session_close (self);
  G_OBJECT_CLASS (lw_session_parent_class)->dispose (object);
}

static void
lw_session_finalize (GObject *object)
{
  LwSession *self = LW_SESSION (object);

  g_clear_object (&self->jobs);
  lw_offices_unref (self->offices);
  lw_filter_unref (self->filter);
  lw_bitset_unref (self->shown);
  lw_bitset_unref (self->selection);
  g_clear_pointer (&self->statistics, lw_statistics_unref);
  g_clear_pointer (&self->difference, lw_difference_unref);
  g_free (self->changes);
  g_clear_pointer (&self->basis, lw_assess_basis_unref);
  g_ptr_array_unref (self->scenarios);
  g_clear_pointer (&self->preview, lw_scenario_free);
  lw_document_free (self->document);
  G_OBJECT_CLASS (lw_session_parent_class)->finalize (object);
}

static void
get_view_property (LwSession *self, guint id, GValue *value)
{
  switch (id)
    {
    case LW_SESSION_PROP_OFFICES:
      g_value_set_boxed (value, self->offices);
      break;
    case LW_SESSION_PROP_DATE:
      g_value_set_int (value, self->date);
      break;
    case LW_SESSION_PROP_COMPARE_DATE:
      g_value_set_int (value, self->compare_date);
      break;
    case LW_SESSION_PROP_DIFFERENCE:
      g_value_set_boxed (value, self->difference);
      break;
    case LW_SESSION_PROP_FILTER:
      g_value_set_boxed (value, self->filter);
      break;
    case LW_SESSION_PROP_SHOWN:
      g_value_set_boxed (value, self->shown);
      break;
    case LW_SESSION_PROP_SELECTION:
      g_value_set_boxed (value, self->selection);
      break;
    case LW_SESSION_PROP_FOCUS:
      g_value_set_int64 (value, self->focus);
      break;
    case LW_SESSION_PROP_STATISTICS:
      g_value_set_boxed (value, self->statistics);
      break;
    case LW_SESSION_PROP_SETTINGS:
      g_value_set_pointer (value, &self->document->settings);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
lw_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LwSession *self = LW_SESSION (object);

  switch (id)
    {
    case LW_SESSION_PROP_PATH:
      g_value_set_string (value, self->document->path);
      break;
    case LW_SESSION_PROP_TITLE:
      g_value_set_string (value, self->document->title);
      break;
    case LW_SESSION_PROP_FICTIONAL:
      g_value_set_boolean (value, self->document->fictional);
      break;
    case LW_SESSION_PROP_READ_ONLY:
      g_value_set_boolean (value, self->document->read_only);
      break;
    case LW_SESSION_PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    case LW_SESSION_PROP_SHOW_CONFIDENTIAL:
      g_value_set_boolean (value, self->show_confidential);
      break;
    case LW_SESSION_PROP_SCENARIO_A:
      g_value_set_string (value, self->scenario_a);
      break;
    case LW_SESSION_PROP_SCENARIO_B:
      g_value_set_string (value, self->scenario_b);
      break;
    case LW_SESSION_PROP_TRAJECTORY_A:
    case LW_SESSION_PROP_TRAJECTORY_B:
    case LW_SESSION_PROP_TRAJECTORY_BASELINE:
      g_value_set_pointer (value, self->trajectories[id - LW_SESSION_PROP_TRAJECTORY_A]);
      break;
    case LW_SESSION_PROP_YEAR:
      g_value_set_int (value, self->year);
      break;
    case LW_SESSION_PROP_UNDO_NAME:
      g_value_set_string (value, self->document->undo_name);
      break;
    case LW_SESSION_PROP_REDO_NAME:
      g_value_set_string (value, self->document->redo_name);
      break;
    case LW_SESSION_PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;
    case LW_SESSION_PROP_BUSY:
      g_value_set_boolean (value, self->document_job != NULL);
      break;
    default:
      get_view_property (self, id, value);
    }
}

static void
lw_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LwSession *self = LW_SESSION (object);

  switch (id)
    {
    case LW_SESSION_PROP_DATE:
      lw_session_set_date (self, g_value_get_int (value));
      break;
    case LW_SESSION_PROP_COMPARE_DATE:
      lw_session_set_compare_date (self, g_value_get_int (value));
      break;
    case LW_SESSION_PROP_FILTER:
      lw_session_set_filter (self, g_value_get_boxed (value));
      break;
    case LW_SESSION_PROP_SELECTION:
      lw_session_set_selection (self, g_value_get_boxed (value));
      break;
    case LW_SESSION_PROP_FOCUS:
      lw_session_set_focus (self, g_value_get_int64 (value));
      break;
    case LW_SESSION_PROP_SHOW_CONFIDENTIAL:
      lw_session_set_show_confidential (self, g_value_get_boolean (value));
      break;
    case LW_SESSION_PROP_SCENARIO_A:
      lw_session_set_scenario_a (self, g_value_get_string (value));
      break;
    case LW_SESSION_PROP_SCENARIO_B:
      lw_session_set_scenario_b (self, g_value_get_string (value));
      break;
    case LW_SESSION_PROP_YEAR:
      lw_session_set_year (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags chosen = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

#define P(name, spec) properties[LW_SESSION_PROP_##name] = spec
  P (PATH, g_param_spec_string ("path", NULL, NULL, NULL, shown));
  P (TITLE, g_param_spec_string ("title", NULL, NULL, NULL, shown));
  P (FICTIONAL, g_param_spec_boolean ("fictional", NULL, NULL, FALSE, shown));
  P (READ_ONLY, g_param_spec_boolean ("read-only", NULL, NULL, FALSE, shown));
  P (TROUBLE, g_param_spec_string ("trouble", NULL, NULL, NULL, shown));
  P (SHOW_CONFIDENTIAL, g_param_spec_boolean ("show-confidential", NULL, NULL, TRUE, chosen));
  P (OFFICES, g_param_spec_boxed ("offices", NULL, NULL, LW_TYPE_OFFICES, shown));
  P (DATE, g_param_spec_int ("date", NULL, NULL, G_MININT32, G_MAXINT32, LW_DATE_UNKNOWN, chosen));
  P (COMPARE_DATE,
     g_param_spec_int ("compare-date", NULL, NULL, G_MININT32, G_MAXINT32, LW_DATE_UNKNOWN, chosen));
  P (DIFFERENCE, g_param_spec_boxed ("difference", NULL, NULL, LW_TYPE_DIFFERENCE, shown));
  P (FILTER, g_param_spec_boxed ("filter", NULL, NULL, LW_TYPE_FILTER, chosen));
  P (SHOWN, g_param_spec_boxed ("shown", NULL, NULL, LW_TYPE_BITSET, shown));
  P (SELECTION, g_param_spec_boxed ("selection", NULL, NULL, LW_TYPE_BITSET, chosen));
  P (FOCUS, g_param_spec_int64 ("focus", NULL, NULL, G_MININT64, G_MAXINT64, 0, chosen));
  P (STATISTICS, g_param_spec_boxed ("statistics", NULL, NULL, LW_TYPE_STATISTICS, shown));
  P (SETTINGS, g_param_spec_pointer ("settings", NULL, NULL, shown));
  P (SCENARIO_A, g_param_spec_string ("scenario-a", NULL, NULL, NULL, chosen));
  P (SCENARIO_B, g_param_spec_string ("scenario-b", NULL, NULL, NULL, chosen));
  P (TRAJECTORY_A, g_param_spec_pointer ("trajectory-a", NULL, NULL, shown));
  P (TRAJECTORY_B, g_param_spec_pointer ("trajectory-b", NULL, NULL, shown));
  P (TRAJECTORY_BASELINE, g_param_spec_pointer ("trajectory-baseline", NULL, NULL, shown));
  P (YEAR, g_param_spec_int ("year", NULL, NULL, 0, 9999, 0, chosen));
  P (UNDO_NAME, g_param_spec_string ("undo-name", NULL, NULL, NULL, shown));
  P (REDO_NAME, g_param_spec_string ("redo-name", NULL, NULL, NULL, shown));
  P (JOBS, g_param_spec_object ("jobs", NULL, NULL, G_TYPE_LIST_MODEL, shown));
  P (BUSY, g_param_spec_boolean ("busy", NULL, NULL, FALSE, shown));
#undef P
  g_object_class_install_properties (klass, LW_SESSION_N_PROPS, properties);
}

static void
lw_session_class_init (LwSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lw_session_dispose;
  object_class->finalize = lw_session_finalize;
  object_class->get_property = lw_session_get_property;
  object_class->set_property = lw_session_set_property;
  install_properties (object_class);

  signals[SIGNAL_SCENARIOS_CHANGED] = g_signal_new ("scenarios-changed", LW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MEASURE_SHOWN] = g_signal_new ("measure-shown", LW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_PLANS_CHANGED]
    = g_signal_new ("plans-changed", LW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_POTENTIAL_CHANGED]
    = g_signal_new ("potential-changed", LW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_NOTES_CHANGED]
    = g_signal_new ("notes-changed", LW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TOAST] = g_signal_new ("toast", LW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem", LW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_DAMAGED] = g_signal_new ("damaged", LW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
lw_session_init (LwSession *self)
{
  self->document = lw_document_new (NULL);
  self->show_confidential = TRUE;
  self->date = self->wanted_date = LW_DATE_UNKNOWN;
  self->compare_date = self->wanted_compare_date = LW_DATE_UNKNOWN;
  self->offices = lw_offices_new_empty ();
  self->filter = lw_filter_new ();
  self->shown = lw_bitset_new (0);
  self->selection = lw_bitset_new (0);
  self->scenarios = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_scenario_free);
  self->jobs = g_list_store_new (LW_TYPE_JOB);
}

/**
 * lw_session_new:
 *
 * Returns: (transfer full): a session without a document. It belongs to the main context of the caller.
 */
LwSession *
lw_session_new (void)
{
  return g_object_new (LW_TYPE_SESSION, NULL);
}

void
lw_session_notify (LwSession *self, LwSessionProp prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

void
lw_session_emit_measure_shown (LwSession *self, const char *uid)
{
  g_signal_emit (self, signals[SIGNAL_MEASURE_SHOWN], 0, uid);
}

void
lw_session_emit_plans_changed (LwSession *self)
{
  g_signal_emit (self, signals[SIGNAL_PLANS_CHANGED], 0);
}

void
lw_session_emit_potential_changed (LwSession *self)
{
  g_signal_emit (self, signals[SIGNAL_POTENTIAL_CHANGED], 0);
}

void
lw_session_emit_notes_changed (LwSession *self)
{
  g_signal_emit (self, signals[SIGNAL_NOTES_CHANGED], 0);
}

void
lw_session_emit_toast (LwSession *self, const char *message, gboolean undoable)
{
  g_signal_emit (self, signals[SIGNAL_TOAST], 0, message, undoable);
}

/* An error of the core is one sentence already; where the sentence is ours, its message is the detail. */
void
lw_session_emit_problem (LwSession *self, const char *sentence, const GError *error)
{
  if (error && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, sentence ? sentence : error->message,
                 sentence && error ? error->message : NULL);
  if (error && g_error_matches (error, LW_ERROR, LW_ERROR_DAMAGED) && self->document->path)
    g_signal_emit (self, signals[SIGNAL_DAMAGED], 0, self->document->path, error->message);
}

void
lw_session_emit_scenarios_changed (LwSession *self)
{
  g_signal_emit (self, signals[SIGNAL_SCENARIOS_CHANGED], 0);
}

typedef struct {
  GWeakRef session;
  GWeakRef job;
} ShowLater;

static void
show_later_free (gpointer data)
{
  ShowLater *later = data;

  g_weak_ref_clear (&later->session);
  g_weak_ref_clear (&later->job);
  g_free (later);
}

static gboolean
show_job_cb (gpointer data)
{
  ShowLater *later = data;
  g_autoptr (LwSession) self = g_weak_ref_get (&later->session);
  g_autoptr (LwJob) job = g_weak_ref_get (&later->job);

  if (self && job && g_object_get_data (G_OBJECT (job), "running"))
    g_list_store_append (self->jobs, job);
  return G_SOURCE_REMOVE;
}

/* Shows a job with a title once it has gone on for a while. */
void
lw_session_add_job (LwSession *self, LwJob *job)
{
  ShowLater *later;
  g_autoptr (GSource) source = NULL;

  if (lw_job_get_title (job) == NULL)
    return;
  g_object_set_data (G_OBJECT (job), "running", GINT_TO_POINTER (TRUE));
  later = g_new0 (ShowLater, 1);
  g_weak_ref_init (&later->session, self);
  g_weak_ref_init (&later->job, job);
  source = g_timeout_source_new (JOB_SHOWN_AFTER_MS);
  g_source_set_callback (source, show_job_cb, later, show_later_free);
  g_source_attach (source, g_main_context_get_thread_default ());
}

void
lw_session_remove_job (LwSession *self, LwJob *job)
{
  guint position;

  g_object_set_data (G_OBJECT (job), "running", NULL);
  if (g_list_store_find (self->jobs, job, &position))
    g_list_store_remove (self->jobs, position);
}

/** lw_session_get_jobs: (transfer none): the #LwJob s that have been going on for a moment */
GListModel *
lw_session_get_jobs (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->jobs);
}

/** lw_session_get_undo_name: (nullable): what Undo would take back */
const char *
lw_session_get_undo_name (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->document->undo_name;
}

/** lw_session_get_redo_name: (nullable): what Redo would do again */
const char *
lw_session_get_redo_name (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->document->redo_name;
}

static gboolean
walk_history_in_thread (LwJob *job, const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_WRITE, error);

  if (!store)
    return FALSE;
  return GPOINTER_TO_INT (data) ? lw_store_redo (store, error) : lw_store_undo (store, error);
}

typedef struct {
  char *name;
  gboolean redo;
} Walk;

static void
walked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LwSession *self = LW_SESSION (source);
  Walk *walk = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (!lw_session_read_finish (self, result, &error))
    lw_session_emit_problem (self, NULL, error);
  else
    {
      /* translators: %s is the name of an edit, such as "Import of list.csv" */
      message = g_strdup_printf (walk->redo ? _("Done again: %s") : _("Undone: %s"), walk->name);
      lw_session_emit_toast (self, message, FALSE);
    }
  g_free (walk->name);
  g_free (walk);
}

static gboolean
walk_history (LwSession *self, gboolean redo)
{
  const char *name = redo ? self->document->redo_name : self->document->undo_name;
  LwSessionRead *read;
  Walk *walk;

  /* Pressed again before the document has answered: which step that would be is not known yet. */
  if (!name || (self->document_job && lw_job_get_kind (self->document_job) == LW_JOB_WRITE))
    return FALSE;
  walk = g_new0 (Walk, 1);
  walk->name = g_strdup (name);
  walk->redo = redo;
  read = lw_session_read_new (self, self->document->path);
  read->prepare = walk_history_in_thread;
  read->prepare_data = GINT_TO_POINTER (redo);
  lw_session_read_async (self, LW_JOB_WRITE, redo ? _("Redo") : _("Undo"), read, NULL, walked_cb, walk);
  return TRUE;
}

/**
 * lw_session_undo:
 *
 * Takes back the latest edit of the document; the result is in the notifications.
 *
 * Returns: whether it was begun: there may be nothing to take back, or another edit may be under way
 */
gboolean
lw_session_undo (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), FALSE);
  return walk_history (self, FALSE);
}

/** lw_session_redo: does again what was taken back last. Returns: whether it was begun */
gboolean
lw_session_redo (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), FALSE);
  return walk_history (self, TRUE);
}

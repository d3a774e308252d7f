/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-dialog: what the list looks like is read from its beginning. After each change the whole of it is read and
 * laid beside the offices once more beside the main loop, by the same functions as the import itself, so that the numbers
 * shown are those that the import will give; until they are there, none are shown. */
#include "app/lw-import-dialog.h"

#include "app/lw-dialogs.h"
#include "app/lw-job-words.h"
#include "formats/lw-mapping-store.h"
#include "panels/lw-names.h"
#include "session/lw-session-import.h"

#include <glib/gi18n-lib.h>

#define SLOW_MS 400 /* until then nobody needs to be told how far the work is */
#define PULSE_MS 150
#define PAUSE_MS 250 /* whoever types or steps through choices makes several changes in a row */

struct _LwImportDialog {
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *accept;
  GtkScrolledWindow *facts_window;
  AdwBin *preview_bin;
  AdwBin *review_bin;
  LwImportFacts *facts;
  LwImportPreview *preview;
  LwImportReview *review;

  LwSession *session;
  char *mappings; /* folder of mappings that were chosen before */
  char *signature; /* of the list as it was found */
  LwListLook *look;
  LwListRequest request;
  gboolean afresh;  /* the latest look began with nothing known */
  gboolean broken;  /* it failed: what is shown is not what was asked for */
  gboolean forgets; /* what was chosen for these headings holds no longer */
  LwJob *look_job;
  LwJob *trial_job;
  guint pause_source; /* until the list is tried */
  guint slow_source;  /* until it is told how far a job is, and then to move on what cannot be told */
};

G_DEFINE_FINAL_TYPE (LwImportDialog, lw_import_dialog, ADW_TYPE_WINDOW)

enum {
  SIGNAL_ACCEPTED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* what the list looks like */

/* @before: (nullable): of the same list, which is written as @format says; otherwise that is to be found out */
typedef struct {
  char *path;
  char *sheet;
  char *mappings;
  LwListLook *before;
  LwListFormat format;
  LwEncoding encoding;
} Looking;

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  g_free (looking->path);
  g_free (looking->sheet);
  g_free (looking->mappings);
  lw_list_look_unref (looking->before);
  g_free (looking);
}

static gpointer
look_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  const Looking *looking = input;

  if (looking->before)
    return lw_list_look_again (looking->before, looking->path, &looking->format, looking->encoding, cancellable, error);
  return lw_list_look_new (looking->path, looking->sheet, NULL, looking->mappings, cancellable, error);
}

static gpointer
try_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  return lw_list_trial_new (input, lw_job_report, job, cancellable, error);
}

static void
request_free (gpointer data)
{
  LwListRequest *request = data;

  lw_list_request_clear (request);
  g_free (request);
}

/* Tells how far the job is that goes on. */
static void
tell_progress (LwImportDialog *self)
{
  LwJob *job = self->look_job ? self->look_job : self->trial_job;
  g_autofree char *amount = lw_job_describe_amount (job);
  g_autofree char *pace = lw_job_describe_pace (job);
  g_autoptr (GString) text = g_string_new (_("Reading the list…"));

  if (amount)
    g_string_append_printf (text, " %s", amount);
  if (*pace)
    g_string_append_printf (text, " · %s", pace);
  lw_import_review_show_progress (self->review, lw_job_get_fraction (job), text->str);
}

static gboolean
pulse_cb (gpointer data)
{
  tell_progress (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
slow_cb (gpointer data)
{
  LwImportDialog *self = data;

  tell_progress (self);
  self->slow_source = g_timeout_add (PULSE_MS, pulse_cb, self);
  return G_SOURCE_REMOVE;
}

/* A job keeps nothing of the assistant: whoever closes it ends the work. */
static gpointer
make_weak (LwImportDialog *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

/* Returns: (transfer full) (nullable): the assistant, if it is still there */
static LwImportDialog *
take_weak (gpointer data)
{
  GWeakRef *weak = data;
  LwImportDialog *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return self;
}

/* Puts a job in the place of the one that no longer matters. */
static LwJob *
begin_job (LwImportDialog *self, LwJob **slot)
{
  LwJob *job = lw_job_new (LW_JOB_COMPUTE, NULL);

  lw_job_replace (slot, g_object_ref (job));
  self->slow_source = g_timeout_add (SLOW_MS, slow_cb, self);
  return job;
}

/* What was found out of the rows holds no longer. */
static void
stop_trial (LwImportDialog *self)
{
  lw_job_replace (&self->trial_job, NULL);
  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_clear_handle_id (&self->slow_source, g_source_remove);
  gtk_widget_set_sensitive (self->accept, FALSE);
}

static void
look_again (LwImportDialog *self, LwEncoding encoding);

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwImportDialog) self = take_weak (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwListTrial) trial = lw_job_run_finish (LW_JOB (source), result, &error);

  if (!self || !lw_job_release (&self->trial_job, LW_JOB (source)))
    return;
  g_clear_handle_id (&self->slow_source, g_source_remove);
  if (!trial)
    {
      lw_import_review_say (self->review, error->message);
      return;
    }
  if (trial->encoding != self->look->preview->encoding)
    {
      look_again (self, trial->encoding);
      return;
    }
  lw_import_review_show (self->review, trial, self->request.offices);
  if (!trial->about_areas)
    lw_import_preview_set_style (self->preview, &trial->style);
  lw_import_facts_show_axes (self->facts, lw_vacancy_mapping_has_position (&self->request.mapping), trial->axes);
  gtk_widget_set_sensitive (self->accept, trial->n > 0);
}

/* What has to be known before the list can be read. */
static char *
find_missing (LwImportDialog *self)
{
  char *missing = lw_vacancy_mapping_get_missing (&self->request.mapping);

  if (!missing && lw_vacancy_mapping_has_vacancy (&self->request.mapping)
      && self->request.import.date == LW_DATE_UNKNOWN
      && self->request.mapping.columns[LW_VACANCY_REFERENCE_DATE] == LW_VACANCY_NO_COLUMN)
    missing = g_strdup (_("Give the date that the list describes."));
  return missing;
}

static void
take_answers (LwImportDialog *self)
{
  LwListRequest *request = &self->request;

  lw_import_facts_get_format (self->facts, &request->format);
  request->import.date = lw_import_facts_get_date (self->facts);
  request->import.unlisted = lw_import_facts_get_unlisted (self->facts);
  request->import.new_offices = lw_import_facts_get_new_offices (self->facts);
  g_clear_pointer (&request->choices, g_hash_table_unref);
  request->choices = g_hash_table_ref (lw_import_review_get_choices (self->review));
}

static gboolean
try_cb (gpointer data)
{
  LwImportDialog *self = data;
  g_autoptr (LwJob) job = begin_job (self, &self->trial_job);
  LwListRequest *copy = g_new0 (LwListRequest, 1);

  self->pause_source = 0;
  lw_list_request_copy (copy, &self->request);
  lw_job_run_async (job, try_in_thread, copy, request_free, (GDestroyNotify) lw_list_trial_free, tried_cb,
                    make_weak (self));
  return G_SOURCE_REMOVE;
}

/* Finds out what would become of the rows, unless another change follows within @pause_ms. A look that goes on ends
 * with that anyway. */
static void
try_after (LwImportDialog *self, guint pause_ms)
{
  g_autofree char *missing = NULL;

  if (!self->look || self->look_job || self->broken)
    return;
  take_answers (self);
  stop_trial (self);
  lw_import_facts_show_tolerance (self->facts, lw_vacancy_mapping_has_position (&self->request.mapping));
  missing = find_missing (self);
  lw_import_review_say (self->review, missing ? missing : _("Not known yet: the list is being read…"));
  if (!missing)
    self->pause_source = g_timeout_add (pause_ms, try_cb, self);
}

static void
try_list (LwImportDialog *self)
{
  try_after (self, PAUSE_MS);
}

/* With the same headings as before, what somebody chose for them still holds. */
static gboolean
has_headings_of (const LwListLook *look, const LwListLook *before)
{
  return before && g_strv_equal ((const char *const *) look->preview->headings,
                                 (const char *const *) before->preview->headings);
}

static void
give_answer (LwImportDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
take_look (LwImportDialog *self, LwListLook *look)
{
  g_autoptr (LwListLook) before = g_steal_pointer (&self->look);

  if (self->forgets || !has_headings_of (look, before))
    self->request.mapping = look->mapping;
  self->forgets = self->broken = FALSE;
  self->look = look;
  lw_list_sheet_clear (&self->request.sheet);
  lw_list_sheet_copy (&self->request.sheet, &look->sheet);
  self->request.import.kind = look->kind;
  if (look->is_demand)
    {
      give_answer (self);
      return;
    }
  if (!self->signature)
    self->signature = g_strdup (look->signature);
  lw_import_facts_show (self->facts, look);
  lw_import_preview_show (self->preview, look->preview, &self->request.mapping, !look->remembered);
  lw_names_apply (GTK_WIDGET (self));
  try_after (self, 0);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwImportDialog) self = take_weak (data);
  g_autoptr (GError) error = NULL;
  LwListLook *look = lw_job_run_finish (LW_JOB (source), result, &error);

  if (!self || !lw_job_release (&self->look_job, LW_JOB (source)))
    {
      lw_list_look_unref (look);
      return;
    }
  g_clear_handle_id (&self->slow_source, g_source_remove);
  if (look)
    take_look (self, look);
  else if (self->look)
    {
      self->broken = TRUE;
      lw_import_review_say (self->review, error->message);
    }
  else
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
      gtk_window_destroy (GTK_WINDOW (self));
    }
}

static void
look_at (LwImportDialog *self, Looking *looking)
{
  g_autoptr (LwJob) job = NULL;

  stop_trial (self);
  lw_import_review_say (self->review, _("Not known yet: the list is being read…"));
  looking->path = g_strdup (self->request.path);
  job = begin_job (self, &self->look_job);
  lw_job_run_async (job, look_in_thread, looking, looking_free, (GDestroyNotify) lw_list_look_unref, looked_cb,
                    make_weak (self));
}

/* Looks at a list of which nobody said anything yet. */
static void
look_at_list (LwImportDialog *self, const char *mappings)
{
  Looking *looking = g_new0 (Looking, 1);

  looking->sheet = lw_import_facts_dup_sheet (self->facts);
  looking->mappings = g_strdup (mappings);
  self->afresh = TRUE;
  look_at (self, looking);
}

/* Looks once more, as was corrected; @encoding: of the whole file, if that is known */
static void
look_again (LwImportDialog *self, LwEncoding encoding)
{
  Looking *looking = g_new0 (Looking, 1);

  looking->before = lw_list_look_ref (self->look);
  looking->encoding = encoding;
  lw_import_facts_get_format (self->facts, &looking->format);
  self->afresh = FALSE;
  look_at (self, looking);
}

/* While another sheet is being read, or when it could not be, the look before is of the wrong one. */
static void
format_changed_cb (LwImportDialog *self)
{
  if (!self->look || (self->afresh && self->look_job))
    return;
  if (self->afresh && self->broken)
    look_at_list (self, self->mappings);
  else
    look_again (self, LW_ENCODING_AUTO);
}

/* Another sheet is another list: what was found of the one before is no help. */
static void
sheet_changed_cb (LwImportDialog *self)
{
  g_clear_pointer (&self->signature, g_free);
  lw_import_review_forget_choices (self->review);
  look_at_list (self, self->mappings);
}

static void
meaning_chosen_cb (LwImportDialog *self, int column, int field)
{
  if (!self->look)
    return;
  lw_vacancy_mapping_choose (&self->request.mapping, (const char *const *) self->look->preview->headings,
                             (guint) column, field);
  lw_import_preview_set_mapping (self->preview, &self->request.mapping, column);
  try_list (self);
}

/* what was chosen is kept for the next time */

static char *
write_mapping (LwImportDialog *self)
{
  return lw_vacancy_mapping_to_json (&self->request.mapping, (const char *const *) self->look->preview->headings,
                                     &self->request.format);
}

/* That nothing could be kept is no reason not to import. */
static void
remember (LwImportDialog *self)
{
  g_autofree char *json = write_mapping (self);
  g_autoptr (GError) error = NULL;

  if (self->mappings && lw_import_facts_get_remember (self->facts)
      && !lw_mapping_store_save (self->mappings, self->signature, json, &error))
    g_message ("%s", error->message);
}

static void
forget_cb (LwImportDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->signature)
    return;
  if (!lw_mapping_store_forget (self->mappings, self->signature, &error))
    {
      lw_import_review_say (self->review, error->message);
      return;
    }
  self->forgets = TRUE;
  look_at_list (self, NULL);
}

static void
save_chosen_cb (GPtrArray *paths, gpointer data)
{
  LwImportDialog *self = data;
  g_autofree char *json = write_mapping (self);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (g_ptr_array_index (paths, 0), json, -1, &error) && self->session)
    lw_import_review_say (self->review, error->message);
}

static void
save_cb (LwImportDialog *self)
{
  if (self->look)
    lw_dialogs_choose (GTK_WINDOW (self), LW_CHOICE_SAVE_MAPPING, _("mapping.json"), save_chosen_cb,
                       g_object_ref (self), g_object_unref);
}

static void
accept_cb (LwImportDialog *self)
{
  remember (self);
  give_answer (self);
}

static void
lw_import_dialog_dispose (GObject *object)
{
  LwImportDialog *self = LW_IMPORT_DIALOG (object);

  lw_job_replace (&self->look_job, NULL);
  lw_job_replace (&self->trial_job, NULL);
  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_clear_handle_id (&self->slow_source, g_source_remove);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_IMPORT_DIALOG);
  G_OBJECT_CLASS (lw_import_dialog_parent_class)->dispose (object);
}

static void
lw_import_dialog_finalize (GObject *object)
{
  LwImportDialog *self = LW_IMPORT_DIALOG (object);

  g_free (self->mappings);
  g_free (self->signature);
  g_clear_pointer (&self->look, lw_list_look_unref);
  lw_list_request_clear (&self->request);
  G_OBJECT_CLASS (lw_import_dialog_parent_class)->finalize (object);
}

static void
lw_import_dialog_class_init (LwImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_import_dialog_finalize;
  signals[SIGNAL_ACCEPTED] =
    g_signal_new ("accepted", LW_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", LW_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/nl/leegwijzer/Leegwijzer/ui/lw-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LwImportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, LwImportDialog, accept);
  gtk_widget_class_bind_template_child (widget_class, LwImportDialog, facts_window);
  gtk_widget_class_bind_template_child (widget_class, LwImportDialog, preview_bin);
  gtk_widget_class_bind_template_child (widget_class, LwImportDialog, review_bin);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
}

static void
lw_import_dialog_init (LwImportDialog *self)
{
  for (guint i = 0; i < LW_N_VACANCY_FIELDS; i++)
    self->request.mapping.columns[i] = LW_VACANCY_NO_COLUMN;
  lw_import_request_init (&self->request.import);
  self->request.import.kind = LW_SOURCE_CSV;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->facts = LW_IMPORT_FACTS (lw_import_facts_new ());
  self->preview = LW_IMPORT_PREVIEW (lw_import_preview_new ());
  self->review = LW_IMPORT_REVIEW (lw_import_review_new ());
  gtk_scrolled_window_set_child (self->facts_window, GTK_WIDGET (self->facts));
  adw_bin_set_child (self->preview_bin, GTK_WIDGET (self->preview));
  adw_bin_set_child (self->review_bin, GTK_WIDGET (self->review));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->accept);
  g_signal_connect_object (self->facts, "format-changed", G_CALLBACK (format_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->facts, "sheet-changed", G_CALLBACK (sheet_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->facts, "options-changed", G_CALLBACK (try_list), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->facts, "forget", G_CALLBACK (forget_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->facts, "save", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "meaning-chosen", G_CALLBACK (meaning_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "choice-changed", G_CALLBACK (try_list), self, G_CONNECT_SWAPPED);
}

/**
 * lw_import_dialog_new:
 * @parent: the window
 * @session: the session into whose document the list goes
 * @path: a list in columns
 * @mappings: (nullable): the folder of mappings that were chosen before
 *
 * Returns: (transfer none): the dialog, to be presented; it destroys itself when it is answered
 */
LwImportDialog *
lw_import_dialog_new (GtkWindow *parent, LwSession *session, const char *path, const char *mappings)
{
  LwImportDialog *self = g_object_new (LW_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  g_autofree char *name = g_path_get_basename (path);

  self->session = g_object_ref (session);
  self->mappings = g_strdup (mappings);
  self->request.path = g_strdup (path);
  self->request.offices = lw_offices_ref (lw_session_get_offices (session));
  /* Without them, while the document is being written, a few rows look as if they had no office. */
  self->request.side_addresses = lw_session_read_side_addresses (session, NULL);
  self->request.settings = *lw_session_get_settings (session);
  lw_import_facts_set_new_offices (self->facts, self->request.offices->n == 0);
  lw_names_apply (GTK_WIDGET (self));
  adw_window_title_set_subtitle (self->title, name);
  look_at_list (self, mappings);
  return self;
}

/** lw_import_dialog_get_path: the list */
const char *
lw_import_dialog_get_path (LwImportDialog *self)
{
  g_return_val_if_fail (LW_IS_IMPORT_DIALOG (self), NULL);
  return self->request.path;
}

/** lw_import_dialog_get_mapping: which column holds what */
const LwVacancyMapping *
lw_import_dialog_get_mapping (LwImportDialog *self)
{
  g_return_val_if_fail (LW_IS_IMPORT_DIALOG (self), NULL);
  return &self->request.mapping;
}

/** lw_import_dialog_get_request: (transfer none): how to import the list, as answered; it lives as long as the dialog */
const LwImportRequest *
lw_import_dialog_get_request (LwImportDialog *self)
{
  g_return_val_if_fail (LW_IS_IMPORT_DIALOG (self), NULL);
  self->request.import.format = &self->request.format;
  self->request.import.mapping = &self->request.mapping;
  self->request.import.choices = self->request.choices;
  self->request.import.sheet = self->request.sheet.name;
  return &self->request.import;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-dialog: after each change the whole list is read and laid beside the offices once more beside the main loop,
 * by the same functions as the import itself, so that the numbers shown are those that the import will give. */
#include "app/lw-import-dialog.h"

#include "app/lw-dialogs.h"
#include "formats/lw-mapping-store.h"
#include "panels/lw-names.h"
#include "session/lw-session-import.h"

#include <glib/gi18n-lib.h>

#define SLOW_MS 400

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
  LwJob *look_job;
  LwJob *trial_job;
  guint slow_source; /* tells that a long list takes its time */
};

G_DEFINE_FINAL_TYPE (LwImportDialog, lw_import_dialog, ADW_TYPE_WINDOW)

enum {
  SIGNAL_ACCEPTED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* what the list looks like */

typedef struct {
  char *path;
  char *sheet;
  char *mappings;
  LwListFormat format;
  gboolean corrected;
} Looking;

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  g_free (looking->path);
  g_free (looking->sheet);
  g_free (looking->mappings);
  g_free (looking);
}

static gpointer
look_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  const Looking *looking = input;

  return lw_list_look_new (looking->path, looking->sheet, looking->corrected ? &looking->format : NULL,
                           looking->mappings, cancellable, error);
}

static gpointer
try_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  return lw_list_trial_new (input, cancellable, error);
}

static void
request_free (gpointer data)
{
  LwListRequest *request = data;

  lw_list_request_clear (request);
  g_free (request);
}

static gboolean
slow_cb (gpointer data)
{
  LwImportDialog *self = data;

  self->slow_source = 0;
  lw_import_review_say (self->review, _("Reading the list…"));
  return G_SOURCE_REMOVE;
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwListTrial) trial = lw_job_run_finish (LW_JOB (source), result, &error);

  if (!lw_job_release (&self->trial_job, LW_JOB (source)))
    return;
  g_clear_handle_id (&self->slow_source, g_source_remove);
  if (!trial)
    {
      lw_import_review_say (self->review, error->message);
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

static void
try_list (LwImportDialog *self)
{
  g_autofree char *missing = NULL;
  LwListRequest *copy;
  LwJob *job;

  if (!self->look)
    return;
  take_answers (self);
  lw_job_replace (&self->trial_job, NULL);
  g_clear_handle_id (&self->slow_source, g_source_remove);
  gtk_widget_set_sensitive (self->accept, FALSE);
  missing = find_missing (self);
  if (missing)
    {
      lw_import_review_say (self->review, missing);
      return;
    }
  self->slow_source = g_timeout_add (SLOW_MS, slow_cb, self);
  copy = g_new0 (LwListRequest, 1);
  lw_list_request_copy (copy, &self->request);
  job = lw_job_new (LW_JOB_COMPUTE, NULL);
  lw_job_replace (&self->trial_job, g_object_ref (job));
  lw_job_run_async (job, try_in_thread, copy, request_free, (GDestroyNotify) lw_list_trial_free, tried_cb,
                    g_object_ref (self));
  g_object_unref (job);
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

  if (!has_headings_of (look, before))
    self->request.mapping = look->mapping;
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
  try_list (self);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  LwListLook *look = lw_job_run_finish (LW_JOB (source), result, &error);

  if (!lw_job_release (&self->look_job, LW_JOB (source)))
    g_clear_pointer (&look, lw_list_look_free);
  else if (look)
    take_look (self, look);
  else if (self->look)
    lw_import_review_say (self->review, error->message);
  else
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
      gtk_window_destroy (GTK_WINDOW (self));
    }
}

static void
look_at_list (LwImportDialog *self, gboolean corrected, const char *mappings)
{
  Looking *looking = g_new0 (Looking, 1);
  LwJob *job = lw_job_new (LW_JOB_COMPUTE, NULL);

  looking->path = g_strdup (self->request.path);
  looking->sheet = lw_import_facts_dup_sheet (self->facts);
  looking->mappings = g_strdup (mappings);
  looking->corrected = corrected;
  lw_import_facts_get_format (self->facts, &looking->format);
  gtk_widget_set_sensitive (self->accept, FALSE);
  lw_job_replace (&self->trial_job, NULL);
  g_clear_handle_id (&self->slow_source, g_source_remove);
  lw_job_replace (&self->look_job, g_object_ref (job));
  lw_job_run_async (job, look_in_thread, looking, looking_free, (GDestroyNotify) lw_list_look_free, looked_cb,
                    g_object_ref (self));
  g_object_unref (job);
}

static void
format_changed_cb (LwImportDialog *self)
{
  look_at_list (self, TRUE, NULL);
}

/* Another sheet is another list: what was found of the one before is no help. */
static void
sheet_changed_cb (LwImportDialog *self)
{
  g_clear_pointer (&self->signature, g_free);
  look_at_list (self, FALSE, self->mappings);
}

static void
meaning_chosen_cb (LwImportDialog *self, int column, int field)
{
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

  if (!self->look || !lw_mapping_store_forget (self->mappings, self->signature, &error))
    {
      lw_import_review_say (self->review, error ? error->message : "");
      return;
    }
  g_clear_pointer (&self->look, lw_list_look_free);
  look_at_list (self, FALSE, NULL);
}

static void
save_chosen_cb (GPtrArray *paths, gpointer data)
{
  LwImportDialog *self = data;
  g_autofree char *json = write_mapping (self);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (g_ptr_array_index (paths, 0), json, -1, &error))
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
  g_clear_pointer (&self->look, lw_list_look_free);
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
  look_at_list (self, FALSE, mappings);
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

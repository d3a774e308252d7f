/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-dialog: after each change the whole list is read and joined once more beside the main loop, by the same
 * functions as the import itself, so that the numbers shown are those that the import will give. */
#include "app/lw-import-dialog.h"

#include "draw/lw-format.h"
#include "panels/lw-names.h"
#include "formats/lw-cell.h"

#include <glib/gi18n-lib.h>

#define MOST_PREVIEW_COLUMNS 40
#define MOST_PROBLEMS 100

struct _LwImportDialog {
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *accept;
  GtkEditable *date;
  AdwComboRow *unlisted;
  AdwPreferencesGroup *columns;
  GtkLabel *counts;
  GtkGrid *preview;
  GtkExpander *problems_expander;
  GtkLabel *problems;
  AdwComboRow *fields[LW_N_VACANCY_FIELDS];

  LwSession *session;
  char *path;
  LwVacancyMapping mapping;
  LwDate reference_date;
  LwJob *job;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwImportDialog, lw_import_dialog, ADW_TYPE_WINDOW)

enum {
  SIGNAL_ACCEPTED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* what a count is made from, and what comes of it */

typedef struct {
  char *path;
  LwVacancyMapping mapping;
  LwDate date;
  LwUnlisted unlisted;
  LwOffices *offices;
  LwSettings settings;
} Count;

typedef struct {
  guint n;
  guint counts[LW_N_JOIN_STATES];
  LwImportReport *report;
} Counted;

static void
count_free (gpointer data)
{
  Count *count = data;

  g_free (count->path);
  lw_offices_unref (count->offices);
  g_free (count);
}

static void
counted_free (gpointer data)
{
  Counted *counted = data;

  g_clear_pointer (&counted->report, lw_import_report_unref);
  g_free (counted);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Counted, counted_free)

static gpointer
count_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  Count *count = input;
  g_autoptr (GFile) file = g_file_new_for_path (count->path);
  g_autoptr (LwCsvReader) reader = lw_csv_reader_open (file, NULL, cancellable, error);
  g_autoptr (Counted) counted = g_new0 (Counted, 1);
  g_autoptr (LwVacancyList) list = NULL;
  g_autoptr (LwVacancyJoin) join = NULL;
  LwJoinOptions join_options = { .unlisted = count->unlisted, .settings = count->settings };
  LwVacancyOptions options;

  if (!reader)
    return NULL;
  lw_vacancy_options_init (&options, reader);
  options.mapping = count->mapping;
  options.reference_date = count->date;
  counted->report = lw_import_report_new ("csv");
  list = lw_vacancy_list_read (reader, &options, counted->report, NULL, NULL, cancellable, error);
  if (!list)
    return NULL;
  join = lw_vacancy_join_new (list, count->offices, &join_options, counted->report, cancellable, error);
  if (!join)
    return NULL;
  counted->n = join->n;
  memcpy (counted->counts, join->counts, sizeof counted->counts);
  return g_steal_pointer (&counted);
}

static void
append_count (GString *text, guint n, const char *words)
{
  g_autofree char *number = lw_format_count (NULL, n);

  if (n == 0)
    return;
  g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "", number, words);
}

static void
show_counts (LwImportDialog *self, const Counted *counted)
{
  const guint *counts = counted->counts;
  guint matched = counts[LW_JOIN_BAG_ID] + counts[LW_JOIN_ADDRESS] + counts[LW_JOIN_WITHOUT_SUFFIX];
  g_autoptr (GString) text = g_string_new (NULL);

  if (matched == 0)
    g_string_append (text, _("No row matches an office of this document"));
  append_count (text, matched, _("matched"));
  append_count (text, counts[LW_JOIN_UNMATCHED], _("without an office"));
  append_count (text, counts[LW_JOIN_AMBIGUOUS], _("ambiguous"));
  append_count (text, counts[LW_JOIN_DUPLICATE], _("repeated"));
  append_count (text, counts[LW_JOIN_REJECTED], _("unusable"));
  gtk_label_set_label (self->counts, text->str);
  gtk_widget_set_sensitive (self->accept, counted->n > 0);
}

static void
append_problem (GString *text, const LwImportProblem *problem)
{
  if (problem->line > 0)
    /* translators: %d is the number of a line in a file */
    g_string_append_printf (text, _("Line %d: "), (int) problem->line);
  g_string_append (text, problem->what);
  if (problem->advice)
    g_string_append_printf (text, " %s", problem->advice);
  g_string_append_c (text, '\n');
}

static void
show_problems (LwImportDialog *self, LwImportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = lw_import_report_get_n_problems (report);
  guint64 total = 0;
  g_autofree char *label = NULL;

  for (guint i = 0; i < LW_IMPORT_N_SEVERITIES; i++)
    total += lw_import_report_get_problem_total (report, i);
  for (guint i = 0; i < MIN (n, MOST_PROBLEMS); i++)
    append_problem (text, lw_import_report_get_problem (report, i));
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d remark", "%d remarks", (gulong) total), (int) total);
  gtk_expander_set_label (self->problems_expander, label);
  gtk_label_set_label (self->problems, g_strchomp (text->str));
  gtk_widget_set_visible (GTK_WIDGET (self->problems_expander), total > 0);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Counted) counted = lw_job_run_finish (LW_JOB (source), result, &error);

  if (!lw_job_release (&self->job, LW_JOB (source)))
    return;
  if (counted)
    {
      show_counts (self, counted);
      show_problems (self, counted->report);
    }
  else
    gtk_label_set_label (self->counts, error->message);
}

static void
recount_cb (LwImportDialog *self)
{
  g_autofree char *missing = lw_vacancy_mapping_get_missing (&self->mapping);
  LwJob *job;
  Count *count;

  if (self->filling)
    return;
  lw_job_replace (&self->job, NULL);
  gtk_widget_set_sensitive (self->accept, FALSE);
  if (missing || (self->reference_date == LW_DATE_UNKNOWN
                  && self->mapping.columns[LW_VACANCY_REFERENCE_DATE] == LW_VACANCY_NO_COLUMN))
    {
      gtk_label_set_label (self->counts, missing ? missing : _("Give the date that the list describes."));
      return;
    }
  job = lw_job_new (LW_JOB_COMPUTE, NULL);
  count = g_new0 (Count, 1);
  count->path = g_strdup (self->path);
  count->mapping = self->mapping;
  count->date = self->reference_date;
  count->unlisted = lw_import_dialog_get_unlisted (self);
  count->offices = lw_offices_ref (lw_session_get_offices (self->session));
  count->settings = *lw_session_get_settings (self->session);
  lw_job_replace (&self->job, g_object_ref (job));
  lw_job_run_async (job, count_in_thread, count, count_free, counted_free, counted_cb, g_object_ref (self));
  g_object_unref (job);
}

/* Takes a date as Dutch lists write it, or the other way round; says back in words what was understood. */
static void
date_changed_cb (LwImportDialog *self)
{
  static const LwDateStyle dutch;
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->date)));
  g_autofree char *title = NULL;
  LwDatePrecision precision = LW_DATE_DAY;

  if (lw_cell_parse_date (text, &dutch, &self->reference_date, &precision) != LW_CELL_VALUE
      || precision != LW_DATE_DAY)
    self->reference_date = LW_DATE_UNKNOWN;
  if (self->reference_date == LW_DATE_UNKNOWN)
    title = g_strdup (_("Reference date (day-month-year)"));
  else
    {
      g_autofree char *day = lw_date_to_display (self->reference_date);

      /* translators: %s is a date in words */
      title = g_strdup_printf (_("Reference date: %s"), day);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->date), title);
  if (*text && self->reference_date == LW_DATE_UNKNOWN)
    gtk_widget_add_css_class (GTK_WIDGET (self->date), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->date), "error");
  recount_cb (self);
}

static void
field_changed_cb (AdwComboRow *row, GParamSpec *pspec, LwImportDialog *self)
{
  guint field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "field"));
  guint selected = adw_combo_row_get_selected (row);

  self->mapping.columns[field] = selected == GTK_INVALID_LIST_POSITION || selected == 0 ? LW_VACANCY_NO_COLUMN
                                                                                       : (int) selected - 1;
  recount_cb (self);
}

static void
fill_columns (LwImportDialog *self, const LwVacancyPreview *preview)
{
  for (guint i = 0; i < LW_N_VACANCY_FIELDS; i++)
    {
      g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
      AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());

      gtk_string_list_append (model, _("(none)"));
      for (guint k = 0; preview->headings[k]; k++)
        gtk_string_list_append (model, preview->headings[k]);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lw_vacancy_field_label (i));
      adw_combo_row_set_model (row, G_LIST_MODEL (model));
      adw_combo_row_set_selected (row, (guint) (preview->mapping.columns[i] + 1));
      g_object_set_data (G_OBJECT (row), "field", GUINT_TO_POINTER (i));
      g_signal_connect_object (row, "notify::selected", G_CALLBACK (field_changed_cb), self, 0);
      adw_preferences_group_add (self->columns, GTK_WIDGET (row));
      self->fields[i] = row;
    }
}

static void
attach_cell (LwImportDialog *self, const char *text, guint column, guint line)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (text, -1), 18));
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_add_css_class (label, line == 0 ? "panel-heading" : "numeric");
  gtk_grid_attach (self->preview, label, (int) column, (int) line, 1, 1);
}

static void
fill_preview (LwImportDialog *self, const LwVacancyPreview *preview)
{
  for (guint column = 0; preview->headings[column] && column < MOST_PREVIEW_COLUMNS; column++)
    attach_cell (self, preview->headings[column], column, 0);
  for (guint line = 0; line < preview->rows->len; line++)
    {
      char **cells = g_ptr_array_index (preview->rows, line);

      for (guint column = 0; cells[column] && column < MOST_PREVIEW_COLUMNS; column++)
        attach_cell (self, cells[column], column, line + 1);
    }
}

static gpointer
preview_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (input);

  return lw_vacancy_preview_new (file, NULL, cancellable, error);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwVacancyPreview) preview = lw_job_run_finish (LW_JOB (source), result, &error);

  if (!lw_job_release (&self->job, LW_JOB (source)))
    return;
  if (!preview)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  self->mapping = preview->mapping;
  self->filling = TRUE;
  fill_columns (self, preview);
  fill_preview (self, preview);
  self->filling = FALSE;
  recount_cb (self);
}

static void
accept_cb (LwImportDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
lw_import_dialog_dispose (GObject *object)
{
  LwImportDialog *self = LW_IMPORT_DIALOG (object);

  lw_job_replace (&self->job, NULL);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_IMPORT_DIALOG);
  G_OBJECT_CLASS (lw_import_dialog_parent_class)->dispose (object);
}

static void
lw_import_dialog_finalize (GObject *object)
{
  g_free (LW_IMPORT_DIALOG (object)->path);
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
  gtk_widget_class_bind_template_child (widget_class, LwImportDialog, date);
  gtk_widget_class_bind_template_child (widget_class, LwImportDialog, unlisted);
  gtk_widget_class_bind_template_child (widget_class, LwImportDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, LwImportDialog, counts);
  gtk_widget_class_bind_template_child (widget_class, LwImportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, LwImportDialog, problems_expander);
  gtk_widget_class_bind_template_child (widget_class, LwImportDialog, problems);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, recount_cb);
}

static void
lw_import_dialog_init (LwImportDialog *self)
{
  for (guint i = 0; i < LW_N_VACANCY_FIELDS; i++)
    self->mapping.columns[i] = LW_VACANCY_NO_COLUMN;
  self->filling = TRUE;
  self->reference_date = LW_DATE_UNKNOWN;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_today (void)
{
  int year, month, day;

  lw_date_to_ymd (lw_date_today (), &year, &month, &day);
  return g_strdup_printf ("%d-%d-%d", day, month, year);
}

/**
 * lw_import_dialog_new:
 * @parent: the window
 * @session: the session into whose document the list goes
 * @path: a vacancy list in CSV
 *
 * Returns: (transfer none): the dialog, to be presented; it destroys itself when it is answered
 */
LwImportDialog *
lw_import_dialog_new (GtkWindow *parent, LwSession *session, const char *path)
{
  LwImportDialog *self = g_object_new (LW_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *today = dup_today ();
  LwJob *job = lw_job_new (LW_JOB_COMPUTE, NULL);

  self->session = g_object_ref (session);
  self->path = g_strdup (path);
  lw_names_apply (GTK_WIDGET (self));
  adw_window_title_set_subtitle (self->title, name);
  gtk_editable_set_text (self->date, today);
  lw_job_replace (&self->job, g_object_ref (job));
  lw_job_run_async (job, preview_in_thread, g_strdup (path), g_free, (GDestroyNotify) lw_vacancy_preview_free,
                    previewed_cb, g_object_ref (self));
  g_object_unref (job);
  return self;
}

/** lw_import_dialog_get_path: the list */
const char *
lw_import_dialog_get_path (LwImportDialog *self)
{
  g_return_val_if_fail (LW_IS_IMPORT_DIALOG (self), NULL);
  return self->path;
}

/** lw_import_dialog_get_mapping: which column holds what */
const LwVacancyMapping *
lw_import_dialog_get_mapping (LwImportDialog *self)
{
  g_return_val_if_fail (LW_IS_IMPORT_DIALOG (self), NULL);
  return &self->mapping;
}

/** lw_import_dialog_get_date: the date of rows that do not tell theirs, or %LW_DATE_UNKNOWN */
LwDate
lw_import_dialog_get_date (LwImportDialog *self)
{
  g_return_val_if_fail (LW_IS_IMPORT_DIALOG (self), LW_DATE_UNKNOWN);
  return self->reference_date;
}

/** lw_import_dialog_get_unlisted: what becomes of offices that the list does not name */
LwUnlisted
lw_import_dialog_get_unlisted (LwImportDialog *self)
{
  static const LwUnlisted choices[] = { LW_UNLISTED_UNKNOWN, LW_UNLISTED_OCCUPIED, LW_UNLISTED_KEEP };
  guint selected = adw_combo_row_get_selected (self->unlisted);

  return selected < G_N_ELEMENTS (choices) ? choices[selected] : LW_UNLISTED_UNKNOWN;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-result: see lw-import-result.h. Built from the result in one go; only its buttons follow the document. */
#include "app/lw-import-result.h"

#include "app/lw-dialogs.h"
#include "app/lw-import-remark.h"
#include "draw/lw-format-counting.h"
#include "formats/lw-import-save.h"
#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>

#define FIGURES_WIDTH 330

struct _LwImportResultDialog {
  AdwWindow parent_instance;

  LwSession *session;
  GPtrArray *reports; /* (element-type LwImportReport) */
  GArray *new_keys;
  GArray *doubtful_keys;
  char *edit_name; /* what undo calls the import */
  GtkWidget *undo;
  GtkLabel *said;
};

G_DEFINE_FINAL_TYPE (LwImportResultDialog, lw_import_result_dialog, ADW_TYPE_WINDOW)

enum {
  SIGNAL_SHOW_OFFICES,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* the numbers */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_heading (GtkGrid *grid, int *row, const char *text, const char *css_class)
{
  GtkWidget *label = make_label (text, css_class);

  gtk_widget_set_margin_top (label, *row > 0 ? 10 : 0);
  gtk_grid_attach (grid, label, 0, (*row)++, 2, 1);
}

static void
add_figure (GtkGrid *grid, int *row, const char *name, guint64 n)
{
  g_autofree char *number = lw_format_count (NULL, n);
  GtkWidget *label, *figure;

  if (n == 0)
    return;
  label = make_label (name, NULL);
  figure = gtk_label_new (number);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (figure, "numeric");
  gtk_widget_set_valign (figure, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (figure), 1);
  gtk_grid_attach (grid, label, 0, *row, 1, 1);
  gtk_grid_attach (grid, figure, 1, (*row)++, 1, 1);
}

/* What changed in the document, all sources together. */
static void
add_document (GtkGrid *grid, int *row, const LwImportResult *result)
{
  int first = (*row)++;

  add_figure (grid, row, _("Offices new in the document"), result->counts.n_new);
  add_figure (grid, row, _("Offices changed"), result->counts.n_changed);
  add_figure (grid, row, _("Offices unchanged"), result->counts.n_unchanged);
  add_figure (grid, row, _("No longer in the register"), result->counts.n_gone);
  add_figure (grid, row, _("Observations new in the document"),
              (guint64) result->observed.n_new - result->observed.n_unknown + result->counts.n_observations);
  add_figure (grid, row, _("Offices whose vacancy is unknown on that date"), result->observed.n_unknown);
  add_figure (grid, row, _("Observations changed"), result->observed.n_changed);
  add_figure (grid, row, _("Observations unchanged"), result->observed.n_unchanged);
  add_figure (grid, row, _("Offices taken as occupied"), result->n_assumed);
  add_figure (grid, row, _("Published figures of areas"), result->n_figures);
  add_figure (grid, row, _("Rows of demand"), result->n_demand);
  add_figure (grid, row, _("Areas and outlines of buildings"), result->n_areas);
  add_figure (grid, row, _("Plans for new offices"), result->n_plans);
  add_figure (grid, row, _("Offices that lie in other areas now"), result->n_placed);
  add_figure (grid, row, _("Vacancy set by hand, kept though the source says otherwise"),
              (guint64) result->counts.n_own_kept + result->observed.n_own_kept);
  if (*row > first + 1)
    add_heading (grid, &first, _("In the document"), "heading");
}

static void
add_report (GtkGrid *grid, int *row, LwImportReport *report)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const char *date = lw_import_report_get_reference_date (report);

  for (guint i = 0; i < lw_import_report_get_n_sources (report); i++)
    {
      g_autofree char *name = g_path_get_basename (lw_import_report_get_source (report, i));

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  if (date && *date)
    {
      g_autofree char *day = lw_date_to_display (lw_date_parse_iso (date));

      g_string_append_printf (names, " (%s)", day);
    }
  /* What follows from all sources together has none. */
  if (names->len > 0)
    add_heading (grid, row, names->str, "heading");
  for (LwImportCount count = 0; count < LW_IMPORT_N_COUNTS; count++)
    {
      const char *label;
      guint64 n;

      if (lw_import_report_get_total (report, count) == 0)
        continue;
      add_heading (grid, row, lw_import_count_label (count), "panel-heading");
      for (guint i = 0; (label = lw_import_report_get_count_line (report, count, i, &n)) != NULL; i++)
        add_figure (grid, row, label, n);
    }
}

/* How much of the offices counts is a rule of the document, which the reader of the figures should know. */
static void
add_counting (GtkGrid *grid, int *row, const LwCounting *counting)
{
  g_autofree char *mixed = lw_format_mixed_use (NULL, counting);
  g_autofree char *left_out = lw_format_left_out (NULL, counting);

  if (mixed)
    add_heading (grid, row, mixed, "dim-label");
  if (left_out)
    add_heading (grid, row, left_out, "dim-label");
}

static GtkWidget *
make_figures (const LwImportResult *result)
{
  GtkWidget *grid = gtk_grid_new (), *scrolled = gtk_scrolled_window_new ();
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_widget_add_css_class (grid, "import-figures");
  add_document (GTK_GRID (grid), &row, result);
  add_counting (GTK_GRID (grid), &row, &result->counting);
  for (guint i = 0; i < result->reports->len; i++)
    add_report (GTK_GRID (grid), &row, g_ptr_array_index (result->reports, i));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, FIGURES_WIDTH, -1);
  gtk_widget_set_hexpand (scrolled, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), grid);
  return scrolled;
}

/* the remarks */

static GtkWidget *
make_remarks (LwImportResultDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *remarks = lw_import_remarks_new (self->reports), *scrolled = gtk_scrolled_window_new ();
  g_autofree char *number = lw_format_count (NULL, lw_import_remarks_get_n (remarks));
  g_autofree char *title = g_strdup_printf (_("Remarks (%s)"), number);
  GtkWidget *label = make_label (title, "heading"), *copy = lw_import_remarks_make_copy (remarks);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (bar, "panel-bar");
  gtk_widget_set_visible (copy, lw_import_remarks_get_n (remarks) > 0);
  gtk_box_append (GTK_BOX (bar), label);
  gtk_box_append (GTK_BOX (bar), copy);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), remarks);
  gtk_box_append (GTK_BOX (box), bar);
  if (lw_import_remarks_get_n (remarks) == 0)
    {
      GtkWidget *none = make_label (_("There is nothing to remark."), "dim-label");

      gtk_widget_set_margin_start (none, 8);
      gtk_box_append (GTK_BOX (box), none);
      gtk_widget_set_visible (scrolled, FALSE);
    }
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

/* what can be done with it */

static void
say (LwImportResultDialog *self, const char *sentence)
{
  gtk_label_set_label (self->said, sentence);
}

static void
show_new_cb (LwImportResultDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_OFFICES], 0, self->new_keys);
}

static void
show_doubtful_cb (LwImportResultDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_OFFICES], 0, self->doubtful_keys);
}

/* The import can be taken back as long as it is the last edit. */
static void
history_cb (LwImportResultDialog *self)
{
  const char *name = lw_session_get_undo_name (self->session);

  gtk_widget_set_sensitive (self->undo, self->edit_name && g_strcmp0 (name, self->edit_name) == 0);
}

static void
undo_cb (LwImportResultDialog *self)
{
  if (!lw_session_undo (self->session))
    return;
  say (self, _("The import was taken back."));
  g_clear_pointer (&self->edit_name, g_free);
  gtk_widget_set_sensitive (self->undo, FALSE);
}

static void
tell_saved (LwImportResultDialog *self, const char *path, const GError *error)
{
  g_autofree char *name = g_filename_display_basename (path);
  /* translators: %s is the name of a file */
  g_autofree char *saved = g_strdup_printf (_("Saved as %s"), name);

  say (self, error ? error->message : saved);
}

static void
report_chosen_cb (GPtrArray *paths, gpointer data)
{
  LwImportResultDialog *self = data;
  const char *path = g_ptr_array_index (paths, 0);
  g_autoptr (GError) error = NULL;

  lw_import_save_reports (self->reports, path, &error);
  tell_saved (self, path, error);
}

static void
save_report_cb (LwImportResultDialog *self)
{
  lw_dialogs_choose (GTK_WINDOW (self), LW_CHOICE_SAVE_REPORT, _("import-report.txt"), report_chosen_cb,
                     g_object_ref (self), g_object_unref);
}

static void
rows_chosen_cb (GPtrArray *paths, gpointer data)
{
  LwImportResultDialog *self = data;
  const char *path = g_ptr_array_index (paths, 0);
  g_autoptr (GError) error = NULL;

  lw_import_save_rows (self->reports, path, NULL, &error);
  tell_saved (self, path, error);
}

static void
save_rows_cb (LwImportResultDialog *self)
{
  lw_dialogs_choose (GTK_WINDOW (self), LW_CHOICE_EXPORT, _("rows-to-mend.csv"), rows_chosen_cb, g_object_ref (self),
                     g_object_unref);
}

static GtkWidget *
add_button (LwImportResultDialog *self, GtkWidget *bar, const char *label, void (*clicked) (LwImportResultDialog *),
            gboolean shown)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_visible (button, shown);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), button);
  return button;
}

static gboolean
has_rows (GPtrArray *reports)
{
  for (guint i = 0; i < reports->len; i++)
    if (lw_import_rows_get_n (lw_import_report_get_rows (g_ptr_array_index (reports, i))) > 0)
      return TRUE;
  return FALSE;
}

static GtkWidget *
make_bar (LwImportResultDialog *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (bar, "import-bar");
  add_button (self, bar, _("Show _new offices on the map"), show_new_cb, self->new_keys->len > 0);
  add_button (self, bar, _("Show _doubtful offices on the map"), show_doubtful_cb, self->doubtful_keys->len > 0);
  self->said = GTK_LABEL (make_label ("", "dim-label"));
  gtk_label_set_xalign (self->said, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->said), TRUE);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->said));
  self->undo = add_button (self, bar, _("_Undo the import"), undo_cb, TRUE);
  add_button (self, bar, _("Save rows to _mend…"), save_rows_cb, has_rows (self->reports));
  add_button (self, bar, _("_Save report…"), save_report_cb, TRUE);
  return bar;
}

static void
lw_import_result_dialog_finalize (GObject *object)
{
  LwImportResultDialog *self = LW_IMPORT_RESULT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->reports, g_ptr_array_unref);
  g_clear_pointer (&self->new_keys, g_array_unref);
  g_clear_pointer (&self->doubtful_keys, g_array_unref);
  g_free (self->edit_name);
  G_OBJECT_CLASS (lw_import_result_dialog_parent_class)->finalize (object);
}

static void
lw_import_result_dialog_class_init (LwImportResultDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_import_result_dialog_finalize;
  signals[SIGNAL_SHOW_OFFICES]
    = g_signal_new ("show-offices", LW_TYPE_IMPORT_RESULT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                    1, G_TYPE_ARRAY);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lw_import_result_dialog_init (LwImportResultDialog *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _("Import report"));
  gtk_window_set_default_size (GTK_WINDOW (self), 1120, 600);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
}

static void
build (LwImportResultDialog *self, const LwImportResult *result)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *middle = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (middle), make_figures (result));
  gtk_box_append (GTK_BOX (middle), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (middle), make_remarks (self));
  gtk_widget_set_vexpand (middle, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), middle);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), make_bar (self));
  adw_window_set_content (ADW_WINDOW (self), box);
}

/**
 * lw_import_result_dialog_new:
 * @parent: the window
 * @session: the session whose document it went into
 * @result: what an import did, just now
 *
 * Returns: (transfer none): the dialog, to be presented; it keeps nobody from working on
 */
LwImportResultDialog *
lw_import_result_dialog_new (GtkWindow *parent, LwSession *session, const LwImportResult *result)
{
  LwImportResultDialog *self = g_object_new (LW_TYPE_IMPORT_RESULT_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_import_report_unref);
  for (guint i = 0; i < result->reports->len; i++)
    g_ptr_array_add (self->reports, lw_import_report_ref (g_ptr_array_index (result->reports, i)));
  self->new_keys = g_array_ref (result->new_keys);
  self->doubtful_keys = g_array_ref (result->doubtful_keys);
  self->edit_name = g_strdup (lw_session_get_undo_name (session));
  build (self, result);
  g_signal_connect_object (session, "notify::undo-name", G_CALLBACK (history_cb), self, G_CONNECT_SWAPPED);
  history_cb (self);
  lw_names_apply (GTK_WIDGET (self));
  return self;
}

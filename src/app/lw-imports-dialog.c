/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-imports-dialog: see lw-imports-dialog.h. The rows of an import are read when it is unfolded. */
#include "app/lw-imports-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/lw-dialogs.h"
#include "draw/lw-format-import.h"
#include "session/lw-session-import.h"

#define MOST_ROWS 100

struct _LwImportsDialog {
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwPreferencesGroup *group;
  GPtrArray *rows; /* of AdwExpanderRow, owned by @group */

  LwSession *session;
};

G_DEFINE_FINAL_TYPE (LwImportsDialog, lw_imports_dialog, ADW_TYPE_WINDOW)

/* What a button needs: the dialog is kept as long as its file chooser is open. */
typedef struct {
  LwImportsDialog *dialog;
  gint64 import;
  char *report;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->dialog);
  g_free (saving->report);
  g_free (saving);
}

static void
tell (LwImportsDialog *self, const char *path, const GError *error)
{
  g_autofree char *name = g_filename_display_basename (path);
  /* translators: %s is the name of a file */
  g_autofree char *saved = g_strdup_printf (_("Saved as %s"), name);
  AdwToast *toast = adw_toast_new (error ? error->message : saved);

  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
rows_chosen_cb (GPtrArray *paths, gpointer data)
{
  Saving *saving = data;
  const char *path = g_ptr_array_index (paths, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stored = lw_session_read_import_rows (saving->dialog->session, saving->import, &error);
  g_autoptr (LwImportRows) rows = stored ? lw_import_rows_from_stored (stored) : NULL;

  if (rows)
    lw_import_rows_save (rows, path, NULL, &error);
  tell (saving->dialog, path, error);
}

static void
report_chosen_cb (GPtrArray *paths, gpointer data)
{
  Saving *saving = data;
  const char *path = g_ptr_array_index (paths, 0);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, saving->report, -1, &error);
  tell (saving->dialog, path, error);
}

static Saving *
saving_new (GtkWidget *button)
{
  Saving *saving = g_new0 (Saving, 1);
  const gint64 *key = g_object_get_data (G_OBJECT (button), "import");

  saving->dialog = g_object_ref (LW_IMPORTS_DIALOG (gtk_widget_get_root (button)));
  saving->import = *key;
  saving->report = g_strdup (g_object_get_data (G_OBJECT (button), "report"));
  return saving;
}

static void
save_rows_cb (GtkWidget *button)
{
  lw_dialogs_choose (GTK_WINDOW (gtk_widget_get_root (button)), LW_CHOICE_EXPORT, _("rows-to-mend.csv"), rows_chosen_cb,
                     saving_new (button), saving_free);
}

static void
save_report_cb (GtkWidget *button)
{
  lw_dialogs_choose (GTK_WINDOW (gtk_widget_get_root (button)), LW_CHOICE_EXPORT, _("import-report.json"),
                     report_chosen_cb, saving_new (button), saving_free);
}

static GtkWidget *
make_button (const char *label, GCallback clicked, const LwStoreImport *import)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "import", g_memdup2 (&import->id, sizeof import->id), g_free);
  g_object_set_data_full (G_OBJECT (button), "report", g_strdup (import->report), g_free);
  g_signal_connect (button, "clicked", clicked, NULL);
  return button;
}

/* What can be taken out of the document, above the rows. */
static GtkWidget *
make_bar (const LwStoreImport *import)
{
  GtkWidget *row = gtk_list_box_row_new (), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_set_margin_top (bar, 8);
  gtk_widget_set_margin_bottom (bar, 8);
  gtk_widget_set_margin_start (bar, 12);
  gtk_box_append (GTK_BOX (bar), make_button (_("_Save report…"), G_CALLBACK (save_report_cb), import));
  if (import->n_rejected + import->n_doubtful > 0)
    gtk_box_append (GTK_BOX (bar), make_button (_("Save rows to _mend…"), G_CALLBACK (save_rows_cb), import));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), bar);
  return row;
}

static void
add_note (AdwExpanderRow *row, const char *title, const char *subtitle)
{
  GtkWidget *note = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (note), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (note), title);
  adw_preferences_row_set_title_selectable (ADW_PREFERENCES_ROW (note), TRUE);
  if (subtitle)
    {
      g_autofree char *escaped = g_markup_escape_text (subtitle, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (note), escaped);
    }
  adw_expander_row_add_row (row, note);
}

static void
add_rejected (AdwExpanderRow *row, const LwStoreImportRow *rejected)
{
  LwImportRowState state = LW_IMPORT_ROW_REJECTED;
  g_autofree char *title = NULL;

  lw_import_row_state_parse (rejected->state, &state);
  /* translators: name of a file; number of a line in it; what became of the row ("Rejected") */
  title = g_strdup_printf (_("%s, line %u: %s"), rejected->source, (guint) rejected->line,
                           lw_import_row_state_label (state));
  add_note (row, title, rejected->reason);
}

/* Reads the rows of an import the first time that it is unfolded. */
static void
unfolded_cb (AdwExpanderRow *row, GParamSpec *pspec, LwImportsDialog *self)
{
  const gint64 *key = g_object_get_data (G_OBJECT (row), "import");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (!adw_expander_row_get_expanded (row) || g_object_get_data (G_OBJECT (row), "filled"))
    return;
  g_object_set_data (G_OBJECT (row), "filled", row);
  rows = lw_session_read_import_rows (self->session, *key, &error);
  if (!rows)
    {
      add_note (row, error->message, NULL);
      return;
    }
  for (guint i = 0; i < rows->len && i < MOST_ROWS; i++)
    add_rejected (row, g_ptr_array_index (rows, i));
  if (rows->len > MOST_ROWS)
    {
      /* translators: %u is a number of rows */
      g_autofree char *rest = g_strdup_printf (_("and %u more; save the rows to see them all"), rows->len - MOST_ROWS);

      add_note (row, rest, NULL);
    }
  if (rows->len == 0)
    add_note (row, _("All rows were used"), NULL);
}

static void
append_count (GString *text, guint64 n, const char *words)
{
  g_autofree char *number = lw_format_count (NULL, n);

  if (n > 0)
    g_string_append_printf (text, " · %s %s", number, words);
}

/* "27 Nov 2026 14:05 · 12 offices new · 2 rows not used": the time is that of the place. */
static char *
describe (const LwStoreImport *import)
{
  g_autoptr (GDateTime) made = g_date_time_new_from_iso8601 (import->made, NULL);
  g_autoptr (GDateTime) here = made ? g_date_time_to_local (made) : NULL;
  g_autofree char *when = here ? g_date_time_format (here, "%x %H:%M") : g_strdup (import->made);
  GString *text = g_string_new (when);
  LwBrought brought;
  g_autofree char *others = NULL;

  append_count (text, import->n_new, _("offices new"));
  append_count (text, import->n_changed, _("changed"));
  append_count (text, import->n_unchanged, _("unchanged"));
  append_count (text, import->n_gone, _("gone"));
  lw_import_read_brought (&brought, import);
  others = lw_format_brought (NULL, &brought);
  if (others)
    g_string_append_printf (text, " · %s", others);
  append_count (text, import->n_rejected, _("rows not used"));
  append_count (text, import->n_doubtful, _("rows doubtful"));
  return g_string_free (text, FALSE);
}

static void
add_import (LwImportsDialog *self, const LwStoreImport *import)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *subtitle = describe (import);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), import->name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  g_object_set_data_full (G_OBJECT (row), "import", g_memdup2 (&import->id, sizeof import->id), g_free);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_bar (import));
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (unfolded_cb), self, 0);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
fill (LwImportsDialog *self)
{
  g_autoptr (GPtrArray) imports = lw_session_read_imports (self->session, NULL);

  /* While the document is written what was there stays in sight; the end of the writing is told. */
  if (!imports)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = imports->len; i > 0; i--)
    add_import (self, g_ptr_array_index (imports, i - 1));
  gtk_stack_set_visible_child_name (self->stack, imports->len > 0 ? "list" : "none");
}

static void
lw_imports_dialog_dispose (GObject *object)
{
  LwImportsDialog *self = LW_IMPORTS_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (lw_imports_dialog_parent_class)->dispose (object);
}

static void
lw_imports_dialog_class_init (LwImportsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_imports_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lw_imports_dialog_init (LwImportsDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new ();
  GtkWidget *page = adw_preferences_page_new (), *none = adw_status_page_new (), *stack = gtk_stack_new ();
  GtkWidget *toasts = adw_toast_overlay_new (), *group = adw_preferences_group_new ();

  self->rows = g_ptr_array_new ();
  self->toasts = ADW_TOAST_OVERLAY (toasts);
  self->group = ADW_PREFERENCES_GROUP (group);
  self->stack = GTK_STACK (stack);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "document-open-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (none), _("No imports yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (none), _("What an import did, and the rows that it could not use, will be kept here."));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->group);
  gtk_stack_add_named (self->stack, page, "list");
  gtk_stack_add_named (self->stack, none, "none");
  gtk_widget_set_vexpand (stack, TRUE);
  adw_toast_overlay_set_child (self->toasts, stack);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), toasts);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Imports"));
  gtk_window_set_default_size (GTK_WINDOW (self), 760, 560);
}

/**
 * lw_imports_dialog_new:
 * @parent: the window
 * @session: the session, with a document open
 *
 * Returns: (transfer none): the dialog, to be presented
 */
LwImportsDialog *
lw_imports_dialog_new (GtkWindow *parent, LwSession *session)
{
  LwImportsDialog *self
      = g_object_new (LW_TYPE_IMPORTS_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::statistics", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return self;
}

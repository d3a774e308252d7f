/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-report-dialog: built from the result in one go; nothing in it changes afterwards. */
#include "app/lw-report-dialog.h"

#include "draw/lw-format-counting.h"
#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>

#define MOST_PROBLEMS 200

static void
add_figure (GtkWidget *group, const char *name, guint n)
{
  g_autofree char *number = NULL;
  GtkWidget *row, *label;

  if (n == 0)
    return;
  number = lw_format_count (NULL, n);
  row = adw_action_row_new ();
  label = gtk_label_new (number);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static GtkWidget *
make_figures (const LwImportResult *result)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (result->counts.n_new + result->counts.n_changed + result->counts.n_unchanged + result->counts.n_gone > 0)
    {
      add_figure (group, _("Offices read"), result->n_offices);
      add_figure (group, _("Offices new in the document"), result->counts.n_new);
      add_figure (group, _("Offices changed"), result->counts.n_changed);
      add_figure (group, _("Offices unchanged"), result->counts.n_unchanged);
      add_figure (group, _("No longer in the register"), result->counts.n_gone);
    }
  add_figure (group, _("Observations new in the document"), result->observed.n_new);
  add_figure (group, _("Observations changed"), result->observed.n_changed);
  add_figure (group, _("Observations unchanged"), result->observed.n_unchanged);
  add_figure (group, _("Rows matched to an office"), result->n_matched);
  add_figure (group, _("Rows without an office"), result->n_unmatched);
  add_figure (group, _("Rows that fit several offices"), result->n_ambiguous);
  add_figure (group, _("Rows that could not be used"), result->n_rejected);
  add_figure (group, _("Offices taken as occupied"), result->n_assumed);
  add_figure (group, _("Vacancy set by hand, kept though the source says otherwise"), result->counts.n_own_kept + result->observed.n_own_kept);
  return group;
}

/* How much of them counts is a rule of the document, which the reader of the figures should know. */
static GtkWidget *
make_counting (const LwCounting *counting)
{
  g_autofree char *mixed = lw_format_mixed_use (NULL, counting);
  g_autofree char *left_out = lw_format_left_out (NULL, counting);
  g_autofree char *text = g_strjoin (mixed && left_out ? "\n" : "", mixed ? mixed : "", left_out ? left_out : "", NULL);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_visible (label, *text != '\0');
  return label;
}

static void
copy_cb (GtkButton *button, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), text);
  gtk_button_set_label (button, _("Copied"));
}

/**
 * lw_report_dialog_make_account:
 * @text: what is shown
 * @whole: what is copied
 *
 * Returns: (transfer floating): lines of text that can be unfolded, and copied
 */
GtkWidget *
lw_report_dialog_make_account (const char *text, const char *whole)
{
  GtkWidget *expander = gtk_expander_new (_("Full account"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *copy = gtk_button_new_with_label (_("Copy"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "problem-list");
  gtk_widget_set_halign (copy, GTK_ALIGN_START);
  g_signal_connect_data (copy, "clicked", G_CALLBACK (copy_cb), g_strdup (whole), (GClosureNotify) (void *) g_free, 0);
  gtk_box_append (GTK_BOX (box), copy);
  gtk_box_append (GTK_BOX (box), label);
  gtk_expander_set_child (GTK_EXPANDER (expander), box);
  return expander;
}

/* What only tells something goes away with one key. */
static void
add_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

/**
 * lw_report_dialog_present:
 * @parent: the window
 * @title: what it is
 * @body: (transfer floating): what it says
 *
 * Shows it in a window of its own, which does not keep anyone from working on.
 *
 * Returns: (transfer none): that window
 */
GtkWindow *
lw_report_dialog_present (GtkWindow *parent, const char *title, GtkWidget *body)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_set_margin_top (body, 12);
  gtk_widget_set_margin_bottom (body, 18);
  gtk_widget_set_margin_start (body, 18);
  gtk_widget_set_margin_end (body, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), body);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), 520, 480);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  add_escape (window);
  lw_names_apply (window);
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}

/**
 * lw_report_dialog_show:
 * @parent: the window
 * @result: what an import did
 *
 * Shows it in a window of its own, which does not keep anyone from working on.
 */
void
lw_report_dialog_show (GtkWindow *parent, const LwImportResult *result)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < result->reports->len; i++)
    {
      g_autofree char *one = lw_import_report_to_text (g_ptr_array_index (result->reports, i), MOST_PROBLEMS);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", one);
    }
  gtk_box_append (GTK_BOX (body), make_figures (result));
  gtk_box_append (GTK_BOX (body), make_counting (&result->counting));
  gtk_box_append (GTK_BOX (body), lw_report_dialog_make_account (text->str, text->str));
  lw_report_dialog_present (parent, _("Import report"), body);
}

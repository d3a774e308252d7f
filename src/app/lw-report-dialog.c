/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-report-dialog: see lw-report-dialog.h. */
#include "app/lw-report-dialog.h"

#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>

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

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-preview-label: see lw-preview-label.h. */
#include "app/lw-preview-label.h"

#define MIN_CHARS 16
#define MAX_CHARS 26

/** lw_preview_label_new: (returns: transfer floating): a label with @text, of the style @css_class */
GtkLabel *
lw_preview_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (text, -1), MIN_CHARS));
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

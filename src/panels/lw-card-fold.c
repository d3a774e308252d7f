/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-card-fold: see lw-card-fold.h. */
#include "panels/lw-card-fold.h"

#include "panels/lw-names.h"

/**
 * lw_card_fold_new:
 * @card: what it becomes the child of
 * @title: its heading, translated
 * @body: (transfer floating): what folds away
 *
 * Returns: (transfer none): an expander, folded; @card unparents it
 */
GtkWidget *
lw_card_fold_new (GtkWidget *card, const char *title, GtkWidget *body)
{
  GtkWidget *heading = gtk_label_new (title), *expander = gtk_expander_new (NULL);

  gtk_widget_add_css_class (heading, "heading");
  gtk_expander_set_label_widget (GTK_EXPANDER (expander), heading);
  gtk_expander_set_child (GTK_EXPANDER (expander), body);
  lw_names_set (expander, title);
  gtk_widget_set_parent (expander, card);
  return expander;
}

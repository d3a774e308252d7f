/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-card-fold: the part of a card that folds away under its heading. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *lw_card_fold_new (GtkWidget *card, const char *title, GtkWidget *body);

G_END_DECLS

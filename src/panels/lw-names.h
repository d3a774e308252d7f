/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-names: gives the controls of a window the names by which a screen reader, and a test, find them. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lw_names_apply (GtkWidget *root);
void lw_names_set (GtkWidget *widget, const char *name);

G_END_DECLS

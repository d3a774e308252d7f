/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-find: finding widgets in a window as the tests do, and waiting until what they began is done. */
#pragma once

#include "window-fixture.h"

G_BEGIN_DECLS

void window_collect (GtkWidget *widget, GType type, GPtrArray *found);
gpointer window_find (GtkWidget *widget, GType type, guint number);
GtkWidget *window_find_button (GtkWidget *widget, const char *label);
GtkWidget *window_find_class (GtkWidget *widget, const char *css_class);
gboolean window_is_shown (GtkWidget *widget, const char *words);
void window_settle (WindowFixture *fixture);

G_END_DECLS

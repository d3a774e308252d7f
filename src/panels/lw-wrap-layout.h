/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-wrap-layout: children side by side at their own width, and on the next line when the line is full, as words in a
 * paragraph. What chips need; a flow box would give all of them the width of the widest. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_WRAP_LAYOUT (lw_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (LwWrapLayout, lw_wrap_layout, LW, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *lw_wrap_layout_new (void);

G_END_DECLS

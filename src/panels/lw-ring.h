/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-ring: the small ring of an office: its arc is the vacant share, its colour the class of that share, and hatching
 * says that nobody knows. The same picture as on the map, beside a line of text that says it in words. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_RING (lw_ring_get_type ())
G_DECLARE_FINAL_TYPE (LwRing, lw_ring, LW, RING, GtkWidget)

GtkWidget *lw_ring_new (void);
void lw_ring_set_rate (LwRing *ring, double rate);

G_END_DECLS

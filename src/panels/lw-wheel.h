/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-wheel: keeps the wheel for scrolling. A slider or a spin button within a page that scrolls would take the wheel
 * and change its value unasked when the page moves under the pointer. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lw_wheel_leave (GtkWidget *widget);

G_END_DECLS

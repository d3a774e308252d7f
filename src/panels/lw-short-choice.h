/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-short-choice: lets the button of a drop-down give way where there is little room: it shortens what is chosen,
 * while the list that it opens shows every name in full. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lw_short_choice_apply (GtkDropDown *drop_down);

G_END_DECLS

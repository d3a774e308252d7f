/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-name-completion: offers the names of facts while a condition is typed into an entry. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lw_name_completion_apply (GtkEntry *entry);
char *lw_name_completion_find_word (const char *text, int position, int *start);

G_END_DECLS

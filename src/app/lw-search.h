/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-search: the one search box: offices, municipalities, towns and commands. It suggests while someone types; Enter
 * takes the suggestion that is marked, which at first is to list the offices that match. */
#pragma once

#include "session/lw-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_SEARCH (lw_search_get_type ())
G_DECLARE_FINAL_TYPE (LwSearch, lw_search, LW, SEARCH, GtkWidget)

void lw_search_set_session (LwSearch *search, LwSession *session);

G_END_DECLS

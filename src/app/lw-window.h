/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-window: the main window: one document, its list beside the map beside the panel. It puts the parts together and
 * tells what goes on; what is shown in the parts they get from the session themselves. */
#pragma once

#include "app/lw-application.h"
#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_WINDOW (lw_window_get_type ())
G_DECLARE_FINAL_TYPE (LwWindow, lw_window, LW, WINDOW, AdwApplicationWindow)

LwWindow *lw_window_new (LwApplication *application);
LwSession *lw_window_get_session (LwWindow *window);
void lw_window_open_path (LwWindow *window, const char *path);
void lw_window_open_example (LwWindow *window);
void lw_window_import_paths (LwWindow *window, GPtrArray *paths);

G_END_DECLS

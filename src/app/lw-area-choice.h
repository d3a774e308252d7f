/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-area-choice: an area in which offices are read: one of the document, all of a kind, or the polygons of a file. */
#pragma once

#include "session/lw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_AREA_CHOICE (lw_area_choice_get_type ())
G_DECLARE_FINAL_TYPE (LwAreaChoice, lw_area_choice, LW, AREA_CHOICE, AdwPreferencesGroup)

/* Signals: changed (): another area was chosen, or what was chosen could not be read */
GtkWidget *lw_area_choice_new (LwSession *session);
void lw_area_choice_take_file (LwAreaChoice *choice, const char *path);
LwGeometry *lw_area_choice_get_area (LwAreaChoice *choice);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-year-strip: the strip under the map while a scenario is active: the year that map and chart show, a button that
 * plays the years, and the scenarios A and B. */
#pragma once

#include <gtk/gtk.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_YEAR_STRIP (lw_year_strip_get_type ())
G_DECLARE_FINAL_TYPE (LwYearStrip, lw_year_strip, LW, YEAR_STRIP, GtkWidget)

GtkWidget *lw_year_strip_new (LwSession *session);

G_END_DECLS

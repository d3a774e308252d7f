/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statistics-panel: the page "Vacancy": how much stands empty, for how long, against the norm, and where. Shows
 * the statistics of the session and changes its filter. */
#pragma once

#include <gtk/gtk.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_STATISTICS_PANEL (lw_statistics_panel_get_type ())
G_DECLARE_FINAL_TYPE (LwStatisticsPanel, lw_statistics_panel, LW, STATISTICS_PANEL, GtkWidget)

GtkWidget *lw_statistics_panel_new (LwSession *session);

G_END_DECLS

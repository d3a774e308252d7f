/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-panel: the page of one office: what is recorded about it, from where, what stands empty, and every remark
 * on its record in words. Shows the office that has the focus of the session; going back takes the focus away. */
#pragma once

#include "session/lw-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_OFFICE_PANEL (lw_office_panel_get_type ())
G_DECLARE_FINAL_TYPE (LwOfficePanel, lw_office_panel, LW, OFFICE_PANEL, GtkWidget)

/* Property: session (LwSession) */
GtkWidget *lw_office_panel_new (void);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-why-card: why an office filled or emptied in the year shown, in the active scenario: what was vacant, every term
 * that changed it, what is vacant now, and the same in sentences. Hidden while no scenario is shown. */
#pragma once

#include <gtk/gtk.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_WHY_CARD (lw_why_card_get_type ())
G_DECLARE_FINAL_TYPE (LwWhyCard, lw_why_card, LW, WHY_CARD, GtkWidget)

GtkWidget *lw_why_card_new (LwSession *session, gint64 office);

G_END_DECLS

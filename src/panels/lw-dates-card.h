/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-dates-card: what changed between two reference dates, as a card in the page of vacancy: offices and vacant m² by
 * what became of them, as bars to both sides of an axis. A row is a filter, for list, map and statistics alike. Seen
 * while two dates are compared. */
#pragma once

#include <gtk/gtk.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_DATES_CARD (lw_dates_card_get_type ())
G_DECLARE_FINAL_TYPE (LwDatesCard, lw_dates_card, LW, DATES_CARD, GtkWidget)

GtkWidget *lw_dates_card_new (LwSession *session);

G_END_DECLS

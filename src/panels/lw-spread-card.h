/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-spread-card: how certain the result of the active scenario is: the chance that vacancy is within the norm in the
 * year shown, and between which ends it lies in eight of ten draws. Nothing is drawn while the card is folded; it says
 * what there is so far while the rest is still drawn. */
#pragma once

#include <gtk/gtk.h>

#include "model/lw-spread.h"
#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_SPREAD_CARD (lw_spread_card_get_type ())
G_DECLARE_FINAL_TYPE (LwSpreadCard, lw_spread_card, LW, SPREAD_CARD, GtkWidget)

/* Signal: spread-changed (): what lw_spread_card_get_spread() gives is another */
GtkWidget *lw_spread_card_new (LwSession *session);
LwSpread *lw_spread_card_get_spread (LwSpreadCard *card);

G_END_DECLS

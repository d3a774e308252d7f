/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-balance-card: what adds up to a total of the active scenario in the year shown: the vacancy, the stock and what is
 * in use, each from the year before. Folded at first. */
#pragma once

#include <gtk/gtk.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_BALANCE_CARD (lw_balance_card_get_type ())
G_DECLARE_FINAL_TYPE (LwBalanceCard, lw_balance_card, LW, BALANCE_CARD, GtkWidget)

GtkWidget *lw_balance_card_new (LwSession *session);

G_END_DECLS

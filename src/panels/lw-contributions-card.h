/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-contributions-card: which measures of the active scenario, and which offices in them, matter most in the year
 * shown: a folded list, the largest effect first, with bars. A row selects its offices. Nothing is computed while it
 * is folded. */
#pragma once

#include <gtk/gtk.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_CONTRIBUTIONS_CARD (lw_contributions_card_get_type ())
G_DECLARE_FINAL_TYPE (LwContributionsCard, lw_contributions_card, LW, CONTRIBUTIONS_CARD, GtkWidget)

GtkWidget *lw_contributions_card_new (LwSession *session);

G_END_DECLS

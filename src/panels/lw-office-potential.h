/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-potential: the conversion potential of an office on its page: class, score and what stops it, and its
 * criteria in groups, which can be answered in place, with the mouse or by one key. */
#pragma once

#include <gtk/gtk.h>

#include "session/lw-session-potential.h"

G_BEGIN_DECLS

#define LW_TYPE_OFFICE_POTENTIAL_CARD (lw_office_potential_card_get_type ())
G_DECLARE_FINAL_TYPE (LwOfficePotentialCard, lw_office_potential_card, LW, OFFICE_POTENTIAL_CARD, GtkWidget)

GtkWidget *lw_office_potential_card_new (void);
void lw_office_potential_card_show (LwOfficePotentialCard *self, LwSession *session, gint64 office);

G_END_DECLS

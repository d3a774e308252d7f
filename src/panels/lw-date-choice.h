/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-date-choice: the reference date (peildatum) that is shown, and a menu of the others: to go to one, or to compare
 * the one shown with it. */
#pragma once

#include <gtk/gtk.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_DATE_CHOICE (lw_date_choice_get_type ())
G_DECLARE_FINAL_TYPE (LwDateChoice, lw_date_choice, LW, DATE_CHOICE, GtkWidget)

GtkWidget *lw_date_choice_new (LwSession *session);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-published-card: figures that others published of the areas of the document, beside what the document itself says.
 * Hidden where nothing was imported. */
#pragma once

#include "session/lw-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_PUBLISHED_CARD (lw_published_card_get_type ())
G_DECLARE_FINAL_TYPE (LwPublishedCard, lw_published_card, LW, PUBLISHED_CARD, GtkWidget)

GtkWidget *lw_published_card_new (LwSession *session);

G_END_DECLS

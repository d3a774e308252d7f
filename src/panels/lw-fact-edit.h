/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-fact-edit: the button beside a fact of an office with which somebody corrects it: an entry or a list, "Unknown",
 * and one sentence when what was typed cannot be. */
#pragma once

#include <gtk/gtk.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

GtkWidget *lw_fact_edit_new (LwSession *session, gint64 office, LwOfficeColumn column, const char *name,
                             const char *current);

G_END_DECLS

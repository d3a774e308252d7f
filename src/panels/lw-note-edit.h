/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-note-edit: the button that opens the form of a note of an office, of a new one or of one that is there: what it is
 * about, what is noted, an amount, from whom and when, and whether it is confidential. */
#pragma once

#include <gtk/gtk.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

GtkWidget *lw_note_edit_new (LwSession *session, gint64 office, const LwOfficeNote *note);

G_END_DECLS

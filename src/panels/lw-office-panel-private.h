/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-panel-private: what the files of the page of an office share: lw-office-panel.c is the page and its facts,
 * lw-office-story.c its observations over time and its part in scenarios, lw-office-notes.c what is noted of it. */
#pragma once

#include <gtk/gtk.h>

#include "model/lw-office-record.h"
#include "session/lw-session.h"

G_BEGIN_DECLS

void lw_office_story_fill_observations (GtkWidget *box, const LwOfficeRecord *record, LwDate shown, double area_m2);
void lw_office_story_fill_scenarios (GtkWidget *box, LwSession *session, gint64 office);
gboolean lw_office_notes_fill (GtkWidget *box, LwSession *session, gint64 office);
char *lw_office_story_describe_source (const LwOfficeRecord *record);

G_END_DECLS

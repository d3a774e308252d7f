/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-selection: the selection of the session as the selection of a list of offices. It holds no selection of
 * its own: list and map cannot disagree, and selecting a million offices is one bitset. */
#pragma once

#include "model/lw-office-list.h"
#include "session/lw-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_OFFICE_SELECTION (lw_office_selection_get_type ())
G_DECLARE_FINAL_TYPE (LwOfficeSelection, lw_office_selection, LW, OFFICE_SELECTION, GObject)

LwOfficeSelection *lw_office_selection_new (LwOfficeList *list, LwSession *session);

G_END_DECLS

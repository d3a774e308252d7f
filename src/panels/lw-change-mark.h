/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-change-mark: the symbol of what became of an office between two dates, as on the map. Decoration only: the row
 * that it stands in says it in words. */
#pragma once

#include <gtk/gtk.h>

#include "model/lw-codes.h"

G_BEGIN_DECLS

#define LW_TYPE_CHANGE_MARK (lw_change_mark_get_type ())
G_DECLARE_FINAL_TYPE (LwChangeMark, lw_change_mark, LW, CHANGE_MARK, GtkWidget)

GtkWidget *lw_change_mark_new (void);
void lw_change_mark_set_change (LwChangeMark *mark, LwOfficeChange change);

G_END_DECLS

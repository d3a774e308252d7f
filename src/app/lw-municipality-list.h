/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-municipality-list: municipalities to choose from, by name, by province or all that are shown. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_MUNICIPALITY_LIST (lw_municipality_list_get_type ())
G_DECLARE_FINAL_TYPE (LwMunicipalityList, lw_municipality_list, LW, MUNICIPALITY_LIST, GtkBox)

/* Signals: changed (): others were chosen */
GtkWidget *lw_municipality_list_new (GPtrArray *codes);
GPtrArray *lw_municipality_list_get_chosen (LwMunicipalityList *list);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-row: one office in the list: ring, address, town and year, vacant m² and share. */
#pragma once

#include "model/lw-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_OFFICE_ROW (lw_office_row_get_type ())
G_DECLARE_FINAL_TYPE (LwOfficeRow, lw_office_row, LW, OFFICE_ROW, GtkWidget)

GtkWidget *lw_office_row_new (void);
void lw_office_row_set_office (LwOfficeRow *row, LwOffice *office);

G_END_DECLS

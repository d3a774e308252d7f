/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office: one office as an object, for lists that want objects: a reference to the table and the number of
 * the row. Made only for the rows on screen; everything else reads the columns. */
#pragma once

#include <gio/gio.h>

#include "model/lw-offices.h"

G_BEGIN_DECLS

#define LW_TYPE_OFFICE (lw_office_get_type ())
G_DECLARE_FINAL_TYPE (LwOffice, lw_office, LW, OFFICE, GObject)

LwOffice *lw_office_new (LwOffices *offices, guint row);
LwOffices *lw_office_get_offices (LwOffice *office);
guint lw_office_get_row (LwOffice *office);
gint64 lw_office_get_id (LwOffice *office);
char *lw_office_dup_address (LwOffice *office);
const char *lw_office_get_name (LwOffice *office);
const char *lw_office_get_town (LwOffice *office);
const char *lw_office_get_municipality (LwOffice *office);
double lw_office_get_stock_m2 (LwOffice *office);
double lw_office_get_vacant_m2 (LwOffice *office);
double lw_office_get_vacancy_rate (LwOffice *office);
int lw_office_get_build_year (LwOffice *office);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-number-entry: a cell of a table of figures: a number that may be missing, typed as people write it. It says so when
 * what was typed is no number within its limits, and tells of a new one when Enter is pressed or the focus leaves. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_NUMBER_ENTRY (lw_number_entry_get_type ())
G_DECLARE_FINAL_TYPE (LwNumberEntry, lw_number_entry, LW, NUMBER_ENTRY, GtkBox)

/*
 * Signals:
 *   entered (double value)   another number was typed; NAN when it was cleared
 */
GtkWidget *lw_number_entry_new (const char *name, int width, double low, double high, double scale);
void lw_number_entry_set_value (LwNumberEntry *entry, double value);
double lw_number_entry_get_value (LwNumberEntry *entry);
void lw_number_entry_set_usual (LwNumberEntry *entry, double value);
void lw_number_entry_set_name (LwNumberEntry *entry, const char *name);
void lw_number_entry_flush (LwNumberEntry *entry);

G_END_DECLS

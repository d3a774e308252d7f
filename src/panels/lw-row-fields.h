/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-row-fields: the fields that rows of measures and of plans unfold: a number, a number that may be left out, a
 * choice, a text, a switch. Each is a row with its title, and calls back when its value changes. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LwRowSpin: what a field for a number says
 * @title: its name
 * @subtitle: (nullable): what it means
 * @low: smallest value
 * @high: largest value
 * @step: of its buttons
 */
typedef struct {
  const char *title;
  const char *subtitle;
  double low;
  double high;
  double step;
} LwRowSpin;

/**
 * LwRowOptional: a number that may be left out
 * @row: the row
 * @own: whether there is a number
 * @spin: the number
 */
typedef struct {
  GtkWidget *row;
  GtkSwitch *own;
  GtkSpinButton *spin;
} LwRowOptional;

GtkSpinButton *lw_row_fields_add_spin (AdwExpanderRow *to, const LwRowSpin *spin, GCallback changed, gpointer data);
LwRowOptional lw_row_fields_add_optional (AdwExpanderRow *to, const LwRowSpin *spin, GCallback changed, gpointer data);
void lw_row_optional_set (LwRowOptional *field, double value, double fallback);
double lw_row_optional_get (LwRowOptional *field);
AdwComboRow *lw_row_fields_add_combo (AdwExpanderRow *to, const char *title, const char *const *strings,
                                      GCallback changed, gpointer data);
AdwEntryRow *lw_row_fields_add_entry (AdwExpanderRow *to, const char *title, GCallback applied, gpointer data);
GtkSwitch *lw_row_fields_add_switch (AdwExpanderRow *to, const char *title, const char *subtitle, GCallback changed,
                                     gpointer data);
GtkWidget *lw_row_fields_get_row (gpointer control);

G_END_DECLS

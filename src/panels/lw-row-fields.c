/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-row-fields: see lw-row-fields.h. */
#include "panels/lw-row-fields.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "panels/lw-names.h"
#include "panels/lw-wheel.h"

static GtkWidget *
add_row (AdwExpanderRow *to, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_expander_row_add_row (to, row);
  return row;
}

static GtkWidget *
new_spin (const LwRowSpin *spin)
{
  GtkWidget *button = gtk_spin_button_new_with_range (spin->low, spin->high, spin->step);

  lw_wheel_leave (button);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

/**
 * lw_row_fields_add_spin:
 * @to: the row that unfolds
 * @spin: what it says
 * @changed: (swapped): called with @data when the number changes
 *
 * Returns: (transfer none): the field
 */
GtkSpinButton *
lw_row_fields_add_spin (AdwExpanderRow *to, const LwRowSpin *spin, GCallback changed, gpointer data)
{
  GtkWidget *row = add_row (to, spin->title, spin->subtitle), *button = new_spin (spin);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_signal_connect_swapped (button, "value-changed", changed, data);
  return GTK_SPIN_BUTTON (button);
}

/**
 * lw_row_fields_add_optional:
 * @to: the row that unfolds
 * @spin: what it says
 * @changed: (swapped): called with @data when the number changes, comes or goes
 *
 * Returns: the field
 */
LwRowOptional
lw_row_fields_add_optional (AdwExpanderRow *to, const LwRowSpin *spin, GCallback changed, gpointer data)
{
  LwRowOptional field = { .row = add_row (to, spin->title, spin->subtitle) };
  GtkWidget *button = new_spin (spin), *own = gtk_switch_new ();
  /* Translators: %s is the name of a number that may be left out: a switch whether there is one */
  g_autofree char *name = g_strdup_printf (_ ("%s: own value"), spin->title);

  field.spin = GTK_SPIN_BUTTON (button);
  field.own = GTK_SWITCH (own);
  gtk_widget_set_valign (own, GTK_ALIGN_CENTER);
  lw_names_set (own, name);
  lw_names_set (button, spin->title);
  gtk_widget_set_visible (button, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (field.row), button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (field.row), own);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (field.row), own);
  g_object_bind_property (own, "active", button, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (button, "value-changed", changed, data);
  g_signal_connect_swapped (own, "notify::active", changed, data);
  return field;
}

/** lw_row_optional_set: shows @value, NAN for none; @fallback is what the number begins with when it is wanted */
void
lw_row_optional_set (LwRowOptional *field, double value, double fallback)
{
  gtk_spin_button_set_value (field->spin, isnan (value) ? fallback : value);
  gtk_switch_set_active (field->own, !isnan (value));
}

/** lw_row_optional_get: the number, NAN for none */
double
lw_row_optional_get (LwRowOptional *field)
{
  return gtk_switch_get_active (field->own) ? gtk_spin_button_get_value (field->spin) : NAN;
}

/** lw_row_fields_add_combo: (transfer none): adds a choice; @strings may be %NULL for one that is filled later;
 * @changed is called with @data swapped */
AdwComboRow *
lw_row_fields_add_combo (AdwExpanderRow *to, const char *title, const char *const *strings, GCallback changed,
                         gpointer data)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (strings);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_expander_row_add_row (to, row);
  g_signal_connect_swapped (row, "notify::selected", changed, data);
  return ADW_COMBO_ROW (row);
}

/* What was typed counts as soon as the keyboard goes elsewhere; nothing is lost for want of a press on a button. */
static void
entry_left_cb (GtkEventControllerFocus *focus)
{
  g_signal_emit_by_name (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus)), "entry-activated");
}

/** lw_row_fields_add_entry: (transfer none): adds a text; @applied is called with @data swapped when it is confirmed, or
 * left, whether or not it has changed */
AdwEntryRow *
lw_row_fields_add_entry (AdwExpanderRow *to, const char *title, GCallback applied, gpointer data)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_add_row (to, row);
  g_signal_connect_swapped (row, "entry-activated", applied, data);
  g_signal_connect (focus, "leave", G_CALLBACK (entry_left_cb), NULL);
  gtk_widget_add_controller (row, focus);
  return ADW_ENTRY_ROW (row);
}

/** lw_row_fields_add_switch: (transfer none): adds a switch; @changed is called with @data swapped */
GtkSwitch *
lw_row_fields_add_switch (AdwExpanderRow *to, const char *title, const char *subtitle, GCallback changed,
                          gpointer data)
{
  GtkWidget *row = add_row (to, title, subtitle), *button = gtk_switch_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_signal_connect_swapped (button, "notify::active", changed, data);
  return GTK_SWITCH (button);
}

/** lw_row_fields_get_row: (transfer none): the row that holds a control, to hide it where it has no meaning */
GtkWidget *
lw_row_fields_get_row (gpointer control)
{
  return gtk_widget_get_ancestor (GTK_WIDGET (control), ADW_TYPE_PREFERENCES_ROW);
}

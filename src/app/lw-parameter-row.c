/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-parameter-row: see lw-parameter-row.h. Everything but the value comes from the table of parameters. */
#include "app/lw-parameter-row.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-format.h"
#include "model/lw-source-mark.h"
#include "panels/lw-names.h"
#include "panels/lw-wheel.h"

struct _LwParameterRow {
  AdwActionRow parent_instance;

  GtkLabel *mark;
  GtkSpinButton *spin; /* or */
  GtkSwitch *onoff;
  GtkWidget *reset;

  LwParameter id;
  double value;
  guint digits;
  gboolean editable;
  gboolean filling;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwParameterRow, lw_parameter_row, ADW_TYPE_ACTION_ROW)

/* What one on screen is of the value: percentages are fractions. */
static double
scale_of (LwParameter id)
{
  return lw_parameter_is_share (id) ? 100 : 1;
}

/* A twentieth of the usual range, as a number that people count in: 1, 2 or 5 of something. */
static double
step_of (const LwParameterInfo *info, double scale)
{
  double rough = (info->high - info->low) * scale / 20;
  double power = pow (10, floor (log10 (rough)));

  return rough / power >= 5 ? 5 * power : rough / power >= 2 ? 2 * power : power;
}

/* As many decimals as the number needs, up to four. */
static guint
decimals_of (double number)
{
  for (guint digits = 0; digits < 4; digits++)
    if (fabs (number * pow (10, digits) - round (number * pow (10, digits))) < 1e-7)
      return digits;
  return 4;
}

static void
show_state (LwParameterRow *self)
{
  gboolean own = self->value != lw_parameter_get_info (self->id)->value;

  gtk_widget_set_visible (GTK_WIDGET (self->mark), own);
  gtk_widget_set_sensitive (self->reset, own && self->editable);
}

static void
change (LwParameterRow *self, double value)
{
  if (self->filling || value == self->value)
    return;
  self->value = value;
  show_state (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
spun_cb (LwParameterRow *self)
{
  const LwParameterInfo *info = lw_parameter_get_info (self->id);
  double value = gtk_spin_button_get_value (self->spin) / scale_of (self->id);

  /* 3.3 % is 0.033, and the default when it is written so. */
  value = fabs (value - info->value) < 1e-9 ? info->value : round (value * 1e9) / 1e9;
  change (self, CLAMP (value, info->min, info->max));
}

static void
switched_cb (LwParameterRow *self)
{
  change (self, gtk_switch_get_active (self->onoff) ? 1 : 0);
}

static void
reset_cb (LwParameterRow *self)
{
  double usual = lw_parameter_get_info (self->id)->value;
  gboolean changed = self->value != usual;

  /* The button that was pressed can no longer have the keyboard. */
  gtk_widget_grab_focus (self->spin ? GTK_WIDGET (self->spin) : GTK_WIDGET (self->onoff));
  lw_parameter_row_show (self, usual);
  if (changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* "Vacancy rate that … needs. Usually 3 % to 8 %. PBL and CPB, …, 2017." */
static char *
describe (LwParameter id)
{
  const LwParameterInfo *info = lw_parameter_get_info (id);
  g_autofree char *low = lw_format_parameter (NULL, id, info->low);
  g_autofree char *high = lw_format_parameter (NULL, id, info->high);
  g_autofree char *usual = lw_format_parameter (NULL, id, info->value);
  GString *text = g_string_new (_ (info->explanation));
  char *escaped;

  g_string_append (text, "\n");
  if (lw_parameter_is_switch (id))
    /* Translators: the default of a parameter, "no" */
    g_string_append_printf (text, _ ("Default %s."), usual);
  else
    /* Translators: the default of a parameter, the ends of its usual range */
    g_string_append_printf (text, _ ("Default %s, usually %s to %s."), usual, low, high);
  if (lw_parameter_is_assumption (id))
    g_string_append (text, _ (" An assumption."));
  else if (lw_source_mark_get_title (info->source))
    /* Translators: where the default of a parameter comes from */
    g_string_append_printf (text, _ (" Source: %s."), lw_source_mark_get_title (info->source));
  escaped = g_markup_escape_text (text->str, -1);
  g_string_free (text, TRUE);
  return escaped;
}

static void
add_field (LwParameterRow *self, const char *name)
{
  const LwParameterInfo *info = lw_parameter_get_info (self->id);
  double scale = scale_of (self->id), step;
  GtkWidget *field;

  if (lw_parameter_is_switch (self->id))
    {
      field = gtk_switch_new ();
      self->onoff = GTK_SWITCH (field);
      g_signal_connect_swapped (field, "notify::active", G_CALLBACK (switched_cb), self);
    }
  else
    {
      step = step_of (info, scale);
      self->digits = MAX (decimals_of (info->value * scale), decimals_of (step));
      self->digits = MAX (self->digits, scale == 100 ? 1 : info->max <= 20 ? 2 : 0);
      field = gtk_spin_button_new_with_range (info->min * scale, info->max * scale, step);
      self->spin = GTK_SPIN_BUTTON (field);
      lw_wheel_leave (field);
      gtk_spin_button_set_digits (self->spin, self->digits);
      gtk_spin_button_set_numeric (self->spin, TRUE);
      gtk_editable_set_width_chars (GTK_EDITABLE (field), 8);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (field), 8);
      g_signal_connect_swapped (field, "value-changed", G_CALLBACK (spun_cb), self);
    }
  gtk_widget_set_valign (field, GTK_ALIGN_CENTER);
  lw_names_set (field, name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), field);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), field);
}

static void
add_unit (LwParameterRow *self)
{
  const LwParameterInfo *info = lw_parameter_get_info (self->id);
  const char *unit = info->unit[0] != '\0' ? _ (info->unit) : "";
  g_autofree char *text = g_strconcat (lw_parameter_is_share (self->id) ? "%" : "", unit, NULL);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 9);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), label);
}

static void
add_reset (LwParameterRow *self, const char *name)
{
  g_autofree char *usual = lw_format_parameter (NULL, self->id, lw_parameter_get_info (self->id)->value);
  /* Translators: name of a parameter, its default */
  g_autofree char *tooltip = g_strdup_printf (_ ("%s back to %s"), name, usual);

  self->reset = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  gtk_widget_add_css_class (self->reset, "flat");
  gtk_widget_set_valign (self->reset, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->reset, tooltip);
  g_signal_connect_swapped (self->reset, "clicked", G_CALLBACK (reset_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->reset);
}

static void
build (LwParameterRow *self)
{
  const LwParameterInfo *info = lw_parameter_get_info (self->id);
  g_autofree char *title = g_markup_printf_escaped ("%s%s%s", _ (info->label),
                                                    info->symbol[0] != '\0' ? "  " : "", info->symbol);
  g_autofree char *subtitle = describe (self->id);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  self->mark = GTK_LABEL (gtk_label_new (_ ("own value")));
  gtk_widget_add_css_class (GTK_WIDGET (self->mark), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->mark), "caption");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->mark));
  add_field (self, _ (info->label));
  add_unit (self);
  add_reset (self, _ (info->label));
}

/** lw_parameter_row_get_id: which parameter it is about */
LwParameter
lw_parameter_row_get_id (LwParameterRow *self)
{
  g_return_val_if_fail (LW_IS_PARAMETER_ROW (self), LW_PARAM_NORM);
  return self->id;
}

/** lw_parameter_row_get_value: what is shown, in the unit of the parameter (a percentage as a fraction) */
double
lw_parameter_row_get_value (LwParameterRow *self)
{
  g_return_val_if_fail (LW_IS_PARAMETER_ROW (self), NAN);
  return self->value;
}

/** lw_parameter_row_show: shows a value without telling that it changed; what the field only rounds stays as
 * it is */
void
lw_parameter_row_show (LwParameterRow *self, double value)
{
  double power = pow (10, self->digits);

  g_return_if_fail (LW_IS_PARAMETER_ROW (self));
  self->filling = TRUE;
  self->value = value;
  if (self->spin)
    gtk_spin_button_set_value (self->spin, round (value * scale_of (self->id) * power) / power);
  else
    gtk_switch_set_active (self->onoff, value > 0);
  show_state (self);
  self->filling = FALSE;
}

/** lw_parameter_row_set_editable: whether the value can be changed, or only be looked at */
void
lw_parameter_row_set_editable (LwParameterRow *self, gboolean editable)
{
  g_return_if_fail (LW_IS_PARAMETER_ROW (self));
  self->editable = editable;
  gtk_widget_set_sensitive (self->spin ? GTK_WIDGET (self->spin) : GTK_WIDGET (self->onoff), editable);
  show_state (self);
}

/** lw_parameter_row_set_wrong: marks a value that does not go with others */
void
lw_parameter_row_set_wrong (LwParameterRow *self, gboolean wrong)
{
  GtkWidget *field;

  g_return_if_fail (LW_IS_PARAMETER_ROW (self));
  field = self->spin ? GTK_WIDGET (self->spin) : GTK_WIDGET (self->onoff);
  if (wrong)
    gtk_widget_add_css_class (field, "error");
  else
    gtk_widget_remove_css_class (field, "error");
}

/** lw_parameter_row_flush: takes over what is being typed */
void
lw_parameter_row_flush (LwParameterRow *self)
{
  g_return_if_fail (LW_IS_PARAMETER_ROW (self));
  if (self->spin)
    gtk_spin_button_update (self->spin);
}

static void
lw_parameter_row_class_init (LwParameterRowClass *klass)
{
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LW_TYPE_PARAMETER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
lw_parameter_row_init (LwParameterRow *self)
{
  self->editable = TRUE;
}

/**
 * lw_parameter_row_new:
 *
 * Returns: (transfer floating): a row that shows the default of @id; "changed" tells that a hand changed it
 */
LwParameterRow *
lw_parameter_row_new (LwParameter id)
{
  LwParameterRow *self = g_object_new (LW_TYPE_PARAMETER_ROW, NULL);

  self->id = id;
  build (self);
  lw_parameter_row_show (self, lw_parameter_get_info (id)->value);
  return self;
}

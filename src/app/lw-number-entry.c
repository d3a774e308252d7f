/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-number-entry: see lw-number-entry.h. */
#include "app/lw-number-entry.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "draw/lw-format.h"
#include "formats/lw-cell.h"
#include "panels/lw-names.h"

struct _LwNumberEntry {
  GtkBox parent_instance;

  GtkWidget *entry;
  double low;
  double high;
  double scale; /* what is typed is so many times the value */
  double value; /* NAN for none */
};

G_DEFINE_FINAL_TYPE (LwNumberEntry, lw_number_entry, GTK_TYPE_BOX)

enum {
  SIGNAL_ENTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
format_value (const LwNumberEntry *self, double value)
{
  double shown = value * self->scale;
  int decimals = 0, most = self->scale == 1 ? 1 : 2;
  g_autofree char *text = NULL;

  if (isnan (value))
    return g_strdup ("");
  for (double part = shown; decimals < most && fabs (part - round (part)) > 1e-6; part *= 10)
    decimals++;
  text = lw_format_number (NULL, shown, decimals);
  return g_steal_pointer (&text);
}

static void
show_value (LwNumberEntry *self)
{
  g_autofree char *text = format_value (self, self->value);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_widget_remove_css_class (self->entry, "error");
  gtk_widget_set_tooltip_text (self->entry, NULL);
}

/* The number that stands there; FALSE when it is none, or lies outside the limits. */
static gboolean
read_value (const LwNumberEntry *self, double *value)
{
  LwFormat format;
  LwDecimal decimal;
  LwCellState state;

  lw_format_init_locale (&format);
  decimal = strcmp (format.decimal, ",") == 0 ? LW_DECIMAL_COMMA : LW_DECIMAL_POINT;
  state = lw_cell_parse_number (gtk_editable_get_text (GTK_EDITABLE (self->entry)), decimal, value, NULL);
  if (state == LW_CELL_UNKNOWN)
    *value = NAN;
  else if (state == LW_CELL_INVALID)
    return FALSE;
  else
    *value /= self->scale;
  return isnan (*value) || (*value >= self->low && *value <= self->high);
}

static void
complain (LwNumberEntry *self)
{
  g_autofree char *low = lw_format_number (NULL, self->low * self->scale, 0);
  g_autofree char *high = lw_format_number (NULL, self->high * self->scale, 0);
  /* Translators: the smallest and the largest number. */
  g_autofree char *text = g_strdup_printf (_ ("Give a number from %s to %s, or nothing"), low, high);

  gtk_widget_add_css_class (self->entry, "error");
  gtk_widget_set_tooltip_text (self->entry, text);
}

/** lw_number_entry_flush: takes what was typed, as if Enter had been pressed */
void
lw_number_entry_flush (LwNumberEntry *self)
{
  g_autofree char *shown = NULL;
  double value;

  g_return_if_fail (LW_IS_NUMBER_ENTRY (self));
  /* A number that is only rounded for showing stays as it is. */
  shown = format_value (self, self->value);
  if (strcmp (shown, gtk_editable_get_text (GTK_EDITABLE (self->entry))) == 0)
    {
      gtk_widget_remove_css_class (self->entry, "error");
      gtk_widget_set_tooltip_text (self->entry, NULL);
      return;
    }
  if (!read_value (self, &value))
    {
      complain (self);
      return;
    }
  if (value == self->value || (isnan (value) && isnan (self->value)))
    {
      show_value (self);
      return;
    }
  self->value = value;
  show_value (self);
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0, value);
}

static void
lw_number_entry_class_init (LwNumberEntryClass *klass)
{
  signals[SIGNAL_ENTERED] = g_signal_new ("entered", LW_TYPE_NUMBER_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_DOUBLE);
}

static void
lw_number_entry_init (LwNumberEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  self->value = NAN;
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_entry_set_alignment (GTK_ENTRY (self->entry), 1);
  gtk_widget_add_css_class (self->entry, "numeric");
  gtk_box_append (GTK_BOX (self), self->entry);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (lw_number_entry_flush), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (lw_number_entry_flush), self);
  gtk_widget_add_controller (self->entry, focus);
}

/**
 * lw_number_entry_new:
 * @name: what it is of, for who does not see the table
 * @width: characters that it shows
 * @low: the smallest number
 * @high: the largest
 * @scale: what is typed is so many times the value: 100 for a percentage
 *
 * Returns: (transfer floating): an empty entry
 */
GtkWidget *
lw_number_entry_new (const char *name, int width, double low, double high, double scale)
{
  LwNumberEntry *self = g_object_new (LW_TYPE_NUMBER_ENTRY, NULL);

  self->low = low;
  self->high = high;
  self->scale = scale;
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), width);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), width);
  lw_names_set (self->entry, name);
  return GTK_WIDGET (self);
}

/** lw_number_entry_set_value: shows a number, NAN for none; what is being typed stays */
void
lw_number_entry_set_value (LwNumberEntry *self, double value)
{
  g_return_if_fail (LW_IS_NUMBER_ENTRY (self));

  if (value == self->value || (isnan (value) && isnan (self->value)))
    return;
  self->value = value;
  show_value (self);
}

/** lw_number_entry_get_value: the number that was taken last, NAN for none */
double
lw_number_entry_get_value (LwNumberEntry *self)
{
  g_return_val_if_fail (LW_IS_NUMBER_ENTRY (self), NAN);

  return self->value;
}

/** lw_number_entry_set_usual: what counts while nothing is typed; NAN for nothing */
void
lw_number_entry_set_usual (LwNumberEntry *self, double value)
{
  g_autofree char *text = NULL;

  g_return_if_fail (LW_IS_NUMBER_ENTRY (self));
  text = format_value (self, value);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), text);
}

/** lw_number_entry_set_name: says anew what it is of */
void
lw_number_entry_set_name (LwNumberEntry *self, const char *name)
{
  g_return_if_fail (LW_IS_NUMBER_ENTRY (self));

  lw_names_set (self->entry, name);
}

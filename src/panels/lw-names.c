/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-names: see lw-names.h. GTK 4.8 calls a button with an icon by the class of the icon, and a choice hides the
 * button that has the keyboard inside itself; what they are for stands in a tooltip, a label or a title nearby. */
#include "panels/lw-names.h"

#include <adwaita.h>

/* "_Open" is read aloud as "Open"; two underlines stand for one. */
static char *
without_mnemonic (const char *label)
{
  GString *text = g_string_new (NULL);

  for (const char *at = label; *at; at++)
    {
      if (*at == '_' && at[1] != '\0')
        at++;
      g_string_append_c (text, *at);
    }
  return g_string_free (text, FALSE);
}

static void
label_by (GtkWidget *widget, GtkWidget *by)
{
  gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, by, NULL, -1);
}

/* The words on a widget are its name, now and when they change. */
static void
name_by_words_cb (GtkWidget *widget, GParamSpec *pspec, gpointer data)
{
  g_autofree char *words = NULL;

  g_object_get (widget, pspec->name, &words, NULL);
  if (words != NULL && *words)
    lw_names_set (widget, words);
}

static void
name_by_words (GtkWidget *widget, const char *property)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (widget), property);
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  g_signal_handlers_disconnect_by_func (widget, (gpointer) name_by_words_cb, NULL);
  g_signal_connect (widget, signal, G_CALLBACK (name_by_words_cb), NULL);
  name_by_words_cb (widget, pspec, NULL);
}

static void
name_button (GtkButton *button)
{
  const char *label = gtk_button_get_label (button);
  const char *tooltip = gtk_widget_get_tooltip_text (GTK_WIDGET (button));

  if (label != NULL && *label && gtk_button_get_use_underline (button))
    lw_names_set (GTK_WIDGET (button), label);
  else if (tooltip != NULL && gtk_button_get_icon_name (button) != NULL)
    lw_names_set (GTK_WIDGET (button), tooltip);
}

static void
name_menu_button (GtkMenuButton *button)
{
  const char *label = gtk_menu_button_get_label (button);
  const char *tooltip = gtk_widget_get_tooltip_text (GTK_WIDGET (button));

  if (label != NULL && *label)
    name_by_words (GTK_WIDGET (button), "label");
  else if (tooltip != NULL)
    lw_names_set (GTK_WIDGET (button), tooltip);
}

/* The button is called what the choice is called: by the label beside it, or by its own name. */
static void
name_drop_down (GtkWidget *drop_down)
{
  g_autoptr (GList) labels = gtk_widget_list_mnemonic_labels (drop_down);

  for (GtkWidget *child = gtk_widget_get_first_child (drop_down); child; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      label_by (child, labels != NULL ? labels->data : drop_down);
}

/* A row that has nothing to say of its own holds buttons, and they have the keyboard. */
static void
name_row (GtkWidget *row)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

  if (ADW_IS_EXPANDER_ROW (row))
    name_by_words (row, "title");
  else if (title == NULL || *title == '\0')
    gtk_widget_set_focusable (row, FALSE);
}

static gboolean
has_title (GtkWidget *widget)
{
  const char *title
      = ADW_IS_PREFERENCES_GROUP (widget) ? adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (widget)) : NULL;

  return title != NULL && *title != '\0';
}

static void
apply (GtkWidget *widget, GtkWidget *titled)
{
  if (GTK_IS_MENU_BUTTON (widget))
    name_menu_button (GTK_MENU_BUTTON (widget));
  else if (GTK_IS_EXPANDER (widget))
    name_by_words (widget, "label");
  else if (GTK_IS_BUTTON (widget))
    name_button (GTK_BUTTON (widget));
  else if (ADW_IS_PREFERENCES_ROW (widget))
    name_row (widget);
  else if (ADW_IS_PREFERENCES_GROUP (widget))
    name_by_words (widget, "title");
  else if (GTK_IS_LIST_BOX (widget) && titled != NULL)
    label_by (widget, titled);
  if (ADW_IS_EXPANDER_ROW (widget) || has_title (widget))
    titled = widget;
  if (GTK_IS_DROP_DOWN (widget))
    {
      name_drop_down (widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    apply (child, titled);
}

/**
 * lw_names_set:
 * @widget: a control
 * @name: what it is for, in the language of the user; may hold a mnemonic
 *
 * Names the control.
 */
void
lw_names_set (GtkWidget *widget, const char *name)
{
  g_autofree char *plain = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && name != NULL);
  plain = without_mnemonic (name);
  /* Both would be read aloud, one after the other. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
}

/**
 * lw_names_apply:
 * @root: a window or a part of one
 *
 * Names each button without words by its tooltip, each choice's button by the choice, and each list in a group by the
 * group. To be called when the widgets have been made.
 */
void
lw_names_apply (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));
  /* In a dialog of one group the list is what the dialog is about. */
  apply (root, GTK_IS_WINDOW (root) && !GTK_IS_APPLICATION_WINDOW (root) ? root : NULL);
}

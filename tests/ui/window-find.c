/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-find: see window-find.h. */
#include "window-find.h"

#include <string.h>

/** window_collect: all widgets of a type below @widget, in their order */
void
window_collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    window_collect (child, type, found);
}

/** window_find: (transfer none): the one of them with this number, which must be there */
gpointer
window_find (GtkWidget *widget, GType type, guint number)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  window_collect (widget, type, found);
  g_assert_cmpuint (number, <, found->len);
  return g_ptr_array_index (found, number);
}

/** window_find_button: (transfer none): the button with this label, which must be there */
GtkWidget *
window_find_button (GtkWidget *widget, const char *label)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  window_collect (widget, GTK_TYPE_BUTTON, found);
  for (guint i = 0; i < found->len; i++)
    if (g_strcmp0 (gtk_button_get_label (g_ptr_array_index (found, i)), label) == 0)
      return g_ptr_array_index (found, i);
  g_assert_not_reached ();
}

/** window_find_class: (transfer none) (nullable): the first widget with this style class */
GtkWidget *
window_find_class (GtkWidget *widget, const char *css_class)
{
  if (gtk_widget_has_css_class (widget, css_class))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = window_find_class (child, css_class);

      if (found)
        return found;
    }
  return NULL;
}

/** window_is_shown: whether a label that is on screen holds @words */
gboolean
window_is_shown (GtkWidget *widget, const char *words)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (window_is_shown (child, words))
      return TRUE;
  return FALSE;
}

static gboolean
settled_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/** window_settle: waits until what was begun is done and drawn */
void
window_settle (WindowFixture *fixture)
{
  gboolean settled = FALSE;

  g_timeout_add (150, settled_cb, &settled);
  WAIT_UNTIL (settled && !is_busy (fixture->session));
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-date-choice: see lw-date-choice.h. The menu is made anew when the document has other dates; which of them are
 * shown and compared is the state of two actions. */
#include "panels/lw-date-choice.h"

#include <glib/gi18n-lib.h>

#include "panels/lw-names.h"

struct _LwDateChoice {
  GtkWidget parent_instance;

  GtkWidget *button;
  GSimpleAction *show;
  GSimpleAction *compare;

  LwSession *session;
  GArray *dates; /* that are in the menu */
  LwDate date;   /* for which the menu was made */
};

G_DEFINE_FINAL_TYPE (LwDateChoice, lw_date_choice, GTK_TYPE_WIDGET)

static void
add_date (GMenu *menu, LwDate date, const char *action)
{
  g_autofree char *label = lw_date_to_display (date);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "i", (gint32) date);
  g_menu_append_item (menu, item);
}

/* The newest date first: that is what people come for. A new menu: GTK 4.8 keeps the page of a submenu that was taken out
 * of one. */
static void
fill_menu (LwDateChoice *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) dates = g_menu_new (), others = g_menu_new (), none = g_menu_new (), list = g_menu_new ();
  g_autoptr (GMenuItem) off = g_menu_item_new (_ ("Nothing"), NULL);

  for (guint i = self->dates->len; i-- > 0;)
    {
      LwDate date = g_array_index (self->dates, LwDate, i);

      add_date (dates, date, "dates.show");
      if (date != self->date)
        add_date (list, date, "dates.compare");
    }
  g_menu_append_section (menu, _ ("Reference date"), G_MENU_MODEL (dates));
  g_menu_item_set_action_and_target (off, "dates.compare", "i", (gint32) LW_DATE_UNKNOWN);
  g_menu_append_item (none, off);
  g_menu_append_section (others, NULL, G_MENU_MODEL (list));
  g_menu_append_section (others, NULL, G_MENU_MODEL (none));
  if (self->dates->len > 1)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      g_menu_append_submenu (section, _ ("_Compare with"), G_MENU_MODEL (others));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->button), G_MENU_MODEL (menu));
}

static gboolean
dates_are_in_menu (LwDateChoice *self, GArray *dates, LwDate date)
{
  if (self->date != date || self->dates->len != dates->len)
    return FALSE;
  for (guint i = 0; i < dates->len; i++)
    if (g_array_index (self->dates, LwDate, i) != g_array_index (dates, LwDate, i))
      return FALSE;
  return TRUE;
}

static void
update_cb (LwDateChoice *self)
{
  GArray *dates = lw_session_get_dates (self->session);
  LwDate date = lw_session_get_date (self->session);
  g_autofree char *label = lw_date_to_display (date);

  if (!dates_are_in_menu (self, dates, date))
    {
      g_array_unref (self->dates);
      self->dates = g_array_copy (dates);
      self->date = date;
      fill_menu (self);
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), label);
  gtk_widget_set_tooltip_text (self->button,
                               dates->len > 1 ? _ ("Reference date: choose another, or compare two")
                                              : _ ("Reference date; another one comes with another vacancy list"));
  gtk_widget_set_sensitive (self->button, dates->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self), date != LW_DATE_UNKNOWN);
  g_simple_action_set_state (self->show, g_variant_new_int32 (date));
  g_simple_action_set_state (self->compare, g_variant_new_int32 (lw_session_get_compare_date (self->session)));
}

/* The state follows when the date is there. */
static void
show_cb (LwDateChoice *self, GVariant *date)
{
  lw_session_set_date (self->session, g_variant_get_int32 (date));
}

static void
compare_cb (LwDateChoice *self, GVariant *date)
{
  lw_session_set_compare_date (self->session, g_variant_get_int32 (date));
}

static GSimpleAction *
add_action (LwDateChoice *self, GSimpleActionGroup *group, const char *name, GCallback callback)
{
  GSimpleAction *action
      = g_simple_action_new_stateful (name, G_VARIANT_TYPE_INT32, g_variant_new_int32 (LW_DATE_UNKNOWN));

  g_signal_connect_object (action, "activate", callback, self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  return action;
}

static void
lw_date_choice_dispose (GObject *object)
{
  LwDateChoice *self = LW_DATE_CHOICE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->show);
  g_clear_object (&self->compare);
  g_clear_pointer (&self->dates, g_array_unref);
  G_OBJECT_CLASS (lw_date_choice_parent_class)->dispose (object);
}

static void
lw_date_choice_class_init (LwDateChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_date_choice_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "datechoice");
}

static void
lw_date_choice_init (LwDateChoice *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->dates = g_array_new (FALSE, FALSE, sizeof (LwDate));
  self->date = LW_DATE_UNKNOWN;
  self->show = add_action (self, group, "show", G_CALLBACK (show_cb));
  self->compare = add_action (self, group, "compare", G_CALLBACK (compare_cb));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "dates", G_ACTION_GROUP (group));
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "small-button");
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

/**
 * lw_date_choice_new:
 *
 * Returns: (transfer floating): the choice for @session
 */
GtkWidget *
lw_date_choice_new (LwSession *session)
{
  LwDateChoice *self = g_object_new (LW_TYPE_DATE_CHOICE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::date", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::compare-date", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::offices", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);
  return GTK_WIDGET (self);
}

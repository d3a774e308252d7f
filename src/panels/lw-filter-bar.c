/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-filter-bar: the chips are made anew whenever the filter changes; there are few, and the filter is the truth. */
#include "panels/lw-filter-bar.h"

#include "panels/lw-filter-popover.h"
#include "panels/lw-wrap-layout.h"

#include <glib/gi18n-lib.h>

struct _LwFilterBar {
  GtkWidget parent_instance;

  GtkWidget *chips;
  GtkWidget *clear;
  GtkMenuButton *add;
  LwFilterPopover *popover;

  LwSession *session;
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (LwFilterBar, lw_filter_bar, GTK_TYPE_WIDGET)

static void
remove_chip_cb (GtkButton *chip, LwFilterBar *self)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "criterion"));
  g_autoptr (LwFilter) filter = lw_filter_without (lw_session_get_filter (self->session), i);

  lw_session_set_filter (self->session, filter);
}

static void
add_chip (LwFilterBar *self, LwFilter *filter, guint i)
{
  g_autofree char *words = lw_filter_describe (filter, i, lw_session_get_offices (self->session));
  /* translators: %s is a criterion, such as "Built 1965–1994" */
  g_autofree char *tooltip = g_strdup_printf (_("Remove the filter: %s"), words);
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_tooltip_text (chip, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  g_object_set_data (G_OBJECT (chip), "criterion", GUINT_TO_POINTER (i));
  g_signal_connect (chip, "clicked", G_CALLBACK (remove_chip_cb), self);
  gtk_box_append (GTK_BOX (self->chips), chip);
}

static void
update_chips_cb (LwFilterBar *self)
{
  LwFilter *filter = lw_session_get_filter (self->session);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chips)))
    gtk_box_remove (GTK_BOX (self->chips), child);
  for (guint i = 0; i < lw_filter_n_criteria (filter); i++)
    add_chip (self, filter, i);
  gtk_widget_set_visible (self->chips, !lw_filter_is_empty (filter));
  gtk_widget_set_visible (self->clear, !lw_filter_is_empty (filter));
}

static void
clear_cb (LwFilterBar *self)
{
  lw_session_set_filter (self->session, NULL);
}

static void
lw_filter_bar_dispose (GObject *object)
{
  LwFilterBar *self = LW_FILTER_BAR (object);
  GtkWidget *child;

  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_FILTER_BAR);
  /* The template lets go only of the parts that have a name. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lw_filter_bar_parent_class)->dispose (object);
}

static void
lw_filter_bar_class_init (LwFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_filter_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/nl/leegwijzer/Leegwijzer/ui/lw-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LwFilterBar, chips);
  gtk_widget_class_bind_template_child (widget_class, LwFilterBar, clear);
  gtk_widget_class_bind_template_child (widget_class, LwFilterBar, add);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
lw_filter_bar_init (LwFilterBar *self)
{
  g_autoptr (GtkLayoutManager) wrap = lw_wrap_layout_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->chips, g_steal_pointer (&wrap));
  self->popover = LW_FILTER_POPOVER (lw_filter_popover_new ());
  gtk_menu_button_set_popover (self->add, GTK_WIDGET (self->popover));
  self->signals = g_signal_group_new (LW_TYPE_SESSION);
  g_signal_group_connect_swapped (self->signals, "notify::filter", G_CALLBACK (update_chips_cb), self);
  /* What a criterion is called depends on the table. */
  g_signal_group_connect_swapped (self->signals, "notify::offices", G_CALLBACK (update_chips_cb), self);
}

/** lw_filter_bar_new: (transfer floating): a bar without a session */
GtkWidget *
lw_filter_bar_new (void)
{
  return g_object_new (LW_TYPE_FILTER_BAR, NULL);
}

/** lw_filter_bar_set_session: shows and changes the filter of @session */
void
lw_filter_bar_set_session (LwFilterBar *self, LwSession *session)
{
  g_return_if_fail (LW_IS_FILTER_BAR (self));

  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->signals, session);
  lw_filter_popover_set_session (self->popover, session);
  if (session)
    update_chips_cb (self);
}

/** lw_filter_bar_open: opens the choice of criteria to add */
void
lw_filter_bar_open (LwFilterBar *self)
{
  g_return_if_fail (LW_IS_FILTER_BAR (self));
  gtk_menu_button_popup (self->add);
}

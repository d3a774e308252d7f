/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-short-choice: see lw-short-choice.h. For models of GtkStringObject. */
#include "panels/lw-short-choice.h"

static void
setup_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer shown_on_button)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  /* In the list a name has room; on the button it gives way to what stands beside it. */
  if (shown_on_button)
    {
      gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (label, 4);
      gtk_label_set_max_width_chars (label, 18);
    }
  gtk_list_item_set_child (item, GTK_WIDGET (label));
}

static void
bind_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkListItemFactory *
make_factory (gboolean shown_on_button)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_name_cb), GINT_TO_POINTER (shown_on_button));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name_cb), NULL);
  return factory;
}

/** lw_short_choice_apply: makes @drop_down, whose model holds strings, give way */
void
lw_short_choice_apply (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) button = make_factory (TRUE);
  g_autoptr (GtkListItemFactory) list = make_factory (FALSE);

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));
  gtk_drop_down_set_factory (drop_down, button);
  gtk_drop_down_set_list_factory (drop_down, list);
}

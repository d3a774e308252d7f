/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-change-mark: see lw-change-mark.h. As wide as a ring (lw-ring.h), which it replaces in the list. */
#include "panels/lw-change-mark.h"

#include "draw/lw-symbols.h"

#include <adwaita.h>

#define MARK_SIZE 16
#define MARK_RADIUS 5.5

struct _LwChangeMark {
  GtkWidget parent_instance;

  LwOfficeChange change;
};

G_DEFINE_FINAL_TYPE (LwChangeMark, lw_change_mark, GTK_TYPE_WIDGET)

static void
lw_change_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LwChangeMark *self = LW_CHANGE_MARK (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr
      = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  lw_symbol_draw_change (cr, lw_palette_get (dark ? LW_PALETTE_DARK : LW_PALETTE_LIGHT), self->change, width / 2,
                         height / 2, MARK_RADIUS);
  cairo_destroy (cr);
}

static void
lw_change_mark_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = MARK_SIZE;
  *minimum_baseline = *natural_baseline = -1;
}

static void
lw_change_mark_class_init (LwChangeMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = lw_change_mark_snapshot;
  widget_class->measure = lw_change_mark_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lw_change_mark_init (LwChangeMark *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

/** lw_change_mark_new: (transfer floating): the mark of nothing */
GtkWidget *
lw_change_mark_new (void)
{
  return g_object_new (LW_TYPE_CHANGE_MARK, NULL);
}

/** lw_change_mark_set_change: shows the symbol of @change */
void
lw_change_mark_set_change (LwChangeMark *mark, LwOfficeChange change)
{
  g_return_if_fail (LW_IS_CHANGE_MARK (mark) && change < LW_N_CHANGES);

  if (mark->change == change)
    return;
  mark->change = change;
  gtk_widget_queue_draw (GTK_WIDGET (mark));
}

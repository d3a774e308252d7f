/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-change-bar: see lw-change-bar.h. */
#include "panels/lw-change-bar.h"

#include <adwaita.h>

#include "draw/lw-palette.h"

#define BAR_HEIGHT 12
#define BAR_RADIUS 2
/* More than nothing is seen. */
#define LEAST_LENGTH 1.5

struct _LwChangeBar {
  GtkWidget parent_instance;

  double value;
  double ghost;
  LwChangeScale scale;
  LwOfficeChange change;
};

G_DEFINE_FINAL_TYPE (LwChangeBar, lw_change_bar, GTK_TYPE_WIDGET)

static GdkRGBA
to_rgba (LwColor color)
{
  return (GdkRGBA){ (float) color.red, (float) color.green, (float) color.blue, (float) color.alpha };
}

static double
place (const LwChangeBar *self, double value, double width)
{
  double range = self->scale.high - self->scale.low;

  return range > 0 ? (CLAMP (value, self->scale.low, self->scale.high) - self->scale.low) / range * width : width / 2;
}

static void
append_bar (LwChangeBar *self, GtkSnapshot *snapshot, double value, double width, double y, LwColor fill,
            const LwColor *outline)
{
  double axis = place (self, 0, width), end = place (self, value, width);
  double left = MIN (axis, end), length = ABS (end - axis);
  graphene_rect_t rect;
  GskRoundedRect rounded;
  GdkRGBA color = to_rgba (fill);

  if (value == 0)
    return;
  length = MAX (length, LEAST_LENGTH);
  graphene_rect_init (&rect, (float) left, (float) y, (float) length, BAR_HEIGHT);
  gsk_rounded_rect_init_from_rect (&rounded, &rect, BAR_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &color, &rect);
  gtk_snapshot_pop (snapshot);
  if (outline != NULL && length > 2)
    {
      GdkRGBA line = to_rgba (*outline);

      gtk_snapshot_append_border (snapshot, &rounded, (float[4]){ 1, 1, 1, 1 },
                                  (GdkRGBA[4]){ line, line, line, line });
    }
}

static void
lw_change_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LwChangeBar *self = LW_CHANGE_BAR (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const LwPalette *palette = lw_palette_get (dark ? LW_PALETTE_DARK : LW_PALETTE_LIGHT);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double y = (height - BAR_HEIGHT) / 2.0, axis = place (self, 0, width);
  GdkRGBA line = to_rgba (palette->border);

  if (width < 2)
    return;
  append_bar (self, snapshot, self->ghost, width, y, palette->ghost, NULL);
  append_bar (self, snapshot, self->value, width, y, palette->changes[self->change],
              &palette->change_outlines[self->change]);
  /* The axis runs through from row to row. */
  gtk_snapshot_append_color (snapshot, &line,
                             &GRAPHENE_RECT_INIT ((float) CLAMP (axis - 0.5, 0, width - 1), 0, 1, (float) height));
}

static void
lw_change_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 40 : BAR_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 90 : BAR_HEIGHT;
}

static void
lw_change_bar_class_init (LwChangeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = lw_change_bar_snapshot;
  widget_class->measure = lw_change_bar_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lw_change_bar_init (LwChangeBar *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

/**
 * lw_change_bar_set:
 * @value: how long, in the unit of @scale; negative to the left
 * @ghost: how long what is behind it is
 * @scale: where the bars of the list begin and end
 * @change: decides the colour
 */
void
lw_change_bar_set (LwChangeBar *bar, double value, double ghost, const LwChangeScale *scale, LwOfficeChange change)
{
  g_return_if_fail (LW_IS_CHANGE_BAR (bar) && scale->low <= 0 && scale->high >= 0 && change < LW_N_CHANGES);
  bar->value = value;
  bar->ghost = ghost;
  bar->scale = *scale;
  bar->change = change;
  gtk_widget_queue_draw (GTK_WIDGET (bar));
}

/**
 * lw_change_bar_new:
 *
 * Returns: (transfer floating): a bar of no length
 */
GtkWidget *
lw_change_bar_new (void)
{
  return g_object_new (LW_TYPE_CHANGE_BAR, NULL);
}

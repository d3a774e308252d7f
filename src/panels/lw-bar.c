/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bar: see lw-bar.h. */
#include "panels/lw-bar.h"

#include <adwaita.h>

#include "draw/lw-palette.h"

#define BAR_HEIGHT 12
#define BAR_RADIUS 3

struct _LwBar {
  GtkWidget parent_instance;

  double fraction;
  double ghost_fraction;
  LwVacancyClass vacancy_class;
};

G_DEFINE_FINAL_TYPE (LwBar, lw_bar, GTK_TYPE_WIDGET)

static GdkRGBA
to_rgba (LwColor color)
{
  return (GdkRGBA){ (float) color.red, (float) color.green, (float) color.blue, (float) color.alpha };
}

static void
append_bar (GtkSnapshot *snapshot, double width, double y, LwColor fill, const LwColor *outline)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (0, (float) y, (float) MAX (width, 1.5), BAR_HEIGHT);
  GdkRGBA color = to_rgba (fill);
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, &rect, BAR_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &color, &rect);
  gtk_snapshot_pop (snapshot);
  if (outline != NULL)
    {
      GdkRGBA line = to_rgba (*outline);

      gtk_snapshot_append_border (snapshot, &rounded, (float[4]){ 1, 1, 1, 1 },
                                  (GdkRGBA[4]){ line, line, line, line });
    }
}

static void
lw_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LwBar *self = LW_BAR (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const LwPalette *palette = lw_palette_get (dark ? LW_PALETTE_DARK : LW_PALETTE_LIGHT);
  double width = gtk_widget_get_width (widget), y = (gtk_widget_get_height (widget) - BAR_HEIGHT) / 2.0;
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (width < 2)
    return;
  if (mirrored)
    {
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) width, 0));
      gtk_snapshot_scale (snapshot, -1, 1);
    }
  if (self->ghost_fraction > self->fraction)
    append_bar (snapshot, width * self->ghost_fraction, y, palette->ghost, NULL);
  if (self->fraction > 0)
    append_bar (snapshot, width * self->fraction, y, palette->classes[self->vacancy_class],
                &palette->class_outlines[self->vacancy_class]);
}

static void
lw_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 24 : BAR_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : BAR_HEIGHT;
}

static void
lw_bar_class_init (LwBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = lw_bar_snapshot;
  widget_class->measure = lw_bar_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lw_bar_init (LwBar *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

/**
 * lw_bar_set:
 * @fraction: length, 0 to 1
 * @ghost_fraction: length of what is behind it, 0 to 1
 * @vacancy_class: decides the colour
 */
void
lw_bar_set (LwBar *bar, double fraction, double ghost_fraction, LwVacancyClass vacancy_class)
{
  g_return_if_fail (LW_IS_BAR (bar));
  bar->fraction = CLAMP (fraction, 0, 1);
  bar->ghost_fraction = CLAMP (ghost_fraction, 0, 1);
  bar->vacancy_class = vacancy_class;
  gtk_widget_queue_draw (GTK_WIDGET (bar));
}

/**
 * lw_bar_new:
 *
 * Returns: (transfer floating): a bar of no length
 */
GtkWidget *
lw_bar_new (void)
{
  return g_object_new (LW_TYPE_BAR, NULL);
}

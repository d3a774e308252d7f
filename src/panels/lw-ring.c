/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-ring: paints a ring with Cairo in the colours of the palette that fits the style of the screen. It says nothing
 * to assistive technology: the row that it stands in does. */
#include "panels/lw-ring.h"

#include "draw/lw-palette.h"

#include <adwaita.h>
#include <math.h>

#define RING_SIZE 22
#define RING_WIDTH 5.5

struct _LwRing {
  GtkWidget parent_instance;

  double rate;
};

G_DEFINE_FINAL_TYPE (LwRing, lw_ring, GTK_TYPE_WIDGET)

static void
draw_hatching (cairo_t *cr, double radius, LwColor color)
{
  cairo_save (cr);
  cairo_arc (cr, 0, 0, radius + RING_WIDTH / 2, 0, 2 * G_PI);
  cairo_new_sub_path (cr);
  cairo_arc_negative (cr, 0, 0, radius - RING_WIDTH / 2, 2 * G_PI, 0);
  cairo_clip (cr);
  lw_color_set (color, cr);
  cairo_set_line_width (cr, 1);
  for (double x = -2 * RING_SIZE; x < 2 * RING_SIZE; x += 3)
    {
      cairo_move_to (cr, x, RING_SIZE);
      cairo_line_to (cr, x + 2 * RING_SIZE, -RING_SIZE);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
lw_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LwRing *self = LW_RING (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const LwPalette *palette = lw_palette_get (dark ? LW_PALETTE_DARK : LW_PALETTE_LIGHT);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double radius = (RING_SIZE - RING_WIDTH) / 2;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  cairo_translate (cr, width / 2, height / 2);
  cairo_set_line_width (cr, RING_WIDTH);
  lw_color_set (palette->ring, cr);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  if (isnan (self->rate))
    draw_hatching (cr, radius, palette->hatch);
  else if (self->rate > 0)
    {
      lw_color_set (palette->class_arcs[lw_classify_vacancy (self->rate)], cr);
      cairo_arc (cr, 0, 0, radius, -G_PI / 2, -G_PI / 2 + 2 * G_PI * MIN (self->rate, 1));
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

static void
lw_ring_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                 int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = RING_SIZE;
  *minimum_baseline = *natural_baseline = -1;
}

static void
lw_ring_class_init (LwRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = lw_ring_snapshot;
  widget_class->measure = lw_ring_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lw_ring_init (LwRing *self)
{
  self->rate = NAN;
}

/** lw_ring_new: (transfer floating): a ring of unknown share */
GtkWidget *
lw_ring_new (void)
{
  return g_object_new (LW_TYPE_RING, NULL);
}

/** lw_ring_set_rate: shows the vacant share @rate, a fraction; NaN for unknown */
void
lw_ring_set_rate (LwRing *self, double rate)
{
  g_return_if_fail (LW_IS_RING (self));

  if (self->rate == rate)
    return;
  self->rate = rate;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-wrap-layout: one pass over the children serves both to measure and to allocate. */
#include "panels/lw-wrap-layout.h"

#define SPACING 6

struct _LwWrapLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (LwWrapLayout, lw_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Lays the children out in @width and returns the height; places them if @place. */
static int
run_lines (GtkWidget *widget, int width, gboolean place)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int least, wide, high;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wide, NULL, NULL);
      wide = MAX (least, MIN (wide, width));
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, wide, NULL, &high, NULL, NULL);
      if (x > 0 && x + wide > width)
        {
          x = 0;
          y += line + SPACING;
          line = 0;
        }
      if (place)
        gtk_widget_size_allocate (child, &(GtkAllocation) { mirrored ? width - x - wide : x, y, wide, high }, -1);
      x += wide + SPACING;
      line = MAX (line, high);
    }
  return y + line;
}

static void
lw_wrap_layout_measure (GtkLayoutManager *layout, GtkWidget *widget, GtkOrientation orientation, int for_size,
                        int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = run_lines (widget, for_size < 0 ? G_MAXINT / 2 : for_size, FALSE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int least = 0, wide = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wide, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural += wide + (*natural > 0 ? SPACING : 0);
    }
}

static void
lw_wrap_layout_allocate (GtkLayoutManager *layout, GtkWidget *widget, int width, int height, int baseline)
{
  run_lines (widget, width, TRUE);
}

static GtkSizeRequestMode
lw_wrap_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lw_wrap_layout_class_init (LwWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = lw_wrap_layout_measure;
  layout_class->allocate = lw_wrap_layout_allocate;
  layout_class->get_request_mode = lw_wrap_layout_get_request_mode;
}

static void
lw_wrap_layout_init (LwWrapLayout *self)
{
}

/** lw_wrap_layout_new: (transfer full): a layout */
GtkLayoutManager *
lw_wrap_layout_new (void)
{
  return g_object_new (LW_TYPE_WRAP_LAYOUT, NULL);
}

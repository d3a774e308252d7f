/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-chart-view: see lw-chart-view.h. */
#include "panels/lw-chart-view.h"

#include <math.h>

#include <adwaita.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-chart-draw.h"

/* A pointer that moved less has clicked and not dragged, in pixels. */
#define CLICK_SLACK 4

struct _LwChartView {
  GtkWidget parent_instance;

  LwChart *chart; /* owned; NULL: nothing to show */
  LwText *text;
  int natural_height; /* 0: as the chart says */
  LwChartHit hit;     /* what lies under the pointer */
  gboolean has_hit;
  guint keyboard_item; /* item that the keyboard stands on */
  double drag_x;       /* where a drag began; NAN: none */
  double drag_to_x;
  double drag_y;
};

G_DEFINE_FINAL_TYPE (LwChartView, lw_chart_view, GTK_TYPE_WIDGET)

enum {
  ITEM_ACTIVATED,
  ITEMS_BRUSHED,
  YEAR_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const LwPalette *
get_palette (void)
{
  return lw_palette_get (adw_style_manager_get_dark (adw_style_manager_get_default ()) ? LW_PALETTE_DARK
                                                                                       : LW_PALETTE_LIGHT);
}

static LwText *
get_text (LwChartView *self)
{
  if (self->text == NULL)
    self->text = lw_text_new (gtk_widget_get_pango_context (GTK_WIDGET (self)));
  return self->text;
}

static gboolean
find_hit (LwChartView *self, double x, double y, LwChartHit *hit)
{
  return self->chart != NULL
         && lw_chart_hit (self->chart, get_text (self), gtk_widget_get_width (GTK_WIDGET (self)),
                          gtk_widget_get_height (GTK_WIDGET (self)), get_palette (), NULL, x, y, hit);
}

/* The items whose middle a drag has passed, first to last; FALSE if none. */
static gboolean
find_brushed (LwChartView *self, guint *first, guint *last)
{
  double from = MIN (self->drag_x, self->drag_to_x), to = MAX (self->drag_x, self->drag_to_x);
  gboolean found = FALSE;

  for (guint i = 0; i < self->chart->items->len; i++)
    {
      cairo_rectangle_t box;

      if (!lw_chart_item_box (self->chart, get_text (self), gtk_widget_get_width (GTK_WIDGET (self)),
                              gtk_widget_get_height (GTK_WIDGET (self)), get_palette (), NULL, i, &box) ||
          box.x + box.width < from || box.x > to)
        continue;
      if (!found)
        *first = i;
      *last = i;
      found = TRUE;
    }
  return found;
}

static void
paint_marks (LwChartView *self, cairo_t *cr, double width, double height)
{
  const LwPalette *palette = get_palette ();
  cairo_rectangle_t box;

  if (!isnan (self->drag_x) && fabs (self->drag_to_x - self->drag_x) > CLICK_SLACK)
    {
      lw_color_set (lw_color_with_alpha (palette->accent, 0.15), cr);
      cairo_rectangle (cr, MIN (self->drag_x, self->drag_to_x), 0, fabs (self->drag_to_x - self->drag_x), height);
      cairo_fill (cr);
    }
  if (self->has_hit && self->hit.item != LW_CHART_NOTHING &&
      lw_chart_item_box (self->chart, get_text (self), width, height, palette, NULL, self->hit.item, &box))
    {
      lw_color_set (lw_color_with_alpha (palette->text, 0.06), cr);
      cairo_rectangle (cr, box.x, box.y, box.width, box.height);
      cairo_fill (cr);
    }
  if (self->has_hit && self->hit.line != LW_CHART_NOTHING && !isnan (self->hit.value))
    {
      lw_color_set (palette->accent, cr);
      cairo_arc (cr, self->hit.x, self->hit.y, 4, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  if (gtk_widget_has_visible_focus (GTK_WIDGET (self)) && self->keyboard_item < self->chart->items->len &&
      lw_chart_item_box (self->chart, get_text (self), width, height, palette, NULL, self->keyboard_item, &box))
    {
      lw_color_set (palette->accent, cr);
      cairo_set_line_width (cr, 2);
      cairo_rectangle (cr, box.x + 1, box.y + 1, box.width - 2, box.height - 2);
      cairo_stroke (cr);
    }
}

static void
lw_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LwChartView *self = LW_CHART_VIEW (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->chart == NULL || width < 1 || height < 1)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  lw_chart_draw (self->chart, cr, get_text (self), width, height, get_palette (), NULL);
  paint_marks (self, cr, width, height);
  cairo_destroy (cr);
}

static void
lw_chart_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  LwChartView *self = LW_CHART_VIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 200;
      *natural = 340;
      return;
    }
  *minimum = *natural = self->natural_height > 0 ? self->natural_height
                        : self->chart != NULL    ? (int) ceil (lw_chart_natural_height (self->chart, get_palette ()))
                                                 : 0;
}

static gboolean
hits_differ (LwChartView *self, gboolean has_hit, const LwChartHit *hit)
{
  return has_hit != self->has_hit ||
         (has_hit && (hit->item != self->hit.item || hit->line != self->hit.line || hit->year != self->hit.year));
}

static void
motion_cb (LwChartView *self, double x, double y)
{
  LwChartHit hit = { LW_CHART_NOTHING, LW_CHART_NOTHING, 0, NAN, 0, 0 };
  gboolean has_hit = find_hit (self, x, y, &hit);

  if (!hits_differ (self, has_hit, &hit))
    return;
  self->hit = hit;
  self->has_hit = has_hit;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), has_hit && hit.item != LW_CHART_NOTHING ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (LwChartView *self)
{
  self->has_hit = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
activate_item (LwChartView *self, guint item, gboolean add)
{
  self->keyboard_item = item;
  g_signal_emit (self, signals[ITEM_ACTIVATED], 0, g_array_index (self->chart->items, LwChartItem, item).key, add);
}

static void
drag_begin_cb (LwChartView *self, double x, double y)
{
  self->drag_x = self->drag_to_x = x;
  self->drag_y = y;
}

static void
drag_update_cb (LwChartView *self, double x, double y)
{
  if (self->chart == NULL)
    return;
  self->drag_to_x = self->drag_x + x;
  if (self->chart->kind == LW_CHART_COLUMNS)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
emit_brushed (LwChartView *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) keys = NULL;
  guint first, last;

  if (!find_brushed (self, &first, &last))
    return;
  for (guint i = first; i <= last; i++)
    g_strv_builder_add (builder, g_array_index (self->chart->items, LwChartItem, i).key);
  keys = g_strv_builder_end (builder);
  g_signal_emit (self, signals[ITEMS_BRUSHED], 0, keys);
}

static void
drag_end_cb (LwChartView *self, double x, double y, GtkGesture *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  double from_x = self->drag_x, from_y = self->drag_y;
  LwChartHit hit;

  if (self->chart != NULL && self->chart->kind == LW_CHART_COLUMNS && fabs (x) > CLICK_SLACK)
    emit_brushed (self);
  else if (hypot (x, y) <= CLICK_SLACK && find_hit (self, from_x, from_y, &hit))
    {
      if (hit.item != LW_CHART_NOTHING)
        activate_item (self, hit.item, (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0);
      else if (hit.year != 0)
        g_signal_emit (self, signals[YEAR_PICKED], 0, hit.year);
    }
  self->drag_x = NAN;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
move_item (LwChartView *self, int direction)
{
  guint n = self->chart->items->len;

  if (n == 0)
    return FALSE;
  if (self->keyboard_item >= n)
    self->keyboard_item = direction > 0 ? 0 : n - 1;
  else if ((direction < 0 && self->keyboard_item == 0) || (direction > 0 && self->keyboard_item == n - 1))
    return FALSE;
  else
    self->keyboard_item = self->keyboard_item + (guint) direction;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  return TRUE;
}

static gboolean
move_year (LwChartView *self, int direction)
{
  int first, last, year;

  lw_chart_get_years (self->chart, &first, &last);
  year = CLAMP ((self->chart->year != 0 ? self->chart->year : first) + direction, first, last);
  if (year == self->chart->year)
    return FALSE;
  g_signal_emit (self, signals[YEAR_PICKED], 0, year);
  return TRUE;
}

static gboolean
key_pressed_cb (LwChartView *self, guint key, guint code, GdkModifierType state)
{
  int direction = key == GDK_KEY_Right || key == GDK_KEY_Down ? 1 : key == GDK_KEY_Left || key == GDK_KEY_Up ? -1 : 0;

  if (self->chart == NULL)
    return FALSE;
  if (direction != 0)
    return self->chart->kind == LW_CHART_LINES ? move_year (self, direction) : move_item (self, direction);
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_space) &&
      self->keyboard_item < self->chart->items->len)
    {
      activate_item (self, self->keyboard_item, (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0);
      return TRUE;
    }
  return FALSE;
}

static char *
describe_item (LwChartView *self, guint i)
{
  const LwChartItem *item = &g_array_index (self->chart->items, LwChartItem, i);
  g_autofree char *value = lw_chart_format_value (self->chart, NULL, item->value);
  g_autofree char *part = isnan (item->part) ? NULL : lw_chart_format_value (self->chart, NULL, item->part);
  g_autofree char *rate = isnan (item->rate) ? NULL : lw_format_percent (NULL, item->rate);
  GString *text = g_string_new (item->label);

  g_string_append_printf (text, "\n%s", value);
  if (part != NULL)
    g_string_append_printf (text, " · %s", part);
  if (rate != NULL)
    g_string_append_printf (text, " · %s", rate);
  return g_string_free (text, FALSE);
}

static gboolean
query_tooltip_cb (LwChartView *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autofree char *text = NULL, *value = NULL;
  LwChartHit hit;

  if (self->chart == NULL)
    return FALSE;
  if (keyboard && self->keyboard_item < self->chart->items->len)
    text = describe_item (self, self->keyboard_item);
  else if (!keyboard && find_hit (self, x, y, &hit))
    {
      if (hit.item != LW_CHART_NOTHING)
        text = describe_item (self, hit.item);
      else if (hit.line != LW_CHART_NOTHING)
        {
          value = lw_chart_format_value (self->chart, NULL, hit.value);
          text = g_strdup_printf ("%s\n%d: %s", g_array_index (self->chart->lines, LwChartLine, hit.line).label,
                                  hit.year, value);
        }
    }
  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/**
 * lw_chart_view_set_chart:
 * @chart: (nullable) (transfer full): what to show
 */
void
lw_chart_view_set_chart (LwChartView *view, LwChart *chart)
{
  g_autofree char *description = NULL;

  g_return_if_fail (LW_IS_CHART_VIEW (view));
  g_clear_pointer (&view->chart, lw_chart_free);
  view->chart = chart;
  view->has_hit = FALSE;
  if (chart != NULL)
    {
      description = lw_chart_describe (chart, NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      chart->title ? chart->title : _("Chart"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      description, -1);
    }
  gtk_widget_queue_resize (GTK_WIDGET (view));
}

/**
 * lw_chart_view_set_natural_height:
 * @height: in pixels; 0 for what the chart asks
 */
void
lw_chart_view_set_natural_height (LwChartView *view, int height)
{
  g_return_if_fail (LW_IS_CHART_VIEW (view));
  view->natural_height = height;
  gtk_widget_queue_resize (GTK_WIDGET (view));
}

static void
lw_chart_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  g_clear_pointer (&LW_CHART_VIEW (widget)->text, lw_text_free);
  GTK_WIDGET_CLASS (lw_chart_view_parent_class)->system_setting_changed (widget, setting);
}

static void
lw_chart_view_finalize (GObject *object)
{
  LwChartView *self = LW_CHART_VIEW (object);

  g_clear_pointer (&self->chart, lw_chart_free);
  g_clear_pointer (&self->text, lw_text_free);
  G_OBJECT_CLASS (lw_chart_view_parent_class)->finalize (object);
}

static void
lw_chart_view_class_init (LwChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lw_chart_view_finalize;
  widget_class->snapshot = lw_chart_view_snapshot;
  widget_class->measure = lw_chart_view_measure;
  widget_class->system_setting_changed = lw_chart_view_system_setting_changed;
  signals[ITEM_ACTIVATED] = g_signal_new ("item-activated", LW_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[ITEMS_BRUSHED] = g_signal_new ("items-brushed", LW_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRV);
  signals[YEAR_PICKED] = g_signal_new ("year-picked", LW_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
}

static void
lw_chart_view_init (LwChartView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new (), *key = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->drag_x = NAN;
  self->keyboard_item = LW_CHART_NOTHING;
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

/**
 * lw_chart_view_new:
 *
 * Returns: (transfer floating): a view that shows nothing yet
 */
GtkWidget *
lw_chart_view_new (void)
{
  return g_object_new (LW_TYPE_CHART_VIEW, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-layer: see lw-map-layer.h. While the zoom changes the land is shown as the old picture, scaled; a new one is
 * painted when the zoom rests. */
#include "map/lw-map-layer.h"

#include <math.h>

#include "model/lw-geo.h"

/* The picture of the land reaches this share of the window beyond each edge. */
#define BASE_MARGIN 0.3
/* A new picture is painted when the zoom has rested for so long. */
#define BASE_REST_MS 120

struct _LwMapLayer {
  ShumateLayer parent_instance;

  LwMapLayerKind kind;
  LwMapState *state; /* of the map, which lives longer */
  LwText *text;

  /* the picture of the land */
  cairo_surface_t *base;
  GdkTexture *texture; /* the same, made when a renderer wants it */
  LwMapView base_view;
  double base_width; /* in pixels of the widget */
  double base_height;
  int base_scale;
  guint base_serial;
  guint rest_source;
};

G_DEFINE_FINAL_TYPE (LwMapLayer, lw_map_layer, SHUMATE_TYPE_LAYER)

/**
 * lw_map_layer_get_view:
 * @view: (out caller-allocates): what part of the world @viewport shows
 */
void
lw_map_layer_get_view (ShumateViewport *viewport, LwMapView *view)
{
  lw_geo_world_from_lonlat (shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                            shumate_location_get_latitude (SHUMATE_LOCATION (viewport)), &view->x, &view->y);
  view->zoom = shumate_viewport_get_zoom_level (viewport);
}

static void
forget_base (LwMapLayer *self)
{
  g_clear_object (&self->texture);
  g_clear_pointer (&self->base, cairo_surface_destroy);
}

static void
paint_base (LwMapLayer *self, const LwMapView *view, double width, double height)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  LwMapStyle style = { lw_map_state_get_palette (self->state), NULL, 0 };
  cairo_surface_t *surface;
  LwMapScene scene;
  cairo_t *cr;

  self->base_width = ceil (width * (1 + 2 * BASE_MARGIN));
  self->base_height = ceil (height * (1 + 2 * BASE_MARGIN));
  self->base_scale = scale;
  self->base_view = *view;
  self->base_serial = lw_map_state_get_base_serial (self->state);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) self->base_width * scale,
                                        (int) self->base_height * scale);
  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  lw_map_state_fill_base (self->state, view, &scene);
  lw_map_draw_base (&scene, cr, self->base_width, self->base_height, &style);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  forget_base (self);
  self->base = surface;
}

/* For renderers that keep textures on the graphics card. */
static GdkTexture *
texture_of_base (LwMapLayer *self)
{
  int stride = cairo_image_surface_get_stride (self->base), n_rows = cairo_image_surface_get_height (self->base);
  int n_columns = cairo_image_surface_get_width (self->base);
  guchar *pixels = cairo_image_surface_get_data (self->base);
  g_autoptr (GBytes) bytes = NULL;

  if (self->texture != NULL)
    return self->texture;
  /* The unused byte of RGB24 is undefined; the texture reads it as opacity. */
  for (int y = 0; y < n_rows; y++)
    for (int x = 0; x < n_columns; x++)
      ((guint32 *) (void *) (pixels + (gsize) y * stride))[x] |= 0xff000000u;
  bytes = g_bytes_new_with_free_func (pixels, (gsize) stride * n_rows, (GDestroyNotify) cairo_surface_destroy,
                                      cairo_surface_reference (self->base));
  self->texture = gdk_memory_texture_new (n_columns, n_rows, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
  return self->texture;
}

/* Where the picture stands in the window for @view: its left top corner and the factor on its size. */
static double
place_base (LwMapLayer *self, const LwMapView *view, double width, double height, graphene_rect_t *place)
{
  double factor = exp2 (view->zoom - self->base_view.zoom);
  double x, y;

  lw_map_view_to_surface (view, width, height, self->base_view.x, self->base_view.y, &x, &y);
  /* On whole pixels it is copied; between them it would be mixed anew, and blurred. */
  if (factor == 1)
    {
      x = round (x - self->base_width / 2) + self->base_width / 2;
      y = round (y - self->base_height / 2) + self->base_height / 2;
    }
  graphene_rect_init (place, (float) (x - self->base_width * factor / 2), (float) (y - self->base_height * factor / 2),
                      (float) (self->base_width * factor), (float) (self->base_height * factor));
  return factor;
}

static gboolean
rest_cb (gpointer data)
{
  LwMapLayer *self = data;

  self->rest_source = 0;
  forget_base (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* Cairo copies a texture as a whole before it paints it, in each frame; its own picture it paints as it is. */
static void
append_base (LwMapLayer *self, GtkSnapshot *snapshot, const graphene_rect_t *place, const graphene_rect_t *window,
             double factor)
{
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (self)));
  cairo_t *cr;

  if (!GSK_IS_CAIRO_RENDERER (renderer))
    {
      gtk_snapshot_push_clip (snapshot, window);
      gtk_snapshot_append_texture (snapshot, texture_of_base (self), place);
      gtk_snapshot_pop (snapshot);
      return;
    }
  cr = gtk_snapshot_append_cairo (snapshot, window);
  cairo_translate (cr, place->origin.x, place->origin.y);
  cairo_scale (cr, factor, factor);
  cairo_set_source_surface (cr, self->base, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), factor == 1 ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static void
snapshot_base (LwMapLayer *self, GtkSnapshot *snapshot, const LwMapView *view, double width, double height)
{
  graphene_rect_t place, window = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  double factor;

  if (self->base != NULL && (self->base_serial != lw_map_state_get_base_serial (self->state) ||
                             self->base_scale != gtk_widget_get_scale_factor (GTK_WIDGET (self))))
    forget_base (self);
  if (self->base == NULL)
    paint_base (self, view, width, height);
  factor = place_base (self, view, width, height, &place);
  if (factor != 1)
    {
      g_clear_handle_id (&self->rest_source, g_source_remove);
      self->rest_source = g_timeout_add (BASE_REST_MS, rest_cb, self);
    }
  if (!graphene_rect_contains_rect (&place, &window))
    {
      paint_base (self, view, width, height);
      place_base (self, view, width, height, &place);
    }
  append_base (self, snapshot, &place, &window, factor);
}

static void
snapshot_offices (LwMapLayer *self, GtkSnapshot *snapshot, const LwMapView *view, double width, double height)
{
  LwMapStyle style = { lw_map_state_get_palette (self->state), NULL,
                       LW_MAP_LEGEND | LW_MAP_SCALE | LW_MAP_CREDITS | LW_MAP_NAMES };
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  LwMapScene scene;

  if (self->text == NULL)
    self->text = lw_text_new (gtk_widget_get_pango_context (GTK_WIDGET (self)));
  lw_map_state_fill_scene (self->state, view, width, height, &scene);
  lw_map_draw_overlay (&scene, cr, self->text, width, height, &style);
  cairo_destroy (cr);
}

static void
lw_map_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LwMapLayer *self = LW_MAP_LAYER (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  LwMapView view;

  if (width < 1 || height < 1)
    return;
  lw_map_layer_get_view (shumate_layer_get_viewport (SHUMATE_LAYER (self)), &view);
  if (self->kind == LW_MAP_LAYER_BASE)
    snapshot_base (self, snapshot, &view, width, height);
  else
    snapshot_offices (self, snapshot, &view, width, height);
}

static void
lw_map_layer_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  g_clear_pointer (&LW_MAP_LAYER (widget)->text, lw_text_free);
  GTK_WIDGET_CLASS (lw_map_layer_parent_class)->system_setting_changed (widget, setting);
}

static void
lw_map_layer_dispose (GObject *object)
{
  LwMapLayer *self = LW_MAP_LAYER (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  forget_base (self);
  g_clear_pointer (&self->text, lw_text_free);
  G_OBJECT_CLASS (lw_map_layer_parent_class)->dispose (object);
}

static void
lw_map_layer_class_init (LwMapLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_map_layer_dispose;
  widget_class->snapshot = lw_map_layer_snapshot;
  widget_class->system_setting_changed = lw_map_layer_system_setting_changed;
}

static void
lw_map_layer_init (LwMapLayer *self)
{
}

/**
 * lw_map_layer_new:
 * @state: what to paint; has to live longer than the layer
 *
 * Returns: (transfer floating): a layer that paints anew when @viewport moves
 */
ShumateLayer *
lw_map_layer_new (ShumateViewport *viewport, LwMapState *state, LwMapLayerKind kind)
{
  LwMapLayer *self = g_object_new (LW_TYPE_MAP_LAYER, "viewport", viewport, NULL);

  self->kind = kind;
  self->state = state;
  g_signal_connect_object (viewport, "notify", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  return SHUMATE_LAYER (self);
}

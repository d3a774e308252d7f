/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-map: see lw-office-map.h. Building the widget and following the session. */
#include "map/lw-office-map-private.h"

#include <math.h>

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "draw/lw-format.h"
#include "map/lw-map-source.h"
#include "model/lw-basemap.h"
#include "model/lw-geo.h"

/* Pixels around what is brought into view. */
#define FIT_PADDING 48
/* A single office is shown at this zoom: streets would be readable. */
#define OFFICE_ZOOM 15
/* A step of the zoom takes so long. */
#define ZOOM_MS 200

G_DEFINE_FINAL_TYPE (LwOfficeMap, lw_office_map, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_SESSION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

void
lw_office_map_redraw (LwOfficeMap *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self->base_layer));
  gtk_widget_queue_draw (GTK_WIDGET (self->office_layer));
}

/**
 * lw_office_map_fit:
 * @bounds: in world coordinates
 *
 * Brings a part of the world into view.
 */
void
lw_office_map_fit (LwOfficeMap *map, const LwBounds *bounds)
{
  ShumateViewport *viewport = shumate_map_get_viewport (map->map);
  double width = gtk_widget_get_width (GTK_WIDGET (map)), height = gtk_widget_get_height (GTK_WIDGET (map));
  double longitude, latitude;
  LwMapView view;

  if (width < 1 || height < 1)
    {
      map->fit_when_sized = TRUE;
      return;
    }
  view = lw_map_view_fit (bounds, width, height, MIN (FIT_PADDING, MIN (width, height) / 8));
  lw_geo_lonlat_from_world (view.x, view.y, &longitude, &latitude);
  shumate_map_stop_go_to (map->map);
  shumate_viewport_set_zoom_level (viewport, CLAMP (view.zoom, 5, OFFICE_ZOOM));
  shumate_location_set_location (SHUMATE_LOCATION (viewport), latitude, longitude);
}

/**
 * lw_office_map_fit_data:
 *
 * Brings the offices shown into view, or the country if there are none.
 */
void
lw_office_map_fit_data (LwOfficeMap *map)
{
  LwBounds bounds;
  guint n;
  const LwProvince *provinces;

  if (!lw_map_state_get_bounds (map->state, &bounds))
    {
      provinces = lw_basemap_get_provinces (lw_basemap_get_default (), &n);
      lw_bounds_init_empty (&bounds);
      for (guint i = 0; i < n; i++)
        {
          lw_bounds_add (&bounds, provinces[i].bounds.min_x, provinces[i].bounds.min_y);
          lw_bounds_add (&bounds, provinces[i].bounds.max_x, provinces[i].bounds.max_y);
        }
    }
  lw_office_map_fit (map, &bounds);
}

/**
 * lw_office_map_show_office:
 * @row: a row of the session's offices
 *
 * Moves there, and close enough for the office to stand by itself in most places.
 */
void
lw_office_map_show_office (LwOfficeMap *map, guint row)
{
  const LwOffices *offices = lw_map_state_get_offices (map->state);
  double longitude, latitude, zoom = shumate_viewport_get_zoom_level (shumate_map_get_viewport (map->map));

  g_return_if_fail (row < offices->n);
  if (!lw_offices_cell_is_known (offices, LW_OFFICE_WORLD_X, row))
    return;
  lw_geo_lonlat_from_world (offices->world_x[row], offices->world_y[row], &longitude, &latitude);
  shumate_map_go_to_full (map->map, latitude, longitude, MAX (zoom, OFFICE_ZOOM - 1));
}

/**
 * lw_office_map_zoom:
 * @steps: whole levels in (positive) or out
 *
 * Moves to a whole level, in one short movement; who asks again meanwhile goes on from where it leads.
 */
void
lw_office_map_zoom (LwOfficeMap *map, int steps)
{
  ShumateViewport *viewport = shumate_map_get_viewport (map->map);
  gint64 now = g_get_monotonic_time ();
  double from = shumate_viewport_get_zoom_level (viewport), to;

  if (now < map->zoom_until)
    from = map->zoom_target;
  /* Nearly there counts as there. */
  to = steps > 0 ? floor (from + 0.05) + steps : ceil (from - 0.05) + steps;
  map->zoom_target = CLAMP (to, shumate_viewport_get_min_zoom_level (viewport),
                            shumate_viewport_get_max_zoom_level (viewport));
  map->zoom_until = now + ZOOM_MS * 1000;
  shumate_map_go_to_full_with_duration (map->map, shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
                                        shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                                        map->zoom_target, ZOOM_MS);
}

static void
describe_map (LwOfficeMap *self)
{
  LwBitset *shown = lw_session_get_shown (self->session);
  LwBitset *selection = lw_session_get_selection (self->session);
  guint n_shown = shown ? lw_bitset_count (shown) : 0, n_selected = selection ? lw_bitset_count (selection) : 0;
  g_autofree char *offices = g_strdup_printf (ngettext ("%u office shown", "%u offices shown", n_shown), n_shown);
  g_autofree char *text
      = n_selected > 0 ? g_strdup_printf (ngettext ("%s, %u selected", "%s, %u selected", n_selected), offices,
                                          n_selected)
                       : g_strdup (offices);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
update_rows (LwOfficeMap *self)
{
  LwOffices *offices = lw_session_get_offices (self->session);
  LwBitset *shown = lw_session_get_shown (self->session);
  const char *path = lw_session_get_path (self->session);

  /* Between two notifications the two may not fit; the second one comes at once. */
  if (shown == NULL || shown->n != offices->n)
    return;
  lw_map_state_set_rows (self->state, offices, shown, lw_session_get_compare_date (self->session));
  lw_map_state_set_fictional (self->state, lw_session_get_fictional (self->session));
  lw_map_state_set_selection (self->state, lw_session_get_selection (self->session));
  self->keyboard_row = LW_CLUSTERS_NONE;
  if (g_strcmp0 (path, self->fitted_path) != 0 ||
      (self->fitted != NULL && self->fitted->n == 0 && offices->n > 0))
    {
      g_free (self->fitted_path);
      self->fitted_path = g_strdup (path);
      lw_office_map_fit_data (self);
    }
  g_clear_pointer (&self->fitted, lw_offices_unref);
  self->fitted = lw_offices_ref (offices);
  describe_map (self);
  lw_office_map_redraw (self);
}

/* The offices that each measure takes, as far as that is known. */
static GPtrArray *
list_taken (LwOfficeMap *self, const LwScenario *scenario)
{
  GPtrArray *taken = g_ptr_array_new ();

  for (guint m = 0; m < scenario->measures->len; m++)
    g_ptr_array_add (taken, lw_session_get_measure_offices (
                              self->session, ((LwMeasure *) g_ptr_array_index (scenario->measures, m))->uid, NULL));
  return taken;
}

static void
update_year (LwOfficeMap *self)
{
  /* What really changed is not mixed with what a scenario would change. */
  const char *uid = lw_session_get_difference (self->session) ? NULL : lw_session_get_scenario_a (self->session);
  const LwScenario *scenario = uid ? lw_session_get_scenario (self->session, uid) : NULL;

  g_autoptr (GPtrArray) taken = scenario ? list_taken (self, scenario) : NULL;

  lw_map_state_set_year (self->state, scenario ? lw_session_get_states_a (self->session) : NULL, scenario, taken,
                         lw_session_get_year (self->session));
  lw_office_map_redraw (self);
}

static void
circles_changed_cb (LwOfficeMap *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self->office_layer));
}

static void
rows_changed_cb (LwOfficeMap *self)
{
  update_rows (self);
  update_year (self);
}

static void
selection_changed_cb (LwOfficeMap *self)
{
  lw_map_state_set_selection (self->state, lw_session_get_selection (self->session));
  describe_map (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->office_layer));
}

static void
dark_changed_cb (LwOfficeMap *self)
{
  lw_map_state_set_dark (self->state, adw_style_manager_get_dark (adw_style_manager_get_default ()));
  lw_office_map_redraw (self);
}

static void
follow_session (LwOfficeMap *self)
{
  LwSession *session = self->session;

  g_signal_connect_object (session, "notify::offices", G_CALLBACK (rows_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::shown", G_CALLBACK (rows_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selection", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::year", G_CALLBACK (update_year), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::scenario-a", G_CALLBACK (update_year), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::trajectory-a", G_CALLBACK (update_year), self, G_CONNECT_SWAPPED);
  rows_changed_cb (self);
}

static GtkWidget *
new_button (const char *icon, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "osd");
  return button;
}

static GtkWidget *
new_buttons (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *zoom = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (zoom, "linked");
  gtk_box_append (GTK_BOX (zoom), new_button ("zoom-in-symbolic", _ ("Zoom in"), "map.zoom-in"));
  gtk_box_append (GTK_BOX (zoom), new_button ("zoom-out-symbolic", _ ("Zoom out"), "map.zoom-out"));
  gtk_box_append (GTK_BOX (box), zoom);
  gtk_box_append (GTK_BOX (box), new_button ("zoom-fit-best-symbolic", _ ("Show all offices"), "map.fit"));
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_end (box, 12);
  return box;
}

static void
lw_office_map_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LwOfficeMap *self = LW_OFFICE_MAP (widget);

  gtk_widget_allocate (self->overlay, width, height, baseline, NULL);
  if (self->fit_when_sized && width > 1 && height > 1)
    {
      self->fit_when_sized = FALSE;
      lw_office_map_fit_data (self);
    }
}

static void
lw_office_map_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (LW_OFFICE_MAP (widget)->overlay, orientation, for_size, minimum, natural, NULL, NULL);
  *minimum = MAX (*minimum, orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 200);
  *natural = MAX (*natural, *minimum);
}

static void
lw_office_map_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, LW_OFFICE_MAP (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lw_office_map_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LwOfficeMap *self = LW_OFFICE_MAP (object);

  if (id != PROP_SESSION)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_assert (self->session == NULL);
  self->session = g_value_dup_object (value);
  if (self->session != NULL)
    follow_session (self);
}

static void
lw_office_map_dispose (GObject *object)
{
  LwOfficeMap *self = LW_OFFICE_MAP (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  G_OBJECT_CLASS (lw_office_map_parent_class)->dispose (object);
}

static void
lw_office_map_finalize (GObject *object)
{
  LwOfficeMap *self = LW_OFFICE_MAP (object);

  lw_map_state_free (self->state);
  g_clear_pointer (&self->fitted, lw_offices_unref);
  g_free (self->fitted_path);
  G_OBJECT_CLASS (lw_office_map_parent_class)->finalize (object);
}

static void
lw_office_map_class_init (LwOfficeMapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lw_office_map_get_property;
  object_class->set_property = lw_office_map_set_property;
  object_class->dispose = lw_office_map_dispose;
  object_class->finalize = lw_office_map_finalize;
  widget_class->measure = lw_office_map_measure;
  widget_class->size_allocate = lw_office_map_size_allocate;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LW_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "officemap");
}

static void
lw_office_map_init (LwOfficeMap *self)
{
  g_autoptr (ShumateMapSource) source = lw_map_source_new ();
  ShumateViewport *viewport;

  self->state = lw_map_state_new ();
  self->keyboard_row = LW_CLUSTERS_NONE;
  self->map = shumate_map_new ();
  viewport = shumate_map_get_viewport (self->map);
  shumate_viewport_set_reference_map_source (viewport, source);
  shumate_viewport_set_min_zoom_level (viewport, 5);
  shumate_viewport_set_max_zoom_level (viewport, 19);
  shumate_map_set_zoom_on_double_click (self->map, FALSE);
  self->base_layer = lw_map_layer_new (viewport, self->state, LW_MAP_LAYER_BASE);
  self->office_layer = lw_map_layer_new (viewport, self->state, LW_MAP_LAYER_OFFICES);
  shumate_map_add_layer (self->map, self->base_layer);
  shumate_map_add_layer (self->map, self->office_layer);

  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->map));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), new_buttons ());
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Map of offices"), -1);
  lw_office_map_init_input (self);
  g_signal_connect_object (lw_map_state_get_circles (self->state), "changed", G_CALLBACK (circles_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (dark_changed_cb), self,
                           G_CONNECT_SWAPPED);
  dark_changed_cb (self);
  lw_office_map_fit_data (self);
}

/**
 * lw_office_map_new:
 *
 * Returns: (transfer floating): a map that shows what @session holds
 */
GtkWidget *
lw_office_map_new (LwSession *session)
{
  return g_object_new (LW_TYPE_OFFICE_MAP, "session", session, NULL);
}

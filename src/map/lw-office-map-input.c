/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-map-input: pointer, tooltip, keyboard and actions of the map. A click selects the circle under it, with
 * Ctrl or Shift in addition to what is selected; a double click opens the office or zooms to the circle; a click
 * beside clears. Keys: arrows pan, + and - zoom, 0 shows all, n and p step through the circles, Enter selects. */
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-format-change.h"
#include "map/lw-office-map-private.h"
#include "model/lw-geo.h"

/* A pointer that moved less has clicked and not dragged, in pixels. */
#define CLICK_SLACK 5
/* A circle is hit within so many pixels around it. */
#define HIT_SLACK 4
/* An arrow key moves the map by this share of its width. */
#define PAN_SHARE 0.2

static guint
cluster_at (LwOfficeMap *self, double x, double y)
{
  const LwClusters *clusters = lw_map_state_get_clusters (self->state);
  LwMapView view;
  double world_x, world_y;

  if (clusters == NULL)
    return LW_CLUSTERS_NONE;

  lw_map_layer_get_view (shumate_map_get_viewport (self->map), &view);
  lw_map_view_to_world (&view, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)), x,
                        y, &world_x, &world_y);
  return lw_clusters_hit (clusters, world_x, world_y, view.zoom, HIT_SLACK);
}

/* The circle that the keyboard stands on, or LW_CLUSTERS_NONE; it follows its office through the levels. */
static guint
keyboard_cluster (LwOfficeMap *self)
{
  const LwClusters *clusters = lw_map_state_get_clusters (self->state);

  return clusters != NULL && self->keyboard_row != LW_CLUSTERS_NONE
             ? lw_clusters_find_row (clusters, self->keyboard_row)
             : LW_CLUSTERS_NONE;
}

static void
select_cluster (LwOfficeMap *self, const LwClusters *clusters, guint index, gboolean extend)
{
  const LwCluster *cluster = &clusters->clusters[index];
  LwBitset *old = lw_session_get_selection (self->session);
  guint n = lw_map_state_get_offices (self->state)->n;
  g_autoptr (LwBitset) selection = extend && old && old->n == n ? lw_bitset_copy (old) : lw_bitset_new (n);
  gboolean all_in = TRUE;

  for (guint i = 0; i < cluster->n; i++)
    all_in = all_in && lw_bitset_test (selection, clusters->rows[cluster->first + i]);
  for (guint i = 0; i < cluster->n; i++)
    if (extend && all_in)
      lw_bitset_clear (selection, clusters->rows[cluster->first + i]);
    else
      lw_bitset_set (selection, clusters->rows[cluster->first + i]);
  lw_session_set_selection (self->session, selection);
}

static void
open_cluster (LwOfficeMap *self, const LwClusters *clusters, guint index)
{
  const LwCluster *cluster = &clusters->clusters[index];
  LwBounds bounds;

  if (cluster->n == 1)
    lw_session_set_focus (self->session,
                          lw_map_state_get_offices (self->state)->id[clusters->rows[cluster->first]]);
  else if (lw_map_state_get_cluster_bounds (self->state, index, &bounds))
    lw_office_map_fit (self, &bounds);
}

static void
pressed_cb (LwOfficeMap *self, int n_press, double x, double y)
{
  self->press_x = x;
  self->press_y = y;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
released_cb (LwOfficeMap *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  gboolean extend = (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0;
  const LwClusters *clusters;
  guint index;

  if (self->session == NULL || hypot (x - self->press_x, y - self->press_y) > CLICK_SLACK)
    return;
  index = cluster_at (self, x, y);
  clusters = lw_map_state_get_clusters (self->state);
  if (index == LW_CLUSTERS_NONE)
    {
      if (!extend)
        {
          g_autoptr (LwBitset) none = lw_bitset_new (lw_map_state_get_offices (self->state)->n);

          lw_session_set_selection (self->session, none);
          lw_session_set_focus (self->session, 0);
        }
    }
  else if (n_press == 2 && !extend)
    open_cluster (self, clusters, index);
  else
    {
      select_cluster (self, clusters, index, extend);
      if (!extend && clusters->clusters[index].n == 1)
        open_cluster (self, clusters, index);
    }
}

static void
motion_cb (LwOfficeMap *self, double x, double y)
{
  guint index = cluster_at (self, x, y);
  const LwClusters *clusters = lw_map_state_get_clusters (self->state);
  guint row = index == LW_CLUSTERS_NONE ? LW_CLUSTERS_NONE : clusters->rows[clusters->clusters[index].first];

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), index == LW_CLUSTERS_NONE ? NULL : "pointer");
  if (lw_map_state_set_hovered_row (self->state, row))
    gtk_widget_queue_draw (GTK_WIDGET (self->office_layer));
}

static void
leave_cb (LwOfficeMap *self)
{
  if (lw_map_state_set_hovered_row (self->state, LW_CLUSTERS_NONE))
    gtk_widget_queue_draw (GTK_WIDGET (self->office_layer));
}

static char *
describe_office (LwOfficeMap *self, guint row)
{
  const LwOffices *offices = lw_map_state_get_offices (self->state);
  g_autofree char *address = lw_offices_address (offices, row);
  g_autofree char *area = NULL, *vacant = NULL;
  double stock_m2, vacant_m2;
  const char *town = lw_offices_text (offices, LW_OFFICE_TOWN, row);

  if (lw_map_state_get_compares (self->state))
    {
      g_autofree char *change = lw_format_office_change (NULL, offices, row);

      return g_strdup_printf ("%s\n%s%s%s", address[0] != '\0' ? address : _ ("Address unknown"), town,
                              town[0] != '\0' ? " · " : "", change);
    }
  lw_map_state_get_values (self->state, row, &stock_m2, &vacant_m2);
  area = lw_format_m2_fact (NULL, stock_m2);
  if (isnan (vacant_m2))
    vacant = g_strdup (_ ("vacancy unknown"));
  else
    {
      g_autofree char *m2 = lw_format_m2_fact (NULL, vacant_m2);

      /* Translators: %s is an area, as in "240 m² vacant" */
      vacant = g_strdup_printf (_ ("%s vacant"), m2);
    }
  return g_strdup_printf ("%s\n%s%s%s · %s", address[0] != '\0' ? address : _ ("Address unknown"), town,
                          town[0] != '\0' ? " · " : "", area, vacant);
}

static char *
describe_cluster (LwOfficeMap *self, const LwCluster *cluster)
{
  g_autofree char *offices = lw_format_count (NULL, cluster->n), *area = lw_format_m2 (NULL, cluster->stock_m2);
  g_autofree char *rate = lw_format_percent (NULL, lw_cluster_rate (cluster));
  g_autofree char *head = g_strdup_printf (ngettext ("%s office", "%s offices", cluster->n), offices);
  GString *text = g_string_new (NULL);

  if (isnan (lw_cluster_rate (cluster)))
    g_string_append_printf (text, "%s\n%s · %s", head, area, _ ("vacancy unknown"));
  else
    /* Translators: offices, then their area and the vacant share of it */
    g_string_append_printf (text, _ ("%s\n%s · %s vacant"), head, area, rate);
  if (cluster->n_unknown > 0 && cluster->n_unknown < cluster->n)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("vacancy of %u office unknown", "vacancy of %u offices unknown",
                                              cluster->n_unknown),
                              cluster->n_unknown);
    }
  return g_string_free (text, FALSE);
}

/* What changed in a circle, the most first. */
static char *
describe_changes (const LwCluster *cluster, const LwClusterChange *note)
{
  g_autofree char *offices = lw_format_count (NULL, cluster->n), *vacant = lw_format_m2_change (NULL, note->vacant_m2);
  g_autofree char *head = g_strdup_printf (ngettext ("%s office", "%s offices", cluster->n), offices);
  gboolean told[LW_N_CHANGES] = { FALSE };
  GString *text = g_string_new (head);

  if (note->n_changed == 0)
    g_string_append_printf (text, " · %s", lw_codes_label (LW_CODES_CHANGE, LW_CHANGE_UNCHANGED));
  else
    /* Translators: by how many m² the vacant area of some offices grew, as in "12 offices · +1,200 m² vacant" */
    g_string_append_printf (text, _ (" · %s vacant"), vacant);
  for (guint lines = 0; lines < LW_N_CHANGES; lines++)
    {
      guint most = LW_CHANGE_NONE;

      for (guint change = LW_CHANGE_NEW; change < LW_N_CHANGES; change++)
        if (!told[change] && note->moved_m2[change] > note->moved_m2[most])
          most = change;
      if (most == LW_CHANGE_NONE)
        break;
      told[most] = TRUE;
      g_autofree char *m2 = lw_format_m2 (NULL, note->moved_m2[most]);

      g_string_append_printf (text, "\n%s: %s", lw_codes_label (LW_CODES_CHANGE, most), m2);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_circle (LwOfficeMap *self, const LwClusters *clusters, guint index)
{
  const LwCluster *cluster = &clusters->clusters[index];
  const LwClusterChange *note = lw_map_state_get_change (self->state, index);

  if (cluster->n == 1)
    return describe_office (self, clusters->rows[cluster->first]);
  return note ? describe_changes (cluster, note) : describe_cluster (self, cluster);
}

static gboolean
query_tooltip_cb (LwOfficeMap *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  LwMapView view;
  guint index = keyboard ? keyboard_cluster (self) : cluster_at (self, x, y);
  const LwClusters *clusters;
  const LwCluster *cluster;
  g_autofree char *text = NULL;
  double px, py, radius;

  lw_map_layer_get_view (shumate_map_get_viewport (self->map), &view);
  clusters = lw_map_state_get_clusters (self->state);
  if (clusters == NULL || index >= clusters->n)
    return FALSE;
  cluster = &clusters->clusters[index];
  text = describe_circle (self, clusters, index);
  gtk_tooltip_set_text (tooltip, text);
  lw_map_view_to_surface (&view, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
                          cluster->x, cluster->y, &px, &py);
  radius = cluster->radius_px;
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ (int) (px - radius), (int) (py - radius), (int) (2 * radius),
                                                      (int) (2 * radius) });
  return TRUE;
}

static void
pan (LwOfficeMap *self, double share_x, double share_y)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  double world_x, world_y, longitude, latitude;
  LwMapView view;

  lw_map_layer_get_view (viewport, &view);
  lw_map_view_to_world (&view, width, height, width * (0.5 + share_x), height * (0.5 + share_y), &world_x, &world_y);
  lw_geo_lonlat_from_world (world_x, world_y, &longitude, &latitude);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), latitude, longitude);
}

static gboolean
is_in_window (LwOfficeMap *self, const LwMapView *view, const LwCluster *cluster)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self)), x, y;

  lw_map_view_to_surface (view, width, height, cluster->x, cluster->y, &x, &y);
  return x >= 0 && x < width && y >= 0 && y < height;
}

/* Steps to the next or previous circle in the window, largest first. */
static void
step (LwOfficeMap *self, int direction)
{
  const LwClusters *clusters;
  LwMapView view;
  guint index = keyboard_cluster (self);

  lw_map_layer_get_view (shumate_map_get_viewport (self->map), &view);
  clusters = lw_map_state_get_clusters (self->state);
  if (clusters == NULL || clusters->n == 0)
    return;
  if (index >= clusters->n)
    index = direction > 0 ? clusters->n - 1 : 0;
  for (guint tried = 0; tried < clusters->n; tried++)
    {
      index = (index + clusters->n + (direction > 0 ? 1 : clusters->n - 1)) % clusters->n;
      if (!is_in_window (self, &view, &clusters->clusters[index]))
        continue;
      self->keyboard_row = clusters->rows[clusters->clusters[index].first];
      lw_map_state_set_hovered_row (self->state, self->keyboard_row);
      gtk_widget_queue_draw (GTK_WIDGET (self->office_layer));
      gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
      return;
    }
}

static gboolean
choose (LwOfficeMap *self, gboolean extend)
{
  const LwClusters *clusters = lw_map_state_get_clusters (self->state);
  guint index = keyboard_cluster (self);

  if (index == LW_CLUSTERS_NONE || self->session == NULL)
    return FALSE;
  select_cluster (self, clusters, index, extend);
  if (!extend && clusters->clusters[index].n == 1)
    open_cluster (self, clusters, index);
  return TRUE;
}

static gboolean
key_pressed_cb (LwOfficeMap *self, guint key, guint code, GdkModifierType state)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK) && key != GDK_KEY_Return)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      pan (self, -PAN_SHARE, 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      pan (self, PAN_SHARE, 0);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      pan (self, 0, -PAN_SHARE);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      pan (self, 0, PAN_SHARE);
      return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      lw_office_map_zoom (self, 1);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      lw_office_map_zoom (self, -1);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_Home:
    case GDK_KEY_KP_0:
      lw_office_map_fit_data (self);
      return TRUE;
    case GDK_KEY_n:
    case GDK_KEY_p:
      step (self, key == GDK_KEY_n ? 1 : -1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      return choose (self, (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0);
    default:
      return FALSE;
    }
}

static void
zoom_in_cb (LwOfficeMap *self)
{
  lw_office_map_zoom (self, 1);
}

static void
zoom_out_cb (LwOfficeMap *self)
{
  lw_office_map_zoom (self, -1);
}

static void
add_action (GSimpleActionGroup *group, const char *name, GCallback callback, LwOfficeMap *self)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, NULL);

  g_signal_connect_object (action, "activate", callback, self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
}

/* Adds the controllers of pointer and keyboard. */
void
lw_office_map_init_input (LwOfficeMap *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new (), *key = gtk_event_controller_key_new ();
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), motion);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);

  add_action (actions, "zoom-in", G_CALLBACK (zoom_in_cb), self);
  add_action (actions, "zoom-out", G_CALLBACK (zoom_out_cb), self);
  add_action (actions, "fit", G_CALLBACK (lw_office_map_fit_data), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "map", G_ACTION_GROUP (actions));

  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

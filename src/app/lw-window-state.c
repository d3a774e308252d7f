/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-window-state: how large the window was and which parts were shown. Without the installed schema (run from a build
 * folder) the window simply starts at its default size; GSettings would end the program. */
#include "app/lw-window-private.h"

static GSettings *
find_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source ? g_settings_schema_source_lookup (source, LW_APPLICATION_ID, TRUE) : NULL;

  return schema ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

void
lw_window_restore_state (LwWindow *self)
{
  self->panel_width = 380;
  gtk_window_set_default_size (GTK_WINDOW (self), 1366, 768);
  self->settings = find_settings ();
  if (!self->settings)
    return;

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  gtk_paned_set_position (self->outer_paned, g_settings_get_int (self->settings, "sidebar-width"));
  self->panel_width = g_settings_get_int (self->settings, "panel-width");
  g_object_set (self, "sidebar-visible", g_settings_get_boolean (self->settings, "sidebar-visible"),
                "panel-visible", g_settings_get_boolean (self->settings, "panel-visible"), NULL);
}

void
lw_window_save_state (LwWindow *self)
{
  int width, height, panel = gtk_widget_get_width (GTK_WIDGET (self->side_stack));

  if (!self->settings)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (!gtk_window_is_maximized (GTK_WINDOW (self)) && width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", MAX (width, 640));
      g_settings_set_int (self->settings, "window-height", MAX (height, 480));
    }
  g_settings_set_boolean (self->settings, "sidebar-visible", gtk_widget_get_visible (GTK_WIDGET (self->sidebar)));
  g_settings_set_boolean (self->settings, "panel-visible", gtk_widget_get_visible (GTK_WIDGET (self->side_stack)));
  g_settings_set_int (self->settings, "sidebar-width", MAX (gtk_paned_get_position (self->outer_paned), 240));
  if (panel >= 340)
    g_settings_set_int (self->settings, "panel-width", panel);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-wheel: GTK 4.8 has no property for it, but the controller that takes the wheel can be put out of its way. */
#include "panels/lw-wheel.h"

/**
 * lw_wheel_leave:
 * @widget: a slider or spin button
 *
 * Lets the wheel pass over @widget to the page that holds it; keys and dragging change its value as before.
 */
void
lw_wheel_leave (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  controllers = gtk_widget_observe_controllers (widget);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

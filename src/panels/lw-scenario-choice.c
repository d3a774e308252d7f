/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-scenario-choice: see lw-scenario-choice.h. Position 0 is "none": no scenario shown, or nothing compared. */
#include "panels/lw-scenario-choice.h"

#include "panels/lw-short-choice.h"

#include <glib/gi18n-lib.h>

struct _LwScenarioChoice {
  GtkWidget parent_instance;

  GtkDropDown *drop_down;
  LwSession *session;
  LwScenarioRole role;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwScenarioChoice, lw_scenario_choice, GTK_TYPE_WIDGET)

static const char *
get_uid (LwScenarioChoice *self)
{
  return self->role == LW_SCENARIO_ROLE_A ? lw_session_get_scenario_a (self->session)
                                          : lw_session_get_scenario_b (self->session);
}

static void
update_selected (LwScenarioChoice *self)
{
  GPtrArray *scenarios = lw_session_get_scenarios (self->session);
  const char *uid = get_uid (self);
  guint selected = 0;

  for (guint i = 0; scenarios != NULL && uid != NULL && i < scenarios->len; i++)
    if (g_strcmp0 (((const LwScenario *) g_ptr_array_index (scenarios, i))->uid, uid) == 0)
      selected = i + 1;
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->drop_down, selected);
  self->filling = FALSE;
}

static void
scenarios_changed_cb (LwScenarioChoice *self)
{
  GPtrArray *scenarios = lw_session_get_scenarios (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, self->role == LW_SCENARIO_ROLE_A ? _ ("As recorded") : _ ("No comparison"));
  for (guint i = 0; scenarios != NULL && i < scenarios->len; i++)
    gtk_string_list_append (names, ((const LwScenario *) g_ptr_array_index (scenarios, i))->name);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (names));
  self->filling = FALSE;
  update_selected (self);
}

static void
selected_changed_cb (LwScenarioChoice *self)
{
  GPtrArray *scenarios = lw_session_get_scenarios (self->session);
  guint selected = gtk_drop_down_get_selected (self->drop_down);
  g_autofree char *uid = NULL;

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (selected > 0 && selected <= scenarios->len)
    uid = g_strdup (((const LwScenario *) g_ptr_array_index (scenarios, selected - 1))->uid);
  if (self->role == LW_SCENARIO_ROLE_A)
    lw_session_set_scenario_a (self->session, uid);
  else
    lw_session_set_scenario_b (self->session, uid);
}

static void
lw_scenario_choice_dispose (GObject *object)
{
  LwScenarioChoice *self = LW_SCENARIO_CHOICE (object);
  GtkWidget *child = GTK_WIDGET (self->drop_down);

  self->filling = TRUE;
  self->drop_down = NULL;
  g_clear_pointer (&child, gtk_widget_unparent);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lw_scenario_choice_parent_class)->dispose (object);
}

static void
lw_scenario_choice_class_init (LwScenarioChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_scenario_choice_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
lw_scenario_choice_init (LwScenarioChoice *self)
{
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  lw_short_choice_apply (self->drop_down);
  gtk_widget_set_parent (GTK_WIDGET (self->drop_down), GTK_WIDGET (self));
}

/**
 * lw_scenario_choice_new:
 *
 * Returns: (transfer floating): a choice that shows and sets the scenario of @role
 */
GtkWidget *
lw_scenario_choice_new (LwSession *session, LwScenarioRole role)
{
  LwScenarioChoice *self = g_object_new (LW_TYPE_SCENARIO_CHOICE, NULL);
  const char *label = role == LW_SCENARIO_ROLE_A ? _ ("Scenario A") : _ ("Scenario B, to compare");

  self->session = g_object_ref (session);
  self->role = role;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->drop_down), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (self->drop_down, "notify::selected", G_CALLBACK (selected_changed_cb), self);
  g_signal_connect_object (session, "scenarios-changed", G_CALLBACK (scenarios_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, role == LW_SCENARIO_ROLE_A ? "notify::scenario-a" : "notify::scenario-b",
                           G_CALLBACK (update_selected), self, G_CONNECT_SWAPPED);
  scenarios_changed_cb (self);
  return GTK_WIDGET (self);
}

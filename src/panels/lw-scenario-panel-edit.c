/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-scenario-panel-edit: making, copying, renaming and deleting scenarios; changing and removing measures.
 * A locked scenario (the baseline) is never changed: a measure added to it begins a new scenario. */
#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "panels/lw-names.h"
#include "panels/lw-scenario-panel-private.h"

/* A field that rests for so long has reached the value that is written. */
#define REST_MS 600

/**
 * lw_scenario_panel_flush:
 *
 * Writes at once a change of a measure that waits for its field to rest.
 */
void
lw_scenario_panel_flush (LwScenarioPanel *self)
{
  g_autoptr (LwScenario) edited = g_steal_pointer (&self->edited);
  g_autofree char *name = g_steal_pointer (&self->edit_name);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  lw_scenario_levers_flush (self->levers);
  if (edited != NULL)
    lw_session_write_scenario (self->session, edited, name);
}

static gboolean
rest_cb (gpointer data)
{
  LwScenarioPanel *self = data;

  self->rest_source = 0;
  lw_scenario_panel_flush (self);
  return G_SOURCE_REMOVE;
}

static char *
make_name (LwScenarioPanel *self)
{
  GPtrArray *scenarios = lw_session_get_scenarios (self->session);

  for (guint number = 1;; number++)
    {
      char *name = g_strdup_printf (_ ("Scenario %u"), number);
      gboolean taken = FALSE;

      for (guint i = 0; i < scenarios->len; i++)
        taken = taken || g_strcmp0 (((const LwScenario *) g_ptr_array_index (scenarios, i))->name, name) == 0;
      if (!taken)
        return name;
      g_free (name);
    }
}

static const LwScenario *
find_baseline (LwScenarioPanel *self)
{
  GPtrArray *scenarios = lw_session_get_scenarios (self->session);

  for (guint i = 0; i < scenarios->len; i++)
    if (((const LwScenario *) g_ptr_array_index (scenarios, i))->is_baseline)
      return g_ptr_array_index (scenarios, i);
  return NULL;
}

/* A copy to change: of the scenario shown, or where that is locked or there is none, of a new one. */
LwScenario *
lw_scenario_panel_copy_to_edit (LwScenarioPanel *self, gboolean *is_new)
{
  const LwScenario *current = lw_scenario_panel_get_scenario (self);
  const LwScenario *source = current ? current : find_baseline (self);
  g_autofree char *name = NULL;

  *is_new = current == NULL || current->locked;
  if (!*is_new)
    return lw_scenario_copy (current);
  name = make_name (self);
  return source ? lw_scenario_duplicate (source, name) : lw_scenario_new (name);
}

/* Writes a scenario as one edit, and makes it the one shown. */
void
lw_scenario_panel_write (LwScenarioPanel *self, const LwScenario *scenario, const char *edit_name, gboolean show)
{
  g_autofree char *uid = g_strdup (scenario->uid);

  lw_session_write_scenario (self->session, scenario, edit_name);
  if (show)
    lw_session_set_scenario_a (self->session, uid);
}

static void
put_measure (LwScenario *scenario, const LwMeasure *measure)
{
  for (guint i = 0; i < scenario->measures->len; i++)
    {
      LwMeasure *own = g_ptr_array_index (scenario->measures, i);

      if (g_strcmp0 (own->uid, measure->uid) == 0)
        {
          g_ptr_array_index (scenario->measures, i) = lw_measure_copy (measure);
          lw_measure_free (own);
        }
    }
}

/**
 * lw_scenario_panel_measure_changed:
 * @measure: a measure of the scenario shown, changed
 *
 * Shows the effect at once; writes it when the field rests.
 */
void
lw_scenario_panel_measure_changed (LwScenarioPanel *self, const LwMeasure *measure, const char *edit_name)
{
  const LwScenario *current = lw_scenario_panel_get_scenario (self);
  /* Writing an edit before this one shows all rows anew, and theirs is what was given. */
  g_autoptr (LwMeasure) own = lw_measure_copy (measure);
  g_autofree char *name = g_strdup (edit_name);

  if (current == NULL || current->locked)
    return;
  if (self->edited != NULL && g_strcmp0 (self->edit_name, edit_name) != 0)
    {
      lw_scenario_panel_flush (self);
      current = lw_scenario_panel_get_scenario (self);
    }
  if (lw_scenario_find_measure (self->edited ? self->edited : current, own->uid) == NULL)
    return;
  if (self->edited == NULL)
    self->edited = lw_scenario_copy (current);
  put_measure (self->edited, own);
  g_free (self->edit_name);
  self->edit_name = g_steal_pointer (&name);
  /* So that the next change, which may come at once, begins with this one. */
  lw_scenario_panel_show_measures (self);
  lw_session_preview_scenario (self->session, self->edited);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST_MS, rest_cb, self);
}

/* A copy of the scenario shown, with all that was typed so far; %NULL if it cannot be changed. */
static LwScenario *
copy_unlocked (LwScenarioPanel *self)
{
  const LwScenario *current;

  lw_scenario_panel_flush (self);
  current = lw_scenario_panel_get_scenario (self);
  return current != NULL && !current->locked ? lw_scenario_copy (current) : NULL;
}

void
lw_scenario_panel_remove_measure (LwScenarioPanel *self, const char *uid)
{
  g_autoptr (LwScenario) scenario = copy_unlocked (self);

  if (scenario == NULL || !lw_scenario_remove_measure (scenario, uid))
    return;
  lw_scenario_panel_write (self, scenario, _ ("Remove measure"), FALSE);
  lw_session_tell_done (self->session, _ ("Measure removed"));
}

/**
 * lw_scenario_panel_move_measure:
 * @uid: a measure of the scenario shown
 * @steps: places down; negative for up
 *
 * One edit.
 */
void
lw_scenario_panel_move_measure (LwScenarioPanel *self, const char *uid, int steps)
{
  g_autoptr (LwScenario) scenario = copy_unlocked (self);

  if (scenario != NULL && lw_scenario_move_measure (scenario, uid, steps))
    lw_scenario_panel_write (self, scenario, _ ("Move measure"), FALSE);
}

/**
 * lw_scenario_panel_select_measure:
 * @uid: a measure of the scenario shown
 *
 * Shows what it is about: selects its offices, or opens the plans.
 */
void
lw_scenario_panel_select_measure (LwScenarioPanel *self, const char *uid)
{
  const LwScenario *scenario = lw_scenario_panel_get_scenario (self);
  const LwMeasure *measure = scenario ? lw_scenario_find_measure (scenario, uid) : NULL;
  LwOffices *offices = lw_session_get_offices (self->session);
  g_autoptr (LwBitset) selection = lw_bitset_new (offices->n);
  GArray *ids;

  if (measure == NULL)
    return;
  if (lw_measure_kind_get_target (measure->kind) == LW_MEASURE_TARGET_PLANS)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.plans", NULL);
      return;
    }
  ids = measure->rule ? lw_session_get_measure_offices (self->session, uid, NULL) : measure->offices;
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      guint row = lw_offices_find_id (offices, g_array_index (ids, gint64, i));

      if (row != LW_OFFICES_NONE)
        lw_bitset_set (selection, row);
    }
  lw_session_set_selection (self->session, selection);
}

static void
new_cb (LwScenarioPanel *self)
{
  const LwScenario *baseline = find_baseline (self);
  g_autofree char *name = make_name (self);
  g_autoptr (LwScenario) scenario = NULL;

  lw_scenario_panel_flush (self);
  scenario = baseline ? lw_scenario_duplicate (baseline, name) : lw_scenario_new (name);
  lw_scenario_panel_write (self, scenario, _ ("New scenario"), TRUE);
}

static void
duplicate_cb (LwScenarioPanel *self)
{
  const LwScenario *current;
  g_autoptr (LwScenario) scenario = NULL;
  g_autofree char *name = NULL;

  lw_scenario_panel_flush (self);
  current = lw_scenario_panel_get_scenario (self);
  if (current == NULL)
    return;
  /* Translators: %s is the name of the scenario that was copied */
  name = g_strdup_printf (_ ("%s (copy)"), current->name);
  scenario = lw_scenario_duplicate (current, name);
  lw_scenario_panel_write (self, scenario, _ ("Duplicate scenario"), TRUE);
}

static void
delete_cb (LwScenarioPanel *self)
{
  const LwScenario *current;
  g_autofree char *uid = NULL;

  lw_scenario_panel_flush (self);
  current = lw_scenario_panel_get_scenario (self);
  if (current == NULL || current->is_baseline)
    return;
  uid = g_strdup (current->uid);
  lw_session_delete_scenario (self->session, uid);
}

static void
rename_response_cb (AdwMessageDialog *dialog, const char *response, LwScenarioPanel *self)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  const LwScenario *current = lw_scenario_panel_get_scenario (self);
  g_autoptr (LwScenario) scenario = NULL;
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (g_strcmp0 (response, "rename") != 0 || current == NULL || name[0] == '\0')
    return;
  scenario = lw_scenario_copy (current);
  lw_scenario_set_name (scenario, name);
  lw_scenario_panel_write (self, scenario, _ ("Rename scenario"), FALSE);
}

static void
rename_cb (LwScenarioPanel *self)
{
  const LwScenario *current;
  GtkWidget *dialog, *entry = gtk_entry_new ();

  lw_scenario_panel_flush (self);
  current = lw_scenario_panel_get_scenario (self);
  if (current == NULL)
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Rename Scenario"), NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), current->name);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the scenario"),
                                  -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "rename", _ ("_Rename"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "rename", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "rename");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (rename_response_cb), self, 0);
  lw_names_apply (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_action (LwScenarioPanel *self, const char *name, const GVariantType *type, GCallback callback)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, type);

  g_signal_connect_object (action, "activate", callback, self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
}

static void
enable (LwScenarioPanel *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)),
                               enabled);
}

/* Which actions make sense now. */
void
lw_scenario_panel_update_actions (LwScenarioPanel *self)
{
  const LwScenario *current = lw_scenario_panel_get_scenario (self);
  gboolean writable = lw_session_get_path (self->session) != NULL && !lw_session_get_read_only (self->session);

  enable (self, "new", writable);
  enable (self, "duplicate", writable && current != NULL);
  enable (self, "rename", writable && current != NULL && !current->locked);
  enable (self, "delete", writable && current != NULL && !current->is_baseline);
  enable (self, "add-measure", writable && lw_scenario_panel_count_selected (self) > 0);
  enable (self, "add-rule", writable);
  enable (self, "add-new-build", writable);
}

/* Adds the actions of the page, prefix "scenario". */
void
lw_scenario_panel_init_edit (LwScenarioPanel *self)
{
  self->actions = g_simple_action_group_new ();
  add_action (self, "new", NULL, G_CALLBACK (new_cb));
  add_action (self, "duplicate", NULL, G_CALLBACK (duplicate_cb));
  add_action (self, "rename", NULL, G_CALLBACK (rename_cb));
  add_action (self, "delete", NULL, G_CALLBACK (delete_cb));
  add_action (self, "add-measure", G_VARIANT_TYPE_STRING, G_CALLBACK (lw_scenario_panel_add_measure_cb));
  add_action (self, "add-rule", G_VARIANT_TYPE_STRING, G_CALLBACK (lw_scenario_panel_add_rule_cb));
  add_action (self, "add-new-build", NULL, G_CALLBACK (lw_scenario_panel_add_new_build_cb));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "scenario", G_ACTION_GROUP (self->actions));
}

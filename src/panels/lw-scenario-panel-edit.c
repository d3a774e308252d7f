/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-scenario-panel-edit: making, copying, renaming and deleting scenarios; adding, changing and removing measures.
 * A locked scenario (the baseline) is never changed: a measure added to it begins a new scenario. */
#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "panels/lw-names.h"
#include "panels/lw-scenario-panel-private.h"

/* A field that rests for so long has reached the value that is written. */
#define REST_MS 600
/* A new measure starts so many years after the base of the projection. */
#define DEFAULT_YEARS_AHEAD 2

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
static LwScenario *
copy_to_edit (LwScenarioPanel *self, gboolean *is_new)
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

static void
write_scenario (LwScenarioPanel *self, const LwScenario *scenario, const char *edit_name, gboolean show)
{
  g_autofree char *uid = g_strdup (scenario->uid);

  lw_session_write_scenario (self->session, scenario, edit_name);
  if (show)
    lw_session_set_scenario_a (self->session, uid);
}

static int
get_base_year (LwScenarioPanel *self)
{
  LwTrajectory *trajectory = lw_session_get_trajectory_baseline (self->session);
  LwDate date = lw_session_get_date (self->session);

  if (trajectory != NULL)
    return lw_trajectory_get_base_year (trajectory);
  return date == LW_DATE_UNKNOWN ? lw_date_year (lw_date_today ()) : lw_date_nearest_january (date);
}

/* Nothing more can be done to what is gone, which is there only while two dates are compared. */
static LwBitset *
select_present (LwScenarioPanel *panel)
{
  LwOffices *offices = lw_session_get_offices (panel->session);
  LwBitset *selection = lw_session_get_selection (panel->session);
  LwBitset *present = lw_bitset_new (offices->n);

  if (selection->n == offices->n)
    LW_BITSET_FOREACH (selection, row)
      if (!(offices->remarks[row] & LW_REMARK_GONE))
        lw_bitset_set (present, row);
  return present;
}

/**
 * lw_scenario_panel_add_measure:
 * @kind: what is done to the selected offices
 */
void
lw_scenario_panel_add_measure (LwScenarioPanel *panel, LwMeasureKind kind)
{
  LwOffices *offices = lw_session_get_offices (panel->session);
  g_autoptr (LwBitset) selection = select_present (panel);
  g_autoptr (LwScenario) scenario = NULL;
  g_autofree char *edit_name = NULL;
  LwMeasure *measure;
  gboolean is_new;

  if (lw_bitset_count (selection) == 0)
    return;
  lw_scenario_panel_flush (panel);
  scenario = copy_to_edit (panel, &is_new);
  measure = lw_measure_new (kind, get_base_year (panel) + DEFAULT_YEARS_AHEAD);
  LW_BITSET_FOREACH (selection, row)
    lw_measure_add_office (measure, offices->id[row]);
  edit_name = g_strdup_printf (ngettext ("Add measure for %u office", "Add measure for %u offices",
                                         measure->offices->len),
                               measure->offices->len);
  lw_scenario_add_measure (scenario, measure);
  write_scenario (panel, scenario, edit_name, is_new);
  lw_session_tell_done (panel->session, is_new ? _ ("Measure added in a new scenario") : _ ("Measure added"));
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
  LwMeasure *own;

  if (current == NULL || current->locked)
    return;
  if (self->edited != NULL && g_strcmp0 (self->edit_name, edit_name) != 0)
    {
      lw_scenario_panel_flush (self);
      current = lw_scenario_panel_get_scenario (self);
    }
  if (self->edited == NULL)
    self->edited = lw_scenario_copy (current);
  own = lw_scenario_find_measure (self->edited, measure->uid);
  if (own == NULL)
    return;
  own->enabled = measure->enabled;
  own->year = measure->year;
  own->share = measure->share;
  own->programme = measure->programme;
  lw_measure_set_target_label (own, measure->target_label);
  g_free (self->edit_name);
  self->edit_name = g_strdup (edit_name);
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
  write_scenario (self, scenario, _ ("Remove measure"), FALSE);
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
    write_scenario (self, scenario, _ ("Move measure"), FALSE);
}

void
lw_scenario_panel_select_measure (LwScenarioPanel *self, const char *uid)
{
  const LwScenario *scenario = lw_scenario_panel_get_scenario (self);
  const LwMeasure *measure = scenario ? lw_scenario_find_measure (scenario, uid) : NULL;
  LwOffices *offices = lw_session_get_offices (self->session);
  g_autoptr (LwBitset) selection = lw_bitset_new (offices->n);

  if (measure == NULL)
    return;
  for (guint i = 0; i < measure->offices->len; i++)
    {
      guint row = lw_offices_find_id (offices, g_array_index (measure->offices, gint64, i));

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
  write_scenario (self, scenario, _ ("New scenario"), TRUE);
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
  write_scenario (self, scenario, _ ("Duplicate scenario"), TRUE);
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
  write_scenario (self, scenario, _ ("Rename scenario"), FALSE);
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
add_measure_cb (LwScenarioPanel *self, GVariant *parameter)
{
  LwMeasureKind kind;

  if (lw_measure_kind_from_token (g_variant_get_string (parameter, NULL), &kind))
    lw_scenario_panel_add_measure (self, kind);
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
  g_autoptr (LwBitset) selection = select_present (self);
  gboolean writable = lw_session_get_path (self->session) != NULL && !lw_session_get_read_only (self->session);

  enable (self, "new", writable);
  enable (self, "duplicate", writable && current != NULL);
  enable (self, "rename", writable && current != NULL && !current->locked);
  enable (self, "delete", writable && current != NULL && !current->is_baseline);
  enable (self, "add-measure", writable && lw_bitset_count (selection) > 0);
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
  add_action (self, "add-measure", G_VARIANT_TYPE_STRING, G_CALLBACK (add_measure_cb));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "scenario", G_ACTION_GROUP (self->actions));
}

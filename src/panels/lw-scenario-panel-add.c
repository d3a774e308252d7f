/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-scenario-panel-add: adding a measure of any kind: to the selected offices, by a rule, to plans, or new building.
 * A measure added to a locked scenario (the baseline) begins a new one. */
#include <glib/gi18n-lib.h>

#include "panels/lw-measure-row.h"
#include "panels/lw-rule-edit.h"
#include "panels/lw-scenario-panel-private.h"

/* A new measure starts so many years after the base of the projection. */
#define DEFAULT_YEARS_AHEAD 2
/* What a new building begins with: that of a middling office. */
#define DEFAULT_BVO_M2 5000

static int
get_base_year (LwScenarioPanel *self)
{
  LwTrajectory *trajectory = lw_session_get_trajectory_baseline (self->session);
  LwDate date = lw_session_get_date (self->session);

  if (trajectory != NULL)
    return lw_trajectory_get_base_year (trajectory);
  return date == LW_DATE_UNKNOWN ? lw_date_year (lw_date_today ()) : lw_date_nearest_january (date);
}

static LwMeasure *
new_measure (LwScenarioPanel *self, LwMeasureKind kind)
{
  return lw_measure_new (kind, get_base_year (self) + DEFAULT_YEARS_AHEAD);
}

/* Adds a measure to the scenario shown, or to a new one, as one edit. Takes @measure. */
static void
add (LwScenarioPanel *self, LwMeasure *measure, const char *edit_name, gboolean unfold)
{
  g_autofree char *uid = g_strdup (measure->uid);
  g_autoptr (LwScenario) scenario = NULL;
  gboolean is_new;

  lw_scenario_panel_flush (self);
  scenario = lw_scenario_panel_copy_to_edit (self, &is_new);
  lw_scenario_add_measure (scenario, measure);
  lw_scenario_panel_write (self, scenario, edit_name, is_new);
  lw_session_tell_done (self->session, is_new ? _ ("Measure added in a new scenario") : _ ("Measure added"));
  if (unfold)
    lw_session_show_measure (self->session, lw_session_get_scenario_a (self->session), uid);
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

/* How many offices a measure could be added to. */
guint
lw_scenario_panel_count_selected (LwScenarioPanel *self)
{
  g_autoptr (LwBitset) selection = select_present (self);

  return lw_bitset_count (selection);
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
  g_autofree char *edit_name = NULL;
  LwMeasure *measure;

  if (lw_bitset_count (selection) == 0 || lw_measure_kind_get_target (kind) != LW_MEASURE_TARGET_OFFICES)
    return;
  measure = new_measure (panel, kind);
  LW_BITSET_FOREACH (selection, row)
    lw_measure_add_office (measure, offices->id[row]);
  edit_name = g_strdup_printf (ngettext ("Add measure for %u office", "Add measure for %u offices",
                                         measure->offices->len),
                               measure->offices->len);
  add (panel, measure, edit_name, FALSE);
}

/**
 * lw_scenario_panel_add_plan_measure:
 * @kind: what is done to the plans
 * @plans: (element-type utf8): their uids, one at least
 */
void
lw_scenario_panel_add_plan_measure (LwScenarioPanel *panel, LwMeasureKind kind, const char *const *plans)
{
  LwMeasure *measure;
  g_autofree char *edit_name = NULL;

  g_return_if_fail (LW_IS_SCENARIO_PANEL (panel) && plans != NULL && plans[0] != NULL);
  g_return_if_fail (lw_measure_kind_get_target (kind) == LW_MEASURE_TARGET_PLANS);
  measure = new_measure (panel, kind);
  for (guint i = 0; plans[i] != NULL; i++)
    lw_measure_add_plan (measure, plans[i]);
  edit_name = g_strdup_printf (ngettext ("Add measure for %u plan", "Add measure for %u plans", measure->plans->len),
                               measure->plans->len);
  add (panel, measure, edit_name, TRUE);
}

void
lw_scenario_panel_add_measure_cb (LwScenarioPanel *self, GVariant *parameter)
{
  LwMeasureKind kind;

  if (lw_measure_kind_from_token (g_variant_get_string (parameter, NULL), &kind))
    lw_scenario_panel_add_measure (self, kind);
}

/* The new rule is unfolded, since nobody has seen yet what it says. */
void
lw_scenario_panel_add_rule_cb (LwScenarioPanel *self, GVariant *parameter)
{
  LwMeasureKind kind;
  LwMeasure *measure;

  if (!lw_measure_kind_from_token (g_variant_get_string (parameter, NULL), &kind)
      || lw_measure_kind_get_target (kind) != LW_MEASURE_TARGET_OFFICES)
    return;
  measure = new_measure (self, kind);
  lw_rule_edit_start (self->session, measure);
  add (self, measure, _ ("Add measure by rule"), TRUE);
}

void
lw_scenario_panel_add_new_build_cb (LwScenarioPanel *self)
{
  LwMeasure *measure = new_measure (self, LW_MEASURE_NEW_BUILD);

  measure->bvo_m2 = DEFAULT_BVO_M2;
  add (self, measure, _ ("Add new building"), TRUE);
}

static void
append_kinds (GMenu *menu, const char *action)
{
  for (LwMeasureKind kind = 0; kind < LW_N_MEASURE_KINDS; kind++)
    if (lw_measure_kind_get_target (kind) == LW_MEASURE_TARGET_OFFICES)
      {
        g_autoptr (GMenuItem) item = g_menu_item_new (lw_measure_kind_get_label (kind), NULL);

        g_menu_item_set_action_and_target (item, action, "s", lw_measure_kind_get_token (kind));
        g_menu_append_item (menu, item);
      }
}

/* The button says how many offices there are to add to; what needs a selection and has none says what to do. */
void
lw_scenario_panel_update_add (LwScenarioPanel *self)
{
  guint n = lw_scenario_panel_count_selected (self);
  g_autoptr (GMenu) menu = g_menu_new (), selected = g_menu_new (), rule = g_menu_new (), other = g_menu_new ();
  g_autofree char *label = n > 0 ? g_strdup_printf (ngettext ("Add to %u _office", "Add to %u _offices", n), n)
                                 : g_strdup (_ ("Add _measure"));
  const char *tooltip = n > 0 ? _ ("Add a measure for the selected offices, by rule, for plans, or new building")
                              : _ ("Add a measure by rule, for plans, or new building");

  append_kinds (selected, "scenario.add-measure");
  append_kinds (rule, "scenario.add-rule");
  g_menu_append (other, _ ("Scrap Plans or Build Them Later…"), "win.plans");
  g_menu_append (other, lw_measure_kind_get_label (LW_MEASURE_NEW_BUILD), "scenario.add-new-build");
  g_menu_prepend_submenu (other, _ ("By a Rule"), G_MENU_MODEL (rule));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (other));
  /* What can be done comes first. */
  if (n > 0)
    g_menu_prepend_section (menu, NULL, G_MENU_MODEL (selected));
  else
    g_menu_append_section (menu, _ ("First select offices on the map or in the list"), G_MENU_MODEL (selected));
  gtk_menu_button_set_menu_model (self->add_button, G_MENU_MODEL (menu));
  gtk_menu_button_set_label (self->add_button, label);
  gtk_menu_button_set_use_underline (self->add_button, TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->add_button), tooltip);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button),
                            g_action_group_get_action_enabled (G_ACTION_GROUP (self->actions), "add-rule"));
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-scenario-levers: see lw-scenario-levers.h. */
#include "panels/lw-scenario-levers.h"

#include "panels/lw-short-choice.h"
#include "panels/lw-wheel.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-format.h"

/* A slider that rests for so long has reached the value that is written. */
#define REST_MS 600

typedef enum {
  LEVER_GROWTH,
  LEVER_PLANS,
  LEVER_NORM,
  LEVER_OMEGA, /* from here on: the parameters that fold away */
  LEVER_HYBRID,
  LEVER_SUBSIDY,
  N_LEVERS,
} Lever;

/* The parameters among them: from the norm on. */
static const struct {
  LwParameter id;
  const char *label;
  const char *edit_name;
  double step;
} of_parameter[N_LEVERS] = {
  [LEVER_NORM] = { LW_PARAM_NORM, N_ ("_Norm vacancy"), N_ ("Set norm vacancy"), 0.005 },
  [LEVER_OMEGA] = { LW_PARAM_OMEGA, N_ ("Autonomous _withdrawal"), N_ ("Set autonomous withdrawal"), 0.005 },
  [LEVER_HYBRID] = { LW_PARAM_HYBRID, N_ ("_Hybrid working"), N_ ("Set hybrid working"), 0.01 },
  [LEVER_SUBSIDY] = { LW_PARAM_SUBSIDY_DWELLING, N_ ("Subsidy a _dwelling"), N_ ("Set subsidy"), 1000 },
};

struct _LwScenarioLevers {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *grid;
  GtkWidget *more;
  GtkSwitch *fund;
  GtkDropDown *path;
  GtkDropDown *unknown;
  GtkRange *range[N_LEVERS];
  GtkLabel *value[N_LEVERS];

  LwSession *session;
  LwScenario *scenario; /* what is shown, with the changes that are not written yet */
  gboolean filling;
  const char *pending; /* name of the edit to write; NULL: none */
  guint rest_source;
};

G_DEFINE_FINAL_TYPE (LwScenarioLevers, lw_scenario_levers, GTK_TYPE_WIDGET)

static double
get_lever (const LwScenario *scenario, Lever lever)
{
  switch (lever)
    {
    case LEVER_GROWTH:
      return scenario->demand.growth;
    case LEVER_PLANS:
      return scenario->plan_share_kept;
    default:
      return lw_parameters_get (&scenario->parameters, of_parameter[lever].id);
    }
}

static void
set_lever (LwScenario *scenario, Lever lever, double value)
{
  switch (lever)
    {
    case LEVER_GROWTH:
      scenario->demand.growth = value;
      break;
    case LEVER_PLANS:
      scenario->plan_share_kept = value;
      break;
    default:
      /* The slider ends where the parameter does, so it cannot be refused. */
      lw_parameters_set (&scenario->parameters, of_parameter[lever].id, value, NULL);
      break;
    }
}

static const char *
edit_name (Lever lever)
{
  switch (lever)
    {
    case LEVER_GROWTH:
      return _ ("Set growth of demand");
    case LEVER_PLANS:
      return _ ("Set share of plans kept");
    default:
      return _ (of_parameter[lever].edit_name);
    }
}

static void
show_value (LwScenarioLevers *self, Lever lever)
{
  double value = gtk_range_get_value (self->range[lever]);
  g_autofree char *percent = lever == LEVER_SUBSIDY ? lw_format_euro (NULL, value) : lw_format_percent (NULL, value);
  g_autofree char *text = lever == LEVER_GROWTH && value > 0 ? g_strdup_printf ("+%s", percent) : g_strdup (percent);

  gtk_label_set_text (self->value[lever], text);
}

static void
write_pending (LwScenarioLevers *self)
{
  const char *name = self->pending;

  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (name == NULL)
    return;
  self->pending = NULL;
  lw_session_write_scenario (self->session, self->scenario, name);
}

static gboolean
rest_cb (gpointer data)
{
  LwScenarioLevers *self = data;

  self->rest_source = 0;
  write_pending (self);
  return G_SOURCE_REMOVE;
}

static void
changed (LwScenarioLevers *self, const char *name)
{
  lw_session_preview_scenario (self->session, self->scenario);
  self->pending = name;
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST_MS, rest_cb, self);
}

static void
value_changed_cb (LwScenarioLevers *self, GtkRange *range)
{
  for (Lever lever = 0; lever < N_LEVERS; lever++)
    if (self->range[lever] == range)
      {
        show_value (self, lever);
        if (self->filling || self->scenario == NULL)
          return;
        set_lever (self->scenario, lever, gtk_range_get_value (range));
        changed (self, edit_name (lever));
      }
}

/* Growth counts where the path leaves years to it. */
static void
show_growth_counts (LwScenarioLevers *self)
{
  const LwDemandKindInfo *info = lw_demand_kind_get_info (self->scenario->demand.kind);

  gtk_widget_set_sensitive (GTK_WIDGET (self->range[LEVER_GROWTH]), !info->extends);
}

static void
path_changed_cb (LwScenarioLevers *self)
{
  if (self->filling || self->scenario == NULL)
    return;
  self->scenario->demand.kind = (LwDemandKind) gtk_drop_down_get_selected (self->path);
  show_growth_counts (self);
  changed (self, _ ("Set demand path"));
}

static void
unknown_changed_cb (LwScenarioLevers *self)
{
  if (self->filling || self->scenario == NULL)
    return;
  self->scenario->unknown_vacancy = (LwUnknownVacancy) gtk_drop_down_get_selected (self->unknown);
  changed (self, _ ("Set how unknown vacancy counts"));
}

static void
fund_changed_cb (LwScenarioLevers *self)
{
  if (self->filling || self->scenario == NULL)
    return;
  lw_parameters_set (&self->scenario->parameters, LW_PARAM_FUND_ACTIVE, gtk_switch_get_active (self->fund), NULL);
  changed (self, _ ("Set whether there is an office fund"));
}

/* A value beyond the usual ones moves the end of the slider. */
static void
show_lever (LwScenarioLevers *self, Lever lever, double value)
{
  if (lever >= LEVER_NORM)
    {
      const LwParameterInfo *info = lw_parameter_get_info (of_parameter[lever].id);

      gtk_range_set_range (self->range[lever], MIN (info->low, value), MAX (info->high, value));
    }
  gtk_range_set_value (self->range[lever], value);
  show_value (self, lever);
}

/**
 * lw_scenario_levers_flush:
 *
 * Writes at once what a slider that still moves has changed.
 */
void
lw_scenario_levers_flush (LwScenarioLevers *levers)
{
  g_return_if_fail (LW_IS_SCENARIO_LEVERS (levers));
  write_pending (levers);
}

/**
 * lw_scenario_levers_show:
 * @scenario: (nullable): what to show; a locked one cannot be changed
 */
void
lw_scenario_levers_show (LwScenarioLevers *levers, const LwScenario *scenario)
{
  g_return_if_fail (LW_IS_SCENARIO_LEVERS (levers));
  /* What the user is turning right now is newer than what comes from the document. */
  if (levers->pending != NULL && scenario != NULL && g_strcmp0 (scenario->uid, levers->scenario->uid) == 0)
    return;
  write_pending (levers);
  g_clear_pointer (&levers->scenario, lw_scenario_free);
  gtk_widget_set_sensitive (levers->box, scenario != NULL && !scenario->locked);
  if (scenario == NULL)
    return;
  levers->scenario = lw_scenario_copy (scenario);
  levers->filling = TRUE;
  gtk_drop_down_set_selected (levers->path, scenario->demand.kind);
  gtk_drop_down_set_selected (levers->unknown, scenario->unknown_vacancy);
  for (Lever lever = 0; lever < N_LEVERS; lever++)
    show_lever (levers, lever, get_lever (scenario, lever));
  gtk_switch_set_active (levers->fund, lw_parameters_get (&scenario->parameters, LW_PARAM_FUND_ACTIVE) > 0);
  show_growth_counts (levers);
  levers->filling = FALSE;
}

static void
attach_label (GtkWidget *grid, int row, const char *text, const char *tooltip, GtkWidget *of)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), of);
  gtk_widget_set_tooltip_text (label, tooltip);
  gtk_widget_set_tooltip_text (of, tooltip);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
}

static void
attach_range (LwScenarioLevers *self, Lever lever, int row, const char *text, const char *tooltip, double low,
              double high, double step)
{
  GtkWidget *grid = lever > LEVER_NORM ? self->more : self->grid;
  GtkWidget *scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, low, high, step);
  GtkWidget *value = gtk_label_new (NULL);

  lw_wheel_leave (scale);
  gtk_scale_set_draw_value (GTK_SCALE (scale), FALSE);
  gtk_widget_set_hexpand (scale, TRUE);
  gtk_widget_set_size_request (scale, 120, -1);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_label_set_width_chars (GTK_LABEL (value), 7);
  gtk_widget_add_css_class (value, "numeric");
  self->range[lever] = GTK_RANGE (scale);
  self->value[lever] = GTK_LABEL (value);
  attach_label (grid, row, text, tooltip, scale);
  gtk_grid_attach (GTK_GRID (grid), scale, 1, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), value, 2, row, 1, 1);
  g_signal_connect_swapped (scale, "value-changed", G_CALLBACK (value_changed_cb), self);
}

static GtkDropDown *
attach_choice (LwScenarioLevers *self, int row, const char *text, const char *tooltip, const char *(*label) (guint),
               guint n, GCallback callback)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;
  GtkWidget *choice;

  for (guint i = 0; i < n; i++)
    g_strv_builder_add (names, label (i));
  strings = g_strv_builder_end (names);
  choice = gtk_drop_down_new_from_strings ((const char *const *) strings);
  lw_short_choice_apply (GTK_DROP_DOWN (choice));
  gtk_widget_set_hexpand (choice, TRUE);
  attach_label (self->grid, row, text, tooltip, choice);
  gtk_grid_attach (GTK_GRID (self->grid), choice, 1, row, 2, 1);
  g_signal_connect_swapped (choice, "notify::selected", callback, self);
  return GTK_DROP_DOWN (choice);
}

/* What there is more to say about demand stands in a window of its own. */
static void
attach_more (LwScenarioLevers *self, int row)
{
  GtkWidget *choice = GTK_WIDGET (self->path);
  GtkWidget *more = gtk_button_new_from_icon_name ("view-more-symbolic");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_tooltip_text (more, _ ("Demand by region, jobs, series and shares"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (more), "win.demand");
  gtk_widget_add_css_class (more, "flat");
  g_object_ref (choice);
  gtk_grid_remove (GTK_GRID (self->grid), choice);
  gtk_box_append (GTK_BOX (box), choice);
  gtk_box_append (GTK_BOX (box), more);
  gtk_grid_attach (GTK_GRID (self->grid), box, 1, row, 2, 1);
  g_object_unref (choice);
}

static GtkWidget *
new_grid (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  return grid;
}

static void
attach_parameter (LwScenarioLevers *self, Lever lever, int row)
{
  const LwParameterInfo *info = lw_parameter_get_info (of_parameter[lever].id);

  attach_range (self, lever, row, _ (of_parameter[lever].label), _ (info->explanation), info->low, info->high,
                of_parameter[lever].step);
}

/* What a meeting turns less often folds away. */
static GtkWidget *
new_more (LwScenarioLevers *self)
{
  GtkWidget *expander = gtk_expander_new_with_mnemonic (_ ("Mo_re levers"));
  GtkWidget *fund = gtk_switch_new ();

  self->more = new_grid ();
  gtk_widget_set_margin_top (self->more, 4);
  for (Lever lever = LEVER_OMEGA; lever < N_LEVERS; lever++)
    attach_parameter (self, lever, (int) lever);
  self->fund = GTK_SWITCH (fund);
  gtk_widget_set_halign (fund, GTK_ALIGN_START);
  g_signal_connect_swapped (fund, "notify::active", G_CALLBACK (fund_changed_cb), self);
  attach_label (self->more, N_LEVERS, _ ("Office _fund"), _ ("Whether the region has an office fund"), fund);
  gtk_grid_attach (GTK_GRID (self->more), fund, 1, N_LEVERS, 2, 1);
  gtk_expander_set_child (GTK_EXPANDER (expander), self->more);
  return expander;
}

static const char *
path_label (guint i)
{
  return lw_demand_kind_get_label ((LwDemandKind) i);
}

static const char *
unknown_label (guint i)
{
  return lw_unknown_vacancy_get_label ((LwUnknownVacancy) i);
}

static void
lw_scenario_levers_dispose (GObject *object)
{
  LwScenarioLevers *self = LW_SCENARIO_LEVERS (object);

  if (self->session != NULL)
    write_pending (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->scenario, lw_scenario_free);
  G_OBJECT_CLASS (lw_scenario_levers_parent_class)->dispose (object);
}

static void
lw_scenario_levers_class_init (LwScenarioLeversClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_scenario_levers_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "levers");
}

static void
lw_scenario_levers_init (LwScenarioLevers *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->grid = new_grid ();
  self->path = attach_choice (self, 0, _ ("_Demand path"), _ ("How the demand for offices goes; an assumption"),
                              path_label, LW_N_DEMAND_KINDS, G_CALLBACK (path_changed_cb));
  attach_more (self, 0);
  attach_range (self, LEVER_GROWTH, 1, _ ("_Growth a year"),
                _ ("Growth of demand a year; an assumption. It goes on where the document's series ends"), -0.03, 0.02,
                0.001);
  attach_range (self, LEVER_PLANS, 2, _ ("_Plans kept"), _ ("The share of all building plans that is kept"), 0, 1,
                0.05);
  attach_parameter (self, LEVER_NORM, 3);
  self->unknown = attach_choice (self, 4, _ ("_Unknown vacancy"),
                                 _ ("What a projection does with offices whose vacancy is not known"), unknown_label,
                                 LW_N_UNKNOWN_VACANCY, G_CALLBACK (unknown_changed_cb));
  gtk_box_append (GTK_BOX (self->box), self->grid);
  gtk_box_append (GTK_BOX (self->box), new_more (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * lw_scenario_levers_new:
 *
 * Returns: (transfer floating): levers that show no scenario yet
 */
GtkWidget *
lw_scenario_levers_new (LwSession *session)
{
  LwScenarioLevers *self = g_object_new (LW_TYPE_SCENARIO_LEVERS, NULL);

  self->session = g_object_ref (session);
  lw_scenario_levers_show (self, NULL);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-path-page: how the demand goes in the active scenario: the curve that comes of it, the path of the whole and
 * of regions, hybrid working and hidden vacancy, and the release rate by a measured take-up. Numbers are written a
 * moment after the last change, so that turning one up is one edit. */
#include "app/lw-demand-pages.h"
#include "app/lw-number-entry.h"

#include "draw/lw-format.h"
#include "panels/lw-chart-view.h"
#include "panels/lw-names.h"
#include "panels/lw-wheel.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define WRITE_AFTER_MS 500
#define CHART_HEIGHT 150

static const LwParameter effects[]
  = { LW_PARAM_HYBRID, LW_PARAM_HYBRID_YEARS, LW_PARAM_HIDDEN_M2, LW_PARAM_HIDDEN_YEARS };

/* A region and its controls. */
typedef struct {
  LwDemandPathPage *page;
  char *name;
  AdwActionRow *row;
  GtkDropDown *kind; /* the first: as the whole */
  GtkSpinButton *growth;
} Region;

struct _LwDemandPathPage {
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *curve;
  AdwPreferencesGroup *whole;
  LwChartView *chart;
  AdwComboRow *kind;
  AdwActionRow *growth_row;
  GtkSpinButton *growth;
  AdwActionRow *copy_row;
  AdwPreferencesGroup *effects_group;
  GtkSpinButton *effect[G_N_ELEMENTS (effects)];
  GtkWidget *twice;
  GtkWidget *beyond;
  AdwPreferencesGroup *regions_group;
  GPtrArray *regions; /* of Region */
  AdwPreferencesGroup *calibration;
  LwNumberEntry *takeup;
  AdwActionRow *proposal;

  LwSession *session;
  LwScenario *scenario; /* with the changes that are not written yet */
  double mean_growth;   /* that ends where the path does; NAN while not known */
  LwReleaseRate *rate;
  LwJob *job;
  const char *pending;
  guint write_later;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwDemandPathPage, lw_demand_path_page, ADW_TYPE_PREFERENCES_PAGE)

static void
region_free (gpointer data)
{
  Region *region = data;

  g_free (region->name);
  g_free (region);
}

/* The scenario as it is in the session, with what this page says of it: others change it as well. */
static LwScenario *
merge (LwDemandPathPage *self)
{
  const LwScenario *now = lw_session_get_scenario (self->session, self->scenario->uid);
  LwScenario *merged = lw_scenario_copy (now ? now : self->scenario);
  const LwDemandPath *path = &self->scenario->demand;

  merged->demand.kind = path->kind;
  merged->demand.growth = path->growth;
  g_array_unref (merged->demand.regions);
  merged->demand.regions = g_array_copy (path->regions);
  for (guint i = 0; i < G_N_ELEMENTS (effects); i++)
    merged->parameters.value[effects[i]] = self->scenario->parameters.value[effects[i]];
  return merged;
}

/** lw_demand_path_page_flush: writes at once what has changed */
void
lw_demand_path_page_flush (LwDemandPathPage *self)
{
  const char *name = self->pending;
  g_autoptr (LwScenario) merged = name ? merge (self) : NULL;

  g_clear_handle_id (&self->write_later, g_source_remove);
  self->pending = NULL;
  if (name)
    lw_session_write_scenario (self->session, merged, name);
}

static gboolean
write_later_cb (gpointer data)
{
  LwDemandPathPage *self = data;

  self->write_later = 0;
  lw_demand_path_page_flush (self);
  return G_SOURCE_REMOVE;
}

static void
changed (LwDemandPathPage *self, const char *name)
{
  g_autoptr (LwScenario) merged = merge (self);

  if (self->pending && strcmp (self->pending, name) != 0)
    lw_session_write_scenario (self->session, merged, self->pending);
  lw_session_preview_scenario (self->session, merged);
  self->pending = name;
  g_clear_handle_id (&self->write_later, g_source_remove);
  self->write_later = g_timeout_add (WRITE_AFTER_MS, write_later_cb, self);
}

static gboolean
may_change (LwDemandPathPage *self)
{
  return !self->filling && self->scenario && !self->scenario->locked;
}

/* What a path says of itself: where it comes from, and for which years. */
static char *
explain (LwDemandKind kind)
{
  const LwDemandKindInfo *info = lw_demand_kind_get_info (kind);

  if (info->n_periods == 0)
    return g_strdup (_(info->explanation));
  /* Translators: what a path says, its first and last year, a source mark. */
  return g_strdup_printf (_("%s About %d to %d; source %s."), _(info->explanation), info->periods[0].first_year,
                          info->periods[info->n_periods - 1].end_year, info->source);
}

static void
show_kind (LwDemandPathPage *self)
{
  const LwDemandKindInfo *info = lw_demand_kind_get_info (self->scenario->demand.kind);
  g_autofree char *text = explain (self->scenario->demand.kind);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->kind), text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->growth_row), !info->extends);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_row), self->scenario->demand.kind != LW_DEMAND_GROWTH);
}

static void
kind_changed_cb (LwDemandPathPage *self)
{
  if (!may_change (self))
    return;
  self->scenario->demand.kind = (LwDemandKind) adw_combo_row_get_selected (self->kind);
  show_kind (self);
  changed (self, _("Set demand path"));
}

static void
growth_changed_cb (LwDemandPathPage *self)
{
  if (!may_change (self))
    return;
  self->scenario->demand.growth = gtk_spin_button_get_value (self->growth) / 100;
  changed (self, _("Set growth of demand"));
}

/* A copy of the path that can be changed: constant growth with the same end. */
static void
copy_cb (LwDemandPathPage *self)
{
  if (!may_change (self) || isnan (self->mean_growth))
    return;
  self->scenario->demand.kind = LW_DEMAND_GROWTH;
  self->scenario->demand.growth = CLAMP (self->mean_growth, -0.9999, 1);
  changed (self, _("Copy of the demand path as constant growth"));
  lw_demand_path_page_flush (self);
}

static double
scale_of_effect (guint i)
{
  return effects[i] == LW_PARAM_HYBRID ? 100 : 1;
}

static void
show_twice (LwDemandPathPage *self)
{
  const double *v = self->scenario->parameters.value;

  gtk_widget_set_visible (self->twice, v[LW_PARAM_HYBRID] > 0 && v[LW_PARAM_HIDDEN_M2] > 0);
}

static void
effect_changed_cb (LwDemandPathPage *self)
{
  if (!may_change (self))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (effects); i++)
    {
      double value = gtk_spin_button_get_value (self->effect[i]) / scale_of_effect (i);

      if (fabs (value - self->scenario->parameters.value[effects[i]]) > 1e-9)
        lw_parameters_set (&self->scenario->parameters, effects[i], value, NULL);
    }
  show_twice (self);
  changed (self, _("Set hybrid working and hidden vacancy"));
}

static void
region_changed_cb (Region *region)
{
  LwDemandPathPage *self = region->page;
  guint selected = gtk_drop_down_get_selected (region->kind);
  double growth = gtk_spin_button_get_value (region->growth) / 100;

  if (!may_change (self))
    return;
  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    lw_demand_path_remove_region (&self->scenario->demand, region->name);
  else
    lw_demand_path_set_region (&self->scenario->demand, region->name, (LwDemandKind) (selected - 1), growth);
  gtk_widget_set_sensitive (GTK_WIDGET (region->growth),
                            selected > 0 && !lw_demand_kind_get_info ((LwDemandKind) (selected - 1))->extends);
  changed (self, _("Set demand path of a region"));
}

static GtkSpinButton *
new_spin (const char *name, double low, double high, double step, guint digits)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (low, high, step);

  lw_wheel_leave (spin);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), digits);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 7);
  lw_names_set (spin, name);
  return GTK_SPIN_BUTTON (spin);
}

static AdwActionRow *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle, GtkWidget *control, const char *unit)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle)
    adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_add_suffix (row, control);
  if (unit)
    {
      GtkWidget *label = gtk_label_new (unit);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_width_chars (GTK_LABEL (label), 4);
      adw_action_row_add_suffix (row, label);
    }
  adw_action_row_set_activatable_widget (row, control);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

static GtkStringList *
list_kinds (const char *first)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  if (first)
    gtk_string_list_append (list, first);
  for (guint i = 0; i < LW_N_DEMAND_KINDS; i++)
    gtk_string_list_append (list, lw_demand_kind_get_label ((LwDemandKind) i));
  return list;
}

static void
add_region (LwDemandPathPage *self, const char *name)
{
  Region *region = g_new0 (Region, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *kind_name = g_strdup_printf (_("Demand path of %s"), name);
  g_autofree char *growth_name = g_strdup_printf (_("Growth of demand of %s, %% a year"), name);

  region->page = self;
  region->name = g_strdup (name);
  region->kind = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (list_kinds (_("As the whole"))), NULL));
  gtk_widget_set_valign (GTK_WIDGET (region->kind), GTK_ALIGN_CENTER);
  lw_names_set (GTK_WIDGET (region->kind), kind_name);
  region->growth = new_spin (growth_name, -20, 20, 0.1, 2);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (region->kind));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (region->growth));
  region->row = add_row (self->regions_group, title, "", box, "%");
  adw_action_row_set_activatable_widget (region->row, GTK_WIDGET (region->kind));
  g_signal_connect_swapped (region->kind, "notify::selected", G_CALLBACK (region_changed_cb), region);
  g_signal_connect_swapped (region->growth, "value-changed", G_CALLBACK (region_changed_cb), region);
  g_ptr_array_add (self->regions, region);
}

static void
show_region (LwDemandPathPage *self, Region *region)
{
  const LwDemandPath *path = &self->scenario->demand;
  double growth = path->growth;
  guint selected = 0;

  for (guint i = 0; i < path->regions->len; i++)
    {
      const LwDemandRegion *own = &g_array_index (path->regions, LwDemandRegion, i);

      if (strcmp (own->region, region->name) == 0)
        {
          selected = own->kind + 1;
          growth = own->growth;
        }
    }
  gtk_drop_down_set_selected (region->kind, selected);
  gtk_spin_button_set_value (region->growth, 100 * growth);
  gtk_widget_set_sensitive (GTK_WIDGET (region->growth),
                            selected > 0 && !lw_demand_kind_get_info ((LwDemandKind) (selected - 1))->extends);
}

static gboolean
are_same (LwDemandPathPage *self, GPtrArray *names)
{
  if (names->len != self->regions->len)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (strcmp (g_ptr_array_index (names, i), ((Region *) g_ptr_array_index (self->regions, i))->name) != 0)
      return FALSE;
  return TRUE;
}

static void
show_regions (LwDemandPathPage *self)
{
  g_autoptr (GPtrArray) names = lw_demand_list_regions (self->session);

  if (!are_same (self, names))
    {
      for (guint i = 0; i < self->regions->len; i++)
        adw_preferences_group_remove (self->regions_group,
                                      GTK_WIDGET (((Region *) g_ptr_array_index (self->regions, i))->row));
      g_ptr_array_set_size (self->regions, 0);
      for (guint i = 0; i < names->len; i++)
        add_region (self, g_ptr_array_index (names, i));
    }
  for (guint i = 0; i < self->regions->len; i++)
    show_region (self, g_ptr_array_index (self->regions, i));
  gtk_widget_set_visible (GTK_WIDGET (self->regions_group), names->len > 0);
}

/**
 * lw_demand_path_page_show:
 * @scenario: (nullable): what is shown; a locked one can only be looked at
 */
void
lw_demand_path_page_show (LwDemandPathPage *self, const LwScenario *scenario)
{
  g_autofree char *title = NULL;
  gboolean editable = scenario && !scenario->locked && !lw_session_get_read_only (self->session);

  /* What is being turned right now is newer than what comes from the document. */
  if (self->pending && scenario && strcmp (scenario->uid, self->scenario->uid) == 0)
    return;
  lw_demand_path_page_flush (self);
  g_clear_pointer (&self->scenario, lw_scenario_free);
  gtk_widget_set_sensitive (GTK_WIDGET (self->effects_group), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->regions_group), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->calibration), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_row), editable);
  if (!scenario)
    return;
  self->scenario = lw_scenario_copy (scenario);
  self->filling = TRUE;
  title = g_markup_escape_text (scenario->name, -1);
  adw_preferences_group_set_title (self->curve, title);
  adw_preferences_group_set_description (
    self->curve, scenario->locked ? _("This scenario is locked: make a copy of it to choose another demand.") : NULL);
  adw_combo_row_set_selected (self->kind, scenario->demand.kind);
  gtk_spin_button_set_value (self->growth, 100 * scenario->demand.growth);
  for (guint i = 0; i < G_N_ELEMENTS (effects); i++)
    gtk_spin_button_set_value (self->effect[i],
                               scenario->parameters.value[effects[i]] * scale_of_effect (i));
  show_kind (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->growth_row),
                            editable && !lw_demand_kind_get_info (scenario->demand.kind)->extends);
  show_twice (self);
  show_regions (self);
  self->filling = FALSE;
}

/* The base year, and the years after it. */
static double *
with_base (const LwDemandSheet *sheet, LwDemandTerm term)
{
  double *values = g_new (double, sheet->n_years + 1);

  values[0] = sheet->total->occupied_m2;
  memcpy (values + 1, sheet->total->terms[term], sheet->n_years * sizeof (double));
  return values;
}

static void
show_chart (LwDemandPathPage *self, const LwDemandSheet *sheet)
{
  LwChart *chart = lw_chart_new (LW_CHART_LINES, LW_CHART_M2, _("Demand, m²"));
  g_autofree double *demand = with_base (sheet, LW_DEMAND_TERM_demand_m2);
  g_autofree double *path = with_base (sheet, LW_DEMAND_TERM_path_m2);
  g_autofree double *low = with_base (sheet, LW_DEMAND_TERM_low_m2);
  g_autofree double *high = with_base (sheet, LW_DEMAND_TERM_high_m2);
  guint n = sheet->n_years + 1;

  if (fabs (path[n - 1] - demand[n - 1]) > 1)
    lw_chart_add_line (chart, LW_LINE_BASELINE, _("Path"), sheet->base_year, path, n);
  lw_chart_add_line (chart, LW_LINE_A, _("Demand"), sheet->base_year, demand, n);
  lw_chart_set_band (chart, sheet->base_year, low, high, n);
  lw_chart_view_set_chart (self->chart, chart);
}

static void
describe_market (Region *region, const LwDemandMarketSheet *market)
{
  g_autofree char *used = lw_format_m2 (NULL, market->occupied_m2);
  g_autofree char *kappa = isnan (market->kappa) ? NULL : lw_format_number (NULL, market->kappa, 2);
  g_autofree char *text = NULL, *escaped = NULL;

  if (market->assumed)
    text = g_strdup_printf (_("%s in use · no figures: constant growth"), used);
  else if (kappa)
    /* Translators: an area, whose jobs, the calibration of demand from jobs. */
    text = g_strdup_printf (_("%s in use · %s · calibrated by %s"), used,
                            market->own ? _("own jobs") : _("part of all jobs"), kappa);
  else
    text = g_strdup_printf (_("%s in use"), used);
  escaped = g_markup_escape_text (text, -1);
  adw_action_row_set_subtitle (region->row, escaped);
}

/* Expansion and replacement, which are demand of different kinds. */
static char *
say_demand (const LwDemandSheet *sheet)
{
  double expansion = sheet->total->terms[LW_DEMAND_TERM_expansion_m2][sheet->n_years - 1], replaced = 0;
  int end = sheet->base_year + (int) sheet->n_years;
  g_autofree char *expansion_text = NULL, *replaced_text = NULL;

  for (guint k = 0; k < sheet->n_years; k++)
    replaced += sheet->total->terms[LW_DEMAND_TERM_displaced_m2][k];
  expansion_text = lw_format_m2 (NULL, expansion);
  replaced_text = lw_format_m2 (NULL, replaced);
  /* Translators: an area, a year, an area. */
  return g_strdup_printf (_("Expansion demand %s by %d; replacement of occupied space that measures withdraw %s."),
                          expansion_text, end, replaced_text);
}

/* Whether the whole, or a region, goes a path in years that its source is not about. */
static gboolean
goes_beyond (const LwDemandSheet *sheet)
{
  int end = sheet->base_year + (int) sheet->n_years;

  for (guint i = 0; i < sheet->markets->len; i++)
    if (!lw_demand_kind_covers (((LwDemandMarketSheet *) g_ptr_array_index (sheet->markets, i))->kind, sheet->base_year,
                                end))
      return TRUE;
  return FALSE;
}

/** lw_demand_path_page_show_sheet: shows what the scenario makes of the document */
void
lw_demand_path_page_show_sheet (LwDemandPathPage *self, const LwDemandSheet *sheet)
{
  g_autofree char *growth = NULL, *text = NULL, *said = say_demand (sheet);
  double last = sheet->total->terms[LW_DEMAND_TERM_path_m2][sheet->n_years - 1];

  show_chart (self, sheet);
  if (self->scenario && !self->scenario->locked)
    adw_preferences_group_set_description (self->curve, said);
  gtk_widget_set_visible (self->beyond, goes_beyond (sheet));
  for (guint i = 0; i < sheet->markets->len; i++)
    for (guint k = 0; k < self->regions->len; k++)
      {
        LwDemandMarketSheet *market = g_ptr_array_index (sheet->markets, i);
        Region *region = g_ptr_array_index (self->regions, k);

        if (strcmp (market->region, region->name) == 0)
          describe_market (region, market);
      }
  self->mean_growth = last > 0 && sheet->total->occupied_m2 > 0
                        ? pow (last / sheet->total->occupied_m2, 1.0 / sheet->n_years) - 1
                        : NAN;
  growth = lw_format_number (NULL, 100 * self->mean_growth, 2);
  text = isnan (self->mean_growth) ? g_strdup ("")
                                   : g_strdup_printf (_("%s %% a year comes to the same in %d"), growth,
                                                      sheet->base_year + (int) sheet->n_years);
  adw_action_row_set_subtitle (self->copy_row, text);
}

static void
proposed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwDemandPathPage) self = data;
  g_autoptr (GError) error = NULL;
  LwReleaseRate *rate = lw_job_run_finish (LW_JOB (source), result, &error);
  g_autofree char *percent = NULL, *takeup = NULL, *text = NULL;

  if (!lw_job_release (&self->job, LW_JOB (source)))
    {
      g_free (rate);
      return;
    }
  g_free (self->rate);
  self->rate = rate;
  gtk_widget_set_visible (GTK_WIDGET (self->proposal), rate != NULL);
  if (!rate)
    return;
  percent = lw_format_number (NULL, 100 * rate->rate, 2);
  takeup = lw_format_m2 (NULL, rate->modelled_m2);
  /* Translators: a share a year in percent, an area. */
  text = g_strdup_printf (_("Moves of %s %% a year give a take-up of %s in the first year"), percent, takeup);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->proposal), text);
}

static void
takeup_entered_cb (LwDemandPathPage *self, double value)
{
  lw_job_replace (&self->job, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->proposal), FALSE);
  if (isnan (value) || !self->scenario || lw_session_get_offices (self->session)->n == 0)
    return;
  lw_job_replace (&self->job, lw_session_compute_release_rate (self->session, self->scenario, value, proposed_cb,
                                                               g_object_ref (self)));
}

static void
accept_cb (LwDemandPathPage *self)
{
  g_autoptr (LwScenario) scenario = NULL;

  if (!may_change (self) || !self->rate)
    return;
  lw_demand_path_page_flush (self);
  scenario = merge (self);
  lw_parameters_set (&scenario->parameters, LW_PARAM_RELEASE_RATE, self->rate->rate, NULL);
  lw_session_write_scenario (self->session, scenario, _("Set moves by a measured take-up"));
  gtk_widget_set_visible (GTK_WIDGET (self->proposal), FALSE);
}

static AdwPreferencesGroup *
add_group (LwDemandPathPage *self, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), group);
  return group;
}

static GtkWidget *
new_button (const char *label, GCallback callback, gpointer data)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", callback, data);
  return button;
}

/* A remark that is seen when there is reason for it. */
static GtkWidget *
add_remark (AdwPreferencesGroup *group, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "trouble");
  gtk_widget_set_margin_top (label, 8);
  gtk_widget_set_visible (label, FALSE);
  adw_preferences_group_add (group, label);
  return label;
}

static void
build_whole (LwDemandPathPage *self)
{
  self->curve = add_group (self, "");
  self->chart = LW_CHART_VIEW (lw_chart_view_new ());
  lw_chart_view_set_natural_height (self->chart, CHART_HEIGHT);
  adw_preferences_group_add (self->curve, GTK_WIDGET (self->chart));
  self->whole = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), self->whole);
  self->kind = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind), _("Demand path"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->kind), 0);
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (list_kinds (NULL)));
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (kind_changed_cb), self);
  adw_preferences_group_add (self->whole, GTK_WIDGET (self->kind));
  self->growth = new_spin (_("Growth of demand a year, %"), -20, 20, 0.1, 2);
  g_signal_connect_swapped (self->growth, "value-changed", G_CALLBACK (growth_changed_cb), self);
  self->growth_row = add_row (self->whole, _("Constant growth"), _("Also after the last year of a series; an assumption"),
                              GTK_WIDGET (self->growth), "%");
  self->copy_row = add_row (self->whole, _("A copy that can be changed"), "",
                            new_button (_("Copy as growth"), G_CALLBACK (copy_cb), self), NULL);
  self->beyond = add_remark (self->whole, _("This scenario follows a ready-made path in years that its source is not "
                                            "about."));
}

static void
build_effects (LwDemandPathPage *self)
{
  self->effects_group = add_group (self, _("Hybrid working and hidden vacancy"));
  for (guint i = 0; i < G_N_ELEMENTS (effects); i++)
    {
      const LwParameterInfo *info = lw_parameter_get_info (effects[i]);
      gboolean years = effects[i] == LW_PARAM_HYBRID_YEARS || effects[i] == LW_PARAM_HIDDEN_YEARS;
      double scale = scale_of_effect (i);

      self->effect[i] = new_spin (_(info->label), years ? 0.5 : 0, years ? 60 : info->max * scale,
                                  effects[i] == LW_PARAM_HIDDEN_M2 ? 1000 : years ? 0.5 : 1, years ? 1 : 0);
      if (effects[i] == LW_PARAM_HIDDEN_M2)
        gtk_editable_set_width_chars (GTK_EDITABLE (self->effect[i]), 10);
      g_signal_connect_swapped (self->effect[i], "value-changed", G_CALLBACK (effect_changed_cb), self);
      add_row (self->effects_group, _(info->label), _(info->explanation), GTK_WIDGET (self->effect[i]),
               scale == 100 ? "%" : *info->unit ? _(info->unit) : "");
    }
  self->twice = add_remark (
    self->effects_group, _("Hybrid working and hidden vacancy are both used: they describe partly the same effect."));
}

static void
build_calibration (LwDemandPathPage *self)
{
  self->calibration = add_group (self, _("Calibration"));
  self->takeup = LW_NUMBER_ENTRY (lw_number_entry_new (_("Measured take-up, m² a year"), 12, 0, 1e9, 1));
  gtk_widget_set_hexpand (GTK_WIDGET (self->takeup), FALSE);
  g_signal_connect_swapped (self->takeup, "entered", G_CALLBACK (takeup_entered_cb), self);
  add_row (self->calibration, _("Measured take-up"), _("What a monitor gives for these offices; moves are fitted to it"),
           GTK_WIDGET (self->takeup), _("m²/yr"));
  self->proposal = add_row (self->calibration, "", NULL, new_button (_("Accept"), G_CALLBACK (accept_cb), self), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->proposal), FALSE);
}

static void
lw_demand_path_page_dispose (GObject *object)
{
  LwDemandPathPage *self = LW_DEMAND_PATH_PAGE (object);

  if (self->pending && lw_session_get_path (self->session))
    lw_demand_path_page_flush (self);
  g_clear_handle_id (&self->write_later, g_source_remove);
  self->pending = NULL;
  lw_job_replace (&self->job, NULL);
  g_clear_pointer (&self->scenario, lw_scenario_free);
  g_clear_pointer (&self->rate, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lw_demand_path_page_parent_class)->dispose (object);
}

static void
lw_demand_path_page_finalize (GObject *object)
{
  g_ptr_array_unref (LW_DEMAND_PATH_PAGE (object)->regions);
  G_OBJECT_CLASS (lw_demand_path_page_parent_class)->finalize (object);
}

static void
lw_demand_path_page_class_init (LwDemandPathPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_demand_path_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_demand_path_page_finalize;
}

static void
lw_demand_path_page_init (LwDemandPathPage *self)
{
  self->regions = g_ptr_array_new_with_free_func (region_free);
  self->mean_growth = NAN;
  self->filling = TRUE;
  build_whole (self);
  build_effects (self);
  self->regions_group = add_group (self, _("Regions"));
  build_calibration (self);
  self->filling = FALSE;
}

/** lw_demand_path_page_new: (returns: transfer floating): the page of the path */
LwDemandPathPage *
lw_demand_path_page_new (LwSession *session)
{
  LwDemandPathPage *self = g_object_new (LW_TYPE_DEMAND_PATH_PAGE, NULL);

  self->session = g_object_ref (session);
  return self;
}

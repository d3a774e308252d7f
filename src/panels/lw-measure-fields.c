/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-measure-fields: see lw-measure-fields.h. All fields are made once; which of them are seen depends on the kind. */
#include "panels/lw-measure-fields.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "panels/lw-names.h"
#include "panels/lw-place-choice.h"
#include "panels/lw-row-fields.h"
#include "panels/lw-rule-edit.h"

#define FIRST_YEAR 2000
#define LAST_YEAR 2099
#define MOST_BVO_M2 1e6

/* Labels that a renovation can aim at. */
static const char *const target_labels[] = { "A+++++", "A++++", "A+++", "A++", "A+", "A", "B", "C", NULL };

struct _LwMeasureFields {
  AdwExpanderRow *to;
  LwRuleEdit *rule;
  GtkWidget *rule_row;
  AdwComboRow *programme;
  AdwComboRow *target;
  GtkSpinButton *bvo;
  AdwComboRow *municipality;
  AdwComboRow *region;
  GtkSpinButton *year;
  LwRowOptional until;
  GtkSpinButton *delivery;
  GtkSpinButton *delay;
  GtkSpinButton *share;
  LwRowOptional effect;
  GtkSpinButton *probability;
  AdwEntryRow *note;
  GtkWidget *show;
  GtkWidget *remove;

  LwSession *session;
  LwMeasureFieldsCalls calls;
  LwMeasure *measure; /* NULL before the first is shown */
  gboolean filling;
};

static void
tell (LwMeasureFields *self, const char *edit_name)
{
  self->calls.changed (self->measure, edit_name, self->calls.data);
}

static gboolean
is_quiet (LwMeasureFields *self)
{
  return self->filling || self->measure == NULL;
}

/* A temporary use keeps its length when it begins earlier or later. */
static void
year_changed_cb (LwMeasureFields *self)
{
  int year = gtk_spin_button_get_value_as_int (self->year);

  if (is_quiet (self))
    return;
  if (self->measure->until_year != 0)
    self->measure->until_year += year - self->measure->year;
  self->measure->year = year;
  tell (self, _ ("Set year of measure"));
}

static void
until_changed_cb (LwMeasureFields *self)
{
  double year = lw_row_optional_get (&self->until);

  if (is_quiet (self))
    return;
  self->measure->until_year = isnan (year) ? 0 : (int) year;
  tell (self, _ ("Set end of measure"));
}

static void
delivery_changed_cb (LwMeasureFields *self)
{
  if (is_quiet (self))
    return;
  self->measure->delivery_years = gtk_spin_button_get_value_as_int (self->delivery);
  tell (self, _ ("Set delivery of measure"));
}

static void
delay_changed_cb (LwMeasureFields *self)
{
  if (is_quiet (self))
    return;
  self->measure->delay_years = gtk_spin_button_get_value_as_int (self->delay);
  tell (self, _ ("Set delay of plans"));
}

static void
share_changed_cb (LwMeasureFields *self)
{
  if (is_quiet (self))
    return;
  self->measure->share = gtk_spin_button_get_value (self->share) / 100;
  tell (self, _ ("Set share of measure"));
}

static void
effect_changed_cb (LwMeasureFields *self)
{
  if (is_quiet (self))
    return;
  self->measure->effect = lw_row_optional_get (&self->effect) / 100;
  tell (self, _ ("Set effect of letting programme"));
}

static void
probability_changed_cb (LwMeasureFields *self)
{
  if (is_quiet (self))
    return;
  self->measure->probability = gtk_spin_button_get_value (self->probability) / 100;
  tell (self, _ ("Set probability of measure"));
}

static void
bvo_changed_cb (LwMeasureFields *self)
{
  if (is_quiet (self))
    return;
  self->measure->bvo_m2 = gtk_spin_button_get_value (self->bvo);
  tell (self, _ ("Set area of new building"));
}

static void
programme_changed_cb (LwMeasureFields *self)
{
  guint selected = adw_combo_row_get_selected (self->programme);

  if (is_quiet (self) || selected >= LW_N_HOUSING || selected == (guint) self->measure->programme)
    return;
  self->measure->programme = (LwHousing) selected;
  tell (self, _ ("Set programme of measure"));
}

static void
target_changed_cb (LwMeasureFields *self)
{
  guint selected = adw_combo_row_get_selected (self->target);

  if (is_quiet (self) || selected >= G_N_ELEMENTS (target_labels) - 1)
    return;
  lw_measure_set_target_label (self->measure, target_labels[selected]);
  tell (self, _ ("Set label of renovation"));
}

/* A municipality lies in a market, which is chosen with it. */
static void
municipality_changed_cb (LwMeasureFields *self)
{
  const char *code;
  g_autofree char *region = NULL;

  if (is_quiet (self))
    return;
  code = lw_place_choice_get (self->municipality);
  if (g_strcmp0 (code, self->measure->municipality_code) == 0)
    return;
  region = code ? lw_place_choice_region_of (self->session, code) : NULL;
  lw_measure_set_place (self->measure, region, code);
  tell (self, _ ("Set place of new building"));
}

static void
region_changed_cb (LwMeasureFields *self)
{
  const char *region;
  g_autofree char *code = NULL;

  if (is_quiet (self))
    return;
  region = lw_place_choice_get (self->region);
  if (g_strcmp0 (region, self->measure->region) == 0)
    return;
  code = g_strdup (self->measure->municipality_code);
  lw_measure_set_place (self->measure, region, code);
  tell (self, _ ("Set market of new building"));
}

static void
note_applied_cb (LwMeasureFields *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->note));

  if (is_quiet (self) || g_strcmp0 (text, self->measure->note) == 0)
    return;
  lw_measure_set_note (self->measure, text);
  tell (self, _ ("Set note of measure"));
}

static void
rule_changed_cb (LwMeasureFields *self, const char *edit_name)
{
  if (is_quiet (self))
    return;
  lw_rule_edit_apply (self->rule, self->measure);
  tell (self, edit_name);
}

static void
show_cb (LwMeasureFields *self)
{
  self->calls.show (self->calls.data);
}

static void
remove_cb (LwMeasureFields *self)
{
  self->calls.remove (self->calls.data);
}

static void
add_rule (LwMeasureFields *self)
{
  self->rule = LW_RULE_EDIT (lw_rule_edit_new (self->session));
  self->rule_row = adw_preferences_row_new ();
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->rule_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rule_row), _ ("Rule"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->rule_row), GTK_WIDGET (self->rule));
  gtk_widget_set_focusable (self->rule_row, FALSE);
  adw_expander_row_add_row (self->to, self->rule_row);
  g_signal_connect_swapped (self->rule, "changed", G_CALLBACK (rule_changed_cb), self);
  g_signal_connect_swapped (self->rule, "select-requested", G_CALLBACK (show_cb), self);
}

static void
add_what (LwMeasureFields *self)
{
  const char *programmes[LW_N_HOUSING + 1] = { NULL };
  const LwRowSpin bvo = { _ ("Area, m² bvo"), NULL, 0, MOST_BVO_M2, 500 };

  /* Only what stays: temporary use is a measure of its own. */
  for (guint i = 0; i < LW_HOUSING_TEMPORARY; i++)
    programmes[i] = lw_housing_get_label ((LwHousing) i);
  self->programme
      = lw_row_fields_add_combo (self->to, _ ("Programme"), programmes, G_CALLBACK (programme_changed_cb), self);
  self->target
      = lw_row_fields_add_combo (self->to, _ ("Energy label"), target_labels, G_CALLBACK (target_changed_cb), self);
  self->bvo = lw_row_fields_add_spin (self->to, &bvo, G_CALLBACK (bvo_changed_cb), self);
  self->municipality
      = lw_row_fields_add_combo (self->to, _ ("Municipality"), NULL, G_CALLBACK (municipality_changed_cb), self);
  self->region
      = lw_row_fields_add_combo (self->to, _ ("Market region"), NULL, G_CALLBACK (region_changed_cb), self);
}

static void
add_when (LwMeasureFields *self)
{
  const LwRowSpin year = { _ ("Year"), NULL, FIRST_YEAR, LAST_YEAR, 1 };
  const LwRowSpin until = { _ ("Ends in"), NULL, FIRST_YEAR, LAST_YEAR, 1 };
  const LwRowSpin delivery
      = { _ ("Years until delivery"), NULL, 0, LW_MEASURE_MAX_DELIVERY_YEARS, 1 };
  const LwRowSpin delay = { _ ("Years later"), NULL, 1, LW_MEASURE_MAX_DELAY_YEARS, 1 };

  self->year = lw_row_fields_add_spin (self->to, &year, G_CALLBACK (year_changed_cb), self);
  self->until = lw_row_fields_add_optional (self->to, &until, G_CALLBACK (until_changed_cb), self);
  self->delivery = lw_row_fields_add_spin (self->to, &delivery, G_CALLBACK (delivery_changed_cb), self);
  self->delay = lw_row_fields_add_spin (self->to, &delay, G_CALLBACK (delay_changed_cb), self);
}

static void
add_how_much (LwMeasureFields *self)
{
  const LwRowSpin share = { _ ("Share, %"), NULL, 1, 100, 5 };
  const LwRowSpin effect = { _ ("Effect, %"), _ ("How far long vacant space lets as new vacant space does"), 0, 100, 5 };
  const LwRowSpin probability = { _ ("Probability, %"), NULL, 0, 100, 5 };

  self->share = lw_row_fields_add_spin (self->to, &share, G_CALLBACK (share_changed_cb), self);
  self->effect = lw_row_fields_add_optional (self->to, &effect, G_CALLBACK (effect_changed_cb), self);
  self->probability = lw_row_fields_add_spin (self->to, &probability, G_CALLBACK (probability_changed_cb), self);
  gtk_widget_set_tooltip_text (lw_row_fields_get_row (self->probability),
                               _ ("A scenario takes its measures as decided; only a Monte Carlo run draws with it"));
  self->note = lw_row_fields_add_entry (self->to, _ ("Note"), G_CALLBACK (note_applied_cb), self);
}

static void
add_buttons (LwMeasureFields *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->show = gtk_button_new_with_label ("");
  self->remove = gtk_button_new_with_label (_ ("Remove"));
  gtk_widget_set_valign (self->show, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->remove, "destructive-action");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->show);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->remove);
  adw_expander_row_add_row (self->to, row);
  g_signal_connect_swapped (self->show, "clicked", G_CALLBACK (show_cb), self);
  g_signal_connect_swapped (self->remove, "clicked", G_CALLBACK (remove_cb), self);
}

/** lw_measure_fields_new: adds the fields to a row, which outlives them */
LwMeasureFields *
lw_measure_fields_new (AdwExpanderRow *to, LwSession *session, const LwMeasureFieldsCalls *calls)
{
  LwMeasureFields *self = g_new0 (LwMeasureFields, 1);

  self->to = to;
  self->session = g_object_ref (session);
  self->calls = *calls;
  self->filling = TRUE;
  add_rule (self);
  add_what (self);
  add_when (self);
  add_how_much (self);
  add_buttons (self);
  self->filling = FALSE;
  return self;
}

static guint
find_target (const char *label)
{
  for (guint i = 0; target_labels[i] != NULL; i++)
    if (g_strcmp0 (target_labels[i], label ? label : "A") == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* What is being typed into the same number is left alone. */
static void
set_spin (GtkSpinButton *spin, double value)
{
  if (gtk_spin_button_get_value (spin) != value)
    gtk_spin_button_set_value (spin, value);
}

/* What the year of a measure means. */
static const char *
explain_year (LwMeasureKind kind)
{
  switch (kind)
    {
    case LW_MEASURE_RENOVATE:
      return _ ("The works start");
    case LW_MEASURE_TEMPORARY:
      return _ ("The space leaves the stock for a time");
    case LW_MEASURE_RELET:
      return _ ("The programme starts");
    case LW_MEASURE_NEW_BUILD:
      return _ ("Building starts");
    case LW_MEASURE_SCRAP_PLAN:
      return _ ("What is planned from then on is not built");
    case LW_MEASURE_REPHASE_PLAN:
      return _ ("What is planned from then on is built later");
    case LW_MEASURE_TRANSFORM:
    case LW_MEASURE_DEMOLISH:
    case LW_N_MEASURE_KINDS:
    default:
      return _ ("The space leaves the stock at its start");
    }
}

static void
show_kind (LwMeasureFields *self)
{
  const LwMeasure *measure = self->measure;
  LwMeasureKind kind = measure->kind;
  LwMeasureTarget target = lw_measure_kind_get_target (kind);
  gboolean temporary = kind == LW_MEASURE_TEMPORARY, relet = kind == LW_MEASURE_RELET;
  gboolean build = kind == LW_MEASURE_NEW_BUILD;
  GtkWidget *until = self->until.row;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (lw_row_fields_get_row (self->year)), explain_year (kind));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (lw_row_fields_get_row (self->share)),
                               target == LW_MEASURE_TARGET_PLANS ? _ ("Part of each plan") : _ ("Part of each office"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (until), temporary ? _ ("Otherwise after 10 years, the longest allowed")
                                                                 : _ ("Otherwise it goes on"));
  gtk_widget_set_visible (self->rule_row, measure->rule != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->programme), kind == LW_MEASURE_TRANSFORM);
  gtk_widget_set_visible (GTK_WIDGET (self->target), kind == LW_MEASURE_RENOVATE);
  gtk_widget_set_visible (lw_row_fields_get_row (self->bvo), build);
  gtk_widget_set_visible (GTK_WIDGET (self->municipality), build);
  gtk_widget_set_visible (until, temporary || relet);
  gtk_widget_set_visible (lw_row_fields_get_row (self->delivery),
                          build || kind == LW_MEASURE_TRANSFORM || kind == LW_MEASURE_RENOVATE);
  gtk_widget_set_visible (lw_row_fields_get_row (self->delay), kind == LW_MEASURE_REPHASE_PLAN);
  gtk_widget_set_visible (lw_row_fields_get_row (self->share), !build);
  gtk_widget_set_visible (self->effect.row, relet);
  gtk_widget_set_visible (self->show, !build && measure->rule == NULL);
  gtk_button_set_label (GTK_BUTTON (self->show),
                        target == LW_MEASURE_TARGET_PLANS ? _ ("Show plans") : _ ("Show offices"));
}

static void
fill_until (LwMeasureFields *self)
{
  const LwMeasure *measure = self->measure;
  gboolean temporary = measure->kind == LW_MEASURE_TEMPORARY;
  int longest = temporary ? LW_MEASURE_MAX_TEMPORARY_YEARS : LAST_YEAR - FIRST_YEAR;

  gtk_spin_button_set_range (self->until.spin, measure->year + 1, measure->year + longest);
  if (isnan (lw_row_optional_get (&self->until)) || lw_row_optional_get (&self->until) != measure->until_year)
    lw_row_optional_set (&self->until, measure->until_year ? measure->until_year : NAN,
                         measure->year + (temporary ? longest : 5));
}

static void
fill_values (LwMeasureFields *self)
{
  const LwMeasure *measure = self->measure;
  double effect = measure->effect * 100;

  set_spin (self->year, measure->year);
  fill_until (self);
  set_spin (self->delivery, measure->delivery_years);
  set_spin (self->delay, MAX (1, measure->delay_years));
  set_spin (self->share, measure->share * 100);
  set_spin (self->probability, measure->probability * 100);
  set_spin (self->bvo, measure->bvo_m2);
  if (!(lw_row_optional_get (&self->effect) == effect))
    lw_row_optional_set (&self->effect, effect, 50);
  adw_combo_row_set_selected (self->programme, measure->programme);
  adw_combo_row_set_selected (self->target, find_target (measure->target_label));
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->note)) == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->note), measure->note);
  if (measure->kind != LW_MEASURE_NEW_BUILD)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->region), FALSE);
      return;
    }
  lw_place_choice_fill_municipalities (self->municipality, self->session, measure->municipality_code);
  gtk_widget_set_visible (GTK_WIDGET (self->region),
                          lw_place_choice_fill_regions (self->region, self->session, measure->region));
}

/**
 * lw_measure_fields_show:
 * @measure: what to show
 * @editable: whether it can be changed
 */
void
lw_measure_fields_show (LwMeasureFields *fields, const LwMeasure *measure, gboolean editable)
{
  gpointer controls[] = { fields->programme,   fields->target, fields->bvo,   fields->municipality, fields->region,
                          fields->year,        fields->until.row, fields->delivery, fields->delay,  fields->share,
                          fields->effect.row,  fields->probability, fields->note, fields->remove };
  LwMeasure *copy = lw_measure_copy (measure);

  fields->filling = TRUE;
  g_clear_pointer (&fields->measure, lw_measure_free);
  fields->measure = copy;
  show_kind (fields);
  fill_values (fields);
  if (copy->rule != NULL)
    lw_rule_edit_show (fields->rule, copy, editable);
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    gtk_widget_set_sensitive (GTK_WIDGET (controls[i]), editable);
  fields->filling = FALSE;
}

/** lw_measure_fields_free: frees the fields when their row goes; the widgets belong to the row */
void
lw_measure_fields_free (LwMeasureFields *fields)
{
  if (fields == NULL)
    return;
  g_clear_object (&fields->session);
  g_clear_pointer (&fields->measure, lw_measure_free);
  g_free (fields);
}

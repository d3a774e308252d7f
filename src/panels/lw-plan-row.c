/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-plan-row: see lw-plan-row.h. The fields are made when the row is first unfolded: a province has many plans. */
#include "panels/lw-plan-row.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-format.h"
#include "panels/lw-names.h"
#include "panels/lw-place-choice.h"
#include "panels/lw-row-fields.h"

/* A field that rests for so long has reached the value that is written. */
#define REST_MS 600
#define FIRST_YEAR 1990
#define LAST_YEAR 2150
#define MOST_BVO_M2 1e7

struct _LwPlanRow {
  AdwExpanderRow parent_instance;

  GtkCheckButton *tick;
  GtkWidget *problem; /* NULL until the fields are made, as all below */
  AdwEntryRow *name;
  AdwComboRow *municipality;
  AdwComboRow *region;
  GtkSpinButton *bvo;
  AdwComboRow *status;
  GtkSpinButton *first_year;
  GtkSpinButton *n_years;
  LwRowOptional probability;
  LwRowOptional scrapped;
  GtkSwitch *exclusive;

  LwSession *session;
  LwPlan *plan;
  char *edit_name; /* of a change that is not written yet; NULL: none */
  guint rest_source;
  gboolean editable;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwPlanRow, lw_plan_row, ADW_TYPE_EXPANDER_ROW)

enum {
  TICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_problem (LwPlanRow *self, const char *sentence)
{
  if (self->problem == NULL)
    return;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->problem), sentence ? sentence : "");
  gtk_widget_set_visible (self->problem, sentence != NULL);
}

static void
write_change (LwPlanRow *self)
{
  g_autofree char *name = g_steal_pointer (&self->edit_name);
  g_autoptr (LwPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (name == NULL)
    return;
  /* Writing shows the plans anew, and this one with them. */
  plan = lw_plan_copy (self->plan);
  if (lw_session_write_plan (self->session, plan, name, &error))
    show_problem (self, NULL);
  else
    show_problem (self, error->message);
}

static gboolean
rest_cb (gpointer data)
{
  LwPlanRow *self = data;

  self->rest_source = 0;
  write_change (self);
  return G_SOURCE_REMOVE;
}

/* Notes that the plan has changed, to be written when the hand rests. Another kind of change is another edit. */
static void
changed (LwPlanRow *self, const char *edit_name)
{
  g_free (self->edit_name);
  self->edit_name = g_strdup (edit_name);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST_MS, rest_cb, self);
}

/* Whether a field was changed by somebody. What waits of another field is written first, under its own name. */
static gboolean
begin_change (LwPlanRow *self, const char *edit_name)
{
  if (self->filling || self->plan == NULL)
    return FALSE;
  if (self->edit_name != NULL && strcmp (self->edit_name, edit_name) != 0)
    {
      /* The other field shows its new value already; it must not be put back. */
      self->filling = TRUE;
      write_change (self);
      self->filling = FALSE;
    }
  return TRUE;
}

static void
name_applied_cb (LwPlanRow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));

  if (self->filling || self->plan == NULL || *name == '\0' || strcmp (name, self->plan->name) == 0)
    return;
  if (!begin_change (self, _ ("Rename plan")))
    return;
  g_free (self->plan->name);
  self->plan->name = g_steal_pointer (&name);
  changed (self, _ ("Rename plan"));
}

/**
 * lw_plan_row_flush:
 *
 * Writes at once what was typed, and a change that waits for its field to rest.
 */
void
lw_plan_row_flush (LwPlanRow *row)
{
  g_return_if_fail (LW_IS_PLAN_ROW (row));
  if (row->name != NULL)
    name_applied_cb (row);
  write_change (row);
}

static void
municipality_changed_cb (LwPlanRow *self)
{
  const char *code = self->municipality ? lw_place_choice_get (self->municipality) : NULL;

  if (self->filling || self->plan == NULL || g_strcmp0 (code, self->plan->municipality_code) == 0
      || !begin_change (self, _ ("Set place of plan")))
    return;
  g_free (self->plan->municipality_code);
  self->plan->municipality_code = g_strdup (code);
  g_free (self->plan->region);
  self->plan->region = lw_place_choice_region_of (self->session, code);
  changed (self, _ ("Set place of plan"));
}

static void
region_changed_cb (LwPlanRow *self)
{
  const char *region = self->region ? lw_place_choice_get (self->region) : NULL;

  if (self->filling || self->plan == NULL || g_strcmp0 (region, self->plan->region) == 0
      || !begin_change (self, _ ("Set market of plan")))
    return;
  g_free (self->plan->region);
  self->plan->region = g_strdup (region);
  changed (self, _ ("Set market of plan"));
}

static void
bvo_changed_cb (LwPlanRow *self)
{
  double value = gtk_spin_button_get_value (self->bvo);

  if (!begin_change (self, _ ("Set area of plan")))
    return;
  self->plan->bvo_m2 = value;
  changed (self, _ ("Set area of plan"));
}

static void
status_changed_cb (LwPlanRow *self)
{
  gboolean hard = adw_combo_row_get_selected (self->status) == 0;

  if (self->filling || hard == self->plan->hard || !begin_change (self, _ ("Set status of plan")))
    return;
  self->plan->hard = hard;
  changed (self, _ ("Set status of plan"));
}

static void
period_changed_cb (LwPlanRow *self)
{
  int first = gtk_spin_button_get_value_as_int (self->first_year);
  int n_years = gtk_spin_button_get_value_as_int (self->n_years);

  if (!begin_change (self, _ ("Set period of plan")))
    return;
  self->plan->first_year = first;
  self->plan->n_years = n_years;
  changed (self, _ ("Set period of plan"));
}

static void
probability_changed_cb (LwPlanRow *self)
{
  double value = lw_row_optional_get (&self->probability) / 100;

  if (!begin_change (self, _ ("Set probability of plan")))
    return;
  self->plan->probability = value;
  changed (self, _ ("Set probability of plan"));
}

static void
scrapped_changed_cb (LwPlanRow *self)
{
  double year = lw_row_optional_get (&self->scrapped);

  if (!begin_change (self, _ ("Set from when plan is scrapped")))
    return;
  self->plan->scrapped_from = isnan (year) ? 0 : (int) year;
  changed (self, _ ("Set from when plan is scrapped"));
}

static void
exclusive_changed_cb (LwPlanRow *self)
{
  gboolean exclusive = gtk_switch_get_active (self->exclusive);

  if (!begin_change (self, _ ("Set zoning of plan")))
    return;
  self->plan->exclusive = exclusive;
  changed (self, _ ("Set zoning of plan"));
}

static void
delete_cb (LwPlanRow *self)
{
  g_autofree char *uid = g_strdup (self->plan->uid);

  lw_plan_row_flush (self);
  lw_session_delete_plan (self->session, uid);
}

static void
add_last (LwPlanRow *self)
{
  GtkWidget *row = adw_action_row_new (), *remove = gtk_button_new_with_label (_ ("Delete plan"));

  self->problem = adw_action_row_new ();
  gtk_widget_add_css_class (self->problem, "error");
  gtk_widget_set_visible (self->problem, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->problem);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "destructive-action");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_object_bind_property (self->name, "sensitive", remove, "sensitive", G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (delete_cb), self);
}

static void
make_fields (LwPlanRow *self)
{
  AdwExpanderRow *to = ADW_EXPANDER_ROW (self);
  const char *statuses[] = { C_ ("plan", "Hard (irrevocable)"), C_ ("plan", "Soft (in preparation)"), NULL };
  const LwRowSpin bvo = { _ ("Area, m² bvo"), _ ("Gross floor area that may be built"), 0, MOST_BVO_M2, 500 };
  const LwRowSpin first = { _ ("First year"), _ ("Building is spread evenly from here"), FIRST_YEAR, LAST_YEAR, 1 };
  const LwRowSpin years = { _ ("Number of years"), NULL, 1, LW_PLAN_MAX_YEARS, 1 };
  const LwRowSpin probability = { _ ("Probability, %"), _ ("Otherwise what the scenario takes for hard or soft plans"), 0,
                                  100, 5 };
  const LwRowSpin scrapped = { _ ("Scrapped from"), _ ("From this year on the rights are gone"), FIRST_YEAR, LAST_YEAR,
                               1 };

  self->name = lw_row_fields_add_entry (to, _ ("Name"), G_CALLBACK (name_applied_cb), self);
  self->municipality = lw_row_fields_add_combo (to, _ ("Municipality"), NULL, G_CALLBACK (municipality_changed_cb), self);
  self->region = lw_row_fields_add_combo (to, _ ("Market region"), NULL, G_CALLBACK (region_changed_cb), self);
  self->bvo = lw_row_fields_add_spin (to, &bvo, G_CALLBACK (bvo_changed_cb), self);
  self->status = lw_row_fields_add_combo (to, _ ("Status"), statuses, G_CALLBACK (status_changed_cb), self);
  self->first_year = lw_row_fields_add_spin (to, &first, G_CALLBACK (period_changed_cb), self);
  self->n_years = lw_row_fields_add_spin (to, &years, G_CALLBACK (period_changed_cb), self);
  self->probability = lw_row_fields_add_optional (to, &probability, G_CALLBACK (probability_changed_cb), self);
  self->scrapped = lw_row_fields_add_optional (to, &scrapped, G_CALLBACK (scrapped_changed_cb), self);
  self->exclusive = lw_row_fields_add_switch (to, _ ("Offices only"), _ ("The zoning allows no other use"),
                                              G_CALLBACK (exclusive_changed_cb), self);
  add_last (self);
  lw_names_apply (GTK_WIDGET (self));
}

static void
fill_fields (LwPlanRow *self)
{
  const LwPlan *plan = self->plan;
  GtkWidget *controls[] = { GTK_WIDGET (self->name),         GTK_WIDGET (self->municipality),
                            GTK_WIDGET (self->region),       GTK_WIDGET (self->bvo),
                            GTK_WIDGET (self->status),       GTK_WIDGET (self->first_year),
                            GTK_WIDGET (self->n_years),      self->probability.row,
                            self->scrapped.row,              GTK_WIDGET (self->exclusive) };
  gboolean typing = gtk_widget_get_focus_child (GTK_WIDGET (self->name)) != NULL;

  self->filling = TRUE;
  /* What somebody types is not put back under his hands. */
  if (!typing)
    gtk_editable_set_text (GTK_EDITABLE (self->name), plan->name);
  lw_place_choice_fill_municipalities (self->municipality, self->session, plan->municipality_code);
  gtk_widget_set_visible (GTK_WIDGET (self->region),
                          lw_place_choice_fill_regions (self->region, self->session, plan->region));
  gtk_spin_button_set_value (self->bvo, plan->bvo_m2);
  adw_combo_row_set_selected (self->status, plan->hard ? 0 : 1);
  gtk_spin_button_set_value (self->first_year, plan->first_year);
  gtk_spin_button_set_value (self->n_years, plan->n_years);
  lw_row_optional_set (&self->probability, plan->probability * 100, plan->hard ? 90 : 40);
  lw_row_optional_set (&self->scrapped, plan->scrapped_from ? plan->scrapped_from : NAN, plan->first_year);
  gtk_switch_set_active (self->exclusive, plan->exclusive);
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    gtk_widget_set_sensitive (controls[i], self->editable);
  self->filling = FALSE;
}

static void
expanded_cb (LwPlanRow *self)
{
  if (!adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)) || self->name != NULL || self->plan == NULL)
    return;
  self->filling = TRUE;
  make_fields (self);
  fill_fields (self);
}

/* "Utrecht · 18,000 m² bvo · hard · 2027–2029 · 70 % · scrapped from 2030" */
static char *
describe (LwPlanRow *self)
{
  const LwPlan *plan = self->plan;
  GString *text = g_string_new (NULL);
  g_autofree char *place = plan->municipality_code ? lw_place_choice_name (self->session, plan->municipality_code) : NULL;
  g_autofree char *area = lw_format_m2_fact (NULL, plan->bvo_m2);

  if (place != NULL)
    g_string_append_printf (text, "%s · ", place);
  /* Translators: %s is an area with its unit: gross floor area */
  g_string_append_printf (text, _ ("%s bvo"), area);
  g_string_append_printf (text, " · %s", plan->hard ? C_ ("plan", "hard") : C_ ("plan", "soft"));
  if (plan->n_years > 1)
    g_string_append_printf (text, " · %d–%d", plan->first_year, plan->first_year + plan->n_years - 1);
  else
    g_string_append_printf (text, " · %d", plan->first_year);
  if (!isnan (plan->probability))
    {
      g_autofree char *percent = lw_format_percent_set (NULL, plan->probability);

      g_string_append_printf (text, " · %s", percent);
    }
  if (plan->scrapped_from != 0)
    {
      g_string_append (text, " · ");
      /* Translators: a year */
      g_string_append_printf (text, _ ("scrapped from %d"), plan->scrapped_from);
    }
  return g_string_free (text, FALSE);
}

/**
 * lw_plan_row_show:
 * @plan: what to show
 * @editable: whether it can be changed
 */
void
lw_plan_row_show (LwPlanRow *row, const LwPlan *plan, gboolean editable)
{
  g_autofree char *title = NULL, *subtitle = NULL, *escaped = NULL, *tick = NULL;
  gboolean waits;

  g_return_if_fail (LW_IS_PLAN_ROW (row) && plan != NULL);
  /* A change that waits to be written stays when another plan is written before it; and while its own change is being
   * written, the row has what is shown already. */
  waits = row->plan != NULL && (row->filling || row->edit_name != NULL);
  if (!waits)
    {
      g_autoptr (LwPlan) before = g_steal_pointer (&row->plan);

      row->plan = lw_plan_copy (plan);
    }
  row->editable = editable;
  title = g_markup_escape_text (*plan->name ? plan->name : _ ("Plan without a name"), -1);
  subtitle = describe (row);
  escaped = g_markup_escape_text (subtitle, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), escaped);
  /* Translators: %s is the name of a plan: a tick to choose it for a measure */
  tick = g_strdup_printf (_ ("Choose plan “%s”"), plan->name);
  lw_names_set (GTK_WIDGET (row->tick), tick);
  if (row->name != NULL && !waits)
    fill_fields (row);
}

static void
ticked_cb (LwPlanRow *self)
{
  g_signal_emit (self, signals[TICKED], 0);
}

static void
lw_plan_row_dispose (GObject *object)
{
  LwPlanRow *self = LW_PLAN_ROW (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lw_plan_row_parent_class)->dispose (object);
}

static void
lw_plan_row_finalize (GObject *object)
{
  LwPlanRow *self = LW_PLAN_ROW (object);

  g_clear_pointer (&self->plan, lw_plan_free);
  g_free (self->edit_name);
  G_OBJECT_CLASS (lw_plan_row_parent_class)->finalize (object);
}

static void
lw_plan_row_class_init (LwPlanRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_plan_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_plan_row_finalize;
  signals[TICKED] = g_signal_new ("ticked", LW_TYPE_PLAN_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lw_plan_row_init (LwPlanRow *self)
{
  self->tick = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->tick), GTK_ALIGN_CENTER);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->tick));
  g_signal_connect_swapped (self->tick, "toggled", G_CALLBACK (ticked_cb), self);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
}

/** lw_plan_row_get_uid: (nullable): the plan that it shows */
const char *
lw_plan_row_get_uid (LwPlanRow *row)
{
  g_return_val_if_fail (LW_IS_PLAN_ROW (row), NULL);
  return row->plan ? row->plan->uid : NULL;
}

gboolean
lw_plan_row_get_ticked (LwPlanRow *row)
{
  g_return_val_if_fail (LW_IS_PLAN_ROW (row), FALSE);
  return gtk_check_button_get_active (row->tick);
}

void
lw_plan_row_set_ticked (LwPlanRow *row, gboolean ticked)
{
  g_return_if_fail (LW_IS_PLAN_ROW (row));
  gtk_check_button_set_active (row->tick, ticked);
}

/**
 * lw_plan_row_new:
 *
 * Returns: (transfer floating): a row that shows no plan yet
 */
GtkWidget *
lw_plan_row_new (LwSession *session)
{
  LwPlanRow *self = g_object_new (LW_TYPE_PLAN_ROW, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

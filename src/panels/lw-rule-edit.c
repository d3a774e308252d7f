/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-rule-edit: see lw-rule-edit.h. What the rule finds is what the projection took, so that both never differ. */
#include "panels/lw-rule-edit.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "panels/lw-measure-words.h"
#include "panels/lw-name-completion.h"
#include "panels/lw-names.h"
#include "panels/lw-wheel.h"

#define MOST_LIMIT_M2 1e8

struct _LwRuleEdit {
  GtkBox parent_instance;

  GtkEntry *condition;
  GtkLabel *mistake;
  GtkWidget *use_filter;
  GtkWidget *use_example;
  GtkDropDown *order;
  GtkSwitch *limited;
  GtkSpinButton *limit;
  GtkLabel *found;
  GtkWidget *select;

  LwSession *session;
  LwMeasure *measure; /* as it was shown last */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwRuleEdit, lw_rule_edit, GTK_TYPE_BOX)

enum {
  CHANGED,
  SELECT_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
has_mistake (LwRuleEdit *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->mistake));
}

/* The condition as typed is kept apart from what it finds, which comes when the scenario has been computed. */
static void
show_found (LwRuleEdit *self)
{
  double m2;
  GArray *offices = lw_session_get_measure_offices (self->session, self->measure->uid, &m2);
  g_autofree char *found = NULL, *text = NULL;

  gtk_widget_set_sensitive (self->select, offices != NULL && offices->len > 0);
  if (!self->measure->enabled)
    text = g_strdup (_ ("Switched off: takes no office."));
  else if (offices == NULL)
    text = g_strdup (_ ("What it finds shows once the scenario has been computed."));
  else if (offices->len == 0)
    text = g_strdup (_ ("Takes no office now. No counted office meets the condition, or measures above have them."));
  else
    {
      found = lw_measure_words_found (offices->len, m2);
      if (has_mistake (self))
        /* Translators: %s is a number of offices and their area: what the rule finds that is still in use */
        text = g_strdup_printf (_ ("By the rule before: %s"), found);
      else
        /* Translators: %s is a number of offices and their area: what a rule finds in the data as they are */
        text = g_strdup_printf (_ ("Now: %s"), found);
    }
  if (g_strcmp0 (gtk_label_get_text (self->found), text) != 0)
    gtk_label_set_text (self->found, text);
}

static void
show_mistake (LwRuleEdit *self, const char *sentence)
{
  gtk_label_set_text (self->mistake, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), sentence != NULL);
  if (sentence != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->condition), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->condition), "error");
  if (self->measure != NULL)
    show_found (self);
}

/* Says what is wrong with the condition as typed; returns whether it can be used. */
static gboolean
check (LwRuleEdit *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->condition));
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (LwExpression) expression = NULL;

  if (*stripped == '\0')
    {
      show_mistake (self, _ ("Write which offices, such as: vacancy_years >= 3"));
      return FALSE;
    }
  expression = lw_expression_parse (text, NULL, &error);
  if (expression != NULL && lw_expression_uses (expression, "score"))
    {
      show_mistake (self, _ ("The conversion potential (score) is not known in the window."));
      return FALSE;
    }
  show_mistake (self, error ? error->message : NULL);
  return expression != NULL;
}

static void
emit_changed (LwRuleEdit *self, const char *edit_name)
{
  g_signal_emit (self, signals[CHANGED], 0, edit_name);
}

/* A condition that cannot be read stays as it is, with what is wrong below it; the measure keeps the one before. */
static void
condition_applied_cb (LwRuleEdit *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->condition));

  if (self->filling || self->measure == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->condition)))
    return;
  if (g_strcmp0 (text, self->measure->rule) == 0)
    show_mistake (self, NULL);
  else if (check (self))
    emit_changed (self, _ ("Set rule of measure"));
}

/* A mistake goes as soon as it is mended; a new one is told only when the condition is used. */
static void
condition_typed_cb (LwRuleEdit *self)
{
  if (!self->filling && has_mistake (self))
    check (self);
}

static void
use_condition (LwRuleEdit *self, const char *condition)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->condition), condition);
  self->filling = FALSE;
  condition_applied_cb (self);
}

static void
use_filter_cb (LwRuleEdit *self)
{
  guint n_left_out;
  g_autofree char *rule = lw_filter_to_rule (lw_session_get_filter (self->session), &n_left_out);
  g_autofree char *sentence = NULL;

  if (rule == NULL)
    {
      show_mistake (self, n_left_out > 0 ? _ ("Words, areas on the map and chosen offices cannot be a rule.")
                                         : _ ("There is no filter; set one beside the map first."));
      return;
    }
  use_condition (self, rule);
  if (n_left_out == 0 || has_mistake (self))
    return;
  sentence = g_strdup_printf (ngettext ("%u part of the filter cannot be a rule and is left out.",
                                        "%u parts of the filter cannot be a rule and are left out.", n_left_out),
                              n_left_out);
  lw_session_tell_done (self->session, sentence);
}

static void
use_example_cb (LwRuleEdit *self)
{
  use_condition (self, LW_RULE_EXAMPLE);
}

static void
order_changed_cb (LwRuleEdit *self)
{
  if (!self->filling && self->measure != NULL
      && gtk_drop_down_get_selected (self->order) != (guint) self->measure->rule_order)
    emit_changed (self, _ ("Set order of rule"));
}

static void
limit_changed_cb (LwRuleEdit *self)
{
  if (!self->filling && self->measure != NULL)
    emit_changed (self, _ ("Set limit of rule"));
}

static void
select_cb (LwRuleEdit *self)
{
  g_signal_emit (self, signals[SELECT_REQUESTED], 0);
}

/**
 * lw_rule_edit_show:
 * @measure: one with a rule
 * @editable: whether it can be changed
 */
void
lw_rule_edit_show (LwRuleEdit *edit, const LwMeasure *measure, gboolean editable)
{
  gboolean other, limited = !isnan (measure->rule_limit_m2);
  GtkWidget *controls[] = { GTK_WIDGET (edit->condition), edit->use_filter,           edit->use_example,
                            GTK_WIDGET (edit->order),     GTK_WIDGET (edit->limited), GTK_WIDGET (edit->limit) };

  g_return_if_fail (LW_IS_RULE_EDIT (edit));
  other = edit->measure == NULL || g_strcmp0 (edit->measure->uid, measure->uid) != 0
          || g_strcmp0 (edit->measure->rule, measure->rule) != 0;
  edit->filling = TRUE;
  g_clear_pointer (&edit->measure, lw_measure_free);
  edit->measure = lw_measure_copy (measure);
  /* What is being typed is not put back under the hands. */
  if (other)
    {
      if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (edit->condition)), measure->rule) != 0)
        gtk_editable_set_text (GTK_EDITABLE (edit->condition), measure->rule ? measure->rule : "");
      show_mistake (edit, NULL);
    }
  gtk_drop_down_set_selected (edit->order, measure->rule_order);
  gtk_switch_set_active (edit->limited, limited);
  if (limited && gtk_spin_button_get_value (edit->limit) != measure->rule_limit_m2)
    gtk_spin_button_set_value (edit->limit, measure->rule_limit_m2);
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    gtk_widget_set_sensitive (controls[i], editable);
  show_found (edit);
  edit->filling = FALSE;
}

/** lw_rule_edit_apply: puts what is chosen into @measure; a condition with a mistake is not */
void
lw_rule_edit_apply (LwRuleEdit *edit, LwMeasure *measure)
{
  guint order;

  g_return_if_fail (LW_IS_RULE_EDIT (edit));
  order = gtk_drop_down_get_selected (edit->order);
  if (check (edit))
    lw_measure_set_rule (measure, gtk_editable_get_text (GTK_EDITABLE (edit->condition)));
  if (order < LW_N_MEASURE_ORDERS)
    measure->rule_order = (LwMeasureOrder) order;
  measure->rule_limit_m2
      = gtk_switch_get_active (edit->limited) ? gtk_spin_button_get_value (edit->limit) : NAN;
}

/** lw_rule_edit_start: gives @measure the rule that a new one begins with: what the filter asks for, or the example */
void
lw_rule_edit_start (LwSession *session, LwMeasure *measure)
{
  guint n_left_out;
  g_autofree char *rule = lw_filter_to_rule (lw_session_get_filter (session), &n_left_out);

  lw_measure_set_rule (measure, rule != NULL && n_left_out == 0 ? rule : LW_RULE_EXAMPLE);
  measure->rule_order = LW_MEASURE_ORDER_LARGEST;
  measure->rule_limit_m2 = LW_RULE_EXAMPLE_LIMIT_M2;
}

static GtkWidget *
add_button (LwRuleEdit *self, GtkWidget *line, const char *label, const char *tooltip, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "small-button");
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (line), button);
  return button;
}

static void
build_condition (LwRuleEdit *self)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Which offices"));
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->condition = GTK_ENTRY (gtk_entry_new ());
  lw_name_completion_apply (self->condition);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->condition));
  lw_names_set (GTK_WIDGET (self->condition), _ ("_Which offices"));
  gtk_box_append (GTK_BOX (line), label);
  self->use_filter = add_button (self, line, _ ("From _filter"), _ ("Take over what the filter beside the map asks for"),
                                 G_CALLBACK (use_filter_cb));
  self->use_example
      = add_button (self, line, _ ("_Example"), _ ("Vacant for 3 years or more, with a label worse than C"),
                    G_CALLBACK (use_example_cb));
  gtk_box_append (GTK_BOX (self), line);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->condition));
  self->mistake = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->mistake, 0);
  gtk_label_set_wrap (self->mistake, TRUE);
  gtk_label_set_wrap_mode (self->mistake, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (self->mistake), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->mistake), "rule-mistake");
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->mistake));
  g_signal_connect_swapped (self->condition, "activate", G_CALLBACK (condition_applied_cb), self);
  g_signal_connect_swapped (self->condition, "changed", G_CALLBACK (condition_typed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (condition_applied_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->condition), focus);
}

/* The last order asks for the conversion potential, which only the command line works out. */
static void
build_order (LwRuleEdit *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new_with_mnemonic (_ ("U_ntil, m²"));

  for (LwMeasureOrder order = 0; order < LW_MEASURE_ORDER_BEST_SCORE; order++)
    gtk_string_list_append (names, lw_measure_order_get_label (order));
  self->order = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL));
  lw_names_set (GTK_WIDGET (self->order), _ ("Which offices come first"));
  g_signal_connect_swapped (self->order, "notify::selected", G_CALLBACK (order_changed_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->order));
  self->limit = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (500, MOST_LIMIT_M2, 500));
  gtk_spin_button_set_value (self->limit, LW_RULE_EXAMPLE_LIMIT_M2);
  lw_wheel_leave (GTK_WIDGET (self->limit));
  self->limited = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->limited), GTK_ALIGN_CENTER);
  lw_names_set (GTK_WIDGET (self->limited), _ ("Stop at a number of m²"));
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->limit));
  lw_names_set (GTK_WIDGET (self->limit), _ ("U_ntil, m²"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, _ ("The office in which the limit is reached is the last one"));
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->limit));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->limited));
  g_object_bind_property (self->limited, "active", self->limit, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (self->limit, "value-changed", G_CALLBACK (limit_changed_cb), self);
  g_signal_connect_swapped (self->limited, "notify::active", G_CALLBACK (limit_changed_cb), self);
  gtk_box_append (GTK_BOX (self), line);
}

static void
build_found (LwRuleEdit *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->found = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->found, 0);
  gtk_label_set_wrap (self->found, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->found), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->found), "rule-found");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->found));
  self->select = add_button (self, line, _ ("_Select these"), _ ("Select these offices on the map and in the list"),
                             G_CALLBACK (select_cb));
  gtk_widget_set_valign (self->select, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), line);
}

static void
lw_rule_edit_dispose (GObject *object)
{
  g_clear_object (&LW_RULE_EDIT (object)->session);
  G_OBJECT_CLASS (lw_rule_edit_parent_class)->dispose (object);
}

static void
lw_rule_edit_finalize (GObject *object)
{
  g_clear_pointer (&LW_RULE_EDIT (object)->measure, lw_measure_free);
  G_OBJECT_CLASS (lw_rule_edit_parent_class)->finalize (object);
}

static void
lw_rule_edit_class_init (LwRuleEditClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_rule_edit_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_rule_edit_finalize;
  signals[CHANGED] = g_signal_new ("changed", LW_TYPE_RULE_EDIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
  signals[SELECT_REQUESTED] = g_signal_new ("select-requested", LW_TYPE_RULE_EDIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 0);
}

static void
lw_rule_edit_init (LwRuleEdit *self)
{
  self->filling = TRUE;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rule-edit");
  build_condition (self);
  build_order (self);
  build_found (self);
  self->filling = FALSE;
}

/** lw_rule_edit_new: (transfer floating): an editor that shows no rule yet */
GtkWidget *
lw_rule_edit_new (LwSession *session)
{
  LwRuleEdit *self = g_object_new (LW_TYPE_RULE_EDIT, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

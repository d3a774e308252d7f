/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-potential: see lw-office-potential.h. The card is filled anew after each answer; which group is open, and
 * which criterion has the keyboard, stay as they were. */
#include "panels/lw-office-potential.h"

#include "draw/lw-format.h"
#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define WIDTH 30

struct _LwOfficePotentialCard {
  GtkWidget parent_instance;

  GtkWidget *box;
  LwSession *session;
  gint64 office;
  LwOfficePotential *potential;
  GHashTable *open;  /* ids of blocks of which the criteria are shown */
  char *focus;       /* the criterion that gets the keyboard after the next filling; NULL for none */
  guint fill_source;
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (LwOfficePotentialCard, lw_office_potential_card, GTK_TYPE_WIDGET)

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_line (GtkWidget *box, const char *text, const char *css_class)
{
  gtk_box_append (GTK_BOX (box), new_label (text, css_class));
}

static char *
describe_class (const LwOfficePotential *potential)
{
  if (potential->n_blocking > 0)
    return g_strdup (_("Stopped by a veto"));
  if (potential->number == 0)
    return g_strdup (_("Too little is known for a class"));
  /* translators: the class of an office for conversion, from 1 to 5, and its name: "Class 4: transformable" */
  return g_strdup_printf (_("Class %u: %s"), potential->number,
                          lw_criteria_set_get_class_label (potential->set, potential->number));
}

static char *
describe_score (const LwOfficePotential *potential)
{
  g_autofree char *percent = lw_format_percent (NULL, potential->completeness);
  g_autofree char *score = lw_format_number (NULL, potential->normalised, 0);
  g_autofree char *most = lw_format_number (NULL, lw_criteria_set_get_max_score (potential->set), 0);

  if (isnan (potential->normalised))
    return g_strdup (_("Nothing is answered yet."));
  /* translators: points, the most points that there can be, a percentage: "Score 139 of 199, 92 % answered" */
  return g_strdup_printf (_("Score %s of %s, %s answered"), score, most, percent);
}

/* The vetoes that stop it, and those that would but for a reason. */
static void
add_vetoes (LwOfficePotentialCard *self)
{
  const LwOfficePotential *potential = self->potential;

  for (guint i = 0; i < lw_criteria_set_get_n_criteria (potential->set); i++)
    {
      const LwCriterion *criterion = lw_criteria_set_get_criterion (potential->set, i);
      const LwPotentialAnswer *answer = &potential->answers[i];
      g_autofree char *text = NULL;

      if (answer->blocks)
        /* translators: name and text of a criterion that is answered "no" */
        text = g_strdup_printf (_("%s stops it. Not so: %s"), criterion->id, criterion->text);
      else if (answer->given != NULL && answer->given->overridden)
        /* translators: name of a criterion that is answered "no", and why it does not stop the conversion */
        text = g_strdup_printf (_("%s does not stop it, because: %s"), criterion->id, answer->given->reason);
      if (text != NULL)
        add_line (self->box, text, answer->blocks ? "potential-stop" : "remark");
    }
}

/* Where the answer comes from. */
static char *
describe_origin (const LwPotentialAnswer *answer)
{
  g_autofree char *day = NULL;

  if (answer->given == NULL)
    return answer->answer != LW_ANSWER_UNKNOWN ? g_strdup (C_("answer", "from the data")) : NULL;
  if (answer->given->noted != LW_DATE_UNKNOWN)
    day = lw_date_to_display (answer->given->noted);
  /* translators: an answer of people; %s is a day */
  return day != NULL ? g_strdup_printf (_("answered on %s"), day) : g_strdup (C_("answer", "answered"));
}

typedef struct {
  LwOfficePotentialCard *card;
  guint criterion;
  GtkWidget *popover;
  GtkWidget *choices[LW_N_ANSWERS];
  GtkWidget *derived;
  GtkWidget *reason;
  GtkWidget *overrides;
  GtkWidget *problem;
} Asking;

static void
asking_free (gpointer data)
{
  g_free (data);
}

static gboolean
is_checked (GtkWidget *check)
{
  return check != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}

static LwAnswer
read_choice (const Asking *asking)
{
  for (LwAnswer answer = 0; answer < LW_N_ANSWERS; answer++)
    if (is_checked (asking->choices[answer]))
      return answer;
  return LW_ANSWER_UNKNOWN;
}

static void
save_cb (Asking *asking)
{
  LwOfficePotentialCard *self = asking->card;
  const LwCriteriaSet *set = self->potential->set;
  const LwCriterion *criterion = lw_criteria_set_get_criterion (set, asking->criterion);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwGivenAnswer) given
      = lw_given_answer_new (self->office, lw_criteria_set_get_id (set), criterion->id, read_choice (asking));

  g_free (self->focus);
  self->focus = g_strdup (criterion->id);
  given->noted = lw_date_today ();
  given->overridden = given->answer == LW_ANSWER_NO && is_checked (asking->overrides);
  lw_given_answer_set_reason (given, gtk_editable_get_text (GTK_EDITABLE (asking->reason)));
  if (is_checked (asking->derived))
    lw_session_withdraw_answer (self->session, self->office, given->set, given->criterion);
  else if (!lw_session_answer (self->session, given, &error))
    {
      gtk_label_set_label (GTK_LABEL (asking->problem), error->message);
      gtk_widget_set_visible (asking->problem, TRUE);
      gtk_widget_grab_focus (asking->reason);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (asking->popover));
}

static void
choice_cb (Asking *asking)
{
  if (asking->overrides != NULL)
    gtk_widget_set_sensitive (asking->overrides, is_checked (asking->choices[LW_ANSWER_NO]));
}

static GtkWidget *
add_choice (Asking *asking, GtkWidget *box, const char *name, gboolean active, GtkWidget *group)
{
  GtkWidget *choice = gtk_check_button_new_with_mnemonic (name);

  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (choice), GTK_CHECK_BUTTON (group));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choice), active);
  g_signal_connect_swapped (choice, "toggled", G_CALLBACK (choice_cb), asking);
  gtk_box_append (GTK_BOX (box), choice);
  return choice;
}

static void
add_choices (Asking *asking, GtkWidget *box)
{
  static const struct {
    LwAnswer answer;
    const char *name;
  } choices[] = { { LW_ANSWER_YES, N_("_Yes") }, { LW_ANSWER_NO, N_("_No") }, { LW_ANSWER_UNKNOWN, N_("_Unknown") } };
  const LwPotentialAnswer *answer = &asking->card->potential->answers[asking->criterion];
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *group = NULL;
  g_autofree char *name = NULL;

  gtk_box_append (GTK_BOX (box), line);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      gboolean active = answer->given != NULL && answer->given->answer == choices[i].answer;

      asking->choices[choices[i].answer] = add_choice (asking, line, _(choices[i].name), active, group);
      group = asking->choices[choices[0].answer];
    }
  /* translators: take what the data of the office say, which is yes, no or unknown */
  name = g_strdup_printf (_("As the _data say: %s"), lw_answer_get_label (answer->derived));
  asking->derived = add_choice (asking, box, name, answer->given == NULL, group);
}

static void
add_reason (Asking *asking, GtkWidget *box)
{
  const LwPotentialAnswer *answer = &asking->card->potential->answers[asking->criterion];
  gboolean veto = lw_criteria_set_get_criterion (asking->card->potential->set, asking->criterion)->is_veto;
  GtkWidget *label = gtk_label_new_with_mnemonic (_("What it _rests on"));

  asking->reason = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (asking->reason), answer->given != NULL ? answer->given->reason : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (asking->reason), WIDTH);
  gtk_entry_set_max_length (GTK_ENTRY (asking->reason), LW_ANSWER_MAX_REASON);
  g_signal_connect_swapped (asking->reason, "activate", G_CALLBACK (save_cb), asking);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), asking->reason);
  gtk_widget_add_css_class (label, "caption");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (asking->reason), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  if (veto)
    {
      asking->overrides = gtk_check_button_new_with_mnemonic (_("This “no” does not _stop it, for this reason:"));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (asking->overrides),
                                   answer->given != NULL && answer->given->overridden);
      gtk_box_append (GTK_BOX (box), asking->overrides);
      choice_cb (asking);
    }
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), asking->reason);
}

static GtkWidget *
add_wide (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = new_label (text, css_class);

  gtk_label_set_width_chars (GTK_LABEL (label), WIDTH);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
make_popover_cb (GtkMenuButton *button, gpointer data)
{
  Asking *asking = data;
  const LwCriterion *criterion = lw_criteria_set_get_criterion (asking->card->potential->set, asking->criterion);
  GtkWidget *box, *save;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  asking->popover = gtk_popover_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  add_wide (box, criterion->text, "heading");
  add_choices (asking, box);
  add_reason (asking, box);
  asking->problem = add_wide (box, NULL, "error");
  gtk_widget_set_visible (asking->problem, FALSE);
  save = gtk_button_new_with_mnemonic (_("_Set"));
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_widget_add_css_class (save, "potential-save");
  gtk_widget_set_halign (save, GTK_ALIGN_END);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_cb), asking);
  gtk_box_append (GTK_BOX (box), save);
  gtk_popover_set_child (GTK_POPOVER (asking->popover), box);
  gtk_popover_set_default_widget (GTK_POPOVER (asking->popover), save);
  lw_names_apply (asking->popover);
  gtk_menu_button_set_popover (button, asking->popover);
}

/* Y, N and U on a criterion answer it without opening anything; Delete goes back to what the data say. */
static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, Asking *asking)
{
  LwOfficePotentialCard *self = asking->card;
  const LwCriteriaSet *set = self->potential->set;
  const LwCriterion *criterion = lw_criteria_set_get_criterion (set, asking->criterion);
  g_autoptr (LwGivenAnswer) given = NULL;
  LwAnswer answer;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || !lw_session_can_answer (self->session))
    return FALSE;
  if (key == GDK_KEY_Delete || key == GDK_KEY_BackSpace)
    {
      g_free (self->focus);
      self->focus = g_strdup (criterion->id);
      lw_session_withdraw_answer (self->session, self->office, lw_criteria_set_get_id (set), criterion->id);
      return TRUE;
    }
  /* J is yes in Dutch. */
  if (key == GDK_KEY_y || key == GDK_KEY_j)
    answer = LW_ANSWER_YES;
  else if (key == GDK_KEY_n)
    answer = LW_ANSWER_NO;
  else if (key == GDK_KEY_u || key == GDK_KEY_question)
    answer = LW_ANSWER_UNKNOWN;
  else
    return FALSE;
  g_free (self->focus);
  self->focus = g_strdup (criterion->id);
  given = lw_given_answer_new (self->office, lw_criteria_set_get_id (set), criterion->id, answer);
  given->noted = lw_date_today ();
  lw_session_answer (self->session, given, NULL);
  return TRUE;
}

static GtkWidget *
new_button (LwOfficePotentialCard *self, guint i, const char *spoken)
{
  const LwPotentialAnswer *answer = &self->potential->answers[i];
  GtkWidget *button = gtk_menu_button_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  Asking *asking = g_new0 (Asking, 1);

  asking->card = self;
  asking->criterion = i;
  g_object_set_data_full (G_OBJECT (button), "asking", asking, asking_free);
  g_object_set_data_full (G_OBJECT (button), "criterion",
                          g_strdup (lw_criteria_set_get_criterion (self->potential->set, i)->id), g_free);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button),
                             answer->answer != LW_ANSWER_UNKNOWN || answer->given != NULL
                                 ? lw_answer_get_label (answer->answer)
                                 : "–");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_popover_cb, asking, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), asking);
  gtk_widget_add_controller (gtk_widget_get_first_child (button), keys);
  gtk_widget_set_sensitive (button, lw_session_can_answer (self->session));
  gtk_widget_set_tooltip_text (button, _("Answer; Y, N or U at once, Delete for what the data say"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "small-button");
  gtk_widget_add_css_class (button, "potential-answer");
  if (answer->blocks)
    gtk_widget_add_css_class (button, "potential-blocks");
  if (answer->given == NULL)
    gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
add_criterion (LwOfficePotentialCard *self, GtkWidget *list, guint i)
{
  const LwCriterion *criterion = lw_criteria_set_get_criterion (self->potential->set, i);
  const LwPotentialAnswer *answer = &self->potential->answers[i];
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *origin = describe_origin (answer);
  g_autofree char *text = g_strdup_printf ("%s  %s", criterion->id, criterion->text);
  g_autofree char *spoken = g_strdup_printf ("%s: %s%s%s", text, lw_answer_get_label (answer->answer),
                                             origin != NULL ? ", " : "", origin != NULL ? origin : "");
  g_autofree char *note = NULL;

  add_line (words, text, "potential-text");
  if (answer->given != NULL && *answer->given->reason != '\0')
    note = g_strdup_printf ("%s: %s", origin, answer->given->reason);
  if (origin != NULL)
    {
      add_line (words, note != NULL ? note : origin, "caption");
      gtk_widget_add_css_class (gtk_widget_get_last_child (words), "dim-label");
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), new_button (self, i, spoken));
  gtk_box_append (GTK_BOX (list), line);
}

/* The criteria of a group are made when it is first opened: most pages are only passed by. */
static void
fill_block (LwOfficePotentialCard *self, GtkExpander *expander)
{
  const char *block = g_object_get_data (G_OBJECT (expander), "block");
  GtkWidget *list = gtk_expander_get_child (expander);

  if (!gtk_expander_get_expanded (expander) || gtk_widget_get_first_child (list) != NULL)
    return;
  for (guint i = 0; i < lw_criteria_set_get_n_criteria (self->potential->set); i++)
    if (strcmp (lw_criteria_set_get_criterion (self->potential->set, i)->block, block) == 0)
      add_criterion (self, list, i);
}

static void
expanded_cb (GtkExpander *expander, GParamSpec *spec, LwOfficePotentialCard *self)
{
  const char *block = g_object_get_data (G_OBJECT (expander), "block");

  if (gtk_expander_get_expanded (expander))
    g_hash_table_add (self->open, g_strdup (block));
  else
    g_hash_table_remove (self->open, block);
  fill_block (self, expander);
}

/* How many of a block are answered. */
static char *
describe_block (const LwOfficePotential *potential, const LwCriterion *first)
{
  guint n = 0, n_answered = 0;

  for (guint i = 0; i < lw_criteria_set_get_n_criteria (potential->set); i++)
    if (strcmp (lw_criteria_set_get_criterion (potential->set, i)->block, first->block) == 0)
      {
        n++;
        n_answered += potential->answers[i].answer != LW_ANSWER_UNKNOWN;
      }
  /* translators: a group of criteria, how many of them are answered, how many there are: "Location · 4 of 23" */
  return g_strdup_printf (_("%s · %u of %u"), first->block_title, n_answered, n);
}

static void
add_block (LwOfficePotentialCard *self, const LwCriterion *first)
{
  g_autofree char *title = describe_block (self->potential, first);
  GtkWidget *expander = gtk_expander_new (title), *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_add_css_class (list, "potential-list");
  gtk_widget_add_css_class (expander, "potential-block");
  lw_names_set (expander, title);
  gtk_expander_set_child (GTK_EXPANDER (expander), list);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), g_hash_table_contains (self->open, first->block));
  g_object_set_data_full (G_OBJECT (expander), "block", g_strdup (first->block), g_free);
  g_signal_connect (expander, "notify::expanded", G_CALLBACK (expanded_cb), self);
  fill_block (self, GTK_EXPANDER (expander));
  gtk_box_append (GTK_BOX (self->box), expander);
}

static void
add_blocks (LwOfficePotentialCard *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lw_criteria_set_get_n_criteria (self->potential->set); i++)
    {
      const LwCriterion *criterion = lw_criteria_set_get_criterion (self->potential->set, i);

      if (g_hash_table_add (seen, (gpointer) criterion->block))
        add_block (self, criterion);
    }
}

/* The button of a criterion below @widget. */
static GtkWidget *
find_button (GtkWidget *widget, const char *criterion)
{
  if (g_strcmp0 (g_object_get_data (G_OBJECT (widget), "criterion"), criterion) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, criterion);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
clear (LwOfficePotentialCard *self)
{
  GtkWidget *child;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  /* What is about to go must not hold the focus. */
  if (focus && gtk_widget_is_ancestor (focus, self->box))
    gtk_root_set_focus (root, NULL);
  while ((child = gtk_widget_get_first_child (self->box)))
    gtk_box_remove (GTK_BOX (self->box), child);
}

static void
fill (LwOfficePotentialCard *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *class_text = NULL, *score = NULL, *note = NULL;
  GtkWidget *button;

  clear (self);
  g_clear_pointer (&self->potential, lw_office_potential_free);
  self->potential = self->office != 0 ? lw_session_read_potential (self->session, self->office, &error) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), self->potential != NULL || error != NULL);
  if (error != NULL)
    add_line (self->box, error->message, "error");
  if (self->potential == NULL)
    return;
  class_text = describe_class (self->potential);
  score = describe_score (self->potential);
  add_line (self->box, class_text, "potential-class");
  add_line (self->box, score, NULL);
  add_vetoes (self);
  add_blocks (self);
  note = lw_criteria_set_is_unverified (self->potential->set)
             /* translators: the name of a set of criteria, of which nobody verified a part */
             ? g_strdup_printf (_("%s. A part of it, its weights and its limits are assumptions: verify them before use."),
                                lw_criteria_set_get_title (self->potential->set))
             : g_strdup (lw_criteria_set_get_title (self->potential->set));
  add_line (self->box, note, "caption");
  gtk_widget_add_css_class (gtk_widget_get_last_child (self->box), "dim-label");
  button = self->focus != NULL ? find_button (self->box, self->focus) : NULL;
  g_clear_pointer (&self->focus, g_free);
  if (button != NULL)
    gtk_widget_grab_focus (button);
}

static gboolean
fill_idle_cb (gpointer data)
{
  LwOfficePotentialCard *self = data;

  self->fill_source = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

/* The button that was pressed is still at work; but before anything is drawn the card is new. */
static void
changed_cb (LwOfficePotentialCard *self)
{
  if (self->fill_source == 0)
    self->fill_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fill_idle_cb, self, NULL);
}

/** lw_office_potential_card_show: shows the potential of an office, by its key; 0 for none */
void
lw_office_potential_card_show (LwOfficePotentialCard *self, LwSession *session, gint64 office)
{
  g_return_if_fail (LW_IS_OFFICE_POTENTIAL_CARD (self));

  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_set_object (&self->session, session);
  g_signal_group_set_target (self->signals, session);
  self->office = office;
  if (session != NULL)
    fill (self);
}

static void
lw_office_potential_card_dispose (GObject *object)
{
  LwOfficePotentialCard *self = LW_OFFICE_POTENTIAL_CARD (object);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->potential, lw_office_potential_free);
  g_clear_pointer (&self->open, g_hash_table_unref);
  g_clear_pointer (&self->focus, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lw_office_potential_card_parent_class)->dispose (object);
}

static void
lw_office_potential_card_class_init (LwOfficePotentialCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_office_potential_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
lw_office_potential_card_init (LwOfficePotentialCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->signals = g_signal_group_new (LW_TYPE_SESSION);
  g_signal_group_connect_swapped (self->signals, "potential-changed", G_CALLBACK (changed_cb), self);
}

/** lw_office_potential_card_new: (transfer floating): a card without an office */
GtkWidget *
lw_office_potential_card_new (void)
{
  return g_object_new (LW_TYPE_OFFICE_POTENTIAL_CARD, NULL);
}

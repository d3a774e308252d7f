/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-contributions-card: see lw-contributions-card.h. An answer belongs to the scenario and the year for which it was
 * asked: as soon as either changes its numbers go, and a new one is asked for. */
#include "panels/lw-contributions-card.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-format.h"
#include "panels/lw-change-bar.h"
#include "panels/lw-card-fold.h"
#include "panels/lw-names.h"
#include "session/lw-session-questions.h"

/* So many are shown before "Show all", and after it: a list that nobody reads helps nobody. */
#define SHORT_LENGTH 8
#define LONG_LENGTH 200

/* What the list is about. */
enum {
  BY_MEASURE,
  BY_OFFICE,
};

typedef struct {
  GtkWidget *row;
  GtkLabel *label;
  LwChangeBar *bar;
  GtkLabel *value;
  guint index; /* in the list of the answer */
} Row;

struct _LwContributionsCard {
  GtkWidget parent_instance;

  GtkWidget *expander;
  GtkDropDown *outcome;
  GtkDropDown *by;
  GtkLabel *summary;
  GtkWidget *again;
  GtkListBox *list;
  GtkWidget *more;
  GtkLabel *rest;
  GPtrArray *rows; /* (element-type Row), as many as the list has */

  LwSession *session;
  LwReply *answer;     /* what the list shows; NULL while there is none */
  GCancellable *asking; /* NULL while nothing is asked */
  gboolean is_long;
};

G_DEFINE_FINAL_TYPE (LwContributionsCard, lw_contributions_card, GTK_TYPE_WIDGET)

/* An effect to the precision of what is shown: with its sign, since without it nobody knows what is better. */
static char *
format_effect (LwOutcome outcome, double value)
{
  double shown = outcome == LW_OUTCOME_RATE        ? round (value * 10000) / 100
                 : outcome == LW_OUTCOME_DWELLINGS ? round (value)
                                                   : round (value / 100) * 100;
  g_autofree char *digits = lw_format_number (NULL, shown == 0 ? 0 : shown, outcome == LW_OUTCOME_RATE ? 2 : 0);

  return shown > 0 ? g_strconcat ("+", digits, NULL) : g_steal_pointer (&digits);
}

static char *
format_outcome (LwOutcome outcome, double value)
{
  switch (outcome)
    {
    case LW_OUTCOME_RATE:
      return lw_format_percent (NULL, value);
    case LW_OUTCOME_DWELLINGS:
      return lw_format_number (NULL, value, 0);
    case LW_OUTCOME_VACANCY:
    case LW_OUTCOME_STRUCTURAL:
    case LW_N_OUTCOMES:
    default:
      return lw_format_m2 (NULL, value);
    }
}

static const char *
unit_of (LwOutcome outcome)
{
  return outcome == LW_OUTCOME_RATE ? _ ("percentage points") : outcome == LW_OUTCOME_DWELLINGS ? _ ("dwellings") : "m²";
}

static const GArray *
get_list (LwContributionsCard *self)
{
  return gtk_drop_down_get_selected (self->by) == BY_OFFICE ? self->answer->contributions->offices
                                                            : self->answer->contributions->measures;
}

/* Short enough for the row; how many offices it names is in the tip. */
static char *
name_measure (const LwScenario *scenario, guint number)
{
  const LwMeasure *measure = g_ptr_array_index (scenario->measures, number);

  /* Translators: number of a measure in the list, what is done, the year, "(off)" or nothing */
  return g_strdup_printf (_ ("%u. %s %d%s"), number + 1, lw_measure_kind_get_label (measure->kind), measure->year,
                          measure->enabled ? "" : _ (" (off)"));
}

static char *
name_contribution (LwContributionsCard *self, const LwContribution *contribution)
{
  LwOffices *offices = lw_session_get_offices (self->session);
  guint row;
  char *address;

  if (contribution->office == 0)
    return name_measure (self->answer->scenario, contribution->measure);
  row = lw_offices_find_id (offices, contribution->office);
  address = row != LW_OFFICES_NONE ? lw_offices_address (offices, row) : NULL;
  if (address == NULL || *address == '\0')
    {
      g_free (address);
      return g_strdup (_ ("Address unknown"));
    }
  return address;
}

static Row *
get_row (LwContributionsCard *self, guint i)
{
  GtkWidget *box, *label, *value;
  Row *row;

  if (i < self->rows->len)
    return g_ptr_array_index (self->rows, i);
  row = g_new0 (Row, 1);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  label = gtk_label_new (NULL);
  value = gtk_label_new (NULL);
  row->label = GTK_LABEL (label);
  row->value = GTK_LABEL (value);
  row->bar = LW_CHANGE_BAR (lw_change_bar_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (row->bar), FALSE);
  gtk_label_set_xalign (row->label, 0);
  gtk_label_set_ellipsize (row->label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (row->value, 1);
  gtk_label_set_width_chars (row->value, 8);
  gtk_widget_add_css_class (value, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->bar));
  gtk_box_append (GTK_BOX (box), value);
  row->row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), box);
  gtk_list_box_append (self->list, row->row);
  g_ptr_array_add (self->rows, row);
  return row;
}

/* How many offices of a measure take part; 0 for one of plans or of a market. */
static guint
count_offices (LwContributionsCard *self, guint measure)
{
  const GArray *parts = self->answer->contributions->offices;
  guint n = 0;

  for (guint i = 0; i < parts->len; i++)
    n += g_array_index (parts, LwContribution, i).measure == measure;
  return n;
}

static char *
describe_row (LwContributionsCard *self, const LwContribution *contribution, const char *words, const char *value)
{
  const char *unit = unit_of (self->answer->contributions->outcome);
  guint n = contribution->office == 0 ? count_offices (self, contribution->measure) : 0;

  if (n == 0)
    /* Translators: a measure or an office, what it changes, the unit of that */
    return g_strdup_printf (_ ("%s: %s %s"), words, value, unit);
  /* Translators: a measure, its number of offices, what it changes, the unit of that */
  return g_strdup_printf (ngettext ("%s, %u office: %s %s", "%s, %u offices: %s %s", n), words, n, value, unit);
}

static void
fill_row (LwContributionsCard *self, Row *row, guint index, const LwChangeScale *scale)
{
  LwOutcome outcome = self->answer->contributions->outcome;
  const LwContribution *contribution = &g_array_index (get_list (self), LwContribution, index);
  g_autofree char *words = name_contribution (self, contribution);
  g_autofree char *value = format_effect (outcome, contribution->value), *zero = format_effect (outcome, 0);
  g_autofree char *tip = describe_row (self, contribution, words, value);
  double length = isnan (contribution->value) || g_str_equal (value, zero) ? 0 : contribution->value;

  row->index = index;
  gtk_label_set_text (row->label, words);
  gtk_label_set_text (row->value, value);
  lw_change_bar_set (row->bar, length, 0, scale,
                     outcome == LW_OUTCOME_DWELLINGS || length < 0 ? LW_CHANGE_FILLED : LW_CHANGE_EMPTIED);
  gtk_widget_set_tooltip_text (row->row, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
}

/* What the single effects leave unexplained is worth a sentence only where it shows. */
static void
show_rest (LwContributionsCard *self)
{
  const LwContributions *answer = self->answer->contributions;
  gboolean of_offices = gtk_drop_down_get_selected (self->by) == BY_OFFICE;
  double rest = of_offices ? answer->offices_rest : answer->measures_rest;
  g_autofree char *value = format_effect (answer->outcome, rest), *zero = format_effect (answer->outcome, 0);
  g_autofree char *words = NULL;
  gboolean any = get_list (self)->len > 0;

  if (any && !isnan (rest) && g_strcmp0 (value, zero) != 0)
    /* Translators: an effect with its sign, its unit */
    words = g_strdup_printf (_ ("Each is the result with everything, minus that without the one. Together they do %s %s "
                                "more, which is in none of these rows."),
                             value, unit_of (answer->outcome));
  else
    words = g_strdup (_ ("Each is the result with everything, minus that without the one."));
  gtk_label_set_text (self->rest, words);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), any);
}

static void
show_summary (LwContributionsCard *self)
{
  const LwContributions *answer = self->answer->contributions;
  g_autofree char *all = format_outcome (answer->outcome, answer->all);
  g_autofree char *none = format_outcome (answer->outcome, answer->none), *words = NULL;

  if (answer->measures->len == 0)
    words = g_strdup (_ ("This scenario has no measures yet."));
  else
    /* Translators: a year, and a figure with its unit, twice */
    words = g_strdup_printf (_ ("On 1 January %d: %s with all measures, %s without any."), answer->year, all, none);
  gtk_label_set_text (self->summary, words);
}

static guint
count_rows (LwContributionsCard *self, guint n)
{
  guint most = self->is_long ? LONG_LENGTH : SHORT_LENGTH;

  return n < most ? n : most;
}

static void
show_answer (LwContributionsCard *self)
{
  const GArray *list = get_list (self);
  g_autofree guint *order = lw_contributions_rank (list);
  LwChangeScale scale = { 0, 0 };
  guint n = count_rows (self, list->len);
  g_autofree char *more = g_strdup_printf (_ ("Show all %u"), list->len);

  for (guint i = 0; i < n; i++)
    {
      double value = g_array_index (list, LwContribution, order[i]).value;

      scale.low = value < scale.low ? value : scale.low;
      scale.high = value > scale.high ? value : scale.high;
    }
  for (guint i = 0; i < n; i++)
    fill_row (self, get_row (self, i), order[i], &scale);
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_set_visible (((Row *) g_ptr_array_index (self->rows, i))->row, i < n);
  if (list->len > LONG_LENGTH)
    {
      g_free (more);
      more = g_strdup_printf (_ ("Show the first %d"), LONG_LENGTH);
    }
  gtk_button_set_label (GTK_BUTTON (self->more), self->is_long ? _ ("Show fewer") : more);
  gtk_widget_set_visible (self->more, list->len > SHORT_LENGTH);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (self->again, FALSE);
  show_summary (self);
  show_rest (self);
}

/* The rows keep their places, so that nothing jumps; their numbers go. */
static void
show_waiting (LwContributionsCard *self, const char *words)
{
  const LwChangeScale scale = { 0, 0 };

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      gtk_label_set_text (row->label, "");
      gtk_label_set_text (row->value, "…");
      lw_change_bar_set (row->bar, 0, 0, &scale, LW_CHANGE_FILLED);
      gtk_widget_set_tooltip_text (row->row, NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
  gtk_label_set_text (self->summary, words);
  gtk_label_set_text (self->rest, "");
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwContributionsCard) self = data;
  g_autoptr (GError) error = NULL;
  LwReply *answer = lw_session_ask_finish (LW_SESSION (source), result, &error);

  /* Who asked anew, or folded the list, has put another in its place, or none. */
  if (g_task_get_cancellable (G_TASK (result)) != self->asking || self->session == NULL)
    {
      lw_reply_free (answer);
      return;
    }
  g_clear_object (&self->asking);
  self->answer = answer;
  if (answer != NULL)
    {
      show_answer (self);
      return;
    }
  show_waiting (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _ ("Stopped.") : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  gtk_widget_set_visible (self->more, FALSE);
  gtk_widget_set_visible (self->again, TRUE);
}

static void
forget (LwContributionsCard *self)
{
  g_autoptr (GCancellable) before = g_steal_pointer (&self->asking);

  if (before != NULL)
    g_cancellable_cancel (before);
  g_clear_pointer (&self->answer, lw_reply_free);
}

/* The year shown; in the base, where nothing has happened yet, the last. */
static int
choose_year (const LwTrajectory *trajectory, int shown)
{
  int first = lw_trajectory_get_base_year (trajectory);
  int last = first + (int) lw_trajectory_get_n_rows (trajectory) - 1;

  return shown > first && shown <= last ? shown : last;
}

static void
ask (LwContributionsCard *self)
{
  const LwTrajectory *trajectory = self->session ? lw_session_get_trajectory_a (self->session) : NULL;

  forget (self);
  gtk_widget_set_visible (GTK_WIDGET (self), trajectory != NULL);
  if (trajectory == NULL || !gtk_expander_get_expanded (GTK_EXPANDER (self->expander)))
    return;
  show_waiting (self, _ ("Being worked out…"));
  gtk_widget_set_visible (self->again, FALSE);
  self->asking = g_cancellable_new ();
  lw_session_ask_contributions_async (self->session, (LwOutcome) gtk_drop_down_get_selected (self->outcome),
                                      choose_year (trajectory, lw_session_get_year (self->session)), self->asking,
                                      answered_cb, g_object_ref (self));
}

static void
by_changed_cb (LwContributionsCard *self)
{
  self->is_long = FALSE;
  if (self->answer != NULL)
    show_answer (self);
}

static void
more_clicked_cb (LwContributionsCard *self)
{
  self->is_long = !self->is_long;
  if (self->answer != NULL)
    show_answer (self);
}

static void
row_activated_cb (LwContributionsCard *self, GtkListBoxRow *activated)
{
  LwOffices *offices = lw_session_get_offices (self->session);
  g_autoptr (LwBitset) selection = lw_bitset_new (offices->n);
  const LwContribution *chosen;
  const GArray *parts;

  if (self->answer == NULL)
    return;
  chosen = &g_array_index (get_list (self), LwContribution,
                           ((Row *) g_ptr_array_index (self->rows, gtk_list_box_row_get_index (activated)))->index);
  parts = self->answer->contributions->offices;
  for (guint i = 0; i < parts->len; i++)
    {
      const LwContribution *part = &g_array_index (parts, LwContribution, i);
      guint row = lw_offices_find_id (offices, part->office);

      if (part->measure == chosen->measure && (chosen->office == 0 || part->office == chosen->office)
          && row != LW_OFFICES_NONE)
        lw_bitset_set (selection, row);
    }
  if (lw_bitset_count (selection) > 0)
    lw_session_set_selection (self->session, selection);
}

static GtkDropDown *
new_choice (const char *const *strings, const char *name)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings (strings);

  gtk_widget_add_css_class (choice, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_DROP_DOWN (choice);
}

static GtkWidget *
build_choices (LwContributionsCard *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *outcomes[LW_N_OUTCOMES + 1] = { NULL };
  const char *by[] = { _ ("by measure"), _ ("by office"), NULL };

  for (LwOutcome outcome = 0; outcome < LW_N_OUTCOMES; outcome++)
    outcomes[outcome] = lw_outcome_get_label (outcome);
  self->outcome = new_choice (outcomes, _ ("Measured by"));
  gtk_drop_down_set_selected (self->outcome, LW_OUTCOME_VACANCY);
  self->by = new_choice (by, _ ("Measures or offices"));
  g_signal_connect_swapped (self->outcome, "notify::selected", G_CALLBACK (ask), self);
  g_signal_connect_swapped (self->by, "notify::selected", G_CALLBACK (by_changed_cb), self);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->outcome));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->by));
  return line;
}

static GtkLabel *
new_note (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static GtkWidget *
build_body (LwContributionsCard *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->summary = new_note (NULL);
  self->rest = new_note ("caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->rest), "dim-label");
  self->again = gtk_button_new_with_mnemonic (_ ("_Compute"));
  gtk_widget_set_halign (self->again, GTK_ALIGN_START);
  gtk_widget_set_visible (self->again, FALSE);
  g_signal_connect_swapped (self->again, "clicked", G_CALLBACK (ask), self);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  lw_names_set (GTK_WIDGET (self->list), _ ("What matters most; each selects its offices"));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "breakdown-list");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->more = gtk_button_new ();
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_clicked_cb), self);
  gtk_box_append (GTK_BOX (body), build_choices (self));
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (body), self->again);
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (body), self->more);
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->rest));
  return body;
}

static void
lw_contributions_card_dispose (GObject *object)
{
  LwContributionsCard *self = LW_CONTRIBUTIONS_CARD (object);

  forget (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->expander, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (lw_contributions_card_parent_class)->dispose (object);
}

static void
lw_contributions_card_class_init (LwContributionsCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_contributions_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "contributions");
}

static void
lw_contributions_card_init (LwContributionsCard *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->expander = lw_card_fold_new (GTK_WIDGET (self), _ ("Which measures matter most?"), build_body (self));
}

/**
 * lw_contributions_card_new:
 * @session: whose active scenario it is about
 *
 * Returns: (transfer floating): a card, folded; hidden while no scenario is shown
 */
GtkWidget *
lw_contributions_card_new (LwSession *session)
{
  static const char *const triggers[] = { "notify::trajectory-a", "notify::year", "notify::offices" };
  LwContributionsCard *self = g_object_new (LW_TYPE_CONTRIBUTIONS_CARD, NULL);

  self->session = g_object_ref (session);
  for (guint i = 0; i < G_N_ELEMENTS (triggers); i++)
    g_signal_connect_object (session, triggers[i], G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->expander, "notify::expanded", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  ask (self);
  return GTK_WIDGET (self);
}

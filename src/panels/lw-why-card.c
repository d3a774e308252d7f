/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-why-card: see lw-why-card.h. An answer belongs to the scenario and the year for which it was asked; until the next
 * one is there nothing is shown in its place. */
#include "panels/lw-why-card.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-format-explanation.h"
#include "model/lw-error.h"
#include "panels/lw-sum-grid.h"
#include "session/lw-session-questions.h"

struct _LwWhyCard {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *heading;
  GtkLabel *note;  /* in place of an answer */
  GtkWidget *body; /* the answer, made anew each time */

  LwSession *session;
  gint64 office;
  GCancellable *asking; /* NULL while nothing is asked */
};

G_DEFINE_FINAL_TYPE (LwWhyCard, lw_why_card, GTK_TYPE_WIDGET)

static GtkWidget *
new_label (const char *text, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
clear_body (LwWhyCard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->body)) != NULL)
    gtk_box_remove (GTK_BOX (self->body), child);
}

static void
show_note (LwWhyCard *self, const char *words)
{
  clear_body (self);
  gtk_label_set_text (self->note, words);
  gtk_widget_set_visible (GTK_WIDGET (self->note), TRUE);
}

static GtkWidget *
new_sum (const LwOfficeExplanation *explanation)
{
  const LwOfficeYear *office = &explanation->office_year;
  /* Translators: a year: the start and the end of a sum of m² */
  g_autofree char *first = g_strdup_printf (_ ("Vacant on 1 January %d, m²"), explanation->year - 1);
  g_autofree char *last = g_strdup_printf (_ ("Vacant on 1 January %d, m²"), explanation->year);
  LwSumTerm terms[LW_N_YEAR_TERMS + 2];

  terms[0] = (LwSumTerm){ first, lw_office_state_get_vacancy (office->before) };
  for (LwYearTerm term = 0; term < LW_N_YEAR_TERMS; term++)
    {
      LwYearChange change;

      lw_office_year_get_change (office, term, &change);
      terms[1 + term] = (LwSumTerm){ lw_year_term_get_label (term), change.vacancy };
    }
  terms[1 + LW_N_YEAR_TERMS] = (LwSumTerm){ last, lw_office_state_get_vacancy (office->after) };
  return lw_sum_grid_new (terms, G_N_ELEMENTS (terms), 1);
}

/* Which measures withdrew it, by name: the sentences only say how much. */
static void
add_measures (LwWhyCard *self, const LwReply *reply)
{
  for (guint i = 0; i < reply->explanation->measures->len; i++)
    {
      const LwMeasureShare *share = &g_array_index (reply->explanation->measures, LwMeasureShare, i);
      const LwMeasure *measure = g_ptr_array_index (reply->scenario->measures, share->measure);
      g_autofree char *m2 = lw_format_m2_fact (NULL, share->m2);
      /* Translators: number of a measure, what is done, the year, an area with its unit */
      g_autofree char *words = g_strdup_printf (_ ("Measure %u, %s in %d: %s"), share->measure + 1,
                                                lw_measure_kind_get_label (measure->kind), measure->year, m2);

      gtk_box_append (GTK_BOX (self->body), new_label (words, 0, NULL));
    }
}

/* Withdrawn before this year, and nothing comes back: the terms are all 0, and the market is none of its business. */
static gboolean
has_left (const LwOfficeYear *office)
{
  return office->before[LW_OFFICE_STATE_STOCK] <= 0 && office->after[LW_OFFICE_STATE_STOCK] <= 0;
}

static void
show_reply (LwWhyCard *self, const LwReply *reply)
{
  g_autoptr (GPtrArray) sentences = lw_format_explanation (NULL, reply->explanation);

  clear_body (self);
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  gtk_box_append (GTK_BOX (self->body), new_sum (reply->explanation));
  add_measures (self, reply);
  for (guint i = 0; i < sentences->len; i++)
    {
      GtkWidget *label = new_label (g_ptr_array_index (sentences, i), 0, NULL);

      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (self->body), label);
    }
}

static gboolean
is_vacancy_unknown (LwWhyCard *self)
{
  LwOffices *offices = lw_session_get_offices (self->session);
  guint row = lw_offices_find_id (offices, self->office);

  return row != LW_OFFICES_NONE && isnan (offices->vacant_m2[row]);
}

static void
replied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwWhyCard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwReply) reply = lw_session_ask_finish (LW_SESSION (source), result, &error);

  /* The year or the scenario has changed since, or the page shows another office. */
  if (g_task_get_cancellable (G_TASK (result)) != self->asking || self->session == NULL)
    return;
  g_clear_object (&self->asking);
  if (reply != NULL && has_left (&reply->explanation->office_year))
    show_note (self, _ ("It has left the office stock before; nothing happens to it any more in this year."));
  else if (reply != NULL)
    show_reply (self, reply);
  else if (g_error_matches (error, LW_ERROR, LW_ERROR_ARGUMENT) && is_vacancy_unknown (self))
    show_note (self, _ ("Its vacancy is unknown, so it takes no part in this scenario. Fill it in, or let the scenario "
                        "count such offices."));
  else
    show_note (self, error->message);
}

static void
forget (LwWhyCard *self)
{
  g_autoptr (GCancellable) before = g_steal_pointer (&self->asking);

  if (before != NULL)
    g_cancellable_cancel (before);
}

/* Why nothing can be told of this office, or NULL. */
static const char *
find_hindrance (LwWhyCard *self, const LwTrajectory *trajectory)
{
  LwOffices *offices = lw_session_get_offices (self->session);
  guint row = lw_offices_find_id (offices, self->office);

  if (row == LW_OFFICES_NONE || offices->remarks[row] & LW_REMARK_GONE)
    return _ ("It is gone on this date, so no scenario says anything of it.");
  if (offices->remarks[row] & LW_REMARK_NOT_COUNTED)
    return _ ("It is left out of the stock by the counting rules of this document, and so of every scenario.");
  if (isnan (offices->stock_m2[row]))
    return _ ("Its area is unknown, so it is left out of every scenario.");
  if (lw_session_get_year (self->session) <= lw_trajectory_get_base_year (trajectory))
    return _ ("In this year the scenario begins. Choose a later one below the map.");
  return NULL;
}

static void
ask (LwWhyCard *self)
{
  const LwTrajectory *trajectory = lw_session_get_trajectory_a (self->session);
  const char *uid = lw_session_get_scenario_a (self->session);
  const LwScenario *scenario = uid ? lw_session_get_scenario (self->session, uid) : NULL;
  int year = lw_session_get_year (self->session);
  g_autofree char *heading = NULL;
  const char *hindrance;

  forget (self);
  gtk_widget_set_visible (GTK_WIDGET (self), trajectory != NULL && scenario != NULL);
  if (trajectory == NULL || scenario == NULL)
    return;
  /* Translators: a year, and the name of a scenario */
  heading = g_strdup_printf (_ ("What happens in %d · %s"), year - 1, scenario->name);
  if (year <= lw_trajectory_get_base_year (trajectory))
    {
      g_free (heading);
      /* Translators: the name of a scenario */
      heading = g_strdup_printf (_ ("What happens · %s"), scenario->name);
    }
  gtk_label_set_text (self->heading, heading);
  hindrance = find_hindrance (self, trajectory);
  show_note (self, hindrance != NULL ? hindrance : _ ("Being worked out…"));
  if (hindrance != NULL)
    return;
  self->asking = g_cancellable_new ();
  lw_session_ask_office_async (self->session, self->office, year, self->asking, replied_cb, g_object_ref (self));
}

static void
lw_why_card_dispose (GObject *object)
{
  LwWhyCard *self = LW_WHY_CARD (object);

  forget (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lw_why_card_parent_class)->dispose (object);
}

static void
lw_why_card_class_init (LwWhyCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_why_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "why");
}

static void
lw_why_card_init (LwWhyCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->heading = GTK_LABEL (new_label (NULL, 0, "panel-heading"));
  self->note = GTK_LABEL (new_label (NULL, 0, "dim-label"));
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (self->box), self->body);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * lw_why_card_new:
 * @session: whose active scenario and year it is about
 * @office: key of an office
 *
 * Returns: (transfer floating): a card that follows the session
 */
GtkWidget *
lw_why_card_new (LwSession *session, gint64 office)
{
  static const char *const triggers[] = { "notify::trajectory-a", "notify::year" };
  LwWhyCard *self = g_object_new (LW_TYPE_WHY_CARD, NULL);

  self->session = g_object_ref (session);
  self->office = office;
  for (guint i = 0; i < G_N_ELEMENTS (triggers); i++)
    g_signal_connect_object (session, triggers[i], G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  ask (self);
  return GTK_WIDGET (self);
}

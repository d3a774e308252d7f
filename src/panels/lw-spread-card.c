/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-spread-card: see lw-spread-card.h. Draws belong to one result of the scenario: as soon as there is another they go,
 * and after a moment of rest new ones begin. */
#include "panels/lw-spread-card.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-format.h"
#include "panels/lw-card-fold.h"
#include "panels/lw-names.h"
#include "session/lw-session-questions.h"

/* While a lever moves, every result is followed by the next. */
#define REST_MS 400

struct _LwSpreadCard {
  GtkWidget parent_instance;

  GtkWidget *expander;
  GtkLabel *chance;
  GtkLabel *range;
  GtkLabel *note;
  GtkWidget *progress;
  GtkWidget *stop;
  GtkWidget *again;

  LwSession *session;
  LwSpread *spread;     /* all, or what was drawn so far; NULL while there is none */
  GCancellable *asking; /* NULL while nothing is drawn */
  guint rest_source;
};

G_DEFINE_FINAL_TYPE (LwSpreadCard, lw_spread_card, GTK_TYPE_WIDGET)

static guint spread_changed_signal;

static gboolean
is_open (LwSpreadCard *self)
{
  return gtk_expander_get_expanded (GTK_EXPANDER (self->expander));
}

/* The year shown; in the base, where nothing is uncertain yet, the last. */
static int
choose_year (LwSpreadCard *self)
{
  int shown = lw_session_get_year (self->session), last = self->spread->base_year + (int) self->spread->n_rows - 1;

  return shown > self->spread->base_year && shown <= last ? shown : last;
}

static void
show_words (LwSpreadCard *self)
{
  int year = choose_year (self);
  double chance = lw_spread_get_chance (self->spread, year);
  g_autofree char *norm = lw_format_percent_set (NULL, self->spread->norm), *percent = lw_format_percent (NULL, chance);
  g_autofree char *p10 = lw_format_percent (NULL, lw_spread_get (self->spread, LW_SPREAD_RATE, LW_SPREAD_P10, year));
  g_autofree char *p50 = lw_format_percent (NULL, lw_spread_get (self->spread, LW_SPREAD_RATE, LW_SPREAD_P50, year));
  g_autofree char *p90 = lw_format_percent (NULL, lw_spread_get (self->spread, LW_SPREAD_RATE, LW_SPREAD_P90, year));
  /* Translators: the norm, a year, a chance as a percentage */
  g_autofree char *sentence
      = isnan (chance) ? g_strdup_printf (_ ("Whether the norm of %s is met on 1 January %d is not known."), norm, year)
                       : g_strdup_printf (_ ("The chance that vacancy is within the norm of %s on 1 January %d: %s."),
                                          norm, year, percent);
  /* Translators: three percentages, from low to high */
  g_autofree char *range = g_strdup_printf (_ ("Vacancy lies between %s and %s in eight of ten draws; half of all draws "
                                               "are below %s. Another year: choose it below the map."),
                                            p10, p90, p50);

  gtk_label_set_text (self->chance, sentence);
  gtk_label_set_text (self->range, range);
}

/* What the card says: of a part of the draws it says so. */
static void
update (LwSpreadCard *self, const char *problem)
{
  g_autofree char *note = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->chance), self->spread != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->range), self->spread != NULL);
  gtk_widget_set_visible (self->progress, self->asking != NULL);
  gtk_widget_set_visible (self->stop, self->asking != NULL);
  gtk_widget_set_visible (self->again, self->asking == NULL && problem != NULL);
  if (self->spread != NULL)
    show_words (self);
  if (problem != NULL)
    note = g_strdup (problem);
  else if (self->spread == NULL)
    note = g_strdup (_ ("Being drawn…"));
  else if (self->asking != NULL)
    /* Translators: how many of how many draws */
    note = g_strdup_printf (_ ("After %u of %u draws"), self->spread->n_draws, self->spread->n_planned);
  else
    note = g_strdup_printf (ngettext ("%u draw of demand, plans and measures", "%u draws of demand, plans and measures",
                                      self->spread->n_draws),
                            self->spread->n_draws);
  gtk_label_set_text (self->note, note);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 self->spread != NULL && self->spread->n_planned > 0
                                     ? (double) self->spread->n_draws / self->spread->n_planned
                                     : 0);
}

static void
take_spread (LwSpreadCard *self, LwSpread *spread)
{
  g_autoptr (LwSpread) before = self->spread;

  self->spread = spread ? lw_spread_ref (spread) : NULL;
  if (before != self->spread)
    g_signal_emit (self, spread_changed_signal, 0);
}

static void
interim_cb (LwSpread *interim, GCancellable *cancellable, gpointer data)
{
  LwSpreadCard *self = data;

  if (cancellable != self->asking || self->session == NULL)
    return;
  take_spread (self, interim);
  update (self, NULL);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwSpreadCard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwReply) reply = lw_session_ask_finish (LW_SESSION (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->asking || self->session == NULL)
    return;
  g_clear_object (&self->asking);
  if (reply != NULL)
    take_spread (self, reply->spread);
  update (self, reply != NULL                                                   ? NULL
                : g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _ ("Stopped.")
                                                                                 : error->message);
}

static void
forget (LwSpreadCard *self)
{
  g_autoptr (GCancellable) before = g_steal_pointer (&self->asking);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (before != NULL)
    g_cancellable_cancel (before);
  take_spread (self, NULL);
}

static void
draw (LwSpreadCard *self)
{
  forget (self);
  self->asking = g_cancellable_new ();
  lw_session_ask_spread_async (self->session, interim_cb, self->asking, drawn_cb, g_object_ref (self));
  update (self, NULL);
}

static gboolean
rest_cb (gpointer data)
{
  LwSpreadCard *self = data;

  self->rest_source = 0;
  draw (self);
  return G_SOURCE_REMOVE;
}

static void
scenario_changed_cb (LwSpreadCard *self)
{
  gboolean any = lw_session_get_trajectory_a (self->session) != NULL;

  forget (self);
  gtk_widget_set_visible (GTK_WIDGET (self), any);
  update (self, NULL);
  if (any && is_open (self))
    self->rest_source = g_timeout_add (REST_MS, rest_cb, self);
}

static void
expanded_cb (LwSpreadCard *self)
{
  if (is_open (self) && lw_session_get_trajectory_a (self->session) != NULL)
    draw (self);
  else
    forget (self);
}

static void
year_changed_cb (LwSpreadCard *self)
{
  if (self->spread != NULL)
    show_words (self);
}

/* The callback, which finds the job to be the latest, says the rest. */
static void
stop_clicked_cb (LwSpreadCard *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
}

static GtkLabel *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static GtkWidget *
build_body (LwSpreadCard *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->chance = new_label (NULL);
  self->range = new_label (NULL);
  self->note = new_label ("caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_valign (self->progress, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (self->progress, TRUE);
  lw_names_set (self->progress, _ ("Draws done"));
  self->stop = gtk_button_new_with_mnemonic (_ ("_Stop"));
  g_signal_connect_swapped (self->stop, "clicked", G_CALLBACK (stop_clicked_cb), self);
  self->again = gtk_button_new_with_mnemonic (_ ("_Draw Again"));
  gtk_widget_set_halign (self->again, GTK_ALIGN_START);
  g_signal_connect_swapped (self->again, "clicked", G_CALLBACK (draw), self);
  gtk_box_append (GTK_BOX (line), self->progress);
  gtk_box_append (GTK_BOX (line), self->stop);
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->chance));
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->range));
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (body), line);
  gtk_box_append (GTK_BOX (body), self->again);
  return body;
}

static void
lw_spread_card_dispose (GObject *object)
{
  LwSpreadCard *self = LW_SPREAD_CARD (object);

  forget (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->expander, gtk_widget_unparent);
  G_OBJECT_CLASS (lw_spread_card_parent_class)->dispose (object);
}

static void
lw_spread_card_class_init (LwSpreadCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_spread_card_dispose;
  spread_changed_signal = g_signal_new ("spread-changed", LW_TYPE_SPREAD_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "spread");
}

static void
lw_spread_card_init (LwSpreadCard *self)
{
  self->expander = lw_card_fold_new (GTK_WIDGET (self), _ ("How certain is it?"), build_body (self));
}

/** lw_spread_card_get_spread: (transfer none) (nullable): the draws of the scenario shown, all or so far */
LwSpread *
lw_spread_card_get_spread (LwSpreadCard *self)
{
  g_return_val_if_fail (LW_IS_SPREAD_CARD (self), NULL);
  return self->spread;
}

/**
 * lw_spread_card_new:
 * @session: whose active scenario and year it is about
 *
 * Returns: (transfer floating): a card, folded; hidden while no scenario is shown
 */
GtkWidget *
lw_spread_card_new (LwSession *session)
{
  LwSpreadCard *self = g_object_new (LW_TYPE_SPREAD_CARD, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::trajectory-a", G_CALLBACK (scenario_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::year", G_CALLBACK (year_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->expander, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_SWAPPED);
  scenario_changed_cb (self);
  return GTK_WIDGET (self);
}

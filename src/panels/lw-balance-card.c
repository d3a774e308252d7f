/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-balance-card: see lw-balance-card.h. The terms are those of the yearly step, so they add up (domain model 6.5). */
#include "panels/lw-balance-card.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-chart-make.h"
#include "panels/lw-card-fold.h"
#include "panels/lw-sum-grid.h"

/* The totals that a list adds up to. */
enum {
  OF_VACANCY,
  OF_STOCK,
  OF_OCCUPIED,
  N_TOTALS,
};

#define MAX_TERMS 8

struct _LwBalanceCard {
  GtkWidget parent_instance;

  GtkWidget *expander;
  GtkDropDown *total;
  GtkLabel *note;
  GtkWidget *place; /* of the sum, which is made anew each time */

  LwSession *session;
};

G_DEFINE_FINAL_TYPE (LwBalanceCard, lw_balance_card, GTK_TYPE_WIDGET)

static const LwTrajectoryColumn columns[N_TOTALS] = {
  [OF_VACANCY] = LW_TRAJECTORY_VACANCY,
  [OF_STOCK] = LW_TRAJECTORY_STOCK,
  [OF_OCCUPIED] = LW_TRAJECTORY_OCCUPIED,
};

static guint
list_terms (guint total, const LwTrajectory *a, int year, LwSumTerm *terms)
{
#define FLOW(name) lw_trajectory_get (a, LW_TRAJECTORY_##name, year)
  guint n = 0;

  switch (total)
    {
    case OF_VACANCY:
      terms[n++] = (LwSumTerm){ _ ("given up by users"), FLOW (RELEASE) };
      terms[n++] = (LwSumTerm){ _ ("new offices"), FLOW (COMPLETED) };
      terms[n++] = (LwSumTerm){ _ ("back from temporary use"), FLOW (RETURNED) };
      terms[n++] = (LwSumTerm){ _ ("let"), -FLOW (TAKEUP) };
      terms[n++] = (LwSumTerm){ _ ("vacant space withdrawn"), FLOW (DISPLACED) - FLOW (WITHDRAWN) };
      break;
    case OF_STOCK:
      terms[n++] = (LwSumTerm){ _ ("new offices"), FLOW (COMPLETED) };
      terms[n++] = (LwSumTerm){ _ ("back from temporary use"), FLOW (RETURNED) };
      terms[n++] = (LwSumTerm){ _ ("withdrawn"), -FLOW (WITHDRAWN) };
      break;
    default:
      terms[n++] = (LwSumTerm){ _ ("let"), FLOW (TAKEUP) };
      terms[n++] = (LwSumTerm){ _ ("given up by users"), -FLOW (RELEASE) };
      terms[n++] = (LwSumTerm){ _ ("had to leave what was withdrawn"), -FLOW (DISPLACED) };
      break;
    }
  return n;
#undef FLOW
}

static GtkWidget *
new_sum (const LwTrajectory *a, guint total, int year)
{
  /* Translators: a year: the start and the end of a sum of m² */
  g_autofree char *first = g_strdup_printf (_ ("1 January %d, m²"), year - 1);
  g_autofree char *last = g_strdup_printf (_ ("1 January %d, m²"), year);
  LwSumTerm terms[MAX_TERMS];
  guint n;

  terms[0] = (LwSumTerm){ first, lw_trajectory_get (a, columns[total], year - 1) };
  n = 1 + list_terms (total, a, year, terms + 1);
  terms[n] = (LwSumTerm){ last, lw_trajectory_get (a, columns[total], year) };
  return lw_sum_grid_new (terms, n + 1, 0);
}

static void
update (LwBalanceCard *self)
{
  const LwTrajectory *a = self->session ? lw_session_get_trajectory_a (self->session) : NULL;
  GtkWidget *before = gtk_widget_get_first_child (self->place);
  gboolean is_base;
  int year;

  gtk_widget_set_visible (GTK_WIDGET (self), a != NULL);
  if (before != NULL)
    gtk_box_remove (GTK_BOX (self->place), before);
  if (a == NULL)
    return;
  year = lw_session_get_year (self->session);
  is_base = year <= lw_trajectory_get_base_year (a);
  gtk_label_set_text (self->note, is_base ? _ ("In this year the scenario begins. Choose a later one below the map.") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), is_base);
  if (!is_base)
    gtk_box_append (GTK_BOX (self->place), new_sum (a, gtk_drop_down_get_selected (self->total), year));
}

static GtkWidget *
build_body (LwBalanceCard *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *note = gtk_label_new (NULL);
  const char *names[N_TOTALS + 1] = { NULL };

  for (guint i = 0; i < N_TOTALS; i++)
    names[i] = lw_trajectory_column_title (columns[i]);
  self->total = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (names));
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "flat");
  gtk_widget_set_halign (GTK_WIDGET (self->total), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->total), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Total that is added up"), -1);
  self->note = GTK_LABEL (note);
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_widget_add_css_class (note, "dim-label");
  self->place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->total));
  gtk_box_append (GTK_BOX (body), note);
  gtk_box_append (GTK_BOX (body), self->place);
  g_signal_connect_swapped (self->total, "notify::selected", G_CALLBACK (update), self);
  return body;
}

static void
lw_balance_card_dispose (GObject *object)
{
  LwBalanceCard *self = LW_BALANCE_CARD (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->expander, gtk_widget_unparent);
  G_OBJECT_CLASS (lw_balance_card_parent_class)->dispose (object);
}

static void
lw_balance_card_class_init (LwBalanceCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_balance_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "balance");
}

static void
lw_balance_card_init (LwBalanceCard *self)
{
  self->expander = lw_card_fold_new (GTK_WIDGET (self), _ ("What adds up to it?"), build_body (self));
}

/**
 * lw_balance_card_new:
 * @session: whose active scenario and year it is about
 *
 * Returns: (transfer floating): a card, folded; hidden while no scenario is shown
 */
GtkWidget *
lw_balance_card_new (LwSession *session)
{
  static const char *const triggers[] = { "notify::trajectory-a", "notify::year" };
  LwBalanceCard *self = g_object_new (LW_TYPE_BALANCE_CARD, NULL);

  self->session = g_object_ref (session);
  for (guint i = 0; i < G_N_ELEMENTS (triggers); i++)
    g_signal_connect_object (session, triggers[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-dates-card: see lw-dates-card.h. There is one row a change, made once; those that no office has are hidden. */
#include "panels/lw-dates-card.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "draw/lw-format-change.h"
#include "panels/lw-change-bar.h"
#include "panels/lw-change-mark.h"
#include "panels/lw-names.h"

/* What moves the vacancy first, what only became known and what stayed last. */
static const LwOfficeChange order[] = {
  LW_CHANGE_EMPTIED, LW_CHANGE_FILLED, LW_CHANGE_NEW,     LW_CHANGE_TRANSFORMED, LW_CHANGE_DEMOLISHED,
  LW_CHANGE_GONE,    LW_CHANGE_KNOWN,  LW_CHANGE_UNKNOWN, LW_CHANGE_AREA,        LW_CHANGE_UNCHANGED,
};

typedef struct {
  LwOfficeChange change;
  GtkWidget *row;
  LwChangeBar *bar;
  GtkLabel *vacant;
  GtkLabel *offices;
} Row;

struct _LwDatesCard {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *rates;
  GtkListBox *list;
  GtkLabel *notes;
  Row rows[G_N_ELEMENTS (order)];

  LwSession *session;
};

G_DEFINE_FINAL_TYPE (LwDatesCard, lw_dates_card, GTK_TYPE_WIDGET)

static double
vacancy_change (const LwChangeSums *sums)
{
  return sums->vacant_after_m2 - sums->vacant_before_m2;
}

static void
set_css_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
fill_row (LwDatesCard *self, Row *row, const LwChangeScale *scale)
{
  const LwChangeSums *all = &lw_session_get_difference (self->session)->sums[row->change];
  const LwChangeSums *shown = &lw_session_get_changes (self->session)[row->change];
  const char *label = lw_codes_label (LW_CODES_CHANGE, row->change);
  double vacant = vacancy_change (shown);
  g_autofree char *bare = lw_format_m2_change_bare (NULL, vacant), *count = lw_format_count (NULL, shown->offices);
  g_autofree char *m2 = lw_format_m2_change (NULL, vacant);
  g_autofree char *stock = lw_format_m2_change (NULL, shown->stock_after_m2 - shown->stock_before_m2);
  g_autofree char *structural
      = lw_format_m2_change (NULL, shown->structural_after_m2 - shown->structural_before_m2);
  g_autofree char *offices = g_strdup_printf (ngettext ("%s office", "%s offices", shown->offices), count);
  /* Translators: what became of offices ("emptied"), how many, and how their vacant, structurally vacant and whole area
   * changed */
  g_autofree char *tip = g_strdup_printf (_ ("%s: %s, vacant %s, structurally vacant %s, stock %s"), label, offices, m2,
                                          structural, stock);

  gtk_widget_set_visible (row->row, all->offices > 0);
  gtk_label_set_text (row->vacant, bare);
  gtk_label_set_text (row->offices, count);
  lw_change_bar_set (row->bar, vacant, vacancy_change (all), scale, row->change);
  gtk_widget_set_tooltip_text (row->row, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  set_css_class (row->row, "chosen",
                 (lw_filter_get_changes (lw_session_get_filter (self->session)) & 1u << row->change) != 0);
  set_css_class (row->row, "dim-label", shown->offices == 0);
}

static double
rate_of (double stock, double vacant, double unknown)
{
  return stock > unknown ? vacant / (stock - unknown) : NAN;
}

static void
show_rates (LwDatesCard *self, const LwChangeSums *total)
{
  g_autofree char *before = lw_format_percent (
      NULL, rate_of (total->stock_before_m2, total->vacant_before_m2, total->unknown_before_m2));
  g_autofree char *after = lw_format_percent (
      NULL, rate_of (total->stock_after_m2, total->vacant_after_m2, total->unknown_after_m2));
  g_autofree char *vacant = lw_format_m2_change (NULL, vacancy_change (total));
  /* Translators: the vacancy rate on two dates, and by how many m² the vacancy grew: "13.3 % → 14.9 %, +53,300 m² vacant"
   */
  g_autofree char *text = g_strdup_printf (_ ("%s → %s, %s vacant"), before, after, vacant);

  gtk_label_set_text (self->rates, text);
}

static void
append_line (GString *text, char *line)
{
  g_autofree char *owned = line;

  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", owned);
}

static void
show_notes (LwDatesCard *self, const LwChangeSums *sums, const LwChangeSums *total)
{
  const LwDifference *difference = lw_session_get_difference (self->session);
  g_autoptr (GString) text = g_string_new (NULL);
  double added = sums[LW_CHANGE_NEW].stock_after_m2, withdrawn = lw_changes_get_withdrawn (sums);
  g_autofree char *stock = lw_format_m2_change (NULL, total->stock_after_m2 - total->stock_before_m2);
  g_autofree char *net = lw_format_m2_change (NULL, lw_changes_get_net_take_up (sums));

  if (added > 0 || withdrawn > 0)
    {
      g_autofree char *more = lw_format_m2_change_bare (NULL, added), *less = lw_format_m2_change_bare (NULL, -withdrawn);

      /* Translators: by how many m² the stock grew, then how many came and how many left, each with its sign */
      append_line (text, g_strdup_printf (_ ("stock %s: %s new, %s withdrawn"), stock, more, less));
    }
  else
    /* Translators: by how many m² the stock grew */
    append_line (text, g_strdup_printf (_ ("stock %s"), stock));
  /* Translators: by how many m² the occupied stock grew (netto-opname) */
  append_line (text, g_strdup_printf (_ ("net take-up %s where known on both dates"), net));
  if (difference->carried_offices > 0)
    append_line (text, g_strdup_printf (ngettext ("vacancy of %u office not observed again: counts as unchanged",
                                                  "vacancy of %u offices not observed again: counts as unchanged",
                                                  difference->carried_offices),
                                        difference->carried_offices));
  gtk_label_set_text (self->notes, text->str);
}

static void
update_cb (LwDatesCard *self)
{
  const LwDifference *difference = lw_session_get_difference (self->session);
  const LwChangeSums *sums = lw_session_get_changes (self->session);
  LwChangeScale scale = { 0, 0 };
  g_autofree char *title = NULL;
  LwChangeSums total;

  gtk_widget_set_visible (GTK_WIDGET (self), difference != NULL);
  if (difference == NULL)
    return;
  title = lw_format_dates (difference->from, difference->to);
  gtk_label_set_text (self->title, title);
  for (guint change = 0; change < LW_N_CHANGES; change++)
    {
      scale.low = MIN (scale.low, vacancy_change (&difference->sums[change]));
      scale.high = MAX (scale.high, vacancy_change (&difference->sums[change]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    fill_row (self, &self->rows[i], &scale);
  lw_changes_get_total (sums, &total);
  show_rates (self, &total);
  show_notes (self, sums, &total);
}

static void
row_activated_cb (LwDatesCard *self, GtkListBoxRow *activated)
{
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (self->rows[i].row == GTK_WIDGET (activated))
      {
        lw_session_toggle_change (self->session, order[i]);
        return;
      }
}

static void
close_cb (LwDatesCard *self)
{
  lw_session_set_compare_date (self->session, LW_DATE_UNKNOWN);
}

static GtkLabel *
new_label (const char *css_class, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static GtkLabel *
add_number (GtkWidget *box, int width_chars)
{
  GtkLabel *label = new_label ("numeric", 1);

  gtk_label_set_width_chars (label, width_chars);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  return label;
}

static void
add_row (LwDatesCard *self, Row *row, LwOfficeChange change)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *mark = lw_change_mark_new ();
  GtkLabel *label = new_label (NULL, 0);

  row->change = change;
  lw_change_mark_set_change (LW_CHANGE_MARK (mark), change);
  gtk_label_set_text (label, lw_codes_label (LW_CODES_CHANGE, change));
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (label, 16);
  gtk_label_set_max_width_chars (label, 16);
  row->bar = LW_CHANGE_BAR (lw_change_bar_new ());
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->bar));
  row->vacant = add_number (box, 8);
  row->offices = add_number (box, 5);
  row->row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), box);
  gtk_list_box_append (self->list, row->row);
}

static GtkWidget *
new_heading (LwDatesCard *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->title = new_label ("heading", 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_add_css_class (close, "small-button");
  gtk_widget_add_css_class (close, "stop-comparing");
  gtk_widget_set_valign (close, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (close, _ ("Stop comparing"));
  lw_names_set (close, _ ("Stop comparing"));
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (close_cb), self);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (line), close);
  return line;
}

static void
lw_dates_card_dispose (GObject *object)
{
  LwDatesCard *self = LW_DATES_CARD (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lw_dates_card_parent_class)->dispose (object);
}

static void
lw_dates_card_class_init (LwDatesCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_dates_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "comparison");
}

static void
lw_dates_card_init (LwDatesCard *self)
{
  GtkLabel *units = new_label ("caption", 1);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->box, "comparison-card");
  gtk_box_append (GTK_BOX (self->box), new_heading (self));
  self->rates = new_label (NULL, 0);
  gtk_label_set_ellipsize (self->rates, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->rates));
  gtk_widget_add_css_class (GTK_WIDGET (units), "dim-label");
  gtk_label_set_text (units, _ ("vacant m², offices"));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (units));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  lw_names_set (GTK_WIDGET (self->list), _ ("What changed; each row is a filter"));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "breakdown-list");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    add_row (self, &self->rows[i], order[i]);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  self->notes = new_label ("caption", 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->notes), "dim-label");
  gtk_label_set_wrap (self->notes, TRUE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->notes));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * lw_dates_card_new:
 *
 * Returns: (transfer floating): the card for @session
 */
GtkWidget *
lw_dates_card_new (LwSession *session)
{
  LwDatesCard *self = g_object_new (LW_TYPE_DATES_CARD, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::difference", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-breakdown-list: see lw-breakdown-list.h. Rows are kept and filled anew, so that focus and scroll position stay
 * when the numbers change. */
#include "panels/lw-breakdown-list.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-format.h"
#include "panels/lw-bar.h"
#include "panels/lw-names.h"

/* So many groups are shown before "Show all". */
#define SHORT_LENGTH 10

struct _LwBreakdownList {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkListBox *list;
  GtkWidget *more;
  GPtrArray *rows; /* (element-type Row), as many as the list has */
  gboolean expanded;

  LwBreakdown *shown;
  LwBreakdown *all;
  LwFilter *filter;
};

typedef struct {
  GtkWidget *row;
  GtkLabel *label;
  LwBar *bar;
  GtkLabel *vacant;
  GtkLabel *rate;
  char *key;
} Row;

G_DEFINE_FINAL_TYPE (LwBreakdownList, lw_breakdown_list, GTK_TYPE_WIDGET)

static guint key_toggled_signal;

static void
free_row (gpointer data)
{
  Row *row = data;

  g_free (row->key);
  g_free (row);
}

static GtkLabel *
new_number_label (int width_chars)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_width_chars (GTK_LABEL (label), width_chars);
  gtk_widget_add_css_class (label, "numeric");
  return GTK_LABEL (label);
}

static Row *
add_row (LwBreakdownList *self)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (NULL);

  row->label = GTK_LABEL (label);
  gtk_label_set_xalign (row->label, 0);
  gtk_label_set_ellipsize (row->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (row->label, 16);
  gtk_label_set_max_width_chars (row->label, 16);
  row->bar = LW_BAR (lw_bar_new ());
  row->vacant = new_number_label (8);
  row->rate = new_number_label (7);
  gtk_widget_add_css_class (GTK_WIDGET (row->rate), "heading");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->bar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->vacant));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->rate));
  row->row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), box);
  gtk_list_box_append (self->list, row->row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static int
compare_vacant (gconstpointer a, gconstpointer b, gpointer data)
{
  const LwBreakdown *all = data;
  double left = all->totals[*(const guint *) a].vacant_m2, right = all->totals[*(const guint *) b].vacant_m2;

  if (left != right)
    return left < right ? 1 : -1;
  return *(const guint *) a < *(const guint *) b ? -1 : 1;
}

/* Named groups stand by what is vacant in them, classes in their own order. */
static guint *
order_groups (const LwBreakdown *all)
{
  guint *order = g_new (guint, MAX (all->n, 1));

  for (guint i = 0; i < all->n; i++)
    order[i] = i;
  if (lw_dimension_is_named (all->dimension))
    g_qsort_with_data (order, (int) all->n, sizeof (guint), compare_vacant, (gpointer) all);
  return order;
}

static void
fill_row (LwBreakdownList *self, Row *row, guint i, double longest)
{
  const LwTotals *totals = &self->shown->totals[i], *all = &self->all->totals[i];
  gboolean known = !isnan (totals->vacancy_rate);
  g_autofree char *vacant = lw_format_m2_bare (NULL, known ? totals->vacant_m2 : NAN);
  g_autofree char *rate = lw_format_percent (NULL, totals->vacancy_rate);
  g_autofree char *exact = lw_format_m2_fact (NULL, known ? totals->vacant_m2 : NAN);
  g_autofree char *stock = lw_format_m2 (NULL, totals->stock_m2);
  /* Translators: name of a group, vacant m², stock m², vacancy rate */
  g_autofree char *tip = g_strdup_printf (_ ("%s: %s vacant of %s, %s"), self->shown->labels[i], exact, stock, rate);
  gboolean chosen = lw_filter_has_key (self->filter, self->shown->dimension, self->shown->keys[i]);

  g_free (row->key);
  row->key = g_strdup (self->shown->keys[i]);
  gtk_label_set_text (row->label, self->shown->labels[i]);
  gtk_label_set_text (row->vacant, vacant);
  gtk_label_set_text (row->rate, rate);
  lw_bar_set (row->bar, longest > 0 ? totals->vacant_m2 / longest : 0, longest > 0 ? all->vacant_m2 / longest : 0,
              lw_classify_vacancy (totals->vacancy_rate));
  gtk_widget_set_tooltip_text (row->row, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  if (chosen)
    gtk_widget_add_css_class (row->row, "chosen");
  else
    gtk_widget_remove_css_class (row->row, "chosen");
  if (totals->offices == 0)
    gtk_widget_add_css_class (row->row, "dim-label");
  else
    gtk_widget_remove_css_class (row->row, "dim-label");
}

static void
update (LwBreakdownList *self)
{
  g_autofree guint *order = NULL;
  g_autofree char *more = NULL;
  double longest = 0;
  guint n;

  if (self->all == NULL)
    return;
  order = order_groups (self->all);
  for (guint i = 0; i < self->all->n; i++)
    longest = MAX (longest, self->all->totals[i].vacant_m2);
  n = self->expanded || !lw_dimension_is_named (self->all->dimension) ? self->all->n : MIN (self->all->n, SHORT_LENGTH);
  while (self->rows->len < n)
    add_row (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      gtk_widget_set_visible (row->row, i < n);
      if (i < n)
        fill_row (self, row, order[i], longest);
    }
  more = self->expanded ? g_strdup (_ ("Show fewer")) : g_strdup_printf (_ ("Show all %u"), self->all->n);
  gtk_button_set_label (GTK_BUTTON (self->more), more);
  gtk_widget_set_visible (self->more, lw_dimension_is_named (self->all->dimension) && self->all->n > SHORT_LENGTH);
}

static void
row_activated_cb (LwBreakdownList *self, GtkListBoxRow *activated)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->row == GTK_WIDGET (activated))
        {
          g_autofree char *key = g_strdup (row->key);

          g_signal_emit (self, key_toggled_signal, 0, key);
          return;
        }
    }
}

static void
more_clicked_cb (LwBreakdownList *self)
{
  self->expanded = !self->expanded;
  update (self);
}

static void
lw_breakdown_list_dispose (GObject *object)
{
  LwBreakdownList *self = LW_BREAKDOWN_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->shown, lw_breakdown_unref);
  g_clear_pointer (&self->all, lw_breakdown_unref);
  g_clear_pointer (&self->filter, lw_filter_unref);
  G_OBJECT_CLASS (lw_breakdown_list_parent_class)->dispose (object);
}

static void
lw_breakdown_list_class_init (LwBreakdownListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_breakdown_list_dispose;
  key_toggled_signal = g_signal_new ("key-toggled", LW_TYPE_BREAKDOWN_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "breakdown");
}

static void
lw_breakdown_list_init (LwBreakdownList *self)
{
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  lw_names_set (GTK_WIDGET (self->list), _ ("Groups; each is a filter"));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "breakdown-list");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->more = gtk_button_new ();
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_clicked_cb), self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * lw_breakdown_list_set:
 * @shown: the groups of the offices shown
 * @all: the same groups of all offices
 * @filter: for which rows are chosen
 */
void
lw_breakdown_list_set (LwBreakdownList *list, const LwBreakdown *shown, const LwBreakdown *all, LwFilter *filter)
{
  g_return_if_fail (LW_IS_BREAKDOWN_LIST (list) && shown->n == all->n);
  if (list->shown != NULL && list->shown->dimension != shown->dimension)
    list->expanded = FALSE;
  lw_breakdown_ref ((LwBreakdown *) shown);
  lw_breakdown_ref ((LwBreakdown *) all);
  lw_filter_ref (filter);
  g_clear_pointer (&list->shown, lw_breakdown_unref);
  g_clear_pointer (&list->all, lw_breakdown_unref);
  g_clear_pointer (&list->filter, lw_filter_unref);
  list->shown = (LwBreakdown *) shown;
  list->all = (LwBreakdown *) all;
  list->filter = filter;
  update (list);
}

/**
 * lw_breakdown_list_new:
 *
 * Returns: (transfer floating): a table without rows
 */
GtkWidget *
lw_breakdown_list_new (void)
{
  return g_object_new (LW_TYPE_BREAKDOWN_LIST, NULL);
}

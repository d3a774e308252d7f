/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-sum-grid: see lw-sum-grid.h. Rounded numbers are counted in units of the last decimal, so that they add up
 * exactly. */
#include "panels/lw-sum-grid.h"

#include <math.h>

#include "draw/lw-format.h"

static GtkWidget *
new_label (const char *text, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
attach_line (GtkGrid *grid, int line, const char *name, const char *value, const char *css_class)
{
  GtkWidget *left = new_label (name, 0, css_class), *right = new_label (value, 1, css_class);

  gtk_widget_set_hexpand (left, TRUE);
  gtk_label_set_wrap (GTK_LABEL (left), TRUE);
  gtk_widget_add_css_class (right, "numeric");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (right), GTK_ACCESSIBLE_RELATION_LABELLED_BY, left, NULL, -1);
  gtk_grid_attach (grid, left, 0, line, 1, 1);
  gtk_grid_attach (grid, right, 1, line, 1, 1);
}

/* The terms between the first and the last, in units, made to fit between these. */
static gint64 *
round_terms (const LwSumTerm *terms, guint n, double units)
{
  gint64 *rounded = g_new (gint64, n), sum = 0;
  guint largest = 0;

  for (guint i = 0; i < n; i++)
    rounded[i] = llround (terms[i].value * units);
  for (guint i = 1; i + 1 < n; i++)
    {
      sum += rounded[i];
      if (largest == 0 || fabs (terms[i].value) > fabs (terms[largest].value))
        largest = i;
    }
  if (largest != 0)
    rounded[largest] += rounded[n - 1] - rounded[0] - sum;
  return rounded;
}

/**
 * lw_sum_grid_new:
 * @terms: (array length=n): where the sum begins, what changes it, and where it ends; none of them NAN
 * @n: at least 2
 * @decimals: how many are shown
 *
 * Returns: (transfer floating): a grid of a line a term; one that shows as 0 has no line
 */
GtkWidget *
lw_sum_grid_new (const LwSumTerm *terms, guint n, int decimals)
{
  double units = pow (10, decimals);
  GtkWidget *grid = gtk_grid_new ();
  g_autofree gint64 *rounded = NULL;
  int line = 0;

  g_return_val_if_fail (n >= 2, NULL);
  rounded = round_terms (terms, n, units);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  for (guint i = 0; i < n; i++)
    {
      gboolean is_end = i == 0 || i + 1 == n;
      g_autofree char *digits = lw_format_number (NULL, (double) rounded[i] / units, decimals);
      g_autofree char *value = !is_end && rounded[i] > 0 ? g_strconcat ("+", digits, NULL) : g_strdup (digits);

      if (is_end || rounded[i] != 0)
        attach_line (GTK_GRID (grid), line++, terms[i].name, value, i + 1 == n ? "sum-end" : NULL);
    }
  return grid;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-published-figure: see lw-published-figure.h. */
#include "model/lw-published-figure.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/** lw_published_figure_new: (returns: transfer full) a figure without a definition */
LwPublishedFigure *
lw_published_figure_new (const char *kind, const char *code, LwDate date, const char *figure, double value)
{
  LwPublishedFigure *self = g_new0 (LwPublishedFigure, 1);

  self->kind = g_strdup (kind);
  self->code = g_strdup (code);
  self->date = date;
  self->figure = g_strdup (figure);
  self->value = value;
  return self;
}

void
lw_published_figure_free (LwPublishedFigure *figure)
{
  if (figure == NULL)
    return;
  g_free (figure->kind);
  g_free (figure->code);
  g_free (figure->figure);
  g_free (figure->definition);
  g_free (figure);
}

/** lw_published_figure_label: what a figure is called, translated */
const char *
lw_published_figure_label (const char *figure)
{
  static const struct {
    const char *figure;
    const char *label;
  } labels[] = {
    { LW_FIGURE_STOCK_M2, N_ ("Stock, m²") },
    { LW_FIGURE_VACANT_M2, N_ ("Vacant, m²") },
    { LW_FIGURE_VACANCY_RATE, N_ ("Vacancy rate") },
    { LW_FIGURE_OFFICES, N_ ("Number of offices") },
    { LW_FIGURE_VACANT_OFFICES, N_ ("Number of vacant offices") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (labels[i].figure, figure) == 0)
      return _ (labels[i].label);
  return figure;
}

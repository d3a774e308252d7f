/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-published-figure: a figure that somebody published of an area on a date, such as the vacancy of a municipality by the
 * statistics office. It stands beside the figures of the document, with its own definition, and never mixes with them. */
#pragma once

#include "model/lw-date.h"

G_BEGIN_DECLS

/* kinds of area */
#define LW_FIGURE_OF_COUNTRY "country"
#define LW_FIGURE_OF_PROVINCE "province"
#define LW_FIGURE_OF_REGION "region"
#define LW_FIGURE_OF_MUNICIPALITY "municipality"

/* figures */
#define LW_FIGURE_STOCK_M2 "stock_m2"
#define LW_FIGURE_VACANT_M2 "vacant_m2"
#define LW_FIGURE_VACANCY_RATE "vacancy_rate" /* a fraction */
#define LW_FIGURE_OFFICES "offices"
#define LW_FIGURE_VACANT_OFFICES "vacant_offices"

/**
 * LwPublishedFigure:
 * @kind: kind of area, one of those above
 * @code: of the area: GM0344, PV26, NL00, or the name of a region
 * @date: the day that it describes
 * @figure: what it tells, one of those above
 * @value: the number; NaN where the source keeps it secret or lacks it
 * @definition: whose figure it is, so that those of two sources stand side by side
 */
typedef struct {
  char *kind;
  char *code;
  LwDate date;
  char *figure;
  double value;
  char *definition;
} LwPublishedFigure;

LwPublishedFigure *
lw_published_figure_new (const char *kind, const char *code, LwDate date, const char *figure, double value);
void lw_published_figure_free (LwPublishedFigure *figure);
const char *lw_published_figure_label (const char *figure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwPublishedFigure, lw_published_figure_free)

G_END_DECLS
